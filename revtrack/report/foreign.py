r"""Text that others wrote, for every output that is not HTML: made harmless, shortened.

    safe        "a\x1b[31m b\u202e"         →  "a[31m b[U+202E]"     nothing steers a terminal or reorders our words
    isolated    "ثلاثة"                     →  U+2068 ثلاثة U+2069  its direction stays its own
    shorten     "Police said the cause", 12 →  "Police said…"

HTML has rules of its own about forbidden characters: see `environment.inert`.
"""

import re
import unicodedata
from typing import Final

__all__ = ["ISOLATE", "POP_ISOLATE", "isolated", "right_to_left", "safe", "shorten"]

ISOLATE: Final = "\u2068"
POP_ISOLATE: Final = "\u2069"

BLANKS: Final = re.compile("[\t-\r\x1c-\x1f\x85\u2028\u2029]")
"""Controls that are white space: line and paragraph ends, tabs, separators."""

STEERING: Final = re.compile("[\x00-\x1f\x7f-\x9f]")
"""All other controls (C0, C1): what terminals obey."""

REORDERING: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Embeddings, overrides and isolates (UAX #9): with them a text reads other than it is stored."""

LONE_SURROGATES: Final = re.compile("[\ud800-\udfff]")

RIGHT_TO_LEFT: Final = frozenset({"R", "AL", "AN"})
"""Bidirectional classes (UAX #9) that turn the direction of a line."""

ATTACHED: Final = frozenset({"Mn", "Me", "Cf"})
"""Categories of characters that take no column of their own: accents, joiners, variation selectors."""


def safe(text: str) -> str:
    """Foreign text without characters that could steer a terminal or reorder what stands beside it.

    Line ends and tabs become blanks, other controls go, half a surrogate pair becomes U+FFFD. Bidirectional embeddings,
    overrides and isolates are shown by number, as on our pages: that one Version has them is worth seeing. Letters of
    every script, joiners and the marks U+200E and U+200F stay. Character by character: parts may be joined afterwards.
    """
    text = LONE_SURROGATES.sub("\ufffd", STEERING.sub("", BLANKS.sub(" ", text)))
    return REORDERING.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)


def isolated(text: str) -> str:
    """Foreign text between U+2068 and U+2069, so that it keeps its own direction and ours is left alone."""
    return f"{ISOLATE}{safe(text)}{POP_ISOLATE}"


def right_to_left(text: str) -> bool:
    """True where some letter runs from right to left."""
    return any(unicodedata.bidirectional(letter) in RIGHT_TO_LEFT for letter in text)


def shorten(text: str, limit: int) -> str:
    """The text on one line; one longer than `limit` characters is cut, at a blank if that costs less than half.

    Isolates that the cut left open are closed after the "…".

    Args:
        text: any text; runs of white space become one blank.
        limit: of characters, the "…" that ends a cut text included; at least 1.
    """
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    end = limit - 1
    blank = line.rfind(" ", 0, end + 1)
    if blank > end // 2:
        end = blank
    while end and unicodedata.category(line[end]) in ATTACHED:
        end -= 1
    head = line[:end].rstrip()
    return f"{head}…{POP_ISOLATE * (head.count(ISOLATE) - head.count(POP_ISOLATE))}"
