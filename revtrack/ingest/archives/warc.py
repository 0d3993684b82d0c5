"""WARC files (ISO 28500; iipc.github.io/warc-specifications): what a crawler received, record after record.

    response  ─────────────────────────→ Captured
    revisit   ──the earlier payload───→  Captured with the body of that one
    the rest  ─────────────────────────→ nothing

Records are parsed by fastwarc, which is an extra; it is given file objects, never names, for a name may be an address.
What it does not tell, that a file breaks off, is looked up afterwards. Codings and digests are our own (`payload`).
"""

import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from revtrack.errors import UsageError
from revtrack.ingest.archives.captured import Captured, PassedOver, key_of
from revtrack.ingest.archives.payload import MAX_BODY, BrokenPayloadError, body_of, has_digest
from revtrack.ingest.archives.window import OnDemand, Reader, Window
from revtrack.ingest.feeds.foreign import clean, web_address
from revtrack.ingest.feeds.markup import decoded, is_html
from revtrack.model import Answer, FetchState

if TYPE_CHECKING:
    from fastwarc.warc import ArchiveIterator, HeaderMap, WarcRecord

__all__ = ["Part", "read_parts", "read_warc"]

MAX_HEADERS: Final = 100
"""Header lines kept of an answer, as for one off the web."""

MAX_HEADER: Final = 8_000
"""Characters kept of a header's value."""

MAX_REMEMBERED: Final = 200_000
"""Captures that later revisits can be resolved to, the first of a set of files: about 100 MB of memory."""

MAX_KEPT: Final = 67_108_864
"""Bytes of bodies held in memory for later revisits, the first of files in which no record can be gone back to, as
where all of them are packed as one."""

MAX_WAITING: Final = 40_000_000
"""Bytes of memory, about and at least 0, for revisits held until all files are read: what they repeat may come last."""
REVISIT_BYTES, HEADER_BYTES = 2_000, 200
"""What a revisit takes, and each of its headers besides its letters: 20,000 with 90 headers of 250 took 701 MB."""

BEGINNINGS: Final = (b"\x1f\x8b", b"WARC")
"""How a record begins, packed or not."""

LONGEST_HEAD: Final = 65_536
"""Bytes of a record's own headers."""

MAX_TAIL: Final = 268_435_456
"""Bytes unpacked, at most, to find out whether a file breaks off in its last record."""

VERIFIABLE: Final = ("sha1:", "sha256:")
"""The block digests that are compared, where a record has no payload digest."""

TEXTUAL: Final = frozenset({"text/html", "application/xhtml+xml", "text/plain", "text/markdown"})
LENGTH: Final = re.compile(rb"^Content-Length:[ \t]*(\d{1,15})", re.IGNORECASE | re.MULTILINE)
OK, NOT_MODIFIED = 200, 304
MISSING: Final = "reading WARC files needs a library that is not installed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One WARC file, wherever it lies."""

    name: str
    """For messages and `via`."""
    window: Window


def read_warc(files: Iterable[str | Path | BinaryIO]) -> Iterator[Captured | PassedOver]:
    """The answers a set of WARC files holds, packed with gzip or not, in their order.

    Given are answers with status 200 that are HTML or text, with their bodies; answers with any other status, without;
    and what could not be read. Revisits are resolved to captures of the same set; those that stand before what they
    repeat come last.

    Args:
        files: paths or open binary files; revisits are resolved only where these can be sought in.

    Raises:
        UsageError: the extra is not installed.
        InputError: a file cannot be opened.
    """
    parts = []
    for number, file in enumerate(files, start=1):
        if isinstance(file, str | Path):
            name = clean(Path(file).name, MAX_HEADER) or f"file {number}"
            parts.append(Part(name=f"WARC file {name}", window=Window(OnDemand(Path(file)))))
        else:
            parts.append(Part(name=f"WARC file {number}", window=Window(file)))
    return read_parts(parts)


def read_parts(parts: Iterable[Part]) -> Iterator[Captured | PassedOver]:
    """The same for parts of which some may lie inside another file."""
    try:
        from fastwarc.warc import ArchiveIterator  # noqa: PLC0415  an extra, and only archives are worth it
    except ImportError:
        raise UsageError(MISSING, "pip install 'revtrack[warc]'") from None
    return _Set(tuple(parts), ArchiveIterator).captures()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Revisit:
    """A capture that repeats another one."""

    blank: Captured
    keys: tuple[bytes, ...]
    """What the record names the other one by, the surest first."""
    digest: bytes | None
    own: Answer | None
    """Status and headers that were received again."""

    @property
    def size(self) -> int:
        """Bytes of memory it takes, about."""
        return REVISIT_BYTES + sum(HEADER_BYTES + len(a) + len(b) for a, b in (self.own.headers if self.own else ()))


class _Set:
    """The parts of one set, with what revisits may refer to."""

    def __init__(self, parts: tuple[Part, ...], iterator: "Callable[..., ArchiveIterator]") -> None:
        self.parts = parts
        self.iterator = iterator
        self.places: dict[bytes, tuple[int, int]] = {}
        self.remembered = 0
        self.kept: dict[bytes, tuple[Captured, str | None]] = {}
        """What cannot be gone back to."""
        self.room = MAX_KEPT
        self.patience = MAX_WAITING
        self.waiting: list[_Revisit] = []
        """Revisits of what was not met yet."""

    def captures(self) -> Iterator[Captured | PassedOver]:
        for number, part in enumerate(self.parts):
            try:
                yield from self._captures_of(number, part)
            finally:
                part.window.close()
        for revisit in self.waiting:
            yield self._resolved(None, revisit) or _unresolved(revisit)

    def _captures_of(self, number: int, part: Part) -> Iterator[Captured | PassedOver]:
        last: int | None = None
        try:
            for record in self.iterator(part.window.reader(), parse_http=False):
                last = record.stream_pos
                found = self._capture(number, record)
                if found is not None:
                    yield found
        except BaseException as problem:  # see _is_of_the_parser
            if not _is_of_the_parser(problem):
                raise
            where = "its beginning" if last is None else f"the record at byte {last}"
            yield PassedOver(name=part.name, reason=f"what follows {where} is no WARC record")
            return
        reason = _end(part.window, last)
        if reason:
            yield PassedOver(name=part.name, reason=reason)

    def _capture(self, number: int, record: "WarcRecord") -> Captured | PassedOver | None:
        """What a record says; None for one that is no answer of a web server."""
        kind = (record.headers.get("WARC-Type") or "").lower()
        address = _address(record)
        if kind not in {"response", "revisit"} or address is None:
            return None
        name = self.parts[number].name
        at = _moment(record)
        if at is None:
            return PassedOver(name=f"{name}, record at byte {record.stream_pos}", reason="it tells no time")
        blank = Captured(address=address, at=at, status=None, via=name)
        if kind == "revisit":
            return self._revisit(number, record, blank)
        found, raw_digest = _response(record, blank)
        if found is not None and found.body:
            self._remember(number, record, found, raw_digest)
        return found

    def _remember(self, number: int, record: "WarcRecord", found: Captured, digest: str | None) -> None:
        if self.remembered >= MAX_REMEMBERED:
            return
        self.remembered += 1
        keys = [key_of(key) for key in (_named(record), record.record_id, digest) if key]
        if self._can_go_back(number, record.stream_pos):
            for key in keys:
                self.places.setdefault(key, (number, record.stream_pos))
        elif len(found.body) <= self.room and self.parts[number].window.is_seekable:
            self.room -= len(found.body)
            for key in keys:
                self.kept.setdefault(key, (found, digest))

    def _can_go_back(self, number: int, start: int) -> bool:
        """Whether a record begins where the parser says: not where several are packed as one."""
        try:
            return self.parts[number].window.reader(start).read(4).startswith(BEGINNINGS)
        except OSError:
            return False

    def _revisit(self, number: int, record: "WarcRecord", blank: Captured) -> Captured | None:
        """A capture that repeats another one, which the record names in up to three ways; None for later."""
        headers = record.headers
        digest = headers.get("WARC-Payload-Digest")
        target = _bare(headers.get("WARC-Refers-To-Target-URI"))
        date = headers.get("WARC-Refers-To-Date")
        named = f"{target} {date}" if target and date else None
        revisit = _Revisit(
            blank=blank,
            keys=tuple(key_of(key) for key in (named, headers.get("WARC-Refers-To"), digest) if key),
            digest=key_of(digest) if digest else None,
            own=_answer(record, blank),
        )
        found = self._resolved(number, revisit)
        if found is None and revisit.size <= self.patience:
            self.patience -= revisit.size
            self.waiting.append(revisit)
            return None
        return found or _unresolved(revisit)

    def _resolved(self, number: int | None, revisit: _Revisit) -> Captured | None:
        """A revisit with what it repeats; None where that was not met yet."""
        blank, own = revisit.blank, revisit.own
        for key in revisit.keys:
            met = self._met(number, key, blank)
            if met is None or (revisit.digest and met[1] and revisit.digest != key_of(met[1])):
                continue
            stated = own.headers if own and own.status != NOT_MODIFIED else ()
            headers, via = stated or met[0].headers, f"{blank.via}, a revisit"
            return replace(met[0], address=blank.address, at=blank.at, headers=headers, via=via)
        return None

    def _met(self, current: int | None, key: bytes, blank: Captured) -> tuple[Captured, str | None] | None:
        """The capture that is known by something, with its digest; None where it is not in these files."""
        place = self.places.get(key)
        return self._again(current, place, blank) if place else self.kept.get(key)

    def _again(
        self, current: int | None, place: tuple[int, int], blank: Captured
    ) -> tuple[Captured, str | None] | None:
        """The capture at some place, read once more, with its digest; None where it is not there."""
        number, start = place
        try:
            reader = self.parts[number].window.reader(start)
            record = next(iter(self.iterator(reader, parse_http=False)), None)
            found, digest = _response(record, blank) if record is not None else (None, None)
        except BaseException as problem:  # see _is_of_the_parser
            if not _is_of_the_parser(problem):
                raise
            return None
        finally:
            if number != current:
                self.parts[number].window.close()
        return (found, digest) if found is not None else None


def _is_of_the_parser(problem: BaseException) -> bool:
    """Whether a file that cannot be read came to light: as an OSError, or as a panic, which is no Exception."""
    return isinstance(problem, OSError) or type(problem).__name__ == "PanicException"


def _unresolved(revisit: _Revisit) -> Captured:
    status = revisit.own.status if revisit.own else None
    return replace(revisit.blank, status=status, problem="it repeats a capture that is not in these files")


def _named(record: "WarcRecord") -> str:
    return f"{_bare(record.headers.get('WARC-Target-URI'))} {record.headers.get('WARC-Date')}"


def _bare(value: str | None) -> str:
    """An address without the angle brackets that WARC 1.0 seemed to ask for."""
    return (value or "").strip().removeprefix("<").removesuffix(">")


def _address(record: "WarcRecord") -> str | None:
    return web_address(_bare(record.headers.get("WARC-Target-URI")))


def _moment(record: "WarcRecord") -> datetime | None:
    try:
        moment: datetime | None = record.record_date
        return moment.astimezone(UTC) if moment is not None and moment.utcoffset() is not None else None
    except (ValueError, OverflowError):  # the year 0
        return None


def _answer(record: "WarcRecord", blank: Captured) -> Answer | None:
    """Status and headers of the HTTP answer in a record; None where it holds none."""
    try:
        record.parse_http(auto_decode="none", quirks_mode=True)
        found: HeaderMap | None = record.http_headers
    except OSError:
        return None
    status = found.status_code if found is not None else None
    if found is None or status is None or not 100 <= status <= 999:  # noqa: PLR2004  what RFC 9110 calls a status
        return None
    headers = tuple(
        (clean(name, MAX_HEADER) or "", clean(value, MAX_HEADER) or "") for name, value in found.items()[:MAX_HEADERS]
    )
    return Answer(asked=blank.address, address=blank.address, status=status, headers=headers, body=b"", at=blank.at)


def _response(record: "WarcRecord", blank: Captured) -> tuple[Captured | None, str | None]:
    """The capture in a response record, None where it is of no use, such as a picture; and its payload digest."""
    digest = record.headers.get("WARC-Payload-Digest")
    block = record.headers.get("WARC-Block-Digest") if not digest else None
    is_whole = True
    if block and block.lower().startswith(VERIFIABLE) and record.content_length <= MAX_BODY:
        is_whole = record.verify_block_digest(consume=False)
    answer = _answer(record, blank)
    if answer is None:
        return replace(blank, problem="its HTTP headers cannot be read"), digest
    charset = clean(answer.charset, 100)
    found = replace(blank, status=answer.status, headers=answer.headers, media_type=answer.media_type, charset=charset)
    if answer.status != OK:
        return found, digest
    if answer.media_type is not None and answer.media_type not in TEXTUAL:
        return None, digest
    try:
        body = _body(record, answer, digest, is_whole=is_whole)
    except BrokenPayloadError as problem:
        return replace(found, problem=str(problem), state=problem.state), digest
    if answer.media_type is None and not is_html(decoded(body[:LONGEST_HEAD]).text):
        return None, digest
    return replace(found, body=body), digest


def _body(record: "WarcRecord", answer: Answer, digest: str | None, *, is_whole: bool) -> bytes:
    """The body of an answer, whole, unchanged and without its codings."""
    truncated = record.headers.get("WARC-Truncated")
    if truncated:
        raise BrokenPayloadError(f"it was cut when it was captured: {clean(truncated, 40)}", FetchState.TRUNCATED)
    if record.headers.get("WARC-Segment-Number"):
        raise BrokenPayloadError("it is spread over several records")
    length = record.content_length
    if length > MAX_BODY:
        raise BrokenPayloadError(f"it is larger than {MAX_BODY // 1_000_000} MB")
    raw = record.reader.read(length)
    if len(raw) < length:
        raise BrokenPayloadError("the file breaks off in the middle of it")
    if not is_whole or (digest and has_digest(digest, raw, answer) is False):
        raise BrokenPayloadError("it is not what was captured: its digest is another")
    return body_of(raw, answer)


CUT: Final = "it breaks off; what comes before the cut was read"


def _end(window: Window, last: int | None) -> str | None:
    """What is wrong with the end of a file that the parser took for an ordinary one.

    Args:
        window: the file.
        last: where its last record begins; None: it has none.
    """
    if not window.is_seekable:
        return None if last is not None else "it holds no WARC record"
    if last is None:
        return CUT if window.reader(0).read(1) else "it is empty"
    reader = window.reader(last)
    head = reader.read(4)
    reader.place = last
    if head.startswith(b"\x1f\x8b"):
        return _packed_end(reader)
    return _plain_end(reader) if head == b"WARC" else None


def _packed_end(reader: Reader) -> str | None:
    unpack, size = zlib.decompressobj(31), 0
    while size < MAX_TAIL and (data := reader.read(65_536)):
        while data and size < MAX_TAIL:
            if unpack.eof:
                unpack = zlib.decompressobj(31)
            try:
                size += len(unpack.decompress(data, 1_048_576))
            except zlib.error:
                return CUT
            data = unpack.unused_data if unpack.eof else unpack.unconsumed_tail
    return None if unpack.eof or size >= MAX_TAIL else CUT


def _plain_end(reader: Reader) -> str | None:
    start = reader.place
    head, found, _ = reader.read(LONGEST_HEAD).partition(b"\r\n\r\n")
    length = LENGTH.search(head)
    if not found or length is None:
        return CUT
    reader.place = start + len(head) + 4 + int(length[1])
    if reader.place > start + len(head) + 4:
        reader.place -= 1
        if not reader.read(1):
            return CUT
    return CUT if reader.read(LONGEST_HEAD).strip() else None
