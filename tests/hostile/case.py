"""The type of a hostile input: how to make it, and what it did to a library that nothing stood in front of.

Times were measured on two busy cores with limits of 60 s and 6 GB; that something hangs, crashes or eats memory does
not depend on the machine. Inputs are made when they are needed: some have 100 MB.
"""

from collections.abc import Callable
from typing import NamedTuple

__all__ = ["Case"]


class Case(NamedTuple):
    """One hostile input, the same every time it is made."""

    make: Callable[[], bytes]
    harm: str
