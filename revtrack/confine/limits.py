"""What a child may take, and the error that says it took more."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from revtrack.errors import InputError
from revtrack.model import Document

__all__ = ["ConfinedError", "Limits", "Reason"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The fence around each call, and how many children there are.

    A page that hangs, eats memory or crashes its reader costs one child; every number bounds what it costs besides.

    Raises:
        ValueError: a number outside its range.
    """

    address_space_bytes: int = 2**30
    """Memory of a child, the libraries it has loaded included. Range [2^28, 2^40]. With ordinary articles a child takes
    80 MB, with the worst page of the hostile ones that is read at all 400; what needs a gigabyte is no article. Where
    the system has no such limit, as macOS and Windows, time alone bounds it."""
    cpu_s: float = 10
    """Seconds of CPU of one call, or of one item of a stream. Range [1, 3,600]; the system counts whole ones. Ends a
    child that nobody is left to kill."""
    wall_s: float = 10
    """Seconds of the clock of the same, from the request to the last byte of the answer. Range [0.05, 3,600]. A page of
    44 kB takes 0.03, one of 50,000 short paragraphs 2."""
    most_calls: int = 500
    """Calls after which a child makes way for a fresh one, a count. Range [1, 10^6]. Bounds what pages leave behind in
    a child, be it fragments of memory or what a hostile one changed; a fresh child costs 10 ms."""
    result_bytes: int = 2**24
    """Bytes of one answer that is no Document. Range [2^10, 2^28]. A capture of 10 MB out of an archive takes 13.4."""
    document_bytes: int = 2**22
    """Bytes of one that is. Range [2^10, 2^28]. An article of 50,000 words takes 0.6 MB. One made to be large, of words
    of two letters alone, takes the parent 26 times as much memory once somebody asks for them: 110 MB with this."""
    children: int = 2
    """Calls at the same time, a count. Range [1, 64]. More than there are processors gain nothing. A stream has a child
    of its own besides."""

    def most_bytes(self, hint: Any) -> int:
        """Bytes of one answer of this type."""
        return self.document_bytes if hint is Document else self.result_bytes

    def __post_init__(self) -> None:
        for name, (least, most) in _RANGES.items():
            if not least <= getattr(self, name) <= most:
                raise ValueError(f"{name} must lie in [{least:,}, {most:,}], not {getattr(self, name)!r}")


_RANGES: dict[str, tuple[float, float]] = {
    "address_space_bytes": (2**28, 2**40),
    "cpu_s": (1, 3_600),
    "wall_s": (0.05, 3_600),
    "most_calls": (1, 10**6),
    "result_bytes": (2**10, 2**28),
    "document_bytes": (2**10, 2**28),
    "children": (1, 64),
}


class Reason(StrEnum):
    """Why there is no answer."""

    TIME = "time"
    MEMORY = "memory"
    SIZE = "size"
    """The answer is larger than `Limits.result_bytes` or, where it is a Document, `Limits.document_bytes`."""
    CRASH = "crash"
    """The child died, or what it sent back is no answer."""
    FAILED = "failed"
    """The function raised something."""
    UNAVAILABLE = "unavailable"
    """There is no child, or it was ended by somebody else: nothing is known of the content."""


class ConfinedError(InputError):
    """A function could not be run on some content within its limits.

    `message` goes on where a name of the content stands, such as "takes more than 10 s to read".
    """

    code = "confined"

    def __init__(self, reason: Reason, message: str, hint: str | None = None) -> None:
        super().__init__(message, hint)
        self.reason = reason
