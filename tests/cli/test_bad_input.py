"""Whatever is wrong with an input: one sentence, the remedy, the documented exit code; nothing stored, nothing lost."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run

GOOD = "A bridge closed\n\nThe bridge was closed on Monday. Nobody was hurt.\n"
ARTICLE = "https://post.example/bridge"


@pytest.fixture
def stored(run: Run, tmp_path: Path) -> Path:
    """A folder with one good file whose text is already in the database."""
    path = tmp_path / "good.txt"
    path.write_text(GOOD, encoding="utf-8")
    assert run("add", path, "--url", ARTICLE, "--at", "2026-02-03T10:00Z").code == 0
    return tmp_path


def written(content: bytes) -> Callable[[Path], Path]:
    """Makes a file of that content."""

    def make(folder: Path) -> Path:
        path = folder / "bad.txt"
        path.write_bytes(content)
        return path

    return make


def a_folder(folder: Path) -> Path:
    (folder / "folder").mkdir()
    return folder / "folder"


BAD_FILES: dict[str, tuple[Callable[[Path], Path], str]] = {
    "missing": (lambda folder: folder / "none.txt", "no such file"),
    "folder": (a_folder, "is a folder"),
    "empty": (written(b""), "is empty"),
    "blank": (written(b" \n\t\n"), "is empty"),
    "binary": (written(b"\x00\x01\x02" * 100), "is not text"),
    "pdf": (written(b"%PDF-1.7\n%\xe2\xe3"), "PDF"),
    "undecodable": (written("Der Brücke".encode("latin-1")), "not valid UTF-8"),
    "too large": (written(b"word " * 2_000_001), "larger than 10 MB"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_file_that_cannot_be_taken_is_refused_and_everything_stored_is_still_there(
    name: str, run: Run, stored: Path
) -> None:
    make, words = BAD_FILES[name]
    before = run("list", "--json").json
    done = run("add", make(stored), "--url", ARTICLE)
    assert done.code == 2
    assert done.out == ""
    assert words in done.err
    assert done.err.startswith("revtrack: ")
    assert "Traceback" not in done.err
    assert len(done.err.strip().splitlines()) <= 2, "one sentence and its remedy"
    assert run("list", "--json").json == before


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["add", "good.txt", "--at", "2999-01-01T00:00Z"], 2, "in the future"),
        (["add", "good.txt", "--at", "2026-02-03T10:00"], 2, "no zone"),
        (["add", "good.txt", "--at", "soon"], 2, "not a time"),
        (["add", "good.txt", "--url", " "], 2, "--url is empty"),
        (["add", "good.txt", "--at", ""], 2, "not a time"),
        (["add", "good.txt", "--lang", '"><script>'], 2, "not a language tag"),
        (["add", "x" * 300], 2, "cannot be read"),
        (["--db", "", "list"], 2, "names no file"),
        (["build", ""], 2, "DIR is empty"),
        (["build", "site", "--base-url", "https://post.example/?q=1"], 2, "--base-url"),
        (["feed", "-o", "."], 2, "not the name of a file"),
        (["import", "wayback"], 2, "Missing argument 'URL'"),
        (["import", "waybak"], 2, "did you mean “wayback”"),
        (["import", "dir", ".", "--url", " "], 2, "--url is empty"),
        (["add", "good.txt", "--encoding", "rot13"], 2, "rot13"),
        (["add", "http://127.0.0.1:9/page"], 5, "this very machine"),
        (["add", "https://post.example/page", "--at", "2026-02-03T10:00Z"], 2, "--at is for files"),
        (["add", "-"], 2, "standard input has no name"),
        (["add"], 2, "Missing argument"),
        (["ad", "good.txt"], 2, "did you mean “add”"),
        (["list", "--jso"], 2, "--json"),
        (["log", "https://post.example/unknown"], 3, "there is no article"),
        (["show", "zzzzzzzzzz"], 3, "there is no article"),
        (["show", ARTICLE, "7"], 3, "no version 7"),
        (["show", ARTICLE, "later"], 2, "not a time"),
        (["diff", ARTICLE], 3, "one version so far"),
        (["diff", "good.txt", "none.txt"], 2, "no such file"),
        (["diff", "fire", "flood"], 2, "one article and a range such as 1..3"),
        (["show", ARTICLE, "1..2"], 2, "or name a version as 4, first, last"),
        (["log", "--since", "never"], 2, "or say 2026-02-03, yesterday"),
        (["add", ""], 2, "PATH|URL is empty"),
        (["import", "wayback", ""], 2, "URL is empty"),
        (["import", "timemap", "https://post.example/fire", "--timemap", ""], 2, "URL is empty"),
        (["import", "cdx", "good.txt"], 2, "good.txt lists no capture: it is no CDX"),
        (["diff", "nothing-like-this"], 3, "there is no article"),
        (["feed", "source:Nobody"], 3, "Nobody"),
        (["feed", "sauce:Post"], 2, "sauce"),
        (["build", "good.txt"], 2, "good.txt"),
        (["feed", "-o", "none/feed.atom"], 2, "none"),
        (["import", "dir", "none"], 2, "no such folder"),
        (["--db", "none/here.db", "list"], 3, "no database"),
        (["--db", "none/here.db", "add", "good.txt"], 2, "none"),
        (["--db", "good.txt", "list"], 6, "good.txt"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_the_user_gets_wrong_is_said_in_one_sentence(
    arguments: list[str], code: int, words: str, run: Run, stored: Path
) -> None:
    done = run(*arguments)
    assert (done.code, done.out) == (code, "")
    assert words in done.err
    assert "Traceback" not in done.err
    assert (stored / "good.txt").read_text(encoding="utf-8") == GOOD
    assert run("show", ARTICLE).code == 0


def test_an_error_of_a_json_command_is_json_on_stderr(run: Run) -> None:
    done = run("show", "unknown", "--json")
    assert done.code == 3
    error = json.loads(done.err)["error"]
    assert error["code"] == "not_found"
    assert error["hint"]


@pytest.mark.parametrize("options", [(), ("--dry-run",)])
def test_of_several_addresses_that_all_give_nothing_none_is_called_stored(options: tuple[str, ...], run: Run) -> None:
    done = run("add", "http://127.0.0.1:9/a", "http://127.0.0.1:9/b", *options)
    assert (done.code, done.out) == (5, "")
    assert done.err.count("this very machine") == 2
    assert "none of the 2 addresses gave an article" in done.err
    assert "stored" not in done.err


def test_a_dry_run_names_what_it_cannot_read_and_goes_on(run: Run, stored: Path) -> None:
    (stored / "bad.txt").write_bytes(b"\x00")
    done = run("add", "bad.txt", "good.txt", "none.txt", "--dry-run")
    assert done.code == 4
    assert done.out == "good.txt: A bridge closed (9 words, 2 sentences)\n"
    assert "failed: bad.txt is not text" in done.err
    assert "2 of 3 inputs could not be taken; the rest was read" in done.err
    assert run("add", "bad.txt", "--dry-run").code == 2


def test_a_malformed_manifest_is_refused_whole_with_its_line(run: Run, stored: Path) -> None:
    (stored / "seeds.toml").write_text(
        '[[snapshot]]\nfile = "good.txt"\narticle = "a"\nobserved = 2026-02-03T10:00:00Z\n\n'
        '[[snapshot]]\nfile = "good.txt"\narticle = "b"\n',
        encoding="utf-8",
    )
    done = run("import", "dir", stored)
    assert done.code == 2
    assert "seeds.toml, line 6: this [[snapshot]] has no “observed”" in done.err
    assert len(run("list", "--json").json) == 1


def test_of_a_folder_what_cannot_be_taken_is_named_and_the_rest_is_stored(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "fire"
    folder.mkdir()
    (folder / "2026-02-03T10-00Z.txt").write_text(GOOD, encoding="utf-8")
    (folder / "2026-02-03T11-00Z.txt").write_bytes(b"\x00")
    (folder / "2026-02-03T12-00Z.txt").write_text(GOOD + "\nIt rained.\n", encoding="utf-8")
    done = run("import", "dir", folder)
    assert done.code == 4
    assert "2026-02-03T11-00Z.txt is not text" in done.err
    assert "the rest was stored" in done.err
    assert run("list", "--json").json[0]["versions"] == 2


def test_names_of_files_cannot_steer_the_terminal(run: Run, tmp_path: Path) -> None:
    name = "f\x1b[31m\u202e.txt"
    (tmp_path / name).write_text(GOOD, encoding="utf-8")
    for command in (["add", name], ["add", f"{name}none"], ["build", "si\x1b[31mte"]):
        shown = run(*command)
        assert "\x1b" not in shown.out + shown.err
        assert "\u202e" not in shown.out + shown.err


def test_text_with_markup_and_control_characters_is_inert_on_the_terminal(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "hostile.txt"
    path.write_text(
        "A \x1b[31mred\x1b[0m headline\n\n<script>alert(1)</script> ]]> said \u202eesrever\u202c on Monday.\n",
        encoding="utf-8",
    )
    assert run("add", path, "--url", "https://post.example/\x1b]0;x").code == 0
    for command in (["list"], ["log"], ["show", "-"], ["show", "-", "--json"]):
        shown = run(*command)
        assert shown.code == 0
        assert "\x1b" not in shown.out
        assert "\x1b" not in shown.err
