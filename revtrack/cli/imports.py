"""Commands that bring in histories others have kept: `import git`, `newssniffer`, `newsedits`, `diffengine`."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from revtrack.cli.console import Console, echo_json
from revtrack.cli.desk import fill_workshop, open_reader, settings_of
from revtrack.cli.sources import import_
from revtrack.cli.telling import SHOWN, name_some, show_rows, shown_moment
from revtrack.errors import InputError, PartialError
from revtrack.report.wording import counted

if TYPE_CHECKING:
    from revtrack.importing import Brought
    from revtrack.ingest.histories.findings import Finding

__all__ = ["Total", "begun", "bring_in", "encoding_option", "shared_options", "tell_brought"]

T = TypeVar("T")

MEND: Final = "mend what is named above and run the same again: what is stored is not stored twice"

MOST_HELD: Final = 1_000
"""Items of an input, at least 1, of which one must be of use before anything is made of it."""


def encoding_option(command: Callable[..., None]) -> Callable[..., None]:
    """The option of an import whose texts may be in another encoding than UTF-8."""
    what = "The character encoding of the texts. Default: UTF-8, or what HTML declares."
    return click.option("--encoding", metavar="NAME", help=what)(command)


def shared_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options that every import of a history has."""
    for option in (
        click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON."),
        click.option("--dry-run", is_flag=True, help="Say what would be stored; store nothing."),
        click.option("--lang", metavar="TAG", help="The language of the articles, such as en."),
        click.option("--source", help="The publisher, as people call it."),
    ):
        command = option(command)
    return command


@import_.command("git")
@click.argument("repository", metavar="REPO", type=click.Path(path_type=Path))
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@click.option("--url", metavar="URL|KEY", help="The article, with {path}, {stem} or {name} in it. Default: its file.")
@click.option("--branch", default="HEAD", show_default=True, help="A branch, a tag or a commit.")
@encoding_option
@shared_options
@click.pass_obj
def import_git(
    console: Console,
    /,
    repository: Path,
    paths: tuple[str, ...],
    url: str | None,
    branch: str,
    encoding: str | None,
    source: str | None,
    lang: str | None,
    *,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Store every state of the files in a git repository: author's dates, renames followed, subjects kept as notes.

    Commits that a merge brought are states too. Where both sides changed a file, those of the branch are taken and the
    others named.

    PATH may be a file, a folder or a pattern such as "news/*.html"; without any, all HTML, Markdown and text.
    """
    from revtrack.ingest.histories.git import GitOptions, git_history

    options = GitOptions(
        paths=paths,
        url=url,
        source=source,
        language=lang,
        branch=branch,
        encoding=encoding,
        now=datetime.now(UTC),
    )
    bring_in(console, lambda _: git_history(repository, options), dry_run=dry_run, as_json=as_json)


@import_.command("newssniffer")
@click.argument("page", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--url", metavar="URL|KEY", help="The article. Default: the address the page gives.")
@click.option("--at", metavar="TIME", help="When the older version was seen, for a page that does not say it.")
@shared_options
@click.pass_obj
def import_newssniffer(
    console: Console,
    /,
    page: Path,
    url: str | None,
    at: str | None,
    source: str | None,
    lang: str | None,
    *,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Store the two versions on a saved page of NewsSniffer, as HTML or as text."""
    from revtrack.ingest.histories.newssniffer import NewsSnifferOptions, newssniffer_history
    from revtrack.ingest.histories.newssniffer_page import read_newssniffer

    options = NewsSnifferOptions(url=url, source=source, language=lang, at=_moment(at))
    bring_in(
        console,
        lambda confined: newssniffer_history(page, options, lambda body: confined.call(read_newssniffer, body)),
        dry_run=dry_run,
        as_json=as_json,
    )


@import_.command("newsedits")
@click.argument("database", metavar="DB", type=click.Path(path_type=Path))
@click.option("--table", help="The table of versions. Default: entryversion, else the only one that can be it.")
@click.option("--at", metavar="TIME", help="The time of first versions, for a database that gives none.")
@shared_options
@click.pass_obj
def import_newsedits(
    console: Console,
    /,
    database: Path,
    table: str | None,
    at: str | None,
    source: str | None,
    lang: str | None,
    *,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Store the versions in an SQLite database in the shape of NewsEdits."""
    from revtrack.ingest.histories.newsedits import NewsEditsOptions, newsedits_history

    options = NewsEditsOptions(table=table, source=source, language=lang, at=_moment(at))
    bring_in(console, lambda _: newsedits_history(database, options), dry_run=dry_run, as_json=as_json)


@import_.command("diffengine")
@click.argument("database", metavar="DB", type=click.Path(path_type=Path))
@shared_options
@click.pass_obj
def import_diffengine(
    console: Console, /, database: Path, source: str | None, lang: str | None, *, dry_run: bool, as_json: bool
) -> None:
    """Store the versions in a database of diffengine."""
    from revtrack.ingest.histories.diffengine import DiffengineOptions, diffengine_history

    options = DiffengineOptions(source=source, language=lang)
    bring_in(console, lambda _: diffengine_history(database, options), dry_run=dry_run, as_json=as_json)


def _moment(at: str | None) -> datetime | None:
    from revtrack.ingest import parse_moment

    return None if at is None else parse_moment(at, "--at")


def bring_in(
    console: Console, findings_of: "Callable[[Any], Iterable[Finding]]", *, dry_run: bool, as_json: bool
) -> None:
    """Store what an importer finds and tell what became of it; or only say what would be stored.

    Args:
        console: where it is told.
        findings_of: the findings, for the child that parses foreign bytes.
        dry_run: whether to store nothing.
        as_json: whether to tell it as JSON.

    Raises:
        InputError: none could be taken, and no database was made for them.
        PartialError: some states could not be taken; the rest is stored.
    """
    from revtrack.importing import bring_in as batches

    settings = settings_of(console)
    with open_reader(settings) as (confined, reader):
        findings = _of_use(console, _not_in_future(findings_of(confined)))
        if dry_run:
            refused: list[str] = []
            show_rows(console, _rows(console, findings, refused), ("observed", "article", "input"), as_json=as_json)
            name_some(console, "failed", refused[:SHOWN], len(refused))
            if refused:
                raise PartialError(f"{counted(len(refused), 'state')} could not be taken", MEND)
            return
        with fill_workshop(console, settings, confined, reader) as workshop:
            tell_brought(console, batches(findings, workshop.store, workshop.reader), as_json=as_json)


def _of_use(console: Console, findings: "Iterable[Finding]") -> "Iterator[Finding]":
    """The same findings, of which one is of use unless there are very many.

    Raises:
        InputError: there is nothing but what cannot be taken; it is named.
    """
    from revtrack.ingest.histories.findings import Skipped

    rest, held = iter(findings), list["Finding"]()
    for one in islice(rest, MOST_HELD):
        held.append(one)
        if not isinstance(one, Skipped):
            return chain(held, rest)
    if 0 < len(held) < MOST_HELD:
        named = [f"{one.name} {one.reason}" for one in held[:SHOWN] if isinstance(one, Skipped)]
        name_some(console, "failed", named, len(held))
        raise InputError(f"of {counted(len(held), 'state')} none can be taken", MEND)
    return chain(held, rest)


def _refusal(one: "Finding") -> str | None:
    """Why a finding cannot be taken that should be; None for all others."""
    from revtrack.ingest.histories.findings import Skipped

    return f"{one.name} {one.reason}" if isinstance(one, Skipped) and not one.by_design else None


def begun(items: "Iterable[T]", refusal: Callable[[T], str | None] = lambda _: None) -> "Iterator[T]":
    """The same items, of which the first were looked at: what nobody can read makes no database.

    Args:
        items: of one input.
        refusal: one sentence where an item only says that the input is not what it should be, else None.

    Raises:
        InputError: all of the first MOST_HELD items say so, or there is none for another reason.
    """
    rest, held = iter(items), []
    for one in islice(rest, MOST_HELD):
        held.append(one)
        if refusal(one) is None:
            return chain(held, rest)
    if held:
        raise InputError(refusal(held[0]) or "", "check that it is the right file, and whole")
    return rest


def tell_brought(
    console: Console,
    brought: "Iterable[Brought]",
    *,
    as_json: bool,
    length: int | None = None,
    broken: Sequence[str] = (),
) -> None:
    """Store what an import brings and tell what became of it.

    Args:
        console: where it is told.
        brought: stores as it is iterated.
        as_json: whether to tell it as JSON.
        length: how many there will be, where that is known.
        broken: the inputs that end too early, one sentence each; looked at last.

    Raises:
        PartialError: some could not be taken; the rest is stored.
    """
    total = Total()
    for one in console.progress(brought, length, "storing"):
        total.add(one)
    total.tell(console, as_json=as_json)
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
        yield {"observed": shown_moment(at), "article": article, "input": one.name, "note": note}


class Total:
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
        told = asdict(batch)
        for name in ("found", "added", "absences", "states"):
            self.counts[name] += told[name]
        self.counts["already_there"] += batch.there
        self.counts["passed_over"] += len(batch.skipped)
        self.counts["failed"] += len(batch.failures)
        self.skipped += batch.skipped[: SHOWN - len(self.skipped)]
        self.failures += batch.failures[: SHOWN - len(self.failures)]

    def tell(self, console: Console, *, as_json: bool) -> None:
        """Say what became of the import.

        Raises:
            PartialError: some states could not be read.
        """
        name_some(console, "passed over", self.skipped, self.counts["passed_over"])
        name_some(console, "failed", self.failures, self.counts["failed"])
        if as_json:
            echo_json(self.counts | {"failures": self.failures})
        else:
            added = self.counts["added"]
            console.tell(
                f"{counted(self.counts['found'], 'state')}: {counted(added, 'new Snapshot')}"
                f"{'' if added else ': nothing added'}, {self.counts['already_there']} already there, "
                f"{counted(self.counts['absences'], 'absence')}, {counted(self.counts['states'], 'look')} without an "
                f"article, {self.counts['failed']} failed."
            )
        if self.counts["failed"]:
            taken = sum(self.counts[name] for name in ("added", "already_there", "absences", "states"))
            rest = "the rest" if taken else "nothing"
            raise PartialError(
                f"{counted(self.counts['failed'], 'state')} could not be taken; {rest} was stored",
                MEND,
            )
