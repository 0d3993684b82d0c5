"""What all formats share: fields within bounds, bylines, times, addresses."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from revtrack.extract.reading import (
    LONGEST,
    MOST_VALUES,
    Piece,
    byline,
    field,
    in_order,
    language,
    moment,
    prose,
    split_byline,
    target,
    without,
)
from revtrack.model import Field, FieldName


@settings(deadline=None)
@given(st.sampled_from(FieldName), st.text(max_size=50), st.integers(1, 100))
def test_a_field_is_one_line_within_bounds(name: FieldName, text: str, times: int) -> None:
    for found in field(name, text * times):
        assert 0 < len(found.value) <= LONGEST[name]
        assert found.value == found.value.strip()
        assert "\n" not in found.value
        assert "\0" not in found.value


@pytest.mark.parametrize("value", [None, "", " \n", "\u200b", 5, ["x"]])
def test_no_value_is_no_field(value: object) -> None:
    assert field(FieldName.BYLINE, value) == ()


def test_control_characters_do_not_reach_a_field() -> None:
    assert field(FieldName.HEADLINE, "Fire\x07 at\n\tthe \x1b[31mmill\ud800") == (
        Field(
            name=FieldName.HEADLINE,
            value="Fire at the [31mmill",
            tokens=("Fire", "at", "the", "[", "31", "mmill"),
        ),
    )


def test_a_link_is_kept_whole_and_has_no_tokens() -> None:
    assert field(FieldName.LINK, "told <https://a.example>")[0].tokens == ()


def test_fields_come_in_one_order_and_only_links_and_images_come_often() -> None:
    many = [Field(name=FieldName.LINK, value=f"x <{number}>") for number in range(MOST_VALUES + 9)]
    given_ = (
        *many,
        many[0],
        *field(FieldName.BYLINE, "A"),
        *field(FieldName.HEADLINE, "T"),
        *field(FieldName.BYLINE, "B"),
    )
    found = in_order(given_)
    assert [item.value for item in found[:3]] == ["T", "A", "x <0>"]
    assert found[2:] == tuple(many[:MOST_VALUES])


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Jane Doe", "Jane Doe"),
        ("By Jane Doe and John O’Roe", "Jane Doe and John O’Roe"),
        ("By Louisa Loveluck, Dan Lamothe, and Adam Taylor", "Louisa Loveluck, Dan Lamothe, and Adam Taylor"),
        ("By Ursula von der Leyen, Political Editor", "Ursula von der Leyen, Political Editor"),
        ("BY JANE DOE", "JANE DOE"),
        ("BY JANE DOE AND JOHN ROE", "JANE DOE AND JOHN ROE"),
        ("Von Jana Doe und Jan Roe", "Jana Doe und Jan Roe"),
        ("Von Jürgen Müller", "Jürgen Müller"),
    ],
)
def test_a_line_that_begins_with_by_names_who_wrote_it(line: str, names: str) -> None:
    assert byline(line) == names


@pytest.mark.parametrize(
    "line",
    [
        "By Friday the troops had left",
        "By the river, a fire",
        "By Jane Doe. She is tired.",
        "By and by",
        "Bystanders Saw Everything",
        "By " + "Jane Doe, " * 20 + "Jane Doe",
        "Ed Sykes",
    ],
)
def test_other_lines_are_no_bylines(line: str) -> None:
    assert byline(line) is None


def test_a_name_alone_is_a_byline_where_one_may_stand() -> None:
    assert byline("Ed Sykes", bare=True) == "Ed Sykes"
    assert byline("Juan de la Cruz", bare=True) == "Juan de la Cruz"
    for line in ("Breaking News", "World", "Middle East", "The Mayor", "Ed Sykes said no.", "Ed sykes", "He Said: No"):
        assert byline(line, bare=True) is None


def test_a_byline_that_is_known_already_is_set_aside() -> None:
    pieces = (Piece(text="By Jane Doe"), Piece(text="Text."))
    rest, found, aside = split_byline(pieces, ())
    assert (rest, [item.value for item in found], aside) == (pieces[1:], ["Jane Doe"], ())
    rest, found, aside = split_byline(pieces, field(FieldName.BYLINE, "J. Doe"))
    assert (rest, found, [(one.rule, one.text) for one in aside]) == (pieces[1:], (), [("byline", "By Jane Doe")])


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("2020-01-08T01:17:00+01:00", "2020-01-08T01:17:00+01:00"),
        ("2020-01-08T01:17:00Z", "2020-01-08T01:17:00+00:00"),
        ("2020-01-08 01:17", "2020-01-08T01:17:00"),
        (" 2020-01-08 ", "2020-01-08"),
        ("20200108", "2020-01-08"),
        ("8 January 2020", "8 January 2020"),
        ("", None),
        (None, None),
        (20200108, None),
    ],
)
def test_times_are_iso_8601_where_they_can_be_read(stated: object, expected: str | None) -> None:
    assert moment(stated) == expected


@pytest.mark.parametrize("address", ["https://a.example/b", "HTTP://A", "/b", "b.html?c=d:e", "//a.example/b", "?q"])
def test_links_lead_to_pages(address: str) -> None:
    assert target(address) == address


@pytest.mark.parametrize(
    "address", ["#part", "javascript:alert(1)", "data:text/html,x", "mailto:a@b", "", " ", None, 5]
)
def test_other_links_lead_nowhere(address: object) -> None:
    assert target(address) is None


def test_languages_are_tags() -> None:
    assert language("en") == "en"
    assert language("pt_BR") == "pt-BR"
    assert language(" zh-Hans-CN ") == "zh-Hans-CN"
    for wrong in ("English", "e", "en US", "<b>", "en-" + "x" * 9, "en" + "-abc" * 20, None):
        assert language(wrong) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He left.", True),
        ("“He left.”", True),
        ("Here they are:", True),
        ("今天天气很好。", True),
        ("Strike at the U.S.", False),
        ("Denied visa for U.N.", False),
        ("Apple sues Samsung Electronics Co.", False),
        ("Fire at the mill", False),
        ("Will he go?", False),
        ("Since you're here ...", False),
        ("", False),
    ],
)
def test_running_text_ends_with_a_full_stop_of_its_own(text: str, expected: bool) -> None:
    assert prose(text) is expected


def test_a_first_piece_that_says_the_headline_again_goes() -> None:
    pieces = (Piece(text="Fire “at” the mill"), Piece(text="Text."))
    assert without(pieces, 'Fire "at" the mill') == pieces[1:]
    assert without(pieces, "Fire") == pieces
    assert without(pieces, None) == pieces
    assert without((), "Fire") == ()
