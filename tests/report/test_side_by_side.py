"""Rows of two columns: every sentence once, unchanged text folded, both ends of a move linked."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revtrack.model import BlockKind, Comparison, FieldName, OnDemand, Operation, Pair, Rule
from revtrack.report.pages.cells import Cell
from revtrack.report.pages.side_by_side import (
    ChangeRow,
    Fold,
    Kept,
    Pointer,
    Row,
    field_rows,
    kept_headlines,
    rows,
)
from tests.report.handmade import (
    Step,
    added,
    block,
    comparison,
    document,
    edited,
    field,
    fire,
    kept,
    label,
    moved,
    removed,
)


def cells(drawn: Sequence[Row]) -> Iterator[Cell]:
    """Every cell of the rows, folded ones included."""
    for row in drawn:
        if isinstance(row, Fold):
            yield from (cell for one in row.sentences for cell in (one.old, one.new))
        elif not isinstance(row, Pointer):
            yield from (row.old, row.new)


def shown(drawn: Sequence[Row]) -> dict[str, str]:
    """The text under each anchor; fails where an anchor comes twice."""
    found = [
        (passage.anchor, "".join(piece.text for piece in passage.pieces))
        for cell in cells(drawn)
        for passage in cell.passages
    ]
    assert all(count == 1 for count in Counter(anchor for anchor, _ in found).values())
    return {anchor: text for anchor, text in found if anchor}


def sentences(compared: Comparison) -> dict[str, str]:
    """What must be shown: each sentence of both sides under its anchor."""
    return {
        f"{side}{index}": sentence.text
        for side, whole in (("o", compared.old), ("n", compared.new))
        for index, sentence in enumerate(whole.sentences)
    }


def changes(drawn: Sequence[Row]) -> list[ChangeRow]:
    return [row for row in drawn if isinstance(row, ChangeRow)]


def test_every_sentence_of_both_sides_is_shown_exactly_once_as_it_is() -> None:
    assert shown(rows(fire())) == sentences(fire())


step = st.sampled_from(
    [
        kept(1, "Kept."),
        edited(1, "Now [-three-]{+five+} of them."),
        added(1, "Added."),
        removed(1, "Removed."),
        moved(1, 1, "Moved.", place=0),
        moved(1, 1, "Moved [-away-]{+there+}.", place=5),
        Step(text="One[- and-]{+.+}| two.", operation=Operation.SPLIT, old=1, new=1),
        Step(text="One[-.| Two-]{+ and two+}.", operation=Operation.MERGED, old=1, new=1),
    ]
)


@given(st.lists(step, max_size=30))
def test_whatever_the_pairs_every_sentence_is_shown_once_and_every_change_has_a_row(steps: list[Step]) -> None:
    compared = comparison(*steps)
    drawn = rows(compared)
    assert shown(drawn) == sentences(compared)
    assert [row.number for row in changes(drawn)] == list(range(1, len(compared.changes) + 1))
    anchors = Counter(row.anchor for row in drawn if isinstance(row, ChangeRow | Pointer))
    assert all(count == 1 for count in anchors.values())
    linked = {row.link.anchor for row in drawn if isinstance(row, Pointer)}
    assert linked == {f"c{change.number}" for change in compared.changes if change.moved}


def test_unchanged_sentences_are_folded_but_for_one_beside_each_change() -> None:
    drawn = rows(comparison(*[kept(at, f"Sentence {at}.") for at in range(1, 6)], added(6, "New."), kept(7, "End.")))
    fold, context, change, end = drawn
    assert isinstance(fold, Fold)
    assert (fold.title, len(fold.sentences)) == ("4 unchanged sentences (¶1–4)", 4)
    assert isinstance(context, Kept)
    assert isinstance(change, ChangeRow)
    assert isinstance(end, Kept)


def test_a_single_sentence_is_not_worth_folding() -> None:
    drawn = rows(comparison(kept(1, "One."), kept(1, "Two."), added(2, "New.")))
    assert [row.shape for row in drawn] == ["kept", "kept", "change"]


def test_a_text_that_did_not_change_is_one_fold() -> None:
    drawn = rows(comparison(kept(1, "One."), kept(1, "Two."), kept(1, "Three.")))
    assert [row.title for row in drawn if isinstance(row, Fold)] == ["3 unchanged sentences (¶1)"]


def test_two_empty_texts_have_no_rows() -> None:
    assert rows(comparison()) == ()


def test_a_move_is_linked_from_both_its_places() -> None:
    drawn = rows(comparison(kept(1, "One."), kept(2, "Two."), kept(3, "Three."), moved(1, 3, "Gone.", place=1)))
    assert [row.shape for row in drawn] == ["kept", "pointer", "kept", "kept", "change"]
    pointer, change = drawn[1], drawn[4]
    assert isinstance(pointer, Pointer)
    assert isinstance(change, ChangeRow)
    assert change.origin is not None
    assert (pointer.link.text, pointer.link.anchor, pointer.link.down) == ("1 sentence moved to ¶3", "c1", True)
    assert (change.origin.text, change.origin.anchor, change.origin.down) == ("moved from ¶1", "c1-from", False)


def test_a_move_to_the_top_points_the_other_way() -> None:
    drawn = rows(comparison(moved(2, 1, "Up.", place=9), kept(1, "One."), kept(2, "Two.")))
    pointer = next(row for row in drawn if isinstance(row, Pointer))
    (change,) = changes(drawn)
    assert pointer.link.down is False
    assert change.origin is not None
    assert change.origin.down is True


def test_changes_lead_to_those_before_and_after_them_that_do_not_stand_right_beside_them() -> None:
    steps = [edited(1, "[-a-]{+b+}"), kept(2, "Same."), edited(3, "[-c-]{+d+}"), added(4, "e"), kept(5, "So.")]
    drawn = changes(rows(comparison(*steps, removed(6, "f"))))
    assert [row.previous for row in drawn] == [None, "c1", None, "c3"]
    assert [row.next for row in drawn] == ["c2", None, "c4", None]


def test_a_split_shows_one_sentence_level_with_two() -> None:
    row = next(row for row in changes(rows(fire())) if row.look == "split")
    assert [len(row.old.passages), len(row.new.passages)] == [1, 2]
    assert [piece.mark for piece in row.new.passages[1].pieces] == ["ins", ""]


def test_a_side_that_has_nothing_is_an_empty_cell() -> None:
    (row,) = changes(rows(comparison(removed(1, "Gone."))))
    assert row.new.passages == ()
    assert row.place == "paragraph 1"


def test_chips_do_not_repeat_the_title() -> None:
    number, hedge = label("number", "three", "five"), label("hedge", "reportedly")
    told, untold = changes(
        rows(comparison(edited(1, "[-three-]{+five+}", number, hedge), removed(2, "Gone.", label("hedge", "may"))))
    )
    assert len(told.chips) == 1
    assert told.chips[0].words[0].text.startswith("Hedge removed")
    assert len(untold.chips) == 1, "“Sentence removed” does not tell the hedge"
    assert told.strong
    assert untold.strong


def test_fields_are_rows_without_anchors_of_sentences() -> None:
    headline, link = field_rows(fire())
    assert (headline.look, headline.headline, link.look, link.headline) == ("edited", True, "added", False)
    assert {passage.anchor for row in (headline, link) for passage in row.new.passages} == {None}
    assert link.old.passages == ()


def test_headlines_that_do_not_differ_are_shown_once_per_side() -> None:
    name = [(FieldName.HEADLINE, "Fire")]
    same = Comparison(old=document([], name), new=document([], name), alignment=OnDemand.of(()), changes=(), fields=())
    found = kept_headlines(same)
    assert found is not None
    assert found.same
    assert kept_headlines(fire()) is None
    assert kept_headlines(comparison(kept(1, "No headline."))) is None


@pytest.mark.parametrize("old", [True, False])
def test_a_field_that_came_or_went_is_told_from_one_that_changed(old: bool) -> None:
    text = "[-By Ana Ruiz-]" if old else "{+By Ana Ruiz+}"
    (row,) = field_rows(comparison(fields=[field(FieldName.BYLINE, text, label("byline"))]))
    assert row.look == ("deleted" if old else "added")
    assert row.chips == ()


def test_a_heading_inside_the_text_stays_one() -> None:
    whole = replace(document([]), blocks=(block(["What we know"], BlockKind.HEADING),))
    pair = Pair(old=(0,), new=(0,), operation=Operation.KEPT, similarity=1.0, rule=Rule.EQUAL)
    (row,) = rows(Comparison(old=whole, new=whole, alignment=OnDemand.of((pair,)), changes=(), fields=()))
    assert isinstance(row, Kept)
    assert row.new.passages[0].kind is BlockKind.HEADING
