"""What the program remembers between two calls, and how to make it forget: a cold start is what is timed."""

import sys
from typing import Any

__all__ = ["forget", "memos"]


def memos() -> tuple[Any, ...]:
    """The functions of `extract` that keep what they made, also those behind a function that chooses what is kept."""
    values = [
        value
        for name, module in sorted(sys.modules.items())
        if name.startswith("revtrack.extract")
        for value in vars(module).values()
    ]
    behind = [cell.cell_contents for value in values for cell in getattr(value, "__closure__", None) or ()]
    return tuple(value for value in (*values, *behind) if hasattr(value, "cache_clear"))


def forget() -> None:
    """Empty what `extract` keeps, so that a pair finds only what its own old side left behind."""
    for memo in memos():
        memo.cache_clear()
