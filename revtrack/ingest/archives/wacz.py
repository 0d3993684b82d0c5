"""WACZ files (specs.webrecorder.net/wacz/1.1.1): WARC files in a zip, with a list of their pages and their digests.

datapackage.json     the digest of every other member: what does not have it is not read
pages/*.jsonl        titles of pages
archive/*.warc.gz    the captures, read in place: nothing is ever unpacked to disk
"""

import hashlib
import json
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO, Final

from revtrack.errors import InputError
from revtrack.ingest.archives.captured import Captured, PassedOver
from revtrack.ingest.archives.packed import BROKEN, MAX_MEMBERS, why_not, zip_opened
from revtrack.ingest.archives.warc import Part, read_parts
from revtrack.ingest.archives.window import Window
from revtrack.ingest.feeds.foreign import clean, iso_moment, web_address

__all__ = ["read_wacz"]

WARCS: Final = (".warc", ".warc.gz", ".warc.zst")
"""How the names of WARC files end, in any case."""

MAX_DESCRIPTION: Final = 20_000_000
"""Bytes of datapackage.json, unpacked; it has some hundred for each WARC file."""

MAX_PAGES: Final = 200_000
"""Pages whose titles are kept."""

MAX_PAGES_BYTES: Final = 200_000_000
"""Bytes read of one list of pages, unpacked."""

LONGEST_LINE: Final = 1_000_000
"""Bytes of one line of it, which may hold the text of the page too."""

LONGEST_TITLE: Final = 500
PIECE: Final = 1_048_576
LOCAL_HEADER: Final = struct.Struct("<26xHH")
"""What of a member's local header tells where its bytes begin (APPNOTE.TXT, 4.3.7)."""

ALGORITHMS: Final = frozenset({"sha256", "sha384", "sha512", "md5", "sha1"})


def read_wacz(file: str | Path | BinaryIO) -> Iterator[Captured | PassedOver]:
    """The answers a WACZ file holds, as `read_warc` gives them, with the titles its list of pages knows.

    Args:
        file: a path, or an open binary file that can be sought in.

    Raises:
        UsageError: the extra is not installed.
        InputError: the file cannot be opened, or is no zip.
    """
    if isinstance(file, str | Path):
        try:
            with Path(file).open("rb") as stream:
                yield from _captures(stream, clean(Path(file).name, LONGEST_TITLE) or "file", str(file))
        except OSError as problem:
            raise InputError(
                f"{file} cannot be read: {problem.strerror}", "check the name and its permissions"
            ) from None
    else:
        yield from _captures(file, "file", "the file")


def _captures(stream: BinaryIO, name: str, shown: str) -> Iterator[Captured | PassedOver]:
    with zip_opened(stream, shown) as archive:
        members = []
        for member in archive.infolist()[:MAX_MEMBERS]:
            reason = why_not(member)
            if reason:
                yield PassedOver(name=clean(member.filename, LONGEST_TITLE) or "a member", reason=reason)
            elif not member.filename.endswith("/"):
                members.append(member)
        digests = _digests(archive)
        titles: dict[str, str] = {}
        parts = []
        for member in members:
            is_warc = member.filename.startswith("archive/") and member.filename.lower().endswith(WARCS)
            is_pages = member.filename.startswith("pages/") and member.filename.endswith(".jsonl")
            if not is_warc and not is_pages:
                continue
            reason = _changed(archive, member, digests.get(member.filename))
            if reason:
                yield PassedOver(name=member.filename, reason=reason)
            elif is_pages:
                titles.update(_titles(archive, member, MAX_PAGES - len(titles)))
            else:
                parts.append(Part(name=f"WACZ file {name}, {member.filename}", window=_window(archive, stream, member)))
        if not parts:
            yield PassedOver(name=name, reason="it holds no archive/*.warc.gz that could be read")
        for found in read_parts(parts):
            yield _titled(found, titles)


def _digests(archive: zipfile.ZipFile) -> dict[str, tuple[str, str]]:
    """The algorithm and the digest of each member that datapackage.json names."""
    try:
        with archive.open("datapackage.json") as stream:
            package = json.loads(stream.read(MAX_DESCRIPTION))
        resources = package["resources"] if isinstance(package, dict) else []
    except (KeyError, *BROKEN):
        return {}
    found: dict[str, tuple[str, str]] = {}
    for resource in resources if isinstance(resources, list) else []:
        path, stated = (resource.get("path"), resource.get("hash")) if isinstance(resource, dict) else (None, None)
        if isinstance(path, str) and isinstance(stated, str):
            algorithm, _, digest = stated.rpartition(":")
            found[path] = (algorithm.lower() or "sha256", digest.lower())
    return found


def _changed(archive: zipfile.ZipFile, member: zipfile.ZipInfo, stated: tuple[str, str] | None) -> str | None:
    """Why a member is not what was packed; None where it is, as far as can be told."""
    algorithm, digest = stated or ("", "")
    counted = hashlib.new(algorithm, usedforsecurity=False) if algorithm in ALGORITHMS else None
    try:
        with archive.open(member) as stream:
            while piece := stream.read(PIECE):
                if counted is not None:
                    counted.update(piece)
    except BROKEN:
        return "it is damaged"
    if counted is not None and counted.hexdigest() != digest:
        return "it is not what datapackage.json says it is: its digest is another"
    return None


def _window(archive: zipfile.ZipFile, stream: BinaryIO, member: zipfile.ZipInfo) -> Window:
    """The bytes of a member: where it is only stored, as the standard asks, they are read in place."""
    if member.compress_type == zipfile.ZIP_STORED:
        stream.seek(member.header_offset)
        head = stream.read(30)
        name, extra = LOCAL_HEADER.unpack(head)
        return Window(stream, member.header_offset + 30 + name + extra, member.file_size)
    return Window(_Onwards(archive.open(member)))


class _Onwards:
    """A packed member, which can be read once, from front to end: to go back would unpack it from its beginning."""

    def __init__(self, stream: Any) -> None:
        self.stream = stream

    def seekable(self) -> bool:
        return False

    def seek(self, place: int, /) -> int:
        raise OSError(f"byte {place} of a packed member cannot be sought")

    def read(self, size: int = -1, /) -> bytes:
        try:
            data: bytes = self.stream.read(size)
        except BROKEN as problem:
            raise OSError(str(problem)) from None
        return data


def _titles(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> dict[str, str]:
    """The titles of pages, by address and time, and by address alone."""
    found: dict[str, str] = {}
    size = 0
    with archive.open(member) as stream:
        while len(found) < most and size < MAX_PAGES_BYTES and (line := stream.readline(LONGEST_LINE)):
            size += len(line)
            try:
                page = json.loads(line)
            except (ValueError, RecursionError):
                continue
            if not isinstance(page, dict):
                continue
            address, title = web_address(page.get("url")), clean(page.get("title"), LONGEST_TITLE)
            if address and title and title != address:
                found[f"{address} {iso_moment(page.get('ts'))}"] = title
                found.setdefault(address, title)
    return found


def _titled(found: Captured | PassedOver, titles: dict[str, str]) -> Captured | PassedOver:
    if isinstance(found, PassedOver) or not titles:
        return found
    title = titles.get(f"{found.address} {found.at:%Y-%m-%dT%H:%M:%SZ}") or titles.get(found.address)
    return replace(found, title=title) if title else found
