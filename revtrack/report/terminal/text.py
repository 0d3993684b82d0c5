"""The text of one Version, since when each sentence of it has stood there, and what is known of how it was obtained."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, zip_longest
from typing import Final

from revtrack.model import Article, Block, BlockKind, Document, FieldName, Snapshot, Version
from revtrack.report.charts.blame import BlameLine
from revtrack.report.foreign import safe
from revtrack.report.rows import tools_line
from revtrack.report.terminal.marks import article_name, moment_of
from revtrack.report.terminal.setting import (
    DEFAULT,
    GAP,
    Run,
    TextOptions,
    columns,
    own,
    padded,
    page,
    painted,
    set_lines,
)
from revtrack.report.wording import counted, field_name, length_line, set_aside_line, when

__all__ = ["blame_text", "headers_text", "meta_text", "show_text"]

BESIDE: Final = 72
"""Columns from which the times of a sentence stand beside it; with fewer they stand above. Half the line is text
then."""


def show_text(document: Document, options: TextOptions = DEFAULT, *, version: Version | None = None) -> str:
    """The text of a Document as one reads it: headline, byline, paragraphs with a blank line between them.

    A last line counts what was set aside as page furniture.

    Args:
        document: what to show.
        options: how to set it.
        version: what it is the text of, for a line that says so.
    """
    lines: list[str] = []
    if document.headline:
        lines += set_lines([Run(safe(document.headline), "strong")], options)
    if byline := document.field(FieldName.BYLINE):
        lines += set_lines([Run(safe(byline))], options)
    if version:
        returned = f", back to version {version.returns_to}" if version.returns_to else ""
        said = f"Version {version.number}, first seen {moment_of(version, options)}{returned}"
        lines += set_lines([Run(said, "muted")], options)
    for kind, blocks in groupby(document.blocks, key=lambda block: block.kind):
        for position, block in enumerate(blocks):
            if lines and not (position and kind in {BlockKind.LIST_ITEM, BlockKind.TABLE_ROW}):
                lines.append("")
            lines += _block(block, options)
    if document.set_aside:
        lines += ["", *set_lines([Run(f"({set_aside_line(len(document.set_aside))})", "muted")], options)]
    return page(lines)


def _block(block: Block, options: TextOptions) -> list[str]:
    if block.kind is BlockKind.CODE:
        lines = ([Run(safe(line))] for line in block.text.splitlines())
        return [set_line for line in lines for set_line in _kept_blanks(line, options)]
    lead = {BlockKind.LIST_ITEM: "- ", BlockKind.QUOTE: "> "}.get(block.kind, "")
    hang = lead if block.kind is BlockKind.QUOTE else " " * len(lead)
    style = "strong" if block.kind is BlockKind.HEADING else ""
    return set_lines([Run(safe(block.text), style)], options, lead=Run(lead), hang=hang)


def _kept_blanks(line: Sequence[Run], options: TextOptions) -> list[str]:
    """A line of code, its indentation kept."""
    return set_lines(line, options, lead=Run(" " * 4))


def blame_text(
    lines: Sequence[BlameLine], options: TextOptions = DEFAULT, *, article: Article, version: Version
) -> str:
    """Each sentence with the Version and the time it appeared, and those that last changed it; paragraphs apart.

    Args:
        lines: from `charts.blame`.
        options: how to set it.
        article: it is of.
        version: whose sentences they are.
    """
    said = f"Version {version.number}, first seen {moment_of(version, options)}"
    shown = [*set_lines([article_name(article, options)], options), *set_lines([Run(said, "muted")], options)]
    since = [(f"v{one.since}", when(one.since_at, options.zone)) for one in lines]
    changed = [None if one.untouched else (f"v{one.changed}", when(one.changed_at, options.zone)) for one in lines]
    numbers = max((len(number) for number, _ in [*since, *filter(None, changed)]), default=0)
    paragraph = 0
    for one, came, edited in zip(lines, since, changed, strict=True):
        if one.paragraph != paragraph:
            shown.append("")
            paragraph = one.paragraph
        shown += _blamed(one, [_stamp("since", came, numbers), _stamp("edited", edited, numbers)], options)
    return page(shown)


def _stamp(word: str, what: tuple[str, str] | None, numbers: int) -> str:
    return f"{word:<6} {what[0]:<{numbers}} {what[1]}" if what else ""


def _blamed(one: BlameLine, stamps: Sequence[str], options: TextOptions) -> Iterator[str]:
    """A sentence beside its times; where there is no room, below them; in a pipe all on one line."""
    style = "strong" if one.kind is BlockKind.HEADING else ""
    runs = [Run(safe(one.text), style)]
    gutter = len(stamps[0])
    if not options.width:
        yield f"{stamps[0]}{GAP}{stamps[1]:<{gutter}}{GAP}{safe(one.text)}"
    elif options.width < BESIDE:
        yield from (line for stamp in stamps if stamp for line in set_lines([Run(stamp, "muted")], options))
        yield from set_lines(runs, options, lead=Run(GAP))
    else:
        lead = " " * gutter + GAP
        text = [line.removeprefix(lead) for line in set_lines(runs, options, lead=Run(lead))]
        for stamp, line in zip_longest(filter(None, stamps), text, fillvalue=""):
            yield f"{painted(Run(f'{stamp:<{gutter}}', 'muted'), options)}{GAP}{line}".rstrip()


def meta_text(
    document: Document,
    options: TextOptions = DEFAULT,
    *,
    article: Article,
    version: Version,
    snapshot: Snapshot | None = None,
) -> str:
    """What is known of a Version beside its text, a line each; addresses and hashes are never broken.

    Args:
        document: its text.
        options: how to set it.
        article: it is a Version of.
        version: which.
        snapshot: the first that showed it, None where it is not at hand.
    """
    found = list(_facts(document, article, version, snapshot, options))
    width = max(columns(name) for name, _ in found)
    return page(
        f"{painted(Run(padded(name, width), 'muted'), options)}{GAP}{own(value, options)}" for name, value in found
    )


def _facts(
    document: Document, article: Article, version: Version, snapshot: Snapshot | None, options: TextOptions
) -> Iterator[tuple[str, str]]:
    yield "Article", article.id
    yield "Identity", safe(article.identity)
    if article.source:
        yield "Source", safe(article.source)
    returned = f", back to version {version.returns_to}" if version.returns_to else ""
    yield "Version", f"{version.number} of {article.versions}{returned}"
    yield "First seen", _time(when(version.first_seen, options.zone), version.time_note)
    yield "Last seen", _time(when(version.last_seen, options.zone), version.last_time_note)
    yield "Snapshots", f"{version.snapshots:,}"
    yield from _received(version, snapshot)
    yield "SHA-256 of the bytes", version.sha256
    yield "SHA-256 of the text", version.fingerprint
    yield "Text", length_line(document)
    if document.language:
        yield "Language", safe(document.language)
    if document.canonical:
        yield "Names itself", safe(document.canonical)
    yield "Read by", safe(tools_line(document.tools))
    for problem in document.problems:
        yield "Problem", safe(problem.detail)
    for field in document.fields:
        yield field_name(field.name), safe(field.value)


def _received(version: Version, snapshot: Snapshot | None) -> Iterator[tuple[str, str]]:
    if version.via:
        yield "Obtained", safe(version.via)
    if version.note:
        yield "Publisher’s note", safe(version.note)
    if snapshot:
        if snapshot.address:
            yield "Answered by", safe(snapshot.address)
        encoding = f", {safe(snapshot.encoding)}" if snapshot.encoding else ""
        yield "Received", f"{counted(len(snapshot.content), 'byte')} of {safe(snapshot.media_type)}{encoding}"


def _time(text: str, note: str | None) -> str:
    return f"{text} ({safe(note)})" if note else text


def headers_text(headers: Iterable[tuple[str, str]]) -> str:
    """The headers of an answer, a line each, as received but made harmless; empty where there are none."""
    lines = [f"{safe(name)}: {safe(value)}" for name, value in headers]
    return page(lines) if lines else ""
