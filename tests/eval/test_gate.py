"""The gate as people and programs use it, on an invented gold."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.eval.gate import PROJECT, default_folder, main
from tests.eval.invented import ALIGNED, MARKED, write_gold

HIGH = 100.0


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """A folder with both kinds of gold."""
    (tmp_path / "gold").mkdir()
    return write_gold(tmp_path / "gold")


@pytest.fixture
def baseline(tmp_path: Path) -> Path:
    """Where floors go; not there yet."""
    return tmp_path / "baseline.json"


def run(gold: Path, baseline: Path, *options: str) -> int:
    """The exit code."""
    return main(["--gold", str(gold), "--baseline", str(baseline), *options])


def change(baseline: Path, name: str, **floors: float) -> None:
    """Set floors by hand."""
    entries = json.loads(baseline.read_text(encoding="utf-8"))
    entries[name]["floors"] |= floors
    baseline.write_text(json.dumps(entries), encoding="utf-8")


def floors(baseline: Path, name: str) -> dict[str, float]:
    """The floors kept for a file."""
    kept: dict[str, float] = json.loads(baseline.read_text(encoding="utf-8"))[name]["floors"]
    return kept


def test_new_files_are_scored_and_shown_but_not_held_to_anything(
    gold: Path, baseline: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(gold, baseline) == 0
    shown = capsys.readouterr().out
    assert "texts.json: new, so not held to floors (--update pins it); 2 documents, 5 old, 6 new, 5 pairs" in shown
    assert not baseline.exists()
    for method in ("naive", "newsedits", "monotone", "revtrack", "difflib"):
        assert f" {method} " in shown


def test_after_an_update_the_floors_hold(gold: Path, baseline: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(gold, baseline, "--update") == 0
    written = baseline.read_bytes()
    capsys.readouterr()
    assert run(gold, baseline) == 0
    assert "texts.json: every floor holds" in capsys.readouterr().out
    assert run(gold, baseline, "--update") == 0
    assert baseline.read_bytes() == written


def test_a_figure_below_its_floor_fails_and_only_an_accepted_loss_lowers_it(
    gold: Path, baseline: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(gold, baseline, "--update")
    reached = floors(baseline, "words.json")
    change(baseline, "words.json", spans=HIGH * 3)  # more than anything can reach, so that it is missed for sure
    capsys.readouterr()
    assert run(gold, baseline) == 1
    out, err = capsys.readouterr()
    assert "words.json: 1 of 3 figures below their floors" in out
    assert err.startswith("LOSS: words.json: spans fell to ")
    assert run(gold, baseline, "--update") == 1
    assert floors(baseline, "words.json")["spans"] == HIGH * 3
    capsys.readouterr()
    assert run(gold, baseline, "--accept-loss") == 0
    assert capsys.readouterr().err.startswith("accepted: words.json: spans fell to ")
    assert floors(baseline, "words.json") == reached
    assert run(gold, baseline) == 0


def test_a_gain_is_told_and_kept_only_when_asked(
    gold: Path, baseline: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(gold, baseline, "--update")
    reached = floors(baseline, "texts.json")
    change(baseline, "texts.json", **{"all F1": 1.0})
    capsys.readouterr()
    assert run(gold, baseline) == 0
    assert "better by all F1 +" in capsys.readouterr().out
    assert floors(baseline, "texts.json")["all F1"] == 1.0
    run(gold, baseline, "--update")
    assert floors(baseline, "texts.json") == reached


def test_a_changed_file_is_not_held_but_its_update_keeps_the_old_floors(
    gold: Path, baseline: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(gold, baseline, "--update")
    change(baseline, "texts.json", **{"all F1": HIGH * 3})
    write_gold(gold, texts=ALIGNED[:1])
    capsys.readouterr()
    assert run(gold, baseline) == 0
    assert "texts.json: changed since its floors were set, so not held to floors" in capsys.readouterr().out
    assert run(gold, baseline, "--update") == 1
    assert run(gold, baseline) == 1


def test_files_with_floors_that_are_elsewhere_are_named(
    gold: Path, baseline: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(gold, baseline, "--update")
    (gold / "words.json").unlink()
    capsys.readouterr()
    assert run(gold, baseline) == 0
    assert "words.json: not in this folder" in capsys.readouterr().out


@pytest.mark.parametrize("there", [True, False])
def test_without_gold_one_line_says_how_to_get_it(
    tmp_path: Path, baseline: Path, capsys: pytest.CaptureFixture[str], *, there: bool
) -> None:
    assert run(tmp_path if there else tmp_path / "nowhere", baseline) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith(f"eval skipped: no gold in {tmp_path}")
    assert "--gold DIR or REVTRACK_GOLD" in line
    assert "doc_id, old: [sentence]" in line
    assert run(tmp_path, baseline, "--json") == 0
    assert list(json.loads(capsys.readouterr().out)) == ["skipped"]


def test_bad_gold_is_named(gold: Path, baseline: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_gold(gold, words=[MARKED[0] | {"spans": [{"old": [1], "new": None}]}])
    assert run(gold, baseline) == 2
    assert capsys.readouterr().err == "eval failed: words.json: entry m1 is malformed (ValueError)\n"


def test_json_holds_every_figure_of_every_method(
    gold: Path, baseline: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(gold, baseline, "--json") == 0
    shown: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert shown["gold"] == str(gold)
    texts, words = shown["files"]
    assert set(texts) == {"file", "sha256", "standing", "counts", "methods", "losses"}
    assert (texts["file"], texts["standing"], texts["losses"]) == ("texts.json", "new", [])
    assert list(texts["methods"]) == ["naive", "newsedits", "monotone", "revtrack"]
    ours = texts["methods"]["revtrack"]
    assert set(ours) == {"milliseconds", "reading", "measures"}
    assert set(ours["measures"]["edit F1"]) == {"value", "tolerance", "precision", "recall", "right", "found", "true"}
    assert set(ours["measures"]["op macro"]) == {"value", "tolerance"}
    assert set(words["methods"]["difflib"]["measures"]) == {"words", "spans", "whole"}


def test_no_sentence_of_the_gold_is_ever_shown_or_kept(
    gold: Path, baseline: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(gold, baseline, "--update", "--json")
    run(gold, baseline)
    out, err = capsys.readouterr()
    told = out + err + baseline.read_text(encoding="utf-8")
    words = {word for entry in ALIGNED for side in ("old", "new") for text in entry[side] for word in text.split()}
    assert not {word for word in words if len(word) > 4 and f" {word}" in told}


def test_the_folder_comes_from_the_environment_unless_it_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("REVTRACK_GOLD", str(tmp_path))
    assert default_folder() == tmp_path
    monkeypatch.delenv("REVTRACK_GOLD")
    assert default_folder() == PROJECT.parent / "shared" / "gold"


def test_the_chore_passes_its_options_through(gold: Path, baseline: Path) -> None:
    command = [sys.executable, "-m", "tests", "eval", "--json", "--baseline", str(baseline)]
    done = subprocess.run(
        command, cwd=PROJECT, env=os.environ | {"REVTRACK_GOLD": str(gold)}, capture_output=True, check=True
    )
    assert [one["file"] for one in json.loads(done.stdout)["files"]] == ["texts.json", "words.json"]
