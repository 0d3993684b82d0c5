"""Tells to what sites the links of a page lead, and which of them is the page's own."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final
from urllib.parse import urlsplit

from lxml.html import HtmlElement

__all__ = ["lead_elsewhere", "own_sites", "sites"]

MOST_FOREIGN: Final = 1 / 2
"""Share of the links of a list that lead to other sites, in [0, 1], from which it is no list of the page's articles:
those of a sister house are few among them, sources are more."""

SHORT_LABEL: Final = 3
"""Letters of a label such as the "co" of "co.uk", at most, under which names are given to anybody."""

_DOCUMENTS: Final = (
    *(".pdf", ".doc", ".docx", ".odt", ".rtf", ".txt", ".ppt", ".pptx", ".odp"),
    *(".xls", ".xlsx", ".ods", ".csv", ".tsv", ".json", ".xml", ".zip"),
)
"""How the addresses of documents end: a judgment, a report, the figures that an article rests on are no other page."""

_PAGES: Final = frozenset({"", "http", "https"})


def _site(host: str) -> str:
    """The last two labels of a host's name, three where the last but one is short: "post.example", "post.co.uk"."""
    labels = host.split(".")
    return ".".join(labels[-3 if len(labels[-2:][0]) <= SHORT_LABEL else -2 :])


def _site_of(address: str) -> str | None:
    """The site an address leads to, "" for that of the page itself; None for what leads to no other page."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme not in _PAGES or address.startswith("#") or parts.path.lower().endswith(_DOCUMENTS):
        return None
    return _site(parts.netloc.lower())


def sites(elements: Iterable[HtmlElement]) -> Iterator[str | None]:
    """The site that each link in some elements leads to, "" for that of the page; None for what leads to no page."""
    return (_site_of(link.get("href", "").strip()) for element in elements for link in element.iter("a"))


def own_sites(addresses: Iterable[str | None]) -> frozenset[str]:
    """The sites that the addresses of a page name."""
    return frozenset(site for address in addresses if address and (site := _site_of(address)))


def lead_elsewhere(found: Iterable[HtmlElement], named: frozenset[str], linked: Counter[str]) -> bool:
    """True for links to other pages, most of them of the page's own site.

    Args:
        found: the elements of a list.
        named: the sites that the page's addresses name.
        linked: how many links of the page name which site; needed where no address is known: its own is then the one
            that most others name.
    """
    led = Counter(sites(found))
    if not led or None in led:
        return False
    others = linked - Counter(filter(None, led.elements()))
    own = named or {site for site, _ in others.most_common(1)}
    foreign = sum(count for site, count in led.items() if site and site not in own)
    return foreign < MOST_FOREIGN * led.total()
