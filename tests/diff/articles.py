"""The articles that generated edits start from: the seeds, the invented history, and texts written for this purpose.

tests/cases/diff/articles/*.txt    one sentence a line; the first line is the language
seeds/                             read by the program itself, as any user's files are
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from revtrack.extract import document_from_sentences, extract
from revtrack.model import Document, Snapshot

__all__ = ["FOREIGN", "ArticleText", "articles"]

ROOT = Path(__file__).resolve().parent.parent.parent
SEEDS = ROOT / "seeds"
WRITTEN = ROOT / "tests" / "cases" / "diff" / "articles"

SEED_ARTICLES = (
    "000_db2bddac73817fcd.txt",
    "001_a8caf179c0ae9ecd.txt",
    "002_fdf51c440f364b49.txt",
    "003_efa60d6eabd65ad3.txt",
    "washpo-iraq-rockets/version-1.txt",
    "washpo-iraq-rockets/version-2.txt",
    "invented/version-8.md",
)
"""Document 004 holds two versions of one text on one page, so it would edit itself."""

IN_MARKDOWN = ("000_", "invented/")
"""How the names of seeds in Markdown begin."""

FOREIGN = tuple((ROOT / "tests" / "cases" / "diff" / "foreign.txt").read_text(encoding="utf-8").splitlines())
"""Invented English sentences about other things than any article."""

SHORTEST_SENTENCE = 3
"""Words a sentence has at least to be taken: a shorter one is no statement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleText:
    """One article to be edited."""

    name: str
    language: str
    sentences: tuple[str, ...]
    """In their order, no two alike."""


@cache
def articles() -> tuple[ArticleText, ...]:
    """Every article, the seeds first."""
    return (*(_seed(name) for name in SEED_ARTICLES), *(_written(path) for path in sorted(WRITTEN.glob("*.txt"))))


def _seed(name: str) -> ArticleText:
    snapshot = Snapshot(
        article=name,
        content=(SEEDS / name).read_bytes(),
        observed_at=datetime(2020, 1, 8, tzinfo=UTC),
        media_type="text/markdown" if name.startswith(IN_MARKDOWN) else "text/plain",
    )
    return _article(name, "en", extract(snapshot))


def _written(path: Path) -> ArticleText:
    language, *sentences = path.read_text(encoding="utf-8").splitlines()
    return _article(path.stem, language, document_from_sentences([one for one in sentences if one.strip()], language))


def _article(name: str, language: str, document: Document) -> ArticleText:
    found: dict[str, str] = {}
    for sentence in document.sentences:
        if len(sentence.words) >= SHORTEST_SENTENCE:
            found.setdefault(sentence.key, sentence.text)
    return ArticleText(name=name, language=language, sentences=tuple(found.values()))
