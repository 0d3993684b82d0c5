"""Every hostile input through the readers, each in a child: how long, how much memory, and what came of it.

    python -m tests.hostile.run [feed|page|text|all] [PART-OF-A-NAME]

The exit status is 1 where an input took longer than it may, lost text without a word, or spoilt the page after it, and
where this process took more memory than it may.
"""

import sys
import time
from collections.abc import Callable
from functools import cache
from typing import Any

from revtrack.confine import Confined, ConfinedError, Limits, Reason
from revtrack.extract import extract
from revtrack.ingest.feeds import FeedReading
from revtrack.model import Document
from tests.hostile import aim
from tests.hostile.feeds import CONTROL
from tests.hostile.pages import AFTER, SENTENCE

__all__ = ["PACKAGES", "after", "is_well", "main", "read"]

PACKAGES = ("revtrack", "tests")

READERS: dict[str, Callable[[str], Any]] = {
    "feed": aim.read_hostile_feed,
    "page": aim.read_hostile_page,
    "text": aim.read_hostile_text,
}

GIVEN_UP = frozenset({Reason.TIME, Reason.MEMORY, Reason.SIZE})
"""Good reasons to give up on an input."""

EMPTY = "spaces-before-1mb"
"""A feed of which nothing is wrong but that it has no items."""

SLACK_S = 2.0
"""Seconds on top of the limit: making the input, killing the child, a busy machine."""

PARENT_MIB = 200
"""Memory the process that reads pages may take."""


def read(confined: Confined, family: str, name: str) -> Document | FeedReading | ConfinedError:
    """What came of one input."""
    try:
        found: Document | FeedReading = confined.call(READERS[family], name)
    except ConfinedError as problem:
        return problem
    return found


def is_well(name: str, found: Document | FeedReading | ConfinedError) -> bool:
    """Whether an input was read whole, or flagged, or given up for a good reason."""
    if isinstance(found, ConfinedError):
        return found.reason in GIVEN_UP
    if isinstance(found, FeedReading):
        return len(found.items) == 1_000 if name == CONTROL else bool(found.items or found.problems or name == EMPTY)
    if name not in aim.FAMILIES["page"]:
        return bool(found.blocks or found.headline or found.problems)
    flagged = any(problem.kind.fatal or problem.kind.withheld for problem in found.problems)
    text = " ".join(sentence.text for sentence in found.sentences)
    expected = [SENTENCE.strip()] + [AFTER.strip()] * name.startswith("cliff")
    return flagged or all(text.count(one) == 20 for one in expected)


def after(confined: Confined) -> bool:
    """Whether an ordinary page is read as if nothing had been."""
    return confined.call(extract, aim.good()) == expected()


@cache
def expected() -> Document:
    """That page, as it is read here."""
    return extract(aim.good())


def worded(found: Document | FeedReading | ConfinedError) -> str:
    """The same in a few words."""
    if isinstance(found, ConfinedError):
        return f"{found.reason}: {found.message}"
    kinds = ", ".join(str(problem.kind) for problem in found.problems)
    if isinstance(found, FeedReading):
        return f"{len(found.items)} items ({kinds or 'no problem'})"
    return f"{len(found.blocks)} blocks, {found.word_count:,} words ({kinds or 'no problem'})"


def main(arguments: list[str]) -> int:
    """The exit status."""
    families = [name for name in aim.FAMILIES if not arguments or arguments[0] in {name, "all"}]
    names = [
        (family, name)
        for family in families
        for name in aim.FAMILIES[family]
        if not arguments[1:] or arguments[1] in name
    ]
    limits = Limits()
    bad = 0
    with Confined(limits, packages=PACKAGES) as confined:
        confined.rehearse(extract, aim.good())
        for family, name in names:
            began = time.monotonic()
            found = read(confined, family, name)
            took = time.monotonic() - began
            child = confined.call(aim.peak_mib)
            well = took <= limits.wall_s + SLACK_S and is_well(name, found) and after(confined)
            bad += not well
            memory = f"child {child:4} MiB  parent {aim.peak_mib():4} MiB"
            line = f"{'' if well else 'BAD '}{family}/{name}"
            print(f"{line:<36} {took:6.2f} s  {memory}  {worded(found)}", flush=True)  # noqa: T201  it talks to people
    return 1 if bad or aim.peak_mib() > PARENT_MIB else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
