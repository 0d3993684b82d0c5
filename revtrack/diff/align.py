"""Which sentences belong together: the passes in order, and the Pairs they make.

    anchors    equal sentences, wherever they stand                          (anchors.py)
    blocks     far too much left: told in blocks, and nothing below is done  (blocks.py)
    sure       the only two sentences of a gap, where they are much alike
    order      pairs, splits and merges inside each gap                      (order.py)
    moves, slots, parts    what order left, across all gaps                  (leftovers.py)
    pairs      linked sentences become Pairs; what is off the heaviest growing chain of Pairs has moved

The answer does not depend on which side is called old: two versions are always compared in one canonical order, and the
result is turned round when they came in the other. Most sentences of most versions are kept in place, so whatever is
done for each of them is done in the plainest way. Here and in the modules named, what is made by the thousand is a
named tuple made by `tuple.__new__`, without a call in Python, or a plain class: compiled, that is made in a fraction of
the time of a dataclass.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import partial
from itertools import repeat
from operator import itemgetter, lt

from revtrack.diff.anchors import Anchors, Gap, Stretch, find_anchors
from revtrack.diff.blocks import CROWDED_NOTE, crowded, replaced_blocks
from revtrack.diff.chains import Box, heaviest_chain
from revtrack.diff.leftovers import (
    Matching,
    attach_parts,
    fill_slots,
    find_moves,
    follow_moves,
    match_equal,
)
from revtrack.diff.options import DiffOptions
from revtrack.diff.order import best_chain, gaps_between
from revtrack.diff.similarity import Sides, Table
from revtrack.model import Document, OnDemand, Operation, Pair, Rule

__all__ = ["Alignment", "align_documents"]

_PASSES = (Rule.EQUAL, Rule.IN_ORDER, Rule.GROUP, Rule.MOVED, Rule.SLOT, Rule.LEFT_OVER)
"""In the order they are applied: a Pair is named after the last that linked its sentences, which made it what it is."""

DIGITS = 6
"""Decimals of the similarity of a Pair."""

Members = tuple[int, ...]
"""Indexes of the sentences of one side of a Pair, ascending."""


class Alignment:
    """What belongs together, in reading order, and where that is coarse."""

    __slots__ = ("changed", "coarse", "pairs")

    def __init__(self, changed: Sequence[Pair], pairs: OnDemand[tuple[Pair, ...]], coarse: tuple[str, ...]) -> None:
        self.changed = changed
        """The Pairs that are not simply kept in place."""
        self.pairs = pairs
        """All of them: most sentences are kept, and few ask for each of these."""
        self.coarse = coarse


def align_documents(old: Document, new: Document, options: DiffOptions) -> Alignment:
    """Every sentence of both sides in exactly one Pair, in reading order."""
    swapped = old.keys > new.keys
    if swapped:
        old, new = new, old
    anchors = find_anchors(old.keys, new.keys)
    if len(old.keys) + len(new.keys) > options.sentence_limit and crowded(anchors, options.sentence_limit):
        pairs = replaced_blocks(anchors.chain, old.keys, new.keys)
        stretches, pairs = _exchanged(anchors.chain, pairs) if swapped else (list(anchors.chain), pairs)
        coarse: tuple[str, ...] = (CROWDED_NOTE,)
    else:
        stretches, pairs, coarse = _matched(anchors, (old, new), options, swapped=swapped)
    items = _in_reading_order(stretches, pairs)
    kept = Operation.KEPT
    changed = [item for item in items if item.__class__ is Pair and (item.moved or item.operation is not kept)]
    return Alignment(changed, OnDemand(_expanded, items), coarse)


def _matched(
    anchors: Anchors, documents: tuple[Document, Document], options: DiffOptions, *, swapped: bool
) -> tuple[list[Stretch], list[Pair], tuple[str, ...]]:
    """The stretches kept in place, all other Pairs, and where these are coarse."""
    matching = Matching(anchors)
    table = _match(matching, Sides(*documents, options))
    pairs = [_joined(olds, news, matching, table) for olds, news in _components(matching)]
    stretches = [*anchors.chain, *anchors.moved]
    moved = _moved(matching, pairs, *documents)
    kept = Operation.KEPT
    pairs = [_placed(pair, moved=pair[0][0] in moved) if moved or pair[2] is kept else pair for pair in pairs]
    if moved:
        pairs += [pair for stretch in stretches if stretch.old in moved for pair in _kept(stretch, moved=True)]
        stretches = [stretch for stretch in stretches if stretch.old not in moved]
    if swapped:
        stretches, pairs = _exchanged(stretches, pairs)
    coarse = (_coarse_note(table.coarse, swapped=swapped),) if table.coarse else ()
    return stretches, pairs + _lonely(matching, swapped=swapped), coarse


def _expanded(items: Iterable[Stretch | Pair]) -> tuple[Pair, ...]:
    """All Pairs, those of stretches one by one."""
    pairs: list[Pair] = []
    for item in items:
        if isinstance(item, Pair):
            pairs.append(item)
        else:
            pairs += _kept(item, moved=False)
    return tuple(pairs)


def _match(matching: Matching, sides: Sides) -> Table:
    """Link what belongs together in the gaps: what is sure, then order, then what it left."""
    gaps = [gap for gap in matching.anchors.gaps if not _surely_paired(gap, matching, sides)]
    table = Table(sides, gaps)
    if table.rows and table.columns:
        left: list[Gap] = []
        for gap in gaps:
            if gap.rows and gap.columns:
                boxes = best_chain(table, gap)
                for box in boxes:
                    _link(box, gap, matching)
                left += gaps_between(boxes, gap)
        if any(i not in matching.new_of for i in table.rows) and any(j not in matching.old_of for j in table.columns):
            match_equal(matching, table)
            find_moves(matching, table)
            follow_moves(matching, table)
            fill_slots(matching, table, left)
    attach_parts(matching, sides)
    return table


def _surely_paired(gap: Gap, matching: Matching, sides: Sides) -> bool:
    """Whether a gap holds one sentence on each side, so alike that no other need be looked at; they are linked then."""
    if len(gap.rows) != 1 or len(gap.columns) != 1:
        return False
    i, j = gap.rows[0], gap.columns[0]
    least = sides.options.sure_similarity
    similarity = sides.similarity(sides.old_words[i], sides.new_words[j], least)
    if similarity < least:
        return False
    matching.link(i, j, Rule.IN_ORDER)
    matching.sure[i] = similarity
    return True


def _link(box: Box, gap: Gap, matching: Matching) -> None:
    """Link the sentences of a box of a gap."""
    rule = Rule.IN_ORDER if box.rows == box.columns else Rule.GROUP
    for i in gap.rows[box.row : box.row + box.rows]:
        for j in gap.columns[box.column : box.column + box.columns]:
            matching.link(i, j, rule)


def _components(matching: Matching) -> list[tuple[Members, Members]]:
    """The sets of sentences that links hold together, by their first old sentence."""
    new_of, old_of = matching.new_of, matching.old_of
    components: list[tuple[Members, Members]] = []
    seen: set[int] = set()
    for first in sorted(new_of):
        if first in seen:
            continue
        news = new_of[first]
        if len(news) == 1 and len(old_of[news[0]]) == 1:
            components.append(((first,), (news[0],)))
            continue
        olds, found, waiting = {first}, set[int](), [first]
        while waiting:
            for j in new_of[waiting.pop()]:
                if j not in found:
                    found.add(j)
                    fresh = [i for i in old_of[j] if i not in olds]
                    olds.update(fresh)
                    waiting += fresh
        seen |= olds
        components.append((tuple(sorted(olds)), tuple(sorted(found))))
    return components


def _joined(olds: Members, news: Members, matching: Matching, table: Table) -> Pair:
    """The Pair of some linked sentences of both sides, with its operation, similarity and rule."""
    sides = table.sides
    if len(olds) == len(news) == 1:
        i, j = olds[0], news[0]
        rule = matching.rules[i, j]
        if sides.old[i].key == sides.new[j].key:
            return tuple.__new__(Pair, (olds, news, Operation.KEPT, False, 1.0, rule))
        cell = table.cell(i, j)
        similarity = matching.sure.get(i) or (
            cell.plain if cell else sides.similarity(sides.old_words[i], sides.new_words[j])
        )
        return tuple.__new__(Pair, (olds, news, Operation.EDITED, False, round(similarity, DIGITS), rule))
    operation = (
        Operation.SPLIT if len(news) > len(olds) else Operation.MERGED if len(olds) > len(news) else Operation.EDITED
    )
    old, new = sides.joined(sides.old_words[i] for i in olds), sides.joined(sides.new_words[j] for j in news)
    rules = {matching.rules[i, j] for i in olds for j in news if (i, j) in matching.rules}
    similarity = round(sides.similarity(old, new), DIGITS)
    return Pair(olds, news, operation, similarity=similarity, rule=max(rules, key=_PASSES.index))


def _moved(matching: Matching, joined: Iterable[Pair], old: Document, new: Document) -> set[int]:
    """The first old sentences of what is off the heaviest chain that grows on both sides: the least that moved.

    Weight: the words of both sides, at least 1. A stretch of equal sentences is weighed as a whole: every heaviest
    chain holds all of it or nothing.
    """
    anchors = matching.anchors
    crossing = [rule for rule in matching.rules.values() if rule is Rule.MOVED or rule is Rule.LEFT_OVER]
    if not anchors.moved and not crossing:
        return set()  # no other rule makes Pairs that may cross
    members: list[tuple[int, int, Stretch | Pair]] = [
        *[(stretch.old, stretch.new, stretch) for stretch in (*anchors.chain, *anchors.moved)],
        *[(pair.old[0], pair.new[0], pair) for pair in joined],
    ]
    members.sort(key=itemgetter(0))
    news = [new for _, new, _ in members]
    if all(map(lt, news, news[1:])):
        return set()
    rank = {new: column for column, new in enumerate(sorted(news))}
    boxes = [
        tuple.__new__(Box, (row, rank[place], 1, 1, float(max(1, _words(member, old, new)))))
        for row, (_, place, member) in enumerate(members)
    ]
    still = {box.row for box in heaviest_chain(boxes, len(members))}
    return {member[0] for row, member in enumerate(members) if row not in still}


def _words(member: Stretch | Pair, old: Document, new: Document) -> int:
    """The words of a stretch or a Pair, of both sides."""
    if isinstance(member, Stretch):  # equal on both sides
        return 2 * (old.words_before[member.old + member.length] - old.words_before[member.old])
    words = 0
    for i in member.old:
        words += len(old.sentences[i].words)
    for j in member.new:
        words += len(new.sentences[j].words)
    return words


def _turned(pair: Pair) -> Pair:
    """The Pair with its sides exchanged."""
    old, new, operation, moved, similarity, rule = pair
    if not old:
        operation = Operation.DELETED
    elif not new:
        operation = Operation.ADDED
    elif operation is Operation.SPLIT:
        operation = Operation.MERGED
    elif operation is Operation.MERGED:
        operation = Operation.SPLIT
    return tuple.__new__(Pair, (new, old, operation, moved, similarity, rule))


def _exchanged(stretches: Iterable[Stretch], pairs: Iterable[Pair]) -> tuple[list[Stretch], list[Pair]]:
    """Both with their sides exchanged."""
    return [Stretch(new, old, length) for old, new, length in stretches], [_turned(pair) for pair in pairs]


def _placed(pair: Pair, *, moved: bool) -> Pair:
    """The Pair that moved or not; what is kept in its place is equal and nothing else."""
    if not moved and pair.operation is not Operation.KEPT:
        return pair
    old, new, operation, _, similarity, rule = pair
    return tuple.__new__(Pair, (old, new, operation, moved, similarity, rule if moved else Rule.EQUAL))


def _kept(stretch: Stretch, *, moved: bool) -> list[Pair]:
    """The Pairs of a stretch of equal sentences."""
    old, new, length = stretch
    olds, news = zip(range(old, old + length)), zip(range(new, new + length))
    same = repeat(Operation.KEPT), repeat(moved), repeat(1.0), repeat(Rule.EQUAL)
    return list(map(partial(tuple.__new__, Pair), zip(olds, news, *same)))  # noqa: B905  what repeats has no end


def _lonely(matching: Matching, *, swapped: bool) -> list[Pair]:
    """The Pairs of the deleted sentences and of the added ones."""
    gaps = matching.anchors.gaps
    gone = [i for gap in gaps for i in gap.rows if i not in matching.new_of]
    come = [j for gap in gaps for j in gap.columns if j not in matching.old_of]
    if swapped:
        gone, come = come, gone
    deleted, added = Operation.DELETED, Operation.ADDED
    return [
        *[tuple.__new__(Pair, ((i,), (), deleted, False, 0.0, None)) for i in gone],
        *[tuple.__new__(Pair, ((), (j,), added, False, 0.0, None)) for j in come],
    ]


def _in_reading_order(stretches: Iterable[Stretch], pairs: Sequence[Pair]) -> list[Stretch | Pair]:
    """All by place in new; each deleted sentence after what holds the sentence before it in old and did not move."""
    placed: list[tuple[int, Stretch | Pair]] = [(stretch.new, stretch) for stretch in stretches]
    ends = [(stretch.old, stretch.new) for stretch in stretches]
    deleted = []
    for pair in pairs:
        olds, news = pair.old, pair.new
        if not news:
            deleted.append(pair)
            continue
        placed.append((news[0], pair))
        if olds and not pair.moved:
            ends += [(i, news[0]) for i in olds]
    placed.sort(key=itemgetter(0))
    if not deleted:
        return [item for _, item in placed]
    ends.sort()
    behind: dict[int, list[Pair]] = defaultdict(list)
    for pair in sorted(deleted):
        after = bisect_left(ends, pair.old) - 1
        behind[ends[after][1] if after >= 0 else -1].append(pair)
    found: list[Stretch | Pair] = [*behind[-1]]
    for place, item in placed:
        found.append(item)
        found += behind.get(place, ())
    return found


def _coarse_note(rows: Collection[int], *, swapped: bool) -> str:
    """One sentence that says where the comparison is coarse; sentences are counted from 1."""
    side, other = ("new", "old") if swapped else ("old", "new")
    return (
        f"too much changed to compare sentences {min(rows) + 1}–{max(rows) + 1} of {side} with all of {other}: "
        f"each was compared with the likeliest ones, if with any"
    )
