"""For those who do not see, or do not point: axe-core on every kind of page, and the tree that is read to them."""

from collections import Counter
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import Site

pytestmark = pytest.mark.slow

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
"""WCAG 2.2 AA as far as a program can see it, and axe's own advice besides."""

LANDMARKS = {"banner": 1, "main": 1, "contentinfo": 1, "navigation": 2}


def violations(page: Page) -> list[str]:
    """What axe objects to, with the first place of each."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{one['id']} ({len(one['nodes'])}): {one['nodes'][0]['html'][:160]}" for one in found]


LIGHT = ("history", "pair", "index", "source", "sources", "gone", "month", "single", "ar")
DARK = ("history", "pair", "index")


@pytest.mark.parametrize(("kind", "dark"), [*((kind, False) for kind in LIGHT), *((kind, True) for kind in DARK)])
def test_axe_objects_to_nothing(page: Page, made: Site, kind: str, dark: bool) -> None:
    page.emulate_media(color_scheme="dark" if dark else "light")
    page.set_viewport_size({"width": 390 if dark else 1280, "height": 900})
    page.goto(made.address(kind))
    page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
    assert violations(page) == []


def test_the_control_axe_sees_faint_text_and_a_picture_without_words(page: Page) -> None:
    page.set_content("<html lang=en><title>t</title><main><h1>t</h1><p style='color:#ccc'>faint</p><img src=x></main>")
    assert [one.partition(" ")[0] for one in violations(page)] == ["color-contrast", "image-alt"]


def heard(page: Page) -> list[dict[str, Any]]:
    """The accessibility tree without what is ignored."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    return [node for node in nodes if not node.get("ignored")]


@pytest.mark.parametrize("kind", ["pair", "step", "ar"])
def test_marks_landmarks_and_headings_are_there_for_those_who_listen(page: Page, made: Site, kind: str) -> None:
    page.goto(made.address(kind))
    nodes = heard(page)
    roles = Counter(node["role"]["value"] for node in nodes)
    assert roles["deletion"] > 0
    assert roles["insertion"] > 0
    assert {role: roles[role] for role in (*LANDMARKS, "region")} == {**LANDMARKS, "region": 0}
    headings = [node["name"]["value"] for node in nodes if node["role"]["value"] == "heading"]
    assert len(headings) == len(set(headings))
    changes = page.locator("[id]").evaluate_all("all => all.filter(one => /^c\\d+$/.test(one.id)).length")
    assert len([one for one in headings if one.startswith("Change ")]) == changes


def test_a_heading_says_what_changed_where(page: Page, made: Site) -> None:
    page.goto(made.address("pair"))
    headings = [node["name"]["value"] for node in heard(page) if node["role"]["value"] == "heading"]
    assert "Change 1 of 8: Number changed: three to five, paragraph 3" in headings
    assert "Change 5 of 8: One sentence became two, paragraph 5" in headings


def test_before_comes_before_after_in_reading_order(page: Page, made: Site) -> None:
    page.goto(made.address("pair"))
    order = [one.inner_text() for one in page.locator("#c1 .cell :is(small, p)").all() if one.is_visible()]
    assert order == [
        "Before:",
        "The fire killed three people and injured 14, officials said.",
        "After:",
        "The fire killed five people and injured 14, officials said.",
    ]


def test_every_bar_of_the_strip_says_what_it_shows(page: Page, made: Site) -> None:
    page.goto(made.address("history"))
    names = [node["name"]["value"] for node in heard(page) if node["role"]["value"] == "link"]
    assert "Version 7: 7 % of words changed, note added" in names
    assert "Version 9: 0 % of words changed, back to version 7, headline changed" in names
    assert "4 looks failed: timeout (2), not found (404), taken away (410)" in page.locator(".strip").inner_text()


def test_the_first_stop_of_the_keyboard_leads_to_the_first_change(page: Page, made: Site) -> None:
    page.goto(made.address("pair"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "Skip to the first change"
    page.keyboard.press("Enter")
    assert page.url.endswith("#c1")
