"""WARC files, as real crawlers and as nobody would write them."""

import gzip
import io
import random
import resource
import sys
import zlib
from base64 import b32encode
from contextlib import ExitStack
from datetime import UTC, datetime
from hashlib import sha1, sha256
from pathlib import Path
from typing import Any

import brotli  # type: ignore[import-untyped]
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

from revtrack.errors import InputError, UsageError
from revtrack.ingest.archives import Captured, PassedOver, read_warc, warc
from revtrack.model import FetchState

PAGE = b"<html><body><p>" + b"Three people died in a fire. " * 40 + b"</p></body></html>"
AT = "2026-02-03T11:47:00Z"
HTML = ("Content-Type", "text/html; charset=utf-8")


class Writer(WARCWriter):  # type: ignore[misc]
    """The writer without its temporary files, which it leaves open."""

    def _create_temp_file(self) -> io.BytesIO:
        return io.BytesIO()


class Archive:
    """A WARC file in memory, written record by record."""

    def __init__(self, *, packed: bool = True) -> None:
        self.out = io.BytesIO()
        self.writer = Writer(self.out, gzip=packed)

    def add(
        self,
        address: str,
        body: bytes = PAGE,
        *,
        headers: tuple[tuple[str, str], ...] = (HTML,),
        status: str = "200 OK",
        at: str = AT,
        **more: str,
    ) -> Any:
        """Write one response; `more` are headers of the record, with _ for -."""
        record = self.writer.create_warc_record(
            address,
            "response",
            payload=io.BytesIO(body),
            http_headers=StatusAndHeaders(status, list(headers), protocol="HTTP/1.1"),
            warc_headers_dict={"WARC-Date": at, **{name.replace("_", "-"): value for name, value in more.items()}},
        )
        self.writer.write_record(record)
        return record

    def revisit(self, address: str, at: str, digest: str, refers_to: str = "", date: str = "") -> None:
        """Write one revisit."""
        headers = StatusAndHeaders("200 OK", [HTML, ("X-Now", "yes")], protocol="HTTP/1.1")
        record = self.writer.create_revisit_record(address, digest, refers_to, date, http_headers=headers)
        record.rec_headers.replace_header("WARC-Date", at)
        self.writer.write_record(record)

    @property
    def content(self) -> bytes:
        """The file so far."""
        return self.out.getvalue()


def read(*files: bytes) -> list[Captured | PassedOver]:
    """What some files in memory hold."""
    return list(read_warc([io.BytesIO(file) for file in files]))


def one(file: bytes) -> Captured:
    """The only capture in a file."""
    (found,) = read(file)
    assert isinstance(found, Captured)
    return found


def plain(headers: bytes, block: bytes) -> bytes:
    """A WARC file of one response, byte by byte."""
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Target-URI: https://a.example/\r\n"
    length = b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n" % len(block)
    return head + headers + length + block + b"\r\n\r\n"


OK_HTML = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"


@pytest.mark.parametrize("packed", [True, False])
def test_pages_come_out_as_they_were_captured(tmp_path: Path, packed: bool) -> None:
    archive = Archive(packed=packed)
    archive.add("https://a.example/fire")
    archive.add("https://a.example/picture", b"\x89PNG", headers=(("Content-Type", "image/png"),))
    archive.add("https://a.example/untyped", headers=())
    archive.add("https://a.example/untyped-picture", b"\x89PNG", headers=())
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(archive.content)
    found = list(read_warc([path]))
    assert found == [
        Captured(
            address="https://a.example/fire",
            at=datetime(2026, 2, 3, 11, 47, tzinfo=UTC),
            status=200,
            headers=(HTML,),
            body=PAGE,
            media_type="text/html",
            charset="utf-8",
            via="WARC file crawl.warc.gz",
        ),
        Captured(
            address="https://a.example/untyped",
            at=datetime(2026, 2, 3, 11, 47, tzinfo=UTC),
            status=200,
            body=PAGE,
            via="WARC file crawl.warc.gz",
        ),
    ]


def chunked(body: bytes) -> bytes:
    """A body in three chunks."""
    pieces = [body[:10], body[10:500], body[500:]]
    return b"".join(b"%x;ext=1\r\n%s\r\n" % (len(piece), piece) for piece in pieces if piece) + b"0\r\n\r\n"


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress(PAGE, mtime=0), (("Content-Encoding", "gzip"),)),
        (zlib.compress(PAGE), (("Content-Encoding", "deflate"),)),
        (brotli.compress(PAGE), (("Content-Encoding", "br"),)),
        (chunked(PAGE), (("Transfer-Encoding", "chunked"),)),
        (chunked(gzip.compress(PAGE, mtime=0)), (("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip"))),
        (brotli.compress(gzip.compress(PAGE, mtime=0)), (("Content-Encoding", "gzip, br"),)),
        (PAGE, (("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked"))),
        (PAGE, (("Content-Encoding", "br"), ("Transfer-Encoding", "chunked"))),
        (PAGE, (("Content-Encoding", "deflate"),)),
    ],
    ids=[
        "gzip",
        "deflate",
        "br",
        "chunked",
        "chunked-gzip",
        "twice",
        "undone-by-the-archive",
        "br undone",
        "deflate undone",
    ],
)
def test_codings_of_the_wire_are_undone(body: bytes, headers: tuple[tuple[str, str], ...]) -> None:
    archive = Archive()
    archive.add("https://a.example/", body, headers=(HTML, *headers))
    found = one(archive.content)
    assert (found.problem, found.body) == (None, PAGE)


def zeros() -> bytes:
    """20 MB that take 20 kB."""
    return gzip.compress(bytes(20_000_000), mtime=0)


@pytest.mark.parametrize(
    ("body", "headers", "words"),
    [
        (gzip.compress(PAGE, mtime=0)[:-9], (("Content-Encoding", "gzip"),), "breaks off"),
        (brotli.compress(PAGE)[:-2], (("Content-Encoding", "br"),), "breaks off"),
        (b"no brotli", (("Content-Encoding", "br"),), "garbled"),
        (chunked(PAGE)[:-20], (("Transfer-Encoding", "chunked"),), "middle of its chunks"),
        (chunked(PAGE)[:-5], (("Transfer-Encoding", "chunked"),), "middle of its chunks"),
        (b"ffffffff\r\n" + PAGE, (("Transfer-Encoding", "chunked"),), "middle of its chunks"),
        (b"1\r\na\r\n" * 250_000, (("Transfer-Encoding", "chunked"),), "too many chunks"),
        (PAGE, (("Content-Length", "99999"),), "99999 bytes that the server announced"),
        (zeros(), (("Content-Encoding", "gzip"),), "more than 10,000,000 bytes"),
        (gzip.compress(zeros(), mtime=0), (("Content-Encoding", "gzip, gzip"),), "more than 10,000,000 bytes"),
        (PAGE, (("Content-Encoding", "br, br, br"),), "one inside the other"),
        (PAGE, (("Content-Encoding", "x-evil"),), "nobody asked for"),
        (bytes(11_000_000), (), "larger than 10 MB"),
    ],
)
def test_half_a_page_is_a_problem_and_never_a_page(
    body: bytes, headers: tuple[tuple[str, str], ...], words: str
) -> None:
    archive = Archive()
    archive.add("https://a.example/", body, headers=(HTML, *headers))
    found = one(archive.content)
    assert found.body == b""
    assert words in str(found.problem)
    is_cut = found.state is FetchState.TRUNCATED
    assert is_cut == any(word in words for word in ("breaks off", "garbled", "middle", "announced"))
    assert (found.state is FetchState.ENCODING) == ("nobody" in words)


def test_other_answers_come_with_their_status_and_without_a_body() -> None:
    archive = Archive()
    archive.add("https://a.example/gone", status="404 Not Found")
    archive.add("https://a.example/moved", b"", status="301 Moved", headers=(("Location", "/new"),))
    found = read(archive.content)
    assert [(item.status, item.body) for item in found if isinstance(item, Captured)] == [(404, b""), (301, b"")]
    assert isinstance(found[1], Captured)
    assert found[1].headers == (("Location", "/new"),)


def test_other_records_and_other_addresses_are_none_of_our_business() -> None:
    archive = Archive()
    writer = archive.writer
    writer.write_record(writer.create_warcinfo_record("crawl.warc.gz", {"software": "test"}))
    for kind in ("request", "resource", "metadata"):
        writer.write_record(
            writer.create_warc_record("https://a.example/", kind, payload=io.BytesIO(b"GET / HTTP/1.1\r\n\r\n"))
        )
    archive.add("ftp://a.example/")
    archive.add("https://user:secret@a.example/")
    assert read(archive.content) == []


def base32(body: bytes) -> str:
    """A digest as WARC files spell it."""
    return f"sha1:{b32encode(sha1(body).digest()).decode()}"  # noqa: S324  what WARC files use


@pytest.mark.parametrize("way", ["by address and time", "by digest", "by record"])
@pytest.mark.parametrize("packed", [True, False])
def test_a_revisit_has_the_body_of_the_capture_it_repeats(way: str, packed: bool) -> None:
    first, second = Archive(packed=packed), Archive(packed=packed)
    first.add("https://a.example/other", b"<html>other</html>")
    original = first.add("https://a.example/fire")
    if way == "by address and time":
        second.revisit("https://a.example/fire", "2026-02-04T00:00:00Z", base32(PAGE), "https://a.example/fire", AT)
    elif way == "by digest":
        second.revisit("https://a.example/copy", "2026-02-04T00:00:00Z", base32(PAGE))
    else:
        identity = original.rec_headers.get_header("WARC-Record-ID")
        record = second.writer.create_warc_record(
            "https://a.example/fire",
            "revisit",
            warc_headers_dict={"WARC-Date": "2026-02-04T00:00:00Z", "WARC-Refers-To": identity},
            http_headers=StatusAndHeaders("304 Not Modified", [], protocol="HTTP/1.1"),
        )
        second.writer.write_record(record)
    found = read(first.content, second.content)[-1]
    assert isinstance(found, Captured)
    assert (found.body, found.problem, found.status) == (PAGE, None, 200)
    assert found.at == datetime(2026, 2, 4, tzinfo=UTC)
    assert found.via == "WARC file 2, a revisit"
    assert HTML in found.headers


def test_a_revisit_is_resolved_where_all_records_are_packed_as_one() -> None:
    archive = Archive(packed=False)
    for number in range(3):
        archive.add(f"https://a.example/{number}", PAGE.replace(b"Three", str(number).encode()))
    digest = base32(PAGE.replace(b"Three", b"2"))
    archive.revisit("https://a.example/2", "2026-02-04T00:00:00Z", digest, "https://a.example/2", AT)
    found = read(gzip.compress(archive.content))[-1]
    assert isinstance(found, Captured)
    assert (found.body, found.problem) == (PAGE.replace(b"Three", b"2"), None)


def test_a_revisit_may_stand_before_what_it_repeats() -> None:
    early, late, digest = Archive(), Archive(), base32(PAGE)
    early.revisit("https://a.example/fire", "2026-02-04T00:00:00Z", digest, "https://a.example/fire", AT)
    early.add("https://a.example/other", b"<p>Another page.</p>")
    late.add("https://a.example/fire", WARC_Payload_Digest=digest)
    other, response, revisit = read(early.content, late.content)
    assert isinstance(other, Captured)
    assert isinstance(revisit, Captured)
    assert isinstance(response, Captured)
    assert (response.body, revisit.body, revisit.problem) == (PAGE, PAGE, None)
    assert (revisit.at, revisit.via) == (datetime(2026, 2, 4, tzinfo=UTC), "WARC file 1, a revisit")


def test_revisits_wait_as_long_as_there_is_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc, "MAX_WAITING", 2 * warc.REVISIT_BYTES)
    archive, digest = Archive(), base32(PAGE)
    for day in (4, 5):
        archive.revisit("https://a.example/fire", f"2026-02-0{day}T00:00:00Z", digest, "https://a.example/fire", AT)
    archive.add("https://a.example/fire", WARC_Payload_Digest=digest)
    found = [one for one in read(archive.content) if isinstance(one, Captured)]
    assert [(one.at.day, one.problem) for one in found] == [
        (5, "it repeats a capture that is not in these files"),
        (3, None),
        (4, None),
    ]


@pytest.mark.parametrize("date", ["0000-01-01T00:00:00Z", "2026-02-30T00:00:00Z", "20260203114700", "yesterday"])
def test_a_date_that_is_none_costs_its_record_alone(date: str) -> None:
    bad, good = Archive(), Archive()
    bad.add("https://a.example/bad", at=date)
    good.add("https://a.example/good")
    passed, found = read(bad.content + good.content)
    assert passed == PassedOver(name="WARC file 1, record at byte 0", reason="it tells no time")
    assert isinstance(found, Captured)
    assert found.address == "https://a.example/good"


def test_a_revisit_without_its_original_is_named() -> None:
    archive = Archive()
    archive.add("https://a.example/fire", b"<html>another page</html>")
    archive.revisit("https://a.example/fire", "2026-02-04T00:00:00Z", base32(PAGE), "https://a.example/fire", AT)
    found = read(archive.content)[-1]
    assert isinstance(found, Captured)
    assert (found.body, found.problem) == (b"", "it repeats a capture that is not in these files")


def test_revisits_are_not_resolved_in_a_file_that_cannot_be_sought_in() -> None:
    archive = Archive()
    archive.add("https://a.example/fire")
    archive.revisit("https://a.example/fire", "2026-02-04T00:00:00Z", base32(PAGE), "https://a.example/fire", AT)

    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    first, second = read_warc([Pipe(archive.content)])
    assert isinstance(first, Captured)
    assert isinstance(second, Captured)
    assert (first.body, second.problem) == (PAGE, "it repeats a capture that is not in these files")


@pytest.mark.parametrize(
    ("digest", "is_right"),
    [
        (base32(PAGE), True),
        (base32(PAGE).lower(), True),
        (f"sha1:{sha1(PAGE).hexdigest()}", True),  # noqa: S324  see base32
        (f"sha256:{sha256(PAGE).hexdigest()}", True),
        (f"SHA-256:{b32encode(sha256(PAGE).digest()).decode()}", True),
        ("blake9:abc", True),
        ("sha1:not a digest", True),
        ("nonsense", True),
        (base32(b"another"), False),
        (f"sha256:{sha256(b'another').hexdigest()}", False),
    ],
)
def test_a_payload_with_another_digest_is_not_what_was_captured(digest: str, is_right: bool) -> None:
    headers = f"WARC-Date: {AT}\r\nWARC-Payload-Digest: {digest}\r\n".encode()
    found = one(plain(headers, OK_HTML + PAGE))
    assert (found.body == PAGE, found.problem is None) == (is_right, is_right)


def test_a_payload_digest_may_cover_the_body_with_or_without_its_chunks() -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
    for covered in (PAGE, chunked(PAGE)):
        headers = f"WARC-Date: {AT}\r\nWARC-Payload-Digest: {base32(covered)}\r\n".encode()
        assert one(plain(headers, head + chunked(PAGE))).body == PAGE


def test_a_block_digest_counts_where_there_is_no_other() -> None:
    block = OK_HTML + PAGE
    good = f"WARC-Date: {AT}\r\nWARC-Block-Digest: {base32(block)}\r\n".encode()
    bad = f"WARC-Date: {AT}\r\nWARC-Block-Digest: {base32(PAGE)}\r\n".encode()
    assert one(plain(good, block)).body == PAGE
    assert "its digest is another" in str(one(plain(bad, block)).problem)


@pytest.mark.parametrize("packed", [True, False])
def test_a_cut_file_is_read_up_to_the_cut_wherever_it_is(packed: bool) -> None:
    archive = Archive(packed=packed)
    starts = []
    for number in range(3):
        starts.append(len(archive.content))
        archive.add(f"https://a.example/{number}", PAGE if packed else PAGE[:200])
    whole = archive.content
    assert len(read(whole)) == 3
    for cut in range(1, len(whole)):
        found = read(whole[:cut])
        bodies = [item for item in found if isinstance(item, Captured) and item.body]
        assert len(bodies) <= sum(start < cut for start in starts)
        blank = 0 if packed else 4  # the blank lines behind a record, which nobody misses
        if any(start - blank <= cut <= start for start in (*starts, len(whole))):
            continue
        assert any(isinstance(item, PassedOver) for item in found), cut


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello" * 1_000,
        b"<html>" * 1_000,
        bytes(100_000),
        gzip.compress(b"hello" * 100_000, mtime=0),
        b"\x1f\x8bgarbage",
        b"WARC/1.0\r\n",
        b"WARC/1.0\r\nContent-Length: -5\r\n\r\n",
        b"WARC/1.0\r\nContent-Length: 99999999999999999999999\r\n\r\n",
        b"WARC/1.0\r\nX: " + b"a" * 1_000_000,
        random.Random(1).randbytes(100_000),  # noqa: S311  not a secret
    ],
    ids=["empty", "text", "page", "zeros", "gzip", "half-gzip", "head", "negative", "endless", "long", "random"],
)
def test_what_is_no_warc_file_is_said_once_and_stops_nothing(content: bytes) -> None:
    archive = Archive()
    archive.add("https://a.example/fire")
    *told, last = read(content, archive.content)
    assert [type(item) for item in told] == [PassedOver]
    assert isinstance(last, Captured)
    assert last.body == PAGE


def test_a_file_packed_with_zstandard_is_read_too() -> None:
    archive = Archive(packed=False)
    archive.add("https://a.example/1")
    archive.add("https://a.example/2")
    found = read(zstd.compress(archive.content))
    assert [item.body for item in found if isinstance(item, Captured)] == [PAGE, PAGE]
    assert len(found) == 2


def test_garbage_behind_good_records_costs_none_of_them() -> None:
    archive = Archive()
    archive.add("https://a.example/fire")
    good, told = read(archive.content + b"garbage" * 100)
    assert isinstance(good, Captured)
    assert isinstance(told, PassedOver)


def test_a_record_of_hundreds_of_megabytes_is_passed_by() -> None:
    pack = zlib.compressobj(1, zlib.DEFLATED, 31)
    head = plain(f"WARC-Date: {AT}\r\n".encode(), OK_HTML)[: -len(OK_HTML) - 4]
    length = b"Content-Length: %d\r\n" % (len(OK_HTML) + 200_000_000)
    head = head.replace(b"Content-Length: %d\r\n" % len(OK_HTML), length)
    pieces = [pack.compress(head + OK_HTML), *(pack.compress(bytes(1_000_000)) for _ in range(200)), pack.flush()]
    archive = Archive()
    archive.add("https://a.example/fire")
    huge, good = read(b"".join(pieces) + archive.content)
    assert isinstance(huge, Captured)
    assert "larger than 10 MB" in str(huge.problem)
    assert isinstance(good, Captured)
    assert good.body == PAGE


@pytest.mark.parametrize(
    ("headers", "block", "words"),
    [
        (b"WARC-Date: yesterday\r\n", OK_HTML + PAGE, "tells no time"),
        (b"", OK_HTML + PAGE, "tells no time"),
        (b"WARC-Date: 2026-02-03T11:47:00Z\r\n", b"no HTTP\r\n\r\nat all", "HTTP headers cannot be read"),
        (b"WARC-Date: 2026-02-03T11:47:00Z\r\n", b"HTTP/1.1 9999 X\r\n\r\n", "HTTP headers cannot be read"),
        (b"WARC-Date: 2026-02-03T11:47:00Z\r\nWARC-Truncated: length\r\n", OK_HTML + PAGE, "cut when it was captured"),
        (b"WARC-Date: 2026-02-03T11:47:00Z\r\nWARC-Segment-Number: 1\r\n", OK_HTML + PAGE, "several records"),
    ],
)
def test_a_record_that_cannot_be_used_says_why(headers: bytes, block: bytes, words: str) -> None:
    (found,) = read(plain(headers, block))
    assert words in str(found.reason if isinstance(found, PassedOver) else found.problem)


def test_headers_are_bounded_and_cleaned() -> None:
    head = b'HTTP/1.1 200 OK\r\nContent-Type: text/html; charset="x\x0by"\r\n' + b"A: b\r\n" * 500 + b"\r\n"
    found = one(plain(f"WARC-Date: {AT}\r\n".encode(), head + PAGE))
    assert len(found.headers) == 100
    assert found.charset == "x y"


def test_angle_brackets_around_an_address_are_dropped() -> None:
    content = plain(f"WARC-Date: {AT}\r\n".encode(), OK_HTML + PAGE)
    found = one(content.replace(b"https://a.example/", b"<https://a.example/>"))
    assert found.address == "https://a.example/"


def test_flipped_bytes_never_bring_the_reader_down() -> None:
    archive = Archive(packed=False)
    for number in range(3):
        archive.add(f"https://a.example/{number}", PAGE[:100])
    whole, chance = archive.content, random.Random(7)  # noqa: S311  not a secret
    for _ in range(400):
        broken = bytearray(whole)
        for _ in range(chance.randint(1, 8)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        for item in read(bytes(broken)):
            assert isinstance(item, Captured | PassedOver)


def test_a_missing_extra_and_a_missing_file_are_one_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        list(read_warc([tmp_path / "none.warc.gz"]))
    monkeypatch.setitem(sys.modules, "fastwarc.warc", None)
    with pytest.raises(UsageError) as told:
        list(read_warc([]))
    assert told.value.hint == "pip install 'revtrack[warc]'"


def test_more_files_than_a_process_may_open_are_a_set_all_the_same(tmp_path: Path) -> None:
    first = Archive()
    first.add("https://a.example/fire")
    again = Archive()
    again.revisit("https://a.example/fire", "2026-02-04T00:00:00Z", base32(PAGE))
    paths = []
    for number in range(300):
        path = tmp_path / f"{number}.warc.gz"
        path.write_bytes(again.content if number else first.content)
        paths.append(path)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (200, hard))
    try:
        found = list(read_warc(paths))
        with pytest.raises(OSError, match="Too many open files"), ExitStack() as stack:  # the control
            _ = [stack.enter_context(path.open("rb")) for path in paths]
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert len(found) == 300
    assert all(isinstance(item, Captured) and item.body == PAGE for item in found)
