"""Manners: one request to a host at a time, with pauses between them, and nothing that robots.txt forbids.

    get(url) ──→ robots.txt of its origin ──→ the host's turn ──pause──→ the request ──redirect──→ the same for the next

A host is a name, whatever its scheme and port. Waiting is no part of the time that a request may take.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Event, Lock
from typing import ClassVar, Final, Self
from urllib.parse import urlsplit

from revtrack.errors import RevtrackError
from revtrack.ingest.web.options import MannersOptions
from revtrack.ingest.web.patience import SYSTEM_CLOCK, Clock, moment_after
from revtrack.ingest.web.problem import FetchError
from revtrack.ingest.web.robots import Memory, RobotsFiles
from revtrack.ingest.web.transport import ANY, Reply, Tell, Web
from revtrack.model import Answer, FetchState, KnownHost, Validator

__all__ = ["Polite", "StoppedError"]

TOO_MANY: Final = 429
UNAVAILABLE: Final = 503


class StoppedError(RevtrackError):
    """Nothing more is asked: somebody said stop. It says nothing of the address, hence is no FetchError."""

    exit_code: ClassVar[int] = 130
    code: ClassVar[str] = "stopped"


@dataclass(slots=True)
class _Host:
    """What is known of a host; its lock is held by whoever is talking to it."""

    lock: Lock = field(default_factory=Lock)
    users: int = 0
    """Requests under way or waiting; a host with any is not forgotten."""
    delay: float = 0.0
    """The last pause that was asked for between its pages; what robots.txt itself waits for the next time."""
    last_end: float | None = None
    left_alone_until: float | None = None


class Polite:
    """The web, asked politely. Threads may share one, and should: it is what keeps them apart.

    Args:
        web: how answers are fetched.
        options: pauses and limits.
        clock: another one than the system's, in tests.
        waiting: is told before a pause which host it is for, and how many seconds it lasts.
    """

    def __init__(
        self,
        web: Web,
        options: MannersOptions | None = None,
        *,
        clock: Clock = SYSTEM_CLOCK,
        waiting: Callable[[str, float], None] = lambda _host, _seconds: None,
    ) -> None:
        self.web = web
        self.options = options or MannersOptions()
        self._clock = clock
        self._waiting = waiting
        self._hosts: dict[str, _Host] = {}
        self._lock = Lock()
        self._stopped = Event()
        self._robots = RobotsFiles(self._robots_answer, self.options, clock, web.options.product)

    def get(self, url: str, *, validator: Validator | None = None, accept: str = ANY) -> Answer:
        """The answer to a GET, as `Web.get` gives it, once every host on the way allows it and has had its pause.

        A host that asked for patience is not waited for: whoever asks is told until when.

        Raises:
            FetchError: what `Web.get` raises; ROBOTS where a robots.txt forbids the address or one it redirects to;
                BUSY with `retry_after` where a host is to be left alone.
            StoppedError: somebody called `stop`.
        """
        return self.web.get(url, validator=validator, accept=accept, visit=self._visit)

    @classmethod
    def of(cls, get: object) -> Self | None:
        """The fetcher whose `get` this is; None where it is another function."""
        owner = getattr(get, "__self__", None)
        return owner if isinstance(owner, cls) else None

    def leave_alone(self, host: str, until: datetime) -> None:
        """Ask nothing of a host before a time, as if it had asked for it here.

        Args:
            host: its name.
            until: aware UTC; later than `max_retry_after` from now counts as that, earlier than is known as what is.
        """
        seconds = min((until - self._clock.now()).total_seconds(), self.options.max_retry_after)
        with self._using(host) as known:
            known.left_alone_until = max(known.left_alone_until or 0.0, self._clock.monotonic() + seconds)

    def was_asked(self, address: str, at: datetime) -> None:
        """Count a request that was made elsewhere, as by the program before this one: its host gets its pause.

        Args:
            address: what was asked for.
            at: when, aware UTC; a time to come counts as now.
        """
        self._count(urlsplit(address).hostname or "", at)

    def recall(self, hosts: Iterable[KnownHost], memory: Memory) -> None:
        """Go on where an earlier program ended: with what `hosts` told there, and with what it kept of robots.txt.

        Args:
            hosts: they get their pause, and are left alone as long as they asked for.
            memory: of robots.txt; what is found from now on is kept there too.
        """
        for one in hosts:
            self._count(one.name, one.asked_at, one.delay)
            if one.left_alone_until:
                self.leave_alone(one.name, one.left_alone_until)
        self._robots.remember(memory)

    def hosts(self) -> tuple[KnownHost, ...]:
        """The hosts that are to have a pause still, or to be left alone: for whoever asks next."""
        now, wall = self._clock.monotonic(), self._clock.now()
        with self._lock:
            known = dict(self._hosts)
        return tuple(
            KnownHost(
                name=name,
                asked_at=wall - timedelta(seconds=now - (now if host.last_end is None else host.last_end)),
                delay=host.delay,
                left_alone_until=_moment(wall, (host.left_alone_until or now) - now),
            )
            for name, host in known.items()
            if (host.left_alone_until or now) > now or (host.last_end is not None and host.last_end + host.delay > now)
        )

    def _count(self, name: str, at: datetime, delay: float = 0.0) -> None:
        """Count a request that was made elsewhere."""
        seconds = max((self._clock.now() - at).total_seconds(), 0.0)
        with self._using(name) as host:
            ended = self._clock.monotonic() - seconds
            host.last_end = max(ended, ended if host.last_end is None else host.last_end)
            host.delay = max(host.delay, min(delay, self.options.max_crawl_delay))

    def stop(self) -> None:
        """End all pauses now: who waits, and who asks from now on, gets a StoppedError. Requests under way go on."""
        self._stopped.set()

    def _pause(self, seconds: float) -> None:
        if self._clock.sleep is not None:
            self._clock.sleep(seconds)
        else:
            self._stopped.wait(seconds)
        self._go_on()

    def _go_on(self) -> None:
        if self._stopped.is_set():
            raise StoppedError("no more pages are asked for: it was stopped")

    def _robots_answer(self, url: str, *, validator: Validator | None) -> Answer:
        """A robots.txt, for which no robots.txt is asked."""
        accept, cut_at = "text/plain,*/*;q=0.5", self.options.max_robots
        return self.web.get(url, validator=validator, accept=accept, cut_at=cut_at, visit=self._turn)

    @contextmanager
    def _visit(self, url: str) -> Iterator[Tell]:
        delay = self.options.delay
        if self.options.robots:
            asked = self._robots.of(url).crawl_delay or 0.0
            delay = max(delay, min(asked, self.options.max_crawl_delay))
        with self._turn(url, delay) as tell:
            yield tell

    @contextmanager
    def _turn(self, url: str, delay: float | None = None) -> Iterator[Tell]:
        """The host's turn, after its pause."""
        name = urlsplit(url).hostname or ""
        with self._using(name) as host, host.lock:
            self._go_on()
            self._heed(host)
            host.delay = max(self.options.delay, host.delay) if delay is None else delay
            if host.last_end is not None:
                pause = host.last_end + host.delay - self._clock.monotonic()
                if pause > 0:
                    self._waiting(name, pause)
                    self._pause(pause)
            try:
                yield lambda reply: self._learn(host, reply)
            finally:
                host.last_end = self._clock.monotonic()

    @contextmanager
    def _using(self, name: str) -> Iterator[_Host]:
        """A host by name, remembered as long as somebody talks to it."""
        name = name.rstrip(".")
        with self._lock:
            host = self._hosts.pop(name, None) or _Host()
            self._hosts[name] = host
            host.users += 1
            self._forget()
        try:
            yield host
        finally:
            with self._lock:
                host.users -= 1

    def _forget(self) -> None:
        """Keep within the limit; those not asked longest go first, but nobody who still has to be left alone."""
        spare = len(self._hosts) - self.options.max_hosts
        if spare <= 0:
            return
        now = self._clock.monotonic()
        longest = self.options.max_crawl_delay
        idle = [
            name
            for name, host in self._hosts.items()
            if not host.users
            and (host.left_alone_until or now) <= now
            and (host.last_end is None or host.last_end + longest <= now)
        ]
        for name in idle[:spare]:
            del self._hosts[name]

    def _heed(self, host: _Host) -> None:
        """Refuse where the host asked for patience."""
        if host.left_alone_until is not None and (wait := host.left_alone_until - self._clock.monotonic()) > 0:
            until = self._clock.now() + timedelta(seconds=wait)
            problem = FetchError(FetchState.BUSY, f"the host is to be left alone until {until:%Y-%m-%d %H:%M:%S} UTC")
            problem.retry_after = until
            raise problem

    def _learn(self, host: _Host, reply: Reply) -> None:
        """Note for how long a host wants to be left alone."""
        if reply.status not in {TOO_MANY, UNAVAILABLE}:
            return
        now = self._clock.now()
        until = moment_after(reply.headers, now, self.options.max_retry_after)
        if until is not None:
            seconds = (until - now).total_seconds()
        elif reply.status == TOO_MANY:
            seconds = self.options.busy_seconds
        else:
            return
        host.left_alone_until = self._clock.monotonic() + seconds


def _moment(now: datetime, seconds: float) -> datetime | None:
    return now + timedelta(seconds=seconds) if seconds > 0 else None
