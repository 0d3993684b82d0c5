"""How often our labels are right: on the cases, and beside what publishers say of their own changes.

    python -m tests labels [--gold DIR] [--cases FILE] [--json]

Three tables: every case of tests/cases/labels by term; the sentence edits of a file in the form of
`sentence-edits.json`, which say what must be seen and what must be folded; and workload*.jsonl of the gold folder,
whose notes say what changed (see labels_notes.py). Then the notes our labels do not agree with, by id and class. The
texts belong to others: they are measured, never shown.
"""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import revtrack
from revtrack.model import Comparison, Operation, Weight
from tests.diff.label_cases import CASES, LabelCase, cases_of, evidence
from tests.eval.gate import default_folder
from tests.eval.labels_notes import Kind, Miss, Named, answers, shares

__all__ = ["main", "of_cases", "of_edits", "of_notes"]

WORKLOAD: Final = "workload*.jsonl"
EDITS: Final = Path("cases") / "sentence-edits.json"
"""Beside the gold folder."""
FOLDED: Final = frozenset({Weight.MINOR, Weight.NOISE})

Tally = dict[str, tuple[int, int]]
"""Term → how often it was right, of how many."""


def of_cases(folder: Path = CASES) -> Tally:
    """Our own cases: a label is right when it stands where the case has it, with the evidence the case names."""
    right: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    for path in sorted(folder.glob("*.json")):
        for case in cases_of(path):
            found = evidence(case.found(), case.labels)
            for place, label in enumerate(case.labels):
                term = str(label[0])
                wanted[term] += 1
                right[term] += place < len(found) and found[place] == label
            for extra in found[len(case.labels) :]:
                wanted[str(extra[0])] += 1
    return {term: (right[term], wanted[term]) for term in sorted(wanted)}


def of_edits(path: Path) -> Tally:
    """The sentence edits: what must be seen has one of its labels and is not folded; noise is folded by its rule."""
    edits = json.loads(path.read_text(encoding="utf-8"))
    seen = [_is_seen(edit) for edit in edits["must_be_seen"]]
    folded = [_is_folded(edit) for edit in edits["noise"]]
    return {"must be seen": (sum(seen), len(seen)), "noise folded": (sum(folded), len(folded))}


def _labels(edit: dict[str, Any]) -> dict[str, Weight]:
    one_sided = {(True, False): Operation.ADDED, (False, True): Operation.DELETED}
    operation = one_sided.get((edit["old"] is None, edit["new"] is None), Operation.EDITED)
    case = LabelCase(name=edit["name"], old=edit["old"], new=edit["new"], labels=(), operation=operation)
    return {label.term: label.weight for label in case.found()}


def _is_seen(edit: dict[str, Any]) -> bool:
    found = _labels(edit)
    minor_wanted = set(edit["labels"]) == {"spelling"}
    return not found.keys().isdisjoint(edit["labels"]) and (minor_wanted or not set(found.values()) & FOLDED)


def _is_folded(edit: dict[str, Any]) -> bool:
    found = _labels(edit)
    return edit["rule"] in found and set(found.values()) <= FOLDED


def of_notes(folder: Path) -> list[tuple[str, Named, Miss | None]]:
    """What the notes of a workload name, and whether our labels say it."""
    return list(answers(_compared(folder)))


def _compared(folder: Path) -> Iterator[tuple[str, str, Comparison]]:
    for path in sorted(folder.glob(WORKLOAD)):
        for line in path.read_text(encoding="utf-8").splitlines():
            pair = json.loads(line)
            old, new = (
                revtrack.document_from_text("\n\n".join(pair[side]), headline=pair[f"{side}_title"])
                for side in ("old", "new")
            )
            yield pair["id"], pair["note"] or "", revtrack.compare(old, new)


# --------------------------------------------------------------------------------------------------------- the chore


def main(arguments: Sequence[str]) -> int:
    """The exit code: 0, or 1 when a case or a sentence edit has a wrong label."""
    options = _options(arguments)
    folder: Path = options.gold or default_folder()
    edits: Path = options.cases or folder.parent / EDITS
    cases = of_cases()
    edited = of_edits(edits) if edits.is_file() else {}
    notes = of_notes(folder)
    if options.json:
        _say(json.dumps(_as_json(cases, edited, notes), indent=2))
    else:
        _say("\n".join(_lines(cases, edited, notes)))
        if not edited:
            _say(f"sentence edits skipped: no {edits}; name a file with --cases FILE")
        if not notes:
            _say(f"notes skipped: no {WORKLOAD} in {folder}; name a folder with --gold DIR or REVTRACK_GOLD")
    return int(any(right < wanted for right, wanted in (*cases.values(), *edited.values())))


def _options(arguments: Sequence[str]) -> Namespace:
    parser = ArgumentParser(prog="python -m tests labels", description="How often our labels are right.")
    parser.add_argument("--gold", metavar="DIR", type=Path, help="the folder (REVTRACK_GOLD, else ../shared/gold)")
    parser.add_argument("--cases", metavar="FILE", type=Path, help="sentence edits (else cases/ beside the folder)")
    parser.add_argument("--json", action="store_true", help="all figures, for programs")
    return parser.parse_args(arguments)


def _lines(cases: Tally, edited: Tally, notes: Sequence[tuple[str, Named, Miss | None]]) -> Iterator[str]:
    yield f"{'label':14}{'cases':>8}{'right':>8}{'wrong':>8}"
    for name, (right, wanted) in (*cases.items(), *edited.items()):
        yield f"{name:14}{wanted:8}{right:8}{wanted - right:8}"
    if not notes:
        return
    yield ""
    yield f"{'notes name':14}{'times':>8}{'labelled':>10}{'share':>9}{'or in a whole sentence':>25}"
    found = shares(notes)
    for name, (said, whole, asked) in (*((kind.value, one) for kind, one in found.items()), ("all", _sum(found))):
        yield f"{name:14}{asked:8}{said:10}{_percent(said, asked):>9}{_percent(said + whole, asked):>25}"
    yield ""
    for miss, number in Counter(miss for *_, miss in notes if miss).most_common():
        yield f"{number:6}  {miss.value}"
    yield ""
    yield from (f"{one.kind.value:8} {miss.name.lower():15} {name}" for name, one, miss in notes if miss)


def _sum(found: dict[Kind, tuple[int, int, int]]) -> tuple[int, int, int]:
    said, whole, asked = zip(*found.values(), strict=True)
    return sum(said), sum(whole), sum(asked)


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "–"


def _as_json(cases: Tally, edited: Tally, notes: Sequence[tuple[str, Named, Miss | None]]) -> dict[str, Any]:
    return {
        "cases": {term: {"right": right, "of": wanted} for term, (right, wanted) in cases.items()},
        "edits": {name: {"right": right, "of": wanted} for name, (right, wanted) in edited.items()},
        "notes": {
            kind.value: {"labelled": said, "in a whole sentence": whole, "of": asked}
            for kind, (said, whole, asked) in shares(notes).items()
        },
        "rest": [{"id": name, "kind": one.kind.value, "class": miss.name.lower()} for name, one, miss in notes if miss],
    }


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
