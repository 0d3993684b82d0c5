"""revtrack keeps every version of a news article and says, sentence by sentence, what changed.

As a library it compares texts. Nothing here prints, stores, or reads a clock:

>>> import revtrack
>>> old = revtrack.document_from_text("Police found the car on Monday. Nobody was hurt.")
>>> new = revtrack.document_from_text("Nobody was hurt. Police found two cars on Monday.")
>>> comparison = revtrack.compare(old, new)
>>> [(change.operation.value, change.moved) for change in comparison.changes]
[('kept', True), ('edited', False)]
>>> print(revtrack.summary(comparison))
Number added: ... (paragraph 1). Sentence moved within paragraph 1. No new correction note found.

The nouns are in `revtrack.model`.
"""

import logging
from collections.abc import Sequence

from revtrack.diff import DiffOptions, align, compare
from revtrack.extract import document_from_sentences, document_from_text, extract
from revtrack.report.wording import summary

__all__ = [
    "DiffOptions",
    "align_sentences",
    "compare",
    "document_from_sentences",
    "document_from_text",
    "extract",
    "summary",
]

logging.getLogger(__name__).addHandler(logging.NullHandler())


def align_sentences(old: Sequence[str], new: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """The pairs (i, j) of sentences that belong together, sorted; i counts those of old, j those of new, from 0.

    Many to many: a sentence in several pairs was split or merged; one in none was deleted or added. The sentences are
    taken as they are and not cut again.
    """
    pairs = align(document_from_sentences(old), document_from_sentences(new))
    return tuple(sorted((i, j) for pair in pairs for i in pair.old for j in pair.new))
