"""Whether a page is a wall in front of an article, or no article at all. Nothing is concluded from one sign alone.

    few words  and  "Please log in to go on reading."                    LOGIN_WALL
    few words  and  "We value your privacy … cookies … Accept all"       CONSENT_WALL
    few words  and  titled "404 Not Found", or "Verify you are human"    NOT_AN_ARTICLE
    few words  and  "An error occurred while processing your request."   NOT_AN_ARTICLE
    few words  and  "Subscribe to continue reading"                      PAYWALLED
    few words  and  stated not to be free; or a part stated to be paid for is not there
                    a pattern of the user's is found on the page         PAYWALLED
    next to no words, or sent on to another page within seconds          NOT_AN_ARTICLE
    few words, most of them such as walls use                            WALL_LIKE: nothing of its own, see there

What pages say, in eight languages, is in `revtrack.extract.sayings`.

An article about logins, cookies or paywalls has more words than any wall, and says these things in running text: a sign
counts on a page with few words only, and each is a sentence that pages say to their readers. Better to miss a wall,
which then shows as a change that a person can see, than to withhold an article.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import regex
from lxml.html import HtmlElement

from revtrack.extract.normalise import is_plain
from revtrack.extract.page.shown import lines
from revtrack.extract.sayings import (
    TITLES,
    addressed,
    asks_consent,
    asks_login,
    asks_payment,
    has_wall_words,
    is_about_consent,
    mentions_rest,
    rest_is_kept,
    says_absent,
    says_no_more,
    wall_talk,
)
from revtrack.extract.sayings.addressed import Pattern, any_of
from revtrack.model import OnDemand, Problem, ProblemKind

__all__ = ["FEW_WORDS", "Facade", "may_be_wall", "size", "wall"]

FEW_WORDS: Final = 120
"""Words of an article below which a page may be a wall, a count: two short paragraphs. Walls have 10 to 100, the
shortest news that agencies send about 50; unmeasured."""

MOST_TEASER: Final = 400
"""Words that a page may show of an article that must be paid for, a count: three to six paragraphs."""

MOST_CONSENT: Final = 600
"""Words that a page may use to ask for consent, a count: lists of purposes are long."""

MOSTLY: Final = 0.5
"""Share of the words taken for the article, in [0, 1], in paragraphs that say what walls say, from which a page may say
nothing else: beside a banner, an article of two sentences has as many words."""

LIKE_A_WALL: Final = 0.3
"""Share of the words taken for the article, in [0, 1], in sentences that say to the reader what walls say, from which a
page may be one of wordings that we do not know: a sentence or two below the beginning of the article."""

LEAST_SHOWN: Final = 8
"""Words of the text and of the headline, a count, below which what was received over HTTP is no article: "OK",
"Loading…", "Forbidden". The shortest news that is complete, a headline of 3 and a sentence of 5, has as many. What the
user hands over is taken as it is."""

LITTLE: Final = 40
"""Words, a count, below which a page that sends its readers on holds no article: a sentence with a link."""

SOON: Final = 10
"""Seconds, at least 0, after which a page sends its readers on; pages of news load themselves anew after a minute."""

LONGEST_LOOK: Final = 20_000
"""Characters of the visible text in which signs are looked for: a page with few words shows no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facade:
    """What is known of a page as a whole."""

    words: int
    """Of what was taken for the article."""
    tree: HtmlElement
    text: OnDemand[str]
    """All that it shows, on one line; of most pages nobody asks."""
    blocks: Sequence[str] = ()
    """The paragraphs of what was taken for the article."""
    headline_words: int = 0
    titles: Sequence[str] = ()
    """Its title and headline."""
    received: bool = False
    """Whether it was received over HTTP, and not handed over by the user."""
    free: bool | None = None
    """Whether the article may be read without paying, as the page states it; None where it does not."""
    paid_part: bool | None = None
    """Whether the part that it states to be paid for is there; None where it states none."""


_LOGIN_TITLE: Final = any_of(
    r"(?:log|sign)[ -]?in|(?:log|sign) in to .{1,60}|login|register",
    r"anmelden|anmeldung|einloggen|connexion|se connecter|identification|iniciar? sesi[óo]n|acceso|entrar|fazer login"
    r"|accedi|accesso|inloggen|ログイン",
)
_CHALLENGE: Final = any_of(
    r"\b(?:verify|verifying|confirm|prove|checking (?:if|that)) (?:that )?"
    r"you(?:['’]re| are) (?:a |not a )?(?:human|robot|bot)\b",
    r"\bare you a (?:robot|human)\b|\bchecking your browser before\b|\bunusual (?:traffic|activity) from your\b",
    r"\b(?:please )?(?:enable|turn on|activate) (?:javascript|js)\b.{0,20}"
    r"\b(?:to (?:continue|view|use|run|proceed)|in your browser)",
    r"\bthis (?:site|page|app|website) (?:requires|needs|works (?:best|better)? ?with) javascript\b",
    r"\bcomplete the (?:captcha|security check)",
)
_ERROR_TITLE: Final = any_of(
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
_REFERENCE: Final = any_of(
    r"\breference #\s?\d{1,3}\.[0-9a-f]{4,}\.\d+\.[0-9a-f]+|\bguru meditation\b|\bxid:? \d{5,}",
    r"\b(?:cloudflare )?ray id:? [0-9a-f]{16}\b|\bincapsula incident id\b|\bgenerated by cloudfront\b",
    r"\bapplication error: a (?:client|server)-side exception has occurred\b",
)
"""By what a server in front of a site names an answer that it could not get: no article prints it."""
_END: Final = r"(?:[.!](?!\s?[\"”’'»])|\s*$)"
"""Behind what a page says to its reader; in an article that quotes it, a quotation mark or a comma follows."""
_ERROR: Final = any_of(
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
_UNSPACED: Final = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}]")

_CONSENT_BOX: Final = any_of(
    r"onetrust|ot-sdk|didomi|cybotcookie|cookiebot|qc-cmp|quantcast|sp_message|sourcepoint|usercentrics|uc-banner|cmpbox"
    r"|cmpwrapper|consentmanager|truste|trustarc|iubenda|osano|klaro|fc-consent|tarteaucitron|axeptio|appconsent|sirdata"
    r"|ketch-|cookieyes|cky-|cookiefirst|cookie-?(?:law|consent|notice|wall|banner|dialog)|consent-?(?:wall|modal|banner"
    r"|page|layer|dialog)|traffective|opencmp|gdpr-|lgpd|rgpd"
)
_PAY_BOX: Final = any_of(
    r"pay-?wall|reg-?wall|meter-?wall|subscri(?:ption|be)-?(?:wall|gate|barrier)|tp-(?:modal|container|iframe)|piano-"
    r"|poool|pelcro|zephr|blaize|wallkit|laterpay|leaky-?paywall|swg-|premium-?(?:wall|gate|barrier)|content-?gate"
    r"|article-?(?:gate|barrier|wall)|aboschranke|plus-?(?:wall|barrier|teaser-end)"
)
"""Names of the boxes of common vendors, and what pages call such a box themselves."""
_ELSEWHERE: Final = regex.compile(r"\s*(\d{1,4})(?:\.\d*)?\s*[;,]\s*url\s*=", regex.IGNORECASE)


def may_be_wall(facade: Facade) -> bool:
    """True where a page has to be looked at as a whole; of pages with more than few words, hardly one."""
    words = facade.words
    if words < FEW_WORDS:
        return True
    if words < MOST_TEASER and (facade.free is False or mentions_rest(facade.text.value)):
        return True
    return words < MOST_CONSENT and _about_consent(facade.blocks) >= MOSTLY


def wall(facade: Facade) -> Problem | None:
    """What makes of a page a wall or no article, the surest first; None for nothing, as on nearly all pages."""
    text = facade.text.value[:LONGEST_LOOK]
    few = facade.words < FEW_WORDS
    said = addressed(lines(facade.tree))
    if few and (
        _titled(facade.titles, _ERROR_TITLE)
        or _titled(facade.titles, TITLES)
        or any(sign.search(text) for sign in (_CHALLENGE, _REFERENCE, _ERROR))
        or says_absent(said)
        or (facade.words < LITTLE and says_no_more(said))
    ):
        return _problem(
            ProblemKind.NOT_AN_ARTICLE,
            "looks like an error page or a challenge, not like an article: look at it in a browser",
        )
    if facade.words < LITTLE and _moves_on(facade.tree):
        return _problem(ProblemKind.NOT_AN_ARTICLE, "sends its readers on to another page")
    return _login(facade, said) or _payment(facade, said) or _consent(facade, text) or _doubtful(facade)


def _login(facade: Facade, said: Sequence[str]) -> Problem | None:
    if facade.words >= FEW_WORDS:
        return None
    titled = _titled(facade.titles, _LOGIN_TITLE)
    by_form = (titled or facade.words < LEAST_SHOWN) and _asks_password(facade.tree)
    if by_form or (
        asks_login(said) and (titled or len(facade.text.value.split()) < FEW_WORDS or _asks_password(facade.tree))
    ):
        return _problem(ProblemKind.LOGIN_WALL, "asks to log in instead of showing the article")
    return None


def _payment(facade: Facade, said: Sequence[str]) -> Problem | None:
    few, teaser = facade.words < FEW_WORDS, facade.words < MOST_TEASER
    if teaser and facade.free is False and facade.paid_part is False:
        return _problem(ProblemKind.PAYWALLED, "states that a part must be paid for, and does not hold it")
    unpaid = facade.free is False and facade.paid_part is not True
    if (
        (few and (unpaid or asks_payment(said) or (_has_box(facade.tree, _PAY_BOX) and has_wall_words(said))))
        or (teaser and unpaid and asks_payment(said))
        or (teaser and rest_is_kept(said))
    ):
        return _problem(ProblemKind.PAYWALLED, "shows the beginning of an article that must be paid for")
    return None


def _consent(facade: Facade, text: str) -> Problem | None:
    if (
        facade.words < MOST_CONSENT
        and len(text.split()) < MOST_CONSENT
        and _about_consent(facade.blocks) >= MOSTLY
        and asks_consent(text, lines(facade.tree), container=_has_box(facade.tree, _CONSENT_BOX))
    ):
        return _problem(ProblemKind.CONSENT_WALL, "asks for consent to cookies instead of showing the article")
    return None


def _doubtful(facade: Facade) -> Problem | None:
    """What is said of a page that was received and gives no sure sign: nothing of most."""
    if not facade.received:
        return None
    if facade.words + facade.headline_words < LEAST_SHOWN:
        return _problem(ProblemKind.NOT_AN_ARTICLE, f"shows fewer than {LEAST_SHOWN} words, too few for an article")
    if facade.words < FEW_WORDS and wall_talk(facade.blocks) >= LIKE_A_WALL:
        return _problem(ProblemKind.WALL_LIKE, "has few words, and most are such as walls use")
    return None


def _about_consent(blocks: Sequence[str]) -> float:
    """Words in the paragraphs that speak of consent, of those in all, in [0, 1]; 1 without any."""
    words = [len(block.split()) for block in blocks]
    about = (many for many, block in zip(words, blocks, strict=True) if is_about_consent(block))
    return sum(about) / sum(words) if any(words) else 1.0


def size(text: str) -> int:
    """Words of a text; of one in a script without spaces, two characters for a word."""
    return len(text.split()) + (0 if is_plain(text) else len(_UNSPACED.findall(text)) // 2)


def _moves_on(tree: HtmlElement) -> bool:
    """True where a page sends its readers to another address within seconds, as its head says."""
    for meta in tree.iter("meta"):
        found = _ELSEWHERE.match(meta.get("content") or "")
        if (meta.get("http-equiv") or "").strip().lower() == "refresh" and found and int(found[1]) <= SOON:
            return True
    return False


def _asks_password(tree: HtmlElement) -> bool:
    return any((one.get("type") or "").lower() == "password" for one in tree.iter("input"))


def _has_box(tree: HtmlElement, pattern: Pattern) -> bool:
    """True where a page holds a box whose name fits."""
    several = tree.iter("div", "section", "aside", "dialog", "iframe")
    names = "\n".join(f"{one.get('id') or ''} {one.get('class') or ''}" for one in several)
    return pattern.search(names) is not None  # in all at once: a search in each took four times as long


def _problem(kind: ProblemKind, detail: str) -> Problem:
    return Problem(kind=kind, detail=detail)


def _titled(titles: Sequence[str], pattern: Pattern) -> bool:
    """True where a title, or what it says beside the name of the site, is one of such a page."""
    parts = (part for title in titles for part in (title, *_SITE.split(title)))
    return any(pattern.fullmatch(part.strip()) for part in parts)
