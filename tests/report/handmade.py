"""Comparisons made by hand, whole and consistent, so that words are judged without the room that finds changes."""

import re
from collections.abc import Iterable, Sequence
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
    Pair,
    Rule,
    Sentence,
    SideText,
    Span,
    Tools,
    Transition,
    Version,
    Weight,
)

START = datetime(2026, 2, 3, 11, 47, tzinfo=UTC)

WEIGHTS = {
    Weight.NOTICE: {"note", "unnoted"},
    Weight.FACT: {"number", "date", "quote", "attribution", "name", "hedge", "negation"},
    Weight.HEADLINE: {"headline", "revert"},
    Weight.CONTENT: {"added", "removed", "rewritten"},
    Weight.STRUCTURE: {"moved", "split", "merged"},
    Weight.WORDING: {"wording"},
    Weight.FIELD: {
        "byline",
        "published",
        "section",
        "link",
        "image",
        "page-title",
        "social-title",
        "data-title",
        "feed-title",
    },
    Weight.MINOR: {"spelling", "punctuation", "case", "space", "typography"},
    Weight.NOISE: {"dateline", "boilerplate", "modified"},
}


def label(term: str, old: str | None = None, new: str | None = None, rule: str = "handmade/1") -> Label:
    weight = next(weight for weight, terms in WEIGHTS.items() if term in terms)
    return Label(term=term, weight=weight, old=old, new=new, rule=rule)


def spans(marked: str) -> tuple[Span, ...]:
    """Spans from the marks of wdiff: `killed [-three-]{+five+} people`."""
    pieces = re.findall(r"\[-(.*?)-\]|\{\+(.*?)\+\}|((?:(?!\[-|\{\+).)+)", marked, re.DOTALL)
    return tuple(Span("-", old) if old else Span("+", new) if new else Span("=", both) for old, new, both in pieces)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One Pair in reading order. `text` holds the marks of both sides; a side of several sentences cuts it at `|`."""

    text: str
    operation: Operation = Operation.KEPT
    old: int | None = None
    """The paragraph in old, None where there is nothing in old. The sentences of old stand in the order of `place`."""
    new: int | None = None
    moved: bool = False
    place: int | None = None
    """Where a moved sentence stood in old: before the step with this position."""
    labels: tuple[Label, ...] = ()


def kept(paragraph: int, text: str, new: int | None = None) -> Step:
    return Step(text=text, old=paragraph, new=new or paragraph)


def edited(paragraph: int, text: str, *labels: Label, new: int | None = None) -> Step:
    return Step(text=text, operation=Operation.EDITED, old=paragraph, new=new or paragraph, labels=labels)


def added(paragraph: int, text: str, *labels: Label) -> Step:
    return Step(text=f"{{+{text}+}}", operation=Operation.ADDED, new=paragraph, labels=(label("added"), *labels))


def removed(paragraph: int, text: str, *labels: Label) -> Step:
    return Step(text=f"[-{text}-]", operation=Operation.DELETED, old=paragraph, labels=(label("removed"), *labels))


def moved(old: int, new: int, text: str, *labels: Label, place: int = 0) -> Step:
    operation = Operation.EDITED if "[-" in text or "{+" in text else Operation.KEPT
    return Step(
        text=text, operation=operation, old=old, new=new, moved=True, place=place, labels=(*labels, label("moved"))
    )


def split(paragraph: int, text: str, *labels: Label) -> Step:
    """One sentence that became two; `|` marks where the new ones meet, beside the blank between them."""
    return Step(text=text, operation=Operation.SPLIT, old=paragraph, new=paragraph, labels=(label("split"), *labels))


def merged(paragraph: int, text: str, *labels: Label) -> Step:
    return Step(text=text, operation=Operation.MERGED, old=paragraph, new=paragraph, labels=(label("merged"), *labels))


def sentence(text: str, start: int = 0) -> Sentence:
    return Sentence(start=start, end=start + len(text), text=text, key=text, tokens=tuple(re.findall(r"\w+|\S", text)))


def block(texts: Sequence[str], kind: BlockKind = BlockKind.PARAGRAPH) -> Block:
    whole = " ".join(texts)
    return Block(kind=kind, text=whole, sentences=tuple(sentence(text, whole.index(text)) for text in texts))


def document(
    paragraphs: Iterable[Sequence[str]], fields: Sequence[tuple[FieldName, str]] = (), language: str = "en"
) -> Document:
    blocks = tuple(block(texts) for texts in paragraphs)
    return Document(
        fields=tuple(Field(name=name, value=value) for name, value in fields),
        blocks=blocks,
        language=language,
        fingerprint=sha256(repr((fields, blocks)).encode("utf-8", "surrogatepass")).hexdigest(),
        tools=Tools(extractor="handmade/1", segmenter="handmade/1", normaliser="handmade/1"),
    )


def field(name: FieldName, text: str, *labels: Label) -> FieldChange:
    """A changed field from the marks of wdiff; a side without text has no such field."""
    parts = spans(text)
    old, new = _side(parts, "+"), _side(parts, "-")
    return FieldChange(field=name, old=old or None, new=new or None, spans=parts, explanation=OnDemand.of(labels))


def comparison(*steps: Step, fields: Sequence[FieldChange] = (), labels: Sequence[Label] = ()) -> Comparison:
    """The whole Comparison that the steps describe."""
    old_order = sorted(
        (at for at, step in enumerate(steps) if step.old),
        key=lambda at: (steps[at].old or 0, _place(steps[at], at)),
    )
    old_texts, old_at = _numbered(steps, old_order, "old")
    new_texts, new_at = _numbered(steps, [at for at, step in enumerate(steps) if step.new], "new")
    pairs = tuple(_pair(step, old_at.get(at, ()), new_at.get(at, ())) for at, step in enumerate(steps))
    changes: list[Change] = []
    for step, pair in zip(steps, pairs, strict=True):
        if step.operation is not Operation.KEPT or step.moved:
            changes.append(_change(step, pair, len(changes) + 1))
    return Comparison(
        old=document(old_texts, [(one.field, one.old) for one in fields if one.old]),
        new=document(new_texts, [(one.field, one.new) for one in fields if one.new]),
        alignment=OnDemand.of(pairs),
        changes=tuple(changes),
        fields=tuple(fields),
        explanation=OnDemand.of(tuple(labels)),
    )


def _place(step: Step, at: int) -> float:
    return step.place - 0.5 if step.moved and step.place is not None else at


def _side(parts: Iterable[Span], without: str) -> str:
    return "".join(span.text for span in parts if span.sign != without)


def _sentences(step: Step, side: str) -> list[str]:
    """The sentences of one side: cut at `|` where that side has several."""
    several = Operation.MERGED if side == "old" else Operation.SPLIT
    text = _side(spans(step.text), "+" if side == "old" else "-")
    return text.split("| ") if step.operation is several else [text.replace("|", "")]


def _numbered(
    steps: Sequence[Step], order: Iterable[int], side: str
) -> tuple[list[list[str]], dict[int, tuple[int, ...]]]:
    """The paragraphs of one side, and the numbers its sentences have."""
    paragraphs: dict[int, list[str]] = {}
    numbers: dict[int, tuple[int, ...]] = {}
    count = 0
    for at in order:
        texts = _sentences(steps[at], side)
        paragraph = steps[at].old if side == "old" else steps[at].new
        paragraphs.setdefault(paragraph or 0, []).extend(texts)
        numbers[at] = tuple(range(count, count + len(texts)))
        count += len(texts)
    last = max(paragraphs, default=0)
    return [paragraphs.get(number, []) for number in range(1, last + 1)], numbers


def _pair(step: Step, old: tuple[int, ...], new: tuple[int, ...]) -> Pair:
    both = bool(old and new)
    same = step.operation is Operation.KEPT
    return Pair(
        old=old,
        new=new,
        operation=step.operation,
        moved=step.moved,
        similarity=1.0 if same else 0.75 if both else 0.0,
        rule=(Rule.EQUAL if same else Rule.IN_ORDER) if both else None,
    )


def _change(step: Step, pair: Pair, number: int) -> Change:
    parts = spans(step.text.replace("|", ""))
    return Change(
        identity=OnDemand.of(f"c-{sha256(step.text.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"),
        number=number,
        operation=step.operation,
        moved=step.moved,
        old=_text(pair.old, step.old, _side(parts, "+")),
        new=_text(pair.new, step.new, _side(parts, "-")),
        similarity=pair.similarity,
        rule=pair.rule,
        spans=parts,
        explanation=OnDemand.of(step.labels),
    )


def _text(indexes: tuple[int, ...], paragraph: int | None, text: str) -> SideText | None:
    return SideText(sentences=indexes, paragraph=paragraph or 0, text=text) if indexes else None


def fire() -> Comparison:
    """One Comparison with a change of every kind."""
    return comparison(
        kept(1, "A fire broke out in a warehouse by the harbour on Tuesday."),
        kept(1, "Smoke could be seen for miles."),
        kept(2, "The alarm was raised at dawn."),
        edited(3, "The fire killed [-three-]{+five+} people and injured 14.", label("number", "three", "five")),
        added(4, "“We deny every word of it,” the owner, Ana Ruiz, said.", label("quote", None, "We deny")),
        removed(5, "Police said the cause could not be confirmed.", label("hedge", "could not be confirmed")),
        kept(5, "Two streets were closed."),
        kept(5, "Buses were sent another way."),
        kept(6, "Schools stayed open.", new=6),
        moved(2, 6, "The building was inspected in March.", place=3),
        moved(2, 6, "Neighbours [-reportedly -]heard a blast.", label("hedge", "reportedly"), place=3),
        split(7, "The harbour was shut[- and-]{+.+}| [-ferries-]{+Ferries+} turned back."),
        merged(7, "Crews left at noon[-.| They-]{+ and+} came back at night."),
        edited(8, "The mayor [-recieved-]{+received+} the families.", label("spelling", "recieved", "received")),
        kept(9, "The inquiry goes on."),
        fields=[
            field(
                FieldName.HEADLINE,
                "Warehouse fire kills [-three-]{+five; owner denies claim+}",
                label("number", "three", "five"),
                label("headline"),
            ),
            field(FieldName.LINK, "{+https://post.example/inspections+}", label("link", None, "https://post.example")),
        ],
        labels=[label("unnoted")],
    )


def versions(count: int, *, returns: dict[int, int] | None = None, note: str | None = None) -> tuple[Version, ...]:
    """Versions two and a quarter hours apart."""
    return tuple(
        Version(
            article_id="7k2mqa4xyz",
            number=number,
            first_seen=START + (number - 1) * timedelta(hours=2, minutes=15),
            last_seen=START + (number - 1) * timedelta(hours=2, minutes=15),
            fingerprint=f"{number:064x}",
            sha256=f"{number:064x}",
            snapshots=1,
            returns_to=(returns or {}).get(number),
            headline="Warehouse fire kills five; owner denies claim",
            via="by hand",
            time_note=note,
            last_time_note=note,
        )
        for number in range(1, count + 1)
    )


def article(count: int = 2, *, title: str | None = "Warehouse fire kills five; owner denies claim") -> Article:
    return Article(
        id="7k2mqa4xyz",
        identity="https://post.example/2026/02/03/warehouse-fire",
        url="https://post.example/2026/02/03/warehouse-fire",
        source="The Example Post",
        title=title,
        language="en",
        first_seen=START,
        last_changed=START + (count - 1) * timedelta(hours=2, minutes=15),
        last_checked=START + count * timedelta(hours=2, minutes=15),
        versions=count,
        snapshots=count,
    )


def history(*comparisons: Comparison, returns: dict[int, int] | None = None, note: str | None = None) -> History:
    """A History with these steps."""
    numbered = versions(len(comparisons) + 1, returns=returns, note=note)
    about = article(len(numbered))
    steps = tuple(
        Transition(article=about, old=old, new=new, comparison=one)
        for old, new, one in zip(numbered, numbered[1:], comparisons, strict=False)
    )
    return History(article=about, versions=numbered, transitions=steps)
