"""`revtrack db check`: is every stored byte as it was, and does everything that follows from it agree?"""

from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import Connection, ForeignKeyConstraint, Row, Table, and_, func, select

from revtrack.errors import IntegrityError
from revtrack.model import Document
from revtrack.store import tables as t
from revtrack.store.records import mapping
from revtrack.store.records.blobs import fetch, unpack

__all__ = ["problems"]

BATCH: Final = 100
"""Blobs held in memory at a time."""

SAFE_SETTINGS: Final = ("fsync", "full_page_writes", "synchronous_commit")
"""What PostgreSQL must not have switched off, else a power cut takes what was acknowledged."""


def problems(connection: Connection) -> Iterator[str]:
    """What is wrong with the database, one sentence each, the deepest cause first."""
    yield from _server(connection) if connection.dialect.name == "postgresql" else _file(connection)
    yield from _blobs(connection)
    for table in t.metadata.sorted_tables:
        for constraint in table.foreign_key_constraints:
            yield from _dangling(connection, table, constraint)
    yield from _counts(connection)


def _file(connection: Connection) -> Iterator[str]:
    for line in connection.exec_driver_sql("PRAGMA quick_check").scalars():
        if line != "ok":
            yield f"the file is damaged: {line}"


def _server(connection: Connection) -> Iterator[str]:
    for setting in SAFE_SETTINGS:
        if connection.exec_driver_sql(f"SHOW {setting}").scalar() == "off":
            yield f"the server runs with {setting} = off, so a power cut may take what was stored"


def _blobs(connection: Connection) -> Iterator[str]:
    """Content that is not what was stored, and documents whose record says another text than their JSON."""
    query = select(t.blob, *t.document.c["fingerprint", "words"]).outerjoin_from(t.blob, t.document)
    told: set[str] = set()
    for row in connection.execute(query.execution_options(yield_per=BATCH)):
        try:
            if row.base is None:
                content = unpack(row.sha256, row.encoding, row.size, row.data)
            else:
                content = fetch(connection, row.sha256)
            if row.fingerprint is not None:
                yield from _disagreements(row, mapping.document_from_json(content))
        except IntegrityError as problem:
            if problem.message not in told:  # many may be built on what is damaged
                told.add(problem.message)
                yield problem.message


def _disagreements(row: Row[Any], document: Document) -> Iterator[str]:
    """What the record of a document says otherwise than its JSON."""
    if document.fingerprint != row.fingerprint:
        yield f"the document {row.sha256} is recorded with the fingerprint of another text"
    if row.words not in {None, document.word_count}:
        yield f"the document {row.sha256} is recorded with {row.words} words, but has {document.word_count}"


def _dangling(connection: Connection, table: Table, constraint: ForeignKeyConstraint) -> Iterator[str]:
    """Records that point at something that is not there."""
    target = constraint.referred_table.alias()
    pairs = [(element.parent, target.c[element.column.name]) for element in constraint.elements]
    query = (
        select(*table.primary_key)
        .outerjoin_from(table, target, and_(*(ours == theirs for ours, theirs in pairs)))
        .where(pairs[0][1].is_(None), *(ours.is_not(None) for ours, _ in pairs))
    )
    for key in connection.execute(query):
        yield f"the {table.name} {' '.join(map(str, key))} points at a {constraint.referred_table.name} that is missing"


def _counts(connection: Connection) -> Iterator[str]:
    """Articles whose Versions are not numbered from 1 or unite more than all Snapshots, or that have other looks.

    Versions may unite fewer: what is not plausible makes none.
    """
    versions = (
        select(
            t.version.c.article_id,
            func.count().label("versions"),
            func.max(t.version.c.number).label("last"),
            func.sum(t.version.c.snapshots).label("united"),
        )
        .group_by(t.version.c.article_id)
        .subquery()
    )
    snapshots = (
        select(t.snapshot.c.article_id, func.count().label("snapshots")).group_by(t.snapshot.c.article_id).subquery()
    )
    looks = select(t.look.c.article_id, func.count().label("looks")).group_by(t.look.c.article_id).subquery()
    query = (
        select(
            *t.article.c["id", "versions", "snapshots", "checks"],
            *versions.c["versions", "last", "united"],
            snapshots.c.snapshots,
            looks.c.looks,
        )
        .outerjoin(versions, versions.c.article_id == t.article.c.id)
        .outerjoin(snapshots, snapshots.c.article_id == t.article.c.id)
        .outerjoin(looks, looks.c.article_id == t.article.c.id)
        .order_by(t.article.c.id)
    )
    for row in connection.execute(query):
        article, said, seen, looked, there, last, united, stored, kept = tuple[Any, ...](row)
        if not said == there == last:
            yield f"the article {article} has {said} versions, but {there or 0} are stored, up to number {last or 0}"
        if seen != stored or (united or 0) > seen:
            yield f"the article {article} has {seen} snapshots, but {stored or 0} stored and {united or 0} in versions"
        if looked != (kept or 0):
            yield f"the article {article} has {looked} looks without a snapshot, but {kept or 0} are stored"
