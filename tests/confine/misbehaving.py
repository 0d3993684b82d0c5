"""Functions for a child: some do what readers of hostile pages do, some what a child that was taken over might."""

import ctypes
import os
import pickle
import resource
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from revtrack.confine.wire import HEAD, Kind
from revtrack.errors import InputError
from revtrack.model import BlockKind, Hop, Operation, Pair, Snapshot

Values = tuple[
    None, bool, int, float, str, bytes, datetime, date, timedelta, frozenset[str], Hop | str, Pair | None, BlockKind
]

MOMENT = datetime(2026, 2, 3, 10, 0, 0, 7, tzinfo=UTC)

VALUES: Values = (
    *(None, True, 7, 0.5, "naïve \ud800\0", b"\x00\xff", MOMENT, MOMENT.date(), timedelta(days=-1, microseconds=3)),
    *(frozenset({"a", "b c"}), Hop(status=301, address="/b"), Pair((1,), (2, 3), Operation.SPLIT), BlockKind.QUOTE),
)

SNAPSHOT = Snapshot(
    article="https://post.example/fire",
    content=bytes(range(256)),
    observed_at=MOMENT,
    media_type="text/html",
    headers=(("Content-Type", "text/html"), ("X-Empty", "")),
)

ODD = (
    b"",
    b"\0",
    bytes(range(256)) * 4,
    b"One\0 sentence.\n\n\0\n\nAnother \x1e one.\r\n",
    "“Zwölf” – sagte er… ‚nein‘. Çà et là\u00a0: « oui »!".encode(),
    "日本語の文。二つ目。 \u202eevil \U0001f1e9\U0001f1ea! e\u0301".encode(),
    "Sixteen bits. Of each letter.\n\nTwo of them.".encode("utf-16"),
    b"Caf\xe9 in Latin-1, where UTF-8 was due: \xed\xa0\x80 and \xff.",
    b"<article><h1>Fire</h1><ul><li>One.<li>Two? Three!</ul><pre>  a\n\n  b</pre><table><tr><td>1<td>2</table>",
    b"<title>T</title><article><p>" + b"It burnt all night. Nobody was hurt, he said; we saw it. " * 40 + b"</article>",
    b'<script type=\'application/ld+json\'>{"@type":"NewsArticle","headline":"a\\u0000b\\nc"}</script><p>Short.',
    b"# Heading\n\n* one\n* two. Three.\n\n> quoted\n\n```\ncode  \n\n here\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
    b"<p>" * 300 + b"deep. " * 30,
)
"""Content that is nothing, no text, no article, or an article of everything that there is."""


def echo(text: str) -> str:
    return text


def who() -> int:
    return os.getpid()


def session() -> int:
    return os.getsid(0)


def values() -> Values:
    return VALUES


def snapshot() -> Snapshot:
    return SNAPSHOT


def environment() -> tuple[str, ...]:
    return tuple(os.environ)


def busy(seconds: float) -> float:
    """Takes so much CPU."""
    began = time.process_time()
    while time.process_time() - began < seconds:
        pass
    return seconds


def asleep(seconds: float) -> int:
    time.sleep(seconds)
    return os.getpid()


def greedy(count: int) -> int:
    return len(bytearray(count))


def crashing() -> int:
    return ctypes.string_at(0)[0]


def crashing_later() -> int:
    """All is well, but what it leaves behind is not."""
    threading.Timer(0.1, crashing).start()
    return os.getpid()


def talkative(count: int) -> str:
    return "x" * count


def failing() -> str:
    raise ZeroDivisionError("a\n\n" + "b" * 10_000)


def refusing() -> str:
    raise InputError("holds no article", "save it again")


def leaving() -> str:
    sys.exit("bye")


def speechless():  # type: ignore[no-untyped-def]  # noqa: ANN201  that is the point
    return 1


def lying() -> int:
    return "not a number"  # type: ignore[return-value]


def numbers(count: int) -> Iterator[int]:
    yield from range(count)


def failing_at(place: int) -> Iterator[int]:
    for number in range(100):
        if number == place:
            raise InputError("record 3 is cut off")
        yield number


def hanging_at(place: int) -> Iterator[int]:
    for number in range(100):
        if number == place:
            time.sleep(60)
        yield number


def forged(body: bytes, kind: int = Kind.RESULT) -> str:
    """Sends an answer of its own making."""
    for descriptor in range(3, 32):
        try:
            os.write(descriptor, HEAD.pack(kind, len(body)) + body)
        except OSError:
            continue
    return "never read"


def boasting() -> str:
    """Announces an answer of 4 GB."""
    for descriptor in range(3, 32):
        try:
            os.write(descriptor, HEAD.pack(Kind.RESULT, 2**32 - 1))
        except OSError:
            continue
    time.sleep(60)
    return ""


class Bomb:
    """Unpickled, it leaves a file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return Path.touch, (self.path,)


def bomb(path: Path) -> bytes:
    return pickle.dumps(Bomb(path))


def attempts(path: Path) -> dict[str, str]:
    """What became of everything that reading never needs."""
    tries = {
        "socket": lambda: socket.socket().close(),
        "connect": lambda: socket.create_connection(("127.0.0.1", 9)).close(),
        "native socket": lambda: _native(ctypes.CDLL(None, use_errno=True).socket(2, 1, 0)),
        "program": lambda: subprocess.run(["/bin/true"], check=True),
        "signal": lambda: os.kill(os.getppid(), 0),
        "empty": lambda: path.open("wb").close(),
        "change": lambda: path.open("r+b").close(),
        "rights": lambda: path.chmod(0o600),
        "read": path.read_bytes,
        "delete": path.unlink,
        "write": lambda: path.with_suffix(".new").write_bytes(b"x" * 5000),
        "fork": _fork,
    }
    found = {}
    for name, attempt in tries.items():
        try:
            attempt()
        except OSError as problem:
            found[name] = type(problem).__name__
        else:
            found[name] = "done"
    return found


def _fork() -> None:
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)


def denied(path: Path) -> tuple[tuple[str, str], ...]:
    return tuple(attempts(path).items())


def threaded() -> int:
    """A thread may be started."""
    found: list[int] = []
    thread = threading.Thread(target=lambda: found.append(7))
    thread.start()
    thread.join()
    return found[0]


def open_files() -> int:
    return resource.getrlimit(resource.RLIMIT_NOFILE)[0]


def _native(descriptor: int) -> None:
    if descriptor < 0:
        raise OSError(ctypes.get_errno(), "refused")
    os.close(descriptor)
