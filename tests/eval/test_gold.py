"""Which files are gold, and what is said of those that are not."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from tests.eval.gold import find
from tests.eval.invented import ALIGNED, MARKED, write_gold


def test_both_kinds_are_found_by_their_keys_and_everything_else_is_passed_over(tmp_path: Path) -> None:
    write_gold(tmp_path, texts=ALIGNED, words=MARKED, other=[{"id": 1}], empty=[], settings={"align": []})
    (tmp_path / "broken.json").write_text("[{", encoding="utf-8")
    (tmp_path / "binary.json").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "lines.jsonl").write_text(json.dumps(ALIGNED), encoding="utf-8")
    (tmp_path / "folder.json").mkdir()
    texts, words = find(tmp_path)
    assert (texts.name, words.name) == ("texts.json", "words.json")
    assert texts.counts == {"documents": 2, "old": 5, "new": 6, "pairs": 5}
    assert words.counts == {"sentences": 2, "marks": 2}
    assert words.marked[1].marks == ((None, (6, 10)),)


def test_the_fingerprint_is_that_of_the_bytes(tmp_path: Path) -> None:
    (gold,) = find(write_gold(tmp_path, texts=ALIGNED))
    assert gold.sha256 == sha256((tmp_path / "texts.json").read_bytes()).hexdigest()


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert find(tmp_path / "nowhere") == ()


def test_keys_that_do_not_matter_and_possible_pairs_of_null_are_taken(tmp_path: Path) -> None:
    entry = ALIGNED[1] | {"lang": "en", "old_par": [0], "possible": None}
    (gold,) = find(write_gold(tmp_path, texts=[entry]))
    assert gold.aligned[0].possible == frozenset()


@pytest.mark.parametrize(
    "wrong",
    [
        {"align": [[0, 1]]},
        {"align": [[0]]},
        {"align": [[-1, 0]]},
        {"old": "Lessons"},
        {"new": [7]},
        {"possible": [[9, 9]]},
    ],
)
def test_a_malformed_entry_is_named_without_its_text(tmp_path: Path, wrong: dict[str, object]) -> None:
    write_gold(tmp_path, texts=[ALIGNED[0], ALIGNED[1] | wrong])
    with pytest.raises(ValueError, match=r"texts\.json: entry school is malformed") as caught:
        find(tmp_path)
    assert "Lessons" not in str(caught.value)


def test_nothing_that_is_printed_by_accident_holds_a_sentence(tmp_path: Path) -> None:
    shown = repr(find(write_gold(tmp_path)))
    assert "harbour" in shown
    assert "Lessons" not in shown
