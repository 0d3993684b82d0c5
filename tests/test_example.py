"""The committed example in reports/ is what revtrack makes of seeds/ today.

`python -m tests golden` rebuilds it; the picture of the page is made by `python -m tests pictures`.
"""

import os
import shutil
from pathlib import Path

from revtrack.cli import main

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "reports" / "example"
PICTURES = {".png"}


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder but the pictures, by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix not in PICTURES
    }


def built(folder: Path, database: Path) -> Path:
    """The site of the seeds, built through the command line."""
    assert main(["--db", str(database), "-q", "import", "dir", str(ROOT / "seeds")]) == 0
    assert main(["--db", str(database), "-q", "build", str(folder)]) == 0
    return folder


def test_the_example_is_what_the_seeds_give_today(tmp_path: Path) -> None:
    fresh = built(tmp_path / "site", tmp_path / "example.db")
    if os.environ.get("REVTRACK_TEST_UPDATE"):
        for path in EXAMPLE.iterdir() if EXAMPLE.is_dir() else ():
            if path.is_dir():
                shutil.rmtree(path)
        shutil.copytree(fresh, EXAMPLE, dirs_exist_ok=True)
    expected, found = files(EXAMPLE), files(fresh)
    assert sorted(found) == sorted(expected), "python -m tests golden rebuilds the example"
    changed = [name for name, content in found.items() if content != expected[name]]
    assert not changed, "python -m tests golden rebuilds the example"


def test_building_twice_changes_nothing(tmp_path: Path) -> None:
    once = built(tmp_path / "site", tmp_path / "example.db")
    before = {path: path.stat().st_mtime_ns for path in once.rglob("*")}
    again = built(tmp_path / "site", tmp_path / "example.db")
    assert {path: path.stat().st_mtime_ns for path in again.rglob("*")} == before
