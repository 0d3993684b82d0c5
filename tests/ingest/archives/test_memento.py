"""TimeMaps and CDX: what archives answer."""

from datetime import UTC, datetime

import pytest

from revtrack.ingest.archives import WAYBACK, Memento, cdx_query, memento, raw_capture, read_cdx, read_timemap

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


@pytest.mark.parametrize(
    ("body", "unread"),
    [(CDX_JSON, 3), (CDX_TEXT, 2), (CDX_CLASSIC, 0), (CDXJ, 1)],
    ids=["json", "text", "classic", "cdxj"],
)
def test_every_form_of_cdx_lists_the_same_captures(body: str, unread: int) -> None:
    reading = read_cdx(body.encode())
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
        "&fl=urlkey%2Ctimestamp%2Coriginal%2Cmimetype%2Cstatuscode%2Cdigest%2Clength&limit=50000"
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
