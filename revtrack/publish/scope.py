"""PURE. What a feed is about, and the permanent ids of feeds and of their entries.

    all                     every article
    source:The Example Post every article of one source
    article:7k2mqa4xyz      one article

An id names *what* is told, never where or when it was written down: it survives another host, another database, a
rebuild and renumbering. Readers know an entry by nothing else. One limit: if an article goes to and fro between the
same two texts, a late earlier observation may exchange the ids of those entries, for counting tells them apart.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID, uuid5

from revtrack.errors import UsageError
from revtrack.model import Article

__all__ = ["LABEL_SCHEME", "NAMESPACE", "Scope", "ScopeKind", "entry_id", "feed_id", "parse_scope"]

NAMESPACE: Final = UUID("e3bc9673-a0b8-4c07-bfa1-63be177583e9")
"""What all our ids are computed in: drawn at random once, for revtrack. Another value would change every id."""

FEEDS: Final = uuid5(NAMESPACE, "feed")
ENTRIES: Final = uuid5(NAMESPACE, "entry")
"""Apart, so that no name of a feed can be that of an entry."""

LABEL_SCHEME: Final = uuid5(NAMESPACE, "label").urn
"""What names our set of label terms in a feed's categories: readers filter by it, so it never changes either."""

ENTRY_SCHEMA: Final = "1"
"""Of what an entry means. Raised only if every subscriber should see every entry again."""


class ScopeKind(StrEnum):
    """The kinds of feed there are."""

    ALL = "all"
    SOURCE = "source"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class Scope:
    """What a feed is about. As text, it is what `parse_scope` reads."""

    kind: ScopeKind
    value: str = ""
    """The name of the source; the identity of the article, or what a user wrote for it; empty for all."""

    def __str__(self) -> str:
        return f"{self.kind}:{self.value}" if self.value else str(self.kind)

    def covers(self, article: Article) -> bool:
        """Whether the feed tells of an article. A Scope about one must hold its identity."""
        match self.kind:
            case ScopeKind.SOURCE:
                return self.value == article.source
            case ScopeKind.ARTICLE:
                return self.value == article.identity
            case _:
                return True


def parse_scope(text: str) -> Scope:
    """The Scope a user means. Whether there is such a source or article is for the caller to find out.

    Args:
        text: `all`, `source:NAME` or `article:ID`, blanks around each part ignored.

    Raises:
        UsageError: for any other form; names the forms.
    """
    word, colon, rest = text.partition(":")
    kind, value = word.strip(), rest.strip()
    if kind == ScopeKind.ALL and not colon:
        return Scope(ScopeKind.ALL)
    if value and kind in {ScopeKind.SOURCE, ScopeKind.ARTICLE}:
        return Scope(ScopeKind(kind), value)
    raise UsageError(f"“{text}” names no feed", "write all, source:NAME or article:ID")


def feed_id(scope: Scope) -> str:
    """The permanent id of a feed, a `urn:uuid:`.

    Args:
        scope: with the identity of the article, not its id or a part of it, where it is about one.
    """
    return _urn(FEEDS, str(scope))


def entry_id(identity: str, *, old: str, new: str, occurrence: int) -> str:
    """The permanent id of an entry, a `urn:uuid:`.

    Args:
        identity: of the article.
        old: the fingerprint of the text before.
        new: the fingerprint of the text after.
        occurrence: how often the article went from just this text to just that one before, from 0: an article that
            goes to and fro gets a new entry each time.
    """
    return _urn(ENTRIES, "\n".join((identity, old, new, str(occurrence), ENTRY_SCHEMA)))


def _urn(namespace: UUID, name: str) -> str:
    # uuid5 writes the name as UTF-8, which has no form for a lone surrogate; every other text is left as it is.
    return uuid5(namespace, name.encode("utf-8", "backslashreplace").decode("utf-8")).urn
