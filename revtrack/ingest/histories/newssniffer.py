"""A saved page of NewsSniffer as two states of the article it compares; see `newssniffer_page` for what is certain."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from revtrack.errors import InputError
from revtrack.ingest.file import MediaType, read_bytes
from revtrack.ingest.histories.findings import Finding, Found, Skipped, Spread
from revtrack.ingest.histories.newssniffer_page import NewsSnifferPage, PageVersion, read_newssniffer
from revtrack.model import Snapshot

__all__ = ["NewsSnifferOptions", "newssniffer_history"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsSnifferOptions:
    """What is said of an article beside what the page says."""

    url: str | None = None
    """The article; None: the address the page gives."""
    source: str | None = None
    """The publisher; None: as NewsSniffer calls it."""
    language: str | None = None
    at: datetime | None = None
    """When the older version was seen, aware UTC, for a page that does not say it."""


def newssniffer_history(
    path: Path,
    options: NewsSnifferOptions = NewsSnifferOptions(),
    read: Callable[[bytes], NewsSnifferPage] = read_newssniffer,
) -> Iterator[Finding]:
    """The versions on a saved page of NewsSniffer, the older first, and what could not be told.

    Args:
        path: the page, saved as HTML or as text.
        options: what is said of the article.
        read: reads the page; a function that does so in a process of its own.

    Raises:
        InputError: no such file, or no page of NewsSniffer.
    """
    page = read(read_bytes(path))
    name = str(path)
    if not page.versions:
        raise InputError(
            f"{path} {page.problems[0] if page.problems else 'holds no versions'}",
            "save a page of NewsSniffer that compares two versions, as HTML",
        )
    article = options.url or page.address
    if article is None:
        raise InputError(f"{path} does not say which article it is about", "name the article with --url")
    for problem in page.problems:
        yield Skipped(name=name, reason=problem, by_design=True)  # each version is told of by itself
    states = _Article(article, page, options)
    for place, version in enumerate(page.versions):
        yield states.finding(f"{name}, version {version.number}", place, version)


class _Article:
    """The article a page is about."""

    def __init__(self, identity: str, page: NewsSnifferPage, options: NewsSnifferOptions) -> None:
        self._identity, self._page, self._options = identity, page, options
        self._spread = Spread()

    def finding(self, name: str, place: int, version: PageVersion) -> Finding:
        """One version, the one at `place` on the page, as a finding."""
        if version.paragraphs is None:
            return Skipped(name=name, reason="has no text that is certain; save the page as HTML")
        when = self._when(place, version)
        if when is None:
            return Skipped(name=name, reason="has no time; say with --at when the first version on the page was seen")
        at, order = self._spread.place(when[0])
        snapshot = Snapshot(
            article=self._identity,
            content="\n\n".join(version.paragraphs).encode("utf-8", "replace"),
            observed_at=at,
            media_type=MediaType.TEXT,
            encoding="utf-8",
            source=self._options.source or self._page.source,
            title=version.title,
            language=self._options.language,
            via=f"version {version.number} on a saved page of NewsSniffer",
            time_note="; ".join(one for one in (when[1], order) if one) or None,
        )
        return Found(name=name, snapshot=snapshot)

    def _when(self, place: int, version: PageVersion) -> tuple[datetime, str | None] | None:
        """When a version was seen, and what to know about that; None where neither page nor user says it."""
        if version.observed_at is not None:
            return version.observed_at, None
        first = self._page.versions[0]
        start = first.observed_at or self._options.at or (self._page.first_seen if first.number == 0 else None)
        if place == 0 or start is None:
            return (start, None) if start else None
        if self._page.gap is None:
            return None
        try:
            at = start + self._page.gap
        except OverflowError:
            return None
        return at, f"{self._page.gap_words} after version {first.number}, as the page says"
