"""From the Store to feeds: a feed is read from those articles alone that can have something newer to tell."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, event

from revtrack.importing import bring_in
from revtrack.ingest.histories.findings import Found
from revtrack.model import Snapshot
from revtrack.publish import FEED_ENTRIES, Scope, ScopeKind
from revtrack.publishing import build_site, feed
from revtrack.report.site import SiteOptions
from revtrack.store import Store

START = datetime(2026, 2, 3, 10, tzinfo=UTC)
OPTIONS = SiteOptions(title="Changes", version="0", as_of=START)
EVERYTHING = Scope(ScopeKind.ALL)


def sight(number: int, text: str, at: datetime) -> Found:
    """A sight of an article."""
    address = f"https://post.example/{number}"
    snapshot = Snapshot(
        article=address, content=text.encode(), observed_at=at, media_type="text/plain", source="The Example Post"
    )
    return Found(snapshot=snapshot, name=address)


def fires(number: int, since: datetime, *dead: str) -> list[Found]:
    """Sights of an article, an hour apart."""
    return [
        sight(number, f"The fire in town {number} killed {count} people.", since + timedelta(hours=hour))
        for hour, count in enumerate(dead)
    ]


def keep(store: Store, findings: Iterable[Found]) -> None:
    """Store sights, those of an article side by side at once."""
    assert not any(brought.failures for brought in bring_in(findings, store))


def changed_articles(store: Store, numbers: range) -> None:
    """Store as many articles, each changed once, the higher the number the later."""
    keep(store, (one for number in numbers for one in fires(number, START + timedelta(days=number), "three", "five")))


@contextmanager
def statements() -> Iterator[list[str]]:
    """What is asked of databases meanwhile."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        asked.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(Engine, "before_cursor_execute", note)


@pytest.mark.slow
def test_a_feed_asks_for_no_article_that_can_tell_nothing_newer(store: Store) -> None:
    changed_articles(store, range(FEED_ENTRIES + 1))
    with statements() as before:
        feed(EVERYTHING, store, OPTIONS)
    changed_articles(store, range(FEED_ENTRIES + 1, FEED_ENTRIES + 20))
    with statements() as after:
        told = feed(EVERYTHING, store, OPTIONS).text
    assert len(after) == len(before)
    assert told.count("<entry") == FEED_ENTRIES
    assert f"town {FEED_ENTRIES + 19}" in told


@pytest.mark.slow
def test_articles_that_take_turns_push_no_edit_out_of_a_feed(store: Store) -> None:
    edited, turned = START + timedelta(days=1), START + timedelta(days=2)
    keep(store, [sight(0, "The mayor stays.", START), sight(0, "The mayor resigned.", edited)])
    for number in range(1, FEED_ENTRIES + 1):
        turns = fires(number, turned, "three", "five", "three")
        keep(store, [*fires(number, START, "three", "five"), *turns])
    told = feed(EVERYTHING, store, OPTIONS).text
    assert "resigned" in told
    assert told.count("<entry") == FEED_ENTRIES


def test_a_feed_written_alone_is_the_one_of_the_site(store: Store) -> None:
    changed_articles(store, range(3))
    built = {page.path: page.text for page in build_site(store, OPTIONS)}
    (article, *_) = store.articles()
    for scope in (EVERYTHING, Scope(ScopeKind.SOURCE, "The Example Post"), Scope(ScopeKind.ARTICLE, article.identity)):
        alone = feed(scope, store, OPTIONS)
        assert built[alone.path] == alone.text
