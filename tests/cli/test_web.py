"""`add URL`, `watch` and `fetch` against a web server on this machine: what becomes a version, and what never does."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

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


def test_an_article_missing_twice_is_gone_and_comes_back(run: Run, server: FaultServer) -> None:
    address = server.url("story")
    server.replies["/story"] = page()
    run("add", address)
    del server.replies["/story"]
    run("add", address)
    assert run("list", "--gone", "--json").json == []
    run("add", address)
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
