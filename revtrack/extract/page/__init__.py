"""PURE. HTML → Reading: the article of a page as pieces, what its head says of it as fields, and whether it is one.

    text --fence, parsed--> tree --drop--> tree --head_of, facts--> fields, language, canonical address
                                     |
                                     |--article | select--> pieces --furniture, headline, byline--> pieces, set aside
                                     |
                                     '--wall--> problems: a login, a cookie banner or an error page in place of it

The page is parsed once. Links inside the text are not fields: trafilatura is asked for the text alone, as it was when
it was measured.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Final

from lxml import etree
from lxml.html import HtmlElement

from revtrack.extract.around import AROUND
from revtrack.extract.furniture import sort_out
from revtrack.extract.head import (
    Head,
    canonical,
    facts,
    free,
    head_of,
    headline_of,
    language_of,
    paid_parts,
    without_headline,
)
from revtrack.extract.options import DEFAULT, ExtractOptions, TooSlowError, found_in, selector, zone
from revtrack.extract.page.apart import apart
from revtrack.extract.page.article import article, chosen
from revtrack.extract.page.shown import visible
from revtrack.extract.page.tree import cut_short, elements, fence, make_plain, parsed
from revtrack.extract.page.walk import HTML, pieces_of
from revtrack.extract.page.walls import MOST_CONSENT, Facade, may_be_wall, size, wall
from revtrack.extract.reading import NOTHING, Piece, Reading, Stated, field, in_order, split_byline
from revtrack.model import FieldName, OnDemand, Problem, ProblemKind

__all__ = ["EXTRACTOR", "fragment", "read_html"]

EXTRACTOR: Final = f"html/7+trafilatura/{version('trafilatura')}"

MOST_SELECTORS: Final = 10
"""Selectors of paid parts that a page may state and are looked for, a count."""

WALLED: Final = Problem(kind=ProblemKind.PAYWALLED, detail="shows a text by which its source tells its paywall")

TOO_SLOW: Final = Problem(
    kind=ProblemKind.PARTIAL,
    detail="cannot be read by the options of its source: a pattern takes too long on it; make the pattern simpler",
)


def read_html(text: str, stated: Stated | None = None, options: ExtractOptions = DEFAULT) -> Reading:
    """The pieces, fields and problems of a page.

    Args:
        text: the page, decoded; what it says of its own encoding does not count any more.
        stated: what the sender states.
        options: of the source.
    """
    stated = stated or Stated()
    barrier = fence(text)
    if barrier:
        return Reading(problems=(barrier,))
    tree, cut = parsed(text)
    if tree is None:
        return Reading(problems=(NOTHING,))
    if cut is None and stated.address is not None:
        cut = cut_short(text)
    make_plain(tree)
    _drop(tree, options.drop)
    head = head_of(tree)
    found = _found(tree, options, whole=cut is None)
    if isinstance(found, Problem):
        return Reading(problems=(found,))
    headline = stated.title or headline_of(head, stated.feed_title, options.headlines)
    own = canonical(head, stated.address)
    pieces, aside = sort_out(apart(tree, found, (own, stated.address)))
    pieces = without_headline(pieces, headline)
    fields = tuple(facts(head, stated.address, zone(options.timezone)))
    pieces, names, repeated = split_byline(pieces, fields)
    problems = () if pieces else (NOTHING,)
    # A wall's words may stand around the article; how long that is they do not tell.
    shown = (*pieces, *(Piece(text=one.text, rule=AROUND) for one in aside if one.rule == AROUND))
    seen = _wall(tree, head, shown, headline, options, received=stated.address is not None)
    return Reading(
        pieces=pieces,
        fields=in_order((*field(FieldName.HEADLINE, headline), *fields, *names)),
        set_aside=(*repeated, *aside),
        language=language_of(head),
        problems=(*((cut,) if cut else ()), *seen) or problems,
        canonical=own,
    )


def fragment(text: str) -> tuple[Piece, ...]:
    """The pieces of some HTML that stands inside another text."""
    if fence(text):
        return ()
    tree, _ = parsed(f"<body>{text}</body>")
    if tree is None:
        return ()
    make_plain(tree)
    return tuple(pieces_of(tree, HTML))


def _drop(tree: HtmlElement, selectors: Sequence[str]) -> None:
    for css in selectors:
        for element in _matches(tree, css):
            if element.getparent() is not None:  # the outermost one stays, empty pages are no pages
                element.drop_tree()


def _matches(tree: HtmlElement, css: str) -> list[HtmlElement]:
    """The elements that a selector means, in the order of the page; none where it is one of something else."""
    try:
        return elements(selector(css), tree)
    except (ValueError, etree.XPathError):  # ValueError: a page may state anything for a selector
        return []


def _found(tree: HtmlElement, options: ExtractOptions, *, whole: bool) -> Sequence[Piece] | Problem:
    """The blocks of the article, by the user's selector where there is one."""
    if options.select is None:
        return article(tree, whole=whole)
    pieces = chosen(_matches(tree, options.select))
    detail = f"holds nothing that the selector {options.select!r} of its source finds: the page may be built anew"
    return pieces or Problem(kind=ProblemKind.EMPTY, detail=detail)


@dataclass(frozen=True, slots=True)
class _Paid:
    """What a page says of paying for it."""

    free: bool | None
    part: bool | None
    """Whether a part that must be paid for is there; None where none is stated."""


def _paid(tree: HtmlElement, head: Head) -> _Paid:
    stated = free(head.linked)
    selectors = [css for css, _ in zip(paid_parts(head.linked), range(MOST_SELECTORS), strict=False)]
    if not selectors:
        return _Paid(stated, None)
    parts = (element for css in selectors for element in _matches(tree, css))
    return _Paid(False if stated is None else stated, any("".join(part.itertext()).strip() for part in parts))


def _wall(
    tree: HtmlElement,
    head: Head,
    pieces: Sequence[Piece],
    headline: str | None,
    options: ExtractOptions,
    *,
    received: bool,
) -> tuple[Problem, ...]:
    """What makes of the page a wall, by the patterns of its source and by its looks; only short pages are looked at."""
    shown = OnDemand(visible, tree)
    try:
        if options.paywall and found_in(shown.value, options.paywall, any_case=True):
            return (WALLED,)
    except TooSlowError:
        return (TOO_SLOW,)
    words = sum(size(piece.text) for piece in pieces if piece.rule is None)
    if words >= MOST_CONSENT:
        return ()
    paid = _paid(tree, head)
    facade = Facade(
        words=words,
        tree=tree,
        text=shown,
        blocks=[piece.text for piece in pieces],
        headline_words=size(headline or ""),
        titles=[one for one in (head.title, headline) if one],
        received=received,
        free=paid.free,
        paid_part=paid.part,
    )
    found = wall(facade) if may_be_wall(facade) else None
    return (found,) if found else ()
