"""Which facts an edit changed: notes, numbers, dates, quotations, speakers, names, doubts, denials.

    old   The fire killed three people and injured 14.
    new   The fire injured 14 and killed five people.      number: three → five; the 14 only moved

The texts are read beyond what changed, since a fact may be half changed ("1.5" of "1.5 million"). What they state is
compared as two multisets, so that what moved or is written otherwise is no difference; and only what touches a run
counts, so that a word that merely changed its surroundings is none either. Each family asks a cheap question first: a
figure, a mark, a capital, a word of its lists.
"""

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Final, NamedTuple

from rapidfuzz.distance import OSA

from revtrack.diff.labels.edit import Edit
from revtrack.diff.labels.lexicon import Lexicon
from revtrack.diff.labels.mentions import (
    Mention,
    attributions,
    capitalised,
    denials,
    doubts,
    has_marks,
    names,
    passages,
    words_of,
)
from revtrack.diff.labels.notes import note_in, stamps_in
from revtrack.diff.labels.numbers import numbers_and_dates

__all__ = ["Claim", "changed_facts", "changed_stamps", "note_claim"]

LOCAL_WORDS: Final = 5
"""Words of a run, a side, up to which it is an edit in place and no new clause: "has not yet been"; our judgement."""
UNNAMED_WORDS: Final = 3
"""Words that stand for a name, at most: "the local mayor"; our judgement."""
STEM: Final = 4
"""Letters of a word that is short for one with a prefix: "able" is no "unable" denied; our judgement."""
NAME_LETTERS: Final = 2
"""Letters that may differ between two spellings of one name, wherever they stand."""

FEW: Final = 24
"""Things that are sooner compared one by one than counted."""

Pairs = list[tuple[Mention | None, Mention | None]]
_NUMERIC: Final = re.compile(r"[\d%‰$¢£¤¥₠-⃀]")
_DASH: Final = re.compile("[-−‑–—]")
_POINTS: Final = " ,.;:"
"""Stripped from what stands against a name or a denial."""


class Claim(NamedTuple):
    """A fact that changed, and the words it rests on."""

    term: str
    old: Mention | None
    new: Mention | None
    kind: str = ""
    """Of a note: `correction`, `clarification` …; else empty."""


def changed_facts(edit: Edit, *, title: bool = False) -> list[Claim]:
    """The facts that differ between the two sides, family by family.

    Args:
        edit: the two texts.
        title: whether they are headlines, whose capitals and short cuts tell less about names.
    """
    pairs: Pairs = []
    if _may_count(edit):
        pairs += _numbers(edit)
    if has_marks(edit.old) or has_marks(edit.new):
        pairs += _differing(edit, passages(edit.old), passages(edit.new))
    lexicon = edit.lexicon
    if lexicon is None:
        return [Claim(_term(pair), *pair) for pair in pairs]
    if not lexicon.speech_words.isdisjoint(edit.words):
        pairs += _speech(edit, lexicon)
    if edit.changed != edit.changed.lower():
        pairs += (pair for pair in _names(edit, lexicon) if not title or _stands_for(edit, *pair))
    if lexicon.may_claim(edit.changed_words) or "n't" in edit.changed or "n’t" in edit.changed:
        pairs += _doubt(edit, lexicon)
        pairs += _denial(edit, lexicon)
    if lexicon.negating_prefixes:
        pairs += _prefix(edit, lexicon)
    facts = [Claim(_term(pair), *pair) for pair in pairs]
    if lexicon.note_words.isdisjoint(edit.words):
        return facts
    return [*note_claim(*(note_in(text, lexicon, edit.words) for text in (edit.old, edit.new))), *facts]


def _term(pair: tuple[Mention | None, Mention | None]) -> str:
    told = pair[0] or pair[1]
    assert told is not None
    return told.term


def note_claim(old: Mention | None, new: Mention | None) -> Iterator[Claim]:
    """The claim that a note came, went or changed; none where there is no note."""
    told = new or old
    if told:
        yield Claim("note", old, new, str(told.atoms[0]))


def changed_stamps(edit: Edit) -> tuple[Claim, ...]:
    """The stamps of a byline that changed; none where anything else in it changed too."""
    if edit.lexicon is None or edit.lexicon.stamp_words.isdisjoint(edit.words):
        return ()
    old, new = (stamps_in(text, edit.lexicon) for text in (edit.old, edit.new))
    if not old or len(old) != len(new):
        return ()
    inside = all(
        any(was.start <= run.old[0] and run.old[1] <= was.end for was in old)
        and any(now.start <= run.new[0] and run.new[1] <= now.end for now in new)
        for run in edit.runs
    )
    pairs = zip(old, new, strict=True)
    return tuple(Claim("dateline", was, now) for was, now in pairs if was.text != now.text) if inside else ()


# -------------------------------------------------------------------------------------------------------- comparing


def _differing(edit: Edit, old: Sequence[Mention], new: Sequence[Mention]) -> Pairs:
    """What one side states and the other does not, paired within the run both touch."""
    if [mention.atoms for mention in old] == [mention.atoms for mention in new]:
        return []
    was, now = ([atom for mention in side for atom in mention.atoms] for side in (old, new))
    old_by_run = edit.by_run(_missing(old, _more(was, now)), new=False)
    new_by_run = edit.by_run(_missing(new, _more(now, was)), new=True)
    pairs: Pairs = []
    for number in sorted(old_by_run.keys() | new_by_run.keys()):
        pairs += _paired(old_by_run.get(number, []), new_by_run.get(number, []), alone=edit.size(number) == 1)
    return pairs


def _more(these: Sequence[Hashable], those: Sequence[Hashable]) -> set[Hashable]:
    """What is among these more often than among those."""
    if len(these) + len(those) > FEW:
        return set(Counter(these) - Counter(those))
    found = list(these)
    for one in those:
        if one in found:
            found.remove(one)
    return set(found)


def _missing(mentions: Iterable[Mention], atoms: set[Hashable]) -> list[Mention]:
    """The mentions that state something the other side does not."""
    return [mention for mention in mentions if not atoms.isdisjoint(mention.atoms)]


def _paired(olds: Sequence[Mention], news: Sequence[Mention], *, alone: bool) -> Pairs:
    """Mentions of one run, of equal terms, in order, the like with the like first: a weekday with a weekday.

    Weak ones only stand against others; two weak ones against each other if `alone`, or if they are quotations.
    """
    if len(olds) == len(news) == 1 and olds[0].term == news[0].term and not (olds[0].weak or news[0].weak):
        return [(olds[0], news[0])]
    pairs: Pairs = []
    for term in dict.fromkeys(mention.term for mention in (*olds, *news)):
        old, new = ([mention for mention in side if mention.term == term] for side in (olds, news))
        for kind in dict.fromkeys(map(_kind, old)):
            alike = zip(
                [one for one in old if _kind(one) == kind], [one for one in new if _kind(one) == kind], strict=False
            )
            matched = [pair for pair in alike if alone or term == "quote" or not (pair[0].weak and pair[1].weak)]
            pairs += matched
            taken = {id(mention) for pair in matched for mention in pair}
            old, new = ([mention for mention in side if id(mention) not in taken] for side in (old, new))
        pairs += _left_over(old, new)
    return pairs


def _left_over(olds: list[Mention], news: list[Mention]) -> Pairs:
    """The strong ones of both sides in order, the shorter side filled up with weak ones."""
    sides = [olds, news]
    strong = [[mention for mention in side if not mention.weak] for side in sides]
    most = max(map(len, strong))
    filled = [kept if len(kept) == most else side[:most] for side, kept in zip(sides, strong, strict=True)]
    return list(zip_longest(filled[0], filled[1]))


def _kind(mention: Mention) -> Hashable:
    """What mentions must share to be likely counterparts: the unit of a number, the kind of a date, the verb."""
    atom = mention.atoms[0]
    kind = atom[0] if isinstance(atom, tuple) else None
    return "calendar" if kind in {"day", "month", "year", "stamp"} else kind


# ------------------------------------------------------------------------------------------------ numbers and dates


def _may_count(edit: Edit) -> bool:
    """True where a figure, a sign before one, or a word of a number or a date changed: the cheap question."""
    words = edit.lexicon.date_words if edit.lexicon else frozenset()
    if _NUMERIC.search(edit.changed) or not words.isdisjoint(edit.changed_words):
        return True
    if not _DASH.search(edit.changed):
        return False
    return bool(_NUMERIC.search(edit.old)) or not words.isdisjoint(words_of(_DASH.sub(" ", edit.changed)))


def _numbers(edit: Edit) -> Pairs:
    old = numbers_and_dates(edit.old, edit.lexicon, edit.window(new=False))
    new = numbers_and_dates(edit.new, edit.lexicon, edit.window(new=True))
    return _differing(edit, old, new) or list(_exchanged(edit, old, new))


def _exchanged(edit: Edit, old: Sequence[Mention], new: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """Numbers that changed places, where nothing else changed: "from 12% to 21%", "won 2-1"."""
    words = edit.lexicon.date_words if edit.lexicon else frozenset()
    if not all(word in words or any(map(str.isdigit, word)) for word in edit.changed_words):
        return
    if len(old) == len(new):
        yield from (
            (one, other)
            for one, other in zip(old, new, strict=True)
            if one.atoms != other.atoms and one.term == other.term
        )


# -------------------------------------------------------------------------------------------------- speech and names


def _speech(edit: Edit, lexicon: Lexicon) -> Pairs:
    pairs = _differing(edit, attributions(edit.old, lexicon), attributions(edit.new, lexicon))
    return [pair for pair in pairs if not _same_source(*pair, lexicon)]


def _same_source(old: Mention | None, new: Mention | None, lexicon: Lexicon) -> bool:
    """True where the verb is the same and it, or a speaker, is uncertain, or a mere title makes the difference."""
    if old is None or new is None:
        return False
    (old_verb, old_speaker), (new_verb, new_speaker) = _said(old), _said(new)
    if old_verb != new_verb:
        return False
    ours, theirs = set(old_speaker.split()), set(new_speaker.split())
    titled = bool(ours & theirs) and (ours ^ theirs) <= lexicon.titles
    return titled or not (ours and theirs) or (old.weak and new.weak)


def _said(mention: Mention) -> tuple[str, str]:
    atom = mention.atoms[0]
    assert isinstance(atom, tuple)
    return atom


def _names(edit: Edit, lexicon: Lexicon) -> Iterator[tuple[Mention | None, Mention | None]]:
    """Names that differ: one replaces another, or a few other words; or one alone came or went."""
    capitals = capitalised(edit.changed)
    if capitals <= lexicon.nameless:
        return
    was = [word for words, _ in edit.run_words for word in words]
    now = [word for _, words in edit.run_words for word in words]
    gone, come = _more(was, now), _more(now, was)
    named, renamed = not gone.isdisjoint(capitals), not come.isdisjoint(capitals)
    if not (named or renamed):
        return
    if not (named and renamed) and not any(_may_be_alone(words[named], lexicon) for words in edit.run_words):
        return
    old_names = _missing(names(edit.old, lexicon, edit.window(new=False)), gone) if named else []
    new_names = _missing(names(edit.new, lexicon, edit.window(new=True)), come) if renamed else []
    old_by_run, new_by_run = edit.by_run(old_names, new=False), edit.by_run(new_names, new=True)
    for number in sorted(old_by_run.keys() | new_by_run.keys()):
        for old, new in zip_longest(old_by_run.get(number, []), new_by_run.get(number, [])):
            if old and new:
                if _replaces(edit, number, old, new, lexicon):
                    yield old, new
            elif old and gone >= set(old.atoms) and _alone(edit, number, old, 1, lexicon):
                yield old, edit.piece(number, "name", new=True, marks=_POINTS)
            elif new and come >= set(new.atoms) and _alone(edit, number, new, 0, lexicon):
                yield edit.piece(number, "name", new=False, marks=_POINTS), new


def _stands_for(edit: Edit, old: Mention | None, new: Mention | None) -> bool:
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
    ours, theirs = set(old.atoms), set(new.atoms)
    if (ours ^ theirs) <= lexicon.titles or _initials(old.text) == new.text or _initials(new.text) == old.text:
        return False
    return edit.size(number) <= LOCAL_WORDS or OSA.distance(old.text, new.text) <= NAME_LETTERS


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
        return _unnamed(against, lexicon)
    whole = set(edit.run_words[number][1 - other])
    if _initials(name.text).casefold() in edit.words:
        return False
    return len(name.atoms) > 1 and whole <= {*name.atoms, *lexicon.titles, *lexicon.common}


# -------------------------------------------------------------------------------------------------- doubt and denial


def _doubt(edit: Edit, lexicon: Lexicon) -> Pairs:
    old, new = (
        [_in_place(edit, mention, new=side) for mention in doubts(text, lexicon)]
        for text, side in ((edit.old, False), (edit.new, True))
    )
    return _differing(edit, old, new)


def _in_place(edit: Edit, mention: Mention, *, new: bool) -> Mention:
    """A weak doubt made a full one where it changed by itself."""
    number = edit.run_of(mention, new=new) if mention.weak else None
    return mention if number is None or edit.size(number) > LOCAL_WORDS else mention._replace(weak=False)


def _denial(edit: Edit, lexicon: Lexicon) -> Iterator[tuple[Mention | None, Mention | None]]:
    """Denials that came or went in place, where the sides do not hold equally many."""
    old, new = denials(edit.old, lexicon), denials(edit.new, lexicon)
    if len(old) == len(new):
        return
    old_by_run, new_by_run = edit.by_run(old, new=False), edit.by_run(new, new=True)
    for number in sorted(old_by_run.keys() | new_by_run.keys()):
        gone, come = old_by_run.get(number, []), new_by_run.get(number, [])
        if len(gone) == len(come) or edit.size(number) > LOCAL_WORDS:
            continue
        alone = edit.size(number) == 1
        sides = (gone, come)
        old_side, new_side = (
            side[0] if side else edit.piece(number, "negation", new=bool(new), marks=_POINTS) if alone else None
            for new, side in enumerate(sides)
        )
        yield old_side, new_side


def _prefix(edit: Edit, lexicon: Lexicon) -> Pairs:
    """One word that became its opposite by a prefix: "lawful", "unlawful"."""
    found: Pairs = []
    for number, (was, now) in enumerate(edit.replaced):
        if len(was) == len(now) or len(was) <= STEM or len(now) <= STEM:
            continue
        short, long = sorted((was.strip().casefold(), now.strip().casefold()), key=len)
        if len(short) > STEM and any(long == prefix + short for prefix in lexicon.negating_prefixes):
            found.append((edit.piece(number, "negation", new=False), edit.piece(number, "negation", new=True)))
    return found
