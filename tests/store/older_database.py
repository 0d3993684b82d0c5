"""Databases as older revtracks left them, for the tests of upgrading.

`older/NNNN.json` holds all records of a database whose tables are at migration NNNN, as the revtrack of that time wrote
them: table → records, bytes in base 64, columns that are null left out. They are put into tables made by the migrations
up to NNNN alone. That of 0001 holds the captures of `test_repository.HISTORY` and four of one web page; the Documents
of both are of that time.
"""

import json
from base64 import b64decode
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import MetaData, NullPool, Table, create_engine, insert, select

from revtrack.store.engine import connect, place_of, write_ahead
from revtrack.store.migrations.migrate import SCRIPTS, upgrade

__all__ = ["PAGE_ARTICLE", "build", "dump"]

HERE = Path(__file__).parent

PAGE_ARTICLE = "https://herald.example/bridge"
"""The web page in the records of 0001, of which no source is stated: three versions in four snapshots."""

ORDER = ("blob", "document", "article", "snapshot", "version")


def build(url: str, revision: str, folder: Path) -> None:
    """Make the database of an older revtrack where there is none.

    Args:
        url: its address.
        revision: the migration it is at.
        folder: an empty one to work in.
    """
    for script in sorted((SCRIPTS / "versions").glob("*.py")):
        if script.name[:4] <= revision:
            (folder / script.name).write_bytes(script.read_bytes())
    upgrade(place_of(url), (folder,))
    write_ahead(place_of(url), connect(place_of(url)))
    records = json.loads((HERE / "older" / f"{revision}.json").read_text(encoding="utf-8"))
    with create_engine(url, poolclass=NullPool).begin() as connection:
        for name in ORDER:
            table = Table(name, MetaData(), autoload_with=connection)
            for record in records[name]:
                connection.execute(insert(table), _decoded(record, name))


def _decoded(record: Mapping[str, Any], table: str) -> dict[str, Any]:
    """A record with its bytes; without the number of a snapshot, which PostgreSQL must have counted itself."""
    plain = {column: b64decode(value) if column == "data" else value for column, value in record.items()}
    if table == "snapshot":
        del plain["id"]
    return plain


def dump(url: str) -> Mapping[str, list[str]]:
    """All records of all tables as they are, whatever revtrack they are of."""
    with create_engine(url, poolclass=NullPool).connect() as connection:
        found = MetaData()
        found.reflect(connection)
        return {name: sorted(map(repr, connection.execute(select(table)))) for name, table in found.tables.items()}
