"""Sitemaps (sitemaps.org/protocol.html): lists of pages, lists of such lists, and Google's extension for news.

    <sitemapindex> → INDEX    addresses of further sitemaps
    <urlset>       → URLSET   addresses of pages, with news where stated
    a text file    → URLSET   one address a line
    any of them as .gz

A sitemap may name pages of its own host only, unless the host's robots.txt names the sitemap.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from revtrack.ingest.feeds.foreign import clean, iso_moment, language_tag, web_address
from revtrack.ingest.feeds.markup import (
    FeedProblem,
    FeedProblemKind,
    decoded,
    fenced,
    is_html,
    start_of,
    unpacked,
)
from revtrack.ingest.feeds.reading import MAX_NAME, MAX_TITLE

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["SitemapEntry", "SitemapKind", "SitemapNews", "SitemapReading", "read_sitemap", "sitemaps_in_robots"]

MAX_BYTES: Final = 50_000_000
"""Largest sitemap taken, in bytes, unpacked: what the protocol allows (50 MB)."""

MAX_ENTRIES: Final = 50_000
"""Entries taken of one sitemap: what the protocol allows."""

MAX_TAGS: Final = 5_000_000
"""Opening angle brackets in a sitemap: 50,000 pages with some dozen images each."""

MAX_ROBOTS: Final = 500
"""Sitemaps taken from a robots.txt; large sites name some dozens."""

LONGEST_ROBOTS: Final = 512_000
"""Bytes of a robots.txt that are looked at: what RFC 9309 asks of everybody (500 KiB)."""

ROOT: Final = re.compile(r"<(?:[\w.-]+:)?(urlset|sitemapindex)\b", re.IGNORECASE)
DAY: Final = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?\Z", re.ASCII)
SITEMAP_LINE: Final = re.compile(r"^[ \t]*sitemap[ \t]*:[ \t]*(\S{1,2000})", re.IGNORECASE | re.MULTILINE)


class SitemapKind(StrEnum):
    """What a sitemap lists."""

    INDEX = "index"
    """Further sitemaps."""
    URLSET = "urlset"
    """Pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapNews:
    """What the extension for news says of a page. None is: not stated."""

    title: str | None = None
    publication: str | None = None
    published: str | None = None
    """As `SitemapEntry.lastmod`."""
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapEntry:
    """One page, or one further sitemap."""

    address: str
    """Absolute, http or https."""
    lastmod: str | None = None
    """UTC such as `2026-02-03T11:47:00Z`, or a day such as `2026-02-03` where the publisher states no more."""
    news: SitemapNews | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapReading:
    """What a sitemap lists."""

    kind: SitemapKind | None = None
    """None where it could not be read."""
    entries: tuple[SitemapEntry, ...] = ()
    """In its order, at most `MAX_ENTRIES`."""
    foreign: int = 0
    """How many entries were dropped because they lie on another host."""
    problems: tuple[FeedProblem, ...] = ()


def read_sitemap(body: bytes, address: str, media_type: str | None = None, *, any_host: bool = False) -> SitemapReading:
    """What a sitemap lists; what is not well-formed is read as far as it goes.

    Args:
        body: XML, text, or either packed with gzip; unpacked at most `MAX_BYTES`.
        address: where it was received from.
        media_type: as the server states it; only its encoding is believed.
        any_host: whether it may list pages of other hosts: true only where a robots.txt of those hosts names it.
    """
    content = unpacked(body, MAX_BYTES)
    if isinstance(content, FeedProblem):
        return SitemapReading(problems=(content,))
    source = decoded(content, media_type)
    if is_html(source.text):
        return _failed(FeedProblemKind.HTML_PAGE, "it is a web page, not a sitemap")
    root = ROOT.search(source.text)
    if root is None:
        if source.text.startswith("<", start_of(source.text)):
            return _failed(FeedProblemKind.NO_FEED, "it is XML, but no sitemap")
        listed = _listed(SitemapKind.URLSET, _lines(source.text), address, any_host=any_host)
        return listed if listed.entries or listed.foreign else _failed(FeedProblemKind.NO_FEED, "it is no sitemap")
    refused = fenced(source.text, MAX_TAGS)
    if refused is not None:
        return SitemapReading(problems=(refused,))
    kind = SitemapKind.INDEX if root[1].lower() == "sitemapindex" else SitemapKind.URLSET
    return _listed(kind, _elements(source.text), address, any_host=any_host)


def sitemaps_in_robots(body: bytes, address: str) -> tuple[str, ...]:
    """The sitemaps a robots.txt names (RFC 9309, section 2.2.4), absolute, http or https, each once.

    Args:
        body: of the robots.txt.
        address: of the robots.txt.
    """
    text = body[:LONGEST_ROBOTS].decode("utf-8", "replace").removeprefix("\ufeff")
    found = (web_address(line[1], address) for line in SITEMAP_LINE.finditer(text.replace("\r", "\n")))
    return tuple(dict.fromkeys(one for one in found if one))[:MAX_ROBOTS]


def _failed(kind: FeedProblemKind, detail: str) -> SitemapReading:
    return SitemapReading(problems=(FeedProblem(kind=kind, detail=detail),))


def _listed(kind: SitemapKind, found: Iterator[SitemapEntry | None], base: str, *, any_host: bool) -> SitemapReading:
    """The entries among what was found, bounded, of the right host."""
    host = _host(base)
    entries: list[SitemapEntry] = []
    foreign = astray = 0
    beyond = False
    for entry in found:
        if len(entries) >= MAX_ENTRIES:
            beyond = True
            break
        if entry is None:
            astray += 1
        elif not any_host and _host(entry.address) != host:
            foreign += 1
        else:
            entries.append(entry)
    problems = []
    if beyond:
        detail = f"it lists more than {MAX_ENTRIES} addresses, of which the first are kept"
        problems.append(FeedProblem(kind=FeedProblemKind.TOO_MANY, detail=detail))
    if astray:
        detail = f"{astray} of its addresses cannot be followed"
        problems.append(FeedProblem(kind=FeedProblemKind.ADDRESSES, detail=detail))
    if foreign:
        detail = f"{foreign} of its addresses lie on another host and are left out"
        problems.append(FeedProblem(kind=FeedProblemKind.FOREIGN_HOSTS, detail=detail))
    return SitemapReading(kind=kind, entries=tuple(entries), foreign=foreign, problems=tuple(problems))


def _host(address: str) -> str:
    """The host of an address; with and without `www.` counts as one, as publishers mix them."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


def _lines(text: str) -> Iterator[SitemapEntry | None]:
    for line in io.StringIO(text):
        if line.strip():
            address = web_address(line)
            yield SitemapEntry(address=address) if address else None


def _elements(text: str) -> Iterator[SitemapEntry | None]:
    """The entries of an XML sitemap, one at a time; None for one whose address cannot be followed."""
    from lxml import etree  # noqa: PLC0415  20 ms that only a sitemap is worth

    try:
        events = etree.iterparse(
            io.BytesIO(text.encode("utf-8", "replace")),
            events=("end",),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            recover=True,
        )
        for _, element in events:
            if _name(element) in {"url", "sitemap"}:
                yield _entry(element)
                element.clear()
                while (earlier := element.getprevious()) is not None:  # else 50,000 empty elements stay
                    earlier.getparent().remove(earlier)
    except etree.XMLSyntaxError:
        return  # what came before the spot is kept


def _name(element: "_Element") -> str:
    return str(element.tag).rpartition("}")[2].lower()


def _entry(element: "_Element") -> SitemapEntry | None:
    fields = {_name(child): child for child in element}
    address = web_address(_value(fields.get("loc")))
    if address is None:
        return None
    return SitemapEntry(address=address, lastmod=_moment(_value(fields.get("lastmod"))), news=_news(fields.get("news")))


def _news(element: "_Element | None") -> SitemapNews | None:
    if element is None:
        return None
    fields = {_name(child): child for child in element.iter()}
    return SitemapNews(
        title=clean(_value(fields.get("title")), MAX_TITLE),
        publication=clean(_value(fields.get("name")), MAX_NAME),
        published=_moment(_value(fields.get("publication_date"))),
        language=language_tag(_value(fields.get("language"))),
    )


def _value(element: "_Element | None") -> str | None:
    return None if element is None else element.text


def _moment(value: str | None) -> str | None:
    """A time in the W3C's notation; a day stays a day, for it has no zone."""
    day = (value or "").strip()[:10]
    return iso_moment(value) or (day if DAY.match(day) and len((value or "").strip()) <= len(day) else None)
