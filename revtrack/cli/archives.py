"""Commands that bring in what archives hold: WARC and WACZ files, web archives, zip and tar, JSON lines."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from revtrack.cli.console import Console
from revtrack.cli.desk import Workshop, open_workshop
from revtrack.cli.imports import Total, bring_in, shared_options
from revtrack.cli.sources import import_
from revtrack.errors import InputError
from revtrack.report.wording import counted

if TYPE_CHECKING:
    from revtrack.importing import Brought
    from revtrack.ingest.archives import Captured, JsonLine, MementoReading, PackedFile, PassedOver
    from revtrack.ingest.histories.findings import Finding

__all__: list[str] = []

WAYBACK: Final = "https://web.archive.org"


@import_.command("warc")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@shared_options
@click.pass_obj
def import_warc(
    console: Console, /, files: tuple[Path, ...], source: str | None, lang: str | None, *, dry_run: bool, as_json: bool
) -> None:
    """Store the pages in WARC files, packed or not; of a set of files, give them together."""
    from revtrack.ingest.archives import read_warc

    _captures(console, lambda child: child.stream(read_warc, files), source, lang, dry_run=dry_run, as_json=as_json)


@import_.command("wacz")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@shared_options
@click.pass_obj
def import_wacz(
    console: Console, /, file: Path, source: str | None, lang: str | None, *, dry_run: bool, as_json: bool
) -> None:
    """Store the pages in a WACZ file."""
    from revtrack.ingest.archives import read_wacz

    _captures(console, lambda child: child.stream(read_wacz, file), source, lang, dry_run=dry_run, as_json=as_json)


def _captures(
    console: Console,
    captures_of: "Callable[[Any], Iterable[Captured | PassedOver]]",
    source: str | None,
    lang: str | None,
    *,
    dry_run: bool,
    as_json: bool,
) -> None:
    from revtrack.importing import bring_in_captures

    with open_workshop(console, create=not dry_run) as workshop:
        captures = captures_of(workshop.confined)
        if dry_run:
            for one in captures:
                console.print_line(_line(one))
            return
        _count(console, bring_in_captures(captures, workshop.desk, source, lang), as_json=as_json)


def _line(one: "Captured | PassedOver") -> str:
    from revtrack.ingest.archives import PassedOver

    if isinstance(one, PassedOver):
        return f"passed over: {one.name}: {one.reason}"
    return f"{one.at:%Y-%m-%dT%H:%M:%SZ}  {one.status or '?'}  {one.address}"


@import_.command("wayback")
@click.argument("url", metavar="URL")
@click.option("--from", "since", metavar="TIME", help="No captures before.")
@click.option("--to", "until", metavar="TIME", help="No captures after.")
@click.option("--every", is_flag=True, help="Every capture; else neighbours with the same content are left out.")
@click.option("--max", "most", metavar="N", type=click.IntRange(1), help="At most N captures, the oldest first.")
@click.option("--base", default=WAYBACK, show_default=True, metavar="URL", help="Another archive that speaks CDX.")
@shared_options
@click.pass_obj
def import_wayback(
    console: Console,
    /,
    url: str,
    since: str | None,
    until: str | None,
    most: int | None,
    base: str,
    source: str | None,
    lang: str | None,
    *,
    every: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Store what the Wayback Machine, or another archive with a CDX server, has of a page.

    What is stored already is not fetched again; the archive is asked politely, so many captures take their time.
    """
    from revtrack.ingest import parse_moment
    from revtrack.ingest.archives import cdx_query, read_cdx

    first = None if since is None else parse_moment(since, "--from")
    last = None if until is None else parse_moment(until, "--to")
    query = cdx_query(base, url, first, last, None if every else "digest")
    with open_workshop(console, create=not dry_run) as workshop:
        reading = workshop.confined.call(read_cdx, _asked(query, workshop))
        _mementos(console, reading, base, workshop, (source, lang), most, dry_run=dry_run, as_json=as_json)


@import_.command("timemap")
@click.argument("url", metavar="URL")
@click.option("--timemap", metavar="URL", help="Where the TimeMap is. Default: the Wayback Machine's for this page.")
@click.option("--max", "most", metavar="N", type=click.IntRange(1), help="At most N captures, the oldest first.")
@shared_options
@click.pass_obj
def import_timemap(
    console: Console,
    /,
    url: str,
    timemap: str | None,
    most: int | None,
    source: str | None,
    lang: str | None,
    *,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Store the captures that a Memento TimeMap lists of a page."""
    from revtrack.ingest.archives import read_timemap

    where = timemap or f"{WAYBACK}/web/timemap/link/{url}"
    with open_workshop(console, create=not dry_run) as workshop:
        reading = workshop.confined.call(read_timemap, _asked(where, workshop), url)
        _mementos(console, reading, WAYBACK, workshop, (source, lang), most, dry_run=dry_run, as_json=as_json)


@import_.command("cdx")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--base", default=WAYBACK, show_default=True, metavar="URL", help="The archive that the listing is of.")
@click.option("--max", "most", metavar="N", type=click.IntRange(1), help="At most N captures, the oldest first.")
@shared_options
@click.pass_obj
def import_cdx(
    console: Console,
    /,
    file: Path,
    base: str,
    most: int | None,
    source: str | None,
    lang: str | None,
    *,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Store the captures that a saved CDX listing names, fetched from the archive."""
    from revtrack import ingest
    from revtrack.ingest.archives import read_cdx

    content = ingest.read_bytes(file)
    with open_workshop(console, create=not dry_run) as workshop:
        reading = workshop.confined.call(read_cdx, content)
        _mementos(console, reading, base, workshop, (source, lang), most, dry_run=dry_run, as_json=as_json)


def _asked(address: str, workshop: Workshop) -> bytes:
    """What an archive answers.

    Raises:
        InputError: nothing that can be used.
    """
    from revtrack.plausibility import state_of_list

    answer = workshop.desk.get(address)
    if state := state_of_list(answer):
        raise InputError(f"{address} {state.detail}", "check the address of the archive and that it knows the page")
    return answer.body


def _mementos(
    console: Console,
    reading: "MementoReading",
    base: str,
    workshop: Workshop,
    said: tuple[str | None, str | None],
    most: int | None,
    *,
    dry_run: bool,
    as_json: bool,
) -> None:
    from revtrack.importing import bring_in_mementos

    for problem in reading.problems:
        console.say(f"note: the listing {problem}")
    wanted = reading.mementos[:most]
    if not wanted:
        raise InputError("the archive lists no capture", "check the address, and the times given")
    if dry_run:
        for one in wanted:
            console.print_line(f"{one.at:%Y-%m-%dT%H:%M:%SZ}  {one.status or '?'}  {one.original}")
        return
    console.say(f"{counted(len(wanted), 'capture')} to look at")
    _count(console, bring_in_mementos(wanted, base, workshop.desk, *said), as_json=as_json, length=len(wanted))


def _count(console: Console, brought: "Iterable[Brought]", *, as_json: bool, length: int | None = None) -> None:
    total = Total()
    for one in console.progress(brought, length, "storing"):
        total.add(one)
    total.tell(console, as_json=as_json)


@import_.command("archive")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--url", metavar="URL|KEY", help="The article all files belong to. Default: the folder each lies in.")
@shared_options
@click.pass_obj
def import_archive(
    console: Console,
    /,
    file: Path,
    url: str | None,
    source: str | None,
    lang: str | None,
    *,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Store the files in a zip or tar archive, named by time such as fire/2026-02-03T14-02Z.html."""
    from revtrack.ingest.archives import read_packed

    def findings(_: object) -> "Iterator[Finding]":
        for one in read_packed(file):
            yield _packed(one, file, url, source, lang)

    bring_in(console, findings, dry_run=dry_run, as_json=as_json)


def _packed(
    one: "PackedFile | PassedOver", file: Path, url: str | None, source: str | None, lang: str | None
) -> "Finding":
    """A file in an archive as what an importer finds."""
    from revtrack import ingest
    from revtrack.ingest.archives import PassedOver
    from revtrack.ingest.histories.findings import Found, Skipped

    if isinstance(one, PassedOver):
        return Skipped(name=f"{file}: {one.name}", reason=one.reason)
    at = one.moment or one.modified
    if at is None:
        return Skipped(name=f"{file}: {one.name}", reason="tells no time with a zone, such as 2026-02-03T14-02Z")
    description = ingest.Description(
        article=url or one.article or file.stem,
        source=source,
        language=lang,
        via=f"file {one.name} of {file.name}",
        time_note=None if one.moment else "when the file was changed, as the archive says",
    )
    return Found(name=f"{file}: {one.name}", snapshot=ingest.snapshot_of(one.content, one.name, at, description))


@import_.command("jsonl")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@shared_options
@click.pass_obj
def import_jsonl(
    console: Console, /, file: Path, source: str | None, lang: str | None, *, dry_run: bool, as_json: bool
) -> None:
    """Store one Snapshot for each line of JSON: article or url, observed, and html, markdown or text."""
    from revtrack.ingest.archives import read_jsonl

    def findings(_: object) -> "Iterator[Finding]":
        for one in read_jsonl(file):
            yield _json_line(one, file, source, lang)

    bring_in(console, findings, dry_run=dry_run, as_json=as_json)


def _json_line(one: "JsonLine", file: Path, source: str | None, lang: str | None) -> "Finding":
    """A line as what an importer finds."""
    from dataclasses import replace

    from revtrack.ingest.histories.findings import Found, Skipped

    name = f"{file}, line {one.number}"
    if one.snapshot is None:
        return Skipped(name=name, reason=one.problem or "cannot be read")
    told = replace(one.snapshot, source=one.snapshot.source or source, language=one.snapshot.language or lang)
    return Found(name=name, snapshot=told)
