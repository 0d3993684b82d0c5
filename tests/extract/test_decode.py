"""Bytes become text, or one sentence that says why not and what to do."""

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from revtrack.extract.decode import LABELS, LEAST_BETWEEN, MOST_BYTES, STRAY, clean, decode
from revtrack.model import Problem, ProblemKind


def problem(content: bytes, media_type: str = "text/plain", encoding: str | None = None) -> Problem:
    found = decode(content, media_type, encoding)
    assert isinstance(found, Problem)
    assert found.kind.fatal
    return found


@pytest.mark.parametrize("content", [b"", b" \n\t\r\n ", b"\xef\xbb\xbf", b"\xef\xbb\xbf \n", b"\xff\xfe \x00"])
def test_white_space_alone_is_empty(content: bytes) -> None:
    found = problem(content)
    assert (found.kind, found.detail) == (ProblemKind.EMPTY, "is empty: check that the file was saved whole")


@pytest.mark.parametrize(
    ("content", "detail"),
    [
        (b"%PDF-1.7 text", "is not text: it looks like a PDF file; "),
        (b"PK\x03\x04rest", "is not text: it looks like a ZIP archive or an office document; "),
        (b"\x89PNG\r\n\x1a\n", "is not text: it looks like a PNG image; "),
        (b"\x1f\x8b\x08", "is not text: it looks like a gzip file; "),
        (b"one\0two", "is not text: it holds NUL bytes; "),
    ],
)
def test_what_is_not_text_is_called_what_it_looks_like(content: bytes, detail: str) -> None:
    found = problem(content)
    remedy = "save the article as plain text, Markdown or HTML"
    assert (found.kind, found.detail) == (ProblemKind.BINARY, detail + remedy)


def test_a_page_is_read_in_spite_of_a_nul_among_a_thousand_bytes_and_other_text_is_not() -> None:
    page = b"<p>one\0two</p>" + b" " * LEAST_BETWEEN
    assert decode(page, "text/html") == page.decode()
    assert isinstance(decode(page, "text/plain"), Problem)
    assert isinstance(decode(page.replace(b"one", b"\0"), "text/html"), Problem)


def test_bytes_that_are_no_utf_8_are_named_with_their_place_and_the_remedy() -> None:
    found = problem(b"caf\xe9 au lait")
    assert found.kind is ProblemKind.UNDECODABLE
    assert found.detail == (
        "is not valid UTF-8: byte 0xE9 at offset 3; name its encoding with --encoding, such as --encoding windows-1252"
    )


def test_an_offset_counts_from_the_start_of_the_file() -> None:
    assert "byte 0xE9 at offset 5;" in problem(b"\xef\xbb\xbf-a\xe9 b").detail


def test_a_stated_encoding_is_used_whatever_people_call_it() -> None:
    for name in ("windows-1252", "Latin-1", "ISO_8859-1", " cp1252 ", "latin1"):
        assert decode(b"caf\xe9", "text/plain", name) == "café"
    assert decode("Привет".encode("koi8-r"), "text/plain", "koi8-r") == "Привет"
    assert decode("今日は".encode("shift-jis"), "text/plain", "Shift_JIS") == "今日は"
    assert decode("ab".encode("utf-16-be"), "text/plain", "UTF-16BE") == "ab"


@pytest.mark.parametrize("name", ["zlib", "idna", "rot13", "unicode-escape", "hex", "no such", "utf-7"])
def test_an_encoding_outside_the_list_is_refused_by_name(name: str) -> None:
    found = problem(b"text", encoding=name)
    assert found.kind is ProblemKind.UNDECODABLE
    assert found.detail == f"cannot be read: there is no encoding {name!r}; name another with --encoding"


def test_a_stated_encoding_that_does_not_fit_is_not_suggested_again() -> None:
    detail = problem(b"a\x81b", encoding="windows-1252").detail
    assert detail == "is not valid windows-1252: byte 0x81 at offset 1; name its encoding with --encoding"


def test_a_byte_order_mark_overrules_the_sender() -> None:
    assert decode(codecs.BOM_UTF8 + "é".encode(), "text/plain", "latin1") == "é"
    assert decode(codecs.BOM_UTF16_LE + "é".encode("utf-16-le"), "text/plain") == "é"
    assert decode(codecs.BOM_UTF16_BE + "é".encode("utf-16-be"), "text/plain") == "é"


@pytest.mark.parametrize(
    "meta", ["<meta charset=windows-1251>", '<META http-equiv=x content="text/html; charset=windows-1251">']
)
def test_a_page_may_name_its_encoding(meta: str) -> None:
    content = (meta + "<p>Привет").encode("windows-1251")
    assert decode(content, "text/html") == meta + "<p>Привет"
    assert isinstance(decode(content, "text/plain"), Problem), "plain text may not"


def test_a_page_cannot_name_an_encoding_of_pythons_own() -> None:
    assert decode(b"<meta charset=utf-7><p>+ADw-", "text/html") == "<meta charset=utf-7><p>+ADw-"
    assert decode(b"<meta charset=utf-16><p>\xc3\xa9", "text/html") == "<meta charset=utf-16><p>é"


def test_a_name_after_the_first_kilobyte_counts_only_where_the_page_is_not_utf_8() -> None:
    start = b"<p>" + b" " * 1100 + b"<meta charset=koi8-r>"
    assert decode(start + b"caf\xe9", "text/html") == start.decode() + "cafИ"
    assert decode(start + "café".encode(), "text/html") == start.decode() + "café"


def test_more_than_ten_million_bytes_are_too_long() -> None:
    assert decode(b"a" * MOST_BYTES, "text/plain") == "a" * MOST_BYTES
    found = problem(b"a" * (MOST_BYTES + 1))
    assert (found.kind, found.detail) == (
        ProblemKind.TOO_LONG,
        "is larger than 10 MB, the most that is read as one article; save the article alone",
    )


def test_size_counts_again_as_utf_8() -> None:
    detail = problem(b"\xe9" * (MOST_BYTES // 2 + 1), encoding="latin1").detail
    assert detail == "is larger than 10 MB as UTF-8, the most that is read as one article; save the article alone"


def test_all_line_breaks_become_line_feeds() -> None:
    assert decode(b"a\r\nb\rc\nd\x0ce", "text/plain") == "a\nb\nc\nd\ne"


def test_every_encoding_of_the_list_is_one_that_python_has() -> None:
    for codec in LABELS:
        assert codecs.lookup(codec)


@settings(deadline=None)
@given(st.binary(), st.sampled_from(sorted(LABELS)), st.sampled_from(["text/plain", "text/html"]))
def test_any_bytes_in_any_encoding_are_text_or_a_problem(content: bytes, encoding: str, media_type: str) -> None:
    found = decode(content, media_type, encoding)
    if isinstance(found, Problem):
        assert found.kind.fatal
    else:
        assert found.encode(), "no lone surrogates"
        assert "\r" not in found


def test_control_characters_are_taken_out_and_counted() -> None:
    assert clean("a\x00b\x1b[31m\tc\nd\x7f\x9f\ud800") == ("ab[31m\tc\nd", 5)
    assert clean("The mayor \u202edenied\u202c it\u200b.") == ("The mayor \u202edenied\u202c it\u200b.", 0)


SERVERS = (
    *("punycode", "utf-7", "unicode_escape", "zlib_codec", "rot13", "utf-16", "raw_unicode_escape", "hex", "mbcs"),
    *("undefined", "idna", "x" * 10_000, "", "utf-8", "iso-8859-1", "windows-1252", "gb2312", "shift_jis", "koi8-r"),
)
"""What servers were seen, or may be made, to call a page."""


@pytest.mark.parametrize("label", SERVERS)
def test_whatever_a_server_calls_a_page_in_utf_8_it_is_read_as_that(label: str) -> None:
    text = "<p>“Voilà”, said the mayor of Łódź. Привет, 東京都の市長。"
    assert decode(text.encode(), "text/html", label, over_http=True) == text


@pytest.mark.parametrize("label", SERVERS)
def test_a_page_in_no_encoding_at_all_is_a_problem_or_what_its_server_says(label: str) -> None:
    content = b"hello \xff\xfe world " * 1000
    found = decode(content, "text/html", label, over_http=True)
    if label in {"iso-8859-1", "windows-1252", "koi8-r", "shift_jis"}:
        assert found == content.decode({"iso-8859-1": "cp1252", "shift_jis": "cp932"}.get(label, label))
    else:
        assert isinstance(found, Problem)
        assert found.kind is ProblemKind.UNDECODABLE


def test_a_persons_word_counts_more_than_the_look_of_the_bytes() -> None:
    assert decode("é".encode(), "text/html", "windows-1252") == "Ã©"
    assert decode("é".encode(), "text/html", "windows-1252", over_http=True) == "é"


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("Größe und Spaß”, sagte er", "cp1252"),
        ("Gruß…", "cp1252"),
        ("CAFÉ…", "cp1252"),
        ("naïve café", "cp1252"),
        ("Привет, мир", "cp1251"),
        ("Привет, мир", "koi8_r"),
        ("联通", "gb18030"),
        ("東京都の市長は月曜日に辞任した。", "cp932"),
        ("서울 시장이 월요일 사임했다.", "cp949"),
        ("Ελληνικά κείμενα", "iso8859_7"),
    ],
)
def test_text_in_another_encoding_is_not_taken_for_utf_8(text: str, codec: str) -> None:
    label = LABELS[codec].split()[0]
    assert decode(text.encode(codec), "text/html", label, over_http=True) == text


def test_a_page_called_utf_8_that_is_not_is_read_in_the_encoding_it_names_itself() -> None:
    text = "<meta charset=windows-1251><p>Привет"
    assert decode(text.encode("cp1251"), "text/html", "utf-8", over_http=True) == text
    assert isinstance(decode(text.encode("cp1251"), "text/html", "utf-8"), Problem), "not against a person's word"


def test_a_few_wrong_bytes_of_a_page_are_marked_and_many_are_a_problem() -> None:
    content = "<p>é".encode() + b"word " * 1000
    assert decode(content + b"\x92", "text/html") == "<p>é" + "word " * 1000 + STRAY
    assert problem(content + b"\x92" * 9, "text/html").kind is ProblemKind.UNDECODABLE
    assert problem(content + b"\x92", "text/plain").kind is ProblemKind.UNDECODABLE, "a page alone has furniture"


def test_the_escapes_of_iso_2022_jp_prove_it() -> None:
    text = "<p>東京都の市長は月曜日に辞任した。</p> Tokyo"
    content = text.encode("iso2022_jp")
    assert decode(content, "text/html") == decode(content, "text/html", "utf-8", over_http=True) == text
    assert decode(content, "text/plain") == text
    colours = b"\x1b[1mFire\x1b(B\x1b[m burns $B and (B"
    assert decode(colours, "text/plain") == colours.decode(), "what a terminal writes is none"


def test_utf_16_without_a_single_nul_is_none() -> None:
    assert decode("<p>é".encode(), "text/html", "utf-16", over_http=True) == "<p>é"
    assert decode("<p>é".encode("utf-16-le"), "text/html", "utf-16", over_http=True) == "<p>é"


@pytest.mark.parametrize("odd", ["\x00", "\x1b", "\x7f", "\x85", "\x9f", "\ud83d"])
def test_control_characters_are_found_in_long_texts_too(odd: str) -> None:
    long = "Łódź\xa0東 " * 2000
    assert clean(long) == (long, 0)
    assert clean(long + odd + "\n\tx") == (long + "\n\tx", 1)
