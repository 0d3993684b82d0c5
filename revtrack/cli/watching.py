"""Commands that look again and again: `watch` says at what, `fetch` looks once at all that is due."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from revtrack.cli.console import CommandGroup, Console, echo_json
from revtrack.cli.desk import Workshop, open_reader, open_workshop, settings_of
from revtrack.cli.sources import acknowledge, import_
from revtrack.errors import InputError, NotFoundError, OutputError, PartialError, UsageError
from revtrack.report.wording import counted

if TYPE_CHECKING:
    from revtrack.model import Subscription, SubscriptionKind
    from revtrack.watch.round import RoundOptions, Told

__all__ = ["export", "fetch", "watch"]

SHOWN: Final = 20
"""Failures named one by one; the rest are counted."""


@click.group(cls=CommandGroup)
def watch() -> None:
    """Say which feeds, sitemaps and pages are looked at again and again; `fetch` does it."""


@watch.command("add")
@click.argument("addresses", metavar="URL...", nargs=-1, required=True)
@click.option("--kind", type=click.Choice(["feed", "sitemap", "page"]), help="Default: found out by one look.")
@click.option("--source", help="The publisher, as people call it. Default: the feed's title.")
@click.option("--content", is_flag=True, help="The items' own content is the article, not the page they link.")
@click.option("--json", "as_json", is_flag=True, help="Print what is watched as JSON.")
@click.pass_obj
def watch_add(
    console: Console,
    /,
    addresses: tuple[str, ...],
    kind: str | None,
    source: str | None,
    *,
    content: bool,
    as_json: bool,
) -> None:
    """Watch feeds, sitemaps or pages. Of a web page that names a feed, the feed is taken; which it is, is said."""
    from revtrack.address import address_problem
    from revtrack.model import Subscription, SubscriptionKind

    now = datetime.now(UTC)
    for address in addresses:
        if problem := address_problem(address):
            raise UsageError(f"{address[:200]}: the address {problem}", "give one of http or https")
    added = []
    with open_workshop(console) as workshop:
        for address in addresses:
            where, what = (address, SubscriptionKind(kind)) if kind else found_out(address, workshop)
            known = next((one for one in workshop.store.subscriptions() if one.address == where), None)
            one = Subscription(
                address=where,
                kind=what,
                source=source or (known.source if known else None),
                content=content,
                added_at=known.added_at if known else now,
            )
            workshop.store.subscribe(one)
            added.append(one)
            if not as_json:
                console.tell(f"watching {where} ({what})")
    if as_json:
        echo_json([_subscription_json(one) for one in added])
    else:
        console.say("See: revtrack fetch")


def found_out(address: str, workshop: Workshop) -> "tuple[str, SubscriptionKind]":
    """What is watched behind an address, and what it is: a feed, a sitemap, a feed that a page names, or the page.

    Raises:
        InputError: it gives no answer.
    """
    from revtrack.ingest.feeds import find_feeds
    from revtrack.model import SubscriptionKind
    from revtrack.plausibility import state_of_list

    answer = workshop.desk.get(address)
    if state := state_of_list(answer):
        raise InputError(f"{address} {state.detail}", "check the address, or say what it is with --kind")
    if workshop.parsers.feed(answer.body, answer.media_type, answer.address).is_feed:
        return address, SubscriptionKind.FEED
    if workshop.parsers.sitemap(answer.body, answer.address).kind is not None:
        return address, SubscriptionKind.SITEMAP
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
@click.pass_obj
def watch_rm(console: Console, /, addresses: tuple[str, ...]) -> None:
    """Watch something no longer; what was stored stays."""
    with console.open_store(create=False) as store:
        for address in addresses:
            if not store.unsubscribe(address):
                raise NotFoundError(f"{address} is not watched", "revtrack watch list shows what is")
            console.tell(f"no longer watching {address}")


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
    */15 * * * * revtrack -q fetch       as a line of crontab

    An article is looked at often after a change and ever more rarely without one; then no more. Whatever one source
    does, the others are looked at. Robots.txt is respected, and no host is asked twice within its pause.
    """  # noqa: D301  click wants the character \b, which keeps lines apart
    from revtrack.watch.round import RoundOptions, one_round
    from revtrack.watch.schedule import Step

    console: Console = context.obj
    with open_workshop(console) as workshop:
        schedule = tuple(Step(every=one.every, lasting=one.lasting) for one in workshop.settings.fetch.schedule)
        options = RoundOptions(all=everything, most=most, jobs=jobs or workshop.settings.fetch.jobs, schedule=schedule)
        only = _chosen(sources, workshop) if sources else None
        if dry_run:
            _show_due(console, workshop, options, only, as_json=as_json)
            return
        tally = _Tally()
        for told in console.progress(one_round(workshop.desk, workshop.parsers, options, only), None, "looking"):
            tally.add(told)
            if jsonl:
                acknowledge(_told_json(told))
    tally.tell(console, as_json=as_json, silent=jsonl)
    if exit_code and tally.counts["changed"]:
        context.exit(1)


def _chosen(names: Iterable[str], workshop: Workshop) -> "tuple[Subscription, ...]":
    """The Subscriptions with these addresses or of these sources.

    Raises:
        NotFoundError: there is none.
    """
    watched = workshop.store.subscriptions()
    found: list[Subscription] = []
    for name in names:
        fitting = [one for one in watched if name in {one.address, one.source, one.title}]
        if not fitting:
            raise NotFoundError(f"nothing is watched under “{name[:200]}”", "revtrack watch list shows what is")
        found += fitting
    return tuple(dict.fromkeys(found))


def _show_due(
    console: Console,
    workshop: Workshop,
    options: "RoundOptions",
    only: "tuple[Subscription, ...] | None",
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


class _Tally:
    """What became of a round."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter(lists=0, articles=0, new=0, changed=0, unchanged=0, failed=0)
        self.failures: list[str] = []
        self.well = 0
        """Looks that did not fail, lists included."""

    def add(self, told: "Told") -> None:
        """Count one more thing that was looked at."""
        from revtrack.versioning import Outcome

        captures = list(told.listing.captures) if told.listing else []
        captures += [told.look.capture] if told.look and told.look.capture else []
        for done in captures:
            outcome = done.verdict.outcome
            what = "new" if outcome is Outcome.FIRST else "changed"
            is_news = outcome in {Outcome.FIRST, Outcome.CHANGED, Outcome.RETURNED, Outcome.OUT_OF_ORDER}
            self.counts[what if is_news else "unchanged"] += 1
        self.counts["articles"] += len(captures) + (told.look is not None and told.look.capture is None)
        self.counts["lists"] += told.listing is not None
        trouble = _trouble(told)
        self.well += trouble is None
        if trouble:
            self.counts["failed"] += 1
            if len(self.failures) < SHOWN:
                self.failures.append(f"{told.address} {trouble}")

    def tell(self, console: Console, *, as_json: bool, silent: bool) -> None:
        """Say what became of the round.

        Raises:
            PartialError: some looks gave nothing.
            FetchError: all of them did.
        """
        from revtrack.ingest.web import FetchError
        from revtrack.model import FetchState

        counts = self.counts
        if as_json:
            echo_json(dict(counts) | {"failures": self.failures})
        elif not silent:
            console.tell(
                f"{counted(counts['lists'], 'list')}, "
                f"{counted(counts['articles'], 'article')} looked at: {counts['new']} new, "
                f"{counts['changed']} changed, "
                f"{counts['unchanged']} unchanged, {counts['failed']} failed."
            )
        if counts["failed"]:
            for failure in self.failures if not as_json else ():
                console.say(f"failed: {failure}")
            if counts["failed"] > len(self.failures):
                console.say(f"… and {counts['failed'] - len(self.failures)} more")
            kept = "each is kept with its reason, and looked at again when it is due"
            if not self.well:
                raise FetchError(FetchState.UNREACHABLE, "every look failed", hint=kept)
            raise PartialError(f"{counted(counts['failed'], 'look')} gave nothing; everything else was stored", kept)


def _trouble(told: "Told") -> str | None:
    """Why a look gave nothing."""
    if told.problem:
        return told.problem
    if told.look and told.look.check:
        return told.look.check.detail
    return told.listing.subscription.detail if told.listing and told.listing.subscription.failures else None


def _told_json(told: "Told") -> dict[str, object]:
    trouble = _trouble(told)
    done = told.look.capture if told.look else None
    check = told.look.check if told.look else None
    return {
        "address": told.address,
        "kind": "list" if told.listing else "article",
        "outcome": str(done.verdict.outcome) if done else (str(check.state) if check else None),
        "article": done.article.id if done else None,
        "version": done.verdict.number if done else None,
        "articles": len(told.listing.articles) + len(told.listing.captures) if told.listing else None,
        "problem": trouble,
    }


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
    _once_through(console, (one,), most, dry_run=dry_run, as_json=as_json)


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
    _once_through(console, (one,), most, dry_run=dry_run, as_json=as_json)


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
        Subscription(address=one.address, kind=SubscriptionKind.FEED, title=one.title, source=source, added_at=now)
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

    return Subscription(address=address, kind=kind, source=source, content=content, added_at=datetime.now(UTC))


def _once_through(
    console: Console, only: "tuple[Subscription, ...]", most: int | None, *, dry_run: bool, as_json: bool
) -> None:
    """Look once at lists that nobody watches, and at all they list."""
    from revtrack.watch.lists import read_list
    from revtrack.watch.round import RoundOptions, one_round

    with open_workshop(console) as workshop:
        tally = _Tally()
        if dry_run:
            for one in only:
                found = read_list(one, workshop.desk, workshop.parsers, keep=False)
                if found.subscription.detail:
                    raise InputError(f"{one.address} {found.subscription.detail}", "check the address")
                for listed in found.articles[:most]:
                    console.print_line(f"{listed.address}  {listed.title or ''}")
            return
        options = RoundOptions(all=True, most=most, jobs=workshop.settings.fetch.jobs)
        rounds = one_round(workshop.desk, workshop.parsers, options, only, keep=False)
        for told in console.progress(rounds, None, "looking"):
            tally.add(told)
    tally.tell(console, as_json=as_json, silent=False)


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
