"""What archives hold: captures of pages, and what in them is not taken."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b

from revtrack.model import FetchState

__all__ = ["Captured", "PassedOver", "key_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Captured:
    """One answer of a web server, as an archive kept it."""

    address: str
    """What was asked for: absolute, http or https."""
    at: datetime
    """When it was captured, aware UTC."""
    status: int | None
    """Of the HTTP answer, 100 to 999; None where it cannot be read."""
    headers: tuple[tuple[str, str], ...] = ()
    """Of the answer, in the order and spelling received, at most 100."""
    body: bytes = b""
    """Without transfer and content codings. Empty where the status is not 200, and where there is a problem: part of a
    page would look like a deletion."""
    media_type: str | None = None
    """As the server stated it, in lower case, without parameters."""
    charset: str | None = None
    """As the server spelt it: foreign text."""
    via: str
    """The archive, for people to read."""
    title: str | None = None
    """What the archive calls the page."""
    problem: str | None = None
    """Why there is no body though the server gave one: one sentence, without the name of the input."""
    state: FetchState | None = None
    """What a look at that time ended in, where the problem is the answer's own; None where the archive is at fault."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOver:
    """Something in an archive that is not taken."""

    name: str
    """The file, the member or the line: foreign text, cleaned, never used as the name of a file."""
    reason: str
    """One sentence without the name."""


def key_of(name: str) -> bytes:
    """A short stand-in for what a record is known by; whoever is misled by it finds another record, and sees it."""
    return blake2b(name.strip().lower().encode("utf-8", "replace"), digest_size=12).digest()
