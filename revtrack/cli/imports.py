"""Commands that bring in histories others have kept: `import git`, `newssniffer`, `newsedits`, `diffengine`."""

from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from revtrack.cli.console import Console, echo_json
from revtrack.cli.desk import open_reader, open_workshop, settings_of
from revtrack.cli.sources import import_
from revtrack.errors import InputError, PartialError
from revtrack.report.wording import counted

if TYPE_CHECKING:
    from revtrack.importing import Brought
    from revtrack.ingest.histories.findings import Finding

__all__ = ["Total", "bring_in", "shared_options"]

SHOWN: Final = 20
"""What is passed over or failed is named one by one up to this many; the rest is counted."""


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
@shared_options
@click.pass_obj
def import_git(
    console: Console,
    /,
    repository: Path,
    paths: tuple[str, ...],
    url: str | None,
    branch: str,
    source: str | None,
    lang: str | None,
    *,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Store every state of the files in a git repository: author's dates, renames followed, subjects kept as notes.

    PATH may be a file, a folder or a pattern such as "news/*.html"; without any, all HTML, Markdown and text.
    """
    from revtrack.ingest.histories.git import GitOptions, git_history

    options = GitOptions(paths=paths, url=url, source=source, language=lang, branch=branch)
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
        PartialError: some states could not be taken; the rest is stored.
    """
    from revtrack.importing import bring_in as batches

    if dry_run:
        with open_reader(settings_of(console)) as (confined, _):
            _show(console, _not_in_future(findings_of(confined)), as_json=as_json)
        return
    total = Total()
    with open_workshop(console) as workshop:
        findings = _not_in_future(findings_of(workshop.confined))
        for batch in console.progress(batches(findings, workshop.store, workshop.reader), None, "storing"):
            total.add(batch)
    total.tell(console, as_json=as_json)


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


def _show(console: Console, findings: "Iterable[Finding]", *, as_json: bool) -> None:
    """Print what an import would store, line by line as it is found."""
    from revtrack.ingest.histories.findings import Absent, Found

    rows = []
    for one in findings:
        if isinstance(one, Found):
            row = {
                "observed": f"{one.snapshot.observed_at:%Y-%m-%dT%H:%M:%SZ}",
                "article": one.snapshot.article,
                "input": one.name,
                "note": one.snapshot.note,
            }
        elif isinstance(one, Absent):
            row = {
                "observed": f"{one.at:%Y-%m-%dT%H:%M:%SZ}",
                "article": one.article,
                "input": one.name,
                "note": one.note,
            }
        else:
            console.say(f"passed over: {one.name} {one.reason}")
            continue
        if as_json:
            rows.append(row)
        else:
            console.print_line(f"{row['observed']}  {row['article']}  {row['input']}")
    if as_json:
        echo_json(rows)


class Total:
    """What became of all batches."""

    def __init__(self) -> None:
        self.counts = {"found": 0, "added": 0, "already_there": 0, "absences": 0, "passed_over": 0, "failed": 0}
        self.skipped: list[str] = []
        self.failures: list[str] = []

    def add(self, batch: "Brought") -> None:
        """Count one more batch; only the first messages are kept."""
        told = asdict(batch)
        for name, key in (("found", "found"), ("added", "added"), ("already_there", "there"), ("absences", "absences")):
            self.counts[name] += told[key]
        self.counts["passed_over"] += len(batch.skipped)
        self.counts["failed"] += len(batch.failures)
        self.skipped += batch.skipped[: SHOWN - len(self.skipped)]
        self.failures += batch.failures[: SHOWN - len(self.failures)]

    def tell(self, console: Console, *, as_json: bool) -> None:
        """Say what became of the import.

        Raises:
            PartialError: some states could not be read.
        """
        for messages, what, count in (
            (self.skipped, "passed over", self.counts["passed_over"]),
            (self.failures, "failed", self.counts["failed"]),
        ):
            for message in messages:
                console.say(f"{what}: {message}")
            if count > len(messages):
                console.say(f"… and {count - len(messages)} more")
        if as_json:
            echo_json(self.counts | {"failures": self.failures})
        else:
            added = self.counts["added"]
            console.tell(
                f"{counted(self.counts['found'], 'state')}: {counted(added, 'new Snapshot')}"
                f"{'' if added else ': nothing added'}, {self.counts['already_there']} already there, "
                f"{counted(self.counts['absences'], 'absence')}, {self.counts['failed']} failed."
            )
        if self.counts["failed"]:
            raise PartialError(
                f"{counted(self.counts['failed'], 'state')} could not be taken; the rest was stored",
                "mend what is named above and run the same again: what is stored is not stored twice",
            )
