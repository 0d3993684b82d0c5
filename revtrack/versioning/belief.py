"""Which observations are believed to be the article, and in which order; and why the others are not.

Of what was received over HTTP, a text that has suddenly shrunk to a stub, that is another and shorter one under another
headline, or that comes from another address under another headline, is kept as an observation and makes no Version,
until it has stayed, and never where only a passing redirect led to it or it says what walls say.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import timedelta
from typing import Final

from revtrack.model import Doubt, HeldBack, Observation
from revtrack.versioning.identities import article_id, identity
from revtrack.versioning.likeness import in_common, is_of_like_length, same_article

__all__ = [
    "REDIRECTED",
    "WALL_WORDS",
    "answered_at",
    "believed_and_doubted",
    "held_back",
    "in_order",
    "plausible",
]

REDIRECTED: Final = "behind a passing redirect"
"""Stands in the `via` of what came from another address than the one asked for, by a redirect that is not permanent
(RFC 9110, sections 15.4.3, 15.4.4 and 15.4.8): such as the way to a page that asks for a password."""

WALL_WORDS: Final = "in the words of a wall"
"""Stands in the `via` of what was received over HTTP and, having few words, says mostly what walls say."""

WALL_SHARE: Final = 0.5
"""Share of the words of the Version before, in (0, 1), below which a text in the words of a wall never takes its place.
Our judgement: a wall may show half of a short article; one that grew out of a wall is longer."""

STUB_SHARE: Final = 0.2
"""Share of the words of the Version before, in (0, 1), below which a text received over HTTP is a stub: a teaser, a
notice, half an answer. Of 600 steps of public page histories 4 shrank so; those wait until they have stayed."""

LEAST_WORDS: Final = 100
"""Words of the Version before, at least 1, from which a stub is told by its share: an edit may leave few of fewer."""

REPLACED_SHARE: Final = 0.1
"""Share of the sentences of the shorter of two texts, in (0, 1), from which the other is no page of its own. Our
judgement: what every page of a site repeats may be left of the one; of an article that is rewritten more stays."""

LEAST_REPLACED: Final = 40
"""Words of the Version before, at least 1, from which another page in its place is told by its length."""

STAYED: Final = timedelta(hours=24)
"""How long what was held back must have been seen, without anything else in between, to be believed after all; > 0. Our
judgement: longer than most outages, shorter than a retraction should wait."""

STAYED_LOOKS: Final = 3
"""Looks that must have seen it in that time, at least 2."""


def in_order(observations: Iterable[Observation]) -> list[Observation]:
    """Observations by time; at the same instant by the hash of their bytes, so that arrival never decides."""
    return sorted(observations, key=lambda seen: (seen.observed_at, seen.sha256))


def plausible(article: str, observations: Iterable[Observation]) -> list[Observation]:
    """The observations that can be the article, in order: all but those that are `held_back`."""
    return believed_and_doubted(article, observations)[0]


def held_back(article: str, observations: Iterable[Observation]) -> tuple[HeldBack, ...]:
    """The observations that are kept but are not believed to be the article, in order, each with the reason.

    Args:
        article: the id of the article.
        observations: all of them, in any order.
    """
    return tuple(believed_and_doubted(article, observations)[1])


def answered_at(article: str, observations: Iterable[Observation]) -> tuple[str, ...]:
    """The addresses that gave the article when they were asked for, each once, that of the last time first.

    None that only a passing redirect led to is among them, nor one that gave what is held back.
    """
    received = [one for one in plausible(article, observations) if one.address is not None]
    sound = [one.asked or one.address for one in received if one.asked or REDIRECTED not in (one.via or "")]
    return tuple(dict.fromkeys(address for address in reversed(sound) if address))


def believed_and_doubted(article: str, observations: Iterable[Observation]) -> tuple[list[Observation], list[HeldBack]]:
    """The observations that are believed, and those that are held back, both in order.

    The first is believed. After it, what was received over HTTP is held back when it is a stub (see STUB_SHARE), when
    it is another text, far shorter and under another headline than the Version before (see REPLACED_SHARE), or when it
    comes from an address that is not the article's under another headline, unless the address is like the article's and
    the text of like length (see `likeness.ALIKE_LENGTH`). What is held back is believed once it has stayed (see
    STAYED); but what only a passing redirect leads to never is, nor a text much shorter than the Version before that
    says what walls say (see WALL_WORDS). A function of the whole set, so that arrival never
    decides.
    """
    believed: list[Observation] = []
    held: list[HeldBack] = []
    addresses: set[str] = set()
    """Those believed so far."""
    seen = in_order(observations)
    ends = _ends(seen)
    walls = {one.fingerprint for one in seen if WALL_WORDS in (one.via or "")}
    stayed: str | None = None
    """The fingerprint of the present run, once it was found to have stayed."""
    for place, one in enumerate(seen):
        if believed and one.address is not None and one.fingerprint not in {believed[-1].fingerprint, stayed}:
            doubt = _doubt(article, one, believed[-1], addresses, says_what_walls_say=one.fingerprint in walls)
            if doubt and (doubt.lasts or not _stays(seen, place, ends[place])):
                held.append(HeldBack(observation=one, doubt=doubt))
                continue
            stayed = one.fingerprint
        believed.append(one)
        if one.address is not None:
            addresses.add(identity(one.address))
    return believed, held


def _doubt(
    article: str, one: Observation, before: Observation, addresses: Collection[str], *, says_what_walls_say: bool
) -> Doubt | None:
    """Why an observation is doubted beside the one believed before it; None where it is not."""
    if says_what_walls_say and _is_shorter(one, before, WALL_SHARE):
        return Doubt.WALL
    stub = _is_shorter(one, before, STUB_SHARE)
    where = identity(one.address or "")
    headline = (one.headline or "").casefold()
    is_here = not addresses or where in addresses or article_id(where) == article
    if is_here or headline == (before.headline or "").casefold() != "":
        return Doubt.SHORTER if stub else Doubt.ANOTHER_TEXT if _replaces(one, before) else None
    if any(same_article(where, known) for known in addresses):
        return None if is_of_like_length(one, before) else Doubt.ANOTHER_LENGTH
    return Doubt.REDIRECTED if REDIRECTED in (one.via or "") else Doubt.ANOTHER_PAGE


def _is_shorter(one: Observation, before: Observation, share: float) -> bool:
    """Whether a text has less than a share of the words of the one before it, which had enough to tell."""
    return before.words >= LEAST_WORDS and one.words < share * before.words


def _replaces(one: Observation, before: Observation) -> bool:
    """Whether a text is another one than that before it: much shorter, under another headline, and nothing stayed."""
    if (one.headline or "").casefold() == (before.headline or "").casefold() or before.words < LEAST_REPLACED:
        return False
    share = in_common(one, before)
    is_another = share is not None and share < REPLACED_SHARE
    return is_another and one.words < before.words and not is_of_like_length(one, before)


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
