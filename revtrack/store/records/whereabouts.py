"""Where things were met: Articles that answered elsewhere than their identity says, and items of feeds by their ids.

Every function takes an open transaction.
"""

from collections.abc import Collection
from hashlib import sha256
from typing import Final

from sqlalchemy import Connection, delete, func, select

from revtrack.store import tables as t
from revtrack.store.engine import upsert
from revtrack.store.records import mapping
from revtrack.store.records.queries import in_parts

__all__ = ["address_of_item", "keep_item", "met_elsewhere"]

LONGEST_ID: Final = 300
"""Bytes of an id that are kept as they are; longer ones become their SHA-256: a key of PostgreSQL has little room."""


def met_elsewhere(connection: Connection, article_ids: Collection[str]) -> frozenset[str]:
    """The ids of those Articles that gave a Snapshot when another address than their identity was asked for."""
    asked = func.coalesce(t.snapshot.c.asked, t.snapshot.c.address)
    query = select(t.snapshot.c.article_id).join(t.article).where(asked != t.article.c.identity).distinct()
    found = set[str]()
    for some in in_parts(sorted(article_ids)):
        found.update(connection.execute(query.where(t.snapshot.c.article_id.in_(some))).scalars())
    return frozenset(found)


def address_of_item(connection: Connection, feed: str, item: str) -> str | None:
    """The address under which the item of a feed was met last; None where it was not."""
    if not (mapping.storable(feed) and mapping.storable(item)):
        return None
    mine = (t.feed_item.c.feed == feed) & (t.feed_item.c.id == _key(item))
    return connection.execute(select(t.feed_item.c.address).where(mine)).scalar()


def keep_item(connection: Connection, feed: str, item: str, address: str) -> None:
    """Keep under which address an item was met; of ids that the address had in this feed the last is known."""
    if not all(map(mapping.storable, (feed, item, address))):
        return
    key = _key(item)
    others = (t.feed_item.c.feed == feed) & (t.feed_item.c.address == address) & (t.feed_item.c.id != key)
    connection.execute(delete(t.feed_item).where(others))
    connection.execute(upsert(connection, t.feed_item), {"feed": feed, "id": key, "address": address})


def _key(item: str) -> str:
    data = item.encode()
    return item if len(data) <= LONGEST_ID else sha256(data).hexdigest()
