"""Doubt and denial: whether a claim became less certain, or its opposite.

    old   The plan is lawful and will pass.
    new   The plan is unlawful and may pass.       denial: lawful → unlawful; doubt: nothing → may

What counts is how many denials there are and where, not which: "not lawful" is "unlawful", and to "refuse to answer" is
"not to answer".
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from revtrack.diff.labels.edit import Edit
from revtrack.diff.labels.mentions import Mention
from revtrack.diff.languages import Lexicon

__all__ = ["LOCAL_WORDS", "Opposed", "changed_denials", "denials", "doubts", "opposed_words", "stated_doubts"]

LOCAL_WORDS: Final = 5
"""Words of a run, a side, up to which it is an edit in place and no new clause: "has not yet been"; our judgement."""
_POINTS: Final = " ,.;:"
"""Stripped from what stands against a denial."""


def doubts(text: str, lexicon: Lexicon | None) -> tuple[Mention, ...]:
    """Words of doubt, in order. Weak: those that say little by themselves, "may" and "likely".

    "About", "at least" and their kind are weak too, and count only right before a number.
    """
    if lexicon is None:
        return ()
    found = []
    for match in _doubt_pattern(lexicon).finditer(_lowered(text)):
        start, end = match.span()
        if match.lastgroup == "weak" and text[start].isupper() and match[0] in lexicon.months:
            continue
        if match.lastgroup == "about" and not _number_follows(text, end, lexicon):
            continue
        found.append(Mention("hedge", (match[0],), text[start:end], start, end, match.lastgroup != "strong"))
    return tuple(found)


def _lowered(text: str) -> str:
    """A text in lower case, as it is where that has another length: offsets must hold."""
    lower = text.lower()
    return lower if len(lower) == len(text) else text


@cache
def _doubt_pattern(lexicon: Lexicon) -> re.Pattern[str]:
    groups = (("strong", lexicon.hedges), ("weak", lexicon.weak_hedges), ("about", lexicon.about))
    choice = "|".join(f"(?P<{name}>{'|'.join(patterns)})" for name, patterns in groups)
    return re.compile(rf"(?<![\w-])(?:{choice})(?![\w-])")


_NEXT: Final = re.compile(r"\s?(?:[$¢£¤¥₠-⃀]?\d|(?P<word>[^\W\d_]+))")


def _number_follows(text: str, at: int, lexicon: Lexicon) -> bool:
    following = _NEXT.match(text, at)
    if following is None:
        return False
    word = following["word"]
    return word is None or any(word.casefold() in words for words in (lexicon.numbers, lexicon.scales, lexicon.crowds))


def denials(text: str, lexicon: Lexicon | None) -> tuple[Mention, ...]:
    """Words that turn a sentence into its opposite, in order; all state the same, since what counts is how many."""
    if lexicon is None:
        return ()
    spans = (match.span() for match in _denial_pattern(lexicon).finditer(_lowered(text)))
    return tuple(Mention("negation", ("not",), text[start:end], start, end) for start, end in spans)


@cache
def _denial_pattern(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(lexicon.negations)})(?![\w-])")


Opposed = dict[int, tuple[int, int]]
"""Runs in which a word stands for its opposite, and how many opposites of the other side each side has."""


def stated_doubts(edit: Edit, lexicon: Lexicon, opposed: Opposed) -> tuple[list[Mention], list[Mention]]:
    """The doubts of both sides; where a word became its opposite it is no doubt that went: "possible", "impossible"."""
    old, new = (
        [_in_place(edit, mention, new=side) for mention in doubts(text, lexicon)]
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
    old, new = denials(edit.old, lexicon), denials(edit.new, lexicon)
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
    if not heads or not [word for word in edit.changed_words if word.startswith(heads)]:
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
