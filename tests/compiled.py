"""Compiled modules, and whether they are those of the sources at hand.

Python takes a compiled module rather than its source. So when any source is newer, what is compiled is removed before
anything is tested or measured; `make test` compiles anew.
"""

import sys
from importlib.machinery import EXTENSION_SUFFIXES
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest

__all__ = ["PACKAGE", "compiled", "of_source", "remove_outdated"]

PACKAGE = Path(__file__).resolve().parents[1] / "revtrack"

LIBRARY = "_compiled__mypyc"
"""What all compiled modules are in; it has no source."""


def compiled(package: Path = PACKAGE) -> list[Path]:
    """The compiled modules that Python would take here."""
    return [path for path in package.rglob("*.*") if path.name.endswith(tuple(EXTENSION_SUFFIXES))]


def remove_outdated(package: Path = PACKAGE) -> bool:
    """Whether a source was newer, or gone, so that all of them were removed: they are one library.

    The sources are those of the differ and of the types it works on: both are in what was compiled.
    """
    found = compiled(package)
    sources = [path for room in ("diff", "model") for path in (package / room).rglob("*.py")]
    names = {path.with_suffix("") for path in sources}
    orphans = [path for path in found if path.with_name(path.name.partition(".")[0]) not in {*names, package / LIBRARY}]
    oldest = min((path.stat().st_mtime for path in found), default=0.0)
    if not found or not (orphans or any(path.stat().st_mtime > oldest for path in sources)):
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
