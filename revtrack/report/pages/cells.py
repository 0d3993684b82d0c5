"""The cells of a page that shows two texts side by side: the sentences of one side, each with its anchor and marks."""

from collections.abc import Sequence
from dataclasses import dataclass

from revtrack.model import BlockKind, Change, Document, FieldChange, SideText
from revtrack.report.rows import Piece, Side, cut, language_tag
from revtrack.report.sides import paragraphs_of

__all__ = ["Cell", "Passage", "SideTable", "field_cell", "look_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One sentence, or the value of a field, on one side."""

    anchor: str | None
    """`o` or `n` and the index of the sentence; None for a field."""
    kind: BlockKind
    paragraph: int = 0
    """From 1; 0 for a field."""
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One side of a row; without passages where that side has nothing."""

    side: Side
    passages: tuple[Passage, ...]
    language: str | None = None


class SideTable:
    """The sentences of one side, the paragraphs they stand in, and the cells made of them."""

    def __init__(self, document: Document, side: Side, prefix: str) -> None:
        self.side: Side = side
        self.anchors = f"{prefix}{side[0]}"
        self.language = language_tag(document.language)
        self.sentences = document.sentences
        self.kinds = [block.kind for block in document.blocks for _ in block.sentences]
        self.paragraph = paragraphs_of(document)

    def cell(self, text: SideText | None, pieces: Sequence[Piece]) -> Cell:
        """The sentences of one side of a Change, with its marks."""
        indexes = text.sentences if text else ()
        cuts = cut(pieces, [len(self.sentences[index].text) for index in indexes])
        return self._cell(indexes, cuts)

    def cell_as_it_is(self, indexes: Sequence[int]) -> Cell:
        """Sentences without any mark."""
        return self._cell(indexes, [(Piece(self.sentences[index].text),) for index in indexes])

    def _cell(self, indexes: Sequence[int], texts: Sequence[tuple[Piece, ...]]) -> Cell:
        return Cell(
            side=self.side,
            language=self.language,
            passages=tuple(
                Passage(
                    anchor=f"{self.anchors}{index}",
                    kind=self.kinds[index],
                    paragraph=self.paragraph[index],
                    pieces=pieces,
                )
                for index, pieces in zip(indexes, texts, strict=True)
            ),
        )


def look_of(change: Change | FieldChange) -> str:
    """What became of it, in class names of the stylesheet: the operation, and `moved` where it moved too."""
    if isinstance(change, Change):
        return f"{change.operation} moved" if change.moved else str(change.operation)
    return "added" if change.old is None else "deleted" if change.new is None else "edited"


def field_cell(document: Document, pieces: tuple[Piece, ...], side: Side) -> Cell:
    """The value of a field on one side; without passages where there is none."""
    value = Passage(anchor=None, kind=BlockKind.PARAGRAPH, pieces=pieces)
    return Cell(side=side, passages=(value,) if pieces else (), language=language_tag(document.language))
