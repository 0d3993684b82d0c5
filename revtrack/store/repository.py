"""The Store: the way in for everybody else.

with open_store("sqlite:///revtrack.db") as store:
    with store.writing(article_id) as writer:      one transaction: all of it or nothing
        known = writer.observations(article_id)
        writer.save_all(...)                       see `writer`
    store.articles()                               what was committed, never half of it
    store.subscribe(...)                           what concerns no article is a transaction of its own
    store.memory                                   what spares servers: validators, hosts, robots.txt; no history
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from types import TracebackType
from typing import Final, Self

from sqlalchemy import Connection, Engine, delete, select, update

from revtrack.model import (
    Alias,
    Article,
    Check,
    Document,
    Observation,
    Snapshot,
    Subscription,
    Tools,
    Version,
)
from revtrack.store import engine
from revtrack.store import tables as t
from revtrack.store.alone import alone
from revtrack.store.engine import BUSY_TIMEOUT_S, Place, insert_new, upsert
from revtrack.store.memory import Memory
from revtrack.store.migrations import migrate
from revtrack.store.records import blobs, check, looks, mapping, queries, whereabouts
from revtrack.store.records.queries import StoredSnapshot, Totals
from revtrack.store.records.writer import Writer

__all__ = ["Store", "alone_on", "open_store"]


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
        self.memory: Final = Memory(self._reading, self._writing, now)

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
    def _writing(self) -> Iterator[Connection]:
        with engine.translated(self._place), self._writers.begin() as connection:
            yield connection

    @contextmanager
    def writing(self, article_id: str) -> Iterator[Writer]:
        """One transaction in which nobody else writes about the article: committed at the end, undone by an exception.

        Raises:
            BusyError: when another writer does not finish in time.
            UnwritableError: when the database is read-only or its disk full; nothing is stored then.
        """
        with self._writing() as connection:
            engine.lock(connection, article_id)
            yield Writer(connection, article_id, self._now)

    @contextmanager
    def alone(self, patience_s: float = 0.0) -> Iterator[None]:
        """The right to look at the web for this database, which one process at a time has: see `store.alone`.

        Args:
            patience_s: how long to wait while another has it, seconds.

        Raises:
            BusyError: when another one has it all that time.
        """
        with alone(self._place, self._connections, patience_s):
            yield

    def articles(self, source: str | None = None) -> tuple[Article, ...]:
        """All Articles, or those of one source: latest changed first, ties by id."""
        with self._reading() as connection:
            return queries.articles(connection, source)

    def find(self, reference: str) -> tuple[Article, ...]:
        """The Article with this identity, else the one that this is an Alias of, else those whose id begins so.

        Of an id 4 characters are needed at least; several Articles come by id.
        """
        with self._reading() as connection:
            return queries.find(connection, reference)

    def named(self, names: Collection[str]) -> dict[str, Article]:
        """The Articles with these identities or Aliases, by the name asked for; for many names at once."""
        with self._reading() as connection:
            return queries.named(connection, names)

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
        if not all(mapping.storable(getattr(snapshot, name) or "") for name in queries.STATED):
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

    def snapshots(self, article_id: str) -> Iterator[StoredSnapshot]:
        """All Snapshots of an Article with their bytes and Documents, by time, at the same instant by hash.

        One at a time is in memory, and none of the database is held in between: what is stored meanwhile is left out,
        what is read anew may come with either Document.

        Raises:
            IntegrityError: when bytes are missing or damaged.
        """
        with self._reading() as connection:
            numbers = queries.snapshot_numbers(connection, article_id)
        for number in numbers:
            with self._reading() as connection:
                found = queries.stored_snapshot(connection, number)
            yield found

    def is_read_by_others(self, article_id: str, tools: Iterable[Tools]) -> bool:
        """Whether an Article has a Snapshot that none of these tools has read."""
        with self._reading() as connection:
            return queries.is_read_by_others(connection, article_id, tools)

    def fetched(self, article_id: str | None = None) -> frozenset[str]:
        """The ids of the Articles, of all or of the one asked about, that have a Snapshot received over HTTP."""
        with self._reading() as connection:
            return queries.fetched(connection, article_id)

    def technical(self) -> Mapping[str, int]:
        """How many Versions of an Article are technical, by its id; none of those that have none."""
        with self._reading() as connection:
            return queries.technical(connection)

    def met_elsewhere(self, article_ids: Collection[str]) -> frozenset[str]:
        """The ids of those Articles that gave a Snapshot when another address than their identity was asked for."""
        with self._reading() as connection:
            return whereabouts.met_elsewhere(connection, article_ids)

    def last_snapshot(self, article_id: str, sha256: str | None = None) -> Snapshot | None:
        """The last Snapshot of an Article by time, of those with these bytes where any are named; None for none.

        Raises:
            IntegrityError: when its bytes are missing or damaged.
        """
        with self._reading() as connection:
            number = queries.number_with(connection, article_id, sha256)
            return None if number is None else queries.stored_snapshot(connection, number).snapshot

    def checks(self, article_id: str) -> tuple[Check, ...]:
        """The looks at an Article that gave no Snapshot, by time; known even where it was never captured."""
        with self._reading() as connection:
            return looks.checks(connection, article_id)

    def checks_of(self, article_ids: Collection[str]) -> dict[str, tuple[Check, ...]]:
        """The same for many Articles, by id; those without any are missing."""
        with self._reading() as connection:
            return looks.checks_of(connection, article_ids)

    def fruitless(self) -> tuple[Check, ...]:
        """The last look at each address that never gave an Article, the latest first."""
        with self._reading() as connection:
            return looks.fruitless(connection)

    def waits(self, now: datetime) -> dict[str, datetime]:
        """Addresses whose servers asked, in a look that is kept, for patience that is not over; until when."""
        with self._reading() as connection:
            return looks.waits(connection, now)

    def asked_since(self, moment: datetime) -> dict[str, datetime]:
        """Addresses that were asked for after a moment, as far as looks that are kept tell, with the last time."""
        with self._reading() as connection:
            return looks.asked_since(connection, moment)

    def aliases(self, article_id: str) -> tuple[Alias, ...]:
        """The other addresses of an Article, by address."""
        with self._reading() as connection:
            return queries.aliases(connection, article_id)

    def add_alias(self, alias: Alias) -> None:
        """Keep another address of an Article. An address that is one already stays what it is.

        Raises:
            InputError: when a text in it holds a character that no database keeps, or the address is longer than 2,000
                bytes.
        """
        record = mapping.alias_record(alias)
        with self._writing() as connection:
            connection.execute(insert_new(connection, t.alias), record)

    def subscriptions(self) -> tuple[Subscription, ...]:
        """All Subscriptions, by address."""
        with self._reading() as connection:
            return looks.subscriptions(connection)

    def subscribe(self, subscription: Subscription) -> None:
        """Keep a Subscription in the place of the one with the same address, if any.

        Raises:
            InputError: as `add_alias`.
        """
        record = mapping.subscription_record(subscription)
        with self._writing() as connection:
            connection.execute(upsert(connection, t.subscription), record)

    def looked_at(self, address: str, found: Subscription) -> bool:
        """Whether an address is still watched; then how a look at it ended is kept, and nothing of what users say.

        Where it was found to have moved it is watched at its new address from then on, unless that one is watched too.

        Raises:
            InputError: as `add_alias`.
        """
        record, its = mapping.subscription_record(found), t.subscription.c.address
        ended = {name: record[name] for name in mapping.LOOKED}
        with self._writing() as connection:
            if found.address != address and connection.scalar(select(its).where(its == found.address)) is None:
                ended |= {name: record[name] for name in ("address", "moved_from")}
            kept = connection.execute(update(t.subscription).where(its == address).values(ended))
            return bool(kept.rowcount)

    def unsubscribe(self, address: str) -> bool:
        """Whether there was a Subscription to this address; there is none afterwards."""
        if not mapping.storable(address):
            return False
        with self._writing() as connection:
            gone = connection.execute(delete(t.subscription).where(t.subscription.c.address == address))
            return bool(gone.rowcount)

    def common_blocks(
        self,
        source: str,
        least_articles: int = queries.LEAST_ARTICLES,
        least_share: float = queries.LEAST_SHARE,
    ) -> frozenset[str]:
        """The keys of the Blocks that many Articles of a source hold, hence furniture of its pages; see `mapping`.

        Args:
            source: the publisher as Snapshots state it, or the host of Articles whose Snapshots state none.
            least_articles: that must hold a Block, from 2.
            least_share: of the source's Articles that must hold it, 0 to 1.
        """
        with self._reading() as connection:
            return queries.common_blocks(connection, source, least_articles, least_share)

    def totals(self) -> Totals:
        """How many Articles, Versions and Snapshots there are."""
        with self._reading() as connection:
            return queries.totals(connection)

    def check(self) -> tuple[str, ...]:
        """What is wrong with the database, one sentence each; empty when every byte is as it was stored."""
        with self._reading() as connection:
            return tuple(check.problems(connection))


@contextmanager
def alone_on(url: str, patience_s: float = 0.0) -> Iterator[None]:
    """The same as `Store.alone` for a database that need not be there yet, by its address.

    Raises:
        BusyError: as `Store.alone`.
        UsageError: when the address is none of a database.
    """
    place = engine.place_of(url, BUSY_TIMEOUT_S)
    connections = engine.connect(place)
    try:
        with alone(place, connections, patience_s):
            yield
    finally:
        connections.dispose()


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
