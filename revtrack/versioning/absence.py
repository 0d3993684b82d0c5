"""Since when, and until when, an article was gone: when two looks in a row, some minutes apart, missed it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from revtrack.model import Absence, Check, FetchState, Observation

__all__ = ["absences"]

CONFIRMED: Final = 2
"""Looks in a row that must find an article missing before it is called gone, at least 1: one may be a slip."""

APART: Final = timedelta(minutes=5)
"""How far apart such looks must be, at least 0: what is seen again within it is the same slip. Our judgement: longer
than a server takes to start anew, shorter than the first pause of the schedule."""

_ABSENT: Final = frozenset({FetchState.MISSING, FetchState.GONE, FetchState.REMOVED})


def absences(
    observations: Iterable[Observation], checks: Iterable[Check], confirmed: int = CONFIRMED
) -> tuple[Absence, ...]:
    """The times in which an article was gone, by time.

    Args:
        observations: all that found it, in any order.
        checks: all looks that gave no Snapshot, in any order. Those that say nothing of the article, such as a timeout,
            an error of the server or a wall, neither confirm that it is missing nor that it is there: 404, 500, 404 are
            two looks that missed it, like 404, 404.
        confirmed: looks in a row, `APART` from each other, that make it gone, at least 1.
    """
    looks = [(seen.observed_at, None) for seen in observations]
    absent = [(check.at, check.state) for check in checks if check.state in _ABSENT]
    found: list[Absence] = []
    run: list[tuple[datetime, FetchState]] = []
    is_gone = False
    for at, state in sorted([*looks, *absent], key=lambda look: (look[0], look[1] or "")):
        if state is not None:
            sure = state is FetchState.REMOVED
            if run and not sure and at - run[-1][0] < APART:
                continue
            run += [(at, state)] * (max(confirmed - len(run), 1) if sure else 1)
            if not is_gone and len(run) >= confirmed:
                is_gone = True
                found.append(Absence(since=run[0][0], confirmed_at=at, state=state))
            continue
        if is_gone:
            found[-1] = replace(found[-1], until=at)
        run, is_gone = [], False
    return tuple(found)
