"""Messages over a socket between a parent and its child, each with a bound and a deadline.

message   kind (1 byte) · length (4 bytes, big-endian) · that many bytes
"""

import socket
import struct
import time
from enum import IntEnum
from typing import Final

__all__ = ["Closed", "Kind", "TooLarge", "is_silent", "receive", "send"]

HEAD: Final = struct.Struct(">BI")
PIECE: Final = 2**18
"""Bytes asked for at once while a message grows, so that a length that lies takes no memory."""


class Kind(IntEnum):
    """What a message is."""

    CALL = 1
    """To the child: run this function and send back what it returns."""
    STREAM = 2
    """To the child: run this function and send back the first thing it yields."""
    NEXT = 3
    """To the child: the next one."""
    READY = 4
    """From the child: everything of the call before is cleared away. What it cost is so no fault of the next one."""
    RESULT = 5
    ITEM = 6
    END = 7
    FAILED = 8
    MEMORY = 9
    SIZE = 10


class Closed(Exception):  # noqa: N818  an event, not a mistake
    """The other side is gone."""


class TooLarge(Exception):  # noqa: N818  see Closed
    """A message is longer than is allowed."""


def send(connection: socket.socket, kind: Kind, body: bytes = b"", within_s: float | None = None) -> None:
    """Send one message whole.

    Args:
        connection: connected, of a stream.
        kind: what it is.
        body: less than 4 GiB.
        within_s: seconds it may take in all; None for ever.

    Raises:
        Closed: the other side is gone.
        TimeoutError: it does not read.
    """
    connection.settimeout(within_s)
    try:
        connection.sendall(HEAD.pack(kind, len(body)) + body)
    except TimeoutError:
        raise
    except OSError as problem:
        raise Closed from problem


def receive(connection: socket.socket, most: int, within_s: float | None = None) -> tuple[Kind, bytes]:
    """The next message.

    Args:
        connection: connected, of a stream.
        most: bytes its body may have.
        within_s: seconds it may take in all, waiting included; None for ever.

    Raises:
        Closed: the other side is gone, or sends what is no message.
        TooLarge: the message announces more.
        TimeoutError: it takes longer.
    """
    until = None if within_s is None else time.monotonic() + within_s
    number, length = HEAD.unpack(_exactly(connection, HEAD.size, until))
    if length > most:
        raise TooLarge
    body = _exactly(connection, length, until)
    try:
        return Kind(number), body
    except ValueError as problem:
        raise Closed from problem


def is_silent(connection: socket.socket) -> bool:
    """Whether the other side is there and has sent nothing that was not received."""
    connection.settimeout(0)
    try:
        connection.recv(1, socket.MSG_PEEK)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False  # the end, or something nobody asked for


def _exactly(connection: socket.socket, size: int, until: float | None) -> bytes:
    got = bytearray()
    while len(got) < size:
        if until is not None and (left := until - time.monotonic()) <= 0:
            raise TimeoutError
        connection.settimeout(None if until is None else left)
        try:
            piece = connection.recv(min(PIECE, size - len(got)))
        except TimeoutError:
            raise
        except OSError as problem:
            raise Closed from problem
        if not piece:
            raise Closed
        got += piece
    return bytes(got)
