"""What order alone cannot explain: moved sentences, lone replacements in a slot, and parts that stand apart.

    moves   old   M  a  b  c          new   a  b  c  M'        M' far from its place, yet M
    slots   old   a  £1,526  b        new   a  £1,518  b       no common word, but the only ones between a and b
    parts   old   S  x                new   s1  x  s2          s1 is paired with S; s2 is the rest of S

Every pass looks across all gaps at once: what crosses from gap to gap is just what they exist for.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from rapidfuzz.distance import LCSseq

from revtrack.diff.anchors import Gap
from revtrack.diff.similarity import Sides, Table
from revtrack.model import Rule

__all__ = ["Matching", "attach_parts", "fill_slots", "find_moves"]


@dataclass(slots=True)
class Matching:
    """The links found so far and the rule that made each, while the passes add to them."""

    rules: dict[tuple[int, int], Rule] = field(default_factory=dict)
    new_of: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    old_of: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))

    def link(self, i: int, j: int, rule: Rule) -> None:
        """Join one old and one new sentence."""
        self.rules[i, j] = rule
        self.new_of[i].append(j)
        self.old_of[j].append(i)


def find_moves(matching: Matching, table: Table) -> None:
    """Link left-over sentences that are equal, alike, or one inside the other: strongest first, then nearest."""
    sides, options = table.sides, table.sides.options
    rest = []
    for i in table.rows:
        if i in matching.new_of:
            continue
        for j, cell in table.by_row[i].items():
            if j in matching.old_of:
                continue
            cover = max(cell.old_cover, cell.new_cover)
            inside = cover >= options.move_cover
            shorter = min(len(sides.old_words[i]), len(sides.new_words[j]))
            alike = cell.sim >= options.move_threshold or (inside and cell.sim >= options.pair_threshold)
            contained = cover >= options.contained_cover and _holds(sides, i, j, shorter)
            if cell.equal or (shorter >= options.move_words and alike) or contained:
                strength = max(cell.sim, (cell.sim + cover) / 2 if inside else 0.0)
                rest.append((-strength, abs(i - j), i, j))
    for _, _, i, j in sorted(rest):
        if i not in matching.new_of and j not in matching.old_of:
            matching.link(i, j, Rule.MOVED)


def _holds(sides: Sides, i: int, j: int, shorter: int) -> bool:
    """Whether the longer of two sentences holds the words of the shorter in its order, however much it adds."""
    options = sides.options
    if shorter < options.contained_words:
        return False
    return LCSseq.similarity(sides.old_words[i], sides.new_words[j]) >= options.contained_cover * shorter


def fill_slots(matching: Matching, table: Table, gaps: Iterable[Gap]) -> None:
    """Link the only old and the only new sentence of a gap when they are a little alike."""
    options = table.sides.options
    for gap in gaps:
        if len(gap.rows) != 1 or len(gap.columns) != 1:
            continue
        i, j = gap.rows[0], gap.columns[0]
        if i in matching.new_of or j in matching.old_of:
            continue
        longer = max(len(table.sides.old_words[i]), len(table.sides.new_words[j]))
        by_letters = longer <= options.slot_words and table.sides.letters(i, j) >= options.slot_letters
        if table.sim(i, j) >= options.slot_similarity or by_letters:
            matching.link(i, j, Rule.SLOT)


def attach_parts(matching: Matching, table: Table) -> None:
    """Link each left-over sentence to the paired one that explains most of it, beyond what its partners explain."""
    found = [
        *((i, j) for j in table.columns if (i := _explaining_old(matching, table, j)) is not None),
        *((i, j) for i in table.rows if (j := _explaining_new(matching, table, i)) is not None),
    ]
    for i, j in found:
        matching.link(i, j, Rule.LEFT_OVER)


def _explaining_old(matching: Matching, table: Table, j: int) -> int | None:
    """The paired old sentence of which the left-over new sentence j is another part."""
    sides, options = table.sides, table.sides.options
    if j in matching.old_of or len(sides.new_words[j]) < options.attach_words:
        return None
    best: tuple[float, int] | None = None
    for i in _near(matching.old_of, j, options.attach_distance):
        partners = matching.new_of[i]
        settled = i not in table.old_bags or any(sides.old_keys[i] == sides.new_keys[partner] for partner in partners)
        if not settled and len(partners) < options.attach_partners:
            share = table.explained(i, j, partners, old_side=False)
            if share >= options.attach_share and (best is None or share > best[0]):
                best = (share, i)
    return best[1] if best else None


def _explaining_new(matching: Matching, table: Table, i: int) -> int | None:
    """The paired new sentence of which the left-over old sentence i is another part."""
    sides, options = table.sides, table.sides.options
    if i in matching.new_of or len(sides.old_words[i]) < options.attach_words:
        return None
    best: tuple[float, int] | None = None
    for j in _near(matching.new_of, i, options.attach_distance):
        partners = matching.old_of[j]
        settled = j not in table.new_bags or any(sides.old_keys[partner] == sides.new_keys[j] for partner in partners)
        if not settled and len(partners) < options.attach_partners:
            share = table.explained(i, j, partners, old_side=True)
            if share >= options.attach_share and (best is None or share > best[0]):
                best = (share, j)
    return best[1] if best else None


def _near(partners_of: dict[int, list[int]], place: int, distance: int) -> list[int]:
    """The partners, ascending, of the sentences at most `distance` from a place on its side."""
    around = range(place - distance, place + distance + 1)
    return sorted({partner for neighbour in around for partner in partners_of.get(neighbour, ())})
