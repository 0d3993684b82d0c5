"""What a value must be: a function for each kind, which gives the value as it is kept.

Where the value cannot be that, it raises ValueError with half a sentence, which whoever read the value begins with the
place where it was said: “jobs” must be a whole number from 1 to 64.
"""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import regex

from revtrack.address import Allowance, address_problem
from revtrack.errors import UsageError
from revtrack.settings.values import Period

__all__ = [
    "Check",
    "address",
    "duration",
    "host",
    "list_of",
    "name",
    "one_of",
    "only",
    "pattern",
    "periods",
    "private",
    "span",
    "text",
    "timezone",
    "whole",
    "yes",
]

Check = Callable[[Any], Any]
"""A value out of TOML, or its text out of a variable → the value kept. Raises ValueError with half a sentence.

All kinds of wrong values raise the same, so that no caller need tell them apart."""

MOST_LISTED: Final = 1_000
"""Entries of a list, a count: more are no configuration but a list of subscriptions, which OPML is for."""

_DURATION: Final = re.compile(r"(\d{1,6}(?:\.\d{1,3})?) ?(ms|s|m|h|d|w)", re.ASCII)
_UNITS: Final = {
    "ms": timedelta(milliseconds=1),
    "s": timedelta(seconds=1),
    "m": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
    "w": timedelta(weeks=1),
}

_HOST: Final = re.compile(r"(?:\*\.)?[^\s/:@*?#\[\]]{1,253}|\[?[0-9a-f:.]+\]?")
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")


def duration(text: str) -> timedelta:
    """A span of time such as `3s`, `15m`, `1.5h`, `7d` or `2w`.

    Raises:
        ValueError: for anything else; one sentence that names it.
    """
    stated = _DURATION.fullmatch(text.strip())
    if not stated:
        raise ValueError(f"“{text[:64]}” is no span of time; write it as 30s, 15m, 1h, 7d or 2w")
    return float(stated[1]) * _UNITS[stated[2]]


def text(value: Any) -> str:
    """Text, without the blanks around it."""
    if not isinstance(value, str) or not value.strip():
        raise ValueError("must be text in quotation marks")
    return value.strip()


def whole(least: int, most: int) -> Check:
    """A whole number from `least` to `most`, both included."""

    def check(value: Any) -> int:
        stated = int(value) if isinstance(value, str) and value.strip().isdecimal() else value
        if type(stated) is not int or not least <= stated <= most:
            raise ValueError(f"must be a whole number from {least:,} to {most:,}")
        return stated

    return check


def span(least: str, most: str) -> Check:
    """A span of time from `least` to `most`, both included."""

    def check(value: Any) -> timedelta:
        if not isinstance(value, str):  # such as a bare number, whose unit nobody knows
            raise ValueError(f'must be a span of time in quotation marks, such as "{most}"')  # noqa: TRY004  see Check
        if not duration(least) <= (found := duration(value)) <= duration(most):
            raise ValueError(f"must lie between {least} and {most}")
        return found

    return check


def one_of(*known: str) -> Check:
    """One of these words."""

    def check(value: Any) -> str:
        if value not in known:
            raise ValueError(f"must be {' or '.join(known)}")
        return str(value)

    return check


def yes(value: Any) -> bool:
    """True or false."""
    if isinstance(value, str) and value in {"true", "false"}:
        return value == "true"
    if not isinstance(value, bool):
        raise ValueError("must be true or false")  # noqa: TRY004  see Check
    return value


def list_of(each: Check = text) -> Check:
    """A list, each of whose entries is checked."""

    def check(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list) or len(value) > MOST_LISTED:
            raise ValueError(f"must be a list in brackets with at most {MOST_LISTED:,} entries")
        return tuple(each(part) for part in value)

    return check


def _period(value: Any) -> Period:
    """A period, written as `15m for 3h`."""
    every, _, lasting = text(value).partition(" for ")
    if not lasting:
        raise ValueError(f'“{value[:64]}” is no period; write it as "15m for 3h"')
    found = Period(every=duration(every), lasting=duration(lasting))
    if not timedelta(minutes=1) <= found.every <= found.lasting:
        raise ValueError(f"“{value[:64]}” must name a minute or more, for at least as long")
    return found


def periods(value: Any) -> tuple[Period, ...]:
    """One period at least."""
    found: tuple[Period, ...] = list_of(_period)(value)
    if not found:
        raise ValueError("must name at least one period")
    return found


def pattern(value: Any) -> str:
    """A regular expression, as it was written."""
    try:
        regex.compile(text(value))
    except regex.error as problem:
        raise ValueError(f"“{value[:64]}” is no regular expression: {problem}") from None
    return str(value)


def address(value: Any) -> str:
    """An address of http or https."""
    if problem := address_problem(text(value)):
        raise ValueError(f"“{value[:64]}” {problem}")
    return text(value)


def timezone(value: Any) -> str:
    """The IANA name of a time zone."""
    found = text(value)
    try:
        ZoneInfo(found)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: the name of a folder
        if found != "UTC":  # which needs no database of zones
            raise ValueError("must name a time zone such as Europe/Berlin") from None
    return found


def only(always: object, reason: str) -> Check:
    """The one value that holds anyway."""

    def check(value: Any) -> object:
        if type(value) is not type(always) or value != always:
            raise ValueError(f"can only be {str(always).lower()}: {reason}")
        return always

    return check


def host(value: Any) -> str:
    """A host, or all hosts below one, in lower case."""
    found = text(value).lower()
    if not _HOST.fullmatch(found):
        raise ValueError(f"“{found[:64]}” is no host such as post.example or *.post.example")
    return found


def name(value: Any) -> str:
    """The name of a source."""
    if not isinstance(value, str) or not _NAME.fullmatch(value):
        raise ValueError("must be a name of lower-case letters, digits and hyphens, such as example-post")
    return value


def private(value: Any) -> str:
    """A network address with its port, as `address.Allowance` takes it."""
    try:
        Allowance.parse([text(value)])
    except UsageError as problem:
        raise ValueError(f"{problem.message}; {problem.hint}") from None
    return text(value)
