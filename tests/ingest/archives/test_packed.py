"""Zip and tar files: what is taken, and everything that is not."""

import bz2
import gzip
import io
import lzma
import random
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from revtrack.errors import InputError
from revtrack.ingest.archives import PackedFile, PassedOver, packed, read_packed

PAGE = b"<html><p>Three people died.</p></html>"
TOO_MUCH = "it unpacks to more than is taken; the files before this point were"
WHEN = 1_770_000_000
FILES = {"fire/20260203114700.html": PAGE, "fire/2026-02-03T15-02+0100.txt": b"Text.", "seeds.toml": b"[manifest]\n"}


def tar(files: dict[str, bytes], mode: str = "w", extra: tuple[tarfile.TarInfo, ...] = ()) -> bytes:
    """A tar file in memory."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for member in extra:
            archive.addfile(member, io.BytesIO(bytes(member.size)))
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size, member.mtime = len(content), WHEN
            archive.addfile(member, io.BytesIO(content))
    return out.getvalue()


def zipped(files: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file in memory."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as archive:
        for name, content in files.items():
            member = zipfile.ZipInfo(name)
            member.extra = struct.pack("<HHBl", 0x5455, 5, 1, WHEN)
            archive.writestr(member, content, how)
    return out.getvalue()


MAKERS: dict[str, Callable[[dict[str, bytes]], bytes]] = {
    "zip": zipped,
    "tar": tar,
    "tar.gz": lambda files: tar(files, "w:gz"),
    "tar.bz2": lambda files: bz2.compress(tar(files), 1),
    "tar.xz": lambda files: lzma.compress(tar(files), preset=1),
}


def read(content: bytes) -> list[PackedFile | PassedOver]:
    """What an archive in memory holds."""
    return list(read_packed(io.BytesIO(content)))


def reasons(content: bytes) -> list[str]:
    """Why something in it is not taken."""
    return [item.reason for item in read(content) if isinstance(item, PassedOver)]


@pytest.mark.parametrize("kind", MAKERS)
def test_files_come_out_with_the_times_that_their_names_tell(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "pages.archive"
    path.write_bytes(MAKERS[kind]({**FILES, "__MACOSX/._x": b"x", "fire/.DS_Store": b"x"}))
    first, second, manifest = read_packed(path)
    assert first == PackedFile(
        name="fire/20260203114700.html",
        content=PAGE,
        article="fire",
        moment=datetime(2026, 2, 3, 11, 47, tzinfo=UTC),
        modified=datetime.fromtimestamp(WHEN, UTC),
    )
    assert isinstance(second, PackedFile)
    assert isinstance(manifest, PackedFile)
    assert second.moment == datetime(2026, 2, 3, 14, 2, tzinfo=UTC)
    assert (manifest.name, manifest.article, manifest.moment) == ("seeds.toml", None, None)


NAMES = {
    "../../etc/passwd": "leads out of the archive",
    "/etc/passwd": "absolute path",
    "a/../../b.html": "leads out of the archive",
    "C:/windows.html": "absolute path",
    "..\\..\\evil.html": "leads out of the archive",
    "a\x07b.html": "control characters",
    "a" * 1_001: "too long",
}


@pytest.mark.parametrize("kind", ["zip", "tar"])
@pytest.mark.parametrize("name", NAMES)
def test_names_that_lead_elsewhere_are_refused_and_the_rest_is_taken(kind: str, name: str) -> None:
    told, good = read(MAKERS[kind]({name: b"evil", "good.html": PAGE}))
    assert isinstance(told, PassedOver)
    assert NAMES[name] in told.reason
    assert isinstance(good, PackedFile)


def special(name: str, kind: bytes, target: str = "") -> tarfile.TarInfo:
    """A member of a tar that is no file."""
    member = tarfile.TarInfo(name)
    member.type, member.linkname = kind, target
    return member


@pytest.mark.parametrize("encoding", ["utf-8", "iso8859-1"])
def test_names_in_a_tar_are_utf_8_or_what_came_before_it(encoding: str) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.GNU_FORMAT, encoding=encoding) as archive:
        for folder in ("café", "cafè"):
            member = tarfile.TarInfo(f"{folder}/20260203114700.html")
            member.size = len(PAGE)
            archive.addfile(member, io.BytesIO(PAGE))
    found = [one for one in read(out.getvalue()) if isinstance(one, PackedFile)]
    assert [one.article for one in found] == ["café", "cafè"]


def test_links_and_devices_of_a_tar_are_refused() -> None:
    content = tar(
        {"good.html": PAGE},
        extra=(
            special("link", tarfile.SYMTYPE, "/etc/passwd"),
            special("hard", tarfile.LNKTYPE, "good.html"),
            special("fifo", tarfile.FIFOTYPE),
            special("device", tarfile.CHRTYPE),
            special("folder", tarfile.DIRTYPE),
        ),
    )
    assert reasons(content) == ["it is a link", "it is a link", "it is no ordinary file", "it is no ordinary file"]
    assert isinstance(read(content)[-1], PackedFile)


def test_links_and_encrypted_members_of_a_zip_are_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("link")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        pipe = zipfile.ZipInfo("pipe")
        pipe.external_attr = 0o010777 << 16
        archive.writestr(pipe, "")
    assert reasons(out.getvalue()) == ["it is a link", "it is no ordinary file"]
    encrypted = bytearray(zipped({"secret.html": PAGE}))
    encrypted[6] |= 1
    encrypted[encrypted.index(b"PK\x01\x02") + 8] |= 1
    assert reasons(bytes(encrypted)) == ["it is encrypted"]


@pytest.mark.parametrize("kind", MAKERS)
def test_a_file_that_is_too_large_is_passed_over_and_the_next_is_taken(kind: str) -> None:
    told, good = read(MAKERS[kind]({"large.html": bytes(10_000_001), "good.html": PAGE}))
    assert told == PassedOver(name="large.html", reason="it is larger than 10 MB")
    assert isinstance(good, PackedFile)


def test_a_zip_that_lies_about_its_sizes_gives_no_more_than_it_says() -> None:
    content = zipped({"bomb.html": bytes(50_000_000)})
    lying = content.replace(struct.pack("<L", 50_000_000), struct.pack("<L", 10))
    assert lying != content
    assert reasons(lying) == ["it is damaged"]


def test_an_impossible_ratio_is_refused_before_it_is_unpacked() -> None:
    content = zipped({"bomb.html": PAGE})
    lying = content.replace(struct.pack("<L", len(PAGE)), struct.pack("<L", 9_000_000))
    assert reasons(lying) == ["it says it is impossibly well packed"]


def packed_zeros(megabytes: int, head: bytes) -> bytes:
    """A head and zeros behind it, packed a thousandfold."""
    pack = zlib.compressobj(9, zlib.DEFLATED, 31)
    million = bytes(1_000_000)
    return b"".join([pack.compress(head), *(pack.compress(million) for _ in range(megabytes)), pack.flush()])


def test_headers_of_a_tar_cannot_eat_the_memory() -> None:
    pax = tarfile.TarInfo("pax")
    pax.type, pax.size = tarfile.XHDTYPE, 100_000_000
    head = tar({"good.html": PAGE})[:1_024] + pax.tobuf(tarfile.USTAR_FORMAT)
    assert reasons(packed_zeros(100, head)) == [TOO_MUCH]
    with pytest.raises(InputError, match="neither a zip nor a tar"):
        read(packed_zeros(100, b"no tar" * 100))


def test_a_bomb_of_bzip2_is_stopped_by_its_ratio(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "FREE", 1_000_000)  # the bound itself, for 200 MB of zeros take seconds
    member = tarfile.TarInfo("bomb")
    member.size = 40_000_000
    pack = bz2.BZ2Compressor(9)
    million = bytes(1_000_000)
    content = b"".join([pack.compress(member.tobuf()), *(pack.compress(million) for _ in range(40)), pack.flush()])
    assert reasons(content)[-1] == TOO_MUCH


def test_xz_gets_no_more_memory_than_is_sane(monkeypatch: pytest.MonkeyPatch) -> None:
    content = MAKERS["tar.xz"](FILES)
    assert len(read(content)) == 3
    monkeypatch.setattr(packed, "XZ_MEMORY", 1_000_000)  # what a file asks for is only up to 1.5 GB
    with pytest.raises(InputError):
        read(content)


@pytest.mark.parametrize("kind", ["tar", "tar.gz", "tar.bz2", "tar.xz"])
def test_a_cut_tar_gives_what_comes_before_the_cut_and_says_so(kind: str) -> None:
    noise = {f"{number}.html": random.Random(number).randbytes(60_000) for number in range(5)}  # noqa: S311  not secret
    content = MAKERS[kind](noise)
    found = read(content[: len(content) // 2])
    assert isinstance(found[-1], PassedOver)
    assert 0 < len(found) < 5


def test_a_zip_with_one_damaged_member_gives_the_others() -> None:
    content = zipped({"a.html": b"first " * 99, "b.html": b"second " * 99}, zipfile.ZIP_STORED)
    found = read(content.replace(b"first first", b"first FIRST", 1))
    assert found[0] == PassedOver(name="a.html", reason="it is damaged")
    assert isinstance(found[1], PackedFile)


def test_a_name_is_given_once() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.html", "1")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("a.html", "2")
    assert reasons(out.getvalue()) == ["the archive holds another file of this name"]


@pytest.mark.parametrize("kind", ["zip", "tar"])
def test_more_members_than_are_taken_are_told(monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    monkeypatch.setattr(packed, "MAX_MEMBERS", 10)
    found = read(MAKERS[kind]({f"{number}.html": PAGE for number in range(11)}))
    assert [type(item) for item in found] == [PackedFile] * 10 + [PassedOver]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello",
        bytes(99),
        gzip.compress(b"hello", mtime=0),
        b"\x1f\x8bgarbage",
        b"BZhgarbage",
        b"\xfd7zXZ\x00garbage",
        b"7z\xbc\xaf",
    ],
)
def test_what_is_no_archive_is_one_sentence(content: bytes) -> None:
    with pytest.raises(InputError, match=r"neither a zip nor a tar file"):
        read(content)


def test_a_missing_file_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        list(read_packed(tmp_path / "none.zip"))


@pytest.mark.parametrize("kind", ["zip", "tar", "tar.gz"])
def test_flipped_bytes_never_bring_the_reader_down(kind: str) -> None:
    whole, chance = MAKERS[kind](FILES), random.Random(3)  # noqa: S311  not a secret
    for _ in range(300):
        broken = bytearray(whole)
        for _ in range(chance.randint(1, 6)):
            broken[chance.randrange(min(len(broken), 3_000))] = chance.randrange(256)
        try:
            read(bytes(broken))
        except InputError:
            continue
