"""Whole histories into the Store: what importers find and archives hold becomes Snapshots and Checks.

    findings ──Found──→ Snapshots, a batch in one transaction for each article
             ├─Absent─→ a Check: the history says that the article was taken away
             └─Skipped→ named, as a failure unless it is by design
    captures of an archive ──→ looks at the time of their capture
    mementos on the web ──fetch──→ the same

Interrupted anywhere, the same import goes on: what is stored is not stored twice.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from itertools import islice
from typing import Final

from revtrack import versioning
from revtrack.errors import InputError
from revtrack.ingest.archives import Captured, Memento, PassedOver, raw_capture
from revtrack.ingest.file import media_type_of
from revtrack.ingest.histories.findings import Absent, Finding, Found, Skipped
from revtrack.ingest.moments import not_in_future
from revtrack.looking import Desk, Look, Telling, known_as, record, take
from revtrack.model import Answer, Check, FetchState, Hop
from revtrack.pipeline import Item, item_of
from revtrack.reader import READER, Reader, read_anew
from revtrack.store import Store

__all__ = ["Brought", "bring_in", "bring_in_captures", "bring_in_mementos"]

BATCH: Final = 200
"""Findings held in memory at once, at least 1: the history of an article is derived once for them all."""

AT_ONCE: Final = 2
"""Snapshots read at the same time, at least 1: while a child reads one, this process takes in what another has read."""

MOST_NAMED: Final = 300
"""Characters of an address in a message, at least 1."""

MOST_ABSENT: Final = 100_000
"""Captures of an archive without a page, such as 404, that are remembered to the end of it, a count: only those of
articles that it also holds are kept."""

OK: Final = 200

PAGES: Final = frozenset({"text/html", "application/xhtml+xml"})
"""Media types taken from archives of the web: what else a crawl holds, robots.txt, scripts and lists, is no article."""

CAPTURED: Final = "memento-datetime"
"""The header that tells what was captured from an error of the archive itself. RFC 7089, section 2.1.1."""

ABSENT: Final = frozenset({FetchState.MISSING, FetchState.GONE, FetchState.REMOVED})

_MEMENTO: Final = re.compile(r"/\d{14}(?:[a-z]{2}_)?/(https?:/.*)", re.IGNORECASE | re.DOTALL)
"""Where an archive keeps a page: the time, how it is to be shown, the address of the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What became of a batch of findings."""

    found: int
    """Findings of all kinds."""
    added: int = 0
    """Snapshots that were not stored before."""
    there: int = 0
    """Snapshots that were."""
    absences: int = 0
    """Times at which an article was not there."""
    states: int = 0
    """Looks that gave something else than the article: a wall, a redirect, an error."""
    skipped: tuple[str, ...] = ()
    """What was never to be taken, one sentence each."""
    failures: tuple[str, ...] = ()
    """What should have been taken and could not be, one sentence each."""


def bring_in(
    findings: Iterable[Finding], store: Store, reader: Reader = READER, batch: int = BATCH
) -> Iterator[Brought]:
    """What became of all findings, batch by batch.

    Args:
        findings: in any order; those of one article side by side are quickest.
        store: where they are kept.
        reader: of foreign bytes.
        batch: findings held in memory at once, at least 1.
    """
    waiting = iter(findings)
    while several := list(islice(waiting, batch)):
        items, failures = _read([one for one in several if isinstance(one, Found)], store, reader)
        added = sum(_keep(identity, some, store, reader) for identity, some in items.items())
        absent = [one for one in several if isinstance(one, Absent)]
        skipped = [one for one in several if isinstance(one, Skipped)]
        for one in absent:
            record(_check(one), store)
        yield Brought(
            found=len(several),
            added=added,
            there=sum(map(len, items.values())) - added,
            absences=len(absent),
            skipped=tuple(_sentence(one) for one in skipped if one.by_design),
            failures=(*(_sentence(one) for one in skipped if not one.by_design), *failures),
        )


def _sentence(one: Skipped) -> str:
    return f"{one.name} {one.reason}"


def _read(found: Iterable[Found], store: Store, reader: Reader) -> tuple[dict[str, list[Item]], list[str]]:
    """By the identity of their article, what is to be stored; and why some cannot be."""

    def item(one: Found) -> Item | str:
        try:
            return item_of(one.snapshot, one.name, store, reader)
        except InputError as problem:
            return problem.message

    items: dict[str, list[Item]] = defaultdict(list)
    failures = []
    with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
        for result in pool.map(item, found):
            if isinstance(result, str):
                failures.append(result)
            else:
                items[versioning.identity(result[0].article)].append(result)
    return items, failures


def _keep(identity: str, items: Sequence[Item], store: Store, reader: Reader) -> int:
    """How many of some items of one article were not stored before; its history is derived once for all of them."""
    article_id = versioning.article_id(identity)
    read_anew(identity, store, reader)
    with store.writing(article_id) as writer:
        stored = {(seen.observed_at, seen.sha256): seen for seen in writer.observations(article_id)}
        known = {(seen.observed_at, seen.sha256): seen for _, seen, _ in items} | stored
        article = versioning.derive_article(identity, tuple(known.values()), writer.checks(article_id))
        writer.save_all(article=article, versions=versioning.timeline(article_id, known.values()), items=items)
    return len(known) - len(stored)


def _check(one: Absent) -> Check:
    said = f": {one.note}" if one.note else ""
    return Check(
        article=one.article,
        at=one.at,
        state=FetchState.REMOVED,
        address=one.name,
        detail=f"was taken away{said}",
    )


def bring_in_captures(
    captures: Iterable[Captured | PassedOver], desk: Desk, source: str | None = None, language: str | None = None
) -> Iterator[Brought]:
    """What became of each capture of an archive; last those without a page, of the articles that are known by then.

    Args:
        captures: in any order.
        desk: all that is needed from outside; nothing is fetched.
        source: the publisher of all of them; None: as the settings know it.
        language: of all of them, where the pages do not say it.
    """
    without_page: list[Captured] = []
    for one in captures:
        if isinstance(one, PassedOver):
            yield Brought(found=1, skipped=(f"{one.name}: {one.reason}",))
        elif reason := _unusable(one, desk):
            yield Brought(found=1, skipped=(reason,))
        elif one.status != OK or one.state:
            without_page += [one] if len(without_page) < MOST_ABSENT else []
        elif (kind := one.media_type or media_type_of("", one.body)) not in PAGES:
            yield Brought(found=1, skipped=(f"{one.address} is {kind[:80]}, and only pages of HTML are taken",))
        else:
            telling = Telling(source=source, title=None, language=language, via=one.via)
            yield _taken(_answer(one), desk, telling)
    for one in without_page:
        if not desk.store.find(versioning.identity(one.address)):
            if one.problem:
                yield Brought(found=1, skipped=(f"{one.address}: {one.problem}",))
        elif one.state:
            yield _kept_broken(one, one.state, desk.store)
        else:
            yield _taken(_answer(one), desk, Telling(via=one.via))


def _unusable(one: Captured, desk: Desk) -> str | None:
    """Why a capture is neither a page nor a look, one sentence; None where it is one of them."""
    if (one.problem is not None and one.state is None) or one.status is None:
        return f"{one.address}: {one.problem or 'its answer cannot be read'}"
    problem = _future(one.at, desk)
    return f"{one.address} {problem}" if problem else None


def _kept_broken(one: Captured, state: FetchState, store: Store) -> Brought:
    """A capture of an answer that was broken when it was captured: a look, as one off the web would be."""
    check = Check(
        article=known_as(one.address, store),
        at=one.at,
        state=state,
        address=one.address,
        detail=one.problem or "",
        status=one.status,
    )
    return _brought(record(check, store))


def _future(at: datetime, desk: Desk) -> str | None:
    """What is wrong with a time to come, which could not be told from a slip of a clock; None for one that was."""
    try:
        not_in_future(at, desk.now(), "")
    except InputError:
        return "is dated in the future"
    return None


def _taken(answer: Answer, desk: Desk, telling: Telling) -> Brought:
    """What became of one answer; whatever is wrong with it stops no other."""
    try:
        return _brought(take(answer, desk, telling))
    except InputError as problem:
        return Brought(found=1, failures=(f"{answer.asked[:MOST_NAMED]}: {problem.message}",))


def _answer(one: Captured) -> Answer:
    """A capture as the answer it was; what it says of its content stands for the header that said so."""
    headers = one.headers
    if one.media_type:
        stated = one.media_type + (f"; charset={one.charset}" if one.charset else "")
        rest = tuple((name, value) for name, value in headers if name.lower() != "content-type")
        headers = (("Content-Type", stated), *rest)
    return Answer(
        asked=one.address, address=one.address, status=one.status or OK, headers=headers, body=one.body, at=one.at
    )


def bring_in_mementos(
    mementos: Iterable[Memento], base: str, desk: Desk, source: str | None = None, language: str | None = None
) -> Iterator[Brought]:
    """What became of each capture that an archive on the web lists, fetched from there unless it is stored already.

    A capture without a page, such as 404, is a look like any other, once the article is known; the archive marks it as
    a capture (RFC 7089), and its own errors it does not.

    Args:
        mementos: the oldest first.
        base: the address of the archive, for listings that do not say where it keeps them.
        desk: all that is needed from outside.
        source: the publisher; None: as the settings know it.
        language: of the pages, where they do not say it.
    """
    without_page: list[tuple[str, Answer, Telling]] = []
    for one in mementos:
        address = one.address or raw_capture(base, one.timestamp, one.original)
        via = f"archived at {address}"
        if problem := _future(one.at, desk):
            yield Brought(found=1, skipped=(f"{address} {problem}",))
            continue
        if _is_there(one, via, desk.store):
            yield Brought(found=1, there=1)
            continue
        got = _fetched(address, desk)
        if isinstance(got, str):
            yield Brought(found=1, failures=(got,))
            continue
        answer, telling = _as_captured(got, one), Telling(source=source, language=language, via=via)
        if problem := _future(answer.at, desk):
            yield Brought(found=1, skipped=(f"{address} {problem}",))
        elif got.status == OK:
            yield _taken(answer, desk, telling)
        elif len(without_page) < MOST_ABSENT:
            without_page.append((address, replace(answer, body=b""), telling))
    for address, answer, telling in without_page:
        if desk.store.find(versioning.identity(answer.asked)):
            yield _taken(answer, desk, telling)
        else:
            yield Brought(found=1, skipped=(f"{address} is of no page ({answer.status}), nor is any other known",))


def _fetched(address: str, desk: Desk) -> Answer | str:
    """What an archive keeps at an address; or one sentence on why it does not give it."""
    try:
        got = desk.get(address)
    except InputError as failure:
        return failure.message
    is_capture = got.status == OK or got.header(CAPTURED)
    return got if is_capture else f"{address} answers with the status {got.status}"


def _is_there(one: Memento, via: str, store: Store) -> bool:
    """Whether a capture was looked at before, whichever article it turned out to belong to."""
    article_id = versioning.article_id(known_as(one.original, store))
    # What was stored may be dated by the page itself, and not quite as the archive lists it.
    if any(seen.observed_at == one.at or _is_of(seen.via, via) for seen in store.observations(article_id)):
        return True
    return any((check.at, check.address) == (one.at, one.original) for check in store.checks(article_id))


def _is_of(stored: str | None, via: str) -> bool:
    remarks = ("", f", {versioning.REDIRECTED}", f", {versioning.WALL_WORDS}")
    return stored in {f"{via}{one}{other}" for one in remarks for other in remarks}


def _as_captured(got: Answer, one: Memento) -> Answer:
    """What an archive gave as the answer it was: it redirects where the page did, and to the capture next in time."""
    address, hops = one.original, list[Hop]()
    for hop in got.hops:
        there = _original(hop.address)
        if there is not None and versioning.identity(there) != versioning.identity(address):
            hops.append(Hop(status=hop.status, address=there))
            address = there
    return replace(got, asked=one.original, address=address, hops=tuple(hops), at=_captured_at(got, one.at))


def _original(address: str) -> str | None:
    """The address of the page that an archive keeps at an address; None where that does not tell it."""
    found = _MEMENTO.search(address)
    return found[1] if found and versioning.is_address(found[1]) else None


def _captured_at(got: Answer, listed: datetime) -> datetime:
    """When the page was captured: as the archive says with it (RFC 7089, section 2.1.1), else as it lists it."""
    try:
        stated = parsedate_to_datetime((got.header(CAPTURED) or "")[:64])
    except (ValueError, TypeError):
        return listed
    return stated.astimezone(UTC) if stated.tzinfo else listed


def _brought(look: Look) -> Brought:
    if look.capture is None:
        absent = look.check is not None and look.check.state in ABSENT
        return Brought(found=1, absences=absent, states=not absent)
    known = look.capture.verdict.outcome is versioning.Outcome.SAME_SNAPSHOT
    return Brought(found=1, added=not known, there=known)
