"""The stylesheet: small, self-contained, legible in both themes, and told apart without seeing red from green."""

import re
from pathlib import Path

import pytest

from revtrack.report.charts.river import SHADES
from revtrack.report.environment import style

SOURCE = (Path(__file__).resolve().parents[2] / "revtrack/report/static/style.css").read_text(encoding="utf-8")

PAGE_SHARE = 19_000
"""Bytes of each page that the stylesheet and the script may take together."""

SCRIPT_LINES = 60
"""Lines of the script at most: it is comfort, nothing else."""

TEXT, LINE = 4.5, 3.0
"""Least contrast of text and of what is not text (WCAG 2.2, 1.4.3 and 1.4.11)."""

TOLD_APART = 25
"""Least colour distance (ΔE76) of added and removed, however colours are seen. Our choice."""

CONTRASTS = [
    *[("text", "page", TEXT), ("muted", "page", TEXT), ("link", "page", TEXT), ("text", "soft", TEXT)],
    *[("muted", "soft", TEXT), ("link", "soft", TEXT), ("fact-fill", "page", TEXT), ("fact-fill", "soft", TEXT)],
    *[("ins", "ins-fill", TEXT), ("ins-line", "ins-fill", LINE), ("ins-line", "page", LINE)],
    *[("del", "del-fill", TEXT), ("del-line", "del-fill", LINE), ("del-bar", "page", LINE)],
    *[("mov", "mov-fill", TEXT), ("mov-bar", "mov-fill", LINE), ("mov-bar", "page", LINE)],
    *[("fact", "fact-fill", TEXT), ("minor", "minor-fill", TEXT)],
]

VISION = {
    "all colours": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
"""On linear RGB; Machado, Oliveira and Fernandes 2009, severity 1.0."""


def themes() -> dict[str, dict[str, str]]:
    """The colours of the light and of the dark theme, by token."""
    light, dark = (dict(re.findall(r"--([a-z-]+): (#\w+);", part)) for part in SOURCE.split("@media", 2)[:2])
    return {"light": light, "dark": dark}


def linear(colour: str) -> tuple[float, ...]:
    """Red, green and blue in [0, 1], proportional to light."""
    digits = colour[1:] if len(colour) == len("#rrggbb") else "".join(digit * 2 for digit in colour[1:])
    parts = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return tuple(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2."""
    lighter, darker = sorted(
        (sum(map(float.__mul__, (0.2126, 0.7152, 0.0722), linear(colour))) for colour in (one, other)), reverse=True
    )
    return (lighter + 0.05) / (darker + 0.05)


def lab(colour: str, vision: str) -> tuple[float, float, float]:
    """CIE L*a*b* of a colour as somebody with that vision sees it (D65)."""
    seen = [min(1.0, max(0.0, sum(map(float.__mul__, map(float, row), linear(colour))))) for row in VISION[vision]]
    rows = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    white = (0.9505, 1.0, 1.089)
    x, y, z = (
        (ratio ** (1 / 3) if ratio > 0.008856 else 7.787 * ratio + 16 / 116)
        for ratio in (sum(map(float.__mul__, row, seen)) / full for row, full in zip(rows, white, strict=True))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back", "least"), CONTRASTS)
def test_what_must_be_read_is_legible_in_both_themes(theme: str, front: str, back: str, least: float) -> None:
    colours = themes()[theme]
    assert contrast(colours[front], colours[back]) >= least


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("vision", VISION)
def test_added_and_removed_are_told_apart_however_colours_are_seen(theme: str, vision: str) -> None:
    added, removed = (lab(themes()[theme][token], vision) for token in ("ins-fill", "del-fill"))
    distance = sum((one - other) ** 2 for one, other in zip(added, removed, strict=True)) ** 0.5
    assert distance >= TOLD_APART


def test_the_two_themes_have_the_same_colours_by_name() -> None:
    assert themes()["light"].keys() == themes()["dark"].keys()


def test_the_stylesheet_is_small_loads_nothing_and_cannot_end_early() -> None:
    text = style().text
    assert len((text + style().script).encode()) <= PAGE_SHARE
    assert not re.search(r"url\(|@import|@font-face|</|/\*", text)


def test_the_script_is_small_loads_nothing_writes_no_markup_and_cannot_end_early() -> None:
    source = (Path(__file__).resolve().parents[2] / "revtrack/report/static/page.js").read_text(encoding="utf-8")
    assert source.count("\n") <= SCRIPT_LINES
    assert not re.search(r"fetch|XMLHttp|import|eval|Function\(|innerHTML|outerHTML|document\.write|https?:|</", source)


@pytest.mark.parametrize("part", [0, 1], ids=["light", "dark"])
def test_the_colours_of_age_go_from_the_oldest_to_the_youngest_in_order(part: int) -> None:
    theme = SOURCE.split("@media", 2)[part]
    found = sorted(re.findall(r"--s(\d+): (#\w{6});", theme), key=lambda one: int(one[0]))
    lightness = [lab(colour, "all colours")[0] for _, colour in found]
    middle = len(found) // 2
    assert len(found) == SHADES
    assert lightness[:middle] == sorted(lightness[:middle])
    assert lightness[middle:] == sorted(lightness[middle:], reverse=True)


def test_colours_stand_in_the_tokens_only() -> None:
    without_tokens = re.sub(r"--[\w-]+: [^;]+;", "", SOURCE)
    without_comments = re.sub(r"/\*.*?\*/", "", without_tokens, flags=re.DOTALL)
    assert re.findall(r"#[0-9a-f]{3,8}\b|\brgb|\bhsl", without_comments) == []


def test_no_rule_depends_on_the_side_of_the_page() -> None:
    physical = r"(?:margin|padding|border)-(?:left|right)|text-align: (?:left|right)|[{;]\s*(?:left|right):"
    assert re.findall(physical, SOURCE) == []


def test_printing_unfolds_what_is_folded() -> None:
    assert "details::details-content{content-visibility:visible;block-size:auto}" in style().text
