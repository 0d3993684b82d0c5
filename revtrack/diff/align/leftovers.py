"""What order alone cannot explain: moved sentences, lone replacements in a slot, and parts that stand apart.

    equal   old   D  a  D             new   a  D  b             what is on both sides is neither deleted nor added
    moves   old   M  N  a  b          new   a  b  M'  n         M' far from its place, yet M; and N beside it
    slots   old   a  £1,526  b        new   a  £1,518  b        no common word, but the only ones between a and b
    parts   old   S  x                new   s1  x  s2           s1 is paired with S; s2 is the rest of S

Every pass looks across all gaps at once: what crosses from gap to gap is just what they exist for.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable

from rapidfuzz.distance import LCSseq

from revtrack.diff.align.anchors import Anchors, Gap
from revtrack.diff.align.similarity import Cell, Sides, Table
from revtrack.model import Rule

__all__ = ["Matching", "attach_parts", "fill_slots", "find_moves", "follow_moves", "match_equal"]


class Matching:
    """The links found so far and the rule that made each, while the passes add to them."""

    __slots__ = ("anchors", "new_of", "old_of", "rules", "sure")

    def __init__(self, anchors: Anchors) -> None:
        self.anchors = anchors
        self.rules: dict[tuple[int, int], Rule] = {}
        self.new_of: dict[int, list[int]] = {}
        self.old_of: dict[int, list[int]] = {}
        self.sure: dict[int, float] = {}
        """Old sentences paired for their similarity alone, and that."""

    def link(self, i: int, j: int, rule: Rule) -> None:
        """Join one old and one new sentence."""
        self.rules[i, j] = rule
        self.new_of.setdefault(i, []).append(j)
        self.old_of.setdefault(j, []).append(i)


def match_equal(matching: Matching, table: Table) -> None:
    """Link left-over sentences with equal keys, the first with the first: none is both deleted and added."""
    sides = table.sides
    places: dict[str, list[int]] = defaultdict(list)
    for j in reversed(table.columns):
        if j not in matching.old_of:
            places[sides.new_keys[j]].append(j)
    for i in table.rows:
        if i not in matching.new_of and (same := places.get(sides.old_keys[i])):
            matching.link(i, same.pop(), Rule.MOVED)


def find_moves(matching: Matching, table: Table) -> None:
    """Link left-over sentences that are alike, or one inside the other: strongest first, then nearest."""
    found = []
    away: _Displacement | None = None
    for i in table.rows:
        if i in matching.new_of:
            continue
        for j, cell in table.by_row[i].items():
            if j not in matching.old_of:
                away = away or _Displacement(matching, table.sides)
                strength = _strength(i, j, cell, table, away)
                if strength:
                    found.append((-strength, abs(i - j), i, j))
    for _, _, i, j in sorted(found):
        if i not in matching.new_of and j not in matching.old_of:
            matching.link(i, j, Rule.MOVED)


class _Displacement:
    """How far from its place a sentence would have moved, measured by its paired neighbours."""

    def __init__(self, matching: Matching, sides: Sides) -> None:
        linked = [*matching.anchors.chain, *matching.anchors.moved, *((i, j, 1) for i, j in matching.rules)]
        linked.sort()
        self.starts = [i for i, _, _ in linked]
        self.before = [(-1, -1), *((i + length - 1, j + length - 1) for i, j, length in linked)]
        self.behind = [*((i, j) for i, j, _ in linked), (len(sides.old_keys), len(sides.new_keys))]

    def of(self, i: int, j: int) -> int:
        """Sentences between new j and where the nearest paired neighbours of old i would have it, the nearer one."""
        at = bisect_left(self.starts, i)
        old, new = self.before[at]
        next_old, next_new = self.behind[at]
        return min(abs(j - new - i + old), abs(j - next_new - i + next_old))


def _strength(i: int, j: int, cell: Cell, table: Table, away: _Displacement) -> float:
    """How sure it is that sentence i moved to j, above 0; 0 where it is not. The farther, the surer it has to be."""
    options = table.sides.options
    cover = max(cell.old_cover, cell.new_cover)
    shorter = min(table.rows[i].size, table.columns[j].size)
    inside = cover >= options.move_cover
    needed = options.pair_threshold if inside else options.move_threshold
    if shorter >= options.move_words and cell.sim >= needed:
        too_far = max(0, away.of(i, j) - options.near)
        if cell.sim >= min(options.move_far_threshold, needed + too_far * options.move_slope):
            return max(cell.sim, (cell.sim + cover) / 2 if inside else 0.0)
    if cover >= options.contained_cover and shorter >= options.contained_words and _holds(table, i, j, shorter):
        return (cell.sim + cover) / 2
    return 0.0


def _holds(table: Table, i: int, j: int, shorter: int) -> bool:
    """Whether the longer of two sentences holds the words of the shorter in its order, however much it adds."""
    least = table.sides.options.contained_cover * shorter
    return LCSseq.similarity(table.rows[i].words, table.columns[j].words) >= least


def follow_moves(matching: Matching, table: Table) -> None:
    """Link what is left over beside both ends of a move and alike enough to be paired in order: it moved along."""
    sides, options = table.sides, table.sides.options
    least = options.pair_threshold
    waiting = [*matching.anchors.moved, *((i, j, 1) for (i, j), rule in matching.rules.items() if rule is Rule.MOVED)]
    waiting.sort(reverse=True)
    while waiting:
        i, j, length = waiting.pop()
        for beside in ((i - 1, j - 1), (i + length, j + length)):
            old, new = table.rows.get(beside[0]), table.columns.get(beside[1])
            if old is None or new is None or beside[0] in matching.new_of or beside[1] in matching.old_of:
                continue
            alike = sides.similarity(old, new, least)
            sure = alike >= options.chance_similarity
            if sure or (alike >= least and not sides.by_chance(old, new, old.bag & new.bag)):
                matching.link(*beside, Rule.MOVED)
                waiting.append((*beside, 1))


def fill_slots(matching: Matching, table: Table, gaps: Iterable[Gap]) -> None:
    """Link the only old and the only new sentence of a gap when they are a little alike."""
    options = table.sides.options
    for gap in gaps:
        if len(gap.rows) != 1 or len(gap.columns) != 1:
            continue
        i, j = gap.rows[0], gap.columns[0]
        if i in matching.new_of or j in matching.old_of:
            continue
        cell = table.cell(i, j)
        longer = max(table.rows[i].size, table.columns[j].size)
        by_letters = longer <= options.slot_words and table.sides.letters(i, j) >= options.slot_letters
        if by_letters or (cell and cell.sim >= options.slot_similarity):
            matching.link(i, j, Rule.SLOT)


def attach_parts(matching: Matching, sides: Sides) -> None:
    """Link each left-over sentence to the paired one that explains most of it, beyond what its partners explain."""
    if not matching.rules:
        return
    found = [*_attachable(matching, sides, of_new=True), *_attachable(matching, sides, of_new=False)]
    for _, of_new, place, whole in sorted(found):
        share = _explained(matching, sides, place, whole, of_new=of_new)
        if share is not None:  # again, for it may have got partners meanwhile
            matching.link(*((whole, place) if of_new else (place, whole)), Rule.LEFT_OVER)


def _attachable(matching: Matching, sides: Sides, *, of_new: bool) -> list[tuple[float, bool, int, int]]:
    """The left-over sentences of one side, each with the paired one of the other of which it is most surely a part.

    As the share explained, negative, whether the side is new, the left-over and the paired sentence.
    """
    options = sides.options
    mine = matching.old_of if of_new else matching.new_of
    distance = options.attach_distance
    linked, nobody = sorted(mine), list[int]()
    found: list[tuple[float, bool, int, int]] = []
    for gap in matching.anchors.gaps:
        places = gap.columns if of_new else gap.rows
        at = bisect_left(linked, places[0] - distance) if places else len(linked)
        if at == len(linked) or linked[at] > places[-1] + distance:
            continue  # so most of what was added far from any edit costs nothing
        for place in places:
            if place in mine:
                continue
            best: tuple[float, bool, int, int] | None = None
            tried: list[int] = []
            for neighbour in range(place - distance, place + distance + 1):
                for whole in mine.get(neighbour, nobody):
                    if whole in tried:
                        continue
                    tried.append(whole)
                    share = _explained(matching, sides, place, whole, of_new=of_new)
                    if share is not None and (best is None or (-share, whole) < (best[0], best[3])):
                        best = (-share, of_new, place, whole)
            if best:
                found.append(best)
    return found


def _explained(matching: Matching, sides: Sides, place: int, whole: int, *, of_new: bool) -> float | None:
    """The share of a left-over sentence that a paired one explains beyond its partners; None where that is too little.

    Args:
        matching: has the partners.
        sides: have the sentences.
        place: the left-over sentence.
        whole: the paired one.
        of_new: whether the left-over sentence is one of new.
    """
    options = sides.options
    partners = (matching.new_of if of_new else matching.old_of)[whole]
    own, other = (sides.new_words, sides.old_words) if of_new else (sides.old_words, sides.new_words)
    part = own[place]
    if part.size < options.attach_words or len(partners) >= options.attach_partners:
        return None
    common = part.bag & other[whole].bag
    fewest: float = max(1.0, options.least_common * len(part.bag))
    if len(common) < fewest:  # most often
        return None
    for partner in partners:
        common -= own[partner].bag
    if len(common) < fewest or _settled(sides, whole, partners, of_new=of_new):
        return None
    if sides.by_chance(part, other[whole], common):
        return None
    close = min([abs(place - partner) for partner in partners]) <= options.attach_near
    part_weight = sides.weighed(part)
    share = sides.weight(common) / part_weight
    return share if share >= (options.attach_share if close else options.attach_far_share) else None


def _settled(sides: Sides, whole: int, partners: Iterable[int], *, of_new: bool) -> bool:
    """Whether a paired sentence equals one of its partners, so that no part of it is missing."""
    if of_new:
        return any(sides.old_keys[whole] == sides.new_keys[partner] for partner in partners)
    return any(sides.old_keys[partner] == sides.new_keys[whole] for partner in partners)
