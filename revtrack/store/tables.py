"""The tables. Plain names and readable values, so that any SQLite browser shows a history that explains itself.

    article 1 ── n snapshot n ── 1 document 1 ── 1 blob (its JSON)
       ├── n version ─ 1 snapshot      └── n ── 1 blob (the bytes as received)
       ├── n look ── 0..1 blob         a look that gave no snapshot, with the bytes where they were kept
       ├── n alias                     its other addresses
       └── n block_seen                which blocks of text it holds, for finding those that many articles share

    subscription, validator            what is looked at again and again, and what makes that cheap
    feed_item                          which article an item of a feed was, by its id
    host, robots                       what is remembered of servers, so that commands one after the other are polite

A blob is named by the SHA-256 of what it holds, so equal text is stored once, whoever has it. A version follows wholly
from the snapshots of its article, the article from these and its looks, the blocks seen from its documents; they are
kept because every page asks for them. A version points at its first snapshot by (article_id, first_seen, sha256), never
by the snapshot's number: numbers depend on arrival, histories do not.

An article begins with its first snapshot. A look or an alias may come before it, hence points at no article.

Constraints hold what must be unique; nothing relies on looking first. Whoever changes a table adds a migration; a new
column stands last, where a database that is upgraded has it.
"""

from datetime import UTC, datetime
from typing import Final

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    false,
)
from sqlalchemy.types import TypeEngine

__all__ = [
    "UtcTime",
    "alias",
    "article",
    "blob",
    "block_seen",
    "document",
    "feed_item",
    "host",
    "look",
    "metadata",
    "robots",
    "snapshot",
    "subscription",
    "validator",
    "version",
]


class UtcTime(TypeDecorator[datetime]):
    """An aware UTC time: a timestamp with time zone on PostgreSQL, `2020-01-03T00:32:00.000000Z` on SQLite.

    The text has one fixed width, so that its alphabetical order is the order of time.
    """

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[datetime] | TypeEngine[str]:
        """The column type of this back end."""
        if dialect.name == "postgresql":
            return dialect.type_descriptor(DateTime(timezone=True))
        return dialect.type_descriptor(Text())

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | str | None:
        """What the driver is given.

        Raises:
            ValueError: for a time without a zone.
        """
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a stored time must be aware, not {value!r}")
        moment = value.astimezone(UTC)
        if dialect.name == "postgresql":
            return moment
        return moment.isoformat(timespec="microseconds").replace("+00:00", "Z")

    def process_result_value(self, value: datetime | str | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """The aware UTC time that was stored."""
        if value is None:
            return None
        moment = datetime.fromisoformat(value) if isinstance(value, str) else value
        return moment.astimezone(UTC)


NAMES: Final = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
"""How constraints are called: a migration can only change what has a name."""

metadata: Final = MetaData(naming_convention=NAMES)

blob: Final = Table(
    "blob",
    metadata,
    Column("sha256", Text, primary_key=True),  # of the content, not of `data`
    Column("encoding", Text, nullable=False),  # how `data` holds the content; see blobs.py
    Column("size", Integer, nullable=False),  # bytes of the content
    Column("data", LargeBinary, nullable=False),
    Column("base", Text),  # the content that this one is built on
    Column("place", Integer, nullable=False, server_default="0"),  # in the chain of those built on each other
    CheckConstraint("size >= 0", name="size"),
)

document: Final = Table(
    "document",
    metadata,
    Column("sha256", Text, ForeignKey("blob.sha256"), primary_key=True),  # of its JSON; see mapping.py
    Column("fingerprint", Text, nullable=False),
    Column("extractor", Text, nullable=False),
    Column("segmenter", Text, nullable=False),
    Column("normaliser", Text, nullable=False),
    Column("language", Text),
    Column("headline", Text),
    Column("words", Integer),  # of the text; null where the JSON of an older database could not be read
    Column("sketch", Text),  # hashes of its sentences; null like `words`
)

article: Final = Table(
    "article",
    metadata,
    Column("id", Text, primary_key=True),
    Column("identity", Text, nullable=False, unique=True),
    Column("url", Text),
    Column("source", Text),
    Column("title", Text),
    Column("language", Text),
    Column("first_seen", UtcTime, nullable=False),
    Column("last_changed", UtcTime, nullable=False),
    Column("last_checked", UtcTime, nullable=False),
    Column("versions", Integer, nullable=False),
    Column("snapshots", Integer, nullable=False),
    Column("gone_since", UtcTime),
    Column("last_state", Text),
    Column("checks", Integer, nullable=False, server_default="0"),  # its looks
    CheckConstraint("versions >= 1 AND snapshots >= versions", name="counts"),
)

snapshot: Final = Table(
    "snapshot",
    metadata,
    Column("id", Integer, primary_key=True),  # in order of arrival
    Column("article_id", Text, ForeignKey("article.id"), nullable=False),
    Column("observed_at", UtcTime, nullable=False),
    Column("sha256", Text, ForeignKey("blob.sha256"), nullable=False),
    Column("document", Text, ForeignKey("document.sha256"), nullable=False),
    Column("media_type", Text, nullable=False),
    Column("encoding", Text),
    Column("source", Text),  # this and the next two: as the sender stated them
    Column("title", Text),
    Column("language", Text),
    Column("via", Text),
    Column("time_note", Text),
    Column("recorded_at", UtcTime, nullable=False),  # when it arrived here: the only time that is ours
    Column("note", Text),  # this to feed_title: as received
    Column("address", Text),
    Column("headers", Text),  # JSON: [["name", "value"], …]; null for none
    Column("feed_title", Text),
    Column("first_fingerprint", Text),  # of its text as it was first read; null where that is its document's
    Column("asked", Text),  # for what it came from `address`; null where that is to be asked for again
    UniqueConstraint("article_id", "observed_at", "sha256"),
)

version: Final = Table(
    "version",
    metadata,
    Column("article_id", Text, ForeignKey("article.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("first_seen", UtcTime, nullable=False),
    Column("last_seen", UtcTime, nullable=False),
    Column("fingerprint", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("snapshots", Integer, nullable=False),
    Column("returns_to", Integer),
    Column("key", Text, nullable=False, server_default=""),  # empty where it is the fingerprint
    Column("technical", Boolean, nullable=False, server_default=false()),
    ForeignKeyConstraint(
        ["article_id", "first_seen", "sha256"],
        ["snapshot.article_id", "snapshot.observed_at", "snapshot.sha256"],
    ),
    CheckConstraint("number >= 1 AND snapshots >= 1", name="counts"),
    CheckConstraint("first_seen <= last_seen", name="seen"),
    CheckConstraint("returns_to >= 1 AND returns_to < number", name="returns_to"),
)

look: Final = Table(
    "look",
    metadata,
    Column("article_id", Text, primary_key=True),
    Column("at", UtcTime, primary_key=True),
    Column("state", Text, primary_key=True),
    Column("address", Text, primary_key=True),
    Column("identity", Text, nullable=False),  # of the article
    Column("detail", Text, nullable=False),
    Column("status", Integer),
    Column("final_address", Text),
    Column("sha256", Text, ForeignKey("blob.sha256")),
    Column("retry_after", UtcTime),
)

alias: Final = Table(
    "alias",
    metadata,
    Column("address", Text, primary_key=True),
    Column("article_id", Text, nullable=False, index=True),
    Column("reason", Text, nullable=False),
)

block_seen: Final = Table(
    "block_seen",
    metadata,
    Column("source", Text, primary_key=True),  # the publisher's name, or the host where none is stated
    Column("digest", Text, primary_key=True),  # see mapping.py
    Column("article_id", Text, ForeignKey("article.id"), primary_key=True),
    sqlite_with_rowid=False,  # the key is all there is: half the space
)

subscription: Final = Table(
    "subscription",
    metadata,
    Column("address", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("title", Text),
    Column("source", Text),
    Column("content", Boolean, nullable=False),
    Column("added_at", UtcTime, nullable=False),
    Column("checked_at", UtcTime),
    Column("state", Text),
    Column("detail", Text),
    Column("failures", Integer, nullable=False),
    Column("retry_after", UtcTime),
    Column("moved_from", Text),  # its first address
    Column("moves_to", Text),  # where permanent redirects lead from it, since when
    Column("moves_since", UtcTime),
)

feed_item: Final = Table(
    "feed_item",
    metadata,
    Column("feed", Text, primary_key=True),  # the first address of the feed
    Column("id", Text, primary_key=True),  # what it calls the item
    Column("address", Text, nullable=False),  # of the article it was
)

validator: Final = Table(
    "validator",
    metadata,
    Column("address", Text, primary_key=True),
    Column("sha256", Text, nullable=False),  # of bytes that need not be stored
    Column("etag", Text),
    Column("last_modified", Text),
)

host: Final = Table(
    "host",
    metadata,
    Column("name", Text, primary_key=True),
    Column("asked_at", UtcTime, nullable=False),  # the end of the last request
    Column("delay", Float, nullable=False),  # seconds between its pages
    Column("left_alone_until", UtcTime),
)

robots: Final = Table(
    "robots",
    metadata,
    Column("origin", Text, primary_key=True),
    Column("status", Integer, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("believed_until", UtcTime, nullable=False),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("size", Integer, nullable=False),  # bytes of `data`
    Column("data", LargeBinary, nullable=False),  # the file, compressed by zlib
)
