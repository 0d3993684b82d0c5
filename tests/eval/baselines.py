"""What others do, plainly: the aligners and the marker ours is printed beside. None is bounded against hostile text.

naive       equal sentences by difflib; in a replaced block the first goes with the first: what most tools do
newsedits   each sentence with the one that holds most of its words, in both directions (Spangher et al., NAACL 2022;
            here with exact words in place of word vectors)
monotone    the heaviest chain of pairs by common words in order, then moves: one to one only
difflib     marks: the words that difflib replaces, deletes or inserts
"""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from rapidfuzz.distance import Indel

from tests.eval.gold import Mark
from tests.eval.scorer import norm

__all__ = ["difflib_marks", "monotone", "naive", "newsedits"]

Pairs = list[tuple[int, int]]

LEAST_SHARE = 0.6
"""newsedits: share of a sentence's words that its partner holds at least, in [0, 1]; the best of its range on news."""

LEAST_RATIO, LEAST_MOVE = 0.25, 0.75
"""monotone: least similarity of two sentences in order, and out of order; in [0, 1]."""

ANY_PAIR = 0.01
"""monotone: worth of a pair that only just reaches the least ratio, so that it is better than none."""


def naive(old: Sequence[str], new: Sequence[str]) -> Pairs:
    """Pairs of equal sentences, and of sentences at the same place of a replaced block."""
    pairs = []
    matcher = SequenceMatcher(None, [norm(text) for text in old], [norm(text) for text in new], autojunk=False)
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag in {"equal", "replace"}:
            pairs += list(zip(range(start, end), range(new_start, new_end), strict=False))
    return pairs


def newsedits(old: Sequence[str], new: Sequence[str]) -> Pairs:
    """Pairs of each sentence with its best partner, seen from either side: many to many, in any order."""
    sides = [_words(text) for text in old], [_words(text) for text in new]
    return sorted({*_best(*sides), *((i, j) for j, i in _best(sides[1], sides[0]))})


def _best(ours: Sequence[list[str]], theirs: Sequence[list[str]]) -> Pairs:
    """Each of our sentences with the first of theirs that holds most of its words, if it holds enough."""
    held = [set(words) for words in theirs]
    pairs = []
    for i, words in enumerate(ours):
        shares = [sum(word in there for word in words) / len(words) for there in held]
        best = max(range(len(held)), key=shares.__getitem__, default=None)
        if best is not None and shares[best] >= LEAST_SHARE:
            pairs.append((i, best))
    return pairs


def monotone(old: Sequence[str], new: Sequence[str]) -> Pairs:
    """Pairs of the heaviest chain in growing order, then the most alike of what is left, wherever it stands."""
    sides = [_words(text) for text in old], [_words(text) for text in new]
    alike = [[Indel.normalized_similarity(one, other) for other in sides[1]] for one in sides[0]]
    pairs = _chain(alike)
    free_old = set(range(len(old))) - {i for i, _ in pairs}
    free_new = set(range(len(new))) - {j for _, j in pairs}
    rest = [(alike[i][j], i, j) for i in free_old for j in free_new if alike[i][j] >= LEAST_MOVE]
    for _, i, j in sorted(rest, reverse=True):
        if i in free_old and j in free_new:
            pairs.append((i, j))
            free_old.remove(i)
            free_new.remove(j)
    return pairs


def _chain(alike: Sequence[Sequence[float]]) -> Pairs:
    """The chain of growing pairs whose similarities above the least one sum up highest."""
    rows, columns = len(alike), len(alike[0]) if alike else 0
    worth = [[0.0] * (columns + 1) for _ in range(rows + 1)]

    def paired(i: int, j: int) -> float:
        return worth[i + 1][j + 1] + alike[i][j] - LEAST_RATIO + ANY_PAIR if alike[i][j] >= LEAST_RATIO else -1.0

    for i in reversed(range(rows)):
        for j in reversed(range(columns)):
            worth[i][j] = max(worth[i + 1][j], worth[i][j + 1], paired(i, j))
    pairs = []
    i = j = 0
    while i < rows and j < columns:
        if worth[i][j] == paired(i, j):
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif worth[i][j] == worth[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _words(text: str) -> list[str]:
    """The words of a sentence, lower case; one without any, such as a row of stars, is a word of its own."""
    plain = norm(text).lower()
    return re.findall(r"\w+", plain) or [plain]


def difflib_marks(old: str, new: str) -> list[Mark]:
    """One mark for each run of words, as parted by white space, that difflib does not find on both sides."""
    sides = [list(re.finditer(r"\S+", text)) for text in (old, new)]
    texts = [[word[0] for word in words] for words in sides]
    matcher = SequenceMatcher(None, texts[0], texts[1], autojunk=False)
    return [
        (
            (sides[0][start].start(), sides[0][end - 1].end()) if start < end else None,
            (sides[1][new_start].start(), sides[1][new_end - 1].end()) if new_start < new_end else None,
        )
        for tag, start, end, new_start, new_end in matcher.get_opcodes()
        if tag != "equal"
    ]
