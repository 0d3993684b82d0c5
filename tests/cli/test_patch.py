"""`diff --patch` and `show --text`: what one prints, diff-match-patch applies to what the other prints."""

import json
from pathlib import Path

import pytest
from diff_match_patch import diff_match_patch

from tests.cli.conftest import Run

URL = "https://post.example/fire"

TEXTS = {
    "ordinary": (
        "Fire in the harbour\n\nThe fire killed three people. It began at night.\n\nPolice gave no cause.\n",
        "Fire in the old harbour\n\nPolice gave no cause.\n\nThe fire killed five people. It began late.\n",
    ),
    "per cent": ("Prices\n\nUp 5% or 5%25, +3 %.\n", "Prices\n\nUp 6% or 6%25, +3 %%.\n"),
    "astral": ("Crew\n\nThe crew 👩‍🚀 is 𝓌𝑒𝓁𝓁.\n", "Crew\n\nThe crew 👨‍🚀 was 𝓌𝑒𝓁𝓁, 🇬🇧 said.\n"),
    "right to left": ("جسر\n\nافتتح الجسر يوم \u200fالاثنين.\n", "جسر\n\nافتتح الجسر يوم \u200fالثلاثاء.\n"),
    "no blanks": ("事故\n\n事故造成三人受伤。港口关闭。\n", "事故\n\n港口关闭。事故造成五人受伤。\n"),
    "CRLF": ("Port\r\n\r\nThe port is closed.\r\nWe wait.\r\n", "Port\r\n\r\nThe port is open.\r\nWe wait.\r\n"),
    "controls": ("Port\n\nA \x1b[31mred\x07 port\x7f.\n", "Port\n\nA \x1b[32mred\x07 port\x7f, \x01 too.\n"),
    "a patch": ("Port\n\n@@ -1,2 +1,2 @@\n-a\n", "Port\n\n@@ -1,2 +1,2 @@\n+a%0A\n"),
    "nothing left": ("Port\n\nThe port is closed.\n", "Harbour\n\nAll is new here, nothing stayed.\n"),
}


@pytest.mark.parametrize("texts", TEXTS.values(), ids=TEXTS)
def test_the_patch_turns_the_text_of_one_version_into_that_of_the_next(
    run: Run, tmp_path: Path, texts: tuple[str, str]
) -> None:
    for name, text, hour in zip(("one.txt", "two.txt"), texts, (10, 12), strict=True):
        (tmp_path / name).write_bytes(text.encode())
        assert run("add", name, "--url", URL, "--at", f"2026-02-03T{hour}:00Z").code == 0
    old, new = (run("show", URL, number, "--text").out for number in "12")
    assert old != new
    for patch in (run("diff", URL, "--patch").out, run("diff", "one.txt", "two.txt", "--patch").out):
        assert patch.isascii()
        engine = diff_match_patch()
        patched, fitted = engine.patch_apply(engine.patch_fromText(patch), old)
        assert (patched, all(fitted)) == (new, True)


def test_the_text_is_what_the_json_of_a_version_holds(run: Run, tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text("# Fire\n\nIt began *at night*.\n\n- One.\n- Two.\n", encoding="utf-8")
    assert run("add", "one.md", "--url", URL).code == 0
    shown = json.loads(run("show", URL, "--json").out)
    texts = [shown["version"]["headline"], *(block["text"] for block in shown["blocks"])]
    assert run("show", URL, "--text").out == "\n\n".join(texts) + "\n"


def test_two_forms_of_output_exclude_each_other(run: Run) -> None:
    for command, first, second in (
        ("diff", "--json", "--patch"),
        ("diff", "--stat", "--patch"),
        ("diff", "--json", "--stat"),
        ("show", "--raw", "--text"),
        ("show", "--text", "--json"),
    ):
        done = run(command, URL, second, first)
        assert done.code == 2
        assert f"{first} and {second} exclude each other" in done.err


def test_a_patch_of_what_did_not_change_is_empty(run: Run, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(TEXTS["ordinary"][0], encoding="utf-8")
    assert run("diff", "one.txt", "one.txt", "--patch").out == ""
    assert run("diff", "one.txt", "one.txt", "--patch", "--exit-code").code == 0
