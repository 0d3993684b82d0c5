"""The command `list`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import click

from revtrack.cli.console import Console, echo_json, fail
from revtrack.cli.history.choosing import Period, labels_of, labels_option, period_options, wanted_labels
from revtrack.cli.references import find_source
from revtrack.model import Article, Version

if TYPE_CHECKING:
    from revtrack.store import Store

__all__ = ["list_"]

SORTS: Final = ("time", "intensity", "versions")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wish:
    """Which articles are wanted, and how."""

    changed: bool
    gone: bool
    period: Period
    labels: frozenset[str]
    sort: str
    limit: int | None

    @property
    def any(self) -> bool:
        """True where some articles may not fit."""
        return bool(self.changed or self.gone or self.labels or not self.period.open)


@click.command("list")
@click.argument("source", required=False)
@click.option("--changed", is_flag=True, help="Only those that changed since they were first seen.")
@click.option("--gone", is_flag=True, help="Only those that are gone: two looks in a row found them missing.")
@period_options
@labels_option
@click.option("--sort", type=click.Choice(SORTS), default="time", show_default=True, help="What comes first.")
@click.option("-n", "--limit", type=click.IntRange(min=1), metavar="N", help="At most so many.")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@click.option("--exit-code", is_flag=True, help="Exit with 1 when there is none.")
@click.pass_obj
def list_(console: Console, /, source: str | None, *, as_json: bool, exit_code: bool, **wish: Any) -> None:
    """The articles, what changed last first; of one SOURCE when its name or its host is given.

    \b
    revtrack list --changed --since yesterday      what changed since then
    revtrack list --label number,quote --limit 20  where a number or a quotation changed
    revtrack list --gone                           what was taken away

    --since and --until look at when an article last changed, with --label at when such a change was seen. Sorted by
    intensity, the articles stand first whose latest version changed the largest share of words.
    """  # noqa: D301  click wants the character \b, which keeps lines apart
    from revtrack.report.as_json import article_json
    from revtrack.report.terminal.listing import list_text
    from revtrack.report.wording import counted

    period = Period.of(wish.pop("since"), wish.pop("until"), datetime.now(console.zone))
    wanted = _Wish(period=period, labels=wanted_labels(wish.pop("labels")), **wish)
    with console.open_store(create=False) as store:
        articles = _chosen(store.articles(find_source(source, store) if source else None), wanted, store)
        fruitless, technical = len(store.fruitless()), store.technical()
    if as_json:
        echo_json([article_json(article) for article in articles])
    else:
        console.show(list_text(articles, console.text_options(), technical=technical, chosen=wanted.any), paged=True)
        if fruitless and not (source or wanted.any):
            console.say(f"{counted(fruitless, 'page')} looked at never gave an article: revtrack doctor names them")
    if exit_code and not articles:
        fail(1)


def _chosen(articles: Sequence[Article], wish: _Wish, store: "Store") -> list[Article]:
    """Those that are wanted, in the order that is wanted."""
    found = [
        article
        for article in articles
        if (not wish.changed or article.last_changed > article.first_seen or _edits(article, store))
        and (not wish.gone or article.gone_since)
        and (_has_labels(article, wish, store) if wish.labels else wish.period.holds(article.last_changed))
    ]
    if wish.sort == "versions":
        found.sort(key=lambda article: -article.versions)
    elif wish.sort == "intensity":
        found.sort(key=_intensity(store), reverse=True)
    return found[: wish.limit]


def _has_labels(article: Article, wish: _Wish, store: "Store") -> bool:
    """Whether some version of it in that time came with one of the labels."""
    from revtrack import pipeline

    if wish.period.since and article.last_changed < wish.period.since:
        return False
    steps = [(old, new) for old, new in _edits(article, store) if wish.period.holds(new.first_seen)]
    return any(
        wish.labels & labels_of(pipeline.compare_versions(article, old, new, store).comparison)
        for old, new in reversed(steps)
    )


def _edits(article: Article, store: "Store") -> list[tuple[Version, Version]]:
    """Its Versions that are edits, each with the one before it, by number."""
    if article.versions == 1:
        return []
    return [(old, new) for old, new in pairwise(store.versions(article.id)) if not new.technical]


def _intensity(store: "Store") -> Callable[[Article], float]:
    """What gives the share of words that the latest version of an article changed; less than 0 where none did."""
    from revtrack import pipeline
    from revtrack.report.wording import counts

    def share(article: Article) -> float:
        edits = _edits(article, store)
        if not edits:
            return -1.0
        return counts(pipeline.compare_versions(article, *edits[-1], store).comparison).changed_share

    return share
