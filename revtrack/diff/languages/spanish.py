"""The word lists of Spanish: data only.

Origin: written for revtrack from the grammar of Spanish.
"""

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
    negated,
    patterns,
    value_map,
    word_map,
    word_set,
)
from revtrack.diff.languages.note_words import SPANISH_NOTES

__all__ = ["SPANISH"]

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
        "cero un/una/uno dos/ambos/ambas tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince"
        " dieciséis"
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
    scales=value_map(
        "mil=1000 millón/millones=1000000 billón/billones=1000000000000 docena=12"
        " decena=10 quincena=15 veintena=20 treintena=30 centena=100 centenar=100 millar=1000"
    ),
    crowds=value_map("docenas=12 decenas=10 cientos=100 centenares=100 miles=1000"),
    ordinals=count(
        "primer/primera/primero segundo/segunda tercer/tercera/tercero cuarto/cuarta quinto/quinta"
        " sexto/sexta séptimo/séptima octavo/octava noveno/novena décimo/décima"
    ),
    weak_numbers=word_set("ambos ambas un una uno primer primera primero segundo segunda cuarto cuarta"),
    fractions=value_map("mitad=2 tercio/tercios=3 cuartos=4 quintos=5"),
    halves=word_set("medio media"),
    joiner="y",
    percent=word_set("porciento"),
    currencies=word_map("euro/euros/eur=€ dólar/dólares/usd=$ libras=£ yenes=¥ pesos=peso céntimos/centavos=¢"),
    months=count("enero febrero marzo abril mayo junio julio agosto septiembre/setiembre octubre noviembre diciembre"),
    day_heads=word_set("el del al"),
    weekdays=count("lunes martes miércoles jueves viernes sábado domingo"),
    moments=word_map("ayer=-1 hoy=0 mediodía=12:00 medianoche=0:00"),
    durations=word_map(
        "segundo/segundos=s minuto/minutos=min hora/horas=h día/días=d semana/semanas=w"
        " mes/meses=m año/años=y década/décadas=10y"
    ),
    hedges=patterns(r"""
        presunt[oa]s?, presuntamente, supuest[oa]s?, supuestamente, al parecer, aparentemente, en principio,
        no (?:se )?(?:ha|han|pudo|pudieron) (?:sido |podido |ser )?(?:confirma|verifica)\w{2,3}, sin confirmar,
        según algunas versiones, así llamad[oa]s?"""),
    weak_hedges=patterns(
        "probablemente, quizás?, posiblemente, podrían?, tal vez, habrían?, acusad[oa]s? de, sospechos[oa]s?"
    ),
    about=patterns("al menos, como mínimo, cerca de, unos, unas, alrededor de, más de, menos de, hasta, casi"),
    roughly=frozenset({"unos", "unas", "cerca de", "alrededor de"}),
    negations=patterns(
        r"no(?! sólo| solo), nunca, jamás, ningún, ningun[oa]s?, nadie, nada, sin, tampoco, ni, se neg(?:ó|aron) a,"
        r" niegan?, neg(?:ó|aron)(?! a ), desm(?:iente|intió|intieron)"
    ),
    opposites=negated(
        "in",
        "capaz capaces completo completa constitucional correcto correcta directo directa eficaz exacto exacta justo"
        " justa justicia justificado justificada necesario necesaria seguro segura suficiente suficientes útil útiles"
        " válido válida",
    )
    | negated("im", "posible posibles probable procedente")
    | negated("i", "legal legales legítimo legítima")
    | negated("ir", "responsable responsables regular regulares")
    | negated("des", "conocido conocida favorable igual igualdad leal honesto honesta"),
    speech=forms(
        "decir/dijo/dice/dicen/dijeron afirmar/afirmó/afirma asegurar/aseguró/asegura declarar/declaró/declara"
        " explicar/explicó/explica señalar/señaló/señala añadir/añadió/añade confirmar/confirmó/confirma"
        " negar/negó/niega admitir/admitió/admite reconocer/reconoció/reconoce"
    ),
    weak_speech=word_set("asegurar explicar señalar añadir declarar confirmar negar admitir reconocer"),
    sources={"según": ""},
    titles=word_set("sr sra don doña dr presidente presidenta ministro ministra primer primera general alcalde"),
    notes=SPANISH_NOTES,
    stamp_words=word_set("actualizado actualizada publicado publicada modificado hace lectura") | ZONES,
    stamp_fillers=word_set(
        "a las la el de del hora horas h minuto minutos min días día tiempo ayer hoy última vez por"
        " ene feb mar abr may jun jul ago sep sept oct nov dic"
    ),
    furniture_words=word_set(
        "newsletter boletín copyright reservados leer leyendo lea lee compartir publicidad comentarios comentario"
        " visitas portada inicio escuchar facebook twitter whatsapp enlace"
    ),
    furniture=line_patterns(rf"""
        newsletter: suscríb(?:ete|ase) (?:gratis )?a [^.!?\d]{{1,60}}(?:newsletter|boletín)\b[^.!?\d]{{0,30}}[.!]?
        copyright: (?:{COPYRIGHT} ?)?todos los derechos reservados\.?
        copyright: {COPYRIGHT}
        read-more: (?:leer más|seguir leyendo|le[ea] también)\W{{0,4}}
        share: compartir(?: esta noticia| este artículo)?(?: en {NETWORKS})?\W?
        share: (?:compartir:? )?{NETWORK_LIST}|copiar (?:el )?enlace
        navigation: volver a(?:l inicio| la portada)
        control: escuchar? (?:el |este )?artículo
        comments: (?:ver|leer|mostrar)(?: todos)?(?: los)? comentarios
        counted: {COUNT} ?(?:comentarios?|visitas)|(?:ver|leer)(?: los)? {COUNT} ?comentarios
        advertisement: publicidad|(?:el artículo |la noticia )?(?:continúa|sigue) (?:después de|tras) la publicidad"""),
)
