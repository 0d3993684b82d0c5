"""The database without the Store: what an insider, another program or a broken disk may do to it."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import NullPool, create_engine, text

from revtrack.store.tables import metadata

__all__ = ["contents", "execute"]


def execute(url: str, statement: str, **values: Any) -> Sequence[Sequence[Any]]:
    """The rows of one SQL statement, committed; nothing for a statement that gives none."""
    with create_engine(url, poolclass=NullPool).begin() as connection:
        result = connection.execute(text(statement), values)
        return result.all() if result.returns_rows else []


def contents(url: str) -> Mapping[str, list[str]]:
    """All records of all tables, in an order of their own, without what depends on arrival."""
    found = {}
    with create_engine(url, poolclass=NullPool).connect() as connection:
        for table in metadata.sorted_tables:
            columns = [column for column in table.columns if column.name not in {"recorded_at"} | arrival(table.name)]
            rows = connection.execute(table.select().with_only_columns(*columns))
            found[table.name] = sorted(map(repr, rows))
    return found


def arrival(table: str) -> set[str]:
    """The columns of a table that count arrivals, or tell content by what arrived before it."""
    return {"snapshot": {"id"}, "blob": {"encoding", "data", "base", "place"}}.get(table, set())
