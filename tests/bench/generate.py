"""Harder pairs made out of articles: live blogs, heavy rewrites, texts of growing size. Seeded: same input, same bytes.

live     11:02  A B        14:30  F   (new)      entries get edited, added on top and taken out, and whole runs of
         10:40  C          10:40  C              them move
         10:15  D          11:02  A B'  (moved, edited)
heavy    version i         version i + 4         what somebody stores who sees every fourth edit
scale    a b c d e f g h   a b' c d e' f g h     articles joined until there are enough words; `moved` puts the last
                           g h a b' c d e' f     quarter of the new paragraphs in front
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from random import Random
from typing import Final

__all__ = [
    "LiveBlog",
    "Paragraphs",
    "article_pairs",
    "copy_edit",
    "crossed",
    "heavy_pairs",
    "live_blogs",
    "runs",
    "scale_pairs",
    "seeded",
    "sentences",
]

Paragraphs = tuple[str, ...]

STEP: Final = 4
"""Versions between the two sides of a heavy pair."""
PER_ARTICLE: Final = 15
"""Heavy pairs of one article at most, so that one with a hundred versions does not decide."""
LEAST_HEAVY: Final = 100
"""Words that each side of a heavy pair has at least."""

ENTRY_WORDS: Final = 120
"""Words of an entry of a live blog at least."""
EDITED_SHARE: Final = 10
"""One entry of this many is edited between the two sides of a live blog."""
MOVED_SHARE: Final = 6
"""A moved run has up to one entry of this many."""
RUNS_MOVED: Final = (1, 3)
"""Least and most runs that move in a live blog; likewise below."""
ADDED: Final = (1, 6)
"""Entries that are new on top."""
REMOVED: Final = (0, 3)
"""Entries that go."""

ARTICLE_WORDS: Final = 600
"""Words of an article made out of loose paragraphs, the median of real ones."""
EDITS_PER_ARTICLE: Final = 3

SENTENCES_PER_PARAGRAPH: Final = 3
LEAST_CROSSED: Final = 8
"""Words of a sentence that may be crossed with another one."""

MOST_SCALED: Final = 256
"""Pairs of one size at most."""

NEWS_WORDS: Final = ("officials", "Monday", "more", "nearly", "42", "confirmed", "said")
"""What a copy edit puts in place of a word."""

_END: Final = re.compile(r"""[.!?]["')\]”’]*(?P<gap>\s+)(?=[A-Z0-9"“‘(\[])|\n+""")


def seeded(seed: int) -> Random:
    """Chance that is the same every time."""
    return Random(seed)  # noqa: S311  nothing here is secret


def sentences(text: str) -> list[str]:
    """Sentences by punctuation and line ends: good enough to treat all engines alike, not to publish."""
    found, start = [], 0
    for end in _END.finditer(text):
        cut = end.start("gap") if end["gap"] else end.start()
        found.append(text[start:cut].strip())
        start = end.end()
    found.append(text[start:].strip())
    return [one for one in found if one]


def _words(paragraphs: Iterable[str]) -> int:
    return sum(len(text.split()) for text in paragraphs)


# ------------------------------------------------------------------------------------------------------- material
def runs(paragraphs: Iterable[str], least: int = ENTRY_WORDS) -> Iterator[Paragraphs]:
    """Runs of neighbouring paragraphs of at least `least` words; a shorter rest is left out."""
    run: list[str] = []
    for text in paragraphs:
        run.append(text)
        if _words(run) >= least:
            yield tuple(run)
            run = []


def crossed(paragraphs: Sequence[str], rng: Random, words: int) -> list[str]:
    """About `words` words of paragraphs whose sentences begin like one sentence and end like another, none twice.

    Fewer where the paragraphs do not hold enough sentences to cross.
    """
    stock = [parts for text in paragraphs for one in sentences(text) if len(parts := one.split()) >= LEAST_CROSSED]
    made: dict[str, None] = {}
    count = 0
    for _ in range(words):  # bounded, for a small stock has no more crossings to give
        if count >= words:
            break
        begin, end = rng.choice(stock), rng.choice(stock)
        parts = begin[: len(begin) // 2] + end[len(end) // 2 :]
        if (sentence := " ".join(parts)) not in made:
            made[sentence] = None
            count += len(parts)
    found = list(made)
    size = SENTENCES_PER_PARAGRAPH
    return [" ".join(found[at : at + size]) for at in range(0, len(found), size)]


def article_pairs(paragraphs: Iterable[str], rng: Random) -> Iterator[tuple[Paragraphs, Paragraphs]]:
    """Articles of neighbouring paragraphs, and what some copy edits make of them."""
    for old in runs(paragraphs, ARTICLE_WORDS):
        new = old
        for _ in range(EDITS_PER_ARTICLE):
            new = copy_edit(new, rng)
        yield old, new


def copy_edit(paragraphs: Paragraphs, rng: Random) -> Paragraphs:
    """The paragraphs after one edit: words replaced, a sentence added, a paragraph dropped, parted or shuffled."""
    at = rng.randrange(len(paragraphs))
    text = paragraphs[at]
    edits = (_replace_words, _add_sentence, _drop, _part, _shuffle)
    (edit,) = rng.choices(edits, weights=(40, 20, 15, 15, 10))
    return paragraphs[:at] + edit(text, rng) + paragraphs[at + 1 :] or (f"{text} It was removed.",)


def _replace_words(text: str, rng: Random) -> Paragraphs:
    words = text.split(" ")
    for _ in range(rng.randint(1, 3)):
        words[rng.randrange(len(words))] = rng.choice(NEWS_WORDS)
    return (" ".join(words),)


def _add_sentence(text: str, rng: Random) -> Paragraphs:
    return (f"{text} Officials later confirmed the figure of {rng.randint(10, 9999)}.",)


def _drop(_text: str, _rng: Random) -> Paragraphs:
    return ()


def _part(text: str, rng: Random) -> Paragraphs:
    parts = sentences(text)
    cut = rng.randint(1, max(1, len(parts) - 1))
    return tuple(" ".join(some) for some in (parts[:cut], parts[cut:]) if some)


def _shuffle(text: str, rng: Random) -> Paragraphs:
    parts = sentences(text)
    rng.shuffle(parts)
    return (" ".join(parts),)


# ----------------------------------------------------------------------------------------------------- live blogs
@dataclass(frozen=True, slots=True, kw_only=True)
class LiveBlog:
    """Two states of a live blog, and what was done to the first."""

    old: Paragraphs
    new: Paragraphs
    edited: int
    """Entries with a copy edit."""
    moved: int
    """Entries in the runs that moved; by chance one may move back to where it was."""
    added: int
    removed: int


Entry = tuple[str, Paragraphs]
"""The line with the time, and what stands below it."""


def live_blogs(entries: Sequence[Paragraphs], rng: Random, sizes: Iterable[int]) -> Iterator[LiveBlog]:
    """A live blog for each size, in words; the entries are taken in turn, from the start again when they are used up.

    One in ten entries is edited, one to three runs move, one to six entries are new on top, up to three are gone.
    """
    stock = (entries[at % len(entries)] for at in range(1 << 62))
    for size in sizes:
        old: list[Entry] = []
        words = 0
        while words < size:
            body = next(stock)
            old.append((_time_line(rng, f"Update {len(old) + 1}"), body))
            words += _words(body)
        new = list(old)
        edited = rng.sample(range(len(new)), min(len(new), max(2, len(new) // EDITED_SHARE)))
        for at in edited:
            new[at] = (new[at][0], copy_edit(new[at][1], rng))
        moved = sum(_move_run(new, rng) for _ in range(rng.randint(*RUNS_MOVED)))
        added = rng.randint(*ADDED)
        for body in islice(stock, added):
            new.insert(0, (_time_line(rng, "Breaking"), body))
        removed = rng.randint(*REMOVED)
        for _ in range(removed):
            del new[rng.randrange(len(new))]
        yield LiveBlog(old=_flat(old), new=_flat(new), edited=len(edited), moved=moved, added=added, removed=removed)


def _time_line(rng: Random, rest: str) -> str:
    return f"{rng.randint(0, 23):02d}:{rng.randint(0, 59):02d} BST {rest}"


def _move_run(entries: list[Entry], rng: Random) -> int:
    """Move one run of entries to another place, and say how many these are."""
    start = rng.randrange(len(entries))
    run = entries[start : start + rng.randint(1, max(2, len(entries) // MOVED_SHARE))]
    del entries[start : start + len(run)]
    place = rng.randint(0, len(entries))
    entries[place:place] = run
    return len(run)


def _flat(entries: Iterable[Entry]) -> Paragraphs:
    return tuple(text for head, body in entries for text in (head, *body))


# ------------------------------------------------------------------------------------------- heavy rewrites, sizes
def heavy_pairs(
    histories: Iterable[tuple[str, Sequence[Paragraphs]]], step: int = STEP
) -> Iterator[tuple[str, Paragraphs, Paragraphs]]:
    """Name, version i and version i + `step` of each history, neighbours of equal text counted as one version."""
    for name, given in histories:
        versions = [text for at, text in enumerate(given) if not at or text != given[at - 1]]
        both = (
            (f"{name}:{at}", old, new) for at, (old, new) in enumerate(zip(versions, versions[step:], strict=False))
        )
        fit = (one for one in both if one[1] != one[2] and min(map(_words, one[1:])) >= LEAST_HEAVY)
        yield from islice(fit, PER_ARTICLE)


def scale_pairs(
    articles: Iterable[tuple[Paragraphs, Paragraphs]], words: int, *, moved: bool
) -> Iterator[tuple[Paragraphs, Paragraphs]]:
    """Texts of about `words` words: articles joined until there are enough of them; a shorter rest is left out.

    Every size uses the same articles, so there are as many edits per word at each and the growth is the engine's own.
    With `moved` the last quarter of the new paragraphs stands in front.
    """
    made = 0
    old: list[str] = []
    new: list[str] = []
    for before, after in articles:
        old += before
        new += after
        if _words(old) < words:
            continue
        cut = len(new) - max(1, len(new) // 4) if moved else 0
        yield tuple(old), tuple(new[cut:] + new[:cut])
        made += 1
        if made == MOST_SCALED:
            return
        old, new = [], []
