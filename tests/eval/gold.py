"""The gold: texts whose alignment or marks are known, read from any folder of files in the neutral format.

    [{doc_id, old: [sentence], new: [sentence], align: [[i, j]], possible: [[i, j]]}, …]        alignments
    [{id, old: sentence, new: sentence, spans: [{old: [start, end] | null, new: …}]}, …]        marked words

i and j count sentences from 0; start and end are half-open offsets of characters; `possible` may be missing, other keys
do not matter. The texts belong to others: they are measured, never shown and never kept, so no `repr` here holds one.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, TypeVar

__all__ = ["FORMAT", "Aligned", "Gold", "Mark", "Marked", "find"]

FORMAT: Final = (
    "*.json files, each a list of {doc_id, old: [sentence], new: [sentence], align: [[i, j]]} "
    "or of {id, old: sentence, new: sentence, spans: [{old: [start, end] or null, new: [start, end] or null}]}"
)

Entry = TypeVar("Entry")

Range = tuple[int, int]
Mark = tuple[Range | None, Range | None]
"""What changed, as offsets in old and in new; None where that side has nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aligned:
    """Two versions and the pairs of sentences that belong together."""

    id: str
    old: tuple[str, ...] = field(repr=False)
    new: tuple[str, ...] = field(repr=False)
    pairs: frozenset[tuple[int, int]]
    possible: frozenset[tuple[int, int]] = frozenset()
    """Pairs that are neither demanded nor counted as wrong."""

    def __post_init__(self) -> None:
        for i, j in self.pairs | self.possible:
            if not (0 <= i < len(self.old) and 0 <= j < len(self.new)):
                raise ValueError(f"{self.id}: ({i}, {j}) is outside {len(self.old)} x {len(self.new)} sentences")


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """Two sentences that belong together and what changed inside."""

    id: str
    old: str = field(repr=False)
    new: str = field(repr=False)
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """One file: either aligned texts or marked sentences."""

    name: str
    """The file's name, by which floors are kept."""
    sha256: str
    """Of the file's bytes: texts and answers alike."""
    aligned: tuple[Aligned, ...] = ()
    marked: tuple[Marked, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How much there is, so that a shrunken file shows in review."""
        if self.aligned:
            return {
                "documents": len(self.aligned),
                "old": sum(len(one.old) for one in self.aligned),
                "new": sum(len(one.new) for one in self.aligned),
                "pairs": sum(len(one.pairs) for one in self.aligned),
            }
        return {"sentences": len(self.marked), "marks": sum(len(one.marks) for one in self.marked)}


def find(folder: Path) -> tuple[Gold, ...]:
    """Every file of the neutral format directly in the folder, by name; all other files are passed over.

    Raises:
        ValueError: a file has the keys of the format but not its values; names file and entry.
    """
    return tuple(gold for path in sorted(folder.glob("*.json")) if path.is_file() and (gold := _read(path)))


def _read(path: Path) -> Gold | None:
    """The gold of one file; None for JSON of another kind, and for what is no JSON at all."""
    content = path.read_bytes()
    try:
        entries = json.loads(content)
    except ValueError:
        return None
    digest = sha256(content).hexdigest()
    if _all_have(entries, {"doc_id", "old", "new", "align"}):
        return Gold(name=path.name, sha256=digest, aligned=_each(path.name, entries, "doc_id", _aligned))
    if _all_have(entries, {"id", "old", "new", "spans"}):
        return Gold(name=path.name, sha256=digest, marked=_each(path.name, entries, "id", _marked))
    return None


def _all_have(entries: object, keys: set[str]) -> bool:
    return (
        isinstance(entries, list)
        and bool(entries)
        and all(isinstance(one, dict) and keys <= set(one) for one in entries)
    )


def _each(
    name: str, entries: Sequence[dict[str, Any]], key: str, read: Callable[[dict[str, Any]], Entry]
) -> tuple[Entry, ...]:
    found = []
    for entry in entries:
        try:
            found.append(read(entry))
        except (TypeError, ValueError, KeyError, AttributeError) as problem:
            # The kind alone, and `from None`: the words of a problem could hold a sentence.
            raise ValueError(f"{name}: entry {entry[key]} is malformed ({type(problem).__name__})") from None
    return tuple(found)


def _aligned(entry: dict[str, Any]) -> Aligned:
    return Aligned(
        id=str(entry["doc_id"]),
        old=_sentences(entry["old"]),
        new=_sentences(entry["new"]),
        pairs=_pairs(entry["align"]),
        possible=_pairs(entry.get("possible") or ()),
    )


def _marked(entry: dict[str, Any]) -> Marked:
    old, new = _sentences([entry["old"], entry["new"]])
    marks = tuple((_range(one["old"]), _range(one["new"])) for one in entry["spans"])
    return Marked(id=str(entry["id"]), old=old, new=new, marks=marks)


def _sentences(texts: object) -> tuple[str, ...]:
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise TypeError("sentences are a list of strings")
    return tuple(texts)


def _pairs(pairs: Sequence[Sequence[int]]) -> frozenset[tuple[int, int]]:
    return frozenset((int(i), int(j)) for i, j in pairs)


def _range(offsets: Sequence[int] | None) -> Range | None:
    if offsets is None:
        return None
    start, end = offsets
    return int(start), int(end)
