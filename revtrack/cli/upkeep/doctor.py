"""`doctor`: what is wrong with the installation, its settings and its database, each with a remedy."""

import os
import re
import shutil
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from revtrack.cli.configuration import check_rules, places, read_configuration
from revtrack.cli.console import Console, echo_json, shown_url
from revtrack.cli.references import LONGEST
from revtrack.cli.upkeep.config import FILE_OPTION, worded
from revtrack.errors import IntegrityError, NotFoundError, RevtrackError

if TYPE_CHECKING:
    from revtrack.store import Store

__all__ = ["doctor"]

LEAST_ROOM: Final = 2**30
"""Bytes free beside the database below which it is worth a word: some 50,000 captures."""

CLOCK_TOLERANCE: Final = timedelta(minutes=5)
"""How far the newest look may lie in the future: clocks of machines that share a database differ."""

LEAST_FAILURES: Final = 3
"""Looks in a row that must fail before a subscription is worth a word: servers slip."""

POLITE_DELAY: Final = timedelta(seconds=1)
"""Between requests to a host, below which publishers complain."""

PAGE: Final = b"<title>Hello</title><h1>Hello</h1><p>One sentence stands here.</p><p>And another one stands there.</p>"


class Verdict(StrEnum):
    """How a finding is judged."""

    OK = "ok"
    WARN = "warn"
    """Worth a look."""
    BAD = "bad"
    """Something kept, or the machine, is in danger."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at."""

    subject: str
    verdict: Verdict
    found: str
    remedy: str | None = None
    """None where there is nothing to do."""


@click.command("doctor")
@FILE_OPTION
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@click.pass_obj
def doctor(console: Console, /, file: str | None, *, as_json: bool) -> None:
    """Look at libraries, database, settings and subscriptions; exit code 6 when what is kept is in danger.

    \b
    ok    as it should be
    warn  worth a look; the remedy stands below it
    bad   what is kept, or this machine, is in danger: exit code 6
    """  # noqa: D301  click wants the character \b, which keeps lines apart
    looks: tuple[Callable[[], Iterator[Finding]], ...] = (
        _libraries,
        _confinement,
        lambda: _settings(file),
        lambda: _database(console),
    )
    findings = [finding for look in looks for finding in look()]
    if as_json:
        echo_json([asdict(one) for one in findings])
    else:
        for one in findings:
            Console.print_line(f"{one.verdict:<5} {one.subject}: {one.found}")
            if one.remedy and one.verdict is not Verdict.OK:
                Console.print_line(f"      {one.remedy}")
    bad = [one.subject for one in findings if one.verdict is Verdict.BAD]
    if bad:
        raise IntegrityError(f"{', '.join(bad)}: what is kept is in danger", "the remedies stand above")


def _judged(subject: str, found: str, remedy: str, *, well: bool, else_: Verdict = Verdict.WARN) -> Finding:
    return Finding(
        subject=subject,
        verdict=Verdict.OK if well else else_,
        found=found,
        remedy=None if well else remedy,
    )


def _numbers(text: str) -> tuple[int, ...]:
    """A version as numbers, to be compared."""
    return tuple(map(int, re.findall(r"\d+", text)[:3]))


LEAST_EXPAT: Final = (2, 7, 2)
"""The Python documentation calls older ones unsafe: 2.5.0 crashes on a chain of 100,000 entities."""

LEAST_BROTLI: Final = (1, 2, 0)
"""Older ones cannot bound what comes out (CVE-2025-6176): 8 kB become 6 GB."""

SHOWN: Final = ("urllib3", "trafilatura", "sentencex", "feedparser", "SQLAlchemy")
"""Packages whose version explains a difference between two machines."""


def _libraries() -> Iterator[Finding]:
    import pyexpat

    from lxml import etree

    yield _judged("Python", sys.version.split()[0], "install Python 3.11 or newer", well=sys.version_info >= (3, 11))
    expat = pyexpat.EXPAT_VERSION.removeprefix("expat_")
    yield _judged(
        "expat",
        expat,
        "2.7.2 or newer is safe against hostile feeds: update Python or the system's libexpat; until then a child "
        "process that crashes is all it costs",
        well=_numbers(expat) >= LEAST_EXPAT,
    )
    yield Finding(subject="libxml2", verdict=Verdict.OK, found=".".join(map(str, etree.LIBXML_VERSION)))
    brotli = _version_of("brotli")
    yield _judged(
        "brotli",
        brotli or "missing",
        "install brotli 1.2 or newer: older ones cannot bound what comes out of an answer",
        well=_numbers(brotli or "") >= LEAST_BROTLI,
        else_=Verdict.BAD if brotli else Verdict.WARN,
    )
    for name in SHOWN:
        if found := _version_of(name):
            yield Finding(subject=name, verdict=Verdict.OK, found=found)
    yield _compiled()


def _compiled() -> Finding:
    """Whether modules are compiled, and of the sources that are there."""
    differ = find_spec("revtrack.diff.changes")
    library = Path(differ.origin if differ and differ.origin else "")
    if library.suffix in {"", ".py"}:
        found = "none: comparing takes twice as long; a C compiler at installation makes them"
        return Finding(subject="compiled modules", verdict=Verdict.OK, found=found)
    sources = list(library.parent.rglob("*.py"))
    old = any(source.stat().st_mtime > library.stat().st_mtime for source in sources)
    found = "older than their sources" if old and "site-packages" not in library.parts else "in use"
    return _judged("compiled modules", found, "install revtrack again: what runs is old", well=found == "in use")


def _version_of(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _confinement() -> Iterator[Finding]:
    """Whether a page is read in a child, and what bounds it."""
    from revtrack.confine import Confined, Network
    from revtrack.extract import extract
    from revtrack.model import Snapshot

    snapshot = Snapshot(article="doctor", content=PAGE, observed_at=datetime.now(UTC), media_type="text/html")
    subject = "child processes"
    try:
        with Confined() as confined:
            began = time.monotonic()
            document = confined.call(extract, snapshot)
            took = time.monotonic() - began
            fences = confined.fences()
    except RevtrackError as problem:
        yield Finding(
            subject=subject,
            verdict=Verdict.BAD,
            found=problem.message,
            remedy="foreign pages are read in child processes alone: let this user start processes",
        )
        return
    read = document == extract(snapshot)
    yield _judged(subject, f"read a page in {took:.1f} s, start included", "report this", well=read, else_=Verdict.BAD)
    bounds = {"memory": fences.memory, "CPU": fences.cpu, "writing files": fences.files}
    missing = [name for name, holds in bounds.items() if not holds]
    missing += [] if fences.network is Network.KERNEL else ["the network, except by Python"]
    yield _judged(
        "limits of child processes",
        "time alone bounds them; not " + ", ".join(missing) if missing else "memory, CPU, files, network",
        "only Linux bounds all of it; run revtrack there to read pages of publishers you do not trust",
        well=not missing,
    )


def _settings(file: str | None) -> Iterator[Finding]:
    subject = "configuration"
    try:
        settings = read_configuration(file)
        check_rules(settings)
    except RevtrackError as problem:
        yield Finding(subject=subject, verdict=Verdict.WARN, found=problem.message, remedy=problem.hint)
        return
    names = ", ".join(str(place) for place in places(file) if place.exists())
    yield Finding(subject=subject, verdict=Verdict.OK, found=names or "none, so the defaults hold")
    for note in settings.notes:
        yield Finding(subject=subject, verdict=Verdict.WARN, found=note, remedy="take it out, or leave it for later")
    fetch = settings.fetch
    yield _judged(
        "contact",
        settings.contact or "none",
        'say contact = "https://…" under [revtrack]: publishers turn away whom they cannot reach',
        well=bool(settings.contact),
    )
    yield _judged(
        "delay for each host",
        worded(fetch.per_host_delay) or "",
        "a second at least is polite",
        well=fetch.per_host_delay >= POLITE_DELAY,
    )
    yield _judged("robots.txt", fetch.robots, "ignore it on servers of your own alone", well=fetch.robots == "respect")
    yield _judged(
        "private addresses",
        ", ".join(fetch.allow_private) or "none allowed",
        "a feed can lead there: allow only what is meant to be read",
        well=not fetch.allow_private,
    )


def _database(console: Console) -> Iterator[Finding]:
    try:
        with console.open_store(create=False) as store:
            yield Finding(subject="database", verdict=Verdict.OK, found=shown_url(store.url))
            yield from _durability(console.database_url(create=False))
            yield from _clock(store)
            yield from _subscriptions(store)
            yield from _fruitless(store)
    except NotFoundError as problem:
        yield Finding(subject="database", verdict=Verdict.OK, found=f"{problem.message}, which is no harm")
    except RevtrackError as problem:
        yield Finding(subject="database", verdict=Verdict.BAD, found=problem.message, remedy=problem.hint)
    yield Finding(subject="SQLite", verdict=Verdict.OK, found=sqlite3.sqlite_version)


SAFE: Final = {"1": "NORMAL", "2": "FULL", "3": "EXTRA"}
"""What SQLite's numbers of `synchronous` mean; 0 is OFF."""


def _durability(url: str) -> Iterator[Finding]:
    """Whether what was acknowledged survives a power cut, and whether there is room for more."""
    from revtrack.store import engine

    place = engine.place_of(url)
    connections = engine.connect(place)
    remedy = "a power cut may take what was stored"
    with engine.translated(place), ExitStack() as stack:
        stack.callback(connections.dispose)
        connection = stack.enter_context(connections.connect())
        if place.path is None:
            for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                value = str(connection.exec_driver_sql(f"SHOW {setting}").scalar())
                yield _judged(setting, value, f"{remedy}: switch it on", well=value != "off", else_=Verdict.BAD)
            return
        number = str(connection.exec_driver_sql("PRAGMA synchronous").scalar())
        journal = str(connection.exec_driver_sql("PRAGMA journal_mode").scalar())
    yield _judged(
        "synchronous", SAFE.get(number, "OFF"), remedy, well=SAFE.get(number) in {"FULL", "EXTRA"}, else_=Verdict.BAD
    )
    yield _judged("journal_mode", journal, f"{remedy}; readers wait for writers", well=journal in {"wal", "delete"})
    yield from _room(place.path)


def _room(path: Path) -> Iterator[Finding]:
    writable = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    found = "file and folder can be written" if writable else "cannot be written"
    yield _judged("permissions", found, "check who may write there: it can only be read now", well=writable)
    free = shutil.disk_usage(path.parent).free
    yield _judged("free disk", f"{free / 2**30:.1f} GB", "make room: a full disk stops ingest", well=free >= LEAST_ROOM)


def _clock(store: "Store") -> Iterator[Finding]:
    """Whether this machine's clock is behind what was recorded by it."""
    newest = max((article.last_checked for article in store.articles()), default=None)
    now = datetime.now(UTC)
    yield _judged(
        "clock",
        f"{now:%Y-%m-%d %H:%M} UTC" + (f", the newest look {newest:%Y-%m-%d %H:%M}" if newest else ""),
        "the newest look lies in the future: set the clock, or see where that capture came from",
        well=newest is None or newest <= now + CLOCK_TOLERANCE,
    )


def _subscriptions(store: "Store") -> Iterator[Finding]:
    found = store.subscriptions()
    failing = [one for one in found if one.failures >= LEAST_FAILURES]
    yield Finding(
        subject="subscriptions", verdict=Verdict.OK, found=f"{len(found) - len(failing)} of {len(found)} are well"
    )
    for one in failing:
        why = one.detail or (one.state.value if one.state else "nobody knows why")
        yield Finding(
            subject="subscription",
            verdict=Verdict.WARN,
            found=f"{one.address} failed {one.failures} times in a row: {why}",
            remedy="see whether it has moved, or take it out",
        )


MOST_NAMED: Final = 5
"""Pages named of those that never gave an article, a count, at least 1; the rest is counted."""


def _fruitless(store: "Store") -> Iterator[Finding]:
    """Pages that were looked at and never gave an article, each with the last reason."""
    found = store.fruitless()
    if not found:
        return
    named = "; ".join(f"{one.address[:LONGEST]} {one.detail}" for one in found[:MOST_NAMED])
    more = f"; and {len(found) - MOST_NAMED} more" if len(found) > MOST_NAMED else ""
    yield Finding(
        subject="never an article",
        verdict=Verdict.WARN,
        found=f"{named}{more}",
        remedy="revtrack log URL --checks shows each look; a page saved with a browser can be added with --url URL",
    )
