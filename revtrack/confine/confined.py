"""The parent's side: a few children, each of which answers one call after another and can be killed."""

import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from types import TracebackType
from typing import Any, Final, ParamSpec, Self, TypeVar

from revtrack.confine import wire
from revtrack.confine.child import function_named, item_hint, result_hint
from revtrack.confine.crossing import Malformed, loads
from revtrack.confine.fences import Fences
from revtrack.confine.keeper import START_S, Child, Keeper, Nursery, Spawner
from revtrack.confine.limits import ConfinedError, Limits, Reason
from revtrack.confine.wire import Kind

__all__ = ["Confined"]

P = ParamSpec("P")
T = TypeVar("T")

OURS: Final = ("revtrack",)

DEFAULTS: Final = Limits()


class Confined:
    """Runs functions on foreign bytes in children that may hang, crash or eat memory.

        with Confined() as confined:
            document = confined.call(extract, snapshot)
            for capture in confined.stream(read_warc, path): ...

    Made for the threads of one process: as many calls run at once as there are children, further ones wait. Nothing is
    started before the first call, which takes as long as the libraries take to load; from then on a fresh child costs
    some milliseconds. When this process ends, however it ends, so do the children.

    Args:
        limits: of each call.
        packages: whose functions may be called, by their first names.
        preload: modules that every child has loaded besides those of the functions called.
        fork: whether children are forked by a process that has loaded the libraries; None: where the system can.
    """

    def __init__(
        self,
        limits: Limits = DEFAULTS,
        *,
        packages: Sequence[str] = OURS,
        preload: Sequence[str] = (),
        fork: bool | None = None,
    ) -> None:
        self.limits = limits
        self._packages = frozenset(packages)
        self._modules = dict.fromkeys(preload)
        self._rehearsals: list[bytes] = []
        forks = sys.platform != "win32" if fork is None else fork
        self._keeper: Keeper = Nursery() if forks else Spawner()
        self._turns = threading.BoundedSemaphore(limits.children)
        self._lock = threading.Lock()
        self._idle: list[_Worker] = []
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End every child. Calls under way in other threads fail; nothing can be called afterwards."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for worker in idle:
            worker.end()
        self._keeper.close()

    def rehearse(self, function: Callable[P, object], /, *args: P.args, **kwargs: P.kwargs) -> None:
        """Have this call made on harmless content before the first child is forked.

        What a library makes at its first use, such as compiled patterns, is then there in every child: the first page
        of a fresh one takes as long as any other, instead of a fifth of a second more.

        Raises:
            TypeError: the function cannot be called in a child.
        """
        result_hint(function)
        self._rehearsals.append(self._job(function, args, kwargs))

    def call(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """What the function returns for these arguments.

        Args:
            function: a function at the top of a module of `packages` that says what it returns.
            args: anything that can be pickled.
            kwargs: the same.

        Raises:
            ConfinedError: there is no answer; `reason` says why.
            TypeError: the function cannot be called in a child.
        """
        hint = result_hint(function)
        job = self._job(function, args, kwargs)
        with self._turns:
            worker = self._worker()
            kept = False
            try:
                _, body = worker.ask(Kind.CALL, job, {Kind.RESULT}, self.limits.most_bytes(hint))
                kept = worker.calls < self.limits.most_calls
            except ConfinedError as problem:
                kept = problem.reason in _HARMLESS and worker.calls < self.limits.most_calls
                raise
            finally:
                self._give_back(worker) if kept else worker.end()
        result: T = self._read(body, hint)
        return result

    def stream(self, function: Callable[P, Iterator[T]], /, *args: P.args, **kwargs: P.kwargs) -> Iterator[T]:
        """What the generator function yields for these arguments, in its order, with the limits around each item.

        It runs in a child of its own, which ends with the last item or when the iterator is closed, and it gets no
        further than the item that was asked for.

        Args:
            function: as of `call`; it says that it returns an Iterator, and of what.
            args: anything that can be pickled.
            kwargs: the same.

        Raises:
            ConfinedError: while iterating: there is no further item; `reason` says why.
            TypeError: the function cannot be called in a child.
        """
        hint = item_hint(function)
        return self._items(self._job(function, args, kwargs), hint)

    def fences(self) -> Fences:
        """What bounds a child on this system.

        Raises:
            ConfinedError: UNAVAILABLE.
        """
        with self._turns:
            worker = self._worker()
            self._give_back(worker)
        return worker.fences

    def _job(self, function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> bytes:
        name = f"{function.__module__}:{function.__qualname__}"
        if function.__module__.partition(".")[0] not in self._packages:
            raise TypeError(f"{name} is not ours to run")
        if "<" in name or function_named(name) is not function:
            raise TypeError(f"{name} does not stand at the top of its module")
        job = pickle.dumps((name, args, kwargs))
        self._modules.setdefault(function.__module__)
        return job

    def _worker(self) -> "_Worker":
        """A child that is ready. One that is not, for what it did last, is nobody's loss."""
        while True:
            with self._lock:
                if self._closed:
                    raise RuntimeError("this Confined is closed")
                worker = self._idle.pop() if self._idle else None
            if worker is None:
                return self._fresh()
            if worker.is_ready(self.limits.wall_s):
                return worker
            worker.end()

    def _fresh(self) -> "_Worker":
        child = self._keeper.child(self.limits, tuple(self._modules), tuple(self._rehearsals))
        worker = _Worker(child, self.limits)
        if not worker.is_ready(START_S):
            code = worker.end()
            raise ConfinedError(Reason.UNAVAILABLE, f"cannot be read: the child process ends at once ({code})")
        return worker

    def _give_back(self, worker: "_Worker") -> None:
        with self._lock:
            if not self._closed:
                self._idle.append(worker)
                return
        worker.end()

    def _items(self, job: bytes, hint: Any) -> Iterator[Any]:
        worker, most = self._worker(), self.limits.most_bytes(hint)
        try:
            kind, body = worker.ask(Kind.STREAM, job, {Kind.ITEM, Kind.END}, most)
            while kind is Kind.ITEM:
                yield self._read(body, hint)
                kind, body = worker.ask(Kind.NEXT, b"", {Kind.ITEM, Kind.END}, most)
        finally:
            worker.end()

    @staticmethod
    def _read(body: bytes, hint: Any) -> Any:
        try:
            return loads(body, hint)
        except Malformed as problem:
            raise ConfinedError(Reason.CRASH, "makes its reader answer nonsense") from problem


_HARMLESS: Final = frozenset({Reason.FAILED, Reason.SIZE})
"""Reasons after which a child is as good as before."""


class _Worker:
    """A child with what is known of it."""

    def __init__(self, child: Child, limits: Limits) -> None:
        self.calls = 0
        self.fences: Fences
        self._ready = False
        self._child = child
        self._limits = limits

    def is_ready(self, within_s: float) -> bool:
        """Whether it lives, and has cleared away what came before."""
        try:
            if not self._ready:
                kind, body = wire.receive(self._child.connection, _LONGEST_REPORT, within_s)
                if body:
                    self.fences = loads(body, Fences)
                self._ready = kind is Kind.READY
        except (wire.Closed, wire.TooLarge, TimeoutError, Malformed):
            return False
        return self._ready and wire.is_silent(self._child.connection)

    def ask(self, kind: Kind, body: bytes, expected: set[Kind], most: int) -> tuple[Kind, bytes]:
        """What it answers, in so many bytes at most.

        Raises:
            ConfinedError: nothing, or not in time.
        """
        self.calls += 1
        self._ready = False
        try:
            wire.send(self._child.connection, kind, body, self._limits.wall_s)
            kind, body = wire.receive(self._child.connection, most, self._limits.wall_s)
        except TimeoutError:
            raise self._problem(Reason.TIME) from None
        except wire.TooLarge:
            raise self._problem(Reason.CRASH) from None
        except wire.Closed:
            raise self._problem(_reason(self.end())) from None
        if kind in expected:
            return kind, body
        if kind is Kind.FAILED:
            raise self._failed(body)
        if kind is Kind.SIZE:
            raise ConfinedError(Reason.SIZE, f"is read as more than {_size(most)}")
        raise self._problem(Reason.MEMORY if kind is Kind.MEMORY else Reason.CRASH)

    def end(self) -> int | None:
        """See Child."""
        return self._child.end()

    def _problem(self, reason: Reason) -> ConfinedError:
        return ConfinedError(reason, _SENTENCES[reason](self._limits))

    @staticmethod
    def _failed(body: bytes) -> ConfinedError:
        try:
            message, hint = loads(body, tuple[str, str | None])
        except Malformed:
            message, hint = "nothing is said", None
        return ConfinedError(Reason.FAILED, f"cannot be read: {message}", hint)


_LONGEST_REPORT: Final = 4_096
"""Bytes of what a child says when it is ready."""

_REASONS: Final = {} if sys.platform == "win32" else {-signal.SIGXCPU: Reason.TIME, -signal.SIGKILL: Reason.MEMORY}
"""What the exit code of a child tells that nobody of us ended. Only a system short of memory kills one."""


def _reason(code: int | None) -> Reason:
    """Why a child hung up, by its exit code. Where nobody knows that, it ended for a reason that is not the content."""
    return Reason.UNAVAILABLE if code is None else _REASONS.get(code, Reason.CRASH)


_SENTENCES: Final[dict[Reason, Callable[[Limits], str]]] = {
    Reason.TIME: lambda limits: f"takes more than {min(limits.wall_s, limits.cpu_s):g} s to read",
    Reason.MEMORY: lambda limits: f"needs more than {_size(limits.address_space_bytes)} of memory to read",
    Reason.CRASH: lambda _: "crashes its reader",
    Reason.UNAVAILABLE: lambda _: "was not read to its end: the child process was ended from outside",
}
"""What is said of the content."""


def _size(count: int) -> str:
    for unit, name in ((2**30, "GB"), (2**20, "MB"), (2**10, "kB")):
        if count >= unit:
            return f"{count / unit:.3g} {name}"
    return f"{count} bytes"
