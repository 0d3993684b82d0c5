"""Whether two addresses of one site look like names of the same article, and how much two texts have in common."""

import re
from collections.abc import Sequence
from typing import Final
from urllib.parse import unquote_plus, urlsplit

from revtrack.model import MOST_SKETCHED, Observation
from revtrack.versioning.identities import is_address, tracks

__all__ = [
    "ALIKE_LENGTH",
    "PRESENTATION",
    "alike",
    "in_common",
    "is_of_like_length",
    "may_stand_for",
    "of_other_days",
    "same_article",
    "significant_query",
]

PRESENTATION: Final = frozenset({"amp", "output", "outputtype", "ref", "print", "printable"})
"""Query parameters that say in what dress a page comes, never which article it is. They stay in an identity, for a page
may be kept in its dress alone; they part no two addresses that one of them names as canonical."""

LEAST_SLUG: Final = 8
"""Characters of the last part of a path, at least 1, from which two addresses that share it name one article. Shorter
ones (`index`, `story`, `amp`) are shared by many."""

HEADLINE_SLUG: Final = 25
"""Characters of the last part of a path, at least LEAST_SLUG, from which no two articles of a site share it, whatever
sections they lie in. Our judgement: `coronavirus-live-updates` stands in several, a headline in one."""

LEAST_NUMBER: Final = 5
"""Digits, at least 1, from which a number in the last part of two paths of a site names one article: shorter ones are
years, days and pages."""

ALIKE_LENGTH: Final = 0.5
"""Share of words, in (0, 1], that the shorter of two texts must have of the longer to be of like length: publishers
rename an article as they rewrite it, but do not replace it."""

ALIKE_SHARE: Final = 0.5
"""Share of the sentences of the shorter of two texts, in (0, 1], that the other must have for them to be plainly alike.
Our judgement: two reports of one event share a quotation, two states of one report most of what they say."""

_DIGITS: Final = 8
"""Of a hash in a sketch."""

_FURNISHED: Final = re.compile(r"^(?:www\d?|m|mobile|amp|edition)\.", re.IGNORECASE)
"""What stands before a site's name where the same pages are served in other dress."""
_EXTENSION: Final = re.compile(r"(?:\.(?:s?html?|php|aspx?|jsp|amp)){1,2}$", re.IGNORECASE)
_DIRECTORY: Final = re.compile(r"/index(?:\.(?:s?html?|php|aspx?|jsp))$", re.IGNORECASE)
"""The name that servers give the page of a directory."""
_NUMBER: Final = re.compile(rf"(?<!\d)\d{{{LEAST_NUMBER},}}(?!\d)")
_DAY: Final = re.compile(r"(?:19|20)\d{6}")
_DATE: Final = re.compile(
    r"(?<![^/])(?:19|20)\d\d(?:[/-]?(?:\d\d?|[a-z]{3})(?![^/-])(?:[/-]?\d\d?(?![^/-]))?)?(?![^/-])"
)
"""A date in a path: `2026`, `2026/02`, `2026/feb/03`, `2026-02-03`."""


def same_article(one: str, other: str) -> bool:
    """Whether two addresses of one site look like names of the same article.

    They do where they differ in their dress alone, or share the last part of their paths or a long number in it; not
    where their paths hold dates that contradict each other, or their queries name different things.
    """
    if not (is_address(one) and is_address(other)) or _site(one) != _site(other):
        return False
    first, second = _plain_parts(one), _plain_parts(other)
    if not first or not second or significant_query(one) != significant_query(other):
        return False
    if first == second:
        return True
    if of_other_days(one, other):
        return False
    if first[-1] == second[-1] and len(first[-1]) >= LEAST_SLUG:
        return True
    return bool(_numbers(first[-1]) & _numbers(second[-1]))


def may_stand_for(named: str, own: str) -> bool:
    """Whether an address that a page names, or leads to for good, may take the place of its own.

    It may where both look like the same article, unless it has no date and lacks a section or the date that the page's
    own address tells beside a last part which is no headline: `/news/live/fire-updates` and `/sport/live/fire-updates`,
    which both name `/live/fire-updates`, are two articles.
    """
    if not same_article(own, named):
        return False
    last = _plain_parts(own)[-1]
    if last != _plain_parts(named)[-1] or len(last) >= HEADLINE_SLUG:
        return True
    return bool(_dates(named)) or (not _dates(own) and _sections(own) <= _sections(named))


def alike(one: Observation, other: Observation) -> bool:
    """Whether two texts are plainly states of one: of like length (ALIKE_LENGTH), with most sentences in common."""
    share = in_common(one, other)
    return share is not None and share >= ALIKE_SHARE and is_of_like_length(one, other)


def is_of_like_length(one: Observation, other: Observation) -> bool:
    """Whether neither text is much shorter than the other, see ALIKE_LENGTH."""
    return min(one.words, other.words) >= ALIKE_LENGTH * max(one.words, other.words)


def in_common(one: Observation, other: Observation) -> float | None:
    """The share of the sentences of the shorter text that the other has too, 0 to 1; None where that is unknown.

    Of long texts it is told from the sentences whose hashes are the lowest: up to where both sketches reach.
    """
    ours, theirs = _hashes(one.sketch), _hashes(other.sketch)
    ends = [hashes[-1] for hashes in (ours, theirs) if len(hashes) >= MOST_SKETCHED]
    first, second = ({one for one in hashes if not ends or one <= min(ends)} for hashes in (ours, theirs))
    return len(first & second) / min(len(first), len(second)) if first and second else None


def _hashes(sketch: str) -> list[str]:
    return [sketch[start : start + _DIGITS] for start in range(0, len(sketch), _DIGITS)]


def significant_query(address: str) -> tuple[str, ...]:
    """The parameters of an address that may say which article it is, in order."""
    parameters = urlsplit(address).query.split("&")
    return tuple(
        one
        for one in parameters
        if one and not tracks(one) and unquote_plus(one.partition("=")[0]).lower() not in PRESENTATION
    )


def _numbers(part: str) -> set[str]:
    """Long numbers in a part of a path, dates left out."""
    return {number for number in _NUMBER.findall(part) if not _DAY.fullmatch(number)}


def _sections(address: str) -> set[str]:
    """The parts of a path before the last one, without dates and dress."""
    parts = urlsplit(address)
    undated = _DATE.sub("", parts.path.lower())
    return set(_plain_parts(parts._replace(path=undated).geturl())[:-1])


def _dates(address: str) -> list[str]:
    """The dates in a path, in order, without what stands between their parts."""
    found: list[str] = _DATE.findall(urlsplit(address).path.lower())
    return [re.sub("[/-]", "", date) for date in found]


def of_other_days(one: str, other: str) -> bool:
    """Whether the dates in the paths of two addresses cannot be the same one."""
    return _contradict(_dates(one), _dates(other))


def _contradict(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether the first dates of two paths cannot be the same one, told more or less exactly."""
    return bool(one and other) and not (one[0].startswith(other[0]) or other[0].startswith(one[0]))


def _site(address: str) -> str:
    host = urlsplit(address).netloc
    while _FURNISHED.match(host):
        host = _FURNISHED.sub("", host, count=1)
    return host


def _plain_parts(address: str) -> list[str]:
    """The parts of a path without those that only say in what dress the page comes."""
    every = [part for part in _DIRECTORY.sub("", urlsplit(address).path).split("/") if part]
    parts = [_EXTENSION.sub("", part) for part in every if part.lower() not in {"amp", "amp.html"}]
    return [part.removesuffix("-amp").removesuffix("_amp").lower() for part in parts]
