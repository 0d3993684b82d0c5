"""A Comparison as one column: both sides in one text, a sign in front of every line of a changed sentence.

¶3  Number three → five
~ The fire killed [-three-]{+five+} people.      ~ edited, + added, - removed, ↓ ↑ moved, blank unchanged
"""

from collections.abc import Iterable
from itertools import pairwise

from revtrack.model import Change, Comparison, FieldChange, Transition
from revtrack.report.foreign import safe
from revtrack.report.terminal.body import Folded, Item, hidden_line, items
from revtrack.report.terminal.marks import (
    both_sides,
    change_heading,
    comparison_heading,
    field_lead,
    how_much,
    is_shown,
    sign_of,
)
from revtrack.report.terminal.setting import DEFAULT, Run, TextOptions, own, page, painted, set_lines
from revtrack.report.wording import most_telling, no_edit, summary

__all__ = ["diff_text", "stat_text", "telling_text"]


def diff_text(
    comparison: Comparison,
    options: TextOptions = DEFAULT,
    *,
    transition: Transition | None = None,
    names: tuple[str, str] | None = None,
) -> str:
    """What changed, sentence by sentence in reading order, after a summary of it.

    Args:
        comparison: what differs.
        options: how to set it.
        transition: the Article and Versions compared, where there are any.
        names: of old and of new, where there is no transition.
    """
    lines = comparison_heading(comparison, options, transition, names)
    if fields := [change for change in comparison.fields if is_shown(change, options)]:
        lines.append("")
    for field in fields:
        lines += _field(field, options)
    found = list(items(comparison, options))
    for before, item in pairwise([None, *found]):
        if isinstance(item, Change) or before is None:
            lines.append("")
        lines += _item(item, options) if item else ()
    if hidden := hidden_line(comparison, options):
        lines += ["", *set_lines([Run(hidden, "muted")], options)]
    return page(lines)


def stat_text(comparison: Comparison, options: TextOptions = DEFAULT, *, transition: Transition | None = None) -> str:
    """How much changed, and what, without the text itself; the arguments are those of `diff_text`."""
    if comparison.same:
        return page([summary(comparison)])
    technical = transition is not None and transition.technical
    said = [no_edit(transition.old, transition.new)] if transition and technical else []
    said += [how_much(comparison), own(summary(comparison, None if technical else ""), options)]
    return page([line for one in said for line in set_lines([Run(one)], options)])


def telling_text(transition: Transition, options: TextOptions = DEFAULT) -> str:
    """The most telling change of a step alone, under what was compared."""
    lines = comparison_heading(transition.comparison, options, transition, None)
    change = most_telling(transition.comparison)
    if change:
        lines += ["", *(_change(change, options) if isinstance(change, Change) else _field(change, options))]
    return page(lines)


def _field(change: FieldChange, options: TextOptions) -> list[str]:
    lead = field_lead(change)
    return set_lines(both_sides(change, options), options, lead=lead, hang=" " * len(lead.text))


def _item(item: Item, options: TextOptions) -> Iterable[str]:
    if isinstance(item, Change):
        return _change(item, options)
    if isinstance(item, Folded):
        return [painted(Run(f"  {own(item.words, options)}", "muted"), options)]
    return set_lines([Run(safe(item.new))], options, lead=Run("  "))


def _change(change: Change, options: TextOptions) -> list[str]:
    """A heading and the sentence, or the several sentences, with their marks."""
    sign = sign_of(change, options)
    body = set_lines(both_sides(change, options), options, lead=Run(f"{sign.text} ", sign.style))
    return [*change_heading(change, options), *body]
