"""The history of an article: what it is called now, how it stands, and all it went through."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from revtrack.model import Absence, Check, History, Transition
from revtrack.report.as_json import history_json, to_text
from revtrack.report.charts.blame import BlameLine, blame
from revtrack.report.charts.headlines import headline_runs, other_titles
from revtrack.report.charts.river import SHADES, river
from revtrack.report.charts.strip import shares, strip
from revtrack.report.pages.chrome import Chrome, Crumb, Link, Page, SiteOptions, crumb, fill, source_crumb, source_href
from revtrack.report.pages.pair import LEAST_APART, Compare, Compared, compared, far_pairs, pair_pages
from revtrack.report.rows import Moment, facts, language_tag, moment, untitled
from revtrack.report.standing import state_words
from revtrack.report.timeline import Entry, choices, entries, in_turns, pair_folder
from revtrack.report.wording import counted, gap, note_found, percent

__all__ = ["IN_FULL", "article_pages", "history_page"]

IN_FULL: Final = 100
"""Versions told in full, the latest ones; each earlier one is a line in a fold. Told in full, 1,500 are a page of 3 MB
and half a million pixels, and as a file with its Comparisons 23 MB. Our choice."""

CHECKS: Final = 40
"""Failed looks listed, the latest ones; the rest is counted. Our choice."""

ALIASES: Final = 20
"""Other addresses listed, at most."""

LISTED: Final = 8
"""Version numbers listed in one statement, at most."""

BLAMED: Final = 400
"""Sentences whose age is listed, at most: a long article would double the page. Our choice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Where a history page leads; None where there is nothing to lead to."""

    source: str | None
    feed: str | None
    json: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Aged:
    """Neighbouring sentences of one age, and since when they have stood there."""

    lines: tuple[BlameLine, ...]
    since: Moment
    changed: Moment
    shade: int
    """As in the river."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A look that failed."""

    at: Moment
    words: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Away:
    """A time in which the original was gone."""

    since: Moment
    confirmed: Moment
    until: Moment | None
    words: str


def article_pages(history: History, options: SiteOptions, compare: Compare | None) -> Iterator[Page]:
    """The history of an article, then its pairs of Versions, each with what can be downloaded."""
    yield history_page(history, options, compared_too=compare is not None)
    yield Page(f"a/{history.article.id}/history.json", to_text(history_json(history)) + "\n")
    yield from pair_pages(history, options, compare)


def history_page(history: History, options: SiteOptions, *, compared_too: bool = False, alone: bool = False) -> Page:
    """The page of an article: what became of it, Version by Version.

    Args:
        history: all Versions, the steps between them, and the looks that failed.
        options: of the site.
        compared_too: True where `far_pairs` have pages.
        alone: True for a page that is a file of its own: it holds the Comparisons of all Versions told in full
            and leads nowhere else.
    """
    article = history.article
    title = untitled(article.title)
    found = entries(history)
    lines = blame(history)
    return fill(
        f"a/{article.id}/index.html",
        "history.html",
        _chrome(history, title, alone=alone, site=options.served),
        options,
        article.last_checked,
        title=title,
        language=language_tag(article.language),
        facts=facts(history, options.next_check(article)),
        links=_links(history, options, alone=alone),
        overview=_overview(history, found),
        strip=strip(history),
        headlines=headline_runs(history),
        titles=other_titles(history),
        entries=in_turns(found[:IN_FULL]),
        earlier=found[IN_FULL:],
        earlier_count=counted(len(found[IN_FULL:]), "earlier version"),
        filters=choices([entry.kinds for entry in found]),
        minor=sum(entry.minor for entry in found),
        article_id=article.id,
        hint=len(found) >= LEAST_APART,
        compare={} if alone else _compare(history, compared_too=compared_too),
        step_of=_compared(history.transitions[-IN_FULL:]) if alone else {},
        linked=not alone,
        blame=_aged(lines[:BLAMED], history.versions[-1].number if history.versions else 1),
        blamed=len(lines),
        blame_left=max(0, len(lines) - BLAMED),
        river=river(history),
        looks=tuple(map(_look, reversed(history.checks[-CHECKS:]))),
        looks_left=max(0, article.checks - CHECKS),
        absences=tuple(map(_away, history.absences)),
        aliases=history.aliases[:ALIASES],
    )


def _compared(steps: Iterable[Transition]) -> dict[int, Compared]:
    """What changed with each step, by the number of its new Version."""
    return {
        step.new.number: compared(step.comparison, f"v{step.new.number}-", f"Version {step.new.number}: ")
        for step in steps
    }


def _chrome(history: History, title: str, *, alone: bool, site: str | None) -> Chrome:
    root = site if alone else "../../"
    way: tuple[Crumb, ...] = (crumb(title),)
    if root is not None:
        way = (Crumb("All articles", f"{root}index.html"), *source_crumb(history, root), *way)
    return Chrome(
        title=title,
        root=root,
        feed=None if alone else "feed.atom",
        feed_title="Feed of this article",
        crumbs=way,
        skip_to="versions",
        skip_text="Skip to the versions",
    )


def _links(history: History, options: SiteOptions, *, alone: bool) -> Links:
    if not alone:
        return Links(source=source_href(history, "../../"), feed="feed.atom", json="history.json")
    if not options.served:
        return Links(source=None, feed=None)
    root = options.served
    return Links(source=source_href(history, root), feed=f"{root}a/{history.article.id}/feed.atom")


def _overview(history: History, found: Sequence[Entry]) -> tuple[str, ...]:
    """What a reader asks first of a history: how much in what time, what changed most, and whether it was said."""
    edits = [entry for entry in found if entry.words and not entry.no_edit]
    if not edits:
        return ()
    first, last = history.versions[0], history.versions[-1]
    told = [f"{counted(len(found), 'version')} in {gap(first.first_seen, last.first_seen).removesuffix(' later')}"]
    bars = strip(history)
    if bars and bars.most and len(edits) > 1:
        share = percent(shares(history)[bars.most])
        told.append(f"most changed: version {bars.most} ({share} of words)")
    steps = [step for step in history.transitions if not step.new.technical]
    noted = [step.new.number for step in steps if note_found(step.comparison) == "added"]
    silent = [entry.number for entry in reversed(found) if "unnoted" in entry.kinds]
    told.append(f"notes to readers: {_listed(noted)}")
    told.append(f"factual changes with no note found: {_listed(silent)}")
    return tuple(told)


def _listed(numbers: Sequence[int]) -> str:
    """Such as "2 (versions 4 and 9)"; "none" where there are none."""
    if not numbers:
        return "none"
    *most, last = map(str, numbers[:LISTED])
    if len(numbers) > LISTED:
        most, last = [*most, last], f"{len(numbers) - LISTED} more"
    which = f"versions {', '.join(most)} and {last}" if most else f"version {last}"
    return f"{len(numbers)} ({which})"


def _compare(history: History, *, compared_too: bool) -> dict[int, tuple[Link, ...]]:
    """For each Version the pages that compare it with others than the one before it."""
    first, latest = (history.versions[0].number, history.versions[-1].number) if history.versions else (0, 0)
    found: dict[int, list[Link]] = {}
    for old, new in far_pairs(history) if compared_too else ():
        href = f"{pair_folder(old, new)}/index.html"
        for this, other in ((old.number, new.number), (new.number, old.number)):
            role = "the first" if other == first else "the latest" if other == latest else ""
            found.setdefault(this, []).append(Link(href, f"{other}, {role}" if role else str(other)))
    return {number: tuple(links) for number, links in found.items()}


def _aged(lines: Sequence[BlameLine], last: int) -> tuple[Aged, ...]:
    return tuple(
        Aged(
            lines=(first, *others),
            since=moment(first.since_at),
            changed=moment(first.changed_at),
            shade=round((SHADES - 1) * (first.since - 1) / max(1, last - 1)),
        )
        for _, (first, *others) in groupby(lines, key=lambda line: (line.since, line.changed))
    )


def _look(check: Check) -> Look:
    return Look(at=moment(check.at), words=state_words(check.state), detail=check.detail)


def _away(absence: Absence) -> Away:
    return Away(
        since=moment(absence.since),
        confirmed=moment(absence.confirmed_at),
        until=moment(absence.until) if absence.until else None,
        words=state_words(absence.state),
    )
