"""JSON Feed 1.0 and 1.1 (jsonfeed.org/version/1.1), which feedparser does not read."""

import json
from collections.abc import Mapping
from html import escape
from typing import Any, Final

from revtrack.ingest.feeds.foreign import LONGEST_ADDRESS, clean, clean_markup, iso_moment, language_tag, web_address
from revtrack.ingest.feeds.markup import FeedProblem, FeedProblemKind
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

__all__ = ["read_json_feed"]

VERSIONS: Final = {
    "https://jsonfeed.org/version/1": "json1",
    "http://jsonfeed.org/version/1": "json1",
    "https://jsonfeed.org/version/1.1": "json11",
    "http://jsonfeed.org/version/1.1": "json11",
}
CONTENT: Final = ("content_html", "content_text")


def read_json_feed(text: str, address: str, problems: list[FeedProblem]) -> FeedReading:
    """What a JSON Feed says; a fatal problem where it is JSON of another kind, or none.

    Args:
        text: the document.
        address: of the feed, for relative addresses, which its standard does not forbid.
        problems: what is known to be wrong with it already.
    """
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError):  # ValueError: also a number of more than 4,300 digits
        return failed(FeedProblemKind.UNREADABLE, "it looks like a JSON Feed, and is not JSON")
    listed = feed.get("items") if isinstance(feed, dict) else None
    version = feed.get("version") if isinstance(feed, dict) else None
    if not isinstance(listed, list) or not str(version).startswith(("https://jsonfeed.org/", "http://jsonfeed.org/")):
        return failed(FeedProblemKind.NO_FEED, "it is JSON, but no JSON Feed")
    items = [item for item in listed if isinstance(item, dict)]
    kept, author = items[:MAX_ITEMS], _author(feed)
    return with_problems_of_items(
        FeedReading(
            version=VERSIONS.get(str(version), "json11"),
            title=clean(feed.get("title"), MAX_TITLE),
            home=web_address(feed.get("home_page_url"), address),
            language=language_tag(feed.get("language")),
            items=tuple(_item(item, address, author) for item in kept),
            problems=tuple(problems),
        ),
        count=len(items),
        overlong=sum(any(len(str(item.get(name) or "")) > MAX_CONTENT for name in CONTENT) for item in kept),
    )


def _item(item: Mapping[str, Any], base: str, author: str | None) -> FeedItem:
    """One item, each field vetted; `author` is the author of those that name none, as the standard has it."""
    identity = item.get("id")
    named = str(identity) if isinstance(identity, int | float) else identity  # "should be" a text, and often is not
    tags = item.get("tags")
    categories = (clean(tag, MAX_NAME) for tag in (tags if isinstance(tags, list) else []))
    return FeedItem(
        # An id that is an address is where the item is: so says the standard of those that name no other.
        address=web_address(item.get("url"), base) or web_address(item.get("external_url"), base) or web_address(named),
        id=clean(named, LONGEST_ADDRESS),
        title=clean(item.get("title"), MAX_TITLE),
        published=iso_moment(item.get("date_published")),
        updated=iso_moment(item.get("date_modified")),
        content_html=_content(item),
        summary=clean(item.get("summary"), MAX_SUMMARY),
        author=_author(item) or author,
        categories=tuple(dict.fromkeys(one for one in categories if one))[:MAX_CATEGORIES],
    )


def _content(item: Mapping[str, Any]) -> str | None:
    found = clean_markup(item.get("content_html"), MAX_CONTENT)
    if found is not None:
        return found
    text = clean_markup(item.get("content_text"), MAX_CONTENT)
    if text is None:
        return None
    return "".join(f"<p>{escape(part.strip())}</p>" for part in text.split("\n\n") if part.strip())


def _author(item: Mapping[str, Any]) -> str | None:
    """The authors of 1.1, or the author of 1.0, of an item or a feed."""
    authors = item.get("authors") if isinstance(item.get("authors"), list) else [item.get("author")]
    names = (clean(author.get("name"), MAX_NAME) for author in authors or [] if isinstance(author, dict))
    return clean(", ".join(name for name in names if name), MAX_NAME)
