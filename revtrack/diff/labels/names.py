"""Which names an edit changed: one in place of another or of somebody unnamed, or a full name that came or went.

    old   Mr Smith told an official on Monday.
    new   Mr Jones told Anna Berg on Monday.       Mr Smith → Mr Jones, an official → Anna Berg

A title more or less, or an abbreviation, makes no other name.
"""

import re
from collections.abc import Hashable, Iterator, Sequence
from itertools import zip_longest
from typing import Final

from rapidfuzz.distance import OSA

from revtrack.diff.labels.certainty import LOCAL_WORDS
from revtrack.diff.labels.comparing import in_turn, missing, more
from revtrack.diff.labels.edit import Edit
from revtrack.diff.labels.mentions import Mention, capitalised, names, words_of
from revtrack.diff.languages import Lexicon
from revtrack.diff.languages.words import joins

__all__ = ["changed_names", "is_name_in", "stands_for"]

UNNAMED_WORDS: Final = 3
"""Words that stand for a name, at most: "the local mayor"; our judgement."""
NAME_LETTERS: Final = 2
"""Letters that may differ between two spellings of one name, wherever they stand."""
_POINTS: Final = " ,.;:"
"""Stripped from what stands against a name."""


def changed_names(edit: Edit, lexicon: Lexicon) -> Iterator[tuple[Mention | None, Mention | None]]:
    """Names that differ: one replaces another, or a few other words; or one alone came or went."""
    capitals = capitalised(edit.changed)
    if capitals <= lexicon.nameless:
        return
    was = [word for words, _ in edit.run_words for word in words]
    now = [word for _, words in edit.run_words for word in words]
    gone, come = more(was, now), more(now, was)
    named, renamed = not gone.isdisjoint(capitals), not come.isdisjoint(capitals)
    turned = bool(gone) == bool(come) and gone <= capitals and come <= capitals
    if not (named or renamed or turned):
        return
    if not (turned or (named and renamed)) and not any(
        _may_be_alone(words[named], lexicon) for words in edit.run_words
    ):
        return
    old_names, new_names = _proven(
        names(edit.old, lexicon, edit.window(new=False)) if named or turned else (),
        names(edit.new, lexicon, edit.window(new=True)) if renamed or turned else (),
    )
    if turned and (pairs := in_turn(edit, old_names, new_names)):
        yield from pairs
        return
    yield from _renamed(edit, (missing(old_names, gone), gone), (missing(new_names, come), come), lexicon)


def _renamed(
    edit: Edit,
    went: tuple[Sequence[Mention], set[Hashable]],
    came: tuple[Sequence[Mention], set[Hashable]],
    lexicon: Lexicon,
) -> Iterator[tuple[Mention | None, Mention | None]]:
    """The names that differ, of those in which a word went or came, and all such words."""
    (old_names, gone), (new_names, come) = went, came
    old_runs = [(name, edit.runs_of(name, new=False)) for name in old_names]
    new_runs = [(name, edit.runs_of(name, new=True)) for name in new_names]
    old_by_run, new_by_run = _by_shared_run(old_runs, new_runs), _by_shared_run(new_runs, old_runs)
    for number in sorted(old_by_run.keys() | new_by_run.keys()):
        olds, news = old_by_run.get(number, []), new_by_run.get(number, [])
        if len(olds) != len(news):
            olds, news = _surest(olds, len(news)), _surest(news, len(olds))
        for old, new in zip_longest(olds, news):
            if old and new:
                if _replaces(edit, number, old, new, lexicon) and _certain(edit, number, old, new):
                    yield old, new
            elif old and gone >= set(old.atoms) and _alone(edit, number, old, 1, lexicon):
                yield old, edit.piece(number, "name", new=True, marks=_POINTS)
            elif new and come >= set(new.atoms) and _alone(edit, number, new, 0, lexicon):
                yield edit.piece(number, "name", new=False, marks=_POINTS), new
            elif (old and _elsewhere(old, gone, lexicon)) or (new and _elsewhere(new, come, lexicon)):
                yield old, new


def _elsewhere(name: Mention, changed: set[Hashable], lexicon: Lexicon) -> bool:
    """Whether what came to a name, or went, makes it another place: "Sudan", "South Sudan"."""
    return lexicon.quarters.issuperset(changed.intersection(name.atoms)) and len(name.atoms) > 1


def _surest(names: list[Mention], least: int) -> list[Mention]:
    """Names without the weak ones, where `least` of them or more are left."""
    strong = [name for name in names if not name.weak]
    return strong if len(strong) >= least else names


def _proven(old: Sequence[Mention], new: Sequence[Mention]) -> tuple[Sequence[Mention], Sequence[Mention]]:
    """Names of both sides, those at the start of a sentence full ones where the word is a name further on."""
    if not any(name.weak for name in (*old, *new)):
        return old, new
    sure = {atom for name in (*old, *new) if not name.weak for atom in name.atoms}
    sides = [[name._replace(weak=name.weak and name.atoms[0] not in sure) for name in side] for side in (old, new)]
    return sides[0], sides[1]


def _by_shared_run(
    these: Sequence[tuple[Mention, list[int]]], those: Sequence[tuple[Mention, list[int]]]
) -> dict[int, list[Mention]]:
    """Mentions by the first run they touch that one of the other side touches too, else by the first one."""
    shared = {run for _, runs in those for run in runs}
    found: dict[int, list[Mention]] = {}
    for mention, runs in these:
        if runs:
            found.setdefault(next((run for run in runs if run in shared), runs[0]), []).append(mention)
    return found


def _certain(edit: Edit, number: int, old: Mention, new: Mention) -> bool:
    """Whether two names are surely ones: a word that may be none counts as the one word in place of a name."""
    unsure = [name for name in (old, new) if name.weak and not edit.is_name(name.text)]
    if not unsure:
        return True
    return len(unsure) == 1 and len(edit.run_words[number][0]) == len(edit.run_words[number][1]) == 1


def stands_for(edit: Edit, old: Mention | None, new: Mention | None) -> bool:
    """True where one name is put in place of another and nothing else with it, or is spelt otherwise."""
    if old is None or new is None:
        return False
    whole = any(_only(was, old.text) and _only(now, new.text) for was, now in edit.run_words)
    return whole or OSA.distance(old.text, new.text) <= NAME_LETTERS


def _only(words: Sequence[str], name: str) -> bool:
    """True where some words are words of a name and no others."""
    return bool(words) and set(words) <= set(words_of(name))


def _replaces(edit: Edit, number: int, old: Mention, new: Mention, lexicon: Lexicon) -> bool:
    """True where two names stand for each other; a title more or less and an abbreviation are no other name."""
    ours, theirs = (
        {part for atom in name.atoms for part in _unelided(str(atom)).replace("‐", "-").replace(".", "").split("-")}
        for name in (old, new)
    )
    if all(word in lexicon.titles or word in _JOINED or word in lexicon.numbers for word in ours ^ theirs):
        return False  # "Fifteen-year-old Tom": a number has a label of its own
    if (ours < theirs or theirs < ours) and all(map(str.isdecimal, ours ^ theirs)):
        return False  # "Covid-19", "Covid"
    if _initials(old.text) == new.text.replace(".", "") or _initials(new.text) == old.text.replace(".", ""):
        return False
    return edit.size(number) <= LOCAL_WORDS or OSA.distance(old.text, new.text) <= NAME_LETTERS


_JOINED: Final = frozenset({"al", "el", "anti", "pro", "ex", "non"})
"""What a hyphen may join to a name that stays the same."""


def _unelided(word: str) -> str:
    """A word without the article or preposition before its apostrophe: "l'iran"."""
    return word[2:] if word[1:2] in {"'", "’"} and word[0] in "dl" else word


def _initials(text: str) -> str:
    return "".join(word[0] for word in text.split()) if " " in text else ""


def _may_be_alone(against: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a name may have come or gone by itself, from what stands against it: the cheap question."""
    return not against or _unnamed(against, lexicon)


def _unnamed(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether some words, one at least, may stand for somebody: "an official"."""
    return words[0] in lexicon.articles and 1 < len(words) <= UNNAMED_WORDS


def _alone(edit: Edit, number: int, name: Mention, other: int, lexicon: Lexicon) -> bool:
    """True where somebody unnamed stands for the name, or a full name alone came or went.

    A name that explains an abbreviation beside it is none that came or went.
    """
    against = edit.run_words[number][other]
    if against:
        return _unnamed(against, lexicon) and not (name.weak and not edit.is_name(name.text))
    whole = set(edit.run_words[number][1 - other])
    if _initials(name.text).casefold() in edit.words:
        return False
    return len(name.atoms) > 1 and whole <= {*name.atoms, *lexicon.titles, *lexicon.common}


# ------------------------------------------------------------------------------------------------------- elsewhere


def is_name_in(texts: Sequence[str], word: str) -> bool:
    """Whether a word with a capital stands alone inside a sentence of some texts, and in small letters in none."""
    held = [text for text in texts if f" {word}" in text]
    if not held:
        return False
    lower = word.lower()
    if any(_stands_in(text, lower) for text in texts if lower in text):
        return False
    return any(_is_inside(text, f" {word}") for text in held)


def _stands_in(text: str, word: str) -> bool:
    """Whether a word stands in a text by itself. An expression would cost more to make than it saves."""
    at = text.find(word)
    while at >= 0:
        if not (joins(text[at - 1 : at]) or joins(text[at + len(word) : at + len(word) + 1])):
            return True
        at = text.find(word, at + 1)
    return False


def _is_inside(text: str, word: str) -> bool:
    """Whether a word, with the blank before it, stands behind one in small letters and before none with a capital."""
    at = text.find(word)
    while at >= 0:
        behind = text[at + len(word) : at + len(word) + 2]
        before = text[max(at - 2, 0) : at].removesuffix(",")[-1:]
        if before.isalpha() and before.islower() and not (joins(behind[:1]) or _CAPITAL_NEXT.match(behind)):
            return True
        at = text.find(word, at + 1)
    return False


_CAPITAL_NEXT: Final = re.compile(r" [A-ZÀ-ÖØ-Þ]")
