"""The article of a page, told from everything around it.

    <nav>Home</nav>                                              gone
    <article> <h1>Rockets hit base</h1>                          HEADING, the headline's
      <p>Seven people were killed.</p> <script>…</script>        PARAGRAPH, the script gone
      <figure>…<figcaption>The base.</figcaption></figure>       CAPTION
      <ul><li>one</li></ul> <blockquote>…</blockquote>           LIST_ITEM, QUOTE
    </article> <footer>About us</footer>                         gone

Two readers stand behind it. trafilatura tells the article of a real page from everything around it (F1 .962 on 181
pages, and no noise when only advertisements change), and is taken at its word but for the captions of figures, which it
leaves out; of several posts, as a live blog has them, it is shown one article; and where it read another place than the
one with most of the running text, it is shown that one alone. Ours reads all blocks of an element.
It is taken where trafilatura has nothing to do or failed:

* a selector of the user's names the article;
* the page has no furniture (no navigation, footer, script, `<div class="share-bar">`…), as pages written by hand;
* trafilatura finds nothing, or the page has too many tags for it;
* it finds next to nothing of what the one `article` or `main` of the page holds, or its one long text, and that is
  neither comments nor beside an `article` or `main` with what it found;
* it finds a text without paragraphs, its last resort, and our blocks are in it;
* it makes one row of a table of it, in pages that a table lays out.

Whichever read it, advertisements within the article and what is hidden are then set `apart`, by name and not lost.
"""

import logging
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import islice
from operator import itemgetter
from typing import Final, cast

from lxml import etree
from lxml.html import HtmlElement, document_fromstring

from revtrack.extract.around import (
    beyond,
    is_beside_text,
    is_beside_title,
    letters_of,
    overlooked,
    place,
    regions,
)
from revtrack.extract.furniture import names_furniture
from revtrack.extract.normalise import normalise
from revtrack.extract.page.captions import with_captions
from revtrack.extract.page.shown import letters_shown
from revtrack.extract.page.tree import elements, texts
from revtrack.extract.page.walk import HEADINGS, HTML, TRAFILATURA, pieces_of
from revtrack.extract.reading import Piece, prose
from revtrack.model import BlockKind

__all__ = ["article", "chosen"]

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

LEAST_PIECES: Final = 2
"""Pieces of a text that has paragraphs, a count."""

LONGEST_ROW: Final = 400
"""Characters of the row of a table, from which on it may hold an article: a row of figures or names is shorter."""

MOST_POSTS: Final = 1_000
"""Elements among which the posts of a live blog are looked for, a count."""

LEAST_MISSED: Final = 3
"""Paragraphs of a page for each block found, a count, from which on that may be only the first of several posts:
to look for the others takes longer than to count."""

LEAST_POSTS: Final = 2
"""Posts that make a row, a count."""

MOST_STEPS: Final = 4
"""Elements, one in another, that a post may stand in by itself, a count."""

MOST_OF_ONE: Final = 0.75
"""Share of the letters in the paragraphs of several posts, in [0, 1], below which the longest holds them: else that is
the article, and the others are teasers."""

LONGEST_POST: Final = 3_000
"""Letters in the paragraphs of a post, on average: longer ones are articles, loaded one below the other."""

_FURNITURE: Final = ("nav", "aside", "header", "footer", "form", "script", "iframe", "button", "input")
"""Elements that pages written by hand do not have, and pages of publishers do."""

_UNREAD: Final = ("style", "link", "svg")
"""Elements that nobody asks for any more when the article is sought, as of scripts that are no data: without them all
that follows takes 2 % less."""

_STRUCTURED: Final = "application/ld+json"
"""The type of those scripts in which trafilatura looks for an article that stands nowhere else."""

_REGIONS: Final = ("nav", "aside", "header", "footer")
"""Those that say what a region of a page is. Without them trafilatura keeps some of the boxes of a short page."""

_AROUND_POSTS: Final = frozenset({"main", "div", "section", "ol", "ul"})
"""Elements that can be shown as an article."""

_NEVER_FURNITURE: Final = HEADINGS | {"html", "head", "body", "main", "article", "td", "th", "tr"}

_COUNT: Final = etree.XPath("count(descendant::*)")

_TAKEN_FIRST: Final = etree.XPath(
    "descendant::*[self::article or self::div or self::section][@class='post' or @class='entry'"
    " or contains(@class, 'entry-content') or contains(@class, 'post-content') or contains(@class, 'post-body')]"
)
"""What trafilatura takes for the article, the first of them alone: each post of a live blog may be one."""

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
    _strip(tree)
    theirs: Sequence[Piece] = _theirs(tree) if whole else []
    etree.strip_elements(tree, "script", with_tail=False)  # the last of them: their text is none of the page's
    short = _length(theirs) < SHORT
    if theirs and short and next(tree.iter(*_REGIONS), None) is None:
        marked = _marked(tree) if marked is None else marked
        theirs = _outside(marked, theirs)
    missed = short and _misses(theirs, tree)
    row = _row_of_layout(theirs)
    ours: Sequence[Piece] = ()
    if missed or row is not None or len(theirs) < LEAST_PIECES:
        ours = pieces_of(_root(tree), HTML, _marked(tree) if marked is None else marked)
        if missed or not theirs or (row is not None and _is_most_of(ours, row)):
            return ours
    if len(theirs) < LEAST_PIECES:
        return _parted(theirs[0], ours)
    return with_captions(tree, beyond(tree, theirs, partial(pieces_of, tags=HTML)))


def chosen(elements: Iterable[HtmlElement]) -> list[Piece]:
    """The blocks of the elements that a selector found, those inside one another once."""
    several = list(elements)
    found = set(several)
    outer = (one for one in several if found.isdisjoint(one.iterancestors()))
    return [piece for one in outer for piece in pieces_of(one, HTML)]


def _strip(tree: HtmlElement) -> None:
    """Takes out what nobody reads; a page's structured data stays."""
    etree.strip_elements(tree, *_UNREAD, with_tail=False)
    for script in list(tree.iter("script")):
        if _STRUCTURED not in script.get("type", "").lower():
            script.drop_tree()


def _length(pieces: Iterable[Piece]) -> int:
    return sum(len(piece.text) for piece in pieces)


def _root(tree: HtmlElement) -> HtmlElement:
    """The element of the article: an `article`, else a `main`, that holds half of the paragraphs; else the one element
    that holds most of the running text, unless a `main` with the title of the page is beside it; else the whole page.

    Not its `body`: where a page leaves that tag out, the parser may count the article to the `head`.
    """
    least = None
    for tag in ("article", "main"):
        candidates = regions(tree, tag)
        if candidates:
            least = MAIN_SHARE * _in_paragraphs(tree) if least is None else least
            held, best = max(((_in_paragraphs(one), one) for one in candidates), key=itemgetter(0))
            if held >= least > 0:
                return best
    found = place(tree)
    return tree if found is None or is_beside_title(tree, found.element) else found.element


def _in_paragraphs(element: HtmlElement) -> int:
    """Letters in the paragraphs of an element."""
    return sum(map(len, texts(_IN_PARAGRAPHS, element)))


def _misses(pieces: Sequence[Piece], tree: HtmlElement) -> bool:
    """True where a short result is next to nothing of what the page's `article` holds, or its one long text; never
    where it stands in an `article` or `main` beside that.
    """
    root = _root(tree)
    if root is tree or _length(pieces) >= LEAST_SHARE * max(_in_paragraphs(root), _in_place(root)):
        return False
    return not is_beside_text(tree, root, [letters_of(piece.text) for piece in pieces])


def _row_of_layout(pieces: Sequence[Piece]) -> Piece | None:
    """The row of a table that holds most of the text: the page is laid out by it, and its blocks were lost."""
    rows = (piece for piece in pieces if piece.kind is BlockKind.TABLE_ROW and len(piece.text) >= LONGEST_ROW)
    longest = max(rows, key=lambda row: len(row.text), default=None)
    return longest if longest and len(longest.text) > MAIN_SHARE * _length(pieces) else None


def _in_place(root: HtmlElement) -> int:
    found = place(root)
    return 0 if found is None else found.letters


def _parted(whole: Piece, ours: Sequence[Piece]) -> Sequence[Piece]:
    """Our blocks in place of a text without paragraphs, unless that is not a text of theirs.

    It is not where trafilatura found the article in the page's structured data alone.
    """
    is_title = not prose(whole.text) and len(whole.text) < LEAST_SHARE * _length(ours)
    return ours if len(ours) > 1 and (is_title or _is_text_of(ours, whole)) else [whole]


def _is_most_of(ours: Sequence[Piece], row: Piece) -> bool:
    """True for blocks that hold most of a row of layout, and little else."""
    return _length(ours) >= COVERED * len(row.text) and _is_text_of(ours, row)


def _is_text_of(ours: Sequence[Piece], whole: Piece) -> bool:
    """True for blocks most of which stand in a text."""
    text = "".join(whole.text.split())
    compared = ["".join(piece.text.split()) for piece in ours[:MOST_COMPARED]]
    held = sum(len(letters) for letters in compared if letters in text)
    return held >= COVERED * sum(map(len, compared))


def _outside(marked: Iterable[HtmlElement], pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces that stand in none of the elements; trafilatura keeps some of a page that has no other tags."""
    inside = {normalise(piece.text) for element in marked for piece in pieces_of(element, HTML)}
    return [piece for piece in pieces if normalise(piece.text) not in inside] if inside else list(pieces)


def _marked(tree: HtmlElement) -> frozenset[HtmlElement]:
    """The outermost elements whose `class` or `id` names furniture and that hold less than half of the page's text."""
    known: dict[tuple[str | None, str | None], bool] = {(None, None): False}
    boxes: set[HtmlElement] = set()
    most = -1.0
    for element in tree.iterdescendants(etree.Element):
        if element.tag in _NEVER_FURNITURE:
            continue
        names = (element.get("class"), element.get("id"))
        named = known.get(names)
        if named is None:
            named = known[names] = names_furniture(*names)
        if not named or not boxes.isdisjoint(element.iterancestors()):
            continue
        most = MAIN_SHARE * letters_shown(tree) if most < 0 else most
        if letters_shown(element) < most:
            boxes.add(element)
    return frozenset(boxes)


def _theirs(tree: HtmlElement) -> list[Piece]:
    """What trafilatura takes for the article; nothing where it fails."""
    if cast("float", _COUNT(tree)) > MOST_TAGS:
        return []
    row = _row(tree, tree.iter("article"))
    if row is not None:
        return _read_row(tree, row)
    found = _main_text(tree)
    few = next(islice(tree.iter("p"), LEAST_MISSED * len(found), None), None) is None
    if few and any(prose(piece.text) for piece in found):
        return found  # what follows is too slow to be asked of every page
    row = _row(tree, elements(_TAKEN_FIRST, tree))
    if row is not None:
        return _read_row(tree, row)
    said = [letters_of(piece.text) for piece in found]
    elsewhere = overlooked(tree, said)
    if elsewhere is None or is_beside_text(tree, elsewhere, said):
        return found
    root = _root(tree)
    return _read_alone(root if root is not tree and root in elsewhere.iterancestors() else elsewhere)


@dataclass(frozen=True, slots=True)
class _Row:
    """The posts of which a page consists, as a live blog does."""

    around: HtmlElement
    """The `main` that holds them, else the innermost element that does."""
    posts: Sequence[HtmlElement]


def _row(tree: HtmlElement, candidates: Iterable[HtmlElement]) -> _Row | None:
    """The posts of a page, next to one another or each in an element of its own; None where it has an article."""
    several = list(islice(candidates, MOST_POSTS))
    if len(several) < LEAST_POSTS:
        return None
    for steps in range(1, MOST_STEPS + 1):
        around = _above(several[0], steps)
        posts = [one for one in several if _above(one, steps) is around]
        if around is not None and len(posts) >= LEAST_POSTS:
            main = next(around.iterancestors("main"), around)
            return _Row(main, posts) if _is_row(tree, posts) else None
    return None


def _above(element: HtmlElement, steps: int) -> HtmlElement | None:
    return next(islice(element.iterancestors(), steps - 1, None), None)


def _is_row(tree: HtmlElement, posts: Sequence[HtmlElement]) -> bool:
    """True for posts that hold most of a page, none nearly all of it and none its title."""
    held = [_in_paragraphs(post) for post in posts]
    if max(held) >= MOST_OF_ONE * sum(held) or sum(held) > LONGEST_POST * len(posts):
        return False
    if sum(held) < MAIN_SHARE * _in_paragraphs(tree):
        return False
    return all(next(post.iter("h1"), None) is None for post in posts)


def _read_row(tree: HtmlElement, row: _Row) -> list[Piece]:
    """What trafilatura takes for the article where the posts are no more than sections of the one around them.

    Of several articles it reads the first: the others would be lost, or their headings. The tree is put back as it was.
    """
    if row.around.tag not in _AROUND_POSTS:
        return []
    changed = {row.around: "article"} | dict.fromkeys((*elements(_TAKEN_FIRST, row.around), *row.posts), "section")
    before = [(element, element.tag, element.items()) for element in changed]
    try:
        for element, tag in changed.items():
            element.tag = tag
            element.attrib.clear()
        return _main_text(tree)
    finally:
        for element, tag, attributes in before:
            element.tag = tag
            for name, value in attributes:
                with suppress(ValueError):  # the parser takes names that may not be set: <article {{attributes}}>
                    element.set(name, value)


def _read_alone(element: HtmlElement) -> list[Piece]:
    """What trafilatura takes for the article where a copy of an element is given to it as the one article there is."""
    page = document_fromstring("<body></body>")
    copy = deepcopy(element)
    page[0].append(copy)
    for inner in (*elements(_TAKEN_FIRST, page), *page.iter("article")):
        inner.tag = "section"
        inner.attrib.clear()
    copy.tag, copy.tail = "article", None
    copy.attrib.clear()
    return _main_text(page)


def _main_text(tree: HtmlElement) -> list[Piece]:
    """What trafilatura takes for the article; nothing where it fails."""
    try:
        found = _trafilatura()(tree)
    except Exception:  # noqa: BLE001  a parser of hostile pages may fail anyhow; ours reads the page then
        return []
    body = getattr(found, "body", None)
    return [] if body is None else pieces_of(body, TRAFILATURA)


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
