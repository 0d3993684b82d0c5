"""WACZ files: a zip read in place, its digests believed over its bytes."""

import gzip
import io
import json
import sys
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from revtrack.errors import InputError
from revtrack.ingest.archives import Captured, PassedOver, read_wacz

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

PAGE = b"<html><body><p>Three people died.</p></body></html>"
PAGES = b"""{"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}
{"url": "https://a.example/1", "ts": "2026-02-03T11:47:00Z", "title": "Fire\\u000b at noon"}
not json
{"url": "https://a.example/1", "ts": "2026-02-04T00:00:00Z", "title": "Fire, a day later"}
"""


def warc(*dates: str) -> bytes:
    """A WARC file with the same page, captured first and revisited later."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    digest = ""
    for date in dates:
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        if digest:
            record = writer.create_revisit_record("https://a.example/1", digest, "", "", http_headers=headers)
        else:
            record = writer.create_warc_record(
                "https://a.example/1", "response", payload=io.BytesIO(PAGE), length=len(PAGE), http_headers=headers
            )
        record.rec_headers.replace_header("WARC-Date", date)
        writer.write_record(record)
        digest = digest or record.rec_headers.get_header("WARC-Payload-Digest")
    return out.getvalue()


CAPTURES = warc("2026-02-03T11:47:00Z", "2026-02-04T00:00:00Z")


def wacz(
    members: dict[str, bytes], *, how: int = zipfile.ZIP_STORED, lie: str | None = None, described: bool = True
) -> bytes:
    """A WACZ file; the digest of the member `lie` is another."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
        resources = [
            {"path": name, "hash": f"sha256:{sha256(content + (b'x' if name == lie else b'')).hexdigest()}"}
            for name, content in members.items()
        ]
        if described:
            archive.writestr("datapackage.json", json.dumps({"profile": "data-package", "resources": resources}))
    return out.getvalue()


GOOD = {"pages/pages.jsonl": PAGES, "archive/data.warc.gz": CAPTURES, "indexes/index.cdx.gz": b"never read"}


@pytest.mark.parametrize("described", [True, False])
def test_captures_come_with_the_titles_of_their_pages(tmp_path: Path, described: bool) -> None:
    path = tmp_path / "crawl.wacz"
    path.write_bytes(wacz(GOOD, described=described))
    first, again = read_wacz(path)
    assert isinstance(first, Captured)
    assert isinstance(again, Captured)
    assert (first.body, first.title) == (PAGE, "Fire at noon")
    assert (again.body, again.title) == (PAGE, "Fire, a day later")
    assert first.via == "WACZ file crawl.wacz, archive/data.warc.gz"


def test_warc_files_are_known_by_every_usual_ending() -> None:
    packed = zstd.compress(gzip.decompress(CAPTURES))
    read = list(read_wacz(io.BytesIO(wacz({"archive/a.WARC.GZ": CAPTURES, "archive/b.warc.zst": packed}))))
    assert [one.body for one in read if isinstance(one, Captured)] == [PAGE] * 4


def test_a_packed_member_is_read_once_so_that_its_revisits_stay_open() -> None:
    first, again = read_wacz(io.BytesIO(wacz(GOOD, how=zipfile.ZIP_DEFLATED)))
    assert isinstance(first, Captured)
    assert isinstance(again, Captured)
    assert (first.body, again.problem) == (PAGE, "it repeats a capture that is not in these files")


def test_a_member_with_another_digest_is_not_read() -> None:
    told, nothing = read_wacz(io.BytesIO(wacz(GOOD, lie="archive/data.warc.gz")))
    assert isinstance(told, PassedOver)
    assert told.name == "archive/data.warc.gz"
    assert "its digest is another" in told.reason
    assert isinstance(nothing, PassedOver)


def test_pages_with_another_digest_name_nothing() -> None:
    told, first, _ = read_wacz(io.BytesIO(wacz(GOOD, lie="pages/pages.jsonl")))
    assert isinstance(told, PassedOver)
    assert isinstance(first, Captured)
    assert first.title is None


def test_a_damaged_member_is_not_read() -> None:
    content = wacz(GOOD, described=False)
    broken = content.replace(CAPTURES, CAPTURES[:-9] + b"\x00" + CAPTURES[-8:])
    assert broken != content
    told, *_ = read_wacz(io.BytesIO(broken))
    assert told == PassedOver(name="archive/data.warc.gz", reason="it is damaged")


@pytest.mark.parametrize(
    "name", ["../archive/evil.warc.gz", "/archive/evil.warc.gz", "C:\\evil.warc.gz", "archive/../../evil.warc.gz"]
)
def test_names_that_lead_out_of_the_archive_are_refused(name: str) -> None:
    told, *rest = read_wacz(io.BytesIO(wacz({name: CAPTURES, **GOOD})))
    assert isinstance(told, PassedOver)
    assert "its name" in told.reason
    assert len(rest) == 2


@pytest.mark.parametrize(
    "content", [b"", b"hello", wacz(GOOD)[:-40], b"PK\x03\x04" + bytes(1_000)], ids=["empty", "text", "cut", "zeros"]
)
def test_what_is_no_zip_is_one_sentence(content: bytes) -> None:
    with pytest.raises(InputError, match="no zip file"):
        list(read_wacz(io.BytesIO(content)))


@pytest.mark.parametrize(
    "description",
    [b"[]", b"{", b"[" * 100_000, b'{"resources": 3}', b'{"resources": [{"path": 3}, {"hash": "x"}, 4]}'],
)
def test_a_description_that_cannot_be_read_describes_nothing(description: bytes) -> None:
    first, _ = read_wacz(io.BytesIO(wacz({**GOOD, "datapackage.json": description}, described=False)))
    assert isinstance(first, Captured)
    assert first.body == PAGE


def test_an_archive_without_captures_says_so() -> None:
    (told,) = read_wacz(io.BytesIO(wacz({"pages/pages.jsonl": PAGES})))
    assert isinstance(told, PassedOver)
    assert "holds no archive/*.warc.gz" in told.reason
