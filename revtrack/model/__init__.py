"""PURE. The nouns: one frozen type per word, nothing that computes more than its own invariants.

snapshot  one capture            document  the text read from it
history   articles and versions  change    what differs between two versions
"""

from revtrack.model.change import (
    UNSPELT,
    Change,
    Comparison,
    FieldChange,
    Label,
    Letters,
    Operation,
    Pair,
    Rule,
    SideText,
    Span,
    Weight,
)
from revtrack.model.document import (
    Block,
    BlockKind,
    Document,
    Field,
    FieldName,
    Problem,
    ProblemKind,
    Sentence,
    SetAside,
    Tools,
)
from revtrack.model.history import Article, History, Observation, Transition, Version
from revtrack.model.on_demand import OnDemand
from revtrack.model.snapshot import Snapshot

__all__ = [
    "UNSPELT",
    "Article",
    "Block",
    "BlockKind",
    "Change",
    "Comparison",
    "Document",
    "Field",
    "FieldChange",
    "FieldName",
    "History",
    "Label",
    "Letters",
    "Observation",
    "OnDemand",
    "Operation",
    "Pair",
    "Problem",
    "ProblemKind",
    "Rule",
    "Sentence",
    "SetAside",
    "SideText",
    "Snapshot",
    "Span",
    "Tools",
    "Transition",
    "Version",
    "Weight",
]
