"""Compiled modules, and whether they are those of the sources at hand.

Python takes a compiled module rather than its source. So what is older than its source is removed before anything is
tested or measured; `make test` compiles anew.
"""

import sys
from importlib.machinery import EXTENSION_SUFFIXES
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest

__all__ = ["PACKAGE", "compiled", "of_source", "remove_outdated"]

PACKAGE = Path(__file__).resolve().parents[1] / "revtrack"


def compiled() -> list[Path]:
    """The compiled modules that Python would take here."""
    return [path for path in PACKAGE.rglob("*.*") if path.name.endswith(tuple(EXTENSION_SUFFIXES))]


def remove_outdated() -> bool:
    """Whether any was older than its source, so that all of them were removed: they are one library."""
    found = compiled()
    times = [path.stat().st_mtime for path in found]
    sources = [path.with_name(f"{path.name.partition('.')[0]}.py") for path in found]
    if all(source.stat().st_mtime <= min(times) for source in sources if source.exists()):
        return False
    for path in found:
        path.unlink(missing_ok=True)
    sys.stderr.write("compiled modules were older than their sources and are removed; `make test` compiles anew\n")
    return True


def of_source(path: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A module of Python beside the compiled one, whose names a test may replace.

    Args:
        path: of its source, inside the package.
        monkeypatch: forgets it with the test.
    """
    spec = spec_from_file_location(f"of_source_{Path(path).stem}", PACKAGE / path)
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, module)  # dataclasses look there
    spec.loader.exec_module(module)
    return module
