"""Lines of a page → the sentences in them that it says to its reader.

"Ce contenu est réservé aux abonnés."                          said to the reader
"The site told visitors that it was open to members only."     an article reports it
"“Subscribe to continue reading,” it says."                    an article quotes it
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Final

import regex

__all__ = ["Pattern", "addressed", "any_of", "between", "mentions", "sentences", "stems"]

MOST_WORDS: Final = 32
"""Words of a sentence that a page says to its reader, a count: in walls of eight languages the longest had 27, those
that ask for consent aside."""

LETTERS: Final = 15
"""Characters for each word that a sentence may have: in "words" without end some patterns take long."""

MOST_SENTENCES: Final = 2_000
"""Sentences of a page that are looked at, a count: a page with few words has no more."""


class Pattern:
    """A pattern in any case, compiled when it is first looked for.

    To compile those of all languages took a third of the time in which a command starts, and few commands read a page.
    What is asked for stays an attribute, so that the second time nothing stands between.
    """

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _compiled(self) -> regex.Pattern[str]:
        return regex.compile(self._text, regex.IGNORECASE)

    @cached_property
    def search(self) -> Callable[[str], regex.Match[str] | None]:
        """What finds it anywhere in a text."""
        return self._compiled.search

    @cached_property
    def findall(self) -> Callable[[str], list[str]]:
        """What finds it wherever it is in a text."""
        return self._compiled.findall

    @cached_property
    def match(self) -> Callable[[str], regex.Match[str] | None]:
        """What finds it at the beginning of a text."""
        return self._compiled.match

    @cached_property
    def fullmatch(self) -> Callable[[str], regex.Match[str] | None]:
        """What finds it as a whole text."""
        return self._compiled.fullmatch


_END: Final = re.compile(r"(?:[.!?…][\"”’»)]?(?=\s)|[。！？])")  # twice as fast as a split at what lies behind it
_QUOTED: Final = regex.compile(r"[\"“”„«»「」『』]")
_REPORTED: Final = Pattern(
    r"\b(?:said|says|told|tells|announced|according to|wrote|reported"
    r"|sagte|sagt|teilte|erkl[äa]rte|k[üu]ndigte|laut|zufolge|schrieb"
    r"|a (?:dit|d[ée]clar[ée]|annonc[ée]|indiqu[ée]|expliqu[ée])|ont (?:dit|annonc[ée])|selon|affirme"
    r"|dijo|anunci[óo]|seg[úu]n|explic[óo]|disse|anunciou|segundo|afirmou"
    r"|ha (?:detto|annunciato|dichiarato)|secondo|zei|meldde|volgens|kondigde)\b"
)


def any_of(*alternatives: str) -> Pattern:
    """One pattern for several, in any case."""
    return Pattern("|".join(alternatives))


def between(most: int) -> str:
    """A pattern for some free words and what stands between them."""
    return rf"(?:[^\w.!?]+[\w%€’']+){{0,{most}}}?[^\w.!?]+"


def stems(several: str) -> tuple[str, ...]:
    """Beginnings of words, written with strokes between them."""
    return tuple(several.split("|"))


def mentions(said: Sequence[str], several: Sequence[str]) -> bool:
    """True where sentences hold any of some beginnings of words; where not, no pattern has to be looked for in them.

    That is so for most articles, and patterns took a third of the time of reading a short page.
    """
    lower = f" {'  '.join(said)} ".casefold()
    return any(stem in lower for stem in several)


def sentences(lines: Iterable[str]) -> Iterator[str]:
    """The sentences of lines, as their marks part them."""
    for line in lines:
        for sentence in _END.sub("\\g<0>\n", line).split("\n"):
            if said := sentence.strip():
                yield said


def addressed(lines: Iterable[str], longest: int = MOST_WORDS) -> list[str]:
    """The sentences of at most so many words that may be said to the reader, in order."""
    found = []
    for said, _ in zip(sentences(lines), range(MOST_SENTENCES), strict=False):
        is_short = len(said) <= LETTERS * longest and len(said.split()) <= longest
        if is_short and not _QUOTED.search(said) and not _REPORTED.search(said):
            found.append(said)
    return found
