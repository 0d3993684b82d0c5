"""The structured data of a page: the article among what its scripts of JSON-LD describe (schema.org)."""

import json
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from typing import Final

import regex
from lxml.html import HtmlElement

__all__ = ["Linked", "linked_data", "names_of", "texts_of", "truth"]

Linked = Mapping[str, object]
"""An object of structured data."""

MOST_SCRIPTS: Final = 20
"""Blocks of structured data that are read, a count; pages have one to five."""

LONGEST_SCRIPT: Final = 200_000
"""Characters of one block of structured data that are parsed."""

MOST_NODES: Final = 10_000
"""Values of structured data that are looked at in search of the article, a count."""

_ARTICLE_TYPE: Final = regex.compile(r"Article|BlogPosting|Report|Review$")
_WRAPPED: Final = regex.compile(
    r"^\s*(?:<!--|(?://|/\*)?\s*<!\[CDATA\[\s*(?:\*/)?)|(?:-->|(?://|/\*)?\s*\]\]>\s*(?:\*/)?)\s*$"
)
"""Marks around the data from the time when scripts hid themselves from the parser."""


def linked_data(scripts: Iterable[HtmlElement]) -> Linked:
    """The first article in some scripts, outer objects before inner ones; empty where there is none."""
    data = (script for script in scripts if (script.get("type") or "").strip().lower() == "application/ld+json")
    for script, _ in zip(data, range(MOST_SCRIPTS), strict=False):
        text = script.text or ""
        try:
            read = json.loads(_WRAPPED.sub("", text[:LONGEST_SCRIPT]), strict=False)  # line breaks in texts are common
        except (ValueError, RecursionError):
            continue
        for node in _nodes(read):
            if any(_ARTICLE_TYPE.search(name) for name in texts_of(node.get("@type"))):
                return node
    return {}


def _nodes(data: object) -> Iterator[Linked]:
    """The objects of some JSON, outer ones first, at most MOST_NODES values looked at."""
    waiting = [data]
    for _, value in zip(range(MOST_NODES), waiting, strict=False):  # grows while it is read
        if isinstance(value, dict):
            yield value
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)


def texts_of(value: object) -> list[str]:
    """The texts in a value that is a text or a list, those that are not blank, their entities undone."""
    several = value if isinstance(value, list) else [value]
    texts = (unescape(one).strip() for one in several if isinstance(one, str))
    return [text for text in texts if text]


def names_of(value: object, keys: tuple[str, ...] = ("name",)) -> list[str]:
    """The same for values that are texts, objects with a name, or lists of such."""
    several = value if isinstance(value, list) else [value]
    found = (_first(one, keys) if isinstance(one, dict) else one for one in several)
    return texts_of(list(found))


def _first(node: Linked, keys: tuple[str, ...]) -> object:
    return next((node[key] for key in keys if isinstance(node.get(key), str)), None)


def truth(value: object) -> bool | None:
    """What a value such as `false` or `"False"` says, None where it says neither."""
    text = str(value).strip().lower().rpartition("/")[2] if isinstance(value, bool | str) else ""
    return {"true": True, "false": False}.get(text)
