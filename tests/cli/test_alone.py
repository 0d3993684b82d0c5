"""Several processes at one database: one looks at the web at a time, and what a killed one had before it comes next."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from threading import Event

import pytest

from tests.cli.conftest import Run
from tests.cli.test_web import feed_of, page, stories
from tests.faulty.server import Exchange, FaultServer

BUSY = 7


@pytest.fixture
def held(tmp_path: Path) -> Iterator[tuple[FaultServer, Event]]:
    """A server whose page /slow comes when the event is set, and not before."""
    go = Event()

    def slow(exchange: Exchange) -> None:
        go.wait(30)
        exchange.answer(page())

    with FaultServer(page=page()) as running:
        running.replies["/slow"] = slow
        (tmp_path / "revtrack.toml").write_text(
            f'[fetch]\nallow_private = ["127.0.0.1:{running.port}"]\nper_host_delay = "0s"\ntimeout = "30s"\n'
        )
        yield running, go
        go.set()


@contextmanager
def started(folder: Path, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """The program in a process of its own, killed in the end."""
    command = [sys.executable, "-m", "revtrack", "--db", "test.db", *arguments]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as child:
        try:
            yield child
        finally:
            child.kill()


def wait_for(server: FaultServer, path: str, count: int = 1) -> None:
    """Return when a page was asked for."""
    deadline = time.monotonic() + 30
    while server.asked(path) < count:
        assert time.monotonic() < deadline, f"{path} was not asked for"
        time.sleep(0.02)


def test_a_second_fetch_ends_at_once_and_a_kill_frees_the_way(
    run: Run, held: tuple[FaultServer, Event], tmp_path: Path
) -> None:
    server, go = held
    run("watch", "add", server.url("slow"), server.url("page"), "--kind", "page")
    with started(tmp_path, "fetch") as child:
        wait_for(server, "/slow")
        done = run("fetch", "--all")
        assert (done.code, done.out) == (BUSY, "")
        assert "another fetch is running" in done.err
        assert run("fetch", "--dry-run").code == 0
        assert run("import", "feed", server.url("feed.xml")).code == BUSY
        assert run("list").code == 0
        child.kill()
        child.wait()
    go.set()
    assert run("fetch", "--all").code == 0
    assert not list(tmp_path.glob("*-fetch"))


def test_who_adds_a_page_waits_for_the_fetch_that_is_running(
    run: Run, held: tuple[FaultServer, Event], tmp_path: Path
) -> None:
    server, go = held
    run("watch", "add", server.url("slow"), "--kind", "page")
    (tmp_path / "story.txt").write_text("Fire\n\nFour people died.\n")
    with started(tmp_path, "fetch") as child:
        wait_for(server, "/slow")
        with started(tmp_path, "add", server.url("page")) as other:
            assert other.stderr
            assert b"waiting" in other.stderr.readline()
            assert run("add", "story.txt").code == 0  # a file asks nobody
            assert server.asked("/page") == 0
            go.set()
            assert (child.wait(30), other.wait(30)) == (0, 0)
    assert server.asked("/page") == 1


LISTING = [["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"]]


def test_whatever_looks_at_the_web_does_so_alone(run: Run, held: tuple[FaultServer, Event], tmp_path: Path) -> None:
    server, _ = held
    run("watch", "add", server.url("slow"), "--kind", "page")
    fire, archive = "https://post.example/fire", server.url("")
    rows = [*LISTING, ["x", "20260203100000", fire, "text/html", "200", "A", "1"]]
    (tmp_path / "saved.cdx").write_text(json.dumps(rows))
    with started(tmp_path, "fetch"):
        wait_for(server, "/slow")
        before = len(server.requests)
        for command in (
            ("wayback", fire, "--base", archive),
            ("wayback", fire, "--base", archive, "--dry-run"),
            ("timemap", fire, "--timemap", server.url("timemap")),
            ("cdx", "saved.cdx", "--base", archive),
            ("feed", server.url("feed.xml")),
            ("feed", server.url("feed.xml"), "--dry-run"),
            ("sitemap", server.url("sitemap.xml")),
        ):
            assert run("import", *command).code == BUSY, command
        assert run("import", "cdx", "saved.cdx", "--dry-run").code == BUSY
        assert len(server.requests) == before


def test_of_two_that_look_before_there_is_a_database_one_has_to_wait(
    run: Run, held: tuple[FaultServer, Event], tmp_path: Path
) -> None:
    server, go = held
    with started(tmp_path, "import", "timemap", "https://post.example/fire", "--timemap", server.url("slow")):
        wait_for(server, "/slow")
        assert run("import", "feed", server.url("page"), "--dry-run").code == BUSY
        assert not (tmp_path / "test.db").exists()
        assert server.asked("/page") == 0
        go.set()


def test_what_a_killed_fetch_had_before_it_is_due_at_the_next(run: Run, tmp_path: Path) -> None:
    with FaultServer() as server:
        (tmp_path / "revtrack.toml").write_text(
            f'[fetch]\nallow_private = ["127.0.0.1:{server.port}"]\nper_host_delay = "0s"\n'
        )
        server.replies["/feed.xml"] = feed_of(server, *stories(server, 9))
        ended = Event()

        def silent(_: Exchange) -> None:
            ended.wait(30)

        server.replies["/news/5"] = silent
        run("watch", "add", server.url("feed.xml"), "--kind", "feed")
        with started(tmp_path, "fetch") as child:
            wait_for(server, "/news/5")
            child.kill()
            child.wait()
        ended.set()
        assert len(run("list", "--json").json) == 5
        stories(server, 9)
        assert run("fetch", "--json").json["new"] == 4
        assert {server.asked(f"/news/{number}") for number in range(5)} == {1}
        done = run("fetch", "--json").json
        assert (done["lists"], done["articles"]) == (0, 0)


def test_the_first_request_of_a_command_waits_for_the_pause_after_the_one_before(run: Run, tmp_path: Path) -> None:
    with FaultServer(page=page()) as server:
        (tmp_path / "revtrack.toml").write_text(
            f'[fetch]\nallow_private = ["127.0.0.1:{server.port}"]\nper_host_delay = "1s"\nrobots = "ignore"\n'
        )
        times = []

        def timed(exchange: Exchange) -> None:
            times.append(time.monotonic())
            exchange.answer(page())

        server.replies["/one"] = server.replies["/two"] = timed
        assert [run("add", server.url(name)).code for name in ("one", "two")] == [0, 0]
        assert times[1] - times[0] >= 0.8


@pytest.mark.parametrize("command", [("add",), ("add", "--dry-run"), ("watch", "add")])
def test_whatever_asked_a_host_before_a_page_has_its_pause(run: Run, tmp_path: Path, command: tuple[str, ...]) -> None:
    with FaultServer(page=page()) as server:
        (tmp_path / "revtrack.toml").write_text(
            f'[fetch]\nallow_private = ["127.0.0.1:{server.port}"]\nper_host_delay = "0s"\n'
        )
        server.replies["/robots.txt"] = b"User-agent: *\nCrawl-delay: 1.5\n"
        run("add", server.url("page"))  # makes the database
        assert run(*command, server.url("ok", 1)).code == 0
        assert run("add", server.url("ok", 2), server.url("ok", 3)).code == 0
        assert server.asked("/robots.txt") == 1
        requests = sorted(server.requests, key=lambda request: request.began)
        assert min(later.began - (one.answered or 0) for one, later in pairwise(requests)) >= 1.5


def test_a_host_that_asked_for_patience_is_left_alone_by_every_command(run: Run, tmp_path: Path) -> None:
    with FaultServer(page=page()) as server:
        (tmp_path / "revtrack.toml").write_text(
            f'[fetch]\nallow_private = ["127.0.0.1:{server.port}"]\nper_host_delay = "0s"\n'
        )
        server.replies["/busy"] = lambda exchange: exchange.answer(b"no", "429 Too Many Requests", Retry_After=3600)
        assert run("add", server.url("busy")).code == 5
        done = run("add", server.url("page"))
        assert done.code == 5
        assert "is to be left alone until" in done.err
        assert run("add", server.url("page"), "--dry-run").code == 5
        assert run("import", "feed", server.url("page"), "--dry-run").code == 5
        assert (
            "is to be left alone until" in run("import", "wayback", "https://a.example/", "--base", server.url("")).err
        )
        assert server.asked("/page") == 0


def test_robots_txt_is_asked_for_once_by_all_commands(run: Run, tmp_path: Path) -> None:
    with FaultServer(page=page()) as server:
        (tmp_path / "revtrack.toml").write_text(
            f'[fetch]\nallow_private = ["127.0.0.1:{server.port}"]\nper_host_delay = "0s"\n'
        )
        for command in (["watch", "add"], ["fetch"], ["add"], ["add", "--dry-run"]):
            assert run(*command, *([] if command == ["fetch"] else [server.url("page")])).code == 0
        assert (server.asked("/robots.txt"), server.asked("/page")) == (1, 4)
