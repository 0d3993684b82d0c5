"""Text from right to left and text without blanks: in order, isolated, and marked word by word."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Site
from tests.report.invented import in_script

pytestmark = pytest.mark.slow

LEFT_OF = "selector => [...document.querySelectorAll(selector)].map(one => one.getBoundingClientRect().left)"


@pytest.mark.parametrize("language", ["ar", "he"])
def test_from_old_to_new_reads_in_that_order_whatever_the_script(page: Page, made: Site, language: str) -> None:
    page.set_viewport_size({"width": 1440, "height": 800})
    page.goto(made.address(language))
    old, new = page.evaluate(LEFT_OF, "#c1 h3 bdi")
    assert old < new
    page.goto(made.address(f"{language} history"))
    for chip in page.locator(".chips li:has(bdi + bdi)").all():
        old, new = chip.evaluate(
            "chip => [...chip.querySelectorAll('bdi')].map(one => one.getBoundingClientRect().left)"
        )
        assert old < new


@pytest.mark.parametrize("language", ["ar", "he", "ja", "zh", "th"])
def test_text_keeps_its_own_direction_and_language(page: Page, made: Site, language: str) -> None:
    page.goto(made.address(language))
    directions = page.evaluate(
        "[...document.querySelectorAll('.rows p[id]')].map(one => getComputedStyle(one).direction)"
    )
    assert set(directions) == {"rtl" if language in {"ar", "he"} else "ltr"}
    assert set(page.evaluate("[...document.querySelectorAll('.rows p[id]')].map(one => one.lang)")) == {language}
    assert page.evaluate("getComputedStyle(document.body).direction") == "ltr"


@pytest.mark.parametrize(("language", "side"), [("ar", "right"), ("he", "right"), ("ja", "left"), ("th", "left")])
@pytest.mark.parametrize("width", [1440, 390])
def test_the_bar_of_a_change_stands_where_its_text_begins(
    page: Page, made: Site, language: str, side: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(made.address(language))
    bars = "cell => [getComputedStyle(cell).borderLeftWidth, getComputedStyle(cell).borderRightWidth]"
    for cell in ("old", "new"):
        left, right = page.locator(f"#c1 > .{cell}").evaluate(bars)
        assert (left, right) == (("0px", "3px") if side == "right" else ("3px", "0px"))


def test_the_control_without_isolation_the_order_is_turned_around(page: Page) -> None:
    page.set_content("<p>Changed: <span>ثلاثة</span> → <span>خمسة</span></p>")
    old, new = page.evaluate(LEFT_OF, "span")
    assert old > new


@pytest.mark.parametrize("language", ["ar", "he", "ja", "zh", "th"])
def test_words_are_marked_not_whole_sentences(page: Page, made: Site, language: str) -> None:
    page.goto(made.address(language))
    for side in ("old", "new"):
        whole = page.locator(f"#c1 > .{side} p").inner_text()
        marks = page.locator(f"#c1 > .{side} :is(del, ins)").all_inner_texts()
        assert 0 < sum(map(len, marks)) < len(whole) / 3
    change = in_script(language).transitions[0].comparison.changes[0]
    assert change.old is not None
    assert page.locator("#c1 > .old p").inner_text() == change.old.text


@pytest.mark.parametrize("language", ["ja", "zh", "th"])
@pytest.mark.parametrize("media", ["screen", "print"])
def test_no_line_goes_through_ideographs_and_letters_like_them(
    page: Page, made: Site, language: str, media: str
) -> None:
    page.goto(made.address(language))
    page.get_by_label("Inline").check()
    page.emulate_media(media="print" if media == "print" else "screen")
    lines = page.evaluate(
        "[...document.querySelectorAll('.both del')].map(one => getComputedStyle(one).textDecorationLine)"
    )
    assert lines
    assert set(lines) == {"underline"}
