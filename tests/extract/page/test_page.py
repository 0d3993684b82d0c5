"""Pages: small ones read whole, real ones without what is around the article."""

import subprocess
import sys
from collections.abc import Callable, Iterable

import pytest

from revtrack.extract.page import fragment, read_html
from revtrack.extract.page.article import MOST_TAGS
from revtrack.extract.reading import NOTHING, Piece, Reading, Stated
from revtrack.model import BlockKind, FieldName, ProblemKind

PROSE = (
    "The mayor resigned on Monday after a night of talks that went on until four in the morning, officials said.",
    "She gave no reason, and her party said that it would name a successor before the end of the week.",
    "The council will meet on Thursday to decide who leads the town until an election can be held in the spring.",
    "Opponents called the decision overdue and asked for the accounts of the harbour company to be published.",
)
PAGE = """<!doctype html><html lang="en-GB"><head><title>Mayor resigns - The Example</title>
<meta property="og:title" content="Mayor resigns"><meta property="og:site_name" content="The Example">
<meta property="og:image" content="https://a.example/mayor.jpg"><meta name="author" content="Jane Doe">
<meta property="article:published_time" content="2020-01-08T01:17:00Z"><meta property="article:section" content="Local">
<script type="application/ld+json">{"@graph": [{"@type": "WebSite"}, {"@type": ["NewsArticle"], "headline": "x",
"author": [{"name": "J. Doe"}], "dateModified": "2020-01-09T08:00:00Z", "articleSection": ["World"]}]}</script></head>
<body><header><h1>The Example</h1></header><nav><ul><li><a href="/">Home</a></li></ul></nav>
<main><article><h1>Mayor resigns</h1><p>By Jane Doe</p>%s</article></main>
<aside><p>Subscribe today for one dollar a month and get our newsletter about everything in town.</p></aside>
<footer><p>About us. Contact. Imprint.</p></footer><script>track("<p>no</p>")</script></body></html>"""


def page(*inside: str) -> str:
    return PAGE % "".join(inside)


def article(*more: str) -> str:
    return page(*(f"<p>{paragraph}</p>" for paragraph in PROSE), *more)


def values(reading: Reading, name: FieldName) -> list[str]:
    return [item.value for item in reading.fields if item.name is name]


def shown(pieces: Iterable[Piece]) -> list[tuple[str, str]]:
    return [(piece.kind.value, piece.text) for piece in pieces]


def test_a_page_of_two_elements_is_read_whole() -> None:
    reading = read_html("<h1>T</h1><p>One. Two.</p>")
    assert values(reading, FieldName.HEADLINE) == ["T"]
    assert shown(reading.pieces) == [("paragraph", "One. Two.")]
    assert reading.problems == ()


def test_a_small_page_with_furniture_is_read_whole_too() -> None:
    reading = read_html(page("<p>One. Two.</p>", "<h2>Part</h2>", "<p>Three.</p>"))
    assert shown(reading.pieces) == [("paragraph", "One. Two."), ("heading", "Part"), ("paragraph", "Three.")]


def test_a_real_page_is_read_without_what_is_around_the_article() -> None:
    reading = read_html(article("<h2>What next</h2>", f"<blockquote>{PROSE[0]}</blockquote>", f"<p>{PROSE[1]}</p>"))
    assert shown(reading.pieces) == [
        *(("paragraph", paragraph) for paragraph in PROSE),
        ("heading", "What next"),
        ("quote", PROSE[0]),
        ("paragraph", PROSE[1]),
    ]


def test_the_head_of_a_page_gives_its_fields() -> None:
    reading = read_html(article())
    assert [(item.name.value, item.value) for item in reading.fields] == [
        ("headline", "Mayor resigns"),
        ("page-title", "Mayor resigns - The Example"),
        ("social-title", "Mayor resigns"),
        ("data-title", "x"),
        ("byline", "Jane Doe"),
        ("published", "2020-01-08T01:17:00+00:00"),
        ("modified", "2020-01-09T08:00:00+00:00"),
        ("section", "Local"),
        ("image", "https://a.example/mayor.jpg"),
    ]
    assert reading.language == "en-GB"
    assert [(one.rule, one.text) for one in reading.set_aside] == [("byline", "By Jane Doe")]


def test_structured_data_fills_in_what_the_head_leaves_out() -> None:
    reading = read_html(
        '<script type="application/ld+json">not json</script><script type="application/ld+json">'
        '{"mainEntity": {"@type": "BlogPosting", "author": {"name": "Jane Doe"}, "datePublished": "2020-01-08", '
        '"articleSection": "Local"}}</script><h1>T</h1><p>Text.</p>'
    )
    assert values(reading, FieldName.BYLINE) == ["Jane Doe"]
    assert values(reading, FieldName.PUBLISHED) == ["2020-01-08"]
    assert values(reading, FieldName.SECTION) == ["Local"]


@pytest.mark.parametrize(
    "data", ["[" * 100_000, '{"@type": "Article", "author": 5, "datePublished": [1]}', "1" * 10_000, '"Article"', "{}"]
)
def test_odd_structured_data_does_no_harm(data: str) -> None:
    reading = read_html(f'<script type="application/ld+json">{data}</script><h1>T</h1><p>Text.</p>')
    assert shown(reading.pieces) == [("paragraph", "Text.")]


@pytest.mark.parametrize(
    ("html", "headline"),
    [
        ("<title>Fire - The Example</title><h1>The Example</h1><article><h1>Fire</h1><p>T.</p></article>", "Fire"),
        ("<title>Fire - The Example</title><article><h1>Fire at the mill</h1><p>T.</p></article>", "Fire at the mill"),
        ("<meta property=og:title content='Fire'><h1>The Example</h1><p>T.</p>", "Fire"),
        ("<title>Fire | The Example</title><meta property=og:site_name content='The Example'><p>T.</p>", "Fire"),
        ("<title> Fire </title><p>T.</p>", "Fire"),
        ("<h1>Fire <em>at</em>\n the mill</h1><p>T.</p>", "Fire at the mill"),
        ("<title>Shut - Norwick</title><h1 class=logo><a href='/'>The Example</a></h1><h1>Fire</h1><p>T.</p>", "Fire"),
        ("<title>Shut</title><h1><a href='https://a.example/'>Example</a></h1><h1>Fire</h1><p>T.</p>", "Fire"),
        ("<title>Fire</title><h1><a href='/'><img><span>The Example</span></a></h1><p>T.</p>", "Fire"),
        ("<h1 id=site-title>Fire</h1><p>T.</p>", "Fire"),
        ("<p>T.</p>", None),
    ],
)
def test_the_headline_is_what_readers_of_the_page_see(html: str, headline: str | None) -> None:
    reading = read_html(html)
    assert values(reading, FieldName.HEADLINE) == ([headline] if headline else [])
    assert ("paragraph", "T.") in shown(reading.pieces)
    assert headline not in [piece.text for piece in reading.pieces]


def test_a_stated_title_wins() -> None:
    reading = read_html("<h1>Fire</h1><p>T.</p>", Stated(title="Mill burns"))
    assert values(reading, FieldName.HEADLINE) == ["Mill burns"]
    assert shown(reading.pieces) == [("heading", "Fire"), ("paragraph", "T.")]


def test_every_block_of_a_page_written_by_hand_is_kept_in_order_and_kind() -> None:
    html = (
        "<body>bare text<!-- note --> goes on<p>A<br>B<br><br>C &amp; D</p><div>in <b>a</b> div</div> tail"
        "<ul><li>one <i>two</i></li><li><p>three</p><ol><li>four</li></ol></li></ul>"
        "<blockquote><p>Q1.</p><p>Q2.</p></blockquote><dl><dt>term</dt><dd>meaning</dd></dl>"
        "<table><caption>Deaths</caption><tr><th>Year</th><th>Number</th></tr><tr><td>2020</td><td>5</td></tr></table>"
        "<table><tr><td><p>Laid out</p><p>as a table</p></td></tr></table>"
        "<pre>x = 1\n  y</pre><figure><img alt=alt><figcaption>A vigil.</figcaption></figure>"
        "<p hidden>secret</p><style>p{}</style><script>alert(1)</script><noscript>on</noscript><p> \u00a0 </p>end"
    )
    assert shown(read_html(html).pieces) == [
        ("paragraph", "bare text goes on"),
        ("paragraph", "A B"),
        ("paragraph", "C & D"),
        ("paragraph", "in a div"),
        ("paragraph", "tail"),
        ("list-item", "one two"),
        ("list-item", "three"),
        ("list-item", "four"),
        ("quote", "Q1."),
        ("quote", "Q2."),
        ("paragraph", "term"),
        ("paragraph", "meaning"),
        ("caption", "Deaths"),
        ("table-row", "Year | Number"),
        ("table-row", "2020 | 5"),
        ("paragraph", "Laid out"),
        ("paragraph", "as a table"),
        ("code", "x = 1\n  y"),
        ("caption", "A vigil."),
        ("paragraph", "end"),
    ]


def test_a_page_written_by_hand_is_read_outside_its_article_too() -> None:
    assert shown(read_html("<article><p>A long one.</p></article><p>Out.</p>").pieces) == [
        ("paragraph", "A long one."),
        ("paragraph", "Out."),
    ]


def test_headings_keep_their_level() -> None:
    pieces = read_html("<h1>T</h1><p>x</p><h2>A</h2><p>x</p><h4>B</h4><p>x</p>").pieces
    assert [piece.level for piece in pieces if piece.kind is BlockKind.HEADING] == [2, 4]


def test_lists_and_tables_of_a_real_page_keep_their_kind() -> None:
    reading = read_html(
        article("<ul><li>one item</li><li>two items</li></ul>", "<table><tr><td>2020</td><td>5</td></tr></table>")
    )
    assert ("list-item", "one item") in shown(reading.pieces)
    assert ("table-row", "2020 | 5") in shown(reading.pieces)


def test_captions_of_a_real_page_follow_the_paragraph_they_stood_below() -> None:
    figure = "<figure><img src=a.jpg><figcaption>The mayor on Monday.</figcaption></figure>"
    found = shown(read_html(article(figure, f"<p>{PROSE[0]} Again.</p>")).pieces)
    assert found[len(PROSE)] == ("caption", "The mayor on Monday.")


def test_each_caption_follows_the_block_above_it_and_the_first_may_stand_on_top() -> None:
    top, two, below = (f"<figure><figcaption>Picture {name}.</figcaption></figure>" for name in ("one", "two", "three"))
    first, *others, last = (f"<p>{paragraph}</p>" for paragraph in PROSE)
    reading = read_html(page(top, first, two, below, *others, last, top, below.replace("three", "four")))
    assert [text for kind, text in shown(reading.pieces) if text in PROSE or kind == "caption"] == [
        *("Picture one.", PROSE[0], "Picture two.", "Picture three."),
        *(*PROSE[1:], "Picture four."),
    ]


def posts(tag: str, name: str, paragraphs: int) -> str:
    """The posts of a live blog, each with its heading and a bar to share it."""
    several = (
        f"<{tag} class='{name}'><h2>Heading {number}</h2>"
        + "".join(
            f"<p>Post {number}, line {line}: {PROSE[(number + line) % len(PROSE)]}</p>" for line in range(paragraphs)
        )
        + f"<div class=share-tools><a>Share</a></div></{tag}>"
        for number in range(5)
    )
    return "".join(several)


@pytest.mark.parametrize("paragraphs", [1, 3, 20])
@pytest.mark.parametrize(
    "around", ["<main><h1>Live</h1>{}</main>", "<div><h1>Live</h1><div class=b>{}</div></div>", "{}"]
)
@pytest.mark.parametrize("name", ["live-post", "post"])
def test_all_posts_of_a_live_blog_are_read_with_their_headings(name: str, around: str, paragraphs: int) -> None:
    inside = around.format(posts("article", name, paragraphs))
    html = f"<html><body><nav><a href=/>Home</a></nav>{inside}<footer>x</footer></body></html>"
    read = [piece.text for piece in read_html(html).pieces]
    assert [text for text in read if text.startswith("Heading")] == [f"Heading {number}" for number in range(5)]
    assert sum(text.startswith("Post") for text in read) == 5 * paragraphs
    assert "Share" not in read


@pytest.mark.parametrize("name", ["post", "entry", "entry-content"])
def test_posts_by_a_name_that_ends_the_search_for_an_article_are_all_read(name: str) -> None:
    html = f"<html><body><nav>x</nav><main><h1>Live</h1>{posts('div', name, 20)}</main><footer>x</footer></body></html>"
    read = [piece.text for piece in read_html(html).pieces]
    assert [text for text in read if text.startswith("Heading")] == [f"Heading {number}" for number in range(5)]


def test_posts_with_attributes_that_no_element_may_be_given_are_read() -> None:
    odd = posts("article", "post", 20).replace("<article", "<article {{attributes}} {x")
    html = f"<html><body><nav>x</nav><main><h1>Live</h1>{odd}</main><footer>x</footer></body></html>"
    read = [piece.text for piece in read_html(html).pieces]
    assert [text for text in read if text.startswith("Heading")] == [f"Heading {number}" for number in range(5)]


def test_an_article_is_read_without_the_teasers_beside_it() -> None:
    teasers = "".join(f"<article><h3><a href=/{n}>Mill {n} burns</a></h3><p>It burned.</p></article>" for n in range(6))
    first = f"<article>{''.join(f'<p>{one}</p>' for one in PROSE)}</article>"
    html = (
        f"<html><body><nav>x</nav><main><h1>Mayor resigns</h1>{first}{teasers}</main><footer>x</footer></body></html>"
    )
    assert [piece.text for piece in read_html(html).pieces] == list(PROSE)


def test_articles_loaded_below_the_first_are_not_read() -> None:
    whole = "".join(
        f"<article><h1>{n}</h1>{''.join(f'<p>{n}: {one}</p>' for one in PROSE)}</article>" for n in range(4)
    )
    read = [piece.text for piece in read_html(f"<html><body><nav>x</nav><main>{whole}</main></body></html>").pieces]
    assert not [text for text in read if text.startswith("1: ")]


@pytest.mark.parametrize(
    "around", ["<div class=ad>Buy now, only today, for one dollar.</div>", "<nav><a>More</a></nav>"]
)
def test_furniture_that_changes_around_the_article_changes_nothing(around: str) -> None:
    old, new = article(), article().replace("</body>", around + "</body>")
    assert read_html(old).pieces == read_html(new).pieces


@pytest.mark.parametrize(
    "html", ["<!-- note -->", "<html></html>", "<script>app()</script>", "<title>T</title>", "</p>"]
)
def test_a_page_without_text_is_empty(html: str) -> None:
    problems = read_html(html).problems
    assert [(problem.kind, problem.detail) for problem in problems] == [(ProblemKind.EMPTY, NOTHING.detail)]


ADVERTISEMENT = "Buy the new Zephyr car with no interest until the end of March."
BOXES = (
    *(f'<div class="{name}"><p>%s</p></div>' for name in ("ad", "advert", "adUnit", "sponsored-content", "promo-box")),
    *(f'<div id="{name}">%s</div>' for name in ("recirc", "anzeige", "publicite", "pubblicita_2", "werbung")),
    *('<ins class="adsbygoogle"><p>%s</p></ins>', '<div data-ad="1"><p>%s</p></div>', "<p class=ad>%s</p>"),
    *('<div aria-label="Advertisement"><p>%s</p></div>', "<p>Advertisement</p><p>%s</p><p>Article continues below</p>"),
    *("<div class=x1><div>Anzeige</div><div>%s</div></div>", "<table><tr><td>Annonce<br>%s</td></tr></table>"),
    *("<div hidden><p>%s</p></div>", "<template><p>%s</p></template>", "<p style='display: none'>%s</p>"),
)


@pytest.mark.parametrize("box", BOXES)
@pytest.mark.parametrize("layout", [page, lambda *inside: f"<h1>Mayor resigns</h1>{''.join(inside)}"])
def test_an_advertisement_or_a_hidden_block_within_the_article_is_none_of_it(
    layout: Callable[..., str], box: str
) -> None:
    paragraphs = [f"<p>{paragraph}</p>" for paragraph in PROSE]
    for text in (ADVERTISEMENT, "Order your winter holiday now and save two hundred crowns on every flight."):
        reading = read_html(layout(*paragraphs[:2], box % text, *paragraphs[2:]))
        assert [piece.text for piece in reading.pieces] == list(PROSE)


@pytest.mark.parametrize("box", BOXES[:-4])
def test_an_advertisement_that_would_be_read_is_set_aside_by_name(box: str) -> None:
    paragraphs = [f"<p>{paragraph}</p>" for paragraph in PROSE]
    aside = read_html(page(*paragraphs[:2], box % ADVERTISEMENT, *paragraphs[2:])).set_aside
    assert ("advertisement", ADVERTISEMENT) in [(one.rule, one.text) for one in aside]


@pytest.mark.parametrize("name", ["ads", "content-with-ads", "sponsored-content", "promo", "ad-wrapper"])
def test_what_holds_much_of_the_article_is_no_advertisement_whatever_its_name(name: str) -> None:
    wrapped = article().replace("<article>", f"<article><div class={name}>").replace("</article>", "</div></article>")
    parts = page(*(f"<div class={name}><p>{paragraph}</p></div>" for paragraph in PROSE))
    for html in (wrapped, parts, article().replace("<body>", f"<body class={name} data-ad=1>")):
        assert [piece.text for piece in read_html(html).pieces] == list(PROSE)


def test_a_paragraph_that_an_advertisement_repeats_stays() -> None:
    reading = read_html(article(f"<div class=promo><p>{PROSE[0]}</p></div>"))
    assert PROSE[0] in [piece.text for piece in reading.pieces]


DIVS = """<body class="has-sidebar no-comments"><div class="top-nav"><a href="/">Home</a> <a href="/x">World</a></div>
<div id="menu">Sections</div><h1>Mayor resigns</h1><div class="content-sidebar-wrap">%s
<div class="share">Tell your friends</div><div class="relatedLinks"><p>Five things about harbours</p></div></div>
<div class="newsletter-signup">A letter a day</div><div class="comments"><p>First!</p></div>
<div class="site-footer">About us</div></body>"""


@pytest.mark.parametrize("paragraphs", [PROSE, ("One. Two. Three. Four. Five. Six. Seven. Eight. Nine. Ten.", "Last.")])
def test_a_page_made_of_divs_is_read_without_those_named_after_furniture(paragraphs: tuple[str, ...]) -> None:
    reading = read_html(DIVS % "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs))
    assert shown(reading.pieces) == [("paragraph", paragraph) for paragraph in paragraphs]
    assert values(reading, FieldName.HEADLINE) == ["Mayor resigns"]


@pytest.mark.parametrize(
    "name", ["category-social", "has-menu", "shareholder", "navy", "comment", "post-related", "not-for-sharing"]
)
def test_a_name_that_says_what_a_block_is_about_or_has_marks_no_furniture(name: str) -> None:
    reading = read_html(f"<p>{PROSE[0]}</p><div class='{name}'><p>Text.</p></div>")
    assert ("paragraph", "Text.") in shown(reading.pieces)


def test_an_element_that_holds_half_of_the_page_is_no_furniture_whatever_its_name() -> None:
    html = f"<div class=menu><p>{PROSE[0]}</p></div><p>Open daily.</p>"
    assert shown(read_html(html).pieces) == [("paragraph", PROSE[0]), ("paragraph", "Open daily.")]


@pytest.mark.parametrize(
    "hidden",
    ["<style>{}</style>", "<template>{}</template>", "<noscript>{0}<p>{0}</p></noscript>", "<title>{}</title>"],
)
def test_what_a_page_does_not_show_is_no_part_of_it_when_its_half_is_sought(hidden: str) -> None:
    unseen = hidden.format(PROSE[1] * 3)
    html = f"<div class=menu><p>{PROSE[0]}</p>{unseen}</div>{unseen}<p>Open daily.</p>"
    assert ("paragraph", PROSE[0]) in shown(read_html(html).pieces)


@pytest.mark.parametrize("opening", ["<form>", "<FORM ACTION=x>"])
def test_a_form_that_is_never_closed_swallows_nothing(opening: str) -> None:
    reading = read_html(article().replace("<article>", f"<form></form>{opening}<article>"))
    assert [text for _, text in shown(reading.pieces)][-len(PROSE) :] == list(PROSE)


def test_a_block_of_mere_text_keeps_its_lines_whatever_marks_it_up() -> None:
    html = "<p>One<br>two <b>and <i>three</i></b> <a hidden>no</a><br><br>four</p>five <i>six</i>"
    assert shown(read_html(html).pieces) == [("paragraph", text) for text in ("One two and three", "four", "five six")]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("10<sup>2</sup> km", "10² km"),
        ("10<sup>-3</sup> or 10<sup>−3</sup>", "10⁻³ or 10⁻³"),
        ("H<sub>2</sub>O", "H₂O"),
        ("so he said.<sup><a href='#n'>12</a></sup>", "so he said.¹²"),
        ("the 3<sup>rd</sup> time", "the 3rd time"),
        ("<sup></sup>none", "none"),
        ("<del>old</del><ins>new</ins> text", "old new text"),
        ("<ins>new</ins><s>old</s>", "new old"),
        ("word<del>s</del>, <ins>too</ins>", "words, too"),
    ],
)
def test_raised_figures_and_edits_stay_apart_from_what_is_beside_them(html: str, text: str) -> None:
    assert shown(read_html(f"<p>{html}</p>").pieces) == [("paragraph", text)]
    reading = read_html(article(f"<p>{html}</p>"))
    assert shown(reading.pieces)[-1] == ("paragraph", text)


def test_a_page_that_the_parser_cannot_read_to_its_end_is_marked_as_partial() -> None:
    deep = "<div>" * 300 + "deep" + "</div>" * 300 + "<p>After.</p>"
    assert ("paragraph", "After.") in shown(read_html(deep).pieces)
    too_deep = "<div>" * 3000 + "deep" + "</div>" * 3000 + "<p>After.</p>"
    problems = read_html(too_deep).problems
    assert [(problem.kind, problem.detail) for problem in problems] == [
        (
            ProblemKind.PARTIAL,
            "nests its elements too deeply (2,048 and more) to be read to its end: save the article as plain text",
        )
    ]


def test_a_page_with_very_many_tags_is_read_by_our_own_reader() -> None:
    count = MOST_TAGS + 1
    reading = read_html("<nav>x</nav><article>" + "".join(f"<p>{number}</p>" for number in range(count)) + "</article>")
    assert len(reading.pieces) == count


def test_a_page_without_an_article_writes_nothing_to_the_terminal() -> None:
    program = "from revtrack.extract.page import read_html; print(len(read_html('<nav>x</nav><p>Text.</p>').pieces))"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert (run.stdout, run.stderr) == ("1\n", "")


def test_declared_encodings_and_entities_do_no_harm() -> None:
    reading = read_html(
        '<?xml version="1.0" encoding="latin1"?><meta charset=koi8-r><p>é &eacute; &#x1F600; &lt;b&gt;</p>'
    )
    assert shown(reading.pieces) == [("paragraph", "é é 😀 <b>")]


def test_a_fragment_gives_its_blocks() -> None:
    assert shown(fragment("<p>One.</p> two <script>x</script>")) == [("paragraph", "One."), ("paragraph", "two")]
    assert shown(fragment("</div>")) == []


def test_an_article_in_a_cell_of_a_page_that_a_table_lays_out_is_read_in_its_blocks() -> None:
    story = f"<h1>Mayor resigns</h1><p>{PROSE[0]}</p><p>{PROSE[1]}</p><h2>What follows</h2><p>{PROSE[2]}</p>"
    menu = '<div><a href="/">Home</a> <a href="/sport">Sport</a></div>'
    rows = f"<tr><td>{menu}</td><td><div>{story}<p>{PROSE[3]}</p></div></td></tr><tr><td colspan=2>The Post</td></tr>"
    found = read_html(f"<title>Mayor resigns</title><body><script>ad()</script><table>{rows}</table></body>").pieces
    assert [piece.text for piece in found] == [*PROSE[:2], "What follows", *PROSE[2:]]
