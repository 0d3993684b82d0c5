"""The right to look at the web for a database: one at a time, and free again however its holder ends."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from revtrack.errors import BusyError
from revtrack.store import alone_on, open_store
from revtrack.store.alone import SUFFIX

ROOT = Path(__file__).resolve().parents[2]

HOLDER = """
import sys, time
from revtrack.store import alone_on, open_store
with open_store(sys.argv[1]) as store, store.alone():
    print("mine", flush=True)
    time.sleep(600)
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database, on either back end."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'test.db'}"
    found: str = request.getfixturevalue("on_postgresql")
    return found


def test_only_one_has_the_right_until_it_gives_it_back(address: str) -> None:
    with open_store(address) as one, open_store(address) as other:
        with one.alone(), pytest.raises(BusyError, match="another fetch is running"), other.alone():
            pass
        with other.alone(), pytest.raises(BusyError), one.alone(0.3):
            pass
        with one.alone():
            pass


def test_a_killed_process_leaves_the_right_to_the_next(address: str) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLDER, address], cwd=ROOT, stdout=subprocess.PIPE) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == b"mine\n"
        with open_store(address) as store:
            with pytest.raises(BusyError), store.alone():
                pass
            holder.send_signal(signal.SIGKILL)
            holder.wait()
            with store.alone(10):
                pass


def test_the_file_goes_with_the_work_and_other_names_of_a_database_are_the_same(tmp_path: Path) -> None:
    (tmp_path / "link.db").symlink_to(tmp_path / "test.db")
    with (
        open_store(f"sqlite:///{tmp_path / 'test.db'}") as one,
        open_store(f"sqlite:///{tmp_path / 'link.db'}") as same,
    ):
        with one.alone():
            assert (tmp_path / f"test.db{SUFFIX}").exists()
            with pytest.raises(BusyError), same.alone():
                pass
        assert not list(tmp_path.glob(f"*{SUFFIX}"))


def test_where_no_file_can_be_made_everybody_has_the_right(tmp_path: Path) -> None:
    (tmp_path / f"test.db{SUFFIX}").mkdir()
    with open_store(f"sqlite:///{tmp_path / 'test.db'}") as one, one.alone(), one.alone():
        pass


def test_the_right_can_be_had_before_there_is_a_database(nothing: str) -> None:
    with alone_on(nothing), pytest.raises(BusyError, match="another fetch is running"), alone_on(nothing):
        raise AssertionError
    with alone_on(nothing), open_store(nothing) as store, pytest.raises(BusyError), store.alone():
        raise AssertionError
    with open_store(nothing) as store, store.alone(), pytest.raises(BusyError), alone_on(nothing):
        raise AssertionError
