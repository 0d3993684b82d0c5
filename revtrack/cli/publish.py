"""Commands that publish: `build` for the whole site, `feed` for one feed."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from revtrack.cli.console import Console, echo_json
from revtrack.cli.references import find_article, find_source
from revtrack.errors import OutputError, UsageError
from revtrack.report.wording import counted
from revtrack.versioning import is_address

if TYPE_CHECKING:
    from revtrack.publish import Scope
    from revtrack.report.site import Page, SiteOptions
    from revtrack.store import Store

__all__ = ["build", "feed"]

TITLE: Final = "Changes in the news"

PLAIN_ADDRESS: Final = re.compile(r"[^\s?#\"<>]+")
"""Pages are appended to it, so it holds neither query nor fragment."""

RECENT: Final = 50
"""Articles among whose last changes the most telling one is looked for, so that `build` stays quick."""


@click.command()
@click.argument("directory", metavar="DIR")
@click.option("--base-url", metavar="URL", help="Where the site will be served, for absolute links in feeds and JSON.")
@click.option("--title", default=TITLE, show_default=True, help="What the site is called.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
@click.pass_obj
def build(console: Console, /, directory: str, base_url: str | None, title: str, *, as_json: bool) -> None:
    """Write the static site of everything stored: pages, JSON and feeds that work from a folder, without a network.

    Files that would not change are left alone; nothing else in DIR is touched.
    """
    from revtrack import publishing

    if not directory.strip():
        raise UsageError("DIR is empty", "name the folder to write to; . is the current one")
    folder = Path(directory)
    with console.open_store(create=False) as store:
        options = _site_options(store, base_url, title)
        pages = console.progress(publishing.build_site(store, options), None, "writing")
        written = unchanged = 0
        for page in pages:
            if _write_page(folder, page):
                written += 1
            else:
                unchanged += 1
        telling = None if as_json else _most_telling(console, store)
    index = folder / "index.html"
    if as_json:
        echo_json({"index": str(index), "written": written, "unchanged": unchanged})
        return
    console.tell(f"{counted(written, 'file')} written, {unchanged} unchanged.")
    if telling and not console.quiet:
        console.show(f"\nThe most telling change:\n\n{telling}\n")
    console.tell(f"Open {index.resolve()}")


@click.command()
@click.argument("scope", default="all", metavar="[all|source:NAME|article:ARTICLE]")
@click.option("-o", "--output", metavar="FILE", default="-", show_default=True, help="Where to write it.")
@click.option("--base-url", metavar="URL", help="Where the site is served, for absolute links.")
@click.option("--title", default=TITLE, show_default=True, help="What the site is called.")
@click.pass_obj
def feed(console: Console, /, scope: str, output: str, base_url: str | None, title: str) -> None:
    """Write one Atom feed: of everything, of a source, or of an article.

    It has an entry for every new version, with the change itself inside. An entry keeps its id for ever, whatever the
    address of the site. Without --base-url, links are relative to the place the feed has in the site.
    """
    from revtrack import publishing
    from revtrack.publish import parse_scope

    wanted = parse_scope(scope)
    with console.open_store(create=False) as store:
        page = publishing.feed(_resolved(wanted, store), store, _site_options(store, base_url, title))
    if output == "-":
        click.echo(page.text, nl=False)
    elif not output.strip() or Path(output).is_dir():
        raise OutputError(f"“{output}” is not the name of a file", "name the file to write, or - for standard output")
    else:
        _write(Path(output), page.text.encode())
        console.say(f"{output} written")


def _resolved(scope: "Scope", store: "Store") -> "Scope":
    """The scope with the article named by its identity and the source by its name."""
    from revtrack.publish import Scope, ScopeKind

    match scope.kind:
        case ScopeKind.ARTICLE:
            return Scope(ScopeKind.ARTICLE, find_article(scope.value, store).identity)
        case ScopeKind.SOURCE:
            return Scope(ScopeKind.SOURCE, find_source(scope.value, store))
        case _:
            return scope


def _site_options(store: "Store", base_url: str | None, title: str) -> "SiteOptions":
    """The site, dated by the newest observation: building twice gives the same bytes."""
    from revtrack.report.site import SiteOptions

    if base_url is not None and not (is_address(base_url) and PLAIN_ADDRESS.fullmatch(base_url)):
        raise UsageError(
            f"--base-url: “{base_url[:200]}” is not the http or https address of a folder",
            "such as https://example.org/",
        )
    newest = max((article.last_checked for article in store.articles()), default=datetime(1970, 1, 1, tzinfo=UTC))
    return SiteOptions(title=title, base_url=base_url, as_of=newest, version=version("revtrack"))


def _most_telling(console: Console, store: "Store") -> str | None:
    """The change that says most among the last changes of the articles that changed last, as terminal text."""
    from revtrack import pipeline
    from revtrack.report.plain_text import telling_text
    from revtrack.report.wording import most_telling_of

    steps = []
    for article in store.articles()[:RECENT]:
        versions = store.versions(article.id)
        if len(versions) > 1:
            steps.append(pipeline.compare_versions(article, versions[-2], versions[-1], store))
    step = most_telling_of(steps)
    return telling_text(step, console.text_options()) if step else None


def _write_page(folder: Path, page: "Page") -> bool:
    """Write a page of the site; False when the file has that content already."""
    path = folder / page.path
    content = page.text.encode()
    with _output_errors(path):
        if path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
    _write(path, content)
    return True


def _write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: beside its place first, then renamed. What is no plain file is written to."""
    with _output_errors(path):
        target = path.resolve()  # a link stays a link
        if target.exists() and not target.is_file():
            target.write_bytes(content)
            return
        temporary = target.with_name(f".{target.name}.{os.getpid()}.part")
        try:
            temporary.write_bytes(content)
            temporary.replace(target)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise


@contextmanager
def _output_errors(path: Path) -> Iterator[None]:
    """Turn what the file system says into one sentence."""
    try:
        yield
    except OSError as problem:
        raise OutputError(
            f"{path} cannot be written: {problem.strerror or problem}", "choose another place, or make room"
        ) from None
