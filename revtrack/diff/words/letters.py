"""The letters and marks that differ inside changed words: the finer of the two levels of marking.

    [-Qassim Suleimani-]{+Qassem Soleimani+}      Qass[-i-]{+e+}m S[-u-]{+o+}leimani
    [-eat grandma-]{+eat, grandma,+}              eat{+,+} grandma{+,+}
    [-Monday and-]{+Monday. She+}                 Monday[- and-]{+. She+}
    [-£1,526-]{+£1,518+}                          None: a number is never cut

Of words that are alike the letters are marked by diff-match-patch, character clusters being its letters, without its
clock (`Diff_Timeout = 0`: a result that depends on the load of a machine is no evidence) and with its semantic
clean-up, without which `Dienstag` becomes `Donnerstag` in splinters.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat
from typing import Final, Literal

import regex
from diff_match_patch import diff_match_patch
from rapidfuzz.distance import Indel

from revtrack.diff.options import DiffOptions
from revtrack.diff.words.cut import Cut, has_digit, parted
from revtrack.diff.words.script import equal_ends
from revtrack.model import Letters, Span

__all__ = ["finest", "letters_of"]

Sign = Literal["=", "-", "+"]

Piece = tuple[Sign, str]
"""A Span in the making; it may be empty."""

_SIGNS: Final[dict[int, Sign]] = {-1: "-", 0: "=", 1: "+"}
"""diff-match-patch's operations."""
_CLUSTER: Final = regex.compile(r"\X")
"""What readers see as one character."""
_FIRST_ID: Final = 0xF0000
"""First code point of the private plane whose characters stand for clusters: none of them occurs in text we keep."""


def letters_of(old: str, new: str, options: DiffOptions) -> tuple[Span, ...] | None:
    """What differs inside two changed runs of words; None where nothing inside them holds still.

    Word by word where both have as many and each is like its opposite, else their first and their last words alone: a
    word that stayed amid a changed phrase is no reason to read the phrase in splinters. Of two words that are alike,
    the marks around them and their letters are compared. What readers see as one character stays whole: an accent with
    its letter, an emoji with its parts.
    """
    if max(len(old), len(new)) > options.max_letters:
        return None
    if " " in old or " " in new or not (old.isalpha() and new.isalpha()):
        pieces = [piece for words in _opposite(old, new, options) for piece in _inside(*words, options)]
    else:
        pieces = _inside(old, new, options)
    if not any(sign == "=" and text.strip() for sign, text in pieces):
        return None
    return tuple(Span(sign, text) for sign, text in _in_order(pieces))


def finest(spans: Sequence[Span], letters: Sequence[Letters]) -> Iterator[Span]:
    """The Spans with the letters that differ in place of the words in which they do.

    Args:
        spans: the marked words.
        letters: for each of them None, or, on a `-` that a `+` follows, what differs inside the two; or nothing at all.
    """
    done = False
    for span, inside in zip(spans, letters or repeat(None, len(spans)), strict=True):
        if not done:
            yield from inside or (span,)
        done = inside is not None


def _opposite(old: str, new: str, options: DiffOptions) -> Iterator[tuple[str, str]]:
    """What stands opposite what: words, the blanks between them, and runs of words. Joined, both texts."""
    ours, theirs = Cut(old), Cut(new)
    if ours.has_atoms() or theirs.has_atoms():
        ours.fuse()
        theirs.fuse()
    here = there = 0
    for i, j in _opposite_words(ours.words, theirs.words, options):
        yield old[here : ours.starts[i]], new[there : theirs.starts[j]]
        here, there = ours.end(i + 1), theirs.end(j + 1)
        yield ours.words[i], theirs.words[j]
    yield old[here:], new[there:]


def _opposite_words(old: Sequence[str], new: Sequence[str], options: DiffOptions) -> list[tuple[int, int]]:
    """The positions of words opposite each other: all, where each two are alike, else the first and the last ones."""
    if not (old and new):
        return []
    if len(old) == len(new) and all(_alike(one, other, options) for one, other in zip(old, new, strict=True)):
        return [(k, k) for k in range(len(old))]
    first, last = _alike(old[0], new[0], options), _alike(old[-1], new[-1], options)
    if min(len(old), len(new)) == 1:  # the only word of a side stands opposite the one it resembles more
        first, last = (first, 0.0) if first > last else (0.0, last)
    places = [(0, 0)] if first else []
    return [*places, (len(old) - 1, len(new) - 1)] if last else places


def _alike(old: str, new: str, options: DiffOptions) -> float:
    """How alike two words are without the marks around them, in [0, 1]; 0 where that is not enough."""
    one, other = parted(old)[1], parted(new)[1]
    if one == other or has_digit(one) or has_digit(other):
        return float(one == other)
    return Indel.normalized_similarity(one, other, score_cutoff=options.letter_similarity)


def _inside(gone: str, come: str, options: DiffOptions) -> list[Piece]:
    """What differs between two words, or between what lies between words."""
    if gone == come:
        return [("=", gone)]
    if gone.isspace() and come.startswith(gone):
        return [("=", gone), ("+", come[len(gone) :])]
    if come.isspace() and gone.startswith(come):
        return [("=", come), ("-", gone[len(come) :])]
    if not (gone and come and _alike(gone, come, options)):
        return [("-", gone), ("+", come)]
    opposite = zip(parted(gone), parted(come), strict=True)
    return [piece for parts in opposite for piece in _characters(*map(_clusters, parts))]


def _clusters(text: str) -> list[str]:
    """The characters that readers see."""
    return list(text) if text.isascii() else _CLUSTER.findall(text)


def _characters(old: list[str], new: list[str]) -> list[Piece]:
    head, tail = equal_ends(old, new)
    gone, come = old[head : len(old) - tail], new[head : len(new) - tail]
    if set(gone).isdisjoint(come):
        middle: list[Piece] = [("-", "".join(gone)), ("+", "".join(come))]
    else:
        middle = _by_diff_match_patch(gone, come)
    return [("=", "".join(old[:head])), *middle, ("=", "".join(old[len(old) - tail :]))]


def _by_diff_match_patch(old: list[str], new: list[str]) -> list[Piece]:
    numbers: dict[str, int] = {}
    rows = ["".join(chr(_FIRST_ID + numbers.setdefault(one, len(numbers))) for one in side) for side in (old, new)]
    engine = diff_match_patch()
    engine.Diff_Timeout = 0
    diffs = engine.diff_main(*rows, checklines=False)
    engine.diff_cleanupSemantic(diffs)  # while clusters are single characters: on text it would cut them
    clusters = list(numbers)
    return [(_SIGNS[sign], "".join(clusters[ord(one) - _FIRST_ID] for one in row)) for sign, row in diffs]


def _in_order(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces with neighbours of one sign joined, `-` before `+`, and no lone blank between two replacements."""
    same = gone = come = ""
    for sign, text in pieces:
        if sign == "=":
            if text and not (text.isspace() and gone and come):
                yield from _written(("-", gone), ("+", come))
                gone = come = ""
            same += text
        elif text:
            if gone and come:  # what is held back is a blank, or nothing
                gone, come, same = gone + same, come + same, ""
            elif same:
                yield from _written(("-", gone), ("+", come), ("=", same))
                gone = come = same = ""
            gone, come = (gone + text, come) if sign == "-" else (gone, come + text)
    yield from _written(("-", gone), ("+", come), ("=", same))


def _written(*pieces: Piece) -> Iterator[Piece]:
    return (piece for piece in pieces if piece[1])
