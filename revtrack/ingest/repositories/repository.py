"""A git repository on this machine, read by the program git and treated as foreign.

A repository carries its own configuration, and much of git runs programs that a configuration names. So only plumbing
is called (`rev-parse`, `rev-list`, `diff-tree`, `cat-file`), which consults little of it; the user's and the machine's
configuration are left out; hooks, monitors, replaced objects and the transports through which missing objects would be
fetched are off; the environment holds nothing of ours; and every name is given where git cannot take it for an option.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Final

from revtrack.errors import InputError
from revtrack.ingest.repositories.commits import TOLD, Branch, Commit, Diffs, branch_of, told

__all__ = ["LONGEST_FIELD", "Repository", "ended", "first_line"]

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

CHUNK: Final = 65_536
"""Bytes read at a time."""


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
        with TemporaryFile() as said:
            walker = self._start("rev-list", "--topo-order", "--parents", commit, "--", errors=said)
            with ended(walker):
                assert walker.stdout is not None
                branch = branch_of(walker.stdout, commit)
                if walker.wait():
                    raise self._damaged(said)
        return branch

    @contextmanager
    def changes(self, branch: Branch, options: Sequence[str]) -> Iterator[Iterator[tuple[Commit, Diffs]]]:
        """Each commit of a branch, and how it differs from its parents, in order of its steps.

        Args:
            branch: of this repository.
            options: of `git diff-tree`.

        Raises:
            InputError: when git cannot read a commit or a tree; at the end of the fields.
        """
        tell = (
            "diff-tree",
            "--stdin",
            "--root",
            "-r",
            "-z",
            "--always",
            "--no-abbrev",
            *options,
            "--encoding=UTF-8",
            TOLD,
        )
        with TemporaryFile() as said, TemporaryFile() as steps:
            steps.writelines(branch.steps())
            steps.seek(0)
            teller = self._start(*tell, source=steps, errors=said)
            with ended(teller):
                assert teller.stdout is not None
                yield told(self._fields(teller.stdout, teller, said))

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
            f"{self.folder} is damaged or incomplete: {first_line(said)}",
            "git fsck says more; where objects are missing, git fetch --refetch completes them",
        )

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
            with ended(process):
                try:
                    code = process.wait(ANSWER_SECONDS)
                except subprocess.TimeoutExpired:
                    return 1, "", "git does not answer"
            answer.seek(0)
            return code, answer.read(LONGEST_FIELD).decode("utf-8", "replace"), first_line(said)


@contextmanager
def ended(process: subprocess.Popen[bytes]) -> Iterator[None]:
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


def _no_folder(folder: Path) -> InputError:
    if "://" in str(folder) or ":/" in str(folder) or "@" in str(folder):
        return InputError(
            f"{folder} is no folder on this machine", "fetch it first: git clone ADDRESS FOLDER, then import FOLDER"
        )
    return InputError(f"{folder}: there is no such folder", "give the folder of a git repository")


def first_line(said: IO[bytes]) -> str:
    """The first complaint of git, bounded."""
    said.seek(0)
    words = said.read(CHUNK).decode("utf-8", "replace").strip().partition("\n")[0]
    return words.removeprefix("fatal: ").removeprefix("error: ")[:300] or "git says nothing more"
