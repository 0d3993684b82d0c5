"""What a capture shows: the same pair on the terminal and on the page, from our own texts."""

from pathlib import Path

import pytest

from tests.eval.captures import NAMES, captured, main, terminal_page


@pytest.mark.parametrize(
    ("name", "signs"),
    [
        ("washpo", ("Headline  ", "+ ", "- ", "~ ")),
        ("live-blog", ("¶3→¶5  Moved", "One sentence became two", "{+6.20+}")),
        ("arabic-notice", ("¶5→¶2  Moved", "One sentence became two", "{+21+}")),
    ],
)
def test_a_pair_goes_the_way_of_a_users_files(name: str, signs: tuple[str, ...], tmp_path: Path) -> None:
    one = captured(name, tmp_path / "captures.db")
    assert all(sign in one.text for sign in signs)
    page = dict(one.pages)[one.pair_page]
    assert "What changed from version 1 to version 2" in page
    assert ("\x1b[" in one.painted, "\x1b[" in one.text) == (True, False)


def test_every_pair_has_a_test_above() -> None:
    assert set(NAMES) == {"washpo", "live-blog", "arabic-notice"}


def test_a_terminal_page_shows_the_text_in_its_colours_and_no_markup_of_it() -> None:
    page = terminal_page("a <b> \x1b[9;38;5;166mgone & away\x1b[0m c")
    assert "a &lt;b&gt; " in page
    assert '<span style="text-decoration: line-through; color: #d75f00">gone &amp; away</span> c' in page
    assert "\x1b" not in page


def test_without_a_chromium_the_texts_are_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "")
    assert main([str(tmp_path / "shown")]) == 0
    assert {path.name for path in (tmp_path / "shown").iterdir()} == {f"{name}.txt" for name in NAMES}
    assert "no pictures: apt install chromium" in capsys.readouterr().err


def test_without_a_folder_nothing_is_done(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "usage" in capsys.readouterr().err
