"""Which words of two texts are the same and which changed: runs of positions.

    old   red and loose    wires   were found            runs   (0, 3) -> (0, 2)   (5, 5) -> (4, 5)
    new   blue frayed      wires   were   then found

Equal ends are set aside. Between them rapidfuzz finds the shortest script; where that changes several places, the
script is taken that keeps most words, each place costing just under one of them. What was inserted or deleted then
stands where a phrase begins or ends, and a lone small word between two long replacements is marked with them.
"""

import re
from collections.abc import Sequence
from typing import Final, cast

from rapidfuzz.distance import Indel

__all__ = ["Run", "changed", "equal_ends"]

Run = tuple[int, int, int, int]
"""A changed place: half-open positions of words, start and end in old, start and end in new."""

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

REST: Final = 2
"""Characters between two changes, at most, that are marked with them in scripts without blanks; our judgement."""
SMALL_HAN: Final = frozenset("的了是在和与與及或也不有被把对對从從向为為而地得着過过日月年人")
"""Characters that are words by themselves, or units behind a number."""

_OF_THE_SOUTH_EAST: Final = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")

STOPS: Final = frozenset(".!?;:…。！？；：।॥؟؛۔")
PAUSES: Final = frozenset(",，、،–—")
OPENING: Final = frozenset("([{«„“‘‹「『（《【¿¡")
CLOSING: Final = frozenset(")]}»”’›」』）》】\"'")

AT_EDGE, AT_STOP, AT_PAUSE, IN_PHRASE, IN_BRACKET = 4, 3, 2, 0, -2
"""How good a border of a mark is: at the edge of the text, behind a full stop, behind a comma or at a bracket, between
two words, between a bracket and what it holds. Ranks: only their order and sums matter."""


def equal_ends(old: list[str], new: list[str]) -> tuple[int, int]:
    """How many items are the same at the beginning, and at the end of what then remains."""
    shorter = min(len(old), len(new))
    head = tail = 0
    while head < shorter and old[head] == new[head]:
        head += 1
    while tail < shorter - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return head, tail


def changed(old: list[str], new: list[str], most: int, cut: tuple[bool, bool] = (False, False)) -> list[Run]:
    """The changed places in order; no two touch.

    Args:
        old: the words of old.
        new: the words of new.
        most: words between equal ends beyond which all of them are one change.
        cut: whether the texts go on before the first and behind the last word, both of which are then equal.
    """
    head, tail = equal_ends(old, new)
    end, new_end = len(old) - tail, len(new) - tail
    gone, come = old[head:end], new[head:new_end]
    if max(len(gone), len(come)) > most:
        return [(head, end, head, new_end)]
    if set(gone).isdisjoint(come):  # most often
        runs = [(head, end, head, new_end)] if gone or come else []
    else:
        runs = _shortest(gone, come, head)
        if len(runs) >= FEWEST_PLACES:
            runs = _phrases(old, new, runs)
        runs = _joined(runs, old)
    return _placed(runs, old, new, cut)


def _shortest(old: list[str], new: list[str], head: int) -> list[Run]:
    """The changed places of the shortest script, in order; no two touch.

    Args:
        old: words of old.
        new: words of new.
        head: words before these, on either side.
    """
    runs: list[Run] = []
    start, end, new_start, new_end = 0, -1, 0, -1  # of the last run
    steps = cast("list[tuple[str, int, int]]", Indel.editops(old, new).as_list())  # in half the time of its opcodes
    for tag, i, j in steps:
        if i != end or j != new_end:
            if end >= 0:
                runs.append((start + head, end + head, new_start + head, new_end + head))
            start, end, new_start, new_end = i, i, j, j
        if tag == "delete":
            end += 1
        else:
            new_end += 1
    runs.append((start + head, end + head, new_start + head, new_end + head))
    return runs


def _phrases(old: list[str], new: list[str], runs: list[Run]) -> list[Run]:
    """The changed places of the script that keeps most words, each place costing `PLACE_COST` of one.

    Args:
        old: all words of old.
        new: all words of new.
        runs: the changed places of the shortest script, which are the answer where `MOST_MATCHES` are exceeded.
    """
    head, end, new_end = runs[0][0], runs[-1][1], runs[-1][3]
    rows = _columns_of(old[head:end], new[:new_end], head)
    if sum(map(len, rows)) > MOST_MATCHES:
        return runs
    return _between(_heaviest(rows, head, new_end), (head, end), (head, new_end))


def _heaviest(rows: Sequence[Sequence[int]], head: int, new_end: int) -> list[tuple[int, int]]:
    """The heaviest chain of equal words that grow on both sides, as their places in old and in new, the last first.

    Row by row: of the chains that end at a pair of equal words only the best one counts. The next pair in the row below
    goes on with it (`above`, by column), or follows the best that ends anywhere before it, at the cost of a changed
    place between (`before`, by column). Pairs are numbered from 1, 0 is none.

    Args:
        rows: for each word of old from `head` on its places in new.
        head: words before these, on either side.
        new_end: the place in new behind the last one.
    """
    row_of, column_of = [-1], [-1]
    last, worths = [0], [0.0]  # the pair before each, and what the chain up to it is worth
    before = [0] * (new_end + 1)
    above = [0] * (new_end + 1)  # by column, the last one being nobody's: what is above the first column
    for i, columns in enumerate(rows, start=head):
        first = len(worths)
        for j in columns:
            chain = before[j]
            worth = worths[chain] - PLACE_COST
            straight = above[j - 1]
            if straight and row_of[straight] == i - 1 and worths[straight] >= worth:
                chain, worth = straight, worths[straight]
            row_of.append(i)
            column_of.append(j)
            last.append(chain)
            worths.append(worth + 1)
        for pair in range(first, len(worths)):
            j, worth = column_of[pair], worths[pair]
            above[j] = pair
            for column in range(j + 1, new_end + 1):
                if worths[before[column]] >= worth:
                    break
                before[column] = pair
    chain, kept = before[-1], []
    while chain:
        kept.append((row_of[chain], column_of[chain]))
        chain = last[chain]
    return kept


def _columns_of(old: list[str], new: list[str], start: int) -> list[Sequence[int]]:
    """For each word of old its places in new, from `start` on."""
    asked, places = set(old), dict[str, list[int]]()
    for j in range(start, len(new)):
        word = new[j]
        if word in asked:
            places.setdefault(word, []).append(j)
    return [places.get(word, ()) for word in old]


def _between(kept: Sequence[tuple[int, int]], old: tuple[int, int], new: tuple[int, int]) -> list[Run]:
    """The changed places that pairs of equal words, the last first, leave between two ends."""
    runs: list[Run] = []
    end, new_end = old[1], new[1]
    for i, j in kept:
        if i + 1 < end or j + 1 < new_end:
            runs.append((i + 1, end, j + 1, new_end))
        end, new_end = i, j
    if old[0] < end or new[0] < new_end:
        runs.append((old[0], end, new[0], new_end))
    return runs[::-1]


def _joined(runs: list[Run], old: list[str]) -> list[Run]:
    """The changed places, of which two long replacements with one small word between them are one, and any two with
    a character or two between them that are hardly a word: see `_is_rest`.
    """
    out: list[Run] = []
    for run in runs:
        last = out[-1] if out else None
        if last and run[0] - last[1] <= REST and _swallow(last, run, old[last[1] : run[0]]):
            out[-1] = (last[0], run[1], last[2], run[3])
        else:
            out.append(run)
    return out


def _swallow(last: Run, run: Run, between: list[str]) -> bool:
    """True for two changed places that are one with the word or two between them."""
    long = len(between) == 1 and min(_size(last), _size(run)) >= ISLAND_WORDS
    return (long and _small(between[0])) or _is_rest(between)


def _is_rest(between: list[str]) -> bool:
    """True for what two words of a script without blanks have in common by chance: one character of Han that is no
    word by itself, one or two of Thai, Lao, Khmer or Myanmar.
    """
    first = between[0][0]
    if first < "\u0e00":  # most often
        return False
    if len(between) == 1 and "\u3400" <= first <= "\u9fff":
        return first not in SMALL_HAN
    return all(_OF_THE_SOUTH_EAST.match(one) for one in between)


def _size(run: Run) -> int:
    """Words on the shorter side."""
    return min(run[1] - run[0], run[3] - run[2])


def _small(word: str) -> bool:
    return sum(map(str.isalpha, word)) <= SMALL_LETTERS and not any(map(str.isdigit, word))


def _placed(runs: list[Run], old: list[str], new: list[str], cut: tuple[bool, bool]) -> list[Run]:
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
        back = ahead = 0
        while back < low and words[start - back - 1] == words[end - back - 1]:
            back += 1
        while ahead < high and words[start + ahead] == words[end + ahead]:
            ahead += 1
        if back or ahead:
            _, by = max([(_worth(words, start + d, end + d), d) for d in range(-back, ahead + 1)])
            runs[n] = (i + by, k + by, j + by, m + by)
    return runs


def _worth(words: list[str], start: int, end: int) -> tuple[int, bool]:
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
