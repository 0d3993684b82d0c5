"""The history of the articles in a git repository: each commit that touched one is a state of it.

    commit      author's date   change                          states
    c3  newest  12:00           rename fire.md → blaze.md       site/blaze.md at 12:00
    c2          11:00           edit fire.md                    site/blaze.md at 11:00
    c1  oldest  10:00           add fire.md                     site/blaze.md at 10:00

*Which commits.* Those a branch stood at: the commits reached by first parents. A merge is one state, what it brought
in; the commits merged were never what the branch showed, and between its own they would look like texts coming and
going.

*Which article.* The file by its present name, or its last one where it was deleted; what it was called before is
followed. A file deleted and added again under its name is the same article. A file that another one's name was given to
later is not: it is told by the commit that replaced it, as in `site/index.md@0123456789ab`.

*When.* The author's date. Commits of one second are a microsecond apart, in order of history; a state whose author's
date is before that of the state it followed says so.
"""

import fnmatch
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import quote

from revtrack.errors import InputError, UsageError
from revtrack.ingest.file import media_type_of
from revtrack.ingest.histories.findings import LONGEST_LINE, OUT_OF_ORDER, Absent, Finding, Found, Skipped, Spread, line
from revtrack.ingest.histories.repository import Blobs, Repository
from revtrack.model import Snapshot

__all__ = ["GitOptions", "git_history"]

TEXTS: Final = ("*.html", "*.htm", "*.md", "*.txt")
"""Files that are taken where no path is given, and inside a folder that is given."""

MOST_STATES: Final = 1_000_000
"""States held while they are put in order, a count; each takes about 500 bytes."""

RENAMES_COMPARED: Final = 1_000
"""Added files that git compares with deleted ones in one commit, a count; git's own default."""

SHORT: Final = 12
"""Digits of a commit's hash in names: what git shows of large repositories."""

BINARY_HEAD: Final = 8_000
"""Bytes in which a zero byte tells a file that is not text: git's rule."""

REGULAR: Final = frozenset({"100644", "100755", "100664"})
"""Modes of a file with content of its own; the last is of old repositories."""

OTHER_MODES: Final = {"120000": "is a symbolic link", "160000": "is another repository (a submodule)"}

BYTE_ORDER_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
LARGE_FILE_POINTER: Final = b"version https://git-lfs.github.com/spec/"

_PLACE: Final = re.compile(r"\{(\w*)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class GitOptions:
    """What of a repository is taken, and how its articles are called."""

    paths: tuple[str, ...] = ()
    """Files, folders or patterns such as `news/*.html`, by their present (or last) names; a `*` crosses folders. None:
    all HTML, Markdown and text."""
    url: str | None = None
    """The article's address or key, with `{path}`, `{stem}` (the path without its suffix) or `{name}` (the last part of
    that) in it; None: the names of repository and file."""
    source: str | None = None
    language: str | None = None
    branch: str = "HEAD"
    """A branch, a tag or a commit."""
    likeness: int = 80
    """Per cent of the content, 1 to 100, that makes a deleted and an added file the same one renamed. git's own default
    is 50; articles with the same page around them are that much alike, and two articles must never become one."""


@dataclass(frozen=True, slots=True)
class _Commit:
    hash: str
    place: int
    """Counted from the newest."""
    at: datetime | None
    """Of the author, aware UTC; None where it is no time."""
    subject: str | None


@dataclass(frozen=True, slots=True)
class _File:
    """A file through its history: by its last name, and the commit that gave that name to another where one did."""

    path: bytes
    replaced: str | None = None


@dataclass(frozen=True, slots=True)
class _State:
    """One commit that touched one file."""

    file: _File
    path: bytes
    """Its name at that time."""
    commit: _Commit
    mode: str
    blob: str | None
    """None where the commit deletes it."""


def git_history(folder: Path, options: GitOptions = GitOptions()) -> Iterator[Finding]:
    """Each state of the articles in a repository, by author's date; of one second in order of history.

    Args:
        folder: a local repository, bare or not.
        options: which files, and what they are called.

    Raises:
        InputError: not a repository, damaged, without commits, or without such a file; before the first state.
        UsageError: `options.url` has an unknown place in braces.
    """
    repository = Repository(folder)
    naming = _Naming(repository.name, options)
    states = _states(repository, options)
    if not states:
        raise InputError(
            f"{folder} never had a file {_wanted(options)}",
            "name files, folders or patterns by their present names, such as 'news/*.html'",
        )
    naming.check([state.file for state in states])
    with repository.blobs() as blobs:
        for state, at, time_note in _in_time(states):
            yield _finding(state, at, time_note, naming, blobs)


def _states(repository: Repository, options: GitOptions) -> list[_State]:
    """All states of the wanted files, newest first."""
    newest = repository.commit(options.branch)
    flags = (f"-M{options.likeness}%", f"-l{RENAMES_COMPARED}", "--encoding=UTF-8")
    template = f"%H%x00%at%x00%<({LONGEST_LINE},trunc)%s"
    wanted = _Wanted(options.paths)
    states = []
    with repository.changes(newest, flags, template) as fields:
        for state in _followed(fields):
            if wanted(state.file.path):
                states.append(state)
                if len(states) > MOST_STATES:
                    raise InputError(
                        f"{repository.folder} has more than {MOST_STATES:,} states of such files",
                        "name some of the files or folders",
                    )
    return states


def _followed(fields: Iterator[bytes]) -> Iterator[_State]:
    """The states in the output of `diff-tree`, newest first, names followed back in time.

    Where a field stands says what it is: `hash`, `time`, `subject`, then for each file `:modes blobs status`, its name,
    and after a rename its new name. No name can pass for another field.
    """
    files: dict[bytes, _File] = {}
    commit = _Commit("", 0, None, None)
    for field in fields:
        if not field.lstrip(b"\n").startswith(b":"):
            commit = _commit(field, commit.place + 1, next(fields, b""), next(fields, b""))
            continue
        mode_before, mode, _, blob, status = field.lstrip(b"\n:").decode("ascii").split(" ")
        path = next(fields, b"")
        before = path
        if status[0] in "RC":
            path = next(fields, b"")
        file = files.get(path) or _File(path)
        if status != "D" or mode_before in REGULAR:
            yield _State(file, path, commit, mode, None if status == "D" else blob)
        if status[0] == "R":
            files[before] = file
            files[path] = _File(path, commit.hash[:SHORT])


def _commit(name: bytes, place: int, seconds: bytes, subject: bytes) -> _Commit:
    try:
        at = datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError):
        at = None
    return _Commit(name.decode("ascii", "replace").strip(), place, at, line(subject.decode("utf-8", "replace")))


def _in_time(states: list[_State]) -> Iterator[tuple[_State, datetime | None, str | None]]:
    """States by time with the time to record and what to know about it; those without one come first."""
    latest: dict[_File, datetime] = {}
    late = set()
    for number, state in reversed(list(enumerate(states))):
        if state.commit.at is not None:
            before = latest.get(state.file)
            if before is not None and state.commit.at < before:
                late.add(number)
            else:
                latest[state.file] = state.commit.at
    never = datetime.min.replace(tzinfo=UTC)
    spreads: dict[_File, Spread] = {}
    for number in sorted(
        range(len(states)), key=lambda one: (states[one].commit.at or never, -states[one].commit.place, one)
    ):
        state = states[number]
        if state.commit.at is None:
            yield state, None, None
            continue
        at, _ = spreads.setdefault(state.file, Spread()).place(state.commit.at)
        yield state, at, OUT_OF_ORDER if number in late else None


def _finding(state: _State, at: datetime | None, time_note: str | None, naming: "_Naming", blobs: Blobs) -> Finding:
    path = _shown(state.path)
    name = f"{state.commit.hash[:SHORT]}:{path}"
    if at is None:
        return Skipped(name=name, reason="is of a commit whose date is no time")
    article = naming.article(state.file)
    if state.blob is None:
        return Absent(name=name, article=article, at=at, note=state.commit.subject)
    if state.mode not in REGULAR:
        return Skipped(name=name, reason=OTHER_MODES.get(state.mode, "is no ordinary file"))
    content = blobs.read(state.blob)
    if isinstance(content, str):
        return Skipped(name=name, reason=content)
    if content.startswith(LARGE_FILE_POINTER):
        return Skipped(name=name, reason="only points to its content, which Git LFS keeps elsewhere")
    if b"\0" in content[:BINARY_HEAD] and not content.startswith(BYTE_ORDER_MARKS):
        return Skipped(name=name, reason="is not text")
    snapshot = Snapshot(
        article=article,
        content=content,
        observed_at=at,
        media_type=media_type_of(PurePosixPath(path).name, content),
        source=naming.options.source,
        language=naming.options.language,
        via=f"git commit {state.commit.hash[:SHORT]} of {naming.repository}, {path}",
        time_note=time_note,
        note=state.commit.subject,
    )
    return Found(name=name, snapshot=snapshot)


class _Wanted:
    """Whether a file is asked for."""

    def __init__(self, paths: tuple[str, ...]) -> None:
        asked = [one.removeprefix("./").rstrip("/") or "." for one in paths]
        inside = "" if not asked or "." in asked else None
        self._whole = frozenset(asked)
        folders = ("",) if inside == "" else tuple(f"{one}/" for one in asked)
        self._folders = folders
        self._texts = re.compile("|".join(map(fnmatch.translate, TEXTS)), re.IGNORECASE)
        self._patterns = re.compile("|".join(map(fnmatch.translate, asked)) or r"(?!)")

    def __call__(self, path: bytes) -> bool:
        name = path.decode("utf-8", "surrogateescape")
        if name in self._whole or self._patterns.match(name):
            return True
        return name.startswith(self._folders) and self._texts.match(name) is not None


def _wanted(options: GitOptions) -> str:
    if not options.paths:
        return "of HTML, Markdown or text"
    return "like " + " or ".join(f"“{one[:64]}”" for one in options.paths[:3])


class _Naming:
    """What the articles are called."""

    def __init__(self, repository: str, options: GitOptions) -> None:
        self.repository = line(repository) or "repository"
        self.options = options
        self._places = _PLACE.findall(options.url or "")
        unknown = next((one for one in self._places if one not in {"path", "stem", "name"}), None)
        if unknown is not None:
            raise UsageError(
                f"--url: nothing is called {{{unknown[:64]}}}", "put {path}, {stem} or {name} where the file's goes"
            )

    def check(self, files: list[_File]) -> None:
        """Refuse one name for many files.

        Raises:
            InputError: when `url` has no place and there are several files.
        """
        if self.options.url and not self._places and len(set(files)) > 1:
            raise InputError(
                f"--url names one article, and {len(set(files)):,} files are asked for",
                "name one file, or put {path}, {stem} or {name} into --url",
            )

    def article(self, file: _File) -> str:
        """The identity of a file's article."""
        if file.replaced is not None:
            return f"{self.repository}/{_shown(file.path)}@{file.replaced}"
        if self.options.url is None:
            return f"{self.repository}/{_shown(file.path)}"
        stem = file.path[: -len(suffix)] if (suffix := PurePosixPath(_shown(file.path)).suffix.encode()) else file.path
        parts = {"path": file.path, "stem": stem, "name": stem.rpartition(b"/")[2]}
        return _PLACE.sub(lambda place: quote(parts[place[1]]), self.options.url)


def _shown(path: bytes) -> str:
    """A file's name for people, on one line: bytes that are no UTF-8 and control characters as escapes."""
    text = path.decode("utf-8", "backslashreplace")
    return "".join(character if character.isprintable() else ascii(character)[1:-1] for character in text)
