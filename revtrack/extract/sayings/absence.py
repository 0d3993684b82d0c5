"""Pages that say in their own words that the article is not there: not found, taken away, back soon, moved on.

A page that says so in its title, and one that says it to whoever asked for an address, are no articles. An article's
own notice of its removal says why, under the headline of the article: it may be one.
"""

from collections.abc import Sequence
from typing import Final

from revtrack.extract.sayings.addressed import any_of, between, mentions, stems

__all__ = ["TITLES", "says_absent"]

_TEXT_EN: Final = r"(?:page|article|story|content|post|item|video|document|link|url)"
_TEXT_DE: Final = r"(?:seite|artikel|beitrag|inhalt|text|meldung|dokument)"
_TEXT_FR: Final = r"(?:page|article|contenu|document|publication)"
_TEXT_ES: Final = r"(?:p[áa]gina|art[íi]culo|contenido|noticia|publicaci[óo]n)"
_TEXT_PT: Final = r"(?:p[áa]gina|artigo|conte[úu]do|not[íi]cia|mat[ée]ria)"
_TEXT_IT: Final = r"(?:pagina|articolo|contenuto|notizia)"
_TEXT_NL: Final = r"(?:pagina|artikel|bericht|inhoud)"

STEMS: Final = stems(
    "looking|search|trying|tried|request|asked|wanted|followed|find th|page |offline|unavailable|"
    "maintenance|wartung|nicht erreichbar|nicht verf|gesucht|angeforder|aufgerufen|gewünscht|diese seite|"
    "que vous |demandé|indisponible|página|buscas|buscando|solicitad|mantenimiento|manuten|que você|"
    "procura|pagina|che stai|che cerchi|che hai|richiest|zoek|zocht|opvroeg|onderhoud|ページ|メンテ"
)
"""Beginnings of words, of which each sentence holds one that tells of an absence to whoever asked."""

TITLES: Final = any_of(
    rf"(?:sorry[,!.]? |oops[,!.]? )?(?:the |this |that )?{_TEXT_EN} (?:you(?:['’]re| are) looking for |you requested )?"
    r"(?:is|was|has been|could|can(?:no|['’])t|does)(?: not|n['’]t)? ?(?:be )?(?:currently |no longer |not )?"
    r"(?:available|found|exist|exists|removed|deleted|taken down|unavailable|expired)[.!]?",
    rf"{_TEXT_EN} (?:not found|unavailable|removed|deleted|expired|no longer available)[.!]?",
    rf"(?:die(?:se)?r?s? )?{_TEXT_DE} (?:wurde |ist |existiert )?"
    r"(?:leider )?(?:nicht (?:mehr )?(?:gefunden|verf[üu]gbar|vorhanden|erreichbar)|gel[öo]scht|entfernt"
    r"|nicht(?: mehr)?)[.!]?",
    rf"(?:cette |cet |ce |la |l['’])?{_TEXT_FR} (?:demand[ée]e? )?"
    r"(?:non trouv[ée]e?|(?:est )?introuvable|(?:est )?indisponible|n['’](?:existe|est) (?:pas|plus)(?: disponible)?"
    r"|supprim[ée]e?)[.!]?",
    rf"(?:est[ea] |la |el )?{_TEXT_ES} (?:no|ya no|eliminad[oa]) ?(?:encontrad[oa]|disponible|existe"
    r"|est[áa] disponible)?[.!]?",
    rf"(?:est[ea] |a |o )?{_TEXT_PT} (?:n[ãa]o|j[áa] n[ãa]o|removid[oa]) ?(?:est[áa] )?(?:mais )?"
    r"(?:foi )?(?:encontrad[oa]|dispon[íi]vel|existe|est[áa] (?:mais )?dispon[íi]vel)?[.!]?",
    rf"(?:quest[oa'’] ?|la |l['’])?{_TEXT_IT} (?:non|rimoss[oa]) ?(?:[èe] )?(?:pi[ùu] )?(?:trovat[oa]|disponibile"
    r"|esiste)?[.!]?",
    rf"(?:de(?:ze)? |dit |het )?{_TEXT_NL} (?:is )?(?:niet|verwijderd) ?(?:meer )?(?:gevonden|beschikbaar"
    r"|bestaat)?[.!]?",
    r"we(?:['’]ll| will) be (?:right )?back(?: soon| shortly| later)?[.!]?|be right back[.!]?|(?:we are |we['’]re )?"
    r"(?:down|closed|offline) for (?:\w+ )?maintenance[.!]?|(?:scheduled|planned|routine|site) maintenance|under "
    r"(?:maintenance|construction)|coming soon[.!…]*|temporarily (?:unavailable|offline|down)",
    r"(?:wartungsarbeiten|wartung|wartungsmodus|wir sind (?:gleich|bald) (?:wieder da|zur[üu]ck)"
    r"|in k[üu]rze (?:wieder )?"
    r"(?:da|zur[üu]ck|verf[üu]gbar))[.!]?|(?:site )?en (?:cours de )?maintenance|maintenance en cours"
    r"|nous (?:revenons|serons de retour) (?:tr[èe]s )?(?:bient[ôo]t|vite)[.!]?",
    r"(?:sitio |p[áa]gina |site )?(?:en|em) (?:mantenimiento|manuten[çc][ãa]o|construcci[óo]n|constru[çc][ãa]o)"
    r"|volvemos (?:pronto|enseguida)[.!]?|voltamos (?:em breve|j[áa])[.!]?|(?:sito )?in manutenzione"
    r"|torniamo (?:presto|subito)[.!]?"
    r"|(?:in |gepland )?onderhoud(?:swerkzaamheden)?|we zijn zo terug[.!]?|メンテナンス中(?:です)?。?"
    r"|ページが見つかりません(?:でした)?。?",
    r"(?:you are being )?redirect(?:ed|ing)(?: you)?[ .…]*|(?:loading|please wait|one moment(?: please)?)[ .…]*"
    r"|(?:sie werden )?weiter(?:geleitet|leitung)[ .…]*|redirection(?: en cours)?[ .…]*|redirigiendo[ .…]*"
    r"|redirecionando[ .…]*",
    r"welcome to nginx!?|apache2? .{0,30}(?:default|test) page.{0,20}|iis windows server|it works!?|index of /.{0,80}"
    r"|(?:this )?domain (?:is )?(?:for sale|parked|expired).{0,40}|default web site page|account suspended"
    r"|website suspended",
)
"""A whole title or headline of a page that is no article."""

_ASKED: Final = any_of(  # said to whoever asked for an address
    r"^(?:sorry,? |whoops,? |oops,? )?(?:this|that) page (?:(?:does|is|was|could|has|can)(?: not|n['’]t)|cannot"
    r"|no longer)\b",
    r"^(?:leider )?(?:(?:existiert|ist) )?diese seite (?:\w+ ){0,3}nicht\b|^cette page n['’](?:existe|est)\b"
    r"|^(?:esta|essa) p[áa]gina (?:ya )?(?:no|n[ãa]o)\b|^questa pagina non\b|^deze pagina (?:\w+ )?niet\b",
    rf"\b{_TEXT_EN}\b(?: that)? you(?:['’](?:re|ve)| are| were| have)? (?:just )?(?:looking|looked|searching|trying"
    r"|requested|"
    rf"asked|tried|wanted|followed)\b{between(10)}(?:removed|deleted|moved|found|exists?|available|unavailable|gone"
    r"|expired)",
    rf"\bwe (?:could not|couldn['’]t|can(?:no|['’])t|were unable to|are unable to) find (?:the|this|that) {_TEXT_EN}"
    r"(?: (?:that )?you\b| at this address|[.!]|$)",
    rf"\bdie (?:von ihnen )?(?:gesuchte|angeforderte|aufgerufene|gew[üu]nschte) {_TEXT_DE}|\b(?:der|den"
    r"|das) (?:von ihnen )?"
    rf"(?:gesuchten?|angeforderten?|aufgerufenen?|gew[üu]nschten?) {_TEXT_DE}",
    rf"\b{_TEXT_FR} (?:que vous (?:recherchez|cherchez|demandez|avez demand[ée]e?|souhaitez\w*)|demand[ée]e? "
    r"(?:n['’]|est|a [ée]t[ée]))",
    rf"\b{_TEXT_ES} (?:que (?:est[áa]s?|usted est[áa]) buscando|que buscas?|solicitad[oa])\b",
    rf"\b{_TEXT_PT} que (?:voc[êe] )?(?:est[áa]|procura|tentou|busca)\w*|\b{_TEXT_PT} solicitad[oa] n[ãa]o",
    rf"\b{_TEXT_IT} (?:che (?:stai|cerchi|hai)|richiest[oa] (?:non|[èe]))|\b{_TEXT_NL} (?:die|dat) (?:je|u) (?:zoekt"
    r"|zocht|opvroeg)",
    r"お探しのページ|ページが見つかりません",
)

_BACK_SOON: Final = any_of(  # said of the site itself
    rf"(?:\b(?:our|this)|^the) (?:web ?site|site|service|server|page)s? (?:is|are)\b{between(6)}(?:maintenance"
    r"|offline|unavailable)"
    r"(?!\s+(?:since|until|on|from|last|to|in)\b)",
    r"\bwe(?:['’]re| are)\b.{0,40}\b(?:performing|undergoing|carrying out|doing|down for)\b.{0,30}\bmaintenance",
    rf"\b(?:unsere|diese|die) (?:web)?(?:seite|site|website)\b{between(8)}(?:wartung\w*|nicht (?:erreichbar"
    r"|verf[üu]gbar))",
    rf"\b(?:notre|ce|le) (?:site|service)\b{between(8)}(?:maintenance|indisponible)\b",
    rf"\b(?:nuestr[oa]|est[ea]|noss[oa]) (?:sitio|p[áa]gina|web|site)\b{between(8)}(?:mantenimiento|manuten[çc][ãa]o)",
    rf"\b(?:il nostro|questo) sito\b{between(6)}manutenzione|\b(?:onze|deze) (?:web)?site\b{between(6)}onderhoud",
    r"メンテナンス(?:中|のため)",
)


_THIS: Final = any_of(r"th(?:is|at)\b|diese[rs]?\b|ce(?:t|tte)?\b|est[ea]\b|quest[oa'’]|de[ez]e\b|dit\b")
_REMOVED: Final = any_of(
    r"\b(?:removed|deleted|taken down|gel[öo]scht|entfernt|supprim[ée]\w*|eliminad\w|removid\w|rimoss\w|verwijderd)\b"
)


def says_absent(said: Sequence[str]) -> bool:
    """True where a sentence said to the reader tells that what was asked for is not there, or that the site is not."""
    return mentions(said, STEMS) and any(_ASKED.search(one) or _BACK_SOON.search(one) for one in said)


def says_no_more(said: Sequence[str]) -> bool:
    """True where a sentence is no more than that this text is not there; of one that was removed that may be news."""
    return any(TITLES.fullmatch(one) and _THIS.match(one) and not _REMOVED.search(one) for one in said)
