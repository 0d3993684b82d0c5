"""The ratchet: what was reached once on a file of gold is the floor from then on.

    {"essays.json": {"sha256": …, "source": …, "counts": {"documents": 90, …}, "floors": {"edit F1": 94.96, …}}}

A floor belongs to the exact bytes of a file. It rises when asked to and falls only when the loss is accepted. A figure
is below its floor where it falls short by more than one flipped pair moves it.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from math import floor as rounded_down
from pathlib import Path

from tests.eval.gold import Gold
from tests.eval.scorer import Figure

__all__ = ["Floor", "Loss", "Standing", "losses", "raised", "read", "standing", "write"]

DIGITS = 100
"""Floors are kept in hundredths of a per cent, rounded down."""

ROUNDING = 1e-6
"""In per cent: by how much sums of floats may be off."""


class Standing(StrEnum):
    """Whether a file is held to floors."""

    PINNED = "pinned"
    CHANGED = "changed since its floors were set"
    NEW = "new"


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """What is kept of one file: figures about it, none of its text."""

    sha256: str
    source: str = ""
    """Whose data these are, as their licence asks to say beside figures; written by hand."""
    counts: Mapping[str, int] = field(default_factory=dict)
    floors: Mapping[str, float] = field(default_factory=dict)
    """Measure → least figure, in per cent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """One figure below its floor."""

    name: str
    measure: str
    value: float
    floor: float
    tolerance: float

    def __str__(self) -> str:
        fell = f"{self.value:.2f}, its floor is {self.floor:.2f} (one flipped pair: {self.tolerance:.2f})"
        return f"{self.name}: {self.measure} fell to {fell}"


def read(path: Path) -> dict[str, Floor]:
    """The floors by file name; none where the baseline does not exist yet."""
    if not path.exists():
        return {}
    return {name: Floor(**entry) for name, entry in json.loads(path.read_text(encoding="utf-8")).items()}


def write(path: Path, baseline: Mapping[str, Floor]) -> None:
    """Keep the floors, sorted, one a line."""
    entries = {name: asdict(baseline[name]) for name in sorted(baseline)}
    path.write_text(json.dumps(entries, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def standing(gold: Gold, baseline: Mapping[str, Floor]) -> Standing:
    """Whether the floors for a file of this name were set on these very bytes."""
    if gold.name not in baseline:
        return Standing.NEW
    return Standing.PINNED if baseline[gold.name].sha256 == gold.sha256 else Standing.CHANGED


def losses(name: str, floors: Mapping[str, float], figures: Mapping[str, Figure]) -> list[Loss]:
    """The figures below their floors. A measure that is gone counts as fallen to 0."""
    found = []
    for measure, floor in floors.items():
        figure = figures.get(measure, Figure(0.0, 0.0))
        if floor - figure.value - figure.tolerance > ROUNDING:
            found.append(Loss(name=name, measure=measure, floor=floor, value=figure.value, tolerance=figure.tolerance))
    return found


def raised(gold: Gold, known: Floor | None, figures: Mapping[str, Figure], *, accept_loss: bool) -> Floor:
    """The entry of a file with every floor at least as high as before, unless its loss is accepted.

    Bytes and counts become those of the file at hand, so a changed file is held to its old floors until a loss on it is
    accepted. A fall within the tolerance lowers nothing.
    """
    known = known or Floor(sha256=gold.sha256)
    floors = dict(known.floors)
    for measure, figure in figures.items():
        floors[measure] = max(floors.get(measure, 0.0), _kept(figure.value))
    if accept_loss:
        for loss in losses(gold.name, known.floors, figures):
            floors[loss.measure] = _kept(loss.value)
    return replace(known, sha256=gold.sha256, counts=gold.counts, floors=dict(sorted(floors.items())))


def _kept(value: float) -> float:
    return rounded_down(value * DIGITS + ROUNDING) / DIGITS
