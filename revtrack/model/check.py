"""A Check: one look at an address that gave no Snapshot, and why; and what else is known of addresses.

    look at an address ──complete page──→ Snapshot
                       └─anything else──→ Check, with one of the states below

Only a complete, plausible page can become a Version: a wall, an error or half a page is a state, never text.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

__all__ = ["Alias", "Check", "FetchState", "Subscription", "SubscriptionKind", "Validator"]


class FetchState(StrEnum):
    """Why a look gave no Snapshot. The article itself says so (the first group), or something stood in between."""

    MISSING = "missing"
    """404: perhaps gone, perhaps a slip. Twice in a row is gone."""
    GONE = "gone"
    """410: the publisher says that it was taken away. Counts like MISSING, for servers slip here too."""
    REMOVED = "removed"
    """The history it was taken from says that it was taken away. Nobody has to look again to be sure."""
    LEGAL = "legal"
    """451: withheld for legal reasons."""
    HOME = "redirected-home"
    """It leads to the front page, or to a section of it, instead of the article."""
    ELSEWHERE = "redirected-elsewhere"
    """It leads to another page that is not this article."""
    REDIRECTS = "too-many-redirects"
    """It leads from one redirect to the next, perhaps in a circle, and to no page."""

    UNAUTHORISED = "unauthorised"
    FORBIDDEN = "forbidden"
    BUSY = "too-many-requests"
    """429, or 503 with Retry-After."""
    SERVER_ERROR = "server-error"
    STATUS = "unexpected-status"
    PAYWALLED = "paywalled"
    CONSENT_WALL = "consent-wall"
    LOGIN_WALL = "login-wall"
    NOT_AN_ARTICLE = "not-an-article"
    EMPTY = "empty"
    TRUNCATED = "truncated"
    """The answer breaks off, or its coding is garbled."""
    LIMIT = "limit-reached"
    """Larger, deeper or slower to read than is allowed."""
    ENCODING = "encoding"
    """In no encoding that it can be read in without doubt, or in no content coding that we know."""
    NOT_TEXT = "not-text"
    TIMEOUT = "timeout"
    UNREACHABLE = "unreachable"
    REFUSED = "refused"
    """An address that is never contacted: not public, or not http and https."""
    ROBOTS = "robots"
    """robots.txt asks not to look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One look at an article that gave no Snapshot."""

    article: str
    """The identity of the article."""
    at: datetime
    """Aware UTC."""
    state: FetchState
    address: str
    """What was asked for."""
    detail: str
    """One sentence for people, without the name of the input."""
    status: int | None = None
    """Of the HTTP answer, None where there was none."""
    final_address: str | None = None
    """Where redirects led to, None where there were none."""
    sha256: str | None = None
    """Of the bytes received, where they were kept."""
    retry_after: datetime | None = None
    """Not to be asked again before; None where the server says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """Another address of an article, and why it is taken for one."""

    address: str
    """In the spelling it was met in."""
    article_id: str
    reason: str
    """For people, such as "names the article as its canonical address"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Validator:
    """What makes the next request for an address conditional (RFC 9110, section 8.8)."""

    address: str
    sha256: str
    """Of the bytes that the server would confirm with 304."""
    etag: str | None = None
    last_modified: str | None = None
    """As received, to be sent back unread."""


class SubscriptionKind(StrEnum):
    """What a watched address is."""

    FEED = "feed"
    SITEMAP = "sitemap"
    PAGE = "page"
    """One article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """An address that is looked at again and again for articles, or as one."""

    address: str
    kind: SubscriptionKind
    title: str | None = None
    source: str | None = None
    """The publisher that its articles belong to."""
    content: bool = False
    """Whether an item's own content is the article, instead of the page it links."""
    added_at: datetime
    checked_at: datetime | None = None
    """None before the first look."""
    state: FetchState | None = None
    """Of the last look; None where it was well."""
    detail: str | None = None
    failures: int = 0
    """Looks in a row that failed."""
    retry_after: datetime | None = None
    moved_from: str | None = None
    """Its first address, where it moved; None where it is still there."""
    moves_to: str | None = None
    """Where permanent redirects lead to from it; None where they do not."""
    moves_since: datetime | None = None
    """The first look that was led there."""

    @property
    def called(self) -> str:
        """What names it wherever it moves to: its first address."""
        return self.moved_from or self.address
