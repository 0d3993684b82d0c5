"""What an edit without a changed fact is on the surface: blanks, typography, marks, capitals, spelling, or wording.

    “It’s done”  →  "It's done"       typography
    He left, she → He left; she       punctuation
    the servce   → the service        spelling
    re-sign      → resign             wording: a mark inside a word may change the word
    guilty?      → guilty.            wording: a question mark, or a lone quotation mark, may change the sentence

Only what nobody can mean otherwise is minor; everything in doubt is `wording`. So spelling is claimed on evidence, and
in English alone: the two words are one word but for a doubled consonant, two exchanged letters or a regional spelling,
or one of them is a known mistake or cannot be an English word; and neither holds a capital or a digit.

Whether two sentences are the same text is not decided here but by their keys; this names the kind of difference.
"""

from typing import Final
from unicodedata import normalize

import regex
from rapidfuzz.distance import OSA

from revtrack.diff.labels.edit import Edit
from revtrack.diff.labels.lexicon import Lexicon

__all__ = ["surface_terms"]

_BLANKS: Final = regex.compile(r"[ \t\r\n]+")
_INVISIBLE: Final = regex.compile(r"[\p{Cf}\ufe0e\ufe0f]")
_FOLDED: Final = str.maketrans(
    dict.fromkeys("“”„‟«»〝〞", '"') | dict.fromkeys("‘’‚‛‹›´", "'") | dict.fromkeys("‐‑‒–—―−", "-") | {"…": "..."}
)
_SIGNIFICANT: Final = regex.compile(
    r"[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:[^\s\p{L}\p{N}]+[\p{L}\p{N}][\p{L}\p{N}\p{M}]*)*|[^\p{L}\p{N}\p{P}\s]|[%‰#@&*§†/]"
)
"""A word with the marks inside it, or a sign that means something by itself."""
_QUESTION: Final = frozenset("?¿？؟⁇⁈⁉")
_QUOTATION: Final = frozenset('“”„«»「」『』"')
"""One of them more or less may mean that somebody else is speaking."""
_PLAIN_WORD: Final = regex.compile(r"[a-z]{4,30}")
"""What can be a misspelt word: shorter ones are too often other words."""
SURE_LETTERS: Final = 6
"""Letters from which a doubled consonant or two exchanged letters seldom make another word; our judgement."""
SPELLING_LETTERS: Final = 2
"""Letters that differ between two spellings of a word, at most."""


def surface_terms(edit: Edit, *, same: bool) -> tuple[str, ...]:
    """The minor terms that describe an edit wholly, else `wording`; the two texts must differ.

    Args:
        edit: an edit in which no fact changed.
        same: the two sides have equal keys, so that no more than typography can differ.
    """
    if _BLANKS.sub(" ", edit.old).strip() == _BLANKS.sub(" ", edit.new).strip():
        return ("space",)
    old, new = _fold(edit.old), _fold(edit.new)
    if same or old == new:
        return ("typography",)
    if any(sum(map(edit.old.count, marks)) != sum(map(edit.new.count, marks)) for marks in (_QUESTION, _QUOTATION)):
        return ("wording",)
    old_words, new_words = (_SIGNIFICANT.findall(_fold(side.replace("—", " — "))) for side in (edit.old, edit.new))
    if old_words == new_words:
        return ("punctuation",)
    if [word.casefold() for word in old_words] == [word.casefold() for word in new_words]:
        return ("case",) if old.casefold() == new.casefold() else ("punctuation", "case")
    if all(_same_word(was.strip(), now.strip(), edit.lexicon) for was, now in edit.replaced):
        return ("spelling",)
    return ("wording",)


def _fold(text: str) -> str:
    """A text without what typography alone can change."""
    return " ".join(_INVISIBLE.sub("", normalize("NFC", text)).translate(_FOLDED).split())


def _same_word(old: str, new: str, lexicon: Lexicon | None) -> bool:
    """True where two words are surely two spellings of one."""
    if lexicon is None or lexicon.unspellable is None or {old, new} <= lexicon.real_words:
        return False
    if not (_PLAIN_WORD.fullmatch(old) and _PLAIN_WORD.fullmatch(new)):
        return False
    if any(old.replace(ours, theirs) == new.replace(ours, theirs) for ours, theirs in lexicon.variants):
        return True
    if OSA.distance(old, new) > SPELLING_LETTERS:
        return False
    if (old in lexicon.misspelt) != (new in lexicon.misspelt):
        return True
    if bool(regex.search(lexicon.unspellable, old)) != bool(regex.search(lexicon.unspellable, new)):
        return True
    if min(len(old), len(new)) < SURE_LETTERS:
        return False
    exchanged = len(old) == len(new) and OSA.distance(old, new) == 1 and sorted(old) == sorted(new)
    return exchanged or _undoubled(old) == _undoubled(new)


_DOUBLED: Final = regex.compile(r"([bcdfgklmnprtz])\1(?!$)|(?<!^)(s)\2(?!$)")


def _undoubled(word: str) -> str:
    """A word with doubled consonants inside it written once."""
    return _DOUBLED.sub(lambda match: match[0][0], word)
