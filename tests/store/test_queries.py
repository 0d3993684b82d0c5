"""Reading: who is found, and in which order."""

from dataclasses import replace

import pytest

from revtrack.errors import NotFoundError
from revtrack.store import Store, Totals
from tests.store.histories import BRIDGE, keep, keep_all, taken


def test_articles_come_latest_changed_first_and_ties_by_id(store: Store) -> None:
    for key, minute in [("early", 0), ("late", 20), ("tie one", 10), ("tie two", 10), ("tie three", 10)]:
        keep(store, taken("It rained.", minute, article=key))
    keep(store, taken("It rained.", 99, article="early"))  # checked later, not changed
    ties = sorted(taken("", article=key).article_id for key in ("tie one", "tie two", "tie three"))
    ends = [taken("", article=key).article_id for key in ("late", "early")]
    assert [article.id for article in store.articles()] == [ends[0], *ties, ends[1]]


def test_articles_of_one_source_are_those_whose_latest_stated_source_it_is(store: Store) -> None:
    keep_all(store, taken("It rained.", article="one"), taken("It rained.", article="two", source="Herald"))
    assert [article.identity for article in store.articles("Herald")] == ["two"]
    assert store.articles("herald") == ()
    assert store.articles("\0") == ()


def test_an_article_is_found_by_its_identity_or_the_beginning_of_its_id(store: Store) -> None:
    keep_all(store, taken("It rained."), taken("It rained.", article="100%"))
    (article,) = store.find(BRIDGE)
    assert article.identity == BRIDGE
    assert store.find(article.id) == store.find(article.id[:4]) == store.find(article.id[:4].upper()) == (article,)
    assert store.find("100%")[0].identity == "100%"


def test_what_names_no_article_finds_none(store: Store) -> None:
    keep(store, taken("It rained."))
    references = ("", "%", "____", "%%%%", "abc", "nobody", BRIDGE[:20], "\0\0\0\0", "\udcff" * 4)
    assert [store.find(reference) for reference in references] == [()] * len(references)


def test_a_prefix_of_three_characters_is_too_short_and_one_of_several_articles_finds_them_all(store: Store) -> None:
    keys = [f"key {number}" for number in range(40)]
    keep_all(store, *(taken("It rained.", article=key) for key in keys))
    ids = {article.id for article in store.articles()}
    one = min(ids)
    assert store.find(one[:3]) == ()
    assert {article.id for article in store.find(one[:4])} == {other for other in ids if other.startswith(one[:4])}


def test_an_identity_that_looks_like_the_id_of_another_article_comes_first(store: Store) -> None:
    keep(store, taken("It rained."))
    own = store.articles()[0].id
    keep(store, taken("It rained.", article=own[:6]))
    assert [article.identity for article in store.find(own[:6])] == [own[:6]]


def test_the_latest_article_is_that_of_the_last_arrival_whatever_its_time(store: Store) -> None:
    assert store.latest_article() is None
    keep(store, taken("It rained.", 90))
    keep(store, taken("It rained.", 0, article="an older one"))
    latest = store.latest_article()
    assert latest is not None
    assert latest.identity == "an older one"
    keep(store, taken("It rained.", 90))  # known already: nothing arrives
    assert store.latest_article() == latest


def test_observations_come_by_time_and_at_one_instant_by_hash(store: Store) -> None:
    captures = [taken(text, minute) for text, minute in (("c", 5), ("a", 5), ("b", 5), ("d", 1))]
    keep_all(store, *captures)
    seen = store.observations(captures[0].article_id)
    assert list(seen) == sorted((one.observation for one in captures), key=lambda one: (one.observed_at, one.sha256))


def test_an_unknown_article_has_neither_versions_nor_observations(store: Store) -> None:
    assert (store.versions("unknown"), store.observations("unknown")) == ((), ())


def test_a_version_the_database_does_not_have_is_said_to_be_missing(store: Store) -> None:
    one = taken("It rained.")
    keep(store, one)
    (version,) = store.versions(one.article_id)
    with pytest.raises(NotFoundError, match=f"version 1 of the article {one.article_id} is not in the database"):
        store.document(replace(version, sha256="0" * 64))


def test_totals_count_articles_versions_and_snapshots(store: Store) -> None:
    assert store.totals() == Totals(articles=0, versions=0, snapshots=0)
    keep_all(
        store,
        taken("It rained."),
        taken("It rained.", 10),
        taken("It snowed.", 20),
        taken("It rained.", article="another"),
    )
    assert store.totals() == Totals(articles=2, versions=3, snapshots=4)
