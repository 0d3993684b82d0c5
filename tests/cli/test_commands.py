"""The main job through the command line: keep, look, publish, subscribe."""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import feedparser
import pytest

from tests.cli.conftest import Run, made_once
from tests.cli.test_web import page
from tests.faulty.server import FaultServer

URL = "https://post.example/fire"
FIRST = "Fire in the harbour\n\nThe fire killed three people. It began at night. Police gave no cause.\n"
SECOND = "Fire in the harbour\n\nThe fire killed five people. It began at night. “We saw it,” Ana Ruiz said.\n"


@pytest.fixture
def two_versions(run: Run, tmp_path: Path, cupboard: Path) -> Path:
    """A folder with two files that are the two versions of one article in the database."""

    def make() -> None:
        for name, text, hour in (("one.txt", FIRST, 10), ("two.txt", SECOND, 12)):
            (tmp_path / name).write_text(text, encoding="utf-8")
            done = run("add", name, "--url", URL, "--at", f"2026-02-03T{hour}:00Z", "--source", "The Example Post")
            assert done.code == 0, done.err

    return made_once(make, tmp_path, cupboard / "two versions")


def test_adding_says_what_it_meant_for_the_history(run: Run, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(FIRST, encoding="utf-8")
    (tmp_path / "two.txt").write_text(SECOND, encoding="utf-8")
    (tmp_path / "curly.txt").write_text(SECOND.replace("“", '"').replace("”", '"'), encoding="utf-8")

    def outcome(name: str, *options: str) -> tuple[str, int]:
        done = run("add", name, "--url", URL, "--json", *options).json
        return done["outcome"], done["version"]

    assert outcome("one.txt", "--at", "2026-02-03T10:00Z") == ("first", 1)
    assert outcome("one.txt", "--at", "2026-02-03T10:00Z") == ("same snapshot", 1)
    assert outcome("one.txt", "--at", "2026-02-03T11:00Z") == ("same text", 1)
    assert outcome("two.txt", "--at", "2026-02-03T12:00Z") == ("changed", 2)
    assert outcome("curly.txt", "--at", "2026-02-03T13:00Z") == ("same text", 2)
    assert outcome("one.txt", "--at", "2026-02-03T14:00Z") == ("returned", 3)
    assert outcome("two.txt", "--at", "2026-02-03T09:00Z") == ("out of order", 1)
    versions = run("log", URL, "--json").json["versions"]
    assert [one["returns_to"] for one in versions] == [None, None, 1, 2]
    assert run("db", "check").code == 0


def test_a_file_added_again_without_a_time_adds_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(FIRST, encoding="utf-8")
    assert run("add", "one.txt", "--url", URL).code == 0
    again = run("add", "one.txt", "--url", URL)
    assert "nothing added" in again.out
    assert run("db", "info", "--json").json["snapshots"] == 1


def test_standard_input_is_an_observation_each_time(run: Run) -> None:
    for _ in range(2):
        assert run("add", "-", "--url", URL, stdin=FIRST.encode()).code == 0
    info = run("db", "info", "--json").json
    assert (info["versions"], info["snapshots"]) == (1, 2)


def test_without_an_address_a_file_is_the_article_named_like_it(run: Run, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(FIRST, encoding="utf-8")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "one.txt").write_text(SECOND, encoding="utf-8")
    assert run("add", "one.txt").code == 0
    assert run("add", tmp_path / "other" / "one.txt").code == 0
    assert {one["identity"] for one in run("list", "--json").json} == {"one.txt", "other/one.txt"}
    assert run("show", "one.txt").code == 0


def test_spellings_of_one_address_are_one_article(run: Run, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(FIRST, encoding="utf-8")
    for address in (URL, "HTTPS://Post.Example:443/fire#top", f"{URL}?utm_source=mail"):
        assert run("add", "one.txt", "--url", address, "--at", "2026-02-03T10:00Z").code == 0
    assert len(run("list", "--json").json) == 1


def test_an_article_is_found_by_address_id_beginning_and_dash(run: Run, two_versions: Path) -> None:
    identifier = run("list", "--json").json[0]["id"]
    for reference in (URL, f"{URL}?fbclid=1", identifier, identifier[:4], "-"):
        assert run("show", reference, "--json").json["article"]["id"] == identifier
    assert two_versions.exists()


@pytest.mark.parametrize(
    ("reference", "number"),
    [
        ("1", 1),
        ("v2", 2),
        ("first", 1),
        ("last", 2),
        ("prev", 1),
        ("~1", 1),
        ("2026-02-03T11:59Z", 1),
        ("2026-02-03T12:00Z", 2),
    ],
)
def test_a_version_is_found_by_number_name_and_time(reference: str, number: int, run: Run, two_versions: Path) -> None:
    assert two_versions.exists()
    assert run("show", URL, reference, "--json").json["version"]["version"] == number


@pytest.mark.parametrize("reference", ["1..2", "..2", "1..", "first..last", "2", "v1..v2", "prev..last"])
def test_a_range_names_two_versions(reference: str, run: Run, two_versions: Path) -> None:
    assert two_versions.exists()
    shown = run("diff", URL, reference, "--json").json
    assert (shown["old"]["version"], shown["new"]["version"]) == (1, 2)


def test_a_range_may_go_back_in_time(run: Run, two_versions: Path) -> None:
    assert two_versions.exists()
    shown = run("diff", URL, "2..1", "--json").json
    assert (shown["old"]["version"], shown["new"]["version"]) == (2, 1)


def test_the_raw_bytes_come_back_as_they_were(run: Run, two_versions: Path) -> None:
    assert run("show", URL, "1", "--raw").out.encode() == (two_versions / "one.txt").read_bytes()


def test_a_diff_reads_the_same_from_files_and_from_the_database(run: Run, two_versions: Path) -> None:
    assert two_versions.exists()
    stored, files = run("diff", URL, "--json").json, run("diff", "one.txt", "two.txt", "--json").json
    assert stored["changes"] == files["changes"]
    assert files["article"] is None


def test_a_diff_in_a_pipe_marks_words_without_colour(run: Run, two_versions: Path) -> None:
    assert two_versions.exists()
    text = run("diff", URL).out
    assert "[-three-]{+five+}" in text
    assert "2 hours later" in text
    assert "\x1b" not in text
    assert "\x1b[" in run("--color", "always", "diff", URL).out


def test_files_are_told_from_versions_by_what_is_there(run: Run, two_versions: Path) -> None:
    (two_versions / "inner").mkdir()
    for name, new in (("1", "one.txt"), ("2", "two.txt")):
        (two_versions / name).write_bytes((two_versions / new).read_bytes())
    assert run("diff", "inner/../one.txt", "inner/../two.txt", "--json").json["article"] is None
    assert run("diff", "../nothing.txt", "../nothing-else.txt").code == 2
    assert run("diff", "1", "2", "--json").json["article"] is None
    assert run("diff", URL, "2", "--json").json["article"]["url"] == URL


def test_a_feed_is_written_through_links_and_to_devices(run: Run, two_versions: Path) -> None:
    (two_versions / "real.atom").write_text("old", encoding="utf-8")
    (two_versions / "link.atom").symlink_to("real.atom")
    assert run("feed", "-o", "link.atom").code == 0
    assert (two_versions / "link.atom").is_symlink()
    assert "<feed" in (two_versions / "real.atom").read_text(encoding="utf-8")
    assert run("feed", "-o", os.devnull).code == 0
    assert Path(os.devnull).is_char_device()


def test_the_exit_code_of_diff_is_an_answer_only_when_asked(run: Run, two_versions: Path) -> None:
    assert two_versions.exists()
    assert run("diff", "one.txt", "two.txt").code == 0
    assert run("diff", "one.txt", "two.txt", "--exit-code").code == 1
    assert run("diff", "one.txt", "one.txt", "--exit-code").code == 0


def test_spans_of_every_seed_pair_rebuild_both_texts(run: Run) -> None:
    seeds = Path(__file__).resolve().parent.parent.parent / "seeds"
    assert run("import", "dir", seeds).code == 0
    pairs = 0
    for article in run("list", "--json").json:
        for number in range(2, article["versions"] + 1):
            shown = run("diff", article["id"], f"..{number}", "--json").json
            pairs += 1
            for change in shown["changes"]:
                for side, signs in (("old", "=-"), ("new", "=+")):
                    joined = "".join(text for sign, text in change["spans"] if sign in signs)
                    assert joined == (change[side]["text"] if change[side] else "")
            for side in ("old", "new"):
                used = sorted(index for pair in shown["pairs"] for index in pair[side])
                assert used == list(range(len(shown["sentences"][side])))
    assert pairs >= 6


def test_importing_the_seeds_twice_adds_nothing_and_says_so(run: Run) -> None:
    seeds = Path(__file__).resolve().parent.parent.parent / "seeds"
    first = run("import", "dir", seeds, "--json").json
    assert first["failed"] == 0
    assert first["snapshots_added"] == first["files"]
    assert "0 new Snapshots: nothing added" in run("import", "dir", seeds).out


def test_a_dry_run_stores_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "fire").mkdir()
    (tmp_path / "fire" / "2026-02-03T10-00Z.txt").write_text(FIRST, encoding="utf-8")
    assert "2026-02-03T10:00:00Z" in run("import", "dir", ".", "--dry-run").out
    assert not (tmp_path / "test.db").exists()


def test_a_dry_run_reads_a_page_as_the_options_say(run: Run, tmp_path: Path) -> None:
    with FaultServer(page=page()) as server:
        (tmp_path / "revtrack.toml").write_text(f'[fetch]\nallow_private = ["127.0.0.1:{server.port}"]\n')
        options = ("--url", "key", "--title", "Mine", "--lang", "fr", "--source", "The Post")
        told = run("add", server.url("page"), *options, "--dry-run", "--json").json
    assert (told["article"], told["headline"], told["language"], told["source"]) == ("key", "Mine", "fr", "The Post")
    assert not (tmp_path / "test.db").exists()


def test_the_site_stands_in_its_folder_and_a_second_build_changes_no_file(run: Run, two_versions: Path) -> None:
    done = run("build", "site")
    assert done.code == 0, done.err
    assert "The most telling change" in done.out
    assert "Ana Ruiz said" in done.out
    assert str((two_versions / "site" / "index.html").resolve()) in done.out
    assert "0 files written" in run("build", "site").out
    site = two_versions / "site"
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    (step,) = (name.removesuffix("/diff.json") for name in files if name.endswith("/diff.json"))
    article = step.rpartition("/")[0]
    assert {f"{article}/{name}" for name in ("index.html", "feed.atom", "history.json", "1..2/index.html")} <= files
    assert {"index.html", "feed.atom", "all/index.html", "source/index.html"} <= files
    assert sum(name.endswith("feed.atom") for name in files) == 3, "of all, of the source and of the article"


def test_every_page_links_a_feed_that_is_there(run: Run, two_versions: Path) -> None:
    assert run("build", "site").code == 0
    for file in (two_versions / "site").rglob("*.html"):
        feeds = re.findall(
            r'<link rel="alternate" type="application/atom\+xml"[^>]*href="([^"]+)"', file.read_text("utf-8")
        )
        assert feeds, file
        assert all((file.parent / href).is_file() for href in feeds)


@pytest.mark.parametrize("scope", ["all", "source:The Example Post", f"article:{URL}"])
def test_a_feed_of_each_scope_has_the_change_and_the_same_id_with_another_address(
    scope: str, run: Run, two_versions: Path
) -> None:
    assert two_versions.exists()
    assert run("feed", scope, "-o", "here.atom").code == 0
    here = feedparser.parse((two_versions / "here.atom").read_bytes())
    there = feedparser.parse(run("feed", scope, "--base-url", "https://changes.example.org/").out.encode())
    assert [entry.id for entry in here.entries] == [entry.id for entry in there.entries]
    assert len(here.entries) == 1
    assert "three" in here.entries[0].content[0].value
    assert there.entries[0].link.startswith("https://changes.example.org/a/")


def test_a_reader_that_closes_the_pipe_gets_no_traceback(run: Run, two_versions: Path) -> None:
    assert run("list").code == 0
    command = f"{sys.executable} -m revtrack log --json | head -n 1"
    environment = os.environ | {"REVTRACK_DB": str(two_versions / "test.db")}
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, env=environment, check=False
    )
    assert done.stderr == ""
    assert done.stdout.strip() == "["


def test_on_a_terminal_there_is_colour_unless_no_color_says_no(run: Run, two_versions: Path) -> None:
    assert run("list").code == 0

    def on_a_terminal(**extra: str) -> str:
        environment = os.environ | {"REVTRACK_DB": str(two_versions / "test.db"), "TERM": "xterm-256color"} | extra
        ours, theirs = pty.openpty()
        done = subprocess.run(
            [sys.executable, "-m", "revtrack", "diff", URL], stdout=theirs, stderr=theirs, env=environment, check=False
        )
        os.close(theirs)
        shown = os.read(ours, 100_000).decode()
        os.close(ours)
        assert done.returncode == 0, shown
        return shown

    assert "\x1b[" in on_a_terminal()
    assert "\x1b[" not in on_a_terminal(NO_COLOR="1")


def test_help_leads_with_examples_and_names_the_exit_codes(run: Run) -> None:
    shown = run("--help")
    assert shown.code == 0
    assert "revtrack diff old.html new.html" in shown.out
    assert "Exit codes" in shown.out
    assert run("--version").out.startswith("revtrack ")


def test_what_is_said_of_a_stored_snapshot_later_changes_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(FIRST, encoding="utf-8")
    time = ("--url", URL, "--at", "2026-02-03T10:00Z", "--json")
    assert run("add", "one.txt", *time).json["outcome"] == "first"
    before = run("list", "--json").json
    assert run("add", "one.txt", *time, "--title", "Another headline").json["outcome"] == "same snapshot"
    assert run("list", "--json").json == before


def test_alone_the_program_shows_its_help_and_what_the_database_holds(run: Run, two_versions: Path) -> None:
    assert two_versions.exists()
    shown = run()
    assert shown.code == 0
    assert "Usage: revtrack" in shown.out
    assert "1 article, 2 versions, 2 Snapshots." in shown.out
    assert run("db").code == 2


def test_examples_in_the_help_stand_on_lines_of_their_own(run: Run) -> None:
    for command in ([], ["diff"]):
        text = run(*command, "--help").out
        assert "\b" not in text
        assert "\x08" not in text
        assert [line for line in text.splitlines() if line.strip().startswith("revtrack diff old.html new.html")]


def test_quiet_says_only_what_was_asked_for(run: Run, two_versions: Path) -> None:
    assert two_versions.exists()
    for command in (["add", "one.txt", "--url", URL], ["build", "site"], ["import", "dir", "fire"]):
        (two_versions / "fire").mkdir(exist_ok=True)
        (two_versions / "fire" / "2026-02-03T10-00Z.txt").write_text(FIRST, encoding="utf-8")
        done = run("-q", *command)
        assert (done.code, done.out, done.err) == (0, "", "")


def test_a_source_is_also_named_by_its_host(run: Run, two_versions: Path) -> None:
    assert two_versions.exists()
    assert len(run("list", "post.example", "--json").json) == 1
    assert run("feed", "source:post.example").out == run("feed", "source:The Example Post").out


def test_where_a_file_lay_and_passwords_in_addresses_are_not_kept(run: Run, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(FIRST, encoding="utf-8")
    assert run("add", tmp_path / "one.txt", "--url", "https://user:secret@post.example/fire").code == 0
    assert run("list", "--json").json[0]["url"] == URL
    assert run("log", URL, "--json").json["versions"][0]["via"] == "file one.txt"


def test_one_capture_from_the_future_does_not_keep_the_others_out(run: Run, tmp_path: Path) -> None:
    (tmp_path / "fire").mkdir()
    for name in ("2026-02-03T10-00Z.txt", "3026-02-03T10-00Z.txt"):
        (tmp_path / "fire" / name).write_text(FIRST, encoding="utf-8")
    done = run("import", "dir", "fire")
    assert done.code == 4
    assert "3026-02-03T10-00Z.txt: the time 3026" in done.err
    assert run("db", "info", "--json").json["snapshots"] == 1


def test_an_import_goes_on_when_nobody_reads_its_lines_any_more(run: Run, tmp_path: Path) -> None:
    (tmp_path / "fire").mkdir()
    for hour in range(10, 20):
        (tmp_path / "fire" / f"2026-02-03T{hour}-00Z.txt").write_text(f"{FIRST} {hour}.", encoding="utf-8")
    command = f"{sys.executable} -m revtrack import dir fire --jsonl | head -n 1"
    environment = os.environ | {"REVTRACK_DB": str(tmp_path / "test.db")}
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, env=environment, check=False)
    assert done.stderr == ""
    assert run("db", "info", "--json").json["snapshots"] == 10


@pytest.mark.parametrize("redirection", ["> /dev/full", ">&-"])
def test_an_output_that_cannot_be_written_is_one_sentence_or_silence(
    redirection: str, run: Run, two_versions: Path
) -> None:
    assert run("list").code == 0
    environment = os.environ | {"REVTRACK_DB": str(two_versions / "test.db")}
    command = f"{sys.executable} -m revtrack feed {redirection}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, env=environment, check=False)
    assert "Traceback" not in done.stderr
    assert "internal error" not in done.stderr
    assert done.returncode == (2 if "full" in redirection else 0)


@pytest.mark.parametrize("group", ["", "import", "watch", "export", "db", "config"])
def test_the_help_of_a_group_shows_what_each_command_does_in_a_whole_sentence(group: str, run: Run) -> None:
    done = run(*group.split(), "--help")
    _, mark, commands = done.out.partition("Commands:")
    assert (done.code, bool(mark), "..." in commands) == (0, True, False)


def test_the_help_names_the_variables_that_settings_can_be_said_by(run: Run) -> None:
    shown = run("--help").out
    assert all(name in shown for name in ("REVTRACK_DB", "REVTRACK_CONFIG", "REVTRACK_TIMEZONE", "REVTRACK_PAGER"))
