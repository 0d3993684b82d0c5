"""Commands for the database itself."""

import click

from revtrack.cli.console import Console, echo_json, shown_url
from revtrack.cli.desk import open_workshop
from revtrack.cli.groups import CommandGroup
from revtrack.errors import IntegrityError, RevtrackError
from revtrack.report.wording import counted

__all__ = ["db", "reextract"]


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


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
@click.pass_obj
def reextract(console: Console, /, *, as_json: bool) -> None:
    """Read everything stored once more with the extractor, segmenter and rules of today, from the bytes as received.

    It happens by itself before an article is compared with something new; this does it for all of them at once. What
    looks different only because of that is marked technical, and no subscriber is told of it. Where the rules of today
    find no article any more, what was read before stays.
    """
    from revtrack.reader import read_anew

    with open_workshop(console, create=False) as workshop:
        articles = workshop.store.articles()
        done = [
            read_anew(article.identity, workshop.store, workshop.reader)
            for article in console.progress(articles, len(articles), "reading")
        ]
    summary = {
        "articles": len(done),
        "articles_read_anew": sum(1 for one in done if one.read),
        "articles_up_to_date": sum(1 for one in done if not one.read and not one.kept),
        "snapshots_read_anew": sum(one.read for one in done),
        "snapshots_without_article": sum(one.kept for one in done),
    }
    if as_json:
        echo_json(summary)
        return
    up_to_date, kept = summary["articles_up_to_date"], summary["snapshots_without_article"]
    console.tell(
        f"{counted(summary['snapshots_read_anew'], 'Snapshot')} of {counted(summary['articles_read_anew'], 'article')} "
        f"read anew; {counted(up_to_date, 'article')} {'was' if up_to_date == 1 else 'were'} up to date."
    )
    if kept:
        holds = f"{counted(kept, 'Snapshot')} {'holds' if kept == 1 else 'hold'} no article"
        console.tell(f"{holds} by the rules of today; what was read before stays.")


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
