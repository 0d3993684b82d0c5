"""What is said of a whole step, in which order."""

from revtrack.model import FieldName
from revtrack.report.wording import summary
from tests.report.handmade import added, comparison, edited, field, fire, kept, label, removed
from tests.report.wording.steps import plain


def test_the_summary_is_words_first_the_weightiest_first_and_ends_with_the_note() -> None:
    assert plain(summary(fire())) == (
        "Headline changed. Number changed: three to five (paragraph 3). Quote added (paragraph 4). "
        "Sentence moved from paragraph 2 to paragraph 6 and edited: hedge “reportedly” removed. "
        "Sentence removed (paragraph 5). "
        "Sentence moved from paragraph 2 to paragraph 6. And 4 more changes. No new correction note found."
    )


def test_the_summary_tells_changes_of_a_kind_together() -> None:
    found = comparison(
        removed(1, "It rained."),
        edited(2, "[-It was good-]{+All well+}.", label("wording")),
        removed(3, "It blew."),
        edited(4, "[-teh-]{+the+}.", label("spelling")),
        removed(5, "It froze."),
        edited(5, "A[-;-]{+,+} b.", label("punctuation")),
        edited(6, "[-So be it-]{+Fine+}.", label("wording")),
        fields=[field(FieldName.LINK, f"{{+https://post.example/{name}+}}", label("link")) for name in "ab"],
    )
    assert summary(found) == (
        "3 sentences removed (paragraphs 1, 3 and 5). Wording changed in 2 sentences (paragraphs 2 and 6). "
        "2 links added. 2 minor edits (paragraphs 4 and 5)."
    )


def test_sentences_are_counted_apart_from_the_quotes_that_came_with_them() -> None:
    quotes = [added(at, "“No,” he said.", label("quote", None, "“No,”")) for at in (1, 3)]
    plain_ones = [added(at, "It rained.") for at in (2, 4)]
    assert summary(comparison(*quotes, *plain_ones, removed(6, "It blew."), removed(7, "It froze."))) == (
        "2 quotes added (paragraphs 1 and 3). 2 other sentences added (paragraphs 2 and 4). "
        "2 sentences removed (paragraphs 6 and 7). No new correction note found."
    )


def test_the_summary_tells_a_note_once_and_last() -> None:
    note = added(9, "Correction: it was five.", label("note", None, "Correction"))
    assert summary(comparison(removed(1, "It rained."), note)) == (
        "Sentence removed (paragraph 1). Correction note added (paragraph 9)."
    )


def test_a_summary_does_not_count_a_single_change_it_could_tell() -> None:
    fields = [field(name, "[-a-]{+b+}") for name in list(FieldName)[-6:]]
    said = summary(comparison(removed(1, "It rained."), fields=fields))
    assert said.endswith("Image changed.")
    assert said.count(".") == 7


def test_a_summary_of_many_changes_stays_short_and_counts_the_rest() -> None:
    steps = [
        edited(at, f"All [-{at}-]{{+{at + 100}+}}.", label("number", str(at), str(at + 100))) for at in range(1, 31)
    ]
    said = plain(summary(comparison(*steps)))
    assert said.startswith("Number changed: 1 to 101 (paragraph 1). ")
    assert said.endswith("Number changed: 6 to 106 (paragraph 6). And 24 more changes. No new correction note found.")


def test_the_summary_of_a_rewritten_article_says_so_first() -> None:
    found = comparison(removed(1, "It rained."), added(1, "The sun shone."), labels=[label("rewritten")])
    assert summary(found).startswith("Rewritten: 100 % of the words changed. ")


def test_equal_texts_have_a_summary_too() -> None:
    assert summary(comparison(kept(1, "It rained."))) == "Nothing changed."
