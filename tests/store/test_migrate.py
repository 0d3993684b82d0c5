"""A database becomes that of this revtrack wholly or not at all."""

import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import NullPool, create_engine, inspect

from revtrack.errors import IntegrityError, NotFoundError, UnwritableError, UsageError
from revtrack.store import open_store
from revtrack.store.engine import place_of
from revtrack.store.migrations.migrate import LATEST, REVISION_TABLE, SCRIPTS, upgrade
from revtrack.store.tables import metadata
from tests.store.histories import BRIDGE, keep, taken
from tests.store.raw import contents, execute

KILLS = 5
SEED = 20

MIGRATION = '''
"""A migration of the tests."""
import sqlalchemy as sa
from alembic import op

revision = "9000"
down_revision = "0004"


def upgrade():
    {}
'''


def with_migration(folder: Path, body: str) -> tuple[Path, Path]:
    """The folders of our migrations and of one more that does what `body` says."""
    (folder / "9000_of_the_test.py").write_text(MIGRATION.format(body), encoding="utf-8")
    return SCRIPTS / "versions", folder


def schema(url: str) -> Mapping[str, Any]:
    """All that a back end tells of its tables."""
    engine = create_engine(url, poolclass=NullPool)
    inspector = inspect(engine)
    return {
        name: {
            "columns": [
                (column["name"], str(column["type"]), column["nullable"]) for column in inspector.get_columns(name)
            ],
            "primary key": inspector.get_pk_constraint(name),
            "foreign keys": sorted(map(repr, inspector.get_foreign_keys(name))),
            "unique": sorted(map(repr, inspector.get_unique_constraints(name))),
            "checks": sorted(map(repr, inspector.get_check_constraints(name))),
            "indexes": sorted(map(repr, inspector.get_indexes(name))),
        }
        for name in inspector.get_table_names()
    }


def revision(url: str) -> object:
    """The migration a database says it is at."""
    return execute(url, f"SELECT version_num FROM {REVISION_TABLE}")[0][0]  # noqa: S608  a constant of ours


def test_alembic_finds_nothing_to_do_in_an_upgraded_database(nothing: str) -> None:
    open_store(nothing).close()
    with create_engine(nothing, poolclass=NullPool).connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": REVISION_TABLE})
        assert compare_metadata(context, metadata) == []


def test_the_migrations_give_exactly_what_the_tables_say_constraints_included(nothing: str) -> None:
    metadata.create_all(create_engine(nothing, poolclass=NullPool))
    meant = schema(nothing)
    metadata.drop_all(create_engine(nothing, poolclass=NullPool))
    open_store(nothing).close()
    assert {name: table for name, table in schema(nothing).items() if name != REVISION_TABLE} == meant
    kept = {"alias", "article", "blob", "block_seen", "document", "look", "snapshot", "version"}
    assert set(meant) == kept | {"feed_item", "host", "robots", "subscription", "validator"}


def test_the_latest_migration_is_the_one_the_program_takes_for_it() -> None:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    assert ScriptDirectory.from_config(config).get_heads() == [LATEST]


def test_migrations_import_nothing_of_ours_so_that_they_mean_the_same_next_year() -> None:
    scripts = list((SCRIPTS / "versions").glob("*.py"))
    assert scripts
    assert not [script for script in scripts if "revtrack" in script.read_text(encoding="utf-8")]


def test_opening_twice_changes_nothing(nothing: str) -> None:
    with open_store(nothing) as store:
        keep(store, taken("It rained."))
    before = contents(nothing)
    open_store(nothing).close()
    open_store(nothing, create=False).close()
    assert contents(nothing) == before


def test_a_migration_that_fails_half_way_leaves_the_old_tables_and_the_old_record(
    database: str, tmp_path: Path
) -> None:
    with open_store(database) as store:
        keep(store, taken("It rained."))
    before = (schema(database), contents(database))
    half_way = (
        "op.create_table('half', sa.Column('id', sa.Integer, primary_key=True)); "
        "op.add_column('article', sa.Column('half', sa.Text)); "
        "op.execute(\"UPDATE article SET title = 'half'\"); "
        "raise ZeroDivisionError"
    )
    with pytest.raises(ZeroDivisionError):
        upgrade(place_of(database), with_migration(tmp_path, half_way))
    assert (schema(database), contents(database)) == before
    assert revision(database) == LATEST
    open_store(database).close()


def test_an_older_database_is_upgraded_and_keeps_what_it_holds(database: str, tmp_path: Path) -> None:
    with open_store(database) as store:
        keep(store, taken("It rained."))
    before = contents(database)
    upgrade(place_of(database), with_migration(tmp_path, "op.add_column('article', sa.Column('note', sa.Text))"))
    assert revision(database) == "9000"
    assert "note" in {name for name, *_ in schema(database)["article"]["columns"]}
    assert contents(database) == before


def test_a_migration_may_rebuild_a_table_that_others_point_at(database: str, tmp_path: Path) -> None:
    with open_store(database) as store:
        keep(store, taken("It rained."))
    before = contents(database)
    rebuild = (
        "with op.batch_alter_table('article', recreate='always') as table: table.add_column(sa.Column('note', sa.Text))"
    )
    upgrade(place_of(database), with_migration(tmp_path, rebuild.replace("recreate='always'", recreate(database))))
    assert contents(database) == before
    assert len(schema(database)["snapshot"]["foreign keys"]) == 3


def recreate(url: str) -> str:
    """How to ask for a rebuilt table: only SQLite needs one."""
    return "recreate='always'" if url.startswith("sqlite") else "recreate='never'"


def test_an_upgrade_that_would_break_references_is_undone(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'revtrack.db'}"
    with open_store(url) as store:
        keep(store, taken("It rained."))
    before = contents(url)
    with pytest.raises(IntegrityError, match="broken references"):
        upgrade(place_of(url), with_migration(tmp_path, "op.execute('DELETE FROM article')"))
    assert contents(url) == before


def test_a_database_of_a_newer_revtrack_is_refused_and_left_alone(database: str) -> None:
    execute(database, f"UPDATE {REVISION_TABLE} SET version_num = '9999'")  # noqa: S608  a constant of ours
    before = schema(database)
    with pytest.raises(IntegrityError, match=r"was written by a newer revtrack \(its tables are at “9999”\)") as caught:
        open_store(database)
    assert caught.value.exit_code == 6
    assert caught.value.hint == "install a newer revtrack"
    assert schema(database) == before


def test_a_database_of_another_program_is_refused_and_left_alone(nothing: str) -> None:
    execute(nothing, "CREATE TABLE bookmark (url TEXT)")
    execute(nothing, f"CREATE TABLE {REVISION_TABLE} (version_num TEXT)")
    with pytest.raises(IntegrityError, match="belongs to another program: it holds the table “alembic_version”"):
        open_store(nothing)
    assert set(schema(nothing)) == {"bookmark", REVISION_TABLE}
    if nothing.startswith("sqlite"):
        assert execute(nothing, "PRAGMA journal_mode") == [("delete",)]


def test_without_leave_to_create_an_empty_place_stays_empty(nothing: str) -> None:
    with pytest.raises(NotFoundError, match=r"there is no database at .* yet") as caught:
        open_store(nothing, create=False)
    assert "revtrack add" in str(caught.value.hint)
    if nothing.startswith("sqlite"):
        assert not Path(nothing.removeprefix("sqlite:///")).exists()
    else:
        assert schema(nothing) == {}


def test_an_empty_file_becomes_a_database(tmp_path: Path) -> None:
    path = tmp_path / "made by mkstemp.db"
    path.touch()
    with pytest.raises(NotFoundError):
        open_store(f"sqlite:///{path}", create=False)
    with open_store(f"sqlite:///{path}") as store:
        assert store.totals().articles == 0


def test_a_name_with_special_characters_is_one_file(tmp_path: Path) -> None:
    path = tmp_path / "a ?mode=ro#b 100%25 é.db"
    with open_store(f"sqlite:///{path}") as store:
        keep(store, taken("It rained."))
        assert store.url == f"sqlite:///{path}"
    assert sorted(file.name for file in tmp_path.iterdir()) == [path.name]


def test_a_folder_that_is_missing_and_a_folder_in_place_of_a_file_are_named(tmp_path: Path) -> None:
    with pytest.raises(UnwritableError, match=r"the folder .*none of the database does not exist"):
        open_store(f"sqlite:///{tmp_path}/none/revtrack.db")
    with pytest.raises(NotFoundError):
        open_store(f"sqlite:///{tmp_path}/none/revtrack.db", create=False)
    with pytest.raises(UsageError, match="is a folder, not a database"):
        open_store(f"sqlite:///{tmp_path}")
    with pytest.raises(UnwritableError, match="File name too long"):
        open_store(f"sqlite:///{tmp_path}/{'x' * 300}.db")


@pytest.mark.parametrize("create", [True, False])
def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path, create: bool) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear editor,\n" * 200, encoding="utf-8")
    with pytest.raises(IntegrityError, match=r"letter.txt is not a database"):
        open_store(f"sqlite:///{path}", create=create)
    assert path.read_text(encoding="utf-8") == "Dear editor,\n" * 200


def test_a_new_sqlite_database_has_a_write_ahead_log_and_so_has_a_copy_that_lost_it(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'revtrack.db'}"
    open_store(url).close()
    assert execute(url, "PRAGMA journal_mode") == [("wal",)]
    with closing(sqlite3.connect(tmp_path / "revtrack.db")) as raw:
        raw.execute("PRAGMA journal_mode = DELETE")
    open_store(url).close()
    assert execute(url, "PRAGMA journal_mode") == [("wal",)]


MAKE_MANY = """
import sys
from revtrack.store import open_store

for number in range(1000):
    print(number, flush=True)
    open_store(f"sqlite:///{sys.argv[1]}/{number}.db").close()
"""


@pytest.mark.slow
def test_a_program_killed_while_it_makes_a_database_leaves_none_or_a_whole_one(
    tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    chance = random.Random(SEED)  # noqa: S311  a test must be repeatable
    for kill in range(KILLS):
        folder = tmp_path / str(kill)
        folder.mkdir()
        command = [sys.executable, "-c", MAKE_MANY, str(folder)]
        with subprocess.Popen(command, cwd=pytestconfig.rootpath, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            for _ in range(chance.randint(1, 5)):
                process.stdout.readline()
            time.sleep(chance.random() * 0.02)  # making one takes about that long
            process.kill()
        for path in folder.glob("*.db"):
            assert set(schema(f"sqlite:///{path}")) in (set(), {*metadata.tables, REVISION_TABLE})
            with open_store(f"sqlite:///{path}") as store:
                assert store.check() == ()


def test_the_identity_of_an_article_belongs_to_one_article(database: str) -> None:
    with open_store(database) as store:
        keep(store, taken("It rained."))
    with pytest.raises(Exception, match=r"(?i)unique"):
        execute(
            database,
            "INSERT INTO article (id, identity, first_seen, last_changed, last_checked, versions, snapshots) "
            "SELECT 'other', identity, first_seen, last_changed, last_checked, versions, snapshots FROM article "
            "WHERE identity = :identity",
            identity=BRIDGE,
        )
