"""How fast the differ is and where its limits are, beside others.

    python -m tests bench [--only SECTION] [--quick] [--profile] [--rounds N] [--seconds N] [--against ENGINE]
                          [--gold DIR] [--pages DIR] [--json FILE]

    speed         CPU time, memory and ratios on real pairs, heavy rewrites and live blogs
    growth        how the time grows from 1,000 to 50,000 words, and the fitted exponent
    churn         words shown as changed that are not, on live blogs
    shapes        nine kinds of pairs that make differs explode
    hostile       texts written to hurt
    determinism   the same bytes for 1,000 pairs, whatever the hash seed and the load
    reading       pages beside trafilatura alone, and what the child costs that reads them
    profile       where `compare` spends its time; only when asked for

Real pairs and heavy rewrites come from the gold folder, which is not ours to ship; without it they are left out and the
rest is made from the seeds. The last table holds what was measured to what is asked. It fails nothing: times depend on
the machine.
"""

import json
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace, RawDescriptionHelpFormatter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from tests.bench.churn import churn
from tests.bench.determinism import determinism
from tests.bench.engines import ENGINES
from tests.bench.limits import hostile_texts, nine_shapes
from tests.bench.pages import saved_pages
from tests.bench.profile import profile
from tests.bench.reading import reading
from tests.bench.setting import Report, Setting
from tests.bench.speed import growth, speed
from tests.bench.targets import TARGETS, verdicts
from tests.bench.texts import from_gold, from_seeds
from tests.compiled import compiled
from tests.eval.gate import default_folder

__all__ = ["SECTIONS", "main"]

SEEDS: Final = Path(__file__).resolve().parents[2] / "seeds"

ROUNDS: Final = 3
SECONDS: Final = 5

SECTIONS: Final[Mapping[str, Callable[[Setting], Report]]] = {
    "speed": speed,
    "growth": growth,
    "churn": churn,
    "shapes": nine_shapes,
    "hostile": hostile_texts,
    "determinism": determinism,
    "reading": reading,
    "profile": profile,
}
ON_REQUEST: Final = ("profile",)
"""Sections that measure nothing that is asked for."""


def main(arguments: Sequence[str]) -> int:
    """The exit code: 0 when the measuring went through, whatever it found, 2 on bad gold or a folder without pages."""
    options = _options(arguments)
    try:
        material = from_gold(options.gold)
        pages = saved_pages(options.pages) if options.pages else ()
    except (ValueError, KeyError) as problem:
        sys.stderr.write(f"bench failed: {problem}\n")
        return 2
    if material is None:
        _say(f"no gold in {options.gold}: real pairs and heavy rewrites are left out, the rest comes from the seeds")
        material = from_seeds(SEEDS)
    said: set[str] = set()

    def say_once(line: str) -> None:
        if line not in said:
            said.add(line)
            _say(line)

    _say(f"revtrack: {'busiest modules compiled' if compiled() else 'Python alone; `make test` compiles'}")
    reports: dict[str, Report] = {}
    with TemporaryDirectory(prefix="revtrack-bench-") as folder:
        setting = Setting(
            material=material,
            folder=Path(folder),
            rounds=1 if options.quick else options.rounds,
            seconds=options.seconds,
            against=options.against,
            quick=options.quick,
            pages=pages,
            say=say_once,
        )
        for name in _chosen(options):
            reports[name] = SECTIONS[name](setting)
            _say("\n".join(reports[name].lines))
    figures = {name: value for report in reports.values() for name, value in report.figures.items()}
    if asked := [target for target in TARGETS if target.section in reports]:
        _say("\n".join(["", *verdicts(figures, asked)]))
    if options.json:
        data = {name: {"figures": dict(one.figures), "data": one.data} for name, one in reports.items()}
        options.json.write_text(json.dumps({"origin": material.origin, "sections": data}, indent=1), encoding="utf-8")
    return 0


def _chosen(options: Namespace) -> list[str]:
    if options.only:
        return [options.only]
    return [name for name in SECTIONS if name not in ON_REQUEST or options.profile]


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _options(arguments: Sequence[str]) -> Namespace:
    parser = ArgumentParser(
        prog="python -m tests bench", description=__doc__, formatter_class=RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", choices=SECTIONS, help="one section")
    parser.add_argument("--quick", action="store_true", help="few pairs, one round: to try the bench itself")
    parser.add_argument("--profile", action="store_true", help="the profile too")
    parser.add_argument("--rounds", type=_positive, default=ROUNDS, metavar="N", help=f"default {ROUNDS}")
    parser.add_argument(
        "--seconds",
        type=_positive,
        default=SECONDS,
        metavar="N",
        help=f"of CPU for an engine and set in a round; default {SECONDS}",
    )
    parser.add_argument("--against", choices=ENGINES, default="wikidiff2", help="what times are divided by")
    parser.add_argument("--gold", metavar="DIR", type=Path, default=default_folder(), help="the folder of the gold")
    parser.add_argument("--pages", metavar="DIR", type=Path, help="saved pages to measure reading on, of your own")
    parser.add_argument("--json", metavar="FILE", type=Path, help="all figures, for programs")
    return parser.parse_args(arguments)


def _positive(text: str) -> int:
    """A whole number above zero.

    Raises:
        ArgumentTypeError: it is none.
    """
    if not text.isdecimal() or not int(text):
        raise ArgumentTypeError(f"must be a whole number above zero, not {text!r}")
    return int(text)
