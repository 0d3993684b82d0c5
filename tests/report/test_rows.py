"""The smallest things a page shows: pieces rebuild texts, links are addresses, times carry their zone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from revtrack.model import Change, History, Label, OnDemand, Operation, SideText, Span, Weight
from revtrack.report.rows import (
    Fragment,
    Letters,
    Piece,
    chips,
    cut,
    excerpt,
    facts,
    fragments,
    inline,
    language_tag,
    marked,
    moment,
    untitled,
    web_address,
)
from tests.report.handmade import article, fire, history, label, spans, versions


def change(text: str, letters: tuple[tuple[Span, ...] | None, ...] = ()) -> Change:
    """An edited sentence from the marks of wdiff."""
    parts = spans(text)
    old = "".join(span.text for span in parts if span.sign != "+")
    new = "".join(span.text for span in parts if span.sign != "-")
    return Change(
        identity=OnDemand.of("c-0123456789ab"),
        number=1,
        operation=Operation.EDITED,
        moved=False,
        old=SideText(sentences=(0,), paragraph=1, text=old),
        new=SideText(sentences=(0,), paragraph=1, text=new),
        similarity=0.5,
        rule=None,
        spans=parts,
        finer=OnDemand.of(letters),
    )


def test_pieces_of_a_side_are_its_text_with_its_marks() -> None:
    edit = change("The fire killed [-three-]{+five+} people.")
    assert marked(edit, "old") == (Piece("The fire killed "), Piece("three", "del"), Piece(" people."))
    assert marked(edit, "new") == (Piece("The fire killed "), Piece("five", "ins"), Piece(" people."))


def test_both_sides_as_one_text_put_what_went_before_what_came() -> None:
    edit = change("The fire killed [-three-]{+five+} people.")
    assert inline(edit) == (Piece("The fire killed "), Piece("three", "del"), Piece("five", "ins"), Piece(" people."))


def test_letters_stay_with_their_words_where_both_sides_are_one_text() -> None:
    inside = (Span("=", "Q"), Span("-", "a"), Span("+", "o"), Span("=", "ds"))
    edit = change("[-Qads-]{+Qods+} Force", (inside, None, None))
    assert [piece.letters for piece in inline(edit)] == [
        (Letters("Q"), Letters("a", changed=True), Letters("ds")),
        (Letters("Q"), Letters("o", changed=True), Letters("ds")),
        (),
    ]


@pytest.mark.parametrize(
    ("text", "short"), [("3", True), ("三", True), ("at", True), ("April 3", True), ("three", False)]
)
def test_a_line_goes_through_no_text_that_it_would_make_illegible(text: str, short: bool) -> None:
    assert Piece(text, "del").short is short


def test_every_change_of_an_article_is_rebuilt_by_its_pieces() -> None:
    for one in fire().changes:
        assert "".join(piece.text for piece in marked(one, "old")) == (one.old.text if one.old else "")
        assert "".join(piece.text for piece in marked(one, "new")) == (one.new.text if one.new else "")


def test_letters_inside_a_changed_word_are_told_apart_on_both_sides() -> None:
    inside = (Span("=", "Q"), Span("-", "a"), Span("+", "o"), Span("=", "ds"))
    edit = change("the [-Qads-]{+Qods+} force", (None, inside, None, None))
    assert marked(edit, "old")[1].letters == (Letters("Q"), Letters("a", changed=True), Letters("ds"))
    assert marked(edit, "new")[1].letters == (Letters("Q"), Letters("o", changed=True), Letters("ds"))


def test_a_word_that_shares_no_letter_is_marked_whole() -> None:
    edit = change("[-ab-]{+xy+}", ((Span("-", "ab"), Span("+", "xy")), None))
    assert marked(edit, "old") == (Piece("ab", "del"),)


def test_pieces_are_cut_at_the_ends_of_sentences() -> None:
    pieces = (Piece("One "), Piece("two. Three", "ins"), Piece(" four."))
    assert cut(pieces, [8, 11]) == (
        (Piece("One "), Piece("two.", "ins")),
        (Piece("Three", "ins"), Piece(" four.")),
    )


def test_a_word_cut_in_two_keeps_its_mark_and_loses_its_letters() -> None:
    piece = Piece("ab cd", "del", (Letters("ab c"), Letters("d", changed=True)))
    assert cut([piece], [2, 2]) == ((Piece("ab", "del"),), (Piece("cd", "del"),))


def test_an_excerpt_keeps_the_words_around_marks_and_says_what_it_leaves_out() -> None:
    long = "word " * 40
    short = excerpt((Piece(long), Piece("three", "del"), Piece(" " + long), Piece("four", "del"), Piece(" end.")))
    text = "".join(piece.text for piece in short)
    assert [piece.text for piece in short if piece.mark] == ["three", "four"]
    assert short[0].text.startswith("… word")
    assert short[0].text.endswith("word ")
    assert text.count("…") == 2
    assert len(text) < 220


def test_an_excerpt_of_a_text_without_blanks_still_ends() -> None:
    (only,) = excerpt((Piece("字" * 500),))
    assert only.text == "字" * 60 + "…"


def test_a_short_text_is_its_own_excerpt() -> None:
    pieces = (Piece("The fire killed "), Piece("three", "del"), Piece("."))
    assert excerpt(pieces) == pieces


def test_quoted_fragments_are_isolated_and_nothing_else() -> None:
    assert fragments("Number changed: \u2068three\u2069 to \u2068five\u2069") == (
        Fragment("Number changed: "),
        Fragment("three", isolated=True),
        Fragment(" to "),
        Fragment("five", isolated=True),
    )
    assert fragments("Sentence removed") == (Fragment("Sentence removed"),)
    assert fragments("") == ()


@pytest.mark.parametrize(
    "address",
    ["https://post.example/a?b=c", "http://post.example", "HTTPS://post.example/", "https://пример.example/я"],
)
def test_web_addresses_may_be_links(address: str) -> None:
    assert web_address(address) == address


@pytest.mark.parametrize(
    "address",
    [
        None,
        "",
        "javascript:alert(1)",
        "JavaScript:alert(1)//https://post.example/",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//post.example/x",
        "https:",
        "https:///path",
        "http://[half",
        "https://post.example/ x",
        "https://post.example/\u202egpj.exe",
        "\x01https://post.example/",
        "my own key",
    ],
)
def test_anything_else_is_never_a_link(address: str | None) -> None:
    assert web_address(address) is None


def test_a_moment_is_shown_in_utc_with_its_note() -> None:
    shown = moment(datetime(2020, 1, 3, 2, 32, tzinfo=timezone(timedelta(hours=2))), "illustrative")
    assert (shown.iso, shown.text, shown.note) == ("2020-01-03T00:32:00Z", "2020-01-03 00:32 UTC", "illustrative")
    assert moment(datetime(2020, 1, 3, 0, 0, 5, 999, tzinfo=UTC)).iso == "2020-01-03T00:00:05Z"


def test_chips_say_each_thing_once_and_facts_stand_out() -> None:
    found = chips([label("number", "three", "five"), label("spelling"), label("number", "three", "five")])
    assert [chip.strong for chip in found] == [True, False]
    assert found[0].words[0] == Fragment("Number ")


@pytest.mark.parametrize(
    ("versions", "said"),
    [
        (1, "1 version"),
        (2, "2 versions; changed once; 8 sentence changes, 2 field changes"),
        (3, "3 versions; changed twice; 16 sentence changes, 4 field changes"),
        (5, "5 versions; changed 4 times; 32 sentence changes, 8 field changes"),
        (1_002, "1,002 versions; changed 1,001 times; 8,008 sentence changes, 2,002 field changes"),
    ],
)
def test_versions_and_changes_are_counted_apart(versions: int, said: str) -> None:
    known = facts(history(*[fire()] * (versions - 1)))
    assert known.extent == said


def test_facts_carry_the_notes_of_the_times_they_show() -> None:
    known = facts(history(fire(), note="illustrative"))
    assert known.last_changed is not None
    times = (known.first_seen, known.last_changed, known.last_checked)
    assert [time.note for time in times] == ["illustrative"] * 3


def test_when_an_article_was_last_checked_carries_the_note_on_that_very_time() -> None:
    (version,) = versions(1, note="illustrative")
    last = version.first_seen + timedelta(minutes=1)
    checked = replace(article(1), last_checked=last, snapshots=2)
    for note in (None, "estimated"):
        seen = replace(version, snapshots=2, last_seen=last, last_time_note=note)
        known = facts(History(article=checked, versions=(seen,), transitions=()))
        assert (known.first_seen.note, known.last_checked.note) == ("illustrative", note)


def test_an_article_that_never_changed_has_no_time_of_a_last_change() -> None:
    assert facts(history()).last_changed is None


def test_a_missing_headline_has_words() -> None:
    assert untitled(None) == untitled("  ") == "Untitled article"
    assert untitled(" Fire ") == "Fire"


@pytest.mark.parametrize(("given", "kept"), [("pt-BR", "pt-BR"), ('en" onload="x', None), ("", None), (None, None)])
def test_only_what_looks_like_a_language_is_called_one(given: str | None, kept: str | None) -> None:
    assert language_tag(given) == kept


def test_only_notes_facts_and_headlines_stand_out() -> None:
    labels = [Label(term="any", weight=weight, rule="test/1") for weight in Weight]
    strong = {one.weight for one in labels if chips([one])[0].strong}
    assert strong == {Weight.NOTICE, Weight.FACT, Weight.HEADLINE}
