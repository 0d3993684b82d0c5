"""PURE. Which network addresses may be contacted, and which spellings of a web address are taken at all.

    "https://post.example/fire"  ──address_problem→  None, or why the spelling is refused
    "10.0.0.7", 443              ──refusal→          None, or why nobody on the public internet can mean it

The spelling is judged before anything is asked; the network address after the name was resolved and before the first
packet, once for every connection. Only the second keeps anybody out: a name says nothing about where it leads.

The table is our own. `ipaddress.is_global` calls 192.0.0.192, a metadata service, global on Python 3.11.7, and its
verdicts differ between releases of Python for 7 of 59 addresses tried. In IPv6 it is a list of what is allowed: the one
block that IANA gives out, 2000::/3, less what is special inside. So every spelling of an IPv4 address as an IPv6 one is
refused, whatever it stands for.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final, Self
from urllib.parse import urlsplit

from revtrack.errors import UsageError

__all__ = ["LONGEST", "NOTHING_MORE", "Allowance", "AllowedRange", "address_problem", "refusal"]

LONGEST: Final = 2_000
"""Characters of a web address that is taken. Range 200 to 8,000, what servers are asked to take at least (RFC 9110,
section 4.1). Chosen: the protocol of sitemaps ends at 2,048."""

LAST_PORT: Final = 65_535

_NOT_PUBLIC_V4: Final[tuple[tuple[str, str], ...]] = (
    ("168.63.129.16/32", "the service address of a cloud (Azure's documentation of 168.63.129.16)"),
    ("100.100.100.200/32", "the metadata service of a cloud (Alibaba's documentation), inside RFC 6598"),
    ("169.254.169.254/32", "the metadata service of a cloud, inside RFC 3927"),
    ("192.0.0.192/32", "the metadata service of a cloud (Oracle's documentation), inside RFC 6890"),
    ("255.255.255.255/32", "the limited broadcast (RFC 919)"),
    ("0.0.0.0/8", "this host or network (RFC 791, section 3.2)"),
    ("10.0.0.0/8", "a private network (RFC 1918)"),
    ("100.64.0.0/10", "shared address space of providers (RFC 6598)"),
    ("127.0.0.0/8", "this very machine (RFC 1122, section 3.2.1.3)"),
    ("169.254.0.0/16", "link-local (RFC 3927)"),
    ("172.16.0.0/12", "a private network (RFC 1918)"),
    ("192.0.0.0/24", "kept for protocols (RFC 6890, section 2.1)"),
    ("192.0.2.0/24", "for documentation (RFC 5737)"),
    ("192.88.99.0/24", "the retired 6to4 relay (RFC 7526)"),
    ("192.168.0.0/16", "a private network (RFC 1918)"),
    ("198.18.0.0/15", "for benchmarks (RFC 2544)"),
    ("198.51.100.0/24", "for documentation (RFC 5737)"),
    ("203.0.113.0/24", "for documentation (RFC 5737)"),
    ("224.0.0.0/4", "multicast (RFC 5771)"),
    ("240.0.0.0/4", "reserved (RFC 1112, section 4)"),
)
"""What is refused of IPv4, narrower ranges first, each with its origin: IANA's registry, but for the addresses at which
clouds answer their own machines."""

_PUBLIC_V6: Final = IPv6Network("2000::/3")
"""The only block given out for the public internet (IANA's registry of IPv6 address space, RFC 4291)."""

_NOT_PUBLIC_V6: Final[tuple[tuple[str, str], ...]] = (
    ("2001::/32", "an IPv4 address inside Teredo (RFC 4380)"),
    ("2001::/23", "kept for protocols (RFC 2928)"),
    ("2001:db8::/32", "for documentation (RFC 3849)"),
    ("2002::/16", "an IPv4 address inside 6to4 (RFC 3056)"),
    ("3fff::/20", "for documentation (RFC 9637)"),
    ("::/128", "the unspecified address (RFC 4291)"),
    ("::1/128", "this very machine (RFC 4291)"),
    ("::ffff:0:0/96", "an IPv4 address in IPv6 spelling (RFC 4291)"),
    ("::ffff:0:0:0/96", "an IPv4 address in IPv6 spelling (RFC 2765)"),
    ("::/96", "an IPv4 address in IPv6 spelling (RFC 4291, section 2.5.5.1)"),
    ("64:ff9b::/96", "an IPv4 address behind NAT64 (RFC 6052)"),
    ("64:ff9b:1::/48", "an IPv4 address behind NAT64 (RFC 8215)"),
    ("100::/64", "for discarding (RFC 6666)"),
    ("100:0:0:1::/64", "the dummy prefix (RFC 9780)"),
    ("5f00::/16", "for segment routing (RFC 9602)"),
    ("fd00:ec2::254/128", "the metadata service of a cloud, inside RFC 4193"),
    ("fc00::/7", "a private network (RFC 4193)"),
    ("fe80::/10", "link-local (RFC 4291)"),
    ("fec0::/10", "site-local (RFC 3879)"),
    ("ff00::/8", "multicast (RFC 4291)"),
)
"""What is refused of IPv6, each with its origin. Lines outside 2000::/3 only lend words: all there is refused."""

_V4: Final = tuple((IPv4Network(network), words) for network, words in _NOT_PUBLIC_V4)
_V6: Final = tuple((IPv6Network(network), words) for network, words in _NOT_PUBLIC_V6)

_ISATAP: Final = 0x0000_5EFE
_ISATAP_FLAGS: Final = 0x0300_0000
"""The bits of an interface identifier for universal and group, which ISATAP sets or not (RFC 5214, section 6.1)."""

_CONTROL: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]")
_SCHEME: Final = re.compile(r"https?://", re.IGNORECASE)
_HOST: Final = re.compile(
    r"(?P<host>\[[0-9A-Fa-f:.]{2,45}\]|[^\s\x00-\x20\x7f\[\]:@/?#%\\<>^`{|}\"]+)(?::(?P<port>[0-9]{0,5}))?"
)
"""Host and port as all parsers read them alike: no user, no percent sign, no zone, brackets only around an address."""

_ALLOWED: Final = re.compile(
    r"(?:\[(?P<v6>[0-9A-Fa-f:.]{2,45})(?P<inside>/[0-9]{1,3})?\](?P<behind>/[0-9]{1,3})?"
    r"|(?P<v4>[0-9.]{7,15}(?:/[0-9]{1,2})?)):(?P<port>[0-9]{1,5}|\*)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowedRange:
    """Network addresses that may be contacted although they are not public."""

    network: IPv4Network | IPv6Network
    port: int | None
    """None for every port, which has to be asked for with `*`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """Every exception from the rule that only public addresses are contacted; by default there is none."""

    ranges: tuple[AllowedRange, ...] = ()

    @classmethod
    def parse(cls, texts: Iterable[str]) -> Self:
        """What texts such as `127.0.0.1:8000`, `10.0.0.0/8:443`, `[fd00::]/8:443` and `127.0.0.1:*` allow.

        An address is a number, for a name may lead anywhere, and its port is always said.

        Raises:
            UsageError: a text that is none of these; the message names it.
        """
        return cls(ranges=tuple(_allowed_range(text) for text in texts))

    def covers(self, ip: str, port: int) -> bool:
        """Whether one network address and port are allowed in so many words."""
        address = _parsed(ip)
        return address is not None and any(
            one.network.version == address.version and address in one.network and one.port in {None, port}
            for one in self.ranges
        )


NOTHING_MORE: Final = Allowance()
"""Public addresses alone."""


def _allowed_range(text: str) -> AllowedRange:
    found = _ALLOWED.fullmatch(text.strip())
    network = _network(found["v4"] or f"{found['v6']}{found['inside'] or found['behind'] or ''}") if found else None
    port = int(found["port"]) if found and found["port"] != "*" else None
    if network is None or (port is not None and not 1 <= port <= LAST_PORT):
        raise UsageError(
            f"“{text[:80]}” allows no network address",
            "write it as number and port, such as 127.0.0.1:8000, 10.0.0.0/8:443 or [fd00::]/8:443",
        )
    return AllowedRange(network=network, port=port)


def _network(text: str) -> IPv4Network | IPv6Network | None:
    try:
        return ip_network(text)
    except ValueError:
        return None


def _parsed(ip: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(ip)
    except ValueError:
        return None


def refusal(ip: str, port: int, allowance: Allowance = NOTHING_MORE) -> str | None:
    """Why a network address is not contacted, in words that go on from "which is"; None where it may be.

    Args:
        ip: IPv4 or IPv6 in numbers, as a resolver gives it.
        port: 1 to 65,535; anything else is refused.
        allowance: exceptions, by address and port.

    Source: IANA's registries of special-purpose addresses for IPv4 and IPv6 (RFC 6890), as of November 2026, with the
    addresses at which clouds answer their own machines.
    """
    address = _parsed(ip)
    if address is None:
        return "no network address"
    if not 1 <= port <= LAST_PORT:
        return "an address without a port that exists"
    if allowance.covers(ip, port):
        return None
    if isinstance(address, IPv4Address):
        return next((words for network, words in _V4 if address in network), None)
    if address.scope_id is not None:
        return "bound to one of this machine's own links (RFC 4007)"
    if words := next((words for network, words in _V6 if address in network), None):
        return words
    if address not in _PUBLIC_V6:
        return "outside the block of the public internet, 2000::/3 (RFC 4291)"
    if (int(address) >> 32) & 0xFFFF_FFFF & ~_ISATAP_FLAGS == _ISATAP:
        return "an IPv4 address inside ISATAP (RFC 5214)"
    return None


def address_problem(url: str) -> str | None:
    """Why a web address is not taken as it is spelt, in words that go on from "the address"; None where it is.

    Taken are http and https with a host, without a user, and in a spelling that every parser reads alike: two parsers
    that disagree about a backslash before an @ have let requests in before. It says nothing about where the host
    leads; that is `refusal`'s.
    """
    if not url:
        return "is empty"
    if len(url) > LONGEST:
        return f"has more than {LONGEST:,} characters"
    if _CONTROL.search(url):
        return "has a character that cannot be printed"
    if "\\" in url:
        return "has a backslash"
    if not _SCHEME.match(url):
        return "does not begin with http:// or https://"
    try:
        parts = urlsplit(url)
    except ValueError:
        return "has no host that can be read"
    if "@" in parts.netloc:
        return "has a name or password before its host"
    if not parts.netloc or parts.netloc.startswith(":"):
        return "has no host"
    return _host_problem(parts.netloc)


def _host_problem(netloc: str) -> str | None:
    found = _HOST.fullmatch(netloc)
    if found is None:
        return "has no host that can be read"
    if found["port"] and not 1 <= int(found["port"]) <= LAST_PORT:
        return f"has a port outside 1 to {LAST_PORT}"
    host = found["host"]
    if host.startswith("[") and _parsed(host[1:-1]) is None:
        return "has no host that can be read"
    if not host.strip("."):
        return "has no host"
    return None
