"""Which sentences belong together: the passes in order, and the Pairs they make.

    anchors    equal sentences, wherever they stand                          (anchors.py)
    blocks     far too much left: told in blocks, and nothing below is done  (blocks.py)
    sure       the only two sentences of a gap, where they are much alike
    order      pairs, splits and merges inside each gap                      (order.py)
    moves, slots, parts    what order left, across all gaps                  (leftovers.py)
    pairs      linked sentences become Pairs; what is off the heaviest growing chain of them has moved

The answer does not depend on which side is called old: two versions are always compared in one canonical order, and the
result is turned round when they came in the other. Most sentences of most versions are kept in place, so whatever is
done for each of them is done in the plainest way. Here and in the modules named, what is made by the thousand is a
named tuple made by `tuple.__new__`, without a call in Python, or a plain class: compiled, that is made in a fraction of
the time of a dataclass.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from functools import partial
from itertools import repeat
from operator import attrgetter, itemgetter, lt
from typing import Final

from revtrack.diff.align.anchors import Anchors, Gap, Stretch, find_anchors
from revtrack.diff.align.blocks import CROWDED_NOTE, crowded, replaced_blocks
from revtrack.diff.align.chains import Box, heaviest_chain
from revtrack.diff.align.leftovers import (
    Matching,
    attach_parts,
    fill_slots,
    find_moves,
    follow_moves,
    match_equal,
)
from revtrack.diff.align.order import best_chain, gaps_between
from revtrack.diff.align.similarity import Sides, Table
from revtrack.diff.options import DiffOptions
from revtrack.model import Document, OnDemand, Operation, Pair, Rule

__all__ = ["Alignment", "align_documents"]

_PASSES = (Rule.EQUAL, Rule.IN_ORDER, Rule.GROUP, Rule.MOVED, Rule.SLOT, Rule.LEFT_OVER)
"""In the order they are applied: a Pair is named after the last that linked its sentences, which made it what it is."""

_KEPT: Final = Operation.KEPT
_EDITED: Final = Operation.EDITED
_ADDED: Final = Operation.ADDED
_DELETED: Final = Operation.DELETED
_MOVED: Final = Rule.MOVED
_LEFT_OVER: Final = Rule.LEFT_OVER
"""Those asked for again and again; compiled, asking an enum for a member takes as long as making three Linked."""

DIGITS = 6
"""Decimals of the similarity of a Pair."""

Members = tuple[int, ...]
"""Indexes of the sentences of one side of a Pair, ascending."""


class Linked:
    """Sentences that belong together: a Pair in the making, which becomes one when somebody asks for it."""

    __slots__ = ("moved", "new", "old", "operation", "rule", "similarity")

    def __init__(
        self,
        old: Members,
        new: Members,
        operation: Operation,
        moved: bool = False,
        similarity: float = 0.0,
        rule: Rule | None = None,
    ) -> None:
        self.old = old
        self.new = new
        self.operation = operation
        self.moved = moved
        self.similarity = similarity
        self.rule = rule


class Alignment:
    """What belongs together, in reading order, and where that is coarse."""

    __slots__ = ("changed", "coarse", "pairs")

    def __init__(self, changed: Sequence[Linked], pairs: OnDemand[tuple[Pair, ...]], coarse: tuple[str, ...]) -> None:
        self.changed = changed
        """What is not simply kept in place."""
        self.pairs = pairs
        """All Pairs: most sentences are kept, and few ask for each of these."""
        self.coarse = coarse


def align_documents(old: Document, new: Document, options: DiffOptions) -> Alignment:
    """Every sentence of both sides in exactly one Pair, in reading order."""
    swapped = old.keys > new.keys
    if swapped:
        old, new = new, old
    anchors = find_anchors(old.keys, new.keys)
    if len(old.keys) + len(new.keys) > options.sentence_limit and crowded(anchors, options.sentence_limit):
        blocks = [Linked(*pair) for pair in replaced_blocks(anchors.chain, old.keys, new.keys)]
        stretches, linked = _exchanged(anchors.chain, blocks) if swapped else (list(anchors.chain), blocks)
        coarse: tuple[str, ...] = (CROWDED_NOTE,)
    else:
        stretches, linked, coarse = _matched(anchors, (old, new), options, swapped=swapped)
    items = _in_reading_order(stretches, linked)
    changed = [item for item in items if isinstance(item, Linked) and (item.moved or item.operation is not _KEPT)]
    return Alignment(changed, OnDemand(_expanded, items), coarse)


def _matched(
    anchors: Anchors, documents: tuple[Document, Document], options: DiffOptions, *, swapped: bool
) -> tuple[list[Stretch], list[Linked], tuple[str, ...]]:
    """The stretches kept in place, all that else belongs together, and where this is coarse."""
    matching = Matching(anchors)
    old, new = documents
    table = _match(matching, Sides(old, new, options))
    linked = [_joined(olds, news, matching, table) for olds, news in _components(matching)]
    stretches = [*anchors.chain, *anchors.moved]
    moved = _moved(matching, linked, old, new)
    for one in linked:
        if one.old[0] in moved:
            one.moved = True
        elif one.operation is _KEPT:
            one.rule = Rule.EQUAL  # what is kept in its place is equal and nothing else
    if moved:
        for stretch in stretches:
            if stretch.old in moved:
                linked += [Linked(*pair) for pair in _kept(stretch, moved=True)]
        stretches = [stretch for stretch in stretches if stretch.old not in moved]
    if swapped:
        stretches, linked = _exchanged(stretches, linked)
    coarse = (_coarse_note(table.coarse, swapped=swapped),) if table.coarse else ()
    return stretches, linked + _lonely(matching, swapped=swapped), coarse


def _expanded(items: Iterable[Stretch | Linked]) -> tuple[Pair, ...]:
    """All Pairs, those of stretches one by one."""
    pairs: list[Pair] = []
    for item in items:
        if isinstance(item, Linked):
            pairs.append(Pair(item.old, item.new, item.operation, item.moved, item.similarity, item.rule))
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


def _joined(olds: Members, news: Members, matching: Matching, table: Table) -> Linked:
    """Some linked sentences of both sides, with their operation, similarity and rule."""
    sides = table.sides
    if len(olds) == len(news) == 1:
        i, j = olds[0], news[0]
        rule = matching.rules[i, j]
        if sides.old_keys[i] == sides.new_keys[j]:
            return Linked(olds, news, _KEPT, moved=False, similarity=1.0, rule=rule)
        cell = table.cell(i, j)
        similarity = matching.sure.get(i) or (
            cell.plain if cell else sides.similarity(sides.old_words[i], sides.new_words[j])
        )
        return Linked(olds, news, _EDITED, moved=False, similarity=round(similarity, DIGITS), rule=rule)
    operation = (
        Operation.SPLIT if len(news) > len(olds) else Operation.MERGED if len(olds) > len(news) else Operation.EDITED
    )
    old, new = sides.joined([sides.old_words[i] for i in olds]), sides.joined([sides.new_words[j] for j in news])
    rules = {matching.rules[i, j] for i in olds for j in news if (i, j) in matching.rules}
    similarity = round(sides.similarity(old, new), DIGITS)
    return Linked(olds, news, operation, moved=False, similarity=similarity, rule=max(rules, key=_PASSES.index))


def _moved(matching: Matching, joined: Iterable[Linked], old: Document, new: Document) -> set[int]:
    """The first old sentences of what is off the heaviest chain that grows on both sides: the least that moved.

    Weight: the words of both sides, at least 1. A stretch of equal sentences is weighed as a whole: every heaviest
    chain holds all of it or nothing.
    """
    anchors = matching.anchors
    crossing = [rule for rule in matching.rules.values() if rule is _MOVED or rule is _LEFT_OVER]
    if not anchors.moved and not crossing:
        return set()  # no other rule makes Pairs that may cross
    members: list[tuple[int, int, Stretch | Linked]] = [
        *[(stretch.old, stretch.new, stretch) for stretch in (*anchors.chain, *anchors.moved)],
        *[(one.old[0], one.new[0], one) for one in joined],
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


def _words(member: Stretch | Linked, old: Document, new: Document) -> int:
    """The words of a stretch, or of what is linked, of both sides."""
    if not isinstance(member, Linked):  # equal on both sides
        return 2 * (old.words_before[member.old + member.length] - old.words_before[member.old])
    words = 0
    for i in member.old:
        words += len(old.sentences[i].words)
    for j in member.new:
        words += len(new.sentences[j].words)
    return words


def _exchanged(stretches: Iterable[Stretch], linked: list[Linked]) -> tuple[list[Stretch], list[Linked]]:
    """Both with their sides exchanged."""
    for one in linked:
        one.old, one.new = one.new, one.old
        if not one.old:
            one.operation = _ADDED
        elif not one.new:
            one.operation = _DELETED
        elif one.operation is Operation.SPLIT:
            one.operation = Operation.MERGED
        elif one.operation is Operation.MERGED:
            one.operation = Operation.SPLIT
    return [tuple.__new__(Stretch, (new, old, length)) for old, new, length in stretches], linked


def _kept(stretch: Stretch, *, moved: bool) -> list[Pair]:
    """The Pairs of a stretch of equal sentences."""
    old, new, length = stretch
    olds, news = zip(range(old, old + length)), zip(range(new, new + length))
    same = repeat(Operation.KEPT), repeat(moved), repeat(1.0), repeat(Rule.EQUAL)
    return list(map(partial(tuple.__new__, Pair), zip(olds, news, *same)))  # noqa: B905  what repeats has no end


def _lonely(matching: Matching, *, swapped: bool) -> list[Linked]:
    """The deleted sentences and the added ones, each by itself."""
    gaps = matching.anchors.gaps
    gone = [i for gap in gaps for i in gap.rows if i not in matching.new_of]
    come = [j for gap in gaps for j in gap.columns if j not in matching.old_of]
    if swapped:
        gone, come = come, gone
    return [
        *[Linked((i,), (), _DELETED) for i in gone],
        *[Linked((), (j,), _ADDED) for j in come],
    ]


def _in_reading_order(stretches: Iterable[Stretch], linked: Iterable[Linked]) -> list[Stretch | Linked]:
    """All by place in new; each deleted sentence after what holds the sentence before it in old and did not move."""
    placed: list[tuple[int, Stretch | Linked]] = [(stretch.new, stretch) for stretch in stretches]
    ends = [(stretch.old, stretch.new) for stretch in stretches]
    deleted: list[Linked] = []
    for one in linked:
        if not one.new:
            deleted.append(one)
            continue
        placed.append((one.new[0], one))
        if one.old and not one.moved:
            ends += [(i, one.new[0]) for i in one.old]
    placed.sort(key=itemgetter(0))
    if not deleted:
        return [item for _, item in placed]
    ends.sort()
    behind: dict[int, list[Linked]] = {}
    for one in sorted(deleted, key=attrgetter("old")):
        after = bisect_left(ends, one.old) - 1
        behind.setdefault(ends[after][1] if after >= 0 else -1, []).append(one)
    found: list[Stretch | Linked] = [*behind.get(-1, ())]
    for place, item in placed:
        found.append(item)
        if place in behind:
            found += behind[place]
    return found


def _coarse_note(rows: Collection[int], *, swapped: bool) -> str:
    """One sentence that says where the comparison is coarse; sentences are counted from 1."""
    side, other = ("new", "old") if swapped else ("old", "new")
    return (
        f"too much changed to compare sentences {min(rows) + 1}–{max(rows) + 1} of {side} with all of {other}: "
        f"each was compared with the likeliest ones, if with any"
    )
