"""A History as entries, newest first: what each Version changed; and the headlines one after another.

versions  5–3  took turns: the texts of versions 1 and 2      headlines  1–3  Warehouse fire kills three
2    Number changed: three to five. …                          4    Warehouse fire kills five
1    first version seen
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, Literal

from revtrack.model import (
    Change,
    Comparison,
    Document,
    FieldName,
    History,
    Label,
    Operation,
    Transition,
    Version,
)
from revtrack.report.charts.headlines import TURNS, headline_runs
from revtrack.report.charts.lives import documents
from revtrack.report.rows import (
    STRONG,
    Chip,
    Fragment,
    Moment,
    Piece,
    chips,
    excerpt,
    fragments,
    language_tag,
    marked,
    moment,
    tools_line,
)
from revtrack.report.wording import (
    Counts,
    all_changes,
    change_title,
    counts,
    counts_line,
    field_title,
    gap,
    is_minor,
    later_note,
    length_line,
    most_telling,
    no_edit,
    note_statement,
    percent,
    summary,
)
from revtrack.report.wording.weighing import weightiest_first

__all__ = [
    "KINDS",
    "Choice",
    "Entry",
    "Evidence",
    "Telling",
    "Turns",
    "Words",
    "choices",
    "entries",
    "evidence",
    "headline_runs",
    "in_turns",
    "kinds",
    "pair_folder",
    "telling",
    "words_first",
]

KINDS: Final = {
    "number": "Number",
    "quote": "Quote",
    "removed": "Sentence removed",
    "headline": "Headline",
    "note": "Note to readers",
    "unnoted": "Factual, no note found",
}
"""What Versions can be chosen by: class names of the stylesheet, and how readers call them."""

LEAST_TO_CHOOSE: Final = 3
"""Entries of a list that are worth choosing among."""


def pair_folder(old: Version, new: Version) -> str:
    """The folder of a pair page below the one of its article, such as `3..4`."""
    return f"{old.number}..{new.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A Comparison in words, the first thing a page says of it."""

    summary: tuple[Fragment, ...]
    extent: str
    """How much changed, such as "31 % of words changed; sentences: 3 edited, 1 added"."""
    note: str
    """Whether a new correction note was found; empty where nothing factual changed."""
    chips: tuple[Chip, ...]
    """For the labels that stand out."""
    coarse: tuple[str, ...]


def words_first(comparison: Comparison, later: str | None = "") -> Words:
    """What changed, in words.

    Args:
        comparison: what differs.
        later: from `later_note`, said instead of that no new note was found; None where there was no edit.
    """
    found = counts(comparison)
    told = {"revert"} if later == "" else {"revert", "unnoted"}  # pages say beside it which Version came back
    return Words(
        summary=fragments(summary(comparison, later)),
        extent=_extent(found),
        note=note_statement(comparison, later),
        chips=chips([label for label in _weightiest(comparison) if label.term not in told]),
        coarse=comparison.coarse,
    )


def _extent(found: Counts) -> str:
    """The share of words that changed and what became of sentences; without what would be a naught."""
    sentences = counts_line(found)
    if sentences[:1].isdigit():
        sentences = f"sentences: {sentences}"
    told = f"{percent(found.changed_share)} of words changed; {sentences}" if found.changed_share else sentences
    return told[:1].upper() + told[1:]


def _weightiest(comparison: Comparison) -> list[Label]:
    """The labels that stand out: those of all Changes, the weightiest first, then those of the whole."""
    found = weightiest_first(label for change in all_changes(comparison) for label in change.labels)
    return [label for label in (*found, *comparison.labels) if label.weight in STRONG]


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """The most telling Change, shortened to the words around its marks."""

    title: tuple[Fragment, ...]
    old: tuple[Piece, ...]
    new: tuple[Piece, ...]
    language: str | None


def telling(comparison: Comparison) -> Telling | None:
    """The most telling Change of a Comparison, None where nothing changed."""
    change = most_telling(comparison)
    if change is None:
        return None
    title = change_title(change) if isinstance(change, Change) else field_title(change)
    only_moved = isinstance(change, Change) and change.operation is Operation.KEPT
    return Telling(
        title=fragments(title),
        old=() if only_moved else excerpt(marked(change, "old")),
        new=excerpt(marked(change, "new")),
        language=language_tag(comparison.new.language or comparison.old.language),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What proves a Version: when it was seen, how it was obtained, what its bytes and text hash to."""

    number: int
    first_seen: Moment
    last_seen: Moment
    snapshots: int
    via: str | None
    sha256: str
    fingerprint: str
    tools: str
    """What read its text, such as "html/3, sentencex 1.0.32, nfc/1"; empty where its Document is not at hand."""


def evidence(version: Version, document: Document | None = None) -> Evidence:
    """The evidence for one Version."""
    return Evidence(
        number=version.number,
        first_seen=moment(version.first_seen, version.time_note),
        last_seen=moment(version.last_seen, version.last_time_note),
        snapshots=version.snapshots,
        via=version.via,
        sha256=version.sha256,
        fingerprint=version.fingerprint,
        tools=tools_line(document.tools) if document else "",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One Version in the history of its article."""

    shape: Literal["entry"] = "entry"
    number: int
    seen: Moment
    gap: str
    """Time since the Version before, such as "32 minutes later"; empty for the first."""
    returns_to: int | None
    compared_with: int | None
    """The number of the Version it was compared with, None where it was not compared."""
    folder: str
    """Of the pair page, relative to the history page; empty where there is none."""
    words: Words | None
    telling: Telling | None
    size: str
    """For a first Version whose text is known: such as "812 words, 41 sentences"; else empty."""
    note: str | None
    """What the publisher said of it when it was first seen."""
    no_edit: str
    """Why it is no edit, in a sentence; empty where it is one."""
    minor: bool
    """True where all it changed is spelling, punctuation, page furniture and the like."""
    kinds: tuple[str, ...]
    """Of `KINDS`, in that order."""
    evidence: Evidence


def entries(history: History) -> tuple[Entry, ...]:
    """The Versions of an article, newest first."""
    into = {step.new.number: position for position, step in enumerate(history.transitions)}
    texts = documents(history)
    befores = (None, *history.versions)
    found = [
        _entry(history, version, before, into.get(version.number), evidence(version, texts.get(version.number)))
        for before, version in zip(befores, history.versions, strict=False)
    ]
    return tuple(reversed(found))


def _entry(history: History, version: Version, before: Version | None, position: int | None, proof: Evidence) -> Entry:
    step = None if position is None else history.transitions[position]
    later = "" if position is None else later_note(history.transitions, position)
    return Entry(
        number=version.number,
        seen=moment(version.first_seen, version.time_note),
        gap=gap(before.first_seen, version.first_seen) if before else "",
        returns_to=version.returns_to,
        compared_with=step.old.number if step else None,
        folder=pair_folder(step.old, step.new) if step else "",
        words=words_first(step.comparison, later) if step else None,
        telling=telling(step.comparison) if step else None,
        size="" if before else _size(history),
        note=version.note,
        no_edit=no_edit(before, version) if before and version.technical else "",
        minor=step is not None and not version.returns_to and all(map(is_minor, all_changes(step.comparison))),
        kinds=kinds(step, later) if step else (),
        evidence=proof,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Something that a list can be narrowed to without a script."""

    kind: str
    name: str
    count: int
    """How many entries it leaves."""


def choices(kinds_of_each: Sequence[Sequence[str]]) -> tuple[Choice, ...]:
    """What a list can be narrowed to, by the kinds of each of its entries; none where there is little to narrow."""
    counts = Counter(kind for found in kinds_of_each for kind in found)
    if len(kinds_of_each) < LEAST_TO_CHOOSE:
        return ()
    return tuple(Choice(kind=kind, name=KINDS[kind], count=counts[kind]) for kind in KINDS if counts[kind])


def kinds(step: Transition, later: str | None = "") -> tuple[str, ...]:
    """What a step can be chosen by, of `KINDS` and in that order.

    Args:
        step: two Versions and what differs.
        later: from `later_note`: where a note came later, it is not told that none was found; nor of a return to an
            earlier text, for going back needs none.

    Returns:
        nothing for a technical Version: nobody is known to have changed any of that.
    """
    if step.technical:
        return ()
    changes = all_changes(step.comparison)
    found = {label.term for change in changes for label in change.labels}
    needs_none = later or step.new.returns_to
    found |= {label.term for label in step.comparison.labels if not (needs_none and label.term == "unnoted")}
    if any(change.operation is Operation.DELETED for change in step.comparison.changes):
        found.add("removed")
    if any(change.field is FieldName.HEADLINE for change in step.comparison.fields):
        found.add("headline")
    return tuple(kind for kind in KINDS if kind in found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turns:
    """Neighbouring Versions that went back and forth between earlier texts: also served, told as one."""

    shape: Literal["turns"] = "turns"
    title: str
    """Such as "Versions 3–5 also served: the texts of versions 1 and 2 took turns"."""
    entries: tuple[Entry, ...]


def in_turns(found: Sequence[Entry]) -> tuple[Entry | Turns, ...]:
    """Entries newest first, with those that only go back and forth in one."""
    grouped: list[Entry | Turns] = []
    for (returns, _), run in groupby(found, key=lambda entry: (entry.returns_to is not None, bool(entry.no_edit))):
        members = tuple(run)
        texts = sorted({entry.returns_to for entry in members if entry.returns_to is not None})
        if returns and len(members) >= TURNS and len(texts) <= TURNS:
            grouped.append(Turns(title=_turns_title([entry.number for entry in members], texts), entries=members))
        else:
            grouped += members
    return tuple(grouped)


def _turns_title(numbers: Sequence[int], texts: Sequence[int]) -> str:
    first, last = min(numbers), max(numbers)
    told = " and ".join(map(str, texts))
    what = f"the texts of versions {told} took turns" if len(texts) > 1 else f"the text of version {told} again"
    return f"Versions {first}–{last} also served: {what}"


def _size(history: History) -> str:
    """The length of the first text, empty where no Comparison holds it."""
    if not history.transitions:
        return ""
    return length_line(history.transitions[0].comparison.old)
