"""Where the differ's answer to an edited text is not the truth, one Miss for each place, named by what was done there.

    true    (4,4) (4,6)   5 added        found   (4,4)   5 added   6 added        one Miss: "split: a part left alone"

Wrong pairs that share a sentence are one Miss. Its class follows from rules alone, and there is one
for every Miss: the last of them, "unexplained", must stay empty.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from tests.diff.edits import EditedText
from tests.diff.rewording import Kind
from tests.eval.scorer import groups

__all__ = ["Miss", "MissClass", "misses"]

Pairs = frozenset[tuple[int, int]]


class MissClass(StrEnum):
    """What went wrong."""

    DUPLICATE = "the wrong one of several equal lines"
    APART = "split around another sentence: a part left alone"
    MOVED_PART = "split and moved: a part left alone"
    PART = "split: a part left alone"
    HALF = "merge: a half left alone"
    NEIGHBOUR = "split or merge: an added or deleted neighbour drawn in"
    REPLACED = "a sentence and the one in its place taken for an edit"
    UNRELATED = "a deleted and an added sentence taken for an edit"
    DRAWN_IN = "an added or deleted sentence taken for a part of an edited one"
    CROSSED = "an edited sentence paired with another"
    MOVED_LOST = "a moved and edited sentence left alone"
    WEAK = "an edited sentence left alone"
    UNEXPLAINED = "unexplained"
    """No rule fits: a rule is missing here, or the editor is wrong."""


INVENTED = frozenset({Kind.DELETED, Kind.ADDED, Kind.FOREIGN, Kind.REPLACED})
"""What leaves a sentence without a partner."""

SPLITS = frozenset({Kind.SPLIT, Kind.SPLIT_THREE, Kind.SPLIT_APART})


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """One place where truth and answer differ."""

    kind: MissClass
    edits: tuple[Kind, ...]
    """What was done to the sentences of the wrong pairs, in the order of `Kind`."""
    lost: Pairs
    """True pairs that were not found."""
    false: Pairs
    """Pairs found that are not true."""


def misses(text: EditedText, found: Collection[tuple[int, int]]) -> list[Miss]:
    """Every Miss of an answer, in the order of the sentences."""
    wrong = text.pairs ^ frozenset(found)
    return [_miss(text, pairs) for pairs in groups(wrong)]


def _miss(text: EditedText, pairs: frozenset[tuple[int, int]]) -> Miss:
    kinds = {
        kind for edit in text.edits if any(i in edit.olds or j in edit.news for i, j in pairs) for kind in edit.kinds
    }
    lost, false = frozenset(pairs & text.pairs), frozenset(pairs - text.pairs)
    return Miss(
        kind=_classified(text, kinds, lost, false),
        edits=tuple(kind for kind in Kind if kind in kinds),
        lost=lost,
        false=false,
    )


def _classified(text: EditedText, kinds: set[Kind], lost: Pairs, false: Pairs) -> MissClass:
    """The first class that fits."""
    if any(text.old.count(text.old[i]) > 1 or text.new.count(text.new[j]) > 1 for i, j in lost | false):
        return MissClass.DUPLICATE
    if kinds & (SPLITS | {Kind.MERGED}):
        return MissClass.NEIGHBOUR if false else _left_alone(kinds)
    if not lost:
        if kinds == {Kind.REPLACED}:
            return MissClass.REPLACED
        return MissClass.UNRELATED if kinds <= INVENTED else MissClass.DRAWN_IN
    if false:
        return MissClass.CROSSED
    if Kind.MOVED_EDITED in kinds:
        return MissClass.MOVED_LOST
    return MissClass.WEAK if kinds else MissClass.UNEXPLAINED


def _left_alone(kinds: set[Kind]) -> MissClass:
    """Which part of a group was not found."""
    if Kind.SPLIT_APART in kinds:
        return MissClass.APART
    if kinds & SPLITS:
        return MissClass.MOVED_PART if Kind.MOVED_EDITED in kinds else MissClass.PART
    return MissClass.HALF
