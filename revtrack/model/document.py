"""A Document: the text read from one Snapshot, cut into Blocks, Sentences and tokens once and for all.

    Document
    ├── fields      headline, byline, …: compared as fields, never with sentences
    ├── blocks      paragraphs, headings, list items in reading order
    │   └── sentences   half-open spans of the block's text, ordered, disjoint; gaps hold white space only
    └── set_aside   page furniture that is not article text, kept with the rule that named it

Later steps never look for sentences again: what counts as the same sentence is its `key`, what it is compared by are
its `words`. Marks on a page may take the punctuation with a word; that is for the differ to say.
"""

from collections import Counter
from dataclasses import dataclass, field, fields
from enum import StrEnum
from hashlib import sha256
from itertools import accumulate, chain
from sys import intern
from typing import TYPE_CHECKING, Any, Final, Self
from zlib import crc32

from revtrack.model.on_demand import OnDemand

__all__ = [
    "MOST_SKETCHED",
    "Block",
    "BlockKind",
    "Document",
    "Field",
    "FieldName",
    "Problem",
    "ProblemKind",
    "Sentence",
    "SetAside",
    "Tools",
]

MOST_SKETCHED: Final = 64
"""Sentences of a Document that its sketch tells of, a count from 1: all of an article's, a sample of a book's."""


class BlockKind(StrEnum):
    """What a Block is in the article."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    QUOTE = "quote"
    CAPTION = "caption"
    TABLE_ROW = "table-row"
    CODE = "code"


class FieldName(StrEnum):
    """The fields an article may carry beside its text. LINK, IMAGE and CORRECTION may occur many times, others once.

    The titles are those of the same article on its other surfaces; each is compared with itself alone.
    """

    HEADLINE = "headline"
    PAGE_TITLE = "page-title"
    """What a browser's tab shows."""
    SOCIAL_TITLE = "social-title"
    """What is shown where the page is shared (`og:title`)."""
    DATA_TITLE = "data-title"
    """The headline in the page's structured data."""
    FEED_TITLE = "feed-title"
    BYLINE = "byline"
    PUBLISHED = "published"
    MODIFIED = "modified"
    SECTION = "section"
    CORRECTION = "correction"
    """A correction that the page's structured data states (schema.org `correction`)."""
    LINK = "link"
    IMAGE = "image"


class ProblemKind(StrEnum):
    """What can be wrong with a Snapshot's content."""

    EMPTY = "empty"
    BINARY = "binary"
    UNDECODABLE = "undecodable"
    TOO_LONG = "too-long"
    FRONT_MATTER = "front-matter"
    CONTROL_CHARACTERS = "control-characters"
    PAYWALLED = "paywalled"
    CONSENT_WALL = "consent-wall"
    LOGIN_WALL = "login-wall"
    NOT_AN_ARTICLE = "not-an-article"
    """An error page, a challenge to prove oneself human, or the like."""
    PARTIAL = "partial"
    """A limit of the parser was reached, or the page breaks off."""
    WALL_LIKE = "wall-like"
    """Few words, and most such as walls use: it may be a first text, but takes the place of no longer one."""
    ENCODING_DOUBT = "encoding-doubt"
    """Read as it says, it would be mojibake."""

    @property
    def fatal(self) -> bool:
        """True where there is no text to keep."""
        return self in _FATAL

    @property
    def withheld(self) -> bool:
        """True where there is text, but not the article, or not the whole of it: it must make no Version."""
        return self in _WITHHELD


_FATAL = frozenset({ProblemKind.EMPTY, ProblemKind.BINARY, ProblemKind.UNDECODABLE, ProblemKind.TOO_LONG})
_WITHHELD = frozenset(
    {
        ProblemKind.PAYWALLED,
        ProblemKind.CONSENT_WALL,
        ProblemKind.LOGIN_WALL,
        ProblemKind.NOT_AN_ARTICLE,
        ProblemKind.PARTIAL,
        ProblemKind.ENCODING_DOUBT,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong with the content: a value, not an exception."""

    kind: ProblemKind
    detail: str
    """One sentence for people, without the name of the input."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of a Block.

    `words` follows from `tokens` and is what similarity is computed on: lower case, without punctuation.
    """

    start: int
    """Offset in the block's text, code points; inclusive."""
    end: int
    """Offset in the block's text; exclusive. The span holds no white space at its ends and is not empty."""
    text: str
    """The block's text from `start` to `end`."""
    key: str
    """What is compared for equality: `text` with typography and spaces normalised."""
    tokens: tuple[str, ...]
    """Words, numbers and marks in order, as written; only white space lies between them."""
    words: tuple[str, ...] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        # One object for each word, wherever it stands: comparing versions is a tenth faster, and they take less memory.
        words = [
            intern(token.casefold())
            for token in self.tokens
            if token.isalnum() or (len(token) > 1 and any(map(str.isalnum, token)))  # most are; a mark is seen at once
        ]
        object.__setattr__(self, "words", tuple(words))


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One paragraph, heading, list item or the like."""

    kind: BlockKind
    text: str
    sentences: tuple[Sentence, ...]
    level: int | None = None
    """1 to 6 for a heading, else None."""

    @property
    def common_key(self) -> str:
        """16 hexadecimal digits of what it says: equal for Blocks whose sentences have the same keys.

        4 bits a digit: two of a million Blocks meet with a chance of 1 in 37 million.
        """
        said = "\n".join(sentence.key for sentence in self.sentences)
        return sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One fact about the article that is not part of its text."""

    name: FieldName
    value: str
    tokens: tuple[str, ...] = ()
    """Of `value`, as in a Sentence; none for links and images, which are never compared word by word, and none in what
    was stored before fields had tokens."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """Text on the page that is not article text: kept, counted, never compared."""

    text: str
    rule: str
    """The name of the rule that set it aside, such as `newsletter` or `copyright`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What read the Document: name and version of each step, such as `markdown/1`."""

    extractor: str
    segmenter: str
    normaliser: str


class _Later:
    """Room for what a Document will be asked for."""

    __slots__ = ("_blocks",)
    _blocks: OnDemand[tuple[Block, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(_Later):
    """The text and fields of one Snapshot. Two Documents are the same text when their fingerprints are equal."""

    fields: tuple[Field, ...]
    blocks: tuple[Block, ...]
    set_aside: tuple[SetAside, ...] = ()
    language: str | None = None
    fingerprint: str
    """See `revtrack.extract.normalise.fingerprint`: headline and text, typography apart."""
    tools: Tools
    problems: tuple[Problem, ...] = ()
    canonical: str | None = None
    """The http or https address that the page names as its own, in full; None where it names none."""
    sentences: tuple[Sentence, ...] = field(init=False, compare=False, repr=False)
    """All sentences in reading order; Pairs count in this order, from 0."""
    keys: tuple[str, ...] = field(init=False, compare=False, repr=False)
    """Of all sentences."""
    words_before: tuple[int, ...] = field(init=False, compare=False, repr=False)
    """Words of all sentences before each, and of all: one number more than there are sentences."""
    sentences_up_to: tuple[int, ...] = field(init=False, compare=False, repr=False)
    """Sentences of all Blocks up to each, its own included."""
    frequency: Counter[str] = field(init=False, compare=False, repr=False)
    """Word → the number of sentences that hold it."""

    @classmethod
    def on_demand(cls, blocks: OnDemand[tuple[Block, ...]], **others: Any) -> Self:
        """A Document whose blocks are made when they are first asked for, and with them all that it computes itself.

        Args:
            blocks: what makes them.
            others: the other arguments of the constructor, all of them.
        """
        made = object.__new__(cls)
        for name, value in others.items():
            object.__setattr__(made, name, value)
        object.__setattr__(made, "_blocks", blocks)
        return made

    if not TYPE_CHECKING:  # or nobody would be told of an attribute that there is not

        def __getattr__(self, name: str) -> Any:
            if name not in _LATER:
                raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
            object.__setattr__(self, "blocks", self._blocks.value)
            self.__post_init__()
            return getattr(self, name)

    def __post_init__(self) -> None:
        sentences = tuple(sentence for block in self.blocks for sentence in block.sentences)
        distinct = (set(sentence.words) for sentence in sentences)
        object.__setattr__(self, "sentences", sentences)
        object.__setattr__(self, "keys", tuple([sentence.key for sentence in sentences]))
        up_to = tuple(accumulate([len(block.sentences) for block in self.blocks]))
        object.__setattr__(self, "sentences_up_to", up_to)
        object.__setattr__(self, "words_before", (0, *accumulate(len(sentence.words) for sentence in sentences)))
        object.__setattr__(self, "frequency", Counter(chain.from_iterable(distinct)))

    @property
    def headline(self) -> str | None:
        """The headline, None where the article has none."""
        return self.field(FieldName.HEADLINE)

    def field(self, name: FieldName) -> str | None:
        """The first value of a field, None where it is missing."""
        return next((item.value for item in self.fields if item.name is name), None)

    def values(self, name: FieldName) -> tuple[str, ...]:
        """All values of a field in the order of the page."""
        return tuple(item.value for item in self.fields if item.name is name)

    @property
    def word_count(self) -> int:
        """Words of the text, headline not included."""
        return self.words_before[-1]

    @property
    def sketch(self) -> str:
        """The lowest `MOST_SKETCHED` hashes of its sentences in order, 8 digits each: of two texts they tell how many
        sentences both have. Of all sentences the same hashes are the lowest (A. Broder, 1997).
        """
        hashes = sorted({crc32(key.encode("utf-8", "surrogatepass")) for key in self.keys})
        return "".join([f"{one:08x}" for one in hashes[:MOST_SKETCHED]])


_LATER = frozenset({"blocks", *(one.name for one in fields(Document) if not one.init)})
"""Attributes that a Document made on demand does not have yet."""
