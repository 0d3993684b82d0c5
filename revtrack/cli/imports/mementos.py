"""`import wayback`, `timemap` and `cdx`: captures that a web archive lists, fetched from there."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from revtrack.cli.console import Console
from revtrack.cli.desk import fill_workshop, open_reader, remembering, settings_of, web_alone
from revtrack.cli.imports.bringing import CAPTURE, tell_brought
from revtrack.cli.imports.options import Wish, shared_options
from revtrack.cli.telling import remedied, show_rows, shown_moment
from revtrack.errors import InputError
from revtrack.report.wording import counted

if TYPE_CHECKING:
    from revtrack.confine import Confined
    from revtrack.ingest.archives import MementoReading
    from revtrack.looking import Getter

__all__ = ["import_cdx", "import_timemap", "import_wayback"]

WAYBACK: Final = "https://web.archive.org"

DATE: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)

_MOST: Final = click.option(
    "--max", "most", metavar="N", type=click.IntRange(1), help="At most N captures, the oldest first."
)


@click.command("wayback")
@click.argument("url", metavar="URL")
@click.option("--from", "since", metavar="TIME", help="No captures before; a date alone is the whole day in UTC.")
@click.option("--to", "until", metavar="TIME", help="No captures after; a date alone is the whole day in UTC.")
@click.option("--every", is_flag=True, help="Every capture; else neighbours with the same content are left out.")
@_MOST
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
    *,
    every: bool,
    wish: Wish,
) -> None:
    """Store what the Wayback Machine, or another archive with a CDX server, has of a page.

    What is stored already is not fetched again; the archive is asked politely, so many captures take their time.
    """
    from revtrack.ingest import parse_moment
    from revtrack.ingest.archives import cdx_query, read_cdx

    _check_addresses(url, base)
    first = None if since is None else parse_moment(_day(since, "T00:00:00Z"), "--from")
    last = None if until is None else parse_moment(_day(until, "T23:59:59Z"), "--to")
    query = cdx_query(base, url, first, last, None if every else "digest")

    def listing(confined: "Confined", get: "Getter") -> "MementoReading":
        return _within(confined.call(read_cdx, _asked(query, get)), first, last)

    _mementos(console, listing, base, most, wish)


def _check_addresses(*addresses: str) -> None:
    """Refuse what names no page, and addresses with a password in them: an archive would be told it.

    Raises:
        InputError: one is empty, or has a name or password before its host.
    """
    from revtrack.ingest.web.problem import without_user

    for address in addresses:
        if not address.strip():
            raise InputError("URL is empty", "give the address of the page, and that of the archive if you name one")
        if (shown := without_user(address)) != address:
            raise InputError(
                f"{shown[:200]}: the address has a name or password before its host", "give it without them"
            )


def _within(reading: "MementoReading", first: datetime | None, last: datetime | None) -> "MementoReading":
    """The captures from one time to another; an archive was asked for no others, and not all know these words."""
    wanted = tuple(
        one for one in reading.mementos if (first is None or one.at >= first) and (last is None or one.at <= last)
    )
    return replace(reading, mementos=wanted)


def _day(said: str, hour: str) -> str:
    """A time as it was said; a date alone with the hour that begins or ends it in UTC, as archives count."""
    return said + hour if DATE.fullmatch(said) else said


@click.command("timemap")
@click.argument("url", metavar="URL")
@click.option("--timemap", metavar="URL", help="Where the TimeMap is. Default: the Wayback Machine's for this page.")
@_MOST
@shared_options
@click.pass_obj
def import_timemap(
    console: Console,
    /,
    url: str,
    timemap: str | None,
    most: int | None,
    *,
    wish: Wish,
) -> None:
    """Store the captures that a Memento TimeMap lists of a page, with those of the further TimeMaps it names."""
    from revtrack.ingest.archives import read_timemap, whole_timemap

    where = f"{WAYBACK}/web/timemap/link/{url}" if timemap is None else timemap
    _check_addresses(url, where)

    def listing(confined: "Confined", get: "Getter") -> "MementoReading":
        def read(body: bytes, address: str) -> "MementoReading":
            return confined.call(read_timemap, body, url, address)

        return whole_timemap(where, lambda address: _asked(address, get), read)

    _mementos(console, listing, WAYBACK, most, wish)


@click.command("cdx")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--base", default=WAYBACK, show_default=True, metavar="URL", help="The archive that the listing is of.")
@_MOST
@shared_options
@click.pass_obj
def import_cdx(
    console: Console,
    /,
    file: Path,
    base: str,
    most: int | None,
    *,
    wish: Wish,
) -> None:
    """Store the captures that a saved CDX listing names, fetched from the archive."""
    from revtrack import ingest
    from revtrack.ingest.archives import read_cdx

    _check_addresses(base)
    content = ingest.read_bytes(file)

    def listing(confined: "Confined", _: "Getter") -> "MementoReading":
        reading = confined.call(read_cdx, content)
        if not reading.mementos:
            why = "".join(f": {problem}" for problem in reading.problems[:1])
            raise InputError(f"{file} lists no capture{why}", "give a listing as the CDX server of an archive sends it")
        return reading

    _mementos(console, listing, base, most, wish)


def _asked(address: str, get: "Getter") -> bytes:
    """What an archive answers.

    Raises:
        FetchError: nothing that can be used.
    """
    from revtrack.ingest.web import FetchError
    from revtrack.plausibility import state_of_list

    remedy = "check the address of the archive and that it knows the page, or try again later"
    with remedied(remedy):
        answer = get(address)
    if state := state_of_list(answer):
        raise FetchError(state.state, state.detail, address=address, hint=remedy)
    return answer.body


def _mementos(
    console: Console,
    listing: "Callable[[Confined, Getter], MementoReading]",
    base: str,
    most: int | None,
    wish: Wish,
) -> None:
    """Store the captures that a listing names, or show them; what lists none makes no database."""
    from revtrack.importing import bring_in_mementos

    settings = settings_of(console)
    with open_reader(settings) as (confined, reader), web_alone(console, settings) as get:
        reading = listing(confined, get)
        for problem in reading.problems:
            console.say(f"note: the listing: {problem}")
        wanted = reading.mementos[:most]
        if not wanted:
            raise InputError("the archive lists no capture", "check the address, and the times given")
        if wish.dry_run:
            rows = (
                {"observed": shown_moment(one.at), "article": one.original, "status": one.status, "input": one.address}
                for one in wanted
            )
            show_rows(console, rows, CAPTURE, as_json=wish.as_json)
            return
        console.say(f"{counted(len(wanted), 'capture')} to look at")
        with fill_workshop(console, settings, confined, reader, get=get) as workshop, remembering(workshop.desk):
            brought = bring_in_mementos(wanted, base, workshop.desk, wish.source, wish.language)
            tell_brought(console, brought, as_json=wish.as_json, length=len(wanted), is_fetched=True)
