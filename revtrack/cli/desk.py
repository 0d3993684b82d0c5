"""What commands need that look at the web or read foreign bytes, built from the settings: the one place for it."""

import atexit
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Final, TypeVar

from revtrack.cli.console import Console
from revtrack.cli.doctor import read_configuration
from revtrack.errors import InputError, RevtrackError, UsageError

if TYPE_CHECKING:
    from revtrack.confine import Confined
    from revtrack.extract import ExtractOptions
    from revtrack.looking import Desk, Getter
    from revtrack.model import Document, Snapshot
    from revtrack.reader import Reader
    from revtrack.settings import Settings, Source
    from revtrack.store import Store
    from revtrack.watch.lists import Parsers

__all__ = [
    "PATIENCE_S",
    "Workshop",
    "alone",
    "fill_workshop",
    "open_reader",
    "open_workshop",
    "read_archive",
    "settings_of",
    "wanted",
    "web",
]

T = TypeVar("T")

ARCHIVE_S: Final = 120
"""Seconds, of the clock and of CPU, until the next capture of an archive, in [1, 3,600]: gigabytes of pictures may lie
between two pages, and unpack at 100 MB a second. Chosen, not measured."""

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
    """The settings in force."""
    return read_configuration(console.configuration)


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
    from revtrack.extract import ExtractOptions

    try:
        return ExtractOptions(
            select=source.select,
            drop=source.drop,
            ignore_text=source.ignore_text,
            paywall=source.paywall,
            headlines=source.headlines,
            timezone=source.timezone,
            language=source.lang,
        )
    except ValueError as problem:
        raise UsageError(
            f"{source.place}: {problem}", "mend it there; revtrack config check looks at all of them"
        ) from None


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
    console: Console, settings: "Settings", confined: "Confined", reader: "Reader", *, create: bool = True
) -> Iterator[Workshop]:
    """The same around a reader that is already at work; the database is opened last."""
    from revtrack.ingest.feeds import read_feed, read_sitemap
    from revtrack.looking import Desk
    from revtrack.watch.lists import Parsers

    with console.open_store(create=create) as store:
        desk = Desk(
            store=store,
            get=web(settings),
            reader=reader,
            now=lambda: datetime.now(UTC),
            source_of=lambda address: _title(settings.for_address(address)),
            wants=wanted(settings),
        )
        parsers = Parsers(
            feed=lambda body, media_type, address: confined.call(read_feed, body, media_type, address),
            sitemap=lambda body, address: confined.call(read_sitemap, body, address),
        )
        yield Workshop(settings=settings, confined=confined, reader=reader, desk=desk, parsers=parsers)


@contextmanager
def alone(console: Console, workshop: Workshop, patience_s: float = 0.0) -> Iterator[None]:
    """The right to look at the web, and what looks before tell of it: a host that was asked just now gets its pause.

    Args:
        console: where it is said that one waits.
        workshop: what will look.
        patience_s: how long to wait while another process has the right, seconds; 0: not at all.

    Raises:
        BusyError: when another process has it all that time.
    """
    from revtrack.errors import BusyError
    from revtrack.ingest.web import Polite

    store, polite = workshop.store, Polite.of(workshop.desk.get)
    with ExitStack() as stack:
        try:
            stack.enter_context(store.alone())
        except BusyError:
            if not patience_s:
                raise
            console.say(f"another fetch is running: waiting for it, {patience_s:.0f} seconds at most")
            stack.enter_context(store.alone(patience_s))
        pause = workshop.settings.fetch.per_host_delay
        if polite and pause:
            for address, at in store.asked_since(datetime.now(UTC) - pause).items():
                polite.was_asked(address, at)
        yield


def wanted(settings: "Settings") -> "Callable[[str], bool]":
    """Whether an address that a list names may be an article."""

    def wants(address: str) -> bool:
        source = settings.for_address(address)
        return source is None or source.wants(address)

    return wants


def _title(source: "Source | None") -> str | None:
    return (source.title or source.name) if source else None


def web(settings: "Settings") -> "Getter":
    """The web as the settings allow it."""
    from revtrack.address import Allowance
    from revtrack.ingest.web import MannersOptions, Polite, Web, WebOptions

    fetch = settings.fetch
    options = WebOptions(
        contact=settings.contact,
        seconds=fetch.timeout.total_seconds(),
        max_wire=fetch.max_bytes,
        max_body=fetch.max_bytes,
    )
    manners = MannersOptions(delay=fetch.per_host_delay.total_seconds(), robots=fetch.robots == "respect")
    return Polite(Web(options, allowance=Allowance.parse(fetch.allow_private)), manners).get
