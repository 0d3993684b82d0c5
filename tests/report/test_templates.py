"""A lint over the templates: what lets foreign text out of its place may not be written there at all."""

import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "revtrack" / "report" / "templates"
TEMPLATES = sorted(FOLDER.rglob("*"))

WRITTEN = {
    "marks text as safe": r"\|\s*safe|Markup|autoescape",
    "fills an attribute outside quotes": r"=\s*\{[{%]",
    "has a comment that reaches readers": r"<!--",
}
"""What is wrong in a template as it is written, and how it looks."""

TAGS = {
    "has a script that is not the one of all pages, or an event handler": r"<script(?!>\s*</script>)|\son\w+\s*=",
    "has a style of its own, which the policy would block": r"\sstyle\s*=",
    "loads something": r"\ssrc\s*=|<(?:img|iframe|object|embed|form|base|link (?!rel=\"alternate\"))|@import|url\(",
    "names a foreign address": r"https?://",
}
"""What is wrong in its tags, without expressions and statements."""

UNQUOTED = r"<[^<>]*?[\w-]\s*=(?!\s*\")"
"""An attribute without quotes, where every quoted value is empty."""


def faults(template: str) -> list[str]:
    """What is wrong with a template, in words."""
    tags = re.sub(r"\{%.*?%\}", "", re.sub(r"\{\{.*?\}\}", "", template, flags=re.DOTALL), flags=re.DOTALL)
    found = [fault for fault, look in WRITTEN.items() if re.search(look, template)]
    found += [fault for fault, look in TAGS.items() if re.search(look, tags, re.IGNORECASE)]
    if template.count("<script") > template.count("<script>{{ style.script }}</script>"):
        found.append("has a script that is not the one of all pages")
    if re.search(UNQUOTED, re.sub(r'"[^"]*"', '""', tags)):
        found.append("has an unquoted attribute")
    return found


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_templates_keep_foreign_text_in_its_place(path: Path) -> None:
    assert path.name.endswith(".html"), "only names that end in .html are sure to be escaped in every environment"
    assert faults(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "template",
    [
        "<p>{{ text | safe }}</p>",
        "<p>{{ text|safe }}</p>",
        "{% autoescape false %}{{ text }}{% endautoescape %}",
        "<p title={{ text }}>",
        "<p title=plain>",
        "<p lang={% if x %}{{ text }}{% endif %}>",
        '<p onclick="go()">',
        '<p style="height: {{ n }}px">',
        "<script>go()</script>",
        "<script>{{ text }}</script>",
        '<script src="{{ text }}"></script>',
        '<img alt="" src="{{ text }}">',
        '<link rel="stylesheet" href="style.css">',
        '<a href="https://example.org/">',
        "<!-- {{ text }} -->",
    ],
)
def test_the_lint_itself_sees_each_fault(template: str) -> None:
    assert faults(template)


def test_the_lint_passes_what_is_right() -> None:
    right = '<a href="{{ link }}"{% if lang %} lang="{{ lang }}"{% endif %}>{{ "a" if b == c else text }}</a>'
    assert faults(right) == []
