"""How alike the sentences of two versions are: scores in [0, 1], computed only for those that share a word.

    S = order_weight * (word order: Indel similarity) + (1 - order_weight) * (words as a bag: Dice, weighted by idf)

Two sentences without a common word score 0 and are not stored. The weights come from both versions whole, whatever
part of them is compared, so that a word in every sentence of a list counts little everywhere.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from revtrack.diff.options import DiffOptions
from revtrack.model import Sentence

__all__ = ["Cell", "Sides", "Table"]

DIGITS = 6
"""Decimals similarities and shares are rounded to, so that floating point decides no tie."""


class Sides:
    """The sentences of old and new as small integers: equal keys share one, equal words share one."""

    def __init__(self, old: Sequence[Sentence], new: Sequence[Sentence], options: DiffOptions) -> None:
        keys: dict[str, int] = {}
        vocabulary: dict[str, int] = {}
        self.options = options
        self.old_sentences, self.new_sentences = old, new
        self.old_keys = [keys.setdefault(sentence.key, len(keys)) for sentence in old]
        self.new_keys = [keys.setdefault(sentence.key, len(keys)) for sentence in new]
        self.old_words, self.new_words = (
            [[vocabulary.setdefault(word, len(vocabulary)) for word in one.words[: options.max_words]] for one in side]
            for side in (old, new)
        )
        seen = Counter(word for side in (self.old_words, self.new_words) for words in side for word in set(words))
        everything = len(old) + len(new) + 1
        self.idf = [
            round(max(log(everything / (seen[word] * 0.5 + 0.5)), options.least_idf), DIGITS)
            for word in range(len(vocabulary))
        ]

    def weight(self, words: Iterable[int]) -> float:
        """The summed weight of some distinct words."""
        idf = self.idf
        return sum([idf[word] for word in words])

    def similarity(self, old_words: Sequence[int], new_words: Sequence[int]) -> float:
        """S of two runs of words, in [0, 1]; 0 when either is empty."""
        if not old_words or not new_words:
            return 0.0
        old_bag, new_bag = set(old_words), set(new_words)
        dice = 2 * self.weight(old_bag & new_bag) / (self.weight(old_bag) + self.weight(new_bag))
        share = self.options.order_weight
        order = Indel.normalized_similarity(old_words, new_words)
        return round(share * order + (1 - share) * dice, DIGITS)

    def letters(self, i: int, j: int) -> float:
        """How alike two sentences are letter by letter, in [0, 1]; 0 when either is too long to be looked at so."""
        keys = self.old_sentences[i].key, self.new_sentences[j].key
        if max(map(len, keys)) > self.options.slot_length:
            return 0.0
        return fuzz.ratio(*map(str.casefold, keys)) / 100


@dataclass(slots=True)
class Cell:
    """What is known of one old and one new sentence."""

    plain: float
    """S."""
    sim: float
    """S moved by the lead over the best rival; may leave [0, 1] a little."""
    old_cover: float
    """The share of the old sentence's weight found in the new one."""
    new_cover: float
    equal: bool


class Table:
    """The cells of some old sentences (`rows`) and some new ones (`columns`), each named by its index in its side."""

    def __init__(self, sides: Sides, rows: Sequence[int], columns: Sequence[int]) -> None:
        self.sides = sides
        self.rows, self.columns = rows, columns
        self.old_bags = {i: set(sides.old_words[i]) for i in rows}
        self.new_bags = {j: set(sides.new_words[j]) for j in columns}
        self.old_weight = {i: sides.weight(bag) for i, bag in self.old_bags.items()}
        self.new_weight = {j: sides.weight(bag) for j, bag in self.new_bags.items()}
        self.by_row: dict[int, dict[int, Cell]] = {i: {} for i in rows}
        self._fill()
        self._apply_margins()

    def cell(self, i: int, j: int) -> Cell | None:
        """The cell, None where the two share nothing."""
        return self.by_row[i].get(j)

    def sim(self, i: int, j: int) -> float:
        """S with its margin, 0 where the two share nothing."""
        cell = self.by_row[i].get(j)
        return cell.sim if cell else 0.0

    def explained(self, i: int, j: int, rivals: Iterable[int], *, old_side: bool) -> float:
        """Share of the weight of i (`old_side`) or j that the other holds and none of the `rivals` beside it does."""
        common = self.old_bags[i] & self.new_bags[j]
        bags = self.old_bags if old_side else self.new_bags
        for rival in rivals:
            common = common - bags[rival]
        whole = self.old_weight[i] if old_side else self.new_weight[j]
        return round(self.sides.weight(common) / whole, DIGITS) if whole else 0.0

    def _fill(self) -> None:
        """Score the pairs of sentences worth it, and note all equal ones.

        Worth it are pairs with a word in common that at most `common_word` new sentences hold, and, for an old sentence
        without any such word, the nearest ones that hold one of its words. Equal sentences are never left out, however
        many there are: a line between all paragraphs is kept where it stands, and `work_limit` bounds the cells.
        """
        sides = self.sides
        cap = sides.options.common_word
        holders: dict[int, list[int]] = defaultdict(list)
        same: dict[int, list[int]] = defaultdict(list)
        for j in self.columns:
            for word in self.new_bags[j]:
                holders[word].append(j)
            same[sides.new_keys[j]].append(j)
        for place, i in enumerate(self.rows):
            found = {j for word in self.old_bags[i] if len(holders.get(word, ())) <= cap for j in holders.get(word, ())}
            row = self.by_row[i]
            if not found and self.columns:  # only words too common to search by: look where it would be expected
                centre = self.columns[place * len(self.columns) // len(self.rows)]
                for word in self.old_bags[i]:
                    found.update(_nearest(holders.get(word, ()), centre, sides.options.common_window))
            equal = same.get(sides.old_keys[i], ())
            for j in equal:
                row[j] = Cell(1.0, 1.0, 1.0, 1.0, equal=True)
            for j in sorted(found.difference(equal)):
                row[j] = self._score(i, j)

    def _score(self, i: int, j: int) -> Cell:
        sides = self.sides
        shared = sides.weight(self.old_bags[i] & self.new_bags[j])
        old_weight, new_weight = self.old_weight[i], self.new_weight[j]
        order = Indel.normalized_similarity(sides.old_words[i], sides.new_words[j])
        share = sides.options.order_weight
        plain = round(share * order + (1 - share) * 2 * shared / (old_weight + new_weight), DIGITS)
        return Cell(plain, plain, round(shared / old_weight, DIGITS), round(shared / new_weight, DIGITS), equal=False)

    def _apply_margins(self) -> None:
        """Move each S by its lead over the best other S of the same row or column."""
        options = self.sides.options
        if not options.margin_weight:
            return
        best_of_row = {i: _two_best(cell.plain for cell in row.values()) for i, row in self.by_row.items()}
        in_column: dict[int, list[float]] = defaultdict(list)
        for row in self.by_row.values():
            for j, cell in row.items():
                in_column[j].append(cell.plain)
        best_of_column = {j: _two_best(scores) for j, scores in in_column.items()}
        for i, row in self.by_row.items():
            for j, cell in row.items():
                rival = max(_other(best_of_row[i], cell.plain), _other(best_of_column[j], cell.plain))
                lead = max(-options.margin_clip, min(options.margin_clip, cell.plain - rival))
                cell.sim = round(cell.plain + options.margin_weight * (lead - options.margin_centre), DIGITS)


def _nearest(places: Sequence[int], centre: int, window: int) -> Sequence[int]:
    """At most `window` of some ascending places, around a centre."""
    start = max(0, bisect_left(places, centre) - window // 2)
    return places[start : start + window]


def _two_best(scores: Iterable[float]) -> tuple[float, float]:
    """The highest and the second highest score, 0 where there is none."""
    first = second = 0.0
    for score in scores:
        if score > first:
            first, second = score, first
        elif score > second:
            second = score
    return first, second


def _other(best: tuple[float, float], own: float) -> float:
    """The best score that is not one's own."""
    first, second = best
    return second if own >= first else first
