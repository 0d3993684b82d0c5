"""The seeds are what their manifest says, and the differ finds in them what their authors and readers see."""

import tomllib
from datetime import datetime
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from revtrack.diff import compare
from revtrack.extract import extract
from revtrack.ingest import open_folder, read_bytes, snapshot_of
from revtrack.model import (
    Change,
    Comparison,
    Document,
    FieldChange,
    FieldName,
    Label,
    Observation,
    Operation,
    Snapshot,
    Version,
)
from revtrack.versioning import timeline

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
MANIFEST = tomllib.loads((SEEDS / "seeds.toml").read_text(encoding="utf-8"))
TRUTH = tomllib.loads((SEEDS / "invented" / "truth.toml").read_text(encoding="utf-8"))
STEPS = TRUTH["step"]
NO_ARTICLES = {"README.md", "seeds.toml", "truth.toml"}

each_step = pytest.mark.parametrize("step", STEPS, ids=lambda step: f"{step['old']}-to-{step['new']}")

WASHPO_RELATED = {
    # Soleimani killed, as Iraqi television says
    ("Baghdad Iraqi TV and three", "An air strike has killed"),
    # al-Muhandis killed too
    ("The officials said the strike also", "No one claimed immediately"),
    # nobody in Washington comments
    ("There was no immediate comment", "Pentagon officials declined"),
    # rockets that fell near the airport
    ("Earlier, Iraq’s Security Media Cell", "After the strike that Iraqi state"),
    # the strike comes amid tensions between the two countries
    ("The attack came amid tensions", "The strike comes amid already"),
    ("The attack came amid tensions", "The attempted siege"),
    ("The attack came amid tensions", "Tensions between the United States"),
    # 750 soldiers because of the embassy
    ("The two-day embassy attack", "In response to the attack on the embassy"),
    # the embassy was attacked after strikes that killed 25
    ("The breach at the embassy", "Kataib Hezbollah’s targeting"),
    ("The breach at the embassy", "At least 25 militia members"),
    # those strikes answered the killing of an American contractor
    ("The U.S. military said the strikes", "Officials said they came in response"),
    # more strikes may follow
    ("U.S. officials have suggested", "He said that could include"),
    # “The game has changed”
    ("“The game has changed,” Defense", "“The game has changed,” Esper"),
    ("“The game has changed,” Defense", "“And we’re prepared to do"),
    ("“The game has changed,” Defense", "He said that could include"),
    # relations with Baghdad suffer
    ("The developments also represent", "The incident has strained"),
}
"""Beginnings of sentences of version 1 and of version 2 that say the same thing, judged by reading both in full."""


@cache
def _snapshots(folder: str = "") -> tuple[Snapshot, ...]:
    """The Snapshots that the manifest lists, in its order: all, or those of one folder inside seeds/."""
    return tuple(
        snapshot_of(read_bytes(listed.path), listed.path.name, listed.observed_at, listed.description)
        for listed in open_folder(SEEDS).listed
        if listed.path.is_relative_to(SEEDS / folder)
    )


@cache
def _versions() -> tuple[Version, ...]:
    """The Versions of the invented history."""
    seen = [
        Observation(observed_at=snapshot.observed_at, sha256=snapshot.sha256, fingerprint=extract(snapshot).fingerprint)
        for snapshot in _snapshots("invented")
    ]
    return timeline("invented", seen)


@cache
def _comparison(step: int) -> Comparison:
    """The Comparison of a step of the truth file, by its position."""
    documents = {snapshot.sha256: extract(snapshot) for snapshot in _snapshots("invented")}
    by_number = {version.number: documents[version.sha256] for version in _versions()}
    return compare(by_number[STEPS[step]["old"]], by_number[STEPS[step]["new"]])


@cache
def _washpo() -> Comparison:
    old, new = _snapshots("washpo-iraq-rockets")
    return compare(extract(old), extract(new))


def _index(document: Document, beginning: str) -> int:
    """The index of the one sentence that begins so."""
    found = [index for index, one in enumerate(document.sentences) if one.text.startswith(beginning)]
    assert len(found) == 1, f"{len(found)} sentences begin with {beginning!r}"
    return found[0]


def _indexes(document: Document, beginnings: list[str]) -> tuple[int, ...]:
    return tuple(_index(document, beginning) for beginning in beginnings)


def _terms(labels: tuple[Label, ...]) -> set[str]:
    return {label.term for label in labels}


def _shown(comparison: Comparison, operation: str, old: tuple[int, ...], new: tuple[int, ...], *, moved: bool) -> str:
    """A Pair for the eye: what pytest prints when two sets of them differ."""
    sides = (
        " | ".join(document.sentences[index].text for index in indexes)
        for document, indexes in ((comparison.old, old), (comparison.new, new))
    )
    return f"{operation}{' moved' if moved else ''}: {' => '.join(sides)}"


def _change_at(comparison: Comparison, old: tuple[int, ...], new: tuple[int, ...]) -> Change:
    sides = [
        (change.old.sentences if change.old else (), change.new.sentences if change.new else ())
        for change in comparison.changes
    ]
    return comparison.changes[sides.index((old, new))]


def _field_at(comparison: Comparison, truth: dict[str, Any]) -> FieldChange:
    wanted = (FieldName(truth["field"]), truth.get("old"), truth.get("new"))
    fields = [(change.field, change.old, change.new) for change in comparison.fields]
    return comparison.fields[fields.index(wanted)]


def test_every_seed_file_is_listed_and_every_listed_file_exists() -> None:
    files = {path.relative_to(SEEDS).as_posix() for path in SEEDS.rglob("*") if path.is_file()}
    articles = {file for file in files if Path(file).name not in NO_ARTICLES}
    assert {entry["file"] for entry in MANIFEST["snapshot"]} == articles


def test_every_listed_observation_is_told_once_with_a_zone_and_its_provenance() -> None:
    seen = [(entry["file"], entry["observed"]) for entry in MANIFEST["snapshot"]]
    assert len(set(seen)) == len(seen)
    for entry in MANIFEST["snapshot"]:
        assert isinstance(entry["observed"], datetime)
        assert entry["observed"].tzinfo is not None, entry["file"]
        assert all(entry[key].strip() for key in ("article", "source", "time_note", "via", "language")), entry["file"]
        assert "illustrative" in entry["time_note"] or "invented" in entry["time_note"], entry["file"]


def test_the_washpo_versions_are_32_minutes_apart() -> None:
    old, new = _snapshots("washpo-iraq-rockets")
    assert (new.observed_at - old.observed_at).total_seconds() == 32 * 60


def test_every_seed_is_read_without_a_problem_and_has_a_headline() -> None:
    for snapshot in _snapshots():
        document = extract(snapshot)
        assert document.problems == ()
        assert document.headline
        assert document.sentences


def test_the_invented_observations_make_the_versions_of_the_truth_file() -> None:
    found = [(version.number, version.sha256, version.snapshots, version.returns_to) for version in _versions()]
    files = {entry["file"]: snapshot.sha256 for entry, snapshot in zip(MANIFEST["snapshot"], _snapshots(), strict=True)}
    assert found == [
        (truth["number"], files[f"invented/{truth['file']}"], truth["observations"], truth.get("returns_to"))
        for truth in TRUTH["version"]
    ]
    assert [(step["old"], step["new"]) for step in STEPS] == list(pairwise(range(1, len(found) + 1)))


def test_the_truth_file_exercises_every_operation_and_every_label_it_is_for() -> None:
    changes = [change for step in STEPS for change in step["change"]]
    assert {change["operation"] for change in changes} == set(Operation)
    assert {change["operation"] for change in changes if change.get("moved")} == {"kept", "edited"}
    claims = [truth for step in STEPS for truth in (step, *step["change"], *step.get("field", []))]
    terms = {term for truth in claims for term in truth.get("labels", [])}
    assert terms >= {
        *("number", "date", "quote", "attribution", "name", "hedge", "negation", "note", "headline", "byline"),
        *(
            "added",
            "removed",
            "moved",
            "split",
            "merged",
            "wording",
            "spelling",
            "link",
            "image",
            "section",
            "modified",
            "unnoted",
        ),
    }


@each_step
def test_the_pairs_of_the_invented_history_are_those_its_authors_meant(step: dict[str, Any]) -> None:
    comparison = _comparison(STEPS.index(step))
    meant = {
        _shown(
            comparison,
            truth["operation"],
            _indexes(comparison.old, truth.get("old", [])),
            _indexes(comparison.new, truth.get("new", [])),
            moved=truth.get("moved", False),
        )
        for truth in step["change"]
    }
    found = {
        _shown(comparison, pair.operation, pair.old, pair.new, moved=pair.moved)
        for pair in comparison.pairs
        if pair.moved or pair.operation is not Operation.KEPT
    }
    assert found == meant
    assert comparison.coarse == ()


@each_step
def test_the_labels_of_the_invented_history_include_those_its_authors_meant(step: dict[str, Any]) -> None:
    comparison = _comparison(STEPS.index(step))
    for truth in step["change"]:
        old, new = (_indexes(getattr(comparison, side), truth.get(side, [])) for side in ("old", "new"))
        terms = _terms(_change_at(comparison, old, new).labels)
        assert terms >= set(truth["labels"]), truth
    assert _terms(comparison.labels) >= set(step.get("labels", []))
    assert _terms(comparison.labels).isdisjoint(step["absent"])


@each_step
def test_the_fields_that_change_in_the_invented_history_are_those_its_authors_meant(step: dict[str, Any]) -> None:
    comparison = _comparison(STEPS.index(step))
    found = {(change.field.value, change.old, change.new) for change in comparison.fields}
    assert found == {(truth["field"], truth.get("old"), truth.get("new")) for truth in step.get("field", [])}
    for truth in step.get("field", []):
        assert _terms(_field_at(comparison, truth).labels) >= set(truth["labels"]), truth


def test_going_back_to_a_version_is_the_inverse_of_having_left_it() -> None:
    left, back = _comparison(4), _comparison(5)
    assert {(pair.new, pair.old, pair.moved) for pair in back.pairs} == {
        (pair.old, pair.new, pair.moved) for pair in left.pairs
    }


def test_every_washpo_sentence_is_in_exactly_one_pair() -> None:
    comparison = _washpo()
    old = sorted(index for pair in comparison.pairs for index in pair.old)
    new = sorted(index for pair in comparison.pairs for index in pair.new)
    assert old == list(range(len(comparison.old.sentences)))
    assert new == list(range(len(comparison.new.sentences)))
    assert comparison.coarse == ()


def test_the_washpo_sentence_about_the_game_is_shown_once_on_either_side() -> None:
    changes = _washpo().changes
    assert sum("“The game has changed,”" in change.old.text for change in changes if change.old) == 1
    assert sum("“The game has changed,”" in change.new.text for change in changes if change.new) == 1


def test_nothing_unrelated_is_paired_in_the_washpo_article() -> None:
    comparison = _washpo()
    related = {(_index(comparison.old, old), _index(comparison.new, new)) for old, new in WASHPO_RELATED}
    paired = {(old, new) for pair in comparison.pairs for old in pair.old for new in pair.new}
    assert not [
        (comparison.old.sentences[old].text, comparison.new.sentences[new].text)
        for old, new in sorted(paired - related)
    ]
