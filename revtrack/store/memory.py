"""What is remembered from one command to the next, so that servers are asked less; no part of any history.

Who loses it asks a server once too often, and no more. Each call is a transaction of its own.
"""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from datetime import datetime

from sqlalchemy import Connection

from revtrack.model import KnownHost, RobotsFile, Validator
from revtrack.store import tables as t
from revtrack.store.engine import upsert
from revtrack.store.records import hosts, looks, mapping, whereabouts

__all__ = ["Memory"]

Transaction = Callable[[], AbstractContextManager[Connection]]


class Memory:
    """What was last heard of addresses, of items of feeds and of hosts; of each the last alone is kept."""

    def __init__(self, reading: Transaction, writing: Transaction, now: Callable[[], datetime]) -> None:
        self._reading = reading
        self._writing = writing
        self._now = now

    def validator(self, address: str) -> Validator | None:
        """What makes the next request for an address conditional, None where nothing is known."""
        with self._reading() as connection:
            return looks.validator(connection, address)

    def keep_validator(self, validator: Validator) -> None:
        """Keep a Validator in the place of the one for the same address, if any.

        Raises:
            InputError: as `Store.add_alias`.
        """
        record = mapping.validator_record(validator)
        with self._writing() as connection:
            connection.execute(upsert(connection, t.validator), record)

    def address_of_item(self, feed: str, item: str) -> str | None:
        """The address under which an item of a feed was met last, by its id; None where it was not."""
        with self._reading() as connection:
            return whereabouts.address_of_item(connection, feed, item)

    def keep_item(self, feed: str, item: str, address: str) -> None:
        """Keep under which address an item of a feed was met; what cannot be kept is forgotten."""
        with self._writing() as connection:
            whereabouts.keep_item(connection, feed, item, address)

    def hosts(self) -> tuple[KnownHost, ...]:
        """What is remembered of hosts that were asked of late, or are to be left alone."""
        with self._reading() as connection:
            return tuple(hosts.hosts(connection, self._now()))

    def keep_hosts(self, several: Iterable[KnownHost]) -> None:
        """Keep each in the place of what was known of it, and forget of all hosts what is of no use any more."""
        with self._writing() as connection:
            hosts.keep_hosts(connection, several, self._now())

    def robots(self, origin: str) -> RobotsFile | None:
        """The robots.txt of an origin as it was last received; None where none is kept, or for longer than a month."""
        with self._reading() as connection:
            return hosts.robots(connection, origin, self._now())

    def keep_robots(self, file: RobotsFile) -> None:
        """Keep a robots.txt in the place of that of the same origin, if any, and of all the newest."""
        with self._writing() as connection:
            hosts.keep_robots(connection, file, self._now())
