"""PURE. The items of a feed whose own content is the article, each as a Snapshot under a name of its own.

its link         where no other item of the feed has it, and it is no home page
feed#!its id     else: ids such as "1" or "post-7" mean something only within their feed
"""

from collections import Counter
from datetime import datetime
from hashlib import sha256
from html import escape
from typing import Final
from urllib.parse import quote, urlsplit

from revtrack.ingest.feeds import FeedItem, FeedReading
from revtrack.model import FROM_FEED, Snapshot
from revtrack.versioning import identity, is_address

__all__ = ["snapshots_of"]

LONGEST_ID: Final = 300
"""Characters of an id, percent signs and all, that are kept as they are; longer ones become their SHA-256."""

SHOWN: Final = 80
"""Characters of a title that a message repeats."""


def snapshots_of(
    reading: FeedReading, feed: str, at: datetime, source: str | None
) -> tuple[tuple[Snapshot, ...], list[str]]:
    """The Snapshots of a feed's items in its order, and what is wrong with those that make none.

    Args:
        reading: the feed.
        feed: its address.
        at: when it was received, aware UTC.
        source: the publisher.
    """
    items = list({(item.address, item.id or item.title): item for item in reversed(reading.items)}.values())[::-1]
    links = Counter(identity(link) for item in items if (link := _link(item)))
    snapshots: dict[str, Snapshot] = {}
    problems = []
    for item in items:
        name = _name(item, feed, reading.home, links)
        content = item.content_html or (f"<p>{escape(item.summary)}</p>" if item.summary else None)
        title = (item.title or item.address or item.id or "without a title")[:SHOWN]
        if name is None:
            problems.append(f"the item “{title}” has neither a link nor an id of its own")
        elif name in snapshots:
            problems.append(f"the item “{title}” has the id of another item")
        elif content is None:
            problems.append(f"the item “{title}” has no content")
        else:
            snapshots[name] = Snapshot(
                article=name,
                content=f"{_head(item)}{content}".encode("utf-8", "replace"),
                observed_at=at,
                media_type="text/html",
                encoding="utf-8",
                source=source,
                title=item.title,
                language=reading.language,
                via=FROM_FEED,
                feed_title=item.title,
            )
    return tuple(snapshots.values()), problems


def _head(item: FeedItem) -> str:
    """What only the feed says of an item, as a page says it of itself."""
    stated = {
        "author": item.author,
        "article:published_time": item.published,
        "article:modified_time": item.updated,
    }
    return "".join(f'<meta name="{name}" content="{escape(value)}">' for name, value in stated.items() if value)


def _link(item: FeedItem) -> str | None:
    return item.address or (item.id if item.id and is_address(item.id) else None)


def _name(item: FeedItem, feed: str, home: str | None, links: Counter[str]) -> str | None:
    """What names the article of an item; None where nothing does."""
    link = _link(item)
    if link and links[identity(link)] == 1 and not _is_home(link, home):
        return link
    if not item.id:
        return None
    word = quote(item.id, safe="")
    if len(word) > LONGEST_ID:
        word = sha256(item.id.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{feed.partition('#')[0]}#!{word}"


def _is_home(link: str, home: str | None) -> bool:
    parts = urlsplit(link)
    front = parts.path in {"", "/"} and not parts.query
    return front or (home is not None and identity(link) == identity(home))
