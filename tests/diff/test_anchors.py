"""Anchors: what equality alone settles, against slow definitions."""

from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revtrack.diff.align.anchors import DEEPEST, Stretch, find_anchors
from revtrack.diff.align.chains import Box, heaviest_chain
from tests.compiled import of_source

keys = st.lists(st.sampled_from("ABCDEFG"), max_size=8)

Point = tuple[int, int]


def points(stretches: Iterable[Stretch]) -> list[Point]:
    """The places of every sentence of some stretches, of old and of new."""
    return [(old + k, new + k) for old, new, length in stretches for k in range(length)]


def ends(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """How many keys are equal at the beginning, and behind them at the end: one by one."""
    shorter = min(len(old), len(new))
    head = next((k for k in range(shorter) if old[k] != new[k]), shorter)
    left = shorter - head
    tail = next((k for k in range(left) if old[len(old) - 1 - k] != new[len(new) - 1 - k]), left)
    return head, tail


def unique_pairs(old: Sequence[str], new: Sequence[str]) -> set[Point]:
    """Places of keys that stand exactly once on each side between the equal ends."""
    head, tail = ends(old, new)
    rows, columns = range(head, len(old) - tail), range(head, len(new) - tail)
    olds, news = [old[i] for i in rows], [new[j] for j in columns]
    return {(i, j) for i in rows for j in columns if old[i] == new[j] and olds.count(old[i]) == news.count(new[j]) == 1}


def grows(chosen: Sequence[Point]) -> bool:
    """True when both places grow from point to point."""
    return all(before[0] < after[0] and before[1] < after[1] for before, after in pairwise(chosen))


@given(keys, keys)
def test_the_chain_holds_as_many_unique_sentences_as_any_growing_choice(old: list[str], new: list[str]) -> None:
    unique = unique_pairs(old, new)
    longest = max(
        size for size in range(len(unique) + 1) if any(grows(chosen) for chosen in combinations(sorted(unique), size))
    )
    anchors = find_anchors(old, new)
    chain = set(points(anchors.chain))
    assert len(chain & unique) == longest
    assert set(points(anchors.moved)) == unique - chain


@given(keys, keys)
def test_anchors_are_equal_grow_and_leave_the_rest_to_the_gaps(old: list[str], new: list[str]) -> None:
    anchors = find_anchors(old, new)
    assert all(length >= 1 for _, _, length in (*anchors.chain, *anchors.moved))
    chain, moved = points(anchors.chain), points(anchors.moved)
    settled = chain + moved
    assert all(old[i] == new[j] for i, j in settled)
    assert grows(chain)
    assert [i for i, _ in moved] == sorted(i for i, _ in moved)
    rows = [i for gap in anchors.gaps for i in gap.rows]
    columns = [j for gap in anchors.gaps for j in gap.columns]
    assert rows == sorted(rows)
    assert columns == sorted(columns)
    assert all(gap.rows or gap.columns for gap in anchors.gaps)
    assert sorted([i for i, _ in settled] + rows) == list(range(len(old)))
    assert sorted([j for _, j in settled] + columns) == list(range(len(new)))


@given(keys, keys)
def test_no_anchor_stands_between_the_sentences_of_a_gap(old: list[str], new: list[str]) -> None:
    anchors = find_anchors(old, new)
    for gap in anchors.gaps:
        for i, j in points(anchors.chain):
            sides = {i < row for row in gap.rows} | {j < column for column in gap.columns}
            assert len(sides) == 1


@given(keys, keys)
def test_equal_ends_are_anchors_whatever_stands_between(old: list[str], new: list[str]) -> None:
    head, tail = ends(old, new)
    chain = points(find_anchors(old, new).chain)
    assert chain[:head] == [(k, k) for k in range(head)]
    assert chain[len(chain) - tail :] == [(len(old) - k, len(new) - k) for k in range(tail, 0, -1)]


@given(keys, keys)
def test_a_gap_has_no_equal_ends_and_nothing_that_is_unique_in_it(old: list[str], new: list[str]) -> None:
    for gap in find_anchors(old, new).gaps:
        olds, news = [old[i] for i in gap.rows], [new[j] for j in gap.columns]
        assert ends(olds, news) == (0, 0)
        assert not unique_pairs(olds, news)


@given(keys)
def test_a_text_anchors_itself_wholly(text: list[str]) -> None:
    anchors = find_anchors(text, text)
    assert points(anchors.chain) == [(k, k) for k in range(len(text))]
    assert not anchors.moved
    assert not anchors.gaps


def test_what_stands_unchanged_together_is_one_stretch() -> None:
    anchors = find_anchors("abcdeXfghi", "deabcYfghi")
    assert sorted(anchors.chain) == [(0, 2, 3), (6, 6, 4)]
    assert list(anchors.moved) == [(3, 0, 2)]


def test_a_long_stretch_holds_still_where_more_short_ones_cross_it() -> None:
    """Sentences count, not stretches: one of four against three of one."""
    anchors = find_anchors("x1y2z3abcd!", "abcdxyz45?")
    assert points(anchors.chain) == [(6, 0), (7, 1), (8, 2), (9, 3)]
    assert points(anchors.moved) == [(0, 4), (2, 5), (4, 6)]


def test_repeated_lines_join_the_anchors_beside_them() -> None:
    anchors = find_anchors("L-Y-H-", "L-H-")
    assert points(anchors.chain) == [(0, 0), (1, 1), (4, 2), (5, 3)]
    assert [(gap.rows, gap.columns) for gap in anchors.gaps] == [((2, 3), ())]


def test_what_is_unique_in_its_gap_alone_is_an_anchor_too() -> None:
    """The line r stands twice, on either side of K, and neither copy at the edge of its gap."""
    anchors = find_anchors("arb K crd", "erf K grh")
    assert points(anchors.chain) == [(1, 1), (3, 3), (4, 4), (5, 5), (7, 7)]
    assert [(gap.rows, gap.columns) for gap in anchors.gaps] == [
        ((0,), (0,)),
        ((2,), (2,)),
        ((6,), (6,)),
        ((8,), (8,)),
    ]


def test_of_two_that_cross_inside_a_gap_one_is_an_anchor_and_order_gets_the_other() -> None:
    """In front of K both p and q are unique; behind it old has them once more, so neither is unique in the whole."""
    old, new = "apqbKpqc", "dqpeKf"
    anchors = find_anchors(old, new)
    assert sorted(old[i] for i, _ in points(anchors.chain)) in (["K", "p"], ["K", "q"])
    assert not anchors.moved
    free = {new[j] for gap in anchors.gaps for j in gap.columns}
    assert free & set("pq")


def test_the_drawn_example_of_the_module_holds() -> None:
    old, new = "AxBxCD", "DAxByxC"
    anchors = find_anchors(old, new)
    assert "".join(old[i] for i, _ in points(anchors.chain)) == "AxBxC"
    assert [old[i] for i, _ in points(anchors.moved)] == ["D"]
    assert [new[j] for gap in anchors.gaps for j in gap.columns] == ["y"]


def test_what_a_chain_inside_a_gap_costs_does_not_grow_with_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two lines that change places below each of a thousand heads: the chains of all gaps are as wide as the text."""
    widths: list[int] = []

    def noted(boxes: Sequence[Box], width: int) -> list[Box]:
        widths.append(max(width, *(box.row for box in boxes)))
        return heaviest_chain(boxes, width)

    source = of_source("diff/align/anchors.py", monkeypatch)
    monkeypatch.setattr(source, "heaviest_chain", noted)
    old = [key for k in range(1_000) for key in (f"head {k}", "p", "q")]
    new = [key for k in range(1_000) for key in (f"head {k}", "q", "p")]
    source.find_anchors(old, new)
    assert len(widths) == 1_000
    assert sum(widths) <= len(new)


@given(old=keys, new=keys)
def test_equal_ends_are_found_by_blocks_as_one_by_one(old: list[str], new: list[str]) -> None:
    with pytest.MonkeyPatch.context() as monkeypatch:
        source = of_source("diff/align/anchors.py", monkeypatch)
        monkeypatch.setattr(source, "BLOCK", 2)
        assert source.find_anchors(old, new).chain == find_anchors(old, new).chain


@pytest.mark.parametrize("count", [31, 32, 33, 64, 200])
def test_many_equal_keys_are_one_stretch_and_no_end_overlaps_the_other(count: int) -> None:
    for old, new in (("A" * count, "A" * (count + 1)), ("A" * count + "B", "C" + "A" * count), ("A" * count,) * 2):
        (head, tail), chain = ends(old, new), find_anchors(old, new).chain
        assert chain == [Stretch(0, 0, head)] * bool(head) + [Stretch(len(old) - tail, len(new) - tail, tail)] * bool(
            tail
        )


def test_equal_neighbours_pair_beside_one_that_moved_out_of_their_gap() -> None:
    """M moves out of the middle of one side's gap: what begins and ends the gap equally is paired all the same."""
    old, new = list("1xxMyy2"), list("M1xxyy2")
    anchors = find_anchors(tuple(old), tuple(new))
    paired = {old[i] + new[j] for i, j in points([*anchors.chain, *anchors.moved])}
    assert paired == {"11", "xx", "MM", "yy", "22"}
    assert not anchors.gaps


def nested(levels: int, side: str) -> list[str]:
    """Keys of which each is unique only in the gap behind the one before it, with others of one side between them."""
    keys: list[str] = []
    for level in range(levels):
        keys += [f"level {later}" for later in (*range(level + 1, levels), level)]
    return [part for at, key in enumerate(keys) for part in (f"{side} {at}", key)] + [side]


@pytest.mark.parametrize(("levels", "settled"), [(DEEPEST, True), (2 * DEEPEST, False)])
def test_gaps_inside_gaps_are_looked_through_up_to_a_depth(levels: int, settled: bool) -> None:
    keys = levels * (levels + 1) // 2
    assert (len(points(find_anchors(nested(levels, "old"), nested(levels, "new")).chain)) == keys) == settled
