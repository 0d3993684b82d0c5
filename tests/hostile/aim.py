"""What runs in the child: a hostile input is made there, so that it weighs on nobody else, and read as in earnest."""

import io
from datetime import UTC, datetime
from pathlib import Path

from revtrack.extract import extract
from revtrack.ingest.feeds import FeedReading, read_feed
from revtrack.model import Document, Snapshot
from tests.hostile.feeds import FEEDS
from tests.hostile.pages import PAGES
from tests.hostile.texts import TEXTS

__all__ = [
    "FAMILIES",
    "good",
    "peak_mib",
    "read_bare_feed",
    "read_hostile_feed",
    "read_hostile_page",
    "read_hostile_text",
]

FAMILIES = {"feed": FEEDS, "page": PAGES, "text": TEXTS}

GOOD = b"<html><title>Fire</title><article><h1>Fire</h1><p>It burnt all night.</p><p>Nobody was hurt.</p></article>"


def snapshot_of(content: bytes, media_type: str) -> Snapshot:
    """A capture with this content."""
    moment = datetime(2026, 2, 3, tzinfo=UTC)
    return Snapshot(article="https://post.example/a", content=content, observed_at=moment, media_type=media_type)


def good() -> Snapshot:
    """An ordinary page."""
    return snapshot_of(GOOD, "text/html")


def read_hostile_page(name: str) -> Document:
    """The Document of a hostile page."""
    return extract(snapshot_of(PAGES[name].make(), "text/html"))


def read_hostile_text(name: str) -> Document:
    """The Document of a hostile text."""
    return extract(snapshot_of(TEXTS[name].make(), "text/plain"))


def read_hostile_feed(name: str) -> FeedReading:
    """What a hostile feed says."""
    return read_feed(FEEDS[name].make(), None, "https://post.example/feed")


def read_bare_feed(name: str) -> int:
    """The items of a hostile feed by feedparser as it comes, with nothing in front of it."""
    import feedparser  # noqa: PLC0415  as in revtrack.ingest.feeds

    return len(feedparser.parse(io.BytesIO(FEEDS[name].make())).entries)


def peak_mib() -> int:
    """The most memory this process ever used, MiB; 0 where the system does not tell."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM:"))
