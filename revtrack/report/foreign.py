r"""Text that others wrote, for every output that is not HTML: made harmless, shortened, measured, set in lines.

    safe        "a\x1b[31m b\u202e"         →  "a[31m b[U+202E]"     nothing steers a terminal or reorders our words
    isolated    "ثلاثة"                     →  U+2068 ثلاثة U+2069  its direction stays its own
    shorten     "Police said the cause", 12 →  "Police said…"
    set_lines   runs of text with a style   →  lines of a terminal, no wider than it, painted or not

HTML has rules of its own about forbidden characters: see `environment.inert`.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

__all__ = [
    "DEFAULT",
    "ISOLATE",
    "POP_ISOLATE",
    "Run",
    "TextOptions",
    "columns",
    "fitted",
    "isolated",
    "own",
    "padded",
    "painted",
    "right_to_left",
    "safe",
    "set_lines",
    "shorten",
    "wrapped",
]

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

WIDE: Final = frozenset({"W", "F"})
"""East Asian widths (UAX #11) that take two columns."""

OPENING: Final = frozenset({"Ps", "Pi"})
"""Categories that no line may end with: opening brackets and quotation marks."""

CLOSING: Final = frozenset({"Pe", "Pf", "Po", "Lm"})
"""Categories that no line may begin with: closing marks, full stops, and the prolonged sound mark."""

LEAST_WIDTH: Final = 20
"""Columns of a line below which nothing is wrapped more narrowly."""

ASCII: Final = str.maketrans(
    {
        "…": "...",
        "→": "->",
        "↓": "v",
        "↑": "^",
        "↕": "^v",
        "¶": "P",
        "–": "-",
        "—": "-",
        "·": "|",
        "“": '"',
        "”": '"',
        **dict(zip("▁▂▃▅▇", ".:-=#", strict=True)),
        ISOLATE: "",
        POP_ISOLATE: "",
    }
)
"""The ASCII form of every sign we print."""

SGR: Final = {
    "strong": "1",
    "muted": "2",
    "added": "38;5;32",
    "inserted": "4;38;5;32",
    "removed": "38;5;166",
    "struck": "9;38;5;166",
    "moved": "38;5;98",
}
"""Terminal attributes per style: 1 bold, 2 faint, 4 underlined, 9 struck, 38;5;n a colour of xterm's 256. Blue, orange
and violet as on our pages, which colour-blind readers tell apart, in shades that keep a contrast of 3.8 on white and on
black alike."""

RESET: Final = "\x1b[0m"


@dataclass(frozen=True, slots=True)
class Run:
    """Characters shown alike."""

    text: str
    style: str = ""
    """A name of `SGR`, or empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextOptions:
    """How text is set."""

    colour: bool = False
    width: int = 0
    """Columns of a line, at least 20; 0: sentences are not broken into lines."""
    unicode: bool = True
    """False gives our signs their ASCII form."""
    context: int = 1
    """Unchanged sentences shown beside a change, at least 0."""
    minor: bool = True
    """False hides spelling, punctuation, page furniture and the like, and counts what it hides."""


DEFAULT: Final = TextOptions()
"""Plain text for pipes."""

NOTHING: Final = Run("")


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


def columns(text: str) -> int:
    """How many columns of a terminal a text takes: two for East Asian wide characters, none for accents."""
    return sum(map(_columns_of, text))


def fitted(text: str, width: int) -> str:
    """The text, cut and ended with "…" where it takes more than `width` columns, at least 1."""
    if columns(text) <= width:
        return text
    kept, used = "", 0
    for letter in text:
        used += _columns_of(letter)
        if used >= width:
            break
        kept += letter
    return f"{kept.rstrip()}…"


def _columns_of(letter: str) -> int:
    if unicodedata.category(letter) in ATTACHED:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in WIDE else 1


def wrapped(runs: Iterable[Run], width: int) -> list[tuple[Run, ...]]:
    """Lines of at most `width` columns, broken at blanks and beside wide characters; at least one line.

    Joined by the blanks they were broken at, the lines are the text. What has no place to break stays whole, even where
    it is wider: a cut address could not be copied.

    Args:
        runs: of one paragraph, without line ends.
        width: in columns; 0 for no limit.
    """
    letters = [(letter, run.style) for run in runs for letter in run.text]
    lines: list[list[tuple[str, str]]] = [[]]
    used = 0
    for word in _unbreakable(letters):
        needed = sum(_columns_of(letter) for letter, _ in word)
        visible = columns("".join(letter for letter, _ in word).rstrip(" "))
        if width and used and used + visible > width:
            lines.append([])
            used = 0
        lines[-1] += word
        used += needed
    return [_joined(line) for line in lines]


def _unbreakable(letters: list[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    """Stretches that stay on one line, each with the blanks after it."""
    word: list[tuple[str, str]] = []
    for place, letter in enumerate(letters):
        if word and _may_break(letters[place - 1][0], letter[0]):
            yield word
            word = []
        word.append(letter)
    if word:
        yield word


def _may_break(before: str, after: str) -> bool:
    if after in " %":  # a figure and its per cent sign belong together
        return False
    if before == " ":
        return True
    category = unicodedata.category(after)
    if category in ATTACHED or category in CLOSING or unicodedata.category(before) in OPENING:
        return False
    return unicodedata.east_asian_width(before) in WIDE or unicodedata.east_asian_width(after) in WIDE


def _joined(line: list[tuple[str, str]]) -> tuple[Run, ...]:
    """Letters as runs, without blanks at the end of the line."""
    while line and line[-1][0] == " ":
        line.pop()
    runs: list[Run] = []
    for letter, style in line:
        if runs and runs[-1].style == style:
            runs[-1] = Run(runs[-1].text + letter, style)
        else:
            runs.append(Run(letter, style))
    return tuple(runs)


def set_lines(runs: Iterable[Run], options: TextOptions, lead: Run = NOTHING, hang: str | None = None) -> list[str]:
    """Runs as lines of the terminal.

    Args:
        runs: of one paragraph.
        options: how to set it.
        lead: stands in front of the first line.
        hang: stands in front of the others; None for the lead again.
    """
    width = max(options.width - columns(lead.text), LEAST_WIDTH) if options.width else 0
    later = lead if hang is None else Run(hang)
    return [
        "".join(painted(run, options) for run in (later if number else lead, *line)).rstrip()
        for number, line in enumerate(wrapped(runs, width))
    ]


def painted(run: Run, options: TextOptions) -> str:
    """A run as the terminal takes it; attributes never outlast it."""
    if not (options.colour and run.style and run.text):
        return run.text
    return f"\x1b[{SGR[run.style]}m{run.text}{RESET}"


def own(text: str, options: TextOptions) -> str:
    """Words of ours as this terminal shows them. Isolates go where nothing runs from right to left: they spoil grep."""
    if not options.unicode:
        return text.translate(ASCII)
    return text if right_to_left(text) else text.replace(ISOLATE, "").replace(POP_ISOLATE, "")


def padded(text: str, width: int) -> str:
    """The text with blanks up to a width in columns."""
    return text + " " * (width - columns(text))
