"""Commands for the database itself."""

import click

from revtrack.cli.console import CommandGroup, Console, echo_json, shown_url
from revtrack.errors import IntegrityError

__all__ = ["db"]


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
    click.echo(f"{where}: {totals.articles} articles, {totals.versions} versions, {totals.snapshots} Snapshots")


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
