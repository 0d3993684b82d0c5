"""What went wrong in a pair of versions, in a few words, by rule.

Against gold   wrong pairs that share a sentence are one Fault: its class follows from their words and places.
Without gold   there is only suspicion: deleted and added sentences that are alike, pairs that are hardly alike, a
               coarse answer. Each is a reason to look, not an error.

Alike is a matter of common words, as a share of the longer sentence's, in [0, 1]: nothing the differ itself computes.
"""

from collections import Counter
from collections.abc import Collection, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from revtrack.model import Comparison, Operation
from tests.diff.rewording import bag, held, share
from tests.eval.gold import Aligned
from tests.eval.scorer import groups, moved, norm

__all__ = ["Fault", "FaultClass", "faults", "suspicions"]

Pairs = AbstractSet[tuple[int, int]]

ALIKE: Final = 0.4
"""Share from which a deleted and an added sentence may be one that was edited; at half it is plain (doubt.py)."""

UNLIKE: Final = 0.25
"""Share up to which two sentences have hardly more than little words in common."""

WITHIN: Final = 0.8
"""Share of the shorter sentence's words from which it lies within the longer one."""

TELLING_WORDS: Final = 4
"""Words both have at least where that is asked: shorter lines are alike by chance."""

TOP: Final = 2
"""Sentences at the top of a news page, where its title and its lead stand."""


class FaultClass(StrEnum):
    """What went wrong, or may have."""

    DUPLICATE = "duplicate line"
    HEADLINE = "headline and lead"
    GROUP_LOST = "split or merge not seen"
    GROUP_FALSE = "split or merge debatable"
    MOVE_LOST = "moved sentence not seen"
    CROSSED = "paired with another"
    PARAPHRASE = "paraphrase"
    LEFT_ALONE = "alike, yet not paired"
    WITHIN = "one within the other, not paired"
    UNRELATED = "unlike, yet paired"
    PAIRED = "alike and paired, not so in gold"
    COARSE = "coarse"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One place where the answer is wrong, or may be."""

    kind: FaultClass
    missed: Pairs = frozenset()
    false: Pairs = frozenset()
    texts: tuple[str, ...] = field(default=(), repr=False)
    """The sentences it is about, each behind its side and number. Foreign: for a terminal only."""


def faults(document: Aligned, answer: Collection[tuple[int, int]]) -> list[Fault]:
    """Every Fault of an answer to gold, in the order of the sentences; what the scorer forgives is none."""
    old, new = [norm(text) for text in document.old], [norm(text) for text in document.new]
    found = set(answer) - (document.possible - document.pairs)
    paired = {i for i, _ in document.pairs}, {j for _, j in document.pairs}
    found -= {(i, j) for i, j in found if i not in paired[0] and j not in paired[1] and old[i] == new[j]}
    return [
        Fault(
            kind=_classified(document, found, wrong & document.pairs, wrong - document.pairs),
            missed=wrong & document.pairs,
            false=wrong - document.pairs,
            texts=tuple(_texts(document.old, document.new, wrong)),
        )
        for wrong in groups(found ^ document.pairs)
    ]


def _texts(old: Collection[str], new: Collection[str], pairs: Pairs) -> Iterator[str]:
    olds, news = {i for i, _ in pairs}, {j for _, j in pairs}
    yield from (f"old {i}  {text}" for i, text in enumerate(old) if i in olds)
    yield from (f"new {j}  {text}" for j, text in enumerate(new) if j in news)


def _classified(document: Aligned, found: Pairs, missed: Pairs, false: Pairs) -> FaultClass:
    """The first class that fits."""
    wrong = missed | false
    if any(_several(document.old, i) or _several(document.new, j) for i, j in wrong):
        return FaultClass.DUPLICATE
    if all(i < TOP and j < TOP for i, j in wrong):
        return FaultClass.HEADLINE
    if any(_grouped(pair, document.pairs) for pair in missed):
        return FaultClass.GROUP_LOST
    if any(_grouped(pair, found) for pair in false):
        return FaultClass.GROUP_FALSE
    if missed and false:
        return FaultClass.CROSSED
    nearest = max(share(bag(document.old[i]), bag(document.new[j])) for i, j in wrong)
    if not missed:
        return FaultClass.PAIRED if nearest > UNLIKE else FaultClass.UNRELATED
    if nearest < ALIKE:
        within = any(_within(bag(document.old[i]), bag(document.new[j])) for i, j in missed)
        return FaultClass.WITHIN if within else FaultClass.PARAPHRASE
    return FaultClass.MOVE_LOST if missed & moved(document.pairs) else FaultClass.LEFT_ALONE


def _within(one: Counter[str], other: Counter[str]) -> bool:
    return max(held(one, other), held(other, one)) >= WITHIN


def _several(side: tuple[str, ...], place: int) -> bool:
    return side.count(side[place]) > 1


def _grouped(pair: tuple[int, int], pairs: Pairs) -> bool:
    """Whether a sentence of a pair is in another pair too."""
    return any((pair[0] == i) != (pair[1] == j) for i, j in pairs)


def suspicions(comparison: Comparison) -> list[Fault]:
    """What looks wrong in a Comparison whose truth nobody knows."""
    old, new = ([sentence.text for sentence in side.sentences] for side in (comparison.old, comparison.new))
    doubts = [
        *((kind, {pair}, set()) for kind, pair in _twins(comparison)),
        *((FaultClass.UNRELATED, set(), {pair}) for pair in _strangers(comparison)),
    ]
    return [
        *(Fault(kind=FaultClass.COARSE, texts=(note,)) for note in comparison.coarse),
        *(
            Fault(kind=kind, missed=missed, false=false, texts=tuple(_texts(old, new, missed | false)))
            for kind, missed, false in doubts
        ),
    ]


def _twins(comparison: Comparison) -> Iterator[tuple[FaultClass, tuple[int, int]]]:
    """Deleted sentences with the added one that is most alike or lies within, each in one pair at most."""
    old, new = comparison.old.sentences, comparison.new.sentences
    deleted = {i: bag(old[i].text) for pair in comparison.pairs if not pair.new for i in pair.old}
    added = {j: bag(new[j].text) for pair in comparison.pairs if not pair.old for j in pair.new}
    nearest = sorted(
        (-share(gone, come), i, j)
        for i, gone in deleted.items()
        for j, come in added.items()
        if _telling(gone, come) and (share(gone, come) >= ALIKE or _within(gone, come))
    )
    for reached, i, j in nearest:
        if i in deleted and j in added:
            del deleted[i], added[j]
            yield FaultClass.LEFT_ALONE if -reached >= ALIKE else FaultClass.WITHIN, (i, j)


def _strangers(comparison: Comparison) -> Iterator[tuple[int, int]]:
    """Edited Pairs of one and one that have next to no words in common."""
    for pair in comparison.pairs:
        if pair.operation is Operation.EDITED and len(pair.old) == len(pair.new) == 1:
            i, j = pair.old[0], pair.new[0]
            bags = bag(comparison.old.sentences[i].text), bag(comparison.new.sentences[j].text)
            if _telling(*bags) and share(*bags) <= UNLIKE:
                yield i, j


def _telling(one: Counter[str], other: Counter[str]) -> bool:
    return min(one.total(), other.total()) >= TELLING_WORDS
