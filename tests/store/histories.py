"""Captures without `revtrack.extract`: what `pipeline.capture` does, on Documents made by hand."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from revtrack import versioning
from revtrack.model import Document, Observation, Snapshot
from revtrack.store import Store, Writer
from revtrack.versioning import Outcome, Verdict
from tests.strategies import document_of

__all__ = ["BRIDGE", "Taken", "at", "keep", "keep_all", "put", "taken"]

BRIDGE = "https://example.org/bridge"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A Snapshot and the Document read from it."""

    snapshot: Snapshot
    document: Document

    @property
    def article_id(self) -> str:
        """The id of the article it is a capture of."""
        return versioning.article_id(versioning.identity(self.snapshot.article))

    @property
    def observation(self) -> Observation:
        """The same as the history sees it."""
        return Observation.of(self.snapshot, self.document)


def at(minute: float) -> datetime:
    """Minutes after ten o'clock on the third of February 2026."""
    return datetime(2026, 2, 3, 10, tzinfo=UTC) + timedelta(minutes=minute)


def taken(text: str, minute: float = 0, *, article: str = BRIDGE, noise: str = "", source: str = "Post") -> Taken:
    """A capture of one paragraph under a headline.

    Args:
        text: the paragraph.
        minute: when it was seen, see `at`.
        article: what it is a capture of.
        noise: what the page holds beside the text: other bytes, the same Document.
        source: the publisher.
    """
    snapshot = Snapshot(
        article=article,
        content=f"The bridge\n\n{text}\n{noise}".encode(),
        observed_at=at(minute),
        media_type="text/plain",
        source=source,
        via="by hand",
        time_note="illustrative",
    )
    return Taken(snapshot=snapshot, document=document_of(text, headline="The bridge"))


def put(writer: Writer, one: Taken) -> Verdict:
    """What one capture means, saved in an open transaction as `pipeline.capture` does it."""
    identity = versioning.identity(one.snapshot.article)
    known = writer.observations(one.article_id)
    verdict = versioning.verdict(known, one.observation)
    if verdict.outcome is not Outcome.SAME_SNAPSHOT:
        known = (*known, one.observation)
        writer.save_all(
            article=versioning.derive_article(identity, known),
            versions=versioning.timeline(one.article_id, known),
            items=[(one.snapshot, one.observation, one.document)],
        )
    return verdict


def keep(store: Store, one: Taken) -> Verdict:
    """What one capture meant, stored in a transaction of its own."""
    with store.writing(one.article_id) as writer:
        return put(writer, one)


def keep_all(store: Store, *captures: Taken) -> None:
    """Store captures in the order given."""
    for one in captures:
        keep(store, one)
