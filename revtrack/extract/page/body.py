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

Whichever read it, advertisements within the article and what is hidden are then set `apart`, by name and not lost.
"""

import logging
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import replace
from functools import lru_cache, partial
from itertools import islice
from operator import itemgetter
from typing import Final, cast

from lxml import etree
from lxml.html import HtmlElement

from revtrack.extract.furniture import is_label, labels_in, names_advertisement, names_furniture
from revtrack.extract.normalise import normalise
from revtrack.extract.page.tree import elements, text_of, texts
from revtrack.extract.page.walk import HEADINGS, HTML, TRAFILATURA, pieces_of
from revtrack.extract.reading import Piece, prose
from revtrack.model import BlockKind

__all__ = ["apart", "article", "chosen", "visible"]

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

MOST_APART: Final = 1 / 3
"""Share of the letters of an article, in [0, 1], below which what is named an advertisement or hidden is set apart from
it, each one and all together: a name on the article itself (`sponsored-content`, `ads`) costs none of it."""

MOST_SENTENCES: Final = 3
"""Blocks of running text in such an element, a count: with more it is a part of the article under an odd name."""

MOST_BOXES: Final = 1_000
"""Such elements that are looked at, a count: a page of news has 50. In one written to hurt each stands 2,000 deep."""

MOST_LABELLED: Final = 20
"""Elements with such a label that are looked at, a count."""

MOST_INSIDE: Final = 50
"""Elements inside one of them, a count."""

LONGEST_LABELLED: Final = 300
"""Letters of an element that begins with the label of an advertisement and so is one."""

MOST_BLOCKS: Final = 5_000
"""Elements of text among which captions are placed, a count."""

_FURNITURE: Final = ("nav", "aside", "header", "footer", "form", "script", "iframe", "button", "input")
"""Elements that pages written by hand do not have, and pages of publishers do."""

_REGIONS: Final = ("nav", "aside", "header", "footer")
"""Those that say what a region of a page is. Without them trafilatura keeps some of the boxes of a short page."""

_NEVER_FURNITURE: Final = HEADINGS | {"html", "head", "body", "main", "article", "td", "th", "tr"}

_NO_CAPTIONS: Final = frozenset({"aside", "footer", "form", "nav"})
"""Elements whose figures are not the article's."""

_NO_BOX: Final = frozenset({"html", "head", "body", "main", "article"})
"""Elements that are no advertisement, whatever their name."""

_APART: Final = etree.XPath(
    "descendant::*[not(self::a or self::img or self::script or self::link or self::meta or self::svg or self::path)]"
    "[@class or @id or @hidden or @aria-label or contains(@style, 'none') or contains(@style, 'hidden')"
    " or self::template or @*[starts-with(name(), 'data-')]]"
)
_HIDDEN: Final = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)

_COUNT: Final = etree.XPath("count(descendant::*)")
_NAMED: Final = etree.XPath("descendant::*[@class or @id]")
_HIDING: Final = ("script", "style", "title", "template", "option", "textarea", "noscript")
"""Elements whose own text no page shows."""

_VISIBLE: Final = etree.XPath(
    f"descendant::text()[not(contains(' {' '.join(_HIDING)} ', concat(' ', name(..), ' ')) or ../parent::noscript)]",
    smart_strings=False,
)
_TEXTS: Final = etree.XPath("descendant::text()", smart_strings=False)
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
    least = None
    for tag in ("article", "main"):
        candidates = [found for found, _ in zip(tree.iter(tag), range(MOST_CANDIDATES), strict=False)]
        if candidates:
            least = MAIN_SHARE * _in_paragraphs(tree) if least is None else least
            held, best = max(((_in_paragraphs(one), one) for one in candidates), key=itemgetter(0))
            if held >= least > 0:
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


# --------------------------------------------------------------------------------------------------- set apart
def apart(tree: HtmlElement, pieces: Sequence[Piece]) -> Sequence[Piece]:
    """The pieces, those that stand in an advertisement or out of sight with the rule that sets them aside.

    What an element holds is known again by its text, in whatever tree the pieces were found; a text that stands
    elsewhere on the page too stays.
    """
    boxes = _boxes(tree)
    if not boxes:
        return pieces
    keys = [normalise(piece.text) for piece in pieces]
    letters = Counter[str]()
    for key in keys:
        letters[key] += len(key)
    most = MOST_APART * letters.total()
    rules: dict[str, str] = {}
    for box, rule in boxes.items():
        inside = [piece.text for piece in _inside(box)]
        together = frozenset(map(normalise, (*inside, " ".join(inside)))) - {""}
        if sum(letters[key] for key in together) < most and sum(map(prose, inside)) <= MOST_SENTENCES:
            rules |= dict.fromkeys(together, rule)
    found = rules.keys() & letters.keys()
    if found:
        found -= {normalise(piece.text) for piece in pieces_of(tree, HTML, frozenset(boxes))}
    if sum(letters[key] for key in found) >= most:
        return pieces
    both = zip(pieces, keys, strict=True)
    return [replace(piece, rule=rules[key]) if key in found and piece.rule is None else piece for piece, key in both]


def _boxes(tree: HtmlElement) -> dict[HtmlElement, str]:
    """The outermost advertisements and hidden elements of a page, each with the name of its rule."""
    found: dict[HtmlElement, str] = {}
    looked_at = 0
    for element in elements(_APART, tree):
        if element.tag in _NO_BOX:
            continue
        rule = _apart_by(element)
        if rule is None:
            continue
        looked_at += 1
        if looked_at > MOST_BOXES:
            break
        if found.keys().isdisjoint(element.iterancestors()):
            found[element] = rule
    for element, _ in zip(_labelled(tree), range(MOST_LABELLED), strict=False):
        few = next(islice(element.iter(), MOST_INSIDE, None), None) is None
        if (
            few
            and _letters(texts(_TEXTS, element)) <= LONGEST_LABELLED
            and element not in found
            and found.keys().isdisjoint(element.iterancestors())
        ):
            found[element] = "advertisement"
    return found


def _apart_by(element: HtmlElement) -> str | None:
    """The rule by which the attributes of an element set it apart."""
    if element.tag == "template" or element.get("hidden") is not None or _HIDDEN.search(element.get("style", "")):
        return "hidden"
    return "advertisement" if names_advertisement(element.items()) else None


def _labelled(tree: HtmlElement) -> Iterator[HtmlElement]:
    """The elements that begin with the label of an advertisement, and may have more in them."""
    if not labels_in(texts(_TEXTS, tree)):
        return
    for element in tree.iter(etree.Element):
        if not element.text or not is_label(element.text) or element.tag in _HIDING:
            continue
        above = element if len(element) else element.getparent()
        if above is None or above.tag in _NO_BOX:
            continue
        if above is element or (above[0] is element and not (above.text or "").strip()):
            yield above


def _inside(box: HtmlElement) -> list[Piece]:
    """The blocks in an element, whatever hides it."""
    if box.tag in HTML.dropped or box.get("hidden") is not None:
        box = deepcopy(box)
        box.tag, box.tail = "div", None
        box.attrib.clear()
    return pieces_of(box, HTML)


def _shown(element: HtmlElement) -> int:
    """Letters of the texts in an element that a page shows: those of all less those of what shows none.

    To take them away is four times as fast as to ask of each text what it stands in.
    """
    hidden = (text for one in _unseen(element) for text in (one.text, *(child.tail for child in one)))
    return _letters(texts(_TEXTS, element)) - _letters(filter(None, hidden))


def _letters(several: Iterable[str]) -> int:
    return sum(map(len, map(str.strip, several)))


def _unseen(root: HtmlElement) -> Iterator[HtmlElement]:
    """The elements whose own texts a page does not show, as in `_VISIBLE`: some tags, and what a `noscript` holds."""
    above = root.getparent()
    if above is not None and above.tag == "noscript" and root.tag not in _HIDING:
        yield root
    for element in root.iter(*_HIDING):
        yield element
        if element.tag == "noscript":
            yield from (child for child in element if child.tag not in _HIDING)


def _main_text(tree: HtmlElement) -> HtmlElement | None:
    """What trafilatura takes for the article, in its own vocabulary; None where it fails."""
    if cast("float", _COUNT(tree)) > MOST_TAGS:
        return None
    try:
        found = _trafilatura()(tree)
    except Exception:  # noqa: BLE001  a parser of hostile pages may fail anyhow; ours reads the page then
        return None
    return getattr(found, "body", None)


@lru_cache
def _trafilatura() -> Callable[[HtmlElement], object]:
    """What trafilatura finds in a copy of a tree, asked for the text alone."""
    from trafilatura import bare_extraction  # noqa: PLC0415  it takes 0.2 s to import, and most commands read no page
    from trafilatura.settings import Extractor  # noqa: PLC0415

    logging.getLogger("trafilatura").addHandler(_QUIET)  # else each page it declines is a line on standard error
    # The format is never made: another one than "python" spares it the text form of what it found, a tenth of its time.
    # Without `date_params` it would look at the clock for a date that nobody asks for.
    options = Extractor(fast=True, comments=False, output_format="csv", date_params={"outputformat": "%Y-%m-%d"})
    return partial(bare_extraction, options=options)


# -------------------------------------------------------------------------------------------------------- captions
def _with_captions(tree: HtmlElement, pieces: Sequence[Piece]) -> Sequence[Piece]:
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
        if names_furniture(element.get("class"), element.get("id")) or names_advertisement(element.items()):
            return False
    return False


def _placed(pieces: Iterable[Piece], captions: dict[str, list[Piece]]) -> Iterator[Piece]:
    yield from captions.pop("", ())
    for piece in pieces:
        yield piece
        yield from captions.pop(_folded(piece.text), ())
