"""Pages as they read: every line of text with the element it stands in, kept as files to be reviewed like code."""

from collections.abc import Iterator

import pytest
from lxml import html

from revtrack import compare
from revtrack.report.site import site
from tests.report.golden import assert_golden
from tests.report.invented import OPTIONS, busy, everything
from tests.report.test_site import tree

LINES = ("h1", "h2", "h3", "summary", "legend", "label", "dt", "dd", "th", "td", "p", "li", "small", "button")
"""Elements that begin a line of their own."""


def reading(page: str) -> str:
    """The page line by line, `element: text`, with the marks of wdiff around what went and what came."""
    body = tree(page).body
    for mark, (begins, ends) in {"del": ("[-", "-]"), "ins": ("{+", "+}")}.items():
        for one in body.iter(mark):
            one.text = f"{begins}{one.text or ''}"
            last = one[-1] if len(one) else None
            if last is None:
                one.text += ends
            else:
                last.tail = f"{last.tail or ''}{ends}"
    return "\n".join(lines(body)) + "\n"


def lines(element: html.HtmlElement) -> Iterator[str]:
    """The lines of an element and of all in it; what stands in a line of its own is told there alone."""
    if element.tag in LINES:
        text = " ".join("".join(own_text(element)).split())
        if text:
            yield f"{element.tag}: {text}"
    for child in element:
        if isinstance(child.tag, str) and child.tag not in {"style", "script"}:
            yield from lines(child)


def own_text(element: html.HtmlElement) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and child.tag not in {*LINES, "ol", "ul", "dl", "table", "details", "svg"}:
            yield from own_text(child)
        yield child.tail or ""


@pytest.mark.parametrize("kind", ["history", "pair", "index"])
def test_pages_read_as_they_did(kind: str) -> None:
    article = busy().article.id
    path = {"history": f"a/{article}/index.html", "pair": f"a/{article}/1..7/index.html", "index": "index.html"}[kind]
    found = next(page.text for page in site(everything(), OPTIONS, compare) if page.path == path)
    assert_golden(f"{kind}-page.txt", reading(found))


def test_every_time_on_every_page_carries_its_zone() -> None:
    for page in site(everything(), OPTIONS, compare):
        if page.path.endswith(".html"):
            for time in tree(page.text).iter("time"):
                assert str(time.text_content()).endswith(" UTC")
                assert str(time.get("datetime")).endswith("Z")
