"""An Answer: what a web server said to one request, redirects followed and codings undone."""

from dataclasses import dataclass
from datetime import datetime

__all__ = ["Answer", "Hop"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One redirect that was followed."""

    status: int
    """301, 302, 303, 307 or 308."""
    address: str
    """Where it led to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The last answer of a chain of redirects, whatever its status."""

    asked: str
    """The address that was asked for first."""
    address: str
    """The one that answered in the end."""
    hops: tuple[Hop, ...] = ()
    """The redirects in between, in order."""
    status: int
    """100 to 999, as received."""
    headers: tuple[tuple[str, str], ...]
    """In the order received, names as received; of the last answer alone."""
    body: bytes
    """Without its content codings."""
    at: datetime
    """When it was received, aware UTC."""

    def header(self, name: str) -> str | None:
        """The first header of this name, capitals or not; None where there is none."""
        wanted = name.lower()
        return next((value for header, value in self.headers if header.lower() == wanted), None)

    @property
    def media_type(self) -> str | None:
        """What the server says the body is, in lower case and without parameters, such as `text/html`."""
        stated = (self.header("content-type") or "").partition(";")[0].strip().lower()
        return stated or None

    @property
    def charset(self) -> str | None:
        """The character encoding the server states, as it spells it; foreign text like any other."""
        for part in (self.header("content-type") or "").split(";")[1:]:
            name, _, value = part.partition("=")
            if name.strip().lower() == "charset":
                return value.strip().strip("\"'") or None
        return None
