"""Edits of one sentence, from a word to half of it, and the shares by which a reader knows it again.

one word      The ferry stopped on Monday.           → The ferry bridge on Monday.
fact          The ferry carried 40 people.           → The ferry carried 47 people.
front, end    The ferry stopped.                     → After the storm in Averil, the ferry stopped.
cut           The ferry stopped, and buses ran late. → The ferry stopped.
reworded      The ferry stopped early on Monday.     → The harbour stopped timber on Monday.
swapped       The ferry stopped, and buses ran late. → And buses ran late, the ferry stopped.

Words come from other sentences of the same article: the reader has no strange word to go by, and neither has a program.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from enum import StrEnum
from random import Random

__all__ = [
    "CONNECTIVES",
    "OPENINGS",
    "SHORT_LINES",
    "STRENGTHS",
    "Kind",
    "bag",
    "closed",
    "glued",
    "held",
    "opened",
    "plain",
    "replaced",
    "share",
    "unended",
]


class Kind(StrEnum):
    """What was done to a sentence."""

    WORD = "edited: one word"
    FACT = "edited: number, name or quote"
    FRONT = "edited: clause in front"
    END = "edited: clause at the end"
    CUT = "edited: clause cut"
    REWORDED = "edited: up to half reworded"
    SWAPPED = "edited: clauses swapped"
    MOVED = "moved: one sentence"
    BLOCK = "moved: block of 2 to 4"
    MOVED_EDITED = "moved and edited"
    SPLIT = "split in two"
    SPLIT_THREE = "split in three"
    SPLIT_APART = "split, another sentence between"
    MERGED = "merged"
    DELETED = "deleted"
    ADDED = "added: the article's own words"
    FOREIGN = "added: foreign words"
    REPLACED = "deleted, another in its place"
    DUPLICATE = "duplicate line deleted with its head"


Words = list[str]
Strength = Callable[[Words, Words, Random], Words | None]
"""Words of the sentence, words of the others, chance → the edited words; None where it cannot be done."""

MOST_REWORDED, LEAST_REWORDED = 0.5, 0.2
"""Share of the words a reworded sentence loses."""

LONGEST_CLAUSE, SHORTEST_CLAUSE = 8, 3
"""Words of a clause that is put in front or at the end; and never more than half of the sentence has."""

BORDER = re.compile(r"[,;:–—]$")
"""What a word ends with behind which a clause may end."""

OPENINGS: dict[str, tuple[str, ...]] = {
    "en": ("", "They", "It", "She", "However,", "It also", "At the same time,", "This"),
    "de": ("", "Er", "Sie", "Zudem", "Dabei", "Allerdings"),
    "es": ("", "Además,", "También", "Sin embargo,", "Esto"),
}
"""How a part of a split may begin."""

CONNECTIVES: dict[str, tuple[str, ...]] = {
    "en": (", and", ", while", ", but", ";", ", after"),
    "de": (", und", ", während", ";", ", aber"),
    "es": (", y", ", mientras", ";", ", pero"),
}
"""How the second half of a merge may be joined to the first."""

SHORT_LINES: dict[str, tuple[str, ...]] = {
    "en": (
        "More to follow.",
        "Time and place to be confirmed.",
        "Read the full story.",
        "Details: see the notice board.",
    ),
    "de": ("Mehr dazu in Kürze.", "Beginn und Ort folgen."),
    "es": ("Más información en breve.", "Hora y lugar por confirmar."),
}
"""Lines that stand several times in one text, each under its head."""

END = ".!?…"
QUOTES = "“”„«»\"'"


def plain(text: str) -> Words:
    """The words of a text, lower case, without marks."""
    return re.findall(r"\w+", text.casefold())


def bag(text: str) -> Counter[str]:
    """The words of a text and how often each stands in it."""
    return Counter(plain(text))


def common(one: Counter[str], other: Counter[str]) -> int:
    """How many words two bags share: `(one & other).total()` in a tenth of its time, asked for millions of times."""
    few, many = (one, other) if len(one) <= len(other) else (other, one)
    return 0 if few.keys().isdisjoint(many) else sum(min(few[word], many[word]) for word in few.keys() & many.keys())


def share(one: Counter[str], other: Counter[str]) -> float:
    """The common words as a share of the longer one's, in [0, 1], in whatever order they stand."""
    return common(one, other) / max(1, one.total(), other.total())


def held(part: Counter[str], whole: Counter[str]) -> float:
    """The share of the words of a part that the whole holds, in [0, 1]."""
    return common(part, whole) / max(1, part.total())


def closed(words: Sequence[str]) -> str:
    """The words as a sentence: a capital in front, a full stop behind unless it ends already."""
    text = " ".join(words)
    text = text[:1].upper() + text[1:]
    return text if text.rstrip(QUOTES + ")")[-1:] in END else text.rstrip(",;: –—") + "."


def opened(words: Sequence[str]) -> Words:
    """The words without their capital in front and their full stop behind, to stand inside a sentence."""
    first = words[0] if words[0].isupper() else words[0][:1].lower() + words[0][1:]
    kept = [first, *words[1:]]
    kept[-1] = kept[-1].rstrip(END)
    return [word for word in kept if word]


def unended(words: Sequence[str]) -> str:
    """The words without the marks a sentence ends with; a quotation mark stays."""
    text = " ".join(words)
    ended = text.rstrip(QUOTES)
    return ended.rstrip(END + ",;:") + text[len(ended) :]


def glued(others: Sequence[Words], rng: Random) -> Words:
    """A new sentence of fragments of three sentences, none of which gives more than about a third."""
    sources = rng.sample(list(others), 3)
    size = rng.randint(3, 6)
    return [word for words in sources for word in opened(_fragment(words, size, rng))]


def replaced(words: Words, others: Words, rng: Random, *, part: float) -> Words:
    """The sentence with this share of its words, at least one, replaced by words of others."""
    done = list(words)
    for place in rng.sample(range(len(words)), max(1, int(len(words) * part))):
        done[place] = _like(words[place], rng.choice(others))
    return done


def _one_word(words: Words, others: Words, rng: Random) -> Words | None:
    return replaced(words, others, rng, part=0)


def _fact(words: Words, others: Words, rng: Random) -> Words | None:
    """A number that differs, another name, or another word inside a quotation."""
    places = [k for k, word in enumerate(words) if k and (word[:1].isupper() or re.search(r"\d", word))]
    within = False
    for k, word in enumerate(words):
        within = within or word[:1] in '“„«"'
        places += [k] if within else []
        within = within and word.rstrip(END + ",")[-1:] not in '”»"'
    if not places:
        return None
    place = rng.choice(places)
    done = list(words)
    if re.search(r"\d", words[place]):
        done[place] = re.sub(r"\d(?=\D*$)", lambda digit: str((int(digit[0]) + rng.randint(1, 8)) % 10), words[place])
    else:
        names = [word for word in others if word[:1].isupper()] if words[place][:1].isupper() else others
        done[place] = _like(words[place], rng.choice(names or others))
    return done


def _front(words: Words, others: Words, rng: Random) -> Words | None:
    clause = _clause(words, others, rng)
    return [*clause[:-1], clause[-1] + ",", *opened(words)[:-1], words[-1]] if clause else None


def _end(words: Words, others: Words, rng: Random) -> Words | None:
    clause = _clause(words, others, rng)
    return [*words[:-1], words[-1].rstrip(END) + ",", *clause] if clause else None


def _cut(words: Words, others: Words, rng: Random) -> Words | None:
    """One clause less, the shorter of two, or without a border the last third."""
    del others
    border = _border(words, rng) or len(words) - len(words) // 3
    return words[:border] if border * 2 >= len(words) else words[border:]


def _reworded(words: Words, others: Words, rng: Random) -> Words | None:
    return replaced(words, others, rng, part=rng.uniform(LEAST_REWORDED, MOST_REWORDED))


def _swapped(words: Words, others: Words, rng: Random) -> Words | None:
    del others
    border = _border(words, rng)
    return [*opened(words[border:])[:-1], words[-1].rstrip(END) + ",", *opened(words[:border])] if border else None


def _border(words: Words, rng: Random) -> int | None:
    """Where one clause ends and the next begins, both of some length; None where there is no such place."""
    places = [
        k
        for k in range(SHORTEST_CLAUSE, len(words) - SHORTEST_CLAUSE + 1)
        if BORDER.search(words[k - 1]) or words[k] in {"and", "but", "which", "who", "und", "y", "que", "pero"}
    ]
    return rng.choice(places) if places else None


def _clause(words: Words, others: Words, rng: Random) -> Words:
    """A run of words of others, as they stand there, of at most half the length of the sentence."""
    size = min(len(words) // 2, rng.randint(SHORTEST_CLAUSE, LONGEST_CLAUSE))
    return opened(_fragment(others, size, rng)) if size >= SHORTEST_CLAUSE else []


def _fragment(words: Sequence[str], size: int, rng: Random) -> Words:
    start = rng.randint(0, max(0, len(words) - size))
    return [word.strip(QUOTES + END + ",;:()") or word for word in words[start : start + size]]


def _like(word: str, other: str) -> str:
    """The other word between the marks that stand around the first."""
    core = other.strip(QUOTES + END + ",;:()") or other
    start = len(word) - len(word.lstrip(QUOTES + "("))
    end = len(word.rstrip(QUOTES + END + ",;:)"))
    return word[:start] + core + word[max(start, end) :]


STRENGTHS: dict[Kind, Strength] = {
    Kind.WORD: _one_word,
    Kind.FACT: _fact,
    Kind.FRONT: _front,
    Kind.END: _end,
    Kind.CUT: _cut,
    Kind.REWORDED: _reworded,
    Kind.SWAPPED: _swapped,
}
