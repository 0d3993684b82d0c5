"""Commands that look: `list`, `log`, `diff` and `show`."""

import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import click

from revtrack.cli.console import Console, echo_json, fail
from revtrack.cli.references import find_article, find_range, find_source, find_version, looks_like_range
from revtrack.cli.sources import read_input
from revtrack.errors import UsageError

if TYPE_CHECKING:
    from revtrack.model import Comparison, Snapshot, Transition

__all__ = ["diff", "list_", "log", "show"]


@click.command("list")
@click.argument("source", required=False)
@click.option("-n", "--limit", type=click.IntRange(min=1), metavar="N", help="At most so many.")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@click.pass_obj
def list_(console: Console, /, source: str | None, limit: int | None, *, as_json: bool) -> None:
    """The articles, what changed last first; of one SOURCE when its name or its host is given."""
    from revtrack.report.as_json import article_json
    from revtrack.report.plain_text import list_text

    with console.open_store(create=False) as store:
        articles = store.articles(find_source(source, store) if source else None)[:limit]
    if as_json:
        echo_json([article_json(article) for article in articles])
    else:
        console.show(list_text(articles, console.text_options()))


@click.command()
@click.argument("article", required=False)
@click.option("-n", "--limit", type=click.IntRange(min=1), default=10, show_default=True, help="Articles at most.")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@click.pass_obj
def log(console: Console, /, article: str | None, limit: int, *, as_json: bool) -> None:
    """The versions of an ARTICLE, newest first; without one, of the articles that changed last."""
    from revtrack import pipeline
    from revtrack.report.as_json import history_json
    from revtrack.report.plain_text import log_text

    with console.open_store(create=False) as store:
        chosen = [find_article(article, store)] if article else list(store.articles()[:limit])
        histories = [pipeline.history(one, store) for one in chosen]
        if as_json:
            shapes = [history_json(history) for history in histories]
            echo_json(shapes[0] if article else shapes)
            return
        texts = [
            log_text(history, console.text_options(), first=store.document(history.versions[0]))
            for history in histories
        ]
    console.show("\n".join(texts) if texts else "No article is stored yet.\n")


@click.command()
@click.argument("first", metavar="ARTICLE|OLD")
@click.argument("second", metavar="[RANGE|NEW]", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print the Comparison as JSON.")
@click.option("--stat", is_flag=True, help="Only how much changed.")
@click.option("--patch", is_flag=True, help="Print a patch that diff-match-patch applies to the text of old.")
@click.option("--context", type=click.IntRange(0), default=1, show_default=True, help="Unchanged sentences around.")
@click.option("--minor/--no-minor", default=True, show_default=True, help="Show spelling, punctuation and the like.")
@click.option("--exit-code", is_flag=True, help="Exit with 1 when something changed.")
@click.pass_obj
def diff(
    console: Console,
    /,
    first: str,
    second: str | None,
    context: int,
    *,
    as_json: bool,
    stat: bool,
    patch: bool,
    minor: bool,
    exit_code: bool,
) -> None:
    """What changed, sentence by sentence: between two files, or between versions of an article.

    \b
    revtrack diff old.html new.html     two files, no database
    revtrack diff ARTICLE               its last change
    revtrack diff ARTICLE 1..3          two of its versions

    Two arguments are files when both exist, or when the second is no range. A patch belongs to the text that
    show --text prints.
    """  # noqa: D301  click wants the character \b, which keeps lines apart
    from revtrack.report.as_json import comparison_json
    from revtrack.report.patch import patch_text
    from revtrack.report.plain_text import diff_text, stat_text

    _only_one({"--json": as_json, "--stat": stat, "--patch": patch})

    comparison, transition = _compared(console, first, second)
    if as_json:
        echo_json(comparison_json(transition, comparison, generator=f"revtrack {version('revtrack')}"))
    elif stat:
        console.show(stat_text(comparison, console.text_options()))
    elif patch:
        click.echo(patch_text(comparison), nl=False)
    else:
        names = (first, second) if transition is None and second else None
        options = console.text_options(context=context, minor=minor)
        console.show(diff_text(comparison, options, transition=transition, names=names))
    if exit_code and not comparison.same:
        fail(1)


def _only_one(options: dict[str, bool]) -> None:
    """Nothing, where at most one of some options is given.

    Raises:
        UsageError: several are; names the first two.
    """
    given = [name for name, chosen in options.items() if chosen]
    if len(given) > 1:
        raise UsageError(f"{given[0]} and {given[1]} exclude each other", "choose one of them")


def _compared(console: Console, first: str, second: str | None) -> "tuple[Comparison, Transition | None]":
    """What the two arguments name, compared."""
    from revtrack import pipeline

    both_exist = second is not None and Path(first).exists() and Path(second).exists()
    if second is not None and (both_exist or not looks_like_range(second)):
        console.note("comparing two files")
        return pipeline.compare_snapshots(_file_snapshot(first), _file_snapshot(second), (first, second)), None
    with console.open_store(create=False) as store:
        article = find_article(first, store)
        console.note(f"comparing versions of {article.id}")
        old, new = find_range(second, store.versions(article.id), article)
        transition = pipeline.compare_versions(article, old, new, store)
    return transition.comparison, transition


def _file_snapshot(name: str) -> "Snapshot":
    """A file as a Snapshot that belongs to no article; its time is not shown."""
    from revtrack import ingest
    from revtrack.versioning import is_address

    if is_address(name):
        raise UsageError(
            f"{name} is an address, and revtrack does not fetch pages yet", "save the page to a file first"
        )
    content = read_input() if name == "-" else ingest.read_bytes(Path(name))
    return ingest.snapshot_of(content, name, datetime.now(UTC), ingest.Description(article=name))


@click.command()
@click.argument("article")
@click.argument("version", required=False)
@click.option("--raw", is_flag=True, help="Print the bytes as they were received.")
@click.option("--text", "as_text", is_flag=True, help="Print headline and paragraphs as they are, for a patch.")
@click.option("--json", "as_json", is_flag=True, help="Print text and fields as JSON.")
@click.pass_obj
def show(console: Console, /, article: str, version: str | None, *, raw: bool, as_text: bool, as_json: bool) -> None:
    """The text of an ARTICLE, as of its last VERSION or the one named."""
    from revtrack.report.as_json import document_json
    from revtrack.report.patch import document_text
    from revtrack.report.plain_text import show_text

    _only_one({"--raw": raw, "--text": as_text, "--json": as_json})
    with console.open_store(create=False) as store:
        found = find_article(article, store)
        chosen = find_version(version or "last", store.versions(found.id), found)
        if raw:
            _to_a_file(store.content(chosen.sha256), "--raw")
            return
        document = store.document(chosen)
    if as_text:
        _to_a_file(document_text(document).encode(), "--text")
    elif as_json:
        echo_json(document_json(document, chosen, found))
    else:
        console.show(show_text(document, console.text_options(), version=chosen))


def _to_a_file(content: bytes, option: str) -> None:
    """Write bytes from outside as they are.

    Raises:
        UsageError: standard output is a terminal.
    """
    if sys.stdout.isatty():
        raise UsageError("raw bytes may steer a terminal", f"send them to a file: revtrack show … {option} > FILE")
    sys.stdout.buffer.write(content)
