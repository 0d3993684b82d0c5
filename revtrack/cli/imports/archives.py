"""`import warc`, `wacz`, `archive` and `jsonl`: what files of archives hold."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from revtrack.cli.console import Console, open_input
from revtrack.cli.desk import fill_workshop, open_reader, read_archive, settings_of
from revtrack.cli.imports.bringing import CAPTURE, begun, bring_in, tell_brought
from revtrack.cli.imports.options import Wish, encoding_option, shared_options
from revtrack.cli.telling import show_rows, shown_moment
from revtrack.errors import InputError

if TYPE_CHECKING:
    from revtrack.ingest import Description
    from revtrack.ingest.archives import Captured, JsonLine, PackedFile, PassedOver
    from revtrack.ingest.histories.findings import Finding

__all__ = ["import_archive", "import_jsonl", "import_wacz", "import_warc"]

OF_FILE: Final = ("it breaks off", "what follows", "it holds no archive/", "it is empty", "it holds no WARC record")
"""How a reader of archives begins what it says of a file as a whole, not of one record in it."""

NO_TIME: Final = "tells no time with a zone, such as 2026-02-03T14-02Z"

NO_FILE: Final = ("its name ", "it is a link", "it is no ordinary file")
"""How a reader of packed files begins what it says of a member that is never taken from any archive."""


@click.command("warc")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@shared_options
@click.pass_obj
def import_warc(console: Console, /, files: tuple[Path, ...], *, wish: Wish) -> None:
    """Store the pages in WARC files, packed or not; of a set of files, give them together."""
    from revtrack.ingest.archives import read_warc

    captures = read_archive(read_warc, files, ", ".join(map(str, files[:2])))
    _captures(console, captures, wish)


@click.command("wacz")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@shared_options
@click.pass_obj
def import_wacz(console: Console, /, file: Path, *, wish: Wish) -> None:
    """Store the pages in a WACZ file."""
    from revtrack.ingest.archives import read_wacz

    _captures(console, read_archive(read_wacz, file, str(file)), wish)


def _captures(console: Console, captures: "Iterator[Captured | PassedOver]", wish: Wish) -> None:
    """Store captures, or show them.

    Raises:
        InputError: there is none, because nothing of it is an archive.
        PartialError: an archive ends too early; what comes before is stored.
    """
    from revtrack.importing import bring_in_captures

    broken: list[str] = []
    settings = settings_of(console)
    with open_reader(settings) as (confined, reader):
        found = begun(console, _until_broken(captures, broken), _not_readable, _passed_over)
        if wish.dry_run:
            show_rows(console, _rows(console, found), CAPTURE, as_json=wish.as_json)
            return
        with fill_workshop(console, settings, confined, reader) as workshop:
            brought = bring_in_captures(found, workshop.desk, wish.source, wish.language)
            tell_brought(console, brought, as_json=wish.as_json, broken=broken)


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


def _passed_over(one: "Captured | PassedOver") -> str | None:
    """What is not taken, and why; None for a capture."""
    from revtrack.ingest.archives import PassedOver

    return f"{one.name}: {one.reason}" if isinstance(one, PassedOver) else None


def _rows(console: Console, captures: "Iterable[Captured | PassedOver]") -> "Iterator[dict[str, object]]":
    from revtrack.ingest.archives import PassedOver

    for one in captures:
        if isinstance(one, PassedOver):
            console.say(f"passed over: {one.name}: {one.reason}")
        else:
            at = shown_moment(one.at)
            yield {"observed": at, "article": one.address, "status": one.status, "input": one.via, "note": one.problem}


@click.command("archive")
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
    *,
    wish: Wish,
) -> None:
    """Store the files in a zip or tar archive, named by time such as fire/2026-02-03T14-02Z.html."""
    from revtrack import ingest
    from revtrack.ingest.archives import read_packed

    said = ingest.Description(article=url or "", source=wish.source, language=wish.language, encoding=encoding)

    def findings(_: object) -> "Iterator[Finding]":
        for one in read_packed(file):
            yield _packed(one, file, said)

    bring_in(console, findings, wish)


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


@click.command("jsonl")
@click.argument("file", metavar="FILE|-", type=click.Path(path_type=Path, allow_dash=True))
@shared_options
@click.pass_obj
def import_jsonl(console: Console, /, file: Path, *, wish: Wish) -> None:
    """Store one Snapshot for each line of JSON: article or url, observed, and html, markdown or text."""
    from revtrack.ingest.archives import read_jsonl
    from revtrack.ingest.histories.findings import Skipped

    name, given = (str(file), file) if str(file) != "-" else ("standard input", open_input())

    def findings(_: object) -> "Iterator[Finding]":
        lines = (_json_line(one, name, wish) for one in read_jsonl(given))
        return begun(console, lines, lambda one: f"{one.name} {one.reason}" if isinstance(one, Skipped) else None)

    bring_in(console, findings, wish)


def _json_line(one: "JsonLine", file: str, wish: Wish) -> "Finding":
    """A line as what an importer finds."""
    from revtrack.ingest.histories.findings import Found, Skipped

    name = f"{file}, line {one.number}"
    if one.snapshot is None:
        return Skipped(name=f"{name}:", reason=one.problem or "it cannot be read")
    told = replace(
        one.snapshot,
        source=one.snapshot.source or wish.source,
        language=one.snapshot.language or wish.language,
        via=one.snapshot.via or f"line {one.number} of {Path(file).name}",
    )
    return Found(name=name, snapshot=told)
