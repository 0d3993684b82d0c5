"""Reading is measured: made pages are what they say they are, and every way of reading is in the table."""

import json
from pathlib import Path

import pytest

from revtrack.extract import extract
from revtrack.model import Snapshot
from tests.bench.pages import LARGEST, made_pages
from tests.bench.reading import AT, WAYS
from tests.bench.runner import SEEDS, main
from tests.bench.texts import from_seeds

KINDS = ("short", "ordinary", "markup", "long")


def test_made_pages_are_the_same_every_time_and_are_read_as_their_paragraphs() -> None:
    stock = from_seeds(SEEDS).distinct_sentences()
    pages = made_pages(stock, 2)
    assert tuple(pages) == KINDS
    assert pages == made_pages(stock, 2)
    for page in pages["ordinary"]:
        document = extract(Snapshot(article="bench:page", content=page, observed_at=AT, media_type="text/html"))
        assert len(document.blocks) == page.count(b"<p ") == 28


def test_every_way_of_reading_is_timed_on_every_kind(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = tmp_path / "report.json"
    command = ["--quick", "--only", "reading", "--gold", str(tmp_path), "--json", str(report)]
    assert main(command) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines if line.startswith(KINDS)] == list(KINDS)
    found = json.loads(report.read_text(encoding="utf-8"))["sections"]["reading"]["data"]
    assert all(tuple(found[kind]) == WAYS for kind in KINDS)
    assert all(cost > 0 for ways in found.values() for costs in ways.values() for cost in costs)


def test_saved_pages_take_the_place_of_made_ones(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = made_pages(from_seeds(SEEDS).distinct_sentences(), 1)["short"][0]
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "page.html").write_bytes(page)
    assert main(["--quick", "--only", "reading", "--gold", str(tmp_path), "--pages", str(tmp_path)]) == 0
    assert "reading: ms a page, 1 saved" in capsys.readouterr().out


def test_a_folder_without_pages_to_read_ends_with_code_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "large.html").write_bytes(b" " * (LARGEST + 1))
    assert main(["--only", "reading", "--gold", str(tmp_path), "--pages", str(tmp_path)]) == 2
    assert capsys.readouterr().err == f"bench failed: no saved pages (*.html) of 10 MB at most in {tmp_path}\n"
