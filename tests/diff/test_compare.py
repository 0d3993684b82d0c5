"""What holds for every Comparison, whatever the texts: the invariants of the differ as properties."""

import pickle
from itertools import chain, combinations
from pathlib import Path

import pytest
from hypothesis import given

from revtrack.diff import compare
from revtrack.extract import document_from_sentences, document_from_text
from revtrack.model import Document, Operation, Pair
from tests.diff.case_files import CASES, read_case
from tests.diff.drawn import any_text, documents, two_texts
from tests.diff.invariants import assert_sound, assert_swap_mirrors

FRONT = (
    "The weather office had warned the coast of it on Friday.",
    "It was the third such evening of the month in the county.",
    "Nobody had expected so many people to come.",
)
BACK = ("The paper will report again tomorrow.", "Readers who saw it may write to the office by Sunday.")


@given(two_texts())
def test_every_sentence_is_in_one_pair_and_every_change_rebuilds_both_sides(texts: tuple[list[str], list[str]]) -> None:
    assert_sound(compare(*documents(texts)))


@given(two_texts())
def test_exchanging_the_sides_exchanges_what_came_with_what_went(texts: tuple[list[str], list[str]]) -> None:
    assert_swap_mirrors(*documents(texts))


@given(two_texts())
def test_a_text_compared_with_itself_has_no_change(texts: tuple[list[str], list[str]]) -> None:
    for text in texts:
        comparison = compare(document_from_sentences(text), document_from_sentences(text))
        assert comparison.same
        assert all(pair.old == pair.new and pair.operation is Operation.KEPT for pair in comparison.pairs)


@given(any_text(), any_text())
def test_texts_of_any_characters_are_compared_soundly_both_ways(old: list[str], new: list[str]) -> None:
    sides = document_from_sentences(old), document_from_sentences(new)
    assert_sound(compare(*sides))
    assert_swap_mirrors(*sides)


def weight(pair: Pair, old: Document, new: Document) -> int:
    """The words of both sides of a Pair, at least 1."""
    words = [old.sentences[i].words for i in pair.old] + [new.sentences[j].words for j in pair.new]
    return max(1, len(list(chain(*words))))


def heaviest_in_order(pairs: list[Pair], weights: list[int]) -> int:
    """The weight of the heaviest choice of Pairs in which nobody overtakes anybody: every choice is tried."""
    best = 0
    for size in range(len(pairs) + 1):
        for chosen in combinations(range(len(pairs)), size):
            places = sorted((pairs[k].old[0], pairs[k].new[0]) for k in chosen)
            if [new for _, new in places] == sorted(new for _, new in places):
                best = max(best, sum(weights[k] for k in chosen))
    return best


@given(two_texts(most=8))
def test_nobody_moves_who_need_not_counted_in_words(texts: tuple[list[str], list[str]]) -> None:
    old, new = documents(texts)
    pairs = [pair for pair in compare(old, new).pairs if pair.old and pair.new]
    weights = [weight(pair, old, new) for pair in pairs]
    stayed = [k for k, pair in enumerate(pairs) if not pair.moved]
    places = sorted((pairs[k].old[0], pairs[k].new[0]) for k in stayed)
    assert [place for _, place in places] == sorted(place for _, place in places), "two that stayed overtake each other"
    assert sum(weights[k] for k in stayed) == heaviest_in_order(pairs, weights)


def placed(old: Document, new: Document, ahead: int) -> list[tuple[tuple[int, ...], tuple[int, ...], str, bool]]:
    """The Pairs with places counted from `ahead` sentences further on."""
    return [
        (
            tuple(i - ahead for i in pair.old),
            tuple(j - ahead for j in pair.new),
            pair.operation,
            pair.moved,
        )
        for pair in compare(old, new).pairs
    ]


BARE = [path for path in sorted(CASES.glob("*.case")) if "old" in read_case(path).sections]


@pytest.mark.parametrize("path", BARE, ids=lambda path: path.stem)
def test_equal_text_in_front_and_behind_changes_no_case(path: Path) -> None:
    """Rare words weigh more, and the weights come from the whole versions: a frame could tip a doubtful pair."""
    case = read_case(path)
    old, new = case.sections["old"], case.sections["new"]
    framed = placed(
        document_from_sentences([*FRONT, *old, *BACK]), document_from_sentences([*FRONT, *new, *BACK]), len(FRONT)
    )
    inner = [one for one in framed if not (one[0] and not 0 <= one[0][0] < len(old))]
    assert inner == placed(document_from_sentences(old), document_from_sentences(new), 0)


@given(two_texts())
def test_equal_unique_text_in_front_and_behind_stays_where_it_is(texts: tuple[list[str], list[str]]) -> None:
    old, new = texts
    pairs = compare(
        document_from_sentences([*FRONT, *old, *BACK]), document_from_sentences([*FRONT, *new, *BACK])
    ).pairs
    front = [((k,), (k,)) for k in range(len(FRONT))]
    back = [((len(FRONT) + len(old) + k,), (len(FRONT) + len(new) + k,)) for k in range(len(BACK))]
    kept = {(pair.old, pair.new) for pair in pairs if pair.operation is Operation.KEPT and not pair.moved}
    assert kept.issuperset(front + back)


def test_the_comparison_with_an_earlier_text_is_the_exact_inverse() -> None:
    first = document_from_text("The port is closed. Nobody was hurt.\n\nA crane fell on Sunday and sank a boat.")
    second = document_from_text("A crane fell on Sunday. It sank a boat.\n\nThe port is closed until noon.")
    assert_swap_mirrors(first, second)
    assert len(compare(first, second).changes) == 3


def test_the_headline_is_compared_as_a_field_and_never_with_sentences() -> None:
    old = document_from_text("The port is closed.", headline="Crane falls into the harbour")
    new = document_from_text("Crane falls into the harbour\n\nThe port is closed.", headline="Crane sinks a boat")
    comparison = compare(old, new)
    assert [(field.field, field.old, field.new) for field in comparison.fields] == [
        ("headline", "Crane falls into the harbour", "Crane sinks a boat")
    ]
    assert [pair.operation for pair in comparison.pairs] == [Operation.ADDED, Operation.KEPT]


@given(two_texts())
def test_pairs_stand_in_the_order_of_new_and_deleted_sentences_behind_the_one_before_them(
    texts: tuple[list[str], list[str]],
) -> None:
    pairs = compare(*documents(texts)).pairs
    places = [pair.new[0] for pair in pairs if pair.new]
    assert places == sorted(places)
    position = {i: k for k, pair in enumerate(pairs) for i in pair.old}
    for k, pair in enumerate(pairs):
        if not pair.new and pair.old[0] > 0:
            before = position[pair.old[0] - 1]
            assert before < k or pairs[before].moved


def test_a_comparison_goes_to_another_process_and_comes_back_the_same() -> None:
    old = document_from_sentences(["The bridge was closed on Monday.", "Nobody was hurt."])
    new = document_from_sentences(["The bridge was closed on Friday.", "Nobody was hurt."])
    comparison = compare(old, new)
    assert pickle.loads(pickle.dumps(comparison)) == comparison  # noqa: S301  our own bytes


def test_a_sentence_deleted_from_between_the_parts_of_a_merge_stands_behind_it() -> None:
    ferries, slept = "Two ferries were cancelled on Monday", "Passengers slept in the terminal all night"
    old = document_from_sentences(["Rain fell.", f"{ferries}.", "Giraffes danced.", f"{slept}.", "Sun shone."])
    new = document_from_sentences(["Rain fell.", f"{ferries} and {slept.lower()}.", "Sun shone."])
    assert [(pair.old, pair.new) for pair in compare(old, new).pairs] == [
        ((0,), (0,)),
        ((1, 3), (1,)),
        ((2,), ()),
        ((4,), (2,)),
    ]
