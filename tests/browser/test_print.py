"""On paper: a redline with the list of changes in front, and nothing folded away."""

import re
from io import BytesIO
from unicodedata import normalize

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.browser.conftest import Site

pytestmark = pytest.mark.slow


def printed(page: Page) -> str:
    """The text of the page as printed, blanks as one and ligatures undone."""
    sheets = PdfReader(BytesIO(page.pdf(format="A4"))).pages
    return " ".join(normalize("NFKC", " ".join(sheet.extract_text() for sheet in sheets)).split())


def test_what_is_folded_on_screen_is_printed(page: Page, made: Site) -> None:
    page.goto(made.address("step"))
    assert not page.locator("#n1").is_visible()
    assert "Smoke could be seen for miles." in printed(page)


def test_the_list_of_changes_comes_before_the_text_and_minor_edits_come_last(page: Page, made: Site) -> None:
    page.goto(made.address("pair"))
    text = printed(page)
    assert 0 < text.index("List of changes") < text.index("Sentence by sentence") < text.index("Minor edits (1)")
    listed = text[text.index("List of changes") : text.index("Sentence by sentence")]
    for told in ("Number changed: three to five", "Sentence moved from paragraph 2 to paragraph 5", "Quote added"):
        assert told in listed
    assert "Spelling" not in listed


def test_a_redline_is_one_text_with_what_went_struck_and_what_came_underlined_twice(page: Page, made: Site) -> None:
    page.goto(made.address("pair"))
    assert re.search("The fire killed three ?five people and injured 14", printed(page))
    page.emulate_media(media="print")
    style = "[...document.querySelectorAll('#c1 .both :is(del, ins)')].map(one => getComputedStyle(one).textDecoration)"
    went, came = page.evaluate(style)
    assert "line-through" in went
    assert "underline double" in came
    assert not page.locator(".bar").is_visible()
    assert page.locator(".pointer .whole").is_visible()


def test_a_history_on_paper_keeps_the_picture_that_its_legend_speaks_of(page: Page, made: Site) -> None:
    page.goto(made.address("history"))
    page.emulate_media(media="print")
    assert page.locator(".strip").is_visible()


def test_a_pair_on_paper_is_headed_by_its_article(page: Page, made: Site) -> None:
    page.goto(made.address("pair"))
    assert printed(page).startswith("What changed from version 1 to version 7 Warehouse fire kills five; owner denies")


def test_paper_says_what_it_was_printed_from(page: Page, made: Site) -> None:
    page.goto(made.address("pair"))
    text = printed(page).replace(" ", "")
    assert text.count("SHA-256") >= 2
    assert "UTC" in text
