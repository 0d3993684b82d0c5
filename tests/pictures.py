"""The pictures in the README and the looks of every kind of page, taken by a real Chromium.

python -m tests pictures [FOLDER]      reports/example/pair-page.png, and all others into FOLDER
"""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, ViewportSize, sync_playwright

ROOT: Final = Path(__file__).resolve().parent.parent
EXAMPLE: Final = ROOT / "reports" / "example"
CHROMIUMS: Final = ("chromium", "chromium-browser", "google-chrome")
DESKTOP: Final = ViewportSize(width=1280, height=900)
README: Final = ViewportSize(width=1280, height=1600)
PHONE: Final = ViewportSize(width=390, height=844)
SHOWN: Final = "Iraqi commanders"
"""Words of the headline of the pair that the README shows."""


def chromium() -> str | None:
    """The path of a Chromium on this machine, None where there is none (Debian: apt install chromium)."""
    return next((path for name in CHROMIUMS if (path := shutil.which(name))), None)


@contextmanager
def browser() -> Iterator[Browser]:
    """A headless Chromium of this machine; playwright downloads nothing."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield opened
        opened.close()


def take(opened: Browser, page: Path, target: Path, *, viewport: ViewportSize, dark: bool, whole: bool = True) -> None:
    """One picture of one page."""
    context = opened.new_context(viewport=viewport, color_scheme="dark" if dark else "light")
    shown = context.new_page()
    shown.goto(page.as_uri())
    shown.screenshot(path=str(target), full_page=whole)
    context.close()


def shown_pair(site: Path) -> Path:
    """The pair page that the README shows."""
    return next(page for page in sorted(site.glob("a/*/*..*/index.html")) if SHOWN in page.read_text(encoding="utf-8"))


def take_all(site: Path, folder: Path) -> None:
    """Every kind of page: desktop and phone, light and dark."""
    pair = shown_pair(site)
    kinds = {"index": site / "index.html", "history": pair.parent.parent / "index.html", "pair": pair}
    folder.mkdir(parents=True, exist_ok=True)
    with browser() as opened:
        for kind, page in kinds.items():
            for size, viewport in (("desktop", DESKTOP), ("phone", PHONE)):
                for dark in (False, True):
                    name = f"{kind}-{size}-{'dark' if dark else 'light'}.png"
                    take(opened, page, folder / name, viewport=viewport, dark=dark)


def main(arguments: list[str]) -> int:
    """The exit code."""
    if chromium() is None:
        print("there is no Chromium here: apt install chromium")
        return 1
    with browser() as opened:
        take(opened, shown_pair(EXAMPLE), EXAMPLE / "pair-page.png", viewport=README, dark=False, whole=False)
    if arguments:
        take_all(EXAMPLE, Path(arguments[0]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
