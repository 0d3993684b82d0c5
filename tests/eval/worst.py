"""The pairs of versions our differ does worst on, and what went wrong there, in a few words.

    python -m tests worst [--gold DIR] [--count N] [--json] [--ids-only | --texts]

Of the gold files named govuk*.json: the documents with most wrong pairs. Of workload*.jsonl, which has no answers: the
pairs that look most suspicious (see worst_classes.py); where two look alike, the one on which newsedits, a baseline,
disagrees more. The texts belong to others: they are shown on a terminal only, unless --texts asks for more, and JSON
never holds one.
"""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import revtrack
from revtrack.model import Comparison
from tests.eval.baselines import newsedits
from tests.eval.gate import default_folder
from tests.eval.gold import find
from tests.eval.worst_classes import Fault, FaultClass, faults, suspicions

__all__ = ["Bad", "main", "worst_of_gold", "worst_of_workload"]

COUNT: Final = 20
GOLD: Final = "govuk"
"""How the names of the gold files to be looked at begin."""
WORKLOAD: Final = "workload*.jsonl"
COARSE_WEIGHT: Final = 10
"""Suspicions that a coarse answer counts for: it says itself that it may be wrong anywhere."""
MOST_TEXTS: Final = 6
"""Faults of one pair whose sentences are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bad:
    """A pair of versions, how bad it is, and why."""

    id: str
    weight: int
    """Wrong pairs against gold, or suspicions; by this the worst are chosen."""
    faults: Sequence[Fault] = field(repr=False)
    disagreement: int | None = None
    """Pairs of unequal sentences that only one of ours and newsedits has; None where gold says what is true."""

    @property
    def missed(self) -> int:
        """True pairs, or likely ones, that were not found."""
        return sum(len(fault.missed) for fault in self.faults)

    @property
    def false(self) -> int:
        """Pairs found that are not true, or hardly so."""
        return sum(len(fault.false) for fault in self.faults)

    @property
    def classes(self) -> dict[FaultClass, int]:
        """What went wrong how often, the most frequent first."""
        return dict(Counter(fault.kind for fault in self.faults).most_common())


def worst_of_gold(folder: Path) -> list[Bad]:
    """Every document of the gold with a wrong pair, the worst first."""
    found = []
    for gold in find(folder):
        for document in gold.aligned if gold.name.startswith(GOLD) else ():
            wrong = faults(document, revtrack.align_sentences(document.old, document.new))
            if wrong:
                weight = sum(len(fault.missed | fault.false) for fault in wrong)
                found.append(Bad(id=document.id, weight=weight, faults=wrong))
    return sorted(found, key=lambda bad: (-bad.weight, bad.id))


def worst_of_workload(folder: Path) -> list[Bad]:
    """Every suspicious pair of the workload, the most suspicious first."""
    found = []
    for entry in _workload(folder):
        old, new = (revtrack.document_from_text("\n\n".join(entry[side])) for side in ("old", "new"))
        comparison = revtrack.compare(old, new)
        seen = suspicions(comparison)
        if seen:
            weight = sum(COARSE_WEIGHT if fault.kind is FaultClass.COARSE else 1 for fault in seen)
            disagreement = _disagreement(comparison)
            found.append(Bad(id=str(entry["id"]), weight=weight, faults=seen, disagreement=disagreement))
    return sorted(found, key=lambda bad: (-bad.weight, -(bad.disagreement or 0), bad.id))


def _workload(folder: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(folder.glob(WORKLOAD)):
        with path.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def _disagreement(comparison: Comparison) -> int:
    """Pairs of unequal sentences that one of ours and the baseline has and the other has not."""
    sides = [[sentence.text for sentence in side.sentences] for side in (comparison.old, comparison.new)]
    ours = {(i, j) for pair in comparison.pairs for i in pair.old for j in pair.new}
    return sum(sides[0][i] != sides[1][j] for i, j in ours ^ set(newsedits(*sides)))


def main(arguments: Sequence[str]) -> int:
    """The exit code: 0, also where there is nothing to look at; 2 on bad gold."""
    options = _options(arguments)
    folder: Path = options.gold or default_folder()
    if not folder.is_dir():
        sys.stdout.write(f"worst skipped: there is no {folder}: name a folder with --gold DIR or REVTRACK_GOLD\n")
        return 0
    try:
        lists = {"against gold": worst_of_gold(folder), "by suspicion": worst_of_workload(folder)}
    except (ValueError, KeyError, TypeError) as problem:
        # The kind alone: the words of a problem could hold a sentence.
        sys.stderr.write(f"worst failed: {type(problem).__name__} in the files of {folder}\n")
        return 2
    if options.json:
        shown = {name: [_as_json(bad) for bad in listed[: options.count]] for name, listed in lists.items()}
        sys.stdout.write(json.dumps(shown, indent=2) + "\n")
        return 0
    texts = options.texts or (sys.stdout.isatty() and not options.ids_only)
    for name, listed in lists.items():
        sys.stdout.write("\n".join([*_table(name, listed, options.count, texts=texts), ""]) + "\n")
    return 0


def _options(arguments: Sequence[str]) -> Namespace:
    parser = ArgumentParser(prog="python -m tests worst", description="The pairs our differ does worst on.")
    parser.add_argument("--gold", metavar="DIR", type=Path, help="the folder (REVTRACK_GOLD, else ../shared/gold)")
    parser.add_argument(
        "--count", metavar="N", type=int, default=COUNT, help=f"pairs of each kind, {COUNT} unless told"
    )
    parser.add_argument("--json", action="store_true", help="ids and figures, for programs")
    shown = parser.add_mutually_exclusive_group()
    shown.add_argument("--ids-only", action="store_true", help="no sentence, not even on a terminal")
    shown.add_argument("--texts", action="store_true", help="sentences, also where the output is no terminal")
    return parser.parse_args(arguments)


def _table(name: str, listed: Sequence[Bad], count: int, *, texts: bool) -> Iterator[str]:
    yield f"{name}: the worst {min(count, len(listed))} of {len(listed)}"
    yield f"{'weight':>8}{'missed':>8}{'false':>8}  what went wrong"
    for bad in listed[:count]:
        reasons = "; ".join(f"{kind} {times}" for kind, times in bad.classes.items())
        others = "" if bad.disagreement is None else f"; newsedits differs {bad.disagreement}"
        yield f"{bad.weight:8}{bad.missed:8}{bad.false:8}  {reasons}{others}"
        yield f"{'':26}{bad.id}"
        if texts:
            yield from _sentences(bad.faults)
    total = Counter(kind for bad in listed for kind, times in bad.classes.items() for _ in range(times))
    yield "all together: " + ("; ".join(f"{kind} {times}" for kind, times in total.most_common()) or "nothing")


def _sentences(found: Iterable[Fault]) -> Iterator[str]:
    for fault in list(found)[:MOST_TEXTS]:
        yield f"{'':26}- {fault.kind}"
        yield from (f"{'':28}{text}" for text in fault.texts)


def _as_json(bad: Bad) -> dict[str, Any]:
    """What is known of a pair, without a word of it."""
    return {
        "id": bad.id,
        "weight": bad.weight,
        "missed": bad.missed,
        "false": bad.false,
        "classes": {kind.value: times for kind, times in bad.classes.items()},
        "disagreement": bad.disagreement,
    }
