"""Engines are timed in processes of their own; ratios count the pairs that both did."""

import math
from pathlib import Path

import pytest

from tests.bench.determinism import busy, differing
from tests.bench.engines import ENGINES
from tests.bench.texts import TextPair
from tests.bench.timing import ChildError, Timings, call, measure, shuffled, usable

PAIRS = tuple(
    TextPair(str(n), f"The mayor closed {n} bridges. Nobody was hurt.", f"The mayor closed {n + 1} bridges.")
    for n in range(5)
)


def test_engines_are_timed_pair_by_pair(tmp_path: Path) -> None:
    engines = ["revtrack labels", "difflib words"]
    timings = measure(engines, {"some": PAIRS}, tmp_path, rounds=1, seconds=10)
    for engine in engines:
        found = timings.summary(engine, "some")
        assert timings.done(engine, "some") == 5
        assert found
        assert 0 < found.median <= found.high
        assert (timings.speed(engine, "some") or 0) > 0
        assert (timings.peak(engine, "some") or 0) >= 0
    cost = timings.per_unit("revtrack labels", "some")
    assert cost
    assert math.isclose(cost, sum(timings.found["revtrack labels", "some"][0]["cpu"]) / 10)
    assert timings.per_unit("difflib words", "some") is None


def test_figures_are_medians_over_the_rounds() -> None:
    rounds = [{"cpu": [cost], "peak_kib": 1024 * cost} for cost in (1, 9, 2)]
    timings = Timings({"set": PAIRS}, {("a", "set"): rounds})
    found = timings.summary("a", "set")
    assert found
    assert found.mean == 2
    assert timings.peak("a", "set") == 9


def test_a_ratio_counts_the_pairs_that_both_did() -> None:
    found = {("a", "set"): [{"cpu": [1, 1, 100]}], ("b", "set"): [{"cpu": [4, 4]}]}
    timings = Timings({"set": PAIRS}, found)
    assert timings.ratio("a", "b", "set") == 0.25
    assert timings.ratio("a", "missing", "set") is None
    assert timings.summary("missing", "set") is None


def test_a_child_that_fails_says_why(tmp_path: Path) -> None:
    with pytest.raises(ChildError, match=r"nothing\.jsonl"):
        call("shown", engine="difflib words", pairs=str(tmp_path / "nothing.jsonl"))


def test_a_child_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    with pytest.raises(ChildError, match="> 0 s"):
        call("digests", within=0.01, pairs=str(tmp_path))


def test_an_engine_that_is_missing_is_left_out_with_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    lines: list[str] = []
    found = usable(ENGINES, lines.append)
    assert [name for name in ENGINES if name not in found] == [
        "wikidiff2",
        "wikidiff2 all moves",
        "wikidiff2 sentences",
    ]
    assert lines[0] == "wikidiff2: skipped: no php on this machine; apt install php-cli php-wikidiff2"


def test_shuffled_pairs_are_the_same_pairs_in_one_other_order() -> None:
    assert shuffled(PAIRS) == shuffled(PAIRS) != PAIRS
    assert set(shuffled(PAIRS)) == set(PAIRS)


def test_pairs_whose_digests_differ_between_runs_are_found() -> None:
    assert differing({"idle": ["a", "b", "c"], "loaded": ["a", "x", "c"]}) == {1}


def test_a_busy_machine_is_quiet_again_afterwards() -> None:
    with busy(2) as loads:
        assert [load.poll() for load in loads] == [None, None]
    assert all(load.poll() is not None for load in loads)
