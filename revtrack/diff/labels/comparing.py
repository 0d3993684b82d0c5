"""What two sides state, compared as two multisets and paired: numbers, quotations, names and doubts alike.

    old   2 dogs, 3 cats and 14 birds
    new   3 dogs, 2 cats and 14 birds      2 → 3 and 3 → 2, each in its place; the 14 is no difference

What stands in one side only is paired with what the same run of changed words holds in the other.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from itertools import pairwise, zip_longest
from typing import Final

from revtrack.diff.labels.edit import Edit
from revtrack.diff.labels.mentions import Mention, words_of

__all__ = ["Pairs", "differing", "in_turn", "missing", "more"]

Pairs = list[tuple[Mention | None, Mention | None]]
FEW: Final = 24
"""Things that are sooner compared one by one than counted."""


def differing(edit: Edit, old: Sequence[Mention], new: Sequence[Mention]) -> Pairs:
    """What one side states and the other does not, paired within the run both touch."""
    if [mention.atoms for mention in old] == [mention.atoms for mention in new]:
        return []
    was, now = ([atom for mention in side for atom in mention.atoms] for side in (old, new))
    old_by_run = edit.by_run(missing(old, more(was, now)), new=False)
    new_by_run = edit.by_run(missing(new, more(now, was)), new=True)
    pairs: Pairs = []
    for number in sorted(old_by_run.keys() | new_by_run.keys()):
        pairs += _paired(old_by_run.get(number, []), new_by_run.get(number, []), alone=edit.size(number) == 1)
    return pairs


def more(these: Sequence[Hashable], those: Sequence[Hashable]) -> set[Hashable]:
    """What is among these more often than among those."""
    different = set(these)
    if len(different) == len(these):  # mostly nothing is said twice
        return different.difference(those)
    if len(these) + len(those) > FEW:
        return set(Counter(these) - Counter(those))
    found = list(these)
    for one in those:
        if one in found:
            found.remove(one)
    return set(found)


def missing(mentions: Iterable[Mention], atoms: set[Hashable]) -> list[Mention]:
    """The mentions that state something the other side does not."""
    return [mention for mention in mentions if not atoms.isdisjoint(mention.atoms)]


def _paired(olds: Sequence[Mention], news: Sequence[Mention], *, alone: bool) -> Pairs:
    """Mentions of one run, of equal terms, in order, the like with the like first: a weekday with a weekday.

    Weak ones only stand against others; two weak ones against each other if `alone`, or if they are quotations.
    """
    if len(olds) == len(news) == 1 and olds[0].term == news[0].term and not (olds[0].weak or news[0].weak):
        return [(olds[0], news[0])]
    pairs: Pairs = []
    for term in dict.fromkeys(mention.term for mention in (*olds, *news)):
        old, new = ([mention for mention in side if mention.term == term] for side in (olds, news))
        for kind in dict.fromkeys(map(_kind, old)):
            alike = zip(
                [one for one in old if _kind(one) == kind], [one for one in new if _kind(one) == kind], strict=False
            )
            matched = [pair for pair in alike if alone or term == "quote" or not (pair[0].weak and pair[1].weak)]
            pairs += matched
            taken = {id(mention) for pair in matched for mention in pair}
            old, new = ([mention for mention in side if id(mention) not in taken] for side in (old, new))
        pairs += _left_over(old, new)
    return pairs


def _left_over(olds: list[Mention], news: list[Mention]) -> Pairs:
    """The strong ones of both sides in order, the shorter side filled up with weak ones."""
    sides = [olds, news]
    strong = [[mention for mention in side if not mention.weak] for side in sides]
    most = max(map(len, strong))
    filled = [kept if len(kept) == most else side[:most] for side, kept in zip(sides, strong, strict=True)]
    return list(zip_longest(filled[0], filled[1]))


def _kind(mention: Mention) -> Hashable:
    """What mentions must share to be likely counterparts: the unit of a number, the kind of a date, the verb."""
    atom = mention.atoms[0]
    kind = atom[0] if isinstance(atom, tuple) else None
    return "calendar" if kind in {"day", "month", "year", "stamp"} else kind


_EITHER: Final = frozenset({"and", "or", "und", "oder", "et", "ou", "y", "o", "e"})
"""Between things whose order says nothing."""


def in_turn(edit: Edit, old: Sequence[Mention], new: Sequence[Mention]) -> Pairs:
    """The pairs that differ where a value is said again in another place, which then states something else there.

    "from 5 to 7" became "from 7 to 9", "2 dogs, 3 cats" became "3 dogs, 2 cats". What stands between the values must be
    the same, or on one side some words more unless both sides hold the same values: a clause that moved takes its
    numbers along. None where that is not the case.
    """
    shorter = min(len(old), len(new))
    if shorter < 2:  # noqa: PLR2004 one cannot take another's place
        return []
    for late in dict.fromkeys((0, len(old) - len(new))):
        olds, news = old[max(late, 0) :][:shorter], new[max(-late, 0) :][:shorter]
        pairs = [(was, now) for was, now in zip(olds, news, strict=True) if was.atoms != now.atoms]
        gone, come = [was.atoms for was, _ in pairs], [now.atoms for _, now in pairs]
        if set(gone).isdisjoint(come) or any(_unlike(*pair) for pair in pairs):
            continue
        if _same_frame(edit, pairs, swapped=sorted(map(repr, gone)) == sorted(map(repr, come))):
            paired = [*olds, *news]
            rest = [(was, None) for was in old if was not in paired and not was.weak and was.atoms not in come]
            more = [(None, now) for now in new if now not in paired and not now.weak and now.atoms not in gone]
            return [*pairs, *rest, *more]
    return []


def _unlike(old: Mention, new: Mention) -> bool:
    return old.term != new.term or (old.weak and new.weak) or (old.term != "name" and _kind(old) != _kind(new))


def _same_frame(edit: Edit, pairs: Sequence[tuple[Mention, Mention]], *, swapped: bool) -> bool:
    """Whether the same words stand between some things of both sides and, if `swapped`, right around them."""
    exact = swapped or pairs[0][0].term == "name"
    apart = False
    bound, again = [], []
    for (was, now), (then, later) in pairwise(pairs):
        ours, theirs = words_of(edit.old[was.end : then.start]), words_of(edit.new[now.end : later.start])
        if ours != theirs and (exact or not (_within(ours, theirs) or _within(theirs, ours))):
            return False
        apart = apart or not _EITHER.issuperset(ours)
        bound.append((was.atoms, ours, then.atoms))
        again.append((now.atoms, theirs, later.atoms))
    if any(one in again for one in bound):  # a clause that moved: "A beat B and C beat D"
        return False
    if not swapped:
        return True
    (first, here), (last, there) = pairs[0], pairs[-1]
    before = words_of(edit.old[: first.start])[-1:] == words_of(edit.new[: here.start])[-1:]
    return apart and before and words_of(edit.old[last.end :])[:1] == words_of(edit.new[there.end :])[:1]


def _within(these: Sequence[str], those: Sequence[str]) -> bool:
    """Whether some words, one at least, are among others in the same order."""
    rest = iter(those)
    return bool(these) and all(word in rest for word in these)
