"""`fetch`: one look at all that is due."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from revtrack.cli.console import Console, echo_json, fail
from revtrack.cli.desk import Workshop, alone, open_workshop, schedule_of
from revtrack.cli.telling import acknowledge
from revtrack.cli.watching.subscriptions import check_address
from revtrack.cli.watching.tally import Tally, told_json
from revtrack.errors import NotFoundError

if TYPE_CHECKING:
    from revtrack.model import Subscription
    from revtrack.settings import Settings
    from revtrack.watch.round import Choice, RoundOptions

__all__ = ["fetch", "look_once"]


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
@click.pass_obj
def fetch(
    console: Console,
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
    from revtrack.watch.round import RoundOptions

    with open_workshop(console, create=not dry_run) as workshop:
        if not dry_run:
            _watch_configured(workshop)
        only, named = _chosen(sources, workshop) if sources else (None, frozenset[str]())
        options = RoundOptions(
            all=everything,
            most=most,
            jobs=jobs or workshop.settings.fetch.jobs,
            schedule=schedule_of(workshop.settings),
            named=named,
        )
        if dry_run:
            _show_due(console, workshop, options, only, as_json=as_json)
            return
        tally = look_once(console, workshop, options, only, jsonl=jsonl)
    tally.tell(console, as_json=as_json, silent=jsonl)
    if exit_code and tally.counts["changed"]:
        fail(1)


def look_once(
    console: Console,
    workshop: Workshop,
    options: "RoundOptions",
    choice: "Choice | None",
    *,
    keep: bool = True,
    jsonl: bool = False,
) -> Tally:
    """What became of one round of looks, once it is through.

    Args:
        console: where its progress is shown.
        workshop: what looks.
        options: which of what is due.
        choice: what to look at; None: all that is watched or stored.
        keep: whether to remember how the lists were found.
        jsonl: whether to tell of each look at once, on a line of JSON.

    Raises:
        BusyError: another process is looking.
    """
    from revtrack.watch.round import one_round

    tally = Tally()
    with (
        alone(console, workshop),
        closing(one_round(workshop.desk, workshop.parsers, options, choice, keep=keep)) as looks,
    ):
        for told in console.progress(looks, None, "looking"):
            tally.add(told)
            if jsonl:
                acknowledge(told_json(told))
    return tally


def _watch_configured(workshop: Workshop) -> None:
    """Watch what the settings name and nobody watches yet."""
    watched = {address for one in workshop.store.subscriptions() for address in (one.address, one.called)}
    for one in _configured(workshop.settings):
        if one.address not in watched:
            workshop.store.subscribe(one)


def _configured(settings: "Settings") -> "Iterator[Subscription]":
    """What the settings name as watched, each as if it were added now."""
    from revtrack.model import Subscription, SubscriptionKind

    now = datetime.now(UTC)
    for source in settings.sources:
        for kind, addresses, content in (
            (SubscriptionKind.FEED, source.feeds, source.content),
            (SubscriptionKind.SITEMAP, source.sitemaps, False),
            (SubscriptionKind.PAGE, source.pages, False),
        ):
            for address in addresses:
                yield Subscription(address=address, kind=kind, source=source.called, content=content, added_at=now)


def _chosen(names: Iterable[str], workshop: Workshop) -> "tuple[Choice, frozenset[str]]":
    """What is watched or stored under these addresses or of these sources; and the addresses themselves.

    Raises:
        NotFoundError: there is none.
        InputError: an address is spelt as none is taken.
    """
    from revtrack.versioning import identity, is_address
    from revtrack.watch.due import fetched
    from revtrack.watch.lists import Listed
    from revtrack.watch.round import Choice

    watched, stored = workshop.store.subscriptions(), fetched(workshop.desk)
    lists: list[Subscription] = []
    articles = []
    asked: list[Listed] = []
    named = set()
    for name in names:
        if is_address(name):
            check_address(name)
        fitting = [one for one in watched if name in {one.address, one.called, one.source, one.title}]
        called = {name} | {source for one in fitting if (source := _source_of(one, workshop))}
        of_it = [one for one in stored if one.source in called]
        article = workshop.store.named([identity(name)]).get(identity(name))
        if article and article.url:
            of_it.append(article)
            named.add(article.url)
            if name != article.url and is_address(name):  # as it was typed; the identity is how lists show it
                asked.append(Listed(address=name, source=article.source))
                named.add(name)
        if not fitting and not of_it:
            raise NotFoundError(
                f"nothing is watched or stored under “{name[:200]}”",
                "revtrack watch list and revtrack list show what is",
            )
        named.update(one.address for one in fitting if name in {one.address, one.called})
        lists += fitting
        articles += of_it
    choice = Choice(
        subscriptions=tuple(dict.fromkeys(lists)), articles=tuple(dict.fromkeys(articles)), named=tuple(asked)
    )
    return choice, frozenset(named)


def _source_of(one: "Subscription", workshop: Workshop) -> str | None:
    """What the articles that a list names have as their source; None for a page, which names none."""
    from revtrack.model import SubscriptionKind

    if one.kind is SubscriptionKind.PAGE:
        return None
    source_of = workshop.desk.source_of
    return one.source or source_of(one.address) or source_of(one.called) or one.title


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
