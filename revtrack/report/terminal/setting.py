r"""How text is set on a terminal: measured in its columns, broken into lines no wider than it, painted or not.

    columns     "三人" → 4   "👩‍👩‍👧" → 2   "ที่" → 1   "e\u0301" → 1   colours → 0
    set_lines   runs of text with a style → lines; right-to-left lines between isolates, so that what stands in front
                of them stays in front

A line is broken at blanks and beside East Asian wide letters; what has no such place and is wider than the line, such
as Thai or a long address, between two characters as readers see them. Foreign text comes through `safe` first.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, tzinfo
from enum import StrEnum
from typing import Final, NamedTuple

from wcwidth import iter_graphemes, width

from revtrack.report.foreign import ISOLATE, POP_ISOLATE, right_to_left

__all__ = [
    "DEFAULT",
    "GAP",
    "LEAST_WIDTH",
    "Marks",
    "Run",
    "TextOptions",
    "columns",
    "fitted",
    "own",
    "padded",
    "page",
    "painted",
    "set_lines",
    "visible_width",
    "wrapped",
]

GAP: Final = "  "
"""Between columns, and between what a line begins with and what it says."""

LEAST_WIDTH: Final = 12
"""Columns of text below which nothing is wrapped more narrowly."""

PROSE: Final = 100
"""Columns of running text at most, at least 40: longer lines are hard to follow back. Typographers give prose 75
characters; the marks of both sides take room besides."""

WIDE: Final = frozenset({"W", "F"})
"""East Asian widths (UAX #11) beside which a line may be broken."""

OPENING: Final = frozenset({"Ps", "Pi"})
"""Categories that no line may end with: opening brackets and quotation marks."""

CLOSING: Final = frozenset({"Pe", "Pf", "Po", "Lm"})
"""Categories that no line may begin with: closing marks, full stops, and the prolonged sound mark."""

ATTACHED: Final = frozenset({"Mn", "Me", "Cf"})
"""Categories of characters that belong to the one before: accents, joiners, variation selectors."""

LEADING: Final = frozenset("เแโใไເແໂໃໄ")
"""Thai and Lao vowels written before their consonant: no line ends with one."""

TRAILING: Final = frozenset("ะาๅๆฯະາຽໆ")
"""Thai and Lao signs written after their consonant: no line begins with one."""

CARRIED: Final = 4
"""Letters taken to the next line at most so that such vowels stay with their consonant, at least 1."""

ASCII: Final = str.maketrans(
    {
        "…": "...",
        "→": "->",
        "↓": "v",
        "↑": "^",
        "↕": "^v",
        "↺": "<-",
        "○": "o",
        "¶": "P",
        "–": "-",
        "—": "-",
        "·": "|",
        "│": "|",
        "╱": "/",
        "“": '"',
        "”": '"',
        "’": "'",
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
    "inserted-letters": "1;4;7;38;5;32",
    "removed": "38;5;166",
    "struck": "9;38;5;166",
    "removed-letters": "1;7;38;5;166",
    "moved": "38;5;98",
}
"""Terminal attributes per style: 1 bold, 2 faint, 4 underlined, 7 reversed, 9 struck, 38;5;n a colour of xterm's 256.
Blue, orange and violet as on our pages, which colour-blind readers tell apart, in shades that keep a contrast of 3.8 on
white and on black alike. Letters that differ inside a marked word are reversed, never struck."""

RESET: Final = "\x1b[0m"

ISOLATES: Final = re.compile(f"[{ISOLATE}{POP_ISOLATE}]")


class Marks(StrEnum):
    """What the marks `[-…-]` and `{+…+}` stand around."""

    BOTH = "both"
    """Whole words; with colour, the letters that differ inside them stand out."""
    WORDS = "words"
    """Whole words, and nothing inside them."""
    LETTERS = "letters"
    """The letters that differ, where a word changed only in part."""


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
    prose: int = PROSE
    """Columns of running text at most, where a line has more."""
    unicode: bool = True
    """False gives our signs their ASCII form."""
    context: int = 1
    """Unchanged sentences shown beside a change, at least 0."""
    minor: bool = True
    """False hides spelling, punctuation, page furniture and the like, and counts what it hides."""
    labels: frozenset[str] = frozenset()
    """Terms: only changes with one of these labels are shown, the others counted; empty for all."""
    marks: Marks = Marks.BOTH
    zone: tzinfo = UTC
    """In which times are told."""


DEFAULT: Final = TextOptions()
"""Plain text for pipes."""

NOTHING: Final = Run("")


def columns(text: str) -> int:
    """How many columns of a terminal a text takes, its colours apart.

    Two for East Asian wide letters and emoji, one for an accented letter however it is stored, none for joiners and
    direction marks. Source: UAX #11 and #29 as `wcwidth` reads them.
    """
    return len(text) if text.isascii() and text.isprintable() else width(text)


def visible_width(options: TextOptions) -> int:
    """Columns that running text takes at most; 0 where it is not broken into lines."""
    return min(options.width, options.prose)


def fitted(text: str, width: int) -> str:
    """The text, cut and ended with "…" where it takes more than `width` columns, at least 1.

    Isolates that the cut left open are closed after the "…".
    """
    if columns(text) <= width:
        return text
    kept, used = "", 0
    for letter in iter_graphemes(text):
        used += columns(letter)
        if used >= width:
            break
        kept += letter
    return f"{kept.rstrip()}…{POP_ISOLATE * (kept.count(ISOLATE) - kept.count(POP_ISOLATE))}"


class _Letter(NamedTuple):
    """A character as readers see it."""

    text: str
    style: str
    width: int


def wrapped(runs: Iterable[Run], width: int) -> list[tuple[Run, ...]]:
    """Lines of at most `width` columns; at least one line. Joined by the blanks they were broken at, they are the text.

    Args:
        runs: of one paragraph, without line ends.
        width: in columns, at least 2; 0 for no limit.
    """
    letters = [_Letter(one, run.style, columns(one)) for run in runs for one in _graphemes(run.text)]
    lines: list[list[_Letter]] = [[]]
    used = 0
    for stretch in _unbreakable(letters):
        visible = sum(letter.width for letter in _without_blanks(stretch))
        if width and used and used + visible > width:
            lines.append([])
            used = 0
        parts = _cut(stretch, width) if width and visible > width else [list(stretch)]
        lines[-1] += parts[0]
        lines += parts[1:]
        used = sum(letter.width for letter in parts[-1]) + (used if len(parts) == 1 else 0)
    return [_joined(line) for line in lines]


def _graphemes(text: str) -> Iterable[str]:
    return text if text.isascii() else iter_graphemes(text)


def _without_blanks(letters: Sequence[_Letter]) -> Sequence[_Letter]:
    """The letters without the blanks at their end."""
    end = len(letters)
    while end and letters[end - 1].text == " ":
        end -= 1
    return letters[:end]


def _cut(stretch: Sequence[_Letter], width: int) -> list[list[_Letter]]:
    """What has no place to break, in parts that fit: Thai and Lao vowels stay with their consonant."""
    parts: list[list[_Letter]] = [[]]
    used = 0
    for letter in stretch:
        if used + letter.width > width and letter.text != " ":
            last = parts[-1]
            carried: list[_Letter] = []
            while len(last) > 1 and len(carried) < CARRIED and _belong_together(last[-1], (carried or [letter])[0]):
                carried.insert(0, last.pop())
            parts.append(carried)
            used = sum(one.width for one in carried)
        parts[-1].append(letter)
        used += letter.width
    return parts


def _belong_together(before: _Letter, after: _Letter) -> bool:
    return before.text[0] in LEADING or after.text[0] in TRAILING


def _unbreakable(letters: Sequence[_Letter]) -> Iterator[Sequence[_Letter]]:
    """Stretches that stay on one line, each with the blanks after it."""
    start = 0
    for place in range(1, len(letters)):
        if _may_break(letters[place - 1].text[-1], letters[place].text[0]) and not _in_a_mark(letters, place):
            yield letters[start:place]
            start = place
    if letters:
        yield letters[start:]


def _may_break(before: str, after: str) -> bool:
    if after in " %":  # a figure and its per cent sign belong together
        return False
    if before == " ":
        return True
    if before.isascii() and after.isascii():
        return False
    category = unicodedata.category(after)
    if category in ATTACHED or category in CLOSING or unicodedata.category(before) in OPENING:
        return False
    return unicodedata.east_asian_width(before) in WIDE or unicodedata.east_asian_width(after) in WIDE


def _in_a_mark(letters: Sequence[_Letter], place: int) -> bool:
    """Whether a break would part a mark from the first or the last blank in it: `{+ fire+}` stays whole."""
    after = "".join(letter.text for letter in letters[place : place + 2])
    before = "".join(letter.text for letter in letters[max(place - 3, 0) : place])
    return after in {"-]", "+}"} or before in {"[- ", "{+ "}


def _joined(line: Sequence[_Letter]) -> tuple[Run, ...]:
    """Letters as runs, without blanks at the end of the line."""
    runs: list[Run] = []
    for letter in _without_blanks(line):
        if runs and runs[-1].style == letter.style:
            runs[-1] = Run(runs[-1].text + letter.text, letter.style)
        else:
            runs.append(Run(letter.text, letter.style))
    return tuple(runs)


def set_lines(runs: Iterable[Run], options: TextOptions, lead: Run = NOTHING, hang: str | None = None) -> list[str]:
    """Runs as lines of the terminal.

    Args:
        runs: of one paragraph.
        options: how to set it.
        lead: stands in front of the first line.
        hang: stands in front of the others; None for the lead again.
    """
    room = max(visible_width(options) - columns(lead.text), LEAST_WIDTH) if options.width else 0
    later = lead if hang is None else Run(hang)
    return [
        "".join(painted(run, options) for run in (later if number else lead, *line)).rstrip()
        for number, line in enumerate(_isolated(wrapped(runs, room), options))
    ]


def _isolated(lines: Iterable[tuple[Run, ...]], options: TextOptions) -> Iterator[tuple[Run, ...]]:
    """The lines, those with letters from right to left between isolates; none leaves an isolate open.

    A terminal orders each line by itself (UAX #9): what stands in front of such a line must not be drawn behind it.
    """
    still_open = 0
    for line in lines:
        text = "".join(run.text for run in line)
        opened, still_open = still_open, still_open + text.count(ISOLATE) - text.count(POP_ISOLATE)
        outer = int(options.unicode and right_to_left(text))
        before, after = ISOLATE * (outer + opened), POP_ISOLATE * (outer + max(still_open, 0))
        yield (*([Run(before)] if before else ()), *line, *([Run(after)] if after else ()))


def painted(run: Run, options: TextOptions) -> str:
    """A run as the terminal takes it; attributes never outlast it."""
    if not (options.colour and run.style and run.text):
        return run.text
    return f"\x1b[{SGR[run.style]}m{run.text}{RESET}"


def own(text: str, options: TextOptions) -> str:
    """Words of ours as this terminal shows them. Isolates go where nothing runs from right to left: they spoil grep."""
    if not options.unicode:
        return text.translate(ASCII)
    return text if right_to_left(text) else ISOLATES.sub("", text)


def padded(text: str, width: int) -> str:
    """The text with blanks up to a width in columns."""
    return text + " " * (width - columns(text))


def page(lines: Iterable[str]) -> str:
    """Lines as one text that ends with a line end."""
    return "\n".join(lines) + "\n"
