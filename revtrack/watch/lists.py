"""A watched list of articles, read once: a feed or a sitemap becomes the articles it lists.

    feed ──fetch, parse──→ its articles' addresses, or, where an item's own content is the article, Snapshots at once

A list that cannot be read is a Subscription with a state and a number of failures, never an exception.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from html import escape
from typing import Final

from revtrack import plausibility
from revtrack.errors import InputError
from revtrack.ingest.feeds import FeedItem, FeedReading, SitemapKind, SitemapReading
from revtrack.ingest.web import FetchError, retry_after
from revtrack.looking import Desk, remember
from revtrack.model import Answer, FetchState, Snapshot, Subscription, SubscriptionKind, Validator
from revtrack.pipeline import Capture, capture

__all__ = ["ListLook", "Listed", "Parsers", "read_list"]

NOT_MODIFIED: Final = 304

MOST_SITEMAPS: Final = 50
"""Sitemaps of one index that are read, a count from 1: the newest first. The protocol allows 50,000."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsers:
    """What reads lists of articles; the program confines them to a child."""

    feed: Callable[[bytes, str | None, str], FeedReading]
    sitemap: Callable[[bytes, str], SitemapReading]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An article to be looked at, and what the list says of it."""

    address: str
    source: str | None = None
    title: str | None = None
    language: str | None = None
    via: str = "fetched"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListLook:
    """What became of one look at a list."""

    subscription: Subscription
    """As it is afterwards, and stored."""
    articles: tuple[Listed, ...] = ()
    """To be looked at; none where the list failed, or did not change."""
    captures: tuple[Capture, ...] = ()
    """Of items whose own content is the article."""
    problems: tuple[str, ...] = ()
    """What was wrong with the list or its items and did not stop it."""


def read_list(one: Subscription, desk: Desk, parsers: Parsers, *, keep: bool = True) -> ListLook:
    """What became of one look at a feed or sitemap.

    Args:
        one: the feed or sitemap.
        desk: all that is needed from outside.
        parsers: what reads it.
        keep: whether it is watched, so that what is known of it is stored and an unchanged one is not read again.
    """
    found = _read(one, desk, parsers, validator=desk.store.validator(one.address) if keep else None)
    if keep:
        desk.store.subscribe(found.subscription)
    return found


def _read(one: Subscription, desk: Desk, parsers: Parsers, validator: Validator | None) -> ListLook:
    well = replace(one, checked_at=desk.now(), state=None, detail=None, failures=0, retry_after=None)
    try:
        answer = desk.get(one.address, validator=validator)
        if answer.status == NOT_MODIFIED:
            return ListLook(subscription=well)
        if state := plausibility.state_of_list(answer):
            return _failed(one, desk, state, retry_after(answer))
        if one.kind is SubscriptionKind.SITEMAP:
            articles, problems = _of_sitemap(answer, one.source, desk, parsers)
            found = ListLook(subscription=well, articles=tuple(articles), problems=tuple(problems))
        else:
            found = _of_feed(answer, well, desk, parsers)
    except FetchError as problem:
        return _failed(one, desk, plausibility.State(problem.state, problem.detail), problem.retry_after)
    except InputError as problem:
        return _failed(one, desk, plausibility.State(FetchState.LIMIT, problem.message))
    remember(answer, desk.store)
    return found


def _of_feed(answer: Answer, one: Subscription, desk: Desk, parsers: Parsers) -> ListLook:
    """What a feed lists.

    Raises:
        InputError: it is none.
    """
    reading = parsers.feed(answer.body, answer.media_type, answer.address)
    if not reading.is_feed:
        raise InputError(f"it is no feed: {reading.problems[0].detail}")
    one = replace(one, title=one.title or reading.title)
    source = one.source or desk.source_of(one.address) or one.title
    problems = [problem.detail for problem in reading.problems]
    if not one.content:
        articles = [
            Listed(address=item.address, source=source, title=item.title, language=reading.language, via="from a feed")
            for item in reading.items
            if item.address
        ]
        return ListLook(subscription=one, articles=tuple(articles), problems=tuple(problems))
    captures = []
    for item in reading.items:
        try:
            captures.append(_content(item, answer, replace(one, source=source), reading.language, desk))
        except InputError as problem:
            problems.append(problem.message)
    return ListLook(subscription=one, captures=tuple(captures), problems=tuple(problems))


def _content(item: FeedItem, answer: Answer, one: Subscription, language: str | None, desk: Desk) -> Capture:
    """The Capture of an item's own content.

    Raises:
        InputError: it has none, or no name.
    """
    name = item.address or item.id
    if not name or not (item.content_html or item.summary):
        raise InputError(f"the item “{(item.title or name or 'without a title')[:80]}” has no content or no address")
    html = item.content_html or f"<p>{escape(item.summary or '')}</p>"
    snapshot = Snapshot(
        article=name,
        content=html.encode(),
        observed_at=answer.at,
        media_type="text/html",
        encoding="utf-8",
        source=one.source,
        title=item.title,
        language=language,
        via="content of a feed's item",
        feed_title=item.title,
    )
    return capture(snapshot, name, desk.store, desk.reader)


def _of_sitemap(answer: Answer, source: str | None, desk: Desk, parsers: Parsers) -> tuple[list[Listed], list[str]]:
    """What a sitemap lists, those it is an index of included; and what was wrong.

    Raises:
        InputError: it is none.
    """
    reading = parsers.sitemap(answer.body, answer.address)
    if reading.kind is None:
        raise InputError(f"it is no sitemap: {reading.problems[0].detail}")
    problems = [problem.detail for problem in reading.problems]
    if reading.kind is not SitemapKind.INDEX:
        return [
            Listed(address=entry.address, source=source or desk.source_of(entry.address), via="from a sitemap")
            for entry in reading.entries
        ], problems
    newest = sorted(reading.entries, key=lambda entry: entry.lastmod or "", reverse=True)
    articles: list[Listed] = []
    for entry in newest[:MOST_SITEMAPS]:
        try:
            below = desk.get(entry.address)
            inner = parsers.sitemap(below.body, below.address)
        except InputError as problem:
            problems.append(problem.message)
            continue
        articles += [
            Listed(address=one.address, source=source or desk.source_of(one.address), via="from a sitemap")
            for one in inner.entries
            if inner.kind is not SitemapKind.INDEX
        ]
    if len(newest) > MOST_SITEMAPS:
        problems.append(f"it names {len(newest)} sitemaps, of which the {MOST_SITEMAPS} newest were read")
    return articles, problems


def _failed(one: Subscription, desk: Desk, state: plausibility.State, later: datetime | None = None) -> ListLook:
    changed = replace(
        one,
        checked_at=desk.now(),
        state=state.state,
        detail=state.detail,
        failures=one.failures + 1,
        retry_after=later,
    )
    return ListLook(subscription=changed)
