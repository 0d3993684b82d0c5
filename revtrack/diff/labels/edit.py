"""An edit: two texts that belong together, the places where they differ, and what that is on the surface.

    old   He paid [$1.5-] million          runs   ("$1.5", "$15")   ("million", "million in all")
    new   He paid [$15+] million [in all+]

An edit without a changed fact is, on the surface, one of blanks, typography, marks, capitals, spelling, or wording:

    “It’s done”  →  "It's done"       typography
    He left, she → He left; she       punctuation
    the servce   → the service        spelling
    re-sign      → resign             wording: a mark inside a word may change the word
    guilty?      → guilty.            wording: a question mark, or a lone quotation mark, may change the sentence

Only what nobody can mean otherwise is minor; everything in doubt is `wording`. So spelling is claimed on evidence, and
in English alone: the two words are one word but for a doubled consonant, two exchanged letters or a regional spelling,
or one of them is a known mistake or cannot be an English word; and neither holds a digit or, mistakes apart, a capital.

Whether two sentences are the same text is not decided here but by their keys; this names the kind of difference.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple
from unicodedata import normalize

import regex
from rapidfuzz.distance import OSA

from revtrack.diff.labels.mentions import Mention, has_marks, passages, unmarked, words_of
from revtrack.diff.languages import Lexicon, lexicon_for
from revtrack.diff.languages.tokens import telling_words
from revtrack.model import Span

__all__ = ["Edit", "Run", "is_typography", "surface_terms"]


class Run(NamedTuple):
    """A place where the sides differ: half-open offsets on both, empty where a side has nothing."""

    old: tuple[int, int]
    new: tuple[int, int]


FEW_RUNS: Final = 8
"""Runs that are sooner looked at in order than searched."""
MARGIN: Final = 6
"""Characters beside the runs that are read at least, where only what a run touches counts."""


class Edit:
    """Old, new and their runs. Where the Spans do not rebuild the texts, one run holds everything.

    Args:
        old: the text before.
        new: the text after.
        spans: the marked words.
        language: a BCP 47 tag; None where it is not known, see `lexicon_for`.
        words: of the sentences of both sides, in lower case; none where they are to be read from the texts.
        is_name: whether a word is a name elsewhere in the texts; None where that cannot be told.
    """

    __slots__ = (
        "_is_name",
        "_window",
        "changed",
        "changed_words",
        "lexicon",
        "new",
        "old",
        "replaced",
        "run_words",
        "runs",
        "words",
    )

    def __init__(
        self,
        old: str,
        new: str,
        spans: Sequence[Span],
        language: str | None,
        words: Sequence[Sequence[str]] = (),
        is_name: Callable[[str], bool] | None = None,
    ) -> None:
        self.old, self.new = old, new
        self._is_name = is_name
        self.runs = _runs(spans, len(old), len(new))
        self.replaced = [(old[start:end], new[begin:stop]) for (start, end), (begin, stop) in self.runs]
        """What each run says in old and in new."""
        self.run_words = [(words_of(was) if was else [], words_of(now) if now else []) for was, now in self.replaced]
        """The words of each run, in lower case."""
        self.changed = "\n".join([text for both in self.replaced for text in both])
        """All that the runs say, of both sides."""
        self.changed_words = frozenset([word for both in self.run_words for words in both for word in words])
        """The words in runs, of both sides."""
        self.words = self.changed_words.union(*(words or (words_of(old),)))
        """All words of both sides."""
        self.lexicon = lexicon_for(language, self.words)
        self._window: tuple[int, int] | None = None

    def window(self, *, new: bool) -> tuple[int, int]:
        """The part of a side in which stands, whole, every number, date and name that a run touches.

        It begins and ends between two small words that belong to none.
        """
        if self._window is None:
            telling = telling_words(self.lexicon)
            start, end = self.runs[0].old[0] - MARGIN, self.runs[-1].old[1] + MARGIN
            while start > 0 and not _between(self.old, start := self.old.rfind(" ", 0, start), telling):
                pass
            while 0 < end < len(self.old) and not _between(self.old, end := self.old.find(" ", end + 1), telling):
                pass
            self._window = max(start, 0), len(self.old) if end < 0 else min(end, len(self.old))
        start, end = self._window
        return (start, end + len(self.new) - len(self.old)) if new else self._window

    def run_of(self, mention: Mention, *, new: bool) -> int | None:
        """The number of the first run a mention touches, None where it touches none.

        A run that is empty on this side touches what stands on either side of it: "five [million]" became "five".
        """
        first, last = mention.start, mention.end
        skipped = bisect_left(self.runs, first, key=lambda run: run[new][1]) if len(self.runs) > FEW_RUNS else 0
        for number in range(skipped, len(self.runs)):
            start, end = self.runs[number][new]
            if start > last:
                break
            if (first < end and start < last) or (start == end and first <= start):
                return number
        return None

    def runs_of(self, mention: Mention, *, new: bool) -> list[int]:
        """The numbers of all runs a mention touches, see `run_of`."""
        first = self.run_of(mention, new=new)
        if first is None:
            return []
        found = [first]
        for number in range(first + 1, len(self.runs)):
            start, end = self.runs[number][new]
            if start >= mention.end:
                break
            found += [number] if start < end else []
        return found

    def is_name(self, word: str) -> bool:
        """Whether a word is a name elsewhere in the texts that the sides were taken from."""
        return self._is_name is not None and self._is_name(word)

    def size(self, number: int) -> int:
        """Words of the larger side of a run."""
        return max(map(len, self.run_words[number]))

    def longest(self) -> int:
        """The number of the run that says most, the first of several."""
        if len(self.runs) == 1:
            return 0
        sizes = [len(was) + len(now) for was, now in self.replaced]
        return sizes.index(max(sizes))

    def by_run(self, mentions: Iterable[Mention], *, new: bool) -> dict[int, list[Mention]]:
        """The mentions of one side that touch a run, by its number."""
        found: dict[int, list[Mention]] = {}
        for mention in mentions:
            number = self.run_of(mention, new=new)
            if number is not None:
                found.setdefault(number, []).append(mention)
        return found

    def piece(self, number: int, term: str, *, new: bool, marks: str | None = None) -> Mention | None:
        """What a run says on one side without some marks at its ends, None where nothing is left."""
        start = self.runs[number][new][0]
        text = self.replaced[number][new]
        told = text.strip(marks)
        if len(told) < len(text):
            start += len(text) - len(text.lstrip(marks))
        return tuple.__new__(Mention, (term, (), told, start, start + len(told), False)) if told else None


def _between(text: str, blank: int, telling: frozenset[str]) -> bool:
    """True where a blank stands between two words in small letters that are part of no number, date or name."""
    return _is_small(text[text.rfind(" ", 0, max(blank, 0)) + 1 : blank], telling) and _is_small(
        text[blank + 1 : blank + 1 + MARGIN].partition(" ")[0], telling
    )


def _is_small(word: str, telling: frozenset[str]) -> bool:
    return word.isalpha() and word.islower() and word not in telling


def _runs(spans: Sequence[Span], old_length: int, new_length: int) -> list[Run]:
    runs: list[Run] = []
    i = j = from_i = from_j = 0
    differing = False
    last = len(spans) - 1
    for position, (sign, text) in enumerate(spans):
        length = len(text)
        if sign == "=":
            if differing and not (text.isspace() and position < last):
                runs.append(tuple.__new__(Run, ((from_i, i), (from_j, j))))
                differing = False  # what a blank alone parts is one run, however fine the marks are
            i, j = i + length, j + length
            continue
        if not differing:
            from_i, from_j, differing = i, j, True
        if sign == "-":
            i += length
        else:
            j += length
    if differing:
        runs.append(tuple.__new__(Run, ((from_i, i), (from_j, j))))
    if runs and (i, j) == (old_length, new_length):
        return runs
    return [Run((0, old_length), (0, new_length))]


# ---------------------------------------------------------------------------------------------------------- surface

_BLANKS: Final = re.compile(r"[ \t\r\n]+")
_INVISIBLE: Final = regex.compile(r"[\p{Cf}\ufe0e\ufe0f]")
_FOLDED: Final = (
    dict.fromkeys("“”„‟«»〝〞″", '"')
    | dict.fromkeys("‘’‚‛‹›´′`", "'")
    | dict.fromkeys("‐‑‒–—―−", "-")
    | {"…": "...", "⁄": "/"}
    | {one: f" {normalize('NFKC', one).replace('⁄', '/')}" for one in "½¼¾⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"}
)
_LONG_DASH: Final = re.compile(r"\s*(?:—|(?<=[\w\s])--(?=[\w\s]))\s*")
"""A dash as long as that is one with blanks around it, or with none."""
_TYPOGRAPHY: Final = re.compile(f"[{''.join(_FOLDED)}]")
_SIGNIFICANT: Final = regex.compile(
    r"[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:[^\s\p{L}\p{N}]+[\p{L}\p{N}][\p{L}\p{N}\p{M}]*)*|[^\p{L}\p{N}\p{P}\s]|[%‰#@&*§†/]"
)
"""A word with the marks inside it, or a sign that means something by itself."""
_SIGNIFICANT_ASCII: Final = re.compile(r"[a-zA-Z0-9]+(?:[^\sa-zA-Z0-9]+[a-zA-Z0-9]+)*|[$+<=>^`|~%#@&*/]")
_POINTS: Final = ".,;:!?()\"'"
"""Signs that mean nothing by themselves."""
_QUESTION: Final = frozenset("?¿？؟⁇⁈⁉")
_QUOTATION: Final = frozenset('“”„«»「」『』"')
"""One of them more or less may mean that somebody else is speaking."""
_PLAIN_WORD: Final = re.compile(r"[a-z]{4,30}")
"""What can be a misspelt word: shorter ones are too often other words."""
SURE_LETTERS: Final = 6
"""Letters from which a doubled consonant or two exchanged letters seldom make another word; our judgement."""
SPELLING_LETTERS: Final = 2
"""Letters that differ between two spellings of a word, at most."""


def surface_terms(edit: Edit, *, same: bool) -> tuple[str, ...]:
    """The minor terms that describe an edit wholly, else `wording`; the two texts must differ.

    Args:
        edit: an edit in which no fact changed.
        same: the two sides have equal keys, so that no more than typography can differ.
    """
    if not same and _other_words(edit):
        return ("spelling",) if _respelt(edit) and not _marks_differ(edit) else ("wording",)
    if edit.old.split() == edit.new.split():
        old, new = (_BLANKS.sub(" ", text).strip() for text in (edit.old, edit.new))
        if old == new:
            return ("space",)
    old, new = _fold(edit.old), _fold(edit.new)
    if same or old == new or _requoted(edit):
        return ("typography",)
    if _marks_differ(edit):
        return ("wording",)
    old_words, new_words = (
        _significant(_fold(side.replace("—", " — ")) if "—" in side else folded)
        for side, folded in ((edit.old, old), (edit.new, new))
    )
    if old_words == new_words:
        return ("punctuation",)
    if len(old_words) == len(new_words) and all(map(_same_letters, old_words, new_words)):
        return ("case",) if old.casefold() == new.casefold() else ("punctuation", "case")
    return ("spelling",) if _respelt(edit) else ("wording",)


def _same_letters(old: str, new: str) -> bool:
    """True for two words that differ in capitals alone, of which "ss" for "ß" is one: "STRASSE", but not "Strasse"."""
    return old.lower() == new.lower() or ((old.isupper() or new.isupper()) and old.casefold() == new.casefold())


def _other_words(edit: Edit) -> bool:
    """True where a run holds other words, typography apart: the commonest edit, and the quickest to tell."""
    if edit.changed.isascii() and "`" not in edit.changed and "--" not in edit.changed:
        return any(was != now for was, now in edit.run_words)
    return any(words_of(_fold(was)) != words_of(_fold(now)) for was, now in edit.replaced)


def is_typography(edit: Edit) -> bool:
    """True where typography alone differs, though the keys do: `1⁄2` is no other number than `½`."""
    return _fold(edit.old) == _fold(edit.new)


def _marks_differ(edit: Edit) -> bool:
    """True where a side has more question marks or quotation marks: other typography has as many."""
    if _QUESTION.isdisjoint(edit.changed) and _QUOTATION.isdisjoint(edit.changed):
        return False
    return any(sum(map(edit.old.count, marks)) != sum(map(edit.new.count, marks)) for marks in (_QUESTION, _QUOTATION))


def _requoted(edit: Edit) -> bool:
    """True where the same is quoted between other marks: "No", ‘No’."""
    if not (has_marks(edit.old) and has_marks(edit.new)):
        return False
    old, new = passages(edit.old), passages(edit.new)
    if not old or [one.atoms for one in old] != [one.atoms for one in new]:
        return False
    return unmarked(edit.old) == unmarked(edit.new)


def _respelt(edit: Edit) -> bool:
    """True where the runs hold the same words, each of those that differ surely spelt otherwise."""
    if edit.lexicon is None or edit.lexicon.unspellable is None:
        return False
    for was, now in edit.run_words:
        if len(was) != len(now) or not was:
            return False
    for before, after in edit.replaced:
        old, new = before.split(), after.split()
        if len(old) != len(new) or any(
            was != now and not _same_word(was, now, edit.lexicon) for was, now in zip(old, new, strict=True)
        ):
            return False
    return True


def _significant(text: str) -> list[str]:
    """The words of a text, and the signs that mean something by themselves; most are plain words between two blanks."""
    words: list[str] = []
    pattern = _SIGNIFICANT_ASCII if text.isascii() else _SIGNIFICANT
    for chunk in text.split():
        word = chunk.strip(_POINTS)
        if word.isalnum() and word.isascii():
            words.append(word)
        elif word:
            words += pattern.findall(word)
    return words


def _fold(text: str) -> str:
    """A text without what typography alone can change."""
    if "—" in text or "--" in text:
        text = _LONG_DASH.sub(" - ", text)
    if text.isascii() and "`" not in text:
        return " ".join(text.split())
    told = _TYPOGRAPHY.sub(_plain, _INVISIBLE.sub("", normalize("NFC", text)))
    return " ".join(told.split())


def _plain(mark: re.Match[str]) -> str:
    return _FOLDED[mark[0]]


def _same_word(old: str, new: str, lexicon: Lexicon) -> bool:
    """True where two words are surely two spellings of one."""
    if lexicon.unspellable is None or {old, new} <= lexicon.real_words:
        return False
    if not (_PLAIN_WORD.fullmatch(old) and _PLAIN_WORD.fullmatch(new)):
        ours, theirs = old[0].lower() + old[1:], new[0].lower() + new[1:]
        known = (ours in lexicon.misspelt) != (theirs in lexicon.misspelt)
        return known and old[0].isupper() == new[0].isupper() and OSA.distance(old, new) <= SPELLING_LETTERS
    if any(old.replace(ours, theirs) == new.replace(ours, theirs) for ours, theirs in lexicon.variants):
        return True
    if OSA.distance(old, new) > SPELLING_LETTERS:
        return False
    if (old in lexicon.misspelt) != (new in lexicon.misspelt):
        return True
    if bool(regex.search(lexicon.unspellable, old)) != bool(regex.search(lexicon.unspellable, new)):
        return True
    if min(len(old), len(new)) < SURE_LETTERS:
        return False
    exchanged = len(old) == len(new) and OSA.distance(old, new) == 1 and sorted(old) == sorted(new)
    return exchanged or _undoubled(old) == _undoubled(new)


_DOUBLED: Final = regex.compile(r"([bcdfgklmnprtz])\1(?!$)|(?<!^)(s)\2(?!$)")


def _undoubled(word: str) -> str:
    """A word with doubled consonants inside it written once."""
    return _DOUBLED.sub(lambda match: match[0][0], word)
