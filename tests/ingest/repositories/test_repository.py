"""Repositories as they lie about: of every form, damaged, hostile, of other users."""

import gc
import os
import tracemalloc
from pathlib import Path

import pytest

from revtrack.errors import InputError
from revtrack.ingest.histories.findings import Found, Skipped
from revtrack.ingest.histories.git import GitOptions, git_history
from tests.ingest.repositories.writing import START, Writer, git, made, of, put, text
from tests.permissions import unprivileged


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
