"""One Snapshot a line, as JSON: what scrapers, data sets and other tools write.

{"url": "https://post.example/fire", "observed": "2026-02-03T11:47:00Z", "html": "<p>…", "source": "The Post"}
"""

import gzip
import io
import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO, Final, cast

from revtrack.errors import InputError
from revtrack.ingest.feeds.foreign import clean, language_tag, web_address
from revtrack.ingest.file import MAX_BYTES, MediaType, media_type_of
from revtrack.ingest.moments import parse_moment
from revtrack.model import Snapshot

__all__ = ["JsonLine", "read_jsonl"]

LONGEST_LINE: Final = 3 * MAX_BYTES
"""Bytes of a line: the largest content, escaped."""

MAX_TOTAL: Final = 20_000_000_000
"""Bytes read of one file, unpacked."""

ARTICLE: Final = ("article", "url", "address")
OBSERVED: Final = ("observed", "observed_at", "fetched_at", "timestamp")
CONTENT: Final = {
    "html": MediaType.HTML,
    "markdown": MediaType.MARKDOWN,
    "text": MediaType.TEXT,
    "content": None,
}
"""The keys of the content, and what they hold; None: told by how it begins."""

GZIP_START: Final = b"\x1f\x8b"


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonLine:
    """One line: a Snapshot, or why it is none."""

    number: int
    """From 1."""
    snapshot: Snapshot | None = None
    problem: str | None = None
    """One sentence without the name of the file."""


def read_jsonl(file: str | Path | BinaryIO) -> Iterator[JsonLine]:
    """The Snapshots of a file with one JSON object a line, in its order, and what is wrong with the other lines.

    Each has `article` or `url`; `observed`, `fetched_at` or `timestamp`, with a zone or as the 14 digits of web
    archives; one of `html`, `markdown`, `text` and `content`; and if known `title`, `source`, `language`, `via`,
    `note`, `time_note`. Other keys are not looked at, blank lines are passed over.

    Args:
        file: a path or an open binary file, packed with gzip or not.

    Raises:
        InputError: it cannot be opened.
    """
    if isinstance(file, str | Path):
        try:
            stream = Path(file).open("rb")  # noqa: SIM115  closed below, once the last line was taken
        except (OSError, ValueError) as problem:
            reason = getattr(problem, "strerror", None) or "its name is no name"
            raise InputError(f"{file} cannot be read: {reason}", "check the name and its permissions") from None
        with stream:
            yield from _lines(stream)
    else:
        yield from _lines(file)


def _lines(stream: BinaryIO) -> Iterator[JsonLine]:
    buffered: Any = stream if hasattr(stream, "peek") else io.BufferedReader(cast("io.RawIOBase", stream))
    is_packed = buffered.peek(2)[:2] == GZIP_START
    source = gzip.GzipFile(fileobj=buffered) if is_packed else buffered
    number = size = 0
    while True:
        try:
            line = source.readline(LONGEST_LINE + 1)
            length = len(line)
            while length > LONGEST_LINE and not line.endswith(b"\n"):
                line = source.readline(LONGEST_LINE)
                length += len(line)
                if not line or size + length > MAX_TOTAL:
                    break
        except (OSError, EOFError, zlib.error):
            yield JsonLine(number=number + 1, problem="the gzip file breaks off or is damaged here")
            return
        if not length:
            return
        number += 1
        size += length
        if size > MAX_TOTAL:
            yield JsonLine(number=number, problem=f"the file has more than {MAX_TOTAL // 1_000_000_000} GB")
            return
        if length > LONGEST_LINE:
            yield JsonLine(number=number, problem=f"the line is longer than {LONGEST_LINE // 1_000_000} MB")
        elif line.strip():
            yield _line(number, line)


def _line(number: int, line: bytes) -> JsonLine:
    try:
        row = json.loads(line.removeprefix(b"\xef\xbb\xbf"))
    except RecursionError:
        return JsonLine(number=number, problem="it is nested too deeply")
    except ValueError:
        return JsonLine(number=number, problem="it is no JSON")
    if not isinstance(row, dict):
        return JsonLine(number=number, problem="it is no JSON object")
    try:
        return JsonLine(number=number, snapshot=_snapshot(row))
    except InputError as problem:
        return JsonLine(number=number, problem=problem.message)


def _snapshot(row: Mapping[str, Any]) -> Snapshot:
    """The Snapshot a line describes.

    Raises:
        InputError: when something it needs is missing or of the wrong kind.
    """
    article = clean(_first(row, ARTICLE, "“article” or “url”"), 2_000)
    if article is None:
        raise InputError("it has no “article” or “url”")
    media_type, content = _content(row)
    return Snapshot(
        article=article,
        content=content,
        observed_at=_observed(row),
        media_type=media_type or media_type_of("", content),
        encoding="utf-8",
        source=clean(row.get("source"), 200),
        title=clean(row.get("title"), 1_000),
        language=language_tag(row.get("language")),
        via=clean(row.get("via"), 500),
        time_note=clean(row.get("time_note"), 500),
        note=clean(row.get("note"), 1_000),
        address=web_address(row.get("url")) if "article" in row else None,
    )


def _first(row: Mapping[str, Any], names: tuple[str, ...], wanted: str) -> str:
    for name in names:
        value = row.get(name)
        if isinstance(value, str) and value.strip():
            return value
    raise InputError(f"it has no {wanted}")


def _observed(row: Mapping[str, Any]) -> datetime:
    stated = _first(row, OBSERVED, "time: “observed”, “fetched_at” or “timestamp”").strip()
    if len(stated) == len("20260203114700") and stated.isascii() and stated.isdigit():
        try:
            return datetime.strptime(stated, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        except ValueError:
            raise InputError(f"“{stated}” is not a time") from None
    return parse_moment(clean(stated, 64) or "", "its time")


def _content(row: Mapping[str, Any]) -> tuple[MediaType | None, bytes]:
    stated = [(name, row[name]) for name in CONTENT if isinstance(row.get(name), str) and row[name].strip()]
    if not stated:
        raise InputError("it has no content: “html”, “markdown”, “text” or “content”")
    name, text = stated[0]
    content = text.encode("utf-8", "replace")
    if len(content) > MAX_BYTES:
        raise InputError(f"its content is larger than {MAX_BYTES // 1_000_000} MB")
    return CONTENT[name], content
