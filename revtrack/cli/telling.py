"""How commands say what they did: one Snapshot, many, and what failed; as text or as JSON, in one wording."""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Final

import click

from revtrack.cli.console import Console, echo_json, silence_output
from revtrack.errors import PartialError, RevtrackError
from revtrack.report.wording import counted

if TYPE_CHECKING:
    from revtrack.looking import Look
    from revtrack.model import Doubt
    from revtrack.pipeline import Capture

__all__ = [
    "MEND",
    "SHOWN",
    "acknowledge",
    "believed_when",
    "capture_json",
    "failure_json",
    "name_some",
    "remedied",
    "report_failures",
    "show_rows",
    "shown_moment",
    "tell_capture",
    "tell_json",
    "tell_look",
]

MEND: Final = "mend what is named above and run the same again: what is stored is not stored twice"

SHOWN: Final = 20
"""What is passed over or failed is named one by one up to this many; the rest is counted."""


def tell_look(console: Console, look: "Look", *, as_json: bool, one_of_many: bool = False) -> None:
    """Say what became of a look.

    Raises:
        FetchError: there was no Snapshot in it; that it was looked at is stored.
    """
    from revtrack.ingest.web import FetchError
    from revtrack.model import FetchState

    if look.capture:
        tell_capture(console, look.address, look.capture, as_json=as_json, one_of_many=one_of_many)
    elif look.check:
        hint = f"nothing changed in its history; the look is kept: revtrack log {look.address} --checks shows it"
        if look.check.state is FetchState.REFUSED:
            hint = (
                "only public addresses are contacted; others must be named in revtrack.toml under [fetch] allow_private"
            )
        raise FetchError(look.check.state, look.check.detail, address=look.address, hint=hint)


def tell_capture(console: Console, name: str, done: "Capture", *, as_json: bool, one_of_many: bool = False) -> None:
    """Say what became of a Snapshot; as JSON on one line where it is one of many."""
    if as_json:
        tell_json(capture_json(name, done), one_of_many=one_of_many)
    else:
        _say_capture(console, name, done)


def _say_capture(console: Console, name: str, done: "Capture") -> None:
    from revtrack.report.standing import held_back_words
    from revtrack.versioning import Outcome

    verdict, article = done.verdict, done.article
    words = {
        Outcome.FIRST: f"stored as version 1 of {article.id}",
        Outcome.SAME_SNAPSHOT: f"already there (version {verdict.number} of {article.id}): nothing added; "
        "--at TIME says when it was seen again",
        Outcome.SAME_TEXT: f"same text as version {verdict.number} of {article.id}: seen again, no new version",
        Outcome.CHANGED: f"stored as version {verdict.number} of {article.id}: the text changed",
        Outcome.RETURNED: f"stored as version {verdict.number} of {article.id}: back to version {verdict.returns_to}",
        Outcome.OTHERWISE: f"stored as version {verdict.number} of {article.id}: no edit that we know of; of versions "
        f"{verdict.number - 1} and {verdict.number} one is what a feed carried, the other the page",
        Outcome.OUT_OF_ORDER: f"stored as version {verdict.number} of {article.id}: later versions are renumbered",
        Outcome.HELD_BACK: f"{held_back_words(verdict.doubt)}; kept, but no version of {article.id}"
        f"{believed_when(verdict.doubt)}",
    }
    console.tell(f"{name}: {words[verdict.outcome]}")
    for problem in done.problems:
        console.say(f"note: {name} {problem}")
    if verdict.number > 1 and verdict.outcome in {Outcome.CHANGED, Outcome.RETURNED, Outcome.OUT_OF_ORDER}:
        console.say(f"See: revtrack diff {article.id} ..{verdict.number}")


def believed_when(doubt: "Doubt | None") -> str:
    """The end of a sentence on what was held back: when it will be believed after all; empty where it never is."""
    return "" if doubt is None or doubt.lasts else ": if it stays so for a day, it will be believed"


def tell_json(value: dict[str, object], *, one_of_many: bool) -> None:
    """Print what became of an input as JSON; of one of many on a line of its own, with what went wrong or null."""
    if one_of_many:
        acknowledge(value if "error" in value else value | {"error": None})
    else:
        echo_json(value)


def failure_json(name: str, problem: RevtrackError) -> dict[str, object]:
    """What became of an input that could not be taken."""
    state = getattr(problem, "state", None)
    error = {
        "code": problem.code,
        "state": str(state) if state else None,
        "message": problem.message,
        "hint": problem.hint,
    }
    return {"input": name, "outcome": None, "error": error}


def capture_json(name: str, done: "Capture") -> dict[str, object]:
    """What became of a Snapshot."""
    return {
        "input": name,
        "article": done.article.id,
        "identity": done.article.identity,
        "outcome": str(done.verdict.outcome),
        "version": done.verdict.number,
        "returns_to": done.verdict.returns_to,
        "reason": str(done.verdict.doubt) if done.verdict.doubt else None,
        "problems": list(done.problems),
    }


def shown_moment(at: datetime) -> str:
    """A time for programs and in dry runs, to the second, in UTC; of any year with four digits."""
    return f"{at.replace(tzinfo=None).isoformat(timespec='seconds')}Z"


def show_rows(console: Console, rows: Iterable[Mapping[str, object]], columns: Sequence[str], *, as_json: bool) -> None:
    """Print what a dry run found: as one JSON list, or line by line as it is found.

    Args:
        console: where it is told.
        rows: name of a column → its value, in JSON.
        columns: those that a line shows, in this order; what is not known is a question mark.
        as_json: whether to print the list.
    """
    if as_json:
        echo_json(list(rows))
        return
    for row in rows:
        console.print_line("  ".join(str(row[column] or "?") for column in columns))


@contextmanager
def remedied(hint: str) -> Iterator[None]:
    """While it lasts, what is not fetched and has no remedy of its own has this one."""
    from revtrack.ingest.web import FetchError

    try:
        yield
    except FetchError as problem:
        problem.hint = problem.hint or hint
        raise


def acknowledge(line: dict[str, object]) -> None:
    """Print a line of JSON at once; who no longer reads does not stop the import."""
    from revtrack.report.as_json import to_text

    try:
        click.echo(to_text(line))
        sys.stdout.flush()
    except BrokenPipeError:
        silence_output()


def name_some(console: Console, what: str, messages: Sequence[str], count: int) -> None:
    """Name the first of some inputs and what became of them; of the others say how many there are.

    Args:
        console: where it is told.
        what: became of them.
        messages: the first ones, or all.
        count: of all.
    """
    shown = messages[:SHOWN]
    for message in shown:
        console.say(f"{what}: {message}")
    if count > len(shown):
        console.say(f"… and {count - len(shown)} more")


def report_failures(console: Console, failures: list[str], total: int, *, named: bool, done: str = "stored") -> None:
    """Name what failed.

    Args:
        console: where it is told.
        failures: one sentence each.
        total: inputs, failed or not.
        named: whether to name them.
        done: what became of the others.

    Raises:
        PartialError: always.
    """
    if named:
        name_some(console, "failed", failures, len(failures))
    rest = f"the rest was {done}" if len(failures) < total else f"nothing was {done}"
    raise PartialError(f"{len(failures)} of {counted(total, 'input')} could not be taken; {rest}", MEND)
