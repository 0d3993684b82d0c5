"""Whether a full stop ends a sentence: what sentencex does not know of abbreviations, initials, ordinals and numbers.

    Ms. Clark   art. 5   J. Chirac   Im 19. Jahrhundert   2. Keep away.     it cuts there, and nothing ends
    It opened in May. Coffee was served.                                    it does not, and a sentence ends

Pages often do not say in which language they are, or name the wrong one: what can hardly be a word at the end of a
sentence of any language here stands under `EVERYWHERE` and is known in all of them. An entry in lower case also stands
for itself with a capital; one with a capital only for itself: French `Me.` is a lawyer, `me.` ends an English sentence.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

__all__ = ["Words", "ends_inside", "entry_begins", "goes_on", "is_entry_number", "words_in"]


@dataclass(frozen=True, slots=True)
class Words:
    """What is known of the words of one language, each without its last full stop."""

    leads: frozenset[str]
    """A sentence goes on behind them, whatever follows: titles, `approx`, `inkl`."""
    counts: frozenset[str]
    """It goes on where a number follows: `Vol`, `art`, `pág`."""
    months: frozenset[str]
    """It goes on where a year follows."""
    ordinal: frozenset[str]
    """A number between one of these and a noun is an ordinal: `dem 2. Weltkrieg`."""
    nouns: frozenset[str]
    """Nouns that say so of a number by themselves: `3. Klasse`."""
    noun_ends: tuple[str, ...]
    """What such nouns end with, in lower case: `12. Bundesligaspieltag`."""
    dates: frozenset[str]
    """Months that say so of the number of a day: `3. Mai`."""
    openers: frozenset[str]
    """Words in capitals that open a sentence rather than name something."""
    asked: frozenset[str]
    """All of these."""
    ends: frozenset[str]
    """Words that sentencex takes for abbreviations where they are none: a capital behind them opens a sentence."""
    may_end: frozenset[str]
    """Abbreviations that are as good at the end of a sentence: it ends where one of `openers` follows."""


EVERYWHERE: Final = ""
"""The key of what holds in each language, known or not."""

_LEADS: Final = {
    EVERYWHERE: "Ms Mx Messrs Amb Atty Atts Ald Treas Lieut Gens Govs Profs Sens Reps Sgts Capts Lts Supts Comdr Cmdr "
    "Cmdre Brig Insp approx Mme Mmes Mlle Mlles Mgr Msgr Ft Frl Dipl Dt Pfr Staatsanw stellv bspw bzgl bzw "
    "exkl inkl zzgl ggf sog Sra Srta Sres Sras Srtas Dr Dra Dres Dras Drs Prof Profa Profas Gral Cnel Tte Sgto "
    "Pbro Dña Mons Lic Excmo Excma Exmo Exma Ilmo Ilma Avda Pça dott sig Sigg dhr mevr bijv",
    "de": "Abg Bgm Fa Hl Hptm Kfm Kpt Obst Verf Vors Hrsg geb gesch verh verw ehem einschl evtl gegr gem ugs urspr "
    "zw lt mind max Univ Anm Ing Präs Sekr Stv",
    "fr": "MM Me Pr St Ste Sts Gal Col Cdt Cne Lt Sgt Adj bd boul Sté Ets env Mr Pdt Pdte",
    "es": "Sr D Dn Ing Arq Cap Cdte Cmdte Alm Rev Sto Sta Av Pza Gob Dip Pdte Pdta Vda aprox Tcnl Cte",
    "pt": "D Eng Enga Arq Gen Cel Cap Ten Sgt Maj Des Desa dep deps sen gov prof profs profa dr dra Sr sr sra Pe Av "
    "R Pç Pca Al Rod Trav Ver Pres Pref Alm Brig aprox Sto Sta Min Adv Del",
    "it": "dott avv ing geom mons prof profssa gen col cap ten sen pres on rag arch sigg",
    "nl": "dhr mw mevr mr drs ir ing prof dr bijv resp incl excl ca",
}
_COUNTS: Final = {
    EVERYWHERE: "Vol Vols Nos figs núm núms pág págs pagg pp séc sécs seç arts artt Rdnr Rn Ziff Abs Abb Aufl Jg Nr",
    "en": "vol vols fig est circa ch chap Apt Sec Art Op Ep Pt ext tel",
    "de": "art abs bd kap tel tab str ziff s bl anl lfd",
    "fr": "art al chap vol fig tél réf no n p t éd ch",
    "es": "art cap vol t p fig tel tfno ed apdo nro n",
    "pt": "art cap vol t p fig tel ed nº n",
    "it": "art cap vol p pag fig tel n sez",
    "nl": "art blz nr tel fig hfst",
}
_MONTHS: Final = {
    EVERYWHERE: "Jan Feb Febr Apr Aug Sept Okt Dez janv févr juil abr",
    "de": "Jan Feb Mrz Apr Jun Jul Aug Sep Sept Okt Nov Dez",
    "fr": "janv févr fév avr juil sept oct nov déc",
    "es": "ene feb mar abr may jun jul ago sep sept set oct nov dic",
    "pt": "jan fev mar abr mai jun jul ago set out nov dez",
    "it": "gen feb mar apr mag giu lug ago set sett ott nov dic",
    "nl": "jan feb mrt apr jun jul aug sep sept okt nov dec",
}
_ORDINAL: Final = {
    EVERYWHERE: "im dem zum zur vom beim der",
    "de": "im dem zum zur vom beim der die das den des am ans ins ein eine einen einem einer eines seit sein seine "
    "seinem seinen seiner seines ihr ihre ihrem ihren ihrer ihres mein meinem meinen meiner unser unserem "
    "unseren dieser diesem diesen jeder jedem jeden kurz",
}
_OPENERS: Final = {
    "de": "Er Sie Es Wir Ich Ihr Ihre Der Die Das Dem Den Des Ein Eine Einen Einem Einer Und Aber Doch Denn Oder "
    "Auch Noch Nach Nachdem Vor Bei Beim Mit Von Vom Zu Zum Zur Im In Am An Auf Aus Für Über Unter Um Seit "
    "Seitdem Bis Durch Gegen Ohne Während Wegen Trotz Trotzdem Wenn Weil Da Dass Damit Dann Danach Dort Hier "
    "Nun Nur So Schon Jetzt Heute Gestern Morgen Man Wer Was Wie Wo Warum Wann Als Ob Kein Keine Mein Sein "
    "Seine Unser Dieser Diese Dieses Jede Jeder Alle Viele Einige Mehr Laut Zudem Außerdem Allerdings Dabei "
    "Dazu Davon Dafür Dagegen Insgesamt Derzeit Bereits Erst Sogar Nicht Nichts Damals Zuletzt Zuvor Später "
    "Rund Etwa Zwei Drei Vier Beide Manche Deshalb Daher Dennoch Hinzu Ebenso Eigentlich Vielleicht Immer "
    "Inzwischen Mittlerweile Gleichzeitig Künftig Bisher Anschließend",
    "fr": "Il Ils Elle Elles On Je Nous Vous Le La Les Un Une Des Du Au Aux Ce Cet Cette Ces Mais Et Or Car Donc En "
    "Dans Pour Par Sur Sous Selon Après Avant Depuis Pendant Lors Son Sa Ses Leur Leurs Qui Que Quand Si Comme "
    "Alors Puis Ainsi Enfin Toutefois Cependant Pourtant Hier Demain Ici Là Tout Tous Toute Toutes Plus Moins "
    "Aucun Aucune Même Malgré Sans Avec Contre Entre Vers Chez Deux Trois Plusieurs Certains Notre Nos Votre "
    "Mon Ma Mes",
    "es": "El La Los Las Lo Un Una Unos Unas Y Pero En Con Por Para Sin Sobre Según Desde Hasta Entre Tras Durante "
    "Ante Bajo Contra Su Sus Este Esta Estos Estas Ese Esa Eso Esto Aquel Él Ella Ellos Ellas Yo Nosotros "
    "Usted Se Le Les Me Nos Que Qué Quien Quién Cuando Como Cómo Donde Dónde Si Sí No Ya También Además Aunque "
    "Mientras Ahora Hoy Ayer Mañana Allí Así Entonces Luego Después Antes Todo Todos Toda Todas Muchos Muchas "
    "Otros Otro Otra Cada Ningún Es Era Fue Son Hay Había Más Menos Dos Tres Varios Al Del De A Uno Tampoco "
    "Incluso Solo Sólo",
    "pt": "O A Os As Um Uma Uns Umas E Mas Em No Na Nos Nas Com Por Para Sem Sobre Segundo Desde Até Entre Após "
    "Durante Contra Seu Sua Seus Suas Este Esta Esse Essa Isso Isto Aquele Ele Ela Eles Elas Eu Nós Você Se "
    "Que Quem Quando Como Onde Porque Já Também Além Embora Enquanto Agora Hoje Ontem Amanhã Ali Assim Então "
    "Depois Antes Todo Todos Toda Todas Muitos Outros Outro Outra Cada Nenhum É Era Foi São Há Havia Mais "
    "Menos Não Ao À Aos Às Pela Pelo De Do Da",
    "it": "Il Lo La I Gli Le Un Una Uno E Ma In Nel Nella Con Per Da Dal Dalla Di Del Della Su Sul Sulla Tra Fra "
    "Dopo Prima Secondo Questo Questa Quello Quella Lui Lei Loro Si Non Che Chi Quando Come Dove Se Anche Poi "
    "Così Ora Oggi Ieri È Era Sono Ha Hanno Più Due Tre Tutti Ogni Al Alla",
}
_ENDS: Final = {
    "en": "may no me ill art miss fed con arc etc May No Yahoo OK ID LA DC CA PA",
    "de": "Art",
    "fr": "vol",
    "es": "no bien mar",
    "it": "no me mi se art ONU TV",
    "nl": "VN",
}
_MAY_END: Final = {
    "de": "usw etc Co Mio Mrd Min Std Jh",
    "fr": "etc S.A U.E",
    "es": "EE.UU UU U.E S.A etc",
    "pt": "S.A etc",
    "it": "ecc S.p.A",
}


_GERMAN_OPENERS: Final = frozenset(_OPENERS["de"].split())

_PARTICLES: Final = frozenset({"Le", "La", "De", "Du"})
"""Openers that begin names too: `J.-M. Le Pen`."""

_DISTRICT: Final = "D.C"
_OFFICES: Final = frozenset(
    {"Mayor", "Council", "Police", "Attorney", "Circuit", "Court", "United", "Metro", "National"}
)
_ACTS: Final = re.compile(r" (?:said|says|told|is|was|has|had|does|did|will|would|can|could)\b")
"""What follows the district is taken for a name where it acts: `in Washington, D.C. Trump said`; `D.C. Mayor` does not.
"""

_OF_ERAS: Final = "J.-C"
"""Initials that end sentences: `50 av. J.-C. Le roi`."""

_FIGURES: Final = frozenset({"One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"})
"""What follows the `No.` that is a number."""

_GERMAN_NOUNS: Final = (
    *("jahrhundert", "jahrhunderts", "jahrtausend", "weltkrieg", "weltkriegs", "weltkrieges", "quartal", "quartals"),
    *("halbjahr", "geburtstag", "lebensjahr", "todestag", "jahrestag", "hochzeitstag", "spieltag", "stockwerk"),
    *("lebensjahres", "geburtstages", "schwangerschaftswoche", "legislaturperiode"),
)
"""Nouns, alone or behind others, before which a number with a full stop is an ordinal; no other language has them."""

_NOUNS: Final = (*_GERMAN_NOUNS, "minute", "etappe", "liga", "auflage", "division", "semester", "staffel")
"""Likewise in German text."""

_SHORT_NOUNS: Final = (
    "Stock Etage Klasse Platz Mal Tag Woche Monat Jahr Runde Armee Bezirk Kapitel Akt Folge FC FSV FFC SC SV TSV"
)
"""Likewise, alone only."""

_GERMAN_DATES: Final = "Januar Jänner Februar März Mai Juni Juli Oktober Dezember"
"""Months behind a day that are German in any text: other languages that know the word write it small, and few of them
put a full stop behind the day."""

_DATES: Final = f"{_GERMAN_DATES} April August September November"
"""Likewise in German text."""

LAST_DAY: Final = 31
"""The highest number of a day: `Er ist 34. Mai` is no date."""

SHORT: Final = 2
"""Letters of a word that may be more than one initial, a count."""

ELIDED: Final = 2
"""Characters of an article before an apostrophe: `l’art. 5`."""

MOST_ORDINAL: Final = 3
"""Digits of an ordinal, a count: with four a number is a year."""

_NO_FIRST_MARKS: Final = frozenset(",;:)]}!?")
"""Marks that no sentence begins with."""

_YEAR: Final = re.compile(r"(?:1[0-9]|20)[0-9]{2}(?![0-9])")
_ROMAN: Final = re.compile(r"[IVXLC]{2,}\b|[VX]\b")
_CLOCK: Final = re.compile(r"\b[ap]\.?m\.$", re.IGNORECASE)
_AFTER_CLOCK: Final = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|E[SD]?T\b|P[SD]?T\b|GMT|UTC|BST|local")
_PARTY_AND_STATE: Final = re.compile(r"-[A-Z]\.$")
_INITIAL: Final = re.compile(r"[A-Z]\.")
_NAME: Final = re.compile(r"[^\W\d_]++")
_ENTRY: Final = re.compile(r"\s*+[(\[]?(?:[0-9]{1,3}|[A-Za-z])\.\s*+")
_TWO_ENTRIES: Final = re.compile(r"\s*+([0-9]{1,2})\.\s.*[.!?][\"”»’)]{0,2}\s++()([0-9]{1,2})\.\s*+", re.DOTALL)
_OPENING: Final = "([\"“„«‘'¿¡"
_CLOSING: Final = ")]\"”»’' "
_INNER_STOP: Final = re.compile(r"""\.["”»’')\]]{0,2}\s++()["“«„‘¿¡]{0,3}([^\W\d_]++)""")
"""A full stop and the word behind it."""

LONGEST_WORD: Final = 24
"""Characters ahead of a full stop in which the word before it is looked for, a count."""


@lru_cache
def words_in(language: str) -> Words:
    """The words of a language, by its code in lower case; of one not known here those known everywhere."""
    known = (EVERYWHERE, language)
    german = language == "de"
    leads, counts, months = (_both(table, known) for table in (_LEADS, _COUNTS, _MONTHS))
    return Words(
        leads=leads,
        counts=counts,
        months=months,
        asked=leads | counts | months,
        ordinal=frozenset((_ORDINAL.get(language) or _ORDINAL[EVERYWHERE]).split()),
        nouns=frozenset(_SHORT_NOUNS.split() if german else ()),
        noun_ends=_NOUNS if german else _GERMAN_NOUNS,
        dates=frozenset((_DATES if german else _GERMAN_DATES).split()),
        openers=frozenset(_OPENERS.get(language, "").split()),
        ends=frozenset(_ENDS.get(language, "").split()),
        may_end=frozenset(_MAY_END.get(language, "").split()),
    )


def _both(table: dict[str, str], keys: tuple[str, ...]) -> frozenset[str]:
    words = " ".join(table.get(key, "") for key in keys).split()
    return frozenset([*words, *(word.capitalize() for word in words if word.islower())])


def is_entry_number(part: str) -> bool:
    """True for the number or letter of an entry and nothing else: `2.` belongs to what it counts."""
    return _ENTRY.fullmatch(part) is not None


def entry_begins(said: str) -> int | None:
    """Where in `1. Keep away. 2.` the second entry begins, cut off behind its number; None for anything else."""
    found = _TWO_ENTRIES.fullmatch(said)
    return found.start(2) if found and int(found[3]) == int(found[1]) + 1 else None


def goes_on(said: str, rest: str, apart: bool, words: Words) -> bool:
    """True where a sentence goes on behind a stop at which it was cut.

    Args:
        said: what comes before, as far as it may matter, without white space at its end.
        rest: what comes after, without white space in front.
        apart: whether there was white space between them.
        words: those of the language.
    """
    first = rest[0]
    if first in _NO_FIRST_MARKS or (first in "-–" and not apart):
        return True
    if said[-1] != ".":
        return first == "と" and said[-1] in "」』"  # Japanese: what was said, "so" …
    word = said[said.rfind(" ") + 1 : -1]
    if len(word) > SHORT and word.isalpha() and word not in words.asked:  # as nine in ten are
        return False
    if _CLOCK.search(said):
        return _AFTER_CLOCK.match(rest) is not None
    if _PARTY_AND_STATE.search(said) and _INITIAL.match(rest):
        return True
    return _is_no_end(said, rest, apart, words)


def _is_no_end(said: str, rest: str, apart: bool, words: Words) -> bool:
    first = rest[0]
    before, _, word = said[:-1].replace("\xa0", " ").rpartition(" ")
    word = word.lstrip(_OPENING)
    if len(word) > ELIDED and word[1] in "’'":
        word = word[ELIDED:]
    if not word:
        return False
    if word in words.leads:
        return True
    if word.isdecimal():
        return len(word) <= MOST_ORDINAL and _is_ordinal(before, int(word), rest, words)
    if first.isdigit():
        return word in words.counts or (word in words.months and _YEAR.match(rest) is not None)
    if len(word) == 1 or word[-2] in "-.":
        return word[-1].isupper() and (not apart or first.islower() or _names(rest, word, words))
    return word in words.counts and _ROMAN.match(rest) is not None


def ends_inside(part: str, words: Words) -> Iterator[int]:
    """Where in a part that was not cut a sentence begins nevertheless, in order."""
    for stop in _INNER_STOP.finditer(part):
        ahead = part[max(0, stop.start() - LONGEST_WORD) : stop.start()].rstrip(_CLOSING)
        word = ahead[ahead.rfind(" ") + 1 :].lstrip(_OPENING)
        opener = stop[2]
        if word in words.may_end:
            found = opener in words.openers
        elif word == _DISTRICT:
            found = opener not in _OFFICES and _ACTS.match(part, stop.end()) is not None
        else:
            found = word in words.ends and len(opener) > 1 and opener[0].isupper() and opener not in _FIGURES
        if found:
            yield stop.start(1)


def _is_ordinal(before: str, number: int, rest: str, words: Words) -> bool:
    """True for the stop behind a German number that a noun follows: `zum 75. Geburtstag`."""
    name = _NAME.match(rest)
    if name is None or not name[0][0].isupper():
        return False
    if name[0] in words.dates:
        return number <= LAST_DAY
    if name[0] in words.nouns or name[0].lower().endswith(words.noun_ends):
        return True
    return before[before.rfind(" ") + 1 :].lower() in words.ordinal and name[0] not in _GERMAN_OPENERS


def _names(rest: str, initial: str, words: Words) -> bool:
    """True where a name follows an initial, rather than a sentence."""
    name = _NAME.match(rest)
    if not words.openers or name is None or not name[0][0].isupper():
        return False
    return name[0] not in words.openers or (name[0] in _PARTICLES and "-" in initial and initial != _OF_ERAS)
