"""Zip and tar files of pages and texts, member after member, in memory: nothing is ever unpacked to disk.

fire/20260203114700.html  ─→  PackedFile "fire/20260203114700.html", article "fire", seen 2026-02-03 11:47 UTC
../../etc/passwd          ─→  PassedOver
"""

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Final

from revtrack.errors import InputError
from revtrack.ingest.archives.captured import PassedOver
from revtrack.ingest.archives.window import Readable
from revtrack.ingest.feeds.foreign import clean
from revtrack.ingest.file import MAX_BYTES
from revtrack.ingest.moments import moment_in_name

__all__ = ["BROKEN", "MAX_MEMBERS", "PackedFile", "read_packed", "why_not", "zip_opened"]

MAX_MEMBERS: Final = 100_000
"""Members taken of one container, the first."""

LONGEST_NAME: Final = 1_000
"""Characters of a member's name."""

MAX_RATIO: Final = 2_000
"""How many times larger than its packed form a member may say it is: gzip and zip reach 1,032."""

ENCRYPTED: Final = 0x1
LINK: Final = 0o120000
KIND: Final = 0o170000
PLAIN: Final = 0o100000

MAX_TOTAL: Final = 2_000_000_000
"""Bytes unpacked of one archive, in all."""

MAX_SOLID_RATIO: Final = 2_000
"""How many times larger than its packed form a tar may get, once it is past `FREE`: similar pages pack that well."""

FREE: Final = 200_000_000
"""Unpacked bytes that are not weighed against the packed ones."""

MAX_HEADERS: Final = 4_000_000
"""Bytes that the headers of one member of a tar may take: long names and attributes have some hundred."""

XZ_MEMORY: Final = 200_000_000
"""Bytes of memory for xz, which asks for as much as the file says: its strongest setting needs 65 MB."""

TIMESTAMP: Final = 0x5455
"""The extra field of a zip that tells a time in UTC; its own times have no zone."""

FURNITURE: Final = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
"""What desktops put into archives."""

ZIP_START: Final = (b"PK\x03\x04", b"PK\x05\x06")
GZIP_START: Final = b"\x1f\x8b"
BZIP_START: Final = b"BZh"
XZ_START: Final = b"\xfd7zXZ\x00"
BROKEN: Final = (
    *(OSError, EOFError, ValueError, IndexError, RuntimeError, struct.error),
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError),
)
"""What the standard library raises for damaged archives."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedFile:
    """One file in an archive."""

    name: str
    """Its path in the archive, with slashes: a key, never the name of a file."""
    content: bytes
    """At most 10 MB."""
    article: str | None
    """The folder it lies in; None where it lies in none."""
    moment: datetime | None
    """The time its name tells, aware UTC, as for the files of a folder; None where it tells none with a zone."""
    modified: datetime | None
    """When the archive says it was last changed, aware UTC; None where it says so without a zone, as most zips do."""


def read_packed(file: str | Path | BinaryIO) -> Iterator[PackedFile | PassedOver]:
    """The files in a zip or a tar, the latter also packed with gzip, bzip2 or xz, in its order.

    Folders and what desktops leave in archives are passed over in silence; links, devices, files that are too large,
    encrypted or named like a path that leads elsewhere are told. Each name is given once.

    Args:
        file: a path, or an open binary file that can be sought in.

    Raises:
        InputError: it cannot be opened, or is neither zip nor tar.
    """
    if isinstance(file, str | Path):
        try:
            stream = Path(file).open("rb")  # noqa: SIM115  closed below, once the last member was taken
        except (OSError, ValueError) as problem:
            reason = getattr(problem, "strerror", None) or "its name is no name"
            raise InputError(f"{file} cannot be read: {reason}", "check the name and its permissions") from None
        with stream:
            yield from _files(stream, str(file))
    else:
        yield from _files(file, "the file")


def _files(stream: BinaryIO, shown: str) -> Iterator[PackedFile | PassedOver]:
    start = stream.read(8)
    stream.seek(0)
    found = _in_zip(stream, shown) if start.startswith(ZIP_START) else _in_tar(stream, start, shown)
    seen: set[str] = set()
    for one in found:
        if isinstance(one, PackedFile):
            if one.name.startswith(FURNITURE) or one.name.endswith(FURNITURE):
                continue
            if one.name in seen:
                yield PassedOver(name=one.name, reason="the archive holds another file of this name")
                continue
            seen.add(one.name)
        yield one


def _packed(name: str, content: bytes, modified: datetime | None) -> PackedFile:
    path = PurePosixPath(name.replace("\\", "/"))
    return PackedFile(
        name=str(path),
        content=content,
        article=path.parent.name or None,
        moment=moment_in_name(path.name),
        modified=modified,
    )


def _passed(name: str, reason: str) -> PassedOver:
    return PassedOver(name=clean(name, LONGEST_NAME) or "a member", reason=reason)


def _moment(seconds: float) -> datetime | None:
    try:
        return datetime.fromtimestamp(seconds, UTC) if seconds > 0 else None
    except (OverflowError, OSError, ValueError):
        return None


TOO_MANY: Final = f"it holds more than {MAX_MEMBERS} files, of which the first are taken"
TOO_MUCH: Final = "it unpacks to more than is taken; the files before this point were"
TOO_LARGE: Final = f"it is larger than {MAX_BYTES // 1_000_000} MB"


def _in_zip(stream: BinaryIO, shown: str) -> Iterator[PackedFile | PassedOver]:
    total = 0
    with zip_opened(stream, shown) as archive:
        members = [member for member in archive.infolist() if not member.filename.endswith("/")]
        for member in members[:MAX_MEMBERS]:
            reason = why_not(member) or (TOO_LARGE if member.file_size > MAX_BYTES else None)
            if reason:
                yield _passed(member.filename, reason)
                continue
            if total > MAX_TOTAL:
                yield _passed(shown, TOO_MUCH)
                return
            try:
                with archive.open(member) as opened:
                    content = opened.read(MAX_BYTES + 1)
            except BROKEN:
                yield _passed(member.filename, "it is damaged")
                continue
            total += len(content)
            yield _packed(member.filename, content, _modified(member.extra))
        if len(members) > MAX_MEMBERS:
            yield _passed(shown, TOO_MANY)


def _modified(extra: bytes) -> datetime | None:
    """The time in UTC that a member's extra field may tell (Info-ZIP's extended timestamp)."""
    while len(extra) >= 4:  # noqa: PLR2004  two numbers of two bytes
        kind, size = int.from_bytes(extra[:2], "little"), int.from_bytes(extra[2:4], "little")
        field, extra = extra[4 : 4 + size], extra[4 + size :]
        if kind == TIMESTAMP and len(field) >= 5 and field[0] & 1:  # noqa: PLR2004  a flag, and four bytes
            return _moment(int.from_bytes(field[1:5], "little", signed=True))
    return None


class _TooMuchError(OSError):
    """An archive unpacks to more than is taken."""


class _Counted:
    """A stream that ends with an error once more comes out of it than was allowed.

    Args:
        stream: what gives the unpacked bytes.
        packed: the file the packed ones are read from; None where they are not packed.
    """

    def __init__(self, stream: Readable, packed: BinaryIO | None) -> None:
        self.stream = stream
        self.packed = packed
        self.size = 0
        self.allowed = 0

    def allow(self, size: int) -> None:
        """Say how much may come until the next word."""
        self.allowed = self.size + size

    def read(self, size: int) -> bytes:
        data = self.stream.read(min(size, 1_048_576))
        self.size += len(data)
        is_dense = self.packed is not None and self.size > FREE + MAX_SOLID_RATIO * max(self.packed.tell(), 1)
        if self.size > min(self.allowed, MAX_TOTAL) or is_dense:
            raise _TooMuchError
        return data


class _Xz(io.RawIOBase):
    """An xz file, unpacked within a bounded memory."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__()
        self.stream = stream
        self.unpack = lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=XZ_MEMORY)

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        data = b""
        while not data and not self.unpack.eof:
            piece = self.stream.read(65_536) if self.unpack.needs_input else b""
            if self.unpack.needs_input and not piece:
                raise EOFError("the xz file breaks off")
            data = self.unpack.decompress(piece, size)
        return data


def _unpacked(stream: BinaryIO, start: bytes) -> _Counted:
    if start.startswith(GZIP_START):
        return _Counted(gzip.GzipFile(fileobj=stream), stream)
    if start.startswith(BZIP_START):
        return _Counted(bz2.BZ2File(stream), stream)
    if start.startswith(XZ_START):
        return _Counted(_Xz(stream), stream)
    return _Counted(stream, None)


def _in_tar(stream: BinaryIO, start: bytes, shown: str) -> Iterator[PackedFile | PassedOver]:
    source = _unpacked(stream, start)
    source.allow(MAX_HEADERS)
    try:
        archive = tarfile.open(fileobj=source, mode="r|", encoding="utf-8")  # type: ignore[call-overload]  # noqa: SIM115
    except (tarfile.TarError, *BROKEN):
        raise InputError(
            f"{shown} is neither a zip nor a tar file, or is damaged", "other archives must be unpacked first"
        ) from None
    for count in range(MAX_MEMBERS + 1):
        name = shown
        try:
            member = archive.next()
            if member is None:
                return
            name = member.name
            if count == MAX_MEMBERS:
                yield _passed(shown, TOO_MANY)
                return
            source.allow(max(member.size, 0) + MAX_HEADERS)
            found = _member(archive, member)
        except _TooMuchError:
            yield _passed(shown, TOO_MUCH)
            return
        except (tarfile.TarError, *BROKEN):
            yield _passed(name, "it is damaged, and so is what follows it")
            return
        if found is not None:
            yield found


def _member(archive: tarfile.TarFile, member: tarfile.TarInfo) -> PackedFile | PassedOver | None:
    """One member of a tar; None for a folder."""
    if member.isdir():
        return None
    name = _name_of(member)
    reason = misnamed(name)
    if reason is None and not member.isreg():
        reason = "it is a link" if member.issym() or member.islnk() else "it is no ordinary file"
    if reason is None and (member.issparse() or member.size < 0):
        reason = "it has holes"
    if reason is None and member.size > MAX_BYTES:
        reason = TOO_LARGE
    if reason is not None:
        return _passed(name, reason)
    opened = archive.extractfile(member)
    content = opened.read(MAX_BYTES + 1) if opened is not None else b""
    if len(content) != member.size:
        raise EOFError("the archive breaks off")
    return _packed(name, content, _moment(member.mtime))


def _name_of(member: tarfile.TarInfo) -> str:
    """The name of a member of a tar, which says nothing of its encoding: UTF-8, or ISO 8859-1 as in older ones."""
    raw = member.name.encode("utf-8", "surrogateescape")
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def misnamed(name: str) -> str | None:
    """Why a member's name is refused; None where it is a relative path that stays inside."""
    parts = name.replace("\\", "/").split("/")
    if not name.strip() or len(name) > LONGEST_NAME:
        return "its name is empty or too long"
    if any(not letter.isprintable() for letter in name):
        return "its name holds control characters"
    if parts[0] == "" or ":" in parts[0]:
        return "its name is an absolute path"
    if ".." in parts:
        return "its name leads out of the archive"
    return None


def why_not(member: zipfile.ZipInfo) -> str | None:
    """Why a member of a zip is refused; None where it is a folder or may be read."""
    reason = misnamed(member.filename)
    if reason:
        return reason
    kind = (member.external_attr >> 16) & KIND
    if kind == LINK:
        return "it is a link"
    if kind not in {0, PLAIN} and not member.filename.endswith("/"):
        return "it is no ordinary file"
    if member.flag_bits & ENCRYPTED:
        return "it is encrypted"
    if member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA}:
        return "it is packed in a way that is not understood"
    if member.file_size > MAX_RATIO * max(member.compress_size, 1) + 1_000_000:
        return "it says it is impossibly well packed"
    return None


def zip_opened(stream: BinaryIO, shown: str) -> zipfile.ZipFile:
    """A zip, opened.

    Args:
        stream: open, and sought in.
        shown: what messages call it.

    Raises:
        InputError: it is none, or damaged beyond reading.
    """
    try:
        return zipfile.ZipFile(stream)
    except BROKEN:
        raise InputError(f"{shown} is no zip file, or is damaged", "make or fetch it anew") from None
