"""A Comparison on a terminal: golden pages first, then what must hold of every view."""

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from revtrack import compare, document_from_text
from revtrack.model import Comparison, Operation, Span
from revtrack.report.foreign import ISOLATE, POP_ISOLATE, safe
from revtrack.report.terminal.inline import diff_text, stat_text, telling_text
from revtrack.report.terminal.log import log_text
from revtrack.report.terminal.setting import Marks, TextOptions, columns
from revtrack.report.terminal.split import split_text
from revtrack.report.terminal.unified import sentence_lines, unified_text
from tests.report.golden import assert_golden
from tests.report.handmade import (
    Step,
    added,
    comparison,
    edited,
    fire,
    history,
    kept,
    label,
    moved,
    removed,
)
from tests.report.invented import SCRIPTS, in_script
from tests.report.terminal.pages import ESCAPE, OLD_TERMINAL, PIPE, TERMINAL, VIEWS, facts, misspelt, pages

WIDE = TextOptions(width=120)


def test_golden_diff_for_a_pipe() -> None:
    assert_golden("fire-diff.txt", diff_text(fire(), PIPE, transition=history(fire()).transitions[0]))


def test_golden_diff_for_a_narrow_ascii_terminal_without_minor_edits() -> None:
    transition = history(fire(), note="illustrative").transitions[0]
    assert_golden("fire-diff-ascii.txt", diff_text(fire(), OLD_TERMINAL, transition=transition))


def test_golden_diff_side_by_side() -> None:
    transition = history(fire()).transitions[0]
    assert_golden("terminal/fire-split.txt", split_text(fire(), WIDE, transition=transition))


def test_golden_diff_side_by_side_for_a_narrow_ascii_terminal() -> None:
    narrow = TextOptions(width=60, unicode=False)
    assert_golden("terminal/fire-split-ascii.txt", split_text(fire(), narrow, names=("old.txt", "new.txt")))


@pytest.mark.parametrize("language", SCRIPTS)
def test_golden_diff_side_by_side_in_five_scripts(language: str) -> None:
    transition = in_script(language).transitions[0]
    shown = split_text(transition.comparison, TextOptions(width=100), transition=transition)
    assert_golden(f"terminal/split-{language}.txt", shown)


def test_golden_unified_diff() -> None:
    transition = history(fire()).transitions[0]
    assert_golden("terminal/fire-unified.txt", unified_text(fire(), PIPE, transition=transition))


def test_golden_most_telling_change() -> None:
    assert_golden("telling.txt", telling_text(history(fire()).transitions[0], PIPE))


def test_golden_figures() -> None:
    assert_golden("stat.txt", stat_text(fire(), TextOptions(width=80)))


def test_colour_adds_to_the_text_and_replaces_nothing() -> None:
    for width in (0, 40, 80, 120):
        coloured = list(pages(TextOptions(colour=True, width=width)))
        assert [ESCAPE.sub("", page) for page in coloured] == list(pages(TextOptions(width=width)))
        assert any(ESCAPE.search(page) for page in coloured)
    assert ESCAPE.sub("", facts(TERMINAL)) == facts(PIPE)


def test_every_line_ends_the_colour_it_began() -> None:
    for page in pages(TERMINAL):
        for line in page.splitlines():
            codes = ESCAPE.findall(line)
            assert codes[1::2] == ["\x1b[0m"] * (len(codes) // 2)
            assert "\x1b[0m" not in codes[::2]
            assert len(codes) % 2 == 0


def test_a_pipe_gets_no_escape_sequence() -> None:
    assert not any("\x1b" in page for page in (*pages(PIPE), facts(PIPE)))


def test_added_and_removed_are_neither_red_nor_green() -> None:
    used = {code for page in pages(TERMINAL) for code in ESCAPE.findall(page)}
    plain = {"0", "1", "2", "38;5;32", "4;38;5;32", "1;4;7;38;5;32", "38;5;166", "9;38;5;166", "1;7;38;5;166"}
    assert used <= {f"\x1b[{code}m" for code in {*plain, "38;5;98"}}


def test_short_numbers_and_wide_letters_are_not_struck_through() -> None:
    steps = [edited(1, f"A [-{old}-]{{+x+}}.") for old in ("3", "1,200", "三千五百人", "at")]
    assert "\x1b[9;" not in diff_text(comparison(*steps), TERMINAL)
    assert "\x1b[9;38;5;166m[-allegedly-]" in diff_text(comparison(edited(1, "[-allegedly-]{+x+}.")), TERMINAL)


def test_nothing_is_struck_through_where_both_sides_are_in_sight() -> None:
    assert "\x1b[9;" not in split_text(fire(), replace(WIDE, colour=True))


@pytest.mark.parametrize("width", [40, 60, 80, 100, 132, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    for page in pages(TextOptions(width=width)):
        assert max(map(columns, page.splitlines())) <= width, page


@pytest.mark.parametrize("language", SCRIPTS)
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("width", [40, 60, 100])
def test_no_line_is_wider_than_the_terminal_in_any_script(language: str, view: str, width: int) -> None:
    for step in in_script(language).transitions:
        page = VIEWS[view](step.comparison, TextOptions(width=width))
        assert max(map(columns, page.splitlines())) <= width, page


def test_an_old_terminal_gets_signs_of_ours_in_ascii_only() -> None:
    told = history(comparison(kept(1, "A."), added(1, "B."), moved(4, 3, "C.")), returns={2: 1})
    for view in VIEWS.values():
        assert view(told.transitions[0].comparison, OLD_TERMINAL).isascii()
    assert log_text(told, OLD_TERMINAL).isascii()


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


def test_the_side_that_has_nothing_is_hatched_as_far_as_the_other_reaches() -> None:
    for step, empty in ((added(1, LONG), 0), (removed(1, LONG), 1)):
        rows = [line.split(" │ ") for line in split_text(comparison(step), WIDE).splitlines() if "│" in line][1:]
        assert len(rows) == 2
        assert all(set(row[empty].strip()) == {"╱"} for row in rows)


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
    for view in VIEWS.values():
        page = view(found, TextOptions(minor=False))
        assert "  … 2 unchanged sentences, 1 minor edit (¶1–2)\n" in page
        assert page.endswith("1 minor edit hidden: --minor shows it\n")
        assert "teh" not in page


def test_facts_are_shown_even_where_minor_edits_are_hidden() -> None:
    number = edited(1, "All [-3-]{+5+}.", label("number", "3", "5"), label("punctuation"))
    assert "[-3-]{+5+}" in diff_text(comparison(number), TextOptions(minor=False))


def test_changes_without_a_wanted_label_are_counted_and_not_shown() -> None:
    for view in VIEWS.values():
        page = view(fire(), TextOptions(labels=frozenset({"number"})))
        assert "three" in page
        assert "We deny" not in page
        assert "https://post.example/inspections" not in page
        assert page.endswith("8 other changes hidden: without --label all are shown\n")


def test_a_comparison_of_files_names_them_without_obeying_them() -> None:
    page = diff_text(fire(), PIPE, names=("old\x1b[2J.txt", "new\u202e.txt"))
    assert page.startswith("old[2J.txt → new[U+202E].txt\n")
    for view in (split_text, unified_text):
        shown = view(fire(), PIPE, names=("old\x1b[2J.txt", "new\u202e.txt"))
        assert not {"\x1b", "\u202e"} & set(shown)


def test_equal_texts_are_said_to_be_equal() -> None:
    same = comparison(kept(1, "It rained."))
    for view in (diff_text, split_text):
        assert view(same, PIPE, names=("a", "b")) == "a → b\nNothing changed.\n"
    assert unified_text(same) == ""


def test_a_coarse_comparison_says_so() -> None:
    coarse = replace(fire(), coarse=("Paragraphs 4 to 90 were compared as a whole.",))
    for view in VIEWS.values():
        assert "Paragraphs 4 to 90 were compared as a whole.\n" in view(coarse, PIPE)


def test_versions_of_the_same_day_name_it_once_and_others_twice() -> None:
    same, _ = history(fire(), fire()).transitions
    assert "v1 2026-02-03 11:47 UTC → v2 14:02 UTC (2 hours 15 minutes later)" in diff_text(
        fire(), PIPE, transition=same
    )
    late = replace(same, new=replace(same.new, first_seen=same.old.first_seen.replace(day=4), returns_to=1))
    line = "v1 2026-02-03 11:47 UTC → v2 2026-02-04 11:47 UTC (1 day later, back to version 1)"
    assert line in diff_text(fire(), PIPE, transition=late)


def test_when_old_was_last_seen_and_what_the_publisher_said_stand_above_the_text() -> None:
    (step,) = history(fire()).transitions
    known = replace(
        step,
        old=replace(step.old, last_seen=step.old.first_seen.replace(hour=13, minute=30)),
        new=replace(step.new, note="Toll \x1b[2Jcorrected", technical=True),
    )
    for view in (diff_text, split_text):
        page = view(fire(), PIPE, transition=known)
        assert "v1 was last seen 2026-02-03 13:30 UTC, 32 minutes before v2 was first seen.\n" in page
        assert "The publisher’s note: Toll [2Jcorrected\n" in page
        assert "No edit: the bytes are the same" in page


def test_right_to_left_fragments_are_isolated_on_the_terminal() -> None:
    step = edited(1, "قتل [-ثلاثة-]{+خمسة+}.", label("number", "ثلاثة", "خمسة"))
    page = diff_text(comparison(step), PIPE)
    assert "Number \u2068ثلاثة\u2069 → \u2068خمسة\u2069" in page
    assert "[-\u2068ثلاثة\u2069-]{+\u2068خمسة\u2069+}" in page
    assert "\u2068" not in diff_text(fire(), PIPE)


def test_letters_inside_a_changed_word_stand_out_with_colour_and_can_be_marked_without() -> None:
    coloured = diff_text(misspelt(), TERMINAL)
    assert "\x1b[1;7;38;5;166mie\x1b[0m" in coloured
    assert "\x1b[1;4;7;38;5;32mei\x1b[0m" in coloured
    assert "[-recieved-]{+received+}" in diff_text(misspelt(), PIPE)
    by_letters = TextOptions(marks=Marks.LETTERS)
    assert "rec[-ie-]{+ei+}ved" in diff_text(misspelt(), by_letters)
    assert "rec[-ie-]ved" in split_text(misspelt(), by_letters)
    assert "rec{+ei+}ved" in split_text(misspelt(), by_letters)
    assert "\x1b[1;7;" not in diff_text(misspelt(), replace(TERMINAL, marks=Marks.WORDS))


LETTERS = st.one_of(st.characters(blacklist_characters="[]{}+-\u2028"), st.sampled_from(" \x1b\x9b\n\u202e三"))
TEXT = st.text(LETTERS, min_size=1)
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


LATIN = ["The", "fire", "killed", "three", "people", "police", "gave", "no", "cause"]
OTHERS = ["三人", "死亡", "火事で", "ثلاثة", "خمسة", "ที่เกิดเหตุ", "👨\u200d👩\u200d👧\u200d👦", "👍🏽"]
WORDS = st.sampled_from([*LATIN, *OTHERS])
ARTICLES = st.lists(st.lists(WORDS, min_size=1, max_size=6).map(lambda words: " ".join(words) + "."), max_size=7).map(
    lambda sentences: "\n\n".join(" ".join(sentences[at : at + 2]) for at in range(0, len(sentences), 2))
)


@settings(deadline=None, max_examples=60)
@given(ARTICLES, ARTICLES, st.integers(40, 200))
def test_every_view_keeps_its_width_and_holds_every_changed_word(old: str, new: str, width: int) -> None:
    found = compare(document_from_text(f"{old}\n"), document_from_text(f"{new}\n"))
    for view in VIEWS.values():
        page = view(found, TextOptions(width=width))
        assert max(map(columns, page.splitlines())) <= width
        said = re.sub(f"[\\s~+↓↑│╱{ISOLATE}{POP_ISOLATE}-]", "", page)
        for change in found.changes:
            for span in change.spans:
                for word in span.text.split() if span.sign != "=" else ():
                    assert re.sub(r"[\s~+↓↑│╱-]", "", safe(word)) in said, (word, page)


def reproduced(diff: str, old: str) -> str:
    """What a unified diff makes of a text: a slow reading of the POSIX form, for this test alone."""
    lines, found, at = old.split("\n")[:-1], [], 0
    for line in diff.split("\n")[2:-1]:
        if heading := re.match(r"@@ -(\d+),(\d+) \+\d+,\d+ @@", line):
            start = int(heading[1]) - (heading[2] != "0")
            found += lines[at:start]
            at = start
        elif line[0] == "+":
            found.append(line[1:])
        else:
            assert lines[at] == line[1:]
            at += 1
            found += [line[1:]] if line[0] == " " else []
    return "".join(f"{line}\n" for line in [*found, *lines[at:]])


@settings(deadline=None, max_examples=100)
@given(ARTICLES, ARTICLES, st.integers(0, 3))
def test_a_unified_diff_makes_the_sentences_of_new_of_those_of_old(old: str, new: str, context: int) -> None:
    found = compare(document_from_text(f"{old}\n"), document_from_text(f"{new}\n"))
    shown = unified_text(found, TextOptions(context=context))
    assert reproduced(shown, sentence_lines(found.old)) == sentence_lines(found.new)


@pytest.mark.skipif(shutil.which("patch") is None, reason="there is no patch here; the reading above stands for it")
@pytest.mark.parametrize("language", ["en", *SCRIPTS])
def test_patch_applies_a_unified_diff(language: str, tmp_path: Path) -> None:
    found = fire() if language == "en" else in_script(language).transitions[1].comparison
    (tmp_path / "old.txt").write_text(sentence_lines(found.old), encoding="utf-8")
    (tmp_path / "it.diff").write_text(unified_text(found, TextOptions(context=3)), encoding="utf-8")
    command = ["patch", "old.txt", "it.diff"]
    done = subprocess.run(command, cwd=tmp_path, check=False, capture_output=True, timeout=30)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "old.txt").read_text(encoding="utf-8") == sentence_lines(found.new)
