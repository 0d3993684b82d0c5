"""One Change on a terminal: what stands above it, the sign in front of it, and its words in the marks of wdiff.

    ¶3  Number three → five                          heading
    ~ The fire killed [-three-]{+five+} people.      sign, and both sides in one text
    ~ The fire killed [-three-] people.              or one side alone

The marks are those of wdiff and git. Colour adds to them and replaces nothing: what is copied stays true. Article text
that holds `[-` or `{+` itself is left as it is; programs read the JSON.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal, NamedTuple

from revtrack.model import Article, Change, Comparison, FieldChange, Operation, Span, Transition, Version, Weight
from revtrack.report.foreign import isolated, right_to_left, safe
from revtrack.report.rows import Piece, Side, inline, marked, untitled
from revtrack.report.terminal.setting import GAP, Marks, Run, TextOptions, columns, own, set_lines
from revtrack.report.wording import (
    chip,
    counts,
    counts_line,
    field_name,
    gap,
    happening,
    in_zone,
    is_minor,
    no_edit,
    note_statement,
    percent,
    summary,
    when,
)

__all__ = [
    "OF_SENTENCES",
    "Sign",
    "article_name",
    "both_sides",
    "change_heading",
    "comparison_heading",
    "field_lead",
    "how_much",
    "is_shown",
    "moment_of",
    "one_side",
    "sign_of",
]

OF_SENTENCES: Final = frozenset({"added", "removed", "moved", "split", "merged"})
"""Label terms that say what happened to a whole sentence: log lines give them as numbers, headings in words."""

BELOW_FACTS: Final = frozenset({Weight.WORDING, Weight.MINOR, Weight.NOISE})
"""Weights of labels about how something is said."""

_Mark = Literal["", "del", "ins"]
_MARKS: Final[dict[str, _Mark]] = {"=": "", "-": "del", "+": "ins"}


def is_shown(change: Change | FieldChange, options: TextOptions) -> bool:
    """False for what the options hide: minor edits, or what has none of the wanted labels."""
    if not options.minor and is_minor(change):
        return False
    return not options.labels or any(label.term in options.labels for label in change.labels)


class Sign(NamedTuple):
    """What stands in front of each line of a change."""

    text: str
    style: str


def sign_of(change: Change | FieldChange, options: TextOptions) -> Sign:
    """`+` added, `-` removed, `↓` and `↑` moved, `~` edited."""
    if change.old is None:
        return Sign("+", "added")
    if change.new is None:
        return Sign("-", "removed")
    if isinstance(change, Change) and change.moved:
        return Sign(own(_arrow(change), options), "moved")
    return Sign("~", "strong")


def _arrow(change: Change) -> str:
    """Which way a sentence moved."""
    old, new = ((side.paragraph, side.sentences) if side else (0, ()) for side in (change.old, change.new))
    return "↓" if new > old else "↑"


def change_heading(change: Change, options: TextOptions) -> list[str]:
    """Where a change is and what it is, such as "¶3  Number three → five"."""
    said = f"{_place(change)}{GAP}{' · '.join(_chips(change))}"
    return set_lines([Run(own(said, options), "strong")], options, hang=GAP)


def _chips(change: Change) -> list[str]:
    """What a heading says: what happened to the sentence as a whole, then the labels that say more.

    Where sentences meet or part, every comma is other wording; that is left out.
    """
    whole = change.operation in {Operation.SPLIT, Operation.MERGED}
    more = [
        chip(label)
        for label in change.labels
        if label.term not in OF_SENTENCES and not (whole and label.weight in BELOW_FACTS)
    ]
    return list(dict.fromkeys(filter(None, [happening(change), *more]))) or ["Wording changed"]


def _place(change: Change) -> str:
    """The paragraph of a change, such as "¶3", or "¶2→¶6" where it moved."""
    sides = [side.paragraph for side in (change.old, change.new) if side]
    if change.moved and sides[0] != sides[-1]:
        return f"¶{sides[0]}→¶{sides[-1]}"
    return f"¶{sides[-1]}"


def field_lead(change: FieldChange) -> Run:
    """The name of a changed field, and the gap to its value."""
    return Run(f"{field_name(change.field)}{GAP}", "strong")


def both_sides(change: Change | FieldChange, options: TextOptions) -> list[Run]:
    """Both sides as one text, removed and added words in marks; a whole sentence that came or went has only a style."""
    if isinstance(change, Change) and (whole := _whole(change)):
        return [whole]
    return list(_runs(_pieces(change, "=-+", options), options, struck=True))


def one_side(change: Change | FieldChange, side: Side, options: TextOptions) -> list[Run]:
    """One side with its own marks; nothing where it has no text."""
    if (change.old if side == "old" else change.new) is None:
        return []
    if isinstance(change, Change) and (whole := _whole(change)):
        return [whole]
    return list(_runs(_pieces(change, "=-" if side == "old" else "=+", options), options, struck=False))


def _whole(change: Change) -> Run | None:
    """The sentence, where all of it came, went or only moved."""
    if change.operation is Operation.ADDED and change.new:
        return Run(safe(change.new.text), "added")
    if change.operation is Operation.DELETED and change.old:
        return Run(safe(change.old.text), "removed")
    if change.moved and change.new and all(span.sign == "=" for span in change.spans):
        return Run(safe(change.new.text), "moved")
    return None


def _pieces(change: Change | FieldChange, signs: str, options: TextOptions) -> Sequence[Piece]:
    if options.marks is Marks.LETTERS and isinstance(change, Change):
        return [Piece(span.text, _MARKS[span.sign]) for span in _by_letters(change) if span.sign in signs]
    found = inline(change) if signs == "=-+" else marked(change, "old" if "-" in signs else "new")
    return found if options.marks is Marks.BOTH else [Piece(piece.text, piece.mark) for piece in found]


def _by_letters(change: Change) -> Iterator[Span]:
    """The spans, a word that changed in part as the letters that did."""
    letters = change.letters
    told_with_the_last = False
    for position, span in enumerate(change.spans):
        inside = letters[position] if position < len(letters) else None
        if span.sign == "+" and told_with_the_last:
            told_with_the_last = False
        elif span.sign == "-" and inside and any(part.sign == "=" for part in inside):
            yield from inside
            told_with_the_last = True
        else:
            yield span
            told_with_the_last = False


def _runs(pieces: Iterable[Piece], options: TextOptions, *, struck: bool) -> Iterator[Run]:
    for piece in pieces:
        if not piece.text:
            continue
        if not piece.mark:
            yield Run(safe(piece.text))
        elif piece.mark == "del":
            yield from _mark(piece, ("[-", "-]"), "struck" if struck and _strikable(piece) else "removed", options)
        else:
            yield from _mark(piece, ("{+", "+}"), "inserted", options)


def _mark(piece: Piece, signs: tuple[str, str], style: str, options: TextOptions) -> Iterator[Run]:
    """A marked piece; with colour the letters that differ inside it have a style of their own."""
    before, after = signs
    if not (options.colour and piece.letters):
        text = isolated(piece.text) if options.unicode and right_to_left(piece.text) else safe(piece.text)
        yield Run(f"{before}{text}{after}", style)
        return
    isolates = isolated("") if options.unicode and right_to_left(piece.text) else ""
    plain = "removed" if piece.mark == "del" else style  # letters struck here and reversed there are hard to read
    yield Run(f"{before}{isolates[:1]}", plain)
    for letters in piece.letters:
        stands_out = "removed-letters" if piece.mark == "del" else "inserted-letters"
        yield Run(safe(letters.text), stands_out if letters.changed else plain)
    yield Run(f"{isolates[1:]}{after}", plain)


def _strikable(piece: Piece) -> bool:
    """True where a line through the text leaves it legible: neither short nor figures nor wide letters."""
    return not piece.short and columns(piece.text) <= len(piece.text)


def article_name(article: Article, options: TextOptions) -> Run:
    """Headline, source, id and language, such as "Fire kills five — The Example Post (7k2mqa4xyz, en)"."""
    source = f" — {isolated(article.source)}" if article.source else ""
    known = ", ".join([article.id, *([safe(article.language)] if article.language else [])])
    return Run(own(f"{isolated(untitled(article.title))}{source} ({known})", options), "strong")


def moment_of(version: Version, options: TextOptions) -> str:
    """When a Version was first seen, and what to know about that time."""
    note = f" ({safe(version.time_note)})" if version.time_note else ""
    return own(f"{when(version.first_seen, options.zone)}{note}", options)


def comparison_heading(
    comparison: Comparison, options: TextOptions, transition: Transition | None, names: tuple[str, str] | None
) -> list[str]:
    """What is compared, and the summary in words, which stands before any mark."""
    runs: list[list[Run]] = []
    if transition:
        runs.append([article_name(transition.article, options)])
        runs.append([Run(_versions(transition, options))])
        runs += [[Run(own(said, options), "muted")] for said in _provenance(transition, options)]
    elif names:
        runs.append([Run(own(f"{isolated(names[0])} → {isolated(names[1])}", options))])
    if comparison.same:
        runs.append([Run(summary(comparison))])
    else:
        noted = note_statement(comparison, None if transition and transition.technical else "")
        runs.append([Run(" ".join(filter(None, [how_much(comparison), noted])))])
    runs += [[Run(safe(remark))] for remark in comparison.coarse]
    return [line for one in runs for line in set_lines(one, options)]


def how_much(comparison: Comparison) -> str:
    """The counts in a sentence or two."""
    found = counts(comparison)
    sentences = [counts_line(found)]
    if found.words_added or found.words_removed:
        sentences.append(f"{percent(found.changed_share)} of the words changed")
    return " ".join(f"{sentence[0].upper()}{sentence[1:]}." for sentence in sentences)


def _versions(transition: Transition, options: TextOptions) -> str:
    old, new = transition.old, transition.new
    later = moment_of(new, options)
    day = f"{in_zone(old.first_seen, options.zone):%Y-%m-%d} "
    if later.startswith(day) and new.time_note == old.time_note:
        later = later.removeprefix(day)
    back = f", back to version {new.returns_to}" if new.returns_to else ""
    between = gap(old.first_seen, new.first_seen)
    arrow = own("→", options)
    return f"v{old.number} {moment_of(old, options)} {arrow} v{new.number} {later} ({between}{back})"


def _provenance(transition: Transition, options: TextOptions) -> Iterator[str]:
    """When old was last seen, what the publisher said of new, and that nobody edited it where nobody did."""
    old, new = transition.old, transition.new
    if old.first_seen < old.last_seen < new.first_seen:
        noted = f" ({safe(old.last_time_note)})" if old.last_time_note else ""
        waited = gap(old.last_seen, new.first_seen).removesuffix(" later")
        seen = f"{when(old.last_seen, options.zone)}{noted}"
        yield f"v{old.number} was last seen {seen}, {waited} before v{new.number} was first seen."
    if new.note:
        yield f"The publisher’s note: {isolated(new.note)}"
    if transition.technical:
        yield no_edit(old, new)
