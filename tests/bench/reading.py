"""How fast pages are read: beside trafilatura alone, and what it costs to read them in a child.

revtrack          extract() in this process
child             the same in a child that may be killed, one page after another
two children      the same in two at once, as imports do: what they cost is hidden behind the work of the other
trafilatura       bare_extraction() as it comes
its fast mode     without its fallbacks, which is how revtrack uses it

Milliseconds of the clock for a page, since two processes share the work. Each round reads all pages of a kind by each
way in turn, in an order that changes from round to round; figures are medians over the rounds, and what a child costs
is the median of the differences within them. All ways are warm: what a fresh child costs is not in it.
"""

import logging
import statistics
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Final

from trafilatura import bare_extraction

from revtrack.confine import Confined, Limits
from revtrack.extract import ExtractOptions, extract
from revtrack.model import Snapshot
from tests.bench.figures import table
from tests.bench.pages import ORDINARY, made_pages
from tests.bench.setting import Report, Setting
from tests.bench.timing import log

__all__ = ["reading"]

PAGES: Final = 40
"""Made of each kind; so many take every way long enough for a clock to tell, and a child is not replaced meanwhile."""
QUICK_PAGES: Final = 2
CHILDREN: Final = 2
SAVED: Final = "saved"

AT: Final = datetime(2026, 1, 1, tzinfo=UTC)

OURS, CHILD, BOTH, THEIRS, FAST = WAYS = ("revtrack", "child", "two children", "trafilatura", "its fast mode")

Way = Callable[[Sequence[Snapshot]], None]


def reading(setting: Setting) -> Report:
    """Milliseconds a page by every way, how many times trafilatura's that is, and what the child costs."""
    if setting.pages:
        kinds: Mapping[str, Sequence[bytes]] = {SAVED: setting.pages}
    else:
        kinds = made_pages(setting.material.distinct_sentences(), QUICK_PAGES if setting.quick else PAGES)
    costs = {}
    logging.getLogger("trafilatura").disabled = True
    try:
        with Confined(limits=Limits(children=CHILDREN)) as confined, ThreadPoolExecutor(CHILDREN) as pool:
            for kind, pages in kinds.items():
                log(f"reading: {kind}")
                costs[kind] = _timed(_ways(confined, pool), pages, setting.rounds)
    finally:
        logging.getLogger("trafilatura").disabled = False
    log("")
    rows = []
    for kind, found in costs.items():
        middle = [statistics.median(found[way]) for way in WAYS]
        extra = [_extra(found, CHILD), _extra(found, BOTH), _times(found, THEIRS), _times(found, FAST)]
        rows.append((kind, *(f"{value:,.2f}" for value in [*middle, *extra])))
    heads = ("pages", *WAYS, "child costs", "two cost", "x trafilatura", "x fast mode")
    head = f"reading: ms a page, {', '.join(f'{len(pages)} {kind}' for kind, pages in kinds.items())}"
    typical = costs[SAVED if setting.pages else ORDINARY]
    figures = {} if setting.quick else {"child ms": _extra(typical, CHILD), "reading": _times(typical, THEIRS)}
    return Report(lines=("", head, *table(heads, rows)), figures=figures, data=costs)


def _ways(confined: Confined, pool: ThreadPoolExecutor) -> dict[str, Way]:
    """What reads some pages, by each way; all of them have read one page already."""
    options = ExtractOptions()

    def in_child(page: Snapshot) -> None:
        confined.call(extract, page, options)

    def each(read: Callable[[Snapshot], object]) -> Way:
        def way(pages: Iterable[Snapshot]) -> None:
            for page in pages:
                read(page)

        return way

    ways: dict[str, Way] = {
        OURS: each(lambda page: extract(page, options)),
        CHILD: each(in_child),
        BOTH: lambda pages: list(pool.map(in_child, pages)).clear(),
        THEIRS: each(lambda page: bare_extraction(page.content)),
        FAST: each(lambda page: bare_extraction(page.content, fast=True)),
    }
    return ways


def _timed(ways: dict[str, Way], pages: Sequence[bytes], rounds: int) -> dict[str, list[float]]:
    """Milliseconds a page in each round, by way."""
    snapshots = [
        Snapshot(article=f"bench:{number}", content=page, observed_at=AT, media_type="text/html")
        for number, page in enumerate(pages)
    ]
    for way in ways.values():
        way(snapshots[:CHILDREN])
    found: dict[str, list[float]] = {name: [] for name in ways}
    names = list(ways)
    for number in range(rounds):
        first = number % len(names)
        for name in names[first:] + names[:first]:
            began = time.perf_counter()
            ways[name](snapshots)
            found[name].append((time.perf_counter() - began) * 1000 / len(pages))
    return found


def _extra(found: dict[str, list[float]], way: str) -> float:
    """Milliseconds a page that this way takes more than reading in this process."""
    return statistics.median(there - here for there, here in zip(found[way], found[OURS], strict=True))


def _times(found: dict[str, list[float]], other: str) -> float:
    """How many times as long as another way reading takes."""
    return statistics.median(ours / theirs for ours, theirs in zip(found[OURS], found[other], strict=True))
