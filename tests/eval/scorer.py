"""How well an answer agrees with gold: figures in per cent, summed over all documents before dividing.

edit F1      over pairs whose texts differ                 all F1     over all pairs
op kept, …   over one label per sentence, on both sides    op macro   the mean of these
group F1     over splits and merges, each as a whole       moved F1   over pairs off one longest chain

words        words touched by a mark, on both sides        spans      marks with exactly the words of gold
whole        sentences with all marks right

A predicted pair does not count where gold calls it possible, nor where it joins equal texts that gold leaves unpaired
on both sides: ArgRewrite codes a moved sentence as deleted and added. A measure of which gold has nothing is left out.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from tests.eval.gold import Aligned, Mark, Marked

__all__ = ["Count", "Figure", "figures", "groups", "moved", "norm", "operations", "score_alignments", "score_marks"]

Pair = tuple[int, int]

PLAIN: Final = str.maketrans("‘’“”–—\u00a0", "''\"\"-- ")

LABELS_OF_A_PAIR: Final = {"op split": 3, "op merged": 3}
"""Sentences whose label a flipped pair may change: the two it joins, and in a split or merge of two the third."""


def norm(text: str) -> str:
    """The text as gold compares it: NFKC, straight quotes and dashes, single spaces.

    Not the differ's own normaliser: the yardstick must not change with what it measures.
    """
    return " ".join(unicodedata.normalize("NFKC", text).translate(PLAIN).split())


@dataclass(slots=True)
class Count:
    """How many were right, how many were found, how many there are in truth."""

    right: int = 0
    found: int = 0
    true: int = 0

    def add(self, found: AbstractSet[Hashable], true: AbstractSet[Hashable]) -> None:
        """Count one document."""
        self.right += len(found & true)
        self.found += len(found)
        self.true += len(true)

    @property
    def precision(self) -> float:
        """The share of the found that is right, in per cent; 0 where nothing was found."""
        return 100 * self.right / max(1, self.found)

    @property
    def recall(self) -> float:
        """The share of the true that was found, in per cent; 0 where there is nothing."""
        return 100 * self.right / max(1, self.true)

    @property
    def f1(self) -> float:
        """The harmonic mean of both, in per cent."""
        return self.share(self.right)

    def share(self, right: int) -> float:
        """What the F1 is for so many right ones, or by how much so many more raise it."""
        return 200 * right / max(1, self.found + self.true)


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure: its value, and how far it falls when one right pair (mark, word) turns wrong; in per cent."""

    value: float
    tolerance: float


def figures(counts: dict[str, Count]) -> dict[str, Figure]:
    """Every measure that gold knows, and the mean over labels, whose tolerance the rarest label sets."""
    known = {
        name: Figure(count.f1, count.share(LABELS_OF_A_PAIR.get(name, 2 if name.startswith("op ") else 1)))
        for name, count in counts.items()
        if count.true
    }
    labels = [figure for name, figure in known.items() if name.startswith("op ")]
    if labels:
        mean = sum(figure.value for figure in labels) / len(labels)
        known["op macro"] = Figure(mean, max(figure.tolerance for figure in labels) / len(labels))
    return dict(sorted(known.items()))


def score_alignments(documents: Iterable[Aligned], answers: Iterable[Collection[Pair]]) -> dict[str, Count]:
    """The counts behind all measures of pairs, over as many answers as documents.

    Raises:
        ValueError: an answer names a sentence that is not there.
    """
    counts: defaultdict[str, Count] = defaultdict(Count)
    for document, answer in zip(documents, answers, strict=True):
        _score_alignment(document, set(answer), counts)
    return dict(counts)


def _score_alignment(document: Aligned, found: set[Pair], counts: defaultdict[str, Count]) -> None:
    old, new = [norm(text) for text in document.old], [norm(text) for text in document.new]
    outside = [(i, j) for i, j in found if not (0 <= i < len(old) and 0 <= j < len(new))]
    if outside:
        raise ValueError(f"{document.id}: {outside[0]} is outside {len(old)} x {len(new)} sentences")

    def same(i: int, j: int) -> bool:
        return old[i] == new[j]

    true = document.pairs
    paired_old, paired_new = {i for i, _ in true}, {j for _, j in true}
    found -= document.possible - true
    exempt = {(i, j) for i, j in found if i not in paired_old and j not in paired_new and same(i, j)}
    found -= exempt
    counts["all F1"].add(found, true)
    counts["edit F1"].add(*({(i, j) for i, j in pairs if not same(i, j)} for pairs in (found, true)))
    counts["group F1"].add(_several(found), _several(true))
    counts["moved F1"].add(moved(found), moved(true))
    unjudged = {i for i, _ in exempt} | {len(old) + j for _, j in exempt}
    labels = [operations((len(old), len(new)), pairs, same) for pairs in (found, true)]
    for place, (ours, theirs) in enumerate(zip(*labels, strict=True)):
        if place not in unjudged:
            counts[f"op {ours}"].found += 1
            counts[f"op {theirs}"].true += 1
            counts[f"op {theirs}"].right += ours == theirs


def operations(sizes: tuple[int, int], pairs: AbstractSet[Pair], same: Callable[[int, int], bool]) -> list[str]:
    """One label for each sentence of old, then of new. A split wins over a merge where a sentence has both."""
    of_old, of_new = Counter(i for i, _ in pairs), Counter(j for _, j in pairs)
    labels = ["deleted"] * sizes[0] + ["added"] * sizes[1]
    for i, j in sorted(pairs):
        label = "split" if of_old[i] > 1 else "merged" if of_new[j] > 1 else "kept" if same(i, j) else "edited"
        for place in (i, sizes[0] + j):
            if label == "split" or labels[place] not in {"split", "merged"}:
                labels[place] = label
    return labels


def groups(pairs: Iterable[Pair]) -> list[frozenset[Pair]]:
    """The pairs in sets that share no sentence, by their first pair."""
    found: list[frozenset[Pair]] = []
    for i, j in pairs:
        touching = [group for group in found if any(i == one or j == other for one, other in group)]
        found = [group for group in found if group not in touching]
        found.append(frozenset({(i, j)}).union(*touching))
    return sorted(found, key=min)


def _several(pairs: Iterable[Pair]) -> set[frozenset[Pair]]:
    """The splits and merges."""
    return {group for group in groups(pairs) if len(group) > 1}


def moved(pairs: Iterable[Pair]) -> set[Pair]:
    """The pairs off one longest chain that never decreases on either side; of several chains the first found."""
    ordered = sorted(pairs)
    length = [1] * len(ordered)
    before = [-1] * len(ordered)
    for a, (_, j) in enumerate(ordered):
        for b in range(a):
            if ordered[b][1] <= j and length[b] + 1 > length[a]:
                length[a], before[a] = length[b] + 1, b
    chain = set()
    k = max(range(len(ordered)), key=length.__getitem__, default=-1)
    while k >= 0:
        chain.add(ordered[k])
        k = before[k]
    return set(ordered) - chain


def score_marks(sentences: Iterable[Marked], answers: Iterable[Sequence[Mark]]) -> dict[str, Count]:
    """The counts behind all measures of marks, over as many answers as sentences. Words are parted by white space."""
    words, spans, whole = Count(), Count(), Count()
    for one, answer in zip(sentences, answers, strict=True):
        texts = (_words(one.old), _words(one.new))
        found, true = ([_touched(texts, mark) for mark in marks] for marks in (answer, one.marks))
        for side in (0, 1):
            words.add(set().union(*(mark[side] for mark in found)), set().union(*(mark[side] for mark in true)))
        spans.add(set(found), set(true))
        whole.right += set(found) == set(true)
        whole.found += 1
        whole.true += 1
    return {"words": words, "spans": spans, "whole": whole}


def _words(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(r"\S+", text)]


def _touched(texts: Sequence[list[tuple[int, int]]], mark: Mark) -> tuple[frozenset[int], ...]:
    """The numbers of the words a mark overlaps, in old and in new."""
    return tuple(
        frozenset(k for k, (start, end) in enumerate(words) if part and start < part[1] and part[0] < end)
        for words, part in zip(texts, mark, strict=True)
    )
