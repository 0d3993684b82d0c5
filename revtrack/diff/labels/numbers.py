"""Numbers and dates of one text, in words and in digits, with what they amount to.

    "At least five people paid $1.5 million on March 24."
              ----             ------------    --------
              (number, 5)      (number, $ 1500000)  (date, 24 March)

Two mentions with equal atoms state the same fact, however they are written: "five" and "5", "3 p.m." and "15:00",
"24 March" and "March 24th". Reading is one walk over the tokens, so its cost is linear in the text. Without a Lexicon
only digits are read, and a mark before three digits is taken for a separator of thousands.

A code such as "H5N1" or "COVID-19" is no number.
"""

import re
from collections.abc import Hashable, Iterator
from decimal import Context, Decimal
from typing import Final

from revtrack.diff.labels.lexicon import Lexicon
from revtrack.diff.labels.mentions import Mention, mention_of
from revtrack.diff.labels.tokens import (
    DAY_LINKS,
    OF,
    ORDINAL_ENDINGS,
    PER,
    SHORT_SCALES,
    money_and_figures,
    telling_words,
    time_of,
    tokens,
)

__all__ = ["DATE", "EXACT", "LONGEST_NUMBER", "NUMBER", "numbers_and_dates"]

NUMBER: Final = "number"
DATE: Final = "date"

EXACT: Final = Context(prec=10_000)
"""Reckons with every digit, whatever context the caller's thread has set: a text whose facts are read has fewer."""


def numbers_and_dates(text: str, lexicon: Lexicon | None, span: tuple[int, int] | None = None) -> tuple[Mention, ...]:
    """The numbers and dates of a text in its order, disjoint.

    Args:
        text: what is read.
        lexicon: of its language.
        span: the part of it to read, half-open, cut where no number or date is; None for all.
    """
    reader = _Reader(text, lexicon, span or (0, len(text)))
    found = reader.dates()
    found += reader.numbers()
    if len(found) < 2:  # noqa: PLR2004 one is in order, and no range
        return tuple(found)
    found.sort(key=lambda mention: mention.start)
    return tuple(_with_ranges(found, text))


_PARTING: Final = str.maketrans("", "", "'’\u00a0\u202f\u2009")
_GROUPED: Final = {
    ".": (",", re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?")),
    ",": (".", re.compile(r"-?\d{1,3}(?:\.\d{3})+(?:,\d+)?")),
}
"""By the mark before decimals: the mark between thousands, and figures that hold it."""
_SPACES: Final = frozenset({" ", "\u00a0", "\u202f", "\u2009"})
_LINKS: Final = _SPACES | {"-", "‑"}
"""Between the words of one number."""
_BESIDE: Final = _LINKS | {""}
"""Between a number and its scale or its unit."""
_DASHES: Final = frozenset({"-", "‑", "–", "—", "−"})
_BEFORE_DAY: Final = frozenset({" ", ". "})
_BEFORE_YEAR: Final = frozenset({" ", ", ", ". "})
_DAY_GAPS: Final = frozenset({"-", "–", " - ", " – ", ", "})

LAST_DAY: Final = 31
DAY_FIGURES: Final = 2
YEAR_FIGURES: Final = 4
GROUP: Final = 3
"""Figures of a group where thousands are parted."""
TEEN: Final = 10
SCORE: Final = 20
HUNDRED: Final = 100
FOUR_SCORE: Final = 80
"""French counts 70 and 90 as 60 and 80 with a teen, and 80 as four score."""
YEARS: Final = range(1900, 2100)
"""Four digits that are read as a year where nothing says otherwise; our judgement."""
LONGEST_NUMBER: Final = 40
"""Digits of a number that is computed; beyond it the digits themselves are its value."""


_BEYOND: Final = ("", "")
"""What stands where there are no words: behind the last, and before the first, which is one step from there."""


class _Reader:
    """One walk over the tokens of a text: dates first, then numbers of what is left."""

    def __init__(self, text: str, lexicon: Lexicon | None, span: tuple[int, int]) -> None:
        self.text = text
        self.lexicon = lexicon
        self.kinds, self.texts, self.words, self.starts, self.ends = tokens(text, span, telling_words(lexicon))
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

    def numbers(self) -> list[Mention]:
        """Amounts, ordinals, years of the tokens no date has taken."""
        found: list[Mention] = []
        heads = self.lexicon.number_heads if self.lexicon else frozenset()
        after = 0
        for i, kind in enumerate(self.kinds):
            if i < after or i in self.taken:
                continue
            if kind == "digits":
                mention, after = self._figures_at(i)
                found.append(mention)
            elif self.lexicon and self.words[i] in heads and (spelled := self._spelled_number_at(i, self.lexicon)):
                mention, after = spelled
                found.append(mention)
        return found

    def _taken(self, term: str, atoms: tuple[Hashable, ...], first: int, last: int, *, weak: bool = False) -> Mention:
        for i in range(first, last + 1):
            self.taken.add(i)
            self.words[i] = ""
        start, end = self.starts[first], self.ends[last]
        found: Mention = mention_of((term, atoms, self.text[start:end], start, end, weak))
        return found

    def _gap(self, i: int) -> str:
        """What stands between token i and the next; a mark that stands in no gap where there is none."""
        return self.text[self.ends[i] : self.starts[i + 1]] if 0 <= i < self.count - 1 else "\0"

    # ------------------------------------------------------------------------------------------------------- dates

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
                second, after = self._day_at(after + 1) if self._gap(after) in _DASHES else (0, 0)
                if second:
                    days, last = [day, second], after
        year, last = self._year_after(last)
        if not days and not year and word in lexicon.loose_months:
            return None
        atoms = tuple([("day", year, month, day) for day in days]) or (("month", year, month),)
        return self._taken(DATE, atoms, first, last)

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

    # ----------------------------------------------------------------------------------------------------- numbers

    def _spelled_number_at(self, i: int, lexicon: Lexicon) -> tuple[Mention, int] | None:
        """The number in words that begins at token i and the token after it, None where none begins."""
        word = self.words[i]
        if word in lexicon.crowds:
            return self._taken(NUMBER, (("about", lexicon.crowds[word]),), i, i), i + 1
        value, after, ordinal = self._spelled_at(i, lexicon)
        if after == i:
            return None
        weak = after == i + 1 and word in lexicon.weak_numbers
        if ordinal:
            return self._taken(NUMBER, (("ordinal", Decimal(value)),), i, after - 1, weak=weak), after
        unit, end = self._unit_after(after)
        return self._taken(NUMBER, ((unit, Decimal(value)),), i, end - 1, weak=weak and not unit), end

    def _figures_at(self, i: int) -> tuple[Mention, int]:
        """A number written in figures, with scale and unit: "$1.5 million", "12%", "3rd", "the 1990s"."""
        money, figures = money_and_figures(self.texts[i])
        figures, after = self._grouped(i, figures)
        ending = self.words[after] if self.words[after] and not self._gap(after - 1) else ""
        if not money and ending in ORDINAL_ENDINGS:
            return self._taken(NUMBER, (("ordinal", self._value(figures)),), i, after), after + 1
        four = not money and len(figures) == YEAR_FIGURES and figures.isdecimal()
        if four and ending == "s":
            return self._taken(DATE, (("decade", int(figures)),), i, after), after + 1
        value = self._value(figures)
        scale, scaled = self._scale_after(after, money=bool(money))
        unit, end = self._unit_after(scaled)
        if four and int(figures) in YEARS and end == after:
            return self._taken(DATE, (("year", int(figures)),), i, after - 1), after
        if scale != 1 and isinstance(value, Decimal):
            value = EXACT.multiply(value, scale)
        return self._taken(NUMBER, ((money or unit, value),), i, end - 1), end

    def _grouped(self, i: int, figures: str) -> tuple[str, int]:
        """The figures of token i with the groups of three after it, where a blank parts thousands."""
        after = i + 1
        if self.lexicon and self.lexicon.decimal == "," and figures.isdecimal() and len(figures) <= GROUP:
            while (
                after < self.count
                and self.kinds[after] == "digits"
                and after not in self.taken
                and len(self.texts[after]) == GROUP
                and self.texts[after].isdecimal()
                and self._gap(after - 1) in _SPACES
            ):
                figures += self.texts[after]
                after += 1
        return figures, after

    def _value(self, figures: str) -> Decimal | str:
        """What figures amount to, by the marks of the language; the figures themselves where that cannot be told."""
        plain = figures
        if not figures.isdecimal():
            plain = figures.translate(_PARTING)
            if self.lexicon:
                thousands, grouped = _GROUPED[self.lexicon.decimal]
                plain = plain.replace(thousands, "") if grouped.fullmatch(plain) else plain
                plain = plain.replace(self.lexicon.decimal, ".")
            else:
                plain = re.sub(r"[.,](?=\d{3}(?!\d))", "", plain).replace(",", ".")
            plain = plain.replace("−", "-")
            if plain.count(".") > 1 or "," in plain:
                return figures
        return figures if len(plain) > LONGEST_NUMBER else Decimal(plain)

    def _scale_after(self, i: int, *, money: bool) -> tuple[int, int]:
        """The product of the scale words from token i on, and the token after them; 1 and i where there are none."""
        scale = 1
        while self.lexicon and (word := self.words[i]):
            gap = self._gap(i - 1)
            if word in self.lexicon.scales and gap in _BESIDE:
                scale *= self.lexicon.scales[word]
            elif word in SHORT_SCALES and money and not gap:
                scale *= SHORT_SCALES[word]
            else:
                break
            i += 1
        return scale, i

    def _unit_after(self, i: int) -> tuple[str, int]:
        """The unit at token i, `%` or a currency, and the token after it; empty and i where there is none."""
        if i >= self.count or i in self.taken or self._gap(i - 1) not in _BESIDE:
            return "", i
        if self.kinds[i] == "mark":
            return self.texts[i], i + 1
        word = self.words[i]
        if (word, self.words[i + 1]) in PER:
            return "%", i + 2
        if self.lexicon and word in self.lexicon.percent:
            return "%", i + 1
        if self.lexicon and word in self.lexicon.currencies:
            return self.lexicon.currencies[word], i + 1
        return "", i

    def _spelled_at(self, i: int, lexicon: Lexicon) -> tuple[int, int, bool]:
        """The number written in words from token i on, the token after it, and whether it is an ordinal."""
        total = current = 0
        after = i
        while word := self.words[after]:
            if after > i and self._gap(after - 1) not in _LINKS:
                break
            if (
                word == lexicon.joiner
                and after > i
                and self._gap(after) in _SPACES
                and self.words[after + 1] in lexicon.numbers
            ):
                word = self.words[after + 1] if _fits(current, lexicon.numbers[self.words[after + 1]]) else ""
                after += bool(word)
            value = lexicon.numbers.get(word)
            if word in {"vingt", "vingts"} and current % HUNDRED == FOUR_SCORE // SCORE:
                current += FOUR_SCORE - FOUR_SCORE // SCORE
            elif value is not None and _fits(current, value):
                current += value
            elif word in lexicon.ordinals and _fits(current, lexicon.ordinals[word]):
                return total + current + lexicon.ordinals[word], after + 1, True
            elif (scale := lexicon.scales.get(word)) == HUNDRED > current:
                current = max(current, 1) * HUNDRED
            elif scale and scale != HUNDRED and (current or after == i or total):
                total, current = total + max(current, 1) * scale, 0
            else:
                break
            after += 1
        return total + current, after, False


def _named_day(word: str, lexicon: Lexicon) -> tuple[str, int | str] | None:
    """What a weekday, or a day or an hour with a name, states; None for any other word."""
    if word in lexicon.weekdays:
        return ("weekday", lexicon.weekdays[word])
    return ("moment", lexicon.moments[word]) if word in lexicon.moments else None


def _fits(current: int, value: int) -> bool:
    """True where a word may go on a number: "five" after "twenty", "ten" after "hundred"; not "three" after "two"."""
    if current == 0:
        return True
    rest = current % HUNDRED
    if rest == 0:
        return value < HUNDRED
    if rest in {FOUR_SCORE - SCORE, FOUR_SCORE} and TEEN <= value < SCORE:
        return True
    return rest >= SCORE and rest % TEEN == 0 and value < TEEN


def _with_ranges(mentions: list[Mention], text: str) -> Iterator[Mention]:
    """The mentions with two numbers joined by a dash made one: "3-4 people", "2019–20", "a 2-1 win"."""
    waiting: Mention | None = None
    for mention in mentions:
        if waiting is None:
            waiting = mention
        elif text[waiting.end : mention.start] in _DASHES and waiting.term == mention.term and len(waiting.atoms) == 1:
            both = text[waiting.start : mention.end]
            yield Mention(mention.term, waiting.atoms + mention.atoms, both, waiting.start, mention.end)
            waiting = None
        else:
            yield waiting
            waiting = mention
    if waiting is not None:
        yield waiting
