"""A page saved with its pictures (MHTML), or a message → the page in it, as bytes.

    Snapshot-Content-Location: https://a.example/mayor     the part that `start` names, else the one from this address,
    Content-Type: multipart/related; start="<main@x>"      else the first of HTML
      Content-Type: text/html; charset=utf-8               what its headers say of it: address, encoding
      Content-Type: image/png                              left alone

Source: RFC 2557, sections 4 and 9; RFC 2387 for `start`. Browsers made of Chromium add `Snapshot-Content-Location`.
"""

from codecs import BOM_UTF8
from dataclasses import dataclass
from email.errors import MessageError
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from itertools import islice
from typing import Final

from revtrack.model import Problem, ProblemKind

__all__ = ["MHTML", "NAME", "Part", "page_in", "saved_from"]

MHTML: Final = frozenset({"multipart/related", "message/rfc822"})
"""Media types of content in which a page is packed with other things."""

NAME: Final = "mhtml/2"

MOST_PARTS: Final = 1_000
"""Readable parts that are looked at, a count from 1: a saved page has one for each of its frames, at most dozens.

Pictures and style sheets are passed over, however many: the parser has made parts of them before anybody can look.
"""

_READABLE: Final = ("text/html", "application/xhtml+xml", "text/plain")
"""Media types of parts that are an article, the better first."""

_ABOVE: Final = "Snapshot-Content-Location"
"""The header of a whole message that says where its page was saved from."""

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
        # Whoever stores a message in a file may put a mark or blank lines before it, and those would end its headers.
        message = BytesParser(policy=compat32).parsebytes(content.removeprefix(BOM_UTF8).lstrip())
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
    """The readable part that `start` names, else that from the address of the message, else HTML before plain text."""
    found = (part for part in message.walk() if part.get_content_type() in _READABLE and not part.is_multipart())
    start = str(message.get_param("start") or "").strip()
    saved = _without_place(_stated(message, _ABOVE))

    def rank(part: Message) -> tuple[bool, bool, int]:
        named = bool(start) and _stated(part, "Content-ID") == start
        there = bool(saved) and _without_place(_stated(part, "Content-Location")) == saved
        return not named, not there, _READABLE.index(part.get_content_type())

    return min(islice(found, MOST_PARTS), key=rank, default=None)


def _part(part: Message, message: Message) -> Part:
    payload = part.get_payload(decode=True)
    stated = _stated(part, "Content-Location"), _stated(message, _ABOVE)
    charset = part.get_param("charset")
    return Part(
        content=payload if isinstance(payload, bytes) else b"",
        media_type=part.get_content_type(),
        encoding=charset if isinstance(charset, str) else None,
        address=next((one for one in stated if one.lower().startswith(("http://", "https://"))), None),
    )


def _stated(part: Message, name: str) -> str:
    """What a header says, empty where it is missing."""
    return str(part.get(name, "")).strip()


def _without_place(address: str) -> str:
    return address.partition("#")[0]
