"""What notes name, whether our labels say it, and the table of both, on invented data."""

import json
from pathlib import Path
from typing import Any

import pytest

import revtrack
from tests.eval.labels import main, of_cases, of_edits
from tests.eval.labels_notes import Kind, Miss, answers, judged, named, shares

OLD = "The clinic opens on 3 May. A visit costs £12."


def kinds(note: str) -> list[Kind]:
    return [one.kind for one in named(note)]


def verdicts(note: str, old: str, new: str) -> dict[Kind, Miss | None]:
    comparison = revtrack.compare(revtrack.document_from_text(old), revtrack.document_from_text(new))
    return {one.kind: judged(one, comparison) for one in named(note)}


@pytest.mark.parametrize(
    ("note", "found"),
    [
        ("Added a clinic in Porto.", [Kind.ADDED]),
        ("New vacancies", [Kind.ADDED]),
        ("Address removed", [Kind.REMOVED]),
        ("Corrected the figure for May.", [Kind.NUMBER]),
        ("Corrected data from 35 to 33.", [Kind.NUMBER]),
        ("Raised to £3.", [Kind.NUMBER]),
        ("Changed the deadline.", [Kind.DATE]),
        ("Closed on Sunday from 8am.", [Kind.DATE]),
        ("Moved to 3 May.", [Kind.DATE]),
        ("This may change.", []),
        ("Added the new fee and date.", [Kind.NUMBER, Kind.DATE, Kind.ADDED]),
        ("First published. Added later.", []),
        ("Edited.", []),
    ],
)
def test_a_note_names_what_its_words_say(note: str, found: list[Kind]) -> None:
    assert kinds(note) == found


@pytest.mark.parametrize(
    ("note", "new", "miss"),
    [
        ("Changed the deadline.", OLD.replace("3 May", "10 May"), None),
        ("Changed the fee.", OLD.replace("12", "15"), None),
        ("The fee is £15 now.", OLD.replace("12", "15"), None),
        ("The fee is £99 now.", OLD.replace("12", "15"), Miss.ELSEWHERE),
        ("Changed the fee.", OLD.replace("opens", "closes"), Miss.ELSEWHERE),
        ("Added parking.", f"{OLD}\n\nThere is parking.", None),
        ("Added a garden.", OLD.replace("clinic", "clinic garden"), None),
        ("Added a video.", OLD.replace("opens", "closes"), Miss.ELSEWHERE),
        ("Removed the visit.", "The clinic opens on 3 May.", None),
        ("Closed on Friday.", f"{OLD}\n\nThe clinic stays closed on Friday.", Miss.WHOLE_SENTENCE),
        ("Changed the clinic date.", OLD.replace("clinic", "hospital"), Miss.EDITED),
        ("New", OLD.replace("opens", "closes"), Miss.UNTOLD),
    ],
)
def test_a_note_is_said_by_a_label_or_has_a_class(note: str, new: str, miss: Miss | None) -> None:
    assert set(verdicts(note, OLD, new).values()) == {miss}


def test_shares_count_each_thing_a_note_names() -> None:
    comparison = revtrack.compare(
        revtrack.document_from_text(OLD), revtrack.document_from_text(OLD.replace("3 May", "4 May"))
    )
    found = list(answers([("one", "New date and fee.", comparison), ("two", "Edited.", comparison)]))
    assert [name for name, *_ in found] == ["one"] * 3
    assert shares(found) == {
        Kind.NUMBER: (0, 0, 1),
        Kind.DATE: (1, 0, 1),
        Kind.ADDED: (0, 0, 1),
        Kind.REMOVED: (0, 0, 0),
    }


def test_our_own_cases_are_all_right() -> None:
    assert all(right == wanted for right, wanted in of_cases().values())


def test_a_wrong_case_is_counted_as_wrong(tmp_path: Path) -> None:
    cases = [
        {"name": "a toll", "old": "Two died.", "new": "Four died.", "labels": [["number", "Two", "Five"]]},
        {"name": "unexpected", "old": "Two died.", "new": "Four died.", "labels": []},
    ]
    (tmp_path / "number.json").write_text(json.dumps({"about": "", "cases": cases}))
    assert of_cases(tmp_path) == {"number": (0, 2)}


def write_edits(path: Path, **changed: Any) -> Path:
    seen = {"name": "a toll", "old": "Two died.", "new": "Four died.", "labels": ["number"], "why": ""}
    noise = {"name": "blanks", "old": "He  left.", "new": "He left.", "rule": "space"}
    path.write_text(json.dumps({"must_be_seen": [seen | changed], "noise": [noise | changed]}))
    return path


def test_what_must_be_seen_is_seen_and_noise_is_folded(tmp_path: Path) -> None:
    assert of_edits(write_edits(tmp_path / "edits.json")) == {"must be seen": (1, 1), "noise folded": (1, 1)}
    turned = write_edits(tmp_path / "edits.json", old="It  is.", new="It was.")
    assert of_edits(turned) == {"must be seen": (0, 1), "noise folded": (0, 1)}


def test_the_chore_prints_tables_and_no_text_of_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = tmp_path / "gold"
    gold.mkdir()
    pair = {
        "id": "page@1..2",
        "note": "Added a video of Zanzibar.",
        "old_title": "Clinic",
        "new_title": "Clinic",
        "old": [OLD],
        "new": [OLD.replace("opens", "closes")],
    }
    (gold / "workload_x.jsonl").write_text(json.dumps(pair) + "\n")
    edits = write_edits(tmp_path / "edits.json")
    assert main(["--gold", str(gold), "--cases", str(edits)]) == 0
    said = capsys.readouterr().out
    assert "must be seen" in said
    assert "added    elsewhere       page@1..2" in said
    assert "Zanzibar" not in said
    assert "opens" not in said
    assert main(["--gold", str(gold), "--cases", str(edits), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["rest"] == [{"id": "page@1..2", "kind": "added", "class": "elsewhere"}]
    assert told["notes"]["added"] == {"labelled": 0, "in a whole sentence": 0, "of": 1}


def test_without_data_one_line_each_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--gold", str(tmp_path / "none")]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert sum("skipped" in line for line in lines) == 2


def test_a_wrong_sentence_edit_fails_the_chore(tmp_path: Path) -> None:
    edits = write_edits(tmp_path / "edits.json", old="It  is.", new="It was.")
    assert main(["--gold", str(tmp_path), "--cases", str(edits)]) == 1
