"""PURE. The nouns: one frozen type per word, nothing that computes more than its own invariants.

snapshot  one capture            document  the text read from it
history   articles and versions  change    what differs between two versions
answer    what a server said     check     a look that gave no Snapshot, and why
host      what is remembered of it between two commands
"""

from revtrack.model.answer import Answer, Hop
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
from revtrack.model.check import Alias, Check, FetchState, Subscription, SubscriptionKind, Validator
from revtrack.model.document import (
    MOST_SKETCHED,
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
from revtrack.model.history import Absence, Article, Doubt, HeldBack, History, Observation, Transition, Version
from revtrack.model.host import KnownHost, RobotsFile
from revtrack.model.on_demand import OnDemand
from revtrack.model.snapshot import FROM_FEED, Snapshot

__all__ = [
    "FROM_FEED",
    "MOST_SKETCHED",
    "UNSPELT",
    "Absence",
    "Alias",
    "Answer",
    "Article",
    "Block",
    "BlockKind",
    "Change",
    "Check",
    "Comparison",
    "Document",
    "Doubt",
    "FetchState",
    "Field",
    "FieldChange",
    "FieldName",
    "HeldBack",
    "History",
    "Hop",
    "KnownHost",
    "Label",
    "Letters",
    "Observation",
    "OnDemand",
    "Operation",
    "Pair",
    "Problem",
    "ProblemKind",
    "RobotsFile",
    "Rule",
    "Sentence",
    "SetAside",
    "SideText",
    "Snapshot",
    "Span",
    "Subscription",
    "SubscriptionKind",
    "Tools",
    "Transition",
    "Validator",
    "Version",
    "Weight",
]
