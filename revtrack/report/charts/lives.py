"""What became of each sentence: the Version it appeared in, and the one that last changed it.

    version   1        2        3
              A ────── A ────── A      since 1
              B ────── B ─────× B'     since 1, changed with 3
                       C ────── C      since 2

A sentence is followed through the Pairs of each step. One that was split or merged is as old as its oldest part; one
that was removed and came back is new again, for nobody followed it while it was away.
"""

from collections.abc import Mapping
from typing import NamedTuple

from revtrack.model import Document, History, Operation, Transition

__all__ = ["Life", "documents", "lives"]


class Life(NamedTuple):
    """One sentence of one Version. A named tuple, for there is one for each sentence of each Version."""

    since: int
    """The number of the Version it appeared in."""
    changed: int
    """The number of the last Version that changed its words; `since` where none did."""


def documents(history: History) -> dict[int, Document]:
    """The Documents that the steps of a History hold, by number of their Version."""
    found: dict[int, Document] = {}
    for step in history.transitions:
        found.setdefault(step.old.number, step.comparison.old)
        found[step.new.number] = step.comparison.new
    return found


def lives(history: History) -> Mapping[int, tuple[Life, ...]]:
    """For each Version whose text is known, by number, the life of each of its sentences so far.

    What is technical changes no sentence; what only that Version shows is as old as it is, unless it shows a text again
    that was there before: nobody took its sentences away in between.
    """
    found: dict[int, tuple[Life, ...]] = {}
    latest: dict[str, int] = {}
    """By fingerprint, the last Version with that text so far."""
    for step in history.transitions:
        old, new = step.old, step.new
        before = found.setdefault(old.number, (Life(old.number, old.number),) * len(step.comparison.old.sentences))
        latest[old.fingerprint] = old.number
        again = found[latest[new.fingerprint]] if new.technical and new.fingerprint in latest else ()
        is_whole = len(again) == len(step.comparison.new.sentences)
        found[new.number] = again if is_whole else _after(before, step)
    return found


def _after(before: tuple[Life, ...], step: Transition) -> tuple[Life, ...]:
    number = step.new.number
    after = [Life(number, number)] * len(step.comparison.new.sentences)
    for pair in step.comparison.pairs:
        if pair.old and pair.new:
            parts = [before[index] for index in pair.old]
            edited = pair.operation is not Operation.KEPT and not step.new.technical
            changed = number if edited else max(part.changed for part in parts)
            life = Life(min(part.since for part in parts), changed)
            for index in pair.new:
                after[index] = life
    return tuple(after)
