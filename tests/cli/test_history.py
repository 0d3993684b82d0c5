"""The commands that look: which versions they choose, in which form they show them, and where the text goes."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from revtrack import looking, pipeline
from revtrack.cli.history.choosing import Period
from revtrack.errors import RevtrackError
from revtrack.model import Check, FetchState, Snapshot
from revtrack.store import open_store
from tests.cli.conftest import Run
from tests.cli.terminal import on_a_terminal

URL = "https://post.example/fire"
OTHER = "https://gazette.example/harbour"

TEXTS = (
    "Fire in the harbour\n\nThe fire killed three people. It began at night. Police gave no cause.\n",
    "Fire in the harbour\n\nThe fire killed five people. It began at night. Police gave no cause.\n",
    "Fire at sea\n\nThe fire killed five people. It began, at night. “We saw it,” Ana Ruiz said.\n",
    "Fire at sea\n\nThe fire killed five people. It began at night. “We saw it,” Ana Ruiz said.\n",
)
HEADERS = (("Content-Type", "text/plain"), ("X-Evil\x1b[2J", "yes"))


@pytest.fixture(scope="module")
def made(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with an article of four versions and looks that failed, and one with two versions and one gone."""
    path = Path(shutil.copy(migrated_file, tmp_path_factory.mktemp("made") / "test.db"))
    with open_store(f"sqlite:///{path}") as store:
        for at, text in enumerate(TEXTS):
            for minutes in (0, 30):
                pipeline.capture(snapshot(URL, text, hour(at, minutes), source="The Example Post"), "a test", store)
        for at, text in enumerate(("Harbour\n\nIt is open.\n", "Harbour\n\nIt is shut for 3 days.\n")):
            pipeline.capture(snapshot(OTHER, text, hour(2 * at), source="Gazette"), "a test", store)
        for minutes, state in ((10, FetchState.TIMEOUT), (20, FetchState.MISSING), (40, FetchState.MISSING)):
            looking.record(look(OTHER, state, hour(5, minutes)), store)
        looking.record(look(URL, FetchState.SERVER_ERROR, hour(1, 45)), store)
    return path


@pytest.fixture
def stored(run: Run, made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a copy of that database, and with two texts in files."""
    monkeypatch.delenv("COLUMNS", raising=False)
    assert run("list").code == 3
    shutil.copy(made, tmp_path / "test.db")
    for name, text in zip(("old.txt", "new.txt"), TEXTS[::3], strict=True):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (("log", URL), "2026-02-03 19:00 +09:00"),
        (("log", URL, "--checks"), "2026-02-03 20:45 +09:00"),
        (("log", OTHER), "confirmed 2026-02-04 00:40 +09:00"),
        (("list",), "2026-02-03 22:00 +09:00"),
        (("diff", URL), "2026-02-03 21:00 +09:00 → v4 22:00 +09:00"),
        (("blame", URL), "2026-02-03 20:00 +09:00"),
        (("show", URL, "v1", "--meta"), "2026-02-03 19:30 +09:00"),
        (("log", OTHER, "--checks", "--since", "2026-02-04"), "2026-02-04 00:20 +09:00"),
    ],
)
def test_times_are_told_in_the_zone_of_the_settings(
    stored: Path, run: Run, command: tuple[str, ...], told: str
) -> None:
    (stored / "revtrack.toml").write_text('[revtrack]\ntimezone = "Asia/Tokyo"\n')
    done = run(*command)
    assert done.code == 0, done.err
    assert told in " ".join(done.out.split())
    assert " UTC" not in done.out
    if "--since" in command:
        assert "2026-02-03" not in done.out  # the day begins at midnight in Tokyo
    elif "--meta" not in command:
        assert "+09:00" not in run(*command, "--json").out


def hour(number: int, minutes: int = 0) -> datetime:
    return datetime(2026, 2, 3, 10, tzinfo=UTC) + timedelta(hours=number, minutes=minutes)


def snapshot(article: str, text: str, at: datetime, source: str) -> Snapshot:
    return Snapshot(
        article=article,
        content=text.encode(),
        observed_at=at,
        media_type="text/plain",
        source=source,
        language="en",
        address=article,
        headers=HEADERS,
        note="Second look" if "five" in text else None,
    )


def look(article: str, state: FetchState, at: datetime) -> Check:
    return Check(article=article, at=at, state=state, address=article, detail="for people")


def rows(text: str) -> list[str]:
    """The numbers of the versions that a log shows, in its order."""
    return re.findall(r"^ (v\d+) ", text, re.MULTILINE)


def test_a_log_shows_versions_looks_notes_and_how_long_each_was_seen(run: Run, stored: Path) -> None:
    assert stored.exists()
    shown = run("log", URL).out
    assert rows(shown) == ["v4", "v3", "v2", "v1"]
    assert "seen 2 times until 2026-02-03 10:30 UTC" in shown
    assert "The publisher’s note: Second look" in shown
    assert "1 look failed, 2026-02-03 11:45 UTC: error of the server." in shown
    assert "○   2026-02-03 11:45 UTC" in run("log", URL, "--checks").out
    gone = run("log", OTHER).out
    assert "gone: not found (404), confirmed 2026-02-03 15:40 UTC" in gone


@pytest.mark.parametrize(
    ("options", "versions"),
    [
        (["--reverse"], ["v1", "v2", "v3", "v4"]),
        (["-n", "2"], ["v4", "v3"]),
        (["--since", "2026-02-03T11:30Z"], ["v4", "v3"]),
        (["--until", "2026-02-03T11:30Z"], ["v2", "v1"]),
        (["--since", "2026-02-03", "--until", "2026-02-03"], ["v4", "v3", "v2", "v1"]),
        (["--since", "2026-02-04"], []),
        (["--label", "number"], ["v2"]),
        (["--label", "quote,punctuation"], ["v4", "v3"]),
        (["--label", "quote", "--label", "number", "--reverse"], ["v2", "v3"]),
    ],
)
def test_a_log_shows_the_versions_that_are_wanted(
    options: list[str], versions: list[str], run: Run, stored: Path
) -> None:
    assert stored.exists()
    done = run("log", URL, *options)
    assert (done.code, rows(done.out)) == (0, versions)
    numbers = sorted(f"v{one['version']}" for one in run("log", URL, "--json", *options).json["versions"])
    assert numbers == sorted(versions)


def test_a_log_without_an_article_shows_the_latest_changes_of_all_or_of_a_source(run: Run, stored: Path) -> None:
    assert stored.exists()

    def steps(*options: str) -> list[tuple[str, int]]:
        lines = run("log", "--jsonl", *options).out.splitlines()
        return [(json.loads(line)["observed"][11:16], json.loads(line)["new"]) for line in lines]

    every = [("13:00", 4), ("12:00", 2), ("12:00", 3), ("11:00", 2)]
    assert sorted(steps(), reverse=True) == sorted(every, reverse=True)
    assert [time for time, _ in steps()] == [time for time, _ in every]
    assert [time for time, _ in steps("--reverse", "-n", "2")] == ["12:00", "13:00"]
    assert steps("Gazette") == steps("gazette.example") == [("12:00", 2)]
    assert steps("--since", "2026-02-03T12:30Z") == [("13:00", 4)]
    assert steps("--until", "2026-02-03T11:30Z") == [("11:00", 2)]
    assert [new for _, new in steps("--label", "number", "post.example")] == [2]
    assert run("log", "--json").json == [json.loads(line) for line in run("log", "--jsonl").out.splitlines()]
    assert run("log", "--since", "1h").out == "No such change is stored.\n"


def test_what_is_neither_an_article_nor_a_source_is_said(run: Run, stored: Path) -> None:
    assert stored.exists()
    done = run("log", "nobody.example")
    assert done.code == 3
    assert "there is no article “nobody.example”, and no source of that name" in done.err
    assert "did you mean “The Example Post”?" in run("feed", "source:The Exmple Post").err
    assert "did you mean “Gazette”?" in run("list", "Gazete").err
    assert run("log", "--headlines").code == 2
    assert run("log", URL, "--headlines", "--json").code == 2


def test_headlines_are_told_with_the_versions_that_carried_them(run: Run, stored: Path) -> None:
    assert stored.exists()
    shown = run("log", URL, "--headlines").out
    assert shown.index("Versions 3–4") < shown.index("Versions 1–2")
    assert "Fire {+at sea+}" in shown


@pytest.mark.parametrize(
    ("options", "articles"),
    [
        ([], [URL, OTHER]),
        (["--changed"], [URL, OTHER]),
        (["--gone"], [OTHER]),
        (["--since", "2026-02-03T12:30Z"], [URL]),
        (["--until", "2026-02-03T12:30Z"], [OTHER]),
        (["--label", "punctuation"], [URL]),
        (["--label", "number", "--since", "2026-02-03T11:30Z"], [OTHER]),
        (["--label", "negation"], []),
        (["--sort", "versions"], [URL, OTHER]),
        (["--sort", "intensity"], [OTHER, URL]),
        (["--sort", "intensity", "--limit", "1"], [OTHER]),
        (["Gazette", "--gone"], [OTHER]),
    ],
)
def test_a_list_holds_the_articles_that_are_wanted(
    options: list[str], articles: list[str], run: Run, stored: Path
) -> None:
    assert stored.exists()
    done = run("list", "--json", "--exit-code", *options)
    assert [one["url"] for one in done.json] == articles
    assert done.code == (0 if articles else 1)
    assert run("list", *options).code == 0


@pytest.mark.parametrize(
    ("command", "options", "words"),
    [
        ("log", ["--label", "numbr"], "did you mean “number”?"),
        ("list", ["--label", "xyz"], "labels are: unnoted, note, number"),
        ("log", ["--since", "last week"], "is not a time"),
        ("list", ["--since", "today", "--until", "yesterday"], "--until lies before --since"),
    ],
)
def test_a_wish_that_cannot_be_understood_is_said(
    command: str, options: list[str], words: str, run: Run, stored: Path
) -> None:
    assert stored.exists()
    done = run(command, *options)
    assert done.code == 2
    assert words in done.err


NOW = datetime(2026, 2, 3, 14, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("since", "moment"),
    [
        ("today", datetime(2026, 2, 3, tzinfo=UTC)),
        ("Yesterday", datetime(2026, 2, 2, tzinfo=UTC)),
        ("2026-01-31", datetime(2026, 1, 31, tzinfo=UTC)),
        ("2026-02-03T15:00+01:00", datetime(2026, 2, 3, 14, tzinfo=UTC)),
        ("90m", datetime(2026, 2, 3, 13, tzinfo=UTC)),
        ("2h ago", datetime(2026, 2, 3, 12, 30, tzinfo=UTC)),
        ("3d", datetime(2026, 1, 31, 14, 30, tzinfo=UTC)),
        ("1 w", datetime(2026, 1, 27, 14, 30, tzinfo=UTC)),
    ],
)
def test_times_are_understood_as_people_say_them(since: str, moment: datetime) -> None:
    assert Period.of(since, None, NOW).since == moment


def test_a_day_counts_whole_at_both_ends() -> None:
    period = Period.of("yesterday", "yesterday", NOW)
    assert period.holds(datetime(2026, 2, 2, tzinfo=UTC))
    assert period.holds(datetime(2026, 2, 2, 23, 59, 59, tzinfo=UTC))
    assert not period.holds(datetime(2026, 2, 3, tzinfo=UTC))
    with pytest.raises(RevtrackError):
        Period.of(None, "soon", NOW)


def test_a_diff_has_each_of_its_forms(run: Run, stored: Path) -> None:
    assert stored.exists()
    assert "[-three-]{+five+}" in run("diff", URL, "1..2", "--inline").out
    assert re.search(
        r"\[-three-] people\. *│ ~ The fire killed \{\+five\+}", run("diff", URL, "2", "--side-by-side").out
    )
    unified = run("diff", URL, "2", "--unified").out
    assert unified.startswith("--- v1 2026-02-03 10:00 UTC\n+++ v2 2026-02-03 11:00 UTC\n@@ -1,5 +1,5 @@ ¶1\n")
    assert "\n-The fire killed three people.\n+The fire killed five people.\n" in unified
    for name, word in (("a.txt", "colour"), ("b.txt", "color")):
        (stored / name).write_text(f"Paint\n\nThe {word} was fresh.\n", encoding="utf-8")
    assert "[-colour-]{+color+}" in run("diff", "a.txt", "b.txt").out
    assert "colo[-u-]r" in run("diff", "a.txt", "b.txt", "--chars").out
    assert "[-colour-]{+color+}" in run("diff", "a.txt", "b.txt", "--words").out
    assert run("diff", URL, "--stat").out.startswith("1 edited.")


def test_the_sentences_that_show_prints_are_those_a_unified_diff_is_about(run: Run, stored: Path) -> None:
    assert stored.exists()
    old, new = (run("show", URL, str(number), "--sentences").out.splitlines() for number in (1, 4))
    lines = run("diff", URL, "1..4", "--unified", "--context", "99").out.splitlines()[3:]
    assert [line[1:] for line in lines if line[0] in " -"] == old
    assert [line[1:] for line in lines if line[0] in " +"] == new


def test_a_label_chooses_among_the_changes_of_a_diff_and_decides_its_exit_code(run: Run, stored: Path) -> None:
    assert stored.exists()
    shown = run("diff", URL, "1..3", "--label", "quote")
    assert "We saw it" in shown.out
    assert "three" not in shown.out
    assert "hidden: without --label all are shown" in shown.out
    assert run("diff", URL, "1..3", "--label", "quote", "--exit-code").code == 1
    assert run("diff", URL, "1..3", "--label", "date", "--exit-code").code == 0
    assert run("diff", URL, "--no-minor", "--exit-code").code == 0
    assert run("diff", URL, "--label", "unnoted").code == 2
    assert run("diff", URL, "--label", "number", "--json").code == 2


@pytest.mark.parametrize("arguments", [[URL], [URL, "1..3"], ["old.txt", "new.txt"]])
def test_a_diff_as_html_is_one_file_that_needs_nothing_beside_it(arguments: list[str], run: Run, stored: Path) -> None:
    assert stored.exists()
    page = run("diff", *arguments, "--html").out
    assert page.startswith("<!DOCTYPE html>")
    assert page.rstrip().endswith("</html>")
    assert "night" in page
    assert not re.search(r"<(?:link|img|script)[^>]*(?:src|href)=", page)


def test_open_writes_the_page_to_a_file_that_stays_and_names_it(
    run: Run, stored: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = stored / "seen.txt"
    browser = stored / "browser"
    browser.write_text(f'#!/bin/sh\nprintf %s "$1" > {seen}\n', encoding="utf-8")
    browser.chmod(0o700)
    monkeypatch.setenv("BROWSER", str(browser))
    monkeypatch.setattr("webbrowser._tryorder", None)
    monkeypatch.setenv("TMPDIR", str(stored))
    monkeypatch.setattr("tempfile.tempdir", None)
    done = run("diff", URL, "--open")
    written = Path(done.out.strip())
    assert written.read_text(encoding="utf-8") == run("diff", URL, "--html").out
    assert seen.read_text(encoding="utf-8") == written.as_uri()


def test_show_has_each_of_its_forms(run: Run, stored: Path) -> None:
    assert stored.exists()
    assert run("show", URL, "1", "--headers").out == "Content-Type: text/plain\nX-Evil[2J: yes\n"
    facts = run("show", URL, "2", "--meta").out
    for words in (
        "Version",
        "2 of 4",
        "Second look",
        "Answered by",
        URL,
        "SHA-256 of the bytes",
        f"{len(TEXTS[1])} bytes of text/plain",
    ):
        assert words in facts
    page = run("show", URL, "3", "--html").out
    assert '<h1 dir="auto">Fire at sea</h1>' in page
    assert '<p dir="auto">The fire killed five people. It began, at night.' in page
    assert run("show", URL, "--html", "--raw").code == 2


def test_show_as_html_escapes_what_it_shows(run: Run, tmp_path: Path) -> None:
    (tmp_path / "evil.txt").write_text("<b>Head</b>\n\n<script>alert(1)</script> said & done.\n", encoding="utf-8")
    assert run("add", "evil.txt", "--url", URL).code == 0
    page = run("show", URL, "--html").out
    assert "&lt;script&gt;alert(1)&lt;/script&gt; said &amp; done" in page
    assert "<script" not in page


def test_what_came_without_headers_says_so(run: Run, stored: Path) -> None:
    assert run("add", "old.txt", "--url", "key", "--at", "2026-02-03T10:00Z").code == 0
    done = run("show", "key", "--headers")
    assert done.code == 3
    assert "has no headers: it was not received over HTTP" in done.err
    assert stored.exists()


def test_blame_names_for_each_sentence_the_version_it_came_with_and_the_one_that_changed_it(
    run: Run, stored: Path
) -> None:
    assert stored.exists()

    def blamed(*arguments: str) -> list[tuple[str, int, int | None]]:
        found = run("blame", URL, *arguments, "--json").json["sentences"]
        return [(one["text"][:8], one["since"]["version"], one["edited"] and one["edited"]["version"]) for one in found]

    assert blamed() == [("The fire", 1, 2), ("It began", 1, 4), ("“We saw ", 3, None)]
    assert blamed("1") == [("The fire", 1, None), ("It began", 1, None), ("Police g", 1, None)]
    lines = run("blame", URL).out.splitlines()
    assert "since  v1 2026-02-03 10:00 UTC  edited v2 2026-02-03 11:00 UTC  The fire killed five people." in lines


# --- where the text goes ---------------------------------------------------------------------------------------------

OnTerminal = Callable[..., tuple[int, str]]


@pytest.fixture
def on_terminal(stored: Path) -> OnTerminal:
    """Runs `revtrack ARGUMENTS…` on a terminal: exit code, and what was drawn. Keys are typed once something is."""

    def revtrack(
        *arguments: str, columns: int = 80, lines: int = 50, keys: tuple[str, ...] = (), **environment: str
    ) -> tuple[int, str]:
        known = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        known |= {"REVTRACK_DB": str(stored / "test.db"), "TERM": "xterm-256color", "LESSHISTFILE": "-"}
        return on_a_terminal(arguments, known | environment, columns=columns, lines=lines, keys=keys)

    return revtrack


@pytest.mark.parametrize(("columns", "split"), [(99, False), (100, True), (160, True)])
def test_a_wide_terminal_shows_old_beside_new(columns: int, split: bool, on_terminal: OnTerminal) -> None:
    code, shown = on_terminal("diff", URL, columns=columns)
    assert code == 0
    assert ("│" in shown) is split
    assert "│" not in on_terminal("diff", URL, "--inline", columns=columns)[1]


def test_a_dumb_terminal_gets_neither_colour_nor_a_pager(on_terminal: OnTerminal) -> None:
    assert "\x1b" in on_terminal("diff", URL)[1]
    for environment in ({"TERM": "dumb"}, {"NO_COLOR": "1"}, {"REVTRACK_NO_COLOR": "1"}):
        assert "\x1b" not in on_terminal("diff", URL, **environment)[1]
    assert "\x1b" not in on_terminal("log", URL, "--stat", lines=5, TERM="dumb", PAGER="head -n 1")[1]
    assert "\x1b" not in on_terminal("--color", "never", "diff", URL)[1]


def test_what_does_not_fit_on_the_screen_goes_through_the_pager(on_terminal: OnTerminal) -> None:
    whole = on_terminal("log", URL, REVTRACK_PAGER="cat")[1]
    assert len(whole.splitlines()) > 8
    assert on_terminal("log", URL, lines=8, PAGER="head -n 2")[1].splitlines() == whole.splitlines()[:2]
    assert on_terminal("log", URL, lines=8, PAGER="false", REVTRACK_PAGER="head -n 1")[1].splitlines() == [
        whole.splitlines()[0]
    ]
    assert on_terminal("log", URL, lines=50, PAGER="head -n 2")[1] == whole


@pytest.mark.parametrize("pager", ["", "cat", "no-such-pager", "half 'a quotation"])
def test_a_pager_that_is_not_wanted_or_not_there_is_done_without(pager: str, on_terminal: OnTerminal) -> None:
    code, shown = on_terminal("log", URL, lines=8, PAGER=pager)
    assert code == 0
    assert rows(re.sub(r"\x1b\[[0-9;]*m", "", shown)) == ["v4", "v3", "v2", "v1"]


def test_no_pager_is_started_where_the_user_wants_none(on_terminal: OnTerminal) -> None:
    whole = on_terminal("log", URL, REVTRACK_PAGER="cat")[1]
    assert on_terminal("--no-pager", "log", URL, lines=5, PAGER="head -n 1")[1] == whole


def test_a_pager_that_is_quit_early_is_no_error(on_terminal: OnTerminal) -> None:
    code, shown = on_terminal("log", URL, lines=5, PAGER="true")
    assert (code, shown) == (0, "")


def test_ctrl_c_ends_a_pager_that_does_not_mind_it_and_us_with_it(on_terminal: OnTerminal) -> None:
    code, shown = on_terminal("log", URL, lines=5, keys=("\x03",), PAGER="sh -c 'echo ready; exec sleep 60'")
    assert code == 128 + signal.SIGINT
    assert shown.rstrip().endswith("interrupted")
    assert "Traceback" not in shown


def test_ctrl_c_in_a_pager_that_goes_on_leaves_it_going(on_terminal: OnTerminal) -> None:
    patient = (
        "trap 'echo still here' INT; echo ready; cat > /dev/null; "
        "until read -r key < /dev/tty; do :; done; echo got $key"
    )
    code, shown = on_terminal("log", URL, lines=5, keys=("\x03", "x\n"), PAGER=f'sh -c "{patient}"')
    assert code == 0, shown
    assert "still here" in shown
    assert "got x" in shown


def test_raw_bytes_reach_a_terminal_only_when_forced(on_terminal: OnTerminal) -> None:
    for option in ("--raw", "--text"):
        code, shown = on_terminal("show", URL, "1", option)
        assert code == 2
        assert "raw bytes may steer a terminal" in shown
        code, shown = on_terminal("show", URL, "1", option, "--force")
        assert code == 0
        assert "The fire killed three people." in shown


def test_in_a_pipe_every_sentence_is_one_line_unless_columns_are_asked_for(
    run: Run, stored: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = "The fire " + "spread and " * 30 + "killed {} people."
    for name, toll in (("a.txt", "three"), ("b.txt", "five")):
        (stored / name).write_text(f"Fire\n\n{long.format(toll)}\n", encoding="utf-8")
    monkeypatch.delenv("COLUMNS", raising=False)
    shown = run("diff", "a.txt", "b.txt").out
    assert f"~ {long.format('[-three-]{+five+}')}\n" in shown
    monkeypatch.setenv("COLUMNS", "60")
    assert max(map(len, run("diff", "a.txt", "b.txt").out.splitlines())) <= 60


def test_a_reader_that_closes_the_pipe_is_left_in_peace(stored: Path) -> None:
    environment = os.environ | {"REVTRACK_DB": str(stored / "test.db")}
    for arguments in ("log --stat", f"diff {URL} --html"):
        command = f"{sys.executable} -m revtrack {arguments} | head -c 1 > /dev/null"
        done = subprocess.run(
            ["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, env=environment, check=False
        )
        assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("arguments", ["log --jsonl", "list", "config show", "doctor", "--help", "show - --json"])
def test_a_reader_that_has_gone_before_anything_is_printed_is_no_error(arguments: str, stored: Path) -> None:
    environment = os.environ | {"REVTRACK_DB": str(stored / "test.db")}
    command = ["bash", "-o", "pipefail", "-c", f"{sys.executable} -m revtrack {arguments} | :"]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert (done.returncode, done.stderr) == (0, "")
