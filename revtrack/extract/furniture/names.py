"""Tells from the attributes of an element what it is on its page: furniture, an advertisement, or out of sight.

    class="site-footer"   id="relatedLinks"                                names_furniture
    class="ad-slot"  id="adInline2"  data-ad-slot  aria-label="Anzeige"    names_box: ADVERTISEMENT
    id="comments"  class="sf_comment_list"  class="commentaires"           names_box: COMMENTS
    class="shadow", "header", "adventure", "ad-free", "no-comments"        none of them

Names are cut into words at marks, figures and capitals, and only whole words count.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

import regex

__all__ = ["ADVERTISEMENT", "COMMENTS", "is_label", "labels_in", "names_box", "names_furniture", "names_site"]

ADVERTISEMENT: Final = "advertisement"
COMMENTS: Final = "comments"
"""What an element may be by its name, and the rules that set its text apart."""

_FURNITURE_NAMES: Final = frozenset(
    {
        *("nav", "navbar", "navigation", "menu", "breadcrumb", "breadcrumbs"),
        *("footer", "sidebar", "comments", "related"),
        *("share", "sharing", "social", "newsletter"),
        *("cookie", "cookies"),
    }
)
"""Words of a `class` or `id` that mark furniture. Origin: the HTML elements `nav`, `footer` and `aside` under the names
they have on pages made of `div` alone, and the boxes that publishers put around an article; unmeasured."""

_ADVERTISING: Final = frozenset(
    {
        *("ad", "ads", "adv", "advert", "adverts", "advertisement", "advertisements", "advertising", "advertorial"),
        *("adsbygoogle", "adsense", "adslot", "adunit", "adbox", "adzone", "adwrapper", "adcontainer", "adbanner"),
        *("sponsor", "sponsors", "sponsored", "promo", "promos", "recirc", "recirculation"),
        *("outbrain", "taboola", "revcontent", "teads", "inread", "dfp"),
        *("anzeige", "anzeigen", "werbung", "werbebox", "reklame", "reklama"),
        *("publicite", "publicité", "publicidad", "publicidade", "pubblicita", "pubblicità"),
        *("advertentie", "advertenties"),
    }
)
"""Words of a name that mark an advertisement. Origin: the words publishers of nine languages print above one, the names
of the networks that sell them, and those of boxes that lead to other articles of the house."""

_ADVERTISING_NAME: Final = re.compile(
    r"ad|sponsor|promo|recirc|outbrain|taboola|revcontent|anzeige|werb|rekla|publi|pubbli|dfp"
)
"""Letters without which no name holds a word of `_ADVERTISING`; in lower case. `re` finds them twice as fast."""

_COMMENTS: Final = frozenset(
    {
        *("comment", "comments", "commentlist", "commentarea", "disqus", "livefyre"),
        *("kommentare", "kommentarbereich", "kommentarliste", "leserkommentare"),
        *("commentaire", "commentaires", "comentario", "comentarios", "comentário", "comentários", "commenti"),
        *("reacties", "komentarze", "kommentarer"),
    }
)
"""Words of a name that mark what readers say below an article. "Kommentar" and "commento" are columns as well."""

_STATES: Final = frozenset({"open", "closed", "enabled", "disabled", "on", "off"})
"""Words beside them in the name of a page that may have comments, or not: "comments-open"."""

_COMMENTS_NAME: Final = re.compile(r"omment|oment[aá]r|reacties|disqus|livefyre")

_NO_ADVERTISEMENT_BEFORE: Final = frozenset(
    {*("has", "no", "with", "not", "without", "non", "hide", "before", "after", "category", "tag", "topic", "tags")}
)
_NO_ADVERTISEMENT_AFTER: Final = frozenset({"free", "hoc", "lib", "libs", "blocker", "disabled", "supported"})
"""Words that make of a name one that says what a page has, lacks or is about: `has-ads`, `ad-free`, `tag-sponsors`."""

_PARTS_OF_DATA: Final = frozenset(
    {
        *("slot", "unit", "path", "client", "id", "type", "name", "position", "pos", "container", "placeholder"),
        *("size", "sizes", "format", "layout", "key", "zone", "wrapper", "region", "location", "network", "targeting"),
    }
)
"""What may follow in the name of an attribute such as `data-ad-slot`. Others say something of a text beside one:
`data-ad-preview` is a post of Facebook, `data-ad-index` a place where one may be put."""

_SAYING: Final = frozenset(
    {
        *("class", "id"),
        *("data-testid", "data-test-id", "data-test", "data-qa", "data-component", "data-component-name"),
        *("data-type", "data-module", "data-name", "data-role", "data-widget", "data-block"),
    }
)
"""Attributes whose value is a name."""

_SIGNS: Final = frozenset(
    {
        "logo",
        "sitelogo",
        "masthead",
        "brand",
        "branding",
        "site-name",
        "site-title",
        "sitename",
        "sitetitle",
        "blog-title",
    }
)
"""What the sign of a site is named on top of its pages: one word of a name, or a whole name."""

_LABELS: Final = frozenset(
    {
        *("advertisement", "advertisements", "advertising", "ad", "ads", "sponsored", "sponsored content", "promoted"),
        *(
            "anzeige",
            "anzeigen",
            "werbung",
            "publicité",
            "pubblicità",
            "publicidad",
            "publicidade",
            "anuncio",
            "anúncio",
        ),
        *("advertentie", "reklame", "annonce", "annonse", "annons", "mainos", "reklama", "реклама", "広告", "广告"),
    }
)
"""What stands above an advertisement, in lower case and without marks around it."""

LONGEST_LABEL: Final = 30
"""Characters of a line that may be such a label."""

_MARKS: Final = " \t\n\r\f\xa0-–—:*·•|[]()"

_NAME_WORD: Final = regex.compile(r"\p{Lu}?\p{Ll}+|\p{Lu}+(?!\p{Ll})")
_NO_WORDS: Final = regex.compile(r"\d+\p{L}[\p{L}\d]*|\p{L}+\d+\p{L}[\p{L}\d]*|--[Aa]ds$")
"""Letters with figures before or among them, as in a number to the base of sixteen, `8e2ad78e`; and `section--ads`, a
part of a page that has some."""
_FURNITURE_NAME: Final = re.compile("|".join(sorted(_FURNITURE_NAMES)))
"""Looks at names in lower case, six times as fast as one that minds no capitals."""
_OF_STATE: Final = frozenset(
    {
        *("has", "no", "with", "is", "not", "without"),
        *("category", "tag", "topic", "section", "page", "post", "single"),
    }
)
"""First words of names that say what a page has or is about, and so mark none: `has-sidebar`, `category-social`."""

_MOST_NAME: Final = 300
"""Characters of a `class` or `id` that are looked at."""

_MOST_NAMES: Final = 4_096
"""Names whose meaning is remembered, a count: a page has hundreds, and all pages of a source the same."""


def names_furniture(*names: str | None) -> bool:
    """True where a `class` or `id` of an element has a word of furniture, as `site-footer` and `relatedLinks` have."""
    joined = " ".join(name[:_MOST_NAME] for name in names if name)
    if not _FURNITURE_NAME.search(joined.lower()):  # of hundreds of names on a page a few have such letters at all
        return False
    several = joined.split()
    words = (_words(name) for name in several)
    return any(told and told[0] not in _OF_STATE and not _FURNITURE_NAMES.isdisjoint(told) for told in words)


def names_site(*names: str | None) -> bool:
    """True where a `class` or `id` of a heading says that it is the sign of the site: `logo`, `site-title`."""
    several = " ".join(name[:_MOST_NAME] for name in names if name).split()
    return any(not _SIGNS.isdisjoint(("-".join(words), *words)) for words in map(_words, several))


def names_box(attributes: Iterable[tuple[str, str]]) -> str | None:
    """ADVERTISEMENT or COMMENTS where the attributes of an element, by name, say that it is one or holds them."""
    for name, value in attributes:
        if name in _SAYING:
            found = _box(value[:_MOST_NAME])
        elif name == "aria-label":
            found = ADVERTISEMENT if is_label(value) else None
        elif name.startswith("data-ad") and value not in {"false", "0", "none"} and _is_data_of_one(name):
            found = ADVERTISEMENT
        else:
            found = None
        if found is not None:
            return found
    return None


def is_label(text: str) -> bool:
    """True for a line that says that what follows is an advertisement, and nothing else."""
    return len(text) <= LONGEST_LABEL and text.strip(_MARKS).lower() in _LABELS


def labels_in(several: Iterable[str]) -> bool:
    """True where one of many texts is such a label."""
    return not _LABELS.isdisjoint([text.strip(_MARKS).lower() for text in several if len(text) <= LONGEST_LABEL])


@lru_cache(_MOST_NAMES)
def _box(names: str) -> str | None:
    lower = names.lower()
    if _ADVERTISING_NAME.search(lower):
        several = (name for name in names.split() if _ADVERTISING_NAME.search(name.lower()))
        if any(_is_advertisement(_words(_NO_WORDS.sub("", name))) for name in several):
            return ADVERTISEMENT
    if _COMMENTS_NAME.search(lower) and any(map(_is_comments, map(_words, names.split()))):
        return COMMENTS
    return None


def _is_comments(words: list[str]) -> bool:
    return not _COMMENTS.isdisjoint(words) and (_NO_ADVERTISEMENT_BEFORE | _STATES).isdisjoint(words)


def _is_advertisement(words: list[str]) -> bool:
    place = next((number for number, word in enumerate(words) if word in _ADVERTISING), None)
    if place is None or not _NO_ADVERTISEMENT_BEFORE.isdisjoint(words[:place]):
        return False
    return _NO_ADVERTISEMENT_AFTER.isdisjoint(words[place + 1 :])


@lru_cache(_MOST_NAMES)
def _is_data_of_one(attribute: str) -> bool:
    _, word, *others = _words(attribute[:_MOST_NAME])
    return word in _ADVERTISING and _PARTS_OF_DATA.issuperset(others)


def _words(name: str) -> list[str]:
    return [word.lower() for word in _NAME_WORD.findall(name)]
