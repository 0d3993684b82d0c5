"""When what became of a sentence is plain to a careful reader: the rule that makes generated truth the truth.

A sentence is taken as the bag of its words: two are as near as their common words are a share of the longer one's.

- edited      at least half of the words are common (KEPT_SHARE), a moved one's 3/5 (MOVED_SHARE); that share leads the
              one with every other sentence of old by 3/20 (LEAD); and what is new in it holds at most half of any other
              sentence (MOST_OF_ANOTHER), else it might be a merge
- part, half  of a split or merge: at least 3/5 of its words are the single sentence's (PART_SHARE), which leads every
              other sentence's share by 1/4 (PART_LEAD), for a part has few words
- added       at most a quarter of the words are those of any one sentence, wherever that stands (FRESH_SHARE), and at
              most half of the shorter one's words (FRESH_HELD: the little words are everywhere)
- replaced    no more is left than that: then a sentence was deleted and another was added

Between a quarter and a half nothing is generated: there careful readers differ.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from tests.diff.rewording import common, held, share

__all__ = [
    "KEPT_SHARE",
    "MOVED_SHARE",
    "is_fresh",
    "is_plain_edit",
    "is_plain_merge",
    "is_plain_part",
]

Bag = Counter[str]

KEPT_SHARE: Final = 0.5
MOVED_SHARE: Final = 0.6
PART_SHARE: Final = 0.6
LEAD: Final = 0.15
PART_LEAD: Final = 0.25
MOST_OF_ANOTHER: Final = 0.5
FRESH_SHARE: Final = 0.25
FRESH_HELD: Final = 0.5


def is_plain_edit(words: Bag, own: Bag, rivals: Sequence[Bag], least: float) -> bool:
    """Whether these words can only be an edit of the sentence they were made of.

    Args:
        words: the edited sentence.
        own: the sentence it was.
        rivals: all other sentences of old.
        least: `KEPT_SHARE` or `MOVED_SHARE`.
    """
    reached, fresh = share(words, own), words - own
    return (
        reached >= least
        and all(share(words, rival) + LEAD <= reached for rival in rivals)
        and all(held(rival, fresh) <= MOST_OF_ANOTHER for rival in rivals)
    )


def is_plain_part(words: Bag, own: Bag, rivals: Iterable[Bag]) -> bool:
    """Whether these words can only be a part of the sentence they were cut from."""
    reached = held(words, own)
    return reached >= PART_SHARE and all(held(words, rival) + PART_LEAD <= reached for rival in rivals)


def is_plain_merge(words: Bag, halves: Iterable[Bag], rivals: Iterable[Bag]) -> bool:
    """Whether these words can only be the halves made one."""
    reached = min(held(half, words) for half in halves)
    return reached >= PART_SHARE and all(held(rival, words) + PART_LEAD <= reached for rival in rivals)


def is_fresh(words: Bag, olds: Iterable[Bag]) -> bool:
    """Whether no sentence of old can have become these words."""
    own = words.total()
    return all(_is_far(own, old.total(), common(words, old)) for old in olds)


def _is_far(own: int, others: int, both: int) -> bool:
    """By the words of two sentences and those they share: the same as `share` and, in either direction, `held`."""
    few, many = sorted((max(1, own), max(1, others)))
    return both / many <= FRESH_SHARE and both / few <= FRESH_HELD
