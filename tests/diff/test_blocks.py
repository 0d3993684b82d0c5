"""Far too much to look at sentence by sentence: told in blocks, and said so."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revtrack.diff import DiffOptions, compare
from revtrack.diff.align.blocks import CROWDED_NOTE
from revtrack.extract import document_from_sentences
from revtrack.model import Operation
from tests.diff.drawn import documents, two_texts
from tests.diff.invariants import assert_sound, assert_swap_mirrors

NARROW = DiffOptions(sentence_limit=100)


def numbered(count: int, begin: int) -> list[str]:
    """Lines that differ in one figure."""
    return [f"This is line {number} of the very long list." for number in range(begin, begin + count)]


def test_what_stands_between_unchanged_sentences_is_replaced_in_blocks_of_at_most_fifty() -> None:
    old = ["It begins.", *numbered(120, 0), "It ends.", "Nobody slept."]
    new = ["It begins.", *numbered(110, 1_000), "It ends.", *numbered(3, 2_000), "Nobody slept."]
    comparison = compare(document_from_sentences(old), document_from_sentences(new), NARROW)
    assert [(len(pair.old), len(pair.new)) for pair in comparison.pairs] == [
        (1, 1),
        *((40, size) for size in (36, 37, 37)),
        (1, 1),
        (0, 3),
        (1, 1),
    ]
    assert [change.operation for change in comparison.changes] == [*[Operation.MERGED] * 3, Operation.ADDED]
    assert comparison.coarse == (CROWDED_NOTE,)
    assert_sound(comparison)


def test_many_sentences_that_each_moved_alone_are_told_in_blocks_too() -> None:
    old = numbered(300, 0)
    new = random.Random(5).sample(old, len(old))  # noqa: S311  texts, no secrets
    comparison = compare(document_from_sentences(old), document_from_sentences(new), NARROW)
    assert len(comparison.coarse) == 1
    assert not any(change.moved for change in comparison.changes)
    assert_sound(comparison)


def test_up_to_the_limit_every_sentence_is_looked_at() -> None:
    old, new = document_from_sentences(numbered(50, 0)), document_from_sentences(numbered(50, 1_000))
    assert compare(old, new, NARROW).count(Operation.EDITED) == 50
    assert compare(old, new, NARROW).coarse == ()


@given(two_texts(most=12), st.integers(1, 12))
def test_any_limit_of_sentences_gives_a_sound_comparison(texts: tuple[list[str], list[str]], limit: int) -> None:
    options = DiffOptions(sentence_limit=limit)
    sides = documents(texts)
    assert_sound(compare(*sides, options))
    assert_swap_mirrors(*sides, options)


@pytest.mark.slow
def test_edits_are_found_among_very_many_sentences_of_which_none_is_unique() -> None:
    """Runs of some sentences are, so that what is between them is small enough to be compared."""
    rng = random.Random(6)  # noqa: S311  texts, no secrets
    old = rng.choices([f"Word{number}." for number in range(20)], k=15_000)
    new = [line for k, line in enumerate(old) if k % 100]
    comparison = compare(document_from_sentences(old), document_from_sentences(new))
    assert comparison.coarse == ()
    assert comparison.count(Operation.DELETED) == len(comparison.changes) == 150
