"""What a feed says: plain values, every one of them foreign text that was cleaned, bounded and vetted."""

from dataclasses import dataclass, replace
from typing import Final

from revtrack.ingest.feeds.markup import FeedProblem, FeedProblemKind

__all__ = [
    "MAX_CATEGORIES",
    "MAX_CONTENT",
    "MAX_ITEMS",
    "MAX_NAME",
    "MAX_SUMMARY",
    "MAX_TITLE",
    "FeedItem",
    "FeedReading",
    "failed",
    "with_problems_of_items",
]

MAX_ITEMS: Final = 2_000
"""Items kept of a feed, the first; the largest feeds in the wild have some hundred."""

MAX_TITLE: Final = 500
"""Characters of a title; headlines have at most about 200."""

MAX_NAME: Final = 200
"""Characters of an author, a category or an id that is no address."""

MAX_SUMMARY: Final = 2_000
"""Characters of a summary."""

MAX_CONTENT: Final = 2_000_000
"""Characters of the content of one item; longer content is left out, for a cut article is not the article."""

MAX_CATEGORIES: Final = 50
"""Categories kept of an item."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedItem:
    """One item of a feed. None is: not stated, or not usable."""

    address: str | None
    """Where its article is: absolute, http or https. Where the feed names both, the publisher's own address rather
    than the one of a service that counts clicks."""
    id: str | None
    """What the feed calls it, at most 2,000 characters; an opaque text, even where it looks like an address."""
    title: str | None = None
    """Text, without markup."""
    published: str | None = None
    """UTC, such as `2026-02-03T11:47:00Z`; so is `updated`."""
    updated: str | None = None
    content_html: str | None = None
    """The fullest content it carries, as HTML: foreign markup, to be read like a page and never to be shown."""
    summary: str | None = None
    """Text, without markup."""
    author: str | None = None
    categories: tuple[str, ...] = ()
    """Without repetition, in the feed's order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedReading:
    """What a feed says. Where a problem is fatal there are no items."""

    version: str | None = None
    """The format: `atom10`, `rss20`, `json11` and the like; None where it is no feed."""
    title: str | None = None
    home: str | None = None
    """The web page the feed belongs to: absolute, http or https."""
    language: str | None = None
    """A BCP 47 tag."""
    items: tuple[FeedItem, ...] = ()
    """In the feed's order, at most `MAX_ITEMS`."""
    problems: tuple[FeedProblem, ...] = ()
    """The fatal one alone, or any number of others."""

    @property
    def is_feed(self) -> bool:
        """Whether it could be read as a feed, be it an empty one."""
        return not any(problem.kind.fatal for problem in self.problems)


def failed(kind: FeedProblemKind, detail: str) -> FeedReading:
    """The reading of what could not be read, and why."""
    return FeedReading(problems=(FeedProblem(kind=kind, detail=detail),))


def with_problems_of_items(reading: FeedReading, count: int, overlong: int) -> FeedReading:
    """The same reading, saying also what of its items is missing.

    Args:
        reading: what was read.
        count: how many items there were.
        overlong: how many had content that was left out for its length.
    """
    problems = list(reading.problems)
    if count > len(reading.items):
        detail = f"it lists {count} items, of which the first {len(reading.items)} are kept"
        problems.append(FeedProblem(kind=FeedProblemKind.TOO_MANY, detail=detail))
    astray = sum(item.address is None for item in reading.items)
    if astray:
        detail = f"{astray} of its items name no address that can be followed"
        problems.append(FeedProblem(kind=FeedProblemKind.ADDRESSES, detail=detail))
    if overlong:
        detail = f"{overlong} of its items are longer than {MAX_CONTENT} characters, and their content is left out"
        problems.append(FeedProblem(kind=FeedProblemKind.TOO_LONG, detail=detail))
    return replace(reading, problems=tuple(problems))
