"""Each sentence of one Version with the Version and the time it appeared and last changed."""

from dataclasses import dataclass
from datetime import datetime

from revtrack.model import BlockKind, History
from revtrack.report.charts.lives import documents, lives

__all__ = ["BlameLine", "blame"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BlameLine:
    """One sentence, and since when it has stood there."""

    text: str
    paragraph: int
    """From 1."""
    kind: BlockKind
    since: int
    """The number of the Version it appeared in."""
    since_at: datetime
    """When that Version was first seen."""
    changed: int
    """The number of the last Version that changed its words; `since` where none did."""
    changed_at: datetime

    @property
    def untouched(self) -> bool:
        """True where no Version has changed it since it appeared."""
        return self.changed == self.since


def blame(history: History, number: int | None = None) -> tuple[BlameLine, ...]:
    """The sentences of a Version in reading order; none where its text is not at hand, as with a single Version.

    Args:
        history: all Versions and the steps between them.
        number: of the Version; None for the latest.
    """
    wanted = number if number is not None else history.versions[-1].number if history.versions else 0
    document, found = documents(history).get(wanted), lives(history).get(wanted)
    if document is None or found is None:
        return ()
    seen = {version.number: version.first_seen for version in history.versions}
    places = [(at, block.kind) for at, block in enumerate(document.blocks, start=1) for _ in block.sentences]
    return tuple(
        BlameLine(
            text=sentence.text,
            paragraph=paragraph,
            kind=kind,
            since=life.since,
            since_at=seen[life.since],
            changed=life.changed,
            changed_at=seen[life.changed],
        )
        for sentence, (paragraph, kind), life in zip(document.sentences, places, found, strict=True)
    )
