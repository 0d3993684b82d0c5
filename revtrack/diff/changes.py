"""From Pairs to Changes: texts, marked words, labels, numbers and ids; and the fields compared as fields."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial
from hashlib import sha256
from itertools import accumulate
from operator import itemgetter

from revtrack.diff.align import Linked
from revtrack.diff.labels import REWRITTEN_SHARE, label_change, label_field
from revtrack.diff.labels.names import is_name_in
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
    Sentence,
    SideText,
    Span,
)

__all__ = ["coarse_marks", "describe_changes", "describe_fields", "is_rewritten"]

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


def describe_changes(
    old: Document, new: Document, changed: Sequence[Linked], options: DiffOptions
) -> tuple[Change, ...]:
    """One Change for all that belongs together, in the same order, numbered from 1.

    Args:
        old: one side.
        new: the other.
        changed: what is not simply kept in place.
        options: the thresholds.
    """
    documents = old, new
    sides = before, after = _Side(old), _Side(new)
    ids: OnDemand[list[str]] = OnDemand(_ids, documents, changed)
    changes: list[Change] = []
    left = options.mark_limit
    for at, one in enumerate(changed):
        olds, news = one.old, one.new
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
        labels = OnDemand(_labels, documents, one, was, now, spans)
        operation, moved, similarity, rule = one.operation, one.moved, one.similarity, one.rule
        said = identity, at + 1, operation, moved, old_text, new_text, similarity, rule, spans, finer, labels
        changes.append(tuple.__new__(Change, said))  # as above without a call in Python
    return tuple(changes)


def _labels(
    documents: tuple[Document, Document], linked: Linked, was: str, now: str, spans: tuple[Span, ...]
) -> tuple[Label, ...]:
    """The labels of one Change."""
    old, new = documents
    olds, news = linked.old, linked.new
    words: list[Sequence[str]] = [old.sentences[i].words for i in olds]
    words += [new.sentences[j].words for j in news]
    return label_change(
        operation=linked.operation,
        moved=linked.moved,
        spans=spans,
        old_text=was if olds else None,
        new_text=now if news else None,
        lead=min(olds + news) < LEAD_SENTENCES,
        language=new.language or old.language,
        words=words,
        opening=_opening(new, news[0]) if olds and news else None,
        is_name=partial(_is_name, documents) if olds and news else None,
    )


def _opening(document: Document, at: int) -> Sentence | None:
    """The sentence that opens the paragraph another one stands in; None where it opens it itself."""
    up_to = document.sentences_up_to
    block = bisect_right(up_to, at)
    first = up_to[block - 1] if block else 0
    return document.sentences[first] if first < at else None


def _is_name(documents: tuple[Document, Document], word: str) -> bool:
    """Whether a word with a capital is a name elsewhere in two Documents."""
    return is_name_in([sentence.text for document in documents for sentence in document.sentences], word)


def _ids(documents: tuple[Document, Document], changed: Iterable[Linked]) -> list[str]:
    """The ids of Changes, by what they say; those that say the same are told apart by their order.

    What a Change says: its operation, whether it moved, and the texts of both sides.
    """
    before, after = map(_Side, documents)
    seen: dict[tuple[Operation, bool, str, str], int] = {}
    ids = []
    for one in changed:
        was, now = before.said(one.old), after.said(one.new)
        content = one.operation, one.moved, was, now
        seen[content] = times = seen.get(content, 0) + 1
        told = f"{one.operation.value}\0{one.moved}\0{was}\0{now}\0{times}"
        ids.append(f"c-{sha256(told.encode('utf-8', 'surrogatepass')).hexdigest()[:ID_DIGITS]}")
    return ids


def _nth(ids: OnDemand[list[str]], at: int) -> str:
    return ids.value[at]


def coarse_marks(old: Document, new: Document, changes: Sequence[Change], options: DiffOptions) -> tuple[str, ...]:
    """One sentence for each Change too long to be compared word by word, and one where they were too many together.

    Sentences are counted from 1. At most `MOST_NOTES` are named.
    """
    most = options.max_words  # a text has no more tokens and no more words than characters
    was, now, longest = _lengths(changes)
    much = was * longest + LONG_WORK * (was + now) > options.mark_limit
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


def _lengths(changes: Iterable[Change]) -> tuple[int, int, int]:
    """Characters of all old texts, of all new ones, and of the longest."""
    was = now = longest = 0
    for change in changes:
        if change.old:
            size = len(change.old.text)
            was, longest = was + size, max(longest, size)
        if change.new:
            size = len(change.new.text)
            now, longest = now + size, max(longest, size)
    return was, now, longest


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
        self._words_before = document.words_before
        self._paragraph = 0  # that of the sentence asked for last, from 0

    def sentences_of(self, indexes: Sequence[int]) -> list[Sentence]:
        return [self.sentences[index] for index in indexes]

    def words(self, indexes: Sequence[int]) -> int:
        before, words = self._words_before, 0
        for index in indexes:
            words += before[index + 1] - before[index]
        return words

    def text_of(self, indexes: tuple[int, ...]) -> SideText | None:
        if not indexes:
            return None
        return tuple.__new__(SideText, (indexes, self._paragraph_of(indexes[0]), self.said(indexes)))

    def _paragraph_of(self, index: int) -> int:
        """The number of the paragraph of a sentence, from 1: mostly that of the one asked before, or the next."""
        up_to, at = self._up_to, self._paragraph
        if up_to[at] <= index and at + 1 < len(up_to):
            at += 1
        if index >= up_to[at] or (at and index < up_to[at - 1]):
            at = bisect_right(up_to, index)
        self._paragraph = at
        return at + 1

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


def is_rewritten(changes: Sequence[Change], old: Document, new: Document) -> bool:
    """Whether the share of the words of both sides that were deleted or added is `REWRITTEN_SHARE` or more.

    Words are counted as `Document.word_count` counts them, for blanks do not part them in every language. Marks are
    looked at, edit by edit, while that is open; mostly the lengths of the sentences alone settle it.
    """
    whole = old.word_count + new.word_count
    before, after = _Side(old), _Side(new)
    most = sum([before.words(one.old.sentences) for one in changes if one.old])
    most += sum([after.words(one.new.sentences) for one in changes if one.new])
    if not whole or most / whole < REWRITTEN_SHARE:
        return False
    least = sum([before.words(one.old.sentences) for one in changes if one.old and not one.new])
    least += sum([after.words(one.new.sentences) for one in changes if one.new and not one.old])
    if least / whole >= REWRITTEN_SHARE:
        return True
    edits = [
        (before.words(one.old.sentences) + after.words(one.new.sentences), one)
        for one in changes
        if one.old and one.new
    ]
    edits.sort(key=itemgetter(0), reverse=True)  # the longest settle most
    bound = most
    for words, change in edits:
        bound -= words - _marked((before, after), change, change.spans)
        if bound / whole < REWRITTEN_SHARE:
            return False  # letters, which take twice as long to find, can only tell of fewer words
    for words, change in edits:
        if not least / whole < REWRITTEN_SHARE <= most / whole:
            break
        spans = tuple(finest(change.spans, change.letters))  # a word whose comma alone changed did not
        marked = _marked((before, after), change, spans)
        least += marked
        most -= words - marked
    return most / whole >= REWRITTEN_SHARE


def _marked(sides: tuple[_Side, _Side], change: Change, spans: Sequence[Span]) -> int:
    """How many words of both sides of an edit are marked."""
    olds, news = (
        side.sentences_of(text.sentences if text else ())
        for side, text in zip(sides, (change.old, change.new), strict=True)
    )
    return _marked_words(olds, spans, "-") + _marked_words(news, spans, "+")


def _marked_words(sentences: Iterable[Sentence], spans: Iterable[Span], sign: str) -> int:
    """How many words of one side a Span with its sign touches."""
    side = [span for span in spans if span.sign in {"=", sign}]
    text = "".join([span.text for span in side])
    ends = [0, *accumulate([len(span.text) for span in side])]
    marks = [(ends[at], ends[at + 1]) for at, span in enumerate(side) if span.sign == sign]
    marked = end = at = 0
    for sentence in sentences:
        for token in sentence.tokens:
            start = text.index(token, end)
            end = start + len(token)
            while at < len(marks) and marks[at][1] <= start:
                at += 1
            if at == len(marks):
                return marked
            if marks[at][0] < end and (token.isalnum() or any(map(str.isalnum, token))):
                marked += 1
    return marked
