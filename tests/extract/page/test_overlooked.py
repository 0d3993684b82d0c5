"""An article is found though an element that is named like one holds little of it, or something else, and however long
what stands beside it is.
"""

import json

import pytest

from revtrack.extract.page import read_html
from tests.extract.pages import GERMAN, PROSE

POLICY = "Opinions that attack other readers may be removed, and the newspaper answers for none of what is said here."


def kept(inside: str) -> list[str]:
    page = f"<nav><a href=/>Home</a></nav>{inside}<footer>© The Post</footer>"
    return [piece.text for piece in read_html(f"<html><head><title>T</title></head><body>{page}</body></html>").pieces]


def story(number: int, times: int) -> list[str]:
    """The paragraphs of a long part of an article."""
    return [f"{number}.{time} {one}" for time in range(times) for one in PROSE]


def paragraphs(several: list[str]) -> str:
    return "".join(f"<p>{one}</p>" for one in several)


def test_all_pages_of_an_article_are_read_that_are_loaded_one_below_the_other() -> None:
    pages = [story(number, 4) for number in range(4)]
    boxes = (f"<div><div><div class=post-content>{paragraphs(one)}</div></div></div>" for one in pages)
    assert kept(f"<main><div>{''.join(boxes)}</div></main>") == [one for page in pages for one in page]


def test_both_parts_of_an_article_are_read_that_a_box_divides() -> None:
    parts = story(1, 4), story(2, 12)
    first, second = (f"<div class=entry-content><article>{paragraphs(one)}</article></div>" for one in parts)
    assert kept(f"<div><div>{first}<div><b>Photos</b></div>{second}</div></div>") == [*parts[0], *parts[1]]


@pytest.mark.parametrize("name", ["content", "post-content", "main-content"])
def test_an_article_without_a_name_is_found_beside_a_text_that_has_one(name: str) -> None:
    named = paragraphs([f"Rule {number}: {POLICY}" for number in range(8)])
    place = paragraphs(story(1, 8))
    assert kept(f"<div><div class={name}>{named}</div></div><div><div>{place}</div></div>") == story(1, 8)


SAID = "I was there when it happened, and I can tell you that nobody helped, not the mayor and not the police."


def said(times: int) -> str:
    """The entries of a list of comments."""
    return "".join(f"<li><p>{number}: {SAID}</p></li>" for number in range(times))


@pytest.mark.parametrize("name", ["id=comments class=comments-area", "class=leserkommentare", "id=comentarios"])
@pytest.mark.parametrize("written", [PROSE[:2], PROSE, GERMAN])
@pytest.mark.parametrize("around", ["<article class=post>{}</article>", "<div class=story>{}</div>"])
def test_a_short_article_is_read_however_much_is_said_below_it(
    around: str, written: tuple[str, ...], name: str
) -> None:
    box = f"<div {name}><h2>30 comments</h2><ol>{said(30)}</ol></div>"
    found = kept(f"<div>{around.format('<h1>Mayor resigns</h1>' + paragraphs(list(written)))}{box}</div>")
    assert [one for one in found if one in written] == list(written)


def test_comments_beside_a_short_article_are_left_out_where_the_article_was_read() -> None:
    box = f"<div id=comments class=comments-area><ol>{said(30)}</ol></div>"
    story = f"<article class=post><h1>Mayor resigns</h1>{paragraphs(list(PROSE[:2]))}</article>"
    assert kept(f"<div>{story}{box}</div>") == list(PROSE[:2])


def test_a_single_sentence_is_read_beside_long_comments() -> None:
    box = f"<div class=comments><div><p>{SAID * 8}</p></div><div><p>{SAID * 7}</p></div></div>"
    found = kept(f"<div class=story><h1>Mayor resigns</h1><p>{PROSE[0]}</p></div>{box}")
    assert PROSE[0] in " ".join(found)


@pytest.mark.parametrize("tag", ["main", "article"])
def test_what_stands_beside_the_element_with_what_was_read_is_not_read_instead(tag: str) -> None:
    notice = paragraphs([f"{number}. {POLICY}" for number in range(20)])
    story = paragraphs(list(PROSE[:2]))
    found = kept(f"<{tag}><div class=story><h1>Mayor resigns</h1>{story}</div></{tag}><div class=cc>{notice}</div>")
    assert [one for one in found if one in PROSE] == list(PROSE[:2])


def test_a_long_text_in_a_box_around_the_title_is_read_whatever_its_name() -> None:
    text = story(1, 8)
    inside = f"<div class=sidebar-wrap><h1>Mayor resigns</h1><div>{paragraphs(text)}</div></div>"
    assert [one for one in kept(f"{inside}<div><p>{POLICY}</p></div>") if one != POLICY] == text


def test_a_page_whose_text_all_stands_in_comments_is_read() -> None:
    assert set(PROSE) <= set(kept(f"<h1>Mayor resigns</h1><div class=comments>{paragraphs(list(PROSE))}</div>"))


def test_an_article_that_stands_in_the_structured_data_alone_is_read() -> None:
    data = json.dumps({"@type": "NewsArticle", "headline": "Mayor resigns", "articleBody": " ".join(PROSE)})
    found = kept(f"<script>var a = 1;</script><script type='application/ld+json'>{data}</script><div id=app></div>")
    assert " ".join(PROSE) in " ".join(found)
