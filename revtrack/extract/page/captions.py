"""The captions of an article's figures, which trafilatura leaves out, each below the block it follows.

    <p>Seven people were killed.</p>                             PARAGRAPH
    <figure>…<figcaption>The base.</figcaption></figure>         CAPTION
    <p>The government …</p>                                      PARAGRAPH

Figures of menus, of teasers and of whatever else stands beside the article have captions too: those stay out.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from lxml.html import HtmlElement

from revtrack.extract.furniture import names_box, names_furniture
from revtrack.extract.page.tree import text_of
from revtrack.extract.page.walk import HEADINGS
from revtrack.extract.reading import Piece
from revtrack.model import BlockKind

__all__ = ["with_captions"]

MOST_BLOCKS: Final = 5_000
"""Elements of text among which captions are placed, a count."""

_NO_CAPTIONS: Final = frozenset({"aside", "footer", "form", "nav"})
"""Elements whose figures are not the article's."""


def with_captions(tree: HtmlElement, pieces: Sequence[Piece]) -> Sequence[Piece]:
    """The pieces and, each below the block it follows, the captions of the article's figures."""
    if next(tree.iter("figcaption"), None) is None:
        return pieces
    known = {_folded(piece.text) for piece in pieces}
    blocks = list(islice(tree.iter("p", "li", "blockquote", "figcaption", *HEADINGS), MOST_BLOCKS))
    paragraphs = [element for element in blocks if element.tag == "p"]
    first = next((element for element in paragraphs if _line(element) in known), None)
    if first is None:
        return pieces
    last = next(element for element in reversed(paragraphs) if _line(element) in known)
    return list(_placed(pieces, _captions(blocks, known, _scope(first, last))))


def _line(element: HtmlElement) -> str:
    return _folded(text_of(element))


def _folded(text: str) -> str:
    return " ".join(text.split())


def _scope(first: HtmlElement, last: HtmlElement) -> HtmlElement:
    """The element whose figures are the article's: the `article` or `main` around its first and last paragraph, else
    the parent of the innermost element around both, beside which the picture on top of an article often stands.
    """
    above = set(last.iterancestors())
    around = next((one for one in first.iterancestors() if one in above), first)
    named = next((one for one in (around, *around.iterancestors()) if one.tag in {"article", "main"}), None)
    if named is not None:
        return named
    parent = around.getparent()
    return around if parent is None or parent.tag == "html" else parent


def _captions(blocks: Sequence[HtmlElement], known: set[str], scope: HtmlElement) -> dict[str, list[Piece]]:
    """The captions below each block of the article, by its text; on top of the article by the empty one.

    Which block a caption follows is sought from the caption upwards: most blocks of a page are menus and teasers.
    """
    found: dict[str, list[Piece]] = {}
    seen: set[str] = set()
    above, sought = "", 0
    for number, element in enumerate(blocks):
        text = _line(element) if element.tag == "figcaption" else ""
        if not text or text in known or text in seen or not _belongs(element, scope):
            continue
        others = (_line(one) for one in reversed(blocks[sought:number]) if one.tag != "figcaption")
        above, sought = next((line for line in others if line in known), above), number
        found.setdefault(above, []).append(Piece(text=text, kind=BlockKind.CAPTION))
        seen.add(text)
    return found


def _belongs(caption: HtmlElement, scope: HtmlElement) -> bool:
    """True for a caption in the scope that stands neither in furniture nor in the teaser of another article."""
    for element in caption.iterancestors():
        if element is scope:
            return True
        if element.tag in _NO_CAPTIONS or element.tag in {"article", "li"}:
            return False
        if names_furniture(element.get("class"), element.get("id")) or names_box(element.items()):
            return False
    return False


def _placed(pieces: Iterable[Piece], captions: dict[str, list[Piece]]) -> Iterator[Piece]:
    yield from captions.pop("", ())
    for piece in pieces:
        yield piece
        yield from captions.pop(_folded(piece.text), ())
