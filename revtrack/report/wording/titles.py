"""What happened to a sentence or to a field, as a title."""

from typing import Final

from revtrack.model import Change, FieldChange, FieldName, Operation, Weight
from revtrack.report.wording.labels import STATES, capital, detail, label_title, noun_of, term_noun
from revtrack.report.wording.measures import counted, number_word

__all__ = ["change_title", "field_name", "field_title", "happening"]

TELLING: Final = frozenset({"note", "quote", "dateline", "boilerplate"})
"""Terms that say what a sentence is that came or went, sooner than that it is one."""


def happening(change: Change) -> str:
    """What happened to the sentence as a whole, such as "Sentence added" or "Moved"; empty for an edit in its place."""
    old, new = (len(side.sentences) if side else 0 for side in (change.old, change.new))
    if change.moved:
        return "Moved"
    if change.operation in {Operation.SPLIT, Operation.MERGED}:
        return f"{capital(number_word(old))} {'sentence' if old == 1 else 'sentences'} became {number_word(new)}"
    if change.operation is Operation.ADDED:
        return f"{capital(counted(new, 'sentence'))} added" if new > 1 else "Sentence added"
    if change.operation is Operation.DELETED:
        return f"{capital(counted(old, 'sentence'))} removed" if old > 1 else "Sentence removed"
    return ""


def change_title(change: Change) -> str:
    """What changed in a sentence, such as "Number changed: three to five" or "Sentence removed"."""
    if change.moved:
        return _moved_title(change)
    title = happening(change)
    if change.operation in {Operation.SPLIT, Operation.MERGED}:
        fact = next((label for label in change.labels if label.weight in {Weight.NOTICE, Weight.FACT}), None)
        return f"{title}: {detail(fact)}" if fact else title
    if change.operation in {Operation.ADDED, Operation.DELETED}:
        telling = next((label for label in change.labels if label.term in TELLING), None)
        return f"{noun_of(telling)} {title.rpartition(' ')[2]}" if telling else title
    return label_title(change.labels[0]) if change.labels else "Wording changed"


def _moved_title(change: Change) -> str:
    """Where a sentence went, and what changed in it on the way."""
    old = change.old.paragraph if change.old else 0
    new = change.new.paragraph if change.new else 0
    place = f"from paragraph {old} to paragraph {new}" if old != new else f"within paragraph {old}"
    number = len(change.old.sentences) if change.old else 1
    title = f"{'Sentence' if number == 1 else counted(number, 'sentence')} moved {place}"
    if change.operation is Operation.KEPT:
        return title
    if change.operation in {Operation.SPLIT, Operation.MERGED}:
        title = f"{title} and {change.operation}"
    else:
        title = f"{title} and edited"
    telling = next((label for label in change.labels if label.term not in STATES), None)
    return f"{title}: {detail(telling)}" if telling else title


def field_name(field: FieldName) -> str:
    """How a field is called, such as "Headline"."""
    return term_noun(field)


def field_title(change: FieldChange) -> str:
    """What happened to a field, such as "Headline changed" or "Link added"."""
    noun = field_name(change.field)
    if change.old is None:
        return f"{noun} added"
    return f"{noun} removed" if change.new is None else f"{noun} changed"
