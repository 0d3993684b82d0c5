"""Text of others: nothing in it may steer a terminal or reorder ours, and lines keep to their width."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from revtrack.report.foreign import (
    ISOLATE,
    POP_ISOLATE,
    Run,
    TextOptions,
    columns,
    fitted,
    isolated,
    own,
    safe,
    set_lines,
    shorten,
    wrapped,
)

HOSTILE = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("\x00\x07\x1b\x7f\x85\x9b\n\t\u200f\u2028\u202a\u202e\u2066\u2068\u2069\ud800"),
    )
)
WORDS = st.text(st.sampled_from("ab cd. 三二、é\u0301。 "))


@settings(deadline=None)
@given(HOSTILE)
def test_harmless_text_holds_no_control_no_reordering_and_no_half_character(text: str) -> None:
    for letter in safe(text):
        assert unicodedata.category(letter) not in {"Cc", "Cs", "Zl", "Zp"}
        assert unicodedata.bidirectional(letter) not in {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


@settings(deadline=None)
@given(HOSTILE, HOSTILE)
def test_parts_may_be_made_harmless_one_by_one(one: str, other: str) -> None:
    assert safe(one) + safe(other) == safe(one + other)


def test_letters_of_every_script_and_joiners_stay() -> None:
    text = "Zoë said “ثلاثة”, 三人, ไทย, 👩‍👩‍👧 и ещё\u200f"
    assert safe(text) == text


def test_characters_that_reorder_text_are_shown_by_number() -> None:
    assert safe("user\u202egnp.exe") == "user[U+202E]gnp.exe"


@settings(deadline=None)
@given(HOSTILE)
def test_isolated_text_cannot_close_its_isolate(text: str) -> None:
    inside = isolated(text)
    assert inside[0] == ISOLATE
    assert inside[-1] == POP_ISOLATE
    assert not {ISOLATE, POP_ISOLATE} & set(inside[1:-1])


@pytest.mark.parametrize(
    ("text", "limit", "cut"),
    [
        ("Police said the cause", 21, "Police said the cause"),
        ("Police said the cause", 20, "Police said the…"),
        ("Police said the cause", 12, "Police said…"),
        ("  two\n\n lines\t", 20, "two lines"),
        ("Donaudampfschifffahrt", 10, "Donaudamp…"),
        ("A Donaudampfschifffahrt", 12, "A Donaudamp…"),
        ("cafe\u0301s", 5, "caf…"),
        ("", 5, ""),
    ],
)
def test_shortened_text_is_cut_at_a_blank_and_never_inside_a_letter(text: str, limit: int, cut: str) -> None:
    assert shorten(text, limit) == cut


@settings(deadline=None)
@given(HOSTILE, st.integers(1, 40))
def test_shortened_text_keeps_its_limit_and_its_isolates_closed(text: str, limit: int) -> None:
    short = shorten(f"“{isolated(text)}” removed", limit)
    assert len(short.rstrip(POP_ISOLATE)) <= limit
    assert short.count(ISOLATE) == short.count(POP_ISOLATE)


def test_columns_count_wide_letters_twice_and_accents_not_at_all() -> None:
    assert columns("three") == 5
    assert columns("三人") == 4
    assert columns("cafe\u0301") == 4


@settings(deadline=None)
@given(WORDS, st.integers(1, 30))
def test_fitted_text_keeps_its_columns(text: str, width: int) -> None:
    assert columns(fitted(text, width)) <= width


@settings(deadline=None)
@given(WORDS, st.integers(8, 30))
def test_lines_keep_their_width_unless_a_word_alone_is_wider(text: str, width: int) -> None:
    for line in wrapped([Run(text)], width):
        said = "".join(run.text for run in line)
        assert columns(said) <= width or " " not in said.strip()


@settings(deadline=None)
@given(st.lists(st.tuples(WORDS, st.sampled_from(["", "added", "struck"]))), st.integers(0, 30))
def test_lines_lose_nothing_but_the_blanks_they_were_broken_at(parts: list[tuple[str, str]], width: int) -> None:
    runs = [Run(text, style) for text, style in parts]
    letters = [(letter, run.style) for run in runs for letter in run.text if letter != " "]
    lines = wrapped(runs, width)
    assert [(letter, run.style) for line in lines for run in line for letter in run.text if letter != " "] == letters


def test_japanese_breaks_between_letters_but_not_before_a_full_stop() -> None:
    assert ["".join(run.text for run in line) for line in wrapped([Run("火事で三人が死亡。")], 8)] == [
        "火事で三",
        "人が死",
        "亡。",
    ]


def test_a_word_that_is_too_wide_stays_whole() -> None:
    address = "https://post.example/2026/02/03/warehouse-fire"
    assert set_lines([Run(f"see {address} now")], TextOptions(width=20)) == ["see", address, "now"]


def test_every_painted_line_ends_what_it_began() -> None:
    lines = set_lines([Run("one two three four five six", "added")], TextOptions(width=20, colour=True))
    assert lines == ["\x1b[38;5;32mone two three four\x1b[0m", "\x1b[38;5;32mfive six\x1b[0m"]


def test_isolates_are_printed_only_where_something_runs_from_right_to_left() -> None:
    assert own(f"Number {isolated('three')} → {isolated('five')}", TextOptions()) == "Number three → five"
    arabic = f"Number {isolated('ثلاثة')} → {isolated('خمسة')}"
    assert own(arabic, TextOptions()) == arabic
    assert own("¶2→¶6 “a” … ↕ ▇", TextOptions(unicode=False)) == 'P2->P6 "a" ... ^v #'
