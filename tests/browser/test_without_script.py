"""A browser that runs no script: every view, fold, filter and link works all the same."""

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.conftest import Site
from tests.report.invented import busy

pytestmark = pytest.mark.slow


def shown(found: Locator) -> list[str]:
    """The texts of those that are visible."""
    return [one.inner_text() for one in found.all() if one.is_visible()]


def test_the_control_scripts_are_off(plain: Page) -> None:
    plain.set_content("<p id=a>off</p><script>document.getElementById('a').textContent = 'on'</script>")
    assert plain.locator("#a").inner_text() == "off"


def test_inline_shows_what_went_and_what_came_in_one_line(plain: Page, made: Site) -> None:
    plain.goto(made.address("pair"))
    assert shown(plain.locator("#c1 .cell p")) == [
        "The fire killed three people and injured 14, officials said.",
        "The fire killed five people and injured 14, officials said.",
    ]
    plain.get_by_label("Inline").check()
    assert shown(plain.locator("#c1 .cell p")) == ["The fire killed threefive people and injured 14, officials said."]
    assert plain.evaluate("getComputedStyle(document.querySelector('#c2 del')).textDecorationLine") == "underline"


@pytest.mark.parametrize(("view", "side"), [("Before", "old"), ("After", "new")])
def test_before_and_after_are_the_whole_text_of_that_side_and_none_of_the_other(
    plain: Page, made: Site, view: str, side: str
) -> None:
    plain.goto(made.address("pair"))
    plain.get_by_label(view, exact=True).check()
    for fold in plain.locator(".rows details > summary").all():
        if fold.is_visible():
            fold.click()
    history = busy()
    numbers = {"old": 1, "new": 7}
    step = next(one for one in history.transitions if getattr(one, side).number == numbers[side])
    text = getattr(step.comparison, side)
    read = shown(plain.locator(".rows p[dir]"))
    assert " ".join(read[1:]) == " ".join(sentence.text for sentence in text.sentences)


def test_minor_edits_are_counted_folded_and_one_click_away(plain: Page, made: Site) -> None:
    plain.goto(made.address("pair"))
    row = plain.locator(".row.minor")
    assert row.locator("h3").inner_text() == "Change 7 of 8: Spelling changed: recieved to received, paragraph 6"
    assert not row.locator(".new p").is_visible()
    row.locator("summary").click()
    assert row.locator(".new p").inner_text() == "The mayor received the families."
    plain.get_by_label("Hide minor edits (1)").check()
    assert not row.is_visible()


def test_marks_can_be_spelt_out(plain: Page, made: Site) -> None:
    plain.goto(made.address("pair"))
    sign = "getComputedStyle(document.querySelector('#c1 del'), '::before').content"
    assert plain.evaluate(sign) == "none"
    plain.get_by_label("Spell out marks").check()
    assert plain.evaluate(sign) == '"[removed:\u00a0"'


def test_versions_are_chosen_by_what_changed(plain: Page, made: Site) -> None:
    plain.goto(made.address("history"))
    heads = plain.locator(".versions > .version > h3")
    assert "Version 4" in shown(heads)
    plain.get_by_label("Note to readers (1)").check()
    assert shown(heads) == ["Version 7"]
    plain.get_by_label("anything").check()
    plain.get_by_label("Hide minor edits (1)").check()
    assert "Version 4" not in shown(heads)


def test_each_choice_shows_as_many_versions_as_it_says(plain: Page, made: Site) -> None:
    plain.goto(made.address("history"))
    plain.locator(".turns summary").first.click()
    for choice in plain.locator("input[name=kind]").all()[1:]:
        choice.check()
        count = int(choice.evaluate("box => box.parentElement.innerText.match(/\\((\\d+)\\)/)[1]"))
        assert len(shown(plain.locator(".version > h3"))) == count


@pytest.mark.parametrize("side", ["o", "n"])
def test_a_link_to_a_folded_sentence_unfolds_it(plain: Page, made: Site, side: str) -> None:
    plain.set_viewport_size({"width": 1280, "height": 800})
    plain.goto(made.address("step"))
    assert not plain.locator(f"#{side}1").is_visible()
    plain.goto(f"{made.address('step')}#{side}1")
    plain.locator(f"#{side}1").wait_for(state="visible")


def test_both_ends_of_a_move_lead_to_the_other(plain: Page, made: Site) -> None:
    plain.goto(made.address("pair"))
    plain.locator(".pointer a").click()
    assert plain.url.endswith("#c4")
    plain.locator("#c4 .move a").click()
    assert plain.url.endswith("#c4-from")


def test_runs_of_returns_are_one_row(plain: Page, made: Site) -> None:
    plain.goto(made.address("history"))
    turns = plain.locator(".turns > details > summary")
    assert shown(turns) == ["Versions 9–11 also served: the texts of versions 7 and 8 took turns"]
    turns.click()
    assert shown(plain.locator(".turns .version > h3")) == ["Version 11", "Version 10", "Version 9"]


def test_the_index_is_narrowed_to_what_changed_and_says_to_how_many(plain: Page, made: Site) -> None:
    plain.goto(made.address("index"))
    for choice in plain.locator("input[name=kind]").all()[1:]:
        choice.check()
        count = int(choice.evaluate("box => box.parentElement.innerText.match(/\\((\\d+)\\)/)[1]"))
        assert len(shown(plain.locator(".articles > li > h3"))) == count > 0
