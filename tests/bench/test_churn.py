"""False churn counts the words of sentences that both texts have and that are shown as changed all the same."""

from tests.bench.churn import changed_words, false_churn
from tests.bench.engines import OURS

OLD = "The bridge is closed to traffic. Nobody was hurt in it. Read more."
NEW = "Nobody was hurt in it. The bridge is closed to traffic. Read more."


def test_a_move_shown_as_deleted_and_inserted_is_false_churn() -> None:
    shown = ["The bridge is closed to traffic."], ["The bridge is closed to traffic."]
    assert changed_words(shown) == 12
    assert false_churn(OLD, NEW, shown) == 12


def test_several_sentences_in_one_text_shown_are_counted_each() -> None:
    shown = ["The bridge is closed to traffic. Nobody was hurt in it."], [""]
    assert false_churn(OLD, NEW, shown) == 11


def test_short_sentences_are_not_counted() -> None:
    assert false_churn(OLD, NEW, (["Read more."], [])) == 0


def test_what_only_one_text_has_is_no_false_churn() -> None:
    assert false_churn(OLD, "Nobody was hurt in it.", (["The bridge is closed to traffic."], [])) == 0


def test_of_a_repeated_sentence_as_many_may_go_as_there_were_more() -> None:
    once = "Nobody was hurt in it."
    assert false_churn(f"{once} {once}", once, ([once], [])) == 0
    assert false_churn(f"{once} {once}", once, ([once, once], [])) == 5


def test_words_inside_an_edited_sentence_are_no_false_churn() -> None:
    assert false_churn("It closed at 3 on Monday.", "It closed at 5 on Monday.", (["3"], ["5"])) == 0


def test_ours_shows_a_sentence_that_only_moved_as_neither() -> None:
    assert OURS.shown
    assert OURS.shown(OURS.run(*OURS.prepare(OLD, NEW))) == ([], [])


def test_ours_shows_what_was_edited_added_and_deleted() -> None:
    assert OURS.shown
    new = OLD.replace("closed", "open").replace("Read more.", "Trains are running again tonight.")
    shown = OURS.shown(OURS.run(*OURS.prepare(OLD, new)))
    assert shown == (["closed", "Read more."], ["open", "Trains are running again tonight."])
