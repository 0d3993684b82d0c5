"""Words for readers: what a page, a terminal, a feed or a program's output says about a Change, in English.

    Label number, three, five  →  title    "Number changed: three to five"
                                  chip     "Number three → five"
                                  summary  "Number changed: three to five. … No new correction note found."

The vocabulary is neutral: it says what is found and what is not found, never why, for it accuses nobody. Sentences name
the two sides by words, "three to five"; arrows stand in chips only, for text from right to left turns them around.
Whatever is quoted from an article stands between U+2068 and U+2069, so that its direction cannot reorder our words.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final

from revtrack.model import Change, Comparison, FieldChange, FieldName, Label, Operation, Transition, Weight
from revtrack.report.foreign import isolated, safe, shorten

__all__ = [
    "FACTS",
    "Counts",
    "all_changes",
    "change_title",
    "chip",
    "counted",
    "counts",
    "counts_line",
    "field_name",
    "field_title",
    "gap",
    "happening",
    "is_minor",
    "later_note",
    "most_telling",
    "most_telling_of",
    "note_found",
    "note_statement",
    "percent",
    "set_aside_line",
    "short_gap",
    "shorten",
    "summary",
    "weight",
    "when",
]

FACTS: Final = frozenset({"number", "date", "quote", "attribution", "name", "hedge", "negation"})
"""Label terms whose change without a note is worth saying: what editors' own rules ask a note for."""

TITLE_EVIDENCE: Final = 40
"""Characters of each quoted side in a title: half of the 80 that a line of a terminal holds."""

CHIP_EVIDENCE: Final = 24
"""Characters of each quoted side in a chip: about four words. Our choice."""

STATEMENTS: Final = 6
"""Statements of a summary, at least 1, before the rest is only counted: what one reads at a glance. Our choice."""

PLACES: Final = 4
"""Paragraph numbers named in one statement; more are left out. Our choice."""

WORD: Final = re.compile(r"\S*\w\S*")
"""What counts as a word here: a run without white space that holds a letter or a digit."""

UNSPACED: Final = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]")
"""Letters of scripts that set no blanks between words (Thai, Lao, Burmese, Khmer, Japanese, Chinese): one word each."""

REMEMBERED: Final = 8_192
"""Texts whose words are counted once: the sentences of one article come again with each of its Versions."""

UNITS: Final = ((86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second"))
"""Seconds in each unit of time, and its name: the names begin with different letters."""

NUMBER_WORDS: Final = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight"}


@dataclass(frozen=True, slots=True)
class _Term:
    """How a label's term is called."""

    noun: str
    quotable: bool = False
    """True where the evidence is a few words, worth quoting in a title."""
    changed: str = ""
    """What a chip says when both sides have it, besides the noun."""
    single: str = ""
    """What is called added or removed where only one side has it; empty where it is the noun."""


_TERMS: Final = {
    "note": _Term("Correction note", changed="changed"),
    "number": _Term("Number", quotable=True),
    "date": _Term("Date or time", quotable=True),
    "quote": _Term("Quote", changed="altered"),
    "attribution": _Term("Attribution", quotable=True),
    "name": _Term("Name", quotable=True),
    "hedge": _Term("Certainty", quotable=True, single="Hedge"),
    "negation": _Term("Negation", quotable=True),
    "wording": _Term("Wording", quotable=True, single="Words"),
    "spelling": _Term("Spelling", quotable=True),
    "case": _Term("Capital letters"),
    "space": _Term("Spacing"),
    "dateline": _Term("Timestamp"),
    "boilerplate": _Term("Page furniture"),
}
"""Terms that are not simply their own name in capitals."""

_NOTES: Final = {
    "note-clarification": "Clarification note",
    "note-retraction": "Retraction note",
    "note-editors-note": "Editor’s note",
    "note-amended": "Amendment note",
    "note-update": "Update note",
}
"""What a note is called by the beginning of the rule that found it; any other is a correction note."""

_STATES: Final = {
    "removed": "Sentence removed",
    "added": "Sentence added",
    "moved": "Moved",
    "split": "Split",
    "merged": "Merged",
    "rewritten": "Rewritten",
    "unnoted": "No new correction note found",
}
"""Chips of the terms that describe a sentence or the whole, without evidence."""

_FIELDS: Final = {
    FieldName.PUBLISHED: "Publication time",
    FieldName.MODIFIED: "Modification time",
    FieldName.PAGE_TITLE: "Page title",
    FieldName.SOCIAL_TITLE: "Title where it is shared",
    FieldName.DATA_TITLE: "Title in structured data",
    FieldName.FEED_TITLE: "Title in the feed",
}
"""Fields that are not simply their own name in capitals."""

_WEIGHTS: Final = {one: place for place, one in enumerate(Weight)}

_WEIGHT_OF_OPERATION: Final = {
    Operation.KEPT: Weight.STRUCTURE,
    Operation.EDITED: Weight.WORDING,
    Operation.ADDED: Weight.CONTENT,
    Operation.DELETED: Weight.CONTENT,
    Operation.SPLIT: Weight.STRUCTURE,
    Operation.MERGED: Weight.STRUCTURE,
}
"""What a Change without labels counts as."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much changed. A sentence that moved and was edited is counted as both."""

    edited: int
    added: int
    removed: int
    moved: int
    split: int
    merged: int
    unchanged: int
    """Sentences that kept their text and their place."""
    words_added: int
    words_removed: int
    changed_share: float
    """Words removed and added, as a share of all words of both sides; in [0, 1]."""


def counts(comparison: Comparison) -> Counts:
    """How many Changes of each kind there are, and how many words came and went."""
    operations = [change.operation for change in comparison.changes]
    removed, added = (_words_marked(comparison.changes, sign) for sign in "-+")
    sentences = (*comparison.old.sentences, *comparison.new.sentences)
    whole = sum(_words(sentence.text) for sentence in sentences)
    return Counts(
        edited=operations.count(Operation.EDITED),
        added=operations.count(Operation.ADDED),
        removed=operations.count(Operation.DELETED),
        moved=sum(change.moved for change in comparison.changes),
        split=operations.count(Operation.SPLIT),
        merged=operations.count(Operation.MERGED),
        unchanged=sum(pair.operation is Operation.KEPT and not pair.moved for pair in comparison.pairs),
        words_added=added,
        words_removed=removed,
        changed_share=min(1.0, (added + removed) / whole) if whole else 0.0,
    )


def _words_marked(changes: Iterable[Change], sign: str) -> int:
    return sum(_words(span.text) for change in changes for span in change.spans if span.sign == sign)


@lru_cache(maxsize=REMEMBERED)
def _words(text: str) -> int:
    alone = UNSPACED.sub(" ", text)
    return len(text) - len(UNSPACED.sub("", text)) + len(WORD.findall(alone))


def counts_line(counts: Counts) -> str:
    """The Counts that are not zero, such as "3 edited, 1 added, 1 removed, 1 moved"; in words where all are."""
    kinds = ("edited", "added", "removed", "moved", "split", "merged")
    found = [f"{number:,} {kind}" for kind in kinds if (number := getattr(counts, kind))]
    return ", ".join(found) or "no sentence changed"


def weight(change: Change | FieldChange) -> Weight:
    """How much a Change matters: the weightiest of its labels. A headline is never lighter than HEADLINE."""
    found = [label.weight for label in change.labels]
    if isinstance(change, Change):
        return min(found or [_WEIGHT_OF_OPERATION[change.operation]], key=_WEIGHTS.__getitem__)
    own = Weight.HEADLINE if change.field is FieldName.HEADLINE else Weight.FIELD
    return min([*found, own] if own is Weight.HEADLINE else found or [own], key=_WEIGHTS.__getitem__)


def is_minor(change: Change | FieldChange) -> bool:
    """True for what a reader may hide: spelling, punctuation, page furniture and the like, nothing else beside it."""
    return weight(change) in {Weight.MINOR, Weight.NOISE}


def most_telling(comparison: Comparison) -> Change | FieldChange | None:
    """The Change to show where there is room for one: the weightiest, of several the longest, of these the first.

    Of a text that was rewritten the new headline tells more than any of its sentences; a note still comes first.
    """
    found = min(all_changes(comparison), key=_telling, default=None)
    if found is None or weight(found) is Weight.NOTICE or not _rewritten(comparison):
        return found
    return next((one for one in comparison.fields if one.field is FieldName.HEADLINE and one.old and one.new), found)


def _rewritten(comparison: Comparison) -> bool:
    return any(label.term == "rewritten" for label in comparison.labels)


def most_telling_of(transitions: Iterable[Transition]) -> Transition | None:
    """The step whose most telling Change is the most telling of all; of equal ones the first."""
    found = [(change, step) for step in transitions if (change := most_telling(step.comparison))]
    return min(found, key=lambda one: _telling(one[0]), default=(None, None))[1]


def _telling(change: Change | FieldChange) -> tuple[int, int]:
    return _WEIGHTS[weight(change)], -_changed_text(change)


def all_changes(comparison: Comparison) -> tuple[Change | FieldChange, ...]:
    """Changed fields, then changed sentences, each in their order."""
    return (*comparison.fields, *comparison.changes)


def _changed_text(change: Change | FieldChange) -> int:
    """Characters that came or went; of what only moved, its length."""
    marked = sum(len(span.text) for span in change.spans if span.sign != "=")
    return marked or sum(len(span.text) for span in change.spans)


def happening(change: Change) -> str:
    """What happened to the sentence as a whole, such as "Sentence added" or "Moved"; empty for an edit in its place."""
    old, new = (len(side.sentences) if side else 0 for side in (change.old, change.new))
    if change.moved:
        return "Moved"
    if change.operation in {Operation.SPLIT, Operation.MERGED}:
        return f"{_capital(_number_word(old))} {'sentence' if old == 1 else 'sentences'} became {_number_word(new)}"
    if change.operation is Operation.ADDED:
        return f"{_capital(counted(new, 'sentence'))} added" if new > 1 else "Sentence added"
    if change.operation is Operation.DELETED:
        return f"{_capital(counted(old, 'sentence'))} removed" if old > 1 else "Sentence removed"
    return ""


def change_title(change: Change) -> str:
    """What changed in a sentence, such as "Number changed: three to five" or "Sentence removed"."""
    if change.moved:
        return _moved_title(change)
    title = happening(change)
    if change.operation in {Operation.SPLIT, Operation.MERGED}:
        fact = next((label for label in change.labels if label.weight in {Weight.NOTICE, Weight.FACT}), None)
        return f"{title}: {_detail(fact)}" if fact else title
    if change.operation in {Operation.ADDED, Operation.DELETED}:
        telling = next((label for label in change.labels if label.term in {"note", "quote"}), None)
        return f"{_term(telling).noun} {title.rpartition(' ')[2]}" if telling else title
    return _label_title(change.labels[0]) if change.labels else "Wording changed"


def _moved_title(change: Change) -> str:
    old = change.old.paragraph if change.old else 0
    new = change.new.paragraph if change.new else 0
    place = f"from paragraph {old} to paragraph {new}" if old != new else f"within paragraph {old}"
    number = len(change.old.sentences) if change.old else 1
    title = f"{'Sentence' if number == 1 else counted(number, 'sentence')} moved {place}"
    if change.operation is Operation.KEPT:
        return title
    if change.operation in {Operation.SPLIT, Operation.MERGED}:
        title = f"{title} and {change.operation}"
    else:
        title = f"{title} and edited"
    telling = next((label for label in change.labels if label.term not in _STATES), None)
    return f"{title}: {_detail(telling)}" if telling else title


def _number_word(number: int) -> str:
    return NUMBER_WORDS.get(number, f"{number:,}")


def _label_title(label: Label) -> str:
    if label.term in _STATES:
        return _STATES[label.term]
    old, new = _quoted(label, TITLE_EVIDENCE)
    if old and new:
        return f"{_term(label).noun} changed: {old} to {new}"
    return _one_sided(label, old or new) if old or new else _unquoted(label)


def _detail(label: Label) -> str:
    """A label in the middle of a sentence, such as "number, three to five" or "number “14” added"."""
    old, new = _quoted(label, TITLE_EVIDENCE)
    if old and new:
        said = f"{_term(label).noun}, {old} to {new}"
    elif old or new:
        said = f"{_single(label)} “{old or new}” {_action(label)}"
    else:
        said = _unquoted(label)
    return said[0].lower() + said[1:]


def _one_sided(label: Label, quoted: str) -> str:
    """A label that only one side has evidence for, such as "Number removed: “25”"."""
    return f"{_single(label)} {_action(label)}: “{quoted}”"


def _single(label: Label) -> str:
    term = _term(label)
    return term.single or term.noun


def _unquoted(label: Label) -> str:
    """A label without its evidence, such as "Quote added"; of what would be quoted only that it changed."""
    term = _term(label)
    action = "" if term.quotable else _action(label)
    return f"{term.noun} {action or term.changed or 'changed'}"


def _quoted(label: Label, limit: int) -> tuple[str, str]:
    """The evidence of both sides, shortened and isolated; empty where a side has none or it is not worth quoting.

    Facts are worth it even when they are cut; of mere wording a fragment says nothing.
    """
    sides = (label.old or "", label.new or "")
    cut = max(map(len, sides)) > limit and label.weight not in {Weight.NOTICE, Weight.FACT}
    if cut or not _term(label).quotable:
        return "", ""
    old, new = (isolated(shorten(text, limit)) if text else "" for text in sides)
    return old, new


def _action(label: Label) -> str:
    """What happened to what the label is about: came, went, or (empty) both sides have it or neither is known."""
    if label.old and not label.new:
        return "removed"
    return "added" if label.new and not label.old else ""


def _term(label: Label) -> _Term:
    known = _TERMS.get(label.term) or _Term(_capital(safe(label.term)))
    noun = next((noun for rule, noun in _NOTES.items() if label.rule.startswith(rule)), known.noun)
    return replace(known, noun=noun)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def chip(label: Label) -> str:
    """A label as a few words, such as "Number three → five", "Quote added" or "Headline"."""
    if label.term == "revert":
        return f"Back to version {label.new_value}"
    if label.term in _STATES:
        return _STATES[label.term]
    term, action = _term(label), _action(label)
    old, new = _quoted(label, CHIP_EVIDENCE)
    if old and new:
        colon = ":" if " " in old + new else ""
        return f"{term.noun}{colon} {old} → {new}"
    if old or new:
        return _one_sided(label, old or new)
    return f"{term.noun} {term.changed if term.quotable else action or term.changed}".rstrip()


def field_name(field: FieldName) -> str:
    """How a field is called, such as "Headline"."""
    return _FIELDS.get(field, field.capitalize())


def field_title(change: FieldChange) -> str:
    """What happened to a field, such as "Headline changed" or "Link added"."""
    noun = field_name(change.field)
    if change.old is None:
        return f"{noun} added"
    return f"{noun} removed" if change.new is None else f"{noun} changed"


def note_found(comparison: Comparison) -> str | None:
    """What happened to notes to readers: "added", "changed" or "removed"; None where none was found."""
    found = _note(comparison)
    return found[1] if found else None


def _note(comparison: Comparison) -> tuple[str, str] | None:
    """How the note that matters most is called, and what happened to it: one that was added before all others."""
    found: dict[str, str] = {}
    for change in all_changes(comparison):
        label = next((label for label in change.labels if label.term == "note"), None)
        if label and change.old is None:
            found.setdefault("added", _term(label).noun)
        elif label and change.new is None:
            found.setdefault("removed", _term(label).noun)
        elif label:
            found.setdefault(_action(label) or "changed", _term(label).noun)
    return next(((found[action], action) for action in ("added", "changed", "removed") if action in found), None)


def later_note(transitions: Sequence[Transition], position: int) -> str:
    """Where a note came one step too late for the step at a position, for `note_statement`; empty where none came.

    Such as "A correction note came with version 4.".
    """
    for step in transitions[position + 1 : position + 2]:
        found = _note(step.comparison)
        if found and found[1] == "added":
            noun = found[0][0].lower() + found[0][1:]
            return f"{'An' if noun[0] in 'aeiou' else 'A'} {noun} came with version {step.new.number}."
    return ""


def note_statement(comparison: Comparison, later: str = "") -> str:
    """What is to be said about a note to readers; nothing where no fact changed and no note did.

    Only what changed is looked at: an older note may stand in both texts, so that "new" is part of what is said.

    Args:
        comparison: what differs.
        later: from `later_note`, where the step after this one is at hand: said instead of that there was none.
    """
    found = _note(comparison)
    if found:
        return f"{' '.join(found)}."
    terms = {label.term for change in all_changes(comparison) for label in change.labels}
    unnoted = any(label.term == "unnoted" for label in comparison.labels)
    return (later or "No new correction note found.") if unnoted or terms & FACTS else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Statement:
    """One Change on its way into a summary."""

    weight: int
    key: str
    """Changes with the same key are told in one statement."""
    title: str
    paragraph: int | None
    """None for a field, and where the title names the paragraphs."""


def summary(comparison: Comparison, later: str = "") -> str:
    """What changed, in sentences, the weightiest first; then what is to be said about a note to readers.

    Args:
        comparison: what differs.
        later: see `note_statement`.
    """
    if comparison.same:
        return "Nothing changed."
    groups: dict[str, list[_Statement]] = {}
    rewritten = _rewritten(comparison)
    lead = most_telling(comparison) if rewritten else None
    found = [(change is not lead, _statement(change)) for change in all_changes(comparison)]
    for _, statement in sorted(found, key=lambda one: (one[0], one[1].weight)):
        groups.setdefault(statement.key, []).append(statement)
    ending = note_statement(comparison, later)
    noted = groups.pop(ending.rstrip("."), [])
    ordered = list(groups.values())
    shown = len(ordered) if len(ordered) <= STATEMENTS + 1 else STATEMENTS  # a count of one would save nothing
    told = [_told(group) for group in ordered[:shown]]
    if rewritten:
        told.insert(0, f"Rewritten: {percent(counts(comparison).changed_share)} of the words changed")
    if left := sum(map(len, ordered[shown:])):
        told.append(f"And {counted(left, 'more change')}")
    sentences = [f"{statement}." for statement in told]
    return " ".join([*sentences, f"{_told(noted)}." if noted else ending]).rstrip()


def _statement(change: Change | FieldChange) -> _Statement:
    heavy = weight(change)
    if isinstance(change, FieldChange):
        title, paragraph = field_title(change), None
    else:
        title = change_title(change)
        if title == happening(change):  # it tells none of the labels, so it weighs what it tells
            heavy = max(heavy, _WEIGHT_OF_OPERATION[change.operation], key=_WEIGHTS.__getitem__)
        side = change.new or change.old
        paragraph = side.paragraph if side and not change.moved else None
    key = title
    if heavy in {Weight.MINOR, Weight.NOISE}:
        key = heavy
    elif isinstance(change, Change) and change.moved and change.operation is Operation.KEPT:
        key = "moved"
    elif heavy is Weight.WORDING and paragraph:
        key = heavy
    return _Statement(weight=_WEIGHTS[heavy], key=key, title=title, paragraph=paragraph)


def _told(group: Sequence[_Statement]) -> str:
    number = len(group)
    first = group[0]
    paragraphs = sorted({one.paragraph for one in group if one.paragraph})
    place = _listed(paragraphs) if len(paragraphs) <= PLACES else ""
    if number == 1:
        return f"{first.title} ({place})" if place else first.title
    title = _several(first, number)
    return f"{title} ({place})" if place else title


def _several(first: _Statement, number: int) -> str:
    together = {
        Weight.MINOR.value: f"{number:,} minor edits",
        Weight.NOISE.value: f"{number:,} changes to timestamps or page furniture",
        Weight.WORDING.value: f"Wording changed in {number:,} sentences",
        "moved": f"{number:,} sentences moved",
    }
    if first.key in together:
        return together[first.key]
    noun, _, rest = first.title.partition(" ")
    if rest in {"added", "removed", "altered"}:
        return f"{number:,} {noun.lower()}s {rest}"
    return f"{first.title}, {number:,} times"


def _listed(paragraphs: Sequence[int]) -> str:
    if not paragraphs:
        return ""
    *most, last = map(str, paragraphs)
    return f"paragraphs {', '.join(most)} and {last}" if most else f"paragraph {last}"


def set_aside_line(number: int) -> str:
    """How many lines were set aside, such as "3 lines of page furniture set aside"."""
    return f"{counted(number, 'line')} of page furniture set aside"


def gap(old: datetime, new: datetime) -> str:
    """The time from old to new in its two largest neighbouring units, such as "2 hours 15 minutes later"."""
    parts = _units(old, new)
    if not parts:
        return "at the same time"
    return f"{' '.join(counted(number, unit) for number, unit in parts)} {'later' if new > old else 'earlier'}"


def short_gap(old: datetime, new: datetime) -> str:
    """The same as a sign, such as "+2h15m"."""
    parts = _units(old, new)
    return f"{'+' if new >= old else '-'}{''.join(f'{number}{unit[0]}' for number, unit in parts) or '0s'}"


def _units(old: datetime, new: datetime) -> list[tuple[int, str]]:
    """How far apart two times are: the largest unit that is not zero, and the next one if that is not zero either."""
    seconds = int(abs((new - old).total_seconds()))
    parts = []
    for length, unit in UNITS:
        parts.append((seconds // length, unit))
        seconds %= length
    first = next((place for place, (number, _) in enumerate(parts) if number), len(parts))
    return [part for part in parts[first : first + 2] if part[0]]


def when(moment: datetime) -> str:
    """A time with its zone, such as "2020-01-03 00:32 UTC"; seconds only where they are not zero.

    Args:
        moment: an aware time.
    """
    exact = moment.astimezone(UTC)
    form = "seconds" if exact.second else "minutes"
    return f"{exact.replace(tzinfo=None).isoformat(' ', timespec=form)} UTC"


def counted(number: int, noun: str) -> str:
    """A number with its noun, such as "1 version" and "3 versions"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def percent(share: float) -> str:
    """A share in [0, 1] as people read it: never 0 % for something, never 100 % for less than all."""
    whole = round(share * 100)
    if share > 0 and whole == 0:
        return "under 1 %"
    return f"{min(whole, 99) if share < 1 else whole} %"
