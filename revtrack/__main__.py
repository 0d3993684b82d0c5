"""`python -m revtrack` is `revtrack`."""

import sys

from revtrack.cli import main

sys.exit(main())
