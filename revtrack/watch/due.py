"""Which of many addresses are to be looked at: asked of the database for hundreds at a time."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Final

from revtrack import versioning
from revtrack.ingest.web import MannersOptions
from revtrack.looking import Desk
from revtrack.model import Article, Check
from revtrack.watch.crew import host_of
from revtrack.watch.lists import Listed
from revtrack.watch.schedule import SCHEDULE, Step, is_settled, next_look, next_try

__all__ = ["AHEAD", "Due", "RoundOptions", "Standing", "due_of", "fetched", "hosts_to_leave_alone", "standing"]

AT_ONCE: Final = 500
"""Addresses that the database is asked for at a time, at least 1."""

BEFORE_ALL: Final = datetime.min.replace(tzinfo=UTC)

AHEAD: Final = timedelta(minutes=15)
"""How far ahead of the clock a look may be dated, ≥ 0: one further ahead was made while the clock was wrong, and says
nothing of when the next is due. Our choice: as long as the shortest pause, so that none grows to more than two."""

LONGEST_PATIENCE: Final = timedelta(seconds=MannersOptions().max_retry_after)
"""For how long a host is left alone at most that asks for it; what is kept of a longer time is of a wrong clock."""


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
    named: frozenset[str] = frozenset()
    """Addresses that are looked at, due or not."""


@dataclass(frozen=True, slots=True)
class Due:
    """An address whose time has come."""

    at: datetime
    """Since when; for what nobody ever saw in a round of everything, before all else."""
    name: str
    """Of its article."""
    is_known: bool
    """Whether its article has a Snapshot."""
    listed: Listed

    @property
    def address(self) -> str:
        """What is asked for."""
        return self.listed.address

    @property
    def otherwise(self) -> str | None:
        """What is asked for where the article answered last and does so no longer; None where nothing else is."""
        is_elsewhere = self.listed.is_recalled and self.listed.address != self.name
        return self.name if is_elsewhere and versioning.is_address(self.name) else None


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a list is through."""

    unseen: bool
    """Whether it names an address that nobody ever asked for."""
    settled: bool
    """Whether each gave a Snapshot, or said for good why not."""


def due_of(listed: Iterable[Listed], desk: Desk, options: RoundOptions, now: datetime) -> Iterator[Due]:
    """Those that nobody knows yet, and those whose time has come, in the order given; each name once in a row of
    `AT_ONCE`.
    """
    for names in _named(listed):
        known, checks = _known(names, desk)
        found = []
        for name, one in names.items():
            article = known.get(name)
            failed = checks.get(_id(name, article), ())
            believed = (article, failed) if options.all else _as_of(now, article, failed, desk)
            at = _when(*believed, options, now)
            if one.address in options.named:
                at = now
            if at is not None and (options.all or at <= now):
                found.append(Due(at, article.identity if article else name, article is not None, one))
        yield from _where_they_answered(found, desk)


def _where_they_answered(several: Sequence[Due], desk: Desk) -> Iterator[Due]:
    """The same; what nobody names now is asked for where it answered last, as far as that still names the article."""
    recalled = {one.name: versioning.article_id(one.name) for one in several if one.listed.is_recalled}
    elsewhere = desk.store.met_elsewhere(recalled.values())
    for one in several:
        address = None
        if recalled.get(one.name) in elsewhere and one.listed.is_recalled:
            address = _answered_at(one.name, desk)
        yield replace(one, listed=replace(one.listed, address=address)) if address else one


def _answered_at(name: str, desk: Desk) -> str | None:
    """Where an article answered last, of the addresses that still name it; None where there is none."""
    article_id = versioning.article_id(name)
    for address in versioning.answered_at(article_id, desk.store.observations(article_id)):
        identity = versioning.identity(address)
        holder = desk.store.named([identity]).get(identity)
        if holder and holder.id == article_id:
            return address
    return None


def _named(listed: Iterable[Listed]) -> Iterator[dict[str, Listed]]:
    left = iter(listed)
    while some := list(islice(left, AT_ONCE)):
        names: dict[str, Listed] = {}
        for one in some:
            names.setdefault(versioning.identity(one.address), one)
        yield names


def _known(names: Collection[str], desk: Desk) -> tuple[Mapping[str, Article], Mapping[str, tuple[Check, ...]]]:
    """The articles with these names, and the failed looks at those whose last look failed, or that are no articles."""
    known = desk.store.named(names)
    looked = [_id(name, known.get(name)) for name in names if name not in known or known[name].last_state]
    return known, desk.store.checks_of(looked)


def _id(name: str, article: Article | None) -> str:
    return article.id if article else versioning.article_id(name)


def _when(article: Article | None, checks: Sequence[Check], options: RoundOptions, now: datetime) -> datetime | None:
    """When an address is due; in a round of everything, when it was looked at last."""
    if options.all:
        never = checks[-1].at if checks else BEFORE_ALL
        return article.last_checked if article else never
    if article is None:
        return next_try(checks, options.schedule).at if checks else now
    return next_look(article, now, checks[-1].retry_after if checks else None, options.schedule).at


def _as_of(
    now: datetime, article: Article | None, checks: Sequence[Check], desk: Desk
) -> tuple[Article | None, Sequence[Check]]:
    """An article and its failed looks without what is dated ahead of time (see AHEAD), as if that were not stored."""
    latest = now + AHEAD
    if article and article.last_checked > latest:
        seen = [one for one in desk.store.observations(article.id) if one.observed_at <= latest]
        checks = [one for one in desk.store.checks(article.id) if one.at <= latest]
        return versioning.derive_article(article.identity, seen, checks) if seen else None, checks
    return article, [one for one in checks if one.at <= latest]


def standing(addresses: Iterable[str], desk: Desk, options: RoundOptions) -> Standing:
    """How far the list of these addresses is through."""
    settled = True
    for names in _named(Listed(address=address) for address in addresses):
        known, checks = _known(names, desk)
        left = [checks.get(versioning.article_id(name), ()) for name in names if name not in known]
        if not all(left):
            return Standing(unseen=True, settled=False)
        settled = settled and all(is_settled(several, options.schedule) for several in left)
    return Standing(unseen=False, settled=settled)


def fetched(desk: Desk) -> tuple[Article, ...]:
    """The articles that were looked at before; those that only came from files are nobody's business on the web."""
    known = desk.store.fetched()
    return tuple(article for article in desk.store.articles() if article.url and article.id in known)


def hosts_to_leave_alone(desk: Desk, now: datetime) -> dict[str, datetime]:
    """The hosts that asked, in whatever look, for patience that is not over; until when."""
    asked = [(host_of(address), until) for address, until in desk.store.waits(now).items()]
    asked += [(host_of(one.address), one.retry_after) for one in desk.store.subscriptions() if one.retry_after]
    asked += [(one.name, one.left_alone_until) for one in desk.store.memory.hosts() if one.left_alone_until]
    hosts: dict[str, datetime] = {}
    for host, until in asked:
        if now < until <= now + LONGEST_PATIENCE + AHEAD:
            hosts[host] = max(until, hosts.get(host, until))
    return hosts
