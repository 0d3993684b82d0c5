"""Markdown with front matter: what becomes a field, what a block, what is set aside."""

import pytest

from revtrack.extract.from_markdown import LONGEST_FRONT_MATTER, MOST_BRACKETS, read_markdown
from revtrack.extract.reading import Reading
from revtrack.model import FieldName, ProblemKind


def values(reading: Reading, name: FieldName) -> list[str]:
    return [item.value for item in reading.fields if item.name is name]


def blocks(text: str) -> list[tuple[str, str]]:
    return [(piece.kind.value, piece.text) for piece in read_markdown(text).pieces]


def test_front_matter_becomes_fields_and_never_text() -> None:
    reading = read_markdown(
        "---\ntitle: 'Fire at the mill'\ndate: 2020-01-08T01:17:00+01:00\nlastmod: 2020-01-09\nauthor: Jane Doe\n"
        "category: Local\nlang: en-GB\ndraft: false\n---\n\nFive died."
    )
    assert [(item.name.value, item.value) for item in reading.fields] == [
        ("headline", "Fire at the mill"),
        ("byline", "Jane Doe"),
        ("published", "2020-01-08T01:17:00+01:00"),
        ("modified", "2020-01-09"),
        ("section", "Local"),
    ]
    assert reading.language == "en-GB"
    assert [piece.text for piece in reading.pieces] == ["Five died."]
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("yaml", "names"),
    [
        ("author: [Jane Doe, John Roe]", "Jane Doe, John Roe"),
        ("authors:\n  - name: Jane Doe\n    mail: x\n  - John Roe", "Jane Doe, John Roe"),
        ("author: {name: Jane Doe}", "Jane Doe"),
        ("Byline: Jane Doe", "Jane Doe"),
        ("author: ''\nbyline: Jane Doe", "Jane Doe"),
    ],
)
def test_authors_are_written_in_many_ways(yaml: str, names: str) -> None:
    assert values(read_markdown(f"---\n{yaml}\n---\nText."), FieldName.BYLINE) == [names]


@pytest.mark.parametrize(
    ("yaml", "detail"),
    [
        ("title: [unclosed", "has front matter that is not valid YAML in line 3; its fields are left out"),
        ("title: a\nb: c: d", "has front matter that is not valid YAML in line 3; its fields are left out"),
        ("a: " + "[" * 5000, "has front matter that is not valid YAML; its fields are left out"),
        ("a: *b", "has front matter that is not valid YAML in line 2; its fields are left out"),
        ("a: !!python/name:os.system x\n? [", None),
        (
            "a: " + "b" * LONGEST_FRONT_MATTER,
            "has front matter that is longer than 16,000 characters; its fields are left out",
        ),
    ],
    ids=["flow", "colons", "depth", "alias", "tag", "length"],
)
def test_front_matter_that_cannot_be_read_is_a_problem_and_the_text_is_still_read(
    yaml: str, detail: str | None
) -> None:
    reading = read_markdown(f"---\n{yaml}\n---\nText.")
    assert [piece.text for piece in reading.pieces] == ["Text."]
    assert [problem.kind for problem in reading.problems] == [ProblemKind.FRONT_MATTER]
    assert detail is None or reading.problems[0].detail == detail
    assert not reading.problems[0].kind.fatal


def test_front_matter_of_toml_becomes_fields_too() -> None:
    reading = read_markdown(
        "+++\n# by hand\ntitle = 'Fire at the mill'\ndate = 2020-01-08T01:17:00+01:00\nlastmod = 2020-01-09\n"
        'authors = ["Jane Doe", "John Roe"]\ncategories = ["Local"]\nlanguage = "en-GB"\ndraft = false\n+++\nFive died.'
    )
    assert [(item.name.value, item.value) for item in reading.fields] == [
        ("headline", "Fire at the mill"),
        ("byline", "Jane Doe, John Roe"),
        ("published", "2020-01-08T01:17:00+01:00"),
        ("modified", "2020-01-09"),
        ("section", "Local"),
    ]
    assert reading.language == "en-GB"
    assert [piece.text for piece in reading.pieces] == ["Five died."]
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("toml", "why"),
    [
        ("title = 'a'\nb = c", "is not valid TOML in line 3"),
        ("title = 'a", "is not valid TOML"),
        ("a = " + "[" * 15_000, "is not valid TOML"),
        ("a = '" + "b" * LONGEST_FRONT_MATTER + "'", "is longer than 16,000 characters"),
    ],
    ids=["line", "end", "depth", "length"],
)
def test_toml_that_cannot_be_read_is_a_problem_and_the_text_is_still_read(toml: str, why: str) -> None:
    reading = read_markdown(f"+++\n{toml}\n+++\nText.")
    assert [piece.text for piece in reading.pieces] == ["Text."]
    (problem,) = reading.problems
    assert problem.kind is ProblemKind.FRONT_MATTER
    assert problem.detail.startswith(f"has front matter that {why}")
    assert problem.detail.endswith("; its fields are left out")


def test_text_between_two_rules_is_no_front_matter() -> None:
    assert blocks("---\n\nOne. Two.\n\n---\n\nThree.") == [("paragraph", "One. Two."), ("paragraph", "Three.")]


def test_without_a_title_the_first_heading_of_level_1_is_the_headline() -> None:
    reading = read_markdown("# Fire *at* the mill\n\nFive died.\n\n# Another\n")
    assert values(reading, FieldName.HEADLINE) == ["Fire at the mill"]
    assert [piece.text for piece in reading.pieces] == ["Five died.", "Another"]


def test_a_title_wins_over_the_heading_and_takes_it_only_where_it_says_the_same() -> None:
    assert [piece.text for piece in read_markdown("# Fire\n\nText.", "Fire").pieces] == ["Text."]
    assert [piece.text for piece in read_markdown("# Fire\n\nText.", "Mill").pieces] == ["Fire", "Text."]
    reading = read_markdown("---\ntitle: Mill\n---\nText.", "Fire")
    assert values(reading, FieldName.HEADLINE) == ["Fire"]


def test_without_any_title_there_is_no_headline() -> None:
    assert values(read_markdown("## Part\n\nText."), FieldName.HEADLINE) == []


def test_each_kind_of_block_is_told_apart() -> None:
    text = (
        "Setext\n------\n\n### Atx\n\nText *with* **marks**,\nand `code`.\n\n> Quoted.\n> > Deeper.\n\n"
        "- one\n\n  more\n  - nested\n1. first\n\n| a | b |\n|---|---|\n| 1 | *2* |\n\n"
        "```py\nx = 1\n\ny = 2\n```\n\n    indented\n\n***\n"
    )
    assert blocks(text) == [
        ("heading", "Setext"),
        ("heading", "Atx"),
        ("paragraph", "Text with marks, and code."),
        ("quote", "Quoted."),
        ("quote", "Deeper."),
        ("list-item", "one"),
        ("list-item", "more"),
        ("list-item", "nested"),
        ("list-item", "first"),
        ("table-row", "a | b"),
        ("table-row", "1 | 2"),
        ("code", "x = 1\n\ny = 2"),
        ("code", "indented"),
    ]
    assert [piece.level for piece in read_markdown(text).pieces[:3]] == [2, 3, None]


def test_links_leave_their_text_and_become_fields() -> None:
    reading = read_markdown(
        "He [told *them*](https://a.example/b 'title') [so](/c), see [this](#part) and <https://d>."
    )
    assert [piece.text for piece in reading.pieces] == ["He told them so, see this and https://d."]
    assert values(reading, FieldName.LINK) == ["told them <https://a.example/b>", "so </c>", "https://d <https://d>"]


def test_images_become_fields_and_their_texts_are_no_text() -> None:
    reading = read_markdown('![](https://a.example/1.jpg "title")\n\nText ![alt](2.jpg).\n\nImage![alt](3.jpg)\n')
    assert values(reading, FieldName.IMAGE) == ["https://a.example/1.jpg", "2.jpg", "3.jpg"]
    assert [piece.text for piece in reading.pieces if piece.text] == ["Text ."]
    assert [(one.rule, one.text) for one in reading.set_aside] == [("image-label", "Image")]


def test_a_paragraph_that_repeats_what_the_picture_above_shows_is_its_caption() -> None:
    reading = read_markdown(
        "![A vigil in Tehran.](1.jpg)\n\nA vigil in Tehran.Credit...Jane Doe for The Times\n\nText."
    )
    assert [(piece.kind.value, piece.text) for piece in reading.pieces if piece.text] == [
        ("caption", "A vigil in Tehran."),
        ("paragraph", "Text."),
    ]
    assert [(one.rule, one.text) for one in reading.set_aside] == [("photo-credit", "Credit...Jane Doe for The Times")]


def test_list_items_that_only_jump_into_the_page_are_set_aside() -> None:
    reading = read_markdown("* [Iran attacks.](#a)\n* [‘On the field.’](#b)\n* See [below](#c) first.\n* [Out](/d)\n")
    assert [piece.text for piece in reading.pieces] == ["See below first.", "Out"]
    assert [(one.rule, one.text) for one in reading.set_aside] == [
        ("jump-links", "Iran attacks."),
        ("jump-links", "‘On the field.’"),
    ]


def test_links_of_what_is_set_aside_are_no_fields() -> None:
    reading = read_markdown("Text.\n\nfrom Hacker News [https://a.example](https://a.example)")
    assert values(reading, FieldName.LINK) == []
    assert [one.rule for one in reading.set_aside] == ["hacker-news"]


def test_html_inside_leaves_its_text_and_never_its_scripts() -> None:
    text = (
        "Text <script>alert(1)</script>with <b>bold</b> and a<br>break <!-- note -->here.\n\n"
        "<script>\nalert(2)\n\nalert(3)</script>\n\n<div><p>One.</p><p onclick='x()'>Two.</p><style>p{}</style></div>\n"
    )
    assert blocks(text) == [
        ("paragraph", "Text with bold and a break here."),
        ("paragraph", "One."),
        ("paragraph", "Two."),
    ]


def test_a_byline_below_the_headline_is_a_field() -> None:
    reading = read_markdown("# Fire\n\n*By Jane Doe*\n\nText.")
    assert values(reading, FieldName.BYLINE) == ["Jane Doe"]
    assert [piece.text for piece in reading.pieces] == ["Text."]


def test_with_very_many_brackets_links_stay_as_typed() -> None:
    text = "[a](b) " + "[" * MOST_BRACKETS
    reading = read_markdown(text)
    assert values(reading, FieldName.LINK) == []
    assert reading.pieces[0].text.startswith("[a](b) [[[")
