"""What is known of addresses beside the Snapshots they gave: looks without one, pauses, what is watched.

Every function takes an open transaction.
"""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, func, select

from revtrack.model import Check, FetchState, Subscription, Validator
from revtrack.store import tables as t
from revtrack.store.records import mapping
from revtrack.store.records.queries import in_parts, plain

__all__ = ["asked_since", "checks", "checks_of", "fruitless", "subscriptions", "validator", "waits"]

LATEST: Final = 500
"""Snapshots that are asked when an address was asked for, a count, at least 1: more than arrive within a pause."""


def checks(connection: Connection, article_id: str) -> tuple[Check, ...]:
    """The looks at an Article that gave no Snapshot, by time, then by state and address."""
    query = select(t.look).where(t.look.c.article_id == article_id)
    rows = connection.execute(query.order_by(*t.look.c["at", "state", "address"])).mappings()
    return tuple(mapping.check_of(plain(row)) for row in rows)


def checks_of(connection: Connection, article_ids: Collection[str]) -> dict[str, tuple[Check, ...]]:
    """The same for many Articles, by id; those without any are missing."""
    found: dict[str, list[Check]] = defaultdict(list)
    for some in in_parts(article_ids):
        query = select(t.look).where(t.look.c.article_id.in_(some)).order_by(*t.look.c["at", "state", "address"])
        for row in connection.execute(query).mappings():
            found[row["article_id"]].append(mapping.check_of(plain(row)))
    return {article_id: tuple(several) for article_id, several in found.items()}


def fruitless(connection: Connection) -> tuple[Check, ...]:
    """The last look at each address that never gave an Article, the latest first."""
    stored = select(t.article.c.id)
    newest = select(t.look.c.article_id, func.max(t.look.c.at).label("at")).group_by(t.look.c.article_id).subquery()
    here = (t.look.c.article_id == newest.c.article_id) & (t.look.c.at == newest.c.at)
    query = select(t.look).join(newest, here).where(t.look.c.article_id.not_in(stored))
    rows = connection.execute(query.order_by(t.look.c.at.desc(), t.look.c.address, t.look.c.state)).mappings()
    found = {row["article_id"]: mapping.check_of(plain(row)) for row in rows}
    return tuple(found.values())


def waits(connection: Connection, now: datetime) -> dict[str, datetime]:
    """Addresses whose servers asked not to be asked again before a time that is still to come, with the latest."""
    address = func.coalesce(t.look.c.final_address, t.look.c.address)
    query = select(address, func.max(t.look.c.retry_after)).where(t.look.c.retry_after > now).group_by(address)
    return {row[0]: row[1] for row in connection.execute(query)}


def asked_since(connection: Connection, moment: datetime) -> dict[str, datetime]:
    """Addresses that were asked for after a moment, with the last time; not those that a robots.txt forbids to ask for.

    Of the Snapshots the last `LATEST` to arrive are looked at.
    """
    newest = select(*t.snapshot.c["address", "observed_at"]).order_by(t.snapshot.c.id.desc()).limit(LATEST)
    asked = (t.look.c.at > moment) & (t.look.c.state != FetchState.ROBOTS)
    looks = select(func.coalesce(t.look.c.final_address, t.look.c.address), t.look.c.at).where(asked)
    lists = select(*t.subscription.c["address", "checked_at"]).where(t.subscription.c.checked_at > moment)
    found: dict[str, datetime] = {}
    for query in (newest, looks, lists):
        for address, at in connection.execute(query):
            if address is not None and at > moment:
                found[address] = max(at, found.get(address, at))
    return found


def subscriptions(connection: Connection) -> tuple[Subscription, ...]:
    """All Subscriptions, by address."""
    rows = connection.execute(select(t.subscription).order_by(t.subscription.c.address)).mappings()
    return tuple(mapping.subscription_of(plain(row)) for row in rows)


def validator(connection: Connection, address: str) -> Validator | None:
    """What makes the next request for an address conditional, None where nothing is known."""
    if not mapping.storable(address):
        return None
    row = connection.execute(select(t.validator).where(t.validator.c.address == address)).mappings().first()
    return None if row is None else mapping.validator_of(plain(row))
