"""One connection of the faulty server, and the type of a fault."""

import socket
import struct
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

__all__ = ["Exchange", "Fault", "Reply", "Request"]


@dataclass(slots=True, kw_only=True)
class Request:
    """What a client asked, and when: for tests of politeness and of conditional requests."""

    path: str
    head: bytes
    """Request line and header fields, as received."""
    began: float
    """Seconds of a clock that never goes back, at the arrival of the connection."""
    answered: float | None = None
    """Just before the last bytes of a correct answer went out: what a client starts later it starts after its end."""

    def header(self, name: str) -> str | None:
        """A header field as sent; None where it was not."""
        for line in self.head.decode("latin-1").split("\r\n")[1:]:
            field, _, value = line.partition(":")
            if field.lower() == name.lower():
                return value.strip()
        return None


class Exchange:
    """What a fault or a reply writes to.

    Args:
        connection: to the client.
        path: what was asked for, with its query.
        page: what the server would deliver if it behaved.
        turn: how often this path was asked for before.
        stopping: set when the server ends.
    """

    def __init__(
        self, connection: socket.socket, request: Request, *, page: bytes, turn: int, stopping: threading.Event
    ) -> None:
        self.connection, self.request, self.path = connection, request, request.path
        self.page, self.turn, self.stopping = page, turn, stopping
        self.rest = self.path.split("?", maxsplit=1)[0].split("/")[2:]

    def send(self, data: bytes) -> None:
        """These bytes, as they are."""
        self.connection.sendall(data)

    def forever(self, data: bytes, pause: float = 0.0) -> None:
        """These bytes again and again, until the client or the server gives up."""
        while not self.stopping.is_set():
            self.send(data)
            if pause:
                self.stopping.wait(pause)

    def wait(self, seconds: float) -> None:
        """Say nothing for so long, or until the server ends or the client goes."""
        end = time.monotonic() + seconds
        self.connection.settimeout(0.05)
        while not self.stopping.is_set() and time.monotonic() < end:
            try:
                if not self.connection.recv(1):
                    return
            except TimeoutError:
                continue

    def head(self, status: str = "200 OK", **fields: object) -> None:
        """A status line and header fields; Content_Length is written Content-Length."""
        fields.setdefault("Connection", "close")
        lines = [f"HTTP/1.1 {status}"] + [f"{name.replace('_', '-')}: {value}" for name, value in fields.items()]
        self.send("\r\n".join([*lines, "", ""]).encode("utf-8", "surrogatepass"))

    def answer(self, body: bytes, status: str = "200 OK", **fields: object) -> None:
        """A whole, correct answer."""
        self.head(status, **{"Content_Type": "text/html", "Content_Length": len(body), **fields})
        self.request.answered = time.monotonic()
        self.send(body)

    def coded(self, coding: str, body: bytes) -> None:
        """An answer that says it is coded so."""
        self.answer(body, Content_Encoding=coding)

    def redirect(self, target: str, status: str = "302 Found") -> None:
        """A redirect without a body."""
        self.head(status, Location=target, Content_Length=0)

    def chunked(self, body: bytes = b"", **fields: object) -> None:
        """The head of a chunked answer, and what follows it."""
        self.head("200 OK", **{"Transfer_Encoding": "chunked", **fields})
        self.send(body)

    def reset(self) -> None:
        """Close the connection the hard way: the client sees a reset."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


Reply = bytes | Callable[[Exchange], None]
"""What a path of the server gives: a page, or a function that answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One way to misbehave."""

    name: str
    show: Callable[[Exchange], None]
    measured: str
    """What it did to a client of good repute that was used as it comes."""
    endless: bool
    """It ends only when the client gives up."""
