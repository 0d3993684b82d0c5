"""The chores behind the Makefile: python -m tests CHORE.

check    everything, as `make test` and continuous integration run it
fast     format, lint, types and the tests that take no more than a few seconds each
golden   run the golden tests and rewrite their files from what the program prints now
pictures take the README's picture, and with a FOLDER those of every kind of page
kill     kill an import with SIGKILL 200 times and count what was lost

eval       measure the accuracy of the differ and hold it to its floors; see tests/eval/gate.py for the options
generated  how well edits of known truth are found, and every miss by its class
labels     which labels the cases get, and how often ours agree with a publisher's own change notes
worst      the pairs the differ does worst on, and why
captures   three hard pairs as terminal text and pictures, into a FOLDER
soak       the long runs: all vectors by all entrances, all payloads, two hundred orders of arrival, a thousand feeds
           beside all bad ones, ten orders with kills
hostile    every hostile feed, page and text through the readers in their child; see tests/hostile/run.py
bench      measure the speed and the limits of the differ beside others; see tests/bench/runner.py for the options
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.bench import runner
from tests.compiled import remove_outdated
from tests.diff import generated
from tests.eval import gate, labels, worst
from tests.hostile import run as attack

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
WORKERS = "2"


def run(*command: str, **environment: str) -> None:
    """Run one step, shown as it would be typed; end with its exit code if it fails."""
    print(f"$ {' '.join(command)}", flush=True)
    began = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, env=os.environ | environment, check=False)
    print(f"  {time.monotonic() - began:.0f} s", flush=True)
    if done.returncode:
        sys.exit(done.returncode)


def static() -> None:
    """Format, lint and types."""
    run(PYTHON, "-m", "ruff", "format", "--check", "--quiet", ".")
    run(PYTHON, "-m", "ruff", "check", "--quiet", ".")
    run(PYTHON, "-m", "mypy")


def check() -> None:
    """Every check there is."""
    static()
    run(PYTHON, "-m", "pytest", "--quiet", "-n", WORKERS, "-m", "not soak")


def fast() -> None:
    """The checks to run after every edit."""
    static()
    run(PYTHON, "-m", "pytest", "--quiet", "-n", WORKERS, "-m", "not slow and not soak", "-x")


def golden() -> None:
    """Rewrite the golden files; read the difference like code."""
    run(PYTHON, "-m", "pytest", "--quiet", "-k", "golden or example", REVTRACK_TEST_UPDATE="1")


def evaluate() -> None:
    """The accuracy of the differ. Run in this process: with --json nothing else may be printed."""
    sys.exit(gate.main(sys.argv[2:]))


def generated_truth() -> None:
    """Edits whose truth is known."""
    sys.exit(generated.main(sys.argv[2:]))


def label_table() -> None:
    """Labels on the cases and on publishers' notes."""
    sys.exit(labels.main(sys.argv[2:]))


def worst_pairs() -> None:
    """What the differ does worst on."""
    sys.exit(worst.main(sys.argv[2:]))


def captures() -> None:
    """Pictures of hard pairs, in a process of its own: it starts a browser."""
    run(PYTHON, "-m", "tests.eval.captures", *sys.argv[2:])


def bench() -> None:
    """How fast the differ is and where its limits are, beside others."""
    sys.exit(runner.main(sys.argv[2:]))


def kill() -> None:
    """The crash test at full size."""
    run(PYTHON, "-m", "pytest", "--quiet", "tests/cli/test_kill.py", REVTRACK_TEST_KILLS="200")


def pictures() -> None:
    """Pictures of the committed example."""
    run(PYTHON, "-m", "tests.pictures", *sys.argv[2:])


def hostile() -> None:
    """What hostile inputs cost and come to."""
    sys.exit(attack.main(sys.argv[2:]))


def soak() -> None:
    """The long runs that `check` leaves out."""
    run(PYTHON, "-m", "pytest", "--quiet", "-n", WORKERS, "-m", "soak")


CHORES: dict[str, Callable[[], None]] = {
    "check": check,
    "fast": fast,
    "golden": golden,
    "eval": evaluate,
    "pictures": pictures,
    "kill": kill,
    "generated": generated_truth,
    "labels": label_table,
    "worst": worst_pairs,
    "captures": captures,
    "bench": bench,
    "hostile": hostile,
    "soak": soak,
}


def main() -> int:
    """The exit code of the chore that was named."""
    name = sys.argv[1] if len(sys.argv) > 1 else "check"
    if name not in CHORES:
        print(__doc__)
        return 2
    if remove_outdated():
        os.execv(PYTHON, [PYTHON, "-m", "tests", *sys.argv[1:]])  # noqa: S606  what was imported already was old
    CHORES[name]()
    return 0


if __name__ == "__main__":
    sys.exit(main())
