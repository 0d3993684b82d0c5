"""Times as users write them: always with a zone, never in the future."""

import re
from datetime import UTC, datetime, timedelta
from typing import Final

from revtrack.errors import InputError

__all__ = ["moment_in_name", "not_in_future", "parse_moment"]

CLOCK_SKEW: Final = timedelta(minutes=5)
"""How far ahead of our clock a time may be; clocks of ordinary machines differ by less."""

LONGEST: Final = 64
"""Characters of a time that are looked at."""

ARCHIVE_NAME: Final = re.compile(r"(?<!\d)(\d{14})(?!\d)")
"""The 14-digit time stamps of web archives, which are UTC by convention."""

ISO_NAME: Final = re.compile(
    r"(\d{4})-?(\d{2})-?(\d{2})[T _]?(\d{2})[-:._h]?(\d{2})(?:[-:._m]?(\d{2}))?\s*(Z|[+-]\d{2}[-:]?\d{2})?",
    re.IGNORECASE,
)
"""A date and a time of day inside a file name, where colons often became something else."""


def parse_moment(text: str, what: str) -> datetime:
    """An ISO 8601 time as aware UTC, such as `2026-02-03T15:00Z` or `2026-02-03 15:00+01:00`.

    Args:
        text: what the user wrote.
        what: what the time belongs to, for the message, such as `--at`.

    Raises:
        InputError: when it is no time, or has no zone.
    """
    try:
        moment = datetime.fromisoformat(text.strip()[:LONGEST].upper())
    except ValueError:
        raise InputError(
            f"{what}: “{text[:LONGEST]}” is not a time", "write it like 2026-02-03T15:00Z or 2026-02-03T15:00+01:00"
        ) from None
    if moment.utcoffset() is None:
        raise InputError(
            f"{what}: the time “{text}” has no zone", "add Z for UTC, or an offset such as +01:00, at its end"
        )
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise InputError(f"{what}: the time “{text}” is out of range", "give the time of the capture") from None


def not_in_future(moment: datetime, now: datetime, what: str) -> datetime:
    """The same time.

    Raises:
        InputError: when it lies ahead of `now` by more than clocks differ.
    """
    if moment > now + CLOCK_SKEW:
        raise InputError(
            f"{what}: the time {moment:%Y-%m-%dT%H:%M:%SZ} lies in the future",
            "check the year and the zone; an observation cannot come before it was made",
        )
    return moment


def moment_in_name(name: str) -> datetime | None:
    """The time a file name tells, aware UTC; None where it tells none, or none with a zone.

    Understood: the 14 digits of web archives (UTC), and an ISO 8601 time with its zone in which colons may be hyphens,
    dots or missing: `2026-02-03T14-02-11Z.html`, `20260203T140211Z.txt`, `2026-02-03 15.00+0100.md`.
    """
    archive = ARCHIVE_NAME.search(name)
    if archive:
        try:
            return datetime.strptime(archive[1], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        except ValueError:
            return None
    found = ISO_NAME.search(name)
    if not found or not found[7]:
        return None
    year, month, day, hour, minute, second, zone = found.groups()
    offset = "+00:00" if zone.upper() == "Z" else f"{zone[:3]}:{zone[-2:]}"
    try:
        written = datetime.fromisoformat(f"{year}-{month}-{day}T{hour}:{minute}:{second or '00'}{offset}")
        return written.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
