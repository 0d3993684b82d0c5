"""Two Versions of an article side by side: the page of a Comparison, its JSON and its patch.

    neighbours           every step has its page, with `diff.json` and `diff.patch` beside it
    first and any        1..3, 1..4, …: these pages never change once they are made
    any and the latest   2..7, 3..7, …: while an article has few Versions
    all others           while there are very few; else `revtrack page ARTICLE A..B` makes them

How many pages a new Version makes or changes is bounded, whatever the length of the history.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, groupby
from typing import Final

from revtrack.model import Article, Change, Comparison, Document, FieldChange, History, Transition, Version
from revtrack.report.as_json import comparison_json, to_text
from revtrack.report.charts.lives import documents
from revtrack.report.pages.cells import look_of
from revtrack.report.pages.chrome import (
    Chrome,
    Crumb,
    Link,
    Page,
    SiteOptions,
    crumb,
    fill,
    source_crumb,
    source_href,
)
from revtrack.report.pages.side_by_side import ChangeRow, FieldRow, Kept, Row, field_rows, kept_headlines, rows
from revtrack.report.patch import patch_text
from revtrack.report.rows import Aside, Facts, Fragment, aside, facts, fragments, language_tag, untitled
from revtrack.report.timeline import evidence, pair_folder, words_first
from revtrack.report.wording import all_changes, change_title, field_title, gap, is_minor, later_note, no_edit

__all__ = ["LEAST_APART", "Compare", "Compared", "compared", "far_pairs", "far_steps", "pair_page", "pair_pages"]

ALL_PAIRS: Final = 6
"""Versions up to which any two have a page: 15 pages, 10 of them beyond the neighbours. Our choice."""

TO_LATEST: Final = 8
"""Versions up to which each has a page against the latest: a new Version makes 5 of them. Our choice."""

FROM_FIRST: Final = 60
"""Versions up to which each has a page against the first; after that only the latest. Our choice."""

LEAST_APART: Final = 3
"""Versions from which two of them may lie apart: two are neighbours, whatever their numbers."""

STEPS: Final = 12
"""Steps between two Versions that lie apart, linked at most."""

Compare = Callable[[Document, Document], Comparison]
"""What finds the differences of two Documents that are no neighbours; nothing here compares."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One Change in the list of all."""

    anchor: str
    look: str
    title: tuple[Fragment, ...]
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A Comparison as a page shows it."""

    name: str
    """Such as "Version 4: " where several stand on one page, else empty: headings are never the same twice."""
    headlines: Kept | None
    fields: tuple[FieldRow, ...]
    rows: tuple[Row, ...]
    changes: tuple[ChangeRow, ...]
    told: tuple[Told, ...]
    """All that is more than minor, in the order of the page; neighbours that read the same are told as one."""
    minor: tuple[Told, ...]
    """What is minor: counted, folded, one click away."""
    minor_count: int
    aside: Aside | None


def compared(comparison: Comparison, prefix: str = "", name: str = "") -> Compared:
    """A Comparison, drawn.

    Args:
        comparison: what differs.
        prefix: of every anchor, where several Comparisons stand on one page.
        name: which one this is, for its headings.
    """
    drawn = rows(comparison, prefix)
    told = [(_told(change, place, prefix), is_minor(change)) for place, change in _numbered(comparison)]
    minor = tuple(one for one, minor in told if minor)
    return Compared(
        name=name,
        headlines=kept_headlines(comparison),
        fields=field_rows(comparison, prefix),
        rows=drawn,
        changes=tuple(row for row in drawn if isinstance(row, ChangeRow)),
        told=_together([one for one, minor in told if not minor]),
        minor=_together(minor),
        minor_count=len(minor),
        aside=aside(comparison.old, comparison.new),
    )


def _numbered(comparison: Comparison) -> Iterator[tuple[int, Change | FieldChange]]:
    """All that changed; fields are numbered from 1 as sentences are."""
    sentences = 0
    for at, change in enumerate(all_changes(comparison), start=1):
        sentences += isinstance(change, Change)
        yield (sentences if isinstance(change, Change) else at), change


def _told(change: Change | FieldChange, number: int, prefix: str) -> Told:
    if isinstance(change, FieldChange):
        return Told(anchor=f"{prefix}f{number}", look=look_of(change), title=fragments(field_title(change)), place="")
    side = change.new or change.old
    return Told(
        anchor=f"{prefix}c{number}",
        look=look_of(change),
        title=fragments(change_title(change)),
        place=f"¶{side.paragraph}" if side and not change.moved else "",
    )


def _together(found: Sequence[Told]) -> tuple[Told, ...]:
    """The list, neighbours that read the same as one, such as "Sentence removed, 12 times ¶3–9"."""
    grouped = []
    for _, run in groupby(found, key=lambda one: (one.title, one.look)):
        first, *others = run
        if others:
            times = Fragment(f", {len(others) + 1} times")
            last = others[-1].place.removeprefix("¶")
            place = first.place if first.place == others[-1].place else f"{first.place}–{last}"
            first = replace(first, title=(*first.title, times), place=place)
        grouped.append(first)
    return tuple(grouped)


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Where a pair page leads; None where there is nothing to lead to."""

    source: str | None
    feed: str | None
    history: str | None
    previous: Link | None = None
    next: Link | None = None
    steps: tuple[Link, ...] = ()
    """The steps between two Versions that lie apart."""
    json: str | None = None
    patch: str | None = None
    itself: Link | None = None
    """The page as a file of its own, under the name it is kept by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """What names a Comparison to others."""

    title: str
    article_id: str
    address: str | None


def far_pairs(history: History) -> tuple[tuple[Version, Version], ...]:
    """The pairs of Versions beyond neighbours that have a page, by number; none that have the same text."""
    versions = history.versions
    if not history.transitions or len(versions) < LEAST_APART:
        return ()
    first, latest = versions[0], versions[-1]
    found = {(old.number, new.number): (old, new) for old, new in combinations(versions[:ALL_PAIRS], 2)}
    found |= {(first.number, new.number): (first, new) for new in (*versions[1:FROM_FIRST], latest)}
    if len(versions) <= TO_LATEST:
        found |= {(old.number, latest.number): (old, latest) for old in versions[:-1]}
    return tuple(
        pair
        for numbers, pair in sorted(found.items())
        if numbers[1] - numbers[0] > 1 and pair[0].fingerprint != pair[1].fingerprint
    )


def far_steps(history: History, compare: Compare) -> Iterator[Transition]:
    """These pairs with what differs, one at a time."""
    texts = documents(history)
    for old, new in far_pairs(history):
        if old.number in texts and new.number in texts:
            comparison = compare(texts[old.number], texts[new.number])
            yield Transition(article=history.article, old=old, new=new, comparison=comparison)


def pair_pages(history: History, options: SiteOptions, compare: Compare | None) -> Iterator[Page]:
    """The pages of all pairs of an article that have one, with what can be downloaded beside those of neighbours."""
    known = facts(history, options.next_check(history.article))
    for step in history.transitions:
        folder = _folder(step)
        yield pair_page(history, step, options, known)
        yield Page(f"{folder}/diff.json", _json(history, step, options))
        yield Page(f"{folder}/diff.patch", patch_text(step.comparison))
    for step in far_steps(history, compare) if compare else ():
        yield pair_page(history, step, options, known)


def pair_page(
    history: History, step: Transition, options: SiteOptions, known: Facts | None = None, *, alone: bool = False
) -> Page:
    """The page of two Versions.

    Args:
        history: of their article.
        step: the two and what differs.
        options: of the site.
        known: the facts of the article, where they are at hand: all its pages carry the same.
        alone: True for a page that is a file of its own: it leads nowhere but, where that is known, to the site.
    """
    old, new, comparison = step.old, step.new, step.comparison
    position = _position(history, step)
    title = untitled(comparison.new.headline or history.article.title)
    address = f"{options.base_url.rstrip('/')}/{_folder(step)}/" if options.base_url else None
    live = alone or new.number == history.versions[-1].number
    return fill(
        f"{_folder(step)}/index.html",
        "pair.html",
        _chrome(history, step, title, alone=alone, site=options.served),
        options,
        history.article.last_checked if live else new.last_seen,
        facts=known or facts(history, options.next_check(history.article)),
        live=live,
        language=language_tag(comparison.new.language),
        links=_links(history, step, position) if not alone else _links_alone(history, options),
        old=evidence(old, comparison.old),
        new=evidence(new, comparison.new),
        note=new.note,
        no_edit=no_edit(old, new) if step.technical else "",
        gap=gap(old.first_seen, new.first_seen),
        returns_to=new.returns_to,
        said=words_first(comparison, later_note(history.transitions, position) if position is not None else ""),
        compared=compared(comparison),
        citation=Citation(title=title, article_id=history.article.id, address=address),
    )


def _chrome(history: History, step: Transition, title: str, *, alone: bool, site: str | None) -> Chrome:
    pair = f"Versions {step.old.number} to {step.new.number}"
    changed = bool(step.comparison.changes)
    skip_to, skip_text = ("c1", "Skip to the first change") if changed else ("main", "Skip to the content")
    root = site if alone else "../../../"
    way: tuple[Crumb, ...] = (crumb(title), Crumb(pair))
    if root is not None:
        article = f"{root}a/{history.article.id}/index.html" if alone else "../index.html"
        way = (Crumb("All articles", f"{root}index.html"), *source_crumb(history, root), crumb(title, article), way[1])
    return Chrome(
        title=f"{pair}: {title}",
        root=root,
        feed=None if alone else "../feed.atom",
        feed_title="Feed of this article",
        crumbs=way,
        skip_to=skip_to,
        skip_text=skip_text,
    )


def _links(history: History, step: Transition, position: int | None) -> Links:
    neighbours = position is not None
    at = position or 0
    between = history.transitions[step.old.number - 1 : step.new.number - 1] if not neighbours else ()
    name = f"revtrack-{history.article.id}-{step.old.number}-{step.new.number}.html"
    return Links(
        source=source_href(history, "../../../"),
        feed="../feed.atom",
        history="../index.html",
        previous=_neighbour(history.transitions[at - 1 : at] if neighbours and at else ()),
        next=_neighbour(history.transitions[at + 1 : at + 2] if neighbours else ()),
        steps=tuple(filter(None, (_neighbour((one,)) for one in between[:STEPS]))),
        json="diff.json" if neighbours else None,
        patch="diff.patch" if neighbours else None,
        itself=Link("index.html", name),
    )


def _links_alone(history: History, options: SiteOptions) -> Links:
    if not options.served:
        return Links(source=None, feed=None, history=None)
    root = options.served
    article = f"{root}a/{history.article.id}/"
    return Links(source=source_href(history, root), feed=f"{article}feed.atom", history=f"{article}index.html")


def _neighbour(found: Sequence[Transition]) -> Link | None:
    """The link to another pair of neighbours, None where there is none."""
    if not found:
        return None
    old, new = found[0].old, found[0].new
    return Link(f"../{pair_folder(old, new)}/index.html", f"Versions {old.number} to {new.number}")


def _position(history: History, step: Transition) -> int | None:
    """Where a step stands among those of neighbours, None where it is none of them."""
    at = bisect_left(history.transitions, step.new.number, key=lambda one: one.new.number)
    return at if _numbers(history.transitions[at : at + 1]) == _numbers((step,)) else None


def _numbers(steps: Sequence[Transition]) -> list[tuple[int, int]]:
    return [(step.old.number, step.new.number) for step in steps]


def _folder(step: Transition) -> str:
    return f"a/{step.article.id}/{pair_folder(step.old, step.new)}"


def _json(history: History, step: Transition, options: SiteOptions) -> str:
    """The Comparison for programs; of the article what was known with the later Version, so that the file stays."""
    told = replace(step, article=_as_of(history, step.new))
    found = comparison_json(told, step.comparison, generator=f"revtrack {options.version}", base_url=options.base_url)
    return to_text(found) + "\n"


def _as_of(history: History, version: Version) -> Article:
    """The Article as it was while a Version was the latest."""
    known = [one for one in history.versions if one.number <= version.number]
    changed = next((one for one in reversed(known) if not one.technical), version)
    if len(known) == len(history.versions):
        return history.article
    return replace(
        history.article,
        title=version.headline,
        last_changed=changed.first_seen,
        last_checked=version.last_seen,
        versions=len(known),
        snapshots=sum(one.snapshots for one in known),
        gone_since=None,
        last_state=None,
        checks=sum(check.at <= version.last_seen for check in history.checks),
    )
