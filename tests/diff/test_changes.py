"""Changes and fields: texts, paragraphs, ids, and the share of a text that changed."""

import pytest

from revtrack.diff import DiffOptions, compare
from revtrack.diff.changes import describe_fields, is_rewritten
from revtrack.diff.labels import REWRITTEN_SHARE
from revtrack.diff.words import finest
from revtrack.extract import document_from_sentences, document_from_text
from revtrack.model import Comparison, Document, Field, FieldName, Span
from tests.diff.drawn import crowded_texts, documents


def with_fields(*fields: tuple[FieldName, str]) -> Document:
    """An article of one sentence with some fields."""
    bare = document_from_text("The port is closed.")
    return Document(
        fields=tuple(Field(name=name, value=value) for name, value in fields),
        blocks=bare.blocks,
        fingerprint=bare.fingerprint,
        tools=bare.tools,
    )


def told(old: Document, new: Document) -> list[tuple[str, str | None, str | None]]:
    """Name, old and new value of every field that differs."""
    return [(change.field, change.old, change.new) for change in describe_fields(old, new, DiffOptions())]


def test_a_change_names_its_sentences_and_the_paragraph_of_the_first() -> None:
    old = document_from_text("The port is closed. Nobody was hurt.\n\nA crane fell on Sunday and sank a boat.")
    new = document_from_text("The port is closed. Nobody was hurt.\n\nA crane fell on Sunday. It sank a boat.")
    (change,) = compare(old, new).changes
    assert change.old is not None
    assert change.new is not None
    assert (change.old.sentences, change.old.paragraph) == ((2,), 2)
    assert (change.new.sentences, change.new.paragraph) == ((2, 3), 2)
    assert change.new.text == "A crane fell on Sunday. It sank a boat."


def test_a_change_keeps_its_id_wherever_it_stands_and_two_equal_ones_differ() -> None:
    one = compare(document_from_sentences(["A b c."]), document_from_sentences(["A b c.", "Doors open at seven."]))
    two = compare(
        document_from_sentences(["X y z.", "A b c."]),
        document_from_sentences(["X y z.", "Doors open at seven.", "A b c.", "Doors open at seven."]),
    )
    assert one.changes[0].id == two.changes[0].id
    assert len({change.id for change in two.changes}) == 2
    assert one.changes[0].id.startswith("c-")
    assert len(one.changes[0].id) == len("c-") + 12


def test_a_moved_sentence_with_other_quotes_is_kept_and_its_marks_give_both_texts() -> None:
    old = document_from_sentences(['"Stop," he said.', "The port is closed today."])
    new = document_from_sentences(["The port is closed today.", "“Stop,” he said."])
    (change,) = compare(old, new).changes
    assert (change.operation, change.moved) == ("kept", True)
    assert [span.text for span in change.spans if span.sign == "="] == [" he said."]


def test_text_with_lone_surrogates_has_an_id_too() -> None:
    old, new = document_from_sentences(["It rained."]), document_from_sentences(["It rained.", "Broken \ud800 text."])
    assert len(compare(old, new).changes) == 1


def test_fields_that_occur_once_are_replaced_added_or_removed() -> None:
    old = with_fields((FieldName.HEADLINE, "Crane falls"), (FieldName.BYLINE, "A. Reporter"))
    new = with_fields((FieldName.HEADLINE, "Crane sinks boat"), (FieldName.SECTION, "Harbour"))
    assert told(old, new) == [
        ("headline", "Crane falls", "Crane sinks boat"),
        ("byline", "A. Reporter", None),
        ("section", None, "Harbour"),
    ]
    headline = describe_fields(old, new, DiffOptions())[0]
    assert headline.spans == (Span("=", "Crane "), Span("-", "falls"), Span("+", "sinks boat"))


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        ("Fire", "Fire?", [("-", "Fire"), ("+", "Fire?")]),
        ("東京で火災3人死亡", "東京で火災5人死亡", [("-", "3"), ("+", "5")]),
        ("ไฟไหม้ในตรัง", "ไฟไหม้ในเลย", [("-", "ตรัง"), ("+", "เลย")]),
    ],
)
def test_a_headline_is_marked_by_the_words_of_its_script(old: str, new: str, marked: list[object]) -> None:
    before, after = (document_from_text("The port is closed.", headline=headline) for headline in (old, new))
    (change,) = describe_fields(before, after, DiffOptions())
    assert [(span.sign, span.text) for span in change.spans if span.sign != "="] == marked


def test_a_headline_without_tokens_is_marked_by_its_words() -> None:
    old, new = with_fields((FieldName.HEADLINE, "Fire kills")), with_fields((FieldName.HEADLINE, "Fire? kills"))
    (change,) = describe_fields(old, new, DiffOptions())
    assert [(span.sign, span.text) for span in change.spans] == [("-", "Fire"), ("+", "Fire?"), ("=", " kills")]


def test_links_and_images_come_and_go_one_by_one() -> None:
    old = with_fields((FieldName.LINK, "https://a.example"), (FieldName.LINK, "https://b.example"))
    new = with_fields((FieldName.LINK, "https://b.example"), (FieldName.LINK, "https://b.example"))
    assert told(old, new) == [("link", "https://a.example", None), ("link", None, "https://b.example")]


def test_equal_fields_are_no_change() -> None:
    same = with_fields((FieldName.HEADLINE, "Crane falls"), (FieldName.IMAGE, "crane.png"))
    assert told(same, same) == []


@pytest.mark.parametrize(
    ("old", "new", "rewritten"),
    [
        ("one two three four", "one two three four", False),
        ("one two three four five", "one two three six seven", False),
        ("one two three four five", "one two six seven eight", True),
        ("one two", "three four", True),
        ("one two", "one - two!", False),
        ("one (two)", "three [four]", True),
        ("今天下雨。", "市长辞职了。", True),
        ("", "one", True),
        ("", "", False),
    ],
)
def test_a_text_is_rewritten_from_three_fifths_of_the_words_of_both_sides(old: str, new: str, rewritten: bool) -> None:
    before, after = document_from_sentences([old] if old else []), document_from_sentences([new] if new else [])
    assert is_rewritten(compare(before, after).changes, before, after) is rewritten


def test_a_text_is_rewritten_or_not_as_if_the_marks_of_every_edit_were_counted() -> None:
    answers = set()
    for texts in crowded_texts(200, seed=11):
        comparison = compare(*documents(texts))
        rewritten = counted_share(comparison) >= REWRITTEN_SHARE
        assert ("rewritten" in [label.term for label in comparison.labels]) is rewritten, texts
        answers.add(rewritten)
    assert answers == {True, False}


def test_a_text_whose_every_sentence_gained_a_comma_is_not_rewritten() -> None:
    old = document_from_sentences(["The port is closed today.", "Nine boats left it at night."])
    new = document_from_sentences(["The port is closed, today.", "Nine boats left it, at night."])
    assert compare(old, new).labels == ()


def counted_share(comparison: Comparison) -> float:
    """The share of the words of both sides that stand in a mark, counted word by word."""
    old, new = comparison.old, comparison.new
    marked = 0
    for change in comparison.changes:
        spans = tuple(finest(change.spans, change.letters))
        for side, document, sign in ((change.old, old, "-"), (change.new, new, "+")):
            text = [span for span in spans if span.sign in {"=", sign}]
            signs = [span.sign for span in text for _ in span.text]
            said = "".join(span.text for span in text)
            end = 0
            for token in (token for at in (side.sentences if side else ()) for token in document.sentences[at].tokens):
                start = said.index(token, end)
                end = start + len(token)
                marked += any(map(str.isalnum, token)) and sign in signs[start:end]
    return marked / (old.word_count + new.word_count)


def test_a_chinese_text_wholly_replaced_is_rewritten_and_one_with_another_figure_is_not() -> None:
    old = document_from_text("昨天东京发生火灾，三人死亡。消防员灭火两小时。", language="zh")
    other = document_from_text("昨天东京发生火灾，五人死亡。消防员灭火两小时。", language="zh")
    new = document_from_text("总统宣布辞职；议会将举行选举！", language="zh")
    assert "rewritten" in [label.term for label in compare(old, new).labels]
    assert compare(old, other).labels == ()


def test_edits_beyond_the_mark_limit_are_marked_whole_and_the_comparison_says_so() -> None:
    old = document_from_sentences(["Nine boats left the old harbour today.", "Ten vans waited near the big bridge."])
    new = document_from_sentences(["Nine boats left the new harbour today.", "Ten vans waited near the tall bridge."])
    comparison = compare(old, new, DiffOptions(mark_limit=60))
    assert [[span.sign for span in change.spans] for change in comparison.changes] == [["=", "-", "+", "="], ["-", "+"]]
    assert comparison.coarse == ("so much was edited that the later edits are marked as a whole",)
    assert not compare(old, new).coarse


@pytest.mark.parametrize(("mark_limit", "marked"), [(15_000, True), (14_999, False)])
def test_a_word_beyond_those_compared_costs_fifty_pairs_of_words(mark_limit: int, marked: bool) -> None:
    """100 words of each side are compared with one another, 50 of each are only cut out of their text."""
    words = [f"word{k}" for k in range(150)]
    old, new = (document_from_sentences([" ".join([first, *words[1:]])]) for first in ("this", "that"))
    comparison = compare(old, new, DiffOptions(max_words=100, mark_limit=mark_limit))
    assert [[span.sign for span in change.spans] for change in comparison.changes] == [
        ["-", "+", "="] if marked else ["-", "+"]
    ]
    assert bool(comparison.coarse) != marked


def test_of_many_places_where_a_comparison_is_coarse_twenty_are_told_and_how_many_more_there_are() -> None:
    sentences = [" ".join(f"word{k}of{n}" for k in range(30)) for n in range(25)]
    coarse = compare(document_from_sentences([]), document_from_sentences(sentences), DiffOptions(max_words=10)).coarse
    assert len(coarse) == 20
    assert coarse[0] == "sentence 1 of new is too long to be compared beyond its first 10 words"
    assert coarse[-1] == "6 more sentences are too long likewise"


def test_one_word_changed_in_a_very_long_sentence_is_marked_alone() -> None:
    words = [f"word{k}" for k in range(5_000)]
    old = document_from_sentences([" ".join(words)])
    words[2_500] = "another"
    comparison = compare(old, document_from_sentences([" ".join(words)]))
    [change] = comparison.changes
    assert [span.text for span in change.spans if span.sign != "="] == ["word2500", "another"]
    assert comparison.coarse == ()


@pytest.mark.parametrize(
    ("further", "term"),
    [
        ("Residents of {} fled on foot.", "name"),
        ("The shelling of the city went on.", "wording"),
        ("They took {} home.", "name"),
        ("Old {} Road is closed.", "wording"),
    ],
)
def test_a_first_word_is_a_name_where_the_rest_of_an_article_uses_it_as_one(further: str, term: str) -> None:
    old, new = (
        document_from_sentences([f"{town} was shelled again.", further.format(town)]) for town in ("Kiev", "Kyiv")
    )
    assert [label.term for label in compare(old, new).changes[0].labels] == [term]


def test_a_first_word_is_no_name_that_an_article_has_in_small_letters_too() -> None:
    old, new = (
        document_from_sentences([f"{word} were told to leave.", f"A list of {word}, and of {word.lower()}, was kept."])
        for word in ("Residents", "Visitors")
    )
    assert [label.term for label in compare(old, new).changes[0].labels] == ["wording"]
