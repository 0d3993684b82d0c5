"""PURE. Which path a file took to the branch: its names back in time, and through which of what a merge brought.

Of a file that one side renamed and both rewrote, a merge tells that it was deleted and another added: the texts are too
much unlike.

    main   a.txt ── a.txt edited ───────────── b.txt of both     deleted a.txt, added b.txt
             ╲                                   ╱
    side      ── b.txt renamed ── b.txt edited ──                back through these, b.txt is the a.txt they began with

So what a merge adds is followed back through the commits that it brought. It is what the merge deletes, renamed, where
it comes out of them at a commit, and under a name, that belong to that very file; their likeness decides nothing. Which
file a name belongs to there is known when the commit is reached; until then, the deleted file is in doubt.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from revtrack.ingest.repositories.commits import REGULAR, Branch, Change, Commit, Diffs

__all__ = ["File", "State", "followed"]

Wanted = Callable[[bytes], bool]
"""Whether a file of such a name is asked for."""


@dataclass(frozen=True, slots=True)
class File:
    """A file through its history: by its last name, and the commit that gave that name to another where one did."""

    path: bytes
    replaced: str | None = None
    doubted: str | None = None
    """The merge that may have renamed it, while that is not known; never outside of this module."""


@dataclass(frozen=True, slots=True)
class State:
    """One commit that touched one file."""

    file: File
    path: bytes
    """Its name at that time."""
    commit: Commit
    mode: str
    blob: str | None
    """None where the commit deletes it."""
    beside: bool = False
    """Whether it led to nothing that the branch showed."""


def followed(commits: Iterator[tuple[Commit, Diffs]], branch: Branch, wanted: Wanted) -> Iterator[State]:
    """The states of the files wanted by their last names, those of each newest first.

    Args:
        commits: all of the branch, in order of its steps, also those that changed nothing.
        branch: where they are from.
        wanted: is asked often, and answers the same.
    """
    names = _Names(wanted)
    merge = None
    for commit, diffs in commits:
        if merge is not None and commit.hash not in branch.stood:
            merge.brought(commit, diffs)
            continue
        if merge is not None:
            merge.end()
        names.reach(commit.hash)
        yield from names.told()
        merge = _Merge(commit, branch, diffs, names)
    if merge is not None:
        merge.end()
    names.end()
    yield from names.told()


@dataclass(slots=True, eq=False)
class _Track:
    """The way of one file back through what a merge brought."""

    file: File
    commit: Commit
    """The merge, or any commit that the branch stood at."""
    change: Change
    """What that one did to the file, seen from its first parent."""
    steps: list[tuple[Commit, Change]] = field(default_factory=list)
    """The commits that changed it, newest first, each seen from the parent where the way went on."""
    was_there: bool = True
    """Whether the file was there before the last of them."""
    is_renaming: bool = False
    """Whether it is a deletion that was none: the file goes on under another name."""

    def states(self, file: File) -> Iterator[State]:
        """Its states, newest first: the commits that lead here from the text before, or else the merge as one."""
        if self.is_renaming:
            return
        before = [change.blob_before for _, change in self.steps]
        leading = len(before) - before[::-1].index(self.change.blob_before) if self.change.blob_before in before else 0
        for commit, change in self.steps[:leading] or [(self.commit, self.change)]:
            yield from _state(file, commit, change)
        for commit, change in self.steps[leading:]:
            if commit is not self.commit:
                yield from _state(file, commit, change, beside=True)


@dataclass(slots=True, eq=False)
class _Stray:
    """The way of one file back through changes that led to nothing, until it is known which file it is."""

    path: bytes
    """Its last name on that way."""
    file: File
    """To be known: until then, the file of that name."""
    steps: list[tuple[Commit, Change]] = field(default_factory=list)
    was_there: bool = True
    met: list["_Way"] = field(default_factory=list)
    """Ways that came to where this one goes on."""

    def states(self, file: File) -> Iterator[State]:
        """Its states, newest first."""
        for commit, change in self.steps:
            yield from _state(file, commit, change, beside=True)


_Way = _Track | _Stray


def _state(file: File, commit: Commit, change: Change, *, beside: bool = False) -> Iterator[State]:
    """The state that a change left; none for what went and was no file."""
    if change.status != "D" or change.mode_before in REGULAR:
        yield State(file, change.path, commit, change.mode, None if change.status == "D" else change.blob, beside)


@dataclass(slots=True)
class _Doubt:
    """Whether a merge renamed files that it seems to have deleted."""

    deleted: dict[File, _Track]
    """The files in doubt before the merge, and their deletions."""
    earlier: dict[File, File]
    """What all names in doubt mean where it did not."""
    waiting: int
    """Added files of which it is not known yet where they come from, a count."""


class _Names:
    """Which file a name belongs to, at the commit looked at and from there on back; and the ways not told yet."""

    def __init__(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._files: dict[bytes, File] = {}
        self._same: dict[File, File] = {}
        self._doubts: dict[str, _Doubt] = {}
        self._outside: defaultdict[str, dict[bytes, list[_Way]]] = defaultdict(dict)
        self._known: list[_Way] = []

    def of(self, path: bytes) -> File:
        """The file that has a name here."""
        file = self._files.get(path)
        return File(path) if file is None else self._last(file)

    def _last(self, file: File) -> File:
        while file in self._same:
            file = self._same[file]
        return file

    def rename(self, file: File, change: Change, commit: Commit) -> None:
        """From here on back, a file has the name it had before the change."""
        self._files[change.before] = file
        self._files[change.path] = File(change.path, commit.short)

    def is_asked(self, file: File) -> bool:
        """Whether a file is wanted, or may turn out to be."""
        return file.doubted is not None or self._wanted(file.path)

    def doubt(self, merge: Commit, deleted: list[_Track], added: list[_Track]) -> None:
        """From here on back, the files that a merge deletes may be those that it adds."""
        earlier = {}
        for track in (*deleted, *added):
            path = track.change.path
            file = File(path, None, merge.hash)
            earlier[file] = self.of(path)
            self._files[path] = file
        gone = {File(track.change.path, None, merge.hash): track for track in deleted}
        self._doubts[merge.hash] = _Doubt(gone, earlier, len(added))

    def wait(self, commit: str, path: bytes, way: _Way) -> None:
        """Keep a way that left its merge at a commit, under a name."""
        self._outside[commit].setdefault(path, []).append(way)

    def waiting(self, commit: str) -> dict[bytes, list[_Way]]:
        """The ways that come to a commit, by the name of their file there; they wait no longer."""
        return self._outside.pop(commit, {})

    def reach(self, commit: str) -> None:
        """Tell the ways that come to a commit of the branch which files they are."""
        for path, ways in self.waiting(commit).items():
            for way in ways:
                self.meet(way, self.of(path))

    def end(self) -> None:
        """Nothing older is to come."""
        for commit in list(self._outside):
            self.reach(commit)

    def meet(self, way: _Way, file: File) -> None:
        """A way, and all that met it, came to a file that is known."""
        file = self._last(file)
        ways = [way]
        while ways:
            one = ways.pop()
            if isinstance(one, _Stray):
                one.file = file
                ways += one.met
                if self.is_asked(file):
                    self.tell(one)
            elif one.commit.hash in self._doubts:
                self._decide(one, self._doubts[one.commit.hash], file)

    def _decide(self, added: _Track, doubt: _Doubt, file: File) -> None:
        """What a merge added comes from a file: from one that it deleted, or another."""
        if deletion := doubt.deleted.pop(file, None):
            path, gone = added.change.path, deletion.change
            self._same[file] = added.file
            self._same[File(path, None, added.commit.hash)] = File(path, added.commit.short)
            added.change = replace(
                added.change, status="R", before=gone.path, mode_before=gone.mode_before, blob_before=gone.blob_before
            )
            deletion.is_renaming = True
        doubt.waiting -= 1
        if not doubt.waiting:
            for name, earlier in doubt.earlier.items():
                self._same.setdefault(name, earlier)
            del self._doubts[added.commit.hash]

    def tell(self, way: _Way) -> None:
        """Put down a way whose file is asked for, newer ones first."""
        self._known.append(way)

    def told(self) -> Iterator[State]:
        """The states of the ways put down; none while anything is in doubt."""
        if self._doubts:
            return
        for way in self._known:
            file = self._last(way.file)
            if file is way.file or self._wanted(file.path):
                yield from way.states(file)
        self._known.clear()


def _nearest(way: _Way, changes: Sequence[Change | None]) -> int:
    """The place of the parent that a way goes on at, of those with another text: with that looked for, or with any."""
    looked_for = way.change.blob_before if isinstance(way, _Track) and way.change.status != "A" else None
    sought = [one is not None and one.blob_before == looked_for for one in changes]
    there = [one is not None and one.status != "A" for one in changes]
    return next((fits.index(True) for fits in (sought, there) if True in fits), 0)


class _Merge:
    """A commit that the branch stood at, opened into those it brought where it is a merge.

    All files go back together, one commit at a time: the work grows with the changes, not with files times commits.
    """

    def __init__(self, commit: Commit, branch: Branch, diffs: Diffs, names: _Names) -> None:
        self._commit = commit
        self._branch = branch
        self._names = names
        self._inside = frozenset(branch.merged.get(commit.hash, ()))
        self._heads: defaultdict[str, dict[bytes, _Way]] = defaultdict(dict)
        self._left: list[_Track] = []
        first, *others = branch.parents.get(commit.hash) or ("",)
        self._tracks = []
        self._asked = []
        for path, change in diffs.get(first, {}).items():
            file = names.of(path)
            if change.status == "R":
                names.rename(file, change, commit)
            is_asked = names.is_asked(file)
            if others or is_asked:
                self._tracks.append(_Track(file, commit, change))
            if is_asked:
                self._asked.append(self._tracks[-1])
        for track in self._tracks if others else ():
            self._back(track, track.change.path, commit, others, diffs)

    def brought(self, commit: Commit, diffs: Diffs) -> None:
        """Take all ways that come to a commit which the merge brought on to its parents; and those that begin here."""
        parents = self._branch.parents[commit.hash] or ("",)
        here = self._heads.pop(commit.hash, {})
        changes = diffs.get(parents[0], {})
        self._arrive(here, commit, changes)
        moved: list[tuple[_Way, bytes]] = []
        for path in changes:
            if path in here:
                moved.append((here.pop(path), path))
            elif all(path in diffs.get(parent, ()) for parent in parents):
                moved.append((_Stray(path, File(path)), path))
        if parents[0] in self._inside:
            there = self._heads[parents[0]]
            small, large = sorted((here, there), key=len)
            self._heads[parents[0]] = large
            here = small
        for path, way in here.items():
            self._land(way, parents[0], path)
        for way, path in moved:
            self._back(way, path, commit, parents, diffs)

    def _arrive(self, here: dict[bytes, _Way], commit: Commit, changes: dict[bytes, Change]) -> None:
        """Add the ways that left other merges for this commit; end those of files that are not here."""
        for path, ways in self._names.waiting(commit.hash).items():
            goes_on = here.setdefault(path, _Stray(path, File(path)))
            for way in ways:
                self._join(way, goes_on)
        for change in changes.values():
            if change.status == "R" and change.before in here:  # from here on, it had another name
                self._leave(here.pop(change.before), "", change.before)

    def _back(self, way: _Way, path: bytes, commit: Commit, parents: Sequence[str], diffs: Diffs) -> None:
        """One step, to the first parent with the same text, else to the nearest."""
        changes = [diffs.get(parent, {}).get(path) for parent in parents]
        is_merge = len(self._branch.parents[commit.hash]) > 1
        same = [one is None or (is_merge and one.blob == one.blob_before) for one in changes]  # at most renamed
        number = same.index(True) if True in same else _nearest(way, changes)
        if change := changes[number]:
            path = change.before
            way.was_there = change.status != "A"
            if not same[number] and (isinstance(way, _Stray) or self._names.is_asked(way.file)):
                way.steps.append((commit, change))
        self._land(way, parents[number], path)

    def _land(self, way: _Way, parent: str, path: bytes) -> None:
        """Go on at a parent; where another way did already, with that one."""
        if parent not in self._inside:
            self._leave(way, parent, path)
            return
        there = self._heads[parent]
        other = there.setdefault(path, way)
        if other is way:
            return
        if isinstance(way, _Track) and isinstance(other, _Stray):
            there[path], way, other = way, other, way
        self._join(way, other)

    def _join(self, way: _Way, other: _Way) -> None:
        if isinstance(other, _Stray):
            other.met.append(way)
        else:
            self._names.meet(way, other.file)

    def _leave(self, way: _Way, parent: str, path: bytes) -> None:
        """Come out of what the merge brought; without a parent, at the beginning of the file."""
        if isinstance(way, _Stray):
            if parent and way.was_there:
                self._names.wait(parent, path, way)
            else:
                self._names.meet(way, File(way.path))
        elif way.change.status == "A" and way.was_there and parent and path != way.change.path:
            self._left.append(way)
            self._names.wait(parent, path, way)

    def end(self) -> None:
        """All that the merge brought was seen."""
        deleted = [one for one in self._tracks if one.change.status == "D" and one.change.mode_before in REGULAR]
        if deleted and self._left:
            self._names.doubt(self._commit, deleted, self._left)
        for track in self._asked:
            self._names.tell(track)
