"""Archives of the web become history: what is no article or not of its time is named, nothing is fetched twice."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from revtrack.address import Allowance
from revtrack.importing import Brought, bring_in_captures, bring_in_mementos
from revtrack.ingest.archives import Captured, Memento
from revtrack.ingest.web import Web, WebOptions
from revtrack.looking import Desk
from revtrack.model import FetchState
from revtrack.store import Store, open_store
from revtrack.versioning import article_id
from tests.cli.test_web import page
from tests.faulty.server import Exchange, FaultServer

FIRE = "https://post.example/news/warehouse-fire"
NOW = datetime(2026, 2, 3, 12, tzinfo=UTC)
EARLIER = NOW - timedelta(hours=2)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path / 'test.db'}") as opened:
        yield opened


@pytest.fixture
def archive() -> Iterator[FaultServer]:
    """A web server in the part of an archive."""
    with FaultServer() as server:
        yield server


def desk_of(store: Store, server: FaultServer) -> Desk:
    web = Web(WebOptions(seconds=20), allowance=Allowance.parse([server.authority]))
    return Desk(store=store, get=web.get, now=lambda: NOW)


def captured(body: bytes = b"", status: int = 200, **told: object) -> Captured:
    """A capture of FIRE as a crawl keeps it."""
    known = {"address": FIRE, "at": EARLIER, "media_type": "text/html", "via": "crawl.warc"}
    return Captured(status=status, body=body, **{**known, **told})  # type: ignore[arg-type]


def memento(original: str = FIRE, at: datetime = EARLIER) -> Memento:
    return Memento(original=original, at=at, address=None)


def brought(store: Store, server: FaultServer, *mementos: Memento) -> list[Brought]:
    return list(bring_in_mementos(mementos, server.url(""), desk_of(store, server)))


def kept(server: FaultServer, original: str, reply: object, at: datetime = EARLIER) -> str:
    """The address at which the archive keeps a page, once it keeps it there."""
    path = f"/web/{at:%Y%m%d%H%M%S}id_/{original}"
    server.replies[path] = reply  # type: ignore[assignment]
    return server.url("") + path.removeprefix("/")


def test_what_a_crawl_holds_besides_pages_is_passed_over_by_name(store: Store, archive: FaultServer) -> None:
    robots = captured(b"User-agent: *\nDisallow: /", address="https://post.example/robots.txt", media_type="text/plain")
    unnamed = captured(b"Four people died.", address="https://post.example/list", media_type=None)
    found = list(bring_in_captures([robots, unnamed, captured(page())], desk_of(store, archive)))
    assert [one.added for one in found] == [0, 0, 1]
    assert "robots.txt is text/plain" in found[0].skipped[0]
    assert found[1].skipped
    assert [article.identity for article in store.articles()] == [FIRE]


def test_a_capture_of_a_time_to_come_is_passed_over(store: Store, archive: FaultServer) -> None:
    later = NOW + timedelta(days=300)
    found = list(
        bring_in_captures([captured(page(), at=later), captured(status=404, at=later)], desk_of(store, archive))
    )
    kept(archive, FIRE, page(), later)
    found += brought(store, archive, memento(at=later))
    assert [one.skipped[0].endswith("is dated in the future") for one in found] == [True] * 3
    assert store.articles() == ()
    assert archive.requests == []


def test_what_was_no_article_is_counted_as_a_state_and_only_a_missing_page_as_an_absence(
    store: Store, archive: FaultServer
) -> None:
    wall = b"<html><title>Log in</title><form>Please log in<input type=password></form></html>"
    captures = [captured(page()), captured(wall), captured(status=301), captured(status=404)]
    found = list(bring_in_captures(captures, desk_of(store, archive)))
    assert [(one.added, one.states, one.absences) for one in found] == [(1, 0, 0), (0, 1, 0), (0, 1, 0), (0, 0, 1)]


def test_one_capture_that_cannot_be_kept_does_not_stop_the_others(store: Store, archive: FaultServer) -> None:
    broken = captured(page(), address=FIRE + "-\ud800")
    found = list(bring_in_captures([broken, captured(page())], desk_of(store, archive)))
    assert [(one.added, len(one.failures)) for one in found] == [(0, 1), (1, 0)]


@pytest.mark.parametrize(
    ("there", "state"),
    [("https://post.example/", FetchState.HOME), ("https://post.example/news", None), (FIRE, None)],
)
def test_a_redirect_that_an_archive_repeats_is_judged_as_the_one_it_was(
    there: str, state: FetchState | None, store: Store, archive: FaultServer
) -> None:
    """The front page instead of the article is a state; the same address at another time is the article."""
    to = kept(archive, there, page(), EARLIER + timedelta(minutes=5))
    kept(archive, FIRE, lambda exchange: exchange.answer(b"", "302 Found", Location=to))
    (found,) = brought(store, archive, memento())
    assert (found.added, found.states) == (state is None, state is not None)
    assert [check.state for check in store.checks(article_id(FIRE))] == ([state] if state else [])
    assert [seen.address for seen in store.observations(article_id(FIRE))] == ([] if state else [there])


def test_captures_that_belong_to_another_address_are_fetched_once(store: Store, archive: FaultServer) -> None:
    """Under its canonical address, dated by the page, or a state: each was looked at."""
    amp = f"{FIRE}/amp"
    dated = "Tue, 03 Feb 2026 08:30:00 GMT"
    several = [memento(amp, EARLIER - timedelta(hours=hour)) for hour in (2, 1, 0)]
    kept(archive, amp, page(canonical=FIRE), several[0].at)
    kept(
        archive,
        amp,
        lambda exchange: exchange.answer(
            page("five", canonical=FIRE), Content_Type="text/html", Memento_Datetime=dated
        ),
        several[1].at,
    )
    kept(archive, amp, b"<html><title>Log in</title><form>Log in<input type=password></form></html>", several[2].at)
    assert sum(one.added for one in brought(store, archive, *several)) == 2
    asked = len(archive.requests)
    assert [one.there for one in brought(store, archive, *several)] == [1, 1, 1]
    assert len(archive.requests) == asked
    assert [article.identity for article in store.articles()] == [FIRE]


def not_found(exchange: Exchange) -> None:
    """What an archive answers with a capture of such a page."""
    exchange.answer(b"no such page", "404 Not Found", Memento_Datetime="Tue, 03 Feb 2026 10:00:00 GMT")


def test_an_archived_404_is_a_look_once_and_an_error_of_the_archive_a_failure(
    store: Store, archive: FaultServer
) -> None:
    several = [memento(at=EARLIER - timedelta(hours=hour)) for hour in (0, 1, 2)]
    kept(archive, FIRE, not_found, EARLIER)
    kept(archive, FIRE, lambda exchange: exchange.answer(b"busy", "503 Busy"), several[1].at)
    kept(archive, FIRE, page(), several[2].at)
    found = brought(store, archive, *several)
    assert sorted((one.added, one.absences, len(one.failures)) for one in found) == [(0, 0, 1), (0, 1, 0), (1, 0, 0)]
    (check,) = store.checks(article_id(FIRE))
    assert (check.state, check.at, check.status) == (FetchState.MISSING, EARLIER, 404)
    assert [(one.there, len(one.failures)) for one in brought(store, archive, *several)] == [(1, 0), (0, 1), (1, 0)]


def test_an_archived_404_of_an_article_nobody_knows_makes_none(store: Store, archive: FaultServer) -> None:
    kept(archive, FIRE, not_found)
    (only,) = brought(store, archive, memento())
    assert "(404)" in only.skipped[0]
    assert store.articles() == ()


def test_an_answer_that_broke_off_when_it_was_captured_is_a_look(store: Store, archive: FaultServer) -> None:
    cut = captured(problem="its gzip does not reach its end", state=FetchState.TRUNCATED)
    unknown = captured(problem="its chunks break off", state=FetchState.TRUNCATED, address=FIRE + "-too")
    damaged = captured(problem="its digest is another")
    for _ in range(2):
        found = list(bring_in_captures([cut, unknown, damaged, captured(page())], desk_of(store, archive)))
        assert sorted((one.states, len(one.skipped)) for one in found) == [(0, 0), (0, 1), (0, 1), (1, 0)]
        (check,) = store.checks(article_id(FIRE))
        assert (check.state, check.at) == (FetchState.TRUNCATED, EARLIER)
    assert [article.identity for article in store.articles()] == [FIRE]
