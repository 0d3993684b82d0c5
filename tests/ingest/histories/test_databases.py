"""Databases of diffengine and in the shape of NewsEdits, as those programs make them."""

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from revtrack.errors import InputError
from revtrack.extract import extract
from revtrack.ingest.histories.diffengine import DiffengineOptions, diffengine_history
from revtrack.ingest.histories.findings import NO_ZONE, OUT_OF_ORDER, Finding, Found, Skipped
from revtrack.ingest.histories.newsedits import NewsEditsOptions, newsedits_history
from revtrack.model import Snapshot

DIFFENGINE = """
    CREATE TABLE "feed" ("url" VARCHAR(255) NOT NULL PRIMARY KEY, "name" VARCHAR(255) NOT NULL, "created" DATETIME);
    CREATE TABLE "entry" ("id" INTEGER NOT NULL PRIMARY KEY, "url" VARCHAR(255) NOT NULL, "created" DATETIME,
        "checked" DATETIME);
    CREATE TABLE "feedentry" ("id" INTEGER NOT NULL PRIMARY KEY, "feed_id" VARCHAR(255) NOT NULL,
        "entry_id" INTEGER NOT NULL, "created" DATETIME);
    CREATE INDEX "feedentry_entry_id" ON "feedentry" ("entry_id");
    CREATE TABLE "entryversion" ("id" INTEGER NOT NULL PRIMARY KEY, "title" VARCHAR(255) NOT NULL,
        "url" VARCHAR(255) NOT NULL, "summary" VARCHAR(255) NOT NULL, "created" DATETIME NOT NULL,
        "archive_url" VARCHAR(255), "entry_id" INTEGER NOT NULL);
    CREATE TABLE "diff" ("id" INTEGER NOT NULL PRIMARY KEY, "old_id" INTEGER, "new_id" INTEGER, "created" DATETIME);
    INSERT INTO feed VALUES ('https://post.example/feed', 'The Example Post', '2017-01-01 10:00:00.000001');
    INSERT INTO entry VALUES (1, 'https://post.example/fire', '2017-01-01 10:00:00', NULL);
    INSERT INTO feedentry VALUES (1, 'https://post.example/feed', 1, '2017-01-01 10:00:00');
"""
"""What diffengine's models become, with one feed and one entry."""

NEWSEDITS = """
    CREATE TABLE entryversion (id INTEGER PRIMARY KEY, entry_id INTEGER, version TEXT, created TEXT, title TEXT,
        url TEXT, num_versions INTEGER, summary TEXT);
"""
SENTENCES = "CREATE TABLE split_sentences (entry_id INTEGER, version TEXT, sent_idx INTEGER, sentence TEXT);"

Rows = Iterable[Sequence[Any]]


def database(path: Path, script: str, **tables: Rows) -> Path:
    """A database made by a script, with rows in its tables."""
    connection = sqlite3.connect(path)
    connection.executescript(script)
    for table, rows in tables.items():
        for row in rows:
            connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)  # noqa: S608  all ours
    connection.commit()
    connection.close()
    return path


def snapshots(findings: Iterable[Finding]) -> list[Snapshot]:
    """The states among some findings."""
    return [one.snapshot for one in findings if isinstance(one, Found)]


def reasons(findings: Iterable[Finding]) -> list[str]:
    """Why states were passed over."""
    return [one.reason for one in findings if isinstance(one, Skipped)]


def blocks(snapshot: Snapshot) -> list[str]:
    """The paragraphs of a state as the program reads them."""
    return [block.text for block in extract(snapshot).blocks]


def test_each_version_of_diffengine_is_a_page_with_its_headline_at_its_time(tmp_path: Path) -> None:
    archived = "https://web.archive.org/web/20170101101000/https://post.example/fire"
    path = database(
        tmp_path / "diffengine.db",
        DIFFENGINE,
        entryversion=[
            (2, "Fire & water", "https://post.example/fire", "<p>Five hurt.</p>", "2017-01-01 12:10:00", None, 1),
            (
                *(
                    1,
                    "Fire <in> harbour",
                    "https://post.example/fire",
                    "<p>Three hurt.</p><p>It burns &amp; burns.</p>",
                ),
                *("2017-01-01 10:10:00.500000", archived, 1),
            ),
        ],
    )
    first, second = snapshots(diffengine_history(path))
    assert blocks(first) == ["Three hurt.", "It burns & burns."]
    assert blocks(second) == ["Five hurt."]
    assert [extract(one).headline for one in (first, second)] == ["Fire <in> harbour", "Fire & water"]
    assert (first.article, first.source) == ("https://post.example/fire", "The Example Post")
    assert first.observed_at == datetime(2017, 1, 1, 10, 10, 0, 500_000, tzinfo=UTC)
    assert first.via == f"diffengine, archived at {archived}"
    assert (second.via, second.time_note) == ("diffengine", None)
    (given, _) = snapshots(diffengine_history(path, DiffengineOptions(source="Post", language="en")))
    assert (given.source, given.language) == ("Post", "en")


def test_the_databases_of_diffengines_first_releases_are_read(tmp_path: Path) -> None:
    path = database(
        tmp_path / "old.db",
        """
        CREATE TABLE feed (url TEXT PRIMARY KEY, name TEXT, created DATETIME);
        CREATE TABLE entry (id INTEGER PRIMARY KEY, url TEXT, created DATETIME, checked DATETIME, feed_id TEXT);
        CREATE TABLE entryversion (id INTEGER PRIMARY KEY, title TEXT, url TEXT, summary TEXT, created DATETIME,
            entry_id INTEGER);
        """,
        feed=[("https://post.example/feed", "Post", None)],
        entry=[(7, "https://post.example/fire", None, None, "https://post.example/feed")],
        entryversion=[(1, "Fire", "https://post.example/fire?utm=1", "<p>Text.</p>", "2017-01-01 10:00:00", 7)],
    )
    (only,) = snapshots(diffengine_history(path))
    assert (only.article, only.source) == ("https://post.example/fire", "Post")


def test_versions_of_newsedits_stand_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    day = "2020-01-03 00:{:02}:00"
    rows: list[Sequence[Any]] = [
        (number, 5, str(number), day.format(number), f"Title {number}", "https://post.example/a", 12, f"Text {number}.")
        for number in (10, 2, 0, 1, 11, 9)
    ]
    rows.append((90, 40, "0", "2020-02-01T00:00:00+01:00", "Other", None, 1, "Plain text.</p><p>Second &amp; last."))
    path = database(tmp_path / "newssniffer-post.db", NEWSEDITS, entryversion=rows)
    states = snapshots(newsedits_history(path, NewsEditsOptions(source="Post")))
    first = [one for one in states if one.article == "https://post.example/a"]
    assert [one.content.decode() for one in first] == [f"Text {number}." for number in (0, 1, 2, 9, 10, 11)]
    assert first[1].observed_at == datetime(2020, 1, 3, 0, 1, tzinfo=UTC)
    assert {one.time_note for one in first} == {NO_ZONE}
    assert (first[1].title, first[1].media_type, first[1].source) == ("Title 1", "text/plain", "Post")
    assert first[1].via == "version 1 in newssniffer-post.db"
    (other,) = [one for one in states if one.article == "newssniffer-post:40"]
    assert (blocks(other), extract(other).headline) == (["Plain text.", "Second & last."], "Other")
    assert (other.observed_at, other.time_note) == (datetime(2020, 1, 31, 23, 0, tzinfo=UTC), None)


def test_columns_are_told_by_their_names_whatever_the_table_is_called(tmp_path: Path) -> None:
    path = database(
        tmp_path / "mine.db",
        'CREATE TABLE "select" ("URL" TEXT, "Fetched_At" INTEGER, "Headline" TEXT, "Body" TEXT, "Publisher" TEXT,'
        ' "Lang" TEXT); CREATE TABLE other (x);',
        **{
            '"select"': [
                ("https://post.example/b", 1_580_000_000, "B", "Later.", "Post", "de"),
                ("https://post.example/a", 1_580_000_060_000, "A", "Again.", "Post", "; drop"),
                ("https://post.example/b", 1_570_000_000.5, "B", "Earlier.", None, None),
            ]
        },
    )
    a, earlier, later = snapshots(newsedits_history(path))
    assert (a.article, a.observed_at, a.language) == (
        "https://post.example/a",
        datetime.fromtimestamp(1_580_000_060, UTC),
        None,
    )
    assert (earlier.content, later.content) == (b"Earlier.", b"Later.")
    assert (earlier.source, later.source, later.language) == (None, "Post", "de")


def test_of_several_tables_the_usual_one_or_the_one_named_is_taken(tmp_path: Path) -> None:
    script = "CREATE TABLE {} (entry_id, created, text);"
    rows = {name: [(1, "2020-01-03T00:00:00Z", name)] for name in ("drafts", "finals", "EntryVersion")}
    path = database(tmp_path / "two.db", script.format("drafts") + script.format("finals"))
    database(path, "", drafts=rows["drafts"], finals=rows["finals"])
    with pytest.raises(InputError, match="several tables that could hold versions: drafts, finals"):
        list(newsedits_history(path))
    with pytest.raises(InputError, match="has no table “none” of versions"):
        list(newsedits_history(path, NewsEditsOptions(table="none")))
    (named,) = snapshots(newsedits_history(path, NewsEditsOptions(table="Finals")))
    assert named.content == b"finals"
    database(path, script.format("EntryVersion"), EntryVersion=rows["EntryVersion"])
    (usual,) = snapshots(newsedits_history(path))
    assert usual.content == b"EntryVersion"


TOLD = [
    *[(1, "1.0", 0, "<p>Third hurt.</p><p>"), (1, "1.0", 1, "All is <p> well. </p>"), (1, "0.0", 1, "It burns.")],
    *[(1, "0.0", 0, "Three hurt."), (12, "3", 0, "Only here."), (2, "0", 0, "Another article.")],
]


def test_sentences_stand_in_for_texts_and_times_come_from_the_other_table(tmp_path: Path) -> None:
    script = "CREATE TABLE entryversion (id INTEGER PRIMARY KEY, entry_id, version, created, title, url);" + SENTENCES
    path = database(
        tmp_path / "split.db",
        script,
        entryversion=[
            (1, 1, 1, "2020-01-03T01:00:00Z", "Fire, later", "https://post.example/a"),
            (2, 1, 0, "2020-01-03T00:00:00Z", "Fire", "https://post.example/a"),
            (3, 1, 2, "2020-01-03T02:00:00Z", "No sentences", "https://post.example/a"),
            (4, 2, 0, "2020-01-03T00:30:00Z", "Other", "https://post.example/b"),
        ],
        split_sentences=TOLD,
    )
    findings = list(newsedits_history(path))
    assert [(one.article, one.title, one.content.decode()) for one in snapshots(findings)] == [
        ("https://post.example/a", "Fire", "Three hurt.\n\nIt burns."),
        ("https://post.example/a", "Fire, later", "Third hurt.\n\nAll is\n\nwell."),
        ("https://post.example/b", "Other", "Another article."),
    ]
    assert reasons(findings) == ["has no text"]


def test_where_no_time_is_known_the_user_gives_the_first_and_the_note_says_so(tmp_path: Path) -> None:
    path = database(tmp_path / "split.db", SENTENCES, split_sentences=TOLD)
    with pytest.raises(InputError, match="gives no times") as caught:
        list(newsedits_history(path))
    assert "--at" in str(caught.value.hint)
    at = datetime(2020, 1, 3, tzinfo=UTC)
    states = snapshots(newsedits_history(path, NewsEditsOptions(at=at)))
    assert [(one.article, one.observed_at - at) for one in states] == [
        ("split:1", timedelta(0)),
        ("split:1", timedelta(seconds=1)),
        ("split:12", timedelta(0)),
        ("split:2", timedelta(0)),
    ]
    assert all("only the order is known" in str(one.time_note) for one in states)


def test_versions_of_one_second_keep_their_order_and_times_going_back_are_told(tmp_path: Path) -> None:
    times = ["2020-01-03 00:00:00Z", "2020-01-03 00:00:00Z", "2020-01-03 00:00:00Z", "2020-01-02 00:00:00Z"]
    rows = [(None, 1, number, at, "T", None, 4, f"{number}.") for number, at in enumerate(times)]
    states = snapshots(newsedits_history(database(tmp_path / "x.db", NEWSEDITS, entryversion=rows)))
    assert [(one.observed_at.microsecond, one.time_note) for one in states] == [
        (0, None),
        (1, None),
        (2, None),
        (0, OUT_OF_ORDER),
    ]


def test_what_a_row_lacks_is_said_by_name_and_the_others_are_read(tmp_path: Path) -> None:
    whole = (1, "0", "2020-01-03 00:00:00", "T", "https://post.example/a", 1, "Text.")
    rows = [
        (1, *whole),
        (2, None, *whole[1:]),
        (3, 1, "1", "no time", *whole[3:]),
        (4, 1, "2", None, *whole[3:]),
        (5, 1, "3", *whole[2:6], None),
        (6, 1, "4", *whole[2:6], "  "),
        (7, 1, "5", *whole[2:6], b"\xff\xfe"),
        (8, 1, "6", *whole[2:6], "x" * 10_000_001),
        (9, 1, None, *whole[2:]),
        (10, 1, "7", "9999-12-31T23:59:59.999999-23:00", *whole[3:]),
        (11, 1, "8", 1e300, *whole[3:]),
        (12, 1, "9", b"\xff", *whole[3:]),
        (13, 1, "10", *whole[2:6], 42),
    ]
    findings = list(newsedits_history(database(tmp_path / "x.db", NEWSEDITS, entryversion=rows)))
    assert {one.content for one in snapshots(findings)} == {b"Text.", b"42"}
    assert len(snapshots(findings)) == 3
    said = {one.name.partition(", ")[2]: one.reason for one in findings if isinstance(one, Skipped)}
    assert said == {
        "entry None, version 0": "does not say which article it is of",
        **{f"entry 1, version {number}": "does not say when it was seen" for number in (1, 2, 7, 8, 9)},
        **{f"entry 1, version {number}": "has no text in UTF-8" for number in (3, 4, 5)},
        "entry 1, version 6": "is too large, or cannot be read",
    }


def test_rows_of_diffengine_that_lack_something_are_passed_over_by_name(tmp_path: Path) -> None:
    good = (1, "T", "https://post.example/fire", "<p>x</p>", "2017-01-01 10:00:00", None, 1)
    rows = [
        good,
        (2, *good[1:4], "never", None, 1),
        (3, *good[1:3], "", *good[4:]),
        (4, "T", "javascript:alert(1)", *good[3:6], 99),
        (5, "T", "https://post.example/other", *good[3:6], 99),
        (6, *good[1:3], "x" * 10_000_001, *good[4:]),
        (7, *good[1:5], "javascript:alert(1)", 1),
        (8, "T", "https://post.example/a b\nc", *good[3:6], 98),
    ]
    findings = list(diffengine_history(database(tmp_path / "d.db", DIFFENGINE, entryversion=rows)))
    assert {one.name: one.reason for one in findings if isinstance(one, Skipped)} == {
        "d.db, entryversion 2": "does not say when it was seen",
        "d.db, entryversion 3": "has no text",
        "d.db, entryversion 4": "does not say which article it is of",
        "d.db, entryversion 6": "is too large, or cannot be read",
        "d.db, entryversion 8": "does not say which article it is of",
    }
    assert [(one.article, one.via) for one in snapshots(findings)] == [
        ("https://post.example/fire", "diffengine"),
        ("https://post.example/fire", "diffengine"),
        ("https://post.example/other", "diffengine"),
    ]


def test_many_versions_are_read_one_at_a_time(tmp_path: Path) -> None:
    rows = (
        (None, number % 50, number, f"{1_580_000_000 + number}", "T", None, 9, f"Text {number}.")
        for number in range(5_000)
    )
    path = database(tmp_path / "x.db", NEWSEDITS.replace("created TEXT", "created INTEGER"), entryversion=rows)
    findings = newsedits_history(path)
    assert isinstance(next(findings), Found)
    assert sum(isinstance(one, Found) for one in findings) == 4_999
