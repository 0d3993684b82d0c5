"""The ratchet itself on invented figures; and where the gold is, ours on it: no floor may be missed."""

import json
from pathlib import Path

import pytest

from tests.eval.floors import Floor, Standing, losses, raised, read, standing, write
from tests.eval.gate import BASELINE, default_folder, judge
from tests.eval.gold import Gold, find
from tests.eval.measure import measure
from tests.eval.scorer import Figure

PINNED = read(BASELINE)
HELD = {gold.name: gold for gold in find(default_folder()) if standing(gold, PINNED) is Standing.PINNED}
"""The files of gold on this machine that have floors."""

if HELD:  # not skipped but not collected where there is no gold: a skipped test is a failed one in CI

    @pytest.mark.parametrize("name", HELD)
    def test_no_figure_of_ours_is_below_its_floor(name: str) -> None:
        gold = HELD[name]
        lost = judge(gold, measure(gold, baselines=False), PINNED).losses
        assert not [str(loss) for loss in lost]


GOLD = Gold(name="g.json", sha256="new bytes")


def kept(**floors: float) -> Floor:
    """Floors of other bytes than GOLD's."""
    return Floor(sha256="old bytes", source="ours", floors=floors)


def test_the_baseline_of_the_project_holds_figures_and_fingerprints_only() -> None:
    assert PINNED
    for floor in PINNED.values():
        assert len(bytes.fromhex(floor.sha256)) == 32
        assert floor.source
        assert all(0 <= value <= 100 for value in floor.floors.values())
        assert len(floor.floors) >= 3


def test_one_flipped_pair_is_no_loss_and_two_are() -> None:
    floors = {"edit F1": 95.0}
    assert not losses("g.json", floors, {"edit F1": Figure(94.9, tolerance=0.1)})
    (loss,) = losses("g.json", floors, {"edit F1": Figure(94.8, tolerance=0.1)})
    assert str(loss) == "g.json: edit F1 fell to 94.80, its floor is 95.00 (one flipped pair: 0.10)"


def test_a_measure_that_is_gone_is_a_loss() -> None:
    assert [loss.value for loss in losses("g.json", {"moved F1": 90.0}, {})] == [0.0]


def test_floors_rise_to_what_was_reached_and_new_measures_join() -> None:
    figures = {"edit F1": Figure(96.789, 0.1), "words": Figure(50, 1)}
    floor = raised(GOLD, kept(**{"edit F1": 95.0}), figures, accept_loss=False)
    assert floor.floors == {"edit F1": 96.78, "words": 50.0}
    assert (floor.sha256, floor.source) == ("new bytes", "ours")


def test_floors_do_not_fall_by_an_update() -> None:
    floor = raised(GOLD, kept(**{"edit F1": 95.0}), {"edit F1": Figure(90, 0.1)}, accept_loss=False)
    assert floor.floors == {"edit F1": 95.0}


def test_an_accepted_loss_lowers_only_what_was_missed() -> None:
    figures = {"edit F1": Figure(90, 0.1), "all F1": Figure(97.95, 0.1), "words": Figure(60, 1)}
    former = kept(**{"edit F1": 95.0, "all F1": 98.0, "words": 50.0})
    floor = raised(GOLD, former, figures, accept_loss=True)
    assert floor.floors == {"edit F1": 90.0, "all F1": 98.0, "words": 60.0}


def test_a_floor_belongs_to_exact_bytes() -> None:
    assert standing(GOLD, {}) is Standing.NEW
    assert standing(GOLD, {"g.json": kept()}) is Standing.CHANGED
    assert standing(GOLD, {"g.json": Floor(sha256="new bytes")}) is Standing.PINNED


def test_a_baseline_comes_back_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    assert read(path) == {}
    baseline = {"b.json": kept(words=1.5), "a.json": Floor(sha256="x", counts={"documents": 2})}
    write(path, baseline)
    assert read(path) == baseline
    assert list(json.loads(path.read_text(encoding="utf-8"))) == ["a.json", "b.json"]
