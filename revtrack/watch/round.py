"""One round: every watched feed and every article that is due, looked at once.

    subscriptions ──due──→ feed, sitemap ──items──┐
    articles ──due by the schedule────────────────┴──→ looks, host by host ──→ Told, one by one

Each source stands for itself: whatever one of them does, the others are looked at, and it is named. What belongs to one
host is done one after the other, hosts side by side.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from queue import SimpleQueue
from typing import Final, TypeVar
from urllib.parse import urlsplit

from revtrack import versioning
from revtrack.errors import InputError
from revtrack.looking import Desk, Look, Telling, look
from revtrack.model import Article, Subscription, SubscriptionKind
from revtrack.watch.lists import Listed, ListLook, Parsers, read_list
from revtrack.watch.schedule import SCHEDULE, Step, next_look

__all__ = ["RoundOptions", "Told", "due_now", "one_round", "subscription_due"]

EVERY: Final = timedelta(minutes=15)
"""How often a feed is looked at, at most; > 0. Publishers' feeds change every few minutes."""

LONGEST_PAUSE: Final = timedelta(days=1)
"""How long a feed that keeps failing is left alone, at most: the pause doubles with each failure from EVERY on."""

MOST_DOUBLINGS: Final = 10

T = TypeVar("T", Subscription, Listed)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundOptions:
    """What a round does."""

    all: bool = False
    """Whether to look at everything, due or not. A host that asked for patience is left alone all the same."""
    most: int | None = None
    """Articles looked at, at most; None: all that are due."""
    jobs: int = 4
    """Hosts looked at side by side, at least 1."""
    schedule: Sequence[Step] = SCHEDULE


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What became of one thing that a round did."""

    address: str
    look: Look | None = None
    """Of an article."""
    listing: ListLook | None = None
    """Of a feed or sitemap."""
    problem: str | None = None
    """What went wrong in a way that nobody foresaw."""


def one_round(
    desk: Desk,
    parsers: Parsers,
    options: RoundOptions,
    only: Iterable[Subscription] | None = None,
    *,
    keep: bool = True,
) -> Iterator[Told]:
    """What became of every feed, sitemap and article that was due, as soon as it is known.

    Args:
        desk: all that is needed from outside; its functions are called from several threads.
        parsers: what reads lists of articles.
        options: what is due, and how much of it.
        only: the subscriptions to look at, and no articles but theirs; None: everything in the database.
        keep: whether they are watched from now on, or only looked at this once.
    """
    now = desk.now()
    watched = desk.store.subscriptions() if only is None else tuple(only)
    lists = [one for one in watched if one.kind is not SubscriptionKind.PAGE]
    listed = [Listed(address=one.address, source=one.source) for one in watched if one not in lists]
    for told in _side_by_side(
        [one for one in lists if options.all or subscription_due(one, now)],
        lambda one: Told(address=one.address, listing=read_list(one, desk, parsers, keep=keep)),
        options.jobs,
    ):
        yield told
        listed += told.listing.articles if told.listing else ()
    if only is None:
        listed += _fetched(desk)
    due = list(_due(listed, desk, options, now))
    yield from _side_by_side(due[: options.most], lambda one: _look(one, desk), options.jobs)


def subscription_due(one: Subscription, now: datetime) -> bool:
    """Whether a watched feed is to be looked at again."""
    if one.checked_at is None:
        return True
    pause = min(EVERY * 2 ** min(one.failures, MOST_DOUBLINGS), LONGEST_PAUSE)
    due: datetime = max(one.checked_at + pause, one.retry_after or one.checked_at)
    return now >= due


def due_now(desk: Desk, options: RoundOptions, only: Iterable[Subscription] | None = None) -> Iterator[tuple[str, str]]:
    """The addresses that a round would look at now, each with what it is; what a feed lists is not known yet."""
    now = desk.now()
    watched = desk.store.subscriptions() if only is None else tuple(only)
    for one in watched:
        if options.all or subscription_due(one, now):
            yield one.address, str(one.kind)
    if only is None:
        due = list(_due(_fetched(desk), desk, options, now))
        yield from ((one.address, "article") for one in due[: options.most])


def _fetched(desk: Desk) -> list[Listed]:
    """The articles that were looked at before; those that only came from files are nobody's business on the web."""
    fetched = desk.store.fetched()
    return [
        Listed(address=article.url, source=article.source)
        for article in desk.store.articles()
        if article.url and article.id in fetched
    ]


def _due(listed: Sequence[Listed], desk: Desk, options: RoundOptions, now: datetime) -> Iterator[Listed]:
    """Each article once: those that nobody knows yet, and those whose time has come; first what waited longest."""
    known = {article.identity: article for article in desk.store.articles()}
    waiting: dict[str, tuple[datetime, Listed]] = {}
    for one in listed:
        name = versioning.identity(one.address)
        article = known.get(name) or next(iter(desk.store.find(name)), None)
        at = now if article is None else _next(article, desk, options)
        if at is not None and (options.all or at <= now):
            waiting.setdefault(article.identity if article else name, (at, one))
    yield from (one for _, one in sorted(waiting.values(), key=lambda pair: (pair[0], pair[1].address)))


def _next(article: Article, desk: Desk, options: RoundOptions) -> datetime | None:
    """When an article is due; for a round of everything, its last look."""
    if options.all:
        return article.last_checked
    patience = None
    if article.last_state is not None:
        patience = max(desk.store.checks(article.id), key=lambda check: check.at).retry_after
    return next_look(article, desk.now(), patience, options.schedule).at


def _look(one: Listed, desk: Desk) -> Told:
    telling = Telling(source=one.source, feed_title=one.title, language=one.language, via=one.via)
    return Told(address=one.address, look=look(one.address, desk, telling))


def _host(address: str) -> str:
    """The host of an address, empty where there is none: what is wrong with it is found out by asking for it."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:  # such as "http://[half"
        return ""


def _side_by_side(several: Sequence[T], do: Callable[[T], Told], jobs: int) -> Iterator[Told]:
    """What each came to, as soon as it is known; none is stopped by what another does."""
    hosts: dict[str, list[T]] = defaultdict(list)
    for one in several:
        hosts[_host(one.address)].append(one)
    done: SimpleQueue[Told] = SimpleQueue()
    stopped = False

    def work(items: Sequence[T]) -> None:
        for item in items:
            if stopped:
                return
            try:
                told = do(item)
            except Exception as problem:  # noqa: BLE001  the boundary of a source: the others go on, and it is named
                words = problem.message if isinstance(problem, InputError) else f"{type(problem).__name__}: {problem}"
                told = Told(address=item.address, problem=words)
            done.put(told)

    with ThreadPoolExecutor(max_workers=jobs) as pool:
        try:
            for items in hosts.values():
                pool.submit(work, items)
            for _ in several:
                yield done.get()
        finally:
            stopped = True
