"""What a publisher's note on a change says, and whether our labels say the same.

    "Added a clinic in Porto and corrected the fee."      added (clinic, porto), number ()
    "Deadline moved from 3 May to 10 May."                date

What a note names is told by its own text alone, by the rule below: it was written down from the notes before any label
was looked at, and does not change with what the labels say. Many notes speak of what no text shows (a link, a picture,
a file): they count like all others, and are listed with a class of their own.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from revtrack.model import Change, Comparison

__all__ = ["Kind", "Miss", "Named", "answers", "judged", "named", "shares"]


class Kind(StrEnum):
    """What a note can name."""

    NUMBER = "number"
    DATE = "date"
    ADDED = "added"
    REMOVED = "removed"


class Miss(StrEnum):
    """Why our labels do not say what a note says."""

    ELSEWHERE = "no word of it came or went"
    """What the note names is in neither text, or stands unchanged: a link, a picture, a file, an older edit."""
    WHOLE_SENTENCE = "came or went with a whole sentence"
    """The figure or date stands in a sentence that is labelled added or removed; of such no figure has a label."""
    EDITED = "told as an edit"
    """Its words came or went, inside a sentence that is labelled otherwise."""
    UNTOLD = "something changed, nothing of this kind"
    """The note names no words to look for."""


_MONTHS = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|march|april|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?"
    r"|dec(?:ember)?|(?<=\d )may|(?<=th )may|may(?= \d))"
)
RULE: Final[Mapping[Kind, re.Pattern[str]]] = {
    Kind.NUMBER: re.compile(
        r"\b(?:figures?|numbers?|statistics?|percentages?|amounts?|totals?|rates?|prices?|fees?|costs?|thresholds?)\b"
        r"|\d\s?%|[£$€]\s?\d|\bfrom \d[\d.,]* to \d"
    ),
    Kind.DATE: re.compile(
        rf"\b(?:dates?|deadlines?|postponed|rescheduled|{_MONTHS}|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
        r"|\b\d{1,2}(?:[:.]\d\d)?\s?(?:am|pm)\b"
    ),
    Kind.ADDED: re.compile(
        r"\b(?:add(?:s|ed|ing)?|insert(?:s|ed|ing)?|includ(?:e|es|ed|ing)|inclusion|new|uploaded|attached)\b"
    ),
    Kind.REMOVED: re.compile(r"\b(?:remov(?:e|es|ed|ing|al)|delet(?:e|es|ed|ing|ion)|withdrawn|taken (?:out|down))\b"),
}
"""What makes a note name each kind, in small letters. "First published." names none."""

FIRST: Final = "first published"
"""How a note begins that speaks of no earlier text."""

_WORD: Final = re.compile(r"[^\W\d_]{3,}|\d[\d.,]*\d|\d")
_SAYS_NOTHING: Final = frozenset(
    {
        *("the", "and", "for", "with", "from", "that", "this", "our", "has", "have", "had", "been", "are", "was"),
        *("were", "will", "page", "text", "article", "news", "story", "body", "title", "paragraph", "section"),
        *("sentence", "line", "point", "list", "note", "notes", "information", "info", "details", "detail"),
        *("further", "latest", "more", "some", "update", "updated", "updates", "updating", "added", "adding"),
        *("add", "adds", "new", "insert", "inserted", "inserting", "include", "includes", "included", "including"),
        *("inclusion", "uploaded", "attached", "remove", "removed", "removing", "removes", "removal", "delete"),
        *("deleted", "deletion", "deletes", "withdrawn", "taken", "out", "down", "changed", "change", "changes"),
        *("changing", "edited", "edit", "edits", "amended", "amend", "amendment", "corrected", "correct"),
        *("correction", "show", "reflect", "also", "now", "about", "into", "its", "their", "upcoming"),
        *("additional", "content", "item", "items"),
    }
)
"""Words of notes that name nothing one could look for."""
_FACT: Final = re.compile(rf"{_MONTHS}|(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d[\d.,]*\d")
_NUMBER: Final = re.compile(r"(?<=[£$€])\d[\d.,]*\d|(?<=[£$€])\d|\d[\d.,]*(?=\s?%)|(?<=\bfrom )\d[\d.,]*(?= to \d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """One kind of thing a note names."""

    kind: Kind
    words: frozenset[str] = field(repr=False)
    """The words of the note that could stand in the text, in small letters."""
    numbers: frozenset[str] = field(repr=False)
    """The figures that are money, shares, or "from" one "to" another."""
    facts: frozenset[str] = field(repr=False)
    """Of `words` the months, weekdays, and figures of two digits or more."""


def named(note: str) -> tuple[Named, ...]:
    """What a note names, by `RULE`; nothing where it speaks of no change or names none of the kinds."""
    folded = note.casefold()
    if folded.startswith(FIRST):
        return ()
    words = frozenset(_WORD.findall(folded)) - _SAYS_NOTHING
    numbers = frozenset(number.replace(",", "") for number in _NUMBER.findall(folded))
    return tuple(
        Named(
            kind=kind,
            words=words,
            numbers=numbers if kind is Kind.NUMBER else frozenset(),
            facts=frozenset(_FACT.findall(folded)) & words if kind in {Kind.NUMBER, Kind.DATE} else frozenset(),
        )
        for kind, pattern in RULE.items()
        if pattern.search(folded)
    )


def judged(one: Named, comparison: Comparison) -> Miss | None:
    """None where our labels say what the note says, else why not.

    A number or a date: a label of that term, of the named figure where one is named. Something added or removed: a
    Change with that label, or added or removed text that holds a word of the note.
    """
    if _told(one, comparison):
        return None
    whole = _marked((change for change in comparison.changes if not (change.old and change.new)), "+-")
    if not one.facts.isdisjoint(whole):
        return Miss.WHOLE_SENTENCE
    if not one.words:
        return Miss.UNTOLD
    return Miss.ELSEWHERE if one.words.isdisjoint(_marked(comparison.changes, "+-")) else Miss.EDITED


def _told(one: Named, comparison: Comparison) -> bool:
    labels = [label for change in comparison.changes for label in change.labels]
    labels += [label for change in comparison.fields for label in change.labels]
    terms = {label.term for label in labels}
    if one.kind is Kind.DATE:
        return "date" in terms
    if one.kind is Kind.NUMBER:
        values = {value for label in labels if label.term == "number" for value in (label.old_value, label.new_value)}
        return "number" in terms and (not one.numbers or not one.numbers.isdisjoint(values))
    sign = "+" if one.kind is Kind.ADDED else "-"
    return one.kind.value in terms or not one.words.isdisjoint(_marked(comparison.changes, sign))


def _marked(changes: Iterable[Change], signs: str) -> set[str]:
    """The words that came or went."""
    return {
        word
        for change in changes
        for span in change.spans
        if span.sign in signs
        for word in _WORD.findall(span.text.casefold())
    }


def answers(pairs: Iterable[tuple[str, str, Comparison]]) -> Iterator[tuple[str, Named, Miss | None]]:
    """For each thing a note names the id of its pair, what it is, and why our labels do not say it, or None.

    Args:
        pairs: id, note, and what differs, of each pair of versions.
    """
    for name, note, comparison in pairs:
        for one in named(note):
            yield name, one, judged(one, comparison)


def shares(found: Iterable[tuple[str, Named, Miss | None]]) -> dict[Kind, tuple[int, int, int]]:
    """For each kind: how many were labelled, how many of the others stand in a sentence that came or went as a whole,
    and of how many.
    """
    misses = [(one.kind, miss) for _, one, miss in found]
    return {
        kind: (
            misses.count((kind, None)),
            misses.count((kind, Miss.WHOLE_SENTENCE)),
            sum(one is kind for one, _ in misses),
        )
        for kind in Kind
    }
