"""`watch`: at what is looked again and again; and `export opml`, the same for other programs."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from revtrack.cli.console import Console, echo_json
from revtrack.cli.desk import PATIENCE_S, Workshop, alone, open_workshop
from revtrack.cli.groups import CommandGroup
from revtrack.cli.telling import name_some, remedied, report_failures, shown_moment
from revtrack.errors import InputError, NotFoundError, OutputError
from revtrack.report.wording import counted

if TYPE_CHECKING:
    from revtrack.model import Subscription, SubscriptionKind

__all__ = ["check_address", "export", "subscription_json", "watch"]

UNSEEN: Final = "check the address; with --kind it is watched all the same, whatever it gives now"


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
    from revtrack.model import Subscription

    now = datetime.now(UTC)
    for address in addresses:
        check_address(address)
    added, problems = [], list[InputError]()
    with open_workshop(console) as workshop:
        for address in addresses:
            try:
                where, what = _meant(address, kind, console, workshop)
            except InputError as problem:
                problems.append(problem)
                continue
            fresh = Subscription(address=where, kind=what, added_at=now)
            added.append(_subscribed(fresh, source, content, workshop))
            if not as_json:
                console.tell(f"watching {where} ({what})")
    if as_json and added:
        echo_json([subscription_json(one) for one in added])
    if problems:
        _report(console, problems, len(addresses))
    if not as_json:
        console.say("See: revtrack fetch")


def _meant(address: str, kind: str | None, console: Console, workshop: Workshop) -> "tuple[str, SubscriptionKind]":
    """What is watched behind an address, and what it is; see `_found_out`. Without a look where the user says it."""
    from revtrack.model import SubscriptionKind

    if kind:
        return address, SubscriptionKind(kind)
    with alone(console, workshop, PATIENCE_S):
        return _found_out(address, workshop)


def _report(console: Console, problems: list[InputError], total: int) -> None:
    """Name the addresses that are not watched.

    Raises:
        InputError: none is; the first problem.
        PartialError: the others are.
    """
    messages = [problem.message for problem in problems]
    if len(problems) < total:
        report_failures(console, messages, total, named=True, done="watched")
    name_some(console, "failed", messages[1:], total - 1)
    raise problems[0]


def check_address(address: str) -> None:
    """Refuse what is no address on the web.

    Raises:
        InputError: it is none.
    """
    from revtrack.address import address_problem

    if problem := address_problem(address):
        from revtrack.ingest.web.problem import without_user

        raise InputError(
            f"{without_user(address)[:200]}: the address {problem}",
            "give one of http or https without a name or password",
        )


def _subscribed(fresh: "Subscription", source: str | None, content: bool | None, workshop: Workshop) -> "Subscription":
    """What is watched from now on: of what was watched before, all stays that nobody says otherwise."""
    every = workshop.store.subscriptions()
    known = next((one for one in every if one.address == fresh.address), None)
    known = known or next((one for one in every if one.called == fresh.address), None)
    before = known or fresh
    one = replace(
        before,
        kind=fresh.kind,
        source=source or before.source,
        content=before.content if content is None else content,
    )
    workshop.store.subscribe(one)
    if known is None or (known.kind, known.content) != (one.kind, one.content):
        _read_anew(one, workshop)
    return one


def _read_anew(one: "Subscription", workshop: Workshop) -> None:
    """Let the next look at a list take all of it, even if it did not change since somebody read it otherwise."""
    from revtrack.model import Validator

    if workshop.store.memory.validator(one.address):
        workshop.store.memory.keep_validator(Validator(address=one.address, sha256=""))


def _found_out(address: str, workshop: Workshop) -> "tuple[str, SubscriptionKind]":
    """What is watched behind an address, and what it is: a feed, a sitemap, a feed that a page names, or the page.

    Raises:
        FetchError: it gives no answer that can be used.
        InputError: it gives a list that is refused, or no page.
    """
    from revtrack.ingest.feeds import FeedProblemKind, find_feeds
    from revtrack.ingest.web import FetchError
    from revtrack.model import SubscriptionKind
    from revtrack.plausibility import state_of_answer, state_of_list

    with remedied(UNSEEN):
        answer = workshop.desk.get(address)
    if state := state_of_list(answer):
        raise FetchError(state.state, state.detail, address=address, hint=UNSEEN)
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
    if feeds := workshop.confined.call(find_feeds, answer.body, answer.address):
        return feeds[0], SubscriptionKind.FEED
    if state := state_of_answer(answer):  # such as a picture
        raise InputError(f"{address} {state.detail}", "give the address of an article, a feed or a sitemap")
    return address, SubscriptionKind.PAGE


@watch.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@click.pass_obj
def watch_list(console: Console, /, *, as_json: bool) -> None:
    """What is watched, when it was looked at last, and what fails."""
    with console.open_store(create=False) as store:
        watched = store.subscriptions()
    if as_json:
        echo_json([subscription_json(one) for one in watched])
        return
    for one in watched:
        seen = f"looked at {_minute(one.checked_at, console)}" if one.checked_at else "not looked at yet"
        trouble = f"; failing, {counted(one.failures, 'time')} in a row: {one.detail}" if one.failures else ""
        console.print_line(
            f"{one.address}  {one.kind}  {one.source or one.title or ''}  {seen}{trouble}{_moves(one, console)}"
        )
    if not watched:
        console.say("Nothing is watched. See: revtrack watch add URL")


def _minute(moment: datetime, console: Console) -> str:
    from revtrack.report.wording import when

    return when(moment.replace(second=0, microsecond=0), console.zone)


def _moves(one: "Subscription", console: Console) -> str:
    """Where it was before, and where it leads to; nothing for what stays where it is."""
    was = f"; before at {one.moved_from}" if one.moved_from else ""
    leads = f"; leads to {one.moves_to} for good" if one.moves_to else ""
    return was + leads + (f" since {_minute(one.moves_since, console)}" if one.moves_to and one.moves_since else "")


@watch.command("rm")
@click.argument("addresses", metavar="URL...", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print what is watched no longer as JSON.")
@click.pass_obj
def watch_rm(console: Console, /, addresses: tuple[str, ...], *, as_json: bool) -> None:
    """Watch something no longer; what was stored stays."""
    with console.open_store(create=False) as store:
        every = store.subscriptions()
        watched = {one.called: one for one in every} | {one.address: one for one in every}
        for address in addresses:
            if address not in watched:
                raise NotFoundError(f"{address} is not watched", "revtrack watch list shows what is")
        for address in addresses:
            store.unsubscribe(watched[address].address)
            if not as_json:
                console.tell(f"no longer watching {address}")
    if as_json:
        echo_json([subscription_json(watched[address]) for address in addresses])


def subscription_json(one: "Subscription") -> dict[str, object]:
    """What is watched, and how the last look at it ended."""
    return {
        "address": one.address,
        "kind": str(one.kind),
        "title": one.title,
        "source": one.source,
        "content": one.content,
        "checked": None if one.checked_at is None else shown_moment(one.checked_at),
        "state": str(one.state) if one.state else None,
        "detail": one.detail,
        "failures": one.failures,
        "moved_from": one.moved_from,
        "moves_to": one.moves_to,
    }


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
