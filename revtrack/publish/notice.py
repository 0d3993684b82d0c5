"""PURE. A Notice: a Comparison worded for subscribers, one meaning for every format.

    Version 3 ┐  Transition →  title    Number changed (three to five), quote added: Warehouse fire kills five; owner …
    Version 4 ┘                opening  The Example Post, version 3 to 4, 2 hours 15 minutes later. 1 edited, 1 added. …
                               body     each change in words, with its text before and after

Every Version but the first gives one Notice, unless it is technical, for nobody is told what nobody is known to have
edited, or one of several that only go back and forth between two earlier texts. Its id survives another host, a rebuild
and renumbering; only if an article goes to and fro between the same two texts, a late earlier observation may exchange
the ids of those entries. Readers show what they have not seen before, and of the rest nothing.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Final, NamedTuple

from revtrack.model import Change, Comparison, History, Label, Transition, Version
from revtrack.publish.body import Body, body
from revtrack.publish.scope import entry_id
from revtrack.report.charts.headlines import TURNS
from revtrack.report.foreign import ISOLATE, isolated, safe, shorten
from revtrack.report.rows import untitled
from revtrack.report.timeline import pair_folder
from revtrack.report.wording import (
    WEIGHTS,
    all_changes,
    change_title,
    chip,
    counts,
    counts_line,
    field_title,
    gap,
    note_statement,
    summary,
    weight,
    weightiest_first,
)

__all__ = ["FEED_ENTRIES", "NAME_LENGTH", "TITLE_LENGTH", "Category", "Notice", "newest", "notices"]

FEED_ENTRIES: Final = 100
"""Entries of one feed, the newest. Our choice."""

TITLE_LENGTH: Final = 120
"""Characters of a title, at most. Our choice."""

LEAD_LENGTH: Final = 80
"""Characters of a title that say what changed, at most: the rest is left to the headline. Our choice."""

NAME_LENGTH: Final = 80
"""Characters of a source's name or of a remark on a time in a sentence of ours, at most. Our choice."""


class Category(NamedTuple):
    """A label as readers filter by it."""

    term: str
    label: str
    """Such as "Quote added": without what is quoted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What subscribers are told of a new Version. Texts are plain; what is quoted is isolated by U+2068 and U+2069."""

    id: str
    """A `urn:uuid:` that stays, see `revtrack.publish.scope`."""
    article_id: str
    url: str | None
    """The address of the original, None where there is none. Not proven harmless."""
    source: str | None
    language: str | None
    headline: str
    """Of the new Version."""
    old: int
    """The number of the Version before."""
    new: int
    observed: datetime
    """When the new Version was first seen, aware UTC."""
    title: str
    """One line of at most `TITLE_LENGTH` characters, the weightiest change first, in words."""
    opening: str
    """Which versions, how far apart, how much changed, and whether a new correction note was found."""
    summary: str
    """Which versions, how far apart, and what changed."""
    labels: tuple[Category, ...]
    """Each once, the weightiest first."""
    body: Body
    path: str
    """Of the pair page, from the root of the site."""
    data_path: str
    """Of the same as JSON."""
    history_path: str
    """Of the page of the article."""


def notices(history: History) -> tuple[Notice, ...]:
    """A Notice for every Version but the first, newest first."""
    seen: Counter[tuple[str, str]] = Counter()
    told = []
    turns = in_turns(history.versions)
    for transition in history.transitions:
        if transition.technical:
            continue
        step = (transition.old.told_as, transition.new.told_as)
        if transition.new.number not in turns:
            told.append(_notice(transition, occurrence=seen[step]))
        seen[step] += 1
    return tuple(reversed(told))


def in_turns(versions: Iterable[Version]) -> frozenset[int]:
    """The numbers of those Versions that only go back and forth between texts that were there before.

    One return is news. Two and more in a row, to two texts at most, are a publisher who serves both: history pages tell
    them in one row as "also served", and a feed not at all. What is technical is no return of the publisher's.
    """
    found: set[int] = set()
    edits = (version for version in versions if not version.technical)
    for returns, run in groupby(edits, key=lambda version: version.returns_to is not None):
        members = list(run)
        if returns and len(members) >= TURNS and len({version.returns_to for version in members}) <= TURNS:
            found.update(version.number for version in members)
    return frozenset(found)


def newest(found: Iterable[Notice], limit: int = FEED_ENTRIES) -> list[Notice]:
    """The newest Notices, newest first; of one instant by article, and of one article the highest number first.

    Args:
        found: of any articles, in any order.
        limit: how many at most.
    """
    return sorted(found, key=lambda one: (one.observed, one.article_id, one.new), reverse=True)[:limit]


def _notice(transition: Transition, occurrence: int) -> Notice:
    article, old, new, comparison = transition.article, transition.old, transition.new, transition.comparison
    headline = untitled(new.headline or comparison.new.headline)
    home = f"a/{article.id}"
    pair = f"{home}/{pair_folder(old, new)}"
    place = _place(transition)
    return Notice(
        id=entry_id(article.identity, old=old.told_as, new=new.told_as, occurrence=occurrence),
        article_id=article.id,
        url=article.url,
        source=article.source,
        language=comparison.new.language or article.language,
        headline=headline,
        old=old.number,
        new=new.number,
        observed=new.first_seen,
        title=_title(transition, headline),
        opening=f"{place} {_capital(counts_line(counts(comparison)))}. {note_statement(comparison)}".rstrip(),
        summary=f"{place} {summary(comparison)}",
        labels=_categories(comparison),
        body=body(comparison),
        path=f"{pair}/index.html",
        data_path=f"{pair}/diff.json",
        history_path=f"{home}/index.html",
    )


def _place(transition: Transition) -> str:
    """Which two Versions these are: "The Example Post, version 3 to 4, 2 hours 15 minutes later."."""
    old, new, source = transition.old, transition.new, transition.article.source
    between = f"version {old.number} to {new.number}, {gap(old.first_seen, new.first_seen)}."
    start = f"{_quoted(source, NAME_LENGTH)}, {between}" if source else _capital(between)
    back = [f"{_return(new)}."] if new.returns_to else []
    notes = (
        f"Time of version {version.number}: {_quoted(version.time_note, NAME_LENGTH)}."
        for version in (old, new)
        if version.time_note
    )
    return " ".join([start, *back, *notes])


def _return(version: Version) -> str:
    return f"Back to version {version.returns_to}"


def _title(transition: Transition, headline: str) -> str:
    """What changed, as far as there is room, and the headline, which always has some."""
    lead = ""
    for forms in _phrases(transition):
        longer = (f"{lead}, {form[0].lower()}{form[1:]}" if lead else form for form in forms)
        fitting = next((one for one in longer if len(one) <= LEAD_LENGTH), None)
        if fitting is None:
            break
        lead = fitting
    start = f"{lead}: " if lead else ""
    # Isolated like everything quoted: two characters of the room.
    return start + _quoted(headline, TITLE_LENGTH - len(start) - 2)


def _phrases(transition: Transition) -> Iterator[tuple[str, ...]]:
    """What a title may say, the weightiest first, each with what is quoted and then without."""
    comparison = transition.comparison
    if transition.new.returns_to:
        yield (_return(transition.new),)
    yield from ((chip(label),) for label in comparison.labels if label.term == "rewritten")
    details: dict[str, list[str]] = {}
    for change in sorted(all_changes(comparison), key=lambda one: WEIGHTS[weight(one)]):
        told = change_title(change) if isinstance(change, Change) else field_title(change)
        head, _, detail = told.partition(": ")
        details.setdefault(head, []).append(detail)
    for head, (first, *others) in details.items():
        if first:
            yield f"{head} ({first} and {len(others)} more)" if others else f"{head} ({first})", head
        else:
            yield f"{head} ({len(others) + 1} times)" if others else head, head


def _categories(comparison: Comparison) -> tuple[Category, ...]:
    labels = [*comparison.labels, *(label for change in all_changes(comparison) for label in change.labels)]
    return tuple(dict.fromkeys(map(_category, weightiest_first(labels))))


def _category(label: Label) -> Category:
    told = chip(label)
    return Category(label.term, chip(label._replace(old=None, new=None)) if ISOLATE in told else told)


def _quoted(text: str, limit: int) -> str:
    # Made harmless before it is cut: a character shown by its number takes eight.
    return isolated(shorten(safe(text), limit))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
