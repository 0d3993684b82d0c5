"""A page saved in one file is read as the page in it."""

from email.message import EmailMessage
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from itertools import permutations

import pytest

from revtrack.extract import extract, tools_for
from revtrack.extract.page.mhtml import MOST_PARTS, saved_from
from revtrack.model import Document, ProblemKind
from tests.extract.pages import PROSE, snapshot_of

PAGE = "https://a.example/1"
HTML = f"<html><head><link rel=canonical href=/mayor></head><body><h1>Mayor résigne</h1><p>{PROSE[0]}</p></body></html>"


def saved(*parts: MIMEBase, start: str | None = None) -> bytes:
    message = MIMEMultipart("related")
    if start:
        message.set_param("start", start)
    message["Snapshot-Content-Location"] = PAGE
    for part in parts:
        message.attach(part)
    return message.as_bytes()


def part(text: str, kind: str = "html", **headers: str) -> MIMEText:
    made = MIMEText(text, kind, "utf-8")
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    return made


def read(content: bytes, media_type: str = "multipart/related") -> Document:
    return extract(snapshot_of(content, media_type=media_type))


def test_the_page_is_read_with_what_its_headers_say() -> None:
    document = read(saved(part("x", "css"), part(HTML, Content_Location="https://a.example/x")))
    assert document.headline == "Mayor résigne"
    assert [block.text for block in document.blocks] == [PROSE[0]]
    assert document.canonical == "https://a.example/mayor"
    assert document.tools == tools_for("multipart/related")
    assert document.tools.extractor.startswith("mhtml/2+html/7+")
    assert document.problems == ()


def test_the_part_that_is_named_as_the_start_is_the_page() -> None:
    frame = part("<h1>Frame</h1><p>Text.</p>")
    content = saved(frame, part(HTML, Content_ID="<main@x>"), start="<main@x>")
    assert read(content).headline == "Mayor résigne"
    assert read(saved(frame, part(HTML))).headline == "Frame", "control: the first one"


ADVERT = part("<h1>Advert</h1><p>Buy shoes now.</p>", Content_Location="https://ads.example/f")
PICTURE = MIMEBase("image", "png")


@pytest.mark.parametrize("parts", list(permutations([ADVERT, PICTURE, part(HTML, Content_Location=PAGE)])))
def test_the_part_saved_from_where_the_message_was_is_the_page_wherever_it_stands(parts: tuple[MIMEBase, ...]) -> None:
    assert read(saved(*parts)).headline == "Mayor résigne"
    assert saved_from(saved(*parts)) == PAGE


def test_a_place_on_a_page_is_still_that_page() -> None:
    assert read(saved(ADVERT, part(HTML, Content_Location=f"{PAGE}#comments"))).headline == "Mayor résigne"


def test_where_no_part_was_saved_from_there_the_first_of_html_is_the_page() -> None:
    text = part("Buy.", "plain", Content_Location="https://ads.example/t")
    content = saved(text, ADVERT, part(HTML, Content_Location="https://a.example/2"))
    assert read(content).headline == "Advert"
    assert saved_from(content) == "https://ads.example/f"


def test_a_part_named_as_the_start_is_the_page_wherever_the_message_was_saved() -> None:
    frame = part("<h1>Frame</h1><p>Text.</p>", Content_Location=PAGE)
    assert read(saved(frame, part(HTML, Content_ID="<main@x>"), start="<main@x>")).headline == "Mayor résigne"


@pytest.mark.parametrize("location", ["cid:frame-1@mhtml.blink", "file:///C:/mayor.htm", "/1", ""])
def test_a_part_without_an_address_of_the_web_was_saved_where_the_message_was(location: str) -> None:
    assert saved_from(saved(part(HTML, Content_Location=location))) == PAGE
    assert saved_from(part(HTML, Content_Location=location).as_bytes()) is None


@pytest.mark.parametrize("before", [b"\xef\xbb\xbf", b"\r\n\r\n", b"\n", b"\xef\xbb\xbf\r\n \t\r\n"])
def test_a_byte_order_mark_and_blank_lines_before_the_headers_are_nothing(before: bytes) -> None:
    assert read(before + saved(part(HTML))).headline == "Mayor résigne"
    assert saved_from(before + saved(part(HTML))) == PAGE


@pytest.mark.parametrize("others", [PICTURE, ADVERT])
def test_a_page_behind_more_pictures_than_pages_are_looked_at_is_found(others: MIMEBase) -> None:
    """Of parts that could be the page no more are looked at."""
    page = part(HTML, Content_Location=PAGE)
    assert (read(saved(*[others] * MOST_PARTS, page)).headline == "Mayor résigne") is (others is PICTURE)


def test_a_message_is_read_as_its_page_else_as_its_text() -> None:
    message = EmailMessage()
    message["Subject"] = "Mayor resigns"
    message.set_content("Mayor resigns\n\nShe gave no reason.\n")
    assert [block.text for block in read(message.as_bytes(), "message/rfc822").blocks] == ["She gave no reason."]
    message.add_alternative(HTML, subtype="html")
    assert read(message.as_bytes(), "message/rfc822").headline == "Mayor résigne"


NESTED = b"".join(b'Content-Type: multipart/related; boundary="%d"\r\n\r\n--%d\r\n' % (n, n) for n in range(3000))


@pytest.mark.parametrize(
    "content",
    [
        b"nothing of the kind",
        saved(part("x", "css")),
        NESTED,
        b"Content-Type: multipart/related; boundary=x\r\n\r\n" + b"--x\r\n\r\n" * (MOST_PARTS * 3),
        b"Content-Type: multipart/related; boundary=\r\n\r\n--\r\n",
        b"Content-Type: text/html; charset=\xff\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!",
        b"\xff\xfe\0\0" * 50,
    ],
)
def test_content_without_a_page_is_a_problem(content: bytes) -> None:
    document = read(content)
    assert document.blocks == ()
    assert any(problem.kind.fatal for problem in document.problems)


def test_a_page_in_an_encoding_nobody_knows_is_read_as_what_it_says_itself() -> None:
    content = b"Content-Type: text/html; charset=hex\r\n\r\n<meta charset=koi8-r><p>\xf0\xd2\xc9\xd7\xc5\xd4.</p>"
    assert [block.text for block in read(content, "message/rfc822").blocks] == ["Привет."]
    named = extract(snapshot_of(content, media_type="message/rfc822", encoding="hex"))
    assert [problem.kind for problem in named.problems] == [ProblemKind.UNDECODABLE], "control: named by a person"
