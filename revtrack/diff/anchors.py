"""Equal sentences first: what stands unchanged leaves the problem before anything is compared by similarity.

    old   A  x  B  x  C  D          unique and equal: A, B, C, D
    new   D  A  x  B  y  x  C       their longest growing chain: A B C = anchors; D has moved
                                    equal neighbours of anchors join them: the x after A, the x before C

Between two neighbouring anchors lies a *gap*: the sentences of both sides that are not paired yet.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

__all__ = ["Anchors", "Gap", "find_anchors"]


@dataclass(frozen=True, slots=True)
class Gap:
    """Sentences of both sides between two anchors that have no partner yet, each ascending."""

    rows: tuple[int, ...]
    columns: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Anchors:
    """What equality alone settles."""

    chain: tuple[tuple[int, int], ...]
    """Pairs of equal sentences in growing order on both sides."""
    moved: tuple[tuple[int, int], ...]
    """Pairs of equal sentences, unique on both sides, that cross the chain."""
    gaps: tuple[Gap, ...]
    """Where at least one side has something left; in order."""


def find_anchors(old: Sequence[int], new: Sequence[int]) -> Anchors:
    """What equality settles between two sequences of keys.

    Unique equal keys are paired wherever they stand. The longest growing chain of them holds still; it then takes in
    equal neighbours on both sides, and equal sentences at both ends of the text.
    """
    unique = _unique_pairs(old, new)
    chain = _longest_chain(unique)
    moved = tuple(sorted(set(unique) - set(chain)))
    taken_old, taken_new = {i for i, _ in moved}, {j for _, j in moved}
    grown = _grow(chain, old, new, (taken_old, taken_new))
    gaps = []
    for (a, c), (b, d) in zip([(-1, -1), *grown], [*grown, (len(old), len(new))], strict=True):
        rows = tuple(i for i in range(a + 1, b) if i not in taken_old)
        columns = tuple(j for j in range(c + 1, d) if j not in taken_new)
        if rows or columns:
            gaps.append(Gap(rows, columns))
    return Anchors(tuple(grown), moved, tuple(gaps))


def _unique_pairs(old: Sequence[int], new: Sequence[int]) -> list[tuple[int, int]]:
    """Equal keys that occur exactly once on each side, by their place in old."""
    count_old, count_new = Counter(old), Counter(new)
    place = {key: j for j, key in enumerate(new) if count_new[key] == 1}
    return [(i, place[key]) for i, key in enumerate(old) if count_old[key] == 1 and key in place]


def _longest_chain(points: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of the points that grows on both sides (patience sorting, n log n)."""
    tails: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for k, (_, j) in enumerate(points):
        at = bisect_left(tails, j)
        before.append(last[at - 1] if at else -1)
        tails[at : at + 1] = [j]
        last[at : at + 1] = [k]
    chain = []
    k = last[-1] if last else -1
    while k >= 0:
        chain.append(points[k])
        k = before[k]
    return chain[::-1]


def _grow(
    chain: Sequence[tuple[int, int]], old: Sequence[int], new: Sequence[int], taken: tuple[set[int], set[int]]
) -> list[tuple[int, int]]:
    """The chain with equal neighbours of its members, and of both ends of the text, taken in."""
    taken_old, taken_new = taken
    borders = [(-1, -1), *chain, (len(old), len(new))]
    grown: list[tuple[int, int]] = []
    for (a, c), (b, d) in pairwise(borders):
        i, j = a + 1, c + 1
        while i < b and j < d and old[i] == new[j] and i not in taken_old and j not in taken_new:
            grown.append((i, j))
            i, j = i + 1, j + 1
        tail = []
        p, q = b - 1, d - 1
        while p >= i and q >= j and old[p] == new[q] and p not in taken_old and q not in taken_new:
            tail.append((p, q))
            p, q = p - 1, q - 1
        grown.extend(reversed(tail))
        if (b, d) != borders[-1]:
            grown.append((b, d))
    return grown
