r"""One foreign value at a time: cleaned, bounded, vetted. Whatever else a feed or an archive holds never passes.

clean("  Fire\x0b at the\nwarehouse ", 300)                 Fire at the warehouse
plain("Fire &amp; <b>smoke</b>", 300)                      Fire & smoke
web_address("/fire", "https://post.example/feed.xml")      https://post.example/fire
web_address("javascript:alert(1)", "https://post.example") None
iso_moment("2026-02-03T12:47:00+01:00")                    2026-02-03T11:47:00Z
"""

import re
from datetime import UTC, datetime
from html import unescape
from typing import Final
from urllib.parse import urljoin, urlsplit

__all__ = ["LONGEST_ADDRESS", "clean", "clean_markup", "iso_moment", "language_tag", "plain", "web_address"]

LONGEST_ADDRESS: Final = 2_000
"""Characters of an address; longer ones are refused. Origin: what sitemaps allow (2,048), rounded."""

LONGEST_MOMENT: Final = 64
"""Characters of a time that are looked at; hostile digits never reach a parser."""

FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""What XML 1.0 forbids or discourages: control characters, lone surrogates, noncharacters."""

TAG: Final = re.compile(r"<[A-Za-z/!?][^<>]*>")
BREAK: Final = re.compile(r"</?(?:p|div|br|hr|li|ul|ol|dd|dt|h[1-6]|tr|t[dh]|blockquote)\b[^<>]*>", re.IGNORECASE)
"""The tags that part words; all others may stand inside one."""

LANGUAGE: Final = re.compile(r"[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8}){0,7}\Z")
UNSAFE_IN_ADDRESS: Final = re.compile(r"[\s\\<>\"`{}|^]|[^\x21-\U0010ffff]")


def clean(value: object, limit: int) -> str | None:
    """A value as one line of text without control characters; None where nothing is left or it is no text.

    Args:
        value: anything a parser gave.
        limit: characters kept; what is longer is cut.
    """
    if not isinstance(value, str):
        return None
    kept = " ".join(FORBIDDEN.sub(" ", value[: limit * 4]).split())[:limit]
    return kept.rstrip() or None


def clean_markup(value: object, limit: int) -> str | None:
    """A value with its lines and its markup, without control characters; None where it is blank, longer or no text.

    Markup is refused rather than cut: half an article is not the article.
    """
    if not isinstance(value, str) or len(value) > limit or not value.strip():
        return None
    return FORBIDDEN.sub("", value)


def plain(value: object, limit: int) -> str | None:
    """The text of a value that may hold HTML, as one line."""
    if not isinstance(value, str):
        return None
    parted = BREAK.sub(" ", value[: limit * 8])
    return clean(unescape(TAG.sub("", parted)), limit)


def web_address(value: object, base: str | None = None) -> str | None:
    """An absolute http or https address; None for everything else.

    Refused besides other schemes: no host, a user's name or password in it, backslashes (browsers and libraries
    differ on them), white space, control characters, and more than `LONGEST_ADDRESS` characters.

    Args:
        value: what a feed names, relative or absolute.
        base: what a relative one is resolved against; None: it must be absolute.
    """
    if not isinstance(value, str) or len(value) > LONGEST_ADDRESS:
        return None
    stripped = value.strip().replace(" ", "%20")
    if not stripped or UNSAFE_IN_ADDRESS.search(stripped) or FORBIDDEN.search(stripped):
        return None
    try:
        address = urljoin(base, stripped) if base else stripped
        parts = urlsplit(address)
        sound = parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:  # an IPv6 address without its bracket, a port that is no number
        return None
    return address if sound and "@" not in parts.netloc and len(address) <= LONGEST_ADDRESS else None


def iso_moment(value: object) -> str | None:
    """An ISO 8601 time with its zone as UTC, such as `2026-02-03T11:47:00Z`; None where it tells no such time."""
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value.strip()[:LONGEST_MOMENT].upper())
        return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if moment.utcoffset() is not None else None
    except (ValueError, OverflowError):
        return None


def language_tag(value: object) -> str | None:
    """A BCP 47 tag, where it is one."""
    tag = clean(value, LONGEST_MOMENT)
    return tag.replace("_", "-") if tag and LANGUAGE.match(tag) else None
