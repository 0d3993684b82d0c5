"""The command line as tests use it: run in this process, judged by exit code and streams."""

import json
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest

from revtrack.cli import main


@dataclass(frozen=True, slots=True)
class Ran:
    """What one run of the program gave."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture(scope="module")
def cupboard(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the tests of a module keep what takes long to make."""
    return tmp_path_factory.mktemp("kept")


def made_once(make: Callable[[], object], folder: Path, kept: Path) -> Path:
    """A folder as it is once something was made in it: made for the first that asks, copied for the others."""
    if kept.exists():
        return shutil.copytree(kept, folder, dirs_exist_ok=True)
    make()
    shutil.copytree(folder, kept)
    return folder


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs `revtrack ARGUMENTS…` in an empty folder with a database of its own; `stdin=` gives standard input."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("REVTRACK_DB", str(tmp_path / "test.db"))
    monkeypatch.delenv("NO_COLOR", raising=False)

    def revtrack(*arguments: str | Path, stdin: bytes | None = None) -> Ran:
        with monkeypatch.context() as patch:
            if stdin is not None:
                patch.setattr(sys, "stdin", TextIOWrapper(BytesIO(stdin)))
            code = main([str(argument) for argument in arguments])
        captured = capfd.readouterr()
        return Ran(code, captured.out, captured.err)

    return revtrack
