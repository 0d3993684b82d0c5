"""Writing: the same history whoever writes, how often, and in which order."""

import random
import subprocess
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest

from revtrack.errors import InputError, IntegrityError
from revtrack.store import Store, open_store
from revtrack.store.tables import metadata
from revtrack.versioning import Outcome, derive_article, timeline
from tests.store.histories import BRIDGE, Taken, at, keep, keep_all, put, taken
from tests.store.raw import contents, execute

ORDERS = 12
SEED = 2

HISTORY = (
    taken("Three died.", 0),
    taken("Three died.", 10, noise="another advertisement"),
    taken("Five died.", 20),
    taken("Five died.", 30, source="The Post"),
    taken("Three died.", 40),
    taken("Five died. Four were hurt.", 50),
    taken("Six died.", 50),
    taken("It rained.", 5, article="a key of the user's own"),
    taken("It snowed.", 25, article="a key of the user's own"),
)
"""Two articles: with the same text under other bytes, a return, two captures at one instant, a change of source."""


def test_a_capture_is_read_back_as_it_was_saved(store: Store) -> None:
    one = taken("Three died.")
    keep(store, one)
    (article,) = store.articles()
    assert article == derive_article(BRIDGE, [one.observation])
    assert store.observations(article.id) == (one.observation,)
    (version,) = store.versions(article.id)
    assert version == timeline(article.id, [one.observation])[0]
    assert store.document(version) == one.document
    assert store.content(version.sha256) == one.snapshot.content


def test_what_the_sender_stated_is_kept_beside_what_was_found(store: Store, database: str) -> None:
    one = taken("Il neige.")
    stated = replace(one.snapshot, title="Neige", language="fr-CA", encoding="utf-8")
    keep(store, Taken(snapshot=stated, document=one.document))
    assert execute(database, "SELECT title, language, encoding, media_type FROM snapshot") == [
        ("Neige", "fr-CA", "utf-8", "text/plain")
    ]
    assert store.articles()[0].language == "en"


def test_a_history_is_what_versioning_makes_of_its_observations(store: Store) -> None:
    keep_all(store, *HISTORY)
    for article in store.articles():
        observations = [one.observation for one in HISTORY if one.article_id == article.id]
        assert article == derive_article(article.identity, observations)
        assert store.versions(article.id) == timeline(article.id, observations)


def test_saving_everything_twice_changes_nothing(store: Store, database: str) -> None:
    keep_all(store, *HISTORY)
    before = (contents(database), execute(database, "SELECT id, recorded_at FROM snapshot ORDER BY id"))
    assert {keep(store, one).outcome for one in HISTORY} == {Outcome.SAME_SNAPSHOT}
    for one in HISTORY:
        save_blindly(store, one)
    assert (contents(database), execute(database, "SELECT id, recorded_at FROM snapshot ORDER BY id")) == before


def save_blindly(store: Store, one: Taken) -> None:
    """Save a capture as if it were the only one of its article."""
    identity = one.snapshot.article
    with store.writing(one.article_id) as writer:
        writer.save_all(
            article=derive_article(identity, [one.observation]),
            versions=timeline(one.article_id, [one.observation]),
            items=[(one.snapshot, one.observation, one.document)],
        )


def wipe(database: str) -> None:
    """Remove everything, children first."""
    for table in reversed(metadata.sorted_tables):
        execute(database, f"DELETE FROM {table.name}")  # noqa: S608  a constant of ours


def test_any_order_of_arrival_leaves_the_same_records(database: str) -> None:
    chance = random.Random(SEED)  # noqa: S311  a test must be repeatable
    captures = list(HISTORY)
    expected: Mapping[str, list[str]] = {}
    with open_store(database) as store:
        for number in range(ORDERS):
            wipe(database)
            keep_all(store, *captures)
            expected = expected or contents(database)
            assert contents(database) == expected, f"order {number} of seed {SEED}"
            assert store.check() == ()
            chance.shuffle(captures)


def test_a_late_capture_renumbers_and_a_joining_one_removes_versions(store: Store) -> None:
    late = taken("Four died.", 15)
    keep_all(store, taken("Three died.", 10), taken("Five died.", 20))
    assert keep(store, late).outcome is Outcome.OUT_OF_ORDER
    (article,) = store.articles()
    assert [version.first_seen for version in store.versions(article.id)] == [at(10), at(15), at(20)]
    earlier = taken("Three died.", 5)
    keep(store, earlier)
    first = store.versions(article.id)[0]
    assert (first.first_seen, first.snapshots, first.sha256) == (at(5), 2, earlier.snapshot.sha256)
    assert store.check() == ()


def test_fewer_versions_than_before_leave_no_old_ones_behind(store: Store) -> None:
    one, other = taken("Three died."), taken("Five died.", 10)
    keep_all(store, one, other)
    third = taken("Six died.", 20)
    with store.writing(one.article_id) as writer:
        writer.save_all(
            article=derive_article(BRIDGE, [one.observation]),
            versions=timeline(one.article_id, [one.observation]),
            items=[(third.snapshot, third.observation, third.document)],
        )
    assert [version.number for version in store.versions(one.article_id)] == [1]


def test_an_observation_of_something_else_is_refused(store: Store) -> None:
    one = taken("Three died.")
    with pytest.raises(ValueError, match="the observation is not that of the snapshot"):
        put_other(store, one)
    assert store.totals().snapshots == 0


def put_other(store: Store, one: Taken) -> None:
    """Save a capture with the observation of another."""
    other = taken("Five died.").observation
    with store.writing(one.article_id) as writer:
        writer.save_all(
            article=derive_article(BRIDGE, [other]),
            versions=timeline(one.article_id, [other]),
            items=[(one.snapshot, other, one.document)],
        )


def test_two_articles_that_meet_in_one_id_are_never_mixed(store: Store) -> None:
    one = taken("Three died.")
    keep(store, one)
    stranger = replace(derive_article("another key", [one.observation]), id=one.article_id)
    with store.writing(one.article_id) as writer, pytest.raises(IntegrityError, match="have the same id"):
        writer.save_all(
            article=stranger,
            versions=timeline(one.article_id, [one.observation]),
            items=[(one.snapshot, one.observation, one.document)],
        )


def test_a_key_no_database_can_keep_is_refused_alike_on_both_back_ends_and_nothing_is_stored(
    store: Store,
) -> None:
    for key in ("a\0b", "a\udcffb"):
        with pytest.raises(InputError, match="holds a character that no database keeps"):
            keep(store, taken("It rained.", article=key))
    assert store.totals().snapshots == 0


def test_several_captures_in_one_transaction_are_all_there(store: Store) -> None:
    one, other = taken("Three died."), taken("Five died.", 10)
    with store.writing(one.article_id) as writer:
        put(writer, one)
        put(writer, other)
    assert store.articles()[0].versions == 2


def save_together(store: Store, *captures: Taken) -> None:
    """Store captures of one article at once."""
    (article,) = {one.article_id for one in captures}
    with store.writing(article) as writer:
        known = {*writer.observations(article), *(one.observation for one in captures)}
        writer.save_all(
            article=derive_article(captures[0].snapshot.article, list(known)),
            versions=timeline(article, known),
            items=[(one.snapshot, one.observation, one.document) for one in captures],
        )


def test_captures_saved_together_leave_the_records_of_captures_saved_one_by_one(database: str) -> None:
    with open_store(database, now=lambda: at(0)) as store:
        keep_all(store, *HISTORY)
        expected = contents(database)
        wipe(database)
        ours = [one for one in HISTORY if one.snapshot.article == BRIDGE]
        save_together(store, *ours[4:], *ours[:2])
        save_together(store, *reversed(ours), ours[0])
        save_together(store, *(one for one in HISTORY if one not in ours))
        assert contents(database) == expected
        save_together(store, *ours)
        assert contents(database) == expected
        assert store.check() == ()


def test_two_writers_that_bring_the_same_pages_in_opposite_orders_do_not_wait_in_a_circle(store: Store) -> None:
    pages = [taken(f"Update {minute} of the day.", minute) for minute in range(40)]
    theirs = [
        replace(one, snapshot=replace(one.snapshot, article="another", observed_at=at(99 - minute)))
        for minute, one in enumerate(pages)
    ]
    start = Barrier(2)

    def bring(captures: Sequence[Taken]) -> None:
        start.wait()
        save_together(store, *captures)

    with ThreadPoolExecutor(2) as writers:
        list(writers.map(bring, [pages, theirs]))
    assert store.totals().snapshots == 80
    assert store.check() == ()


def test_saving_nothing_together_changes_nothing(store: Store, database: str) -> None:
    one = taken("Three died.")
    keep(store, one)
    before = contents(database)
    with store.writing(one.article_id) as writer:
        writer.save_all(article=store.articles()[0], versions=(), items=())
    assert contents(database) == before


def test_bytes_read_before_and_new_ones_may_be_saved_together(store: Store) -> None:
    one = taken("Three died.")
    again, other = taken("Three died.", 10), taken("Five died.", 20)
    keep(store, one)
    seen = [one.observation, again.observation, other.observation]
    with store.writing(one.article_id) as writer:
        writer.save_all(
            article=derive_article(BRIDGE, seen),
            versions=timeline(one.article_id, seen),
            items=[
                (again.snapshot, again.observation, again.document.tools),
                (other.snapshot, other.observation, other.document),
            ],
        )
    assert [stored.document for stored in store.snapshots(one.article_id)] == [
        one.document,
        again.document,
        other.document,
    ]
    assert store.check() == ()


def test_captures_saved_together_are_undone_together(store: Store, database: str) -> None:
    before = contents(database)
    with pytest.raises(ValueError, match="have not read"):
        save_unread(store)
    assert contents(database) == before


def save_unread(store: Store) -> None:
    """Save two captures, of which the second was never read."""
    one, other = taken("Three died."), taken("Five died.", 20)
    seen = [one.observation, other.observation]
    with store.writing(one.article_id) as writer:
        writer.save_all(
            article=derive_article(BRIDGE, seen),
            versions=timeline(one.article_id, seen),
            items=[
                (one.snapshot, one.observation, one.document),
                (other.snapshot, other.observation, other.document.tools),
            ],
        )


@pytest.mark.slow
def test_processes_that_write_at_once_about_the_same_and_other_articles_never_collide(
    nothing: str, pytestconfig: pytest.Config
) -> None:
    command = [sys.executable, "-m", "tests.store.writer", nothing]
    processes = [
        subprocess.Popen([*command, str(worker), "25"], cwd=pytestconfig.rootpath, stdout=subprocess.PIPE, text=True)
        for worker in range(4)
    ]
    said = [process.communicate()[0].splitlines(keepends=True) for process in processes]
    assert [lines.pop() for lines in said] == ["done\n"] * 4
    with open_store(nothing, create=False) as store:
        assert stored_hashes(store) == {digest for lines in said for digest in hashes(lines)}
        numbers = {a.identity: [version.number for version in store.versions(a.id)] for a in store.articles()}
        assert store.check() == ()
    assert numbers.pop(BRIDGE) == list(range(1, 4 * 13 + 1))
    assert list(numbers.values()) == [list(range(1, 12 + 1))] * 4


@pytest.mark.slow
def test_a_writer_killed_at_any_moment_loses_nothing_it_acknowledged(nothing: str, pytestconfig: pytest.Config) -> None:
    chance = random.Random(SEED)  # noqa: S311  a test must be repeatable
    acknowledged: set[str] = set()
    for worker in range(3):
        command = [sys.executable, "-m", "tests.store.writer", nothing, str(worker), "10000"]
        with subprocess.Popen(command, cwd=pytestconfig.rootpath, stdout=subprocess.PIPE, text=True) as process:
            acknowledged |= hashes(heard(process, chance.randint(1, 30)))
    with open_store(nothing, create=False) as store:
        stored = stored_hashes(store)
        assert acknowledged <= stored
        assert len(stored) <= len(acknowledged) + 3, "at most one capture of each was stored and not yet acknowledged"
        assert store.check() == ()


def stored_hashes(store: Store) -> set[str]:
    """The SHA-256 of every Snapshot."""
    return {seen.sha256 for article in store.articles() for seen in store.observations(article.id)}


def heard(process: "subprocess.Popen[str]", count: int) -> list[str]:
    """The lines of a process that is killed after some of them."""
    assert process.stdout is not None
    lines = [process.stdout.readline() for _ in range(count)]
    process.kill()
    return [*lines, *process.stdout.readlines()]


def hashes(lines: Sequence[str]) -> set[str]:
    """What complete lines acknowledge."""
    return {line.split()[2] for line in lines if line.endswith("\n")}
