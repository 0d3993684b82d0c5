"""Where things were met, as the database remembers it."""

from dataclasses import replace
from hashlib import sha256

from revtrack.store import Store
from revtrack.versioning import article_id
from tests.store.histories import keep, taken

FEED = "https://example.org/feed"


def test_an_item_is_known_by_its_id_within_its_feed_under_the_address_it_had_last(store: Store) -> None:
    store.memory.keep_item(FEED, "7", "https://example.org/fire")
    store.memory.keep_item(FEED, "7", "https://example.org/three-die")
    store.memory.keep_item(f"{FEED}/other", "7", "https://example.org/flood")
    assert store.memory.address_of_item(FEED, "7") == "https://example.org/three-die"
    assert store.memory.address_of_item(f"{FEED}/other", "7") == "https://example.org/flood"
    assert store.memory.address_of_item(FEED, "8") is None


def test_of_the_ids_an_address_had_in_a_feed_the_last_is_kept(store: Store) -> None:
    for number in range(3):
        store.memory.keep_item(FEED, str(number), "https://example.org/fire")
    assert [store.memory.address_of_item(FEED, str(number)) for number in range(3)] == [
        None,
        None,
        "https://example.org/fire",
    ]


def test_an_id_may_be_long_and_one_that_cannot_be_kept_is_forgotten(store: Store) -> None:
    long = "".join(sha256(str(part).encode()).hexdigest() for part in range(100))  # which nothing makes shorter
    for name in (long, "é" * 2_000, "a\0b", "\ud800"):
        store.memory.keep_item(FEED, name, f"https://example.org/{len(name)}")
    assert store.memory.address_of_item(FEED, long) == "https://example.org/6400"
    assert store.memory.address_of_item(FEED, "é" * 2_000) == "https://example.org/2000"
    assert store.memory.address_of_item(FEED, "a\0b") is None
    assert store.memory.address_of_item(FEED, "\ud800") is None


def test_the_articles_that_answered_elsewhere_are_told_from_those_that_did_not(store: Store) -> None:
    ids = {}
    for name, address, asked in (
        ("file", None, None),
        ("same", "https://example.org/same", None),
        ("slash", "https://example.org/slash/", None),
        ("passing", "https://example.org/session/1", "https://example.org/passing"),
        ("lasting", "https://example.org/lasting", "https://example.org/old"),
    ):
        one = taken("It rained.", article=f"https://example.org/{name}")
        keep(store, replace(one, snapshot=replace(one.snapshot, address=address, asked=asked)))
        ids[article_id(f"https://example.org/{name}")] = name
    assert {ids[one] for one in store.met_elsewhere(ids)} == {"slash", "lasting"}
