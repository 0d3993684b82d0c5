"""Sentences in which a page asks for money or a login before it shows the rest of an article.

One sentence is enough where it says of *this* text that it is kept for some, that a part of it remains to be read, that
the reader has had what is free, or that paying or logging in is the way to read on. Where it says only that the text
goes on, an offer or a question for an account must stand beside it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from revtrack.extract.sayings.addressed import Pattern, any_of, between, mentions, stems

__all__ = ["asks_login", "asks_payment", "has_wall_words", "is_wall_talk", "mentions_rest", "rest_is_kept"]

BESIDE: Final = 2
"""Sentences after one, a count, that stand in the same box: "Lire la suite. Abonnez-vous. 1 € le premier mois." """

LONGEST_CALL: Final = 12
"""Words of a sentence that says no more than that the text goes on, a count."""

STEMS: Final = stems(
    "subscri|member|premium|trial|unlock|full access|verify access|free article|free stor|log in|login|"
    "logged in|reading|sign in|sign-in|sign up|signed in|register| account to|% of th|abonn| abo |abo.|"
    "abo?|abo!|abo,|abos|-abo|digitalabo|weiterlesen|weiterzulesen|lesen sie|artikel lesen|text lesen|"
    "beitrag lesen|zu lesen|freischalt|freizuschalten|anmelden|anzumelden|melden sie|einlog|registrier|"
    "kostenpflichtig|kostenlose|mitglieder|exklusiv f|nur für|bereits |artikel ist teil|artikel gehört|"
    "lire la suite|la suite|lecture|cet article|intégralité|connect|identifi|inscri|profitez|il reste|"
    "vous reste|gratis|grátis|limit|gratuit|accès à|accès au|sans engage|suscri|suscrí|socios|leyendo|lectura|"
    "sesión|regístr|queda|este artículo|esta noticia|assin|subscrit|lendo|leitura|para ler| a ler|cadastr|resta|abbon|"
    "leggere|lettura|accedi|registrati|riservat|lezen|verder|leden|inlog|limiet|nog |abonnee|会員|購読|有料|"
    "ログイン|続き|残り|全文"
)
"""Beginnings of words, of which each sentence that asks for money or a login holds one."""

REST_STEMS: Final = stems(
    "%|the rest of th|la suite|la fin|le reste|l'intégralité|l’intégralité|la lecture|el resto|o restante|"
    "il resto|parte restante|残り|この記事は有料"
)
"""The same for sentences that say of the rest of a text that it is kept or remains."""

_B: Final = between(6)
_MONEY: Final = r"(?:\d+(?:[.,]\d\d)?\s?(?:€|euros?|\$|£|dollars?|pounds?|reais|kr|zł|円)|[€$£]\s?\d+|R\$\s?\d+)"

_TEXT: Final = {
    "en": r"(?:article|story|content|text|page|report|piece|post|newsletter|video|exclusive)",
    "de": r"(?:artikel|text|beitrag|inhalt|bericht|story|meldung)",
    "fr": r"(?:article|texte|contenu|papier|reportage|lecture|vid[ée]o)",
    "es": r"(?:art[íi]culo|contenido|noticia|texto|reportaje|informaci[óo]n)",
    "pt": r"(?:artigo|conte[úu]do|mat[ée]ria|not[íi]cia|texto|reportagem)",
    "it": r"(?:articolo|contenuto|testo|notizia|servizio)",
    "nl": r"(?:artikel|verhaal|bericht|stuk|inhoud)",
}
"""What a page calls the text that it keeps."""

_KEPT: Final = any_of(  # this text is kept for some
    # en
    rf"\bth(?:is|e rest of th(?:is|e)) (?:\w+ )?{_TEXT['en']}{_B}"
    r"(?:available|open|accessible|reserved|exclusive|exclusively|only|limited|restricted|for)"
    rf"{_B}(?:(?:paying |paid )?subscribers|members)\b",
    rf"\b{_TEXT['en']} is (?:for|to) (?:our |paying |paid )*(?:subscribers|members)\b",
    r"^(?:premium|exclusive)?\W*(?:for )?(?:subscribers?|members?)[ -](?:only|exclusive)\b(?! (?:event|sale|club))",
    r"\bthis (?:is|\w+ is) (?:a )?(?:premium|subscribers?[- ]only|members?[- ]only)\b|\bwhile we verify access\b",
    # de
    rf"\bdiese[rs]? (?:\w+ )?{_TEXT['de']}\b{_B}(?:nur|exklusiv|ausschlie(?:ß|ss)lich)"
    rf"{_B}\w*(?:abonn\w+|kund\w+|mitglieder\w*|plus\b|premium\b|abo\b|registriert\w*)",
    rf"\bdiese[rs]? {_TEXT['de']}\b{_B}(?:abonnent\w*|mitglieder\w*){_B}(?:vorbehalten|reserviert)",
    rf"\bdiese[rs]? {_TEXT['de']} (?:ist|geh[öo]rt) (?:ein )?(?:teil|zu|bestandteil)\b{_B}[\w-]*(?:plus\b|abos?\b|\+"
    r"|premium)",
    rf"\bdiese[rs]? {_TEXT['de']}\b(?:\W+\w+){{0,3}}?\W+(?:kostenpflichtig|bezahlinhalt)",
    r"^(?:nur|exklusiv) f[üu]r (?:unsere )?\w*(?:abonnent\w*|mitglieder)\b",
    # fr
    rf"\b(?:(?:cet|cette|ce) {_TEXT['fr']}|la suite|la fin|le reste|l['’]int[ée]gralit[ée]|la lecture)\b"
    rf"(?:\W+(?:\w+\W+){{1,2}}{_TEXT['fr']})?{_B}(?:r[ée]serv[ée]\w*|accessible\w*|exclusi\w+)"
    rf"{_B}(?:abonn[ée]\w*|membres|adh[ée]rents|souscripteurs)\b",
    rf"^(?:(?:{_TEXT['fr']}|acc[èe]s|dossier|enqu[êe]te) )?(?:exclusivement |strictement )?"
    r"r[ée]serv[ée]\w* (?:[àa] nos|aux) (?:\w+ )?(?:abonn[ée]\w*|membres)\b",
    rf"^(?:{_TEXT['fr']} )?(?:exclusi\w+|pour les) (?:aux |pour (?:nos|les) )?abonn[ée]s\b",
    rf"\bl['’]acc[èe]s (?:[àa] (?:la|l['’])|au){_B}(?:prot[ée]g[ée]|r[ée]serv[ée]|payant|limit[ée])",
    # es, pt, it, nl
    rf"\b(?:est[ea](?: es un[ao]?)? {_TEXT['es']}|el resto d\w+){_B}(?:exclusiv\w+|reservad\w+|s[óo]lo|[úu]nicamente"
    r"|para)"
    rf"{_B}(?:suscriptor\w*|suscrit\w+|abonad\w+|socios)\b",
    rf"^(?:{_TEXT['es']} )?(?:exclusiv\w+|reservad\w+|s[óo]lo) (?:solo )?(?:para |a )"
    r"(?:nuestros |los )?(?:suscriptor\w*|suscrit\w+|abonad\w+|socios)\b",
    rf"\b(?:est[ea] {_TEXT['pt']}|o restante){_B}(?:exclusiv\w+|reservad\w+|restrit\w+|apenas|s[óo])"
    rf"{_B}(?:assinantes?|subscritores)\b",
    rf"^(?:{_TEXT['pt']} |recurso )?(?:exclusiv\w+|reservad\w+|restrit\w+|s[óo]) (?:para |a |aos )"
    r"(?:\w+ )?(?:assinantes?|subscritores)\b",
    rf"\b(?:quest[oa'’] ?{_TEXT['it']}|il resto|la parte restante){_B}(?:riservat\w+|esclusiv\w+|solo"
    rf"|disponibile){_B}abbonat\w+",
    rf"^(?:{_TEXT['it']} )?(?:riservat\w+|esclusiv\w+|solo) (?:agli|per (?:gli|i nostri)) (?:\w+ )?abbonat\w+",
    rf"\bdi[te] {_TEXT['nl']}\b{_B}(?:alleen|exclusief|uitsluitend|enkel){_B}(?:abonnees|leden)\b",
    r"^(?:alleen|exclusief|enkel) voor (?:onze )?(?:abonnees|leden)\b",
    # ja
    r"(?:有料|会員|購読者)\w{0,4}(?:限定|専用)\w{0,6}(?:記事|コンテンツ)|(?:有料|会員)\w{0,3}限定です|この記事は\w{0,6}(?:会員"
    r"|購読者)\w{0,3}(?:限定|専用)",
)

_FOR_SOME: Final = re.compile(
    r"subscriber|member|premium|verify access|abonn|abonad|abos?\b|kund|mitglieder|plus|registriert|\+|kostenpflichtig"
    r"|bezahlinhalt|membres|adh[ée]rents|souscripteurs|prot[ée]g|r[ée]serv|payant|limit|suscri|socios|assinante"
    r"|subscritores|abbonat|leden|限定|専用"
)
"""For whom, or how: what each sentence that `_KEPT` fits holds, in lower case. To look for that first takes a tenth."""

_REST: Final = any_of(
    r"(?:the rest|la suite|le reste|l['’]int[ée]gralit[ée]|el resto|o restante|il resto|la parte restante)\b"
)

_REMAINS: Final = any_of(  # a part of it remains
    r"\bil (?:vous )?reste (?:encore )?[\d.,]+\s?% (?:de (?:cet|l|ce|la)\W?\w*|[àa] )",
    r"\b(?:te|le|les) quedan?\b(?:\W+\w+){0,3}?\W+[\d.,]+\s?%|\bresta(?:m|n|no)?\b(?:\W+\w+){0,3}?\W+[\d.,]+\s?%"
    r"(?:\W+\w+){0,4}?\W+(?:art[íi]\w+|texto|leer|ler|leggere)",
    r"\b[\d.,]+\s?% (?:of (?:this|the) (?:article|story) (?:remain|is left|left to read)|remains to be read)",
    r"\bnoch [\d.,]+\s?%(?:\W+\w+){0,4}?\W+(?:artikels?|textes|lesen)\b",
    r"\bnog [\d.,]+\s?%(?:\W+\w+){0,4}?\W+(?:artikel|lezen)\b",
    r"残り\s?[\d,，]+\s?(?:文字|字|%|％)|この記事は有料",
)

_FREE: Final = any_of(  # the reader has had what is free
    r"\byou(?:['’]ve| have) (?:reached|read|used|hit)\b.{0,40}\b(?:limit|free (?:articles?|stories))",
    rf"\bsie haben\b{_B}(?:kostenlos\w*|frei\w*|gratis\w*){_B}(?:artikel\w*|texte)\b",
    rf"\bvous avez\b{_B}(?:limite|quota|articles? (?:gratuits?|offerts?))",
    rf"\b(?:has|ha) (?:alcanzado|le[íi]do|superado|agotado){_B}(?:l[íi]mite|art[íi]culos? gratuitos?|gratis)",
    rf"\bvoc[êe] (?:atingiu|leu|j[áa] leu|chegou){_B}(?:limite|gratuit[oa]s?|gr[áa]tis)",
    rf"\bhai (?:raggiunto|letto|esaurito){_B}(?:limite|gratuiti)",
    rf"\b(?:je hebt|u heeft|u hebt){_B}(?:limiet|gratis artikelen)",
)

_ACCOUNT: Final = any_of(  # a question for an account
    r"\balready (?:a |an |have an? )?(?:\w+ )?(?:subscriber|subscribed|member|account|subscription)\b",
    r"\b(?:schon|bereits|noch) (?:k?ein(?:e|en)? )?(?:\w+ )?(?:abonnent\w*|abo\b|konto|\w*kund\w*|registriert"
    r"|mitglied|\w*abonnent\w*)",
    r"\b(?:d[ée]j[àa]|pas(?: encore)?) (?:un )?(?:abonn[ée]\w*|inscrit\w*|membre|client|un compte)",
    r"\bya (?:eres|es|est[áa]s|tienes|tiene|soy) (?:un[ao]? )?(?:suscri\w+|socio|usuario|abonad\w+|cuenta"
    r"|registrad\w+)",
    r"\bj[áa] (?:[ée]|sou|tem|possui) (?:um[ao]? )?(?:assin\w+|subscri\w+|cadastr\w+|conta|registad\w+)",
    r"\b(?:sei|hai) gi[àa] (?:un )?(?:abbonat\w+|abbonamento|registrat\w+|account)|\b(?:al|nog) (?:g?een )?(?:abonnee"
    r"|lid|account)\b",
    r"会員の方は|ログインはこちら",
)

_OFFER: Final = any_of(  # an offer, as in a box of its own
    rf"\b(?:subscribe|try|start|join|get|unlock|become)\b(?:\W+\w+){{0,8}}?\W*{_MONEY}",
    r"\bsubscribe (?:now|today)\b|\b(?:see|view|choose|compare) (?:subscription|your|all|our)?\W*(?:options|plans?"
    r"|offers)\b"
    r"|\bstart (?:your )?(?:free )?trial\b|^cancel (?:any ?time|at any time)\b",
    rf"\bjetzt\b{between(8)}(?:testen|abonnieren|sichern|freischalten|bestellen)\b|^(?:jederzeit"
    r"|monatlich) k[üu]ndbar\b"
    r"|\babo (?:abschlie(?:ß|ss)en|w[äa]hlen|testen)\b|\bangebot(?:e)? (?:w[äa]hlen|ansehen)\b",
    r"\b(?:je m['’]|s['’])abonne\w*\b|\babonnez-vous\b|\bessai gratuit\b|\bsans engagement\b|\br[ée]siliable\b"
    r"|\bvoir les offres\b|\bprofitez\b",
    r"\bsuscr[íi]b(?:ete|ase|e|irme|irse)\b|\bver (?:las )?(?:ofertas|planes)\b|\bcancela cuando quieras\b",
    r"\bassine (?:j[áa]|agora|por|o|a)\b|\bcancele quando quiser\b|\bver (?:os )?planos\b|\bquero assinar\b",
    r"^abb[oò]nati\b|\babb[oò]nati (?:a|da|per|ora|subito)\b|\bscopri (?:le )?offerte\b|\bdisdici quando vuoi\b"
    r"|\bneem een abonnement\b|\bword (?:nu )?abonnee\b"
    r"|\bprobeer (?:nu|gratis)\b|\bmaandelijks opzegbaar\b",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Language:
    """What must come together, in the words of one language."""

    reads: str
    """A pattern for words of which each sentence that `goes_on` fits holds one, in lower case."""
    goes_on: Pattern
    """The text goes on, and can be read."""
    paid: Pattern
    """What is paid for."""
    login: Pattern
    """What lets the reader in without paying."""


_LANGUAGES: Final = (
    _Language(  # English
        reads=r"read|(?:continue|keep|go on|finish|resume) with "
        r"|(?:this|full|whole|entire|of the) (?:article|story|content|report|access)",
        goes_on=any_of(
            r"\b(?:continue|keep|go on|finish|resume) (?:reading|with (?:this|an?|your))\b",
            r"\bread (?:on|more of this|the (?:rest|full|whole|entire))\b|\bto read this\b",
            r"\b(?:read|unlock|access|view|get|enjoy) (?:the (?:full|rest of the|whole|entire)|this|full) "
            r"(?:article|story|content|report|access)",
        ),
        paid=any_of(
            r"\b(?:subscri(?:be|bing|ption|ber)\w*|(?:become|as) an? (?:paying |paid )?(?:member|subscriber)"
            r"|membership|free trial|premium|paid plan)\b",
            _MONEY,
        ),
        login=any_of(
            r"\b(?:log(?:ged)?|sign(?:ed)?)[ -]?in\b|\bregister\b|\bsign up\b",
            r"\b(?:create|set up) (?:an?|your) (?:free )?account\b",
        ),
    ),
    _Language(  # German
        reads=r"lesen|\bles[te]\b|freischalten|freizuschalten|entsperren",
        goes_on=any_of(
            r"\bweiter(?:zu)?lesen\b|\bles(?:en|t|e)\b(?:\W+[\w+]+){0,7}?\W+weiter\b",
            r"\b(?:um )?(?:diesen|den (?:ganzen|vollst[äa]ndigen|kompletten)) (?:artikel|text|beitrag)\b"
            r"(?:\W+\w+){0,4}?\W+(?:zu )?lesen\b|\blesen sie (?:diesen|den (?:ganzen|vollst[äa]ndigen|kompletten))\b",
            r"\b(?:artikel|text|beitrag)(?:\W+\w+){0,2}?\W+(?:zu )?lesen\b",
            r"\b(?:artikel|text|beitrag|inhalte?) (?:jetzt )?(?:freischalten|freizuschalten|entsperren)",
        ),
        paid=any_of(
            r"\b(?:\w*-?abos?|abonnieren|abonnements?|abonnent\w*|abonniert|[\w-]*plus|premium|probemonat|tagespass"
            r"|[\w-]*zugang|testen)\b|\w\+",
            _MONEY,
        ),
        login=any_of(
            r"\b(?:anmelden|einloggen|anzumelden|einzuloggen|registrieren|melden sie sich|loggen sie sich|konto"
            r"|registrierung|anmeldung)\b"
        ),
    ),
    _Language(  # French
        reads=r"lire|lisez|lecture|d[ée]couvr|consulter|acc[ée]d|d[ée]bloque",
        goes_on=any_of(
            r"\b(?:lire|lisez|d[ée]couvr(?:ir|ez)|consulter|acc[ée]d(?:er|ez) [àa]|d[ée]bloque[rz]) "
            r"(?:la suite|cet article|ce contenu|l['’](?:int[ée]gralit[ée]|article|ensemble (?:de l['’]article"
            r"|des articles|de nos))|le (?:reste|contenu))",
            r"\b(?:continuer|poursuivre|poursuivez|continuez) (?:la |votre |de |[àa] )?(?:lecture|lire)",
        ),
        paid=any_of(r"\b(?:abonn\w+|essai|offres?|premium|formules?|souscri\w+)\b", _MONEY),
        login=any_of(
            r"\b(?:(?:se |vous )?connecte[rz](?:-vous)?|[êe]tre connect[ée]e?|identifi(?:ez-vous|er)"
            r"|inscri(?:vez-vous|re)"
            r"|cr[ée](?:ez|er) (?:un|votre) compte)\b"
        ),
    ),
    _Language(  # Spanish
        reads=r"leyendo|lectura|le(?:er|e|a) |acceder a ",
        goes_on=any_of(
            r"\b(?:seguir|sigue|siga|continuar|contin[úu]a|contin[úu]e) (?:leyendo|(?:con )?la lectura)",
            r"\ble(?:er|e|a) (?:el|la|est[ea]) (?:art[íi]culo|noticia|texto|contenido|reportaje)\b|\bpara (?:leer"
            r"|acceder a) est[ea]",
        ),
        paid=any_of(r"\b(?:suscr[íi]\w+|suscripci[óo]n|abonad\w+|abonarse|premium)\b", _MONEY),
        login=any_of(
            r"\b(?:inici[ae] (?:tu )?sesi[óo]n|iniciar sesi[óo]n|reg[íi]str(?:ate|ese|arse)|identif[íi](?:cate|quese)"
            r"|crear? (?:una|tu) cuenta)\b"
        ),
    ),
    _Language(  # Portuguese
        reads=r"lendo|ler|leitura|acessar|aceder",
        goes_on=any_of(
            r"\b(?:continu(?:ar|e|a)|siga) (?:a )?(?:lendo|ler|leitura)\b",
            r"\b(?:ler|acessar|aceder) (?:[ao]|est[ea]|[àa]) (?:\w+ )?(?:artigo|mat[ée]ria|texto|conte[úu]do"
            r"|[íi]ntegra)",
        ),
        paid=any_of(r"\b(?:assin(?:e|ar|antes?|atura)|subscr\w+|premium)\b", _MONEY),
        login=any_of(
            r"\b(?:fa[çc]a (?:seu |o )?login|entre|cadastre-se|registe-se|crie (?:uma|sua) conta|inicie sess[ãa]o)\b"
        ),
    ),
    _Language(  # Italian
        reads=r"legg|lettura|accedere",
        goes_on=any_of(
            r"\b(?:continua|continuare|continui|prosegu\w+) (?:a )?(?:leggere|la lettura|nella lettura)\b",
            r"\b(?:leggere|leggi|accedere a) (?:quest|l['’]articolo|tutto l|il resto|il contenuto)",
        ),
        paid=any_of(r"\b(?:abbon\w+|premium|prova gratuita)\b", _MONEY),
        login=any_of(r"\b(?:accedi|registrati|effettua il login|crea un account)\b"),
    ),
    _Language(  # Dutch
        reads=r"lezen|lees",
        goes_on=any_of(
            r"\b(?:verder|door) ?(?:te )?lezen\b|\blees (?:\w+ ){0,2}(?:verder|dit artikel|het hele)\b"
            r"|\bdit artikel (?:te )?lezen\b"
        ),
        paid=any_of(r"\b(?:abonnees?|abonneer|abonnement|lid|proefabonnement|premium)\b", _MONEY),
        login=any_of(r"\b(?:log in|inloggen|registreer|maak een (?:gratis )?account)\b"),
    ),
    _Language(  # Japanese
        reads=r"続き|全文",
        goes_on=any_of(r"続き(?:を|は)|全文を"),
        paid=any_of(r"有料|購読|プラン", _MONEY),
        login=any_of(r"ログイン|会員登録|無料登録"),
    ),
)

_READS: Final = re.compile("|".join(language.reads for language in _LANGUAGES))

_LOGIN_ASKED: Final = any_of(
    r"\b(?:please |you (?:must|need to|have to) (?:be )?)(?:log(?:ged)?|sign(?:ed)?)[ -]?in\b",
    r"\b(?:log|sign)[ -]in (?:or (?:register|sign up|create an account) )?to (?:continue|read|view|access|go on|see"
    r"|proceed)",
    r"\bregister (?:for free )?to (?:continue|read|go on)",
    r"\bbitte (?:melden sie sich an|loggen sie sich ein)|\bjetzt anmelden und weiterlesen",
    r"\b(?:connectez|identifiez|inscrivez)-vous (?:\w+ )?pour (?:lire|continuer|acc[ée]der|poursuivre)",
    r"\binici[ae] sesi[óo]n para|\baccedi per (?:continuare|leggere)|\bentre para (?:continuar|ler)"
    r"|\bfa[çc]a login para|\blog in om (?:verder|door|dit)",
)
_OTHERS: Final = any_of(
    r"\b(?:wer|ceux qui|quienes|quem|chi|readers|users|visitors|customers|people|consumers|leser\w*|nutzer\w*"
    r"|lecteurs|utilisateurs|internautes"
    r"|lectores|usuarios|leitores|usu[áa]rios|lettori|utenti|lezers|gebruikers)\b"
)
"""Of whom an article speaks that is about walls; a wall says "you"."""


def asks_payment(said: Sequence[str]) -> bool:
    """True where sentences said to the reader ask for money before the rest of a text is shown."""
    for place, one in enumerate(said if mentions(said, STEMS) else ()):
        if _says_kept(one) or _REMAINS.search(one) or _FREE.search(one):
            return True
        ways = _ways_on(one)
        if not ways:
            continue
        answer = (
            said[place + 1] if one.endswith(("?", "？")) and place + 1 < len(said) else ""
        )  # "Read on? As a member."
        if any(way.paid.search(one) or way.paid.search(answer) for way in ways):
            return True
        near = (*said[max(place - BESIDE, 0) : place], *said[place + 1 : place + 1 + BESIDE])
        if len(one.split()) <= LONGEST_CALL and any(_asks(other) for other in near):
            return True
    return False


def mentions_rest(text: str) -> bool:
    """True where a text may hold a sentence for which `rest_is_kept`."""
    return mentions([text], REST_STEMS)


def rest_is_kept(said: Sequence[str]) -> bool:
    """True where a sentence said to the reader tells that the rest is kept for some, or how much of it remains."""
    if not mentions(said, REST_STEMS):
        return False
    kept = (_KEPT.search(one) for one in said if _REST.search(one))
    return any(found and _REST.match(found[0]) for found in kept) or any(_REMAINS.search(one) for one in said)


def asks_login(said: Sequence[str]) -> bool:
    """True where a sentence said to the reader asks to log in, or names that as the way to read on."""
    if not mentions(said, STEMS):
        return False
    return any(_LOGIN_ASKED.search(one) or any(way.login.search(one) for way in _ways_on(one)) for one in said)


def has_wall_words(said: Sequence[str]) -> bool:
    """True where an offer stands beside a question for an account: as in walls, and in boxes beside short articles."""
    return any(
        (_OFFER.search(one) and _ACCOUNT.search(other)) or (_ACCOUNT.search(one) and _OFFER.search(other))
        for one, other in pairwise(["", *said, ""])
    ) or any(_OFFER.search(one) and _ACCOUNT.search(one) for one in said)


def is_wall_talk(one: str) -> bool:
    """True where a sentence said to the reader says any of what walls say of money and logins."""
    if not mentions([one], STEMS):
        return False
    signs = (_KEPT, _REMAINS, _FREE, _OFFER, _ACCOUNT, _LOGIN_ASKED)
    return not _OTHERS.search(one) and any(sign.search(one) for sign in signs)


def _says_kept(one: str) -> bool:
    """True where a sentence says of this text that it is kept for some."""
    return _FOR_SOME.search(one.casefold()) is not None and _KEPT.search(one) is not None


def _asks(one: str) -> bool:
    """True where a sentence beside one that says that a text goes on asks for money, or for an account."""
    return (_OFFER.search(one) or _ACCOUNT.search(one)) is not None and not _OTHERS.search(one)


def _ways_on(one: str) -> list[_Language]:
    """The languages in which a sentence says to its reader that the text goes on."""
    if not _READS.search(one.casefold()) or _OTHERS.search(one):
        return []
    return [language for language in _LANGUAGES if language.goes_on.search(one)]
