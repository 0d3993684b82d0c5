"""Puts back the running text that stands bare in the place of an article and that the reader of its pieces has lost.

<div class="story">
  <div class="related">…</div>
  The chief of the company <b>resigned</b> on Monday, it said.     in no element of its own: gone with the box
  <p>The move ends a year of doubt.</p>
</div>
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, islice, takewhile
from typing import Final

from lxml import etree
from lxml.html import HtmlElement

from revtrack.extract.around.place import LEAST_LETTERS, LONG_TEXT, letters_of
from revtrack.extract.reading import Piece, prose

__all__ = ["with_lost"]

MOST_TEXTS: Final = 50
"""Bare texts of a place that are looked at, a count: where all paragraphs are bare, a reader loses none or all."""

MOST_BEHIND: Final = 10
"""Elements behind such a text by which its place among the pieces is known, a count."""

_BARE: Final = etree.XPath(f"text()[string-length() > {LONG_TEXT}]")
_INLINE: Final = frozenset(
    ("a", "abbr", "b", "cite", "code", "del", "em", "font", "i", "ins", "mark", "q", "small", "span", "strong", "u")
)


def with_lost(element: HtmlElement, pieces: Sequence[Piece], several: Sequence[str]) -> Sequence[Piece]:
    """The pieces, and as paragraphs among them the bare texts of an element that are in none of them.

    Args:
        element: in which the article stands.
        pieces: of the article, in the order of the page.
        several: their letters.
    """
    said = "".join(several)
    starts = list(accumulate(map(len, several), initial=0))
    lost: dict[int, Piece] = {}
    for text in islice(_bare(element), MOST_TEXTS):
        before = text.getparent() if text.is_tail else None
        if letters_of(text)[:LEAST_LETTERS] in said or (before is not None and before.tag in _INLINE):
            continue
        behind = before.itersiblings() if before is not None else element.iterchildren()
        line, others = _line(text, list(islice(behind, MOST_BEHIND)))
        ats = (said.find(letters) for one in others if (letters := _beginning(one)))
        at = next((at for at in ats if at >= 0), -1)
        if at >= 0 and prose(line):
            lost.setdefault(bisect_right(starts, at) - 1, Piece(text=line))
    if not lost:
        return pieces
    return [one for number, piece in enumerate(pieces) for one in (lost.get(number), piece) if one is not None]


def _bare(element: HtmlElement) -> "Iterator[etree._ElementUnicodeResult]":
    return iter(_BARE(element))  # type: ignore[arg-type]


def _beginning(element: HtmlElement) -> str:
    """The first letters of an element, however long it is."""
    letters = ""
    for text in element.itertext():
        letters += "".join(text.split(maxsplit=LEAST_LETTERS)[:LEAST_LETTERS])
        if len(letters) >= LEAST_LETTERS:
            break
    return letters[:LEAST_LETTERS]


def _line(text: str, behind: Sequence[HtmlElement]) -> tuple[str, Sequence[HtmlElement]]:
    """All of a paragraph that begins with a bare text, and the elements behind it."""
    within = list(takewhile(lambda one: one.tag in _INLINE, behind))
    more = (part for one in within for part in (*one.itertext(), one.tail or ""))
    return " ".join("".join((text, *more)).split()), behind[len(within) :]
