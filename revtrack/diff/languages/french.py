"""The word lists of French: data only.

Origin: written for revtrack from the grammar of French.
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
from revtrack.diff.languages.note_words import FRENCH_NOTES

__all__ = ["FRENCH"]

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
    scales=value_map(
        "cent/cents=100 mille=1000 million/millions=1000000 milliard/milliards=1000000000 douzaine=12"
        " dizaine=10 quinzaine=15 vingtaine=20 trentaine=30 cinquantaine=50 soixantaine=60 centaine=100 millier=1000"
    ),
    crowds=value_map("dizaines=10 centaines=100 milliers=1000"),
    ordinals=count(
        "premier/première deuxième/second/seconde troisième quatrième cinquième sixième septième huitième"
        " neuvième dixième"
    ),
    weak_numbers=word_set("un une neuf premier première second seconde"),
    fractions=value_map("moitié=2 tiers=3 quart/quarts=4 cinquième/cinquièmes=5 dixième/dixièmes=10"),
    halves=word_set("demi demie"),
    joiner="et",
    percent=word_set("pourcent"),
    currencies=word_map("euro/euros/eur=€ dollar/dollars/usd=$ livres=£ yens=¥ centimes=¢"),
    months=count("janvier février mars avril mai juin juillet août/aout septembre octobre novembre décembre"),
    day_heads=word_set("le du au"),
    weekdays=count("lundi mardi mercredi jeudi vendredi samedi dimanche"),
    moments=word_map("hier=-1 aujourd'hui/aujourd’hui=0 demain=+1 midi=12:00 minuit=0:00"),
    durations=word_map(
        "seconde/secondes=s minute/minutes=min heure/heures=h jour/jours=d semaine/semaines=w"
        " mois=m an/ans/année/années=y décennie/décennies=10y"
    ),
    hedges=patterns(r"""
        présumée?s?, prétendument, soi-disant, apparemment, vraisemblablement, en principe, non confirmée?s?,
        (?:aurait|auraient) (?:été|\w{2,12}[éi]s?), n['’](?:a|ont) pas (?:pu être|été) (?:confirmée?s?|vérifiée?s?),
        selon certaines sources"""),
    weak_hedges=patterns(
        "probablement, peut-être, sans doute, pourrai(?:t|ent), devrai(?:t|ent), éventuellement, accusée?s? de,"
        " soupçonnée?s? de"
    ),
    about=patterns("au moins, au plus, environ, près de, plus de, moins de, quelque, jusqu['’]à, presque"),
    roughly=word_set("environ quelque"),
    negations=patterns(r"""
        pas(?<!\b(?:un|le|au|ce) pas)(?<!\b(?:premier|nouveau) pas), jamais, aucune?, rien, ni, sans(?! doute),
        personne(?= ne\b| n['’]), (?:ne|n['’]y a|n['’](?:a|ont|avait))(?: [^\s,]+)? personne,
        refus(?:e|é|ent) de, nie(?:nt)?, nié, dément(?:ent)?, démenti(?<!\b(?:un|le|du|au|ce) démenti)"""),
    opposites=negated(
        "in",
        "capable capables certain certaine compatible compétent complet complète correct correcte efficace efficaces"
        " exact exacte juste justes justice justifié justifiée suffisant suffisante utile utiles valide visible",
    )
    | negated("im", "possible possibles probable probables prévu prévue")
    | negated("il", "légal légale légaux légalement légitime")
    | negated("ir", "responsable responsables régulier régulière"),
    speech=forms(
        "dire/dit/disent/disait affirmer/affirme/affirmé/affirment déclarer/déclare/déclaré assurer/assure/assuré"
        " expliquer/explique/expliqué indiquer/indique/indiqué ajouter/ajoute/ajouté prétendre/prétend/prétendu"
        " confirmer/confirme/confirmé démentir/dément/démenti nier/nie/nié reconnaître/reconnaît/reconnu"
    ),
    weak_speech=word_set("assurer expliquer indiquer ajouter confirmer démentir nier reconnaître"),
    sources={"selon": "", "d'après": "", "d’après": ""},
    titles=word_set("m mme mlle dr président présidente ministre premier première général maire"),
    notes=FRENCH_NOTES,
    stamp_words=word_set("publié publiée mis mise modifié actualisé lecture il") | ZONES - {"est"},
    stamp_fillers=word_set(
        "à jour le la il y a heure heures h minute minutes min jours jour temps de hier aujourd hui par et"
        " janv févr fév avr juil sept oct nov déc"
    ),
    furniture_words=word_set(
        "newsletter lettre copyright réservés lire partager publicité commentaires commentaire vues partages écouter"
        " accueil facebook twitter whatsapp copier"
    ),
    furniture=line_patterns(rf"""
        newsletter: (?:abonnez|inscrivez)-vous à [^.!?\d]{{1,60}}(?:newsletter|lettre d['’]information)\W?
        copyright: (?:{COPYRIGHT} ?)?tous droits réservés\.?
        copyright: {COPYRIGHT}
        read-more: lire (?:aussi|la suite|plus)\W{{0,4}}
        share: partager(?: cet article| cette page)?(?: sur {NETWORKS})?\W?
        share: (?:partager ?:? )?{NETWORK_LIST}|copier le lien
        navigation: retour à l['’]accueil
        control: écouter (?:l['’]|cet )article
        comments: (?:voir|lire|afficher)(?: tous)?(?: les)? commentaires?
        counted: {COUNT} ?(?:commentaires?|vues|partages?)|(?:voir|lire|afficher) les {COUNT} ?commentaires
        counted: cet article (?:a|date de) plus d(?:['’]un|e \d{{1,3}}) (?:ans?|mois)
        advertisement: publicité|la suite après (?:la|cette) publicité"""),
)
