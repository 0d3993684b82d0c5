"""What every import of a history does: see whether the input is of use, store what it holds, say what became of it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Final, TypeVar

from revtrack.cli.console import Console, echo_json
from revtrack.cli.desk import fill_workshop, open_reader, settings_of
from revtrack.cli.imports.options import Wish
from revtrack.cli.telling import MEND, SHOWN, name_some, show_rows, shown_moment
from revtrack.errors import InputError, PartialError
from revtrack.report.wording import counted

if TYPE_CHECKING:
    from revtrack.importing import Brought
    from revtrack.ingest.histories.findings import Finding

__all__ = ["CAPTURE", "FINDING", "begun", "bring_in", "tell_brought"]

T = TypeVar("T")

FINDING: Final = ("observed", "article", "input")
"""What a line of a dry run shows of a file, a commit or the like."""

CAPTURE: Final = ("observed", "status", "article")
"""What a line of a dry run shows of a capture in an archive."""

MOST_HELD: Final = 1_000
"""Items of an input, at least 1, of which one must be of use before anything is made of it."""


def bring_in(console: Console, findings_of: "Callable[[Any], Iterable[Finding]]", wish: Wish) -> None:
    """Store what an importer finds and tell what became of it; or only say what would be stored.

    Args:
        console: where it is told.
        findings_of: the findings, for the child that parses foreign bytes.
        wish: whether to store it, and how to tell it.

    Raises:
        InputError: none could be taken, and no database was made for them.
        PartialError: some states could not be taken; the rest is stored.
    """
    from revtrack.importing import bring_in as batches

    settings = settings_of(console)
    with open_reader(settings) as (confined, reader):
        findings = _of_use(console, _not_in_future(findings_of(confined)))
        if wish.dry_run:
            _only_show(console, findings, as_json=wish.as_json)
            return
        with fill_workshop(console, settings, confined, reader) as workshop:
            tell_brought(console, batches(findings, workshop.store, workshop.reader), as_json=wish.as_json)


def _only_show(console: Console, findings: "Iterable[Finding]", *, as_json: bool) -> None:
    """Say what would be stored.

    Raises:
        PartialError: some states could not be taken.
    """
    refused: list[str] = []
    show_rows(console, _rows(console, findings, refused), FINDING, as_json=as_json)
    name_some(console, "failed", refused, len(refused))
    if refused:
        raise PartialError(f"{counted(len(refused), 'state')} could not be taken", MEND)


def _of_use(console: Console, findings: "Iterable[Finding]") -> "Iterator[Finding]":
    """The same findings, of which one is of use unless there are very many.

    Raises:
        InputError: there is nothing but what cannot be taken; it is named.
    """
    from revtrack.ingest.histories.findings import Skipped

    every, useless = _tried(findings, lambda one: not isinstance(one, Skipped))
    if 0 < len(useless) < MOST_HELD:
        named = [f"{one.name} {one.reason}" for one in useless if isinstance(one, Skipped)]
        name_some(console, "failed", named, len(useless))
        states = sum(_refusal(one) is not None for one in useless) or len(useless)  # the others are no states
        raise InputError(f"of {counted(states, 'state')} none can be taken", MEND)
    return every


def _tried(items: "Iterable[T]", is_of_use: Callable[[T], bool]) -> "tuple[Iterator[T], list[T]]":
    """The same items; and the first MOST_HELD of them where none of these is of use, else nothing."""
    rest, held = iter(items), list[T]()
    for one in islice(rest, MOST_HELD):
        held.append(one)
        if is_of_use(one):
            return chain(held, rest), []
    return chain(held, rest), held


def _refusal(one: "Finding") -> str | None:
    """Why a finding cannot be taken that should be; None for all others."""
    from revtrack.ingest.histories.findings import Skipped

    return f"{one.name} {one.reason}" if isinstance(one, Skipped) and not one.by_design else None


def begun(
    console: Console,
    items: "Iterable[T]",
    refusal: Callable[[T], str | None],
    aside: Callable[[T], str | None] = lambda _: None,
) -> "Iterator[T]":
    """The same items, of which the first were looked at: what nobody can read makes no database.

    Args:
        console: where it is told what was passed over of an input that gives nothing.
        items: of one input.
        refusal: one sentence where an item only says that the input is not what it should be, else None.
        aside: one sentence where an item only says what of the input is passed over, else None.

    Raises:
        InputError: the first MOST_HELD items, or all there are, say nothing else, and one of them refuses the input.
    """
    every, useless = _tried(items, lambda one: refusal(one) is None and aside(one) is None)
    refusals = [sentence for one in useless if (sentence := refusal(one))]
    is_all_of_it = len(useless) < MOST_HELD or len(refusals) == len(useless)
    if refusals and is_all_of_it:
        passed_over = [sentence for one in useless if refusal(one) is None and (sentence := aside(one))]
        name_some(console, "passed over", passed_over, len(passed_over))
        raise InputError(refusals[0], "check that it is the right file, and whole")
    return every


def tell_brought(
    console: Console,
    brought: "Iterable[Brought]",
    *,
    as_json: bool,
    length: int | None = None,
    broken: Sequence[str] = (),
    is_fetched: bool = False,
) -> None:
    """Store what an import brings and tell what became of it.

    Args:
        console: where it is told.
        brought: stores as it is iterated.
        as_json: whether to tell it as JSON.
        length: how many there will be, where that is known.
        broken: the inputs that end too early, one sentence each; looked at last.
        is_fetched: whether each of them is a look at the web.

    Raises:
        PartialError: some could not be taken; the rest is stored.
        FetchError: every look failed.
    """
    total = _Total()
    for one in console.progress(brought, length, "storing"):
        total.add(one)
    total.tell(console, as_json=as_json, is_fetched=is_fetched)
    if broken:
        raise PartialError(broken[0], "what could be read is stored; fetch the file anew and import it again")


def _not_in_future(findings: "Iterable[Finding]") -> "Iterable[Finding]":
    """The findings, those of a time to come passed over: they could not be told from a slip of a clock."""
    from revtrack.ingest.histories.findings import Found, Skipped
    from revtrack.ingest.moments import not_in_future

    now = datetime.now(UTC)
    for one in findings:
        if isinstance(one, Found):
            try:
                not_in_future(one.snapshot.observed_at, now, one.name)
            except InputError:
                yield Skipped(name=one.name, reason="is dated in the future")
                continue
        yield one


def _rows(console: Console, findings: "Iterable[Finding]", refused: list[str]) -> "Iterator[dict[str, object]]":
    """What an import would store, as it is found; what is passed over is named aside, and what is refused put down."""
    from revtrack.ingest.histories.findings import Absent, Found
    from revtrack.ingest.web.problem import without_user

    for one in findings:
        if isinstance(one, Found):
            at, article, note = one.snapshot.observed_at, one.snapshot.article, one.snapshot.note
        elif isinstance(one, Absent):
            at, article, note = one.at, one.article, one.note
        else:
            if reason := _refusal(one):
                refused.append(reason)
            else:
                console.say(f"passed over: {one.name} {one.reason}")
            continue
        yield {"observed": shown_moment(at), "article": without_user(article), "input": one.name, "note": note}


class _Total:
    """What became of all batches."""

    def __init__(self) -> None:
        self.counts = {
            "found": 0,
            "added": 0,
            "already_there": 0,
            "absences": 0,
            "states": 0,
            "passed_over": 0,
            "failed": 0,
        }
        self.skipped: list[str] = []
        self.failures: list[str] = []

    def add(self, batch: "Brought") -> None:
        """Count one more batch; only the first messages are kept."""
        for name in ("found", "added", "absences", "states"):
            self.counts[name] += getattr(batch, name)
        self.counts["already_there"] += batch.there
        self.counts["passed_over"] += len(batch.skipped)
        self.counts["failed"] += len(batch.failures)
        self.skipped += batch.skipped[: SHOWN - len(self.skipped)]
        self.failures += batch.failures[: SHOWN - len(self.failures)]

    def tell(self, console: Console, *, as_json: bool, is_fetched: bool) -> None:
        """Say what became of the import. Raises as `tell_brought`."""
        from revtrack.ingest.web import FetchError
        from revtrack.model import FetchState

        taken = sum(self.counts[name] for name in ("added", "already_there", "absences", "states"))
        gave_nothing = is_fetched and not taken and self.counts["failed"] > 0
        name_some(console, "passed over", self.skipped, self.counts["passed_over"])
        if not (gave_nothing and self.counts["failed"] == 1):  # then the error says it
            name_some(console, "failed", self.failures, self.counts["failed"])
        if as_json:
            echo_json(self.counts | {"failures": self.failures})
        else:
            added = self.counts["added"]
            passed_over = f"{self.counts['passed_over']:,} passed over, " if self.counts["passed_over"] else ""
            console.tell(
                f"{counted(self.counts['found'], 'state')}: {counted(added, 'new Snapshot')}"
                f"{'' if added else ': nothing added'}, {self.counts['already_there']} already there, "
                f"{counted(self.counts['absences'], 'absence')}, {counted(self.counts['states'], 'look')} without an "
                f"article, {passed_over}{self.counts['failed']} failed."
            )
        if gave_nothing:
            number = self.counts["failed"]
            told = self.failures[0] if number == 1 else f"none of the {number:,} looks gave a capture"
            raise FetchError(FetchState.UNREACHABLE, told, hint=MEND)
        if self.counts["failed"]:
            rest = "the rest" if taken else "nothing"
            raise PartialError(f"{counted(self.counts['failed'], 'state')} could not be taken; {rest} was stored", MEND)
