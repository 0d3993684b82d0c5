"""A History as entries, newest first: what each Version changed, its strip of bars, the headlines one after another.

Version  1   2   3   4        headlines  1–3  Warehouse fire kills three
_   ▂   ▇   ▁                   4    Warehouse fire kills five
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Final

from revtrack.model import Change, Comparison, FieldChange, FieldName, History, Label, Version, Weight
from revtrack.report.rows import (
    STRONG,
    Chip,
    Fragment,
    Moment,
    Piece,
    chips,
    excerpt,
    facts,
    fragments,
    language_tag,
    marked,
    moment,
    untitled,
)
from revtrack.report.wording import (
    change_title,
    counted,
    counts,
    counts_line,
    field_title,
    gap,
    later_note,
    most_telling,
    note_statement,
    percent,
    summary,
)

__all__ = [
    "Bar",
    "Entry",
    "Evidence",
    "HeadlineRun",
    "Listing",
    "Strip",
    "Telling",
    "Words",
    "entries",
    "evidence",
    "headline_runs",
    "listing",
    "pair_folder",
    "strip",
    "telling",
    "words_first",
]

BAR_WIDTH: Final = 22
"""Of one bar of the strip, in units of the picture: pixels where there is room."""
BAR_STEP: Final = 44
"""From one bar to the next."""
BAR_HEIGHT: Final = 48
"""Of the highest bar, the Version that changed most."""
BAR_LEAST: Final = 2
"""Of a bar for any change at all, so that it is seen."""
BAR_TOP: Final = 30
"""Room above the bars for their figures and signs."""
BAR_BOTTOM: Final = 20
"""Room below the bars for the numbers of the Versions."""
BAR_GAP: Final = 5
"""Between a bar and its figure."""


def pair_folder(old: Version, new: Version) -> str:
    """The folder of a pair page below the one of its article, such as `3..4`."""
    return f"{old.number}..{new.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A Comparison in words, the first thing a page says of it."""

    summary: tuple[Fragment, ...]
    counts: str
    note: str
    """Whether a new correction note was found; empty where nothing factual changed."""
    share: str
    """The share of words that changed, such as "31 %"."""
    chips: tuple[Chip, ...]
    """For the labels that stand out."""
    coarse: tuple[str, ...]


def words_first(comparison: Comparison, later: str = "") -> Words:
    """What changed, in words.

    Args:
        comparison: what differs.
        later: from `later_note`, said instead of that no new note was found.
    """
    found = counts(comparison)
    told = {"revert", "unnoted"} if later else {"revert"}  # pages say beside it which Version came back
    return Words(
        summary=fragments(summary(comparison, later)),
        counts=counts_line(found),
        note=note_statement(comparison, later),
        share=percent(found.changed_share),
        chips=chips([label for label in _weightiest(comparison) if label.term not in told]),
        coarse=comparison.coarse,
    )


def _weightiest(comparison: Comparison) -> list[Label]:
    """The labels that stand out: those of all Changes, the weightiest first, then those of the whole."""
    changes: tuple[Change | FieldChange, ...] = (*comparison.fields, *comparison.changes)
    found = [label for change in changes for label in change.labels]
    found.sort(key=lambda label: list(Weight).index(label.weight))
    return [label for label in (*found, *comparison.labels) if label.weight in STRONG]


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """The most telling Change, shortened to the words around its marks."""

    title: tuple[Fragment, ...]
    old: tuple[Piece, ...]
    new: tuple[Piece, ...]
    language: str | None


def telling(comparison: Comparison) -> Telling | None:
    """The most telling Change of a Comparison, None where nothing changed."""
    change = most_telling(comparison)
    if change is None:
        return None
    title = change_title(change) if isinstance(change, Change) else field_title(change)
    return Telling(
        title=fragments(title),
        old=excerpt(marked(change, "old")),
        new=excerpt(marked(change, "new")),
        language=language_tag(comparison.new.language or comparison.old.language),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What proves a Version: when it was seen, how it was obtained, what its bytes and text hash to."""

    number: int
    first_seen: Moment
    last_seen: Moment
    snapshots: int
    via: str | None
    sha256: str
    fingerprint: str


def evidence(version: Version) -> Evidence:
    """The evidence for one Version."""
    return Evidence(
        number=version.number,
        first_seen=moment(version.first_seen, version.time_note),
        last_seen=moment(version.last_seen, version.last_time_note),
        snapshots=version.snapshots,
        via=version.via,
        sha256=version.sha256,
        fingerprint=version.fingerprint,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One Version in the history of its article."""

    number: int
    seen: Moment
    gap: str
    """Time since the Version before, such as "32 minutes later"; empty for the first."""
    returns_to: int | None
    compared_with: int | None
    """The number of the Version it was compared with, None where it was not compared."""
    folder: str
    """Of the pair page, relative to the history page; empty where there is none."""
    words: Words | None
    telling: Telling | None
    size: str
    """For a first Version whose text is known: such as "812 words, 41 sentences"; else empty."""
    evidence: Evidence


def entries(history: History) -> tuple[Entry, ...]:
    """The Versions of an article, newest first."""
    into = {step.new.number: position for position, step in enumerate(history.transitions)}
    befores = (None, *history.versions)
    found = [
        _entry(history, version, before, into.get(version.number))
        for before, version in zip(befores, history.versions, strict=False)
    ]
    return tuple(reversed(found))


def _entry(history: History, version: Version, before: Version | None, position: int | None) -> Entry:
    step = None if position is None else history.transitions[position]
    later = "" if position is None else later_note(history.transitions, position)
    return Entry(
        number=version.number,
        seen=moment(version.first_seen, version.time_note),
        gap=gap(before.first_seen, version.first_seen) if before else "",
        returns_to=version.returns_to,
        compared_with=step.old.number if step else None,
        folder=pair_folder(step.old, step.new) if step else "",
        words=words_first(step.comparison, later) if step else None,
        telling=telling(step.comparison) if step else None,
        size="" if before else _size(history),
        evidence=evidence(version),
    )


def _size(history: History) -> str:
    """The length of the first text, empty where no Comparison holds it."""
    if not history.transitions:
        return ""
    first = history.transitions[0].comparison.old
    return f"{counted(first.word_count, 'word')}, {counted(len(first.sentences), 'sentence')}"


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadlineRun:
    """A headline and the neighbouring Versions that carried it."""

    versions: str
    """Such as "Versions 1–3"."""
    pieces: tuple[Piece, ...]
    """The headline with its new words marked, against the headline before."""
    language: str | None
    since: Moment
    returns_to: int | None
    """The number of the first Version that had this headline before, None where it is new."""


def headline_runs(history: History) -> tuple[HeadlineRun, ...]:
    """The headlines an article went through, oldest first; one where it never changed."""
    into = {transition.new.number: transition.comparison for transition in history.transitions}
    seen_at: dict[str, int] = {}
    found: list[HeadlineRun] = []
    for headline, run in groupby(history.versions, key=lambda version: untitled(version.headline)):
        versions = list(run)
        first, last = versions[0], versions[-1]
        comparison = into.get(first.number)
        found.append(
            HeadlineRun(
                versions=f"Version {first.number}" if first is last else f"Versions {first.number}–{last.number}",
                pieces=(_new_headline(comparison) if found and comparison else ()) or (Piece(headline),),
                language=language_tag(history.article.language),
                since=moment(first.first_seen, first.time_note),
                returns_to=seen_at.get(headline),
            )
        )
        seen_at.setdefault(headline, first.number)
    return tuple(found)


def _new_headline(comparison: Comparison) -> tuple[Piece, ...]:
    change = next((change for change in comparison.fields if change.field is FieldName.HEADLINE), None)
    return marked(change, "new") if change else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """What one Version changed, as a bar: words added on top of words removed. Lengths in units of the picture."""

    number: int
    x: int
    middle: int
    added_y: int
    added_height: int
    removed_y: int
    removed_height: int
    share: str
    """Empty for the first Version."""
    share_y: int
    sign: str
    """`◆` where the headline changed, `↺` where an earlier text came back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """The bars of all Versions and the words that say the same."""

    title: str
    width: int
    height: int
    base: int
    """Of the line the bars stand on, from the top."""
    numbers_y: int
    """Of the line the numbers of the Versions stand on."""
    bar_width: int
    bars: tuple[Bar, ...]


def strip(history: History) -> Strip | None:
    """A bar per Version, its height the share of words that changed; None where nothing was compared."""
    if not history.transitions:
        return None
    into = {transition.new.number: transition.comparison for transition in history.transitions}
    highest = max(counts(comparison).changed_share for comparison in into.values()) or 1.0
    bars = tuple(
        _bar(version, position, into.get(version.number), highest) for position, version in enumerate(history.versions)
    )
    told = ", ".join(f"version {bar.number}: {bar.share}" for bar in bars if bar.share)
    return Strip(
        title=f"Share of words changed: {told}",
        width=BAR_STEP * len(bars),
        height=BAR_TOP + BAR_HEIGHT + BAR_BOTTOM,
        base=BAR_TOP + BAR_HEIGHT,
        numbers_y=BAR_TOP + BAR_HEIGHT + BAR_BOTTOM - BAR_GAP,
        bar_width=BAR_WIDTH,
        bars=bars,
    )


def _bar(version: Version, position: int, comparison: Comparison | None, highest: float) -> Bar:
    found = counts(comparison) if comparison else None
    share = found.changed_share if found else 0.0
    height = max(BAR_LEAST, round(BAR_HEIGHT * share / highest)) if share else 0
    words = found.words_added + found.words_removed if found else 0
    added = round(height * found.words_added / words) if found and words else 0
    base = BAR_TOP + BAR_HEIGHT
    renamed = comparison is not None and bool(_new_headline(comparison))
    x = position * BAR_STEP + (BAR_STEP - BAR_WIDTH) // 2
    return Bar(
        number=version.number,
        x=x,
        middle=x + BAR_WIDTH // 2,
        added_y=base - height,
        added_height=added,
        removed_y=base - height + added,
        removed_height=height - added,
        share=percent(share) if found else "",
        share_y=base - height - BAR_GAP,
        sign="↺" if version.returns_to else "◆" if renamed else "",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """An article in a list: all that stays in memory of it once its pages are made."""

    article_id: str
    title: str
    language: str | None
    source: str | None
    last_changed: datetime
    first_seen: Moment
    changed: Moment | None
    """When it last changed, None where it never did."""
    extent: str
    """Versions and changes."""
    returns_to: int | None
    folder: str
    """Of the latest pair page, empty where there is none."""
    telling: Telling | None
    note: str
    """Whether a new correction note was found; empty where that is what is most telling, or no question."""


def listing(history: History) -> Listing:
    """The article as lists show it, with the most telling Change of its latest step."""
    article, known = history.article, facts(history)
    latest = history.transitions[-1] if history.transitions else None
    most = telling(latest.comparison) if latest else None
    note = note_statement(latest.comparison) if latest else ""
    told_already = most is not None and note == "".join(run.text for run in most.title) + "."
    return Listing(
        article_id=article.id,
        title=untitled(article.title),
        language=language_tag(article.language),
        source=article.source,
        last_changed=article.last_changed,
        first_seen=known.first_seen,
        changed=known.last_changed,
        extent=known.extent,
        returns_to=history.versions[-1].returns_to if history.versions else None,
        folder=pair_folder(latest.old, latest.new) if latest else "",
        telling=most,
        note="" if told_already else note,
    )


def newest_first(found: Sequence[Listing]) -> list[Listing]:
    """Listings of articles that changed, latest change first, then of those that never did; ties by id."""
    by_id = sorted(found, key=lambda one: one.article_id)
    return sorted(by_id, key=lambda one: (one.changed is not None, one.last_changed), reverse=True)
