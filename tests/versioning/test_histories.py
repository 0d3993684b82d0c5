"""The Versions and the Article that observations make, in whatever order they arrive."""

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from revtrack.model import FetchState, Observation
from revtrack.versioning import derive_article, timeline
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
