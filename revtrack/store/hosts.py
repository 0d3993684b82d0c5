"""What is remembered of hosts from one command to the next: when they were asked, for how long not to, robots.txt.

It is no part of any history, is written over without a trace, and forgotten once it is of no use: who loses it asks a
server once too often, and no more.
"""

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, delete, select

from revtrack.model import KnownHost, RobotsFile
from revtrack.store import mapping
from revtrack.store import tables as t
from revtrack.store.engine import upsert

__all__ = ["forget", "hosts", "keep_hosts", "keep_robots", "robots"]

HOST_AGE: Final = timedelta(hours=1)
"""How long a host is remembered that need not be left alone; more than any pause, > 0."""

ROBOTS_AGE: Final = timedelta(days=30)
"""How long a robots.txt is kept for a server that fails to give it again; > 0. RFC 9309, section 2.3.1.4 speaks of 30
days."""

MOST_ROBOTS: Final = 50_000_000
"""Bytes of all files of robots.txt together, as they are stored, at least those of one: the newest are kept. Ten
thousand ordinary ones have fewer; a hostile list of hosts can name any number of large ones."""

LONGEST_ROBOTS: Final = 10_000_000
"""Bytes that one unpacks to, at most: more than is ever received."""


def hosts(connection: Connection) -> Iterator[KnownHost]:
    """The hosts that were asked of late or are to be left alone."""
    for row in connection.execute(select(t.host)).mappings():
        yield KnownHost(**row)


def keep_hosts(connection: Connection, several: Iterable[KnownHost]) -> None:
    """Keep each in the place of what was known of it, if anything."""
    for one in sorted(several, key=lambda one: one.name):
        if mapping.storable(one.name):
            connection.execute(upsert(connection, t.host), asdict(one))


def robots(connection: Connection, origin: str) -> RobotsFile | None:
    """What is kept of an origin's robots.txt; None for nothing that can be read."""
    if not mapping.storable(origin):
        return None
    row = connection.execute(select(t.robots).where(t.robots.c.origin == origin)).mappings().first()
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


def keep_robots(connection: Connection, file: RobotsFile) -> None:
    """Keep a robots.txt in the place of that of the same origin, if any."""
    if not all(map(mapping.storable, (file.origin, file.etag or "", file.last_modified or ""))):
        return
    data = zlib.compress(file.body)
    record = asdict(file) | {"data": data, "size": len(data)}
    del record["body"]
    connection.execute(upsert(connection, t.robots), record)


def forget(connection: Connection, now: datetime) -> None:
    """Remove what is of no use any more, and of files of robots.txt what is too much."""
    idle = (t.host.c.left_alone_until.is_(None)) | (t.host.c.left_alone_until <= now)
    connection.execute(delete(t.host).where(t.host.c.asked_at < now - HOST_AGE, idle))
    connection.execute(delete(t.robots).where(t.robots.c.at < now - ROBOTS_AGE))
    room = MOST_ROBOTS
    for origin, size in connection.execute(select(t.robots.c.origin, t.robots.c.size).order_by(t.robots.c.at.desc())):
        room -= size
        if room < 0:
            connection.execute(delete(t.robots).where(t.robots.c.origin == origin))
