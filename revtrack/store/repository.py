"""The Store: the way in for everybody else, and the writing side.

    with open_store("sqlite:///revtrack.db") as store:
        with store.writing(article_id) as writer:      one transaction: all of it or nothing
            known = writer.observations(article_id)
            writer.save(...)
        store.articles()                               what was committed, never half of it

Who writes about an article is alone with it until the end of the transaction, so that numbers have no gaps whoever
else is writing. Saving a Snapshot twice changes nothing. Stored bytes are never changed and never removed; of what
follows from them, the rows of `version`, only those that differ are written anew.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine, delete, select

from revtrack.errors import IntegrityError
from revtrack.model import Article, Document, Observation, Snapshot, Tools, Version
from revtrack.store import blobs, check, engine, mapping, migrate, queries
from revtrack.store import tables as t
from revtrack.store.engine import BUSY_TIMEOUT_S, Place, insert_new, upsert
from revtrack.store.queries import Totals

__all__ = ["Store", "Writer", "open_store"]


class Writer:
    """What one transaction may do. `Store.writing` makes it."""

    def __init__(self, connection: Connection, now: Callable[[], datetime]) -> None:
        self._connection = connection
        self._now = now

    def observations(self, article_id: str) -> tuple[Observation, ...]:
        """What the Article was seen to be so far, by time, at the same instant by hash."""
        return queries.observations(self._connection, article_id)

    def save(
        self,
        *,
        article: Article,
        versions: Sequence[Version],
        snapshot: Snapshot,
        observation: Observation,
        document: Document | Tools,
    ) -> None:
        """Store a Snapshot with its Document, and the Article and its Versions as they are with it.

        A Snapshot that is there already changes nothing.

        Args:
            article: as derived from all observations, this one included.
            versions: all of the article, numbered from 1 without gaps.
            snapshot: the capture.
            observation: the same as the history sees it.
            document: what was read from it; the tools alone where `Store.read_before` knows that they have read it.

        Raises:
            ValueError: when `observation` says something else than `snapshot` and `document`, or the tools have not
                read it.
            InputError: when an address, a title or the like holds a character that no database keeps.
            IntegrityError: when another Article has the same id.
        """
        if isinstance(document, Document) and observation != Observation.of(snapshot, document):
            raise ValueError("the observation is not that of the snapshot and its document")
        if self._is_known(article, snapshot):
            return
        reading = self._reading(article.id, snapshot, document)
        self._connection.execute(upsert(self._connection, t.article), mapping.article_record(article))
        self._connection.execute(
            t.snapshot.insert(),
            mapping.snapshot_record(snapshot, article_id=article.id, document=reading, recorded_at=self._now()),
        )
        self._save_versions(article.id, versions)

    def _reading(self, article_id: str, snapshot: Snapshot, document: Document | Tools) -> str:
        """The SHA-256 of the JSON of the Snapshot's Document, which is stored afterwards, as its bytes are."""
        if isinstance(document, Tools):
            known = queries.document_read_before(self._connection, article_id, snapshot, document)
            if known is None:
                raise ValueError("these tools have not read this snapshot")
            return known
        blobs.keep(self._connection, snapshot.content)
        reading = blobs.keep(self._connection, mapping.document_to_json(document))
        read = mapping.document_record(document, reading)
        self._connection.execute(insert_new(self._connection, t.document), read)
        return reading

    def _is_known(self, article: Article, snapshot: Snapshot) -> bool:
        known = select(t.article.c.identity).where(t.article.c.id == article.id)
        identity = self._connection.execute(known).scalar()
        if identity not in {None, article.identity}:
            raise IntegrityError(
                f"the articles “{identity}” and “{article.identity}” have the same id {article.id}",
                "name one of them by another address or key",
            )
        twin = select(t.snapshot.c.id).where(
            t.snapshot.c.article_id == article.id,
            t.snapshot.c.observed_at == snapshot.observed_at,
            t.snapshot.c.sha256 == snapshot.sha256,
        )
        return self._connection.execute(twin).first() is not None

    def _save_versions(self, article_id: str, versions: Sequence[Version]) -> None:
        """Write the Versions that differ from the stored ones, and remove those beyond the last."""
        mine = t.version.c.article_id == article_id
        stored = {
            row["number"]: dict(row) for row in self._connection.execute(select(t.version).where(mine)).mappings()
        }
        records = [mapping.version_record(version) for version in versions]
        changed = [record for record in records if record != stored.get(record["number"])]
        if changed:
            self._connection.execute(upsert(self._connection, t.version), changed)
        if len(stored) > len(versions):
            self._connection.execute(delete(t.version).where(mine, t.version.c.number > len(versions)))


class Store:
    """Articles and their histories in a database. Use it as a context manager, or `close` it.

    It may be shared by threads; each process opens its own. Whatever the driver reports is raised as a StoreError.
    """

    def __init__(self, place: Place, connections: Engine, now: Callable[[], datetime]) -> None:
        self._place = place
        self._now = now
        self._connections = connections
        self._readers = engine.for_reading(connections)
        self._writers = engine.for_writing(connections)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def url(self) -> str:
        """The address without password and options: fit to be shown, not to be opened."""
        return self._place.address

    def close(self) -> None:
        """Let go of all connections."""
        self._connections.dispose()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with engine.translated(self._place), self._readers.connect() as connection:
            yield connection

    @contextmanager
    def writing(self, article_id: str) -> Iterator[Writer]:
        """One transaction in which nobody else writes about the article: committed at the end, undone by an exception.

        Raises:
            BusyError: when another writer does not finish in time.
            UnwritableError: when the database is read-only or its disk full; nothing is stored then.
        """
        with engine.translated(self._place), self._writers.begin() as connection:
            engine.lock(connection, article_id)
            yield Writer(connection, self._now)

    def articles(self, source: str | None = None) -> tuple[Article, ...]:
        """All Articles, or those of one source: latest changed first, ties by id."""
        with self._reading() as connection:
            return queries.articles(connection, source)

    def find(self, reference: str) -> tuple[Article, ...]:
        """The Article with this identity, else those whose id begins so (4 characters at least), by id."""
        with self._reading() as connection:
            return queries.find(connection, reference)

    def latest_article(self) -> Article | None:
        """The Article of the Snapshot that arrived last, None in an empty database."""
        with self._reading() as connection:
            return queries.latest_article(connection)

    def observations(self, article_id: str) -> tuple[Observation, ...]:
        """What an Article was seen to be, by time, at the same instant by hash; nothing for an unknown one."""
        with self._reading() as connection:
            return queries.observations(connection, article_id)

    def read_before(self, article_id: str, snapshot: Snapshot, tools: Tools) -> Observation | None:
        """What the Article was seen to be when the same bytes, stated to be the same, were read by the same tools.

        Nothing stored is ever removed: whoever finds it here may leave out to read the Snapshot.
        """
        if not all(mapping.storable(text or "") for text in (snapshot.encoding, snapshot.title, snapshot.language)):
            return None
        with self._reading() as connection:
            return queries.read_before(connection, article_id, snapshot, tools)

    def versions(self, article_id: str) -> tuple[Version, ...]:
        """The Versions of an Article by number; nothing for an unknown one."""
        with self._reading() as connection:
            return queries.versions(connection, article_id)

    def document(self, version: Version) -> Document:
        """The Document read from the first Snapshot of a Version.

        Raises:
            NotFoundError: when the database does not have this Version.
            IntegrityError: when its bytes are missing or damaged.
        """
        with self._reading() as connection:
            return queries.document(connection, version)

    def content(self, sha256: str) -> bytes:
        """The bytes of a Snapshot as they were received.

        Raises:
            IntegrityError: when they are missing or damaged; the message names the hash.
        """
        with self._reading() as connection:
            return blobs.fetch(connection, sha256)

    def totals(self) -> Totals:
        """How many Articles, Versions and Snapshots there are."""
        with self._reading() as connection:
            return queries.totals(connection)

    def check(self) -> tuple[str, ...]:
        """What is wrong with the database, one sentence each; empty when every byte is as it was stored."""
        with self._reading() as connection:
            return tuple(check.problems(connection))


def open_store(
    url: str,
    *,
    create: bool = True,
    now: Callable[[], datetime] | None = None,
    busy_timeout_s: float = BUSY_TIMEOUT_S,
) -> Store:
    """A Store on the database at an address, brought to the tables of this revtrack.

    Args:
        url: `sqlite:///PATH` or `postgresql+psycopg://USER:PASSWORD@HOST/DATABASE`.
        create: whether to make a database where there is none yet. Of PostgreSQL the database itself must be there.
        now: tells the time of recording, aware UTC; None for the real one.
        busy_timeout_s: how long to wait for another writer, 0 to 3,600 seconds.

    Raises:
        UsageError: when the address is not one of these, or the driver for PostgreSQL is missing.
        NotFoundError: when there is no database yet and `create` is False.
        IntegrityError: when it is damaged, not ours, or written by a newer revtrack.
        UnwritableError: when it has to be made or upgraded and cannot be written. Reading a current one needs no right
            to write.
        StoreError: when it cannot be reached or is locked.
    """
    place = engine.place_of(url, busy_timeout_s)
    connections = engine.connect(place)
    try:
        migrate.prepare(place, connections, create=create)
    except BaseException:
        connections.dispose()
        raise
    return Store(place, connections, now or _now)


def _now() -> datetime:
    return datetime.now(UTC)
