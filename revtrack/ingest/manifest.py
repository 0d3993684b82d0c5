"""A manifest: a TOML file that says of each file in a folder which article it belongs to and when it was seen.

    [[snapshot]]
    file = "fire-1.txt"                         # inside the manifest's folder
    article = "https://post.example/fire"       # an address, or a key of your own
    observed = 2026-02-03T11:47:00Z             # with a zone
    source = "The Example Post"                 # optional, as are title, language, via, time_note, media_type, encoding

A malformed manifest is refused as a whole, with the line: nothing of it is stored.
"""

import re
import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from revtrack.errors import ManifestError
from revtrack.ingest.file import Description, MediaType, read_bytes

__all__ = ["Listed", "read_manifest"]

REQUIRED: Final = ("file", "article", "observed")
OPTIONAL: Final = ("source", "title", "language", "via", "time_note", "media_type", "encoding")
VERSION: Final = 1
HINT: Final = "each [[snapshot]] needs file, article and observed; the README says more"
TABLE: Final = re.compile(r"^\s*\[\[\s*snapshot\s*\]\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One file of a folder, with what is said of it."""

    path: Path
    name: str
    """What messages call it: the file, or the line of the manifest that lists it."""
    observed_at: datetime
    description: Description


def read_manifest(path: Path) -> tuple[Listed, ...]:
    """What a manifest lists, in its order; no listed file is opened yet.

    Raises:
        ManifestError: not TOML, not a manifest, a key missing or unknown, a time without a zone, a name that leads out
            of the folder; names the line.
    """
    try:
        text = read_bytes(path).decode()
    except UnicodeDecodeError as problem:
        line = problem.object[: problem.start].count(b"\n") + 1
        raise ManifestError(f"{path}, line {line}: not UTF-8", "save the manifest as UTF-8") from None
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        place = re.search(r"line (\d+)", str(problem))
        line = int(place[1]) if place else text.count("\n") + 1
        reason = re.sub(r"\s*\(at .*\)$", "", str(problem))
        raise ManifestError(f"{path}, line {line}: {reason}", HINT) from None
    reader = _Reader(path, text)
    reader.check_head(tables)
    return tuple(reader.listed(number, table) for number, table in enumerate(tables["snapshot"]))


class _Reader:
    """Checks the tables of one manifest and knows on which line each stands."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.lines = text.splitlines()
        self.starts = [number for number, line in enumerate(self.lines, start=1) if TABLE.match(line)]

    def check_head(self, tables: dict[str, object]) -> None:
        unknown = next((key for key in tables if key not in {"manifest", "snapshot"}), None)
        if unknown is not None:
            raise self._error(self._line_of(unknown, 1), f"“{unknown}” is not a part of a manifest")
        head = tables.get("manifest", {})
        version = head.get("version", VERSION) if isinstance(head, dict) else None
        if version != VERSION:
            raise self._error(self._line_of("version", 1), f"the manifest version must be {VERSION}")
        snapshots = tables.get("snapshot")
        if not isinstance(snapshots, list) or not all(isinstance(one, dict) for one in snapshots):
            raise self._error(1, "a manifest has at least one [[snapshot]]")

    def listed(self, number: int, table: dict[str, object]) -> Listed:
        """One table as what it lists."""
        start = self.starts[number] if number < len(self.starts) else 1
        for key in REQUIRED:
            if key not in table:
                raise self._error(start, f"this [[snapshot]] has no “{key}”")
        for key, value in table.items():
            if key not in (*REQUIRED, *OPTIONAL):
                raise self._error(self._line_of(key, start), f"“{key}” is not a key of a [[snapshot]]")
            if key != "observed" and (not isinstance(value, str) or not value.strip()):
                raise self._error(self._line_of(key, start), f"“{key}” must be text in quotation marks")
        return Listed(
            path=self._path(str(table["file"]), start),
            name=f"{self.path}, line {start}: {table['file']}",
            observed_at=self._moment(table["observed"], start),
            description=Description(
                article=str(table["article"]),
                media_type=self._media_type(table.get("media_type"), start),
                **{key: str(table[key]) for key in OPTIONAL if key in table and key != "media_type"},
            ),
        )

    def _path(self, name: str, start: int) -> Path:
        folder = self.path.parent.resolve()
        try:
            path = (folder / name).resolve()
        except (OSError, RuntimeError, ValueError):  # a NUL, or a link that leads to itself
            path = folder
        if path == folder or not path.is_relative_to(folder):
            raise self._error(self._line_of("file", start), "“file” must name a file inside the manifest's folder")
        return path

    def _moment(self, value: object, start: int) -> datetime:
        line = self._line_of("observed", start)
        try:
            moment = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
        except ValueError:
            raise self._error(line, f"“{str(value)[:64]}” is not a time such as 2026-02-03T15:00:00Z") from None
        if moment.utcoffset() is None:
            raise self._error(line, "the time has no zone; add Z for UTC, or an offset such as +01:00")
        try:
            return moment.astimezone(UTC)
        except OverflowError:
            raise self._error(line, "the time is out of range") from None

    def _media_type(self, value: object, start: int) -> MediaType | None:
        if value is None:
            return None
        try:
            return MediaType(str(value))
        except ValueError:
            known = ", ".join(MediaType)
            raise self._error(self._line_of("media_type", start), f"“media_type” must be one of {known}") from None

    def _line_of(self, key: str, start: int) -> int:
        """The line of a key at or after `start`, for messages; `start` where it is not found."""
        pattern = re.compile(rf"^\s*[\[\"']*{re.escape(key)}[\]\"']*\s*(?:=|$|\])")
        for number, line in enumerate(self.lines[start - 1 :], start=start):
            if number > start and TABLE.match(line):
                break
            if pattern.match(line):
                return number
        return start

    def _error(self, line: int, message: str) -> ManifestError:
        return ManifestError(f"{self.path}, line {line}: {message}", HINT)
