"""The flow as a whole: the same Snapshots make the same history, however they arrive."""

import random
import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from revtrack import pipeline
from revtrack.extract import ExtractOptions, extract
from revtrack.ingest import open_folder, read_bytes, snapshot_of
from revtrack.model import Document, Snapshot
from revtrack.reader import Reader
from revtrack.store import Store, open_store
from revtrack.versioning import Outcome, timeline

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
SEED = 32


def seed_snapshots() -> list[Snapshot]:
    """Everything `seeds/` lists."""
    return [
        snapshot_of(read_bytes(one.path), one.path.name, one.observed_at, one.description)
        for one in open_folder(SEEDS).listed
    ]


def history(store: Store) -> list[object]:
    """All that a database says of its articles."""
    return [(article, store.versions(article.id), store.observations(article.id)) for article in store.articles()]


def captured(snapshots: list[Snapshot], empty: Path, path: Path) -> list[object]:
    """The history that some Snapshots make in the order given, in a copy of an empty database."""
    with open_store(f"sqlite:///{shutil.copy(empty, path)}") as store:
        for snapshot in snapshots:
            pipeline.capture(snapshot, "seed", store)
        return history(store)


@pytest.mark.slow
@pytest.mark.parametrize("orders", [20, pytest.param(200, marks=pytest.mark.soak)])
def test_any_order_of_arrival_gives_one_history(orders: int, migrated_file: Path, tmp_path: Path) -> None:
    chance = random.Random(SEED)  # noqa: S311  a test must be repeatable
    snapshots = seed_snapshots()
    expected = captured(snapshots, migrated_file, tmp_path / "in-order.db")
    for number in range(orders):
        chance.shuffle(snapshots)
        path = tmp_path / f"{number}.db"
        assert captured(snapshots, migrated_file, path) == expected, f"order {number} of seed {SEED}"
        path.unlink()


def test_capturing_everything_twice_adds_nothing(store: Store) -> None:
    for snapshot in seed_snapshots():
        pipeline.capture(snapshot, "seed", store)
    before = (history(store), store.totals())
    outcomes = {pipeline.capture(snapshot, "seed", store).verdict.outcome for snapshot in seed_snapshots()}
    assert outcomes == {Outcome.SAME_SNAPSHOT}
    assert (history(store), store.totals()) == before


def test_what_a_second_capture_tells_of_the_article_is_what_the_first_told(store: Store) -> None:
    snapshot = seed_snapshots()[0]
    first, second = (pipeline.capture(snapshot, "seed", store) for _ in range(2))
    assert second.article == first.article


def test_the_bytes_of_the_latest_snapshot_are_known_and_others_are_not(store: Store) -> None:
    snapshot = seed_snapshots()[0]
    assert pipeline.already_latest(snapshot, store) is None
    first = pipeline.capture(snapshot, "seed", store)
    later = replace(snapshot, observed_at=snapshot.observed_at + timedelta(hours=1))
    known = pipeline.already_latest(later, store)
    assert known is not None
    assert known.article == first.article
    assert pipeline.already_latest(replace(later, content=later.content + b" "), store) is None


def test_an_article_united_with_itself_stays_what_it_is(store: Store) -> None:
    snapshot = seed_snapshots()[0]
    pipeline.capture(snapshot, "seed", store)
    before = history(store)
    (article,) = store.articles()
    pipeline.unite(article.identity, article.identity, "names itself", store)
    assert history(store) == before
    assert store.aliases(article.id) == ()


def test_what_the_database_says_of_versions_is_what_the_observations_make(store: Store) -> None:
    for snapshot in seed_snapshots():
        pipeline.capture(snapshot, "seed", store)
    for article in store.articles():
        assert store.versions(article.id) == timeline(article.id, store.observations(article.id))


def test_bytes_that_were_read_before_cost_no_reading(store: Store) -> None:
    """An hour later, and stated to be the same; under another title they are read again."""
    snapshot = seed_snapshots()[0]
    first = pipeline.capture(snapshot, "seed", store)
    read: list[Snapshot] = []

    def counted(one: Snapshot, options: ExtractOptions) -> Document:
        read.append(one)
        return extract(one, options)

    reader = Reader(extract=counted)
    later = replace(snapshot, observed_at=snapshot.observed_at + timedelta(hours=1))
    again = pipeline.capture(later, "seed", store, reader)
    assert again.verdict.outcome is Outcome.SAME_TEXT
    assert again.article.snapshots == first.article.snapshots + 1
    assert pipeline.capture(snapshot, "seed", store, reader).verdict.outcome is Outcome.SAME_SNAPSHOT
    assert not read
    titled = replace(later, observed_at=later.observed_at + timedelta(hours=1), title="Another title")
    pipeline.capture(titled, "seed", store, reader)
    assert read == [titled]


def test_what_was_read_before_makes_the_history_that_reading_each_makes(
    migrated_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshots = seed_snapshots()
    later = [replace(one, observed_at=one.observed_at + timedelta(hours=7)) for one in snapshots]
    other = [replace(one, observed_at=one.observed_at + timedelta(hours=9), language="de") for one in snapshots]
    known = captured([*snapshots, *later, *other], migrated_file, tmp_path / "known.db")
    monkeypatch.setattr(Store, "read_before", lambda *_: None)
    assert captured([*snapshots, *later, *other], migrated_file, tmp_path / "each.db") == known
