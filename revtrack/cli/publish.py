"""Commands that publish: `build` for the whole site, `feed` for one feed."""

import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from revtrack.cli.console import Console, echo_json
from revtrack.cli.references import find_article, find_source
from revtrack.errors import OutputError, UsageError
from revtrack.report.wording import counted
from revtrack.versioning import is_address

if TYPE_CHECKING:
    from revtrack.model import Article
    from revtrack.publish import Scope
    from revtrack.publishing import Built
    from revtrack.report.site import Page, SiteOptions
    from revtrack.store import Store

__all__ = ["build", "feed", "open_", "page"]

TITLE: Final = "Changes in the news"

PLAIN_ADDRESS: Final = re.compile(r"[^\s?#\"<>]+")
"""Pages are appended to it, so it holds neither query nor fragment."""

STATE: Final = ".revtrack-build.json"
"""What a build leaves for the next one, in the folder of the site."""

RECENT: Final = 50
"""Articles among whose last changes the most telling one is looked for, so that `build` stays quick."""


@click.command()
@click.argument("directory", metavar="DIR")
@click.option("--base-url", metavar="URL", help="Where the site will be served, for absolute links in feeds and JSON.")
@click.option("--title", default=TITLE, show_default=True, help="What the site is called.")
@click.option("--incremental", is_flag=True, help="Make only the pages again that would come out otherwise.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
@click.pass_obj
def build(
    console: Console, /, directory: str, base_url: str | None, title: str, *, incremental: bool, as_json: bool
) -> None:
    """Write the static site of everything stored: pages, JSON and feeds that work from a folder, without a network.

    Files that would not change are left alone; nothing else in DIR is touched. With --incremental it is known from the
    last time what would not, and an article that nothing happened to costs next to nothing.
    """
    from revtrack import publishing

    if not directory.strip():
        raise UsageError("DIR is empty", "name the folder to write to; . is the current one")
    folder = Path(directory)
    with console.open_store(create=False) as store:
        options = _site_options(console, store, base_url, title)
        kept = _kept(folder) if incremental else None
        pages = console.progress(publishing.build_site(store, options, kept), None, "writing")
        written = unchanged = 0
        for page in pages:
            if _write_page(folder, page):
                written += 1
            else:
                unchanged += 1
        if kept is not None:
            _keep(folder, kept)
        telling = None if as_json else _most_telling(console, store)
    index = folder / "index.html"
    if as_json:
        echo_json({"index": str(index), "written": written, "unchanged": unchanged})
        return
    console.tell(f"{counted(written, 'file')} written, {unchanged} unchanged.")
    if telling and not console.quiet:
        console.show(f"\nThe most telling change:\n\n{telling}\n")
    console.tell(f"Open {index.resolve()}")


def _kept(folder: Path) -> "dict[str, Built]":
    """What an earlier build left for this one; nothing where it cannot be read."""
    from revtrack.publishing import Built

    try:
        known = json.loads((folder / STATE).read_bytes())
        return {name: Built(str(key), str(listing)) for name, (key, listing) in known.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _keep(folder: Path, kept: "dict[str, Built]") -> None:
    """Leave what this build knows for the next one."""
    content = json.dumps({name: [one.key, one.listing] for name, one in sorted(kept.items())})
    _write(folder / STATE, content.encode())


@click.command()
@click.argument("article", metavar="ARTICLE")
@click.argument("versions", metavar="[A..B]", required=False)
@click.option("-o", "--output", metavar="FILE", required=True, help="Where to write it; - for standard output.")
@click.option("--base-url", metavar="URL", help="Where the site is served, for links in citations.")
@click.pass_obj
def page(console: Console, /, article: str, versions: str | None, output: str, base_url: str | None) -> None:
    """Write one self-contained HTML file: the history of an article, or what differs between two of its versions."""
    name, text = _single(console, article, versions, base_url)
    if _put(text, output):
        console.say(f"{output} written: {name}")


@click.command("open")
@click.argument("article", metavar="ARTICLE")
@click.argument("versions", metavar="[A..B]", required=False)
@click.pass_obj
def open_(console: Console, /, article: str, versions: str | None) -> None:
    """Show the history of an article, or two of its versions, in the browser, from a temporary file."""
    import tempfile
    import webbrowser

    name, text = _single(console, article, versions, None)
    with tempfile.NamedTemporaryFile("w", prefix="revtrack-", suffix=".html", encoding="utf-8", delete=False) as file:
        file.write(text)
    console.tell(f"{name}: {file.name}")
    if not webbrowser.open(Path(file.name).as_uri()):
        console.say("no browser could be started: open the file above")


def _single(console: Console, article: str, versions: str | None, base_url: str | None) -> tuple[str, str]:
    """The title of an article, and the self-contained file of its history or of two of its versions."""
    from revtrack import pipeline
    from revtrack.cli.references import find_range
    from revtrack.report.site import single_page

    with console.open_store(create=False) as store:
        found = find_article(article, store)
        options = _site_options(console, store, base_url, TITLE)
        history = pipeline.history(found, store)
        step = None
        if versions is not None:
            old, new = find_range(versions, history.versions, found)
            step = pipeline.compare_versions(found, old, new, store)
        return found.title or found.identity, single_page(history, options, step)


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
        page = publishing.feed(_resolved(wanted, store), store, _site_options(console, store, base_url, title))
    if _put(page.text, output):
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


def _site_options(console: Console, store: "Store", base_url: str | None, title: str) -> "SiteOptions":
    """The site, dated by the newest observation: building twice gives the same bytes."""
    from revtrack.cli.desk import schedule_of, settings_of
    from revtrack.ingest.web.problem import without_user
    from revtrack.report.site import SiteOptions
    from revtrack.report.standing import BY_HAND, NextCheck
    from revtrack.watch.schedule import next_look

    schedule = schedule_of(settings_of(console))
    fetched = store.fetched()

    def planned(article: "Article") -> NextCheck:
        if article.id not in fetched:
            return BY_HAND
        found = next_look(article, newest, schedule=schedule)
        return NextCheck(at=found.at, reason=found.reason)

    if base_url is not None and not (is_address(base_url) and PLAIN_ADDRESS.fullmatch(base_url)):
        raise UsageError(
            f"--base-url: “{base_url[:200]}” is not the http or https address of a folder",
            "such as https://example.org/",
        )
    if base_url is not None and without_user(base_url) != base_url:
        raise UsageError("--base-url has a name or password before its host", "give it without: every page repeats it")
    newest = max((article.last_checked for article in store.articles()), default=datetime(1970, 1, 1, tzinfo=UTC))
    return SiteOptions(title=title, base_url=base_url, as_of=newest, version=version("revtrack"), next_check=planned)


def _most_telling(console: Console, store: "Store") -> str | None:
    """The change that says most among the last changes of the articles that changed last, as terminal text."""
    from revtrack import pipeline
    from revtrack.report.terminal.inline import telling_text
    from revtrack.report.wording import most_telling_of

    steps = []
    for article in store.articles()[:RECENT]:
        edits = [(old, new) for old, new in pairwise(store.versions(article.id)) if not new.technical]
        if edits:
            steps.append(pipeline.compare_versions(article, *edits[-1], store))
    step = most_telling_of(steps)
    return telling_text(step, console.text_options()) if step else None


def _put(text: str, output: str) -> bool:
    """Whether a text was written to a file; else it was printed.

    Raises:
        OutputError: what is named is no file, or cannot be written.
    """
    if output == "-":
        click.echo(text, nl=False)
        return False
    if not output.strip() or Path(output).is_dir():
        raise OutputError(f"“{output}” is not the name of a file", "name the file to write, or - for standard output")
    _write(Path(output), text.encode())
    return True


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
