"""Three hard pairs of our own as readers see them: what the terminal prints, and the page with both sides.

    python -m tests captures DIR

    DIR/NAME.txt        what `revtrack diff` prints            DIR/NAME-terminal.png   the same with its colours
    DIR/NAME-page.png   the page of old beside new, on a desk  DIR/NAME-phone.png      and on a phone, at night

Every pair goes the way of a user's files: read, stored, compared, rendered. Pictures need a Chromium; without one the
texts are written all the same.
"""

import html
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from playwright.sync_api import ViewportSize

from revtrack import pipeline, publishing
from revtrack.model import Snapshot, Transition
from revtrack.report.site import SiteOptions
from revtrack.report.terminal.inline import diff_text
from revtrack.report.terminal.setting import TextOptions
from revtrack.store import open_store
from tests.diff.articles import SEEDS
from tests.diff.case_files import CASES, read_case
from tests.pictures import DESKTOP, PHONE, browser, chromium, take

__all__ = ["NAMES", "Captured", "captured", "main", "terminal_page"]

BEGIN: Final = datetime(2026, 3, 12, 6, 5, tzinfo=UTC)
LATER: Final = timedelta(minutes=32)

CASE_FILES: Final = {
    "live-blog": ("live_blog_block_moved_between_edits", "River Dunmere: live"),
    "arabic-notice": ("arabic_notice", "إغلاق الجسر القديم"),
}
"""Name of a capture → the case it shows, and a headline."""

NAMES: Final = ("washpo", *CASE_FILES)

COLUMNS: Final = 100
TERMINAL: Final = ViewportSize(width=1000, height=400)

ESCAPE: Final = re.compile(r"\x1b\[([\d;]+)m(.*?)\x1b\[0m", re.DOTALL)
"""A run with attributes; ours never nest and never outlast their run."""

ATTRIBUTES: Final = {
    "1": "font-weight: bold",
    "2": "opacity: .65",
    "4": "text-decoration: underline",
    "9": "text-decoration: line-through",
    "38;5;32": "color: #0087d7",
    "38;5;98": "color: #875fd7",
    "38;5;166": "color: #d75f00",
}
"""Attributes of terminals as style sheets know them; the colours are those of xterm's 256."""

TERMINAL_PAGE: Final = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; padding: 16px; background: #fff; color: #111 }}
pre {{ margin: 0; font: 14px/1.45 "DejaVu Sans Mono", monospace; white-space: pre-wrap; unicode-bidi: plaintext }}
</style><pre>{text}</pre>
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Captured:
    """A pair as it is shown."""

    name: str
    text: str
    """What the terminal prints, without attributes."""
    painted: str
    """The same with attributes."""
    pages: tuple[tuple[str, str], ...]
    """Every page of its site: relative path and text."""
    pair_page: str
    """The path of the one that compares."""


def captured(name: str, database: Path) -> Captured:
    """A pair on its way through the program.

    Args:
        name: one of `NAMES`.
        database: a file that is not there yet.
    """
    snapshots = _snapshots(name)
    with open_store(f"sqlite:///{database}") as store:
        for snapshot in snapshots:
            pipeline.capture(snapshot, name, store)
        [article] = store.articles()
        [transition] = pipeline.history(article, store).transitions
        options = SiteOptions(title="Captures", as_of=snapshots[-1].observed_at, version="captures")
        pages = tuple((page.path, page.text) for page in publishing.build_site(store, options))
    [pair_page] = (path for path, _ in pages if re.search(r"/\d+\.\.\d+/index\.html$", path))
    return Captured(
        name=name,
        text=_printed(transition, colour=False),
        painted=_printed(transition, colour=True),
        pages=pages,
        pair_page=pair_page,
    )


def _printed(transition: Transition, *, colour: bool) -> str:
    return diff_text(transition.comparison, TextOptions(colour=colour, width=COLUMNS), transition=transition)


def _snapshots(name: str) -> tuple[Snapshot, Snapshot]:
    """Old and new, as if they had been seen half an hour apart."""
    if name in CASE_FILES:
        file, title = CASE_FILES[name]
        case = read_case(CASES / f"{file}.case")
        language = next(iter(case.sections.get("language", ())), "en")
        contents = ["\n\n".join(case.sections[side]).encode() for side in ("old", "new")]
    else:
        title, language = None, "en"
        contents = [(SEEDS / "washpo-iraq-rockets" / f"version-{number}.txt").read_bytes() for number in (1, 2)]
    old, new = (
        Snapshot(
            article=f"capture:{name}",
            content=content,
            observed_at=BEGIN + LATER * number,
            media_type="text/plain",
            title=title,
            language=language,
            time_note="illustrative",
        )
        for number, content in enumerate(contents)
    )
    return old, new


def terminal_page(painted: str) -> str:
    """A page that shows text as a terminal with a white ground would."""
    return TERMINAL_PAGE.format(text="".join(_spans(painted)))


def _spans(painted: str) -> Iterator[str]:
    at = 0
    for match in ESCAPE.finditer(painted):
        yield html.escape(painted[at : match.start()])
        styles = "; ".join(style for code, style in ATTRIBUTES.items() if f";{code};" in f";{match[1]};")
        yield f'<span style="{styles}">{html.escape(match[2])}</span>'
        at = match.end()
    yield html.escape(painted[at:])


def main(arguments: Sequence[str]) -> int:
    """The exit code: 2 when no folder was named."""
    if len(arguments) != 1 or arguments[0].startswith("-"):
        sys.stderr.write("usage: python -m tests captures DIR\n")
        return 2
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="revtrack-captures-") as place:
        shown = [captured(name, Path(place) / f"{name}.db") for name in NAMES]
        for one in shown:
            (folder / f"{one.name}.txt").write_text(one.text, encoding="utf-8")
            _write_pages(one, Path(place) / one.name)
        if chromium() is None:
            sys.stderr.write("there is no Chromium here, so no pictures: apt install chromium\n")
        else:
            _take(shown, Path(place), folder)
    sys.stdout.write(f"{len(shown)} pairs in {folder}: {', '.join(one.name for one in shown)}\n")
    return 0


def _write_pages(one: Captured, folder: Path) -> None:
    for path, text in (*one.pages, ("terminal.html", terminal_page(one.painted))):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


def _take(shown: Sequence[Captured], site: Path, folder: Path) -> None:
    """Pictures of every pair: terminal, desk, phone."""
    with browser() as opened:
        for one in shown:
            pair = site / one.name / one.pair_page
            terminal = site / one.name / "terminal.html"
            take(opened, terminal, folder / f"{one.name}-terminal.png", viewport=TERMINAL, dark=False)
            take(opened, pair, folder / f"{one.name}-page.png", viewport=DESKTOP, dark=False)
            take(opened, pair, folder / f"{one.name}-phone.png", viewport=PHONE, dark=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
