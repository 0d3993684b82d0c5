"""What publishers list: feeds, sitemaps, OPML. Bytes in, frozen values out; no file and no address is opened here.

    feed       Atom, RSS, RDF                 FeedReading
    json_feed  JSON Feed                      FeedReading
    discovery  a web page                     the addresses of its feeds
    opml       OPML, both ways                OpmlReading; bytes
    sitemap    sitemaps, their indexes        SitemapReading
    markup, foreign                           the fences all of them stand behind

Everything is hostile until vetted. The fences are linear and bounded, the parsers behind them are not: run these
functions where they can be killed.
"""

from revtrack.ingest.feeds.discovery import find_feeds
from revtrack.ingest.feeds.feed import read_feed
from revtrack.ingest.feeds.markup import FeedProblem, FeedProblemKind
from revtrack.ingest.feeds.opml import ListedFeed, OpmlReading, read_opml, write_opml
from revtrack.ingest.feeds.reading import FeedItem, FeedReading
from revtrack.ingest.feeds.sitemap import (
    SitemapEntry,
    SitemapKind,
    SitemapNews,
    SitemapReading,
    read_sitemap,
    sitemaps_in_robots,
)

__all__ = [
    "FeedItem",
    "FeedProblem",
    "FeedProblemKind",
    "FeedReading",
    "ListedFeed",
    "OpmlReading",
    "SitemapEntry",
    "SitemapKind",
    "SitemapNews",
    "SitemapReading",
    "find_feeds",
    "read_feed",
    "read_opml",
    "read_sitemap",
    "sitemaps_in_robots",
    "write_opml",
]
