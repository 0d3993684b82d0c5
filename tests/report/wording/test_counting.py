"""How much changed, in numbers."""

import pytest

from revtrack.report.wording import counts, counts_line
from tests.report.handmade import comparison, edited, fire, kept, moved, removed


def test_counts_tell_a_moved_and_edited_sentence_as_both() -> None:
    found = counts(fire())
    assert (found.edited, found.added, found.removed, found.moved, found.split, found.merged) == (3, 1, 1, 2, 1, 1)
    assert found.unchanged == 7
    assert counts_line(found) == "3 edited, 1 added, 1 removed, 2 moved, 1 split, 1 merged"


def test_the_changed_share_is_the_words_that_came_and_went_among_those_of_both_sides() -> None:
    found = counts(comparison(edited(1, "The fire killed [-three-]{+five+} people."), removed(1, "Nobody ran.")))
    assert (found.words_removed, found.words_added) == (3, 1)
    assert found.changed_share == pytest.approx(4 / (7 + 5))


def test_a_sentence_that_only_moved_changes_no_words() -> None:
    assert counts(comparison(moved(2, 1, "It rained."), kept(2, "It blew."))).changed_share == 0.0


def test_letters_count_as_words_where_a_script_sets_no_blanks() -> None:
    found = counts(comparison(edited(1, "火事で[-三-]{+五+}人が死亡。")))
    assert (found.words_removed, found.words_added) == (1, 1)
    assert found.changed_share == pytest.approx(2 / 16)


def test_texts_without_words_have_changed_by_nothing() -> None:
    assert counts(comparison()).changed_share == 0.0
    assert counts_line(counts(comparison())) == "no sentence changed"
