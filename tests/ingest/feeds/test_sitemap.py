"""Sitemaps, their indexes, and where a robots.txt names them."""

import gzip
import zlib

import pytest

from revtrack.ingest.feeds import (
    FeedProblemKind,
    SitemapEntry,
    SitemapKind,
    SitemapNews,
    read_sitemap,
    sitemaps_in_robots,
)

ADDRESS = "https://www.post.example/sitemap.xml"

NEWS = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc> https://post.example/fire?a=1&amp;b=2 </loc><lastmod>2026-02-03T12:47:00+01:00</lastmod><news:news>
<news:publication><news:name>The Post</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2026-02-03</news:publication_date><news:title>Fire &amp; smoke</news:title></news:news></url>
<!-- a comment --><url><loc>https://www.post.example/two</loc><lastmod>2026-02</lastmod></url>
<url><loc>https://evil.example/</loc></url><url><loc>javascript:alert(1)</loc></url><url/>
</urlset>"""

INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://www.post.example/a.xml.gz</loc><lastmod>yesterday</lastmod></sitemap></sitemapindex>"""


def test_pages_come_with_their_news_and_pages_of_other_hosts_are_dropped_and_counted() -> None:
    reading = read_sitemap(NEWS.encode(), ADDRESS)
    assert reading.kind is SitemapKind.URLSET
    assert reading.entries == (
        SitemapEntry(
            address="https://post.example/fire?a=1&b=2",
            lastmod="2026-02-03T11:47:00Z",
            news=SitemapNews(title="Fire & smoke", publication="The Post", published="2026-02-03", language="en"),
        ),
        SitemapEntry(address="https://www.post.example/two", lastmod="2026-02"),
    )
    assert reading.foreign == 1
    assert [problem.kind for problem in reading.problems] == [FeedProblemKind.ADDRESSES, FeedProblemKind.FOREIGN_HOSTS]


def test_other_hosts_are_allowed_where_robots_names_the_sitemap() -> None:
    reading = read_sitemap(NEWS.encode(), ADDRESS, any_host=True)
    assert (len(reading.entries), reading.foreign) == (3, 0)


def test_an_index_lists_sitemaps() -> None:
    reading = read_sitemap(INDEX.encode(), ADDRESS)
    assert reading.kind is SitemapKind.INDEX
    assert reading.entries == (SitemapEntry(address="https://www.post.example/a.xml.gz"),)


def test_a_text_file_lists_one_address_a_line() -> None:
    reading = read_sitemap(
        b"\xef\xbb\xbfhttps://www.post.example/1\r\nhttps://www.post.example/2\n\nnonsense\n", ADDRESS
    )
    assert [entry.address for entry in reading.entries] == ["https://www.post.example/1", "https://www.post.example/2"]


def test_a_packed_sitemap_is_unpacked_members_and_all() -> None:
    body = NEWS.encode()
    packed = gzip.compress(body[:300]) + gzip.compress(body[300:])
    assert read_sitemap(packed, ADDRESS) == read_sitemap(body, ADDRESS)


def test_a_cut_sitemap_is_read_up_to_the_cut() -> None:
    assert len(read_sitemap(NEWS[: NEWS.index("<!--")].encode(), ADDRESS).entries) == 1


def zeros(megabytes: int) -> bytes:
    """Zeros, packed a thousandfold."""
    pack = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join([*(pack.compress(bytes(1_000_000)) for _ in range(megabytes)), pack.flush()])


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (zeros(60), FeedProblemKind.TOO_LARGE),
        (gzip.compress(NEWS.encode())[:-20], FeedProblemKind.UNREADABLE),
        (b"\x1f\x8bgarbage", FeedProblemKind.UNREADABLE),
        (b"<html><body>not here</body></html>", FeedProblemKind.HTML_PAGE),
        (b"<rss/>", FeedProblemKind.NO_FEED),
        (b"words, no addresses", FeedProblemKind.NO_FEED),
        (b"", FeedProblemKind.NO_FEED),
        (b'<!DOCTYPE urlset [<!ENTITY a "b">]>' + NEWS[38:].encode(), FeedProblemKind.ENTITIES),
        (b"<urlset><url " + b"a='b' " * 9_000 + b"/></urlset>", FeedProblemKind.HOSTILE),
    ],
    ids=["bomb", "cut", "garbage", "page", "feed", "words", "nothing", "entities", "attributes"],
)
def test_what_is_no_sitemap_is_refused_by_name(body: bytes, kind: FeedProblemKind) -> None:
    reading = read_sitemap(body, ADDRESS)
    assert (reading.kind, reading.entries, [problem.kind for problem in reading.problems]) == (None, (), [kind])


def test_as_many_entries_are_kept_as_the_protocol_allows() -> None:
    urls = "".join(f"<url><loc>https://post.example/{n}</loc></url>" for n in range(50_010))
    reading = read_sitemap(f"<urlset>{urls}</urlset>".encode(), ADDRESS)
    assert len(reading.entries) == 50_000
    assert reading.problems[0].kind is FeedProblemKind.TOO_MANY


def test_robots_names_sitemaps_anywhere_in_it() -> None:
    robots = (
        b"User-agent: *\r\nDisallow: /x\r\nSITEMAP : https://a.example/s.xml # all\rSitemap:/b.xml\n#Sitemap: /c.xml\n"
    )
    assert sitemaps_in_robots(robots, "https://post.example/robots.txt") == (
        "https://a.example/s.xml",
        "https://post.example/b.xml",
    )
    assert sitemaps_in_robots(b"Sitemap: " * 100_000, "https://post.example/robots.txt") == ()
