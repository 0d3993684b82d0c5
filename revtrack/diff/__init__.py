"""PURE. What differs between two Documents: `compare` is a list of passes, each in a module of its own.

    align      sentences into Pairs: equal, in order, split, merged, moved      align/
    describe   Pairs into Changes: marked words, letters, labels               changes.py, words/, labels/
    fold       what many articles of a source say alike                        furniture.py

Sentences, their words and their keys come with the Documents; only what is marked inside a sentence, and what labels
quote, is found in its text here. Nothing reads a clock or draws chance; the work is bounded in steps, and an answer
that had to be coarser says where.
"""

from collections.abc import Set as AbstractSet

from revtrack.diff.align import align_documents
from revtrack.diff.changes import coarse_marks, describe_changes, describe_fields, is_rewritten
from revtrack.diff.furniture import fold_furniture
from revtrack.diff.labels import label_comparison
from revtrack.diff.options import DiffOptions
from revtrack.model import Comparison, Document, OnDemand, Pair

__all__ = ["DEFAULTS", "DiffOptions", "align", "compare"]

DEFAULTS = DiffOptions()


def compare(
    old: Document,
    new: Document,
    options: DiffOptions = DEFAULTS,
    *,
    returns_to: int | None = None,
    common: AbstractSet[str] = frozenset(),
) -> Comparison:
    """All that differs between two Documents: every sentence in exactly one Pair, every edit as one Change.

    The same on every machine. `compare(x, x)` has no Change; exchanging the sides exchanges added with deleted and
    split with merged, and keeps what was edited and who moved. Never raises on any Documents; beyond
    `options.work_limit` or `options.mark_limit` the answer is coarser and says so in `Comparison.coarse`.

    Args:
        old: one side.
        new: the other.
        options: the thresholds.
        returns_to: the number of the earlier Version whose text new is again; None where that is not known.
        common: keys of Blocks that many articles of the source share, see `furniture`.
    """
    alignment = align_documents(old, new, options)
    changes = fold_furniture(describe_changes(old, new, alignment.changed, options), old, new, common)
    fields = describe_fields(old, new, options)
    return Comparison(
        old=old,
        new=new,
        alignment=alignment.pairs,
        changes=changes,
        fields=fields,
        explanation=OnDemand(
            lambda: label_comparison(
                changes=changes,
                fields=fields,
                rewritten=is_rewritten(changes, old, new),
                returns_to=returns_to,
            )
        ),
        coarse=(*alignment.coarse, *coarse_marks(old, new, changes, options)),
    )


def align(old: Document, new: Document, options: DiffOptions = DEFAULTS) -> tuple[Pair, ...]:
    """The Pairs of two Documents alone, in reading order: `compare` without marks and labels."""
    return align_documents(old, new, options).pairs.value
