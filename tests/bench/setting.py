"""What every section of the bench is handed, and what it hands back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.texts import Material

__all__ = ["Report", "Setting"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """How a section is to measure."""

    material: Material
    folder: Path
    """Where files may be written; gone afterwards."""
    rounds: int
    """How often everything is timed, at least 1."""
    seconds: float
    """Of CPU after which an engine is cut off, in each round and set."""
    against: str
    """The engine that all times are divided by."""
    quick: bool
    """A few pairs only, to try the bench itself: the figures mean little."""
    pages: Sequence[bytes] = ()
    """Saved pages to measure reading on; where there are none, some are made."""
    say: Callable[[str], None]
    """Called with a line for people, such as why an engine is left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a section found."""

    lines: tuple[str, ...]
    """Tables, for people."""
    figures: Mapping[str, float] = field(default_factory=dict)
    """By the names of `targets.TARGETS`; what could not be measured is missing."""
    data: object = None
    """Everything, as JSON can hold it."""
