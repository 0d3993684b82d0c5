"""Lists that lead to other articles are set apart from the one on the page; its own lists stay."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from revtrack.extract import extract
from revtrack.extract.furniture.lists import is_title
from revtrack.extract.page.apart import MOST_BOXES
from tests.extract.pages import PROSE, snapshot_of

CASES = Path(__file__).parents[2] / "cases" / "lists"
LINKS = {"MILL": '<a href="/s/mill">Mill burns down in the night</a>', "FIVE": '<a href="/s/five">Five harbours</a>'}


def lines_of(name: str) -> list[list[str]]:
    """The cases of a file, each as its parts."""
    lines = (CASES / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line.split("|") for line in lines if line and not line.startswith("#")]


def inserted(name: str) -> Sequence[tuple[str, str]]:
    """What the lines of a file insert into an article: what it is, and its HTML."""
    both = ((what, html) for what, html in lines_of(name))
    return [(what, html.replace("MILL", LINKS["MILL"]).replace("FIVE", LINKS["FIVE"])) for what, html in both]


def page(inside: str, at: int) -> str:
    """An article with some HTML after so many of its paragraphs."""
    blocks = [f"<p>{one}</p>" for one in PROSE]
    blocks.insert(at, inside)
    return (
        "<html lang=en><head><title>Mayor resigns</title><link rel=canonical href=https://www.post.example/mayor></head>"
        "<body><nav><a href=/>Home</a></nav><main><article>"
        f"<h1>Mayor resigns</h1><div>{''.join(blocks)}</div></article></main><footer>© The Post</footer></body></html>"
    )


TITLES = [title for _, *titles in lines_of("titles") for title in titles]


@pytest.mark.parametrize("title", TITLES)
def test_a_title_of_a_list_of_other_articles_is_known_in_any_case_with_or_without_marks(title: str) -> None:
    assert is_title(title)
    assert is_title(f" {title.upper()}: ")


@pytest.mark.parametrize(
    "line",
    [
        *(
            "",
            "More",
            "News",
            "Opinion",
            "Timeline",
            "Ingredients",
            "What happens next",
            "Related companies were searched",
        ),
        *("Weitere Artikel der Verfassung", "Die wichtigsten Fragen", "The most popular girl in school", "À propos"),
        *("Mehr " * 20, "Most-read lists draw readers in", "Voir la carte", "Lo último que dijo", "Meer dan ooit"),
    ],
)
def test_other_headings_are_no_such_title(line: str) -> None:
    assert not is_title(line)


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("shape", ["<h3>{}</h3><ul><li>MILL</li></ul>", "<p><b>{}:</b> MILL</p>"])
def test_below_each_such_title_links_are_set_apart(title: str, shape: str) -> None:
    document = extract(snapshot_of(page(shape.format(title).replace("MILL", LINKS["MILL"]), 2)))
    assert [block.text for block in document.blocks] == list(PROSE)


@pytest.mark.parametrize("at", [2, len(PROSE)])
@pytest.mark.parametrize(("what", "html"), inserted("folded"))
def test_a_title_and_nothing_but_links_below_it_are_set_apart_and_not_lost(what: str, html: str, at: int) -> None:
    document = extract(snapshot_of(page(html, at)))
    assert [block.text for block in document.blocks] == list(PROSE), what
    assert {one.rule for one in document.set_aside} <= {"related"}


@pytest.mark.parametrize("at", [2, len(PROSE) - 1])
@pytest.mark.parametrize(("what", "html"), inserted("kept"))
def test_what_has_words_of_its_own_or_no_such_title_stays(what: str, html: str, at: int) -> None:
    document = extract(snapshot_of(page(html, at)))
    assert document.set_aside == (), what
    assert len(document.blocks) > len(PROSE)


HOME = '<a href="https://post.example/">Home</a>'
LISTED = '<p><b>More information:</b> <a href="https://{}/1">Mill one</a>, <a href="https://{}/2">Mill two</a></p>'


@pytest.mark.parametrize(
    ("head", "around", "folded"),
    [
        ("", HOME, "post.example"),
        ("", f'{HOME}<a href="/sport">Sport</a>' * 3, "post.example"),
        ("", HOME + 4 * '<a href="/sport">Sport</a>' + 5 * '<a href="#top">Up</a>', "post.example"),
        ('<meta property="og:url" content="https://post.example/2020/mayor">', "", "www.post.example"),
    ],
)
def test_whose_a_page_is_tells_what_it_names_else_most_of_its_links(head: str, around: str, folded: str) -> None:
    for host, stays in ((folded, False), ("archive.test", True)):
        blocks = [f"<p>{one}</p>" for one in PROSE]
        blocks.insert(2, LISTED.format(host, host))
        article = f"<main><article><h1>Mayor resigns</h1>{''.join(blocks)}</article></main>"
        document = extract(snapshot_of(f"<html><head>{head}</head><body><nav>{around}</nav>{article}</body></html>"))
        assert (len(document.blocks) > len(PROSE)) is stays, host


def test_a_page_of_nothing_but_such_a_list_keeps_it() -> None:
    listed = f"<h2>Most popular videos</h2><p>{LINKS['MILL']}</p><p>{LINKS['FIVE']}</p>"
    document = extract(snapshot_of(f"<html><body><main><h1>Videos</h1>{listed}</main></body></html>"))
    assert "Five harbours" in [block.text for block in document.blocks]


def test_an_entry_that_is_also_a_heading_of_the_article_stays() -> None:
    html = f"<h3>Top stories</h3><ul><li>{LINKS['MILL']}</li></ul><h2>Mill burns down in the night</h2>"
    document = extract(snapshot_of(page(html, 2)))
    assert "Mill burns down in the night" in [block.text for block in document.blocks]


def test_an_advertisement_is_known_below_more_comments_than_are_looked_at() -> None:
    comments = "".join(f'<div class="comments">{number}</div>' for number in range(MOST_BOXES))
    advertised = "Buy a new car today, from 99 a month, only while stocks last."
    html = page(f'<div class="ad"><p>{advertised}</p></div>', 2).replace("<body>", f"<body><div>{comments}</div>")
    assert advertised in [one.text for one in extract(snapshot_of(html)).set_aside]
