"""START HERE. The flow of revtrack as code: each function calls the rooms in order and decides nothing itself.

    Snapshot --extract--> Document --versioning--> Version --diff--> Comparison --report, publish--> pages, feeds

Every job is a free function of plain arguments and the Store it works on; running one twice does no harm.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from revtrack import versioning
from revtrack.diff import compare
from revtrack.errors import InputError, NotFoundError
from revtrack.extract import extract, tools_for
from revtrack.model import Article, Comparison, Document, History, Observation, Snapshot, Transition, Version
from revtrack.publish import Notice, Scope, ScopeKind, atom_feed, newest, notices
from revtrack.report.site import Page, SiteOptions, site, source_slug
from revtrack.store import Store
from revtrack.versioning import Verdict

__all__ = [
    "Capture",
    "already_latest",
    "build_site",
    "capture",
    "compare_snapshots",
    "compare_versions",
    "feed",
    "history",
    "read",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """What became of one Snapshot."""

    verdict: Verdict
    article: Article
    """As after the capture."""
    problems: tuple[str, ...] = ()
    """What the content had wrong with it that did not stop it, one sentence each; none where it was read before."""


def read(snapshot: Snapshot, name: str) -> Document:
    """The Document of a Snapshot.

    Args:
        snapshot: what was received.
        name: of the input, for the message.

    Raises:
        InputError: when there is no text in it to keep.
    """
    document = extract(snapshot)
    fatal = next((problem for problem in document.problems if problem.kind.fatal), None)
    if fatal:
        raise InputError(f"{name} {fatal.detail}")
    return document


def capture(snapshot: Snapshot, name: str, store: Store) -> Capture:
    """The verdict on one Snapshot, stored with its Document in one transaction unless it is already there.

    Raises:
        InputError: when there is no text in it to keep; nothing is stored then.
        StoreError: when the database cannot take it; nothing is stored then.
    """
    identity = versioning.identity(snapshot.article)
    article_id = versioning.article_id(identity)
    tools = tools_for(snapshot.media_type)
    reading = store.read_before(article_id, snapshot, tools) or read(snapshot, name)
    document = reading if isinstance(reading, Document) else None
    arriving = Observation.of(snapshot, reading)
    with store.writing(article_id) as writer:
        known = writer.observations(article_id)
        verdict = versioning.verdict(known, arriving)
        if verdict.outcome is not versioning.Outcome.SAME_SNAPSHOT:
            known = (*known, arriving)
            writer.save(
                article=versioning.derive_article(identity, known),
                versions=versioning.timeline(article_id, known),
                snapshot=snapshot,
                observation=arriving,
                document=document or tools,
            )
    return Capture(
        verdict=verdict,
        article=versioning.derive_article(identity, known),
        problems=tuple(problem.detail for problem in document.problems) if document else (),
    )


def already_latest(snapshot: Snapshot, store: Store) -> Capture | None:
    """What is known of a Snapshot whose bytes the latest one of its article has too; None when they differ.

    Reading a file again is no new observation: nobody looked at the article in between.
    """
    identity = versioning.identity(snapshot.article)
    known = versioning.in_order(store.observations(versioning.article_id(identity)))
    if not known or known[-1].sha256 != snapshot.sha256:
        return None
    verdict = versioning.verdict(known, known[-1])
    return Capture(verdict=verdict, article=versioning.derive_article(identity, known))


def compare_versions(article: Article, old: Version, new: Version, store: Store) -> Transition:
    """Two Versions of an Article and all that differs between them."""
    comparison = compare(store.document(old), store.document(new), returns_to=new.returns_to)
    return Transition(article=article, old=old, new=new, comparison=comparison)


def compare_snapshots(old: Snapshot, new: Snapshot, names: tuple[str, str]) -> Comparison:
    """All that differs between two Snapshots that no database knows.

    Args:
        old: one side.
        new: the other.
        names: of both, for messages.

    Raises:
        InputError: when one of them holds no text.
    """
    return compare(read(old, names[0]), read(new, names[1]))


def history(article: Article, store: Store) -> History:
    """All an Article went through, as of one moment: every Version but the first compared with the one before it."""
    known = store.observations(article.id)
    article = versioning.derive_article(article.identity, known)
    versions = versioning.timeline(article.id, known)
    steps = tuple(compare_versions(article, old, new, store) for old, new in pairwise(versions))
    return History(article=article, versions=versions, transitions=steps)


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
