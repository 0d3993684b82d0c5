"""An article that is met by what a feed carries of it and by its page: two sides, and no edit between them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.faulty.server import FaultServer

SENTENCES = (
    "A warehouse fire in the harbour killed {dead} people on Tuesday night, officials said.",
    "Firefighters worked until dawn to bring the flames under control.",
    "“We have never seen anything like it,” said the head of the fire brigade, Jane Doe.",
    "The harbour will stay closed for a week.",
    "Ferries leave from the northern pier until then.",
)


def story(dead: str, sentences: int) -> str:
    return "".join(f"<p>{one.format(dead=dead)}</p>" for one in SENTENCES[:sentences])


def page(dead: str = "three") -> bytes:
    return (
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>Fire in the harbour - The Post</title></head>"
        f"<body><main><article><h1>Fire in the harbour</h1>{story(dead, 5)}</article></main></body></html>"
    ).encode()


def feed(server: FaultServer, dead: str = "three") -> bytes:
    carried = story(dead, 2).replace("<", "&lt;")
    return (
        "<rss version='2.0'><channel><title>The Post</title><language>en</language><item>"
        f"<title>Fire in the harbour</title><link>{server.url('fire')}</link><guid isPermaLink='false'>7</guid>"
        f"<description>{carried}</description></item></channel></rss>"
    ).encode()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[FaultServer]:
    """A server with an article and a feed that carries its beginning, whose address the settings of the test allow."""
    with FaultServer() as running:
        (tmp_path / "revtrack.toml").write_text(
            f'[fetch]\nallow_private = ["127.0.0.1:{running.port}"]\nper_host_delay = "0s"\ntimeout = "2s"\n'
        )
        running.replies["/fire"] = page()
        running.replies["/feed.xml"] = feed(running)
        yield running


def watch(run: Run, server: FaultServer) -> None:
    run("watch", "add", server.url("feed.xml"), "--kind", "feed", "--content")


def numbers(run: Run, article: str) -> list[tuple[int, bool]]:
    """The number of each version, and whether it is technical."""
    return [(one["version"], one["technical"]) for one in run("log", article, "--json").json["versions"]]


def told(run: Run, article: str) -> int:
    """Entries of the feed of its changes."""
    return run("feed", f"article:{article}").out.count("<entry")


def test_the_page_after_what_a_feed_carried_is_no_edit(run: Run, server: FaultServer) -> None:
    watch(run, server)
    assert run("fetch", "--json").json["new"] == 1
    done = run("add", server.url("fire"))
    assert "no edit that we know of; of versions 1 and 2 one is what a feed carried, the other the page" in done.out
    (article,) = run("list", "--json").json
    assert article["last_changed"] == article["first_seen"]
    assert run("list", "--changed", "--json").json == []
    assert numbers(run, article["id"]) == [(1, False), (2, True)]
    assert "no edit known, the page after a feed" in run("log", article["id"]).out
    for options in ([], ["--stat"], ["--side-by-side"], ["--html"]):
        shown = " ".join(run("diff", article["id"], *options).out.split())
        assert "No edit that we know of: the version before is what a feed carried, this one is the page." in shown
        assert "No new correction note found" not in shown
    assert run("log", "--json").json == []
    assert told(run, article["id"]) == 0
    shown = " ".join(run("page", article["id"], "-o", "-").out.split())
    assert "2 versions" in shown
    assert "not changed so far" in shown


def test_an_edit_of_the_page_is_told_after_a_feed_carried_it(run: Run, server: FaultServer) -> None:
    watch(run, server)
    run("fetch")
    run("add", server.url("fire"))
    server.replies["/fire"] = page("five")
    assert "the text changed" in run("add", server.url("fire")).out
    (article,) = run("list", "--changed", "--json").json
    assert numbers(run, article["id"]) == [(1, False), (2, True), (3, False)]
    assert told(run, article["id"]) == 1
    (step,) = run("log", "--json").json
    assert (step["old"], step["new"], step["summary"]["edited"], step["summary"]["added"]) == (2, 3, 1, 0)


def test_what_a_feed_carries_after_the_page_was_brought_in_is_no_change_and_its_own_edits_are(
    run: Run, server: FaultServer, tmp_path: Path
) -> None:
    (tmp_path / "fire.html").write_bytes(page())
    run("add", "fire.html", "--url", server.url("fire"), "--at", "2026-02-03T10:00Z")
    watch(run, server)
    done = run("fetch", "--json").json
    assert (done["new"], done["changed"], done["unchanged"]) == (0, 0, 1)
    server.replies["/feed.xml"] = feed(server, "five")
    assert run("fetch", "--all", "--json").json["changed"] == 1
    (article,) = run("list", "--json").json
    assert numbers(run, article["id"]) == [(1, False), (2, True), (3, False)]
    log = run("log", article["id"]).out
    assert "no edit known, a feed after the page" in log
    assert told(run, article["id"]) == 1


def test_to_and_fro_nothing_is_told_and_every_sentence_is_as_old_as_its_side(
    run: Run, server: FaultServer, tmp_path: Path
) -> None:
    (tmp_path / "fire.html").write_bytes(page())
    watch(run, server)
    run("fetch")
    for _ in range(2):
        run("add", "fire.html", "--url", server.url("fire"))
        assert run("fetch", "--all", "--json").json["changed"] == 0
    (article,) = run("list", "--json").json
    assert numbers(run, article["id"]) == [(1, False), (2, True), (3, True), (4, True), (5, True)]
    assert told(run, article["id"]) == 0
    since = {line["text"]: line["since"] for line in run("blame", article["id"], "4", "--json").json["sentences"]}
    assert [since[sentence.format(dead="three")]["version"] for sentence in SENTENCES] == [1, 1, 2, 2, 2]
