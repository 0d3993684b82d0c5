"""Commands that look again and again: `watch` says at what, `fetch` looks once at all that is due."""

from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from revtrack.cli.console import CommandGroup, Console, echo_json
from revtrack.cli.desk import PATIENCE_S, Workshop, alone, open_reader, open_workshop, settings_of, wanted, web
from revtrack.cli.sources import import_
from revtrack.cli.tally import Tally, told_json
from revtrack.cli.telling import acknowledge
from revtrack.errors import InputError, NotFoundError, OutputError, PartialError, UsageError
from revtrack.report.wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from revtrack.looking import Getter
    from revtrack.model import Subscription, SubscriptionKind
    from revtrack.watch.lists import ListLook
    from revtrack.watch.round import Choice, RoundOptions

__all__ = ["export", "fetch", "watch"]


@click.group(cls=CommandGroup)
def watch() -> None:
    """Say which feeds, sitemaps and pages are looked at again and again; `fetch` does it."""


@watch.command("add")
@click.argument("addresses", metavar="URL...", nargs=-1, required=True)
@click.option("--kind", type=click.Choice(["feed", "sitemap", "page"]), help="Default: found out by one look.")
@click.option("--source", help="The publisher, as people call it. Default: the feed's title.")
@click.option(
    "--content/--no-content",
    default=None,
    help="The items' own content is the article, not the page they link. Default: the page, or what it was.",
)
@click.option("--json", "as_json", is_flag=True, help="Print what is watched as JSON.")
@click.pass_obj
def watch_add(
    console: Console,
    /,
    addresses: tuple[str, ...],
    kind: str | None,
    source: str | None,
    *,
    content: bool | None,
    as_json: bool,
) -> None:
    """Watch feeds, sitemaps or pages. Of a web page that names a feed, the feed is taken; which it is, is said."""
    from revtrack.model import Subscription, SubscriptionKind

    now = datetime.now(UTC)
    for address in addresses:
        _check_address(address)
    added = []
    with open_workshop(console) as workshop:
        for address in addresses:
            if kind:
                where, what = address, SubscriptionKind(kind)
            else:
                with alone(console, workshop, PATIENCE_S):
                    where, what = found_out(address, workshop)
            known = next((one for one in workshop.store.subscriptions() if one.address == where), None)
            one = replace(
                known or Subscription(address=where, kind=what, added_at=now),
                kind=what,
                source=source or (known.source if known else None),
                content=(known is not None and known.content) if content is None else content,
            )
            workshop.store.subscribe(one)
            if known is None or (known.kind, known.content) != (one.kind, one.content):
                _read_anew(one, workshop)
            added.append(one)
            if not as_json:
                console.tell(f"watching {where} ({what})")
    if as_json:
        echo_json([_subscription_json(one) for one in added])
    else:
        console.say("See: revtrack fetch")


def _check_address(address: str) -> None:
    """Refuse what is no address on the web.

    Raises:
        UsageError: it is none.
    """
    from revtrack.address import address_problem

    if problem := address_problem(address):
        raise UsageError(f"{address[:200]}: the address {problem}", "give one of http or https")


def _read_anew(one: "Subscription", workshop: Workshop) -> None:
    """Let the next look at a list take all of it, even if it did not change since somebody read it otherwise."""
    from revtrack.model import Validator

    if workshop.store.validator(one.address):
        workshop.store.keep_validator(Validator(address=one.address, sha256=""))


def found_out(address: str, workshop: Workshop) -> "tuple[str, SubscriptionKind]":
    """What is watched behind an address, and what it is: a feed, a sitemap, a feed that a page names, or the page.

    Raises:
        InputError: it gives no answer, or a list that is refused.
    """
    from revtrack.ingest.feeds import FeedProblemKind, find_feeds
    from revtrack.model import SubscriptionKind
    from revtrack.plausibility import state_of_list

    answer = workshop.desk.get(address)
    if state := state_of_list(answer):
        raise InputError(f"{address} {state.detail}", "check the address, or say what it is with --kind")
    feed = workshop.parsers.feed(answer.body, answer.media_type, answer.address)
    if feed.is_feed:
        return address, SubscriptionKind.FEED
    sitemap = workshop.parsers.sitemap(answer.body, answer.address)
    if sitemap.kind is not None:
        return address, SubscriptionKind.SITEMAP
    refused = {FeedProblemKind.ENTITIES, FeedProblemKind.HOSTILE, FeedProblemKind.UNREADABLE}
    for problem in (*feed.problems, *sitemap.problems):
        if problem.kind in refused:
            raise InputError(f"{address} is not watched: {problem.detail}", "--kind says what it is all the same")
    feeds = workshop.confined.call(find_feeds, answer.body, answer.address)
    return (feeds[0], SubscriptionKind.FEED) if feeds else (address, SubscriptionKind.PAGE)


@watch.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@click.pass_obj
def watch_list(console: Console, /, *, as_json: bool) -> None:
    """What is watched, when it was looked at last, and what fails."""
    with console.open_store(create=False) as store:
        watched = store.subscriptions()
    if as_json:
        echo_json([_subscription_json(one) for one in watched])
        return
    for one in watched:
        seen = f"looked at {one.checked_at:%Y-%m-%d %H:%M} UTC" if one.checked_at else "not looked at yet"
        trouble = f"; failing, {counted(one.failures, 'time')} in a row: {one.detail}" if one.failures else ""
        console.print_line(f"{one.address}  {one.kind}  {one.source or one.title or ''}  {seen}{trouble}")
    if not watched:
        console.say("Nothing is watched. See: revtrack watch add URL")


@watch.command("rm")
@click.argument("addresses", metavar="URL...", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print what is watched no longer as JSON.")
@click.pass_obj
def watch_rm(console: Console, /, addresses: tuple[str, ...], *, as_json: bool) -> None:
    """Watch something no longer; what was stored stays."""
    with console.open_store(create=False) as store:
        watched = {one.address: one for one in store.subscriptions()}
        for address in addresses:
            if address not in watched:
                raise NotFoundError(f"{address} is not watched", "revtrack watch list shows what is")
        for address in addresses:
            store.unsubscribe(address)
            if not as_json:
                console.tell(f"no longer watching {address}")
    if as_json:
        echo_json([_subscription_json(watched[address]) for address in addresses])


@click.command()
@click.argument("sources", metavar="[SOURCE|URL]...", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Look at everything, due or not.")
@click.option("--max", "most", metavar="N", type=click.IntRange(1), help="Look at N articles at most.")
@click.option(
    "--jobs", metavar="N", type=click.IntRange(1, 64), help="Hosts looked at side by side. Default: settings."
)
@click.option("--dry-run", is_flag=True, help="Say what is due; look at nothing.")
@click.option("--exit-code", is_flag=True, help="Exit with 1 when something changed.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
@click.option("--jsonl", is_flag=True, help="Print one line of JSON for each look as soon as it is stored.")
@click.pass_context
def fetch(
    context: click.Context,
    /,
    sources: tuple[str, ...],
    most: int | None,
    jobs: int | None,
    *,
    everything: bool,
    dry_run: bool,
    exit_code: bool,
    as_json: bool,
    jsonl: bool,
) -> None:
    """Look once at every watched feed and every article that is due.

    \b
    revtrack fetch                       everything that is due
    revtrack fetch "The Example Post"    one source
    revtrack fetch https://post.example/fire   one article, due or not
    */15 * * * * revtrack -q fetch       as a line of crontab

    An article is looked at often after a change and ever more rarely without one; then no more. Whatever one source
    does, the others are looked at. Robots.txt is respected, and no host is asked twice within its pause. While one
    fetch works on a database, another one ends at once with exit code 7.
    """  # noqa: D301  click wants the character \b, which keeps lines apart
    from revtrack.watch.round import RoundOptions, one_round
    from revtrack.watch.schedule import Step

    console: Console = context.obj
    with open_workshop(console, create=not dry_run) as workshop:
        if not dry_run:
            _watch_configured(workshop)
        schedule = tuple(Step(every=one.every, lasting=one.lasting) for one in workshop.settings.fetch.schedule)
        only, named = _chosen(sources, workshop) if sources else (None, frozenset[str]())
        options = RoundOptions(
            all=everything,
            most=most,
            jobs=jobs or workshop.settings.fetch.jobs,
            schedule=schedule,
            named=named,
        )
        if dry_run:
            _show_due(console, workshop, options, only, as_json=as_json)
            return
        tally = Tally()
        with (
            alone(console, workshop),
            closing(one_round(workshop.desk, workshop.parsers, options, only)) as rounds,
        ):
            for told in console.progress(rounds, None, "looking"):
                tally.add(told)
                if jsonl:
                    acknowledge(told_json(told))
    tally.tell(console, as_json=as_json, silent=jsonl)
    if exit_code and tally.counts["changed"]:
        context.exit(1)


def _watch_configured(workshop: Workshop) -> None:
    """Watch what the settings name and nobody watches yet."""
    from revtrack.model import Subscription, SubscriptionKind

    watched = {one.address for one in workshop.store.subscriptions()}
    now = datetime.now(UTC)
    for source in workshop.settings.sources:
        for kind, addresses in (
            (SubscriptionKind.FEED, source.feeds),
            (SubscriptionKind.SITEMAP, source.sitemaps),
            (SubscriptionKind.PAGE, source.pages),
        ):
            for address in addresses:
                if address not in watched:
                    title = source.title or source.name
                    content = source.content and kind is SubscriptionKind.FEED
                    one = Subscription(address=address, kind=kind, source=title, content=content, added_at=now)
                    workshop.store.subscribe(one)


def _chosen(names: Iterable[str], workshop: Workshop) -> "tuple[Choice, frozenset[str]]":
    """What is watched or stored under these addresses or of these sources; and the addresses themselves.

    Raises:
        NotFoundError: there is none.
    """
    from revtrack.versioning import identity
    from revtrack.watch.due import fetched
    from revtrack.watch.round import Choice

    watched, stored = workshop.store.subscriptions(), fetched(workshop.desk)
    lists: list[Subscription] = []
    articles = []
    named = set()
    for name in names:
        fitting = [one for one in watched if name in {one.address, one.source, one.title}]
        called = {name} | {source for one in fitting if (source := _source_of(one, workshop))}
        of_it = [one for one in stored if one.source in called]
        article = workshop.store.named([identity(name)]).get(identity(name))
        if article and article.url:
            of_it.append(article)
            named.add(article.url)
        if not fitting and not of_it:
            raise NotFoundError(
                f"nothing is watched or stored under “{name[:200]}”",
                "revtrack watch list and revtrack list show what is",
            )
        named.update(one.address for one in fitting if one.address == name)
        lists += fitting
        articles += of_it
    choice = Choice(subscriptions=tuple(dict.fromkeys(lists)), articles=tuple(dict.fromkeys(articles)))
    return choice, frozenset(named)


def _source_of(one: "Subscription", workshop: Workshop) -> str | None:
    """What the articles that a list names have as their source; None for a page, which names none."""
    from revtrack.model import SubscriptionKind

    if one.kind is SubscriptionKind.PAGE:
        return None
    return one.source or workshop.desk.source_of(one.address) or one.title


def _show_due(
    console: Console,
    workshop: Workshop,
    options: "RoundOptions",
    only: "Choice | None",
    *,
    as_json: bool,
) -> None:
    """Print what a round would look at; what a feed lists is known only once it was looked at."""
    from revtrack.watch.round import due_now

    rows = list(due_now(workshop.desk, options, only))
    if as_json:
        echo_json([{"address": address, "kind": kind} for address, kind in rows])
        return
    for address, kind in rows:
        console.print_line(f"{address}  {kind}")
    if not rows:
        console.say("Nothing is due.")


def _subscription_json(one: "Subscription") -> dict[str, object]:
    return {
        "address": one.address,
        "kind": str(one.kind),
        "title": one.title,
        "source": one.source,
        "content": one.content,
        "checked": None if one.checked_at is None else f"{one.checked_at:%Y-%m-%dT%H:%M:%SZ}",
        "state": str(one.state) if one.state else None,
        "detail": one.detail,
        "failures": one.failures,
    }


@import_.command("feed")
@click.argument("address", metavar="URL")
@click.option("--source", help="The publisher, as people call it. Default: the feed's title.")
@click.option("--content", is_flag=True, help="The items' own content is the article, not the page they link.")
@click.option("--max", "most", metavar="N", type=click.IntRange(1), help="Look at N articles at most.")
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


@import_.command("sitemap")
@click.argument("address", metavar="URL")
@click.option("--source", help="The publisher, as people call it.")
@click.option("--max", "most", metavar="N", type=click.IntRange(1), help="Look at N articles at most.")
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


@import_.command("opml")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--source", help="The publisher of all of them. Default: each feed's title.")
@click.option("--dry-run", is_flag=True, help="Say which feeds it lists; store nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print what is watched now as JSON.")
@click.pass_obj
def import_opml(console: Console, /, file: Path, source: str | None, *, dry_run: bool, as_json: bool) -> None:
    """Watch the feeds that an OPML file lists; `fetch` looks at them."""
    from revtrack import ingest
    from revtrack.ingest.feeds import read_opml
    from revtrack.model import Subscription, SubscriptionKind

    content = ingest.read_bytes(file)
    with open_reader(settings_of(console)) as (confined, _):
        reading = confined.call(read_opml, content)
    for problem in reading.problems:
        console.say(f"note: {file}: {problem.detail}")
    if not reading.feeds:
        raise InputError(f"{file} lists no feed", "check that it is a list of feeds in OPML")
    now = datetime.now(UTC)
    found = [
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
    added = found
    if not dry_run:
        with console.open_store(create=True) as store:
            watched = {one.address for one in store.subscriptions()}
            added = [one for one in found if one.address not in watched]
            for one in added:
                store.subscribe(one)
    if as_json:
        echo_json([_subscription_json(one) for one in found])
        return
    for one in found if dry_run else ():
        console.print_line(f"{one.address}  {one.title or ''}")
    if not dry_run:
        console.tell(f"{counted(len(found), 'feed')}: {len(added)} new, {len(found) - len(added)} watched already.")


def _once(address: str, kind: "SubscriptionKind", source: str | None, *, content: bool) -> "Subscription":
    from revtrack.model import Subscription

    _check_address(address)
    return Subscription(address=address, kind=kind, source=source, content=content, added_at=datetime.now(UTC))


def _once_through(console: Console, one: "Subscription", most: int | None, *, dry_run: bool, as_json: bool) -> None:
    """Look once at a list that nobody watches, and at all it lists."""
    from revtrack.watch.round import Choice, RoundOptions, one_round

    if dry_run:
        _show_listed(console, one, most, as_json=as_json)
        return
    tally = Tally()
    with open_workshop(console) as workshop:
        options = RoundOptions(all=True, most=most, jobs=workshop.settings.fetch.jobs)
        choice = Choice(subscriptions=(one,))
        with (
            alone(console, workshop),
            closing(one_round(workshop.desk, workshop.parsers, options, choice, keep=False)) as rounds,
        ):
            for told in console.progress(rounds, None, "looking"):
                tally.add(told)
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
    from revtrack.ingest.feeds import read_feed, read_sitemap
    from revtrack.watch.lists import Parsers, peek

    settings = settings_of(console)
    glass = _Glass(get=web(settings), now=lambda: datetime.now(UTC), source_of=lambda _: None, wants=wanted(settings))
    with open_reader(settings) as (confined, _):
        parsers = Parsers(
            feed=lambda body, media_type, address: confined.call(read_feed, body, media_type, address),
            sitemap=lambda body, address: confined.call(read_sitemap, body, address),
        )
        yield from peek(one, glass, parsers)


def _show_listed(console: Console, one: "Subscription", most: int | None, *, as_json: bool) -> None:
    """Print what a list names, N at most; nothing is stored.

    Raises:
        FetchError: it cannot be read.
        PartialError: one below it cannot.
    """
    from revtrack.ingest.web import FetchError

    rows: list[tuple[str, str | None]] = []
    count = failed = 0
    with closing(_peeks(console, one)) as peeks:
        for found in peeks:
            where = found.subscription
            if where.state and where.address == one.address:
                raise FetchError(where.state, where.detail or "", address=where.address, hint="check the address")
            failed += where.state is not None
            for problem in (*found.problems, *([where.detail] if where.detail else [])):
                console.say(f"note: {where.address}: {problem}")
            named = [(item.address, item.title) for item in found.articles]
            named += [(item.article, item.title) for item in found.contents]
            named = named[: None if most is None else most - count]
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


@click.group(cls=CommandGroup)
def export() -> None:
    """Write what is stored in forms that other programs read."""


@export.command("opml")
@click.option("-o", "--output", metavar="FILE", default="-", show_default=True, help="Where to write it.")
@click.pass_obj
def export_opml(console: Console, /, output: str) -> None:
    """Write the watched feeds as OPML, which every feed reader takes."""
    from revtrack.ingest.feeds import write_opml

    with console.open_store(create=False) as store:
        content = write_opml(store.subscriptions(), "Feeds watched by revtrack", datetime.now(UTC))
    if output == "-":
        click.echo(content.decode(), nl=False)
        return
    try:
        Path(output).write_bytes(content)
    except OSError as problem:
        raise OutputError(f"{output} cannot be written: {problem.strerror}", "choose another place") from None
    console.say(f"{output} written")
