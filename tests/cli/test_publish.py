"""`build --incremental`, `page` and `open`: only what changed is made again, and one file holds all it shows."""

import re
from pathlib import Path

import pytest

from revtrack.cli import publish
from tests.cli.conftest import Run, made_once

STORY = "# {headline}\n\nThe fire killed {dead} people. It began at night. Nobody knows why.\n"


def story(run: Run, folder: Path, name: str, at: str, dead: str) -> None:
    """Store one state of an article."""
    file = folder / "story.md"
    file.write_text(STORY.format(headline=f"Fire in {name}", dead=dead), encoding="utf-8")
    done = run("add", file, "--url", f"https://post.example/{name}", "--at", at, "--source", "The Post")
    assert done.code == 0, done.err


@pytest.fixture
def stories(run: Run, tmp_path: Path, cupboard: Path) -> Path:
    """Twelve articles, each changed once; their folder."""

    def make() -> None:
        for number in range(12):
            story(run, tmp_path, f"town-{number}", "2026-02-03T10:00Z", "three")
            story(run, tmp_path, f"town-{number}", "2026-02-03T11:00Z", "four")

    return made_once(make, tmp_path, cupboard / "stories")


def files(site: Path) -> dict[str, bytes]:
    """What stands in a site, by path."""
    return {str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_an_incremental_build_gives_the_site_that_a_whole_one_gives(run: Run, stories: Path) -> None:
    run("build", "grown", "--incremental")
    story(run, stories, "town-3", "2026-02-03T12:00Z", "five")
    run("build", "grown", "--incremental")
    run("build", "whole")
    grown, whole = files(stories / "grown"), files(stories / "whole")
    assert {name: content for name, content in grown.items() if name != publish.STATE} == whole


def test_an_incremental_build_writes_what_changed_alone(run: Run, stories: Path) -> None:
    first = run("build", "site", "--incremental", "--json").json
    again = run("build", "site", "--incremental", "--json").json
    assert again["written"] == 0
    assert again["unchanged"] < first["written"] / 2
    story(run, stories, "town-3", "2026-02-03T12:00Z", "five")
    assert run("build", "site", "--incremental", "--json").json["written"] < 20


def test_a_state_that_cannot_be_read_costs_a_whole_build_and_nothing_else(run: Run, stories: Path) -> None:
    run("build", "site", "--incremental")
    before = files(stories / "site")
    (stories / "site" / publish.STATE).write_text('{"x": 1}', encoding="utf-8")
    assert run("build", "site", "--incremental").code == 0
    assert files(stories / "site") == before


@pytest.mark.parametrize("versions", [(), ("1..2",)])
def test_one_file_needs_nothing_beside_it(run: Run, stories: Path, versions: tuple[str, ...]) -> None:
    done = run("page", "https://post.example/town-1", *versions, "-o", "one.html")
    assert done.code == 0
    text = (stories / "one.html").read_text(encoding="utf-8")
    assert "Fire in town-1" in text
    assert "four" in text
    assert not re.search(r"<(?:script|img|iframe)[^>]*\bsrc=|<link[^>]*rel=\"?stylesheet", text)


def test_what_is_no_file_to_write_to_is_said(run: Run, stories: Path) -> None:
    done = run("page", "https://post.example/town-1", "-o", str(stories))
    assert done.code == 2
    assert "is not the name of a file" in done.err


def test_open_writes_a_file_and_says_where(run: Run, stories: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROWSER", "true")
    monkeypatch.setenv("TMPDIR", str(stories))
    done = run("open", "https://post.example/town-1", "1..2")
    assert done.code == 0
    where = Path(done.out.strip().rpartition(": ")[2])
    assert "four" in where.read_text(encoding="utf-8")
    where.unlink()


def test_texts_that_take_turns_are_one_row_and_one_entry(run: Run, tmp_path: Path) -> None:
    """A publisher that serves two texts in turns: five Snapshots of two texts."""
    for hour, dead in enumerate(("three", "four", "three", "four", "three")):
        story(run, tmp_path, "turns", f"2026-02-03T1{hour}:00Z", dead)
    (article,) = run("list", "--json").json
    assert article["snapshots"] == 5
    told = run("log", "https://post.example/turns", "--json").json
    assert len({one["sha256_text"] for one in told["versions"]}) == 2
    run("build", "site")
    page = (tmp_path / "site" / "a" / article["id"] / "index.html").read_text(encoding="utf-8")
    assert page.count("also served: the texts of versions 1 and 2 took turns") == 1
    assert run("feed", "all").out.count("<entry") == 1
