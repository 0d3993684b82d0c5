"""What differs inside two texts that belong together: marked words, and the letters of a changed word.

    old   Gen. Qassim Suleimani was killed.          Gen. [-Qassim Suleimani-]{+Qassem Soleimani+} was killed.
    new   Gen. Qassem Soleimani was killed.          letters of the first word: Qass [-i-]{+e+} m

Words, numbers and marks are compared whole, as the Document cut them; blanks are what lies between, and come back when
runs of words become Spans, so that nothing is lost. rapidfuzz finds the shortest script; two changes with a lone comma
or quotation mark between them are joined, since people mark phrases. diff-match-patch marks the letters of one changed
word, character clusters being its letters, without its clock (`Diff_Timeout = 0`: a result that depends on the load of
a machine is no evidence).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import regex
from diff_match_patch import diff_match_patch
from rapidfuzz.distance import Indel

from revtrack.diff.options import DiffOptions
from revtrack.model import Sentence, Span

__all__ = ["MarkedText", "letters_of", "spans_between", "too_long"]

Sign = Literal["=", "-", "+"]

CLUSTER = regex.compile(r"\X")
"""What readers see as one character."""

INSEPARABLE = regex.compile(
    r"\p{Sc}\d|\d[\p{Sc}%‰]"  # an amount: £1, 1€, 5%
    r"|.[\p{GCB=Extend}\p{GCB=SpacingMark}\p{GCB=ZWJ}]|[\p{GCB=Prepend}\p{GCB=ZWJ}].|\p{RI}\p{RI}",  # one character
    regex.DOTALL,
)
"""Two characters between which no token is parted. For the second kind see UAX #29; finding whole clusters would be
quadratic in a long row of flags."""

FIRST_ID = 0xF0000
"""First code point of the private plane whose characters stand for clusters: none of them occurs in text we keep."""


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text and where its tokens stand in it."""

    text: str
    tokens: tuple[str, ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, text: str, tokens: Sequence[str]) -> "MarkedText":
        """The text with its tokens found again; only white space may lie between them.

        Tokens that touch become one where readers see one: "£" and "1,526", "18" and "%", the parts of an emoji.
        """
        starts: list[int] = []
        ends: list[int] = []
        at = 0
        for token in tokens:
            start = text.index(token, at)
            at = start + len(token)
            if ends and ends[-1] == start and INSEPARABLE.match(text, start - 1):
                ends[-1] = at
            else:
                starts.append(start)
                ends.append(at)
        return cls(text, tuple(text[start:end] for start, end in zip(starts, ends, strict=True)), tuple(starts))

    @classmethod
    def joined(cls, sentences: Sequence[Sentence]) -> "MarkedText":
        """Some sentences joined by one blank."""
        return cls.of(" ".join(one.text for one in sentences), [token for one in sentences for token in one.tokens])


@dataclass(frozen=True, slots=True)
class _Run:
    """A run of tokens, the same on both sides or changed; half-open ranges of positions."""

    same: bool
    old: tuple[int, int]
    new: tuple[int, int]


def spans_between(old: MarkedText, new: MarkedText, options: DiffOptions) -> tuple[Span, ...]:
    """Old and new as one run of Spans; of a change the old part stands first.

    Joining the texts of `=` and `-` gives old exactly, `=` and `+` new. Which of several shortest scripts is taken does
    not depend on which side is old.
    """
    if old.text == new.text:
        return (Span("=", old.text),) if old.text else ()
    if old.text > new.text:
        mirror = {"-": "+", "+": "-", "=": "="}
        turned = [Span(mirror[span.sign], span.text) for span in _spans(new, old, options)]  # type: ignore[arg-type]
        return tuple(_old_first(turned))
    return tuple(_spans(old, new, options))


def _old_first(spans: list[Span]) -> list[Span]:
    """The same Spans with `-` before `+` wherever the two are neighbours."""
    for k in range(len(spans) - 1):
        if spans[k].sign == "+" and spans[k + 1].sign == "-":
            spans[k], spans[k + 1] = spans[k + 1], spans[k]
    return spans


def _spans(old: MarkedText, new: MarkedText, options: DiffOptions) -> list[Span]:
    pieces: list[tuple[Sign, list[str]]] = []
    here = there = 0
    for left, right, length in [*_kept(_runs(old, new, options), old, new), (len(old.text), len(new.text), 0)]:
        head, gone, come, tail = _trimmed(old.text[here:left], new.text[there:right])
        same = old.text[left : left + length]
        parts: tuple[tuple[Sign, str], ...] = (("=", head), ("-", gone), ("+", come), ("=", tail + same))
        for sign, text in parts:
            if text and pieces and sign == pieces[-1][0] == "=":
                pieces[-1][1].append(text)
            elif text:
                pieces.append((sign, [text]))
        here, there = left + length, right + length
    return [Span(sign, "".join(texts)) for sign, texts in pieces]


def too_long(old: MarkedText, new: MarkedText, options: DiffOptions) -> bool:
    """True where so many tokens lie between the equal ends of both that they are marked as one change."""
    longer = max(len(old.tokens), len(new.tokens))
    return longer > options.max_words and longer - sum(_equal_ends(old.tokens, new.tokens)) > options.max_words


def _equal_ends(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """How many tokens are the same at the beginning, and at the end of what then remains."""
    shorter = min(len(old), len(new))
    head = next((k for k in range(shorter) if old[k] != new[k]), shorter)
    tail = next((k for k in range(shorter - head) if old[-1 - k] != new[-1 - k]), shorter - head)
    return head, tail


def _runs(old: MarkedText, new: MarkedText, options: DiffOptions) -> list[_Run]:
    """The shortest edit script in tokens, tidied. What is too long between the equal ends is changed as a whole."""
    head, tail = _equal_ends(old.tokens, new.tokens)
    old_end, new_end = len(old.tokens) - tail, len(new.tokens) - tail
    runs = [_Run(same=True, old=(0, head), new=(0, head))]
    if too_long(old, new, options):
        runs.append(_Run(same=False, old=(head, old_end), new=(head, new_end)))
    else:
        for code in Indel.opcodes(old.tokens[head:old_end], new.tokens[head:new_end]):
            run = _Run(
                same=code.tag == "equal",
                old=(head + code.src_start, head + code.src_end),
                new=(head + code.dest_start, head + code.dest_end),
            )
            if runs[-1].same == run.same:
                run = _together(runs.pop(), run)
            runs.append(run)
    runs.append(_Run(same=True, old=(old_end, old_end + tail), new=(new_end, new_end + tail)))
    return _tidy(runs, old.tokens)


def _together(first: _Run, last: _Run) -> _Run:
    return _Run(first.same, (first.old[0], last.old[1]), (first.new[0], last.new[1]))


def _tidy(runs: Sequence[_Run], old_tokens: Sequence[str]) -> list[_Run]:
    """The runs with two changes joined over one unchanged mark between them, such as a comma."""
    out: list[_Run] = []
    for run in runs:
        if len(out) > 1 and not run.same:
            start, end = out[-1].old
            if end - start == 1 and not any(map(str.isalnum, old_tokens[start])):
                out[-2:] = [_together(out[-2], run)]
                continue
        out.append(run)
    return out


def _kept(runs: Sequence[_Run], old: MarkedText, new: MarkedText) -> list[tuple[int, int, int]]:
    """Every unchanged token: its offset in old, in new, its length."""
    return [
        (old.starts[i], new.starts[j], len(old.tokens[i]))
        for run in runs
        if run.same
        for i, j in zip(range(*run.old), range(*run.new), strict=True)
    ]


def _trimmed(gone: str, come: str) -> tuple[str, str, str, str]:
    """The white space both begin with, what differs on each side, and the white space both end with."""
    shorter = min(len(gone), len(come))
    head = 0
    while head < shorter and gone[head] == come[head] and gone[head].isspace():
        head += 1
    tail = 0
    while tail < shorter - head and gone[-1 - tail] == come[-1 - tail] and gone[-1 - tail].isspace():
        tail += 1
    return gone[:head], gone[head : len(gone) - tail], come[head : len(come) - tail], gone[len(gone) - tail :]


def letters_of(old: str, new: str, options: DiffOptions) -> tuple[Span, ...] | None:
    """The letters that differ between two words; None where marking the whole words reads better.

    That is so for several words, for numbers (always marked whole), for long or unlike words, and where no letter is
    common. What readers see as one character stays whole: an accent with its letter, an emoji with its parts.
    """
    if max(len(old), len(new)) > options.max_letters or any(c.isspace() or c.isdigit() for c in old + new):
        return None
    if Indel.normalized_similarity(old, new) < options.letter_similarity:
        return None
    numbers: dict[str, int] = {}

    def encoded(word: str) -> str:
        return "".join(chr(FIRST_ID + numbers.setdefault(c, len(numbers))) for c in CLUSTER.findall(word))

    engine = diff_match_patch()
    engine.Diff_Timeout = 0
    diffs = engine.diff_main(encoded(old), encoded(new), checklines=False)
    engine.diff_cleanupSemantic(diffs)  # while clusters are single characters: on text it would cut them
    clusters = list(numbers)
    signs: dict[int, Span] = {-1: Span("-", ""), 0: Span("=", ""), 1: Span("+", "")}
    spans = tuple(
        Span(signs[sign].sign, "".join(clusters[ord(one) - FIRST_ID] for one in text)) for sign, text in diffs
    )
    return spans if any(span.sign == "=" for span in spans) else None
