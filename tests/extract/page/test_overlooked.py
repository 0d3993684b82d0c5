"""An article is found though an element that is named like one holds little of it, or something else."""

import pytest

from revtrack.extract.page import read_html
from tests.extract.pages import PROSE

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
