"""The patch of a Comparison: diff-match-patch applies it to the text of old and gets that of new, whatever they are."""

import pytest
from diff_match_patch import diff_match_patch
from hypothesis import given
from hypothesis import strategies as st

from revtrack.diff import compare
from revtrack.extract import document_from_sentences, document_from_text
from revtrack.model import Document
from revtrack.report.patch import document_text, patch_text
from tests.diff.drawn import any_text, two_texts

PARAGRAPHS = (
    "The bridge is closed. Nobody was hurt.",
    "The mayor spoke on Monday. She thanked all.",
    "Rain is expected. “We wait,” Ana Ruiz said.",
)


def applied(patch: str, text: str) -> str:
    """A text after diff-match-patch has applied every part of a patch to it."""
    engine = diff_match_patch()
    new, fitted = engine.patch_apply(engine.patch_fromText(patch), text)
    assert all(fitted)
    return str(new)


def assert_patched(old: Document, new: Document) -> None:
    """The patch of two Documents turns the text of one into that of the other, both ways."""
    for before, after in ((old, new), (new, old)):
        patch = patch_text(compare(before, after))
        assert patch.isascii()
        assert applied(patch, document_text(before)) == document_text(after)


def article(*paragraphs: str, headline: str | None = "Bridge closed") -> Document:
    """An article of some paragraphs."""
    return document_from_text("\n\n".join(paragraphs), headline=headline)


def test_the_text_is_headline_and_blocks_with_blank_lines_between() -> None:
    assert document_text(article("One. Two.", "Three.")) == "Bridge closed\n\nOne. Two.\n\nThree.\n"
    assert document_text(article("One.", headline=None)) == "One.\n"
    assert document_text(document_from_sentences([])) == ""


def test_equal_texts_need_no_patch() -> None:
    assert patch_text(compare(article(*PARAGRAPHS), article(*PARAGRAPHS))) == ""


def test_the_patch_holds_the_marks_of_the_comparison_and_a_little_around_them() -> None:
    old, new = article("The bridge is closed to all buses."), article("The bridge is open to all buses.")
    assert patch_text(compare(old, new)) == "@@ -22,22 +22,20 @@\n idge is \n-closed\n+open\n  to all \n"


@pytest.mark.parametrize(
    "new",
    [
        PARAGRAPHS[::-1],
        (PARAGRAPHS[0] + " " + PARAGRAPHS[1], PARAGRAPHS[2]),
        ("The bridge is closed.", "Nobody was hurt.", *PARAGRAPHS[1:]),
        ("The bridge is closed, and nobody was hurt.", *PARAGRAPHS[1:]),
        (PARAGRAPHS[0], "The mayor spoke.", "It was on Monday. She thanked all.", PARAGRAPHS[2]),
        (PARAGRAPHS[2].replace("“", '"').replace("”", '"'), *PARAGRAPHS[:2]),
        (),
    ],
    ids=["turned round", "joined", "parted", "merged", "split over paragraphs", "moved with other quotes", "empty"],
)
def test_moved_split_and_joined_text_comes_out_as_it_is(new: tuple[str, ...]) -> None:
    assert_patched(article(*PARAGRAPHS), article(*new))
    assert_patched(article(*PARAGRAPHS, headline=None), article(*new, headline="Bridge open"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("100% of 5%41 are %.", "100% of 5%42 are %%."),
        ("A tab\there, a return\rthere, an escape \x1b[31m.", "A tab\there, no return, an escape \x1b[32m."),
        ("The crew 👩‍🚀 and 🇬🇧 are well.", "The crew 👨‍🚀 and 🇬🇷 are well."),
        ("𝒜𝓁𝓁 is 𝓌𝑒𝓁𝓁 today.", "𝒜𝓁𝓁 was 𝓌𝑒𝓁𝓁 today."),
        ("افتتح الجسر يوم \u200fالاثنين.", "افتتح الجسر يوم \u200fالثلاثاء."),
        ("事故造成三人受伤。港口关闭。", "事故造成五人受伤。港口开放。"),
        ("A lone \ud800 is here.", "A lone \udfff was here."),
        ("@@ -1,2 +1,2 @@ is\n-text", "@@ -1,2 +1,2 @@ was\n+text"),
        ("\x00\x01\x02\x03\x04 one.", "\x00\x01\x02\x03\x04 two."),
        ("First line.\r\nSecond line.\r\n\r\nThird line.", "First line.\r\nOther line.\r\n\r\nThird line."),
        ("a " * 5_000 + "b", "a " * 5_001 + "c"),
        ("x" * 40_000, "x" * 39_999 + "y"),
    ],
    ids=[
        "per cent signs",
        "control characters",
        "emoji",
        "astral letters",
        "right to left",
        "no blanks",
        "surrogates",
        "a patch",
        "padding",
        "CRLF",
        "repeated",
        "one long word",
    ],
)
def test_hostile_texts_come_out_as_they_are(old: str, new: str) -> None:
    assert_patched(article(old), article(new))
    assert_patched(document_from_sentences([old]), document_from_sentences([new]))


def test_a_long_article_is_patched_in_sections() -> None:
    sentences = [f"In paragraph {number} of them all is the sentence {number * 7}." for number in range(500)]
    changed = [f"{text} New!" if k % 5 == 0 else text.replace("all", "each") for k, text in enumerate(sentences)]
    moved = [*changed[400:], *changed[:350]]
    assert_patched(document_from_sentences(sentences), document_from_sentences(changed))
    assert_patched(document_from_sentences(sentences), document_from_sentences(moved))


@given(two_texts())
def test_texts_that_repeat_and_resemble_each_other_come_out_as_they_are(texts: tuple[list[str], list[str]]) -> None:
    assert_patched(*map(document_from_sentences, texts))
    assert_patched(*(document_from_text(" ".join(text)) for text in texts))


@given(any_text(), any_text(), st.none() | st.text(st.characters(exclude_categories=["Cs"]), max_size=9))
def test_any_texts_come_out_as_they_are(old: list[str], new: list[str], headline: str | None) -> None:
    before, after = document_from_text("\n\n".join(old), headline=headline), document_from_text("\n\n".join(new))
    assert_patched(before, after)
