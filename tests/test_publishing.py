"""From the Store to feeds: a feed is read from no more articles than it has entries."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, event

from revtrack import pipeline
from revtrack.model import Snapshot
from revtrack.publish import FEED_ENTRIES, Scope, ScopeKind
from revtrack.publishing import build_site, feed
from revtrack.report.site import SiteOptions
from revtrack.store import Store

START = datetime(2026, 2, 3, 10, tzinfo=UTC)
OPTIONS = SiteOptions(title="Changes", version="0", as_of=START)
EVERYTHING = Scope(ScopeKind.ALL)


def changed_articles(store: Store, numbers: range) -> None:
    """Store as many articles, each changed once, the higher the number the later."""
    for number in numbers:
        for hour, dead in enumerate(("three", "five")):
            snapshot = Snapshot(
                article=f"https://post.example/{number}",
                content=f"The fire in town {number} killed {dead} people.".encode(),
                observed_at=START + timedelta(days=number, hours=hour),
                media_type="text/plain",
                source="The Example Post",
            )
            pipeline.capture(snapshot, "test", store)


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
def test_a_feed_asks_for_no_more_articles_than_it_has_entries(store: Store) -> None:
    changed_articles(store, range(FEED_ENTRIES + 1))
    with statements() as before:
        feed(EVERYTHING, store, OPTIONS)
    changed_articles(store, range(FEED_ENTRIES + 1, FEED_ENTRIES + 20))
    with statements() as after:
        told = feed(EVERYTHING, store, OPTIONS).text
    assert len(after) == len(before)
    assert told.count("<entry") == FEED_ENTRIES
    assert f"town {FEED_ENTRIES + 19}" in told


def test_a_feed_written_alone_is_the_one_of_the_site(store: Store) -> None:
    changed_articles(store, range(3))
    built = {page.path: page.text for page in build_site(store, OPTIONS)}
    (article, *_) = store.articles()
    for scope in (EVERYTHING, Scope(ScopeKind.SOURCE, "The Example Post"), Scope(ScopeKind.ARTICLE, article.identity)):
        alone = feed(scope, store, OPTIONS)
        assert built[alone.path] == alone.text
