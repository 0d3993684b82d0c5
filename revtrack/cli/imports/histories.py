"""`import git`, `newssniffer`, `newsedits` and `diffengine`: histories that others have kept."""

from datetime import UTC, datetime
from pathlib import Path

import click

from revtrack.cli.console import Console
from revtrack.cli.imports.bringing import bring_in
from revtrack.cli.imports.options import Wish, encoding_option, shared_options

__all__ = ["import_diffengine", "import_git", "import_newsedits", "import_newssniffer"]


@click.command("git")
@click.argument("repository", metavar="REPO", type=click.Path(path_type=Path))
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@click.option("--url", metavar="URL|KEY", help="The article, with {path}, {stem} or {name} in it. Default: its file.")
@click.option("--branch", default="HEAD", show_default=True, help="A branch, a tag or a commit.")
@encoding_option
@shared_options
@click.pass_obj
def import_git(
    console: Console,
    /,
    repository: Path,
    paths: tuple[str, ...],
    url: str | None,
    branch: str,
    encoding: str | None,
    *,
    wish: Wish,
) -> None:
    """Store every state of the files in a git repository: author's dates, renames followed, subjects kept as notes.

    Commits that a merge brought are states too. Where both sides changed a file, those of the branch are taken and the
    others named.

    PATH may be a file, a folder or a pattern such as "news/*.html"; without any, all HTML, Markdown and text.
    """
    from revtrack.ingest.histories.git import GitOptions, git_history

    options = GitOptions(
        paths=paths,
        url=url,
        source=wish.source,
        language=wish.language,
        branch=branch,
        encoding=encoding,
        now=datetime.now(UTC),
    )
    bring_in(console, lambda _: git_history(repository, options), wish)


@click.command("newssniffer")
@click.argument("page", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--url", metavar="URL|KEY", help="The article. Default: the address the page gives.")
@click.option("--at", metavar="TIME", help="When the older version was seen, for a page that does not say it.")
@shared_options
@click.pass_obj
def import_newssniffer(
    console: Console,
    /,
    page: Path,
    url: str | None,
    at: str | None,
    *,
    wish: Wish,
) -> None:
    """Store the two versions on a saved page of NewsSniffer, as HTML or as text."""
    from revtrack.ingest.histories.newssniffer import NewsSnifferOptions, newssniffer_history
    from revtrack.ingest.histories.newssniffer_page import read_newssniffer

    options = NewsSnifferOptions(url=url, source=wish.source, language=wish.language, at=_moment(at))
    bring_in(
        console,
        lambda confined: newssniffer_history(page, options, lambda body: confined.call(read_newssniffer, body)),
        wish,
    )


@click.command("newsedits")
@click.argument("database", metavar="DB", type=click.Path(path_type=Path))
@click.option("--table", help="The table of versions. Default: entryversion, else the only one that can be it.")
@click.option("--at", metavar="TIME", help="The time of first versions, for a database that gives none.")
@shared_options
@click.pass_obj
def import_newsedits(
    console: Console,
    /,
    database: Path,
    table: str | None,
    at: str | None,
    *,
    wish: Wish,
) -> None:
    """Store the versions in an SQLite database in the shape of NewsEdits."""
    from revtrack.ingest.histories.newsedits import NewsEditsOptions, newsedits_history

    options = NewsEditsOptions(table=table, source=wish.source, language=wish.language, at=_moment(at))
    bring_in(console, lambda _: newsedits_history(database, options), wish)


@click.command("diffengine")
@click.argument("database", metavar="DB", type=click.Path(path_type=Path))
@shared_options
@click.pass_obj
def import_diffengine(console: Console, /, database: Path, *, wish: Wish) -> None:
    """Store the versions in a database of diffengine."""
    from revtrack.ingest.histories.diffengine import DiffengineOptions, diffengine_history

    options = DiffengineOptions(source=wish.source, language=wish.language)
    bring_in(console, lambda _: diffengine_history(database, options), wish)


def _moment(at: str | None) -> datetime | None:
    from revtrack.ingest import parse_moment

    return None if at is None else parse_moment(at, "--at")
