"""PURE. The commits of a branch and what each changed, out of what `git rev-list` and `git diff-tree` print."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from typing import Final

__all__ = ["LONGEST_SUBJECT", "REGULAR", "TOLD", "Branch", "Change", "Commit", "Diffs", "branch_of", "told"]

SHORT: Final = 12
"""Digits of a commit's hash in names: what git shows of large repositories."""

LONGEST_SUBJECT: Final = 300
"""Columns kept of a commit's subject; git cuts longer ones."""

TOLD: Final = f"--format=%H%x00%P%x00%at%x00%<({LONGEST_SUBJECT},trunc)%s"
"""What `git diff-tree` tells of a commit, for `told`."""

REGULAR: Final = frozenset({"100644", "100755", "100664"})
"""Modes of a file with content of its own; the last is of old repositories."""


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit."""

    hash: str
    place: int
    """Counted from the newest."""
    at: datetime | None
    """Of the author, aware UTC; None where it is no time."""
    subject: str
    """Its first line, cut, with blanks behind it."""

    @property
    def short(self) -> str:
        """What names call it."""
        return self.hash[:SHORT]


@dataclass(frozen=True, slots=True)
class Change:
    """What one commit did to one file, seen from one of its parents."""

    status: str
    """Of git: one letter."""
    before: bytes
    """Its name in the parent."""
    path: bytes
    mode_before: str
    mode: str
    blob_before: str
    """Zeros where it was not there."""
    blob: str


Diffs = dict[str, dict[bytes, Change]]
"""What one commit changed, by the parent it is seen from (empty for the first commit of all), then by name."""


@dataclass(frozen=True, slots=True)
class Branch:
    """What a branch stood at, and what was merged into it; commits by their hashes."""

    stood: dict[str, None]
    """The commits reached by first parents, newest first."""
    parents: dict[str, tuple[str, ...]]
    """Of every commit, as git lists them; a child before its parents."""
    merged: dict[str, tuple[str, ...]]
    """What each merge the branch stood at brought to it that it had not before, a child before its parents."""

    def steps(self) -> Iterator[bytes]:
        """Lines for `diff-tree --stdin`: each commit with one of its parents; after a merge what it brought."""
        for stood in self.stood:
            for commit in (stood, *self.merged.get(stood, ())):
                for parent in self.parents[commit] or ("",):
                    yield f"{commit} {parent}".rstrip().encode() + b"\n"


def branch_of(rows: Iterable[bytes], commit: str) -> Branch:
    """The branch whose newest commit is given.

    Args:
        rows: of `git rev-list --topo-order --parents`: a commit and its parents each.
        commit: its whole hash.
    """
    parents: dict[str, tuple[str, ...]] = {}
    for row in rows:
        name, *others = row.decode("ascii").split()
        parents[name] = tuple(map(sys.intern, others))
    stood: dict[str, None] = {}
    at = commit
    while at in parents:
        stood[at] = None
        at = next(iter(parents[at]), "")
    return Branch(stood, parents, _merged(stood, parents))


def told(fields: Iterator[bytes]) -> Iterator[tuple[Commit, Diffs]]:
    """Each commit, and how it differs from its parents, in the order of the fields."""
    for _, steps in groupby(_steps(fields), key=lambda step: step[0].hash):
        several = list(steps)
        yield several[0][0], {parent: changes for _, parent, changes in several}


def _steps(fields: Iterator[bytes]) -> Iterator[tuple[Commit, str, dict[bytes, Change]]]:
    """Each commit with one of its parents and the changes between them, in the output of `diff-tree`.

    Where a field stands says what it is: `hash`, `parent`, `time`, `subject`, then for each file `:modes blobs status`,
    its name, and after a rename its new name. No name can pass for another field.
    """
    commit, parent, changes = Commit("", 0, None, ""), "", dict[bytes, Change]()
    for field in fields:
        if not field.lstrip(b"\n").startswith(b":"):
            if commit.place:
                yield commit, parent, changes
            parent = next(fields, b"").decode("ascii", "replace")
            commit = _commit(field, commit.place + 1, next(fields, b""), next(fields, b""))
            changes = {}
            continue
        mode_before, mode, blob_before, blob, status = field.lstrip(b"\n:").decode("ascii").split(" ")
        path = before = next(fields, b"")
        if status[0] in "RC":
            path = next(fields, b"")
        changes[path] = Change(status[0], before, path, mode_before, mode, blob_before, blob)
    if commit.place:
        yield commit, parent, changes


def _commit(name: bytes, place: int, seconds: bytes, subject: bytes) -> Commit:
    try:
        at = datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError):
        at = None
    return Commit(name.decode("ascii", "replace").strip(), place, at, subject.decode("utf-8", "replace"))


def _merged(stood: dict[str, None], parents: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """What each merge brought: what is reached from it, and from no commit that the branch stood at before."""
    merges = [one for one in stood if len(parents[one]) > 1]
    place = {one: number for number, one in enumerate(parents)} if merges else {}
    taken = set(stood)
    merged = {}
    for merge in reversed(merges):
        brought, waiting = [], list(parents[merge][1:])
        while waiting:
            one = waiting.pop()
            if one not in taken and one in parents:
                taken.add(one)
                brought.append(one)
                waiting += parents[one]
        merged[merge] = tuple(sorted(brought, key=place.__getitem__))
    return merged
