"""Where things stand: at every width, with wide text spacing, in both themes, and under the pages' own policy."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Site

pytestmark = pytest.mark.slow

WIDTHS = (320, 390, 768, 1440)

SPACING = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
"""What a reader may set without losing anything (WCAG 2.2, 1.4.12)."""


def scrolls(page: Page, width: int) -> bool:
    """Whether a page is wider than its window."""
    page.set_viewport_size({"width": width, "height": 800})
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def test_no_page_scrolls_sideways(page: Page, made: Site) -> None:
    wide = []
    for kind in made.pages:
        page.goto(made.address(kind))
        page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
        wide += [(kind, width) for width in WIDTHS if scrolls(page, width)]
    assert wide == []


def test_nothing_is_lost_where_the_reader_spaces_text_widely(browser: Browser, made: Site) -> None:
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    for kind in ("index", "history", "pair"):
        page.goto(made.address(kind))
        page.add_style_tag(content=SPACING)
        assert not scrolls(page, 320), kind
    context.close()


def test_the_control_a_page_with_one_long_line_does_scroll(page: Page) -> None:
    page.set_content("<p style='white-space: nowrap'>" + "long " * 200)
    assert scrolls(page, 320)


def test_the_sign_before_a_place_stays_with_its_name_on_a_phone(page: Page, made: Site) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(made.address("pair"))
    apart = "place.firstElementChild.getBoundingClientRect().top - place.getBoundingClientRect().top"
    assert max(page.evaluate(f"[...document.querySelectorAll('.crumbs li')].map(place => {apart})")) < 8


def test_what_was_edited_has_the_colours_of_both_sides_in_the_list_of_changes(page: Page, made: Site) -> None:
    page.goto(made.address("pair"))
    bar = "one => getComputedStyle(one).borderImageSource"
    assert "gradient" in page.locator(".told .edited:not(.moved)").first.evaluate(bar)
    assert page.locator(".told .deleted").first.evaluate(bar) == "none"


def test_old_and_new_are_level_on_a_desk_and_stacked_on_a_phone(page: Page, made: Site) -> None:
    page.goto(made.address("pair"))
    tops = "['.old', '.new'].map(side => document.querySelector('#c1 > ' + side).getBoundingClientRect().top)"
    page.set_viewport_size({"width": 1280, "height": 800})
    old, new = page.evaluate(tops)
    assert old == new
    page.set_viewport_size({"width": 390, "height": 800})
    old, new = page.evaluate(tops)
    assert old < new
    assert page.locator("#c1 .cell small").first.is_visible()


def test_the_bar_that_stays_in_view_covers_no_change(page: Page, made: Site) -> None:
    page.set_viewport_size({"width": 1280, "height": 500})
    page.goto(f"{made.address('pair')}#c3")
    bar = page.locator(".heads").bounding_box()
    change = page.locator("#c3").bounding_box()
    assert bar is not None
    assert change is not None
    assert bar["y"] == 0
    assert change["y"] >= bar["height"]


def test_a_split_and_a_merge_are_drawn_between_their_sides(page: Page, made: Site) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(made.address("step"))
    for change in ("#c1", "#c2"):
        old, fork, new = (page.locator(f"{change} > {part}").bounding_box() for part in (".old", ".fork", ".new"))
        assert old is not None
        assert fork is not None
        assert new is not None
        assert old["x"] + old["width"] <= fork["x"]
        assert fork["x"] + fork["width"] <= new["x"]
        assert fork["height"] >= 40


def test_bars_survive_colours_that_the_reader_forces(page: Page, made: Site) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(made.address("pair"))
    style = "selector => getComputedStyle(document.querySelector(selector))"
    assert page.evaluate(f"({style})('#c1 > .old').borderInlineStartStyle") == "solid"
    assert page.evaluate(f"({style})('#c4 > .old').borderInlineStartStyle") == "dotted"
    lines = [page.evaluate(f"({style})('#c1 {mark}').textDecorationStyle") for mark in ("del", "ins")]
    assert lines == ["dashed", "solid"]


def test_both_themes_apply_nobody_complains_and_nothing_is_asked_for_but_the_page(page: Page, made: Site) -> None:
    asked: list[str] = []
    troubles: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: troubles.append(message.text))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    for kind in made.pages:
        page.goto(made.address(kind))
        page.emulate_media(color_scheme="light")
        light = page.evaluate("getComputedStyle(document.body).backgroundColor")
        page.emulate_media(color_scheme="dark")
        dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert (light, dark) == ("rgb(255, 255, 255)", "rgb(21, 24, 28)")
    assert asked == [made.address(kind) for kind in made.pages]
    assert troubles == []
