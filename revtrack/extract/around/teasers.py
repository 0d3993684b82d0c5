"""Tells which pieces of an article lead the reader away from it: teasers and lines that are nothing but a link.

    <div><h3><a href="/x">Mill burns</a></h3><p>The old mill.</p></div>      two such boxes or more, side by side
    <div><h3><a href="/y">Mayor sings</a></h3><p>He did well.</p></div>
    <p><b>MORE:</b> <a href="/z">A mayor of many talents</a></p>             a title that ends no sentence

Only where they lead to other pages of the page's own site: what an article rests on stands elsewhere. Boxes below which
the article goes on are its own, those it tells of, and so is a text that stands outside them too.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Final

from lxml.html import HtmlElement

from revtrack.extract.around.lost import Reader
from revtrack.extract.around.place import LONG_TEXT, letters_of, text_letters
from revtrack.extract.reading import Piece, prose
from revtrack.model import BlockKind

__all__ = ["in_teasers"]

LONGEST_TEASER: Final = 400
"""Letters of a teaser: a headline, and a sentence or two below it."""

LEAST_TEASERS: Final = 2
"""Teasers side by side that are no part of the article, a count."""

LONGEST_LINE: Final = 200
"""Characters of a line that is a link: a headline."""

LEAST_WORDS: Final = 3
"""Words of such a line, at least: fewer are a button or a name."""

LONGEST_LABEL: Final = 20
"""Letters in front of the link, all capitals as in "PHOTOS:", and the brackets around it."""

MOST_HEADINGS: Final = 500
"""Headings of a page that are looked at, a count."""

MOST_LINES: Final = 500
"""Lines that lead elsewhere, a count; an article has ten."""

MOST_INSIDE: Final = 60
"""Elements inside a teaser or such a line, a count: of several pictures and marks."""

MOST_STEPS: Final = 6
"""Elements around a heading that may be its box, a count."""

MOST_AROUND: Final = 3
"""Elements around a paragraph of the article, and nothing else, a count."""

MOST_AWAY: Final = 1 / 3
"""Share of the letters of an article, in [0, 1], below which such pieces are no part of it: else it is a list."""

_HEADINGS: Final = ("h2", "h3", "h4", "h5", "h6")


def in_teasers(
    tree: HtmlElement, pieces: Sequence[Piece], leads_away: Callable[[HtmlElement], bool], read: Reader
) -> frozenset[int]:
    """The numbers of the pieces that are teasers or lines of nothing but a link; none where they are much of it.

    Args:
        tree: of the page.
        pieces: of its article.
        leads_away: whether the links in an element lead to other pages of the site.
        read: gives the blocks of the page.
    """
    titles: dict[str, list[int]] = {}
    lines: dict[str, list[int]] = {}
    for number, piece in enumerate(pieces):
        if piece.rule is not None:
            continue
        if piece.kind is BlockKind.HEADING:
            titles.setdefault(letters_of(piece.text), []).append(number)
        elif piece.kind is BlockKind.PARAGRAPH and _may_be_line(piece.text):
            lines.setdefault(letters_of(piece.text), []).append(number)
    found: set[int] = set(chain(*islice(_lines(tree, lines, leads_away), MOST_LINES))) if lines else set()
    if len(titles) >= LEAST_TEASERS:
        boxes = _teasers(tree, pieces, titles, leads_away)
        found |= _inside(tree, pieces, boxes, read) if boxes else set()
    letters = [len(piece.text) for piece in pieces]
    return frozenset(found if sum(letters[number] for number in found) < MOST_AWAY * sum(letters) else ())


def _may_be_line(text: str) -> bool:
    return len(text) <= LONGEST_LINE and len(text.split(maxsplit=LEAST_WORDS)) >= LEAST_WORDS and not prose(text)


def _lines(
    tree: HtmlElement, lines: dict[str, list[int]], leads_away: Callable[[HtmlElement], bool]
) -> Iterator[list[int]]:
    """The numbers of each line that stands in a paragraph of nothing but a link; they are taken out of `lines`."""
    for paragraph in tree.iter("p"):
        link = next(paragraph.iter("a"), None)
        if link is None or not _is_small(paragraph) or (letters := text_letters(paragraph)) not in lines:
            continue
        label = letters
        for one in paragraph.iter("a"):
            label = label.replace(text_letters(one), "", 1)
        if len(label) <= min(LONGEST_LABEL, len(letters) / 2) and label == label.upper() and leads_away(paragraph):
            yield lines.pop(letters)


def _teasers(
    tree: HtmlElement,
    pieces: Sequence[Piece],
    titles: Mapping[str, Sequence[int]],
    leads_away: Callable[[HtmlElement], bool],
) -> Sequence[HtmlElement]:
    """The boxes with a heading that is a link, of which several stand side by side below the article or in a box."""
    boxes = [box for box in _side_by_side(list(_boxes(tree, titles))) if leads_away(box)]
    if not boxes:
        return ()
    gone_on = _gone_on(tree, boxes, pieces)
    return _side_by_side([box for box in boxes if box not in gone_on])


def _side_by_side(boxes: Sequence[HtmlElement]) -> list[HtmlElement]:
    beside = Counter(box.getparent() for box in boxes)
    return [box for box in boxes if beside[box.getparent()] >= LEAST_TEASERS]


def _gone_on(tree: HtmlElement, boxes: Sequence[HtmlElement], pieces: Sequence[Piece]) -> set[HtmlElement]:
    """Those of some boxes below which, in the element around them, a paragraph of the article stands."""
    told = (piece for piece in pieces if piece.kind is BlockKind.PARAGRAPH and piece.rule is None)
    running = {letters_of(piece.text) for piece in told if len(piece.text) > LONG_TEXT}
    around = {box.getparent(): set[HtmlElement]() for box in boxes}
    waiting = {box for box, headings in Counter(boxes).items() if headings == 1}  # one of several is a box of others
    gone_on: set[HtmlElement] = set()
    for element in tree.iter():
        if element in waiting:
            around[element.getparent()].add(element)
        elif element.tag == "p" and not _is_link(element) and text_letters(element) in running:
            for one in islice(chain((element,), element.iterancestors()), MOST_AROUND):
                if one in waiting or (one is not element and len(one) != 1):
                    break
                passed = around.get(one.getparent(), set())
                gone_on |= passed
                passed.clear()
    return gone_on


def _inside(tree: HtmlElement, pieces: Sequence[Piece], boxes: Sequence[HtmlElement], read: Reader) -> set[int]:
    """The numbers of the pieces whose text stands in boxes, and outside them as a link at most."""
    said = {text_letters(element) for box in boxes for element in box.iter()}
    found = {number for number, piece in enumerate(pieces) if letters_of(piece.text) in said}
    links = (link for link in tree.iter("a") if next(link.iter(*_HEADINGS), None) is None)
    left_out = frozenset((*boxes, *(link for link in links if link.getparent().tag not in _HEADINGS)))
    others = {letters_of(piece.text) for piece in read(tree, left_out=left_out)} if found else set()
    return {number for number in found if letters_of(pieces[number].text) not in others}


def _boxes(tree: HtmlElement, titles: Mapping[str, Sequence[int]]) -> Iterator[HtmlElement]:
    """The outermost elements around the headings that are links which hold such a heading and no more than a teaser."""
    too_long: set[HtmlElement] = set()
    for heading in islice(tree.iter(*_HEADINGS), MOST_HEADINGS):
        link = next(heading.iter("a"), None)
        if link is None:
            link = next(heading.iterancestors("a"), None)
        if link is None or not _is_small(heading) or not _is_small(link):
            continue
        letters = text_letters(heading)
        if letters not in titles or letters not in text_letters(link):
            continue
        box = heading
        for around in islice(heading.iterancestors(), MOST_STEPS):
            if around in too_long or not _is_small(around) or len(text_letters(around)) > LONGEST_TEASER:
                too_long.add(around)
                break
            box = around
        if box is not heading:  # else it stands right above a text of the article
            yield box


def _is_link(paragraph: HtmlElement) -> bool:
    """True for one that is nothing but a link."""
    link = next(paragraph.iter("a"), None)
    return link is not None and text_letters(link) == text_letters(paragraph)


def _is_small(element: HtmlElement) -> bool:
    return next(islice(element.iter(), MOST_INSIDE, None), None) is None
