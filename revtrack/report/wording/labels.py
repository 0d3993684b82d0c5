"""What a Label is called: as a title, in the middle of a sentence, and as a chip.

A table names each term; whatever is quoted is short.

    number, three, five   →  title   "Number changed: three to five"
                             detail  "number, three to five"
                             chip    "Number three → five"
"""

from dataclasses import dataclass, replace
from typing import Final

from revtrack.model import Label, Weight
from revtrack.report.foreign import isolated, safe, shorten

__all__ = ["STATES", "became_of", "capital", "chip", "detail", "label_title", "noun_of", "term_noun"]

TITLE_EVIDENCE: Final = 40
"""Characters of each quoted side in a title: half of the 80 that a line of a terminal holds."""

CHIP_EVIDENCE: Final = 24
"""Characters of each quoted side in a chip: about four words. Our choice."""


@dataclass(frozen=True, slots=True)
class _Term:
    """How a label's term is called."""

    noun: str
    quotable: bool = False
    """True where the evidence is a few words, worth quoting in a title."""
    changed: str = ""
    """What a chip says when both sides have it, besides the noun."""
    single: str = ""
    """What is called added or removed where only one side has it; empty where it is the noun."""


_TERMS: Final = {
    "note": _Term("Correction note", changed="changed"),
    "number": _Term("Number", quotable=True),
    "date": _Term("Date or time", quotable=True),
    "quote": _Term("Quote", changed="altered"),
    "attribution": _Term("Attribution", quotable=True),
    "name": _Term("Name", quotable=True),
    "hedge": _Term("Certainty", quotable=True, single="Hedge"),
    "negation": _Term("Negation", quotable=True),
    "wording": _Term("Wording", quotable=True, single="Words"),
    "spelling": _Term("Spelling", quotable=True),
    "case": _Term("Capital letters"),
    "space": _Term("Spacing"),
    "dateline": _Term("Timestamp"),
    "boilerplate": _Term("Page furniture"),
    "published": _Term("Publication time"),
    "modified": _Term("Modification time"),
    "page-title": _Term("Page title"),
    "social-title": _Term("Title where it is shared"),
    "data-title": _Term("Title in structured data"),
    "feed-title": _Term("Title in the feed"),
}
"""Terms that are not simply their own name in capitals."""

_NOTES: Final = {
    "note-clarification": "Clarification note",
    "note-retraction": "Retraction note",
    "note-editors-note": "Editor’s note",
    "note-amended": "Amendment note",
    "note-update": "Update note",
}
"""What a note is called by the beginning of the rule that found it; any other is a correction note."""

STATES: Final = {
    "removed": "Sentence removed",
    "added": "Sentence added",
    "moved": "Moved",
    "split": "Split",
    "merged": "Merged",
    "rewritten": "Rewritten",
    "unnoted": "No new correction note found",
}
"""Chips of the terms that describe a sentence or the whole, without evidence."""


def label_title(label: Label) -> str:
    """A label as a sentence of its own, such as "Number changed: three to five" or "Quote added"."""
    if label.term in STATES:
        return STATES[label.term]
    old, new = _quoted(label, TITLE_EVIDENCE)
    if old and new:
        return f"{noun_of(label)} changed: {old} to {new}"
    return _one_sided(label, old or new) if old or new else _unquoted(label)


def detail(label: Label) -> str:
    """A label in the middle of a sentence, such as "number, three to five" or "number “14” added"."""
    old, new = _quoted(label, TITLE_EVIDENCE)
    if old and new:
        said = f"{noun_of(label)}, {old} to {new}"
    elif old or new:
        said = f"{_single(label)} “{old or new}” {became_of(label)}"
    else:
        said = _unquoted(label)
    return said[0].lower() + said[1:]


def _one_sided(label: Label, quoted: str) -> str:
    """A label that only one side has evidence for, such as "Number removed: “25”"."""
    return f"{_single(label)} {became_of(label)}: “{quoted}”"


def _single(label: Label) -> str:
    term = _term(label)
    return term.single or term.noun


def _unquoted(label: Label) -> str:
    """A label without its evidence, such as "Quote added"; of what would be quoted only that it changed."""
    term = _term(label)
    action = "" if term.quotable else became_of(label)
    return f"{term.noun} {action or term.changed or 'changed'}"


def _quoted(label: Label, limit: int) -> tuple[str, str]:
    """The evidence of both sides, shortened and isolated; empty where a side has none or it is not worth quoting.

    Facts are worth it even when they are cut; of mere wording a fragment says nothing.
    """
    sides = (label.old or "", label.new or "")
    cut = max(map(len, sides)) > limit and label.weight not in {Weight.NOTICE, Weight.FACT}
    if cut or not _term(label).quotable:
        return "", ""
    old, new = (isolated(shorten(text, limit)) if text else "" for text in sides)
    return old, new


def became_of(label: Label) -> str:
    """What happened to what the label is about: came, went, or (empty) both sides have it or neither is known."""
    if label.old and not label.new:
        return "removed"
    return "added" if label.new and not label.old else ""


def noun_of(label: Label) -> str:
    """What a label is about, such as "Number" or, of a note, what kind it is."""
    return _term(label).noun


def _term(label: Label) -> _Term:
    known = _known(label.term)
    noun = next((noun for rule, noun in _NOTES.items() if label.rule.startswith(rule)), known.noun)
    return replace(known, noun=noun)


def term_noun(term: str) -> str:
    """What a term is about, such as "Page title"; fields are called like the terms of their Labels."""
    return _known(term).noun


def _known(term: str) -> _Term:
    return _TERMS.get(term) or _Term(capital(safe(term)))


def capital(text: str) -> str:
    """The text with its first letter in capitals."""
    return text[:1].upper() + text[1:]


def chip(label: Label) -> str:
    """A label as a few words, such as "Number three → five", "Quote added" or "Headline"."""
    if label.term == "revert":
        return f"Back to version {label.new_value}"
    if label.term in STATES:
        return STATES[label.term]
    term, action = _term(label), became_of(label)
    old, new = _quoted(label, CHIP_EVIDENCE)
    if old and new:
        colon = ":" if " " in old + new else ""
        return f"{term.noun}{colon} {old} → {new}"
    if old or new:
        return _one_sided(label, old or new)
    return f"{term.noun} {term.changed if term.quotable else action or term.changed}".rstrip()
