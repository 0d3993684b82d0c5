"""`import feed`, `sitemap` and `opml`: what a list of articles, or of lists, names now."""

from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from revtrack.cli.console import Console, echo_json
from revtrack.cli.desk import open_reader, open_workshop, parsers_in, settings_of, web_alone
from revtrack.cli.watching.rounds import look_once
from revtrack.cli.watching.subscriptions import check_address, subscription_json
from revtrack.errors import InputError, PartialError
from revtrack.report.wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator

    from revtrack.ingest.feeds import OpmlReading
    from revtrack.looking import Getter
    from revtrack.model import Subscription, SubscriptionKind
    from revtrack.watch.lists import ListLook

__all__ = ["import_feed", "import_opml", "import_sitemap"]

_MOST: Final = click.option("--max", "most", metavar="N", type=click.IntRange(1), help="Look at N articles at most.")


@click.command("feed")
@click.argument("address", metavar="URL")
@click.option("--source", help="The publisher, as people call it. Default: the feed's title.")
@click.option("--content", is_flag=True, help="The items' own content is the article, not the page they link.")
@_MOST
@click.option("--dry-run", is_flag=True, help="Say which articles it lists; store nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
@click.pass_obj
def import_feed(
    console: Console,
    /,
    address: str,
    source: str | None,
    most: int | None,
    *,
    content: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Store the articles that a feed lists now, without watching it: RSS, Atom or JSON Feed."""
    from revtrack.model import SubscriptionKind

    one = _once(address, SubscriptionKind.FEED, source, content=content)
    _once_through(console, one, most, dry_run=dry_run, as_json=as_json)


@click.command("sitemap")
@click.argument("address", metavar="URL")
@click.option("--source", help="The publisher, as people call it.")
@_MOST
@click.option("--dry-run", is_flag=True, help="Say which articles it lists; store nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
@click.pass_obj
def import_sitemap(
    console: Console, /, address: str, source: str | None, most: int | None, *, dry_run: bool, as_json: bool
) -> None:
    """Store a first version of every page that a sitemap lists: plain, an index of others, packed, or of news."""
    from revtrack.model import SubscriptionKind

    one = _once(address, SubscriptionKind.SITEMAP, source, content=False)
    _once_through(console, one, most, dry_run=dry_run, as_json=as_json)


@click.command("opml")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--source", help="The publisher of all of them. Default: each feed's title.")
@click.option("--dry-run", is_flag=True, help="Say which feeds it lists; store nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print what is watched now as JSON.")
@click.pass_obj
def import_opml(console: Console, /, file: Path, source: str | None, *, dry_run: bool, as_json: bool) -> None:
    """Watch the feeds that an OPML file lists; `fetch` looks at them."""
    from revtrack import ingest
    from revtrack.ingest.feeds import read_opml

    content = ingest.read_bytes(file)
    with open_reader(settings_of(console)) as (confined, _):
        reading = confined.call(read_opml, content)
    for problem in reading.problems:
        console.say(f"note: {file}: {problem.detail}")
    if not reading.feeds:
        raise InputError(f"{file} lists no feed", "check that it is a list of feeds in OPML")
    found = _feeds(reading, source)
    added = found if dry_run else _watch_new(found, console)
    if as_json:
        echo_json([subscription_json(one) for one in found])
        return
    for one in found if dry_run else ():
        console.print_line(f"{one.address}  {one.title or ''}")
    if not dry_run:
        console.tell(f"{counted(len(found), 'feed')}: {len(added)} new, {len(found) - len(added)} watched already.")


def _feeds(reading: "OpmlReading", source: str | None) -> "list[Subscription]":
    """The feeds that a file lists, as they are watched."""
    from revtrack.model import Subscription, SubscriptionKind

    now = datetime.now(UTC)
    return [
        Subscription(
            address=one.address,
            kind=SubscriptionKind.FEED,
            title=one.title,
            source=source or one.source,
            content=one.content,
            added_at=now,
        )
        for one in reading.feeds
    ]


def _watch_new(found: "Iterable[Subscription]", console: Console) -> "list[Subscription]":
    """Those that nobody watched before, and that are watched now."""
    with console.open_store(create=True) as store:
        watched = {address for one in store.subscriptions() for address in (one.address, one.called)}
        added = [one for one in found if one.address not in watched]
        for one in added:
            store.subscribe(one)
    return added


def _once(address: str, kind: "SubscriptionKind", source: str | None, *, content: bool) -> "Subscription":
    """A list as if it were watched from now on."""
    from revtrack.model import Subscription

    check_address(address)
    return Subscription(address=address, kind=kind, source=source, content=content, added_at=datetime.now(UTC))


def _once_through(console: Console, one: "Subscription", most: int | None, *, dry_run: bool, as_json: bool) -> None:
    """Look once at a list that nobody watches, and at all it lists."""
    from revtrack.watch.round import Choice, RoundOptions

    if dry_run:
        _show_listed(console, one, most, as_json=as_json)
        return
    with open_workshop(console) as workshop:
        options = RoundOptions(all=True, most=most, jobs=workshop.settings.fetch.jobs)
        tally = look_once(console, workshop, options, Choice(subscriptions=(one,)), keep=False)
    tally.tell(console, as_json=as_json, silent=False, once=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Glass:
    """What a dry run looks through: the web, and no database."""

    get: "Getter"
    now: "Callable[[], datetime]"
    source_of: "Callable[[str], str | None]"
    wants: "Callable[[str], bool]"


def _peeks(console: Console, one: "Subscription") -> "Generator[ListLook, None, None]":
    """What a list and those below it say."""
    from revtrack.watch.lists import peek

    settings = settings_of(console)
    with open_reader(settings) as (confined, _), web_alone(console, settings) as get:
        glass = _Glass(get=get, now=lambda: datetime.now(UTC), source_of=lambda _: None, wants=settings.wants)
        yield from peek(one, glass, parsers_in(confined))


def _named(found: "ListLook", seen: set[str]) -> "Iterator[tuple[str, str | None]]":
    """The articles that a list names, and those it carries whole, but for those that were seen: address and title."""
    from revtrack.versioning import identity

    linked = [(item.address, item.title) for item in found.articles]
    for address, title in linked + [(item.article, item.title) for item in found.contents]:
        if identity(address) not in seen:
            seen.add(identity(address))
            yield address, title


def _show_listed(console: Console, one: "Subscription", most: int | None, *, as_json: bool) -> None:
    """Print what a list names, N at most; nothing is stored.

    Raises:
        FetchError: it cannot be read.
        PartialError: one below it cannot.
    """
    from revtrack.ingest.web import FetchError

    rows: list[tuple[str, str | None]] = []
    seen: set[str] = set()
    count = failed = 0
    with closing(_peeks(console, one)) as peeks:
        for found in peeks:
            where = found.subscription
            if where.state and where.address == one.address:
                raise FetchError(where.state, where.detail or "", address=where.address, hint="check the address")
            failed += where.state is not None
            for problem in (*found.problems, *([where.detail] if where.detail else [])):
                console.say(f"note: {where.address}: {problem}")
            named = list(islice(_named(found, seen), None if most is None else most - count))
            count += len(named)
            if as_json:
                rows += named
            else:
                for address, title in named:
                    console.print_line(f"{address}  {title or ''}")
            if count == most:
                break
    if as_json:
        echo_json([{"address": address, "title": title} for address, title in rows])
    if failed:
        raise PartialError(f"{counted(failed, 'list')} below it could not be read", "see the notes for the reasons")
