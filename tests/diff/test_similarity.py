"""Similarities: in [0, 1], the same from both sides, as the drawn formula says, and made for pairs worth it alone."""

from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revtrack.diff import DiffOptions, align
from revtrack.diff.align.anchors import Gap
from revtrack.diff.align.similarity import UNIT, Sides, Table
from revtrack.extract import document_from_sentences
from tests.diff.drawn import documents, two_texts

OPTIONS = DiffOptions()

ALL = DiffOptions(least_common=0.0)
"""Nothing that shares a word is left out for sharing too few."""


def table_of(old: list[str], new: list[str], options: DiffOptions = OPTIONS) -> Table:
    """The cells of two texts as one gap."""
    sides = Sides(*documents((old, new)), options)
    return Table(sides, [Gap(tuple(range(len(old))), tuple(range(len(new))))])


@given(two_texts(most=5))
def test_scores_and_covers_lie_between_0_and_1_and_only_what_shares_a_word_or_is_equal_has_a_cell(
    texts: tuple[list[str], list[str]],
) -> None:
    table = table_of(*texts, ALL)
    for i in table.rows:
        for j in table.columns:
            cell = table.cell(i, j)
            shared = table.rows[i].bag & table.columns[j].bag
            equal = table.sides.old_keys[i] == table.sides.new_keys[j]
            assert (cell is not None) == bool(shared or equal)
            if cell:
                assert cell.equal == equal
                assert all(0 <= value <= 1 for value in (cell.plain, cell.old_cover, cell.new_cover))


@given(two_texts(most=5))
def test_what_shares_a_word_and_has_no_cell_shares_too_few_of_them(texts: tuple[list[str], list[str]]) -> None:
    table, whole = table_of(*texts), table_of(*texts, ALL)
    for i, old in table.rows.items():
        for j, new in table.columns.items():
            if table.cell(i, j) is None and whole.cell(i, j):
                assert len(old.bag & new.bag) < OPTIONS.least_common * min(len(old.bag), len(new.bag))


@given(two_texts(most=4))
def test_every_score_is_the_same_from_the_other_side(texts: tuple[list[str], list[str]]) -> None:
    there, back = table_of(*texts), table_of(*texts[::-1])
    for i in there.rows:
        for j in there.columns:
            one, other = there.cell(i, j), back.cell(j, i)
            assert (one is None) == (other is None)
            if one and other:
                assert (one.plain, one.sim, one.old_cover) == (other.plain, other.sim, other.new_cover)


@given(two_texts(most=4))
def test_the_score_of_a_cell_is_that_of_its_sentences(texts: tuple[list[str], list[str]]) -> None:
    table = table_of(*texts)
    for i, row in table.by_row.items():
        for j, cell in row.items():
            wanted = table.sides.similarity(table.rows[i], table.columns[j])
            assert cell.plain == pytest.approx(1.0 if cell.equal else wanted, abs=1e-12)


@given(two_texts(most=4))
def test_weights_are_whole_numbers_so_that_no_sum_depends_on_its_order(texts: tuple[list[str], list[str]]) -> None:
    table = table_of(*texts)
    sides = table.sides
    for words in (*table.rows.values(), *table.columns.values()):
        weight = sides.weighed(words)
        assert isinstance(weight, int)
        assert weight == sum(sides.weight([word]) for word in words.bag)
        assert all(sides.weight([word]) >= UNIT * log(2) - 1 for word in words.bag)


@given(two_texts(most=4), st.sampled_from((0.1, 0.3, 0.6, 0.9)))
def test_a_similarity_that_reaches_what_is_asked_for_is_told_exactly_and_any_other_stays_below(
    texts: tuple[list[str], list[str]], least: float
) -> None:
    table = table_of(*texts)
    sides = table.sides
    for old in table.rows.values():
        for new in table.columns.values():
            whole, asked = sides.similarity(old, new), sides.similarity(old, new, least)
            assert asked == whole if whole >= least else asked < least


def test_a_score_is_the_weighted_mean_of_order_and_bag() -> None:
    """old: alpha beta gamma; new: alpha beta delta. Four words; two on both sides, two on one."""
    cell = table_of(["alpha beta gamma"], ["alpha beta delta"]).cell(0, 0)
    both, single = log(3 / 1.5), log(3 / 1.0)
    dice = 2 * 2 * both / (2 * (2 * both + single))
    order = 2 * 2 / 6
    assert cell is not None
    assert cell.plain == pytest.approx(0.6 * order + 0.4 * dice, abs=1e-6)
    assert cell.old_cover == pytest.approx(2 * both / (2 * both + single), abs=1e-6)


def test_a_word_in_every_sentence_counts_least() -> None:
    old = [f"the {word} arrived" for word in ("ferry", "train", "mayor", "storm")]
    table = table_of(old, ["the ferry left", "the crane arrived"])
    ferry, crane = table.cell(0, 0), table.cell(0, 1)
    assert ferry is not None
    assert crane is not None
    assert ferry.plain > crane.plain


def test_words_weigh_as_in_both_whole_versions_whatever_part_is_compared() -> None:
    old, new = documents((["the ferry left", "the gulls", "the nets"], ["the ferry sank", "the ropes", "the tides"]))
    alone = Table(Sides(old, new, OPTIONS), [Gap((0,), (0,))]).cell(0, 0)
    among = Table(Sides(old, new, OPTIONS), [Gap((0, 1, 2), (0, 1, 2))]).cell(0, 0)
    assert alone is not None
    assert among is not None
    assert alone.plain == among.plain


def test_a_lead_over_all_rivals_raises_a_score_and_a_rival_lowers_it() -> None:
    alone = table_of(["the ferry left at noon"], ["the ferry left at nine"]).cell(0, 0)
    rival = table_of(["the ferry left at noon"], ["the ferry left at nine", "the ferry left at ten"]).cell(0, 0)
    assert alone is not None
    assert rival is not None
    assert alone.sim > alone.plain
    assert rival.sim < rival.plain


def test_words_beyond_the_limit_do_not_count() -> None:
    options = DiffOptions(max_words=10)
    table = table_of(["same " * 10 + "old " * 50], ["same " * 10 + "new " * 50], options)
    cell = table.cell(0, 0)
    assert cell is not None
    assert cell.plain == 1.0
    assert not cell.equal


def test_letters_of_endless_lines_are_not_compared() -> None:
    sides = table_of(["£1,526", "a" * 300], ["£1,518", "a" * 300 + "b"]).sides
    assert sides.letters(0, 0) == pytest.approx(2 * 4 / 12)
    assert sides.letters(1, 1) == 0.0


def test_however_many_equal_lines_stand_between_edited_ones_all_are_kept() -> None:
    """300 equal lines, more than `common_word`, in pairs between edited lines, so that no slot has one line alone."""
    assert OPTIONS.common_word < 300
    between = ["Read more here."] * 2
    old, new = (
        [line for k in range(150) for line in (f"Story{k} tells of day{k} and {word}{k}.", *between)] + [f"End {word}."]
        for word in ("rain", "snow")
    )
    found = align(document_from_sentences(old), document_from_sentences(new))
    assert [(pair.old, pair.new) for pair in found] == [((k,), (k,)) for k in range(len(old))]
    assert [pair.operation for pair in found] == ["edited", "kept", "kept"] * 150 + ["edited"]


def test_of_words_too_common_to_search_by_the_nearest_sentences_are_compared() -> None:
    old, new = [f"price old{number}" for number in range(40)], [f"price new{number}" for number in range(40)]
    table = table_of(old, new, DiffOptions(common_word=10, common_window=4))
    compared = {i: sorted(table.by_row[i]) for i in (0, 20, 39)}
    assert compared[20] == [18, 19, 20, 21]
    assert compared[0][0] == 0
    assert compared[39][-1] == 39
    assert all(len(places) <= 4 for places in compared.values())


def test_a_rare_word_leads_to_its_sentence_in_any_gap_and_a_common_one_to_none_but_neighbours() -> None:
    """Both words stand in row 0; `price` stands in 12 columns, `otter` in the last one, of another gap."""
    old = ["price otter", *(f"price old{number}" for number in range(11))]
    new = [*(f"price new{number}" for number in range(11)), "kept", "price otter left"]
    sides = Sides(*documents((old, new)), DiffOptions(near_window=3))
    table = Table(sides, [Gap(tuple(range(12)), tuple(range(11))), Gap((), (12,))])
    assert sorted(table.by_row[0]) == [0, 1, 2, 12]
    assert all(12 not in table.by_row[i] for i in range(1, 12))
