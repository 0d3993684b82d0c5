"""What the differ tells where two texts alone do not get it to: languages that are named, furniture, blocks.

    python -m tests.diff.told       one digest a line, the same for the same sources, compiled or not

Everything a Comparison says counts, not what its JSON has alone.
"""

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from typing import Final

import revtrack
from revtrack.diff import DiffOptions
from revtrack.model import Comparison
from tests.diff.edits import edited_texts
from tests.diff.label_cases import CASES, cases_of

__all__ = ["told"]

SEED: Final = 20261122
TEXTS: Final = 40
COMMON: Final = 3
"""One Block in so many is furniture."""
CROWDED: Final = DiffOptions(sentence_limit=5)
LANGUAGES: Final = ("en", "de", "fr", "es", "pt", None)


def told() -> Iterator[str]:
    """A digest of each: the labels of every case in every language, and Comparisons with furniture and in blocks."""
    for path in sorted(CASES.glob("*.json")):
        for case in cases_of(path):
            for language in {case.language: None} | dict.fromkeys(LANGUAGES):
                yield _digest(repr(replace(case, language=language).found()))
    for text in edited_texts(TEXTS, SEED):
        old, new = (revtrack.document_from_text("\n\n".join(side)) for side in (text.old, text.new))
        common = frozenset(block.common_key for block in (*old.blocks, *new.blocks)[::COMMON])
        yield _digest(_all_of(revtrack.compare(old, new, common=common)))
        yield _digest(_all_of(revtrack.compare(old, new, CROWDED)))


def _all_of(comparison: Comparison) -> str:
    """Everything a Comparison says."""
    letters = [change.letters for change in comparison.changes]
    return repr((comparison.changes, comparison.pairs, comparison.labels, comparison.coarse, letters))


def _digest(said: str) -> str:
    return sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:16]


if __name__ == "__main__":
    print(*told(), sep="\n")  # noqa: T201
