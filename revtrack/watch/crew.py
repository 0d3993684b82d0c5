"""Work on many hosts side by side, on each host one thing after the other; it ends at once when it is stopped."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Event, Thread
from time import monotonic
from typing import Final, Generic, Protocol, TypeVar
from urllib.parse import urlsplit

__all__ = ["host_of", "side_by_side"]

FAREWELL: Final = 1.0
"""Seconds that workers have, together, to finish what they are storing when the work is stopped; ≥ 0. Who waits for
an answer longer than that is not waited for."""


class _Addressed(Protocol):
    @property
    def address(self) -> str: ...


T = TypeVar("T", bound=_Addressed)
R = TypeVar("R")


def host_of(address: str) -> str:
    """The host of an address, empty where there is none: what is wrong with it is found out by asking for it."""
    try:
        return (urlsplit(address).hostname or "").rstrip(".")
    except ValueError:  # such as "http://[half"
        return ""


def side_by_side(several: Sequence[T], do: Callable[[T], R], jobs: int, stop: Callable[[], None]) -> Iterator[R]:
    """What each came to, as soon as it is known.

    Args:
        several: grouped by host; the order within a host is kept.
        do: called from several threads; raises nothing.
        jobs: hosts at a time, at least 1.
        stop: called when the work ends before its end, by Ctrl-C or because nobody wants the rest: ends pauses.
    """
    crew = _Crew(several, do)
    try:
        crew.start(jobs)
        for _ in several:
            yield crew.done.get()
    except BaseException:
        crew.stopped.set()
        stop()
        crew.part()
        raise


class _Crew(Generic[T, R]):
    """Threads that take one host after the other."""

    def __init__(self, several: Sequence[T], do: Callable[[T], R]) -> None:
        hosts: dict[str, list[T]] = defaultdict(list)
        for one in several:
            hosts[host_of(one.address)].append(one)
        self.do = do
        self.waiting: SimpleQueue[list[T]] = SimpleQueue()
        for group in hosts.values():
            self.waiting.put(group)
        self.done: SimpleQueue[R] = SimpleQueue()
        self.stopped = Event()
        self.workers: list[Thread] = []

    def start(self, jobs: int) -> None:
        """Put them to work. Daemons: the program's end does not wait for a server that is silent."""
        for _ in range(min(jobs, self.waiting.qsize())):
            worker = Thread(target=self._work, daemon=True)
            self.workers.append(worker)
            worker.start()

    def _work(self) -> None:
        with suppress(Empty):
            while True:
                for item in self.waiting.get_nowait():
                    if self.stopped.is_set():
                        return
                    self.done.put(self.do(item))

    def part(self) -> None:
        """Leave them after a while."""
        deadline = monotonic() + FAREWELL
        for worker in self.workers:
            if worker.ident is not None:
                worker.join(max(0.0, deadline - monotonic()))
