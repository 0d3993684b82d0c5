"""Answers of ours and of the baselines to one file of gold, scored, with the time each took.

Ours comes through the doors every user has: `revtrack.align_sentences` for pairs, `revtrack.compare` for marks. Time is
CPU time, with nothing remembered from one document to the next. For each document the methods take turns, so that a
busy machine slows all of them alike.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import process_time
from traceback import extract_tb
from typing import Any, Final, TypeVar

import revtrack
from revtrack.model import Comparison, Document
from tests.eval.baselines import difflib_marks, monotone, naive, newsedits
from tests.eval.gold import Aligned, Gold, Mark, Marked, Range
from tests.eval.scorer import Count, score_alignments, score_marks
from tests.memos import forget

__all__ = ["OURS", "EvalError", "Result", "marks_of", "measure"]

OURS: Final = "revtrack"
READING: Final = "reading"

Answer = TypeVar("Answer")


class EvalError(Exception):
    """A method failed on a document: which one and where, without any of its text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What one method reached on one file."""

    counts: dict[str, Count]
    milliseconds: float
    """CPU time per document, or per sentence where marks are judged; the mean of each one's quickest round."""
    reading: float | None = None
    """The part of it in which words are cut and sentences normalised; None for a method that does not tell."""


def measure(gold: Gold, *, baselines: bool = True, rounds: int = 1) -> dict[str, Result]:
    """Results by method, ours last.

    Args:
        gold: the file.
        baselines: False for ours alone.
        rounds: how often each document is timed, at least 1.

    Raises:
        EvalError: a method raised; the message names the document, never its text.
    """
    chosen = slice(None) if baselines else slice(-1, None)
    if gold.marked:
        markers = dict([*MARKERS.items()][chosen])
        marks, times = _run(gold.marked, markers, rounds)
        return {
            name: Result(counts=score_marks(gold.marked, marks[name]), milliseconds=times[name]) for name in markers
        }
    aligners = dict([*ALIGNERS.items()][chosen])
    pairs, times = _run(gold.aligned, aligners, rounds)
    reading = _run(gold.aligned, {READING: _documents}, rounds)[1][READING]
    return {
        name: Result(
            counts=score_alignments(gold.aligned, pairs[name]),
            milliseconds=times[name],
            reading=reading if name == OURS else None,
        )
        for name in aligners
    }


def _run(
    entries: Sequence[Aligned] | Sequence[Marked], methods: Mapping[str, Callable[[Any, Any], Answer]], rounds: int
) -> tuple[dict[str, list[Answer]], dict[str, float]]:
    """Every method's answers in the order of the entries, and its milliseconds per entry."""
    answers: dict[str, list[Answer]] = {name: [] for name in methods}
    seconds = dict.fromkeys(methods, 0.0)
    for entry in entries:
        quickest = dict.fromkeys(methods, float("inf"))
        for first in range(rounds):
            for name, method in methods.items():
                forget()
                began = process_time()
                answer = _answer(method, entry)
                quickest[name] = min(quickest[name], process_time() - began)
                if not first:
                    answers[name].append(answer)
        for name in methods:
            seconds[name] += quickest[name]
    return answers, {name: 1000 * total / len(entries) for name, total in seconds.items()}


def _answer(method: Callable[[Any, Any], Answer], entry: Aligned | Marked) -> Answer:
    """A method's answer. What it raises becomes an error without the texts, which a traceback may show."""
    try:
        return method(entry.old, entry.new)
    except Exception as problem:  # noqa: BLE001  whatever it is, its words may be those of the gold
        place = extract_tb(problem.__traceback__)[-1]
        where = f"{Path(place.filename).name}, line {place.lineno}"
        raise EvalError(f"{entry.id}: {type(problem).__name__} in {where}") from None


def _documents(old: Sequence[str], new: Sequence[str]) -> tuple[Document, Document]:
    return revtrack.document_from_sentences(old), revtrack.document_from_sentences(new)


def _our_marks(old: str, new: str) -> list[Mark]:
    return marks_of(revtrack.compare(*_documents([old], [new])))


def marks_of(comparison: Comparison) -> list[Mark]:
    """The marks of a Comparison of two single sentences, as offsets in these.

    A removed and an added run without anything between them are one mark, also where the sentences were not paired at
    all. White space at the ends of a mark is not part of it, and white space alone is no mark.
    """
    sides = comparison.old.blocks[0], comparison.new.blocks[0]
    at = [side.sentences[0].start for side in sides]
    runs: list[list[Range | None]] = []
    follows = False
    for span in (span for change in comparison.changes for span in change.spans):
        touched = [side for side, sign in enumerate("-+") if span.sign in {sign, "="}]
        if span.sign == "=":
            follows = False
        else:
            side = touched[0]
            if not follows or runs[-1][side] is not None:
                runs.append([None, None])
            runs[-1][side] = (at[side], at[side] + len(span.text))
            follows = True
        for side in touched:
            at[side] += len(span.text)
    marks = [(_trimmed(sides[0].text, old), _trimmed(sides[1].text, new)) for old, new in runs]
    return [mark for mark in marks if mark != (None, None)]


def _trimmed(text: str, part: Range | None) -> Range | None:
    """The part without white space at its ends; None where nothing is left."""
    if part is None or not (inside := text[slice(*part)].strip()):
        return None
    start = text.index(inside, part[0])
    return start, start + len(inside)


ALIGNERS: Final[dict[str, Callable[[Sequence[str], Sequence[str]], Collection[tuple[int, int]]]]] = {
    "naive": naive,
    "newsedits": newsedits,
    "monotone": monotone,
    OURS: revtrack.align_sentences,
}
"""Ours last, here and below."""

MARKERS: Final[dict[str, Callable[[str, str], Sequence[Mark]]]] = {"difflib": difflib_marks, OURS: _our_marks}
