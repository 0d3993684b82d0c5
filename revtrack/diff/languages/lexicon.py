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
    "COUNT",
    "NETWORKS",
    "NETWORK_LIST",
    "ZONES",
    "Lexicon",
    "Notes",
    "count",
    "forms",
    "line_patterns",
    "needed_words",
    "negated",
    "patterns",
    "value_map",
    "word_map",
    "word_set",
]

WordSet = frozenset[str]
Values = Mapping[str, int]

SHORT: Final = 2
"""Letters of a word that stands everywhere, such as "to" and "as"."""
PREFIX: Final = 2
"""Letters by which a word may be known as an opposite; no negating prefix has fewer."""
STEM: Final = 4
"""Letters of a word that a prefix may make its opposite, at least: "safe", but not "til"; our judgement."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Notes:
    """How notes to readers are worded in one language."""

    words: WordSet
    """One of them is in every note."""
    heads: WordSet
    """What notes begin with that a pattern with "^" fits."""
    vague: WordSet = frozenset()
    """Those of them that much begins with: one of `subjects` must be there too."""
    subjects: WordSet
    """One of them is in every other note."""
    patterns: tuple[tuple[str, str], ...]
    """Kind and pattern; the first that fits counts."""
    beginnings: tuple[str, ...] = ()
    """What several patterns begin with, sought before any of them."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lexicon:
    """The words of one language, all in lower case."""

    language: str
    decimal: Literal[".", ","]
    common: WordSet
    """The commonest words, which are never names."""
    articles: WordSet
    pronouns: WordSet

    numbers: Values
    """Below a hundred, and words that are used whole."""
    scales: Values
    """What multiplies the number before it."""
    crowds: Values
    """Loose amounts such as "dozens"."""
    ordinals: Values
    weak_numbers: WordSet
    """Articles and the like: numbers only where the other version has a number in the same place."""
    nobody: WordSet = frozenset()
    """What makes a "one" behind it somebody: "no one"."""
    fractions: Values = field(default_factory=dict)
    """Parts of a whole, behind how many there are of them: "two thirds"; those of two also by themselves."""
    halves: WordSet = frozenset()
    """Half of the scale beside it, or of one behind "and": "half a million", "two and a half"."""
    mixed: Values = field(default_factory=dict)
    """Words for a number and a half, and that number."""
    joiner: str
    """ "And" inside a number."""
    percent: WordSet
    currencies: Mapping[str, str]

    months: Values
    loose_months: WordSet = frozenset()
    """Months only beside a day or a year, or behind a word that months stand behind."""
    month_heads: WordSet = frozenset()
    """Such words: "in May"."""
    day_heads: WordSet = frozenset()
    """Words that a day and a month in figures stand behind: "on 3/4"."""
    weekdays: Values
    moments: Mapping[str, str]
    """Days seen from today, and hours with a name."""
    durations: Mapping[str, str]
    """Units of time, and what all forms of one share."""
    capital_dates: bool = False
    """Months and weekdays are written with a capital."""
    dotted_days: bool = False
    """Day and month in figures have a full stop each: "24.12."."""
    capital_nouns: bool = False
    """A capital letter does not tell a name."""

    hedges: tuple[str, ...]
    """Doubt, wherever it stands."""
    weak_hedges: tuple[str, ...]
    """Doubt where it alone came or went."""
    hedge_nouns: WordSet = frozenset()
    """Those of them that are nouns with a capital inside a sentence: "das Soll"."""
    about: tuple[str, ...]
    """Doubt right before a number."""
    roughly: WordSet = frozenset()
    """Those of them that say the same: "about", "around"."""
    negations: tuple[str, ...]
    negating_prefixes: tuple[str, ...] = ()
    """What makes most words their opposite: "lawful", "unlawful"."""
    unopposed: WordSet = frozenset()
    """Words of which such a prefix makes no opposite: "less", "unless"."""
    opposites: Mapping[str, str] = field(default_factory=dict)
    """Other opposites: "illegal", "legal"."""
    speech: Mapping[str, str]
    """Forms of verbs of speech and their verb."""
    weak_speech: WordSet = frozenset()
    """Verbs that are often none of speech."""
    closing_speech: WordSet = frozenset()
    """Those of them that are of speech where they close a sentence behind a comma."""
    source_links: Mapping[str, WordSet] = field(default_factory=dict)
    """Words inside the name of a speaker, and those they stand behind there: "people briefed on the matter"."""
    sources: Mapping[str, str]
    """First word of "according to", and the second one, empty where there is none."""
    led_by: Mapping[str, WordSet] = field(default_factory=dict)
    """Such words that name a source only near one of others: "nach Angaben", but not "keine Angaben"."""
    auxiliaries: WordSet = frozenset()
    """Right before a verb of speech they make it a passive or an infinitive, which has no speaker."""
    titles: WordSet
    """Words in front of a name that say no more about who it is."""
    qualifiers: WordSet = frozenset()
    """Adjectives in front of a title or a nationality, which a capital makes no name: "Senior", "Former"."""
    quarters: WordSet = frozenset()
    """In front of the name of a place they make it that of another one: "South", "New"."""
    owners: WordSet = frozenset()
    """Who, at the start of a sentence, is no name in spite of the ending that tells an owner: "Women's". Where there
    are none, no ending does."""

    notes: Notes
    """How notes to readers are worded."""
    stamp_words: WordSet
    """One of them is in every line that only says when a page was published or how long it takes to read."""
    stamp_fillers: WordSet
    """What else stands in such a line, beside digits, months and weekdays."""
    furniture_words: WordSet
    """One of them, or ©, is in every line of page furniture."""
    furniture: tuple[tuple[str, str], ...]
    """Kind and pattern of whole lines that are page furniture; they hold no figures but the years of a copyright, those
    of the kind `counted` apart: what they count, or whom they name, is no fact of the article."""
    trades: WordSet = frozenset()
    """What writers are called in a byline, in small letters: "staff writer"."""

    misspelt: WordSet = frozenset()
    """Common wrong spellings."""
    real_words: WordSet = frozenset()
    """Words that one doubled letter or one exchange of letters makes other words: "filed", "trial"."""
    variants: tuple[tuple[str, str], ...] = ()
    """Parts of words that differ between the spellings of one language."""
    unspellable: str | None = None
    """What no word of the language contains."""

    known: WordSet = field(init=False)
    """Words to recognise the language by."""
    speech_words: WordSet = field(init=False)
    """Words that tell who speaks."""
    ignored: WordSet = field(init=False)
    """Common words that say nothing about who speaks."""
    chance: WordSet = field(init=False)
    """Words that sentences about different things share by chance: such as stand in any, and when, and "she said"."""
    nameless: WordSet = field(init=False)
    """What is no part of a name, even with a capital."""
    date_words: WordSet = field(init=False)
    """Words that dates and numbers are made of: the cheap question before looking for one."""
    date_heads: WordSet = field(init=False)
    """Words a date in words begins with, or turns on."""
    number_heads: WordSet = field(init=False)
    """Words a number in words begins with."""
    hedge_words: WordSet = field(init=False)
    """Words one of which is in every phrase of plain doubt: the cheap question before looking for one."""
    certainty_words: WordSet = field(init=False)
    """The same for all doubt and denial."""
    certainty_heads: tuple[str, ...] = field(init=False)
    """How such words begin whose endings no pattern spells out."""
    negating_heads: WordSet = field(init=False)
    """The first `PREFIX` letters of opposites: the cheap question before looking for one."""
    line_words: WordSet = field(init=False)
    """Words one of which is in every note, stamp and line of furniture."""
    lone_words: WordSet = field(init=False)
    """Of a sentence that came or went whole more than that, and its quotations, is only claimed where one of these
    words is in it, one that begins as `certainty_heads` tell, or a copyright sign: the cheap question before others."""

    def __post_init__(self) -> None:
        counting = (self.numbers, self.scales, self.crowds, self.ordinals, self.fractions, self.mixed)
        lists = (*counting, self.months, self.weekdays, self.moments)
        parts = frozenset(part for words in lists for word in words for part in word.split("-"))
        others = {*self.percent, *self.currencies, *self.halves, "p", "pm", "am", "p.m", "a.m"}
        object.__setattr__(self, "date_words", parts.union(others))
        dated = (part for words in (self.weekdays, self.moments, self.months) for part in words)
        object.__setattr__(self, "date_heads", frozenset(word.split("-")[0] for word in dated))
        counted = (*counting, self.halves)
        object.__setattr__(self, "number_heads", frozenset(word for words in counted for word in words))
        told_by = (self.pronouns, self.stamp_words, self.numbers, self.months, self.weekdays, self.speech)
        object.__setattr__(self, "known", self.common.union(*told_by))
        object.__setattr__(self, "speech_words", frozenset((*self.speech, *self.sources)))
        object.__setattr__(self, "ignored", self.common - self.pronouns)
        plain_speech = (form for form, verb in self.speech.items() if verb not in self.weak_speech)
        anywhere = (self.articles, self.pronouns, self.auxiliaries, self.sources, self.weekdays, self.months)
        object.__setattr__(self, "chance", self.common.union(*anywhere, self.moments, plain_speech))
        nameless = self.common.union(self.pronouns, self.weekdays, self.months, self.qualifiers)
        if self.capital_nouns:  # which two capitals in a row then tell as little as one
            nameless = nameless.union(self.numbers, self.scales, self.crowds, self.ordinals, self.mixed, self.moments)
        object.__setattr__(self, "nameless", nameless)
        lighter = needed_words((*self.weak_hedges, *self.about, *self.negations), self.common)
        object.__setattr__(self, "hedge_words", needed_words(self.hedges, self.common))
        object.__setattr__(self, "certainty_words", self.hedge_words | lighter)
        phrases = (*self.hedges, *self.weak_hedges, *self.about, *self.negations)
        open_ended = tuple(one for one in phrases if r"\w" in one)
        object.__setattr__(self, "certainty_heads", tuple(sorted(needed_words(open_ended, self.common))))
        heads = frozenset(word[:PREFIX] for word in (*self.negating_prefixes, *self.opposites))
        object.__setattr__(self, "negating_heads", heads)
        object.__setattr__(self, "line_words", self.notes.words | self.stamp_words | self.furniture_words)
        object.__setattr__(self, "lone_words", self.line_words | self.hedge_words | self.date_heads)

    def may_doubt_or_deny(self, words: WordSet) -> bool:
        """Whether some words may belong to a phrase of doubt or denial."""
        return not self.certainty_words.isdisjoint(words) or (bool(self.certainty_heads) and self._inflected(words))

    def may_doubt(self, words: WordSet) -> bool:
        """Whether some words may belong to a phrase of plain doubt."""
        return not self.hedge_words.isdisjoint(words) or (bool(self.certainty_heads) and self._inflected(words))

    def opposite_of(self, word: str) -> str | None:
        """The word that one with a prefix denies; None where it has no such prefix."""
        if word in self.opposites:
            return self.opposites[word]
        for prefix in self.negating_prefixes:
            if word.startswith(prefix) and len(word) >= len(prefix) + STEM:
                base = word[len(prefix) :]
                return None if base in self.unopposed else base
        return None

    def _inflected(self, words: WordSet) -> bool:
        return any(word.startswith(self.certainty_heads) for word in words)


_CHUNK: Final = re.compile(r"[^\W_](?:[^\W_]|-(?=\w)|\?|\(\?:[^()]*\)|\[[^\]]*\])*")
"""A word of a pattern with what may vary in it, such as `alleged(?:ly)?` and `kein(?:e[nmrs]?)?`."""
_AROUND: Final = re.compile(r"\(\?<?[!=](?:\(\?:[^()]*\)|[^()])*\)")
"""What stands before or behind in a pattern, and is no part of what fits it."""
_PART: Final = re.compile(r"(?:\(\?:(?P<group>[^()]*)\)|\[(?P<set>[^\]]*)\]|(?P<letter>[^\W_]|-))(?P<optional>\??)")


def needed_words(phrases: tuple[str, ...], common: WordSet) -> WordSet:
    """Words one of which is in whatever fits one of the patterns: of each its rarer words, where there are any."""
    found: set[str] = set()
    for phrase in phrases:
        chunks = _CHUNK.findall(_AROUND.sub("", phrase))
        spelt = [words for chunk in chunks if (words := [word for word in _spellings(chunk) if len(word) >= SHORT])]
        long = [words for words in spelt if len(words[0]) > SHORT] or spelt[:1]
        rare = [words for words in spelt if not common.issuperset(words)] or long
        found.update(word.casefold() for words in rare for word in words)
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


def word_set(words: str) -> WordSet:
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


def negated(prefix: str, words: str) -> dict[str, str]:
    """Words with a prefix, and without."""
    return {prefix + word: word for word in words.split()}


def forms(verbs: str) -> dict[str, str]:
    """Forms of verbs, joined by strokes, and the first form of each."""
    return {form: verb.split("/")[0] for verb in verbs.split() for form in verb.split("/")}


def patterns(text: str) -> tuple[str, ...]:
    """Patterns parted by a comma and white space."""
    return tuple(re.split(r",\s+", text.strip()))


def line_patterns(text: str) -> tuple[tuple[str, str], ...]:
    """One `kind: pattern` a line; a line without a kind goes on with the one before it."""
    found: list[tuple[str, str]] = []
    for line in text.strip().splitlines():
        kind, mark, pattern = line.strip().partition(": ")
        if mark and _KIND.fullmatch(kind):
            found.append((kind, pattern))
        else:
            found[-1] = found[-1][0], found[-1][1] + line.strip()
    return tuple(found)


_KIND: Final = re.compile(r"[a-z-]+")


_YEARS: Final = r"\d{4}(?: ?[-–] ?\d{2,4})?"
COPYRIGHT: Final = rf"(?:copyright )?(?:©|\(c\)) ?(?:copyright )?{_YEARS}[^.!?\d]{{0,60}}\.?"
"""The line of a copyright, in any language."""
NETWORKS: Final = (
    r"(?:facebook|twitter|x|whatsapp|linkedin|instagram|telegram|bluesky|reddit|e-?mail"
    r"|tiktok|threads|youtube|mastodon|pinterest|messenger)"
)
"""Where pages are shared."""
NETWORK_LIST: Final = rf"{NETWORKS}(?:[ ,|/·•]+{NETWORKS}){{1,8}}"
"""Two of them and more, and nothing else."""
COUNT: Final = r"\d[\d.,]{0,8} ?[km]?"
"""How many there are of what readers did."""
ZONES: Final = word_set("gmt utc bst est edt pst pdt cet cest mez mesz aest aedt hkt sgt jst nzst nzdt")
"""Time zones: a whole date with one of them is when something was published."""
