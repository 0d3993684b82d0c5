"""A folder of Snapshots: described by a manifest, or by the names of its files.

fire/2026-02-03T11-47Z.html                 article "fire", seen at that time
fire/20260203140200.html                    a web archive's time stamp is UTC
2026-02-03T11-47Z.html                      article: the name of the folder itself
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from revtrack.errors import InputError, ManifestError
from revtrack.ingest.file import Description
from revtrack.ingest.manifest import Listed, read_manifest
from revtrack.ingest.moments import moment_in_name

__all__ = ["open_folder"]

MANIFEST_NAMES: Final = ("seeds.toml", "manifest.toml", "revtrack-manifest.toml")


def open_folder(folder: Path, article: str | None = None, source: str | None = None) -> tuple[Listed, ...]:
    """What a folder holds: as its manifest lists it, else by the time in each file's name, oldest first.

    Args:
        folder: the folder.
        article: the article all files belong to, where no manifest says; None: each folder's name.
        source: the publisher of all files, where no manifest says.

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
        return read_manifest(manifest)
    listed = sorted(_named(folder, article, source), key=lambda one: (one.observed_at, str(one.path)))
    if not listed:
        raise InputError(
            f"{folder} has neither a manifest nor files named by time",
            "add a seeds.toml (see seeds/README.md), or name files like 2026-02-03T14-02Z.html",
        )
    return tuple(listed)


def _named(folder: Path, article: str | None, source: str | None) -> Iterator[Listed]:
    """The files of a folder and of its folders that carry a time in their name."""
    try:
        inside = sorted(folder.iterdir())
        files = [(folder.resolve().name, path) for path in inside if path.is_file()]
        files += [
            (one.name, path) for one in inside if one.is_dir() for path in sorted(one.iterdir()) if path.is_file()
        ]
    except OSError as problem:
        raise InputError(f"{folder} cannot be read: {problem.strerror}", "check its permissions") from None
    for name, path in files:
        moment = moment_in_name(path.name)
        if moment is not None:
            yield Listed(
                path=path,
                observed_at=moment,
                description=Description(article=article or name, source=source, via=f"file {path.name}"),
            )
