"""Plain text → Reading: a headline, perhaps a byline, then paragraphs.

    Iran responds to US assassination          HEADLINE   the first line, where it is shaped like one
    (blank)
    Ed Sykes                                   BYLINE     right below the headline
    (blank)
    Iran has responded to the assassination.   PARAGRAPH
    (blank)
    Avoiding further escalation                HEADING    short, unpunctuated, alone between paragraphs
    (blank)
    * first point                              LIST_ITEM  without its mark

*What a line is.* A blank line always parts paragraphs. A single line break parts them too, unless the file is wrapped:
then it counts as a space. A file is wrapped when nearly all its single line breaks stand where the next word would not
have fitted into the longest line, which is what editors and mail programs do.

*What the headline is.* What the sender states; else the first line when it is short and does not end like running text.
A file may begin with the time and title of the page it was copied from:

    date 2020-01-08  Iran Missiles Strike U.S. Targets in Iraq - Rolling Stone

The time is then the article's. The title in a browser's window is written for search engines, and readers of the page
saw the headline on it: so the first line below is the headline if it shares half its words with the title (a page of
HTML is read likewise, `h1` before `title`); else the title is, without the name of the publication. The line itself
is kept with what is set aside.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

import regex

from revtrack.extract.furniture import sort_out
from revtrack.extract.normalise import normalise
from revtrack.extract.reading import Piece, Reading, field, in_order, moment, prose, split_byline, without
from revtrack.extract.segments import tokens
from revtrack.model import BlockKind, Field, FieldName, SetAside

__all__ = ["paragraphs", "read_text"]

LONGEST_HEADLINE: Final = 250
"""Characters of a first line that may be the headline: three times the longest one among the seeds."""

LONGEST_HEADING: Final = 80
"""Characters of a line that may be a heading: one line of a narrow page. Related links in the middle are longer."""

HEADING_LEVEL: Final = 2
"""The level of a heading in plain text, 1 being the headline."""

WIDEST_WRAP: Final = 120
"""Characters of the longest line of a wrapped file. Editors and mail programs wrap at 72 to 100."""

LEAST_BREAKS: Final = 3
"""Single line breaks that show whether a file is wrapped, a count; two may be chance."""

WRAPPED_SHARE: Final = 0.9
"""Share of single line breaks, in [0, 1], that must stand where the next word did not fit; the rest are lists."""

SHARED_WORDS: Final = 0.5
"""Share of the words of a line, in [0, 1], that the page's title has too, for the line to be the headline."""

_TITLE_LINE: Final = regex.compile(r"\s*date (?P<date>\d{4}-\d{2}-\d{2})\s+(?P<title>\S[^\n]*)(?:\n|$)")
_PUBLICATION: Final = regex.compile(r"(?P<title>.+\S)\s+[-–—|]\s+\p{Lu}\S*(?:\s+\S+){0,3}")
_ITEM: Final = regex.compile(r"\s{0,8}(?:[-*•‣◦]|\d{1,3}[.)])[ \t]+(?=\S)")
_HEADING: Final = regex.compile(r"""["“‘'«]?[\p{Lu}\p{Lo}\d].*[\p{L}\p{M}\p{N}"”’'»)]""")
_STOP_BEFORE_QUOTE: Final = regex.compile(r"""[.!?…]["”’'»)]+$""")


def read_text(text: str, title: str | None = None) -> Reading:
    """The pieces and fields of a plain text.

    Args:
        text: with line feeds for line breaks.
        title: the headline, where the sender states one; the first line is then text unless it says the same.
    """
    page = _TITLE_LINE.match(text)
    body, aside = sort_out(_pieces(text[page.end() :] if page else text))
    dated: tuple[Field, ...] = ()
    if page:
        aside = (SetAside(text=page[0].strip(), rule="page-title"), *aside)
        dated = field(FieldName.PUBLISHED, moment(page["date"]))
    headline = title or _headline(body, page["title"] if page else None)
    body = without(body, headline)
    names: tuple[Field, ...] = ()
    if headline and len(body) > 1:
        body, names, _ = split_byline(body, (), bare=not body[0].tight)
    fields = (*field(FieldName.HEADLINE, headline), *names, *dated)
    return Reading(pieces=_headings(body), fields=in_order(fields), set_aside=aside)


def paragraphs(text: str) -> tuple[Piece, ...]:
    """The paragraphs of a text that is known to part them by blank lines; nothing is taken for a headline."""
    return tuple([Piece(text=" ".join([line.strip() for line in lines])) for lines in _groups(text)])


def _groups(text: str) -> Iterator[list[str]]:
    """The runs of lines between blank lines, none empty."""
    group: list[str] = []
    for line in text.split("\n"):
        if line.strip():
            group.append(line)
        elif group:
            yield group
            group = []
    if group:
        yield group


def _pieces(text: str) -> list[Piece]:
    groups = list(_groups(text))
    wrapped = _wrapped(groups)
    found: list[Piece] = []
    for group in groups:
        for number, line in enumerate(group):
            item = _ITEM.match(line)
            if wrapped and number and not item:
                found[-1] = replace(found[-1], text=f"{found[-1].text} {line.strip()}")
                continue
            kind = BlockKind.LIST_ITEM if item else BlockKind.PARAGRAPH
            found.append(Piece(text=line[item.end() if item else 0 :].strip(), kind=kind, tight=number > 0))
    return found


def _wrapped(groups: Sequence[Sequence[str]]) -> bool:
    """True for a file whose single line breaks stand where the next word did not fit."""
    widest = max((len(line.rstrip()) for group in groups for line in group), default=0)
    breaks = [
        len(line.rstrip()) + 1 + len(following.split(maxsplit=1)[0]) > widest
        for group in groups
        for line, following in pairwise(group)
        if not _ITEM.match(following)
    ]
    return widest <= WIDEST_WRAP and len(breaks) >= LEAST_BREAKS and sum(breaks) >= WRAPPED_SHARE * len(breaks)


def _headline(body: Sequence[Piece], page_title: str | None) -> str | None:
    first = body[0] if body else None
    shaped = first is not None and _shaped_as_headline(first)
    if page_title is None:
        return first.text if first and shaped else None
    if first and shaped and _alike(first.text, page_title):
        return first.text
    publication = _PUBLICATION.fullmatch(page_title.strip())
    return publication["title"] if publication else page_title.strip()


def _shaped_as_headline(piece: Piece) -> bool:
    return piece.kind is BlockKind.PARAGRAPH and len(piece.text) <= LONGEST_HEADLINE and not prose(piece.text)


def _alike(line: str, title: str) -> bool:
    words = {token.casefold() for token in tokens(normalise(line)) if token.isalnum()}
    others = {token.casefold() for token in tokens(normalise(title))}
    return len(words & others) >= SHARED_WORDS * len(words) > 0


def _headings(body: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces with headings marked: never the first, which may be a standfirst, and never the last."""
    pieces = list(body)
    alone = [_shaped_as_heading(piece) for piece in body]
    for number in range(1, len(body) - 1):
        before, after = body[number - 1], body[number + 1]
        among = not (alone[number - 1] or alone[number + 1] or after.tight)
        if alone[number] and among and before.kind is after.kind is BlockKind.PARAGRAPH:
            pieces[number] = replace(pieces[number], kind=BlockKind.HEADING, level=HEADING_LEVEL)
    return tuple(pieces)


def _shaped_as_heading(piece: Piece) -> bool:
    text = piece.text
    short = piece.kind is BlockKind.PARAGRAPH and not piece.tight and len(text) <= LONGEST_HEADING
    return short and bool(_HEADING.fullmatch(text)) and not _STOP_BEFORE_QUOTE.search(text)
