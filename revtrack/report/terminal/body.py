"""What a Comparison shows from top to bottom: changes, a little of what stands beside them, the rest counted.

… 4 unchanged sentences (¶1-2)      Folded
The alarm was raised at dawn.       Beside
¶3  Number three → five             Change
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from revtrack.model import Change, Comparison, Pair
from revtrack.report.sides import paragraphs_of, sentences_of
from revtrack.report.terminal.marks import is_shown
from revtrack.report.terminal.setting import TextOptions
from revtrack.report.wording import all_changes, counted, is_minor

__all__ = ["Beside", "Folded", "Item", "hidden_line", "items"]

FOLD: Final = 2
"""Unchanged sentences worth counting instead of showing, at least 1, unless only changes are wanted."""


class Beside(NamedTuple):
    """An unchanged sentence in sight; its two sides may differ in typography."""

    old: str
    new: str


class Folded(NamedTuple):
    """Sentences that are only counted, such as "… 4 unchanged sentences (¶1–2)"."""

    words: str


Item = Change | Beside | Folded


class _Step(NamedTuple):
    pair: Pair
    change: Change | None


def items(comparison: Comparison, options: TextOptions) -> Iterator[Item]:
    """All sentences in reading order, each in a Change, beside one, or in a fold."""
    if not comparison.changes:
        return
    changes = {sentences_of(change): change for change in comparison.changes}
    paragraphs = paragraphs_of(comparison.new)
    steps = [_Step(pair, changes.get((pair.old, pair.new))) for pair in comparison.pairs]
    for quiet, run in groupby(steps, key=lambda step: step.change is None or not is_shown(step.change, options)):
        members = list(run)
        if quiet:
            before = options.context if members[0] is not steps[0] else 0
            after = options.context if members[-1] is not steps[-1] else 0
            for item in _unchanged(comparison, members, (before, after), options):
                yield item if isinstance(item, Beside) else Folded(_fold(item, paragraphs, options))
        else:
            yield from (step.change for step in members if step.change)


def _unchanged(
    comparison: Comparison, steps: Sequence[_Step], context: tuple[int, int], options: TextOptions
) -> Iterator[Beside | list[_Step]]:
    """A run without visible changes: its ends as they are, what lies between together."""
    first, last = context[0], len(steps) - context[1]
    few = options.context and last - first < FOLD
    shown = [step.change is None and bool(few or not first <= at < last) for at, step in enumerate(steps)]
    old, new = comparison.old.sentences, comparison.new.sentences
    for in_sight, numbered in groupby(enumerate(steps), key=lambda one: shown[one[0]]):
        members = [step for _, step in numbered]
        if in_sight:
            for step in members:
                before, after = (old[at].text for at in step.pair.old), (new[at].text for at in step.pair.new)
                yield Beside(" ".join(before), " ".join(after))
        else:
            yield members


def _fold(steps: Sequence[_Step], paragraphs: Sequence[int], options: TextOptions) -> str:
    """What is folded, and where; `paragraphs` holds that of each sentence of new."""
    places = [paragraphs[index] for step in steps for index in step.pair.new]
    hidden = [step.change for step in steps if step.change]
    minor = 0 if options.minor else sum(map(is_minor, hidden))
    parts = [
        (len(steps) - len(hidden), "unchanged sentence"),
        (minor, "minor edit"),
        (len(hidden) - minor, "other change"),
    ]
    said = ", ".join(counted(number, noun) for number, noun in parts if number)
    if not places:
        return f"… {said}"
    first, last = min(places), max(places)
    return f"… {said} (¶{first})" if first == last else f"… {said} (¶{first}–{last})"


def hidden_line(comparison: Comparison, options: TextOptions) -> str:
    """How many changes are not shown and how to see them; empty where all are."""
    hidden = [one for one in all_changes(comparison) if not is_shown(one, options)]
    minor = 0 if options.minor else sum(map(is_minor, hidden))
    said = []
    if minor:
        said.append(f"{counted(minor, 'minor edit')} hidden: --minor shows {'it' if minor == 1 else 'them'}")
    if others := len(hidden) - minor:
        said.append(f"{counted(others, 'other change')} hidden: without --label all are shown")
    return ". ".join(said)
