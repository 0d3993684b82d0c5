"""The sentence river: a column per Version, a band per run of sentences that stayed together, coloured by age.

    v1      v2      v3
    ██──────██──────██    sentences of version 1, the height is their words
    ██──┐ ┌─▒▒──────▒▒    came with version 2
        └─│─██──────██    moved down: the bands cross
    ██    └             a gap: removed

After History Flow (Viégas, Wattenberg and Dave 2004), by sentences. The same is told by a table below the picture.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Final, NamedTuple

from revtrack.model import Document, History, Pair, Version
from revtrack.report.charts.lives import Life, documents, lives
from revtrack.report.wording import short_gap

__all__ = ["Column", "River", "Shape", "river"]

LEAST_VERSIONS: Final = 4
"""Versions below which no river is drawn: two or three are read faster as they are."""

MOST_VERSIONS: Final = 60
"""Versions drawn at most, the latest ones: more are a wall, not a picture. Our choice."""

MOST_SHAPES: Final = 1_500
"""Cells and bands drawn at most, about 40 kB; where there are more, the latest Versions that fit are drawn."""

SHADES: Final = 12
"""Colours from the oldest to the youngest sentence."""

COLUMN: Final = 22
"""Width of a Version in units of the picture: pixels where there is room."""
STEP: Final = 76
"""From one Version to the next: room for the time between them below."""
HEIGHT: Final = 260
"""Of the longest Version."""
TOP: Final = 20
"""Room above for the numbers of the Versions."""
BOTTOM: Final = 22
"""Room below for the times between them."""


class Shape(NamedTuple):
    """One cell or band."""

    path: str
    """As SVG writes it."""
    shade: int
    """From 0 for what the first Version held to `SHADES` - 1 for what the latest brought."""
    band: bool
    """True between two Versions, False inside one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One Version of the river, and the row of the table that says the same."""

    number: int
    middle: int
    gap: str
    """Time since the column before, such as "+2h15m"; empty for the first."""
    gap_at: int
    sentences: int
    new: int
    """Sentences that came with it."""
    gone: int
    """Sentences of the Version before that it no longer has."""
    oldest: int
    """Sentences that the first Version had already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class River:
    """The whole picture."""

    title: str
    width: int
    height: int
    gaps_y: int
    shapes: tuple[Shape, ...]
    """Bands, then cells, those of one shade as one."""
    columns: tuple[Column, ...]
    left_out: int
    """Earlier Versions that are not drawn."""


def river(history: History) -> River | None:
    """The picture, None for fewer than `LEAST_VERSIONS` Versions or where their texts are not at hand."""
    found, texts = lives(history), documents(history)
    known = [version for version in history.versions if version.number in found][-MOST_VERSIONS:]
    while len(known) >= LEAST_VERSIONS:
        drawing = _Drawing(history, known, texts, found)
        shapes = tuple(drawing.shapes())
        if len(shapes) <= MOST_SHAPES:
            return drawing.river(shapes, len(history.versions) - len(known))
        known = known[max(1, len(known) // 4) :]
    return None


class _Drawing:
    """The Versions to be drawn, and where each of their sentences stands."""

    def __init__(
        self,
        history: History,
        versions: Sequence[Version],
        texts: Mapping[int, Document],
        found: Mapping[int, tuple[Life, ...]],
    ) -> None:
        self.versions = versions
        self.found = found
        self.texts = texts
        self.pairs = {step.new.number: step.comparison.pairs for step in history.transitions}
        self.place = {version.number: place for place, version in enumerate(versions)}
        words = {one.number: [max(1, len(line.words)) for line in texts[one.number].sentences] for one in versions}
        unit = HEIGHT / max(1, *(sum(lengths) for lengths in words.values()))
        self.edges = {
            number: [round(TOP + unit * before, 1) for before in (0, *accumulate(lengths))]
            for number, lengths in words.items()
        }
        self.shade = self._shades()

    def _shades(self) -> dict[int, int]:
        """The shade of sentences by the Version they came with; what is older than the first column is oldest."""
        first, last = self.versions[0].number, self.versions[-1].number
        return {number: round((SHADES - 1) * max(0, number - first) / (last - first)) for number in range(1, last + 1)}

    def shapes(self) -> Iterator[Shape]:
        """Bands first: cells stand in front of them."""
        for old, new in pairwise(self.versions):
            yield from self._bands(old.number, new.number)
        for version in self.versions:
            yield from self._cells(version.number)

    def _cells(self, number: int) -> Iterator[Shape]:
        found, edges, x = self.found[number], self.edges[number], self._x(number)
        start = 0
        for at in range(1, len(found) + 1):
            if at == len(found) or found[at].since != found[start].since:
                top, height = edges[start], round(edges[at] - edges[start], 1)
                path = f"M{x} {_short(top)}h{COLUMN}v{_short(height)}h-{COLUMN}z"
                yield Shape(path, self.shade[found[start].since], band=False)
                start = at

    def _bands(self, old: int, new: int) -> Iterator[Shape]:
        run: tuple[int, int, int, int] | None = None
        shade = 0
        for left, right, top, bottom in self._flows(self.pairs[new]):
            age = self.shade[self.found[new][top].since]
            if run and age == shade and (left, top) == (run[1], run[3]):
                run = (run[0], right, run[2], bottom)
                continue
            if run:
                yield self._band(old, new, run, shade)
            run, shade = (left, right, top, bottom), age
        if run:
            yield self._band(old, new, run, shade)

    @staticmethod
    def _flows(pairs: Sequence[Pair]) -> Iterator[tuple[int, int, int, int]]:
        """Half-open ranges of sentences on both sides that flow into one another, in the order of new."""
        both = sorted((pair.new, pair.old) for pair in pairs if pair.old and pair.new)
        for new, old in both:
            yield old[0], old[-1] + 1, new[0], new[-1] + 1

    def _band(self, old: int, new: int, run: tuple[int, int, int, int], shade: int) -> Shape:
        left, right = self.edges[old], self.edges[new]
        near, far = self._x(old) + COLUMN, self._x(new)
        corners = (near, left[run[0]]), (far, right[run[2]]), (far, right[run[3]]), (near, left[run[1]])
        start, *others = (f"{x} {_short(y)}" for x, y in corners)
        return Shape(f"M{start}L{' '.join(others)}z", shade, band=True)

    def _x(self, number: int) -> int:
        return self.place[number] * STEP

    def river(self, shapes: tuple[Shape, ...], left_out: int) -> River:
        """All of it, with the words that say the same."""
        last = self.versions[-1].number
        oldest = sum(life.since == 1 for life in self.found[last])
        return River(
            title=f"Sentences of {len(self.versions)} versions: {oldest} of the {len(self.found[last])} sentences of "
            f"version {last} were there in version 1",
            width=STEP * (len(self.versions) - 1) + COLUMN,
            height=TOP + HEIGHT + BOTTOM,
            gaps_y=TOP + HEIGHT + BOTTOM - 6,
            shapes=_together(shapes),
            columns=tuple(self._columns()),
            left_out=left_out,
        )

    def _columns(self) -> Iterator[Column]:
        before: Version | None = None
        for version in self.versions:
            found = self.found[version.number]
            ages = Counter(life.since for life in found)
            x = self._x(version.number)
            yield Column(
                number=version.number,
                middle=x + COLUMN // 2,
                gap=short_gap(before.first_seen, version.first_seen) if before else "",
                gap_at=x - (STEP - COLUMN) // 2,
                sentences=len(found),
                new=ages[version.number] if before else 0,
                gone=self._gone(version.number) if before else 0,
                oldest=ages[1],
            )
            before = version

    def _gone(self, number: int) -> int:
        return sum(len(pair.old) for pair in self.pairs[number] if not pair.new)


def _together(shapes: Sequence[Shape]) -> tuple[Shape, ...]:
    """Shapes that look alike as one path each: a third of the bytes."""
    paths: dict[tuple[bool, int], list[str]] = {}
    for shape in shapes:
        paths.setdefault((not shape.band, shape.shade), []).append(shape.path)
    return tuple(Shape("".join(found), shade, band=not cell) for (cell, shade), found in sorted(paths.items()))


def _short(length: float) -> str:
    """A length without the decimals that say nothing."""
    return f"{length:g}"
