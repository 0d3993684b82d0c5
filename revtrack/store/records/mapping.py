"""PURE. Record ⇄ model, both ways. A record is a mapping of a table's column names to plain values.

Text that a column cannot keep, and addresses too long to be a key, are refused by name.

A Document is kept as JSON in UTF-8, keys in a fixed order and without blanks, so that equal Documents are equal bytes:

    {"blocks": [["paragraph", null, "Four died.", [[0, 10, null, ["Four", "died", "."]]]]], "format": "document/1", …}

A sentence is start, end, key (null where it is the text itself) and tokens; a field is name, value and, where it has
any, tokens; `canonical` is there where the page names an address. The format has a version of its own: what was written
by an older revtrack stays readable.

What a Block says, typography apart, is named by 16 digits: Blocks that many articles of a publisher share are furniture
of its pages, whatever their markup.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, Final

from revtrack.errors import InputError, IntegrityError
from revtrack.model import (
    Alias,
    Article,
    Block,
    BlockKind,
    Check,
    Document,
    FetchState,
    Field,
    FieldName,
    Observation,
    Problem,
    ProblemKind,
    Sentence,
    SetAside,
    Snapshot,
    Subscription,
    SubscriptionKind,
    Tools,
    Validator,
    Version,
)

__all__ = [
    "LOOKED",
    "alias_of",
    "alias_record",
    "article_of",
    "article_record",
    "check_of",
    "check_record",
    "common_keys",
    "document_from_json",
    "document_record",
    "document_to_json",
    "observation_of",
    "snapshot_of",
    "snapshot_record",
    "storable",
    "subscription_of",
    "subscription_record",
    "validator_of",
    "validator_record",
    "version_of",
    "version_record",
]

FORMAT: Final = "document/1"

MAX_ADDRESS: Final = 2000
"""Bytes of UTF-8 of an address that is a key: in a row of PostgreSQL's index there is room for 2,704 in all."""

MIN_COMMON_WORDS: Final = 5
"""Words of a Block from which it is remembered: shorter ones ("Read more") are the same by chance. At least 1."""

MAX_COMMON_BLOCKS: Final = 60
"""Blocks remembered from the beginning of a Document, and as many from its end, where furniture stands. A page of a
newspaper has some 30; the bound keeps a book from filling the table."""

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


def _keyed(record: dict[str, Any]) -> dict[str, Any]:
    """The record, checked, whose `address` is a key."""
    address = _checked(record)["address"]
    if len(address.encode()) > MAX_ADDRESS:
        raise InputError(f"the address {address[:60]!a}… is longer than {MAX_ADDRESS:,} bytes", "leave it out")
    return record


def article_record(article: Article) -> dict[str, Any]:
    """The record of an Article.

    Raises:
        InputError: when a text in it is not `storable`.
    """
    return _checked(asdict(article))


def article_of(record: Record) -> Article:
    """The Article of a record."""
    state = record["last_state"]
    return Article(**{**record, "last_state": None if state is None else FetchState(state)})


def version_record(version: Version) -> dict[str, Any]:
    """The record of a Version, in the order of the columns; what its first and last snapshots say is not in it."""
    return {
        "article_id": version.article_id,
        "number": version.number,
        "first_seen": version.first_seen,
        "last_seen": version.last_seen,
        "fingerprint": version.fingerprint,
        "sha256": version.sha256,
        "snapshots": version.snapshots,
        "returns_to": version.returns_to,
        "key": version.key,
        "technical": version.technical,
    }


def version_of(record: Record) -> Version:
    """The Version of a record, with `headline`, `via`, `time_note` and `note` of its first snapshot and
    `last_time_note` of its last one beside it.
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
            "note": snapshot.note,
            "address": snapshot.address,
            "headers": json.dumps(snapshot.headers) if snapshot.headers else None,
            "feed_title": snapshot.feed_title,
            "asked": snapshot.asked,
        }
    )


def snapshot_of(record: Record, *, identity: str, content: bytes) -> Snapshot:
    """The Snapshot of a record of which any columns may be missing that no Snapshot has.

    Args:
        record: its own, with the number or without.
        identity: of its Article, which names it whatever the sender wrote.
        content: the bytes as received.
    """
    stated = ("observed_at", "media_type", "encoding", "source", "title", "language", "via", "time_note")
    received = ("note", "address", "feed_title", "asked")
    return Snapshot(
        article=identity,
        content=content,
        headers=tuple((name, value) for name, value in json.loads(record["headers"] or "[]")),
        **{name: record[name] for name in (*stated, *received)},
    )


def observation_of(record: Record) -> Observation:
    """The Observation of a snapshot's record with what its document says beside it: see `queries.READ`.

    Words that nobody could count are 0.
    """
    return Observation(**{**record, "words": record["words"] or 0, "sketch": record["sketch"] or ""})


def check_record(check: Check, *, article_id: str) -> dict[str, Any]:
    """The record of a Check.

    Raises:
        InputError: when a text in it is not `storable`, or the address too long.
    """
    record = asdict(check)
    return _keyed({"article_id": article_id, "identity": record.pop("article"), **record})


def check_of(record: Record) -> Check:
    """The Check of a record."""
    rest = {name: value for name, value in record.items() if name not in {"article_id", "identity"}}
    return Check(**{**rest, "article": record["identity"], "state": FetchState(record["state"])})


def alias_record(alias: Alias) -> dict[str, Any]:
    """The record of an Alias.

    Raises:
        InputError: when a text in it is not `storable`, or the address too long.
    """
    return _keyed(asdict(alias))


def alias_of(record: Record) -> Alias:
    """The Alias of a record."""
    return Alias(**record)


def subscription_record(subscription: Subscription) -> dict[str, Any]:
    """The record of a Subscription.

    Raises:
        InputError: when a text in it is not `storable`, or the address too long.
    """
    return _keyed(asdict(subscription))


LOOKED: Final = ("title", "checked_at", "state", "detail", "failures", "retry_after", "moves_to", "moves_since")
"""The columns of a Subscription that looks at it fill."""


def subscription_of(record: Record) -> Subscription:
    """The Subscription of a record."""
    state = record["state"]
    kinds = {"kind": SubscriptionKind(record["kind"]), "state": None if state is None else FetchState(state)}
    return Subscription(**{**record, **kinds})


def validator_record(validator: Validator) -> dict[str, Any]:
    """The record of a Validator.

    Raises:
        InputError: when a text in it is not `storable`, or the address too long.
    """
    return _keyed(asdict(validator))


def validator_of(record: Record) -> Validator:
    """The Validator of a record."""
    return Validator(**record)


def common_keys(document: Document) -> tuple[str, ...]:
    """The keys of the Blocks by which a Document may share furniture with others, each once, in reading order."""
    long_enough = [
        block
        for block in document.blocks
        if sum(len(sentence.words) for sentence in block.sentences) >= MIN_COMMON_WORDS
    ]
    if len(long_enough) > 2 * MAX_COMMON_BLOCKS:
        long_enough = long_enough[:MAX_COMMON_BLOCKS] + long_enough[-MAX_COMMON_BLOCKS:]
    return tuple(dict.fromkeys(block.common_key for block in long_enough))


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
            "words": document.word_count,
            "sketch": document.sketch,
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
    if document.canonical is not None:  # so that what names none keeps the bytes it had before there was this field
        value["canonical"] = document.canonical
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
        canonical=value.get("canonical"),
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
