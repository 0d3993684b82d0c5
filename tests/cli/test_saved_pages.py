"""A page saved in one file, with its pictures, belongs to the article that it says it was saved from."""

from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.cli.conftest import Run
from tests.cli.test_web import page, server, versions
from tests.faulty.server import FaultServer

__all__ = ["server"]


def save(path: Path, address: str, content: bytes, *, above: bool = False) -> None:
    """Write a page as browsers save it: its address with the page itself, or above all parts."""
    message = MIMEMultipart("related")
    part = MIMEText(content.decode(), "html", "utf-8")
    (message if above else part)["Snapshot-Content-Location" if above else "Content-Location"] = address
    message.attach(part)
    path.write_bytes(message.as_bytes())


@pytest.mark.parametrize("above", [True, False])
def test_a_saved_page_is_a_version_of_the_article_it_was_saved_from(
    run: Run, server: FaultServer, tmp_path: Path, above: bool
) -> None:
    address = server.url("news/fire-in-the-harbour")
    server.replies["/news/fire-in-the-harbour"] = page()
    run("add", address)
    asked = len(server.requests)
    save(tmp_path / "Fire.mhtml", f"{address}?utm_source=x", page("five"), above=above)
    done = run("add", "Fire.mhtml")
    assert "the text changed" in done.out
    assert f"saved from {address}" in done.err
    assert len(versions(run, address)) == 2
    assert len(server.requests) == asked


def test_a_saved_page_goes_where_its_own_canonical_address_leads(run: Run, server: FaultServer, tmp_path: Path) -> None:
    address = server.url("news/fire-in-the-harbour")
    server.replies["/news/fire-in-the-harbour"] = page(canonical=address)
    run("add", address)
    save(tmp_path / "amp.mhtml", f"{address}/amp", page("five", canonical=address))
    run("add", "amp.mhtml")
    assert len(run("list", "--json").json) == 1
    elsewhere = "https://other.example/news/fire-in-the-harbour"
    save(tmp_path / "other.mhtml", elsewhere, page("six", canonical=address))
    run("add", "other.mhtml")
    assert len(versions(run, address)) == 2
    assert len(versions(run, elsewhere)) == 1


def test_who_names_the_article_is_right(run: Run, tmp_path: Path) -> None:
    save(tmp_path / "Fire.mhtml", "https://post.example/fire", page())
    done = run("add", "Fire.mhtml", "--url", "mine")
    assert "saved from" not in done.err
    assert [one["identity"] for one in run("list", "--json").json] == ["mine"]


def test_what_would_be_added_is_told_with_the_article(run: Run, tmp_path: Path) -> None:
    save(tmp_path / "Fire.mhtml", "https://post.example/fire", page())
    assert run("add", "Fire.mhtml", "--dry-run", "--json").json["article"] == "https://post.example/fire"
    assert not (tmp_path / "test.db").exists()


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "cid:frame@mhtml.blink",
        "https://user:secret@post.example/fire",
        "https://post.example\\@evil.example/",
        "https://",
        f"https://post.example/{'x' * 10_000}",
        f"https://post.example/{quote(chr(27))}[31m/\u202e",
    ],
)
def test_what_is_no_address_of_a_page_names_no_article(run: Run, tmp_path: Path, address: str) -> None:
    save(tmp_path / "Fire.mhtml", address, page())
    done = run("add", "Fire.mhtml")
    assert done.code == 0
    (one,) = run("list", "--json").json
    assert (one["identity"], one["url"]) == ("Fire.mhtml", None)
