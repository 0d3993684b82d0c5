"""What is remembered of hosts comes back, and is forgotten once it is of no use."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from revtrack.model import KnownHost, RobotsFile
from revtrack.store import Store, open_store
from revtrack.store import hosts as rules
from tests.store.raw import execute

NOW = datetime(2026, 2, 3, 10, tzinfo=UTC)

POST = KnownHost(name="post.example", asked_at=NOW, delay=3.5)
BUSY = KnownHost(name="busy.example", asked_at=NOW, left_alone_until=NOW + timedelta(days=1))
FILE = RobotsFile(
    origin="https://post.example",
    status=200,
    body=b"User-agent: *\nDisallow: /\xff\n",
    at=NOW,
    believed_until=NOW + timedelta(days=1),
    etag='"one"',
    last_modified="Tue, 03 Feb 2026 10:00:00 GMT",
)


def test_what_is_kept_of_a_host_comes_back_and_is_written_over(database: str) -> None:
    with open_store(database, now=lambda: NOW) as store:
        store.keep_hosts([POST, BUSY])
        assert set(store.hosts()) == {POST, BUSY}
        later = replace(POST, asked_at=NOW + timedelta(seconds=9), delay=10.0)
        store.keep_hosts([later])
        assert set(store.hosts()) == {later, BUSY}


def test_a_robots_txt_comes_back_to_the_byte(store: Store) -> None:
    assert store.robots(FILE.origin) is None
    store.keep_robots(replace(FILE, body=b"", status=404, etag=None))
    store.keep_robots(FILE)
    assert store.robots(FILE.origin) == FILE
    assert store.check() == ()


def test_what_no_database_keeps_is_not_kept(store: Store) -> None:
    store.keep_robots(replace(FILE, etag='"\x00"'))
    store.keep_hosts([replace(POST, name="post\x00.example")])
    assert store.robots("https://post\x00.example") is None
    assert (store.robots(FILE.origin), store.hosts()) == (None, ())


def test_a_host_is_forgotten_once_nothing_is_left_to_wait_for(database: str) -> None:
    with open_store(database, now=lambda: NOW + timedelta(hours=2)) as store:
        store.keep_hosts([POST, BUSY, replace(BUSY, name="b", left_alone_until=NOW + timedelta(hours=1))])
        assert store.hosts() == (BUSY,)


def test_a_robots_txt_is_kept_for_a_month(database: str) -> None:
    for days, kept in ((29, True), (31, False)):
        with open_store(database, now=lambda days=days: NOW + timedelta(days=days)) as store:  # type: ignore[misc]
            store.keep_robots(FILE)
            store.keep_hosts([])
            assert (store.robots(FILE.origin) is not None) == kept


def test_of_too_many_the_newest_are_kept(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "MOST_ROBOTS", 200)
    for hour in range(20):
        store.keep_robots(replace(FILE, origin=f"https://{hour}.example", at=datetime.now(UTC) - timedelta(hours=hour)))
    store.keep_hosts([])
    kept = [store.robots(f"https://{hour}.example") is not None for hour in range(20)]
    assert 1 < sum(kept) < 19
    assert kept == sorted(kept, reverse=True)


def test_a_damaged_robots_txt_is_as_good_as_none(store: Store, database: str) -> None:
    store.keep_robots(FILE)
    execute(database, "UPDATE robots SET data = :data", data=b"damaged")
    assert store.robots(FILE.origin) is None
