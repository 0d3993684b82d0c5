"""How foreign bytes become a Document, and how they do so once more after an upgrade.

    Snapshot --extract--> Document       in this process, or where the program confines its parsers to a child: in that

Bytes are kept, so whatever reads them can improve. What a newer extractor, segmenter or set of rules makes of the old
bytes takes the place of what was read before, article by article, before anything new is compared with it: an upgrade
announces nothing.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from typing import Final

from revtrack import plausibility, versioning
from revtrack.errors import InputError
from revtrack.extract import MEDIA_TYPES, ExtractOptions, extract, tools_for
from revtrack.model import Document, Observation, Snapshot, Tools
from revtrack.store import Store, StoredSnapshot

__all__ = ["READER", "ReadAnew", "Reader", "current_tools", "read", "read_anew"]

MOST_AT_ONCE: Final = 200
"""Documents read anew and held in memory before they are stored, at least 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """How foreign bytes are read."""

    extract: Callable[[Snapshot, ExtractOptions], Document] = extract
    options: Callable[[str], ExtractOptions] = lambda _: ExtractOptions()
    """Of the source that an address or key belongs to."""

    def rules(self, snapshot: Snapshot) -> ExtractOptions:
        """How a Snapshot is read: by the rules of where it came from, whatever the user calls its article."""
        return self.options(snapshot.address or snapshot.article)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadAnew:
    """What became of the stored Snapshots of an article that other tools had read; most have none."""

    read: int = 0
    """A count of those that the tools of today have read."""
    kept: int = 0
    """A count of those in which they find no article: what was read from them before stays."""


READER: Final = Reader()
"""Reads in this very process, every source by the same rules."""


def read(snapshot: Snapshot, name: str, reader: Reader = READER) -> Document:
    """The Document of a Snapshot.

    Args:
        snapshot: what was received.
        name: of the input, for the message.
        reader: of foreign bytes.

    Raises:
        InputError: when there is no text in it to keep, or it is not the article.
    """
    document = reader.extract(snapshot, reader.rules(snapshot))
    if state := plausibility.state_of_document(document):
        raise InputError(f"{name} {state.detail}")
    return document


def current_tools(options: ExtractOptions) -> frozenset[Tools]:
    """What reads Snapshots of any media type now."""
    return frozenset(tools_for(media_type, options) for media_type in MEDIA_TYPES)


def read_anew(identity: str, store: Store, reader: Reader = READER) -> ReadAnew:
    """Read the stored Snapshots of an article anew that other tools had read. Stopped half-way, it goes on from there.

    Args:
        identity: of the article.
        store: where its Snapshots are.
        reader: of foreign bytes.
    """
    article_id = versioning.article_id(identity)
    if versioning.is_address(identity) and not store.is_read_by_others(
        article_id, current_tools(reader.options(identity))
    ):
        return ReadAnew()
    sources = {seen.address or identity for seen in store.observations(article_id)}
    tools = frozenset[Tools]().union(*map(current_tools, {reader.options(source) for source in sources}))
    if not sources or not store.is_read_by_others(article_id, tools):
        return ReadAnew()
    stale = (
        one
        for one in store.snapshots(article_id)
        if one.document.tools not in current_tools(reader.rules(one.snapshot))
    )
    found = _readings(stale, reader)
    read_now = kept = 0
    while batch := dict(islice(found, MOST_AT_ONCE)):
        readings = {key: document for key, document in batch.items() if document is not None}
        read_now, kept = read_now + len(readings), kept + len(batch) - len(readings)
        if not readings:
            continue
        with store.writing(article_id) as writer:
            known = tuple([_seen_anew(seen, readings) for seen in writer.observations(article_id)])
            article = versioning.derive_article(identity, known, writer.checks(article_id))
            versions = versioning.timeline(article_id, known)
            writer.reread(article=article, versions=versions, readings=readings)
    return ReadAnew(read=read_now, kept=kept)


def _seen_anew(seen: Observation, readings: Mapping[tuple[datetime, str], Document]) -> Observation:
    """The same sight with the text that was read from it now, if it was; what that was called first stays its key."""
    document = readings.get((seen.observed_at, seen.sha256))
    if document is None:
        return seen
    return replace(
        seen,
        fingerprint=document.fingerprint,
        first_fingerprint=None if seen.key == document.fingerprint else seen.key,
        headline=document.headline,
        language=document.language,
        words=document.word_count,
        sketch=document.sketch,
    )


def _readings(
    stale: Iterator[StoredSnapshot], reader: Reader
) -> Iterator[tuple[tuple[datetime, str], Document | None]]:
    """By time and hash, what is read now from each Snapshot, None from one that is no article any more."""
    for one in stale:
        document: Document | None = None
        with suppress(InputError):
            document = read(one.snapshot, one.snapshot.article, reader)
        yield (one.snapshot.observed_at, one.snapshot.sha256), document
