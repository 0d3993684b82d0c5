"""The child's side: run one function after another on foreign bytes, and send back what it gave.

    READY ← CALL → RESULT | FAILED | MEMORY | SIZE, then READY
    READY ← STREAM → ITEM ← NEXT → ITEM … → END, then READY

What a call leaves behind is cleared away before READY, so that a crash in doing so is nobody else's.
"""

import gc
import importlib
import json
import os
import pickle
import socket
import sys
import time
from binascii import a2b_base64
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from typing import Any, Final, get_args, get_origin, get_type_hints

from revtrack.confine.crossing import dumps
from revtrack.confine.fences import Fences, allow_cpu, put_up
from revtrack.confine.limits import Limits
from revtrack.confine.wire import Closed, Kind, receive, send
from revtrack.errors import RevtrackError

__all__ = ["function_named", "item_hint", "main", "prepare", "result_hint", "serve"]

MOST_ASKED: Final = 2**32 - 1
"""Bytes of a request: the parent is trusted."""

LONGEST_REASON: Final = 300
"""Characters kept of what an exception says: part of it is foreign text."""

LONG_S: Final = 0.5
"""Seconds of CPU beyond which a call is cleared away for good at once, lest the collector break its neck on it during
the next one. After each call it would be a tenth of the work."""


@lru_cache
def result_hint(function: Callable[..., Any]) -> Any:
    """The type a function says it returns.

    Raises:
        TypeError: it does not say.
    """
    hints = get_type_hints(function)
    if "return" not in hints:
        raise TypeError(f"{function.__module__}.{function.__qualname__} does not say what it returns")
    return hints["return"]


@lru_cache
def item_hint(function: Callable[..., Any]) -> Any:
    """The type of the things a generator function says it yields.

    Raises:
        TypeError: it does not say.
    """
    hint = result_hint(function)
    if not (isinstance(get_origin(hint), type) and issubclass(get_origin(hint), Iterator)):
        raise TypeError(f"{function.__module__}.{function.__qualname__} does not say what it yields")
    return get_args(hint)[0]


@lru_cache
def function_named(name: str) -> Callable[..., Any]:
    """The function of a name such as `revtrack.extract:extract`."""
    module, _, path = name.partition(":")
    found: Any = importlib.import_module(module)
    for part in path.split("."):
        found = getattr(found, part)
    function: Callable[..., Any] = found
    return function


@cache
def load(module: str) -> None:
    """Import a module, once."""
    importlib.import_module(module)


@cache
def rehearse(job: str) -> None:
    """Make a call on harmless content, once, so that what a library makes at its first use is there."""
    name, args, kwargs = pickle.loads(a2b_base64(job))  # noqa: S301  the parent's own
    dumps(function_named(name)(*args, **kwargs), result_hint(function_named(name)))


def prepare(modules: Sequence[str], rehearsals: Sequence[str]) -> None:
    """Load and rehearse whatever this process has not yet."""
    for module in modules:
        load(module)
    for job in rehearsals:
        rehearse(job)


def serve(connection: socket.socket, limits: Limits) -> None:
    """Bound this process, then answer until the parent hangs up."""
    report = dumps(put_up(limits), Fences)
    with connection:
        while True:
            exhausted, began = False, 0.0
            try:
                send(connection, Kind.READY, report)
                kind, body = receive(connection, MOST_ASKED)
                began = time.process_time()
                _answer(connection, limits, kind, body)
            except Closed:
                return
            except MemoryError:
                exhausted = True  # said below, when all that the exception held is free again
            if exhausted:
                send(connection, Kind.MEMORY)
                return
            report = body = b""
            if time.process_time() - began > LONG_S:
                gc.collect()


def _answer(connection: socket.socket, limits: Limits, kind: Kind, body: bytes) -> None:
    allow_cpu(limits.cpu_s)
    try:
        name, args, kwargs = pickle.loads(body)  # noqa: S301  the parent's own
        function = function_named(name)
        result = function(*args, **kwargs)
        if kind is Kind.STREAM:
            _send_all(connection, limits, result, item_hint(function))
        else:
            hint = result_hint(function)
            _send(connection, limits.most_bytes(hint), Kind.RESULT, dumps(result, hint))
    except (Closed, MemoryError):
        raise
    except BaseException as problem:  # noqa: BLE001  whatever comes out is the answer
        send(connection, Kind.FAILED, _told(problem))


def _send_all(connection: socket.socket, limits: Limits, items: Iterator[Any], hint: Any) -> None:
    for item in items:
        _send(connection, limits.most_bytes(hint), Kind.ITEM, dumps(item, hint))
        receive(connection, 0)
        allow_cpu(limits.cpu_s)
    send(connection, Kind.END)


def _send(connection: socket.socket, most: int, kind: Kind, body: bytes) -> None:
    if len(body) > most:
        kind, body = Kind.SIZE, b""
    send(connection, kind, body)


def _told(problem: BaseException) -> bytes:
    """An exception for people: what one of ours says, of any other its name too."""
    message, hint = str(problem), None
    if isinstance(problem, RevtrackError):
        message, hint = problem.message, problem.hint
    else:
        message = f"{type(problem).__name__}: {message}" if message else type(problem).__name__
    return dumps((_short(message), None if hint is None else _short(hint)), tuple[str, str | None])


def _short(text: str) -> str:
    return " ".join(text[: 2 * LONGEST_REASON].split())[:LONGEST_REASON]


def main() -> None:
    """Serve one parent, in a process that was started for it alone: the way where there is no fork.

    Standard input holds one line of JSON with the limits and the number of the connection, and on Windows what makes
    it.
    """
    stated = json.loads(sys.stdin.buffer.readline())
    if sys.platform == "win32":
        connection = socket.fromshare(bytes.fromhex(stated["shared"]))
    else:
        connection = socket.socket(fileno=stated["descriptor"])
    prepare(stated["modules"], stated["rehearsals"])
    serve(connection, Limits(**stated["limits"]))
    os._exit(0)  # without destructors: freeing a deep tree may itself crash
