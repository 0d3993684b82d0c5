"""What a reader of any format hands over: pieces of text in order, and the facts beside them.

    reader --> Reading --> Document
               pieces      uncut blocks, furniture already out
               fields      bounded, without control characters
               set_aside   what is not article text

Everything the formats share stands here: how a field is bounded, what a byline and a date look like.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from email.utils import parsedate_to_datetime
from functools import lru_cache, wraps
from typing import Concatenate, Final, ParamSpec, TypeVar

import regex

from revtrack.extract.decode import clean
from revtrack.extract.normalise import normalise
from revtrack.extract.segments import tokens
from revtrack.model import BlockKind, Field, FieldName, Problem, ProblemKind, SetAside

__all__ = [
    "NOTHING",
    "Piece",
    "Reading",
    "Stated",
    "byline",
    "field",
    "in_order",
    "kept",
    "language",
    "links_of",
    "moment",
    "prose",
    "split_byline",
    "target",
    "without",
]


Rest = ParamSpec("Rest")
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A block before it is cut into sentences."""

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int | None = None
    """1 to 6 for a heading, else None."""
    links: tuple[str, ...] = ()
    """The links in it, each as `text <address>`."""
    tight: bool = False
    """True where only a line break, no blank line, parts it from the piece before."""
    rule: str | None = None
    """The rule by which a reader already knows that it is not article text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one format's reader found."""

    pieces: tuple[Piece, ...] = ()
    fields: tuple[Field, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    language: str | None = None
    """A BCP 47 tag, None where the content names none."""
    problems: tuple[Problem, ...] = ()
    canonical: str | None = None
    """The http or https address that the content names as its own, None where it names none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What the sender states of some content beside its encoding; None is unknown."""

    title: str | None = None
    """The headline, which wins over what the content says."""
    feed_title: str | None = None
    """The headline in the publisher's feed."""
    address: str | None = None
    """Where the content came from."""


NOTHING: Final = Problem(
    kind=ProblemKind.EMPTY, detail="holds no article text: check that the right page was saved, and saved whole"
)

MOST_KEPT: Final = 2_048
"""Texts that `kept` remembers, a count, at least 0: the blocks of thirty articles, or of one with 50,000 words. The one
least recently seen goes first."""

LONGEST_KEPT: Final = 600
"""Code points of a text that `kept` remembers, at least 0: 99 in 100 blocks of news are shorter. Together they bound
what is kept to 1.2 million code points, about 8 MB for ordinary pages and 210 MB for pages written to fill it."""

LONGEST: Final = {
    FieldName.HEADLINE: 1_000,
    FieldName.PAGE_TITLE: 1_000,
    FieldName.SOCIAL_TITLE: 1_000,
    FieldName.DATA_TITLE: 1_000,
    FieldName.FEED_TITLE: 1_000,
    FieldName.BYLINE: 300,
    FieldName.PUBLISHED: 100,
    FieldName.MODIFIED: 100,
    FieldName.SECTION: 200,
    FieldName.CORRECTION: 2_000,
    FieldName.LINK: 2_000,
    FieldName.IMAGE: 2_000,
}
"""Characters kept of a field's value. Ten times what newspapers print, and the address length browsers agree on."""

_REPEATED: Final = frozenset({FieldName.LINK, FieldName.IMAGE, FieldName.CORRECTION})

MOST_VALUES: Final = 500
"""Values kept of a field that may occur many times, a count: a long article has about 50 links."""

LONGEST_LANGUAGE: Final = 35
"""Characters of a language tag: what RFC 5646, section 4.4.1, asks software to make room for."""

LONGEST_BYLINE: Final = 120
"""Characters of a line that may be a byline; four names with their titles fit."""

LONGEST_END: Final = 60
"""Characters at the end of a text that tell how it ends: one long word with its quotation marks."""

_NAME: Final = r"(?:\p{Lu}[\p{L}\p{M}'’.\-]*|(?:de|da|di|del|van|von|der|den|bin|al|el|la|le|ter|ten))"
_PERSON: Final = rf"\p{{Lu}}[\p{{L}}\p{{M}}'’.\-]*(?:\ {_NAME}){{1,3}}"
_PEOPLE: Final = rf"{_PERSON}(?:(?:,?\ (?:and|AND|und|et|y|e|en|&)|,)\ {_PERSON})*"
_BY: Final = regex.compile(
    rf"(?:By|BY|Von|Par|Por|Door)\ (?P<names>{_PEOPLE}(?:,\ [^.!?]{{1,60}})?)",
)
_BARE_NAME: Final = regex.compile(_PERSON)
_SPACES: Final = regex.compile(r"\s+")
_LANGUAGE: Final = regex.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")
_TARGET: Final = regex.compile(r"(?:https?://|(?![A-Za-z][A-Za-z0-9+.\-]*:)(?!\#)).+", regex.IGNORECASE | regex.DOTALL)
_MAIL_DATE: Final = regex.compile(r"(?:\p{L}{3}, )?\d{1,2} \p{L}{3} \d{4} \d{2}:\d{2}")
_SECONDS: Final = regex.compile(r"1\d{9}(?:\d{3})?")
"""Seconds or thousandths of them since 1970, from 2001 to 2033."""
_UTC: Final = regex.compile(r"\s*(?:UTC|GMT)$")
_STOP: Final = regex.compile(r"""(?P<before>\S*?)(?P<stop>[.。．｡।։።,;:])["”’'»)\]]*\s*$""")
_ABBREVIATION: Final = regex.compile(r"(?:.*\.)?\p{L}|Inc|Corp|Ltd|Co|Jr|Sr|St|Bros|No|vs|\.+")
_NOT_NAMES: Final = regex.compile(
    r"\b(?:News|World|Politics|Business|Sports?|Opinion|Culture|Review|Analysis|Updates?|Live|Breaking|Exclusive|Video"
    r"|Photos?|Home|The|This|United|New|North|South|East|West|Middle|City)\b"
)


def kept(make: Callable[Concatenate[str, Rest], Made]) -> Callable[Concatenate[str, Rest], Made]:
    """The same pure function, which makes what follows from a short text once: of a paragraph that stayed as it was in
    the version before, it gives back what it made then.
    """
    remembered = lru_cache(MOST_KEPT)(make)

    @wraps(make)
    def looked_up(text: str, /, *args: Rest.args, **kwargs: Rest.kwargs) -> Made:
        if len(text) > LONGEST_KEPT:
            return make(text, *args, **kwargs)
        return remembered(text, *args, **kwargs)  # type: ignore[arg-type]  # no type says "hashable, each of them"

    return looked_up


def field(name: FieldName, value: object) -> tuple[Field, ...]:
    """One field with its value on one line, within bounds, and its tokens; or nothing where there is no value."""
    if not isinstance(value, str):
        return ()
    text = _SPACES.sub(" ", clean(value)[0]).strip()[: LONGEST[name]].rstrip()
    if not normalise(text):
        return ()
    return (Field(name=name, value=text, tokens=() if name in _REPEATED else tokens(text)),)


def in_order(fields: Sequence[Field]) -> tuple[Field, ...]:
    """Fields in the order of `FieldName`, the first of each; of links and images MOST_VALUES different ones."""
    found: list[Field] = []
    for name in FieldName:
        most = MOST_VALUES if name in _REPEATED else 1
        found += list(dict.fromkeys(item for item in fields if item.name is name))[:most]
    return tuple(found)


def links_of(pieces: Sequence[Piece]) -> tuple[Field, ...]:
    """The links of all pieces, in order."""
    return tuple(found for piece in pieces for link in piece.links for found in field(FieldName.LINK, link))


def target(address: object) -> str | None:
    """An address that leads somewhere else: http, https, or relative; None for `#part`, `javascript:` and the like."""
    text = address.strip() if isinstance(address, str) else ""
    return text if _TARGET.fullmatch(text) else None


def moment(text: object, zone: tzinfo | None = None) -> str | None:
    """A time as ISO 8601 where it can be read as that or as a date of e-mail, else as it stands; None for no text.

    Args:
        text: as the content states it.
        zone: of times that name none; None leaves those without one. A day alone never gets one.
    """
    if not isinstance(text, str) or not text.strip():
        return None
    stated = text.strip()
    read = _read_moment(stated[: LONGEST[FieldName.PUBLISHED]])
    if read is None:
        return stated
    has_time = ":" in stated or "T" in stated.upper() or _SECONDS.fullmatch(stated) is not None
    if not has_time:
        return read.date().isoformat()
    return (read.replace(tzinfo=zone) if read.tzinfo is None and zone else read).isoformat()


def _read_moment(stated: str) -> datetime | None:
    if _SECONDS.fullmatch(stated):
        return datetime.fromtimestamp(int(stated[:10]), UTC)
    try:
        return datetime.fromisoformat(_UTC.sub("+00:00", stated))
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(stated) if _MAIL_DATE.match(stated) else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def language(tag: object) -> str | None:
    """A language tag, `en_GB` as `en-GB`; None for anything else."""
    text = tag.strip() if isinstance(tag, str) else ""
    return text.replace("_", "-") if len(text) <= LONGEST_LANGUAGE and _LANGUAGE.fullmatch(text) else None


def prose(text: str) -> bool:
    """True for a text that ends as running text does: with a full stop that belongs to no abbreviation, or a colon."""
    end = _STOP.search(text[-LONGEST_END:])
    return end is not None and not (end["stop"] == "." and _ABBREVIATION.fullmatch(end["before"]))


def byline(line: str, *, bare: bool = False) -> str | None:
    """The names in a line such as `By Jane Doe and John Roe, Political Editor`; None where it is no byline.

    Args:
        line: one line, right after the headline.
        bare: whether a name alone counts, as in `Ed Sykes`: two to four capitalised words, no word of the trade.
    """
    text = line.strip()
    if len(text) > LONGEST_BYLINE:
        return None
    if found := _BY.fullmatch(text):
        return str(found["names"])
    return text if bare and _BARE_NAME.fullmatch(text) and not _NOT_NAMES.search(text) and not prose(text) else None


def without(pieces: Sequence[Piece], headline: str | None) -> tuple[Piece, ...]:
    """The pieces, less the first where it says the headline once more."""
    repeats = pieces and headline and normalise(pieces[0].text) == normalise(headline)
    return tuple(pieces[1:] if repeats else pieces)


def split_byline(
    pieces: Sequence[Piece], known: Sequence[Field], *, bare: bool = False
) -> tuple[tuple[Piece, ...], tuple[Field, ...], tuple[SetAside, ...]]:
    """The pieces below a headline less a byline on top of them; that byline; the line itself where it tells no news.

    Args:
        pieces: the article's, the headline no longer among them.
        known: fields found so far; a byline among them wins, and the line is set aside.
        bare: see `byline`.
    """
    names = byline(pieces[0].text, bare=bare) if pieces else None
    if not names:
        return tuple(pieces), (), ()
    if any(item.name is FieldName.BYLINE for item in known):
        return tuple(pieces[1:]), (), (SetAside(text=pieces[0].text, rule="byline"),)
    return tuple(pieces[1:]), field(FieldName.BYLINE, names), ()
