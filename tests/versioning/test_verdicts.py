"""What an arriving observation means: a truth table of events.

Each event takes the history and gives what arrives. The history every row of the table starts from, one observation per
hour:

    10  "a"      v1
    11  "b"      v2   11–12
    12  "b"
    13  "a"      v3, back to version 1
    14  "c"      v4
"""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings

from revtrack.model import FROM_FEED, Doubt, Observation
from revtrack.versioning import Outcome, Verdict, timeline, verdict
from tests.versioning.observations import seen, some_observations

HISTORY = (seen(10, "a"), seen(11, "b"), seen(12, "b"), seen(13, "a"), seen(14, "c"))


def nothing_is_known(history: list[Observation]) -> Observation:
    history.clear()
    return seen(10, "a")


def the_latest_snapshot_is_read_again(history: list[Observation]) -> Observation:
    return history[-1]


def an_old_snapshot_is_read_again(history: list[Observation]) -> Observation:
    return history[1]


def the_latest_text_is_seen_again(history: list[Observation]) -> Observation:
    assert history
    return seen(15, "c")


def the_latest_text_is_seen_in_other_bytes(history: list[Observation]) -> Observation:
    assert history
    return seen(15, "c", content="the page with another advertisement")


def half_an_answer_is_received(history: list[Observation]) -> Observation:
    history[-1] = seen(14, "c", words=400)
    return seen(15, "d", words=60, address="https://post.example/fire")


def a_new_text_is_seen(history: list[Observation]) -> Observation:
    assert history
    return seen(15, "d")


def the_first_text_is_seen_once_more(history: list[Observation]) -> Observation:
    assert history
    return seen(15, "a")


def the_second_text_is_seen_once_more(history: list[Observation]) -> Observation:
    assert history
    return seen(15, "b")


def what_a_feed_carries_is_seen_after_the_page(history: list[Observation]) -> Observation:
    assert history
    return seen(15, "d", via=FROM_FEED)


def what_a_feed_carries_is_the_first_text(history: list[Observation]) -> Observation:
    assert history
    return seen(15, "a", via=FROM_FEED)


def an_unknown_text_turns_up_from_before_everything(history: list[Observation]) -> Observation:
    assert history
    return seen(9, "z")


def an_unknown_text_turns_up_from_in_between(history: list[Observation]) -> Observation:
    assert history
    return seen(13.5, "z")


def an_unknown_text_turns_up_inside_a_version(history: list[Observation]) -> Observation:
    assert history
    return seen(11.5, "z")


def a_known_text_turns_up_beside_its_version(history: list[Observation]) -> Observation:
    assert history
    return seen(12.5, "b")


def a_known_text_turns_up_away_from_its_version(history: list[Observation]) -> Observation:
    assert history
    return seen(9, "c")


def another_text_is_seen_at_the_very_moment_of_the_latest(history: list[Observation]) -> Observation:
    assert history
    return seen(14, "zz", content="sorted behind: zz")


TABLE: dict[Callable[[list[Observation]], Observation], tuple[Outcome, int, int | None, list[str]]] = {
    nothing_is_known: (Outcome.FIRST, 1, None, ["a"]),
    the_latest_snapshot_is_read_again: (Outcome.SAME_SNAPSHOT, 4, None, ["a", "b", "a", "c"]),
    an_old_snapshot_is_read_again: (Outcome.SAME_SNAPSHOT, 2, None, ["a", "b", "a", "c"]),
    the_latest_text_is_seen_again: (Outcome.SAME_TEXT, 4, None, ["a", "b", "a", "c"]),
    the_latest_text_is_seen_in_other_bytes: (Outcome.SAME_TEXT, 4, None, ["a", "b", "a", "c"]),
    half_an_answer_is_received: (Outcome.HELD_BACK, 4, None, ["a", "b", "a", "c"]),
    a_new_text_is_seen: (Outcome.CHANGED, 5, None, ["a", "b", "a", "c", "d"]),
    the_first_text_is_seen_once_more: (Outcome.RETURNED, 5, 1, ["a", "b", "a", "c", "a"]),
    the_second_text_is_seen_once_more: (Outcome.RETURNED, 5, 2, ["a", "b", "a", "c", "b"]),
    what_a_feed_carries_is_seen_after_the_page: (Outcome.OTHERWISE, 5, None, ["a", "b", "a", "c", "d"]),
    what_a_feed_carries_is_the_first_text: (Outcome.OTHERWISE, 5, 1, ["a", "b", "a", "c", "a"]),
    an_unknown_text_turns_up_from_before_everything: (Outcome.OUT_OF_ORDER, 1, None, ["z", "a", "b", "a", "c"]),
    an_unknown_text_turns_up_from_in_between: (Outcome.OUT_OF_ORDER, 4, None, ["a", "b", "a", "z", "c"]),
    an_unknown_text_turns_up_inside_a_version: (Outcome.OUT_OF_ORDER, 3, None, ["a", "b", "z", "b", "a", "c"]),
    a_known_text_turns_up_beside_its_version: (Outcome.SAME_TEXT, 2, None, ["a", "b", "a", "c"]),
    a_known_text_turns_up_away_from_its_version: (Outcome.OUT_OF_ORDER, 1, None, ["c", "a", "b", "a", "c"]),
    another_text_is_seen_at_the_very_moment_of_the_latest: (
        Outcome.CHANGED,
        5,
        None,
        ["a", "b", "a", "c", "zz"],
    ),
}


@pytest.mark.parametrize("event", TABLE, ids=lambda event: event.__name__)
def test_an_event_has_its_outcome_version_and_return(event: Callable[[list[Observation]], Observation]) -> None:
    history = list(HISTORY)
    arriving = event(history)
    outcome, number, returns_to, _ = TABLE[event]
    doubt = Doubt.SHORTER if outcome is Outcome.HELD_BACK else None
    assert verdict(history, arriving) == Verdict(outcome=outcome, number=number, returns_to=returns_to, doubt=doubt)


@pytest.mark.parametrize("event", TABLE, ids=lambda event: event.__name__)
def test_an_event_makes_this_history(event: Callable[[list[Observation]], Observation]) -> None:
    history = list(HISTORY)
    arriving = event(history)
    if arriving not in history:
        history.append(arriving)
    assert [version.fingerprint for version in timeline("id", history)] == TABLE[event][3]


def test_the_table_knows_every_outcome() -> None:
    assert {outcome for outcome, *_ in TABLE.values()} == set(Outcome)


@settings(max_examples=200)
@given(some_observations)
def test_the_verdict_names_the_version_that_holds_the_arrival(observations: list[Observation]) -> None:
    *known, arriving = observations
    found = verdict(known, arriving)
    version = timeline("", observations)[found.number - 1]
    assert version.fingerprint == arriving.fingerprint
    assert version.first_seen <= arriving.observed_at <= version.last_seen
    new = len(timeline("", observations)) > len(timeline("", known))
    assert not new or found.outcome not in {Outcome.SAME_SNAPSHOT, Outcome.SAME_TEXT}
    assert found.outcome not in {Outcome.CHANGED, Outcome.RETURNED} or not version.technical


@settings(max_examples=200)
@given(some_observations)
def test_reading_any_snapshot_again_is_the_same_snapshot(observations: list[Observation]) -> None:
    assert all(verdict(observations, one).outcome is Outcome.SAME_SNAPSHOT for one in observations)


def test_of_versions_that_share_an_instant_the_verdict_names_the_one_at_the_place_of_the_arrival() -> None:
    captures = [seen(10, text, content=content) for text, content in (("a", "1"), ("b", "2"), ("a", "3"))]
    found = [verdict([one for one in captures if one is not last], last) for last in captures]
    assert [one.number for one in found] == [1, 2, 3]
    assert found[2] == Verdict(outcome=Outcome.RETURNED, number=3, returns_to=1)
    assert [verdict(captures, again).number for again in captures] == [1, 2, 3]


def test_a_snapshot_stored_with_another_text_is_still_the_same_snapshot() -> None:
    moment = datetime(2026, 2, 3, 10, tzinfo=UTC)
    stored = Observation(observed_at=moment, sha256="a" * 64, fingerprint="1:one")
    again = Observation(observed_at=moment, sha256="a" * 64, fingerprint="2:two")
    assert verdict([stored], again) == Verdict(outcome=Outcome.SAME_SNAPSHOT, number=1)
