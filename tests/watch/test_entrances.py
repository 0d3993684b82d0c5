"""No address out of a feed, an item, a sitemap, an OPML file, a TimeMap or a redirect leads inside, say the sockets."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from html import escape

import pytest

from revtrack.address import Allowance
from revtrack.errors import RevtrackError
from revtrack.importing import bring_in_mementos
from revtrack.ingest.archives import read_timemap
from revtrack.ingest.feeds import read_feed, read_opml, read_sitemap
from revtrack.ingest.web import MannersOptions, Polite, Web, WebOptions
from revtrack.looking import Desk, look
from revtrack.model import Subscription, SubscriptionKind
from revtrack.store import Store, open_store
from revtrack.watch.lists import Parsers
from revtrack.watch.round import Choice, RoundOptions, one_round
from tests.faulty.recorder import Recorder, RefusedByTestError, recording
from tests.faulty.server import FaultServer
from tests.faulty.vectors import PUBLIC, VECTORS, Vector

NOW = datetime(2026, 2, 3, tzinfo=UTC)
PARSERS = Parsers(feed=read_feed, sitemap=read_sitemap)
EVERYTHING = RoundOptions(all=True, jobs=1)

Entrance = Callable[[str, FaultServer, Desk], None]


def listed(address: str, kind: SubscriptionKind) -> Subscription:
    return Subscription(address=address, kind=kind, added_at=NOW)


def walk(address: str, kind: SubscriptionKind, desk: Desk) -> None:
    """A round over one list and what it names."""
    for _ in one_round(desk, PARSERS, EVERYTHING, Choice(subscriptions=(listed(address, kind),)), keep=False):
        pass


def as_article(address: str, server: FaultServer, desk: Desk) -> None:
    """`add URL`."""
    del server
    look(address, desk)


def as_feed(address: str, server: FaultServer, desk: Desk) -> None:
    """`watch add URL`, `fetch`."""
    del server
    walk(address, SubscriptionKind.FEED, desk)


def as_item(address: str, server: FaultServer, desk: Desk) -> None:
    """The link of a feed's item."""
    item = f"<item><link>{escape(address)}</link></item>"
    server.replies["/feed.xml"] = f"<rss version='2.0'><channel><title>x</title>{item}</channel></rss>".encode()
    walk(server.url("feed.xml"), SubscriptionKind.FEED, desk)


def as_page_of_a_sitemap(address: str, server: FaultServer, desk: Desk) -> None:
    """A page that a sitemap lists; those of other hosts are dropped, so the control is the sitemap itself."""
    server.replies["/sitemap.xml"] = (
        f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>{escape(address)}</loc></url></urlset>"
    ).encode()
    walk(server.url("sitemap.xml"), SubscriptionKind.SITEMAP, desk)


def as_sitemap(address: str, server: FaultServer, desk: Desk) -> None:
    """The address of a sitemap."""
    del server
    walk(address, SubscriptionKind.SITEMAP, desk)


def as_feed_of_a_list(address: str, server: FaultServer, desk: Desk) -> None:
    """A feed in an OPML file."""
    del server
    body = f"<opml version='2.0'><body><outline xmlUrl='{escape(address, quote=True)}'/></body></opml>".encode()
    for feed in read_opml(body).feeds:
        walk(feed.address, SubscriptionKind.FEED, desk)


def as_memento(address: str, server: FaultServer, desk: Desk) -> None:
    """A capture that a TimeMap lists."""
    del server
    line = f'<{address}>; rel="memento"; datetime="Fri, 03 Jan 2020 00:32:00 GMT"'
    mementos = read_timemap(line.encode("utf-8", "replace"), "https://post.example/fire").mementos
    for _ in bring_in_mementos(mementos, "https://archive.example", desk):
        pass


def as_redirect(address: str, server: FaultServer, desk: Desk) -> None:
    """Where an article's page leads."""
    look(server.url("to", 302, address), desk)


ENTRANCES = (
    as_article,
    as_feed,
    as_item,
    as_page_of_a_sitemap,
    as_sitemap,
    as_feed_of_a_list,
    as_memento,
    as_redirect,
)


@pytest.fixture
def store(on_sqlite: str) -> Iterator[Store]:
    with open_store(on_sqlite) as opened:
        yield opened


def desk_of(store: Store, server: FaultServer) -> Desk:
    web = Web(WebOptions(seconds=5), allowance=Allowance.parse([server.authority]))
    return Desk(store=store, get=Polite(web, MannersOptions(delay=0, busy_seconds=0)).get, now=lambda: NOW)


def tried_by(entrance: Entrance, vectors: list[Vector], store: Store) -> tuple[list[str], int]:
    """What was tried that must not be, and how many vectors tried anything at all."""
    leaks: list[str] = []
    tried_anything = 0
    with FaultServer() as server, recording(let=[(server.host, server.port)]) as recorder:
        desk = desk_of(store, server)
        for vector in vectors:
            found = _tried(entrance, vector, server, desk, recorder)
            leaks += [f"{vector.url} → {place}" for place in found if place]
            tried_anything += bool(found)
    return leaks, tried_anything


def _tried(entrance: Entrance, vector: Vector, server: FaultServer, desk: Desk, recorder: Recorder) -> list[str]:
    with recorder.watching() as tried, suppress(RevtrackError, RefusedByTestError):
        entrance(vector.url, server, desk)
    return [*tried.leaks]


@pytest.mark.parametrize("entrance", ENTRANCES, ids=lambda one: one.__name__)
def test_nothing_inside_is_reached(entrance: Entrance, store: Store) -> None:
    # Every vector goes through one of them here, all through each in the long run.
    share = VECTORS[ENTRANCES.index(entrance) :: len(ENTRANCES)]
    leaks, _ = tried_by(entrance, list(share), store)
    assert leaks == []


@pytest.mark.soak
@pytest.mark.parametrize("entrance", ENTRANCES, ids=lambda one: one.__name__)
def test_nothing_inside_is_reached_by_any_vector(entrance: Entrance, store: Store) -> None:
    leaks, _ = tried_by(entrance, list(VECTORS), store)
    assert leaks == []


@pytest.mark.parametrize(
    "entrance", [one for one in ENTRANCES if one is not as_page_of_a_sitemap], ids=lambda one: one.__name__
)
def test_what_is_public_is_tried(entrance: Entrance, store: Store) -> None:
    with FaultServer() as server, recording(let=[(server.host, server.port)]) as recorder:
        desk = desk_of(store, server)
        for url in PUBLIC:
            with recorder.watching() as tried, suppress(RevtrackError, RefusedByTestError):
                entrance(url, server, desk)
            assert tried.places, url
