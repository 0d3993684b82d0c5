"""The word lists of German: data only.

Origin: written for revtrack from the grammar of German.
"""

from itertools import product
from typing import Final

from revtrack.diff.languages.lexicon import (
    COPYRIGHT,
    COUNT,
    NETWORK_LIST,
    NETWORKS,
    ZONES,
    Lexicon,
    count,
    forms,
    line_patterns,
    patterns,
    value_map,
    word_map,
    word_set,
)
from revtrack.diff.languages.note_words import GERMAN_NOTES

__all__ = ["GERMAN"]


def _german_numbers() -> dict[str, int]:
    """German writes a number below a million as one word: 0 to 99, hundreds and thousands of them."""
    units = count("eins/ein zwei drei vier fünf sechs sieben acht neun")
    teens = count("zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn", start=10)
    tens = count("zwanzig dreißig/dreissig vierzig fünfzig sechzig siebzig achtzig neunzig", 20, 10)
    small = units | teens | tens | {f"{u}und{t}": units[u] + tens[t] for u, t in product(units, tens) if u != "eins"}
    hundreds = {f"{u}hundert{rest}": 100 * units[u] + small.get(rest, 0) for u, rest in product(units, ["", *small])}
    hundreds |= {f"hundert{rest}": 100 + value for rest, value in small.items()}
    thousands = {f"{n}tausend": 1000 * value for n, value in small.items() if n != "eins"}
    return small | hundreds | thousands | {"null": 0, "zweimal": 2, "dreimal": 3, "beide": 2, "beiden": 2}


_GERMAN_WHOLES: Final = count("ein zwei drei vier fünf sechs sieben acht neun zehn")
_GERMAN_STEMS: Final = count("erst zweit dritt viert fünft sechst siebt acht neunt zehnt elft zwölft")
GERMAN: Final = Lexicon(
    language="de",
    decimal=",",
    common=word_set(
        "der die das und ist nicht mit von dem den des ein eine einer einem einen zu auf für sich im wird wurde wurden"
        " auch nach bei aus dass als er sie es wie am vom haben hat hatte sind war waren aber oder um über vor zum zur"
        " durch bis noch nur so wenn kein keine dieser diese dieses ihr ihre sein seine man an in unter gegen"
    ),
    articles=word_set("der die das den dem des ein eine einen einem einer eines"),
    pronouns=word_set("er sie es wir ich ihr ihn ihm ihnen sein seine ihre man"),
    numbers=_german_numbers(),
    scales=value_map(
        "hundert=100 tausend=1000 million/millionen/mio=1000000 milliarde/milliarden/mrd=1000000000"
        " billion/billionen=1000000000000 dutzend=12"
    ),
    crowds=value_map("dutzende/dutzenden=12 hunderte/hunderten=100 tausende/tausenden=1000"),
    ordinals={stem + end: value for stem, value in _GERMAN_STEMS.items() for end in ("e", "en", "er", "es")},
    weak_numbers=word_set("beide beiden ein eins erste ersten erster erstes zweite zweiten acht achte achten elf"),
    fractions=value_map("hälfte=2 drittel/dritteln=3 viertel/vierteln=4 fünftel=5 sechstel=6 achtel=8 zehntel=10"),
    halves=word_set("halbe halben"),
    mixed={whole + "einhalb": value for whole, value in _GERMAN_WHOLES.items()} | {"anderthalb": 1},
    joiner="und",
    percent=word_set("prozent"),
    currencies=word_map("euro/euros/eur=€ dollar/us-dollar/usd=$ pfund=£ yen=¥ cent=¢ franken/chf=chf"),
    months=count("januar/jänner februar/feber märz april mai juni juli august september oktober november dezember"),
    weekdays=count("montag dienstag mittwoch donnerstag freitag samstag/sonnabend sonntag"),
    moments=word_map("vorgestern=-2 gestern=-1 heute=0 morgen=+1 übermorgen=+2 mitternacht=0:00"),
    durations=word_map(
        "sekunde/sekunden=s minute/minuten=min stunde/stunden=h tag/tage/tagen=d woche/wochen=w"
        " monat/monate/monaten=m jahr/jahre/jahren=y jahrzehnt/jahrzehnte/jahrzehnten=10y"
    ),
    day_heads=word_set("am vom bis zum seit ab dem den der"),
    dotted_days=True,
    capital_nouns=True,
    hedges=patterns(r"""
        mutmaßlich\w{0,2}, angeblich\w{0,2}, offenbar, anscheinend, vermeintlich\w{0,2}, vermutlich\w{0,2},
        im prinzip, grundsätzlich, unbestätigt\w{0,2}, nicht (?:unabhängig )?(?:bestätigt|überprüft),
        sogenannte[nrms]?, so genannte[nrms]?, dem vernehmen nach"""),
    weak_hedges=patterns(
        "möglicherweise, wahrscheinlich, wohl, vielleicht, könnten?, dürften?, womöglich, beschuldigt, verdächtigt,"
        " unter verdacht, tatverdächtige[nr]?, soll(?:en)?"
    ),
    hedge_nouns=word_set("soll wohl"),
    about=patterns("mindestens, etwa, rund, ungefähr, circa, knapp, fast, mehr als, weniger als, bis zu, höchstens"),
    roughly=word_set("etwa rund ungefähr circa"),
    negations=patterns(
        "nicht, kein(?:e[nmrs]?)?, nie, niemals, niemand, nichts, ohne, weder, weigern sich, weigerten? sich,"
        " bestreite[nt], bestritt(?:en)?, dementiert(?:e|en)?, leugnet(?:e|en)?"
    ),
    negating_prefixes=("un", "nicht-"),
    unopposed=word_set("bedingt längst endlich geheuer lieb"),
    speech=forms(
        "sagen/sagt/sagte/sagten behaupten/behauptet/behauptete erklären/erklärt/erklärte betonen/betont/betonte"
        " berichten/berichtet/berichtete mitteilen/mitteilte warnen/warnt/warnte bestätigen/bestätigt/bestätigte"
        " bestreiten/bestreitet/bestritt dementieren/dementiert/dementierte"
    ),
    weak_speech=word_set("erklären betonen berichten warnen bestätigen bestreiten dementieren"),
    sources={"laut": "", "angaben": "", "auskunft": "", "worten": ""},
    led_by=dict.fromkeys(("angaben", "auskunft", "worten"), word_set("nach laut zufolge gemäß")),
    auxiliaries=word_set("wird wurde wurden werden"),
    titles=word_set("herr frau dr prof präsident präsidentin minister ministerin kanzler kanzlerin bundeskanzler"),
    notes=GERMAN_NOTES,
    stamp_words=word_set("aktualisiert veröffentlicht publiziert stand lesezeit geändert lesedauer vor") | ZONES,
    stamp_fillers=word_set(
        "zuletzt am um vor uhr minute minuten min stunde stunden std tag tagen gestern heute mez mesz erstmals von ca"
        " jan feb mär mrz apr jun jul aug sep sept okt nov dez mo di mi do fr sa so"
    ),
    furniture_words=word_set(
        "newsletter copyright vorbehalten weiterlesen lesen thema teilen drucken anzeige werbung kommentare kommentar"
        " aufrufe alt älter startseite anhören facebook twitter whatsapp kopieren merkliste"
    ),
    furniture=line_patterns(rf"""
        newsletter: (?:jetzt )?(?:abonnieren sie|melden sie sich) [^.!?\d]{{1,80}}newsletter\b[^.!?\d]{{0,30}}[.!]?
        copyright: (?:{COPYRIGHT} ?)?alle rechte vorbehalten\.?
        copyright: {COPYRIGHT}
        read-more: (?:mehr lesen|weiterlesen|lesen sie (?:auch|mehr)|mehr zum thema)\W{{0,4}}
        share: (?:artikel|seite|beitrag) (?:teilen|drucken)\W?
        share: (?:auf|über|per) {NETWORKS} teilen\W?
        share: (?:teilen:? )?{NETWORK_LIST}|link kopieren|(?:auf die )?merkliste
        navigation: (?:zurück )?zur (?:startseite|übersicht)
        control: (?:artikel|beitrag|text) anhören
        comments: kommentare? (?:anzeigen|lesen|schreiben|ansehen)
        counted: {COUNT} ?(?:kommentare?|aufrufe)|(?:alle )?{COUNT} ?kommentare? (?:anzeigen|lesen|ansehen)
        counted: dieser (?:artikel|beitrag|text) ist (?:mehr|älter) als .{{1,12}} (?:jahre?|monate?)(?: alt)?
        advertisement: anzeige|werbung|nach der (?:anzeige|werbung) weiterlesen"""),
)
