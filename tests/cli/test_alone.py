"""Two processes at one database: one looks at the web at a time, and what a killed one had before it is done next."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
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
