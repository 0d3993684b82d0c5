"""The Jinja2 environment every page is rendered in, and what makes foreign text harmless there.

The one place of this room that reads files: the package's own templates, stylesheet and script.

Four fences, each enough for an attack it is meant for:

- everything is escaped, always (`autoescape=True`; a test refuses `|safe` and unquoted attributes in templates);
- characters that HTML does not allow are dropped, and characters that reorder text are shown by their number;
- nothing that is missing is rendered as nothing (`StrictUndefined`);
- the pages' own policy allows one stylesheet and one script, by their hashes, and no request.
"""

import re
from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

__all__ = ["Style", "environment", "inert", "style"]

FORBIDDEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | low) for plane in range(17) for low in (0xFFFE, 0xFFFF))
    + "]"
)
"""What an HTML text must not hold: controls save tab and line feed, surrogates, noncharacters (WHATWG HTML §13.1.4)."""

REORDERING: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Explicit embeddings, overrides and isolates (UAX #9): with them a text reads other than it is stored.

Shown as `[U+202E]`, not dropped: where one Version has them and another has not, that is a change worth seeing. The
marks U+200E and U+200F stay, they reorder nothing but themselves. Direction comes from `dir="auto"` and `<bdi>`.
"""


def inert(text: str) -> str:
    """The text without characters that HTML forbids, and with reordering ones shown by number; not yet escaped."""
    return REORDERING.sub(lambda found: f"[U+{ord(found[0]):04X}]", FORBIDDEN.sub("", text))


def _finalize(value: object) -> object:
    """Every value on its way into a page. Markup is what macros and the stylesheet made, already inert and escaped."""
    if value is None:
        raise TypeError("None reached a page: the template lacks an {% if %}")
    return inert(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """The stylesheet and the script inside each page, and the policy that allows them and nothing else."""

    text: Markup
    script: Markup
    policy: str


@cache
def style() -> Style:
    """The stylesheet, the script and their policy, as every page carries them."""
    folder = files("revtrack.report").joinpath("static")
    text = _without_blanks(folder.joinpath("style.css").read_text(encoding="utf-8"))
    script = _without_indents(folder.joinpath("page.js").read_text(encoding="utf-8"))
    policy = [
        *("default-src 'none'", f"style-src '{_digest(text)}'", f"script-src '{_digest(script)}'", "img-src data:"),
        *("base-uri 'none'", "form-action 'none'"),
    ]
    # Our own files, not foreign text.
    return Style(text=Markup(text), script=Markup(script), policy="; ".join(policy))  # noqa: S704


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _without_indents(script: str) -> str:
    """A script without indents, empty lines and the remarks at the ends of its lines: it is part of every page."""
    lines = (re.sub(r"\s+// .*", "", line).strip() for line in script.splitlines())
    return "\n".join(line for line in lines if line)


def _without_blanks(stylesheet: str) -> str:
    """A stylesheet without comments and blanks that mean nothing: it is part of every page."""
    without_comments = re.sub(r"/\*.*?\*/", "", stylesheet, flags=re.DOTALL)
    one_line = re.sub(r"\s+", " ", without_comments)
    return re.sub(r"\s*([{};,>])\s*|(?<=:)\s", r"\1", one_line).replace(";}", "}").strip()


@cache
def environment() -> Environment:
    """The environment with the package's templates; `style` is known in all of them."""
    made = Environment(
        loader=PackageLoader("revtrack.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    made.globals["style"] = style()
    return made
