"""The HTML of an entry says the same whatever a reader's sanitiser leaves of it."""

import os
from pathlib import Path

import pytest

from revtrack.model import Comparison, Operation
from revtrack.publish.body import ENTRY_CHANGES
from revtrack.publish.entry_html import entry_html
from revtrack.publish.notice import notices
from tests.publish.examples import HEADLINE, Told, change, comparison, everything, headline_change, history, numbers
from tests.publish.sanitisers import KEPT, reading, sanitised, tags

GOLDEN = Path(__file__).parent.parent / "golden" / "publish" / "entry.html"

EVERYTHING = comparison(*everything(), fields=[headline_change("Warehouse fire kills three", HEADLINE)])


def html_of(made: Comparison = EVERYTHING, *, url: str | None = "https://post.example/fire") -> str:
    (notice,) = notices(history(Told(comparisons=(made,), url=url)))
    return entry_html(notice, lambda path: f"../{path}")


def test_the_golden_entry_reads_as_agreed() -> None:
    written = html_of() + "\n"
    if os.environ.get("REVTRACK_TEST_UPDATE"):
        GOLDEN.write_text(written, encoding="utf-8")
    assert written == GOLDEN.read_text(encoding="utf-8")


def test_the_simulation_shows_the_falsehood_that_marks_alone_become() -> None:
    """What other tools publish, and why this module exists."""
    marks_alone = "<p>The fire killed <del>three</del> <ins>five</ins> people.</p>"
    without = KEPT["a safelist without ins and del (CommaFeed)"]
    assert sanitised(marks_alone, without) == "<p>The fire killed three five people.</p>"


@pytest.mark.parametrize("kept", KEPT.values(), ids=list(KEPT))
def test_every_change_is_true_and_complete_in_every_reader(kept: frozenset[str]) -> None:
    text = reading(sanitised(html_of(), kept))
    for one in EVERYTHING.changes:
        if one.old is None and one.new:
            assert f"Added: {one.new.text}" in text
        elif one.new is None and one.old:
            assert f"Removed: {one.old.text}" in text
        elif one.old and one.new and one.old.text == one.new.text:
            assert f"Before and after: {one.new.text}" in text
        elif one.old and one.new:
            assert f"Before: {one.old.text} After: {one.new.text}" in text
    assert f"Before: Warehouse fire kills three After: {HEADLINE}" in text


@pytest.mark.parametrize("kept", KEPT.values(), ids=list(KEPT))
def test_old_and_new_words_never_touch_in_any_reader(kept: frozenset[str]) -> None:
    text = reading(sanitised(html_of(), kept))
    for one in EVERYTHING.changes:
        old = "".join(span.text for span in one.spans if span.sign == "-").strip()
        new = "".join(span.text for span in one.spans if span.sign == "+").strip()
        if old and new:
            assert f"{old} {new}" not in text
            assert f"{old}{new}" not in text


def test_changed_words_are_bold_around_their_marks() -> None:
    html = html_of(comparison(numbers()))
    assert "<p>Before: \u2068The fire killed <b><del>three</del></b> people.\u2069</p>" in html
    assert "<p>After: \u2068The fire killed <b><ins>five</ins></b> people.\u2069</p>" in html


def test_whole_sentences_are_marked_without_shouting() -> None:
    html = html_of(comparison(change(Operation.DELETED, "[-Gone.-]")))
    assert "<p><b>Sentence removed</b>, paragraph 3</p>" in html
    assert "<p>Removed: \u2068<del>Gone.</del>\u2069</p>" in html


def test_changes_that_are_left_out_are_counted() -> None:
    assert "<p>… and 14 more.</p>" in html_of(comparison(*[numbers()] * (ENTRY_CHANGES + 14)))
    assert " more.</p>" not in html_of(comparison(*[numbers()] * ENTRY_CHANGES))


def test_an_entry_links_the_pair_the_history_and_the_original() -> None:
    assert [attributes["href"] for tag, attributes in tags(html_of()) if tag == "a"] == [
        "../a/7k2mqa4xyz/1..2/index.html",
        "../a/7k2mqa4xyz/index.html",
        "https://post.example/fire",
    ]


@pytest.mark.parametrize("url", [None, "javascript:alert(1)", "ftp://post.example/", "http://[half", "https:///fire"])
def test_only_an_address_of_the_web_is_linked_as_the_original(url: str | None) -> None:
    assert [tag for tag, _ in tags(html_of(url=url))].count("a") == 2


def test_markup_in_an_article_stays_text() -> None:
    attack = '<script>alert("x")</script></p></blockquote>&amp;<img src=x onerror=alert(1)>'
    html = html_of(comparison(change(Operation.EDITED, f"{attack} [-{attack}-]{{+]]>+}}")), url="https://x/'\"><b>")
    assert {tag for tag, _ in tags(html)} <= {"a", "b", "blockquote", "del", "ins", "p"}
    assert all(set(attributes) <= {"href"} for _, attributes in tags(html))
    assert f"Before: {attack} {attack} After: {attack} ]]>" in reading(html)
