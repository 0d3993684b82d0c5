"""The same bytes whatever the hash seed of Python and the load of the machine: the JSON of 1,000 Comparisons, digested.

A differ that walks through sets, or stops by the clock, gives other answers on other days. Each run is a process of its
own; under load every processor is kept busy beside it.
"""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import sha256
from typing import Final

from tests.bench.figures import table
from tests.bench.generate import copy_edit, live_blogs, seeded
from tests.bench.setting import Report, Setting
from tests.bench.texts import TextPair, write_pairs
from tests.bench.timing import ChildError, call, log

__all__ = ["busy", "determinism", "differing"]

PAIRS: Final = 1_000
QUICK_PAIRS: Final = 20
HASH_SEEDS: Final = ("0", "1", "random")
LOADS: Final = ("idle", "loaded")

SEED: Final = 20260103
SMALL_WORDS: Final = (300, 1_500)
"""Words of the generated pairs: a short and a long article."""
SHOWN_DIGITS: Final = 16


def determinism(setting: Setting) -> Report:
    """One line a run with the digest of all its bytes, and the pairs whose bytes differ."""
    pairs = _pairs(setting)
    path = setting.folder / "determinism.jsonl"
    write_pairs(path, pairs)
    runs: dict[str, Sequence[str]] = {}
    lines = []
    for load in LOADS:
        for seed in HASH_SEEDS:
            name = f"{load}, hash seed {seed}"
            log(f"determinism: {name}")
            with busy(os.cpu_count() or 1 if load == "loaded" else 0):
                try:
                    runs[name] = call("digests", pairs=str(path), environment={"PYTHONHASHSEED": seed})["digests"]
                except ChildError as problem:
                    setting.say(f"determinism, {name}: {problem}")
    log("")
    rows = [(name, sha256("".join(found).encode()).hexdigest()[:SHOWN_DIGITS]) for name, found in runs.items()]
    wrong = [pair.id for at, pair in enumerate(pairs) if at in differing(runs)]
    verdict = f"{len(wrong)} pairs differ: {', '.join(wrong[:5])}" if wrong else "all runs gave the same bytes"
    lines = [f"determinism: {len(pairs):,} pairs, JSON of their Comparisons", *table(("run", "digest"), rows), verdict]
    complete = len(runs) == len(LOADS) * len(HASH_SEEDS) and not setting.quick
    figures = {"determinism": float(len(wrong))} if complete else {}
    return Report(lines=("", *lines), figures=figures, data={"digests": dict(rows), "differing": wrong})


def differing(runs: Mapping[str, Sequence[str]]) -> set[int]:
    """The places at which not all runs have the same digest."""
    return {at for at, found in enumerate(zip(*runs.values(), strict=True)) if len(set(found)) > 1}


def _pairs(setting: Setting) -> list[TextPair]:
    """Real pairs and heavy rewrites where there are some, then live blogs and copy edits of article length."""
    count = QUICK_PAIRS if setting.quick else PAIRS
    material = setting.material
    pairs = [*material.real, *material.heavy][: count * 4 // 5]
    rng = seeded(SEED)
    rest = count - len(pairs)
    sizes = [rng.randint(*SMALL_WORDS) for _ in range(rest // 2)]
    for at, blog in enumerate(live_blogs(material.entries, rng, sizes)):
        pairs.append(TextPair(f"live:{at}", "\n\n".join(blog.old), "\n\n".join(blog.new)))
    for at in range(count - len(pairs)):
        old = rng.choice(material.entries)
        new = copy_edit(copy_edit(old, rng), rng)
        pairs.append(TextPair(f"edit:{at}", "\n\n".join(old), "\n\n".join(new)))
    return pairs


@contextmanager
def busy(processors: int) -> Iterator[Sequence["subprocess.Popen[bytes]"]]:
    """So many processes that do nothing but count, for as long as this is open."""
    loads = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(processors)]
    try:
        yield loads
    finally:
        for load in loads:
            load.kill()
            load.wait()
