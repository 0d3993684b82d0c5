"""The worst list on invented data: what is a fault, what it is called, and that no text of others gets out."""

import json
import sys
from pathlib import Path

import pytest

import revtrack
from tests.eval.gold import Aligned
from tests.eval.invented import write_gold
from tests.eval.worst import main, worst_of_gold, worst_of_workload
from tests.eval.worst_classes import FaultClass, faults, suspicions

FERRY = "The harbour office opened a new ferry line to the islands on Monday."
BRIDGE = "The old bridge was closed for repairs and the buses took the northern road."
LESSONS = "Lessons begin at eight in every school of the county."
ZEBRAS = "Zebras graze far inland where nobody has ever built anything."
QUIET = "Nobody was hurt, the police said."


def aligned(old: list[str], new: list[str], pairs: set[tuple[int, int]]) -> Aligned:
    """A document of gold."""
    return Aligned(id="d", old=tuple(old), new=tuple(new), pairs=frozenset(pairs))


@pytest.mark.parametrize(
    ("old", "new", "true", "found", "kind"),
    [
        ([FERRY], [FERRY + " "], {(0, 0)}, set(), FaultClass.HEADLINE),
        ([QUIET, QUIET, FERRY, QUIET], [FERRY, QUIET], {(2, 0), (3, 1)}, {(2, 0), (1, 1)}, FaultClass.DUPLICATE),
        ([LESSONS, QUIET, FERRY], [LESSONS, QUIET, ZEBRAS], {(2, 2)}, set(), FaultClass.PARAPHRASE),
        ([LESSONS, QUIET, FERRY], [LESSONS, QUIET, FERRY + " Yes."], {(2, 2)}, set(), FaultClass.LEFT_ALONE),
        ([LESSONS, QUIET, FERRY], [LESSONS, QUIET, "A new ferry line."], {(2, 2)}, set(), FaultClass.WITHIN),
        ([LESSONS, QUIET, FERRY], [LESSONS, QUIET, ZEBRAS], set(), {(2, 2)}, FaultClass.UNRELATED),
        ([LESSONS, QUIET, FERRY], [LESSONS, QUIET, FERRY + " Yes."], set(), {(2, 2)}, FaultClass.PAIRED),
        (
            [LESSONS, QUIET, FERRY, BRIDGE],
            [LESSONS, QUIET, BRIDGE],
            {(2, 2)},
            {(3, 2)},
            FaultClass.CROSSED,
        ),
        (
            [LESSONS, QUIET, BRIDGE],
            [LESSONS, "The bridge was closed.", "Buses went."],
            {(2, 1), (2, 2)},
            {(2, 1)},
            FaultClass.GROUP_LOST,
        ),
        (
            [LESSONS, QUIET, BRIDGE],
            [LESSONS, "The bridge was closed.", ZEBRAS],
            {(2, 1)},
            {(2, 1), (2, 2)},
            FaultClass.GROUP_FALSE,
        ),
        (
            [FERRY, BRIDGE, LESSONS],
            [BRIDGE, LESSONS, FERRY + " Yes."],
            {(0, 2), (1, 0), (2, 1)},
            {(1, 0), (2, 1)},
            FaultClass.MOVE_LOST,
        ),
    ],
)
def test_a_fault_is_named_by_its_words_and_places(
    old: list[str], new: list[str], true: set[tuple[int, int]], found: set[tuple[int, int]], kind: FaultClass
) -> None:
    [fault] = faults(aligned(old, new, true), found)
    assert fault.kind is kind
    assert fault.missed == true - found
    assert fault.false == found - true


def test_what_the_scorer_forgives_is_no_fault() -> None:
    moved = aligned([FERRY, LESSONS], [LESSONS, FERRY], {(1, 0)})
    assert not faults(moved, {(1, 0), (0, 1)})
    debatable = Aligned(id="d", old=(FERRY,), new=(BRIDGE,), pairs=frozenset(), possible=frozenset({(0, 0)}))
    assert not faults(debatable, {(0, 0)})
    assert not faults(moved, moved.pairs)


def compared(old: list[str], new: list[str], *, tight: bool = False) -> list[tuple[FaultClass, int, int]]:
    """Suspicions about what our differ makes of two texts."""
    documents = revtrack.document_from_sentences(old), revtrack.document_from_sentences(new)
    options = revtrack.DiffOptions(work_limit=1) if tight else revtrack.DiffOptions()
    found = suspicions(revtrack.compare(*documents, options))
    return [(fault.kind, len(fault.missed), len(fault.false)) for fault in found]


def test_a_deleted_sentence_like_an_added_one_and_a_coarse_answer_are_suspicious() -> None:
    assert compared([FERRY, QUIET], [FERRY, QUIET]) == []
    old = [FERRY.replace("new", "old"), BRIDGE, LESSONS, ZEBRAS]
    seen = compared(old, [f"{text} Again." for text in reversed(old)], tight=True)
    assert seen[0] == (FaultClass.COARSE, 0, 0)
    assert (FaultClass.LEFT_ALONE, 1, 0) in seen


def test_a_pair_with_hardly_a_common_word_is_suspicious() -> None:
    old = [FERRY, "Readers may write to our office in the tall tower at any time.", QUIET]
    new = [FERRY, "Our office answers in writing today.", QUIET]
    assert compared(old, new) == [(FaultClass.UNRELATED, 0, 1)]


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """A folder with gold that our differ must get wrong, and a workload."""
    wrong = {"doc_id": "wrong", "old": [LESSONS, QUIET, FERRY], "new": [LESSONS, QUIET, ZEBRAS], "align": [[2, 2]]}
    wrong["align"] += [[0, 0], [1, 1]]  # type: ignore[operator]
    right = {"doc_id": "right", "old": [QUIET], "new": [QUIET], "align": [[0, 0]]}
    write_gold(tmp_path, govuk_invented=[right, wrong], other=[{**wrong, "doc_id": "of another set"}])
    old = [FERRY, "Readers may write to our office in the tall tower at any time.", QUIET]
    new = [FERRY, "Our office answers in writing today.", QUIET]
    entries = [{"id": "quiet", "old": [QUIET], "new": [QUIET]}, {"id": "odd", "old": old, "new": new}]
    lines = "".join(json.dumps(entry) + "\n" for entry in entries)
    (tmp_path / "workload_invented.jsonl").write_text(lines, encoding="utf-8")
    return tmp_path


def test_the_worst_are_those_with_faults(gold: Path) -> None:
    [against_gold] = worst_of_gold(gold)
    assert (against_gold.id, against_gold.missed, against_gold.false) == ("wrong", 1, 0)
    assert against_gold.classes == {FaultClass.PARAPHRASE: 1}
    assert against_gold.disagreement is None
    [suspected] = worst_of_workload(gold)
    assert (suspected.id, suspected.weight, suspected.disagreement) == ("odd", 1, 1)


def test_texts_are_shown_on_a_terminal_alone(
    gold: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def shown(*options: str) -> str:
        assert main(["--gold", str(gold), *options]) == 0
        return capsys.readouterr().out

    assert "against gold: the worst 1 of 1" in shown()
    assert "paraphrase 1" in shown()
    assert ZEBRAS not in shown()
    assert ZEBRAS in shown("--texts")
    assert "Zebras" not in shown("--json")
    assert json.loads(shown("--json"))["by suspicion"][0]["id"] == "odd"
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert ZEBRAS in shown()
    assert ZEBRAS not in shown("--ids-only")


def test_no_message_and_no_repr_holds_a_text(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "Zebras" not in repr(worst_of_gold(gold))
    (gold / "govuk_invented.json").write_text('[{"doc_id": "d", "old": 1, "new": ["Zebras"], "align": []}]')
    assert main(["--gold", str(gold)]) == 2
    assert "Zebras" not in capsys.readouterr().err


def test_an_empty_folder_has_no_worst(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--gold", str(tmp_path)]) == 0
    assert capsys.readouterr().out.count("all together: nothing") == 2


def test_a_folder_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--gold", str(tmp_path / "none")]) == 0
    assert capsys.readouterr().out.startswith(
        f"worst skipped: there is no {tmp_path / 'none'}: name a folder with --gold"
    )
