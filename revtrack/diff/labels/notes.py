"""Lines that speak of the page: notes to readers, stamps that say when, and furniture.

    Correction: the fine was $5 million.               note_in      (correction)
    By Jane Doe · Updated 3 hours ago                  stamps_in    "Updated 3 hours ago"
    Sign up for our daily newsletter.                  furniture_in (newsletter)

Each question begins with a cheap one on the words of the text: most texts hold none that such a line needs.
"""

import re
from collections.abc import Set as AbstractSet
from functools import cache
from typing import Final

from revtrack.diff.labels.lexicon import Lexicon
from revtrack.diff.labels.mentions import Mention

__all__ = ["furniture_in", "is_stamp", "note_in", "stamps_in"]

# ------------------------------------------------------------------------------------------------------------ notes


def note_in(text: str, lexicon: Lexicon | None, words: AbstractSet[str]) -> Mention | None:
    """The note to readers a text holds, its atom being the kind: correction, clarification, retraction, editors-note,
    amended or update; None where it holds none.

    Args:
        text: of one side.
        lexicon: of its language.
        words: of the text at least, in lower case.
    """
    if lexicon is None or lexicon.note_words.isdisjoint(words):
        return None
    first = _FIRST_WORD.match(text)
    named = first is not None and first[1].casefold() in lexicon.note_words
    inside = not lexicon.note_subjects.isdisjoint(words)
    if not (named or inside):
        return None
    for kind, pattern in lexicon.notes:
        if not (named if pattern.startswith("^") else inside):
            continue
        if match := _line_pattern(pattern).search(text):
            told = match[0].strip()
            start = text.index(told, match.start())
            return Mention("note", (kind,), told, start, start + len(told))
    return None


_FIRST_WORD: Final = re.compile(r"\W{0,3}(\w+)")


@cache
def _line_pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


# -------------------------------------------------------------------------------------------------------- furniture

LONGEST_FURNITURE: Final = 160
"""Characters of a line of furniture, at most; a longer one says more. Our judgement."""


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
    for kind, pattern in lexicon.furniture:
        if _line_pattern(pattern).fullmatch(text):
            return Mention("boilerplate", (kind,), text, 0, len(text))
    return None


# ----------------------------------------------------------------------------------------------------------- stamps

LONGEST_STAMP: Final = 120
"""Letters of a line that only says when it was published, at most; our judgement."""
_STAMP_ATOM: Final = re.compile(r"[^\W\d_]+|\d+")
_STAMP_BREAK: Final = re.compile(r"[,;:·•|/()\[\]\n–—]|\s-\s")
"""What may part a stamp from a name beside it."""
_PROSE_END: Final = re.compile(r"(?<!\ba\.m)(?<!\bp\.m)(?<!\bam)(?<!\bpm)[.!?…][”\"’')]*\s*$", re.IGNORECASE)


def is_stamp(text: str, lexicon: Lexicon | None, words: AbstractSet[str]) -> bool:
    """True for a line that says nothing but when a page was published or how long it takes to read.

    A date alone is none: it may be an entry of a calendar.

    Args:
        text: of one side.
        lexicon: of its language.
        words: of the text at least, in lower case.
    """
    if lexicon is None or lexicon.stamp_words.isdisjoint(words) or len(text) > LONGEST_STAMP:
        return False
    atoms = {atom for atom in _STAMP_ATOM.findall(text.casefold()) if not atom.isnumeric()}
    return not lexicon.stamp_words.isdisjoint(atoms) and atoms <= _stamp_words(lexicon)


@cache
def _stamp_words(lexicon: Lexicon) -> frozenset[str]:
    return lexicon.stamp_words.union(lexicon.stamp_fillers, lexicon.months, lexicon.weekdays)


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
    return atom[0].casefold() in lexicon.stamp_words


def _in_byline(word: str, lexicon: Lexicon) -> bool:
    return word[0].isupper() or word.isnumeric() or word in lexicon.common or word in lexicon.trades
