"""What public web archives know of an address: TimeMaps and CDX, read; and the addresses to ask for them, written.

    TimeMap   application/link-format (RFC 7089, section 5) or JSON (the shape MemGator and pywb give)
    CDX       the Wayback Machine's JSON and plain text, CDXJ of pywb and OpenWayback, JSON of one object a line

Base addresses are options, so that any archive that speaks these can be asked; the Internet Archive is the default.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final
from urllib.parse import quote, urlencode

from revtrack.errors import InputError
from revtrack.ingest.feeds.foreign import clean, iso_moment, web_address
from revtrack.ingest.feeds.markup import FeedProblem, unpacked

__all__ = [
    "WAYBACK",
    "Memento",
    "MementoReading",
    "cdx_query",
    "raw_capture",
    "read_cdx",
    "read_timemap",
    "whole_timemap",
]

WAYBACK: Final = "https://web.archive.org"
"""The Internet Archive's Wayback Machine."""

MAX_BYTES: Final = 50_000_000
"""Largest answer taken, in bytes: about 300,000 lines."""

MAX_MEMENTOS: Final = 50_000
"""Captures taken of one answer, the first; few pages have been captured more often."""

TOO_MANY: Final = "it lists more than {} captures, of which the first are taken"
"""A problem of an answer that lists more than are taken."""

MOST_TIMEMAPS: Final = 100
"""TimeMaps read of one that is parted, a count from 1. Archives put some thousand captures into each."""

LONGEST_LINE: Final = 20_000
"""Characters of a line that are looked at."""

FIELDS: Final = ("urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length")
"""The columns of the Wayback Machine's CDX where it names none; what other archives add comes behind."""

STAMP: Final = re.compile(r"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)\Z", re.ASCII)
LINK_FORMAT: Final = "application/link-format"
LINK: Final = re.compile(
    r"<([^<>]{1,4000})>((?:\s*;\s*[\w*-]{1,40}\s*=\s*(?:\"[^\"]{0,2000}\"|[^\s\",;]{1,200})){0,20})"
)
PARAMETER: Final = re.compile(r"([\w*-]{1,40})\s*=\s*(?:\"([^\"]{0,2000})\"|([^\s\",;]{1,200}))")


@dataclass(frozen=True, slots=True, kw_only=True)
class Memento:
    """One capture that an archive has."""

    original: str
    """The address that was captured: absolute, http or https."""
    at: datetime
    """Aware UTC, to the second."""
    address: str | None
    """Where the archive keeps it; None where the answer does not say, as CDX never does: see `raw_capture`."""
    digest: str | None = None
    """As the archive spells it; equal ones are equal content."""
    status: int | None = None
    """Of the HTTP answer; None where not stated, as for captures that repeat an earlier one."""
    media_type: str | None = None

    @property
    def timestamp(self) -> str:
        """The 14 digits that archives put into addresses."""
        return f"{self.at:%Y%m%d%H%M%S}"


@dataclass(frozen=True, slots=True, kw_only=True)
class MementoReading:
    """What an archive answered."""

    mementos: tuple[Memento, ...] = ()
    """The oldest first."""
    problems: tuple[str, ...] = ()
    """One sentence each, without the name of the input."""
    more: tuple[str, ...] = ()
    """The addresses of further TimeMaps of the page (RFC 7089, section 5), each once."""


def whole_timemap(
    address: str, ask: Callable[[str], bytes], read: Callable[[bytes, str], MementoReading]
) -> MementoReading:
    """The captures that a TimeMap lists, with those of the further ones it names.

    Args:
        address: of the first.
        ask: what an archive answers; raises InputError where it is nothing that can be used.
        read: what such an answer lists, `read_timemap` in the end, by the answer and its address.

    Raises:
        InputError: the first cannot be had.
    """
    first = read(ask(address), address)
    mementos, problems, done = {*first.mementos}, [*first.problems], 1
    parts = list(dict.fromkeys((address, *first.more)))
    while done < min(len(parts), MOST_TIMEMAPS) and len(mementos) < MAX_MEMENTOS:
        try:
            part = read(ask(parts[done]), parts[done])
        except InputError as problem:
            part = MementoReading(problems=(problem.message,))
        mementos.update(part.mementos)
        problems += part.problems
        parts = list(dict.fromkeys((*parts, *part.more)))
        done += 1
    if len(mementos) > MAX_MEMENTOS or (len(mementos) == MAX_MEMENTOS and done < len(parts)):
        problems.append(TOO_MANY.format(MAX_MEMENTOS))
    elif done < len(parts):
        problems.append(f"it is in {len(parts)} parts, of which the first {done} are read")
    ordered = sorted(mementos, key=_order)[:MAX_MEMENTOS]
    return MementoReading(mementos=tuple(ordered), problems=tuple(dict.fromkeys(problems)))


def read_timemap(body: bytes, original: str, address: str | None = None) -> MementoReading:
    """The captures a TimeMap lists.

    Args:
        body: link-format or JSON.
        original: the address it was asked about, for those that do not say it.
        address: of the TimeMap, for relative ones; None: those are not taken.
    """
    text, problem = _text(body)
    if problem:
        return MementoReading(problems=(problem,))
    is_json = text.lstrip().startswith("{")
    found = _from_json_map(text, original, address) if is_json else _from_links(text, original, address)
    further = _parts_of_json(text) if is_json else _parts_of_links(text)
    parts = dict.fromkeys(one for where in further if (one := web_address(where, address)) and one != address)
    return replace(_reading(found, "" if parts else "it is no TimeMap"), more=tuple(parts)[:MOST_TIMEMAPS])


def read_cdx(body: bytes) -> MementoReading:
    """The captures a CDX answer lists: JSON, plain text with a space between the columns, or CDXJ; gzipped or not."""
    text, problem = _text(body)
    if problem:
        return MementoReading(problems=(problem,))
    start = text.lstrip()[:1]
    found = _from_table(text) if start == "[" else _from_lines(text)
    return _reading(found, "it is no CDX")


def cdx_query(
    base: str, url: str, since: datetime | None = None, until: datetime | None = None, collapse: str | None = "digest"
) -> str:
    """The address that asks an archive's CDX server for the captures of a page.

    Args:
        base: of the archive, such as `WAYBACK`.
        url: the page.
        since: no older captures; aware. None: all.
        until: no younger ones.
        collapse: leave out neighbours that agree in this field; None: give every capture.

    Source: the wayback CDX server's own documentation (github.com/internetarchive/wayback, wayback-cdx-server).
    """
    # One more than is taken, so that it shows where there are more.
    asked = [("url", url), ("output", "json"), ("fl", ",".join(FIELDS)), ("limit", str(MAX_MEMENTOS + 1))]
    if since is not None:
        asked.append(("from", f"{since.astimezone(UTC):%Y%m%d%H%M%S}"))
    if until is not None:
        asked.append(("to", f"{until.astimezone(UTC):%Y%m%d%H%M%S}"))
    if collapse is not None:
        asked.append(("collapse", collapse))
    return f"{base.rstrip('/')}/cdx/search/cdx?{urlencode(asked)}"


def raw_capture(base: str, timestamp: str, url: str) -> str:
    """The address of a capture as it was received, without what an archive writes into pages.

    Args:
        base: of the archive.
        timestamp: 14 digits.
        url: the page that was captured.

    Raises:
        ValueError: when the time stamp is none; it comes from a stranger and becomes part of an address.
    """
    if not STAMP.match(timestamp):
        raise ValueError(f"{timestamp[:20]!r} is no time stamp of 14 digits")
    return f"{base.rstrip('/')}/web/{timestamp}id_/{quote(url, safe=SAFE)}"


SAFE: Final = "%/:?#[]@!$&'()*+,;=~"
"""What an address may hold without being quoted (RFC 3986), so that a captured address stays as it is."""


def _text(body: bytes) -> tuple[str, str | None]:
    content = unpacked(body, MAX_BYTES)
    if isinstance(content, FeedProblem):
        return "", content.detail
    return content.decode("utf-8", "replace").removeprefix("\ufeff"), None


def _reading(found: Iterable[Memento | None], nothing: str) -> MementoReading:
    """What was found, bounded and in order; None stands for a line that could not be read."""
    mementos: list[Memento] = []
    unread = 0
    problems = []
    for one in found:
        if len(mementos) >= MAX_MEMENTOS:
            problems.append(TOO_MANY.format(MAX_MEMENTOS))
            break
        if one is None:
            unread += 1
        else:
            mementos.append(one)
    if unread and (mementos or nothing):
        problems.append(f"{unread} of its lines cannot be read" if mementos else nothing)
    mementos.sort(key=_order)
    return MementoReading(mementos=tuple(mementos), problems=tuple(problems))


def _order(one: Memento) -> tuple[datetime, str, str]:
    return one.at, one.original, one.address or ""


def _stamped(value: object) -> datetime | None:
    found = STAMP.match(value) if isinstance(value, str) else None
    if found is None:
        return None
    year, month, day, hour, minute, second = map(int, found.groups())
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except ValueError:
        return None


def _status(value: object) -> int | None:
    text = str(value)
    return int(text) if re.fullmatch(r"[1-9]\d\d", text, re.ASCII) else None


def _memento(row: Mapping[str, Any]) -> Memento | None:
    """One capture from named columns; the names differ between CDX and CDXJ."""
    at = _stamped(row.get("timestamp"))
    original = web_address(row.get("original") or row.get("url"))
    if at is None or original is None:
        return None
    digest = clean(row.get("digest"), 200)
    media_type = clean(row.get("mimetype") or row.get("mime"), 100)
    return Memento(
        original=original,
        at=at,
        address=None,
        digest=None if digest == "-" else digest,
        status=_status(row.get("statuscode") or row.get("status")),
        media_type=None if media_type in {"-", "unk", "warc/revisit"} else media_type,
    )


def _from_table(text: str) -> Iterator[Memento | None]:
    """An array of arrays whose first names the columns, or an array of objects."""
    try:
        table = json.loads(text)
    except (ValueError, RecursionError):
        yield None
        return
    names: list[str] = list(FIELDS)
    for number, row in enumerate(table):
        if isinstance(row, dict):
            yield _memento(row)
        elif isinstance(row, list) and number == 0 and "timestamp" in row:
            names = [str(name) for name in row]
        elif isinstance(row, list):
            yield _memento(dict(zip(names, row, strict=False)))
        else:
            yield None


def _from_lines(text: str) -> Iterator[Memento | None]:
    """Plain text, or CDXJ: a key, a time stamp, and JSON or columns."""
    names: tuple[str, ...] = FIELDS
    for whole in text.splitlines():
        line = whole.strip()[:LONGEST_LINE]
        if not line or line.startswith(("!", "@")):
            continue
        if line.startswith("CDX "):
            letters = line.split()[1:]
            names = tuple(CLASSIC.get(letter, letter) for letter in letters)
            continue
        key, _, rest = ("", "", line) if line.startswith("{") else line.partition(" ")
        stamp, _, fields = rest.partition(" ") if key else ("", "", rest)
        if fields.startswith("{"):
            try:
                columns = json.loads(fields)
            except (ValueError, RecursionError):
                columns = None
            stated = {"timestamp": stamp} if stamp else {}
            yield _memento({**columns, **stated}) if isinstance(columns, dict) else None
        else:
            yield _memento(dict(zip(names, [key, *rest.split()], strict=False)))


CLASSIC: Final = {"N": "urlkey", "b": "timestamp", "a": "original", "m": "mimetype", "s": "statuscode", "k": "digest"}
"""The letters of a classic CDX file's first line, ` CDX N b a m s k r M S V g`."""


def _from_links(text: str, asked: str, base: str | None) -> Iterator[Memento | None]:
    """The links of a TimeMap (RFC 6690, section 2, as RFC 7089 uses it)."""
    is_any, original = False, web_address(asked)
    for where, parameters, relations in _links(text):
        is_any = is_any or bool(relations)
        if "original" in relations:
            original = web_address(where) or original
        if "memento" in relations:
            yield _dated(where, parameters.get("datetime"), original, base)
    if not is_any and text.strip():
        yield None


def _parts_of_links(text: str) -> Iterator[str]:
    """The further TimeMaps that one names; those in other formats list the same once more."""
    for where, parameters, relations in _links(text):
        media_type = parameters.get("type", LINK_FORMAT).partition(";")[0].strip().lower()
        if "timemap" in relations and "self" not in relations and media_type == LINK_FORMAT:
            yield where


def _links(text: str) -> Iterator[tuple[str, dict[str, str], list[str]]]:
    """Each link with its parameters and, of these, its relations."""
    for link in LINK.finditer(text):
        parameters = {match[1].lower(): match[2] or match[3] or "" for match in PARAMETER.finditer(link[2])}
        yield link[1], parameters, parameters.get("rel", "").lower().split()


def _dated(address: object, moment: object, original: str | None, base: str | None) -> Memento | None:
    where = web_address(address, base)
    if where is None or original is None or not isinstance(moment, str):
        return None
    iso = iso_moment(moment)
    try:
        at = datetime.fromisoformat(iso) if iso else parsedate_to_datetime(moment[:64]).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return Memento(original=original, at=at, address=where)


def _parts_of_json(text: str) -> Iterator[object]:
    """`{"timemap_index": [{"uri": …}], "pages": {"next": {"uri": …}, …}}`, as aggregators of archives write it."""
    try:
        timemap = json.loads(text)
    except (ValueError, RecursionError):
        return
    index, pages = timemap.get("timemap_index"), timemap.get("pages")
    parts = [*(index if isinstance(index, list) else ()), *(pages.values() if isinstance(pages, dict) else ())]
    yield from (one.get("uri") for one in parts if isinstance(one, dict))


def _from_json_map(text: str, original: str, base: str | None) -> Iterator[Memento | None]:
    """`{"original_uri": …, "mementos": {"list": [{"datetime": …, "uri": …}]}}`."""
    try:
        timemap = json.loads(text)
    except (ValueError, RecursionError):
        yield None
        return
    listed = timemap.get("mementos")
    listed = listed.get("list") if isinstance(listed, dict) else listed
    if not isinstance(listed, list):
        yield None
        return
    about = web_address(timemap.get("original_uri")) or original
    for one in listed:
        yield _dated(one.get("uri"), one.get("datetime"), about, base) if isinstance(one, dict) else None
