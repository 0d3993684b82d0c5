r"""The best chain of pairs, splits and merges that grow on both sides, inside one gap.

    old   The mayor opened the bridge and thanked the builders.   Rain fell.
           |                                          \              |
    new   The mayor opened the bridge.   She thanked the builders.   Rain fell all day.

Every pair and every group is a box with a worth, and the heaviest chain of boxes is the answer. A pair is worth
2 (S - threshold), so that two doubtful pairs never beat one good one. Crossing pairs cannot arise here: what crosses is
a move, and moves are found later among what this leaves.
"""

from collections.abc import Iterable, Sequence

from revtrack.diff.align.anchors import Gap
from revtrack.diff.align.chains import Box, heaviest_chain
from revtrack.diff.align.similarity import Cell, Table
from revtrack.diff.options import DiffOptions

__all__ = ["best_chain", "gaps_between"]


GROUP_WORK = 100
"""What it costs to look at a group at all, in words compared."""


def best_chain(table: Table, gap: Gap) -> list[Box]:
    """The boxes of the best chain in the gap, in order.

    Args:
        table: cells of at least the gap's sentences.
        gap: where to look.
    """
    options, by_row = table.sides.options, table.by_row
    if len(gap.rows) == len(gap.columns) == 1:
        cell = by_row[gap.rows[0]].get(gap.columns[0])
        worth = _worth_of_pair(cell, 0, options) if cell else 0.0
        return [tuple.__new__(Box, (0, 0, 1, 1, worth))] if worth > 0 else []
    place = {j: c for c, j in enumerate(gap.columns)}
    surplus = len(gap.columns) - len(gap.rows)
    boxes: list[Box] = []
    inside: list[tuple[int, int, Cell]] = []
    for r, i in enumerate(gap.rows):
        for j, cell in by_row[i].items():
            if j in place:
                c = place[j]
                if i not in table.coarse:  # beyond the work limit no splits and merges are looked for
                    inside.append((r, c, cell))
                worth = _worth_of_pair(cell, min(abs(r - c), abs(r - c + surplus)), options)
                if worth > 0:
                    boxes.append(tuple.__new__(Box, (r, c, 1, 1, worth)))
    if options.max_group > 1 and len(inside) > 1:
        boxes += _groups(table, gap, inside, split=True)
        boxes += _groups(table, gap, inside, split=False)
    boxes.sort()
    return heaviest_chain(boxes, len(gap.columns))


def _worth_of_pair(cell: Cell, drift: int, options: DiffOptions) -> float:
    """What a pair of one row and one column is worth; not above 0 where it is no pair.

    Args:
        cell: of the two.
        drift: sentences the one is farther from an end of the gap than the other, from the nearer end.
        options: the thresholds.
    """
    if cell.equal:
        return 2 * (cell.sim - options.pair_threshold) + options.equal_bonus
    needed = options.pair_threshold
    if drift > options.near:
        needed = min(options.move_threshold, needed + (drift - options.near) * options.drift_slope)
    return 2 * (cell.sim - needed)


def _groups(table: Table, gap: Gap, cells: Iterable[tuple[int, int, Cell]], *, split: bool) -> list[Box]:
    """The groups of one single sentence with two or more neighbouring parts: one old with new ones, or the reverse.

    Args:
        table: has the sentences.
        gap: where to look.
        cells: of the gap, by place of row and column.
        split: whether the single sentences are the old ones.
    """
    options = table.sides.options
    singles, parts = (gap.rows, gap.columns) if split else (gap.columns, gap.rows)
    parts_of: dict[int, dict[int, Cell]] = {}
    for r, c, cell in cells:
        if (cell.new_cover if split else cell.old_cover) >= options.group_cover and not cell.equal:
            single, part = (r, c) if split else (c, r)
            parts_of.setdefault(single, {})[part] = cell
    boxes = []
    for s, inside in parts_of.items():
        if len(inside) == 1:
            continue
        for p in _starts(inside, options):
            run = _run(inside, p, options)
            for length in _possible_lengths(table, singles[s], parts[p : p + len(run)], run, split=split):
                worth = _worth_of_group(table, singles[s], parts[p : p + length], run[:length], split=split)
                if worth > 0:
                    sizes = (s, p, 1, length, worth) if split else (p, s, length, 1, worth)
                    boxes.append(tuple.__new__(Box, sizes))
    return boxes


def _possible_lengths(
    table: Table, single: int, parts: Sequence[int], run: Sequence[Cell], *, split: bool
) -> list[int]:
    """How many of the parts may be a group by their lengths alone: so lists of near-identical lines cost little.

    The Indel similarity of a and b words is at most 2 min(a, b) / (a + b), the Dice share at most 1.
    """
    own, other = (table.rows, table.columns) if split else (table.columns, table.rows)
    share, needed = table.sides.options.order_weight, table.sides.options.group_floor
    whole, size = own[single].size, 0
    possible: list[int] = []
    for length, (part, cell) in enumerate(zip(parts, run, strict=True), start=1):
        size += other[part].size
        needed = max(needed, cell.plain)
        if share * 2 * min(whole, size) / (whole + size) + 1 - share >= needed:
            if length > 1:
                possible.append(length)
        elif size > whole:
            break  # more parts are longer still
    return possible


def _starts(inside: dict[int, Cell], options: DiffOptions) -> list[int]:
    """The places where a group of one single sentence may begin: two parts in a row, the nearest to it first."""
    able = [p for p in inside if p + 1 in inside]
    if len(able) > options.group_starts:
        able.sort(key=lambda p: (-max(inside[p].sim, inside[p + 1].sim), p))
    return able[: options.group_starts]


def _run(inside: dict[int, Cell], first: int, options: DiffOptions) -> list[Cell]:
    """The cells of the parts from `first` on without a gap; empty when none of the first two is near the single one."""
    run: list[Cell] = []
    while len(run) < options.max_group and (cell := inside.get(first + len(run))):
        run.append(cell)
    return run if any(cell.sim > options.group_near for cell in run[:2]) else []


def _worth_of_group(table: Table, single: int, parts: Sequence[int], cells: Sequence[Cell], *, split: bool) -> float:
    """What a group is worth, of a single sentence and neighbouring ones that may be its parts; 0 where it is none.

    The parts together must resemble the single sentence more than any alone. And either each part lies mostly inside
    it, or it lies almost wholly inside the parts: else it was edited, and a sentence with some of its words added.
    """
    sides, options = table.sides, table.sides.options
    own, other = (table.rows, table.columns) if split else (table.columns, table.rows)
    whole, pieces = own[single], [other[part] for part in parts]
    needed = max(options.group_floor, *[cell.plain for cell in cells])
    work = whole.size + sum([piece.size for piece in pieces]) + GROUP_WORK
    if not table.affords(single if split else parts[0], work):
        return 0.0
    joined = sides.joined(pieces)
    alike = sides.similarity(whole, joined, needed)
    if alike < needed:
        return 0.0
    inside = min([cell.new_cover if split else cell.old_cover for cell in cells])
    if inside < options.group_inside:
        inside = min([sides.stated(piece, whole) for piece in pieces])
    if inside < options.group_inside:
        told = sides.weight(whole.bag & joined.bag) / sides.weighed(whole)
        if alike < options.group_alike or told < options.group_whole:
            return 0.0
    return 2 * (alike - options.pair_threshold) + options.group_bonus * len(parts)


def gaps_between(boxes: Sequence[Box], gap: Gap) -> list[Gap]:
    """What a chain leaves between its members, where that is a sentence at least."""
    row = column = 0
    gaps: list[Gap] = []
    rows, columns = gap
    end: Box = tuple.__new__(Box, (len(rows), len(columns), 0, 0, 0.0))
    for box in (*boxes, end):
        if row < box.row or column < box.column:
            gaps.append(tuple.__new__(Gap, (rows[row : box.row], columns[column : box.column])))
        row, column = box.row + box.rows, box.column + box.columns
    return gaps
