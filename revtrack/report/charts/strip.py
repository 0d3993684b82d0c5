"""The version strip: a bar for each of the latest Versions, as high as the share of words it changed, and a link to it.

    ◆     ✚        ↺
    ▂  ▇  ▁   ○3   ▅        ○: looks that failed between two Versions
    v2 v3 v4       v5

It wraps where the screen is narrow, and every bar says in words what it shows: it is a list of links, not a picture.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from revtrack.model import Check, Comparison, FieldName, History, Version
from revtrack.report.standing import state_words
from revtrack.report.wording import counted, counts, no_edit_in_short, note_found, percent, short_gap, short_percent

__all__ = ["BAR_HEIGHT", "BAR_LEAST", "MOST_BARS", "Bar", "Miss", "Spark", "Strip", "shares", "spark", "strip"]

BAR_HEIGHT: Final = 48
"""Of the highest bar, the Version drawn that changed most, in units of the picture: pixels."""
BAR_LEAST: Final = 2
"""Of a bar for any change at all, so that it is seen."""

SIGNS: Final = {
    "◆": "headline changed",
    "✚": "note added",
    "↺": "back to an earlier text",
    "⚙": "read anew",
    "⇄": "from a feed to the page or back",
    "○": "looks that failed",
}
"""What stands over bars and between them, with what it means."""

MOST_BARS: Final = 100
"""Bars drawn at most, those of the latest Versions: six rows on a desk, seventeen on a phone. Our choice."""

SPARK_BARS: Final = 24
"""Bars in the picture of an article in a list, the latest ones. Our choice: what fits beside a headline."""
SPARK_HEIGHT: Final = 18
SPARK_STEP: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """Looks that failed one after another, between two Versions."""

    count: int
    words: str
    """Such as "3 looks failed: timeout (2), HTTP 403"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """What one Version changed: words added on top of words removed. Lengths in units of the picture."""

    number: int
    added_y: int
    added: int
    removed_y: int
    removed: int
    share: str
    """Short, such as "31 %" or "<1 %". Empty for the first Version, where it was not compared, and for no edit."""
    signs: str
    """Out of `SIGNS`."""
    gap: str = ""
    """Time since the Version before, such as "+2h15m"; empty for the first."""
    words: str
    """All that in words."""
    misses: Miss | None = None
    """Looks that failed after this Version was first seen, and before the next one was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """The bars of the latest Versions."""

    height: int
    bars: tuple[Bar, ...]
    legend: tuple[str, ...]
    """The signs drawn, each with what it means."""
    left_out: int
    """Earlier Versions, which have no bar."""
    most: int | None
    """The number of the Version that changed most, drawn or not; None where none changed any word."""


def shares(history: History) -> dict[int, float]:
    """The share of words that each Version changed, by number; without those that were not compared or are no edit."""
    edits = (step for step in history.transitions if not step.new.technical)
    return {step.new.number: counts(step.comparison).changed_share for step in edits}


def strip(history: History) -> Strip | None:
    """A bar for each of the latest Versions; None where nothing was compared and no look failed."""
    if not history.transitions and not history.checks:
        return None
    into = {step.new.number: step.comparison for step in history.transitions if not step.new.technical}
    changed = shares(history)
    most = max(changed, key=lambda number: changed[number], default=0)
    misses = _misses(history)
    latest = history.versions[-MOST_BARS:]
    left_out = len(history.versions) - len(latest)
    highest = max((changed.get(version.number, 0.0) for version in latest), default=0.0) or 1.0
    befores = (history.versions[left_out - 1] if left_out else None, *latest)
    bars = []
    for before, version in zip(befores, latest, strict=False):
        drawn = _bar(before, version, into.get(version.number), highest)
        gap = short_gap(before.first_seen, version.first_seen) if before else ""
        bars.append(replace(drawn, gap=gap, misses=misses.get(version.number)))
    return Strip(
        height=BAR_HEIGHT,
        bars=tuple(bars),
        legend=tuple(_legend(bars)),
        left_out=left_out,
        most=most if changed.get(most) else None,
    )


def _legend(bars: Sequence[Bar]) -> Iterator[str]:
    """The signs that are drawn, with what they mean."""
    drawn = {sign for bar in bars for sign in bar.signs} | ({"○"} if any(bar.misses for bar in bars) else set())
    return (f"{sign} {meaning}" for sign, meaning in SIGNS.items() if sign in drawn)


def _bar(before: Version | None, version: Version, comparison: Comparison | None, highest: float) -> Bar:
    """The bar of a Version without what depends on its neighbours."""
    found = counts(comparison) if comparison else None
    share = found.changed_share if found else 0.0
    height = max(BAR_LEAST, round(BAR_HEIGHT * share / highest)) if share else 0
    words = found.words_added + found.words_removed if found else 0
    added = round(height * found.words_added / words) if found and words else 0
    facts = [f"{percent(share)} of words changed"] if found else ["first version seen"] if version.number == 1 else []
    signs = _signs(before, version, comparison)
    return Bar(
        number=version.number,
        added_y=BAR_HEIGHT - height,
        added=added,
        removed_y=BAR_HEIGHT - height + added,
        removed=height - added,
        share=short_percent(share) if found else "",
        signs="".join(signs),
        words=", ".join([*facts, *signs.values()]),
    )


def _signs(before: Version | None, version: Version, comparison: Comparison | None) -> dict[str, str]:
    """The signs over a bar, and what they mean."""
    found: dict[str, str] = {}
    if before and version.technical:
        found["⚙" if before.is_of_feed == version.is_of_feed else "⇄"] = no_edit_in_short(before, version)
    if version.returns_to:
        found["↺"] = f"back to version {version.returns_to}"
    if comparison is not None and any(change.field is FieldName.HEADLINE for change in comparison.fields):
        found["◆"] = "headline changed"
    if comparison is not None and note_found(comparison) == "added":
        found["✚"] = "note added"
    return found


def _misses(history: History) -> dict[int, Miss]:
    """The looks that failed, by the number of the Version that was the latest then, or the first one."""
    times = [version.first_seen for version in history.versions]
    by_number: dict[int, list[Check]] = {}
    for check in history.checks:
        place = max(0, bisect_right(times, check.at) - 1)
        if history.versions:
            by_number.setdefault(history.versions[place].number, []).append(check)
    return {number: _miss(checks) for number, checks in by_number.items()}


def _miss(checks: Sequence[Check]) -> Miss:
    kinds = Counter(state_words(check.state) for check in checks)
    told = ", ".join(f"{words} ({number})" if number > 1 else words for words, number in kinds.items())
    return Miss(count=len(checks), words=f"{counted(len(checks), 'look')} failed: {told}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spark:
    """The bars of an article in a list, as one line."""

    path: str
    width: int
    height: int
    words: str


def spark(found: Sequence[float]) -> Spark | None:
    """The picture of an article's shares of changed words, oldest first; None where it never changed.

    Args:
        found: in [0, 1].
    """
    if not found:
        return None
    last = found[-SPARK_BARS:]
    highest = max(last) or 1.0
    lines = [
        f"M{SPARK_STEP * place + 2} {SPARK_HEIGHT}v-{max(1, round(SPARK_HEIGHT * share / highest))}"
        for place, share in enumerate(last)
    ]
    told = ", ".join(map(percent, last))
    return Spark(
        path="".join(lines),
        width=SPARK_STEP * len(last),
        height=SPARK_HEIGHT,
        words=f"Share of words changed with each version{', the latest' if len(found) > len(last) else ''}: {told}",
    )
