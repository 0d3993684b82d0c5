"""The work limit: what is too much is compared block by block, says so, and loses no sentence."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revtrack.diff import DiffOptions, compare
from revtrack.diff.align import portions
from revtrack.diff.anchors import Gap
from revtrack.extract import document_from_sentences
from revtrack.model import Operation
from tests.diff.drawn import documents, two_texts
from tests.diff.invariants import assert_sound, assert_swap_mirrors

TIGHT = DiffOptions(work_limit=2_000, block_size=20)

WORDS = [f"word{number}" for number in range(400)]


def lines(count: int, seed: int, pattern: str = "{} {} {} {} {} {}") -> list[str]:
    """Sentences of random words; equal seeds give equal sentences."""
    rng = random.Random(seed)  # noqa: S311  texts, no secrets
    return [pattern.format(*rng.sample(WORDS, 6)) for _ in range(count)]


SHAPES: dict[str, tuple[list[str], list[str]]] = {
    "all equal, fewer": (["Date to be announced"] * 300, ["Date to be announced"] * 200),
    "all equal, but another line": (["Date to be announced now"] * 120, ["Date to be announced later"] * 120),
    "all different": (lines(150, 1), lines(150, 2)),
    "two sentences repeated": (
        ["Alpha beta gamma.", "Delta epsilon zeta."] * 90,
        ["Delta epsilon zeta.", "Alpha beta gamma.", "Alpha beta gamma."] * 50,
    ),
    "one shared word everywhere": (lines(100, 3, "the {} {} {}"), lines(100, 4, "the {} {} {}")),
    "every sentence unique and another order": (lines(200, 5), lines(200, 5)[::-1]),
    "lines without words": (["***", "---", "+++"] * 60, ["---", "***", "###"] * 60),
    "nothing on one side": (lines(200, 6), []),
    "one line against many": (lines(1, 7), lines(300, 7)),
    "every line edited": (lines(150, 8), lines(150, 8, "{} {} {} {} {} else {}")),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_beyond_a_small_limit_every_sentence_is_still_in_one_pair(shape: str) -> None:
    old, new = documents(SHAPES[shape])
    assert_sound(compare(old, new, TIGHT))
    assert_swap_mirrors(old, new, TIGHT)


@pytest.mark.parametrize(
    "shape",
    ["all equal, but another line", "all different", "one shared word everywhere", "every line edited"],
)
def test_a_comparison_beyond_the_limit_says_so_and_where(shape: str) -> None:
    old, new = documents(SHAPES[shape])
    count = len(old.sentences)
    assert compare(old, new, TIGHT).coarse == (
        f"too much changed to compare sentences 1–{count} of old with 1–{count} of new as a whole",
    )
    assert compare(old, new).coarse == ()


def test_what_equality_settles_is_never_coarse() -> None:
    for shape in ("all equal, fewer", "every sentence unique and another order", "nothing on one side"):
        assert compare(*documents(SHAPES[shape]), TIGHT).coarse == ()


def test_many_small_gaps_beyond_the_limit_are_compared_whole_and_only_moves_may_be_missed() -> None:
    kept = [f"Heading number {number} stays" for number in range(60)]
    edits = [(f"{one}, said the mayor.", f"{one}, said the governor.") for one in lines(60, 9)]
    old = [line for heading, (before, _) in zip(kept, edits, strict=True) for line in (heading, before)]
    new = [line for heading, (_, after) in zip(kept, edits, strict=True) for line in (heading, after)]
    comparison = compare(document_from_sentences(old), document_from_sentences(new), TIGHT)
    assert comparison.count(Operation.EDITED) == 60
    assert comparison.coarse == ("too much changed to compare sentences 2–120 of old with 2–120 of new as a whole",)


def test_lines_that_differ_in_one_figure_each_are_edited_and_not_all_replaced() -> None:
    """Every word they share is in more lines than `common_word`, so no word would lead from one to another."""
    rng = random.Random(10)  # noqa: S311  texts, no secrets
    old, new = ([f"The price of it is now £{rng.randrange(10**6):,}" for _ in range(250)] for _ in "ab")
    comparison = compare(
        document_from_sentences(old), document_from_sentences(new), DiffOptions(common_word=20, common_window=4)
    )
    assert comparison.count(Operation.EDITED) > 240
    assert comparison.coarse == ()


@st.composite
def some_gaps(draw: st.DrawFn) -> list[Gap]:
    """Gaps of a text, from left to right, each with something on at least one side."""
    gaps, i, j = [], 0, 0
    for rows, columns in draw(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=12)):
        if rows or columns:
            gaps.append(Gap(tuple(range(i, i + rows)), tuple(range(j, j + columns))))
        i, j = i + rows + 1, j + columns + 1
    return gaps


@given(some_gaps(), st.integers(1, 3_000), st.integers(1, 50))
def test_the_tables_never_hold_more_cells_than_the_limit(gaps: list[Gap], limit: int, size: int) -> None:
    tables, cut = portions(gaps, DiffOptions(work_limit=limit, block_size=size))
    cells = [sum(len(gap.rows) for gap in table) * sum(len(gap.columns) for gap in table) for table in tables]
    shorter = min(sum(len(gap.rows) for gap in gaps), sum(len(gap.columns) for gap in gaps))
    assert sum(cells) <= max(limit, shorter)
    assert [i for table in tables for gap in table for i in gap.rows] == [i for gap in gaps for i in gap.rows]
    assert [j for table in tables for gap in table for j in gap.columns] == [j for gap in gaps for j in gap.columns]
    assert bool(cut) == (len(tables) > 1 or sum(len(table) for table in tables) > len(gaps))


@given(two_texts(), st.integers(1, 30), st.integers(1, 4))
def test_any_limit_gives_a_sound_comparison(texts: tuple[list[str], list[str]], limit: int, size: int) -> None:
    options = DiffOptions(work_limit=limit, block_size=size)
    sides = documents(texts)
    assert_sound(compare(*sides, options))
    assert_swap_mirrors(*sides, options)


@pytest.mark.slow
def test_two_thousand_equal_lines_are_kept_and_the_rest_is_added() -> None:
    old, new = ["Date to be announced"] * 2_000, ["Date to be announced"] * 2_003
    comparison = compare(document_from_sentences(old), document_from_sentences(new))
    assert (comparison.count(Operation.KEPT), comparison.count(Operation.ADDED)) == (2_000, 3)
    assert len(comparison.changes) == 3


@pytest.mark.slow
def test_sentences_of_a_hundred_thousand_words_are_compared_by_their_first_thousand() -> None:
    endless = " ".join(f"word{number}" for number in range(100_000))
    old, new = document_from_sentences([f"{endless} end"]), document_from_sentences([f"{endless} begin and end"])
    comparison = compare(old, new)
    assert [pair.operation for pair in comparison.pairs] == [Operation.EDITED]
    assert [(span.sign, span.text) for span in comparison.changes[0].spans if span.sign != "="] == [("+", "begin and ")]
