"""What stands around an article and belongs to others: told by where the running text stands, and by names."""

import pytest
from lxml.html import HtmlElement

from revtrack.extract.around import beyond, place
from revtrack.extract.page import read_html
from revtrack.extract.page.apart import apart
from revtrack.extract.page.tree import parsed
from revtrack.extract.page.walk import HTML, pieces_of
from revtrack.extract.reading import Piece
from revtrack.model import ProblemKind

PROSE = (
    "The mayor resigned on Monday after a night of talks that went on until four in the morning, officials said.",
    "She gave no reason, and her party said that it would name a successor before the end of the week.",
    "The council will meet on Thursday to decide who leads the town until an election can be held in the spring.",
    "Opponents called the decision overdue and asked for the accounts of the harbour company to be published.",
)
STORY = "".join(f"<p>{one}</p>" for one in PROSE)
TEASER = (
    '<h3><a href="/{0}">The old {0} of the town</a></h3><p>What became of the {0} after the fire of last spring.</p>'
)
MENU = "".join(
    f'<div><a href="/{one}">{one}</a></div>'
    for one in ("Home", "Town", "Sport", "Culture", "Letters", "Weather", "Roads")
)
CORRECTION = "<p>Correction: an earlier version of this article named the wrong harbour, and the wrong day.</p>"
WALL = "Subscribe now to continue reading this article"
SAID = "At last, and about time too: I have said so for years, and nobody listened to me then."


def read(inside: str) -> tuple[HtmlElement, list[Piece]]:
    tree, _ = parsed(f"<html><body>{inside}</body></html>")
    assert tree is not None
    return tree, pieces_of(tree, HTML)


def kept(inside: str) -> list[str]:
    tree, pieces = read(inside)
    return [piece.text for piece in beyond(tree, pieces) if piece.rule is None]


@pytest.mark.parametrize(
    ("what", "below"),
    [
        ("titles", "<h3>Town</h3><ul><li>Mill burns</li><li>Five held</li></ul>"),
        ("links with teasers", TEASER.format("mill") + TEASER.format("farm")),
        ("comments without a name", f"<h2>Comments (2)</h2><p>Ann, 4 May</p><p>{SAID}</p><p>{SAID}</p>"),
    ],
)
def test_what_follows_the_place_of_the_article_and_belongs_to_others_is_set_aside(what: str, below: str) -> None:
    assert kept(f"<div><div>{STORY}</div><div>{below}</div></div>") == list(PROSE), what


def test_a_menu_above_it_is_set_aside_and_a_title_with_its_byline_is_not() -> None:
    assert kept(f"<div>{MENU}</div><div>{STORY}</div>") == list(PROSE)
    assert kept(f"<h1>Mayor resigns</h1><div>By Jane Doe</div><div>{STORY}</div>")[:2] == [
        "Mayor resigns",
        "By Jane Doe",
    ]


def test_a_list_above_it_that_leads_nowhere_stays() -> None:
    named = [f"{number} spoons of flour" for number in range(9)]
    assert kept(f"<ul>{''.join(f'<li>{one}</li>' for one in named)}</ul><div>{STORY}</div>") == [*named, *PROSE]


@pytest.mark.parametrize(
    ("what", "below"),
    [
        ("a note of its own", CORRECTION),
        ("a last short sentence", "<p>Three people died.</p>"),
        ("a second part", f"<h2>What follows</h2>{STORY}"),
        ("a part with a title, no link", "<h3>Verdict</h3><p>A night that the town will not forget for years.</p>"),
        ("a table", "<table><tr><td>Monday</td><td>resigned</td></tr></table>"),
    ],
)
def test_running_text_and_tables_outside_the_place_stay(what: str, below: str) -> None:
    tree, pieces = read(f"<div><div>{STORY}</div><div>{below}</div></div>")
    assert [piece.rule for piece in beyond(tree, pieces)] == [None] * len(pieces), what


@pytest.mark.parametrize(
    "note",
    [
        "Correction: It was 5.",
        "This article was corrected on 3 May.",
        "Update, 4 pm: Two dead.",
        "Korrektur: Es waren 5.",
    ],
)
def test_a_short_note_outside_the_place_is_the_articles_among_titles_of_others_too(note: str) -> None:
    titles = "<ul><li>Mill burns</li><li>Corrections</li></ul>"
    assert kept(f"<div><div>{STORY}</div><div><p>{note}</p>{titles}</div></div>") == [*PROSE, note]


def test_the_place_is_the_innermost_element_and_none_where_the_text_is_scattered() -> None:
    each = "".join(f"<div class=chunk><p>{one}</p></div>" for one in PROSE)
    for story in (STORY, "<br><br>".join(PROSE), each):
        tree, _ = read(f"<div><div id=x>{story}</div><div><p>{PROSE[0]}</p></div></div>")
        found = place(tree)
        assert found is not None
        assert found.element.get("id") == "x"
    assert place(read(each)[0]) is None


def test_a_bare_text_that_was_lost_with_the_box_before_it_is_put_back_where_it_stood() -> None:
    bare = "After a night that none of them will forget the chief of the company said that he <b>resigned</b> at once."
    tree, pieces = read(f"<h1>T</h1><div><ul><li>Mill burns</li></ul>{bare}{STORY}</div>")
    lead = bare.replace("<b>", "").replace("</b>", "")
    left = [piece for piece in pieces if piece.text not in {lead, "Mill burns"}]
    assert [piece.text for piece in beyond(tree, left)] == ["T", lead, *PROSE]
    assert beyond(tree, pieces) == pieces, "nothing is missing"


def test_a_menu_is_known_though_the_article_uses_one_of_its_words() -> None:
    names = ("Home", "Opponents", "Culture", "Letters", "Weather", "Roads", "Films", "Cars")
    menu = "".join(f'<div><a href="/{name}">{name}</a></div>' for name in names)
    assert kept(f'{menu}<div class="a"><h1>Mayor resigns</h1>{STORY}</div>') == ["Mayor resigns", *PROSE]


def test_a_text_between_lists_of_links_is_found_without_any_mark() -> None:
    lists = "".join(f'<p><a href="/{one}">{one}</a></p>' for one in ("Latest", "Society", "Business", "Sports")) * 3
    text = "<br><br>".join(PROSE * 3)
    page = (
        f"<nav>Home</nav><div><div>{lists}</div><div><div>{text}</div></div><div>{lists}</div></div><footer>©</footer>"
    )
    assert [piece.text for piece in read_html(f"<html><body>{page}</body></html>").pieces] == list(PROSE * 3)


def said(box: str) -> list[tuple[str, str | None]]:
    tree, pieces = read(f"<h1>Mayor resigns</h1>{STORY}{box}")
    return [(piece.text, piece.rule) for piece in apart(tree, pieces)][1 + len(PROSE) :]


@pytest.mark.parametrize("name", ["comentarios_lectores", "sf_comment_list", "commentaires", "leserkommentare"])
def test_comments_are_known_by_the_name_of_their_box_and_what_they_quote_is_the_articles(name: str) -> None:
    box = f'<ol id="{name}"><li>{SAID}</li><li>{PROSE[0]}</li></ol>'
    assert said(box) == [(SAID, "comments"), (PROSE[0], None)]


@pytest.mark.parametrize("name", ["no-comments", "commented", "kommentar", "comments-open"])
def test_other_names_mark_no_comments(name: str) -> None:
    assert said(f'<div class="{name}">{SAID}</div>') == [(SAID, None)]


def test_what_is_out_of_sight_is_known_in_a_box_for_comments_around_all_of_the_page_too() -> None:
    tree, pieces = read(f'<div class="with comments">{STORY}<div style="display: none"><p>{SAID}</p></div></div>')
    assert [piece.rule for piece in apart(tree, pieces)] == [None] * len(PROSE) + ["hidden"]


def test_a_page_that_is_nothing_but_comments_keeps_them() -> None:
    tree, pieces = read(f'<h1>Guests</h1><div class="comments">{STORY}</div>')
    assert apart(tree, pieces) == pieces


def test_the_words_of_a_wall_below_the_article_are_still_seen() -> None:
    story = "".join(f"<p>{one}</p>" for one in PROSE[:3])
    page = (
        f"<nav>Home</nav><div><div>{story}</div><div><div>{WALL}</div><div>Log in</div></div></div><footer>©</footer>"
    )
    assert ProblemKind.PAYWALLED in {one.kind for one in read_html(f"<html><body>{page}</body></html>").problems}
