"""PURE. Settings: what configuration files, the environment and options say, checked and put together.

    system file < user's file < project's revtrack.toml < environment < options   →  Settings

    [revtrack]                     REVTRACK_DB, REVTRACK_CONTACT            db, contact
    [fetch]                        REVTRACK_FETCH_JOBS, …                   how servers are treated
    [[source]]                     one for each publisher, by name          what to watch there and how to read it

A key that nobody knows is an error, for it is a slip of the pen: the message names the file, the line and the nearest
key there is. Of two files that say a value the nearer one counts; of two that describe a source its whole description.
"""

import difflib
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import timedelta
from typing import Any, Final
from urllib.parse import urlsplit

import regex

from revtrack.address import Allowance, address_problem
from revtrack.errors import UsageError

__all__ = ["ConfigFile", "FetchSettings", "Period", "Settings", "Source", "duration", "read_settings"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfigFile:
    """A configuration file that was read."""

    name: str
    """What messages call it."""
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Looks at an article so far apart, for so long."""

    every: timedelta
    lasting: timedelta


LONGEST_SEARCHED: Final = 2_000
"""Characters of an address in which a pattern is looked for: what addresses may have at all."""

SCHEDULE: Final = ("15m for 3h", "1h for 1d", "6h for 7d", "1d for 40d")


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchSettings:
    """How servers are treated. Each is a key of [fetch]."""

    jobs: int = 4
    """Hosts asked at the same time, a count. Range [1, 64]; one host never is asked twice at a time."""
    per_host_delay: timedelta = timedelta(seconds=3)
    """Between the end of one request to a host and the start of the next. Range [0 s, 5 min]; Heritrix allows itself no
    less."""
    timeout: timedelta = timedelta(seconds=30)
    """For one answer in all, redirects included. Range [1 s, 10 min]; ten times what a slow page takes."""
    robots: str = "respect"
    """`respect` or `ignore`: whether robots.txt is obeyed. `ignore` is for servers of one's own."""
    allow_private: tuple[str, ...] = ()
    """Network addresses with their port that may be contacted though they are not public; see `address.Allowance`."""
    schedule: tuple[Period, ...] = ()
    """One period after the other from the last change of an article on; after the last nobody looks again."""
    max_bytes: int = 10_000_000
    """Of one answer, with its codings undone. Range [1,000, 10^8]; beyond ten million libxml2 drops text silently."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A publisher: what is watched there, and how its pages are read. Each is a key of [[source]]."""

    name: str
    """What commands call it: lower-case letters, digits, hyphens."""
    title: str | None = None
    """What readers call it."""
    hosts: tuple[str, ...] = ()
    """Whose articles are its own; `*.post.example` means every host below. Where none is named, those of its feeds,
    sitemaps and pages."""
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    """Addresses of articles."""
    include: tuple[str, ...] = ()
    """Regular expressions: an address in which none is found is no article. None at all lets every address be one."""
    exclude: tuple[str, ...] = ()
    """Regular expressions: nor is one in which any is found."""
    lang: str | None = None
    timezone: str | None = None
    """Of times on its pages that name no zone."""
    select: str | None = None
    """CSS of the article on a page."""
    drop: tuple[str, ...] = ()
    """CSS of what is not the article."""
    ignore_text: tuple[str, ...] = ()
    paywall: tuple[str, ...] = ()
    headlines: tuple[str, ...] = ()
    content: bool = False
    """Whether its feeds carry whole articles, so that the pages need not be fetched."""
    place: str = field(default="", compare=False)
    """The file and line of its description, for messages."""

    def owns(self, host: str) -> bool:
        """Whether a host is one of its own; `www.` in front makes no difference."""
        return any(_fits(host, pattern) for pattern in self.hosts or self.watched_hosts)

    def wants(self, address: str) -> bool:
        """Whether an address that a list of its names may be an article, by `include` and `exclude`."""
        text = address[:LONGEST_SEARCHED]
        included = not self.include or any(regex.search(one, text, timeout=1) for one in self.include)
        return included and not any(regex.search(one, text, timeout=1) for one in self.exclude)

    @property
    def watched_hosts(self) -> tuple[str, ...]:
        """The hosts of its feeds, sitemaps and pages."""
        found = [urlsplit(address).hostname for address in (*self.feeds, *self.sitemaps, *self.pages)]
        return tuple(dict.fromkeys(host for host in found if host))


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that is configured, or its default."""

    db: str | None = None
    """A file or an address; None: see the command line's `--db`."""
    contact: str | None = None
    """Where publishers reach who runs this."""
    fetch: FetchSettings = FetchSettings()
    sources: tuple[Source, ...] = ()
    """By name."""
    origins: Mapping[str, str] = field(default_factory=dict, compare=False)
    """Key such as `fetch.jobs` → where its value was said: file and line, variable or option."""
    notes: tuple[str, ...] = field(default=(), compare=False)
    """What is said in the files and has no effect, one sentence each."""

    def for_address(self, url: str) -> Source | None:
        """The source that an address belongs to; the first by name where several claim its host."""
        try:
            host = urlsplit(url).hostname
        except ValueError:
            return None
        return next((source for source in self.sources if host and source.owns(host)), None)

    def source(self, name: str) -> Source | None:
        """The source of this name."""
        return next((source for source in self.sources if source.name == name), None)


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
    for key, check in _SCALARS.items():
        variable = "REVTRACK_" + key.removeprefix("revtrack.").replace(".", "_").upper()
        found.say(key, check, (environment or {}).get(variable) or None, variable)
        option = "--" + key.rpartition(".")[2].replace("_", "-")
        found.say(key, check, (options or {}).get(key), option)
    return found.settings()


def duration(text: str) -> timedelta:
    """A span of time such as `3s`, `15m`, `1.5h`, `7d` or `2w`.

    Raises:
        ValueError: for anything else; one sentence that names it.
    """
    stated = _DURATION.fullmatch(text.strip())
    if not stated:
        raise ValueError(f"“{text[:64]}” is no span of time; write it as 30s, 15m, 1h, 7d or 2w")
    return float(stated[1]) * _UNITS[stated[2]]


_DURATION: Final = re.compile(r"(\d{1,6}(?:\.\d{1,3})?) ?(ms|s|m|h|d|w)", re.ASCII)
_UNITS: Final = {
    "ms": timedelta(milliseconds=1),
    "s": timedelta(seconds=1),
    "m": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
    "w": timedelta(weeks=1),
}


# -------------------------------------------------------------------------------------------- what a value must be

Check = Callable[[Any], Any]
"""A value out of TOML, or its text out of a variable → the value kept. Raises ValueError with half a sentence."""


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("must be text in quotation marks")
    return value.strip()


def _whole(least: int, most: int) -> Check:
    def check(value: Any) -> int:
        stated = int(value) if isinstance(value, str) and value.strip().isdecimal() else value
        if type(stated) is not int or not least <= stated <= most:
            raise ValueError(f"must be a whole number from {least:,} to {most:,}")
        return stated

    return check


def _span(least: str, most: str) -> Check:
    def check(value: Any) -> timedelta:
        if not isinstance(value, str):  # such as a bare number, whose unit nobody knows
            raise ValueError(f'must be a span of time in quotation marks, such as "{most}"')  # noqa: TRY004  see Check
        if not duration(least) <= (found := duration(value)) <= duration(most):
            raise ValueError(f"must lie between {least} and {most}")
        return found

    return check


def _one_of(*known: str) -> Check:
    def check(value: Any) -> str:
        if value not in known:
            raise ValueError(f"must be {' or '.join(known)}")
        return str(value)

    return check


def _yes(value: Any) -> bool:
    if isinstance(value, str) and value in {"true", "false"}:
        return value == "true"
    if not isinstance(value, bool):
        raise ValueError("must be true or false")  # noqa: TRY004  see Check
    return value


def _list(each: Check = _text) -> Check:
    def check(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list) or len(value) > MOST_LISTED:
            raise ValueError(f"must be a list in brackets with at most {MOST_LISTED:,} entries")
        return tuple(each(part) for part in value)

    return check


def _period(value: Any) -> Period:
    every, _, lasting = _text(value).partition(" for ")
    if not lasting:
        raise ValueError(f'“{value[:64]}” is no period; write it as "15m for 3h"')
    found = Period(every=duration(every), lasting=duration(lasting))
    if not timedelta(minutes=1) <= found.every <= found.lasting:
        raise ValueError(f"“{value[:64]}” must name a minute or more, for at least as long")
    return found


def _periods(value: Any) -> tuple[Period, ...]:
    found: tuple[Period, ...] = _list(_period)(value)
    if not found:
        raise ValueError("must name at least one period")
    return found


def _pattern(value: Any) -> str:
    try:
        regex.compile(_text(value))
    except regex.error as problem:
        raise ValueError(f"“{value[:64]}” is no regular expression: {problem}") from None
    return str(value)


def _address(value: Any) -> str:
    if problem := address_problem(_text(value)):
        raise ValueError(f"“{value[:64]}” {problem}")
    return _text(value)


def _host(value: Any) -> str:
    if not _HOST.fullmatch(host := _text(value).lower()):
        raise ValueError(f"“{host[:64]}” is no host such as post.example or *.post.example")
    return host


def _name(value: Any) -> str:
    if not isinstance(value, str) or not _NAME.fullmatch(value):
        raise ValueError("must be a name of lower-case letters, digits and hyphens, such as example-post")
    return value


def _private(value: Any) -> str:
    try:
        Allowance.parse([_text(value)])
    except UsageError as problem:
        raise ValueError(f"{problem.message}; {problem.hint}") from None
    return _text(value)


def _fits(host: str, pattern: str) -> bool:
    if pattern.startswith("*."):
        return host.endswith(pattern[1:])
    return host.removeprefix("www.") == pattern.removeprefix("www.")


MOST_LISTED: Final = 1_000
"""Entries of a list, a count: more are no configuration but a list of subscriptions, which OPML is for."""

_HOST: Final = re.compile(r"(?:\*\.)?[^\s/:@*?#\[\]]{1,253}|\[?[0-9a-f:.]+\]?")
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")

_REVTRACK: Final[dict[str, Check]] = {"db": _text, "contact": _text}
_FETCH: Final[dict[str, Check]] = {
    "jobs": _whole(1, 64),
    "per_host_delay": _span("0s", "5m"),
    "timeout": _span("1s", "10m"),
    "robots": _one_of("respect", "ignore"),
    "allow_private": _list(_private),
    "schedule": _periods,
    "max_bytes": _whole(1_000, 10**8),
}
_SOURCE: Final[dict[str, Check]] = {
    "name": _name,
    "title": _text,
    "hosts": _list(_host),
    **dict.fromkeys(("feeds", "sitemaps", "pages"), _list(_address)),
    **dict.fromkeys(("include", "exclude", "ignore_text", "paywall"), _list(_pattern)),
    **dict.fromkeys(("lang", "timezone", "select"), _text),
    **dict.fromkeys(("drop", "headlines"), _list()),
    "content": _yes,
}
_SECTIONS: Final = {"revtrack": _REVTRACK, "fetch": _FETCH, "source": _SOURCE}

_SCALARS: Final = {
    f"{section}.{key}": check for section, keys in list(_SECTIONS.items())[:2] for key, check in keys.items()
}
"""Every key that is not a source's."""

_LISTS: Final = frozenset({"fetch.allow_private", "fetch.schedule"})
"""Those of them that are lists."""

_PLANNED: Final = {
    "": ("labels", "publish", "notify"),
    "revtrack": ("keep_raw", "timezone", "user_agent"),
    "fetch": ("confirm_gone",),
    "source": ("canonical", "live", "cookies_file", "archive", "encoding"),
}
"""Keys that a later version knows: they are passed over, and that is said."""


# ---------------------------------------------------------------------------------------------- reading and merging


class _Found:
    """What was said so far, nearer over farther."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {"fetch.schedule": _periods(list(SCHEDULE))}
        self.origins: dict[str, str] = {}
        self.sources: dict[str, Source] = {}
        self.notes: list[str] = []

    def say(self, key: str, check: Check, text: str | None, origin: str) -> None:
        """Take a value that was said outside of a file, the entries of a list parted by commas; None is none."""
        if text is None:
            return
        try:
            self.values[key] = check([part for part in text.split(",") if part.strip()] if key in _LISTS else text)
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


_HINT: Final = "revtrack config check looks at every file; the README lists the keys"


class _FileReader:
    """Checks one file and knows on which line each key stands."""

    def __init__(self, file: ConfigFile, found: _Found) -> None:
        self.file = file
        self.found = found
        self.lines = file.text.splitlines()

    def read(self) -> None:
        """Take all of it."""
        for section, table in self._parsed().items():
            if section in _PLANNED[""]:
                self._pass_over(section, self._line_of(section))
            elif section not in _SECTIONS:
                raise self._unknown(section, self._line_of(section), _SECTIONS, "a section")
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
        checks = _SECTIONS[section]
        found = {}
        for key, value in table.items():
            line = self._line_of(key, start)
            if key in _PLANNED[section]:
                self._pass_over(key, line)
                continue
            if key not in checks:
                raise self._unknown(
                    key, line, checks, f"a key of {'[[source]]' if section == 'source' else f'[{section}]'}"
                )
            try:
                found[key] = checks[key](value), line
            except ValueError as problem:
                raise self._error(line, f"“{key}” {problem}") from None
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


KEYS: Final = (*_SCALARS, *(f"source.{one.name}" for one in fields(Source) if one.name != "place"))
"""Every key there is, with its section."""
