"""Which facts an edit changed: notes, numbers, dates, quotations, speakers, names, doubts, denials.

    old   The fire killed three people and injured 14.
    new   The fire injured 14 and killed five people.      number: three → five; the 14 only moved

Both texts are read whole, since a fact may be half changed ("1.5" of "1.5 million"). What they state is compared as two
multisets, so that what moved or is written otherwise is no difference; and only what touches a run counts, so that a
word that merely changed its surroundings is none either. Each family asks a cheap question first.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import Final, NamedTuple

import regex
from rapidfuzz.distance import OSA

from revtrack.diff.labels.edit import Edit
from revtrack.diff.labels.lexicon import STEM, Lexicon
from revtrack.diff.labels.mentions import (
    Mention,
    attributions,
    denials,
    doubts,
    names,
    note_in,
    passages,
    stamps_in,
    words_of,
)
from revtrack.diff.labels.numbers import numbers_and_dates

__all__ = ["Claim", "changed_facts", "changed_stamps", "may_claim", "note_claim"]

LOCAL_WORDS: Final = 5
"""Words of a run, a side, up to which it is an edit in place and no new clause: "has not yet been"; our judgement."""
UNNAMED_WORDS: Final = 3
"""Words that stand for a name, at most: "the local mayor"; our judgement."""
NAME_LETTERS: Final = 2
"""Letters that may differ between two spellings of one name, wherever they stand."""

Pairs = list[tuple[Mention | None, Mention | None]]
_NUMERIC: Final = regex.compile(r"[\d%‰\p{Sc}−-]")
_MARKS: Final = frozenset("“”\"„«»‹›「」『』‘‚'")


class Claim(NamedTuple):
    """A fact that changed, and the words it rests on."""

    term: str
    old: str | None
    new: str | None
    kind: str = ""
    """Of a note: `correction`, `clarification` …; else empty."""


def changed_facts(edit: Edit, *, title: bool = False) -> Iterator[Claim]:
    """The facts that differ between the two sides, family by family.

    Args:
        edit: the two texts.
        title: whether they are headlines, whose capitals and short cuts tell less about names.
    """
    yield from note_claim(note_in(edit.old, edit.lexicon), note_in(edit.new, edit.lexicon))
    yield from _numbers(edit)
    if not (_MARKS.isdisjoint(edit.old) and _MARKS.isdisjoint(edit.new)):
        yield from _claims(_differing(edit, passages(edit.old), passages(edit.new)))
    if edit.lexicon:
        yield from _speech(edit, edit.lexicon)
        yield from (claim for claim in _names(edit, edit.lexicon) if not title or _stands_for(edit, claim))
        if may_claim(edit.changed_words, edit.lexicon):
            yield from _doubt(edit, edit.lexicon)
            yield from _denial(edit, edit.lexicon)
        yield from _prefix(edit, edit.lexicon)


def may_claim(words: Iterable[str], lexicon: Lexicon) -> bool:
    """True where some words may belong to an expression of doubt or denial: the cheap question."""
    return any(word[:STEM] in lexicon.claim_stems or word.endswith(("n't", "n’t")) for word in words)


def note_claim(old: Mention | None, new: Mention | None) -> Iterator[Claim]:
    """The claim that a note came, went or changed; none where there is no note."""
    told = new or old
    if told:
        yield Claim("note", old.text.strip() if old else None, new.text.strip() if new else None, str(told.atoms[0]))


def changed_stamps(edit: Edit) -> tuple[Claim, ...]:
    """The stamps of a byline that changed; none where anything else in it changed too."""
    old, new = (stamps_in(text, edit.lexicon) for text in (edit.old, edit.new))
    if not old or len(old) != len(new):
        return ()
    inside = all(
        any(was.start <= run.old[0] and run.old[1] <= was.end for was in old)
        and any(now.start <= run.new[0] and run.new[1] <= now.end for now in new)
        for run in edit.runs
    )
    pairs = zip(old, new, strict=True)
    return tuple(Claim("dateline", was.text, now.text) for was, now in pairs if was.text != now.text) if inside else ()


def _claims(pairs: Pairs) -> Iterator[Claim]:
    for old, new in pairs:
        told = old or new
        assert told is not None
        yield Claim(told.term, old.text if old else None, new.text if new else None)


# -------------------------------------------------------------------------------------------------------- comparing


def _differing(edit: Edit, old: Sequence[Mention], new: Sequence[Mention]) -> Pairs:
    """What one side states and the other does not, paired within the run both touch."""
    gone = Counter(atom for mention in old for atom in mention.atoms)
    come = Counter(atom for mention in new for atom in mention.atoms)
    old_by_run = edit.by_run(_missing(old, gone - come), new=False)
    new_by_run = edit.by_run(_missing(new, come - gone), new=True)
    pairs: Pairs = []
    for number in sorted(old_by_run.keys() | new_by_run.keys()):
        pairs += _paired(old_by_run.get(number, []), new_by_run.get(number, []), alone=edit.sizes[number] == 1)
    return pairs


def _missing(mentions: Iterable[Mention], atoms: Counter[Hashable]) -> list[Mention]:
    """The mentions that state something the other side does not."""
    return [mention for mention in mentions if any(atoms[atom] for atom in mention.atoms)]


def _paired(olds: Sequence[Mention], news: Sequence[Mention], *, alone: bool) -> Pairs:
    """Mentions of one run, of equal terms, in order, the like with the like first: a weekday with a weekday.

    Weak ones only stand against others; two weak ones against each other if `alone`, or if they are quotations.
    """
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


def _numbers(edit: Edit) -> Iterator[Claim]:
    words = edit.lexicon.date_words if edit.lexicon else frozenset()
    if edit.changed_words.isdisjoint(words) and not any(map(_NUMERIC.search, map("".join, edit.replaced))):
        return
    old, new = (numbers_and_dates(text, edit.lexicon) for text in (edit.old, edit.new))
    pairs = _differing(edit, old, new)
    yield from _claims(pairs or list(_exchanged(edit, old, new, words)))


def _exchanged(
    edit: Edit, old: Sequence[Mention], new: Sequence[Mention], words: frozenset[str]
) -> Iterator[tuple[Mention, Mention]]:
    """Numbers that changed places, where nothing else changed: "from 12% to 21%", "won 2-1"."""
    if not all(word in words or any(map(str.isdigit, word)) for word in edit.changed_words):
        return
    if len(old) == len(new):
        yield from (
            (one, other)
            for one, other in zip(old, new, strict=True)
            if one.atoms != other.atoms and one.term == other.term
        )


# -------------------------------------------------------------------------------------------------- speech and names


def _speech(edit: Edit, lexicon: Lexicon) -> Iterator[Claim]:
    for words in (edit.old_words, edit.new_words):
        if not (lexicon.speech.keys().isdisjoint(words) and lexicon.sources.keys().isdisjoint(words)):
            break
    else:
        return
    pairs = _differing(edit, attributions(edit.old, lexicon), attributions(edit.new, lexicon))
    yield from _claims([pair for pair in pairs if not _same_source(*pair, lexicon)])


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


def _names(edit: Edit, lexicon: Lexicon) -> Iterator[Claim]:
    """Names that differ: one replaces another, or a few other words; or one alone came or went."""
    if not any(map(str.isupper, "".join(map("".join, edit.replaced)))):
        return
    old_count: Counter[Hashable] = Counter(edit.old_words)
    new_count: Counter[Hashable] = Counter(edit.new_words)
    gone, come = old_count - new_count, new_count - old_count
    old_by_run = edit.by_run(_missing(names(edit.old, lexicon), gone), new=False)
    new_by_run = edit.by_run(_missing(names(edit.new, lexicon), come), new=True)
    for number in sorted(old_by_run.keys() | new_by_run.keys()):
        for old, new in zip_longest(old_by_run.get(number, []), new_by_run.get(number, [])):
            if old and new:
                if _replaces(edit, number, old, new, lexicon):
                    yield Claim("name", old.text, new.text)
            elif old and all(gone[atom] for atom in old.atoms) and _alone(edit, number, old, 1, lexicon):
                yield Claim("name", old.text, _short(edit.replaced[number][1]))
            elif new and all(come[atom] for atom in new.atoms) and _alone(edit, number, new, 0, lexicon):
                yield Claim("name", _short(edit.replaced[number][0]), new.text)


def _stands_for(edit: Edit, claim: Claim) -> bool:
    """True where one name is put in place of another and nothing else with it, or is spelt otherwise."""
    if claim.old is None or claim.new is None:
        return False
    whole = any(_only(old, claim.old) and _only(new, claim.new) for old, new in edit.replaced)
    return whole or OSA.distance(claim.old, claim.new) <= NAME_LETTERS


def _only(run: str, name: str) -> bool:
    """True where a run holds words of a name and no others."""
    words = words_of(run)
    return bool(words) and set(words) <= set(words_of(name))


def _replaces(edit: Edit, number: int, old: Mention, new: Mention, lexicon: Lexicon) -> bool:
    """True where two names stand for each other; a title more or less and an abbreviation are no other name."""
    ours, theirs = set(old.atoms), set(new.atoms)
    if (ours ^ theirs) <= lexicon.titles or _initials(old.text) == new.text or _initials(new.text) == old.text:
        return False
    return edit.sizes[number] <= LOCAL_WORDS or OSA.distance(old.text, new.text) <= NAME_LETTERS


def _initials(text: str) -> str:
    return "".join(word[0] for word in text.split()) if " " in text else ""


def _alone(edit: Edit, number: int, name: Mention, other: int, lexicon: Lexicon) -> bool:
    """True where somebody unnamed stands for the name, "an official", or a full name alone came or went.

    A name that explains an abbreviation beside it is none that came or went.
    """
    against = words_of(edit.replaced[number][other])
    if against:
        return against[0] in lexicon.articles and 1 < len(against) <= UNNAMED_WORDS
    whole = set(words_of(edit.replaced[number][1 - other]))
    if _initials(name.text).casefold() in edit.old_words + edit.new_words:
        return False
    return len(name.atoms) > 1 and whole <= {*name.atoms, *lexicon.titles, *lexicon.common}


def _short(text: str) -> str | None:
    return text.strip(" ,.;:") or None


# -------------------------------------------------------------------------------------------------- doubt and denial


def _doubt(edit: Edit, lexicon: Lexicon) -> Iterator[Claim]:
    old, new = (
        [_in_place(edit, mention, new=side) for mention in doubts(text, lexicon)]
        for text, side in ((edit.old, False), (edit.new, True))
    )
    yield from _claims(_differing(edit, old, new))


def _in_place(edit: Edit, mention: Mention, *, new: bool) -> Mention:
    """A weak doubt made a full one where it changed by itself."""
    number = edit.run_of(mention, new=new) if mention.weak else None
    return mention if number is None or edit.sizes[number] > LOCAL_WORDS else replace(mention, weak=False)


def _denial(edit: Edit, lexicon: Lexicon) -> Iterator[Claim]:
    """Denials that came or went in place, where the sides do not hold equally many."""
    old, new = denials(edit.old, lexicon), denials(edit.new, lexicon)
    if len(old) == len(new):
        return
    old_by_run, new_by_run = edit.by_run(old, new=False), edit.by_run(new, new=True)
    for number in sorted(old_by_run.keys() | new_by_run.keys()):
        gone, come = old_by_run.get(number, []), new_by_run.get(number, [])
        if len(gone) == len(come) or edit.sizes[number] > LOCAL_WORDS:
            continue
        single = edit.sizes[number] == 1
        old_text, new_text = (_short(side) if single else None for side in edit.replaced[number])
        yield Claim("negation", gone[0].text if gone else old_text, come[0].text if come else new_text)


def _prefix(edit: Edit, lexicon: Lexicon) -> Iterator[Claim]:
    """One word that became its opposite by a prefix: "lawful", "unlawful"."""
    for old, new in edit.replaced:
        for short, long in ((old.strip(), new.strip()), (new.strip(), old.strip())):
            if len(short) > STEM and any(
                long.casefold() == prefix + short.casefold() for prefix in lexicon.negating_prefixes
            ):
                yield Claim("negation", old.strip(), new.strip())
