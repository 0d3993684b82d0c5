"""Manifests: what they list, and which line is wrong."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from revtrack.errors import InputError, ManifestError
from revtrack.ingest import open_folder

GOOD = """# a comment
[manifest]
version = 1

[[snapshot]]
file = "one.txt"
article = "https://post.example/fire"
observed = 2026-02-03T11:47:00Z
source = "The Example Post"

[[snapshot]]
file = "sub/two.txt"
article = "https://post.example/fire"
observed = "2026-02-03T15:02:00+01:00"
media_type = "text/markdown"
"""


def folder_with(tmp_path: Path, manifest: str | bytes) -> Path:
    """A folder with a manifest and the files of `GOOD`."""
    (tmp_path / "sub").mkdir()
    (tmp_path / "one.txt").write_text("One.", encoding="utf-8")
    (tmp_path / "sub" / "two.txt").write_text("Two.", encoding="utf-8")
    content = manifest.encode() if isinstance(manifest, str) else manifest
    (tmp_path / "seeds.toml").write_bytes(content)
    return tmp_path


def test_an_encoding_that_is_named_counts_where_the_manifest_names_none(tmp_path: Path) -> None:
    manifest = GOOD.replace('source = "The', 'encoding = "latin-1"\nsource = "The')
    found = open_folder(folder_with(tmp_path, manifest), encoding="cp1252").listed
    assert [one.description.encoding for one in found] == ["latin-1", "cp1252"]


def test_a_manifest_lists_its_files_in_its_own_order(tmp_path: Path) -> None:
    one, two = open_folder(folder_with(tmp_path, GOOD)).listed
    assert one.path == tmp_path.resolve() / "one.txt"
    assert one.description.source == "The Example Post"
    assert one.name.endswith("seeds.toml, line 5: one.txt")
    assert two.observed_at == datetime(2026, 2, 3, 14, 2, tzinfo=UTC)
    assert two.description.media_type == "text/markdown"


@pytest.mark.parametrize(
    ("was", "becomes", "line", "words"),
    [
        ('file = "one.txt"', 'fiel = "one.txt"', 5, "no “file”"),
        ('source = "The Example Post"', 'sauce = "The Example Post"', 9, "“sauce” is not a key"),
        ("2026-02-03T11:47:00Z", "2026-02-03T11:47:00", 8, "no zone"),
        ("2026-02-03T11:47:00Z", '"noon"', 8, "not a time"),
        ('"sub/two.txt"', '"../two.txt"', 12, "inside the manifest's folder"),
        ('"sub/two.txt"', '"/etc/passwd"', 12, "inside the manifest's folder"),
        ('"sub/two.txt"', '"."', 12, "inside the manifest's folder"),
        ('"sub/two.txt"', "7", 12, "must be text"),
        ("text/markdown", "image/png", 15, "must be one of"),
        ("version = 1", "version = 2", 3, "version must be 1"),
        ('file = "one.txt"', 'file = "one.txt', 6, ""),
        ("[manifest]", "[manifesto]", 2, "not a part of a manifest"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, was: str, becomes: str, line: int, words: str) -> None:
    assert was in GOOD
    folder = folder_with(tmp_path, GOOD.replace(was, becomes, 1))
    with pytest.raises(ManifestError) as caught:
        open_folder(folder)
    assert f"seeds.toml, line {line}:" in caught.value.message
    assert words in caught.value.message


def test_a_manifest_in_another_encoding_is_refused_with_its_line(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, GOOD.replace("Example Post", "Écho").encode("latin-1"))
    with pytest.raises(ManifestError, match="line 9: not UTF-8"):
        open_folder(folder)


def test_without_a_manifest_names_tell_the_times_and_folders_the_articles(tmp_path: Path) -> None:
    (tmp_path / "fire").mkdir()
    for name in ("2026-02-03T15-00Z.txt", "20260203140000.txt", "notes.txt"):
        (tmp_path / "fire" / name).write_text("x", encoding="utf-8")
    found = open_folder(tmp_path, source="Post")
    listed = found.listed
    assert [reason for reason in found.passed_over if "notes.txt tells no time with a zone" in reason]
    assert [one.path.name for one in listed] == ["20260203140000.txt", "2026-02-03T15-00Z.txt"]
    assert {one.description.article for one in listed} == {"fire"}
    assert {one.description.source for one in listed} == {"Post"}


def test_a_folder_without_anything_to_take_says_what_would_be_taken(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="neither a manifest nor files named by time"):
        open_folder(tmp_path)
    with pytest.raises(InputError, match="no such folder"):
        open_folder(tmp_path / "none")
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(InputError, match="is a file"):
        open_folder(tmp_path / "file")


def test_what_is_passed_over_in_a_folder_is_named_with_the_reason(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("secret", encoding="utf-8")
    folder = tmp_path / "captures"
    (folder / "fire" / "deep").mkdir(parents=True)
    name = "2026-02-03T15-00Z.txt"
    (folder / "fire" / name).write_text("x", encoding="utf-8")
    (folder / "fire" / "deep" / name).write_text("x", encoding="utf-8")
    (folder / "fire" / "2026-02-03T15-00.txt").write_text("no zone", encoding="utf-8")
    (folder / "fire" / "2026-02-04T15-00Z.txt").symlink_to(outside)
    (folder / "elsewhere").symlink_to(tmp_path)
    (folder / "loop").symlink_to(folder / "loop")
    found = open_folder(folder)
    assert [one.path.name for one in found.listed] == [name]
    reasons = "\n".join(found.passed_over)
    for words in (
        "2026-02-03T15-00.txt tells no time",
        "lies too deep",
        "2026-02-04T15-00Z.txt is a link that leads out",
    ):
        assert words in reasons
    assert "elsewhere is a link that leads out" in reasons
    assert "loop is a link that leads out" in reasons


def test_a_manifest_that_names_a_link_to_itself_is_refused_with_its_line(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, GOOD.replace("sub/two.txt", "loop"))
    (folder / "loop").symlink_to(folder / "loop")
    with pytest.raises(ManifestError, match="line 12"):
        open_folder(folder)
