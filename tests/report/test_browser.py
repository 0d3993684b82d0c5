"""Pages in a real browser: what only a layout engine and an accessibility tree can tell.

Debian's Chromium, driven by playwright, which downloads nothing. Pages are opened from files, as readers may.
"""

import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from revtrack.report.site import site
from tests.report.handmade import added, comparison, fire, history, kept
from tests.report.test_site import HISTORY, OPTIONS, PAIR, PAYLOADS, hostile

pytestmark = pytest.mark.slow

LANDMARKS = {"banner": 1, "main": 1, "contentinfo": 1, "navigation": 2}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests here."""
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("no Chromium: apt-get install chromium")
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
        started = playwright.chromium.launch(executable_path=program, args=arguments)
        yield started
        started.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site on disk whose article has a change of every kind, one long word, and a fold."""
    root = tmp_path_factory.mktemp("site")
    folded = comparison(*[kept(at, f"Sentence {at}.") for at in range(1, 6)], added(6, "x" * 300))
    for page in site([history(fire(), folded)], OPTIONS):
        path = root / page.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page.text, encoding="utf-8")
    return root


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty page."""
    opened = browser.new_page()
    yield opened
    opened.close()


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
@pytest.mark.parametrize("path", ["index.html", HISTORY, PAIR, "a/7k2mqa4xyz/2..3/index.html"])
def test_no_page_scrolls_sideways(page: Page, folder: Path, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto((folder / path).as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_old_and_new_are_level_on_a_desk_and_stacked_on_a_phone(page: Page, folder: Path) -> None:
    page.goto((folder / PAIR).as_uri())
    tops = "['.old', '.new'].map(side => document.querySelector('#c1 ' + side).getBoundingClientRect().top)"
    page.set_viewport_size({"width": 1280, "height": 800})
    old, new = page.evaluate(tops)
    assert old == new
    page.set_viewport_size({"width": 390, "height": 800})
    old, new = page.evaluate(tops)
    assert old < new
    assert page.locator("#c1 .cell small").first.is_visible()


def test_a_link_to_a_folded_sentence_unfolds_it(page: Page, folder: Path) -> None:
    page.goto((folder / "a/7k2mqa4xyz/2..3/index.html").as_uri())
    assert not page.locator("#n0").is_visible()
    page.goto((folder / "a/7k2mqa4xyz/2..3/index.html").as_uri() + "#n0")
    page.locator("#n0").wait_for(state="visible")


def test_the_bar_that_stays_in_view_covers_no_change(page: Page, folder: Path) -> None:
    page.set_viewport_size({"width": 1280, "height": 500})
    page.goto((folder / PAIR).as_uri() + "#c3")
    bar = page.locator(".heads").bounding_box()
    change = page.locator("#c3").bounding_box()
    assert bar is not None
    assert change is not None
    assert bar["y"] == 0
    assert change["y"] >= bar["height"]


def test_print_shows_what_is_folded_on_screen(page: Page, folder: Path) -> None:
    page.goto((folder / "a/7k2mqa4xyz/2..3/index.html").as_uri())
    page.emulate_media(media="print")
    assert page.locator("#n0").is_visible()
    assert not page.locator(".pager").is_visible()


def test_screen_readers_meet_marks_headings_and_few_landmarks(page: Page, folder: Path) -> None:
    page.goto((folder / PAIR).as_uri())
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    heard = [node for node in nodes if not node.get("ignored")]
    roles = Counter(node["role"]["value"] for node in heard)
    assert roles["deletion"] > 0
    assert roles["insertion"] > 0
    assert {role: roles[role] for role in (*LANDMARKS, "region")} == {**LANDMARKS, "region": 0}
    headings = [node["name"]["value"] for node in heard if node["role"]["value"] == "heading"]
    assert "Change 1 of 8: Number changed: three to five, paragraph 3" in headings
    assert len(headings) == len(set(headings))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_both_themes_apply_under_the_pages_own_policy(page: Page, folder: Path, scheme: str) -> None:
    troubles: list[str] = []
    page.on("console", lambda message: troubles.append(message.text))
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto((folder / PAIR).as_uri())
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert background == {"light": "rgb(255, 255, 255)", "dark": "rgb(21, 24, 28)"}[scheme]
    assert troubles == []


def test_hostile_articles_run_nothing_and_ask_for_nothing(page: Page, tmp_path: Path) -> None:
    asked: list[str] = []
    troubles: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: troubles.append(dialog.message))
    page.on("console", lambda message: troubles.append(message.text))
    opened: list[str] = []
    for number, payload in enumerate(PAYLOADS):
        for made in site([hostile(payload)], OPTIONS):
            if made.path.endswith(".html"):
                path = tmp_path / f"{number}-{len(opened)}.html"
                path.write_text(made.text, encoding="utf-8")
                opened.append(path.as_uri())
                page.goto(opened[-1])
                assert page.evaluate("document.querySelectorAll('script, img, iframe, object, [onload]').length") == 0
    assert asked == opened
    assert troubles == []
