"""The words, figures and signs of a text that numbers and dates are made of.

"At least five people paid $1.5 million"
 -------- ---- -----------      -------     word   (of words in a row that tell nothing, the first alone)
                           ----             digits
"""

import re
from collections.abc import Hashable
from functools import cache
from typing import Final

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
        |(?:(?<=\b[aA]\slas\s)|(?<=\b[aA]\sla\s)|(?<=\b[àÀ]s\s)|(?<=\b[dD]as\s))\d{{1,2}}\s?(?:horas?|hs?)\b
        |(?:(?<=\b[àÀ]\s)|(?<=\b[vV]ers\s)|(?<=\b[dD]ès\s))\d{{1,2}}\s?(?:heures?|h)\b(?!\s(?:de\b|d['’])))
    |(?P<digits>(?:(?:{_MONEY})\s?)?{_CODE}(?:(?<!\S)[-−])?\d+(?:[.,]\d+|['’\u00a0\u202f\u2009]\d{{3}}(?!\d))*)
    |(?P<mark>[%‰€£$¥])
    """,
    re.VERBOSE,
)


class Tokens:
    """The pieces of a text as lists of equal length; one object for each piece takes twice as long to make and read."""

    __slots__ = ("_plain", "ends", "kinds", "starts", "texts", "words")

    def __init__(self) -> None:
        self.kinds: list[str] = []
        """`word`, `digits`, `mark`, or a date or time in figures: `stamp`, `clock`."""
        self.texts: list[str] = []
        """As written; of a word nothing."""
        self.words: list[str] = []
        """Words in lower case; of any other piece nothing."""
        self.starts: list[int] = []
        self.ends: list[int] = []
        self._plain = False
        """Whether the last piece is a word that tells nothing."""

    def add_word(self, word: str, start: int, end: int, *, tells: bool) -> None:
        """A word; of several in a row that tell nothing only the first."""
        if tells or not self._plain:
            self.add("word", "", word, start, end)
        self._plain = not tells

    def add(self, kind: str, text: str, word: str, start: int, end: int) -> None:
        """One piece more."""
        self.kinds.append(kind)
        self.texts.append(text)
        self.words.append(word)
        self.starts.append(start)
        self.ends.append(end)
        self._plain = False


_CLOSING: Final = ".,;:)"
"""What may stand right behind a word and is part of nothing."""


def tokens(text: str, span: tuple[int, int], telling: frozenset[str]) -> Tokens:
    """The tokens of a part of a text; of several words in a row that belong to no number or date, the first alone.

    What is all letters between two blanks is a word; only the rest is read with expressions, which takes several times
    as long.
    """
    found = Tokens()
    ascii_ = text.isascii()
    steps = _STEP_ASCII if ascii_ else _STEP
    part = text[span[0] : span[1]]
    after, end = span[0], 0
    for chunk in (part.lower() if ascii_ else part).split(" "):  # beyond ASCII small letters may be more or fewer
        start, after = after, after + len(chunk) + 1
        word = chunk.rstrip(_CLOSING)
        if word.isalpha():
            known = word if ascii_ else word.casefold()
            found.add_word(known, start, start + len(word), tells=known in telling)
            continue
        if not word:
            continue
        if start >= end and word.isdigit() and _is_plain(text, word, start, after - 1):
            end = start + len(word)
            found.add("digits", word, "", start, end)
            continue
        for step in steps.finditer(text, start, after - 1):
            at = step.start()
            if step.lastindex:
                known = step[0].casefold()
                found.add_word(known, at, step.end(), tells=known in telling)
            else:
                end = _add_figures(found, text, at, end)
    return found


def _is_plain(text: str, figures: str, start: int, end: int) -> bool:
    """Whether figures that fill a part of a text, but for marks behind them, are a number for sure.

    Blanks must part it from the rest, and no word come next that makes a time of day: "3 p.m.", "15 Uhr", "14 h 30".
    """
    alone = figures.isascii() and text[start - 1 : start] in _BLANK and text[end : end + 1] in _BLANK
    return alone and (start + len(figures) < end or text[end + 1 : end + 2] not in _HOUR)


_BLANK: Final = frozenset({"", " "})
_HOUR: Final = frozenset("AaPpUh")


def _add_figures(found: Tokens, text: str, at: int, end: int) -> int:
    """What begins with a figure or a sign at an offset, unless the token before it reaches further; where that, or the
    new one, ends.
    """
    if at < end or not (match := _TOKEN.match(text, at)):
        return end
    after = match.end()
    found.add(match.lastgroup or "", match[0], "", at, after)
    return after


NOON: Final = 12


def time_of(clock: str) -> tuple[Hashable, ...]:
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
