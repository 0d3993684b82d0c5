"""An unchanged page behind every fault of the catalogue, again and again: no Version, no deletion, always a state."""

import random
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from revtrack import versioning
from revtrack.address import Allowance
from revtrack.extract import extract
from revtrack.ingest.web import Web, WebOptions
from revtrack.looking import Desk, Telling, look, snapshot_of_answer, take
from revtrack.model import Answer, FetchState, Hop, Observation, Validator
from revtrack.pipeline import history
from revtrack.store import Store, open_store
from revtrack.versioning import Outcome, article_id, derive_article, timeline
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
def store(on_sqlite: str) -> Iterator[Store]:
    with open_store(on_sqlite) as opened:
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


RUSSIAN = """Пожар на складе в северном районе тушили девять часов двести пожарных из шести городов. Никто не пострадал,
сообщил мэр во вторник утром. Владелец здания отказался от ответа на вопросы. Причину пожара выясняют."""

POLISH = """Pożar magazynu w północnej dzielnicy gaszono przez dziewięć godzin. Nikt nie został ranny, powiedział
burmistrz we wtorek rano. Właściciel budynku odmówił odpowiedzi. Przyczyny pożaru są wyjaśniane."""


@pytest.mark.parametrize(
    ("text", "codec", "right", "wrong"),
    [
        (RUSSIAN, "cp1251", "windows-1251", "iso-8859-1"),
        (RUSSIAN, "koi8-r", "koi8-r", "windows-1251"),
        (POLISH, "iso8859-2", "iso-8859-2", "iso-8859-1"),
        (POLISH, "iso8859-2", "iso-8859-2", "windows-1250"),
    ],
)
def test_bytes_that_are_called_another_encoding_are_no_edit(
    store: Store, text: str, codec: str, right: str, wrong: str
) -> None:
    called = {"as": right, "text": text}

    def answering(exchange: Exchange) -> None:
        html = f"<html><body><article><h1>{called['text'][:20]}</h1><p>{called['text']}</p></article></body></html>"
        exchange.answer(html.encode(codec), Content_Type=f"text/html; charset={called['as']}")

    with FaultServer() as server:
        server.replies["/fire"] = answering
        desk = desk_of(store, server)
        assert look(server.url("fire"), desk).capture
        for stated, edited in ((wrong, text), (wrong, text[:-30]), (right, text), (right.upper(), text)):
            called |= {"as": stated, "text": edited}
            done = look(server.url("fire"), desk)
            assert (done.check is not None) == (stated == wrong)
            assert done.check is None or done.check.state is FetchState.ENCODING
        called |= {"as": right, "text": text[:-30]}
        assert look(server.url("fire"), desk).capture
        (article,) = store.articles()
        assert article.versions == 2
        assert article.title == text[:20]


@pytest.mark.parametrize("own", ["windows-1251", "koi8-r", None])
def test_an_encoding_that_the_page_names_too_corrects_the_one_seen_before(store: Store, own: str | None) -> None:
    called = {"as": "iso-8859-1", "text": RUSSIAN}

    def answering(exchange: Exchange) -> None:
        meta = f"<head><meta charset={own}></head>" if own else ""
        html = f"<html>{meta}<body><article><h1>Пожар</h1><p>{called['text']}</p></article></body></html>"
        exchange.answer(html.encode("cp1251"), Content_Type=f"text/html; charset={called['as']}")

    with FaultServer() as server:
        server.replies["/fire"] = answering
        desk = desk_of(store, server)
        assert look(server.url("fire"), desk).capture
        agreed = own == "windows-1251"
        for text in (RUSSIAN, RUSSIAN[:-30]):
            called |= {"as": "windows-1251", "text": text}
            assert (look(server.url("fire"), desk).capture is not None) == agreed
        called["as"] = "iso-8859-1"
        assert (look(server.url("fire"), desk).capture is None) == agreed
        (article,) = store.articles()
        assert article.title == "Пожар" or not agreed


def test_a_page_that_is_really_written_in_another_encoding_is_taken(store: Store) -> None:
    in_encoding = ["iso8859-2"]

    def answering(exchange: Exchange) -> None:
        text = POLISH if in_encoding[0] == "iso8859-2" else POLISH.replace("dziewięć", "dziesięć")
        html = f"<html><body><article><h1>Pożar</h1><p>{text}</p></article></body></html>"
        exchange.answer(html.encode(in_encoding[0]), Content_Type=f"text/html; charset={in_encoding[0]}")

    with FaultServer() as server:
        server.replies["/fire"] = answering
        desk = desk_of(store, server)
        for one in ("iso8859-2", "windows-1250", "utf-8"):
            in_encoding[0] = one
            assert look(server.url("fire"), desk).capture
        (article,) = store.articles()
        assert article.versions == 2


def test_bytes_that_are_confirmed_are_seen_again_and_none_are_asked_about_that_are_not_here(store: Store) -> None:
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
        store.memory.keep_validator(Validator(address=address, sha256="0" * 64, etag='"other"'))
        assert look(address, desk).capture
        assert server.requests[-1].header("if-none-match") is None
        under_a_key = look(address, desk, Telling(article="fire"))
        assert under_a_key.capture
        assert under_a_key.capture.article.identity == "fire"


def test_a_server_that_confirms_what_nobody_asked_about_is_not_believed(store: Store) -> None:
    with FaultServer() as server:
        server.replies["/story"] = lambda exchange: exchange.answer(b"", "304 Not Modified")
        done = look(server.url("story"), desk_of(store, server))
    assert done.check
    assert done.check.state is FetchState.STATUS


def test_an_address_that_moved_for_good_stays_an_address_of_its_article(store: Store) -> None:
    """Under a new headline, with an ETag, looked at under either address."""

    def confirming(exchange: Exchange) -> None:
        if exchange.request.header("if-none-match"):
            exchange.answer(b"", "304 Not Modified")
        else:
            exchange.answer(page("five", canonical=there, headline="Five die in the harbour"), ETag='"one"')

    with FaultServer() as server:
        here, there = server.url("news/fire-1234567"), server.url("news/five-die-1234567")
        server.replies["/news/fire-1234567"] = page()
        desk = desk_of(store, server)
        look(here, desk)
        server.replies["/news/five-die-1234567"] = confirming
        server.replies["/news/fire-1234567"] = lambda exchange: exchange.redirect(there, "301 Moved Permanently")
        looks = [look(address, desk) for address in (here, here, there, here)]
    assert [one.capture.verdict.outcome for one in looks if one.capture] == [Outcome.CHANGED] + [Outcome.SAME_TEXT] * 3
    (article,) = store.articles()
    assert (article.identity, article.versions, article.snapshots) == (there, 2, 5)
    assert store.find(here) == (article,)


FIRE = "https://post.example/news/warehouse-fire"


def answer(asked: str, hour: int, body: bytes = b"", *, status: int = 200, hops: tuple[Hop, ...] = ()) -> Answer:
    """What a server said about an address at an hour."""
    return Answer(
        asked=asked,
        address=hops[-1].address if hops else asked,
        hops=hops,
        status=status,
        headers=(("Content-Type", "text/html"),),
        body=body,
        at=START + timedelta(hours=hour),
    )


def taken(store: Store, *answers: Answer) -> None:
    """The answers, taken in this order."""
    desk = Desk(store=store, get=lambda *_, **__: pytest.fail("nothing is fetched"), now=lambda: START)
    for one in answers:
        take(one, desk)


def test_an_amp_page_that_no_longer_names_its_article_still_belongs_to_it(store: Store) -> None:
    amp = f"{FIRE}/amp"
    taken(store, answer(FIRE, 0, page()), answer(amp, 1, page(canonical=FIRE)), answer(amp, 2, page("five")))
    taken(store, answer(amp, 3, status=404))
    (article,) = store.articles()
    assert (article.identity, article.versions, article.checks) == (FIRE, 2, 1)


def test_two_articles_that_turn_out_to_be_one_are_united(store: Store) -> None:
    elsewhere = "https://post.example/2026/02/warehouse-fire"
    taken(store, answer(FIRE, 0, page()), answer(elsewhere, 1, page("four")), answer(FIRE, 2, status=404))
    assert len(store.articles()) == 2
    taken(store, answer(FIRE, 3, page("five", canonical=elsewhere)))
    (article,) = store.articles()
    assert (article.identity, article.versions, article.checks) == (elsewhere, 3, 1)
    assert store.find(FIRE) == (article,)
    assert store.check() == ()


def named() -> list[Answer]:
    """Pages of two articles under five addresses that name each other, in circles too, and looks that failed."""
    amp, moved, again = (
        f"{FIRE}/amp",
        "https://post.example/2026/warehouse-fire",
        "https://m.post.example/warehouse-fire",
    )
    flood = "https://post.example/news/harbour-flood"
    permanent = (Hop(status=301, address=moved),)
    return [
        answer(amp, 0, status=404),
        answer(amp, 1, page(canonical=FIRE)),
        answer(FIRE, 2, page("four", canonical=moved)),
        answer(FIRE, 3, page("four", canonical=again)),
        answer(again, 4, page("five", canonical=FIRE)),
        answer(amp, 5, page("six")),
        answer(FIRE, 6, page("six"), hops=permanent),
        answer(moved, 7, status=404),
        answer(again, 8, status=503),
        answer(flood, 9, page(headline="Flood")),
        answer(f"{flood}?utm_source=feed", 10, page(headline="Flood", canonical=FIRE)),
        answer(moved, 11, page("seven", headline="Seven die")),
    ]


def test_the_order_in_which_pages_name_each_other_decides_nothing(migrated_file: Path, tmp_path: Path) -> None:
    digests = []
    for order in range(12):
        answers = named()
        random.Random(order).shuffle(answers)  # noqa: S311  the same every time is what is wanted
        with open_store(f"sqlite:///{shutil.copy(migrated_file, tmp_path / f'{order}.db')}") as one:
            taken(one, *(answers if order else named()))
            taken(one, *answers[:3])
            articles = one.articles()
            digests.append(
                [(it, one.versions(it.id), [(look.at, look.state) for look in one.checks(it.id)]) for it in articles]
            )
            assert one.check() == ()
    assert all(one == digests[0] for one in digests[1:])
    assert [article.snapshots for article, *_ in digests[0]] == [7, 2]


@pytest.mark.parametrize("spelling", ["http://post.example/news/warehouse-fire", f"{FIRE}/", FIRE])
def test_an_article_under_a_former_spelling_is_taken_over(spelling: str, store: Store) -> None:
    """As an earlier release stored it, which took each spelling for an article of its own."""
    old = "http://post.example/news/warehouse-fire/"
    before = snapshot_of_answer(answer(FIRE, 0, page()))
    seen = Observation.of(before, extract(before))
    with store.writing(article_id(old)) as writer:
        article, versions = derive_article(old, [seen]), timeline(article_id(old), [seen])
        writer.save_all(article=article, versions=versions, items=[(before, seen, extract(before))])
    taken(store, answer(spelling, 1, page("five")))
    (article,) = store.articles()
    assert (article.identity, article.versions) == (FIRE, 2)
    assert store.find(old) == (article,)


def test_what_only_a_passing_redirect_leads_to_never_becomes_a_version(store: Store) -> None:
    wall = (Hop(status=302, address="https://post.example/welcome"),)
    other = page("no", headline="Read all about it")
    looks = [answer(FIRE, hour, other, hops=wall) for hour in (1, 13, 26, 50)]
    taken(store, answer(FIRE, 0, page()), *looks)
    (article,) = store.articles()
    assert (article.versions, article.snapshots) == (1, 5)
    moved = (Hop(status=301, address="https://post.example/read"),)
    taken(store, *(answer(FIRE, hour, page("five", headline="Renamed"), hops=moved) for hour in (60, 70, 90)))
    assert store.articles()[0].versions == 2


def written(headline: str, *sentences: str) -> bytes:
    return f"<title>{headline}</title><article><h1>{headline}</h1><p>{'</p><p>'.join(sentences)}</p></article>".encode()


def test_a_short_text_takes_the_place_of_the_article_once_it_has_stayed_unless_it_is_like_a_wall(store: Store) -> None:
    long = [f"The fire in hall {number} of the harbour was out by noon, and nobody was hurt." for number in range(20)]
    notice = written("Warehouse fire", "This article has been withdrawn because its author invented quotations.")
    offer = written("Warehouse fire", long[0], "Vous n’êtes pas abonné ? Profitez de tous nos articles pour 1 €.")
    for slug, short, versions in (("retracted", notice, 2), ("offered", offer, 1)):
        address = f"https://post.example/news/warehouse-{slug}"
        looks = [answer(address, hour, short) for hour in (1, 13, 26, 50)]
        taken(store, answer(address, 0, written("Warehouse fire", *long)), *looks)
        (article,) = store.find(address)
        assert (article.versions, article.snapshots) == (versions, 5), slug


def test_the_bytes_of_what_is_no_article_are_kept(store: Store) -> None:
    with FaultServer() as server:
        server.replies["/wall"] = b"<html><title>Log in</title><form>Please log in<input type=password></form></html>"
        done = look(server.url("wall"), desk_of(store, server))
    assert done.check
    assert done.check.sha256
    assert b"Please log in" in store.content(done.check.sha256)
    assert store.checks(versioning.article_id(done.check.article)) == (done.check,)
