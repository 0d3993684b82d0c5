"""Tells where a page says itself that its text stands, by `main` and `article`, and what is beside that.

<main> <h1>Mill burns</h1> <p>…</p> </main>      the text of the page
<div><p>We value your privacy. …</p></div>       beside it, however long
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from lxml.html import HtmlElement

from revtrack.extract.around.place import MOST_LOOKED_THROUGH, Named, text_letters

__all__ = ["is_beside_text", "is_beside_title", "regions"]

MOST_REGIONS: Final = 20
"""Elements of a name looked at as the possible article, a count: an article page has one, and teasers for a few."""

MOST_READ: Final = 0.5
"""Share of the letters that were read, in [0, 1], above which they stand in an element."""


def regions(tree: HtmlElement, tag: str) -> Sequence[HtmlElement]:
    """The first elements of this name that stand in no box with the name of something else, as comments do."""
    named = Named(tree)
    return [one for one in islice(tree.iter(tag), MOST_REGIONS) if one not in named]


def is_beside_title(tree: HtmlElement, element: HtmlElement) -> bool:
    """True for an element beside the `main` that holds the title of the page."""
    return _is_beside(element, (main for main in regions(tree, "main") if next(main.iter("h1"), None) is not None))


def is_beside_text(tree: HtmlElement, element: HtmlElement, pieces: Sequence[str]) -> bool:
    """True for an element beside a `main`, or the one `article`, that holds most of what was read.

    Args:
        tree: of the page.
        element: of it.
        pieces: the letters of what was read.
    """
    return _is_beside(element, _holding(tree, pieces))


def _holding(tree: HtmlElement, pieces: Sequence[str]) -> Iterator[HtmlElement]:
    articles = regions(tree, "article")
    left = MOST_LOOKED_THROUGH
    for one in (*regions(tree, "main"), *(articles if len(articles) == 1 else ())):
        text = text_letters(one)
        left -= len(text) * len(pieces)
        if left >= 0 and sum(len(letters) for letters in pieces if letters in text) > MOST_READ * sum(map(len, pieces)):
            yield one


def _is_beside(element: HtmlElement, others: Iterable[HtmlElement]) -> bool:
    """True for an element that is neither in nor around one of some others."""
    around = {element, *element.iterancestors()}
    return any(one not in around and element not in one.iterancestors() for one in others)
