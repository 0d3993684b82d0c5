"""The commands `show` and `blame`."""

import sys
from typing import TYPE_CHECKING, Any, Final

import click

from revtrack.cli.console import Console, echo_json
from revtrack.cli.history.choosing import only_one
from revtrack.cli.references import find_article, find_version
from revtrack.errors import NotFoundError, UsageError
from revtrack.model import Article, Document, Snapshot, Version

if TYPE_CHECKING:
    from revtrack.report.charts.blame import BlameLine
    from revtrack.store import Store

__all__ = ["blame", "show"]

FORMS: Final = ("meta", "headers", "raw", "text", "sentences", "html", "as_json")
"""The options of `show` that exclude each other."""


@click.command()
@click.argument("article")
@click.argument("version", required=False)
@click.option("--meta", is_flag=True, help="Print what is known of it beside its text: times, hashes, fields.")
@click.option("--headers", is_flag=True, help="Print the headers of the answer it came with.")
@click.option("--raw", is_flag=True, help="Print the bytes as they were received.")
@click.option("--text", is_flag=True, help="Print headline and paragraphs as they are, for a patch.")
@click.option("--sentences", is_flag=True, help="Print a sentence on each line, for a unified diff.")
@click.option("--html", is_flag=True, help="Print the text as HTML: what was read of the page, and nothing else of it.")
@click.option("--json", "as_json", is_flag=True, help="Print text and fields as JSON.")
@click.option("--force", is_flag=True, help="Print --raw and --text to a terminal all the same: they may steer it.")
@click.pass_obj
def show(console: Console, /, article: str, version: str | None, *, force: bool, **form: bool) -> None:
    """The text of an ARTICLE, as of its last VERSION or the one named.

    \b
    revtrack show https://post.example/fire v2        its second version
    revtrack show - --meta                            where the latest one came from
    revtrack show 7k2m first --raw > page.html        the very bytes that were received
    """  # noqa: D301  click wants the character \b, which keeps lines apart
    only_one({f"--{name.removeprefix('as_')}": form[name] for name in FORMS})
    with console.open_store(create=False) as store:
        found = find_article(article, store)
        chosen = find_version(version or "last", store.versions(found.id), found)
        if form["raw"]:
            _as_it_is(store.content(chosen.sha256), "--raw", force=force)
        elif form["headers"]:
            _show_headers(console, found, chosen, store)
        elif form["meta"]:
            _show_meta(console, found, chosen, store)
        else:
            _show_text(console, found, chosen, store.document(chosen), form, force=force)


def _show_text(
    console: Console, article: Article, version: Version, document: Document, form: dict[str, bool], *, force: bool
) -> None:
    from revtrack.report.as_json import document_json
    from revtrack.report.pages.reading import reading_page
    from revtrack.report.patch import document_text
    from revtrack.report.terminal.text import show_text
    from revtrack.report.terminal.unified import sentence_lines

    if form["text"]:
        _as_it_is(document_text(document).encode(), "--text", force=force)
    elif form["as_json"]:
        echo_json(document_json(document, version, article))
    elif form["sentences"]:
        console.show(sentence_lines(document))
    elif form["html"]:
        click.echo(reading_page(document), nl=False)
    else:
        console.show(show_text(document, console.text_options(), version=version), paged=True)


def _as_it_is(content: bytes, option: str, *, force: bool) -> None:
    """Write bytes from outside as they are.

    Raises:
        UsageError: standard output is a terminal, and nobody insists.
    """
    if sys.stdout.isatty() and not force:
        hint = f"send them to a file: revtrack show … {option} > FILE; or insist with --force"
        raise UsageError("raw bytes may steer a terminal", hint)
    sys.stdout.flush()
    sys.stdout.buffer.write(content)


def _snapshot(article: Article, version: Version, store: "Store") -> Snapshot | None:
    """The first Snapshot that showed a version."""
    found = (stored.snapshot for stored in store.snapshots(article.id))
    return next((one for one in found if (one.observed_at, one.sha256) == (version.first_seen, version.sha256)), None)


def _show_headers(console: Console, article: Article, version: Version, store: "Store") -> None:
    """Print the headers of the answer a version came with.

    Raises:
        NotFoundError: it came with none.
    """
    from revtrack.report.terminal.text import headers_text

    snapshot = _snapshot(article, version, store)
    if snapshot is None or not snapshot.headers:
        raise NotFoundError(
            f"version {version.number} of {article.id} has no headers: it was not received over HTTP",
            "show --meta says how it was obtained",
        )
    console.show(headers_text(snapshot.headers), paged=True)


def _show_meta(console: Console, article: Article, version: Version, store: "Store") -> None:
    from revtrack.report.terminal.text import meta_text

    options, document = console.text_options(), store.document(version)
    snapshot = _snapshot(article, version, store)
    console.show(meta_text(document, options, article=article, version=version, snapshot=snapshot), paged=True)


@click.command()
@click.argument("article")
@click.argument("version", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@click.pass_obj
def blame(console: Console, /, article: str, version: str | None, *, as_json: bool) -> None:
    """Since when each sentence of an ARTICLE has stood there, and when it was last edited.

    \b
    revtrack blame https://post.example/fire        of its last version
    revtrack blame 7k2m v3 | grep 'since  v3'       what came with version 3

    A sentence that was split or merged is as old as its oldest part; one that was removed and came back is new again.
    """  # noqa: D301  click wants the character \b, which keeps lines apart
    from revtrack.report.terminal.text import blame_text

    with console.open_store(create=False) as store:
        found = find_article(article, store)
        chosen = find_version(version or "last", store.versions(found.id), found)
        lines = _blamed(found, chosen, store)
    if as_json:
        echo_json(_blame_json(found, chosen, lines))
    else:
        shown = blame_text(lines, console.text_options(), article=found, version=chosen)
        console.show(shown, paged=True)


def _blamed(article: Article, version: Version, store: "Store") -> "tuple[BlameLine, ...]":
    """The sentences of a version; those of the first are all as old as it."""
    from revtrack import pipeline
    from revtrack.report.charts.blame import BlameLine
    from revtrack.report.charts.blame import blame as blame_of

    if version.number > 1:
        return blame_of(pipeline.history(article, store), version.number)
    blocks = enumerate(store.document(version).blocks, start=1)
    return tuple(
        BlameLine(
            text=sentence.text,
            paragraph=paragraph,
            kind=block.kind,
            since=1,
            since_at=version.first_seen,
            changed=1,
            changed_at=version.first_seen,
        )
        for paragraph, block in blocks
        for sentence in block.sentences
    )


def _blame_json(article: Article, version: Version, lines: "tuple[BlameLine, ...]") -> dict[str, Any]:
    from revtrack.report.as_json import article_json, version_json
    from revtrack.report.rows import moment

    return {
        "schema": "revtrack.blame/1",
        "article": article_json(article),
        "version": version_json(version),
        "sentences": [
            {
                "text": line.text,
                "paragraph": line.paragraph,
                "kind": line.kind.value,
                "since": {"version": line.since, "observed": moment(line.since_at).iso},
                "edited": {"version": line.changed, "observed": moment(line.changed_at).iso}
                if not line.untouched
                else None,
            }
            for line in lines
        ],
    }
