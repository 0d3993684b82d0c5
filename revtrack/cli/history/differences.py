"""The command `diff`."""

import tempfile
import webbrowser
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from revtrack.cli.console import Console, echo_json, fail, read_input
from revtrack.cli.history.choosing import labels_option, only_one, wanted_labels
from revtrack.cli.references import find_article, find_range, looks_like_range
from revtrack.errors import UsageError
from revtrack.model import Article, Comparison, History, Snapshot, Transition, Version

if TYPE_CHECKING:
    from revtrack.report.terminal.setting import TextOptions

__all__ = ["diff"]

FILE_TIME: Final = "time of the file"
"""What the time of a file that no database knows is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _View:
    """How a Comparison is shown: one of the first ten, or as wide as the terminal has room for."""

    as_json: bool
    patch: bool
    stat: bool
    unified: bool
    inline: bool
    side_by_side: bool
    html: bool
    in_browser: bool
    marks: str
    context: int | None
    minor: bool
    labels: frozenset[str]

    def __post_init__(self) -> None:
        whole = {
            "--json": self.as_json,
            "--stat": self.stat,
            "--patch": self.patch,
            "--unified": self.unified,
            "--html": self.html,
            "--open": self.in_browser,
        }
        only_one(whole | {"--inline": self.inline, "--side-by-side": self.side_by_side})
        for name, chosen in whole.items():
            if chosen and self.labels:
                raise UsageError(f"{name} holds all changes: --label cannot choose among them", "leave one of them out")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Compared:
    """What the two arguments name, compared."""

    comparison: Comparison
    transition: Transition | None
    """None for two files."""
    names: tuple[str, str] | None
    """Of two files."""
    history: History
    """Of the article; of two files an invented one with these two versions."""


@click.command()
@click.argument("first", metavar="ARTICLE|OLD")
@click.argument("second", metavar="[RANGE|NEW]", required=False)
@click.option("--side-by-side", is_flag=True, help="Two columns; what a terminal of 100 columns gets anyway.")
@click.option("--inline", is_flag=True, help="One column; what all others get.")
@click.option("--unified", is_flag=True, help="A unified diff of sentences, for patch; see show --sentences.")
@click.option("--stat", is_flag=True, help="Only how much changed.")
@click.option("--html", is_flag=True, help="Print one HTML file that needs nothing beside it.")
@click.option("--open", "in_browser", is_flag=True, help="Write that to a temporary file and open the browser.")
@click.option("--json", "as_json", is_flag=True, help="Print the Comparison as JSON.")
@click.option("--patch", is_flag=True, help="Print a patch that diff-match-patch applies to the text of old.")
@click.option("--words", "marks", flag_value="words", help="Mark whole words only.")
@click.option("--chars", "marks", flag_value="letters", help="Mark letters, where a word changed only in part.")
@click.option("--context", type=click.IntRange(0), metavar="N", help="Unchanged sentences around (1; --unified 3).")
@click.option("--minor/--no-minor", default=True, show_default=True, help="Show spelling, punctuation and the like.")
@labels_option
@click.option("--exit-code", is_flag=True, help="Exit with 1 when something changed.")
@click.pass_obj
def diff(console: Console, /, first: str, second: str | None, *, exit_code: bool, **view: Any) -> None:
    """What changed, sentence by sentence: between two files, or between versions of an article.

    \b
    revtrack diff old.html new.html     two files, no database
    revtrack diff ARTICLE               its last change
    revtrack diff ARTICLE 1..3          two of its versions

    Two arguments are files when both exist, or when the second is no range. A patch belongs to the text that
    show --text prints, a unified diff to that of show --sentences. With --label or --no-minor, --exit-code asks
    whether anything is left.
    """  # noqa: D301  click wants the character \b, which keeps lines apart
    chosen = _View(
        **view | {"labels": wanted_labels(view["labels"], of_changes=True), "marks": view["marks"] or "both"}
    )
    compared = _compared(console, first, second, whole=chosen.html or chosen.in_browser)
    _show(console, compared, chosen)
    if exit_code and _differs(compared.comparison, _options(console, chosen)):
        fail(1)


def _differs(comparison: Comparison, options: "TextOptions") -> bool:
    from revtrack.report.terminal.marks import is_shown
    from revtrack.report.wording import all_changes

    return any(is_shown(change, options) for change in all_changes(comparison))


def _options(console: Console, view: _View) -> "TextOptions":
    from revtrack.report.terminal.setting import Marks

    context = view.context if view.context is not None else 3 if view.unified else 1
    return console.text_options(context=context, minor=view.minor, labels=view.labels, marks=Marks(view.marks))


def _show(console: Console, compared: _Compared, view: _View) -> None:
    """Print it as it is wanted."""
    from revtrack.report.as_json import comparison_json
    from revtrack.report.patch import patch_text
    from revtrack.report.terminal.inline import diff_text, stat_text
    from revtrack.report.terminal.split import SPLIT_WIDTH, split_text
    from revtrack.report.terminal.unified import unified_text

    comparison, transition, names = compared.comparison, compared.transition, compared.names
    options = _options(console, view)
    if view.as_json:
        echo_json(comparison_json(transition, comparison, generator=f"revtrack {version('revtrack')}"))
    elif view.patch:
        click.echo(patch_text(comparison), nl=False)
    elif view.html:
        click.echo(_page(compared), nl=False)
    elif view.in_browser:
        _open(console, _page(compared))
    elif view.stat:
        console.show(stat_text(comparison, options, transition=transition))
    elif view.unified:
        console.show(unified_text(comparison, options, transition=transition, names=names), paged=True)
    else:
        wide = console.on_terminal() and options.width >= SPLIT_WIDTH and not view.inline
        form = split_text if wide or view.side_by_side else diff_text
        console.show(form(comparison, options, transition=transition, names=names), paged=True)


def _page(compared: _Compared) -> str:
    """The Comparison as one HTML file."""
    from revtrack.report.pages.single import single_page
    from revtrack.report.site import SiteOptions

    history = compared.history
    step = compared.transition or history.transitions[0]
    return single_page(history, SiteOptions(as_of=history.article.last_checked, version=version("revtrack")), step)


def _open(console: Console, page: str) -> None:
    """Write a page to a temporary file, which stays, and open the browser."""
    with tempfile.NamedTemporaryFile("wb", prefix="revtrack-", suffix=".html", delete=False) as file:
        file.write(page.encode())
    if not webbrowser.open(Path(file.name).as_uri()):
        console.say("there is no browser to open it with")
    console.tell(file.name)


def _compared(console: Console, first: str, second: str | None, *, whole: bool) -> _Compared:
    """What the two arguments name, compared.

    Args:
        console: knows the database.
        first: an article, or the file of old.
        second: a range, or the file of new.
        whole: whether the whole history of the article is wanted besides.
    """
    from revtrack import pipeline

    both_exist = second is not None and Path(first).exists() and Path(second).exists()
    if second is not None and (both_exist or not looks_like_range(second)):
        if not any(_may_be_file(name) for name in (first, second)):
            raise UsageError(
                f"“{first[:200]}” and “{second[:200]}” are no files, and the second is no range of versions",
                "give two files, or one article and a range such as 1..3",
            )
        console.note("comparing two files")
        return _files(console, first, second)
    with console.open_store(create=False) as store:
        article = find_article(first, store)
        console.note(f"comparing versions of {article.id}")
        old, new = find_range(second, store.versions(article.id), article)
        step = pipeline.compare_versions(article, old, new, store)
        history = History(article=article, versions=(old, new), transitions=(step,))
        if whole:
            history = pipeline.history(article, store)
    return _Compared(comparison=step.comparison, transition=step, names=None, history=history)


def _may_be_file(name: str) -> bool:
    """Whether a name is to be taken for that of a file: it is there, looks like one, or is told to be none."""
    from revtrack.versioning import is_address

    return name == "-" or is_address(name) or Path(name).exists() or bool(Path(name).suffix)


def _files(console: Console, first: str, second: str) -> _Compared:
    """Two files that no database knows, compared; what parses them is confined like any other parser."""
    from revtrack import pipeline
    from revtrack.cli.desk import open_reader, settings_of

    names = (first, second)
    snapshots = (_file_snapshot(first), _file_snapshot(second))
    with open_reader(settings_of(console)) as (_, reader):
        comparison = pipeline.compare_snapshots(*snapshots, names, reader)
    history = _invented_history(snapshots, comparison)
    return _Compared(comparison=comparison, transition=None, names=names, history=history)


def _file_snapshot(name: str) -> Snapshot:
    """A file as a Snapshot that belongs to no article."""
    from revtrack import ingest
    from revtrack.versioning import is_address

    if is_address(name):
        raise UsageError(f"{name} is an address, and diff compares files", f"revtrack add {name} keeps what is there")
    if name == "-":
        content, modified = read_input(), datetime.now(UTC)
    else:
        content = ingest.read_bytes(Path(name))
        modified = datetime.fromtimestamp(Path(name).stat().st_mtime, UTC)
    return ingest.snapshot_of(
        content, name, modified, ingest.Description(article=name, time_note=FILE_TIME if name != "-" else None)
    )


def _invented_history(snapshots: tuple[Snapshot, Snapshot], comparison: Comparison) -> History:
    """The two as the versions of one article, for a page about them."""
    from revtrack import versioning

    documents = (comparison.old, comparison.new)
    identity = versioning.identity(snapshots[1].article)
    identifier = versioning.article_id(identity)
    old, new = (
        Version(
            article_id=identifier,
            number=number,
            first_seen=snapshot.observed_at,
            last_seen=snapshot.observed_at,
            fingerprint=document.fingerprint,
            sha256=snapshot.sha256,
            snapshots=1,
            headline=document.headline,
            via=f"the file {snapshot.article}",
            time_note=snapshot.time_note,
            last_time_note=snapshot.time_note,
        )
        for number, (snapshot, document) in enumerate(zip(snapshots, documents, strict=True), start=1)
    )
    article = Article(
        id=identifier,
        identity=identity,
        url=None,
        source=None,
        title=comparison.new.headline or comparison.old.headline,
        language=comparison.new.language,
        first_seen=old.first_seen,
        last_changed=new.first_seen,
        last_checked=max(old.first_seen, new.first_seen),
        versions=2,
        snapshots=2,
    )
    step = Transition(article=article, old=old, new=new, comparison=comparison)
    return History(article=article, versions=(old, new), transitions=(step,))
