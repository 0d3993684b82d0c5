"""The cases of `tests/cases/labels/`: one JSON file per kind of label, readable without Python.

    {"about": "…", "cases": [
      {"name": "a toll", "old": "Two died.", "new": "Four died.", "labels": [["number", "Two", "Four"]], "why": "…"}
    ]}

`labels` lists every label in order, most valuable first: its term alone, or the term with its evidence in old and new,
what these amount to, and the difference: `["number", "three", "five", "3", "5", "2"]`.
`old` or `new` is null for a whole sentence that came or went. Optional: `language` (else `en`), `operation` (else
`edited`), `moved`, `lead`, `opening` for the sentence that opens the paragraph, and `field` for a field instead of a
sentence.
"""

import json
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import regex

from revtrack import document_from_text
from revtrack.diff.labels import label_change, label_field
from revtrack.model import FieldName, Label, Operation, Sentence, Span

__all__ = ["CASES", "LabelCase", "cases_of", "evidence", "spans_between"]

CASES = Path(__file__).resolve().parent.parent / "cases" / "labels"

_TOKEN = regex.compile(r"\d+(?:[.,:]\d+)*|[\p{L}\p{M}\p{N}]+(?:['’\-][\p{L}\p{M}\p{N}]+)*|\s+|.", regex.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelCase:
    """One case: two texts, and the labels they must get."""

    name: str
    old: str | None
    new: str | None
    labels: tuple[tuple[str | None, ...], ...]
    language: str | None = "en"
    operation: Operation = Operation.EDITED
    moved: bool = False
    lead: bool = False
    opening: str | None = None
    field: FieldName | None = None
    why: str = ""

    def found(self) -> tuple[Label, ...]:
        """The labels the case gets."""
        spans = spans_between(self.old or "", self.new or "")
        if self.field:
            return label_field(field=self.field, old=self.old, new=self.new, spans=spans, language=self.language)
        return label_change(
            operation=self.operation,
            moved=self.moved,
            spans=spans,
            old_text=self.old,
            new_text=self.new,
            lead=self.lead,
            language=self.language,
            opening=self.first_sentence(),
        )

    def first_sentence(self) -> Sentence | None:
        """The sentence that opens the paragraph, where it is another one."""
        return document_from_text(self.opening, language=self.language).sentences[0] if self.opening else None


def cases_of(path: Path) -> tuple[LabelCase, ...]:
    """The cases of a file.

    Raises:
        TypeError: for a key nobody knows.
    """
    return tuple(_case(**case) for case in json.loads(path.read_text(encoding="utf-8"))["cases"])


def _case(**case: Any) -> LabelCase:
    labels = case.pop("labels")
    if case["old"] is None or case["new"] is None:
        case.setdefault("operation", "added" if case["old"] is None else "deleted")
    if "operation" in case:
        case["operation"] = Operation(case["operation"])
    if "field" in case:
        case["field"] = FieldName(case["field"])
    return LabelCase(labels=tuple(tuple(label) for label in labels), **case)


def evidence(
    labels: tuple[Label, ...], wanted: tuple[tuple[str | None, ...], ...]
) -> tuple[tuple[str | None, ...], ...]:
    """What labels say, each cut to as much as is wanted of it, for a message that can be read."""
    told: list[tuple[str | None, ...]] = [
        (label.term, label.old, label.new, label.old_value, label.new_value, label.delta) for label in labels
    ]
    cut = [mine[: len(want)] for mine, want in zip(told, wanted, strict=False)]
    return (*cut, *(mine[:3] for mine in told[len(wanted) :]))


def spans_between(old: str, new: str) -> tuple[Span, ...]:
    """Plain word marks, found by the standard library: the labels must not depend on how well words are marked."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    spans: list[Span] = []
    for tag, i, k, j, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            spans.append(Span("=", "".join(before[i:k])))
        else:
            spans += [Span("-", "".join(before[i:k]))] if k > i else []
            spans += [Span("+", "".join(after[j:m]))] if m > j else []
    return tuple(spans)
