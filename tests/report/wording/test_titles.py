"""What is said of one Change: its title, and the chips of its labels."""

import pytest

from revtrack.model import FieldName, Label, Weight
from revtrack.report.wording import change_title, chip, field_title, happening
from tests.report.handmade import Step, added, edited, field, fire, label, merged, moved, removed, split
from tests.report.wording.steps import change, plain

TITLES = [
    (edited(3, "The [-three-]{+five+}.", label("number", "three", "five")), "Number changed: three to five"),
    (edited(3, "A{+ 14+}.", label("number", None, "14")), "Number added: “14”"),
    (
        edited(3, "On [-Monday-]{+Sunday+}.", label("date", "Monday", "Sunday")),
        "Date or time changed: Monday to Sunday",
    ),
    (edited(3, "He [-allegedly -]ran.", label("hedge", "allegedly")), "Hedge removed: “allegedly”"),
    (edited(3, "He did{+ not+}.", label("negation", None, "not")), "Negation added: “not”"),
    (edited(3, "“[-A-]{+B+}”", label("quote", "“A”", "“B”")), "Quote altered"),
    (edited(3, "[-Ann-]{+Anne+}.", label("name", "Ann", "Anne"), label("spelling")), "Name changed: Ann to Anne"),
    (
        edited(3, "The [-rule-]{+dominance+}.", label("wording", "rule", "dominance")),
        "Wording changed: rule to dominance",
    ),
    (edited(3, "[-It was good-]{+All well+}.", label("wording")), "Wording changed"),
    (edited(3, "[-It was good-]{+All well+}."), "Wording changed"),
    (edited(3, "A[-;-]{+,+} b.", label("punctuation")), "Punctuation changed"),
    (edited(3, "Correction: [-1-]{+2+}.", label("note", "Correction", "Correction")), "Correction note changed"),
    (added(3, "Nobody was hurt."), "Sentence added"),
    (added(3, "“No,” she said.", label("quote", None, "“No,”")), "Quote added"),
    (added(3, "Correction: it was two.", label("note", None, "Correction")), "Correction note added"),
    (removed(3, "Nobody was hurt.", label("hedge", "was")), "Sentence removed"),
    (removed(3, "“No,” she said.", label("quote", "“No,”")), "Quote removed"),
    (moved(2, 6, "Nobody was hurt."), "Sentence moved from paragraph 2 to paragraph 6"),
    (moved(2, 2, "Nobody was hurt."), "Sentence moved within paragraph 2"),
    (
        moved(2, 6, "All [-three-]{+five+}.", label("number", "three", "five")),
        "Sentence moved from paragraph 2 to paragraph 6 and edited: number, three to five",
    ),
    (
        moved(2, 6, "He[- allegedly-] ran.", label("hedge", "allegedly")),
        "Sentence moved from paragraph 2 to paragraph 6 and edited: hedge “allegedly” removed",
    ),
    (
        moved(2, 6, "[-It was good-]{+All well+}.", label("wording")),
        "Sentence moved from paragraph 2 to paragraph 6 and edited: wording changed",
    ),
    (split(3, "It rained[- and-]{+.+}| [-it-]{+It+} blew."), "One sentence became two"),
    (
        split(3, "It rained[- and-]{+.+}| [-two-]{+Three+} fell.", label("number", "two", "Three")),
        "One sentence became two: number, two to Three",
    ),
    (split(3, "A[-,-]{+.+}| b[-,-]{+.+}| c."), "One sentence became three"),
    (merged(3, "It rained[-.| It-]{+ and+} blew."), "Two sentences became one"),
]


@pytest.mark.parametrize(("step", "title"), TITLES, ids=[title for _, title in TITLES])
def test_a_title_says_what_changed_in_words(step: Step, title: str) -> None:
    assert plain(change_title(change(step))) == title


def test_what_a_title_quotes_is_isolated_so_that_arabic_cannot_turn_the_claim_round() -> None:
    step = edited(3, "قتل [-ثلاثة-]{+خمسة+}.", label("number", "ثلاثة", "خمسة"))
    assert change_title(change(step)) == "Number changed: \u2068ثلاثة\u2069 to \u2068خمسة\u2069"


def test_evidence_cannot_break_out_of_its_isolate_or_fill_the_page() -> None:
    step = edited(3, "a[-b-]", label("hedge", "\u2069\u202e\x1b[31m" + "x" * 1000))
    title = change_title(change(step))
    assert title.count("\u2068") == title.count("\u2069") == 1
    assert "\x1b" not in title
    assert "\u202e" not in title
    assert len(title) < 100


@pytest.mark.parametrize(
    ("marked", "name", "title"),
    [
        ("[-Three-]{+Five+} dead", FieldName.HEADLINE, "Headline changed"),
        ("{+Ana Ruiz+}", FieldName.BYLINE, "Byline added"),
        ("[-Ana Ruiz-]", FieldName.BYLINE, "Byline removed"),
        ("{+https://post.example/a+}", FieldName.LINK, "Link added"),
        ("[-https://post.example/a.jpg-]", FieldName.IMAGE, "Image removed"),
        ("2026-02-0[-3-]{+4+}", FieldName.PUBLISHED, "Publication time changed"),
    ],
)
def test_a_field_is_changed_added_or_removed(marked: str, name: FieldName, title: str) -> None:
    assert field_title(field(name, marked)) == title


@pytest.mark.parametrize(
    ("term", "old", "new", "text"),
    [
        ("number", "three", "five", "Number three → five"),
        ("name", "Ingrid Hallorann", "Ingrid Halloran", "Name: Ingrid Hallorann → Ingrid Halloran"),
        ("number", None, "five", "Number added: “five”"),
        ("number", None, None, "Number"),
        ("hedge", "allegedly", None, "Hedge removed: “allegedly”"),
        ("quote", "a", "b", "Quote altered"),
        ("quote", None, "b", "Quote added"),
        ("note", "a", None, "Correction note removed"),
        ("note", "a", "b", "Correction note changed"),
        ("headline", "a", "b", "Headline"),
        ("removed", None, None, "Sentence removed"),
        ("moved", None, None, "Moved"),
        ("spelling", "teh", "the", "Spelling teh → the"),
        ("unnoted", None, None, "No new correction note found"),
        ("boilerplate", None, "Read more", "Page furniture added"),
        ("page-title", "a", "b", "Page title"),
        ("social-title", "a", "b", "Title where it is shared"),
        ("published", "a", "b", "Publication time"),
    ],
)
def test_a_chip_is_a_few_words(term: str, old: str | None, new: str | None, text: str) -> None:
    assert plain(chip(label(term, old, new))) == text


def test_the_chip_of_a_return_names_the_version() -> None:
    assert chip(Label(term="revert", weight=Weight.HEADLINE, rule="revert/1", new_value="2")) == "Back to version 2"


def test_a_chip_stays_short_whatever_it_quotes() -> None:
    assert len(chip(label("name", "x " * 500, "y " * 500))) < 70


def test_what_happened_to_a_sentence_is_said_apart_from_what_changed_in_it() -> None:
    said = [happening(one) for one in fire().changes]
    assert said == [
        "",
        "Sentence added",
        "Sentence removed",
        "Moved",
        "Moved",
        "One sentence became two",
        "Two sentences became one",
        "",
    ]


def test_mere_wording_is_quoted_whole_or_not_at_all_and_a_fact_even_when_cut() -> None:
    long = "that everything had been done which could be done"
    wording, quote = label("wording", long, "so"), label("attribution", long, "so")
    assert chip(wording) == "Wording"
    assert change_title(change(edited(1, f"[-{long}-]{{+so+}}.", wording))) == "Wording changed"
    assert plain(chip(quote)) == "Attribution: that everything had… → so"
