"""Numbers and dates: what is read, and what it amounts to."""

from collections.abc import Hashable
from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revtrack.diff.labels.numbers import numbers_and_dates
from revtrack.diff.languages import LEXICONS

UNITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")

PIECES = (
    "one hundred and May March 24 th - 2020 $ 1.5 million % per cent , p.m. vingt quatre de Uhr zwei mil e y 12:30"
    " 1/2/2020 ٣ ½ O’Hara"
)


def read(text: str, language: str | None = "en") -> list[tuple[str, tuple[Hashable, ...]]]:
    lexicon = LEXICONS[language] if language else None
    return [(mention.text, mention.atoms) for mention in numbers_and_dates(text, lexicon)]


def value(text: str, language: str | None = "en") -> object:
    ((_, (atom,)),) = read(text, language)
    assert isinstance(atom, tuple)
    return atom[1]


def in_words(number: int) -> str:
    """A number below a million in English, the slow and obvious way."""
    if number >= 1000:
        rest = number % 1000
        return f"{in_words(number // 1000)} thousand" + (f" {in_words(rest)}" if rest else "")
    if number >= 100:
        rest = number % 100
        return f"{UNITS[number // 100 - 1]} hundred" + (f" and {in_words(rest)}" if rest else "")
    if number >= 20:
        return TENS[number // 10 - 2] + (f"-{UNITS[number % 10 - 1]}" if number % 10 else "")
    return TEENS[number - 10] if number >= 10 else UNITS[number - 1]


@given(st.integers(1, 999_999))
def test_an_english_number_in_words_amounts_to_itself(number: int) -> None:
    assert value(in_words(number)) == number


@given(st.integers(1, 999_999))
def test_a_number_amounts_to_the_same_with_thousands_parted(number: int) -> None:
    assert value(f"{number:,} km") == value(f"{number:,} km".replace(",", "."), "de") == number or 1900 <= number < 2100


@pytest.mark.parametrize(
    ("language", "text", "amount"),
    [
        ("en", "two dozen", 24),
        ("en", "a hundred", 100),
        ("en", "1.5 million", 1_500_000),
        ("en", "15 hundred", 1_500),
        ("en", "£5m", 5_000_000),
        ("en", "$2bn", 2 * 10**9),
        ("en", "-5", -5),
        ("en", "twenty-first", 21),
        ("en", "21st", 21),
        ("de", "fünfundzwanzig", 25),
        ("de", "dreihundertzwölf", 312),
        ("de", "zweitausend", 2_000),
        ("de", "1,5 Millionen", 1_500_000),
        ("de", "15 000", 15_000),
        ("fr", "quatre-vingts", 80),
        ("fr", "quatre-vingt-onze", 91),
        ("fr", "soixante et onze", 71),
        ("fr", "vingt et un", 21),
        ("fr", "deux cent trois", 203),
        ("fr", "trois mille", 3_000),
        ("es", "treinta y dos", 32),
        ("es", "dos mil trescientos", 2_300),
        ("es", "ciento cinco", 105),
        ("pt", "vinte e três", 23),
        ("pt", "cento e vinte e três", 123),
        ("pt", "dois milhões", 2_000_000),
        (None, "٣", 3),
        (None, "3人", 3),
        (None, "1.500", 1_500),
        (None, "1.5", Decimal("1.5")),
    ],
)
def test_what_a_number_amounts_to(language: str | None, text: str, amount: object) -> None:
    assert value(text, language) == amount


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "five", "5"),
        ("en", "12%", "12 per cent"),
        ("en", "$15", "15 dollars"),
        ("en", "third", "3rd"),
        ("en", "3 p.m.", "15:00"),
        ("en", "12 a.m.", "0:00"),
        ("en", "March 24", "24th of March"),
        ("en", "Jan. 8, 2020", "8 January 2020"),
        ("en", "noon", "midday"),
        ("en", "3-4", "3–4"),
        ("de", "24. März 2020", "24.3.2020"),
        ("de", "9.15 Uhr", "9:15"),
        ("fr", "12 %", "12 pour cent"),
        ("fr", "1er mars", "1 mars"),
        ("es", "24 de marzo", "24 marzo"),
    ],
)
def test_two_ways_to_write_the_same(language: str, one: str, other: str) -> None:
    atoms = [[atoms for _, atoms in read(text, language)] for text in (one, other)]
    assert atoms[0] == atoms[1]
    assert len(atoms[0]) == 1


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("two, three and four", ["two", "three", "four"]),
        ("between 3 and 5 people", ["3", "5"]),
        ("a 2-1 win", ["2-1"]),
        ("in 2019", ["2019"]),
        ("the 1980s", ["1980s"]),
        ("24-25 March", ["24-25 March"]),
        ("16th to 21 September 2021", ["16th to 21 September 2021"]),
        ("March 24-25", ["March 24-25"]),
        ("Monday, March 24, 2020 at 9 p.m.", ["Monday", "March 24, 2020", "9 p.m."]),
        ("a 15-year-old", ["15"]),
        ("75mg", ["75"]),
        ("H5N1, COVID-19, A320, P.1", []),
        ("She may go; the march begins", []),
        ("on 5 May", ["5 May"]),
        ("1.2.3.4", ["1.2.3.4"]),
        ("no digits at all", []),
    ],
)
def test_what_counts_as_one_mention(text: str, mentions: list[str]) -> None:
    assert [mention for mention, _ in read(text)] == mentions


def test_a_range_of_two_days_has_two_atoms() -> None:
    assert read("24 and 25 March") == [("24 and 25 March", (("day", None, 3, 24), ("day", None, 3, 25)))]


def test_articles_and_ordinals_that_are_often_something_else_are_weak() -> None:
    weak = {mention.text: mention.weak for mention in numbers_and_dates("one second of two", LEXICONS["en"])}
    assert weak == {"one": True, "second": True, "two": False}


def test_a_number_too_long_to_compute_stands_for_itself() -> None:
    assert value("9" * 50) == "9" * 50


def test_figures_python_makes_no_number_of_are_read_before_a_stroke_too() -> None:
    """A whole text may hold 5,000 characters; Python refuses more than 4,300 digits."""
    digits = "9" * 4_500
    assert [text for text, _ in read(f"on {digits}/3 and 3/{digits}")] == [digits, "3", "3", digits]


@given(
    text=st.text(max_size=80) | st.lists(st.sampled_from(PIECES.split()), max_size=14).map(" ".join),
    language=st.sampled_from([*LEXICONS, None]),
)
def test_mentions_are_disjoint_in_order_and_stand_where_they_say(text: str, language: str | None) -> None:
    end = 0
    for mention in numbers_and_dates(text, LEXICONS[language] if language else None):
        assert mention.start >= end
        assert mention.text == text[mention.start : mention.end] != ""
        assert mention.atoms
        end = mention.end


def test_long_numbers_keep_every_digit_whatever_the_context_of_the_caller() -> None:
    with localcontext() as context:
        context.prec = 3
        assert value("12345678901234567890123456789012 yen") == Decimal(12345678901234567890123456789012)
        assert value("$1,526.25 million") == Decimal(1_526_250_000)
