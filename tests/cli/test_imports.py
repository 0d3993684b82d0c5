"""`import` of what others have kept, through the command line: what is stored, again and again, and what is named."""

import io
import json
import subprocess
import zipfile
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tests.cli.conftest import Run
from tests.cli.test_web import page, versions
from tests.faulty.server import FaultServer

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
COMMITS = 2_000


def repository(folder: Path, commits: int, start: int = 1_600_000_000) -> Path:
    """A repository in which one article changed with every commit, a minute apart."""
    folder.mkdir()
    stream = io.BytesIO()
    for number in range(commits):
        text = f"# Fire\n\nThe fire killed {number} people. It began at night. The cause is not known.\n".encode()
        note = f"Update {number}".encode()
        stream.write(b"commit refs/heads/main\n")
        stream.write(b"author A <a@post.example> %d +0000\n" % (start + 60 * number))
        stream.write(b"committer A <a@post.example> %d +0000\n" % (start + 60 * number))
        stream.write(b"data %d\n%s\nM 100644 inline fire.md\ndata %d\n%s\n" % (len(note), note, len(text), text))
    for command in (["init", "--quiet", "--initial-branch=main"], ["fast-import", "--quiet"]):
        subprocess.run(["git", *command], cwd=folder, input=stream.getvalue(), check=True)
    return folder


def test_every_commit_is_a_version_with_its_subject(run: Run, tmp_path: Path) -> None:
    git = repository(tmp_path / "news", 12)
    done = run("import", "git", git, "--url", "https://post.example/{stem}", "--json")
    assert done.json["added"] == 12
    found = versions(run, "https://post.example/fire")
    assert [one["note"] for one in found] == [f"Update {number}" for number in range(12)]
    assert [one["observed"] for one in found] == sorted(one["observed"] for one in found)
    again = run("import", "git", git, "--url", "https://post.example/{stem}", "--json")
    assert (again.json["added"], again.json["already_there"]) == (0, 12)


@pytest.mark.slow
def test_two_thousand_commits_are_two_thousand_versions(run: Run, tmp_path: Path) -> None:
    done = run("import", "git", repository(tmp_path / "news", COMMITS), "--json")
    assert done.json["added"] == COMMITS
    found = versions(run, "news/fire.md")
    assert [one["version"] for one in found] == list(range(1, COMMITS + 1))
    assert [one["note"] for one in found] == [f"Update {number}" for number in range(COMMITS)]


def test_a_dry_run_lists_what_would_be_stored(run: Run, tmp_path: Path) -> None:
    git = repository(tmp_path / "news", 3)
    done = run("import", "git", git, "--dry-run", "--json")
    assert [one["note"] for one in done.json] == ["Update 0", "Update 1", "Update 2"]
    assert not (tmp_path / "test.db").exists()


def test_what_is_no_repository_is_one_sentence(run: Run, tmp_path: Path) -> None:
    done = run("import", "git", tmp_path)
    assert done.code == 2
    assert done.err.startswith("revtrack: ")
    assert "Traceback" not in done.err


def test_a_page_of_newssniffer_as_text_says_what_is_certain(run: Run) -> None:
    done = run("import", "newssniffer", SEEDS / "newssniffer-washpo.txt", "--json")
    assert done.code in {0, 2}
    assert "Traceback" not in done.err


def test_json_lines_and_a_zip_file_are_taken_and_bad_members_named(run: Run, tmp_path: Path) -> None:
    lines = [
        json.dumps({"url": "https://post.example/a", "observed": "2026-02-03T10:00:00Z", "text": "Four died."}),
        "no JSON",
        json.dumps({"url": "https://post.example/a", "observed": "2026-02-03T11:00:00Z", "text": "Five died."}),
    ]
    (tmp_path / "some.jsonl").write_text("\n".join(lines))
    done = run("import", "jsonl", tmp_path / "some.jsonl", "--json")
    assert (done.json["added"], done.json["passed_over"]) == (2, 1)
    assert "line 2" in done.err
    with zipfile.ZipFile(tmp_path / "some.zip", "w") as packed:
        packed.writestr("fire/2026-02-03T14-02Z.html", page())
        packed.writestr("../evil/2026-02-03T14-02Z.html", page("no"))
    done = run("import", "archive", tmp_path / "some.zip", "--json")
    assert (done.json["added"], done.json["passed_over"]) == (1, 1)
    assert not (tmp_path.parent / "evil").exists()


def warc(path: Path, captures: list[tuple[str, str, int, bytes]]) -> Path:
    """A WARC file of such answers: address, time, status, body."""
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        for address, at, status, body in captures:
            head = StatusAndHeaders(f"{status} X", [("Content-Type", "text/html")], protocol="HTTP/1.1")
            record = writer.create_warc_record(
                address, "response", payload=io.BytesIO(body), http_headers=head, warc_headers_dict={"WARC-Date": at}
            )
            writer.write_record(record)
            record.raw_stream.close()
    return path


def test_a_web_archive_file_gives_versions_and_states(run: Run, tmp_path: Path) -> None:
    fire, flood = "https://post.example/fire", "https://post.example/flood"
    file = warc(
        tmp_path / "crawl.warc.gz",
        [
            (fire, "2026-02-03T10:00:00Z", 200, page()),
            (fire, "2026-02-03T11:00:00Z", 200, page("five")),
            (fire, "2026-02-03T12:00:00Z", 404, b"gone"),
            (flood, "2026-02-03T12:00:00Z", 404, b"gone"),
        ],
    )
    done = run("import", "warc", file, "--json")
    assert (done.json["added"], done.json["absences"]) == (2, 1)
    assert run("import", "warc", file, "--json").json["already_there"] == 2
    assert len(versions(run, fire)) == 2
    assert [one["url"] for one in run("list", "--json").json] == [fire]


def test_the_captures_of_a_web_archive_are_fetched_once(run: Run, tmp_path: Path) -> None:
    fire = "https://post.example/fire"
    with FaultServer() as server:
        (tmp_path / "revtrack.toml").write_text(
            f'[fetch]\nallow_private = ["127.0.0.1:{server.port}"]\nper_host_delay = "0s"\n'
        )
        rows = [["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"]]
        for stamp, dead in (("20260203100000", "three"), ("20260203110000", "five")):
            rows.append(["x", stamp, fire, "text/html", "200", dead, "1"])
            server.replies[f"/web/{stamp}id_/{fire}"] = page(dead)
        server.replies["/cdx/search/cdx"] = json.dumps(rows).encode()
        done = run("import", "wayback", fire, "--base", server.url(""), "--json")
        assert done.json["added"] == 2
        asked = [one.path for one in server.requests if one.path.startswith("/web/")]
        assert run("import", "wayback", fire, "--base", server.url(""), "--json").json["already_there"] == 2
        assert [one.path for one in server.requests if one.path.startswith("/web/")] == asked
    assert [one["observed"] for one in versions(run, fire)] == ["2026-02-03T10:00:00Z", "2026-02-03T11:00:00Z"]
