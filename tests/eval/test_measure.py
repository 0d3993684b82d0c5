"""Answers, marks and times, on an invented gold."""

from pathlib import Path

import pytest

import revtrack
from tests.eval.gold import find
from tests.eval.invented import write_gold
from tests.eval.measure import OURS, EvalError, _answer, marks_of, measure


def marks(old: str, new: str) -> list[tuple[str | None, str | None]]:
    """The marked texts."""
    found = marks_of(revtrack.compare(revtrack.document_from_sentences([old]), revtrack.document_from_sentences([new])))
    return [
        (None if gone is None else old[slice(*gone)], None if come is None else new[slice(*come)])
        for gone, come in found
    ]


def test_a_replacement_is_one_mark_with_both_sides() -> None:
    assert marks("Lessons begin at eight today.", "Lessons begin at nine today.") == [("eight", "nine")]


def test_a_mark_on_one_side_alone_holds_no_space_at_its_ends() -> None:
    assert marks("Trams run hourly today.", "Trams will run hourly today.") == [(None, "will")]
    assert marks("Trams will run hourly today.", "Trams run hourly today.") == [("will", None)]


def test_offsets_count_white_space_in_front() -> None:
    assert marks("  Trams run at eight.", "\tTrams run at nine.") == [("eight", "nine")]


def test_equal_sentences_have_no_mark() -> None:
    assert marks("Trams run.", "Trams run.") == []


def test_sentences_that_were_not_paired_are_one_mark_altogether() -> None:
    assert marks("Nobody was hurt.", "Zebras graze far inland.") == [("Nobody was hurt.", "Zebras graze far inland.")]


def test_ours_is_answered_beside_all_others_or_alone(tmp_path: Path) -> None:
    texts, words = find(write_gold(tmp_path))
    assert list(measure(texts)) == ["naive", "newsedits", "monotone", OURS]
    assert list(measure(words)) == ["difflib", OURS]
    alone = measure(texts, baselines=False, rounds=2)
    assert list(alone) == [OURS]
    assert alone[OURS].counts["edit F1"].f1 == 100.0
    assert alone[OURS].milliseconds > 0
    assert alone[OURS].reading


def test_rounds_change_no_answer(tmp_path: Path) -> None:
    for gold in find(write_gold(tmp_path)):
        once, thrice = measure(gold), measure(gold, rounds=3)
        assert {name: result.counts for name, result in once.items()} == {
            name: result.counts for name, result in thrice.items()
        }


def test_a_method_that_fails_names_the_document_and_none_of_its_text(tmp_path: Path) -> None:
    def fails(old: tuple[str, ...], _new: tuple[str, ...]) -> None:
        raise KeyError(old)

    texts, _ = find(write_gold(tmp_path))
    with pytest.raises(EvalError, match=r"^harbour: KeyError in test_measure\.py, line \d+$") as caught:
        _answer(fails, texts.aligned[0])  # nothing of ours fails on any text, so a method that does stands in
    assert caught.value.__suppress_context__
