"""Words for readers: what is said of a change, in which order, and what is never said."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from revtrack.model import Change, Comparison, FieldName, Label, Weight
from revtrack.report.wording import (
    change_title,
    chip,
    counted,
    counts,
    counts_line,
    field_title,
    gap,
    happening,
    is_minor,
    later_note,
    most_telling,
    most_telling_of,
    note_statement,
    percent,
    short_gap,
    summary,
    when,
)
from tests.report.handmade import (
    START,
    Step,
    added,
    comparison,
    edited,
    field,
    fire,
    history,
    kept,
    label,
    merged,
    moved,
    removed,
    split,
)


def plain(text: str) -> str:
    return text.replace("\u2068", "").replace("\u2069", "")


def change(step: Step) -> Change:
    (made,) = comparison(step).changes
    return made


NUMBER = label("number", "3", "5")

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


def test_counts_tell_a_moved_and_edited_sentence_as_both() -> None:
    found = counts(fire())
    assert (found.edited, found.added, found.removed, found.moved, found.split, found.merged) == (3, 1, 1, 2, 1, 1)
    assert found.unchanged == 7
    assert counts_line(found) == "3 edited, 1 added, 1 removed, 2 moved, 1 split, 1 merged"


def test_the_changed_share_is_the_words_that_came_and_went_among_those_of_both_sides() -> None:
    found = counts(comparison(edited(1, "The fire killed [-three-]{+five+} people."), removed(1, "Nobody ran.")))
    assert (found.words_removed, found.words_added) == (3, 1)
    assert found.changed_share == pytest.approx(4 / (7 + 5))


def test_a_sentence_that_only_moved_changes_no_words() -> None:
    assert counts(comparison(moved(2, 1, "It rained."), kept(2, "It blew."))).changed_share == 0.0


def test_letters_count_as_words_where_a_script_sets_no_blanks() -> None:
    found = counts(comparison(edited(1, "火事で[-三-]{+五+}人が死亡。")))
    assert (found.words_removed, found.words_added) == (1, 1)
    assert found.changed_share == pytest.approx(2 / 16)


def test_texts_without_words_have_changed_by_nothing() -> None:
    assert counts(comparison()).changed_share == 0.0
    assert counts_line(counts(comparison())) == "no sentence changed"


def test_the_most_telling_change_is_the_weightiest_however_short_it_is() -> None:
    long = "Officials said that all the roads around the harbour had been closed for the whole day."
    found = comparison(added(1, long), edited(2, "All [-3-]{+5+}.", NUMBER))
    assert most_telling(found) is found.changes[1]


def test_among_equally_weighty_changes_the_longest_is_the_most_telling_then_the_first() -> None:
    same = comparison(added(1, "It rained."), added(2, "It rained a lot."), added(3, "It poured a bit."))
    assert most_telling(same) is same.changes[1]


def test_a_changed_headline_tells_more_than_a_removed_sentence_and_less_than_a_fact() -> None:
    headline = field(FieldName.HEADLINE, "Fire[-?-]", label("punctuation"))
    found = comparison(removed(1, "It rained."), fields=[headline])
    assert most_telling(found) is headline
    fact = comparison(edited(1, "All [-3-]{+5+}.", NUMBER), fields=[headline])
    assert most_telling(fact) is fact.changes[0]


def test_of_a_rewritten_text_the_new_headline_tells_most_unless_there_is_a_note() -> None:
    headline = field(FieldName.HEADLINE, "[-Rain-]{+Sun+}")
    fact = edited(1, "All [-3-]{+5+}.", NUMBER)
    found = comparison(fact, fields=[headline], labels=[label("rewritten")])
    assert most_telling(found) is headline
    assert summary(found).startswith("Rewritten: 50 % of the words changed. Headline changed. Number changed: ")
    note = added(2, "Correction: it was five.", label("note", None, "Correction"))
    noted = comparison(fact, note, fields=[headline], labels=[label("rewritten")])
    assert most_telling(noted) is noted.changes[1]


def test_minor_edits_win_only_where_there_is_nothing_else() -> None:
    typo = edited(1, "[-Evrey-]{+Every+} single word of this sentence stays.", label("spelling", "Evrey", "Every"))
    found = comparison(typo, moved(3, 2, "It rained."))
    assert most_telling(found) is found.changes[1]
    alone = comparison(typo)
    assert most_telling(alone) is alone.changes[0]
    assert most_telling(comparison(kept(1, "It rained."))) is None


def test_the_most_telling_step_is_the_one_with_the_most_telling_change() -> None:
    told = history(comparison(added(1, "It rained.")), fire(), comparison(edited(1, "[-A-]{+B+}.")))
    assert most_telling_of(told.transitions) is told.transitions[1]
    assert most_telling_of([]) is None


def test_a_change_with_a_fact_in_it_is_never_minor() -> None:
    steps = [
        edited(1, "A [-3-]{+5+}.", NUMBER, label("spelling")),
        edited(1, "[-a-]{+A+}.", label("case")),
    ]
    assert [is_minor(one) for one in comparison(*steps).changes] == [False, True]
    assert not is_minor(field(FieldName.HEADLINE, "Fire[-?-]", label("punctuation")))


def test_a_headline_is_never_minor_not_even_when_only_a_question_mark_went() -> None:
    assert "minor" not in summary(comparison(fields=[field(FieldName.HEADLINE, "Fire[-?-]", label("punctuation"))]))


NOTES = [
    (comparison(kept(1, "A.")), ""),
    (comparison(added(1, "A.")), ""),
    (comparison(edited(1, "[-teh-]{+the+}.", label("spelling"))), ""),
    (comparison(edited(1, "[-3-]{+5+}.", NUMBER)), "No new correction note found."),
    (
        comparison(fields=[field(FieldName.HEADLINE, "[-3-]{+5+}", NUMBER)]),
        "No new correction note found.",
    ),
    (comparison(added(1, "A."), labels=[label("unnoted")]), "No new correction note found."),
    (
        comparison(
            edited(1, "[-3-]{+5+}.", NUMBER),
            added(2, "Correction: 5.", label("note", None, "Correction")),
        ),
        "Correction note added.",
    ),
    (comparison(edited(1, "Correction: [-3-]{+5+}.", label("note", "a", "a"))), "Correction note changed."),
    (comparison(removed(1, "Correction: 5.", label("note", "Correction"))), "Correction note removed."),
]


@pytest.mark.parametrize(
    ("rule", "noun"),
    [
        ("note-correction-en/1", "Correction note"),
        ("note-update-en/1", "Update note"),
        ("note-editors-note-de/1", "Editor’s note"),
        ("note-of-some-kind/1", "Correction note"),
    ],
)
def test_a_note_is_called_what_it_calls_itself(rule: str, noun: str) -> None:
    note = label("note", None, "Note", rule)
    found = comparison(added(1, "Note: it was five.", note))
    assert change_title(found.changes[0]) == f"{noun} added"
    assert chip(note) == f"{noun} added"
    assert note_statement(found) == f"{noun} added."


def test_mere_wording_is_quoted_whole_or_not_at_all_and_a_fact_even_when_cut() -> None:
    long = "that everything had been done which could be done"
    wording, quote = label("wording", long, "so"), label("attribution", long, "so")
    assert chip(wording) == "Wording"
    assert change_title(change(edited(1, f"[-{long}-]{{+so+}}.", wording))) == "Wording changed"
    assert plain(chip(quote)) == "Attribution: that everything had… → so"


@pytest.mark.parametrize(("found", "said"), NOTES)
def test_a_note_is_stated_as_found_or_not_found(found: Comparison, said: str) -> None:
    assert note_statement(found) == said


def test_a_note_that_came_a_version_later_is_named_as_what_it_is() -> None:
    toll = comparison(edited(1, "[-3-]{+5+}.", NUMBER))
    note = label("note", None, "Update", "note-update-en/1")
    steps = history(toll, comparison(added(1, "Update: five.", note)), toll, toll).transitions
    said = [later_note(steps, position) for position in range(4)]
    assert said == ["An update note came with version 3.", "", "", ""]
    assert note_statement(toll, said[0]) == said[0]
    assert summary(toll, said[0]).endswith(said[0])
    assert note_statement(steps[1].comparison, "Never said.") == "Update note added."
    assert note_statement(comparison(added(1, "A.")), "Never said.") == ""


def test_a_note_that_only_changed_or_went_is_not_one_that_came_later() -> None:
    toll = comparison(edited(1, "[-3-]{+5+}.", NUMBER))
    gone = comparison(removed(1, "Correction: 5.", label("note", "Correction")))
    assert later_note(history(toll, gone).transitions, 0) == ""


def test_the_summary_is_words_first_the_weightiest_first_and_ends_with_the_note() -> None:
    assert plain(summary(fire())) == (
        "Headline changed. Number changed: three to five (paragraph 3). Quote added (paragraph 4). "
        "Sentence moved from paragraph 2 to paragraph 6 and edited: hedge “reportedly” removed. "
        "Sentence removed (paragraph 5). "
        "Sentence moved from paragraph 2 to paragraph 6. And 4 more changes. No new correction note found."
    )


def test_the_summary_tells_changes_of_a_kind_together() -> None:
    found = comparison(
        removed(1, "It rained."),
        edited(2, "[-It was good-]{+All well+}.", label("wording")),
        removed(3, "It blew."),
        edited(4, "[-teh-]{+the+}.", label("spelling")),
        removed(5, "It froze."),
        edited(5, "A[-;-]{+,+} b.", label("punctuation")),
        edited(6, "[-So be it-]{+Fine+}.", label("wording")),
        fields=[field(FieldName.LINK, f"{{+https://post.example/{name}+}}", label("link")) for name in "ab"],
    )
    assert summary(found) == (
        "3 sentences removed (paragraphs 1, 3 and 5). Wording changed in 2 sentences (paragraphs 2 and 6). "
        "2 links added. 2 minor edits (paragraphs 4 and 5)."
    )


def test_the_summary_tells_a_note_once_and_last() -> None:
    note = added(9, "Correction: it was five.", label("note", None, "Correction"))
    assert summary(comparison(removed(1, "It rained."), note)) == (
        "Sentence removed (paragraph 1). Correction note added (paragraph 9)."
    )


def test_a_summary_does_not_count_a_single_change_it_could_tell() -> None:
    fields = [field(name, "[-a-]{+b+}") for name in list(FieldName)[-6:]]
    said = summary(comparison(removed(1, "It rained."), fields=fields))
    assert said.endswith("Image changed.")
    assert said.count(".") == 7


def test_a_summary_of_many_changes_stays_short_and_counts_the_rest() -> None:
    steps = [
        edited(at, f"All [-{at}-]{{+{at + 100}+}}.", label("number", str(at), str(at + 100))) for at in range(1, 31)
    ]
    said = plain(summary(comparison(*steps)))
    assert said.startswith("Number changed: 1 to 101 (paragraph 1). ")
    assert said.endswith("Number changed: 6 to 106 (paragraph 6). And 24 more changes. No new correction note found.")


def test_the_summary_of_a_rewritten_article_says_so_first() -> None:
    found = comparison(removed(1, "It rained."), added(1, "The sun shone."), labels=[label("rewritten")])
    assert summary(found).startswith("Rewritten: 100 % of the words changed. ")


def test_equal_texts_have_a_summary_too() -> None:
    assert summary(comparison(kept(1, "It rained."))) == "Nothing changed."


@pytest.mark.parametrize(
    ("seconds", "said", "short"),
    [
        (0, "at the same time", "+0s"),
        (12, "12 seconds later", "+12s"),
        (1, "1 second later", "+1s"),
        (32 * 60, "32 minutes later", "+32m"),
        (2 * 60 + 15, "2 minutes 15 seconds later", "+2m15s"),
        (135 * 60, "2 hours 15 minutes later", "+2h15m"),
        (135 * 60 + 59, "2 hours 15 minutes later", "+2h15m"),
        (3600 + 59, "1 hour later", "+1h"),
        (27 * 3600, "1 day 3 hours later", "+1d3h"),
        (86_400 + 59 * 60, "1 day later", "+1d"),
        (3 * 86_400, "3 days later", "+3d"),
        (1234 * 86_400, "1,234 days later", "+1234d"),
        (-32 * 60, "32 minutes earlier", "-32m"),
    ],
)
def test_the_time_between_versions_is_told_in_its_two_largest_units(seconds: int, said: str, short: str) -> None:
    assert gap(START, START + timedelta(seconds=seconds)) == said
    assert short_gap(START, START + timedelta(seconds=seconds)) == short


@settings(deadline=None)
@given(st.datetimes(), st.datetimes())
def test_times_the_other_way_round_are_earlier_instead_of_later(one: datetime, other: datetime) -> None:
    there, back = gap(one, other), gap(other, one)
    assert there.rpartition(" ")[0] == back.rpartition(" ")[0]
    assert {there.rpartition(" ")[2], back.rpartition(" ")[2]} in ({"later", "earlier"}, {"time"})


def test_times_carry_their_zone_and_seconds_only_where_there_are_any() -> None:
    assert when(datetime(2020, 1, 3, 0, 32, tzinfo=UTC)) == "2020-01-03 00:32 UTC"
    assert when(datetime(2020, 1, 3, 0, 32, 5, 999, tzinfo=UTC)) == "2020-01-03 00:32:05 UTC"
    assert when(datetime(2020, 1, 3, 1, 32, tzinfo=timezone(timedelta(hours=1)))) == "2020-01-03 00:32 UTC"


def test_numbers_agree_with_their_nouns() -> None:
    assert [counted(number, "version") for number in (0, 1, 2, 1200)] == [
        "0 versions",
        "1 version",
        "2 versions",
        "1,200 versions",
    ]


@pytest.mark.parametrize(
    ("share", "said"), [(0.0, "0 %"), (0.001, "under 1 %"), (0.314, "31 %"), (0.999, "99 %"), (1.0, "100 %")]
)
def test_a_share_is_never_rounded_to_nothing_or_to_everything(share: float, said: str) -> None:
    assert percent(share) == said
