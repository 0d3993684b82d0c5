"""Feeds a page names."""

import pytest

from revtrack.ingest.feeds import find_feeds

PAGE = """<!DOCTYPE html><html><head>
<!-- <link rel="alternate" type="application/rss+xml" href="/hidden-in-a-comment"> -->
<script>var x = '<link rel="alternate" type="application/rss+xml" href="/hidden-in-a-script">';</script>
<link rel="stylesheet" href="/a.css">
<LINK REL='alternate home' TYPE='application/rss+xml; charset=utf-8' HREF='/feed.xml?a=1&amp;b=2' title="News">
<link href=atom.xml type=application/atom+xml rel=alternate />
<link rel="alternate" type="application/feed+json" href="https://other.example/feed.json">
<link rel="alternate" type="application/json" href="/wp-json/posts/1">
<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">
<link rel="alternate" hreflang="de" href="/de">
<link rel="alternate" type="application/rss+xml" href="/feed.xml?a=1&amp;b=2">
</head><body>İ</body></html>"""


def test_the_feeds_of_a_page_are_found_absolute_in_order_and_once() -> None:
    assert find_feeds(PAGE.encode(), "https://post.example/news/") == (
        "https://post.example/feed.xml?a=1&b=2",
        "https://post.example/news/atom.xml",
        "https://other.example/feed.json",
    )


def test_relative_feeds_are_resolved_against_the_base_of_the_page() -> None:
    page = PAGE.replace("<head>", '<head><base href="https://base.example/x/">')
    assert find_feeds(page.encode(), "https://post.example/")[1] == "https://base.example/x/atom.xml"


@pytest.mark.parametrize(
    "page",
    ["<!--" * 200_000, "<link " * 100_000, "<link a=" * 100_000, "<link " + "a=b " * 200_000, "<script" * 100_000, ""],
)
def test_a_hostile_page_has_no_feeds(page: str) -> None:
    assert find_feeds(page.encode(), "https://post.example/") == ()


def test_a_page_names_a_few_feeds_at_most() -> None:
    links = "".join(f'<link rel="alternate" type="application/rss+xml" href="/{n}">' for n in range(1_000))
    assert len(find_feeds(links.encode(), "https://post.example/")) == 20
