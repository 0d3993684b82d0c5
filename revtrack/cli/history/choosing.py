"""What several commands choose by: times as people say them, labels, and one view of many.

SINCE, UNTIL   2026-02-03T15:00Z · 2026-02-03 · today · yesterday · 90m · 2h · 3d · 1w        in the settings' zone
LABEL          number · number,quote · several times
"""

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any, Final, TypeVar

import click

from revtrack.errors import InputError, UsageError
from revtrack.ingest import parse_moment
from revtrack.model import Comparison

__all__ = ["Period", "labels_of", "labels_option", "only_one", "period_options", "wanted_labels"]

Command = TypeVar("Command", bound=Callable[..., Any])

UNITS: Final = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}
AGO: Final = re.compile(r"(\d{1,5})\s*([mhdw])")
"""With five digits even weeks reach back no further than the years that can be written."""
DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
DAYS_AGO: Final = {"today": 0, "yesterday": 1}

WHOLE: Final = frozenset({"unnoted", "rewritten", "revert"})
"""Labels of a whole Comparison, which no single change has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A time from `since` to `until`, both included; None is open."""

    since: datetime | None
    until: datetime | None

    @classmethod
    def of(cls, since: str | None, until: str | None, now: datetime) -> "Period":
        """What the options name.

        Args:
            since: as it was typed.
            until: as it was typed.
            now: in the zone whose days are meant.

        Raises:
            InputError: one of them is no time, or it ends before it begins.
        """
        period = cls(
            since=_moment(since, "--since", now)[0] if since else None,
            until=_moment(until, "--until", now)[1] if until else None,
        )
        if period.since and period.until and period.until < period.since:
            raise UsageError("--until lies before --since", "name the earlier one with --since")
        return period

    @property
    def open(self) -> bool:
        """True where every time belongs to it."""
        return self.since is None and self.until is None

    def holds(self, moment: datetime) -> bool:
        """Whether a time belongs to it."""
        return (self.since is None or self.since <= moment) and (self.until is None or moment <= self.until)


def _moment(text: str, option: str, now: datetime) -> tuple[datetime, datetime]:
    """The first and the last instant that a time names: a day has many.

    Raises:
        InputError: when it is no time.
    """
    word = text.strip().lower()
    if word in DAYS_AGO:
        return _day((now - timedelta(days=DAYS_AGO[word])).date(), now.tzinfo)
    if ago := AGO.fullmatch(word.removesuffix(" ago")):
        moment = now.astimezone(UTC) - int(ago[1]) * UNITS[ago[2]]
        return moment, moment
    if DATE.fullmatch(word):
        with suppress(ValueError):  # no such day: what was typed is named below
            return _day(date.fromisoformat(word), now.tzinfo)
    try:
        moment = parse_moment(text, option)
    except InputError as problem:
        raise InputError(problem.message, f"{problem.hint}; or say 2026-02-03, yesterday, 2h, 3d or 1w") from None
    return moment, moment


def _day(day: date, zone: tzinfo | None) -> tuple[datetime, datetime]:
    return datetime.combine(day, time.min, zone), datetime.combine(day, time.max, zone)


def period_options(command: Command) -> Command:
    """The command with `--since` and `--until`."""
    until = click.option("--until", metavar="TIME", help="Not after this time; a day counts whole.")
    since = click.option(
        "--since", metavar="TIME", help="Not before: 2026-02-03, 2026-02-03T15:00Z, today, yesterday, 2h, 3d or 1w."
    )
    return since(until(command))


def labels_option(command: Command) -> Command:
    """The command with `--label`."""
    option = click.option(
        "--label",
        "labels",
        metavar="LABEL[,LABEL…]",
        multiple=True,
        help="Only changes with one of these labels, such as number,quote.",
    )
    return option(command)


def wanted_labels(given: Iterable[str], *, of_changes: bool = False) -> frozenset[str]:
    """The labels that an option names.

    Args:
        given: its values, each with commas between labels.
        of_changes: whether only labels that single changes have are any use.

    Raises:
        UsageError: there is no such label; names the nearest.
    """
    from revtrack.diff.labels import WEIGHTS

    wanted = [word.strip().lower() for value in given for word in value.split(",") if word.strip()]
    for word in wanted:
        if word not in WEIGHTS:
            near = difflib.get_close_matches(word, WEIGHTS, n=1)
            hint = f"did you mean “{near[0]}”?" if near else f"labels are: {', '.join(WEIGHTS)}"
            raise UsageError(f"--label: there is no label “{word[:64]}”", hint)
        if of_changes and word in WHOLE:
            raise UsageError(
                f"--label: “{word}” is said of a whole comparison, not of a change", "revtrack log --label finds it"
            )
    return frozenset(wanted)


def labels_of(comparison: Comparison) -> frozenset[str]:
    """The terms of all labels of a Comparison, of its changes and of its fields."""
    from revtrack.report.wording import all_changes

    found = {label.term for change in all_changes(comparison) for label in change.labels}
    return frozenset(found | {label.term for label in comparison.labels})


def only_one(options: Mapping[str, object]) -> None:
    """Nothing, where at most one of some options is given.

    Raises:
        UsageError: several are; names the first two.
    """
    given = [name for name, chosen in options.items() if chosen]
    if len(given) > 1:
        raise UsageError(f"{given[0]} and {given[1]} exclude each other", "choose one of them")
