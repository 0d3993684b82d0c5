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

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache
from typing import Final

import regex

from revtrack.extract.furniture.names import is_label, labels_in, names_advertisement, names_furniture, names_site
from revtrack.extract.furniture.stamps import datelines, is_stamp, parted
from revtrack.extract.reading import Piece, kept, prose
from revtrack.model import BlockKind, SetAside

__all__ = [
    "RULES",
    "Reach",
    "Rule",
    "is_label",
    "labels_in",
    "names_advertisement",
    "names_furniture",
    "names_site",
    "sort_out",
]

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

LONGEST_ADVERTISEMENT: Final = 200
"""Characters of a block between the label of an advertisement and the line that the article goes on."""

LONGEST_CAPTION: Final = 120
"""Characters of an unpunctuated line that a credit below it makes a caption."""


class Reach(Enum):
    """What a rule sets aside beside the line it knows."""

    LINE = "the line"
    LIST = "the line, and the entries of the list right below it"
    TITLED = "the line, and the title of a picture right above it"
    CLOSED = "the line, and one short block below it where a line says that the article goes on"
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
"""What counts from the moment of reading, alone or in a row. `stamps` knows more such lines, in other languages too."""

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
        r"[\d.,]{1,9} ?[kKmM]? (?:shares?|views?|comments?|likes?|reads?|retweets?|replies|reactions?|followers?"
        r"|Kommentare?|Aufrufe|mal geteilt|commentaires?|partages?|vues|comentarios?|visitas|compartidos"
        r"|visualizaciones|comentários?|visualizações|compartilhamentos|comment[oi]|condivisioni|visualizzazioni|reacties|weergaven)",
    ),
    Rule(
        "comments",
        r"(?:(?:View|Show|Hide|Read|See|Load|Post|Add|Leave|Write)(?: all| more| your| a| the"
        r"| \d{1,6}){0,2} comments?(?: \(\d+\))?"
        r"|Comments(?: \(\d+\))?|Join the (?:conversation|discussion)|Have your say"
        r"|(?:Ver|Leer|Mostrar|Ler|Voir|Lire|Afficher|Leggi|Vedi|Mostra|Bekijk|Lees|Toon)"
        r"(?: (?:todos|tous|tutti|alle|los|os|les|i|las))*(?: [\d.,]{1,9})?"
        r" (?:comentarios?|comentários?|commentaires?|comment[oi]|reacties?)"
        r"|(?:Alle )?[\d.,]{1,9} Kommentare? (?:anzeigen|lesen|ansehen|einblenden)"
        r"|[\d,]{1,9}件のコメント|コメント ?[(（]?[\d,]{1,9}[)）]?件?)[.!…]?",
    ),
    Rule(
        "counter",
        r"(?:Views|Shares|Comments|Likes|Reads|Visits|Hits|Aufrufe|Kommentare|Vues|Commentaires|Partages|Comentarios"
        r"|Visitas|Comentários|Visualizações|Commenti|Visualizzazioni|Reacties|Weergaven)(?: ?[:·-] ?| ?\(| )"
        r"[\d.,]{1,9} ?[kKmM]?\)?",
    ),
    Rule(
        "counter",
        r"[\d.,]{1,9} ?[kKmM]? (?:(?:people|others|readers|users) (?:like|liked|love|loved|recommend|shared|read"
        r"|have (?:read|shared|liked)|are reading) this(?: (?:article|story|page|post))?|Personen gefällt das"
        r"|personnes aiment ça|pessoas curtiram isso)"
        r"|A [\d.,]{1,9} personas les gusta esto|(?:Shared|Read|Viewed|Liked) [\d.,]{1,9} ?[kKmM]? times"
        r"|(?:#|No\. ?)\d{1,3} (?:in|on) (?:Trending|Most (?:Read|Popular|Viewed))|Trending (?:#|No\. ?)\d{1,3}",
    ),
    Rule("timestamp", _AGO + _MORE),
    Rule("reading-time", _READ + _MORE),
    Rule(
        "advertisement",
        r"[ –—:*|\[(-]*(?:advertisements?|advertising|sponsored(?: content)?|Anzeigen?|Werbung|Publicité"
        r"|Pubblicità|Publicidade?|Advertentie|Reklame|Annonce|Annons|Annonse|Реклама|広告|广告)[ –—:*|\])-]*"
        r"|(?:story|article|text|content) continues (?:below|after)(?: this| the)? (?:advertisement|ad)",
        Reach.CLOSED,
    ),
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
        r"|Listen to (?:this|the) (?:article|story)|Listen to (?:article|story)|(?:Artikel|Beitrag|Text) anhören"
        r"|Écouter (?:l['’]|cet )article|Escuchar? (?:el |este )?artículo|Ouvir (?:o |este )?artigo"
        r"|Ascolta (?:l['’]|questo )articolo|(?:Luister naar|Beluister)(?: dit| het)? artikel"
        r"|Loading|Toggle .{1,20}"
        r"|Open image modal|View (?:image|gallery|photos?) in (?:fullscreen|full screen)|Mehr lesen|Weiterlesen"
        r"|Lire la suite|Leer más|(?:Article|Story|Text) continues below|Scroll (?:down )?to continue(?: reading)?)"
        r"(?: ?[·•|(–-] ?\d{1,3}(?:[:.]\d\d)? ?(?:min(?:ute)?[nso]?s?\.?)?\)?)?[.…]{0,3}",
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

BEGINNING: Final = 2
"""Characters of a line by which the rules are chosen that are tried on it, a count: after them two or three rules in
forty are still possible. With fewer there are more, with more the beginnings are too many to remember."""

STAMP: Final = Rule("timestamp", "")
"""What names a line that says nothing but when: its words tell it, no pattern."""

_GOES_ON: Final = regex.compile(
    r"(?:(?:Article|Story|Text) continues below|Scroll (?:down )?to continue(?: reading)?|End of advertisement"
    r"|Ende der Anzeige|Fin de la publicité|Fin de la publicidad|Fim da publicidade)[.…]{0,3}",
    regex.IGNORECASE,
)

_CREDITED: Final = regex.compile(r"(?P<caption>.{1,400}?[.!?”’\"'\p{L}])\s?(?P<credit>Credit(?:\.\.\.|…|:\s).{1,120})")
"""A caption with the credit of its picture glued to it, as copies of nytimes.com have it. Only the capital and the
points tell it from prose, so it is the one rule that minds capitals."""


def sort_out(pieces: Sequence[Piece]) -> tuple[tuple[Piece, ...], tuple[SetAside, ...]]:
    """The pieces that are article text, and what was set aside, both in the order of the page."""
    rules = _named(pieces)
    kept: list[Piece] = []
    aside: list[SetAside] = []
    for piece, rule in zip(pieces, rules, strict=True):
        if rule is not None:
            aside.append(SetAside(text=piece.text, rule=rule))
            continue
        if apart := parted(piece):
            kept.append(replace(piece, text=apart[0]))
            aside.append(SetAside(text=apart[1], rule=STAMP.name))
            continue
        caption, credit = _credited(piece)
        kept.append(caption)
        aside += [SetAside(text=credit, rule="photo-credit")] if credit else []
    return tuple(kept), tuple(aside)


def _named(pieces: Sequence[Piece]) -> list[str | None]:
    """For each piece the name of the rule that sets it aside, or None."""
    names = [piece.rule for piece in pieces]
    for number in datelines(pieces):
        names[number] = names[number] or STAMP.name
    for number, rule in _found(pieces):
        names[number] = rule.name
        if rule.reach is Reach.REST and _short(pieces[number + 1 : number + 2 + LONGEST_REST]):
            return [*names[:number], *[rule.name] * (len(pieces) - number)]
        if rule.reach is Reach.CLOSED and _closed(pieces[number + 1 : number + 3]):
            names[number + 1] = names[number + 1] or rule.name
        if rule.reach is Reach.LIST:
            for entry in _entries(pieces, number + 1):
                names[entry] = names[entry] or rule.name
        if rule.reach is Reach.TITLED and number and _titles(pieces[number - 1], pieces[number]):
            names[number - 1] = names[number - 1] or rule.name
    return names


def _found(pieces: Sequence[Piece]) -> Iterator[tuple[int, Rule]]:
    for number, piece in enumerate(pieces):
        line = piece.text.strip()
        if piece.rule is None and len(line) <= LONGEST_LINE and (rule := _rule(line)) is not None:
            yield number, rule


@kept
def _rule(line: str) -> Rule | None:
    """The first rule that fits a line; most lines fit none."""
    fits = next((rule for rule, pattern in _possible(line[:BEGINNING]) if pattern.fullmatch(line)), None)
    return fits or (STAMP if is_stamp(line) else None)


@lru_cache(2_048)
def _possible(beginning: str) -> tuple[tuple[Rule, regex.Pattern[str]], ...]:
    """The rules that a line with this beginning may fit."""
    return tuple((rule, pattern) for rule, pattern in _COMPILED if pattern.fullmatch(beginning, partial=True))


def _short(rest: Sequence[Piece]) -> bool:
    return len(rest) <= LONGEST_REST and sum(len(piece.text) for piece in rest) <= MOST_OF_REST


def _closed(below: Sequence[Piece]) -> bool:
    """True for a short block and then the line that the article goes on."""
    match below:
        case [block, line]:
            return len(block.text) <= LONGEST_ADVERTISEMENT and _GOES_ON.fullmatch(line.text.strip()) is not None
        case _:
            return False


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
