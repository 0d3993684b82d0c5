"""What is known of addresses beside Snapshots: looks that gave none, other names, subscriptions, validators."""

from dataclasses import replace
from hashlib import sha256

import pytest

from revtrack.errors import InputError
from revtrack.model import Alias, Check, FetchState, Subscription, SubscriptionKind, Validator
from revtrack.store import Store, open_store
from revtrack.versioning import article_id, derive_article
from tests.store.histories import BRIDGE, at, keep, taken
from tests.store.raw import contents, execute

ID = article_id(BRIDGE)
MISSING = Check(
    article=BRIDGE, at=at(10), state=FetchState.MISSING, address=f"{BRIDGE}?x=1", detail="answered 404", status=404
)
WALL = b"<p>Subscribe to read on.</p>"
PAYWALLED = Check(
    article=BRIDGE,
    at=at(20),
    state=FetchState.PAYWALLED,
    address=BRIDGE,
    detail="holds a teaser",
    status=200,
    final_address=f"{BRIDGE}/wall",
    sha256=sha256(WALL).hexdigest(),
    retry_after=at(30),
)
FEED = Subscription(address="https://example.org/feed", kind=SubscriptionKind.FEED, added_at=at(0))
TIRED = replace(
    FEED,
    title="All news",
    source="Post",
    content=True,
    checked_at=at(5),
    state=FetchState.TIMEOUT,
    detail="did not answer",
    failures=3,
    retry_after=at(65),
)
CURRENT = Validator(address=BRIDGE, sha256="0" * 64, etag='W/"1"', last_modified="Tue, 03 Feb 2026 10:00:00 GMT")


def look(store: Store, check: Check, content: bytes | None = None) -> None:
    """Record a look as the pipeline does it: with the Article as it is then, where there is one."""
    with store.writing(ID) as writer:
        seen = writer.observations(ID)
        checks = [*writer.checks(ID), check]
        article = derive_article(BRIDGE, seen, tuple(dict.fromkeys(checks))) if seen else None
        writer.record(check, article=article, content=content)


def test_a_look_is_read_back_as_it_was_recorded_by_time(store: Store) -> None:
    look(store, PAYWALLED, WALL)
    look(store, MISSING)
    assert store.checks(ID) == (MISSING, PAYWALLED)
    assert store.content(str(PAYWALLED.sha256)) == WALL
    assert store.checks("unknown") == ()


def test_a_look_at_what_was_never_captured_makes_no_article(store: Store) -> None:
    look(store, MISSING)
    assert store.articles() == ()
    assert store.check() == ()


def test_looks_before_and_after_a_capture_count_for_the_article(store: Store) -> None:
    look(store, MISSING)
    one = taken("It rained.", 15)
    with store.writing(ID) as writer:
        writer.save_all(
            article=derive_article(BRIDGE, [one.observation], writer.checks(ID)),
            versions=(),
            items=[(one.snapshot, one.observation, one.document)],
        )
    look(store, PAYWALLED, WALL)
    (article,) = store.articles()
    assert (article.checks, article.last_state, article.last_checked) == (2, FetchState.PAYWALLED, at(20))


def test_an_article_that_is_gone_is_read_back_as_gone(store: Store) -> None:
    keep(store, taken("It rained."))
    look(store, MISSING)
    look(store, replace(MISSING, at=at(15), state=FetchState.GONE))
    (article,) = store.articles()
    assert (article.gone_since, article.last_state) == (at(10), FetchState.GONE)
    assert store.check() == ()


def test_what_never_gave_an_article_is_known_by_its_last_look(store: Store) -> None:
    assert store.fruitless() == ()
    look(store, MISSING)
    look(store, replace(MISSING, at=at(12), state=FetchState.TIMEOUT))
    assert [(one.at, one.state) for one in store.fruitless()] == [(at(12), FetchState.TIMEOUT)]
    keep(store, taken("It rained."))
    assert store.fruitless() == ()


def test_what_was_asked_for_of_late_is_known_whatever_came_of_it(store: Store) -> None:
    keep(store, taken("It rained."))  # from a file: nobody was asked
    assert store.asked_since(at(0)) == {}
    received = taken("It snowed.", minute=5)
    keep(store, replace(received, snapshot=replace(received.snapshot, address="https://post.example/snow")))
    look(store, MISSING)
    look(store, replace(MISSING, at=at(12), state=FetchState.TIMEOUT))
    look(store, replace(MISSING, at=at(15), state=FetchState.ROBOTS))  # nobody was asked
    list_of = Subscription(
        address="https://post.example/feed", kind=SubscriptionKind.FEED, added_at=at(0), checked_at=at(14)
    )
    store.subscribe(list_of)
    asked = {"https://post.example/snow": at(5), MISSING.address: at(12), list_of.address: at(14)}
    assert store.asked_since(at(1)) == asked
    assert store.asked_since(at(12)) == {list_of.address: at(14)}


def test_recording_a_look_twice_changes_nothing(store: Store, database: str) -> None:
    keep(store, taken("It rained."))
    look(store, PAYWALLED, WALL)
    before = contents(database)
    look(store, PAYWALLED, WALL)
    look(store, replace(PAYWALLED, detail="says otherwise"), WALL)
    assert contents(database)["look"] == before["look"]
    look(store, PAYWALLED)
    assert store.checks(ID) == (PAYWALLED,)


def test_looks_at_one_instant_differ_by_address_and_state(store: Store) -> None:
    others = [MISSING, replace(MISSING, address=BRIDGE), replace(MISSING, state=FetchState.GONE)]
    for check in others:
        look(store, check)
    assert set(store.checks(ID)) == set(others)


def test_a_look_that_names_other_bytes_than_it_brings_is_refused(store: Store) -> None:
    for check in (MISSING, PAYWALLED):
        with pytest.raises(ValueError, match="names other bytes"):
            look(store, check, b"something else")
    assert store.checks(ID) == ()


def test_a_look_undone_half_way_leaves_neither_itself_nor_its_bytes(store: Store, database: str) -> None:
    keep(store, taken("It rained."))
    before = contents(database)
    with pytest.raises(ZeroDivisionError):
        look_and_fail(store)
    assert contents(database) == before


def look_and_fail(store: Store) -> None:
    """Record a look in a transaction that comes to nothing."""
    with store.writing(ID) as writer:
        writer.record(PAYWALLED, article=None, content=WALL)
        raise ZeroDivisionError


def test_the_check_finds_looks_that_an_article_does_not_count_and_bytes_that_are_missing(database: str) -> None:
    with open_store(database) as store:
        keep(store, taken("It rained."))
        look(store, PAYWALLED, WALL)
        assert store.check() == ()
        execute(database, "UPDATE blob SET size = 1 WHERE sha256 = :sha256", sha256=PAYWALLED.sha256)
        execute(database, "UPDATE article SET checks = 7")
        assert store.check() == (
            f"the content {PAYWALLED.sha256} is damaged",
            f"the article {ID} has 7 looks without a snapshot, but 1 are stored",
        )


def test_text_that_a_column_cannot_keep_is_refused_by_name_and_so_is_an_endless_address(store: Store) -> None:
    for check in (replace(MISSING, detail="a\0b"), replace(MISSING, final_address="https://a.example/\udcff")):
        with pytest.raises(InputError, match="holds a character that no database keeps"):
            look(store, check)
    endless = "https://a.example/" + "é" * 1000
    with pytest.raises(InputError, match=r"the address 'https://a.example/.*'… is longer than 2,000 bytes"):
        store.add_alias(Alias(address=endless, article_id=ID, reason="x"))
    store.add_alias(Alias(address=endless[:-100], article_id=ID, reason="x"))
    with pytest.raises(InputError, match="is longer than 2,000 bytes"):
        store.subscribe(replace(FEED, address=endless))
    with pytest.raises(InputError, match="is longer than 2,000 bytes"):
        store.memory.keep_validator(replace(CURRENT, address=endless))


def test_an_article_is_found_by_an_address_it_has_beside_its_own(store: Store) -> None:
    keep(store, taken("It rained."))
    (article,) = store.articles()
    store.add_alias(Alias(address="http://example.org/b", article_id=ID, reason="redirected here"))
    assert store.find("http://example.org/b") == (article,)
    assert store.find("http://example.org/B") == store.find("http://example.org/") == ()


def test_the_identity_of_one_article_is_never_taken_for_the_other_name_of_another(store: Store) -> None:
    keep(store, taken("It rained."))
    keep(store, taken("It rained.", article="another"))
    store.add_alias(Alias(address=BRIDGE, article_id=article_id("another"), reason="a lie"))
    assert [article.identity for article in store.find(BRIDGE)] == [BRIDGE]


def test_another_address_of_an_article_that_is_not_there_yet_finds_none(store: Store) -> None:
    store.add_alias(Alias(address="http://example.org/b", article_id=ID, reason="redirected here"))
    assert store.find("http://example.org/b") == ()


def test_the_first_reason_for_an_address_stands(store: Store) -> None:
    first = Alias(address="http://example.org/b", article_id=ID, reason="redirected here")
    other = Alias(address="http://example.org/a", article_id=ID, reason="named as canonical")
    for alias in (first, other, replace(first, reason="another"), replace(first, article_id="other")):
        store.add_alias(alias)
    assert store.aliases(ID) == (other, first)
    assert store.aliases("other") == ()


def test_subscriptions_come_by_address_and_the_latest_word_on_one_counts(store: Store) -> None:
    page = replace(FEED, address="https://example.org/a", kind=SubscriptionKind.PAGE)
    for subscription in (FEED, page, TIRED):
        store.subscribe(subscription)
    assert store.subscriptions() == (page, TIRED)
    store.subscribe(FEED)
    assert store.subscriptions() == (page, FEED)


def test_whoever_unsubscribes_is_told_whether_there_was_anything(store: Store) -> None:
    store.subscribe(TIRED)
    assert store.unsubscribe(FEED.address)
    assert not store.unsubscribe(FEED.address)
    assert not store.unsubscribe("\0")
    assert store.subscriptions() == ()


def test_what_moved_takes_along_what_users_say_unless_its_new_address_is_watched_too(store: Store) -> None:
    there = "https://example.org/new.xml"
    moved = replace(FEED, address=there, moved_from=FEED.address, checked_at=TIRED.checked_at)
    store.subscribe(replace(FEED, source="The Post"))
    assert store.looked_at(FEED.address, moved)
    assert store.subscriptions() == (replace(moved, source="The Post"),)
    store.subscribe(FEED)
    assert store.looked_at(FEED.address, moved)
    assert store.subscriptions() == (
        replace(FEED, checked_at=TIRED.checked_at),
        replace(moved, source="The Post"),
    )
    assert not store.looked_at("https://example.org/unknown", moved)


def test_the_latest_validator_of_an_address_is_kept(store: Store) -> None:
    assert store.memory.validator(BRIDGE) is None
    store.memory.keep_validator(CURRENT)
    assert store.memory.validator(BRIDGE) == CURRENT
    later = Validator(address=BRIDGE, sha256="1" * 64)
    store.memory.keep_validator(later)
    assert store.memory.validator(BRIDGE) == later
    assert store.memory.validator("\udcff") is None
