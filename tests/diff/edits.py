"""An editor whose edits are known: real paragraphs in, an edited version and the exact truth out.

    old   0 1 2 3 4 5 6 7      delete 1, reword 3, split 5, move 7 up, insert one      truth   (0,1) (2,2) (3,3) (4,4)
    new   7 0 2 3'4 5a 5b x 6                                                                  (5,5) (5,6) (6,8) (7,0)

Everything is decided by one seeded `Random`: equal seeds give equal edits.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from random import Random

from revtrack.extract import extract
from revtrack.model import Snapshot

__all__ = ["FOREIGN", "EditedText", "edited_texts", "real_sentences"]

SEEDS = Path(__file__).resolve().parent.parent.parent / "seeds"

ARTICLES = (
    "000_db2bddac73817fcd.txt",
    "001_a8caf179c0ae9ecd.txt",
    "002_fdf51c440f364b49.txt",
    "003_efa60d6eabd65ad3.txt",
    "washpo-iraq-rockets/version-1.txt",
)
"""Document 004 holds two versions of one text on one page, so it would edit itself."""

FOREIGN = tuple((SEEDS.parent / "tests" / "cases" / "diff" / "foreign.txt").read_text(encoding="utf-8").splitlines())
"""Invented sentences about other things than any seed."""

OTHER_WORDS = (
    *("amber", "basket", "copper", "dwarf", "eleven", "fiddle", "granite", "hollow", "ivory", "jumbled", "kettle"),
    *("lantern", "marble", "nettle", "orchard", "pepper", "quiver", "ribbon", "saddle", "timber", "umbrella"),
    *("velvet", "walnut", "yellow", "zigzag"),
)

SHORTEST, LONGEST = 12, 36
"""Sentences of a text before it is edited."""

SHORTEST_SENTENCE = 6
"""Words a sentence has at least to be taken: a shorter one says too little to be known again once it is edited."""

ONE_IN = 8
"""An edited sentence has one word in so many replaced, at least one."""

SPLITTABLE = 14
"""Words of a sentence that may be split."""

LEAST_MOVE = 3
"""Places a moved sentence goes at least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditedText:
    """Two versions and what became of every sentence."""

    old: tuple[str, ...]
    new: tuple[str, ...]
    pairs: frozenset[tuple[int, int]]
    """Which sentences belong together; one in none was deleted or inserted."""


@dataclass(slots=True)
class Line:
    """A sentence of the new version while it is being made."""

    olds: tuple[int, ...]
    """The sentences of old it comes from, none for an inserted one."""
    text: str


@cache
def real_sentences() -> tuple[str, ...]:
    """The sentences of the seed articles that are long enough, each only once, in their order."""
    found: dict[str, str] = {}
    for name in ARTICLES:
        path = SEEDS / name
        snapshot = Snapshot(
            article=name,
            content=path.read_bytes(),
            observed_at=datetime(2020, 1, 8, tzinfo=UTC),
            media_type="text/markdown" if name.startswith("000") else "text/plain",
        )
        for sentence in extract(snapshot).sentences:
            if len(sentence.words) >= SHORTEST_SENTENCE:
                found.setdefault(sentence.key, sentence.text)
    return tuple(found.values())


def edited_texts(count: int, seed: int) -> list[EditedText]:
    """So many edited texts, the same for the same seed."""
    rng = Random(seed)  # noqa: S311  edits, no secrets
    return [_edited(rng) for _ in range(count)]


def _edited(rng: Random) -> EditedText:
    """One run of real sentences with every kind of edit applied to sentences of their own."""
    size = rng.randint(SHORTEST, LONGEST)
    start = rng.randrange(len(real_sentences()) - size)
    old = real_sentences()[start : start + size]
    lines = [Line((i,), text) for i, text in enumerate(old)]
    per_20 = max(1, round(size / 20))
    free = list(lines)
    rng.shuffle(free)
    _merge(lines, free)
    _split(lines, free, rng)
    for _ in range(per_20):
        lines.remove(free.pop())
        for _ in range(2):
            line = free.pop()
            line.text = _reworded(line.text, rng)
        _move(lines, free.pop(), rng)
    if rng.random() < 1 / 2:
        line = free.pop()
        line.text = _reworded(line.text, rng)
        _move(lines, line, rng)
    for text in rng.sample(FOREIGN, per_20):
        lines.insert(rng.randint(0, len(lines)), Line((), text))
    pairs = frozenset((i, j) for j, line in enumerate(lines) for i in line.olds)
    return EditedText(old=old, new=tuple(line.text for line in lines), pairs=pairs)


def _reworded(text: str, rng: Random) -> str:
    """The sentence with one word in eight replaced by one it does not know."""
    words = text.split()
    for place in rng.sample(range(len(words)), max(1, len(words) // ONE_IN)):
        words[place] = rng.choice(OTHER_WORDS)
    return " ".join(words)


def _merge(lines: list[Line], free: list[Line]) -> None:
    """Make one sentence of the first free one and the one behind it."""
    first = next(line for line in free if lines.index(line) + 1 < len(lines))
    second = lines[lines.index(first) + 1]
    head = first.text.rstrip(".!?”\"'")
    lines[lines.index(first)] = Line(
        first.olds + second.olds, f"{head}, and {second.text[:1].lower()}{second.text[1:]}"
    )
    lines.remove(second)
    free.remove(first)
    free.remove(second)


def _split(lines: list[Line], free: list[Line], rng: Random) -> None:
    """Make two sentences of one that is long enough, near its middle."""
    line = next((line for line in free if len(line.text.split()) >= SPLITTABLE), None)
    if line is None:
        return
    words = line.text.split()
    cut = len(words) // 2 + rng.randint(-2, 2)
    opening = rng.choice(["", "", "They", "It"])
    rest = " ".join([opening, *words[cut:]] if opening else words[cut:])
    at = lines.index(line)
    lines[at : at + 1] = [
        Line(line.olds, " ".join(words[:cut]).rstrip(",;:") + "."),
        Line(line.olds, rest[:1].upper() + rest[1:]),
    ]
    free.remove(line)


def _move(lines: list[Line], line: Line, rng: Random) -> None:
    """Take the sentence out and put it back some places away."""
    at = lines.index(line)
    lines.remove(line)
    far = [place for place in range(len(lines) + 1) if abs(place - at) >= LEAST_MOVE]
    lines.insert(rng.choice(far), line)
