"""Compiled modules give what their sources give, and a machine that cannot compile gets Python alone."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.bench.generate import live_blogs, seeded
from tests.bench.shapes import shapes
from tests.bench.texts import TextPair, from_seeds, write_pairs
from tests.compiled import PACKAGE, compiled
from tests.diff.edits import edited_texts

PROJECT = PACKAGE.parent
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


def of_sources_alone(folder: Path) -> Path:
    """A copy of the project without anything compiled."""
    leave = shutil.ignore_patterns("*.so", "*.pyd", "__pycache__")
    for name in ("revtrack", "tests", ".ci"):
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


@pytest.mark.parametrize("environment", [{"REVTRACK_PURE": "1"}, {"CC": "false"}], ids=["not wanted", "compiler fails"])
def test_without_a_compiler_the_package_is_built_of_python_alone(environment: dict[str, str], tmp_path: Path) -> None:
    project = of_sources_alone(tmp_path / "project")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path / "dist")]
    done = subprocess.run(
        command, cwd=project, env=os.environ | environment, capture_output=True, text=True, check=True
    )
    (wheel,) = (tmp_path / "dist").iterdir()
    assert wheel.name.endswith("-py3-none-any.whl")
    assert not [name for name in ZipFile(wheel).namelist() if name.endswith((".so", ".pyd"))]
    assert ("without compiled modules" in done.stdout + done.stderr) == ("CC" in environment)
