"""Content codings undone piece by piece, never holding more than one small piece of what comes out.

    a body as it came, "gzip, br"  ──decoded→  pieces of at most 64 kB, or a FetchError

Four promises that the usual clients do not make:

* Decoded bytes are counted while they appear, so that a limit limits: 8 kB of brotli become 6 GB elsewhere.
* A stream that stops before its end is an error: elsewhere it is a shorter page, hence a false deletion.
* At most so many codings one inside the other, and only gzip, deflate, br and zstd.
* What follows the end of a stream is an error; after gzip a further member is read and anything else is ignored, as
  browsers do.
"""

import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import Final

import brotli  # type: ignore[import-untyped]

from revtrack.ingest.web.problem import FetchError
from revtrack.model import FetchState

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

__all__ = ["ACCEPTED", "PIECE", "decoded"]

ACCEPTED: Final = "gzip, deflate, br, zstd"
"""What is asked for, and all that is understood."""

PIECE: Final = 65_536
"""Bytes handled at a time."""

_MAX_WINDOW_LOG: Final = 23
"""The window of zstd is 8 MiB at most, which RFC 9659 makes the rule for content codings."""

_ZLIB: Final = 15
_GZIP: Final = 31
_RAW: Final = -15
"""The `wbits` of zlib for its three containers, each with the largest window."""


def decoded(pieces: Iterable[bytes], codings: str, *, limit: int, most: int) -> Iterator[bytes]:
    """The pieces of a body without its codings; what was yielded before an error must be thrown away.

    Args:
        pieces: the body as it came over the wire.
        codings: the value of Content-Encoding, empty for none.
        limit: decoded bytes allowed in all.
        most: codings allowed one inside the other.

    Raises:
        FetchError: TRUNCATED where a stream breaks off or is garbled; ENCODING where it is in a coding nobody asked
            for; LIMIT for too many bytes or codings.

    Source: RFC 9110, section 8.4; RFC 9659 for zstd.
    """
    names = [name for part in codings.split(",") if (name := part.strip().lower()) and name != "identity"]
    if len(names) > most:
        raise FetchError(FetchState.LIMIT, f"the answer is in {len(names)} content codings, one inside the other")
    for name in reversed(names):
        if name not in _DECODERS:
            raise FetchError(FetchState.ENCODING, f"the answer is in a content coding nobody asked for, {name[:40]!a}")
        pieces = _DECODERS[name](pieces)
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > limit:
            raise FetchError(FetchState.LIMIT, f"the answer has more than {limit:,} bytes")
        yield piece


def _broken(name: str) -> FetchError:
    return FetchError(FetchState.TRUNCATED, f"the answer breaks off: its {name} does not reach its end")


def _garbled(name: str) -> FetchError:
    return FetchError(FetchState.TRUNCATED, f"the answer is garbled: it is not the {name} it is said to be")


def _gunzip(pieces: Iterable[bytes]) -> Iterator[bytes]:
    unpack, begun = zlib.decompressobj(_GZIP), False
    for data in pieces:
        while data:
            if unpack.eof:
                if not data.startswith(b"\x1f"):
                    return
                unpack = zlib.decompressobj(_GZIP)
            begun = True
            yield _inflated(unpack, data, "gzip")
            data = _left(unpack)  # noqa: PLW2901
    yield from _rest(unpack, "gzip")
    if begun and not unpack.eof:
        raise _broken("gzip")


def _inflate(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """A zlib stream as the standard says, or a raw one as some servers send."""
    unpack = None
    for data in pieces:
        while data:
            if unpack is None:
                unpack = zlib.decompressobj(_ZLIB if _has_zlib_header(data) else _RAW)
            if unpack.eof:
                raise _garbled("deflate")
            yield _inflated(unpack, data, "deflate")
            data = _left(unpack)  # noqa: PLW2901
    if unpack is not None:
        yield from _rest(unpack, "deflate")
        if not unpack.eof:
            raise _broken("deflate")


def _inflated(unpack: "zlib._Decompress", data: bytes, name: str) -> bytes:
    try:
        return unpack.decompress(data, PIECE)
    except zlib.error:
        raise _garbled(name) from None


def _has_zlib_header(data: bytes) -> bool:
    """Whether a stream begins as RFC 1950 says: the method is deflate and the check bits are right."""
    return data[0] & 15 == zlib.DEFLATED and (len(data) == 1 or int.from_bytes(data[:2]) % 31 == 0)


def _left(unpack: "zlib._Decompress") -> bytes:
    """What was handed in and is not used yet."""
    return unpack.unused_data if unpack.eof else unpack.unconsumed_tail


def _rest(unpack: "zlib._Decompress", name: str) -> Iterator[bytes]:
    """What zlib still holds when its input is over."""
    while not unpack.eof and (out := _inflated(unpack, unpack.unconsumed_tail, name)):
        yield out


def _unbrotli(pieces: Iterable[bytes]) -> Iterator[bytes]:
    unpack, begun = brotli.Decompressor(), False
    try:
        for data in pieces:
            if data and unpack.is_finished():
                raise _garbled("brotli")
            begun = begun or bool(data)
            out = unpack.process(data, output_buffer_limit=PIECE)
            while out or not unpack.can_accept_more_data():
                yield out
                out = unpack.process(b"", output_buffer_limit=PIECE)
    except brotli.error:
        raise _garbled("brotli") from None
    if begun and not unpack.is_finished():
        raise _broken("brotli")


def _unzstd(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """One frame after the other."""
    unpack = None
    try:
        for data in pieces:
            while data:
                if unpack is None or unpack.eof:
                    unpack = zstd.ZstdDecompressor(
                        options={zstd.DecompressionParameter.window_log_max: _MAX_WINDOW_LOG}
                    )
                yield unpack.decompress(data, PIECE)
                while not unpack.eof and not unpack.needs_input:
                    yield unpack.decompress(b"", PIECE)
                data = unpack.unused_data if unpack.eof else b""  # noqa: PLW2901
    except zstd.ZstdError:
        raise _garbled("zstd") from None
    if unpack is not None and not unpack.eof:
        raise _broken("zstd")


_DECODERS: Final[dict[str, Callable[[Iterable[bytes]], Iterator[bytes]]]] = {
    "gzip": _gunzip,
    "x-gzip": _gunzip,
    "deflate": _inflate,
    "br": _unbrotli,
    "zstd": _unzstd,
}
