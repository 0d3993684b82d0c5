"""Where `compare` spends its time: the functions that cost most on the real pairs, by cProfile.

The profiler makes calls dearer than they are, those of small functions most; read the order, not the times.
"""

from cProfile import Profile
from pathlib import Path
from types import CodeType
from typing import Final

import revtrack
from tests.bench.figures import table
from tests.bench.setting import Report, Setting
from tests.bench.speed import live_pairs
from tests.bench.texts import evenly

__all__ = ["profile"]

FUNCTIONS: Final = 15
QUICK_PAIRS: Final = 12


def profile(setting: Setting) -> Report:
    """The functions with the largest time of their own; on live blogs where there are no real pairs."""
    pairs = setting.material.real or live_pairs(setting)
    pairs = evenly(pairs, QUICK_PAIRS) if setting.quick else pairs
    documents = [(revtrack.document_from_text(pair.old), revtrack.document_from_text(pair.new)) for pair in pairs]
    profiler = Profile()
    for old, new in documents:
        profiler.runcall(revtrack.compare, old, new)
    found = profiler.getstats()
    total = sum(one.inlinetime for one in found)
    slowest = sorted(found, key=lambda one: -one.inlinetime)[:FUNCTIONS]
    rows = [
        (
            _name(one.code),
            f"{one.callcount / len(pairs):,.1f}",
            f"{100 * one.inlinetime / total:.1f} %",
            f"{100 * one.totaltime / total:.1f} %",
        )
        for one in slowest
    ]
    head = f"profile: compare on {len(pairs)} pairs, {1000 * total / len(pairs):.2f} ms a pair under the profiler"
    lines = table(("function", "calls a pair", "itself", "with what it calls"), rows)
    return Report(lines=("", head, *lines), data=[list(row) for row in rows])


def _name(code: CodeType | str) -> str:
    """A function of Python with its place, one of C as the profiler calls it."""
    return code if isinstance(code, str) else f"{code.co_name} ({Path(code.co_filename).name}:{code.co_firstlineno})"
