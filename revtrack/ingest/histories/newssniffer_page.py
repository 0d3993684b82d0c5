"""A page of NewsSniffer that compares two versions of an article: what it says, and what of it is certain.

    This article is from the source 'post' and was first published or seen on January 03, 2020 00:12 (UTC). …
    You can find the current article at its original source at https://…
    The article has changed 16 times. …

    Version 1                    Version 2                       a table: the page as HTML
    Fire in the harbour          Fire in the old harbour
    2020-01-03 00:12:34 UTC      2020-01-03 00:45:01 UTC (32 minutes later)
    A fire broke out.            A fire broke out.
                                 Nobody was hurt.

Saved as text, such a page keeps what it says on top, but its columns run together: "A fire broke out. A fire broke
out." Where a line is two equal halves, or a tab parts it, both sides are certain; any other line may belong to one side
or be cut anywhere. A version's text is given only where every line is certain: half a text would be a false deletion.

Nothing here touches a disk or a clock, so that foreign pages can be read in a process of their own.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from revtrack.ingest.file import BYTE_ORDER_MARK, HTML_START, MAX_BYTES
from revtrack.ingest.histories.findings import line

__all__ = ["NewsSnifferPage", "PageVersion", "read_newssniffer"]

LONGEST_ADDRESS: Final = 2_000
MOST_ROWS: Final = 20_000
"""Paragraphs of a version, a count; the longest live pages have some thousand."""

TOO_MANY: Final = "holds more paragraphs than any article: the texts are not certain"

MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
UNITS: Final = {"minute": 1, "hour": 60, "day": 1440}
"""Minutes in a unit of the gap between two versions; months and years are too vague to be a time."""

_FROM: Final = re.compile(r"from the source ['‘’\"]([^'‘’\"\n]{1,200})['‘’\"]")
_SEEN: Final = re.compile(r"first published or seen\s+on\s+(?:(\w{3,9}) (\d{1,2}), (\d{4}) (\d{2}):(\d{2}))")
_ORIGINAL: Final = re.compile(rf"original source at\s+(https?://\S{{1,{LONGEST_ADDRESS}}})", re.IGNORECASE)
_CHANGED: Final = re.compile(r"has changed\s+(\d{1,9})\s+times?")
_HEADS: Final = re.compile(r"[ \t]*Version (\d{1,6})[ \t]+Version (\d{1,6})[ \t]*")
_HEAD: Final = re.compile(r"\s*Version (\d{1,6})\s*")
_SINGLE: Final = re.compile(r"\s*Version (\d{1,6}) of \d{1,6}\.?\s*")
_GAP: Final = re.compile(
    r"\(\s*((?:less than |about |over |almost )?(?:an?|\d{1,6}|half an?) \w+) (later|earlier)\s*\)"
)
_STAMP: Final = re.compile(r"\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(?::\d{2})?(?:Z| ?UTC| ?[+-]\d{2}:?\d{2})", re.IGNORECASE)
_FOOT: Final = re.compile(r"Currently monitoring [\d,.]+ news articles")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageVersion:
    """One of the versions on a page."""

    number: int
    """As NewsSniffer counts: the first is 0."""
    title: str | None = None
    """None where the page does not tell it for certain."""
    observed_at: datetime | None = None
    """Aware UTC; None where the page does not tell."""
    paragraphs: tuple[str, ...] | None = None
    """The text; None where not every paragraph of it is certain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsSnifferPage:
    """What a page says for certain; the rest stands in `problems`."""

    versions: tuple[PageVersion, ...]
    """The older first; one where the page shows a single version; none on a page of another kind."""
    address: str | None = None
    """Of the article at its publisher."""
    source: str | None = None
    """The publisher, as NewsSniffer calls it."""
    first_seen: datetime | None = None
    """When NewsSniffer first saw the article, to the minute."""
    changes: int | None = None
    """Versions of the article, as the page counts them."""
    gap: timedelta | None = None
    """From the older to the newer version, where the page says it in minutes, hours or days."""
    gap_words: str | None = None
    """The same as the page says it, such as "about 2 hours"."""
    problems: tuple[str, ...] = ()
    """What could not be told, one sentence each without its subject."""


def read_newssniffer(body: bytes) -> NewsSnifferPage:
    """What a saved page of NewsSniffer says, be it HTML or text. Never raises on content.

    Args:
        body: the page; of more than `MAX_BYTES` nothing is read.
    """
    if len(body) > MAX_BYTES:
        return NewsSnifferPage(versions=(), problems=(f"is larger than {MAX_BYTES // 1_000_000} MB",))
    body = body.removeprefix(BYTE_ORDER_MARK)
    try:
        text = body.decode()
    except UnicodeDecodeError:
        return NewsSnifferPage(versions=(), problems=("is not UTF-8, which NewsSniffer's pages are",))
    if HTML_START.match(body) or "<table" in text.lower():
        page = _read_html(text)
        cut = page.versions and "</html" not in text.lower()
        return NewsSnifferPage(versions=(), problems=("is cut: the end of the page is missing",)) if cut else page
    return _read_text(text)


def _read_html(text: str) -> NewsSnifferPage:
    parser = HTMLParser(encoding="utf-8")
    try:
        tree = document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.LxmlError:
        return NewsSnifferPage(versions=(), problems=("holds no page of HTML that can be read",))
    if any("RESOURCE_LIMIT" in error.type_name for error in parser.error_log):
        return NewsSnifferPage(versions=(), problems=("is cut: it is nested deeper than can be read",))
    top = "\n".join(_words(one) for one in tree.iter("p") if next(one.iterancestors("table"), None) is None)
    for table in tree.iter("table"):
        rows = [[cell for cell in row if cell.tag in {"td", "th"}] for row in table.iter("tr")]
        heads = _HEAD.fullmatch(_words(rows[0][0])) if rows and len(rows[0]) == 2 else None  # noqa: PLR2004
        other = _HEAD.fullmatch(_words(rows[0][1])) if heads else None
        if heads and other:
            return _compared(rows[1:], (int(heads[1]), int(other[1])), top)
    single = _single(tree)
    if single is not None:
        return _page(top, single, (), _linked(tree))
    return _page(top, (), ("holds no versions: save the page that compares two of them",))


def _compared(rows: list[list[HtmlElement]], numbers: tuple[int, int], top: str) -> NewsSnifferPage:
    """The page with a table whose rows after the head are given."""
    titles: tuple[str | None, str | None] = (None, None)
    times: tuple[datetime | None, datetime | None] = (None, None)
    gap = ""
    paragraphs: tuple[list[str], list[str]] = ([], [])
    for place, cells in enumerate(rows[:MOST_ROWS]):
        if len(cells) != 2:  # noqa: PLR2004  the two versions
            return _page(top, (), ("holds a table whose rows have not two cells each: the texts are not certain",))
        if place == 0 and cells[0].tag == "th":
            titles = (line(_words(cells[0])), line(_words(cells[1])))
        elif "time" in (cells[0].get("class") or "").split():
            times = (_time_of(cells[0]), _time_of(cells[1]))
            gap = _words(cells[1])
        else:
            for side, cell in zip(paragraphs, cells, strict=True):
                side.extend(_paragraphs(cell))
    problems = (TOO_MANY,) if len(rows) > MOST_ROWS else ()
    versions = tuple(
        PageVersion(
            number=number, title=title, observed_at=at, paragraphs=None if problems or not any(side) else tuple(side)
        )
        for number, title, at, side in zip(numbers, titles, times, paragraphs, strict=True)
    )
    return _page(f"{top}\n{gap}", versions, problems)


def _single(tree: HtmlElement) -> tuple[PageVersion, ...] | None:
    """The version of a page that shows one alone, which says no time."""
    for cell in tree.iter("td"):
        parts = [one for one in cell if one.tag == "p"]
        for place, part in enumerate(parts):
            said = _SINGLE.fullmatch(_words(part))
            if said:
                heading = next(tree.iter("h1"), None)
                rest = parts[place + 1 :] if len(parts) <= MOST_ROWS else []
                words = tuple(words for one in rest if (words := _words(one)))
                title = line(_words(heading)) if heading is not None else None
                return (PageVersion(number=int(said[1]), title=title, paragraphs=words or None),)
    return None


def _linked(tree: HtmlElement) -> str | None:
    """The address of the original that a page of one version links, which says no more of it."""
    for link in tree.iter("link"):
        address = (link.get("href") or "").strip()
        if "external" in (link.get("rel") or "").split() and re.fullmatch(
            rf"https?://\S{{1,{LONGEST_ADDRESS}}}", address
        ):
            return address
    return None


def _read_text(text: str) -> NewsSnifferPage:
    lines = text.replace("\r\n", "\n").split("\n")
    place = next((number for number, one in enumerate(lines) if _HEADS.fullmatch(one)), None)
    if place is None:
        return _page(text[:LONGEST_ADDRESS], (), ("holds no versions: save the page that compares two of them",))
    heads = _HEADS.fullmatch(lines[place])
    assert heads is not None
    top, rows = "\n".join(lines[:place]), lines[place + 1 :]
    while rows and (not rows[-1].strip() or _FOOT.search(rows[-1])):
        rows.pop()
    headline = _halves(rows[0]) if rows else None
    times, gap, start = _times(rows)
    body = [one for one in rows[start:] if one.strip()]
    certain = [halves for one in body if (halves := _halves(one)) is not None]
    problems = []
    if headline is None:
        problems.append("runs both headlines together: they cannot be told apart")
    if len(certain) < len(body):
        problems.append(
            f"does not say of {len(body) - len(certain):,} of {len(body):,} lines which version they are of: "
            "the texts cannot be told apart"
        )
    if len(body) > MOST_ROWS:
        problems.append(TOO_MANY)
    whole = len(certain) == len(body) > 0 and len(body) <= MOST_ROWS
    versions = tuple(
        PageVersion(
            number=int(heads[side + 1]),
            title=line(headline[side]) if headline else None,
            observed_at=times[side] if len(times) == 2 else None,  # noqa: PLR2004  one for each version
            paragraphs=tuple(" ".join(one[side].split()) for one in certain if one[side].strip()) if whole else None,
        )
        for side in (0, 1)
    )
    return _page(f"{top}\n{gap}", versions, tuple(problems))


def _times(rows: list[str]) -> tuple[list[datetime | None], str, int]:
    """The times below the headlines, the words about the gap between them, and the number of the first row of text."""
    times: list[datetime | None] = []
    gap = ""
    for number, row in enumerate(rows[1:4], start=1):  # one line or two, of which a page may have lost the former
        if not row.strip() or _GAP.sub("", _STAMP.sub("", row)).strip():
            return times, gap, number
        times += [_stamp(stamp) for stamp in _STAMP.findall(row)]
        gap += row
    return times, gap, min(len(rows), 4)


def _halves(row: str) -> tuple[str, str] | None:
    """Both sides of a line where they are certain: parted by a tab, or one and the same text twice."""
    if row.count("\t") == 1:
        old, _, new = row.partition("\t")
        return old.strip(), new.strip()
    text = row.strip()
    middle = len(text) // 2
    old, between, new = text[:middle], text[middle : middle + 1], text[middle + 1 :]
    return (old, new) if old == new and between == " " else None


def _page(
    top: str, versions: tuple[PageVersion, ...], problems: tuple[str, ...], address: str | None = None
) -> NewsSnifferPage:
    """A page with what it says outside its table."""
    source, original, changed, said = (one.search(top) for one in (_FROM, _ORIGINAL, _CHANGED, _GAP))
    gap = _gap(said[1]) if said else None
    if said and said[2] == "earlier":
        versions = versions[::-1]
    return NewsSnifferPage(
        versions=versions,
        address=address or (original[1].rstrip(".") if original else None),
        source=line(source[1]) if source else None,
        first_seen=_long(_SEEN.search(top)),
        changes=int(changed[1]) if changed else None,
        gap=gap,
        gap_words=line(said[1]) if said else None,
        problems=problems,
    )


def _gap(words: str) -> timedelta | None:
    """A gap such as "32 minutes" or "about 2 hours"; None for "less than a minute", months and years."""
    found = re.fullmatch(r"(?:about )?(\d{1,6}) (minute|hour|day)s?", words)
    return timedelta(minutes=int(found[1]) * UNITS[found[2]]) if found else None


def _long(found: re.Match[str] | None) -> datetime | None:
    """A time such as "January 03, 2020 00:12", which is UTC."""
    if found is None or found[1].lower() not in MONTHS:
        return None
    month = MONTHS.index(found[1].lower()) + 1
    try:
        return datetime(int(found[3]), month, int(found[2]), int(found[4]), int(found[5]), tzinfo=UTC)
    except ValueError:
        return None


def _stamp(text: str) -> datetime | None:
    """A time such as "2020-01-03 00:12:34 UTC", aware UTC."""
    zoned = re.sub(r" ?UTC$", "Z", text.strip().upper()).replace(" +", "+").replace(" -", "-")
    try:
        moment = datetime.fromisoformat(zoned)
        return moment.astimezone(UTC) if moment.utcoffset() is not None else None
    except (ValueError, OverflowError):
        return None


def _time_of(cell: HtmlElement) -> datetime | None:
    """The time in a cell, by the machine's spelling of it where there is one."""
    marked = next(cell.iter("time"), None)
    stated = _stamp(marked.get("datetime") or "") if marked is not None else None
    said = _STAMP.search(_words(cell))
    return stated or (_stamp(said[0]) if said else None)


def _paragraphs(cell: HtmlElement) -> list[str]:
    """The paragraphs in a cell: itself, or those it holds."""
    inner = [words for one in cell.iter("p") if (words := _words(one))]
    words = _words(cell)
    return inner or ([words] if words else [])


def _words(element: HtmlElement) -> str:
    """The text of an element with single blanks; NewsSniffer's marks put more around a word."""
    return " ".join(str(element.text_content()).split())
