"""The best chain of a gap, against an oracle that tries every monotone grouping."""

from collections import defaultdict
from functools import cache

import pytest
from hypothesis import given

from revtrack.diff import DiffOptions
from revtrack.diff.anchors import Gap
from revtrack.diff.order import Link, best_chain
from revtrack.diff.similarity import Sides, Table
from revtrack.extract import document_from_sentences
from tests.diff.drawn import two_texts

OPTIONS = DiffOptions()


class Oracle:
    """What a grouping is worth, from the definitions, and the most that any is worth, by trying them all."""

    def __init__(self, old: list[str], new: list[str]) -> None:
        sentences = document_from_sentences(old).sentences, document_from_sentences(new).sentences
        self.sides = Sides(*sentences, OPTIONS)
        self.rows, self.columns = tuple(range(len(sentences[0]))), tuple(range(len(sentences[1])))
        self.table = Table(self.sides, self.rows, self.columns)
        self.words = self.sides.old_words, self.sides.new_words

    def chain(self) -> list[Link]:
        """What the differ finds."""
        return best_chain(self.table, Gap(self.rows, self.columns))[0]

    def worth(self, olds: tuple[int, ...], news: tuple[int, ...]) -> float | None:
        """The worth of a pair, a split or a merge; None where it is not allowed."""
        cells = [self.table.cell(i, j) for i in olds for j in news]
        if any(cell is None for cell in cells):
            return None
        known = [cell for cell in cells if cell]
        if len(known) == 1:
            worth = 2 * (known[0].sim - OPTIONS.pair_threshold) + OPTIONS.equal_bonus * known[0].equal
            return worth if worth > 0 else None
        covers = [cell.new_cover if len(olds) == 1 else cell.old_cover for cell in known]
        near = any(cell.sim > OPTIONS.group_near for cell in known[:2])
        if any(cell.equal for cell in known) or min(covers) < OPTIONS.group_cover or not near:
            return None
        joined = self.sides.similarity(
            [word for i in olds for word in self.words[0][i]], [word for j in news for word in self.words[1][j]]
        )
        if joined < max(OPTIONS.group_floor, *(cell.plain for cell in known)):
            return None
        return 2 * (joined - OPTIONS.pair_threshold) + OPTIONS.group_bonus * len(known)

    def most(self) -> float:
        """The worth of the best monotone grouping of all."""

        @cache
        def best(i: int, j: int) -> float:
            if i == len(self.rows) or j == len(self.columns):
                return 0.0
            found = [best(i + 1, j), best(i, j + 1)]
            shapes = [(1, 1), *((1, k) for k in range(2, 5)), *((k, 1) for k in range(2, 5))]
            for olds, news in shapes:
                if i + olds <= len(self.rows) and j + news <= len(self.columns):
                    worth = self.worth(self.rows[i : i + olds], self.columns[j : j + news])
                    if worth is not None:
                        found.append(worth + best(i + olds, j + news))
            return max(found)

        return best(0, 0)


def grouped(links: list[Link]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """The Links as groups, in order."""
    news_of, olds_of = defaultdict(list), defaultdict(list)
    for link in links:
        news_of[link.i].append(link.j)
        olds_of[link.j].append(link.i)
    groups = {(tuple(olds_of[link.j]), tuple(news_of[link.i])) for link in links}
    return sorted(groups)


@given(two_texts(most=5))
def test_no_monotone_grouping_is_worth_more_than_the_chain(texts: tuple[list[str], list[str]]) -> None:
    oracle = Oracle(*texts)
    worths = [oracle.worth(olds, news) for olds, news in grouped(oracle.chain())]
    assert None not in worths, "a link that is not allowed"
    assert sum(worth for worth in worths if worth) == pytest.approx(oracle.most())


@given(two_texts(most=5))
def test_the_chain_grows_on_both_sides_and_its_gaps_hold_the_rest(texts: tuple[list[str], list[str]]) -> None:
    oracle = Oracle(*texts)
    links, gaps = best_chain(oracle.table, Gap(oracle.rows, oracle.columns))
    groups = grouped(links)
    assert [i for olds, _ in groups for i in olds] == sorted({link.i for link in links})
    assert [j for _, news in groups for j in news] == sorted({link.j for link in links})
    assert sorted([i for gap in gaps for i in gap.rows] + [i for olds, _ in groups for i in olds]) == list(oracle.rows)
    assert sorted([j for gap in gaps for j in gap.columns] + [j for _, news in groups for j in news]) == list(
        oracle.columns
    )


def test_without_groups_a_split_is_a_pair_and_a_rest() -> None:
    old = document_from_sentences(["Divers searched the quay on Monday while engineers checked the crane."])
    new = document_from_sentences(["Divers searched the quay on Monday.", "Engineers checked the crane."])
    for most, links in ((4, 2), (1, 1)):
        sides = Sides(old.sentences, new.sentences, DiffOptions(max_group=most))
        chain, _ = best_chain(Table(sides, (0,), (0, 1)), Gap((0,), (0, 1)))
        assert len(chain) == links
