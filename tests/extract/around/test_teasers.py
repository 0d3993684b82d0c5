"""What leads away from an article inside it, teasers and lines that are nothing but a link, is set aside."""

import pytest

from revtrack.extract.page import read_html
from tests.extract.pages import PROSE

TEASER = '<div><h4><a href="/{0}">The old {0} of the town</a></h4><p>What became of the {0} after the fire.</p></div>'
TEASERS = TEASER.format("mill") + TEASER.format("farm")


def page(*blocks: str) -> str:
    """An article with some HTML below its second paragraph."""
    story = [f"<p>{one}</p>" for one in PROSE]
    text = "".join((*story[:2], *blocks, *story[2:]))
    return (
        "<html><head><title>Mayor resigns</title><link rel=canonical href=https://www.post.example/mayor></head><body>"
        f"<nav><a href=/>Home</a></nav><article>{text}</article><footer>© The Post</footer></body></html>"
    )


def related(*blocks: str) -> list[str]:
    """What is set aside of it as leading elsewhere; the rest is read."""
    found = read_html(page(*blocks))
    assert [piece.text for piece in found.pieces if piece.text in PROSE] == list(PROSE)
    return [one.text for one in found.set_aside if one.rule == "related"]


@pytest.mark.parametrize(
    "line",
    [
        '<p><a href="/x">A mayor of many talents, and what became of all those who stood beside her in spring</a></p>',
        '<p><b>PHOTOS:</b> <a href="https://post.example/x">The mayor through the years</a></p>',
        '<p><strong>(<a href="/x">MORE: How the talks went on all night</a>)</strong></p>',
        '<p>• <a href="/x">Five things that nobody ever told you about harbours and the men who own them</a></p>',
        '<p><a href="/x">Die Bürgermeisterin und ihr Hafen</a></p>',
        '<p><a href="/x">Was it worth it, and for whom?</a> | <a href="/y">A night in pictures</a></p>',
    ],
)
def test_a_line_that_is_nothing_but_a_link_to_another_page_of_the_site_is_set_aside(line: str) -> None:
    assert len(related(line)) == 1


@pytest.mark.parametrize(
    ("what", "line"),
    [
        ("to another site", '<p><a href="https://court.example.org/x">The judgment of the court in full</a></p>'),
        ("to a document", '<p><a href="/files/x.PDF?v=2">The judgment of the court in full</a></p>'),
        ("to figures", '<p><a href="https://post.example/x.csv">What each harbour of the coast took in</a></p>'),
        (
            "within the page",
            '<p><a href="#x">What the mayor said in full on Monday when the talks had come to an end at last</a></p>',
        ),
        ("a sentence", '<p><a href="/x">The mayor said that she would not come back.</a></p>'),
        ("words around it", '<p>Listen to her: <a href="/x">The mayor in her own words</a></p>'),
        ("an entry of a list", '<ul><li><a href="/x">The mayor of the town</a></li><li>The harbour company</li></ul>'),
    ],
)
def test_other_lines_with_a_link_stay(what: str, line: str) -> None:
    assert related(line) == [], what
    assert len(read_html(page(line)).pieces) > len(PROSE), what


def test_teasers_side_by_side_are_set_aside_each_with_its_headline() -> None:
    assert related(f"<div>{TEASERS}</div>") == [
        *("The old mill of the town", "What became of the mill after the fire."),
        *("The old farm of the town", "What became of the farm after the fire."),
    ]


def test_a_heading_of_the_article_that_is_a_link_stays_with_what_is_below_it() -> None:
    heading = '<h4><a href="/harbour">The harbour company of the town</a></h4>'
    assert related(heading) == []
    below = [f"<p>{one} {one} {one} {one}</p>" for one in PROSE]
    assert related(heading, below[0], heading.replace("harbour", "council"), below[1]) == []


def test_an_article_that_is_a_list_of_teasers_keeps_them() -> None:
    many = "".join(TEASER.format(f"mill {number}") for number in range(10))
    assert related(f"<div>{many}</div>") == []


CHAPTER = '<section><h4><a href="{0}#{1}">The {1} of the town</a></h4><p>What became of the {1}.</p></section>'


@pytest.mark.parametrize("address", ["/mayor", "https://www.post.example/mayor", "mayor", ""])
def test_chapters_whose_headings_lead_to_their_place_on_the_page_stay(address: str) -> None:
    chapters = "".join(CHAPTER.format(address, name) for name in ("mill", "farm"))
    assert related(f"<div>{chapters}</div>") == []


def test_boxes_with_links_below_which_the_article_goes_on_stay_and_those_at_its_end_do_not() -> None:
    assert related(TEASERS) == []
    others = TEASER.format("dam") + TEASER.format("inn")
    assert len(related(TEASERS, f"<p>{PROSE[0]} {PROSE[1]}</p>", f"<div>{others}</div>")) == 4


def test_a_text_that_a_teaser_repeats_is_the_articles() -> None:
    repeated = "<p>What became of the mill after the fire.</p>"
    assert related(repeated, f"<div>{TEASERS}</div>") == [
        *("The old mill of the town", "The old farm of the town"),
        "What became of the farm after the fire.",
    ]


@pytest.mark.parametrize(
    ("many", "aside"),
    [("https://{}.example/x", 0), ("https://www.daily.example/{}", 1)],
)
def test_without_an_address_the_site_that_most_links_name_is_the_pages_own(many: str, aside: int) -> None:
    menu = "".join(f"<a href={many.format(number)}>{number}</a>" for number in range(9))
    line = '<p><b>PHOTOS:</b> <a href="https://daily.example/x">The mayor through the years</a></p>'
    nameless = page(line).replace("<link rel=canonical href=https://www.post.example/mayor>", "")
    found = read_html(nameless.replace("<a href=/>Home</a>", menu))
    assert len([one for one in found.set_aside if one.rule == "related"]) == aside
