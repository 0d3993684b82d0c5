"""A terminal for tests: the program runs on a pseudo-terminal of its own, typed at and read like a real one.

Processes come from a server that has everything loaded: on a slow machine a fresh interpreter takes seconds.
"""

import multiprocessing
import os
import pty
import select
import struct
import sys
import termios
from collections.abc import Mapping, Sequence
from fcntl import ioctl

from revtrack.cli import main

__all__ = ["on_a_terminal"]

LOADED = ["revtrack.cli.history.differences", "revtrack.pipeline", "revtrack.store", "tests.cli.terminal"]

QUIET = 0.5
"""Seconds without anything drawn after which the next keys are typed."""


def on_a_terminal(
    arguments: Sequence[str],
    environment: Mapping[str, str],
    *,
    columns: int = 80,
    lines: int = 50,
    keys: Sequence[str] = (),
) -> tuple[int, str]:
    """The exit code of `revtrack ARGUMENTS…` and what was drawn; keys are typed once something is."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(LOADED)
    ours, theirs = pty.openpty()
    ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    program = context.Process(target=_run, args=(os.ttyname(theirs), list(arguments), dict(environment)))
    program.start()
    drawn, typed = b"", list(keys)
    while program.is_alive() or select.select([ours], [], [], 0)[0]:
        if select.select([ours], [], [], 0.05 if not typed else QUIET)[0]:
            drawn += os.read(ours, 65_536)
        elif typed and drawn:
            os.write(ours, typed.pop(0).encode())
    program.join()
    os.close(theirs)
    os.close(ours)
    return program.exitcode if program.exitcode is not None else -1, drawn.decode().replace("\r\n", "\n")


def _run(terminal: str, arguments: list[str], environment: dict[str, str]) -> None:
    """Run the program on a terminal, which becomes its own."""
    os.setsid()
    opened = os.open(terminal, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(opened, stream)
    os.environ.clear()
    os.environ.update(environment)
    sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = os.fdopen(2, "w", encoding="utf-8", closefd=False)
    code = main(arguments)
    sys.stdout.flush()
    os._exit(code)
