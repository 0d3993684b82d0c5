"""Numbers, shares and times as people read them."""

from datetime import UTC, datetime, tzinfo
from typing import Final

__all__ = ["counted", "gap", "in_zone", "number_word", "percent", "short_gap", "short_percent", "when"]

UNITS: Final = ((86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second"))
"""Seconds in each unit of time, and its name: the names begin with different letters."""

NUMBER_WORDS: Final = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight"}


def counted(number: int, noun: str) -> str:
    """A number with its noun, such as "1 version" and "3 versions"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def number_word(number: int) -> str:
    """A number in the middle of a sentence: a word up to eight, digits beyond."""
    return NUMBER_WORDS.get(number, f"{number:,}")


def percent(share: float) -> str:
    """A share in [0, 1] as people read it: never 0 % for something, never 100 % for less than all."""
    whole = round(share * 100)
    if share > 0 and whole == 0:
        return "under 1 %"
    return f"{min(whole, 99) if share < 1 else whole} %"


def short_percent(share: float) -> str:
    """The same as a sign, such as "<1 %"."""
    return percent(share).replace("under ", "<")


def gap(old: datetime, new: datetime) -> str:
    """The time from old to new in its two largest neighbouring units, such as "2 hours 15 minutes later"."""
    parts = _units(old, new)
    if not parts:
        return "at the same time"
    return f"{' '.join(counted(number, unit) for number, unit in parts)} {'later' if new > old else 'earlier'}"


def short_gap(old: datetime, new: datetime) -> str:
    """The same as a sign, such as "+2h15m"."""
    parts = _units(old, new)
    return f"{'+' if new >= old else '-'}{''.join(f'{number}{unit[0]}' for number, unit in parts) or '0s'}"


def _units(old: datetime, new: datetime) -> list[tuple[int, str]]:
    """How far apart two times are: the largest unit that is not zero, and the next one if that is not zero either."""
    seconds = int(abs((new - old).total_seconds()))
    parts = []
    for length, unit in UNITS:
        parts.append((seconds // length, unit))
        seconds %= length
    first = next((place for place, (number, _) in enumerate(parts) if number), len(parts))
    return [part for part in parts[first : first + 2] if part[0]]


def in_zone(moment: datetime, zone: tzinfo) -> datetime:
    """The same time in a zone; in UTC where the zone has a year then that no calendar here knows, 0 or 10,000."""
    try:
        return moment.astimezone(zone)
    except OverflowError:
        return moment.astimezone(UTC)


def when(moment: datetime, zone: tzinfo = UTC) -> str:
    """A time with its zone, such as "2020-01-03 00:32 UTC"; seconds only where they are not zero.

    Args:
        moment: an aware time.
        zone: in which it is told; another than UTC by its distance from it, "2020-01-03 01:32 +01:00", for the letters
            that abbreviate zones mean several.
    """
    exact = in_zone(moment, zone)
    form = "seconds" if exact.second else "minutes"
    local = exact.replace(tzinfo=None).isoformat(" ", timespec=form)
    return f"{local} UTC" if zone is UTC else f"{local} {exact.isoformat(' ', form)[len(local) :]}"
