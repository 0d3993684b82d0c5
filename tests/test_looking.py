"""An unchanged page behind every fault of the catalogue, again and again: no Version, no deletion, always a state."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from revtrack import versioning
from revtrack.address import Allowance
from revtrack.ingest.web import Web, WebOptions
from revtrack.looking import Desk, look
from revtrack.model import FetchState, Validator
from revtrack.pipeline import history
from revtrack.store import Store, open_store
from tests.cli.test_web import page
from tests.faulty.server import FAULTS, Exchange, FaultServer

TIMES = 4
"""How often the page is looked at behind each fault."""

SHORT = 0.4
"""Seconds for a look behind a fault, so that those without an end have one."""

AMPLE = 20.0
"""Seconds for a look at a page that is well."""

START = datetime(2026, 2, 3, tzinfo=UTC)

LONG = page().replace(b"</article>", b"<p>Nobody knows yet what the harbour will cost the town to build anew.</p>" * 20)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path / 'test.db'}") as opened:
        yield opened


HOURS = count()


def an_hour_later() -> datetime:
    """A time an hour after the one told before."""
    return START + timedelta(hours=next(HOURS))


def desk_of(store: Store, server: FaultServer, seconds: float = AMPLE) -> Desk:
    """Looks an hour apart."""
    web = Web(WebOptions(seconds=seconds), allowance=Allowance.parse([server.authority]), now=an_hour_later)
    return Desk(store=store, get=web.get, now=an_hour_later)


@pytest.mark.parametrize("fault", FAULTS)
def test_an_unchanged_page_behind_a_fault_makes_no_version(fault: str, store: Store) -> None:
    with FaultServer(page=LONG) as server:
        desk = desk_of(store, server)
        assert look(server.url("page"), desk).capture
        server.mode = fault
        for _ in range(TIMES):
            look(server.url("page"), desk_of(store, server, SHORT))
        server.mode = "ok"
        assert look(server.url("page"), desk).capture
        (article,) = store.articles()
        assert article.versions == 1
        assert history(article, store).transitions == ()


def test_the_control_sees_an_edit_through_the_same_server(store: Store) -> None:
    with FaultServer(page=LONG) as server:
        desk = desk_of(store, server)
        look(server.url("page"), desk)
        server.page = LONG.replace(b"three", b"five")
        look(server.url("page"), desk)
        (article,) = store.articles()
        assert article.versions == 2


def test_bytes_that_are_confirmed_are_seen_again_and_others_are_not_believed(store: Store) -> None:
    def confirming(exchange: Exchange) -> None:
        if exchange.request.header("if-none-match"):
            exchange.answer(b"", "304 Not Modified")
        else:
            exchange.answer(LONG, ETag='"one"')

    with FaultServer() as server:
        server.replies["/story"] = confirming
        address, desk = server.url("story"), desk_of(store, server)
        look(address, desk)
        again = look(address, desk)
        assert again.capture
        assert again.capture.article.snapshots == 2
        store.keep_validator(Validator(address=address, sha256="0" * 64, etag='"other"'))
        astray = look(address, desk)
        assert astray.check
        assert astray.check.state is FetchState.STATUS


def test_the_bytes_of_what_is_no_article_are_kept(store: Store) -> None:
    with FaultServer() as server:
        server.replies["/wall"] = b"<html><title>Log in</title><form>Please log in<input type=password></form></html>"
        done = look(server.url("wall"), desk_of(store, server))
    assert done.check
    assert done.check.sha256
    assert b"Please log in" in store.content(done.check.sha256)
    assert store.checks(versioning.article_id(done.check.article)) == (done.check,)
