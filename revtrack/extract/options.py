r"""What a person may decide for a source: which part of its pages is the article, and what is never text of it.

    select       'article .body'           the article is what this selector finds, and nothing is guessed
    drop         ('.related', '[data-ad]') taken out before anything is read
    ignore_text  ('^Share on ',)           blocks in which a pattern is found are set aside
    paywall      ('you have \d+ free',)     where found on the page, it is a wall and not the article
    headlines    ('h1', 'og:title')        which surface the headline is read from; the first that is there
    encoding     'windows-1252'            how its bytes are read where a server or a page says otherwise

Options that change what is read are part of the name of the extractor, so that nothing read with other ones is
compared.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import lru_cache
from hashlib import sha256
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import regex
from lxml import etree

from revtrack.extract.decode import is_encoding

__all__ = ["DEFAULT", "ExtractOptions", "Surface", "TooSlowError", "found_in", "selector", "zone"]

LONGEST_RULE: Final = 500
"""Characters of one selector or pattern. Nobody writes longer ones by hand."""

MOST_RULES: Final = 200
"""Rules of one kind that a source may have, a count; real ones have fewer than twenty."""

SECONDS: Final = 1.0
"""How long one pattern may look at one text. An ordinary one takes microseconds, `(a+)+$` on thirty letters forever."""

LONGEST_SEARCHED: Final = 200_000
"""Characters of a text in which a pattern is looked for: the visible text of a very long page."""


class Surface(StrEnum):
    """Where a headline stands. Publishers word them differently, and change them apart from one another."""

    PAGE = "h1"
    SOCIAL = "og:title"
    DATA = "jsonld"
    WINDOW = "title"
    FEED = "feed"


class TooSlowError(Exception):
    """A pattern took longer than `SECONDS`: the text is then neither found to fit nor not to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractOptions:
    """How the pages of one source are read. The default reads any page.

    Raises:
        ValueError: when a selector, pattern, surface, time zone or encoding is none; one sentence that names it.
    """

    select: str | None = None
    """CSS; None leaves it to the extractor to tell the article from the rest of the page."""
    drop: tuple[str, ...] = ()
    """CSS each."""
    ignore_text: tuple[str, ...] = ()
    """Regular expressions, found anywhere in a block, capitals told apart."""
    paywall: tuple[str, ...] = ()
    """Regular expressions, found anywhere in the visible text of a page, capitals or not."""
    headlines: tuple[str, ...] = ()
    """Values of `Surface`, the one to prefer first; none leaves it to the rules of `revtrack.extract.head.headline`."""
    timezone: str | None = None
    """An IANA name, such as `America/New_York`, for times that name no zone; None leaves such times as they are."""
    language: str | None = None
    """A BCP 47 tag, for articles that name no language."""
    encoding: str | None = None
    """The name of the encoding of its pages, in place of what a server or a page says; None: as they say. Bytes that
    can only be UTF-8 are read as that all the same."""

    def __post_init__(self) -> None:
        for name in ("drop", "ignore_text", "paywall", "headlines"):
            rules = getattr(self, name)
            if isinstance(rules, str) or len(rules) > MOST_RULES:
                raise ValueError(f"{name} takes a list of at most {MOST_RULES} texts")
            object.__setattr__(self, name, tuple(rules))
        for rule in (*([] if self.select is None else [self.select]), *self.drop):
            selector(rule)
        for pattern in (*self.ignore_text, *self.paywall):
            _compiled(pattern)
        known = [surface.value for surface in Surface]
        for surface in self.headlines:
            if surface not in known:
                raise ValueError(f"{_shown(surface)} is no surface of a headline: choose from {', '.join(known)}")
        zone(self.timezone)
        if self.encoding is not None and not is_encoding(self.encoding):
            raise ValueError(f"{_shown(self.encoding)} is no encoding that can be read: name one such as windows-1252")

    @property
    def digest(self) -> str | None:
        """Eight hexadecimal digits that stand for these options, None for the default: equal options, equal digits."""
        if self == DEFAULT:
            return None
        said = asdict(self)
        if self.encoding is None:  # a younger option: what was read before it keeps its name
            del said["encoding"]
        return sha256(json.dumps(said, sort_keys=True).encode("utf-8", "surrogatepass")).hexdigest()[:8]


def found_in(text: str, patterns: Iterable[str], *, any_case: bool = False) -> str | None:
    """The first pattern that is found in the first LONGEST_SEARCHED characters of a text, None for none.

    Raises:
        TooSlowError: when one of them takes too long to tell.
    """
    searched = text[:LONGEST_SEARCHED]
    try:
        fitting = (one for one in patterns if _compiled(one, any_case=any_case).search(searched, timeout=SECONDS))
        return next(fitting, None)
    except TimeoutError:
        raise TooSlowError from None


@lru_cache(maxsize=512)
def selector(css: str) -> etree.XPath:
    """What finds the elements that a selector of CSS means.

    Raises:
        ValueError: when it is none.
    """
    from cssselect import HTMLTranslator, SelectorError  # noqa: PLC0415  most commands know no selector

    if not css.strip() or len(css) > LONGEST_RULE:
        raise ValueError(f"{_shown(css)} is no selector: it must have 1 to {LONGEST_RULE} characters")
    try:
        return etree.XPath(HTMLTranslator().css_to_xpath(css))
    except (SelectorError, etree.XPathError, RecursionError) as error:
        raise ValueError(f"{_shown(css)} is no selector of CSS: {_shown(str(error), quoted=False)}") from None


@lru_cache(maxsize=512)
def _compiled(pattern: str, *, any_case: bool = False) -> regex.Pattern[str]:
    if not pattern or len(pattern) > LONGEST_RULE:
        raise ValueError(f"{_shown(pattern)} is no pattern: it must have 1 to {LONGEST_RULE} characters")
    try:
        return regex.compile(pattern, regex.IGNORECASE if any_case else 0)
    except (regex.error, RecursionError, OverflowError) as error:
        raise ValueError(f"{_shown(pattern)} is no regular expression: {_shown(str(error), quoted=False)}") from None


@lru_cache(maxsize=64)
def zone(name: str | None) -> ZoneInfo | None:
    """The time zone of a name, None for None.

    Raises:
        ValueError: when there is no such zone.
    """
    if name is None:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: the name of a folder
        raise ValueError(f"{_shown(name)} is no time zone: name one such as Europe/Berlin") from None


def _shown(text: str, *, quoted: bool = True) -> str:
    short = text if len(text) <= LONGEST_RULE else f"{text[:40]}…"
    return repr(short) if quoted else " ".join(short.split())


DEFAULT: Final = ExtractOptions()
