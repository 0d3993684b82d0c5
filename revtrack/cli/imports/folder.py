"""`import dir`: a folder of files."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from revtrack.cli.console import Console, echo_json
from revtrack.cli.desk import Workshop, open_workshop
from revtrack.cli.imports.bringing import FINDING
from revtrack.cli.imports.options import encoding_option
from revtrack.cli.references import check_url
from revtrack.cli.telling import acknowledge, capture_json, report_failures, show_rows, shown_moment
from revtrack.errors import InputError
from revtrack.report.wording import counted

if TYPE_CHECKING:
    from revtrack.ingest.folder import Folder
    from revtrack.ingest.manifest import Listed
    from revtrack.store import Totals

__all__ = ["import_dir"]


@click.command("dir")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--url", metavar="URL|KEY", help="The article all files belong to, where no manifest says it.")
@click.option("--source", help="The publisher of all files, where no manifest says it.")
@encoding_option
@click.option("--dry-run", is_flag=True, help="Say what would be read; store nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
@click.option("--jsonl", is_flag=True, help="Print one line of JSON per Snapshot as soon as it is stored.")
@click.pass_obj
def import_dir(
    console: Console,
    /,
    folder: Path,
    url: str | None,
    source: str | None,
    encoding: str | None,
    *,
    dry_run: bool,
    as_json: bool,
    jsonl: bool,
) -> None:
    """Store a folder: as its seeds.toml lists it, or files named by time such as 2026-02-03T14-02Z.html.

    Files in folders of DIR belong to the article named like the folder. Each file is stored in one transaction; a file
    that cannot be taken is named, and all others are stored.
    """
    from revtrack import ingest

    check_url(url)
    found = ingest.open_folder(folder, url, source, encoding=encoding)
    for reason in found.passed_over:
        console.say(f"passed over: {reason}")
    if dry_run:
        _show_listed(console, found.listed, as_json=as_json or jsonl)
        return
    with open_workshop(console) as workshop:
        outcomes, failures = _import_all(console, found.listed, workshop, jsonl=jsonl)
        summary = _summary(found, outcomes, failures, workshop.store.totals())
    if as_json:
        echo_json(summary | {"failures": failures})
    elif not jsonl:
        console.tell(_summary_line(summary))
    if failures:
        report_failures(console, failures, len(found.listed), named=not as_json)


def _show_listed(console: Console, listed: "tuple[Listed, ...]", *, as_json: bool) -> None:
    """Print what an import would read."""
    rows = (
        {"observed": shown_moment(one.observed_at), "article": one.description.article, "input": str(one.path)}
        for one in listed
    )
    show_rows(console, rows, FINDING, as_json=as_json)


def _import_all(
    console: Console, listed: "tuple[Listed, ...]", workshop: Workshop, *, jsonl: bool
) -> tuple[Counter[str], list[str]]:
    """Capture every listed file; returns how often each outcome came, and what failed."""
    from revtrack import ingest, pipeline
    from revtrack.ingest.moments import not_in_future

    outcomes: Counter[str] = Counter()
    failures: list[str] = []
    now = datetime.now(UTC)
    for one in console.progress(listed, len(listed), "storing"):
        try:
            not_in_future(one.observed_at, now, one.name)
            content = ingest.read_bytes(one.path)
            snapshot = ingest.snapshot_of(content, one.path.name, one.observed_at, one.description)
            done = pipeline.capture(snapshot, str(one.path), workshop.store, workshop.reader)
        except InputError as problem:
            failures.append(problem.message)
            continue
        outcomes[done.verdict.outcome] += 1
        if jsonl:
            acknowledge(capture_json(str(one.path), done) | {"sha256": snapshot.sha256})
    return outcomes, failures


def _summary(found: "Folder", outcomes: Counter[str], failures: Sequence[str], totals: "Totals") -> dict[str, int]:
    """What became of the files, and what the database holds now, as counts."""
    from revtrack.versioning import Outcome

    there = outcomes[Outcome.SAME_SNAPSHOT]
    return {
        "files": len(found.listed),
        "snapshots_added": outcomes.total() - there,
        "already_there": there,
        "failed": len(failures),
        "passed_over": len(found.passed_over),
        "articles": totals.articles,
        "versions": totals.versions,
        "snapshots": totals.snapshots,
    }


def _summary_line(summary: Mapping[str, int]) -> str:
    """The same in two sentences."""
    added = counted(summary["snapshots_added"], "new Snapshot")
    return (
        f"{counted(summary['files'], 'file')}: {added}{'' if summary['snapshots_added'] else ': nothing added'}, "
        f"{summary['already_there']} already there, {summary['failed']} failed. The database holds "
        f"{counted(summary['articles'], 'article')}, {counted(summary['versions'], 'version')}, "
        f"{counted(summary['snapshots'], 'Snapshot')}."
    )
