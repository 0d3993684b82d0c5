"""The history of articles in git repositories: their times, names and texts."""

from datetime import timedelta
from pathlib import Path

import pytest

from revtrack.errors import InputError, UsageError
from revtrack.extract import extract
from revtrack.ingest.file import MAX_BYTES
from revtrack.ingest.histories.findings import Skipped
from revtrack.ingest.histories.git import GitOptions, git_history
from tests.ingest.repositories.writing import START, Writer, found, git, made, moment, of, put, text


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


def test_a_name_that_no_file_has_or_had_last_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"has no file like “old\.txt” by its present or last name"):
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
