"""One Snapshot a line."""

import gzip
import io
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from revtrack.errors import InputError
from revtrack.ingest.archives import JsonLine, jsonl, read_jsonl

GOOD = {"url": "https://post.example/fire", "observed": "2026-02-03T12:47:00+01:00", "text": "Three died."}


def read(*rows: Any) -> list[JsonLine]:
    """What some lines give; text stands for itself."""
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    return list(read_jsonl(io.BytesIO("\n".join(lines).encode())))


def test_a_line_becomes_a_snapshot_with_all_that_it_says() -> None:
    (line,) = read(
        {
            "article": "fire",
            "url": "https://post.example/fire",
            "fetched_at": "20260203114700",
            "html": "<p>Three &amp; four.</p>",
            "title": "Fi\u000bre",
            "source": "The Post",
            "language": "en_GB",
            "via": "scraper",
            "note": "first",
            "unknown": [1, 2],
        }
    )
    snapshot = line.snapshot
    assert snapshot is not None
    assert (snapshot.article, snapshot.address) == ("fire", "https://post.example/fire")
    assert snapshot.observed_at == datetime(2026, 2, 3, 11, 47, tzinfo=UTC)
    assert (snapshot.media_type, snapshot.content) == ("text/html", b"<p>Three &amp; four.</p>")
    assert (snapshot.title, snapshot.source, snapshot.language) == ("Fi re", "The Post", "en-GB")
    assert (snapshot.via, snapshot.note) == ("scraper", "first")


@pytest.mark.parametrize(
    ("key", "value", "media_type"),
    [
        ("text", "<p>is text here</p>", "text/plain"),
        ("markdown", "# A", "text/markdown"),
        ("content", "<!DOCTYPE html><html></html>", "text/html"),
        ("content", "Words.", "text/plain"),
        ("content", "---\ntitle: x\n---\nWords.", "text/markdown"),
    ],
)
def test_the_key_of_the_content_says_what_it_is(key: str, value: str, media_type: str) -> None:
    row = {name: stated for name, stated in GOOD.items() if name != "text"}
    (line,) = read({**row, key: value})
    assert line.snapshot is not None
    assert line.snapshot.media_type == media_type


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("{", "no JSON"),
        ("[1]", "no JSON object"),
        ("[" * 100_000, "nested too deeply"),
        ('{"a": ' + "9" * 5_000 + "}", "no JSON"),
        ({}, "no “article” or “url”"),
        ({**GOOD, "url": " \x0b "}, "no “article” or “url”"),
        ({**GOOD, "url": 3}, "no “article” or “url”"),
        ({**GOOD, "observed": None}, "no time"),
        ({**GOOD, "observed": "noon"}, "not a time"),
        ({**GOOD, "observed": "2026-02-03T12:47:00"}, "no zone"),
        ({**GOOD, "observed": "99999999999999"}, "not a time"),
        ({**GOOD, "text": ""}, "no content"),
        ({**GOOD, "text": ["a"]}, "no content"),
        ({**GOOD, "text": "x" * 10_000_001}, "larger than 10 MB"),
        ('{"url": "\\ud800", "observed": "2026-02-03T12:47:00Z", "text": "x"}', "no “article” or “url”"),
    ],
)
def test_a_bad_line_is_named_by_its_number_and_the_others_are_taken(row: Any, words: str) -> None:
    first, bad, last = read(GOOD, row, GOOD)
    assert first.snapshot == last.snapshot
    assert first.snapshot is not None
    assert (bad.number, bad.snapshot) == (2, None)
    assert words in str(bad.problem)


def test_blank_lines_are_counted_and_passed_over() -> None:
    assert [line.number for line in read("", GOOD, "  ", GOOD)] == [2, 4]


def test_a_packed_file_is_read_like_any_other(tmp_path: Path) -> None:
    plain = "\ufeff" + json.dumps(GOOD) + "\r\n" + json.dumps(GOOD)
    path = tmp_path / "lines.jsonl.gz"
    path.write_bytes(gzip.compress(plain.encode()))
    assert [line.problem for line in read_jsonl(path)] == [None, None]


def test_a_cut_packed_file_gives_what_comes_before_the_cut() -> None:
    rows = "\n".join(json.dumps({**GOOD, "text": f"{number} " * 500}) for number in range(200))
    found = list(read_jsonl(io.BytesIO(gzip.compress(rows.encode())[:-300])))
    assert len(found) > 1
    assert all(line.snapshot for line in found[:-1])
    assert "breaks off" in str(found[-1].problem)


def test_an_endless_line_is_passed_over_in_little_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "LONGEST_LINE", 1_000)  # the bound itself, so that the test need not write 30 MB
    first, long, last = read(GOOD, {**GOOD, "text": "x" * 5_000}, GOOD)
    assert "longer than" in str(long.problem)
    assert (first.problem, last.problem, last.number) == (None, None, 3)


def test_a_file_that_unpacks_without_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "MAX_TOTAL", 2_000_000)
    content = gzip.compress(b"\n".join([json.dumps(GOOD).encode()] * 40_000))
    *_, last = read_jsonl(io.BytesIO(content))
    assert "has more than" in str(last.problem)


def test_a_missing_file_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        list(read_jsonl(tmp_path / "none.jsonl"))
