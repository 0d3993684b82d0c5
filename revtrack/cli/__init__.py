"""COMPOSITION ROOT. The command line: sole reader of arguments and environment, sole builder of what the rooms need.

`main` is the program: it runs a command, words every error in one place, and returns an exit code as documented in the
README. Rooms are imported inside commands, so that `revtrack --help` does not load a database library.
"""

import sys
from collections.abc import Sequence

import click

from revtrack.cli import adding, history, imports, publish, upkeep, watching
from revtrack.cli.console import Console, report_error, silence_output, use_utf8
from revtrack.cli.groups import CommandGroup
from revtrack.errors import RevtrackError

__all__ = ["main", "revtrack"]

EPILOG = """\b
Every setting of revtrack.toml can be said by a variable too, such as REVTRACK_TIMEZONE=Europe/Berlin or
REVTRACK_FETCH_JOBS=8; revtrack config show names them all. REVTRACK_PAGER or PAGER shows long text,
NO_COLOR or REVTRACK_NO_COLOR and TERM=dumb put out colour, COLUMNS says how wide a pipe is.

\b
Exit codes: 0 done · 1 the answer is "different" (with --exit-code) · 2 wrong usage or input
3 unknown article or version · 4 some inputs failed, the rest was stored
5 every look at the web failed, or the database server is unreachable
6 database damaged or newer · 7 database busy · 70 internal error · 130 interrupted"""


@click.group(
    cls=CommandGroup,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"]},
    invoke_without_command=True,
)
@click.option(
    "--db",
    metavar="FILE|URL",
    envvar="REVTRACK_DB",
    show_envvar=True,
    help="Database: a file, or postgresql://… . Default: revtrack.db if it is here, else your own.",
)
@click.option(
    "-c",
    "--config",
    "configuration",
    metavar="FILE",
    envvar="REVTRACK_CONFIG",
    show_envvar=True,
    help="Settings. Default: revtrack.toml if it is here.",
)
@click.option("-q", "--quiet", is_flag=True, help="Say only what was asked for.")
@click.option("-v", "--verbose", is_flag=True, help="Say also which database and which rule was taken.")
@click.option(
    "--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True, help="Use colour."
)
@click.option("--no-pager", is_flag=True, help="Print long text at once: nothing like less.")
@click.option("--traceback", is_flag=True, help="Show where an internal error happened.")
@click.version_option(package_name="revtrack", message="revtrack %(version)s")
@click.pass_context
def revtrack(
    context: click.Context,
    /,
    db: str | None,
    configuration: str | None,
    color: str,
    *,
    quiet: bool,
    verbose: bool,
    no_pager: bool,
    traceback: bool,
) -> None:
    """Keeps every version of an article and says, sentence by sentence, what changed.

    \b
    revtrack diff old.html new.html        compare two files
    revtrack add https://post.example/fire  keep what is there now
    revtrack fetch                         look again at all that is due
    revtrack build site/                   pages and feeds of all changes
    """  # noqa: D301  click wants the character \b, which keeps lines apart
    console = Console(
        database=db,
        quiet=quiet,
        verbose=verbose,
        colour=color,
        traceback=traceback,
        pager=not no_pager,
        configuration=configuration,
    )
    context.obj = console
    if context.invoked_subcommand is None:
        click.echo(context.get_help())
        console.tell(f"\n{upkeep.status(console)}")


for command in (
    adding.add,
    imports.import_,
    watching.watch,
    watching.fetch,
    history.list_,
    history.log,
    history.diff,
    history.show,
    history.blame,
    publish.build,
    publish.page,
    publish.open_,
    publish.feed,
    watching.export,
    upkeep.db,
    upkeep.reextract,
    upkeep.doctor,
    upkeep.config,
):
    revtrack.add_command(command)


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code of one run.

    Args:
        arguments: without the program's name; None: those of the process.
    """
    use_utf8()
    given = list(sys.argv[1:] if arguments is None else arguments)
    as_json = "--json" in given
    try:
        result = revtrack.main(given, prog_name="revtrack", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as done:
        return done.exit_code
    except SystemExit:  # how click ends a command whose reader has gone, with a 1 that is no answer of ours
        silence_output()
        return 0
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        return 130
    except BrokenPipeError:  # the reader, such as head, has seen enough
        silence_output()
        return 0
    except OSError as problem:
        silence_output()
        return report_error(problem, as_json=as_json, traceback=False)
    except click.ClickException as problem:
        return report_error(problem, as_json=as_json, traceback=False)
    except RevtrackError as problem:
        return report_error(problem, as_json=as_json, traceback=False)
    except Exception as problem:  # noqa: BLE001  the last door: nothing may reach the user as a traceback
        return report_error(problem, as_json=as_json, traceback="--traceback" in given)
    return result if isinstance(result, int) else 0
