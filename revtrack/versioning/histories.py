"""The history that observations make: the Versions of an Article, and the Article itself.

A Version is a run of neighbouring observations with the same text: the order is the order of observation, never of
arrival, so the whole history is a function of the *set* of observations.

    observed   10:00  10:30  11:00  11:20  12:00        versions   v1  10:00–10:30  "a"
    text         a      a      b      b      a                     v2  11:00–11:20  "b"
                                                                   v3  12:00        "a"  back to version 1

A return to an earlier text is a new Version with a number of its own that says "back to version k", k being the lowest
number with that text. Its text is stored once.

What a feed carries of an article and its page are two sides of one state: where the one follows the other, the texts
differ though nobody edited anything. So an edit is known only from two looks at the same side:

    feed         F                 F     F'      versions   v1  F
    page               P     P                              v2  P   technical: the page was never seen before
                                                            v3  F   technical: so the feed had it already
                                                            v4  F'  an edit
"""

from collections.abc import Iterable, Sequence
from itertools import groupby

from revtrack.model import Article, Check, Observation, Version
from revtrack.versioning.absence import absences
from revtrack.versioning.belief import in_order, plausible
from revtrack.versioning.identities import article_id, is_address

__all__ = ["derive_article", "timeline", "versions_of"]


def timeline(article: str, observations: Iterable[Observation]) -> tuple[Version, ...]:
    """The Versions that some observations make, numbered from 1 in order of observation.

    Args:
        article: the id of the article.
        observations: all of them, in any order; those that are not `plausible` make none.
    """
    return versions_of(article, plausible(article, observations))


def versions_of(article: str, observations: Iterable[Observation]) -> tuple[Version, ...]:
    """The Versions that some observations in order make."""
    first_with: dict[str, int] = {}
    latest: dict[bool, Observation] = {}
    """What was seen last, by whether a feed carried it."""
    versions: list[Version] = []
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
                technical=bool(versions) and not _is_edited(latest.get(first.is_of_feed), first),
            )
        )
        latest |= {one.is_of_feed: one for one in members}
        first_with.setdefault(fingerprint, number)
    return tuple(versions)


def _is_edited(before: Observation | None, first: Observation) -> bool:
    """Whether the publisher is known to have edited a text since it was last seen on its side; not where it never was,
    nor where only a newer extractor reads the bytes otherwise.
    """
    return before is not None and before.fingerprint != first.fingerprint and before.key != first.key


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
    versions = versions_of(article_id(identity_), believed)
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
        last_changed=next(version.first_seen for version in reversed(versions) if not version.technical),
        last_checked=max(last_seen, last_check.at) if last_check else last_seen,
        versions=len(versions),
        snapshots=len(seen),
        gone_since=missing[-1].since if missing and missing[-1].until is None else None,
        last_state=last_check.state if last_check and last_check.at > last_seen else None,
        checks=len(checks),
    )
