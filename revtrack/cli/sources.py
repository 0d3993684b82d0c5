"""Commands that bring Snapshots in: `add` for one, `import` for many."""

import re
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from revtrack.cli.console import CommandGroup, Console, echo_json, silence_output
from revtrack.errors import InputError, PartialError, UsageError
from revtrack.report.wording import counted

if TYPE_CHECKING:
    from revtrack.ingest.manifest import Listed
    from revtrack.pipeline import Capture
    from revtrack.store import Store

__all__ = ["add", "import_", "read_input"]

KINDS: Final = {"text": "text/plain", "markdown": "text/markdown", "html": "text/html"}
LANGUAGE_TAG: Final = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
"""The form of a BCP 47 tag (RFC 5646)."""

SHOWN_FAILURES: Final = 20
"""Failed inputs named one by one; the rest are counted."""


@click.command()
@click.argument("path", metavar="PATH|-")
@click.option("--url", metavar="URL|KEY", help="The article it belongs to: its address, or a key of your own.")
@click.option("--at", metavar="TIME", help="When it was seen, with a zone: 2026-02-03T15:00Z. Default: now.")
@click.option("--source", help="The publisher, as people call it.")
@click.option("--title", help="The headline, for content that has none.")
@click.option("--lang", metavar="TAG", help="Its language, such as en or pt-BR.")
@click.option("--via", metavar="TEXT", help="How it was obtained, for people to read.")
@click.option("--type", "kind", type=click.Choice(list(KINDS)), help="What it is. Default: by suffix and beginning.")
@click.option("--encoding", metavar="NAME", help="Its character encoding. Default: UTF-8, or what HTML declares.")
@click.option("--json", "as_json", is_flag=True, help="Print what happened as JSON.")
@click.pass_obj
def add(
    console: Console,
    /,
    path: str,
    url: str | None,
    at: str | None,
    source: str | None,
    title: str | None,
    lang: str | None,
    via: str | None,
    kind: str | None,
    encoding: str | None,
    *,
    as_json: bool,
) -> None:
    """Store one Snapshot of an article: a text, Markdown or HTML file, or - for standard input.

    Files given the same --url are the history of one article. Without --url a file is the article named like it, with
    the name of its folder where you give one.
    A file whose bytes are already the article's latest Snapshot adds nothing, unless --at says when it was seen again.
    """
    from revtrack import ingest, pipeline
    from revtrack.ingest.moments import not_in_future

    _refuse_addresses(path)
    if path == "-" and not url:
        raise UsageError("standard input has no name", "say which article it is with --url URL or --url KEY")
    if lang and not LANGUAGE_TAG.fullmatch(lang):
        raise UsageError(f"--lang: “{lang[:64]}” is not a language tag", "such as en, de or pt-BR")
    now = datetime.now(UTC)
    observed = now if at is None else not_in_future(ingest.parse_moment(at, "--at"), now, "--at")
    name = "standard input" if path == "-" else path
    content = read_input() if path == "-" else ingest.read_bytes(Path(path))
    description = ingest.Description(
        article=_article(url, path),
        source=source,
        title=title,
        language=lang,
        via=via or (name if path == "-" else f"file {Path(path).name}"),
        media_type=ingest.MediaType(KINDS[kind]) if kind else None,
        encoding=encoding,
    )
    snapshot = ingest.snapshot_of(content, path, observed, description)
    pipeline.read(snapshot, name)  # so that content nobody can read makes no database
    with console.open_store(create=True) as store:
        again = None if at is not None or path == "-" else pipeline.already_latest(snapshot, store)
        done = again or pipeline.capture(snapshot, name, store)
    if as_json:
        echo_json(_capture_json(name, done))
    else:
        _say_capture(console, name, done)


def _article(url: str | None, path: str) -> str:
    if url is not None and not url.strip():
        raise UsageError("--url is empty", "give the address of the article, or a key of your own")
    return url or "/".join(Path(path).parts[-2:]).removeprefix("/")


def read_input() -> bytes:
    """All of standard input, bounded.

    Raises:
        UsageError: when it is closed.
    """
    from revtrack.ingest.file import read_stream

    if sys.stdin is None:
        raise UsageError("standard input is closed", "give the name of a file")
    return read_stream(sys.stdin.buffer, "standard input")


def _refuse_addresses(path: str) -> None:
    from revtrack.versioning import is_address

    if is_address(path):
        raise UsageError(
            f"{path} is an address, and revtrack does not fetch pages yet",
            f"save the page and run: revtrack add page.html --url {path}",
        )


def _say_capture(console: Console, name: str, done: "Capture") -> None:
    from revtrack.versioning import Outcome

    verdict, article = done.verdict, done.article
    words = {
        Outcome.FIRST: f"stored as version 1 of {article.id}",
        Outcome.SAME_SNAPSHOT: f"already there (version {verdict.number} of {article.id}): nothing added; "
        "--at TIME says when it was seen again",
        Outcome.SAME_TEXT: f"same text as version {verdict.number} of {article.id}: seen again, no new version",
        Outcome.CHANGED: f"stored as version {verdict.number} of {article.id}: the text changed",
        Outcome.RETURNED: f"stored as version {verdict.number} of {article.id}: back to version {verdict.returns_to}",
        Outcome.OUT_OF_ORDER: f"stored as version {verdict.number} of {article.id}: later versions are renumbered",
    }
    console.tell(f"{name}: {words[verdict.outcome]}")
    for problem in done.problems:
        console.say(f"note: {name} {problem}")
    if verdict.number > 1 and verdict.outcome in {Outcome.CHANGED, Outcome.RETURNED, Outcome.OUT_OF_ORDER}:
        console.say(f"See: revtrack diff {article.id} ..{verdict.number}")


def _capture_json(name: str, done: "Capture") -> dict[str, object]:
    return {
        "input": name,
        "article": done.article.id,
        "identity": done.article.identity,
        "outcome": str(done.verdict.outcome),
        "version": done.verdict.number,
        "returns_to": done.verdict.returns_to,
        "problems": list(done.problems),
    }


@click.group("import", cls=CommandGroup)
def import_() -> None:
    """Store many Snapshots from elsewhere; interrupted or repeated, it adds only what is missing."""


@import_.command("dir")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--url", metavar="URL|KEY", help="The article all files belong to, where no manifest says it.")
@click.option("--source", help="The publisher of all files, where no manifest says it.")
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

    if url is not None and not url.strip():
        raise UsageError("--url is empty", "give the address of the article, or a key of your own")
    found = ingest.open_folder(folder, url, source)
    listed = found.listed
    for reason in found.passed_over:
        console.say(f"passed over: {reason}")
    if dry_run:
        _show_listed(console, listed, as_json=as_json or jsonl)
        return
    with console.open_store(create=True) as store:
        outcomes, failures = _import_all(console, listed, store, jsonl=jsonl)
        totals = store.totals()
    summary = {
        "files": len(listed),
        "snapshots_added": sum(outcomes.values()) - outcomes["same snapshot"],
        "already_there": outcomes["same snapshot"],
        "failed": len(failures),
        "passed_over": len(found.passed_over),
        "articles": totals.articles,
        "versions": totals.versions,
        "snapshots": totals.snapshots,
    }
    if as_json:
        echo_json(summary | {"failures": failures})
    elif not jsonl:
        console.tell(_summary_line(summary))
    if failures:
        _report_failures(console, failures, len(listed), named=not as_json)


def _show_listed(console: Console, listed: "tuple[Listed, ...]", *, as_json: bool) -> None:
    """Print what an import would read."""
    rows = [(f"{one.observed_at:%Y-%m-%dT%H:%M:%SZ}", one.description.article, str(one.path)) for one in listed]
    if as_json:
        echo_json([{"observed": seen, "article": article, "input": path} for seen, article, path in rows])
    else:
        for row in rows:
            console.print_line("  ".join(row))


def _import_all(
    console: Console, listed: "tuple[Listed, ...]", store: "Store", *, jsonl: bool
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
            done = pipeline.capture(snapshot, str(one.path), store)
        except InputError as problem:
            failures.append(problem.message)
            continue
        outcomes[done.verdict.outcome] += 1
        if jsonl:
            acknowledge(_capture_json(str(one.path), done) | {"sha256": snapshot.sha256})
    return outcomes, failures


def acknowledge(line: dict[str, object]) -> None:
    """Print a line of JSON at once; who no longer reads does not stop the import."""
    from revtrack.report.as_json import to_text

    try:
        click.echo(to_text(line))
        sys.stdout.flush()
    except BrokenPipeError:
        silence_output()


def _summary_line(summary: dict[str, int]) -> str:
    added = counted(summary["snapshots_added"], "new Snapshot")
    return (
        f"{counted(summary['files'], 'file')}: {added}{'' if summary['snapshots_added'] else ': nothing added'}, "
        f"{summary['already_there']} already there, {summary['failed']} failed. The database holds "
        f"{counted(summary['articles'], 'article')}, {counted(summary['versions'], 'version')}, "
        f"{counted(summary['snapshots'], 'Snapshot')}."
    )


def _report_failures(console: Console, failures: list[str], total: int, *, named: bool) -> None:
    if named:
        for message in failures[:SHOWN_FAILURES]:
            console.say(f"failed: {message}")
        if len(failures) > SHOWN_FAILURES:
            console.say(f"… and {len(failures) - SHOWN_FAILURES} more")
    rest = "the rest was stored" if len(failures) < total else "nothing was stored"
    raise PartialError(
        f"{len(failures)} of {counted(total, 'file')} could not be taken; {rest}",
        "mend what is named above and run the same again: what is stored is not stored twice",
    )
