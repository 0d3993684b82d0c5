"""What is asked of the differ's speed and limits, as data, and the verdict on what was measured.

Ratios depend on the machine, on the versions of the peers and on the texts, so a missed target is told, not an error.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from tests.bench.figures import table

__all__ = ["TARGETS", "Target", "verdicts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One figure to reach."""

    section: str
    """Which section measures it."""
    name: str
    """As the section names it."""
    what: str
    limit: float
    unit: str = ""
    at_least: bool = False
    """Whether more is better."""
    origin: str
    """Where the limit comes from."""

    def holds(self, value: float) -> bool:
        """Whether a measured value reaches it."""
        return value >= self.limit if self.at_least else value <= self.limit


PEER: Final = (
    "wikidiff2 gives paragraphs and lines of words, we give sentences, moves, splits, merges and words as well"
)
PROTOTYPE: Final = "a plain prototype of the same steps does it with room to spare"
LINEAR: Final = "n log n is 1.05 to 1.10 at these sizes; a hidden square would be 2"
READER: Final = "a page that is asked for must come at once, whatever was put into the archive"

TARGETS: Final = (
    Target(
        section="speed",
        name="real / wikidiff2",
        what="real pairs, mean CPU over wikidiff2's",
        limit=0.65,
        unit="x",
        origin=PEER,
    ),
    Target(
        section="speed", name="heavy / wikidiff2", what="heavy rewrites, likewise", limit=0.60, unit="x", origin=PEER
    ),
    Target(section="speed", name="live / wikidiff2", what="live blogs, likewise", limit=0.90, unit="x", origin=PEER),
    Target(
        section="speed",
        name="live / wikidiff2 all moves",
        what="live blogs over wikidiff2 without its cutoff for moves",
        limit=1 / 40,
        unit="x",
        origin="at equal quality: its search for moves grows with the square",
    ),
    Target(
        section="speed",
        name="real: diff-match-patch",
        what="real pairs, times faster than diff-match-patch on characters",
        limit=40,
        at_least=True,
        origin=PROTOTYPE,
    ),
    Target(
        section="speed",
        name="real: newsedits",
        what="real pairs, times faster than NewsEdits' matching",
        limit=10,
        at_least=True,
        origin=PROTOTYPE,
    ),
    Target(
        section="speed",
        name="real: difflib words",
        what="real pairs, times faster than difflib on words",
        limit=15,
        at_least=True,
        origin=PROTOTYPE,
    ),
    Target(
        section="speed",
        name="real: HtmlDiff",
        what="real pairs, times faster than difflib.HtmlDiff",
        limit=10,
        at_least=True,
        origin=PROTOTYPE,
    ),
    Target(
        section="speed",
        name="labels",
        what="labels, real pairs, per changed sentence",
        limit=20,
        unit="µs",
        origin="as dear as finding the change itself; more would double the whole",
    ),
    Target(
        section="churn",
        name="false churn",
        what="live blogs: words of untouched sentences shown as changed",
        limit=0,
        unit="words",
        origin="equal sentences are paired wherever they stand",
    ),
    Target(
        section="churn",
        name="changed words",
        what="live blogs: changed words over the best peer's",
        limit=1.05,
        unit="x",
        origin="what is shown beyond the least that explains the edit is noise",
    ),
    Target(
        section="growth", name="growth plain", what="growth, 1,000 to 20,000 words: exponent", limit=1.10, origin=LINEAR
    ),
    Target(section="growth", name="growth moved", what="the same with moved blocks", limit=1.10, origin=LINEAR),
    Target(
        section="growth", name="growth plain, all", what="growth, to 50,000 words: exponent", limit=1.15, origin=LINEAR
    ),
    Target(section="growth", name="growth moved, all", what="the same with moved blocks", limit=1.15, origin=LINEAR),
    Target(
        section="shapes",
        name="shapes ms",
        what="worst of nine shapes at 9,000 words",
        limit=60,
        unit="ms",
        origin=PROTOTYPE,
    ),
    Target(section="shapes", name="shapes MB", what="its memory at most", limit=10, unit="MB", origin=PROTOTYPE),
    Target(section="hostile", name="hostile s", what="worst of the hostile texts", limit=2, unit="s", origin=READER),
    Target(section="hostile", name="hostile MB", what="its memory at most", limit=300, unit="MB", origin=READER),
    Target(
        section="determinism",
        name="determinism",
        what="pairs whose bytes differ between runs",
        limit=0,
        origin="a Change is known by its id, so the same pair must give the same bytes for ever",
    ),
    Target(
        section="reading",
        name="reading",
        what="reading an ordinary page, over trafilatura as it comes",
        limit=1.3,
        unit="x",
        origin="what we add must not cost more than a third of finding the article",
    ),
    Target(
        section="reading",
        name="child ms",
        what="the same in a child: what that adds",
        limit=1,
        unit="ms",
        origin="so little that nobody has a reason to read foreign bytes without a fence",
    ),
)


def verdicts(figures: Mapping[str, float], targets: Iterable[Target] = TARGETS) -> list[str]:
    """A table of what was asked and measured, MISSED in the lines that do not hold; then what was not measured."""
    rows = []
    missing = []
    for target in targets:
        if (value := figures.get(target.name)) is None:
            missing.append(target.name)
            continue
        verdict = "ok" if target.holds(value) else "MISSED"
        sign = "≥" if target.at_least else "≤"
        unit = f" {target.unit}" if target.unit else ""
        asked = f"{sign} {target.limit:.4g}{unit}"
        rows.append((target.what, asked, f"{value:.4g}{unit}", verdict))
    lines = table(("figure", "asked", "measured", "verdict"), rows) if rows else []
    return [*lines, f"not measured: {', '.join(missing)}"] if missing else lines
