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
from collections.abc import Iterator
from datetime import date
from decimal import Context, Decimal
from math import gcd
from typing import Final

from revtrack.diff.labels.dates import DASHES, DATE, YEAR_FIGURES, DateReader
from revtrack.diff.labels.mentions import Mention
from revtrack.diff.languages import Lexicon
from revtrack.diff.languages.tokens import OF, ORDINAL_ENDINGS, PER, SHORT_SCALES, money_and_figures

__all__ = ["EXACT", "LONGEST_NUMBER", "NUMBER", "numbers_and_dates", "values"]

NUMBER: Final = "number"

EXACT: Final = Context(prec=10_000)
"""Reckons with every digit, whatever context the caller's thread has set: a text whose facts are read has fewer."""

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
_BEHIND_STOP: Final = _BESIDE | {". "}
"""And behind a scale that is written with a full stop: "2 Mio. Euro"."""
_A: Final = frozenset({"a"})
_NEXT_WORD: Final = re.compile(r"\s([^\W\d_]+)")

GROUP: Final = 3
"""Figures of a group where thousands are parted."""
TEEN: Final = 10
SCORE: Final = 20
HUNDRED: Final = 100
HALF: Final = Decimal("0.5")
FOUR_SCORE: Final = 80
"""French counts 70 and 90 as 60 and 80 with a teen, and 80 as four score."""
YEARS: Final = range(1900, 2100)
"""Four digits that are read as a year where nothing says otherwise; our judgement."""
LONGEST_NUMBER: Final = 40
"""Digits of a number that is computed; beyond it the digits themselves are its value."""


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


class _Reader(DateReader):
    """One walk over the tokens of a text: dates first, then numbers of what is left."""

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

    def _spelled_number_at(self, i: int, lexicon: Lexicon) -> tuple[Mention, int] | None:
        """The number in words that begins at token i and the token after it, None where none begins."""
        word = self.words[i]
        if word in lexicon.crowds:
            return self._taken(NUMBER, (("about", lexicon.crowds[word]),), i, i), i + 1
        if word in lexicon.mixed:
            return self._scaled_at(i, Decimal(lexicon.mixed[word]) + HALF, i + 1)
        value, after, ordinal = self._spelled_at(i, lexicon)
        if part := self._part_at(i, value, after, lexicon):
            return part
        weak = after == i + 1 and word in lexicon.weak_numbers
        if after == i or (weak and self._word_before(i) in lexicon.nobody):
            return None
        if ordinal:
            return self._taken(NUMBER, (("ordinal", Decimal(value)),), i, after - 1, weak=weak), after
        unit, end = self._unit_after(after)
        return self._taken(NUMBER, ((unit, Decimal(value)),), i, end - 1, weak=weak and not unit), end

    def _part_at(self, i: int, value: int, after: int, lexicon: Lexicon) -> tuple[Mention, int] | None:
        """The number at token i where a half or another part belongs to it; None where none does.

        Args:
            i: the token of the first word.
            value: what the number in words from there on amounts to.
            after: the token behind it, `i` where there is no such number.
            lexicon: of the language.
        """
        following = self.words[after]
        if following == lexicon.joiner and after > i:
            halved = self._half_behind(after, lexicon)
            whole = Decimal(value) + HALF * lexicon.scales.get(self.words[after - 1], 1)
            return self._scaled_at(i, whole, halved) if halved else None
        if following in lexicon.halves and (half := self._half_at(after, lexicon, start=i)):
            return half
        if after == i or self.words[i] in lexicon.fractions:
            return self._share_at(i, 1, i, lexicon)
        return self._share_at(after, value, i, lexicon) if self._gap(after - 1) in _LINKS else None

    def _scaled_at(self, i: int, value: Decimal, after: int) -> tuple[Mention, int]:
        """The number from token i on whose scale, and then unit, may stand at token `after`."""
        scale, after = self._scale_after(after, money=False)
        unit, end = self._unit_after(after)
        return self._taken(NUMBER, ((unit, EXACT.multiply(value, scale)),), i, end - 1), end

    def _half_behind(self, i: int, lexicon: Lexicon) -> int:
        """The token after "and a half" at token i; 0 where that stands elsewhere."""
        k = i + 1 + (self.words[i + 1] in lexicon.articles)
        return k + 1 if k < self.count and self.words[k] in lexicon.halves and self._gap(k - 1) in _SPACES else 0

    def _half_at(self, i: int, lexicon: Lexicon, start: int) -> tuple[Mention, int] | None:
        """Half of the scale behind token i: "half a million", "eine halbe Million", "medio millón"."""
        k = i + 1 + (i + 1 < self.count and self.words[i + 1] in lexicon.articles)
        if k >= self.count or self.words[k] not in lexicon.scales or self._gap(k - 1) not in _LINKS:
            return None
        return self._scaled_at(start, HALF, k)

    def _share_at(self, i: int, parts: int, first: int, lexicon: Lexicon) -> tuple[Mention, int] | None:
        """The share of a whole that token i names, of which there are `parts` from token `first` on; None for none.

        Without a number before them only two parts are sure, "half" or "moitié", and others with an article where no
        noun follows: "a third of", but not "a third man".
        """
        whole = lexicon.fractions.get(self.words[i])
        if whole is None:
            return None
        alone = first == i
        article = alone and self._word_before(i) in _A
        if gcd(parts, whole) > 1 or self.text.startswith("-", self.ends[i]) or self._word_before(i) in lexicon.ordinals:
            return None  # "two quarters of growth", "half-time", "the second half"
        if alone and whole > 2 and not (article and self._is_alone(i, lexicon)):  # noqa: PLR2004 halves
            return None
        if alone and not article and self.words[i + 1] in {"a", "an"} and self.words[i + 2] not in lexicon.scales:
            return None  # "half an hour"
        end = i + 1
        while end < self.count and (self.words[end] in OF or self.words[end] in lexicon.articles):
            end += 1
        if i + 1 < end < self.count and self.words[end] in lexicon.scales:
            scale, end = self._scale_after(end, money=False)
            unit, end = self._unit_after(end)
            return self._taken(NUMBER, ((unit, _part(parts * scale, whole)),), first, end - 1), end
        weak = alone and not article and self.words[i] in lexicon.weak_numbers
        return self._taken(NUMBER, (("%", _part(parts * HUNDRED, whole)),), first, i, weak=weak), i + 1

    def _is_alone(self, i: int, lexicon: Lexicon) -> bool:
        """Whether no noun seems to follow token i: "a third of", "a third agreed", but not "a third man"."""
        following = _NEXT_WORD.match(self.text, self.ends[i])
        word = following[1] if following else ""
        return not word or word in lexicon.common or word in lexicon.speech or word.endswith("ed")

    def _figures_at(self, i: int) -> tuple[Mention, int]:
        """A number written in figures, with scale and unit: "$1.5 million", "12%", "3rd", "the 1990s"."""
        if self.text.startswith("/", self.ends[i]) and (parted := self._slashed_day(i) or self._fraction_at(i)):
            return parted
        money, figures = money_and_figures(self.texts[i])
        figures, after = self._grouped(i, figures)
        ending = self.words[after] if self.words[after] and not self._gap(after - 1) else ""
        if not money and ending in ORDINAL_ENDINGS:
            return self._taken(NUMBER, (("ordinal", self._value(figures)),), i, after), after + 1
        if dotted := self._dotted_day(i, after, figures):
            return dotted
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

    def _fraction_at(self, i: int) -> tuple[Mention, int] | None:
        """The share of a whole in figures at token i, "2/3"; None where none is: "24/7", "9/11", "5/6 May"."""
        parts, whole = self._slashed_at(i)
        if not 0 < parts < whole <= TEEN:
            return None
        return self._taken(NUMBER, (("%", _part(parts * HUNDRED, whole)),), i, i + 1), i + 2

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
        beside = _BEHIND_STOP if self.words[i - 1] in {"mio", "mrd"} else _BESIDE
        if i >= self.count or i in self.taken or self._gap(i - 1) not in beside:
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


def _part(amount: int, whole: int) -> Decimal | str:
    """An amount by a number of parts; the fraction itself where that has no end."""
    thousandths, rest = divmod(amount * 1000, whole)
    return f"{amount}/{whole}" if rest else Decimal(thousandths).scaleb(-3, EXACT)


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
        elif text[waiting.end : mention.start] in DASHES and waiting.term == mention.term and len(waiting.atoms) == 1:
            both = text[waiting.start : mention.end]
            yield Mention(mention.term, waiting.atoms + mention.atoms, both, waiting.start, mention.end)
            waiting = None
        else:
            yield waiting
            waiting = mention
    if waiting is not None:
        yield waiting


def values(old: Mention | None, new: Mention | None) -> tuple[str | None, str | None, str | None]:
    """What both sides of a number or a date amount to, and the difference of two numbers of one unit."""
    was, now = (_number(one) for one in (old, new))
    delta = _decimal(EXACT.subtract(now[1], was[1])) if was and now and was[0] == now[0] else None
    return (_decimal(was[1]) if was else _day(old)), (_decimal(now[1]) if now else _day(new)), delta


def _number(mention: Mention | None) -> tuple[str, Decimal] | None:
    """Unit and amount of one number; None for a range, a loose amount such as "dozens", what
    is no number, and what is endless.
    """
    if mention is None or len(mention.atoms) > 1:
        return None
    atom = mention.atoms[0]
    if not isinstance(atom, tuple) or not isinstance(atom[1], Decimal) or atom[1].adjusted() >= LONGEST_NUMBER:
        return None
    return atom


def _day(mention: Mention | None) -> str | None:
    """A date of which year, month and day are known, as in ISO 8601; None for any other and for one no calendar has."""
    if mention is None or len(mention.atoms) > 1:
        return None
    kind, *parts = mention.atoms[0] if isinstance(mention.atoms[0], tuple) else ("",)
    if kind != "day" or parts[0] is None:
        return None
    try:
        return date(*parts).isoformat()
    except ValueError:
        return None


def _decimal(amount: Decimal) -> str:
    """A number without exponent and without zeros that say nothing."""
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
