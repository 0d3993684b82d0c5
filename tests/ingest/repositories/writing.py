"""Repositories that tests write, as they are drawn, and what is found in them."""

import os
import subprocess
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from revtrack.ingest.histories.findings import Absent, Finding, Found, Skipped

START = 1_580_000_000
"""The author's date of the first commit, in seconds since 1970."""

CALM = {**os.environ, "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, "LC_ALL": "C"}

for _name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
    CALM.pop(_name, None)


def git(folder: Path, *arguments: str, given: bytes | None = None, check: bool = True) -> bytes:
    """What git answers, with a configuration that is the same everywhere."""
    settings = ("-c", "user.name=A", "-c", "user.email=a@post.example", "-c", "protocol.file.allow=always")
    done = subprocess.run(
        ["git", *settings, *arguments], cwd=folder, env=CALM, input=given, capture_output=True, check=check, timeout=60
    )
    return done.stdout


def made(folder: Path, *flags: str) -> Path:
    """An empty repository on the branch main."""
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main", *flags)
    return folder


class Writer:
    """Commits to a repository through one `git fast-import`; the nth is a minute after the one before."""

    def __init__(self) -> None:
        self.stream = bytearray()
        self.count = 0

    def commit(
        self, *changes: bytes, subject: str = "edit", branch: str = "main", at: str | None = None, head: bytes = b""
    ) -> None:
        """One commit; changes are lines of `git fast-import`."""
        when = at or str(START + 60 * self.count)
        self.count += 1
        words = subject.encode()
        self.stream += (
            f"commit refs/heads/{branch}\nmark :{self.count}\nauthor A <a@post.example> {when} +0100\n"
            f"committer B <b@post.example> {START + 10**6 + self.count} +0000\ndata {len(words)}\n"
        ).encode()
        self.stream += words + b"\n" + head + b"".join(change + b"\n" for change in changes)

    def into(self, folder: Path) -> Path:
        """Write all of it; the repository's folder."""
        git(folder, "fast-import", "--quiet", "--date-format=raw-permissive", given=bytes(self.stream))
        return folder


def put(path: bytes, content: bytes, mode: bytes = b"100644") -> bytes:
    """The change that writes a file; its name may be any."""
    return b"M %b inline %b\ndata %d\n%b" % (mode, quoted(path), len(content), content)


def quoted(path: bytes) -> bytes:
    """A name as `git fast-import` reads it."""
    octal = b"".join(b"\\%03o" % one if one < 0x20 or one >= 0x7F or one in b'"\\' else bytes([one]) for one in path)
    return b'"' + octal + b'"'


def text(number: int, lines: int = 12) -> bytes:
    """A text of which one line differs from that of the number before."""
    return b"".join(b"Line %d of the report has %d words.\n" % (one, 5 + (one == number)) for one in range(lines))


def found(findings: Iterable[Finding]) -> list[Found]:
    """The states among some findings."""
    return [one for one in findings if isinstance(one, Found)]


def of(findings: Iterable[Finding]) -> dict[str, list[bytes]]:
    """The contents found, in order, by article."""
    contents = defaultdict(list)
    for one in found(findings):
        contents[one.snapshot.article].append(one.snapshot.content)
    return dict(contents)


def moment(minutes: int) -> datetime:
    """The author's date of a commit by its place."""
    return datetime.fromtimestamp(START, UTC) + timedelta(minutes=minutes)


def notes(findings: Iterable[Finding], article: str) -> list[str | None]:
    """The subjects of an article's states, in order."""
    states = sorted((one.snapshot for one in found(findings)), key=lambda state: state.observed_at)
    return [state.note for state in states if state.article == article]


def passed_over(findings: Iterable[Finding], folder: Path) -> set[tuple[str, str]]:
    """Subject and file of what was named as no step of the branch."""
    names = [one.name.partition(":") for one in findings if isinstance(one, Skipped) and "is no step" in one.reason]
    return {(git(folder, "log", "-1", "--format=%s", commit).decode().strip(), path) for commit, _, path in names}


class Line:
    """Commits by name, each with its parents, so that a history can be written as it is drawn."""

    def __init__(self) -> None:
        self.writer = Writer()
        self.marks: dict[str, int] = {}

    def commit(self, name: str, parents: str, *changes: bytes, at: int | None = None) -> None:
        """One commit of such a name and parents, on the branch main where its name is in capitals."""
        first, *merged = [
            f"{word} :{self.marks[one]}\n" for word, one in zip(["from", *["merge"] * 9], parents.split(), strict=False)
        ] or [""]
        branch = "main" if name[0].isupper() else "side"
        when = None if at is None else str(START + at)
        self.writer.commit(*changes, subject=name, branch=branch, head=(first + "".join(merged)).encode(), at=when)
        self.marks[name] = self.writer.count

    def into(self, folder: Path) -> Path:
        """Write all of it; the repository's folder."""
        return self.writer.into(made(folder))


def edit(content: str, path: str = "a.txt") -> bytes:
    """The change that writes such a text; each is unlike the others."""
    return put(path.encode(), text(0) + content.encode())


def rewritten(content: str, path: str) -> bytes:
    """The change that writes a text with little of the others in it, and a part of its own."""
    return put(path.encode(), b"".join(b"Rewritten line %d.\n" % one for one in range(30)) + content.encode())


def absences(findings: Iterable[Finding]) -> list[tuple[str, str | None]]:
    """Articles and subjects of what was deleted."""
    return [(one.article, one.note) for one in findings if isinstance(one, Absent)]
