"""Which files are one article: names that change, on the branch and in what merges brought."""

from pathlib import Path

from revtrack.ingest.histories.findings import Absent, Found
from revtrack.ingest.histories.git import GitOptions, git_history
from tests.ingest.repositories.writing import (
    Line,
    Writer,
    absences,
    edit,
    found,
    git,
    made,
    moment,
    notes,
    of,
    passed_over,
    put,
    rewritten,
    text,
)


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


def test_a_file_renamed_and_rewritten_on_one_side_and_edited_on_the_other_is_one_article(tmp_path: Path) -> None:
    line = Line()
    line.commit("One", "", edit("1"))
    line.commit("s1", "One", b"R a.txt b.txt")
    line.commit("s2", "s1", edit("half" + 12 * "new\n", "b.txt"))
    line.commit("s3", "s2", rewritten("s", "b.txt"))
    line.commit("Main", "One", edit("m"))
    line.commit("Merge", "Main s3", b"D a.txt", rewritten("s m", "b.txt"))
    line.commit("Last", "Merge", rewritten("s m l", "b.txt"))
    folder = line.into(tmp_path / "site")
    findings = list(git_history(folder))
    assert set(of(findings)) == {"site/b.txt"}
    assert notes(findings, "site/b.txt") == ["One", "Main", "Merge", "Last"]
    assert absences(findings) == []
    assert passed_over(findings, folder) == {("s1", "b.txt"), ("s2", "b.txt"), ("s3", "b.txt")}


def test_a_file_renamed_and_rewritten_on_one_side_alone_has_the_states_of_that_side(tmp_path: Path) -> None:
    line = Line()
    line.commit("One", "", edit("1"))
    line.commit("s1", "One", edit("2"))
    line.commit("s2", "s1", b"R a.txt b.txt")
    line.commit("s3", "s2", rewritten("s", "b.txt"))
    line.commit("Other", "One", edit("x", "c.txt"))
    line.commit("Merge", "Other s3", b"D a.txt", rewritten("s", "b.txt"))
    line.commit("Stub", "Merge", edit("moved to b.txt"))
    folder = line.into(tmp_path / "site")
    findings = list(git_history(folder))
    assert notes(findings, "site/b.txt") == ["One", "s1", "s2", "s3"]
    assert notes(findings, "site/a.txt") == ["Stub"]
    assert absences(findings) == []
    assert passed_over(findings, folder) == set()
    assert set(of(git_history(folder, GitOptions(paths=("a.txt",))))) == {"site/a.txt"}
    assert notes(git_history(folder, GitOptions(paths=("b.txt",))), "site/b.txt") == ["One", "s1", "s2", "s3"]


def test_a_file_that_both_sides_renamed_goes_on_under_the_name_the_merge_kept(tmp_path: Path) -> None:
    line = Line()
    line.commit("One", "", edit("1"))
    line.commit("s1", "One", b"R a.txt b.txt")
    line.commit("s2", "s1", rewritten("s", "b.txt"))
    line.commit("Moved", "One", b"R a.txt c.txt")
    line.commit("Main", "Moved", edit("m", "c.txt"))
    line.commit("Merge", "Main s2", b"D c.txt", rewritten("s m", "b.txt"))
    findings = list(git_history(line.into(tmp_path / "site")))
    assert notes(findings, "site/b.txt") == ["One", "Moved", "Main", "Merge"]
    assert absences(findings) == []


def test_what_a_merge_adds_is_not_the_other_article_that_it_deletes(tmp_path: Path) -> None:
    """The branch gave the name to another file: what the side renamed is not what the merge deletes."""
    line = Line()
    line.commit("One", "", edit("1"), rewritten("another", "d.txt"))
    line.commit("s1", "One", b"R a.txt b.txt")
    line.commit("s2", "s1", put(b"b.txt", b"Third.\n" * 30))
    line.commit("Moved", "One", b"R a.txt c.txt")
    line.commit("Taken", "Moved", b"R d.txt a.txt")
    line.commit("Merge", "Taken s2", b"D a.txt", b"D d.txt", put(b"b.txt", b"Third.\n" * 30))
    folder = line.into(tmp_path / "site")
    findings = list(git_history(folder))
    assert notes(findings, "site/c.txt") == ["One", "Moved"]
    assert notes(findings, "site/a.txt") == ["One", "Taken"]
    assert notes(findings, "site/b.txt") == ["Merge"]
    assert absences(findings) == [("site/a.txt", "Merge")]
    one = GitOptions(paths=("a.txt",), url="https://post.example/a")
    assert notes(git_history(folder, one), "https://post.example/a") == ["One", "Taken"]


def test_an_article_that_a_merge_adds_beside_one_that_it_deletes_is_its_own(tmp_path: Path) -> None:
    line = Line()
    line.commit("One", "", edit("1"))
    line.commit("s1", "One", rewritten("new", "b.txt"))
    line.commit("s2", "s1", b"D a.txt")
    line.commit("Main", "One", edit("m"))
    line.commit("Merge", "Main s2", b"D a.txt", rewritten("new", "b.txt"))
    findings = list(git_history(line.into(tmp_path / "site")))
    assert notes(findings, "site/a.txt") == ["One", "Main"]
    assert notes(findings, "site/b.txt") == ["s1"]
    assert absences(findings) == [("site/a.txt", "Merge")]


def test_of_two_files_that_sides_made_of_one_the_other_is_its_own(tmp_path: Path) -> None:
    line = Line()
    line.commit("One", "", edit("1"))
    line.commit("s1", "One", b"R a.txt b.txt")
    line.commit("s2", "s1", rewritten("b", "b.txt"))
    line.commit("t1", "One", b"R a.txt c.txt")
    line.commit("t2", "t1", put(b"c.txt", b"Third.\n" * 30))
    merged = (b"D a.txt", rewritten("b", "b.txt"), put(b"c.txt", b"Third.\n" * 30))
    line.commit("Merge", "One s2 t2", *merged)
    findings = list(git_history(line.into(tmp_path / "site")))
    told = sorted([notes(findings, "site/b.txt"), notes(findings, "site/c.txt")], key=len)
    assert told[0] == ["Merge"]
    assert told[1] in (["One", "s1", "s2"], ["One", "t1", "t2"])
    assert notes(findings, "site/a.txt") == []


def test_a_side_that_goes_on_from_what_was_merged_before_renames_the_same_article(tmp_path: Path) -> None:
    """As with a long-lived branch that is merged again and again, and never takes in the other."""
    line = Line()
    line.commit("One", "", edit("1"), edit("c", "c.txt"))
    line.commit("s1", "One", edit("2"))
    line.commit("Merge", "One s1", edit("2"))
    line.commit("s2", "s1", b"R a.txt b.txt")
    line.commit("s3", "s2", rewritten("3", "b.txt"))
    line.commit("Main", "Merge", edit("m", "c.txt"))
    line.commit("Again", "Main s3", b"D a.txt", rewritten("3", "b.txt"))
    line.commit("s4", "s3", b"R c.txt d.txt")
    line.commit("s5", "s4", put(b"d.txt", b"Third.\n" * 30))
    line.commit("Thrice", "Again s5", b"D c.txt", put(b"d.txt", b"Third.\n" * 30))
    folder = line.into(tmp_path / "site")
    findings = list(git_history(folder))
    assert notes(findings, "site/b.txt") == ["One", "s1", "s2", "s3"]
    assert notes(findings, "site/d.txt") == ["One", "Main", "Thrice"]
    assert absences(findings) == []
    assert passed_over(findings, folder) == {("s4", "d.txt"), ("s5", "d.txt")}


def test_what_a_side_renamed_and_then_deleted_is_absent(tmp_path: Path) -> None:
    line = Line()
    line.commit("One", "", edit("1"))
    line.commit("s1", "One", edit("2"))
    line.commit("s2", "s1", b"R a.txt b.txt")
    line.commit("s3", "s2", b"D b.txt")
    line.commit("Other", "One", edit("x", "c.txt"))
    line.commit("Merge", "Other s3", b"D a.txt")
    findings = list(git_history(line.into(tmp_path / "site")))
    assert notes(findings, "site/a.txt") == ["One"]
    assert absences(findings) == [("site/a.txt", "Merge")]


def test_a_side_that_took_the_renaming_in_from_another_goes_on_under_the_new_name(tmp_path: Path) -> None:
    line = Line()
    line.commit("One", "", edit("1"))
    line.commit("t1", "One", b"R a.txt b.txt")
    line.commit("t2", "t1", rewritten("t", "b.txt"))
    line.commit("s1", "One", edit("s"))
    line.commit("u", "s1 t2", b"D a.txt", rewritten("t s", "b.txt"))
    line.commit("Main", "One", edit("m"))
    line.commit("Merge", "Main u", b"D a.txt", rewritten("t s m", "b.txt"))
    findings = list(git_history(line.into(tmp_path / "site")))
    assert notes(findings, "site/b.txt") == ["One", "Main", "Merge"]
    assert absences(findings) == []


def test_what_had_the_name_before_that_a_side_gave_is_an_article_of_its_own(tmp_path: Path) -> None:
    line = Line()
    line.commit("One", "", edit("1"), put(b"b.txt", b"Another.\n" * 30))
    line.commit("Two", "One", b"D b.txt")
    line.commit("s1", "Two", b"R a.txt b.txt")
    line.commit("s2", "s1", rewritten("s", "b.txt"))
    line.commit("Merge", "Two s2", b"D a.txt", rewritten("s", "b.txt"))
    folder = line.into(tmp_path / "site")
    findings = list(git_history(folder))
    commit = git(folder, "rev-parse", "main").decode()[:12]
    assert notes(findings, "site/b.txt") == ["One", "s1", "s2"]
    assert notes(findings, f"site/b.txt@{commit}") == ["One"]
    assert absences(findings) == [(f"site/b.txt@{commit}", "Two")]


def test_two_articles_that_two_sides_gave_one_name_do_not_become_one(tmp_path: Path) -> None:
    line = Line()
    line.commit("One", "", edit("1"))
    line.commit("s1", "One", rewritten("of the side", "x.txt"))
    line.commit("s2", "s1", b"R x.txt b.txt")
    line.commit("Main", "One", edit("of the branch", "x.txt"))
    line.commit("Merge", "Main s2", b"D x.txt", rewritten("of the side", "b.txt"))
    findings = list(git_history(line.into(tmp_path / "site")))
    assert notes(findings, "site/x.txt") == ["Main"]
    assert notes(findings, "site/b.txt") == ["s1", "s2"]
    assert absences(findings) == [("site/x.txt", "Merge")]


def test_a_draft_that_a_side_wrote_renamed_and_deleted_has_its_last_name(tmp_path: Path) -> None:
    line = Line()
    line.commit("One", "", edit("1", "a.md"), edit("1", "a.html"))
    line.commit("s1", "One", rewritten("d", "draft.md"))
    line.commit("s2", "s1", b"R draft.md draft.html")
    line.commit("s3", "s2", b"D draft.html")
    line.commit("Merge", "One s3", edit("2", "a.md"))
    folder = line.into(tmp_path / "site")
    named = {("s1", "draft.md"), ("s2", "draft.html"), ("s3", "draft.html")}
    assert passed_over(git_history(folder, GitOptions(paths=("*.md",))), folder) == set()
    assert passed_over(git_history(folder, GitOptions(paths=("*.html",))), folder) == named
