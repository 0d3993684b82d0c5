"""Tells which pieces of an article are what its readers say below it: those that stand in elements named so.

    <ol id="comentarios"><li><p>¡Por fin!</p></li>…</ol>

A text that stands elsewhere on the page too is the article's, and quoted there.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from lxml.html import HtmlElement

from revtrack.extract.around.place import MOST_LOOKED_THROUGH, letters_of, text_letters
from revtrack.extract.reading import Piece, prose

__all__ = ["in_comments"]

LAST: Final = 20
"""Pieces at the end of an article by which it is known that comments are among them, a count."""

LEAST_TEXT: Final = 20
"""Letters of such a piece, more than which tell it: a name or a number may stand anywhere."""

LEAST_LEFT: Final = 300
"""Letters of running text that an article has beside its comments, at least: else they are what the page is for."""


def in_comments(
    boxes: Iterable[HtmlElement], pieces: Sequence[Piece], elsewhere: Callable[[], Iterable[Piece]]
) -> frozenset[int]:
    """The numbers of the pieces that stand in some boxes for comments; none where hardly any other text is left.

    Args:
        boxes: of a page.
        pieces: of its article.
        elsewhere: gives what stands outside the boxes; it takes a while, and is asked where something stands in one.
    """
    several = [letters_of(piece.text) for piece in pieces]
    both = zip(pieces[-LAST:], several[-LAST:], strict=True)
    last = [letters for piece, letters in both if piece.rule is None and len(letters) > LEAST_TEXT]
    said = [text for text in map(text_letters, boxes) if any(letters in text for letters in last)] if last else ()
    if not said:
        return frozenset()
    others = "".join(letters_of(piece.text) for piece in elsewhere())
    if len(several) * (len(others) + sum(map(len, said))) > MOST_LOOKED_THROUGH:
        return frozenset()
    found = {
        number
        for number, letters in enumerate(several)
        if letters not in others and any(letters in text for text in said)
    }
    left = (several[number] for number, piece in enumerate(pieces) if number not in found and prose(piece.text))
    return frozenset(found if sum(map(len, left)) >= LEAST_LEFT else ())
