"""What one arriving observation means for the history it arrives in: every outcome has a name."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate

from revtrack.model import Doubt, Observation
from revtrack.versioning.belief import believed_and_doubted, in_order
from revtrack.versioning.histories import versions_of

__all__ = ["Outcome", "Verdict", "verdict"]


class Outcome(StrEnum):
    """Every answer to "what does this Snapshot mean?"."""

    FIRST = "first"
    SAME_SNAPSHOT = "same snapshot"
    SAME_TEXT = "same text"
    CHANGED = "changed"
    RETURNED = "returned"
    OTHERWISE = "seen otherwise"
    """A Version that nobody is known to have made: see `Version.technical`."""
    OUT_OF_ORDER = "out of order"
    HELD_BACK = "held back"
    """Kept, but not taken for the article: see `plausible`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What one arriving observation means for the history it arrives in."""

    outcome: Outcome
    number: int
    """The Version that holds the observation, numbered as after its arrival; where it was held back, the one before."""
    returns_to: int | None = None
    """The earlier Version it goes back to, for RETURNED, and for OTHERWISE where there is one."""
    doubt: Doubt | None = None
    """Why it was held back, for HELD_BACK."""


def verdict(known: Sequence[Observation], arriving: Observation, article: str = "") -> Verdict:
    """What an arriving observation means, given those already stored.

    The rules in order: the same bytes at the same time are the same Snapshot; without history it is the first; what is
    not plausible is held back; text that a neighbour in time already has is the same text; before the last known
    observation it is out of order; what nobody is known to have edited is seen otherwise; else the text has changed,
    or returned to one that was there before.

    Args:
        known: the stored observations of the article.
        arriving: what came.
        article: the id of the article, for what came from another address.
    """
    ours = (arriving.observed_at, arriving.sha256)
    twin = next((seen for seen in known if (seen.observed_at, seen.sha256) == ours), None)
    judged = twin or arriving  # what is stored of a Snapshot stays, whatever is said of it later
    observations, doubted = believed_and_doubted(article, known if twin else [*known, arriving])
    versions = versions_of(article, observations)
    # By its place, not its time: several Versions may share an instant.
    up_to = list(accumulate(version.snapshots for version in versions))
    doubt = next((one.doubt for one in doubted if one.observation == judged), None)
    order = in_order([*observations, judged]) if doubt else observations
    place = order.index(judged)
    mine = versions[bisect_right(up_to, place - bool(doubt))]
    if twin:
        return Verdict(outcome=Outcome.SAME_SNAPSHOT, number=mine.number)
    if not known:
        return Verdict(outcome=Outcome.FIRST, number=1)
    if doubt:
        return Verdict(outcome=Outcome.HELD_BACK, number=mine.number, doubt=doubt)
    if mine.snapshots > 1:
        return Verdict(outcome=Outcome.SAME_TEXT, number=mine.number)
    if mine.number < len(versions):
        return Verdict(outcome=Outcome.OUT_OF_ORDER, number=mine.number)
    returned = Outcome.CHANGED if mine.returns_to is None else Outcome.RETURNED
    outcome = Outcome.OTHERWISE if mine.technical else returned
    return Verdict(outcome=outcome, number=mine.number, returns_to=mine.returns_to)
