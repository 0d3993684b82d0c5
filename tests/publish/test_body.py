"""What an entry says of each change, and how much of it."""

from dataclasses import replace

from revtrack.model import FieldChange, FieldName, Operation, Span, Weight
from revtrack.publish.body import ENTRY_CHANGES, LINE_LENGTH, Line, Passage, Said, body
from tests.publish.examples import change, comparison, everything, headline_change, label, numbers


def text(line: Line) -> str:
    return "".join(piece.text for piece in line.pieces)


def only_passage(*args: object, **kwargs: object) -> Passage:
    (passage,) = body(comparison(*args, **kwargs)).passages  # type: ignore[arg-type] # handed on as it comes
    return passage


def test_an_edited_sentence_is_told_before_and_after() -> None:
    passage = only_passage(numbers())
    assert passage.heading == "Number changed: \u2068three\u2069 to \u2068five\u2069"
    assert passage.place == "paragraph 3"
    assert [(line.said, text(line)) for line in passage.lines] == [
        (Said.BEFORE, "The fire killed three people."),
        (Said.AFTER, "The fire killed five people."),
    ]
    assert [[piece.mark for piece in line.pieces] for line in passage.lines] == [["", "del", ""], ["", "ins", ""]]


def test_no_line_has_removed_and_added_words() -> None:
    for passage in body(comparison(*everything())).passages:
        for line in passage.lines:
            assert {piece.mark for piece in line.pieces} in ({""}, {"del"}, {"ins"}, {"", "del"}, {"", "ins"})


def test_every_operation_says_what_its_lines_are() -> None:
    said = [[line.said for line in passage.lines] for passage in body(comparison(*everything())).passages]
    both = [Said.BEFORE, Said.AFTER]
    assert said == [both, [Said.ADDED], [Said.REMOVED], [Said.BOTH], both, both, both]


def test_a_moved_sentence_names_its_paragraphs_once() -> None:
    moved = body(comparison(*everything())).passages[3]
    assert moved.heading == "Sentence moved from paragraph 2 to paragraph 6"
    assert moved.place is None


def test_fields_are_told_first_and_like_sentences() -> None:
    headline = headline_change("Fire kills three", "Fire kills five")
    link = FieldChange(
        field=FieldName.LINK, old=None, new="https://post.example/", spans=(Span("+", "https://post.example/"),)
    )
    first, second, _ = body(comparison(numbers(), fields=[headline, link])).passages
    assert (first.heading, first.place) == ("Headline changed", None)
    assert [text(line) for line in first.lines] == ["Fire kills three", "Fire kills five"]
    assert (second.heading, second.lines[0].said) == ("Link added", Said.ADDED)


def test_of_too_many_changes_the_weightiest_are_told_in_reading_order() -> None:
    dull = change(Operation.EDITED, "It [-begun-]{+began+} at dawn.", label("spelling", Weight.MINOR), number=1)
    changes = [dull, *(numbers("three", str(count), number=count) for count in range(2, 2 + ENTRY_CHANGES)), dull, dull]
    told = body(comparison(*changes))
    assert [text(passage.lines[1]) for passage in told.passages] == [
        f"The fire killed {count} people." for count in range(2, 2 + ENTRY_CHANGES)
    ]
    assert told.left_out == 3


def test_equal_changes_are_each_counted() -> None:
    told = body(comparison(*[numbers()] * (ENTRY_CHANGES + 14)))
    assert (len(told.passages), told.left_out) == (ENTRY_CHANGES, 14)


def test_a_sentence_is_told_whole_up_to_the_limit() -> None:
    start = "x" * (LINE_LENGTH - len("three"))
    passage = only_passage(change(Operation.EDITED, start + "[-three-]{+five+}"))
    assert [text(line) for line in passage.lines] == [start + "three", start + "five"]


def test_a_sentence_beyond_the_limit_still_shows_what_changed() -> None:
    far = "word " * 20_000
    passage = only_passage(change(Operation.EDITED, f"{far}[-three-]{{+five+}} {far}"))
    for line, word in zip(passage.lines, ("three", "five"), strict=True):
        assert len(text(line)) <= LINE_LENGTH
        assert any(piece.text == word and piece.mark for piece in line.pieces)
        assert "…" in text(line)


def test_an_added_text_beyond_the_limit_is_cut_with_a_mark() -> None:
    passage = only_passage(change(Operation.ADDED, f"{{+{'word ' * 20_000}+}}"))
    added = text(passage.lines[0])
    assert added.endswith("…")
    assert len(added) <= LINE_LENGTH + 1


def test_characters_that_reorder_text_are_shown_by_number() -> None:
    passage = only_passage(change(Operation.ADDED, "{+paid \u202e000,1\u2069 euros+}"))
    assert text(passage.lines[0]) == "paid [U+202E]000,1[U+2069] euros"


def test_a_coarse_comparison_says_so() -> None:
    coarse = replace(comparison(numbers()), coarse=("Paragraphs 4 to 90 were compared as a whole.",))
    assert body(coarse).remarks == ("Paragraphs 4 to 90 were compared as a whole.",)
