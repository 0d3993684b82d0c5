"""A whole static site as pages of text: somebody else writes them to a folder.

    index.html                          all articles, latest change first          feed.atom beside it
    source/<slug>/index.html            those of one source                        feed.atom beside it
    a/<id>/index.html                   the history of one article                 feed.atom beside it
    a/<id>/<old>..<new>/index.html      two versions side by side                  diff.json beside it

All links are relative and name `index.html`, so that the site works from a folder as it does from a server. The feeds
are made by `revtrack.publish`; every page here links the one it belongs to.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final
from unicodedata import normalize

from revtrack.model import History, Transition
from revtrack.report.as_json import comparison_json, to_text
from revtrack.report.environment import environment, inert
from revtrack.report.rows import aside, facts, language_tag, moment, untitled
from revtrack.report.side_by_side import ChangeRow, field_rows, kept_headlines, rows
from revtrack.report.timeline import (
    Listing,
    entries,
    evidence,
    headline_runs,
    listing,
    newest_first,
    pair_folder,
    strip,
    words_first,
)
from revtrack.report.wording import counted, gap, later_note, shorten

__all__ = ["Page", "SiteOptions", "site", "source_slug"]

SLUG_WORDS: Final = 40
"""Characters of a source's name kept in its address, at most."""

SLUG_DIGITS: Final = 6
"""Hexadecimal digits of its hash: 24 bits tell the sources of one site apart whose names look alike in ASCII."""

ARTICLE_FEED: Final = "Feed of this article"

NAMELESS: Final = "Changes"
"""What a site is called whose title is blank: no page may have an empty one."""

CRUMB: Final = 60
"""Characters of a headline in the line that says where the reader is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteOptions:
    """What a site is called, how recent it is, and what made it."""

    title: str = "revtrack"
    """A blank one becomes `NAMELESS`."""
    base_url: str | None = None
    """Where the site will be served, for citations and JSON only; None where that is not known. Links stay relative."""
    as_of: datetime
    """Aware: the newest observation the site knows of. When it was built stands nowhere: building twice gives the same
    bytes."""
    version: str
    """Of revtrack."""

    def __post_init__(self) -> None:
        if not inert(self.title).strip():
            object.__setattr__(self, "title", NAMELESS)


@dataclass(frozen=True, slots=True)
class Page:
    """One file of the site."""

    path: str
    """Relative to the root of the site, with `/`."""
    text: str
    """Without lone surrogates: always encodable as UTF-8."""


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step of the way from the index to a page; without `href` the page itself."""

    text: str
    href: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chrome:
    """What stands around the content of a page."""

    title: str
    root: str
    """The way to the root of the site, such as `../../`; empty at the root."""
    feed: str
    """The way to the feed this page belongs to."""
    feed_title: str
    crumbs: tuple[Crumb, ...]
    skip_to: str = "main"
    """The anchor that the first link of the page leads to."""
    skip_text: str = "Skip to the content"


@dataclass(frozen=True, slots=True)
class PairLink:
    """A link to the page of another pair of versions."""

    href: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Where the pages of an article lead; None where there is nothing to lead to."""

    source: str | None
    feed: str
    history: str = "index.html"
    previous: PairLink | None = None
    next: PairLink | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """What names a Comparison to others."""

    title: str
    article_id: str
    address: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A source in a list of sources."""

    name: str
    href: str
    extent: str


def source_slug(name: str) -> str:
    """The address of a source: ASCII letters, digits and `-` of its name, then hash digits that tell it from others."""
    ascii_name = normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", ascii_name)[:SLUG_WORDS].strip("-")
    digits = sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:SLUG_DIGITS]
    return f"{words}-{digits}" if words else digits


def site(histories: Iterable[History], options: SiteOptions) -> Iterator[Page]:
    """The pages of a site: those of each article as it comes, then the sources, then the index.

    Of an article whose pages are made, only what the lists show stays in memory. The same histories in the same order
    and the same options give the same bytes.
    """
    listings: list[Listing] = []
    for history in histories:
        yield from _article_pages(history, options)
        listings.append(listing(history))
    by_source: dict[str, list[Listing]] = defaultdict(list)
    for one in newest_first(listings):
        if one.source:
            by_source[one.source].append(one)
    for name in sorted(by_source):
        yield _source_page(name, by_source[name], options)
    yield _index_page(newest_first(listings), by_source, options)


def _article_pages(history: History, options: SiteOptions) -> Iterator[Page]:
    """The history of an article and its pairs of versions, each with its JSON."""
    yield _history_page(history, options)
    for position, transition in enumerate(history.transitions):
        folder = f"a/{history.article.id}/{pair_folder(transition.old, transition.new)}"
        yield _pair_page(history, position, folder, options)
        yield Page(f"{folder}/diff.json", _json(transition, options))


def _history_page(history: History, options: SiteOptions) -> Page:
    title = untitled(history.article.title)
    known = facts(history)
    chrome = Chrome(
        title=title,
        root="../../",
        feed="feed.atom",
        feed_title=ARTICLE_FEED,
        crumbs=(Crumb("All articles", "../../index.html"), *_source_crumb(history, "../../"), _crumb(title)),
    )
    return _page(
        f"a/{history.article.id}/index.html",
        "history.html",
        chrome,
        options,
        title=title,
        language=language_tag(known.language),
        facts=known,
        links=Links(source=_source_href(history, "../../"), feed="feed.atom"),
        strip=strip(history),
        headlines=headline_runs(history),
        entries=entries(history),
    )


def _pair_page(history: History, position: int, folder: str, options: SiteOptions) -> Page:
    transition = history.transitions[position]
    old, new, comparison = transition.old, transition.new, transition.comparison
    title = untitled(comparison.new.headline or history.article.title)
    drawn = rows(comparison)
    return _page(
        f"{folder}/index.html",
        "pair.html",
        _pair_chrome(history, transition, title),
        options,
        facts=facts(history),
        links=Links(
            source=_source_href(history, "../../../"),
            feed="../feed.atom",
            history="../index.html",
            previous=_neighbour(history.transitions[position - 1 : position]),
            next=_neighbour(history.transitions[position + 1 : position + 2]),
        ),
        old=evidence(old),
        new=evidence(new),
        gap=gap(old.first_seen, new.first_seen),
        returns_to=new.returns_to,
        said=words_first(comparison, later_note(history.transitions, position)),
        headlines=kept_headlines(comparison),
        fields=field_rows(comparison),
        rows=drawn,
        changes=[row for row in drawn if isinstance(row, ChangeRow)],
        aside=aside(comparison.old, comparison.new),
        citation=Citation(title=title, article_id=history.article.id, address=_address(folder, options)),
    )


def _pair_chrome(history: History, transition: Transition, title: str) -> Chrome:
    pair = f"Version {transition.old.number} to {transition.new.number}"
    way = (Crumb("All articles", "../../../index.html"), *_source_crumb(history, "../../../"))
    changed = bool(transition.comparison.changes)
    return Chrome(
        title=f"{pair}: {title}",
        root="../../../",
        feed="../feed.atom",
        feed_title=ARTICLE_FEED,
        crumbs=(*way, _crumb(title, "../index.html"), Crumb(pair)),
        skip_to="c1" if changed else "main",
        skip_text="Skip to the first change" if changed else "Skip to the content",
    )


def _source_page(name: str, listings: Sequence[Listing], options: SiteOptions) -> Page:
    chrome = Chrome(
        title=name,
        root="../../",
        feed="feed.atom",
        feed_title="Feed of this source",
        crumbs=(Crumb("All articles", "../../index.html"), Crumb(name)),
    )
    source = Source(name=name, href="index.html", extent=_extent(listings))
    path = f"source/{source_slug(name)}/index.html"
    return _page(path, "source.html", chrome, options, source=source, listings=listings)


def _index_page(listings: Sequence[Listing], by_source: Mapping[str, Sequence[Listing]], options: SiteOptions) -> Page:
    chrome = Chrome(
        title="All articles",
        root="",
        feed="feed.atom",
        feed_title="Feed of all changes",
        crumbs=(Crumb("All articles"),),
    )
    sources = [
        Source(name=name, href=f"source/{source_slug(name)}/index.html", extent=_extent(by_source[name]))
        for name in sorted(by_source)
    ]
    extent = _extent(listings)
    return _page("index.html", "index.html", chrome, options, listings=listings, sources=sources, extent=extent)


def _page(path: str, template: str, chrome: Chrome, options: SiteOptions, **content: object) -> Page:
    as_of = moment(options.as_of)
    text = environment().get_template(template).render(chrome=chrome, site=options, as_of=as_of, **content)
    return Page(path, text)


def _json(transition: Transition, options: SiteOptions) -> str:
    generator = f"revtrack {options.version}"
    comparison = transition.comparison
    return to_text(comparison_json(transition, comparison, generator=generator, base_url=options.base_url)) + "\n"


def _crumb(headline: str, href: str | None = None) -> Crumb:
    return Crumb(shorten(headline, CRUMB), href)


def _source_crumb(history: History, root: str) -> tuple[Crumb, ...]:
    href = _source_href(history, root)
    return (Crumb(history.article.source, href),) if history.article.source and href else ()


def _source_href(history: History, root: str) -> str | None:
    source = history.article.source
    return f"{root}source/{source_slug(source)}/index.html" if source else None


def _neighbour(found: Sequence[Transition]) -> PairLink | None:
    """The link to a neighbouring pair of versions, None where there is none."""
    if not found:
        return None
    old, new = found[0].old, found[0].new
    return PairLink(f"../{pair_folder(old, new)}/index.html", f"Versions {old.number} to {new.number}")


def _extent(listings: Sequence[Listing]) -> str:
    return counted(len(listings), "article")


def _address(folder: str, options: SiteOptions) -> str | None:
    """Where a pair page will be served, None where that is not known."""
    return f"{options.base_url.rstrip('/')}/{folder}/" if options.base_url else None
