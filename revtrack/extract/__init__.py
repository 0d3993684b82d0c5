"""PURE. Snapshot → Document: the text and fields of one capture, cut into blocks, sentences and tokens.

    bytes --decode--> text --from_text | from_markdown | page--> pieces and fields
                                 |                                        |
                             furniture: what is not the article      segments, normalise --> Document

Whatever the content, there is a Document; what is wrong with it stands in its `problems`. A fatal Problem comes with a
Document without text; a withheld one with a text that must make no Version. A block that the version before had too is
not cut again: see `reading.kept`.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from revtrack.extract.decode import SAVE_IT, STRAY, clean, decode, is_misread
from revtrack.extract.from_markdown import read_markdown
from revtrack.extract.from_text import paragraphs, read_text
from revtrack.extract.normalise import INVISIBLE, NORMALISER, fingerprint, normalise
from revtrack.extract.options import DEFAULT, ExtractOptions, Surface, TooSlowError, found_in
from revtrack.extract.page import EXTRACTOR, TOO_SLOW, WALLED, read_html
from revtrack.extract.page.mhtml import MHTML, NAME, page_in
from revtrack.extract.reading import NOTHING, Piece, Reading, Stated, field, in_order, kept
from revtrack.extract.segments import SEGMENTER, sentences_of, tokens
from revtrack.model import (
    Block,
    BlockKind,
    Document,
    FieldName,
    Problem,
    ProblemKind,
    Sentence,
    SetAside,
    Snapshot,
    Tools,
)

__all__ = [
    "MEDIA_TYPES",
    "ExtractOptions",
    "Surface",
    "document_from_sentences",
    "document_from_text",
    "extract",
    "tools_for",
]

IGNORED: Final = "ignore-text"
"""The rule under which a block is set aside in which a pattern of its source is found."""


_SHAPED: Final = re.compile(rf"[^\s{INVISIBLE}]")
"""A character that one can see."""


@dataclass(frozen=True, slots=True)
class Reader:
    """How one media type is read."""

    name: str
    """Name and version, kept with every Document it made."""
    read: Callable[[str, Stated, ExtractOptions], Reading]


def _read_text(text: str, stated: Stated, options: ExtractOptions) -> Reading:
    return _looked_through(text, read_text(text, stated.title), options)


def _read_markdown(text: str, stated: Stated, options: ExtractOptions) -> Reading:
    return _looked_through(text, read_markdown(text, stated.title), options)


def _looked_through(text: str, reading: Reading, options: ExtractOptions) -> Reading:
    """The Reading of a text that shows all of itself, with the Problem that it is a paywall where it is one."""
    walled = WALLED if found_in(text, options.paywall, any_case=True) else None
    return replace(reading, problems=(*reading.problems, walled)) if walled else reading


PLAIN: Final = Reader("text/4", _read_text)
PAGE: Final = Reader(EXTRACTOR, read_html)
PACKED: Final = Reader(f"{NAME}+{EXTRACTOR}", read_html)

READERS: Final = {
    "text/plain": PLAIN,
    "text/markdown": Reader("markdown/4", _read_markdown),
    "text/html": PAGE,
    "application/xhtml+xml": PAGE,
    **dict.fromkeys(MHTML, PACKED),
}
"""Media type → reader. Anything else is read as plain text."""


MEDIA_TYPES: Final = tuple(READERS)
"""Media types that have a reader of their own."""


def extract(snapshot: Snapshot, options: ExtractOptions = DEFAULT) -> Document:
    """The Document of a Snapshot. Never raises on content.

    What the sender states (headline, language, encoding) wins over what the content says of itself. Where nobody states
    a language there is none, and sentences are cut by the rules for English, which know the full stops of all scripts.

    Args:
        snapshot: what was received.
        options: of its source; which ones were in force is part of the name of the extractor.
    """
    media_type, reader = _reader(snapshot.media_type)
    tools = tools_for(snapshot.media_type, options)
    part = page_in(snapshot.content) if media_type in MHTML else None
    if isinstance(part, Problem):
        return _document(Reading(problems=(part,)), tools, snapshot.language)
    content, encoding, address = snapshot.content, snapshot.encoding, snapshot.address
    from_machine = address is not None
    if options.encoding and part is None and (from_machine or encoding is None):
        encoding, from_machine = options.encoding, True  # what holds for most of its pages is no word on this one
    if part is not None:
        content, media_type = part.content, part.media_type
        from_machine = from_machine or encoding is None
        encoding, address = encoding or part.encoding, address or part.address
        reader = _reader(media_type)[1]
    text = decode(content, media_type, encoding, over_http=from_machine)
    if isinstance(text, Problem):
        return _document(Reading(problems=(text,)), tools, snapshot.language)
    received = text
    text, removed = clean(received)
    reading = Reading(problems=(NOTHING,))
    if _SHAPED.search(text):
        title = snapshot.title if normalise(snapshot.title or "") else None
        stated = Stated(title=title, feed_title=snapshot.feed_title, address=address)
        try:
            reading = _less_ignored(reader.read(text, stated, options), options)
        except TooSlowError:
            reading = Reading(problems=(TOO_SLOW,))
        fields = (*reading.fields, *field(FieldName.FEED_TITLE, snapshot.feed_title))
        reading = replace(reading, fields=in_order(fields))
    language = snapshot.language or reading.language or options.language
    document = _document(reading, tools, language, removed)
    doubted = _unread(document, content) or (removed > 0 and is_misread(received))
    return _doubted(document, encoding, over_http=snapshot.address is not None) if doubted else document


def tools_for(media_type: str, options: ExtractOptions = DEFAULT) -> Tools:
    """What reads a Snapshot of this media type now: the `tools` of the Document that `extract` would make."""
    digest = options.digest
    extractor = _reader(media_type)[1].name + (f"+options/{digest}" if digest else "")
    return Tools(extractor=extractor, segmenter=SEGMENTER, normaliser=NORMALISER)


def _reader(media_type: str) -> tuple[str, Reader]:
    """A media type without its parameters, and how it is read."""
    bare = media_type.partition(";")[0].strip().lower()
    return bare, READERS.get(bare, PLAIN)


def _less_ignored(reading: Reading, options: ExtractOptions) -> Reading:
    """The Reading less the blocks in which a pattern of its source is found.

    Raises:
        TooSlowError: when a pattern takes too long to tell.
    """
    if not options.ignore_text:
        return reading
    kept_pieces: list[Piece] = []
    aside: list[SetAside] = []
    for piece in reading.pieces:
        if found_in(piece.text, options.ignore_text):
            aside.append(SetAside(text=piece.text, rule=IGNORED))
        else:
            kept_pieces.append(piece)
    return replace(reading, pieces=tuple(kept_pieces), set_aside=(*reading.set_aside, *aside))


def _unread(document: Document, content: bytes) -> bool:
    """True where bytes of the text could not be read.

    A byte that is wrong somewhere else on the page, in an advertisement or a script, does no harm.
    """
    texts = [*([document.headline] if document.headline else []), *(block.text for block in document.blocks)]
    strays = sum(text.count(STRAY) for text in texts)
    return strays > content.count(STRAY.encode()) if strays else False  # a page may well hold that character itself


def _doubted(document: Document, encoding: str | None, *, over_http: bool) -> Document:
    """The Document with the Problem that its text would be mojibake."""
    stated = f" as {encoding[:40]!r}" if encoding else ""
    remedy = SAVE_IT if over_http else "name its encoding with --encoding"
    detail = f"holds bytes in its text that cannot be read{stated}; {remedy}"
    return replace(document, problems=(*document.problems, Problem(kind=ProblemKind.ENCODING_DOUBT, detail=detail)))


def document_from_text(text: str, *, headline: str | None = None, language: str | None = None) -> Document:
    """The Document of a text whose paragraphs are parted by blank lines; nothing in it is taken for a headline."""
    text, removed = clean(text.replace("\r\n", "\n"))
    reading = Reading(pieces=paragraphs(text), fields=field(FieldName.HEADLINE, headline))
    return _document(reading, tools_for("text/plain"), language, removed)


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


def _document(reading: Reading, tools: Tools, language: str | None, removed: int = 0) -> Document:
    """The Document of a Reading; `removed` control characters were taken out before it was read."""
    blocks = []
    for piece in reading.pieces:
        text, more = clean(piece.text)
        removed += more
        block = _block(text, language, piece.kind, piece.level)
        if block.sentences:
            blocks.append(block)
    headline = next((one.value for one in reading.fields if one.name is FieldName.HEADLINE), None)
    problems = list(reading.problems)
    if not blocks and not headline and not any(one.kind.fatal or one.kind.withheld for one in problems):
        problems.append(NOTHING)
    if removed:
        what = "control character that is" if removed == 1 else "control characters that are"
        detail = f"holds {removed:,} {what} not kept"
        problems.append(Problem(kind=ProblemKind.CONTROL_CHARACTERS, detail=detail))
    return Document(
        fields=reading.fields,
        blocks=tuple(blocks),
        set_aside=tuple(replace(one, text=clean(one.text)[0]) for one in reading.set_aside),
        language=language,
        fingerprint=fingerprint(headline, blocks),
        tools=tools,
        problems=tuple(problems),
        canonical=reading.canonical,
    )


@kept
def _block(text: str, language: str | None, kind: BlockKind, level: int | None) -> Block:
    return Block(kind=kind, text=text, sentences=sentences_of(text, language, kind), level=level)
