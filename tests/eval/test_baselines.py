"""The baselines on texts whose pairs anybody can see."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from tests.eval.baselines import difflib_marks, monotone, naive, newsedits

OLD = ("The ferry sails at noon.", "Nobody was hurt.", "Tickets cost two crowns.")


def test_naive_pairs_by_position_whatever_stands_there() -> None:
    assert naive(OLD, (OLD[0], "Zebras graze far inland.", OLD[2])) == [(0, 0), (1, 1), (2, 2)]
    assert naive(OLD, (OLD[2], OLD[0])) != [(0, 1), (2, 0)]


def test_newsedits_finds_splits_and_knows_no_order() -> None:
    old = ("The ferry sails at noon and nobody was hurt.",)
    assert newsedits(old, ("Nobody was hurt.", "The ferry sails at noon.")) == [(0, 0), (0, 1)]
    assert newsedits(old, ("Zebras graze far inland.",)) == []


def test_newsedits_pairs_sentences_without_words_only_when_equal() -> None:
    assert newsedits(("***",), ("***",)) == [(0, 0)]
    assert newsedits(("***",), ("!!!",)) == []


def test_monotone_keeps_order_and_then_takes_moves() -> None:
    assert monotone(OLD, (OLD[2], OLD[0], OLD[1])) == [(0, 1), (1, 2), (2, 0)]
    assert monotone(OLD[:1], ("The ferry sails at nine.", "The ferry sails at noon today.")) == [(0, 1)]


def test_none_of_them_minds_an_empty_side() -> None:
    for method, (old, new) in product((naive, newsedits, monotone), (((), OLD), (OLD, ()), ((), ()))):
        assert method(old, new) == []


@given(st.lists(st.sampled_from(["a b", "a c", "b c d", "e", ""]), max_size=5))
def test_all_of_them_pair_a_text_without_repetition_with_itself(texts: list[str]) -> None:
    texts = list(dict.fromkeys(texts))
    itself = [(k, k) for k in range(len(texts))]
    assert naive(texts, texts) == monotone(texts, texts) == itself
    assert set(itself) <= {*newsedits(texts, texts)}


def test_difflib_marks_words_as_parted_by_space() -> None:
    assert difflib_marks("Trams run hourly.", "Trams will run daily.") == [(None, (6, 10)), ((10, 17), (15, 21))]
    assert difflib_marks("same", "same") == []
