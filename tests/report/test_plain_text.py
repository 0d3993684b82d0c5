"""What a terminal shows: golden pages first, then what must hold of all of them."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from revtrack.model import BlockKind, Comparison, FieldName, Operation, SetAside, Span
from revtrack.report.foreign import columns, safe
from revtrack.report.plain_text import (
    TextOptions,
    diff_text,
    list_text,
    log_text,
    show_text,
    stat_text,
    telling_text,
)
from tests.report.golden import assert_golden
from tests.report.handmade import (
    Step,
    added,
    article,
    block,
    comparison,
    document,
    edited,
    field,
    fire,
    history,
    kept,
    label,
    moved,
    removed,
    versions,
)

PIPE = TextOptions()
TERMINAL = TextOptions(colour=True, width=80)
OLD_TERMINAL = TextOptions(width=60, unicode=False, context=0, minor=False)

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


STEPS = (
    fire(),
    comparison(kept(1, "It rained."), edited(2, "The [-teh-]{+the+} end.", label("spelling", "teh", "the"))),
    comparison(edited(1, "[-It rained-]{+The sun shone+}.", label("wording")), labels=[label("rewritten")]),
    comparison(kept(1, "It rained."), fields=[field(FieldName.HEADLINE, "Fire[-?-]", label("headline"))]),
    comparison(*[kept(1, "It rained again.")] * 9, added(2, "Correction: it blew.", label("note", None, "Correction"))),
)


def test_golden_diff_for_a_pipe() -> None:
    assert_golden("fire-diff.txt", diff_text(fire(), PIPE, transition=history(fire()).transitions[0]))


def test_golden_diff_for_a_narrow_ascii_terminal_without_minor_edits() -> None:
    transition = history(fire(), note="illustrative").transitions[0]
    assert_golden("fire-diff-ascii.txt", diff_text(fire(), OLD_TERMINAL, transition=transition))


def test_golden_log() -> None:
    assert_golden("log.txt", log_text(history(*STEPS, returns={4: 1}), PIPE))


def test_golden_log_for_a_narrow_ascii_terminal() -> None:
    assert_golden("log-ascii.txt", log_text(history(*STEPS, returns={4: 1}, note="illustrative"), OLD_TERMINAL))


def test_golden_list() -> None:
    untitled = replace(article(1), id="aaaabbbbcc", title=None, source=None)
    japanese = replace(article(12), id="ddddeeeeff", title="倉庫火災で三人死亡、所有者は否定", source="例新聞")
    assert_golden("list.txt", list_text([article(5), japanese, untitled], PIPE))


def test_golden_list_for_a_narrow_terminal() -> None:
    verbose = replace(article(3), source="The Example Post and Courier of the Harbour Towns")
    assert_golden("list-narrow.txt", list_text([article(5), verbose], TextOptions(width=80)))


def test_golden_show() -> None:
    text = document([], [(FieldName.HEADLINE, "Warehouse fire kills five"), (FieldName.BYLINE, "Ana Ruiz")])
    kinds = {
        BlockKind.PARAGRAPH: ["A fire broke out.", "Smoke could be seen for miles around the harbour and beyond it."],
        BlockKind.HEADING: ["What we know"],
        BlockKind.QUOTE: ["We deny every word of it, and we shall say so in court as often as we are asked to."],
        BlockKind.CODE: ["a = 1\n    b = 2"],
    }
    blocks = [block(texts, kind) for kind, texts in kinds.items()]
    blocks[2:2] = [
        block(["Five people died in the fire, and many more were hurt, officials said."], BlockKind.LIST_ITEM),
        block(["Two streets are closed."], BlockKind.LIST_ITEM),
    ]
    text = replace(text, blocks=tuple(blocks))
    (_, version) = versions(2, returns={2: 1}, note="illustrative")
    assert_golden("show.txt", show_text(text, TextOptions(width=60), version=version))


def test_the_text_of_a_version_ends_with_the_count_of_what_was_set_aside() -> None:
    text = fire().new
    for number, said in ((1, "1 line"), (3, "3 lines")):
        aside = (SetAside(text="(AP)", rule="photo-credit"),) * number
        shown = show_text(replace(text, set_aside=aside), PIPE)
        assert shown == show_text(text, PIPE) + f"\n({said} of page furniture set aside)\n"


def test_golden_most_telling_change() -> None:
    assert_golden("telling.txt", telling_text(history(fire()).transitions[0], PIPE))


def test_golden_figures() -> None:
    assert_golden("stat.txt", stat_text(fire(), TextOptions(width=80)))


def pages(options: TextOptions) -> list[str]:
    """Every kind of page."""
    told = history(*STEPS, returns={4: 1})
    return [
        *(diff_text(step.comparison, options, transition=step) for step in told.transitions),
        diff_text(fire(), options, names=("old.txt", "new.txt")),
        log_text(told, options),
        list_text([told.article, article(1)], options),
        list_text([], options),
        show_text(fire().new, options, version=told.versions[1]),
        telling_text(told.transitions[0], options),
        stat_text(fire(), options),
    ]


def test_colour_adds_to_the_text_and_replaces_nothing() -> None:
    for width in (0, 40, 80):
        coloured = pages(TextOptions(colour=True, width=width))
        assert [ESCAPE.sub("", page) for page in coloured] == pages(TextOptions(width=width))
        assert any(ESCAPE.search(page) for page in coloured)


def test_every_line_ends_the_colour_it_began() -> None:
    for page in pages(TERMINAL):
        for line in page.splitlines():
            codes = ESCAPE.findall(line)
            assert codes[1::2] == ["\x1b[0m"] * (len(codes) // 2)
            assert "\x1b[0m" not in codes[::2]
            assert len(codes) % 2 == 0


def test_a_pipe_gets_no_escape_sequence() -> None:
    assert not any("\x1b" in page for page in pages(PIPE))


def test_added_and_removed_are_neither_red_nor_green() -> None:
    used = {code for page in pages(TERMINAL) for code in ESCAPE.findall(page)}
    assert used <= {
        f"\x1b[{code}m" for code in ("0", "1", "2", "38;5;32", "4;38;5;32", "38;5;166", "9;38;5;166", "38;5;98")
    }


def test_short_numbers_and_wide_letters_are_not_struck_through() -> None:
    steps = [edited(1, f"A [-{old}-]{{+x+}}.") for old in ("3", "1,200", "三千五百人", "at")]
    assert "\x1b[9;" not in diff_text(comparison(*steps), TERMINAL)
    assert "\x1b[9;38;5;166m[-allegedly-]" in diff_text(comparison(edited(1, "[-allegedly-]{+x+}.")), TERMINAL)


def test_no_line_is_wider_than_the_terminal() -> None:
    for width in (80, 100):
        for page in pages(TextOptions(width=width)):
            assert max(map(columns, page.splitlines())) <= width, page


def test_an_old_terminal_gets_signs_of_ours_in_ascii_only() -> None:
    told = history(comparison(kept(1, "A."), kept(2, "B."), moved(4, 3, "C.")), returns={2: 1})
    for page in (log_text(told, OLD_TERMINAL), diff_text(told.transitions[0].comparison, OLD_TERMINAL)):
        assert page.isascii()


LONG = "This sentence is so long that it will certainly not fit into the forty columns of the terminal."


@pytest.mark.parametrize(
    ("step", "sign"),
    [
        (added(1, LONG), "+ "),
        (removed(1, LONG), "- "),
        (edited(1, f"{LONG}[- x-]"), "~ "),
        (moved(2, 1, LONG), "↑ "),
        (moved(1, 2, LONG), "↓ "),
    ],
)
def test_every_line_of_a_changed_sentence_carries_its_sign(step: Step, sign: str) -> None:
    page = diff_text(comparison(step), TextOptions(width=40))
    lines = page.splitlines()
    heading = next(at for at, line in enumerate(lines) if line.startswith("¶"))
    assert len(lines) - heading > 3
    assert {line[:2] for line in lines[heading + 1 :]} == {sign}


NEW = ["¶1  Sentence added", "+ New."]


@pytest.mark.parametrize(
    ("context", "lines"),
    [
        (0, ["  … 4 unchanged sentences (¶1)", *NEW, "  … 3 unchanged sentences (¶2)"]),
        (1, ["  … 3 unchanged sentences (¶1)", "  D.", *NEW, "  E.", "  … 2 unchanged sentences (¶2)"]),
        (2, ["  … 2 unchanged sentences (¶1)", "  C.", "  D.", *NEW, "  E.", "  F.", "  G."]),
    ],
)
def test_unchanged_text_is_folded_to_a_count_but_for_its_context(context: int, lines: list[str]) -> None:
    before, after = [kept(1, f"{name}.") for name in "ABCD"], [kept(2, f"{name}.") for name in "EFG"]
    page = diff_text(comparison(*before, added(1, "New."), *after), TextOptions(context=context))
    assert [line for line in page.splitlines()[1:] if line] == lines


def test_hidden_minor_edits_are_counted_where_they_are_and_at_the_end() -> None:
    typo = edited(2, "The [-teh-]{+the+} end.", label("spelling", "teh", "the"))
    found = comparison(kept(1, "A."), typo, kept(2, "B."), kept(2, "C."), added(3, "New."))
    page = diff_text(found, TextOptions(minor=False))
    assert "  … 2 unchanged sentences, 1 minor edit (¶1–2)\n  B." not in page
    assert "  … 3 unchanged sentences, 1 minor edit (¶1–2)" not in page
    assert "  … 2 unchanged sentences, 1 minor edit (¶1–2)" in page
    assert page.endswith("1 minor edit hidden: --minor shows it\n")
    assert "teh" not in page


def test_facts_are_shown_even_where_minor_edits_are_hidden() -> None:
    number = edited(1, "All [-3-]{+5+}.", label("number", "3", "5"), label("punctuation"))
    assert "[-3-]{+5+}" in diff_text(comparison(number), TextOptions(minor=False))


def test_a_comparison_of_files_names_them_without_obeying_them() -> None:
    page = diff_text(fire(), PIPE, names=("old\x1b[2J.txt", "new\u202e.txt"))
    assert page.startswith("old[2J.txt → new[U+202E].txt\n")


def test_equal_texts_are_said_to_be_equal() -> None:
    page = diff_text(comparison(kept(1, "It rained.")), PIPE, names=("a", "b"))
    assert page == "a → b\nNothing changed.\n"


def test_a_coarse_comparison_says_so() -> None:
    page = diff_text(replace(fire(), coarse=("Paragraphs 4 to 90 were compared as a whole.",)), PIPE)
    assert "Paragraphs 4 to 90 were compared as a whole.\n" in page


def test_versions_of_the_same_day_name_it_once_and_others_twice() -> None:
    same, _ = history(fire(), fire()).transitions
    assert "v1 2026-02-03 11:47 UTC → v2 14:02 UTC (2 hours 15 minutes later)" in diff_text(
        fire(), PIPE, transition=same
    )
    late = replace(same, new=replace(same.new, first_seen=same.old.first_seen.replace(day=4), returns_to=1))
    line = "v1 2026-02-03 11:47 UTC → v2 2026-02-04 11:47 UTC (1 day later, back to version 1)"
    assert line in diff_text(fire(), PIPE, transition=late)


def test_a_note_on_a_time_stands_wherever_that_time_does() -> None:
    told = history(fire(), note="illustrative")
    assert "Times of v1–v2: illustrative" in log_text(told, PIPE)
    for page in (
        diff_text(fire(), PIPE, transition=told.transitions[0]),
        show_text(fire().new, PIPE, version=told.versions[1]),
    ):
        times = re.findall(r"\d\d:\d\d UTC( \(illustrative\))?", page)
        assert times
        assert all(times)


def test_the_log_of_a_single_version_needs_its_text_only_for_its_length() -> None:
    told = history()
    assert " v1  2026-02-03 11:47 UTC  first\n" in log_text(told, PIPE)
    assert "first  89 words, 15 sentences\n" in log_text(told, PIPE, first=fire().old)
    assert log_text(told, PIPE).endswith("Next: revtrack show 7k2mqa4xyz\n")


def test_right_to_left_fragments_are_isolated_on_the_terminal() -> None:
    step = edited(1, "قتل [-ثلاثة-]{+خمسة+}.", label("number", "ثلاثة", "خمسة"))
    page = diff_text(comparison(step), PIPE)
    assert "Number \u2068ثلاثة\u2069 → \u2068خمسة\u2069" in page
    assert "[-\u2068ثلاثة\u2069-]{+\u2068خمسة\u2069+}" in page
    assert "\u2068" not in diff_text(fire(), PIPE)


TEXT = st.text(
    st.one_of(st.characters(blacklist_characters="[]{}+-\u2028"), st.sampled_from(" \x1b\x9b\n\u202e三")), min_size=1
)
SPANS = st.lists(st.builds(Span, st.sampled_from("=-+"), TEXT), max_size=6)


def with_spans(parts: list[Span]) -> Comparison:
    """A Comparison of one edited sentence that has these spans and an end."""
    whole = (Span("=", "."), *parts, Span("=", "."))
    made = comparison(edited(1, "[-a-]{+b+}"))
    texts = {without: "".join(span.text for span in whole if span.sign != without) for without in "+-"}
    change = made.changes[0]
    assert change.operation is Operation.EDITED
    assert change.old
    assert change.new
    old, new = change.old._replace(text=texts["+"]), change.new._replace(text=texts["-"])
    return replace(made, changes=(change._replace(spans=whole, old=old, new=new),))


@settings(deadline=None)
@given(SPANS)
def test_the_marks_give_both_texts_and_nothing_in_them_steers_the_terminal(parts: list[Span]) -> None:
    found = with_spans(parts)
    page = diff_text(found, PIPE)
    assert not any(ord(letter) < 0x20 or 0x7F <= ord(letter) < 0xA0 for letter in page.replace("\n", ""))
    (line,) = [line.removeprefix("~ ") for line in page.split("\n") if line.startswith("~ ")]
    line = re.sub("[\u2068\u2069]", "", line)
    change = found.changes[0]
    assert change.old
    assert change.new
    assert re.sub(r"\{\+.*?\+\}", "", line).replace("[-", "").replace("-]", "") == safe(change.old.text)
    assert re.sub(r"\[-.*?-\]", "", line).replace("{+", "").replace("+}", "") == safe(change.new.text)


@settings(deadline=None)
@given(st.text(st.one_of(st.characters(), st.sampled_from("\x1b\x9b\x07\n\r\u202e\u2066"))))
def test_hostile_names_titles_and_notes_are_inert_everywhere(text: str) -> None:
    told = history(fire(), note=text)
    about = replace(told.article, title=text, source=text, language=text)
    told = replace(told, article=about, transitions=(replace(told.transitions[0], article=about),))
    for page in (
        list_text([about], PIPE),
        log_text(told, PIPE),
        diff_text(fire(), PIPE, transition=told.transitions[0], names=(text, text)),
        show_text(document([[text or "a"]], [(FieldName.HEADLINE, text), (FieldName.BYLINE, text)]), PIPE),
    ):
        assert safe(page.replace("\n", "")) == page.replace("\n", "")
