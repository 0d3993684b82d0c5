"""Shapes are what their names say, hostile texts are made on demand and always the same."""

from collections import Counter

import pytest

from tests.bench.generate import sentences
from tests.bench.shapes import HOSTILE, Hostile, shapes

STOCK = [f"Ship {n} left the harbour with {n * 7} crates aboard." for n in range(200)]
SHAPES = shapes(STOCK, 300)


def both(name: str) -> tuple[list[str], list[str]]:
    """The sentences of both sides of a shape."""
    return sentences(SHAPES[name].old), sentences(SHAPES[name].new)


def test_there_are_nine_shapes_of_the_size_asked_for() -> None:
    assert len(SHAPES) == 9
    assert all(300 <= len(pair.old.split()) <= 310 for name, pair in SHAPES.items() if name != "60 % furniture")


def test_unrelated_texts_share_no_sentence() -> None:
    old, new = both("unrelated")
    assert not set(old) & set(new)


@pytest.mark.parametrize("name", ["permuted", "other paragraphs", "identical"])
def test_some_shapes_keep_every_sentence(name: str) -> None:
    old, new = both(name)
    assert Counter(old) == Counter(new)


def test_permuted_sentences_stand_elsewhere() -> None:
    old, new = both("permuted")
    assert old != new


def test_other_paragraphs_keep_the_order() -> None:
    pair = SHAPES["other paragraphs"]
    assert both("other paragraphs")[0] == both("other paragraphs")[1]
    assert pair.old.count("\n\n") < pair.new.count("\n\n")


def test_an_edit_of_every_sentence_replaces_one_word_of_each() -> None:
    for old, new in zip(*both("every sentence edited"), strict=True):
        assert sum(one != other for one, other in zip(old.split(), new.split(), strict=True)) == 1


def test_a_text_of_one_paragraph_has_no_blank_line() -> None:
    pair = SHAPES["one paragraph, 30 % edited"]
    assert "\n" not in pair.old + pair.new
    assert pair.old != pair.new


def test_half_of_the_text_is_deleted() -> None:
    old, new = both("half deleted")
    assert new == old[: len(old) // 2]


def test_most_of_a_furnished_text_is_repeated() -> None:
    old, _ = both("60 % furniture")
    assert len(set(old)) < len(old) * 3 // 4


def test_the_same_sentences_give_the_same_shapes() -> None:
    assert shapes(STOCK, 300) == SHAPES


def test_too_few_sentences_are_told() -> None:
    with pytest.raises(ValueError, match="too few sentences for two texts of 9,000 words"):
        shapes(STOCK)


@pytest.mark.parametrize("one", HOSTILE.values(), ids=list(HOSTILE))
def test_a_hostile_pair_differs_grows_and_is_the_same_again(one: Hostile) -> None:
    small, large = one.make(20), one.make(80)
    assert small[0] != small[1]
    assert sum(map(len, small)) < sum(map(len, large))
    assert one.make(20) == small
    assert one.aim
