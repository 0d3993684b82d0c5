"""The words, figures and signs of a text that numbers and dates are made of.

"At least five people paid $1.5 million"
 -------- ---- -----------      -------     word   (of words in a row that tell nothing, the first alone)
                           ----             digits
"""

import re
from collections.abc import Hashable
from functools import cache
from typing import Final, NamedTuple

from revtrack.diff.languages import Lexicon

__all__ = [
    "DAY_LINKS",
    "OF",
    "ORDINAL_ENDINGS",
    "PER",
    "SHORT_SCALES",
    "money_and_figures",
    "telling_words",
    "time_of",
    "tokens",
]

DAY_LINKS: Final = frozenset({"and", "to", "or", "und", "bis", "et", "au", "y", "al", "e", "a"})
"""Between two days of one month: "24-25 March", "16th to 21 September"."""
OF: Final = frozenset({"of", "de", "del", "do"})
ORDINAL_ENDINGS: Final = frozenset({"st", "nd", "rd", "th", "er", "ère", "e", "ème", "º", "ª"})
SHORT_SCALES: Final = {"k": 10**3, "m": 10**6}
"""Only behind an amount of money: "5m" alone are metres."""
PER: Final = frozenset({("per", "cent"), ("pour", "cent"), ("por", "ciento"), ("por", "cento")})

_LETTERS = r"A-Za-zªºÀ-ÖØ-öø-ɏͰ-ԯḀ-῿"
"""Latin, Greek and Cyrillic, whose letters right before figures make a code."""
_CODE = rf"(?<![{_LETTERS}\d_])(?:(?<![{_LETTERS}][-.])|(?<=\d-in-)|(?<=\d-to-))"
_ISO = r"\d{4}-\d\d-\d\d"
_DOLLARS = r"(?:US|AU|NZ|HK|[ACR])"
_MONEY = rf"{_DOLLARS}?\$|[€£¥₹₽₩₺₪]"
_STEP: Final = re.compile(rf"((?!{_DOLLARS}\$)[^\W\d_²³¹]+(?:['’][^\W\d_]+)?)|{_MONEY}|\d+|[%‰−-]")
"""Every word, and what may begin anything else."""
_STEP_ASCII: Final = re.compile(rf"((?!{_DOLLARS}\$)[A-Za-z]+(?:'[A-Za-z]+)?)|{_DOLLARS}?\$|[0-9]+|[%-]")
"""The same for a text in ASCII, sooner."""
_TOKEN: Final = re.compile(
    rf"""
    (?P<stamp>{_CODE}(?:{_ISO}|\d{{1,2}}\.\d{{1,2}}\.\d{{4}}|\d{{1,2}}/\d{{1,2}}/(?:\d{{4}}|\d\d))(?!\d))
    |(?P<clock>{_CODE}\d{{1,2}}(?:(?:[:.]\d\d)?\s?(?:[AaPp][Mm]\b|[AaPp]\.\s?[Mm]\.|Uhr\b)
        |:\d\d(?::\d\d)?(?![\d:])|\s?h\s?\d\d(?!\d)|[.:]\d\d\s(?:horas|h)\b)
        |(?:(?<=\ba\slas\s)|(?<=\ba\sla\s)|(?<=\bàs\s)|(?<=\bdas\s))\d{{1,2}}\s?(?:horas?|hs?)\b
        |(?:(?<=\bà\s)|(?<=\bvers\s)|(?<=\bdès\s))\d{{1,2}}\s?(?:heures?|h)\b(?!\s(?:de\b|d['’])))
    |(?P<digits>(?:(?:{_MONEY})\s?)?{_CODE}(?:(?<!\S)[-−])?\d+(?:[.,]\d+|['’\u00a0\u202f\u2009]\d{{3}}(?!\d))*)
    |(?P<mark>[%‰€£$¥])
    """,
    re.VERBOSE,
)


class Tokens(NamedTuple):
    """The pieces of a text as lists of equal length; one object for each piece takes twice as long to make and read."""

    kinds: list[str]
    """`word`, `digits`, `mark`, or a date or time in figures: `stamp`, `clock`."""
    texts: list[str]
    """As written; of a word nothing."""
    words: list[str]
    """Words in lower case; of any other piece nothing."""
    starts: list[int]
    ends: list[int]


def tokens(text: str, span: tuple[int, int], telling: frozenset[str]) -> Tokens:
    """The tokens of a part of a text; of several words in a row that belong to no number or date, the first alone."""
    kinds: list[str] = []
    texts: list[str] = []
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    plain = False
    end = 0
    steps = _STEP_ASCII if text.isascii() else _STEP
    for step in steps.finditer(text, span[0], span[1]):
        if step.lastindex:
            word = step[0].casefold()
            if word in telling:
                plain = False
            elif plain:
                continue
            else:
                plain = True
            start, after = step.span()
            kinds.append("word")
            texts.append("")
            words.append(word)
            starts.append(start)
            ends.append(after)
        elif (start := step.start()) >= end and (match := _TOKEN.match(text, start)):
            plain = False
            end = match.end()
            kinds.append(match.lastgroup or "")
            texts.append(match[0])
            words.append("")
            starts.append(start)
            ends.append(end)
    return Tokens(kinds, texts, words, starts, ends)


NOON: Final = 12


def time_of(clock: str) -> Hashable:
    """The hour and minute of a time of day in figures, on the clock of 24 hours."""
    parts = [int(part) for part in re.findall(r"\d+", clock)]
    hour, minute = parts[0], parts[1] if len(parts) > 1 else 0
    half = _HALF_OF_DAY.search(clock)
    if half and half[0] in "pP" and hour < NOON:
        hour += NOON
    elif half and half[0] in "aA" and hour == NOON:
        hour = 0
    return ("clock", hour, minute)


_HALF_OF_DAY: Final = re.compile(r"[aApP](?=\.?\s?[mM])")
_FIGURES: Final = re.compile(r"[-−]?\d.*", re.DOTALL)


def money_and_figures(digits: str) -> tuple[str, str]:
    """The currency before figures, and these: `$` and `1.5` of `$1.5`; empty where there is none."""
    if digits[0].isdecimal():
        return "", digits
    head = _FIGURES.search(digits)
    assert head is not None
    return digits[: head.start()].strip(), head[0]


@cache
def telling_words(lexicon: Lexicon | None) -> frozenset[str]:
    """Words that may be part of a number or a date."""
    joining = DAY_LINKS.union(OF, ORDINAL_ENDINGS, SHORT_SCALES, *PER, {"s"})
    return joining.union(lexicon.date_words, {lexicon.joiner}) if lexicon else joining
