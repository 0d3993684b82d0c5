"""How much a Change matters, and which one to show where there is room for one."""

from collections.abc import Iterable
from typing import Final

from revtrack.model import Change, Comparison, FieldChange, FieldName, Label, Operation, Transition, Weight

__all__ = [
    "WEIGHTS",
    "WEIGHT_OF_OPERATION",
    "all_changes",
    "is_minor",
    "is_rewritten",
    "most_telling",
    "most_telling_of",
    "weight",
    "weightiest_first",
]

WEIGHTS: Final = {one: place for place, one in enumerate(Weight)}
"""Weight → its place among all, the weightiest 0."""

WEIGHT_OF_OPERATION: Final = {
    Operation.KEPT: Weight.STRUCTURE,
    Operation.EDITED: Weight.WORDING,
    Operation.ADDED: Weight.CONTENT,
    Operation.DELETED: Weight.CONTENT,
    Operation.SPLIT: Weight.STRUCTURE,
    Operation.MERGED: Weight.STRUCTURE,
}
"""What a Change without labels counts as."""


def weightiest_first(labels: Iterable[Label]) -> list[Label]:
    """Labels by their weight, those of one weight in the order given."""
    return sorted(labels, key=lambda label: WEIGHTS[label.weight])


def weight(change: Change | FieldChange) -> Weight:
    """How much a Change matters: the weightiest of its labels. A headline is never lighter than HEADLINE."""
    found = [label.weight for label in change.labels]
    if isinstance(change, Change):
        return min(found or [WEIGHT_OF_OPERATION[change.operation]], key=WEIGHTS.__getitem__)
    own = Weight.HEADLINE if change.field is FieldName.HEADLINE else Weight.FIELD
    return min([*found, own] if own is Weight.HEADLINE else found or [own], key=WEIGHTS.__getitem__)


def is_minor(change: Change | FieldChange) -> bool:
    """True for what a reader may hide: spelling, punctuation, page furniture and the like, nothing else beside it."""
    return weight(change) in {Weight.MINOR, Weight.NOISE}


def most_telling(comparison: Comparison) -> Change | FieldChange | None:
    """The Change to show where there is room for one: the weightiest, of several the longest, of these the first.

    Of a text that was rewritten the new headline tells more than any of its sentences; a note still comes first.
    """
    found = min(all_changes(comparison), key=_telling, default=None)
    if found is None or weight(found) is Weight.NOTICE or not is_rewritten(comparison):
        return found
    return next((one for one in comparison.fields if one.field is FieldName.HEADLINE and one.old and one.new), found)


def is_rewritten(comparison: Comparison) -> bool:
    """Whether so much changed that the text counts as another one."""
    return any(label.term == "rewritten" for label in comparison.labels)


def most_telling_of(transitions: Iterable[Transition]) -> Transition | None:
    """The step whose most telling Change is the most telling of all; of equal ones the first."""
    found = [(change, step) for step in transitions if (change := most_telling(step.comparison))]
    return min(found, key=lambda one: _telling(one[0]), default=(None, None))[1]


def _telling(change: Change | FieldChange) -> tuple[int, int]:
    return WEIGHTS[weight(change)], -_changed_text(change)


def all_changes(comparison: Comparison) -> tuple[Change | FieldChange, ...]:
    """Changed fields, then changed sentences, each in their order."""
    return (*comparison.fields, *comparison.changes)


def _changed_text(change: Change | FieldChange) -> int:
    """Characters that came or went; of what only moved, its length."""
    marked = sum(len(span.text) for span in change.spans if span.sign != "=")
    return marked or sum(len(span.text) for span in change.spans)
