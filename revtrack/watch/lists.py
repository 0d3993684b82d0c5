"""A watched list of articles, read once: a feed or a sitemap becomes the articles it lists.

    feed ──fetch, parse──→ its articles' addresses, or, where an item's own content is the article, Snapshots
    sitemap ───────────→ its articles' addresses, or the addresses of the sitemaps it is an index of

A list that cannot be read is a Subscription with a state and a number of failures, never an exception. Nothing is
stored here but what became of the look; that a list was looked at only once nothing is left to do of it, so that who is
killed between finds it due.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final, Protocol
from urllib.parse import urlsplit

from revtrack import plausibility
from revtrack.errors import InputError
from revtrack.ingest.feeds import FeedProblemKind, FeedReading, SitemapKind, SitemapReading
from revtrack.ingest.web import FetchError, retry_after
from revtrack.looking import Desk, Getter, lasting_address
from revtrack.model import Answer, FetchState, Snapshot, Subscription, SubscriptionKind, Validator
from revtrack.versioning import identity
from revtrack.watch.contents import snapshots_of
from revtrack.watch.items import Item

__all__ = ["ListLook", "Listed", "Parsers", "Sight", "peek", "read_below", "read_list"]

NOT_MODIFIED: Final = 304

MOVED_FOR: Final = timedelta(days=1)
"""How long permanent redirects must have led from a list to another site before it is watched there; ≥ 0. Our
judgement: longer than most slips, and all that it lists meanwhile is read all the same."""

MOST_SITEMAPS: Final = 50
"""Sitemaps of one index that are read, a count from 1: the newest first. The protocol allows 50,000."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsers:
    """What reads lists of articles; the program confines them to a child."""

    feed: Callable[[bytes, str | None, str], FeedReading]
    sitemap: Callable[[bytes, str], SitemapReading]


class Sight(Protocol):
    """What reading a list needs from outside; a Desk has it."""

    @property
    def get(self) -> Getter:
        """The web."""

    @property
    def now(self) -> Callable[[], datetime]:
        """The time, aware UTC."""

    @property
    def source_of(self) -> Callable[[str], str | None]:
        """The publisher of an address, as the settings call it."""

    @property
    def wants(self) -> Callable[[str], bool]:
        """Whether an address that a list names may be an article, as the settings say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An article to be looked at, and what the list says of it."""

    address: str
    source: str | None = None
    title: str | None = None
    language: str | None = None
    via: str = "fetched"
    item: Item | None = None
    """What the feed says it is, where it calls no other one so."""
    is_recalled: bool = False
    """Whether nobody names it now: it is asked for where it answered last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListLook:
    """What became of one look at a list."""

    subscription: Subscription
    """As it is afterwards."""
    articles: tuple[Listed, ...] = ()
    """To be looked at; none where the list failed, or did not change."""
    contents: tuple[Snapshot, ...] = ()
    """Items whose own content is the article."""
    items: Mapping[str, Item] = field(default_factory=dict)
    """Of such items, by the address that names them, what `Listed.item` is of others."""
    below: tuple[str, ...] = ()
    """The sitemaps that an index names, the newest first."""
    problems: tuple[str, ...] = ()
    """What was wrong with the list or its items and did not stop it."""
    validator: Validator | None = None
    """To be kept once all that it lists was looked at: an unchanged list is not read again."""
    moved_to: str | None = None
    """Where permanent redirects led from its address; None where they did not."""

    @property
    def leads_on(self) -> bool:
        """Whether there is something to do of it, which is due with it until it is done."""
        return bool(self.articles or self.contents or self.below)


def read_list(one: Subscription, desk: Desk, parsers: Parsers, *, keep: bool = True) -> ListLook:
    """What became of one look at a feed or sitemap.

    Args:
        one: the feed or sitemap.
        desk: all that is needed from outside.
        parsers: what reads it.
        keep: whether it is watched, so that what is known of it is stored and an unchanged one is not read again. That
            it was looked at is for the caller to store where it `leads_on`.
    """
    found = _read(one, desk, parsers, desk.store.memory.validator(one.address) if keep else None)
    if not keep:
        return found
    found = _followed(found, one, desk)
    known = replace(found.subscription, checked_at=one.checked_at) if found.leads_on else found.subscription
    desk.store.looked_at(one.address, known)
    return found


def _followed(found: ListLook, before: Subscription, desk: Desk) -> ListLook:
    """The same look, of a list that is watched where it moved to: at once within its site, else after `MOVED_FOR`.

    Args:
        found: the look.
        before: the list as it was.
        desk: knows what is watched: what is so at both addresses is not moved.
    """
    one, there = found.subscription, found.moved_to
    if one.state:
        return found
    if there is None:
        return replace(found, subscription=replace(one, moves_to=None, moves_since=None))
    now = one.checked_at or before.added_at
    since = one.moves_since if one.moves_to == there and one.moves_since else now
    weaker = one.address.startswith("https:") and not there.startswith("https:")
    is_sure = (_site(there) == _site(one.address) and not weaker) or now - since >= MOVED_FOR
    if not is_sure or any(known.address == there for known in desk.store.subscriptions()):
        return replace(found, subscription=replace(one, moves_to=there, moves_since=since))
    one = replace(one, address=there, moved_from=one.called, moves_to=None, moves_since=None)
    validator = replace(found.validator, address=there) if found.validator else None
    return replace(found, subscription=one, validator=validator)


def _site(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.")


def read_below(address: str, index: Subscription, desk: Desk, parsers: Parsers, *, keep: bool = True) -> ListLook:
    """What became of one look at a sitemap that an index names; of it only what makes the next one cheap is kept.

    Args:
        address: the sitemap.
        index: what names it.
        desk: as in `read_list`.
        parsers: as in `read_list`.
        keep: as in `read_list`.
    """
    below = _below(address, index)
    return _one_below(_read(below, desk, parsers, desk.store.memory.validator(address) if keep else None))


def peek(one: Subscription, sight: Sight, parsers: Parsers) -> Iterator[ListLook]:
    """What a list says, and what each sitemap below it says, one after the other; nothing is stored."""
    found = _read(one, sight, parsers, None)
    yield found
    for address in found.below:
        yield _one_below(_read(_below(address, one), sight, parsers, None))


def _below(address: str, index: Subscription) -> Subscription:
    kind = SubscriptionKind.SITEMAP
    return Subscription(address=address, kind=kind, source=index.source, added_at=index.added_at)


def _one_below(found: ListLook) -> ListLook:
    """The same, going no deeper: an index names no index (sitemaps.org/protocol.html)."""
    if not found.below:
        return found
    problem = "it is an index inside an index, which is not followed"
    return replace(found, below=(), problems=(*found.problems, problem))


def _read(one: Subscription, sight: Sight, parsers: Parsers, validator: Validator | None) -> ListLook:
    well = replace(one, checked_at=sight.now(), state=None, detail=None, failures=0, retry_after=None)
    try:
        answer = sight.get(one.address, validator=validator)
        there = lasting_address(answer)
        moved_to = None if there == answer.asked else there
        if answer.status == NOT_MODIFIED and validator:
            return ListLook(subscription=well, moved_to=moved_to)
        if state := plausibility.state_of_list(answer):
            return _failed(one, sight, state, retry_after(answer))
        is_sitemap = one.kind is SubscriptionKind.SITEMAP
        found = _of_sitemap(answer, well, parsers) if is_sitemap else _of_feed(answer, well, sight, parsers)
        wanted = tuple(article for article in found.articles if sight.wants(article.address))
        return replace(found, articles=wanted, moved_to=moved_to)
    except FetchError as problem:
        return _failed(one, sight, plausibility.State(problem.state, problem.detail), problem.retry_after)
    except InputError as problem:
        return _failed(one, sight, plausibility.State(FetchState.LIMIT, problem.message))


def _validator(answer: Answer) -> Validator | None:
    etag, modified = answer.header("etag"), answer.header("last-modified")
    if not (etag or modified):
        return None
    digest = sha256(answer.body).hexdigest()
    return Validator(address=answer.asked, sha256=digest, etag=etag, last_modified=modified)


def _of_feed(answer: Answer, one: Subscription, sight: Sight, parsers: Parsers) -> ListLook:
    """What a feed lists.

    Raises:
        InputError: it is none.
    """
    reading = parsers.feed(answer.body, answer.media_type, answer.address)
    if not reading.is_feed:
        raise InputError(f"is no feed: {reading.problems[0].detail}")
    one = replace(one, title=one.title or reading.title)
    source = one.source or sight.source_of(one.address) or sight.source_of(one.called) or one.title
    # Of an item whose own content is the article no address is followed; which item has no name is told by its title.
    idle = {FeedProblemKind.ADDRESSES} if one.content else set[FeedProblemKind]()
    problems = [problem.detail for problem in reading.problems if problem.kind not in idle]
    items = _items(reading, one.called)
    articles: list[Listed] = []
    contents: tuple[Snapshot, ...] = ()
    if one.content:
        contents, astray = snapshots_of(reading, one.called, answer.at, source)
        problems += astray
    else:
        articles = [
            Listed(
                address=item.address,
                source=source,
                title=item.title,
                language=reading.language,
                via="from a feed",
                item=items.get(item.address),
            )
            for item in reading.items
            if item.address
        ]
    return ListLook(
        subscription=one,
        articles=tuple(articles),
        contents=contents,
        items=items,
        problems=tuple(problems),
        validator=_validator(answer),
    )


def _items(reading: FeedReading, feed: str) -> dict[str, Item]:
    """By their addresses, the items that a feed calls as it calls no other."""
    ids = Counter(item.id for item in reading.items)
    listed = frozenset(identity(item.address) for item in reading.items if item.address)
    return {
        item.address: Item(feed=feed, id=item.id, listed=listed)
        for item in reading.items
        if item.address and item.id and ids[item.id] == 1
    }


def _of_sitemap(answer: Answer, one: Subscription, parsers: Parsers) -> ListLook:
    """What a sitemap lists. Of an index no validator is kept: it may stay the same while those below it change.

    Raises:
        InputError: it is none.
    """
    reading = parsers.sitemap(answer.body, answer.address)
    if reading.kind is None:
        raise InputError(f"is no sitemap: {reading.problems[0].detail}")
    problems = [problem.detail for problem in reading.problems]
    if reading.kind is not SitemapKind.INDEX:
        articles = tuple(
            Listed(address=entry.address, source=one.source, via="from a sitemap") for entry in reading.entries
        )
        return ListLook(subscription=one, articles=articles, problems=tuple(problems), validator=_validator(answer))
    newest = sorted(reading.entries, key=lambda entry: entry.lastmod or "", reverse=True)
    if len(newest) > MOST_SITEMAPS:
        problems.append(f"it names {len(newest)} sitemaps, of which the {MOST_SITEMAPS} newest are read")
    below = tuple(dict.fromkeys(entry.address for entry in newest[:MOST_SITEMAPS]))
    return ListLook(subscription=one, below=below, problems=tuple(problems))


def _failed(one: Subscription, sight: Sight, state: plausibility.State, later: datetime | None = None) -> ListLook:
    changed = replace(
        one,
        checked_at=sight.now(),
        state=state.state,
        detail=state.detail,
        failures=one.failures + 1,
        retry_after=later,
    )
    return ListLook(subscription=changed)
