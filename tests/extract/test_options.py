"""What a person decides for a source: which part of a page is read, and which never."""

from dataclasses import replace

import pytest

from revtrack.extract import ExtractOptions, Surface, extract, tools_for
from revtrack.extract.options import LONGEST_RULE, MOST_RULES
from revtrack.model import Document, FieldName, ProblemKind
from tests.extract.pages import PROSE, news, snapshot_of


def read(html: str, **options: object) -> Document:
    return extract(snapshot_of(html), ExtractOptions(**options))  # type: ignore[arg-type]


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


BOX = "<div class=story><p>One told of it.</p><div class=box><p>Two told of it.</p></div></div><div><p>Three.</p></div>"


def test_a_selector_says_which_part_of_a_page_is_the_article() -> None:
    assert texts(read(BOX, select=".story")) == ["One told of it.", "Two told of it."]
    assert texts(read(BOX, select=".box, .story")) == ["One told of it.", "Two told of it."], "each element once"
    assert texts(read(BOX, select="div")) == ["One told of it.", "Two told of it.", "Three."]


def test_a_selector_that_finds_nothing_is_a_problem_and_no_deletion() -> None:
    document = read(BOX, select="main")
    assert [(problem.kind, problem.kind.fatal) for problem in document.problems] == [(ProblemKind.EMPTY, True)]
    assert "'main'" in document.problems[0].detail
    assert document.blocks == ()


def test_what_is_dropped_is_neither_text_nor_headline() -> None:
    html = "<h1 class=site>The Example</h1><h1>Fire</h1><p>Five died.<span data-ad>Buy now.</span> Six live.</p>"
    document = read(html, drop=(".site", "[data-ad]", "html"))
    assert document.headline == "Fire"
    assert texts(document) == ["Five died. Six live."]


def test_blocks_in_which_a_pattern_is_found_are_set_aside() -> None:
    document = read("<p>Five died.</p><p>Our app is new!</p>", ignore_text=("^Our app ",))
    assert texts(document) == ["Five died."]
    assert [(one.rule, one.text) for one in document.set_aside] == [("ignore-text", "Our app is new!")]
    assert texts(read("Five died.\n\nOur app is new!", ignore_text=("x",))), "control: other patterns find nothing"


@pytest.mark.parametrize("media_type", ["text/html", "text/plain"])
def test_a_page_with_a_text_of_its_sources_paywall_is_withheld(media_type: str) -> None:
    html = f"<p>{PROSE[0]}</p><nav>YOU HAVE 3 free articles left</nav>"
    options = ExtractOptions(paywall=(r"you have \d+ free articles",))
    document = extract(snapshot_of(html, media_type=media_type), options)
    assert [problem.kind for problem in document.problems] == [ProblemKind.PAYWALLED]
    assert extract(snapshot_of(html, media_type=media_type)).problems == (), "control"


def test_a_pattern_that_takes_too_long_withholds_the_page() -> None:
    html = "<p>" + "a" * 60 + "!</p>"
    for options in (ExtractOptions(ignore_text=("^(a|aa)+$",)), ExtractOptions(paywall=("^(a|aa)+$",))):
        problems = extract(snapshot_of(html), options).problems
        assert [problem.kind for problem in problems] == [ProblemKind.PARTIAL]


def test_the_surface_of_the_headline_can_be_chosen() -> None:
    html = news(headline="Mayor resigns", social="Mayor quits", data="Mayor steps down")
    named = {surface: read(html, headlines=(surface,)).headline for surface in ("h1", "og:title", "jsonld", "title")}
    assert named == {
        "h1": "Mayor resigns",
        "og:title": "Mayor quits",
        "jsonld": "Mayor steps down",
        "title": "Mayor resigns",
    }
    assert read("<h1>Fire</h1><p>T.</p>", headlines=("og:title", "h1")).headline == "Fire", "the first that is there"
    fed = extract(snapshot_of(html, feed_title="Mayor goes"), ExtractOptions(headlines=("feed",)))
    assert fed.headline == "Mayor goes"


def test_times_without_a_zone_are_read_in_the_zone_of_the_source() -> None:
    html = '<meta property="article:published_time" content="%s"><h1>T</h1><p>Text.</p>'
    new_york = ExtractOptions(timezone="America/New_York")

    def published(stated: str, options: ExtractOptions = new_york) -> str | None:
        return extract(snapshot_of(html % stated), options).field(FieldName.PUBLISHED)

    assert published("2020-01-08T01:17:00") == "2020-01-08T01:17:00-05:00"
    assert published("2020-07-08 01:17") == "2020-07-08T01:17:00-04:00", "summer"
    assert published("2020-01-08T01:17:00Z") == "2020-01-08T01:17:00+00:00", "its own zone stays"
    assert published("2020-01-08") == "2020-01-08", "a day has none"
    assert published("2020-01-08T01:17:00", ExtractOptions()) == "2020-01-08T01:17:00"


def test_a_language_is_taken_from_the_options_where_nobody_else_names_one() -> None:
    assert read("<p>Text.</p>", language="de").language == "de"
    assert read("<html lang=fr><p>Text.</p>", language="de").language == "fr"


def test_options_that_change_what_is_read_are_part_of_the_extractors_name() -> None:
    default = tools_for("text/html").extractor
    assert tools_for("text/html", ExtractOptions()).extractor == default
    one, two = ExtractOptions(select="p"), ExtractOptions(drop=("p",))
    named = [tools_for("text/html", options).extractor for options in (one, two)]
    assert [name.rpartition("+")[0] for name in named] == [default, default]
    assert named[0] != named[1]
    assert tools_for("text/html", ExtractOptions(select="p")).extractor == named[0]
    assert extract(snapshot_of("<p>Text.</p>"), one).tools.extractor == named[0]
    assert one.digest == "754d37c5", "stored texts depend on it"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"select": "p["}, "'p[' is no selector of CSS: "),
        ({"select": ""}, "'' is no selector: it must have 1 to 500 characters"),
        ({"drop": ("p", "::before(")}, "'::before(' is no selector of CSS: "),
        ({"select": "p" * (LONGEST_RULE + 1)}, f"'{'p' * 40}…' is no selector: "),
        ({"ignore_text": ("(",)}, "'(' is no regular expression: "),
        ({"paywall": ("*",)}, "'*' is no regular expression: "),
        ({"paywall": "text"}, f"paywall takes a list of at most {MOST_RULES} texts"),
        ({"headlines": ("h2",)}, "'h2' is no surface of a headline: choose from h1, og:title, jsonld, title, feed"),
        ({"timezone": "Mars/Base"}, "'Mars/Base' is no time zone: name one such as Europe/Berlin"),
        ({"timezone": "../etc"}, "'../etc' is no time zone: "),
    ],
)
def test_a_wrong_option_is_refused_in_one_sentence_that_names_it(options: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError) as refusal:
        ExtractOptions(**options)  # type: ignore[arg-type]
    assert str(refusal.value).startswith(message)
    assert "\n" not in str(refusal.value)


def test_lists_become_tuples() -> None:
    options = ExtractOptions(drop=[".x"], headlines=[Surface.PAGE])  # type: ignore[arg-type]
    assert (options.drop, options.headlines) == ((".x",), ("h1",))
    assert hash(options) == hash(ExtractOptions(drop=(".x",), headlines=("h1",)))


def test_the_encoding_of_a_source_counts_more_than_what_its_servers_and_pages_say() -> None:
    page = "<meta charset=ascii><h1>Fire</h1><p>Four people died in the Fußgänger café.</p>"
    western = ExtractOptions(encoding="windows-1252")

    def text(content: bytes, options: ExtractOptions, **said: object) -> str:
        snapshot = replace(snapshot_of(content), address="https://post.example/fire", **said)  # type: ignore[arg-type]
        document = extract(snapshot, options)
        return document.blocks[0].text if document.blocks else document.problems[0].kind

    cyrillic = {"encoding": "windows-1251"}
    assert "Fußgänger café" in text(page.encode("cp1252"), western, **cyrillic)
    assert "Fußgänger" not in text(page.encode("cp1252"), ExtractOptions(), **cyrillic), "control: as the server says"
    assert "Fußgänger café" in text(page.encode(), western), "what can only be UTF-8 is read as that"
    by_hand = replace(snapshot_of(page.encode("mac_roman")), encoding="macintosh")
    assert "Fußgänger café" in extract(by_hand, western).blocks[0].text, "a person knows this very file"


def test_an_encoding_that_nobody_knows_is_refused() -> None:
    for name in ("utf-9", "zlib", "idna", ""):
        with pytest.raises(ValueError, match="is no encoding"):
            ExtractOptions(encoding=name)


def test_options_that_name_no_encoding_are_called_what_they_were_before_it_was_one() -> None:
    assert ExtractOptions(select="main").digest == "7e7e776c"
    assert ExtractOptions(select="main", encoding="utf-8").digest != ExtractOptions(select="main").digest
