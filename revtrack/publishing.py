"""From the Store to what people read: pages of a site and feeds. The other half of the flow of revtrack as code.

    Store --history--> Transitions --report, publish--> pages, feeds

Like `revtrack.pipeline`, each function calls the rooms in order and decides nothing itself.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from revtrack.diff import compare
from revtrack.errors import NotFoundError
from revtrack.model import Article, History
from revtrack.pipeline import furniture_of, history
from revtrack.publish import FEED_ENTRIES, Notice, Scope, ScopeKind, atom_feed, newest, notices
from revtrack.report.site import (
    Listing,
    Page,
    SiteOptions,
    listing,
    listing_from_json,
    listing_to_json,
    pages_key,
    site,
    source_slug,
)
from revtrack.store import Store

__all__ = ["Built", "build_site", "feed"]


@dataclass(frozen=True, slots=True)
class Built:
    """What is kept of an article's pages, so that a later build need not make them again."""

    key: str
    """Stays as long as the pages would come out the same."""
    listing: str
    """A line of JSON."""


def build_site(store: Store, options: SiteOptions, kept: dict[str, Built] | None = None) -> Iterator[Page]:
    """Every page and feed of the static site, article by article; in memory stays what lists and feeds show.

    Args:
        store: what is published.
        options: of the site.
        kept: by article id, what was built before: those pages are not made again that would come out the same. It is
            brought up to date while the pages come. None: every page is made.
    """
    changed: set[str | None] = set()
    """Sources with an article whose pages are made."""
    common: dict[str | None, frozenset[str]] = {}
    of_articles: list[Page] = []

    def passing() -> Iterator[History | Listing]:
        for article in store.articles():
            key = _key(article, store, options) if kept is not None else ""
            if kept is not None and (listed := _still(kept.get(article.id), key)):
                yield listed
                continue
            changed.add(article.source)
            one = history(article, store, _shared(article, store, common))
            of_articles.append(_feed_page(Scope(ScopeKind.ARTICLE, article.identity), notices(one), article, options))
            if kept is not None:
                kept[article.id] = Built(key, listing_to_json(listing(one)))
            yield one

    for page in site(passing(), options, compare):
        yield page
        yield from of_articles
        of_articles.clear()
    yield from _feeds(store, options, changed, common)


def _still(built: Built | None, key: str) -> Listing | None:
    """The Listing of an article whose pages would come out as they are; None where they must be made."""
    if built is None or built.key != key:
        return None
    try:
        return listing_from_json(built.listing)
    except ValueError:
        return None


def _key(article: Article, store: Store, options: SiteOptions) -> str:
    """What the pages of an article follow from: the article, and the texts of its Versions as they are read now."""
    texts = "".join(version.fingerprint for version in store.versions(article.id))
    return sha256(f"{pages_key(article, options)}{texts}".encode()).hexdigest()


def _shared(article: Article, store: Store, common: dict[str | None, frozenset[str]]) -> frozenset[str]:
    """The furniture of an article's source, looked up once for each."""
    source = article.source or article.host
    if source not in common:
        common[source] = furniture_of(article, store)
    return common[source]


def _feeds(
    store: Store, options: SiteOptions, changed: set[str | None], common: dict[str | None, frozenset[str]]
) -> Iterator[Page]:
    """The feeds of everything and of each source, as far as something in them changed."""
    if not changed and store.totals().articles:
        return
    told: dict[str, list[Notice]] = {}

    def of(article: Article) -> list[Notice]:
        if article.id not in told:
            told[article.id] = newest(notices(history(article, store, _shared(article, store, common))))
        return told[article.id]

    yield _feed_page(Scope(ScopeKind.ALL), _latest(store.articles(), of), None, options)
    for source in sorted(one for one in changed if one):
        yield _feed_page(Scope(ScopeKind.SOURCE, source), _latest(store.articles(source), of), None, options)


def _latest(articles: Iterable[Article], of: Callable[[Article], Iterable[Notice]]) -> list[Notice]:
    """The newest Notices of articles, which come latest changed first; none is read that can tell nothing newer.

    Not each change is told, so the articles changed last need not be those that fill a feed.
    """
    found: list[Notice] = []
    for article in articles:
        if len(found) == FEED_ENTRIES and found[-1].observed > article.last_changed:
            break
        if article.versions > 1:
            found = newest([*found, *of(article)])
    return found


def feed(scope: Scope, store: Store, options: SiteOptions) -> Page:
    """The Atom feed of a scope, with the path it has in the site.

    Args:
        scope: about an article, with its identity.
        store: where its articles are.
        options: of the site that the links lead to.

    Raises:
        NotFoundError: when nothing in the database belongs to the scope.
    """
    articles = [article for article in store.articles() if scope.covers(article)]
    if not articles and scope.kind is not ScopeKind.ALL:
        raise NotFoundError(f"nothing is known of {scope}", "revtrack list shows the articles and their sources")
    common: dict[str | None, frozenset[str]] = {}
    found = _latest(articles, lambda article: notices(history(article, store, _shared(article, store, common))))
    return _feed_page(scope, found, articles[0] if scope.kind is ScopeKind.ARTICLE else None, options)


def _feed_page(scope: Scope, found: Iterable[Notice], article: Article | None, options: SiteOptions) -> Page:
    """The feed of a scope as a page of the site."""
    folder, title = "", options.title
    if scope.kind is ScopeKind.SOURCE:
        folder, title = f"source/{source_slug(scope.value)}/", f"Changes: {scope.value}"
    elif article is not None:
        folder, title = f"a/{article.id}/", f"Changes: {article.title or article.identity}"
    path = f"{folder}feed.atom"
    content = atom_feed(
        scope,
        newest(found),
        base_url=options.base_url,
        path=path,
        title=title,
        updated_fallback=article.last_changed if article else options.as_of,
        version=options.version,
    )
    return Page(path, content.decode())
