"""Where an article is asked for, and which article an item of a feed is that has another address now."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import escape
from itertools import count

import pytest

from revtrack.address import Allowance
from revtrack.ingest.feeds import read_feed, read_sitemap
from revtrack.ingest.web import FetchError, MannersOptions, Polite, Web
from revtrack.looking import Desk, take
from revtrack.model import Answer, FetchState, Hop, Subscription, SubscriptionKind, Validator
from revtrack.pipeline import history
from revtrack.store import Store, open_store
from revtrack.versioning import article_id
from revtrack.watch.items import SAME_ITEM
from revtrack.watch.lists import Parsers
from revtrack.watch.round import RoundOptions, Told, one_round
from tests.cli.test_web import STORY, page
from tests.faulty.server import FaultServer

NOW = datetime(2026, 2, 3, tzinfo=UTC)
PARSERS = Parsers(feed=read_feed, sitemap=read_sitemap)


@pytest.fixture
def store(on_sqlite: str) -> Iterator[Store]:
    with open_store(on_sqlite) as opened:
        yield opened


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with FaultServer() as running:
        running.mode = "missing"
        yield running


@pytest.fixture
def desk(store: Store, server: FaultServer) -> Desk:
    """Each look an hour after the one before."""
    hours = count()

    def now() -> datetime:
        return NOW + timedelta(hours=next(hours))

    web = Web(allowance=Allowance.parse([server.authority]), now=now)
    return Desk(store=store, get=Polite(web, MannersOptions(delay=0)).get, now=now)


def look_at_all(desk: Desk) -> list[Told]:
    """What became of a round of everything."""
    return list(one_round(desk, PARSERS, RoundOptions(all=True)))


ITEM = "<item><title>Fire</title><link>{}</link><guid isPermaLink='false'>{}</guid><description>{}</description></item>"


def watch(server: FaultServer, desk: Desk, *items: tuple[str, str], content: str = "") -> None:
    """Let the server have a feed of these items, by id and path, that is watched; each with this content, if any."""
    listed = "".join(ITEM.format(server.url(path), one, escape(content)) for one, path in items)
    feed_of = f"<rss version='2.0'><channel><title>The Post</title>{listed}</channel></rss>"
    server.replies["/feed.xml"] = feed_of.encode()
    address = server.url("feed.xml")
    if all(one.address != address for one in desk.store.subscriptions()):
        feed = SubscriptionKind.FEED
        desk.store.subscribe(Subscription(address=address, kind=feed, content=bool(content), added_at=NOW))


def asked(server: FaultServer) -> list[str]:
    """The pages that were asked for so far, in order."""
    return [one.path for one in server.requests if one.path not in {"/feed.xml", "/robots.txt"}]


def test_an_article_that_its_list_names_no_longer_is_asked_for_where_it_answered(
    server: FaultServer, desk: Desk, store: Store
) -> None:
    server.replies["/2026/wreck/"] = page()
    watch(server, desk, ("1", "2026/wreck/"))
    look_at_all(desk)
    watch(server, desk)
    look_at_all(desk)
    look_at_all(desk)
    assert asked(server) == ["/2026/wreck/"] * 3
    (article,) = store.articles()
    assert (article.snapshots, article.checks, article.gone_since) == (3, 0, None)
    watch(server, desk, ("1", "2026/wreck"))
    look_at_all(desk)
    assert asked(server)[-1] == "/2026/wreck"


def test_a_page_in_other_dress_is_asked_for_until_it_is_missing_and_then_the_page_it_names(
    server: FaultServer, desk: Desk, store: Store
) -> None:
    dressed, plain = "/amp/fire-1234567", "/fire-1234567"
    server.replies[dressed] = page(canonical=server.url(plain[1:]))
    watch(server, desk, ("1", dressed[1:]))
    look_at_all(desk)
    watch(server, desk)
    look_at_all(desk)
    assert asked(server) == [dressed] * 2
    del server.replies[dressed]
    server.replies[plain] = page(canonical=server.url(plain[1:]))
    for _ in range(3):
        look_at_all(desk)
    assert asked(server)[2:] == [dressed, plain, plain, plain]
    (article,) = store.articles()
    assert (article.identity, article.versions, article.gone_since) == (server.url(plain[1:]), 1, None)


@pytest.mark.parametrize(("status", "there"), [("302 Found", "/a/fire/"), ("308 Permanent Redirect", "/a/fire-1")])
def test_a_passing_redirect_is_gone_through_again_and_a_lasting_one_is_not(
    server: FaultServer, desk: Desk, status: str, there: str
) -> None:
    server.replies["/a/fire/"] = lambda exchange: exchange.redirect(server.url("a/fire-1"), status)
    server.replies["/a/fire-1"] = page(canonical=server.url("a/fire/"))
    watch(server, desk, ("1", "a/fire/"))
    look_at_all(desk)
    watch(server, desk)
    seen = len(asked(server))
    look_at_all(desk)
    assert asked(server)[seen] == "/a/fire/" if status.startswith("302") else there


def test_the_page_of_another_article_is_never_asked_for_in_the_place_of_one(
    server: FaultServer, desk: Desk, store: Store
) -> None:
    server.replies["/a/fire/"] = page()
    watch(server, desk, ("1", "a/fire/"))
    look_at_all(desk)
    watch(server, desk)
    server.replies["/a/fire/"] = lambda exchange: exchange.redirect(server.url("sport/cup"), "301 Moved Permanently")
    server.replies["/sport/cup"] = page("no", headline="The cup final")
    for _ in range(30):  # it stays for more than a day, so that it is believed
        look_at_all(desk)
    assert set(asked(server)[1::2]) == {"/a/fire/"}
    assert [article.identity for article in store.articles()] == [server.url("a/fire")]


def test_a_site_without_encryption_is_asked_without_it(store: Store) -> None:
    requests: list[str] = []

    def get(url: str, *, validator: Validator | None = None) -> Answer:  # noqa: ARG001  the web
        requests.append(url)
        if url.startswith("https:"):
            raise FetchError(FetchState.UNREACHABLE, "is not reachable", address=url)
        headers = (("Content-Type", "text/html"),)
        at = NOW + timedelta(hours=len(requests))
        return Answer(asked=url, address=url, status=200, headers=headers, body=page(), at=at)

    desk = Desk(store=store, get=get, now=lambda: NOW)
    take(get("http://post.example/fire"), desk)
    look_at_all(desk)
    assert requests == ["http://post.example/fire"] * 2
    (article,) = store.articles()
    assert (article.identity, article.snapshots, article.checks) == ("https://post.example/fire", 2, 0)


@pytest.mark.parametrize("is_redirected", [True, False])
def test_an_item_under_a_new_address_with_the_same_text_is_the_same_article(
    server: FaultServer, desk: Desk, store: Store, *, is_redirected: bool
) -> None:
    server.replies["/fire-kills-three"] = page()
    watch(server, desk, ("post-7", "fire-kills-three"))
    look_at_all(desk)
    server.replies["/fire-kills-five"] = page("five", headline="Fire kills five")
    there = server.url("fire-kills-five")
    if is_redirected:
        server.replies["/fire-kills-three"] = lambda exchange: exchange.redirect(there, "301 Moved Permanently")
    watch(server, desk, ("post-7", "fire-kills-five"))
    look_at_all(desk)
    (article,) = store.articles()
    assert (article.identity, article.versions, article.title) == (there, 2, "Fire kills five")
    assert (server.url("fire-kills-three"), SAME_ITEM) in [
        (alias.address, alias.reason) for alias in history(article, store).aliases
    ]
    look_at_all(desk)
    assert [(one.id, one.versions) for one in store.articles()] == [(article.id, 2)]


def test_an_id_that_is_given_to_another_article_joins_nothing(server: FaultServer, desk: Desk, store: Store) -> None:
    server.replies["/monday"] = page()
    watch(server, desk, ("live", "monday"))
    look_at_all(desk)
    other = "".join(f"<p>Team {number} won its game of the day in the {number}th minute.</p>" for number in range(5))
    server.replies["/tuesday"] = f"<html lang=en><body><main><article><h1>Cup</h1>{other}</article></main>".encode()
    there = server.url("tuesday")
    server.replies["/monday"] = lambda exchange: exchange.redirect(there, "301 Moved Permanently")
    watch(server, desk, ("live", "tuesday"))
    for _ in range(3):
        look_at_all(desk)
    assert {article.identity for article in store.articles()} == {server.url("monday"), there}


def test_an_id_that_several_items_have_joins_nothing(server: FaultServer, desk: Desk, store: Store) -> None:
    for path in ("one", "two", "three"):
        server.replies[f"/{path}"] = page()
    watch(server, desk, ("same", "one"), ("same", "two"))
    look_at_all(desk)
    watch(server, desk, ("same", "two"), ("same", "three"))
    look_at_all(desk)
    assert len(store.articles()) == 3


def test_an_address_that_the_feed_gives_to_another_item_now_is_joined_to_none(
    server: FaultServer, desk: Desk, store: Store
) -> None:
    server.replies |= {"/fire-kills-three": page(), "/fire-kills-five": page("five")}
    watch(server, desk, ("post-7", "fire-kills-three"))
    look_at_all(desk)
    watch(server, desk, ("post-7", "fire-kills-five"), ("post-8", "fire-kills-three/"))
    look_at_all(desk)
    look_at_all(desk)
    assert len(store.articles()) == 2


@pytest.mark.parametrize(
    ("first", "then", "content"),
    [
        ("2026/02/03/fire", "2026/02/04/fire", STORY.format(dead="three")),  # days that contradict each other
        ("fire", "flames", "<p>All texts of this column are for subscribers.</p>"),  # too few words to be told by
    ],
)
def test_an_item_that_may_be_another_article_joins_nothing(
    server: FaultServer, desk: Desk, store: Store, first: str, then: str, content: str
) -> None:
    for path in (first, then):
        watch(server, desk, ("column", path), content=content)
        look_at_all(desk)
    assert len(store.articles()) == 2


def test_an_item_whose_content_is_the_article_goes_on_under_a_new_address(
    server: FaultServer, desk: Desk, store: Store
) -> None:
    watch(server, desk, ("post-7", "fire-kills-three"), content=STORY.format(dead="three"))
    look_at_all(desk)
    watch(server, desk, ("post-7", "fire-kills-five"), content=STORY.format(dead="five"))
    look_at_all(desk)
    watch(server, desk, ("post-7", "fire-kills-three"), content=STORY.format(dead="five"))
    look_at_all(desk)
    (article,) = store.articles()
    assert (article.identity, article.versions, article.snapshots) == (server.url("fire-kills-five"), 2, 3)


def test_what_a_feed_carries_of_an_article_that_is_known_by_its_page_is_no_edit_of_it(
    server: FaultServer, desk: Desk, store: Store
) -> None:
    server.replies["/fire"] = page()
    watch(server, desk, ("1", "fire"))
    look_at_all(desk)
    (feed,) = store.subscriptions()
    store.subscribe(replace(feed, content=True))
    watch(server, desk, ("1", "fire"), ("2", "flood"), content=STORY.format(dead="three").partition("“We")[0])
    told = look_at_all(desk)
    assert {one.identity: one.versions for one in store.articles()} == {server.url("fire"): 1, server.url("flood"): 1}
    (look,) = (one.listing for one in told if one.listing)
    assert look.problems == ("of 1 of its articles the page is known, and goes on being looked at",)


def test_a_feed_that_moved_within_its_site_is_watched_there_at_once(
    server: FaultServer, desk: Desk, store: Store
) -> None:
    content = STORY.format(dead="three")
    watch(server, desk, ("post-7", ""), content=content)
    look_at_all(desk)
    moved, there = server.replies["/feed.xml"], server.url("feed/new.xml")
    server.replies["/feed/new.xml"] = moved
    server.replies["/feed.xml"] = lambda exchange: exchange.redirect(there, "301 Moved Permanently")
    look_at_all(desk)
    look_at_all(desk)
    asked_for = [one.path for one in server.requests if one.path != "/robots.txt"]
    assert asked_for[-3:] == ["/feed.xml", "/feed/new.xml", "/feed/new.xml"]
    (one,) = store.subscriptions()
    assert (one.address, one.moved_from, one.moves_to) == (there, server.url("feed.xml"), None)
    (article,) = store.articles()
    assert (article.identity, article.snapshots) == (f"{server.url('feed.xml')}#!post-7", 3)


@pytest.mark.parametrize("new", ["https://new.example/feed", "http://old.example/feed"])
def test_a_feed_that_leads_to_another_site_or_a_weaker_scheme_is_watched_there_once_it_does_so_for_a_day(
    store: Store, new: str
) -> None:
    feed = b"<rss version='2.0'><channel><title>The Post</title></channel></rss>"
    old, hours, status = "https://old.example/feed", [0], [308]

    def get(url: str, *, validator: Validator | None = None) -> Answer:  # noqa: ARG001  the web
        hops = (Hop(status=status[0], address=new),) if url == old else ()
        at = NOW + timedelta(hours=hours[0])
        return Answer(asked=url, address=new, hops=hops, status=200, headers=(), body=feed, at=at)

    desk = Desk(store=store, get=get, now=lambda: NOW + timedelta(hours=hours[0]))
    store.subscribe(Subscription(address=old, kind=SubscriptionKind.FEED, added_at=NOW))
    seen = []
    for hour, code in ((0, 308), (12, 302), (13, 308), (36, 308), (37, 308), (38, 308)):
        hours[0], status[0] = hour, code
        look_at_all(desk)
        seen += [(one.address, one.moves_to) for one in store.subscriptions()]
    assert seen == [(old, new), (old, None), (old, new), (old, new), (new, None), (new, None)]


def test_of_one_article_it_is_known_whether_it_was_received_as_of_all(
    server: FaultServer, desk: Desk, store: Store
) -> None:
    server.replies["/fire"] = page()
    watch(server, desk, ("1", "fire"))
    look_at_all(desk)
    watch(server, desk, ("2", "flood"), content=STORY.format(dead="three"))
    (feed,) = store.subscriptions()
    store.subscribe(replace(feed, content=True))
    look_at_all(desk)
    fire, flood = (article_id(server.url(name)) for name in ("fire", "flood"))
    assert len(store.articles()) == 2
    assert store.fetched() == store.fetched(fire) == {fire}
    assert store.fetched(flood) == store.fetched("unknown") == frozenset()
