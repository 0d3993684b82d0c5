"""Single files as Snapshots."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from revtrack.errors import InputError
from revtrack.ingest.file import MAX_BYTES, Description, MediaType, media_type_of, read_bytes, received_as, snapshot_of

SEEN = datetime(2026, 2, 3, 15, 0, tzinfo=UTC)


def test_a_missing_file_a_folder_and_a_file_too_large_are_refused_with_a_remedy(tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    large.write_bytes(b"x" * (MAX_BYTES + 1))
    for path, words in (
        (tmp_path / "none.txt", "no such file"),
        (tmp_path, "is a folder"),
        (large, "larger than 10 MB"),
    ):
        with pytest.raises(InputError, match=words) as caught:
            read_bytes(path)
        assert str(path) in caught.value.message
        assert caught.value.hint


def test_a_name_that_no_file_can_have_is_an_input_error() -> None:
    for name in ("a\0b", "x" * 300):
        with pytest.raises(InputError, match="cannot be read"):
            read_bytes(Path(name))


def test_content_of_exactly_the_limit_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "limit.txt"
    path.write_bytes(b"x" * MAX_BYTES)
    assert len(read_bytes(path)) == MAX_BYTES


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.html", b"anything", MediaType.HTML),
        ("a.md", b"anything", MediaType.MARKDOWN),
        ("a.txt", b"---\ntitle: x\n---\ntext", MediaType.MARKDOWN),
        ("a.txt", b"\xef\xbb\xbf---\r\ntitle: x\r\n---\r\ntext", MediaType.MARKDOWN),
        ("a.txt", b"---\nno end of front matter", MediaType.TEXT),
        ("-", b"\n<!-- saved --><!DOCTYPE html><p>x", MediaType.HTML),
        ("-", b"<html lang=en>", MediaType.HTML),
        ("a.txt", b"A headline\n\nText with <b>marks</b>.", MediaType.TEXT),
    ],
)
def test_what_a_file_holds_is_told_by_its_suffix_or_its_beginning(name: str, content: bytes, kind: MediaType) -> None:
    assert media_type_of(name, content) is kind


@pytest.mark.parametrize(
    ("stated", "content", "kind"),
    [
        (None, b"<!doctype html><p>x", "text/html"),
        (None, b"Words.", "text/plain"),
        ("text/plain", b"<!doctype html><p>x", "text/html"),
        ("text/plain", b"Words, and <html> among them.", "text/plain"),
        ("text/plain", b"---\ntitle: x\n---\ntext", "text/plain"),
        ("text/markdown", b"<!doctype html><p>x", "text/markdown"),
    ],
)
def test_what_is_called_plain_text_is_a_page_where_it_begins_as_one(
    stated: str | None, content: bytes, kind: str
) -> None:
    assert received_as(stated, content) == kind


def test_what_the_user_says_of_a_file_stands_in_its_snapshot() -> None:
    description = Description(article="https://post.example/a", source="Post", title="T", via="mail", encoding="utf-8")
    snapshot = snapshot_of(b"text", "a.txt", SEEN, description)
    assert (snapshot.article, snapshot.source, snapshot.title) == ("https://post.example/a", "Post", "T")
    assert snapshot.media_type == "text/plain"
    assert snapshot.observed_at == SEEN


def test_a_page_that_begins_with_thousands_of_comments_is_told_at_once() -> None:
    assert media_type_of("", b"<!---->" * 40_000 + b"<html>") is MediaType.HTML
    assert media_type_of("", b"<!---->" * 40_000 + b"words") is MediaType.TEXT
