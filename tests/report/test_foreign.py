"""Text of others: nothing in it may steer a terminal or reorder ours."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from revtrack.report.foreign import ISOLATE, POP_ISOLATE, isolated, safe, shorten

HOSTILE = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("\x00\x07\x1b\x7f\x85\x9b\n\t\u200f\u2028\u202a\u202e\u2066\u2068\u2069\ud800"),
    )
)


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
