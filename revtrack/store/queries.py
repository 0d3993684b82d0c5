"""The reading side: questions to the database, answered with models. Every function takes an open transaction."""

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, and_, func, select

from revtrack.errors import IntegrityError, NotFoundError
from revtrack.model import Article, Document, Observation, Snapshot, Tools, Version
from revtrack.store import blobs, mapping
from revtrack.store import tables as t

__all__ = [
    "Totals",
    "articles",
    "document",
    "document_read_before",
    "find",
    "latest_article",
    "observations",
    "read_before",
    "totals",
    "versions",
]

MIN_PREFIX: Final = 4
"""Characters an article's id may be cut to: 20 bits, unique among a thousand articles more often than not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """How much a database holds."""

    articles: int
    versions: int
    snapshots: int


def articles(connection: Connection, source: str | None = None) -> tuple[Article, ...]:
    """All Articles, or those of one source: latest changed first, ties by id."""
    query = select(t.article).order_by(t.article.c.last_changed.desc(), t.article.c.id)
    if source is not None:
        if not mapping.storable(source):
            return ()
        query = query.where(t.article.c.source == source)
    return _articles(connection, query)


def find(connection: Connection, reference: str) -> tuple[Article, ...]:
    """The Article with this identity, else those whose id begins so (4 characters at least), by id."""
    if not mapping.storable(reference):
        return ()
    exact = _articles(connection, select(t.article).where(t.article.c.identity == reference))
    if exact or len(reference) < MIN_PREFIX:
        return exact
    begins = t.article.c.id.startswith(reference.lower(), autoescape=True)
    return _articles(connection, select(t.article).where(begins).order_by(t.article.c.id))


def latest_article(connection: Connection) -> Article | None:
    """The Article of the Snapshot that arrived last, None in an empty database."""
    newest = select(func.max(t.snapshot.c.id)).scalar_subquery()
    query = select(t.article).join(t.snapshot).where(t.snapshot.c.id == newest)
    return next(iter(_articles(connection, query)), None)


def observations(connection: Connection, article_id: str) -> tuple[Observation, ...]:
    """What an Article was seen to be, by time, at the same instant by hash; nothing for an unknown one."""
    return _observations(connection, t.snapshot.c.article_id == article_id)


def read_before(connection: Connection, article_id: str, snapshot: Snapshot, tools: Tools) -> Observation | None:
    """An Observation of the same bytes, stated to be the same and read by the same tools, hence of the same text."""
    return next(iter(_observations(connection, _read_alike(article_id, snapshot, tools))), None)


def document_read_before(connection: Connection, article_id: str, snapshot: Snapshot, tools: Tools) -> str | None:
    """The SHA-256 of the Document that reading the Snapshot again would give; None where it has not been read."""
    query = select(t.snapshot.c.document).join_from(t.snapshot, t.document)
    return connection.execute(query.where(_read_alike(article_id, snapshot, tools)).limit(1)).scalar()


def _read_alike(article_id: str, snapshot: Snapshot, tools: Tools) -> ColumnElement[bool]:
    """The condition that reading a Snapshot again would give the Document of a stored one: `extract` looks at nothing
    but the bytes and these statements.
    """
    stated = ("media_type", "encoding", "title", "language")
    return and_(
        t.snapshot.c.article_id == article_id,
        t.snapshot.c.sha256 == snapshot.sha256,
        *(t.snapshot.c[name].is_not_distinct_from(getattr(snapshot, name)) for name in stated),
        *(t.document.c[name] == getattr(tools, name) for name in ("extractor", "segmenter", "normaliser")),
    )


def _observations(connection: Connection, condition: ColumnElement[bool]) -> tuple[Observation, ...]:
    query = (
        select(
            *t.snapshot.c["observed_at", "sha256", "source", "via", "time_note"],
            *t.document.c["fingerprint", "headline", "language"],
        )
        .join_from(t.snapshot, t.document)
        .where(condition)
        .order_by(t.snapshot.c.observed_at, t.snapshot.c.sha256)
    )
    return tuple(mapping.observation_of(_plain(row)) for row in connection.execute(query).mappings())


def versions(connection: Connection, article_id: str) -> tuple[Version, ...]:
    """The Versions of an Article by number; nothing for an unknown one."""
    last, read = t.snapshot.alias(), t.document.alias()
    last_time_note = (
        select(last.c.time_note)
        .join(read, read.c.sha256 == last.c.document)
        .where(
            last.c.article_id == t.version.c.article_id,
            last.c.observed_at == t.version.c.last_seen,
            read.c.fingerprint == t.version.c.fingerprint,
        )
        .order_by(last.c.sha256.desc())
        .limit(1)
        .scalar_subquery()
        .label("last_time_note")
    )
    query = (
        select(t.version, *t.snapshot.c["via", "time_note"], t.document.c.headline, last_time_note)
        .join_from(t.version, t.snapshot, _begins_with())
        .join(t.document, t.document.c.sha256 == t.snapshot.c.document)
        .where(t.version.c.article_id == article_id)
        .order_by(t.version.c.number)
    )
    return tuple(mapping.version_of(_plain(row)) for row in connection.execute(query).mappings())


def document(connection: Connection, version: Version) -> Document:
    """The Document read from the first Snapshot of a Version.

    Raises:
        NotFoundError: when the database does not have this Version.
        IntegrityError: when its bytes are missing or damaged.
    """
    query = select(t.snapshot.c.document).where(
        t.snapshot.c.article_id == version.article_id,
        t.snapshot.c.observed_at == version.first_seen,
        t.snapshot.c.sha256 == version.sha256,
    )
    digest = connection.execute(query).scalar()
    if digest is None:
        raise NotFoundError(
            f"version {version.number} of the article {version.article_id} is not in the database",
            "revtrack log lists the versions there are",
        )
    try:
        return mapping.document_from_json(blobs.fetch(connection, digest))
    except IntegrityError as problem:
        where = f"version {version.number} of the article {version.article_id} cannot be read"
        raise IntegrityError(f"{where}: {problem.message}", problem.hint) from problem


def totals(connection: Connection) -> Totals:
    """How many Articles, Versions and Snapshots there are."""
    counts = (select(func.count()).select_from(table).scalar_subquery() for table in (t.article, t.version, t.snapshot))
    found = connection.execute(select(*counts)).one()
    return Totals(articles=found[0], versions=found[1], snapshots=found[2])


def _begins_with() -> Any:
    """The condition that a snapshot is the first one of a version."""
    first = t.snapshot.c.observed_at == t.version.c.first_seen
    return (t.snapshot.c.article_id == t.version.c.article_id) & first & (t.snapshot.c.sha256 == t.version.c.sha256)


def _articles(connection: Connection, query: Select[*tuple[Any, ...]]) -> tuple[Article, ...]:
    return tuple(mapping.article_of(_plain(row)) for row in connection.execute(query).mappings())


def _plain(row: RowMapping) -> dict[str, Any]:
    return {str(column): value for column, value in row.items()}
