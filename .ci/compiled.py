"""Compiles the busiest modules with mypyc, where this machine can; a build hook of Hatchling.

    source → mypyc → C → compiler → beside the sources (editable installation) or into the wheel (any other)

The modules are plain Python and stay that; compiled they give the same answers in about half of the time. Where there
is no C compiler or no header of Python, where the compiler fails, or where `REVTRACK_PURE` is set, the package is built
of Python alone. Where mypy cannot be fetched, installing fails: set `REVTRACK_PURE` there. Which modules: `modules` in
the table of this hook in pyproject.toml; none whose types users may copy, pickle or derive from.

Python prefers a compiled module to its source, however old: tests/compiled.py removes those older than their sources.
"""

import os
import shutil
import sys
import sysconfig
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

TOOLS = ["mypy[mypyc]>=2.4.1,<2.5", "setuptools>=80"]
"""What compiling takes, fetched for the build alone. Another mypy compiles otherwise: try the whole suite with it."""

LIBRARY = "revtrack._compiled"
"""The shared library that all compiled modules are in, without the ending mypyc gives it."""

ENDING = str(sysconfig.get_config_var("EXT_SUFFIX"))


def can_compile() -> bool:
    """Whether this machine and its user want modules compiled."""
    if os.environ.get("REVTRACK_PURE") or sys.implementation.name != "cpython" or sys.platform == "win32":
        return False
    compiler = os.environ.get("CC") or sysconfig.get_config_var("CC") or "cc"
    return bool(shutil.which(compiler.split()[0])) and Path(sysconfig.get_path("include"), "Python.h").exists()


def compiled(modules: list[str], folder: Path) -> Path:
    """The folder inside a folder with the compiled modules, each at the path of its source.

    Args:
        modules: paths of sources, from the working directory, which is the project's.
        folder: where anything may be written.
    """
    from mypyc.build import mypycify  # noqa: PLC0415  there only where `can_compile`
    from setuptools import Distribution  # noqa: PLC0415

    checks = ["--config-file=", "--ignore-missing-imports", f"--cache-dir={folder / 'checked'}"]
    made = mypycify([*checks, *modules], target_dir=str(folder / "c"), group_name=LIBRARY, debug_level="0")
    build = Distribution({"ext_modules": made}).get_command_obj("build_ext")
    build.build_lib, build.build_temp = str(folder / "made"), str(folder / "objects")
    build.ensure_finalized()
    build.run()
    return folder / "made"


def _remove(sources: Path) -> None:
    """Remove what an earlier editable installation left, as far as that is allowed."""
    for old in sources.glob(f"revtrack/**/*{ENDING}"):
        with suppress(OSError):
            old.unlink()


def _place(made: Path, sources: Path, began: float) -> None:
    """Put compiled modules beside their sources, as old as the sources they were made of; all or none.

    Raises:
        OSError: they cannot be written.
    """
    library = LIBRARY.rpartition(".")[2]
    try:
        for path in sorted(made.glob(f"**/*{ENDING}"), key=lambda path: not path.name.startswith(library)):
            os.utime(path, (began, began))  # what was saved since is newer
            place = sources / path.relative_to(made)
            shutil.copy2(path, place.with_suffix(".new"))
            place.with_suffix(".new").replace(place)
    except OSError:
        _remove(sources)
        raise


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """What Hatchling calls, before and after it packs."""

    def dependencies(self) -> list[str]:
        """What has to be installed for the build."""
        return TOOLS if can_compile() else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and say where the results belong."""
        self.folder = Path(tempfile.mkdtemp(prefix="revtrack-build-"))
        sources = Path(self.root)
        if version == "editable":
            _remove(sources)
        if not can_compile():
            return
        began = time.time()
        modules = sorted(str(path.relative_to(sources)) for one in self.config["modules"] for path in sources.glob(one))
        try:
            made = compiled(modules, self.folder)
            if version == "editable":
                _place(made, sources, began)
        except (Exception, SystemExit) as problem:  # noqa: BLE001  everything works without, only slower
            self.app.display_warning(f"revtrack is installed without compiled modules: {problem}")
            return
        if version != "editable":
            found = {str(path): str(path.relative_to(made)) for path in made.glob(f"**/*{ENDING}")}
            build_data["force_include"].update(found)
        build_data.update(pure_python=False, infer_tag=True)

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Clear away."""
        shutil.rmtree(self.folder, ignore_errors=True)
