"""Compiled modules give what their sources give, and a machine that cannot compile gets Python alone."""

import copy
import json
import os
import pickle
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path
from zipfile import ZipFile

import pytest

import revtrack
from revtrack.diff import DiffOptions
from tests.bench.generate import live_blogs, seeded
from tests.bench.shapes import shapes
from tests.bench.texts import TextPair, from_seeds, write_pairs
from tests.compiled import PACKAGE, compiled, remove_outdated
from tests.diff.edits import edited_texts

PROJECT = PACKAGE.parent
ENDING = EXTENSION_SUFFIXES[0]
SEED = 20261121
EDITED = 300
SHAPE_WORDS = 1_500
BLOG_WORDS = [300, 700, 1_500, 4_000]


def digests(pairs: Path, project: Path) -> Sequence[str]:
    """The digests of the Comparisons of pairs, by the package in a folder."""
    job = json.dumps({"call": "digests", "pairs": str(pairs)})
    command = [sys.executable, "-m", "tests.bench.child"]
    done = subprocess.run(command, input=job, cwd=project, capture_output=True, text=True, check=True)
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found["digests"]


def told(project: Path) -> str:
    """What the package in a folder tells of texts in stated languages, of furniture and in blocks."""
    command = [sys.executable, "-m", "tests.diff.told"]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, check=True).stdout


def of_sources_alone(folder: Path) -> Path:
    """A copy of the project without anything compiled."""
    leave = shutil.ignore_patterns("*.so", "*.pyd", "__pycache__")
    for name in ("revtrack", "tests", "seeds", ".ci"):
        shutil.copytree(PROJECT / name, folder / name, ignore=leave)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy2(PROJECT / name, folder)
    return folder


@pytest.mark.skipif(
    not compiled(), reason="nothing is compiled: install a C compiler and python3-dev, then `make test`"
)
def test_compiled_modules_give_the_same_bytes_as_their_sources(tmp_path: Path) -> None:
    material = from_seeds(PROJECT / "seeds")
    pairs = [
        TextPair(str(at), "\n\n".join(text.old), "\n\n".join(text.new))
        for at, text in enumerate(edited_texts(EDITED, SEED))
    ]
    pairs += [
        TextPair("blog", "\n\n".join(blog.old), "\n\n".join(blog.new))
        for blog in live_blogs(material.entries, seeded(SEED), BLOG_WORDS)
    ]
    pairs += shapes(material.distinct_sentences(), SHAPE_WORDS).values()
    path = tmp_path / "pairs.jsonl"
    write_pairs(path, pairs)
    sources = of_sources_alone(tmp_path / "project")
    assert digests(path, PROJECT) == digests(path, sources)
    assert told(PROJECT) == told(sources)


@pytest.mark.parametrize("environment", [{"REVTRACK_PURE": "1"}, {"CC": "false"}], ids=["not wanted", "compiler fails"])
def test_without_a_compiler_the_package_is_built_of_python_alone(environment: dict[str, str], tmp_path: Path) -> None:
    project = of_sources_alone(tmp_path / "project")
    table = project / "pyproject.toml"  # with one small module to compile: how many there are decides nothing here
    table.write_text(re.sub(r'(?m)^  "revtrack/diff/.*\n', "", table.read_text("utf-8")), encoding="utf-8")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path / "dist")]
    given = {name: value for name, value in os.environ.items() if name != "REVTRACK_PURE"} | environment
    done = subprocess.run(command, cwd=project, env=given, capture_output=True, text=True, check=True)
    (wheel,) = (tmp_path / "dist").iterdir()
    assert wheel.name.endswith("-py3-none-any.whl")
    assert not [name for name in ZipFile(wheel).namelist() if name.endswith((".so", ".pyd"))]
    assert ("'false'" in done.stderr) == ("CC" in environment)


def test_an_old_compiled_module_in_the_checkout_gets_into_no_wheel(tmp_path: Path) -> None:
    project = of_sources_alone(tmp_path / "project")
    (project / "revtrack" / "diff" / f"changes{ENDING}").touch()
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path / "dist")]
    subprocess.run(command, cwd=project, env=os.environ | {"REVTRACK_PURE": "1"}, capture_output=True, check=True)
    (wheel,) = (tmp_path / "dist").iterdir()
    assert not [name for name in ZipFile(wheel).namelist() if name.endswith(".so")]


def test_options_and_comparisons_are_copied_and_pickled_whether_or_not_modules_are_compiled() -> None:
    old, new = (
        revtrack.document_from_text("One was red. Two."),
        revtrack.document_from_text("One was blue. Two. Three."),
    )
    for value in (DiffOptions(near=5), revtrack.compare(old, new)):
        assert pickle.loads(pickle.dumps(value)) == copy.deepcopy(value) == value  # noqa: S301  our own
    assert replace(DiffOptions(), near=5).near == 5


@pytest.mark.parametrize("newer", ["diff/changes.py", "model/change.py", None], ids=["its source", "a type", "nothing"])
def test_what_is_compiled_goes_when_a_source_is_newer(newer: str | None, tmp_path: Path) -> None:
    for name in ("diff/changes.py", "model/change.py", f"diff/changes{ENDING}", f"_compiled__mypyc{ENDING}"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
        os.utime(path, (0, 0) if name.endswith(".py") else (10, 10))
    if newer:
        os.utime(tmp_path / newer, (20, 20))
    assert remove_outdated(tmp_path) == bool(newer)
    assert bool(compiled(tmp_path)) == (newer is None)


def test_what_is_compiled_goes_with_the_source_of_a_module(tmp_path: Path) -> None:
    (tmp_path / "diff").mkdir()
    for name in (f"diff/gone{ENDING}", f"_compiled__mypyc{ENDING}"):
        (tmp_path / name).touch()
    assert remove_outdated(tmp_path)
    assert not compiled(tmp_path)
