"""Plain text as people keep it: which line is the headline, which break a paragraph, which line a heading."""

from hypothesis import given, settings
from hypothesis import strategies as st

from revtrack.extract.from_text import paragraphs, read_text
from revtrack.extract.reading import Reading
from revtrack.model import BlockKind, FieldName

TEXT = "The mayor resigned on Monday after a long night."
MORE = "She gave no reason, officials said."


def value(reading: Reading, name: FieldName) -> str | None:
    return next((item.value for item in reading.fields if item.name is name), None)


def headline(text: str, title: str | None = None) -> str | None:
    return value(read_text(text, title), FieldName.HEADLINE)


def texts(text: str, title: str | None = None) -> list[str]:
    return [piece.text for piece in read_text(text, title).pieces]


def kinds(*lines: str) -> list[BlockKind]:
    return [piece.kind for piece in read_text("\n\n".join(("A headline", *lines))).pieces]


def test_the_first_line_is_the_headline_and_not_a_paragraph_too() -> None:
    assert headline(f"Mayor resigns\n\n{TEXT}") == "Mayor resigns"
    assert texts(f"Mayor resigns\n\n{TEXT}") == [TEXT]


def test_a_headline_may_end_in_an_abbreviation_or_a_question() -> None:
    for line in ("Strike in the U.S.", "Will she go?", "“We won’t go”", "Mayor resigns - report"):
        assert headline(f"{line}\n\n{TEXT}") == line


def test_a_first_line_that_ends_like_running_text_is_text() -> None:
    assert headline(f"{TEXT}\n\n{MORE}") is None
    assert texts(f"{TEXT}\n\n{MORE}") == [TEXT, MORE]


def test_a_long_first_line_is_text() -> None:
    assert headline("word " * 60 + f"\n\n{TEXT}") is None


def test_a_first_line_that_is_a_list_item_is_text() -> None:
    assert headline("- bread\n- butter") is None


def test_a_headline_may_stand_alone() -> None:
    reading = read_text("Mayor resigns")
    assert (value(reading, FieldName.HEADLINE), reading.pieces) == ("Mayor resigns", ())


def test_a_stated_title_wins_and_takes_the_first_line_only_where_it_says_the_same() -> None:
    assert headline(f"Mayor resigns\n\n{TEXT}", "The mayor goes") == "The mayor goes"
    assert texts(f"Mayor resigns\n\n{TEXT}", "The mayor goes") == ["Mayor resigns", TEXT]
    assert texts(f"“Mayor” resigns\n\n{TEXT}", '"Mayor"  resigns') == [TEXT]


def test_lines_are_paragraphs_where_no_blank_lines_part_them() -> None:
    assert texts(f"Mayor resigns\n{TEXT}\n{MORE}\n{TEXT}") == [TEXT, MORE, TEXT]


def test_the_lines_of_a_wrapped_file_are_joined() -> None:
    wrapped = (
        "Mayor resigns\n\n"
        "The mayor resigned on Monday after a night of\n"
        "talks that went on until four o'clock in the\n"
        "morning.\n\n"
        "She gave no reason. Her party said it would\n"
        "name a successor before the end of the week.\n"
    )
    assert [text.split("\n") for text in texts(wrapped)] == [
        ["The mayor resigned on Monday after a night of talks that went on until four o'clock in the morning."],
        ["She gave no reason. Her party said it would name a successor before the end of the week."],
    ]


def test_short_lines_below_one_another_are_not_wrapped() -> None:
    listing = "Mayor resigns\n\nThe names:\nJane Doe\nJohn Roe\nRichard Miles\nMary Major\n"
    assert texts(listing) == ["The names:", "Jane Doe", "John Roe", "Richard Miles", "Mary Major"]


def test_list_items_lose_their_marks_and_stay_apart_even_in_a_wrapped_file() -> None:
    text = (
        "Three points\n\n"
        "* one point that goes on and on until the line\n"
        "is full and wraps\n"
        "- two points that go on and on until the lines\n"
        "are full and wrap\n"
        "1. three points that go on and on until lines\n"
        "are full and wrap\n"
    )
    found = read_text(text).pieces
    assert [piece.text.split()[0] for piece in found] == ["one", "two", "three"]
    assert {piece.kind for piece in found} == {BlockKind.LIST_ITEM}


def test_a_name_below_the_headline_is_the_byline() -> None:
    for line, names in (("By Jane Doe and John Roe", "Jane Doe and John Roe"), ("Ed Sykes", "Ed Sykes")):
        reading = read_text(f"Mayor resigns\n\n{line}\n\n{TEXT}")
        assert value(reading, FieldName.BYLINE) == names
        assert [piece.text for piece in reading.pieces] == [TEXT]


def test_a_bare_name_right_below_another_line_may_be_anything() -> None:
    assert texts(f"Mayor resigns\nEd Sykes\n{TEXT}") == ["Ed Sykes", TEXT]
    assert texts(f"Mayor resigns\nBy Ed Sykes\n{TEXT}") == [TEXT]


def test_the_only_line_below_a_headline_is_text() -> None:
    assert texts("Mayor resigns\n\nEd Sykes") == ["Ed Sykes"]


def test_a_short_line_alone_between_paragraphs_is_a_heading() -> None:
    found = read_text(f"Mayor resigns\n\n{TEXT}\n\nAvoiding further escalation\n\n{MORE}").pieces
    assert [(piece.kind, piece.level) for piece in found] == [
        (BlockKind.PARAGRAPH, None),
        (BlockKind.HEADING, 2),
        (BlockKind.PARAGRAPH, None),
    ]


def test_other_short_lines_are_no_headings() -> None:
    for line in ("he left", "He left.", "He left:", "He left “at once.”", "x" * 81, "- He left"):
        assert BlockKind.HEADING not in kinds(TEXT, line, MORE)
    assert BlockKind.HEADING not in kinds("A standfirst", TEXT, "The last line")
    assert BlockKind.HEADING not in kinds(TEXT, "Roses are red", "Violets are blue", TEXT)
    assert BlockKind.HEADING not in kinds(TEXT, "A line\nand another right below it", TEXT)


def test_a_line_with_date_and_title_of_the_page_gives_the_time() -> None:
    page = " date 2020-01-08  Iran Missiles Strike Targets in Iraq - Rolling Stone\n"
    reading = read_text(page + f"Iranians Strike At Targets in Iraq\n\n{TEXT}")
    assert value(reading, FieldName.PUBLISHED) == "2020-01-08"
    assert value(reading, FieldName.HEADLINE) == "Iranians Strike At Targets in Iraq"
    assert [(one.rule, one.text) for one in reading.set_aside] == [("page-title", page.strip())]


def test_without_a_headline_on_the_page_its_title_is_the_headline_less_the_publication() -> None:
    for title in ("Fire at the mill - Rolling Stone", "Fire at the mill | News", "Fire at the mill"):
        assert headline(f"date 2020-01-08 {title}\n\nSomething else entirely\n\n{TEXT}") == "Fire at the mill"


def test_paragraphs_are_parted_by_blank_lines_and_nothing_is_guessed() -> None:
    found = paragraphs("Mayor resigns\n\nBy Jane Doe\n \nOne line\n  and the next.\n\n\n* item\n")
    assert [piece.text for piece in found] == ["Mayor resigns", "By Jane Doe", "One line and the next.", "* item"]
    assert {piece.kind for piece in found} == {BlockKind.PARAGRAPH}


@settings(deadline=None)
@given(st.text(st.sampled_from("aB .\n-*1\u00a0“”…"), max_size=200), st.none() | st.just("aB"))
def test_no_letter_of_a_text_is_lost(text: str, title: str | None) -> None:
    reading = read_text(text, title)
    parts = [piece.text for piece in reading.pieces] + [one.text for one in reading.set_aside]
    parts += [item.value for item in reading.fields if item.value != title]
    found, expected = ("".join(sorted(filter(str.isalpha, whole))) for whole in ("".join(parts), text))
    assert found == expected or (title and text.strip().startswith(title))
