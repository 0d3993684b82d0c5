"""Labels: claims about what changed, each with the words it rests on and the rule that made it.

    old   At least 12 people were killed, the mayor said.      number       12 → 72
    new   At least 72 people were killed, the mayor claimed.   attribution  the mayor said → the mayor claimed

A claim is made only where the facts of the two sides differ: numbers, dates, quotations, speakers, names, doubts and
denials are read from both texts and compared as multisets, and only those that touch changed words count. So a number
that moved is no claim, and neither is one that is written otherwise. A claim says where its words stand, and what a
number or a date amounts to.

Labels come most valuable first, in the order of `WEIGHTS`. Where there is a note or a fact there is no minor or noise
label; a line of page furniture (`boilerplate`) is noise only while no fact in it changed. Of whole sentences that came
or went only notes, quotations and plain doubt are labelled, and the dates of a line that says little else: every
number, name and "not" in them is new by necessity. A rule that reads words carries its language (`number-en/1`), a note
its kind (`note-correction-en/1`). Labels about a sentence as a whole (`added`, `moved`, `split` …) quote nothing: the
Change is their evidence.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from types import MappingProxyType
from typing import Final

from revtrack.diff.labels.certainty import doubts
from revtrack.diff.labels.edit import Edit, is_typography, surface_terms
from revtrack.diff.labels.facts import Claim, changed_facts, changed_quotes, changed_stamps
from revtrack.diff.labels.mentions import Mention, capitalised, has_marks, passages, words_of
from revtrack.diff.labels.notes import COUNTED, LONGEST_COUNTED, furniture_in, is_stamp, note_in
from revtrack.diff.labels.numbers import numbers_and_dates, values
from revtrack.diff.languages import LEXICON_VERSION, UNTOLD, Lexicon, lexicon_for
from revtrack.diff.languages.tokens import telling_words
from revtrack.model import Change, FieldChange, FieldName, Label, Operation, Sentence, Span, Weight

__all__ = ["FACTS", "REWRITTEN_SHARE", "WEIGHTS", "label_change", "label_comparison", "label_field"]

WEIGHTS: Final = MappingProxyType(
    {
        "unnoted": Weight.NOTICE,
        "note": Weight.NOTICE,
        "number": Weight.FACT,
        "date": Weight.FACT,
        "quote": Weight.FACT,
        "attribution": Weight.FACT,
        "name": Weight.FACT,
        "hedge": Weight.FACT,
        "negation": Weight.FACT,
        "headline": Weight.HEADLINE,
        "revert": Weight.HEADLINE,
        "rewritten": Weight.CONTENT,
        "removed": Weight.CONTENT,
        "added": Weight.CONTENT,
        "moved": Weight.STRUCTURE,
        "split": Weight.STRUCTURE,
        "merged": Weight.STRUCTURE,
        "wording": Weight.WORDING,
        "byline": Weight.FIELD,
        "published": Weight.FIELD,
        "section": Weight.FIELD,
        "page-title": Weight.FIELD,
        "social-title": Weight.FIELD,
        "data-title": Weight.FIELD,
        "feed-title": Weight.FIELD,
        "link": Weight.FIELD,
        "image": Weight.FIELD,
        "spelling": Weight.MINOR,
        "punctuation": Weight.MINOR,
        "case": Weight.MINOR,
        "space": Weight.MINOR,
        "typography": Weight.MINOR,
        "modified": Weight.NOISE,
        "dateline": Weight.NOISE,
        "boilerplate": Weight.NOISE,
    }
)
"""Every term and how much it matters to most readers, most valuable first."""

FACTS: Final = frozenset(term for term, weight in WEIGHTS.items() if weight is Weight.FACT)
"""The terms after which a reader may expect a note."""

RULE_VERSION: Final = 2
"""Rises when a rule gives other labels for the same texts."""
LONGEST_TEXT: Final = 5_000
"""Characters of a side whose facts are looked for; a longer text is labelled `wording`. Bounds what a text can cost."""
LONGEST_EVIDENCE: Final = 300
"""Characters of evidence kept on a side; what is beyond them becomes an ellipsis."""
REWRITTEN_SHARE: Final = 0.6
"""Share of changed words from which a Comparison is called rewritten, in (0, 1]; our judgement, unmeasured."""
MOST_OF_A_TERM: Final = 5
"""Labels of one term on one Change; a table row of twenty figures needs no twenty claims."""

_STRUCTURE: Final = {Operation.SPLIT: "split", Operation.MERGED: "merged"}
LONGEST_LINE: Final = 20
"""Distinct words of a line that may be an entry of a calendar; range [1, 100], our judgement."""
LEAST_DATED: Final = 0.5
"""Share of its words that are dates, in (0, 1]; our judgement. Publishers name the date in their notes on pages that
list events: with this rule labels agree with 87 % of the notes, without it with 80 %."""
_ASTRAY: Final = frozenset({"uhr", "us", "au", "nz", "hk", "c", "r"})
"""Words that belong to no number or date, but may stand inside one: of an hour, or of a sign such as "US$"."""
OF_A_LINE: Final = "line"
_DATE_OF_A_LINE: Final = f"date-{OF_A_LINE}"
"""The rule of a date that came or went with its line: new by necessity, so no reason to expect a note."""

_KINDS: Final = frozenset({"note", "boilerplate"})
"""Terms whose rule says which kind they are."""
_FACTLESS: Final = frozenset({COUNTED, "share"})
"""Kinds of furniture whose figures and names are no facts of the article."""
_VALUED: Final = frozenset({"number", "date"})
_RANK: Final = {term: rank for rank, term in enumerate(WEIGHTS)}
_WORDLESS: Final = frozenset({"quote", "wording", "punctuation", "case", "space", "typography"})
"""Terms decided by marks and letters, in any language."""
_WHOLE: Final = {
    (term, kind): Label(term=term, weight=WEIGHTS[term], rule=f"{term}{kind}/{RULE_VERSION}")
    for term in ("added", "removed", "moved", "split", "merged", "wording", "rewritten")
    for kind in ("", "-lead")
}
"""Labels about a sentence or a Comparison as a whole."""


def label_change(  # noqa: PLR0913 what one Change is made of; all by name
    *,
    operation: Operation,
    moved: bool,
    spans: tuple[Span, ...],
    old_text: str | None,
    new_text: str | None,
    lead: bool,
    language: str | None,
    words: Sequence[Sequence[str]] = (),
    opening: Sentence | None = None,
    is_name: Callable[[str], bool] | None = None,
) -> tuple[Label, ...]:
    """The labels of one Change, most valuable first; never empty unless both texts are the same and nothing moved.

    Args:
        operation: what happened to the sentences.
        moved: whether they moved as well.
        spans: the marked words. Where they do not rebuild the two texts, everything counts as changed.
        old_text: the sentences of old, joined by blanks; None for an added sentence.
        new_text: the same of new; None for a deleted one.
        lead: whether a sentence belongs to the first ones of the article; a rule of `added` or `removed` then says so.
        language: a BCP 47 tag; None where it is not known, see `lexicon_for`.
        words: `Sentence.words` of every sentence of both sides; none where they are to be read from the texts.
        opening: the sentence of new that opens the paragraph, where it is none of the Change: the rest of a note is
            known by how the note begins.
        is_name: whether the first word of a sentence is a name elsewhere in the articles; None where nobody can tell.
    """
    if old_text is None or new_text is None:
        return _one_sided(old_text, new_text, lead=lead, language=language, words=words)
    labels = [_WHOLE["moved", ""]] if moved else []
    if operation in _STRUCTURE:
        labels.append(_WHOLE[_STRUCTURE[operation], ""])
    if old_text != new_text and max(len(old_text), len(new_text)) > LONGEST_TEXT:
        labels.append(_WHOLE["wording", ""])
    elif old_text != new_text:
        edit = Edit(old_text, new_text, spans, language, words, is_name)
        edited = _edited(edit, same=operation is Operation.KEPT)
        labels += _in_a_note(edit, edited, opening) if opening else edited
    return _ranked(labels)


def label_field(
    *, field: FieldName, old: str | None, new: str | None, spans: tuple[Span, ...], language: str | None
) -> tuple[Label, ...]:
    """The labels of one field that changed: for the headline `headline` and the facts in it, for others their name.

    A field of which only marks, blanks or capitals changed has that label instead; "?" is no such mark, nor are marks
    that quote.
    """
    term = "note" if field is FieldName.CORRECTION else field.value
    whole = Label(
        term=term,
        weight=WEIGHTS[term],
        old=_cut(old),
        new=_cut(new),
        rule=f"{field.value}/{RULE_VERSION}",
        old_span=(0, len(old)) if old else None,
        new_span=(0, len(new)) if new else None,
    )
    if old is None or new is None or old == new or max(len(old), len(new)) > LONGEST_TEXT:
        return (whole,)
    edit = Edit(old, new, spans, language)
    surface = _surface(edit, same=False)
    minor = all(label.weight is Weight.MINOR and label.term != "spelling" for label in surface)
    if minor and not changed_quotes(edit):
        return _ranked(surface)
    return _ranked([whole, *_facts(edit, title=True)] if field is FieldName.HEADLINE else [whole])


def label_comparison(
    *,
    changes: Sequence[Change],
    fields: Sequence[FieldChange],
    rewritten: bool,
    returns_to: int | None = None,
) -> tuple[Label, ...]:
    """The claims about a Comparison as a whole: `unnoted`, `revert` and `rewritten`, where they hold.

    `unnoted`: a fact changed and no note came or changed with it. The rule says how far that goes: no note was found,
    by this version of the word lists.

    Args:
        changes: all Changes, with their labels.
        fields: all FieldChanges, with their labels.
        rewritten: whether `REWRITTEN_SHARE` of the words of both sides came or went.
        returns_to: the number of the earlier Version whose text new is again; None where that is not known.
    """
    told: Iterable[Change | FieldChange] = chain(changes, fields)
    found = [label for change in told for label in change.explanation.value]
    labels = []
    fact = any(one.term in FACTS and not one.rule.startswith(_DATE_OF_A_LINE) for one in found)
    if fact and not any(one.term == "note" and one.new is not None for one in found):
        rule = f"no note found by revtrack, note lexicon {LEXICON_VERSION}"
        labels.append(Label(term="unnoted", weight=WEIGHTS["unnoted"], rule=rule))
    if returns_to is not None:
        version = str(returns_to)
        labels.append(Label(term="revert", weight=WEIGHTS["revert"], rule=f"revert/{RULE_VERSION}", new_value=version))
    if rewritten:
        labels.append(_WHOLE["rewritten", ""])
    return _ranked(labels)


# ------------------------------------------------------------------------------------------------------- one Change


def _one_sided(
    old: str | None, new: str | None, *, lead: bool, language: str | None, words: Sequence[Sequence[str]]
) -> tuple[Label, ...]:
    """The labels of a sentence that came or went as a whole."""
    text = ((new if old is None else old) or "")[:LONGEST_TEXT]
    said = words[0] if len(words) == 1 else frozenset().union(*words) if words else frozenset(words_of(text))
    whole = _WHOLE["added" if old is None else "removed", "-lead" if lead else ""]
    if language is None and UNTOLD.isdisjoint(said) and not has_marks(text) and "©" not in text:
        return (whole,)
    lexicon = lexicon_for(language, said)
    claims = [_one(mention, new=old is None) for mention in passages(text)] if has_marks(text) else []
    if lexicon and (not lexicon.lone_words.isdisjoint(said) or "©" in text or lexicon.certainty_heads):
        known = frozenset(said)
        if not lexicon.line_words.isdisjoint(known) or "©" in text:
            if line := _line(text, lexicon, known):
                return (_label(_one(line, new=old is None), lexicon),)
            if note := note_in(text, lexicon, known):
                claims.append(_one(note, new=old is None))
        if lexicon.may_doubt(known):
            claims += [_one(doubt, new=old is None) for doubt in doubts(text, lexicon, known) if not doubt.weak]
        claims += [_one(date, new=old is None, kind=OF_A_LINE) for date in _dates_of_a_line(text, lexicon, known)]
    if not claims:
        return (whole,)
    return _ranked([whole, *[_label(claim, lexicon) for claim in claims]])


def _dates_of_a_line(text: str, lexicon: Lexicon, words: frozenset[str]) -> Iterable[Mention]:
    """The dates of a line that says little else, such as an entry of a calendar: "Date: Wednesday 24 April"."""
    if len(words) > LONGEST_LINE or lexicon.date_heads.isdisjoint(words):
        return ()
    every, telling = words_of(text), telling_words(lexicon)
    other = [word for word in every if word not in telling and word.isalpha() and word not in _ASTRAY]
    if len(every) - len(other) < LEAST_DATED * len(every):  # sooner known than where the dates are
        return ()
    dates = [one for one in numbers_and_dates(text, lexicon) if one.term == "date"]
    dated = sum(len(words_of(one.text)) for one in dates)
    return dates if dated >= LEAST_DATED * len(every) else ()


def _line(text: str, lexicon: Lexicon, words: frozenset[str]) -> Mention | None:
    """The whole text where it says nothing but when a page was published, or is page furniture."""
    if is_stamp(text, lexicon, words):
        return Mention("dateline", (), text, 0, len(text))
    return furniture_in(text, lexicon, words)


def _one(mention: Mention, *, new: bool, kind: str = "") -> Claim:
    """The claim that something came, or that it went."""
    kind = str(mention.atoms[0]) if mention.term in _KINDS else kind
    return Claim(mention.term, None, mention, kind) if new else Claim(mention.term, mention, None, kind)


def _edited(edit: Edit, *, same: bool) -> list[Label]:
    """The labels of two texts that differ: facts where there are any, else what the edit is on the surface."""
    if same or ("⁄" in edit.changed and is_typography(edit)):
        return _surface(edit, same=True)
    if edit.lexicon and not edit.lexicon.stamp_words.isdisjoint(edit.words):
        if all(is_stamp(text, edit.lexicon, edit.words) for text in (edit.old, edit.new)):
            was, now = (Mention("dateline", (), text, 0, len(text)) for text in (edit.old, edit.new))
            return [_label(Claim("dateline", was, now), edit.lexicon)]
        if stamps := changed_stamps(edit):
            return [_label(stamp, edit.lexicon) for stamp in stamps]
    if len(edit.old) <= LONGEST_COUNTED and edit.lexicon and not edit.lexicon.furniture_words.isdisjoint(edit.words):
        line = _furniture(edit)
        if line and line.kind in _FACTLESS:
            return [_label(line, edit.lexicon)]
    facts = _facts(edit)
    if not facts or all(label.term == "attribution" for label in facts):
        surface = _surface(edit, same=False)
        if not facts or all(label.weight is Weight.MINOR for label in surface):
            return surface  # a speaker spelt otherwise is no other speaker
    return facts


def _in_a_note(edit: Edit, labels: list[Label], opening: Sentence) -> list[Label]:
    """Labels, with a claim that the note changed where the paragraph is one.

    What follows an update, or a line in brackets, is text of the article.
    """
    if edit.lexicon is None or any(label.weight in _LEAST or label.term == "note" for label in labels):
        return labels
    note = note_in(opening.text, edit.lexicon, opening.words)
    if note is None or note.atoms == ("update",) or opening.text.startswith("("):
        return labels
    longest = edit.longest()
    old, new = (edit.piece(longest, "note", new=side) for side in (False, True))
    claim = _label(Claim("note", old, new, str(note.atoms[0])), edit.lexicon)
    return [claim, *(label for label in labels if label.term != "wording")]


_LEAST: Final = frozenset({Weight.MINOR, Weight.NOISE})


def _facts(edit: Edit, *, title: bool = False) -> list[Label]:
    return [_label(claim, edit.lexicon) for claim in changed_facts(edit, title=title)]


def _surface(edit: Edit, *, same: bool) -> list[Label]:
    """Minor labels, `boilerplate`, or `wording`; their evidence is the longest run."""
    terms = surface_terms(edit, same=same)
    if terms == ("wording",) and (line := _furniture(edit)):
        return [_label(line, edit.lexicon)]
    longest = edit.longest()
    old, new = edit.piece(longest, "", new=False), edit.piece(longest, "", new=True)
    return [_label(Claim(term, old, new), edit.lexicon) for term in terms]


def _furniture(edit: Edit) -> Claim | None:
    """The claim that page furniture is worded otherwise; None where a side is none, or a word could be a name."""
    was = furniture_in(edit.old, edit.lexicon, edit.words)
    now = was and furniture_in(edit.new, edit.lexicon, edit.words)
    if edit.lexicon is None or not was or not now:
        return None
    if was.atoms == now.atoms and was.atoms[0] in _FACTLESS:
        return Claim("boilerplate", was, now, str(was.atoms[0]))
    first = {words_of(text)[0] for text in (edit.old, edit.new)}
    named = capitalised(edit.changed) - first - edit.lexicon.nameless
    return None if named else Claim("boilerplate", was, now, str(now.atoms[0]))


# -------------------------------------------------------------------------------------------------------- the labels


def _label(claim: Claim, lexicon: Lexicon | None) -> Label:
    """A claim as a Label; its rule names the language where word lists were read."""
    term, old, new, kind = claim
    language = lexicon.language if lexicon and term not in _WORDLESS else None
    rule = f"{term}{kind and '-' + kind}{'-' + language if language else ''}/{RULE_VERSION}"
    evidence = _cut(old.text) if old else None, _cut(new.text) if new else None
    amounts = values(old, new) if term in _VALUED else (None, None, None)
    places = (old.start, old.end) if old else None, (new.start, new.end) if new else None
    made: Label = tuple.__new__(Label, (term, WEIGHTS[term], rule, *evidence, language, *amounts, *places))
    return made  # as Label(…) without a call in Python, which takes a third of the time


def _cut(text: str | None) -> str | None:
    return text if text is None or len(text) <= LONGEST_EVIDENCE else text[: LONGEST_EVIDENCE - 1] + "…"


def _ranked(labels: Sequence[Label]) -> tuple[Label, ...]:
    """Labels by value, the same claim once, at most `MOST_OF_A_TERM` of each term."""
    if len(labels) < 2:  # noqa: PLR2004 one is in order
        return tuple(labels)
    count: dict[str, int] = {}
    seen: set[tuple[str | None, ...]] = set()
    kept = []
    for label in sorted(labels, key=lambda label: _RANK[label.term]):
        claim = (label.term, label.old, label.new, label.rule)
        alike = count.get(label.term, 0)
        if claim in seen or alike == MOST_OF_A_TERM:
            continue
        seen.add(claim)
        count[label.term] = alike + 1
        kept.append(label)
    return tuple(kept)
