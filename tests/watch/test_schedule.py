"""When an article is looked at next: the schedule walked along, and what interrupts it."""

from datetime import UTC, datetime, timedelta

import pytest

from revtrack.model import Article, Check, FetchState
from revtrack.watch.schedule import SCHEDULE, NextLook, is_settled, next_look

CHANGED = datetime(2026, 2, 3, 12, tzinfo=UTC)
FIRE = "https://post.example/fire"


def article(
    quiet: timedelta, *, gone: timedelta | None = None, state: FetchState | None = None, url: str | None = FIRE
) -> Article:
    return Article(
        id="abcdefghij",
        identity=url or "fire",
        url=url,
        source=None,
        title="Fire",
        language="en",
        first_seen=CHANGED,
        last_changed=CHANGED,
        last_checked=CHANGED + quiet,
        versions=1,
        snapshots=1,
        gone_since=None if gone is None else CHANGED + gone,
        last_state=state,
    )


def looked(one: Article, retry_after: datetime | None = None) -> NextLook:
    """The next look, asked for at the time of the last."""
    return next_look(one, one.last_checked, retry_after)


@pytest.mark.parametrize(
    ("quiet", "wait"),
    [
        (timedelta(), timedelta(minutes=15)),
        (timedelta(hours=2, minutes=59), timedelta(minutes=15)),
        (timedelta(hours=3), timedelta(hours=1)),
        (timedelta(days=1), timedelta(hours=1)),
        (timedelta(days=2), timedelta(hours=6)),
        (timedelta(days=20), timedelta(days=1)),
    ],
)
def test_the_longer_nothing_changed_the_rarer_the_looks(quiet: timedelta, wait: timedelta) -> None:
    assert looked(article(quiet)).at == CHANGED + quiet + wait


def test_the_looks_end_and_the_reason_is_told() -> None:
    whole = sum((step.lasting for step in SCHEDULE), timedelta())
    found = looked(article(whole))
    assert found.at is None
    assert found.reason == "looks have stopped: it did not change for 48 days"


def test_to_be_gone_counts_as_a_change() -> None:
    found = looked(article(timedelta(days=30), gone=timedelta(days=30)))
    assert found.at == CHANGED + timedelta(days=30, minutes=15)
    assert looked(article(timedelta(days=90), gone=timedelta())).reason.startswith("looks have stopped: it was gone")


def test_a_server_that_asks_for_patience_gets_it() -> None:
    later = CHANGED + timedelta(hours=5)
    assert looked(article(timedelta()), later).at == later
    assert looked(article(timedelta(days=2)), later).at == CHANGED + timedelta(days=2, hours=6)


@pytest.mark.parametrize("state", [FetchState.ROBOTS, FetchState.FORBIDDEN, FetchState.PAYWALLED])
def test_where_looks_are_unwelcome_a_day_passes(state: FetchState) -> None:
    found = looked(article(timedelta(), state=state))
    assert found.at == CHANGED + timedelta(days=1)
    assert "turned away" in found.reason


def test_a_slip_changes_nothing() -> None:
    assert looked(article(timedelta(), state=FetchState.TIMEOUT)) == looked(article(timedelta()))


def test_what_has_no_address_is_never_looked_at() -> None:
    assert looked(article(timedelta(), url=None)).at is None


def test_what_nobody_looked_at_for_the_whole_schedule_is_left_alone() -> None:
    old = article(timedelta(hours=1))
    assert next_look(old, CHANGED + timedelta(days=47)).at is not None
    assert next_look(old, CHANGED + timedelta(days=49)).at is None


def missing(minute: float) -> Check:
    """A look at an address that found nothing there."""
    at = CHANGED + timedelta(minutes=minute)
    return Check(article=FIRE, address=FIRE, at=at, state=FetchState.MISSING, detail="is not there")


def test_an_address_that_was_missing_twice_within_seconds_is_tried_again() -> None:
    assert not is_settled([missing(0), missing(0.1)])
    assert is_settled([missing(0), missing(0.1), missing(15)])
