"""Equal sentences first: what stands unchanged leaves the problem before anything is compared by similarity.

    old   A  x  B  x  C  D          unique and equal: A, B, C, D
    new   D  A  x  B  y  x  C       their longest growing chain: A B C = anchors; D has moved
                                    equal neighbours of anchors join them: the x after A, the x before C

Between two neighbouring anchors lies a *gap*: the sentences of both sides that are not paired yet. What is unique
inside a gap is an anchor too, and so on down; where a gap is far longer than any article and no sentence in it is
unique, runs of some sentences are. Anchors come as stretches, for most of most texts stands unchanged.
"""

from bisect import bisect_left
from collections.abc import Hashable, Iterable, Sequence
from operator import lt
from typing import Final, NamedTuple, TypeVar

from revtrack.diff.align.chains import Box, heaviest_chain

__all__ = ["Anchors", "Gap", "Stretch", "find_anchors"]


DEEPEST: Final = 20
"""Levels of gaps inside gaps at most, so that no text is looked through oftener; real ones have two or three."""

LONG_GAP: Final = 20_000
"""Sentences of both sides of a gap beyond which runs are looked for: comparing them one with another costs too much."""
RUN: Final = 8
"""Sentences of such a run: so many of twenty different lines in a row stand together once only, by all chance."""

BLOCK: Final = 32
"""Keys that are compared at once: in Python that takes a tenth of the time of a loop."""

Key = TypeVar("Key", bound=Hashable)


class Stretch(NamedTuple):
    """Neighbouring sentences that are equal one by one; a named tuple, for stretches are sorted."""

    old: int
    """The first of them in old."""
    new: int
    length: int
    """At least 1."""


class Gap(NamedTuple):
    """Neighbouring sentences of both sides that have no partner yet, each ascending."""

    rows: tuple[int, ...]
    columns: tuple[int, ...]


class Anchors:
    """What equality alone settles."""

    __slots__ = ("chain", "gaps", "moved")

    def __init__(self, chain: Sequence[Stretch], moved: Sequence[Stretch], gaps: Sequence[Gap]) -> None:
        self.chain = chain
        """Equal sentences in growing order on both sides."""
        self.moved = moved
        """Equal sentences, unique on both sides, that cross the chain; by their place in old."""
        self.gaps = gaps
        """Where at least one side has something left; in order."""


def find_anchors(old: Sequence[str], new: Sequence[str]) -> Anchors:
    """What equality settles between two sequences of keys.

    Equal sentences at both ends of the text are paired; between them unique equal keys, wherever they stand. The
    longest growing chain of those holds still; it then takes in equal neighbours on both sides, and what is unique in
    a gap.
    """
    old, new = tuple(old), tuple(new)
    head, tail = _equal_ends(old, new)
    chain: list[Stretch] = [tuple.__new__(Stretch, (0, 0, head))] if head else []
    gaps: list[Gap] = []
    moved: list[Stretch] = []
    rows, columns = tuple(range(head, len(old) - tail)), tuple(range(head, len(new) - tail))
    middle: Gap = tuple.__new__(Gap, (rows, columns))
    if middle.rows and middle.columns:
        unique = _unique_stretches(middle, _keys(old, middle.rows), _keys(new, middle.columns))
        still = _in_order(unique)
        if len(still) < len(unique):
            moved = sorted(set(unique).difference(still))
        for gap in _gaps_between(still, middle, moved):
            if gap.rows and gap.columns:
                _settle(gap, old, new, chain, gaps)
            else:
                gaps.append(gap)
        chain += still
        chain.sort()
    elif middle.rows or middle.columns:
        gaps.append(middle)
    if tail:
        chain.append(tuple.__new__(Stretch, (len(old) - tail, len(new) - tail, tail)))
    return Anchors(chain, moved, gaps)


def _in_order(unique: list[Stretch]) -> list[Stretch]:
    """The stretches, given by their place in old, that grow on both sides and hold the most sentences."""
    news = [new for _, new, _ in unique]
    if all(map(lt, news, news[1:])):
        return unique
    row, column = unique[0].old, min(news)  # counted from here, a chain costs what its gap holds, not the whole text
    boxes: list[Box] = []
    width = 0
    for old, new, length in unique:
        boxes.append(tuple.__new__(Box, (old - row, new - column, length, length, float(length))))
        width = max(width, new - column + length)
    return [
        tuple.__new__(Stretch, (box.row + row, box.column + column, box.rows)) for box in heaviest_chain(boxes, width)
    ]


def _unique_stretches(gap: Gap, of_old: Sequence[Hashable], of_new: Sequence[Hashable]) -> list[Stretch]:
    """The equal keys that occur exactly once among those of rows and of columns alike, by their place in old.

    Args:
        gap: where they stand.
        of_old: one key for each row.
        of_new: one key for each column.
    """
    place = dict(zip(of_new, gap.columns, strict=True))
    if len(place) < len(of_new):
        for key in _repeated(of_new):
            del place[key]
    found = [*map(place.get, of_old)]
    places = {*found} - {None}
    if len(places) < len(found) - found.count(None):  # most texts repeat nothing, and that is seen at once
        twice = _repeated(found)
        found = [None if j in twice else j for j in found]
    return _joined(gap.rows, found)


def _repeated(keys: Iterable[Key]) -> set[Key]:
    """What occurs more than once."""
    seen, twice = set[Key](), set[Key]()
    for key in keys:
        if key in seen:
            twice.add(key)
        else:
            seen.add(key)
    return twice


def _unique_runs(gap: Gap, of_old: Sequence[str], of_new: Sequence[str]) -> list[Stretch]:
    """Where runs begin that occur once on both sides of a very long gap; what follows in a run is then an equal end."""
    if len(gap.rows) + len(gap.columns) <= LONG_GAP or min(len(gap.rows), len(gap.columns)) < RUN:
        return []
    runs_old, runs_new = (list(zip(*(keys[k:] for k in range(RUN)), strict=False)) for keys in (of_old, of_new))
    return _unique_stretches(Gap(gap.rows[: len(runs_old)], gap.columns[: len(runs_new)]), runs_old, runs_new)


def _joined(rows: tuple[int, ...], found: Sequence[int | None]) -> list[Stretch]:
    """Ascending places of old and that of each in new, None where it has none, as stretches."""
    stretches: list[Stretch] = []
    start_old = start_new = next_old = next_new = 0
    for i, j in zip(rows, found):  # noqa: B905  as many; told to be strict it is slower, compiled
        if i == next_old and j == next_new:
            next_old += 1
            next_new += 1
        elif j is not None:
            if start_old < next_old:
                stretches.append(tuple.__new__(Stretch, (start_old, start_new, next_old - start_old)))
            start_old, start_new, next_old, next_new = i, j, i + 1, j + 1
    if start_old < next_old:
        stretches.append(tuple.__new__(Stretch, (start_old, start_new, next_old - start_old)))
    return stretches


def _gaps_between(chain: Iterable[Stretch], gap: Gap, moved: Sequence[Stretch] = ()) -> list[Gap]:
    """The gaps a chain leaves inside a gap, without the sentences that have moved."""
    gaps: list[Gap] = []
    gone_old = {i for old, _, length in moved for i in range(old, old + length)}
    gone_new = {j for _, new, length in moved for j in range(new, new + length)}
    rows, columns = gap.rows, gap.columns
    r = c = 0
    end: Stretch = tuple.__new__(Stretch, (rows[-1] + 1, columns[-1] + 1, 0))
    for old, new, length in (*chain, end):
        r_end, c_end = _index(rows, old, r), _index(columns, new, c)
        if r < r_end or c < c_end:
            left, right = rows[r:r_end], columns[c:c_end]
            if moved:
                left = tuple([i for i in left if i not in gone_old])
                right = tuple([j for j in right if j not in gone_new])
            if left or right:
                gaps.append(tuple.__new__(Gap, (left, right)))
        r, c = r_end + length, c_end + length
    return gaps


def _index(places: tuple[int, ...], place: int, start: int) -> int:
    """Where a place is among ascending ones or would be, at or behind `start`: mostly they are neighbours."""
    if start < len(places):
        expected = start + place - places[start]
        if start <= expected < len(places) and places[expected] == place:
            return expected
    return bisect_left(places, place, start)


def _settle(gap: Gap, old: tuple[str, ...], new: tuple[str, ...], chain: list[Stretch], gaps: list[Gap]) -> None:
    """Add to the chain what equality settles inside a gap, and the gaps that are left, in order."""
    waiting = [(gap, 0)]
    while waiting:
        gap, depth = waiting.pop()
        rows, columns = gap
        if len(rows) == len(columns) == 1 and old[rows[0]] != new[columns[0]]:  # most often
            gaps.append(gap)
            continue
        of_old, of_new = _keys(old, rows), _keys(new, columns)
        if depth == DEEPEST or not rows or not columns or set(of_old).isdisjoint(of_new):
            gaps.append(gap)
            continue
        head, tail = _equal_ends(of_old, of_new)
        if head or tail:
            chain += _joined(rows[:head], columns[:head])
            chain += _joined(rows[len(rows) - tail :], columns[len(columns) - tail :])
            rows, columns = rows[head : len(rows) - tail], columns[head : len(columns) - tail]
            gap = tuple.__new__(Gap, (rows, columns))
            of_old, of_new = of_old[head : len(of_old) - tail], of_new[head : len(of_new) - tail]
        if rows and columns and (unique := _unique_stretches(gap, of_old, of_new) or _unique_runs(gap, of_old, of_new)):
            still = _in_order(unique)
            chain += still
            waiting += reversed([(inner, depth + 1) for inner in _gaps_between(still, gap)])
        elif rows or columns:
            gaps.append(gap)


def _keys(side: tuple[str, ...], places: tuple[int, ...]) -> tuple[str, ...]:
    """The keys at some ascending places, which mostly are neighbours."""
    if places and places[-1] - places[0] == len(places) - 1:
        return side[places[0] : places[-1] + 1]
    return tuple([side[place] for place in places])


def _equal_ends(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[int, int]:
    """How many keys are equal at the beginning, and at the end of what then remains."""
    shorter = min(len(old), len(new))
    head = tail = 0
    while head + BLOCK <= shorter and old[head : head + BLOCK] == new[head : head + BLOCK]:
        head += BLOCK
    while head < shorter and old[head] == new[head]:
        head += 1
    left, end, new_end = shorter - head, len(old), len(new)
    while tail + BLOCK <= left and old[end - BLOCK : end] == new[new_end - BLOCK : new_end]:
        tail, end, new_end = tail + BLOCK, end - BLOCK, new_end - BLOCK
    while tail < left and old[end - 1] == new[new_end - 1]:
        tail, end, new_end = tail + 1, end - 1, new_end - 1
    return head, tail
