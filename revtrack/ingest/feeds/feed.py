"""One feed as a value: Atom, RSS 0.9x, 1.0 and 2.0, and JSON Feed, told apart by what they hold, not by their label.

    bytes ─→ too large? entities? hostile? ─→ feedparser, or `json_feed` ─→ every field vetted ─→ FeedReading

Problems are values. A feed that is not well-formed, as many are, still gives its items. Nothing here opens a file or an
address, and still hostile feeds can make feedparser slow: call it where it can be killed.
"""

import io
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from html import escape
from time import struct_time
from typing import Any, Final

from revtrack.ingest.feeds.foreign import LONGEST_ADDRESS, clean, clean_markup, language_tag, plain, web_address
from revtrack.ingest.feeds.json_feed import read_json_feed
from revtrack.ingest.feeds.markup import (
    MAX_FEED_BYTES,
    FeedProblem,
    FeedProblemKind,
    decoded,
    fenced,
    is_html,
    unpacked,
)
from revtrack.ingest.feeds.reading import (
    MAX_CATEGORIES,
    MAX_CONTENT,
    MAX_ITEMS,
    MAX_NAME,
    MAX_SUMMARY,
    MAX_TITLE,
    FeedItem,
    FeedReading,
    failed,
    with_problems_of_items,
)

__all__ = ["read_feed"]

ROOT: Final = re.compile(r"<(?:[\w.-]+:)?(?:rss|feed|rdf|channel|entry|item)\b", re.IGNORECASE)
"""What every XML feed has somewhere; without it nothing is handed to feedparser."""

MARKUP: Final = re.compile(r"<[A-Za-z/]")
MAILED: Final = re.compile(r"[^\s()]+@[^\s()]+ \((?P<name>[^()]+)\)")
PARAGRAPHS: Final = re.compile(r"\n\s*\n")
TEXTS: Final = ("text/", "application/xhtml")
"""How the media types of content begin that may be an article."""

SAFE_HEADERS: Final = {"content-type": "application/xml; charset=utf-8"}
"""What feedparser is told instead of the server's headers: the encoding is settled before; and if told where the feed
lies, it would make an address of every id, of `12345` too."""


def read_feed(body: bytes, media_type: str | None, address: str) -> FeedReading:
    """What a feed says.

    Args:
        body: of the answer, its content codings undone, or a gzip file of it; more than `MAX_FEED_BYTES` is refused.
        media_type: as the server states it, with parameters; only its encoding is believed. None: not stated.
        address: where the feed was received from in the end; relative addresses are resolved against it.

    Returns:
        items in the feed's order, or none and one fatal problem. Never raises for what `body` holds.
    """
    content = unpacked(body, MAX_FEED_BYTES)
    if isinstance(content, FeedProblem):
        return FeedReading(problems=(content,))
    source = decoded(content, media_type)
    problems = []
    if source.lossy:
        problems.append(FeedProblem(kind=FeedProblemKind.ENCODING, detail="some of its letters cannot be read"))
    if source.text.lstrip().startswith("{"):
        return read_json_feed(source.text, address, problems)
    if is_html(source.text):
        return failed(FeedProblemKind.HTML_PAGE, "it is a web page, not a feed")
    if not ROOT.search(source.text):
        return failed(FeedProblemKind.NO_FEED, "it is no feed")
    refused = fenced(source.text)
    if refused is not None:
        return FeedReading(problems=(refused,))
    return _parsed(source.text, address, problems)


def _parsed(text: str, address: str, problems: list[FeedProblem]) -> FeedReading:
    """What feedparser makes of a text that passed the fences."""
    import feedparser  # noqa: PLC0415  40 ms that only a feed is worth

    try:
        found = feedparser.parse(
            io.BytesIO(
                text.encode("utf-8", "replace")
            ),  # never bytes or a text: those are opened as files or addresses
            response_headers=SAFE_HEADERS,
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except MemoryError:
        raise
    except Exception as problem:  # noqa: BLE001  OverflowError, RecursionError, AssertionError and others come out of it
        return failed(FeedProblemKind.UNREADABLE, f"it cannot be read: {type(problem).__name__}")
    version = clean(found.get("version"), MAX_NAME)
    entries: Sequence[Mapping[str, Any]] = found.get("entries") or []
    if not version and not entries:
        return failed(FeedProblemKind.NO_FEED, "it is no feed")
    if found.get("bozo"):
        problems.append(FeedProblem(kind=FeedProblemKind.ILL_FORMED, detail="it is not well-formed XML"))
    # A plain dict: feedparser's own answers for keys that are not there, and warns when it does.
    channel: Mapping[str, Any] = dict(found.get("feed") or {})
    # RFC 4287, section 4.2.1. An editor or creator of an RSS channel stands for all of it, and wrote none of its items.
    author = _author(channel) if str(version).startswith("atom") else None
    return with_problems_of_items(
        FeedReading(
            version=version,
            title=plain(channel.get("title"), MAX_TITLE),
            home=web_address(channel.get("link"), address),
            language=language_tag(channel.get("language")),
            items=tuple(_item(dict(entry), address, author) for entry in entries[:MAX_ITEMS]),
            problems=tuple(problems),
        ),
        count=len(entries),
        overlong=sum(_is_overlong(dict(entry)) for entry in entries[:MAX_ITEMS]),
    )


def _item(entry: Mapping[str, Any], base: str, author: str | None) -> FeedItem:
    """One entry of feedparser, each field vetted.

    Args:
        entry: of the feed.
        base: for relative addresses.
        author: of all entries that name none, nor come from a feed that does.
    """
    tags = (clean(tag.get("term") or tag.get("label"), MAX_NAME) for tag in entry.get("tags") or [])
    return FeedItem(
        address=_address(entry, base),
        id=clean(entry.get("id"), LONGEST_ADDRESS),
        title=_text(entry, "title", MAX_TITLE),
        published=_moment(entry.get("published_parsed")),
        updated=_moment(entry.get("updated_parsed")),
        content_html=_content(entry),
        summary=_text(entry, "summary", MAX_SUMMARY),
        author=_author(entry) or _author(dict(entry.get("source") or {})) or author,
        categories=tuple(dict.fromkeys(tag for tag in tags if tag))[:MAX_CATEGORIES],
    )


def _address(entry: Mapping[str, Any], base: str) -> str | None:
    """Where the page of an entry is: its link; else where its content is; else its id, if that is an address.

    An id is a link in RSS unless it says otherwise, whatever it looks like. An Atom entry with its content elsewhere
    needs no link (RFC 4287, section 4.1.2).
    """
    original, link = web_address(entry.get("feedburner_origlink")), entry.get("link")
    is_id = entry.get("guidislink") and link == entry.get("id")
    if named := original or (None if is_id else web_address(link, base)):
        return named
    texts = [one for one in map(dict, entry.get("content") or []) if str(one.get("type")).startswith(TEXTS)]
    sources = [web_address(one.get("src"), web_address(one.get("base"), base) or base) for one in texts]
    is_path = isinstance(link, str) and link.startswith("/")
    return next(filter(None, sources), web_address(link, base if is_path else None))


def _author(entry: Mapping[str, Any]) -> str | None:
    """The names of all who wrote an entry, or a feed; of an e-mail address with a name, as RSS has it, the name."""
    stated = clean(entry.get("author"), MAX_NAME)
    if mailed := MAILED.fullmatch(stated or ""):
        return mailed["name"]
    names = (clean(author.get("name"), MAX_NAME) for author in entry.get("authors") or [] if "@" not in (stated or ""))
    return clean(", ".join(dict.fromkeys(name for name in names if name)), MAX_NAME) or stated


def _text(entry: Mapping[str, Any], name: str, limit: int) -> str | None:
    """A field as text: its markup dropped where it is declared, or looks like, HTML."""
    value = entry.get(name)
    declared = dict(entry.get(f"{name}_detail") or {}).get("type")
    return clean(value, limit) if declared == "text/plain" else plain(value, limit)


def _pieces(entry: Mapping[str, Any]) -> list[tuple[str, bool]]:
    """All content of an entry, each with whether it is plain text; its summary too, where it holds markup."""
    found = [dict(piece) for piece in entry.get("content") or []]
    summary = dict(entry.get("summary_detail") or {})
    if MARKUP.search(str(summary.get("value") or "")) and summary.get("type") != "text/plain":
        found.append(summary)
    return [
        (str(piece.get("value") or ""), piece.get("type") == "text/plain")
        for piece in found
        if str(piece.get("type") or "text/html").startswith(TEXTS)
    ]


def _content(entry: Mapping[str, Any]) -> str | None:
    """The fullest content of an entry as HTML: many feeds carry the whole article as their description."""
    pieces = [(piece, is_plain) for piece, is_plain in _pieces(entry) if piece.strip()]
    if not pieces:
        return None
    piece, is_plain = max(pieces, key=lambda one: len(one[0]))
    if is_plain:
        piece = "".join(f"<p>{escape(part.strip())}</p>" for part in PARAGRAPHS.split(piece) if part.strip())
    return clean_markup(piece, MAX_CONTENT)


def _is_overlong(entry: Mapping[str, Any]) -> bool:
    return any(len(piece) > MAX_CONTENT for piece, _ in _pieces(entry))


def _moment(value: object) -> str | None:
    """What feedparser made of a time, which is UTC, as ISO 8601."""
    if not isinstance(value, struct_time):
        return None
    try:
        return f"{datetime(*value[:6], tzinfo=UTC):%Y-%m-%dT%H:%M:%SZ}"
    except ValueError:  # a leap second, the year 0
        return None
