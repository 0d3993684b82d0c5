"""An editor whose edits are known: real paragraphs in, an edited version and the exact truth out.

    old   0  1  2  3  4  5     6  7        1 deleted, 3 edited, 5 split, 7 moved up, x added
    new   7  0  2  3' 4  5a 5b x  6        truth   (7,0) (0,1) (2,2) (3,3) (4,4) (5,5) (5,6) (6,8)

Five to fifty in a hundred sentences are edited, several kinds together, apart or side by side, also the first and the
last. An edit that would leave a careful reader in doubt is not made: the rule is in doubt.py. And a line that stands
several times belongs to the line above it, its head, which is never moved, split or merged; a block that moves passes
more sentences than it has.

Everything is decided by one seeded `Random`: equal seeds give equal edits.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from tests.diff import doubt
from tests.diff.articles import FOREIGN, ArticleText, articles
from tests.diff.rewording import (
    CONNECTIVES,
    OPENINGS,
    SHORT_LINES,
    STRENGTHS,
    Kind,
    bag,
    closed,
    glued,
    opened,
    plain,
    replaced,
    unended,
)

__all__ = ["Edit", "EditedText", "edited_texts"]

SHORTEST, LONGEST = 12, 44
"""Sentences of a text before it is edited."""

LEAST_DENSITY, MOST_DENSITY = 0.05, 0.5
"""Share of the sentences that are edited, added ones included; at least three."""

MOVABLE, MOVABLE_EDITED, SPLITTABLE, THRICE_SPLITTABLE, MERGEABLE = 3, 6, 12, 18, 4
"""Words a sentence has at least for that."""

NEAR = 4
"""Sentences before and behind an added one of whose words it may be made."""

MOVES_ONE_IN = 10
"""A text has at most one moved block in so many sentences."""

LEAST_WAY = 2
"""Sentences that a moved block passes beyond its own number, so that it is plain which of the two moved."""

TRIES, FRESH_TRIES, KINDS_TRIED = 8, 40, 4
"""How often an edit is tried on one sentence until it leaves no doubt, how often an addition; and how many kinds are
tried where one cannot be done."""

WEIGHTS: dict[Kind, int] = {
    Kind.WORD: 3,
    Kind.FACT: 3,
    Kind.FRONT: 2,
    Kind.END: 2,
    Kind.CUT: 2,
    Kind.REWORDED: 3,
    Kind.SWAPPED: 1,
    Kind.SPLIT: 5,
    Kind.SPLIT_THREE: 4,
    Kind.SPLIT_APART: 1,
    Kind.MERGED: 3,
    Kind.DELETED: 4,
    Kind.ADDED: 5,
    Kind.FOREIGN: 1,
    Kind.REPLACED: 1,
    Kind.MOVED: 2,
    Kind.BLOCK: 1,
    Kind.MOVED_EDITED: 2,
}
"""How often each kind is chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One thing that was done."""

    kinds: tuple[Kind, ...]
    """More than one where a sentence was moved and edited."""
    olds: tuple[int, ...]
    news: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditedText:
    """Two versions and what became of every sentence."""

    article: str
    language: str
    old: tuple[str, ...]
    new: tuple[str, ...]
    pairs: frozenset[tuple[int, int]]
    """Which sentences belong together; one in none was deleted or inserted."""
    edits: tuple[Edit, ...]
    """What was done, no sentence in two of them; one in none was kept in its place."""


@dataclass(slots=True, eq=False)
class _Line:
    """A sentence of the new version while it is being made."""

    olds: tuple[int, ...]
    """The sentences of old it comes from, none for an inserted one."""
    text: str
    edit: "_Done | None" = None
    head: bool = False
    """The next line is a duplicate and belongs to it."""
    duplicate: bool = False


@dataclass(slots=True, eq=False)
class _Done:
    """An Edit whose places are not known yet."""

    kinds: tuple[Kind, ...]
    olds: tuple[int, ...]


def edited_texts(count: int, seed: int) -> list[EditedText]:
    """So many edited texts, the same for the same seed."""
    rng = Random(seed)  # noqa: S311  edits, no secrets
    return [_Editor(rng.choice(articles()), rng).edited() for _ in range(count)]


class _Editor:
    """One run of sentences of an article on its way to the next version."""

    def __init__(self, article: ArticleText, rng: Random) -> None:
        self.article = article
        self.rng = rng
        size = min(len(article.sentences), rng.randint(SHORTEST, LONGEST))
        start = rng.randint(0, len(article.sentences) - size)
        taken = [(text, False) for text in article.sentences[start : start + size]]
        if rng.random() < 1 / 4:
            short = rng.choice(SHORT_LINES[article.language])
            for place in sorted(rng.sample(range(1, size + 1), rng.randint(2, 4)), reverse=True):
                taken.insert(place, (short, True))
        self.old = [text for text, _ in taken]
        self.bags = [bag(text) for text in self.old]
        self.split_words = [text.split() for text in self.old]
        self.lines = [_Line((k,), text, duplicate=duplicate) for k, (text, duplicate) in enumerate(taken)]
        for line, following in zip(self.lines, self.lines[1:], strict=False):
            line.head = following.duplicate
        self.done: list[_Done] = []
        self.movers: list[list[_Line]] = []

    def edited(self) -> EditedText:
        """The text with all its edits."""
        density = self.rng.uniform(LEAST_DENSITY, MOST_DENSITY)
        for line in self._targets(max(3, round(density * len(self.old)))):
            for kind in self.rng.choices([*WEIGHTS], [*WEIGHTS.values()], k=KINDS_TRIED):
                if line.edit is None and line in self.lines and not line.duplicate:
                    count = len(self.done)
                    self._edit(line, kind)
                    if len(self.done) > count:
                        break
        for block in self.movers:
            self._put(block)
        pairs = frozenset((i, j) for j, line in enumerate(self.lines) for i in line.olds)
        edits = tuple(
            Edit(
                kinds=done.kinds,
                olds=done.olds,
                news=tuple(j for j, line in enumerate(self.lines) if line.edit is done),
            )
            for done in self.done
        )
        return EditedText(
            article=self.article.name,
            language=self.article.language,
            old=tuple(self.old),
            new=tuple(line.text for line in self.lines),
            pairs=pairs,
            edits=edits,
        )

    def _targets(self, count: int) -> list[_Line]:
        """Sentences to be edited: anywhere, or in runs of neighbours; now and then the first and the last."""
        lines = list(self.lines)
        places = list(range(len(lines)))
        if self.rng.random() < 1 / 2:
            chosen = self.rng.sample(places, min(count, len(places)))
        else:
            chosen = []
            while len(chosen) < count:
                start = self.rng.choice(places)
                chosen += [k for k in places[start : start + self.rng.randint(2, 5)] if k not in chosen]
        heads = [line for line in lines if line.head]
        if heads and self.rng.random() < 1 / 2:
            self._delete(self.rng.choice(heads), Kind.DELETED)
        if self.rng.random() < 1 / 4:
            chosen = [0, len(places) - 1, *(k for k in chosen if k not in {0, len(places) - 1})]
        return [lines[k] for k in chosen]

    def _edit(self, line: _Line, kind: Kind) -> None:
        """Do one thing to one sentence, if it leaves no doubt."""
        if kind in STRENGTHS:
            self._strengthened(line, kind, doubt.KEPT_SHARE)
        elif line.head and kind not in {Kind.DELETED, Kind.ADDED, Kind.FOREIGN}:
            return
        elif kind in {Kind.MOVED, Kind.BLOCK, Kind.MOVED_EDITED}:
            self._lift(line, kind)
        else:
            act: dict[Kind, Callable[[_Line, Kind], None]] = {
                Kind.DELETED: self._delete,
                Kind.ADDED: self._add,
                Kind.FOREIGN: self._add,
                Kind.REPLACED: self._replace,
                Kind.MERGED: self._merge,
            }
            act.get(kind, self._split)(line, kind)

    def _note(self, *lines: _Line, kinds: tuple[Kind, ...], olds: tuple[int, ...]) -> None:
        """Write down what was done to some sentences."""
        done = _Done(kinds, olds)
        for line in lines:
            line.edit = done
        self.done.append(done)

    def _others(self, line: _Line) -> list[str]:
        """The words of all other sentences, in their order."""
        return [word for k, words in enumerate(self.split_words) if k not in line.olds for word in words]

    def _strengthened(self, line: _Line, kind: Kind, least: float, *, moved: tuple[Kind, ...] = ()) -> bool:
        """Edit the sentence where it stands; False where that cannot be done without doubt."""
        words = line.text.split()
        for _ in range(TRIES):
            edited = STRENGTHS[kind](words, self._others(line), self.rng)
            if not edited or plain(text := closed(edited)) == plain(line.text):
                continue
            if doubt.is_plain_edit(bag(text), self.bags[line.olds[0]], self._rivals(line), least):
                line.text = text
                self._note(line, kinds=(*moved, kind), olds=line.olds)
                return True
        return False

    def _rivals(self, line: _Line) -> list[Counter[str]]:
        """All sentences of old but those a line comes from."""
        return [other for k, other in enumerate(self.bags) if k not in line.olds]

    def _delete(self, line: _Line, kind: Kind) -> None:
        """Take a sentence out; the duplicate under it goes with it."""
        if line.head:
            duplicate = self.lines[self.lines.index(line) + 1]
            if not duplicate.duplicate or duplicate.edit:
                return
            self.lines.remove(duplicate)
            self._note(kinds=(Kind.DUPLICATE,), olds=duplicate.olds)
        self.lines.remove(line)
        self._note(kinds=(kind,), olds=line.olds)

    def _fresh(self, kind: Kind, at: int) -> str | None:
        """A sentence that none of old could have become, of the words around a place of old or of the whole article."""
        around = self.split_words[max(0, at - NEAR) : at + NEAR]
        sources = around if len(around) > NEAR and self.rng.random() < 1 / 2 else self.split_words
        for _ in range(FRESH_TRIES):
            foreign = kind is Kind.FOREIGN and self.article.language == "en"
            text = self.rng.choice(FOREIGN) if foreign else closed(glued(sources, self.rng))
            if text not in (line.text for line in self.lines) and doubt.is_fresh(bag(text), self.bags):
                return text
        return None

    def _add(self, line: _Line, kind: Kind) -> None:
        """Insert a sentence in front of one, or behind it."""
        text = self._fresh(kind, line.olds[0])
        at = self.lines.index(line) + (0 if line.head else self.rng.randint(0, 1))
        if text and not self._parts_a_duplicate(at):
            self.lines.insert(at, fresh := _Line((), text))
            self._note(fresh, kinds=(kind,), olds=())

    def _parts_a_duplicate(self, at: int) -> bool:
        """Whether something put there would stand between a duplicate line and its head."""
        return 0 < at < len(self.lines) and self.lines[at].duplicate

    def _replace(self, line: _Line, kind: Kind) -> None:
        """Reword a sentence so much that it is another."""
        for _ in range(TRIES):
            part = self.rng.uniform(0.85, 1)
            text = closed(replaced(line.text.split(), self._others(line), self.rng, part=part))
            if doubt.is_fresh(bag(text), self.bags):
                at = self.lines.index(line)
                self.lines[at] = _Line((), text)
                self._note(self.lines[at], kinds=(kind,), olds=line.olds)
                return

    def _split(self, line: _Line, kind: Kind) -> None:
        """Make two or three sentences of one; a part may begin with a pronoun, and one word may be another."""
        words = line.text.split()
        count = 3 if kind is Kind.SPLIT_THREE else 2
        at = self.lines.index(line)
        apart = kind is Kind.SPLIT_APART
        if len(words) < (THRICE_SPLITTABLE if count > 2 else SPLITTABLE) or (apart and not self._keeps(at + 1)):
            return
        for _ in range(TRIES):
            texts = self._parts(words, count)
            own, rivals = self.bags[line.olds[0]], self._rivals(line)
            if all(doubt.is_plain_part(bag(text), own, rivals) for text in texts):
                parts = [_Line(line.olds, text) for text in texts]
                if apart:
                    self.lines[at : at + 2] = [parts[0], self.lines[at + 1], parts[1]]
                else:
                    self.lines[at : at + 1] = parts
                moves = not apart and self.rng.random() < 1 / 8
                self.movers += [parts] if moves else []
                self._note(*parts, kinds=(Kind.MOVED_EDITED, kind) if moves else (kind,), olds=line.olds)
                return

    def _keeps(self, at: int) -> bool:
        """Whether there is a sentence at a place that nothing was done to, nor will be."""
        if at >= len(self.lines):
            return False
        line = self.lines[at]
        return bool(line.olds) and line.edit is None and not line.head and not line.duplicate

    def _parts(self, words: list[str], count: int) -> list[str]:
        """The words in so many sentences of about equal length."""
        wobble = len(words) // (4 * count)
        cuts = [len(words) * k // count + self.rng.randint(-wobble, wobble) for k in range(1, count)]
        pieces = [words[start:end] for start, end in zip([0, *cuts], [*cuts, len(words)], strict=True)]
        if self.rng.random() < 1 / 2:
            k = self.rng.randrange(count)
            pieces[k] = replaced(pieces[k], [word for piece in self.split_words for word in piece], self.rng, part=0)
        opening = self.rng.choice(OPENINGS[self.article.language])
        pieces[-1] = [*opening.split(), *opened(pieces[-1])] if opening else pieces[-1]
        return [closed(piece) for piece in pieces]

    def _merge(self, line: _Line, kind: Kind) -> None:
        """Make one sentence of one and the next."""
        at = self.lines.index(line)
        if not self._keeps(at + 1) or line.head:
            return
        following = self.lines[at + 1]
        halves = [line.text.split(), following.text.split()]
        if min(map(len, halves)) < MERGEABLE:
            return
        if self.rng.random() < 1 / 3:
            k = self.rng.randrange(2)
            halves[k] = replaced(halves[k], self._others(line), self.rng, part=0)
        olds = (*line.olds, *following.olds)
        connective = self.rng.choice(CONNECTIVES[self.article.language])
        merged = _Line(olds, closed([unended(halves[0]) + connective, *opened(halves[1])]))
        if doubt.is_plain_merge(bag(merged.text), [self.bags[k] for k in olds], self._rivals(merged)):
            self.lines[at : at + 2] = [merged]
            self._note(merged, kinds=(kind,), olds=olds)

    def _lift(self, line: _Line, kind: Kind) -> None:
        """Choose what moves; it is put elsewhere when all else is done."""
        least = MOVABLE_EDITED if kind is Kind.MOVED_EDITED else MOVABLE
        if len(line.text.split()) < least or len(self.movers) * MOVES_ONE_IN >= len(self.lines):
            return
        if kind is Kind.MOVED_EDITED:
            if self._strengthened(line, self.rng.choice([*STRENGTHS]), doubt.MOVED_SHARE, moved=(kind,)):
                self.movers.append([line])
            return
        block = [line]
        at = self.lines.index(line)
        for k in range(at + 1, at + (self.rng.randint(2, 4) if kind is Kind.BLOCK else 1)):
            if not self._keeps(k):
                break
            block.append(self.lines[k])
        moved = Kind.BLOCK if len(block) > 1 else Kind.MOVED
        for one in block:
            strength = self.rng.choice([*STRENGTHS])
            within = moved is Kind.BLOCK and len(one.text.split()) >= MOVABLE_EDITED and self.rng.random() < 1 / 4
            if not (within and self._strengthened(one, strength, doubt.MOVED_SHARE, moved=(moved, Kind.MOVED_EDITED))):
                self._note(one, kinds=(moved,), olds=one.olds)
        self.movers.append(block)

    def _put(self, block: Sequence[_Line]) -> None:
        """Take a block out and put it back some way off, not inside another that moved or was split."""
        at = self.lines.index(block[0])
        for line in block:
            self.lines.remove(line)
        far = [
            place
            for place in range(len(self.lines) + 1)
            if abs(place - at) >= len(block) + LEAST_WAY
            and not self._parts_a_duplicate(place)
            and not (0 < place < len(self.lines) and self._together(self.lines[place - 1], self.lines[place]))
        ]
        place = self.rng.choice(far) if far else at
        self.lines[place:place] = block

    def _together(self, line: _Line, following: _Line) -> bool:
        """Whether two neighbours are parts of one edit, or of one block that moved."""
        return line.edit is not None and (
            line.edit is following.edit or any(line in block and following in block for block in self.movers)
        )
