"""Pairs come from a gold folder, or from the seeds where there is none."""

import json
from pathlib import Path

import pytest

from tests.bench.texts import TextPair, evenly, from_gold, from_seeds, read_pairs, write_pairs

WORDS = "word " * 130
ROWS = [
    {
        "id": f"page-{page}@{n}",
        "url_path": f"/page-{page}",
        "old": [f"Text {page} {n} {WORDS}", "A cell"],
        "new": [f"Text {page} {n + change} {WORDS}", "A cell"],
        "old_kinds": ["p", "td"],
    }
    for page, n, change in ((1, 1, 1), (1, 2, 1), (2, 1, 0))
]
HISTORY = {"page": "/page-1", "versions": [{"blocks": [f"Text {n} {WORDS}"]} for n in range(5)]}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """A folder with two small files in the form of the gold."""
    lines = "\n".join(json.dumps(row) for row in ROWS)
    (tmp_path / "workload_govuk.jsonl").write_text(lines, encoding="utf-8")
    (tmp_path / "histories_govuk.jsonl").write_text(json.dumps(HISTORY), encoding="utf-8")
    return tmp_path


def test_real_pairs_are_those_whose_texts_differ(gold: Path) -> None:
    material = from_gold(gold)
    assert material
    assert [pair.id for pair in material.real] == ["page-1@1", "page-1@2"]
    assert material.real[0].old == f"Text 1 1 {WORDS}\n\nA cell"


def test_heavy_pairs_come_from_the_histories(gold: Path) -> None:
    material = from_gold(gold)
    assert material
    assert [pair.id for pair in material.heavy] == ["/page-1:0"]


def test_long_texts_are_made_of_the_first_pair_of_each_article(gold: Path) -> None:
    material = from_gold(gold)
    assert material
    assert sorted(old[0][:8] for old, _ in material.articles) == ["Text 1 1", "Text 2 1"]


def test_cells_of_tables_are_no_entries_of_live_blogs(gold: Path) -> None:
    material = from_gold(gold)
    assert material
    assert sorted(material.entries) == [(f"Text 1 1 {WORDS}",), (f"Text 2 1 {WORDS}",)]


def test_a_folder_that_lacks_a_file_is_no_gold(gold: Path) -> None:
    (gold / "histories_govuk.jsonl").unlink()
    assert from_gold(gold) is None


def test_broken_gold_is_told_with_its_line(gold: Path) -> None:
    (gold / "workload_govuk.jsonl").write_text('{"id": 1}\n{oops', encoding="utf-8")
    with pytest.raises(ValueError, match=r"workload_govuk.jsonl, line 2 is not JSON"):
        from_gold(gold)


def test_seeds_make_as_many_words_as_asked_and_the_same_every_time(tmp_path: Path) -> None:
    text = "\n\n".join(
        f"The {n}th ship left port {n} with a load of {n} heavy crates aboard today." for n in range(100)
    )
    (tmp_path / "one.txt").write_text(text, encoding="utf-8")
    material = from_seeds(tmp_path, 5_000)
    assert material == from_seeds(tmp_path, 5_000)
    assert not material.real
    assert not material.heavy
    assert 4_000 < sum(len(" ".join(old).split()) for old, _ in material.articles) < 5_100
    sentences = material.distinct_sentences()
    assert len(sentences) == len(set(sentences)) > 250


def test_pairs_are_written_and_read_back(tmp_path: Path) -> None:
    pairs = (TextPair("a", "old – text\n\nmore", "new “text”"), TextPair("b", "", "x"))
    write_pairs(tmp_path / "pairs.jsonl", pairs)
    assert read_pairs(tmp_path / "pairs.jsonl") == pairs


def test_a_pair_knows_its_size_in_bytes_and_words() -> None:
    pair = TextPair("a", "één twee", "drie")
    assert pair.size == 14
    assert pair.words == 1.5


def test_pairs_are_taken_evenly() -> None:
    pairs = [TextPair(str(n), "", "") for n in range(10)]
    assert [pair.id for pair in evenly(pairs, 4)] == ["0", "2", "5", "7"]
    assert evenly(pairs, 20) == tuple(pairs)
