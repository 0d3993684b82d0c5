"""A tree of elements → pieces: the blocks of text in the order of the page, each of the innermost kind it stands in.

    <div>in <b>a</b> div<ul><li><p>three</p><ol><li>four</li></ol></li></ul><p>A<br>B<br><br>C</p></div> tail

    PARAGRAPH in a div     LIST_ITEM three     LIST_ITEM four     PARAGRAPH A B     PARAGRAPH C     PARAGRAPH tail

Two vocabularies: that of HTML, and that of the tree which trafilatura makes of it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree
from lxml.html import HtmlElement

from revtrack.extract.reading import Piece
from revtrack.model import BlockKind

__all__ = ["HEADINGS", "HTML", "TRAFILATURA", "Tags", "pieces_of"]

HEADING_LEVEL: Final = 2
"""The level of a heading whose level trafilatura does not tell."""


@dataclass(frozen=True, slots=True)
class Tags:
    """What the elements of one vocabulary mean for the text."""

    kinds: Mapping[str, BlockKind]
    """Elements that are a block of their own."""
    containers: frozenset[str]
    """Elements that end the block before them and are none themselves."""
    dropped: frozenset[str]
    """Elements whose text is not the article's."""
    cells: frozenset[str]
    breaks: frozenset[str]
    not_in_rows: frozenset[str]
    """Elements that make the row of a table a container: it holds the layout of the page then."""

    known: frozenset[str] = field(init=False)
    """All of these but the dropped ones; of any other element only the text counts."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "known", frozenset((*self.kinds, *self.containers, *self.cells, *self.breaks)))


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


HEADINGS: Final = _set("h1 h2 h3 h4 h5 h6")

HTML: Final = Tags(
    kinds={
        **dict.fromkeys(_set("p dt dd address summary legend"), BlockKind.PARAGRAPH),
        **dict.fromkeys(HEADINGS, BlockKind.HEADING),
        "li": BlockKind.LIST_ITEM,
        "blockquote": BlockKind.QUOTE,
        "figcaption": BlockKind.CAPTION,
        "caption": BlockKind.CAPTION,
        "tr": BlockKind.TABLE_ROW,
        "pre": BlockKind.CODE,
    },
    containers=_set(
        "article body center details div dl fieldset figure head header hr hgroup main ol section table tbody "
        "td tfoot th thead ul"
    ),
    dropped=_set(
        "aside audio button canvas datalist dialog embed footer form iframe input math menu nav "
        "noscript object option script select style svg template textarea title video"
    ),
    cells=_set("td th"),
    breaks=_set("br"),
    not_in_rows=HEADINGS | _set("p div ul ol table blockquote section article"),
)

TRAFILATURA: Final = Tags(
    kinds={
        "p": BlockKind.PARAGRAPH,
        "head": BlockKind.HEADING,
        "item": BlockKind.LIST_ITEM,
        "quote": BlockKind.QUOTE,
        "row": BlockKind.TABLE_ROW,
        "code": BlockKind.CODE,
    },
    containers=_set("body div list table cell"),
    dropped=_set("graphic"),
    cells=_set("cell"),
    breaks=_set("lb"),
    not_in_rows=_set("table"),
)

BREAK: Final = "\0"
"""A line break among the parts of a block: the one character that no parsed text can hold."""

DEEPEST: Final = 50
"""Containers inside one another that are walked the short way, a count; what is deeper takes the long one."""

_WHITE: Final = re.compile(r"[ \t\n\r\f]+")
_PARAGRAPH_BREAK: Final = re.compile(r"\0 *(?:\0 *)+")


def pieces_of(root: HtmlElement, tags: Tags, left_out: frozenset[HtmlElement] = frozenset()) -> list[Piece]:
    """The blocks below an element in the order of the page; what is hidden or left out, with all in it, is none."""
    walk = _Walk(tags, left_out)
    if root.tag in tags.containers:
        walk.text(root.text)
        walk.inside(root)
    else:
        walk.through(root)
    walk.flush()
    return walk.pieces


@dataclass(frozen=True, slots=True)
class _Open:
    """A block that has begun and not ended."""

    element: HtmlElement
    kind: BlockKind
    level: int | None


class _Walk:
    """Collects blocks, each of the innermost kind it stands in."""

    def __init__(self, tags: Tags, left_out: frozenset[HtmlElement]) -> None:
        self.tags = tags
        self.left_out = left_out
        self.pieces: list[Piece] = []
        self.around: list[_Open] = []
        self.parts: list[str] = []
        self.cells = 0
        """Cells so far in the present row."""

    def inside(self, container: HtmlElement, depth: int = 0) -> None:
        """Goes through the children of a container that stands in no block: most of them are blocks of mere text."""
        tags = self.tags
        for child in container:
            kind = tags.kinds.get(child.tag)
            if self.gone(child):
                if kind or child.tag in tags.containers:
                    self.flush()
            elif kind is None and child.tag in tags.containers and depth < DEEPEST:
                self.flush()
                self.text(child.text)
                self.inside(child, depth + 1)
                self.flush()
            elif (run := self.run(child)) is None:
                self.through(child)
            elif kind is None:
                self.parts += run
            else:
                self.flush()
                self.add("".join(run), kind, _level(child) if kind is BlockKind.HEADING else None)
            self.text(child.tail)

    def run(self, element: HtmlElement, depth: int = 0) -> list[str] | None:
        """The text of an element in which there is no block and nothing that is not read; None for any other."""
        tags = self.tags
        found = [BREAK] if element.tag in tags.breaks else []
        if element.text:
            found.append(element.text)
        for child in element:
            tag = child.tag
            if tag in tags.kinds or tag in tags.containers or tag in tags.cells or self.gone(child) or depth == DEEPEST:
                return None
            inner = self.run(child, depth + 1)
            if inner is None:
                return None
            found += inner
            if child.tail:
                found.append(child.tail)
        return found

    def gone(self, element: HtmlElement) -> bool:
        """True for an element that is not read, nor what is in it."""
        if element.tag in self.tags.dropped or element.get("hidden") is not None:
            return True
        return bool(self.left_out) and element in self.left_out

    def through(self, root: HtmlElement) -> None:
        """Goes through an element and all below it, whatever stands in what."""
        known = self.tags.known
        walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        for event, element in walker:
            begins = event == "start"
            if begins and self.gone(element):
                walker.skip_subtree()
            elif element.tag in known:
                if begins:
                    self.start(element)
                else:
                    self.end(element, is_root=element is root)
            elif begins:
                self.text(element.text)
            elif element is not root:
                self.text(element.tail)

    @property
    def kind(self) -> BlockKind:
        """The kind of the present block; a paragraph in a quote is a quote."""
        kinds = (block.kind for block in reversed(self.around))
        return next((kind for kind in kinds if kind is not BlockKind.PARAGRAPH), BlockKind.PARAGRAPH)

    @property
    def whole(self) -> bool:
        """True inside a row or code, where nothing begins a block."""
        return bool(self.around) and self.around[-1].kind in {BlockKind.TABLE_ROW, BlockKind.CODE}

    def start(self, element: HtmlElement) -> None:
        """Begins a block or goes on with the present one."""
        tag = str(element.tag)
        kind = self.tags.kinds.get(tag)
        if self.whole and tag in self.tags.cells:
            self.parts.append(" | " if self.cells else "")
            self.cells += 1
        elif self.whole:
            self.parts.append(" " if kind else "")
        elif kind is BlockKind.TABLE_ROW and next(element.iter(*self.tags.not_in_rows), None) is not None:
            self.flush()
        elif kind is not None:
            self.flush()
            self.around.append(_Open(element, kind, _level(element) if kind is BlockKind.HEADING else None))
            self.cells = 0
        elif tag in self.tags.containers:
            self.flush()
        if tag in self.tags.breaks:
            self.parts.append(BREAK)
        self.text(element.text)

    def end(self, element: HtmlElement, *, is_root: bool) -> None:
        """Ends what the element began; what follows it still belongs to the block around it."""
        if self.around and self.around[-1].element is element:
            self.flush()
            self.around.pop()
        elif not self.whole and (element.tag in self.tags.kinds or element.tag in self.tags.containers):
            self.flush()
        self.text(None if is_root else element.tail)

    def text(self, text: str | None) -> None:
        """Goes on with the present block."""
        if text:
            self.parts.append(text)

    def flush(self) -> None:
        """Ends the present block."""
        if not self.parts:
            return
        text = "".join(self.parts)
        self.parts.clear()
        self.add(text, self.kind, self.around[-1].level if self.around else None)

    def add(self, text: str, kind: BlockKind, level: int | None) -> None:
        """Keeps a block if there is any text in it; two line breaks in a row part it in two."""
        if kind is BlockKind.CODE:
            text = text.replace(BREAK, "\n")
            if text.strip():
                self.pieces.append(Piece(text=text.strip("\n"), kind=kind))
            return
        if BREAK not in text:
            untidy = "\n" in text or "  " in text or "\t" in text or "\r" in text or "\f" in text  # a pattern is slower
            tidy = (_WHITE.sub(" ", text) if untidy else text).strip()
            if tidy:
                self.pieces.append(Piece(text=tidy, kind=kind, level=level))
            return
        chunks = _PARAGRAPH_BREAK.split(_WHITE.sub(" ", text))
        several = (_WHITE.sub(" ", chunk.replace(BREAK, " ")).strip() for chunk in chunks)
        self.pieces += [Piece(text=chunk, kind=kind, level=level) for chunk in several if chunk]


def _level(element: HtmlElement) -> int:
    name = str(element.get("rend") or element.tag)
    return int(name[1]) if name in HEADINGS else HEADING_LEVEL
