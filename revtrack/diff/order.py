r"""The best chain of pairs, splits and merges that grow on both sides, inside one gap.

    old   The mayor opened the bridge and thanked the builders.   Rain fell.
           |                                          \              |
    new   The mayor opened the bridge.   She thanked the builders.   Rain fell all day.

A dynamic programme over the cells of the gap: each step drops a sentence of old, drops one of new, pairs two, or takes
a group of one with two to four. A pair is worth 2 (S - threshold), so that two doubtful pairs never beat one good one.
Crossing pairs cannot arise here: what crosses is a move, and moves are found later among what this leaves.
"""

from collections import defaultdict
from collections.abc import Sequence
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
    for s, inside in enumerate(_parts_inside(table, gap, split=split)):
        for p in _starts(inside, options):
            run = _run(inside, p, options)
            for length in range(2, len(run) + 1):
                needed = max(options.group_floor, *(cell.plain for cell in run[:length]))
                if _most(table, singles[s], parts[p : p + length], split=split) < needed:
                    continue  # so lists of near-identical lines cost no comparisons
                joined = _joined(table, singles[s], parts[p : p + length], split=split)
                explained = joined >= options.group_alike or _inside(run[:length], split=split) >= options.group_inside
                if joined >= needed and explained:
                    worth = 2 * (joined - options.pair_threshold) + options.group_bonus * length
                    at, shape = ((s, p), (1, length)) if split else ((p, s), (length, 1))
                    found[at].append(_Step(*shape, worth))


def _parts_inside(table: Table, gap: Gap, *, split: bool) -> list[dict[int, Cell]]:
    """For each single sentence of the gap the places of the parts that lie mostly inside it."""
    least = table.sides.options.group_cover
    place = {j: c for c, j in enumerate(gap.columns)}
    inside: list[dict[int, Cell]] = [{} for _ in (gap.rows if split else gap.columns)]
    for r, i in enumerate(gap.rows):
        for j, cell in table.by_row[i].items():
            if j in place and not cell.equal and (cell.new_cover if split else cell.old_cover) >= least:
                single, part = (r, place[j]) if split else (place[j], r)
                inside[single][part] = cell
    return inside


def _starts(inside: dict[int, Cell], options: DiffOptions) -> list[int]:
    """The places where a group of one single sentence may begin: two parts in a row, the nearest to it first."""
    able = [p for p in inside if p + 1 in inside]
    able.sort(key=lambda p: (-max(inside[p].sim, inside[p + 1].sim), p))
    return able[: options.group_starts]


def _run(inside: dict[int, Cell], first: int, options: DiffOptions) -> list[Cell]:
    """The cells of the parts from `first` on without a gap; empty when none of the first two is near the single one."""
    run: list[Cell] = []
    while len(run) < options.max_group and (cell := inside.get(first + len(run))):
        run.append(cell)
    return run if any(cell.sim > options.group_near for cell in run[:2]) else []


def _inside(run: Sequence[Cell], *, split: bool) -> float:
    """The share that the part least inside the single sentence has in it."""
    return min(cell.new_cover if split else cell.old_cover for cell in run)


def _most(table: Table, single: int, parts: tuple[int, ...], *, split: bool) -> float:
    """What S of the single sentence with the parts joined can be at most, by their lengths alone.

    The Indel similarity of a and b words is at most 2 min(a, b) / (a + b), the Dice share at most 1.
    """
    ours, theirs = table.sides.old_words, table.sides.new_words
    if not split:
        ours, theirs = theirs, ours
    one, many = len(ours[single]), sum(len(theirs[part]) for part in parts)
    share = table.sides.options.order_weight
    return share * 2 * min(one, many) / (one + many) + 1 - share


def _joined(table: Table, single: int, parts: tuple[int, ...], *, split: bool) -> float:
    """S of the single sentence with the parts joined."""
    sides = table.sides
    if split:
        return sides.similarity(sides.old_words[single], [word for j in parts for word in sides.new_words[j]])
    return sides.similarity([word for i in parts for word in sides.old_words[i]], sides.new_words[single])
