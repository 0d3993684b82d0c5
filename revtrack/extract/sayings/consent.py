"""Pages that ask for consent to cookies: they speak of data, of consent and of what the reader may do about it."""

from collections.abc import Sequence
from typing import Final

import regex

from revtrack.extract.sayings.addressed import addressed, any_of, mentions, stems

__all__ = ["asks_consent", "is_about_consent", "is_consent_talk"]

LEAST_WORDS: Final = 3
"""Words of consent on a page, a count, for it to be about that: two may stand in any footer."""

LEAST_SHARE: Final = 0.02
"""Words of consent among all that a page shows, in [0, 1], for it to be about nothing else: one in fifty."""

LONGEST: Final = 90
"""Words of a sentence of such a page, a count: they name all that they do with the data in one."""

LONGEST_CALL: Final = 6
"""Words on a button, a count."""

STEMS: Final = stems(
    "cookie|track|traceur|témoins|rastreador|personal data|personal info|browsing data|personenbezogen|"
    "personnel|personales|pessoais|personali|persoons|persoonlijk|consent|privac|legitimate|partner|"
    "partenaire|parceiro|einwilligung|zustimm|datenschutz|confidentialit|vie privée|légitime|legítim|"
    "legittim|toestemming|クッキー|個人|プライバシー|同意"
)
"""Beginnings of words, of which each page that asks for consent holds one."""

_DATA: Final = any_of(
    r"\bcookies?\b|\btrackers?\b|\btracking\b|\b\w{1,30}tracking\b"
    r"|\btraceurs?\b|\bt[ée]moins de connexion\b|\brastreadores\b"
    r"|クッキー|閲覧履歴",
    r"\b(?:personal|browsing) (?:data|information)\b|\bpersonenbezogen\w*|\bnutzungsdaten\b|\bendger[äa]t\w*",
    r"\b(?:donn[ée]es|informations) (?:[àa] caract[èe]re )?personnel\w*|\bdatos personales\b|\bdados pessoais\b"
    r"|\bdati personali\b|\bpersoonsgegevens\b|\bpersoonlijke gegevens\b|個人情報|個人データ",
    r"\b(?:unique|eindeutige|identifiants?|identificadores?|identificativi|unieke)\b(?:\W+\w+)?\W+"
    r"(?:identifiers?|kennungen|uniques?|[úu]nicos|univoci|id)\b",
)
_LAW: Final = any_of(
    r"\bconsent\b|\bprivacy\b|\bpartners?\b|\bvendors?\b|\blegitimate interests?\b",
    r"\beinwilligung\w*|\bzustimmung\w*|\bdatenschutz\w*|\bpartnern?\b|\bberechtigte\w* interesse\w*|\bpur-?abo\w*",
    r"\bconsentement\w*|\bpartenaires?\b|\bvotre accord\b|\bint[ée]r[êe]ts? l[ée]gitimes?\b|\bvie priv[ée]e\b"
    r"|\bconfidentialit[ée]\b|\bfinalit[ée]s\b",
    r"\bconsentimiento\b|\bsocios\b|\bprivacidad\b|\binter[ée]s(?:es)? leg[íi]timos?\b|\bproveedores\b",
    r"\bconsentimento\b|\bparceiros\b|\bprivacidade\b|\binteresses? leg[íi]timos?\b|\blgpd\b",
    r"\bconsenso\b|\blegittim[oi] interess[ei]\b|\binteresse legittimo\b|\bterze parti\b|\binformativa\b",
    r"\btoestemming\b|\bgerechtvaardigd\w* belang\w*|\bprivacybeleid\b|同意|パートナー|プライバシー",
)
_ACT: Final = any_of(
    r"\b(?:accept|agree|allow|reject|refuse)(?: to)?(?: all)?(?: and (?:continue|close))?\b"
    r"|\bmanage (?:options|settings|preferences|my|your)|\bgot it\b|\bopt[ -]out\b",
    r"\bakzeptieren\b|\bzulassen\b|\bnur notwendige\b|\bzustimmen\b|\bablehnen\b|\bstimme zu\b|\bstimmen sie\b"
    r"|\beinverstanden\b|\bverweigern\b",
    r"\b(?:tout )?accepter\b|\bj['’]accepte\b|\b(?:tout )?refuser\b|\bsans accepter\b|\bparam[ée]trer\b"
    r"|\b(?:retirer votre|donner votre) (?:consentement|accord)\b|\bg[ée]rer (?:mes|vos|les)\b",
    r"\b(?:aceptar|acepta|acepto|rechazar|rechazo|configurar)\b|\b(?:aceitar|aceita|aceito|concordo|rejeitar)\b",
    r"\b(?:accett[aoi]|accettare|rifiut[aoi]|rifiutare|acconsent\w+)\b"
    r"|\b(?:accepteren|accepteer|akkoord|weigeren|instellen)\b|同意する|すべて許可|拒否",
)
_OURS: Final = any_of(
    r"\b(?:we|us|our|this (?:site|website)|you|your)\b|\b(?:wir|uns|unsere?\w?)\b|\b(?-i:Sie|Ihre?\w?)\b"
    r"|\bdiese (?:web)?(?:seite|site)\b",
    r"\b(?:nous|nos|notre|vous|vos|votre|ce site)\b|\bj['’]",
    r"\b(?:nosotros|nuestr\w+|usted|tu|tus|te|puedes|usamos|utilizamos|este sitio)\b|\bsus? (?:consentimiento"
    r"|privacidad|datos)\b",
    r"\b(?:n[óo]s|noss\w+|voc[êe]|usamos|utilizamos|este site)\b|\b(?:seu|sua) (?:consentimento|privacidade"
    r"|experi[êe]ncia)\b",
    r"\b(?:noi|nostr\w+|tuo\w*|tua|puoi|utilizziamo|usiamo|questo sito)\b|\b(?:wij|we|onze|ons|je|jouw|u|uw"
    r"|deze (?:web)?site)\b",
    r"当社|弊社|お客様|当サイト",
)


_NAMED: Final = regex.compile(r"[\"“”„«»]\s*((?:\w+\s+){0,2}\w+)\s*[\"“”»«]")
"""The words of a button in quotation marks, which are no quotation."""


def asks_consent(text: str, lines: Sequence[str], *, container: bool) -> bool:
    """True where a page tells its reader that it keeps data, lets one agree, and is about nothing else.

    Args:
        text: all that it shows.
        lines: the same by lines.
        container: whether it holds the box of a consent manager, which is about data whatever it says.
    """
    data, law = len(_DATA.findall(text)), len(_LAW.findall(text))
    if data + law < max(LEAST_WORDS, LEAST_SHARE * len(text.split())) or not law or not (data or container):
        return False
    said = addressed((_NAMED.sub(r"\1", line) for line in lines), LONGEST)
    ours = [one for one in said if _OURS.search(one)]
    told = any(_DATA.search(one) or _LAW.search(one) for one in ours)
    calls = (one for one in said if len(one.split()) <= LONGEST_CALL)
    return told and any(_ACT.search(one) for one in (*calls, *ours))


def is_about_consent(block: str) -> bool:
    """True where a paragraph speaks of data or of consent."""
    return mentions([block], STEMS) and (_DATA.search(block) or _LAW.search(block)) is not None


def is_consent_talk(one: str) -> bool:
    """True where a sentence tells its reader of data or of consent."""
    return is_about_consent(one) and _OURS.search(one) is not None
