"""What many articles of a source say alike is furniture: a Change that touches nothing else is folded, never dropped.

    old   …  “Sign up for our morning letter.”       learned: in 9 of 20 articles of this source
    new   …  “Sign up for our evening letter.”       learned: in 7 of 20
    →  one Change, its only label `boilerplate`, rule boilerplate-learned/1: counted, stored, one click away

Whoever keeps the articles learns which Blocks these are; here they come in as keys. But the reports of one running
story say much alike too, and what happens to a fact is never furniture: a Change that has a factual label keeps its
labels, and so does a whole sentence that went or came with a figure or a quotation, or is longer than furniture.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from revtrack.diff.labels import WEIGHTS
from revtrack.model import Change, Document, Label, OnDemand, SideText, Weight

__all__ = ["fold_furniture"]

TERM: Final = "boilerplate"
MOST_WORDS: Final = 25
"""Words up to which a sentence that went or came whole may be furniture. Range [0, 1,000]; our judgement: boxes and
appeals of newspapers have 5 to 20 words a sentence, and the background of a story has more."""
QUOTES: Final = frozenset('"“”„«»‹›「」『』')

FOLDED: Final = (Label(term=TERM, weight=WEIGHTS[TERM], rule=f"{TERM}-learned/1"),)


def fold_furniture(
    changes: Sequence[Change], old: Document, new: Document, common: AbstractSet[str]
) -> tuple[Change, ...]:
    """The same Changes, those whose sentences all stand in furniture labelled as that and nothing else.

    Args:
        changes: of the two Documents.
        old: one side.
        new: the other.
        common: keys of Blocks (`Block.common_key`) that are furniture.
    """
    if not common or not changes:
        return tuple(changes)
    before, after = _furniture(old, common), _furniture(new, common)
    return tuple(
        change._replace(explanation=OnDemand(_labels, change))
        if _inside(change.old, before) and _inside(change.new, after)
        else change
        for change in changes
    )


def _labels(change: Change) -> tuple[Label, ...]:
    """The labels of a Change inside furniture."""
    if any(label.weight is Weight.FACT for label in change.labels):
        return change.labels
    if not change.moved and not (change.old and change.new):
        text = "".join(side.text for side in (change.old, change.new) if side)
        if len(text.split()) > MOST_WORDS or any(one.isdigit() or one in QUOTES for one in text):
            return change.labels
    return FOLDED


def _furniture(document: Document, common: AbstractSet[str]) -> frozenset[int]:
    """The numbers of the sentences that stand in furniture."""
    starts = (0, *document.sentences_up_to)
    return frozenset(
        number
        for block, start, end in zip(document.blocks, starts, document.sentences_up_to, strict=False)
        if block.common_key in common
        for number in range(start, end)
    )


def _inside(side: SideText | None, furniture: frozenset[int]) -> bool:
    return side is None or furniture.issuperset(side.sentences)
