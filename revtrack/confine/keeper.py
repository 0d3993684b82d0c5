"""Where children come from: a nursery that forks them, or one new process for each where there is no fork.

Every child is a Child: a connection, and a way to end it that says how it ended.
"""

import json
import os
import socket
import subprocess
import sys
import threading
from binascii import b2a_base64
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict
from functools import cache, partial
from typing import Any, Final, Protocol

from revtrack.confine.limits import ConfinedError, Limits, Reason

__all__ = ["Child", "Keeper", "Nursery", "Spawner"]

START_S: Final = 60.0
"""Seconds a nursery or a child may take to start and to load its libraries: 0.5 to 3 where the machine is not busy."""

END_S: Final = 5.0
"""Seconds a process may take to end after it was told to."""

BUFFER_BYTES: Final = 2**22
"""What a connection may hold that was not yet received, as far as the system allows it: a whole page is handed over at
once. In pieces, each waiting for the one before to be received, pages of 300 kB took some 0.3 ms longer."""

INHERITED: Final = ("LANG", "LC_ALL", "LC_CTYPE", "LD_LIBRARY_PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "TZ")
"""Variables of the environment that children get: what Python needs to start, and no password of a database."""

UNAVAILABLE_HINT: Final = "revtrack doctor looks at what this system allows"


class Child(Protocol):
    """A child that is alive, or was."""

    connection: socket.socket

    def end(self) -> int | None:
        """Make sure that it has ended; its exit code, minus the signal that ended it; None where nobody knows.

        However often it is asked, the answer is the same.
        """


class Keeper(Protocol):
    """Makes children."""

    def child(self, limits: Limits, modules: Sequence[str], rehearsals: Sequence[bytes]) -> Child:
        """A new child, which has these modules loaded.

        Args:
            limits: of each of its calls.
            modules: their names.
            rehearsals: calls to make before any other, as they are sent to a child.

        Raises:
            ConfinedError: UNAVAILABLE.
        """

    def close(self) -> None:
        """End every child."""


def _command(code: str, *arguments: str) -> list[str]:
    """A Python that imports what we import, and neither runs the program that we are nor asks the environment."""
    path = json.dumps([os.path.abspath(entry) for entry in sys.path])  # noqa: PTH100  "" is the current folder
    start = f"import json, sys; sys.path[:] = json.loads(sys.argv[1]); {code}"
    return [sys.executable, "-I", "-c", start, path, *arguments]


def _connected() -> tuple[socket.socket, socket.socket]:
    """Our end of a new connection, and the child's."""
    pair = socket.socketpair()
    for end in pair:
        end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, BUFFER_BYTES)
    return pair


def _environment() -> dict[str, str]:
    return {name: os.environ[name] for name in INHERITED if name in os.environ}


def _started(command: list[str], **how: Any) -> "subprocess.Popen[bytes]":
    try:
        return subprocess.Popen(  # noqa: S603  our own program
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=_environment(), **how
        )
    except OSError as problem:
        raise _unavailable(problem.strerror or str(problem)) from problem


def _ended(process: "subprocess.Popen[bytes]") -> int:
    """The exit code of a process that is to end now; it is killed where it does not."""
    try:
        return process.wait(END_S)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


def _stated(limits: Limits, modules: Sequence[str], rehearsals: Sequence[bytes]) -> dict[str, Any]:
    """What a child has to know, as JSON can hold it."""
    return {
        "limits": asdict(limits),
        "modules": list(modules),
        "rehearsals": [b2a_base64(one, newline=False).decode("ascii") for one in rehearsals],
    }


def _unavailable(why: str) -> ConfinedError:
    return ConfinedError(
        Reason.UNAVAILABLE, f"cannot be read: no child process can be started ({why})", UNAVAILABLE_HINT
    )


class Nursery:
    """One process that forks children; started with the first, and again should it be lost."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._orders: socket.socket | None = None
        self._closed = False

    def child(self, limits: Limits, modules: Sequence[str], rehearsals: Sequence[bytes]) -> Child:
        """See Keeper. The nursery loads and rehearses first, so that later children share what came of it."""
        order = {"do": "fork", **_stated(limits, modules, rehearsals)}
        try:
            return self._forked(order)
        except OSError:  # it was lost since the last time; another one is tried, once
            pass
        try:
            return self._forked(order)
        except OSError as problem:
            raise _unavailable("the process that makes them ended") from problem

    def _forked(self, order: dict[str, Any]) -> Child:
        ours, theirs = _connected()
        try:
            with theirs:
                answer = self._ask(order, [theirs.fileno()])
        except BaseException:
            ours.close()
            raise
        if "pid" not in answer:
            ours.close()
            raise _unavailable(str(answer.get("failed")))
        return _Forked(self, answer["pid"], ours)

    def end(self, pid: int) -> int | None:
        """The exit code of a child, killed unless it has ended; None where the nursery is lost, and it with it."""
        try:
            return int(self._ask({"do": "end", "pid": pid}, [], start=False)["code"])
        except (OSError, KeyError):
            return None

    def close(self) -> None:
        """End it and every child it has."""
        with self._lock:
            self._closed = True
            self._drop()

    def _ask(self, order: dict[str, Any], handed: Iterable[int], *, start: bool = True) -> dict[str, Any]:
        with self._lock:
            if self._orders is None:
                if not start or self._closed:
                    raise ConnectionError("there is no nursery")
                self._start()
            assert self._orders is not None
            try:
                socket.send_fds(self._orders, [json.dumps(order).encode() + b"\n"], handed)
                answer = _answer_of(self._orders)
            except BaseException:  # lost; or interrupted, and what comes next would be the answer to this
                self._drop()
                raise
        return answer

    def _start(self) -> None:
        ours, theirs = socket.socketpair()
        ours.settimeout(START_S)
        command = _command("from revtrack.confine.nursery import main; main(int(sys.argv[2]))", str(theirs.fileno()))
        with theirs:
            try:
                self._process = _started(
                    command, stdin=subprocess.DEVNULL, pass_fds=[theirs.fileno()], start_new_session=True
                )
            except BaseException:
                ours.close()
                raise
        self._orders = ours

    def _drop(self) -> None:
        if self._orders is not None:
            self._orders.close()
            self._orders = None
        if self._process is not None:
            _ended(self._process)
            self._process = None


def _answer_of(orders: socket.socket) -> dict[str, Any]:
    line = bytearray()
    while not line.endswith(b"\n"):
        piece = orders.recv(2**16)
        if not piece:
            raise ConnectionError("the nursery hung up")
        line += piece
    answer: dict[str, Any] = json.loads(line)
    return answer


class _Forked:
    """A child of the nursery, which alone ends it: the number of a process is its parent's to use."""

    def __init__(self, nursery: Nursery, pid: int, connection: socket.socket) -> None:
        self.connection = connection
        self._end: Callable[[], int | None] = cache(partial(nursery.end, pid))  # later the number may be another's

    def end(self) -> int | None:
        """See Child."""
        self.connection.close()
        return self._end()


class Spawner:
    """A process of its own for every child, where there is no fork: each loads its libraries anew."""

    def child(self, limits: Limits, modules: Sequence[str], rehearsals: Sequence[bytes]) -> Child:
        """See Keeper."""
        ours, theirs = _connected()
        command = _command("from revtrack.confine.child import main; main()")
        stated = _stated(limits, modules, rehearsals)
        try:
            with theirs:
                if sys.platform == "win32":
                    process = _started(command, stdin=subprocess.PIPE)
                    stated["shared"] = theirs.share(process.pid).hex()
                else:
                    descriptor = theirs.fileno()
                    process = _started(command, stdin=subprocess.PIPE, pass_fds=[descriptor], start_new_session=True)
                    stated["descriptor"] = descriptor
                assert process.stdin is not None
                with suppress(OSError), process.stdin as to_child:  # where it is gone already, its silence tells
                    to_child.write(json.dumps(stated).encode() + b"\n")
        except BaseException:
            ours.close()
            raise
        return _Spawned(process, ours)

    def close(self) -> None:
        """See Keeper. Whoever holds a child has ended it."""


class _Spawned:
    """A child that is a process of ours."""

    def __init__(self, process: "subprocess.Popen[bytes]", connection: socket.socket) -> None:
        self.connection = connection
        self._process = process

    def end(self) -> int | None:
        """See Child."""
        self.connection.close()
        self._process.kill()
        return self._process.wait()
