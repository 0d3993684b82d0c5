"""What stands around the content of every page, and the one place where templates are filled."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final
from unicodedata import normalize

from revtrack.model import Article, History
from revtrack.report.environment import environment, inert
from revtrack.report.foreign import shorten
from revtrack.report.rows import moment, web_address
from revtrack.report.standing import BY_HAND, NextCheck

__all__ = [
    "Chrome",
    "Crumb",
    "Link",
    "Page",
    "SiteOptions",
    "crumb",
    "fill",
    "source_crumb",
    "source_href",
    "source_slug",
]

SLUG_WORDS: Final = 40
"""Characters of a source's name kept in its address, at most."""

SLUG_DIGITS: Final = 6
"""Hexadecimal digits of its hash: 24 bits tell the sources of one site apart whose names look alike in ASCII."""

NAMELESS: Final = "Changes"
"""What a site is called whose title is blank: no page may have an empty one."""

CRUMB: Final = 60
"""Characters of a headline in the line that says where the reader is."""


def _by_hand(_: Article) -> NextCheck:
    """The answer where nothing watches."""
    return BY_HAND


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteOptions:
    """What a site is called, how recent it is, and what made it."""

    title: str = "revtrack"
    """A blank one becomes `NAMELESS`."""
    base_url: str | None = None
    """Where the site will be served, for citations and JSON only; None where that is not known. Links stay relative."""
    as_of: datetime
    """Aware: the newest observation the site knows of. When it was built stands nowhere: building twice gives the same
    bytes."""
    version: str
    """Of revtrack."""
    next_check: Callable[[Article], NextCheck] = _by_hand
    """When an article is looked at next, or why it is not."""

    @property
    def served(self) -> str | None:
        """`base_url` with a `/` at its end, for links from outside the site; None where it is no address to link to."""
        address = web_address(self.base_url)
        return f"{address.rstrip('/')}/" if address else None

    def __post_init__(self) -> None:
        if not inert(self.title).strip():
            object.__setattr__(self, "title", NAMELESS)


@dataclass(frozen=True, slots=True)
class Page:
    """One file of the site."""

    path: str
    """Relative to the root of the site, with `/`."""
    text: str
    """Without lone surrogates: always encodable as UTF-8."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link to another page."""

    href: str
    text: str


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step of the way from the index to a page; without `href` the page itself."""

    text: str
    href: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chrome:
    """What stands around the content of a page."""

    title: str
    root: str | None
    """The way to the root of the site, such as `../../`; empty at the root, None for a page that has no site."""
    feed: str | None
    """The way to the feed this page belongs to, None where there is none."""
    feed_title: str = ""
    crumbs: tuple[Crumb, ...]
    skip_to: str = "main"
    """The anchor that the first link of the page leads to."""
    skip_text: str = "Skip to the content"


def fill(path: str, template: str, chrome: Chrome, options: SiteOptions, as_of: datetime, **content: object) -> Page:
    """A page from its template.

    Args:
        path: of the page, relative to the root of the site.
        template: the name of its file.
        chrome: what stands around it.
        options: of the site.
        as_of: the newest observation that the page knows of: others must not change it.
        content: what the template asks for; a name that is missing is an error.
    """
    made = environment().get_template(template)
    return Page(path, made.render(chrome=chrome, site=options, as_of=moment(as_of), **content))


def source_slug(name: str) -> str:
    """The address of a source: ASCII letters, digits and `-` of its name, then hash digits that tell it from others."""
    ascii_name = normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", ascii_name)[:SLUG_WORDS].strip("-")
    digits = sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:SLUG_DIGITS]
    return f"{words}-{digits}" if words else digits


def source_href(history: History, root: str) -> str | None:
    """The way to the page of an article's source, None where it has none."""
    source = history.article.source
    return f"{root}source/{source_slug(source)}/index.html" if source else None


def source_crumb(history: History, root: str) -> tuple[Crumb, ...]:
    """The step of the way that an article's source is; none where it has none."""
    href = source_href(history, root)
    return (Crumb(history.article.source, href),) if history.article.source and href else ()


def crumb(headline: str, href: str | None = None) -> Crumb:
    """The step of the way that an article is, its headline shortened."""
    return Crumb(shorten(headline, CRUMB), href)
