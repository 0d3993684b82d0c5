"""What is remembered of hosts from one command to the next: when they were asked, for how long not to, robots.txt.

It is no part of any history, is written over without a trace, and forgotten once it is of no use: who loses it asks a
server once too often, and no more. The bounds hold after every write, however a program ends.
"""

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, Connection, delete, func, select

from revtrack.model import KnownHost, RobotsFile
from revtrack.store import tables as t
from revtrack.store.engine import upsert
from revtrack.store.records import mapping

__all__ = ["hosts", "keep_hosts", "keep_robots", "robots"]

HOST_AGE: Final = timedelta(hours=1)
"""How long a host is remembered that need not be left alone; more than any pause, > 0."""

MOST_HOSTS: Final = 10_000
"""Hosts that are remembered, a count, at least 1: those asked last. A program remembers as many; a hostile list can
name any number that want to be left alone."""

ROBOTS_AGE: Final = timedelta(days=30)
"""How long a robots.txt is kept for a server that fails to give it again; > 0. RFC 9309, section 2.3.1.4 speaks of 30
days."""

MOST_ROBOTS: Final = 50_000_000
"""Bytes of all files of robots.txt together, as they are stored, at least those of one: the newest are kept. Ten
thousand ordinary ones have fewer; a hostile list of hosts can name any number of large ones."""

MOST_FILES: Final = 10_000
"""Files of robots.txt that are kept, a count, at least 1: an empty one has hardly any bytes."""

LONGEST_ROBOTS: Final = 10_000_000
"""Bytes that one unpacks to, at most: more than is ever received."""


def hosts(connection: Connection, now: datetime) -> Iterator[KnownHost]:
    """The hosts that were asked of late or are to be left alone."""
    for row in connection.execute(select(t.host).where(~_is_idle(now))).mappings():
        yield KnownHost(**row)


def keep_hosts(connection: Connection, several: Iterable[KnownHost], now: datetime) -> None:
    """Keep each in the place of what was known of it, if anything, and forget of all what is of no use any more."""
    for one in sorted(several, key=lambda one: one.name):
        if mapping.storable(one.name):
            connection.execute(upsert(connection, t.host), asdict(one))
    connection.execute(delete(t.host).where(_is_idle(now)))
    if connection.execute(select(func.count()).select_from(t.host)).scalar_one() > MOST_HOSTS:
        last = select(t.host.c.name).order_by(t.host.c.asked_at.desc(), t.host.c.name).limit(MOST_HOSTS)
        connection.execute(delete(t.host).where(t.host.c.name.not_in(last)))


def _is_idle(now: datetime) -> ColumnElement[bool]:
    """Whether nobody has to know a host any more."""
    may_be_asked = (t.host.c.left_alone_until.is_(None)) | (t.host.c.left_alone_until <= now)
    return (t.host.c.asked_at < now - HOST_AGE) & may_be_asked


def robots(connection: Connection, origin: str, now: datetime) -> RobotsFile | None:
    """What is kept of an origin's robots.txt; None for nothing that can be read, or what is older than ROBOTS_AGE."""
    if not mapping.storable(origin):
        return None
    kept = (t.robots.c.origin == origin) & (t.robots.c.at >= now - ROBOTS_AGE)
    row = connection.execute(select(t.robots).where(kept)).mappings().first()
    if row is None:
        return None
    values = {name: value for name, value in row.items() if name not in {"data", "size"}}
    engine = zlib.decompressobj()
    try:
        body = engine.decompress(row["data"], LONGEST_ROBOTS)
    except zlib.error:
        return None
    if not engine.eof and len(body) < LONGEST_ROBOTS:  # what is cut off may forbid
        return None
    return RobotsFile(body=body, **values)


def keep_robots(connection: Connection, file: RobotsFile, now: datetime) -> None:
    """Keep a robots.txt in the place of that of the same origin, if any, and forget what is too old or too much."""
    if not all(map(mapping.storable, (file.origin, file.etag or "", file.last_modified or ""))):
        return
    data = zlib.compress(file.body)
    record = asdict(file) | {"data": data, "size": len(data)}
    del record["body"]
    connection.execute(upsert(connection, t.robots), record)
    connection.execute(delete(t.robots).where(t.robots.c.at < now - ROBOTS_AGE))
    count, size = connection.execute(select(func.count(), func.sum(t.robots.c.size))).one()
    if count > MOST_FILES or (size or 0) > MOST_ROBOTS:
        _keep_the_newest(connection)


def _keep_the_newest(connection: Connection) -> None:
    """Remove the oldest files of robots.txt until the others are few and small enough."""
    room = MOST_ROBOTS
    files = select(t.robots.c.origin, t.robots.c.size).order_by(t.robots.c.at.desc(), t.robots.c.origin)
    for number, (origin, size) in enumerate(connection.execute(files).all(), start=1):
        room -= size
        if room < 0 or number > MOST_FILES:
            connection.execute(delete(t.robots).where(t.robots.c.origin == origin))
