"""A page that was not read to its end says so; one that is whole says nothing, however it is written."""

import pytest

from revtrack.extract.page import read_html
from revtrack.extract.page.tree import MOST_ATTRIBUTES, MOST_TAGS, fence, parsed
from revtrack.extract.reading import Stated
from revtrack.model import ProblemKind
from tests.extract.pages import LAYOUTS, PROSE, Story

START = f"<!doctype html><html><head><title>T</title></head><body><h1>T</h1><p>{PROSE[0]}</p>"


FETCHED = Stated(address="https://post.example/mayor")


def partial(html: str, stated: Stated | None = None) -> str | None:
    found = [one for one in read_html(html, stated).problems if one.kind is ProblemKind.PARTIAL]
    return found[0].detail if found else None


@pytest.mark.parametrize(
    ("end", "where"),
    [
        ("<p>More.</p><a href='/x", "a tag"),
        ("<p>More.</", "a tag"),
        ("<p>More.</p><!-- advert", "a comment"),
        ("<p>More.</p><script>var a = 1 > 0;", "a script"),
        ("<p>More.</p><STYLE>p > a { color:", "a style sheet"),
    ],
)
def test_a_page_that_breaks_off_inside_something_is_partial(end: str, where: str) -> None:
    assert partial(START + end) == f"breaks off inside {where}: save the page anew, and whole"
    assert read_html(START + end).pieces, "what there is of it is read"


@pytest.mark.parametrize(
    "html",
    [
        START,
        START + "<p>More",
        START + "<p>5 < 6",
        START + "</body></html><!-- served by",
        START + "<script>document.write('<script>x<\\/script>')</script>",
        START + "<!-- a --><script>if (a<b) {}</script><style>x</style>",
        "<p>A piece of a page, 5 <b",
    ],
)
def test_a_page_that_leaves_out_its_end_is_whole(html: str) -> None:
    assert partial(html) is None


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_fetched_page_cut_anywhere_in_its_article_is_partial(layout: str) -> None:
    html = LAYOUTS[layout](Story())
    first, last = html.index(PROSE[0]), html.rindex(PROSE[0]) + len(PROSE[0])
    assert partial(html, FETCHED) is None
    whole = [place for place in range(first, last, 7) if partial(html[:place], FETCHED) is None]
    assert whole == []


@pytest.mark.parametrize("end", ["<p>The mayor was not there when", "<p>She said, “I have <b>never", "<div>She said."])
def test_a_fetched_page_of_bare_paragraphs_that_stops_in_one_is_partial(end: str) -> None:
    assert partial(START + end, FETCHED) == "breaks off in the middle of its text: look at it anew"
    assert partial(START + end) is None, "a file that somebody wrote may end so"


@pytest.mark.parametrize(
    "html",
    [
        START,
        START + "<p>She gave no reason.",
        START + "<p>“She gave no reason.”\n",
        START + "<ul><li>One<li>Two</ul>",
        START + "<div class=clear />",
        START + "<div><p>She gave no reason.</p>",
        START + "<!-- <article><main> --><script>document.write('<article><div><div>')</script>",
        START + "<template><article></template><footer>© 2026 The Example</footer>",
        START.replace("</p>", "") + "<p>She gave no reason<p>© 2026 The Example",
        "<h1>T</h1><article><p>She gave no reason",
    ],
)
def test_a_fetched_page_that_leaves_out_what_it_may_is_whole(html: str) -> None:
    assert partial(html, FETCHED) is None


def test_more_tags_than_any_page_has_are_not_parsed() -> None:
    assert fence("<p>" * MOST_TAGS) is None
    assert partial(START + "<p>" * MOST_TAGS) is not None


@pytest.mark.parametrize("attribute", ["a{}", "a{}=x", 'a{} = "x > y"', "a{}='x'"])
def test_a_tag_with_more_attributes_than_any_has_is_not_parsed(attribute: str) -> None:
    def tag(count: int) -> str:
        return START + "<p " + " ".join(attribute.format(number) for number in range(count)) + ">"

    assert partial(tag(MOST_ATTRIBUTES - 10)) is None
    if ">" not in attribute:  # a sign that ends a tag hides it; time limits are for those
        assert partial(tag(MOST_ATTRIBUTES + 10)) is not None


@pytest.mark.parametrize(
    "inside",
    [
        "<script>" + "if (a<b) { c = d; } " * 1000 + "</script>",
        "<p class='" + "word " * 5000 + "'>x</p>",
        '<p class=""" data-x="' + "word " * 5000 + '">x</p>',
        "<p>" + "word " * 5000 + "</p>",
    ],
)
def test_long_scripts_values_and_texts_are_no_attributes(inside: str) -> None:
    assert partial(START + inside) is None


def test_text_around_a_comment_or_an_instruction_belongs_together() -> None:
    tree, problem = parsed("<p>One<!-- x --> and <?pi?>two.</p>")
    assert tree is not None
    assert [element.text for element in tree.iter("p")] == ["One and two."]
    assert problem is None
