"""Pairs of texts to measure on, plain sentences, and where both come from.

    gold folder   workload_govuk.jsonl    consecutive versions       → real, and the stuff of live blogs and long texts
                  histories_govuk.jsonl   all versions of an article → heavy: version i → version i + 4
    else          the project's seeds     their paragraphs, and sentences crossed out of theirs, with invented edits

The gold is not ours to ship. Without it there are no real and no heavy pairs; everything else is made from the seeds.
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tests.bench.generate import Paragraphs, article_pairs, crossed, heavy_pairs, runs, seeded, sentences

__all__ = ["Material", "TextPair", "evenly", "from_gold", "from_seeds", "read_pairs", "write_pairs"]

REAL: Final = "workload_govuk.jsonl"
HISTORIES: Final = "histories_govuk.jsonl"

SEED: Final = 20260101
"""Of every generator here: the same material, the same bytes."""

LONGEST_ARTICLE: Final = 5_000
"""Words of a real article that long texts are joined from; a longer one would be a text of 1,000 words by itself."""

SEED_WORDS: Final = 120_000
"""Words made out of the seeds: two texts of 50,000 words and some more."""

LEAST_PARAGRAPH: Final = 12
"""Words of a paragraph of the seeds that is taken for running text, not for a menu or a date line."""

_CELLS: Final = frozenset({"td", "th"})
"""Kinds of paragraphs that no entry of a live blog has: cells of tables."""


@dataclass(frozen=True, slots=True)
class TextPair:
    """Two versions of one text, paragraphs parted by one blank line."""

    id: str
    old: str
    new: str

    @property
    def size(self) -> int:
        """Bytes of both sides in UTF-8."""
        return sum(len(side.encode("utf-8", "surrogatepass")) for side in (self.old, self.new))

    @property
    def words(self) -> float:
        """The mean number of words of a side, as parted by white space."""
        return (len(self.old.split()) + len(self.new.split())) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What the sets of pairs are made of."""

    origin: str
    """Where it comes from, for people."""
    real: tuple[TextPair, ...]
    """Consecutive versions whose texts differ; empty without gold."""
    heavy: tuple[TextPair, ...]
    """Versions some edits apart; empty without gold."""
    articles: tuple[tuple[Paragraphs, Paragraphs], ...]
    """One pair of versions of each article, shuffled: what long texts are joined from."""
    entries: tuple[Paragraphs, ...]
    """Runs of paragraphs, shuffled, no text twice: the entries of live blogs."""

    def distinct_sentences(self) -> list[str]:
        """Each sentence of the old sides once, in their order."""
        texts = (paragraph for old, _ in self.articles for paragraph in old)
        return list(dict.fromkeys(sentence for text in texts for sentence in sentences(text)))


def from_gold(folder: Path) -> Material | None:
    """The material of a gold folder; None where it lacks one of the two files.

    Raises:
        ValueError: a line is not what it should be; the message names file and line.
    """
    paths = folder / REAL, folder / HISTORIES
    if not all(path.is_file() for path in paths):
        return None
    rows, histories = (_rows(path) for path in paths)
    rng = seeded(SEED)
    firsts = list({row["url_path"]: row for row in reversed(rows)}.values())[::-1]
    entries = [run for row in firsts for run in runs(_without_cells(row))]
    articles = [
        (tuple(row["old"]), tuple(row["new"])) for row in firsts if len(" ".join(row["old"]).split()) <= LONGEST_ARTICLE
    ]
    rng.shuffle(entries)
    rng.shuffle(articles)
    real = (TextPair(row["id"], "\n\n".join(row["old"]), "\n\n".join(row["new"])) for row in rows)
    versions = ((history["page"], [tuple(one["blocks"]) for one in history["versions"]]) for history in histories)
    heavy = (TextPair(name, "\n\n".join(old), "\n\n".join(new)) for name, old, new in heavy_pairs(versions))
    return Material(
        origin=str(folder),
        real=tuple(pair for pair in real if pair.old != pair.new),
        heavy=tuple(heavy),
        articles=tuple(articles),
        entries=tuple(entries),
    )


def _without_cells(row: dict[str, Any]) -> Paragraphs:
    """The paragraphs of the old side that are not cells of a table."""
    return tuple(text for text, kind in zip(row["old"], row["old_kinds"], strict=True) if kind not in _CELLS)


def from_seeds(folder: Path, words: int = SEED_WORDS) -> Material:
    """About `words` words made out of the text files of a folder: their paragraphs, then crossed sentences."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.txt")) + sorted(folder.rglob("*.md"))]
    found = dict.fromkeys(" ".join(part.split()) for text in texts for part in re.split(r"\n\s*\n", text))
    paragraphs = [text for text in found if len(text.split()) >= LEAST_PARAGRAPH]
    rng = seeded(SEED)
    paragraphs += crossed(paragraphs, rng, words - sum(len(text.split()) for text in paragraphs))
    entries = list(runs(paragraphs))
    articles = list(article_pairs(paragraphs, rng))
    rng.shuffle(entries)
    rng.shuffle(articles)
    return Material(origin=str(folder), real=(), heavy=(), articles=tuple(articles), entries=tuple(entries))


def evenly(pairs: Sequence[TextPair], count: int) -> tuple[TextPair, ...]:
    """`count` of the pairs, spread evenly over them; all where there are no more."""
    if count >= len(pairs):
        return tuple(pairs)
    return tuple(pairs[number * len(pairs) // count] for number in range(count))


def write_pairs(path: Path, pairs: Iterable[TextPair]) -> None:
    """Write pairs as JSON, one a line, as `read_pairs` and wikidiff2.php read them."""
    with path.open("w", encoding="utf-8") as file:
        for pair in pairs:
            file.write(json.dumps({"id": pair.id, "old": pair.old, "new": pair.new}) + "\n")


def read_pairs(path: Path) -> tuple[TextPair, ...]:
    """The pairs of a file of ours."""
    return tuple(TextPair(row["id"], row["old"], row["new"]) for row in _rows(path))


def _rows(path: Path) -> list[dict[str, Any]]:
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            rows.append(json.loads(line))
        except ValueError:
            raise ValueError(f"{path.name}, line {number} is not JSON") from None
    return rows
