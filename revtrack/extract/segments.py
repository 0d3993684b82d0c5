"""The sentences of a block and the tokens of a sentence, as offsets into text that stays as it is.

    text       “We will respond,” he said. “Nobody should doubt it.”
    masked      We will respond,  he said.  Nobody should doubt it .
    sentences  |--------------------------|-------------------------|
    tokens     “ We will respond , ” he said .

sentencex finds the boundaries, but never inside quotation marks or brackets: one stray mark would glue all sentences up
to the next, so that an edit of one mark moves boundaries elsewhere. Hence the mask: a text of the same length in which
quotes and brackets are blanks and the stop before a closing quote has changed places with it. It raised F1 on news from
85.8 to 91.8, and an edit of one mark moves no other boundary in 278 of 278 paragraphs (bare: 233 of 240). Then what
goes on in lower case is merged again (`“Stop!” she shouted.`), and what `stops` knows better than sentencex: titles,
initials, ordinals, the numbers of a list, a time before its day; words it takes for abbreviations.

The mask also keeps two inputs from sentencex that end it: white space beyond ASCII (a capital, a no-break space and a
full stop panic in Rust, which no `except Exception` catches), and lone surrogates.

What is a unit in scripts without spaces: a sentence ends at its script's own full stop (`。`, `।`, `။`); a token is one
character with its marks, since words there need a dictionary and a diff does not.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from itertools import pairwise
from typing import Final

import regex
import sentencex  # type: ignore[import-untyped]

from revtrack.extract.normalise import INVISIBLE, LETTERS, is_plain, normalise
from revtrack.extract.stops import Words, ends_inside, entry_begins, goes_on, is_entry_number, words_in
from revtrack.model import BlockKind, Sentence

__all__ = ["SEGMENTER", "sentences_of", "tokens"]

SEGMENTER: Final = f"sentencex/{version('sentencex')}+quotes+stops/3"

Bounds = tuple[int, int]
"""Start and end of a stretch of text, half-open, in code points."""

LONGEST_STRETCH: Final = 100_000
"""Code points given to sentencex at once, hence the longest sentence there is. No article comes near it; it keeps
hostile paragraphs linear, at most 0.1 s a stretch in every shape tried."""

TAIL: Final = 40
"""Code points ahead of a boundary that the merging rules may see: enough for the longest abbreviation with its word."""

LONGEST_NUMBER: Final = 8
"""Code points of the number of an entry with the white space around it: `12. `."""

ENTRY: Final = 3
"""Code points behind the last digit of an entry and its own."""

LAST: Final = 3
"""Code points of the last full stop of a part, the blank behind it and that of a closing quote, a count."""

_APART: Final = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
"""Scripts that put no space between words."""

_LETTERS: Final = rf"[\w--[{_APART}]]+"

_TOKEN: Final = regex.compile(
    rf"\d+(?:[.,:]\d+)*|[{_APART}]\p{{M}}*|{_LETTERS}(?:[{INVISIBLE}]*['’\-{INVISIBLE}]{_LETTERS})*|[^\w\s\x1c-\x1f]",
    regex.VERSION1,
)
"""A number with its points, a character of a script without spaces, a word with its hyphens and apostrophes, or a mark.
`regex` rather than `re`: its word characters include vowel signs, without which हिन्दी falls into three."""

_WORD: Final = rf"[{LETTERS}_0-9]"

_PLAIN_TOKEN: Final = re.compile(
    rf"[{LETTERS}_]{_WORD}*+(?:['’\-]{_WORD}++)*+|[0-9]++(?:[.,:][0-9]++)*+|[^{LETTERS}_0-9\s]"
)
"""The same for plain text, four times as fast: `re`, classes for properties, what is most frequent first."""

_UNCUT: Final = re.compile(rf"[{LETTERS}0-9 ,'’‘\"“”()&£$€%/–—-]*+[.!?:;]?[\"”’')]*+ *+")
"""A text that is one sentence to sentencex in any language, but for French: nothing ahead of its end that ends one, and
no bullet. Five in six blocks of a government's news are, and to look is ten times as fast as to cut."""

_STOP_THEN_QUOTE: Final = regex.compile(r"""(?<![.!?…])([.!?…]+)(["”»’')\]]+)(?=\s|$)""")
"""The look-behind keeps it linear: without it 100,000 full stops take 49 s."""

_QUOTE_OR_BRACKET: Final = regex.compile(r"""[“”"«»„‟()]|(?<!\w)[‘’']""")
_QUOTED: Final = re.compile(r"""["”»’')\]“«„‟(‘]""")
"""Any mark that either of them knows: half of the texts hold none, and this look takes a tenth of theirs."""
_DEADLY: Final = regex.compile(r"[^\S\x00-\x7f]|[\ud800-\udfff]")
_OPENING: Final = frozenset("“\"«„(‘'")
_CLOSING_OR_PAUSE: Final = frozenset("”\"’»)'…")
_SHORT_LAST_WORD: Final = regex.compile(r"(?:^|\s)\S{1,5}\.$")


@dataclass(frozen=True, slots=True)
class Segmenter:
    """How the sentences of a language are found."""

    code: str
    """What sentencex calls the language; it treats unknown ones like English."""
    masked: bool
    """Whether quotes and brackets are hidden from it, and what goes on in lower case is merged again."""
    words: Words
    """What is known of the words that it does not know."""


UNKNOWN: Final = "en"
"""What text in no stated language is cut as: its rules know the full stops of all scripts."""

UNMASKED: Final = frozenset({"fr"})
"""The languages that want no mask. It costs French 2.0 points of F1 (UD treebanks)."""


def tokens(text: str) -> tuple[str, ...]:
    """The words, numbers and marks of a text in order, as written; only white space lies between them."""
    return tuple((_PLAIN_TOKEN if is_plain(text) else _TOKEN).findall(text))


def sentences_of(text: str, language: str | None = None, kind: BlockKind = BlockKind.PARAGRAPH) -> tuple[Sentence, ...]:
    """The sentences of one block in order: disjoint, none empty, white space alone before, between and after them.

    Args:
        text: the text of one block. Never a whole article: headlines and headings carry no full stop.
        language: a BCP 47 tag; None for unknown.
        kind: what the block is. A heading and the row of a table are one sentence, code is one for each line.

    Returns:
        No sentence for white space and invisible characters alone, at least one otherwise.
    """
    divide = _BY_KIND.get(kind)
    bounds = divide(text) if divide else _boundaries(text, language)
    return tuple([_sentence(text, start, end) for start, end in _visible(text, bounds)])


def _sentence(text: str, start: int, end: int) -> Sentence:
    part = text[start:end]
    return Sentence(start=start, end=end, text=part, key=normalise(part), tokens=tokens(part))


def _visible(text: str, bounds: Iterator[Bounds]) -> list[Bounds]:
    """The stretches without white space at their ends; one that nobody can see joins the one before, else the next."""
    found: list[Bounds] = []
    lead: int | None = None
    for start, end in bounds:
        part = text[start:end]
        right = start + len(part.rstrip())
        left = end - len(part.lstrip())
        if left >= right:
            continue
        if text[left] not in INVISIBLE or normalise(part):
            found.append((left if lead is None else lead, right))
            lead = None
        elif found:
            found[-1] = (found[-1][0], right)
        elif lead is None:
            lead = left
    return found


def _lines(text: str) -> Iterator[Bounds]:
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def _whole(text: str) -> Iterator[Bounds]:
    yield 0, len(text)


_BY_KIND: Final[dict[BlockKind, Callable[[str], Iterator[Bounds]]]] = {
    BlockKind.HEADING: _whole,
    BlockKind.TABLE_ROW: _whole,
    BlockKind.CODE: _lines,
}


@lru_cache
def _segmenter(language: str | None) -> Segmenter:
    code = (language or UNKNOWN).split("-")[0].lower()
    return Segmenter(code, masked=code not in UNMASKED, words=words_in(code))


def _boundaries(text: str, language: str | None) -> Iterator[Bounds]:
    """The stretches between sentence boundaries: they touch, and together are the text."""
    segmenter = _segmenter(language)
    if segmenter.masked and len(text) <= LONGEST_STRETCH and _UNCUT.fullmatch(text):
        yield 0, len(text)
        return
    for first, last in _stretches(text):
        for start, end in _cut(text[first:last], segmenter):
            yield first + start, first + end


def _stretches(text: str) -> Iterator[Bounds]:
    """Parts of at most LONGEST_STRETCH, cut behind a full stop, else a blank, else anywhere."""
    start = 0
    while len(text) - start > LONGEST_STRETCH:
        low, high = start + LONGEST_STRETCH // 2, start + LONGEST_STRETCH
        end = (
            max(text.rfind(". ", low, high), text.rfind("\n", low, high)) + 1 or text.rfind(" ", low, high) + 1 or high
        )
        yield start, end
        start = end
    if start < len(text):
        yield start, len(text)


def _cut(text: str, segmenter: Segmenter) -> Iterator[Bounds]:
    """The stretches that sentencex finds behind the mask, with what goes on merged."""
    hidden = _mask(text) if segmenter.masked else text
    hidden = hidden.replace("\xa0", " ") if is_plain(hidden) else _DEADLY.sub(" ", hidden)  # plain text has no other
    parts = sentencex.segment(segmenter.code, hidden)  # they touch; with their offsets they would cost twice the time
    words = segmenter.words
    starts = [0]
    end = 0
    for part in parts:
        start, end = end, end + len(part)
        if start:
            begun = starts[-1]
            entry = start - begun <= LONGEST_NUMBER and is_entry_number(text[begun:start])
            if not entry and not _continues(text[max(begun, start - TAIL) : start], text[start:end], segmenter):
                number = entry_begins(text[begun:start]) if text[start - ENTRY].isdigit() else None
                starts.append(start if number is None else begun + number)
        if 0 <= part.find(". ") < len(part) - LAST:  # most hold no stop but their last
            starts += [start + at for at in ends_inside(text[start:end], words)]
    for number in range(1, len(starts)):  # an opening quote became the last blank of the sentence before: give it back
        while starts[number] > starts[number - 1] + 1 and text[starts[number] - 1] in _OPENING:
            starts[number] -= 1
    yield from pairwise([*starts, len(text)])


def _mask(text: str) -> str:
    """The text with blanks for quotes and brackets, and stops moved behind a closing quote; of the same length."""
    if not _QUOTED.search(text):
        return text
    swapped = _STOP_THEN_QUOTE.sub(lambda match: " " * len(match[2]) + match[1], text)
    return _QUOTE_OR_BRACKET.sub(" ", swapped)


def _continues(before: str, after: str, segmenter: Segmenter) -> bool:
    """True where what comes after is no new sentence but goes on with the one before."""
    said, rest = before.rstrip(), after.lstrip()
    if not said or not rest or "\n" in before[len(said) :]:
        return False
    if segmenter.masked and rest[0].islower():
        return said[-1] in _CLOSING_OR_PAUSE or bool(_SHORT_LAST_WORD.search(said))
    return goes_on(said, rest, len(said) < len(before) or len(rest) < len(after), segmenter.words)
