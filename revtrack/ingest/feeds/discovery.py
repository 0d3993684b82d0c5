"""The feeds a web page names: `<link rel="alternate" type="application/rss+xml" href="…">` in its head.

Read by a scan of our own, linear in the length of the page: finding a link needs no tree, and no parser of HTML has to
meet what may be hostile.
"""

import re
from html import unescape
from typing import Final

from revtrack.ingest.feeds.foreign import web_address
from revtrack.ingest.feeds.markup import decoded

__all__ = ["find_feeds"]

LOOKED_AT: Final = 1_000_000
"""Bytes of a page that are looked at; its head is at the front."""

MAX_FEEDS: Final = 20
"""Feeds returned; sites name one to three."""

FEED_TYPES: Final = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/feed+json", "application/json", "application/rdf+xml"}
)
TAG: Final = re.compile(r"<(link|base)\b([^<>]{0,4000})", re.IGNORECASE)
ATTRIBUTE: Final = re.compile(r"([A-Za-z-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
HIDDEN: Final = (("<!--", "-->"), ("<script", "</script"), ("<style", "</style"), ("<template", "</template"))


def find_feeds(page: bytes, address: str, media_type: str | None = None) -> tuple[str, ...]:
    """The addresses of the feeds that a web page names, absolute, http or https, in its order.

    Args:
        page: HTML.
        address: of the page, against which, or its `<base>`, relative ones are resolved.
        media_type: as the server states it, with its encoding; None: not stated.
    """
    text = _shown(decoded(page[:LOOKED_AT], media_type).text)
    base = address
    found: list[str] = []
    for tag in TAG.finditer(text):
        attributes = {
            match[1].lower(): unescape(match[2] or match[3] or match[4] or "") for match in ATTRIBUTE.finditer(tag[2])
        }
        if tag[1].lower() == "base":
            base = web_address(attributes.get("href"), address) or base
            continue
        stated = attributes.get("type", "").partition(";")[0].strip().lower()
        if stated not in FEED_TYPES or "alternate" not in attributes.get("rel", "").lower().split():
            continue
        where = web_address(attributes.get("href"), base)
        if where is not None and not (stated == "application/json" and "feed" not in where):
            found.append(where)
    return tuple(dict.fromkeys(found))[:MAX_FEEDS]


def _shown(text: str) -> str:
    """A page without its comments, scripts and the like."""
    for opening, closing in HIDDEN:
        low, kept, place = text.lower(), [], 0
        if len(low) != len(text):  # a few letters change their length with their case: İ
            low = text
        while (start := low.find(opening, place)) >= 0:
            kept.append(text[place:start])
            end = low.find(closing, start + len(opening))
            if end < 0:
                place = len(text)
                break
            place = end + len(closing)
        kept.append(text[place:])
        text = "".join(kept)
    return text
