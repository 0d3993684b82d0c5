"""OPML: what people import and export."""

from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest

from revtrack.ingest.feeds import FeedProblemKind, ListedFeed, read_opml, write_opml
from revtrack.model import Subscription, SubscriptionKind

NOW = datetime(2026, 2, 3, 12, tzinfo=UTC)

NESTED = """<?xml version="1.0"?><opml version="1.0"><head><title>Mine</title></head><body>
<outline text="News"><outline text="Local">
<outline type="rss" text="The Post &amp; more" xmlUrl="https://post.example/feed" htmlUrl="https://post.example/"/>
</outline><outline title="Only a title" XMLURL="http://b.example/rss"/></outline>
<outline text="Script" xmlUrl="javascript:alert(1)"/>
<outline text="Again" xmlUrl="https://post.example/feed"/>
<outline text="No feed" url="https://c.example/"/>
</body></opml>"""


def subscription(
    address: str, title: str | None = None, kind: SubscriptionKind = SubscriptionKind.FEED
) -> Subscription:
    """One of ours."""
    return Subscription(address=address, kind=kind, title=title, source='The "Post" & <Co>', added_at=NOW)


def test_nested_outlines_give_their_feeds_with_the_folders_around_them() -> None:
    reading = read_opml(NESTED.encode())
    assert reading.feeds == (
        ListedFeed(
            address="https://post.example/feed",
            title="The Post & more",
            home="https://post.example/",
            folder=("News", "Local"),
        ),
        ListedFeed(address="http://b.example/rss", title="Only a title", folder=("News",)),
    )
    assert [problem.kind for problem in reading.problems] == [FeedProblemKind.ADDRESSES]


def test_a_list_that_is_not_well_formed_is_read_as_far_as_it_goes() -> None:
    broken = NESTED.replace("The Post &amp; more", "The Post & more").replace("</body></opml>", "")
    assert [feed.address for feed in read_opml(broken.encode()).feeds] == [
        "https://post.example/feed",
        "http://b.example/rss",
    ]


@pytest.mark.parametrize(
    ("marked", "address"),
    [
        ("feed://post.example/rss", "http://post.example/rss"),
        ("feed:https://post.example/rss", "https://post.example/rss"),
        ("FEED:http://post.example/rss", "http://post.example/rss"),
        ("feed://https://post.example/rss", "https://post.example/rss"),
        ("https://post.example/feed:rss", "https://post.example/feed:rss"),
    ],
)
def test_an_address_that_is_marked_as_a_feed_is_one_of_the_web(marked: str, address: str) -> None:
    (feed,) = read_opml(f'<opml><body><outline text="a" xmlUrl="{marked}"/></body></opml>'.encode()).feeds
    assert feed.address == address


@pytest.mark.parametrize(
    "marked", ["feed:javascript:alert(1)", "feed:file:///etc/passwd", "feed:", "feed:ftp://a.example/"]
)
def test_a_mark_makes_no_other_scheme_one_of_the_web(marked: str) -> None:
    reading = read_opml(f'<opml><body><outline text="a" xmlUrl="{marked}"/></body></opml>'.encode())
    assert [problem.kind for problem in reading.problems] == [FeedProblemKind.ADDRESSES]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('<!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + NESTED[21:], FeedProblemKind.ENTITIES),
        ("<html>", FeedProblemKind.NO_FEED),
        ("", FeedProblemKind.NO_FEED),
        ("<opml>" + " " * 5_000_000, FeedProblemKind.TOO_LARGE),
        ("<opml><outline " + "a='b' " * 9_000 + "/></opml>", FeedProblemKind.HOSTILE),
    ],
    ids=["entities", "page", "nothing", "large", "attributes"],
)
def test_what_is_no_list_is_refused_by_name(text: str, kind: FeedProblemKind) -> None:
    reading = read_opml(text.encode())
    assert (reading.feeds, [problem.kind for problem in reading.problems]) == ((), [kind])


def test_depth_and_count_are_bounded() -> None:
    deep = "<opml><body>" + '<outline text="a">' * 100_000
    assert read_opml(deep.encode()).feeds == ()
    wide = (
        "<opml><body>" + "".join(f'<outline xmlUrl="https://a.example/{n}"/>' for n in range(10_100)) + "</body></opml>"
    )
    reading = read_opml(wide.encode())
    assert (len(reading.feeds), reading.problems[0].kind) == (10_000, FeedProblemKind.TOO_MANY)


@pytest.mark.parametrize(
    ("category", "source"), [("The Post", "The Post"), ("/News/Local", None), ("News,Local", None), ("", None)]
)
def test_a_plain_category_is_the_source(category: str, source: str | None) -> None:
    listed = f'<opml version="2.0"><body><outline category="{category}" xmlUrl="https://a.example/"/></body></opml>'
    assert [feed.source for feed in read_opml(listed.encode()).feeds] == [source]


def test_what_is_written_is_read_back_in_a_stable_order() -> None:
    ours = [
        subscription("https://b.example/feed?x=1&y=2", "Zeta <b>"),
        subscription("https://a.example/feed", "alpha & \x0b omega"),
        subscription("https://c.example/"),
        subscription("https://d.example/sitemap.xml", kind=SubscriptionKind.SITEMAP),
    ]
    written = write_opml(ours, "My <feeds>", NOW)
    assert written == write_opml(reversed(ours), "My <feeds>", NOW)
    reading = read_opml(written)
    assert [(feed.address, feed.title) for feed in reading.feeds] == [
        ("https://a.example/feed", "alpha & omega"),
        ("https://c.example/", "https://c.example/"),
        ("https://b.example/feed?x=1&y=2", "Zeta <b>"),
    ]
    assert {feed.source for feed in reading.feeds} == {'The "Post" & <Co>'}
    root = ET.fromstring(written)  # noqa: S314  our own bytes
    assert (root.tag, root.get("version"), root.findtext("head/title")) == ("opml", "2.0", "My <feeds>")
    assert root.findtext("head/dateCreated") == "Tue, 03 Feb 2026 12:00:00 GMT"
    assert [outline.get("type") for outline in root.findall("body/outline")] == ["rss", "rss", "rss"]
