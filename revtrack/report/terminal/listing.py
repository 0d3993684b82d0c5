"""The list of articles: a line each, under a line of headings."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from revtrack.model import Article
from revtrack.report.foreign import isolated, safe
from revtrack.report.rows import untitled
from revtrack.report.standing import state_words
from revtrack.report.terminal.setting import (
    DEFAULT,
    GAP,
    Run,
    TextOptions,
    columns,
    fitted,
    own,
    padded,
    page,
    painted,
)
from revtrack.report.wording import when

__all__ = ["list_text"]

LEAST_TITLE: Final = 20
"""Columns that a title needs in the list; with fewer it gets a line of its own."""

SOURCE_WIDTH: Final = 24
"""Columns of a source in the list, at most: with 24 the other columns fit into 80."""

INDENT: Final = " " * 6
"""In front of what a line has no room for."""

NONE: Final[Mapping[str, int]] = MappingProxyType({})

HEADINGS: Final = ("Article", "Versions", "Changes", "Last changed", "State", "Source", "Title")


def list_text(
    articles: Sequence[Article],
    options: TextOptions = DEFAULT,
    *,
    technical: Mapping[str, int] = NONE,
    chosen: bool = False,
) -> str:
    """A line per article in the order given; then what to do next.

    Args:
        articles: to list.
        options: how to set it.
        technical: how many of its Versions are no change, by the id of an article; of those not named none is.
        chosen: whether they are those that fit some wish, so that none does not mean that there is none.
    """
    if not articles:
        return page(["No such article is stored." if chosen else "No article is stored yet.", _next(chosen=chosen)])
    table = [HEADINGS, *(_cells(article, technical.get(article.id, 0), options) for article in articles)]
    if not any(cells[4] for cells in table[1:]):
        table = [(*cells[:4], *cells[5:]) for cells in table]
    widths = [max(map(columns, column)) for column in zip(*table, strict=True)]
    heading, *rows = (_row(cells, widths, options) for cells in table)
    first = articles[0]
    verb = "diff" if first.versions > 1 else "show"
    lines = [*(painted(Run(line, "muted"), options) for line in heading), *(line for row in rows for line in row)]
    return page([*lines, "", f"Next: revtrack {verb} {first.id}"])


def _next(*, chosen: bool) -> str:
    return "Next: revtrack list" if chosen else "Next: revtrack add FILE"


def _cells(article: Article, technical: int, options: TextOptions) -> tuple[str, ...]:
    return (
        article.id,
        f"{article.versions:,}",
        f"{article.versions - 1 - technical:,}",
        when(article.last_changed, options.zone),
        _state(article),
        own(_source(article, options), options),
        safe(untitled(article.title)),
    )


def _state(article: Article) -> str:
    """Whether it is gone or the last look failed; empty where neither."""
    if article.gone_since:
        return "gone"
    return state_words(article.last_state) if article.last_state else ""


def _source(article: Article, options: TextOptions) -> str:
    name = safe(article.source or "–")
    return fitted(name, SOURCE_WIDTH) if options.width else name


def _row(cells: Sequence[str], widths: Sequence[int], options: TextOptions) -> list[str]:
    """One line, or two or three where the title or what stands before it would have no room."""
    *aligned, title = (padded(cell, width) for cell, width in zip(cells, widths, strict=True))
    start, title = GAP.join(aligned), title.rstrip()
    if not options.width:
        return [f"{start}{GAP}{title}"]
    room = options.width - columns(f"{start}{GAP}")
    if room >= LEAST_TITLE:
        return [f"{start}{GAP}{own(isolated(fitted(title, room)), options)}"]
    below = [own(isolated(fitted(title, max(options.width - len(INDENT), LEAST_TITLE))), options)]
    dropped: list[str] = []
    while len(aligned) > 1 and columns(GAP.join(aligned).rstrip()) > options.width:
        dropped.insert(0, aligned.pop().strip())
    if any(dropped):
        said = GAP.join(filter(None, dropped))
        below.insert(0, own(fitted(said, max(options.width - len(INDENT), LEAST_TITLE)), options))
    return [GAP.join(aligned).rstrip(), *(f"{INDENT}{line}" for line in below)]
