"""What is remembered of hosts comes back, and is forgotten once it is of no use."""

import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from revtrack.model import KnownHost, RobotsFile
from revtrack.store import Store, open_store
from revtrack.store.records import hosts as rules
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


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    with open_store(database, now=lambda: NOW) as opened:
        yield opened


def test_what_is_kept_of_a_host_comes_back_and_is_written_over(store: Store) -> None:
    store.memory.keep_hosts([POST, BUSY])
    assert set(store.memory.hosts()) == {POST, BUSY}
    later = replace(POST, asked_at=NOW + timedelta(seconds=9), delay=10.0)
    store.memory.keep_hosts([later])
    assert set(store.memory.hosts()) == {later, BUSY}


def test_a_robots_txt_comes_back_to_the_byte(store: Store) -> None:
    assert store.memory.robots(FILE.origin) is None
    store.memory.keep_robots(replace(FILE, body=b"", status=404, etag=None))
    store.memory.keep_robots(FILE)
    assert store.memory.robots(FILE.origin) == FILE
    assert store.check() == ()


def test_what_no_database_keeps_is_not_kept(store: Store) -> None:
    store.memory.keep_robots(replace(FILE, etag='"\x00"'))
    store.memory.keep_hosts([replace(POST, name="post\x00.example")])
    assert store.memory.robots("https://post\x00.example") is None
    assert (store.memory.robots(FILE.origin), store.memory.hosts()) == (None, ())


def test_a_host_is_forgotten_once_nothing_is_left_to_wait_for(store: Store, database: str) -> None:
    store.memory.keep_hosts([POST, BUSY, replace(BUSY, name="b", left_alone_until=NOW + timedelta(hours=1))])
    with open_store(database, now=lambda: NOW + timedelta(hours=2)) as later:
        assert later.memory.hosts() == (BUSY,), "whatever the last command left there"
        later.memory.keep_hosts([])
    assert store.memory.hosts() == (BUSY,)


def test_of_too_many_hosts_those_asked_last_are_kept(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "MOST_HOSTS", 3)
    store.memory.keep_hosts(
        replace(BUSY, name=f"{hour}.example", asked_at=NOW - timedelta(hours=hour)) for hour in range(9)
    )
    assert {one.name for one in store.memory.hosts()} == {"0.example", "1.example", "2.example"}


def test_a_robots_txt_is_kept_for_a_month(store: Store, database: str) -> None:
    store.memory.keep_robots(FILE)
    for days, kept in ((29, True), (31, False)):
        with open_store(database, now=lambda days=days: NOW + timedelta(days=days)) as later:  # type: ignore[misc]
            assert (later.memory.robots(FILE.origin) is not None) == kept


@pytest.mark.parametrize(("bound", "most"), [("MOST_ROBOTS", 200), ("MOST_FILES", 4)])
def test_of_too_many_files_the_newest_are_kept_at_every_write(
    store: Store, monkeypatch: pytest.MonkeyPatch, bound: str, most: int
) -> None:
    monkeypatch.setattr(rules, bound, most)
    for hour in range(20):
        store.memory.keep_robots(replace(FILE, origin=f"https://{hour}.example", at=NOW - timedelta(hours=hour)))
    kept = [store.memory.robots(f"https://{hour}.example") is not None for hour in range(20)]
    assert 1 < sum(kept) < 19
    assert kept == sorted(kept, reverse=True)


@pytest.mark.parametrize("data", [b"damaged", zlib.compress(FILE.body)[:-5], zlib.compress(FILE.body)[:9], b""])
def test_a_robots_txt_that_is_damaged_or_cut_is_as_good_as_none(store: Store, database: str, data: bytes) -> None:
    store.memory.keep_robots(FILE)
    execute(database, "UPDATE robots SET data = :data", data=data)
    assert store.memory.robots(FILE.origin) is None
