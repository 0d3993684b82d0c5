"""What many articles of a source say alike is furniture: a Change that touches nothing else is folded, never dropped.

    old   …  “Sign up for our morning letter.”       learned: in 9 of 20 articles of this source
    new   …  “Sign up for our evening letter.”       learned: in 7 of 20
    →  one Change, its only label `boilerplate`, rule boilerplate-learned/1: counted, stored, one click away

Whoever keeps the articles learns which Blocks these are; here they come in as keys. But the reports of one running
story say much alike too, and what happens to a fact is never furniture: a Change that has a factual label or is a note
keeps its labels, and so does a sentence that went or came whole and has a number, a date, a quotation, a speaker, a
negation or a doubt, or is longer than furniture.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from revtrack.diff.labels import WEIGHTS
from revtrack.diff.labels.certainty import denials, doubts
from revtrack.diff.labels.mentions import attributions, has_marks
from revtrack.diff.labels.numbers import numbers_and_dates
from revtrack.diff.languages import lexicon_for
from revtrack.model import Change, Document, Label, OnDemand, SideText, Weight

__all__ = ["fold_furniture"]

TERM: Final = "boilerplate"
MOST_WORDS: Final = 25
"""Words up to which a sentence that went or came whole may be furniture. Range [0, 1,000]; our judgement: boxes and
appeals of newspapers have 5 to 20 words a sentence, and the background of a story has more."""

KEPT: Final = frozenset({Weight.NOTICE, Weight.FACT})
"""What is told of furniture too."""

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
        change._replace(explanation=OnDemand(_labels, change, old, new))
        if _inside(change.old, before) and _inside(change.new, after)
        else change
        for change in changes
    )


def _labels(change: Change, old: Document, new: Document) -> tuple[Label, ...]:
    """The labels of a Change inside furniture."""
    if any(label.weight in KEPT for label in change.labels):
        return change.labels
    if not change.moved and not (change.old and change.new):
        side, document = (change.old, old) if change.old else (change.new, new)
        if side and _states(side, document):
            return change.labels
    return FOLDED


def _states(side: SideText, document: Document) -> bool:
    """Whether sentences that went or came whole say more than furniture does."""
    words = [word for at in side.sentences for word in document.sentences[at].words]
    if len(words) > MOST_WORDS or has_marks(side.text) or any(map(str.isdigit, side.text)):
        return True
    lexicon = lexicon_for(document.language, words)
    if any(find(side.text, lexicon, words) for find in (denials, doubts)):
        return True
    return any(find(side.text, lexicon) for find in (numbers_and_dates, attributions))


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
