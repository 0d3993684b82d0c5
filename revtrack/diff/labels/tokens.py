"""The words, figures and signs of a text that numbers and dates are made of.

"At least five people paid $1.5 million"
 -------- ---- -----------      -------     word   (of words in a row that tell nothing, the first alone)
                           ----             digits
"""

import re
from functools import cache
from typing import Final, NamedTuple

from revtrack.diff.labels.lexicon import Lexicon

__all__ = ["DAY_LINKS", "OF", "ORDINAL_ENDINGS", "PER", "SHORT_SCALES", "Token", "telling_words", "tokens"]

DAY_LINKS: Final = frozenset({"and", "to", "or", "und", "bis", "et", "au", "y", "al", "e", "a"})
"""Between two days of one month: "24-25 March", "16th to 21 September"."""
OF: Final = frozenset({"of", "de", "del", "do"})
ORDINAL_ENDINGS: Final = frozenset({"st", "nd", "rd", "th", "er", "ère", "e", "ème", "º", "ª"})
SHORT_SCALES: Final = {"k": 10**3, "m": 10**6}
"""Only behind an amount of money: "5m" alone are metres."""
PER: Final = frozenset({("per", "cent"), ("pour", "cent"), ("por", "ciento"), ("por", "cento")})

_LETTERS = r"A-Za-zªºÀ-ÖØ-öø-ɏͰ-ԯḀ-῿"
"""Latin, Greek and Cyrillic, whose letters right before figures make a code."""
_CODE = rf"(?<![{_LETTERS}\d_])(?<![{_LETTERS}][-.])"
_ISO = r"\d{4}-\d\d-\d\d"
_MONEY = r"(?:US|AU|NZ|HK|[ACR])?\$|[€£¥₹₽₩₺₪]"
_STEP: Final = re.compile(rf"((?!{_MONEY})[^\W\d_²³¹]+(?:['’][^\W\d_]+)?)|{_MONEY}|\d+|[%‰−-]")
"""Every word, and what may begin anything else."""
_TOKEN: Final = re.compile(
    rf"""
    (?P<stamp>{_CODE}(?:{_ISO}|\d{{1,2}}\.\d{{1,2}}\.\d{{4}}|\d{{1,2}}/\d{{1,2}}/(?:\d{{4}}|\d\d))(?!\d))
    |(?P<clock>{_CODE}\d{{1,2}}(?:(?:[:.]\d\d)?\s?(?:[AaPp][Mm]\b|[AaPp]\.\s?[Mm]\.|Uhr\b)
        |:\d\d(?::\d\d)?(?![\d:])|h\d\d(?!\d)))
    |(?P<digits>(?:(?:{_MONEY})\s?)?{_CODE}(?:(?<!\S)[-−])?\d+(?:[.,]\d+|['’\u00a0\u202f\u2009]\d{{3}}(?!\d))*)
    |(?P<mark>[%‰€£$¥])
    """,
    re.VERBOSE,
)


class Token(NamedTuple):
    """A piece of a text."""

    kind: str
    """`word`, `digits`, `mark`, or a date or time in figures: `stamp`, `clock`."""
    text: str
    """As written; a word in lower case."""
    start: int
    end: int


def tokens(text: str, span: tuple[int, int], telling: frozenset[str]) -> list[Token]:
    """The tokens of a text; of several words in a row that belong to no number or date, the first alone."""
    found: list[Token] = []
    plain = False
    end = 0
    for step in _STEP.finditer(text, *span):
        start, after = step.span()
        if step.lastindex:
            word = step[0].casefold()
            if word in telling:
                plain = False
            elif plain:
                continue
            else:
                plain = True
            found.append(Token("word", word, start, after))
        elif start >= end and (match := _TOKEN.match(text, start)):
            plain = False
            end = match.end()
            found.append(Token(str(match.lastgroup), match[0], start, end))
    return found


@cache
def telling_words(lexicon: Lexicon | None) -> frozenset[str]:
    """Words that may be part of a number or a date."""
    joining = DAY_LINKS.union(OF, ORDINAL_ENDINGS, SHORT_SCALES, *PER, {"s"})
    return joining.union(lexicon.date_words, {lexicon.joiner}) if lexicon else joining
