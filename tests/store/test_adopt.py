"""Two Articles that turn out to be one: all that is known of both is known of it, and both names find it."""

from dataclasses import replace

import pytest

from revtrack.model import Alias, Check, FetchState
from revtrack.store import Store
from revtrack.versioning import article_id, derive_article, timeline
from tests.store.histories import BRIDGE, Taken, at, keep, keep_all, taken
from tests.store.raw import contents

OLD = "an older spelling"
ID, OLD_ID = article_id(BRIDGE), article_id(OLD)
LONG = "Five people died when the bridge fell."
THEIRS = (taken("Three died.", 0, article=OLD), taken(LONG, 10, article=OLD), taken("Six died.", 30, article=OLD))
OURS = (taken("Five died.", 20), taken(LONG, 10))
MISSING = Check(article=OLD, at=at(5), state=FetchState.MISSING, address=OLD, detail="answered 404", status=404)


def of_bridge(one: Taken) -> Taken:
    """The same capture, as one of the article that stays."""
    return replace(one, snapshot=replace(one.snapshot, article=BRIDGE))


def look(store: Store, check: Check) -> None:
    """Record a look at an article that is stored."""
    mine = article_id(check.article)
    with store.writing(mine) as writer:
        checks = (*writer.checks(mine), check)
        writer.record(check, article=derive_article(check.article, writer.observations(mine), checks))


def adopt(store: Store) -> None:
    """Let one Article take over the other as the pipeline does it."""
    (other,) = store.find(OLD)
    with store.writing(ID) as writer:
        known = {(seen.observed_at, seen.sha256): seen for seen in writer.observations(OLD_ID)}
        known |= {(seen.observed_at, seen.sha256): seen for seen in writer.observations(ID)}
        looked = {(check.at, check.state, check.address): check for one in (OLD_ID, ID) for check in writer.checks(one)}
        seen = list(known.values())
        writer.adopt(
            other,
            article=derive_article(BRIDGE, seen, tuple(looked.values())),
            versions=timeline(ID, seen),
            reason="the same page",
        )


def test_the_history_of_both_is_one_and_either_name_finds_it(store: Store) -> None:
    keep_all(store, *THEIRS, *OURS)
    look(store, MISSING)
    look(store, replace(MISSING, article=BRIDGE, at=at(6)))
    look(store, replace(MISSING, article=BRIDGE))
    store.add_alias(Alias(address="a third one", article_id=OLD_ID, reason="redirected"))
    adopt(store)
    (article,) = store.articles()
    assert store.find(OLD) == store.find("a third one") == store.find(BRIDGE) == (article,)
    assert [alias.reason for alias in store.aliases(ID)] == ["redirected", "the same page"]
    assert (article.versions, article.snapshots, article.checks) == (4, 4, 2)
    assert [stored.document for stored in store.snapshots(ID)] == [
        one.document for one in (THEIRS[0], OURS[1], OURS[0], THEIRS[2])
    ]
    assert [check.article for check in store.checks(ID)] == [BRIDGE] * 2
    assert store.versions(ID) == timeline(ID, store.observations(ID))
    assert store.check() == ()


def test_what_remains_is_what_would_have_been_stored_under_one_name(store: Store, database: str) -> None:
    keep_all(store, *map(of_bridge, THEIRS), *OURS)
    store.add_alias(Alias(address=OLD, article_id=ID, reason="the same page"))
    expected = contents(database)
    keep_all(store, *THEIRS)
    adopt(store)
    assert contents(database) == expected


def test_an_article_that_is_not_stored_yet_may_take_over_another(store: Store) -> None:
    keep_all(store, *THEIRS)
    adopt(store)
    assert [article.identity for article in store.articles()] == [BRIDGE]
    assert store.check() == ()
    keep(store, of_bridge(taken("Seven died.", 40)))
    assert store.articles()[0].versions == 4


def test_an_article_cannot_take_over_itself(store: Store) -> None:
    keep_all(store, *OURS)
    (article,) = store.articles()
    with store.writing(ID) as writer, pytest.raises(ValueError, match="cannot adopt itself"):
        writer.adopt(article, article=article, versions=store.versions(ID), reason="vanity")
    assert store.articles() == (article,)


def test_a_taking_over_undone_half_way_leaves_two_articles(store: Store, database: str) -> None:
    keep_all(store, *THEIRS, *OURS)
    before = contents(database)
    with pytest.raises(ZeroDivisionError):
        adopt_and_fail(store)
    assert contents(database) == before


def adopt_and_fail(store: Store) -> None:
    """Let one Article take over the other in a transaction that comes to nothing."""
    (other,), (article,) = store.find(OLD), store.find(BRIDGE)
    with store.writing(ID) as writer:
        writer.adopt(other, article=article, versions=store.versions(ID), reason="the same page")
        raise ZeroDivisionError
