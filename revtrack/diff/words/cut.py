"""A text cut into the words that are marked: each with the marks that touch it, and an amount or a date as one.

    “We paid   $2.5 million,”  on  3 May 2020        “We | paid | $2.5 million,” | on | 3 May 2020
    2020年5月3日三人受伤。                              2020年5月3日 | 三 | 人 | 受 | 伤 | 。

People mark what blanks part: of 1,060 marks of ArgRewrite V.2 none parts a word from its comma. Scripts that put no
blanks between words are cut into characters, each with its accents, as the Document's tokens are; nothing of theirs
touches anything. An emoji and its parts, a letter and its accents are never cut.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final

import regex

__all__ = ["Cut", "common_ends", "has_digit", "may_fuse", "parted", "plain_words"]

_APART: Final = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
"""Scripts that put no blank between words: those of the segmenter."""
_APART_MARKS: Final = (
    r"\u3001-\u3004\u3008-\u3020\u3030\uff01-\uff03\uff06-\uff0c\uff0e\uff0f\uff1a-\uff20\uff3b-\uff65"
)
"""Their punctuation, which touches words it does not belong to."""
_BLANK: Final = r"\s\x1c-\x1f"
"""What `str.split` takes for white space."""
_JOINING: Final = r"\p{GCB=Extend}\p{GCB=SpacingMark}\p{GCB=ZWJ}"
_WORD: Final = rf"[^{_BLANK}{_APART}{_APART_MARKS}]"

_UNIT: Final = regex.compile(
    rf"\p{{GCB=Prepend}}*[{_APART}{_APART_MARKS}][{_JOINING}]*"
    rf"|{_WORD}*[^{_BLANK}{_APART}{_APART_MARKS}\p{{GCB=Prepend}}]|\p{{GCB=Prepend}}+",
    regex.VERSION1,
)
"""A character of such a script, or what stands between blanks and such characters."""
_MAY_BE_APART: Final = re.compile("[\u0e00-\u109f\u1780-\u19ff\u2e80-\uabff\uf900-\U0003ffff]")
"""What holds all of these scripts, and others: six times as fast as asking for them by name."""

_DIGIT: Final = re.compile("[0-9\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0e50-\u0e59\uff10-\uff19]")
"""The digits that newspapers use."""

_SCALES: Final = (
    r"thousand|million|billion|trillion|bn|percent|per\scent",
    r"Tausend|Million(?:en)?|Milliarden?|Billionen|Mio|Mrd|Prozent",
    r"mille|millions|milliards?|pour\scent|mil|millón|millones|por\sciento|milhão|milhões|bilhões|por\scento",
    r"тысяч\w?|миллион\w*|миллиард\w*|млн|млрд|процент\w*",
    r"ألف|آلاف|مليون|ملايين|مليار|אלף|מיליון|מיליארד|אחוז",
)
"""Words that make another amount of the number before them. After other words ("5 km") the number alone is marked."""

_SCALE: Final = "|".join(_SCALES)
_MONTHS: Final = (
    "January February March April May June July August September October November December Jan Feb Mar Apr Jun Jul Aug",
    "Sep Sept Oct Nov Dec",
    "Januar Jänner Februar März Mai Juni Juli Oktober Dezember",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "janeiro fevereiro março maio junho julho setembro outubro novembro dezembro",
)
"""Names that make a date of the day before them; the English ones also of the day behind them."""
_BEFORE_DAY: Final = frozenset(f"{_MONTHS[0]} {_MONTHS[1]}".split())
_MONTH: Final = "|".join(" ".join(_MONTHS).split())
_CURRENCY: Final = "$¢£¥₩₪€₴₹₺₽₿"

_ATOM: Final = re.compile(
    rf"""
      [12]?\d{{3}}年(?:\d{{1,2}}月(?:\d{{1,2}}日)?)? | \d{{1,2}}月\d{{1,2}}日             # 2020年5月3日
    | \d[\d.,]*+[万萬億亿兆千百]++
    | [0-3]?\d(?:\.|er|st|nd|rd|th|º)?\s(?:de\s)?[^\W\d_]{{3,12}}+\.?,?\s(?:de\s)?[12]\d{{3}}\b  # 3 May 2020
    | [0-3]?\d(?:\.|er|st|nd|rd|th|º)?\s(?:de\s)?(?:{_MONTH})\b                            # 3 May
    | (?P<after>[0-3]?\d,?\s[12]\d{{3}}\b)                                                # May 3, 2020
    | (?:\d{{1,3}}(?:[ \u00a0\u202f]\d{{3}}\b)++ | \d[\d.,]*+)                              # 10 000, 2.5
      (?:\s?(?:[%‰{_CURRENCY}](?!\d) | (?:{_SCALE})\b | [AaPp](?:[Mm]\b|\.[Mm]\.)))*+  # 2.5 million €, 18 %, 9 am
    """,
    re.VERBOSE,
)
"""An amount with its unit, or a date with its year; `after` where it takes the word before it along. Every one begins
with a figure, and at every figure one is found."""
_FIGURE: Final = re.compile(r"[0-9\u0660-\U0001fbf9](?<=\d)")  # a class of characters first: see `_FUSING`

_FUSING: Final = re.compile(
    rf"[0-9\u0660-\u06f9\u0966-\u09ef{_CURRENCY}](?:(?<=[{_CURRENCY}]) \d"
    rf"|(?<![{_CURRENCY}])[^ 0-9]{{0,4}} (?:[%‰{_CURRENCY}\d]|\w+[.,]* [12]\d|de |{_SCALE}|{_MONTH}|[AaPp]\.?[Mm])"
    r"|(?<=(?:ary|rch|ril|May|une|uly|ust|ber|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|ept|Oct|Nov|Dec|[a-z][a-z]\.) \d))"
)
"""What every such amount or date holds that has a blank inside: looked for first. It begins with one class of
characters: so it is found, or not found, in half the time."""

DAY_FIGURES: Final = 2
"""Figures of the day of a month, at most."""
_MARKS: Final = ".,;:!?…'\"“”„‘’‚‹›«»()[]{}-–—¿¡،؛؟۔।׃"
"""What stands around words without being part of them, in scripts with blanks."""
_SIGNS: Final = "-–.,"
"""Marks that belong to the number they touch: -5, .5."""
_ONE: Final = regex.compile(rf".[{_JOINING}]|[\p{{GCB=Prepend}}\p{{GCB=ZWJ}}].", regex.DOTALL)
"""Two characters of one that readers see, by UAX #29."""


class Cut:
    """A text and the words in it.

    Args:
        text: any.
        words: the same as `plain_words(text)`, where that is known.
    """

    __slots__ = ("_starts", "plain", "text", "words")

    def __init__(self, text: str, words: list[str] | None = None) -> None:
        self.text = text
        self.words = plain_words(text) if words is None else words
        self.plain = bool(self.words)
        """Whether blanks part the words, one between any two."""
        self._starts: list[int] = []
        if not self.plain:
            found = [(match[0], match.start()) for match in _UNIT.finditer(text)]
            self.words = [word for word, _ in found]
            self._starts = [*(start for _, start in found), len(text)]

    @property
    def starts(self) -> list[int]:
        """Where each word starts, and where the text ends."""
        if not self._starts:
            start = 0
            for word in self.words:
                self._starts.append(start)
                start += len(word) + 1
            self._starts.append(len(self.text))
        return self._starts

    def end(self, k: int) -> int:
        """Where the word before position k ends; 0 before the first."""
        return self.starts[k - 1] + len(self.words[k - 1]) if k else 0

    def has_atoms(self) -> bool:
        """Whether an amount or a date may be there that is more than one word so far."""
        if self.plain and not _FUSING.search(self.text):
            return False
        return _DIGIT.search(self.text) is not None

    def fuse(self) -> None:
        """Make one word of all that an amount or a date holds."""
        words, starts = self.words, self.starts
        last = len(words)
        for match in reversed(_atoms(self.text)):
            end = last = max(1, bisect_left(starts, match.end(), 0, last))
            last = max(1, bisect_right(starts, match.start(), 0, last))
            if last > 1 and _goes_with(words[last - 2], match):
                last -= 1
            if last < end:
                words[last - 1 : end] = [self.text[starts[last - 1] : self.end(end)]]
                del starts[last:end]


def _atoms(text: str) -> list[re.Match[str]]:
    """The amounts and dates in order: `_ATOM` looked for where figures stand alone, in a fifth of the time."""
    found: list[re.Match[str]] = []
    figure = _FIGURE.search(text)
    while figure and (match := _ATOM.match(text, figure.start())):
        found.append(match)
        figure = _FIGURE.search(text, match.end())
    return found


def _goes_with(word: str, number: re.Match[str]) -> bool:
    """Whether a word belongs to the number behind it: a currency, or the month of a date."""
    if word[-1] in _CURRENCY or (number["after"] is not None and word[0].isupper()):
        return True
    figures = number[0].rstrip(".,")
    return len(figures) <= DAY_FIGURES and word.rstrip(".") in _BEFORE_DAY and figures.isdecimal()


def has_digit(text: str) -> bool:
    """Whether a digit stands in a text."""
    return _DIGIT.search(text) is not None


def may_fuse(text: str) -> bool:
    """Whether an amount or a date with a blank inside may be in a text: a quick answer."""
    if text.isascii() and text.isprintable():
        return _FUSING.search(text) is not None
    return _DIGIT.search(text) is not None


def parted(word: str) -> tuple[str, str, str]:
    """The marks before a word, the word, and the marks behind it: “ No .” of `“No.”`; marks alone are a word."""
    core = word.strip(_MARKS)
    if core == word or not core:
        return "", word, ""
    left = len(word) - len(word.lstrip(_MARKS))
    right = left + len(core)
    if core[-2:-1] == "." and word[right : right + 1] == ".":
        right += 1  # the last stop of "a.m." and "U.S."
    if left and word[left - 1] in _SIGNS and core[0].isdigit():
        left -= 1
    if not word.isascii():  # of ASCII each character stands by itself
        if left and _ONE.match(word, left - 1):
            left -= 1
        if right < len(word) and _ONE.match(word, right - 1):
            right = len(word)
    return word[:left], word[left:right], word[right:]


def plain_words(text: str) -> list[str]:
    """The words of a text where blanks part them, one between any two; none where that is not so."""
    words = text.split()
    if " ".join(words) == text and (text.isascii() or (text.isprintable() and not _MAY_BE_APART.search(text))):
        return words
    return []


def common_ends(old: Sequence[str], new: Sequence[str], shorter: int) -> tuple[int, int]:
    """How many characters of marks, or of a whole word, two rows of words begin with and end with.

    Of the first and of the last word something is left on both sides, so that the same words are marked.

    Args:
        old: some words, at least one.
        new: the words in their place, at least one.
        shorter: characters of the shorter side, blanks included.
    """
    start = end = 0
    if old[0][0] == new[0][0] and not (old[0].isalnum() and new[0].isalnum()):
        start = _common(old[0], new[0], parted(old[0]), parted(new[0]))
    if old[-1][-1] == new[-1][-1] and not (old[-1].isalnum() and new[-1].isalnum()):
        end = _common(old[-1][::-1], new[-1][::-1], parted(old[-1])[::-1], parted(new[-1])[::-1])
    return (start if start + end < shorter else 0), end


def _common(old: str, new: str, old_parts: tuple[str, str, str], new_parts: tuple[str, str, str]) -> int:
    """How many characters two words begin with: marks, or all but the marks behind; less than either has."""
    shorter = min(len(old), len(new))
    same = 0
    while same < shorter and old[same] == new[same]:
        same += 1
    marks = min(same, len(old_parts[0]), len(new_parts[0]))
    if same < shorter and old_parts[:2] == new_parts[:2] and same >= len(old) - len(old_parts[2]):
        return same
    return marks if marks < shorter else 0
