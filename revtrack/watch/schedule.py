"""PURE. When an article is looked at next, or why never again.

    last changed ──15 min apart for 3 h── 1 h apart for 1 d ── 6 h apart for 7 d ── 1 d apart for 40 d ──│ no more looks

What has just changed changes again soon: each change starts the schedule anew. A server that asks for patience gets it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from revtrack.model import Article, Check, FetchState
from revtrack.versioning import absences

__all__ = ["SCHEDULE", "NextLook", "Step", "is_settled", "next_look", "next_try"]


@dataclass(frozen=True, slots=True)
class Step:
    """Looks so far apart, for so long."""

    every: timedelta
    lasting: timedelta


SCHEDULE: Final = (
    Step(timedelta(minutes=15), timedelta(hours=3)),
    Step(timedelta(hours=1), timedelta(days=1)),
    Step(timedelta(hours=6), timedelta(days=7)),
    Step(timedelta(days=1), timedelta(days=40)),
)
"""Origin: most edits of news come within hours of publication, as trackers of news sites report."""

PATIENCE: Final = timedelta(days=1)
"""How long an article is left alone that asked not to be looked at (robots.txt, 401, 403, 451, a wall); > 0."""

_UNWELCOME: Final = frozenset(
    {
        *(FetchState.ROBOTS, FetchState.UNAUTHORISED, FetchState.FORBIDDEN, FetchState.LEGAL, FetchState.REFUSED),
        *(FetchState.PAYWALLED, FetchState.LOGIN_WALL, FetchState.CONSENT_WALL),
    }
)

_LASTING: Final = _UNWELCOME - {FetchState.ROBOTS} | {
    *(FetchState.GONE, FetchState.REMOVED, FetchState.HOME, FetchState.ELSEWHERE, FetchState.REDIRECTS),
    *(FetchState.NOT_AN_ARTICLE, FetchState.NOT_TEXT, FetchState.ENCODING, FetchState.LIMIT),
}
"""What an hour does not change. A robots.txt may only have been out of reach."""

MOST_DOUBLINGS: Final = 10


@dataclass(frozen=True, slots=True)
class NextLook:
    """When an article is looked at next."""

    at: datetime | None
    """Aware UTC, possibly past; None: never again."""
    reason: str
    """For people: how often and why, or why not."""


def next_look(
    article: Article, now: datetime, retry_after: datetime | None = None, schedule: Sequence[Step] = SCHEDULE
) -> NextLook:
    """When an article is looked at next.

    Args:
        article: with all looks so far counted in `last_checked`, `last_changed`, `gone_since` and `last_state`.
        now: after the whole schedule nobody looks again, even if nobody looked while it lasted.
        retry_after: before when its server asked not to come again; None where it did not.
        schedule: the steps, one after the other from the last change on.
    """
    if article.url is None:
        return NextLook(None, "it has no address to look at")
    changed = max(article.last_changed, article.gone_since or article.last_changed)
    quiet = article.last_checked - changed
    whole = sum((step.lasting for step in schedule), timedelta())
    passed = timedelta()
    for step in schedule if now < changed + whole else ():
        passed += step.lasting
        if quiet < passed:
            every, why = step.every, f"every {_words(step.every)} for now"
            if article.last_state in _UNWELCOME:
                every, why = max(every, PATIENCE), f"once in {_words(max(every, PATIENCE))}: it was turned away"
            at = article.last_checked + every
            return NextLook(max(at, retry_after) if retry_after else at, why)
    what = "was gone" if article.gone_since else "did not change"
    return NextLook(None, f"looks have stopped: it {what} for {_words(whole)}")


def next_try(checks: Sequence[Check], schedule: Sequence[Step] = SCHEDULE) -> NextLook:
    """When an address that never gave a Snapshot is looked at next: each failure doubles the pause, up to a day.

    Args:
        checks: all looks at it, at least one, by time.
        schedule: its first step is the first pause; after all of it nobody tries again.
    """
    last = checks[-1]
    whole = sum((step.lasting for step in schedule), timedelta())
    if last.at >= checks[0].at + whole:
        return NextLook(None, f"looks have stopped: it gave no page for {_words(whole)}")
    first = schedule[0].every if schedule else PATIENCE
    every = max(first, min(first * 2 ** min(len(checks) - 1, MOST_DOUBLINGS), PATIENCE))
    if last.state in _UNWELCOME:
        every = max(every, PATIENCE)
    asked = [check.retry_after for check in checks if check.retry_after]
    return NextLook(max([last.at + every, *asked]), f"again after {_words(every)}: it gave no page yet")


def is_settled(checks: Sequence[Check], schedule: Sequence[Step] = SCHEDULE) -> bool:
    """Whether an address without a Snapshot needs no further try soon: it said what it is, or was tried long enough."""
    if not checks:
        return False
    last = checks[-1].state
    confirmed = last is FetchState.MISSING and bool(absences((), checks))
    return confirmed or last in _LASTING or next_try(checks, schedule).at is None


def _words(span: timedelta) -> str:
    """A span of time in its largest whole unit, such as "15 minutes"."""
    seconds = int(span.total_seconds())
    for size, unit in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if seconds >= size:
            count = seconds // size
            return f"{count} {unit}{'' if count == 1 else 's'}"
    return f"{seconds} second{'' if seconds == 1 else 's'}"
