"""Two sides beside each other: what both begin and end with, and what follows each other on both."""

from hypothesis import given
from hypothesis import strategies as st

from revtrack.report.sides import common_ends, in_order, paragraphs_of, sentences_of
from tests.report.handmade import added, comparison, edited, kept, moved, removed

texts = st.text("ab", max_size=8)


@given(texts, texts)
def test_common_ends_are_common_and_as_long_as_they_can_be(old: str, new: str) -> None:
    head, tail = common_ends(old, new)
    ours, theirs = old[head : len(old) - tail], new[head : len(new) - tail]
    assert old[:head] == new[:head]
    assert old[len(old) - tail :] == new[len(new) - tail :]
    assert not (ours and theirs) or (ours[0] != theirs[0] and ours[-1] != theirs[-1])


@given(texts, texts)
def test_common_ends_of_lines_are_those_of_letters(old: str, new: str) -> None:
    assert common_ends(list(old), list(new)) == common_ends(old, new)


def test_what_moved_came_or_went_is_in_no_order_on_both_sides() -> None:
    steps = [
        kept(1, "A."),
        removed(2, "B."),
        edited(3, "[-D-]{+E+}."),
        moved(2, 4, "C.", place=2),
        added(5, "F."),
    ]
    found = comparison(*steps)
    old, new = found.old.sentences, found.new.sentences
    pairs = [(old[ours[0]].text, new[theirs[0]].text) for ours, theirs in in_order(found)]
    assert pairs == [("A.", "A."), ("D.", "E.")]


def test_a_change_names_its_sentences_and_each_sentence_has_its_paragraph() -> None:
    found = comparison(kept(1, "A."), edited(3, "[-D-]{+E+}."))
    (change,) = found.changes
    assert sentences_of(change) == ((1,), (1,))
    assert len(paragraphs_of(found.new)) == len(found.new.sentences)
    assert paragraphs_of(found.new)[0] == 1
