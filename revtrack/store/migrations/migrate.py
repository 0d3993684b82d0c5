"""Bringing a database to the tables of this revtrack: from nothing, or from those of an older one.

All pending migrations, what is filled in after them, and the record of the last one are one transaction: afterwards the
tables are the new ones, or still exactly the old ones, whatever happens in between. Who opens a current database pays
two small queries; alembic is imported only where there is something to do.

A migration knows nothing of Documents. What only reading them tells, their words and sketches and the Blocks they hold,
is filled in by today's code once all migrations are through.

Adding one: `versions/NNNN_what_it_does.py`, importing alembic and SQLAlchemy alone, and `LATEST` here.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection, Engine, bindparam, column, inspect, or_, select, table

from revtrack.errors import IntegrityError, NotFoundError, UnwritableError, UsageError
from revtrack.store import engine
from revtrack.store import tables as t
from revtrack.store.engine import Place
from revtrack.store.records import blobs, mapping, queries
from revtrack.store.records.writer import keep_blocks

if TYPE_CHECKING:
    from alembic.config import Config

__all__ = ["LATEST", "SCRIPTS", "prepare", "upgrade"]

LATEST: Final = "0004"
"""The newest migration in `versions`."""

REVISION_TABLE: Final = "alembic_version"
"""Where a database says which migration it is at: alembic's own name, which administrators know and tools look for."""

OURS: Final = frozenset({REVISION_TABLE, t.snapshot.name})
"""By these tables a database is known to be that of some revtrack; alembic's alone may be any program's."""

SCRIPTS: Final = Path(__file__).parent
"""The alembic environment, and in its folder `versions` the migrations."""


def prepare(place: Place, connections: Engine, *, create: bool) -> None:
    """Afterwards the database has the tables of this revtrack.

    Args:
        place: the database.
        connections: to it.
        create: whether to begin where there is none.

    Raises:
        NotFoundError: when there is no database yet and `create` is False.
        IntegrityError: when it is not ours, or from a newer revtrack.
        StoreError: when it cannot be reached, or has to be written and cannot.
    """
    missing = NotFoundError(
        f"there is no database at {place.name} yet", "revtrack add stores a first article and makes it"
    )
    if place.path and not _is_file(place.path):
        if not create:
            raise missing
        _check_folder(place.path.parent)
    with engine.translated(place):
        with connections.connect() as connection:
            found = _revision(connection, place)
        if found is None and not create:
            raise missing
        engine.write_ahead(place, connections)
    if found != LATEST:
        upgrade(place)


def _is_file(path: Path) -> bool:
    """True for a file, False where there is nothing.

    Raises:
        UsageError: for a folder.
        UnwritableError: where one may not look.
    """
    try:
        if path.is_dir():
            raise UsageError(f"{path} is a folder, not a database", "name a file with --db")
        return path.exists()
    except OSError as problem:
        reason = problem.strerror or type(problem).__name__
        raise UnwritableError(f"the database {path} cannot be opened: {reason}", "name another with --db") from problem


def _check_folder(folder: Path) -> None:
    if not folder.is_dir():
        raise UnwritableError(
            f"the folder {folder} of the database does not exist", "make it, or name another file with --db"
        )


def _revision(connection: Connection, place: Place) -> str | None:
    """The migration a database is at, None for an empty one.

    Raises:
        IntegrityError: when it holds the tables of another program.
    """
    names = inspect(connection).get_table_names()
    if set(names) >= OURS:
        found = connection.execute(select(column("version_num")).select_from(table(REVISION_TABLE))).scalar()
        return None if found is None else str(found)
    if names:
        raise IntegrityError(
            f"the database {place.name} belongs to another program: it holds the table “{min(names)}”",
            "give revtrack a database of its own",
        )
    return None


def upgrade(place: Place, versions: Sequence[Path] = (SCRIPTS / "versions",)) -> None:
    """Apply the pending migrations in one transaction; two programs that do so at once wait for each other.

    Args:
        place: the database.
        versions: the folders that hold the migrations.

    Raises:
        IntegrityError: when the database is at a migration that is not among them, or they break its references.
    """
    from alembic import command  # noqa: PLC0415 - 200 ms that only an upgrade is worth
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = _configuration(versions)
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    with _migrating(place) as connection:
        found = _revision(connection, place)
        if found is not None and found not in known:
            raise IntegrityError(
                f"the database {place.name} was written by a newer revtrack (its tables are at “{found}”)",
                "install a newer revtrack",
            )
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        if found is not None:
            _fill(connection)


def _fill(connection: Connection) -> None:
    """Count the words of Documents stored without, sketch them, and remember the Blocks that their Articles hold.

    A Document that is damaged keeps what is not known of it; `db check` names it.
    """
    query = (
        select(*t.snapshot.c["document", "source", "article_id"])
        .join_from(t.snapshot, t.document)
        .where(or_(t.document.c.words.is_(None), t.document.c.sketch.is_(None)))
        .distinct()
        .order_by(t.snapshot.c.document)
    )
    articles = {article.id: article for article in queries.articles(connection)}
    counted = t.document.update().where(t.document.c.sha256 == bindparam("digest"))
    for digest, rows in groupby(connection.execute(query).all(), key=lambda row: row.document):
        try:
            document = mapping.document_from_json(blobs.fetch(connection, digest))
        except IntegrityError:
            continue
        connection.execute(counted.values(words=document.word_count, sketch=document.sketch), {"digest": digest})
        for row in rows:
            if row.article_id in articles:  # else the references are broken, which is found in a moment
                keep_blocks(connection, articles[row.article_id], {(row.source, digest): document})


@contextmanager
def _migrating(place: Place) -> Iterator[Connection]:
    """The transaction of an upgrade, in which nobody else writes and SQLite may rebuild tables others point at."""
    connections = engine.connect(place, foreign_keys=False)
    try:
        with engine.translated(place), engine.for_writing(connections).begin() as connection:
            engine.lock(connection, "migration")
            yield connection
            if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise IntegrityError(
                    f"the database {place.name} would be left with broken references by the upgrade",
                    "it stays as it was; revtrack db check lists what is wrong with it",
                )
    finally:
        connections.dispose()


def _configuration(versions: Sequence[Path]) -> "Config":
    from alembic.config import Config  # noqa: PLC0415 - see upgrade

    config = Config()
    options = {
        "script_location": str(SCRIPTS),
        "path_separator": "newline",
        "version_locations": "\n".join(map(str, versions)),
    }
    for name, value in options.items():
        config.set_main_option(name, value.replace("%", "%%"))
    return config
