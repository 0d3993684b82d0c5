"""Bytes by their hash: stored once, proven on each reading."""

from hashlib import sha256

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from revtrack.errors import IntegrityError
from revtrack.store import Store
from revtrack.store.blobs import unpack
from tests.store.histories import keep, keep_all, taken
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


def test_content_that_is_not_there_is_an_error_that_names_it(store: Store) -> None:
    with pytest.raises(IntegrityError, match="the content 0000 is missing"):
        store.content("0000")


def test_content_stored_in_a_later_way_asks_for_an_upgrade() -> None:
    with pytest.raises(IntegrityError, match="“zstd-chain”") as caught:
        unpack(sha256(b"").hexdigest(), "zstd-chain", 0, b"")
    assert caught.value.hint == "install a newer revtrack"
