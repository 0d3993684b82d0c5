"""Many engines on many sets of pairs, each in a child process, interleaved; ratios within the run.

Within a round the order of (engine, set) is shuffled, so that a busy minute hits all of them alike; every figure is the
median over the rounds. A slow engine is cut off, and its ratio to another one counts the pairs that both did. The pairs
of a set are shuffled too, so that those it did are a fair sample.
"""

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tests.bench.engines import ENGINES, EngineMissing
from tests.bench.figures import Summary, summary
from tests.bench.generate import seeded
from tests.bench.texts import TextPair, write_pairs

__all__ = ["ChildError", "Timings", "call", "log", "measure", "shuffled", "usable"]

PROJECT: Final = Path(__file__).resolve().parents[2]

GRACE: Final = 600.0
"""Seconds a child may take besides what it measures: reading 120 live blogs takes half a minute on a busy machine."""

SHUFFLE_SEED: Final = 11

Job = tuple[str, str]
"""Engine and set."""


class ChildError(Exception):
    """A child gave no answer; the message says why."""


def call(name: str, *, within: float = GRACE, environment: Mapping[str, str] | None = None, **job: Any) -> Any:
    """What `child.py` answers to a job.

    Args:
        name: of the call.
        within: seconds after which it is killed.
        environment: what differs from ours.
        job: the arguments of the call.

    Raises:
        ChildError: it failed or took too long.
    """
    command = [sys.executable, "-m", "tests.bench.child"]
    inside = os.environ | dict(environment or {})
    options: dict[str, Any] = {"capture_output": True, "text": True, "cwd": PROJECT, "env": inside, "timeout": within}
    try:
        done = subprocess.run(command, input=json.dumps({"call": name, **job}), check=False, **options)
    except subprocess.TimeoutExpired:
        raise ChildError(f"> {within:.0f} s") from None
    if done.returncode:
        raise ChildError((done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[-1])
    return json.loads(done.stdout)


def log(text: str) -> None:
    """Say how far we are, on a terminal only; the next line takes its place."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{text}")
        sys.stderr.flush()


def usable(names: Iterable[str], complain: Callable[[str], None]) -> list[str]:
    """The engines that can run here; `complain` is told of each other one how to get it."""
    found = []
    for name in names:
        try:
            ENGINES[name]()
        except EngineMissing as problem:
            complain(f"{name}: skipped: {problem}")
        else:
            found.append(name)
    return found


def shuffled(pairs: Iterable[TextPair]) -> tuple[TextPair, ...]:
    """The pairs in an order that tells nothing of their size, always the same."""
    found = list(pairs)
    seeded(SHUFFLE_SEED).shuffle(found)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Timings:
    """What was measured: for each engine and set one answer of `child.timed` a round; none where it failed."""

    sets: Mapping[str, Sequence[TextPair]]
    found: Mapping[Job, Sequence[Mapping[str, Any]]]

    def done(self, engine: str, name: str) -> int:
        """How many pairs of a set an engine did in every round."""
        return min((len(one["cpu"]) for one in self.found.get((engine, name), ())), default=0)

    def summary(self, engine: str, name: str) -> Summary | None:
        """CPU microseconds per pair, medians over the rounds; None where there is nothing."""
        if not (count := self.done(engine, name)):
            return None
        rounds = [summary(one["cpu"][:count]) for one in self.found[engine, name]]
        return Summary(
            median=statistics.median(one.median for one in rounds),
            mean=statistics.median(one.mean for one in rounds),
            high=statistics.median(one.high for one in rounds),
        )

    def ratio(self, engine: str, other: str, name: str) -> float | None:
        """The time of an engine over that of another on the pairs that both did; None where there are none."""
        both = min(self.done(engine, name), self.done(other, name))
        if not both:
            return None
        costs = [[sum(one["cpu"][:both]) for one in self.found[which, name]] for which in (engine, other)]
        return float(statistics.median(costs[0]) / statistics.median(costs[1]))

    def per_unit(self, engine: str, name: str) -> float | None:
        """CPU microseconds per unit, such as a changed sentence; None for an engine without units."""
        rounds = [one for one in self.found.get((engine, name), ()) if sum(one.get("units", ()))]
        return statistics.median(sum(one["cpu"]) / sum(one["units"]) for one in rounds) if rounds else None

    def speed(self, engine: str, name: str) -> float | None:
        """Megabytes of both sides per second of CPU time."""
        count = self.done(engine, name)
        mean = self.summary(engine, name)
        return sum(pair.size for pair in self.sets[name][:count]) / (mean.mean * count) if mean else None

    def peak(self, engine: str, name: str) -> float | None:
        """The largest growth of peak memory, in MiB."""
        return max((one["peak_kib"] / 1024 for one in self.found.get((engine, name), ())), default=None)


def measure(
    engines: Sequence[str], sets: Mapping[str, Sequence[TextPair]], folder: Path, *, rounds: int, seconds: float
) -> Timings:
    """Time the engines on the sets.

    Args:
        engines: names of those that can run here.
        sets: name → pairs, in the order in which they are run.
        folder: where files may be written.
        rounds: at least 1.
        seconds: of CPU after which an engine is cut off, in each round and set.
    """
    paths = {name: folder / f"{number}.jsonl" for number, name in enumerate(sets)}
    for name, path in paths.items():
        write_pairs(path, sets[name])
    found: dict[Job, list[Mapping[str, Any]]] = {}
    for number in range(rounds):
        jobs = [(engine, name) for engine in engines for name in sets]
        seeded(number).shuffle(jobs)
        for at, (engine, name) in enumerate(jobs):
            log(f"round {number + 1} of {rounds}, {at + 1} of {len(jobs)}: {engine}, {name}")
            try:
                answer = call("timed", within=seconds + GRACE, engine=engine, pairs=str(paths[name]), seconds=seconds)
            except ChildError as problem:
                log("")
                sys.stderr.write(f"{engine}, {name}: {problem}\n")
            else:
                found.setdefault((engine, name), []).append(answer)
    log("")
    return Timings(sets, found)
