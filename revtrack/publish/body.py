"""PURE. What an entry says about each change, as values: HTML is made of them today, plain text may be tomorrow.

    Change  edited, number       →  Passage  "Number changed: three to five", "paragraph 3"
            =The fire killed                 Before  The fire killed three(removed) people.
            -three +five = people.           After   The fire killed five(added) people.

Old and new words never stand in one Line, and every Line says first what it is: so an entry stays true in a reader that
drops every mark.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from revtrack.model import Change, Comparison, FieldChange
from revtrack.report.foreign import safe
from revtrack.report.rows import Piece, marked
from revtrack.report.wording import WEIGHTS, all_changes, change_title, field_title, weight

__all__ = ["ENTRY_CHANGES", "LINE_LENGTH", "Body", "Line", "Passage", "Said", "body"]

ENTRY_CHANGES: Final = 20
"""Changes told in one entry, of text and of fields together; of more, the weightiest. Our choice."""

LINE_LENGTH: Final = 1_500
"""Characters of one Line before its "…": ten ordinary sentences. Our choice: so an entry stays below 60 kB."""

CONTEXT: Final = 200
"""Characters kept at each end of unchanged text in a Line that is too long: about two sentences. Our choice."""

ELLIPSIS: Final = "…"


class Said(StrEnum):
    """What a Line is, in the word it begins with."""

    BEFORE = "Before"
    AFTER = "After"
    BOTH = "Before and after"
    ADDED = "Added"
    REMOVED = "Removed"


@dataclass(frozen=True, slots=True)
class Line:
    """One side of one change."""

    said: Said
    pieces: tuple[Piece, ...]
    """Removed and added words are never in one Line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One change of text or of a field."""

    heading: str
    """In words, such as "Number changed: three to five"."""
    place: str | None
    """Such as "paragraph 3"; None where the heading says it, or where there is none."""
    lines: tuple[Line, ...]
    """One or two, the old side first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """All an entry says of the changes."""

    passages: tuple[Passage, ...]
    """At most `ENTRY_CHANGES`: fields first, then text in reading order."""
    left_out: int
    """How many changes are not among them."""
    remarks: tuple[str, ...] = ()
    """What to know about the comparison itself, one sentence each."""


def body(comparison: Comparison) -> Body:
    """What an entry says about a Comparison: its weightiest changes, fields first, then text in reading order."""
    changes = all_changes(comparison)
    weightiest = sorted(range(len(changes)), key=lambda place: WEIGHTS[weight(changes[place])])
    told = sorted(weightiest[:ENTRY_CHANGES])
    return Body(
        passages=tuple(_passage(changes[place]) for place in told),
        left_out=len(changes) - len(told),
        remarks=tuple(map(safe, comparison.coarse)),
    )


def _passage(change: Change | FieldChange) -> Passage:
    if isinstance(change, FieldChange):
        return Passage(heading=field_title(change), place=None, lines=_lines(change))
    side = change.new or change.old
    place = f"paragraph {side.paragraph}" if side and not change.moved else None
    return Passage(heading=change_title(change), place=place, lines=_lines(change))


def _lines(change: Change | FieldChange) -> tuple[Line, ...]:
    old, new = _bounded(marked(change, "old")), _bounded(marked(change, "new"))
    if change.old is None:
        return (Line(Said.ADDED, new),)
    if change.new is None:
        return (Line(Said.REMOVED, old),)
    if all(span.sign == "=" for span in change.spans):
        return (Line(Said.BOTH, new),)
    return Line(Said.BEFORE, old), Line(Said.AFTER, new)


def _bounded(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The text as it is; where it is too long, unchanged text without its middle, and then without its end."""
    plain = [_plain(piece, piece.text) for piece in pieces]
    if sum(len(piece.text) for piece in plain) <= LINE_LENGTH:
        return tuple(plain)
    kept: list[Piece] = []
    room = LINE_LENGTH
    for piece in plain:
        text = piece.text if piece.mark else _ends(piece.text)
        if len(text) > room:
            return (*kept, _plain(piece, text[:room] + ELLIPSIS))
        kept.append(_plain(piece, text))
        room -= len(text)
    return tuple(kept)


def _ends(text: str) -> str:
    return f"{text[:CONTEXT]} {ELLIPSIS} {text[-CONTEXT:]}" if len(text) > 2 * CONTEXT else text


def _plain(piece: Piece, text: str) -> Piece:
    # The letters inside a word are left to the pages: marks within a word are what sanitisers garble first.
    return replace(piece, text=safe(text), letters=())
