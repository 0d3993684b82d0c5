"""What the labels know of one language, and the short notation its lists are written in.

A list names what is certain. What is often something else ("one", "may", "noted") is listed apart and counts only with
support from its surroundings. Patterns are regular expressions of whole words in lower case, without nested repeats.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

__all__ = [
    "NOTE_HEAD",
    "STEM",
    "Lexicon",
    "count",
    "forms",
    "note_patterns",
    "patterns",
    "value_map",
    "word_map",
    "word_set",
]

Words = frozenset[str]
STEM: Final = 4
"""Letters of a stem: every word of a pattern spells out as many, or is shorter."""
Values = Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lexicon:
    """The words of one language, all in lower case."""

    language: str
    decimal: Literal[".", ","]
    common: Words
    """The commonest words, which are never names."""
    articles: Words
    pronouns: Words

    numbers: Values
    """Below a hundred, and words that are used whole."""
    scales: Values
    """What multiplies the number before it."""
    crowds: Values
    """Loose amounts such as "dozens"."""
    ordinals: Values
    weak_numbers: Words
    """Articles and the like: numbers only where the other version has a number in the same place."""
    joiner: str
    """ "And" inside a number."""
    percent: Words
    currencies: Mapping[str, str]

    months: Values
    loose_months: Words = frozenset()
    """Months only beside a day or a year."""
    weekdays: Values
    moments: Mapping[str, str]
    """Days seen from today, and hours with a name."""
    capital_dates: bool = False
    """Months and weekdays are written with a capital."""
    capital_nouns: bool = False
    """A capital letter does not tell a name."""

    hedges: tuple[str, ...]
    """Doubt, wherever it stands."""
    weak_hedges: tuple[str, ...]
    """Doubt where it alone came or went."""
    about: tuple[str, ...]
    """Doubt right before a number."""
    negations: tuple[str, ...]
    negating_prefixes: tuple[str, ...] = ()
    speech: Mapping[str, str]
    """Forms of verbs of speech and their verb."""
    weak_speech: Words = frozenset()
    """Verbs that are often none of speech."""
    sources: Mapping[str, str]
    """First word of "according to", and the second one, empty where there is none."""
    auxiliaries: Words = frozenset()
    """Right before a verb of speech they make it a passive or an infinitive, which has no speaker."""
    titles: Words
    """Words in front of a name that say no more about who it is."""
    qualifiers: Words = frozenset()
    """Adjectives in front of a title or a nationality, which a capital makes no name: "Senior", "Former"."""

    note_hints: tuple[str, ...]
    """Parts of words, one of which every note contains."""
    notes: tuple[tuple[str, str], ...]
    """Kind and pattern; the first that fits counts."""
    stamp_words: Words
    """One of them is in every line that only says when a page was published or how long it takes to read."""
    stamp_fillers: Words
    """What else stands in such a line, beside digits, months and weekdays."""
    trades: Words = frozenset()
    """What writers are called in a byline, in small letters: "staff writer"."""

    misspelt: Words = frozenset()
    """Common wrong spellings."""
    real_words: Words = frozenset()
    """Words that one doubled letter or one exchange of letters makes other words: "filed", "trial"."""
    variants: tuple[tuple[str, str], ...] = ()
    """Parts of words that differ between the spellings of one language."""
    unspellable: str | None = None
    """What no word of the language contains."""

    known: Words = field(init=False)
    """Words to recognise the language by."""
    date_words: Words = field(init=False)
    """Words that dates and numbers are made of: the cheap question before looking for one."""
    claim_stems: Words = field(init=False)
    """The first letters of words of doubt and denial: the cheap question before looking for one."""

    def __post_init__(self) -> None:
        lists = (self.numbers, self.scales, self.crowds, self.ordinals, self.months, self.weekdays, self.moments)
        parts = frozenset(part for words in lists for word in words for part in word.split("-"))
        object.__setattr__(self, "date_words", parts | self.percent | frozenset(self.currencies) | {"p", "pm", "am"})
        told_by = (self.pronouns, self.stamp_words, self.numbers, self.months, self.weekdays, self.speech)
        object.__setattr__(self, "known", self.common.union(*told_by))
        claims = (*self.hedges, *self.weak_hedges, *self.about, *self.negations)
        stems = (match[:STEM] for claim in claims for match in self._telling(claim))
        object.__setattr__(self, "claim_stems", frozenset(stems))

    def _telling(self, pattern: str) -> list[str]:
        """The words of a pattern one of which must have changed: the rarer ones where there are any."""
        words: list[str] = re.findall(r"[^\W_]{2,}", re.sub(r"\(\?!.*?\)", "", pattern))
        return [word for word in words if word not in self.common] or words


def word_set(words: str) -> Words:
    """Words parted by white space."""
    return frozenset(words.split())


def count(words: str, start: int = 1, step: int = 1) -> dict[str, int]:
    """Words and their values from `start`; other forms of a word are joined to it by a stroke."""
    return {word: start + step * n for n, group in enumerate(words.split()) for word in group.split("/")}


def word_map(pairs: str) -> dict[str, str]:
    """Words and what they stand for: `dollar/dollars=$ euro=€`."""
    found = {}
    for pair in pairs.split():
        words, _, value = pair.partition("=")
        found.update(dict.fromkeys(words.split("/"), value))
    return found


def value_map(pairs: str) -> dict[str, int]:
    """Words and their values: `million/millions=1000000`."""
    return {word: int(value) for word, value in word_map(pairs).items()}


def forms(verbs: str) -> dict[str, str]:
    """Forms of verbs, joined by strokes, and the first form of each."""
    return {form: verb.split("/")[0] for verb in verbs.split() for form in verb.split("/")}


def patterns(text: str) -> tuple[str, ...]:
    """Patterns parted by a comma and white space."""
    return tuple(re.split(r",\s+", text.strip()))


def note_patterns(text: str) -> tuple[tuple[str, str], ...]:
    """One `kind: pattern` a line, the short cuts in braces written out."""
    lines = [line.strip().partition(": ") for line in text.strip().splitlines()]
    return tuple((kind, pattern) for kind, _, pattern in lines)


NOTE_HEAD: Final = r"(?:\s?[:(–—]|\s?-\D|,?\s[^:.]{0,12}\d(?:[^:]|:\d){0,24}:(?!\d)|\s?[.]?$)"
"""What follows the name of a note at its start: "Correction:", "CORRECTION (Jan. 8):", "Update, 8 January:"."""
