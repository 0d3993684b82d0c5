"""What differs inside two texts that belong together: marked words, and the letters of a changed word.

    old     Gen. Qassim Suleimani said: “No.”
    new     Gen. Qassem Soleimani said: “Never.”
    spans   Gen. [-Qassim Suleimani-]{+Qassem Soleimani+} said: “[-No-]{+Never+}.”
    letters      Qass[-i-]{+e+}m S[-u-]{+o+}leimani

`cut.py` says what a word is, `script.py` which words changed, `letters.py` what differs inside those. A changed word is
marked whole, but for the marks around it that stay; what lies between words is white space, which is never lost.

On the marks of ArgRewrite V.2, F1 of words, of marks, of whole sentences: difflib on words 98.4, 93.8, 93.3; this rule
98.4, 94.2, 93.5; with marks of punctuation as words of their own 96.0, 78.4, 66.2.
"""

from collections.abc import Iterator
from typing import Final

from rapidfuzz.distance import Postfix, Prefix

from revtrack.diff.options import DiffOptions
from revtrack.diff.words.cut import Cut, common_ends, may_fuse, plain_words
from revtrack.diff.words.letters import finest, letters_of
from revtrack.diff.words.script import Run, changed
from revtrack.model import Span

__all__ = ["finest", "letters_of", "spans_between"]

_Part = tuple[str, list[str]]
"""A text, and its words where they are plain."""

CONTEXT: Final = 40
"""Characters of unchanged text on either side of what differs, and on to the next blank, in which amounts, dates and
better places for an insertion are looked for. Range [0, 1,000]; "3 de noviembre de 2020" has 22."""


def spans_between(old: str, new: str, options: DiffOptions) -> tuple[Span, ...]:
    """Old and new as one run of Spans; of a change the old part stands first.

    Joining the texts of `=` and `-` gives old exactly, `=` and `+` new. Which of several equally good scripts is taken
    does not depend on which side is old.
    """
    if old == new:
        return (Span("=", old),) if old else ()
    start, end = _middle(old, new)
    gone, come = old[start : len(old) - end], new[start : len(new) - end]
    ours, theirs = plain_words(gone), plain_words(come)
    if ours and theirs and set(ours).isdisjoint(theirs) and not _fuses_near(old, new, start, end):  # half of all
        head, tail = common_ends(ours, theirs, min(len(gone), len(come)))
        gone, come = gone[head : len(gone) - tail], come[head : len(come) - tail]
        spans: list[Span] = [tuple.__new__(Span, ("-", gone)), tuple.__new__(Span, ("+", come))]
        start, end = start + head, end + tail
    else:
        first, last = _wider(old, start, end)
        whole = _cuts(old[first:start], ((gone, ours), (come, theirs)), old[len(old) - end : len(old) - last])
        spans = _marked(whole, options, (first > 0, last > 0))
        start, end = first, last
    return _framed(old[:start], spans, old[len(old) - end :])


def _middle(old: str, new: str) -> tuple[int, int]:
    """How many characters of whole words, and of blanks between them, two texts begin with and end with."""
    start = old.rfind(" ", 0, Prefix.similarity(old, new)) + 1
    shorter = min(len(old), len(new)) - start
    blank = old.find(" ", len(old) - min(int(Postfix.similarity(old, new)), shorter))
    return start, (len(old) - blank if blank >= 0 else 0)


def _fuses_near(old: str, new: str, start: int, end: int) -> bool:
    """Whether an amount or a date may reach into what differs."""
    start, end = max(start - CONTEXT, 0), max(end - CONTEXT, 0)
    return may_fuse(old[start : len(old) - end]) or may_fuse(new[start : len(new) - end])


def _wider(text: str, start: int, end: int) -> tuple[int, int]:
    """The same with some context fewer at either end."""
    blank = text.find(" ", len(text) - end + CONTEXT)
    return text.rfind(" ", 0, max(start - CONTEXT, 0)) + 1, (len(text) - blank if blank >= 0 else 0)


def _cuts(before: str, parts: tuple[_Part, _Part], behind: str) -> tuple[Cut, Cut]:
    """What differs, with the text before that ends in a blank, and that behind which begins with one, cut into words.

    Args:
        before: the text, or nothing.
        parts: of both sides what differs and, where they are plain, the words in it.
        behind: the text, or nothing.
    """
    left, right = plain_words(before[:-1]), plain_words(behind[1:])
    (gone, ours), (come, theirs) = parts
    if ours and theirs and bool(left) == bool(before) and bool(right) == bool(behind):
        return Cut(before + gone + behind, left + ours + right), Cut(before + come + behind, left + theirs + right)
    return Cut(before + gone + behind), Cut(before + come + behind)


def _framed(before: str, spans: list[Span], after: str) -> tuple[Span, ...]:
    """The Spans with the text before and after them."""
    if before and spans[0].sign == "=":
        spans[0] = tuple.__new__(Span, ("=", before + spans[0].text))
    elif before:
        spans.insert(0, tuple.__new__(Span, ("=", before)))
    if after and spans[-1].sign == "=":
        spans[-1] = tuple.__new__(Span, ("=", spans[-1].text + after))
    elif after:
        spans.append(tuple.__new__(Span, ("=", after)))
    return tuple(spans)


def _marked(sides: tuple[Cut, Cut], options: DiffOptions, cut: tuple[bool, bool]) -> list[Span]:
    """The Spans of two texts; `cut` tells whether they go on before and behind."""
    ours, theirs = sides
    for side in sides:
        if side.has_atoms():
            side.fuse()
    if ours.text > theirs.text:
        runs = [(i, k, j, m) for j, m, i, k in changed(theirs.words, ours.words, options.max_words, cut)]
    else:
        runs = changed(ours.words, theirs.words, options.max_words, cut)
    if ours.plain and theirs.plain:
        return _plain_spans(runs, ours, theirs)
    ends = len(ours.words), len(theirs.words)
    runs.append((ends[0], ends[0], ends[1], ends[1]))
    return list(_spans(_with_blanks(runs, ours, theirs), ours, theirs))


def _plain_spans(runs: list[Run], old: Cut, new: Cut) -> list[Span]:
    """The Spans of changed places in texts whose words are parted by one blank each: what `_spans` gives, sooner."""
    spans: list[Span] = []
    kept = word = at = 0  # where the text begins that holds still; a word of old, and where it begins
    for i, k, j, m in runs:
        at += sum(map(len, old.words[word:i])) + i - word
        gone, come = " ".join(old.words[i:k]), " ".join(new.words[j:m])
        word, start, end = k, at, at + len(gone)
        at = end + (i < k)
        if i < k and j < m:
            head, tail = common_ends(old.words[i:k], new.words[j:m], min(len(gone), len(come)))
            start, end = start + head, end - tail
            gone, come = gone[head : len(gone) - tail], come[head : len(come) - tail]
        elif k < len(old.words):  # what came or went takes the blank behind it along, at the end the one before it
            end += i < k
            gone, come = gone and gone + " ", come and come + " "
        else:
            start, end = start - 1, end - (i == k)
            gone, come = gone and " " + gone, come and " " + come
        if kept < start:
            spans.append(tuple.__new__(Span, ("=", old.text[kept:start])))
        if gone:
            spans.append(tuple.__new__(Span, ("-", gone)))
        if come:
            spans.append(tuple.__new__(Span, ("+", come)))
        kept = end
    if kept < len(old.text):
        spans.append(tuple.__new__(Span, ("=", old.text[kept:])))
    return spans


def _with_blanks(runs: list[Run], old: Cut, new: Cut) -> list[Run]:
    """The changed places, and those where nothing but the white space between two words differs."""
    every: list[Run] = []
    here = there = 0
    for number, run in enumerate(runs):
        for k in range(min(number, 1), run[0] - here):
            i, j = here + k, there + k
            if old.text[old.end(i) : old.starts[i]] != new.text[new.end(j) : new.starts[j]]:
                every.append((i, i, j, j))
        every.append(run)
        here, there = run[1], run[3]
    return every


def _spans(runs: list[Run], old: Cut, new: Cut) -> Iterator[Span]:
    """The Spans of changed places, the last of which is the end of the text."""
    here = 0
    for i, k, j, m in runs:
        start, new_start = old.end(i), new.end(j)
        gone, come = old.text[start : old.starts[k]], new.text[new_start : new.starts[m]]
        head, tail = _blank_ends(gone, come)
        beginning = (start + head, new_start + head) == (old.starts[i], new.starts[j])
        end = (start + len(gone) - tail, new_start + len(come) - tail) == (old.end(k), new.end(m))
        if i < k and j < m and beginning and end:
            left, right = common_ends(old.words[i:k], new.words[j:m], min(len(gone), len(come)) - head - tail)
            head, tail = head + left, tail + right
        if here < start + head:
            yield Span("=", old.text[here : start + head])
        if head < len(gone) - tail:
            yield Span("-", gone[head : len(gone) - tail])
        if head < len(come) - tail:
            yield Span("+", come[head : len(come) - tail])
        here = start + len(gone) - tail


def _blank_ends(old: str, new: str) -> tuple[int, int]:
    """How much white space both texts begin with, and how much both then end with."""
    shorter = min(len(old), len(new))
    head = 0
    while head < shorter and old[head] == new[head] and old[head].isspace():
        head += 1
    tail = 0
    while tail < shorter - head and old[-1 - tail] == new[-1 - tail] and old[-1 - tail].isspace():
        tail += 1
    return head, tail
