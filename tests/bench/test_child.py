"""What one process measures of a pair."""

from pathlib import Path

from tests.bench.child import Peak, digests, hostile
from tests.bench.texts import TextPair, write_pairs
from tests.bench.timing import call

PAIRS = tuple(TextPair(str(n), f"The mayor closed {n} bridges.", "The mayor closed them all.") for n in range(4))


def test_an_engine_is_cut_off_after_its_seconds(tmp_path: Path) -> None:
    write_pairs(tmp_path / "pairs.jsonl", PAIRS)
    found = call("timed", engine="difflib words", pairs=str(tmp_path / "pairs.jsonl"), seconds=0)
    assert len(found["cpu"]) == 1


def test_a_hostile_pair_is_compared_once_and_says_where_it_is_coarse(tmp_path: Path) -> None:
    long = [" ".join(f"{side}{n}" for n in range(3_000)) for side in "ab"]
    write_pairs(tmp_path / "long.jsonl", [TextPair("long", f"Same start {long[0]} end.", f"Same start {long[1]} end.")])
    found = hostile(str(tmp_path / "long.jsonl"))
    assert found["coarse"]
    assert found["changes"] >= 1
    assert found["seconds"] > 0
    assert found["reading"] > 0


def test_equal_pairs_have_equal_digests(tmp_path: Path) -> None:
    write_pairs(tmp_path / "pairs.jsonl", [PAIRS[0], PAIRS[1], PAIRS[0]])
    first, second, third = digests(str(tmp_path / "pairs.jsonl"))["digests"]
    assert first == third != second


def test_peak_memory_is_seen_though_it_was_given_back() -> None:
    peak = Peak()
    size = len(b"x" * 50_000_000)
    assert peak.kib() >= size * 0.9 / 1024
