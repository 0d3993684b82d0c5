"""Questions about articles and their histories, answered with models. Every function takes an open transaction."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from math import ceil
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, and_, func, select

from revtrack.errors import IntegrityError, NotFoundError
from revtrack.model import Alias, Article, Document, Observation, Snapshot, Tools, Version
from revtrack.store import tables as t
from revtrack.store.records import blobs, mapping

__all__ = [
    "StoredSnapshot",
    "Totals",
    "aliases",
    "articles",
    "common_blocks",
    "document",
    "document_read_before",
    "fetched",
    "find",
    "in_parts",
    "is_read_by_others",
    "latest_article",
    "named",
    "number_with",
    "observations",
    "plain",
    "read_before",
    "snapshot_numbers",
    "stored_snapshot",
    "technical",
    "totals",
    "versions",
]

STATED: Final = ("media_type", "encoding", "title", "language", "address", "feed_title")
"""What the sender states that `extract` may look at beside the bytes."""

TOOLS: Final = ("extractor", "segmenter", "normaliser")

OBSERVED: Final = (
    *("observed_at", "sha256", "source", "via", "time_note", "note", "address", "first_fingerprint", "asked"),
)
READ: Final = ("fingerprint", "headline", "language", "words", "sketch")
"""The columns of a snapshot and of its document that make an Observation."""

LEAST_ARTICLES: Final = 5
"""Articles of a source that must hold a Block before it counts as furniture: a quotation is shared by two or three."""

LEAST_SHARE: Final = 0.3
"""Share of a source's Articles that must hold it: furniture stands on all pages of a section, news on few."""

AT_ONCE: Final = 500
"""Names asked for in one query, at least 1: an older SQLite takes 999 values."""

MIN_PREFIX: Final = 4
"""Characters an article's id may be cut to: 20 bits, unique among a thousand articles more often than not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """How much a database holds."""

    articles: int
    versions: int
    snapshots: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredSnapshot:
    """One Snapshot with all that is stored of it."""

    snapshot: Snapshot
    """Its `article` is the identity."""
    document: Document
    observation: Observation


def articles(connection: Connection, source: str | None = None) -> tuple[Article, ...]:
    """All Articles, or those of one source: latest changed first, ties by id."""
    query = select(t.article).order_by(t.article.c.last_changed.desc(), t.article.c.id)
    if source is not None:
        if not mapping.storable(source):
            return ()
        query = query.where(t.article.c.source == source)
    return _articles(connection, query)


def find(connection: Connection, reference: str) -> tuple[Article, ...]:
    """The Article with this identity, else the one with this Alias, else those whose id begins so, by id."""
    if not mapping.storable(reference):
        return ()
    exact = _articles(connection, select(t.article).where(t.article.c.identity == reference))
    if not exact:
        by_alias = select(t.alias.c.article_id).where(t.alias.c.address == reference)
        exact = _articles(connection, select(t.article).where(t.article.c.id.in_(by_alias)))
    if exact or len(reference) < MIN_PREFIX:
        return exact
    begins = t.article.c.id.startswith(reference.lower(), autoescape=True)
    return _articles(connection, select(t.article).where(begins).order_by(t.article.c.id))


def named(connection: Connection, names: Collection[str]) -> dict[str, Article]:
    """The Articles with these identities or Aliases, by the name asked for; an identity comes before an Alias."""
    found: dict[str, Article] = {}
    for some in in_parts(name for name in names if mapping.storable(name)):
        by_alias = select(t.alias.c.address, t.article).join(t.article, t.article.c.id == t.alias.c.article_id)
        for row in connection.execute(by_alias.where(t.alias.c.address.in_(some))).mappings():
            record = plain(row)
            name = record.pop("address")
            found[name] = mapping.article_of(record)
        exact = _articles(connection, select(t.article).where(t.article.c.identity.in_(some)))
        found.update((article.identity, article) for article in exact)
    return found


def in_parts(values: Iterable[str]) -> Iterator[list[str]]:
    """The same values, at most `AT_ONCE` together."""
    left = iter(values)
    while some := list(islice(left, AT_ONCE)):
        yield some


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
    return and_(
        t.snapshot.c.article_id == article_id,
        t.snapshot.c.sha256 == snapshot.sha256,
        *(t.snapshot.c[name].is_not_distinct_from(getattr(snapshot, name)) for name in STATED),
        *(t.document.c[name] == getattr(tools, name) for name in TOOLS),
    )


def _observations(connection: Connection, condition: ColumnElement[bool]) -> tuple[Observation, ...]:
    query = (
        select(*t.snapshot.c[OBSERVED], *t.document.c[READ])
        .join_from(t.snapshot, t.document)
        .where(condition)
        .order_by(t.snapshot.c.observed_at, t.snapshot.c.sha256)
    )
    return tuple(mapping.observation_of(plain(row)) for row in connection.execute(query).mappings())


def snapshot_numbers(connection: Connection, article_id: str) -> Sequence[int]:
    """The numbers of an Article's snapshots, by time, at the same instant by hash."""
    query = select(t.snapshot.c.id).where(t.snapshot.c.article_id == article_id)
    return connection.execute(query.order_by(t.snapshot.c.observed_at, t.snapshot.c.sha256)).scalars().all()


def stored_snapshot(connection: Connection, number: int) -> StoredSnapshot:
    """The Snapshot with a number, and all that is stored of it.

    Raises:
        IntegrityError: when bytes are missing or damaged.
    """
    query = (
        select(t.snapshot, *(t.document.c[name].label(f"read_{name}") for name in READ), t.article.c.identity)
        .join_from(t.snapshot, t.document)
        .join(t.article)
        .where(t.snapshot.c.id == number)
    )
    row = plain(connection.execute(query).mappings().one())
    observed = {name: row[name] for name in OBSERVED}
    read = {name: row[f"read_{name}"] for name in READ}
    return StoredSnapshot(
        snapshot=mapping.snapshot_of(row, identity=row["identity"], content=blobs.fetch(connection, row["sha256"])),
        document=mapping.document_from_json(blobs.fetch(connection, row["document"])),
        observation=mapping.observation_of({**observed, **read}),
    )


def is_read_by_others(connection: Connection, article_id: str, tools: Iterable[Tools]) -> bool:
    """Whether an Article has a Snapshot that none of these tools has read."""
    mine = t.snapshot.c.article_id == article_id
    query = select(*t.document.c[TOOLS]).join_from(t.snapshot, t.document).where(mine).distinct()
    known = {tuple(getattr(one, name) for name in TOOLS) for one in tools}
    return any(tuple(row) not in known for row in connection.execute(query))


def fetched(connection: Connection, article_id: str | None = None) -> frozenset[str]:
    """The ids of the Articles, of all or of the one asked about, that have a Snapshot received over HTTP."""
    query = select(t.snapshot.c.article_id).where(t.snapshot.c.address.is_not(None))
    mine = query.distinct() if article_id is None else query.where(t.snapshot.c.article_id == article_id).limit(1)
    return frozenset(connection.execute(mine).scalars())


def technical(connection: Connection) -> dict[str, int]:
    """How many Versions of an Article are technical, by its id; none of those that have none."""
    query = select(t.version.c.article_id, func.count()).where(t.version.c.technical).group_by(t.version.c.article_id)
    return {row[0]: row[1] for row in connection.execute(query)}


def number_with(connection: Connection, article_id: str, sha256: str | None) -> int | None:
    """The number of an Article's last snapshot by time, of those with these bytes where any are named; None: none."""
    query = select(t.snapshot.c.id).where(t.snapshot.c.article_id == article_id)
    if sha256 is not None:
        query = query.where(t.snapshot.c.sha256 == sha256)
    newest_first = query.order_by(t.snapshot.c.observed_at.desc(), t.snapshot.c.sha256.desc())
    return connection.execute(newest_first.limit(1)).scalar()


def aliases(connection: Connection, article_id: str) -> tuple[Alias, ...]:
    """The other addresses of an Article, by address."""
    query = select(t.alias).where(t.alias.c.article_id == article_id).order_by(t.alias.c.address)
    return tuple(mapping.alias_of(plain(row)) for row in connection.execute(query).mappings())


def common_blocks(connection: Connection, source: str, least_articles: int, least_share: float) -> frozenset[str]:
    """The keys of the Blocks that at least so many Articles of a source hold, and that share of its Articles."""
    if not mapping.storable(source):
        return frozenset()
    mine = t.block_seen.c.source == source
    articles_of_it = connection.execute(select(func.count(t.block_seen.c.article_id.distinct())).where(mine)).scalar()
    least = max(least_articles, ceil(least_share * (articles_of_it or 0)))
    query = select(t.block_seen.c.digest).where(mine).group_by(t.block_seen.c.digest).having(func.count() >= least)
    return frozenset(connection.execute(query).scalars())


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
        select(t.version, *t.snapshot.c["via", "time_note", "note"], t.document.c.headline, last_time_note)
        .join_from(t.version, t.snapshot, _begins_with())
        .join(t.document, t.document.c.sha256 == t.snapshot.c.document)
        .where(t.version.c.article_id == article_id)
        .order_by(t.version.c.number)
    )
    return tuple(mapping.version_of(plain(row)) for row in connection.execute(query).mappings())


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
    return tuple(mapping.article_of(plain(row)) for row in connection.execute(query).mappings())


def plain(row: RowMapping) -> dict[str, Any]:
    """A row of an answer as a record, by the names of its columns."""
    return {str(column): value for column, value in row.items()}
