"""Addresses that want to reach inside, what names are answered, and public addresses that have to be tried.

The larger part stands in a file of data; the rest is written here, form by form. The first word of a label is the form,
the second the target.
"""

import ipaddress
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

__all__ = ["NAMES", "PUBLIC", "VECTORS", "Vector"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vector:
    """An address that wants to reach inside."""

    label: str
    """How it is written and what it means, such as `hexint:127.0.0.1`."""
    url: str


TARGETS = (
    *("127.0.0.1", "127.127.127.127", "0.0.0.0", "10.0.0.1", "172.31.255.254", "192.168.0.1", "169.254.169.254"),  # noqa: S104
    *("100.100.100.200", "192.0.0.192", "168.63.129.16", "198.18.0.1", "224.0.0.251", "255.255.255.255", "192.88.99.1"),
)
V6_TARGETS = (
    "::1",
    "::",
    "fd00:ec2::254",
    "fe80::1",
    "ff02::1",
    "fec0::1",
    "100::1",
    "5f00::1",
    "3fff::1",
    "2001:db8::1",
)

V4_FORMS = {
    "other port": "http://{dotted}:8080/",
    "secure": "https://{dotted}/",
    "capitals": "HtTp://{dotted}/",
    "mapped, compressed": "http://[::ffff:{dotted}]/",
    "nat64, dotted": "http://[64:ff9b::{dotted}]/",
    "local nat64": "http://[64:ff9b:1::{hexed}]/",
    "6to4, with host": "http://[2002:{hexed}:1::5]/",
    "teredo, as server": "http://[2001:0:{hexed}::1]/",
    "isatap, universal": "http://[2606:4700::200:5efe:{hexed}]/",
    "dots encoded": "http://{encoded}/",
    "no-break space": "http://{dotted}\u00a0/",
    "bidi mark": "http://\u200e{dotted}/",
    "backslashes": "http:\\\\{dotted}/",
    "one slash": "http:/{dotted}/",
    "three slashes": "http:///{dotted}/",
    "no scheme": "//{dotted}/",
    "user of another port": "http://example.com:80@{dotted}/",
    "user with a slash": "http://example.com%2f@{dotted}/",
    "name with one answer": "http://only-{dashed}.test/",
    "name with a second answer": "http://also-{dashed}.test/",
    "name that changes its mind": "http://then-{dashed}.test/",
    "name with a dot behind": "http://only-{dashed}.test./",
}
V6_FORMS = {
    "plain": "http://[{plain}]/",
    "exploded": "http://[{exploded}]/",
    "zone": "http://[{plain}%25lo]/",
    "capitals": "http://[{capitals}]:8080/",
    "name with one answer": "http://only-{dashed}.test/",
    "name with a second answer": "http://also-{dashed}.test/",
}

_DATA = json.loads(Path(__file__).with_name("ssrf_vectors.json").read_text(encoding="utf-8"))

PUBLIC: tuple[str, ...] = tuple(_DATA["public"])
"""A fetcher that tries nothing would pass without them."""


def _written() -> Iterator[Vector]:
    for target in TARGETS:
        number = int(ipaddress.IPv4Address(target))
        spelt = {
            "dotted": target,
            "dashed": target.replace(".", "-"),
            "encoded": target.replace(".", "%2e"),
            "hexed": f"{number >> 16:x}:{number & 0xFFFF:x}",
        }
        for form, url in V4_FORMS.items():
            yield Vector(label=f"{form}:{target}", url=url.format(**spelt))
    for target in V6_TARGETS:
        ip = ipaddress.IPv6Address(target)
        spelt = {"plain": target, "exploded": ip.exploded, "capitals": target.upper(), "dashed": f"{int(ip):x}"}
        for form, url in V6_FORMS.items():
            yield Vector(label=f"{form}:{target}", url=url.format(**spelt))


def _answers() -> Iterator[tuple[str, list[list[str]]]]:
    public = "93.184.216.34"
    for target in (*TARGETS, *V6_TARGETS):
        dashed = f"{int(ipaddress.IPv6Address(target)):x}" if ":" in target else target.replace(".", "-")
        yield f"only-{dashed}.test", [[target]]
        yield f"also-{dashed}.test", [[public, target]]
        yield f"then-{dashed}.test", [[target], [public]]


VECTORS = (*(Vector(label=label, url=url) for label, url in _DATA["vectors"]), *_written())
NAMES: dict[str, list[list[str]]] = {**_DATA["names"], **dict(_answers())}
"""Name → its answers, in turns."""
