"""The writing side: what one transaction may do about one article.

Who writes about an article is alone with it until the end of the transaction, so that numbers have no gaps whoever else
is writing. Saving or recording anything twice changes nothing. Stored bytes are never changed and never removed; of
what follows from them, the rows of `version`, only those that differ are written anew.

What several transactions may write at once, bytes and documents, is written in the order of the hashes: two of them
that store the same pages in two orders wait for each other once, not in a circle.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Row, Table, bindparam, delete, exists, select

from revtrack.errors import IntegrityError
from revtrack.model import Alias, Article, Check, Document, Observation, Snapshot, Tools, Version
from revtrack.store import tables as t
from revtrack.store.engine import insert_new, lock, upsert
from revtrack.store.records import blobs, looks, mapping, queries

__all__ = ["Writer", "keep_blocks"]

Item = tuple[Snapshot, Observation, Document | Tools]
"""A capture, the same as the history sees it, and what was read from it."""


class Writer:
    """What one transaction may do about one article. `Store.writing` makes it."""

    def __init__(self, connection: Connection, article_id: str, now: Callable[[], datetime]) -> None:
        self._connection = connection
        self._article_id = article_id
        self._now = now

    def observations(self, article_id: str) -> tuple[Observation, ...]:
        """What the Article was seen to be so far, by time, at the same instant by hash."""
        return queries.observations(self._connection, article_id)

    def checks(self, article_id: str) -> tuple[Check, ...]:
        """The looks so far that gave no Snapshot, by time."""
        return looks.checks(self._connection, article_id)

    def save_all(self, *, article: Article, versions: Sequence[Version], items: Iterable[Item]) -> None:
        """Store Snapshots with their Documents, and the Article and its Versions as they are with them.

        A Snapshot that is there already changes nothing. A history of many thousand states is brought in by some
        hundred at a time: what is derived is then derived a hundred times less often. All the bytes of the items are in
        memory at once.

        Args:
            article: as derived from all observations, these included, and all Checks.
            versions: all of the article, numbered from 1 without gaps.
            items: the captures in any order, each with the same as the history sees it and what was read from it; the
                tools alone where `Store.read_before` knows that they have read it.

        Raises:
            ValueError: when an observation says something else than its Snapshot and Document, or the tools have not
                read it.
            InputError: when an address, a title or the like holds a character that no database keeps.
            IntegrityError: when another Article has the same id.
        """
        items = list(items)
        for snapshot, observation, document in items:
            if isinstance(document, Document) and observation != Observation.of(snapshot, document):
                raise ValueError("the observation is not that of the snapshot and its document")
        self._check_identity(article)
        fresh = sorted(self._fresh(article.id, items), key=lambda item: (item[0].observed_at, item[0].sha256))
        if not fresh:
            return
        readings = self._readings(article.id, fresh)
        seen = self._unseen(article.id, fresh, readings)
        self._save_article(article)
        now = self._now()
        records = [
            mapping.snapshot_record(snapshot, article_id=article.id, document=reading, recorded_at=now)
            for (snapshot, *_), reading in zip(fresh, readings, strict=True)
        ]
        self._connection.execute(t.snapshot.insert(), records)
        self._save_versions(article.id, versions)
        keep_blocks(self._connection, article, seen)

    def record(self, check: Check, *, article: Article | None, content: bytes | None = None) -> None:
        """Store a look that gave no Snapshot, and the Article as it is with it.

        A Check that is there already, by its time, state and address, stays as it is.

        Args:
            check: the look; its article must be the one this transaction is about.
            article: as derived from all observations and all Checks, this one included; None where the article was
                never captured, so that there is none.
            content: the bytes received where they are to be kept; the Check must name them.

        Raises:
            ValueError: when the Check names other bytes than these.
            InputError: when a text in it holds a character that no database keeps, or the address is too long.
            IntegrityError: when another Article has the same id.
        """
        if content is not None:
            if check.sha256 != sha256(content).hexdigest():
                raise ValueError("the check names other bytes than those it comes with")
            blobs.keep(self._connection, content)
        record = mapping.check_record(check, article_id=self._article_id)
        self._connection.execute(insert_new(self._connection, t.look), record)
        if article is not None:
            self._check_identity(article)
            self._save_article(article)

    def reread(
        self,
        *,
        article: Article,
        versions: Sequence[Version],
        readings: Mapping[tuple[datetime, str], Document],
    ) -> None:
        """Let stored Snapshots have other Documents, and the Article and its Versions be as they are with them.

        The Documents they had stay stored. What a Snapshot's text was called when it was first read stays its `key`.

        Args:
            article: as derived from all observations with their new texts, and all Checks.
            versions: all of the article, numbered from 1 without gaps.
            readings: by time and SHA-256 of the Snapshot, what was read from it now.

        Raises:
            ValueError: when one of the Snapshots is not stored.
            IntegrityError: when another Article has the same id.
        """
        self._check_identity(article)
        stored = self._stored(article.id)
        if not readings.keys() <= stored.keys():
            raise ValueError("a snapshot that is not stored cannot be read again")
        places = sorted(readings)
        before = stored[places[0]].document if places else None
        digests = self._keep_documents([readings[place] for place in places], before)
        changes, seen = [], {}
        for place, digest in zip(places, digests, strict=True):
            row, document = stored[place], readings[place]
            first = row.first_fingerprint or row.fingerprint
            kept = None if first == document.fingerprint else first
            changes.append({"number": row.id, "reading": digest, "first": kept})
            seen[row.source, digest] = document
        if changes:
            change = t.snapshot.update().where(t.snapshot.c.id == bindparam("number"))
            change = change.values(document=bindparam("reading"), first_fingerprint=bindparam("first"))
            self._connection.execute(change, changes)
        self._save_article(article)
        self._save_versions(article.id, versions)
        keep_blocks(self._connection, article, seen)

    def _stored(self, article_id: str) -> dict[tuple[datetime, str], Row[*tuple[Any, ...]]]:
        """By time and SHA-256, what is stored of each Snapshot of an Article, and the fingerprint of its text."""
        query = select(
            *t.snapshot.c["id", "observed_at", "sha256", "document", "source", "first_fingerprint"],
            t.document.c.fingerprint,
        ).join_from(t.snapshot, t.document)
        rows = self._connection.execute(query.where(t.snapshot.c.article_id == article_id))
        return {(row.observed_at, row.sha256): row for row in rows}

    def adopt(self, other: Article, *, article: Article, versions: Sequence[Version], reason: str) -> None:
        """Let the Snapshots and looks of another Article be this one's, which has two addresses from then on.

        The other one is no more, its identity an Alias. Where both have the same Snapshot, this one's stays.

        Args:
            other: the stored Article that turned out to be the same as this one.
            article: the one this transaction is about, stored or not, as derived from the observations and Checks of
                both, each Snapshot once.
            versions: all of the article as it is then, numbered from 1 without gaps.
            reason: why they are the same, for people.

        Raises:
            ValueError: when both are the same Article.
            IntegrityError: when another Article has the same id.
        """
        if other.id == article.id:
            raise ValueError("an article cannot adopt itself")
        lock(self._connection, other.id)
        self._check_identity(article)
        self._save_article(article)
        self._connection.execute(delete(t.version).where(t.version.c.article_id == other.id))
        self._move(t.snapshot, other.id, {"article_id": article.id}, ("observed_at", "sha256"))
        looks = {"article_id": article.id, "identity": article.identity}
        self._move(t.look, other.id, looks, ("at", "state", "address"))
        self._move(t.block_seen, other.id, {"article_id": article.id}, ("source", "digest"))
        self._connection.execute(t.alias.update().where(t.alias.c.article_id == other.id).values(article_id=article.id))
        alias = mapping.alias_record(Alias(address=other.identity, article_id=article.id, reason=reason))
        self._connection.execute(insert_new(self._connection, t.alias), alias)
        self._connection.execute(delete(t.article).where(t.article.c.id == other.id))
        self._save_versions(article.id, versions)

    def _move(self, table: Table, other_id: str, values: Mapping[str, str], key: Iterable[str]) -> None:
        """Give the records of another Article to this one, but for those that it has, by this key."""
        mine = table.alias()
        twin = exists().where(
            mine.c.article_id == values["article_id"], *(mine.c[name] == table.c[name] for name in key)
        )
        theirs = table.c.article_id == other_id
        self._connection.execute(delete(table).where(theirs, twin))
        self._connection.execute(table.update().where(theirs).values(**values))

    def _check_identity(self, article: Article) -> None:
        """Refuse an Article whose id is that of another one.

        Raises:
            IntegrityError: when it is: both identities have the same hash.
        """
        known = select(t.article.c.identity).where(t.article.c.id == article.id)
        identity = self._connection.execute(known).scalar()
        if identity not in {None, article.identity}:
            raise IntegrityError(
                f"the articles “{identity}” and “{article.identity}” have the same id {article.id}",
                "name one of them by another address or key",
            )

    def _fresh(self, article_id: str, items: Sequence[Item]) -> list[Item]:
        """The items whose Snapshots are not there yet, each Snapshot once."""
        times = [snapshot.observed_at for snapshot, *_ in items]
        if not times:
            return []
        twins = select(*t.snapshot.c["observed_at", "sha256"]).where(
            t.snapshot.c.article_id == article_id, t.snapshot.c.observed_at.between(min(times), max(times))
        )
        known = {(row.observed_at, row.sha256) for row in self._connection.execute(twins)}
        fresh: dict[tuple[datetime, str], Item] = {}
        for item in items:
            place = (item[0].observed_at, item[0].sha256)
            if place not in known:
                fresh.setdefault(place, item)
        return list(fresh.values())

    def _readings(self, article_id: str, items: Sequence[Item]) -> list[str]:
        """The SHA-256 of the JSON of each item's Document; these and the bytes of all items are stored afterwards."""
        known = [
            queries.document_read_before(self._connection, article_id, snapshot, document)
            if isinstance(document, Tools)
            else None
            for snapshot, _, document in items
        ]
        read = [document for _, _, document in items if isinstance(document, Document)]
        if known.count(None) != len(read):
            raise ValueError("these tools have not read this snapshot")
        before, read_before = self._before(article_id, items[0][0].observed_at)
        contents = [snapshot.content for snapshot, _, document in items if isinstance(document, Document)]
        new = iter(self._keep_documents(read, read_before, (before, contents)))
        return [digest or next(new) for digest in known]

    def _before(self, article_id: str, moment: datetime) -> tuple[str | None, str | None]:
        """The bytes and the Document of the Snapshot before a moment, by hash; of the first one where it is after."""
        query = select(*t.snapshot.c["sha256", "document"]).where(t.snapshot.c.article_id == article_id).limit(1)
        at = t.snapshot.c.observed_at
        row = self._connection.execute(query.where(at <= moment).order_by(at.desc())).first()
        row = row or self._connection.execute(query.order_by(at)).first()
        return (row.sha256, row.document) if row else (None, None)

    def _unseen(
        self, article_id: str, items: Sequence[Item], readings: Sequence[str]
    ) -> dict[tuple[str | None, str], Document | None]:
        """By source and hash, the Documents that hold Blocks nobody may have remembered yet; see `keep_blocks`."""
        seen = {
            (snapshot.source, reading): document if isinstance(document, Document) else None
            for (snapshot, _, document), reading in zip(items, readings, strict=True)
        }
        again = {reading for (_, reading), document in seen.items() if document is None}
        if again:  # most looks find the bytes that were there before, of the same source
            query = select(*t.snapshot.c["source", "document"]).distinct()
            query = query.where(t.snapshot.c.article_id == article_id, t.snapshot.c.document.in_(sorted(again)))
            for row in self._connection.execute(query):
                if (row.source, row.document) in seen:
                    del seen[row.source, row.document]
        return seen

    def _keep_documents(
        self, documents: Sequence[Document], before: str | None, contents: blobs.Run = (None, ())
    ) -> list[str]:
        """The SHA-256 of the JSON of each Document, all of which are stored afterwards, and other content with them.

        Args:
            documents: each of which resembles the one before.
            before: the hash of a stored one that the first resembles.
            contents: to be kept beside them.
        """
        run = (before, list(map(mapping.document_to_json, documents)))
        _, digests = blobs.keep_all(self._connection, [contents, run])
        records = {
            digest: mapping.document_record(document, digest)
            for digest, document in zip(digests, documents, strict=True)
        }
        if records:
            in_order = [records[digest] for digest in sorted(records)]
            self._connection.execute(insert_new(self._connection, t.document), in_order)
        return digests

    def _save_article(self, article: Article) -> None:
        """Write the Article in the place of what was known of it."""
        self._connection.execute(upsert(self._connection, t.article), mapping.article_record(article))

    def _save_versions(self, article_id: str, versions: Sequence[Version]) -> None:
        """Write the Versions that differ from the stored ones, and remove those beyond the last."""
        mine = t.version.c.article_id == article_id
        stored = {tuple(row) for row in self._connection.execute(select(t.version).where(mine))}
        records = map(mapping.version_record, versions)
        changed = [record for record in records if tuple(record.values()) not in stored]
        if changed:
            self._connection.execute(upsert(self._connection, t.version), changed)
        if len(stored) > len(versions):
            self._connection.execute(delete(t.version).where(mine, t.version.c.number > len(versions)))


def keep_blocks(
    connection: Connection, article: Article, seen: Mapping[tuple[str | None, str], Document | None]
) -> None:
    """Remember which Blocks an Article holds, for `queries.common_blocks`.

    Args:
        connection: an open transaction.
        article: that holds them.
        seen: by source, None for the host, and by SHA-256 of its JSON: a Document, None for one to be fetched.
    """
    records: dict[tuple[str, str], dict[str, Any]] = {}
    for (stated, digest), known in seen.items():
        source = stated or article.host
        if not source:
            continue
        document = known or mapping.document_from_json(blobs.fetch(connection, digest))
        for key in mapping.common_keys(document):
            records[source, key] = {"source": source, "digest": key, "article_id": article.id}
    if records:
        connection.execute(insert_new(connection, t.block_seen), list(records.values()))
