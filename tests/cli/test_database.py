"""What can be wrong with a database, seen from the command line; and the main job on PostgreSQL."""

import os
import resource
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.test_web import page
from tests.permissions import unprivileged

URL = "https://post.example/fire"
SEEDS = Path(__file__).resolve().parent.parent.parent / "seeds"


@pytest.fixture
def filled(run: Run, tmp_path: Path) -> Path:
    """The file of a database with one version of one article."""
    (tmp_path / "one.txt").write_text("Fire\n\nThe fire killed three people.\n", encoding="utf-8")
    (tmp_path / "two.txt").write_text("Fire\n\nThe fire killed five people.\n", encoding="utf-8")
    assert run("add", "one.txt", "--url", URL, "--at", "2026-02-03T10:00Z").code == 0
    return tmp_path / "test.db"


def select(folder: Path, rule: str) -> None:
    """Let articles of one host be what a rule selects."""
    source = f'[[source]]\nname = "post"\nhosts = ["post.example"]\nselect = "{rule}"\n'
    (folder / "revtrack.toml").write_text(source, encoding="utf-8")


def test_a_database_newer_than_the_program_is_refused_and_left_alone(run: Run, filled: Path) -> None:
    with closing(sqlite3.connect(filled)) as connection, connection:
        connection.execute("update alembic_version set version_num = '9999'")
    before = filled.read_bytes()
    for command in (["list"], ["add", "two.txt", "--url", URL]):
        done = run(*command)
        assert (done.code, done.out) == (6, "")
        assert "newer" in done.err
    assert filled.read_bytes() == before


@pytest.mark.slow
def test_a_locked_database_is_waited_for_and_then_said_to_be_busy(run: Run, filled: Path) -> None:
    with closing(sqlite3.connect(filled, isolation_level=None)) as other:
        other.execute("begin immediate")
        assert run("list").code == 0, "reading goes on"
        done = run("add", "two.txt", "--url", URL)
        assert (done.code, done.out) == (7, "")
        assert str(filled) in done.err
    assert run("add", "two.txt", "--url", URL).code == 0


def test_on_a_full_disk_nothing_is_stored_half_and_everything_stored_is_there(run: Run, filled: Path) -> None:
    room = filled.stat().st_size + 60_000
    large = filled.parent / "large.txt"
    large.write_bytes(b"Noise\n\n" + os.urandom(400_000).hex().encode())
    done = subprocess.run(
        [sys.executable, "-m", "revtrack", "add", str(large), "--url", URL],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)),
        env=os.environ | {"REVTRACK_DB": str(filled)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 2
    assert run("db", "check").code == 0
    assert len(run("log", URL, "--json").json["versions"]) == 1
    assert run("add", large, "--url", URL).code == 0, "with room again it goes on"


def test_a_read_only_database_can_be_read_and_says_why_it_cannot_be_written(
    run: Run, filled: Path, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = Path(shutil.copy(filled, shelf / "copy.db"))
    text = shutil.copy(filled.parent / "two.txt", shelf / "two.txt")
    for path, mode in ((copy, 0o444), (shelf, 0o555)):
        path.chmod(mode)
    monkeypatch.chdir(shelf)
    monkeypatch.setenv("HOME", str(shelf))  # no user's own settings lie where the user may not look
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    with unprivileged():
        assert run("--db", copy, "list").code == 0
        done = run("--db", copy, "add", text, "--url", URL)
    assert (done.code, done.out) == (2, "")
    assert "copy.db" in done.err


def test_reading_all_anew_says_how_many_were_up_to_date(run: Run, filled: Path) -> None:
    assert "; 1 article was up to date." in run("reextract").out
    assert run("add", filled.parent / "two.txt", "--url", "https://post.example/flood").code == 0
    assert "; 2 articles were up to date." in run("reextract").out


def test_reading_all_anew_says_in_how_many_there_is_no_article_by_the_rules_of_today(run: Run, tmp_path: Path) -> None:
    paths = [tmp_path / f"{name}.html" for name in ("fire", "flood", "storm")]
    for path, dead in zip(paths, ("three", "five", "six"), strict=True):
        path.write_bytes(page(dead).replace(b"<article>", f"<article class={path.stem}>".encode()))
        assert run("add", path, "--url", f"https://post.example/{path.stem}").code == 0
    before = run("list", "--json").json
    select(tmp_path, ".fire")
    assert run("reextract").out == (
        "1 Snapshot of 1 article read anew; 0 articles were up to date.\n"
        "2 Snapshots hold no article by the rules of today; what was read before stays.\n"
    )
    assert run("reextract", "--json").json == {
        "articles": 3,
        "articles_read_anew": 0,
        "articles_up_to_date": 1,
        "snapshots_read_anew": 0,
        "snapshots_without_article": 2,
    }
    assert run("list", "--json").json == before
    select(tmp_path, "article")
    assert run("reextract").out == "3 Snapshots of 3 articles read anew; 0 articles were up to date.\n"


def test_one_snapshot_without_an_article_is_one_and_an_article_half_read_anew_is_not_up_to_date(
    run: Run, tmp_path: Path
) -> None:
    for hour, name in enumerate(("old", "fresh")):
        (tmp_path / "fire.html").write_bytes(page().replace(b"<article>", f"<article class={name}>".encode()))
        assert run("add", "fire.html", "--url", URL, "--at", f"2026-02-03T1{hour}:00Z").code == 0
    select(tmp_path, ".fresh")
    assert run("reextract").out == (
        "1 Snapshot of 1 article read anew; 0 articles were up to date.\n"
        "1 Snapshot holds no article by the rules of today; what was read before stays.\n"
    )


def test_a_damaged_database_is_named_by_the_check(run: Run, filled: Path) -> None:
    with closing(sqlite3.connect(filled)) as connection, connection:
        connection.execute("update blob set data = x'00'")
    done = run("db", "check")
    assert done.code == 6
    assert done.out
    assert run("db", "check", "--json").code == 6


def test_the_main_job_works_on_postgresql(run: Run, on_postgresql: str, tmp_path: Path) -> None:
    address = on_postgresql.replace("postgresql+psycopg://", "postgresql://")
    database = ("--db", address)
    added = run(*database, "import", "dir", SEEDS, "--json").json
    assert added["failed"] == 0
    assert run(*database, "import", "dir", SEEDS, "--json").json["snapshots_added"] == 0
    assert run(*database, "build", "on-postgresql").code == 0
    assert run("import", "dir", SEEDS).code == 0
    assert run("build", "on-sqlite").code == 0
    for one in (tmp_path / "on-sqlite").rglob("*"):
        twin = tmp_path / "on-postgresql" / one.relative_to(tmp_path / "on-sqlite")
        assert one.is_dir() or one.read_bytes() == twin.read_bytes(), one


def test_a_server_that_is_not_there_is_said_without_the_password(run: Run, tmp_path: Path) -> None:
    done = run("-v", "--db", f"postgresql://user:secret@/name?host={tmp_path}", "list")
    assert done.code == 5
    assert "secret" not in done.err
    assert "Traceback" not in done.err
