"""Time, as far as manners need it: a clock, and Retry-After, for how long a server wants to be left alone."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

from revtrack.ingest.web.options import MannersOptions
from revtrack.model import Answer

__all__ = ["SYSTEM_CLOCK", "Clock", "moment_after", "retry_after"]

LONGEST_DATE: Final = 64
"""Characters of a date that are looked at; the three forms of RFC 9110 have fewer than 40."""

_LONGEST: Final = MannersOptions().max_retry_after
_SECONDS: Final = re.compile(r"[0-9]{1,12}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """Time; another one in tests."""

    monotonic: Callable[[], float] = time.monotonic
    """Seconds that never go back."""
    sleep: Callable[[float], None] | None = None
    """Waits for some seconds; None: until they are over, or `Polite.stop` was called."""
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    """Aware UTC."""


SYSTEM_CLOCK: Final = Clock()


def retry_after(answer: Answer, longest: float = _LONGEST) -> datetime | None:
    """When a server wants to be asked again, aware UTC; None where it says nothing that can be read.

    Args:
        answer: of any status; 429 and 503 are those that say it.
        longest: seconds; later moments count as this, earlier ones as the time of the answer.

    Source: RFC 9110, section 10.2.3: seconds, or a date in one of three forms.
    """
    return moment_after(answer.headers, answer.at, longest)


def moment_after(headers: tuple[tuple[str, str], ...], at: datetime, longest: float) -> datetime | None:
    """The same for the head of an answer that came at a given time."""
    value = next((value for name, value in headers if name.lower() == "retry-after"), "").strip()
    if _SECONDS.fullmatch(value):
        return at + timedelta(seconds=min(int(value), longest))
    try:
        date = parsedate_to_datetime(value[:LONGEST_DATE])
        date = date.replace(tzinfo=UTC) if date.utcoffset() is None else date.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return min(max(date, at), at + timedelta(seconds=longest))
