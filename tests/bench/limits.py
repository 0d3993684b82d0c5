"""Where the differ could explode: CPU time and memory on nine shapes, beside others, and on hostile texts.

Each figure is one call in a process of its own, on Documents that are there already.
"""

import statistics
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from tests.bench.figures import table
from tests.bench.setting import Report, Setting
from tests.bench.shapes import HOSTILE, shapes
from tests.bench.texts import write_pairs
from tests.bench.timing import ChildError, call, log, usable

__all__ = ["hostile_texts", "nine_shapes"]

OURS: Final = "revtrack"
ENGINES: Final = (OURS, "wikidiff2", "wikidiff2 all moves", "difflib sentences", "diff-match-patch")

WITHIN: Final = 120.0
"""Seconds after which a call is given up."""
QUICK_SHARE: Final = 0.05
"""Of the full size, to try the bench itself."""


def nine_shapes(setting: Setting) -> Report:
    """Milliseconds of CPU and megabytes of every engine on every shape; ours as the median of the rounds."""
    stock = setting.material.distinct_sentences()
    made = shapes(stock, 900) if setting.quick else shapes(stock)
    engines = usable(ENGINES, setting.say)
    found: dict[tuple[str, str], Sequence[Any]] = {}
    failed: dict[tuple[str, str], str] = {}
    for shape, pair in made.items():
        path = setting.folder / "shape.jsonl"
        write_pairs(path, [pair])
        for engine in engines:
            log(f"shapes: {shape}, {engine}")
            rounds = setting.rounds if engine == OURS else 1
            try:
                found[shape, engine] = [_once(engine, path) for _ in range(rounds)]
            except ChildError as problem:
                failed[shape, engine] = str(problem)
    log("")
    costs = {
        job: (
            statistics.median(one["cpu"][0] for one in answers) / 1000,
            max(one["peak_kib"] for one in answers) / 1024,
        )
        for job, answers in found.items()
    }
    cells = {job: f"{cost[0]:,.1f} ms {cost[1]:,.1f} MB" for job, cost in costs.items()} | failed
    rows = [(shape, *(cells[shape, engine] for engine in engines)) for shape in made]
    words = next(iter(made.values())).words
    head = f"shapes: {words:,.0f} words a side; CPU and growth of peak memory of one call"
    ours = [cost for (_, engine), cost in costs.items() if engine == OURS]
    figures = {}
    if len(ours) == len(made) and not setting.quick:
        figures = {"shapes ms": max(cost[0] for cost in ours), "shapes MB": max(cost[1] for cost in ours)}
    data = [{"shape": job[0], "engine": job[1], "ms": cost[0], "mb": cost[1]} for job, cost in costs.items()]
    return Report(lines=("", head, *table(("shape", *engines), rows)), figures=figures, data=data)


def _once(engine: str, path: Path) -> Any:
    return call("timed", within=WITHIN, engine=engine, pairs=str(path), seconds=WITHIN, small_warm_up=True)


def hostile_texts(setting: Setting) -> Report:
    """Seconds and megabytes of `compare` on each hostile pair, and whether it says that its answer is coarse."""
    rows = []
    data = {}
    for name, one in HOSTILE.items():
        log(f"hostile: {name}")
        path = setting.folder / "hostile.jsonl"
        pair = one.pair(name, QUICK_SHARE if setting.quick else 1.0)
        write_pairs(path, [pair])
        try:
            data[name] = answer = call("hostile", within=WITHIN, pairs=str(path))
        except ChildError as problem:
            rows.append((name, f"{pair.size / 1e6:,.1f}", "", str(problem), "", "", ""))
            continue
        coarse = answer["coarse"]
        cost = (f"{answer['reading']:.2f}", f"{answer['seconds']:.2f}", f"{answer['peak_kib'] / 1024:,.0f}")
        notes = f"{len(coarse):,}" if coarse else "exact"
        rows.append((name, f"{pair.size / 1e6:,.1f}", *cost, f"{answer['changes']:,}", notes))
    log("")
    heads = ("hostile text", "MB of text", "reading s", "compare s", "MB", "changes", "coarse notes")
    figures: dict[str, float] = {}
    if not setting.quick:
        given_up = len(data) < len(HOSTILE)
        figures["hostile s"] = WITHIN if given_up else max(answer["seconds"] for answer in data.values())
        if not given_up:  # nobody knows how much memory that one would have taken
            figures["hostile MB"] = max(answer["peak_kib"] / 1024 for answer in data.values())
    return Report(lines=("", *table(heads, rows)), figures=figures, data=data)
