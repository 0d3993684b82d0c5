"""A Snapshot: one capture of an article, exactly as it was received."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

__all__ = ["FROM_FEED", "Snapshot"]

FROM_FEED: Final = "content of a feed's item"
"""Stands in the `via` of what a feed itself carried of an article: often only the beginning of its page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The bytes of one article at one time, and what is known of how they were obtained.

    Everything but `article`, `content`, `observed_at` and `media_type` may be unknown (None). What the sender states
    here wins over what the content says of itself.

    Raises:
        ValueError: when `observed_at` is not aware UTC, or `article` is blank.
    """

    article: str
    """What names the article: an address, or a key of the user's own; see `revtrack.versioning.identity`."""
    content: bytes
    observed_at: datetime
    """When the content was seen, aware UTC."""
    media_type: str
    """`text/plain`, `text/markdown` or `text/html`."""
    encoding: str | None = None
    """The name of the character encoding where the sender states one."""
    source: str | None = None
    """The publisher, as people call it."""
    title: str | None = None
    """The headline, for content that carries none."""
    language: str | None = None
    """A BCP 47 tag such as `en` or `pt-BR`."""
    via: str | None = None
    """How the content was obtained, for people to read."""
    time_note: str | None = None
    """What to know about `observed_at`, such as "illustrative"; shown wherever the time is."""
    note: str | None = None
    """What the publisher said of this state, such as the subject of a commit."""
    address: str | None = None
    """Where the content came from in the end, redirects followed; None where it was not received over HTTP."""
    headers: tuple[tuple[str, str], ...] = ()
    """Of the answer it came with, as received and in that order; none where it was not received over HTTP."""
    feed_title: str | None = None
    """The headline in the publisher's feed, which is often another one than the page's."""
    asked: str | None = None
    """What to ask for to get it again, where that is not `address`: as where only a passing redirect led there."""

    def __post_init__(self) -> None:
        if self.observed_at.utcoffset() != timedelta(0):
            raise ValueError(f"observed_at must be aware UTC, not {self.observed_at!r}")
        if not self.article.strip():
            raise ValueError("article must not be blank")

    @property
    def sha256(self) -> str:
        """The SHA-256 of `content`, 64 hexadecimal digits."""
        return sha256(self.content).hexdigest()
