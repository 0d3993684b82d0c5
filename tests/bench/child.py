"""One piece of measuring in a process of its own: a job comes in as JSON, the answer goes out as JSON.

    python -m tests.bench.child < JOB       JOB is {"call": timed | shown | hostile | digests, and its arguments}

Time is the CPU time of the thread. Everything is prepared first and the sweep is cold: no pair is run twice, nothing is
kept from one to the next, and what was prepared is hidden from the garbage collector, which would else walk all of it
in the middle of somebody's run.
"""

import ctypes
import gc
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import revtrack
from revtrack.model import Comparison
from revtrack.report.as_json import comparison_json, to_text
from tests.bench.engines import ENGINES, Program
from tests.bench.generate import sentences
from tests.bench.texts import TextPair, read_pairs

__all__ = ["Peak", "digests", "hostile", "shown", "timed"]

WARM_UP: Final = 3
"""Pairs that are run once before, from Documents of their own: the first call imports and compiles."""

INVENTED: Final = TextPair(
    "warm-up",
    "The bridge closed on Monday. Nobody was hurt. Engineers found 3 cracks.\n\nThe mayor left early that evening.",
    "Engineers found 5 deep cracks. Nobody was hurt.\n\nThe bridge was closed on Monday. It opens again in May.",
)
"""What hostile texts are warmed up with: an edit, a move, a deletion and an addition."""

MEMORY_LIMIT: Final = 6 * 1024**3
"""Bytes of address space of a child: what asks for more fails before the machine does."""

MICROSECONDS: Final = 1e6
"""In a second."""

DIGEST_DIGITS: Final = 16


class Peak:
    """The growth of this process's peak memory since this was made.

    On Linux free memory is handed back and the kernel's mark set back first, so that what was in use before hides
    nothing; elsewhere it is the growth of the mark of the whole life of the process.
    """

    def __init__(self) -> None:
        gc.collect()
        try:
            ctypes.CDLL(None).malloc_trim(0)
            Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
        except (OSError, AttributeError):
            self._exact = False
        else:
            self._exact = True
        self._start = self._read("VmRSS")

    def kib(self) -> int:
        """KiB above what was in use at the start."""
        return max(0, self._read("VmHWM") - self._start)

    def _read(self, key: str) -> int:
        if not self._exact:
            return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith(f"{key}:"))


def timed(engine: str, pairs: str, seconds: float, *, small_warm_up: bool = False) -> dict[str, Any]:
    """CPU microseconds of each pair in order, the units each was about, and the growth of peak memory in KiB.

    Args:
        engine: its name.
        pairs: the path of their file.
        seconds: of CPU; no further pair is begun after so many.
        small_warm_up: warm up with invented pairs only, where those of the file are meant to be met once.
    """
    made = ENGINES[engine]()
    texts = read_pairs(Path(pairs))
    if isinstance(made, Program):
        return _asked(made, texts, "--seconds", str(seconds))
    for pair in (INVENTED,) if small_warm_up else (INVENTED, *texts[:WARM_UP]):
        made.run(*made.prepare(pair.old, pair.new))
    ready = [made.prepare(pair.old, pair.new) for pair in texts]
    clock, run = time.thread_time_ns, made.run
    cpu: list[float] = []
    units: list[int] = []
    gc.collect()
    gc.freeze()
    spent = 0.0
    peak = Peak()
    for old, new in ready:
        if made.before:
            made.before()
        start = clock()
        result = run(old, new)
        cpu.append((clock() - start) / 1000)
        if made.units:
            units.append(made.units(result))
        del result
        spent += cpu[-1]
        if spent > seconds * MICROSECONDS:
            break
    return {"cpu": cpu, "units": units, "peak_kib": peak.kib()}


def _asked(program: Program, texts: Sequence[TextPair], *arguments: str) -> dict[str, Any]:
    """What a program answers to these pairs."""
    rows = []
    for pair in texts:
        sides = {"old": pair.old, "new": pair.new}
        if program.per_sentence:
            sides = {name: "\n".join(sentences(text)) for name, text in sides.items()}
        rows.append(json.dumps(sides))
    command = [*program.command, *arguments]
    done = subprocess.run(command, input="\n".join(rows), capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def shown(engine: str, pairs: str) -> dict[str, Any]:
    """For each pair the texts shown as deleted and as inserted."""
    made = ENGINES[engine]()
    texts = read_pairs(Path(pairs))
    if isinstance(made, Program):
        return _asked(made, texts, "--shown")
    assert made.shown, f"{engine} does not tell what it shows"
    return {"shown": [made.shown(made.run(*made.prepare(pair.old, pair.new))) for pair in texts]}


def _compared(pair: TextPair) -> Comparison:
    return revtrack.compare(revtrack.document_from_text(pair.old), revtrack.document_from_text(pair.new))


def hostile(pairs: str) -> dict[str, Any]:
    """CPU seconds of reading and of comparing the one pair of a file, growth of peak memory in KiB, what is coarse."""
    (pair,) = read_pairs(Path(pairs))
    _compared(INVENTED)
    began = time.thread_time()
    old, new = revtrack.document_from_text(pair.old), revtrack.document_from_text(pair.new)
    reading = time.thread_time() - began
    peak, began = Peak(), time.thread_time()
    comparison = revtrack.compare(old, new)
    spent = time.thread_time() - began
    return {
        "reading": reading,
        "seconds": spent,
        "peak_kib": peak.kib(),
        "coarse": list(comparison.coarse),
        "changes": len(comparison.changes),
    }


def digests(pairs: str) -> dict[str, Any]:
    """A digest of the JSON bytes of the Comparison of each pair."""
    found = []
    for pair in read_pairs(Path(pairs)):
        text = to_text(comparison_json(None, _compared(pair), generator="bench"))
        found.append(sha256(text.encode()).hexdigest()[:DIGEST_DIGITS])
    return {"digests": found}


CALLS: Final[dict[str, Callable[..., dict[str, Any]]]] = {
    "timed": timed,
    "shown": shown,
    "hostile": hostile,
    "digests": digests,
}


def main() -> None:
    """Do the job on standard input."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    job = json.load(sys.stdin)
    json.dump(CALLS[job.pop("call")](**job), sys.stdout)


if __name__ == "__main__":
    main()
