"""How well found pairs agree with true ones: F1 figures between 0 and 1, summed over all texts before dividing.

edit F1    over pairs whose normalised texts differ
op macro   the mean, over kept, edited, added, deleted, split, merged, of the F1 of one label per sentence
moved F1   over pairs off one longest chain, for truth and answer by the same routine
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

__all__ = ["Score", "moved", "operations"]

Pairs = set[tuple[int, int]]


def operations(olds: int, news: int, pairs: Pairs, same: Callable[[int, int], bool]) -> list[str]:
    """One label for each sentence of old, then of new. A split wins over a merge where a sentence has both."""
    of_old, of_new = Counter(i for i, _ in pairs), Counter(j for _, j in pairs)
    labels = ["deleted"] * olds + ["added"] * news
    for i, j in sorted(pairs):
        label = "split" if of_old[i] > 1 else "merged" if of_new[j] > 1 else "kept" if same(i, j) else "edited"
        for place in (i, olds + j):
            if label == "split" or labels[place] not in {"split", "merged"}:
                labels[place] = label
    return labels


def moved(pairs: Iterable[tuple[int, int]]) -> Pairs:
    """The pairs off one longest chain that never decreases on either side; of several the first found."""
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


class Score:
    """Counts over many texts."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.found: Counter[str] = Counter()
        self.true: Counter[str] = Counter()

    def add(self, old: Sequence[str], new: Sequence[str], found: Pairs, true: Pairs) -> None:
        """Count one text.

        Args:
            old: the normalised sentences, as many as the pairs count.
            new: likewise.
            found: the pairs to be judged.
            true: the pairs as they are.
        """

        def same(i: int, j: int) -> bool:
            return old[i] == new[j]

        def edits(pairs: Pairs) -> Pairs:
            return {(i, j) for i, j in pairs if not same(i, j)}

        self._count("edit", edits(found), edits(true))
        self._count("moved", moved(found), moved(true))
        labels = [operations(len(old), len(new), pairs, same) for pairs in (found, true)]
        for ours, theirs in zip(*labels, strict=True):
            self.found[f"op {ours}"] += 1
            self.true[f"op {theirs}"] += 1
            self.right[f"op {theirs}"] += ours == theirs

    def _count(self, name: str, found: Pairs, true: Pairs) -> None:
        self.right[name] += len(found & true)
        self.found[name] += len(found)
        self.true[name] += len(true)

    def f1(self, name: str) -> float:
        """The F1 of `edit`, `moved` or `op …`."""
        return 2 * self.right[name] / max(1, self.found[name] + self.true[name])

    @property
    def op_macro(self) -> float:
        """The mean F1 of the operations that truth knows."""
        names = [name for name in self.true if name.startswith("op ") and self.true[name]]
        return sum(self.f1(name) for name in sorted(names)) / len(names)
