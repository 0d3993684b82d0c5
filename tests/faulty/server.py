"""A web server that misbehaves on purpose, one way per path; it binds nothing but 127.0.0.1 and ::1.

    with FaultServer(page=b"<html>...") as server:
        fetch(server.url("gziptrunc"))              # the page behind a fault; the names are those of FAULTS
        server.mode = "clshort"
        fetch(server.url("page"))                   # the same address, well one day and ill the next
        fetch(server.url("to", 302, target))        # a redirect to anywhere
        server.replies["/feed.xml"] = feed          # a path of your own: bytes, or a function of the Exchange
        assert server.requests[0].path == "/gziptrunc"

Whatever is not served by one of these is a 404, /robots.txt too. Faults whose field `endless` is set end only when the
client gives up: give every request a deadline.
"""

import contextlib
import socket
import ssl
import threading
import time
import urllib.parse
from types import TracebackType
from typing import Self

from tests.faulty.exchange import Exchange, Fault, Reply, Request
from tests.faulty.faults import FAULTS

__all__ = ["FAULTS", "Exchange", "Fault", "FaultServer", "Reply", "Request"]

PAGE = b"hello world " * 10_000
FAMILIES = {"127.0.0.1": socket.AF_INET, "::1": socket.AF_INET6}


class FaultServer:
    """The server, a context manager.

    Args:
        page: what it delivers when it behaves, and what the faults cut, mislabel or garble.
        host: 127.0.0.1 or ::1.
        tls: where it speaks TLS, with which certificate.
    """

    def __init__(self, page: bytes = PAGE, host: str = "127.0.0.1", tls: ssl.SSLContext | None = None) -> None:
        self.page = page
        self.host = host
        self._tls = tls
        self.mode = "ok"
        """The fault behind the path /page, "ok" for none; may be changed at any time."""
        self.replies: dict[str, Reply] = {}
        """Path, without its query, → what it gives."""
        self.requests: list[Request] = []
        """What was asked so far, in order."""
        self._stopping = threading.Event()
        self._listener = socket.socket(FAMILIES[host])
        self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._listener.bind((host, 0))
        self._listener.listen(128)
        self.port: int = self._listener.getsockname()[1]

    def __enter__(self) -> Self:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopping.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    @property
    def authority(self) -> str:
        """Host and port as an address spells them, which is also how they are allowed."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    def url(self, name: str = "ok", *rest: object) -> str:
        """The address of a fault or a path; `rest` becomes further parts of the path."""
        parts = "".join("/" + urllib.parse.quote(str(part), safe="", errors="surrogatepass") for part in rest)
        return f"http://{self.authority}/{name.removeprefix('/')}{parts}"

    def asked(self, path: str) -> int:
        """How often a path was asked for, whatever its query."""
        return sum(request.path.split("?")[0] == path for request in self.requests)

    def _accept(self) -> None:
        while not self._stopping.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection, time.monotonic()), daemon=True).start()

    def _serve(self, connection: socket.socket, began: float) -> None:
        # OSError: the client gave up, which is what most of these tests wait for.
        with contextlib.ExitStack() as stack, contextlib.suppress(OSError, IndexError):
            stack.enter_context(connection)
            if self._tls is not None:
                connection = stack.enter_context(self._tls.wrap_socket(connection, server_side=True))
            data = b""
            while b"\r\n\r\n" not in data:
                piece = connection.recv(65536)
                if not piece:
                    return
                data += piece
            path = data.split(b" ", 2)[1].decode("ascii", "replace")
            request = Request(path=path, head=data, began=began)
            turn = sum(earlier.path == path for earlier in self.requests)
            self.requests.append(request)
            self._reply(Exchange(connection, request, page=self.page, turn=turn, stopping=self._stopping))

    def _reply(self, exchange: Exchange) -> None:
        path = exchange.path.split("?")[0]
        name = path.split("/")[1]
        name = self.mode if name == "page" else name
        reply = self.replies.get(path)
        if callable(reply):
            reply(exchange)
        elif reply is not None:
            exchange.answer(reply)
        elif name == "ok":
            exchange.answer(self.page)
        elif name == "to" and len(exchange.rest) == 2:
            target = urllib.parse.unquote(exchange.rest[1], errors="surrogatepass")
            exchange.redirect(target, f"{exchange.rest[0]} Elsewhere")
        elif name in FAULTS:
            FAULTS[name].show(exchange)
        else:
            exchange.answer(b"", "404 Not Found")
