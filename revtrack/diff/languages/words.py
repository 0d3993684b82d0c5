"""The words of a text as they are compared, in small letters and without possessive endings, and where they stand.

"John's co-op isn't U.S.-led" is john, co-op, isn't, u.s.-led.
"""

import re
from functools import cache
from typing import Final

__all__ = ["WORD", "WORD_ASCII", "PlacedWords", "bare", "joins", "may_fit", "words_of", "written_words"]

WORD: Final = re.compile(r"[^\W_][\w\u0300-\u036f]*(?:[-‐'’.&][^\W_][\w\u0300-\u036f]*)*")
"""Letters and digits with what may join them. Python's own expressions know no marks but these; the scripts that need
others have no Lexicon."""
WORD_ASCII: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_]*(?:[-'.&][A-Za-z0-9][A-Za-z0-9_]*)*")
"""The same for a text in ASCII, sooner."""
_OWNED: Final = ("'s", "’s")
_OWNING: Final = ("'", "’")
"""Possessive endings: "John's", "the cats'"."""


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, without possessive endings."""
    if text.isalnum() and text.isascii():  # one word, as half of those that changed are
        return [text.lower()]
    return [bare(word) for word in written_words(text.casefold())]


_AROUND: Final = ".,;:!?…()[]/\"'“”‘’«»–—"
"""What may stand around a word and is part of none."""


def written_words(text: str) -> list[str]:
    """The words of a text as they are written, with possessive endings.

    What is letters and figures between two blanks is a word; only the rest is read with expressions, which takes five
    times as long.
    """
    words: list[str] = []
    pattern = WORD_ASCII if text.isascii() else WORD
    for chunk in text.split():
        word = chunk.strip(_AROUND)
        if word.isalnum():
            words.append(word)
        elif word:
            words += pattern.findall(word)
    return words


def bare(word: str) -> str:
    """A word without its possessive ending."""
    if word.isalnum():
        return word
    return word[:-2] if word.endswith(_OWNED) else word[:-1] if word.endswith(_OWNING) else word


def joins(mark: str) -> bool:
    """Whether a character beside a word makes it part of a longer one; nothing does not."""
    return mark.isalnum() or mark in {"-", "_"}


class PlacedWords:
    """The words of a text, in lower case and without possessive endings, and where they stand.

    Lists of equal length: one object for each word takes twice as long to make.
    """

    __slots__ = ("_next", "ends", "starts", "text", "words")

    def __init__(self, text: str) -> None:
        self.text = text
        self.words: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self._next: list[int] = []
        """Where what parts a word from the next begins: behind a possessive ending."""
        end = 0
        for word in written_words(text):
            start, written = text.find(word, end), bare(word)
            end = start + len(word)
            self.words.append(written.casefold())
            self.starts.append(start)
            self.ends.append(start + len(written))
            self._next.append(end)

    def gap(self, i: int) -> str:
        """What stands before word i."""
        return self.text[self._next[i - 1] if i else 0 : self.starts[i]]

    def after(self, i: int) -> str:
        """What stands behind word i, its possessive ending included."""
        return self.text[self.ends[i] : self.starts[i + 1] if i + 1 < len(self.starts) else None]


# --------------------------------------------------------------------------------------------- the words patterns need


def may_fit(pattern: str, lower: str) -> bool:
    """False where a text in small letters lacks a word that a pattern needs: to read those in a pattern takes an eighth
    of the time to make the expression.
    """
    for choices in _needs(pattern):
        for letters in choices:
            if letters in lower:
                break
        else:
            return False
    return True


_PATTERN_PART: Final = re.compile(
    r"\(\?<?[=!]|\((?:\?[-a-z]*:)?|[)|?*]|\{0?,\d+\}|(?:[^\W\d_]| )+|\\.|\[\^?(?:\\.|[^\]\\])+\]|."
)
"""What the patterns of lines are written with: letters in a row, and all else one by one."""


@cache
def _needs(pattern: str) -> list[list[str]]:
    """Letters, blanks among them, those first that say most; one of each list is in whatever fits the pattern.

    `we (?:have )?(?:fixed|corrected) (?:this|that)` needs "fixed" or "corrected", "this" or "that", and "we ".
    """
    ways: list[list[list[str]]] = [[]]
    """How the group that is being read may be worded, what each needs; the last is being read."""
    around: list[tuple[list[list[list[str]]], str]] = []
    """The groups around, and how what is inside begins."""
    before, last = 0, ""
    for part in _PATTERN_PART.findall(pattern):
        needed = ways[-1]
        first = part[0]
        if first in "?*" or (first == "{" and len(part) > 1):
            held = needed[before:]
            del needed[before:]
            if last != ")":
                needed += [[letters[:-1]] for [letters] in held if len(letters) > 1]
        elif first == "(":
            around.append((ways, part))
            ways = [[]]
        elif first == ")":
            inside = _of_any(ways)
            ways, opening = around.pop()
            before = len(ways[-1])
            if opening[-1] not in "=!":
                ways[-1] += inside
        elif first == "|":
            ways.append([])
            before = 0
        else:
            before = len(needed)
            if first == " " or first.isalpha():
                needed.append([part.lower()])
        last = part
    told = [choices for choices in _of_any(ways) if _shortest(choices) >= _TELLING]
    return sorted(told, key=_shortest, reverse=True)


def _of_any(ways: list[list[list[str]]]) -> list[list[str]]:
    """What all ways to word something need: of each way the choice whose shortest letters are longest."""
    if len(ways) == 1:
        return ways[0]
    if not all(ways):
        return []
    return [[letters for needed in ways for letters in max(needed, key=_shortest)]]


_TELLING: Final = 3
"""Letters from which what a pattern needs is looked for; shorter ones are in most texts."""


def _shortest(choices: list[str]) -> int:
    return min(map(len, choices))
