"""Which Change matters most, and which may be hidden."""

from revtrack.model import FieldName
from revtrack.report.wording import is_minor, most_telling, most_telling_of, summary
from tests.report.handmade import added, comparison, edited, field, fire, history, kept, label, moved, removed
from tests.report.wording.steps import NUMBER


def test_the_most_telling_change_is_the_weightiest_however_short_it_is() -> None:
    long = "Officials said that all the roads around the harbour had been closed for the whole day."
    found = comparison(added(1, long), edited(2, "All [-3-]{+5+}.", NUMBER))
    assert most_telling(found) is found.changes[1]


def test_among_equally_weighty_changes_the_longest_is_the_most_telling_then_the_first() -> None:
    same = comparison(added(1, "It rained."), added(2, "It rained a lot."), added(3, "It poured a bit."))
    assert most_telling(same) is same.changes[1]


def test_a_changed_headline_tells_more_than_a_removed_sentence_and_less_than_a_fact() -> None:
    headline = field(FieldName.HEADLINE, "Fire[-?-]", label("punctuation"))
    found = comparison(removed(1, "It rained."), fields=[headline])
    assert most_telling(found) is headline
    fact = comparison(edited(1, "All [-3-]{+5+}.", NUMBER), fields=[headline])
    assert most_telling(fact) is fact.changes[0]


def test_of_a_rewritten_text_the_new_headline_tells_most_unless_there_is_a_note() -> None:
    headline = field(FieldName.HEADLINE, "[-Rain-]{+Sun+}")
    fact = edited(1, "All [-3-]{+5+}.", NUMBER)
    found = comparison(fact, fields=[headline], labels=[label("rewritten")])
    assert most_telling(found) is headline
    assert summary(found).startswith("Rewritten: 50 % of the words changed. Headline changed. Number changed: ")
    note = added(2, "Correction: it was five.", label("note", None, "Correction"))
    noted = comparison(fact, note, fields=[headline], labels=[label("rewritten")])
    assert most_telling(noted) is noted.changes[1]


def test_minor_edits_win_only_where_there_is_nothing_else() -> None:
    typo = edited(1, "[-Evrey-]{+Every+} single word of this sentence stays.", label("spelling", "Evrey", "Every"))
    found = comparison(typo, moved(3, 2, "It rained."))
    assert most_telling(found) is found.changes[1]
    alone = comparison(typo)
    assert most_telling(alone) is alone.changes[0]
    assert most_telling(comparison(kept(1, "It rained."))) is None


def test_the_most_telling_step_is_the_one_with_the_most_telling_change() -> None:
    told = history(comparison(added(1, "It rained.")), fire(), comparison(edited(1, "[-A-]{+B+}.")))
    assert most_telling_of(told.transitions) is told.transitions[1]
    assert most_telling_of([]) is None


def test_a_change_with_a_fact_in_it_is_never_minor() -> None:
    steps = [
        edited(1, "A [-3-]{+5+}.", NUMBER, label("spelling")),
        edited(1, "[-a-]{+A+}.", label("case")),
    ]
    assert [is_minor(one) for one in comparison(*steps).changes] == [False, True]
    assert not is_minor(field(FieldName.HEADLINE, "Fire[-?-]", label("punctuation")))


def test_a_headline_is_never_minor_not_even_when_only_a_question_mark_went() -> None:
    assert "minor" not in summary(comparison(fields=[field(FieldName.HEADLINE, "Fire[-?-]", label("punctuation"))]))
