"""From the Store to what people read: pages of a site and feeds. The other half of the flow of revtrack as code.

    Store --history--> Transitions --report, publish--> pages, feeds

Like `revtrack.pipeline`, each function calls the rooms in order and decides nothing itself.
"""

from collections.abc import Iterable, Iterator

from revtrack.errors import NotFoundError
from revtrack.model import Article, History
from revtrack.pipeline import history
from revtrack.publish import Notice, Scope, ScopeKind, atom_feed, newest, notices
from revtrack.report.site import Page, SiteOptions, site, source_slug
from revtrack.store import Store

__all__ = ["build_site", "feed"]


def build_site(store: Store, options: SiteOptions) -> Iterator[Page]:
    """Every page and feed of the static site, article by article; in memory stays what lists and feeds show."""
    told: dict[Scope, list[Notice]] = {Scope(ScopeKind.ALL): []}
    of_articles: list[Page] = []

    def passing() -> Iterator[History]:
        for article in store.articles():
            one = history(article, store)
            found = notices(one)
            of_articles.append(_feed_page(Scope(ScopeKind.ARTICLE, article.identity), found, article, options))
            scopes = [Scope(ScopeKind.ALL), *([Scope(ScopeKind.SOURCE, article.source)] if article.source else [])]
            for scope in scopes:
                told[scope] = newest([*told.get(scope, ()), *found])
            yield one

    for page in site(passing(), options):
        yield page
        yield from of_articles
        of_articles.clear()
    for scope, found in told.items():
        yield _feed_page(scope, found, None, options)


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
    found = [notice for article in articles for notice in notices(history(article, store))]
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
