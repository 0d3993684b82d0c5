"""The fences a child puts up around itself before it looks at foreign bytes, as far as its system has them.

    memory    RLIMIT_AS                                    Linux; macOS counts nothing by it
    cpu       RLIMIT_CPU, raised before each call          Linux, macOS
    files     RLIMIT_FSIZE 0, RLIMIT_NOFILE: nothing can be written, little opened
    system    seccomp on Linux (x86-64, arm64): no sockets, no programs, no signals to others, nobody else's memory,
              no file opened but for reading; elsewhere Python's own sockets refuse, which stops mistakes, no attacker

Windows has none of them: there a child is bounded by time alone.
"""

import ctypes
import math
import os
import platform
import socket
import struct
import sys
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NoReturn

from revtrack.confine.limits import Limits

if sys.platform != "win32":
    import resource

__all__ = ["Fences", "Network", "allow_cpu", "die_with_parent", "put_up"]

OPEN_FILES: Final = 32
"""Files a child may have open, a count: three streams, the connection to its parent, and a module or an archive."""


class Network(StrEnum):
    """What keeps a child from the network."""

    KERNEL = "kernel"
    """It has no system call for it."""
    PYTHON = "python"
    """Python's sockets refuse: foreign machine code would not ask them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fences:
    """What holds in a child."""

    memory: bool
    cpu: bool
    files: bool
    """Nothing can be written."""
    network: Network


def put_up(limits: Limits) -> Fences:
    """Bound this process for good; what is in force afterwards."""
    if sys.platform == "win32":
        _refuse_sockets()
        return Fences(memory=False, cpu=False, files=False, network=Network.PYTHON)
    with suppress(OSError), open("/proc/self/oom_score_adj", "w", encoding="ascii") as score:  # noqa: PTH123
        score.write("1000")  # where the whole machine runs out of memory, this one goes first
    _bounded(resource.RLIMIT_CORE, 0)
    _bounded(resource.RLIMIT_NOFILE, OPEN_FILES)
    files = _bounded(resource.RLIMIT_FSIZE, 0)
    memory = _bounded(resource.RLIMIT_AS, limits.address_space_bytes) and sys.platform == "linux"
    cpu = allow_cpu(limits.cpu_s)
    network = Network.KERNEL if _deny_system_calls() else Network.PYTHON
    if network is Network.PYTHON:
        _refuse_sockets()
    return Fences(memory=memory, cpu=cpu, files=files, network=network)


def allow_cpu(seconds: float) -> bool:
    """Let this process take so many more seconds of CPU, then end it; whether the system can.

    What it took before is its past: a child that has read four hundred pages has as much for the next one.
    """
    if sys.platform == "win32":
        return False
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = math.ceil(used.ru_utime + used.ru_stime + seconds)
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.getrlimit(resource.RLIMIT_CPU)[1]))
    except (OSError, ValueError):  # more than whoever started us may take
        return False
    return True


def die_with_parent(parent: int) -> None:
    """End when the parent ends, even in the middle of a call. Linux only; elsewhere the limit of CPU has to do."""
    if sys.platform != "linux":
        return
    _libc().prctl(_PR_SET_PDEATHSIG, _SIGKILL, 0, 0, 0)
    if os.getppid() != parent:  # it ended before we asked
        os._exit(0)


def _bounded(which: int, most: int) -> bool:
    """Whether a limit holds, now and for good."""
    assert sys.platform != "win32"
    _, hard = resource.getrlimit(which)
    bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
    try:
        resource.setrlimit(which, (bound, bound))
    except (OSError, ValueError):
        return False
    return True


def _refuse_sockets() -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise PermissionError("no network here")

    for name in ("socket", "create_connection", "socketpair", "fromfd"):
        setattr(socket, name, refuse)


# --------------------------------------------------------------------------------------------------------- Linux

_PR_SET_PDEATHSIG: Final = 1
_PR_SET_NO_NEW_PRIVS: Final = 38
_PR_SET_SECCOMP: Final = 22
_SECCOMP_MODE_FILTER: Final = 2
_SIGKILL: Final = 9
_EPERM: Final = 1
_ENOSYS: Final = 38

_ARCHITECTURES: Final = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
"""What the kernel calls them (linux/audit.h)."""

_DENIED: Final[dict[str, tuple[int | None, int | None]]] = {
    "socket": (41, 198),
    "connect": (42, 203),
    "accept": (43, 202),
    "bind": (49, 200),
    "listen": (50, 201),
    "socketpair": (53, 199),
    "accept4": (288, 242),
    "fork": (57, None),
    "vfork": (58, None),
    "execve": (59, 221),
    "execveat": (322, 281),
    "kill": (62, 129),
    "tkill": (200, 130),
    "tgkill": (234, 131),
    "rt_sigqueueinfo": (129, 138),
    "rt_tgsigqueueinfo": (297, 240),
    "pidfd_send_signal": (424, 424),
    "pidfd_open": (434, 434),
    "pidfd_getfd": (438, 438),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "io_uring_setup": (425, 425),
    "bpf": (321, 280),
    "userfaultfd": (323, 282),
    "unshare": (272, 97),
    "setns": (308, 268),
    "truncate": (76, 45),
    "ftruncate": (77, 46),
    "creat": (85, None),
    "openat2": (437, 437),
    "link": (86, None),
    "linkat": (265, 37),
    "chmod": (90, None),
    "fchmodat": (268, 53),
    "rename": (82, None),
    "renameat": (264, 38),
    "renameat2": (316, 276),
    "rmdir": (84, None),
    "unlink": (87, None),
    "unlinkat": (263, 35),
}
"""System calls that reading never needs, by their numbers on x86-64 and arm64 (asm/unistd.h): they fail with EPERM."""

_CLONE: Final = (56, 220)
_CLONE3: Final = (435, 435)
_CLONE_THREAD: Final = 0x10000
"""A thread may be started, another process may not. Of clone3 the flags cannot be seen, so it does not exist: the C
library then takes clone."""

_OPEN: Final[dict[str, tuple[int | None, int | None]]] = {"open": (2, None), "openat": (257, 56)}
_FLAGS: Final = {"open": 1, "openat": 2}
"""Which argument says how a file is opened, from 0."""
_TO_WRITE: Final = 0o1 | 0o2 | 0o100 | 0o1000
"""O_WRONLY, O_RDWR, O_CREAT, O_TRUNC (asm-generic/fcntl.h)."""

_X32: Final = 0x40000000
"""Numbers from here on are those of a second set of system calls on x86-64."""

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW: Final = 0x7FFF0000
_ERROR: Final = 0x00050000
_KILL: Final = 0x80000000
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16


def _filter(machine: str) -> bytes:
    """The program that judges each system call (linux/filter.h, linux/seccomp.h)."""
    column = list(_ARCHITECTURES).index(machine)
    one = struct.Struct("=HBBI")

    def when(test: int, value: int, verdict: int) -> bytes:
        return one.pack(test, 0, 1, value) + one.pack(_RETURN, 0, 0, verdict)

    def by_bits(number: int, argument: int, bits: int, any_set: int, none_set: int) -> bytes:
        judged = one.pack(_LOAD, 0, 0, _ARGUMENTS + 8 * argument) + one.pack(_ANY_BIT, 0, 1, bits)
        judged += one.pack(_RETURN, 0, 0, any_set) + one.pack(_RETURN, 0, 0, none_set)
        return one.pack(_EQUAL, 0, len(judged) // one.size, number) + judged

    program = one.pack(_LOAD, 0, 0, _ARCHITECTURE)
    program += one.pack(_EQUAL, 1, 0, _ARCHITECTURES[machine]) + one.pack(_RETURN, 0, 0, _KILL)
    program += one.pack(_LOAD, 0, 0, _NUMBER) + when(_AT_LEAST, _X32, _ERROR | _EPERM)
    for numbers in _DENIED.values():
        if (number := numbers[column]) is not None:
            program += when(_EQUAL, number, _ERROR | _EPERM)
    program += when(_EQUAL, _CLONE3[column], _ERROR | _ENOSYS)
    for name, numbers in _OPEN.items():
        if (number := numbers[column]) is not None:
            program += by_bits(number, _FLAGS[name], _TO_WRITE, _ERROR | _EPERM, _ALLOW)
    program += by_bits(_CLONE[column], 0, _CLONE_THREAD, _ALLOW, _ERROR | _EPERM)
    return program + one.pack(_RETURN, 0, 0, _ALLOW)


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _deny_system_calls() -> bool:
    """Whether the kernel refuses from now on what reading never needs."""
    machine = platform.machine()
    if sys.platform != "linux" or machine not in _ARCHITECTURES or sys.maxsize < 2**32:
        return False
    program = _filter(machine)
    held = _Program(len(program) // 8, program)
    libc = _libc()
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
        return False
    done = libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(held), 0, 0)
    return int(done) == 0
