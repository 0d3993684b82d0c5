"""PURE. Record ⇄ model, both ways. A record is a mapping of a table's column names to plain values.

A Document is kept as JSON in UTF-8, keys in a fixed order and without blanks, so that equal Documents are equal bytes:

    {"blocks": [["paragraph", null, "Four died.", [[0, 10, null, ["Four", "died", "."]]]]], "format": "document/1", …}

A sentence is start, end, key (null where it is the text itself) and tokens; a field is name, value and, where it has
any, tokens. The format has a version of its own: what
was written by an older revtrack stays readable.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, Final

from revtrack.errors import InputError, IntegrityError
from revtrack.model import (
    Article,
    Block,
    BlockKind,
    Document,
    Field,
    FieldName,
    Observation,
    Problem,
    ProblemKind,
    Sentence,
    SetAside,
    Snapshot,
    Tools,
    Version,
)

__all__ = [
    "article_of",
    "article_record",
    "document_from_json",
    "document_record",
    "document_to_json",
    "observation_of",
    "snapshot_record",
    "storable",
    "version_of",
    "version_record",
]

FORMAT: Final = "document/1"

Record = Mapping[str, Any]


def storable(text: str) -> bool:
    """True for text that a column of either back end can keep: no U+0000 (PostgreSQL), no lone surrogates (UTF-8)."""
    return "\0" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)


def _checked(record: dict[str, Any]) -> dict[str, Any]:
    for column, value in record.items():
        if isinstance(value, str) and not storable(value):
            raise InputError(
                f"the {column.replace('_', ' ')} {value!a} holds a character that no database keeps",
                "remove U+0000 and broken UTF-8 from it",
            )
    return record


def article_record(article: Article) -> dict[str, Any]:
    """The record of an Article.

    Raises:
        InputError: when a text in it is not `storable`.
    """
    return _checked(asdict(article))


def article_of(record: Record) -> Article:
    """The Article of a record."""
    return Article(**record)


def version_record(version: Version) -> dict[str, Any]:
    """The record of a Version; what its first and last snapshots say is not in it."""
    record = asdict(version)
    for column in ("headline", "via", "time_note", "last_time_note"):
        del record[column]
    return record


def version_of(record: Record) -> Version:
    """The Version of a record, with `headline`, `via` and `time_note` of its first snapshot and `last_time_note` of its
    last one beside it.
    """
    return Version(**record)


def snapshot_record(snapshot: Snapshot, *, article_id: str, document: str, recorded_at: datetime) -> dict[str, Any]:
    """The record of a Snapshot without its number and its bytes.

    Args:
        snapshot: the capture.
        article_id: of the Article it belongs to.
        document: the SHA-256 of the JSON of its Document.
        recorded_at: now, aware UTC.

    Raises:
        InputError: when a text in it is not `storable`.
    """
    return _checked(
        {
            "article_id": article_id,
            "observed_at": snapshot.observed_at,
            "sha256": snapshot.sha256,
            "document": document,
            "media_type": snapshot.media_type,
            "encoding": snapshot.encoding,
            "source": snapshot.source,
            "title": snapshot.title,
            "language": snapshot.language,
            "via": snapshot.via,
            "time_note": snapshot.time_note,
            "recorded_at": recorded_at,
        }
    )


def observation_of(record: Record) -> Observation:
    """The Observation of a snapshot's record with `fingerprint`, `headline` and `language` of its document."""
    return Observation(**record)


def document_record(document: Document, sha256: str) -> dict[str, Any]:
    """The record of a Document whose JSON has the given SHA-256.

    Raises:
        InputError: when its headline is not `storable`.
    """
    return _checked(
        {
            "sha256": sha256,
            "fingerprint": document.fingerprint,
            **asdict(document.tools),
            "language": document.language,
            "headline": document.headline,
        }
    )


def document_to_json(document: Document) -> bytes:
    """The bytes of a Document: equal Documents give equal bytes."""
    value = {
        "format": FORMAT,
        "fields": [[field.name, field.value, *([field.tokens] if field.tokens else [])] for field in document.fields],
        "blocks": [_block_to_json(block) for block in document.blocks],
        "set_aside": [[aside.text, aside.rule] for aside in document.set_aside],
        "language": document.language,
        "fingerprint": document.fingerprint,
        "tools": asdict(document.tools),
        "problems": [[problem.kind, problem.detail] for problem in document.problems],
    }
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return text.encode("utf-8", "surrogatepass")  # a sloppy page may hold half a character


def _block_to_json(block: Block) -> list[Any]:
    sentences = [
        [sentence.start, sentence.end, None if sentence.key == sentence.text else sentence.key, sentence.tokens]
        for sentence in block.sentences
    ]
    return [block.kind, block.level, block.text, sentences]


def document_from_json(data: bytes) -> Document:
    """The Document whose bytes these are.

    Raises:
        IntegrityError: when they are of a format this revtrack does not know.
    """
    value = json.loads(data.decode("utf-8", "surrogatepass"))
    if value["format"] != FORMAT:
        raise IntegrityError(
            f"a document is stored as “{value['format']}”, which this revtrack does not know",
            "install a newer revtrack",
        )
    return Document(
        fields=tuple(_field_from_json(*field) for field in value["fields"]),
        blocks=tuple(_block_from_json(*block) for block in value["blocks"]),
        set_aside=tuple(SetAside(text=text, rule=rule) for text, rule in value["set_aside"]),
        language=value["language"],
        fingerprint=value["fingerprint"],
        tools=Tools(**value["tools"]),
        problems=tuple(Problem(kind=ProblemKind(kind), detail=detail) for kind, detail in value["problems"]),
    )


def _field_from_json(name: str, value: str, tokens: Sequence[str] = ()) -> Field:
    return Field(name=FieldName(name), value=value, tokens=tuple(tokens))


def _block_from_json(kind: str, level: int | None, text: str, sentences: list[list[Any]]) -> Block:
    return Block(
        kind=BlockKind(kind),
        level=level,
        text=text,
        sentences=tuple(
            Sentence(
                start=start,
                end=end,
                text=text[start:end],
                key=text[start:end] if key is None else key,
                tokens=tuple(tokens),
            )
            for start, end, key, tokens in sentences
        ),
    )
