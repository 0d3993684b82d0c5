"""How an article stands with whoever looks at it: there, gone, or out of sight, and when it is looked at next.

Three things are told apart: the publisher took it away (gone, once a second look confirmed it), a look failed for
another reason (that says nothing of the article), and it is there. Nobody is accused of anything.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from revtrack.model import Absence, Article, Doubt, FetchState

__all__ = [
    "BY_HAND",
    "UNWATCHED",
    "NextCheck",
    "Standing",
    "StandingKind",
    "held_back_words",
    "standing",
    "state_words",
]

_STATES: Final = {
    FetchState.MISSING: "not found (404)",
    FetchState.GONE: "taken away (410)",
    FetchState.REMOVED: "removed, as the history it was taken from says",
    FetchState.LEGAL: "withheld for legal reasons (451)",
    FetchState.HOME: "leads to the front page",
    FetchState.ELSEWHERE: "leads to another page",
    FetchState.REDIRECTS: "leads on and on",
    FetchState.UNAUTHORISED: "asks for a login (401)",
    FetchState.FORBIDDEN: "refused us (403)",
    FetchState.BUSY: "asked us to wait",
    FetchState.SERVER_ERROR: "error of the server",
    FetchState.STATUS: "unexpected answer",
    FetchState.PAYWALLED: "paywall",
    FetchState.CONSENT_WALL: "consent wall",
    FetchState.LOGIN_WALL: "login wall",
    FetchState.NOT_AN_ARTICLE: "not the article but a page in its place",
    FetchState.EMPTY: "no text",
    FetchState.TRUNCATED: "the answer broke off",
    FetchState.LIMIT: "too large to read",
    FetchState.ENCODING: "in no encoding we can read",
    FetchState.NOT_TEXT: "not text",
    FetchState.TIMEOUT: "timeout",
    FetchState.UNREACHABLE: "not reachable",
    FetchState.REFUSED: "an address we never contact",
    FetchState.ROBOTS: "robots.txt asks not to look",
}


def state_words(state: FetchState) -> str:
    """Why a look gave no text, in a few words such as "timeout" or "not found (404)"."""
    return _STATES[state]


def held_back_words(doubt: Doubt | None) -> str:
    """Why what was received is no version, such as "held back: far shorter than before"."""
    return f"held back: {doubt}" if doubt else "held back"


@dataclass(frozen=True, slots=True, kw_only=True)
class NextCheck:
    """When an article is looked at next, or why it is not."""

    at: datetime | None
    """Aware; None where no look is planned."""
    reason: str
    """One sentence for people, such as "Changed today, so every 15 minutes."; empty where the time says it all."""


BY_HAND: Final = NextCheck(at=None, reason="none: it was brought in by hand")
"""Of an article that nothing watches."""

UNWATCHED: Final = "There when last seen; nobody looks at it automatically"
"""How an article stands that no look is planned at, as long as nothing worse is known of it."""


class StandingKind(StrEnum):
    """What the last looks found."""

    THERE = "there"
    RESTORED = "restored"
    """There again after it was gone."""
    FAILED = "failed"
    """The last look failed; nothing is known of the article itself."""
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How an article stands."""

    kind: StandingKind
    words: str
    """Such as "Gone"; a time may stand behind it."""
    since: datetime | None
    """Of what the words say; None where that is the last look."""
    detail: str = ""
    """Such as "taken away (410), confirmed by a second look"; empty where there is no more to say."""


def standing(article: Article, absences: Sequence[Absence] = ()) -> Standing:
    """What the last looks found.

    Args:
        article: as of the last look.
        absences: the times it was missing, in order; none leaves out what is only known from them.
    """
    last = absences[-1] if absences else None
    if article.gone_since:
        found = last.state if last and last.until is None else None
        told = [state_words(found)] if found else []
        if found is not FetchState.REMOVED:
            told.append("confirmed by a second look")
        detail = f"{', '.join(told)}; the last text seen is kept here"
        return Standing(kind=StandingKind.GONE, words="Gone", since=article.gone_since, detail=detail)
    if article.last_state:
        detail = f"{state_words(article.last_state)}; the last text seen stands"
        return Standing(kind=StandingKind.FAILED, words="The last look failed", since=None, detail=detail)
    if last and last.until:
        return Standing(kind=StandingKind.RESTORED, words="There again", since=last.until, detail="it had been gone")
    return Standing(kind=StandingKind.THERE, words="There when last looked at", since=None)
