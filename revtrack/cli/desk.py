"""What commands need that look at the web or read foreign bytes, built from the settings: the one place for it."""

import atexit
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from typing import TYPE_CHECKING, Any, Final, TypeVar

from revtrack.cli.configuration import extract_options, read_configuration
from revtrack.cli.console import Console
from revtrack.errors import InputError, NotFoundError, RevtrackError, StoreError, UsageError

if TYPE_CHECKING:
    from revtrack.confine import Confined
    from revtrack.extract import ExtractOptions
    from revtrack.looking import Desk, Getter
    from revtrack.model import Document, RobotsFile, Snapshot
    from revtrack.reader import Reader
    from revtrack.settings import Settings, Source
    from revtrack.store import Memory, Store
    from revtrack.watch.lists import Parsers
    from revtrack.watch.schedule import Step

__all__ = [
    "PATIENCE_S",
    "Workshop",
    "alone",
    "fill_workshop",
    "open_reader",
    "open_workshop",
    "parsers_in",
    "read_archive",
    "remembering",
    "schedule_of",
    "settings_of",
    "web_alone",
]

T = TypeVar("T")

ARCHIVE_S: Final = 120
"""Seconds, of the clock and of CPU, until the next capture of an archive, in [1, 3,600]: gigabytes of pictures may lie
between two pages, and unpack at 100 MB a second. Chosen, not measured."""

LONG_PAUSE_S: Final = 5.0
"""Seconds of a pause between two requests to a host from which on somebody at a terminal is told of it, at least 0. Our
judgement: the ordinary three seconds pass before anybody wonders."""

PATIENCE_S: Final = 60.0
"""Seconds that somebody who adds a page waits for a fetch that is running, at least 0. Our judgement: most are done by
then; a command that seems to hang is worse than one that says why it ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """All that a command needs which brings something in."""

    settings: "Settings"
    confined: "Confined"
    """Where foreign bytes are parsed."""
    reader: "Reader"
    desk: "Desk"
    parsers: "Parsers"

    @property
    def store(self) -> "Store":
        """The database."""
        return self.desk.store


def settings_of(console: Console) -> "Settings":
    """The settings in force; what is said in them and has no effect is told."""
    settings = read_configuration(console.configuration)
    for note in settings.notes:
        console.say(f"note: {note}")
    return settings


@contextmanager
def open_reader(settings: "Settings") -> "Iterator[tuple[Confined, Reader]]":
    """A reader of foreign bytes whose parsers run in a child; it starts with the first page."""
    from revtrack.confine import ConfinedError, Reason
    from revtrack.extract import ExtractOptions, extract
    from revtrack.reader import Reader

    plain = ExtractOptions()
    known = {source.name: _options(source) for source in settings.sources}

    def options(article: str) -> ExtractOptions:
        source = settings.for_address(article)
        return known[source.name] if source else plain

    confined = _confined()

    def read(snapshot: "Snapshot", rules: ExtractOptions) -> "Document":
        try:
            return confined.call(extract, snapshot, rules)
        except ConfinedError as problem:
            if problem.reason is Reason.UNAVAILABLE:
                raise _no_child(problem) from None
            raise

    yield confined, Reader(extract=read, options=options)


def _no_child(problem: RevtrackError) -> RevtrackError:
    """That there is no child says nothing of the page."""
    return RevtrackError(f"no page can be read: {problem.message}", "revtrack doctor says why")


def read_archive(function: "Callable[[Any], Iterator[T]]", given: object, name: str) -> "Iterator[T]":
    """What a reader of archives yields, in its order. It runs in a child that is given more time than one for a page.

    Args:
        function: at the top of a module of ours.
        given: its argument.
        name: of the input, for messages.

    Raises:
        InputError: while iterating: it cannot be read, or no further.
    """
    from revtrack.confine import ConfinedError, Reason

    try:
        yield from _confined_long().stream(function, given)
    except ConfinedError as problem:
        if problem.reason is Reason.UNAVAILABLE:
            raise _no_child(problem) from None
        own = problem.message.removeprefix("cannot be read: ")
        is_own = problem.reason is Reason.FAILED and problem.hint is not None
        raise InputError(own if is_own else f"{name} {problem.message}", problem.hint) from None


@cache
def _confined_long() -> "Confined":
    """The same with more time for each item; nothing is started before the first call."""
    from revtrack.confine import Confined, Limits

    confined = Confined(Limits(cpu_s=ARCHIVE_S, wall_s=ARCHIVE_S))
    atexit.register(confined.close)
    return confined


@cache
def _confined() -> "Confined":
    """The children of this process, which end with it: a second command in it finds them at work."""
    from revtrack.confine import Confined
    from revtrack.extract import ExtractOptions, extract
    from revtrack.model import Snapshot

    confined = Confined()
    page = b"<title>Fire</title><h1>Fire</h1><p>Four people died.</p><p>It began at night.</p>"
    now = datetime.now(UTC)
    harmless = Snapshot(article="a", content=page, observed_at=now, media_type="text/html")
    confined.rehearse(extract, harmless, ExtractOptions())
    atexit.register(confined.close)
    return confined


def _options(source: "Source") -> "ExtractOptions":
    """How the pages of a source are read.

    Raises:
        UsageError: a rule that cannot be; names the line.
    """
    try:
        return extract_options(source)
    except ValueError as problem:
        hint = "mend it there; revtrack config check looks at all of them"
        raise UsageError(f"{source.place}: {problem}", hint) from None


@contextmanager
def open_workshop(console: Console, *, create: bool = True) -> Iterator[Workshop]:
    """Everything that a command needs which brings something in.

    Args:
        console: says which database and which settings.
        create: whether to make the database where there is none.
    """
    settings = settings_of(console)
    with (
        open_reader(settings) as (confined, reader),
        fill_workshop(console, settings, confined, reader, create=create) as workshop,
    ):
        yield workshop


@contextmanager
def fill_workshop(
    console: Console,
    settings: "Settings",
    confined: "Confined",
    reader: "Reader",
    *,
    create: bool = True,
    get: "Getter | None" = None,
) -> Iterator[Workshop]:
    """The same around a reader, and maybe a web, that is already at work; the database is opened last."""
    from revtrack.looking import Desk

    with console.open_store(create=create) as store:
        desk = Desk(
            store=store,
            get=get or web(settings, console),
            reader=reader,
            now=lambda: datetime.now(UTC),
            source_of=settings.publisher,
            wants=settings.wants,
        )
        yield Workshop(settings=settings, confined=confined, reader=reader, desk=desk, parsers=parsers_in(confined))


def parsers_in(confined: "Confined") -> "Parsers":
    """What reads feeds and sitemaps in a child."""
    from revtrack.ingest.feeds import read_feed, read_sitemap
    from revtrack.watch.lists import Parsers

    return Parsers(
        feed=lambda body, media_type, address: confined.call(read_feed, body, media_type, address),
        sitemap=lambda body, address: confined.call(read_sitemap, body, address),
    )


def schedule_of(settings: "Settings") -> "tuple[Step, ...]":
    """When an article is looked at next, as the settings say it."""
    from revtrack.watch.schedule import Step

    return tuple(Step(every=one.every, lasting=one.lasting) for one in settings.fetch.schedule)


@contextmanager
def alone(console: Console, workshop: Workshop, patience_s: float = 0.0) -> Iterator[None]:
    """The right to look at the web, and what is remembered of it: a host that was asked just now gets its pause.

    Args:
        console: where it is said that one waits.
        workshop: what will look.
        patience_s: how long to wait while another process has the right, seconds; 0: not at all.

    Raises:
        BusyError: when another process has it all that time.
    """
    with _right(console, workshop.store.alone, patience_s), remembering(workshop.desk):
        yield


@contextmanager
def web_alone(console: Console, settings: "Settings", patience_s: float = 0.0) -> "Iterator[Getter]":
    """The web, with the same right and what is remembered, for who looks before there is a database, or stores nothing.

    Raises:
        BusyError: as `alone`.
    """
    from revtrack.looking import Desk
    from revtrack.store import alone_on

    get = web(settings, console)
    with _right(console, partial(alone_on, console.database_url(create=False)), patience_s), ExitStack() as stack:
        try:
            store = stack.enter_context(console.open_store(create=False))
        except NotFoundError:  # nobody remembers anything
            yield get
            return
        stack.enter_context(remembering(Desk(store=store, get=get, now=lambda: datetime.now(UTC))))
        yield get


@contextmanager
def _right(
    console: Console, alone: "Callable[[float], AbstractContextManager[None]]", patience_s: float
) -> Iterator[None]:
    from revtrack.errors import BusyError

    with ExitStack() as stack:
        try:
            stack.enter_context(alone(0.0))
        except BusyError:
            if not patience_s:
                raise
            console.say(f"another fetch is running: waiting for it, {patience_s:.0f} seconds at most")
            stack.enter_context(alone(patience_s))
        yield


@contextmanager
def remembering(desk: "Desk") -> Iterator[None]:
    """While it lasts, the web is asked as if by the program that asked before; afterwards the next one can do so.

    What that program kept last is known of hosts; where it was killed before, the looks it stored tell most of it.
    """
    from revtrack.ingest.web import Polite
    from revtrack.watch.due import hosts_to_leave_alone

    polite = Polite.of(desk.get)
    if polite is None:
        yield
        return
    now = desk.now()
    for address, at in desk.store.asked_since(now - timedelta(seconds=polite.options.max_crawl_delay)).items():
        polite.was_asked(address, at)
    for host, until in hosts_to_leave_alone(desk, now).items():
        polite.leave_alone(host, until)
    polite.recall(desk.store.memory.hosts(), _Kept(desk.store.memory))
    try:
        yield
    finally:
        with suppress(StoreError):  # manners are no reason to fail; a database that takes nothing has said so before
            desk.store.memory.keep_hosts(polite.hosts())


@dataclass(frozen=True, slots=True)
class _Kept:
    """What a database keeps of robots.txt, if it can."""

    memory: "Memory"

    def robots(self, origin: str, /) -> "RobotsFile | None":
        """What an origin last answered."""
        return self.memory.robots(origin)

    def keep_robots(self, file: "RobotsFile", /) -> None:
        """Keep it, unless the database takes nothing."""
        with suppress(StoreError):
            self.memory.keep_robots(file)


def web(settings: "Settings", console: Console) -> "Getter":
    """The web as the settings allow it; on a terminal it says what it waits for."""
    from revtrack.address import Allowance
    from revtrack.ingest.web import MannersOptions, Polite, Web, WebOptions

    fetch = settings.fetch
    options = WebOptions(
        contact=settings.contact,
        agent=settings.user_agent,
        seconds=fetch.timeout.total_seconds(),
        max_wire=fetch.max_bytes,
        max_body=fetch.max_bytes,
    )
    manners = MannersOptions(delay=fetch.per_host_delay.total_seconds(), robots=fetch.robots == "respect")
    told = set[str]()

    def waiting(host: str, seconds: float) -> None:
        if seconds >= LONG_PAUSE_S and host not in told:
            told.add(host)
            console.aside(f"{host} is asked again in {seconds:.0f} seconds: so long a pause it gets between requests")

    return Polite(Web(options, allowance=Allowance.parse(fetch.allow_private)), manners, waiting=waiting).get
