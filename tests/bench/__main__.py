"""python -m tests.bench: the same as python -m tests bench."""

import sys

from tests.bench.runner import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
