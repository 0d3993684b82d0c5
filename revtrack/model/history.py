"""Articles, their Versions, and the steps between them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from urllib.parse import urlsplit

from revtrack.model.change import Comparison
from revtrack.model.check import Alias, Check, FetchState
from revtrack.model.document import Document
from revtrack.model.snapshot import FROM_FEED, Snapshot

__all__ = ["Absence", "Article", "Doubt", "HeldBack", "History", "Observation", "Transition", "Version"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """The thing with a history."""

    id: str
    """10 characters of a base-32 alphabet, computed from `identity`: the same in every database."""
    identity: str
    """The canonical address, or the user's key; see `revtrack.versioning.identity`."""
    url: str | None
    """The address of the original, None where the identity is a key."""
    source: str | None
    title: str | None
    """The latest headline."""
    language: str | None
    first_seen: datetime
    last_changed: datetime
    """When the latest Version that is not technical was first seen."""
    last_checked: datetime
    """When the article was last looked at, with whatever result."""
    versions: int
    snapshots: int
    gone_since: datetime | None = None
    """The first look that found it missing, where a second one confirmed that and none has found it since."""
    last_state: FetchState | None = None
    """Why the last look gave no Snapshot; None where it gave one."""
    checks: int = 0
    """Looks that gave no Snapshot."""

    @property
    def host(self) -> str | None:
        """The host of the original, None where there is no address; another name for the source."""
        return urlsplit(self.url).hostname if self.url else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One Snapshot as the history sees it: when, which bytes, which text."""

    observed_at: datetime
    sha256: str
    """Of the bytes."""
    fingerprint: str
    """Of the text."""
    headline: str | None = None
    source: str | None = None
    language: str | None = None
    via: str | None = None
    time_note: str | None = None
    note: str | None = None
    """What the publisher said of this state."""
    address: str | None = None
    """Where it came from in the end; None where it was not received over HTTP."""
    words: int = 0
    """Of the text, headline not included."""
    asked: str | None = None
    """What to ask for to get it again, where that is not `address`."""
    sketch: str = ""
    """Of the text, see `Document.sketch`; empty is unknown."""
    first_fingerprint: str | None = None
    """The fingerprint of its text as it was first read, None where that is `fingerprint`: a newer extractor may read
    the same bytes otherwise, and nobody is told that as news."""

    @property
    def key(self) -> str:
        """What names its text to subscribers: the fingerprint as it was first read."""
        return self.first_fingerprint or self.fingerprint

    @property
    def is_of_feed(self) -> bool:
        """Whether a feed itself carried it; else it is the page, however it was obtained."""
        return FROM_FEED in (self.via or "")

    @classmethod
    def of(cls, snapshot: Snapshot, document: "Document | Observation") -> "Observation":
        """What a Snapshot and the Document read from it say to the history; so does an Observation of the same text."""
        return cls(
            observed_at=snapshot.observed_at,
            sha256=snapshot.sha256,
            fingerprint=document.fingerprint,
            headline=document.headline,
            source=snapshot.source,
            language=document.language,
            via=snapshot.via,
            time_note=snapshot.time_note,
            note=snapshot.note,
            address=snapshot.address,
            asked=snapshot.asked,
            sketch=document.sketch,
            words=document.words if isinstance(document, Observation) else document.word_count,
        )


class Doubt(StrEnum):
    """Why what was received is kept but not taken for the article. The values are for people, everywhere the same."""

    SHORTER = "far shorter than before"
    """A stub: a teaser, a notice, half an answer."""
    ANOTHER_LENGTH = "at a new address, under another headline, far shorter or longer than before"
    ANOTHER_PAGE = "another page: another address, another headline"
    REDIRECTED = "another page behind a redirect"
    """That is not permanent."""
    ANOTHER_TEXT = "another page: another headline, far shorter, and nothing of the text before"
    WALL = "far shorter than before, and in the words of a wall"
    """Such as those in which a page asks for money, a login or consent."""

    @property
    def lasts(self) -> bool:
        """True where it is never believed; the others are once they have stayed for a day."""
        return self in {Doubt.REDIRECTED, Doubt.WALL}


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldBack:
    """What was received and kept, and is not taken for the article."""

    observation: Observation
    doubt: Doubt


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A distinct state of an Article: neighbouring observations with the same text."""

    article_id: str
    number: int
    """From 1, in order of observation, not of arrival."""
    first_seen: datetime
    last_seen: datetime
    """The last time this state was observed before the next one."""
    fingerprint: str
    sha256: str
    """Of the bytes of its first Snapshot, from which its Document was read."""
    snapshots: int
    """How many observations it unites, at least 1."""
    returns_to: int | None = None
    """The lowest number of an earlier Version with the same text, None where the text is new."""
    headline: str | None = None
    via: str | None = None
    time_note: str | None = None
    """What to know about `first_seen`."""
    last_time_note: str | None = None
    """What to know about `last_seen`."""
    note: str | None = None
    """What the publisher said of it when it was first seen, such as the subject of a commit."""
    key: str = ""
    """What names its text to subscribers, see `Observation.key`; empty where that is `fingerprint`."""
    technical: bool = False
    """True where nobody is known to have edited what differs from the Version before it: only a newer extractor reads
    their bytes otherwise, or one is what a feed carried and the other the page."""

    @property
    def told_as(self) -> str:
        """What names its text to subscribers: stays when a newer extractor reads the same bytes otherwise."""
        return self.key or self.fingerprint

    @property
    def is_of_feed(self) -> bool:
        """Whether a feed itself carried it when it was first seen; else it is the page, however it was obtained."""
        return FROM_FEED in (self.via or "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """A time in which an article was missing, confirmed by a second look."""

    since: datetime
    """The first look that found it missing."""
    confirmed_at: datetime
    state: FetchState
    """What the confirming look found."""
    until: datetime | None = None
    """The look that found it again; None while it is gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """Two Versions of one Article and what differs between them."""

    article: Article
    old: Version
    new: Version
    comparison: Comparison

    @property
    def technical(self) -> bool:
        """True where the two are neighbours, and nobody is known to have edited what differs: see `Version.technical`.

        Of Versions that lie apart it is not known: there may have been an edit in between.
        """
        return self.new.technical and self.new.number == self.old.number + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """One Article with all it went through."""

    article: Article
    versions: tuple[Version, ...]
    """By number."""
    transitions: tuple[Transition, ...]
    """Each Version but the first against the one before it, by number: one fewer than `versions`."""
    checks: tuple[Check, ...] = ()
    """Looks that gave no Snapshot, by time."""
    absences: tuple[Absence, ...] = ()
    """By time."""
    aliases: tuple[Alias, ...] = ()
    """Other addresses of the article, by address."""
    held_back: tuple[HeldBack, ...] = ()
    """What was received and is not taken for the article, by time."""
