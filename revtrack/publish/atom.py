"""PURE. Notices as an Atom feed: RFC 4287.

The document is built as a tree, so that no text of an article can become markup, and every text passes `xml_text`,
which drops the characters XML 1.0 has no form for.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Final

from revtrack.publish.entry_html import entry_html
from revtrack.publish.notice import NAME_LENGTH, TITLE_LENGTH, Notice, newest
from revtrack.publish.scope import LABEL_SCHEME, Scope, ScopeKind, feed_id
from revtrack.report.foreign import safe, shorten
from revtrack.report.rows import language_tag, web_address

__all__ = ["atom_feed", "xml_text"]

ATOM: Final = "http://www.w3.org/2005/Atom"
AUTHOR: Final = "revtrack"
GENERATOR: Final = "revtrack"

FORBIDDEN: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""All that is not a Char of XML 1.0, section 2.2."""


def atom_feed(  # noqa: PLR0913 what one feed is made of; the rest by name
    scope: Scope,
    notices: Sequence[Notice],
    *,
    base_url: str | None,
    path: str,
    title: str,
    updated_fallback: datetime,
    version: str,
) -> bytes:
    """The feed as UTF-8, ending in a line end: the newest Notices, newest first.

    Args:
        scope: what the feed is about, with the identity of the article where it is about one; gives its id.
        notices: in any order.
        base_url: where the site is published, an http or https address; None for links relative to the feed.
        path: of the feed from the root of the site, such as `a/7k2mqa4xyz/feed.atom`; its page stands beside it.
        title: of the feed, plain text; may quote an article, and is cut to one line.
        updated_fallback: when the feed changed last, aware UTC; used only where it has no entries.
        version: of revtrack, which the feed names as its generator.
    """
    told = newest(notices)
    link = _linker(base_url, path)
    folder, slash, name = path.rpartition("/")
    feed = ET.Element("feed", {"xmlns": ATOM, "xml:lang": "en"})
    _add(feed, "id", feed_id(scope))
    _add(feed, "title", shorten(safe(title), TITLE_LENGTH))
    _add(feed, "updated", _rfc3339(told[0].observed if told else updated_fallback))
    _add(ET.SubElement(feed, "author"), "name", AUTHOR)
    _add(feed, "generator", GENERATOR, version=version)
    _add(feed, "link", rel="self", type="application/atom+xml", href=link(path) if base_url else name)
    _add(feed, "link", rel="alternate", type="text/html", href=link(f"{folder}{slash}index.html"))
    for notice in told:
        _add_entry(feed, notice, link, aggregated=scope.kind is ScopeKind.ALL)
    ET.indent(feed)
    text: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def xml_text(text: str) -> str:
    """The text without the characters XML 1.0 has no form for; they cannot be escaped either."""
    return FORBIDDEN.sub("", text)


def _add_entry(feed: ET.Element, notice: Notice, link: Callable[[str], str], *, aggregated: bool) -> None:
    language = language_tag(notice.language)
    entry = ET.SubElement(feed, "entry", {"xml:lang": language} if language else {})
    observed = _rfc3339(notice.observed)
    _add(entry, "id", notice.id)
    _add(entry, "title", notice.title)
    _add(entry, "published", observed)
    _add(entry, "updated", observed)
    _add(entry, "link", rel="alternate", type="text/html", href=link(notice.path))
    if original := web_address(notice.url):
        _add(entry, "link", rel="related", title="Original", href=original)
    for term, label in notice.labels:
        _add(entry, "category", scheme=LABEL_SCHEME, term=term, label=label)
    if aggregated and notice.source:
        source = ET.SubElement(entry, "source")
        _add(source, "id", feed_id(Scope(ScopeKind.SOURCE, notice.source)))
        _add(source, "title", shorten(safe(notice.source), NAME_LENGTH))
        _add(source, "updated", observed)
    _add(entry, "summary", notice.summary)
    _add(entry, "content", entry_html(notice, link), type="html")


def _add(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> None:
    cleaned = {key: xml_text(value) for key, value in attributes.items()}
    ET.SubElement(parent, name, cleaned).text = None if text is None else xml_text(text)


def _linker(base_url: str | None, path: str) -> Callable[[str], str]:
    """Makes addresses of paths from the root of the site: absolute, or relative to the feed."""
    start = base_url.rstrip("/") + "/" if base_url else "../" * path.count("/")
    return lambda target: start + target


def _rfc3339(moment: datetime) -> str:
    """`2026-02-03T16:17:09Z`: section 3.3. Parts of a second stay, for they order entries."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
