"""What feed readers make of HTML: each keeps the elements of a list and the text of all others.

The lists were taken from the readers' own sources.
"""

from collections.abc import Mapping
from html import escape
from html.parser import HTMLParser
from typing import Final

__all__ = ["KEPT", "reading", "sanitised", "tags"]

EVERYTHING: Final = frozenset({"a", "b", "blockquote", "del", "ins", "p"})

KEPT: Final[Mapping[str, frozenset[str]]] = {
    "a sanitiser that keeps ins and del (feedparser, Miniflux, FreshRSS)": EVERYTHING,
    "a safelist without ins and del (CommaFeed)": EVERYTHING - {"ins", "del"},
    "a terminal reader that knows no ins and del and breaks lines at p (newsboat)": frozenset({"b", "p"}),
    "a list without p, ins and del (bleach)": frozenset({"a", "b", "blockquote"}),
    "bold alone": frozenset({"b"}),
    "plain text": frozenset(),
}
"""Elements kept, by reader."""


class _Sanitiser(HTMLParser):
    def __init__(self, kept: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.kept = kept
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.html: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag in self.kept:
            self.html.append(f"<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.kept:
            self.html.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.text.append(data)
        self.html.append(escape(data, quote=False))


def _through(html: str, kept: frozenset[str]) -> _Sanitiser:
    parser = _Sanitiser(kept)
    parser.feed(html)
    parser.close()
    return parser


def sanitised(html: str, kept: frozenset[str]) -> str:
    """What is left of the HTML: the elements kept, without attributes, and all text."""
    return "".join(_through(html, kept).html)


def reading(html: str) -> str:
    """The text as one line, as it reads where no element breaks it; the characters that isolate are left out."""
    text = "".join(_through(html, frozenset()).text)
    return " ".join(text.replace("\u2068", "").replace("\u2069", "").split())


def tags(html: str) -> list[tuple[str, dict[str, str | None]]]:
    """Every start tag with its attributes, in order."""
    return _through(html, frozenset()).tags
