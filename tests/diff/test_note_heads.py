"""Patterns are tried on few texts: behind a known first word where they begin with the sentence, and where the letters
they need are there. No text that fits is left out.
"""

import re
from collections.abc import Iterable, Iterator
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from revtrack.diff.languages import LEXICONS
from revtrack.diff.languages.words import may_fit

FIRST_WORD = re.compile(r"\W*(\w+)(?=\W)")
ANYTHING = " "
"""What may stand for a class of characters, or for nothing in particular: it ends a word."""


def beginnings(pattern: Iterable[tuple[Any, Any]]) -> set[str]:
    """How all that fits a parsed pattern may begin, up to the end of the first word."""
    found = {""}
    for piece in pattern:
        if all(map(FIRST_WORD.match, found)):
            break
        found = {text if FIRST_WORD.match(text) else text + more for text in found for more in choices(*piece)}
    return found


def choices(kind: Any, what: Any) -> Iterator[str]:
    """How what fits one piece of a pattern may begin."""
    if kind is ops.LITERAL:
        yield chr(what)
    elif kind is ops.SUBPATTERN:
        yield from beginnings(what[-1])
    elif kind is ops.BRANCH:
        for branch in what[1]:
            yield from beginnings(branch)
    elif kind in {ops.MAX_REPEAT, ops.MIN_REPEAT}:
        if what[0] == 0:
            yield ""
        yield from beginnings(what[-1])
    elif kind is ops.IN and all(one is ops.LITERAL for one, _ in what):
        yield from (chr(letter) for _, letter in what)
    elif kind in {ops.AT, ops.ASSERT, ops.ASSERT_NOT}:
        yield ""
    else:
        yield ANYTHING


@pytest.mark.parametrize("language", LEXICONS)
def test_what_a_note_may_begin_with_is_looked_up(language: str) -> None:
    notes = LEXICONS[language].notes
    begun = [text for _, pattern in notes.patterns if pattern.startswith("^") for text in first_of(pattern)]
    words = {found[1].casefold() for text in begun if (found := FIRST_WORD.match(text))}
    assert words - notes.heads == set()
    assert len(words) > len(notes.heads) / 2


def first_of(pattern: str) -> set[str]:
    return {text + ANYTHING for text in beginnings(parser.parse(pattern))}


@pytest.mark.parametrize(
    ("pattern", "text", "may"),
    [
        ("we (?:have )?(?:fixed|corrected) this", "we corrected this", True),
        ("we (?:have )?(?:fixed|corrected) this", "we have read this", False),
        ("(?:the )?versions?,? of", "a version of it", True),
        ("(?:the )?versions?,? of", "a verse of it", False),
        (r"mis(?:spell?ed|quoted)(?!.*said)\b", "misspeled", True),
        (r"mis(?:spell?ed|quoted)(?!.*said)\b", "mistaken, she said", False),
        ("(?:this version|an error) corrects|(?:we )?regret", "we regret it", True),
        ("(?:this version|an error) corrects|(?:we )?regret", "this version corrects", True),
        ("(?:this version|an error) corrects|(?:we )?regret", "this version", False),
        (r"(?<=headline was )changed(?: \w+){0,2}", "changed", True),
        (r"\w{2,12}[éi]s?|\d", "5", True),
        ("(?-i:REFILED?)[|(a]{2}", "refile((", True),
    ],
)
def test_a_pattern_is_made_where_the_letters_it_needs_are_there(pattern: str, text: str, may: bool) -> None:
    assert may_fit(pattern, text) is may
    assert may or not re.search(pattern, text, re.IGNORECASE)
