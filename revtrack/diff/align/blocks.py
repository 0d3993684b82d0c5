"""Too much changed for any look at single sentences: what stands between unchanged ones is replaced, block by block.

    old   A  1 2 3 … 49,999  B          new   A  a b c … 59,999  B
    A and B are kept; the block 1 2 3 … was replaced by a b c …, the next one by the next, and so on

No article is of this kind. A list of that size, or a text written to hurt, is told in time and in memory of its length,
and the Comparison says that its answer is coarse.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from revtrack.diff.align.anchors import Anchors, Stretch
from revtrack.model import Operation, Pair, Rule

__all__ = ["CROWDED_NOTE", "crowded", "replaced_blocks"]

LONGEST: Final = 50
"""Sentences of one side of a block at most: what is shown, marked and labelled as one stays of a size to look at."""

CROWDED_NOTE: Final = (
    "too much changed to compare it sentence by sentence: what stands between unchanged sentences is told in blocks, "
    "and what moved is not told"
)


def crowded(anchors: Anchors, limit: int) -> bool:
    """Whether more sentences are left over or have moved than are looked at one by one.

    Args:
        anchors: what equality settled.
        limit: see `DiffOptions.sentence_limit`.
    """
    left = sum([len(gap.rows) + len(gap.columns) for gap in anchors.gaps])
    return left + len(anchors.moved) > limit


def replaced_blocks(chain: Sequence[Stretch], old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """The Pairs of all sentences a chain leaves over: neighbours of old with what stands in their place in new.

    A block without a counterpart is deleted or added as a whole.

    Args:
        chain: equal sentences that stay, in order.
        old: the keys of all sentences.
        new: likewise.
    """
    pairs = []
    for olds, news in _blocks(chain, len(old), len(new)):
        if not olds or not news:
            pairs.append(Pair(olds, news, Operation.DELETED if olds else Operation.ADDED))
        elif len(olds) == len(news) == 1 and old[olds[0]] == new[news[0]]:
            pairs.append(Pair(olds, news, Operation.KEPT, similarity=1.0, rule=Rule.EQUAL))
        else:
            more = len(news) - len(olds)
            operation = Operation.SPLIT if more > 0 else Operation.MERGED if more else Operation.EDITED
            pairs.append(Pair(olds, news, operation, rule=Rule.SLOT))
    return pairs


def _blocks(chain: Sequence[Stretch], olds: int, news: int) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """What the chain leaves of so many sentences, in pieces of at most `LONGEST`, of each side in proportion."""
    i = j = 0
    for old, new, length in (*chain, Stretch(olds, news, 0)):
        rows, columns = old - i, new - j
        pieces = -(-max(rows, columns) // LONGEST)
        for piece in range(pieces):
            yield (
                tuple(range(i + rows * piece // pieces, i + rows * (piece + 1) // pieces)),
                tuple(range(j + columns * piece // pieces, j + columns * (piece + 1) // pieces)),
            )
        i, j = old + length, new + length
