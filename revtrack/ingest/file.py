"""One file, or what comes in on standard input, as one Snapshot."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO, Final

from revtrack.errors import InputError
from revtrack.model import Snapshot

__all__ = ["MAX_BYTES", "Description", "MediaType", "media_type_of", "read_bytes", "received_as", "snapshot_of"]

MAX_BYTES: Final = 10_000_000
"""Largest content taken, in bytes: beyond it the HTML parser silently drops text (measured with libxml2 2.14)."""

HTML_START: Final = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?><!--.{0,2000}?-->\s*)*+<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
FRONT_MATTER: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n.{0,65536}?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", re.DOTALL
)
BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"


class MediaType(StrEnum):
    """The kinds of content that can be read."""

    TEXT = "text/plain"
    MARKDOWN = "text/markdown"
    HTML = "text/html"
    MHTML = "multipart/related"
    """A page saved with its pictures in one file (RFC 2557)."""
    MAIL = "message/rfc822"
    """A message of mail, such as a newsletter."""


BY_SUFFIX: Final = {
    ".html": MediaType.HTML,
    ".htm": MediaType.HTML,
    ".xhtml": MediaType.HTML,
    ".mhtml": MediaType.MHTML,
    ".mht": MediaType.MHTML,
    ".eml": MediaType.MAIL,
    ".md": MediaType.MARKDOWN,
    ".markdown": MediaType.MARKDOWN,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What the user says of a Snapshot beside its content; None is unknown."""

    article: str
    source: str | None = None
    title: str | None = None
    language: str | None = None
    via: str | None = None
    time_note: str | None = None
    media_type: MediaType | None = None
    encoding: str | None = None


def read_bytes(path: Path) -> bytes:
    """The content of a file.

    Raises:
        InputError: missing, not a file, not readable, or larger than `MAX_BYTES`.
    """
    try:
        with path.open("rb") as stream:
            return read_stream(stream, str(path))
    except IsADirectoryError:
        raise InputError(
            f"{path} is a folder, not a file", f"revtrack import dir {path} takes a whole folder"
        ) from None
    except FileNotFoundError:
        raise InputError(f"{path}: there is no such file", "check the name, and the folder you are in") from None
    except (OSError, ValueError) as problem:  # ValueError: a NUL in the name
        reason = getattr(problem, "strerror", None) or str(problem)
        raise InputError(f"{path} cannot be read: {reason}", "check the name and its permissions") from None


def read_stream(stream: BinaryIO, name: str) -> bytes:
    """All of a stream.

    Raises:
        InputError: when it is larger than `MAX_BYTES`.
    """
    content = stream.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise InputError(
            f"{name} is larger than {MAX_BYTES // 1_000_000} MB",
            "an article is not; save the text alone, or split the file",
        )
    return content


def media_type_of(name: str, content: bytes) -> MediaType:
    """What a file holds: by its suffix where that is certain, else by how it begins."""
    known = BY_SUFFIX.get(Path(name).suffix.lower())
    if known:
        return known
    if HTML_START.match(content.removeprefix(BYTE_ORDER_MARK)):
        return MediaType.HTML
    return MediaType.MARKDOWN if FRONT_MATTER.match(content) else MediaType.TEXT


def received_as(stated: str | None, content: bytes) -> str:
    """What content received over HTTP is read as: what its server calls it, but not as plain text where it is HTML."""
    if stated is not None and stated != MediaType.TEXT:
        return stated
    seen = media_type_of("", content)
    return seen if stated is None or seen is MediaType.HTML else stated


def snapshot_of(content: bytes, name: str, observed_at: datetime, description: Description) -> Snapshot:
    """The Snapshot of some content.

    Args:
        content: at most `MAX_BYTES`.
        name: of the file, for its suffix; anything for standard input.
        observed_at: aware UTC.
        description: what the user says of it.
    """
    return Snapshot(
        article=description.article,
        content=content,
        observed_at=observed_at,
        media_type=description.media_type or media_type_of(name, content),
        encoding=description.encoding,
        source=description.source,
        title=description.title,
        language=description.language,
        via=description.via,
        time_note=description.time_note,
    )
