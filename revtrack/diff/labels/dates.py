"""Dates of one text, in words and in digits: the first half of the walk over its tokens.

    "on 24 March", "March 24th", "24-25 March 2019", "3 p.m.", "yesterday", "2019-03-24"

A date takes its tokens, so that no number is made of them; see `numbers`.
"""

import re
from collections.abc import Hashable
from typing import Final

from revtrack.diff.labels.mentions import Mention
from revtrack.diff.languages import Lexicon
from revtrack.diff.languages.tokens import DAY_LINKS, OF, ORDINAL_ENDINGS, telling_words, time_of, tokens

__all__ = ["DASHES", "DATE", "YEAR_FIGURES", "DateReader"]

DATE: Final = "date"

DASHES: Final = frozenset({"-", "‑", "–", "—", "−"})
_BEFORE_DAY: Final = frozenset({" ", ". "})
_BEFORE_YEAR: Final = frozenset({" ", ", ", ". "})
_OF_A_WHOLE: Final = OF | {"des", "dos", "das"}
"""Behind figures that are a share: "le 1/3 des voix"."""
_NEXT_WORD: Final = re.compile(r"[-‑\s]([^\W\d_]+)")
_DAY_GAPS: Final = frozenset({"-", "–", " - ", " – ", ", "})

LAST_DAY: Final = 31
LAST_MONTH: Final = 12
DAY_FIGURES: Final = 2
YEAR_FIGURES: Final = 4

_BEYOND: Final = ("", "")
"""What stands where there are no words: behind the last, and before the first, which is one step from there."""


class DateReader:
    """One walk over the tokens of a text, for its dates."""

    def __init__(self, text: str, lexicon: Lexicon | None, span: tuple[int, int]) -> None:
        self.text = text
        self.lexicon = lexicon
        read = tokens(text, span, telling_words(lexicon))
        self.kinds, self.texts, self.words = read.kinds, read.texts, read.words
        self.starts, self.ends = read.starts, read.ends
        self.count = len(self.kinds)
        self.words += _BEYOND
        """The words not taken yet; nothing for other tokens, and beyond both ends."""
        self.taken: set[int] = set()

    def dates(self) -> list[Mention]:
        """Days, months, weekdays, hours; their tokens are taken."""
        found: list[Mention] = []
        heads = self.lexicon.date_heads if self.lexicon else frozenset()
        for i, kind in enumerate(self.kinds):
            date = None
            if kind == "word":
                if self.lexicon and self.words[i] in heads:
                    date = self._date_at(i, self.lexicon)
            elif kind == "stamp":
                date = self._taken(DATE, (self._stamp(self.texts[i]),), i, i)
            elif kind == "clock":
                date = self._taken(DATE, (time_of(self.texts[i]),), i, i)
            if date:
                found.append(date)
        return found

    def _taken(self, term: str, atoms: tuple[Hashable, ...], first: int, last: int, *, weak: bool = False) -> Mention:
        for i in range(first, last + 1):
            self.taken.add(i)
            self.words[i] = ""
        start, end = self.starts[first], self.ends[last]
        found: Mention = tuple.__new__(Mention, (term, atoms, self.text[start:end], start, end, weak))
        return found

    def _word_before(self, i: int) -> str:
        """What stands before token i behind the last blank, in lower case."""
        end = self.starts[i] - 1
        return self.text[self.text.rfind(" ", 0, max(end, 0)) + 1 : max(end, 0)].lower()

    def _is_noun(self, i: int) -> bool:
        """Whether a capital inside a sentence tells a noun: "am Morgen"."""
        return self.starts[i] > 0 and self.text[self.starts[i]].isupper()

    def _gap(self, i: int) -> str:
        """What stands between token i and the next; a mark that stands in no gap where there is none."""
        return self.text[self.ends[i] : self.starts[i + 1]] if 0 <= i < self.count - 1 else "\0"

    def _stamp(self, text: str) -> Hashable:
        """A date in figures; where day and month cannot be told apart, its figures as they stand."""
        parts = [int(part) for part in re.split(r"\D", text)]
        if "-" in text:
            return ("day", parts[0], parts[1], parts[2])
        if "." in text or (self.lexicon and self.lexicon.decimal == ","):
            return ("day", parts[2], parts[1], parts[0])
        return ("stamp", *parts)

    def _date_at(self, i: int, lexicon: Lexicon) -> Mention | None:
        """The date that begins at token i or, of a month with the day before it, turns on it."""
        word = self.words[i]
        if lexicon.capital_dates and not self.text[self.starts[i]].isupper() and word not in lexicon.moments:
            return None
        if self._gap(i) == "-" and self.words[i + 1]:
            both = f"{word}-{self.words[i + 1]}"
            if atom := _named_day(both, lexicon):
                return self._taken(DATE, (atom,), i, i + 1)
        if atom := _named_day(word, lexicon):
            if lexicon.capital_nouns and atom[0] == "moment" and self._is_noun(i):
                return None
            return self._taken(DATE, (atom,), i, i)
        return self._month_at(i, lexicon) if word in lexicon.months else None

    def _month_at(self, i: int, lexicon: Lexicon) -> Mention | None:
        word = self.words[i]
        month = lexicon.months[word]
        first, days = self._days_before(i)
        last = i
        if not days:
            day, after = self._day_at(i + 1) if self._gap(i) in _BEFORE_DAY else (0, 0)
            if day:
                days, last = [day], after
                second, after = self._day_at(after + 1) if self._gap(after) in DASHES else (0, 0)
                if second:
                    days, last = [day, second], after
        year, last = self._year_after(last)
        loose = not days and not year and word in lexicon.loose_months
        if loose and self._word_before(i) not in lexicon.month_heads:
            return None
        atoms = tuple([("day", year, month, day) for day in days]) or (("month", year, month),)
        return self._taken(DATE, atoms, first, last, weak=loose)

    def _days_before(self, i: int) -> tuple[int, list[int]]:
        """The days named before a month, and the first token of them: "24-25 March", "16th to 21 May", "1er mai"."""
        first, day = self._day_up_to(i - 2 if self.words[i - 1] in OF else i - 1)
        if not day:
            return i, []
        linked = self.words[first - 1] in DAY_LINKS
        other_first, other = self._day_up_to(first - 1 - linked)
        if other and (linked or self._gap(first - 1) in _DAY_GAPS):
            return other_first, [other, day]
        return first, [day]

    def _day_up_to(self, i: int) -> tuple[int, int]:
        """The day of a month whose last token is i, an ordinal's ending perhaps, after its first token."""
        if i > 0 and self.words[i] in ORDINAL_ENDINGS and not self._gap(i - 1):
            i -= 1
        return i, self._day_at(i)[0]

    def _day_at(self, i: int) -> tuple[int, int]:
        """The day of a month token i stands for, with the last token of it; 0 where it is none."""
        if not 0 <= i < self.count or self.kinds[i] != "digits" or i in self.taken:
            return 0, 0
        text = self.texts[i]
        if len(text) > DAY_FIGURES or not text.isdecimal() or not 1 <= int(text) <= LAST_DAY:
            return 0, 0
        ending = self.words[i + 1] in ORDINAL_ENDINGS and not self._gap(i)
        return int(text), i + ending

    def _year_after(self, i: int) -> tuple[int | None, int]:
        """The year that follows token i and its token; None and i where none does."""
        k = i + 1
        if k >= self.count:
            return None, i
        if self.words[k] in OF and k + 1 < self.count:
            k += 1
        elif self._gap(i) not in _BEFORE_YEAR:
            return None, i
        text = self.texts[k]
        year = self.kinds[k] == "digits" and len(text) == YEAR_FIGURES and text.isdecimal()
        return (int(text), k) if year and k not in self.taken else (None, i)

    def _dotted_day(self, i: int, after: int, figures: str) -> tuple[Mention, int] | None:
        """The date "24.12." at token i; None where there is none."""
        if self.lexicon is None or not self.lexicon.dotted_days or not self.text.startswith(".", self.ends[after - 1]):
            return None
        day, point, month = figures.partition(".")
        if not point or not (day.isdecimal() and month.isdecimal()) or max(len(day), len(month)) > DAY_FIGURES:
            return None
        if not (0 < int(day) <= LAST_DAY and 0 < int(month) <= LAST_MONTH):
            return None
        if self.ends[after - 1] + 1 == len(self.text) and self._word_before(i) not in self.lexicon.day_heads:
            return None  # the end of a sentence: "Version 3.11."
        return self._taken(DATE, (("day", None, int(month), int(day)),), i, after - 1), after

    def _slashed_day(self, i: int) -> tuple[Mention, int] | None:
        """The date "on 3/4" at token i and the token after it; None where there is none: "on 3/4 inch boards"."""
        first, second = self._slashed_at(i)
        if self.lexicon is None or not first or not second or self._word_before(i) not in self.lexicon.day_heads:
            return None
        if self.words[i + 2] in _OF_A_WHOLE or self._has_noun_behind(i + 1, self.lexicon):
            return None
        if self.lexicon.decimal == ",":
            atom: Hashable = ("day", None, second, first)
            is_day = first <= LAST_DAY and second <= LAST_MONTH
        else:
            atom = ("stamp", first, second)
            is_day = min(first, second) <= LAST_MONTH and max(first, second) <= LAST_DAY
        return (self._taken(DATE, (atom,), i, i + 1), i + 2) if is_day else None

    def _has_noun_behind(self, i: int, lexicon: Lexicon) -> bool:
        """Whether what token i ends may be so much of what follows: "3/4 inch", but not "3/4 at noon", "3/4 Reuters".

        Where nouns have a capital a small letter tells that it is none, elsewhere a capital that it is a name.
        """
        following = _NEXT_WORD.match(self.text, self.ends[i])
        if following is None or following[1][0].isupper() != lexicon.capital_nouns:
            return False
        word = following[1].lower()
        return word not in lexicon.known and word not in lexicon.moments

    def _slashed_at(self, i: int) -> tuple[int, int]:
        """The figures on both sides of a stroke, from token i on: "2/3"; twice 0 for anything else."""
        if i + 1 == self.count or self._gap(i) != "/" or i + 1 in self.taken or self.kinds[i + 1] != "digits":
            return 0, 0
        first, second = self.texts[i], self.texts[i + 1]
        longest = max(len(first), len(second))
        if longest > DAY_FIGURES or not first.isdecimal() or not second.isdecimal():
            return 0, 0
        return (0, 0) if self.text.startswith("/", self.ends[i + 1]) else (int(first), int(second))


def _named_day(word: str, lexicon: Lexicon) -> tuple[Hashable, ...] | None:
    """What a weekday, or a day or an hour with a name, states; None for any other word."""
    if word in lexicon.weekdays:
        return ("weekday", lexicon.weekdays[word])
    moment = lexicon.moments.get(word)
    if moment and ":" in moment:
        return time_of(moment)
    return ("moment", moment) if moment else None
