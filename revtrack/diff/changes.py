"""From Pairs to Changes: texts, marked words, labels, numbers and ids; and the fields compared as fields."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial
from hashlib import sha256

from revtrack.diff.labels import label_change, label_field
from revtrack.diff.options import DiffOptions
from revtrack.diff.words import MarkedText, letters_of, spans_between, too_long
from revtrack.model import (
    Change,
    Document,
    FieldChange,
    FieldName,
    OnDemand,
    Operation,
    Pair,
    Sentence,
    SideText,
    Span,
)

__all__ = ["changed_share", "coarse_marks", "describe_changes", "describe_fields"]

LEAD_SENTENCES = 3
"""The first sentences of an article, which most readers stop at."""

ID_DIGITS = 12
"""Hexadecimal digits of a Change id: 48 bits, ample for the Changes of one Comparison."""

REPEATED = frozenset({FieldName.LINK, FieldName.IMAGE})
"""Fields that may occur many times: values come and go, none replaces another."""


def describe_changes(old: Document, new: Document, pairs: Iterable[Pair], options: DiffOptions) -> tuple[Change, ...]:
    """One Change for every Pair that is not simply kept in place, in the order of the Pairs, numbered from 1."""
    sides = (_Side(old), _Side(new))
    language = new.language or old.language
    seen: Counter[str] = Counter()
    changes: list[Change] = []
    for pair in pairs:
        if pair.operation is Operation.KEPT and not pair.moved:
            continue
        old_text, new_text = sides[0].text_of(pair.old), sides[1].text_of(pair.new)
        spans = _spans_of(sides[0].sentences_of(pair.old), sides[1].sentences_of(pair.new), options)
        content = "\0".join(
            (pair.operation, str(pair.moved), *(side.text if side else "" for side in (old_text, new_text)))
        )
        seen[content] += 1
        digest = sha256(f"{content}\0{seen[content]}".encode("utf-8", "surrogatepass")).hexdigest()
        changes.append(
            Change(
                id=f"c-{digest[:ID_DIGITS]}",
                number=len(changes) + 1,
                operation=pair.operation,
                moved=pair.moved,
                old=old_text,
                new=new_text,
                similarity=pair.similarity,
                rule=pair.rule,
                spans=spans,
                letters=_letters(spans, options),
                explanation=OnDemand(
                    partial(
                        label_change,
                        operation=pair.operation,
                        moved=pair.moved,
                        spans=spans,
                        old_text=old_text.text if old_text else None,
                        new_text=new_text.text if new_text else None,
                        lead=min(pair.old + pair.new) < LEAD_SENTENCES,
                        language=language,
                    )
                ),
            )
        )
    return tuple(changes)


def coarse_marks(old: Document, new: Document, changes: Iterable[Change], options: DiffOptions) -> tuple[str, ...]:
    """One sentence for each Change too long to be compared word by word; sentences are counted from 1."""
    sides = (_Side(old), _Side(new))
    notes = []
    for change in changes:
        places = [text.sentences if text else () for text in (change.old, change.new)]
        texts = [side.sentences_of(indexes) for side, indexes in zip(sides, places, strict=True)]
        if max(sum(len(sentence.tokens) for sentence in text) for text in texts) <= options.max_words:
            continue
        if not (texts[0] and texts[1]):
            where = f"sentence {places[0][0] + 1} of old" if texts[0] else f"sentence {places[1][0] + 1} of new"
            notes.append(f"{where} is too long to be compared beyond its first {options.max_words:,} words")
        elif too_long(MarkedText.joined(texts[0]), MarkedText.joined(texts[1]), options):
            where = f"sentence {places[0][0] + 1} of old and {places[1][0] + 1} of new"
            notes.append(f"{where} are too long to be compared word by word")
    return tuple(notes)


class _Side:
    """The sentences of one Document and the paragraphs they stand in."""

    def __init__(self, document: Document) -> None:
        self.sentences = document.sentences
        self.paragraph = [number for number, block in enumerate(document.blocks, start=1) for _ in block.sentences]

    def sentences_of(self, indexes: Sequence[int]) -> list[Sentence]:
        return [self.sentences[index] for index in indexes]

    def text_of(self, indexes: tuple[int, ...]) -> SideText | None:
        if not indexes:
            return None
        text = " ".join(sentence.text for sentence in self.sentences_of(indexes))
        return SideText(sentences=indexes, paragraph=self.paragraph[indexes[0]], text=text)


def _spans_of(old: Sequence[Sentence], new: Sequence[Sentence], options: DiffOptions) -> tuple[Span, ...]:
    """The marked words of a Pair. Equal keys are marked too: a moved sentence may carry another typography."""
    return spans_between(MarkedText.joined(old), MarkedText.joined(new), options)


def _letters(spans: Sequence[Span], options: DiffOptions) -> tuple[tuple[Span, ...] | None, ...]:
    """For each Span the letters that differ inside it, where one changed word replaces another."""
    return tuple(
        letters_of(span.text, spans[k + 1].text, options)
        if span.sign == "-" and k + 1 < len(spans) and spans[k + 1].sign == "+"
        else None
        for k, span in enumerate(spans)
    )


def describe_fields(old: Document, new: Document, options: DiffOptions) -> tuple[FieldChange, ...]:
    """The fields that differ, in the order of `FieldName`; of repeated fields what went, then what came."""
    language = new.language or old.language
    found = []
    for name in FieldName:
        if name in REPEATED:
            gone, come = Counter(old.values(name)), Counter(new.values(name))
            values: list[tuple[str | None, str | None]] = [(value, None) for value in (gone - come).elements()]
            values += [(None, value) for value in (come - gone).elements()]
        else:
            values = [(old.field(name), new.field(name))]
        for before, after in values:
            if before != after:
                spans = spans_between(_field_text(old, name, before), _field_text(new, name, after), options)
                labels = partial(label_field, field=name, old=before, new=after, spans=spans, language=language)
                found.append(FieldChange(field=name, old=before, new=after, spans=spans, explanation=OnDemand(labels)))
    return tuple(found)


def _field_text(document: Document, name: FieldName, value: str | None) -> MarkedText:
    """A field's value with its tokens; where it has none, what blanks part."""
    if value is None or name in REPEATED:
        return MarkedText.of(value or "", (value or "").split())
    tokens = next(item.tokens for item in document.fields if item.name is name)
    return MarkedText.of(value, tokens or value.split())


def changed_share(changes: Iterable[Change], old: Document, new: Document) -> float:
    """The share of the words of both sides that were deleted or added, in [0, 1]; 0 for empty Documents.

    Words are counted as `Document.word_count` counts them, for blanks do not part them in every language.
    """
    whole = old.word_count + new.word_count
    before, after = _Side(old), _Side(new)
    changed = 0
    for change in changes:
        if change.old:
            changed += _marked_words(before.sentences_of(change.old.sentences), change.spans, "-")
        if change.new:
            changed += _marked_words(after.sentences_of(change.new.sentences), change.spans, "+")
    return changed / whole if whole else 0.0


def _marked_words(sentences: Iterable[Sentence], spans: Iterable[Span], sign: str) -> int:
    """How many words of one side a Span with its sign touches."""
    side = [span for span in spans if span.sign in {"=", sign}]
    text = "".join(span.text for span in side)
    signs = "".join(span.sign * len(span.text) for span in side)  # that of each character
    marked = end = 0
    for token in (token for sentence in sentences for token in sentence.tokens):
        start = text.index(token, end)
        end = start + len(token)
        marked += any(map(str.isalnum, token)) and sign in signs[start:end]
    return marked
