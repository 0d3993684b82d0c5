"""Whether a page is a wall in front of an article, or no article at all. Nothing is concluded from one sign alone.

    few words  and  "Please log in to go on reading."                    LOGIN_WALL
    few words  and  "We value your privacy … cookies … Accept all"       CONSENT_WALL
    few words  and  titled "404 Not Found", or "Verify you are human"    NOT_AN_ARTICLE
    few words  and  "An error occurred while processing your request."   NOT_AN_ARTICLE
    few words  and  "Subscribe to continue reading"                      PAYWALLED
    few words  and  stated not to be free; or a part stated to be paid for is not there
                    a pattern of the user's is found on the page         PAYWALLED

An article about logins, cookies or paywalls has more words than any wall, and says these things in running text: a sign
counts on a page with few words only, and each is a sentence that pages say to their readers. Better to miss a wall,
which then shows as a change that a person can see, than to withhold an article.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import regex

from revtrack.model import Problem, ProblemKind

__all__ = ["FEW_WORDS", "Facade", "wall"]

FEW_WORDS: Final = 120
"""Words of an article below which a page may be a wall, a count: two short paragraphs. Walls have 10 to 100, the
shortest news that agencies send about 50; unmeasured."""

MOST_TEASER: Final = 400
"""Words that a page may show of an article that must be paid for, a count: three to six paragraphs."""

MOST_CONSENT: Final = 600
"""Words that a page may use to ask for consent, a count: lists of purposes are long."""

CONSENT_SHARE: Final = 0.02
"""Words of consent among all that a page shows, in [0, 1], for it to be about nothing else: one in fifty."""

LONGEST_LOOK: Final = 20_000
"""Characters of the visible text in which signs are looked for: a page with few words shows no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facade:
    """What is known of a page as a whole."""

    words: int
    """Of what was taken for the article."""
    text: str
    """All that the page shows, on one line."""
    titles: Sequence[str] = ()
    """Its title and headline."""
    has_password: bool = False
    """Whether it asks for a password."""
    free: bool | None = None
    """Whether the article may be read without paying, as the page states it; None where it does not."""
    paid_part: bool | None = None
    """Whether the part that it states to be paid for is there; None where it states none."""


def _any(*alternatives: str) -> regex.Pattern[str]:
    return regex.compile("|".join(alternatives), regex.IGNORECASE)


_LOGIN: Final = _any(
    r"(?:please |you (?:must|need to|have to) (?:be )?)(?:log(?:ged)?|sign(?:ed)?)[ -]?in\b",
    r"\b(?:log|sign)[ -]in (?:or (?:register|sign up|create an account) )?"
    r"to (?:continue|read|view|access|go on|see|proceed)",
    r"\bregister (?:for free )?to (?:continue|read|go on)",
    r"\bbitte (?:melden sie sich an|loggen sie sich ein)|\bjetzt anmelden und weiterlesen",
    r"\b(?:connectez|identifiez)-vous pour|\b(?:inicia|inicie) sesi[óo]n para",
    r"\baccedi per (?:continuare|leggere)|\bentre para (?:continuar|ler)|\blog in om (?:verder|door)",
)
_LOGIN_TITLE: Final = _any(
    r"(?:log|sign)[ -]?in|(?:log|sign) in to .{1,60}|login|register",
    r"anmelden|connexion|iniciar sesi[óo]n|accedi|inloggen",
)
_PAY: Final = _any(
    r"\b(?:subscribe|sign up|become a (?:member|subscriber)) (?:now |today )?"
    r"to (?:continue|keep|go on|read|unlock|get (?:full |unlimited )?access)",
    r"\bto (?:continue|keep|go on) reading,? (?:this (?:article|story),? )?(?:please )?"
    r"(?:subscribe|become|sign up|start)",
    r"\b(?:article|story|content) is "
    r"(?:only available to|(?:exclusively )?(?:for|reserved for)) (?:our |paying )?(?:subscribers|members)",
    r"\bsubscribers? only\b|\bsubscriber[- ]exclusive\b",
    r"\byou(?:['’]ve| have) (?:reached|read|used) (?:your|all|the) .{0,30}\b(?:limit|free articles)",
    r"\bdieser artikel ist (?:nur )?f(?:ü|ue)r abonnenten|\bweiterlesen mit\b|\bjetzt abonnieren und weiterlesen",
    r"\b(?:article|contenu) r[ée]serv[ée] (?:aux|à nos) abonn[ée]s|\babonnez-vous pour (?:lire|continuer)",
    r"\bsolo para suscriptores|\bsuscr[ií]b(?:ete|ase) para (?:seguir|continuar)",
    r"\bcontenuto riservato agli abbonati|\bconte[úu]do exclusivo para assinantes",
)
_CONSENT: Final = _any(
    r"\bcookies?\b|\bconsent\b|\bprivacy\b|\bpartners?\b|\bvendors?\b|\bpersonal data\b|\blegitimate interests?\b",
    r"\beinwilligung\b|\bdatenschutz\b|\bconsentement\b|\bconsentimiento\b|\bconsenso\b|\bpersonenbezogen\w*",
)
_COOKIE: Final = _any(r"\bcookies?\b|\bpersonal data\b|\bpersonenbezogen|\bdonn[ée]es personnelles|\bdatos personales")
_AGREE: Final = _any(
    r"\b(?:accept|agree|allow|reject|refuse)(?: to)?(?: all)?(?: and (?:continue|close))?\b",
    r"\bmanage (?:options|settings|preferences)",
    r"\bakzeptieren\b|\bzustimmen\b|\baccepter\b|\baceptar\b|\baccetta\b|\baceitar\b|\baccepteren\b|\bakkoord\b",
)
_ASKED: Final = _any(
    r"\b(?:we|this (?:site|website)|our (?:site|website)|wir|nous|usamos|utilizzi?amo|wij) .{0,60}"
    r"\b(?:cookies?|privacy|daten|donn[ée]es)\b"
)
_CHALLENGE: Final = _any(
    r"\b(?:verify|verifying|confirm|prove|checking (?:if|that)) (?:that )?"
    r"you(?:['’]re| are) (?:a |not a )?(?:human|robot|bot)\b",
    r"\bare you a (?:robot|human)\b|\bchecking your browser before\b|\bunusual (?:traffic|activity) from your\b",
    r"\b(?:please )?(?:enable|turn on|activate) (?:javascript|js)\b.{0,20}"
    r"\b(?:to (?:continue|view|use|run|proceed)|in your browser)",
    r"\bthis (?:site|page|app|website) (?:requires|needs|works (?:best|better)? ?with) javascript\b",
    r"\bcomplete the (?:captcha|security check)",
)
_ERROR_TITLE: Final = _any(
    r"(?:error |http )?(?:40[0-9]|410|429|451|50[0-4])"
    r"(?: error| not found| forbidden| gone| unauthori[sz]ed| bad gateway)?",
    r"(?:error |http )?[45]\d\d[ :–—|-]+(?:page )?"
    r"(?:not found|forbidden|gone|error|too many requests|bad gateway|bad request"
    r"|service (?:temporarily )?unavailable|internal server error|gateway time-?out|access denied|unauthori[sz]ed)",
    r"(?:sorry[,!]? |oops[,!.]? )?(?:the |this |that )?page (?:you requested )?"
    r"(?:(?:was |could )?not (?:be )?found|can(?:no|['’])t be found|does(?: not|n['’]t) exist"
    r"|is (?:no longer|not) available)[.!]?",
    r"(?:sorry[,!]? |oops[,!.]? )?not found[.!]?",
    r"access (?:to this page has been )?denied|forbidden|just a moment\.*|attention required!?.{0,20}",
    r"are you a robot\??|robot check|security check|human verification",
    r"(?:internal )?server error|service (?:temporarily )?unavailable|bad gateway|gateway time-?out|too many requests",
    r"(?:site |scheduled |under )maintenance|site (?:is )?(?:down|unavailable|under maintenance)",
    r"seite (?:wurde )?nicht gefunden|page (?:non trouv[ée]e|introuvable)|p[áa]gina (?:no|n[ãa]o) encontrada",
    r"pagina non trovata|pagina niet gevonden",
)
_REFERENCE: Final = _any(
    r"\breference #\s?\d{1,3}\.[0-9a-f]{4,}\.\d+\.[0-9a-f]+|\bguru meditation\b|\bxid:? \d{5,}",
    r"\b(?:cloudflare )?ray id:? [0-9a-f]{16}\b|\bincapsula incident id\b|\bgenerated by cloudfront\b",
    r"\bapplication error: a (?:client|server)-side exception has occurred\b",
)
"""By what a server in front of a site names an answer that it could not get: no article prints it."""
_END: Final = r"(?:[.!](?!\s?[\"”’'»])|\s*$)"
"""Behind what a page says to its reader; in an article that quotes it, a quotation mark or a comma follows."""
_ERROR: Final = _any(
    rf"\ban (?:unexpected |internal |unknown )?error (?:has )?occurred"
    rf"(?: while (?:processing|handling|serving) (?:your|this|the) request)?{_END}",
    rf"\b(?:the|this) (?:server|website|site) (?:has )?encountered (?:an|a) (?:unexpected |internal |temporary )*"
    rf"(?:server )?(?:error|condition)[^.,”\"]{{0,80}}{_END}",
    rf"\bthe requested url (?:\S{{1,200}} )?(?:was not found(?: on this server)?|could not be retrieved"
    rf"|was rejected){_END}",
    rf"\bthere has been a critical error on this website{_END}|\berror establishing a database connection{_END}",
    rf"\byou do(?: not|n['’]t) have permission to (?:access|view) [^.,”]{{1,200}}? on this server{_END}",
    rf"\bthe request could not be satisfied{_END}",
    r"\b(?:sorry, )?something went wrong[.!] (?:please )?(?:try|reload|refresh)\b",
    rf"\bwe(?:['’]re| are) (?:currently )?(?:experiencing|having) (?:some )?"
    rf"technical (?:difficulties|problems|issues){_END}",
    rf"\bes ist ein (?:unerwarteter |interner )?fehler aufgetreten{_END}",
    rf"\bune erreur (?:inattendue )?(?:s['’]est produite|est survenue){_END}",
    rf"\bse ha producido un error(?: inesperado)?{_END}|\bsi [èe] verificato un errore(?: imprevisto)?{_END}",
)
_SITE: Final = regex.compile(r"\s+[-–—|·»:]\s+")


def wall(facade: Facade) -> Problem | None:
    """What makes of a page a wall or no article, the surest first; None for nothing, as on nearly all pages."""
    text = facade.text[:LONGEST_LOOK]
    few = facade.words < FEW_WORDS
    shown = len(text.split())
    signs = (_CHALLENGE, _REFERENCE, _ERROR)
    if few and (_titled(facade.titles, _ERROR_TITLE) or any(sign.search(text) for sign in signs)):
        return _problem(
            ProblemKind.NOT_AN_ARTICLE,
            "looks like an error page or a challenge, not like an article: look at it in a browser",
        )
    if (
        few
        and _LOGIN.search(text)
        and (facade.has_password or shown < FEW_WORDS or _titled(facade.titles, _LOGIN_TITLE))
    ):
        return _problem(ProblemKind.LOGIN_WALL, "asks to log in instead of showing the article")
    if facade.words < MOST_TEASER and facade.free is False and facade.paid_part is False:
        return _problem(ProblemKind.PAYWALLED, "states that a part must be paid for, and does not hold it")
    unpaid = facade.free is False and facade.paid_part is not True
    if (few and (unpaid or _PAY.search(text))) or (unpaid and facade.words < MOST_TEASER and _PAY.search(text)):
        return _problem(ProblemKind.PAYWALLED, "shows the beginning of an article that must be paid for")
    if facade.words < MOST_CONSENT and shown < MOST_CONSENT and _asks_consent(text, shown):
        return _problem(ProblemKind.CONSENT_WALL, "asks for consent to cookies instead of showing the article")
    return None


def _problem(kind: ProblemKind, detail: str) -> Problem:
    return Problem(kind=kind, detail=detail)


def _titled(titles: Sequence[str], pattern: regex.Pattern[str]) -> bool:
    """True where a title, or what it says beside the name of the site, is one of such a page."""
    parts = (part for title in titles for part in (title, *_SITE.split(title)))
    return any(pattern.fullmatch(part.strip()) for part in parts)


def _asks_consent(text: str, shown: int) -> bool:
    """True where a page says that it uses cookies, lets one agree, and is about nothing else."""
    said = len(_CONSENT.findall(text))
    return (
        said >= max(3, CONSENT_SHARE * shown)
        and _COOKIE.search(text) is not None
        and _ASKED.search(text) is not None
        and _AGREE.search(text) is not None
    )
