"""What order leaves over: moves, slots and parts, each at its threshold."""

import pytest

from revtrack.diff import DiffOptions, align
from revtrack.extract import document_from_sentences
from revtrack.model import Pair, Rule
from tests.diff.case_files import described

FRAME = ("The harbour office opened at six.", "Nobody has seen the pilot since.")


def pairs(old: list[str], new: list[str], options: DiffOptions | None = None) -> tuple[Pair, ...]:
    """The Pairs of two texts."""
    return align(document_from_sentences(old), document_from_sentences(new), options or DiffOptions())


def in_slot(old: str, new: str, options: DiffOptions | None = None) -> Pair | None:
    """The Pair of the lone sentence between two equal ones; None where it is deleted and added."""
    found = pairs([FRAME[0], old, FRAME[1]], [FRAME[0], new, FRAME[1]], options)
    return next((pair for pair in found if pair.old == pair.new == (1,)), None)


@pytest.mark.parametrize(
    ("old", "new"),
    [("£1,526", "£1,518"), ("Mon 4 May", "Mon 11 May"), ("Hillgard", "Hallgard"), ("12.30", "12.45")],
)
def test_a_short_line_alone_in_its_slot_is_edited_when_its_letters_are_alike(old: str, new: str) -> None:
    pair = in_slot(old, new)
    assert pair is not None
    assert pair.rule in {Rule.SLOT, Rule.IN_ORDER}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Yes", "Ask at the desk"),
        ("£1,526", "postcards"),
        ("Rain is forecast for the whole weekend.", "The museum shop sells postcards."),
        ("We send replies within two weeks.", "Answers go out after a fortnight."),
    ],
)
def test_what_is_unlike_is_not_paired_even_alone_in_its_slot(old: str, new: str) -> None:
    assert in_slot(old, new) is None


def test_the_letters_of_a_slot_decide_only_up_to_a_length_in_words() -> None:
    assert in_slot("£1,526", "£1,518", DiffOptions(slot_words=0)) is None
    assert in_slot("£1,526", "£1,518", DiffOptions(slot_letters=0.9)) is None


def test_an_edited_sentence_far_from_its_place_is_one_moved_pair() -> None:
    middle = [f"Paragraph {number} speaks of {what}." for number, what in enumerate(["ferries", "cranes", "tides"])]
    found = pairs(
        ["Trains will stop running at ten tonight.", *middle],
        [*middle, "Trains will stop running at eleven tonight."],
    )
    assert [described(pair) for pair in found][-1] == "1 -> 4 edited moved"
    assert found[-1].rule is Rule.MOVED


def test_a_move_needs_more_than_a_few_common_words() -> None:
    found = pairs(["It is so.", *FRAME], [*FRAME, "It was so."])
    assert [described(pair) for pair in found if pair.moved] == []


def test_the_moved_threshold_decides() -> None:
    old = ["Trains will stop running at ten tonight.", *FRAME]
    new = [*FRAME, "Trains will stop running at eleven tonight."]
    strict = DiffOptions(move_threshold=1.0, move_cover=1.0, contained_cover=1.0)
    assert any(pair.moved for pair in pairs(old, new))
    assert not any(pair.moved for pair in pairs(old, new, strict))


@pytest.mark.parametrize(("apart", "operation"), [(3, "split"), (4, "edited")])
@pytest.mark.parametrize("first", [True, False], ids=["behind it", "ahead of it"])
def test_a_part_that_stands_apart_joins_its_sentence_within_three_places(
    apart: int, operation: str, *, first: bool
) -> None:
    single = "Divers searched the quay on Monday until late at night while engineers checked the crane for cracks."
    longer, shorter = (
        "Divers searched the quay on Monday until late at night.",
        "Engineers checked the crane for cracks.",
    )
    between = [f"Kept line {number} about {what}." for number, what in enumerate(["tides", "gulls", "ropes", "nets"])]
    near, beyond = between[: apart - 1], between[apart - 1 :]
    found = (
        pairs([single, *between], [longer, *near, shorter, *beyond])
        if first
        else pairs([*between, single], [*beyond, shorter, *near, longer])
    )
    assert [pair.operation for pair in found if pair.old and pair.operation != "kept"] == [operation]


def test_of_two_places_for_a_moved_sentence_the_nearer_is_taken() -> None:
    moved = "Trains will stop running at ten tonight."
    between = [f"Kept line {number} about {what}." for number, what in enumerate(["tides", "gulls", "ropes", "nets"])]
    new = [*between[:2], f"{moved[:-1]} again.", *between[2:], f"{moved[:-1]} again."]
    assert "1 -> 3 edited moved" in [described(pair) for pair in pairs([moved, *between], new)]


def test_a_sentence_may_move_and_change_in_several_words() -> None:
    old = "The harbour master told the council on Monday that the repair of the long pier will last two years."
    new = "The harbour master told his crew on Sunday that the repair of the long pier could last nine years."
    long_way = [f"{kept[:-1]}, which surprised nobody in the whole town." for kept in FRAME]
    assert [described(pair) for pair in pairs([old, *long_way], [*long_way, new])][-1] == "1 -> 3 edited moved"


def test_a_part_that_says_something_new_stays_added() -> None:
    found = pairs(
        ["Divers searched the quay on Monday.", *FRAME],
        ["Divers searched the quay.", *FRAME, "On Monday a boat sank near the lighthouse."],
    )
    assert [described(pair) for pair in found] == ["1 -> 1 edited", "2 -> 2 kept", "3 -> 3 kept", "-> 4 added"]
