"""The text of one Version as plain HTML, to be read or handed on: what was read of the page, and nothing else of it."""

from dataclasses import dataclass
from itertools import groupby

from revtrack.model import BlockKind, Document, FieldName
from revtrack.report.environment import environment
from revtrack.report.rows import language_tag, untitled

__all__ = ["reading_page"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Neighbouring Blocks of one kind."""

    kind: BlockKind
    texts: tuple[str, ...]


def reading_page(document: Document) -> str:
    """Headline, byline and Blocks without a style; loads nothing and leads nowhere."""
    parts = (
        Part(kind=kind, texts=tuple(block.text for block in blocks))
        for kind, blocks in groupby(document.blocks, key=lambda block: block.kind)
    )
    return (
        environment()
        .get_template("reading.html")
        .render(
            language=language_tag(document.language),
            title=untitled(document.headline),
            byline=document.field(FieldName.BYLINE),
            parts=tuple(parts),
        )
    )
