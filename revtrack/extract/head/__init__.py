"""PURE. What a page says of its article: its headline, and all that its head states as fields.

    tree ──head_of──→ Head ─┬─ headline_of         og:title, JSON-LD, title and every h1 → the headline
                            ├─ facts               byline, times, section, image, corrections, the other titles
                            ├─ canonical           the page's own address
                            └─ language_of         of the text

Headlines are looked for beyond the `head` of the page too: what stands on top of an article is the page's own word.
"""

from revtrack.extract.head.headline import headline_of, without_headline
from revtrack.extract.head.metadata import Head, canonical, facts, free, head_of, language_of, paid_parts

__all__ = [
    "Head",
    "canonical",
    "facts",
    "free",
    "head_of",
    "headline_of",
    "language_of",
    "paid_parts",
    "without_headline",
]
