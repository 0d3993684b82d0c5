"""Foreign XML before any parser sees it: as text, without entities, and not built to hang what reads it.

    bytes ─decoded─→ text ─fenced─→ text that a parser may have, or the reason why not

The encoding is settled here, from a short list, so that a server's `charset=` and a file's declaration never reach the
codecs of Python, and no filter can be passed by in UTF-16 or UTF-7.
"""

import re
from bisect import bisect
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from revtrack.ingest.web.decoding import PIECE
from revtrack.ingest.web.decoding import decoded as without_codings
from revtrack.ingest.web.problem import FetchError
from revtrack.model import FetchState

__all__ = [
    "MAX_FEED_BYTES",
    "Decoded",
    "FeedProblem",
    "FeedProblemKind",
    "decoded",
    "fenced",
    "is_html",
    "start_of",
    "unpacked",
]

GZIP: Final = b"\x1f\x8b"
"""How a gzip file begins (RFC 1952)."""

MAX_FEED_BYTES: Final = 5_000_000
"""Largest feed taken, in bytes; with it feedparser needs at most seconds for what the fences let through."""

MAX_TAGS: Final = 200_000
"""Opening angle brackets in a feed: a million nested elements took 20 s."""

MAX_ATTRIBUTES: Final = 1_000
"""Attributes in one tag: a hundred thousand hang feedparser and take lxml 23 s."""

MAX_WORDS: Final = 20_000
"""Words in one tag, for attributes without a value; a long `alt` text has some hundred."""

MAX_CATEGORIES: Final = 2_000
"""Categories of one item: feedparser compares each with all others."""

MAX_BASES: Final = 4_500
"""Elements with an `xml:base`, two for each item that is kept: inside one another, ten thousand took 14 s."""

MAX_NAME: Final = 5_000
"""Characters of one author's name: feedparser looks for e-mail addresses in it, in quadratic time and worse."""

MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
)
"""How a document begins that says its encoding by its first bytes (XML 1.0, appendix F)."""

LABELS: Final = {
    **dict.fromkeys(("utf-8", "utf8", "unicode-1-1-utf-8"), "utf-8"),
    **dict.fromkeys(("us-ascii", "ascii", "iso-8859-1", "latin1", "latin-1", "windows-1252", "cp1252"), "cp1252"),
    **{f"iso-8859-{part}": f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)},
    **{f"windows-{page}": f"cp{page}" for page in (1250, 1251, 1253, 1254, 1255, 1256, 1257, 1258, 874)},
    **dict.fromkeys(("iso-8859-9", "latin5"), "cp1254"),
    **dict.fromkeys(("iso-8859-11", "tis-620"), "cp874"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "windows-31j"), "cp932"),
    **dict.fromkeys(("gb2312", "gbk", "gb18030"), "gb18030"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987"), "cp949"),
    "euc-jp": "euc_jp",
    "iso-2022-jp": "iso2022_jp",
    "big5": "big5hkscs",
    "macintosh": "mac_roman",
    "koi8-r": "koi8_r",
    "koi8-u": "koi8_u",
    "ibm866": "cp866",
}
"""The encodings read, by what senders call them (the WHATWG's table, without its rarest names)."""

DECLARATION: Final = re.compile(r"\s*<\?xml\b[^<>]{0,400}\?>", re.IGNORECASE)
DECLARED: Final = re.compile(
    rb"\s*<\?xml\b[^<>]{0,400}?encoding\s*=\s*[\"']([A-Za-z0-9._:-]{1,40})[\"']", re.IGNORECASE
)
CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9._:-]{1,40})", re.IGNORECASE)

BLANK: Final = re.compile(r"\s*")
DOCTYPE: Final = re.compile(r"<!DOCTYPE(?:[^\"'<>\[]++|\"[^\"]*\"|'[^']*')*(.?)", re.IGNORECASE)
HTML_START: Final = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
ELEMENT: Final = re.compile(r"<[A-Za-z_]")
TAG: Final = re.compile(r"<[A-Za-z_][^<>]*")
ITEM: Final = re.compile(r"<(?:[\w.-]+:)?(?:item|entry)\b", re.IGNORECASE)
CATEGORY: Final = re.compile(r"<(?:[\w.-]+:)?(?:category|subject|keywords)\b", re.IGNORECASE)
NAME: Final = re.compile(
    r"<(?:[\w.-]+:)?(?:author|creator|contributor|managingeditor|webmaster|publisher|owner|name|email)\b", re.IGNORECASE
)


class FeedProblemKind(StrEnum):
    """What is wrong with a feed, a sitemap or a list of feeds."""

    TOO_LARGE = "too-large"
    ENTITIES = "entities"
    """It declares entities of its own, which no publisher needs."""
    HOSTILE = "hostile"
    """Shaped to exhaust whoever reads it."""
    NO_FEED = "no-feed"
    HTML_PAGE = "html-page"
    """A web page stands where a feed was expected; `find_feeds` may find the feed in it."""
    UNREADABLE = "unreadable"

    ILL_FORMED = "ill-formed"
    """Not well-formed; read as far as it goes."""
    ENCODING = "encoding"
    """Some of its bytes are none in its encoding; these letters are lost."""
    TOO_MANY = "too-many"
    """It lists more than is kept; the first are."""
    ADDRESSES = "addresses"
    """Some of what it lists has an address that is never followed, and goes without it."""
    TOO_LONG = "too-long"
    """The content of some item is longer than is kept, and is left out."""
    FOREIGN_HOSTS = "foreign-hosts"
    """Some of what it lists lies on another host, which its protocol does not allow."""

    @property
    def fatal(self) -> bool:
        """Whether nothing could be read because of it."""
        return self in FATAL


FATAL: Final = frozenset(
    {
        FeedProblemKind.TOO_LARGE,
        FeedProblemKind.ENTITIES,
        FeedProblemKind.HOSTILE,
        FeedProblemKind.NO_FEED,
        FeedProblemKind.HTML_PAGE,
        FeedProblemKind.UNREADABLE,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedProblem:
    """Something wrong with what was read, as a value."""

    kind: FeedProblemKind
    detail: str
    """One sentence for people, without the name of the input."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """Bytes as text."""

    text: str
    """Without byte order mark and XML declaration."""
    lossy: bool
    """Whether some bytes were none in the encoding."""


def decoded(body: bytes, media_type: str | None = None) -> Decoded:
    """The text of a document in whatever encoding it says it is.

    In this order: its first bytes, the server's word (RFC 7303), its declaration, UTF-8, windows-1252. A label that is
    stated and wrong costs the letters it does not fit; it never turns all the others into those of another encoding.

    Args:
        body: any bytes.
        media_type: of the answer, with its parameters; None where there was none.
    """
    mark = next((mark for mark in MARKS if body.startswith(mark[0])), None)
    labels: list[str] = []
    if mark is not None:
        labels.append(mark[1])
    else:
        stated = CHARSET.search((media_type or "")[:400])
        written = DECLARED.match(body[:1_000])
        found = [stated[1] if stated else "", written[1].decode("ascii") if written else ""]
        labels.extend(LABELS[label.lower()] for label in found if label.lower() in LABELS)
    for label in labels or ["utf-8", "cp1252"]:
        try:
            return Decoded(text=_bare(body.decode(label)), lossy=False)
        except UnicodeDecodeError:
            continue
    return Decoded(text=_bare(body.decode(labels[0] if labels else "utf-8", "replace")), lossy=True)


def _bare(text: str) -> str:
    text = text.removeprefix("\ufeff")
    declaration = DECLARATION.match(text)  # at the start alone: to search a million spaces for it takes minutes
    return text[declaration.end() :] if declaration else text


def fenced(text: str, max_tags: int = MAX_TAGS) -> FeedProblem | None:
    """Why a text may not reach an XML parser; None where it may. Linear in its length.

    Not proof against everything, which no scan is: whoever calls a parser still does it where it can be killed.

    Args:
        text: the document.
        max_tags: opening angle brackets it may have.
    """
    if _declares_entities(text):
        detail = "it declares entities, or its document type is malformed"
        return FeedProblem(kind=FeedProblemKind.ENTITIES, detail=detail)
    if text.count("<") > max_tags:
        return FeedProblem(kind=FeedProblemKind.HOSTILE, detail=f"it has more than {max_tags} tags")
    for found, reason in (
        (_has_laden_tag, f"one of its tags has more than {MAX_ATTRIBUTES} attributes"),
        (_has_laden_item, f"one of its items is in more than {MAX_CATEGORIES} categories"),
        (_has_many_bases, f"it states a base for its addresses more than {MAX_BASES} times"),
        (_has_endless_name, f"the name of an author has more than {MAX_NAME} characters"),
    ):
        if found(text):
            return FeedProblem(kind=FeedProblemKind.HOSTILE, detail=reason)
    return None


def _declares_entities(text: str) -> bool:
    """Whether a document type with a part of its own stands before the first element."""
    found = DOCTYPE.match(text, start_of(text))
    if found and found[1] != ">":
        return True
    root = ELEMENT.search(text)
    return "<!entity" in text[: root.start() if root else len(text)].lower()


def start_of(text: str) -> int:
    """Where a document begins: behind white space, comments and processing instructions.

    A loop, for the regular expression that says the same takes twice as long with each comment.
    """
    place = 0
    while text.startswith(("<!--", "<?"), place := _after_blank(text, place)):
        closing = "-->" if text.startswith("<!--", place) else "?>"
        end = text.find(closing, place + 2)
        if end < 0:
            break
        place = end + len(closing)
    return place


def _after_blank(text: str, place: int) -> int:
    found = BLANK.match(text, place)
    return found.end() if found else place


def is_html(text: str) -> bool:
    """Whether a text begins like a web page."""
    return HTML_START.match(text, start_of(text)) is not None


def _has_laden_tag(text: str) -> bool:
    for tag in TAG.finditer(text):
        if tag.end() - tag.start() <= MAX_ATTRIBUTES:
            continue
        if tag[0].count("=") > MAX_ATTRIBUTES or len(tag[0].split()) > MAX_WORDS:
            return True
    return False


def _has_laden_item(text: str) -> bool:
    places = [category.start() for category in CATEGORY.finditer(text)]
    if len(places) <= MAX_CATEGORIES:
        return False
    ends = [item.start() for item in ITEM.finditer(text)]
    per_item = Counter(bisect(ends, place) for place in places)
    return max(per_item.values()) > MAX_CATEGORIES


def _has_many_bases(text: str) -> bool:
    return text.count("xml:base") > MAX_BASES


def _has_endless_name(text: str) -> bool:
    return any(_length_of_text(text, name.end()) > MAX_NAME for name in NAME.finditer(text))


def _length_of_text(text: str, place: int) -> int:
    """How much text follows a tag before the next one, a quoted section counted whole."""
    start = text.find(">", place) + 1
    if not start:
        return 0
    end = text.find("]]>", start) if text.startswith("<![CDATA[", start) else text.find("<", start)
    return (end if end >= 0 else len(text)) - start


def unpacked(body: bytes, limit: int) -> bytes | FeedProblem:
    """What was received, out of its gzip file where it is one; a problem where that is broken or over `limit` bytes."""
    if body.startswith(GZIP):
        pieces = (body[start : start + PIECE] for start in range(0, len(body), PIECE))
        try:
            return b"".join(without_codings(pieces, "gzip", limit=limit, most=1))
        except FetchError as problem:
            if problem.state is not FetchState.LIMIT:
                detail = "its gzip file breaks off or is garbled"
                return FeedProblem(kind=FeedProblemKind.UNREADABLE, detail=detail)
    elif len(body) <= limit:
        return body
    return FeedProblem(kind=FeedProblemKind.TOO_LARGE, detail=f"it is larger than {limit // 1_000_000} MB")
