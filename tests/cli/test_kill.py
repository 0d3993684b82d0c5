"""An import killed with SIGKILL at random moments loses nothing it had acknowledged, and the next run completes it.

The suite kills a few times; `python -m tests kill` does it 200 times.
"""

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from revtrack.store import open_store

KILLS = int(os.environ.get("REVTRACK_TEST_KILLS", "5"))
ARTICLES = 7
FILES = 105 if KILLS < 20 else 350  # each is read twice at the end, which takes longer than the kills
SEED = 20260203


def program(database: Path, *arguments: str) -> list[str]:
    """The command line of one run in a process of its own."""
    return [sys.executable, "-m", "revtrack", "--db", str(database), *arguments]


def output(database: Path, *arguments: str) -> str:
    """What a run that must succeed prints."""
    done = subprocess.run(program(database, *arguments), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of files named by time: seven articles, each text a little different from the one before."""
    top = tmp_path_factory.mktemp("captures")
    for number in range(FILES):
        article = top / f"article-{number % ARTICLES}"
        article.mkdir(exist_ok=True)
        minute = number // ARTICLES
        name = f"2026-02-03T{minute // 60:02}-{minute % 60:02}Z.txt"
        text = f"A headline\n\nThe fire hurt {number} people. Nobody was killed.\n\n" + "It rained all day. " * 40
        (article / name).write_text(text, encoding="utf-8")
    return top


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_when_an_import_is_killed(folder: Path, tmp_path: Path) -> None:
    chance = random.Random(SEED)  # noqa: S311  a test must be repeatable
    database = tmp_path / "killed.db"
    acknowledged: set[str] = set()
    kills = generation = 0
    while kills < KILLS:
        process = subprocess.Popen(
            program(database, "import", "dir", str(folder), "--jsonl"), stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        lines: list[str] = []
        wanted = len(acknowledged) + chance.randint(1, 12)
        while len(lines) < wanted and (line := process.stdout.readline()):
            lines.append(line)
        time.sleep(chance.random() * 0.01)
        process.kill()
        lines += process.stdout.readlines()
        process.stdout.close()
        killed = process.wait() != 0
        kills += killed
        acknowledged |= {json.loads(line)["sha256"] for line in lines if line.endswith("\n")}
        if not killed or kills % 20 == 0 or kills == KILLS:
            stored = hashes(database)
            assert acknowledged <= stored, "an acknowledged Snapshot is gone"
            assert json.loads(output(database, "db", "check", "--json")) == {"problems": []}
        if len(acknowledged) > FILES // 2:  # start over, so that kills keep falling into real work
            generation += 1
            database = tmp_path / f"killed-{generation}.db"
            acknowledged = set()
    summary = json.loads(output(database, "import", "dir", str(folder), "--json"))
    assert summary["snapshots"] == FILES
    assert summary["failed"] == 0
    again = json.loads(output(database, "import", "dir", str(folder), "--json"))
    assert again["snapshots_added"] == 0


def hashes(database: Path) -> set[str]:
    """The SHA-256 of the Snapshot that each Version of a database comes from."""
    with open_store(f"sqlite:///{database}", create=False) as store:
        return {version.sha256 for article in store.articles() for version in store.versions(article.id)}
