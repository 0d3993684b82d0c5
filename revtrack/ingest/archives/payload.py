r"""The body of an archived HTTP answer without its codings, bounded; and whether it is still what was captured.

    4\r\nWiki\r\n0\r\n\r\n  ──chunks undone──→  Wiki  ──gzip, deflate, br, zstd undone──→  the page

Archives differ: some keep the codings of the wire, some undo them and leave the headers as they were. So a coding that
is plainly not there any more is taken as undone; one that breaks off is an error.
"""

import binascii
import hashlib
import re
from base64 import b32decode
from collections.abc import Iterator
from typing import Final

from revtrack.ingest.file import HTML_START
from revtrack.ingest.web.decoding import PIECE, decoded
from revtrack.ingest.web.problem import FetchError
from revtrack.model import Answer, FetchState

__all__ = ["MAX_BODY", "BrokenPayloadError", "body_of", "has_digest"]

MAX_BODY: Final = 10_000_000
"""Largest body taken, in bytes, before and after its codings are undone: the same as for a page off the web."""

MAX_CODINGS: Final = 2
"""Content codings one inside the other."""

MAX_CHUNKS: Final = 200_000
"""Chunks of one body; servers send some kilobytes in each."""

CHUNK: Final = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,4096})?\r?\n")
MAGIC: Final = {"gzip": (b"\x1f\x8b",), "x-gzip": (b"\x1f\x8b",), "zstd": (b"\x28\xb5\x2f\xfd",)}
"""How bodies in a coding begin, where that is certain. RFC 1952; RFC 8878."""

WITHOUT_MAGIC: Final = frozenset({"br", "deflate"})
"""Codings that may begin with any byte; no body in one of them begins with the letters of a web page."""

ALGORITHMS: Final = frozenset({"md5", "sha1", "sha224", "sha256", "sha384", "sha512"})


class BrokenPayloadError(ValueError):
    """A body that cannot be used; the message is one sentence without the name of the input.

    Args:
        message: the sentence.
        state: what a look ends in that meets such an answer; None where the archive is at fault.
    """

    def __init__(self, message: str, state: FetchState | None = None) -> None:
        super().__init__(message)
        self.state = state


def body_of(raw: bytes, answer: Answer) -> bytes:
    """A body without its transfer and content codings.

    Args:
        raw: as the archive holds it.
        answer: for its headers.

    Raises:
        BrokenPayloadError: it breaks off, is garbled, or has more than `MAX_BODY` bytes.
    """
    body = raw
    if "chunked" in (answer.header("transfer-encoding") or "").lower():
        body = _dechunked(raw)
    else:
        stated = (answer.header("content-length") or "").strip()
        if stated.isascii() and stated.isdigit() and len(stated) < len("1234567890123") and int(stated) > len(raw):
            raise BrokenPayloadError(
                f"it has {len(raw)} of the {stated} bytes that the server announced", FetchState.TRUNCATED
            )
    codings = answer.header("content-encoding") or ""
    outermost = codings.rpartition(",")[2].strip().lower()
    is_lost = outermost in MAGIC and not body.startswith(MAGIC[outermost])
    if body and (is_lost or (codings.strip().lower() in WITHOUT_MAGIC and HTML_START.match(body))):
        codings = ""
    try:
        pieces = (body[start : start + PIECE] for start in range(0, len(body), PIECE))
        return b"".join(decoded(pieces, codings, limit=MAX_BODY, most=MAX_CODINGS))
    except FetchError as problem:
        raise BrokenPayloadError(problem.detail, problem.state) from None


def _dechunked(raw: bytes) -> bytes:
    """A body without its chunks (RFC 9112, section 7.1); as it is where it plainly has none."""
    if not CHUNK.match(raw):
        return raw
    return b"".join(_chunks(raw))


def _chunks(raw: bytes) -> Iterator[bytes]:
    place = 0
    for _ in range(MAX_CHUNKS):
        head = CHUNK.match(raw, place)
        if head is None:
            raise BrokenPayloadError("it breaks off in the middle of its chunks", FetchState.TRUNCATED)
        size = int(head[1], 16)
        if size == 0:
            return
        chunk = raw[head.end() : head.end() + size]
        if len(chunk) < size:
            raise BrokenPayloadError("it breaks off in the middle of its chunks", FetchState.TRUNCATED)
        yield chunk
        place = head.end() + size
        place += 2 if raw.startswith(b"\r\n", place) else raw.startswith(b"\n", place)
    raise BrokenPayloadError("it is in too many chunks")


def has_digest(stated: str, raw: bytes, answer: Answer) -> bool | None:
    """Whether a body has the digest a record states, `sha1:…` in base 32 or 16; None where that is in no known form.

    What a payload digest covers, archives understand in two ways: some take the body with its chunks, some without.
    Either counts (WARC 1.1, section 5.9).
    """
    name, _, value = stated.strip().partition(":")
    algorithm = name.strip().lower().replace("-", "")
    if algorithm not in ALGORITHMS:
        return None
    size = hashlib.new(algorithm, usedforsecurity=False).digest_size
    wanted = _digest(value.strip(), size)
    if wanted is None:
        return None
    if hashlib.new(algorithm, raw, usedforsecurity=False).digest() == wanted:
        return True
    if "chunked" not in (answer.header("transfer-encoding") or "").lower():
        return False
    try:
        return hashlib.new(algorithm, _dechunked(raw), usedforsecurity=False).digest() == wanted
    except BrokenPayloadError:
        return False


def _digest(value: str, size: int) -> bytes | None:
    try:
        if len(value) == size * 2:
            return bytes.fromhex(value)
        digest = b32decode(value + "=" * (-len(value) % 8), casefold=True)
    except (ValueError, binascii.Error):
        return None
    return digest if len(digest) == size else None
