"""What every value passes on its way into a page."""

import pytest
from hypothesis import given
from jinja2 import UndefinedError

from revtrack.report.environment import environment, inert
from tests.strategies import any_text


def rendered(template: str, **content: object) -> str:
    return environment().from_string(template).render(content)


def test_what_html_forbids_is_dropped_and_the_rest_stays() -> None:
    assert inert("a\x00\x08\x0b\r\x1b\x7f\x85\x9f\ud800\ufdd0\ufffe\U0001ffffb") == "ab"
    assert (
        inert("tab\tline\nnbsp\u00a0 joiner\u200d mark\u200e é 字 😀")
        == "tab\tline\nnbsp\u00a0 joiner\u200d mark\u200e é 字 😀"
    )


def test_characters_that_reorder_text_are_shown_by_their_number() -> None:
    assert inert("safe \u202egpj.exe\u2069") == "safe [U+202E]gpj.exe[U+2069]"


@given(any_text)
def test_no_text_brings_markup_or_forbidden_characters_into_a_page(text: str) -> None:
    page = rendered('<p title="{{ text }}">{{ text }}</p>', text=text)
    inside = page.removeprefix('<p title="').removesuffix("</p>").replace('">', "", 1)
    assert not set(inside) & set("<>\"'\x00\x08\u202e\ufffe")
    page.encode("utf-8")


def test_a_name_that_is_missing_and_a_value_that_is_none_are_errors_not_blanks() -> None:
    with pytest.raises(UndefinedError):
        rendered("{{ nothing }}")
    with pytest.raises(TypeError, match="None reached a page"):
        rendered("{{ value }}", value=None)


def test_what_a_macro_made_is_not_escaped_twice() -> None:
    assert rendered("{% macro m(t) %}<b>{{ t }}</b>{% endmacro %}{{ m('<') }}") == "<b>&lt;</b>"
