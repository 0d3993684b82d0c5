"""The languages labels can read: for each a Lexicon, its words and how notes are worded in it.

A module a language, data only, in the notation of `lexicon`. English knows most; German, French, Spanish and Portuguese
cover numbers, dates and notes, and the commonest words for doubt, denial and speech. Any other language has no Lexicon:
its labels rest on digits and marks alone. To add one: a module with a Lexicon, its notes in `note_words`, and its name
in `LEXICONS`.
"""

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Final

from revtrack.diff.languages.english import ENGLISH
from revtrack.diff.languages.french import FRENCH
from revtrack.diff.languages.german import GERMAN
from revtrack.diff.languages.lexicon import Lexicon
from revtrack.diff.languages.portuguese import PORTUGUESE
from revtrack.diff.languages.spanish import SPANISH

__all__ = ["CHANCE", "COUNTS", "LEXICONS", "LEXICON_VERSION", "UNTOLD", "Lexicon", "lexicon_for"]

LEXICON_VERSION: Final = 2
"""Rises with every change of a list, so that a claim such as "no note found" can be checked later."""


def lexicon_for(language: str | None, words: Collection[str]) -> Lexicon | None:
    """The word lists to read a text with; None where there are none, so that labels stay silent rather than wrong.

    Args:
        language: a BCP 47 tag, of which the first part counts; None where it is not known. Then the language most of
            whose words are recognised is taken: English where that is a draw, or none is and all is ASCII.
        words: the words of the text in lower case; one said twice counts once.
    """
    if language is not None:
        return LEXICONS.get(language.replace("_", "-").split("-")[0].lower())
    if _FOREIGN.isdisjoint(words):  # no language has more of them than English
        return ENGLISH if not ENGLISH.known.isdisjoint(words) or all(map(str.isascii, words)) else None
    return max(LEXICONS.values(), key=lambda lexicon: len(lexicon.known.intersection(words)))


LEXICONS: Final[Mapping[str, Lexicon]] = MappingProxyType(
    {lexicon.language: lexicon for lexicon in (ENGLISH, GERMAN, FRENCH, SPANISH, PORTUGUESE)}
)
"""By the first part of a language tag, English first: it wins a draw."""
CHANCE: Final = frozenset().union(*(lexicon.chance for lexicon in LEXICONS.values()))
"""What sentences share by chance in any of the languages: a cheap question before that about one of them."""
COUNTS: Final = frozenset().union(*(lexicon.numbers for lexicon in LEXICONS.values()))
"""Numbers in words in any of them; likewise."""
_FOREIGN: Final = frozenset().union(*(lexicon.known for lexicon in LEXICONS.values())) - ENGLISH.known
"""Words of the other languages that are not English too."""
UNTOLD: Final = _FOREIGN | ENGLISH.lone_words
"""Of a sentence in no stated language that came or went whole more than that, its quotations and a copyright sign is
only claimed where one of these words is in it: with none of them it is English, or in no language we know."""
