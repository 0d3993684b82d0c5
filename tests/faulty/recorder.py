"""Records every connection the test process tries, refuses it before a packet is sent, and answers for names.

    with recording(let=[("127.0.0.1", server.port)]) as recorder:
        for vector in VECTORS:
            with recorder.watching() as tried:
                fetch(vector.url)
            assert not tried.leaks

An audit hook sees the connections, so every library and thread of the process is seen, whatever it calls. Names are
answered from the table of the vectors, a list of answers per name, used in turn, so that a name can change its mind;
numbers are read as the C library reads them; no question reaches a name server.

NOT_PUBLIC was written from IANA's registries apart from the table it judges, and neither imports the other.
"""

import ipaddress
import socket
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest

from tests.faulty.vectors import NAMES

__all__ = ["NETWORKS", "Recorder", "RefusedByTestError", "Tried", "is_public", "recording"]

NOT_PUBLIC = """
    0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.88.99.0/24
    192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4 168.63.129.16/32
    ::/128 ::1/128 ::/96 ::ffff:0:0/96 ::ffff:0:0:0/96 64:ff9b::/96 64:ff9b:1::/48 100::/64 100:0:0:1::/64 2001::/23
    2001:db8::/32 2002::/16 3fff::/20 5f00::/16 fc00::/7 fe80::/10 fec0::/10 ff00::/8
"""
NETWORKS = [ipaddress.ip_network(network) for network in NOT_PUBLIC.split()]
ISATAP = (0x00005EFE, 0x02005EFE)
SYSTEM_FILES = ("/etc/passwd", "/etc/hostname", "/etc/shadow")


def is_public(address: str) -> bool:
    """Whether somebody on the public internet can mean this network address."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if ip.version == 6 and (int(ip) >> 32) & 0xFFFFFFFF in ISATAP:
        return False
    return not any(ip.version == network.version and ip in network for network in NETWORKS)


class RefusedByTestError(Exception):
    """The recorder's refusal. No OSError, so that no client tries the next address instead."""


@dataclass(slots=True)
class Tried:
    """What was tried: network addresses, files of the system, unix sockets."""

    places: list[str] = field(default_factory=list)

    @property
    def leaks(self) -> list[str]:
        """What was tried and must not be."""
        return [place for place in self.places if place.startswith(("file ", "unix ")) or not is_public(place)]


class Recorder:
    """See the module. One is active at a time."""

    def __init__(self, let: Iterable[tuple[str, int]]) -> None:
        self.names = dict(NAMES)
        """Name → its answers, in turns; may be added to."""
        self._let = set(let)
        self._tried = Tried()
        self._turns: dict[str, int] = {}
        self._lock = threading.Lock()
        self._real = socket.getaddrinfo

    @contextmanager
    def watching(self) -> Iterator[Tried]:
        """What is tried inside the block; names begin with their first answer again."""
        self._tried, self._turns = Tried(), {}
        yield self._tried

    def heard(self, event: str, args: tuple[Any, ...]) -> None:
        """An event of the interpreter."""
        if event == "socket.connect":
            address = args[1]
            if isinstance(address, tuple) and (str(address[0]), address[1]) in self._let:
                return
            self._tried.places.append(str(address[0]) if isinstance(address, tuple) else f"unix {address!r}")
            raise RefusedByTestError("recorded")
        if event == "open" and isinstance(args[0], str) and args[0] in SYSTEM_FILES:
            self._tried.places.append(f"file {args[0]}")

    def resolved(self, host: Any, port: Any, *_: Any, flags: int = 0, **__: Any) -> list[Any]:
        """Stands in for socket.getaddrinfo."""
        name = (host.decode("ascii") if isinstance(host, bytes) else host or "").rstrip(".").lower()
        if name in self.names:
            with self._lock:
                turn = self._turns.get(name, 0)
                self._turns[name] = turn + 1
            found = self.names[name][turn % len(self.names[name])]
        else:
            numeric = flags | socket.AI_NUMERICHOST  # never asks a name server
            try:
                found = [str(entry[4][0]) for entry in self._real(name, 80, type=socket.SOCK_STREAM, flags=numeric)]
            except (UnicodeError, ValueError) as problem:
                raise socket.gaierror(socket.EAI_NONAME, "no such name") from problem
        number = int(port) if str(port or "").isdigit() else 80
        return [
            (socket.AF_INET6, socket.SOCK_STREAM, 6, "", (ip, number, 0, 0))
            if ":" in ip
            else (socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, number))
            for ip in found
        ]


_ACTIVE: list[Recorder] = []
_HOOKED: list[bool] = []


def _hook(event: str, args: tuple[Any, ...]) -> None:
    if _ACTIVE:
        _ACTIVE[-1].heard(event, args)


@contextmanager
def recording(let: Iterable[tuple[str, int]] = ()) -> Iterator[Recorder]:
    """Record instead of connecting, as long as the block lasts; hosts and ports in `let` are connected to."""
    if not _HOOKED:  # an audit hook cannot be taken away again
        sys.addaudithook(_hook)
        _HOOKED.append(True)
    recorder = Recorder(let)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "getaddrinfo", recorder.resolved)
        _ACTIVE.append(recorder)
        try:
            yield recorder
        finally:
            _ACTIVE.remove(recorder)
