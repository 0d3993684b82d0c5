"""Every number of fetching, each with its unit, range, default and origin."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import Final

from revtrack.errors import UsageError

__all__ = ["PRODUCT", "MannersOptions", "WebOptions"]

PRODUCT: Final = "revtrack"
"""The product token: how we are called in every request, and the name robots.txt speaks of us by, unless the settings
name another."""

_AGENT: Final = re.compile(r"(?P<product>[A-Za-z_-]{1,64})(?:/[!-~]{1,64})?(?: [ -~]{1,200})?")
"""A product with its version, and what is said besides (RFC 9110, section 10.1.5); its token is one that robots.txt can
name (RFC 9309, section 2.2.1)."""

_BROWSER: Final = "mozilla"
"""The product that all browsers say they are."""

_CONTACT: Final = re.compile(r"[!-'*-~]{1,200}")
"""Printable ASCII without blanks and parentheses: an address on the web or of mail."""


@cache  # looked up on disk, which took a tenth of a request
def _version() -> str:
    return version(PRODUCT)


@dataclass(frozen=True, slots=True, kw_only=True)
class WebOptions:
    """How one answer is fetched.

    Raises:
        UsageError: a contact that is no address, or an agent that is none or a browser.
    """

    contact: str | None = None
    """Where a publisher reaches who runs this: an address on the web or of mail; None is said by saying nothing."""
    agent: str | None = None
    """What we call ourselves instead of revtrack, such as `examplebot/2.1`; robots.txt speaks of us by its first word.
    """

    seconds: float = 30.0
    """For everything but waiting in line: names, connections, TLS and bodies of all hops. Range (0, 600].
    Chosen: Scrapy waits 180, Miniflux 20. A limit from byte to byte alone, such as libraries have, never ends at a
    byte a second."""
    read_seconds: float = 10.0
    """Of silence, and for each attempt to connect. Range (0, 600]. Half of what Heritrix waits on a socket."""
    max_redirects: int = 5
    """Redirects followed. Range 0 to 20. RFC 9309, section 2.3.1.2 asks for five at least; browsers stop at 20."""
    max_wire: int = 10_000_000
    """Bytes of a body as it comes, with the lengths of its chunks. Range 1 to 10^8. As `max_body`."""
    max_body: int = 10_000_000
    """Bytes of a body with its codings undone. Range 1 to 10^8. From there on libxml2 silently drops the rest of a
    text, as was measured with 2.14."""
    max_codings: int = 2
    """Content codings one inside the other. Range 1 to 5. Chosen: a second one happens where a cache
    compresses what was compressed, a hundred are an attack."""
    max_head: int = 100_000
    """Bytes of status line and header fields, those of interim answers among them. Range 1,000 to 10^6. As in h11."""
    max_interim: int = 20
    """Answers from 102 to 199 that are skipped before the final one. Range 1 to 100. Chosen: Early Hints are
    sent once or twice."""
    max_addresses: int = 4
    """Network addresses of a host that are tried in turn, all of them being judged first. Range 1 to 20. Chosen, so
    that several that fall silent fit into the time of one request."""

    def __post_init__(self) -> None:
        """Refuse a contact that would break the header it stands in."""
        if self.contact is not None and not _CONTACT.fullmatch(self.contact):
            raise UsageError(
                f"“{self.contact[:80]}” is no contact",
                "give an address such as https://post.example/bot or a mail address",
            )
        if self.agent is not None and (not _AGENT.fullmatch(self.agent) or self.product.lower() == _BROWSER):
            raise UsageError(
                f"“{self.agent[:80]}” is no name to ask servers by",
                "give one of your own such as examplebot/2.1, which publishers can allow or forbid; no browser's",
            )

    @property
    def product(self) -> str:
        """The product token by which robots.txt speaks of us (RFC 9309, section 2.2.1)."""
        named = _AGENT.match(self.agent) if self.agent else None
        return named["product"] if named else PRODUCT

    @property
    def user_agent(self) -> str:
        """What we call ourselves (RFC 9110, section 10.1.5), such as `revtrack/0.1.0 (+https://post.example/bot)`."""
        agent = self.agent or f"{PRODUCT}/{_version()}"
        return f"{agent} (+{self.contact})" if self.contact and self.contact not in agent else agent


@dataclass(frozen=True, slots=True, kw_only=True)
class MannersOptions:
    """How hosts are treated. A host is a name, whatever the scheme and the port."""

    delay: float = 3.0
    """Seconds between the end of one request to a host and the start of the next. Range 0 to 300. The least that
    Heritrix allows itself."""
    max_crawl_delay: float = 300.0
    """Seconds: a Crawl-delay of robots.txt beyond this counts as this. Range 0 to 3,600. As in Heritrix."""
    max_retry_after: float = 86_400.0
    """Seconds: a Retry-After beyond this counts as this. Range 60 to 604,800. A day: longer ones are slips, and the
    host would be forgotten."""
    busy_seconds: float = 60.0
    """Seconds a host is left alone after a 429 without Retry-After. Range 0 to 3,600. Limits are mostly per minute."""

    robots: bool = True
    """Whether robots.txt is asked for and obeyed. False only for one's own servers."""
    max_robots: int = 512_000
    """Bytes of robots.txt that are read, the rest is ignored. Range 512,000 to 10^7. RFC 9309, section 2.5: 500 KiB at
    least."""
    robots_age: float = 86_400.0
    """Seconds for which a robots.txt is believed. Range 60 to 86,400. RFC 9309, section 2.4: a day at most."""
    robots_failure_age: float = 300.0
    """Seconds after which a robots.txt that could not be had is asked for again. Range 0 to 86,400. The articles of one
    round share one failure; the next round, from some minutes on, asks again."""
    max_hosts: int = 10_000
    """Hosts that are remembered; the ones not asked for longest are forgotten first. Range 100 to 10^6. A hostile feed
    can name any number."""
