"""What every command shares: where the database is, what goes to which stream, and how an error is worded.

Text that does not fit on the screen goes through a pager where standard output is a terminal: $REVTRACK_PAGER, else
$PAGER, else `less -FRX`; none where that is empty or `cat`, or the terminal is dumb. A pager that cannot be started is
done without.
"""

import io
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import threading
import traceback as tracebacks
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

import click
import platformdirs

from revtrack.errors import OutputError, RevtrackError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import tzinfo
    from typing import BinaryIO

    from revtrack.report.terminal.setting import Marks, TextOptions
    from revtrack.store import Store

__all__ = [
    "Console",
    "echo_json",
    "fail",
    "open_input",
    "read_input",
    "report_error",
    "shown_url",
    "silence_output",
    "use_utf8",
]

T = TypeVar("T")

LOCAL_DATABASE: Final = "revtrack.db"
INTERNAL: Final = 70
FALLBACK_WIDTH: Final = 100
"""Columns of a terminal that does not tell how many it has."""

_USER: Final = re.compile(r"(?<=//)[^\s/?#]*@")
"""The name and the password before a host, which belong in no message, whoever typed them."""

_PASSWORD: Final = re.compile(r"(?<=password=)[^&#]*", re.IGNORECASE)
"""The same among the parameters of a database's address."""

PAGER: Final = "less -FRX"
"""Shows text that fits on the screen at once and leaves it there, and lets colours through."""

PAGER_SETTINGS: Final = {"LESS": "FRX", "LV": "-c"}
"""What common pagers read from the environment, where the user has not set it: as git does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Console:
    """The global options, and the streams."""

    database: str | None
    quiet: bool
    verbose: bool
    colour: str
    """`auto`, `always` or `never`."""
    traceback: bool
    pager: bool = True
    """False never starts one."""
    configuration: str | None = None
    """The project's configuration file; None: ./revtrack.toml, where it is there."""

    def open_store(self, *, create: bool) -> "Store":
        """The database of this run: `--db` or REVTRACK_DB, else ./revtrack.db if there, else the user's own.

        Args:
            create: make it where it does not exist yet.
        """
        from revtrack.store import open_store

        if self.database is not None and self.database.strip() in {"", ":memory:"}:
            raise UsageError(f"--db “{self.database}” names no file", "name the database, such as --db revtrack.db")
        url = self.database_url(create=create)
        self.note(f"database: {shown_url(url)}")
        return open_store(url, create=create)

    def database_url(self, *, create: bool) -> str:
        """The address of the database of this run; see `open_store`."""
        named = self.database or self._configured_database()
        if named and "://" in named:
            scheme, rest = named.split("://", 1)
            driver = {"postgres": "postgresql+psycopg", "postgresql": "postgresql+psycopg"}.get(scheme, scheme)
            return f"{driver}://{rest}"
        if named:
            path = Path(named)
        elif Path(LOCAL_DATABASE).exists():
            path = Path(LOCAL_DATABASE)
        else:
            path = platformdirs.user_data_path("revtrack", appauthor=False) / LOCAL_DATABASE
            if create:
                try:
                    path.parent.mkdir(parents=True, exist_ok=True)
                except OSError as problem:
                    raise UsageError(
                        f"{path.parent} cannot be made: {problem.strerror}", "name a database with --db FILE"
                    ) from None
        return f"sqlite:///{path.absolute()}"

    @property
    def zone(self) -> "tzinfo":
        """The zone in which times are told, as the settings name it.

        Raises:
            UsageError: the settings cannot be used.
        """
        from datetime import UTC
        from zoneinfo import ZoneInfo

        from revtrack.cli.configuration import read_configuration

        name = read_configuration(self.configuration).timezone
        return UTC if name == "UTC" else ZoneInfo(name)

    def _configured_database(self) -> str | None:
        """What the settings name."""
        from revtrack.cli.configuration import read_configuration

        return read_configuration(self.configuration).db

    def tell(self, text: str) -> None:
        """Print what became of a command on standard output, unless --quiet."""
        if not self.quiet:
            self.print_line(text)

    @staticmethod
    def print_line(text: str) -> None:
        """Print a line with names from outside in it on standard output."""
        click.echo(_inert(text))

    def show(self, text: str, *, paged: bool = False) -> None:
        """Print text set for standard output, with the colour that was asked for.

        Args:
            text: with its line ends.
            paged: whether it may be long; on a terminal it goes through the pager then.
        """
        wanted = paged and self.pager and sys.stdout.isatty() and not _fits(text)
        if not (wanted and _page(text)):
            click.echo(text, nl=False, color=self.use_colour())

    def say(self, text: str) -> None:
        """Print a message for people, on stderr, unless --quiet."""
        if not self.quiet:
            click.echo(_inert(text), err=True)

    def aside(self, text: str) -> None:
        """Print a message on stderr where that is a terminal, unless --quiet; a progress bar there is drawn anew."""
        if not self.quiet and sys.stderr.isatty():
            click.echo(f"\r\x1b[K{_inert(text)}", err=True)

    def note(self, text: str) -> None:
        """Print a message on stderr with --verbose only."""
        if self.verbose:
            click.echo(_inert(text), err=True)

    def use_colour(self) -> bool:
        """Whether standard output gets colour: on a terminal, unless the user or the terminal says no."""
        if self.colour != "auto":
            return self.colour == "always"
        refused = os.environ.get("NO_COLOR") or os.environ.get("REVTRACK_NO_COLOR") or os.environ.get("TERM") == "dumb"
        return sys.stdout.isatty() and not refused

    @staticmethod
    def on_terminal() -> bool:
        """Whether standard output is a terminal."""
        return sys.stdout.isatty()

    @staticmethod
    def width() -> int:
        """Columns of standard output; in a pipe those that $COLUMNS asks for, else 0: lines are not broken there."""
        return shutil.get_terminal_size((FALLBACK_WIDTH if sys.stdout.isatty() else 0, 24)).columns

    @staticmethod
    def use_unicode() -> bool:
        """Whether standard output takes arrows and bars."""
        return (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"

    def progress(self, items: "Iterable[T]", length: int | None, label: str) -> "Iterator[T]":
        """The same items, with a progress bar on stderr; silent where stderr is no terminal."""
        if self.quiet or not sys.stderr.isatty():
            yield from items
            return
        with click.progressbar(items, length=length, label=label, file=sys.stderr) as bar:
            yield from bar

    def text_options(
        self,
        *,
        context: int = 1,
        minor: bool = True,
        labels: "frozenset[str]" = frozenset(),
        marks: "Marks | None" = None,
    ) -> "TextOptions":
        """How text is set on standard output."""
        from revtrack.report.terminal.setting import Marks, TextOptions

        return TextOptions(
            colour=self.use_colour(),
            width=self.width(),
            unicode=self.use_unicode(),
            context=context,
            minor=minor,
            labels=labels,
            marks=marks or Marks.BOTH,
            zone=self.zone,
        )


def _fits(text: str) -> bool:
    """Whether a text fits on the screen, with a line left for what is typed next."""
    from revtrack.report.terminal.setting import columns

    screen = shutil.get_terminal_size((FALLBACK_WIDTH, 24))
    rows = (max(1, -(-columns(line) // screen.columns)) for line in text.splitlines())
    return sum(rows) < screen.lines


def _page(text: str) -> bool:
    """Whether the text went through a pager; False where none is wanted, or it could not be started.

    Raises:
        KeyboardInterrupt: when Ctrl-C ended the pager; less only leaves what it is doing.
    """
    wanted = next((os.environ[name] for name in ("REVTRACK_PAGER", "PAGER") if name in os.environ), PAGER)
    try:
        command = shlex.split(wanted)
    except ValueError:  # a quotation mark without its partner
        return False
    if not command or command == ["cat"] or os.environ.get("TERM") == "dumb":
        return False
    content = text.encode(sys.stdout.encoding or "utf-8", "backslashreplace")
    try:
        pager = subprocess.Popen(command, stdin=subprocess.PIPE, env=PAGER_SETTINGS | os.environ)  # noqa: S603  the user's
    except OSError:
        return False
    with _interrupts_left_to_the_pager():
        pager.communicate(content)  # that it was quit before the end is no error
    if pager.returncode == -signal.SIGINT:
        raise KeyboardInterrupt
    return True


@contextmanager
def _interrupts_left_to_the_pager() -> "Iterator[None]":
    """While it lasts, Ctrl-C does not end us: the terminal would get two readers."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _inert(text: str) -> str:
    """Text with names and titles from outside in it, without what would steer a terminal."""
    from revtrack.report.foreign import safe

    return "\n".join(map(safe, text.split("\n")))


def shown_url(url: str) -> str:
    """A database address without the password in it, to be shown; the name of a file as it is."""
    scheme, mark, rest = url.partition("://")
    rest = _PASSWORD.sub("…", rest)
    if "@" in rest and not scheme.startswith("sqlite"):
        user, _, host = rest.rpartition("@")
        return f"{scheme}://{user.split(':', 1)[0]}@{host}"
    return rest.removeprefix("/") if mark and scheme.startswith("sqlite") else f"{scheme}{mark}{rest}"


def echo_json(value: object) -> None:
    """Print a value as JSON on standard output."""
    from revtrack.report.as_json import to_text

    click.echo(to_text(value, indent=2))


def read_input() -> bytes:
    """All of standard input, bounded.

    Raises:
        UsageError: when it is closed.
    """
    from revtrack.ingest.file import read_stream

    return read_stream(open_input(), "standard input")


def open_input() -> "BinaryIO":
    """Standard input as bytes.

    Raises:
        UsageError: when it is closed.
    """
    if sys.stdin is None:
        raise UsageError("standard input is closed", "give the name of a file")
    return sys.stdin.buffer


def use_utf8() -> None:
    """Let no character of an article be unprintable: what a stream's encoding lacks is escaped.

    A stream that was closed by who started us becomes one that leads nowhere.
    """
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115  open as long as we are
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def fail(code: int) -> None:
    """End the command with an exit code that is an answer, not an error."""
    raise click.exceptions.Exit(code)


def silence_output() -> None:
    """Let standard output lead nowhere: who read it has gone, or its disk is full, and Python would try once more."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def report_error(problem: Exception, *, as_json: bool, traceback: bool) -> int:
    """Word an error on stderr, one sentence and the remedy; returns the exit code."""
    if isinstance(problem, click.exceptions.NoArgsIsHelpError):
        click.echo(problem.format_message(), err=True)
        return UsageError.exit_code
    if isinstance(problem, OSError):
        reason, where = problem.strerror or str(problem), problem.filename or "standard output"
        problem = OutputError(f"{where} cannot be used: {reason}", "make room, or choose another place")
    if isinstance(problem, RevtrackError):
        code, exit_code, message, hint = problem.code, problem.exit_code, problem.message, problem.hint
    elif isinstance(problem, click.ClickException):
        context = getattr(problem, "ctx", None)
        hint = f"{context.command_path} --help shows how it is used" if context else None
        code, exit_code, message = UsageError.code, UsageError.exit_code, problem.format_message().rstrip(".")
    else:
        code, exit_code = RevtrackError.code, INTERNAL
        message = f"internal error: {type(problem).__name__}: {problem}"
        hint = "this is a bug in revtrack; nothing already stored is lost (--traceback shows where it happened)"
    if traceback:
        tracebacks.print_exception(problem)
    message = _USER.sub("…@", message)
    if as_json:
        click.echo(
            json.dumps({"error": {"code": code, "message": message, "hint": hint}}, ensure_ascii=False), err=True
        )
    else:
        text = f"revtrack: {message.rstrip('.')}." + (f"\n  {hint}" if hint else "")
        click.echo(_inert(text), err=True)
    return exit_code
