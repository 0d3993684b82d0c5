"""Rounds of looks on a machine whose clock was wrong for a while: nothing stalls until it is as late again."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from revtrack.address import Allowance
from revtrack.ingest.feeds import read_feed, read_sitemap
from revtrack.ingest.web import MannersOptions, Polite, Web
from revtrack.ingest.web.patience import Clock
from revtrack.looking import Desk
from revtrack.model import Subscription, SubscriptionKind
from revtrack.store import Store, open_store
from revtrack.watch.lists import Parsers
from revtrack.watch.round import RoundOptions, one_round
from tests.cli.test_web import page
from tests.faulty.server import Exchange, FaultServer
from tests.watch.test_round import rss

NOW = datetime(2026, 2, 3, 12, tzinfo=UTC)
PARSERS = Parsers(feed=read_feed, sitemap=read_sitemap)
AHEAD = [timedelta(hours=1), timedelta(days=1), timedelta(days=3650)]


@pytest.fixture
def store(on_sqlite: str) -> Iterator[Store]:
    with open_store(on_sqlite) as opened:
        yield opened


@pytest.fixture
def server(store: Store) -> Iterator[FaultServer]:
    """A feed of one article, which is watched."""
    with FaultServer() as running:
        running.mode = "missing"
        running.replies["/feed.xml"] = rss(running.url("fire"))
        running.replies["/fire"] = page()
        store.subscribe(Subscription(address=running.url("feed.xml"), kind=SubscriptionKind.FEED, added_at=NOW))
        yield running


def asked_at(server: FaultServer, store: Store, now: datetime) -> list[str]:
    """What a round asks for when the clock says so, in order."""
    before = len(server.requests)
    clock = Clock(now=lambda: now)
    web = Web(allowance=Allowance.parse([server.authority]), now=clock.now)
    desk = Desk(store=store, get=Polite(web, MannersOptions(delay=0), clock=clock).get, now=clock.now)
    assert [told.problem for told in one_round(desk, PARSERS, RoundOptions()) if told.problem] == []
    return [one.path for one in server.requests[before:] if one.path != "/robots.txt"]


@pytest.mark.parametrize("ahead", AHEAD, ids=str)
def test_what_was_looked_at_while_the_clock_was_ahead_is_due_and_then_keeps_its_pauses(
    server: FaultServer, store: Store, ahead: timedelta
) -> None:
    assert asked_at(server, store, NOW + ahead) == ["/feed.xml", "/fire"]
    assert asked_at(server, store, NOW) == ["/feed.xml", "/fire"]
    assert asked_at(server, store, NOW + timedelta(minutes=5)) == []
    assert asked_at(server, store, NOW + timedelta(minutes=20)) == ["/feed.xml", "/fire"]


@pytest.mark.parametrize("ahead", AHEAD, ids=str)
def test_what_failed_while_the_clock_was_ahead_is_due_and_then_keeps_its_pauses(
    server: FaultServer, store: Store, ahead: timedelta
) -> None:
    del server.replies["/fire"]
    assert asked_at(server, store, NOW + ahead) == ["/feed.xml", "/fire"]
    assert asked_at(server, store, NOW) == ["/feed.xml", "/fire"]
    assert asked_at(server, store, NOW + timedelta(minutes=5)) == []
    assert asked_at(server, store, NOW + timedelta(minutes=20)) == ["/feed.xml", "/fire"]


@pytest.mark.parametrize("ahead", AHEAD[2:], ids=str)
def test_a_host_that_asked_for_patience_while_the_clock_was_ahead_is_not_left_alone_for_years(
    server: FaultServer, store: Store, ahead: timedelta
) -> None:
    def busy(exchange: Exchange) -> None:
        exchange.answer(b"", status="503 Service Unavailable", Retry_After="3600")

    fire, server.replies["/fire"] = server.replies["/fire"], busy
    assert asked_at(server, store, NOW + ahead) == ["/feed.xml", "/fire"]
    server.replies["/fire"] = fire
    assert asked_at(server, store, NOW) == ["/feed.xml", "/fire"]


@pytest.mark.parametrize("behind", AHEAD[:2], ids=str)
def test_a_clock_that_goes_back_stalls_nothing_and_makes_no_burst(
    server: FaultServer, store: Store, behind: timedelta
) -> None:
    assert asked_at(server, store, NOW) == ["/feed.xml", "/fire"]
    assert asked_at(server, store, NOW - behind) == ["/feed.xml", "/fire"]
    assert asked_at(server, store, NOW - behind + timedelta(minutes=5)) == []
    assert asked_at(server, store, NOW + timedelta(minutes=5)) == ["/feed.xml"]
    assert asked_at(server, store, NOW + timedelta(hours=1, minutes=5)) == ["/feed.xml", "/fire"]


def test_a_clock_that_is_set_back_by_a_little_asks_for_nothing_anew(server: FaultServer, store: Store) -> None:
    assert asked_at(server, store, NOW) == ["/feed.xml", "/fire"]
    assert asked_at(server, store, NOW - timedelta(seconds=2)) == []
