"""Pages to measure reading on: saved ones out of a folder, or made ones of four kinds from real sentences.

short      an article of 7 paragraphs, hardly anything around it
ordinary   28 paragraphs and a menu of 300 links
markup     24 paragraphs in a page of which nine tenths are scripts, attributes and menus
long       190 paragraphs and a menu of 900 links

The same material, the same bytes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

from tests.bench.generate import seeded

__all__ = ["LARGEST", "ORDINARY", "made_pages", "saved_pages"]

ORDINARY: Final = "ordinary"

SEED: Final = 20261122

LARGEST: Final = 10 * 2**20
"""Bytes of a saved page at most: what revtrack itself takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    """How large the parts of a page are, in counts."""

    paragraphs: int
    links: int
    statements: int = 0
    """Of a script."""


_KINDS: Final[Mapping[str, _Kind]] = {
    "short": _Kind(paragraphs=7, links=40),
    ORDINARY: _Kind(paragraphs=28, links=300),
    "markup": _Kind(paragraphs=24, links=700, statements=2_000),
    "long": _Kind(paragraphs=190, links=900),
}


def made_pages(stock: Sequence[str], count: int) -> dict[str, list[bytes]]:
    """By kind, so many pages whose paragraphs are one to four sentences of the stock."""
    rng = seeded(SEED)
    return {name: [_page(kind, number, stock, rng) for number in range(count)] for name, kind in _KINDS.items()}


def saved_pages(folder: Path) -> list[bytes]:
    """The pages saved as HTML in a folder and the ones below it, in the order of their names.

    Raises:
        ValueError: there is none that revtrack would take.
    """
    paths = sorted(path for path in folder.rglob("*") if path.suffix.lower() in {".html", ".htm"})
    pages = [path.read_bytes() for path in paths if path.stat().st_size <= LARGEST]
    if not pages:
        raise ValueError(f"no saved pages (*.html) of {LARGEST // 2**20} MB at most in {folder}")
    return pages


def _page(kind: _Kind, number: int, stock: Sequence[str], rng: Random) -> bytes:
    text = "".join(
        f'<p class="story__text" data-id="{number}-{place}">{" ".join(rng.choices(stock, k=rng.randint(1, 4)))}</p>'
        for place in range(kind.paragraphs)
    )
    menu = "".join(
        f'<li class="nav__item" data-track=\'{{"place": {place}}}\'>'
        f'<a class="nav__link" href="/section/{place}/topic">Section {place}</a></li>'
        for place in range(kind.links)
    )
    script = "var a = function (b) { return b.c + 1 };" * kind.statements
    head = f"<title>Harbour fire, part {number}</title><script>{script}</script>"
    body = f"<nav><ul>{menu}</ul></nav><main><article><h1>Harbour fire, part {number}</h1>{text}</article></main>"
    page = f'<!doctype html><html lang="en"><head>{head}</head><body>{body}<footer>About us</footer></body></html>'
    return page.encode("utf-8", "xmlcharrefreplace")
