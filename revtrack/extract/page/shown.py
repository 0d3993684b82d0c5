"""What a page shows of its text: all of it on one line, line by line, or only how many letters.

    <p>One <b>two</b></p> <script>x()</script> <p hidden>three</p>
    visible   "One two three"        lines   ["One two"]

No style sheet is read: what only that hides counts as shown.
"""

from collections.abc import Iterable, Iterator
from typing import Final

import regex
from lxml import etree
from lxml.html import HtmlElement

from revtrack.extract.page.tree import texts

__all__ = ["HIDING", "letters_in", "letters_shown", "lines", "visible"]

HIDING: Final = ("script", "style", "title", "template", "option", "textarea", "noscript")
"""Elements whose own text no page shows."""

_VISIBLE: Final = etree.XPath(  # most texts are blank: to sort them out first is twice as fast
    "descendant::text()[normalize-space()]"
    f"[not(../parent::noscript or contains(' {' '.join(HIDING)} ', concat(' ', name(..), ' ')))]",
    smart_strings=False,
)
_TEXTS: Final = etree.XPath("descendant::text()", smart_strings=False)

_UNSAID: Final = frozenset({*HIDING, "nav", "footer"})
"""Elements that say nothing to the reader of an article, or the same on every page."""

_INLINE: Final = frozenset(
    {"a", "abbr", "b", "bdi", "cite", "em", "font", "i", "label", "mark", "q", "s", "small", "span", "strong", "sub"}
    | {"sup", "time", "u", "del", "ins"}
)
"""Elements that end no line."""

_STYLED_AWAY: Final = regex.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", regex.IGNORECASE)


def visible(tree: HtmlElement) -> str:
    """All text that a page shows, furniture too, on one line."""
    return " ".join(" ".join(texts(_VISIBLE, tree)).split())


def lines(tree: HtmlElement) -> list[str]:
    """What a page says, a line for each block, without what every page of a site repeats and what is not shown."""
    found: list[str] = []
    line: list[str] = []
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        if event == "start" and _is_unsaid(element):
            walk.skip_subtree()  # to its end, which ends a line too
            continue
        if line and element.tag not in _INLINE:
            _end(line, found)
        text = element.text if event == "start" else element.tail
        if text:
            line.append(text)
    _end(line, found)
    return found


def _end(line: list[str], found: list[str]) -> None:
    if said := " ".join("".join(line).split()):
        found.append(said)
    line.clear()


def _is_unsaid(element: HtmlElement) -> bool:
    style = element.get("style")
    return (
        element.tag in _UNSAID
        or element.get("hidden") is not None
        or (style is not None and _STYLED_AWAY.search(style) is not None)
        or (element.tag == "header" and next(element.iterancestors("article", "main"), None) is None)
    )


def letters_shown(element: HtmlElement) -> int:
    """Letters of the texts in an element that a page shows: those of all less those of what shows none.

    To take them away is four times as fast as to ask of each text what it stands in.
    """
    hidden = (text for one in _unseen(element) for text in (one.text, *(child.tail for child in one)))
    return letters_in(element) - _letters(filter(None, hidden))


def letters_in(element: HtmlElement) -> int:
    """Letters of all texts in an element, less the white space around each."""
    return _letters(texts(_TEXTS, element))


def _letters(several: Iterable[str]) -> int:
    return sum(map(len, map(str.strip, several)))


def _unseen(root: HtmlElement) -> Iterator[HtmlElement]:
    """The elements whose own texts a page does not show, as in `_VISIBLE`: some tags, and what a `noscript` holds."""
    above = root.getparent()
    if above is not None and above.tag == "noscript" and root.tag not in HIDING:
        yield root
    for element in root.iter(*HIDING):
        yield element
        if element.tag == "noscript":
            yield from (child for child in element if child.tag not in HIDING)
