"""The heaviest chain of boxes that grow on both sides: what stands in order; what is off it crosses.

         new 0 1 2 3 4
    old 0    a               a, c and d stand in order; b crosses c. Chain: a c d where c weighs more than b
        1          b b
        2      c
        3            d       a box spans some neighbouring sentences of old and of new

Found in one sweep over the rows, with the best worth up to each column in a Fenwick tree: n log n for n boxes, however
large the texts.
"""

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
    if _in_order(boxes):
        return list(boxes)
    leads = [0.0] * (len(boxes) + 1)  # worth of the best chain that ends with each box; the last is for none, -1
    before = [-1] * len(boxes)
    tree = [-1] * (width + 1)  # a Fenwick tree of the last boxes of the best chains
    ending: dict[int, list[int]] = {}  # row -> boxes that end above it
    done = 0
    top = -1
    for k, box in enumerate(boxes):
        row, column, rows, _, worth = box
        while done < row:
            done += 1
            if done in ending:
                for ended in ending.pop(done):
                    _raise(tree, leads, boxes[ended].column + boxes[ended].columns, ended)
        last = _highest(tree, leads, column)
        before[k] = last
        leads[k] = leads[last] + worth
        ending.setdefault(row + rows, []).append(k)
        if leads[k] > leads[top]:
            top = k
    chain: list[Box] = []
    while top >= 0:
        chain.append(boxes[top])
        top = before[top]
    return chain[::-1]


def _in_order(boxes: Sequence[Box]) -> bool:
    """Whether all the boxes are one chain, as they mostly are."""
    row = column = 0
    lead = 0.0
    for box in boxes:
        if box[0] < row or box[1] < column or not lead + box[4] > lead:  # what is lost in rounding is worth nothing
            return False
        row, column, lead = box[0] + box[2], box[1] + box[3], lead + box[4]
    return True


def _highest(tree: list[int], leads: list[float], end: int) -> int:
    """The last box of the heaviest chain that ends at a column up to `end`; -1 for none."""
    found = -1
    while end > 0:
        if leads[tree[end]] > leads[found]:
            found = tree[end]
        end -= end & -end
    return found


def _raise(tree: list[int], leads: list[float], at: int, box: int) -> None:
    """Enter a box that ends at a column."""
    worth = leads[box]
    while at < len(tree):
        if worth > leads[tree[at]]:
            tree[at] = box
        at += at & -at
