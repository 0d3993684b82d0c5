"""The headline of a page: what readers see on top of the article.

The surfaces of a page name it differently, so a fixed order is kept:

1. the `h1` with which a title of the page begins (`og:title`, structured data, `title`);
2. the first `h1` that shares half of its words with one of them;
3. the first `h1` of the `article` or `main`;
4. `og:title`, then the structured data;
5. any `h1` that is not the sign of the site: its logo, or a link to its front page;
6. the title less the name of the site; 7. the headline in the publisher's feed; 8. any `h1`.

A user may name the surfaces of a source instead; an `h1` is then the first of 1, 2, 3, 5 and 8.
"""

from collections.abc import Iterator, Sequence
from typing import Final

import regex
from lxml.html import HtmlElement

from revtrack.extract.furniture import names_site
from revtrack.extract.head.linked import texts_of
from revtrack.extract.head.metadata import Head
from revtrack.extract.normalise import normalise
from revtrack.extract.options import Surface
from revtrack.extract.reading import Piece, without
from revtrack.model import BlockKind

__all__ = ["headline_of", "without_headline"]

SHARED_WORDS: Final = 0.5
"""Share of the words of an `h1`, in [0, 1], that a title has too, for the `h1` to be the headline."""

MOST_TOPS: Final = 20
"""Headings of level 1 that are looked at, a count; most pages have one."""

LONGEST_TOP: Final = 1_000
"""Characters of such a heading that may be the headline."""

_SEPARATOR: Final = regex.compile(r"\s+[-–—|·»:]\s+\Z")
_HOME: Final = regex.compile(r"(?:https?:)?//[^/?#]+/?|/(?:index\.\w{3,5})?", regex.IGNORECASE)
"""The address of a front page; one such as `/en/` may be that of a section."""
_WORD: Final = regex.compile(r"\w+")


def headline_of(head: Head, feed_title: str | None = None, order: Sequence[str] = ()) -> str | None:
    """The headline by the rules on top of this module, None for a page without one.

    Args:
        head: of the page.
        feed_title: the headline in the publisher's feed.
        order: values of `Surface` that a user prefers, none for the rules.
    """
    social = head.meta.get("og:title") or head.meta.get("twitter:title")
    data = next(iter(texts_of(head.linked.get("headline"))), None)
    titles = [one for one in (social, data, head.title) if one]
    tops = [(top, " ".join("".join(top.itertext()).split())) for top in head.tops[:MOST_TOPS]]
    tops = [(top, text) for top, text in tops if text and len(text) <= LONGEST_TOP]
    site = head.meta.get("og:site_name")
    sure = next(
        _sure([top for top in tops if not (_names_site(top[0]) or _is_site(top[1], head.title, site))], titles), None
    )
    own = [text for top, text in tops if not _names_site(top)]
    some = next((text for text in own if text != site), None)
    any_top = next((text for _, text in tops), None)
    window = _less_site(head.title, site)
    by_surface = {
        Surface.PAGE: sure or some or any_top,
        Surface.SOCIAL: social,
        Surface.DATA: data,
        Surface.WINDOW: window,
        Surface.FEED: feed_title,
    }
    candidates = [by_surface[Surface(one)] for one in order] or [
        *(sure, social, data, some, window, feed_title, any_top)
    ]
    return next((text for one in candidates if one and (text := " ".join(one.split()))), None)


def _sure(tops: Sequence[tuple[HtmlElement, str]], titles: Sequence[str]) -> Iterator[str]:
    """The `h1` that may be the headline whatever the titles say, best first."""
    keys = [normalise(title) for title in titles]
    yield from (text for _, text in tops if any(key.startswith(normalise(text)) for key in keys))
    words = [set(_words(title)) for title in titles]
    for _, text in tops:
        own = _words(text)
        if own and any(sum(word in other for word in own) >= SHARED_WORDS * len(own) for other in words):
            yield text
    yield from (text for top, text in tops if next(top.iterancestors("article", "main"), None) is not None)


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(normalise(text))]


def _names_site(top: HtmlElement) -> bool:
    """True for a heading that is the sign of the site: all of it a link to its front page, or named as its logo."""
    if names_site(top.get("class"), top.get("id")):
        return True
    links = list(top.iter("a"))
    home = len(links) == 1 and _HOME.fullmatch((links[0].get("href") or "").strip()) is not None
    return home and "".join(links[0].itertext()).split() == "".join(top.itertext()).split()


def _is_site(text: str, title: str, site: str | None) -> bool:
    """True for the name of the site: what the page states as that, or the end of its title behind a dash."""
    return text == site or _less_site(title, text) != title


def _less_site(title: str, site: str | None) -> str:
    """The title without the name of the site at its end, and the dash before that."""
    dash = _SEPARATOR.search(title, 0, len(title) - len(site)) if site and title.endswith(site) else None
    return title[: dash.start()] if dash else title


def without_headline(pieces: Sequence[Piece], headline: str | None) -> tuple[Piece, ...]:
    """The pieces, less the first heading that says the headline once more, or the first piece that does."""
    key = normalise(headline or "")
    again = (piece for piece in pieces if piece.kind is BlockKind.HEADING and normalise(piece.text) == key)
    repeated = next(again, None)
    return without([piece for piece in pieces if piece is not repeated], headline)
