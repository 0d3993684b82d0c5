"""How alike the sentences of two versions are: scores in [0, 1], computed only for those worth comparing.

    S = order_weight * (word order: Indel similarity) + (1 - order_weight) * (words as a bag: Dice, weighted by idf)

The weights of words come from both versions whole, whatever part of them is compared, so that a word in every sentence
of a list counts little everywhere. They are whole numbers, so that no sum depends on the order of its parts.

Worth comparing are two sentences that share a word few others have, wherever they stand, and neighbours of one gap: so
unrelated text costs its words and not its square.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, KeysView, Sequence
from dataclasses import dataclass
from itertools import chain
from math import log

from rapidfuzz import fuzz
from rapidfuzz.distance.Indel import normalized_similarity

from revtrack.diff.anchors import Gap
from revtrack.diff.options import DiffOptions
from revtrack.model import Document, Sentence

__all__ = ["Cell", "Sides", "Table", "Words"]

UNIT = 1 << 20
"""The weight of a word is counted in parts of this: a whole number, with six decimals of its idf."""


PAIR_WORK = 20
"""What it costs to look at two sentences at all, in words compared."""

UNWEIGHED = -1
"""The weight of words nobody has asked for yet."""


@dataclass(slots=True)
class Words:
    """A sentence, or several joined, as similarity sees it."""

    words: tuple[str, ...]
    """In order, at most `max_words`."""
    size: int
    """How many these are."""
    bag: set[str]
    weight: int = UNWEIGHED
    """Of the bag, in parts of `UNIT`; see `Sides.weighed`."""


class Sides:
    """The sentences of old and new, and what their words weigh."""

    def __init__(self, old: Document, new: Document, options: DiffOptions) -> None:
        self.options = options
        self.old, self.new = old.sentences, new.sentences
        self.old_words = _Prepared(self.old, options.max_words)
        self.new_words = _Prepared(self.new, options.max_words)
        self._in_old, self._in_new = old.frequency.get, new.frequency.get
        self.weights: dict[str, int] = {}
        self._by_count = _Weights(len(self.old) + len(self.new) + 1)

    def weight(self, bag: Iterable[str]) -> int:
        """The summed weight of some distinct words of either side, in parts of `UNIT`."""
        weights = self.weights
        return sum([weights[word] for word in bag])

    def weighed(self, words: Words) -> int:
        """The weight of the bag, in parts of `UNIT`."""
        if words.weight == UNWEIGHED:
            weights = self.weights
            fresh = words.bag.difference(weights)
            if fresh:
                by_count = self._by_count
                in_old, in_new = self._in_old, self._in_new
                for word in fresh:
                    weights[word] = by_count[in_old(word, 0) + in_new(word, 0)]
            words.weight = sum([weights[word] for word in words.bag])
        return words.weight

    def joined(self, parts: Iterable[Words]) -> Words:
        """Some sentences as one."""
        parts = list(parts)
        bag = set[str]().union(*(part.bag for part in parts))
        words = tuple(chain.from_iterable(part.words for part in parts))
        return Words(words, len(words), bag)

    def similarity(self, old: Words, new: Words) -> float:
        """S of two sentences, in [0, 1]; 0 when either has no word."""
        if not old.size or not new.size:
            return 0.0
        share = self.options.order_weight
        whole = self.weighed(old) + self.weighed(new)
        dice = 2 * self.weight(old.bag & new.bag) / whole
        return share * normalized_similarity(old.words, new.words) + (1 - share) * dice

    def letters(self, i: int, j: int) -> float:
        """How alike two sentences are letter by letter, in [0, 1]; 0 when either is too long to be looked at so."""
        keys = self.old[i].key, self.new[j].key
        if max(map(len, keys)) > self.options.slot_length:
            return 0.0
        return fuzz.ratio(*map(str.casefold, keys)) / 100


class _Prepared(dict[int, Words]):
    """The sentences of a side as similarity sees them, each made when it is first asked for."""

    def __init__(self, sentences: Sequence[Sentence], most: int) -> None:
        self.sentences, self.most = sentences, most

    def __missing__(self, place: int) -> Words:
        words = self.sentences[place].words
        if len(words) > self.most:
            words = words[: self.most]
        made = self[place] = Words(words, len(words), set(words))
        return made


class _Weights(dict[int, int]):
    """The weight of a word that so many sentences hold, in parts of `UNIT`: its idf over both sides, above log 2."""

    def __init__(self, sentences: int) -> None:
        self.sentences = sentences

    def __missing__(self, count: int) -> int:
        self[count] = round(UNIT * log(self.sentences / (count * 0.5 + 0.5)))
        return self[count]


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
    """The cells of the sentences that equality left over, each named by its index in its side.

    Args:
        sides: old and new.
        gaps: where these sentences stand.
    """

    def __init__(self, sides: Sides, gaps: Sequence[Gap]) -> None:
        self.sides = sides
        rows, columns = [i for gap in gaps for i in gap.rows], [j for gap in gaps for j in gap.columns]
        worth_it = rows and columns
        self.rows = {i: sides.old_words[i] for i in rows} if worth_it else {}
        self.columns = {j: sides.new_words[j] for j in columns} if worth_it else {}
        self.by_row: dict[int, dict[int, Cell]] = {i: {} for i in self.rows}
        self.coarse: set[int] = set()
        """Rows that were not compared with all that would be worth it, for the work limit."""
        self._work_left = sides.options.work_limit
        if worth_it:
            self._fill(gaps)
            self._apply_margins()

    def cell(self, i: int, j: int) -> Cell | None:
        """The cell, None where the two were not worth comparing."""
        row = self.by_row.get(i)
        return row.get(j) if row else None

    def affords(self, i: int, words: int) -> bool:
        """Whether so many words more may be compared for row i, beside its cells. Where not, the row is coarse."""
        self._work_left -= words
        if self._work_left < 0:
            self.coarse.add(i)
        return self._work_left >= 0

    def _fill(self, gaps: Sequence[Gap]) -> None:
        """Score the pairs of sentences worth it, within the work limit."""
        options, rows, columns = self.sides.options, self.rows, self.columns
        small = len(rows) * len(columns) <= options.small_table
        sharing = {} if small else self._sharing_rare_words()
        longest = max([words.size for words in columns.values()])
        allowed = options.work_limit // len(rows)
        window = max(1, min(options.common_window, allowed // PAIR_WORK))
        for gap in gaps:
            equal = _equal_columns(gap, self.sides, window) if gap.rows and gap.columns else {}
            for r, i in enumerate(gap.rows):
                found: set[int] | KeysView[int] = columns.keys()
                if not small:
                    shared = sharing.get(i, ())
                    found = set(shared)
                    if gap.columns:
                        found.update(_around(gap, r, options.near_window if found else options.common_window))
                if len(found) * (longest + rows[i].size + PAIR_WORK) > allowed:
                    found = self._affordable(i, found, sharing.get(i, ()), allowed)
                if i in equal:
                    found = found - set(equal[i])
                    for j in equal[i]:
                        self.by_row[i][j] = Cell(1.0, 1.0, 1.0, 1.0, equal=True)
                self._score(i, found)

    def _sharing_rare_words(self) -> dict[int, list[int]]:
        """For the rows that have any the columns that share a rare word with them, once for each."""
        most = self.sides.options.common_word
        in_rows = Counter(chain.from_iterable([words.bag for words in self.rows.values()]))
        in_columns = Counter(chain.from_iterable([words.bag for words in self.columns.values()]))
        common = in_rows.keys() & in_columns.keys()
        rare = {word for word in common if in_rows[word] <= most and in_columns[word] <= most}
        holding: dict[str, list[int]] = {word: [] for word in rare}
        for i, words in self.rows.items():
            for word in words.bag & rare:
                holding[word].append(i)
        sharing: dict[int, list[int]] = {}
        for j, words in self.columns.items():
            for word in words.bag & rare:
                for i in holding[word]:
                    sharing.setdefault(i, []).append(j)
        return sharing

    def _affordable(self, i: int, found: Collection[int], shared: Sequence[int], allowed: int) -> set[int]:
        """Those of the columns found for a row that share the most words with it, as many as are allowed.

        None where not even one pair may be looked at, which takes more sentences than any article has.
        """
        if allowed < PAIR_WORK:
            self.coarse.add(i)
            return set()
        counts = Counter(shared)
        size, taken, work = self.rows[i].size, set[int](), 0
        for j in sorted(found, key=lambda j: (-counts[j], j)):
            work += size + self.columns[j].size + PAIR_WORK
            if work > allowed and len(taken) >= self.sides.options.near_window:
                self.coarse.add(i)
                break
            taken.add(j)
        return taken

    def _score(self, i: int, candidates: Iterable[int]) -> None:
        """Enter the cells of a row, but for pairs that share too little for any rule."""
        sides, columns, row, old = self.sides, self.columns, self.by_row[i], self.rows[i]
        weights, weighed, options = sides.weights, sides.weighed, sides.options
        by_order, by_bag = options.order_weight, 2 * (1 - options.order_weight)
        words, bag, size, share = old.words, old.bag, len(old.bag), options.least_common
        for j in candidates:
            new = columns[j]
            other = new.bag
            common = bag & other
            if not common or (len(common) < share * size and len(common) < share * len(other)):
                continue
            old_weight = old.weight if old.weight != UNWEIGHED else weighed(old)
            new_weight = new.weight if new.weight != UNWEIGHED else weighed(new)
            weight = 0
            for word in common:
                weight += weights[word]
            plain = by_order * normalized_similarity(words, new.words) + by_bag * weight / (old_weight + new_weight)
            row[j] = Cell(plain, plain, weight / old_weight, weight / new_weight, False)  # noqa: FBT003  by place: fast

    def _apply_margins(self) -> None:
        """Move each S by its lead over the best other S of the same row or column."""
        options = self.sides.options
        weight, clip, centre = options.margin_weight, options.margin_clip, options.margin_centre
        in_column: dict[int, list[float]] = defaultdict(list)
        for row in self.by_row.values():
            for j, cell in row.items():
                in_column[j].append(cell.plain)
        of_column = {j: _two_best(scores) for j, scores in in_column.items()}
        for row in self.by_row.values():
            of_row = _two_best([cell.plain for cell in row.values()])
            for j, cell in row.items():
                plain = cell.plain
                rival = of_row[plain == of_row[0]]
                other = of_column[j]
                rival = max(rival, other[plain == other[0]])
                cell.sim = plain + weight * (max(-clip, min(clip, plain - rival)) - centre)


def _equal_columns(gap: Gap, sides: Sides, window: int) -> dict[int, Sequence[int]]:
    """For the rows of a gap the columns in it with an equal key, at most `window` of them: the nearest."""
    olds, news = [sides.old[i].key for i in gap.rows], [sides.new[j].key for j in gap.columns]
    common = set(olds).intersection(news)
    found: dict[int, Sequence[int]] = {}
    if not common:
        return found
    places: dict[str, list[int]] = defaultdict(list)
    for j, key in zip(gap.columns, news, strict=True):
        places[key].append(j)
    for r, (i, key) in enumerate(zip(gap.rows, olds, strict=True)):
        if key in common:
            same = places[key]
            nearest = bisect_left(same, gap.columns[r * len(gap.columns) // len(gap.rows)])
            start = max(0, nearest - window // 2)
            found[i] = same[start : start + window]
    return found


def _around(gap: Gap, r: int, window: int) -> Sequence[int]:
    """At most `window` columns of a gap, around where its row r would be expected."""
    width = len(gap.columns)
    if width <= window:
        return gap.columns
    start = max(0, min(r * width // len(gap.rows) - window // 2, width - window))
    return gap.columns[start : start + window]


def _two_best(scores: Sequence[float]) -> tuple[float, float]:
    """The highest and the second highest score, 0 where there is none."""
    if len(scores) == 1:
        return scores[0], 0.0
    first = second = 0.0
    for score in scores:
        if score > first:
            first, second = score, first
        elif score > second:
            second = score
    return first, second
