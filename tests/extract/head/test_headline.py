"""The headline is what readers see on top of the article, and stays that when other titles change."""

import pytest

from revtrack.extract.page import read_html
from revtrack.extract.reading import Stated
from revtrack.model import FieldName


def headline(html: str, **stated: str) -> str | None:
    fields = read_html(html, Stated(**stated)).fields
    return next((one.value for one in fields if one.name is FieldName.HEADLINE), None)


@pytest.mark.parametrize(
    "title", ["Mayor resigns - The Example", "Mayor of Springfield resigns after talks", "Why she went", ""]
)
@pytest.mark.parametrize("social", ["Mayor resigns", "She resigns: mayor gives up", "Eleven years, and then this", ""])
def test_a_title_that_is_tested_on_readers_does_not_change_the_headline(title: str, social: str) -> None:
    html = (
        f"<title>{title}</title><meta property=og:title content='{social}'><h1>The Example</h1>"
        "<main><article><h1>Mayor resigns</h1><p>T.</p><p>U.</p></article></main>"
    )
    assert headline(html) == "Mayor resigns"


def test_a_heading_that_shares_its_words_with_a_title_is_the_headline_wherever_it_stands() -> None:
    html = "<title>Springfield: mayor resigns - The Example</title><h1>The Example</h1><h1>Mayor resigns at night</h1>"
    assert headline(html) == "Mayor resigns at night"


def test_the_name_of_the_site_is_no_headline_though_the_title_ends_with_it() -> None:
    assert headline("<title>Fire at mill - The Example</title><h1>The Example</h1><h1>Mill burns</h1><p>T.") is not None
    html = "<title>Fire - The Example</title><meta property=og:title content=Fire><h1>The Example</h1><p>T."
    assert headline(html) == "Fire"


def test_the_feeds_title_is_the_last_resort() -> None:
    assert headline("<p>Text.</p>", feed_title="Mill burns") == "Mill burns"
    assert headline("<h1>Fire</h1><p>Text.</p>", feed_title="Mill burns") == "Fire"
    assert headline("<h1>Fire</h1><p>Text.</p>", title="Stated", feed_title="Mill burns") == "Stated"


def test_a_heading_without_text_is_none() -> None:
    assert headline("<h1><img src=logo.png></h1><h1>Fire</h1><p>T.") == "Fire"
