"""Markup that tries to get out of its place: thousands of ways of our own, and lists of others where there are any.

    breakout × shape × handler × disguise      "> <img src=x onerror=alert(1)> in capitals, as entities, …

REVTRACK_TEST_PAYLOADS names a folder of JSON files, each with a list under `payloads`, such as the public lists of
cross-site scripting tests; they are tried besides.
"""

import json
import os
from collections.abc import Callable, Iterable
from html import escape
from itertools import cycle, product
from pathlib import Path
from urllib.parse import quote

BREAKOUTS = ("", '">', "'>", '" ', "</title>", "</style>", "</script>", "-->", "]]>", "</bdi></p></li></ol>", "`>")

HANDLERS = ("onload", "onerror", "onclick", "onfocus", "onbeforetoggle")

SHAPES = (
    "<script>alert(1)</script>",
    "<script src=//x.example></script>",
    "<img src=x {on}=alert(1)>",
    "<svg {on}=alert(1)>",
    "<svg><animate {on}=alert(1) attributeName=x>",
    "<body {on}=alert(1)>",
    "<details open {on}=alert(1)>",
    "<input autofocus {on}=alert(1)>",
    "<iframe src=javascript:alert(1) {on}=alert(1)>",
    "<a href=javascript:alert(1) {on}=alert(1)>x</a>",
    "<math><mtext><img src=x {on}=alert(1)>",
    "<style>*{{background:url(javascript:alert(1))}}</style>",
    "<meta http-equiv=refresh content=0;url=javascript:alert(1)>",
    "<base href=//x.example>",
    "<form action=javascript:alert(1)><button {on}=alert(1)>",
    "x {on}=alert(1) y=",
    "javascript:alert('{on}')",
    "{{{{ 7 * 7 }}}}{{% raw %}}{on}",
)

DISGUISES: dict[str, Callable[[str], str]] = {
    "as it is": lambda text: text,
    "in capitals": str.upper,
    "as entities": escape,
    "as entities of entities": lambda text: escape(escape(text)),
    "as numbers": lambda text: "".join(f"&#{ord(letter)};" if letter in "<>\"'" else letter for letter in text),
    "percent-encoded": quote,
    "with controls": lambda text: text.replace("<", "<\x00").replace("script", "scr\x08ipt").replace("on", "\x0bon"),
    "in wide letters": lambda text: text.replace("<", "＜").replace(">", "＞"),
    "turned around": lambda text: f"\u202e{text}\u2066",
    "with half pairs": lambda text: f"\ud800{text}\udfff",
}


def generated() -> list[str]:
    """Every combination, each once."""
    return _written(product(BREAKOUTS, SHAPES, HANDLERS, DISGUISES.values()))


def share() -> list[str]:
    """Every way out in every shape and disguise, with one handler after the other."""
    ways = product(BREAKOUTS, SHAPES, DISGUISES.values())
    return _written((*way[:2], handler, way[2]) for way, handler in zip(ways, cycle(HANDLERS), strict=False))


def _written(combinations: Iterable[tuple[str, str, str, Callable[[str], str]]]) -> list[str]:
    found = (disguise(breakout + shape.format(on=handler)) for breakout, shape, handler, disguise in combinations)
    return list(dict.fromkeys(found))


def given() -> dict[str, list[str]]:
    """The lists of the folder that the environment names, by file; none where it names none."""
    folder = os.environ.get("REVTRACK_TEST_PAYLOADS")
    files = sorted(Path(folder).glob("*.json")) if folder else []
    return {path.stem: [str(one) for one in json.loads(path.read_text("utf-8"))["payloads"]] for path in files}
