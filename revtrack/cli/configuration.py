"""The settings in force: where they are read from, what they mean for reading pages, and the command `config`."""

import os
from collections.abc import Iterator
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click
import platformdirs

from revtrack.cli.console import CommandGroup, Console, echo_json
from revtrack.errors import UsageError
from revtrack.settings import KEYS, ConfigFile, Period, Settings, Source, read_settings

if TYPE_CHECKING:
    from revtrack.extract import ExtractOptions

__all__ = ["FILE_OPTION", "check_rules", "config", "extract_options", "places", "read_configuration", "worded"]

PROJECT_FILE: Final = "revtrack.toml"
USER_FILE: Final = "config.toml"


def read_configuration(file: str | None = None) -> Settings:
    """The settings in force: the system's, the user's and the project's file, and the environment.

    Args:
        file: instead of ./revtrack.toml; None: that, where it is there.

    Raises:
        UsageError: a file that cannot be read or is wrong; names the line.
    """
    return read_settings(_files(file), os.environ)


def _files(file: str | None = None) -> tuple[ConfigFile, ...]:
    """The files that are there, the farthest first."""
    paths = [path for path in places(file) if os.path.exists(path) or file == str(path)]  # noqa: PTH110  Path.exists raises where one may not look
    return tuple(ConfigFile(name=str(path), text=_text_of(path)) for path in paths)


def places(file: str | None = None) -> tuple[Path, ...]:
    """Where configuration is looked for: the system's, the user's, the project's."""
    return (
        platformdirs.site_config_path("revtrack", appauthor=False) / USER_FILE,
        platformdirs.user_config_path("revtrack", appauthor=False) / USER_FILE,
        Path(file or os.environ.get("REVTRACK_CONFIG") or PROJECT_FILE),
    )


def _text_of(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = problem.object[: problem.start].count(b"\n") + 1
        raise UsageError(f"{path}, line {line}: not UTF-8", "save the configuration as UTF-8") from None
    except OSError as problem:
        raise UsageError(f"{path} cannot be read: {problem.strerror}", "check its name and who may read it") from None


def extract_options(source: Source) -> "ExtractOptions":
    """How the pages of a source are read.

    Raises:
        ValueError: a rule that cannot be, such as a selector that is none; one sentence that names it.
    """
    from revtrack.extract.options import ExtractOptions

    return ExtractOptions(
        select=source.select,
        drop=source.drop,
        ignore_text=source.ignore_text,
        paywall=source.paywall,
        headlines=source.headlines,
        timezone=source.timezone,
        language=source.lang,
        encoding=source.encoding,
    )


def check_rules(settings: Settings) -> None:
    """Judge what only those can who use it: what servers are told of us, selectors, names of time zones.

    Raises:
        UsageError: one cannot be; names the line.
    """
    from revtrack.ingest.web import WebOptions

    WebOptions(contact=settings.contact, agent=settings.user_agent)
    for source in settings.sources:
        try:
            extract_options(source)
        except ValueError as problem:
            raise UsageError(f"{source.place}: source “{source.name}”: {problem}", "mend the rule") from None


FILE_OPTION: Final = click.option("-c", "--config", "file", metavar="FILE", help="Instead of ./revtrack.toml.")


@click.group(cls=CommandGroup)
def config() -> None:
    """Look at the configuration."""


@config.command("show")
@FILE_OPTION
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def show(file: str | None, *, as_json: bool) -> None:
    """Every setting in force, and where it was said."""
    settings = read_configuration(file)
    rows = list(_rows(settings))
    sources = [{key: value for key, value in asdict(one).items() if value} for one in settings.sources]
    if as_json:
        said = {key: {"value": value, "from": origin} for key, value, origin in rows}
        echo_json({"settings": said, "sources": sources, "notes": list(settings.notes)})
        return
    for key, value, origin in rows:
        Console.print_line(f"{key} = {value if value is not None else '-'}  ({origin})")
    for source in settings.sources:
        Console.print_line(f"source {source.name}  ({source.place})")


@config.command("path")
@FILE_OPTION
def path(file: str | None) -> None:
    """Where configuration is looked for, the nearest last, and which files are there."""
    for place in places(file):
        Console.print_line(f"{place.absolute()}{'' if place.exists() else '  (not there)'}")


@config.command("check")
@FILE_OPTION
def check(file: str | None) -> None:
    """Read every file and judge every value; exit code 2 names the first that is wrong."""
    settings = read_configuration(file)
    check_rules(settings)
    for note in settings.notes:
        Console.print_line(note)
    count = len(settings.sources)
    click.echo(f"the configuration is right; it describes {count} source{'' if count == 1 else 's'}")


def _rows(settings: Settings) -> Iterator[tuple[str, str | None, str]]:
    """Key, value and origin of every setting but those of sources."""
    for key in KEYS:
        section, _, name = key.partition(".")
        if section == "source":
            continue
        value = getattr(settings.fetch if section == "fetch" else settings, name)
        yield key, worded(value), settings.origins.get(key, "default")


def worded(value: object) -> str | None:
    """The value of a setting as it is written in a file; None where it has none."""
    if isinstance(value, timedelta):
        return f"{value.total_seconds():g}s"
    if isinstance(value, tuple):
        return ", ".join(worded(one) or "" for one in value) or None
    if isinstance(value, Period):
        return f"{worded(value.every)} for {worded(value.lasting)}"
    return None if value is None else str(value)
