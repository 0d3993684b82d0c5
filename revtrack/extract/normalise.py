"""What counts as the same text, and the fingerprint of a whole article.

    “We’re ready”  he said —  twice…        "We're ready" he said - twice...

Two texts are the same when they differ only in typography that no reader would call a change:

* which characters stand for quotation marks, apostrophes, dashes, the ellipsis and the space;
* how much white space parts two words, and where lines and paragraphs break;
* how an accented letter is encoded, and compatibility forms such as the ligature `ﬁ` or full-width `Ａ` (NFKC);
* characters nobody can see: zero-width ones, soft hyphens, marks of writing direction.

They differ in everything else: letters, capitals, punctuation, whether there is space around a dash, and every digit.
NFKC alone would read `10²` as `102` and `½` as `1⁄2`; superscripts, subscripts and fractions therefore stay.

The rules are part of every stored fingerprint. Changing them means another `NORMALISER` and another `FORM`, a line in
the changelog, and new fingerprints for everything stored.
"""

import re
from collections.abc import Iterable
from hashlib import sha256
from typing import Final
from unicodedata import normalize

import regex

from revtrack.model import Block

__all__ = ["INVISIBLE", "LETTERS", "NORMALISER", "fingerprint", "is_plain", "normalise"]

NORMALISER: Final = "normalise/1"

FORM: Final = "1"
"""The first characters of a fingerprint: which rules made it."""

INVISIBLE: Final = (
    "\u00ad"  # soft hyphen
    "\u034f\u180e\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\ufeff"  # joiners and zero-width spaces
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # direction of writing
    "\ufe0e\ufe0f"  # text or picture form of the character before
)
"""Characters without a shape of their own: they never make two texts differ."""

LETTERS: Final = "A-Za-zÀ-ÖØ-öø-ʯ"
"""The letters of plain text: Latin ones, each a single character, as the inside of a character class."""

_PLAIN: Final = re.compile(rf"[\x00-\x7f{LETTERS}\xa0«»§©®°£€·•‐-―‘-‟…‹›]*+")
"""Plain text: what news in Latin letters is made of. None of these characters is invisible, a combining mark, robbed of
its meaning by NFKC, or of a script without spaces: for them shorter ways lead to the same result."""

_BEFORE: Final = (*((character, "") for character in INVISIBLE), ("´", "'"))
"""Replaced ahead of NFKC: an invisible character could part a letter from its accent, and NFKC gives `´` a space."""

_AFTER: Final = (
    *((character, '"') for character in "“”„‟«»〝〞〟"),
    *((character, "'") for character in "‘’‚‛‹›"),
    *((character, "-") for character in "‐‑‒–—―−"),
)

MOST_MARKS: Final = 30
"""Combining marks kept in a row, a count: the stream-safe form of UAX #15. Without it NFKC is quadratic in them."""

_MARKS: Final = regex.compile(rf"(\p{{M}}{{{MOST_MARKS}}})\p{{M}}+")

LONGEST: Final = "\ufdfa"
"""The one character that NFKC makes 18 times as long."""

_MEANING: Final = regex.compile(rf"([\p{{dt=super}}\p{{dt=sub}}\p{{dt=fraction}}{LONGEST}]+)")
"""What stays as it is: what NFKC would rob of its meaning, and the character it makes longest."""

_DOUBLE_HYPHEN: Final = regex.compile(r"(?<=\w)-{2,3}(?=\w)|(?<=\s)-{2,3}(?=\s)")
"""The dash of typewriters, between words only: an option such as `--force` is something else."""


def is_plain(text: str) -> bool:
    """True for text of Latin letters, ASCII and the usual typography alone."""
    return text.isascii() or _PLAIN.fullmatch(text) is not None


def normalise(text: str) -> str:
    """The key of a sentence: equal for two texts that are the same text, by the rules on top of this module.

    Idempotent: a key is its own key. Empty for white space and invisible characters alone. Linear in the length.
    """
    if not text.isascii():
        text = _fold(text)
    if "''" in text:
        text = text.replace("''", '"')
    tidy = "  " not in text and text.isprintable()  # of all white space only the blank is printable
    text = text.strip(" ") if tidy else " ".join(text.split())
    return _DOUBLE_HYPHEN.sub("-", text) if "--" in text else text


def _fold(text: str) -> str:
    if _PLAIN.fullmatch(text):
        text = normalize("NFKC", text)
    else:
        for written, folded in _BEFORE:
            if written in text:  # looking first is 80 times as fast as str.translate on ordinary text
                text = text.replace(written, folded)
        text = _composed(text)
    for written, folded in _AFTER:
        if written in text:
            text = text.replace(written, folded)
    return text


def _composed(text: str) -> str:
    """NFKC with runs of marks cut, before it for speed and after it because NFKC may lengthen a run."""
    cut = _MARKS.sub(r"\1", text)
    if LONGEST not in cut and normalize("NFKC", cut) == cut:
        return cut
    parts = [part if number % 2 else normalize("NFKC", part) for number, part in enumerate(_MEANING.split(cut))]
    return _MARKS.sub(r"\1", "".join(parts))


def fingerprint(headline: str | None, blocks: Iterable[Block]) -> str:
    """The identity of an article's text: `1:` and the SHA-256 of its headline and blocks, normalised.

    Other fields and text set aside do not count. The blocks are joined by one space, so that neither a paragraph
    cut in two nor a sentence cut elsewhere makes another text.

    Args:
        headline: the headline, None where there is none: the same as an empty one.
        blocks: all Blocks in reading order; only their text counts.
    """
    body = " ".join(filter(None, map(_key, blocks)))
    text = f"{normalise(headline or '')}\0{body}"
    return f"{FORM}:{sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()}"


def _key(block: Block) -> str:
    """The text of a block, normalised: where it is all one sentence, that is the sentence's key."""
    return block.sentences[0].key if len(block.sentences) == 1 else normalise(block.text)
