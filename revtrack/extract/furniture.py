"""Sets page furniture aside: lines that stand on the page of an article and are not the article.

    Iran has responded to the assassination.              stays
    Start your day with The Canary News Digest            newsletter
    Estimated range of Iranian missiles                   photo-credit, because of
    (PA Graphics)                                         photo-credit
    Since you're here ...                                 donation, and so all that follows
    Please help us survive and thrive.                    donation

Nothing is thrown away: what is set aside is kept with the name of its rule. The rules prefer to leave furniture in: a
missed one shows as a harmless change, a wrong one would hide a real change. So each looks at a whole line, never at
part of one, and none at a line longer than any furniture is. What editors say about the article is article text: a note
of correction, "This is a breaking news story and will be updated.", who contributed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

import regex

from revtrack.extract.reading import Piece, kept, prose
from revtrack.model import BlockKind, SetAside

__all__ = ["RULES", "Reach", "Rule", "names_furniture", "sort_out"]

LONGEST_LINE: Final = 600
"""Characters of a line that may be furniture. The longest in the seeds, a copyright notice, has 132."""

LONGEST_REST: Final = 10
"""Pieces that a rule for all the rest may set aside, a count; with more, the article goes on after the box."""

MOST_OF_REST: Final = 2_000
"""Characters that a rule for all the rest may set aside."""

MOST_ENTRIES: Final = 20
"""Entries of a list below a line such as "Most read" that go with it, a count; longer lists are the article's."""

LONGEST_ENTRY: Final = 200
"""Characters of such an entry: a headline."""

LONGEST_CAPTION: Final = 120
"""Characters of an unpunctuated line that a credit below it makes a caption."""


class Reach(Enum):
    """What a rule sets aside beside the line it knows."""

    LINE = "the line"
    LIST = "the line, and the entries of the list right below it"
    TITLED = "the line, and the title of a picture right above it"
    REST = "the line and all that follows"


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of furniture."""

    name: str
    """What is kept with the text set aside."""
    pattern: str
    """Matches the whole line, capitals or not."""
    reach: Reach = Reach.LINE


_SECTIONS: Final = (
    r"(?:News|Politics|World|Business|Money|Markets|Sports?|Opinion|Culture|Music|TV|Movies|Film|Books|Arts"
    r"|Life(?:style)?"
    r"|Tech(?:nology)?|Science|Health|Travel|Food|Video|Local|Weather|Environment|Education|U\.?S\.?|UK|Middle East)"
)
_AGENCIES: Final = (
    r"(?:AP|AFP|PA|EPA|UPI|Reuters|Getty(?: Images)?|Shutterstock|Associated Press|Press Association|Bloomberg|Xinhua"
    r"|Alamy|iStock|Unsplash|Wikimedia Commons)"
)
_CREDIT: Final = rf"{_AGENCIES}(?: ?/ ?{_AGENCIES})*(?: (?:Graphics?|Photos?|Images?|Wire|Archive|File))?"
_PERSON: Final = r"(?:/[\p{L}\p{M} .'’-]{2,60})?"
_NETWORKS: Final = r"(?:Facebook|Twitter|X|WhatsApp|LinkedIn|Reddit|Pinterest|Telegram|Messenger|Bluesky|e-?mail)"
_AGO: Final = (
    r"(?:(?:(?:Last |First |Originally )?(?:Published|Updated|Posted|Modified)(?: about)?:? )?"
    r"(?:\d{1,3}|an?) (?:sec(?:ond)?|min(?:ute)?|hour|hr|day|week|month|year)s?\.? ago)"
)
_READ: Final = (
    r"(?:\d{1,3}[ -]min(?:ute)?s?\.? read|(?:estimated )?reading time:? \d{1,3} min(?:ute)?s?\.?"
    r"|\d{1,3} mins? to read)"
)
_MORE: Final = rf"(?: ?[·•|,–—-] ?(?:{_AGO}|{_READ}))*"
"""What counts from the moment of reading, alone or in a row. It changes with every visit; "Updated at 4 p.m." does not,
and stays."""

RULES: Final = (
    Rule("hacker-news", r"from Hacker News https?://\S+"),
    Rule("navigation", rf"Home(?:\s*[>/»|·]?\s*{_SECTIONS}){{2,8}}"),
    Rule("navigation", r"Skip to (?:main )?(?:content|navigation)"),
    Rule(
        "share",
        rf"(?:Share|Tweet|Post|Pin)(?: this)?(?: (?:article|story|page))?(?: (?:on|via|by|to|with) {_NETWORKS})?",
    ),
    Rule("share", rf"Share (?:on|via|by|to) {_NETWORKS}(?:[ ,|·•]+(?:Share )?(?:(?:on|via|by|to) )?{_NETWORKS})*"),
    Rule(
        "share",
        r"(?:Copy link|Print(?: this (?:page|article))?|Email(?: this (?:article|story))?"
        r"|Teilen|Drucken|Merken|Partager|Imprimer|Compartir|Compartilhar|Condividi|Stampa|Delen)",
    ),
    Rule("share", rf"(?:Share:? )?{_NETWORKS}(?:[ ,|/·•]+{_NETWORKS}){{1,8}}(?:[ ,|/·•]+(?:Copy link|Print))?"),
    Rule("share", rf"(?:Follow|Like|Find|Join) us (?:on|at) {_NETWORKS}[.!]?"),
    Rule(
        "counter",
        r"[\d.,]{1,9} ?[kKmM]? (?:shares?|views?|comments?|likes?|reads?|retweets?|Kommentare?|commentaires?)",
    ),
    Rule(
        "comments",
        r"(?:(?:View|Show|Hide|Read|See|Load|Post|Add|Leave|Write)(?: all| more| your| a| the"
        r"| \d{1,6}){0,2} comments?(?: \(\d+\))?"
        r"|Comments(?: \(\d+\))?|Join the (?:conversation|discussion)|Have your say)[.!…]?",
    ),
    Rule("timestamp", _AGO + _MORE),
    Rule("reading-time", _READ + _MORE),
    Rule("advertisement", r"advertisements?|(?:story|article) continues (?:below|after)(?: this)? advertisement"),
    Rule("newsletter", r"Start your day with [^.!?]{1,60} (?:Digest|Newsletter|Briefing|Bulletin)"),
    Rule(
        "newsletter",
        r"[^.!?]{0,200}\b(?:get|receive|delivered)\b[^.!?]{0,200}\b(?:to|in) your inbox\b[^.!?]{0,60}[.!]?",
    ),
    Rule("newsletter", r"(?:Sign up|Subscribe) (?:here )?(?:for|to) [^.!?]{1,100}\bnewsletters?\b[^.!?]{0,60}[.!]?"),
    Rule(
        "newsletter",
        r"(?:(?:Enter )?(?:your )?e-?mail address\*?|Thank(?:s| you) for (?:subscribing|signing up)[.!]?(?: .{0,80})?"
        r"|By (?:signing up|subscribing|entering your e-?mail)[^.]{0,40},? you (?:agree|consent|accept)[^.]{1,200}\.?"
        r"|(?:Jetzt )?(?:unseren )?Newsletter (?:abonnieren|bestellen)[.!]?|(?:Inscrivez-vous"
        r"|Abonnez-vous) à (?:notre|la) newsletter[.!]?"
        r"|Suscr[ií]b[ea]te a nuestr[ao] (?:newsletter|bolet[ií]n)[.!]?|Iscriviti alla (?:nostra )?newsletter[.!]?)",
    ),
    Rule(
        "subscription",
        r"(?:(?:Log|Sign) in(?: or (?:subscribe|register|sign up))?|Sign up|Subscribe(?: now| today)?"
        r"|Become a (?:member|subscriber)"
        r"|Already a (?:subscriber|member)\?(?: (?:Log|Sign) in(?: here)?)?|Start your free trial)[.!]?",
    ),
    Rule(
        "cookies",
        r"(?:We|This (?:site|website|page)|Our (?:site|website)) uses? cookies\b[^.]{0,250}\.?(?: (?:Learn"
        r"|Find out|Read) more\.?)?"
        r"|(?:Accept|Reject|Allow)(?: all)?(?: cookies)?|(?:Manage|Cookie) (?:settings|preferences)",
    ),
    Rule(
        "related",
        r"(?:(?:Most|Top) (?:read|popular|viewed|shared|watched|commented)(?: (?:stories|articles|news"
        r"|in .{1,30}))?|Popular (?:now|stories)"
        r"|Trending(?: now| stories| topics)?|Related(?: (?:articles?|stories|content|topics|news|posts|links"
        r"|coverage|reading))?"
        r"|More (?:on this(?: story| topic)?|stories|like this|must-reads|top stories|(?:news "
        r"|stories )?from .{1,40})"
        r"|(?:You (?:may|might) (?:also )?(?:like|be interested in)|Recommended(?: (?:for you|stories"
        r"|reading))?|What to read next"
        r"|Read (?:next|this next)|Editors?['’]s?’? picks?|Don['’]t miss|Latest (?:news|stories|headlines)"
        r"|In other news)"
        r"|Mehr zum Thema|Das könnte Sie auch interessieren|Meistgelesen|À lire aussi|Sur le même sujet|Les plus lus"
        r"|Lo más leído|Noticias relacionadas|Leggi anche|I più letti|Mais lidas|Leia também|Meest gelezen"
        r"|Lees ook)[:.]?",
        Reach.LIST,
    ),
    Rule(
        "related",
        r"(?:Read (?:more|also|next)|Also read|See also|See more|Watch(?: more)?|Related|Don['’]t miss"
        r"|Lesen Sie auch|Mehr dazu"
        r"|(?:À )?Lire aussi|Lea también|Leggi anche|Leia (?:também|mais)|Lees ook) ?(?::|>>?|»|\|) ?[^.]{1,180}",
    ),
    Rule(
        "control",
        r"(?:(?:Read|Show|Load|See|View|Learn|Find out) (?:more|less|all)|(?:Continue|Keep) reading|Back to top"
        r"|(?:Listen|Watch|Play)(?: to this article| now| live| (?:the )?video| audio)?|Play(?:ing)? video"
        r"|Loading|Toggle .{1,20}"
        r"|Open image modal|View (?:image|gallery|photos?) in (?:fullscreen|full screen)|Mehr lesen|Weiterlesen"
        r"|Lire la suite|Leer más)[.…]{0,3}",
    ),
    Rule(
        "copyright",
        r"(?:Copyright|©|\(c\)).{1,100}?\bAll rights reserved\.?(?: This material may not be [^.]{1,100}\.)?",
    ),
    Rule("copyright", r"(?:Copyright|©|\(c\)|Copyright ©) ?\d{4}[^.!?]{0,80}\.?"),
    Rule("copyright", r"All rights reserved\.?|This material may not be published[^.]{1,100}\."),
    Rule("copyright", r"This (?:article|story|content) is copyrighted by [^.]{1,120}\.?"),
    Rule("photo-credit", rf"\(?{_CREDIT}{_PERSON}\)?", Reach.TITLED),
    Rule(
        "photo-credit",
        r"(?:Featured image|Photo|Image|Picture)(?: and additional content)?(?: credit)?(?: via|:) [^.!?]{1,80}",
    ),
    Rule("image-label", r"Image"),
    Rule("donation", r"Since you[’']re here ?(?:\.\.\.|…)?", Reach.REST),
)
"""Tried in this order on each piece; the first that fits names it."""

_COMPILED: Final = tuple((rule, regex.compile(rule.pattern, regex.IGNORECASE)) for rule in RULES)
_ANY: Final = regex.compile("|".join(f"(?:{rule.pattern})" for rule in RULES), regex.IGNORECASE)

_CREDITED: Final = regex.compile(r"(?P<caption>.{1,400}?[.!?”’\"'\p{L}])\s?(?P<credit>Credit(?:\.\.\.|…|:\s).{1,120})")
"""A caption with the credit of its picture glued to it, as copies of nytimes.com have it. Only the capital and the
points tell it from prose, so it is the one rule that minds capitals."""


_FURNITURE_NAMES: Final = frozenset(
    {
        *("nav", "navbar", "navigation", "menu", "breadcrumb", "breadcrumbs"),
        *("footer", "sidebar", "comments", "related"),
        *("share", "sharing", "social", "newsletter"),
        *("promo", "advert", "advertisement", "cookie", "cookies"),
    }
)
"""Words of a `class` or `id` that mark furniture. Origin: the HTML elements `nav`, `footer` and `aside` under the names
they have on pages made of `div` alone, and the boxes that publishers put around an article; unmeasured."""

_FURNITURE_NAME: Final = re.compile("|".join(sorted(_FURNITURE_NAMES)), re.IGNORECASE)
_NAME_WORD: Final = regex.compile(r"\p{Lu}?\p{Ll}+|\p{Lu}+(?!\p{Ll})")
_OF_STATE: Final = frozenset(
    {
        *("has", "no", "with", "is", "not", "without"),
        *("category", "tag", "topic", "section", "page", "post", "single"),
    }
)
"""First words of names that say what a page has or is about, and so mark none: `has-sidebar`, `category-social`."""

_MOST_NAME: Final = 300
"""Characters of a `class` or `id` that are looked at."""


def names_furniture(*names: str | None) -> bool:
    """True where a `class` or `id` of an element has a word of furniture, as `site-footer` and `relatedLinks` have."""
    joined = " ".join(name[:_MOST_NAME] for name in names if name)
    if not _FURNITURE_NAME.search(joined):  # of hundreds of names on a page a few have such letters at all
        return False
    several = joined.split()
    words = ([word.lower() for word in _NAME_WORD.findall(name)] for name in several)
    return any(told and told[0] not in _OF_STATE and not _FURNITURE_NAMES.isdisjoint(told) for told in words)


def sort_out(pieces: Sequence[Piece]) -> tuple[tuple[Piece, ...], tuple[SetAside, ...]]:
    """The pieces that are article text, and what was set aside, both in the order of the page."""
    rules = _named(pieces)
    kept: list[Piece] = []
    aside: list[SetAside] = []
    for piece, rule in zip(pieces, rules, strict=True):
        if rule is not None:
            aside.append(SetAside(text=piece.text, rule=rule))
            continue
        caption, credit = _credited(piece)
        kept.append(caption)
        aside += [SetAside(text=credit, rule="photo-credit")] if credit else []
    return tuple(kept), tuple(aside)


def _named(pieces: Sequence[Piece]) -> list[str | None]:
    """For each piece the name of the rule that sets it aside, or None."""
    names = [piece.rule for piece in pieces]
    for number, rule in _found(pieces):
        names[number] = rule.name
        if rule.reach is Reach.REST and _short(pieces[number + 1 : number + 2 + LONGEST_REST]):
            return [*names[:number], *[rule.name] * (len(pieces) - number)]
        if rule.reach is Reach.LIST:
            for entry in _entries(pieces, number + 1):
                names[entry] = names[entry] or rule.name
        if rule.reach is Reach.TITLED and number and _titles(pieces[number - 1], pieces[number]):
            names[number - 1] = names[number - 1] or rule.name
    return names


def _found(pieces: Sequence[Piece]) -> Iterator[tuple[int, Rule]]:
    for number, piece in enumerate(pieces):
        line = piece.text.strip()
        if piece.rule is None and len(line) <= LONGEST_LINE and (rule := _rule(line)):
            yield number, rule


@kept
def _rule(line: str) -> Rule | None:
    """The first rule that fits a line. Most lines fit none, and one look tells."""
    return next(rule for rule, pattern in _COMPILED if pattern.fullmatch(line)) if _ANY.fullmatch(line) else None


def _short(rest: Sequence[Piece]) -> bool:
    return len(rest) <= LONGEST_REST and sum(len(piece.text) for piece in rest) <= MOST_OF_REST


def _entries(pieces: Sequence[Piece], start: int) -> Sequence[int]:
    """The numbers of the entries of a list from one on, none where there are too many or one is running text."""
    end = start
    while end < len(pieces) and pieces[end].kind is BlockKind.LIST_ITEM:
        end += 1
    listed = pieces[start:end]
    short = all(len(piece.text) <= LONGEST_ENTRY and not prose(piece.text) for piece in listed)
    return range(start, end) if short and len(listed) <= MOST_ENTRIES else ()


def _titles(above: Piece, credit: Piece) -> bool:
    """True where the line above a credit is the title of its picture: right above it, short, and no sentence."""
    return credit.tight and len(above.text) <= LONGEST_CAPTION and not prose(above.text)


def _credited(piece: Piece) -> tuple[Piece, str | None]:
    """The piece as a caption without the credit glued to it, and that credit; or the piece as it is and None."""
    found = _CREDITED.fullmatch(piece.text) if len(piece.text) <= LONGEST_LINE and "Credit" in piece.text else None
    if not found:
        return piece, None
    return replace(piece, text=found["caption"], kind=BlockKind.CAPTION), found["credit"]
