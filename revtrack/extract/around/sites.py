"""Tells to what sites the links of a page lead, and which of them is the page's own.

href="/mill"  href="https://sport.post.example/cup"        to another page of the site
href="#talks"  href="/mayor#talks" on the page /mayor      to a place on the page itself
"""

from collections import Counter
from collections.abc import Iterable
from typing import Final
from urllib.parse import urldefrag, urljoin, urlsplit

from lxml.html import HtmlElement

from revtrack.model import OnDemand

__all__ = ["Site"]

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


class Site:
    """The site of a page: tells of links whether they lead to other pages of it.

    Args:
        tree: of the page; where no address is known, the site that most links name is its own.
        addresses: of the page, as far as they are known.
    """

    def __init__(self, tree: HtmlElement, addresses: Iterable[str | None]) -> None:
        known = [address for address in addresses if address]
        self._named = frozenset(site for address in known if (site := _site_of(address)))
        self._pages = frozenset(_without_place(address) for address in known)
        self._linked = OnDemand(_linked, tree)

    def leads_elsewhere(self, found: Iterable[HtmlElement]) -> bool:
        """True for elements with links to other pages, most of them of the site, and none to a place on this page."""
        addresses = _addresses(found)
        led = Counter(map(_site_of, addresses))
        if not led or None in led or any(map(self._is_place, addresses)):
            return False
        own = self._named or self._most_linked(led)
        foreign = sum(count for site, count in led.items() if site and site not in own)
        return foreign < MOST_FOREIGN * led.total()

    def _is_place(self, address: str) -> bool:
        if "#" not in address:
            return False
        return any(_without_place(urljoin(page, address)) == page for page in self._pages)

    def _most_linked(self, led: Counter[str | None]) -> frozenset[str]:
        """The site that most links name, those aside that lead to these."""
        linked = self._linked.value
        first = next((site for site in linked if site not in led), "")
        others = {site: linked.get(site, 0) - led[site] for site in (first, *led) if site}
        most = max(others, key=others.__getitem__, default="")
        return frozenset({most} if most and others[most] > 0 else ())


def _addresses(elements: Iterable[HtmlElement]) -> list[str]:
    return [link.get("href", "").strip() for element in elements for link in element.iter("a")]


def _linked(tree: HtmlElement) -> dict[str, int]:
    """How many links of a page name which site, the one that most do first."""
    return dict(Counter(filter(None, map(_site_of, _addresses([tree])))).most_common())


def _without_place(address: str) -> str:
    """An address without what says which place on the page is meant."""
    return urldefrag(address).url
