"""Histories made by hand, so that feeds are judged without the rooms that read and compare real articles."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from revtrack.model import (
    Article,
    Block,
    BlockKind,
    Change,
    Comparison,
    Document,
    Field,
    FieldChange,
    FieldName,
    History,
    Label,
    OnDemand,
    Operation,
    Sentence,
    SideText,
    Span,
    Tools,
    Transition,
    Version,
    Weight,
)

START = datetime(2026, 2, 3, 11, 47, tzinfo=UTC)
STEP = timedelta(hours=2, minutes=15)
HEADLINE = "Warehouse fire kills five; owner denies claim"
URL = "https://post.example/2026/02/03/warehouse-fire"


def label(term: str, weight: Weight, old: str | None = None, new: str | None = None) -> Label:
    return Label(term=term, weight=weight, old=old, new=new, rule="example/1")


def spans(marked: str) -> tuple[Span, ...]:
    """Spans from the marks of wdiff: `killed [-three-]{+five+} people`."""
    pieces = re.findall(r"\[-(.*?)-\]|\{\+(.*?)\+\}|((?:(?!\[-|\{\+).)+)", marked, re.DOTALL)
    return tuple(Span("-", old) if old else Span("+", new) if new else Span("=", both) for old, new, both in pieces)


def change(
    operation: Operation, marked: str, *labels: Label, paragraph: int = 3, moved_to: int | None = None, number: int = 1
) -> Change:
    """One Change whose texts are what the marks say."""
    parts = spans(marked)
    old = "".join(span.text for span in parts if span.sign != "+")
    new = "".join(span.text for span in parts if span.sign != "-")
    return Change(
        identity=OnDemand.of(f"c-{sha256(marked.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"),
        number=number,
        operation=operation,
        moved=moved_to is not None,
        old=_side(old, paragraph, 2 if operation is Operation.MERGED else 1),
        new=_side(new, moved_to or paragraph, 2 if operation is Operation.SPLIT else 1),
        similarity=0.5 if old and new else 0.0,
        rule=None,
        spans=parts,
        explanation=OnDemand.of(labels),
    )


def _side(text: str, paragraph: int, sentences: int) -> SideText | None:
    return SideText(sentences=tuple(range(sentences)), paragraph=paragraph, text=text) if text else None


def headline_change(old: str, new: str) -> FieldChange:
    return FieldChange(
        field=FieldName.HEADLINE,
        old=old,
        new=new,
        spans=(Span("-", old), Span("+", new)),
        explanation=OnDemand.of((label("headline", Weight.HEADLINE),)),
    )


def numbers(old: str = "three", new: str = "five", number: int = 1) -> Change:
    """A sentence whose number changed."""
    return change(
        Operation.EDITED,
        f"The fire killed [-{old}-]{{+{new}+}} people.",
        label("number", Weight.FACT, old, new),
        number=number,
    )


def everything() -> tuple[Change, ...]:
    """One Change of each kind, in reading order."""
    return (
        numbers(),
        change(
            Operation.ADDED,
            "{+“We deny every word of it,” the owner, Ana Ruiz, said.+}",
            label("quote", Weight.FACT, new="We deny every word of it,"),
            label("added", Weight.CONTENT),
            paragraph=4,
            number=2,
        ),
        change(
            Operation.DELETED,
            "[-Police said the cause could not be confirmed.-]",
            label("removed", Weight.CONTENT),
            paragraph=5,
            number=3,
        ),
        change(
            Operation.KEPT,
            "The building was inspected in March.",
            label("moved", Weight.STRUCTURE),
            paragraph=2,
            moved_to=6,
            number=4,
        ),
        change(
            Operation.EDITED,
            "Neighbours [-reportedly-]{+said they+} heard a blast.",
            label("hedge", Weight.FACT, "reportedly"),
            label("moved", Weight.STRUCTURE),
            paragraph=3,
            moved_to=7,
            number=5,
        ),
        change(
            Operation.SPLIT,
            "Smoke rose[- and roads-]{+. Roads+} were closed.",
            label("split", Weight.STRUCTURE),
            paragraph=8,
            number=6,
        ),
        change(
            Operation.MERGED,
            "Crews left[-. They-]{+ and+} came back.",
            label("merged", Weight.STRUCTURE),
            paragraph=9,
            number=7,
        ),
    )


def document(*sentences: str, headline: str | None = HEADLINE, language: str | None = "en") -> Document:
    blocks = tuple(
        Block(
            kind=BlockKind.PARAGRAPH,
            text=text,
            sentences=(Sentence(start=0, end=len(text), text=text, key=text, tokens=tuple(text.split())),),
        )
        for text in sentences
    )
    return Document(
        fields=(Field(name=FieldName.HEADLINE, value=headline),) if headline else (),
        blocks=blocks,
        language=language,
        fingerprint="0" * 64,
        tools=Tools(extractor="example/1", segmenter="example/1", normaliser="example/1"),
    )


def comparison(*changes: Change, fields: Sequence[FieldChange] = (), headline: str | None = HEADLINE) -> Comparison:
    return Comparison(
        old=document(*(one.old.text for one in changes if one.old), headline=headline),
        new=document(*(one.new.text for one in changes if one.new), headline=headline),
        alignment=OnDemand.of(()),
        changes=changes,
        fields=tuple(fields),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One article's story: the texts it went through, as one letter each, and what changed at each step."""

    texts: str = "AB"
    comparisons: tuple[Comparison, ...] = ()
    """For each step; where they are too few, the number of dead changed."""
    article_id: str = "7k2mqa4xyz"
    headline: str | None = HEADLINE
    url: str | None = URL
    source: str | None = "The Example Post"
    language: str | None = "en"
    first_number: int = 1
    time_note: str | None = None


def history(told: Told = Told()) -> History:
    """The History that the story makes, a Version every two hours and a quarter."""
    article = Article(
        id=told.article_id,
        identity=told.url or "warehouse-fire",
        url=told.url,
        source=told.source,
        title=told.headline,
        language=told.language,
        first_seen=START,
        last_changed=START + STEP * (len(told.texts) - 1),
        last_checked=START + STEP * len(told.texts),
        versions=len(told.texts),
        snapshots=len(told.texts),
    )
    versions = tuple(_version(told, place, article.id) for place in range(len(told.texts)))
    steps = (*told.comparisons, *[comparison(numbers())] * len(told.texts))
    transitions = tuple(
        Transition(article=article, old=old, new=new, comparison=step)
        for old, new, step in zip(versions, versions[1:], steps, strict=False)
    )
    return History(article=article, versions=versions, transitions=transitions)


def _version(told: Told, place: int, article_id: str) -> Version:
    text = told.texts[place]
    before = told.texts.find(text, 0, place)
    return Version(
        article_id=article_id,
        number=told.first_number + place,
        first_seen=START + STEP * place,
        last_seen=START + STEP * place,
        fingerprint=sha256(text.encode()).hexdigest(),
        sha256=sha256(text.encode()).hexdigest(),
        snapshots=1,
        returns_to=told.first_number + before if before >= 0 else None,
        headline=told.headline,
        time_note=told.time_note,
    )
