"""PURE. Snapshot → Document: the text and fields of one capture, cut into blocks, sentences and tokens.

    bytes --decode--> text --from_text | from_markdown | from_html--> pieces and fields
                                 |                                        |
                             furniture: what is not the article      segments, normalise --> Document

Whatever the content, there is a Document; what is wrong with it stands in its `problems`. A fatal Problem comes with a
Document without text. A block that the version before had too is not cut again: see `reading.kept`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from revtrack.extract.decode import clean, decode
from revtrack.extract.from_html import EXTRACTOR, read_html
from revtrack.extract.from_markdown import read_markdown
from revtrack.extract.from_text import paragraphs, read_text
from revtrack.extract.normalise import NORMALISER, fingerprint, normalise
from revtrack.extract.reading import NOTHING, Reading, field, kept
from revtrack.extract.segments import SEGMENTER, sentences_of, tokens
from revtrack.model import (
    Block,
    BlockKind,
    Document,
    FieldName,
    Problem,
    ProblemKind,
    Sentence,
    Snapshot,
    Tools,
)

__all__ = ["document_from_sentences", "document_from_text", "extract", "tools_for"]


@dataclass(frozen=True, slots=True)
class Reader:
    """How one media type is read."""

    name: str
    """Name and version, kept with every Document it made."""
    read: Callable[[str, str | None], Reading]
    """Text and the headline the sender states → what is in it."""


PLAIN: Final = Reader("text/1", read_text)
PAGE: Final = Reader(EXTRACTOR, read_html)

READERS: Final = {
    "text/plain": PLAIN,
    "text/markdown": Reader("markdown/1", read_markdown),
    "text/html": PAGE,
    "application/xhtml+xml": PAGE,
}
"""Media type → reader. Anything else is read as plain text."""


def extract(snapshot: Snapshot) -> Document:
    """The Document of a Snapshot. Never raises on content.

    What the sender states (headline, language, encoding) wins over what the content says of itself. Where nobody states
    a language there is none, and sentences are cut by the rules for English, which know the full stops of all scripts.
    """
    media_type, reader = _reader(snapshot.media_type)
    text = decode(snapshot.content, media_type, snapshot.encoding)
    if isinstance(text, Problem):
        return _document(Reading(problems=(text,)), reader.name, snapshot.language)
    text, removed = clean(text)
    title = snapshot.title if normalise(snapshot.title or "") else None
    reading = reader.read(text, title) if normalise(text) else Reading(problems=(NOTHING,))
    return _document(reading, reader.name, snapshot.language, removed)


def tools_for(media_type: str) -> Tools:
    """What reads a Snapshot of this media type now: the `tools` of the Document that `extract` would make."""
    return Tools(extractor=_reader(media_type)[1].name, segmenter=SEGMENTER, normaliser=NORMALISER)


def _reader(media_type: str) -> tuple[str, Reader]:
    """A media type without its parameters, and how it is read."""
    bare = media_type.partition(";")[0].strip().lower()
    return bare, READERS.get(bare, PLAIN)


def document_from_text(text: str, *, headline: str | None = None, language: str | None = None) -> Document:
    """The Document of a text whose paragraphs are parted by blank lines; nothing in it is taken for a headline."""
    text, removed = clean(text.replace("\r\n", "\n"))
    reading = Reading(pieces=paragraphs(text), fields=field(FieldName.HEADLINE, headline))
    return _document(reading, PLAIN.name, language, removed)


def document_from_sentences(sentences: Sequence[str], language: str | None = None) -> Document:
    """The Document of some sentences taken as they are, each a block of its own, white space at its ends left out.

    Sentence n of the Document is `sentences[n]`, for all n: a blank one becomes an empty sentence.
    """
    blocks = tuple(map(_block_of_one, sentences))
    return Document(
        fields=(),
        blocks=blocks,
        language=language,
        fingerprint=fingerprint(None, blocks),
        tools=Tools(extractor="sentences/1", segmenter="none", normaliser=NORMALISER),
    )


@kept
def _block_of_one(text: str) -> Block:
    part = text.strip()
    start = len(text) - len(text.lstrip()) if part else 0
    sentence = Sentence(start=start, end=start + len(part), text=part, key=normalise(part), tokens=tokens(part))
    return Block(kind=BlockKind.PARAGRAPH, text=text, sentences=(sentence,))


def _document(reading: Reading, extractor: str, language: str | None, removed: int = 0) -> Document:
    """The Document of a Reading; `removed` control characters were taken out before it was read."""
    blocks = []
    for piece in reading.pieces:
        text, more = clean(piece.text)
        removed += more
        block = _block(text, language or reading.language, piece.kind, piece.level)
        if block.sentences:
            blocks.append(block)
    headline = next((one.value for one in reading.fields if one.name is FieldName.HEADLINE), None)
    problems = list(reading.problems)
    if not blocks and not headline and not any(problem.kind.fatal for problem in problems):
        problems.append(NOTHING)
    if removed:
        what = "control character that is" if removed == 1 else "control characters that are"
        detail = f"holds {removed:,} {what} not kept"
        problems.append(Problem(kind=ProblemKind.CONTROL_CHARACTERS, detail=detail))
    return Document(
        fields=reading.fields,
        blocks=tuple(blocks),
        set_aside=tuple(replace(one, text=clean(one.text)[0]) for one in reading.set_aside),
        language=language or reading.language,
        fingerprint=fingerprint(headline, blocks),
        tools=Tools(extractor=extractor, segmenter=SEGMENTER, normaliser=NORMALISER),
        problems=tuple(problems),
    )


@kept
def _block(text: str, language: str | None, kind: BlockKind, level: int | None) -> Block:
    return Block(kind=kind, text=text, sentences=sentences_of(text, language, kind), level=level)
