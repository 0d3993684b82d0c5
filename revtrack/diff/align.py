"""Which sentences belong together: the passes in order, and the Pairs they make.

    anchors    equal sentences, wherever they stand                       (anchors.py)
    order      pairs, splits and merges inside each gap                   (order.py)
    moves, slots, parts    what order left, across all gaps               (leftovers.py)
    pairs      linked sentences become Pairs; what is off the heaviest growing chain of Pairs has moved

The answer does not depend on which side is called old: two versions are always compared in one canonical order, and the
result is turned round when they came in the other.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from revtrack.diff.anchors import Gap, find_anchors
from revtrack.diff.leftovers import Matching, attach_parts, fill_slots, find_moves
from revtrack.diff.options import DiffOptions
from revtrack.diff.order import best_chain
from revtrack.diff.similarity import Sides, Table
from revtrack.model import Operation, Pair, Rule, Sentence

__all__ = ["Alignment", "align_sides", "portions"]

_PASSES = (Rule.EQUAL, Rule.IN_ORDER, Rule.GROUP, Rule.MOVED, Rule.SLOT, Rule.LEFT_OVER)
"""In the order they are applied: a Pair is named after the last that linked its sentences, which made it what it is."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """Pairs in reading order, and where they are coarse."""

    pairs: tuple[Pair, ...]
    coarse: tuple[str, ...]


def align_sides(old: Sequence[Sentence], new: Sequence[Sentence], options: DiffOptions) -> Alignment:
    """Every sentence of both sides in exactly one Pair, in reading order."""
    swapped = [one.key for one in old] > [one.key for one in new]
    sides = Sides(new, old, options) if swapped else Sides(old, new, options)
    matching, coarse = _match(sides)
    pairs = _pairs(matching, sides)
    if swapped:
        pairs = [_turned(pair) for pair in pairs]
    return Alignment(tuple(_reading_order(pairs)), tuple(_coarse_note(block, swapped=swapped) for block in coarse))


def _match(sides: Sides) -> tuple[Matching, list[Gap]]:
    """All links, and the gaps that were too large to be compared whole."""
    matching = Matching()
    anchors = find_anchors(sides.old_keys, sides.new_keys)
    for i, j in (*anchors.chain, *anchors.moved):
        matching.link(i, j, Rule.EQUAL)
    shared, coarse = portions(anchors.gaps, sides.options)
    for gaps in shared:
        _match_gaps(matching, gaps, sides)
    return matching, coarse


def portions(gaps: Sequence[Gap], options: DiffOptions) -> tuple[list[list[Gap]], list[Gap]]:
    """Which gaps share one table: all of them, or block after block where that would pass the work limit.

    Returns:
        The gaps of each table, in order, whose cells (rows times columns) sum up to `work_limit` at most, or to one per
        sentence of the shorter side where that is more; and what is coarse for it, empty when all share one table.
    """
    rows = tuple(i for gap in gaps for i in gap.rows)
    columns = tuple(j for gap in gaps for j in gap.columns)
    if len(rows) * len(columns) <= options.work_limit:
        return [list(gaps)], []
    # No table has more than `size` rows or columns, so that all together have at most `size` times the shorter side.
    size = max(1, min(options.block_size, options.work_limit // min(len(rows), len(columns))))
    tables: list[list[Gap]] = [[]]
    filled = 0
    for gap in gaps:
        for block in _blocks(gap, size):
            if filled and filled + _length(block) > size:
                tables.append([])
                filled = 0
            tables[-1].append(block)
            filled += _length(block)
    cut = [gap for gap in gaps if _length(gap) > size and gap.rows and gap.columns]
    return tables, cut or [Gap(rows, columns)]  # where no gap was cut, moves from one table to another may be missed


def _length(gap: Gap) -> int:
    """Sentences on the longer side."""
    return max(len(gap.rows), len(gap.columns))


def _blocks(gap: Gap, size: int) -> list[Gap]:
    """A gap cut into equally many parts of both sides, none larger than `size`."""
    count = -(-_length(gap) // size)

    def part(side: tuple[int, ...], k: int) -> tuple[int, ...]:
        return side[len(side) * k // count : len(side) * (k + 1) // count]

    return [Gap(part(gap.rows, k), part(gap.columns, k)) for k in range(count)]


def _match_gaps(matching: Matching, gaps: Sequence[Gap], sides: Sides) -> None:
    """Link what belongs together in the gaps of one table: order first, then what it left."""
    rows = [i for gap in gaps for i in gap.rows]
    columns = [j for gap in gaps for j in gap.columns]
    if not rows or not columns:
        return
    table = Table(sides, rows, columns)
    left: list[Gap] = []
    for gap in gaps:
        if not gap.rows or not gap.columns:
            continue
        links, inner = best_chain(table, gap)
        for link in links:
            equal = sides.old_keys[link.i] == sides.new_keys[link.j]
            matching.link(link.i, link.j, Rule.GROUP if link.group else Rule.EQUAL if equal else Rule.IN_ORDER)
        left += inner
    find_moves(matching, table)
    fill_slots(matching, table, left)
    attach_parts(matching, table)


def _pairs(matching: Matching, sides: Sides) -> list[Pair]:
    """One Pair per group of linked sentences and per lonely one, moves marked."""
    pairs = [_paired(olds, news, matching, sides) for olds, news in _components(matching)]
    moved = _off_the_chain(pairs, sides)
    pairs = [_as_moved(pair) if k in moved else pair for k, pair in enumerate(pairs)]
    lonely = [
        *(
            Pair(old=(i,), new=(), operation=Operation.DELETED)
            for i in range(len(sides.old_keys))
            if i not in matching.new_of
        ),
        *(
            Pair(old=(), new=(j,), operation=Operation.ADDED)
            for j in range(len(sides.new_keys))
            if j not in matching.old_of
        ),
    ]
    return pairs + lonely


def _components(matching: Matching) -> Iterable[tuple[tuple[int, ...], tuple[int, ...]]]:
    """The sets of sentences that links hold together, by their first old sentence."""
    seen: set[int] = set()
    for first in sorted(matching.new_of):
        if first in seen:
            continue
        olds, news, waiting = {first}, set[int](), [first]
        while waiting:
            for j in matching.new_of[waiting.pop()]:
                if j not in news:
                    news.add(j)
                    fresh = [i for i in matching.old_of[j] if i not in olds]
                    olds.update(fresh)
                    waiting += fresh
        seen |= olds
        yield tuple(sorted(olds)), tuple(sorted(news))


def _paired(olds: tuple[int, ...], news: tuple[int, ...], matching: Matching, sides: Sides) -> Pair:
    """The Pair of some sentences of both sides, with its operation, similarity and rule."""
    equal = len(olds) == len(news) == 1 and sides.old_keys[olds[0]] == sides.new_keys[news[0]]
    if equal:
        operation, similarity = Operation.KEPT, 1.0
    else:
        operation = (
            Operation.SPLIT
            if len(news) > len(olds)
            else Operation.MERGED
            if len(olds) > len(news)
            else Operation.EDITED
        )
        similarity = sides.similarity(
            [word for i in olds for word in sides.old_words[i]], [word for j in news for word in sides.new_words[j]]
        )
    rules = {matching.rules[i, j] for i in olds for j in news if (i, j) in matching.rules}
    rule = max(rules, key=_PASSES.index)
    return Pair(old=olds, new=news, operation=operation, similarity=similarity, rule=rule)


def _off_the_chain(pairs: Sequence[Pair], sides: Sides) -> set[int]:
    """Positions of the Pairs off the heaviest chain that grows on both sides: the least that moved, by words.

    Weight of a Pair: the words of both sides, at least 1. A prefix maximum over places of new finds it in n log n.
    """
    order = sorted(range(len(pairs)), key=lambda k: pairs[k].old)
    places = sorted(pair.new for pair in pairs)
    best: list[tuple[int, int]] = [(0, -1)] * (len(places) + 1)  # a Fenwick tree of (weight, last Pair)
    before = [-1] * len(pairs)
    top = (0, -1)
    for k in order:
        pair = pairs[k]
        place = bisect_left(places, pair.new)
        lead, before[k] = _highest(best, place)
        words = sum(len(sides.old_sentences[i].words) for i in pair.old)
        words += sum(len(sides.new_sentences[j].words) for j in pair.new)
        reached = (lead + max(1, words), k)
        top = max(top, reached, key=lambda entry: entry[0])
        _raise(best, place + 1, reached)
    chain, k = set(), top[1]
    while k >= 0:
        chain.add(k)
        k = before[k]
    return set(range(len(pairs))) - chain


def _highest(tree: Sequence[tuple[int, int]], end: int) -> tuple[int, int]:
    """The heaviest entry at places below `end`; the earliest of equals."""
    found = (0, -1)
    while end > 0:
        if tree[end][0] > found[0]:
            found = tree[end]
        end -= end & -end
    return found


def _raise(tree: list[tuple[int, int]], at: int, entry: tuple[int, int]) -> None:
    """Enter a weight at a place."""
    while at < len(tree):
        if entry[0] > tree[at][0]:
            tree[at] = entry
        at += at & -at


def _as_moved(pair: Pair) -> Pair:
    return Pair(
        old=pair.old,
        new=pair.new,
        operation=pair.operation,
        moved=True,
        similarity=pair.similarity,
        rule=pair.rule,
    )


_TURNED = {
    Operation.ADDED: Operation.DELETED,
    Operation.DELETED: Operation.ADDED,
    Operation.SPLIT: Operation.MERGED,
    Operation.MERGED: Operation.SPLIT,
}


def _turned(pair: Pair) -> Pair:
    """The same Pair with its sides exchanged."""
    return Pair(
        old=pair.new,
        new=pair.old,
        operation=_TURNED.get(pair.operation, pair.operation),
        moved=pair.moved,
        similarity=pair.similarity,
        rule=pair.rule,
    )


def _reading_order(pairs: Iterable[Pair]) -> list[Pair]:
    """Pairs by place in new; each deleted sentence after the unmoved Pair of the sentence before it in old."""
    pairs = list(pairs)
    placed = sorted((pair.old[-1], pair.new[0]) for pair in pairs if pair.old and pair.new and not pair.moved)
    ends = [old for old, _ in placed]

    def place(pair: Pair) -> tuple[int, int, int]:
        if pair.new:
            return (pair.new[0], 0, 0)
        after = bisect_left(ends, pair.old[0]) - 1
        return (placed[after][1] if after >= 0 else -1, 1, pair.old[0])

    return sorted(pairs, key=place)


def _coarse_note(gap: Gap, *, swapped: bool) -> str:
    """One sentence that says where the comparison is coarse; sentences are counted from 1."""
    old, new = (gap.columns, gap.rows) if swapped else (gap.rows, gap.columns)

    def span(side: tuple[int, ...]) -> str:
        return f"{min(side) + 1}–{max(side) + 1}" if side else "none"

    return f"too much changed to compare sentences {span(old)} of old with {span(new)} of new as a whole"
