"""What lists of timings are boiled down to, and tables of text."""

import math
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

__all__ = ["Summary", "exponent", "summary", "table"]

HIGH: Final = 0.99
"""The share of pairs that the high percentile is above."""


@dataclass(frozen=True, slots=True)
class Summary:
    """Of one list of costs, in its unit."""

    median: float
    mean: float
    high: float
    """The 99th percentile."""


def summary(costs: Sequence[float]) -> Summary:
    """Median, mean and 99th percentile of a list that is not empty."""
    ordered = sorted(costs)
    high = ordered[min(len(ordered) - 1, int(HIGH * len(ordered)))]
    return Summary(median=statistics.median(ordered), mean=statistics.fmean(ordered), high=high)


def exponent(points: Iterable[tuple[float, float]]) -> float:
    """The slope of log cost over log size by least squares: 1 is linear, 2 quadratic; NaN for fewer than two sizes."""
    logs = [(math.log(size), math.log(cost)) for size, cost in points]
    if len({size for size, _ in logs}) < 2:
        return math.nan
    slope, _ = statistics.linear_regression(*zip(*logs, strict=True))
    return slope


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Lines of a table: the first column to the left, the others to the right, two blanks between."""
    cells = [heads, *rows]
    widths = [max(len(row[at]) for row in cells) for at in range(len(heads))]
    return [
        "  ".join(text.ljust(width) if not at else text.rjust(width) for at, (text, width) in enumerate(both)).rstrip()
        for row in cells
        for both in [list(zip(row, widths, strict=True))]
    ]
