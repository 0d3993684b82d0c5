"""Two sides beside each other: which sentences belong to a Change, and what follows each other on both sides.

old   a  b  c  d        in order   a–a, b–b, d–d: where nothing can be shown as moved, c came and went
new   c  a  b  d
"""

from collections.abc import Iterator, Sequence

from revtrack.model import Change, Comparison, Document

__all__ = ["common_ends", "in_order", "paragraphs_of", "sentences_of"]


def sentences_of(change: Change) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Which sentences of old and of new a Change is about; its Pair has the same."""
    return change.old.sentences if change.old else (), change.new.sentences if change.new else ()


def paragraphs_of(document: Document) -> list[int]:
    """The number of the paragraph, from 1, that each sentence stands in."""
    return [number for number, block in enumerate(document.blocks, start=1) for _ in block.sentences]


def in_order(comparison: Comparison) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """The sentences of Pairs with two sides that follow each other on both, each without a gap inside."""
    here = there = 0
    for pair in sorted(comparison.pairs, key=lambda pair: (pair.old, pair.new)):
        ours, theirs = pair.old, pair.new
        if pair.moved or not (ours and theirs) or ours[0] < here or theirs[0] < there:
            continue
        if all(side[-1] - side[0] == len(side) - 1 for side in (ours, theirs)):
            here, there = ours[-1] + 1, theirs[-1] + 1
            yield ours, theirs


def common_ends(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """How many letters or lines both begin with, and how many of the rest both end with."""
    shorter = min(len(old), len(new))
    is_prefix = old[:shorter] == new[:shorter]  # letter by letter it would take a hundred times longer
    head = shorter if is_prefix else next(place for place in range(shorter) if old[place] != new[place])
    tail = next((place for place in range(shorter - head) if old[-1 - place] != new[-1 - place]), shorter - head)
    return head, tail
