"""Every number states its range, its default lies in it, and it decides something or saves work and decides nothing."""

import ast
import re
from collections.abc import Iterator
from dataclasses import fields, replace
from functools import cache
from typing import Any

import pytest

from revtrack.diff import DiffOptions, compare
from revtrack.extract import document_from_sentences
from revtrack.model import Document
from tests.compiled import PACKAGE
from tests.diff.case_files import CASES, read_case
from tests.diff.drawn import crowded_texts, documents
from tests.diff.edits import edited_texts

RANGE = re.compile(r"Range ([\[(])(\S+?), (\S+?)[\])]")
"""As `(0, 1]`, `[10, 10^4]` or `[1, 1,000]`."""


def documented() -> dict[str, str]:
    """The text below each option, on one line."""
    source = (PACKAGE / "diff" / "options.py").read_text(encoding="utf-8")
    (body,) = [node for node in ast.parse(source).body if isinstance(node, ast.ClassDef)]
    texts = {}
    for node, below in zip(body.body, body.body[1:], strict=False):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and isinstance(below, ast.Expr):
            texts[node.target.id] = " ".join(ast.literal_eval(below.value).split())
    return texts


def number(text: str) -> float:
    """A bound as the texts write it: `.1`, `1,000`, `10^6`."""
    base, _, power = text.replace(",", "").partition("^")
    return float(base) ** int(power or 1)


NAMES = tuple(option.name for option in fields(DiffOptions))


@pytest.mark.parametrize("name", NAMES)
def test_an_option_states_a_range_that_holds_its_default(name: str) -> None:
    default = getattr(DiffOptions(), name)
    found = RANGE.search(documented().get(name, ""))
    assert found, f"{name} states no range"
    low, high = number(found[2]), number(found[3])
    assert low <= default <= high
    assert found[1] == "[" or default > low


DEFAULTS = DiffOptions()

Sides = tuple[Document, Document]

CROWDED, EDITED, SEED = 400, 40, 7
"""Texts made of each kind, and the seed of the chance that makes them."""

SAVES_WORK: dict[str, tuple[float, ...]] = {
    "common_word": (3, 10),
    "small_table": (0, 400),
    "sure_similarity": (0.5, 1.1),
    "near_window": (1, 6),
    "least_common": (0.0, 0.125),
    "group_near": (0.075, 0.3),
    "group_starts": (6, 24),
}
"""What is not compared, or not tried, for it would come to nothing: with these numbers, more work or less, edited
articles come out the same."""


def numbered(count: int, *patterns: str, begin: int = 0) -> list[str]:
    """So many lines of each pattern, each with a number no other line has."""
    return [pattern.format(begin + 100 * k + n) for k, pattern in enumerate(patterns) for n in range(count)]


DIVERS = "Divers searched the quay on Monday"
LETTERS = "".join(chr(ord("a") + k % 26) for k in range(70))

LIMITS = ("work_limit", "sentence_limit", "mark_limit")
"""Too large for a text here; each has a test of its own with a lower one."""

EXTENDED = (
    ["Nobody slept.", f"{DIVERS} while engineers checked the crane.", "Rain fell."],
    ["Nobody slept.", f"{DIVERS}.", "Engineers checked the crane by hand and by ear.", "Rain fell."],
)
"""A split with a part that says more."""

MADE: dict[str, tuple[list[str], list[str]]] = {
    "slot_words": (
        ["The fees", "£1,526 £2,310 £3,118 £4,207", "Paid"],
        ["The fees", "£1,528 £2,314 £3,119 £4,201", "Paid"],
    ),
    "slot_length": (["Key", f"x{LETTERS * 4}y", "End"], ["Key", f"z{LETTERS * 4}y", "End"]),
    "common_window": (
        numbered(14, "Ferry number {} sails at noon", "Bus line {} is full today"),
        numbered(14, "Bus line {} was full today", "Ferry number {} sailed at noon", begin=500),
    ),
    "max_words": (
        ["Now begin " + " ".join(f"word{k}" for k in range(800)) + " and end."],
        ["So begin " + " ".join(f"word{k}" for k in range(800)) + " and stop."],
    ),
    "attach_partners": (
        ["Nobody slept.", f"{DIVERS} while engineers checked the crane and sailors mended seven nets.", "Rain fell."],
        ["Nobody slept.", f"{DIVERS}.", "Engineers checked the crane.", "Rain fell.", "Sailors mended seven nets."],
    ),
    "group_whole": EXTENDED,
    "group_alike": EXTENDED,
    "max_letters": ([f"Buy x{LETTERS}y today for your house"], [f"Buy z{LETTERS}w today for your house"]),
}
"""Texts for numbers about lines that are longer, or more, than those of the samples."""


def with_number(name: str, value: float) -> DiffOptions:
    """The defaults but for one number."""
    changed: dict[str, Any] = {name: value}
    return replace(DEFAULTS, **changed)


@cache
def articles() -> tuple[Sides, ...]:
    """Articles with edits of every kind."""
    return tuple(
        (document_from_sentences(text.old, text.language), document_from_sentences(text.new, text.language))
        for text in edited_texts(EDITED, SEED)
    )


@cache
def sample() -> tuple[Sides, ...]:
    """The cases, texts that resemble one another throughout, and edited articles."""
    cases = (read_case(path).documents for path in sorted(CASES.glob("*.case")))
    return (*cases, *map(documents, crowded_texts(CROWDED, SEED)), *articles())


def told(sides: Sides, options: DiffOptions) -> tuple[object, ...]:
    """What a reader sees of a Comparison: Pairs, marks, letters and where it is coarse; no similarities, no rules."""
    comparison = compare(*sides, options)
    pairs = tuple((pair.old, pair.new, pair.operation, pair.moved) for pair in comparison.pairs)
    return pairs, *((change.spans, change.letters) for change in comparison.changes), comparison.coarse


@cache
def told_by_default(sides: int) -> tuple[object, ...]:
    """The same of a text of the sample, with the defaults."""
    return told(sample()[sides], DEFAULTS)


def halved_and_doubled(name: str) -> Iterator[float]:
    """The default of a number halved and doubled, inside its range; a count stays a whole number."""
    default = getattr(DEFAULTS, name)
    found = RANGE.search(documented()[name])
    assert found
    for value in (default / 2, default * 2):
        inside = min(max(value, number(found[2])), number(found[3]))
        yield int(inside) if isinstance(default, int) else inside


@pytest.mark.parametrize("name", [name for name in NAMES if name not in {*SAVES_WORK, *MADE, *LIMITS}])
def test_some_text_comes_out_otherwise_when_a_number_is_halved_or_doubled(name: str) -> None:
    for value in halved_and_doubled(name):
        options = with_number(name, value)
        if any(told(sides, options) != told_by_default(k) for k, sides in enumerate(sample())):
            return
    pytest.fail(f"nothing depends on {name}: a case is missing, or the number is not needed")


@pytest.mark.parametrize("name", MADE)
def test_a_text_made_for_a_number_comes_out_otherwise_when_it_is_halved_or_doubled(name: str) -> None:
    sides = documents(MADE[name])
    changed = [told(sides, with_number(name, value)) for value in halved_and_doubled(name)]
    assert any(one != told(sides, DEFAULTS) for one in changed)


@pytest.mark.parametrize("name", SAVES_WORK)
def test_a_number_that_saves_work_decides_nothing_in_an_article(name: str) -> None:
    first = len(sample()) - len(articles())
    for value in SAVES_WORK[name]:
        options = with_number(name, value)
        assert value != getattr(DEFAULTS, name)
        assert all(told(sides, options) == told_by_default(first + k) for k, sides in enumerate(articles()))


def test_the_work_limit_bounds_what_is_compared_and_a_lower_one_says_so() -> None:
    """Of a size that a text of fourteen lines reaches; the default is reached by thousands of sentences."""
    sides = documents((numbered(14, "Ferry {} sails at noon"), numbered(14, "Ferry {} sailed at noon", begin=500)))
    coarse = [compare(*sides, replace(DEFAULTS, work_limit=limit)).coarse for limit in (500, 10**6)]
    assert list(map(len, coarse)) == [1, 0]
