"""Databases that are damaged, or made to do harm: one clear error or named problems, never anything else."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revtrack.errors import InputError
from revtrack.ingest.histories.diffengine import diffengine_history
from revtrack.ingest.histories.findings import Finding, Found
from revtrack.ingest.histories.newsedits import NewsEditsOptions, newsedits_history

Importer = Callable[[Path], Iterator[Finding]]
IMPORTERS: tuple[Importer, ...] = (diffengine_history, newsedits_history)

COLUMNS = "id INTEGER PRIMARY KEY, entry_id, version, created, title, url, summary"
ROW = "1, 1, 0, '2020-01-03T00:00:00Z', 'T', 'https://post.example/a', 'Text.'"
ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT"

both = pytest.mark.parametrize("importer", IMPORTERS, ids=["diffengine", "newsedits"])


def made(path: Path, *statements: str) -> Path:
    """A database made by some statements."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA synchronous = OFF")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()
    return path


def insert(values: str) -> str:
    """The statement that adds a row."""
    return f"INSERT INTO entryversion VALUES ({values})"  # noqa: S608  all ours


def refused(importer: Importer, path: Path) -> str:
    """The message of the one clear error."""
    with pytest.raises(InputError) as caught:
        list(importer(path))
    assert str(path) in caught.value.message
    assert caught.value.hint
    return caught.value.message


@both
def test_what_is_no_database_is_refused_with_a_remedy(importer: Importer, tmp_path: Path) -> None:
    cases = {"empty": b"", "text": b"Just a text.", "gz": b"\x1f\x8b\x08rest", "short": b"SQLite format 3\0"}
    for name, content in cases.items():
        (tmp_path / name).write_bytes(content)
        assert "SQLite database" in refused(importer, tmp_path / name)
    assert "no such file" in refused(importer, tmp_path / "none")
    assert "cannot be read" in refused(importer, tmp_path)
    with pytest.raises(InputError, match="cannot be read"):
        list(importer(Path("a\0b")))
    assert "no table" in refused(importer, made(tmp_path / "other.db", "CREATE TABLE x (y)"))


@both
def test_a_database_somebody_is_writing_is_refused(importer: Importer, tmp_path: Path) -> None:
    path = made(tmp_path / "live.db", f"CREATE TABLE entryversion ({COLUMNS})")
    writer = sqlite3.connect(path)
    writer.execute("PRAGMA journal_mode = WAL")
    writer.execute(insert(ROW))
    writer.commit()
    assert "is in use" in refused(importer, path)
    writer.close()
    assert len(list(importer(path))) == 1


@both
def test_reading_leaves_file_and_folder_as_they_were(importer: Importer, tmp_path: Path) -> None:
    path = made(tmp_path / "a name?mode=rwc#x%.db", f"CREATE TABLE entryversion ({COLUMNS})")
    made(path, insert(ROW))
    before = path.read_bytes()
    assert len(list(importer(path))) == 1
    assert path.read_bytes() == before
    assert os.listdir(tmp_path) == [path.name]  # noqa: PTH208  the bare names


NOT_ORDINARY = {
    "an endless view": (
        f"CREATE VIEW entryversion (id, entry_id, version, created, title, url, summary) AS {ENDLESS} {ROW} FROM n",
    ),
    "a view": (
        f"CREATE TABLE secret ({COLUMNS.replace('summary', 'hidden')})",
        "CREATE VIEW entryversion AS SELECT *, hidden AS summary FROM secret",
    ),
    "a virtual table": (
        f"CREATE VIRTUAL TABLE entryversion USING fts5({COLUMNS.replace('id INTEGER PRIMARY KEY', 'id')})",
    ),
    "a computed column": (
        f"CREATE TABLE entryversion ({COLUMNS.replace('summary', 'x')}, summary AS (zeroblob(900000000)))",
        insert(ROW),
    ),
    "rows without numbers": (f"CREATE TABLE entryversion ({COLUMNS}) WITHOUT ROWID",),
    "no name for the rows": (f"CREATE TABLE entryversion ({COLUMNS}, rowid, _rowid_, oid)",),
    "many columns": (f"CREATE TABLE entryversion ({COLUMNS}, {', '.join(f'c{number}' for number in range(500))})",),
}


@both
@pytest.mark.parametrize("statements", NOT_ORDINARY.values(), ids=NOT_ORDINARY)
def test_only_ordinary_tables_are_read(importer: Importer, statements: tuple[str, ...], tmp_path: Path) -> None:
    path = made(tmp_path / "x.db", *statements)
    connection = sqlite3.connect(path)
    connection.execute("SELECT summary FROM entryversion LIMIT 0")  # the control: by its name alone it would be read
    connection.close()
    assert "no table" in refused(importer, path)


@both
def test_triggers_indexes_and_names_made_to_be_run_stay_names(importer: Importer, tmp_path: Path) -> None:
    evil = 'x"; DROP TABLE entryversion; --'
    quoted = evil.replace('"', '""')
    path = made(
        tmp_path / "x.db",
        f'CREATE TABLE entryversion ({COLUMNS}, "{quoted}", "select", "a\'b", "[c]")',
        f'CREATE TABLE "{quoted}" (y)',
        insert(f"{ROW}, 1, 2, 3, 4"),
        f"CREATE INDEX i ON entryversion (entry_id, '{evil.replace(chr(39), '')}')",
        f"CREATE TRIGGER t AFTER INSERT ON entryversion BEGIN {ENDLESS} count(*) FROM n; END",
    )
    (only,) = importer(path)
    assert isinstance(only, Found)
    assert only.snapshot.article == "https://post.example/a"


def test_a_table_named_by_the_user_is_never_part_of_a_statement(tmp_path: Path) -> None:
    path = made(tmp_path / "x.db", f"CREATE TABLE entryversion ({COLUMNS})")
    for table in ("entryversion; DROP TABLE entryversion", 'x" UNION SELECT 1 --', "sqlite_master", "", "\0"):
        with pytest.raises(InputError, match="has no table"):
            list(newsedits_history(path, NewsEditsOptions(table=table)))


PAGE = 512
FAN = 60
LEVELS = 8


def endless(path: Path) -> Path:
    """A database of some pages that holds 60 to the 8th rows: each upper page names the one below 60 times."""
    made(path, f"PRAGMA page_size = {PAGE}", f"CREATE TABLE entryversion ({COLUMNS})", insert(ROW))
    content = bytearray(path.read_bytes())
    root = len(content) // PAGE
    content += content[-PAGE:]  # the page with the row, as page root + 1
    for level in range(LEVELS):
        below = root + 1 + level
        page = bytearray(PAGE)
        page[:12] = bytes([5, 0, 0]) + FAN.to_bytes(2) + (PAGE - 5 * FAN).to_bytes(2) + b"\0" + below.to_bytes(4)
        for cell in range(FAN):
            place = PAGE - 5 * (cell + 1)
            page[12 + 2 * cell : 14 + 2 * cell] = place.to_bytes(2)
            page[place : place + 5] = below.to_bytes(4) + b"\1"
        if level < LEVELS - 1:
            content += page
        else:
            content[(root - 1) * PAGE : root * PAGE] = page
    content[28:32] = (len(content) // PAGE).to_bytes(4)
    path.write_bytes(content)
    return path


@both
def test_pages_that_point_at_each_other_are_not_read_for_years(importer: Importer, tmp_path: Path) -> None:
    path = endless(tmp_path / "endless.db")
    connection = sqlite3.connect(path)
    rows = connection.execute("SELECT id FROM entryversion")
    assert sum(1 for _ in zip(rows, range(100_000), strict=False)) == 100_000  # the control: SQLite itself goes on
    connection.close()
    assert "more steps to read than its size explains" in refused(importer, path)


ANYTHING = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=True),
    st.binary(max_size=20),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    st.sampled_from(
        [
            "2020-01-03 00:00:00",
            "9999-12-31T23:59:59.999999",
            "0001-01-01T00:00:00+14:00",
            "https://[half",
            "http://é",
            "<p>x",
        ]
    ),
)
names = count()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where properties put their databases."""
    return tmp_path_factory.mktemp("databases")


@both
@given(rows=st.lists(st.tuples(*[ANYTHING] * 6), max_size=8), told=st.lists(st.tuples(*[ANYTHING] * 4), max_size=8))
def test_whatever_stands_in_the_columns_there_are_findings(
    importer: Importer, folder: Path, rows: list[tuple[object, ...]], told: list[tuple[object, ...]]
) -> None:
    path = folder / f"{next(names)}.db"
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute(f"CREATE TABLE entryversion ({COLUMNS})")
    connection.execute("CREATE TABLE entry (id, url)")
    connection.execute("CREATE TABLE split_sentences (entry_id, version, sent_idx, sentence)")
    connection.executemany("INSERT INTO entryversion VALUES (NULL, ?, ?, ?, ?, ?, ?)", rows)
    connection.executemany("INSERT INTO split_sentences VALUES (?, ?, ?, ?)", told)
    connection.commit()
    connection.close()
    assert len(list(importer(path))) == len(rows)
    made(path, "ALTER TABLE entryversion DROP COLUMN summary")
    if importer is newsedits_history:
        assert len(list(importer(path))) == len(rows)
        path.unlink()


def whole_database(path: Path) -> Path:
    """A database with some rows on several pages."""
    rows = [insert(f"{number}{ROW[1:]}") for number in range(1, 120)]
    return made(path, f"CREATE TABLE entryversion ({COLUMNS})", *rows)


@both
@given(changes=st.lists(st.tuples(st.integers(0, 16_383), st.binary(min_size=1, max_size=8)), min_size=1, max_size=20))
def test_a_damaged_database_gives_findings_or_one_clear_error(
    importer: Importer, folder: Path, changes: list[tuple[int, bytes]]
) -> None:
    whole = folder / "whole.db"
    if not whole.exists():
        whole_database(whole)
    content = bytearray(whole.read_bytes())
    for place, change in changes:
        content[place % len(content) : place % len(content) + len(change)] = change
    path = folder / f"{next(names)}.db"
    path.write_bytes(content)
    try:
        for one in importer(path):
            assert one.name
    except InputError as problem:
        assert str(path) in problem.message  # noqa: PT017  either will do
    path.unlink()
