"""The right to look at the web for a database: one process at a time has it, and loses it however it ends.

    SQLite       flock(2) on an empty file beside the database. The file goes with the work; after a kill it stays
                 there, belonging to nobody, and the next one takes it.
    PostgreSQL   an advisory lock of a session that does nothing else: pg_try_advisory_lock

Where no such file can be made, as in a folder that nobody may write, or where the system has no such locks, as Windows,
everybody has the right: better to look twice than never.
"""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from sqlalchemy import Engine, func, select

from revtrack.errors import BusyError
from revtrack.store.engine import Place, lock_key, translated

try:
    from fcntl import LOCK_EX, LOCK_NB, flock
except ImportError:  # pragma: no cover  on Windows
    flock = None  # type: ignore[assignment]

__all__ = ["SUFFIX", "alone"]

SUFFIX: Final = "-fetch"
"""What the file is called after the database, as SQLite's own are: `-wal`, `-shm`."""

RETRY_S: Final = 0.2
"""Seconds between attempts while another one has the right; > 0."""

Release = Callable[[], None]


@contextmanager
def alone(place: Place, connections: Engine, patience_s: float = 0.0) -> Iterator[None]:
    """While it lasts, nobody else who asks for it has the right.

    Args:
        place: the database.
        connections: to it.
        patience_s: how long to wait for whoever has it, seconds, at least 0.

    Raises:
        BusyError: when another one has it all that time.
    """
    deadline = time.monotonic() + patience_s
    while (release := _taken(place, connections)) is None:
        if time.monotonic() >= deadline:
            raise BusyError(
                f"another fetch is running on the database {place.name}",
                "try again when it is done; together they would ask servers too often",
            )
        time.sleep(RETRY_S)
    try:
        yield
    finally:
        release()


def _taken(place: Place, connections: Engine) -> Release | None:
    """What gives the right back; None where another one has it."""
    if place.path is None:
        with translated(place):
            return _session_lock(connections)
    return _file_lock(place.path.resolve())  # whatever name of the file was given


def _file_lock(database: Path) -> Release | None:
    path = database.with_name(f"{database.name}{SUFFIX}")
    while flock is not None:
        try:
            held = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o666)
        except OSError:
            break
        try:
            flock(held, LOCK_EX | LOCK_NB)
        except BlockingIOError:
            os.close(held)
            return None
        except OSError:  # a file system without locks
            os.close(held)
            break
        if _is_at(path, held):
            return lambda: _let_go(path, held)
        os.close(held)  # whoever had it removed the file before we locked it: another one may lock a new one
    return lambda: None


def _is_at(path: Path, held: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(held))
    except FileNotFoundError:
        return False


def _let_go(path: Path, held: int) -> None:
    """Remove the file while it is still ours, then the lock."""
    with suppress(OSError):
        path.unlink()
    os.close(held)


def _session_lock(connections: Engine) -> Release | None:
    connection = connections.connect()
    connection.detach()  # the session ends with the connection, and the lock with the session
    try:
        took = connection.execute(select(func.pg_try_advisory_lock(lock_key("fetch")))).scalar()
        connection.commit()  # a transaction that stays open would keep the server from tidying up
    except BaseException:
        connection.close()
        raise
    if not took:
        connection.close()
        return None
    return connection.close
