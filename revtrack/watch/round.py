"""One round: every watched feed and every article that is due, looked at once.

    subscriptions ──due──→ feed, sitemap ──items──┐
    articles ──due by the schedule────────────────┴──→ looks, host by host ──→ Told, one by one
    sitemaps below an index ──one of each at a time──→ looks …

Each source stands for itself: whatever one of them does, the others are looked at, and it is named. What belongs to one
host is done one after the other, hosts side by side. A list stays due, and is read again from the beginning, until all
that it names was looked at, so that neither a limit nor an interruption, however sudden, loses an article.
"""

from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice, zip_longest
from typing import Final, TypeVar
from urllib.parse import urlsplit

from revtrack.errors import InputError
from revtrack.ingest.web import Polite
from revtrack.looking import Desk, Look, Telling, known_as, look
from revtrack.model import Article, FetchState, Subscription, SubscriptionKind
from revtrack.pipeline import Capture, capture
from revtrack.versioning import article_id
from revtrack.watch.crew import host_of, side_by_side
from revtrack.watch.due import AHEAD, Due, RoundOptions, due_of, fetched, hosts_to_leave_alone, standing
from revtrack.watch.items import followed
from revtrack.watch.lists import Listed, ListLook, Parsers, read_below, read_list

__all__ = ["Choice", "RoundOptions", "Told", "due_now", "one_round", "subscription_due"]

EVERY: Final = timedelta(minutes=15)
"""How often a feed is looked at, at most; > 0. Publishers' feeds change every few minutes."""

LONGEST_PAUSE: Final = timedelta(days=1)
"""How long a feed that keeps failing is left alone, at most: the pause doubles with each failure from EVERY on."""

MOST_DOUBLINGS: Final = 10

_ASTRAY: Final = frozenset({FetchState.MISSING, FetchState.GONE, FetchState.HOME})

T = TypeVar("T", Subscription, Due)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a round is about."""

    subscriptions: tuple[Subscription, ...] = ()
    articles: tuple[Article, ...] = ()
    """Besides those that the subscriptions list."""
    named: tuple[Listed, ...] = ()
    """Addresses to be asked for as they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What became of one thing that a round did."""

    address: str
    """Of a host that is left alone, its name."""
    look: Look | None = None
    """Of an article."""
    listing: ListLook | None = None
    """Of a feed or sitemap."""
    captures: tuple[Capture, ...] = ()
    """Of the items of a feed whose own content is the article."""
    problem: str | None = None
    """What went wrong in a way that nobody foresaw."""
    note: str | None = None
    """Why things were not looked at that were due."""


def one_round(
    desk: Desk, parsers: Parsers, options: RoundOptions, only: Choice | None = None, *, keep: bool = True
) -> Generator[Told, None, None]:
    """What became of every feed, sitemap and article that was due, as soon as it is known.

    Whoever wants no more closes the iterator: pauses end at once then.

    Args:
        desk: all that is needed from outside; its functions are called from several threads.
        parsers: what reads lists of articles.
        options: what is due, and how much of it.
        only: what to look at; None: everything in the database.
        keep: whether the lists are watched, or only looked at this once.
    """
    yield from _Round(desk, parsers, options, keep=keep).run(only or _everything(desk))


def subscription_due(one: Subscription, now: datetime) -> bool:
    """Whether a watched feed is to be looked at again."""
    if one.checked_at is None or one.checked_at > now + AHEAD:
        return True
    pause = min(EVERY * 2 ** min(one.failures, MOST_DOUBLINGS), LONGEST_PAUSE)
    due: datetime = max(one.checked_at + pause, one.retry_after or one.checked_at)
    return now >= due


def due_now(desk: Desk, options: RoundOptions, only: Choice | None = None) -> Iterator[tuple[str, str]]:
    """The addresses that a round would look at now, each with what it is; what a feed lists is not known yet."""
    now = desk.now()
    choice = only or _everything(desk)
    waits = hosts_to_leave_alone(desk, now)
    pages = {one.address for one in choice.subscriptions if one.kind is SubscriptionKind.PAGE}
    for one in _lists_due(choice, options, now):
        if host_of(one.address) not in waits:
            yield one.address, str(one.kind)
    articles = [one for one in _first_due(choice, desk, options, now) if host_of(one.address) not in waits]
    for due in articles[: options.most]:
        yield due.address, str(SubscriptionKind.PAGE) if due.address in pages else "article"


def _everything(desk: Desk) -> Choice:
    return Choice(subscriptions=desk.store.subscriptions(), articles=fetched(desk))


def _lists_due(choice: Choice, options: RoundOptions, now: datetime) -> list[Subscription]:
    lists = [one for one in choice.subscriptions if one.kind is not SubscriptionKind.PAGE]
    return [one for one in lists if options.all or one.address in options.named or subscription_due(one, now)]


def _first_due(
    choice: Choice, desk: Desk, options: RoundOptions, now: datetime, listed: Iterable[Listed] = ()
) -> list[Due]:
    """The pages, articles and items that are due, each once, what waited longest first."""
    named = [
        Listed(address=one.address, source=one.source)
        for one in choice.subscriptions
        if one.kind is SubscriptionKind.PAGE
    ]
    named += [*choice.named, *listed]
    named += [Listed(address=one.url, source=one.source, is_recalled=True) for one in choice.articles if one.url]
    once: dict[str, Due] = {}
    for due in due_of(named, desk, options, now):
        once.setdefault(due.name, due)
    return sorted(once.values(), key=lambda due: (due.at, due.address))


def _is_astray(done: Look, otherwise: str) -> bool:
    """Whether another address of an article may still give it when one that did does so no longer."""
    if done.check is None:
        return False
    if done.check.state is FetchState.UNREACHABLE:
        return urlsplit(done.address)[:2] != urlsplit(otherwise)[:2]
    return done.check.state in _ASTRAY


class _Round:
    """The round while it lasts."""

    def __init__(self, desk: Desk, parsers: Parsers, options: RoundOptions, *, keep: bool) -> None:
        self.desk, self.parsers, self.options, self.keep = desk, parsers, options, keep
        self.now = desk.now()
        self.left = options.most
        """Articles that may still be looked at."""
        self.waits = hosts_to_leave_alone(desk, self.now)
        self.waiting: Counter[str] = Counter()
        """What was due on hosts that are left alone."""
        self.seen: set[str] = set()
        """Names of the articles looked at."""
        self.pages: dict[str, Subscription] = {}
        self.behind = True
        """Whether something below an index was not looked at; so it is until it turns out otherwise."""
        self.polite = Polite.of(desk.get)
        if self.polite:
            for host, until in self.waits.items():
                self.polite.leave_alone(host, until)

    def run(self, choice: Choice) -> Iterator[Told]:
        """All of it."""
        if self.keep:
            self.pages = {one.address: one for one in choice.subscriptions if one.kind is SubscriptionKind.PAGE}
        feeds: list[ListLook] = []
        sitemaps: list[ListLook] = []
        lists = [one for one in _lists_due(choice, self.options, self.now) if self._may_ask(one.address)]
        try:
            for told in self._do(lists, self._list):
                if told.listing:
                    of_kind = sitemaps if told.listing.subscription.kind is SubscriptionKind.SITEMAP else feeds
                    of_kind.append(told.listing)
                yield told
            listed = [article for one in feeds for article in one.articles]
            yield from self._looks(_first_due(choice, self.desk, self.options, self.now, listed))
            yield from self._through(sitemaps)
            self.behind = yield from self._below(sitemaps)
        finally:
            self._remember([*feeds, *sitemaps])
        for host, count in self.waiting.items():
            until = f"{self.waits[host]:%Y-%m-%d %H:%M:%S} UTC"
            yield Told(address=host, note=f"is to be left alone until {until}: not asked for {count} that were due")

    def _through(self, sitemaps: Sequence[ListLook]) -> Iterator[Told]:
        """Look at what sitemaps name: what nobody knows comes first, and no more is asked of the database than needed.

        Of a sitemap that is not watched only first versions are wanted.
        """
        if self.left == 0:
            return
        for known in (False, True) if self.keep else (False,):
            listed = (article for one in sitemaps for article in one.articles)
            due = due_of(listed, self.desk, self.options, self.now)
            yield from self._looks(one for one in due if one.is_known is known)

    def _below(self, indexes: Sequence[ListLook]) -> Generator[Told, None, bool]:
        """Read the sitemaps below indexes, of each index one at a time, and look at what they name.

        Returns:
            whether something is left that nobody ever asked for.
        """
        groups = [[replace(one.subscription, address=address) for address in one.below] for one in indexes]
        behind = False
        for wave in zip_longest(*groups):
            if self.left == 0:
                return True
            found: list[ListLook] = []
            try:
                for told in self._do([one for one in wave if one and self._may_ask(one.address)], self._one_below):
                    found += [told.listing] if told.listing else []
                    yield told
                yield from self._through(found)
            finally:
                behind |= self._remember(found)
        return behind

    def _looks(self, due: Iterable[Due]) -> Iterator[Told]:
        """Look at as many as may still be looked at."""
        wanted = (one for one in due if self._is_wanted(one))
        batch = list(wanted if self.left is None else islice(wanted, self.left))
        if self.left is not None:
            self.left -= len(batch)
        yield from self._do(batch, self._look)

    def _is_wanted(self, due: Due) -> bool:
        """Whether it was not looked at in this round, nor is to be left alone; counts it as looked at."""
        if due.name in self.seen:
            return False
        self.seen.add(due.name)
        return self._may_ask(due.address)

    def _may_ask(self, address: str) -> bool:
        host = host_of(address)
        if host not in self.waits:
            return True
        self.waiting[host] += 1
        return False

    def _do(self, several: Sequence[T], do: Callable[[T], Told]) -> Iterator[Told]:
        """What each came to; none is stopped by what another does."""

        def one_told(one: T) -> Told:
            try:
                return do(one)
            except Exception as problem:  # noqa: BLE001  the boundary of a source: the others go on, and it is named
                words = problem.message if isinstance(problem, InputError) else f"{type(problem).__name__}: {problem}"
                return Told(address=one.address, problem=words)

        stop = self.polite.stop if self.polite else lambda: None
        return side_by_side(several, one_told, self.options.jobs, stop)

    def _list(self, one: Subscription) -> Told:
        return self._taken(read_list(one, self.desk, self.parsers, keep=self.keep))

    def _one_below(self, one: Subscription) -> Told:
        return self._taken(read_below(one.address, one, self.desk, self.parsers, keep=self.keep))

    def _taken(self, found: ListLook) -> Told:
        """A list with the items whose own content is the article stored.

        What a feed carries is often the beginning of a page: of an article that is known by its page it is no state.
        """
        captures, problems, by_page = [], list(found.problems), 0
        for snapshot in found.contents:
            name = snapshot.article
            try:
                known = replace(snapshot, article=known_as(name, self.desk.store))
                if self.desk.store.fetched(article_id(known.article)):
                    by_page += 1
                    continue
                done = capture(known, name, self.desk.store, self.desk.reader)
                item = found.items.get(name)
                captures.append(followed(item, name, done, self.desk) if item else done)
            except InputError as problem:
                problems.append(problem.message)
        if by_page:
            problems.append(f"of {by_page:,} of its articles the page is known, and goes on being looked at")
        found = replace(found, contents=(), problems=tuple(problems))
        return Told(address=found.subscription.address, listing=found, captures=tuple(captures))

    def _look(self, due: Due) -> Told:
        one = due.listed
        if one.is_recalled and known_as(due.name, self.desk.store) != due.name:
            return Told(
                address=one.address
            )  # the article goes on elsewhere, as this round found, and was looked at there
        telling = Telling(source=one.source, feed_title=one.title, language=one.language, via=one.via)
        done = look(one.address, self.desk, telling)
        if due.otherwise and _is_astray(done, due.otherwise):
            other = look(due.otherwise, self.desk, telling)
            done = other if other.capture else done
        if one.item and done.capture:
            done = replace(done, capture=followed(one.item, one.address, done.capture, self.desk))
        if page := self.pages.get(one.address):
            check = done.check
            looked_at = replace(
                page,
                checked_at=self.desk.now(),
                state=check.state if check else None,
                detail=check.detail if check else None,
                failures=page.failures + 1 if check else 0,
                retry_after=check.retry_after if check else None,
            )
            self.desk.store.looked_at(one.address, looked_at)
        return Told(address=one.address, look=done)

    def _remember(self, lists: Sequence[ListLook]) -> bool:
        """Keep what makes the next look at lists cheap where all they name is known, and that watched ones were looked
        at, which are due as before until then.

        Returns:
            whether something that they name was never asked for.
        """
        unseen = False
        for one in lists if self.keep else ():
            where = standing((article.address for article in one.articles), self.desk, self.options)
            if one.validator and where.settled:
                self.desk.store.memory.keep_validator(one.validator)
            unseen |= where.unseen
            if not where.unseen and not (self.behind and one.below):
                self.desk.store.looked_at(one.subscription.address, one.subscription)
        return unseen
