"""What is to be said about notes to readers: that one came, changed or went, or that none was found; and that there was
no edit to note.
"""

from collections.abc import Sequence
from typing import Final

from revtrack.model import Comparison, Transition, Version
from revtrack.report.wording.labels import became_of, noun_of
from revtrack.report.wording.weighing import all_changes

__all__ = ["FACTS", "later_note", "no_edit", "no_edit_in_short", "note_found", "note_statement"]

FACTS: Final = frozenset({"number", "date", "quote", "attribution", "name", "hedge", "negation"})
"""Label terms whose change without a note is worth saying: what editors' own rules ask a note for."""


def note_found(comparison: Comparison) -> str | None:
    """What happened to notes to readers: "added", "changed" or "removed"; None where none was found."""
    found = _note(comparison)
    return found[1] if found else None


def _note(comparison: Comparison) -> tuple[str, str] | None:
    """How the note that matters most is called, and what happened to it: one that was added before all others."""
    found: dict[str, str] = {}
    for change in all_changes(comparison):
        label = next((label for label in change.labels if label.term == "note"), None)
        if label and change.old is None:
            found.setdefault("added", noun_of(label))
        elif label and change.new is None:
            found.setdefault("removed", noun_of(label))
        elif label:
            found.setdefault(became_of(label) or "changed", noun_of(label))
    return next(((found[action], action) for action in ("added", "changed", "removed") if action in found), None)


def later_note(transitions: Sequence[Transition], position: int) -> str | None:
    """Where a note came one step too late for the step at a position, for `note_statement`; empty where none came.

    Such as "A correction note came with version 4.". None where that step is technical, for no edit needs no note.
    """
    if transitions[position].technical:
        return None
    for step in transitions[position + 1 : position + 2]:
        found = _note(step.comparison)
        if found and found[1] == "added":
            noun = found[0][0].lower() + found[0][1:]
            return f"{'An' if noun[0] in 'aeiou' else 'A'} {noun} came with version {step.new.number}."
    return ""


def no_edit(old: Version, new: Version) -> str:
    """Why nobody is known to have edited what differs between a technical Version and the one before it: a sentence."""
    if old.is_of_feed == new.is_of_feed:
        return "No edit: the bytes are the same, a newer version of our extractor reads them otherwise."
    if new.is_of_feed:
        return "No edit that we know of: the version before is the page, this one is what a feed carried."
    return "No edit that we know of: the version before is what a feed carried, this one is the page."


def no_edit_in_short(old: Version, new: Version) -> str:
    """The same in a few words, for lines and pictures."""
    if old.is_of_feed == new.is_of_feed:
        return "no edit, read anew"
    return "no edit known, a feed after the page" if new.is_of_feed else "no edit known, the page after a feed"


def note_statement(comparison: Comparison, later: str | None = "") -> str:
    """What is to be said about a note to readers; nothing where no fact changed and no note did.

    Only what changed is looked at: an older note may stand in both texts, so that "new" is part of what is said.

    Args:
        comparison: what differs.
        later: from `later_note`, where the step after this one is at hand: said instead of that there was none; None
            where nobody edited anything, so that there is no need of one.
    """
    found = _note(comparison)
    if found:
        return f"{' '.join(found)}."
    terms = {label.term for change in all_changes(comparison) for label in change.labels}
    unnoted = any(label.term == "unnoted" for label in comparison.labels)
    return (later or "No new correction note found.") if later is not None and (unnoted or terms & FACTS) else ""
