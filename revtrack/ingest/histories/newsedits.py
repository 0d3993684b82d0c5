"""SQLite databases in the shape of NewsEdits: a table with one row for each version of an article.

    entryversion(entry_id, version, created, title, url, summary, …)     the texts
    split_sentences(entry_id, version, sent_idx, sentence)               or their sentences

NewsEdits' own files, those made from them and those of like projects differ in their names, so a table of versions is
told by its columns, whatever the case. It says of which article a row is (`ENTRY` or `ADDRESS`), when (`TIME`), and the
text (`TEXT`); `split_sentences` stands in for a text, and alone for the whole table.

An article is an entry: its first address names it, else the database and the entry. Versions stand in the order of
their numbers. A text with marks of paragraphs is HTML, any other plain; of `split_sentences` each sentence becomes a
paragraph unless marks tell where paragraphs end.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import Final

from revtrack.errors import InputError
from revtrack.ingest.file import MAX_BYTES, MediaType
from revtrack.ingest.histories.findings import Finding, Found, Skipped, Spread, as_page, line
from revtrack.ingest.histories.sqlite_source import (
    Cell,
    Database,
    Order,
    Table,
    address_of,
    moment_of,
    open_database,
    text_of,
)
from revtrack.model import Snapshot

__all__ = ["NewsEditsOptions", "newsedits_history"]

ENTRY: Final = ("entry_id", "article_id", "entry", "article")
VERSION: Final = ("version", "version_id", "version_number", "v")
TIME: Final = ("created", "created_at", "date", "datetime", "timestamp", "time", "fetched_at")
TITLE: Final = ("title", "headline")
ADDRESS: Final = ("url", "link", "article_url", "uri")
TEXT: Final = ("summary", "text", "body", "content", "article_text", "html")
SOURCE: Final = ("source", "publisher", "outlet")
LANGUAGE: Final = ("language", "lang")

USUAL: Final = "entryversion"
"""The table that is taken where several could be meant."""

SENTENCES: Final = "split_sentences"
NO_TIME: Final = "the database gives no times: only the order is known"

_MARK: Final = re.compile(r"</?p(?:\s[^<>]{0,200})?/?>", re.IGNORECASE)
_LANGUAGE_TAG: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,3}")
"""The form of a BCP 47 tag, as far as such databases go."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsEditsOptions:
    """How a database is read, and what is said of all its articles."""

    table: str | None = None
    """The table of versions; None: `entryversion`, else the only one that can be it."""
    source: str | None = None
    language: str | None = None
    at: datetime | None = None
    """Where the database gives no times, aware UTC: an article's first version is put here and each further one a
    second later, with a note that says so."""


def newsedits_history(path: Path, options: NewsEditsOptions = NewsEditsOptions()) -> Iterator[Finding]:
    """Each version in a database in the shape of NewsEdits, article by article in order of their numbers.

    Args:
        path: the database, unpacked.
        options: which table, and what is said of all articles.

    Raises:
        InputError: no such database, no such table, no times and none given, or damaged; the last also after some
            findings.
    """
    with open_database(path) as database:
        shape = _shape(database, options)
        for entry, versions in groupby(_versions(database, shape), key=lambda one: one.entry):
            if entry is None:
                yield from (
                    Skipped(name=_name(path, one), reason="does not say which article it is of") for one in versions
                )
            else:
                article = _Article(path, shape, options)
                yield from (article.finding(one) for one in versions)


@dataclass(frozen=True, slots=True)
class _Shape:
    """Which table and column holds what; a column that is not there is None."""

    table: Table | None
    sentences: Table | None
    """Where the texts come from it."""
    entry: str
    version: str | None
    time: str | None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class _Version:
    """One row, or the sentences of one version."""

    entry: str | None
    number: str | None
    created: Cell
    text: str | None
    """None where there is none; what is wrong with it stands in `problem`."""
    problem: str | None = None
    more: dict[str, Cell] = field(default_factory=dict)
    """Title, address and the like, by the names of the options above in lower case."""


def _shape(database: Database, options: NewsEditsOptions) -> _Shape:
    sentences = _sentences(database)
    table = _table(database, options.table, sentences)
    if table is None and sentences is None:
        raise InputError(
            f"{database.path} has no table of versions with columns such as entry_id, version, created and summary",
            "revtrack import diffengine reads databases of diffengine",
        )
    time = table.column(*TIME) if table else None
    if time is None and options.at is None:
        raise InputError(
            f"{database.path} gives no times of its versions",
            "say with --at TIME when the first one was seen; the others follow a second apart, marked as illustrative",
        )
    if table is None:
        assert sentences is not None
        return _Shape(None, sentences, str(sentences.column("entry_id")), "version", None)
    text = table.column(*TEXT)
    entry = table.column(*ENTRY) or table.column(*ADDRESS)
    assert entry is not None
    return _Shape(table, None if text else sentences, entry, table.column(*VERSION), time, text)


def _sentences(database: Database) -> Table | None:
    table = database.tables.get(SENTENCES)
    needed = ("entry_id", "version", "sent_idx", "sentence")
    return table if table and all(table.column(one) for one in needed) else None


def _table(database: Database, asked: str | None, sentences: Table | None) -> Table | None:
    """The table of versions; None where the sentences are all there is.

    Raises:
        InputError: when it is not there, or one of several.
    """
    fitting = {
        name: table
        for name, table in database.tables.items()
        if table is not sentences and _fits(table, with_text=sentences is None)
    }
    if asked is not None:
        if asked.lower() not in fitting:
            raise InputError(
                f"{database.path} has no table “{asked[:64]}” of versions",
                f"it has {_listed(fitting)}" if fitting else "it needs columns such as entry_id, created and summary",
            )
        return fitting[asked.lower()]
    if len(fitting) > 1 and USUAL not in fitting:
        raise InputError(
            f"{database.path} has several tables that could hold versions: {_listed(fitting)}",
            "say which one with --table NAME",
        )
    return fitting.get(USUAL) or next(iter(fitting.values()), None)


def _fits(table: Table, *, with_text: bool) -> bool:
    entry, address, version, time, text = (table.column(*one) for one in (ENTRY, ADDRESS, VERSION, TIME, TEXT))
    if with_text or text is not None:
        return bool(text and (entry or address) and (time or version))
    return bool(entry and version and time)


def _listed(tables: dict[str, Table]) -> str:
    return ", ".join(str(line(name, 64)) for name in list(tables)[:5])


def _versions(database: Database, shape: _Shape) -> Iterator[_Version]:
    """All versions, those of one article together and in the order of their numbers."""
    if shape.table is None:
        yield from (_Version(entry, number, None, *text) for entry, number, text in _told(database, shape.sentences))
        return
    rows = _rows(database, shape, shape.table)
    if shape.sentences is None:
        yield from rows
        return
    # Both come in the same order, so one look at each is enough.
    told = _told(database, shape.sentences)
    one = next(told, None)
    for row in rows:
        while one is not None and _place(one[0], one[1]) < _place(row.entry, row.number):
            one = next(told, None)
        text, problem = one[2] if one and (one[0], one[1]) == (row.entry, row.number) else (None, "has no text")
        yield _Version(row.entry, row.number, row.created, text, problem, row.more)


def _place(entry: str | None, number: str | None) -> tuple[bytes, int]:
    """What `_ORDER` sorts by."""
    return (entry or "").encode("utf-8", "surrogatepass"), int(number or 0)


def _order(entry: str, version: str | None, time: str | None = None) -> list[Order]:
    numbered = [Order(version, "INTEGER")] if version else []
    return [Order(entry, "TEXT"), *numbered, *([Order(time)] if time else [])]


def _rows(database: Database, shape: _Shape, table: Table) -> Iterator[_Version]:
    """The rows of the table of versions."""
    groups = {"title": TITLE, "address": ADDRESS, "source": SOURCE, "language": LANGUAGE}
    named = {name: column for name, names in groups.items() if (column := table.column(*names))}
    keys = [table.row, shape.entry, *(one for one in (shape.version, shape.time) if one)]
    contents = [*named.values(), *([shape.text] if shape.text else [])]
    for key in database.rows(table, keys, order=_order(shape.entry, shape.version, shape.time)):
        entry = text_of(key[1])
        number = _number(key[2]) if shape.version else text_of(key[0])
        created = key[-1] if shape.time else None
        values = database.row(table, contents, key[0]) if contents else ()
        if values is None:
            yield _Version(entry, number, created, None, "is too large, or cannot be read")
            continue
        more = dict(zip(named, values, strict=False))
        text = text_of(values[-1]) if shape.text else None
        yield _Version(entry, number, created, text, None if text else "has no text in UTF-8", more)


def _told(
    database: Database, table: Table | None
) -> Iterator[tuple[str | None, str | None, tuple[str | None, str | None]]]:
    """Entry, version and the text made of its sentences, or what is wrong with that."""
    assert table is not None
    entry, version, place, sentence = (
        str(table.column(one)) for one in ("entry_id", "version", "sent_idx", "sentence")
    )
    order = [*_order(entry, version), Order(place, "INTEGER")]
    rows = database.rows(table, (entry, version, sentence), order=order)
    for (of, number), group in groupby(rows, key=lambda row: (text_of(row[0]), _number(row[1]))):
        parts: list[str] = []
        size = 0
        for _, _, part in group:
            text = text_of(part) or ""
            size += len(text.encode()) + 1
            if size <= MAX_BYTES:
                parts.append(text)
        problem = "is too large" if size > MAX_BYTES else None if any(parts) else "has no text in UTF-8"
        yield of, number, (None if problem else _paragraphs(parts), problem)


def _paragraphs(sentences: list[str]) -> str:
    """Sentences as a text: one paragraph each, unless marks tell where paragraphs end."""
    marked = any(map(_MARK.search, sentences))
    whole = (" " if marked else "\n\n").join(sentences)
    parts = (" ".join(part.split()) for part in _MARK.sub("\n\n", whole).split("\n\n"))
    return "\n\n".join(part for part in parts if part)


def _number(cell: Cell) -> str | None:
    """The number of a version, read as SQLite's CAST reads it; None where it has none."""
    text = text_of(cell)
    found = re.match(r"[+-]?\d{1,18}", text) if text else None
    return str(int(found[0])) if found else None


class _Article:
    """The versions of one article, in order."""

    def __init__(self, path: Path, shape: _Shape, options: NewsEditsOptions) -> None:
        self._path, self._shape, self._options = path, shape, options
        self._spread = Spread()
        self._given = options.at
        self._key: str | None = None

    def finding(self, version: _Version) -> Finding:
        """One version as a finding."""
        name = _name(self._path, version)
        if self._key is None:
            address = address_of(version.more.get("address"))
            self._key = address or f"{line(self._path.stem) or 'database'}:{line(str(version.entry))}"
        when = self._when(version)
        if when is None:
            return Skipped(name=name, reason="does not say when it was seen")
        if version.text is None:
            return Skipped(name=name, reason=version.problem or "has no text")
        at, note = self._spread.place(when[0])
        text, title = version.text, text_of(version.more.get("title"))
        html = self._shape.sentences is None and _MARK.search(text) is not None
        headline = line(title) if title else None
        language = text_of(version.more.get("language")) or ""
        publisher = text_of(version.more.get("source"))
        snapshot = Snapshot(
            article=self._key,
            content=as_page(headline, _closed(text)) if html else text.encode(),
            observed_at=at,
            media_type=MediaType.HTML if html else MediaType.TEXT,
            encoding="utf-8",
            title=None if html else headline,
            source=self._options.source or (line(publisher) if publisher else None),
            language=self._options.language or (language if _LANGUAGE_TAG.fullmatch(language) else None),
            via=f"version {version.number} in {line(self._path.name)}",
            time_note="; ".join(one for one in (when[1], note) if one) or None,
        )
        return Found(name=name, snapshot=snapshot)

    def _when(self, version: _Version) -> tuple[datetime, str | None] | None:
        """The time of a version and what to know about it; each one told has a time, be there a text or not."""
        if self._shape.time is not None:
            return moment_of(version.created)
        assert self._given is not None
        at = self._given
        self._given += timedelta(seconds=1)
        return at, f"illustrative; {NO_TIME}"


def _closed(fragment: str) -> str:
    """A text whose paragraphs are only parted by marks, with those at its ends too."""
    start = "" if fragment.lower().startswith("<p") else "<p>"
    return f"{start}{fragment}" + ("" if fragment.lower().endswith("</p>") else "</p>")


def _name(path: Path, version: _Version) -> str:
    return f"{line(path.name)}, entry {line(str(version.entry), 64)}, version {version.number}"
