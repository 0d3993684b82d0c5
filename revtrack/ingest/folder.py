"""A folder of Snapshots: described by a manifest, or by the names of its files.

fire/2026-02-03T11-47Z.html                 article "fire", seen at that time
fire/20260203140200.html                    a web archive's time stamp is UTC
2026-02-03T11-47Z.html                      article: the name of the folder itself
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from revtrack.errors import InputError, ManifestError
from revtrack.ingest.file import Description
from revtrack.ingest.manifest import Listed, read_manifest
from revtrack.ingest.moments import moment_in_name

__all__ = ["Folder", "open_folder"]

MANIFEST_NAMES: Final = ("seeds.toml", "manifest.toml", "revtrack-manifest.toml")


@dataclass(frozen=True, slots=True)
class Folder:
    """What a folder holds."""

    listed: tuple[Listed, ...]
    passed_over: tuple[str, ...] = ()
    """What is in it and will not be read, one sentence each with the reason."""


def open_folder(
    folder: Path, article: str | None = None, source: str | None = None, *, encoding: str | None = None
) -> Folder:
    """What a folder holds: as its manifest lists it, else by the time in each file's name, oldest first.

    Args:
        folder: the folder.
        article: the article all files belong to, where no manifest says; None: each folder's name.
        source: the publisher of all files, where no manifest says.
        encoding: of the files whose encoding no manifest says; None: found out.

    Raises:
        InputError: missing, not a folder, or without any file that could be taken.
        ManifestError: the manifest is malformed.
    """
    if not folder.exists():
        raise InputError(f"{folder}: there is no such folder", "check the name, and the folder you are in")
    if not folder.is_dir():
        raise InputError(f"{folder} is a file, not a folder", f"revtrack add {folder} takes a single file")
    manifest = next((folder / name for name in MANIFEST_NAMES if (folder / name).is_file()), None)
    if manifest is not None:
        if article is not None or source is not None:
            raise ManifestError(f"{manifest} says what each file is", "leave out --url and --source")
        return Folder(tuple(_encoded(one, encoding) for one in read_manifest(manifest)))
    found = list(_inside(folder, folder.resolve().name, folder.resolve(), deeper=True))
    listed = [
        Listed(
            path=path,
            name=str(path),
            observed_at=moment,
            description=Description(article=article or name, source=source, via=f"file {path.name}", encoding=encoding),
        )
        for name, path, moment in (one for one in found if not isinstance(one, str))
    ]
    if not listed:
        raise InputError(
            f"{folder} has neither a manifest nor files named by time",
            "add a seeds.toml, or name files like 2026-02-03T14-02Z.html",
        )
    ordered = sorted(listed, key=lambda one: (one.observed_at, one.name))
    return Folder(tuple(ordered), tuple(one for one in found if isinstance(one, str)))


def _encoded(one: Listed, encoding: str | None) -> Listed:
    """The same, in an encoding unless its own is known."""
    said = one.description
    return replace(one, description=replace(said, encoding=said.encoding or encoding))


def _inside(folder: Path, name: str, top: Path, *, deeper: bool) -> Iterator[tuple[str, Path, datetime] | str]:
    """Every file of a folder with the name of its article and its time, or why it is passed over."""
    try:
        entries = sorted(folder.iterdir())
    except OSError as problem:
        yield f"{folder} cannot be read: {problem.strerror}"
        return
    for path in entries:
        if path.is_symlink() and not _stays(path, top):
            yield f"{path} is a link that leads out of the folder"
        elif path.is_dir():
            if deeper:
                yield from _inside(path, path.name, top, deeper=False)
            else:
                yield f"{path} lies too deep: one folder per article"
        elif (moment := moment_in_name(path.name)) is None:
            yield f"{path} tells no time with a zone, such as 2026-02-03T14-02Z"
        else:
            yield name, path, moment


def _stays(link: Path, top: Path) -> bool:
    """Whether what a link points at lies inside the folder."""
    try:
        return link.resolve(strict=True).is_relative_to(top)
    except (OSError, RuntimeError):  # it leads nowhere, or to itself
        return False
