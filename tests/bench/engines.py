"""What is measured: ours and others, each by name.

An Engine runs in Python. `prepare` is not timed: Documents for ours, and for the others that work on sentences plain
ones, so that nobody's cutting is counted; how long ours takes is an engine of its own. A Program runs in a process of
its own and times itself. An engine that cannot run here says what to install.

    revtrack           compare: Documents in, Comparison out with Pairs, moves and marked words
    revtrack reading   the two Documents from two texts
    revtrack labels    all labels of a Comparison, which are worked out when first asked for
"""

import shutil
import subprocess
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import HtmlDiff, SequenceMatcher
from functools import cache
from pathlib import Path
from typing import Any, Final

from diff_match_patch import diff_match_patch
from rapidfuzz.distance import LCSseq

import revtrack
from revtrack.model import Comparison, Document
from tests.bench.generate import sentences
from tests.eval.baselines import newsedits
from tests.memos import forget

__all__ = ["ENGINES", "Engine", "EngineMissing", "Program", "Shown", "wikidiff2"]

Shown = tuple[list[str], list[str]]
"""The texts shown as deleted and as inserted. A sentence that only moved is in neither."""

SCRIPT: Final = Path(__file__).with_name("wikidiff2.php")
ALL_MOVES: Final = ("-d", "wikidiff2.moved_paragraph_detection_cutoff=100000")
"""wikidiff2 looks for moves in up to 100 changed lines; this many stand in no text here."""

WRAP: Final = 80
"""HtmlDiff: characters of a column."""
CONTEXT: Final = 2
"""HtmlDiff: lines of context."""


class EngineMissing(Exception):  # noqa: N818  the name says what is missing
    """An engine cannot run here; the message says how to get it."""


def _as_they_are(old: str, new: str) -> tuple[Any, Any]:
    return old, new


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """Something that compares two texts."""

    run: Callable[[Any, Any], Any]
    """What is timed, on what `prepare` gave."""
    prepare: Callable[[str, str], tuple[Any, Any]] = _as_they_are
    before: Callable[[], None] | None = None
    """Called before each timed run, outside the clock."""
    shown: Callable[[Any], Shown] | None = None
    """The texts that a result shows as changed; None where it does not tell."""
    units: Callable[[Any], int] | None = None
    """How many things a result is about, for costs per thing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """A program that reads pairs, as `texts.write_pairs` writes them, and times itself."""

    command: tuple[str, ...]
    per_sentence: bool = False
    """Whether it is given one sentence a line instead of one paragraph a line."""


# ------------------------------------------------------------------------------------------------------------ ours
def _documents(old: str, new: str) -> tuple[Document, Document]:
    return revtrack.document_from_text(old), revtrack.document_from_text(new)


@cache
def _compared(old: str, new: str) -> tuple[Comparison, None]:
    return revtrack.compare(*_documents(old, new)), None


def _labelled(comparison: Comparison, _nothing: None) -> Comparison:
    for change in comparison.changes:
        assert change.labels is not None
    for field in comparison.fields:
        assert field.labels is not None
    assert comparison.labels is not None
    return comparison


def _changed_sentences(comparison: Comparison) -> int:
    """Sentences of the longer side of each Change, summed up: a split into three is three."""
    sides = ([len(side.sentences) for side in (one.old, one.new) if side] for one in comparison.changes)
    return sum(max(counts) for counts in sides)


def _our_texts(comparison: Comparison) -> Shown:
    spans = [span for change in comparison.changes for span in change.spans]
    return [span.text for span in spans if span.sign == "-"], [span.text for span in spans if span.sign == "+"]


OURS: Final = Engine(prepare=_documents, run=revtrack.compare, shown=_our_texts)
READING: Final = Engine(run=_documents, before=forget)
LABELS: Final = Engine(prepare=_compared, run=_labelled, units=_changed_sentences)


# ---------------------------------------------------------------------------------------------------------- others
def _in_sentences(old: str, new: str) -> tuple[list[str], list[str]]:
    return sentences(old), sentences(new)


def _changed_words(old: Sequence[str], new: Sequence[str]) -> Shown:
    opcodes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    changed = [code for code in opcodes if code[0] != "equal"]
    return [" ".join(old[i:i_end]) for _, i, i_end, _, _ in changed], [" ".join(new[j:end]) for *_, j, end in changed]


def _difflib_words(old: str, new: str) -> Shown:
    return _changed_words(old.split(), new.split())


def _difflib_sentences(old: Sequence[str], new: Sequence[str]) -> Shown:
    """In a replaced block the first sentence goes with the first, and so on; these are compared by words."""
    deleted: list[str] = []
    inserted: list[str] = []
    for tag, i, i_end, j, j_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        both = min(i_end - i, j_end - j) if tag == "replace" else 0
        for k in range(both):
            gone, come = _difflib_words(old[i + k], new[j + k])
            deleted += gone
            inserted += come
        if tag != "equal":
            deleted += old[i + both : i_end]
            inserted += new[j + both : j_end]
    return deleted, inserted


def _given(result: Shown) -> Shown:
    return result


def _html(old: Sequence[str], new: Sequence[str]) -> str:
    return HtmlDiff(wrapcolumn=WRAP).make_file(old, new, context=True, numlines=CONTEXT)


def _diff_match_patch(old: str, new: str) -> list[tuple[int, str]]:
    engine = diff_match_patch()
    found: list[tuple[int, str]] = engine.diff_main(old, new)
    engine.diff_cleanupSemantic(found)
    return found


def _signed(result: Iterable[tuple[int, str]]) -> Shown:
    parts = list(result)
    return [text for sign, text in parts if sign < 0], [text for sign, text in parts if sign > 0]


def _rapidfuzz_words(old: str, new: str) -> Shown:
    ids: dict[str, int] = {}
    words = old.split(), new.split()
    numbers = [[ids.setdefault(word, len(ids)) for word in side] for side in words]
    changed = [one for one in LCSseq.opcodes(*numbers) if one.tag != "equal"]
    return (
        [" ".join(words[0][one.src_start : one.src_end]) for one in changed],
        [" ".join(words[1][one.dest_start : one.dest_end]) for one in changed],
    )


def wikidiff2(*settings: str, per_sentence: bool = False, php: str = "php") -> Program:
    """wikidiff2 with these settings of PHP.

    Raises:
        EngineMissing: there is no PHP, or it lacks the extension.
    """
    remedy = "apt install php-cli php-wikidiff2"
    if not (found := shutil.which(php)):
        raise EngineMissing(f"no {php} on this machine; {remedy}")
    check = subprocess.run([found, "-r", "exit((int)!extension_loaded('wikidiff2'));"], check=False)
    if check.returncode:
        raise EngineMissing(f"PHP lacks the extension wikidiff2; {remedy}")
    return Program(command=(found, *settings, str(SCRIPT)), per_sentence=per_sentence)


ENGINES: Final[Mapping[str, Callable[[], Engine | Program]]] = {
    "revtrack": lambda: OURS,
    "revtrack reading": lambda: READING,
    "revtrack labels": lambda: LABELS,
    "difflib sentences": lambda: Engine(prepare=_in_sentences, run=_difflib_sentences, shown=_given),
    "difflib words": lambda: Engine(run=_difflib_words, shown=_given),
    "HtmlDiff": lambda: Engine(prepare=_in_sentences, run=_html),
    "diff-match-patch": lambda: Engine(run=_diff_match_patch, shown=_signed),
    "newsedits": lambda: Engine(prepare=_in_sentences, run=newsedits),
    "rapidfuzz words": lambda: Engine(run=_rapidfuzz_words, shown=_given),
    "wikidiff2": wikidiff2,
    "wikidiff2 all moves": lambda: wikidiff2(*ALL_MOVES),
    "wikidiff2 sentences": lambda: wikidiff2(*ALL_MOVES, per_sentence=True),
}
"""Name → what makes the engine, or raises EngineMissing.

difflib sentences    equal sentences, then words inside the k-th and k-th of a replaced block
HtmlDiff             a whole page, one sentence a line
diff-match-patch     on characters, semantic clean-up, its default time-out: it stops refining after 1 s
newsedits            the matching of `tests.eval.baselines`, sentences only
wikidiff2            table diff as Debian ships it, a blank line between paragraphs; looks for moves up to 100 lines
wikidiff2 all moves  without that cutoff; `wikidiff2 sentences` besides with one sentence a line: like ours in kind
"""
