"""The scorer against figures computed by hand and against a slow one that follows the definitions literally."""

from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.eval.gold import Aligned, Marked
from tests.eval.scorer import Count, figures, moved, norm, operations, score_alignments, score_marks

Pairs = frozenset[tuple[int, int]]


def document(old: str, new: str, pairs: set[tuple[int, int]], possible: set[tuple[int, int]] | None = None) -> Aligned:
    """A document whose sentences are single letters."""
    return Aligned(
        id="d", old=tuple(old), new=tuple(new), pairs=frozenset(pairs), possible=frozenset(possible or set())
    )


def values(one: Aligned, found: set[tuple[int, int]]) -> dict[str, float]:
    """Every figure, rounded."""
    return {name: round(figure.value, 1) for name, figure in figures(score_alignments([one], [found])).items()}


def test_the_figures_are_those_computed_by_hand() -> None:
    # a kept, b edited to x, c split into y and z, d deleted, w added; the answer misses z and takes d for w.
    one = document("abcd", "axyzw", {(0, 0), (1, 1), (2, 2), (2, 3)})
    found = {(0, 0), (1, 1), (2, 2), (3, 4)}
    assert values(one, found) == {
        "all F1": 75.0,  # 3 of 4 found, 3 of 4 true
        "edit F1": 66.7,  # 2 of 3, 2 of 3
        "group F1": 0.0,
        "op kept": 100.0,
        "op edited": 50.0,  # 2 right of 6 found, 2 true
        "op split": 0.0,
        "op deleted": 0.0,
        "op added": 0.0,
        "op macro": 30.0,
    }


def test_counts_are_summed_over_documents_before_dividing() -> None:
    right, wrong = document("a", "x", {(0, 0)}), document("abc", "xyz", {(0, 0), (1, 1), (2, 2)})
    counts = score_alignments([right, wrong], [{(0, 0)}, set()])
    assert counts["edit F1"].recall == 25.0
    assert counts["edit F1"].precision == 100.0
    assert counts["edit F1"].f1 == 40.0


def test_possible_pairs_are_neither_demanded_nor_wrong() -> None:
    one = document("ab", "xy", {(0, 0)}, possible={(1, 1)})
    assert values(one, {(0, 0), (1, 1)}) == values(one, {(0, 0)})
    assert values(one, {(0, 0)})["all F1"] == 100.0


def test_a_possible_pair_that_is_demanded_too_counts() -> None:
    one = document("a", "x", {(0, 0)}, possible={(0, 0)})
    assert values(one, {(0, 0)})["edit F1"] == 100.0


def test_equal_texts_that_gold_leaves_unpaired_may_be_paired() -> None:
    moved_away = document("am", "ma", {(0, 1)})
    assert values(moved_away, {(0, 1), (1, 0)}) == {"all F1": 100.0, "op kept": 100.0, "op macro": 100.0}
    assert values(document("am", "na", {(0, 1)}), {(0, 1), (1, 0)})["all F1"] < 100


def test_equal_texts_of_which_one_is_paired_in_gold_may_not() -> None:
    assert values(document("aa", "a", {(0, 0)}), {(0, 0), (1, 0)})["all F1"] == 66.7


def test_typography_makes_no_edit() -> None:
    one = Aligned(id="d", old=("“It’s – so”\u00a0he  said",), new=('"It\'s - so" he said',), pairs=frozenset({(0, 0)}))
    assert "edit F1" not in values(one, {(0, 0)})
    assert norm("ﬁ") == "fi"


def test_a_split_wins_over_a_merge_where_a_sentence_has_both() -> None:
    labels = operations((2, 2), {(0, 0), (0, 1), (1, 1)}, lambda _i, _j: False)
    assert labels == ["split", "merged", "split", "split"]


def test_a_pair_outside_the_document_is_an_error() -> None:
    with pytest.raises(ValueError, match=r"d: \(0, 1\) is outside 1 x 1"):
        score_alignments([document("a", "a", set())], [{(0, 1)}])


def test_as_many_answers_as_documents_are_needed() -> None:
    with pytest.raises(ValueError, match="shorter"):
        score_alignments([document("a", "a", set())], [])


def test_the_shorter_way_moves_and_a_split_moves_nobody() -> None:
    assert moved({(0, 2), (1, 0), (2, 1)}) == {(0, 2)}
    assert moved({(0, 0), (0, 1), (1, 2)}) == set()
    assert moved(()) == set()


TEXTS = st.lists(st.sampled_from("abcd"), min_size=1, max_size=4).map("".join)


@st.composite
def judged(draw: st.DrawFn) -> tuple[Aligned, set[tuple[int, int]]]:
    """A document with any gold and any answer to it."""
    old, new = draw(TEXTS), draw(TEXTS)
    cells = st.sets(st.sampled_from([*product(range(len(old)), range(len(new)))]), max_size=7)
    return document(old, new, draw(cells), draw(cells)), draw(cells)


def slow_labels(one: Aligned, pairs: set[tuple[int, int]]) -> list[str]:
    """The label of each sentence, asked of the definition one sentence at a time."""

    def label(side: int, place: int) -> str:
        mine = [pair for pair in pairs if pair[side] == place]
        if not mine:
            return ("deleted", "added")[side]
        if any(sum(i == other for other, _ in pairs) > 1 for i, _ in mine):
            return "split"
        if any(sum(j == other for _, other in pairs) > 1 for _, j in mine):
            return "merged"
        i, j = mine[0]
        return "kept" if one.old[i] == one.new[j] else "edited"

    return [label(side, place) for side, texts in enumerate((one.old, one.new)) for place in range(len(texts))]


def slow_groups(pairs: set[tuple[int, int]]) -> set[Pairs]:
    """The least sets of at least two pairs that share no sentence with any other pair."""
    closed = [
        frozenset(some)
        for size in range(1, len(pairs) + 1)
        for some in combinations(sorted(pairs), size)
        if not any(i == k or j == m for i, j in some for k, m in pairs - set(some))
    ]
    return {group for group in closed if len(group) > 1 and not any(other < group for other in closed)}


def longest_chain(pairs: set[tuple[int, int]]) -> int:
    """By trying all."""
    return max(
        size
        for size in range(len(pairs) + 1)
        for some in combinations(sorted(pairs), size)
        if all(some[k][1] <= some[k + 1][1] for k in range(size - 1))
    )


@given(judged())
def test_the_scorer_agrees_with_a_slow_one_written_from_the_definitions(
    case: tuple[Aligned, set[tuple[int, int]]],
) -> None:
    one, answer = case
    gold = set(one.pairs)
    found = {pair for pair in answer if pair in gold or pair not in one.possible}
    exempt = {(i, j) for i, j in found if one.old[i] == one.new[j] and all(i != k and j != m for k, m in gold)}
    found -= exempt
    counts = score_alignments([one], [answer])
    edits = [{(i, j) for i, j in pairs if one.old[i] != one.new[j]} for pairs in (found, gold)]
    groups = [slow_groups(pairs) for pairs in (found, gold)]
    assert counts["all F1"] == Count(len(found & gold), len(found), len(gold))
    assert counts["edit F1"] == Count(len(edits[0] & edits[1]), len(edits[0]), len(edits[1]))
    assert counts["group F1"] == Count(len(groups[0] & groups[1]), len(groups[0]), len(groups[1]))
    assert counts["moved F1"].found == len(found) - longest_chain(found)
    assert counts["moved F1"].true == len(gold) - longest_chain(gold)
    free = {i for i, _ in exempt} | {len(one.old) + j for _, j in exempt}
    labels = [
        both
        for place, both in enumerate(zip(slow_labels(one, found), slow_labels(one, gold), strict=True))
        if place not in free
    ]
    for name in {label for both in labels for label in both}:
        right = labels.count((name, name))
        expected = Count(right, sum(mine == name for mine, _ in labels), sum(true == name for _, true in labels))
        assert counts[f"op {name}"] == expected


@given(judged())
def test_gold_answered_by_itself_is_perfect(case: tuple[Aligned, set[tuple[int, int]]]) -> None:
    one, _ = case
    assert {figure.value for figure in figures(score_alignments([one], [one.pairs])).values()} == {100.0}


def marked(old: str, new: str, *marks: tuple[tuple[int, int] | None, tuple[int, int] | None]) -> Marked:
    """A sentence with its marks."""
    return Marked(id="m", old=old, new=new, marks=marks)


def test_marks_are_compared_by_the_words_they_touch() -> None:
    one = marked("one two three", "one 2 three four", ((4, 7), (4, 5)), (None, (12, 16)))
    part_of_a_word = [((5, 6), (4, 5)), (None, (12, 13))]
    assert {name: figure.value for name, figure in figures(score_marks([one], [part_of_a_word])).items()} == {
        "words": 100.0,
        "spans": 100.0,
        "whole": 100.0,
    }


def test_marks_of_the_right_words_in_other_pieces_are_no_right_marks() -> None:
    one = marked("one two", "1 2", ((0, 7), (0, 3)))
    counts = score_marks([one, one], [[((0, 3), (0, 1)), ((4, 7), (2, 3))], one.marks])
    assert counts == {"words": Count(8, 8, 8), "spans": Count(1, 3, 2), "whole": Count(1, 2, 2)}


def test_a_flipped_pair_stays_within_the_tolerance_of_every_figure() -> None:
    one = document("abcdefgh", "axyzdefkw", {(0, 0), (1, 1), (2, 2), (2, 3), (3, 4), (4, 5), (5, 6), (6, 7), (7, 7)})
    best = figures(score_alignments([one], [one.pairs]))
    for pair in one.pairs:
        worse = figures(score_alignments([one], [one.pairs - {pair}]))
        for name, figure in worse.items():
            assert figure.value >= best[name].value - figure.tolerance - 1e-9, (pair, name)
    two_flipped = figures(score_alignments([one], [one.pairs - {(1, 1), (3, 4)} | {(1, 4), (3, 1)}]))
    assert two_flipped["all F1"].value < best["all F1"].value - two_flipped["all F1"].tolerance
