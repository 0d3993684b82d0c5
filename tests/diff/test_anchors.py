"""Anchors: what equality alone settles, against slow definitions."""

from collections import Counter
from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from revtrack.diff.anchors import find_anchors

keys = st.lists(st.integers(0, 6), max_size=8)


def unique_pairs(old: list[int], new: list[int]) -> list[tuple[int, int]]:
    """Places of keys that stand exactly once on each side."""
    return [
        (i, j) for i, a in enumerate(old) for j, b in enumerate(new) if a == b and old.count(a) == new.count(b) == 1
    ]


def grows(points: tuple[tuple[int, int], ...]) -> bool:
    """True when both places grow from point to point."""
    return all(before[0] < after[0] and before[1] < after[1] for before, after in pairwise(points))


@given(keys, keys)
def test_the_chain_holds_as_many_unique_keys_as_any_growing_choice(old: list[int], new: list[int]) -> None:
    unique = unique_pairs(old, new)
    longest = max(
        size for size in range(len(unique) + 1) for chosen in combinations(unique, size) if grows(chosen) or not chosen
    )
    anchors = find_anchors(old, new)
    assert len(set(anchors.chain) & set(unique)) == longest
    assert set(anchors.moved) == set(unique) - set(anchors.chain)


@given(keys, keys)
def test_anchors_are_equal_grow_and_leave_the_rest_to_the_gaps(old: list[int], new: list[int]) -> None:
    anchors = find_anchors(old, new)
    assert all(old[i] == new[j] for i, j in (*anchors.chain, *anchors.moved))
    assert grows(anchors.chain)
    settled = (*anchors.chain, *anchors.moved)
    rows = [i for gap in anchors.gaps for i in gap.rows]
    columns = [j for gap in anchors.gaps for j in gap.columns]
    assert sorted([i for i, _ in settled] + rows) == list(range(len(old)))
    assert sorted([j for _, j in settled] + columns) == list(range(len(new)))


@given(keys, keys)
def test_equal_neighbours_of_anchors_and_of_both_ends_are_anchors_too(old: list[int], new: list[int]) -> None:
    anchors = find_anchors(old, new)
    settled = (*anchors.chain, *anchors.moved)
    free = [
        (i, j)
        for i in set(range(len(old))) - {i for i, _ in settled}
        for j in set(range(len(new))) - {j for _, j in settled}
        if old[i] == new[j]
    ]
    for i, j in free:
        assert (i - 1, j - 1) not in {(-1, -1), *anchors.chain}
        assert (i + 1, j + 1) not in {(len(old), len(new)), *anchors.chain}


@given(keys)
def test_a_text_anchors_itself_wholly(text: list[int]) -> None:
    anchors = find_anchors(text, text)
    assert anchors.chain == tuple((k, k) for k in range(len(text)))
    assert not anchors.moved
    assert not anchors.gaps


def test_repeated_lines_join_the_anchors_beside_them() -> None:
    anchors = find_anchors([1, 9, 2, 9, 3, 9], [1, 9, 3, 9])
    assert anchors.chain == ((0, 0), (1, 1), (4, 2), (5, 3))
    assert [(gap.rows, gap.columns) for gap in anchors.gaps] == [((2, 3), ())]


def test_the_drawn_example_of_the_module_holds() -> None:
    old, new = "AxBxCD", "DAxByxC"
    anchors = find_anchors(*([ord(letter) for letter in side] for side in (old, new)))
    assert "".join(old[i] for i, _ in anchors.chain) == "AxBxC"
    assert [old[i] for i, _ in anchors.moved] == ["D"]
    assert Counter(new[j] for gap in anchors.gaps for j in gap.columns) == Counter("y")
