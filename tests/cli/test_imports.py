"""`import` of what others have kept, through the command line: what is stored, again and again, and what is named."""

import gzip
import io
import json
import subprocess
import zipfile
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from revtrack.cli.desk import ARCHIVE_S
from revtrack.confine import Limits
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


def test_a_page_of_newssniffer_as_text_says_what_is_certain(run: Run, tmp_path: Path) -> None:
    done = run("import", "newssniffer", SEEDS / "004_3008f33aff226494.txt", "--json")
    assert done.code == 2
    assert "save the page as HTML" in done.err
    assert "of 2 states none can be taken" in done.err
    assert not (tmp_path / "test.db").exists()
    assert "Traceback" not in done.err


def test_json_lines_and_a_zip_file_are_taken_and_bad_members_named(run: Run, tmp_path: Path) -> None:
    lines = [
        json.dumps({"url": "https://post.example/a", "observed": "2026-02-03T10:00:00Z", "text": "Four died."}),
        "no JSON",
        json.dumps({"url": "https://post.example/a", "observed": "2026-02-03T11:00:00Z", "text": "Five died."}),
    ]
    (tmp_path / "some.jsonl").write_text("\n".join(lines))
    done = run("import", "jsonl", tmp_path / "some.jsonl", "--json")
    assert (done.code, done.json["added"], done.json["failed"]) == (4, 2, 1)
    assert "failed" in done.err
    assert "line 2" in done.err
    assert run("import", "jsonl", tmp_path / "some.jsonl", "--dry-run").code == 4
    again = run("import", "jsonl", "-", "--json", stdin="\n".join(lines).encode())
    assert (again.json["already_there"], again.json["failed"]) == (done.json["added"], done.json["failed"])
    with zipfile.ZipFile(tmp_path / "some.zip", "w") as packed:
        packed.writestr("fire/2026-02-03T14-02Z.html", page())
        packed.writestr("../evil/2026-02-03T14-02Z.html", page("no"))
    done = run("import", "archive", tmp_path / "some.zip", "--json")
    assert (done.code, done.json["added"], done.json["passed_over"]) == (0, 1, 1)
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


def test_of_a_web_archive_file_that_breaks_off_what_could_be_read_is_stored(run: Run, tmp_path: Path) -> None:
    fire = "https://post.example/fire"
    file = warc(
        tmp_path / "crawl.warc.gz",
        [(fire, "2026-02-03T10:00:00Z", 200, page()), (fire, "2026-02-03T11:00:00Z", 200, page("five"))],
    )
    file.write_bytes(file.read_bytes()[:-300])
    done = run("import", "warc", file, "--json")
    assert done.code == 4
    assert done.json["added"] == 1
    assert "crawl.warc.gz: it breaks off" in done.err
    assert len(versions(run, fire)) == 1


@pytest.mark.parametrize(
    ("command", "name", "content", "words"),
    [
        ("warc", "no.warc", b'{"no": "archive"}\n', "no.warc: what follows its beginning is no WARC record"),
        ("warc", "cut.warc.gz", b"\x1f\x8b\x08\0", "cut.warc.gz: it breaks off"),
        ("warc", "empty.warc", b"", "empty.warc: it is empty"),
        ("warc", "none.warc", None, "none.warc cannot be read: No such file"),
        ("wacz", "no.wacz", b"PK", "no.wacz is no zip file"),
        ("wacz", "none.wacz", None, "none.wacz cannot be read: No such file"),
        ("jsonl", "no.jsonl", b"\x00\xff\n\x01\n" * 2_000, "no.jsonl, line 1: it is no JSON"),
        ("jsonl", "none.jsonl", None, "none.jsonl cannot be read: No such file"),
        ("cdx", "no.cdx", b"nothing listed\n", "lists no capture"),
    ],
)
def test_a_file_that_is_no_archive_is_one_sentence_and_makes_no_database(
    command: str, name: str, content: bytes | None, words: str, run: Run, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    done = run("import", command, tmp_path / name)
    assert (done.code, done.out) == (2, "")
    assert words in done.err
    assert done.err.count("cannot be read") <= 1
    assert "Traceback" not in done.err
    assert not (tmp_path / "test.db").exists()


def test_a_web_archive_in_a_zip_gives_its_captures(run: Run, tmp_path: Path) -> None:
    inside = warc(tmp_path / "data.warc.gz", [("https://post.example/fire", "2026-02-03T10:00:00Z", 200, page())])
    with zipfile.ZipFile(tmp_path / "crawl.wacz", "w") as packed:
        packed.write(inside, "archive/data.warc.gz")
    shown = run("import", "wacz", tmp_path / "crawl.wacz", "--dry-run", "--json")
    assert [one["article"] for one in shown.json] == ["https://post.example/fire"]
    assert not (tmp_path / "test.db").exists()
    assert run("import", "wacz", tmp_path / "crawl.wacz", "--json").json["added"] == 1


def test_the_next_capture_of_an_archive_may_take_longer_than_a_page() -> None:
    assert 10 * Limits().wall_s < ARCHIVE_S


def test_what_an_archive_would_give_is_told_without_a_database(run: Run, tmp_path: Path) -> None:
    fire = "https://post.example/fire"
    captures = [(fire, "2026-02-03T10:00:00Z", 200, page()), (fire, "2026-02-03T11:00:00Z", 404, b"gone")]
    file = warc(tmp_path / "crawl.warc.gz", captures)
    told = [("2026-02-03T10:00:00Z", fire, 200), ("2026-02-03T11:00:00Z", fire, 404)]
    shown = run("import", "warc", file, "--dry-run", "--json")
    assert [(one["observed"], one["article"], one["status"]) for one in shown.json] == told
    lines = run("import", "warc", file, "--dry-run").out.splitlines()
    assert lines == [f"{at}  {status}  {article}" for at, article, status in told]
    rows = [["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"]]
    rows += [
        ["x", "20260203100000", fire, "text/html", "200", "A", "1"],
        ["x", "20260203110000", fire, "-", "404", "B", "1"],
    ]
    (tmp_path / "saved.cdx").write_text(json.dumps(rows))
    with FaultServer() as server:
        allow(server, tmp_path)
        server.replies["/cdx/search/cdx"] = json.dumps(rows).encode()
        server.replies["/timemap"] = lambda exchange: exchange.answer(
            f'<{fire}>; rel="original",\n'
            f'<{server.url("web/1")}>; rel="memento"; datetime="Tue, 03 Feb 2026 10:00:00 GMT",\n'
            f'<{server.url("web/2")}>; rel="memento"; datetime="Tue, 03 Feb 2026 11:00:00 GMT"\n'.encode(),
            Content_Type="application/link-format",
        )
        for command in (
            ("wayback", fire, "--base", server.url("")),
            ("timemap", fire, "--timemap", server.url("timemap")),
            ("cdx", tmp_path / "saved.cdx"),
        ):
            done = run("import", *command, "--dry-run", "--json")
            assert [(one["observed"], one["article"]) for one in done.json] == [one[:2] for one in told], done.err
    assert not (tmp_path / "test.db").exists()


def allow(server: FaultServer, folder: Path) -> None:
    """Let the settings in a folder contact the server, without pauses."""
    (folder / "revtrack.toml").write_text(
        f'[fetch]\nallow_private = ["127.0.0.1:{server.port}"]\nper_host_delay = "0s"\n'
    )


def test_an_archive_that_gives_no_capture_is_no_partial_success(run: Run, tmp_path: Path) -> None:
    rows = [["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"]]
    rows += [["x", f"2026020{day}100000", "https://post.example/fire", "text/html", "200", "A", "1"] for day in (3, 4)]
    (tmp_path / "saved.cdx").write_text(json.dumps(rows))
    with FaultServer() as server:
        server.mode = "missing"
        allow(server, tmp_path)
        done = run("import", "cdx", tmp_path / "saved.cdx", "--base", server.url(""), "--json")
    assert (done.code, done.json["failed"]) == (5, 2)
    assert '"message": "none of the 2 looks gave a capture"' in done.err


def test_the_captures_of_a_web_archive_are_fetched_once(run: Run, tmp_path: Path) -> None:
    fire = "https://post.example/fire"
    with FaultServer() as server:
        allow(server, tmp_path)
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


def test_texts_in_another_encoding_are_taken_once_it_is_named(run: Run, tmp_path: Path) -> None:
    git = tmp_path / "news"
    git.mkdir()
    text = "Die Brücke über die Elbe ist für Fußgänger gesperrt.".encode("latin-1")
    stream = b"commit refs/heads/main\ncommitter A <a@post.example> 1600000000 +0000\ndata 1\nx\n"
    stream += b"M 100644 inline fire.txt\ndata %d\n%s\n" % (len(text), text)
    for command in (["init", "--quiet", "--initial-branch=main"], ["fast-import", "--quiet"]):
        subprocess.run(["git", *command], cwd=git, input=stream, check=True)
    with zipfile.ZipFile(tmp_path / "some.zip", "w") as packed:
        packed.writestr("fire/2026-02-03T14-02Z.txt", text)
    (tmp_path / "folder" / "bridge").mkdir(parents=True)
    (tmp_path / "folder" / "bridge" / "2026-02-03T14-02Z.txt").write_bytes(text)
    for kind, texts, article in (
        ("git", git, "news/fire.txt"),
        ("archive", tmp_path / "some.zip", "fire"),
        ("dir", tmp_path / "folder", "bridge"),
    ):
        named = (kind, texts)
        refused = run("import", *named)
        assert refused.code == 4
        assert "--encoding" in refused.err
        assert "nothing was stored" in refused.err
        done = run("import", *named, "--encoding", "latin-1", "--json")
        assert (done.code, done.json["snapshots_added" if kind == "dir" else "added"]) == (0, 1)
        assert "Fußgänger" in run("show", article).out


@pytest.mark.parametrize("state", ["missing", "truncated", "redirected-elsewhere"])
def test_a_web_archive_file_tells_what_a_look_would_have_met(state: str, run: Run, tmp_path: Path) -> None:
    fire = "https://post.example/fire"
    file = warc(tmp_path / "crawl.warc.gz", [(fire, "2026-02-03T10:00:00Z", 200, page())])
    with file.open("ab") as stream:
        writer = WARCWriter(stream, gzip=True)
        cut = gzip.compress(page("five"), mtime=0)[:-50]
        answers: dict[str, tuple[str, bytes, list[tuple[str, str]]]] = {
            "missing": ("404 Not Found", b"gone", []),
            "truncated": ("200 OK", cut, [("Content-Encoding", "gzip")]),
            "redirected-elsewhere": ("301 Moved", b"", [("Location", "/flood")]),
        }
        status, body, more = answers[state]
        headers = [("Content-Type", "text/html"), *more]
        told = StatusAndHeaders(status, headers, protocol="HTTP/1.1")
        given = {"WARC-Date": "2026-02-03T11:00:00Z"}
        record = writer.create_warc_record(
            fire, "response", payload=io.BytesIO(body), http_headers=told, warc_headers_dict=given
        )
        writer.write_record(record)
        record.raw_stream.close()
    for _ in range(2):
        done = run("import", "warc", file, "--json")
        assert (done.code, done.json["absences"] + done.json["states"], done.json["passed_over"]) == (0, 1, 0)
        (check,) = run("log", fire, "--checks", "--json").json["checks"]
        assert (check["state"], check["at"]) == (state, "2026-02-03T11:00:00Z")
        leads_on = "leads to another page (301): https://post.example/flood" in run("log", fire, "--checks").out
        assert leads_on == (state == "redirected-elsewhere")


def test_a_date_alone_is_the_whole_day_in_utc(run: Run, tmp_path: Path) -> None:
    with FaultServer() as server:
        allow(server, tmp_path)
        server.replies["/cdx/search/cdx"] = b"[]"
        run(
            "import",
            "wayback",
            "https://post.example/fire",
            "--base",
            server.url(""),
            "--from",
            "2026-02-02",
            "--to",
            "2026-02-06",
        )
        asked = next(one.path for one in server.requests if "cdx" in one.path)
    assert "from=20260202000000" in asked
    assert "to=20260206235959" in asked


def test_what_an_archive_lists_beyond_the_times_that_were_given_is_left_out(run: Run, tmp_path: Path) -> None:
    with FaultServer() as server:
        allow(server, tmp_path)
        stamps = [f"202602{day:02}100000" for day in range(1, 6)]
        rows = [["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"]]
        rows += [["x", stamp, "https://post.example/fire", "text/html", "200", stamp, "1"] for stamp in stamps]
        server.replies["/cdx/search/cdx"] = json.dumps(rows).encode()
        asked = ("import", "wayback", "https://post.example/fire", "--base", server.url(""), "--dry-run", "--json")
        done = run(*asked, "--from", "2026-02-02", "--to", "2026-02-03")
        assert [one["observed"] for one in done.json] == ["2026-02-02T10:00:00Z", "2026-02-03T10:00:00Z"]
        assert run(*asked, "--from", "2026-02-06").code == 2


def test_an_input_of_which_nothing_can_be_taken_is_refused_and_makes_no_database(run: Run, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "some.zip", "w") as packed:
        packed.writestr("fire/today.html", page())
    (tmp_path / "some.jsonl").write_text('{"url": "https://post.example/a", "text": "Four died."}\n')
    for command in (("archive", tmp_path / "some.zip"), ("jsonl", tmp_path / "some.jsonl")):
        done = run("import", *command)
        assert (done.code, done.out) == (2, "")
        assert "time" in done.err
    assert not (tmp_path / "test.db").exists()


@pytest.mark.parametrize("members", [["../../evil.txt"], ["../archive/data.warc.gz"], ["a.txt", "/etc/a.txt"]])
def test_a_zip_with_names_that_lead_out_of_it_and_no_archive_is_refused_and_makes_no_database(
    members: list[str], run: Run, tmp_path: Path
) -> None:
    with zipfile.ZipFile(tmp_path / "foreign.wacz", "w") as packed:
        for member in members:
            packed.writestr(member, "x")
    for options in ((), ("--dry-run", "--json")):
        done = run("import", "wacz", tmp_path / "foreign.wacz", *options)
        assert (done.code, done.out) == (2, "")
        assert "it holds no archive/" in done.err
        assert f"passed over: {members[-1]}: its name " in done.err
    assert not (tmp_path / "test.db").exists()


def test_a_name_that_leads_out_of_a_web_archive_does_not_stop_the_rest(run: Run, tmp_path: Path) -> None:
    inside = warc(tmp_path / "data.warc.gz", [("https://post.example/fire", "2026-02-03T10:00:00Z", 200, page())])
    with zipfile.ZipFile(tmp_path / "crawl.wacz", "w") as packed:
        packed.writestr("../../evil.txt", "x")
        packed.write(inside, "archive/data.warc.gz")
    done = run("import", "wacz", tmp_path / "crawl.wacz", "--json")
    assert (done.code, done.json["added"], done.json["passed_over"]) == (0, 1, 1)


def test_a_single_capture_that_cannot_be_had_is_told_once(run: Run, tmp_path: Path) -> None:
    rows = [["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"]]
    rows += [["x", "20260203100000", "https://post.example/fire", "text/html", "200", "A", "1"]]
    (tmp_path / "saved.cdx").write_text(json.dumps(rows))
    with FaultServer() as server:
        server.mode = "missing"
        allow(server, tmp_path)
        done = run("import", "cdx", tmp_path / "saved.cdx", "--base", server.url(""))
    assert (done.code, done.err.count("post.example/fire")) == (5, 1)


def test_a_timemap_in_parts_is_read_whole(run: Run, tmp_path: Path) -> None:
    fire = "https://post.example/fire"
    with FaultServer() as server:
        allow(server, tmp_path)
        memento = '<{}>; rel="memento"; datetime="Tue, 03 Feb 2026 {}:00:00 GMT"'
        parts = {"/p1": [f'<{fire}>; rel="original"', f'<{server.url("p2")}>; rel="timemap"'], "/p2": []}
        for hour, (path, links) in enumerate(parts.items(), 10):
            text = ",\n".join([*links, memento.format(server.url(f"web/{hour}"), hour)])
            server.replies[path] = text.encode()
        done = run("import", "timemap", fire, "--timemap", server.url("p1"), "--dry-run", "--json")
    assert [one["observed"] for one in done.json] == ["2026-02-03T10:00:00Z", "2026-02-03T11:00:00Z"]


def test_a_time_long_ago_is_told_with_four_digits_of_its_year(run: Run) -> None:
    line = b'{"url":"https://post.example/old","observed":"0001-02-03T00:00:00Z","text":"Four died."}\n'
    assert run("import", "jsonl", "-", "--dry-run", "--json", stdin=line).json[0]["observed"] == "0001-02-03T00:00:00Z"


def test_a_line_of_json_that_does_not_say_where_it_is_from_is_known_by_its_number(run: Run, tmp_path: Path) -> None:
    line = {"url": "https://post.example/fire", "observed": "2026-02-03T10:00Z", "text": "Four died."}
    told = line | {"observed": "2026-02-04T10:00Z", "text": "Five died.", "via": "by hand"}
    (tmp_path / "some.jsonl").write_text(f"{json.dumps(line)}\n{json.dumps(told)}\n")
    assert run("import", "jsonl", tmp_path / "some.jsonl").code == 0
    log = run("log", "https://post.example/fire", "--json").json
    assert sorted(one["via"] for one in log["versions"]) == ["by hand", "line 1 of some.jsonl"]
