"""The only place where a connection is opened for reading: addresses judged, bytes counted, one deadline for all.

    name ──resolved──→ addresses ──all judged──→ a connection to one of these very addresses, or a FetchError

Nothing is resolved a second time, so a name that changes its answer gains nothing. The addresses are judged before
connecting and not by asking the connected socket: by then the handshake has happened, which is enough to scan ports.

Two private names are overridden, `_new_conn` of urllib3's connection and `_read_status` of http.client's response;
hence urllib3 < 3, and the tests of hostile servers. The second exists because http.client takes "103 Early Hints" for
the final answer: an empty page.
"""

import contextlib
import http.client
import queue
import socket
import ssl
import threading
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Final, Self

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from revtrack.address import Allowance, refusal
from revtrack.ingest.web.options import WebOptions
from revtrack.ingest.web.problem import FetchError
from revtrack.model import FetchState

__all__ = ["Deadline", "Gate", "default_tls", "pools"]

LONGEST_LINE: Final = 65_536
"""Bytes of one line of a head or between chunks, as in http.client, which asks for no more of a head's line itself."""

LINE_COST: Final = 64
"""Bytes that a line between chunks counts as at least. Range 1 to 1,000. A million chunks of one byte take as long to
read as 60 MB in large ones; the packets that would carry them have 40 bytes of their own."""

_Found = Sequence[tuple[int, int, int, str, tuple[Any, ...]]]
"""What getaddrinfo gives."""


class Deadline:
    """A context that shuts every connection it was told of when its time is up.

    A timeout of urllib3 counts from byte to byte, and one byte a second lasts for ever.
    """

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds
        self._twins: list[socket.socket] = []
        self._readers: list[_Metered] = []
        self._lock = threading.Lock()
        self._timer = threading.Timer(max(seconds, 0), self._shut)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        with self._lock:
            for twin in self._twins:
                twin.close()
            self._twins.clear()
        for reader in self._readers:  # where a head cannot be read, nobody else closes it
            with contextlib.suppress(OSError):
                reader.close()

    @property
    def over(self) -> bool:
        """Whether the time is up."""
        return time.monotonic() >= self._end

    def left(self) -> float:
        """Seconds left.

        Raises:
            FetchError: TIMEOUT when there are none.
        """
        if (seconds := self._end - time.monotonic()) <= 0:
            raise FetchError(FetchState.TIMEOUT, "no complete answer came in time")
        return seconds

    def guard(self, connection: socket.socket) -> None:
        """Shut this connection too. Keeps a duplicate, because TLS takes the original's descriptor away."""
        with self._lock:
            self._twins.append(connection.dup())
        if self.over:  # the time ran out between connecting and here
            self._shut()

    def close_later(self, reader: "_Metered") -> None:
        """Close this when the context ends."""
        self._readers.append(reader)

    def _shut(self) -> None:
        with self._lock:
            for twin in self._twins:
                with contextlib.suppress(OSError):
                    twin.shutdown(socket.SHUT_RDWR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """What a connection needs to know."""

    deadline: Deadline
    allowance: Allowance
    options: WebOptions

    def connect(self, host: str, port: int, settings: Iterable[tuple[int, int, int | bytes]]) -> socket.socket:
        """A connection to one of the addresses of a host, all of which were judged before the first packet.

        Raises:
            FetchError: REFUSED where one of the addresses may not be contacted; UNREACHABLE or TIMEOUT where none
                answers.
        """
        found = self._resolved(host.strip("[]"), port)
        for *_, endpoint in found:
            address = str(endpoint[0])
            if words := refusal(address, port, self.allowance):
                detail = f"its host leads to {address}, which is {words}"
                hint = f"only public addresses are contacted unless {_spelt(address, port)} is allowed explicitly"
                raise FetchError(FetchState.REFUSED, detail, hint=hint)
        problem: OSError | None = None
        for family, kind, protocol, _, endpoint in found[: self.options.max_addresses]:
            connection = socket.socket(family, kind, protocol)
            try:
                for setting in settings:
                    connection.setsockopt(*setting)
                connection.settimeout(min(self.options.read_seconds, self.deadline.left()))
                connection.connect(endpoint)
                self.deadline.guard(connection)
            except OSError as error:
                connection.close()
                problem = error
            except BaseException:
                connection.close()
                raise
            else:
                return connection
        state = FetchState.TIMEOUT if isinstance(problem, TimeoutError) else FetchState.UNREACHABLE
        raise FetchError(state, f"no connection ({_words(problem)})")

    def _resolved(self, host: str, port: int) -> _Found:
        """What a name stands for. getaddrinfo knows no timeout, so it runs in a thread that may be left behind."""
        answers: queue.SimpleQueue[_Found | Exception] = queue.SimpleQueue()

        def ask() -> None:
            try:
                answers.put(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
            except Exception as problem:  # noqa: BLE001  handed over, not swallowed
                answers.put(problem)

        threading.Thread(target=ask, daemon=True).start()
        try:
            answer = answers.get(timeout=self.deadline.left())
        except queue.Empty:
            raise FetchError(FetchState.TIMEOUT, "the name of its host was not resolved in time") from None
        if isinstance(answer, Exception) or not answer:
            words = _words(answer) if isinstance(answer, OSError) else "no such name"
            raise FetchError(FetchState.UNREACHABLE, f"its host has no address ({words})")
        return answer


def _spelt(address: str, port: int) -> str:
    return f"[{address}]:{port}" if ":" in address else f"{address}:{port}"


def _words(problem: OSError | None) -> str:
    """What the system says of a failure."""
    text = getattr(problem, "strerror", None) or str(problem or "no address")
    return str(text)[:200]


class _Metered:
    """A server's answer as a file that counts: so many bytes of head, then so many of body, in lines of bounded length.

    http.client bounds lines and their number, not the whole; urllib3 reads the lines between chunks without any bound.
    """

    def __init__(self, real: Any, head: int, wire: int) -> None:
        self._real, self._left, self._wire, self._size, self._in_head = real, head, wire, head, True
        self._begun = False

    def body_begins(self) -> None:
        """From here on the bound of the body counts."""
        self._left, self._size, self._in_head = self._wire, self._wire, False

    def read(self, size: int | None = -1) -> bytes:
        """Up to so many bytes; all there are for None or -1, and one more than allowed at most."""
        bounded = self._left + 1 if size is None or size < 0 else min(size, self._left + 1)
        return self._counted(self._real.read(bounded))

    def read1(self, size: int = -1) -> bytes:
        """What is there already, up to so many bytes."""
        bounded = min(size, self._left + 1) if size >= 0 else self._left + 1
        return self._counted(self._real.read1(bounded))

    def readinto(self, buffer: Any) -> int:
        """Into a buffer; how many bytes."""
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def readline(self, size: int = -1) -> bytes:
        """One line; a longer one than any in use ends the reading."""
        longest = LONGEST_LINE + 1
        line = self._counted(self._real.readline(min(size, longest) if size >= 0 else longest), LINE_COST)
        if not line and self._begun and self._in_head:
            raise FetchError(FetchState.TRUNCATED, "the answer breaks off in its head")
        self._begun = True
        if len(line) >= longest:
            raise FetchError(FetchState.LIMIT, f"the answer has a line of more than {LONGEST_LINE:,} bytes")
        return line

    def peek(self, size: int = 0) -> bytes:
        """What is buffered; uncounted, because it will be read."""
        return bytes(self._real.peek(size))

    def flush(self) -> None:
        """Nothing: it is only read."""

    def close(self) -> None:
        """Close what is counted."""
        self._real.close()

    @property
    def closed(self) -> bool:
        """Whether it is closed."""
        return bool(self._real.closed)

    def _counted(self, data: bytes, least: int = 0) -> bytes:
        self._left -= len(data) if self._in_head else max(len(data), least)
        if self._left < 0:
            what = "head" if self._in_head else "body"
            raise FetchError(FetchState.LIMIT, f"the {what} of the answer has more than {self._size:,} bytes")
        return data


class _Response(http.client.HTTPResponse):
    """http.client's response, metered, and without interim answers."""

    gate: Gate

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        options = self.gate.options
        self._meter = _Metered(self.fp, options.max_head, options.max_wire)
        self.gate.deadline.close_later(self._meter)
        self.fp = self._meter  # type: ignore[assignment]

    def begin(self) -> None:
        """Read the head."""
        super().begin()
        self._meter.body_begins()

    def _read_status(self) -> tuple[str, int, str]:
        most = self.gate.options.max_interim
        for _ in range(most + 1):
            version, status, reason = super()._read_status()  # type: ignore[misc]
            if not http.HTTPStatus.PROCESSING <= status < http.HTTPStatus.OK:
                return version, status, reason
            http.client.parse_headers(self.fp)
        raise FetchError(FetchState.LIMIT, f"after {most} preliminary answers the final one did not come")


class _Plain(HTTPConnection):
    """A connection through the gate."""

    gate: Gate

    def _new_conn(self) -> socket.socket:
        return self.gate.connect(self._dns_host, self.port, self.socket_options or ())


class _Secure(HTTPSConnection):
    """A connection through the gate, under TLS."""

    gate: Gate

    def _new_conn(self) -> socket.socket:
        return self.gate.connect(self._dns_host, self.port, self.socket_options or ())


class _StrictContext(ssl.SSLContext):
    """TLS in which a connection that is cut is told from one that ends.

    A body without a length ends with its connection; without the closing message of TLS it is incomplete (RFC 9112,
    section 9.8). By default Python passes over that.
    """

    def wrap_socket(self, *given: Any, **named: Any) -> ssl.SSLSocket:
        """A socket under TLS."""
        named["suppress_ragged_eofs"] = False
        return super().wrap_socket(*given, **named)


def default_tls() -> ssl.SSLContext:
    """TLS with the certificates of the system, nothing else: `ssl.create_default_context` would also log its keys
    wherever an environment variable says.
    """
    context = _StrictContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_default_certs()
    return context


def pools(gate: Gate, tls: ssl.SSLContext | None) -> urllib3.PoolManager:
    """Connections through a gate. One manager for one exchange: sources share nothing.

    Args:
        gate: what every connection goes through.
        tls: for https; None where nothing but http is asked for.
    """
    response = type("Response", (_Response,), {"gate": gate})
    shared = {"gate": gate, "response_class": response}
    plain, secure = type("Plain", (_Plain,), shared), type("Secure", (_Secure,), shared)
    manager = urllib3.PoolManager(maxsize=1, retries=False, ssl_context=tls)
    manager.pool_classes_by_scheme = {
        "http": type("PlainPool", (HTTPConnectionPool,), {"ConnectionCls": plain}),
        "https": type("SecurePool", (HTTPSConnectionPool,), {"ConnectionCls": secure}),
    }
    return manager
