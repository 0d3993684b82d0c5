"""Hypothesis strategies for Documents: well formed as `model/document.py` asks, hostile in every other respect."""

from collections.abc import Callable
from hashlib import sha256

from hypothesis import strategies as st

from revtrack.model import (
    Block,
    BlockKind,
    Document,
    Field,
    FieldName,
    Problem,
    ProblemKind,
    Sentence,
    SetAside,
    Tools,
)

__all__ = ["any_text", "block_of", "blocks", "document_of", "documents", "words"]

TOOLS = Tools(extractor="strategy/1", segmenter="strategy/1", normaliser="strategy/1")

HOSTILE_WORDS = ("\u202eevil", "]]>", "<script>", "\u00ad", "\U0001f1e9\U0001f1ea", "e\u0301", "3,014.5", "हिन्दी", "'")

any_text: st.SearchStrategy[str] = st.text(st.characters(), max_size=20)
"""Any code points, lone surrogates and U+0000 among them."""

words: st.SearchStrategy[str] = st.one_of(
    st.sampled_from(("the", "The", "fire", "rain", "five", "said", "not", "Iraq", "$5", *HOSTILE_WORDS)),
    st.text(st.characters(exclude_categories=("Z", "C")), min_size=1, max_size=6).filter(
        lambda word: not word.isspace()
    ),
)
"""Words without white space inside; the same ones again and again, so that texts resemble each other."""


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    """A Block of up to five sentences with any blanks between them, and keys that need not be their text."""
    kind = draw(st.sampled_from(BlockKind))
    text, sentences = draw(st.sampled_from(("", " "))), []
    for tokens in draw(st.lists(st.lists(words, min_size=1, max_size=8), max_size=5)):
        sentence = " ".join(tokens)
        start, end = len(text), len(text) + len(sentence)
        key = draw(st.one_of(st.just(sentence), st.just(sentence.casefold()), any_text))
        sentences.append(Sentence(start=start, end=end, text=sentence, key=key, tokens=tuple(tokens)))
        text += sentence + draw(st.sampled_from((" ", "  ", "\n", "\u00a0")))
    level = draw(st.integers(1, 6)) if kind is BlockKind.HEADING else None
    return Block(kind=kind, level=level, text=text, sentences=tuple(sentences))


@st.composite
def documents(draw: st.DrawFn, text: st.SearchStrategy[str] = any_text) -> Document:
    """A Document with any fields, blocks, furniture and problems.

    Args:
        draw: hypothesis's own.
        text: what its fields, furniture and names are made of.
    """
    return Document(
        fields=tuple(
            draw(st.lists(st.builds(_field, st.sampled_from(FieldName), text, split=st.booleans()), max_size=4)),
        ),
        blocks=tuple(draw(st.lists(blocks(), max_size=4))),
        set_aside=tuple(draw(st.lists(st.builds(SetAside, text=text, rule=text), max_size=2))),
        language=draw(st.none() | text),
        fingerprint=draw(text),
        tools=draw(st.builds(Tools, extractor=text, segmenter=text, normaliser=text)),
        problems=tuple(
            draw(st.lists(st.builds(Problem, kind=st.sampled_from(ProblemKind), detail=text), max_size=2)),
        ),
    )


def _field(name: FieldName, value: str, *, split: bool) -> Field:
    """A Field with its words as tokens, or with none, as it was once stored."""
    return Field(name=name, value=value, tokens=tuple(value.split()) if split else ())


def block_of(*sentences: str, kind: BlockKind = BlockKind.PARAGRAPH, key: Callable[[str], str] = str) -> Block:
    """A Block of these sentences, one blank between them; tokens are what blanks separate."""
    text, made = " ".join(sentences), []
    start = 0
    for sentence in sentences:
        end = start + len(sentence)
        made.append(Sentence(start=start, end=end, text=sentence, key=key(sentence), tokens=tuple(sentence.split())))
        start = end + 1
    return Block(kind=kind, text=text, sentences=tuple(made), level=2 if kind is BlockKind.HEADING else None)


def document_of(*paragraphs: str, headline: str | None = None, language: str | None = "en") -> Document:
    """A Document of these paragraphs, one sentence each, made without `revtrack.extract`."""
    fields = () if headline is None else (_field(FieldName.HEADLINE, headline, split=True),)
    text = "\n".join((headline or "", *paragraphs))
    return Document(
        fields=fields,
        blocks=tuple(block_of(paragraph) for paragraph in paragraphs),
        language=language,
        fingerprint=f"test/1:{sha256(text.encode()).hexdigest()}",
        tools=TOOLS,
    )
