"""From Pairs to Changes: texts, marked words, labels, numbers and ids; and the fields compared as fields."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial
from hashlib import sha256

from revtrack.diff.labels import REWRITTEN_SHARE, label_change, label_field
from revtrack.diff.options import DiffOptions
from revtrack.diff.words import finest, letters_of, spans_between
from revtrack.model import (
    UNSPELT,
    Change,
    Document,
    FieldChange,
    FieldName,
    Label,
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

MOST_NOTES = 20
"""Places named where a Comparison is coarse; of more their number is told."""

LONG_WORK = 50
"""What each word beyond `DiffOptions.max_words` costs, in pairs of words compared: it is cut out of its text all the
same."""

REPEATED = frozenset({FieldName.LINK, FieldName.IMAGE, FieldName.CORRECTION})
"""Fields that may occur many times: values come and go, none replaces another."""


def describe_changes(old: Document, new: Document, pairs: Iterable[Pair], options: DiffOptions) -> tuple[Change, ...]:
    """One Change for every Pair, in their order, numbered from 1.

    Args:
        old: one side.
        new: the other.
        pairs: those that are not simply kept in place.
        options: the thresholds.
    """
    pairs = list(pairs)
    documents = old, new
    sides = before, after = _Side(old), _Side(new)
    ids = OnDemand(_ids, documents, pairs)
    changes: list[Change] = []
    left = options.mark_limit
    for at, pair in enumerate(pairs):
        olds, news, operation, moved, similarity, rule = pair
        old_text, new_text = before.text_of(olds), after.text_of(news)
        was, now = old_text.text if old_text else "", new_text.text if new_text else ""
        spans: tuple[Span, ...]
        finer = UNSPELT
        if was == now:
            spans = (tuple.__new__(Span, ("=", was)),)
        elif not new_text:
            spans = (tuple.__new__(Span, ("-", was)),)
        elif not old_text:
            spans = (tuple.__new__(Span, ("+", now)),)
        elif (left := left - _marking_work(sides, olds, news, options)) < 0:
            spans = Span("-", was), Span("+", now)
        else:
            spans = spans_between(was, now, options)
            finer = OnDemand(_letters, spans, options)
        identity = OnDemand(_nth, ids, at)
        labels = OnDemand(_labels, documents, pair, was, now, spans)
        said = identity, at + 1, operation, moved, old_text, new_text, similarity, rule, spans, finer, labels
        changes.append(tuple.__new__(Change, said))  # as above without a call in Python
    return tuple(changes)


def _labels(
    documents: tuple[Document, Document], pair: Pair, was: str, now: str, spans: tuple[Span, ...]
) -> tuple[Label, ...]:
    """The labels of the Change that a Pair makes."""
    old, new = documents
    return label_change(
        operation=pair.operation,
        moved=pair.moved,
        spans=spans,
        old_text=was if pair.old else None,
        new_text=now if pair.new else None,
        lead=min(pair.old + pair.new) < LEAD_SENTENCES,
        language=new.language or old.language,
        words=[*(old.sentences[i].words for i in pair.old), *(new.sentences[j].words for j in pair.new)],
    )


def _ids(documents: tuple[Document, Document], pairs: Iterable[Pair]) -> list[str]:
    """The ids of the Changes that Pairs make, by what they say; those that say the same are told apart by their order.

    What a Change says: its operation, whether it moved, and the texts of both sides.
    """
    before, after = map(_Side, documents)
    seen: dict[tuple[Operation, bool, str, str], int] = {}
    ids = []
    for pair in pairs:
        was, now = before.said(pair.old), after.said(pair.new)
        content = pair.operation, pair.moved, was, now
        seen[content] = times = seen.get(content, 0) + 1
        told = f"{pair.operation.value}\0{pair.moved}\0{was}\0{now}\0{times}"
        ids.append(f"c-{sha256(told.encode('utf-8', 'surrogatepass')).hexdigest()[:ID_DIGITS]}")
    return ids


def _nth(ids: OnDemand[list[str]], at: int) -> str:
    return ids.value[at]


def coarse_marks(old: Document, new: Document, changes: Sequence[Change], options: DiffOptions) -> tuple[str, ...]:
    """One sentence for each Change too long to be compared word by word, and one where they were too many together.

    Sentences are counted from 1. At most `MOST_NOTES` are named.
    """
    most = options.max_words  # a text has no more tokens and no more words than characters
    was, now = [len(one.old.text) for one in changes if one.old], [len(one.new.text) for one in changes if one.new]
    longest = max([*was, *now, 0])
    much = sum(was) * longest + LONG_WORK * (sum(was) + sum(now)) > options.mark_limit
    if longest <= most and not much:
        return ()
    long = [one for one in changes if any(len(text.text) > most for text in (one.old, one.new) if text)]
    before, after = _Side(old), _Side(new)
    notes = []
    for change in long:
        places = [text.sentences if text else () for text in (change.old, change.new)]
        tokens = [
            sum(len(side.sentences[at].tokens) for at in of) for side, of in zip((before, after), places, strict=True)
        ]
        if max(tokens) <= most:
            continue
        if not all(places):
            if len(places[0] or places[1]) > 1:
                continue  # a block, which nothing was compared with
            where = f"sentence {places[0][0] + 1} of old" if places[0] else f"sentence {places[1][0] + 1} of new"
            notes.append(f"{where} is too long to be compared beyond its first {most:,} words")
        elif any(span.sign != "=" and len(span.text) > most for span in change.spans):
            where = f"sentence {places[0][0] + 1} of old and {places[1][0] + 1} of new"
            notes.append(f"{where} are too long to be compared word by word")
    if len(notes) > MOST_NOTES:
        notes[MOST_NOTES - 1 :] = [f"{len(notes) - MOST_NOTES + 1:,} more sentences are too long likewise"]
    both = [
        (one.old.sentences, one.new.sentences)
        for one in changes
        if one.old and one.new and one.old.text != one.new.text
    ]
    if much and sum(_marking_work((before, after), *pair, options) for pair in both) > options.mark_limit:
        notes.append("so much was edited that the later edits are marked as a whole")
    return tuple(notes)


def _marking_work(sides: "tuple[_Side, _Side]", olds: Sequence[int], news: Sequence[int], options: DiffOptions) -> int:
    """What it costs at most to mark the words of a Pair, in pairs of words: so many of a side are compared at most."""
    most = options.max_words
    was, now = sides[0].words(olds), sides[1].words(news)
    return min(was, most) * min(now, most) + LONG_WORK * (max(0, was - most) + max(0, now - most))


class _Side:
    """The sentences of one Document and the paragraphs they stand in."""

    def __init__(self, document: Document) -> None:
        self.sentences = document.sentences
        self._up_to = document.sentences_up_to

    def sentences_of(self, indexes: Sequence[int]) -> list[Sentence]:
        return [self.sentences[index] for index in indexes]

    def words(self, indexes: Sequence[int]) -> int:
        return sum([len(self.sentences[index].words) for index in indexes])

    def text_of(self, indexes: tuple[int, ...]) -> SideText | None:
        if not indexes:
            return None
        return tuple.__new__(SideText, (indexes, bisect_right(self._up_to, indexes[0]) + 1, self.said(indexes)))

    def said(self, indexes: tuple[int, ...]) -> str:
        """Their text, one blank between two."""
        if len(indexes) == 1:
            return self.sentences[indexes[0]].text
        return " ".join([self.sentences[at].text for at in indexes])


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
    if old.fields == new.fields:
        return ()
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
                spans = spans_between(before or "", after or "", options)
                labels = partial(label_field, field=name, old=before, new=after, spans=spans, language=language)
                found.append(FieldChange(field=name, old=before, new=after, spans=spans, explanation=OnDemand(labels)))
    return tuple(found)


def changed_share(changes: Sequence[Change], old: Document, new: Document) -> float:
    """The share of the words of both sides that were deleted or added, in [0, 1]; 0 for empty Documents.

    Words are counted as `Document.word_count` counts them, for blanks do not part them in every language. Marks are
    looked at, edit by edit, while the share may still be on either side of `REWRITTEN_SHARE`; once that is settled, as
    mostly by the lengths of the sentences alone, what is told is a bound on the same side of it.
    """
    whole = old.word_count + new.word_count
    most = _words([one.old for one in changes], old) + _words([one.new for one in changes], new)
    if not whole or most / whole < REWRITTEN_SHARE:
        return most / whole if whole else 0.0
    least = _words([one.old for one in changes if not one.new], old)
    least += _words([one.new for one in changes if not one.old], new)
    before, after = _Side(old), _Side(new)
    for change in changes:
        if not least / whole < REWRITTEN_SHARE <= most / whole:
            break
        if change.old and change.new:
            spans = tuple(finest(change.spans, change.letters))  # a word whose comma alone changed did not
            marked = _marked_words(before.sentences_of(change.old.sentences), spans, "-")
            marked += _marked_words(after.sentences_of(change.new.sentences), spans, "+")
            least += marked
            most -= before.words(change.old.sentences) + after.words(change.new.sentences) - marked
    return most / whole if most / whole < REWRITTEN_SHARE else least / whole


def _words(texts: Iterable[SideText | None], document: Document) -> int:
    """How many words some texts of one side hold."""
    before = document.words_before
    return sum([before[at + 1] - before[at] for text in texts if text for at in text.sentences])


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
