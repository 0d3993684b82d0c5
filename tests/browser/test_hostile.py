"""Articles that try to run something, in a browser that would run it."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from revtrack.report.site import site
from tests.report.test_payloads import beset
from tests.report.test_site import OPTIONS, PAYLOADS

pytestmark = pytest.mark.slow

FOREIGN = (
    "document.querySelectorAll('img, iframe, object, form, [onload], [onerror]').length + document.scripts.length - 1"
)


def test_hostile_articles_run_nothing_and_ask_for_nothing(page: Page, tmp_path: Path) -> None:
    asked: list[str] = []
    troubles: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: troubles.append(dialog.message))
    page.on("console", lambda message: troubles.append(message.text))
    opened: list[str] = []
    for number, made in enumerate(site(beset("\n".join(PAYLOADS)), OPTIONS)):
        if made.path.endswith(".html"):
            path = tmp_path / f"{number}.html"
            path.write_text(made.text, encoding="utf-8")
            opened.append(path.as_uri())
            page.goto(opened[-1])
            assert page.evaluate(FOREIGN) == 0
    assert len(opened) > 10
    assert asked == opened
    assert troubles == []


def test_the_control_a_page_that_lets_one_out_is_seen(page: Page, tmp_path: Path) -> None:
    path = tmp_path / "open.html"
    path.write_text("<p>let out: <img src=x onerror=1><script></script><script></script>", encoding="utf-8")
    page.goto(path.as_uri())
    assert page.evaluate(FOREIGN) == 2
