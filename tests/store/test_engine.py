"""Connections that fail say whose fault it is; what was stored stays."""

import os
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from threading import Timer

import pytest
from sqlalchemy import Engine, event, make_url

from revtrack.errors import BusyError, StoreError, UnwritableError, UsageError
from revtrack.store import Store, open_store
from revtrack.store.engine import connect, for_writing, place_of
from revtrack.versioning import article_id
from tests.permissions import unprivileged
from tests.store.histories import BRIDGE, keep, keep_all, put, taken
from tests.store.raw import execute

SECRET = "geheim"  # noqa: S105  to be searched for


@pytest.fixture
def url(tmp_path: Path) -> str:
    """The address of a SQLite database with one article."""
    address = f"sqlite:///{tmp_path / 'revtrack.db'}"
    with open_store(address) as store:
        keep(store, taken("It rained."))
    return address


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("", "cannot be read"),
        ("revtrack.db", "cannot be read"),
        ("postgresql://me:geheim@host:port/db", "cannot be read"),
        ("sqlite://", "names no file"),
        ("sqlite:///", "names no file"),
        ("sqlite:///:memory:", "names no file"),
        ("sqlite:///a\0b", "names no file"),
        ("mysql://me:geheim@host/db", "no back end “mysql”"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused_with_the_forms_that_can(address: str, words: str) -> None:
    with pytest.raises(UsageError, match=words) as caught:
        open_store(address)
    assert "geheim" not in str(caught.value)
    assert "sqlite:///PATH" in str(caught.value.hint)


@pytest.mark.parametrize("seconds", [-1, 3601, float("nan"), float("inf")])
def test_a_busy_timeout_out_of_range_is_refused_with_the_range(url: str, seconds: float) -> None:
    with pytest.raises(UsageError, match="busy timeout") as caught:
        open_store(url, busy_timeout_s=seconds)
    assert caught.value.hint == "give 0 to 3600 seconds"


def test_a_store_tells_its_address_without_the_password(on_postgresql: str) -> None:
    secret = make_url(on_postgresql).set(password=SECRET).render_as_string(hide_password=False)
    assert SECRET in secret
    with open_store(secret) as store:
        assert SECRET not in store.url
        assert make_url(store.url).database == make_url(on_postgresql).database


def test_a_server_that_does_not_answer_is_named_without_the_password() -> None:
    with closing(socket.socket()) as closed:  # bound, not listening: whoever connects is refused
        closed.bind(("127.0.0.1", 0))
        address = f"postgresql://me:geheim@127.0.0.1:{closed.getsockname()[1]}/news?password=geheim"
        with pytest.raises(StoreError, match=r"@127.0.0.1:\d+/news cannot be reached: ") as caught:
            open_store(address)
    assert "geheim" not in f"{caught.value} {caught.value.hint} {caught.value.__cause__}"
    assert caught.value.hint == "check that the server runs and that the address, the user and the password are right"


def test_a_database_the_server_does_not_have_is_named(on_postgresql: str) -> None:
    elsewhere = make_url(on_postgresql).set(database="nowhere").render_as_string(hide_password=False)
    with pytest.raises(StoreError, match='cannot be reached: database "nowhere" does not exist'):
        open_store(elsewhere)


def test_postgresql_without_its_driver_names_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(UsageError, match="psycopg") as caught:
        open_store("postgresql://host/db")
    assert caught.value.hint == "install revtrack with its extra postgres, or the package psycopg[binary]"


def test_a_second_writer_on_the_same_article_waits_and_then_says_who_is_in_the_way(database: str) -> None:
    with open_store(database) as store, open_store(database, busy_timeout_s=0.05) as other:
        with store.writing("article"), pytest.raises(BusyError, match="is in use by another program") as caught:
            keep_under(other, "article")
        assert caught.value.exit_code == 7
        keep_under(other, "article")


def keep_under(store: Store, article: str) -> None:
    """A transaction on one article that writes nothing."""
    with store.writing(article) as writer:
        writer.observations(article)


def test_on_postgresql_writers_on_different_articles_do_not_wait_for_each_other(on_postgresql: str) -> None:
    with (
        open_store(on_postgresql) as store,
        open_store(on_postgresql, busy_timeout_s=0.05) as other,
        store.writing("one"),
    ):
        keep_under(other, "two")


def test_reading_and_opening_work_while_another_holds_the_write_lock(database: str) -> None:
    with open_store(database) as store:
        keep(store, taken("It rained."))
        with store.writing(article_id(BRIDGE)), open_store(database, busy_timeout_s=0) as other:
            (article,) = other.articles()
            assert other.document(other.versions(article.id)[0]).headline == "The bridge"


def test_what_a_transaction_has_not_committed_nobody_else_sees(database: str) -> None:
    with open_store(database) as store, open_store(database) as other:
        one = taken("It rained.")
        with store.writing(one.article_id) as writer:
            put(writer, one)
            assert writer.observations(one.article_id) == (one.observation,)
            assert other.totals().snapshots == 0
        assert other.totals().snapshots == 1


def test_an_exception_inside_a_transaction_undoes_all_of_it(database: str) -> None:
    def put_and_fail() -> None:
        with store.writing(article_id(BRIDGE)) as writer:
            put(writer, taken("It rained."))
            put(writer, taken("It snowed.", 10))
            raise ZeroDivisionError

    with open_store(database) as store:
        with pytest.raises(ZeroDivisionError):
            put_and_fail()
        assert (store.totals().snapshots, store.latest_article(), store.check()) == (0, None, ())
        assert execute(database, "SELECT count(*) FROM blob") == [(0,)]


def test_sqlite_keeps_what_it_acknowledges_and_checks_its_references(url: str) -> None:
    engine = connect(place_of(url, 2.5))
    with engine.connect() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    engine.dispose()
    assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 2500}


def test_who_means_to_write_on_sqlite_holds_the_lock_from_the_first_statement_and_who_reads_never(url: str) -> None:
    path = url.removeprefix("sqlite:///")
    engine = connect(place_of(url))
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as other:
        with engine.connect() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM article")
            other.execute("BEGIN IMMEDIATE")
            other.execute("ROLLBACK")
        with for_writing(engine).connect() as connection:
            connection.exec_driver_sql("SELECT 1")
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                other.execute("BEGIN IMMEDIATE")
    engine.dispose()


def test_a_file_without_its_log_is_waited_for_until_nobody_reads_it(on_sqlite: str) -> None:
    path = on_sqlite.removeprefix("sqlite:///")
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as reader:
        reader.execute("PRAGMA journal_mode = DELETE")
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM article")
        with pytest.raises(BusyError):
            open_store(on_sqlite, busy_timeout_s=0.05)
        done = Timer(0.2, reader.execute, ["ROLLBACK"])
        done.start()
        open_store(on_sqlite).close()
        done.join()


@pytest.mark.parametrize("folder_mode", [0o555, 0o777], ids=["folder read-only", "folder writable"])
def test_a_database_that_may_only_be_read_is_read_and_refuses_to_be_written(shelf: Path, folder_mode: int) -> None:
    path = shelf / "revtrack.db"
    with open_store(f"sqlite:///{path}") as store:
        keep(store, taken("It rained."))
    path.chmod(0o444)
    shelf.chmod(folder_mode)
    with unprivileged(), open_store(f"sqlite:///{path}") as store:
        (article,) = store.articles()
        assert store.document(store.versions(article.id)[0]).headline == "The bridge"
        with pytest.raises(UnwritableError, match="cannot be written") as caught:
            keep(store, taken("It snowed.", 10))
        assert caught.value.exit_code == 2
        assert store.totals().snapshots == 1


def test_in_a_read_only_folder_a_waiting_log_is_never_overlooked(shelf: Path) -> None:
    path = shelf / "revtrack.db"
    with open_store(f"sqlite:///{path}") as writer:
        keep(writer, taken("It rained."))
        shelf.chmod(0o555)
        with unprivileged(), open_store(f"sqlite:///{path}") as store:
            assert store.totals().snapshots == 1


def test_a_folder_that_may_not_be_written_takes_no_new_database(shelf: Path) -> None:
    shelf.chmod(0o555)
    with unprivileged(), pytest.raises(UnwritableError, match="cannot be opened"):
        open_store(f"sqlite:///{shelf / 'revtrack.db'}")


def test_a_postgresql_that_may_only_be_read_is_read_and_refuses_to_be_written(on_postgresql: str) -> None:
    with open_store(on_postgresql) as store:
        keep(store, taken("It rained."))
    execute(
        on_postgresql, f'ALTER DATABASE "{make_url(on_postgresql).database}" SET default_transaction_read_only = on'
    )
    with open_store(on_postgresql) as store:
        assert store.totals().snapshots == 1
        with pytest.raises(UnwritableError, match="cannot be written"):
            keep(store, taken("It snowed.", 10))


def test_a_server_that_was_restarted_costs_no_error(on_postgresql: str) -> None:
    with open_store(on_postgresql) as store:
        keep(store, taken("It rained."))
        execute(
            on_postgresql,
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()",
        )
        keep(store, taken("It snowed.", 10))
        assert store.totals().snapshots == 2


@pytest.fixture
def full_disk() -> Iterator[Callable[[], None]]:
    """Connections made from now on find no room for another page, until it is called."""

    def limit(raw: sqlite3.Connection, _entry: object) -> None:
        raw.execute("PRAGMA max_page_count = 1")  # SQLite takes at least what is in use already

    event.listen(Engine, "connect", limit)
    yield partial(event.remove, Engine, "connect", limit)
    if event.contains(Engine, "connect", limit):
        event.remove(Engine, "connect", limit)


def test_a_full_disk_is_said_keeps_what_was_stored_and_needs_no_repair(url: str, full_disk: Callable[[], None]) -> None:
    big = taken("It snowed.", 10, noise=os.urandom(50_000).hex())
    with open_store(url) as store:
        with pytest.raises(UnwritableError, match="has no space left") as caught:
            keep(store, big)
        assert "everything stored before is still there" in str(caught.value.hint)
        assert (store.totals().snapshots, store.check()) == (1, ())
    full_disk()
    with open_store(url) as store:
        keep(store, big)
        assert (store.totals().snapshots, store.check()) == (2, ())


def test_a_limit_on_the_size_of_files_loses_nothing_that_was_acknowledged(
    tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    url = f"sqlite:///{tmp_path / 'revtrack.db'}"
    writer = [sys.executable, "-m", "tests.store.writer", url, "1", "300"]
    done = subprocess.run(
        [*writer, "--size", "5000", "--limit", "400000"],
        cwd=pytestconfig.rootpath,
        capture_output=True,
        text=True,
        check=True,
    )
    *acknowledged, last = done.stdout.splitlines()
    assert last.startswith("UnwritableError: "), done.stdout + done.stderr
    assert acknowledged
    with open_store(url) as store:
        stored = {seen.sha256 for article in store.articles() for seen in store.observations(article.id)}
        assert {line.split()[2] for line in acknowledged} <= stored
        assert store.check() == ()
        keep_all(store, taken("It went on.", 9_999))


def test_an_error_of_the_driver_never_shows_what_was_to_be_stored(url: str) -> None:
    execute(url, "DROP TABLE version")
    with open_store(url) as store, pytest.raises(StoreError, match="failed: no such table: version") as caught:
        keep(store, taken("geheim", 10))
    assert "geheim" not in f"{caught.value} {caught.value.__cause__}"
