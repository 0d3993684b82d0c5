"""Connections to either back end, and the one place where a driver's error becomes ours.

SQLite: write-ahead log and `synchronous=FULL`, so that what was acknowledged survives a power cut; SQLAlchemy says
`BEGIN`, never the driver, so that changes of the schema are part of a transaction; who means to write says
`BEGIN IMMEDIATE` and waits its turn, since a reader that turns into a writer half-way cannot wait. A database that
cannot be written is opened for reading, in a folder that cannot be written as an immutable file.

PostgreSQL: through psycopg. Who writes takes an advisory lock and reads what is committed (READ COMMITTED); who reads
sees one state of the database from first query to last (REPEATABLE READ), as on SQLite.
"""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import URL, Connection, Engine, Insert, Table, create_engine, event, func, make_url, select
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql

from revtrack.errors import BusyError, IntegrityError, StoreError, UnreachableError, UnwritableError, UsageError

__all__ = [
    "BUSY_TIMEOUT_S",
    "Place",
    "connect",
    "for_reading",
    "for_writing",
    "insert_new",
    "lock",
    "lock_key",
    "place_of",
    "translated",
    "upsert",
    "write_ahead",
]

BUSY_TIMEOUT_S: Final = 5.0
"""How long to wait for another writer by default; with it 800 of 800 concurrent writers came through."""

MAX_BUSY_TIMEOUT_S: Final = 3600.0

RETRY_S: Final = 0.02
"""Pause before a new SQLite file is asked for its log again. SQLite does not always wait there: of 120 processes that
made a file together, six at a time, 2 were turned away."""

CONNECT_TIMEOUT_S: Final = 10
"""How long PostgreSQL may take to answer at all; an address may say otherwise by `?connect_timeout=`."""

FORMS: Final = "give sqlite:///PATH or postgresql+psycopg://USER:PASSWORD@HOST/DATABASE"

SQLITE_SCHEMES: Final = frozenset({"sqlite", "sqlite+pysqlite"})
POSTGRES_SCHEMES: Final = frozenset({"postgres", "postgresql", "postgresql+psycopg"})

_BEGIN: Final = "revtrack_begin"
"""The execution option that says how a transaction begins on SQLite."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a database is."""

    url: URL
    busy_timeout_s: float
    """How long to wait for another writer, seconds."""

    @property
    def path(self) -> Path | None:
        """The file of a SQLite database, None for a server."""
        return Path(str(self.url.database)) if self.url.get_backend_name() == "sqlite" else None

    @property
    def address(self) -> str:
        """The address without password and options: fit to be shown, not to be opened."""
        return f"sqlite:///{self.path}" if self.path else self.url.set(query={}).render_as_string(hide_password=True)

    @property
    def name(self) -> str:
        """What people are told: the file, or the address."""
        return str(self.path or self.address)


def place_of(url: str, busy_timeout_s: float = BUSY_TIMEOUT_S) -> Place:
    """The place that an address names.

    Args:
        url: `sqlite:///` and a path as it is, or an address of `postgresql://` or `postgresql+psycopg://`.
        busy_timeout_s: 0 to 3,600 seconds.

    Raises:
        UsageError: for anything else. The message never shows the address, which may hold a password.
    """
    if not 0 <= busy_timeout_s <= MAX_BUSY_TIMEOUT_S:
        raise UsageError(
            f"the busy timeout of the database is {busy_timeout_s:g} seconds",
            f"give 0 to {MAX_BUSY_TIMEOUT_S:g} seconds",
        )
    scheme, _, path = url.partition(":///")
    if scheme in SQLITE_SCHEMES and path not in {"", ":memory:"} and "\0" not in path:
        return Place(url=URL.create("sqlite", database=path), busy_timeout_s=busy_timeout_s)  # a path may hold ? and %
    try:
        address = make_url(url)
    except (ArgumentError, ValueError) as problem:
        raise UsageError("the address of the database cannot be read", FORMS) from problem
    if address.drivername in SQLITE_SCHEMES:
        raise UsageError("the address of the database names no file", FORMS)
    if address.drivername not in POSTGRES_SCHEMES:
        raise UsageError(f"there is no back end “{address.drivername}” for the database", FORMS)
    return Place(url=address.set(drivername="postgresql+psycopg"), busy_timeout_s=busy_timeout_s)


def connect(place: Place, *, foreign_keys: bool = True) -> Engine:
    """Connections to a database, opened as they are needed. SQLite creates the file where there is none.

    Args:
        place: the database.
        foreign_keys: False lets a migration rebuild a table that others point at; SQLite only.

    Raises:
        UsageError: when the driver for PostgreSQL is not installed.
    """
    if place.path:
        opener = partial(_open_sqlite, place.path, place.busy_timeout_s, foreign_keys)
        engine = create_engine(place.url, creator=opener, poolclass=QueuePool, hide_parameters=True)
        event.listen(engine, "begin", _begin)
        return engine
    patience = {} if "connect_timeout" in place.url.query else {"connect_timeout": CONNECT_TIMEOUT_S}
    try:
        engine = create_engine(
            place.url,
            isolation_level="READ COMMITTED",
            pool_pre_ping=True,  # a server that was restarted costs a new connection, not an error
            hide_parameters=True,
            connect_args=patience,
        )
    except ImportError as problem:
        raise UsageError(
            "PostgreSQL needs the package psycopg",
            "install revtrack with its extra postgres, or the package psycopg[binary]",
        ) from problem
    event.listen(engine, "connect", partial(_greet_postgres, place.busy_timeout_s))
    return engine


def for_reading(engine: Engine) -> Engine:
    """The same connections, for transactions that see one state from first query to last."""
    if engine.dialect.name == "postgresql":
        return engine.execution_options(isolation_level="REPEATABLE READ")
    return engine


def for_writing(engine: Engine) -> Engine:
    """The same connections, for transactions that hold the right to write from their first statement."""
    return engine.execution_options(**{_BEGIN: "BEGIN IMMEDIATE"})


def lock(connection: Connection, what: str) -> None:
    """Until the end of the transaction no other one holds the same lock. On SQLite a writer already holds them all."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(lock_key(what))))


def lock_key(what: str) -> int:
    """The number by which PostgreSQL knows a lock of ours."""
    return int.from_bytes(sha256(f"revtrack {what}".encode()).digest()[:8], signed=True)


def insert_new(connection: Connection, table: Table) -> Insert:
    """An INSERT that leaves a record alone whose key is there already."""
    return _insert(connection, table).on_conflict_do_nothing()


def upsert(connection: Connection, table: Table) -> Insert:
    """An INSERT that overwrites the record whose key is there already."""
    statement = _insert(connection, table)
    rest = {column.name: statement.excluded[column.name] for column in table.columns if not column.primary_key}
    return statement.on_conflict_do_update(index_elements=list(table.primary_key), set_=rest)


def _insert(connection: Connection, table: Table) -> "sqlite.Insert | postgresql.Insert":
    if connection.dialect.name == "postgresql":
        from sqlalchemy.dialects import postgresql  # noqa: PLC0415 - 30 ms that only its users need pay

        return postgresql.insert(table)
    return sqlite.insert(table)


def write_ahead(place: Place, connections: Engine) -> None:
    """Give a SQLite database its write-ahead log, for good; where it cannot be written it stays as it is."""
    if not place.path:
        return
    deadline = time.monotonic() + place.busy_timeout_s
    with closing(connections.raw_connection()) as raw:
        while True:
            try:
                raw.cursor().execute("PRAGMA journal_mode = WAL")
            except sqlite3.OperationalError as problem:
                primary = problem.sqlite_errorcode & _PRIMARY
                if primary == sqlite3.SQLITE_READONLY:
                    return
                if primary != sqlite3.SQLITE_BUSY or time.monotonic() >= deadline:
                    raise
                time.sleep(RETRY_S)
            else:
                return


def _open_sqlite(path: Path, busy_timeout_s: float, foreign_keys: bool) -> sqlite3.Connection:
    """A connection to the file; to an immutable one where even a reader would have to write beside it."""
    opened = partial(_connected, path, busy_timeout_s, foreign_keys)
    try:
        return opened("rw" if path.exists() else "rwc")
    except sqlite3.OperationalError as problem:
        primary = problem.sqlite_errorcode & _PRIMARY
        if primary in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN} and _is_settled(path):
            return opened("ro&immutable=1")
        raise


def _connected(path: Path, busy_timeout_s: float, foreign_keys: bool, mode: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=busy_timeout_s,
        isolation_level=None,  # the driver begins nothing by itself
        check_same_thread=False,  # the pool hands it to one thread at a time
    )
    try:
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
        connection.execute("SELECT count(*) FROM sqlite_master")  # finds out whether it is a database, and readable
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _is_settled(path: Path) -> bool:
    """True when the file holds all there is: no write-ahead log waits beside it."""
    log = path.with_name(f"{path.name}-wal")
    return path.exists() and not (log.exists() and log.stat().st_size)


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get(_BEGIN, "BEGIN"))


def _greet_postgres(busy_timeout_s: float, raw: Any, _entry: ConnectionPoolEntry) -> None:
    """Tell a new session how long to wait for a lock, and to speak UTC."""
    milliseconds = max(1, round(busy_timeout_s * 1000))  # 0 would mean: wait for ever
    raw.autocommit = True  # else the settings would go with the first rollback
    raw.execute(f"SET lock_timeout = {milliseconds}")
    raw.execute("SET TIME ZONE 'UTC'")
    raw.autocommit = False


@contextmanager
def translated(place: Place) -> Iterator[None]:
    """Whatever a driver raises inside becomes a StoreError that names the database and the remedy."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as problem:
        raise _explained(getattr(problem, "orig", None) or problem, place) from problem


_PRIMARY: Final = 0xFF
"""The part of an extended SQLite result code that says what kind of failure it is (sqlite.org/rescode.html)."""

Failure = tuple[type[StoreError], str, str]
"""The error, what is said of the database with its name in the place of {}, and the remedy."""

_BUSY: Final[Failure] = (
    BusyError,
    "the database {} is in use by another program",
    "try again when the other program is done",
)
_READ_ONLY: Final[Failure] = (
    UnwritableError,
    "the database {} cannot be written",
    "check who may write there, or name another with --db",
)
_FULL: Final[Failure] = (
    UnwritableError,
    "the database {} has no space left",
    "make room and try again; everything stored before is still there",
)
_DAMAGED: Final[Failure] = (IntegrityError, "the database {} is damaged", "restore it from a copy")

SQLITE_FAILURES: Final[dict[int, Failure]] = {
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_PROTOCOL: _BUSY,  # many processes open the write-ahead log at once
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: (
        UnwritableError,
        "the database {} cannot be opened",
        "check that the folder exists and who may use it",
    ),
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_IOERR: (
        UnwritableError,
        "the database {} cannot be read or written: the disk reports an error",
        "check the disk and its quota; everything stored before is still there",
    ),
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: (IntegrityError, "{} is not a database", "name the file of a revtrack database with --db"),
}
"""What SQLite's primary result codes mean to people."""

POSTGRES_FAILURES: Final[dict[str, Failure]] = {
    "40001": _BUSY,  # serialization_failure
    "40P01": _BUSY,  # deadlock_detected
    "55P03": _BUSY,  # lock_not_available
    "53300": _BUSY,  # too_many_connections
    "25006": _READ_ONLY,  # read_only_sql_transaction
    "42501": _READ_ONLY,  # insufficient_privilege
    "53100": _FULL,  # disk_full
    "XX001": _DAMAGED,  # data_corrupted
    "XX002": _DAMAGED,  # index_corrupted
}
"""What PostgreSQL's SQLSTATEs mean to people (postgresql.org/docs/current/errcodes-appendix.html)."""

_UNREACHABLE: Final = ("08", "28", "3D", "57P")
"""Beginnings of SQLSTATEs that mean: no connection. An OperationalError without any means the same."""


def _explained(problem: BaseException, place: Place) -> StoreError:
    if isinstance(problem, sqlite3.Error):
        undecodable = "decode to UTF-8" in str(problem)  # Python's own error about a damaged text, without a code
        failure = _DAMAGED if undecodable else SQLITE_FAILURES.get(getattr(problem, "sqlite_errorcode", 0) & _PRIMARY)
    else:
        failure = POSTGRES_FAILURES.get(_sqlstate(problem))
    if failure:
        kind, sentence, hint = failure
        return kind(sentence.format(place.name), hint)
    if _is_unreachable(problem):
        return UnreachableError(
            f"the database {place.name} cannot be reached: {_reason(problem, place)}",
            "check that the server runs and that the address, the user and the password are right",
        )
    return StoreError(f"the database {place.name} failed: {_reason(problem, place)}")


def _sqlstate(problem: BaseException) -> str:
    return str(getattr(problem, "sqlstate", None) or "")


def _is_unreachable(problem: BaseException) -> bool:
    """True where psycopg, which need not be installed, raises its OperationalError for want of a connection."""
    state = _sqlstate(problem)
    operational = "OperationalError" in (kind.__name__ for kind in type(problem).mro())
    return operational and not isinstance(problem, sqlite3.Error) and (not state or state.startswith(_UNREACHABLE))


def _reason(problem: BaseException, place: Place) -> str:
    """The gist of a driver's message: its first line from the last "failed:" on, without the password."""
    first = next(iter(str(problem).splitlines()), type(problem).__name__)
    gist = first.rpartition("failed: ")[2].removeprefix("FATAL:").strip()
    return gist.replace(place.url.password, "***") if place.url.password else gist
