"""What the tests of the terminal set: a history with a bit of everything, and every view of it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

from revtrack.model import (
    Absence,
    Check,
    Comparison,
    Doubt,
    FetchState,
    FieldName,
    HeldBack,
    History,
    Observation,
    OnDemand,
    Span,
)
from revtrack.report.charts.blame import blame
from revtrack.report.terminal.inline import diff_text, stat_text, telling_text
from revtrack.report.terminal.listing import list_text
from revtrack.report.terminal.log import LogOptions, changes_text, log_text
from revtrack.report.terminal.setting import TextOptions
from revtrack.report.terminal.split import split_text
from revtrack.report.terminal.text import blame_text, meta_text, show_text
from tests.report.handmade import START, added, article, comparison, edited, field, fire, history, kept, label

PIPE = TextOptions()
TERMINAL = TextOptions(colour=True, width=80)
OLD_TERMINAL = TextOptions(width=60, unicode=False, context=0, minor=False)

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")

STEPS = (
    fire(),
    comparison(kept(1, "It rained."), edited(2, "The [-teh-]{+the+} end.", label("spelling", "teh", "the"))),
    comparison(edited(1, "[-It rained-]{+The sun shone+}.", label("wording")), labels=[label("rewritten")]),
    comparison(kept(1, "It rained."), fields=[field(FieldName.HEADLINE, "Fire[-?-]", label("headline"))]),
    comparison(*[kept(1, "It rained again.")] * 9, added(2, "Correction: it blew.", label("note", None, "Correction"))),
)

IDENTITY = "https://post.example/2026/02/03/warehouse-fire"


def look(minutes: int, state: FetchState, status: int | None = None) -> Check:
    at = START + timedelta(minutes=minutes)
    return Check(article=IDENTITY, at=at, state=state, address=IDENTITY, detail="said for people", status=status)


def eventful() -> History:
    """Six versions, looks that failed, a time it was gone, notes of the publisher, and times beside each other."""
    told = history(*STEPS, returns={4: 1})
    seen = {2: (START + timedelta(hours=3), 3), 4: (START + timedelta(hours=8), 9)}
    versions = tuple(
        replace(one, last_seen=seen[one.number][0], snapshots=seen[one.number][1], note="Toll updated")
        if one.number in seen
        else one
        for one in told.versions
    )
    gone = Absence(
        since=START + timedelta(hours=9, minutes=30),
        confirmed_at=START + timedelta(hours=10),
        state=FetchState.MISSING,
        until=START + timedelta(hours=11, minutes=15),
    )
    checks = (
        look(200, FetchState.TIMEOUT),
        look(210, FetchState.SERVER_ERROR, 503),
        look(220, FetchState.TIMEOUT),
        look(570, FetchState.MISSING, 404),
        look(600, FetchState.MISSING, 404),
    )
    numbered = {one.number: one for one in versions}
    steps = tuple(
        replace(step, old=numbered[step.old.number], new=numbered[step.new.number]) for step in told.transitions
    )
    stubs = (held_back(300, Doubt.SHORTER), held_back(310, Doubt.SHORTER), held_back(320, Doubt.REDIRECTED))
    return replace(told, versions=versions, transitions=steps, checks=checks, absences=(gone,), held_back=stubs)


def held_back(minutes: int, doubt: Doubt) -> HeldBack:
    """What was received so long after the start and not taken for the article."""
    at = START + timedelta(minutes=minutes)
    return HeldBack(observation=Observation(observed_at=at, sha256="0" * 64, fingerprint="1:0"), doubt=doubt)


Form = Callable[[Comparison, TextOptions], str]

VIEWS: dict[str, Form] = {"inline": diff_text, "side by side": split_text}


def pages(options: TextOptions) -> Iterator[str]:
    """Every kind of page that is set in lines."""
    told = eventful()
    for form in (diff_text, split_text):
        for step in told.transitions:
            yield form(step.comparison, options, transition=step)
        yield form(fire(), options, names=("old.txt", "new.txt"))
    for log in (LogOptions(), LogOptions(stat=True, checks=True), LogOptions(headlines=True)):
        yield log_text(told, options, log=log)
    yield changes_text(told.transitions, options)
    yield list_text([told.article, article(1)], options)
    yield list_text([], options)
    yield show_text(fire().new, options, version=told.versions[1])
    yield blame_text(blame(history(fire()), 2), options, article=told.article, version=told.versions[1])
    yield telling_text(told.transitions[0], options)
    yield stat_text(fire(), options)


def facts(options: TextOptions) -> str:
    """What is known of a version, which is never broken into lines."""
    told = eventful()
    return meta_text(fire().new, options, article=told.article, version=told.versions[1])


def misspelt() -> Comparison:
    """A change whose letters are known."""
    made = comparison(edited(1, "They [-recieved-]{+received+} it.", label("spelling", "recieved", "received")))
    inside = (Span("=", "rec"), Span("-", "ie"), Span("+", "ei"), Span("=", "ved"))
    change = made.changes[0]._replace(finer=OnDemand.of((None, inside, None, None)))
    return replace(made, changes=(change,))
