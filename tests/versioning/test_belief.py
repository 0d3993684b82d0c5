"""What of all that was received is believed to be the article."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from revtrack.model import Doubt
from revtrack.versioning import REDIRECTED, WALL_WORDS, article_id, held_back, in_order, timeline, verdict
from tests.versioning.observations import DAY, FIRE, received, seen, texts


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


def sketch(*sentences: str) -> str:
    """Of a text of some sentences."""
    return "".join(sorted(f"{ord(one):08x}" for one in sentences))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ["story"]),
        ({"headline": "Fire"}, ["story", "other"]),
        ({"words": 60}, ["story", "other"]),
        ({"sketch": sketch("a", "x")}, ["story", "other"]),
        ({"sketch": ""}, ["story", "other"]),
        ({"address": None}, ["story", "other"]),
    ],
    ids=["another page", "same headline", "as long", "a sentence stays", "nobody knows", "a file"],
)
def test_a_short_page_under_another_headline_of_which_nothing_was_there_before_is_held_back(
    changes: dict[str, Any], expected: list[str]
) -> None:
    story = received(0, "story", words=100, sketch=sketch(*"abcdefghij"))
    other = replace(received(1, "other", words=30, headline="Weather", sketch=sketch("x", "y")), **changes)
    assert texts([story, other]) == expected
    if len(expected) == 1:
        (held,) = held_back(article_id(FIRE), [story, other, received(2, "story", sketch=story.sketch)])
        assert held.doubt is Doubt.ANOTHER_TEXT
        assert texts(
            [
                story,
                *(replace(other, observed_at=other.observed_at + timedelta(hours=12 * number)) for number in range(3)),
            ]
        ) == ["story", "other"]


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


def test_observations_of_one_instant_are_ordered_by_their_bytes() -> None:
    one, two = seen(10, "a", content="2"), seen(10, "b", content="1")
    assert in_order([one, two]) == in_order([two, one]) == [two, one]
