"""What a list names: items that carry their own content, sitemaps below an index, and how far a list is through."""

from datetime import UTC, datetime, timedelta

import pytest

from revtrack.ingest.feeds import FeedItem, FeedReading
from revtrack.model import Check, FetchState
from revtrack.versioning import identity
from revtrack.watch.contents import snapshots_of
from revtrack.watch.schedule import SCHEDULE, is_settled, next_try

NOW = datetime(2026, 2, 3, tzinfo=UTC)
FEED = "https://post.example/feed.xml"


def item(id: str | None, address: str | None, text: str = "Four died.") -> FeedItem:  # noqa: A002  the feed's word
    return FeedItem(id=id, address=address, title=id, content_html=f"<p>{text}</p>")


def names(*items: FeedItem) -> list[str]:
    """The identities of the articles that items make."""
    reading = FeedReading(version="rss20", home="https://post.example/news", items=items)
    return [identity(snapshot.article) for snapshot in snapshots_of(reading, FEED, NOW, None)[0]]


def test_a_link_of_its_own_names_an_item() -> None:
    assert names(item("1", "https://post.example/fire"), item("2", "https://post.example/flood")) == [
        "https://post.example/fire",
        "https://post.example/flood",
    ]


@pytest.mark.parametrize(
    "link",
    [None, "https://post.example/", "https://post.example", "https://post.example/news", "https://post.example/live"],
)
def test_without_a_link_of_its_own_the_id_within_the_feed_names_an_item(link: str | None) -> None:
    assert names(item("1", link), item("2", link), item("tag:a b", link)) == [
        f"{FEED}#!1",
        f"{FEED}#!2",
        f"{FEED}#!tag%3Aa%20b",
    ]


def test_an_item_without_any_name_is_a_problem_and_no_article() -> None:
    reading = FeedReading(version="rss20", items=(item(None, "https://post.example/"), item(None, None)))
    snapshots, problems = snapshots_of(reading, FEED, NOW, None)
    assert snapshots == ()
    assert problems == [
        f"the item “{title}” has neither a link nor an id of its own"
        for title in ("https://post.example/", "without a title")
    ]


def failed(hours: float, state: FetchState = FetchState.SERVER_ERROR, later: datetime | None = None) -> Check:
    """A look that failed."""
    at = NOW + timedelta(hours=hours)
    return Check(article="a", address="a", at=at, state=state, detail="fails", retry_after=later)


def test_what_never_gave_a_page_is_tried_ever_more_rarely() -> None:
    assert next_try([failed(0)]).at == NOW + timedelta(minutes=15)
    assert next_try([failed(0), failed(1)]).at == NOW + timedelta(hours=1, minutes=30)
    assert next_try([failed(0)] * 50).at == NOW + timedelta(days=1)
    assert next_try([failed(0, FetchState.FORBIDDEN)]).at == NOW + timedelta(days=1)
    assert next_try([failed(0, later=NOW + timedelta(hours=9))]).at == NOW + timedelta(hours=9)
    whole = sum((step.lasting for step in SCHEDULE), timedelta())
    assert next_try([failed(0), failed(whole.total_seconds() / 3600)]).at is None


@pytest.mark.parametrize(
    ("states", "settled"),
    [
        ([], False),
        ([FetchState.SERVER_ERROR], False),
        ([FetchState.MISSING], False),
        ([FetchState.MISSING, FetchState.MISSING], True),
        ([FetchState.SERVER_ERROR, FetchState.GONE], True),
        ([FetchState.ROBOTS], False),
        ([FetchState.PAYWALLED], True),
    ],
)
def test_an_address_is_settled_once_it_said_what_it_is(states: list[FetchState], settled: bool) -> None:
    assert is_settled([failed(hour, state) for hour, state in enumerate(states)]) is settled
