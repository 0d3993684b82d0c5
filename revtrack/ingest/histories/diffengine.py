"""The SQLite database of diffengine: every version of the articles in the feeds it watches.

    feed(url, name)   feedentry(feed_id, entry_id)   entry(id, url)
    entryversion(id, entry_id, title, url, summary, created, archive_url)

`summary` is the text of the article in HTML, already freed from the page around it. An article is an entry, by the
address its feed gives; diffengine writes all times in UTC.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from revtrack.errors import InputError
from revtrack.ingest.file import MediaType
from revtrack.ingest.histories.findings import Finding, Found, Skipped, Spread, as_page, line
from revtrack.ingest.histories.sqlite_source import (
    Cell,
    Database,
    Order,
    address_of,
    moment_of,
    open_database,
    text_of,
)
from revtrack.model import Snapshot

__all__ = ["DiffengineOptions", "diffengine_history"]

VERSION_COLUMNS: Final = ("id", "entry_id", "title", "summary", "created")


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffengineOptions:
    """What is said of all articles beside what the database says."""

    source: str | None = None
    """The publisher; None: the name of the feed an article came in first."""
    language: str | None = None


def diffengine_history(path: Path, options: DiffengineOptions = DiffengineOptions()) -> Iterator[Finding]:
    """Each version in a database of diffengine, article by article, each in order of time.

    Args:
        path: the database, usually `diffengine.db`.
        options: what is said of all articles.

    Raises:
        InputError: no such database, or damaged; the latter also after some findings.
    """
    with open_database(path) as database:
        tables = _Tables(database)
        entry: _Entry | None = None
        order = (Order(tables.entry_id, "TEXT"), Order(tables.created))
        for number, key, created in database.rows(
            tables.versions, (tables.versions.row, tables.entry_id, tables.created), order=order
        ):
            if entry is None or text_of(entry.key) != text_of(key):
                entry = _Entry(key, *tables.about(key), Spread())
            yield _finding(database, tables, entry, (number, created), options)


@dataclass(frozen=True, slots=True)
class _Entry:
    key: Cell
    address: str | None
    feed: str | None
    spread: Spread


class _Tables:
    """Where the database keeps what; older releases have no `feedentry` and no `archive_url`."""

    def __init__(self, database: Database) -> None:
        self.database = database
        versions = database.tables.get("entryversion")
        if versions is None or any(versions.column(one) is None for one in VERSION_COLUMNS):
            raise InputError(
                f"{database.path} is not a database of diffengine: it has no table entryversion with its columns",
                "revtrack import newsedits reads databases of other shapes",
            )
        self.versions = versions
        self.entry_id, self.created = str(versions.column("entry_id")), str(versions.column("created"))
        self.contents = tuple(
            str(versions.column(one)) for one in ("title", "summary", "url", "archive_url") if versions.column(one)
        )

    def about(self, key: Cell) -> tuple[str | None, str | None]:
        """The address of an entry and the name of the feed it came in first."""
        address = address_of(self._one("entry", "url", ("id", key)))
        feed = self._one("feedentry", "feed_id", ("entry_id", key))
        if feed is None:
            feed = self._one("entry", "feed_id", ("id", key))
        name = text_of(self._one("feed", "name", ("url", feed))) if feed is not None else None
        return address, line(name) if name else None

    def _one(self, table: str, column: str, where: tuple[str, Cell]) -> Cell:
        """A column of the first row with a value; None where the table or the column is not there."""
        known = self.database.tables.get(table)
        wanted, by = (known.column(column), known.column(where[0])) if known else (None, None)
        if known is None or wanted is None or by is None:
            return None
        row = next(self.database.rows(known, (wanted,), where=(by, where[1])), None)
        return row[0] if row else None


def _finding(
    database: Database, tables: _Tables, entry: _Entry, version: tuple[Cell, Cell], options: DiffengineOptions
) -> Finding:
    number, created = version
    name = f"{database.path.name}, entryversion {number!s}"
    row = database.row(tables.versions, tables.contents, number)
    if row is None:
        return Skipped(name=name, reason="is too large, or cannot be read")
    values = dict(zip((one.lower() for one in tables.contents), row, strict=True))
    moment = moment_of(created, utc=True)
    if moment is None:
        return Skipped(name=name, reason="does not say when it was seen")
    address = entry.address or address_of(values.get("url"))
    if address is None:
        return Skipped(name=name, reason="does not say which article it is of")
    summary = text_of(values["summary"])
    if summary is None:
        return Skipped(name=name, reason="has no text")
    at, time_note = entry.spread.place(moment[0])
    title = text_of(values["title"])
    archived = address_of(values.get("archive_url"))
    snapshot = Snapshot(
        article=address,
        content=as_page(line(title) if title else None, summary),
        observed_at=at,
        media_type=MediaType.HTML,
        encoding="utf-8",
        source=options.source or entry.feed,
        language=options.language,
        via=f"diffengine, archived at {archived}" if archived else "diffengine",
        time_note=time_note,
    )
    return Found(name=name, snapshot=snapshot)
