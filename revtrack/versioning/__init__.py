"""PURE. What a Snapshot means for the history of its article: the decisions, and nothing that acts on them.

Five questions are settled here, for every room, each in a module of its own.

identities  what names an article?                  likeness  may two addresses, or texts, be of the same one?
belief      is what was received the article?       absence   when was it gone?
histories   which Versions do observations make?    verdicts  what does one more observation mean?

The whole history is a function of the *set* of observations: arrival never decides anything. What a page says of itself
can add to an identity only as `revtrack.plausibility.belongs` allows, and never where the user has named the article.
"""

from revtrack.versioning.absence import absences
from revtrack.versioning.belief import REDIRECTED, WALL_WORDS, answered_at, held_back, in_order, plausible
from revtrack.versioning.histories import derive_article, timeline
from revtrack.versioning.identities import article_id, identity, is_address, spelling_reasons
from revtrack.versioning.likeness import (
    PRESENTATION,
    alike,
    in_common,
    is_of_like_length,
    may_stand_for,
    of_other_days,
    significant_query,
)
from revtrack.versioning.verdicts import Outcome, Verdict, verdict

__all__ = [
    "PRESENTATION",
    "REDIRECTED",
    "WALL_WORDS",
    "Outcome",
    "Verdict",
    "absences",
    "alike",
    "answered_at",
    "article_id",
    "derive_article",
    "held_back",
    "identity",
    "in_common",
    "in_order",
    "is_address",
    "is_of_like_length",
    "may_stand_for",
    "of_other_days",
    "plausible",
    "significant_query",
    "spelling_reasons",
    "timeline",
    "verdict",
]
