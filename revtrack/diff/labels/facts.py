"""Which facts an edit changed: notes, numbers, dates, quotations, speakers, names, doubts, denials.

    old   The fire killed three people and injured 14.
    new   The fire injured 14 and killed five people.      number: three → five; the 14 only moved

The texts are read beyond what changed, since a fact may be half changed ("1.5" of "1.5 million"). What they state is
compared as two multisets, so that what moved or is written otherwise is no difference; and only what touches a run
counts, so that a word that merely changed its surroundings is none either. Each family asks a cheap question first: a
figure, a mark, a capital, a word of its lists.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from revtrack.diff.labels.certainty import changed_denials, opposed_words, stated_doubts
from revtrack.diff.labels.comparing import Pairs, differing, in_turn
from revtrack.diff.labels.edit import Edit
from revtrack.diff.labels.mentions import Mention, attributions, has_marks, nested, passages, words_of
from revtrack.diff.labels.names import changed_names, stands_for
from revtrack.diff.labels.notes import agency_line, note_in, stamps_in
from revtrack.diff.labels.numbers import EXACT, LONGEST_NUMBER, numbers_and_dates
from revtrack.diff.languages import Lexicon
from revtrack.diff.languages.tokens import SHORT_SCALES

__all__ = ["Claim", "changed_facts", "changed_quotes", "changed_stamps", "note_claim"]

LONGEST_AMOUNT: Final = 20
"""Characters of a number before its unit, at most."""
_NUMERIC: Final = re.compile(r"[\d%‰$¢£¤¥₠-⃀]")
_DASH: Final = re.compile("[-−‑–—]")
_ENTRY: Final = re.compile(r"\d{1,2}[.)] ")


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
    pairs = _figures(edit)
    if pairs and "(" in edit.new and _in_agency_line(edit, pairs):
        return [Claim("dateline", *pairs[0])]
    pairs += _quotes(edit)
    lexicon = edit.lexicon
    if lexicon is None:
        return [Claim(_term(pair), *pair) for pair in pairs]
    if not lexicon.speech_words.isdisjoint(edit.words):
        pairs += _speech(edit, lexicon)
    if edit.changed != edit.changed.lower():
        pairs += (pair for pair in changed_names(edit, lexicon) if not title or stands_for(edit, *pair))
    pairs += _certainty(edit, lexicon)
    facts = [Claim(_term(pair), *pair) for pair in pairs]
    words = edit.words
    if title:  # "CORRECTED-Fire kills three"
        words = words.union(*(words_of(text.partition("-")[0]) for text in (edit.old, edit.new)))
    if lexicon.notes.words.isdisjoint(words):
        return facts
    return [*note_claim(*(note_in(text, lexicon, words) for text in (edit.old, edit.new))), *facts]


def _certainty(edit: Edit, lexicon: Lexicon) -> Pairs:
    """Doubts and denials that came or went."""
    opposed = opposed_words(edit, lexicon)
    claimed = lexicon.may_doubt_or_deny(edit.changed_words) or "n't" in edit.changed or "n’t" in edit.changed
    doubted = differing(edit, *stated_doubts(edit, lexicon, opposed)) if claimed else []
    return [*doubted, *changed_denials(edit, lexicon, opposed)] if claimed or opposed else []


def _term(pair: tuple[Mention | None, Mention | None]) -> str:
    told = pair[0] or pair[1]
    assert told is not None
    return told.term


def note_claim(old: Mention | None, new: Mention | None) -> Iterator[Claim]:
    """The claim that a note came, went or changed; none where there is no note."""
    told = new or old
    if told:
        yield Claim("note", old, new, str(told.atoms[0]))


def _figures(edit: Edit) -> Pairs:
    """What changed of numbers, dates and units."""
    pairs = _numbers(edit) if _may_count(edit) else []
    if pairs and edit.runs[0].old[0] == edit.runs[0].new[0] == 0:
        pairs = [pair for pair in pairs if not _counts_entries(edit, *pair)]
    capitals = edit.changed != edit.changed.lower()
    if capitals and any(len(was) == len(now) and was.lower() == now.lower() for was, now in edit.replaced):
        pairs += _units(edit)
    if edit.lexicon and not edit.lexicon.durations.keys().isdisjoint(edit.changed_words):
        pairs += _durations(edit, edit.lexicon)
    return pairs


def _counts_entries(edit: Edit, was: Mention | None, now: Mention | None) -> bool:
    """True for the number of an entry of a list, "3." in front of its sentence: an entry before it came or went."""
    if was is None or now is None or was.start or now.start:
        return False
    return all(_ENTRY.match(text) is not None for text in (edit.old, edit.new))


def _in_agency_line(edit: Edit, pairs: Pairs) -> bool:
    """True where the day in front of an agency's report is all that changed: when it was sent, no fact of it."""
    was, now = agency_line(edit.old), agency_line(edit.new)
    last = edit.runs[-1]
    inside = 0 < last.old[1] <= was and 0 < last.new[1] <= now
    return inside and all(_term(pair) in {"date", "number"} for pair in pairs)


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


# ------------------------------------------------------------------------------------------------------- quotations


def changed_quotes(edit: Edit) -> bool:
    """Whether a quotation came, went or changed."""
    return bool(_quotes(edit))


def _quotes(edit: Edit) -> Pairs:
    """Quotations that differ, else what is quoted inside them, else those that changed places."""
    if not (has_marks(edit.old) or has_marks(edit.new)):
        return []
    old, new = passages(edit.old), passages(edit.new)
    if pairs := differing(edit, old, new):
        return pairs
    if has_marks(edit.changed) and (pairs := differing(edit, nested(old), nested(new))):
        return pairs
    if len(old) != len(new):
        return []
    swapped: Pairs = [(was, now) for was, now in zip(old, new, strict=True) if was.atoms != now.atoms]
    return swapped if swapped and _outside(edit.old, old) == _outside(edit.new, new) else []


def _outside(text: str, quoted: Sequence[Mention]) -> list[str]:
    """The words of a text that stand in no quotation, those before each and behind the last."""
    ends = [0, *(one.end for one in quoted)]
    starts = [*(one.start for one in quoted), len(text)]
    return [" ".join(words_of(text[end:start])) for end, start in zip(ends, starts, strict=True)]


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
    old, new = _written_out(old, edit.old, new), _written_out(new, edit.new, old)
    return in_turn(edit, old, new) or differing(edit, old, new) or list(_exchanged(edit, old, new))


def _written_out(these: tuple[Mention, ...], text: str, those: Sequence[Mention]) -> tuple[Mention, ...]:
    """The numbers of a text; where the other side has "2 million people", a bare "2m people" is as many."""
    found = []
    for mention in these:
        scale = SHORT_SCALES.get(text[mention.end : mention.end + 1])
        if scale and len(mention.atoms) == 1 and not text[mention.end + 1 : mention.end + 2].isalnum():
            unit, value = mention.atoms[0] if isinstance(mention.atoms[0], tuple) else ("", None)
            if isinstance(value, Decimal) and value.adjusted() < LONGEST_NUMBER:
                scaled = ((unit, EXACT.multiply(value, scale)),)
                found.append(mention._replace(atoms=scaled) if any(one.atoms == scaled for one in those) else mention)
                continue
        found.append(mention)
    return tuple(found)


_AMOUNT: Final = re.compile(r"\d[\d.,]*\s?$")
_UNIT: Final = re.compile(r"(\d[\d.,]*\s?)?([mMkKGTP]?(?:Wh?|V|A|Hz|Pa|J|N|eV|g|m|s|t|[bB](?:ps|it|/s)?))")


def _units(edit: Edit) -> Pairs:
    """Amounts whose unit is another one by one capital: "5 MW" and "5 mW", "MB" and "Mb", but not "KG" and "kg"."""
    found: Pairs = []
    for (was, now), run in zip(edit.replaced, edit.runs, strict=True):
        old, new = _UNIT.fullmatch(was), _UNIT.fullmatch(now)
        if not (old and new and old[1] == new[1] and len(old[2]) > 1):
            continue
        other = [pair for pair in zip(old[2], new[2], strict=False) if pair[0] != pair[1]]
        if len(other) != 1 or other[0][0] not in "mMbB":
            continue
        both = [
            _amount(text, *span, unit[2]) for text, span, unit in ((edit.old, run.old, old), (edit.new, run.new, new))
        ]
        if both[0] and both[1]:
            found.append((both[0], both[1]))
    return found


def _amount(text: str, start: int, end: int, unit: str) -> Mention | None:
    """The number of which a run holds the unit, None where there is none."""
    before = _AMOUNT.search(text, max(0, start - LONGEST_AMOUNT), start)
    first = before.start() if before else start
    return Mention("number", (("unit", unit),), text[first:end], first, end) if text[first].isdigit() else None


def _durations(edit: Edit, lexicon: Lexicon) -> Pairs:
    """Spans of time that are as many of another unit: "two months" and "two weeks"."""
    found: Pairs = []
    for words, run in zip(edit.run_words, edit.runs, strict=True):
        units = {lexicon.durations.get(side[0]) if len(side) == 1 else None for side in words}
        if len(units) == 2 and None not in units:  # noqa: PLR2004 one of each side
            was, now = _counted(edit, run.old, lexicon, new=False), _counted(edit, run.new, lexicon, new=True)
            found += [(was, now)] if was and now else []
    return found


def _counted(edit: Edit, unit: tuple[int, int], lexicon: Lexicon, *, new: bool) -> Mention | None:
    """The number right before a unit, with it; None where there is none, or an ordinal: "the second week"."""
    text, (start, end) = edit.new if new else edit.old, unit
    for one in numbers_and_dates(text, lexicon, edit.window(new=new)):
        if one.term == "number" and text[one.end : start] in {" ", "-"} and not _is_ordinal(one):
            return Mention("number", (("unit", text[start:end]),), text[one.start : end], one.start, end)
    return None


def _is_ordinal(number: Mention) -> bool:
    last = number.atoms[-1]
    return isinstance(last, tuple) and last[0] == "ordinal"


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


# ----------------------------------------------------------------------------------------------------------- speech


def _speech(edit: Edit, lexicon: Lexicon) -> Pairs:
    old, new = attributions(edit.old, lexicon), attributions(edit.new, lexicon)
    pairs = [pair for pair in differing(edit, old, new) if not _same_source(*pair, lexicon)]
    gone, come = [was for was, now in pairs if now is None], [now for was, now in pairs if was is None]
    return [
        (was, now)
        for was, now in pairs
        if (was and now) or not (_elsewhere(now, gone, old, lexicon) or _elsewhere(was, come, new, lexicon))
    ]


def _elsewhere(
    one: Mention | None, others: Sequence[Mention | None], told: Sequence[Mention], lexicon: Lexicon
) -> bool:
    """Whether the other side has a source too, in another place or too far from its verb: "She said".

    Args:
        one: of one side; None where it has none.
        others: those of the other side that nothing stands against.
        told: all of the other side.
        lexicon: of the language.
    """
    if one is None:
        return False
    if any(_same_source(one, other, lexicon) for other in others):
        return True
    verb, speaker = _said(one)
    return speaker in lexicon.pronouns and any(_said(other) == (verb, "") for other in told)


def _same_source(old: Mention | None, new: Mention | None, lexicon: Lexicon) -> bool:
    """True where the verb is the same and it, or a speaker, is uncertain, or a mere title makes the difference, or a
    number, which has a label of its own.
    """
    if old is None or new is None:
        return False
    (old_verb, old_speaker), (new_verb, new_speaker) = _said(old), _said(new)
    if old_verb != new_verb:
        return False
    ours, theirs = set(old_speaker.split()), set(new_speaker.split())
    alike = bool(ours & theirs) and all(
        word in lexicon.titles or word in lexicon.number_heads or word.isdecimal() for word in ours ^ theirs
    )
    return alike or not (ours and theirs) or (old.weak and new.weak)


def _said(mention: Mention) -> tuple[str, str]:
    atom = mention.atoms[0]
    assert isinstance(atom, tuple)
    return atom
