"""What changed between two Versions, in a few sentences."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from revtrack.model import Change, Comparison, FieldChange, Operation, Weight
from revtrack.report.wording.counting import counts
from revtrack.report.wording.measures import counted, percent
from revtrack.report.wording.notes import note_statement
from revtrack.report.wording.titles import change_title, field_title, happening
from revtrack.report.wording.weighing import (
    WEIGHT_OF_OPERATION,
    WEIGHTS,
    all_changes,
    is_rewritten,
    most_telling,
    weight,
)

__all__ = ["summary"]

STATEMENTS: Final = 6
"""Statements of a summary, at least 1, before the rest is only counted: what one reads at a glance. Our choice."""

PLACES: Final = 4
"""Paragraph numbers named in one statement; more are left out. Our choice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Statement:
    """One Change on its way into a summary."""

    weight: int
    key: str
    """Changes with the same key are told in one statement."""
    title: str
    paragraph: int | None
    """None for a field, and where the title names the paragraphs."""
    operation: Operation | None
    """None for a field."""


def summary(comparison: Comparison, later: str | None = "") -> str:
    """What changed, in sentences, the weightiest first; then what is to be said about a note to readers.

    Args:
        comparison: what differs.
        later: see `note_statement`.
    """
    if comparison.same:
        return "Nothing changed."
    groups: dict[str, list[_Statement]] = {}
    rewritten = is_rewritten(comparison)
    lead = most_telling(comparison) if rewritten else None
    found = [(change is not lead, _statement(change)) for change in all_changes(comparison)]
    for _, statement in sorted(found, key=lambda one: (one[0], one[1].weight)):
        groups.setdefault(statement.key, []).append(statement)
    ending = note_statement(comparison, later)
    noted = groups.pop(ending.rstrip("."), [])
    ordered = list(groups.values())
    shown = len(ordered) if len(ordered) <= STATEMENTS + 1 else STATEMENTS  # a count of one would save nothing
    told = [_told(group, ordered[:place]) for place, group in enumerate(ordered[:shown])]
    if rewritten:
        told.insert(0, f"Rewritten: {percent(counts(comparison).changed_share)} of the words changed")
    if left := sum(map(len, ordered[shown:])):
        told.append(f"And {counted(left, 'more change')}")
    sentences = [f"{statement}." for statement in told]
    return " ".join([*sentences, f"{_told(noted)}." if noted else ending]).rstrip()


def _statement(change: Change | FieldChange) -> _Statement:
    heavy = weight(change)
    if isinstance(change, FieldChange):
        title, paragraph = field_title(change), None
    else:
        title = change_title(change)
        if title == happening(change):  # it tells none of the labels, so it weighs what it tells
            heavy = max(heavy, WEIGHT_OF_OPERATION[change.operation], key=WEIGHTS.__getitem__)
        side = change.new or change.old
        paragraph = side.paragraph if side and not change.moved else None
    key = title
    if heavy in {Weight.MINOR, Weight.NOISE}:
        key = heavy
    elif isinstance(change, Change) and change.moved and change.operation is Operation.KEPT:
        key = "moved"
    elif heavy is Weight.WORDING and paragraph:
        key = heavy
    operation = change.operation if isinstance(change, Change) else None
    return _Statement(weight=WEIGHTS[heavy], key=key, title=title, paragraph=paragraph, operation=operation)


def _told(group: Sequence[_Statement], before: Sequence[Sequence[_Statement]] = ()) -> str:
    number = len(group)
    first = group[0]
    paragraphs = sorted({one.paragraph for one in group if one.paragraph})
    place = _listed(paragraphs) if len(paragraphs) <= PLACES else ""
    if number == 1:
        return f"{first.title} ({place})" if place else first.title
    others = any(told[0].operation is first.operation for told in before)
    title = _several(first, number, "other " if others else "")
    return f"{title} ({place})" if place else title


def _several(first: _Statement, number: int, other: str) -> str:
    together = {
        Weight.MINOR.value: f"{number:,} minor edits",
        Weight.NOISE.value: f"{number:,} changes to timestamps or page furniture",
        Weight.WORDING.value: f"Wording changed in {number:,} sentences",
        "moved": f"{number:,} sentences moved",
    }
    if first.key in together:
        return together[first.key]
    noun, _, rest = first.title.partition(" ")
    if noun == "Sentence" and rest in {"added", "removed"}:
        return f"{number:,} {other}sentences {rest}"  # quotes told before them were sentences that came or went too
    if rest in {"added", "removed", "altered"}:
        return f"{number:,} {noun.lower()}s {rest}"
    return f"{first.title}, {number:,} times"


def _listed(paragraphs: Sequence[int]) -> str:
    if not paragraphs:
        return ""
    *most, last = map(str, paragraphs)
    return f"paragraphs {', '.join(most)} and {last}" if most else f"paragraph {last}"
