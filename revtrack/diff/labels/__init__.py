"""Labels: claims about what changed, each with the words it rests on and the rule that made it.

    old   At least 12 people were killed, the mayor said.      number       12 → 72
    new   At least 72 people were killed, the mayor claimed.   attribution  the mayor said → the mayor claimed

A claim is made only where the facts of the two sides differ: numbers, dates, quotations, speakers, names, doubts and
denials are read from both texts whole and compared as multisets, and only those that touch changed words count. So a
number that moved is no claim, and neither is one that is written otherwise.

Labels come most valuable first, in the order of `WEIGHTS`. Where there is a note or a fact there is no minor or noise
label. Of whole sentences that came or went only notes, quotations and plain doubt are labelled: every number, name and
"not" in them is new by necessity. A rule that reads words carries its language (`number-en/1`), a note its kind
(`note-correction-en/1`). Labels about a sentence as a whole (`added`, `moved`, `split` …) quote nothing: the Change is
their evidence.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from types import MappingProxyType
from typing import Final

from revtrack.diff.labels.edit import Edit
from revtrack.diff.labels.facts import Claim, changed_facts, changed_stamps, may_claim, note_claim
from revtrack.diff.labels.languages import LEXICON_VERSION, lexicon_for
from revtrack.diff.labels.lexicon import Lexicon
from revtrack.diff.labels.mentions import doubts, is_stamp, note_in, passages, words_of
from revtrack.diff.labels.surface import surface_terms
from revtrack.model import Change, FieldChange, FieldName, Label, Operation, Span, Weight

__all__ = ["FACTS", "WEIGHTS", "label_change", "label_comparison", "label_field"]

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
        "link": Weight.FIELD,
        "image": Weight.FIELD,
        "spelling": Weight.MINOR,
        "punctuation": Weight.MINOR,
        "case": Weight.MINOR,
        "space": Weight.MINOR,
        "typography": Weight.MINOR,
        "modified": Weight.NOISE,
        "dateline": Weight.NOISE,
    }
)
"""Every term and how much it matters to most readers, most valuable first."""

FACTS: Final = frozenset(term for term, weight in WEIGHTS.items() if weight is Weight.FACT)
"""The terms after which a reader may expect a note."""

RULE_VERSION: Final = 1
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
_RANK: Final = {term: rank for rank, term in enumerate(WEIGHTS)}
_WORDLESS: Final = frozenset({"quote", "wording", "punctuation", "case", "space", "typography"})
"""Terms decided by marks and letters, in any language."""


def label_change(  # noqa: PLR0913 what one Change is made of; all by name
    *,
    operation: Operation,
    moved: bool,
    spans: tuple[Span, ...],
    old_text: str | None,
    new_text: str | None,
    lead: bool,
    language: str | None,
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
    """
    if old_text is None or new_text is None:
        return _one_sided(old_text, new_text, lead=lead, language=language)
    labels = [_whole("moved")] if moved else []
    if operation in _STRUCTURE:
        labels.append(_whole(_STRUCTURE[operation]))
    if old_text != new_text:
        same = operation is Operation.KEPT
        labels += _edited(old_text, new_text, spans, language, same=same)
    return _ranked(labels)


def label_field(
    *, field: FieldName, old: str | None, new: str | None, spans: tuple[Span, ...], language: str | None
) -> tuple[Label, ...]:
    """The labels of one field that changed: for the headline `headline` and the facts in it, for others their name.

    A field of which only marks, blanks or capitals changed has that label instead; "?" is no such mark.
    """
    term = field.value
    whole = Label(term=term, weight=WEIGHTS[term], old=_cut(old), new=_cut(new), rule=f"{term}/{RULE_VERSION}")
    if old is None or new is None or old == new or max(len(old), len(new)) > LONGEST_TEXT:
        return (whole,)
    edit = Edit(old, new, spans, language)
    surface = _surface(edit, same=False)
    if all(label.weight is Weight.MINOR and label.term != "spelling" for label in surface):
        return _ranked(surface)
    return _ranked([whole, *_facts(edit, title=True)] if field is FieldName.HEADLINE else [whole])


def label_comparison(
    *,
    changes: Sequence[Change],
    fields: Sequence[FieldChange],
    changed_share: float,
) -> tuple[Label, ...]:
    """The claims about a Comparison as a whole: `unnoted` and `rewritten`, where they hold.

    `unnoted`: a fact changed and no note came or changed with it. The rule says how far that goes: no note was found,
    by this version of the word lists.

    Args:
        changes: all Changes, with their labels.
        fields: all FieldChanges, with their labels.
        changed_share: share of the words of both sides that came or went, in [0, 1].
    """
    found = [label for change in changes for label in change.labels]
    found += [label for change in fields for label in change.labels]
    noted = any(label.term == "note" and label.new is not None for label in found)
    labels = []
    if not noted and any(label.term in FACTS for label in found):
        rule = f"no note found by revtrack, note lexicon {LEXICON_VERSION}"
        labels.append(Label(term="unnoted", weight=WEIGHTS["unnoted"], rule=rule))
    if changed_share >= REWRITTEN_SHARE:
        labels.append(_whole("rewritten"))
    return _ranked(labels)


# ------------------------------------------------------------------------------------------------------- one Change


def _one_sided(old: str | None, new: str | None, *, lead: bool, language: str | None) -> tuple[Label, ...]:
    """The labels of a sentence that came or went as a whole."""
    text = ((new if old is None else old) or "")[:LONGEST_TEXT]
    words = words_of(text)
    lexicon = lexicon_for(language, frozenset(words))
    if is_stamp(text, lexicon):
        return (_label(Claim("dateline", old, new), lexicon),)
    note = note_in(text, lexicon)
    found = [*passages(text)]
    if lexicon and may_claim(words, lexicon):
        found += (mention for mention in doubts(text, lexicon) if not mention.weak)
    claims = [*(note_claim(None, note) if old is None else note_claim(note, None))]
    claims += (Claim(one.term, *((None, one.text) if old is None else (one.text, None))) for one in found)
    whole = _whole("added" if old is None else "removed", "-lead" if lead else "")
    return _ranked([whole, *(_label(claim, lexicon) for claim in claims)])


def _edited(old: str, new: str, spans: Sequence[Span], language: str | None, *, same: bool) -> list[Label]:
    """The labels of two texts that differ: facts where there are any, else what the edit is on the surface."""
    if max(len(old), len(new)) > LONGEST_TEXT:
        return [_whole("wording")]
    edit = Edit(old, new, spans, language)
    if same:
        return _surface(edit, same=True)
    if is_stamp(old, edit.lexicon) and is_stamp(new, edit.lexicon):
        return [_label(Claim("dateline", old, new), edit.lexicon)]
    if stamps := changed_stamps(edit):
        return [_label(stamp, edit.lexicon) for stamp in stamps]
    facts = _facts(edit)
    if all(label.term == "attribution" for label in facts):
        surface = _surface(edit, same=False)
        if not facts or all(label.weight is Weight.MINOR for label in surface):
            return surface  # a speaker spelt otherwise is no other speaker
    return facts


def _facts(edit: Edit, *, title: bool = False) -> list[Label]:
    return [_label(claim, edit.lexicon) for claim in changed_facts(edit, title=title)]


def _surface(edit: Edit, *, same: bool) -> list[Label]:
    """Minor labels, or `wording`; their evidence is the longest run."""
    old, new = max(edit.replaced, key=lambda sides: len(sides[0]) + len(sides[1]))
    evidence = (old.strip() or None, new.strip() or None)
    return [_label(Claim(term, *evidence), edit.lexicon) for term in surface_terms(edit, same=same)]


# -------------------------------------------------------------------------------------------------------- the labels


def _label(claim: Claim, lexicon: Lexicon | None) -> Label:
    """A claim as a Label; its rule names the language where word lists were read."""
    kind = f"-{claim.kind}" if claim.kind else ""
    language = f"-{lexicon.language}" if lexicon and claim.term not in _WORDLESS else ""
    return Label(
        term=claim.term,
        weight=WEIGHTS[claim.term],
        old=_cut(claim.old),
        new=_cut(claim.new),
        rule=f"{claim.term}{kind}{language}/{RULE_VERSION}",
    )


def _whole(term: str, kind: str = "") -> Label:
    """A label about a sentence or a Comparison as a whole."""
    return Label(term=term, weight=WEIGHTS[term], rule=f"{term}{kind}/{RULE_VERSION}")


def _cut(text: str | None) -> str | None:
    return text if text is None or len(text) <= LONGEST_EVIDENCE else text[: LONGEST_EVIDENCE - 1] + "…"


def _ranked(labels: Iterable[Label]) -> tuple[Label, ...]:
    """Labels by value, equal ones once, at most `MOST_OF_A_TERM` of each term."""
    count: Counter[str] = Counter()
    kept = []
    for label in sorted(dict.fromkeys(labels), key=lambda label: _RANK[label.term]):
        count[label.term] += 1
        if count[label.term] <= MOST_OF_A_TERM:
            kept.append(label)
    return tuple(kept)
