"""Configuration files, the environment and options, read and put together: nearer counts over farther."""

import difflib
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from revtrack.errors import UsageError
from revtrack.settings.checks import Check, periods
from revtrack.settings.keys import FIXED, LISTS, PLANNED, SCALARS, SECTIONS
from revtrack.settings.values import FetchSettings, Settings, Source

__all__ = ["ConfigFile", "read_settings"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfigFile:
    """A configuration file that was read."""

    name: str
    """What messages call it."""
    text: str


SCHEDULE: Final = ("15m for 3h", "1h for 1d", "6h for 7d", "1d for 40d")

_HINT: Final = "revtrack config check looks at every file; the README lists the keys"


def read_settings(
    files: Sequence[ConfigFile] = (),
    environment: Mapping[str, str] | None = None,
    options: Mapping[str, str | None] | None = None,
) -> Settings:
    """The settings in force.

    Args:
        files: the farthest first: the system's, the user's, the project's.
        environment: variables; those that are not ours are passed over.
        options: key such as `fetch.jobs` → what the command line says; None where it says nothing.

    Raises:
        UsageError: not TOML, an unknown key, a value that cannot be; names file and line, variable or option.
    """
    found = _Found()
    for file in files:
        _FileReader(file, found).read()
    for key, check in SCALARS.items():
        variable = "REVTRACK_" + key.removeprefix("revtrack.").replace(".", "_").upper()
        found.say(key, check, (environment or {}).get(variable) or None, variable)
        option = "--" + key.rpartition(".")[2].replace("_", "-")
        found.say(key, check, (options or {}).get(key), option)
    return found.settings()


class _Found:
    """What was said so far, nearer over farther."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {"fetch.schedule": periods(list(SCHEDULE))}
        self.origins: dict[str, str] = {}
        self.sources: dict[str, Source] = {}
        self.notes: list[str] = []

    def say(self, key: str, check: Check, text: str | None, origin: str) -> None:
        """Take a value that was said outside of a file, the entries of a list parted by commas; None is none."""
        if text is None:
            return
        try:
            self.values[key] = check([part for part in text.split(",") if part.strip()] if key in LISTS else text)
        except ValueError as problem:
            raise UsageError(f"{origin}: “{text[:64]}” {problem}", _HINT) from None
        self.origins[key] = origin

    def settings(self) -> Settings:
        """All of it."""
        named = {key.removeprefix("revtrack."): value for key, value in self.values.items()}
        return Settings(
            **{key: value for key, value in named.items() if "." not in key},
            fetch=FetchSettings(
                **{key.removeprefix("fetch."): value for key, value in named.items() if key.startswith("fetch.")}
            ),
            sources=tuple(self.sources[name] for name in sorted(self.sources)),
            origins=self.origins,
            notes=tuple(self.notes),
        )


class _FileReader:
    """Checks one file and knows on which line each key stands."""

    def __init__(self, file: ConfigFile, found: _Found) -> None:
        self.file = file
        self.found = found
        self.lines = file.text.splitlines()

    def read(self) -> None:
        """Take all of it."""
        for section, table in self._parsed().items():
            if section in PLANNED[""]:
                self._pass_over(section, self._line_of(section))
            elif section not in SECTIONS:
                raise self._unknown(section, self._line_of(section), SECTIONS, "a section")
            elif section == "source":
                if not isinstance(table, list) or not all(isinstance(one, dict) for one in table):
                    raise self._error(self._line_of("source"), "sources are written as [[source]]")
                for number, one in enumerate(table):
                    self._take_source(one, number)
            elif not isinstance(table, dict):
                raise self._error(self._line_of(section), f"“{section}” is a section: write it as [{section}]")
            else:
                for key, (value, line) in self._checked(section, table, self._line_of(section)).items():
                    self.found.values[f"{section}.{key}"] = value
                    self.found.origins[f"{section}.{key}"] = f"{self.file.name}, line {line}"

    def _parsed(self) -> dict[str, Any]:
        try:
            return tomllib.loads(self.file.text)
        except tomllib.TOMLDecodeError as problem:
            place = re.search(r"line (\d+)", str(problem))
            line = int(place[1]) if place else max(1, len(self.lines))
            raise self._error(line, re.sub(r"\s*\(at .*\)$", "", str(problem))) from None

    def _take_source(self, table: dict[str, Any], number: int) -> None:
        start = self._line_of("source", occurrence=number)
        checked = self._checked("source", table, start)
        if "name" not in checked:
            raise self._error(start, "this [[source]] has no “name”")
        values = {key: value for key, (value, _) in checked.items()}
        place = f"{self.file.name}, line {start}"
        known = self.found.sources.get(values["name"])
        if known is not None and known.place.startswith(f"{self.file.name}, "):
            raise self._error(start, f"there is another source “{values['name']}” ({known.place})")
        self.found.sources[values["name"]] = Source(**values, place=place)

    def _checked(self, section: str, table: dict[str, Any], start: int) -> dict[str, tuple[Any, int]]:
        checks = SECTIONS[section]
        found = {}
        for key, value in table.items():
            line = self._line_of(key, start)
            if key in PLANNED[section]:
                self._pass_over(key, line)
                continue
            check = checks.get(key) or FIXED[section].get(key)
            if check is None:
                raise self._unknown(
                    key, line, checks, f"a key of {'[[source]]' if section == 'source' else f'[{section}]'}"
                )
            try:
                taken = check(value)
            except ValueError as problem:
                raise self._error(line, f"“{key}” {problem}") from None
            if key in checks:
                found[key] = taken, line
        return found

    def _pass_over(self, key: str, line: int) -> None:
        self.found.notes.append(f"{self.file.name}, line {line}: “{key}” has no effect in this version")

    def _unknown(self, key: str, line: int, known: Mapping[str, object], what: str) -> UsageError:
        near = difflib.get_close_matches(key, known, n=1)
        hint = f"did you mean “{near[0]}”?" if near else f"there are {', '.join(known)}"
        return UsageError(f"{self.file.name}, line {line}: “{key[:64]}” is not {what}", hint)

    def _error(self, line: int, message: str) -> UsageError:
        return UsageError(f"{self.file.name}, line {line}: {message}", _HINT)

    def _line_of(self, key: str, start: int = 1, occurrence: int = 0) -> int:
        """The line of a key at or after `start`, its nth occurrence counted from 0; `start` where it is not found."""
        name = rf"[\"']?{re.escape(key)}[\"']?"
        pattern = re.compile(rf"\s*(?:\[\[?\s*{name}\s*[\].]|(?:[\w\"'-]+\s*\.\s*)?{name}\s*[=.])")
        lines = (number for number, line in enumerate(self.lines[start - 1 :], start=start) if pattern.match(line))
        return next((line for place, line in enumerate(lines) if place == occurrence), start)
