"""Puts back the running text that stands bare in the place of an article and that the reader of its pieces has lost.

<div class="story">
  <div class="related">…</div>
  The chief of the company <b>resigned</b> on Monday, it said.     in no element of its own: gone with the box
  <p>The move ends a year of doubt.</p>
</div>
"""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate, islice
from typing import Final, Protocol, cast

from lxml import etree
from lxml.html import HtmlElement

from revtrack.extract.around.place import LEAST_LETTERS, LONG_TEXT, MOST_LOOKED_THROUGH, letters_of
from revtrack.extract.reading import Piece, prose

__all__ = ["Reader", "with_lost"]

MOST_TEXTS: Final = 200
"""Bare texts of a place that are looked for among the pieces, a count: a long article has a hundred paragraphs."""

_INLINE: Final = frozenset("a abbr b br cite code del em font i ins mark q small span strong u".split())  # noqa: SIM905
_HAS_BARE: Final = etree.XPath(f"boolean((. | .//span | .//font)/text()[string-length() > {LONG_TEXT}])")


class Reader(Protocol):
    """What gives the blocks of an element in the order of the page."""

    def __call__(self, root: HtmlElement, *, left_out: frozenset[HtmlElement] = ...) -> Sequence[Piece]:
        """Without what is left out."""
        ...


def with_lost(element: HtmlElement, pieces: Sequence[Piece], several: Sequence[str], read: Reader) -> Sequence[Piece]:
    """The pieces, and as paragraphs among them the bare texts of an element that are in none of them.

    Args:
        element: in which the article stands.
        pieces: of the article, in the order of the page.
        several: their letters.
        read: gives the blocks of the element.
    """
    if not cast("bool", _HAS_BARE(element)):
        return pieces
    said = "".join(several)
    blocks = frozenset(one for one in element.iterdescendants(etree.Element) if one.tag not in _INLINE)
    bare = islice((letters_of(piece.text) for piece in read(element, left_out=blocks) if prose(piece.text)), MOST_TEXTS)
    lost = {letters for letters in bare if len(letters) > LEAST_LETTERS and letters[:LEAST_LETTERS] not in said}
    if not lost:
        return pieces
    whole = read(element)
    if len(whole) * len(said) > MOST_LOOKED_THROUGH:
        return pieces
    ends = list(accumulate(map(len, several)))
    placed: dict[int, list[Piece]] = {}
    at = 0
    for piece in whole:
        letters = letters_of(piece.text)
        if letters in lost:
            placed.setdefault(bisect_left(ends, at) + 1 if at else 0, []).append(Piece(text=piece.text))
        elif (found := said.find(letters, at)) >= 0:
            at = found + len(letters)
    return [one for number in range(len(pieces) + 1) for one in (*placed.get(number, ()), *pieces[number : number + 1])]
