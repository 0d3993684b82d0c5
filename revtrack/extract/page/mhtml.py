"""A page saved with its pictures (MHTML), or a message → the page in it, as bytes.

    Content-Type: multipart/related; start="<main@x>"      the part that `start` names, else the first of HTML
      Content-Type: text/html; charset=utf-8               what its headers say of it: address, encoding
      Content-Type: image/png                              left alone

Source: RFC 2557, sections 4 and 9; RFC 2387 for `start`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from email.errors import MessageError
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from typing import Final

from revtrack.model import Problem, ProblemKind

__all__ = ["MHTML", "NAME", "Part", "page_in", "saved_from"]

MHTML: Final = frozenset({"multipart/related", "message/rfc822"})
"""Media types of content in which a page is packed with other things."""

NAME: Final = "mhtml/1"

MOST_PARTS: Final = 1_000
"""Parts that are looked at, a count: a saved page has one for each of its pictures, style sheets and frames."""

_READABLE: Final = ("text/html", "application/xhtml+xml", "text/plain")
"""Media types of parts that are an article, the better first."""

_NO_PAGE: Final = Problem(kind=ProblemKind.EMPTY, detail="holds no page: save it as a web page in one file, or as HTML")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What is read of a packed page."""

    content: bytes
    media_type: str
    encoding: str | None
    address: str | None
    """Where it was saved from, None where nothing says so."""


def page_in(content: bytes) -> Part | Problem:
    """The page in some packed content, or the fatal Problem that there is none."""
    try:
        message = BytesParser(policy=compat32).parsebytes(content)
        found = _main(message) if message.keys() else None
        return _NO_PAGE if found is None else _part(found, message)
    except (MessageError, ValueError, LookupError, RecursionError, AttributeError, TypeError):
        return _NO_PAGE  # the parser of the standard library is not made for hostile messages


def saved_from(content: bytes) -> str | None:
    """The http or https address that a packed page says it was saved from; None where it says none.

    Nobody vouches for it, and it may be anything behind the scheme.
    """
    found = page_in(content)
    return found.address if isinstance(found, Part) else None


def _main(message: Message) -> Message | None:
    """The part that `start` names, else the first readable one, HTML before plain text."""
    parts = [part for part, _ in zip(message.walk(), range(MOST_PARTS), strict=False) if not part.is_multipart()]
    start = str(message.get_param("start") or "").strip()
    named = (part for part in parts if start and str(part.get("Content-ID", "")).strip() == start)
    by_type: Iterator[Message] = (part for kind in _READABLE for part in parts if part.get_content_type() == kind)
    first = next(named, None)
    return first if first is not None and first.get_content_type() in _READABLE else next(by_type, None)


def _part(part: Message, message: Message) -> Part:
    payload = part.get_payload(decode=True)
    stated = part.get("Content-Location") or message.get("Snapshot-Content-Location")
    address = str(stated).strip() if stated else ""
    charset = part.get_param("charset")
    return Part(
        content=payload if isinstance(payload, bytes) else b"",
        media_type=part.get_content_type(),
        encoding=charset if isinstance(charset, str) else None,
        address=address if address.lower().startswith(("http://", "https://")) else None,
    )
