"""Shapes of pairs that make differs explode, and texts written to hurt. All made on demand, the same every time.

Shapes are built from real sentences, each of them once, some 9,000 words a side. Hostile texts are built from nothing;
what they aim at stands beside them.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from tests.bench.generate import seeded
from tests.bench.texts import TextPair

__all__ = ["HOSTILE", "Hostile", "shapes"]

SHAPE_SEED: Final = 9
HOSTILE_SEED: Final = 7

WORDS: Final = 9_000
"""Words of a side of a shape."""
LEAST_WORDS: Final = 5
"""Words of a sentence that shapes are built from: shorter ones occur many times in any text."""

FURNITURE: Final = (
    *("Share this page with your friends now.", "Read more from our correspondents today."),
    "Advertisement: the article continues below.",
)
FURNITURE_SHARE: Final = 0.6
SUBSTITUTES: Final = ("Monday", "officials", "42")
EDITED_SHARE: Final = 0.3

SMALL_VOCABULARY: Final = (
    *("the", "of", "and", "to", "in", "is", "was", "said", "that", "for", "with", "on", "government", "minister"),
    *("figures", "data", "city", "people", "year", "week", "new", "first", "last"),
)


def _text(units: Sequence[str], size: int = 3) -> str:
    """Paragraphs of `size` sentences."""
    return "\n\n".join(" ".join(units[at : at + size]) for at in range(0, len(units), size))


def shapes(stock: Iterable[str], words: int = WORDS) -> dict[str, TextPair]:
    """The nine shapes by name, built from distinct sentences.

    Raises:
        ValueError: the stock does not hold two texts of so many words.
    """
    rng = seeded(SHAPE_SEED)
    left = [sentence for sentence in stock if len(sentence.split()) >= LEAST_WORDS]
    rng.shuffle(left)
    ours, others = _taken(left, words), _taken(left, words)

    def edited(sentence: str) -> str:
        parts = sentence.split()
        parts[rng.randrange(1, len(parts) - 1)] = rng.choice(SUBSTITUTES)  # inside: its ends keep it a sentence
        return " ".join(parts)

    def furnished() -> str:
        return _text([rng.choice(FURNITURE) if rng.random() < FURNITURE_SHARE else one for one in ours])

    permuted = rng.sample(ours, len(ours))
    partly = [edited(one) if rng.random() < EDITED_SHARE else one for one in ours]
    plain = _text(ours)
    sides = {
        "unrelated": (plain, _text(others)),
        "permuted": (plain, _text(permuted)),
        "every sentence edited": (plain, _text([edited(one) for one in ours])),
        "every one edited, permuted": (plain, _text([edited(one) for one in permuted])),
        "60 % furniture": (furnished(), furnished()),
        "one paragraph, 30 % edited": (" ".join(ours), " ".join(partly)),
        "other paragraphs": (plain, _text(ours, 2)),
        "identical": (plain, plain),
        "half deleted": (plain, _text(ours[: len(ours) // 2])),
    }
    return {name: TextPair(name, *both) for name, both in sides.items()}


def _taken(stock: list[str], words: int) -> list[str]:
    """Sentences off the end of the stock until there are enough words."""
    taken: list[str] = []
    count = 0
    while count < words:
        if not stock:
            raise ValueError(f"too few sentences for two texts of {words:,} words")
        taken.append(stock.pop())
        count += len(taken[-1].split())
    return taken


# ---------------------------------------------------------------------------------------------------- hostile texts
@dataclass(frozen=True, slots=True, kw_only=True)
class Hostile:
    """A pair that is written to hurt."""

    make: Callable[[int], tuple[str, str]]
    size: int
    """How many of what it is made of."""
    aim: str
    """What it would cost a differ that is not on its guard."""

    def pair(self, name: str, share: float = 1.0) -> TextPair:
        """The pair at this share of its size."""
        return TextPair(name, *self.make(max(2, int(self.size * share))))


def _random_sentences(count: int, length: int = 12) -> list[str]:
    rng = seeded(HOSTILE_SEED)
    return [" ".join(rng.choices(SMALL_VOCABULARY, k=length)).capitalize() + "." for _ in range(count)]


def _lines(count: int, sentence: Callable[[int], str]) -> str:
    return "\n\n".join(map(sentence, range(count)))


def _long_sentences(count: int) -> tuple[str, str]:
    """Sentences of 1,000 words, each with a word in ten replaced in new."""
    rng = seeded(HOSTILE_SEED)
    old = [[f"w{rng.randrange(5_000)}" for _ in range(1_000)] for _ in range(count)]
    new = [[word if at % 10 else f"x{word}" for at, word in enumerate(words)] for words in old]
    return _lines(count, lambda n: " ".join(old[n]) + "."), _lines(count, lambda n: " ".join(new[n]) + ".")


def _rewritten(count: int) -> tuple[str, str]:
    """Sentences of 1,000 words of a small vocabulary, others in new."""
    found = _random_sentences(2 * count, 1_000)
    return "\n\n".join(found[:count]), "\n\n".join(found[count:])


def _equal_lines(count: int) -> tuple[str, str]:
    same = ["The same line again."] * count
    return "\n\n".join(same), "\n\n".join([*same[: count // 2], "Another one.", *same[: count // 3]])


def _one_word(count: int) -> tuple[str, str]:
    return "word " * count, "word " * (count // 2) + "other " + "word " * (count // 2)


def _long_line(count: int) -> tuple[str, str]:
    return "x" * count, "x" * (count // 2) + "y" + "x" * (count // 2)


def _in_turn(count: int) -> tuple[str, str]:
    sides = ("Alpha was first here.", "Beta came second today."), ("Beta came second today.", "Alpha was first here.")
    old, new = (_lines(count, lambda n, side=side: side[n % 2]) for side in sides)  # type: ignore[misc]
    return old, new


def _shared_word(count: int) -> tuple[str, str]:
    """Every sentence shares one word with every other one and nothing else."""
    return (
        _lines(count, lambda n: f"Harbour a{n} b{n} c{n} d{n}."),
        _lines(count, lambda n: f"Harbour e{n} f{n} g{n} h{n}."),
    )


def _numbered(count: int) -> tuple[str, str]:
    line = "This is line number {} of the very long list about nothing."
    return _lines(count, line.format), _lines(count, lambda n: line.format(n + count))


def _permuted(count: int) -> tuple[str, str]:
    old = _random_sentences(count)
    return "\n\n".join(old), "\n\n".join(seeded(HOSTILE_SEED + 1).sample(old, count))


def _edited(count: int) -> tuple[str, str]:
    old = _random_sentences(count)
    return "\n\n".join(old), _lines(count, lambda n: old[n] if n % 7 else old[n].replace("the", "a") + " It was added.")


def _letters(count: int) -> tuple[str, str]:
    rng = seeded(HOSTILE_SEED)
    old, new = ("".join(rng.choices("acgt", k=count)) for _ in range(2))
    return old, new


def _marks(count: int) -> tuple[str, str]:
    return "a" + "\u0300\u0327" * count, "b" + "\u0327\u0300" * count


def _short_words(count: int) -> tuple[str, str]:
    rng = seeded(HOSTILE_SEED)
    old, new = (" ".join(rng.choices("abcdefgh", k=count)) for _ in range(2))
    return old, new


def _words_edited(count: int) -> tuple[str, str]:
    """Every word a sentence of its own; every seventh time twelve of them some are replaced and one is added."""
    old = [one.split() for one in _random_sentences(count // 12 + 1)]
    new = [line if n % 7 else [*(word.replace("the", "a") for word in line), "Added."] for n, line in enumerate(old)]
    return "\n\n".join(chain.from_iterable(old)), "\n\n".join(chain.from_iterable(new))


def _full_stops(count: int) -> tuple[str, str]:
    return "No. " * count, "No? " * count


HOSTILE: Final[Mapping[str, Hostile]] = {
    "990 sentences of 1,000 words, edited": Hostile(make=_long_sentences, size=990, aim="a full table of long rows"),
    "990 sentences of 1,000 words, rewritten": Hostile(make=_rewritten, size=990, aim="the same without any anchor"),
    "2,000 equal lines": Hostile(make=_equal_lines, size=2_000, aim="no line is an anchor"),
    "10,000 equal lines": Hostile(make=_equal_lines, size=10_000, aim="the same, longer"),
    "one word 1,000,000 times": Hostile(make=_one_word, size=1_000_000, aim="one sentence without a rare word"),
    "a line of 1 MB": Hostile(make=_long_line, size=1_000_000, aim="letters of one word"),
    "random letters, 1 MB": Hostile(make=_letters, size=1_000_000, aim="the same without equal ends"),
    "two sentences in turn, 5,000": Hostile(make=_in_turn, size=5_000, aim="a square of equal pairs"),
    "one shared word, 3,000 sentences": Hostile(make=_shared_word, size=3_000, aim="an index with one long row"),
    "1,000 numbered lines": Hostile(make=_numbered, size=1_000, aim="all alike, none equal"),
    "20,000 numbered lines": Hostile(make=_numbered, size=20_000, aim="the same, longer"),
    "20,000 sentences permuted": Hostile(make=_permuted, size=20_000, aim="everything moved"),
    "14,000 sentences, every seventh edited": Hostile(make=_edited, size=14_000, aim="many edits of common words"),
    "random short words, 50,000": Hostile(make=_short_words, size=50_000, aim="marks of one endless sentence"),
    "200,000 accents on one letter": Hostile(make=_marks, size=100_000, aim="reordering of marks is quadratic"),
    "20,000 sentences of one word": Hostile(make=_full_stops, size=20_000, aim="cutting and pairing of tiny units"),
    "50,000 numbered lines": Hostile(make=_numbered, size=50_000, aim="more lines than are looked at one by one"),
    "50,000 sentences permuted": Hostile(make=_permuted, size=50_000, aim="more moves than are told one by one"),
    "240,000 words, each a sentence": Hostile(make=_words_edited, size=240_000, aim="no unique unit, many edits"),
}
