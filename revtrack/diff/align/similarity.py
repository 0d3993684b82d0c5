"""How alike the sentences of two versions are: scores in [0, 1], computed only for those worth comparing.

    S = order_weight * (word order: Indel similarity) + (1 - order_weight) * (words as a bag: Dice, weighted by idf)

The weights of words come from both versions whole, whatever part of them is compared, so that a word in every sentence
of a list counts little everywhere. They are whole numbers, so that no sum depends on the order of its parts.

Worth comparing are two sentences that share a word few others have, wherever they stand, and neighbours of one gap: so
unrelated text costs its words and not its square.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, KeysView, Mapping, Sequence
from math import log
from typing import Final

from rapidfuzz import fuzz
from rapidfuzz.distance.Indel import normalized_similarity

from revtrack.diff.align.anchors import Gap
from revtrack.diff.languages import CHANCE, COUNTS, Lexicon, lexicon_for
from revtrack.diff.options import DiffOptions
from revtrack.model import Document, Sentence

__all__ = ["Cell", "Sides", "Table", "Words"]

OWN_WORDS: Final = 2
"""Words of its own from which a sentence says something that another should share; a shorter one says too little."""

UNIT: Final = 1 << 20
"""The weight of a word is counted in parts of this: a whole number, with six decimals of its idf."""

PAIR_WORK: Final = 20
"""What it costs to look at two sentences at all, in words compared."""

ROUNDING: Final = 1e-9
"""More than any similarity is off by rounding."""


class Words:
    """A sentence, or several joined, as similarity sees it."""

    __slots__ = ("bag", "best", "second", "size", "weight", "words")

    def __init__(self, words: tuple[str, ...], bag: set[str]) -> None:
        self.words = words
        """In order, at most `max_words`."""
        self.size = len(words)
        self.bag = bag
        self.weight = 0
        """Of the bag, in parts of `UNIT`; 0 before `Sides.weighed` was asked for it."""
        self.best = 0.0
        """The highest S of its cells in a Table."""
        self.second = 0.0
        """The second highest."""


class Sides:
    """The sentences of old and new, and what their words weigh."""

    def __init__(self, old: Document, new: Document, options: DiffOptions) -> None:
        self.options = options
        self.old_keys, self.new_keys = old.keys, new.keys
        self.old_words = _Prepared(old.sentences, options.max_words)
        self.new_words = _Prepared(new.sentences, options.max_words)
        self._in_old: dict[str, int] = old.frequency
        self._in_new: dict[str, int] = new.frequency
        self.weights: dict[str, int] = {}
        self._sentences = len(old.sentences) + len(new.sentences)
        self._by_holders: list[int] = [0] * (self._sentences + 1)
        """The weight of a word by the number of sentences that hold it; 0 where it was not asked for yet."""
        self._languages = old.language, new.language
        self._lexicon: Lexicon | None = None
        self._asked = False
        """Whether the language was looked for."""

    def weight(self, bag: Iterable[str]) -> int:
        """The summed weight of some distinct words of sentences that were weighed, in parts of `UNIT`."""
        weights = self.weights
        return sum([weights[word] for word in bag])

    def weighed(self, words: Words) -> int:
        """The weight of the bag, in parts of `UNIT`."""
        if not words.weight:
            weights, in_old, in_new, by_holders = self.weights, self._in_old, self._in_new, self._by_holders
            total = 0
            for word in words.bag:
                weight = weights.get(word)
                if weight is None:
                    holders = in_old.get(word, 0) + in_new.get(word, 0)
                    weight = by_holders[holders]
                    if not weight:
                        weight = by_holders[holders] = self._weight_by_holders(holders)
                    weights[word] = weight
                total += weight
            words.weight = total
        return words.weight

    def _weight_by_holders(self, holders: int) -> int:
        """The weight of a word that so many sentences hold: its idf over both sides, above log 2."""
        return int(UNIT * log((self._sentences + 1) / (holders * 0.5 + 0.5)) + 0.5)

    def by_chance(self, old: Words, new: Words, common: set[str]) -> bool:
        """Whether the words two sentences have in common stand in any sentence, though each has others."""
        lexicon = self._known() if common <= CHANCE else None
        if lexicon is None or not common <= lexicon.chance:
            return False
        return min(len(old.bag - lexicon.chance), len(new.bag - lexicon.chance)) >= OWN_WORDS

    def stated(self, part: Words, whole: Words) -> float:
        """The share of the weight of a part that a whole holds; numbers do not count where both have other ones."""
        common = part.bag & whole.bag
        counted = [word for word in part.bag - common if self._counts(word)]
        if not counted or not any(map(self._counts, whole.bag - common)):
            return self.weight(common) / self.weighed(part)
        return self.weight(common) / max(1, self.weighed(part) - self.weight(counted))

    def _counts(self, word: str) -> bool:
        """Whether a word is a number, in figures or in words."""
        if word not in COUNTS:
            return any(map(str.isdecimal, word))
        lexicon = self._known()
        return lexicon is not None and word in lexicon.numbers

    def _known(self) -> Lexicon | None:
        """The word lists of the language, None where there are none; looked for when first asked."""
        if not self._asked:
            language = min(filter(None, self._languages), default=None)
            words = {*self._in_old, *self._in_new} if language is None else set[str]()
            self._lexicon, self._asked = lexicon_for(language, words), True
        return self._lexicon

    def joined(self, parts: Iterable[Words]) -> Words:
        """Some sentences as one."""
        words: tuple[str, ...] = ()
        bag: set[str] = set()
        for part in parts:
            words += part.words
            bag |= part.bag
        return Words(words, bag)

    def similarity(self, old: Words, new: Words, least: float = 0.0) -> float:
        """S of two sentences, in [0, 1]; 0 when they share no word, and where S cannot reach `least`.

        Their order is looked at last and only where it matters. It keeps at most the words of the shorter sentence, and
        none of the distinct ones that the other has not.
        """
        common = old.bag & new.bag
        if not common:
            return 0.0
        share, both = self.options.order_weight, old.size + new.size
        whole = self.weighed(old) + self.weighed(new)
        dice = 2 * self.weight(common) / whole
        if least:
            kept = min(old.size - len(old.bag), new.size - len(new.bag)) + len(common)
            if share * 2 * kept / both + (1 - share) * dice < least - ROUNDING:
                return 0.0
        in_order: float = normalized_similarity(old.words, new.words)
        return share * in_order + (1 - share) * dice

    def letters(self, i: int, j: int) -> float:
        """How alike two sentences are letter by letter, in [0, 1]; 0 when either is too long to be looked at so."""
        keys = self.old_keys[i], self.new_keys[j]
        if max(map(len, keys)) > self.options.slot_length:
            return 0.0
        return fuzz.ratio(*map(str.casefold, keys)) / 100


class _Prepared:
    """The sentences of a side as similarity sees them, by place, each made when it is first asked for."""

    def __init__(self, sentences: tuple[Sentence, ...], most: int) -> None:
        self._sentences, self._most = sentences, most
        self._made: dict[int, Words] = {}

    def __getitem__(self, place: int) -> Words:
        made = self._made.get(place)
        if made is None:
            words = self._sentences[place].words
            if len(words) > self._most:
                words = words[: self._most]
            made = self._made[place] = Words(words, set(words))
        return made


class Cell:
    """What is known of one old and one new sentence."""

    __slots__ = ("equal", "new_cover", "old_cover", "plain", "sim")

    def __init__(self, plain: float, old_cover: float, new_cover: float, equal: bool) -> None:
        self.plain = plain
        """S."""
        self.sim = plain
        """S moved by the lead over the best rival; may leave [0, 1] a little."""
        self.old_cover = old_cover
        """The share of the old sentence's weight found in the new one."""
        self.new_cover = new_cover
        self.equal = equal


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
                        self.by_row[i][j] = Cell(1.0, 1.0, 1.0, True)  # noqa: FBT003
                        _enter(self.rows[i], 1.0)
                        _enter(self.columns[j], 1.0)
                self._score(i, found)

    def _sharing_rare_words(self) -> dict[int, list[int]]:
        """For the rows that have any the columns that share a rare word with them, once for each."""
        most = self.sides.options.common_word
        in_rows = set[str]().union(*[words.bag for words in self.rows.values()])
        in_columns = _holders(self.columns, in_rows)
        rare = {word for word, columns in in_columns.items() if len(columns) <= most}
        sharing: dict[int, list[int]] = {}
        for word, rows in _holders(self.rows, rare).items():
            if len(rows) <= most:
                columns = in_columns[word]
                for i in rows:
                    if i in sharing:
                        sharing[i] += columns
                    else:
                        sharing[i] = columns[:]
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
        weights, options = sides.weights, sides.options
        by_order, by_bag = options.order_weight, 2 * (1 - options.order_weight)
        words, bag, share = old.words, old.bag, options.least_common
        least = share * len(bag)
        doubted, sure = options.slot_similarity - options.margin_weight * options.margin_clip, options.chance_similarity
        for j in candidates:
            new = columns[j]
            common = bag & new.bag
            shared = len(common)
            if not shared or (shared < least and shared < share * len(new.bag)):
                continue
            old_weight = old.weight or sides.weighed(old)
            new_weight = new.weight or sides.weighed(new)
            weight = 0
            for word in common:
                weight += weights[word]
            in_order: float = normalized_similarity(words, new.words)
            plain = by_order * in_order + by_bag * weight / (old_weight + new_weight)
            if doubted <= plain < sure and common <= CHANCE and sides.by_chance(old, new, common):
                continue  # below that no rule pairs them
            row[j] = Cell(plain, weight / old_weight, weight / new_weight, False)  # noqa: FBT003
            if plain > old.second:
                _enter(old, plain)
            if plain > new.second:
                _enter(new, plain)

    def _apply_margins(self) -> None:
        """Move each S by its lead over the best other S of the same row or column."""
        options, columns = self.sides.options, self.columns
        weight, clip, centre = options.margin_weight, options.margin_clip, options.margin_centre
        for i, row in self.by_row.items():
            old = self.rows[i]
            for j, cell in row.items():
                new, plain = columns[j], cell.plain
                rival = old.second if plain == old.best else old.best
                other = new.second if plain == new.best else new.best
                lead = plain - max(rival, other)
                cell.sim = plain + weight * (max(-clip, min(clip, lead)) - centre)


def _enter(words: Words, score: float) -> None:
    """Enter the S of a cell that is above the second highest so far."""
    if score > words.best:
        words.best, words.second = score, words.best
    else:
        words.second = score


def _holders(side: Mapping[int, Words], asked: set[str]) -> dict[str, list[int]]:
    """For those of some words that stand in a side the sentences that hold them."""
    holders: dict[str, list[int]] = {}
    for place, words in side.items():
        for word in words.bag & asked:
            if word in holders:
                holders[word].append(place)
            else:
                holders[word] = [place]
    return holders


def _equal_columns(gap: Gap, sides: Sides, window: int) -> dict[int, Sequence[int]]:
    """For the rows of a gap the columns in it with an equal key, at most `window` of them: the nearest."""
    olds, news = [sides.old_keys[i] for i in gap.rows], [sides.new_keys[j] for j in gap.columns]
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
