"""The best chain of a gap, against an oracle that tries every monotone grouping."""

from functools import cache

import pytest
from hypothesis import given

from revtrack.diff import DiffOptions
from revtrack.diff.align.anchors import Gap
from revtrack.diff.align.chains import Box
from revtrack.diff.align.order import best_chain, gaps_between
from revtrack.diff.align.similarity import Cell, Sides, Table
from tests.diff.drawn import documents, two_texts

OPTIONS = DiffOptions()

CLOSE = DiffOptions(near=0, drift_slope=0.1)
"""So that a place matters in texts of five sentences too."""


class Oracle:
    """What a grouping is worth, from the definitions, and the most that any is worth, by trying them all."""

    def __init__(self, texts: tuple[list[str], list[str]], options: DiffOptions = OPTIONS) -> None:
        self.options = options
        self.rows, self.columns = (tuple(range(len(side))) for side in texts)
        self.gap = Gap(self.rows, self.columns)
        self.table = Table(Sides(*documents(texts), options), [self.gap])

    def chain(self) -> list[Box]:
        """What the differ finds."""
        if not self.rows or not self.columns:
            return []
        return best_chain(self.table, self.gap)

    def worth(self, olds: tuple[int, ...], news: tuple[int, ...]) -> float | None:
        """The worth of a pair, a split or a merge; None where it is not allowed."""
        cells = [cell for i in olds for j in news if (cell := self.table.cell(i, j))]
        if len(cells) < len(olds) * len(news):
            return None
        worth = self._pair(olds[0], news[0], cells[0]) if len(cells) == 1 else self._group(olds, news, cells)
        return worth if worth > 0 else None

    def _pair(self, i: int, j: int, cell: Cell) -> float:
        """Twice the similarity above the threshold; that grows with the way from its place by the nearer end.

        A pair of equal sentences is worth more, and the same wherever it stands.
        """
        options = self.options
        if cell.equal:
            return 2 * (cell.sim - options.pair_threshold) + options.equal_bonus
        from_end = abs((len(self.rows) - i) - (len(self.columns) - j))
        too_far = max(0, min(abs(i - j), from_end) - options.near)
        return 2 * (cell.sim - min(options.move_threshold, options.pair_threshold + too_far * options.drift_slope))

    def _group(self, olds: tuple[int, ...], news: tuple[int, ...], cells: list[Cell]) -> float:
        """Twice the similarity of the joined parts above the threshold and something for each; 0 for no group."""
        options, sides = self.options, self.table.sides
        covers = [cell.new_cover if len(olds) == 1 else cell.old_cover for cell in cells]
        near = any(cell.sim > options.group_near for cell in cells[:2])
        if any(cell.equal for cell in cells) or min(covers) < options.group_cover or not near:
            return 0.0
        old, new = sides.joined(self.table.rows[i] for i in olds), sides.joined(self.table.columns[j] for j in news)
        alike = sides.similarity(old, new)
        if alike < max(options.group_floor, *(cell.plain for cell in cells)):
            return 0.0
        single = old if len(olds) == 1 else new
        whole = sides.weight(old.bag & new.bag) / sides.weighed(single)
        if min(covers) < options.group_inside and (alike < options.group_alike or whole < options.group_whole):
            return 0.0
        return 2 * (alike - options.pair_threshold) + options.group_bonus * len(cells)

    def most(self) -> float:
        """The worth of the best monotone grouping of all."""
        shapes = [(1, 1)]
        for many in range(2, self.options.max_group + 1):
            shapes += [(1, many), (many, 1)]

        @cache
        def best(i: int, j: int) -> float:
            if i == len(self.rows) or j == len(self.columns):
                return 0.0
            found = [best(i + 1, j), best(i, j + 1)]
            for olds, news in shapes:
                if i + olds <= len(self.rows) and j + news <= len(self.columns):
                    worth = self.worth(self.rows[i : i + olds], self.columns[j : j + news])
                    if worth is not None:
                        found.append(worth + best(i + olds, j + news))
            return max(found)

        return best(0, 0)


def members(box: Box) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The places a box spans, of old and of new."""
    return tuple(range(box.row, box.row + box.rows)), tuple(range(box.column, box.column + box.columns))


@pytest.mark.parametrize("options", [OPTIONS, CLOSE], ids=["defaults", "place matters"])
@given(texts=two_texts(most=5))
def test_no_monotone_grouping_is_worth_more_than_the_chain(
    texts: tuple[list[str], list[str]], options: DiffOptions
) -> None:
    oracle = Oracle(texts, options)
    chain = oracle.chain()
    worths = [oracle.worth(*members(box)) for box in chain]
    assert None not in worths, "a box that is not allowed"
    assert worths == pytest.approx([box.worth for box in chain])
    assert sum(box.worth for box in chain) == pytest.approx(oracle.most())


@given(two_texts(most=5))
def test_the_chain_grows_on_both_sides_and_its_gaps_hold_the_rest(texts: tuple[list[str], list[str]]) -> None:
    oracle = Oracle(texts)
    chain = oracle.chain()
    rows = [i for box in chain for i in members(box)[0]]
    columns = [j for box in chain for j in members(box)[1]]
    assert rows == sorted(set(rows))
    assert columns == sorted(set(columns))
    gaps = list(gaps_between(chain, oracle.gap))
    assert all(gap.rows or gap.columns for gap in gaps)
    assert sorted([i for gap in gaps for i in gap.rows] + rows) == list(oracle.rows)
    assert sorted([j for gap in gaps for j in gap.columns] + columns) == list(oracle.columns)


def test_the_gaps_between_boxes_are_named_by_the_sentences_of_the_text() -> None:
    gap = Gap((3, 4, 6, 7), (1, 2, 5, 8, 9))
    found = list(gaps_between([Box(0, 1, 1, 2, 1.0), Box(2, 3, 1, 1, 1.0)], gap))
    assert found == [Gap((), (1,)), Gap((4,), ()), Gap((7,), (9,))]


def chain_of(old: list[str], new: list[str], options: DiffOptions = OPTIONS) -> list[tuple[int, int, int, int]]:
    """The boxes of the chain of two texts, without their worth."""
    return [box[:4] for box in Oracle((old, new), options).chain()]


WHOLE = "Divers searched the quay on Monday while engineers checked the crane."
PARTS = ["Divers searched the quay on Monday.", "Engineers checked the crane."]


def test_without_groups_a_split_is_a_pair_and_a_rest() -> None:
    assert chain_of([WHOLE], PARTS) == [(0, 0, 1, 2)]
    assert chain_of(PARTS, [WHOLE]) == [(0, 0, 2, 1)]
    assert chain_of([WHOLE], PARTS, DiffOptions(max_group=1)) == [(0, 0, 1, 1)]


def test_a_part_half_of_which_is_new_makes_a_group_only_with_a_sentence_that_is_told_whole() -> None:
    told = [PARTS[0], "Engineers checked the old crane with lamps."]
    lost = ["Divers searched the quay.", "Engineers with lamps checked the old crane."]
    assert chain_of([WHOLE], told) == [(0, 0, 1, 2)]
    assert chain_of([WHOLE], told, DiffOptions(group_whole=0.9)) == [(0, 0, 1, 1)]
    assert chain_of([WHOLE], told, DiffOptions(group_alike=0.9)) == [(0, 0, 1, 1)]
    assert chain_of([WHOLE], lost) == [(0, 0, 1, 1)]
    assert chain_of([WHOLE], lost, DiffOptions(group_inside=0.4)) == [(0, 0, 1, 2)]


def test_the_farther_from_its_place_the_more_alike_a_pair_in_order_has_to_be() -> None:
    """The sentence is sought among six others that all changed: by both ends of the gap it has come up three places."""
    old = [f"{word} {word}s stay." for word in ("Otter", "Heron", "Vole", "Toad", "Newt", "Swan")]
    new = [f"{word} {word}s go." for word in ("Quince", "Plum", "Pear", "Fig", "Sloe", "Date")]
    was, now = "The council meets in June to vote on the wall.", "The council met on Friday and it passed the plan."
    texts = [*old[:3], was, *old[3:]], [now, *new]
    assert (3, 0, 1, 1) in chain_of(*texts, DiffOptions(pair_threshold=0.25))
    assert (3, 0, 1, 1) not in chain_of(*texts, DiffOptions(pair_threshold=0.25, near=0, drift_slope=0.1))
