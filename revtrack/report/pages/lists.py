"""Lists of articles: the index, the sources, what is gone, and all articles by the month they were first seen.

    index.html                          what changed last, latest first         most-words.html, weightiest.html
    source/<slug>/index.html            the same of one source
    source/index.html                   all sources with their counts
    gone/index.html                     what is gone
    all/index.html                      the months                              source/<slug>/all/index.html
    all/2026-02/index.html, …/2/…       the articles first seen then

A new article or a change touches the same few lists however many articles there are: pages of a month are filled from
the oldest article on, so that one that comes in never pushes others to another page.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import Final

from revtrack.report.pages.chrome import Chrome, Crumb, Page, SiteOptions, fill, source_slug
from revtrack.report.pages.listing import Listing, newest_first
from revtrack.report.timeline import choices
from revtrack.report.wording import counted

__all__ = ["list_pages"]

RECENT: Final = 50
"""Articles in a list of what changed last. Our choice: about 80 kB."""

QUIET: Final = 20
"""Articles that never changed, shown below those that did, the newest."""

GONE: Final = 200
"""Articles in the list of what is gone, the latest."""

GONE_FIRST: Final = 5
"""Of these, how many other lists show."""

SOURCES_FIRST: Final = 12
"""Sources that the index shows, those that changed last."""

PER_PAGE: Final = 100
"""Articles on one page of a month."""

LATELY: Final = timedelta(days=7)
"""What counts as lately."""

ORDERS: Final = {
    "index": "latest change first",
    "most-words": "most words changed first",
    "weightiest": "weightiest change first: notes, then facts, then headlines",
}
"""The orders of what changed last: the name of the file, and the order in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One of the orders that a list comes in."""

    href: str
    words: str
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A source in a list of sources."""

    name: str
    href: str
    articles: int
    changed: int
    noted: int
    unnoted: int
    gone: int
    failed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month of the list of all articles."""

    name: str
    """Such as "2026-02"."""
    pages: tuple[tuple[Listing, ...], ...]

    @property
    def extent(self) -> str:
        """How many articles, such as "112 articles"."""
        return counted(sum(map(len, self.pages)), "article")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a family of lists is about: everything, or one source."""

    name: str | None
    """Of the source, None for everything."""
    folder: str
    """With a `/` at its end, or empty."""
    root: str
    """The way from that folder to the root of the site."""
    listings: tuple[Listing, ...]
    """Latest change first."""

    @property
    def feed_title(self) -> str:
        """What its feed is called."""
        return "Feed of all changes" if self.name is None else "Feed of this source"


def list_pages(listings: Sequence[Listing], options: SiteOptions) -> Iterator[Page]:
    """All lists of a site: the sources first, the index last."""
    everything = newest_first(listings)
    by_source: dict[str, list[Listing]] = defaultdict(list)
    for one in everything:
        if one.source:
            by_source[one.source].append(one)
    for name in sorted(by_source):
        scope = Scope(name=name, folder=f"source/{source_slug(name)}/", root="../../", listings=tuple(by_source[name]))
        yield from _family(scope, options, ())
    sources = tuple(_source(name, by_source[name]) for name in by_source)  # in the order of their last change
    yield _sources_page(sources, options)
    yield _gone_page(everything, options)
    yield from _family(Scope(name=None, folder="", root="", listings=tuple(everything)), options, sources)


def _family(scope: Scope, options: SiteOptions, sources: Sequence[Source]) -> Iterator[Page]:
    """All articles of a scope by month, then what changed last, in each order."""
    yield from _all_pages(scope, options)
    changed = [one for one in scope.listings if one.changed][:RECENT]
    orders = {
        "index": changed,
        "most-words": sorted(changed, key=lambda one: -(one.shares[-1] if one.shares else 0)),
        "weightiest": sorted(changed, key=lambda one: one.weight),
    }
    wanted = orders if scope.name is None and len(changed) > 1 else {"index": changed}
    for order, found in wanted.items():
        yield _recent_page(scope, order, found, options, sources)


def _recent_page(
    scope: Scope, order: str, found: Sequence[Listing], options: SiteOptions, sources: Sequence[Source]
) -> Page:
    """What changed last in a scope, in one order; what is only minor stands apart, folded."""
    several = scope.name is None and len(found) > 1
    gone = _gone(scope.listings)
    latest = scope.listings[0].checked.iso if scope.listings else ""
    failures = Counter(one.failed for one in scope.listings if one.failed)
    return fill(
        f"{scope.folder}{order}.html",
        "index.html",
        Chrome(
            title=scope.name or "What changed",
            root=scope.root,
            feed=f"{scope.root if scope.name is None else ''}feed.atom",
            feed_title=scope.feed_title,
            crumbs=_crumbs(scope),
        ),
        options,
        options.as_of if scope.name is None or not latest else _newest(scope.listings),
        name=scope.name,
        extent=counted(len(scope.listings), "article"),
        lately=_lately(scope, options),
        order=ORDERS[order],
        orders=[Order(href=f"{name}.html", words=ORDERS[name], current=name == order) for name in ORDERS]
        if several
        else [],
        listings=[one for one in found if not one.minor],
        minor=[one for one in found if one.minor],
        filters=choices([one.kinds for one in found if not one.minor]),
        more=sum(bool(one.changed) for one in scope.listings) > RECENT,
        quiet=[one for one in scope.listings if not one.changed][:QUIET],
        gone=gone[:GONE_FIRST],
        gone_count=len(gone),
        failures=_failures(failures),
        sources=sources[:SOURCES_FIRST],
        sources_count=len(sources),
    )


def _gone(listings: Sequence[Listing]) -> list[Listing]:
    """Those that are gone, the latest first."""
    return sorted((one for one in listings if one.gone), key=lambda one: one.gone.iso if one.gone else "", reverse=True)


def _crumbs(scope: Scope) -> tuple[Crumb, ...]:
    way = Crumb("All articles", f"{scope.root}index.html") if scope.name else Crumb("All articles")
    return (way, Crumb(scope.name)) if scope.name else (way,)


def _newest(listings: Sequence[Listing]) -> datetime:
    """The latest look at any of them."""
    return max(_time(one.checked.iso) for one in listings)


def _time(iso: str) -> datetime:
    return datetime.fromisoformat(iso).astimezone(UTC)


def _lately(scope: Scope, options: SiteOptions) -> int:
    """Articles that changed in the days before the newest observation."""
    now = options.as_of if scope.name is None or not scope.listings else _newest(scope.listings)
    return sum(_time(one.changed.iso) >= now - LATELY for one in scope.listings if one.changed)


def _failures(found: Counter[str]) -> str:
    """Such as "3 articles could not be read at the last look: paywall (2), timeout"; empty where all could."""
    if not found:
        return ""
    told = ", ".join(f"{why} ({count})" if count > 1 else why for why, count in found.most_common())
    return f"{counted(found.total(), 'article')} could not be read at the last look: {told}"


def _source(name: str, listings: Sequence[Listing]) -> Source:
    return Source(
        name=name,
        href=f"{source_slug(name)}/index.html",
        articles=len(listings),
        changed=sum(one.changed is not None for one in listings),
        noted=sum(one.noted for one in listings),
        unnoted=sum(one.unnoted for one in listings),
        gone=sum(one.gone is not None for one in listings),
        failed=sum(bool(one.failed) for one in listings),
    )


def _sources_page(sources: Sequence[Source], options: SiteOptions) -> Page:
    by_name = sorted(sources, key=lambda one: one.name.casefold())
    crumbs = (Crumb("All articles", "../index.html"), Crumb("Sources"))
    chrome = Chrome(title="Sources", root="../", feed="../feed.atom", feed_title="Feed of all changes", crumbs=crumbs)
    return fill("source/index.html", "sources.html", chrome, options, options.as_of, sources=by_name)


def _gone_page(listings: Sequence[Listing], options: SiteOptions) -> Page:
    gone = _gone(listings)
    crumbs = (Crumb("All articles", "../index.html"), Crumb("Gone"))
    chrome = Chrome(title="Gone", root="../", feed="../feed.atom", feed_title="Feed of all changes", crumbs=crumbs)
    return fill("gone/index.html", "gone.html", chrome, options, options.as_of, listings=gone[:GONE], count=len(gone))


def _all_pages(scope: Scope, options: SiteOptions) -> Iterator[Page]:
    """All articles of a scope by the month they were first seen, and the list of these months."""
    if not scope.listings:
        return
    months = _months(scope.listings)
    for month in months:
        for at, found in enumerate(month.pages, start=1):
            yield _month_page(scope, month, at, found, options)
    root = f"../{scope.root}"
    chrome = Chrome(
        title="All articles by month" if scope.name is None else f"{scope.name}: all articles by month",
        root=root,
        feed=f"{root}feed.atom" if scope.name is None else "../feed.atom",
        feed_title=scope.feed_title,
        crumbs=(*_way(scope, root, "../index.html"), Crumb("By month")),
    )
    extent = counted(len(scope.listings), "article")
    newest = max(_time(one.first_seen.iso) for one in scope.listings)  # it shows nothing that came later
    path = f"{scope.folder}all/index.html"
    yield fill(path, "months.html", chrome, options, newest, name=scope.name, months=months[::-1], extent=extent)


def _months(listings: Sequence[Listing]) -> list[Month]:
    """Oldest first, in each the articles by the time they were first seen."""
    oldest_first = sorted(listings, key=lambda one: (one.first_seen.iso, one.article_id))
    found = []
    for name, run in groupby(oldest_first, key=lambda one: one.first_seen.iso[: len("2026-02")]):
        members = tuple(run)
        pages = tuple(members[at : at + PER_PAGE] for at in range(0, len(members), PER_PAGE))
        found.append(Month(name=name, pages=pages))
    return found


def _month_page(scope: Scope, month: Month, at: int, found: Sequence[Listing], options: SiteOptions) -> Page:
    deep = at > 1
    root = f"../../{'../' if deep else ''}{scope.root}"
    up = "../../index.html" if deep else "../index.html"
    title = f"First seen in {month.name}" + (f", page {at}" if len(month.pages) > 1 and deep else "")
    chrome = Chrome(
        title=title,
        root=root,
        feed=f"{root}feed.atom" if scope.name is None else f"{'../' if deep else ''}../../feed.atom",
        feed_title=scope.feed_title,
        crumbs=(*_way(scope, root, f"{up[: -len('index.html')]}../index.html"), Crumb("By month", up), Crumb(title)),
    )
    here = f"{scope.folder}all/{month.name}/"
    folder = f"{here}{at}/" if deep else here
    return fill(
        f"{folder}index.html",
        "month.html",
        chrome,
        options,
        _newest(found),
        title=title,
        name=scope.name,
        listings=found,
        previous=_page_before(at) if deep else None,
        next=f"{'../' if deep else ''}{at + 1}/index.html" if at < len(month.pages) else None,
    )


def _page_before(at: int) -> str:
    """The way from a page of a month to the one before it; the first has no number in its address."""
    before = at - 1
    return "../index.html" if before == 1 else f"../{before}/index.html"


def _way(scope: Scope, root: str, source: str) -> tuple[Crumb, ...]:
    """The steps to the lists of a scope."""
    start = Crumb("All articles", f"{root}index.html")
    return (start, Crumb(scope.name, source)) if scope.name else (start,)
