"""How much changed, counted: Changes of each kind, and words that came and went."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from revtrack.model import Change, Comparison, Document, Operation
from revtrack.report.wording.measures import counted

__all__ = ["Counts", "counts", "counts_line", "length_line", "set_aside_line"]

WORD: Final = re.compile(r"\S*\w\S*")
"""What counts as a word here: a run without white space that holds a letter or a digit."""

UNSPACED: Final = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]")
"""Letters of scripts that set no blanks between words (Thai, Lao, Burmese, Khmer, Japanese, Chinese): one word each."""

REMEMBERED: Final = 8_192
"""Texts whose words are counted once: the sentences of one article come again with each of its Versions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much changed. A sentence that moved and was edited is counted as both."""

    edited: int
    added: int
    removed: int
    moved: int
    split: int
    merged: int
    unchanged: int
    """Sentences that kept their text and their place."""
    words_added: int
    words_removed: int
    changed_share: float
    """Words removed and added, as a share of all words of both sides; in [0, 1]."""


def counts(comparison: Comparison) -> Counts:
    """How many Changes of each kind there are, and how many words came and went."""
    operations = [change.operation for change in comparison.changes]
    removed, added = (_words_marked(comparison.changes, sign) for sign in "-+")
    sentences = (*comparison.old.sentences, *comparison.new.sentences)
    whole = sum(_words(sentence.text) for sentence in sentences)
    return Counts(
        edited=operations.count(Operation.EDITED),
        added=operations.count(Operation.ADDED),
        removed=operations.count(Operation.DELETED),
        moved=sum(change.moved for change in comparison.changes),
        split=operations.count(Operation.SPLIT),
        merged=operations.count(Operation.MERGED),
        unchanged=sum(pair.operation is Operation.KEPT and not pair.moved for pair in comparison.pairs),
        words_added=added,
        words_removed=removed,
        changed_share=min(1.0, (added + removed) / whole) if whole else 0.0,
    )


def _words_marked(changes: Iterable[Change], sign: str) -> int:
    return sum(_words(span.text) for change in changes for span in change.spans if span.sign == sign)


@lru_cache(maxsize=REMEMBERED)
def _words(text: str) -> int:
    alone = UNSPACED.sub(" ", text)
    return len(text) - len(UNSPACED.sub("", text)) + len(WORD.findall(alone))


def counts_line(counts: Counts) -> str:
    """The Counts that are not zero, such as "3 edited, 1 added, 1 removed, 1 moved"; in words where all are."""
    kinds = ("edited", "added", "removed", "moved", "split", "merged")
    found = [f"{number:,} {kind}" for kind in kinds if (number := getattr(counts, kind))]
    return ", ".join(found) or "no sentence changed"


def length_line(document: Document) -> str:
    """How long a text is, such as "812 words, 41 sentences"."""
    return f"{counted(document.word_count, 'word')}, {counted(len(document.sentences), 'sentence')}"


def set_aside_line(number: int) -> str:
    """How many lines were set aside, such as "3 lines of page furniture set aside"."""
    return f"{counted(number, 'line')} of page furniture set aside"
