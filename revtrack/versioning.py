"""PURE. What a Snapshot means for the history of its article: the decisions, and nothing that acts on them.

Four questions are settled here, for every room.

*Identity of an Article.* An http or https address is brought into one spelling: scheme and host in lower case, escapes
made alike; default port, dot segments, doubled slashes, a slash at the end, known tracking parameters, user name and
password removed, http without a port read as https, and the fragment left out unless it names a page (`#!…`). Anything
else is a key of the user's own, kept as it is but for the white space around it. What a page says of itself can add to
that only as `revtrack.plausibility.belongs` allows, and never where the user has named the article.

*Is it a new Version?* A Version is a run of neighbouring observations with the same text: the order is the order of
observation, never of arrival, so the whole history is a function of the *set* of observations.

    observed   10:00  10:30  11:00  11:20  12:00        versions   v1  10:00–10:30  "a"
    text         a      a      b      b      a                     v2  11:00–11:20  "b"
                                                                   v3  12:00        "a"  back to version 1

*A return to an earlier text* is a new Version with a number of its own that says "back to version k", k being the
lowest number with that text. Its text is stored once.

*Is it the article at all?* Of what was received over HTTP, a text that has suddenly shrunk to a stub, or that comes
from another address under another headline, is kept as an observation and makes no Version, until it has stayed, and
never where only a passing redirect led to it or it says what walls say: see `plausible`. And an article is gone when
two looks in a row, some minutes apart, found it missing: see `absences`.
"""

import re
from base64 import b32encode
from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from hashlib import sha256
from itertools import accumulate, groupby
from typing import Final
from urllib.parse import unquote_plus, urlsplit, urlunsplit

from url_normalize import url_normalize

from revtrack.model import Absence, Article, Check, Doubt, FetchState, HeldBack, Observation, Version

__all__ = [
    "PRESENTATION",
    "REDIRECTED",
    "WALL_WORDS",
    "Outcome",
    "Verdict",
    "absences",
    "article_id",
    "derive_article",
    "held_back",
    "identity",
    "in_order",
    "is_address",
    "plausible",
    "same_article",
    "significant_query",
    "spelling_reasons",
    "timeline",
    "verdict",
]

ID_LENGTH: Final = 10
"""Characters of an article id: 50 bits, so that a million articles meet a collision with a chance of 1 in 2,000."""

TRACKING_PREFIXES: Final = ("utm_", "mc_", "pk_")
TRACKING: Final = frozenset({"fbclid", "gclid", "dclid", "msclkid", "igshid", "smid", "yclid", "cmpid"})
"""Query parameters that say how a reader came, never which article it is."""

PRESENTATION: Final = frozenset({"amp", "output", "outputtype", "ref", "print", "printable"})
"""Query parameters that say in what dress a page comes, never which article it is. They stay in an identity, for a page
may be kept in its dress alone; they part no two addresses that one of them names as canonical."""

LEAST_SLUG: Final = 8
"""Characters of the last part of a path, at least 1, from which two addresses that share it name one article. Shorter
ones (`index`, `story`, `amp`) are shared by many."""

LEAST_NUMBER: Final = 5
"""Digits, at least 1, from which a number in the last part of two paths of a site names one article: shorter ones are
years, days and pages."""

_FURNISHED: Final = re.compile(r"^(?:www\d?|m|mobile|amp|edition)\.", re.IGNORECASE)
"""What stands before a site's name where the same pages are served in other dress."""
_EXTENSION: Final = re.compile(r"\.(?:s?html?|php|aspx?|jsp|amp)$", re.IGNORECASE)
_NUMBER: Final = re.compile(rf"(?<!\d)\d{{{LEAST_NUMBER},}}(?!\d)")
_DAY: Final = re.compile(r"(?:19|20)\d{6}")
_DATE: Final = re.compile(
    r"(?<![^/])(?:19|20)\d\d(?:[/-]?(?:\d\d?|[a-z]{3})(?![^/-])(?:[/-]?\d\d?(?![^/-]))?)?(?![^/-])"
)
"""A date in a path: `2026`, `2026/02`, `2026/feb/03`, `2026-02-03`."""

REDIRECTED: Final = "behind a passing redirect"
"""Stands in the `via` of what came from another address than the one asked for, by a redirect that is not permanent
(RFC 9110, sections 15.4.3, 15.4.4 and 15.4.8): such as the way to a page that asks for a password."""

WALL_WORDS: Final = "in the words of a wall"
"""Stands in the `via` of what was received over HTTP and, having few words, says mostly what walls say."""

WALL_SHARE: Final = 0.5
"""Share of the words of the Version before, in (0, 1), below which a text in the words of a wall never takes its place.
Our judgement: a wall may show half of a short article; one that grew out of a wall is longer."""

MOVED_SHARE: Final = 0.5
"""Share of words, in (0, 1], that the shorter of two texts must have of the longer for an address like the article's to
be believed under another headline: publishers rename an article as they rewrite it, but do not replace it."""

STUB_SHARE: Final = 0.2
"""Share of the words of the Version before, in (0, 1), below which a text received over HTTP is a stub: a teaser, a
notice, half an answer. Of 600 steps of public page histories 4 shrank so; those wait until they have stayed."""

LEAST_WORDS: Final = 100
"""Words of the Version before, at least 1, from which a stub is told by its share: an edit may leave few of fewer."""

STAYED: Final = timedelta(hours=24)
"""How long what was held back must have been seen, without anything else in between, to be believed after all; > 0. Our
judgement: longer than most outages, shorter than a retraction should wait."""

STAYED_LOOKS: Final = 3
"""Looks that must have seen it in that time, at least 2."""

CONFIRMED: Final = 2
"""Looks in a row that must find an article missing before it is called gone, at least 1: one may be a slip."""

APART: Final = timedelta(minutes=5)
"""How far apart such looks must be, at least 0: what is seen again within it is the same slip. Our judgement: longer
than a server takes to start anew, shorter than the first pause of the schedule."""

_ABSENT: Final = frozenset({FetchState.MISSING, FetchState.GONE, FetchState.REMOVED})


class Outcome(StrEnum):
    """Every answer to "what does this Snapshot mean?"."""

    FIRST = "first"
    SAME_SNAPSHOT = "same snapshot"
    SAME_TEXT = "same text"
    CHANGED = "changed"
    RETURNED = "returned"
    OUT_OF_ORDER = "out of order"
    HELD_BACK = "held back"
    """Kept, but not taken for the article: see `plausible`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What one arriving observation means for the history it arrives in."""

    outcome: Outcome
    number: int
    """The Version that holds the observation, numbered as after its arrival; where it was held back, the one before."""
    returns_to: int | None = None
    """The earlier Version it goes back to, for RETURNED."""
    doubt: Doubt | None = None
    """Why it was held back, for HELD_BACK."""


def is_address(text: str) -> bool:
    """True for an http or https address with a host."""
    try:
        parts = urlsplit(text.strip())
        host = parts.hostname
    except ValueError:  # such as "http://[half"
        return False
    return parts.scheme.lower() in {"http", "https"} and bool(host)


def identity(article: str) -> str:
    """The one spelling of what names an article: a canonical address, or the user's key without blanks around it.

    Unparsable addresses are keys. Idempotent: `identity(identity(x)) == identity(x)`.
    """
    return _identity(article.strip())


@lru_cache(4_096)  # each look at an article asks again for the same few
def _identity(text: str) -> str:
    if not is_address(text):
        return text
    address, _, fragment = text.partition("#")
    try:
        parts = urlsplit(str(url_normalize(address) or address))
    except (ValueError, UnicodeError):
        return text
    host = parts.netloc.rpartition("@")[2]  # never keep a password
    query = "&".join(parameter for parameter in parts.query.split("&") if not _tracks(parameter))
    scheme = "https" if parts.scheme == "http" and ":" not in host.rpartition("]")[2] else parts.scheme
    path = parts.path.rstrip("/") or "/"
    return urlunsplit((scheme, host, path, query, fragment if fragment.startswith("!") else ""))


def spelling_reasons(address: str) -> tuple[str, ...]:
    """Why an address is another spelling of its identity, for people; nothing where it is the identity, or a key."""
    text = address.strip()
    canonical = identity(text)
    if not is_address(text) or text == canonical:
        return ()
    parts, known = urlsplit(text), urlsplit(canonical)
    reasons = []
    if parts.scheme.lower() != known.scheme:
        reasons.append("http and https")
    if parts.path.rstrip("/") != parts.path and parts.path.strip("/"):
        reasons.append("a slash at the end")
    if any(_tracks(parameter) for parameter in parts.query.split("&")):
        reasons.append("tracking parameters")
    return tuple(reasons) or ("case, escapes or the like",)


def _tracks(parameter: str) -> bool:
    name = unquote_plus(parameter.partition("=")[0]).lower()
    return name in TRACKING or name.startswith(TRACKING_PREFIXES)


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
    if _contradict(_dates(one), _dates(other)):
        return False
    if first[-1] == second[-1] and len(first[-1]) >= LEAST_SLUG:
        return True
    return bool(_numbers(first[-1]) & _numbers(second[-1]))


def significant_query(address: str) -> tuple[str, ...]:
    """The parameters of an address that may say which article it is, in order."""
    parameters = urlsplit(address).query.split("&")
    return tuple(
        one
        for one in parameters
        if one and not _tracks(one) and unquote_plus(one.partition("=")[0]).lower() not in PRESENTATION
    )


def _numbers(part: str) -> set[str]:
    """Long numbers in a part of a path, dates left out."""
    return {number for number in _NUMBER.findall(part) if not _DAY.fullmatch(number)}


def _dates(address: str) -> list[str]:
    """The dates in a path, in order, without what stands between their parts."""
    found: list[str] = _DATE.findall(urlsplit(address).path.lower())
    return [re.sub("[/-]", "", date) for date in found]


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
    every = [part for part in urlsplit(address).path.split("/") if part]
    parts = [_EXTENSION.sub("", part) for part in every if part.lower() not in {"amp", "amp.html"}]
    return [part.removesuffix("-amp").removesuffix("_amp").lower() for part in parts]


def article_id(identity_: str) -> str:
    """The 10-character id of an identity: lower-case base 32, the same in every database."""
    return b32encode(sha256(identity_.encode("utf-8", "surrogatepass")).digest()).decode().lower()[:ID_LENGTH]


def in_order(observations: Iterable[Observation]) -> list[Observation]:
    """Observations by time; at the same instant by the hash of their bytes, so that arrival never decides."""
    return sorted(observations, key=lambda seen: (seen.observed_at, seen.sha256))


def timeline(article: str, observations: Iterable[Observation]) -> tuple[Version, ...]:
    """The Versions that some observations make, numbered from 1 in order of observation.

    Args:
        article: the id of the article.
        observations: all of them, in any order; those that are not `plausible` make none.
    """
    return _versions(article, plausible(article, observations))


def _versions(article: str, observations: Iterable[Observation]) -> tuple[Version, ...]:
    """The Versions that some observations in order make."""
    first_with: dict[str, int] = {}
    versions = []
    before = ""
    for number, (fingerprint, run) in enumerate(groupby(observations, key=lambda seen: seen.fingerprint), start=1):
        members = list(run)
        first = members[0]
        versions.append(
            Version(
                article_id=article,
                number=number,
                first_seen=first.observed_at,
                last_seen=members[-1].observed_at,
                fingerprint=fingerprint,
                sha256=first.sha256,
                snapshots=len(members),
                returns_to=first_with.get(fingerprint),
                headline=first.headline,
                via=first.via,
                time_note=first.time_note,
                last_time_note=members[-1].time_note,
                note=first.note,
                key=first.first_fingerprint or "",
                technical=first.key == before,
            )
        )
        before = members[-1].key
        first_with.setdefault(fingerprint, number)
    return tuple(versions)


def plausible(article: str, observations: Iterable[Observation]) -> list[Observation]:
    """The observations that can be the article, in order: all but those that are `held_back`."""
    return _judged(article, observations)[0]


def held_back(article: str, observations: Iterable[Observation]) -> tuple[HeldBack, ...]:
    """The observations that are kept but are not believed to be the article, in order, each with the reason.

    Args:
        article: the id of the article.
        observations: all of them, in any order.
    """
    return tuple(_judged(article, observations)[1])


def _judged(article: str, observations: Iterable[Observation]) -> tuple[list[Observation], list[HeldBack]]:
    """The observations that are believed, and those that are held back, both in order.

    The first is believed. After it, what was received over HTTP is held back when it is a stub (see STUB_SHARE), or
    when it comes from an address that is not the article's under another headline than the Version before, unless the
    address is like the article's and the text of like length (see MOVED_SHARE). What is held back is believed once it
    has stayed (see STAYED); but what only a passing redirect leads to never is, nor a text much shorter than the
    Version before that says what walls say (see WALL_WORDS). A function of the whole set, so that arrival never
    decides.
    """
    believed: list[Observation] = []
    held: list[HeldBack] = []
    addresses: dict[str, None] = {}
    """Those believed so far, in that order."""
    seen = in_order(observations)
    ends = _ends(seen)
    walls = {one.fingerprint for one in seen if WALL_WORDS in (one.via or "")}
    stayed: str | None = None
    """The fingerprint of the present run, once it was found to have stayed."""
    for place, one in enumerate(seen):
        if believed and one.address is not None and one.fingerprint not in {believed[-1].fingerprint, stayed}:
            doubt = _doubt(article, one, believed[-1], addresses)
            if one.fingerprint in walls and _is_shorter(one, believed[-1], WALL_SHARE):
                doubt = Doubt.WALL
            if doubt and (doubt.lasts or not _stays(seen, place, ends[place])):
                held.append(HeldBack(observation=one, doubt=doubt))
                continue
            stayed = one.fingerprint
        believed.append(one)
        if one.address is not None:
            addresses[identity(one.address)] = None
    return believed, held


def _doubt(article: str, one: Observation, before: Observation, addresses: Collection[str]) -> Doubt | None:
    """Why an observation is doubted beside the one believed before it; None where it is not."""
    stub = _is_shorter(one, before, STUB_SHARE)
    where = identity(one.address or "")
    headline = (one.headline or "").casefold()
    is_here = not addresses or where in addresses or article_id(where) == article
    if is_here or headline == (before.headline or "").casefold() != "":
        return Doubt.SHORTER if stub else None
    if any(same_article(where, known) for known in addresses):
        alike = min(one.words, before.words) >= MOVED_SHARE * max(one.words, before.words)
        return None if alike else Doubt.ANOTHER_LENGTH
    return Doubt.REDIRECTED if REDIRECTED in (one.via or "") else Doubt.ANOTHER_PAGE


def _is_shorter(one: Observation, before: Observation, share: float) -> bool:
    """Whether a text has less than a share of the words of the one before it, which had enough to tell."""
    return before.words >= LEAST_WORDS and one.words < share * before.words


def _ends(seen: Sequence[Observation]) -> list[int]:
    """For each place, the last one of the run of the same text that it lies in."""
    ends = list(range(len(seen)))
    for place in range(len(seen) - 2, -1, -1):
        if seen[place].fingerprint == seen[place + 1].fingerprint:
            ends[place] = ends[place + 1]
    return ends


def _stays(seen: Sequence[Observation], place: int, end: int) -> bool:
    """Whether the text at a place is all that was seen for long enough from there to the end of its run."""
    return end - place + 1 >= STAYED_LOOKS and seen[end].observed_at - seen[place].observed_at >= STAYED


def absences(
    observations: Iterable[Observation], checks: Iterable[Check], confirmed: int = CONFIRMED
) -> tuple[Absence, ...]:
    """The times in which an article was gone, by time.

    Args:
        observations: all that found it, in any order.
        checks: all looks that gave no Snapshot, in any order. Those that say nothing of the article, such as a timeout,
            an error of the server or a wall, neither confirm that it is missing nor that it is there: 404, 500, 404 are
            two looks that missed it, like 404, 404.
        confirmed: looks in a row, `APART` from each other, that make it gone, at least 1.
    """
    looks = [(seen.observed_at, None) for seen in observations]
    absent = [(check.at, check.state) for check in checks if check.state in _ABSENT]
    found: list[Absence] = []
    run: list[tuple[datetime, FetchState]] = []
    is_gone = False
    for at, state in sorted([*looks, *absent], key=lambda look: (look[0], look[1] or "")):
        if state is not None:
            sure = state is FetchState.REMOVED
            if run and not sure and at - run[-1][0] < APART:
                continue
            run += [(at, state)] * (max(confirmed - len(run), 1) if sure else 1)
            if not is_gone and len(run) >= confirmed:
                is_gone = True
                found.append(Absence(since=run[0][0], confirmed_at=at, state=state))
            continue
        if is_gone:
            found[-1] = replace(found[-1], until=at)
        run, is_gone = [], False
    return tuple(found)


def derive_article(identity_: str, observations: Sequence[Observation], checks: Sequence[Check] = ()) -> Article:
    """The Article that some observations make: what it is called, since when it is known, how often it changed.

    Args:
        identity_: what names it.
        observations: all of them, in any order.
        checks: the looks that gave no Snapshot, in any order.

    Raises:
        ValueError: without any observation.
    """
    seen = in_order(observations)
    if not seen:
        raise ValueError("an article has at least one observation")
    believed = plausible(article_id(identity_), seen)
    versions = _versions(article_id(identity_), believed)
    latest_first = believed[::-1]
    last_check = max(checks, key=lambda check: (check.at, check.state), default=None)
    last_seen = seen[-1].observed_at
    missing = absences(seen, checks)
    return Article(
        id=article_id(identity_),
        identity=identity_,
        url=identity_ if is_address(identity_) else None,
        source=next((one.source for one in latest_first if one.source), None),
        title=next((one.headline for one in latest_first if one.headline), None),
        language=next((one.language for one in latest_first if one.language), None),
        first_seen=seen[0].observed_at,
        last_changed=versions[-1].first_seen,
        last_checked=max(last_seen, last_check.at) if last_check else last_seen,
        versions=len(versions),
        snapshots=len(seen),
        gone_since=missing[-1].since if missing and missing[-1].until is None else None,
        last_state=last_check.state if last_check and last_check.at > last_seen else None,
        checks=len(checks),
    )


def verdict(known: Sequence[Observation], arriving: Observation, article: str = "") -> Verdict:
    """What an arriving observation means, given those already stored.

    The rules in order: the same bytes at the same time are the same Snapshot; without history it is the first; what is
    not plausible is held back; text that a neighbour in time already has is the same text; before the last known
    observation it is out of order; else the text has changed, or returned to one that was there before.

    Args:
        known: the stored observations of the article.
        arriving: what came.
        article: the id of the article, for what came from another address.
    """
    ours = (arriving.observed_at, arriving.sha256)
    twin = next((seen for seen in known if (seen.observed_at, seen.sha256) == ours), None)
    judged = twin or arriving  # what is stored of a Snapshot stays, whatever is said of it later
    observations, doubted = _judged(article, known if twin else [*known, arriving])
    versions = _versions(article, observations)
    # By its place, not its time: several Versions may share an instant.
    up_to = list(accumulate(version.snapshots for version in versions))
    doubt = next((one.doubt for one in doubted if one.observation == judged), None)
    order = in_order([*observations, judged]) if doubt else observations
    place = order.index(judged)
    mine = versions[bisect_right(up_to, place - bool(doubt))]
    if twin:
        return Verdict(outcome=Outcome.SAME_SNAPSHOT, number=mine.number)
    if not known:
        return Verdict(outcome=Outcome.FIRST, number=1)
    if doubt:
        return Verdict(outcome=Outcome.HELD_BACK, number=mine.number, doubt=doubt)
    if mine.snapshots > 1:
        return Verdict(outcome=Outcome.SAME_TEXT, number=mine.number)
    if mine.number < len(versions):
        return Verdict(outcome=Outcome.OUT_OF_ORDER, number=mine.number)
    if mine.returns_to is not None:
        return Verdict(outcome=Outcome.RETURNED, number=mine.number, returns_to=mine.returns_to)
    return Verdict(outcome=Outcome.CHANGED, number=mine.number)
