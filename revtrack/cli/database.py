"""Commands for the database itself."""

import click

from revtrack.cli.console import CommandGroup, Console, echo_json, shown_url
from revtrack.errors import IntegrityError, RevtrackError
from revtrack.report.wording import counted

__all__ = ["db"]


def status(console: Console) -> str:
    """What the database holds, in one line; that there is none, where there is none."""
    try:
        with console.open_store(create=False) as store:
            totals = store.totals()
            return (
                f"Database {shown_url(store.url)}: {counted(totals.articles, 'article')}, "
                f"{counted(totals.versions, 'version')}, {counted(totals.snapshots, 'Snapshot')}."
            )
    except RevtrackError as problem:
        return f"Database: {problem.message}."


@click.group(cls=CommandGroup)
def db() -> None:
    """Look after the database."""


@db.command("info")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@click.pass_obj
def info(console: Console, /, *, as_json: bool) -> None:
    """Where the database is and how much it holds."""
    with console.open_store(create=False) as store:
        totals = store.totals()
        where = shown_url(store.url)
    if as_json:
        echo_json(
            {
                "database": where,
                "articles": totals.articles,
                "versions": totals.versions,
                "snapshots": totals.snapshots,
            }
        )
        return
    click.echo(status(console))


@db.command("check")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@click.pass_obj
def check(console: Console, /, *, as_json: bool) -> None:
    """Read everything that is kept and compare it with its hashes; exit code 6 when something is wrong."""
    with console.open_store(create=False) as store:
        found = store.check()
    if as_json:
        echo_json({"problems": list(found)})
    else:
        for problem in found:
            click.echo(problem)
    if found:
        raise IntegrityError(
            f"the database has {len(found)} problem{'s' if len(found) > 1 else ''}",
            "restore it from a backup, or import the Snapshots again",
        )
    if not as_json:
        click.echo("everything is there and matches its hash")
