"""The flow as a whole: the same Snapshots make the same history, however they arrive."""

import random
from pathlib import Path

import pytest

from revtrack import pipeline
from revtrack.ingest import open_folder, read_bytes, snapshot_of
from revtrack.model import Snapshot
from revtrack.store import Store, open_store
from revtrack.versioning import Outcome, timeline

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
ORDERS = 200
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


def captured(snapshots: list[Snapshot], path: Path) -> list[object]:
    """The history that some Snapshots make in the order given."""
    with open_store(f"sqlite:///{path}") as store:
        for snapshot in snapshots:
            pipeline.capture(snapshot, "seed", store)
        return history(store)


@pytest.mark.slow
def test_any_order_of_arrival_gives_one_history(tmp_path: Path) -> None:
    chance = random.Random(SEED)  # noqa: S311  a test must be repeatable
    snapshots = seed_snapshots()
    expected = captured(snapshots, tmp_path / "in-order.db")
    for number in range(ORDERS):
        chance.shuffle(snapshots)
        path = tmp_path / f"{number}.db"
        assert captured(snapshots, path) == expected, f"order {number} of seed {SEED}"
        path.unlink()


def test_capturing_everything_twice_adds_nothing(store: Store) -> None:
    for snapshot in seed_snapshots():
        pipeline.capture(snapshot, "seed", store)
    before = (history(store), store.totals())
    outcomes = {pipeline.capture(snapshot, "seed", store).verdict.outcome for snapshot in seed_snapshots()}
    assert outcomes == {Outcome.SAME_SNAPSHOT}
    assert (history(store), store.totals()) == before


def test_what_the_database_says_of_versions_is_what_the_observations_make(store: Store) -> None:
    for snapshot in seed_snapshots():
        pipeline.capture(snapshot, "seed", store)
    for article in store.articles():
        assert store.versions(article.id) == timeline(article.id, store.observations(article.id))
