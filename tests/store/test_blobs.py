"""Bytes by their hash: stored once, proven on each reading."""

import random
from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from revtrack.errors import IntegrityError
from revtrack.store import Store
from revtrack.store.records.blobs import CHAIN, unpack
from tests.store.histories import Taken, at, keep, keep_all, taken
from tests.store.raw import execute

shared_store = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
"""For properties that may share a database: they only add to it, each under a hash of its own."""


@shared_store
@given(noise=st.text(st.characters(codec="utf-8")))
def test_content_comes_back_byte_for_byte(store: Store, noise: str) -> None:
    one = taken("It rained.", noise=noise)
    keep(store, one)
    assert store.content(one.snapshot.sha256) == one.snapshot.content


def test_text_that_returns_is_stored_once(store: Store, database: str) -> None:
    keep_all(store, taken("Three died.", 0), taken("Five died.", 10), taken("Three died.", 20))
    assert store.versions(store.articles()[0].id)[2].returns_to == 1
    assert execute(database, "SELECT count(*) FROM document") == [(2,)]
    assert execute(database, "SELECT count(*) FROM blob") == [(4,)], "two texts as received, two as read"


def test_the_same_text_under_other_bytes_is_one_document(store: Store, database: str) -> None:
    keep_all(store, taken("It rained.", 0), taken("It rained.", 10, noise="Visitors today: 2"))
    assert execute(database, "SELECT count(*) FROM document") == [(1,)]


def test_two_articles_share_the_bytes_they_share(store: Store, database: str) -> None:
    keep_all(store, taken("It rained.", article="key one"), taken("It rained.", article="key two"))
    assert execute(database, "SELECT count(*) FROM blob") == [(2,)]


def test_what_is_stored_is_compressed_and_says_how(store: Store, database: str) -> None:
    one = taken("It rained all day. " * 500)
    keep(store, one)
    ((encoding, size, data),) = execute(
        database, "SELECT encoding, size, data FROM blob WHERE sha256 = :sha256", sha256=one.snapshot.sha256
    )
    assert (encoding, size) == ("zstd", len(one.snapshot.content))
    assert len(data) < size / 20


def test_damaged_content_is_named_and_never_handed_out(store: Store, database: str) -> None:
    one = taken("It rained.")
    keep(store, one)
    digest = one.snapshot.sha256
    for damage in (b"", b"not zstd at all", b"\x28\xb5\x2f\xfd\x00\x00\x01\x00\x00"):
        execute(database, "UPDATE blob SET data = :data WHERE sha256 = :sha256", data=damage, sha256=digest)
        with pytest.raises(IntegrityError, match=f"the content {digest} is damaged"):
            store.content(digest)


def test_a_damaged_document_is_named_with_its_article_and_version(store: Store, database: str) -> None:
    keep(store, taken("It rained."))
    execute(database, "UPDATE blob SET size = size - 1")
    (article,) = store.articles()
    with pytest.raises(IntegrityError, match=f"version 1 of the article {article.id} cannot be read: the content"):
        store.document(store.versions(article.id)[0])


PARAGRAPHS = [
    f"Paragraph {number} of the report on what the storm left behind in town {number}." for number in range(90)
]


def long_history(states: int) -> list[Taken]:
    """States of one long text, of which one paragraph changes each time."""
    paragraphs, found = list(PARAGRAPHS), []
    for minute in range(states):
        paragraphs[minute * 7 % len(paragraphs)] += f" Update {minute} of the day."
        found.append(taken("\n\n".join(paragraphs), minute))
    return found


def test_the_states_of_a_long_text_take_little_and_come_back_byte_for_byte(store: Store, database: str) -> None:
    history = long_history(30)
    keep_all(store, *history[:20])
    keep_all(store, *history[:19:-1])  # the rest arrives backwards
    assert [stored.snapshot for stored in store.snapshots(history[0].article_id)] == [one.snapshot for one in history]
    assert [stored.document for stored in store.snapshots(history[0].article_id)] == [one.document for one in history]
    ((size, stored),) = execute(database, "SELECT sum(size), sum(length(data)) FROM blob")
    assert stored < size / 20, "each alone takes a sixth"
    assert store.check() == ()


def test_nothing_is_further_than_six_steps_from_content_that_stands_for_itself(store: Store, database: str) -> None:
    keep_all(store, *long_history(CHAIN + 2))
    bases = dict(map(tuple, execute(database, "SELECT sha256, base FROM blob")))
    steps = []
    for nearest in bases.values():
        count, base = 0, nearest
        while base is not None:
            count, base = count + 1, bases[base]
        steps.append(count)
    assert max(steps) == 6
    assert execute(database, "SELECT max(place) FROM blob") == [(CHAIN - 1,)]
    assert steps.count(0) == 4, "two of the bytes, two of the Documents"


def test_what_resembles_nothing_or_is_short_stands_for_itself(store: Store, database: str) -> None:
    chance = random.Random(4)  # noqa: S311  noise, not secrets
    keep_all(store, *(taken("It rained.", minute, noise=chance.randbytes(4000).hex()) for minute in range(3)))
    keep_all(store, *(taken(f"Update {minute}.", minute, article="short") for minute in range(3)))
    assert execute(database, "SELECT count(*) FROM blob WHERE base IS NOT NULL") == [(0,)]


def test_damage_is_told_of_what_is_damaged_once_and_not_of_all_that_is_built_on_it(store: Store, database: str) -> None:
    history = long_history(8)
    keep_all(store, *history)
    first, last = history[0].snapshot.sha256, history[-1].snapshot.sha256
    execute(database, "UPDATE blob SET size = size - 1 WHERE sha256 = :first", first=first)
    assert store.check() == (f"the content {first} is damaged",)
    with pytest.raises(IntegrityError, match=f"the content {first} is damaged"):
        store.content(last)


@pytest.mark.parametrize(
    ("base", "words"), [("gone", "the content gone is missing"), ("itself", "the content [0-9a-f]{64} is damaged")]
)
def test_content_built_on_nothing_or_on_itself_is_named(store: Store, database: str, base: str, words: str) -> None:
    history = long_history(2)
    keep_all(store, *history)
    digest = history[1].snapshot.sha256
    other = digest if base == "itself" else base
    execute(database, "UPDATE blob SET base = :other WHERE sha256 = :digest", other=other, digest=digest)
    with pytest.raises(IntegrityError, match=words):
        store.content(digest)
    assert len(store.check()) == 1


def test_two_articles_whose_pages_meet_in_two_orders_share_them(store: Store) -> None:
    history = long_history(6)
    other = [
        replace(one, snapshot=replace(one.snapshot, article="another", observed_at=at(100 - minute)))
        for minute, one in enumerate(history)
    ]
    for pair in zip(history, other, strict=True):
        keep_all(store, *pair)
    for one in (*history, *other):
        assert store.content(one.snapshot.sha256) == one.snapshot.content
    assert store.check() == ()


def test_content_that_is_not_there_is_an_error_that_names_it(store: Store) -> None:
    with pytest.raises(IntegrityError, match="the content 0000 is missing"):
        store.content("0000")


def test_content_stored_in_a_later_way_asks_for_an_upgrade() -> None:
    with pytest.raises(IntegrityError, match="“zstd-chain”") as caught:
        unpack(sha256(b"").hexdigest(), "zstd-chain", 0, b"")
    assert caught.value.hint == "install a newer revtrack"
