"""The one small script: keys, and what it says to those who do not see."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Site

pytestmark = pytest.mark.slow


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.innerText"))


def test_keys_go_through_the_changes_and_say_where_they_are(page: Page, made: Site) -> None:
    page.goto(made.address("pair"))
    page.keyboard.press("n")
    assert focused(page) == "Headline changed"
    page.keyboard.press("j")
    assert focused(page).startswith("Change 1 of 8: Number changed: three to five")
    assert page.locator("#said").inner_text() == "2 of 9"
    page.keyboard.press("p")
    assert focused(page) == "Headline changed"


def test_keys_switch_views_fold_minor_edits_and_lead_to_the_next_versions(page: Page, made: Site) -> None:
    page.goto(made.address("step"))
    page.keyboard.press("s")
    assert page.get_by_label("Inline").is_checked()
    page.keyboard.press("s")
    assert page.get_by_label("Side by side").is_checked()
    page.keyboard.press("u")
    assert page.locator("#n1").is_visible()
    page.keyboard.press("]")
    page.wait_for_url("**/5..6/index.html")


def test_keys_can_be_switched_off(page: Page, made: Site) -> None:
    page.goto(made.address("pair"))
    page.keyboard.press("?")
    page.get_by_label("Keys on").uncheck()
    page.keyboard.press("n")
    assert page.locator("#said").inner_text() == ""


def test_times_tell_the_readers_own_time_when_pointed_at(page: Page, made: Site) -> None:
    page.goto(made.address("history"))
    assert page.locator("time").first.get_attribute("title")


def test_who_selects_one_side_copies_that_side_alone(page: Page, made: Site) -> None:
    page.set_viewport_size({"width": 1280, "height": 2600})
    page.goto(made.address("pair"))
    first, last = page.locator("#c1 > .old p").bounding_box(), page.locator("#c2 > .old p").bounding_box()
    assert first is not None
    assert last is not None
    page.mouse.move(first["x"] + 1, first["y"] + 5)
    page.mouse.down()
    page.mouse.move(last["x"] + last["width"] - 5, last["y"] + last["height"] - 5)
    page.mouse.up()
    selected = str(page.evaluate("getSelection().toString()"))
    assert "The fire killed three people" in selected
    assert "Police said" in selected
    assert "five" not in selected


def test_a_button_takes_the_citation(page: Page, made: Site) -> None:
    page.goto(made.address("pair"))
    page.get_by_role("button", name="Copy the citation").click()
    assert "compared by revtrack 0.1.0" in str(page.evaluate("getSelection().toString()"))
    assert page.locator("#said").inner_text().startswith("Citation ")


def test_a_link_to_a_folded_version_opens_its_fold(page: Page, made: Site) -> None:
    page.goto(made.address("history"))
    version = page.locator("#v11")
    assert not version.is_visible()
    page.evaluate("history.replaceState(null, '', '#v11'), dispatchEvent(new Event('hashchange'))")  # as old browsers
    version.wait_for(state="visible")
    page.wait_for_function("document.querySelector('#v11').getBoundingClientRect().top < innerHeight")
    page.goto("about:blank")
    page.goto(f"{made.address('history')}#v11")
    assert version.is_visible()
