"""A Comparison as two columns: old and new level with each other, the side that has nothing visibly empty.

  Before: v3 2026-02-03 14:02 UTC        │   After: v4 2026-02-03 16:17 UTC
¶3  Number three → five
~ The fire killed [-three-] people.      │ ~ The fire killed {+five+} people.
¶4  Sentence added
  ╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱      │ + We deny it, the owner said.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import Final

from revtrack.model import Change, Comparison, FieldChange, Transition
from revtrack.report.foreign import isolated, safe
from revtrack.report.terminal.body import Folded, Item, hidden_line, items
from revtrack.report.terminal.marks import (
    change_heading,
    comparison_heading,
    field_lead,
    is_shown,
    moment_of,
    one_side,
    sign_of,
)
from revtrack.report.terminal.setting import (
    DEFAULT,
    Run,
    TextOptions,
    columns,
    own,
    padded,
    page,
    painted,
    set_lines,
)

__all__ = ["SPLIT_WIDTH", "split_text"]

SPLIT_WIDTH: Final = 100
"""Columns of a terminal, at least 60, from which two columns read better than one: each holds some 46 letters then, as
a newspaper's does. With fewer it can still be asked for."""

MEASURE: Final = 75
"""Columns of text of one side at most, at least 20: what typographers call a line that is easily read. A wider
terminal stays empty at its right."""

RULE: Final = " │ "

NARROWEST: Final = 16
"""Columns of text of one side at least: on 40 columns that is what there is."""


def split_text(
    comparison: Comparison,
    options: TextOptions = DEFAULT,
    *,
    transition: Transition | None = None,
    names: tuple[str, str] | None = None,
) -> str:
    """What changed, sentence by sentence in reading order, old beside new; see `inline.diff_text`.

    Args:
        comparison: what differs.
        options: how to set it; where no width is given, `SPLIT_WIDTH` is taken.
        transition: the Article and Versions compared, where there are any.
        names: of old and of new, where there is no transition.
    """
    table = _Table(options)
    options = replace(options, prose=table.width)
    fields = [change for change in comparison.fields if is_shown(change, options)]
    found = list(items(comparison, options))
    lines = comparison_heading(comparison, options, transition, names)
    if fields or found:
        lines += ["", *table.heads(transition, names)]
    for field in fields:
        lines += ["", painted(Run(field_lead(field).text.rstrip(), "strong"), options), *table.change(field)]
    if found and not isinstance(found[0], Change):
        lines.append("")
    for item in found:
        lines += table.item(item)
    if hidden := hidden_line(comparison, options):
        lines += ["", *set_lines([Run(hidden, "muted")], options)]
    return page(lines)


class _Table:
    """Two columns of one width."""

    def __init__(self, options: TextOptions) -> None:
        self.options = options
        self.rule = own(RULE, options)
        room = ((options.width or SPLIT_WIDTH) - columns(self.rule)) // 2 - len("~ ")
        self.measure = max(min(room, MEASURE), NARROWEST)
        self.width = 2 * (self.measure + len("~ ")) + columns(self.rule)

    def heads(self, transition: Transition | None, names: tuple[str, str] | None) -> list[str]:
        """What each column holds."""
        said: Sequence[str] = ("", "")
        if transition:
            versions = (transition.old, transition.new)
            said = [f": v{version.number} {moment_of(version, self.options)}" for version in versions]
        elif names:
            said = [f": {own(isolated(name), self.options)}" for name in names]
        before, after = said
        return self._level(
            self._cell("", [Run(f"Before{before}", "muted")]), self._cell("", [Run(f"After{after}", "muted")])
        )

    def item(self, item: Item) -> Iterable[str]:
        """The lines of a change, of what stands beside one, or of a fold."""
        if isinstance(item, Change):
            wide = replace(self.options, prose=self.width)
            return ["", *change_heading(item, wide), *self.change(item)]
        if isinstance(item, Folded):
            return [painted(Run(f"  {own(item.words, self.options)}", "muted"), self.options)]
        return self._level(self._cell("", [Run(safe(item.old))]), self._cell("", [Run(safe(item.new))]))

    def change(self, change: Change | FieldChange) -> list[str]:
        """Both sides of a change."""
        sign, style = sign_of(change, self.options)
        old, new = one_side(change, "old", self.options), one_side(change, "new", self.options)
        return self._level(self._cell(sign, old, style) if old else None, self._cell(sign, new, style) if new else None)

    def _cell(self, sign: str, runs: Iterable[Run], style: str = "") -> list[str]:
        exact = TextOptions(colour=self.options.colour, unicode=self.options.unicode, width=self.measure + len("~ "))
        return set_lines(runs, exact, lead=Run(f"{sign:<2}", style))

    def _level(self, old: Sequence[str] | None, new: Sequence[str] | None) -> list[str]:
        """Two cells beside each other; the one that is None is hatched as far as the other one reaches."""
        hatch = "  " + painted(Run(own("╱" * self.measure, self.options), "muted"), self.options)
        sides = [side if side is not None else [hatch] * len(other or ()) for side, other in ((old, new), (new, old))]
        rule = f" {painted(Run(self.rule.strip(), 'muted'), self.options)} "  # blanks outside: none ends a line
        return [
            f"{padded(before, self.measure + len('~ '))}{rule}{after}".rstrip()
            for before, after in zip_longest(*sides, fillvalue="")
        ]
