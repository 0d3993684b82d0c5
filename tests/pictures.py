"""The pictures in the README and the looks of every kind of page, taken by a real Chromium.

python -m tests pictures [FOLDER]      the README's two into reports/example/, and all others into FOLDER
"""

import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, ViewportSize, sync_playwright

from revtrack import compare
from revtrack.report.site import single_page, site, source_slug
from tests.report.invented import OPTIONS, SCRIPTS, busy, everything, gone, in_script

ROOT: Final = Path(__file__).resolve().parent.parent
EXAMPLE: Final = ROOT / "reports" / "example"
CHROMIUMS: Final = ("chromium", "chromium-browser", "google-chrome")
DESKTOP: Final = ViewportSize(width=1440, height=900)
README: Final = ViewportSize(width=1280, height=1600)
PHONE: Final = ViewportSize(width=390, height=844)
SHOWN: Final = "Iraqi commanders"
"""Words of the headline of the pair that the README shows."""
EVENTFUL: Final = "Port Averil"
"""Words of the headline of the history that the README shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a page is looked at."""

    name: str
    viewport: ViewportSize
    dark: bool = False
    paper: bool = False
    clicks: tuple[str, ...] = ()
    """Selectors of what is clicked first."""


LOOKS: Final = (
    Look(name="desktop-light", viewport=DESKTOP),
    Look(name="desktop-dark", viewport=DESKTOP, dark=True),
    Look(name="phone-light", viewport=PHONE),
    Look(name="phone-dark", viewport=PHONE, dark=True),
    Look(name="print", viewport=DESKTOP, paper=True),
)
INLINE: Final = Look(name="inline", viewport=DESKTOP, clicks=("#v-inline",))
UNFOLDED: Final = Look(
    name="unfolded", viewport=DESKTOP, clicks=("#river + details > summary", "#blame + details > summary")
)


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
    """One picture of one page on a screen."""
    take_as(opened, page, target, Look(name="screen", viewport=viewport, dark=dark), whole=whole)


def take_as(opened: Browser, page: Path, target: Path, look: Look, *, whole: bool = True) -> None:
    """One picture of one page, looked at in some way."""
    context = opened.new_context(viewport=look.viewport, color_scheme="dark" if look.dark else "light")
    shown = context.new_page()
    shown.goto(page.as_uri())
    shown.emulate_media(media="print" if look.paper else "screen")
    for selector in look.clicks:
        shown.locator(selector).first.click()
    shown.screenshot(path=str(target), full_page=whole)
    context.close()


def shown_pair(folder: Path) -> Path:
    """The pair page that the README shows."""
    return _first(folder.glob("a/*/*..*/index.html"), SHOWN)


def shown_history(folder: Path) -> Path:
    """The history page that the README shows."""
    return _first(folder.glob("a/*/index.html"), EVENTFUL)


def _first(pages: Iterator[Path], words: str) -> Path:
    return next(page for page in sorted(pages) if words in page.read_text(encoding="utf-8"))


def build_invented(folder: Path) -> dict[str, Path]:
    """A site of invented articles, to which everything happened that can; its kinds of pages by name."""
    for page in site(everything(), OPTIONS, compare):
        path = folder / page.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page.text, encoding="utf-8")
    (folder / "single.html").write_text(single_page(busy(), OPTIONS), encoding="utf-8")
    article = f"a/{busy().article.id}"
    kinds = {
        "index": "index.html",
        "source": f"source/{source_slug('The Example Post')}/index.html",
        "sources": "source/index.html",
        "gone-list": "gone/index.html",
        "month": "all/2026-03/index.html",
        "history": f"{article}/index.html",
        "gone": f"a/{gone().article.id}/index.html",
        "pair": f"{article}/1..7/index.html",
        "single": "single.html",
        **{language: f"a/{in_script(language).article.id}/1..2/index.html" for language in SCRIPTS},
    }
    return {name: folder / path for name, path in kinds.items()}


def take_all(folder: Path) -> None:
    """Every kind of page on a desk, on a phone, in the dark and on paper."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made, browser() as opened:
        kinds = build_invented(Path(made))
        kinds |= {"example-pair": shown_pair(EXAMPLE), "example-history": shown_history(EXAMPLE)}
        for kind, page in kinds.items():
            for look in (*LOOKS, *_more(kind)):
                take_as(opened, page, folder / f"{kind}-{look.name}.png", look)


def _more(kind: str) -> Sequence[Look]:
    if kind.endswith("pair"):
        return (INLINE,)
    return (UNFOLDED,) if kind in {"history", "example-history"} else ()


def main(arguments: list[str]) -> int:
    """The exit code."""
    if chromium() is None:
        print("there is no Chromium here: apt install chromium")
        return 1
    with browser() as opened:
        for name, page in (("pair", shown_pair(EXAMPLE)), ("history", shown_history(EXAMPLE))):
            take(opened, page, EXAMPLE / f"{name}-page.png", viewport=README, dark=False, whole=False)
    if arguments:
        take_all(Path(arguments[0]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
