"""Snapshot → Document: whatever the content, the promises of the types hold."""

from collections.abc import Callable

import pytest
import sentencex  # type: ignore[import-untyped]
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from revtrack.extract import document_from_sentences, document_from_text
from revtrack.extract.normalise import fingerprint
from revtrack.extract.reading import LONGEST_KEPT, MOST_KEPT, NOTHING
from revtrack.model import BlockKind, Document, FieldName, ProblemKind

Read = Callable[..., Document]
Seed = Callable[[str], bytes]

MEDIA_TYPES = (
    "text/plain",
    "text/markdown",
    "text/html",
    "application/xhtml+xml",
    "text/html; charset=x",
    "image/png",
    "",
)

MARKUP = (
    *(
        "---\n",
        "title: x\n",
        "# ",
        "\n\n",
        "- ",
        "> ",
        "[a](#b)",
        "![c](d)",
        "`",
        "*",
        "| a |\n|-|\n",
        "&#7;",
        "&#xD800;",
    ),
    *(
        "<p>",
        "</p>",
        "<h1>",
        "<table><tr><td>",
        "</table>",
        "<script>",
        "<!--",
        "<br>",
        "<li>",
        "<pre>",
        "<meta charset=",
    ),
    *(
        "One. ",
        "“Two,” he said. ",
        "\u200b",
        "\u202e",
        "\u00a0",
        "\0",
        "\x07",
        "\ufeff",
        "\r",
        "date 2020-01-08 T - N\n",
    ),
    *(
        "By Jane Doe\n",
        "Since you're here ...\n",
        "AP/Shutterstock\n",
        "Copyright AFP. All rights reserved.\n",
        "é",
        "½",
    ),
)


def check(document: Document) -> None:
    """What `model/document.py` promises of every Document."""
    fatal = [problem for problem in document.problems if problem.kind.fatal or problem.kind.withheld]
    assert fatal or document.blocks or document.headline, "no text is a fatal problem"
    assert document.fingerprint == fingerprint(document.headline, document.blocks)
    for block in document.blocks:
        assert block.sentences
        assert (block.level is not None) == (block.kind is BlockKind.HEADING)
        here = 0
        for sentence in block.sentences:
            assert not block.text[here : sentence.start].strip()
            assert block.text[sentence.start : sentence.end] == sentence.text == sentence.text.strip()
            assert sentence.key
            here = sentence.end
        assert not block.text[here:].strip()
    texts = [block.text for block in document.blocks] + [one.text for one in document.set_aside]
    texts += [item.value for item in document.fields]
    for text in texts:
        assert text.encode(), "no lone surrogates"
        assert "\0" not in text
        assert "\x07" not in text
    once = [
        item.name
        for item in document.fields
        if item.name not in {FieldName.LINK, FieldName.IMAGE, FieldName.CORRECTION}
    ]
    assert len(once) == len(set(once))


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.one_of(
        st.binary(),
        st.text().map(str.encode),
        st.lists(st.sampled_from(MARKUP), max_size=30).map(lambda parts: "".join(parts).encode()),
    ),
    media_type=st.sampled_from(MEDIA_TYPES),
    title=st.none() | st.text(max_size=5),
)
def test_any_bytes_make_a_document_that_keeps_its_promises(
    read: Read, content: bytes, media_type: str, title: str | None
) -> None:
    document = read(content, media_type, title=title)
    check(document)
    assert read(content, media_type, title=title) == document, "the same input gives the same Document"


def test_the_media_type_chooses_the_reader(read: Read) -> None:
    text = "# Fire\n\nFive died.\n"
    assert read(text, "text/plain").headline == "# Fire"
    assert read(text, "Text/Markdown; charset=utf-8").headline == "Fire"
    assert read("<h1>Fire</h1><p>Five died.", "application/xhtml+xml").headline == "Fire"
    assert read(text, "application/unknown").headline == "# Fire"


def test_the_tools_are_named_with_their_versions(read: Read) -> None:
    names = {kind: read("<p>Five died.", kind).tools for kind in ("text/plain", "text/markdown", "text/html")}
    assert names["text/plain"].extractor == "text/4"
    assert names["text/markdown"].extractor == "markdown/4"
    assert names["text/html"].extractor.startswith("html/7+trafilatura/2.3.")
    assert {tools.normaliser for tools in names.values()} == {"normalise/1"}
    assert all(tools.segmenter.startswith("sentencex/1.0.") for tools in names.values())
    assert all(tools.segmenter.endswith("+quotes+stops/3") for tools in names.values())


def test_what_the_sender_states_wins(read: Read) -> None:
    content = "---\ntitle: Fire\nlang: de\n---\nFünf Tote."
    assert (read(content, "text/markdown").headline, read(content, "text/markdown").language) == ("Fire", "de")
    stated = read(content.encode("latin1"), "text/markdown", title="Mill", language="de-AT", encoding="latin1")
    assert (stated.headline, stated.language, stated.blocks[0].text) == ("Mill", "de-AT", "Fünf Tote.")


def test_a_language_nobody_states_stays_unknown(read: Read) -> None:
    assert read("One. Two.").language is None
    assert [sentence.text for sentence in read("One. Two.").sentences] == ["One.", "Two."]


def test_a_blank_title_is_none(read: Read) -> None:
    assert read("Fire\n\nFive died.", title=" \u200b").headline == "Fire"


@pytest.mark.parametrize(
    ("content", "media_type", "kind", "detail"),
    [
        (b"", "text/plain", ProblemKind.EMPTY, "is empty: check that the file was saved whole"),
        (b"\xe2\x80\x8b \x07", "text/plain", ProblemKind.EMPTY, NOTHING.detail),
        (b"<script>app()</script>", "text/html", ProblemKind.EMPTY, NOTHING.detail),
        (b"Advertisement\n", "text/markdown", ProblemKind.EMPTY, NOTHING.detail),
        (
            b"%PDF-1.4",
            "text/html",
            ProblemKind.BINARY,
            "is not text: it looks like a PDF file; save the article as plain text, Markdown or HTML",
        ),
    ],
)
def test_content_without_text_is_a_fatal_problem_in_one_sentence(
    read: Read, content: bytes, media_type: str, kind: ProblemKind, detail: str
) -> None:
    document = read(content, media_type, language="en")
    assert document.problems[0].kind is kind
    assert document.problems[0].detail == detail
    assert (document.blocks, document.language) == ((), "en")


def test_control_characters_go_and_are_counted(read: Read) -> None:
    document = read("Fi\x07re\n\nFive\x1b[31m died.")
    assert (document.headline, document.blocks[0].text) == ("Fire", "Five[31m died.")
    assert [(one.kind, one.detail) for one in document.problems] == [
        (ProblemKind.CONTROL_CHARACTERS, "holds 2 control characters that are not kept")
    ]
    page = read("<p>Five &#7;died.</p>", "text/html")
    assert page.blocks[0].text == "Five died."
    assert page.problems[0].detail == "holds 1 control character that is not kept"


def test_a_text_full_of_control_characters_was_read_in_a_wrong_encoding(read: Read) -> None:
    korean = "<p>" + "서울 시장이 월요일 사임했다. " * 9
    doubted = read(korean.encode("iso2022_kr"), "text/html").problems
    assert [one.kind for one in doubted if one.kind.withheld] == [ProblemKind.ENCODING_DOUBT]
    assert not any(one.kind.withheld for one in read(korean.encode(), "text/html").problems)
    quoted = "<p>" + "\x93No,\x94 said the mayor. " * 20
    assert not any(one.kind.withheld for one in read(quoted, "text/html").problems), "marks of windows-1252"


def test_marks_of_direction_stay_in_the_text_and_out_of_its_key(read: Read) -> None:
    plain, marked = read("The mayor denied it."), read("The mayor \u202edenied\u202c it.")
    assert marked.blocks[0].text == "The mayor \u202edenied\u202c it."
    assert marked.fingerprint == plain.fingerprint


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Fire\n\n“Five died,” he said. Two live.", 'Fire\n\n"Five died," he said.\n\nTwo live.'),
        ("Fire\n\nFive died.", "Fire\n\nBy Jane Doe\n\nFive died."),
        ("Fire\n\nFive died.", "Fire\n\nFive died.\n\nAdvertisement\n"),
        ("Fire\n\nFive died.", "Fire\r\n\r\nFive  died.\r\n"),
    ],
    ids=["typography and paragraphs", "byline", "furniture", "line breaks"],
)
def test_what_is_the_same_text_has_the_same_fingerprint(read: Read, old: str, new: str) -> None:
    assert read(old).fingerprint == read(new).fingerprint


def test_another_headline_or_word_is_another_text(read: Read) -> None:
    prints = {read(text).fingerprint for text in ("Fire\n\nFive died.", "Fire\n\nSix died.", "Blaze\n\nFive died.")}
    assert len(prints) == 3


def test_a_document_from_text_guesses_no_headline() -> None:
    document = document_from_text("Mayor resigns\n\nOne. Two\nlines.\r\n\r\nShare\n", language="en")
    assert document.headline is None
    assert [block.text for block in document.blocks] == ["Mayor resigns", "One. Two lines.", "Share"]
    assert document_from_text("One.", headline="Mayor resigns").headline == "Mayor resigns"
    check(document)


@settings(deadline=None)
@given(st.lists(st.text()))
def test_sentences_are_taken_as_they_are(sentences: list[str]) -> None:
    document = document_from_sentences(sentences, "en")
    assert [sentence.text for sentence in document.sentences] == [sentence.strip() for sentence in sentences]
    assert [block.text for block in document.blocks] == sentences
    for block, sentence in zip(document.blocks, document.sentences, strict=True):
        assert block.text[sentence.start : sentence.end] == sentence.text


@pytest.fixture
def cut(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the library for sentences was asked to cut, as it happens."""
    asked: list[str] = []
    segment = sentencex.segment

    def noting(language: str, text: str) -> list[str]:
        asked.append(text)
        return list(segment(language, text))

    monkeypatch.setattr(sentencex, "segment", noting)
    return asked


def test_a_paragraph_that_an_edit_left_alone_is_cut_once(cut: list[str]) -> None:
    stays = "The ferry left at noon. Nobody was on board."
    old = document_from_text(f"{stays}\n\nIt sank off Malta. Divers found it.")
    new = document_from_text(f"{stays}\n\nIt sank off Gozo. Divers found it.")
    assert cut == [stays, "It sank off Malta. Divers found it.", "It sank off Gozo. Divers found it."]
    assert new.sentences[:2] == old.sentences[:2]
    assert document_from_text(stays, language="fr").language == "fr"
    assert cut.count(stays) == 2, "another language cuts elsewhere"


def test_an_unchanged_article_is_not_cut_again_and_is_the_same(cut: list[str], read: Read, seed: Seed) -> None:
    content = seed("001_a8caf179c0ae9ecd.txt")
    first = read(content, language="en-NZ")
    several = len(cut)
    assert several > 0
    assert read(content, language="en-NZ") == first
    assert len(cut) == several


def test_only_so_many_paragraphs_of_some_length_are_kept(cut: list[str]) -> None:
    early, long = "This was early. It goes first.", "Too long. To keep. " * LONGEST_KEPT
    document_from_text(early)
    for number in range(MOST_KEPT):
        document_from_text(f"Paragraph {number}. It pushes.")
    for text in (early, long, long):
        document_from_text(text)
    assert cut.count(early) == 2
    assert cut.count(long.strip()) == 2


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(st.sampled_from("ab1 .'’é\n")), max_size=5))
def test_a_document_knows_how_many_of_its_sentences_hold_a_word(texts: list[str]) -> None:
    for document in (document_from_sentences(texts), document_from_text("\n\n".join(texts))):
        held = [word for sentence in document.sentences for word in dict.fromkeys(sentence.words)]
        assert document.frequency == {word: held.count(word) for word in held}


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(st.sampled_from("ab1 .'’é\n\u200b"), max_size=9), max_size=9))
def test_sentences_read_a_second_time_are_as_if_read_for_the_first(texts: list[str]) -> None:
    again = document_from_sentences([*texts, *texts])
    assert again.blocks[: len(texts)] == again.blocks[len(texts) :] == document_from_sentences(texts).blocks
    assert [block.text for block in again.blocks] == [*texts, *texts]


def test_the_headline_of_the_feed_is_a_field_of_its_own(read: Read) -> None:
    for media_type in ("text/html", "text/plain", "text/markdown"):
        document = read("<h1>Fire</h1><p>Five died.</p>", media_type, feed_title="Mill burns")
        assert document.field(FieldName.FEED_TITLE) == "Mill burns"
    assert read("<h1>Fire</h1><p>Five died.</p>", "text/html").field(FieldName.FEED_TITLE) is None


def test_bytes_that_cannot_be_read_withhold_a_page_only_where_they_stand_in_the_article(read: Read) -> None:
    page = b"<html><body><nav>%b</nav><main><article><h1>Fire</h1><p>Caf\xc3\xa9 %b</p></article></main></body></html>"
    words = b"word " * 1000
    harmless = read(page % (b"\x92", words), "text/html")
    assert harmless.problems == ()
    doubtful = read(page % (b"x", words + b"\x92"), "text/html")
    assert [problem.kind for problem in doubtful.problems] == [ProblemKind.ENCODING_DOUBT]
    assert doubtful.problems[0].kind.withheld
    its_own = read(page % (b"x", words + "\ufffd".encode()), "text/html")
    assert its_own.problems == (), "a page may hold that character itself"


def test_the_address_that_a_page_names_as_its_own_is_kept(read: Read) -> None:
    html = "<link rel=canonical href=/mayor><h1>T</h1><p>Text.</p>"
    assert read(html, "text/html", address="https://a.example/1?x").canonical == "https://a.example/mayor"
    assert read(html, "text/html").canonical is None
