"""What the labels know of one language, and the short notation its lists are written in.

A list names what is certain. What is often something else ("one", "may", "noted") is listed apart and counts only with
support from its surroundings. Patterns are regular expressions of whole words in lower case, without nested repeats.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Final, Literal

__all__ = [
    "COPYRIGHT",
    "NETWORKS",
    "NOTE_HEAD",
    "Lexicon",
    "count",
    "forms",
    "line_patterns",
    "patterns",
    "value_map",
    "word_map",
    "word_set",
]

Words = frozenset[str]
SHORT: Final = 2
"""Letters of a word that stands everywhere, such as "to" and "as"."""
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

    note_words: Words
    """One of them is in every note."""
    note_subjects: Words
    """One of them is in every note that does not begin with its name."""
    notes: tuple[tuple[str, str], ...]
    """Kind and pattern; the first that fits counts."""
    stamp_words: Words
    """One of them is in every line that only says when a page was published or how long it takes to read."""
    stamp_fillers: Words
    """What else stands in such a line, beside digits, months and weekdays."""
    furniture_words: Words
    """One of them, or ©, is in every line of page furniture."""
    furniture: tuple[tuple[str, str], ...]
    """Kind and pattern of whole lines that are page furniture; they hold no figures but the years of a copyright."""
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
    speech_words: Words = field(init=False)
    """Words that tell who speaks."""
    ignored: Words = field(init=False)
    """Common words that say nothing about who speaks."""
    nameless: Words = field(init=False)
    """What is no part of a name, even with a capital."""
    date_words: Words = field(init=False)
    """Words that dates and numbers are made of: the cheap question before looking for one."""
    date_heads: Words = field(init=False)
    """Words a date in words begins with, or turns on."""
    number_heads: Words = field(init=False)
    """Words a number in words begins with."""
    hedge_words: Words = field(init=False)
    """Words one of which is in every expression of plain doubt: the cheap question before looking for one."""
    claim_words: Words = field(init=False)
    """The same for all doubt and denial."""
    claim_heads: tuple[str, ...] = field(init=False)
    """How such words begin whose endings no pattern spells out."""
    line_words: Words = field(init=False)
    """Words one of which is in every note, stamp and line of furniture."""
    lone_words: Words = field(init=False)
    """Words one of which is in every line of which anything but quotations is claimed where it came or went whole, but
    for a copyright, and for doubt that `claim_heads` tell: the cheap question before any other."""

    def __post_init__(self) -> None:
        lists = (self.numbers, self.scales, self.crowds, self.ordinals, self.months, self.weekdays, self.moments)
        parts = frozenset(part for words in lists for word in words for part in word.split("-"))
        object.__setattr__(self, "date_words", parts | self.percent | frozenset(self.currencies) | {"p", "pm", "am"})
        dated = (part for words in (self.weekdays, self.moments, self.months) for part in words)
        object.__setattr__(self, "date_heads", frozenset(word.split("-")[0] for word in dated))
        counted = (self.numbers, self.scales, self.crowds, self.ordinals)
        object.__setattr__(self, "number_heads", frozenset(word for words in counted for word in words))
        told_by = (self.pronouns, self.stamp_words, self.numbers, self.months, self.weekdays, self.speech)
        object.__setattr__(self, "known", self.common.union(*told_by))
        object.__setattr__(self, "speech_words", frozenset((*self.speech, *self.sources)))
        object.__setattr__(self, "ignored", self.common - self.pronouns)
        others = (self.pronouns, self.weekdays, self.months, self.qualifiers)
        object.__setattr__(self, "nameless", self.common.union(*others))
        lighter = _needed((*self.weak_hedges, *self.about, *self.negations), self.common)
        object.__setattr__(self, "hedge_words", _needed(self.hedges, self.common))
        object.__setattr__(self, "claim_words", self.hedge_words | lighter)
        claims = (*self.hedges, *self.weak_hedges, *self.about, *self.negations)
        open_ended = tuple(claim for claim in claims if r"\w" in claim)
        object.__setattr__(self, "claim_heads", tuple(sorted(_needed(open_ended, self.common))))
        object.__setattr__(self, "line_words", self.note_words | self.stamp_words | self.furniture_words)
        object.__setattr__(self, "lone_words", self.line_words | self.hedge_words | self.date_heads)

    def may_claim(self, words: Words) -> bool:
        """Whether some words may belong to an expression of doubt or denial."""
        return not self.claim_words.isdisjoint(words) or (bool(self.claim_heads) and self._inflected(words))

    def may_doubt(self, words: Words) -> bool:
        """Whether some words may belong to an expression of plain doubt."""
        return not self.hedge_words.isdisjoint(words) or (bool(self.claim_heads) and self._inflected(words))

    def _inflected(self, words: Words) -> bool:
        return any(word.startswith(self.claim_heads) for word in words)


_CHUNK: Final = re.compile(r"[^\W_](?:[^\W_]|\?|\(\?:[^()]*\)|\[[^\]]*\])*")
"""A word of a pattern with what may vary in it, such as `alleged(?:ly)?` and `kein(?:e[nmrs]?)?`."""
_PART: Final = re.compile(r"(?:\(\?:(?P<group>[^()]*)\)|\[(?P<set>[^\]]*)\]|(?P<letter>[^\W_]))(?P<optional>\??)")


def _needed(claims: tuple[str, ...], common: Words) -> Words:
    """Words one of which is in whatever fits one of the patterns: of each its rarer words, where there are any."""
    found: set[str] = set()
    for claim in claims:
        chunks = _CHUNK.findall(re.sub(r"\(\?!.*?\)", "", claim))
        spelt = [words for chunk in chunks if (words := [word for word in _spellings(chunk) if len(word) >= SHORT])]
        long = [words for words in spelt if len(words[0]) > SHORT] or spelt[:1]
        rare = [words for words in spelt if not common.issuperset(words)] or long
        found.update(word for words in rare for word in words)
    return frozenset(found)


def _spellings(chunk: str) -> list[str]:
    """All words a chunk of a pattern stands for."""
    choices = []
    for part in _PART.finditer(chunk):
        if part["group"] is not None:
            choice = [word for one in part["group"].split("|") for word in _spellings(one)]
        else:
            choice = list(part["set"] or part["letter"])
        choices.append([*choice, ""] if part["optional"] else choice)
    return ["".join(letters) for letters in product(*choices)]


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


def line_patterns(text: str) -> tuple[tuple[str, str], ...]:
    """One `kind: pattern` a line, the short cuts in braces written out."""
    lines = [line.strip().partition(": ") for line in text.strip().splitlines()]
    return tuple((kind, pattern) for kind, _, pattern in lines)


NOTE_HEAD: Final = r"(?:\s?[:(–—]|\s?-\D|,?\s[^:.]{0,12}\d(?:[^:]|:\d){0,24}:(?!\d)|\s?[.]?$)"
"""What follows the name of a note at its start: "Correction:", "CORRECTION (Jan. 8):", "Update, 8 January:"."""

_YEARS: Final = r"\d{4}(?: ?[-–] ?\d{2,4})?"
COPYRIGHT: Final = rf"(?:copyright )?(?:©|\(c\)) ?(?:copyright )?{_YEARS}[^.!?\d]{{0,60}}\.?"
"""The line of a copyright, in any language."""
NETWORKS: Final = r"(?:facebook|twitter|x|whatsapp|linkedin|instagram|telegram|bluesky|reddit|e-?mail)"
"""Where pages are shared."""
