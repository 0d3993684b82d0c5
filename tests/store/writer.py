"""A writing process for the tests: saves captures and acknowledges each on standard output.

    python -m tests.store.writer URL WORKER COUNT [--size BYTES] [--limit BYTES]

Every other capture is of the article that all workers write about, the rest of one of its own.

Standard output: one line `capture MINUTE SHA256` per acknowledged capture, flushed; last `done`, or the name of the
error and its message.
"""

import argparse
import random
import resource
import sys

from revtrack.errors import StoreError
from revtrack.store import open_store
from tests.store.histories import BRIDGE, keep, taken

WORKERS = 10
"""More workers than there ever are: captures of two workers never share a minute."""


def main() -> None:
    """Write as the arguments say."""
    parser = argparse.ArgumentParser()
    parser.add_argument("url")
    parser.add_argument("worker", type=int)
    parser.add_argument("count", type=int)
    parser.add_argument("--size", type=int, default=0, help="bytes of noise in each capture, incompressible")
    parser.add_argument("--limit", type=int, help="no file of this process may grow beyond this")
    options = parser.parse_args()
    if options.limit:
        resource.setrlimit(resource.RLIMIT_FSIZE, (options.limit, resource.RLIM_INFINITY))
    chance = random.Random(options.worker)  # noqa: S311  noise, not secrets
    try:
        with open_store(options.url, busy_timeout_s=30) as store:
            for number in range(options.count):
                minute = number * WORKERS + options.worker
                article = f"{BRIDGE}/{options.worker}" if number % 2 else BRIDGE
                noise = chance.randbytes(options.size).hex()
                one = taken(f"Worker {options.worker} saw {number}.", minute, article=article, noise=noise)
                keep(store, one)
                say(f"capture {minute} {one.snapshot.sha256}")
    except StoreError as problem:
        say(f"{type(problem).__name__}: {problem}")
    else:
        say("done")


def say(line: str) -> None:
    """Acknowledge at once: a line that was not written out would look like a loss."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
