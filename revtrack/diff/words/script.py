"""Which words of two texts are the same and which changed: runs of positions.

    old   red and loose    wires   were found            runs   (0, 3) -> (0, 2)   (5, 5) -> (4, 5)
    new   blue frayed      wires   were   then found

Equal ends are set aside. Between them rapidfuzz finds the shortest script; where that changes several places, the
script is taken that keeps most words, each place costing just under one of them. What was inserted or deleted then
stands where a phrase begins or ends, and a lone small word between two long replacements is marked with them.
"""

from collections.abc import Sequence
from typing import Any, Final

from rapidfuzz.distance import Indel

__all__ = ["Run", "changed", "equal_ends"]

Run = tuple[int, int, int, int]
"""A changed place: half-open positions of words, start and end in old, start and end in new."""

Chain = tuple[int, int, Any]
"""Equal words, the last first: its position in old, in new, and those before it, a Chain or None. Any, for the compiler
of modules cannot follow a type that holds itself."""

Reached = tuple[float, Chain | None]
"""What a chain is worth, and the chain."""

PLACE_COST: Final = 0.99
"""What each changed place costs, in kept words. Range [0, 1): 0 is the bare shortest script; from 1 on lone words
between changes are lost, and 25 points of exact marks on the development share. In between there all are within one
standard error, hence the upper end: people mark phrases, and difflib, which looks for long ones, agrees
better with marks made by hand than the shortest script does."""

FEWEST_PLACES: Final = 3
"""Changed places of the shortest script from which phrases are looked for: of two, none can be saved for less than a
word, which is what lies between them."""

MOST_MATCHES: Final = 200
"""Pairs of equal words between the equal ends up to which phrases are looked for, a count; beyond it the shortest
script is taken. Range [0, 10^4]. Bounds the work on few words many times over; a rewritten sentence has 10 to 150."""

ISLAND_WORDS: Final = 4
"""Least number of words, on either side, of two replacements that swallow the small word between them. Range [1, 100].
On the development share 1 costs 8 points of exact marks, 2 costs 2, 3 half a point, 4 nothing."""

SMALL_LETTERS: Final = 4
"""Letters of a small word at most, such as "of", "with", "und", "pour": one that may be swallowed, and that rather
begins than ends a phrase: "[a light and ]a man". Range [0, 10]."""

STOPS: Final = frozenset(".!?;:…。！？；：।॥؟؛۔")
PAUSES: Final = frozenset(",，、،–—")
OPENING: Final = frozenset("([{«„“‘‹「『（《【¿¡")
CLOSING: Final = frozenset(")]}»”’›」』）》】\"'")

AT_EDGE, AT_STOP, AT_PAUSE, IN_PHRASE, IN_BRACKET = 4, 3, 2, 0, -2
"""How good a border of a mark is: at the edge of the text, behind a full stop, behind a comma or at a bracket, between
two words, between a bracket and what it holds. Ranks: only their order and sums matter."""


def equal_ends(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """How many items are the same at the beginning, and at the end of what then remains."""
    shorter = min(len(old), len(new))
    head = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            break
        head += 1
    tail = 0
    while tail < shorter - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return head, tail


def changed(old: Sequence[str], new: Sequence[str], most: int, cut: tuple[bool, bool] = (False, False)) -> list[Run]:
    """The changed places in order; no two touch.

    Args:
        old: the words of old.
        new: the words of new.
        most: words between equal ends beyond which all of them are one change.
        cut: whether the texts go on before the first and behind the last word, both of which are then equal.
    """
    if max(len(old), len(new)) > most:
        head, tail = equal_ends(old, new)
        if max(len(old), len(new)) - head - tail > most:
            return [(head, len(old) - tail, head, len(new) - tail)]
    runs = _shortest(old, new)
    if len(runs) >= FEWEST_PLACES:
        runs = _phrases(old, new, runs)
    if len(runs) > 1:
        runs = _joined(runs, old)
    return _placed(runs, old, new, cut)


def _shortest(old: Sequence[str], new: Sequence[str]) -> list[Run]:
    """The changed places of the shortest script, in order; no two touch."""
    runs: list[Run] = []
    for code in Indel.opcodes(old, new):
        if code.tag == "equal":
            continue
        i, k, j, m = code.src_start, code.src_end, code.dest_start, code.dest_end
        if runs and runs[-1][1] == i and runs[-1][3] == j:
            runs[-1] = (runs[-1][0], k, runs[-1][2], m)
        else:
            runs.append((i, k, j, m))
    return runs


def _phrases(old: Sequence[str], new: Sequence[str], runs: list[Run]) -> list[Run]:
    """The changed places of the script that keeps most words, each place costing `PLACE_COST` of one.

    The heaviest chain of equal words, row by row. Of the chains that end at a pair only the best one counts: the next
    pair in the row below goes on with it (`above`), or follows the best that ends anywhere before it, at the cost of a
    changed place between (`before`, by column).

    Args:
        old: all words of old.
        new: all words of new.
        runs: the changed places of the shortest script, which are the answer where `MOST_MATCHES` are exceeded.
    """
    head, end, new_end = runs[0][0], runs[-1][1], runs[-1][3]
    places: dict[str, list[int]] = {}
    for j in range(head, new_end):
        places.setdefault(new[j], []).append(j)
    rows = [places.get(word, ()) for word in old[head:end]]
    if sum(map(len, rows)) > MOST_MATCHES:
        return runs
    before: list[Reached] = [(0.0, None)] * (new_end + 1)
    above: dict[int, Reached] = {}
    for i, columns in enumerate(rows, start=head):
        row: dict[int, Reached] = {}
        for j in columns:
            worth, chain = before[j]
            worth -= PLACE_COST
            if j - 1 in above and above[j - 1][0] >= worth:
                worth, chain = above[j - 1]
            row[j] = worth + 1, (i, j, chain)
        for j, reached in row.items():
            for column in range(j + 1, len(before)):
                if before[column][0] >= reached[0]:
                    break
                before[column] = reached
        above = row
    return _between(before[-1][1], (head, end), (head, new_end))


def _between(chain: Chain | None, old: tuple[int, int], new: tuple[int, int]) -> list[Run]:
    """The changed places that a chain of equal words leaves between two ends."""
    runs: list[Run] = []
    end, new_end = old[1], new[1]
    while chain:
        i, j, chain = chain
        if i + 1 < end or j + 1 < new_end:
            runs.append((i + 1, end, j + 1, new_end))
        end, new_end = i, j
    if old[0] < end or new[0] < new_end:
        runs.append((old[0], end, new[0], new_end))
    return runs[::-1]


def _joined(runs: Sequence[Run], old: Sequence[str]) -> list[Run]:
    """The changed places, of which two long replacements with one small word between them are one."""
    out: list[Run] = []
    for run in runs:
        last = out[-1] if out else None
        if last and run[0] - last[1] == 1 and min(_size(last), _size(run)) >= ISLAND_WORDS and _small(old[last[1]]):
            out[-1] = (last[0], run[1], last[2], run[3])
        else:
            out.append(run)
    return out


def _size(run: Run) -> int:
    """Words on the shorter side."""
    return min(run[1] - run[0], run[3] - run[2])


def _small(word: str) -> bool:
    return sum(map(str.isalpha, word)) <= SMALL_LETTERS and not any(map(str.isdigit, word))


def _placed(runs: list[Run], old: Sequence[str], new: Sequence[str], cut: tuple[bool, bool]) -> list[Run]:
    """The changed places, insertions and deletions moved to where a phrase begins or ends; no two then touch.

    A, B, [B, ]C      the edge of the text and a full stop are better borders than a comma, that is better than none;
    [more and ]more   of two equally good places the one whose last word is no small one, then the later.
    """
    for n, (i, k, j, m) in enumerate(runs):
        if (i == k) == (j == m):
            continue
        words, start, end = (old, i, k) if i < k else (new, j, m)
        before = (runs[n - 1][1] + 1, runs[n - 1][3] + 1) if n else (cut[0], cut[0])
        after = (
            (runs[n + 1][0] - 1, runs[n + 1][2] - 1) if n + 1 < len(runs) else (len(old) - cut[1], len(new) - cut[1])
        )
        low, high = max(0, min(i - before[0], j - before[1])), max(0, min(after[0] - k, after[1] - m))
        low = next(d for d in range(low + 1) if d == low or words[start - d - 1] != words[end - d - 1])
        high = next(d for d in range(high + 1) if d == high or words[start + d] != words[end + d])
        if low or high:
            by = max(range(-low, high + 1), key=lambda d: (_worth(words, start + d, end + d), d))
            runs[n] = (i + by, k + by, j + by, m + by)
    return runs


def _worth(words: Sequence[str], start: int, end: int) -> tuple[int, bool]:
    """How well a mark on some words reads."""
    before, after = words[start - 1] if start else "", words[end] if end < len(words) else ""
    return _border(before, words[start]) + _border(words[end - 1], after), len(words[end - 1]) > SMALL_LETTERS


def _border(before: str, after: str) -> int:
    """How good a border is between two words, either of them empty at the edge of the text."""
    if not (before and after):
        return AT_EDGE
    if before in OPENING or after in CLOSING:
        return IN_BRACKET
    last = next((mark for mark in reversed(before) if mark not in CLOSING), "")
    if last in STOPS:
        return AT_STOP
    return AT_PAUSE if last in PAUSES or before[-1] in CLOSING or after[0] in OPENING else IN_PHRASE
