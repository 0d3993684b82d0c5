"""The log of an article, or of several: a line per Version, and what else the looks at it found.

Warehouse fire kills five — The Example Post (7k2mqa4xyz, en)
 v4  2026-02-03 16:17 UTC  +2h15m  ▇ 31 %  ~3 +1 -1 ↕1  number quote hedge headline  no new note
 ○   2026-02-03 15:30 UTC                               timeout
 v3  2026-02-03 14:02 UTC  +9m     ▂  4 %  ~1           spelling
      seen 5 times until 2026-02-03 15:15 UTC
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Final, NamedTuple

from revtrack.model import Check, Comparison, Document, FetchState, HeldBack, History, Transition, Version
from revtrack.report.foreign import isolated, safe
from revtrack.report.standing import StandingKind, held_back_words, standing, state_words
from revtrack.report.terminal.marks import OF_SENTENCES, article_name
from revtrack.report.terminal.setting import (
    DEFAULT,
    GAP,
    Run,
    TextOptions,
    columns,
    own,
    padded,
    page,
    painted,
    set_lines,
)
from revtrack.report.timeline import headline_runs
from revtrack.report.wording import (
    all_changes,
    counted,
    counts,
    length_line,
    no_edit_in_short,
    note_found,
    note_statement,
    short_gap,
    short_percent,
    summary,
    when,
)
from revtrack.report.wording.weighing import weightiest_first

__all__ = ["LogOptions", "changes_text", "log_text", "looks_text"]

BELOW: Final = " " * 6
"""In front of what a line has no room for, and of what is said of a Version besides."""

SHARES: Final = (0.02, 0.05, 0.15, 0.30)
"""Changed shares up to which a log line shows the first to fourth of its bars. Our choice: small changes, which
are the many, stay apart; a rewritten article is full."""

BARS: Final = "▁▂▃▅▇"

LEFT_OUT: Final = OF_SENTENCES | {"note", "unnoted", "revert"}
"""Label terms that a log line says otherwise."""

STATES: Final = 4
"""Kinds of failed looks that the line counting them names, at least 1; the others are only counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogOptions:
    """What a log shows."""

    stat: bool = False
    """Whether each Version says in words what changed."""
    headlines: bool = False
    """Whether the headlines are told instead of the Versions."""
    checks: bool = False
    """Whether every failed look and every Snapshot held back has its line; else they are counted."""
    reverse: bool = False
    """Whether the oldest stands first."""


PLAIN: Final = LogOptions()


class _Row(NamedTuple):
    """One line of a log, and what is said below it."""

    at: datetime
    cells: tuple[str, str, str, str, str, str, str]
    """Number, time, gap, share, numbers; what it is and note, which are not aligned."""
    below: tuple[str, ...] = ()
    style: str = ""


def log_text(
    history: History, options: TextOptions = DEFAULT, *, first: Document | None = None, log: LogOptions = PLAIN
) -> str:
    """What became of an article, newest first; then what to do next.

    Args:
        history: of the article; Versions, steps, looks and absences may be a selection.
        options: how to set it.
        first: the text of version 1, where the history has no other and thus no step to take it from.
        log: what to show.
    """
    article = history.article
    lines = set_lines([article_name(article, options)], options)
    stands = standing(article, history.absences)
    if stands.kind is not StandingKind.THERE:
        since = f" ({when(stands.since, options.zone)})" if stands.since else ""
        lines += set_lines([Run(own(f"{stands.words}{since}.", options), "muted")], options)
    if log.headlines:
        lines += _headlines(history, options, reverse=log.reverse)
    else:
        lines += _table(sorted(_rows(history, first, options, log), key=lambda row: row.at), options, log)
        remarks = [*_time_notes(history)]
        if not log.checks:
            remarks += [*_looks(history.checks, options), *_held_back(history.held_back)]
        lines += [line for said in remarks for line in set_lines([Run(own(said, options), "muted")], options)]
    if history.transitions:
        latest = history.transitions[-1]
        following = f"diff {article.id} {latest.old.number}..{latest.new.number}"
    else:
        following = f"show {article.id}"
    return page([*lines, "", f"Next: revtrack {following}"])


def looks_text(checks: Iterable[Check], options: TextOptions = DEFAULT, *, log: LogOptions = PLAIN) -> str:
    """The looks at an address that never gave a Snapshot, newest first."""
    rows = [_event(check.at, "○", _look(check, options), options, "") for check in checks]
    return page(list(_table(sorted(rows, key=lambda row: row.at), options, log)))


def changes_text(steps: Sequence[Transition], options: TextOptions = DEFAULT, *, log: LogOptions = PLAIN) -> str:
    """Steps of any articles in the order given, neighbours of one article under its name; then what to do next."""
    if not steps:
        return page(["No such change is stored."])
    lines = []
    for _, run in groupby(steps, key=lambda step: step.article.id):
        members = list(run)
        lines += ["", *set_lines([article_name(members[0].article, options)], options)]
        rows = [_step_row(step, options, log) for step in members]
        lines += [line for row in rows for line in _row_lines(row, _widths(rows), options)]
    latest = max(steps, key=lambda step: step.new.first_seen)
    following = f"diff {latest.article.id} {latest.old.number}..{latest.new.number}"
    return page([*lines[1:], "", f"Next: revtrack {following}"])


def _table(rows: list[_Row], options: TextOptions, log: LogOptions) -> Iterator[str]:
    if not log.reverse:
        rows.reverse()
    widths = _widths(rows)
    return (line for row in rows for line in _row_lines(row, widths, options))


def _widths(rows: Sequence[_Row]) -> list[int]:
    return [max((columns(row.cells[place]) for row in rows), default=0) for place in range(5)]


def _rows(history: History, first: Document | None, options: TextOptions, log: LogOptions) -> Iterator[_Row]:
    steps = {transition.new.number: transition for transition in history.transitions}
    for version in history.versions:
        step = steps.get(version.number)
        yield _step_row(step, options, log) if step else _first_row(version, history, first, options)
    for absence in history.absences:
        gone = f"gone: {state_words(absence.state)}, confirmed {when(absence.confirmed_at, options.zone)}"
        yield _event(absence.since, "–", gone, options, "strong")
        if absence.until:
            yield _event(absence.until, "–", "there again", options, "strong")
    for check in history.checks if log.checks else ():
        yield _event(check.at, "○", _look(check, options), options, "muted")
    for one in history.held_back if log.checks else ():
        yield _event(one.observation.observed_at, "○", held_back_words(one.doubt), options, "muted")


def _event(at: datetime, sign: str, words: str, options: TextOptions, style: str) -> _Row:
    return _Row(at, (own(sign, options), when(at, options.zone), "", "", "", own(words, options), ""), style=style)


def _look(check: Check, options: TextOptions) -> str:
    """A failed look in words, such as "timeout" or "error of the server (503), not again before …"."""
    said = state_words(check.state)
    if check.status is not None and str(check.status) not in said:
        said += f" ({check.status})"
    if check.state is FetchState.ELSEWHERE and check.final_address:
        said += f": {isolated(safe(check.final_address))}"
    return f"{said}, not again before {when(check.retry_after, options.zone)}" if check.retry_after else said


def _first_row(version: Version, history: History, first: Document | None, options: TextOptions) -> _Row:
    document = history.transitions[0].comparison.old if history.transitions else first
    extent = ""
    if document and version.number == 1:
        extent = length_line(document)
    said = "first" if version.number == 1 else ""
    cells = (f"v{version.number}", when(version.first_seen, options.zone), said, "", "", extent, "")
    return _Row(version.first_seen, cells, tuple(_seen(version, options)))


def _step_row(step: Transition, options: TextOptions, log: LogOptions) -> _Row:
    comparison, new = step.comparison, step.new
    found = counts(comparison)
    bar = BARS[sum(found.changed_share > bound for bound in SHARES)] if comparison.changes else " "
    words = [f"back to version {new.returns_to}"] if new.returns_to else []
    words += [no_edit_in_short(step.old, new)] if step.technical else [" ".join(_terms(comparison))]
    told = (found.edited, found.added, found.removed, found.moved)
    numbers = [f"{sign}{number}" for sign, number in zip("~+-↕", told, strict=True) if number]
    numbers += [f"{number} {word}" for word in ("split", "merged") if (number := getattr(found, word))]
    if comparison.fields and not comparison.changes:
        numbers = ["fields only"]
    cells = (
        f"v{new.number}",
        when(new.first_seen, options.zone),
        short_gap(step.old.first_seen, new.first_seen),
        own(f"{bar} {_share(found.changed_share)}", options) if comparison.changes else "",
        own(" ".join(numbers), options),
        ", ".join(filter(None, words)),
        "" if step.technical else _short_note(comparison),
    )
    said = [own(summary(comparison, None if step.technical else ""), options)] if log.stat else []
    return _Row(new.first_seen, cells, (*said, *_seen(new, options)))


def _seen(version: Version, options: TextOptions) -> Iterator[str]:
    """Until when a Version was seen, and what the publisher said of it."""
    if version.last_seen > version.first_seen:
        yield f"seen {version.snapshots:,} times until {when(version.last_seen, options.zone)}"
    if version.note:
        yield own(f"The publisher’s note: {isolated(version.note)}", options)


def _share(share: float) -> str:
    return f"{short_percent(share):>5}"


def _terms(comparison: Comparison) -> list[str]:
    """The terms of all labels once each, the weightiest first, without those that are said otherwise."""
    of_changes = (label for change in all_changes(comparison) for label in change.labels)
    found = weightiest_first([*of_changes, *comparison.labels])
    return [term for term in dict.fromkeys(label.term for label in found) if term not in LEFT_OUT]


def _short_note(comparison: Comparison) -> str:
    action = note_found(comparison)
    if action:
        return f"note {action}"
    return "no new note" if note_statement(comparison) else ""


def _row_lines(row: _Row, widths: Sequence[int], options: TextOptions) -> list[str]:
    """One line, or two where it would be too wide; then what is said below it."""
    filled = max(place for place, cell in enumerate(row.cells[:5]) if cell) + 1
    cells, rest = row.cells[:filled], list(filter(None, row.cells[5:]))
    aligned = [padded(cell, width) for cell, width in zip(cells, widths, strict=False) if width]
    for start in (aligned, [*aligned[:-1], aligned[-1].rstrip()]):
        whole = f" {GAP.join([*start, *rest])}".rstrip()
        if not options.width or columns(whole) <= options.width:
            lines = [painted(Run(whole, row.style), options)]
            break
    else:
        while columns(f" {GAP.join(aligned)}".rstrip()) > options.width:
            rest.insert(0, aligned.pop().strip())
        told = Run(GAP.join(filter(None, rest)), row.style)
        lines = [f" {GAP.join(aligned)}".rstrip(), *set_lines([told], options, lead=Run(BELOW))]
    said = (set_lines([Run(text, "muted")], options, lead=Run(BELOW)) for text in row.below)
    return [*lines, *(line for below in said for line in below)]


def _time_notes(history: History) -> Iterator[str]:
    """What to know about the times of a log, a sentence for neighbouring Versions of which the same is known."""
    for note, run in groupby(history.versions, key=lambda version: version.time_note):
        numbers = [version.number for version in run]
        if note:
            named = f"v{numbers[0]}" if len(numbers) == 1 else f"v{numbers[0]}–v{numbers[-1]}"
            yield f"Time of {named}: {safe(note)}" if len(numbers) == 1 else f"Times of {named}: {safe(note)}"


def _looks(checks: Sequence[Check], options: TextOptions) -> Iterator[str]:
    """How many looks gave no text, and why."""
    if checks:
        found = Counter(check.state for check in checks).most_common()
        told = [f"{state_words(state)}{f' {number:,} times' if number > 1 else ''}" for state, number in found[:STATES]]
        if rest := sum(number for _, number in found[STATES:]):
            told.append(f"others {rest:,} times" if rest > 1 else "another one")
        last = f", {'the last ' if len(checks) > 1 else ''}{when(checks[-1].at, options.zone)}"
        yield f"{counted(len(checks), 'look')} failed{last}: {', '.join(told)}. --checks shows each."


def _held_back(several: Sequence[HeldBack]) -> Iterator[str]:
    """How many Snapshots were held back, and why."""
    if several:
        found = Counter(one.doubt for one in several).most_common()
        told = "; ".join(f"{doubt} {number:,} times" if number > 1 else doubt for doubt, number in found)
        verb = "is" if len(several) == 1 else "are"
        yield f"{counted(len(several), 'Snapshot')} held back, kept but {verb} no version: {told}. --checks shows each."


def _headlines(history: History, options: TextOptions, *, reverse: bool) -> list[str]:
    """The headlines the article went through; where some took turns, once."""
    runs = headline_runs(history)
    lines: list[str] = []
    for run in runs if reverse else reversed(runs):
        said = f"{run.versions}, from {run.since.text}"
        if run.turns:
            said += f": also served, headlines took turns {run.turns} times"
        if run.returns_to:
            said += f" ↺ back to the headline of version {run.returns_to}"
        marks = {"": "", "ins": "inserted", "del": "removed"}
        pieces: Iterable[Run] = (
            Run(f"{{+{safe(one.text)}+}}" if one.mark else safe(one.text), marks[one.mark]) for one in run.pieces
        )
        lines += set_lines([Run(own(said, options), "muted")], options, lead=Run(" "))
        lines += set_lines(pieces, options, lead=Run(BELOW))
    return lines
