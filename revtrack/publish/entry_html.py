"""PURE. A Notice as the HTML inside an entry, in a form that no reader's sanitiser can turn into a falsehood.

    <p><b>Number changed: three to five</b>, paragraph 3</p>
    <blockquote>
    <p>Before: The fire killed <b><del>three</del></b> people.</p>
    <p>After: The fire killed <b><ins>five</ins></b> people.</p>
    </blockquote>

Readers drop what they do not know: some `ins` and `del`, some everything but `b`. What is left says the same, for each
side is a line of its own that says in words which side it is. Line ends stand between blocks, so that the lines stay
apart even where `p` is dropped. (Measured on nine readers: see `tests/publish/sanitisers.py`.)
"""

from collections.abc import Callable
from html import escape

from revtrack.publish.body import Line, Passage
from revtrack.publish.notice import Notice
from revtrack.report.foreign import ISOLATE, POP_ISOLATE
from revtrack.report.rows import Piece, web_address

__all__ = ["entry_html"]


def entry_html(notice: Notice, link: Callable[[str], str]) -> str:
    """The whole entry.

    Args:
        notice: what to tell.
        link: makes an address of a path from the root of the site.
    """
    body = notice.body
    blocks = [f"<p>{_text(notice.opening)}</p>"]
    blocks += (_passage(passage) for passage in body.passages)
    if body.left_out:
        blocks.append(f"<p>… and {body.left_out} more.</p>")
    blocks += (f"<p>{_text(remark)}</p>" for remark in body.remarks)
    addresses = {"Side by side": link(notice.path), "History": link(notice.history_path)}
    if original := web_address(notice.url):
        addresses["Original"] = original
    blocks.append(f"<p>{' · '.join(_anchor(text, address) for text, address in addresses.items())}</p>")
    return "\n".join(blocks)


def _passage(passage: Passage) -> str:
    place = f", {passage.place}" if passage.place else ""
    lines = "\n".join(_line(line) for line in passage.lines)
    return f"<p><b>{_text(passage.heading)}</b>{place}</p>\n<blockquote>\n{lines}\n</blockquote>"


def _line(line: Line) -> str:
    # Bold singles words out: where all of a line is marked, there is nothing to single out.
    partly = any(not piece.mark for piece in line.pieces)
    text = "".join(_piece(piece, bold=partly) for piece in line.pieces)
    # Isolated by characters: `bdi` is among the elements that readers drop.
    return f"<p>{line.said}: {ISOLATE}{text}{POP_ISOLATE}</p>"


def _piece(piece: Piece, *, bold: bool) -> str:
    text = _text(piece.text)
    if not piece.mark:
        return text
    marked = f"<{piece.mark}>{text}</{piece.mark}>"
    return f"<b>{marked}</b>" if bold else marked


def _anchor(text: str, address: str) -> str:
    return f'<a href="{escape(address)}">{_text(text)}</a>'


def _text(text: str) -> str:
    # Quotation marks are only special in attributes; left alone, they keep the feed readable.
    return escape(text, quote=False)
