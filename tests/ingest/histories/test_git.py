"""The history of articles in git repositories, which the tests write themselves."""

import gc
import os
import subprocess
import tracemalloc
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from revtrack.errors import InputError, UsageError
from revtrack.extract import extract
from revtrack.ingest.file import MAX_BYTES
from revtrack.ingest.histories.findings import Absent, Finding, Found, Skipped
from revtrack.ingest.histories.git import GitOptions, git_history
from tests.permissions import unprivileged

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


def test_two_thousand_commits_give_their_states_in_order_with_their_times_and_subjects(tmp_path: Path) -> None:
    writer = Writer()
    expected = []
    for number in range(2_000):
        path, content = f"news/{number % 7}.html", b"<p>State %d of it.</p>" % number
        writer.commit(put(path.encode(), content), put(b"app.py", b"# %d" % number), subject=f"Edit {number}")
        expected.append((f"site/{path}", content, moment(number), f"Edit {number}"))
    states = found(git_history(writer.into(made(tmp_path / "site"))))
    given = [one.snapshot for one in states]
    assert [(one.article, one.content, one.observed_at, one.note) for one in given] == expected
    assert {one.media_type for one in given} == {"text/html"}
    assert {one.time_note for one in given} == {None}
    commits = git(tmp_path / "site", "rev-list", "--reverse", "main").decode().split()
    assert states[5].name == f"{commits[5][:12]}:news/5.html"
    assert states[5].snapshot.via == f"git commit {commits[5][:12]} of site, news/5.html"


def test_a_renamed_file_is_one_article_under_its_last_name(tmp_path: Path) -> None:
    writer = Writer()
    writer.commit(put(b"a.txt", text(0)))
    writer.commit(b"R a.txt b/c.txt")
    writer.commit(put(b"b/c.txt", text(1)))
    writer.commit(b"D b/c.txt", put(b"d.txt", text(2)), subject="Moved and edited")
    writer.commit(b"D d.txt")
    findings = list(git_history(writer.into(made(tmp_path / "site"))))
    assert of(findings) == {"site/d.txt": [text(0), text(0), text(1), text(2)]}
    assert isinstance(findings[-1], Absent)
    assert (findings[-1].article, findings[-1].at) == ("site/d.txt", moment(4))


def test_two_articles_on_the_same_template_do_not_become_one(tmp_path: Path) -> None:
    template = b"<nav>%b</nav>" % b"".join(b"<a href=/%d>%d</a>\n" % (one, one) for one in range(40))
    writer = Writer()
    writer.commit(put(b"fire.html", template + b"".join(b"Fire %d.\n" % one for one in range(40))))
    writer.commit(b"D fire.html", put(b"vote.html", template + b"".join(b"Vote %d.\n" % one for one in range(40))))
    folder = writer.into(made(tmp_path / "site"))
    assert set(of(git_history(folder))) == {"site/fire.html", "site/vote.html"}
    assert set(of(git_history(folder, GitOptions(likeness=30)))) == {"site/vote.html"}


def test_a_file_renamed_and_renamed_back_is_one_article(tmp_path: Path) -> None:
    writer = Writer()
    writer.commit(put(b"a.md", text(0)))
    writer.commit(b"R a.md b.md")
    writer.commit(b"R b.md a.md")
    writer.commit(put(b"a.md", text(1)))
    assert of(git_history(writer.into(made(tmp_path / "site")))) == {"site/a.md": [text(0), text(0), text(0), text(1)]}


def test_a_file_whose_name_another_took_over_is_an_article_of_its_own(tmp_path: Path) -> None:
    writer = Writer()
    writer.commit(put(b"index.md", b"The old front page.\n" * 9), put(b"next.md", text(0)))
    writer.commit(b"D index.md")
    writer.commit(b"R next.md index.md")
    folder = writer.into(made(tmp_path / "site"))
    commit = git(folder, "rev-parse", "main").decode()[:12]
    assert of(git_history(folder)) == {
        f"site/index.md@{commit}": [b"The old front page.\n" * 9],
        "site/index.md": [text(0), text(0)],
    }


def test_a_deleted_file_that_comes_back_is_the_same_article_and_was_absent_in_between(tmp_path: Path) -> None:
    writer = Writer()
    writer.commit(put(b"a.txt", b"one"))
    writer.commit(b"D a.txt", subject="Withdrawn on legal advice")
    writer.commit(put(b"a.txt", b"wholly other"))
    first, gone, again = git_history(writer.into(made(tmp_path / "site")))
    assert isinstance(first, Found)
    assert isinstance(again, Found)
    assert isinstance(gone, Absent)
    assert first.snapshot.article == again.snapshot.article == gone.article
    assert (gone.at, gone.note) == (moment(1), "Withdrawn on legal advice")


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


def test_the_commits_a_merge_brought_are_states_where_only_they_changed_the_file(tmp_path: Path) -> None:
    line = Line()
    line.commit("One", "", edit("1"))
    line.commit("s1", "One", edit("2"), edit("new", "new.txt"))
    line.commit("Other", "One", edit("x", "b.txt"))
    line.commit("s2", "s1", edit("3"), edit("newer", "new.txt"))
    line.commit("Merge", "Other s2", edit("3"), edit("newer", "new.txt"))
    line.commit("Last", "Merge", edit("4"))
    folder = line.into(tmp_path / "site")
    findings = list(git_history(folder))
    assert notes(findings, "site/a.txt") == ["One", "s1", "s2", "Last"]
    assert notes(findings, "site/new.txt") == ["s1", "s2"]
    assert notes(findings, "site/b.txt") == ["Other"]
    assert {one.observed_at for one in (state.snapshot for state in found(findings)) if one.note == "s1"} == {moment(1)}
    assert passed_over(findings, folder) == set()
    log = git(folder, "log", "--topo-order", "--reverse", "--format=%s", "--", "a.txt").decode().split()
    assert log == notes(findings, "site/a.txt")


def test_a_merge_that_writes_something_itself_is_a_state_too(tmp_path: Path) -> None:
    line = Line()
    line.commit("One", "", edit("1"))
    line.commit("s1", "One", edit("2"))
    line.commit("Other", "One", edit("x", "b.txt"))
    line.commit("Merge", "Other s1", edit("3"))
    assert notes(git_history(line.into(tmp_path / "site")), "site/a.txt") == ["One", "s1", "Merge"]


def test_a_file_changed_on_both_sides_has_the_states_of_the_branch_and_the_others_are_named(tmp_path: Path) -> None:
    line = Line()
    line.commit("One", "", edit("1"))
    line.commit("s1", "One", edit("1s"))
    line.commit("Main", "One", edit("1m"))
    line.commit("s2", "s1", edit("1ss"), edit("draft", "draft.txt"))
    line.commit("s3", "s2", b"D draft.txt")
    line.commit("Merge", "Main s3", edit("1m 1ss"))
    folder = line.into(tmp_path / "site")
    findings = list(git_history(folder))
    assert notes(findings, "site/a.txt") == ["One", "Main", "Merge"]
    assert passed_over(findings, folder) == {
        *(("s1", "a.txt"), ("s2", "a.txt"), ("s2", "draft.txt"), ("s3", "draft.txt"))
    }


def test_a_branch_that_took_in_the_other_one_before_it_was_merged_goes_on_from_it(tmp_path: Path) -> None:
    """As pull requests do: what the branch showed stays, then comes what joined both."""
    line = Line()
    line.commit("One", "", edit("1"), edit("1", "b.txt"))
    line.commit("s1", "One", edit("1s"), edit("2", "b.txt"))
    line.commit("Main", "One", edit("1m"), edit("1", "c.txt"))
    line.commit("u", "s1 Main", edit("1m 1s"), edit("1", "c.txt"))
    line.commit("s2", "u", edit("1m 2s"))
    line.commit("Merge", "Main s2", edit("1m 2s"), edit("2", "b.txt"))
    folder = line.into(tmp_path / "site")
    findings = list(git_history(folder))
    assert notes(findings, "site/a.txt") == ["One", "Main", "u", "s2"]
    assert notes(findings, "site/b.txt") == ["One", "s1"]
    assert notes(findings, "site/c.txt") == ["Main"]
    assert passed_over(findings, folder) == {("s1", "a.txt")}


def test_what_both_sides_took_over_is_a_state_once(tmp_path: Path) -> None:
    line = Line()
    line.commit("One", "", edit("1"))
    line.commit("s1", "One", edit("2"))
    line.commit("Picked", "One", edit("2"))
    line.commit("s2", "s1", edit("3"))
    line.commit("Merge", "Picked s2", edit("3"))
    assert notes(git_history(line.into(tmp_path / "site")), "site/a.txt") == ["One", "Picked", "s2"]


def test_renames_are_followed_through_merges(tmp_path: Path) -> None:
    line = Line()
    line.commit("One", "", edit("1", "old.txt"), edit("1" + 9 * "other\n", "b.txt"))
    line.commit("s1", "One", edit("2", "old.txt"), edit("2" + 9 * "other\n", "b.txt"))
    line.commit("s2", "s1", b"R old.txt new.txt")
    line.commit("Moved", "One", b"R b.txt c.txt")
    line.commit("s3", "s2", edit("3", "new.txt"))
    line.commit("Merge", "Moved s3", b"D old.txt", edit("3", "new.txt"), edit("2" + 9 * "other\n", "c.txt"))
    findings = list(git_history(line.into(tmp_path / "site")))
    assert notes(findings, "site/new.txt") == ["One", "s1", "s2", "s3"]
    assert notes(findings, "site/c.txt") == ["One", "Moved", "s1"]
    assert len(found(findings)) == 7


def test_what_a_merged_branch_deletes_is_absent_from_then_on(tmp_path: Path) -> None:
    line = Line()
    line.commit("One", "", edit("1"))
    line.commit("s1", "One", b"D a.txt")
    line.commit("Other", "One", edit("x", "b.txt"))
    line.commit("Merge", "Other s1", b"D a.txt")
    (absent,) = [one for one in git_history(line.into(tmp_path / "site")) if isinstance(one, Absent)]
    assert (absent.article, absent.note, absent.at) == ("site/a.txt", "s1", moment(1))


def test_three_branches_in_one_merge_and_one_with_a_beginning_of_its_own(tmp_path: Path) -> None:
    line = Line()
    line.commit("One", "", edit("1"))
    line.commit("s1", "One", edit("b1", "b.txt"))
    line.commit("root", "", edit("c1", "c.txt"))
    line.commit("r2", "root", edit("c2", "c.txt"))
    line.commit("Merge", "One s1 r2", edit("b1", "b.txt"), edit("c2", "c.txt"))
    findings = list(git_history(line.into(tmp_path / "site")))
    assert [notes(findings, f"site/{name}.txt") for name in "abc"] == [["One"], ["s1"], ["root", "r2"]]


def told(folder: Path, commit: str) -> set[tuple[bytes, datetime, str | None]]:
    """The states of a.txt up to a commit."""
    states = [one.snapshot for one in found(git_history(folder, GitOptions(branch=commit)))]
    return {(one.content, one.observed_at, one.time_note) for one in states if one.article == "site/a.txt"}


def test_what_is_imported_after_more_commits_contains_what_was_imported_before(tmp_path: Path) -> None:
    """Merges and dates that run backwards included: every commit of the branch gives a larger set of states."""
    line = Line()
    line.commit("A", "", edit("1"), at=500)
    line.commit("B", "A", edit("2"), at=400)
    line.commit("s1", "B", edit("3"), at=100)
    line.commit("C", "B", edit("x", "b.txt"), at=450)
    line.commit("s2", "s1", edit("4"), at=501)
    line.commit("D", "C s2", edit("4"), at=300)
    line.commit("E", "D", edit("5"), at=300)
    line.commit("F", "E", edit("6"), at=900)
    folder = line.into(tmp_path / "site")
    sets = [
        told(folder, commit)
        for commit in git(folder, "rev-list", "--first-parent", "--reverse", "main").decode().split()
    ]
    assert [len(one) for one in sets] == [1, 2, 2, 4, 5, 6]
    assert all(before <= after for before, after in pairwise(sets))
    assert [content[-1:] for content, _, _ in sorted(sets[-1], key=lambda one: one[1])] == [
        b"1",
        b"2",
        b"3",
        b"4",
        b"5",
        b"6",
    ]


STRANGE = {
    b"-rf.txt": "site/-rf.txt",
    b"--upload-pack=touch x.txt": "site/--upload-pack=touch x.txt",
    b"new\nline\t.txt": "site/new\\nline\\t.txt",
    b":100644 100644 a b M.txt": "site/:100644 100644 a b M.txt",
    b"\xff\xfe latin \xe9.txt": "site/\\xff\\xfe latin \\xe9.txt",
    "Überfall in 東京 🙂.txt".encode(): "site/Überfall in 東京 🙂.txt",
    b'"quoted".txt': 'site/"quoted".txt',
    "turned \u202e round.txt".encode(): "site/turned \\u202e round.txt",
    b"*.txt": "site/*.txt",
}


def test_files_may_be_called_anything(tmp_path: Path) -> None:
    writer = Writer()
    writer.commit(*(put(path, b"first of " + path) for path in STRANGE))
    writer.commit(*(put(path, b"second of " + path) for path in STRANGE))
    contents = of(git_history(writer.into(made(tmp_path / "site"))))
    assert contents == {shown: [b"first of " + path, b"second of " + path] for path, shown in STRANGE.items()}


def test_commits_of_one_second_stay_in_order_by_their_times_alone(tmp_path: Path) -> None:
    writer = Writer()
    for number in range(20):
        writer.commit(put(b"a.txt", b"%d" % number), put(b"b.txt", b"%d" % number), at=str(START))
    writer.commit(put(b"a.txt", b"20"), at=str(START + 1))
    states = [one.snapshot for one in found(git_history(writer.into(made(tmp_path / "site"))))]
    states.sort(key=lambda one: (one.observed_at, one.sha256))
    assert [one.content for one in states if one.article == "site/a.txt"] == [b"%d" % number for number in range(21)]
    times = [one.observed_at for one in states if one.article == "site/b.txt"]
    assert times == [moment(0) + timedelta(microseconds=number) for number in range(20)]


def test_dates_that_run_backwards_do_not_turn_history_round(tmp_path: Path) -> None:
    writer = Writer()
    for at in (1_000, 3_000, 2_000, 2_000, 3_002, 4_000):
        writer.commit(put(b"a.txt", b"%d" % writer.count), at=str(START + at))
    writer.commit(put(b"b.txt", b"another article"), at=str(START))
    states = [one.snapshot for one in found(git_history(writer.into(made(tmp_path / "site"))))]
    given = [one for one in states if one.article == "site/a.txt"]
    assert [one.content for one in given] == [b"%d" % number for number in range(6)]
    seconds = [(one.observed_at - moment(0)).total_seconds() for one in given]
    assert seconds == [1_000, 3_000, 3_001, 3_002, 3_002.000001, 4_000]
    said = "set just after the state it follows; its author dates it 2020-01-26 01:26 UTC"
    assert [one.time_note for one in given] == [None, None, said, said, None, None]


def test_nothing_is_placed_after_a_commit_dated_in_the_future(tmp_path: Path) -> None:
    writer = Writer()
    for at in (1_000, 90_000_000, 2_000):
        writer.commit(put(b"a.txt", b"%d" % at), at=str(START + at))
    options = GitOptions(now=moment(0) + timedelta(days=1))
    findings = list(git_history(writer.into(made(tmp_path / "site")), options))
    assert [(one.snapshot.content, one.snapshot.observed_at) for one in found(findings)] == [
        (b"1000", moment(0) + timedelta(seconds=1_000)),
        (b"2000", moment(0) + timedelta(seconds=2_000)),
        (b"90000000", moment(0) + timedelta(seconds=90_000_000)),
    ]


@pytest.mark.parametrize("date", ["99999999999999", "9223372036854775807"])
def test_a_commit_whose_date_is_no_time_is_passed_over_by_name(tmp_path: Path, date: str) -> None:
    writer = Writer()
    writer.commit(put(b"a.txt", b"one"))
    writer.commit(put(b"a.txt", b"two"), at=date)
    writer.commit(put(b"a.txt", b"three"))
    findings = list(git_history(writer.into(made(tmp_path / "site"))))
    assert of(findings) == {"site/a.txt": [b"one", b"three"]}
    (skipped,) = [one for one in findings if isinstance(one, Skipped)]
    assert skipped.reason == "is of a commit whose date is no time"


def test_what_is_no_text_of_its_own_is_passed_over_by_name(tmp_path: Path) -> None:
    pointer = b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n"
    writer = Writer()
    writer.commit(
        put(b"good.txt", b"text"),
        put(b"link.txt", b"/etc/passwd", mode=b"120000"),
        b"M 160000 " + b"1" * 40 + b" module.txt",
        put(b"picture.txt", b"PNG\0\0"),
        put(b"pointer.txt", pointer),
        put(b"large.txt", b"x" * (MAX_BYTES + 1)),
        put(b"utf16.txt", "Ein Brand".encode("utf-16")),
        put(b"zlast.txt", b"x" * MAX_BYTES),
    )
    writer.commit(b"D link.txt")
    findings = list(git_history(writer.into(made(tmp_path / "site"))))
    reasons = {one.name.partition(":")[2]: one.reason for one in findings if isinstance(one, Skipped)}
    assert reasons == {
        "large.txt": "is larger than 10 MB",
        "link.txt": "is a symbolic link",
        "module.txt": "is another repository (a submodule)",
        "picture.txt": "is not text",
        "pointer.txt": "only points to its content, which Git LFS keeps elsewhere",
    }
    assert list(of(findings)) == ["site/good.txt", "site/utf16.txt", "site/zlast.txt"]
    assert len(findings) == 8  # the deleted link was never an article


def several(tmp_path: Path) -> Path:
    """A repository with files of several kinds in several folders, one renamed."""
    writer = Writer()
    names = (b"news/a.html", b"news/2020/b.md", b"old.txt", b"app.py", b"news/c.css", b"README.MD")
    writer.commit(*(put(name, text(number) + name) for number, name in enumerate(names)))
    writer.commit(b"R old.txt new/d.txt")
    return writer.into(made(tmp_path / "site"))


@pytest.mark.parametrize(
    ("paths", "articles"),
    [
        ((), {"news/a.html", "news/2020/b.md", "new/d.txt", "README.MD"}),
        ((".",), {"news/a.html", "news/2020/b.md", "new/d.txt", "README.MD"}),
        (("news",), {"news/a.html", "news/2020/b.md"}),
        (("./news/",), {"news/a.html", "news/2020/b.md"}),
        (("news/*.html",), {"news/a.html"}),
        (("*.md",), {"news/2020/b.md"}),
        (("app.py", "new/d.txt"), {"app.py", "new/d.txt"}),
    ],
)
def test_files_folders_and_patterns_name_what_is_taken_by_present_names(
    tmp_path: Path, paths: tuple[str, ...], articles: set[str]
) -> None:
    contents = of(git_history(several(tmp_path), GitOptions(paths=paths)))
    assert set(contents) == {f"site/{one}" for one in articles}
    assert len(contents.get("site/new/d.txt", "12")) == 2


def test_a_file_that_never_was_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"never had a file like “old\.txt”"):
        list(git_history(several(tmp_path), GitOptions(paths=("old.txt",))))


def test_articles_can_be_called_by_addresses_made_of_their_files(tmp_path: Path) -> None:
    writer = Writer()
    writer.commit(put(b"2020/fire & water.html", b"x"), put("é/über.md".encode(), b"y"))
    folder = writer.into(made(tmp_path / "site.git", "--bare"))
    for url, articles in (
        ("https://post.example/{path}", {"2020/fire%20%26%20water.html", "%C3%A9/%C3%BCber.md"}),
        ("https://post.example/{stem}", {"2020/fire%20%26%20water", "%C3%A9/%C3%BCber"}),
        ("https://post.example/{name}", {"fire%20%26%20water", "%C3%BCber"}),
    ):
        contents = of(git_history(folder, GitOptions(url=url)))
        assert set(contents) == {f"https://post.example/{one}" for one in articles}
    assert set(of(git_history(folder))) == {"site/2020/fire & water.html", "site/é/über.md"}


def test_one_address_for_many_files_and_an_unknown_place_in_it_are_refused(tmp_path: Path) -> None:
    folder = several(tmp_path)
    with pytest.raises(InputError, match="names one article, and 4 files"):
        list(git_history(folder, GitOptions(url="https://post.example/a")))
    one = GitOptions(url="https://post.example/a", paths=("new/d.txt",))
    assert set(of(git_history(folder, one))) == {"https://post.example/a"}
    with pytest.raises(UsageError, match=r"nothing is called \{slug\}"):
        list(git_history(folder, GitOptions(url="https://post.example/{slug}")))


@pytest.mark.parametrize("flags", [("--object-format=sha256",), ("--bare",), ("--bare", "--object-format=sha256")])
def test_repositories_of_every_form_are_read(tmp_path: Path, flags: tuple[str, ...]) -> None:
    writer = Writer()
    writer.commit(put(b"a.txt", b"one"))
    writer.commit(put(b"a.txt", b"two"))
    folder = writer.into(made(tmp_path / "site", *flags))
    assert of(git_history(folder)) == {"site/a.txt": [b"one", b"two"]}
    if "--bare" not in flags:
        assert of(git_history(folder / ".git")) == {"site/a.txt": [b"one", b"two"]}


def test_the_repository_of_a_worktree_is_read(tmp_path: Path) -> None:
    writer = Writer()
    writer.commit(put(b"a.txt", b"one"))
    folder = writer.into(made(tmp_path / "site"))
    git(folder, "worktree", "add", "-q", "../other", "-b", "other")
    assert of(git_history(tmp_path / "other")) == {"other/a.txt": [b"one"]}


def test_what_is_no_repository_with_commits_is_an_input_error_with_a_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = made(tmp_path / "empty")
    (tmp_path / "plain").mkdir()
    (empty / "inside").mkdir()
    broken = made(tmp_path / "broken")
    (broken / ".git" / "HEAD").write_bytes(b"\0nothing")
    (tmp_path / "file").write_text("x")
    cases = {
        empty: "has no commit yet",
        tmp_path / "plain": "is not a git repository",
        empty / "inside": "is not a git repository",  # never one that lies around it
        broken: "is not a git repository",
        tmp_path / "none": "there is no such folder",
        tmp_path / "file": "there is no such folder",
        Path("https://post.example/site.git"): "is no folder on this machine",
        Path("git@post.example:site.git"): "is no folder on this machine",
        Path("--upload-pack=touch marker"): "there is no such folder",
    }
    for folder, words in cases.items():
        with pytest.raises(InputError, match=words) as caught:
            list(git_history(folder))
        assert str(folder) in caught.value.message
        assert caught.value.hint
    with pytest.raises(InputError, match="has no commit “nowhere”"):
        list(git_history(empty, GitOptions(branch="nowhere")))
    with pytest.raises(InputError, match="has no commit “--all”"):
        list(git_history(empty, GitOptions(branch="--all")))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(InputError, match="cannot be read without git"):
        list(git_history(empty))


def test_a_folder_nobody_may_enter_is_an_input_error(shelf: Path) -> None:
    made(shelf / "closed")
    (shelf / "closed").chmod(0)
    with unprivileged(), pytest.raises(InputError, match="cannot be read") as caught:
        list(git_history(shelf / "closed"))
    assert caught.value.hint


def objects(folder: Path) -> set[Path]:
    """The files of a repository's objects."""
    return {one for one in (folder / ".git" / "objects").rglob("*") if one.is_file() and len(one.name) == 38}


def damage(path: Path, content: bytes) -> None:
    """Overwrite a file that may not be written."""
    path.chmod(0o600)
    path.write_bytes(content)


def test_a_damaged_text_is_passed_over_and_a_damaged_history_refused(tmp_path: Path) -> None:
    folder = made(tmp_path / "site")
    texts = [b"".join(b"%032x\n" % (number * 7**90 + one**40) for one in range(9_999)) for number in range(3)]
    hashes = []
    for number, content in enumerate(texts):
        (folder / "a.txt").write_bytes(content)
        git(folder, "add", "a.txt")
        git(folder, "commit", "-qm", f"Edit {number}", f"--date={START + number} +0000")
        hashes.append([git(folder, "rev-parse", name).decode().strip() for name in ("main:a.txt", "main^{tree}")])
    stored = {one.parent.name + one.name: one for one in objects(folder)}
    blob, tree = (stored[hashes[1][place]] for place in (0, 1))
    whole = blob.read_bytes()
    for content, reason in (
        (whole[: len(whole) // 2] + b"garbage" + whole[len(whole) // 2 + 7 :], "cannot be read out of the repository"),
        (whole[: len(whole) // 2], "cannot be read out of the repository"),
        (b"garbage", "is missing in the repository"),
    ):
        damage(blob, content)
        findings = list(git_history(folder))
        assert of(findings) == {"site/a.txt": [texts[0], texts[2]]}
        (skipped,) = [one for one in findings if isinstance(one, Skipped)]
        assert reason in skipped.reason
    tree.unlink()
    with pytest.raises(InputError, match="is damaged or incomplete"):
        list(git_history(folder))


def test_whoever_stops_asking_leaves_nothing_running(tmp_path: Path) -> None:
    writer = Writer()
    for number in range(50):
        writer.commit(put(b"a.txt", b"x" * 100_000 + b"%d" % number))
    findings = git_history(writer.into(made(tmp_path / "site")))
    next(findings)
    findings.close()  # type: ignore[attr-defined]  # it is a generator
    gc.collect()  # a process still running would complain, and complaints are errors here


def test_one_content_is_in_memory_at_a_time(tmp_path: Path) -> None:
    writer = Writer()
    for number in range(40):
        writer.commit(put(b"a.txt", b"%d" % number + b"x" * 1_000_000))
    folder = writer.into(made(tmp_path / "site"))
    tracemalloc.start()
    size = sum(len(one.snapshot.content) for one in git_history(folder) if isinstance(one, Found))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert size > 40_000_000
    assert peak < 8_000_000


def marker(folder: Path) -> tuple[Path, Path]:
    """A program and the file it leaves behind when somebody runs it."""
    trace = folder / "trace"
    program = folder / "program"
    program.write_text(f"#!/bin/sh\necho ran >> '{trace}'\nexit 1\n")
    program.chmod(0o755)
    return program, trace


def with_hostile_configuration(folder: Path, program: Path) -> None:
    """Every way to have a program run that a repository's configuration and attributes know."""
    for key in (
        *("core.fsmonitor", "core.pager", "pager.log", "core.editor", "core.sshCommand", "core.askPass"),
        *("diff.external", "diff.evil.textconv", "diff.evil.command", "gpg.program", "filter.evil.smudge"),
        *("filter.evil.clean", "credential.helper", "core.alternateRefsCommand", "alias.rev-list", "alias.diff-tree"),
    ):
        git(folder, "config", key, str(program))
    for key, value in (
        *(("log.showSignature", "true"), ("diff.renames", "copies"), ("diff.orderFile", os.devnull)),
        *(("core.hooksPath", str(program.parent)), ("log.showRoot", "false"), ("core.quotePath", "false")),
        *(("diff.noprefix", "true"), ("diff.renameLimit", "1"), ("core.abbrev", "7"), ("i18n.logOutputEncoding", "x")),
    ):
        git(folder, "config", key, value)
    (folder / ".git" / "info").mkdir(exist_ok=True)
    (folder / ".git" / "info" / "attributes").write_text("* diff=evil filter=evil\n")


def test_nothing_a_repository_configures_is_run_or_changes_what_is_read(tmp_path: Path) -> None:
    writer = Writer()
    writer.commit(put(b"a.txt", text(0)))
    writer.commit(put(b"a.txt", text(1)))
    writer.commit(b"R a.txt b.txt")
    folder = writer.into(made(tmp_path / "site"))
    expected = list(git_history(folder))
    program, trace = marker(tmp_path)
    with_hostile_configuration(folder, program)
    assert list(git_history(folder)) == expected
    assert not trace.exists()
    git(folder, "diff", "HEAD~1", "HEAD~2", check=False)  # the control: git as people use it does run it
    assert trace.exists()


def test_replaced_objects_are_not_believed(tmp_path: Path) -> None:
    writer = Writer()
    writer.commit(put(b"a.txt", b"true"))
    writer.commit(put(b"b.txt", b"false"))
    folder = writer.into(made(tmp_path / "site"))
    git(folder, "replace", "main:a.txt", "main:b.txt")
    assert git(folder, "show", "main:a.txt") == b"false"  # the control
    assert of(git_history(folder))["site/a.txt"] == [b"true"]


def test_what_a_partial_clone_lacks_is_never_fetched(tmp_path: Path) -> None:
    writer = Writer()
    for number in range(3):
        writer.commit(put(b"a.txt", b"%d" % number))
    origin = writer.into(made(tmp_path / "origin"))
    git(origin, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "-q", "--no-checkout", "--filter=blob:none", f"file://{origin}", "site")
    folder = tmp_path / "site"
    program, trace = marker(tmp_path)
    for key, value in (
        *(("remote.origin.uploadpack", str(program)), ("protocol.allow", "always"), ("protocol.file.allow", "always")),
    ):
        git(folder, "config", key, value)
    findings = list(git_history(folder))
    assert [type(one) for one in findings] == [Skipped] * 3
    assert not trace.exists()
    git(folder, "cat-file", "-p", "main:a.txt", check=False)  # the control: git as people use it asks the other side
    assert trace.exists()


def test_the_repository_of_another_user_is_read(tmp_path: Path) -> None:
    writer = Writer()
    writer.commit(put(b"a.txt", b"one"))
    folder = writer.into(made(tmp_path / "site"))
    if os.geteuid() == 0:  # nobody else can give files away
        for one in (folder, *folder.rglob("*")):
            os.chown(one, 65534, 65534)
        assert git(folder, "status", check=False) == b""  # the control: git itself refuses
    assert of(git_history(folder)) == {"site/a.txt": [b"one"]}


def test_the_surroundings_decide_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    writer = Writer()
    writer.commit(put(b"a.txt", b"one"))
    folder = writer.into(made(tmp_path / "site"))
    for name, value in (
        *(("GIT_DIR", "/nonexistent"), ("GIT_OBJECT_DIRECTORY", "/nonexistent"), ("GIT_CONFIG_COUNT", "x")),
        *(("GIT_TRACE", str(tmp_path / "trace")), ("GIT_NAMESPACE", "x"), ("GIT_CEILING_DIRECTORIES", "/")),
    ):
        monkeypatch.setenv(name, value)
    assert of(git_history(folder)) == {"site/a.txt": [b"one"]}
    assert not (tmp_path / "trace").exists()


@pytest.mark.parametrize(
    "subject", ["x" * 5_000, "Überfall in 東京", "one\r\ntwo", "\x1b[31mred\u202e", "", "  blanks  \t between  "]
)
def test_a_subject_is_one_bounded_line(tmp_path: Path, subject: str) -> None:
    writer = Writer()
    writer.commit(put(b"a.txt", b"one"), subject=subject)
    (only,) = found(git_history(writer.into(made(tmp_path / "site"))))
    note = only.snapshot.note
    if not subject:
        assert note is None
        return
    assert note is not None
    assert len(note) <= 300
    assert note.isprintable()
    assert note.startswith(" ".join(subject.replace("\x1b", "").split())[:3])


def test_states_are_what_extract_reads(tmp_path: Path) -> None:
    writer = Writer()
    writer.commit(put(b"a.md", b"# Fire in the harbour\n\nA fire broke out.\n"))
    (only,) = found(git_history(writer.into(made(tmp_path / "site")), GitOptions(source="Post", language="en")))
    document = extract(only.snapshot)
    assert [block.text for block in document.blocks] == ["A fire broke out."]
    assert (only.snapshot.source, document.language) == ("Post", "en")
