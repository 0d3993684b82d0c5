"""A process that has the libraries loaded and forks a child in some milliseconds whenever it is asked for one.

    parent ─one line of JSON, and a socket─→ nursery ─fork─→ child, which talks to the parent over that socket
           ←─────────one line of JSON──────

    {"do": "fork", "limits": {…}, "modules": […], "rehearsals": […]}  →  {"pid": 4711}
    {"do": "end", "pid": 4711}  →  {"code": -9}, how it ended, by itself or by our signal

It never looks at foreign bytes. When the parent hangs up, however it ended, the nursery kills its children and ends.
"""

import gc
import json
import os
import signal
import socket
from typing import Any, Final

from revtrack.confine.child import prepare, serve
from revtrack.confine.fences import die_with_parent
from revtrack.confine.limits import Limits

__all__ = ["LONGEST_ORDER", "main"]

LONGEST_ORDER: Final = 2**16
"""Bytes of a line."""


def main(descriptor: int) -> None:
    """Serve the parent at the other end of this socket until it hangs up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent says when to stop
    children: set[int] = set()
    with socket.socket(fileno=descriptor) as orders:
        while True:
            line, handed, _, _ = socket.recv_fds(orders, LONGEST_ORDER, 1)
            while line and not line.endswith(b"\n"):
                line += orders.recv(LONGEST_ORDER)
            if not line:
                break
            answer = _obeyed(json.loads(line), handed, orders, children)
            orders.sendall(json.dumps(answer).encode() + b"\n")
    for child in children:
        _ended(child)


def _obeyed(order: dict[str, Any], handed: list[int], orders: socket.socket, children: set[int]) -> dict[str, Any]:
    if order["do"] == "end":
        children.discard(order["pid"])
        return {"code": _ended(order["pid"])}
    (descriptor,) = handed
    try:
        prepare(order["modules"], order["rehearsals"])
        gc.freeze()  # what is loaded is shared with the children, and no collector touches it
        nursery = os.getpid()
        child = os.fork()
    except Exception as problem:  # noqa: BLE001  the parent words it
        os.close(descriptor)
        return {"failed": f"{type(problem).__name__}: {problem}"}
    if child == 0:
        _be_a_child(orders, descriptor, Limits(**order["limits"]), nursery)
    os.close(descriptor)
    children.add(child)
    return {"pid": child}


def _ended(child: int) -> int:
    """The exit code of a child that is to be no more. One that has ended keeps its own, and its number until now."""
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def _be_a_child(orders: socket.socket, descriptor: int, limits: Limits, nursery: int) -> None:
    """Never returns: what stands above on the stack is the nursery's."""
    try:
        orders.close()
        die_with_parent(nursery)
        serve(socket.socket(fileno=descriptor), limits)
    finally:
        os._exit(0)  # without destructors: freeing a deep tree may itself crash
