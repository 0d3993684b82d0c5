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


LINES = [
    f"Kept line {word} tells of the {word} and what it does in winter, as the keeper wrote."
    for word in ("tides", "gulls", "ropes", "nets", "sails", "masts", "oars", "piers")
]

TRAINS = "Trains will stop running at ten tonight."
FROST = (
    "Officials blame the frost for the damage to the rails.",
    "The frost damaged the rails, engineers believe.",
)
BUSES = (
    "Buses replace them on all lines until the weekend.",
    "All lines have buses for the weekend, says the company.",
)


def changed(old: list[str], new: list[str], options: DiffOptions | None = None) -> list[str]:
    """What is not kept in its place."""
    return [described(pair) for pair in pairs(old, new, options) if pair.moved or pair.operation != "kept"]


def test_what_stands_beside_both_ends_of_a_move_and_resembles_moves_along() -> None:
    found = changed([FROST[0], TRAINS, BUSES[0], *LINES], [*LINES, FROST[1], TRAINS, BUSES[1]])
    assert found == ["1 -> 9 edited moved", "2 -> 10 kept moved", "3 -> 11 edited moved"]


def test_what_follows_a_move_leads_on_to_what_stands_beside_it() -> None:
    found = changed([FROST[0], BUSES[0], TRAINS, *LINES], [*LINES, FROST[1], BUSES[1], TRAINS])
    assert found == ["1 -> 9 edited moved", "2 -> 10 edited moved", "3 -> 11 kept moved"]


def test_without_a_move_beside_them_such_sentences_are_deleted_and_added() -> None:
    assert not any("edited" in pair for pair in changed([FROST[0], BUSES[0], *LINES], [*LINES, FROST[1], BUSES[1]]))
    crossed = changed([FROST[0], TRAINS, BUSES[0], *LINES], [*LINES, BUSES[1], TRAINS, FROST[1]])
    assert [pair for pair in crossed if "moved" in pair] == ["2 -> 10 kept moved"]


def test_what_stands_beside_a_move_and_says_something_else_stays_where_it_is() -> None:
    found = changed(["Rain fell.", TRAINS, *LINES], [*LINES, "The shop sells postcards.", TRAINS])
    assert found == ["1 -> deleted", "-> 9 added", "2 -> 10 kept moved"]


@pytest.mark.parametrize(
    ("way", "options", "moved"),
    [
        (3, DiffOptions(), True),
        (8, DiffOptions(), False),
        (8, DiffOptions(near=7), True),
        (8, DiffOptions(move_slope=0.0), True),
        (8, DiffOptions(move_far_threshold=0.55), True),
        (3, DiffOptions(near=0, move_slope=0.5), False),
    ],
)
def test_the_farther_a_move_the_surer_it_has_to_be(way: int, options: DiffOptions, *, moved: bool) -> None:
    old = "The council meets again in June to vote on the new wall."
    new = "The council meets once more in July to talk about that new wall."
    found = changed([old, *LINES[:way]], [*LINES[:way], new], options)
    assert found == ([f"1 -> {way + 1} edited moved"] if moved else ["1 -> deleted", f"-> {way + 1} added"])


def test_a_sentence_that_is_surely_the_same_moves_however_far() -> None:
    old = [TRAINS, *LINES * 5]
    new = [*LINES * 5, TRAINS.replace("ten", "eleven")]
    assert changed(old, new) == ["1 -> 41 edited moved"]


@pytest.mark.parametrize(
    ("apart", "options", "joined"),
    [
        (2, DiffOptions(), True),
        (3, DiffOptions(), False),
        (3, DiffOptions(attach_near=3), True),
        (3, DiffOptions(attach_far_share=0.6), True),
        (2, DiffOptions(attach_share=0.75), False),
    ],
)
def test_the_farther_a_part_stands_the_more_of_it_its_sentence_has_to_explain(
    apart: int, options: DiffOptions, *, joined: bool
) -> None:
    """Two thirds of the weight of the part: "meanwhile" and "old" are new."""
    single = "Divers searched the quay on Monday until late at night while engineers checked the crane for cracks."
    longer = "Divers searched the quay on Monday until late at night."
    part = "Meanwhile engineers checked the old crane for cracks."
    found = changed([single, *LINES], [longer, *LINES[: apart - 1], part, *LINES[apart - 1 :]], options)
    assert found == ([f"1 -> 1 {apart + 1} split"] if joined else ["1 -> 1 edited", f"-> {apart + 1} added"])


def test_equal_lines_that_order_left_are_linked_the_first_with_the_first() -> None:
    """The marks cross an edited line that weighs more, three times on each side, so that no place tells them apart."""
    old = ["* * *", "* * *", FROST[0], "* * *", LINES[0]]
    new = [FROST[0].replace("frost", "ice"), "* * *", "* * *", LINES[1], "* * *"]
    found = pairs(old, new)
    assert not {pair.operation for pair in found if pair.old and old[pair.old[0]] == "* * *"} - {"kept"}
    assert sorted(pair.new for pair in found if pair.operation == "kept") == [(1,), (2,), (4,)]
