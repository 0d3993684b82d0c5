"""A Comparison as rows for two columns: old and new level with each other, unchanged text folded, moves as links.

    Pairs of the Comparison               rows of the page
    (0)-(0) (1)-(1) (2)-(2)  kept         fold: 2 sentences, then one sentence in sight
    (3)-(4)  edited                       Change 1      old 3 | new 4
    (5)-()   deleted                      Change 2      old 5 | nothing
                                          pointer: old 4 moved to paragraph 6 ↓
    (6)-(5)  kept                         one sentence in sight
    (4)-(6)  moved                        Change 3      old 4 | new 6, moved from paragraph 2 ↑

Every sentence of both sides stands in exactly one row, under the anchor `o4` or `n6`.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final, Literal

from revtrack.model import (
    Change,
    Comparison,
    FieldName,
    Label,
    Operation,
    Pair,
    Weight,
)
from revtrack.report.charts.fork import Fork, fork
from revtrack.report.foreign import shorten
from revtrack.report.pages.cells import Cell, SideTable, field_cell, look_of
from revtrack.report.rows import (
    STRONG,
    Chip,
    Fragment,
    Piece,
    Side,
    chips,
    fragments,
    inline,
    language_tag,
    marked,
)
from revtrack.report.sides import sentences_of
from revtrack.report.wording import change_title, counted, field_title, is_minor

__all__ = [
    "ChangeRow",
    "FieldRow",
    "Fold",
    "Kept",
    "Pointer",
    "Row",
    "field_rows",
    "kept_headlines",
    "rows",
]

CONTEXT: Final = 1
"""Unchanged sentences in sight beside a Change, at least 0: one on each side tells where it happened."""

FOLD: Final = 2
"""Unchanged sentences worth folding, at least 1: a fold for a single one would save nothing."""

OPENING_WORDS: Final = 50
"""Characters of a moved sentence that the place it left quotes: enough to know it again."""

TOLD_OF_WHOLE_SENTENCES: Final = frozenset({"note", "quote"})
"""Terms that `change_title` tells of a sentence that was added or removed as a whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link inside the page to the other end of a move."""

    anchor: str
    text: str
    down: bool
    """True where the other end stands below."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """One Change with both its sides."""

    shape: Literal["change"] = "change"
    anchor: str
    content_id: str
    number: int
    title: tuple[Fragment, ...]
    strong: bool
    """True where a fact, a note or a headline is concerned."""
    place: str
    """Such as "paragraph 3"; empty where the title says it."""
    look: str
    """The operation, and `moved` where it moved too: class names of the stylesheet."""
    chips: tuple[Chip, ...]
    origin: Link | None
    """For a moved sentence: where it was."""
    minor: bool
    """True for spelling, punctuation, page furniture and the like, nothing else beside it."""
    fork: Fork | None
    old: Cell
    new: Cell
    both: tuple[Piece, ...]
    """Both sides as one text; empty where one side is."""
    language: str | None
    previous: str | None
    """The anchor of the Change before; None where that stands right above, or there is none."""
    next: str | None
    """The anchor of the Change after; None where that stands right below, or there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Unchanged sentences in sight."""

    shape: Literal["kept"] = "kept"
    old: Cell
    new: Cell
    same: bool
    """True where both sides read the same, letter by letter; only typography may differ else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fold:
    """Unchanged sentences folded to one line."""

    shape: Literal["fold"] = "fold"
    title: str
    sentences: tuple[Kept, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointer:
    """The place where a moved sentence stood in old."""

    shape: Literal["pointer"] = "pointer"
    anchor: str
    link: Link
    opening: str
    """The first words of the sentence, to know it by."""
    pieces: tuple[Piece, ...]
    """All of it, for who reads old alone."""
    language: str | None


Row = ChangeRow | Kept | Fold | Pointer


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRow:
    """One changed field."""

    anchor: str
    number: int
    title: tuple[Fragment, ...]
    look: str
    headline: bool
    minor: bool
    chips: tuple[Chip, ...]
    old: Cell
    new: Cell
    both: tuple[Piece, ...]
    """Both sides as one text; empty where one side is."""
    language: str | None


def rows(comparison: Comparison, prefix: str = "") -> tuple[Row, ...]:
    """All sentences of a Comparison in reading order.

    Args:
        comparison: what differs.
        prefix: of every anchor, where several Comparisons stand on one page.
    """
    drawing = _Drawing(comparison, prefix)
    drawn: list[Row] = []
    steps = list(drawing.steps())
    for in_place, run in groupby(steps, key=lambda step: step.change is None):
        members = list(run)
        if in_place:
            after_a_change = bool(drawn)
            before_a_change = members[-1] is not steps[-1]
            drawn += drawing.unchanged([step.position for step in members], after_a_change, before_a_change)
        else:
            drawn += [drawing.pointer(step) if step.leaves else drawing.change(step) for step in members]
    return tuple(_with_steps(drawn))


def _with_steps(drawn: Sequence[Row]) -> Iterator[Row]:
    """The rows, a Change without the links to those that a reader sees right beside it."""
    around = (None, *drawn, None)
    for above, row, below in zip(around, drawn, around[2:], strict=False):
        if isinstance(row, ChangeRow):
            previous = None if isinstance(above, ChangeRow) else row.previous
            yield replace(row, previous=previous, next=None if isinstance(below, ChangeRow) else row.next)
        else:
            yield row


def field_rows(comparison: Comparison, prefix: str = "") -> tuple[FieldRow, ...]:
    """The changed fields, in their order; see `rows` for the prefix."""
    return tuple(
        FieldRow(
            anchor=f"{prefix}f{number}",
            number=number,
            title=fragments(field_title(change)),
            look=look_of(change),
            headline=change.field is FieldName.HEADLINE,
            minor=is_minor(change),
            chips=chips([label for label in change.labels if label.term != change.field]),
            old=field_cell(comparison.old, marked(change, "old"), "old"),
            new=field_cell(comparison.new, marked(change, "new"), "new"),
            both=inline(change) if change.old is not None and change.new is not None else (),
            language=language_tag(comparison.new.language),
        )
        for number, change in enumerate(comparison.fields, start=1)
    )


def kept_headlines(comparison: Comparison) -> Kept | None:
    """Both headlines where they do not differ, None where they do, or where there is none."""
    changed = any(change.field is FieldName.HEADLINE for change in comparison.fields)
    old, new = comparison.old, comparison.new
    if changed or not (old.headline and new.headline):
        return None
    return _kept(field_cell(old, (Piece(old.headline),), "old"), field_cell(new, (Piece(new.headline),), "new"))


def _kept(old: Cell, new: Cell) -> Kept:
    texts = [[passage.pieces for passage in cell.passages] for cell in (old, new)]
    return Kept(old=old, new=new, same=texts[0] == texts[1])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """What stands next on the page: a Pair in its place, or the place that a moved one left."""

    position: int
    """Of the Pair in the Comparison."""
    change: Change | None
    leaves: bool = False


class _Drawing:
    """A Comparison and the tables needed to draw it."""

    def __init__(self, comparison: Comparison, prefix: str) -> None:
        self.prefix = prefix
        self.pairs = comparison.pairs
        self.changes = {sentences_of(change): change for change in comparison.changes}
        self.sides: dict[Side, SideTable] = {
            "old": SideTable(comparison.old, "old", prefix),
            "new": SideTable(comparison.new, "new", prefix),
        }
        self.left = _left_places(self.pairs)

    def steps(self) -> Iterator[_Step]:
        """Everything the page shows, from top to bottom."""
        left_at: dict[int, list[int]] = defaultdict(list)
        for moved, place in self.left.items():
            left_at[place].append(moved)
        for position in range(-1, len(self.pairs)):
            if position >= 0:
                yield _Step(position=position, change=self._change_at(position))
            for moved in left_at.get(position, ()):
                if change := self._change_at(moved):
                    yield _Step(position=moved, change=change, leaves=True)

    def _change_at(self, position: int) -> Change | None:
        pair = self.pairs[position]
        return self.changes.get((pair.old, pair.new))

    def unchanged(self, positions: Sequence[int], after_a_change: bool, before_a_change: bool) -> Iterator[Kept | Fold]:
        """A run of unchanged sentences: context in sight, the rest folded if it is worth it."""
        first = CONTEXT if after_a_change else 0
        last = len(positions) - (CONTEXT if before_a_change else 0)
        if last - first < FOLD:
            first = last = len(positions)
        sentences = [self._kept(position) for position in positions]
        yield from sentences[:first]
        if first < last:
            yield self._fold(positions[first:last], sentences[first:last])
        yield from sentences[last:]

    def _kept(self, position: int) -> Kept:
        pair = self.pairs[position]
        return _kept(self.sides["old"].cell_as_it_is(pair.old), self.sides["new"].cell_as_it_is(pair.new))

    def _fold(self, positions: Sequence[int], sentences: Sequence[Kept]) -> Fold:
        paragraphs = [self.sides["new"].paragraph[index] for at in positions for index in self.pairs[at].new]
        first, last = min(paragraphs, default=0), max(paragraphs, default=0)
        place = f"¶{first}" if first == last else f"¶{first}–{last}"
        return Fold(
            title=f"{counted(len(sentences), 'unchanged sentence')} ({place})",
            sentences=tuple(sentences),
        )

    def change(self, step: _Step) -> ChangeRow:
        """A Change with both its sides, linked to its neighbours and to the place it left."""
        change = step.change
        assert change is not None
        return ChangeRow(
            anchor=self._anchor(change.number),
            content_id=f"{self.prefix}{change.id}",
            number=change.number,
            title=fragments(change_title(change)),
            strong=any(label.weight in STRONG for label in change.labels),
            place=_place(change),
            look=look_of(change),
            chips=chips(_untold(change)),
            origin=self._origin(step.position, change),
            minor=is_minor(change),
            fork=fork(change),
            old=self.sides["old"].cell(change.old, marked(change, "old")),
            new=self.sides["new"].cell(change.new, marked(change, "new")),
            both=inline(change) if change.operation in _BOTH_SIDES else (),
            language=self.sides["new"].language,
            previous=self._anchor(change.number - 1) if change.number > 1 else None,
            next=self._anchor(change.number + 1) if change.number < len(self.changes) else None,
        )

    def _anchor(self, number: int) -> str:
        return f"{self.prefix}c{number}"

    def _origin(self, position: int, change: Change) -> Link | None:
        if not (change.moved and change.old):
            return None
        return Link(
            anchor=f"{self._anchor(change.number)}-from",
            text=f"moved from ¶{change.old.paragraph}",
            down=self.left[position] >= position,
        )

    def pointer(self, step: _Step) -> Pointer:
        """The place that a moved sentence left."""
        change = step.change
        assert change is not None
        assert change.new is not None
        count = len(change.old.sentences) if change.old else 1
        return Pointer(
            anchor=f"{self._anchor(change.number)}-from",
            opening=shorten(change.old.text, OPENING_WORDS) if change.old else "",
            pieces=marked(change, "old"),
            language=self.sides["old"].language,
            link=Link(
                anchor=self._anchor(change.number),
                text=f"{counted(count, 'sentence')} moved to ¶{change.new.paragraph}",
                down=self.left[step.position] < step.position,
            ),
        )


def _left_places(pairs: Sequence[Pair]) -> dict[int, int]:
    """Where moved Pairs stood in old, in the order of old: their positions, and that of the Pair they stood after.

    That Pair is the last one before them in old that did not move (-1 = none): its row is where a reader looks.
    """
    position_of = {index: position for position, pair in enumerate(pairs) for index in pair.old}
    place = -1
    left: dict[int, int] = {}
    for index in sorted(position_of):
        position = position_of[index]
        if pairs[position].moved:
            left.setdefault(position, place)
        else:
            place = position
    return left


_BOTH_SIDES: Final = frozenset({Operation.EDITED, Operation.SPLIT, Operation.MERGED})


def _untold(change: Change) -> list[Label]:
    """The labels worth a chip: what neither the title of a Change nor its marked words tell already."""
    whole = change.operation in {Operation.ADDED, Operation.DELETED}
    telling = (label for label in change.labels if not whole or label.term in TOLD_OF_WHOLE_SENTENCES)
    told = next(telling, None)
    rest = (label for label in change.labels if label is not told)
    return [label for label in rest if label.weight not in {Weight.CONTENT, Weight.STRUCTURE, Weight.WORDING}]


def _place(change: Change) -> str:
    """Where a Change is, for its heading; empty for a move, whose title says it."""
    if change.moved:
        return ""
    side = change.new or change.old
    return f"paragraph {side.paragraph}" if side else ""
