"""The work limit: what is too much is compared with the likeliest, says so, and loses no sentence."""

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revtrack.diff import DiffOptions, compare
from revtrack.extract import document_from_sentences
from revtrack.model import Comparison, Operation
from tests.diff.drawn import any_text, documents, two_texts
from tests.diff.invariants import assert_sound, assert_swap_mirrors

TIGHT = DiffOptions(work_limit=2_000)
"""Words: not four lines of six words for each of a hundred."""

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
    for sides in ((old, new), (new, old)):
        (told,) = compare(*sides, TIGHT).coarse
        found = re.fullmatch(
            r"too much changed to compare sentences (\d+)–(\d+) of (old|new) with all of (old|new): "
            r"each was compared with the likeliest ones, if with any",
            told,
        )
        assert found
        assert 1 <= int(found[1]) < int(found[2]) <= len(old.sentences)
        assert found[3] != found[4]
    assert compare(old, new).coarse == ()


def test_what_equality_settles_is_never_coarse() -> None:
    for shape in ("all equal, fewer", "every sentence unique and another order", "nothing on one side"):
        assert compare(*documents(SHAPES[shape]), TIGHT).coarse == ()


def test_beyond_the_limit_the_likeliest_are_those_that_share_most_words() -> None:
    """Every word is in three lines of either side, and yet each line finds the one it became."""
    rng = random.Random(11)  # noqa: S311  texts, no secrets
    thrice = WORDS[:120] * 3
    rng.shuffle(thrice)
    old = [" ".join(thrice[k : k + 6]) for k in range(0, len(thrice), 6)]
    new = [f"{line} indeed" for line in old]
    rng.shuffle(new)
    limit = DiffOptions(work_limit=60 * 13 * 4, near_window=1)
    comparison = compare(document_from_sentences(old), document_from_sentences(new), limit)
    assert comparison.coarse
    assert comparison.count(Operation.EDITED) == 60
    pairs = [(pair.old[0], pair.new[0]) for pair in comparison.pairs]
    assert all(new[j].startswith(old[i]) for i, j in pairs)


def test_many_small_gaps_beyond_the_limit_are_compared_whole_and_only_moves_may_be_missed() -> None:
    kept = [f"Heading number {number} stays" for number in range(60)]
    edits = [(f"{one}, said the mayor.", f"{one}, said the governor.") for one in lines(60, 9)]
    old = [line for heading, (before, _) in zip(kept, edits, strict=True) for line in (heading, before)]
    new = [line for heading, (_, after) in zip(kept, edits, strict=True) for line in (heading, after)]
    comparison = compare(document_from_sentences(old), document_from_sentences(new), TIGHT)
    assert comparison.count(Operation.EDITED) == 60


def test_lines_that_differ_in_one_figure_each_are_edited_and_not_all_replaced() -> None:
    """Every word they share is in more lines than `common_word`, so no word would lead from one to another."""
    rng = random.Random(10)  # noqa: S311  texts, no secrets
    old, new = ([f"The price of it is now £{rng.randrange(10**6):,}" for _ in range(250)] for _ in "ab")
    comparison = compare(
        document_from_sentences(old), document_from_sentences(new), DiffOptions(common_word=20, common_window=4)
    )
    assert comparison.count(Operation.EDITED) > 240
    assert comparison.coarse == ()


@given(two_texts(), st.integers(1, 300))
def test_any_limit_gives_a_sound_comparison(texts: tuple[list[str], list[str]], limit: int) -> None:
    options = DiffOptions(work_limit=limit)
    sides = documents(texts)
    assert_sound(compare(*sides, options))
    assert_swap_mirrors(*sides, options)


@given(two_texts(), st.integers(1, 300))
def test_no_limit_parts_equal_sentences(texts: tuple[list[str], list[str]], limit: int) -> None:
    assert_none_both_deleted_and_added(compare(*documents(texts), DiffOptions(work_limit=limit)))


@given(two_texts())
def test_no_sentence_is_both_deleted_and_added(texts: tuple[list[str], list[str]]) -> None:
    assert_none_both_deleted_and_added(compare(*documents(texts)))


@given(any_text(), any_text())
def test_no_sentence_of_any_characters_is_both_deleted_and_added(old: list[str], new: list[str]) -> None:
    assert_none_both_deleted_and_added(compare(*documents((old, new))))


@pytest.mark.parametrize("shape", SHAPES)
def test_no_line_of_a_long_text_is_both_deleted_and_added(shape: str) -> None:
    assert_none_both_deleted_and_added(compare(*documents(SHAPES[shape])))
    assert_none_both_deleted_and_added(compare(*documents(SHAPES[shape]), TIGHT))


def assert_none_both_deleted_and_added(comparison: Comparison) -> None:
    """No key is among the deleted and the added sentences at once."""
    gone = {comparison.old.keys[i] for pair in comparison.pairs if not pair.new for i in pair.old}
    come = {comparison.new.keys[j] for pair in comparison.pairs if not pair.old for j in pair.new}
    assert not gone & come


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
