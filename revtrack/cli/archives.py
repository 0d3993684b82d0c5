"""Commands that bring in what archives hold: WARC and WACZ files, web archives, zip and tar, JSON lines."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from revtrack.cli.console import Console
from revtrack.cli.desk import fill_workshop, open_reader, read_archive, settings_of, web
from revtrack.cli.imports import begun, bring_in, encoding_option, shared_options, tell_brought
from revtrack.cli.sources import import_
from revtrack.cli.telling import show_rows, shown_moment
from revtrack.errors import InputError
from revtrack.report.wording import counted

if TYPE_CHECKING:
    from revtrack.confine import Confined
    from revtrack.ingest import Description
    from revtrack.ingest.archives import Captured, JsonLine, MementoReading, PackedFile, PassedOver
    from revtrack.ingest.histories.findings import Finding
    from revtrack.looking import Getter

__all__: list[str] = []

WAYBACK: Final = "https://web.archive.org"

OF_FILE: Final = ("it breaks off", "what follows", "it holds no archive/")
"""How a reader of archives begins what it says of a file as a whole, not of one record in it."""

DATE: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)

NO_TIME: Final = "tells no time with a zone, such as 2026-02-03T14-02Z"

NO_FILE: Final = ("its name ", "it is a link", "it is no ordinary file")
"""How a reader of packed files begins what it says of a member that is never taken from any archive."""

CAPTURE: Final = ("observed", "status", "article")
"""What a line of a dry run shows of a capture."""


@import_.command("warc")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@shared_options
@click.pass_obj
def import_warc(
    console: Console, /, files: tuple[Path, ...], source: str | None, lang: str | None, *, dry_run: bool, as_json: bool
) -> None:
    """Store the pages in WARC files, packed or not; of a set of files, give them together."""
    from revtrack.ingest.archives import read_warc

    captures = read_archive(read_warc, files, ", ".join(map(str, files[:2])))
    _captures(console, captures, source, lang, dry_run=dry_run, as_json=as_json)


@import_.command("wacz")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@shared_options
@click.pass_obj
def import_wacz(
    console: Console, /, file: Path, source: str | None, lang: str | None, *, dry_run: bool, as_json: bool
) -> None:
    """Store the pages in a WACZ file."""
    from revtrack.ingest.archives import read_wacz

    _captures(console, read_archive(read_wacz, file, str(file)), source, lang, dry_run=dry_run, as_json=as_json)


def _captures(
    console: Console,
    captures: "Iterator[Captured | PassedOver]",
    source: str | None,
    lang: str | None,
    *,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Store captures, or show them.

    Raises:
        InputError: there is none, because nothing of it is an archive.
        PartialError: an archive ends too early; what comes before is stored.
    """
    from revtrack.importing import bring_in_captures

    broken: list[str] = []
    settings = settings_of(console)
    with open_reader(settings) as (confined, reader):
        found = begun(_until_broken(captures, broken), _not_readable)
        if dry_run:
            show_rows(console, _rows(console, found), CAPTURE, as_json=as_json)
            return
        with fill_workshop(console, settings, confined, reader) as workshop:
            brought = bring_in_captures(found, workshop.desk, source, lang)
            tell_brought(console, brought, as_json=as_json, broken=broken)


def _until_broken(captures: "Iterable[Captured | PassedOver]", broken: list[str]) -> "Iterator[Captured | PassedOver]":
    """The same captures; where an archive ends too early is put down besides."""
    begins = True
    try:
        for one in captures:
            begins = False
            if sentence := _not_readable(one):
                broken.append(sentence)
            yield one
    except InputError as problem:
        if begins:
            raise
        broken.append(problem.message)


def _not_readable(one: "Captured | PassedOver") -> str | None:
    """What is wrong with the file that this comes from as a whole; None for nothing."""
    from revtrack.ingest.archives import PassedOver

    is_of_file = isinstance(one, PassedOver) and one.reason.startswith(OF_FILE)
    return f"{one.name}: {one.reason}" if isinstance(one, PassedOver) and is_of_file else None


def _rows(console: Console, captures: "Iterable[Captured | PassedOver]") -> "Iterator[dict[str, object]]":
    from revtrack.ingest.archives import PassedOver

    for one in captures:
        if isinstance(one, PassedOver):
            console.say(f"passed over: {one.name}: {one.reason}")
        else:
            at = shown_moment(one.at)
            yield {"observed": at, "article": one.address, "status": one.status, "input": one.via, "note": one.problem}


@import_.command("wayback")
@click.argument("url", metavar="URL")
@click.option("--from", "since", metavar="TIME", help="No captures before; a date alone is the whole day in UTC.")
@click.option("--to", "until", metavar="TIME", help="No captures after; a date alone is the whole day in UTC.")
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

    first = None if since is None else parse_moment(_day(since, "T00:00:00Z"), "--from")
    last = None if until is None else parse_moment(_day(until, "T23:59:59Z"), "--to")
    query = cdx_query(base, url, first, last, None if every else "digest")

    def listing(confined: "Confined", get: "Getter") -> "MementoReading":
        return confined.call(read_cdx, _asked(query, get))

    _mementos(console, listing, base, (source, lang), most, dry_run=dry_run, as_json=as_json)


def _day(said: str, hour: str) -> str:
    """A time as it was said; a date alone with the hour that begins or ends it in UTC, as archives count."""
    return said + hour if DATE.fullmatch(said) else said


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

    def listing(confined: "Confined", get: "Getter") -> "MementoReading":
        return confined.call(read_timemap, _asked(where, get), url)

    _mementos(console, listing, WAYBACK, (source, lang), most, dry_run=dry_run, as_json=as_json)


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

    def listing(confined: "Confined", _: "Getter") -> "MementoReading":
        return confined.call(read_cdx, content)

    _mementos(console, listing, base, (source, lang), most, dry_run=dry_run, as_json=as_json)


def _asked(address: str, get: "Getter") -> bytes:
    """What an archive answers.

    Raises:
        InputError: nothing that can be used.
    """
    from revtrack.plausibility import state_of_list

    answer = get(address)
    if state := state_of_list(answer):
        raise InputError(f"{address} {state.detail}", "check the address of the archive and that it knows the page")
    return answer.body


def _mementos(
    console: Console,
    listing: "Callable[[Confined, Getter], MementoReading]",
    base: str,
    said: tuple[str | None, str | None],
    most: int | None,
    *,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Store the captures that a listing names, or show them; what lists none makes no database."""
    from revtrack.importing import bring_in_mementos

    settings = settings_of(console)
    get = web(settings)  # one for all requests, so that the archive is asked no faster than it should be
    with open_reader(settings) as (confined, reader):
        reading = listing(confined, get)
        for problem in reading.problems:
            console.say(f"note: the listing: {problem}")
        wanted = reading.mementos[:most]
        if not wanted:
            raise InputError("the archive lists no capture", "check the address, and the times given")
        if dry_run:
            rows = (
                {"observed": shown_moment(one.at), "article": one.original, "status": one.status, "input": one.address}
                for one in wanted
            )
            show_rows(console, rows, CAPTURE, as_json=as_json)
            return
        console.say(f"{counted(len(wanted), 'capture')} to look at")
        with fill_workshop(console, settings, confined, reader) as workshop:
            brought = bring_in_mementos(wanted, base, replace(workshop.desk, get=get), *said)
            tell_brought(console, brought, as_json=as_json, length=len(wanted))


@import_.command("archive")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--url", metavar="URL|KEY", help="The article all files belong to. Default: the folder each lies in.")
@encoding_option
@shared_options
@click.pass_obj
def import_archive(
    console: Console,
    /,
    file: Path,
    url: str | None,
    encoding: str | None,
    source: str | None,
    lang: str | None,
    *,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Store the files in a zip or tar archive, named by time such as fire/2026-02-03T14-02Z.html."""
    from revtrack import ingest
    from revtrack.ingest.archives import read_packed

    said = ingest.Description(article=url or "", source=source, language=lang, encoding=encoding)

    def findings(_: object) -> "Iterator[Finding]":
        for one in read_packed(file):
            yield _packed(one, file, said)

    bring_in(console, findings, dry_run=dry_run, as_json=as_json)


def _packed(one: "PackedFile | PassedOver", file: Path, said: "Description") -> "Finding":
    """A file in an archive as what an importer finds, with what is said of all of them."""
    from revtrack import ingest
    from revtrack.ingest.archives import PassedOver
    from revtrack.ingest.histories.findings import Found, Skipped

    if isinstance(one, PassedOver):
        return Skipped(name=f"{file}: {one.name}:", reason=one.reason, by_design=one.reason.startswith(NO_FILE))
    at = one.moment or one.modified
    if at is None:
        return Skipped(name=f"{file}: {one.name}", reason=NO_TIME, by_design=True)
    description = replace(
        said,
        article=said.article or one.article or file.stem,
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
    from revtrack.ingest.histories.findings import Skipped

    def findings(_: object) -> "Iterator[Finding]":
        lines = (_json_line(one, file, source, lang) for one in read_jsonl(file))
        return begun(lines, lambda one: f"{one.name} {one.reason}" if isinstance(one, Skipped) else None)

    bring_in(console, findings, dry_run=dry_run, as_json=as_json)


def _json_line(one: "JsonLine", file: Path, source: str | None, lang: str | None) -> "Finding":
    """A line as what an importer finds."""
    from revtrack.ingest.histories.findings import Found, Skipped

    name = f"{file}, line {one.number}"
    if one.snapshot is None:
        return Skipped(name=f"{name}:", reason=one.problem or "it cannot be read")
    told = replace(one.snapshot, source=one.snapshot.source or source, language=one.snapshot.language or lang)
    return Found(name=name, snapshot=told)
