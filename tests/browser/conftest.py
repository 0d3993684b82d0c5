"""Pages in a real browser: Debian's Chromium, driven by playwright, which downloads nothing.

Pages are opened from files, as readers may. One site holds every kind of page and every state of an article.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from revtrack import compare
from revtrack.report.site import single_page, site, source_slug
from tests.report.invented import OPTIONS, busy, everything, in_script


@dataclass(frozen=True)
class Site:
    """A site on disk, and where its kinds of pages are."""

    root: Path
    pages: dict[str, str]

    def address(self, kind: str) -> str:
        """Where a kind of page is opened from."""
        return (self.root / self.pages[kind]).as_uri()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of a process."""
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("no Chromium: apt-get install chromium")
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
        started = playwright.chromium.launch(executable_path=program, args=arguments)
        yield started
        started.close()


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site of all invented histories."""
    root = tmp_path_factory.mktemp("site")
    for page in site(everything(), OPTIONS, compare):
        path = root / page.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page.text, encoding="utf-8")
    eventful = busy()
    (root / "single.html").write_text(single_page(eventful, OPTIONS), encoding="utf-8")
    (root / "single-pair.html").write_text(single_page(eventful, OPTIONS, eventful.transitions[1]), encoding="utf-8")
    article = f"a/{eventful.article.id}/"
    pages = {
        "index": "index.html",
        "by words": "most-words.html",
        "source": f"source/{source_slug('The Example Post')}/index.html",
        "sources": "source/index.html",
        "gone": "gone/index.html",
        "months": "all/index.html",
        "month": "all/2026-03/index.html",
        "history": f"{article}index.html",
        "pair": f"{article}1..7/index.html",
        "step": f"{article}4..5/index.html",
        "return": f"{article}8..9/index.html",
        "single": "single.html",
        "single pair": "single-pair.html",
    }
    for language in ("ar", "he", "ja", "zh", "th"):
        pages[language] = f"a/{in_script(language).article.id}/1..2/index.html"
        pages[f"{language} history"] = f"a/{in_script(language).article.id}/index.html"
    return Site(root, pages)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty page."""
    opened = browser.new_page()
    yield opened
    opened.close()


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """An empty page of a reader whose browser runs no scripts."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()
