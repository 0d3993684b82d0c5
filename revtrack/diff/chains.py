"""The heaviest chain of boxes that grow on both sides: what stands in order; what is off it crosses.

         new 0 1 2 3 4
    old 0    a               a, c and d stand in order; b crosses c. Chain: a c d where c weighs more than b
        1          b b
        2      c
        3            d       a box spans some neighbouring sentences of old and of new

Found in one sweep over the rows, with the best worth up to each column in a Fenwick tree: n log n for n boxes, however
large the texts.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

__all__ = ["Box", "heaviest_chain"]


class Box(NamedTuple):
    """Neighbouring sentences of old and of new that may belong together; a named tuple, for boxes are sorted."""

    row: int
    column: int
    rows: int
    """How many, at least 1."""
    columns: int
    worth: float
    """Above 0."""


def heaviest_chain(boxes: Sequence[Box], width: int) -> list[Box]:
    """The boxes with the highest worth in all of which each stands behind the one before, on both sides; in order.

    Of equal chains the one whose last box comes first.

    Args:
        boxes: sorted.
        width: columns there are.
    """
    if len(boxes) <= 1:
        return list(boxes)
    tree: list[tuple[float, int]] = [(0.0, -1)] * (width + 1)  # a Fenwick tree of (worth, last box)
    before = [-1] * len(boxes)
    ending: dict[int, list[tuple[int, float, int]]] = defaultdict(list)  # row -> boxes that end above it
    done = 0
    top = (0.0, -1)
    for k, box in enumerate(boxes):
        row, column, rows, columns, worth = box
        while done < row:
            done += 1
            for entry in ending.pop(done, ()):
                _raise(tree, *entry)
        lead, before[k] = _highest(tree, column)
        lead += worth
        ending[row + rows].append((column + columns, lead, k))
        if lead > top[0]:
            top = (lead, k)
    chain, k = [], top[1]
    while k >= 0:
        chain.append(boxes[k])
        k = before[k]
    return chain[::-1]


def _highest(tree: Sequence[tuple[float, int]], end: int) -> tuple[float, int]:
    """The heaviest entry that ends at a column up to `end`; the earliest of equals."""
    found = (0.0, -1)
    while end > 0:
        if tree[end][0] > found[0]:
            found = tree[end]
        end -= end & -end
    return found


def _raise(tree: list[tuple[float, int]], at: int, worth: float, box: int) -> None:
    """Enter what a box that ends at a column has reached."""
    entry = (worth, box)
    while at < len(tree):
        if worth > tree[at][0]:
            tree[at] = entry
        at += at & -at
