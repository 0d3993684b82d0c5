"""A Comparison as a unified diff, one sentence per line: what `patch` applies to the sentences of old.

    --- v3 2026-02-03 14:02 UTC          the headline is the first line, an empty line parts paragraphs
    +++ v4 2026-02-03 16:17 UTC
    @@ -4,3 +4,3 @@ ¶3
     The alarm was raised at dawn.
    -The fire killed three people.
    +The fire killed five people.

What moved is removed in one place and added in the other, for the form knows no moves. Lines are never wrapped.
"""

from collections.abc import Iterator, Sequence
from typing import Final, Literal, NamedTuple

from revtrack.model import Comparison, Document, Transition
from revtrack.report.foreign import safe
from revtrack.report.sides import common_ends, in_order
from revtrack.report.terminal.marks import moment_of
from revtrack.report.terminal.setting import DEFAULT, Run, TextOptions, own, page, painted

__all__ = ["sentence_lines", "unified_text"]

_STYLES: Final = {" ": "", "-": "removed", "+": "added"}


def sentence_lines(document: Document) -> str:
    """The headline and each sentence on a line of its own, an empty line between paragraphs, made harmless."""
    lines, _, _ = _lines(document)
    return page(lines) if lines else ""


def unified_text(
    comparison: Comparison,
    options: TextOptions = DEFAULT,
    *,
    transition: Transition | None = None,
    names: tuple[str, str] | None = None,
) -> str:
    """The unified diff of both `sentence_lines`; empty where they are the same.

    Args:
        comparison: what differs.
        options: its `context` counts lines, empty ones included.
        transition: the Versions compared, where there are any.
        names: of old and of new, where there is no transition.
    """
    hunks = list(_hunks(list(_edits(comparison)), options.context))
    if not hunks:
        return ""
    old, new = _names(transition, names, options)
    lines = [painted(Run(f"--- {old}", "strong"), options), painted(Run(f"+++ {new}", "strong"), options)]
    for hunk in hunks:
        lines.append(painted(Run(own(hunk.heading, options), "muted"), options))
        lines += [painted(Run(f"{edit.sign}{edit.text}", _STYLES[edit.sign]), options) for edit in hunk.edits]
    return page(lines)


def _names(transition: Transition | None, names: tuple[str, str] | None, options: TextOptions) -> tuple[str, str]:
    if transition:
        old, new = (f"v{one.number} {moment_of(one, options)}" for one in (transition.old, transition.new))
        return old, new
    old, new = names or ("old", "new")
    return safe(old), safe(new)


class _Edit(NamedTuple):
    sign: Literal[" ", "-", "+"]
    text: str
    paragraph: int
    """Of new; of old for what new has not. 0 for the headline."""


class _Hunk(NamedTuple):
    heading: str
    edits: Sequence[_Edit]


def _lines(document: Document) -> tuple[list[str], list[int], list[int]]:
    """The lines of a Document, the paragraph of each, and the line of each sentence."""
    lines = [safe(document.headline)] if document.headline else []
    paragraphs = [0] * len(lines)
    of_sentences = []
    for number, block in enumerate(document.blocks, start=1):
        if lines:
            lines.append("")
            paragraphs.append(number)
        for sentence in block.sentences:
            of_sentences.append(len(lines))
            lines.append(safe(sentence.text))
            paragraphs.append(number)
    return lines, paragraphs, of_sentences


def _edits(comparison: Comparison) -> Iterator[_Edit]:
    """Both texts from beginning to end, line by line."""
    old, old_paragraphs, old_places = _lines(comparison.old)
    new, new_paragraphs, new_places = _lines(comparison.new)

    def between(here: tuple[int, int], there: tuple[int, int]) -> Iterator[_Edit]:
        """Lines opposite each other, those that both begin and end with in common."""
        ours, theirs = old[slice(*here)], new[slice(*there)]
        head, tail = common_ends(ours, theirs)
        for at in range(head):
            yield _Edit(" ", theirs[at], new_paragraphs[there[0] + at])
        for at in range(head, len(ours) - tail):
            yield _Edit("-", ours[at], old_paragraphs[here[0] + at])
        for at in range(head, len(theirs) - tail):
            yield _Edit("+", theirs[at], new_paragraphs[there[0] + at])
        for at in range(len(theirs) - tail, len(theirs)):
            yield _Edit(" ", theirs[at], new_paragraphs[there[0] + at])

    done = (0, 0)
    for ours, theirs in in_order(comparison):
        begin = (old_places[ours[0]], new_places[theirs[0]])
        end = (old_places[ours[-1]] + 1, new_places[theirs[-1]] + 1)
        yield from between((done[0], begin[0]), (done[1], begin[1]))
        yield from between((begin[0], end[0]), (begin[1], end[1]))
        done = end
    yield from between((done[0], len(old)), (done[1], len(new)))


def _hunks(edits: Sequence[_Edit], context: int) -> Iterator[_Hunk]:
    """The edits with so many lines in common around them, those that touch each other in one hunk."""
    changed = [at for at, edit in enumerate(edits) if edit.sign != " "]
    runs: list[tuple[int, int]] = []
    for at in changed:
        first, last = max(at - context, 0), min(at + context + 1, len(edits))
        if runs and first <= runs[-1][1]:
            runs[-1] = (runs[-1][0], last)
        else:
            runs.append((first, last))
    old = new = done = 0
    for first, last in runs:
        old += _count(edits[done:first], "-")
        new += _count(edits[done:first], "+")
        members = edits[first:last]
        sides = (_range(old, _count(members, "-")), _range(new, _count(members, "+")))
        paragraph = next((edit.paragraph for edit in members if edit.sign != " "), 0)
        place = f" ¶{paragraph}" if paragraph else ""
        yield _Hunk(f"@@ -{sides[0]} +{sides[1]} @@{place}", members)
        old += _count(members, "-")
        new += _count(members, "+")
        done = last


def _count(edits: Sequence[_Edit], sign: str) -> int:
    return sum(edit.sign in {" ", sign} for edit in edits)


def _range(start: int, length: int) -> str:
    """Lines as POSIX writes them: from 1, and of an empty range the line before it."""
    return f"{start + 1},{length}" if length else f"{start},0"
