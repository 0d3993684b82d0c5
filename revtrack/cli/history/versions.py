"""The command `log`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from heapq import heappop, heappush
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

import click

from revtrack.cli.console import Console, echo_json
from revtrack.cli.history.choosing import (
    Period,
    labels_of,
    labels_option,
    only_one,
    period_options,
    wanted_labels,
)
from revtrack.cli.references import find_article, find_source, looks_at
from revtrack.errors import NotFoundError, UsageError
from revtrack.model import Article, Check, History, Transition, Version

if TYPE_CHECKING:
    from revtrack.report.terminal.log import LogOptions
    from revtrack.store import Store

__all__ = ["log"]

RECENT: Final = 20
"""Changes shown where nothing else says how many: about a screen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wish:
    """Which versions are wanted, and in which form."""

    period: Period
    labels: frozenset[str]
    limit: int | None
    as_json: bool
    """Whether as one value of JSON."""
    jsonl: bool
    """Whether as a line of JSON for each."""

    def fits(self, step: Transition) -> bool:
        """Whether a step is among them."""
        return self.period.holds(step.new.first_seen) and (
            not self.labels or bool(self.labels & labels_of(step.comparison))
        )


@click.command()
@click.argument("reference", metavar="[ARTICLE|SOURCE]", required=False)
@period_options
@labels_option
@click.option("--stat", is_flag=True, help="Say of each version in words what changed.")
@click.option("--headlines", is_flag=True, help="Only the headlines an article went through.")
@click.option("--checks", is_flag=True, help="Every look that failed or was held back, on a line of its own.")
@click.option("--reverse", is_flag=True, help="The oldest first.")
@click.option("-n", "--limit", type=click.IntRange(min=1), metavar="N", help="At most so many of the latest.")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@click.option("--jsonl", "--nl", is_flag=True, help="Print a line of JSON for each change.")
@click.pass_obj
def log(console: Console, /, reference: str | None, *, as_json: bool, jsonl: bool, **wish: Any) -> None:
    """The versions of an ARTICLE, newest first; else the latest changes, of one SOURCE or of all.

    \b
    revtrack log https://post.example/fire              what became of one article
    revtrack log --since yesterday --label number,quote  what mattered since then
    revtrack log --jsonl | jq .summary.text             for programs

    Without an ARTICLE it shows 20 changes, or all since the time that --since names. Looks that failed, and the time
    an article was gone, stand among its versions.
    """  # noqa: D301  click wants the character \b, which keeps lines apart
    from revtrack.report.terminal.log import LogOptions

    only_one({"--json": as_json, "--jsonl": jsonl, "--headlines": wish["headlines"]})
    only_one({"--json": as_json, "--jsonl": jsonl, "--stat": wish["stat"]})
    wanted = _Wish(
        period=Period.of(wish.pop("since"), wish.pop("until"), datetime.now(console.zone)),
        labels=wanted_labels(wish.pop("labels")),
        limit=wish.pop("limit"),
        as_json=as_json,
        jsonl=jsonl,
    )
    options = LogOptions(**wish)
    with console.open_store(create=False) as store:
        looks = looks_at(reference, store) if reference else ()
        if looks and options.checks:
            _log_looks(console, looks, wanted, options)
            return
        article, source = _named(reference, store)
        if article:
            _log_article(console, article, wanted, options, store)
        elif options.headlines or options.checks:
            raise UsageError(
                "--headlines and --checks are told of one article", "revtrack log ARTICLE --headlines names it"
            )
        else:
            _log_changes(console, source, wanted, options, store)


def _named(reference: str | None, store: "Store") -> tuple[Article | None, str | None]:
    """The article that is named, or else the source.

    Raises:
        NotFoundError: neither.
    """
    if reference is None:
        return None, None
    try:
        return find_article(reference, store), None
    except NotFoundError as unknown:
        try:
            return None, find_source(reference, store)
        except NotFoundError:
            if looks_at(reference, store):
                raise unknown from None
            raise NotFoundError(f"{unknown.message}, and no source of that name", "revtrack list shows both") from None


def _log_looks(console: Console, looks: tuple[Check, ...], wish: _Wish, options: "LogOptions") -> None:
    """Print the looks at an address that never gave an article."""
    from revtrack.report.as_json import looks_json
    from revtrack.report.terminal.log import looks_text

    chosen = [look for look in looks if wish.period.holds(look.at)][-wish.limit if wish.limit else 0 :]
    if wish.as_json or wish.jsonl:
        echo_json(looks_json(chosen))
    else:
        console.show(looks_text(chosen, console.text_options(), log=options), paged=True)


def _log_article(console: Console, article: Article, wish: _Wish, options: "LogOptions", store: "Store") -> None:
    """Print what became of one article."""
    from revtrack import pipeline
    from revtrack.report.as_json import history_json
    from revtrack.report.terminal.log import log_text

    whole = pipeline.history(article, store)
    chosen = _selected(whole, wish)
    if wish.as_json:
        echo_json(history_json(chosen))
    elif wish.jsonl:
        _echo_lines(chosen.transitions if options.reverse else reversed(chosen.transitions))
    else:
        first = store.document(whole.versions[0]) if len(whole.versions) == 1 else None
        shown = log_text(chosen, console.text_options(), first=first, log=options)
        console.show(shown, paged=True)


def _selected(whole: History, wish: _Wish) -> History:
    """The versions, looks and absences that are wanted, the latest of them."""
    edits = {step.new.number: step for step in whole.transitions if not step.technical}
    versions = [
        version
        for version in whole.versions
        if wish.period.holds(version.first_seen)
        and (not wish.labels or (version.number in edits and wish.fits(edits[version.number])))
    ]
    period = wish.period
    if wish.limit and len(versions) > wish.limit:
        versions = versions[-wish.limit :]
        period = replace(period, since=versions[0].first_seen)
    numbers = {version.number for version in versions}
    of_looks = not wish.labels
    return replace(
        whole,
        versions=tuple(versions),
        transitions=tuple(step for step in whole.transitions if step.new.number in numbers),
        checks=tuple(check for check in whole.checks if of_looks and period.holds(check.at)),
        absences=tuple(one for one in whole.absences if of_looks and period.holds(one.until or one.since)),
        held_back=tuple(one for one in whole.held_back if of_looks and period.holds(one.observation.observed_at)),
    )


def _log_changes(console: Console, source: str | None, wish: _Wish, options: "LogOptions", store: "Store") -> None:
    """Print the latest changes of all articles, or of those of a source."""
    from revtrack.report.as_json import step_json
    from revtrack.report.terminal.log import changes_text

    limit = wish.limit or (RECENT if wish.period.since is None else None)
    latest = islice((step for step in _steps(source, wish.period, store) if wish.fits(step)), limit)
    if wish.jsonl and not options.reverse:
        _echo_lines(latest)
        return
    steps = list(latest)
    if options.reverse:
        steps.reverse()
    if wish.jsonl:
        _echo_lines(steps)
    elif wish.as_json:
        echo_json([step_json(step) for step in steps])
    else:
        console.show(changes_text(steps, console.text_options(), log=options), paged=True)


def _echo_lines(steps: Iterable[Transition]) -> None:
    """Print a line of JSON for each step as it comes."""
    from revtrack.report.as_json import step_json, to_text

    for step in steps:
        click.echo(to_text(step_json(step)))


def _steps(source: str | None, period: Period, store: "Store") -> Iterator[Transition]:
    """The edits of all articles in a period, newest first; compared one at a time, when they are asked for.

    An article's versions are read when its last change is next in time, so that the latest changes cost as little among
    a million articles as among ten.
    """
    from revtrack import pipeline

    waiting: list[tuple[float, str, int]] = []
    opened: dict[str, tuple[Article, tuple[Version, ...]]] = {}
    articles = iter(store.articles(source))
    following = next(articles, None)
    while following or waiting:
        while following and (not waiting or -waiting[0][0] <= following.last_changed.timestamp()):
            if following.versions > 1 and (not period.since or following.last_changed >= period.since):
                heappush(waiting, (-following.last_changed.timestamp(), following.id, following.versions))
                opened[following.id] = following, ()
            following = next(articles, None)
        if not waiting:
            continue
        _, identifier, number = heappop(waiting)
        article, versions = opened[identifier]
        if not versions:
            versions = store.versions(identifier)
            opened[identifier] = article, versions
        old, new = versions[number - 2 : number]
        if period.holds(new.first_seen) and not new.technical:
            yield pipeline.compare_versions(article, old, new, store)
        if old.number > 1 and (not period.since or old.first_seen >= period.since):
            heappush(waiting, (-old.first_seen.timestamp(), identifier, old.number))
        else:
            del opened[identifier]
