"""Doubt and denial: whether a claim became less certain, or its opposite.

    old   The plan is lawful and will pass.
    new   The plan is unlawful and may pass.       denial: lawful → unlawful; doubt: nothing → may

What counts is how many denials there are and where, not which: "not lawful" is "unlawful", and to "refuse to answer" is
"not to answer".
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from operator import itemgetter
from typing import Final, NamedTuple

from revtrack.diff.labels.edit import Edit
from revtrack.diff.labels.mentions import Mention
from revtrack.diff.languages import Lexicon
from revtrack.diff.languages.lexicon import PREFIX, needed_words
from revtrack.diff.languages.words import joins, may_fit

__all__ = ["LOCAL_WORDS", "Opposed", "changed_denials", "denials", "doubts", "opposed_words", "stated_doubts"]

LOCAL_WORDS: Final = 5
"""Words of a run, a side, up to which it is an edit in place and no new clause: "has not yet been"; our judgement."""
_POINTS: Final = " ,.;:"
"""Stripped from what stands against a denial."""


def doubts(text: str, lexicon: Lexicon | None, words: Iterable[str]) -> tuple[Mention, ...]:
    """Words of doubt, in order. Weak: those that say little by themselves, "may" and "likely".

    "About", "at least" and their kind are weak too, and count only right before a number.

    Args:
        text: of one side.
        lexicon: of its language.
        words: of the text at least, in lower case.
    """
    if lexicon is None:
        return ()
    found = []
    for kind, start, end in _phrases_in(text, words, _doubting(lexicon)):
        said = text[start:end].lower()
        if kind == "weak" and text[start].isupper() and _is_other_word(said, text, start, lexicon):
            continue
        if kind == "about" and not _number_follows(text, end, lexicon):
            continue
        atom = "about" if said in lexicon.roughly else said
        found.append(Mention("hedge", (atom,), text[start:end], start, end, kind != "strong"))
    return tuple(found)


def _is_other_word(said: str, text: str, start: int, lexicon: Lexicon) -> bool:
    """Whether a word of doubt is another one with its capital: "in May", "das Soll", but not "Wohl drei starben"."""
    return said in lexicon.months or (said in lexicon.hedge_nouns and text[:start].rstrip(" ,")[-1:].isalnum())


class Phrases(NamedTuple):
    """Phrases of doubt or denial in one language, and which of them may be in a text."""

    rows: tuple[tuple[str, str], ...]
    """Kind and pattern, the more telling first."""
    by_word: Mapping[str, tuple[int, ...]]
    """The numbers of the rows that a word may belong to: every one but the open ones is under a word it needs."""
    open: tuple[int, ...]
    """The numbers of the rows whose words are not spelt out."""


@cache
def _doubting(lexicon: Lexicon) -> Phrases:
    kinds = (("strong", lexicon.hedges), ("weak", lexicon.weak_hedges), ("about", lexicon.about))
    return _phrases([(kind, pattern) for kind, patterns in kinds for pattern in patterns], lexicon)


@cache
def _denying(lexicon: Lexicon) -> Phrases:
    return _phrases([("not", pattern) for pattern in lexicon.negations], lexicon)


def _phrases(rows: Sequence[tuple[str, str]], lexicon: Lexicon) -> Phrases:
    by_word: dict[str, list[int]] = {}
    unspelt = []
    for number, (_, pattern) in enumerate(rows):
        if "\\w" in pattern or pattern.startswith("["):
            unspelt.append(number)
        for word in needed_words((pattern,), lexicon.common):
            by_word.setdefault(word, []).append(number)
    return Phrases(tuple(rows), {word: tuple(numbers) for word, numbers in by_word.items()}, tuple(unspelt))


_ELIDED: Final = re.compile(r"['’]([^\W\d_]+)")


def _phrases_in(text: str, words: Iterable[str], known: Phrases) -> list[tuple[str, int, int]]:
    """Kind, start and end of the phrases in a text, in order: what one expression of them all would find from left to
    right, of two at one place the first in the list. That takes five times as long, for most texts may hold one or two.
    """
    lower = f" {text.lower()}"
    if len(lower) != len(text) + 1:  # offsets must hold
        lower = f" {text}"
    hits = known.by_word.keys() & words
    if "'" in lower or "’" in lower:
        hits |= known.by_word.keys() & _ELIDED.findall(lower)
    numbers = {*known.open, *[number for word in hits for number in known.by_word[word]]}
    waiting = [(*place, number) for number in numbers if (place := _next(known.rows[number][1], lower, 0))]
    found: list[tuple[str, int, int]] = []
    last = 0
    while waiting:
        waiting.sort(key=_START_AND_NUMBER)
        start, end, number = waiting.pop(0)
        if start >= last:
            found.append((known.rows[number][0], start, end - 1))
            last = end
        if place := _next(known.rows[number][1], lower, last):
            waiting.append((*place, number))
    return found


_START_AND_NUMBER: Final = itemgetter(0, 2)


def _next(pattern: str, text: str, at: int) -> tuple[int, int] | None:
    """Where the mark or blank before a phrase, and then the phrase, stand from an offset on; None where there is none.

    Words without variants, as most phrases are, are found without an expression, and so is what others begin with: that
    takes a fifth of the time.
    """
    head = _head(pattern)
    if not head:
        match = _phrase_pattern(pattern).search(text, at) if may_fit(pattern, text) else None
        return match.span() if match else None
    start = text.find(head, at + 1)
    while start > 0:
        if not joins(text[start - 1]):
            end = start + len(head)
            if len(head) < len(pattern):
                if match := _phrase_pattern(pattern).match(text, start - 1):
                    return match.span()
            elif not joins(text[end : end + 1]):
                return start - 1, end
        start = text.find(head, start + 1)
    return None


@cache
def _head(pattern: str) -> str:
    """The letters and blanks that whatever fits a phrase begins with: "fail" of `fail(?:s|ed|ing)? to`."""
    if "|" in _GROUP.sub("", pattern):
        return ""
    found = _HEAD.match(pattern)
    return found[0] if found else ""


_GROUP: Final = re.compile(r"\([^()]*\)")
_HEAD: Final = re.compile(r"(?:(?:[^\W\d_]| )(?![?*{]))+")


@cache
def _phrase_pattern(pattern: str) -> re.Pattern[str]:
    """What finds a phrase with the mark or blank before it, at which a search stops sooner than at an assertion."""
    return re.compile(rf"[^\w-](?:{pattern})(?![\w-])")


_NEXT: Final = re.compile(r"\s?(?:[$¢£¤¥₠-⃀]?\d|(?P<word>[^\W\d_]+))")


def _number_follows(text: str, at: int, lexicon: Lexicon) -> bool:
    following = _NEXT.match(text, at)
    if following is None:
        return False
    word = following["word"]
    return word is None or any(word.casefold() in words for words in (lexicon.numbers, lexicon.scales, lexicon.crowds))


def denials(text: str, lexicon: Lexicon | None, words: Iterable[str]) -> tuple[Mention, ...]:
    """Words that turn a sentence into its opposite, in order; all state the same, since what counts is how many.

    Args:
        text: of one side.
        lexicon: of its language.
        words: of the text at least, in lower case.
    """
    if lexicon is None:
        return ()
    found = _phrases_in(text, words, _denying(lexicon))
    return tuple([Mention("negation", ("not",), text[start:end], start, end) for _, start, end in found])


Opposed = dict[int, tuple[int, int]]
"""Runs in which a word stands for its opposite, and how many opposites of the other side each side has."""


def stated_doubts(edit: Edit, lexicon: Lexicon, opposed: Opposed) -> tuple[list[Mention], list[Mention]]:
    """The doubts of both sides; where a word became its opposite it is no doubt that went: "possible", "impossible"."""
    old, new = (
        [_in_place(edit, mention, new=side) for mention in doubts(text, lexicon, edit.words)]
        for text, side in ((edit.old, False), (edit.new, True))
    )
    if opposed:
        old, new = (
            [one for one in side if edit.run_of(one, new=bool(which)) not in opposed]
            for which, side in enumerate((old, new))
        )
    return old, new


def _in_place(edit: Edit, mention: Mention, *, new: bool) -> Mention:
    """A weak doubt made a full one where it changed by itself."""
    number = edit.run_of(mention, new=new) if mention.weak else None
    return mention if number is None or edit.size(number) > LOCAL_WORDS else mention._replace(weak=False)


def changed_denials(edit: Edit, lexicon: Lexicon, opposed: Opposed) -> Iterator[tuple[Mention | None, Mention | None]]:
    """Denials that came or went in place, where the sides do not hold equally many: "not lawful" is "unlawful"."""
    old, new = denials(edit.old, lexicon, edit.words), denials(edit.new, lexicon, edit.words)
    if len(old) + sum(was for was, _ in opposed.values()) == len(new) + sum(now for _, now in opposed.values()):
        return
    old_by_run, new_by_run = edit.by_run(old, new=False), edit.by_run(new, new=True)
    for number in sorted(old_by_run.keys() | new_by_run.keys() | opposed.keys()):
        gone = _touched(old_by_run.get(number, []), edit.runs[number].old)
        come = _touched(new_by_run.get(number, []), edit.runs[number].new)
        was, now = opposed.get(number, (0, 0))
        if len(gone) + was == len(come) + now or edit.size(number) > LOCAL_WORDS:
            continue
        alone = edit.size(number) == 1 or number in opposed
        sides = (gone, come)
        old_side, new_side = (
            side[0] if side else edit.piece(number, "negation", new=bool(new), marks=_POINTS) if alone else None
            for new, side in enumerate(sides)
        )
        yield old_side, new_side


def _touched(mentions: list[Mention], place: tuple[int, int]) -> list[Mention]:
    """Those of a run's mentions that it cuts, or holds: beside words that came or went a denial stands unchanged."""
    start, end = place
    return mentions if start < end else [one for one in mentions if one.start < start < one.end]


def opposed_words(edit: Edit, lexicon: Lexicon) -> Opposed:
    """Words that became their opposites by a prefix: "lawful", "unlawful"; "an honest man", "a dishonest man"."""
    heads = lexicon.negating_heads
    if not [word for word in edit.changed_words if word[:PREFIX] in heads]:
        return {}
    found: Opposed = {}
    for number, (was, now) in enumerate(edit.run_words):
        if was and now and edit.size(number) <= LOCAL_WORDS:
            both = _opposites(edit, was, now, lexicon), _opposites(edit, now, was, lexicon)
            if any(both):
                found[number] = both
    return found


def _opposites(edit: Edit, words: Sequence[str], others: Sequence[str], lexicon: Lexicon) -> int:
    """How many of some words are opposites of others. Where nouns have capitals, those are none: "Fall", "Unfall"."""
    turned = [word for word in words if word not in others and lexicon.opposite_of(word) in others]
    return sum(word in edit.changed or not lexicon.capital_nouns for word in turned)
