"""Bytes by their SHA-256: equal content is stored once, compressed, and proven again each time it is read.

Neighbours in a history differ by little, and little is what they take: content is compressed with an earlier one as
prefix, of which it then says only what differs. It names that as its `base`, and its own `place` in the chain:

    place   0 ← 1     2 ← 3     4 ← 5     6 ← 7     8 …           0 stands for itself
            ↑─────────┘         ↑─────────┘
            ↑───────────────────┘                                the base is the place without its lowest bit

So nothing is further than six steps from content that stands for itself, and most steps are short. Of 10,000 states of
a text of 5 kB, one paragraph of 15 rewritten each time, bytes and Document took 0.9 kB a state, where each alone takes
4.7 kB; to read one back took 0.24 ms.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from operator import itemgetter
from typing import Any, Final

from sqlalchemy import Connection, Select, bindparam, literal, select

from revtrack.errors import IntegrityError
from revtrack.store import tables as t
from revtrack.store.engine import insert_new

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

__all__ = ["fetch", "keep", "keep_all", "unpack"]

ENCODING: Final = "zstd"
"""The value of `blob.encoding` for a zstd frame that stands for itself."""

PREFIXED: Final = "zstd+prefix"
"""The value for a frame that is read with the content `blob.base` names as prefix."""

LEVEL: Final = 9
"""Compression level, 1 to 22. On 60 files of 25 kB: 6.0 kB and 0.2 ms each; level 19 saves 2 % more in 4 ms."""

CHAIN: Final = 64
"""Places of a chain, 2 to 4,096: content at the end of one stands for itself, so that damage to one does not spread
further. Longer ones save less than a tenth more."""

PREFIX_SIZES: Final = range(1_000, 4_194_305)
"""Bytes of content and base between which a prefix is used, from 8: shorter ones gain nothing, and what is larger than
the window of LEVEL is not seen whole."""

WORTH: Final = 0.2
"""Share of the content's bytes that a frame with a prefix may take, in (0, 1]; else it stands for itself, which takes a
quarter of a text."""

BATCH: Final = 500
"""Contents asked for at a time, 1 to 32,000: both back ends bound the values of one statement."""

Run = tuple[str | None, Sequence[bytes]]
"""Contents each of which resembles the one before, and the hash of a stored one that the first resembles."""


def keep(connection: Connection, content: bytes) -> str:
    """The SHA-256 of the content, which is stored afterwards: 64 hexadecimal digits."""
    ((digest,),) = keep_all(connection, [(None, [content])])
    return digest


def keep_all(connection: Connection, runs: Sequence[Run]) -> list[list[str]]:
    """The SHA-256 of each content of each run in turn, all of which are stored afterwards.

    They are written in the order of their hashes, see `writer`.
    """
    digests = [[sha256(content).hexdigest() for content in contents] for _, contents in runs]
    by_digest: dict[str, bytes] = {}
    alike: dict[str, str] = {}
    for (before, contents), names in zip(runs, digests, strict=True):
        for content, digest in zip(contents, names, strict=True):
            if digest not in by_digest and before is not None:
                alike[digest] = before
            by_digest[digest] = content
            before = digest  # noqa: PLW2901  the next one resembles this
    known: set[str] = set()
    for some in _batched(list(by_digest), BATCH):
        known |= set(connection.execute(select(t.blob.c.sha256).where(t.blob.c.sha256.in_(some))).scalars())
    packer = _Packer(connection, by_digest)
    records = [packer.packed(digest, alike.get(digest)) for digest in by_digest if digest not in known]
    if records:  # what is known is spared the compression; what keeps two writers apart is the key
        connection.execute(insert_new(connection, t.blob), sorted(records, key=itemgetter("sha256")))
    return digests


class _Packer:
    """Makes records of contents that are stored together."""

    def __init__(self, connection: Connection, contents: Mapping[str, bytes]) -> None:
        self._connection = connection
        self._contents = dict(contents)
        self._places: dict[str, tuple[str | None, int]] = {}

    def packed(self, digest: str, alike: str | None) -> dict[str, Any]:
        """The record of one of the contents, of which `alike` names one that it resembles."""
        content = self._contents[digest]
        record = {"sha256": digest, "encoding": ENCODING, "size": len(content), "base": None, "place": 0}
        step = self._step(alike) if alike and len(content) in PREFIX_SIZES else None
        data = None
        if step:
            data = self._with_prefix(content, step[0])
        if step and data:
            record |= {"encoding": PREFIXED, "base": step[0], "place": step[1]}
        self._places[digest] = (step[0], step[1]) if step and data else (None, 0)
        return {**record, "data": data or zstd.compress(content, level=LEVEL)}

    def _with_prefix(self, content: bytes, base: str) -> bytes | None:
        """The frame of content that has a base, None where that is not worth it."""
        if base not in self._contents:
            self._contents[base] = fetch(self._connection, base)
        prefix = self._contents[base]
        if len(prefix) not in PREFIX_SIZES:
            return None
        data = zstd.compress(content, level=LEVEL, zstd_dict=zstd.ZstdDict(prefix, is_raw=True).as_prefix)
        return data if len(data) <= WORTH * len(content) else None

    def _step(self, alike: str) -> tuple[str, int] | None:
        """The base and the place of what comes after some content; None where that begins a chain of its own."""
        found = self._place(alike)
        if found is None or found[1] + 1 >= CHAIN:
            return None
        base, place = found
        mine = place + 1
        digest = alike
        while place > mine & (mine - 1) and base is not None:
            found = self._place(base)
            if found is None:
                return None
            digest, (base, place) = base, found
        return digest, mine

    def _place(self, digest: str) -> tuple[str | None, int] | None:
        if digest not in self._places:
            query = select(*t.blob.c["base", "place"]).where(t.blob.c.sha256 == digest)
            row = self._connection.execute(query).first()
            if row is None:
                return None
            self._places[digest] = (row.base, row.place)
        return self._places[digest]


def _chain_query() -> Select[*tuple[Any, ...]]:
    """The record with a digest, then what each is built on: all in one query, for a server may be far."""
    columns = t.blob.c["sha256", "encoding", "size", "data", "base"]
    first = select(*columns, literal(0).label("step")).where(t.blob.c.sha256 == bindparam("digest"))
    chain = first.cte("chain", recursive=True)
    base = select(*columns, chain.c.step + 1).join_from(chain, t.blob, t.blob.c.sha256 == chain.c.base)
    chain = chain.union_all(base.where(chain.c.step < CHAIN))
    return select(chain).order_by(chain.c.step)


_CHAIN_QUERY: Final = _chain_query()


def fetch(connection: Connection, digest: str) -> bytes:
    """The content with this SHA-256.

    Raises:
        IntegrityError: when it, or what it is built on, is missing or damaged; the message names the hash.
    """
    rows = connection.execute(_CHAIN_QUERY, {"digest": digest}).all()
    if len(rows) > CHAIN:  # each names another one: only who has tampered with it
        raise IntegrityError(f"the content {digest} is damaged", _HINT)
    if not rows or rows[-1].base is not None:
        missing = rows[-1].base if rows else digest
        raise IntegrityError(f"the content {missing} is missing from the database", _HINT)
    content: bytes | None = None
    for row in reversed(rows):
        content = unpack(row.sha256, row.encoding, row.size, row.data, content)
    return content or b""


def unpack(digest: str, encoding: str, size: int, data: bytes, prefix: bytes | None = None) -> bytes:
    """The content that a record of the table `blob` holds.

    Args:
        digest: the SHA-256 it must have.
        encoding: how `data` holds it.
        size: of the content in bytes; no more than that is unpacked.
        data: the stored bytes.
        prefix: the content that it is built on, None where it stands for itself.

    Raises:
        IntegrityError: when it is not what was stored, or stored by a newer revtrack.
    """
    if encoding not in {ENCODING, PREFIXED}:
        raise IntegrityError(
            f"the content {digest} is stored as “{encoding}”, which this revtrack does not know",
            "install a newer revtrack",
        )
    try:
        base = None if prefix is None else zstd.ZstdDict(prefix, is_raw=True).as_prefix
        content = zstd.ZstdDecompressor(zstd_dict=base).decompress(data, max_length=size)
    except (zstd.ZstdError, ValueError) as problem:
        raise IntegrityError(f"the content {digest} is damaged", _HINT) from problem
    if sha256(content).hexdigest() != digest:
        raise IntegrityError(f"the content {digest} is damaged", _HINT)
    return content


def _batched(names: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    for start in range(0, len(names), size):
        yield names[start : start + size]


_HINT: Final = "revtrack db check lists all that is damaged; restore the database from a copy"
