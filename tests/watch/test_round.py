"""A round of looks: good sources beside bad ones, and one and the same history whatever the order and the kills."""

import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from revtrack.address import Allowance
from revtrack.confine import Confined
from revtrack.extract import extract
from revtrack.ingest.feeds import read_feed, read_sitemap
from revtrack.ingest.web import MannersOptions, Polite, Web, WebOptions
from revtrack.looking import Desk, Telling, take
from revtrack.model import Answer, Subscription, SubscriptionKind
from revtrack.reader import Reader
from revtrack.store import Store, open_store
from revtrack.watch.lists import Parsers
from revtrack.watch.round import Choice, RoundOptions, Told, one_round
from tests.cli.test_web import page
from tests.faulty.server import FAULTS, Exchange, FaultServer
from tests.hostile.feeds import FEEDS

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 2, 3, tzinfo=UTC)
GOOD = 40
"""Good feeds in the quick test."""


@pytest.fixture
def store(on_sqlite: str) -> Iterator[Store]:
    with open_store(on_sqlite) as opened:
        yield opened


def rss(address: str) -> bytes:
    """A feed of one item."""
    item = f"<item><title>Fire</title><link>{address}</link></item>"
    return f"<rss version='2.0'><channel><title>The Post</title>{item}</channel></rss>".encode()


def one_round_beside_all_bad(store: Store, good: int, bad: list[str], faults: list[str]) -> list[Told]:
    """What became of good feeds on one host, hostile feeds and faults on another, in one round through children."""
    with FaultServer() as well, FaultServer(host="::1", page=page()) as ill, Confined() as confined:
        for number in range(good):
            well.replies[f"/{number}.xml"] = rss(well.url(f"a/{number}"))
            well.replies[f"/a/{number}"] = page(headline=f"Fire number {number}")
        for name in bad:
            ill.replies[f"/{name}.xml"] = FEEDS[name].make()
        addresses = [well.url(f"{number}.xml") for number in range(good)]
        addresses += [ill.url(f"{name}.xml") for name in bad] + [ill.url(name) for name in faults]
        watched = [Subscription(address=one, kind=SubscriptionKind.FEED, added_at=NOW) for one in addresses]
        web = Web(WebOptions(seconds=1.5), allowance=Allowance.parse([well.authority, ill.authority]))
        desk = Desk(
            store=store,
            get=Polite(web, MannersOptions(delay=0, busy_seconds=0)).get,
            reader=Reader(extract=lambda snapshot, options: confined.call(extract, snapshot, options)),
            now=lambda: NOW,
        )
        parsers = Parsers(
            feed=lambda body, media_type, address: confined.call(read_feed, body, media_type, address),
            sitemap=lambda body, address: confined.call(read_sitemap, body, address),
        )
        return list(one_round(desk, parsers, RoundOptions(all=True), Choice(subscriptions=tuple(watched))))


def judge(told: list[Told], store: Store, good: int) -> None:
    """Every good feed gave its article, and nothing went wrong that nobody foresaw."""
    assert [one.problem for one in told if one.problem] == []
    assert len(store.articles()) >= good
    assert sum("Fire number" in (article.title or "") for article in store.articles()) == good
    for one in told:
        if one.listing and one.listing.subscription.failures:
            assert one.listing.subscription.detail


def test_good_feeds_are_looked_at_beside_bad_ones(store: Store) -> None:
    bad = ["billion-laughs", "xxe-file", "charref-overflow", "nul-10mb", "doctype-malformed-1mb", "attributes-1e5"]
    faults = ["gzip10g", "gziptrunc", "rst", "noresponse", "redirchain", "status999", "loginwall"]
    judge(one_round_beside_all_bad(store, GOOD, bad, faults), store, GOOD)


@pytest.mark.soak
def test_a_thousand_good_feeds_are_looked_at_beside_all_bad_ones(store: Store) -> None:
    judge(one_round_beside_all_bad(store, 1_000, list(FEEDS), list(FAULTS)), store, 1_000)


def test_whoever_stops_before_the_items_finds_them_due_again(store: Store) -> None:
    with FaultServer() as server:
        server.replies["/feed.xml"] = lambda exchange: exchange.answer(rss(server.url("fire")), ETag='"one"')
        server.replies["/fire"] = page()
        store.subscribe(Subscription(address=server.url("feed.xml"), kind=SubscriptionKind.FEED, added_at=NOW))
        web = Web(allowance=Allowance.parse([server.authority]), now=lambda: NOW)
        parsers = Parsers(feed=read_feed, sitemap=read_sitemap)

        def desk() -> Desk:
            return Desk(store=store, get=Polite(web, MannersOptions(delay=0)).get, now=lambda: NOW)

        stopped = one_round(desk(), parsers, RoundOptions())
        assert next(stopped).listing
        stopped.close()
        assert [one.address for one in one_round(desk(), parsers, RoundOptions())] == [
            server.url("feed.xml"),
            server.url("fire"),
        ]
        assert list(one_round(desk(), parsers, RoundOptions())) == []


def recorded(count: int) -> list[Answer]:
    """Responses of some articles over a month: edits, returns, stubs, errors, other pages behind redirects."""
    chance = random.Random(20260203)  # noqa: S311  the same every time is what is wanted
    answers = []
    for number in range(count):
        article = number % 20
        asked = f"https://post.example/2026/02/story-number-{article:04}"
        at = NOW + timedelta(hours=number)
        kind = chance.choices(["well", "edit", "stub", "missing", "elsewhere"], [60, 25, 5, 5, 5])[0]
        dead = chance.choice(["three", "four", "five"]) if kind == "edit" else "three"
        body, status, address = page(dead, headline=f"Story {article}"), 200, asked
        if kind == "stub":
            body = b"<html><title>Story</title><body><article><p>Come back soon.</p></article></body></html>"
        elif kind == "missing":
            status = 404
        elif kind == "elsewhere":
            address = "https://post.example/notice/we-have-moved"
        headers = (("Content-Type", "text/html"),)
        answers.append(Answer(asked=asked, address=address, status=status, headers=headers, body=body, at=at))
    return answers


def replay(store: Store, answers: list[Answer]) -> None:
    """Take answers as they would have come."""
    desk = Desk(store=store, get=lambda *_, **__: pytest.fail("nothing is fetched"), now=lambda: NOW)
    for answer in answers:
        take(answer, desk, Telling())


def mixed(answers: list[Answer], order: int) -> list[Answer]:
    """The same answers in another order."""
    return random.Random(order).sample(answers, len(answers))  # noqa: S311  see `recorded`


def digest(store: Store) -> list[object]:
    """All that follows from what was seen."""
    return [(article, store.versions(article.id), store.checks(article.id)) for article in store.articles()]


def test_the_order_in_which_answers_arrive_decides_nothing(tmp_path: Path) -> None:
    answers = recorded(80)
    digests = []
    for order in range(4):
        shuffled = answers if order == 0 else mixed(answers, order)
        with open_store(f"sqlite:///{tmp_path / f'{order}.db'}") as one:
            replay(one, shuffled)
            replay(one, shuffled[:20])
            digests.append(digest(one))
    assert all(one == digests[0] for one in digests[1:])


REPLAYER = """
import random, sys
from pathlib import Path
from revtrack.store import open_store
from tests.watch.test_round import recorded, replay
answers = recorded(int(sys.argv[3]))
random.Random(int(sys.argv[2])).shuffle(answers)
with open_store(f"sqlite:///{sys.argv[1]}") as store:
    for number, answer in enumerate(answers):
        replay(store, [answer])
        print(number, flush=True)
"""


@pytest.mark.soak
def test_a_thousand_answers_in_ten_orders_with_kills_between_give_one_history(tmp_path: Path) -> None:
    digests = []
    for order in range(10):
        database = tmp_path / f"{order}.db"
        chance = random.Random(order)  # noqa: S311  see `recorded`
        for _ in range(3):
            with subprocess.Popen(
                [sys.executable, "-c", REPLAYER, str(database), str(order), "1000"], cwd=ROOT, stdout=subprocess.PIPE
            ) as child:
                assert child.stdout
                for _ in range(chance.randrange(50, 400)):
                    child.stdout.readline()
                os.kill(child.pid, signal.SIGKILL)
        subprocess.run(
            [sys.executable, "-c", REPLAYER, str(database), str(order), "1000"],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            check=True,
        )
        with open_store(f"sqlite:///{database}") as one:
            digests.append(digest(one))
            assert one.check() == ()
    assert all(one == digests[0] for one in digests[1:])


def test_what_is_asked_of_the_database_about_subscriptions_does_not_grow_with_the_lists(tmp_path: Path) -> None:
    def questions(count: int) -> int:
        asked: list[str] = []

        def listen(_: object, __: object, statement: str, *___: object) -> None:
            asked.extend([statement] if "FROM subscription" in statement else [])

        with open_store(f"sqlite:///{tmp_path / f'{count}.db'}") as store:
            for number in range(count):
                address = f"https://post.example/{number}.xml"
                store.subscribe(Subscription(address=address, kind=SubscriptionKind.FEED, added_at=NOW))

            def get(url: str, **_: object) -> Answer:
                return Answer(asked=url, address=url, status=200, headers=(), body=rss(f"{url}/fire"), at=NOW)

            desk = Desk(store=store, get=get, now=lambda: NOW)
            event.listen(Engine, "before_cursor_execute", listen)
            try:
                told = list(one_round(desk, Parsers(feed=read_feed, sitemap=read_sitemap), RoundOptions(most=0)))
            finally:
                event.remove(Engine, "before_cursor_execute", listen)
        assert sum(one.listing is not None and not one.listing.subscription.failures for one in told) == count
        return len(asked)

    assert 0 < questions(12) == questions(3)


@pytest.mark.parametrize("kind", list(SubscriptionKind))
@pytest.mark.parametrize("status", ["200 OK", "404 Not Found"])
def test_what_the_user_says_of_a_subscription_while_it_is_looked_at_stands(
    store: Store, kind: SubscriptionKind, status: str
) -> None:
    sitemap = "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>{}</loc></url></urlset>"
    with FaultServer() as server:
        body = {
            SubscriptionKind.FEED: rss(server.url("fire")),
            SubscriptionKind.SITEMAP: sitemap.format(server.url("fire")).encode(),
            SubscriptionKind.PAGE: page(),
        }[kind]
        server.replies["/fire"] = page()
        removed, changed = (
            Subscription(address=server.url(name), kind=kind, added_at=NOW) for name in ("removed", "changed")
        )

        def remove(exchange: Exchange) -> None:
            store.unsubscribe(removed.address)
            exchange.answer(body, status)

        def change(exchange: Exchange) -> None:
            store.subscribe(replace(changed, source="The Post", content=True))
            exchange.answer(body, status)

        server.replies |= {"/removed": remove, "/changed": change}
        for one in (removed, changed):
            store.subscribe(one)
        web = Web(allowance=Allowance.parse([server.authority]), now=lambda: NOW)
        desk = Desk(store=store, get=Polite(web, MannersOptions(delay=0)).get, now=lambda: NOW)
        told = list(one_round(desk, Parsers(feed=read_feed, sitemap=read_sitemap), RoundOptions()))
    assert [one.problem for one in told if one.problem] == []
    (left,) = store.subscriptions()
    assert (left.address, left.source, left.content, left.checked_at) == (changed.address, "The Post", True, NOW)
    assert left.failures == (status != "200 OK")


def test_what_the_user_says_of_a_feed_while_it_is_found_to_have_moved_goes_with_it(store: Store) -> None:
    with FaultServer() as server:
        feed = Subscription(address=server.url("old"), kind=SubscriptionKind.FEED, added_at=NOW)

        def move(exchange: Exchange) -> None:
            store.subscribe(replace(feed, source="The Post", content=True))
            exchange.redirect(server.url("new"), "301 Moved Permanently")

        server.replies |= {"/old": move, "/new": rss(server.url("fire")), "/fire": page()}
        store.subscribe(feed)
        web = Web(allowance=Allowance.parse([server.authority]), now=lambda: NOW)
        desk = Desk(store=store, get=Polite(web, MannersOptions(delay=0)).get, now=lambda: NOW)
        list(one_round(desk, Parsers(feed=read_feed, sitemap=read_sitemap), RoundOptions()))
    (left,) = store.subscriptions()
    assert (left.address, left.moved_from) == (server.url("new"), feed.address)
    assert (left.source, left.content, left.checked_at) == ("The Post", True, NOW)
