"""The article of a page, told from everything around it.

    <nav>Home</nav>                                              gone
    <article> <h1>Rockets hit base</h1>                          HEADING, the headline's
      <p>Seven people were killed.</p> <script>…</script>        PARAGRAPH, the script gone
      <figure>…<figcaption>The base.</figcaption></figure>       CAPTION
      <ul><li>one</li></ul> <blockquote>…</blockquote>           LIST_ITEM, QUOTE
    </article> <footer>About us</footer>                         gone

Two readers stand behind it. trafilatura tells the article of a real page from everything around it (F1 .962 on 181
pages, and no noise when only advertisements change), and is taken at its word but for the captions of figures, which it
leaves out. Ours reads all blocks of an element. It is taken where trafilatura has nothing to do or failed:

* a selector of the user's names the article;
* the page has no furniture (no navigation, footer, script, `<div class="share-bar">`…), as pages written by hand;
* trafilatura finds nothing, or the page has too many tags for it;
* it finds next to nothing of what the one `article` or `main` of the page holds;
* it finds a text without paragraphs, its last resort, and our blocks are in it.
"""

import logging
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, cast

from lxml import etree
from lxml.html import HtmlElement

from revtrack.extract.furniture import names_furniture
from revtrack.extract.normalise import normalise
from revtrack.extract.page.tree import elements, texts
from revtrack.extract.page.walk import HEADINGS, HTML, TRAFILATURA, pieces_of
from revtrack.extract.reading import Piece
from revtrack.model import BlockKind

__all__ = ["article", "chosen", "visible"]

MOST_TAGS: Final = 20_000
"""Elements in a page that trafilatura is given, a count: it took 1 s for 20,000 paragraphs, over 60 s for 200,000."""

SHORT: Final = 1_500
"""Characters of a result of trafilatura that is held against the page's `article`; longer ones are no failure."""

LEAST_SHARE: Final = 0.25
"""Share of the letters of an `article`'s paragraphs, in [0, 1], below which a short result counts as a failure. On real
pages trafilatura finds 0.979 of the article; the paragraphs of an `article` may include comments and teasers."""

COVERED: Final = 0.5
"""Share of the letters of our blocks, in [0, 1], that a text without paragraphs must hold for them to replace it; what
it lacks are tables and captions."""

MOST_COMPARED: Final = 200
"""Blocks that are looked for in that text, a count."""

MAIN_SHARE: Final = 0.5
"""Share of the letters in all paragraphs, in [0, 1], that an element must hold to be the article."""

MOST_CANDIDATES: Final = 20
"""Elements looked at as the possible article, a count: an article page has one, and teasers for a few others."""

MOST_BLOCKS: Final = 5_000
"""Elements of text among which captions are placed, a count."""

_FURNITURE: Final = ("nav", "aside", "header", "footer", "form", "script", "iframe", "button", "input")
"""Elements that pages written by hand do not have, and pages of publishers do."""

_REGIONS: Final = ("nav", "aside", "header", "footer")
"""Those that say what a region of a page is. Without them trafilatura keeps some of the boxes of a short page."""

_NEVER_FURNITURE: Final = HEADINGS | {"html", "head", "body", "main", "article", "td", "th", "tr"}

_NO_CAPTIONS: Final = frozenset({"aside", "footer", "form", "nav"})
"""Elements whose figures are not the article's."""

_COUNT: Final = etree.XPath("count(descendant::*)")
_NAMED: Final = etree.XPath("descendant::*[@class or @id]")
_VISIBLE: Final = etree.XPath(
    "descendant::text()[not(parent::script or parent::style or parent::title or parent::template or parent::option "
    "or parent::textarea or parent::noscript or parent::*/parent::noscript)]",
    smart_strings=False,
)
_IN_PARAGRAPHS: Final = etree.XPath(
    "descendant::text()[ancestor::p and not(ancestor::aside or ancestor::footer or ancestor::nav or ancestor::form)]",
    smart_strings=False,
)
_QUIET: Final = logging.NullHandler()


def article(tree: HtmlElement, *, whole: bool = True) -> Sequence[Piece]:
    """The blocks of the article of a page, by the rules on top of this module.

    Args:
        tree: of the page.
        whole: whether all of the page is in the tree; what there is of a cut one is read by our own reader.
    """
    marked = None
    if whole and next(tree.iter(*_FURNITURE), None) is None:
        marked = _marked(tree)
        if not marked:
            return pieces_of(tree, HTML)
    body = _main_text(tree) if whole else None
    theirs = [] if body is None else pieces_of(body, TRAFILATURA)
    short = _length(theirs) < SHORT
    if theirs and short and next(tree.iter(*_REGIONS), None) is None:
        marked = _marked(tree) if marked is None else marked
        theirs = _outside(marked, theirs)
    if len(theirs) > 1 and not (short and _misses(theirs, tree)):
        return _with_captions(tree, theirs)
    ours = pieces_of(_root(tree), HTML, _marked(tree) if marked is None else marked)
    return _parted(theirs[0], ours) if len(theirs) == 1 else ours


def chosen(elements: Iterable[HtmlElement]) -> list[Piece]:
    """The blocks of the elements that a selector found, those inside one another once."""
    several = list(elements)
    found = set(several)
    outer = (one for one in several if found.isdisjoint(one.iterancestors()))
    return [piece for one in outer for piece in pieces_of(one, HTML)]


def visible(tree: HtmlElement) -> str:
    """All text that a page shows, furniture too, on one line."""
    return " ".join(" ".join(texts(_VISIBLE, tree)).split())


def _length(pieces: Iterable[Piece]) -> int:
    return sum(len(piece.text) for piece in pieces)


def _root(tree: HtmlElement) -> HtmlElement:
    """The element of the article: an `article`, else a `main`, that holds half of the paragraphs; else the whole page.

    Not its `body`: where a page leaves that tag out, the parser may count the article to the `head`.
    """
    least = MAIN_SHARE * _in_paragraphs(tree)
    for tag in ("article", "main"):
        candidates = [found for found, _ in zip(tree.iter(tag), range(MOST_CANDIDATES), strict=False)]
        best = max(candidates, key=_in_paragraphs, default=None)
        if best is not None and _in_paragraphs(best) >= least > 0:
            return best
    return tree


def _in_paragraphs(element: HtmlElement) -> int:
    """Letters in the paragraphs of an element."""
    return sum(map(len, texts(_IN_PARAGRAPHS, element)))


def _misses(pieces: Sequence[Piece], tree: HtmlElement) -> bool:
    """True where a short result is next to nothing of what the page's `article` holds."""
    root = _root(tree)
    return root is not tree and _length(pieces) < LEAST_SHARE * _in_paragraphs(root)


def _parted(whole: Piece, ours: Sequence[Piece]) -> Sequence[Piece]:
    """Our blocks in place of a text without paragraphs, unless that is not a text of theirs.

    It is not where trafilatura found the article in the page's structured data alone.
    """
    text = "".join(whole.text.split())
    compared = ["".join(piece.text.split()) for piece in ours[:MOST_COMPARED]]
    held = sum(len(letters) for letters in compared if letters in text)
    return ours if len(ours) > 1 and held >= COVERED * sum(map(len, compared)) else [whole]


def _outside(marked: Iterable[HtmlElement], pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces that stand in none of the elements; trafilatura keeps some of a page that has no other tags."""
    inside = {normalise(piece.text) for element in marked for piece in pieces_of(element, HTML)}
    return [piece for piece in pieces if normalise(piece.text) not in inside] if inside else list(pieces)


def _marked(tree: HtmlElement) -> frozenset[HtmlElement]:
    """The outermost elements whose `class` or `id` names furniture and that hold less than half of the page's text."""
    known: dict[tuple[str | None, str | None], bool] = {}
    boxes: set[HtmlElement] = set()
    most = -1.0
    for element in elements(_NAMED, tree):
        if element.tag in _NEVER_FURNITURE:
            continue
        names = (element.get("class"), element.get("id"))
        named = known.get(names)
        if named is None:
            named = known[names] = names_furniture(*names)
        if not named or not boxes.isdisjoint(element.iterancestors()):
            continue
        most = MAIN_SHARE * _shown(tree) if most < 0 else most
        if _shown(element) < most:
            boxes.add(element)
    return frozenset(boxes)


def _shown(element: HtmlElement) -> int:
    return sum(len(text.strip()) for text in texts(_VISIBLE, element))


def _main_text(tree: HtmlElement) -> HtmlElement | None:
    """What trafilatura takes for the article, in its own vocabulary; None where it fails."""
    from trafilatura import bare_extraction  # noqa: PLC0415  it takes 0.2 s to import, and most commands read no page

    if cast("float", _COUNT(tree)) > MOST_TAGS:
        return None
    logging.getLogger("trafilatura").addHandler(_QUIET)  # else each page it declines is a line on standard error
    try:
        # The format is never made: another one than "python" spares it the text form of what it found, a tenth of its
        # time. It works on a copy of the tree.
        found = bare_extraction(tree, fast=True, include_comments=False, output_format="csv")
    except Exception:  # noqa: BLE001  a parser of hostile pages may fail anyhow; ours reads the page then
        return None
    return getattr(found, "body", None)


# -------------------------------------------------------------------------------------------------------- captions
def _with_captions(tree: HtmlElement, pieces: Sequence[Piece]) -> Sequence[Piece]:
    """The pieces and, each below the block it follows, the captions of the article's figures."""
    if next(tree.iter("figcaption"), None) is None:
        return pieces
    known = {_folded(piece.text) for piece in pieces}
    blocks = zip(tree.iter("p", "li", "blockquote", "figcaption", *HEADINGS), range(MOST_BLOCKS), strict=False)
    lines = [(element, _folded("".join(element.itertext()))) for element, _ in blocks]
    bodies = [element for element, text in lines if element.tag == "p" and text in known]
    if not bodies:
        return pieces
    scope = _scope(bodies[0], bodies[-1])
    return list(_placed(pieces, _captions(lines, known, scope)))


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


def _captions(texts: Iterable[tuple[HtmlElement, str]], known: set[str], scope: HtmlElement) -> dict[str, list[Piece]]:
    """The captions below each block of the article, by its text; on top of the article by the empty one."""
    found: dict[str, list[Piece]] = {}
    seen: set[str] = set()
    above = ""
    for element, text in texts:
        if element.tag != "figcaption":
            above = text if text in known else above
        elif text and text not in known and text not in seen and _belongs(element, scope):
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
        if names_furniture(element.get("class"), element.get("id")):
            return False
    return False


def _placed(pieces: Iterable[Piece], captions: dict[str, list[Piece]]) -> Iterator[Piece]:
    yield from captions.pop("", ())
    for piece in pieces:
        yield piece
        yield from captions.pop(_folded(piece.text), ())
