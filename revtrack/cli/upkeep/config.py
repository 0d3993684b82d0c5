"""The command `config`: the settings in force, where each was said, and whether they are right."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import timedelta
from typing import Final

import click

from revtrack.cli.configuration import check_rules, places, read_configuration
from revtrack.cli.console import Console, echo_json, shown_url
from revtrack.cli.groups import CommandGroup
from revtrack.settings import KEYS, Period, Settings

__all__ = ["FILE_OPTION", "config", "worded"]

UNITS: Final = (
    *((timedelta(days=1), "d"), (timedelta(hours=1), "h"), (timedelta(minutes=1), "m"), (timedelta(seconds=1), "s")),
)
"""Of spans of time in a file, the longest first."""


def _chosen(context: click.Context, _: click.Parameter, file: str | None) -> str | None:
    """The file named behind the command, else the one named before it."""
    console = context.find_object(Console)
    return file or (console.configuration if console else None)


FILE_OPTION: Final = click.option(
    "-c", "--config", "file", metavar="FILE", callback=_chosen, help="Instead of ./revtrack.toml."
)


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
    for note in settings.notes:
        Console.print_line(f"note: {note}")


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
        shown = shown_url(value) if value and name == "db" else worded(value)
        yield key, shown, settings.origins.get(key, "default")


def worded(value: object) -> str | None:
    """The value of a setting as it is written in a file; None where it has none."""
    if isinstance(value, timedelta):
        unit, name = next((one for one in UNITS if value >= one[0] and not value % one[0]), UNITS[-1])
        return f"{value / unit:g}{name}"
    if isinstance(value, tuple):
        return ", ".join(worded(one) or "" for one in value) or None
    if isinstance(value, Period):
        return f"{worded(value.every)} for {worded(value.lasting)}"
    return None if value is None else str(value)
