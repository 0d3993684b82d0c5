"""`add`: Snapshots of what is named one by one, files or addresses."""

import re
from collections.abc import Callable, Sequence
from contextlib import ExitStack, nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from revtrack.cli.console import Console, read_input
from revtrack.cli.desk import PATIENCE_S, Workshop, alone, fill_workshop, open_reader, settings_of, web_alone
from revtrack.cli.references import check_url
from revtrack.cli.telling import (
    failure_json,
    name_some,
    remedied,
    report_failures,
    tell_capture,
    tell_json,
    tell_look,
)
from revtrack.cli.watching.subscriptions import check_address
from revtrack.errors import InputError, UsageError
from revtrack.report.wording import length_line

if TYPE_CHECKING:
    from revtrack.confine import Confined
    from revtrack.looking import Getter, Telling
    from revtrack.model import Document, Snapshot
    from revtrack.reader import Reader

__all__ = ["add"]

KINDS: Final = {
    "text": "text/plain",
    "markdown": "text/markdown",
    "html": "text/html",
    "mhtml": "multipart/related",
    "mail": "message/rfc822",
}
"""What `--type` takes, and the media type that it means."""

LANGUAGE_TAG: Final = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
"""The form of a BCP 47 tag (RFC 5646)."""

OTHER_ADDRESS: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
"""How addresses begin, of whatever kind (RFC 3986, section 3); hardly a file."""


NEITHER: Final = "only addresses of http and https can, and files be read"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """What the options of `add` say of an input; None is unknown."""

    url: str | None
    at: str | None
    source: str | None
    title: str | None
    language: str | None
    via: str | None
    kind: str | None
    encoding: str | None


@click.command()
@click.argument("inputs", metavar="PATH|URL|-...", nargs=-1, required=True)
@click.option("--url", metavar="URL|KEY", help="The article it belongs to: its address, or a key of your own.")
@click.option("--at", metavar="TIME", help="When it was seen, with a zone: 2026-02-03T15:00Z. Default: now.")
@click.option("--source", help="The publisher, as people call it.")
@click.option("--title", help="The headline, for content that has none.")
@click.option("--lang", metavar="TAG", help="Its language, such as en or pt-BR.")
@click.option("--via", metavar="TEXT", help="How it was obtained, for people to read.")
@click.option("--type", "kind", type=click.Choice(list(KINDS)), help="What it is. Default: by suffix and beginning.")
@click.option("--encoding", metavar="NAME", help="Its character encoding. Default: UTF-8, or what HTML declares.")
@click.option("--dry-run", is_flag=True, help="Fetch and read, say what was found; store nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print what happened as JSON, one line for each of several.")
@click.pass_obj
def add(
    console: Console,
    /,
    inputs: tuple[str, ...],
    url: str | None,
    at: str | None,
    source: str | None,
    title: str | None,
    lang: str | None,
    via: str | None,
    kind: str | None,
    encoding: str | None,
    *,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Store a Snapshot of an article: a web page, a text, Markdown, HTML or MHTML file, or - for standard input.

    \b
    revtrack add https://post.example/fire
    revtrack add page.html --url https://post.example/fire --at 2026-02-03T09:00Z
    curl -s https://post.example/fire | revtrack add - --url https://post.example/fire

    Inputs given the same --url are the history of one article. Without --url a file is the article named like it, with
    the name of its folder where you give one; a page is named by its address, and so is an MHTML file that says where
    it was saved from. A file whose bytes are already the
    article's latest Snapshot adds nothing, unless --at says when it was seen again.

    A page that is not the article (an error, a wall, half an answer) makes no version; that it was seen is kept.
    """  # noqa: D301  click wants the character \b, which keeps lines apart
    said = _Said(url=url, at=at, source=source, title=title, language=lang, via=via, kind=kind, encoding=encoding)
    _check(inputs, said)
    adding = _Adding(console, said, inputs, as_json=as_json)
    if dry_run:
        adding.only_read()
    else:
        adding.run()


def _check(inputs: Sequence[str], said: _Said) -> None:
    """Refuse what cannot be meant, before anything is fetched."""
    if not all(one.strip() for one in inputs):
        raise UsageError("PATH|URL is empty", "give the name of a file, an address, or - for standard input")
    if "-" in inputs and not said.url:
        raise UsageError("standard input has no name", "say which article it is with --url URL or --url KEY")
    if said.language and not LANGUAGE_TAG.fullmatch(said.language):
        raise UsageError(f"--lang: “{said.language[:64]}” is not a language tag", "such as en, de or pt-BR")
    check_url(said.url)
    if all(map(_is_of_other_kind, inputs)):
        raise UsageError(f"{inputs[0][:200]} cannot be fetched", NEITHER)
    fetched = next((one for one in inputs if _is_web_address(one)), None)
    for option, value in (("--at", said.at), ("--type", said.kind), ("--encoding", said.encoding)):
        if fetched and value:
            raise UsageError(f"{option} is for files, and {fetched[:200]} is fetched", "add them one by one")


class _Adding:
    """One run of `add`."""

    def __init__(self, console: Console, said: _Said, inputs: Sequence[str], *, as_json: bool) -> None:
        self.console = console
        self.said = said
        self.inputs = inputs
        self.many = len(inputs) > 1
        self.as_json = as_json

    def run(self) -> None:
        """Add each input; those that cannot be taken do not stop the others.

        Raises:
            InputError: the only one cannot be taken.
            FetchError: of several addresses, none gave the article.
            PartialError: some of several cannot be taken.
        """
        settings = settings_of(self.console)
        with open_reader(settings) as (confined, reader):
            first = self._reading(self.inputs[0], reader, confined) if len(self.inputs) == 1 else None
            with (
                fill_workshop(self.console, settings, confined, reader) as workshop,
                alone(self.console, workshop, PATIENCE_S) if any(map(_is_web_address, self.inputs)) else nullcontext(),
            ):
                self._each(
                    lambda one: self._add(one, workshop, first or self._reading(one, reader, confined)), "stored"
                )

    def _each(self, take: Callable[[str], None], done: str) -> None:
        """Take each input; one that cannot be taken stops the others as little as it can."""
        from revtrack.ingest.web import FetchError

        problems: list[InputError] = []
        for one in self.console.progress(self.inputs, len(self.inputs), "adding"):
            try:
                take(one)
            except InputError as problem:
                if not self.many:
                    raise
                problems.append(problem)
                if self.as_json:
                    tell_json(failure_json(_name(one), problem), one_of_many=True)
        refused = [problem for problem in problems if isinstance(problem, FetchError)]
        messages = [problem.message for problem in problems]
        if len(refused) == len(self.inputs):
            if not self.as_json:
                name_some(self.console, "failed", messages, len(messages))
            raise FetchError(
                refused[0].state,
                f"none of the {len(refused)} addresses gave an article",
                hint="nothing changed in their histories; what each of them gave is named above",
            )
        if problems:
            report_failures(self.console, messages, len(self.inputs), named=not self.as_json, done=done)

    def _reading(self, one: str, reader: "Reader", confined: "Confined") -> "tuple[Snapshot, Document] | None":
        """A file as what it says, None for an address. What nobody can read makes no database, so it comes first."""
        if not _is_web_address(one):
            return self._file(one, reader, confined)
        check_address(one)
        return None

    def _file(self, one: str, reader: "Reader", confined: "Confined") -> "tuple[Snapshot, Document]":
        """A file as what it says; a saved page that tells where it is from is the article there."""
        from revtrack.plausibility import belongs
        from revtrack.reader import read

        if _is_of_other_kind(one):
            raise InputError(f"{one[:200]} cannot be fetched", NEITHER)
        snapshot = _snapshot(one, self.said)
        address = None if self.said.url else _saved_from(snapshot, confined)
        if address is None:
            return snapshot, read(snapshot, _name(one), reader)
        snapshot = replace(snapshot, article=address)
        document = read(snapshot, _name(one), reader)
        home = belongs(address, canonical=document.canonical).identity
        self.console.say(f"note: {_name(one)} says it was saved from {home}: it is that article; --url names another")
        return replace(snapshot, article=home), document

    def _add(self, one: str, workshop: Workshop, reading: "tuple[Snapshot, Document] | None") -> None:
        from revtrack import pipeline
        from revtrack.looking import known_as, look

        if reading is None:
            seen = look(one, workshop.desk, _telling(self.said))
            tell_look(self.console, seen, as_json=self.as_json, one_of_many=self.many)
            return
        snapshot, document = reading
        if _is_web_address(snapshot.article) and not self.said.url:
            snapshot = replace(snapshot, article=known_as(snapshot.article, workshop.store))
        again = None if self.said.at is not None or one == "-" else pipeline.already_latest(snapshot, workshop.store)
        done = again or pipeline.capture(snapshot, _name(one), workshop.store, workshop.reader, document)
        tell_capture(self.console, _name(one), done, as_json=self.as_json, one_of_many=self.many)

    def only_read(self) -> None:
        """Read each input and say what it is; nothing is stored. Raises as `run` does."""
        settings = settings_of(self.console)
        with open_reader(settings) as (confined, reader), ExitStack() as stack:
            fetches = any(map(_is_web_address, self.inputs))
            get = stack.enter_context(web_alone(self.console, settings, PATIENCE_S)) if fetches else None

            def take(one: str) -> None:
                if get and _is_web_address(one):
                    check_address(one)
                    self._say(one, _fetched(one, get, reader, _telling(self.said), settings.publisher(one)))
                else:
                    self._say(one, self._file(one, reader, confined))

            self._each(take, "read")

    def _say(self, one: str, reading: "tuple[Snapshot, Document]") -> None:
        from revtrack.ingest.web.problem import without_user

        snapshot, document = reading
        if self.as_json:
            found: dict[str, object] = {
                "input": _name(one),
                "article": without_user(snapshot.article),
                "source": snapshot.source,
                "headline": document.headline,
                "words": document.word_count,
                "sentences": len(document.sentences),
                "language": document.language,
                "problems": [problem.detail for problem in document.problems],
            }
            tell_json(found, one_of_many=self.many)
            return
        headline = document.headline or "without a headline"
        self.console.print_line(f"{_name(one)}: {headline} ({length_line(document)})")


def _telling(said: _Said) -> "Telling":
    """What the options say of a page that is fetched."""
    from revtrack.looking import Telling

    return Telling(
        article=said.url,
        source=said.source,
        title=said.title,
        language=said.language,
        via=said.via or "fetched",
    )


def _fetched(
    address: str, get: "Getter", reader: "Reader", telling: "Telling", source: str | None
) -> "tuple[Snapshot, Document]":
    """A page, fetched and read.

    Raises:
        FetchError: it gave no answer, or is not the article.
    """
    from revtrack.ingest.web import FetchError
    from revtrack.looking import snapshot_of_answer
    from revtrack.plausibility import state_of_answer, state_of_document

    with remedied("check the address, or try again later; nothing of it is stored"):
        answer = get(address)
        if state := state_of_answer(answer):
            raise FetchError(state.state, state.detail, address=address)
        snapshot = snapshot_of_answer(answer, telling, source)
        document = reader.extract(snapshot, reader.options(snapshot.article))
        if state := state_of_document(document):
            raise FetchError(state.state, state.detail, address=address)
    return snapshot, document


def _snapshot(path: str, said: _Said) -> "Snapshot":
    """A file or standard input as a Snapshot.

    Raises:
        InputError: it cannot be read.
    """
    from revtrack import ingest
    from revtrack.ingest.moments import not_in_future

    now = datetime.now(UTC)
    observed = now if said.at is None else not_in_future(ingest.parse_moment(said.at, "--at"), now, "--at")
    content = read_input() if path == "-" else ingest.read_bytes(Path(path))
    description = ingest.Description(
        article=said.url or "/".join(Path(path).parts[-2:]).removeprefix("/"),
        source=said.source,
        title=said.title,
        language=said.language,
        via=said.via or (_name(path) if path == "-" else f"file {Path(path).name}"),
        media_type=ingest.MediaType(KINDS[said.kind]) if said.kind else None,
        encoding=said.encoding,
    )
    return ingest.snapshot_of(content, path, observed, description)


def _saved_from(snapshot: "Snapshot", confined: "Confined") -> str | None:
    """The address that a saved page says it is from; None for other content, or where that is none of a page."""
    from revtrack.address import address_problem
    from revtrack.extract.page.mhtml import saved_from
    from revtrack.ingest import MediaType

    address = confined.call(saved_from, snapshot.content) if snapshot.media_type == MediaType.MHTML else None
    return None if address is None or address_problem(address) else address


def _is_of_other_kind(one: str) -> bool:
    """Whether an input is an address that cannot be fetched."""
    return OTHER_ADDRESS.match(one) is not None and not _is_web_address(one)


def _name(one: str) -> str:
    """What an input is called: an address without the name and the password in it."""
    from revtrack.ingest.web.problem import without_user

    return "standard input" if one == "-" else without_user(one) if _is_web_address(one) else one


def _is_web_address(text: str) -> bool:
    """Whether an input is fetched, not opened."""
    from revtrack.versioning import is_address

    return is_address(text)
