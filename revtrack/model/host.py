"""What is remembered of a host from one command to the next, so that all of them together are as polite as one."""

from dataclasses import dataclass
from datetime import datetime

__all__ = ["KnownHost", "RobotsFile"]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownHost:
    """A host that was asked for something of late."""

    name: str
    asked_at: datetime
    """The end of the last request."""
    delay: float = 0.0
    """Seconds that lay between its pages at last, at least 0: as it asked, or as the settings say."""
    left_alone_until: datetime | None = None
    """Not to be asked again before; None where it asked for no patience."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsFile:
    """What an origin answered when it was asked for its robots.txt."""

    origin: str
    """Scheme and authority, such as `https://post.example`."""
    status: int
    """Of the answer: from 500 on it forbids everything, from 300 to 499 nothing; but 429 only where nothing older is
    known, and for minutes."""
    body: bytes = b""
    """With its codings undone, cut at the limit; empty unless the status is below 300."""
    at: datetime
    """When it came, or was last confirmed."""
    believed_until: datetime
    """When it is to be asked for again."""
    etag: str | None = None
    last_modified: str | None = None
    """As received, to be sent back unread."""
