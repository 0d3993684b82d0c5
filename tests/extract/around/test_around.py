"""What stands around an article and belongs to others: told by where the running text stands, and by names."""

import pytest

from revtrack.extract.around import place
from revtrack.extract.page import read_html
from revtrack.extract.page.tree import parsed
from revtrack.extract.reading import Reading
from revtrack.model import ProblemKind
from tests.extract.pages import PROSE

STORY = "".join(f"<p>{one}</p>" for one in PROSE)
TEASER = (
    '<h3><a href="/{0}">The old {0} of the town</a></h3><p>What became of the {0} after the fire of last spring.</p>'
)
MENU = "".join(
    f'<ul><li><a href="/{title}">{title}</a></li><li>{line}</li></ul>'
    for title, line in (
        ("Home", "All the news of the coast since 1902, every day"),
        ("Opponents", "Chess, football and all that has two sides"),
        ("Weather", "Rain until Sunday, then sun and a light wind"),
        ("Letters", "What our readers have to say of the harbour"),
    )
)
CORRECTION = "<p>Correction: an earlier version of this article named the wrong harbour, and the wrong day.</p>"
WALL = "Subscribe now to continue reading this article"
SAID = "At last, and about time too: I have said so for years, and nobody listened to me then."


def read(inside: str) -> Reading:
    page = f"<nav><a href=/>Home</a></nav><div class=main-content>{inside}</div><footer>© The Post</footer>"
    return read_html(f"<html><head><title>Mayor resigns</title></head><body>{page}</body></html>")


def kept(inside: str) -> list[str]:
    return [piece.text for piece in read(inside).pieces]


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


def test_a_menu_above_it_is_set_aside_though_the_article_uses_one_of_its_words() -> None:
    assert kept(f"<div>{MENU}</div><div>{STORY}</div>") == list(PROSE)


def test_a_line_above_it_stays() -> None:
    assert kept(f"<div>Harbour</div><div>{STORY}</div>") == ["Harbour", *PROSE]


def test_a_line_below_it_is_set_aside_though_the_article_uses_its_word() -> None:
    assert kept(f"<div><div>{STORY}</div><h3>Thursday</h3><ul><li>Opponents</li></ul></div>") == list(PROSE)


def test_a_list_above_it_that_leads_nowhere_stays() -> None:
    named = [f"{number} spoons of flour" for number in range(9)]
    assert kept(f"<ul>{''.join(f'<li>{one}</li>' for one in named)}</ul><div>{STORY}</div>") == [*named, *PROSE]


def test_a_short_list_below_it_that_leads_nowhere_stays_and_a_long_one_does_not() -> None:
    named = [f"{number} spoons of flour" for number in range(20)]
    entries = [f"<li>{one}</li>" for one in named]
    assert kept(f"<div><div>{STORY}</div><ul>{''.join(entries[:4])}</ul></div>") == [*PROSE, *named[:4]]
    assert kept(f"<div><div>{STORY}</div><ul>{''.join(entries)}</ul></div>") == list(PROSE)


@pytest.mark.parametrize(
    ("what", "below"),
    [
        ("a note of its own", CORRECTION),
        ("a last short sentence", "<p>Three people died.</p>"),
        ("a second part", f"<h2>What follows</h2>{STORY}"),
        ("a part with a title, no link", "<h3>Verdict</h3><p>A night that the town will not forget for years.</p>"),
        ("a list of sentences", '<p>What to do</p><ul><li>Read <a href="/x">the report</a> in full.</li></ul>'),
        ("a table", "<table><tr><td>Monday</td><td>resigned</td></tr></table>"),
    ],
)
def test_running_text_and_tables_outside_the_place_stay(what: str, below: str) -> None:
    found = read(f"<div><div>{STORY}</div><div>{below}</div></div>")
    assert len(found.pieces) > len(PROSE), what
    assert not found.set_aside, what


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
    titles = "<h3>Town</h3><ul><li>Mill burns</li><li>Corrections</li></ul>"
    assert kept(f"<div><div>{STORY}</div><div><p>{note}</p>{titles}</div></div>") == [*PROSE, note]


def test_the_place_is_the_innermost_element_and_none_where_the_text_is_scattered() -> None:
    each = "".join(f"<div class=chunk><p>{one}</p></div>" for one in PROSE)
    for story in (STORY, "<br><br>".join(PROSE), each):
        tree, _ = parsed(f"<body><div><div id=x>{story}</div><div><p>{PROSE[0]}</p></div></div></body>")
        assert tree is not None
        found = place(tree)
        assert found is not None
        assert found.element.get("id") == "x"
    scattered, _ = parsed(f"<html><body>{each}</body></html>")
    assert scattered is not None
    assert place(scattered) is None


BARE = "After a night that none of them will forget the chief of the company said that he <b>resigned</b> at once."
LEAD = BARE.replace("<b>", "").replace("</b>", "")
BOX = "<div class=box><b>Photos</b><script>ad()</script></div>"


@pytest.mark.parametrize(
    ("what", "story", "found"),
    [
        ("in a span beside a box", f"<span>{BARE}</span>{BOX}{STORY}", [LEAD, *PROSE]),
        ("at its end", f"{STORY}{BOX}{BARE}", [*PROSE, LEAD]),
        ("after a word in bold", f"{STORY}{BOX}<strong>Monday.</strong> {BARE}", [*PROSE, f"Monday. {LEAD}"]),
    ],
)
def test_a_bare_text_in_the_place_of_the_article_is_read_where_it_stands(
    what: str, story: str, found: list[str]
) -> None:
    page = f"<nav><a href=/>Home</a></nav><h1>Mayor resigns</h1><div>{story}</div><footer>© The Post</footer>"
    assert [piece.text for piece in read_html(f"<html><body>{page}</body></html>").pieces] == found, what


def test_a_text_between_lists_of_links_is_found_without_any_mark() -> None:
    lists = "".join(f'<p><a href="/{one}">{one}</a></p>' for one in ("Latest", "Society", "Business", "Sports")) * 3
    text = "<br><br>".join(PROSE * 3)
    page = (
        f"<nav>Home</nav><div><div>{lists}</div><div><div>{text}</div></div><div>{lists}</div></div><footer>©</footer>"
    )
    assert [piece.text for piece in read_html(f"<html><body>{page}</body></html>").pieces] == list(PROSE * 3)


def below_story(box: str) -> Reading:
    return read(f"<h1>Mayor resigns</h1>{STORY}{box}")


@pytest.mark.parametrize("name", ["comentarios_lectores", "sf_comment_list", "leserkommentare"])
def test_comments_are_known_by_the_name_of_their_box_and_what_they_quote_is_the_articles(name: str) -> None:
    found = below_story(f'<ol id="{name}"><li>{SAID}</li><li>{PROSE[0]}</li></ol>')
    assert [(one.text, one.rule) for one in found.set_aside] == [(SAID, "comments")]
    assert [piece.text for piece in found.pieces] == [*PROSE, PROSE[0]]


@pytest.mark.parametrize("name", ["no-comments", "kommentar"])
def test_other_names_mark_no_comments(name: str) -> None:
    assert [piece.text for piece in below_story(f"<ol class={name}><li>{SAID}</li></ol>").pieces] == [*PROSE, SAID]


def test_what_is_out_of_sight_is_known_in_a_box_for_comments_around_all_of_the_page_too() -> None:
    hidden = f'<ul style="display: none"><li>{SAID}</li></ul>'
    assert kept(f'<div class="with comments">{STORY}{hidden}</div>') == list(PROSE)


def test_a_page_that_is_nothing_but_comments_keeps_them() -> None:
    assert kept(f'<h1>Mayor resigns</h1><div class="sf_comments">{STORY}</div>') == list(PROSE)


def test_the_words_of_a_wall_below_the_article_are_still_seen() -> None:
    story = "".join(f"<p>{one}</p>" for one in PROSE[:3])
    page = (
        f"<nav>Home</nav><div><div>{story}</div><div><div>{WALL}</div><div>Log in</div></div></div><footer>©</footer>"
    )
    assert ProblemKind.PAYWALLED in {one.kind for one in read_html(f"<html><body>{page}</body></html>").problems}


def test_what_stands_around_a_wall_makes_the_article_no_longer() -> None:
    titles = "".join(f"<li>Five things about harbour {number}</li>" for number in range(40))
    story = "".join(f"<p>{one}</p>" for one in PROSE[:3])
    found = read(f"<div><div>{story}</div><div><div>{WALL}</div><h3>Town</h3><ul>{titles}</ul></div></div>")
    assert ProblemKind.PAYWALLED in {one.kind for one in found.problems}
