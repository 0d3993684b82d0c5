"""TimeMaps and CDX: what archives answer."""

import gzip
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from revtrack.errors import InputError
from revtrack.ingest.archives import (
    WAYBACK,
    Memento,
    MementoReading,
    cdx_query,
    memento,
    raw_capture,
    read_cdx,
    read_timemap,
    whole_timemap,
)

ORIGINAL = "https://post.example/fire?a=1&b=2"
FIRST, SECOND = datetime(2020, 1, 3, 0, 32, 0, tzinfo=UTC), datetime(2020, 1, 4, 10, 0, 5, tzinfo=UTC)

LINKS = f"""<{ORIGINAL}>; rel="original",
<https://web.archive.org/web/timemap/link/{ORIGINAL}>; rel="self";
  type="application/link-format"; from="Fri, 03 Jan 2020 00:32:00 GMT",
<https://web.archive.org/web/20200104100005/{ORIGINAL}>; rel="last memento"; datetime="Sat, 04 Jan 2020 10:00:05 GMT",
<https://web.archive.org/web/20200103003200/{ORIGINAL}>; rel="first memento"; datetime="Fri, 03 Jan 2020 00:32:00 GMT",
<javascript:alert(1)>; rel="memento"; datetime="Fri, 03 Jan 2020 00:32:00 GMT",
<https://web.archive.org/web/x>; rel="memento"; datetime="some day"
"""

JSON_MAP = """{"original_uri": "https://post.example/fire?a=1&b=2", "mementos": {"list": [
{"datetime": "2020-01-04T10:00:05Z", "uri": "https://web.archive.org/web/20200104100005/https://post.example/fire?a=1&b=2"},
{"datetime": "2020-01-03T00:32:00Z", "uri": "https://web.archive.org/web/20200103003200/https://post.example/fire?a=1&b=2"},
3]}}"""

MEMENTOS = (
    Memento(original=ORIGINAL, at=FIRST, address=f"https://web.archive.org/web/20200103003200/{ORIGINAL}"),
    Memento(original=ORIGINAL, at=SECOND, address=f"https://web.archive.org/web/20200104100005/{ORIGINAL}"),
)


def test_a_timemap_in_link_format_lists_captures_the_oldest_first() -> None:
    reading = read_timemap(LINKS.encode(), "https://other.example/")
    assert reading.mementos == MEMENTOS
    assert reading.problems == ("2 of its lines cannot be read",)
    assert MEMENTOS[0].timestamp == "20200103003200"


def test_a_timemap_in_json_says_the_same() -> None:
    assert read_timemap(JSON_MAP.encode(), "https://other.example/").mementos == MEMENTOS


ARCHIVE = "https://archive.example"


def part(day: int, *further: str) -> str:
    """A TimeMap in link-format that lists one capture, and names others."""
    links = [
        f'<{ORIGINAL}>; rel="original"',
        f'</timemap/{day}>; rel="self"; type="application/link-format"',
        f'</web/2020010{day}000000/{ORIGINAL}>; rel="memento"; datetime="2020-01-0{day}T00:00:00Z"',
        *(f'<{one}>; rel="timemap"; type="application/link-format"' for one in further),
        '</timemap/json/1>; rel="timemap"; type="application/json"',
    ]
    return ",\n".join(links)


def whole(parts: dict[str, str], first: str = f"{ARCHIVE}/timemap/1") -> MementoReading:
    """What an archive lists in parts, by their addresses."""

    def ask(address: str) -> bytes:
        if address not in parts:
            raise InputError(f"{address} is not there")
        return parts[address].encode()

    return whole_timemap(first, ask, lambda body, address: read_timemap(body, ORIGINAL, address))


def test_a_timemap_in_parts_is_read_to_its_end() -> None:
    one, two, three = (f"{ARCHIVE}/timemap/{number}" for number in (1, 2, 3))
    reading = whole({one: part(1, two), two: part(2, "/timemap/3", one), three: part(3)})
    assert [memento.at.day for memento in reading.mementos] == [1, 2, 3]
    assert reading.mementos[0].address == f"{ARCHIVE}/web/20200101000000/{ORIGINAL}"
    assert reading.problems == ()


def test_an_index_of_timemaps_need_not_list_captures_itself() -> None:
    one, two = (f"{ARCHIVE}/timemap/{number}" for number in (1, 2))
    reading = whole({one: f'<{ORIGINAL}>; rel="original", <{two}>; rel="timemap"', two: part(2)})
    assert [memento.at.day for memento in reading.mementos] == [2]
    index = f'{{"original_uri": "{ORIGINAL}", "timemap_index": [{{"uri": "{two}"}}, 3]}}'
    paged = f'{{"mementos": {{"list": []}}, "pages": {{"next": {{"uri": "{two}"}}, "prev": 3}}}}'
    assert whole({one: index, two: part(2)}) == whole({one: paged, two: part(2)})
    assert [memento.at.day for memento in whole({one: index, two: part(2)}).mementos] == [2]


def test_a_part_of_a_timemap_that_cannot_be_had_is_named() -> None:
    one, two, three = (f"{ARCHIVE}/timemap/{number}" for number in (1, 2, 3))
    reading = whole({one: part(1, two, three), three: part(3)})
    assert [memento.at.day for memento in reading.mementos] == [1, 3]
    assert reading.problems == (f"{two} is not there",)


def test_a_timemap_of_endless_parts_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memento, "MOST_TIMEMAPS", 3)
    parts = {f"{ARCHIVE}/timemap/{number}": part(number, f"/timemap/{number + 1}") for number in range(1, 9)}
    reading = whole(parts)
    assert [one.at.day for one in reading.mementos] == [1, 2, 3]
    assert reading.problems == ("it is in 4 parts, of which the first 3 are read",)


@pytest.mark.parametrize("count", [2, 3])
def test_captures_of_all_parts_that_are_more_than_are_taken_are_told(
    monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    monkeypatch.setattr(memento, "MAX_MEMENTOS", 3)
    parts = {
        f"{ARCHIVE}/timemap/{number}": ", ".join(
            (part(number, f"/timemap/{number + 1}" if number < count else f"/timemap/{number}"), part(number + 4))
        )
        for number in range(1, count + 1)
    }
    reading = whole(parts)
    assert len(reading.mementos) == 3
    assert reading.problems == ("it lists more than 3 captures, of which the first are taken",)


@pytest.mark.parametrize("media_type", ["application/link-format; charset=utf-8", "Application/Link-Format", ""])
def test_a_part_of_a_timemap_is_known_however_its_media_type_is_written(media_type: str) -> None:
    stated = f'; type="{media_type}"' if media_type else ""
    links = f'<{ORIGINAL}>; rel="original", </timemap/2>; rel="timemap"{stated}'
    assert read_timemap(links.encode(), ORIGINAL, f"{ARCHIVE}/timemap/1").more == (f"{ARCHIVE}/timemap/2",)


CDX_JSON = """[["urlkey","timestamp","original","mimetype","statuscode","digest","length"],
["example,post)/fire","20200104100005","https://post.example/fire?a=1&b=2","text/html","200","BBBB","1234"],
["example,post)/fire","20200103003200","https://post.example/fire?a=1&b=2","warc/revisit","-","AAAA","234"],
["example,post)/fire","2020","https://post.example/","text/html","200","AAAA","234"],
["short"], 7]"""

CDX_TEXT = """example,post)/fire 20200104100005 https://post.example/fire?a=1&b=2 text/html 200 BBBB 1234
example,post)/fire 20200103003200 https://post.example/fire?a=1&b=2 warc/revisit - AAAA 234

garbage
example,post)/fire 20200103003200 javascript:alert(1) text/html 200 AAAA 1
"""

CDX_CLASSIC = """ CDX N b a m s k r M S V g
example,post)/fire 20200104100005 https://post.example/fire?a=1&b=2 text/html 200 BBBB - - 1 2 a.warc.gz
example,post)/fire 20200103003200 https://post.example/fire?a=1&b=2 warc/revisit - AAAA - - 1 2 a.warc.gz
"""

CDXJ = """!OpenWayback-CDXJ 1.0
example,post)/fire 20200103003200 {"url": "https://post.example/fire?a=1&b=2", "mime": "warc/revisit", "digest": "AAAA"}
example,post)/fire 20200104100005 {"url": "https://post.example/fire?a=1&b=2", "mime": "text/html", MORE}
example,post)/fire 20200104100005 {"url": broken
""".replace("MORE", '"status": "200", "digest": "BBBB"')


CDX_OBJECTS = """{"urlkey": "a", "timestamp": "20200103003200", "url": "URL", "mime": "warc/revisit", "digest": "AAAA"}
{"timestamp": "20200104100005", "url": "URL", "mime": "text/html", "status": "200", "digest": "BBBB"}
{"url": "https://post.example/"}
{"broken
""".replace("URL", ORIGINAL)


@pytest.mark.parametrize(
    ("body", "unread"),
    [(CDX_JSON, 3), (CDX_TEXT, 2), (CDX_CLASSIC, 0), (CDXJ, 1), (CDX_OBJECTS, 2)],
    ids=["json", "text", "classic", "cdxj", "objects"],
)
@pytest.mark.parametrize("packed", [bytes, gzip.compress], ids=["plain", "gzip"])
def test_every_form_of_cdx_lists_the_same_captures(body: str, unread: int, packed: Callable[[bytes], bytes]) -> None:
    reading = read_cdx(packed(body.encode()))
    assert reading.mementos == (
        Memento(original=ORIGINAL, at=FIRST, address=None, digest="AAAA"),
        Memento(original=ORIGINAL, at=SECOND, address=None, digest="BBBB", status=200, media_type="text/html"),
    )
    assert reading.problems == ((f"{unread} of its lines cannot be read",) if unread else ())


@pytest.mark.parametrize("body", [b"", b"[]", b"\n\n"])
def test_no_captures_are_no_problem(body: bytes) -> None:
    assert read_cdx(body) == read_timemap(body.replace(b"[]", b""), ORIGINAL)
    assert read_cdx(body).problems == ()


@pytest.mark.parametrize(
    "body", [b"<html>no</html>", b"[" * 100_000, b"[1", b"{" * 100_000, b"\x00" * 9_000, b"<" * 90_000]
)
def test_anything_else_is_named(body: bytes) -> None:
    assert read_cdx(body).problems == ("it is no CDX",)
    assert read_timemap(body, ORIGINAL).problems == ("it is no TimeMap",)


def test_an_answer_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memento, "MAX_MEMENTOS", 1_000)  # the bound itself, for reading 100,000 lines takes a second
    line = "a 20200104100005 https://post.example/ text/html 200 B 1\n"
    reading = read_cdx((line * 1_001).encode())
    assert len(reading.mementos) == 1_000
    assert "the first are taken" in reading.problems[0]
    assert read_cdx(bytes(50_000_001)).problems == ("it is larger than 50 MB",)


def test_the_addresses_to_ask_are_built_from_their_parts() -> None:
    asked = cdx_query(WAYBACK, ORIGINAL, FIRST, SECOND)
    assert asked == (
        "https://web.archive.org/cdx/search/cdx?url=https%3A%2F%2Fpost.example%2Ffire%3Fa%3D1%26b%3D2&output=json"
        "&fl=urlkey%2Ctimestamp%2Coriginal%2Cmimetype%2Cstatuscode%2Cdigest%2Clength&limit=50001"
        "&from=20200103003200&to=20200104100005&collapse=digest"
    )
    assert "collapse" not in cdx_query("https://arquivo.example/", ORIGINAL, collapse=None)


def test_a_capture_is_asked_for_as_it_was_received() -> None:
    assert (
        raw_capture(WAYBACK, "20200103003200", ORIGINAL) == f"https://web.archive.org/web/20200103003200id_/{ORIGINAL}"
    )
    assert raw_capture("http://127.0.0.1:80/", "20200103003200", "https://a.example/\r\nx ü") == (
        "http://127.0.0.1:80/web/20200103003200id_/https://a.example/%0D%0Ax%20%C3%BC"
    )


@pytest.mark.parametrize("stamp", ["2020", "20200103003200/../..", "٢٠٢٠٠١٠٣٠٠٣٢٠٠", "2020010300320x", ""])
def test_a_time_stamp_that_is_none_never_becomes_part_of_an_address(stamp: str) -> None:
    with pytest.raises(ValueError, match="14 digits"):
        raw_capture(WAYBACK, stamp, ORIGINAL)
