"""An address that never gave an article is named everywhere, with its state and what to do about it."""

from pathlib import Path

from tests.cli.conftest import Run
from tests.cli.test_web import page, server
from tests.faulty.server import FaultServer

__all__ = ["server"]

WALL = b"""<html><head><title>Fire in the harbour - The Post</title></head><body><main><article>
<h1>Fire in the harbour</h1><p>A warehouse fire in the harbour killed three people on Tuesday night.</p>
<div class="paywall"><p>Subscribe to continue reading.</p><p>Already a subscriber? Log in.</p></div>
</article></main></body></html>"""

TEASER = b"""<html><head><title>Fire in the harbour - The Post</title></head><body><main><article>
<h1>Fire in the harbour</h1><p>A warehouse fire in the harbour killed three people on Tuesday night.</p>
<p>Become a friend of the Post and enjoy the full story with a glass of tea.</p></article></main></body></html>"""


def test_a_page_that_was_a_wall_from_the_first_look_on_is_named_by_every_command(
    run: Run, server: FaultServer, tmp_path: Path
) -> None:
    address = server.url("story")
    server.replies["/story"] = WALL
    run("add", address)
    for command in ("show", "log", "diff", "blame"):
        done = run(command, address)
        assert done.code == 3, command
        assert f"{address} never gave an article" in done.err
        assert "must be paid for" in done.err
        assert "--url" in done.err, "the remedy"
    assert "1 page looked at never gave an article" in run("list").err
    (finding,) = [one for one in run("doctor", "--json").json if one["subject"] == "never an article"]
    assert (finding["verdict"], address in finding["found"]) == ("warn", True)
    assert "--url" in finding["remedy"]
    (tmp_path / "saved.html").write_bytes(page())
    assert run("add", "saved.html", "--url", address).code == 0
    assert run("show", address).code == 0
    assert run("list").err == ""
    assert not [one for one in run("doctor", "--json").json if one["subject"] == "never an article"]


def test_what_gave_an_article_once_is_not_named(run: Run, server: FaultServer) -> None:
    server.replies["/story"] = page()
    run("add", server.url("story"))
    server.replies["/story"] = WALL
    run("add", server.url("story"))
    assert run("list").err == ""


def test_whoever_adds_what_may_be_only_the_beginning_is_told(run: Run, server: FaultServer) -> None:
    server.replies["/story"] = TEASER
    first = run("add", server.url("story"))
    assert "words: if" in first.err
    assert "paywall" in first.err
    assert "paywall" not in run("add", server.url("story")).err
    assert "paywall" not in run("add", server.url("page")).err, "control: a whole article"
