r"""What differs between two Documents: Pairs of sentences, Changes for people, one Comparison that holds both.

    old sentences   0   1   2   3          Pairs    (0)-(0) kept   (1)-() deleted
                    |       |   |\                  (2)-(1) edited (3)-(2,3) split
    new sentences   0       1   2 3

Every sentence of both sides is in exactly one Pair. `old` and `new` are the two sides everywhere.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal, NamedTuple

from revtrack.model.document import Document, FieldName
from revtrack.model.on_demand import OnDemand

__all__ = [
    "UNSPELT",
    "Change",
    "Comparison",
    "FieldChange",
    "Label",
    "Letters",
    "Operation",
    "Pair",
    "Rule",
    "SideText",
    "Span",
    "Weight",
]


class Operation(StrEnum):
    """What happened to a sentence. That it moved is a property beside it."""

    KEPT = "kept"
    EDITED = "edited"
    ADDED = "added"
    DELETED = "deleted"
    SPLIT = "split"
    MERGED = "merged"


class Rule(StrEnum):
    """Which rule of the differ made a Pair."""

    EQUAL = "equal"
    IN_ORDER = "in order"
    GROUP = "group"
    MOVED = "moved"
    SLOT = "slot"
    LEFT_OVER = "left-over"


class Weight(StrEnum):
    """How much a label matters to most readers, most first."""

    NOTICE = "notice"
    FACT = "fact"
    HEADLINE = "headline"
    CONTENT = "content"
    STRUCTURE = "structure"
    WORDING = "wording"
    FIELD = "field"
    MINOR = "minor"
    NOISE = "noise"


class Pair(NamedTuple):
    """Sentences of old and of new that belong together; either side may be empty, never both.

    A named tuple, for there is one for every sentence: a frozen dataclass takes three times as long to make.
    """

    old: tuple[int, ...]
    """Indexes into `Document.sentences` of old, ascending."""
    new: tuple[int, ...]
    operation: Operation
    moved: bool = False
    similarity: float = 0.0
    """In [0, 1]; 1 for equal keys, 0 where a side is empty."""
    rule: Rule | None = None
    """None where a side is empty."""


class Span(NamedTuple):
    """A run of text: `=` on both sides, `-` in old only, `+` in new only. A named tuple as Pair is."""

    sign: Literal["=", "-", "+"]
    text: str


Letters = tuple[Span, ...] | None
"""What differs inside the words of a mark: `=`, `-` and `+` as between texts. None: the words are marked whole."""

UNSPELT: Final[OnDemand[tuple[Letters, ...]]] = OnDemand.of(())


class Label(NamedTuple):
    """A claim about a Change, with its evidence. A label never hides text. A named tuple as Pair is."""

    term: str
    """The kind of claim, such as `number`, `quote`, `hedge`; see `revtrack.diff.labels`."""
    weight: Weight
    rule: str
    """Name and version of the rule that made the claim, such as `number-en/1`."""
    old: str | None = None
    """The words of old the claim rests on."""
    new: str | None = None
    language: str | None = None
    """Of the word lists that were read, the first part of a BCP 47 tag; None where none were."""
    old_value: str | None = None
    """What `old` amounts to: a number as a decimal such as `2500000` or `0.5`, a whole date as `2020-03-24`; of a
    `revert` the number of the version. None where it cannot be told."""
    new_value: str | None = None
    """The same of `new`."""
    delta: str | None = None
    """Of two numbers of one unit the new minus the old one, a decimal; else None."""
    old_span: tuple[int, int] | None = None
    """Where the evidence stands in the Change's text of old: half-open offsets in code points. None where there is no
    evidence. The evidence may be cut, the offsets never are."""
    new_span: tuple[int, int] | None = None
    """The same in new."""


UNLABELLED: Final[OnDemand[tuple[Label, ...]]] = OnDemand.of(())
"""No label."""


class SideText(NamedTuple):
    """What a Change says on one side. A named tuple as Pair is."""

    sentences: tuple[int, ...]
    """Indexes into `Document.sentences`, ascending."""
    paragraph: int
    """The number of the Block of the first sentence, from 1."""
    text: str
    """The sentences, joined by one space where they are several."""


class Change(NamedTuple):
    """One edit of the text: what a reader is shown, in reading order. A named tuple as Pair is."""

    identity: OnDemand[str]
    number: int
    """Position in the Comparison, from 1."""
    operation: Operation
    moved: bool
    old: SideText | None
    """None for added text."""
    new: SideText | None
    """None for deleted text."""
    similarity: float
    rule: Rule | None
    spans: tuple[Span, ...]
    """Joined, `=` and `-` give the text of old, `=` and `+` that of new."""
    finer: OnDemand[tuple[Letters, ...]] = UNSPELT
    explanation: OnDemand[tuple[Label, ...]] = UNLABELLED

    @property
    def id(self) -> str:
        """`c-` and 12 hexadecimal digits of what changed: the same wherever and whenever it is computed."""
        return self.identity.value

    @property
    def letters(self) -> tuple[Letters, ...]:
        """For each span of `spans` the letters that differ inside its words, worked out when first asked for.

        None but for a `-` that a `+` follows, and there too where marking whole words reads better. Empty where no span
        has any.
        """
        return self.finer.value

    @property
    def labels(self) -> tuple[Label, ...]:
        """What kind of edit it is, most valuable first; worked out when first asked for."""
        return self.explanation.value


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One field that differs. Of a field that may occur many times: one value that came or went."""

    field: FieldName
    old: str | None
    new: str | None
    spans: tuple[Span, ...]
    explanation: OnDemand[tuple[Label, ...]] = UNLABELLED

    @property
    def labels(self) -> tuple[Label, ...]:
        """What kind of edit it is, most valuable first; worked out when first asked for."""
        return self.explanation.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """All that differs between two Documents.

    `pairs` is in reading order: by the new side, each deleted sentence after the unmoved Pair of the sentence before it
    in old.
    """

    old: Document
    new: Document
    alignment: OnDemand[tuple[Pair, ...]]
    changes: tuple[Change, ...]
    fields: tuple[FieldChange, ...]
    explanation: OnDemand[tuple[Label, ...]] = UNLABELLED
    coarse: tuple[str, ...] = ()
    """Where the work limit made the answer coarser, one sentence each; empty when it is exact."""

    @property
    def labels(self) -> tuple[Label, ...]:
        """Claims about the whole, such as `rewritten` or `unnoted`; worked out when first asked for."""
        return self.explanation.value

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """All Pairs; those of kept sentences are made when they are first asked for."""
        return self.alignment.value

    @property
    def same(self) -> bool:
        """True when nothing changed, neither text nor fields."""
        return not self.changes and not self.fields

    def count(self, operation: Operation) -> int:
        """How many Pairs have this operation."""
        return sum(pair.operation is operation for pair in self.pairs)
