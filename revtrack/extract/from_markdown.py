"""Markdown → Reading: front matter as fields, CommonMark as pieces.

    ---
    title: Iran Says It’s Fired Missiles          HEADLINE
    date: 2020-01-08T01:17:00+01:00               PUBLISHED
    ---
    ![A vigil](vigil.jpg "Live updates")          IMAGE: the address alone, neither alternative text nor title
    A vigil in Tehran.Credit...A. Khamooshi       CAPTION, the credit set aside: it repeats the picture's text
    * [Iran attacks base.](#link-705d4ad7)        set aside as jump-links: the item is nothing but a link into the page
    Iran attacks base.                            HEADING, level 2
    ------------------
    He [told](https://a.example/b) reporters.     PARAGRAPH `He told reporters.`, LINK `told <https://a.example/b>`

Front matter is YAML between lines of `---`, or TOML between lines of `+++`. Emphasis leaves its words, code stays code,
quotes and tables keep their kind. HTML inside is read as HTML is: its text stays, scripts and styles go. Without a
title in front the first heading of level 1 is the headline.
"""

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as attribute
from datetime import date, time
from typing import Final

import regex
import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from revtrack.extract.furniture import sort_out
from revtrack.extract.normalise import normalise
from revtrack.extract.page import fragment
from revtrack.extract.reading import (
    Piece,
    Reading,
    field,
    in_order,
    language,
    links_of,
    moment,
    split_byline,
    target,
    without,
)
from revtrack.model import BlockKind, Field, FieldName, Problem, ProblemKind

__all__ = ["read_markdown"]

LONGEST_FRONT_MATTER: Final = 16_000
"""Characters of front matter that are parsed: hundreds of keys. PyYAML takes 0.7 s for the worst shape of that size."""

DEEPEST: Final = 100
"""Lists and quotes inside one another that are read; the preset `js-default` of markdown-it has the same number."""

MOST_BRACKETS: Final = 20_000
"""Opening brackets in a text whose links are read, a count. Each unclosed one costs 60 µs, so 10 MB of them 10 minutes;
the longest seed has 22. With more, the marks of links stay in the text as they were typed."""

_FRONT: Final = regex.compile(
    r"\s*(?:---[ \t]*\n(?P<YAML>.*?)^(?:---|\.\.\.)|\+\+\+[ \t]*\n(?P<TOML>.*?)^\+\+\+)[ \t]*(?:\n|\Z)",
    regex.DOTALL | regex.MULTILINE,
)
_KEY_FIRST: Final = regex.compile(
    r"(?:[ \t]*(?:#[^\n]*)?\n)*(?:[\w\"'][^\n:]{0,100}:(?:\s|$)|[\w\"'][^\n=]{0,100}=|\[)"
)
"""A first line such as `title: …` or `title = …` tells front matter from text between two horizontal rules."""

_TOML_LINE: Final = regex.compile(r"at line (\d+)")
"""Where TOML is wrong: only the message says so."""

_KEYS: Final = (
    (FieldName.HEADLINE, ("title", "headline")),
    (FieldName.BYLINE, ("author", "byline", "authors")),
    (FieldName.PUBLISHED, ("date", "published")),
    (FieldName.MODIFIED, ("lastmod", "modified", "updated")),
    (FieldName.SECTION, ("section", "category", "categories")),
)
"""Which keys of front matter feed which field, the first one present wins: names that makers of static sites use."""

_LANGUAGE_KEYS: Final = ("lang", "language")
_TIMES: Final = frozenset({FieldName.PUBLISHED, FieldName.MODIFIED})

_KINDS: Final = {"list_item": BlockKind.LIST_ITEM, "blockquote": BlockKind.QUOTE}
_BLANKS: Final = regex.compile(r"[ \t\n]+")
_HIDDEN_TAG: Final = regex.compile(r"<(?P<end>/?)(?:script|style)\b", regex.IGNORECASE)
_BREAK_TAG: Final = regex.compile(r"<br\b", regex.IGNORECASE)


def read_markdown(text: str, title: str | None = None) -> Reading:
    """The pieces and fields of a Markdown text.

    Args:
        text: with line feeds for line breaks.
        title: the headline, where the sender states one.
    """
    front, body = _front_matter(text)
    found, images = _pieces(body)
    headline = title or next((one.value for one in front.fields if one.name is FieldName.HEADLINE), None)
    if headline is None:
        top = next((piece for piece in found if piece.level == 1), None)
        headline = top.text if top else None
        found = [piece for piece in found if piece is not top]
    pieces, aside = sort_out(found)
    pieces = without(pieces, headline)
    names: tuple[Field, ...] = ()
    if headline:
        pieces, names, repeated = split_byline(pieces, front.fields)
        aside = (*repeated, *aside)
    facts = (one for one in front.fields if one.name is not FieldName.HEADLINE)
    fields = (*field(FieldName.HEADLINE, headline), *facts, *names, *links_of(pieces), *images)
    return replace(front, pieces=pieces, fields=in_order(fields), set_aside=aside)


def _front_matter(text: str) -> tuple[Reading, str]:
    """The fields, language and problems of the front matter, and the text behind it."""
    front = _FRONT.match(text)
    kind = front.lastgroup if front else None
    if not front or not kind or not _KEY_FIRST.match(front[kind]):
        return Reading(), text
    body = text[front.end() :]
    if len(front[kind]) > LONGEST_FRONT_MATTER:
        return _unread(f"is longer than {LONGEST_FRONT_MATTER:,} characters"), body
    values = _LOADERS[kind](front[kind])
    if isinstance(values, _Invalid):
        where = f" in line {values.line}" if values.line else ""
        return _unread(f"is not valid {kind}{where}"), body
    if not isinstance(values, dict):
        return _unread("names no fields"), body
    named = {str(key).lower(): value for key, value in values.items()}
    return Reading(fields=tuple(_facts(named)), language=language(_first(named, _LANGUAGE_KEYS))), body


@dataclass(frozen=True, slots=True)
class _Invalid:
    """Front matter that breaks the rules of its format."""

    line: int | None
    """Where, counted from 1 at the line that opens it; None where that is not known."""


def _yaml(text: str) -> object:
    try:
        return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506  BaseLoader makes text, lists, mappings
    except yaml.MarkedYAMLError as error:
        return _Invalid(error.problem_mark.line + 2 if error.problem_mark else 1)  # counted from 0, below the opening
    except (yaml.YAMLError, RecursionError, ValueError):
        return _Invalid(None)


def _toml(text: str) -> object:
    try:
        values = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        where = _TOML_LINE.search(str(error))
        return _Invalid(int(where[1]) + 1 if where else None)
    return {key: value.isoformat() if isinstance(value, date | time) else value for key, value in values.items()}


_LOADERS: Final[Mapping[str, Callable[[str], object]]] = {"YAML": _yaml, "TOML": _toml}


def _unread(why: str) -> Reading:
    detail = f"has front matter that {why}; its fields are left out"
    return Reading(problems=(Problem(kind=ProblemKind.FRONT_MATTER, detail=detail),))


def _facts(named: Mapping[str, object]) -> Iterator[Field]:
    for name, keys in _KEYS:
        value = _first(named, keys)
        yield from field(name, moment(value) if name in _TIMES else value)


def _first(named: Mapping[str, object], keys: Sequence[str]) -> str | None:
    """The text under the first key that has any; of a list its texts joined, of a mapping its `name`."""
    for key in keys:
        value = named.get(key)
        items = value if isinstance(value, list) else [value]
        names = [item.get("name") if isinstance(item, dict) else item for item in items]
        text = ", ".join(name for name in names if isinstance(name, str) and name.strip())
        if text:
            return text
    return None


@dataclass(slots=True)
class _Inline:
    """The text of one run of inline markup, and what it points at."""

    parts: list[str] = attribute(default_factory=list)
    links: list[tuple[str, str]] = attribute(default_factory=list)
    """Text and address."""
    images: list[tuple[str, str]] = attribute(default_factory=list)
    """Alternative text and address."""

    @property
    def text(self) -> str:
        return _BLANKS.sub(" ", "".join(self.parts)).strip()

    @property
    def jumps(self) -> bool:
        """True where all of the text is one link into the page."""
        return len(self.links) == 1 and self.links[0][1].startswith("#") and self.links[0][0] == self.text


def _inline(children: Sequence[Token]) -> _Inline:
    """The text between the marks of some inline markup; HTML tags go, with what scripts and styles hold."""
    run = _Inline()
    address, start, hidden = None, 0, False
    for child in children:
        if child.type == "html_inline":
            if tag := _HIDDEN_TAG.match(child.content):
                hidden = not tag["end"]
            elif _BREAK_TAG.match(child.content):
                run.parts.append(" ")
        elif hidden:
            continue
        elif child.type in {"softbreak", "hardbreak"}:
            run.parts.append(" ")
        elif child.type == "image":
            run.images.append((child.content, str(child.attrGet("src") or "")))
        elif child.type == "link_open":
            address, start = str(child.attrGet("href") or ""), len(run.parts)
        elif child.type == "link_close" and address is not None:
            run.links.append((_BLANKS.sub(" ", "".join(run.parts[start:])).strip(), address))
            address = None
        else:
            run.parts.append(child.content)
    return run


class _Walk:
    """Collects the pieces and images of a Markdown text from its tokens."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.images: list[Field] = []
        self.kinds: list[BlockKind] = []
        self.level: int | None = None
        self.row: list[_Inline] | None = None
        self.shown = ""
        """The key of what the picture right above is said to show."""

    def take(self, token: Token) -> None:
        """One token after the other, each by the method for its type."""
        kind = _KINDS.get(token.type.rpartition("_")[0])
        if kind is not None:
            self.kinds = [*self.kinds, kind] if token.nesting > 0 else self.kinds[:-1]
        elif step := _STEPS.get(token.type):
            step(self, token)

    def open_heading(self, token: Token) -> None:
        self.level = int(token.tag[1])

    def close_heading(self, _: Token) -> None:
        self.level = None

    def open_row(self, _: Token) -> None:
        self.row = []

    def close_row(self, _: Token) -> None:
        cells, self.row = self.row or [], None
        links = tuple(link for cell in cells for link in _links(cell))
        self.pieces.append(Piece(text=" | ".join(cell.text for cell in cells), kind=BlockKind.TABLE_ROW, links=links))

    def code(self, token: Token) -> None:
        self.pieces.append(Piece(text=token.content.strip("\n"), kind=BlockKind.CODE))

    def html(self, token: Token) -> None:
        self.pieces += fragment(token.content)

    def inline(self, token: Token) -> None:
        run = _inline(token.children or ())
        addresses = (target(address) for _, address in run.images)
        self.images += [found for address in addresses for found in field(FieldName.IMAGE, address)]
        if self.row is not None:
            self.row.append(run)
            return
        kind = self.kinds[-1] if self.kinds else BlockKind.PARAGRAPH
        if self.level:
            kind = BlockKind.HEADING
        elif self.shown and normalise(run.text).startswith(self.shown):
            kind = BlockKind.CAPTION
        rule = "jump-links" if kind is BlockKind.LIST_ITEM and run.jumps else None
        self.pieces.append(Piece(text=run.text, kind=kind, level=self.level, links=_links(run), rule=rule))
        self.shown = normalise(run.images[-1][0]) if run.images else ""


_STEPS: Final[Mapping[str, Callable[[_Walk, Token], None]]] = {
    "heading_open": _Walk.open_heading,
    "heading_close": _Walk.close_heading,
    "tr_open": _Walk.open_row,
    "tr_close": _Walk.close_row,
    "fence": _Walk.code,
    "code_block": _Walk.code,
    "html_block": _Walk.html,
    "inline": _Walk.inline,
}


def _links(run: _Inline) -> tuple[str, ...]:
    return tuple(f"{text} <{address}>" for text, address in run.links if target(address))


def _pieces(text: str) -> tuple[list[Piece], list[Field]]:
    """The pieces of a Markdown text and its images, both in order."""
    parser = MarkdownIt("commonmark", {"maxNesting": DEEPEST}).enable(["table", "strikethrough"])
    if text.count("[") > MOST_BRACKETS:
        parser.disable(["link", "image", "reference"])
    walk = _Walk()
    for token in parser.parse(text):
        walk.take(token)
    return walk.pieces, walk.images
