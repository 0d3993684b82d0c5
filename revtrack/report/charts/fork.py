"""A split or a merge, drawn between its sides: lines from each sentence of old to those of new."""

from typing import Final, NamedTuple

from revtrack.model import Change, Operation

__all__ = ["Fork", "fork"]

UNIT: Final = 24
"""Height of one sentence in the picture, which is stretched to the row; and the width of the picture."""


class Fork(NamedTuple):
    """The picture."""

    path: str
    """As SVG writes it."""
    height: int
    words: str
    """Such as "1 → 2"."""


def fork(change: Change) -> Fork | None:
    """The picture of a split or a merge, None for any other Change."""
    if change.operation not in {Operation.SPLIT, Operation.MERGED} or not (change.old and change.new):
        return None
    left, right = len(change.old.sentences), len(change.new.sentences)
    height = UNIT * max(left, right)
    starts, ends = ([height * (2 * at + 1) // (2 * count) for at in range(count)] for count in (left, right))
    middle = UNIT // 2
    lines = [f"M0 {start}C{middle} {start} {middle} {end} {UNIT} {end}" for start in starts for end in ends]
    return Fork("".join(lines), height, f"{left} → {right}")
