"""Bodies that explode: streams of zeros in every content coding, written down instead of compressed.

Compressors give the same bytes for the same unit again and again, so 10 GiB are one unit repeated 160 times, and no
bomb takes longer than a second to make. Origin of the byte strings: gzip, zlib, brotli and zstd themselves, at their
highest levels, on 64 MiB of zeros.
"""

import gzip
import struct
import zlib
from functools import cache
from typing import Final

__all__ = ["GIB", "UNIT", "brotli_zeros", "gzip_layers", "gzip_zeros", "zlib_zeros", "zstd_zeros"]

GIB: Final = 2**30
UNIT: Final = 64 * 2**20

CRC32_OF_ZEROS: Final = {2 * GIB: 0x4DBDF21C, 10 * GIB: 0xF41D912F}
BROTLI_FIRST: Final = bytes.fromhex(
    "cfffff7f002400e2b14072effff9ffff0f8004401c1680eefd3fffffff01900088c302d0bdffe7ffff3f001200715800baf7ff"
)
BROTLI_AGAIN: Final = bytes.fromhex(
    "fcffff074002200e0b40f7fe9fffffff004800c46101e8defff3ffff1f000980382c00ddfb7ffeffff032001108705a07bff6f00"
)


@cache
def _deflate_unit() -> bytes:
    """64 MiB of zeros, deflated, ending on a byte and depending on nothing before them: 65 kB."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(bytes(UNIT)) + packer.flush(zlib.Z_FULL_FLUSH)


def _deflate_zeros(size: int) -> bytes:
    return _deflate_unit() * (size // UNIT) + b"\x03\x00"


@cache
def gzip_zeros(size: int) -> bytes:
    """A gzip file of 2 or 10 GiB of zeros, check sum and length right; 10 GiB are 10.4 MB."""
    end = struct.pack("<II", CRC32_OF_ZEROS[size], size & 0xFFFFFFFF)
    return b"\x1f\x8b\x08" + bytes(6) + b"\xff" + _deflate_zeros(size) + end


@cache
def zlib_zeros(size: int) -> bytes:
    """A zlib stream of zeros: what HTTP calls deflate."""
    return b"\x78\xda" + _deflate_zeros(size) + struct.pack(">I", (size % 65521) << 16 | 1)


@cache
def brotli_zeros(size: int) -> bytes:
    """A brotli stream of zeros; 10 GiB are 8.3 kB."""
    return BROTLI_FIRST + BROTLI_AGAIN * (size // UNIT - 1) + b"\x03"


@cache
def zstd_zeros(size: int) -> bytes:
    """A zstandard frame of zeros in blocks of one repeated byte; 10 GiB are 328 kB."""
    count = size // (128 << 10)
    return bytes.fromhex("28b52ffd0068") + bytes.fromhex("02001000") * (count - 1) + bytes.fromhex("03001000")


def gzip_layers(data: bytes, count: int) -> bytes:
    """Data in so many layers of gzip."""
    for _ in range(count):
        data = gzip.compress(data, mtime=0)
    return data
