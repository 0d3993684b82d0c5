"""SQLite databases of others, read and never written, and treated as foreign.

A database carries its own schema, and a view, a trigger or a virtual table under a familiar name can run anything SQL
can say. So only ordinary tables are read, by statements made here: names are quoted, values are parameters, and an
authorizer refuses whatever else a statement would come to do. No value is larger than `MAX_BYTES`; and no database may
take more steps than its size explains, for pages that point at each other could be read for years.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from revtrack.errors import InputError
from revtrack.ingest.file import MAX_BYTES
from revtrack.ingest.histories.findings import NO_ZONE, line

__all__ = ["Cell", "Database", "Order", "Table", "address_of", "moment_of", "open_database", "text_of"]

Cell = bytes | int | float | None
"""A value as stored; text is bytes, for it may be no UTF-8."""

MAGIC: Final = b"SQLite format 3\0"
GZIP: Final = b"\x1f\x8b"

LONGEST_STATEMENT: Final = 100_000
"""Bytes of one statement, the definitions in the schema among them; those of such databases have some hundred."""

MOST_COLUMNS: Final = 200
"""Columns of a table, a count; those of such databases have at most twenty."""

STEP: Final = 100_000
"""Steps of SQLite's machine between two counts."""

STEPS_AT_LEAST: Final = 10_000_000
STEPS_PER_BYTE: Final = 20
"""Steps allowed to read a database, a count: these many, and these for each of its bytes. A row takes about 40 steps to
put in order and to read, and at least 10 bytes."""

MILLISECONDS_FROM: Final = 100_000_000_000
"""A number of at least this size counts milliseconds since 1970, not seconds: as seconds it would be the year 5138."""

LONGEST_TIME: Final = 64
"""Characters of a time that are looked at."""

LONGEST_ADDRESS: Final = 2_000
"""Characters of an address; longer ones are none that a browser would take."""

_ALLOWED: Final = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ})


@dataclass(frozen=True, slots=True)
class Table:
    """An ordinary table whose rows have numbers."""

    name: str
    columns: tuple[str, ...]
    """In the order and the spelling of its definition."""
    row: str
    """What its rows' numbers are called in it."""

    def column(self, *names: str) -> str | None:
        """The first of some columns that it has, whatever the case; None where it has none of them."""
        spelled = {column.lower(): column for column in reversed(self.columns)}
        return next((spelled[name] for name in names if name in spelled), None)


@dataclass(frozen=True, slots=True)
class Order:
    """A column to sort by."""

    column: str
    kind: str | None = None
    """"TEXT" or "INTEGER" where its values are to be compared as such."""


class Database:
    """An open database of others."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection
        self.tables = {table.name.lower(): table for table in self._tables()}
        """Its ordinary tables by their names in lower case."""
        connection.set_authorizer(_authorize)

    def rows(
        self,
        table: Table,
        columns: Sequence[str],
        *,
        order: Sequence[Order] = (),
        where: tuple[str, Cell] | None = None,
    ) -> Iterator[tuple[Cell, ...]]:
        """Some columns of the rows of a table, one at a time.

        Args:
            table: one of `tables`.
            columns: of it, or its `row`.
            order: what to sort by, the most important first; then by the number of the row.
            where: a column and the value it must equal.

        Raises:
            InputError: when the database is damaged, or goes beyond a limit.
        """
        sorting = [*order, Order(table.row)] if order else []
        parts = [
            f"SELECT {', '.join(map(_quoted, columns))} FROM main.{_quoted(table.name)}",  # noqa: S608  all quoted
            f"WHERE {_quoted(where[0])} IS ?" if where else "",
            f"ORDER BY {', '.join(map(_sorted_by, sorting))}" if sorting else "",
        ]
        with self._named(), closing(self._connection.cursor()) as cursor:
            yield from cursor.execute(" ".join(parts), (_bound(where[1]),) if where else ())

    def row(self, table: Table, columns: Sequence[str], number: Cell) -> tuple[Cell, ...] | None:
        """Some columns of one row; None where one of them cannot be read, be it too large.

        Raises:
            InputError: as `rows`.
        """
        try:
            return next(self.rows(table, columns, where=(table.row, number)), None)
        except InputError as problem:
            if isinstance(problem.__cause__, sqlite3.DataError):
                return None
            raise

    def _tables(self) -> list[Table]:
        with self._named(), closing(self._connection.cursor()) as cursor:
            found = cursor.execute("SELECT name, sql FROM main.sqlite_master WHERE type = 'table'").fetchall()
            tables = []
            for name, definition in found:
                text = text_of(name)
                if text is None or not isinstance(definition, bytes) or text.lower().startswith("sqlite_"):
                    continue
                if definition[:40].upper().split()[:2] != [b"CREATE", b"TABLE"]:  # a virtual one
                    continue
                rows = cursor.execute(f"PRAGMA main.table_xinfo({_quoted(text)})").fetchall()
                # The last field says what is hidden: 0 nothing, 1 of a virtual table, 2 and 3 computed.
                columns = tuple(str(text_of(row[1])) for row in rows if row[-1] == 0)
                taken = {column.lower() for column in columns}
                row = next((one for one in ("rowid", "_rowid_", "oid") if one not in taken), None)
                if row is not None and 0 < len(columns) <= MOST_COLUMNS and not _numberless(definition):
                    tables.append(Table(text, columns, row))
            return tables

    @contextmanager
    def _named(self) -> Iterator[None]:
        """SQLite's complaints as errors that name the database."""
        try:
            yield
        except sqlite3.DataError as problem:
            raise InputError(
                f"{self.path} holds a value larger than {MAX_BYTES // 1_000_000} MB",
                "no article is as large; remove the row, or export the others",
            ) from problem
        except sqlite3.Error as problem:
            if getattr(problem, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT:
                raise InputError(
                    f"{self.path} takes more steps to read than its size explains",
                    "it may be damaged; PRAGMA integrity_check says more",
                ) from problem
            raise InputError(
                f"{self.path} cannot be read as an SQLite database: {str(problem)[:200]}",
                "it may be damaged; PRAGMA integrity_check says more",
            ) from problem


@contextmanager
def open_database(path: Path) -> Iterator[Database]:
    """A database, opened to be read only.

    Raises:
        InputError: missing, no SQLite database, damaged, or in use by a program that has not finished writing.
    """
    size = _checked(path)
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None)
    except sqlite3.Error as problem:
        raise InputError(f"{path} cannot be opened: {problem}", "check the file and its permissions") from None
    with closing(connection):
        connection.text_factory = bytes
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_BYTES)
        connection.setlimit(sqlite3.SQLITE_LIMIT_SQL_LENGTH, LONGEST_STATEMENT)
        connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
        _bound_steps(connection, STEPS_AT_LEAST + STEPS_PER_BYTE * size)
        for setting in ("trusted_schema = OFF", "query_only = ON", "cell_size_check = ON", "mmap_size = 0"):
            connection.execute(f"PRAGMA {setting}")
        yield Database(path, connection)


def _checked(path: Path) -> int:
    """The size of a database's file, in bytes.

    Raises:
        InputError: as `open_database`.
    """
    try:
        with path.open("rb") as stream:
            head = stream.read(len(MAGIC))
        size = path.stat().st_size
        beside = [path.with_name(path.name + suffix) for suffix in ("-wal", "-journal")]
        unfinished = any(one.is_file() and one.stat().st_size for one in beside)
    except FileNotFoundError:
        raise InputError(f"{path}: there is no such file", "check the name, and the folder you are in") from None
    except (OSError, ValueError) as problem:  # ValueError: a NUL in the name
        reason = getattr(problem, "strerror", None) or str(problem)
        raise InputError(f"{path} cannot be read: {reason}", "check the name and its permissions") from None
    if head != MAGIC:
        hint = "unpack it first: gunzip -k FILE" if head.startswith(GZIP) else "give the database file itself"
        raise InputError(f"{path} is not an SQLite database", hint)
    if unfinished:
        raise InputError(
            f"{path} is in use, or was not closed: changes lie in a file beside it",
            "stop the program that writes it, or copy it: sqlite3 FILE '.backup COPY'",
        )
    return size


def _bound_steps(connection: sqlite3.Connection, most: int) -> None:
    left = most

    def count() -> int:
        nonlocal left
        left -= STEP
        return left < 0

    connection.set_progress_handler(count, STEP)


def _authorize(action: int, *_: str | None) -> int:
    return sqlite3.SQLITE_OK if action in _ALLOWED else sqlite3.SQLITE_DENY


def _quoted(name: str) -> str:
    doubled = name.replace('"', '""')
    return f'"{doubled}"'


def _sorted_by(order: Order) -> str:
    column = _quoted(order.column)
    return f"CAST({column} AS {order.kind}) COLLATE BINARY" if order.kind else column


def _bound(cell: Cell) -> str | int | float | None:
    """A value as a parameter; bytes would be compared as such, and equal no text."""
    return cell.decode("utf-8", "replace") if isinstance(cell, bytes) else cell


def _numberless(definition: bytes) -> bool:
    """Whether the rows of a table have no numbers; a table that merely says the words is passed over as well."""
    return b"WITHOUT ROWID" in b" ".join(definition.upper().split())


def text_of(cell: Cell) -> str | None:
    """A value as text; None where there is none or it is no UTF-8."""
    if isinstance(cell, bytes):
        try:
            return cell.decode().strip() or None
        except UnicodeDecodeError:
            return None
    return None if cell is None else str(cell)


def address_of(cell: Cell) -> str | None:
    """A web address; None where the value is none."""
    text = text_of(cell) or ""
    known = text.lower().startswith(("http://", "https://")) and len(text) <= LONGEST_ADDRESS
    return text if known and " " not in text and line(text, LONGEST_ADDRESS) == text else None


def moment_of(cell: Cell, *, utc: bool = False) -> tuple[datetime, str | None] | None:
    """The time a value tells, aware UTC, and what to know about it; None where it tells none.

    Understood are ISO 8601, with a blank for the T and with " UTC" for the zone too, and counts of seconds or
    milliseconds since 1970. Without a zone it is taken as UTC.

    Args:
        cell: the value.
        utc: the program that wrote it always writes UTC, so that nothing need be said of a missing zone.
    """
    try:
        if isinstance(cell, int | float):
            return datetime.fromtimestamp(cell / 1000 if cell >= MILLISECONDS_FROM else cell, UTC), None
        text = (text_of(cell) or "")[:LONGEST_TIME].upper()
        moment = datetime.fromisoformat(text.removesuffix("UTC").strip() + ("Z" if text.endswith("UTC") else ""))
        if moment.utcoffset() is None:
            return moment.replace(tzinfo=UTC), None if utc else NO_ZONE
        return moment.astimezone(UTC), None
    except (ValueError, OverflowError, OSError):
        return None
