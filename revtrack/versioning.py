"""PURE. What a Snapshot means for the history of its article: the decisions, and nothing that acts on them.

Three questions are settled here, for every room.

*Identity of an Article.* The user says what article a Snapshot belongs to, and nothing inside the content can overrule
it. An http or https address is brought into one spelling: scheme and host in lower case, escapes made alike; default
port, dot segments, doubled slashes, known tracking parameters, user name and password removed, and the fragment unless
it names a page (`#!…`). Anything else is a key of the user's own, kept as it is but for the white space around it. Two
spellings of one address are one Article; two addresses are two, even if one page names the other as canonical.

*Is it a new Version?* A Version is a run of neighbouring observations with the same text: the order is the order of
observation, never of arrival, so the whole history is a function of the *set* of observations.

    observed   10:00  10:30  11:00  11:20  12:00        versions   v1  10:00–10:30  "a"
    text         a      a      b      b      a                     v2  11:00–11:20  "b"
                                                                   v3  12:00        "a"  back to version 1

*A return to an earlier text* is a new Version with a number of its own that says "back to version k", k being the
lowest number with that text. Its text is stored once.
"""

from base64 import b32encode
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from itertools import accumulate, groupby
from typing import Final
from urllib.parse import unquote_plus, urlsplit, urlunsplit

from url_normalize import url_normalize

from revtrack.model import Article, Observation, Version

__all__ = [
    "Outcome",
    "Verdict",
    "article_id",
    "derive_article",
    "identity",
    "in_order",
    "is_address",
    "timeline",
    "verdict",
]

ID_LENGTH: Final = 10
"""Characters of an article id: 50 bits, so that a million articles meet a collision with a chance of 1 in 2,000."""

TRACKING_PREFIXES: Final = ("utm_", "mc_", "pk_")
TRACKING: Final = frozenset({"fbclid", "gclid", "dclid", "msclkid", "igshid", "smid", "yclid", "cmpid"})
"""Query parameters that say how a reader came, never which article it is."""


class Outcome(StrEnum):
    """Every answer to "what does this Snapshot mean?"."""

    FIRST = "first"
    SAME_SNAPSHOT = "same snapshot"
    SAME_TEXT = "same text"
    CHANGED = "changed"
    RETURNED = "returned"
    OUT_OF_ORDER = "out of order"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What one arriving observation means for the history it arrives in."""

    outcome: Outcome
    number: int
    """The Version that holds the observation, numbered as after its arrival."""
    returns_to: int | None = None
    """The earlier Version it goes back to, for RETURNED."""


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
    text = article.strip()
    if not is_address(text):
        return text
    address, _, fragment = text.partition("#")
    try:
        parts = urlsplit(str(url_normalize(address) or address))
    except (ValueError, UnicodeError):
        return text
    host = parts.netloc.rpartition("@")[2]  # never keep a password
    query = "&".join(parameter for parameter in parts.query.split("&") if not _tracks(parameter))
    return urlunsplit((parts.scheme, host, parts.path, query, fragment if fragment.startswith("!") else ""))


def _tracks(parameter: str) -> bool:
    name = unquote_plus(parameter.partition("=")[0]).lower()
    return name in TRACKING or name.startswith(TRACKING_PREFIXES)


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
        observations: all of them, in any order.
    """
    first_with: dict[str, int] = {}
    versions = []
    runs = groupby(in_order(observations), key=lambda seen: seen.fingerprint)
    for number, (fingerprint, run) in enumerate(runs, start=1):
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
            )
        )
        first_with.setdefault(fingerprint, number)
    return tuple(versions)


def derive_article(identity_: str, observations: Sequence[Observation]) -> Article:
    """The Article that some observations make: what it is called, since when it is known, how often it changed.

    Raises:
        ValueError: without any observation.
    """
    seen = in_order(observations)
    if not seen:
        raise ValueError("an article has at least one observation")
    versions = timeline(article_id(identity_), seen)
    latest_first = seen[::-1]
    return Article(
        id=article_id(identity_),
        identity=identity_,
        url=identity_ if is_address(identity_) else None,
        source=next((one.source for one in latest_first if one.source), None),
        title=next((one.headline for one in latest_first if one.headline), None),
        language=next((one.language for one in latest_first if one.language), None),
        first_seen=seen[0].observed_at,
        last_changed=versions[-1].first_seen,
        last_checked=seen[-1].observed_at,
        versions=len(versions),
        snapshots=len(seen),
    )


def verdict(known: Sequence[Observation], arriving: Observation) -> Verdict:
    """What an arriving observation means, given those already stored.

    The rules in order: the same bytes at the same time are the same Snapshot; without history it is the first;
    text that a neighbour in time already has is the same text; before the last known observation it is out of
    order; else the text has changed, or returned to one that was there before.
    """
    ours = (arriving.observed_at, arriving.sha256)
    twin = next((seen for seen in known if (seen.observed_at, seen.sha256) == ours), None)
    judged = twin or arriving  # what is stored of a Snapshot stays, whatever is said of it later
    observations = in_order(known if twin else [*known, arriving])
    versions = timeline("", observations)
    # By its place, not its time: several Versions may share an instant.
    up_to = list(accumulate(version.snapshots for version in versions))
    mine = versions[bisect_right(up_to, observations.index(judged))]
    if twin:
        return Verdict(outcome=Outcome.SAME_SNAPSHOT, number=mine.number)
    if not known:
        return Verdict(outcome=Outcome.FIRST, number=1)
    if mine.snapshots > 1:
        return Verdict(outcome=Outcome.SAME_TEXT, number=mine.number)
    if mine.number < len(versions):
        return Verdict(outcome=Outcome.OUT_OF_ORDER, number=mine.number)
    if mine.returns_to is not None:
        return Verdict(outcome=Outcome.RETURNED, number=mine.number, returns_to=mine.returns_to)
    return Verdict(outcome=Outcome.CHANGED, number=mine.number)
