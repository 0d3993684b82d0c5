"""The settings in force: where they are read from, and what they mean for reading pages and asking servers."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

import platformdirs

from revtrack.errors import UsageError
from revtrack.settings import ConfigFile, Settings, Source, read_settings

if TYPE_CHECKING:
    from revtrack.extract import ExtractOptions

__all__ = ["check_rules", "extract_options", "places", "read_configuration"]

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
