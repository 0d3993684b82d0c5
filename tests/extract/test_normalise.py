"""What counts as the same text, and what does not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from revtrack.extract.normalise import INVISIBLE, MOST_MARKS, fingerprint, normalise
from revtrack.model import Block, BlockKind

TRICKY = "ab1 .-'\"\n\t“”‘’«»–—…´½²ﬁＡ\u00a0\u2009\u00ad\u200b\u200d\u202e\u0301\u0327\ufdfa\u3000é\ufe0f"

BEYOND_PLAIN = 0x3000
"""Code points below it hold all Latin letters and the typography of the West."""


def block(text: str) -> Block:
    return Block(kind=BlockKind.PARAGRAPH, text=text, sentences=())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("“We will,” he said.", '"We will," he said.', id="double quotes"),
        pytest.param("«Oui» „Ja“ 〝はい〞", '"Oui" "Ja" "はい"', id="quotes of other languages"),
        pytest.param("Iran’s ‘revenge’", "Iran's 'revenge'", id="apostrophes and single quotes"),
        pytest.param("don´t", "don't", id="an accent used as an apostrophe"),
        pytest.param("“in Iraq.’’", '"in Iraq."', id="two single quotes"),
        pytest.param("soldiers — 14 — from Iraq", "soldiers - 14 - from Iraq", id="em dash"),
        pytest.param("2019–2020, −5, re‑elect", "2019-2020, -5, re-elect", id="en dash, minus, unbreakable hyphen"),
        pytest.param("of conflict -- something", "of conflict — something", id="the dash of typewriters"),
        pytest.param("wait--no", "wait—no", id="the same without spaces"),
        pytest.param("attack… in the name", "attack... in the name", id="ellipsis"),
        pytest.param("confirmed\u00a0 that\u2009it\u3000is", "confirmed that it is", id="spaces"),
        pytest.param(" two\nlines\r\n\tthere ", "two lines there", id="line breaks"),
        pytest.param("sol\u00addiers\u200b le\u200dft\ufeff", "soldiers left", id="invisible characters"),
        pytest.param("The mayor \u202edenied\u202c it.", "The mayor denied it.", id="direction of writing"),
        pytest.param("caf\u0065\u0301", "café", id="decomposed letter"),
        pytest.param("e\u200b\u0301", "é", id="letter and accent with something invisible between"),
        pytest.param("ﬁre ＡＰ", "fire AP", id="compatibility forms"),
    ],
)
def test_typography_makes_no_other_text(old: str, new: str) -> None:
    assert normalise(old) == normalise(new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("The game", "the game", id="capitals"),
        pytest.param("Let’s eat, Grandma", "Let’s eat Grandma", id="punctuation"),
        pytest.param("10² metres", "102 metres", id="superscript"),
        pytest.param("H₂O", "H2O", id="subscript"),
        pytest.param("½ of them", "1/2 of them", id="fraction"),
        pytest.param("1½ years", "11/2 years", id="number and fraction"),
        pytest.param("a - b", "a-b", id="space around a dash"),
        pytest.param("re-creation", "recreation", id="hyphen"),
        pytest.param("ice cream", "icecream", id="space"),
        pytest.param("1,000", "1.000", id="marks in numbers"),
        pytest.param("git rebase --onto", "git rebase -onto", id="an option of a program"),
        pytest.param("resume", "résumé", id="accents"),
        pytest.param('He said "no"', "He said 'no'", id="double and single quotes"),
    ],
)
def test_everything_else_does(old: str, new: str) -> None:
    assert normalise(old) != normalise(new)


@settings(deadline=None)
@given(st.one_of(st.text(), st.text(st.sampled_from(TRICKY))))
def test_a_key_is_its_own_key(text: str) -> None:
    key = normalise(text)
    assert normalise(key) == key


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(), st.text(st.sampled_from("aé1 '-–’“…\u00a0µŉ \n\x1c"))))
def test_text_in_latin_letters_has_the_key_that_the_general_rules_give_it(text: str) -> None:
    """One mark of another script behind it and the general rules are what reads it."""
    assert normalise(f"{text.strip()}。") == f"{normalise(text)}。"


def test_each_character_has_the_key_that_the_general_rules_give_it() -> None:
    every = [chr(code) for code in range(BEYOND_PLAIN)]
    assert [f"{normalise(f'a{letter}b')}。" for letter in every] == [normalise(f"a{letter}b。") for letter in every]


@settings(deadline=None)
@given(st.text(st.sampled_from(INVISIBLE + " \n\u00a0")))
def test_what_nobody_can_see_has_the_empty_key(text: str) -> None:
    assert normalise(text) == ""


@settings(deadline=None)
@given(st.text(st.sampled_from(TRICKY)), st.sampled_from(" \n\t\u00a0\u200b"))
def test_white_space_around_a_text_does_not_count(text: str, blank: str) -> None:
    assert normalise(blank + text + blank) == normalise(text)


def test_runs_of_combining_marks_are_cut_so_that_they_cost_no_quadratic_time() -> None:
    key = normalise("a" + "\u0300\u0327" * 200_000 + " b")
    assert len(key) <= MOST_MARKS + len("a b")


def test_the_fingerprint_of_a_text_never_changes() -> None:
    """Every stored Version rests on these values: other ones here mean other fingerprints for everything stored."""
    empty = "1:6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
    assert fingerprint(None, ()) == empty
    typeset = (block("Five died…"), block("Police — said\u00a0so, 10² of ½."))
    plain = (block("Five died... Police - said so, 10² of ½."),)
    expected = "1:69b8368a32441ee058405319768615d0cbb73bde688509a9621c05101f62e526"
    assert fingerprint("Fire “at” the mill", typeset) == fingerprint('Fire "at" the mill', plain) == expected


def test_a_fingerprint_ignores_how_the_text_is_cut_into_paragraphs() -> None:
    whole = fingerprint("T", (block("One. Two.\nThree."),))
    assert fingerprint("T", (block("One."), block("Two. "), block("Three."))) == whole
    assert fingerprint("T", (block("One. Two."), block(" \u200b"), block("Three."))) == whole


def test_a_fingerprint_tells_the_headline_from_the_text() -> None:
    assert fingerprint("A b", (block("c"),)) != fingerprint("A", (block("b c"),))
    assert fingerprint("A", ()) != fingerprint(None, (block("A"),))
    assert fingerprint("", (block("a"),)) == fingerprint(None, (block("a"),))


def test_a_lone_surrogate_has_a_fingerprint() -> None:
    assert fingerprint("\ud800", ()) != fingerprint("\ud801", ())
