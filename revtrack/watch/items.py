"""What a feed's own id of an item tells: that an article goes on under another address.

    item “post-7”   yesterday /fire ──┐ the same text, or /fire leads to /three-die for good
                    today /three-die ─┴→ one article, which /fire is an address of

Feeds give ids to other articles, too. So the id alone is never believed: the text must say the same, and the feed must
not give the former address to another item now.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from revtrack import versioning
from revtrack.looking import Desk, known_as
from revtrack.model import Observation
from revtrack.pipeline import Capture, unite

__all__ = ["SAME_ITEM", "Item", "followed"]

SAME_ITEM: Final = "was the address of the same item of its feed"

LEAST_WORDS: Final = 20
"""Words of a text below which likeness says nothing, a count: one sentence that all share is half of it. Our choice."""
SOME_SHARE: Final = 0.2
"""Share of the sentences of the shorter text, in (0, 1), that the other must have where the old address leads to the
new one for good. Our judgement: more than a notice that all pages of a site repeat."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An item that a feed calls as it calls no other one."""

    feed: str
    """Its first address."""
    id: str
    listed: AbstractSet[str]
    """The identities of the addresses of all items that the feed has now."""


def followed(item: Item, address: str, capture: Capture, desk: Desk) -> Capture:
    """The same Capture, of an article that has the history of the item's former address where both are one.

    Args:
        item: as the feed has it now.
        address: of the item now.
        capture: what became of a look at it.
        desk: all that is needed from outside.
    """
    store, identity = desk.store, capture.article.identity
    before = store.memory.address_of_item(item.feed, item.id)
    if before == address:
        return capture
    former = known_as(before, store) if before else identity
    is_anothers = before is not None and versioning.identity(before) in item.listed
    if former != identity and not is_anothers and _goes_on(former, identity, desk):
        unite(former, identity, SAME_ITEM, store)
        capture = _judged_anew(capture, desk)
    store.memory.keep_item(item.feed, item.id, address)
    return capture


def _goes_on(former: str, identity: str, desk: Desk) -> bool:
    """Whether a text goes on in another article, by the last state of the one and the first of the other."""
    former_id, article_id = versioning.article_id(former), versioning.article_id(identity)
    seen = desk.store.observations(former_id)
    old = versioning.plausible(former_id, seen)
    new = versioning.plausible(article_id, desk.store.observations(article_id))
    if not old or not new or versioning.of_other_days(former, identity):
        return False
    if min(old[-1].words, new[0].words) < LEAST_WORDS:  # too little to be told by
        return False
    if versioning.alike(old[-1], new[0]):
        return True
    share = versioning.in_common(old[-1], new[0]) or 0.0
    of_like_length = versioning.is_of_like_length(old[-1], new[0])
    return of_like_length and share >= SOME_SHARE and any(_leads_to(one, identity) for one in seen)


def _leads_to(one: Observation, identity: str) -> bool:
    """Whether it was received from there, by permanent redirects alone."""
    is_there = one.address is not None and versioning.identity(one.address) == identity
    return is_there and versioning.REDIRECTED not in (one.via or "")


def _judged_anew(capture: Capture, desk: Desk) -> Capture:
    """What the last observation of an article means for the history it has now."""
    article = capture.article
    seen = versioning.in_order(desk.store.observations(article.id))
    verdict = versioning.verdict(seen[:-1], seen[-1], article.id)
    whole = versioning.derive_article(article.identity, seen, desk.store.checks(article.id))
    return Capture(verdict=verdict, article=whole, problems=capture.problems)
