"""How accurate the differ is, beside others, and that it does not get worse.

    python -m tests eval [--gold DIR] [--json] [--update] [--accept-loss] [--baseline FILE]

Every file of the neutral format in the folder (see gold.py) is answered by ours and by the baselines, scored (see
scorer.py) and shown in one table. Ours is held to the floors of baseline.json (see floors.py). The data are not ours to
ship: where there is none, nothing is measured, and one line says how to get it.
"""

import json
import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tests.eval.floors import Floor, Loss, Standing, losses, raised, read, standing, write
from tests.eval.gold import FORMAT, Gold, find
from tests.eval.measure import OURS, EvalError, Result, measure
from tests.eval.scorer import Figure, figures

__all__ = ["BASELINE", "Judged", "default_folder", "judge", "main"]

BASELINE: Final = Path(__file__).with_name("baseline.json")
PROJECT: Final = Path(__file__).resolve().parent.parent.parent

ROUNDS: Final = 3
"""How often each document is timed."""

PAIR_COLUMNS: Final = (
    *("edit P", "edit R", "edit F1", "op macro"),
    *("op split", "op merged", "group F1", "moved F1", "all F1"),
)
MARK_COLUMNS: Final = ("words", "spans", "whole")
WIDTH: Final = 10
"""Characters of a column of figures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One file, what every method reached on it, and how ours stands to its floors."""

    gold: Gold
    standing: Standing
    results: Mapping[str, Result]
    losses: Sequence[Loss]
    """Empty where the file is not pinned."""
    gains: Mapping[str, float]
    """Measure → by how much ours is above its floor, where that is more than one flipped pair."""

    @property
    def ours(self) -> dict[str, Figure]:
        """Our figures."""
        return figures(self.results[OURS].counts)


def default_folder() -> Path:
    """The folder of the environment variable REVTRACK_GOLD, else `shared/gold` beside the project."""
    return Path(os.environ.get("REVTRACK_GOLD") or PROJECT.parent / "shared" / "gold")


def judge(gold: Gold, results: Mapping[str, Result], baseline: Mapping[str, Floor]) -> Judged:
    """How ours stands to the floors of a file; to none where the file is not pinned."""
    state = standing(gold, baseline)
    ours = figures(results[OURS].counts)
    floors = baseline[gold.name].floors if state is Standing.PINNED else {}
    gains = {
        name: figure.value - floors[name]
        for name, figure in ours.items()
        if name in floors and figure.value > floors[name] + figure.tolerance
    }
    return Judged(gold=gold, standing=state, results=results, losses=losses(gold.name, floors, ours), gains=gains)


def main(arguments: Sequence[str]) -> int:
    """The exit code: 0 when every floor holds or there is nothing to measure, 1 when one does not, 2 on bad gold."""
    options = _options(arguments)
    folder: Path = options.gold or default_folder()
    try:
        results = [(gold, measure(gold, rounds=ROUNDS)) for gold in find(folder)]
    except (ValueError, EvalError) as problem:
        sys.stderr.write(f"eval failed: {problem}\n")
        return 2
    if not results:
        reason = f"no gold in {folder}: name a folder with --gold DIR or REVTRACK_GOLD that holds {FORMAT}"
        _say(json.dumps({"skipped": reason}) if options.json else f"eval skipped: {reason}")
        return 0
    baseline = read(options.baseline)
    judged = [judge(gold, result, baseline) for gold, result in results]
    if options.update or options.accept_loss:
        _update(options, baseline, judged)
        judged = [judge(gold, result, baseline) for gold, result in results]
    if options.json:
        _say(json.dumps({"gold": str(folder), "files": [_as_json(one) for one in judged]}, indent=2))
    else:
        _say("\n".join([*_table(judged), "", *_verdicts(judged, baseline)]))
    lost = [loss for one in judged for loss in one.losses]
    _complain("LOSS", lost)
    return 1 if lost else 0


def _complain(word: str, lost: Iterable[Loss]) -> None:
    for loss in lost:
        sys.stderr.write(f"{word}: {loss}\n")


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


def _options(arguments: Sequence[str]) -> Namespace:
    parser = ArgumentParser(prog="python -m tests eval", description="How accurate the differ is, beside others.")
    parser.add_argument("--gold", metavar="DIR", type=Path, help="the folder (REVTRACK_GOLD, else ../shared/gold)")
    parser.add_argument("--json", action="store_true", help="all figures, for programs")
    parser.add_argument("--update", action="store_true", help="raise the floors to what was reached, pin new files")
    parser.add_argument("--accept-loss", action="store_true", help="update, and lower the floors that were missed")
    parser.add_argument("--baseline", metavar="FILE", type=Path, default=BASELINE, help="where floors are kept")
    return parser.parse_args(arguments)


def _update(options: Namespace, baseline: dict[str, Floor], judged: Iterable[Judged]) -> None:
    """Write the floors anew, and name each loss that was accepted, on changed files too."""
    for one in judged:
        known = baseline.get(one.gold.name)
        baseline[one.gold.name] = raised(one.gold, known, one.ours, accept_loss=options.accept_loss)
        if known and options.accept_loss:
            _complain("accepted", losses(one.gold.name, known.floors, one.ours))
    write(options.baseline, baseline)


def _table(judged: Sequence[Judged]) -> list[str]:
    """All figures in per cent, one line for each file and method; times in milliseconds of CPU."""
    lines = []
    for columns, chosen in (
        (PAIR_COLUMNS, [one for one in judged if one.gold.aligned]),
        (MARK_COLUMNS, [one for one in judged if one.gold.marked]),
    ):
        if chosen:
            heads = [*columns, "ms", f"x {next(iter(chosen[0].results))}", "reading"]
            lines += ["", f"{'file':22}{'method':11}" + "".join(f"{head:>{WIDTH}}" for head in heads)]
            lines += [line for one in chosen for line in _rows(one, columns)]
    return lines[1:]


def _rows(one: Judged, columns: Sequence[str]) -> Iterable[str]:
    first = next(iter(one.results.values())).milliseconds
    for number, (method, result) in enumerate(one.results.items()):
        known = figures(result.counts)
        values = {name: figure.value for name, figure in known.items()}
        if "edit F1" in known:
            values |= {"edit P": result.counts["edit F1"].precision, "edit R": result.counts["edit F1"].recall}
        cells = [f"{values[name]:.2f}" if name in values else "–" for name in columns]
        cells += [f"{result.milliseconds:.2f}", f"{result.milliseconds / first:.1f}" if first else "–"]
        cells.append("" if result.reading is None else f"{result.reading:.2f}")
        name = "" if number else one.gold.name.removesuffix(".json")
        yield (f"{name[:21]:22}{method:11}" + "".join(f"{cell:>{WIDTH}}" for cell in cells)).rstrip()


def _verdicts(judged: Sequence[Judged], baseline: Mapping[str, Floor]) -> Iterable[str]:
    """One line for each file, and for those with floors that are not in this folder."""
    for one in judged:
        size = ", ".join(f"{count:,} {what}" for what, count in one.gold.counts.items())
        if one.standing is not Standing.PINNED:
            verdict = f"{one.standing}, so not held to floors (--update pins it)"
        elif one.losses:
            verdict = f"{len(one.losses)} of {len(one.ours)} figures below their floors"
        elif one.gains:
            better = ", ".join(f"{name} +{gain:.2f}" for name, gain in one.gains.items())
            verdict = f"every floor holds; better by {better} (--update raises the floors)"
        else:
            verdict = "every floor holds"
        yield f"{one.gold.name}: {verdict}; {size}"
        if (known := baseline.get(one.gold.name)) and known.source:
            yield f"    {known.source}"
    for name in sorted(set(baseline) - {one.gold.name for one in judged}):
        yield f"{name}: not in this folder"


def _as_json(one: Judged) -> dict[str, Any]:
    """Everything known about one file."""
    return {
        "file": one.gold.name,
        "sha256": one.gold.sha256,
        "standing": one.standing.name.lower(),
        "counts": one.gold.counts,
        "methods": {method: _result_as_json(result) for method, result in one.results.items()},
        "losses": [{"measure": loss.measure, "value": loss.value, "floor": loss.floor} for loss in one.losses],
    }


def _result_as_json(result: Result) -> dict[str, Any]:
    known = figures(result.counts)
    measures = {}
    for name, figure in known.items():
        measures[name] = {"value": round(figure.value, 4), "tolerance": round(figure.tolerance, 4)}
        if count := result.counts.get(name):
            measures[name] |= {"precision": round(count.precision, 4), "recall": round(count.recall, 4)}
            measures[name] |= {"right": count.right, "found": count.found, "true": count.true}
    return {"milliseconds": result.milliseconds, "reading": result.reading, "measures": measures}
