"""What `revtrack doctor` and `revtrack config` say."""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest

from revtrack.model import FetchState, Subscription, SubscriptionKind
from revtrack.store import open_store
from tests.cli.conftest import Run


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """There is no configuration but what a test writes."""
    for variable in ("XDG_CONFIG_HOME", "XDG_CONFIG_DIRS"):
        monkeypatch.setenv(variable, str(tmp_path / "none"))


def write(folder: Path, text: str) -> None:
    (folder / "revtrack.toml").write_text(text, encoding="utf-8")


def findings(run: Run, code: int = 0) -> dict[str, Any]:
    """What the doctor found, by subject."""
    done = run("doctor", "--json")
    assert done.code == code, done.err
    return {one["subject"]: one for one in json.loads(done.out)}


def test_an_installation_that_works_is_told_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("Fire\n\nThe fire killed three people.\n", encoding="utf-8")
    assert run("add", "one.txt", "--url", "https://post.example/fire", "--at", "2026-02-03T10:00Z").code == 0
    found = findings(run)
    for subject in ("Python", "libxml2", "child processes", "database", "permissions", "clock", "robots.txt"):
        assert found[subject]["verdict"] == "ok", found[subject]
    assert found["synchronous"]["found"] == "FULL"
    assert found["journal_mode"]["found"] == "wal"
    assert found["subscriptions"]["found"] == "0 of 0 are well"
    assert all(one["verdict"] in {"ok", "warn", "bad"} for one in found.values())
    assert all((one["remedy"] is None) == (one["verdict"] == "ok") for one in found.values())


def test_it_is_readable_and_names_remedies_below_what_is_wrong(run: Run) -> None:
    done = run("doctor")
    assert done.code == 0
    assert done.err == ""
    lines = done.out.splitlines()
    assert any(line.startswith("ok    Python: ") for line in lines)
    below = lines[lines.index("warn  contact: none") + 1]
    assert below.startswith("      say contact = ")


def test_settings_that_ask_for_trouble_are_warned_of(run: Run, tmp_path: Path) -> None:
    write(
        tmp_path,
        '[revtrack]\ncontact = "desk@example.org"\n[labels]\n[fetch]\nrobots = "ignore"\n'
        'allow_private = ["10.0.0.0/8:443"]\nper_host_delay = "0s"\n',
    )
    found = findings(run)
    assert found["contact"]["verdict"] == "ok"
    for subject in ("robots.txt", "private addresses", "delay for each host"):
        assert found[subject]["verdict"] == "warn"
    assert any("“labels” has no effect" in one["found"] for one in found.values())


def test_a_subscription_that_keeps_failing_is_named(run: Run, tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path / 'test.db'}") as store:
        for number, failures in enumerate((0, 5)):
            store.subscribe(
                Subscription(
                    address=f"https://post.example/{number}",
                    kind=SubscriptionKind.FEED,
                    added_at=datetime(2026, 2, 3, tzinfo=UTC),
                    state=FetchState.TIMEOUT if failures else None,
                    failures=failures,
                )
            )
    found = findings(run)
    assert found["subscriptions"]["found"] == "1 of 2 are well"
    assert found["subscription"]["found"] == "https://post.example/1 failed 5 times in a row: timeout"


def test_without_child_processes_what_is_read_is_in_danger(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert findings(run, code=6)["child processes"]["verdict"] == "bad"


def test_a_file_that_is_no_database_is_bad(run: Run, tmp_path: Path) -> None:
    (tmp_path / "test.db").write_text("This is no database, but it is long enough to look like one.\n" * 100)
    assert findings(run, code=6)["database"]["verdict"] == "bad"


def test_a_server_that_forgets_in_a_power_cut_is_bad(
    run: Run, on_postgresql: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Control: before it was told to, it does not."""
    monkeypatch.setenv("REVTRACK_DB", on_postgresql)
    assert findings(run)["synchronous_commit"]["verdict"] == "ok"
    with psycopg.connect(on_postgresql.replace("+psycopg", ""), autocommit=True) as connection:
        name = connection.execute("SELECT current_database()").fetchone()
        assert name is not None
        connection.execute(
            psycopg.sql.SQL("ALTER DATABASE {} SET synchronous_commit = off").format(psycopg.sql.Identifier(name[0]))
        )
    assert findings(run, code=6)["synchronous_commit"]["verdict"] == "bad"


def test_the_configuration_is_shown_with_its_origins(run: Run, tmp_path: Path) -> None:
    write(tmp_path, '[fetch]\njobs = 8\n[[source]]\nname = "post"\n')
    done = run("config", "show")
    assert done.code == 0
    assert "fetch.jobs = 8  (revtrack.toml, line 2)" in done.out
    assert "fetch.timeout = 30s  (default)" in done.out
    assert "fetch.schedule = 15m for 3h, 1h for 1d, 6h for 7d, 1d for 40d" in done.out
    assert f"revtrack.db = {tmp_path / 'test.db'}  (REVTRACK_DB)" in done.out
    assert "source post  (revtrack.toml, line 3)" in done.out
    shown = run("config", "show", "--json").json
    assert shown["settings"]["fetch.jobs"] == {"value": "8", "from": "revtrack.toml, line 2"}
    assert shown["sources"] == [{"name": "post", "place": "revtrack.toml, line 3"}]


@pytest.mark.parametrize(
    "address", ["postgresql://u:canary@127.0.0.1:1/x", "postgresql://127.0.0.1:1/x?user=u&password=canary&x=y"]
)
def test_the_password_of_a_database_is_shown_by_nothing(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.delenv("REVTRACK_DB")
    write(tmp_path, f'[revtrack]\ndb = "{address}"\n')
    for command in (("config", "show"), ("config", "show", "--json"), ("doctor",), ("db", "info"), ("config", "check")):
        done = run("-v", *command)
        assert "canary" not in done.out + done.err
    assert "127.0.0.1:1/x" in run("config", "show").out


def test_where_configuration_is_looked_for_is_told(run: Run, tmp_path: Path) -> None:
    write(tmp_path, "")
    lines = run("config", "path").out.splitlines()
    assert len(lines) == 3
    assert lines[-1] == str(tmp_path / "revtrack.toml")
    assert lines[0].endswith("(not there)")


def test_the_configuration_named_before_a_command_is_the_one_it_is_about(run: Run, tmp_path: Path) -> None:
    (tmp_path / "other.toml").write_text("[fetch]\njobs = 7\n")
    for before, behind in ((("-c", "other.toml"), ()), ((), ("-c", "other.toml"))):
        assert run(*before, "config", "show", *behind, "--json").json["settings"]["fetch.jobs"]["value"] == "7"


def test_what_has_no_effect_is_told_by_whatever_reads_it(run: Run, tmp_path: Path) -> None:
    write(tmp_path, '[[source]]\nname = "post"\ncookies_file = "x"\n')
    told = "revtrack.toml, line 3: “cookies_file” has no effect in this version"
    assert told in run("config", "show").out
    assert told in run("config", "check").out
    assert told in run("fetch").err
    assert run("-q", "fetch").err == ""


def test_configuration_is_checked_down_to_its_rules(run: Run, tmp_path: Path) -> None:
    write(tmp_path, "[fetch]\njobbs = 8\n")
    done = run("config", "check")
    assert (done.code, done.out) == (2, "")
    assert "revtrack.toml, line 2: “jobbs” is not a key of [fetch]" in done.err
    assert "did you mean “jobs”?" in done.err
    for rule in ('select = "p["', 'timezone = "Mars/Base"', 'headlines = ["h7"]'):
        write(tmp_path, f'[[source]]\nname = "post"\n{rule}\n')
        done = run("config", "check")
        assert done.code == 2, rule
        assert "revtrack.toml, line 1: source “post”: " in done.err
    write(tmp_path, '[[source]]\nname = "post"\nselect = "article"\n')
    done = run("config", "check")
    assert (done.code, done.out) == (0, "the configuration is right; it describes 1 source\n")


def test_a_file_that_was_named_must_be_there_and_be_text(run: Run, tmp_path: Path) -> None:
    done = run("config", "check", "-c", "nowhere.toml")
    assert done.code == 2
    assert "nowhere.toml cannot be read: No such file" in done.err
    (tmp_path / "binary.toml").write_bytes(b"# well\n\xff\n")
    assert "binary.toml, line 2: not UTF-8" in run("config", "check", "-c", "binary.toml").err
