"""PURE. What pages say to their readers where an article should be, language by language.

    sentences ──addressed──→ those said to the reader; not what an article reports, quotes or says of others
        ├─ asks_payment   "Cet article est réservé aux abonnés."   "Jetzt weiterlesen: 4 Wochen für 1 Euro testen."
        ├─ asks_login     "Inicia sesión para seguir leyendo."
        ├─ asks_consent   "Mit Ihrer Einwilligung … Partner … Cookies"   "Akzeptieren und weiter"
        └─ says_absent    "This article is no longer available."   "We will be back soon."

A wording is no list of sentences but of what must come together in one of them, with free words between: what there is
to read, that it goes on or is kept for some, and what is asked for it. A language is added by a line in each table.
"""

from collections.abc import Sequence

from revtrack.extract.sayings.absence import TITLES, says_absent, says_no_more
from revtrack.extract.sayings.addressed import addressed, sentences
from revtrack.extract.sayings.consent import LONGEST, asks_consent, is_about_consent, is_consent_talk
from revtrack.extract.sayings.payment import (
    asks_login,
    asks_payment,
    has_wall_words,
    is_wall_talk,
    mentions_rest,
    rest_is_kept,
)

__all__ = [
    "TITLES",
    "addressed",
    "asks_consent",
    "asks_login",
    "asks_payment",
    "has_wall_words",
    "is_about_consent",
    "mentions_rest",
    "rest_is_kept",
    "says_absent",
    "says_no_more",
    "wall_talk",
]


def wall_talk(blocks: Sequence[str]) -> float:
    """Words in sentences that say to the reader what walls say, of those of all sentences, in [0, 1]; 0 without any."""
    every = sum(len(one.split()) for one in sentences(blocks))
    talk = (one for one in addressed(blocks, LONGEST) if is_wall_talk(one) or is_consent_talk(one))
    return sum(len(one.split()) for one in talk) / every if every else 0.0
