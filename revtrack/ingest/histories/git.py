"""The history of the articles in a git repository: each commit that touched one is a state of it.

    commit      author's date   change                          states
    c3  newest  12:00           rename fire.md → blaze.md       site/blaze.md at 12:00
    c2          11:00           edit fire.md                    site/blaze.md at 11:00
    c1  oldest  10:00           add fire.md                     site/blaze.md at 10:00

*Which commits.* Each that changed the file on its way to the branch, as `git log` shows them: those the branch stood
at, which are reached by first parents, and for a merge the commits it brought. The merge itself is a state only where
its text is that of none of its parents.

    main   o ─────(m)───── M     only the side changed the file:   o, s1, s2      M shows what s2 does
            ╲             ╱      both did (there is an m):         o, m, M        s1 and s2 are passed over, by name
    side     s1 ─── s2 ──        the side did, and M once more:    o, s1, s2, M

Where both sides changed a file, the texts of one would seem to take back those of the other, which nobody did. So a
merge is opened only into commits that lead from the text before it to that after it; all others are named, if their
article is asked for.

*Which article.* The file by its present name, or its last one where it was deleted; what it was called before is
followed, also where all that a merge shows is one file deleted and another added (see `repositories.paths`). A file
deleted and added again under its name is the same article. A file that another one's name was given to later is not: it
is told by the commit that replaced it, as in `site/index.md@0123456789ab`.

*When.* The author's date. Commits of one second are a microsecond apart. The order is that of the repository: where the
author's date is before the time of the state it follows, as after a rebase or by a wrong clock, the state is placed a
second after that one, and says what its date is. So the times depend only on what came before, and importing again, or
after more commits, gives the same. What is dated in the future is passed over, and nothing is placed after it.
"""

import fnmatch
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from operator import itemgetter
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import quote

from revtrack.errors import InputError, UsageError
from revtrack.ingest.file import media_type_of
from revtrack.ingest.histories.findings import Absent, Finding, Found, Skipped, line
from revtrack.ingest.moments import CLOCK_SKEW
from revtrack.ingest.repositories.blobs import Blobs
from revtrack.ingest.repositories.commits import REGULAR
from revtrack.ingest.repositories.paths import File, State, followed
from revtrack.ingest.repositories.repository import Repository
from revtrack.model import Snapshot

__all__ = ["GitOptions", "git_history"]

TEXTS: Final = ("*.html", "*.htm", "*.md", "*.txt")
"""Files that are taken where no path is given, and inside a folder that is given."""

MOST_STATES: Final = 1_000_000
"""States held while they are put in order, a count; each takes about 500 bytes."""

RENAMES_COMPARED: Final = 1_000
"""Added files that git compares with deleted ones in one commit, a count; git's own default."""

SAME_SECOND: Final = timedelta(microseconds=1)
"""Between states whose authors' dates are the same second: git counts in seconds."""

JUST_AFTER: Final = timedelta(seconds=1)
"""Between a state and one that follows it with an earlier author's date."""

BINARY_HEAD: Final = 8_000
"""Bytes in which a zero byte tells a file that is not text: git's rule."""

OTHER_MODES: Final = {"120000": "is a symbolic link", "160000": "is another repository (a submodule)"}

BESIDE: Final = "was merged, but is no step between two states that the branch showed"
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
    encoding: str | None = None
    """Of the texts, unless a byte order mark says another; None: UTF-8, or what HTML declares."""
    now: datetime | None = None
    """Aware; commits dated later are passed over. None: every date is believed."""


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
    if all(state.beside for state in states):
        raise InputError(
            f"{folder} has no file {_wanted(options)} by its present or last name",
            "name files, folders or patterns by their present names, such as 'news/*.html'",
        )
    naming.check([state.file for state in states if not state.beside])
    with Blobs(repository) as blobs:
        for state, at, time_note in _in_time(states, options.now):
            yield _finding(state, at, time_note, naming, blobs)


def _states(repository: Repository, options: GitOptions) -> list[State]:
    """All states of the wanted files, those of each newest first."""
    branch = repository.branch(repository.commit(options.branch))
    flags = (f"-M{options.likeness}%", f"-l{RENAMES_COMPARED}")
    states = []
    with repository.changes(branch, flags) as commits:
        for state in followed(commits, branch, _Wanted(options.paths)):
            states.append(state)
            if len(states) > MOST_STATES:
                raise InputError(
                    f"{repository.folder} has more than {MOST_STATES:,} states of such files",
                    "name some of the files or folders",
                )
    return states


def _later(at: datetime, step: timedelta) -> datetime:
    try:
        return at + step
    except OverflowError:  # the last microsecond there is
        return at


def _in_time(states: list[State], now: datetime | None) -> Iterator[tuple[State, datetime | None, str | None]]:
    """States by time, with the time to record and what to know about it; those without one come first."""
    never = datetime.min.replace(tzinfo=UTC)
    latest: dict[File, tuple[datetime, datetime]] = {}
    placed = []
    for number, state in enumerate(reversed(states)):
        dated = at = state.commit.at
        time_note = None
        if dated and at and not state.beside and (now is None or at <= now + CLOCK_SKEW):
            last, dated_before = latest.get(state.file, (never, never))
            if dated == dated_before:
                at = _later(last, SAME_SECOND)
            elif dated <= last:
                at = _later(last, JUST_AFTER)
                time_note = f"set just after the state it follows; its author dates it {dated:%Y-%m-%d %H:%M} UTC"
            latest[state.file] = (at, at if time_note else dated)
        placed.append((at or never, -state.commit.place, -number, state, at, time_note))
    placed.sort(key=itemgetter(0, 1, 2))
    for _, _, _, state, at, time_note in placed:
        yield state, at, time_note


def _finding(state: State, at: datetime | None, time_note: str | None, naming: "_Naming", blobs: Blobs) -> Finding:
    path = _shown(state.path)
    name = f"{state.commit.short}:{path}"
    if at is None:
        return Skipped(name=name, reason="is of a commit whose date is no time")
    if state.beside:
        return Skipped(name=name, reason=BESIDE, by_design=True)
    article = naming.article(state.file)
    if state.blob is None:
        return Absent(name=name, article=article, at=at, note=line(state.commit.subject))
    if state.mode not in REGULAR:
        return Skipped(name=name, reason=OTHER_MODES.get(state.mode, "is no ordinary file"), by_design=True)
    content = blobs.read(state.blob)
    if isinstance(content, str):
        return Skipped(name=name, reason=content)
    if content.startswith(LARGE_FILE_POINTER):
        return Skipped(name=name, reason="only points to its content, which Git LFS keeps elsewhere")
    if b"\0" in content[:BINARY_HEAD] and not content.startswith(BYTE_ORDER_MARKS):
        return Skipped(name=name, reason="is not text", by_design=True)
    snapshot = Snapshot(
        article=article,
        content=content,
        observed_at=at,
        media_type=media_type_of(PurePosixPath(path).name, content),
        encoding=naming.options.encoding,
        source=naming.options.source,
        language=naming.options.language,
        via=f"git commit {state.commit.short} of {naming.repository}, {path}",
        time_note=time_note,
        note=line(state.commit.subject),
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

    def check(self, files: list[File]) -> None:
        """Refuse one name for many files.

        Raises:
            InputError: when `url` has no place and there are several files.
        """
        if self.options.url and not self._places and len(set(files)) > 1:
            raise InputError(
                f"--url names one article, and {len(set(files)):,} files are asked for",
                "name one file, or put {path}, {stem} or {name} into --url",
            )

    def article(self, file: File) -> str:
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
