"""Lists of feeds in OPML 2.0 (opml.org/spec2.opml), as every feed reader imports and exports them."""

import io
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape
from typing import Final

from revtrack.ingest.feeds.foreign import clean, web_address
from revtrack.ingest.feeds.markup import MAX_FEED_BYTES, FeedProblem, FeedProblemKind, decoded, fenced
from revtrack.ingest.feeds.reading import MAX_NAME, MAX_TITLE
from revtrack.model import Subscription, SubscriptionKind

__all__ = ["ListedFeed", "OpmlReading", "read_opml", "write_opml"]

MAX_FEEDS: Final = 10_000
"""Feeds taken of one list, the first."""

MAX_DEPTH: Final = 50
"""Outlines inside one another; people nest folders two or three deep."""

NAMESPACE: Final = "urn:revtrack:opml"
"""Of attributes of our own: OPML 2.0 lets a file say more than the format knows where a namespace marks it."""

FEED_SCHEME: Final = re.compile(r"\A\s*feed:(?:(?://)?(?=https?://)|(?P<bare>(?=//)))", re.IGNORECASE)
"""How some programs mark an address as that of a feed: `feed://post.example/rss`, `feed:https://post.example/rss`."""

ROOT: Final = re.compile(r"<opml\b|<outline\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedFeed:
    """One feed of a list."""

    address: str
    """Absolute, http or https."""
    title: str | None = None
    home: str | None = None
    """The web page it belongs to."""
    folder: tuple[str, ...] = ()
    """The names of the outlines around it, the outermost first."""
    source: str | None = None
    """The publisher: what we wrote, or the one category the feed has, where that is a plain name."""
    content: bool = False
    """Whether its items' own content is the article; only lists of ours say so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpmlReading:
    """What a list holds."""

    feeds: tuple[ListedFeed, ...] = ()
    """In its order, each address once."""
    problems: tuple[FeedProblem, ...] = ()


def read_opml(body: bytes, media_type: str | None = None) -> OpmlReading:
    """The feeds an OPML file lists. What is not well-formed is read as far as it goes; nothing is ever opened.

    Args:
        body: the file; more than `MAX_FEED_BYTES` is refused.
        media_type: of the answer, where it was received over HTTP; only its encoding is believed.
    """
    if len(body) > MAX_FEED_BYTES:
        return _failed(FeedProblemKind.TOO_LARGE, f"it is larger than {MAX_FEED_BYTES // 1_000_000} MB")
    source = decoded(body, media_type)
    if not ROOT.search(source.text):
        return _failed(FeedProblemKind.NO_FEED, "it is no OPML list of feeds")
    refused = fenced(source.text)
    if refused is not None:
        return OpmlReading(problems=(refused,))
    return _outlines(source.text)


def _failed(kind: FeedProblemKind, detail: str) -> OpmlReading:
    return OpmlReading(problems=(FeedProblem(kind=kind, detail=detail),))


class _Outlines:
    """Collects feeds while the outlines of a list open and close."""

    def __init__(self) -> None:
        self.folder: list[str] = []
        self.feeds: dict[str, ListedFeed] = {}
        self.astray = 0
        self.beyond = 0

    def opened(self, attributes: Mapping[str, str]) -> None:
        values = {name.lower(): value for name, value in attributes.items()}
        title = clean(values.get("text") or values.get("title"), MAX_TITLE)
        if "xmlurl" in values:
            ours = clean(values.get(f"{{{NAMESPACE}}}source"), MAX_NAME)
            feed = ListedFeed(
                address=web_address(FEED_SCHEME.sub(_of_the_web, values["xmlurl"])) or "",
                title=title,
                home=web_address(values.get("htmlurl")),
                folder=tuple(name for name in self.folder[:MAX_DEPTH] if name),
                source=ours or _plain_category(values.get("category")),
                content=values.get(f"{{{NAMESPACE}}}content") == "true",
            )
            self._listed(feed)
        self.folder.append(clean(title, MAX_NAME) or "")

    def closed(self) -> None:
        if self.folder:
            self.folder.pop()

    def _listed(self, feed: ListedFeed) -> None:
        if not feed.address:
            self.astray += 1
        elif feed.address not in self.feeds and len(self.feeds) >= MAX_FEEDS:
            self.beyond += 1
        else:
            self.feeds.setdefault(feed.address, feed)

    def reading(self) -> OpmlReading:
        problems = []
        if self.astray:
            detail = f"{self.astray} of its feeds have no address that can be followed"
            problems.append(FeedProblem(kind=FeedProblemKind.ADDRESSES, detail=detail))
        if self.beyond:
            count = len(self.feeds)
            detail = f"it lists {count + self.beyond} feeds, of which the first {count} are kept"
            problems.append(FeedProblem(kind=FeedProblemKind.TOO_MANY, detail=detail))
        return OpmlReading(feeds=tuple(self.feeds.values()), problems=tuple(problems))


def _of_the_web(marked: re.Match[str]) -> str:
    """What stands for the mark: nothing before an address that is whole, http where it has no scheme."""
    return "" if marked["bare"] is None else "http:"


def _plain_category(value: str | None) -> str | None:
    """A category that may be a name; paths and lists of several (OPML 2.0) sort feeds, and name no publisher."""
    name = clean(value, MAX_NAME)
    return None if name is None or "/" in name or "," in name else name


def _outlines(text: str) -> OpmlReading:
    from lxml import etree  # noqa: PLC0415  20 ms that only a list is worth

    outlines = _Outlines()
    # What comes before a spot that no recovery gets over is kept.
    with suppress(etree.XMLSyntaxError):
        for event, element in etree.iterparse(
            io.BytesIO(text.encode("utf-8", "replace")),
            events=("start", "end"),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            recover=True,
        ):
            if str(element.tag).rpartition("}")[2].lower() != "outline":
                continue
            if event == "start":
                outlines.opened({str(name): str(value) for name, value in element.attrib.items()})
            else:
                outlines.closed()
                element.clear()
    return outlines.reading()


def write_opml(subscriptions: Iterable[Subscription], title: str, now: datetime) -> bytes:
    """The feeds among some Subscriptions as OPML 2.0 in UTF-8, ordered by title and address.

    Sitemaps and pages are left out: OPML has no word for them that a feed reader would understand.

    Args:
        subscriptions: in any order.
        title: of the list.
        now: aware; stands in the file as the time it was made.
    """
    feeds = sorted(
        (one for one in subscriptions if one.kind is SubscriptionKind.FEED),
        key=lambda one: ((one.title or one.address).casefold(), one.address),
    )
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<opml version="2.0" xmlns:revtrack="{NAMESPACE}">',
        "  <head>",
        f"    <title>{_escaped(title)}</title>",
        f"    <dateCreated>{format_datetime(now.astimezone(UTC), usegmt=True)}</dateCreated>",
        "  </head>",
        "  <body>",
        *(_outline(one) for one in feeds),
        "  </body>",
        "</opml>",
        "",
    ]
    return "\n".join(lines).encode()


def _outline(subscription: Subscription) -> str:
    name = _escaped(subscription.title or subscription.address)
    address = _escaped(subscription.address)
    more = ""
    if subscription.source:
        source = _escaped(subscription.source)
        more = f' category="{source}" revtrack:source="{source}"'
    if subscription.content:
        more += ' revtrack:content="true"'
    return f'    <outline type="rss" text="{name}" title="{name}"{more} xmlUrl="{address}"/>'


def _escaped(text: str) -> str:
    """A text for XML, between tags or in quotation marks."""
    return escape(clean(text, MAX_FEED_BYTES) or "", quote=True)
