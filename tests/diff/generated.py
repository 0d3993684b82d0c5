"""How well the differ finds edits whose truth is known, by kind of edit, and every miss by its class.

    python -m tests generated [--count N] [--seed N] [--examples N]

The texts are those of edits.py, the classes those of misses.py, the figures those of the eval, in per cent.
"""

import sys
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import revtrack
from tests.diff.edits import Edit, EditedText, edited_texts
from tests.diff.misses import Miss, MissClass, misses
from tests.diff.rewording import Kind
from tests.eval.gold import Aligned
from tests.eval.scorer import figures, score_alignments

__all__ = ["COUNT", "FLOOR", "MEASURES", "SEED", "Answered", "answered", "by_kind", "main", "measured", "table"]

COUNT: Final = 2_000
SEED: Final = 20200108
FLOOR: Final = 99.0
"""Per cent that each of the measures has to reach."""

MEASURES: Final = ("edit F1", "op macro", "moved F1")
WIDTH: Final = 10
"""Characters of a column of figures."""
NAMES: Final = 64
"""Characters of the column of names."""

Pairs = Collection[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Answered:
    """An edited text, what was found, and what of it is wrong."""

    text: EditedText
    found: frozenset[tuple[int, int]]
    misses: tuple[Miss, ...]

    def mended(self, kind: MissClass) -> set[tuple[int, int]]:
        """What was found, without the mistakes of one class."""
        found = set(self.found)
        for miss in self.misses:
            if miss.kind is kind:
                found = (found - miss.false) | miss.lost
        return found


def answered(text: EditedText, found: Pairs | None = None) -> Answered:
    """A text with what our differ finds in it, or with what was found already."""
    pairs = frozenset(revtrack.align_sentences(text.old, text.new) if found is None else found)
    return Answered(text, pairs, tuple(misses(text, pairs)))


def measured(texts: Sequence[EditedText], answers: Iterable[Pairs]) -> dict[str, float]:
    """Every measure of the eval that has a truth in some texts, over as many answers, in per cent."""
    gold = [Aligned(id=str(k), old=text.old, new=text.new, pairs=text.pairs) for k, text in enumerate(texts)]
    return {name: figure.value for name, figure in figures(score_alignments(gold, answers)).items()}


def by_kind(all_answered: Iterable[Answered]) -> dict[Kind, tuple[int, int]]:
    """For each kind of edit how many were made, and how many of these were found with all their pairs and no other."""
    made: Counter[Kind] = Counter()
    right: Counter[Kind] = Counter()
    for one in all_answered:
        wrong = one.found ^ one.text.pairs
        for edit in one.text.edits:
            made.update(edit.kinds)
            if not any(_touches(edit, pair) for pair in wrong):
                right.update(edit.kinds)
    return {kind: (made[kind], right[kind]) for kind in Kind if made[kind]}


def _touches(edit: Edit, pair: tuple[int, int]) -> bool:
    return pair[0] in edit.olds or pair[1] in edit.news


def table(all_answered: Sequence[Answered]) -> list[str]:
    """The lines of the report: figures, kinds of edits, and classes of misses with what each costs."""
    texts = [one.text for one in all_answered]
    reached = measured(texts, [one.found for one in all_answered])
    lines = [f"{len(texts):,} texts of {len({text.article for text in texts})} articles", ""]
    lines += [f"{name:{NAMES}}{reached[name]:{WIDTH}.2f}" for name in reached]
    lines += ["", _row("kind of edit", "made", "found", "per cent")]
    lines += [
        _row(kind, f"{made:,}", f"{right:,}", f"{100 * right / made:.1f}")
        for kind, (made, right) in by_kind(all_answered).items()
    ]
    lines += ["", _row("class of miss", "misses", *(f"-{name}" for name in MEASURES))]
    for kind, count in _classes(all_answered).most_common():
        mended = measured(texts, [one.mended(kind) for one in all_answered])
        costs = (f"{mended[name] - reached[name]:.2f}" if name in reached else "–" for name in MEASURES)
        lines.append(_row(kind, f"{count:,}", *costs))
    return lines


def _classes(all_answered: Iterable[Answered]) -> Counter[MissClass]:
    return Counter(miss.kind for one in all_answered for miss in one.misses)


def _row(name: str, *cells: str) -> str:
    return f"{name:{NAMES}}" + "".join(f"{cell:>{WIDTH}}" for cell in cells)


def _examples(all_answered: Sequence[Answered], most: int) -> Iterator[str]:
    """So many misses of each class, with their sentences."""
    for kind, _ in _classes(all_answered).most_common():
        chosen = [(one.text, miss) for one in all_answered for miss in one.misses if miss.kind is kind]
        yield f"\n== {kind}"
        for text, miss in chosen[:most]:
            pairs = miss.lost | miss.false
            yield f"\n{text.article}: {', '.join(miss.edits)}"
            yield from (f"  old {i}  {text.old[i]}" for i in sorted({i for i, _ in pairs}))
            yield from (f"  new {j}  {text.new[j]}" for j in sorted({j for _, j in pairs}))
            yield f"  not found {sorted(miss.lost)}, not true {sorted(miss.false)}"


def main(arguments: Sequence[str]) -> int:
    """The exit code: 0 when every measure reaches its floor and every miss has a class, else 1."""
    options = _options(arguments)
    all_answered = [answered(text) for text in edited_texts(options.count, options.seed)]
    sys.stdout.write("\n".join([*table(all_answered), *_examples(all_answered, options.examples)]) + "\n")
    reached = measured([one.text for one in all_answered], [one.found for one in all_answered])
    below = [f"{name} {reached[name]:.2f}" for name in MEASURES if reached.get(name, FLOOR) < FLOOR]
    if below:
        sys.stderr.write(f"below {FLOOR:.0f}: {', '.join(below)}\n")
    return 1 if below or MissClass.UNEXPLAINED in _classes(all_answered) else 0


def _options(arguments: Sequence[str]) -> Namespace:
    parser = ArgumentParser(prog="python -m tests generated", description="How well known edits are found.")
    parser.add_argument("--count", type=int, default=COUNT, help=f"texts, {COUNT:,} unless told")
    parser.add_argument("--seed", type=int, default=SEED, help="of the chance that edits them")
    parser.add_argument("--examples", type=int, default=0, help="misses of each class to show with their sentences")
    return parser.parse_args(arguments)
