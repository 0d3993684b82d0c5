"""The languages labels can read, and the word lists of all but English: data only.

Origin: written for revtrack from the grammar of each language. German, French, Spanish and Portuguese cover numbers,
dates and notes, and the commonest words for doubt, denial and speech. Any other language has no Lexicon: its labels
rest on digits and marks alone. To add one: a Lexicon and its name in `LEXICONS`.
"""

from collections.abc import Collection, Mapping
from itertools import product
from types import MappingProxyType
from typing import Final

from revtrack.diff.labels.english import ENGLISH
from revtrack.diff.labels.lexicon import (
    COPYRIGHT,
    NETWORKS,
    NOTE_HEAD,
    Lexicon,
    count,
    forms,
    line_patterns,
    patterns,
    value_map,
    word_map,
    word_set,
)

__all__ = ["LEXICONS", "LEXICON_VERSION", "UNTOLD", "lexicon_for"]

LEXICON_VERSION: Final = 1
"""Rises with every change of a list, so that a claim such as "no note found" can be checked later."""


def lexicon_for(language: str | None, words: Collection[str]) -> Lexicon | None:
    """The word lists to read a text with; None where there are none, so that labels stay silent rather than wrong.

    Args:
        language: a BCP 47 tag, of which the first part counts; None where it is not known. Then the language most of
            whose words are recognised is taken: English where that is a draw, or none is and all is ASCII.
        words: the words of the text in lower case; one said twice counts once.
    """
    if language is not None:
        return LEXICONS.get(language.replace("_", "-").split("-")[0].lower())
    if _FOREIGN.isdisjoint(words):  # no language has more of them than English
        return ENGLISH if not ENGLISH.known.isdisjoint(words) or all(map(str.isascii, words)) else None
    return max(LEXICONS.values(), key=lambda lexicon: len(lexicon.known.intersection(words)))


def _german_numbers() -> dict[str, int]:
    """German writes a number below a million as one word: 0 to 99, hundreds and thousands of them."""
    units = count("eins/ein zwei drei vier fünf sechs sieben acht neun")
    teens = count("zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn", start=10)
    tens = count("zwanzig dreißig/dreissig vierzig fünfzig sechzig siebzig achtzig neunzig", 20, 10)
    small = units | teens | tens | {f"{u}und{t}": units[u] + tens[t] for u, t in product(units, tens) if u != "eins"}
    hundreds = {f"{u}hundert{rest}": 100 * units[u] + small.get(rest, 0) for u, rest in product(units, ["", *small])}
    thousands = {f"{n}tausend": 1000 * value for n, value in small.items() if n != "eins"}
    return small | hundreds | thousands | {"null": 0, "zweimal": 2, "dreimal": 3}


_GERMAN_PIECE: Final = r"diese[rs]? (?:artikel|text|beitrag|bericht|meldung|version|fassung|seite)"
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
    weak_numbers=word_set("ein eins erste ersten erster erstes zweite zweiten acht achte achten elf"),
    joiner="und",
    percent=word_set("prozent"),
    currencies=word_map("euro/euros/eur=€ dollar/us-dollar/usd=$ pfund=£ yen=¥ cent=¢ franken/chf=chf"),
    months=count("januar/jänner februar/feber märz april mai juni juli august september oktober november dezember"),
    weekdays=count("montag dienstag mittwoch donnerstag freitag samstag/sonnabend sonntag"),
    moments=word_map("gestern=-1 heute=0 mitternacht=0:00"),
    capital_nouns=True,
    hedges=patterns(r"""
        mutmaßlich\w{0,2}, angeblich\w{0,2}, offenbar, anscheinend, vermeintlich\w{0,2}, vermutlich\w{0,2},
        im prinzip, grundsätzlich, unbestätigt\w{0,2}, nicht (?:unabhängig )?(?:bestätigt|überprüft)"""),
    weak_hedges=patterns("möglicherweise, wahrscheinlich, wohl, vielleicht, könnten?, dürften?, womöglich"),
    about=patterns("mindestens, etwa, rund, ungefähr, circa, knapp, fast, mehr als, weniger als, bis zu, höchstens"),
    negations=patterns("nicht, kein(?:e[nmrs]?)?, nie, niemals, niemand, nichts, ohne, weder"),
    speech=forms(
        "sagen/sagt/sagte/sagten behaupten/behauptet/behauptete erklären/erklärt/erklärte betonen/betont/betonte"
        " berichten/berichtet/berichtete mitteilen/mitteilte warnen/warnt/warnte"
    ),
    weak_speech=word_set("erklären betonen berichten warnen"),
    sources={"laut": ""},
    auxiliaries=word_set("wird wurde wurden werden"),
    titles=word_set("herr frau dr prof präsident präsidentin minister ministerin kanzler kanzlerin bundeskanzler"),
    note_words=word_set(
        "korrektur korrekturhinweis berichtigung richtigstellung erratum version fassung korrigiert berichtigt"
        " klarstellung präzisierung zurückgezogen anmerkung hinweis anm überarbeitet geändert ergänzt angepasst"
        " aktualisiert update aktualisierung nachtrag"
    ),
    note_subjects=word_set("dieser dieses diese version fassung"),
    notes=line_patterns(rf"""
        correction: ^\W{{0,3}}(?:korrektur(?:hinweis)?|berichtigung|richtigstellung|erratum){NOTE_HEAD}
        correction: (?:früheren|vorherigen|ersten|ursprünglichen|älteren) (?:version|fassung) (?:dieses|des|unseres)
        correction: {_GERMAN_PIECE} (?:wurde|ist|haben wir) [^.]{{0,60}}(?:korrigiert|berichtigt)
        clarification: ^\W{{0,3}}(?:klarstellung|präzisierung){NOTE_HEAD}
        retraction: {_GERMAN_PIECE} (?:wurde|haben wir) [^.]{{0,60}}zurückgezogen
        editors-note: ^\W{{0,3}}(?:anmerkung|hinweis|anm\.) (?:der|d\.) red
        amended: {_GERMAN_PIECE} (?:wurde|ist|haben wir) [^.]{{0,60}}(?:überarbeitet|geändert|ergänzt|angepasst)
        update: {_GERMAN_PIECE} (?:wurde|wird|haben wir) [^.]{{0,60}}aktualisiert
        update: ^\W{{0,3}}(?:update|aktualisierung|nachtrag){NOTE_HEAD}"""),
    stamp_words=word_set("aktualisiert veröffentlicht publiziert stand lesezeit geändert lesedauer"),
    stamp_fillers=word_set(
        "zuletzt am um vor uhr minute minuten min stunde stunden std tag tagen gestern heute mez mesz erstmals von ca"
    ),
    furniture_words=word_set("newsletter copyright vorbehalten weiterlesen lesen thema teilen drucken anzeige werbung"),
    furniture=line_patterns(rf"""
        newsletter: (?:jetzt )?(?:abonnieren sie|melden sie sich) [^.!?\d]{{1,80}}newsletter\b[^.!?\d]{{0,30}}[.!]?
        copyright: (?:{COPYRIGHT} ?)?alle rechte vorbehalten\.?
        copyright: {COPYRIGHT}
        read-more: (?:mehr lesen|weiterlesen|lesen sie (?:auch|mehr)|mehr zum thema)\W{{0,4}}
        share: (?:artikel|seite|beitrag) (?:teilen|drucken)\W?
        share: (?:auf|über|per) {NETWORKS} teilen\W?
        advertisement: anzeige|werbung"""),
)


_FRENCH_PIECE: Final = (
    r"(?:cet|cette|ce|notre) (?:article|texte|dépêche|reportage|enquête|contenu|page|papier) a été (?:\w+ )?"
)
FRENCH: Final = Lexicon(
    language="fr",
    decimal=",",
    common=word_set(
        "le la les des du de et est une un dans pour par sur avec qui que il elle au aux ce cette ont été sont pas se"
        " ne plus ou mais où son sa ses leur leurs en à l d n s qu selon après avant lors nous vous ils elles était a"
    ),
    articles=word_set("le la les l un une des du"),
    pronouns=word_set("il elle ils elles on nous vous je tu lui leur se qui"),
    numbers=count(
        "zéro un/une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize", start=0
    )
    | value_map("vingt/vingts=20 trente=30 quarante=40 cinquante=50 soixante=60 septante=70 huitante=80 nonante=90"),
    scales=value_map("cent/cents=100 mille=1000 million/millions=1000000 milliard/milliards=1000000000 douzaine=12"),
    crowds=value_map("dizaines=10 centaines=100 milliers=1000"),
    ordinals=count(
        "premier/première deuxième/second/seconde troisième quatrième cinquième sixième septième huitième"
        " neuvième dixième"
    ),
    weak_numbers=word_set("un une neuf premier première second seconde"),
    joiner="et",
    percent=word_set("pourcent"),
    currencies=word_map("euro/euros/eur=€ dollar/dollars/usd=$ livres=£ yens=¥ centimes=¢"),
    months=count("janvier février mars avril mai juin juillet août/aout septembre octobre novembre décembre"),
    weekdays=count("lundi mardi mercredi jeudi vendredi samedi dimanche"),
    moments=word_map("hier=-1 aujourd'hui/aujourd’hui=0 demain=+1 midi=12:00 minuit=0:00"),
    hedges=patterns(r"""
        présumée?s?, prétendument, soi-disant, apparemment, vraisemblablement, en principe, non confirmée?s?,
        (?:aurait|auraient) (?:été|\w{2,12}[éi]s?), n['’](?:a|ont) pas (?:pu être|été) (?:confirmée?s?|vérifiée?s?)"""),
    weak_hedges=patterns("probablement, peut-être, sans doute, pourrai(?:t|ent), devrai(?:t|ent), éventuellement"),
    about=patterns("au moins, au plus, environ, près de, plus de, moins de, quelque, jusqu['’]à, presque"),
    negations=patterns("pas, jamais, aucune?, rien, personne, ni, sans(?! doute)"),
    speech=forms(
        "dire/dit/disent/disait affirmer/affirme/affirmé/affirment déclarer/déclare/déclaré assurer/assure/assuré"
        " expliquer/explique/expliqué indiquer/indique/indiqué ajouter/ajoute/ajouté prétendre/prétend/prétendu"
    ),
    weak_speech=word_set("assurer expliquer indiquer ajouter"),
    sources={"selon": "", "d'après": "", "d’après": ""},
    titles=word_set("m mme mlle dr président présidente ministre premier première général maire"),
    note_words=word_set(
        "correction rectificatif erratum mise version corrigé corrigée rectifié rectifiée précision précisions retiré"
        " retirée dépublié dépubliée supprimé supprimée note ndlr modifié modifiée amendé amendée complété complétée"
        " actualisé actualisée jour actualisation"
    ),
    note_subjects=word_set("cet cette ce notre version"),
    notes=line_patterns(rf"""
        correction: ^\W{{0,3}}(?:correction|rectificatif|erratum){NOTE_HEAD}
        correction: version (?:précédente|antérieure|initiale|originale) (?:de|du) (?:cet|cette|ce|notre|l['’]article)
        correction: {_FRENCH_PIECE}(?:corrigée?|rectifiée?)
        clarification: ^\W{{0,3}}précisions?{NOTE_HEAD}
        retraction: {_FRENCH_PIECE}(?:retirée?|dépubliée?|supprimée?)
        editors-note: ^\W{{0,3}}(?:note de la rédaction|ndlr){NOTE_HEAD}
        amended: {_FRENCH_PIECE}(?:modifiée?|amendée?|complétée?)
        update: {_FRENCH_PIECE}(?:actualisée?|(?:mise?) à jour)
        update: ^\W{{0,3}}(?:mise à jour|actualisation){NOTE_HEAD}"""),
    stamp_words=word_set("publié publiée mis mise modifié actualisé lecture"),
    stamp_fillers=word_set(
        "à jour le la il y a heure heures h minute minutes min jours jour temps de hier aujourd hui par et"
    ),
    furniture_words=word_set("newsletter lettre copyright réservés lire partager publicité"),
    furniture=line_patterns(rf"""
        newsletter: (?:abonnez|inscrivez)-vous à [^.!?\d]{{1,60}}(?:newsletter|lettre d['’]information)\W?
        copyright: (?:{COPYRIGHT} ?)?tous droits réservés\.?
        copyright: {COPYRIGHT}
        read-more: lire (?:aussi|la suite|plus)\W{{0,4}}
        share: partager(?: cet article| cette page)?(?: sur {NETWORKS})?\W?
        advertisement: publicité"""),
)


_SPANISH_PIECE: Final = r"(?:este|esta|nuestro|nuestra) (?:artículo|texto|noticia|nota|información|reportaje|página) "
SPANISH: Final = Lexicon(
    language="es",
    decimal=",",
    common=word_set(
        "el la los las de del y que en un una por con para se su al lo es fue como más ha han sido pero no sus le les"
        " este esta son era desde hasta sobre entre cuando también ya o muy según tras ante sin había está"
    ),
    articles=word_set("el la los las un una unos unas"),
    pronouns=word_set("él ella ellos ellas ello nosotros usted ustedes yo se le les quien su sus"),
    numbers=count(
        "cero un/una/uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis"
        " diecisiete dieciocho diecinueve veinte veintiuno/veintiún veintidós veintitrés veinticuatro veinticinco"
        " veintiséis veintisiete veintiocho veintinueve",
        start=0,
    )
    | count("treinta cuarenta cincuenta sesenta setenta ochenta noventa cien/ciento", 30, 10)
    | count(
        "doscientos/doscientas trescientos/trescientas cuatrocientos/cuatrocientas quinientos/quinientas"
        " seiscientos/seiscientas setecientos/setecientas ochocientos/ochocientas novecientos/novecientas",
        200,
        100,
    ),
    scales=value_map("mil=1000 millón/millones=1000000 billón/billones=1000000000000 docena=12"),
    crowds=value_map("docenas=12 decenas=10 cientos=100 centenares=100 miles=1000"),
    ordinals=count(
        "primer/primera/primero segundo/segunda tercer/tercera/tercero cuarto/cuarta quinto/quinta"
        " sexto/sexta séptimo/séptima octavo/octava noveno/novena décimo/décima"
    ),
    weak_numbers=word_set("un una uno primer primera primero segundo segunda cuarto cuarta"),
    joiner="y",
    percent=word_set("porciento"),
    currencies=word_map("euro/euros/eur=€ dólar/dólares/usd=$ libras=£ yenes=¥ pesos=peso céntimos/centavos=¢"),
    months=count("enero febrero marzo abril mayo junio julio agosto septiembre/setiembre octubre noviembre diciembre"),
    weekdays=count("lunes martes miércoles jueves viernes sábado domingo"),
    moments=word_map("ayer=-1 hoy=0 mediodía=12:00 medianoche=0:00"),
    hedges=patterns(r"""
        presunt[oa]s?, presuntamente, supuest[oa]s?, supuestamente, al parecer, aparentemente, en principio,
        no (?:se )?(?:ha|han|pudo|pudieron) (?:sido |podido |ser )?(?:confirma|verifica)\w{2,3}, sin confirmar"""),
    weak_hedges=patterns("probablemente, quizás?, posiblemente, podrían?, tal vez, habrían?"),
    about=patterns("al menos, como mínimo, cerca de, unos, unas, alrededor de, más de, menos de, hasta, casi"),
    negations=patterns(r"no(?! sólo| solo), nunca, jamás, ningún, ningun[oa]s?, nadie, nada, sin, tampoco, ni"),
    speech=forms(
        "decir/dijo/dice/dicen/dijeron afirmar/afirmó/afirma asegurar/aseguró/asegura declarar/declaró/declara"
        " explicar/explicó/explica señalar/señaló/señala añadir/añadió/añade"
    ),
    weak_speech=word_set("asegurar explicar señalar añadir declarar"),
    sources={"según": ""},
    titles=word_set("sr sra don doña dr presidente presidenta ministro ministra primer primera general alcalde"),
    note_words=word_set(
        "corrección fe errores erratas rectificación versión corregido corregida rectificado rectificada aclaración"
        " retirado retirada eliminado eliminada nota modificado modificada editado editada cambiado cambiada ampliado"
        " ampliada actualizado actualizada actualización"
    ),
    note_subjects=word_set("este esta nuestro nuestra versión"),
    notes=line_patterns(rf"""
        correction: ^\W{{0,3}}(?:corrección|fe de (?:errores|erratas)|rectificación){NOTE_HEAD}
        correction: versión (?:anterior|previa|original|inicial) de (?:este|esta|nuestro|nuestra)
        correction: {_SPANISH_PIECE}(?:ha sido|fue|se ha) (?:corregid|rectificad)[oa]
        clarification: ^\W{{0,3}}aclaración{NOTE_HEAD}
        retraction: {_SPANISH_PIECE}(?:ha sido|fue|se ha) (?:retirad|eliminad)[oa]
        editors-note: ^\W{{0,3}}nota (?:del editor|de la redacción|de redacción){NOTE_HEAD}
        amended: {_SPANISH_PIECE}(?:ha sido|fue|se ha) (?:modificad|editad|cambiad|ampliad)[oa]
        update: {_SPANISH_PIECE}(?:ha sido|fue|se ha) actualizad[oa]
        update: ^\W{{0,3}}actualización{NOTE_HEAD}"""),
    stamp_words=word_set("actualizado actualizada publicado publicada modificado hace lectura"),
    stamp_fillers=word_set(
        "a las la el de del hora horas h minuto minutos min días día tiempo ayer hoy última vez por"
    ),
    furniture_words=word_set("newsletter boletín copyright reservados leer leyendo lea compartir publicidad"),
    furniture=line_patterns(rf"""
        newsletter: suscríb(?:ete|ase) (?:gratis )?a [^.!?\d]{{1,60}}(?:newsletter|boletín)\b[^.!?\d]{{0,30}}[.!]?
        copyright: (?:{COPYRIGHT} ?)?todos los derechos reservados\.?
        copyright: {COPYRIGHT}
        read-more: (?:leer más|seguir leyendo|lea también)\W{{0,4}}
        share: compartir(?: esta noticia| este artículo)?(?: en {NETWORKS})?\W?
        advertisement: publicidad"""),
)


_PORTUGUESE_PIECE: Final = (
    r"(?:este|esta|nosso|nossa) (?:artigo|texto|notícia|reportagem|matéria|nota|página|conteúdo) "
)
PORTUGUESE: Final = Lexicon(
    language="pt",
    decimal=",",
    common=word_set(
        "o a os as de do da dos das e que em um uma por com para se no na nos nas ao aos à foi é são mais não como seu"
        " sua pelo pela ou mas foram ser tem também já entre sobre quando até após está segundo era ele ela"
    ),
    articles=word_set("o a os as um uma uns umas"),
    pronouns=word_set("ele ela eles elas nós eu você vocês se lhe quem seu sua"),
    numbers=count(
        "zero um/uma dois/duas três quatro cinco seis sete oito nove dez onze doze treze catorze/quatorze quinze"
        " dezesseis/dezasseis dezessete/dezassete dezoito dezenove/dezanove",
        start=0,
    )
    | count("vinte trinta quarenta cinquenta sessenta setenta oitenta noventa cem/cento", 20, 10)
    | count(
        "duzentos/duzentas trezentos/trezentas quatrocentos/quatrocentas quinhentos/quinhentas"
        " seiscentos/seiscentas setecentos/setecentas oitocentos/oitocentas novecentos/novecentas",
        200,
        100,
    ),
    scales=value_map(
        "mil=1000 milhão/milhões=1000000 bilhão/bilhões=1000000000 trilhão/trilhões=1000000000000 dúzia=12"
    ),
    crowds=value_map("dezenas=10 dúzias=12 centenas=100 milhares=1000"),
    ordinals=count(
        "primeiro/primeira segundo/segunda terceiro/terceira quarto/quarta quinto/quinta sexto/sexta"
        " sétimo/sétima oitavo/oitava nono/nona décimo/décima"
    ),
    weak_numbers=word_set("um uma primeiro primeira segundo segunda terça quarto quarta quinta sexta"),
    joiner="e",
    percent=word_set("porcento"),
    currencies=word_map("euro/euros/eur=€ dólar/dólares/usd=$ libras=£ ienes=¥ real/reais/brl=r$ centavos/cêntimos=¢"),
    months=count("janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro"),
    weekdays=count("segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo"),
    moments=word_map("ontem=-1 hoje=0 amanhã=+1 meio-dia=12:00 meia-noite=0:00"),
    hedges=patterns(r"""
        supost[oa]s?, supostamente, alegad[oa]s?, alegadamente, aparentemente, ao que parece, em princípio,
        não (?:foi|foram|pôde|puderam) (?:possível |ser )?(?:confirma\w{1,3}|verifica\w{1,3})"""),
    weak_hedges=patterns("provavelmente, talvez, possivelmente, poderia[m]?, teria[m]?"),
    about=patterns("pelo menos, ao menos, cerca de, mais de, menos de, até, quase, aproximadamente"),
    negations=patterns("não(?! só), nunca, jamais, nenhuma?, ninguém, nada, sem, nem"),
    speech=forms(
        "dizer/disse/diz/dizem/disseram afirmar/afirmou/afirma declarar/declarou/declara explicar/explicou/explica"
        " garantir/garantiu/garante acrescentar/acrescentou"
    ),
    weak_speech=word_set("explicar garantir acrescentar declarar"),
    sources={"acordo": "com"},
    titles=word_set("sr sra dom dona dr presidente ministro ministra primeiro primeira general prefeito"),
    note_words=word_set(
        "correção errata erramos retificação versão corrigido corrigida retificado retificada esclarecimento retirado"
        " retirada removido removida nota alterado alterada modificado modificada editado editada atualizado atualizada"
        " atualização"
    ),
    note_subjects=word_set("este esta nosso nossa versão"),
    notes=line_patterns(rf"""
        correction: ^\W{{0,3}}(?:correção|errata|erramos|retificação){NOTE_HEAD}
        correction: versão (?:anterior|prévia|original|inicial) d(?:este|esta|o artigo|a reportagem|a matéria)
        correction: {_PORTUGUESE_PIECE}foi (?:corrigid|retificad)[oa]
        clarification: ^\W{{0,3}}esclarecimento{NOTE_HEAD}
        retraction: {_PORTUGUESE_PIECE}foi (?:retirad|removid)[oa]
        editors-note: ^\W{{0,3}}nota (?:do editor|da redação|de redação){NOTE_HEAD}
        amended: {_PORTUGUESE_PIECE}foi (?:alterad|modificad|editad)[oa]
        update: {_PORTUGUESE_PIECE}foi atualizad[oa]
        update: ^\W{{0,3}}atualização{NOTE_HEAD}"""),
    stamp_words=word_set("atualizado atualizada publicado publicada modificado há leitura"),
    stamp_fillers=word_set("às à as em o de hora horas h minuto minutos min dias dia tempo ontem hoje última vez por"),
    furniture_words=word_set("newsletter copyright reservados leia lendo compartilhe compartilhar publicidade"),
    furniture=line_patterns(rf"""
        newsletter: (?:assine|inscreva-se em|inscreva-se na) [^.!?\d]{{1,60}}newsletter\b[^.!?\d]{{0,30}}[.!]?
        copyright: (?:{COPYRIGHT} ?)?todos os direitos reservados\.?
        copyright: {COPYRIGHT}
        read-more: (?:leia mais|leia também|continue lendo)\W{{0,4}}
        share: compartilh(?:e|ar)(?: esta notícia| este artigo)?(?: no {NETWORKS})?\W?
        advertisement: publicidade"""),
)


LEXICONS: Final[Mapping[str, Lexicon]] = MappingProxyType(
    {lexicon.language: lexicon for lexicon in (ENGLISH, GERMAN, FRENCH, SPANISH, PORTUGUESE)}
)
"""By the first part of a language tag, English first: it wins a draw."""
_FOREIGN: Final = frozenset().union(*(lexicon.known for lexicon in LEXICONS.values())) - ENGLISH.known
"""Words of the other languages that are not English too."""
UNTOLD: Final = _FOREIGN | ENGLISH.lone_words
"""Words one of which is in every text in no stated language of which anything but quotations and copyrights is claimed
where it came or went whole: a text with none of them is English or in no language we know."""
