"""Lines that speak of the page: notes to readers, stamps that say when, and furniture.

    Correction: the fine was $5 million.               note_in      (correction)
    By Jane Doe · Updated 3 hours ago                  stamps_in    "Updated 3 hours ago"
    Sign up for our daily newsletter.                  furniture_in (newsletter)

Each question begins with a cheap one on the words of the text: most texts hold none that such a line needs.
"""

import re
from collections.abc import Collection, Iterable
from collections.abc import Set as AbstractSet
from functools import cache
from typing import Final

from revtrack.diff.labels.mentions import Mention
from revtrack.diff.languages.lexicon import ZONES, Lexicon, Notes
from revtrack.diff.languages.words import may_fit

__all__ = ["COUNTED", "LONGEST_COUNTED", "agency_line", "furniture_in", "is_stamp", "note_in", "stamps_in"]

# ------------------------------------------------------------------------------------------------------------ notes


def note_in(text: str, lexicon: Lexicon | None, words: Collection[str]) -> Mention | None:
    """The note to readers a text holds, its atom being the kind: correction, clarification, retraction, editors-note,
    amended or update; None where it holds none.

    Args:
        text: of one side.
        lexicon: of its language.
        words: of the text at least, in lower case.
    """
    if lexicon is None:
        return None
    hits = lexicon.notes.words.intersection(words)
    if not hits:
        return None
    found = _FIRST_WORD.match(text)
    first = found[1].casefold() if found else ""
    named = first in lexicon.notes.heads
    inside = not lexicon.notes.subjects.isdisjoint(words)
    if not inside and (not named or first in lexicon.notes.vague):
        return None
    begun: dict[str, bool] = {}
    lower = text.lower()
    rows, by_word = _note_patterns(lexicon.notes)
    for number in sorted({number for word in hits for number in by_word[word]}):
        kind, pattern, beginning, opening = rows[number]
        if not (named and first.startswith(opening) if pattern[0] == "^" else inside) or not may_fit(pattern, lower):
            continue
        if beginning and beginning not in begun:
            begun[beginning] = _line_pattern(beginning).search(text) is not None
        if not begun.get(beginning, True):
            continue
        if match := _line_pattern(pattern).search(text):
            told = match[0].strip().lstrip(_BEFORE)
            start = text.index(told, match.start())
            return Mention("note", (kind,), told, start, start + len(told))
    return None


_FIRST_WORD: Final = re.compile(r"\W{0,3}(\w+)")
_BEFORE: Final = " .;:"
"""Of the sentence before a note, which a pattern may begin with."""


_LITERAL: Final = re.compile(r"(?<!\\)([^\W\d_]+)([^\W\d_])(\??)")
"""Letters that stand in a pattern for themselves, the last of them perhaps optional."""
_SHORTEST: Final = 2
"""Letters of the beginning of a word that a pattern may spell apart from its ending: "mis(?:stated|quoted)"."""


_OPENING: Final = re.compile(r"\^(?:(?:\[[^\]]*\]|\\W)\{0,3\})?([^\W\d_]+)(\??)")
"""The letters a pattern with "^" begins with, the last of them perhaps optional."""


@cache
def _note_patterns(notes: Notes) -> tuple[list[tuple[str, str, str, str]], dict[str, list[int]]]:
    """Rows, and the numbers of those a word may belong to. A row: kind, pattern, the expression that several patterns
    begin with, and how the first word of what fits one with "^" begins; both empty where that is open.

    Making all expressions takes as long as the labels of two thousand sentences; most texts need none of them.
    """
    rows = []
    for kind, pattern in notes.patterns:
        beginning = next((one for one in notes.beginnings if pattern.startswith(one)), "")
        opened = _OPENING.match(pattern)
        opening = opened[1][: -1 if opened[2] else None].casefold() if opened else ""
        rows.append((kind, pattern, beginning, opening))
    return rows, _by_word(notes.patterns, notes.words)


def _by_word(patterns: Iterable[tuple[str, str]], words: frozenset[str]) -> dict[str, list[int]]:
    """For each word the numbers of the patterns that may need it, a few more perhaps.

    Args:
        patterns: with their kinds.
        words: one of which is in whatever fits any of them.
    """
    begun: dict[str, list[str]] = {}
    for word in words:
        for end in range(_SHORTEST, len(word) + 1):
            begun.setdefault(word[:end], []).append(word)
    found: dict[str, list[int]] = {word: [] for word in words}
    for number, (_, pattern) in enumerate(patterns):
        spellings = {pattern.lower(), pattern.lower().replace("-?", "")}
        parts = [part for spelt in spellings for part in _LITERAL.findall(spelt)]
        literal = {start if maybe else start + last for start, last, maybe in parts}
        needed = {word for part in literal for word in begun.get(part, ())}
        for word in needed or words:
            found[word].append(number)
    return found


@cache
def _line_pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


# -------------------------------------------------------------------------------------------------------- furniture

LONGEST_FURNITURE: Final = 160
"""Characters of a line of furniture, at most; a longer one says more. Our judgement."""
COUNTED: Final = "counted"
"""The kind of line whose figures and names are no facts of the article: "342 comments"."""
LONGEST_COUNTED: Final = 80
"""Characters of such a line, at most."""


def furniture_in(text: str, lexicon: Lexicon | None, words: AbstractSet[str]) -> Mention | None:
    """The whole text where it is page furniture that was not set aside, its atom being the kind; else None.

    Args:
        text: of one side.
        lexicon: of its language.
        words: of the text at least, in lower case.
    """
    if lexicon is None or len(text) > LONGEST_FURNITURE:
        return None
    if lexicon.furniture_words.isdisjoint(words) and "©" not in text:
        return None
    rows, by_word = lexicon.furniture, _furniture_by_word(lexicon)
    numbers = {number for word in lexicon.furniture_words.intersection(words) for number in by_word[word]}
    lower = text.lower()
    if "©" in text or "(c)" in lower:
        numbers.update(number for number, (_, pattern) in enumerate(rows) if "©" in pattern)
    for number in sorted(numbers):
        kind, pattern = rows[number]
        if may_fit(pattern, lower) and _line_pattern(pattern).fullmatch(text):
            return Mention("boilerplate", (kind,), text, 0, len(text))
    return None


@cache
def _furniture_by_word(lexicon: Lexicon) -> dict[str, list[int]]:
    """For each word the numbers of the patterns that may need it: one expression for all of them takes as long to make
    as the labels of two hundred sentences, and most texts need few.
    """
    return _by_word(lexicon.furniture, lexicon.furniture_words)


# ----------------------------------------------------------------------------------------------------------- stamps

_SPANS_OF_TIME: Final = frozenset(
    "min minute minutes minuten stunde stunden tag tagen std heure heures jour jours".split()  # noqa: SIM905
)
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
_CLOCK: Final = re.compile(r"\b\d{1,2}(?:[:.h]\d\d\b| ?[ap]\.?m\b)|\b\d{4} (?=gmt|utc)", re.IGNORECASE)
LONGEST_STAMP: Final = 120
"""Letters of a line that only says when it was published, at most; our judgement."""
_STAMP_ATOM: Final = re.compile(r"[^\W\d_]+|\d+")
_STAMP_BREAK: Final = re.compile(r"[,;:·•|/()\[\]\n–—]|\s-\s")
"""What may part a stamp from a name beside it."""
_PROSE_END: Final = re.compile(
    r"[.!?…](?<!\ba\.m.)(?<!\bp\.m.)(?<!\bam.)(?<!\bpm.)[”\"’')]*\s*$",  # sought by its mark, as in mentions
    re.IGNORECASE,
)


def is_stamp(text: str, lexicon: Lexicon | None, words: AbstractSet[str]) -> bool:
    """True for a line that says nothing but when a page was published or how long it takes to read.

    A date alone is none: it may be an entry of a calendar. A year with a clock and a time zone is no such entry.

    Args:
        text: of one side.
        lexicon: of its language.
        words: of the text at least, in lower case.
    """
    if lexicon is None or lexicon.stamp_words.isdisjoint(words) or len(text) > LONGEST_STAMP:
        return False
    atoms = {atom for atom in _STAMP_ATOM.findall(text.casefold()) if not atom.isnumeric()}
    if lexicon.stamp_words.isdisjoint(atoms) or not atoms <= _stamp_words(lexicon):
        return False
    return not _sure_stamps(lexicon).isdisjoint(atoms) or _is_moment(text, atoms)


def _is_moment(text: str, atoms: AbstractSet[str]) -> bool:
    """What a line amounts to whose only words of a stamp also say other things: so long ago, so long to read, or a
    moment with its year and time zone.
    """
    if not atoms.isdisjoint(("vor", "il", "reading")):
        return not atoms.isdisjoint(_SPANS_OF_TIME) and any(map(str.isdigit, text))
    return _YEAR.search(text) is not None and _CLOCK.search(text) is not None


@cache
def _sure_stamps(lexicon: Lexicon) -> frozenset[str]:
    return lexicon.stamp_words - ZONES - {"vor", "il", "reading"}


@cache
def _stamp_words(lexicon: Lexicon) -> frozenset[str]:
    return lexicon.stamp_words.union(lexicon.stamp_fillers, lexicon.months, lexicon.weekdays)


_NAME: Final = r"[A-ZÀ-Þ][\w'’./-]*"
_AGENCIES: Final = (
    r"(?:Thomson )?Reuters[\w ]{0,20}|AP|AFP|dpa|DPA|EFE|ANSA|Xinhua|UPI|Bloomberg|PA|PTI|ANI|IANS|TASS|Interfax|Kyodo"
    r"|Jiji|Yonhap|Lusa|Belga|ANP|APA|SDA|ATS|epd|KNA|sid|SID|ots|Europa Press|Folhapress|Agência Brasil"
)
_AGENCY: Final = re.compile(
    rf"\W{{0,3}}{_NAME}(?:,? (?:{_NAME}|d[aeiou]s?|la)){{0,5}}"  # a month in front of the day is like a name
    rf"(?:,? (?:(?:[^\W\d_]{{3,9}}\.? )?\d{{1,2}}|\d{{1,2}}\.?(?: de)? [^\W\d_]{{3,10}}\.?))?"
    rf" \((?:{_AGENCIES})\)\.? ?[-–—:]"
)
"""The place, the day and the agency at the beginning of a report: "LONDON, March 3 (Reuters) -"."""


def agency_line(text: str) -> int:
    """Where the place, the day and the agency end that a report begins with; 0 where it begins otherwise."""
    found = _AGENCY.match(text)
    return found.end() if found else 0


def stamps_in(text: str, lexicon: Lexicon | None) -> tuple[Mention, ...]:
    """The stamps in a byline such as "By Jane Doe, staff writer · Published 2 hours ago"; none in running text.

    Marks, or a capital as in "Jane Doe Updated 3 hours ago", part such a line; parts in a row that say nothing but when
    are a stamp. What is left must be names, trades and common words, and end without a full stop.
    """
    if lexicon is None or len(text) > LONGEST_STAMP or _PROSE_END.search(text):
        return ()
    known = _stamp_words(lexicon)
    found = []
    group: list[re.Match[str]] = []
    for part in _stamp_parts(text, lexicon):
        if all(atom[0].isnumeric() or atom[0].casefold() in known for atom in part):
            group += part
            continue
        if not all(_in_byline(atom[0], lexicon) for atom in part):
            return ()
        found.append(group)
        group = []
    found.append(group)
    stamps = [one for one in found if any(_is_stamp_word(atom, lexicon) for atom in one)]
    return tuple(_stamp(text, one[0].start(), one[-1].end()) for one in stamps)


def _stamp(text: str, start: int, end: int) -> Mention:
    """The stamp between two offsets, with the full stop of "p.m." behind it."""
    end += text.startswith(".", end)
    return Mention("dateline", (text[start:end],), text[start:end], start, end)


def _stamp_parts(text: str, lexicon: Lexicon) -> list[list[re.Match[str]]]:
    """The words and numbers of a byline, by the parts it falls into."""
    parts: list[list[re.Match[str]]] = []
    end = 0
    for atom in _STAMP_ATOM.finditer(text):
        begins = _is_stamp_word(atom, lexicon) and atom[0][0].isupper()
        if not parts or begins or _STAMP_BREAK.search(text, end, atom.start()):
            parts.append([])
        parts[-1].append(atom)
        end = atom.end()
    return parts


def _is_stamp_word(atom: re.Match[str], lexicon: Lexicon) -> bool:
    return atom[0].casefold() in _sure_stamps(lexicon)


def _in_byline(word: str, lexicon: Lexicon) -> bool:
    return word[0].isupper() or word.isnumeric() or word in lexicon.common or word in lexicon.trades
