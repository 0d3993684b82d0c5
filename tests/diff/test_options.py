"""Every threshold states its range, and its default lies in it."""

import ast
import inspect
import re
from dataclasses import fields

import pytest

from revtrack.diff import DiffOptions
from revtrack.diff import options as module

RANGE = re.compile(r"Range ([\[(])(\S+?), (\S+?)[\])]")
"""As `(0, 1]`, `[10, 10^4]` or `[1, 1,000]`."""


def documented() -> dict[str, str]:
    """The text below each option, on one line."""
    (body,) = [node for node in ast.parse(inspect.getsource(module)).body if isinstance(node, ast.ClassDef)]
    texts = {}
    for node, below in zip(body.body, body.body[1:], strict=False):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and isinstance(below, ast.Expr):
            texts[node.target.id] = " ".join(ast.literal_eval(below.value).split())
    return texts


def number(text: str) -> float:
    """A bound as the texts write it: `.1`, `1,000`, `10^6`."""
    base, _, power = text.replace(",", "").partition("^")
    return float(base) ** int(power or 1)


@pytest.mark.parametrize("name", [option.name for option in fields(DiffOptions)])
def test_an_option_states_a_range_that_holds_its_default(name: str) -> None:
    default = getattr(DiffOptions(), name)
    found = RANGE.search(documented().get(name, ""))
    assert found, f"{name} states no range"
    low, high = number(found[2]), number(found[3])
    assert low <= default <= high
    assert found[1] == "[" or default > low
