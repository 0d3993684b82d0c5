"""The heaviest chain, against an oracle that tries every choice of boxes."""

from collections.abc import Sequence
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revtrack.diff.align.chains import Box, heaviest_chain

WIDTH = 6
"""Rows, and columns, that the drawn boxes stand in."""

boxes = st.lists(
    st.builds(
        Box,
        st.integers(0, WIDTH - 2),
        st.integers(0, WIDTH - 2),
        st.integers(1, 2),
        st.integers(1, 2),
        st.integers(1, 5),
    ),
    max_size=9,
).map(sorted)
"""Worths are whole, so that no two sums of them differ by their rounding alone."""


def in_order(chain: Sequence[Box]) -> bool:
    """True when each box stands behind the one before, on both sides."""
    return all(
        before.row + before.rows <= box.row and before.column + before.columns <= box.column
        for before, box in pairwise(chain)
    )


def heaviest(given_boxes: Sequence[Box]) -> float:
    """The most that any choice of boxes in order is worth."""
    choices = (chosen for size in range(len(given_boxes) + 1) for chosen in combinations(given_boxes, size))
    return max(sum(box.worth for box in chosen) for chosen in choices if in_order(chosen))


@given(boxes)
def test_no_choice_of_boxes_in_order_is_worth_more_than_the_chain(drawn: list[Box]) -> None:
    chain = heaviest_chain(drawn, WIDTH)
    assert in_order(chain)
    assert all(box in drawn for box in chain)
    assert sum(box.worth for box in chain) == heaviest(drawn)


@given(boxes)
def test_no_other_chain_worth_as_much_has_its_last_box_before(drawn: list[Box]) -> None:
    chain, most = heaviest_chain(drawn, WIDTH), heaviest(drawn)
    before = drawn[: drawn.index(chain[-1])] if chain else []
    assert heaviest(before) < most or not chain


@given(boxes)
def test_the_chain_is_as_heavy_with_the_sides_exchanged(drawn: list[Box]) -> None:
    turned = sorted(Box(column, row, columns, rows, worth) for row, column, rows, columns, worth in drawn)
    there, back = (sum(box.worth for box in heaviest_chain(some, WIDTH)) for some in (drawn, turned))
    assert there == back


def test_boxes_in_order_are_the_chain_and_no_boxes_make_none() -> None:
    stairs = [Box(k, k, 1, 1, 0.5) for k in range(5)]
    assert heaviest_chain(stairs, 5) == stairs
    assert heaviest_chain(stairs[:1], 5) == stairs[:1]
    assert heaviest_chain([], 5) == []


@pytest.mark.parametrize(("worth", "chain"), [(3, "acd"), (1, "abd")])
def test_of_two_that_cross_the_heavier_holds_still(worth: float, chain: str) -> None:
    """The drawn example of the module: b spans two columns and crosses c."""
    drawn = {"a": Box(0, 0, 1, 1, 2), "b": Box(1, 2, 1, 2, 2), "c": Box(2, 1, 1, 1, worth), "d": Box(3, 4, 1, 1, 2)}
    assert heaviest_chain(sorted(drawn.values()), 5) == [drawn[name] for name in chain]


def test_a_box_may_begin_right_behind_the_one_before_and_not_inside_it() -> None:
    one, behind, inside = Box(0, 0, 1, 2, 1), Box(1, 2, 2, 1, 1), Box(1, 1, 2, 1, 1)
    assert heaviest_chain([one, behind], 3) == [one, behind]
    assert len(heaviest_chain([one, inside], 3)) == 1
