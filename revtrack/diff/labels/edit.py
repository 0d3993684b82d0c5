"""An edit: two texts that belong together, the places where they differ, and what to read them with.

old   He paid [$1.5-] million          runs   ("$1.5", "$15")   ("million", "million in all")
new   He paid [$15+] million [in all+]
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from revtrack.diff.labels.languages import lexicon_for
from revtrack.diff.labels.mentions import Mention, words_of
from revtrack.model import Span

__all__ = ["Edit", "Run"]


@dataclass(frozen=True, slots=True)
class Run:
    """A place where the sides differ: half-open offsets on both, empty where a side has nothing."""

    old: tuple[int, int]
    new: tuple[int, int]


class Edit:
    """Old, new and their runs. Where the Spans do not rebuild the texts, one run holds everything.

    Args:
        old: the text before.
        new: the text after.
        spans: the marked words.
        language: a BCP 47 tag; None where it is not known, see `lexicon_for`.
    """

    def __init__(self, old: str, new: str, spans: Sequence[Span], language: str | None) -> None:
        self.old, self.new = old, new
        self.runs = _runs(spans, len(old), len(new))
        self._ends = [run.old[1] for run in self.runs], [run.new[1] for run in self.runs]
        self.replaced = [(old[slice(*run.old)], new[slice(*run.new)]) for run in self.runs]
        """What each run says in old and in new."""
        self.old_words, self.new_words = words_of(old), words_of(new)
        """All words of a side, in lower case."""
        words = [(words_of(before), words_of(after)) for before, after in self.replaced]
        self.changed_words = frozenset(word for sides in words for side in sides for word in side)
        """The words in runs, of both sides."""
        self.sizes = [max(map(len, sides)) for sides in words]
        """Words of the larger side of each run."""
        self.lexicon = lexicon_for(language, frozenset(self.old_words).union(self.new_words))

    def run_of(self, mention: Mention, *, new: bool) -> int | None:
        """The number of the first run a mention touches, None where it touches none.

        A run that is empty on this side touches what stands on either side of it: "five [million]" became "five".
        """
        ends = self._ends[new]
        for number in range(bisect_left(ends, mention.start), len(ends)):
            start, end = self.runs[number].new if new else self.runs[number].old
            if start > mention.end:
                break
            inside = mention.start < end and start < mention.end
            if inside or (start == end and mention.start <= start <= mention.end):
                return number
        return None

    def by_run(self, mentions: Iterable[Mention], *, new: bool) -> dict[int, list[Mention]]:
        """The mentions of one side that touch a run, by its number."""
        found: dict[int, list[Mention]] = {}
        for mention in mentions:
            number = self.run_of(mention, new=new)
            if number is not None:
                found.setdefault(number, []).append(mention)
        return found


def _runs(spans: Sequence[Span], old_length: int, new_length: int) -> tuple[Run, ...]:
    runs: list[Run] = []
    i = j = 0
    start: tuple[int, int] | None = None
    last = len(spans) - 1
    for position, span in enumerate(spans):
        length = len(span.text)
        if span.sign == "=":
            if start and span.text.isspace() and position < last:
                i, j = i + length, j + length
                continue  # what a blank alone parts is one run, however fine the marks are
            if start:
                runs.append(Run((start[0], i), (start[1], j)))
            start = None
        else:
            start = start or (i, j)
        i += length if span.sign != "+" else 0
        j += length if span.sign != "-" else 0
    if start:
        runs.append(Run((start[0], i), (start[1], j)))
    if runs and (i, j) == (old_length, new_length):
        return tuple(runs)
    return (Run((0, old_length), (0, new_length)),)
