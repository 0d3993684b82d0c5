r"""The best chain of pairs, splits and merges that grow on both sides, inside one gap.

    old   The mayor opened the bridge and thanked the builders.   Rain fell.
           |                                          \              |
    new   The mayor opened the bridge.   She thanked the builders.   Rain fell all day.

A dynamic programme over the cells of the gap: each step drops a sentence of old, drops one of new, pairs two, or takes
a group of one with two to four. A pair is worth 2 (S - threshold), so that two doubtful pairs never beat one good one.
Crossing pairs cannot arise here: what crosses is a move, and moves are found later among what this leaves.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from revtrack.diff.anchors import Gap
from revtrack.diff.options import DiffOptions
from revtrack.diff.similarity import Cell, Table

__all__ = ["Link", "best_chain"]

_DROP_OLD, _DROP_NEW = (1, 0), (0, 1)


@dataclass(frozen=True, slots=True)
class Link:
    """One old sentence and one new one that belong together; sentences of a group have several Links."""

    i: int
    j: int
    group: bool


@dataclass(frozen=True, slots=True)
class _Step:
    """A group that may start at a cell: how many sentences of each side, and what it is worth."""

    olds: int
    news: int
    worth: float


def best_chain(table: Table, gap: Gap) -> tuple[list[Link], list[Gap]]:
    """The Links of the best chain in the gap, and the gaps between its members.

    A tie prefers to drop the old sentence, then the new one.

    Args:
        table: cells of at least the gap's sentences.
        gap: where to look.
    """
    rows, columns = gap.rows, gap.columns
    groups = _groups(table, gap)
    worth = _worths(table, gap)
    value = [[0.0] * (len(columns) + 1) for _ in range(len(rows) + 1)]
    step = [[_DROP_OLD] * len(columns) for _ in rows]
    for r in range(len(rows) - 1, -1, -1):
        here, below, row_worth, row_step = value[r], value[r + 1], worth[r], step[r]
        for c in range(len(columns) - 1, -1, -1):
            best, how = below[c], _DROP_OLD
            if here[c + 1] > best:
                best, how = here[c + 1], _DROP_NEW
            gain = row_worth.get(c)
            if gain is not None and gain + below[c + 1] > best:
                best, how = gain + below[c + 1], (1, 1)
            for group in groups.get((r, c), ()):
                total = group.worth + value[r + group.olds][c + group.news]
                if total > best:
                    best, how = total, (group.olds, group.news)
            here[c], row_step[c] = best, how
    return _walk(step, gap)


def _walk(step: list[list[tuple[int, int]]], gap: Gap) -> tuple[list[Link], list[Gap]]:
    """The steps taken from the beginning: Links, and the gaps they leave."""
    rows, columns = gap.rows, gap.columns
    links, gaps = [], []
    r = c = gap_r = gap_c = 0
    while r < len(rows) and c < len(columns):
        olds, news = step[r][c]
        if olds and news:
            gaps.append(Gap(rows[gap_r:r], columns[gap_c:c]))
            links += [
                Link(i, j, group=olds + news > 2)  # noqa: PLR2004  one and one make no group
                for i in rows[r : r + olds]
                for j in columns[c : c + news]
            ]
            gap_r, gap_c = r + olds, c + news
        r, c = r + olds, c + news
    gaps.append(Gap(rows[gap_r:], columns[gap_c:]))
    return links, [one for one in gaps if one.rows or one.columns]


def _worths(table: Table, gap: Gap) -> list[dict[int, float]]:
    """For each row the columns it may be paired with, and what the pair is worth (above 0)."""
    options = table.sides.options
    place = {j: c for c, j in enumerate(gap.columns)}
    worths = []
    for i in gap.rows:
        found = {}
        for j, cell in table.by_row[i].items():
            worth = 2 * (cell.sim - options.pair_threshold)
            if cell.equal:
                worth += options.equal_bonus
            if worth > 0 and j in place:
                found[place[j]] = worth
        worths.append(found)
    return worths


def _groups(table: Table, gap: Gap) -> dict[tuple[int, int], list[_Step]]:
    """The splits and merges that may start at each cell of the gap."""
    options = table.sides.options
    found: dict[tuple[int, int], list[_Step]] = defaultdict(list)
    if options.max_group > 1:
        _collect(found, table, gap, split=True)
        _collect(found, table, gap, split=False)
    return found


def _collect(found: dict[tuple[int, int], list[_Step]], table: Table, gap: Gap, *, split: bool) -> None:
    """Add the groups of one single sentence with its neighbouring parts: one old with new ones, or the reverse.

    Each part must lie mostly inside the single sentence, and the parts together must resemble it more than any alone.
    """
    options = table.sides.options
    singles, parts = (gap.rows, gap.columns) if split else (gap.columns, gap.rows)

    def cell_of(single: int, part: int) -> Cell | None:
        cell = table.cell(single, part) if split else table.cell(part, single)
        cover = 0.0 if cell is None else cell.new_cover if split else cell.old_cover
        return cell if cell and not cell.equal and cover >= options.group_cover else None

    for s, single in enumerate(singles):
        for p in range(len(parts) - 1):
            run = _run(cell_of, single, parts[p : p + options.max_group], options)
            for length in range(2, len(run) + 1):
                joined = _joined(table, single, parts[p : p + length], split=split)
                if joined >= options.group_floor and joined >= max(cell.plain for cell in run[:length]):
                    worth = 2 * (joined - options.pair_threshold) + options.group_bonus * length
                    at, shape = ((s, p), (1, length)) if split else ((p, s), (length, 1))
                    found[at].append(_Step(*shape, worth))


def _run(
    cell_of: Callable[[int, int], Cell | None], single: int, parts: tuple[int, ...], options: DiffOptions
) -> list[Cell]:
    """The cells of the longest run of parts that each lie in the single sentence; empty when none is near it."""
    run: list[Cell] = []
    for part in parts:
        cell = cell_of(single, part)
        if cell is None:
            break
        run.append(cell)
    return run if any(cell.sim > options.group_near for cell in run[:2]) else []


def _joined(table: Table, single: int, parts: tuple[int, ...], *, split: bool) -> float:
    """S of the single sentence with the parts joined."""
    sides = table.sides
    if split:
        return sides.similarity(sides.old_words[single], [word for j in parts for word in sides.new_words[j]])
    return sides.similarity([word for i in parts for word in sides.old_words[i]], sides.new_words[single])
