"""A git repository on this machine, read by the program git and treated as foreign.

A repository carries its own configuration, and much of git runs programs that a configuration names. So only plumbing
is called (`rev-parse`, `rev-list`, `diff-tree`, `cat-file`), which consults little of it; the user's and the machine's
configuration are left out; hooks, monitors, replaced objects and the transports through which missing objects would be
fetched are off; the environment holds nothing of ours; and every name is given where git cannot take it for an option.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO, Final, Self

from revtrack.errors import InputError
from revtrack.ingest.file import MAX_BYTES
from revtrack.ingest.histories.findings import LONGEST_LINE, line

__all__ = ["Blobs", "Branch", "Change", "Commit", "Diffs", "Repository"]

CONFIGURATION: Final = (
    ("core.hooksPath", os.devnull),
    ("core.fsmonitor", "false"),
    ("core.commitGraph", "false"),  # a cache that may disagree with the commits themselves
    ("core.deltaBaseCacheLimit", "16m"),  # bounds the memory of git
    ("core.packedGitLimit", "64m"),
    ("core.packedGitWindowSize", "1m"),
    ("protocol.allow", "never"),
    ("gc.auto", "0"),
)

ENVIRONMENT: Final = {
    "PATH": os.defpath,
    "LC_ALL": "C",
    "HOME": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_ALLOW_PROTOCOL": "none",  # wins over protocol.*.allow in the repository's own configuration
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
}
"""All that git is told of its surroundings. GIT_DIR comes besides: named so, another user's repository is read too."""

ANSWER_SECONDS: Final = 60
"""How long git may take over one short question, in seconds: a configuration may include a pipe that never ends."""

LONGEST_FIELD: Final = 1_000_000
"""Bytes of one field of git's output, a path at most; systems allow paths of 4,096."""

TOLD: Final = f"--format=%H%x00%P%x00%at%x00%<({LONGEST_LINE},trunc)%s"
"""What `git diff-tree` tells of a commit."""

CHUNK: Final = 65_536
"""Bytes read at a time."""


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit."""

    hash: str
    place: int
    """Counted from the newest."""
    at: datetime | None
    """Of the author, aware UTC; None where it is no time."""
    subject: str | None


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


class Repository:
    """One repository.

    Args:
        folder: its working folder, its `.git` or a bare repository.

    Raises:
        InputError: no such folder, no repository, or no program git.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        program = shutil.which("git")
        if program is None:
            raise InputError(f"{folder} cannot be read without git", "install the program git, and try again")
        try:
            if not folder.is_dir():
                raise _no_folder(folder)
            whole = folder.resolve()
            inner = whole / ".git"
            self._git_dir = inner if inner.exists() else whole
        except (OSError, RuntimeError) as problem:
            reason = getattr(problem, "strerror", None) or str(problem)
            raise InputError(f"{folder} cannot be read: {reason}", "check the name and its permissions") from None
        self.name = (whole.parent if whole.name == ".git" else whole).name.removesuffix(".git") or "repository"
        self._command = [program, "--no-pager", *(part for pair in CONFIGURATION for part in ("-c", "=".join(pair)))]
        self._environment = {**ENVIRONMENT, "GIT_DIR": str(self._git_dir)}
        code, _, words = self._ask("rev-parse", "--git-dir")
        if code:
            raise InputError(
                f"{folder} is not a git repository that can be read: {words}", "give the folder that holds .git"
            )

    def commit(self, revision: str) -> str:
        """The whole hash of the commit that a revision names.

        Raises:
            InputError: when it names none.
        """
        code, answer, _ = self._ask("rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}")
        if code:
            what = "has no commit yet" if revision == "HEAD" else f"has no commit “{revision[:64]}”"
            raise InputError(f"{self.folder} {what}", "name the branch that holds the articles with --branch")
        return answer.strip()

    def branch(self, commit: str) -> Branch:
        """All commits that a commit comes from, by how they came to its branch.

        Raises:
            InputError: when git cannot read one of them.
        """
        parents: dict[str, tuple[str, ...]] = {}
        with TemporaryFile() as said:
            walker = self._start("rev-list", "--topo-order", "--parents", commit, "--", errors=said)
            with _ended(walker):
                assert walker.stdout is not None
                for row in walker.stdout:
                    name, *others = row.decode("ascii").split()
                    parents[name] = tuple(map(sys.intern, others))
                if walker.wait():
                    raise self._damaged(said)
        stood: dict[str, None] = {}
        at = commit
        while at in parents:
            stood[at] = None
            at = next(iter(parents[at]), "")
        return Branch(stood, parents, _merged(stood, parents))

    @contextmanager
    def changes(self, branch: Branch, options: Sequence[str]) -> Iterator[Iterator[tuple[Commit, Diffs]]]:
        """Each commit of a branch that changed something, and how it differs from its parents, in order of its steps.

        Args:
            branch: of this repository.
            options: of `git diff-tree`.

        Raises:
            InputError: when git cannot read a commit or a tree; at the end of the fields.
        """
        tell = ("diff-tree", "--stdin", "--root", "-r", "-z", "--no-abbrev", *options, "--encoding=UTF-8", TOLD)
        with TemporaryFile() as said, TemporaryFile() as steps:
            steps.writelines(branch.steps())
            steps.seek(0)
            teller = self._start(*tell, source=steps, errors=said)
            with _ended(teller):
                assert teller.stdout is not None
                yield _commits(self._fields(teller.stdout, teller, said))

    def _fields(self, stream: IO[bytes], process: subprocess.Popen[bytes], said: IO[bytes]) -> Iterator[bytes]:
        rest = b""
        while chunk := stream.read(CHUNK):
            *fields, rest = (rest + chunk).split(b"\0")
            yield from fields
            if len(rest) > LONGEST_FIELD:
                raise InputError(f"{self.folder} holds a name longer than any file has", "it is not a usual repository")
        if process.wait():
            raise self._damaged(said)

    def _damaged(self, said: IO[bytes]) -> InputError:
        return InputError(
            f"{self.folder} is damaged or incomplete: {_first_line(said)}",
            "git fsck says more; where objects are missing, git fetch --refetch completes them",
        )

    def blobs(self) -> "Blobs":
        """The contents of files."""
        return Blobs(self)

    def start_reading(self, errors: IO[bytes]) -> subprocess.Popen[bytes]:
        """A running `git cat-file --batch`."""
        return self._start("cat-file", "--batch", source=subprocess.PIPE, errors=errors)

    def _start(
        self, *arguments: str, source: IO[bytes] | int | None = None, errors: IO[bytes]
    ) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603  no shell; every argument is ours or a hash
            [*self._command, *arguments],
            stdin=subprocess.DEVNULL if source is None else source,
            stdout=subprocess.PIPE,
            stderr=errors,
            env=self._environment,
            cwd=self._git_dir if self._git_dir.is_dir() else self._git_dir.parent,
        )

    def _ask(self, *arguments: str) -> tuple[int, str, str]:
        """Exit code, what git answers and its first complaint, to a question with a short answer."""
        with TemporaryFile() as said, TemporaryFile() as answer:
            process = subprocess.Popen(  # noqa: S603  as above
                [*self._command, *arguments],
                stdin=subprocess.DEVNULL,
                stdout=answer,
                stderr=said,
                env=self._environment,
                cwd=self._git_dir if self._git_dir.is_dir() else self._git_dir.parent,
            )
            with _ended(process):
                try:
                    code = process.wait(ANSWER_SECONDS)
                except subprocess.TimeoutExpired:
                    return 1, "", "git does not answer"
            answer.seek(0)
            return code, answer.read(LONGEST_FIELD).decode("utf-8", "replace"), _first_line(said)


class Blobs(AbstractContextManager["Blobs"]):
    """The contents of files by their hashes, through one running git; it is started again where it gave up."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._process: subprocess.Popen[bytes] | None = None
        self._said: IO[bytes] = TemporaryFile()  # noqa: SIM115  closed in __exit__

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()
        self._said.close()

    def read(self, blob: str) -> bytes | str:
        """The content of a file, or why there is none to take, as a sentence without its subject."""
        if self._process is None:
            self._said.seek(0)
            self._said.truncate()
            self._process = self._repository.start_reading(self._said)
        source, answer = self._process.stdin, self._process.stdout
        assert source is not None
        assert answer is not None
        try:
            source.write(blob.encode() + b"\n")
            source.flush()
        except OSError:  # it died meanwhile
            return self._failed()
        head = answer.readline(LONGEST_FIELD).split()
        if head[1:] == [b"missing"]:
            return "is missing in the repository"
        if len(head) != 3 or head[1] != b"blob":  # noqa: PLR2004  "hash blob size"
            return self._failed()
        size = int(head[2])
        if size > MAX_BYTES:
            self._stop()  # sooner than all of it has come through
            return f"is larger than {MAX_BYTES // 1_000_000} MB"
        content = answer.read(size + 1)
        return content[:size] if len(content) == size + 1 else self._failed()

    def _failed(self) -> str:
        self._stop()
        return f"cannot be read out of the repository: {_first_line(self._said)}"

    def _stop(self) -> None:
        if self._process is not None:
            with _ended(self._process):
                self._process = None


@contextmanager
def _ended(process: subprocess.Popen[bytes]) -> Iterator[None]:
    """A process that does not outlive the block."""
    try:
        yield
    finally:
        process.kill()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with suppress(OSError):  # what was still to be written to it
                    stream.close()
        process.wait()


def _commits(fields: Iterator[bytes]) -> Iterator[tuple[Commit, Diffs]]:
    """Each commit that changed something, and how it differs from its parents, in the order of the fields."""
    for _, steps in groupby(_steps(fields), key=lambda step: step[0].hash):
        several = list(steps)
        yield several[0][0], {parent: changes for _, parent, changes in several}


def _steps(fields: Iterator[bytes]) -> Iterator[tuple[Commit, str, dict[bytes, Change]]]:
    """Each commit with one of its parents and the changes between them, in the output of `diff-tree`.

    Where a field stands says what it is: `hash`, `parent`, `time`, `subject`, then for each file `:modes blobs status`,
    its name, and after a rename its new name. No name can pass for another field.
    """
    commit, parent, changes = Commit("", 0, None, None), "", dict[bytes, Change]()
    for field in fields:
        if not field.lstrip(b"\n").startswith(b":"):
            if changes:
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
    if changes:
        yield commit, parent, changes


def _commit(name: bytes, place: int, seconds: bytes, subject: bytes) -> Commit:
    try:
        at = datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError):
        at = None
    return Commit(name.decode("ascii", "replace").strip(), place, at, line(subject.decode("utf-8", "replace")))


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


def _no_folder(folder: Path) -> InputError:
    if "://" in str(folder) or ":/" in str(folder) or "@" in str(folder):
        return InputError(
            f"{folder} is no folder on this machine", "fetch it first: git clone ADDRESS FOLDER, then import FOLDER"
        )
    return InputError(f"{folder}: there is no such folder", "give the folder of a git repository")


def _first_line(said: IO[bytes]) -> str:
    """The first complaint of git, bounded."""
    said.seek(0)
    words = said.read(CHUNK).decode("utf-8", "replace").strip().partition("\n")[0]
    return words.removeprefix("fatal: ").removeprefix("error: ")[:300] or "git says nothing more"
