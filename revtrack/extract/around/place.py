"""Tells where on a page the running text of its article stands: the innermost element that holds it.

    <div class="wrap">
      <ul><li><a>…</a></li>…</ul>                          links are no running text
      <div class="story"><p>…</p> <p>…</p> <p>…</p></div>  this one
      <div class="box"><p>A teaser of one line, and</p></div>
    </div>

Pages that say so themselves, with an `article`, need no such guess. Names are not asked, any house has its own, but for
those of boxes that never are an article: comments, a menu, a notice of cookies.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from operator import itemgetter
from typing import Final

from lxml import etree
from lxml.html import HtmlElement

from revtrack.extract.furniture import COMMENTS, names_box, names_furniture

__all__ = ["LONG_TEXT", "MOST_LOOKED_THROUGH", "Named", "Place", "letters_of", "overlooked", "place", "text_letters"]

LONG_TEXT: Final = 60
"""Characters of a text, more than which are running text or a part of it: a title of a list is shorter."""

LEAST_LETTERS: Final = 30
"""Letters of one, at least: white space is none."""

FAR: Final = 5_000
"""Letters behind a text, at most, in which the next one is looked up."""

MOST_TEXTS: Final = 3_000
"""Such texts that are looked at, a count: a page of news has a hundred."""

LEAST_HELD: Final = 200
"""Characters of running text in the place of an article, at least: three short paragraphs."""

MOST_STEPS: Final = 4
"""Elements around a paragraph that are tried, a count: a house that wraps each one has two or three."""

DEEPEST: Final = 50
"""Elements inside one another between a text and the one that may be its place, a count."""

MOST_LOOKED_THROUGH: Final = 50_000_000
"""Letters, at most, that are looked through for the pieces of an article: one of news takes a hundred thousand, and so
many half a second."""

LEAST_SHARE: Final = 0.6
"""Share of the running text of a page, in [0, 1], from which on its element is the place."""

LEAST_SHARE_ALONE: Final = 0.75
"""The same of an element of which nothing beyond it is read."""

LEAST_OF_LEADER: Final = 0.25
"""Share from which on an element is, that holds so many times what the next one does:"""
LEAD: Final = 2
LEAST_ALONE: Final = 0.5
LEAD_ALONE: Final = 3
"""The same two of an element of which nothing beyond it is read."""

MOST_FOUND: Final = 0.25
"""Share of the running text of an element, in [0, 1], above which that was not overlooked."""

MOST_HOSTS: Final = 50
"""Elements with running text that was read, a count, up to which they are held against the one that was overlooked."""

MOST_TITLES: Final = 50
"""Titles of a page, and elements that say that they are its text, a count: what stands around them is no box."""

MOST_OF_PAGE: Final = 0.5
"""Share of the letters of a page, in [0, 1], from which on an element is no box, whatever its name: `sidebar-wrap`.
Comments may be more than an article."""

EAST: Final = "\u2e80"
DENSE: Final = 3
"""Letters for which one stands of the scripts from there on: Chinese, Japanese, Korean."""

_LONG_TEXTS: Final = etree.XPath(
    f"descendant::text()[string-length() > {LONG_TEXT}"
    " and not(parent::script or parent::style or parent::noscript or parent::textarea or parent::template)]"
)
_TEXT: Final = etree.XPath("string()", smart_strings=False)


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_WITHIN: Final = _set(
    "p span b i em strong font u s q small big mark abbr cite code time sub sup ins del tt var kbd samp label center "
    "blockquote li ul ol br dd dt dl h1 h2 h3 h4 h5 h6 tbody tr img figure"
)
"""Elements that are no place by themselves: the one around them is."""

_NOT_RUNNING: Final = _set("a nav aside footer form button figcaption select address iframe object noscript")
_TOO_WIDE: Final = frozenset({"html", "body"})
_NO_BOX: Final = _TOO_WIDE | {"main", "article"}


class _Seen:
    """Tells of the texts of a page, in their order, which are in the pieces that were found on it."""

    def __init__(self, pieces: Sequence[str]) -> None:
        self.begun: dict[str, int] = {}
        """Where in all of their letters each of them begins, by its first ones."""
        at = 0
        for letters in pieces:
            self.begun.setdefault(letters[:LEAST_LETTERS], at)
            at += len(letters)
        self.letters = "".join(pieces)
        self.at = 0

    def __contains__(self, letters: str) -> bool:
        """Most texts begin a piece; others stand not far behind the last one, within a piece."""
        found = self.begun.get(letters[:LEAST_LETTERS])
        if found is None:
            found = self.letters.find(letters, self.at, self.at + FAR + len(letters))
        if found < 0:
            return False
        self.at = found + len(letters)
        return True


class Named:
    """Tells of the elements of a page which stand in a box that is no article by its name; a box that holds a title of
    the page, or what says that it is its text, is none.
    """

    def __init__(self, tree: HtmlElement) -> None:
        self._tree = tree
        self._around: set[HtmlElement] = set()
        self._most = -1.0
        self._known: dict[HtmlElement, bool] = {}

    def __contains__(self, element: HtmlElement) -> bool:
        path: list[HtmlElement] = []
        found = False
        for one in (element, *element.iterancestors()):
            if one in self._known:
                found = self._known[one]
                break
            path.append(one)
        for one in reversed(path):
            found = self._known[one] = found or self._is_box(one)
        return found

    def _is_box(self, element: HtmlElement) -> bool:
        if element.tag in _NO_BOX:
            return False
        comments = names_box(element.items()) == COMMENTS
        if not comments and not names_furniture(element.get("class"), element.get("id")):
            return False
        if self._most < 0:
            titles = islice(self._tree.iter("h1", "main"), MOST_TITLES)
            self._around = {one for title in titles for one in (title, *title.iterancestors())}
            self._most = MOST_OF_PAGE * len(text_letters(self._tree))
        return element not in self._around and (comments or len(text_letters(element)) < self._most)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the running text of an article stands."""

    element: HtmlElement
    letters: int
    """Characters of it there."""


def place(tree: HtmlElement, said: Sequence[str] | None = None) -> Place | None:
    """The innermost element that holds most of the running text of a page; None where no one element does.

    Args:
        tree: of the page.
        said: the letters of pieces of it; only running text counts that is in them. Without any all of the page counts,
            and the element must hold more of it: it is all that is known of the article.
    """
    held = _held(tree, said)
    total = held.total()
    held = _unnamed(tree, held)
    if not held:
        return None
    leaders = held.most_common(2)
    leader, most = leaders[0]
    second = leaders[1][1] if len(leaders) > 1 else 0
    alone = said is None
    if most < (LEAST_ALONE if alone else LEAST_OF_LEADER) * total or most < (LEAD_ALONE if alone else LEAD) * second:
        leader, most = _holder(leader, held, (LEAST_SHARE_ALONE if alone else LEAST_SHARE) * total)
    return Place(leader, most) if most >= LEAST_HELD and leader.tag not in _TOO_WIDE else None


def overlooked(tree: HtmlElement, said: Sequence[str]) -> HtmlElement | None:
    """The element with the running text of an article of which hardly any was read; None where there is none.

    Where what was read stands beside it in an element of the same name, and little else around both, it is what is
    around them: both are parts of one.

    Args:
        tree: of the page.
        said: the letters of the pieces that were taken for its article.
    """
    held = _held(tree, None)
    found = _held(tree, said)
    leader, most = max(_unnamed(tree, held).items(), key=itemgetter(1), default=(tree, 0))
    if most < LEAST_HELD or found[leader] > MOST_FOUND * most or most < LEAD * found.total():
        return None
    if len(found) > MOST_HOSTS or _name(leader) not in map(_name, found):
        return leader
    shared = set(leader.iterancestors()).intersection(*(one.iterancestors() for one in found))
    both = next(one for one in leader.iterancestors() if one in shared)
    alone = both.tag in _TOO_WIDE or most + found.total() < LEAST_SHARE_ALONE * _around(held)[both]
    return leader if alone else both


def _name(element: HtmlElement) -> tuple[object, str | None]:
    return element.tag, element.get("class")


def _held(tree: HtmlElement, said: Sequence[str] | None) -> Counter[HtmlElement]:
    """The elements around running text, with the letters that stand in each and in none inside it."""
    held = Counter[HtmlElement]()
    seen = None if said is None else _Seen(said)
    for text in islice(_long_texts(tree), MOST_TEXTS):
        host = _host(text.getparent(), beside=text.is_tail)
        letters = "" if host is None else letters_of(text)
        if len(letters) > LEAST_LETTERS and (seen is None or letters in seen):
            held[host] += len(letters) * (DENSE if letters[0] > EAST else 1)
    return held


def _unnamed(tree: HtmlElement, held: Counter[HtmlElement]) -> Counter[HtmlElement]:
    """The elements around running text that stand in no box that is no article by its name."""
    named = Named(tree)
    return Counter({one: letters for one, letters in held.items() if one not in named})


def _holder(leader: HtmlElement, held: Counter[HtmlElement], least: float) -> tuple[HtmlElement, int]:
    """The innermost element from one outwards in which there is so much running text, with how much that is."""
    around = _around(held)
    several = (leader, *islice(leader.iterancestors(), MOST_STEPS))
    return next(((one, around[one]) for one in several if around[one] >= least), (leader, 0))


def _around(held: Counter[HtmlElement]) -> Counter[HtmlElement]:
    """The letters in elements and in those a few steps around them."""
    around = Counter[HtmlElement]()
    for element, letters in held.items():
        for one in (element, *islice(element.iterancestors(), MOST_STEPS)):
            around[one] += letters
    return around


def _long_texts(tree: HtmlElement) -> "list[etree._ElementUnicodeResult]":
    return _LONG_TEXTS(tree)  # type: ignore[return-value]


def _host(element: HtmlElement | None, *, beside: bool) -> HtmlElement | None:
    """The element around a text that may be its place; None for a link and what else is no running text.

    Args:
        element: that the text stands in.
        beside: whether it stands behind that element instead.
    """
    if beside and element is not None:
        element = element.getparent()
    for _ in range(DEEPEST):
        if element is None or element.tag not in _WITHIN:
            break
        element = element.getparent()
    return None if element is None or element.tag in _NOT_RUNNING else element


def letters_of(text: str) -> str:
    """A text without its white space, by which it is known again in whatever tree it was found."""
    return "".join(text.split())


def text_letters(element: HtmlElement) -> str:
    """The same of all text in an element."""
    return letters_of(str(_TEXT(element)))
