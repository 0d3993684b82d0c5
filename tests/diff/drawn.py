"""Hypothesis strategies for the differ: pairs of small texts that repeat, resemble and contradict each other.

Words come from a dozen, sentences from a handful, so that ties, duplicates and near-duplicates are the rule: the inputs
on which an aligner goes wrong are not the articles of a good day. `crowded_texts` are longer ones from a seed, of words
both rare and common, for what one text in a hundred shows.
"""

from collections.abc import Sequence
from random import Random

from hypothesis import strategies as st

from revtrack.extract import document_from_sentences
from revtrack.model import Document

__all__ = ["any_text", "crowded_texts", "documents", "sentence", "two_texts"]

WORDS = (
    "the",
    "a",
    "mayor",
    "bridge",
    "opened",
    "closed",
    "storm",
    "of",
    "and",
    "Monday",
    "12",
    "£1,526",
    "not",
    "York",
)

MOST_WORDS = 9

RARER = tuple(f"{word}{number}" for word in ("ferry", "quay", "rope", "tide") for number in range(8))
"""Beside the dozen, for longer texts."""


@st.composite
def sentence(draw: st.DrawFn) -> str:
    """A sentence of one to nine words out of a dozen."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=MOST_WORDS))
    return " ".join(words) + draw(st.sampled_from([".", "", "?"]))


@st.composite
def reworded(draw: st.DrawFn, text: str) -> str:
    """The sentence with one word replaced."""
    words = text.split()
    words[draw(st.integers(0, len(words) - 1))] = draw(st.sampled_from(WORDS))
    return " ".join(words)


@st.composite
def two_texts(draw: st.DrawFn, most: int = 8) -> tuple[list[str], list[str]]:
    """Old and new of up to `most` sentences, drawn from one handful, reworded, joined or fresh."""
    handful = draw(st.lists(sentence(), min_size=1, max_size=5))
    drawn = st.one_of(
        st.sampled_from(handful),
        st.sampled_from(handful).flatmap(reworded),
        st.lists(st.sampled_from(handful), min_size=2, max_size=3).map(" ".join),
        sentence(),
        st.just("* * *"),
    )
    side = st.lists(drawn, max_size=most)
    return draw(side), draw(side)


def documents(texts: tuple[Sequence[str], Sequence[str]]) -> tuple[Document, Document]:
    """Old and new as Documents, one Block per sentence."""
    old, new = texts
    return document_from_sentences(old), document_from_sentences(new)


def any_text() -> st.SearchStrategy[list[str]]:
    """Sentences of any characters but blanks alone, those of other scripts and none at all included."""
    alphabet = st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("ab 12.,£%\u0301\u200d👩三ก\u0627"))
    line = st.text(alphabet, min_size=1, max_size=25).filter(lambda text: text.strip() != "")
    return st.lists(line, max_size=5)


def crowded_texts(count: int, seed: int) -> list[tuple[list[str], list[str]]]:
    """So many pairs of up to 15 sentences that resemble one another; equal seeds give equal texts."""
    rng = Random(seed)  # noqa: S311  texts, no secrets
    return [_crowded(rng) for _ in range(count)]


def _crowded(rng: Random) -> tuple[list[str], list[str]]:
    """Both sides out of one handful: a sentence as it is, reworded, joined to another, cut at its front, or fresh."""
    handful = [rng.choices(WORDS + RARER, k=rng.randint(1, 14)) for _ in range(rng.randint(3, 14))]

    def reworded(words: list[str]) -> list[str]:
        part = rng.uniform(0, 2 / 3)
        return [rng.choice(WORDS + RARER) if rng.random() < part else word for word in words]

    def line() -> str:
        words = rng.choice(handful)
        made = rng.choice(
            [words, reworded(words), reworded(words), words + rng.choice(handful), words[len(words) // 3 :], None]
        )
        return " ".join(made or rng.choices(WORDS + RARER, k=rng.randint(1, 12)))

    old, new = ([line() for _ in range(rng.randint(1, 15))] for _ in ("old", "new"))
    return old, new
