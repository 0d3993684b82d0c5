"""The headlines an article went through, one after another, and what it is called elsewhere.

versions 1–3  Warehouse fire kills three
version 4     Warehouse fire kills five
versions 5–8  also served: headlines took turns 4 times
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from revtrack.model import Comparison, FieldName, History, Version
from revtrack.report.charts.lives import documents
from revtrack.report.rows import Moment, Piece, language_tag, marked, moment, untitled
from revtrack.report.wording import field_name

__all__ = ["TURNS", "HeadlineRun", "Title", "headline_runs", "other_titles"]

TURNS: Final = 2
"""Neighbouring returns to at most two earlier texts or headlines that are told as one, at least 2."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadlineRun:
    """A headline and the neighbouring Versions that carried it."""

    versions: str
    """Such as "Versions 1–3"."""
    pieces: tuple[Piece, ...]
    """The headline with its new words marked, against the headline before."""
    language: str | None
    since: Moment
    until: Moment | None
    """When the next headline was first seen, None for the latest."""
    returns_to: int | None
    """The number of the first Version that had this headline before, None where it is new."""
    turns: int = 0
    """How many times headlines took turns in these Versions, where that is told as one; else 0."""


def headline_runs(history: History) -> tuple[HeadlineRun, ...]:
    """The headlines an article went through, oldest first; one where it never changed.

    Where two headlines went back and forth, those returns are one run that says how many.
    """
    into = {transition.new.number: transition.comparison for transition in history.transitions}
    groups = [list(run) for _, run in groupby(history.versions, key=lambda version: untitled(version.headline))]
    seen_at: dict[str, int] = {}
    found: list[HeadlineRun] = []
    for place, versions in enumerate(groups):
        first, headline = versions[0], untitled(versions[0].headline)
        comparison = into.get(first.number)
        later = groups[place + 1][0] if place + 1 < len(groups) else None
        found.append(
            HeadlineRun(
                versions=_numbers(first.number, versions[-1].number),
                pieces=(_new_headline(comparison) if found and comparison else ()) or (Piece(headline),),
                language=language_tag(history.article.language),
                since=moment(first.first_seen, first.time_note),
                until=moment(later.first_seen, later.time_note) if later else None,
                returns_to=seen_at.get(headline),
            )
        )
        seen_at.setdefault(headline, first.number)
    return _in_turns(found, groups)


def _in_turns(found: Sequence[HeadlineRun], groups: Sequence[Sequence[Version]]) -> tuple[HeadlineRun, ...]:
    """Neighbouring returns as one run, under the headline they ended with."""
    told: list[HeadlineRun] = []
    for returns, places in groupby(range(len(found)), key=lambda place: found[place].returns_to is not None):
        members = list(places)
        first, last = members[0], members[-1]
        if returns and len(members) >= TURNS and len({found[place].returns_to for place in members}) <= TURNS:
            whole = tuple(Piece(piece.text) for piece in found[last].pieces)
            versions = _numbers(groups[first][0].number, groups[last][-1].number)
            since = found[first].since
            told.append(replace(found[last], versions=versions, pieces=whole, since=since, turns=len(members)))
        else:
            told += [found[place] for place in members]
    return tuple(told)


def _numbers(first: int, last: int) -> str:
    return f"Version {first}" if first == last else f"Versions {first}–{last}"


def _new_headline(comparison: Comparison) -> tuple[Piece, ...]:
    change = next((change for change in comparison.fields if change.field is FieldName.HEADLINE), None)
    return marked(change, "new") if change else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """What the article is called elsewhere, or a correction that it states of itself."""

    name: str
    text: str
    language: str | None


_ELSEWHERE: Final = (FieldName.PAGE_TITLE, FieldName.SOCIAL_TITLE, FieldName.DATA_TITLE, FieldName.FEED_TITLE)


def other_titles(history: History) -> tuple[Title, ...]:
    """The titles of the latest text that are not its headline, then the corrections that its data state."""
    latest = documents(history).get(history.versions[-1].number) if history.versions else None
    if latest is None:
        return ()
    language = language_tag(latest.language)
    told = [(name, value) for name in _ELSEWHERE for value in latest.values(name) if value != latest.headline]
    told += [(FieldName.CORRECTION, value) for value in latest.values(FieldName.CORRECTION)]
    return tuple(Title(name=field_name(name), text=value, language=language) for name, value in told)
