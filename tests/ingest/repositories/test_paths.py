"""Which commits are states of an article: what merges brought, and what of it led to nothing."""

from datetime import datetime
from itertools import pairwise
from pathlib import Path

import pytest

from revtrack.ingest.histories.findings import Absent
from revtrack.ingest.histories.git import GitOptions, git_history
from tests.ingest.repositories.writing import Line, edit, found, git, moment, notes, passed_over


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


def test_a_commit_that_changes_nothing_does_not_end_the_way_through_a_merge(tmp_path: Path) -> None:
    line = Line()
    line.commit("One", "", edit("1"))
    line.commit("s1", "One", edit("2"))
    line.commit("s2", "s1")
    line.commit("s3", "s2", edit("3"))
    line.commit("Other", "One", edit("x", "b.txt"))
    line.commit("Merge", "Other s3", edit("3"))
    folder = line.into(tmp_path / "site")
    findings = list(git_history(folder))
    assert notes(findings, "site/a.txt") == ["One", "s1", "s3"]
    assert passed_over(findings, folder) == set()


@pytest.mark.parametrize(
    ("paths", "named"),
    [
        (("*.md",), set()),
        (("*.html",), {("s1", "z.md"), ("s2", "y.md"), ("s3", "z.md")}),
        ((), {("s1", "z.md"), ("s2", "y.md"), ("s3", "z.md")}),
    ],
)
def test_what_is_no_step_is_named_where_its_article_is_asked_for(
    tmp_path: Path, paths: tuple[str, ...], named: set[tuple[str, str]]
) -> None:
    """By the last name of the article on the branch, not by the one that the side knew."""
    line = Line()
    line.commit("One", "", edit("1", "z.md"), edit("k", "keep.md"))
    line.commit("s1", "One", edit("s", "z.md"))
    line.commit("s2", "s1", b"R z.md y.md")
    line.commit("s3", "s2", b"R y.md z.md")
    line.commit("Moved", "One", b"R z.md z.html")
    line.commit("Main", "Moved", edit("m", "z.html"))
    line.commit("Merge", "Main s3", edit("m s", "z.html"))
    folder = line.into(tmp_path / "site")
    findings = list(git_history(folder, GitOptions(paths=paths)))
    assert passed_over(findings, folder) == named


@pytest.mark.parametrize(("parents", "first"), [("p q", "p"), ("q p", "q")])
def test_of_two_ways_inside_a_side_the_one_of_its_first_parents_is_told_from_its_beginning(
    tmp_path: Path, parents: str, first: str
) -> None:
    line = Line()
    line.commit("One", "", edit("1"))
    line.commit("s1", "One", edit("2"))
    line.commit("p", "s1", edit("3"))
    line.commit("q", "s1", edit("4"))
    line.commit("u", parents, edit("3 4"))
    line.commit("Other", "One", edit("x", "b.txt"))
    line.commit("Merge", "Other u", edit("3 4"))
    folder = line.into(tmp_path / "site")
    findings = list(git_history(folder))
    assert notes(findings, "site/a.txt") == ["One", "s1", first, "u"]
    assert passed_over(findings, folder) == {("qp"["qp".index(first) - 1], "a.txt")}
