"""What an arriving observation means: a truth table of events, and that the order of arrival decides nothing.

The history every row of the table starts from, one observation per hour:

    10  "a"      v1
    11  "b"      v2   11–12
    12  "b"
    13  "a"      v3, back to version 1
    14  "c"      v4
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from revtrack.model import Check, Doubt, FetchState, Observation
from revtrack.versioning import (
    REDIRECTED,
    WALL_WORDS,
    Outcome,
    Verdict,
    absences,
    article_id,
    derive_article,
    held_back,
    identity,
    in_order,
    is_address,
    spelling_reasons,
    timeline,
    verdict,
)

DAY = datetime(2020, 1, 3, tzinfo=UTC)


def seen(hour: float, text: str, content: str | None = None, **known: Any) -> Observation:
    """An observation of a text at an hour of the day; equal content means equal bytes."""
    moment = DAY + timedelta(hours=hour)
    return Observation(observed_at=moment, sha256=content or f"bytes of {text}", fingerprint=text, **known)


HISTORY = (seen(10, "a"), seen(11, "b"), seen(12, "b"), seen(13, "a"), seen(14, "c"))


# --- events: each takes the history and gives what arrives ---


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


def test_a_version_unites_neighbouring_observations_and_keeps_the_facts_of_its_first() -> None:
    first = seen(11, "b", content="first bytes", headline="Bridge closed", via="feed", time_note="illustrative")
    versions = timeline(
        "id", [seen(10, "a"), seen(12, "b", headline="BRIDGE CLOSED", time_note="estimated"), first, seen(13, "c")]
    )
    second = versions[1]
    assert (second.number, second.snapshots) == (2, 2)
    assert (second.first_seen, second.last_seen) == (DAY + timedelta(hours=11), DAY + timedelta(hours=12))
    assert second.last_time_note == "estimated"
    assert (second.sha256, second.headline, second.via, second.time_note) == (
        "first bytes",
        "Bridge closed",
        "feed",
        "illustrative",
    )


def test_a_return_names_the_lowest_version_with_its_text() -> None:
    versions = timeline("id", [seen(hour, text) for hour, text in enumerate("abaca")])
    assert [version.returns_to for version in versions] == [None, None, 1, None, 1]


def test_a_repetition_without_anything_between_is_no_return() -> None:
    (version,) = timeline("id", [seen(hour, "a") for hour in range(3)])
    assert (version.returns_to, version.snapshots) == (None, 3)


def test_nothing_seen_makes_no_version_and_no_article() -> None:
    assert timeline("id", []) == ()
    with pytest.raises(ValueError, match="at least one observation"):
        derive_article("nyt:iran", [])


def test_an_article_takes_the_latest_known_facts_and_the_times_of_its_history() -> None:
    article = derive_article(
        "https://example.com/a",
        [
            seen(10, "a", headline="Bridge closed", source="Gazette", language="en"),
            seen(12, "b", headline="Bridge reopens"),
            seen(13, "b"),
        ],
    )
    assert (article.title, article.source, article.language) == ("Bridge reopens", "Gazette", "en")
    assert article.first_seen == DAY + timedelta(hours=10)
    assert article.last_changed == DAY + timedelta(hours=12)
    assert article.last_checked == DAY + timedelta(hours=13)
    assert (article.versions, article.snapshots) == (2, 3)
    assert article.url == "https://example.com/a"
    assert derive_article("nyt:iran", [seen(10, "a")]).url is None


some_observations = st.lists(
    st.builds(
        seen,
        st.integers(0, 6),
        st.sampled_from("abc"),
        st.sampled_from(["bytes 1", "bytes 2", "bytes 3", "bytes 4"]),
        headline=st.sampled_from(["Bridge closed", "Bridge reopens"]),
        source=st.sampled_from(["Gazette", "Herald"]),
    ),
    min_size=1,
    max_size=9,
    unique_by=lambda one: (one.observed_at, one.sha256),
)


@settings(max_examples=200)
@given(some_observations, st.randoms(use_true_random=False))
def test_any_order_of_arrival_gives_the_same_versions_and_the_same_article(
    observations: list[Observation],
    rng: object,
) -> None:
    shuffled = list(observations)
    rng.shuffle(shuffled)  # type: ignore[attr-defined]
    assert timeline("id", shuffled) == timeline("id", observations)
    assert derive_article("nyt:iran", shuffled) == derive_article("nyt:iran", observations)


@settings(max_examples=200)
@given(some_observations)
def test_versions_are_numbered_runs_in_order_of_time_that_hold_every_observation(
    observations: list[Observation],
) -> None:
    versions = timeline("id", observations)
    assert [version.number for version in versions] == list(range(1, len(versions) + 1))
    assert sum(version.snapshots for version in versions) == len(observations)
    for before, after in pairwise(versions):
        assert before.last_seen <= after.first_seen
        assert before.fingerprint != after.fingerprint
    texts = [version.fingerprint for version in versions]
    for version in versions:
        first = texts.index(version.fingerprint) + 1
        assert version.returns_to == (None if first == version.number else first)


@settings(max_examples=200)
@given(some_observations)
def test_the_verdict_names_the_version_that_holds_the_arrival(observations: list[Observation]) -> None:
    *known, arriving = observations
    found = verdict(known, arriving)
    version = timeline("", observations)[found.number - 1]
    assert version.fingerprint == arriving.fingerprint
    assert version.first_seen <= arriving.observed_at <= version.last_seen
    new = len(timeline("", observations)) > len(timeline("", known))
    assert not new or found.outcome in {Outcome.FIRST, Outcome.CHANGED, Outcome.RETURNED, Outcome.OUT_OF_ORDER}


@settings(max_examples=200)
@given(some_observations)
def test_reading_any_snapshot_again_is_the_same_snapshot(observations: list[Observation]) -> None:
    assert all(verdict(observations, one).outcome is Outcome.SAME_SNAPSHOT for one in observations)


FIRE = "https://post.example/fire"


def received(
    hour: float, text: str, *, words: int = 400, address: str = FIRE, headline: str = "Fire", via: str = "fetched"
) -> Observation:
    """An observation of a page that came over HTTP."""
    return seen(hour, text, words=words, address=address, headline=headline, via=via)


def texts(observations: list[Observation]) -> list[str]:
    """The fingerprints of the Versions they make, in order."""
    return [version.fingerprint for version in timeline(article_id(FIRE), observations)]


def test_a_stub_is_believed_once_it_has_stayed_for_a_day_and_three_looks() -> None:
    full, stub = received(0, "full"), [received(hour, "stub", words=20) for hour in (1, 13, 25)]
    assert texts([full, *stub[:2]]) == ["full"]
    assert texts([full, *stub]) == ["full", "stub"]
    assert timeline(article_id(FIRE), [full, *stub])[1].first_seen == stub[0].observed_at


def test_a_stub_that_gives_way_to_the_article_was_never_a_version() -> None:
    looks = [received(0, "full"), received(1, "stub", words=20), received(20, "full"), received(30, "stub", words=20)]
    (version,) = timeline(article_id(FIRE), looks)
    assert version.last_seen == looks[2].observed_at


def test_a_short_text_may_lose_most_of_its_words_and_a_file_may_lose_any() -> None:
    assert texts([received(0, "brief", words=90), received(1, "briefer", words=5)]) == ["brief", "briefer"]
    assert texts([seen(0, "full", words=400), seen(1, "gutted", words=5)]) == ["full", "gutted"]


def test_another_page_behind_a_redirect_is_believed_under_the_same_headline_only() -> None:
    here, there = received(0, "a"), "https://post.example/2026/fire-at-the-harbour"
    assert texts([here, received(1, "b", address=there)]) == ["a", "b"]
    assert texts([here, received(1, "b", address=there, headline="Sport")]) == ["a"]


def test_an_address_once_believed_may_change_its_headline() -> None:
    there = "https://post.example/2026/fire-at-the-harbour"
    looks = [
        received(0, "a"),
        received(1, "b", address=there),
        received(2, "c", address=there, headline="Fire kills 2"),
    ]
    assert texts(looks) == ["a", "b", "c"]


MANY_LOOKS = 20_000


def test_a_page_that_moved_under_a_name_like_its_own_is_believed_at_once_where_the_text_is_of_like_length() -> None:
    here = "https://post.example/news/fire-1234567"
    there = "https://post.example/news/three-die-1234567"
    before = received(0, "a", address=here)
    assert texts([before, received(1, "b", address=there, headline="Three die")]) == ["a", "b"]
    assert texts([before, received(1, "b", address=there, headline="Log in", words=150)]) == ["a"]


@pytest.mark.parametrize(("via", "expected"), [("fetched", ["a", "b"]), (f"fetched, {REDIRECTED}", ["a"])])
def test_another_page_that_stays_is_believed_but_never_behind_a_passing_redirect(via: str, expected: list[str]) -> None:
    there = [
        received(hour, "b", address="https://post.example/log-in", headline="Log in", via=via) for hour in (1, 13, 26)
    ]
    assert texts([received(0, "a"), *there]) == expected
    assert texts([received(0, "a"), *there[:2]]) == ["a"]


def test_a_page_without_a_headline_is_not_taken_for_another_without_one() -> None:
    looks = [received(0, "a", headline=""), received(1, "b", address="https://post.example/log-in", headline="")]
    assert texts(looks) == ["a"]


def test_what_is_held_back_costs_no_more_for_each_look_that_found_it() -> None:
    """Each look compared with each later one would be 200 million steps."""
    stub = [received(hour / 1_000_000, "stub", words=20) for hour in range(1, MANY_LOOKS)]
    assert texts([received(0, "full"), *stub]) == ["full"]


def test_another_spelling_of_the_address_is_no_other_page() -> None:
    looks = [received(0, "a"), received(1, "b", address="http://post.example/fire/?utm_source=x", headline="New")]
    assert texts(looks) == ["a", "b"]


@settings(max_examples=200)
@given(
    st.lists(st.tuples(st.integers(0, 40), st.sampled_from("abc"), st.sampled_from([5, 400])), max_size=8), st.data()
)
def test_what_is_held_back_does_not_depend_on_the_order_of_arrival(
    drawn: list[tuple[int, str, int]], data: st.DataObject
) -> None:
    observations = [received(hour, f"{text}{words}", words=words) for hour, text, words in drawn]
    assert texts(data.draw(st.permutations(observations))) == texts(observations)


def missing(hour: float, state: FetchState = FetchState.MISSING) -> Check:
    """A look that found no article."""
    return Check(article=FIRE, at=DAY + timedelta(hours=hour), state=state, address=FIRE, detail="is not there")


def test_an_article_is_gone_after_two_looks_in_a_row_and_restored_by_one() -> None:
    looks = [received(0, "a"), received(5, "a")]
    assert absences(looks, [missing(1)]) == ()
    assert absences(looks, [missing(1), missing(6)]) == ()
    (absence,) = absences(looks, [missing(1), missing(2, FetchState.GONE), missing(3)])
    assert (absence.since, absence.confirmed_at, absence.until) == (
        DAY + timedelta(hours=1),
        DAY + timedelta(hours=2),
        DAY + timedelta(hours=5),
    )
    assert absence.state is FetchState.GONE


def test_a_look_that_could_not_reach_the_article_neither_confirms_nor_ends_an_absence() -> None:
    looks = [received(0, "a")]
    slips = [missing(hour, FetchState.TIMEOUT) for hour in (1, 3, 5)]
    assert absences(looks, slips) == ()
    (absence,) = absences(looks, [missing(2), *slips, missing(4)])
    assert absence.until is None


def test_looks_within_minutes_of_each_other_are_one() -> None:
    looks = [received(0, "a")]
    seconds = [missing(1 + second / 3600) for second in range(5)]
    assert absences(looks, seconds) == ()
    assert absences(looks, [*seconds, missing(1 + 4 / 60)]) == ()
    (absence,) = absences(looks, [*seconds, missing(1 + 4 / 60), missing(1 + 5 / 60)])
    assert (absence.since, absence.confirmed_at) == (DAY + timedelta(hours=1), DAY + timedelta(hours=1, minutes=5))


def test_an_error_between_two_looks_within_minutes_makes_them_no_confirmation() -> None:
    looks = [received(0, "a")]
    slip = missing(1 + 1 / 3600, FetchState.SERVER_ERROR)
    assert absences(looks, [missing(1), slip, missing(1 + 2 / 3600)]) == ()


def test_what_is_held_back_has_a_reason() -> None:
    text = "word " * 300
    page, stub = received(0, text, words=300), received(1, "word", words=1)
    elsewhere = replace(received(2, "other", words=300), address="https://post.example/notice", headline="Notice")
    passing = replace(elsewhere, observed_at=DAY + timedelta(hours=3), via=f"fetched, {REDIRECTED}")
    found = held_back(article_id(FIRE), [passing, elsewhere, stub, page])
    assert [(one.observation, one.doubt) for one in found] == [
        (stub, Doubt.SHORTER),
        (elsewhere, Doubt.ANOTHER_PAGE),
        (passing, Doubt.REDIRECTED),
    ]
    assert verdict([page], stub, article_id(FIRE)).doubt is Doubt.SHORTER


def test_what_is_in_the_words_of_a_wall_never_takes_the_place_of_a_longer_text() -> None:
    full = received(0, "full")
    walls = [received(hour, "wall", words=60, via=f"fetched, {WALL_WORDS}") for hour in (1, 13, 26, 90)]
    confirmed = received(120, "wall", words=60, via="confirmed unchanged (HTTP 304)")
    assert texts([full, *walls, confirmed]) == ["full"]
    assert {one.doubt for one in held_back(article_id(FIRE), [full, *walls, confirmed])} == {Doubt.WALL}
    assert texts([full, *walls, received(130, "full again")]) == ["full", "full again"]


def test_what_is_in_the_words_of_a_wall_is_believed_where_nothing_longer_was() -> None:
    wall = received(1, "wall", words=60, via=f"fetched, {WALL_WORDS}")
    assert texts([wall]) == ["wall"]
    assert texts([received(0, "brief", words=90), wall]) == ["brief", "wall"]
    assert texts([received(0, "alike", words=110), wall]) == ["alike", "wall"]


def test_a_history_that_says_so_needs_no_second_look() -> None:
    looks = [received(0, "a"), received(5, "a")]
    (absence,) = absences(looks, [missing(1, FetchState.REMOVED), missing(2)])
    assert (absence.since, absence.confirmed_at, absence.until) == (
        DAY + timedelta(hours=1),
        DAY + timedelta(hours=1),
        DAY + timedelta(hours=5),
    )


def test_an_article_tells_since_when_it_is_gone_and_how_the_last_look_ended() -> None:
    looks = [received(0, "a")]
    article = derive_article(FIRE, looks, [missing(1), missing(2), missing(3, FetchState.FORBIDDEN)])
    assert article.gone_since == DAY + timedelta(hours=1)
    assert article.last_checked == DAY + timedelta(hours=3)
    assert article.last_state is FetchState.FORBIDDEN
    assert article.checks == 3
    again = derive_article(FIRE, [*looks, received(4, "a")], [missing(1), missing(2)])
    assert (again.gone_since, again.last_state) == (None, None)


def test_a_version_that_only_a_newer_extractor_tells_apart_is_technical() -> None:
    old = [seen(hour, text, first_fingerprint="as first read") for hour, text in enumerate("ab")]
    assert [version.technical for version in timeline("id", [*old, seen(5, "c")])] == [False, True, False]


@pytest.mark.parametrize(
    ("address", "reasons"),
    [
        ("https://post.example/fire", ()),
        ("fire", ()),
        ("http://post.example/fire", ("http and https",)),
        ("https://post.example/fire/", ("a slash at the end",)),
        ("https://post.example/fire?utm_source=x", ("tracking parameters",)),
        ("HTTPS://POST.example/fire", ("case, escapes or the like",)),
    ],
)
def test_why_an_address_is_another_spelling_is_told(address: str, reasons: tuple[str, ...]) -> None:
    assert spelling_reasons(address) == reasons


def test_observations_of_one_instant_are_ordered_by_their_bytes() -> None:
    one, two = seen(10, "a", content="2"), seen(10, "b", content="1")
    assert in_order([one, two]) == in_order([two, one]) == [two, one]


def test_of_versions_that_share_an_instant_the_verdict_names_the_one_at_the_place_of_the_arrival() -> None:
    captures = [seen(10, text, content=content) for text, content in (("a", "1"), ("b", "2"), ("a", "3"))]
    found = [verdict([one for one in captures if one is not last], last) for last in captures]
    assert [one.number for one in found] == [1, 2, 3]
    assert found[2] == Verdict(outcome=Outcome.RETURNED, number=3, returns_to=1)
    assert [verdict(captures, again).number for again in captures] == [1, 2, 3]


@pytest.mark.parametrize(
    ("spelling", "canonical"),
    [
        ("https://example.com/a", "https://example.com/a"),
        ("  https://example.com/a\n", "https://example.com/a"),
        ("HTTPS://Example.COM/a", "https://example.com/a"),
        ("https://example.com:443/a", "https://example.com/a"),
        ("http://example.com:80/a", "https://example.com/a"),
        ("http://example.com/a", "https://example.com/a"),
        ("http://example.com:8080/a", "http://example.com:8080/a"),
        ("http://[2001:db8::1]/a", "https://[2001:db8::1]/a"),
        ("https://example.com/a/", "https://example.com/a"),
        ("https://example.com/a#comments", "https://example.com/a"),
        ("https://example.com/b/../a", "https://example.com/a"),
        ("https://example.com", "https://example.com/"),
        ("https://example.com/%7ea", "https://example.com/~a"),
        ("https://example.com/é", "https://example.com/%C3%A9"),
        ("https://münchen.example/a", "https://xn--mnchen-3ya.example/a"),
        ("https://example.com/a?id=7&utm_source=feed", "https://example.com/a?id=7"),
        ("https://example.com/a?UTM_Campaign=x&fbclid=1", "https://example.com/a"),
        ("https://example.com/a?gclid=1&b=2&a=1&smid=tw", "https://example.com/a?b=2&a=1"),
        ("https://example.com/a?flag&utm_source=feed", "https://example.com/a?flag"),
        ("https://example.com/a?q=a%20b;c&utm_medium=x", "https://example.com/a?q=a%20b;c"),
        ("https://example.com/a?utmost=1", "https://example.com/a?utmost=1"),
    ],
)
def test_an_address_has_one_spelling(spelling: str, canonical: str) -> None:
    assert identity(spelling) == canonical


@pytest.mark.parametrize(
    "key",
    ["nyt:iran-fired-missiles", "My Key", "ftp://example.com/a", "/home/a.txt", "http://", "http://[half", "été"],
)
def test_a_key_is_kept_as_it_is_but_for_blanks_around_it(key: str) -> None:
    assert identity(f"  {key}\n") == key
    assert not is_address(key)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://example.com:8000/a", "https://example.com/a"),
        ("https://example.com/a", "https://example.com/A"),
        ("https://example.com/a", "https://www.example.com/a"),
        ("https://example.com/a?id=1", "https://example.com/a?id=2"),
        ("My Key", "my key"),
    ],
)
def test_two_addresses_or_keys_are_two_articles(one: str, other: str) -> None:
    assert identity(one) != identity(other)
    assert article_id(identity(one)) != article_id(identity(other))


address_parts = st.text(
    st.one_of(st.sampled_from("abXY12/?#&=%+.:;@[]-_~ éß٣"), st.characters(exclude_categories=["Cs"])), max_size=25
)


@settings(max_examples=500)
@given(st.sampled_from(["", "http://", "https://example.com/", "https://example.com/a?utm_id=1&"]), address_parts)
def test_the_canonical_spelling_is_its_own(start: str, rest: str) -> None:
    canonical = identity(start + rest)
    assert identity(canonical) == canonical


@settings(max_examples=500)
@given(st.lists(st.text("abc%=+;é", min_size=1, max_size=6), max_size=4), st.integers(0, 4))
def test_a_tracking_parameter_changes_nothing_wherever_it_stands(parameters: list[str], place: int) -> None:
    tracked = [*parameters[:place], "utm_source=feed", *parameters[place:]]
    assert identity(f"https://example.com/a?{'&'.join(tracked)}") == identity(
        f"https://example.com/a?{'&'.join(parameters)}"
    )


def test_the_id_of_an_article_is_pinned() -> None:
    """It is part of every address and feed that was ever published: it must never change."""
    assert article_id("https://example.com/a") == "fxhautcqiq"
    assert article_id("nyt:iran") == "vk2qaazoi4"
    assert article_id("lone \ud800 surrogate") == "i6jbkikees"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("https://user:secret@post.example/fire", "https://post.example/fire"),
        ("https://post.example/#!/story/1", "https://post.example/#!/story/1"),
        ("https://post.example/fire#top", "https://post.example/fire"),
        ("https://post.example//fire", "https://post.example/fire"),
    ],
)
def test_an_identity_holds_no_password_and_a_fragment_only_where_it_names_a_page(written: str, kept: str) -> None:
    assert identity(written) == kept
    assert identity(kept) == kept


def test_a_snapshot_stored_with_another_text_is_still_the_same_snapshot() -> None:
    moment = datetime(2026, 2, 3, 10, tzinfo=UTC)
    stored = Observation(observed_at=moment, sha256="a" * 64, fingerprint="1:one")
    again = Observation(observed_at=moment, sha256="a" * 64, fingerprint="2:two")
    assert verdict([stored], again) == Verdict(outcome=Outcome.SAME_SNAPSHOT, number=1)
