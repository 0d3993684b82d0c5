"""What an importer finds: states of articles, one at a time, and what it had to leave out.

    for one in git_history(repository):
        Found    → a Snapshot to capture
        Absent   → the article was not there at that time
        Skipped  → say it: f"{one.name} {one.reason}"

Importers are generators: one state is in memory at a time, and whoever stops asking leaves nothing running. To say what
would be stored, ask for the same findings and store none: reading costs little beside what follows it.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape
from typing import Final

from revtrack.model import Snapshot

__all__ = ["Absent", "Finding", "Found", "Skipped", "Spread", "as_page", "line"]

LONGEST_LINE: Final = 300
"""Characters kept of a headline, the subject of a commit or a name; longer ones are cut. Headlines have at most 250."""

NO_ZONE: Final = "the source gives no time zone: taken as UTC"

OUT_OF_ORDER: Final = "earlier than the time of the state before it"

_NOT_SHOWN: Final = re.compile(r"[\x00-\x20\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]+")
"""White space, control characters, those that turn the direction of writing, and halves of characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One state of an article."""

    name: str
    """What messages call it."""
    snapshot: Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """One state that cannot be taken."""

    name: str
    reason: str
    """Reads on after the name: "is a symbolic link"."""
    by_design: bool = False
    """Whether it was never to be taken: no article, or told of in another way. Everything else is a failure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Absent:
    """The history says that an article was taken away."""

    name: str
    article: str
    at: datetime
    """Aware UTC."""
    note: str | None = None
    """What the publisher said of it."""


Finding = Found | Skipped | Absent


class Spread:
    """The times of one article's states, which are given in the order they came to be.

    Sources count in seconds, and two states of one second would have no order. Each state at the time of the one before
    is put a microsecond after it, so the order is kept by the times alone, and importing again gives the same times.
    """

    def __init__(self) -> None:
        self._last: datetime | None = None
        self._step = timedelta()

    def place(self, at: datetime) -> tuple[datetime, str | None]:
        """The time to record for the next state, and what to know about it."""
        earlier = self._last is not None and at < self._last
        self._step = self._step + timedelta(microseconds=1) if at == self._last else timedelta()
        self._last = at
        try:
            return at + self._step, OUT_OF_ORDER if earlier else None
        except OverflowError:  # the last microsecond there is
            return at, OUT_OF_ORDER if earlier else None


def line(text: str, longest: int = LONGEST_LINE) -> str | None:
    """Foreign text on one line, without what cannot be shown, cut to `longest` characters; None where nothing is left.

    Args:
        text: of any length.
        longest: characters, at least 1.
    """
    shown = _NOT_SHOWN.sub(" ", text[: 10 * longest]).strip()
    return (shown if len(shown) <= longest else shown[: longest - 1].rstrip() + "…") or None


def as_page(title: str | None, fragment: str) -> bytes:
    """A page of HTML in UTF-8 that holds a fragment of HTML as it is, below the headline where there is one."""
    head = f"<title>{escape(title)}</title>" if title else ""
    headline = f"<h1>{escape(title)}</h1>\n" if title else ""
    page = (
        f'<!DOCTYPE html>\n<html><head><meta charset="utf-8">{head}</head>\n'
        f"<body><article>\n{headline}{fragment}\n</article></body></html>\n"
    )
    return page.encode("utf-8", "replace")
