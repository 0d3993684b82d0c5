"""The Versions and the Article that observations make, in whatever order they arrive."""

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from revtrack.model import FROM_FEED, FetchState, Observation, Version
from revtrack.versioning import derive_article, in_order, timeline
from tests.versioning.observations import DAY, FIRE, missing, received, seen, some_observations


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


def both_sides(told: str) -> list[Observation]:
    """One look an hour: "F1 P1" is text F1 carried by a feed and then text P1 of the page; "Fx Px" is the same text."""
    return [
        seen(hour, look if look[1].isdigit() else look[1], look, via=FROM_FEED if look[0] == "F" else "page")
        for hour, look in enumerate(told.split())
    ]


@pytest.mark.parametrize(
    ("looks", "edits"),
    [
        ("F1 P1", []),
        ("P1 F1", []),
        ("F1 P1 F1 P1 F1", []),
        ("F1 F2 P1", [2]),
        ("F1 P1 P2", [3]),
        ("P1 F1 F2", [3]),
        ("P1 F1 F1 P1 F2", [4]),
        ("F1 P1 F1 P2", [4]),
        ("F1 P1 F1 P2 F1", [4]),
        ("P1 P2 F1 P2 P1", [2, 5]),
        ("Fx Px Fy", [2]),
        ("Fx Px Py", [2]),
        ("Fx Px Fx Px", []),
    ],
)
def test_an_edit_is_known_from_two_looks_at_the_same_side(looks: str, edits: list[int]) -> None:
    versions = timeline("id", both_sides(looks))
    assert [version.number for version in versions[1:] if not version.technical] == edits
    assert not versions[0].technical


def test_what_only_a_newer_extractor_tells_apart_is_no_edit_of_the_other_side_either() -> None:
    feed = {"via": FROM_FEED, "first_fingerprint": "as first read"}
    looks = [seen(0, "f", **feed), seen(1, "p"), seen(2, "f, read by the next one", **feed)]
    assert [version.technical for version in timeline("id", looks)] == [False, True, True]


def test_an_article_changed_last_when_somebody_edited_it() -> None:
    def last_changed(looks: str) -> float:
        return (derive_article("nyt:iran", both_sides(looks)).last_changed - DAY) / timedelta(hours=1)

    assert [last_changed(looks) for looks in ("F1 P1", "F1 P1 P2", "F1 P1 P2 F1", "F1")] == [0, 2, 2, 0]


def changed_texts(observations: list[Observation]) -> int:
    """How often the text was another one than at the look before."""
    return sum(before.fingerprint != after.fingerprint for before, after in pairwise(in_order(observations)))


@settings(max_examples=200)
@given(some_observations)
def test_no_more_edits_are_told_than_each_side_shows_by_itself(observations: list[Observation]) -> None:
    def edits(versions: tuple[Version, ...]) -> int:
        return sum(not version.technical for version in versions[1:])

    sides = [[one for one in observations if one.is_of_feed is of_feed] for of_feed in (False, True)]
    assert edits(timeline("id", observations)) <= sum(map(changed_texts, sides))
    for side in sides:
        assert edits(timeline("id", side)) == changed_texts(side)
