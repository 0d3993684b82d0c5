"""`add URL`, `watch` and `fetch` against a web server on this machine: what becomes a version, and what never does."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from revtrack.looking import record
from revtrack.model import Check, FetchState
from revtrack.store import open_store
from tests.cli.conftest import Run
from tests.faulty.server import Exchange, FaultServer

STORY = """
<p>A warehouse fire in the harbour killed {dead} people on Tuesday night, officials said.</p>
<p>The cause is not known. Firefighters worked until dawn to bring the flames under control.</p>
<p>“We have never seen anything like it,” said the head of the fire brigade, Jane Doe.</p>
<p>The harbour will stay closed for a week, and ferries leave from the northern pier until then.</p>
"""


def page(dead: str = "three", *, canonical: str = "", headline: str = "Fire in the harbour", extra: str = "") -> bytes:
    """An article page in the form publishers give it."""
    link = f'<link rel="canonical" href="{canonical}">' if canonical else ""
    return (
        f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{headline} - The Post</title>{link}</head>"
        f"<body><header>The Post</header><nav><a href=/>Home</a></nav><main><article><h1>{headline}</h1>"
        f"{STORY.format(dead=dead)}</article></main><aside>{extra}</aside><footer>About us</footer></body></html>"
    ).encode()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[FaultServer]:
    """A server whose address the settings of the test allow, asked without pauses."""
    with FaultServer(page=page()) as running:
        (tmp_path / "revtrack.toml").write_text(
            f'[fetch]\nallow_private = ["127.0.0.1:{running.port}"]\nper_host_delay = "0s"\ntimeout = "2s"\n'
        )
        yield running


def versions(run: Run, article: str) -> list[dict[str, Any]]:
    """The versions of an article, as the log tells them."""
    found: list[dict[str, Any]] = run("log", article, "--json").json["versions"]
    return found


def test_a_page_is_stored_and_looked_at_again(run: Run, server: FaultServer) -> None:
    assert run("add", server.url("page")).code == 0
    assert "same text" in run("add", server.url("page")).out
    server.page = page("five")
    done = run("add", server.url("page"))
    assert "the text changed" in done.out
    assert len(versions(run, server.url("page"))) == 2


def test_an_address_that_is_not_public_is_refused_without_an_explicit_exception(run: Run) -> None:
    with FaultServer(page=page()) as closed:
        done = run("add", closed.url("page"))
    assert done.code == 5
    assert "this very machine" in done.err
    assert closed.requests == []


def test_what_the_server_confirms_unchanged_is_not_sent_again(run: Run, server: FaultServer) -> None:
    asked = []

    def conditional(exchange: Exchange) -> None:
        asked.append(exchange.request.header("if-none-match"))
        if asked[-1] == '"one"':
            exchange.answer(b"", "304 Not Modified")
        else:
            exchange.answer(page(), ETag='"one"', Content_Type="text/html")

    server.replies["/story"] = conditional
    run("add", server.url("story"))
    done = run("add", server.url("story"))
    assert asked == [None, '"one"']
    assert "same text as version 1" in done.out


@pytest.mark.parametrize(
    ("status", "state"), [(404, "missing"), (410, "gone"), (403, "forbidden"), (451, "legal"), (500, "server-error")]
)
def test_an_error_is_a_state_and_no_version(run: Run, server: FaultServer, status: int, state: str) -> None:
    address = server.url("story")
    server.replies["/story"] = page()
    run("add", address)
    server.replies["/story"] = lambda exchange: exchange.answer(page("no"), f"{status} Sorry")
    done = run("add", address)
    assert done.code == 5
    assert str(status) in done.err
    (version,) = versions(run, address)
    assert version["version"] == 1
    assert run("log", address, "--checks", "--json").json["checks"][0]["state"] == state


def test_an_article_missing_twice_is_gone_and_comes_back(run: Run, server: FaultServer, tmp_path: Path) -> None:
    address, now = server.url("story"), datetime.now(UTC)
    (tmp_path / "story.html").write_bytes(page())
    run("add", "story.html", "--url", address, "--at", f"{now - timedelta(hours=2):%Y-%m-%dT%H:%M:%SZ}")
    run("add", address)
    run("add", address)
    assert run("list", "--gone", "--json").json == []  # twice within seconds may be one slip
    before = Check(
        article=address, address=address, at=now - timedelta(hours=1), state=FetchState.MISSING, detail="is not there"
    )
    with open_store(f"sqlite:///{tmp_path / 'test.db'}") as store:
        record(before, store)
    assert [one["gone_since"] is not None for one in run("list", "--gone", "--json").json] == [True]
    server.replies["/story"] = page()
    run("add", address)
    assert run("list", "--gone", "--json").json == []
    assert len(versions(run, address)) == 1


def test_pages_of_one_article_are_one_and_the_reason_is_kept(run: Run, server: FaultServer) -> None:
    whole = server.url("news/fire-in-the-harbour")
    server.replies["/news/fire-in-the-harbour"] = page(canonical=whole)
    server.replies["/news/fire-in-the-harbour/amp"] = page(canonical=whole)
    run("add", whole)
    run("add", f"{whole}/amp")
    run("add", f"{whole}?utm_source=feed")
    assert len(run("list", "--json").json) == 1
    assert len(versions(run, f"{whole}/amp")) == 1


def test_what_is_held_back_is_told_with_its_reason_everywhere(run: Run, server: FaultServer) -> None:
    address, reason = server.url("story"), "held back: far shorter than before"
    server.replies["/story"] = page(extra="").replace(b"</article>", b"<p>It burnt all night.</p>" * 30 + b"</article>")
    run("add", address)
    stub = "The fire brigade will say more about the fire in the harbour on Wednesday morning."
    server.replies["/story"] = f"<html><body><h1>Fire in the harbour</h1><p>{stub}</p></body></html>".encode()
    done = run("fetch", address)
    assert (done.code, "0 unchanged, 1 held back, 0 failed" in done.out) == (0, True)
    assert f"note: {address} {reason}: if it stays so for a day, it will be believed" in done.err
    (line,) = map(json.loads, run("fetch", address, "--jsonl").out.splitlines())
    assert (line["outcome"], line["notes"]) == ("held back", [f"{address} {reason}"])
    assert run("fetch", address, "--json").json["held_back"] == 1
    assert f"{address}: {reason}; kept, but no version" in run("add", address).out
    assert run("add", address, "--json").json["reason"] == "far shorter than before"
    assert run("log", address, "--checks").out.count(reason) == 5
    assert "5 Snapshots held back, kept but are no version: far shorter than before 5 times" in run("log", address).out
    told = run("log", address, "--json").json["held_back"]
    assert {one["reason"] for one in told} == {"far shorter than before"}
    assert len(versions(run, address)) == 1


def test_the_looks_at_an_address_that_never_gave_an_article_are_shown(run: Run, server: FaultServer) -> None:
    address = server.url("nothing/here")
    failed = run("add", address)
    assert f"revtrack log {address} --checks shows it" in failed.err
    assert "not found (404)" in run("log", address, "--checks").out
    (check,) = run("log", address, "--checks", "--json").json["checks"]
    assert (check["state"], check["url"]) == ("missing", address)
    done = run("log", address)
    assert (done.code, "--checks shows why" in done.err) == (3, True)
    assert run("log", server.url("never/asked"), "--checks").code == 3


def test_of_several_inputs_each_is_one_line_of_json_whatever_became_of_it(run: Run, server: FaultServer) -> None:
    good, bad = server.url("page"), server.url("nothing/here")
    server.replies["/page"] = page()
    done = run("add", bad, good, "nofile.txt", "--json")
    first, second, third = map(json.loads, done.out.splitlines())
    assert done.code == 4
    assert (first["input"], first["outcome"], first["error"]["state"]) == (bad, None, "missing")
    assert (second["input"], second["outcome"], second["error"]) == (good, "first", None)
    assert (third["input"], third["error"]["state"]) == ("nofile.txt", None)
    both = run("add", bad, server.url("nothing/there"), "--json")
    assert (both.code, len(both.out.splitlines())) == (5, 2)
    assert [json.loads(line)["input"] for line in run("add", good, bad, "--dry-run", "--json").out.splitlines()] == [
        good,
        bad,
    ]


@pytest.mark.parametrize("address", ["ftp://post.example/fire", "file:///etc/hosts", "gopher://x", "http://"])
def test_what_is_no_address_on_the_web_is_no_missing_file(run: Run, tmp_path: Path, address: str) -> None:
    done = run("add", address)
    assert (done.code, f"{address} cannot be fetched" in done.err) == (2, True)
    assert "http and https" in done.err
    assert not (tmp_path / "test.db").exists()


def test_what_cannot_be_fetched_stops_no_other_input(run: Run, server: FaultServer) -> None:
    server.replies["/story"] = page()
    done = run("add", "ftp://post.example/fire", "none.html", server.url("story"))
    assert (done.code, len(run("list", "--json").json)) == (4, 1)
    assert "ftp://post.example/fire cannot be fetched" in done.err


def test_a_feed_that_moved_is_known_by_both_addresses(run: Run, server: FaultServer, tmp_path: Path) -> None:
    old, there = server.url("feed.xml"), server.url("new.xml")
    with (tmp_path / "revtrack.toml").open("a") as settings:
        settings.write(f'[[source]]\nname = "the-post"\nfeeds = ["{old}"]\n')
    server.replies["/new.xml"] = feed_of(server, *stories(server, 1))
    server.replies["/feed.xml"] = lambda exchange: exchange.redirect(there, "301 Moved Permanently")
    for _ in range(2):
        assert run("fetch", "--all").code == 0
    assert f"before at {old}" in run("watch", "list").out
    assert run("fetch", old, "--json").json["lists"] == 1
    run("watch", "add", old, "--kind", "feed", "--source", "Post")
    (one,) = run("watch", "list", "--json").json
    assert (one["address"], one["moved_from"], one["source"]) == (there, old, "Post")
    assert run("watch", "rm", old).code == 0
    assert run("watch", "list", "--json").json == []


def test_an_article_that_is_named_is_asked_for_as_it_is_typed_or_where_it_answered(
    run: Run, server: FaultServer
) -> None:
    server.replies["/2026/wreck/"] = page()
    run("add", server.url("2026/wreck/"))
    (listed,) = run("list", "--json").json
    for name in (server.url("2026/wreck/"), listed["url"]):
        assert run("fetch", name).code == 0
    assert {one.path for one in server.requests} == {"/2026/wreck/", "/robots.txt"}


REFUSED = b"<!DOCTYPE rss [<!ENTITY a 'aaa'>]><rss version='2.0'><channel><title>&a;</title></channel></rss>"


@pytest.mark.parametrize(
    ("media_type", "body", "reason"),
    [("text/xml", REFUSED, "entities"), ("image/png", b"\x89PNG\r\n\x1a\n\0\0", "image/png, which is no page")],
)
def test_what_is_no_list_and_no_page_is_not_watched_as_a_page(
    run: Run, server: FaultServer, media_type: str, body: bytes, reason: str
) -> None:
    server.replies["/feed.xml"] = lambda exchange: exchange.answer(body, Content_Type=media_type)
    done = run("watch", "add", server.url("feed.xml"))
    assert (done.code, reason in done.err, done.out) == (2, True, "")
    assert run("watch", "list", "--json").json == []


def test_two_articles_that_lead_to_one_page_stay_two(run: Run, server: FaultServer) -> None:
    there = server.url("notice/has-moved")
    server.replies["/notice/has-moved"] = page(canonical=there)
    for path in ("/a/warehouse-fire", "/b/harbour-flood"):
        server.replies[path] = lambda exchange: exchange.answer(b"", "302 Found", Location=there)
        run("add", server.url(path[1:]))
    assert len(run("list", "--json").json) == 2


def test_the_wrong_page_behind_a_redirect_is_no_edit(run: Run, server: FaultServer) -> None:
    address = server.url("a/warehouse-fire")
    server.replies["/a/warehouse-fire"] = page()
    run("add", address)
    server.replies["/sport/cup"] = page("no", headline="The cup final")
    there = server.url("sport/cup")
    server.replies["/a/warehouse-fire"] = lambda exchange: exchange.answer(b"", "302 Found", Location=there)
    done = run("add", address)
    assert "no version" in done.out
    assert len(versions(run, address)) == 1


FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>The Post</title><link>{home}</link>
<item><title>Fire</title><link>{home}news/fire</link></item>
<item><title>Flood</title><link>{home}news/flood?utm_source=rss</link></item></channel></rss>"""


def test_a_watched_feed_brings_its_articles_and_their_changes(run: Run, server: FaultServer) -> None:
    home = server.url("")
    server.replies["/feed.xml"] = FEED.format(home=home).encode()
    server.replies["/news/fire"] = page()
    server.replies["/news/flood"] = page(headline="Flood in the harbour")
    assert "(feed)" in run("watch", "add", server.url("feed.xml")).out
    assert "2 new" in run("fetch").out
    assert "0 articles looked at" in run("fetch").out
    server.replies["/news/fire"] = page("five")
    done = run("fetch", "--all", "--json")
    assert done.json["changed"] == 1
    assert {one["source"] for one in run("list", "--json").json} == {"The Post"}


def test_a_page_that_names_a_feed_is_watched_by_it(run: Run, server: FaultServer) -> None:
    server.replies["/"] = (
        b'<html><head><link rel="alternate" type="application/rss+xml" href="/feed.xml"></head></html>'
    )
    server.replies["/feed.xml"] = FEED.format(home=server.url("")).encode()
    assert server.url("feed.xml") in run("watch", "add", server.url("")).out


def test_one_source_that_fails_does_not_stop_the_others(run: Run, server: FaultServer) -> None:
    home = server.url("")
    server.replies["/good.xml"] = FEED.format(home=home).encode()
    server.replies["/news/fire"] = server.replies["/news/flood"] = page()
    server.replies["/bad.xml"] = b"<p>This is no feed.</p>"
    run("watch", "add", server.url("good.xml"), server.url("bad.xml"), server.url("none.xml"), "--kind", "feed")
    done = run("fetch", "--json")
    assert done.code == 4
    assert done.json["new"] == 2
    failed = {one["address"]: one["failures"] for one in run("watch", "list", "--json").json}
    assert failed == {server.url("bad.xml"): 1, server.url("good.xml"): 0, server.url("none.xml"): 1}


def test_a_sitemap_gives_first_versions(run: Run, server: FaultServer) -> None:
    server.replies["/sitemap.xml"] = (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        f"<url><loc>{server.url('news/fire')}</loc></url></urlset>"
    ).encode()
    server.replies["/news/fire"] = page()
    assert "1 new" in run("import", "sitemap", server.url("sitemap.xml")).out
    assert run("watch", "list", "--json").json == []


def test_feeds_go_out_and_in_as_opml(run: Run, tmp_path: Path) -> None:
    run("watch", "add", "https://post.example/feed.xml", "--kind", "feed", "--source", "The Post & Co")
    run("export", "opml", "-o", "feeds.opml")
    run("watch", "rm", "https://post.example/feed.xml")
    assert "1 new" in run("import", "opml", tmp_path / "feeds.opml").out
    assert [one["address"] for one in run("watch", "list", "--json").json] == ["https://post.example/feed.xml"]


def test_robots_txt_is_respected(run: Run, server: FaultServer) -> None:
    server.replies["/robots.txt"] = b"User-agent: *\nDisallow: /news/"
    server.replies["/news/fire"] = page()
    done = run("add", server.url("news/fire"))
    assert done.code == 5
    assert "robots.txt" in done.err
    assert server.asked("/news/fire") == 0


def test_a_dry_run_reads_and_stores_nothing(run: Run, server: FaultServer, tmp_path: Path) -> None:
    done = run("add", server.url("page"), "--dry-run")
    assert "Fire in the harbour" in done.out
    assert not (tmp_path / "test.db").exists()


def test_a_source_is_read_by_its_own_rules(run: Run, server: FaultServer, tmp_path: Path) -> None:
    settings = (tmp_path / "revtrack.toml").read_text()
    (tmp_path / "revtrack.toml").write_text(
        f'{settings}\n[[source]]\nname = "post"\ntitle = "The Post"\nhosts = ["127.0.0.1"]\ndrop = ["p:nth-child(3)"]\n'
    )
    run("add", server.url("page"))
    assert "not known" not in run("show", server.url("page"), "--text").out
    assert run("list", "--json").json[0]["source"] == "The Post"


def test_an_address_that_is_none_is_not_watched(run: Run) -> None:
    for address in ("http://[half", "ftp://post.example/feed", "post.example/feed"):
        done = run("watch", "add", address, "--kind", "feed")
        assert done.code == 2
        assert "Traceback" not in done.err


def feed_of(server: FaultServer, *items: str) -> Callable[[Exchange], None]:
    """A feed with an ETag, confirmed with 304; one item for each path, or given as it stands."""
    listed = "".join(
        one if one.startswith("<") else f"<item><title>{one}</title><link>{server.url(one)}</link></item>"
        for one in items
    )
    body = f'<rss version="2.0"><channel><title>The Post</title>{listed}</channel></rss>'.encode()

    def reply(exchange: Exchange) -> None:
        if exchange.request.header("if-none-match") == '"one"':
            exchange.answer(b"", "304 Not Modified")
        else:
            exchange.answer(body, ETag='"one"', Content_Type="application/rss+xml")

    return reply


def stories(server: FaultServer, count: int) -> list[str]:
    """The paths of some articles, all there."""
    paths = [f"news/{number}" for number in range(count)]
    for path in paths:
        server.replies[f"/{path}"] = page(headline=f"Fire number {path}")
    return paths


def test_a_limit_loses_no_item_of_a_feed_that_does_not_change(run: Run, server: FaultServer) -> None:
    server.replies["/feed.xml"] = feed_of(server, *stories(server, 6))
    run("watch", "add", server.url("feed.xml"), "--kind", "feed")
    assert run("fetch", "--max", "2", "--json").json["new"] == 2
    assert run("fetch", "--json").json["new"] == 4
    run("fetch", "--all")
    asked = [one.header("if-none-match") for one in server.requests if one.path == "/feed.xml"]
    assert asked == [None, None, '"one"']


def test_an_item_that_failed_at_first_is_tried_again(run: Run, server: FaultServer) -> None:
    server.replies["/feed.xml"] = feed_of(server, *stories(server, 2))
    server.replies["/news/1"] = lambda exchange: exchange.answer(b"<p>Sorry", "503 Service Unavailable")
    run("watch", "add", server.url("feed.xml"), "--kind", "feed")
    assert run("fetch", "--json").json["failed"] == 1
    stories(server, 2)
    assert run("fetch", "--json").json["articles"] == 0  # it is not due yet
    assert run("fetch", "--all", "--json").json["new"] == 1


CONTENT = (
    "<item><title>{0}</title><link>{1}</link><guid isPermaLink='false'>{0}</guid><description>{2}</description></item>"
)


def test_items_that_link_to_the_front_page_are_articles_of_their_own(run: Run, server: FaultServer) -> None:
    text = "Four people died in a fire in the harbour on Tuesday night, officials said."
    items = [CONTENT.format(number, server.url(""), f"{text} Report {number}.") for number in range(3)]
    server.replies["/feed.xml"] = feed_of(server, *items)
    assert run("import", "feed", server.url("feed.xml"), "--content", "--json").json["new"] == 3
    assert {one["versions"] for one in run("list", "--json").json} == {1}


ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>The Post</title><id>a</id><entry><title>Fire</title>
<id>tag:post.example,2026:7</id><author><name>Jane Doe</name></author><author><name>John Roe</name></author>
<published>2026-02-03T10:00:00+01:00</published><updated>2026-02-03T11:30:00Z</updated>
<content type="html">&lt;p&gt;Four people died in a fire in the harbour.&lt;/p&gt;</content></entry></feed>"""
RSS = """<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Post</title><item>
<title>Fire</title><guid isPermaLink="false">7</guid><dc:creator>Jane Doe</dc:creator><dc:creator>John Roe</dc:creator>
<pubDate>Tue, 03 Feb 2026 09:00:00 GMT</pubDate><description>Four people died in a fire in the harbour.</description>
</item></channel></rss>"""
JSON_FEED = """{"version": "https://jsonfeed.org/version/1.1", "title": "The Post", "items": [{"id": "7",
"title": "Fire", "authors": [{"name": "Jane Doe"}, {"name": "John Roe"}], "date_published": "2026-02-03T10:00:00+01:00",
"date_modified": "2026-02-03T11:30:00Z", "content_html": "<p>Four people died in a fire in the harbour.</p>"}]}"""


@pytest.mark.parametrize(
    ("feed", "modified"),
    [(ATOM, "2026-02-03T11:30:00Z"), (RSS, None), (JSON_FEED, "2026-02-03T11:30:00Z")],
    ids=["atom", "rss", "json"],
)
def test_what_only_the_feed_says_of_an_item_is_kept(
    feed: str, modified: str | None, run: Run, server: FaultServer
) -> None:
    server.replies["/feed"] = feed.encode()
    done = run("import", "feed", server.url("feed"), "--content", "--json")
    assert (done.json["new"], done.json["notes"]) == (1, [])
    (article,) = run("list", "--json").json
    told = run("show", article["id"], "--meta").out
    assert "Jane Doe, John Roe" in told
    assert "2026-02-03T09:00:00" in told
    assert ("2026-02-03T11:30:00" in told) == (modified is not None)
    assert run("show", article["id"], "--text").out.count("Jane Doe") == 0


@pytest.mark.parametrize("content", [[], ["--content"]])
def test_a_dry_run_of_a_feed_stores_nothing(run: Run, server: FaultServer, tmp_path: Path, content: list[str]) -> None:
    server.replies["/feed.xml"] = feed_of(server, CONTENT.format("Fire", server.url("news/fire"), "Four people died."))
    done = run("import", "feed", server.url("feed.xml"), "--dry-run", "--json", *content)
    assert done.json == [{"address": server.url("news/fire"), "title": "Fire"}]
    assert not (tmp_path / "test.db").exists()


def test_one_source_is_looked_at_while_its_feed_does_not_change(run: Run, server: FaultServer) -> None:
    server.replies["/feed.xml"] = feed_of(server, *stories(server, 2))
    run("watch", "add", server.url("feed.xml"), "--kind", "feed")
    run("fetch")
    server.replies["/news/1"] = page("five", headline="Fire number news/1")
    assert run("fetch", "The Post", "--all", "--json").json["changed"] == 1
    server.replies["/news/0"] = page("six", headline="Fire number news/0")
    assert run("fetch", server.url("news/0"), "--json").json["changed"] == 1
    assert run("fetch", "Another Post").code == 3


def test_a_host_that_asked_for_patience_is_left_alone_by_the_next_process(run: Run, server: FaultServer) -> None:
    server.replies["/busy"] = lambda exchange: exchange.answer(b"no", "429 Too Many Requests", Retry_After=3600)
    run("watch", "add", server.url("busy"), "--kind", "page")
    run("fetch")
    for arguments in ([], ["--all"], [server.url("busy")]):
        done = run("fetch", *arguments)
        assert done.code == 0
        assert not arguments or "is to be left alone until" in done.err
    run("watch", "add", server.url("other"), "--kind", "page")
    run("fetch", "--all")
    assert (server.asked("/busy"), server.asked("/other")) == (1, 0)


INDEX = '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</sitemapindex>'
URLSET = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</urlset>'


def sitemap(*addresses: str) -> bytes:
    """A sitemap of some pages."""
    return URLSET.format("".join(f"<url><loc>{one}</loc></url>" for one in addresses)).encode()


def index(*addresses: str) -> bytes:
    """A sitemap of some sitemaps."""
    return INDEX.format("".join(f"<sitemap><loc>{one}</loc></sitemap>" for one in addresses)).encode()


def test_a_sitemap_below_an_index_that_fails_is_named(run: Run, server: FaultServer) -> None:
    (story,) = stories(server, 1)
    below = [server.url(name) for name in ("good.xml", "none.xml", "page.xml", "index.xml")]
    server.replies |= {
        "/index.xml": index(*below),
        "/good.xml": sitemap(server.url(story)),
        "/page.xml": b"<html><p>Not found</p></html>",
    }
    done = run("import", "sitemap", server.url("index.xml"))
    assert done.code == 4
    assert "1 new" in done.out
    assert "2 failed" in done.out
    assert "none.xml is not there (404)" in done.err
    assert "an index inside an index" in done.err
    again = run("import", "sitemap", server.url("index.xml"))
    assert (again.code, "looks failed" in again.err) == (4, False)
    server.replies["/index.xml"] = index(*below, server.url("more.xml"))
    server.replies["/more.xml"] = sitemap(server.url(story))  # names the same once more
    tried = run("import", "sitemap", server.url("index.xml"), "--dry-run", "--json")
    assert (tried.code, tried.json) == (4, [{"address": server.url(story), "title": None}])


@pytest.mark.parametrize(
    "command",
    [
        *(("add", "{}/ok"), ("add", "{}/ok", "{}/flood"), ("add", "--dry-run", "{}/ok"), ("fetch", "{}/ok")),
        *(("watch", "add", "{}/feed.xml"), ("watch", "add", "--kind", "feed", "{}/feed.xml"), ("log", "{}/flood")),
        *(("import", "feed", "{}/feed.xml"), ("import", "wayback", "https://post.example/", "--base", "{}")),
        *(("add", "{}/ok", "--json"), ("add", "{}/ok", "{}/flood", "--json"), ("fetch", "{}/ok", "--jsonl")),
        *(("import", "wayback", "{}/ok"), ("import", "timemap", "{}/ok"), ("watch", "rm", "{}/ok", "--json")),
        *(("import", "timemap", "https://post.example/", "--timemap", "{}/map"), ("feed", "--base-url", "{}/")),
    ],
    ids=" ".join,
)
def test_a_password_in_an_address_is_neither_told_nor_kept(
    run: Run, server: FaultServer, tmp_path: Path, command: tuple[str, ...]
) -> None:
    assert run("add", server.url("ok")).code == 0
    secret = server.url("").replace("http://", "http://user:canary@").rstrip("/")
    done = run(*(one.format(secret) for one in command))
    assert done.code in {2, 3, 4, 5}
    assert "canary" not in done.out + done.err
    assert not any(b"canary" in file.read_bytes() for file in tmp_path.glob("test.db*"))


def test_a_password_in_the_address_that_names_a_file_is_neither_told_nor_kept(run: Run, tmp_path: Path) -> None:
    named = "https://user:canary@post.example/fire"
    (tmp_path / "fire.html").write_bytes(page())
    line = {"url": named, "observed": "2026-02-03T10:00Z", "text": "The fire killed three people."}
    (tmp_path / "fire.jsonl").write_text(json.dumps(line) + "\n")
    for command in (("add", "fire.html", "--url", named, "--json"), ("import", "jsonl", "fire.jsonl", "--json")):
        for options in (("--dry-run",), ()):
            done = run(*command, *options)
            assert (done.code, "canary" in done.out + done.err) == (0, False)
    assert [one["identity"] for one in run("list", "--json").json] == ["https://post.example/fire"]
    assert not any(b"canary" in file.read_bytes() for file in tmp_path.glob("test.db*"))


@pytest.mark.parametrize("command", [("import", "feed"), ("import", "sitemap"), ("fetch",)], ids=" ".join)
def test_a_single_failure_is_told_once(run: Run, server: FaultServer, command: tuple[str, ...]) -> None:
    run("watch", "add", "--kind", "feed", server.url("none.xml"))
    done = run(*command, server.url("none.xml"))
    assert (done.code, done.err.count("(404)")) == (5, 1)


@pytest.mark.parametrize("command", [("watch", "add"), ("add", "--dry-run"), ("import", "timemap", "--timemap")])
@pytest.mark.parametrize("path", ["none.xml", "noresponse"])
def test_who_names_what_cannot_be_fetched_is_told_what_to_do(
    run: Run, server: FaultServer, command: tuple[str, ...], path: str
) -> None:
    rest = ["https://post.example/fire"] if "timemap" in command else []
    done = run(*command, server.url(path), *rest)
    assert (done.code, done.out) == (5, "")
    problem, remedy = done.err.splitlines()
    assert server.url(path) in problem
    assert "check the address" in remedy


def test_of_several_addresses_those_that_give_nothing_do_not_stop_the_others_from_being_watched(
    run: Run, server: FaultServer
) -> None:
    addresses = [server.url(path) for path in ("none.xml", "ok", "gone.xml")]
    done = run("watch", "add", *addresses, "--json")
    assert (done.code, [one["address"] for one in done.json]) == (4, [addresses[1]])
    assert done.err.count("(404)") == 2
    done = run("watch", "add", addresses[0], addresses[2])
    assert (done.code, done.out, done.err.count("(404)")) == (5, "", 2)


def test_a_round_in_which_every_look_failed_is_told_in_one_sentence(run: Run, server: FaultServer) -> None:
    lists = [server.url(name) for name in ("one.xml", "two.xml")]
    run("watch", "add", "--kind", "feed", lists[0])
    done = run("-q", "fetch", "--all")
    assert (done.code, done.out) == (5, "")
    assert done.err.splitlines()[0] == f"revtrack: {lists[0]} is not there (404)."
    run("watch", "add", "--kind", "feed", lists[1])
    done = run("fetch", "--all", "--json")
    assert (done.code, done.json["failed"], len(done.json["failures"])) == (5, 2, 2)
    error = json.loads(done.err)["error"]
    assert (error["code"], error["message"].startswith("all 2 looks failed, the first of them at ")) == ("fetch", True)
    server.replies["/two.xml"] = b"<rss version='2.0'><channel><title>The Post</title></channel></rss>"
    done = run("fetch", "--all", "--json")
    assert (done.code, json.loads(done.err)["error"]["code"]) == (4, "partial")


def test_an_index_that_does_not_change_hides_no_change_below_it(run: Run, server: FaultServer) -> None:
    paths = stories(server, 2)

    def steady(exchange: Exchange) -> None:
        if exchange.request.header("if-none-match"):
            exchange.answer(b"", "304 Not Modified")
        else:
            exchange.answer(index(server.url("below.xml")), ETag='"one"')

    server.replies |= {"/index.xml": steady, "/below.xml": sitemap(server.url(paths[0]))}
    run("watch", "add", server.url("index.xml"), "--kind", "sitemap")
    assert run("fetch", "--json").json["new"] == 1
    server.replies["/below.xml"] = sitemap(*(server.url(path) for path in paths))
    assert run("fetch", "--all", "--json").json["new"] == 1


def test_of_a_large_index_no_more_is_read_than_was_asked_for(run: Run, server: FaultServer) -> None:
    (story,) = stories(server, 1)
    server.replies["/index.xml"] = index(*(server.url(f"{number}.xml") for number in range(12)))
    for number in range(12):
        server.replies[f"/{number}.xml"] = sitemap(server.url(story), *(server.url(f"a/{n}") for n in range(3_000)))
    assert run("import", "sitemap", server.url("index.xml"), "--max", "1", "--json").json["new"] == 1
    assert sum(server.asked(f"/{number}.xml") for number in range(12)) == 1


def test_a_limit_loses_nothing_below_an_index(run: Run, server: FaultServer) -> None:
    paths = stories(server, 4)
    for number, two in enumerate((paths[:2], paths[2:])):
        server.replies[f"/{number}.xml"] = sitemap(*map(server.url, two))
    server.replies["/index.xml"] = index(server.url("0.xml"), server.url("1.xml"))
    run("watch", "add", server.url("index.xml"))
    assert [run("fetch", "--max", "1", "--json").json["new"] for _ in range(3)] == [1, 1, 1]
    assert run("fetch", "--json").json["new"] == 1
    assert run("fetch", "--json").json["lists"] == 0


def test_what_was_wrong_with_a_list_is_told(run: Run, server: FaultServer) -> None:
    server.replies["/sitemap.xml"] = sitemap("https://elsewhere.example/a", server.url(stories(server, 1)[0]))
    run("watch", "add", server.url("sitemap.xml"), "--kind", "sitemap")
    done = run("fetch", "--jsonl")
    assert "note: " in done.err
    assert "lie on another host" in json.loads(done.out.splitlines()[0])["notes"][0]


def test_a_watched_page_is_known_to_have_been_looked_at(run: Run, server: FaultServer) -> None:
    run("watch", "add", server.url("page"), "--kind", "page")
    assert run("fetch", "--dry-run", "--json").json == [{"address": server.url("page"), "kind": "page"}]
    run("fetch")
    assert run("watch", "list", "--json").json[0]["checked"]
    assert run("fetch", "--dry-run", "--json").json == []


def test_a_page_that_is_named_is_looked_at_alone(run: Run, server: FaultServer) -> None:
    one, other = stories(server, 2)
    run("add", server.url(other))
    run("watch", "add", server.url(one), "--kind", "page")
    assert run("fetch", server.url(one), "--all", "--json").json["articles"] == 1
    assert run("fetch", server.url(one), "--json").json["unchanged"] == 1
    assert run("fetch", "--json").json["articles"] == 0


def test_to_watch_something_again_keeps_what_is_known_of_it(run: Run, server: FaultServer) -> None:
    server.replies["/feed.xml"] = feed_of(server, CONTENT.format("Fire", server.url("news/fire"), "Four people died."))
    address = server.url("feed.xml")
    run("watch", "add", address, "--kind", "feed", "--content")
    run("fetch")
    (before,) = run("watch", "list", "--json").json
    assert run("watch", "add", address, "--source", "Post", "--json").json == [before | {"source": "Post"}]
    assert before["content"]
    assert not run("watch", "add", address, "--no-content", "--json").json[0]["content"]
    stories(server, 1)
    assert run("fetch", "--all", "--json").json["failed"] == 1  # the page it links, of which there is none
    assert run("watch", "rm", address, "--json").json[0]["address"] == address


def test_opml_keeps_the_source_and_what_the_article_is(run: Run, tmp_path: Path) -> None:
    address = "https://post.example/feed.xml"
    run("watch", "add", address, "--kind", "feed", "--source", "Post, Times/Herald", "--content")
    run("export", "opml", "-o", "feeds.opml")
    run("watch", "rm", address)
    run("import", "opml", tmp_path / "feeds.opml")
    (found,) = run("watch", "list", "--json").json
    assert (found["source"], found["content"]) == ("Post, Times/Herald", True)


def test_a_round_that_would_be_made_makes_no_database(run: Run, tmp_path: Path) -> None:
    assert run("fetch", "--dry-run").code == 3
    assert not (tmp_path / "test.db").exists()


@pytest.mark.parametrize("kind", ["feed", "sitemap"])
def test_a_file_is_no_address_of_a_list(run: Run, tmp_path: Path, kind: str) -> None:
    done = run("import", kind, "/etc/passwd")
    assert done.code == 2
    assert "http" in done.err
    assert not (tmp_path / "test.db").exists()


def test_an_import_of_which_every_look_fails_is_a_failure(run: Run, server: FaultServer) -> None:
    server.replies["/sitemap.xml"] = sitemap(server.url("news/none"))
    done = run("import", "sitemap", server.url("sitemap.xml"))
    assert done.code == 5
    assert "when it is due" not in done.err


def test_an_interruption_ends_a_pause_at_once_and_loses_nothing(server: FaultServer, tmp_path: Path) -> None:
    settings = tmp_path / "revtrack.toml"
    settings.write_text(settings.read_text().replace('"0s"', '"300s"'))
    server.replies["/robots.txt"] = b""
    server.replies["/feed.xml"] = feed_of(server, *stories(server, 3))
    command = [sys.executable, "-m", "revtrack", "--db", "test.db"]
    watch = ["watch", "add", server.url("feed.xml"), "--kind", "feed"]
    subprocess.run([*command, *watch], cwd=tmp_path, check=True, stdout=subprocess.DEVNULL)
    with subprocess.Popen([*command, "fetch"], cwd=tmp_path, stderr=subprocess.PIPE) as child:
        while not server.asked("/robots.txt"):
            time.sleep(0.05)
        time.sleep(0.3)
        child.send_signal(signal.SIGINT)
        assert child.wait(60) == 130
    assert not server.asked("/feed.xml")


def test_the_settings_name_what_is_watched_and_which_of_it_are_articles(
    run: Run, server: FaultServer, tmp_path: Path
) -> None:
    server.replies["/feed.xml"] = FEED.format(home=server.url("")).encode()
    server.replies["/news/fire"] = server.replies["/news/flood"] = page()
    with (tmp_path / "revtrack.toml").open("a") as settings:
        settings.write(f'[[source]]\nname = "post"\ntitle = "My Post"\nfeeds = ["{server.url("feed.xml")}"]\n')
        settings.write('exclude = ["/flood"]\n')
    assert "1 new" in run("fetch").out
    (article,) = run("list", "--json").json
    assert (article["source"], server.asked("/news/flood")) == ("My Post", 0)


def test_a_pattern_that_takes_too_long_is_a_failure_of_its_list_and_no_hang(
    run: Run, server: FaultServer, tmp_path: Path
) -> None:
    long, well = "news/" + "a" * 60, "news/fire"
    server.replies |= {"/long.xml": feed_of(server, long), "/well.xml": feed_of(server, well), f"/{well}": page()}
    with (tmp_path / "revtrack.toml").open("a") as settings:
        settings.write(f'[[source]]\nname = "post"\nfeeds = ["{server.url("long.xml")}", "{server.url("well.xml")}"]\n')
        settings.write("include = ['(?:a|aa)+b', '/fire']\n")
    done = run("fetch", "--json")
    assert (done.code, done.json["new"], done.json["failed"]) == (4, 1, 1)
    assert "“(?:a|aa)+b” of the source “post” takes too long" in done.json["failures"][0]
    assert server.asked(f"/{long}") == 0


def test_the_settings_name_the_database(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REVTRACK_DB")
    (tmp_path / "revtrack.toml").write_text('[revtrack]\ndb = "named.db"\n')
    (tmp_path / "story.txt").write_text("Fire\n\nFour people died.\n")
    run("add", "story.txt", "--url", "fire")
    assert (tmp_path / "named.db").exists()
