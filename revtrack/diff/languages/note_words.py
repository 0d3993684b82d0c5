"""How notes to readers are worded in each language: data only.

A small grammar for each, of three parts: what is spoken of (this article, the headline, an earlier version of it), what
was done to it (corrected, amended, updated, removed), and the openings that name a note ("Correction:"):

    This article's headline   was   amended on 5 May         spoken of, done
    An earlier version of this story   misstated his age     spoken of, done wrongly
    CORRECTION (Jan. 8): …                                   an opening
    We have corrected   the name                             the newsroom itself, done, spoken of

"This article" is the article at hand; "the article" may be another one, or one of a law, and "an earlier version" one
of anything. So these count only with more: where a note says what for ("to clarify"), which version of what, or what
was wrong; and not where somebody else says so ("…, the bank said").

Origin: written for revtrack after published corrections policies, which also name the euphemisms ("recasts", "fixes",
"clarifies", "changes"), the practice of wire services, and the grammar of each language.
"""

from typing import Final

from revtrack.diff.languages.lexicon import Notes, line_patterns, word_set

__all__ = ["ENGLISH_NOTES", "FRENCH_NOTES", "GERMAN_NOTES", "PORTUGUESE_NOTES", "SPANISH_NOTES"]

_START: Final = r"^[\s(\[*•–—-]{0,3}"
"""Where a sentence begins that is no quotation."""
_HEAD: Final = r"(?:\s?[:(–—]|\s?-(?=\D)|,?\s[^:.]{0,12}\d(?:[^:]|:\d){0,24}:(?!\d)|(?:,| vom)? \d{1,2}\.?$|\s?[.]?$)"
"""What follows the name of a note at its start: "Correction:", "CORRECTION (Jan. 8):", "Update, 8 January:"; the last
but one where a sentence was cut behind the day, "Korrektur, 5."."""
_DATED: Final = r"(?:\s?:|,?\s[^:.]{0,20}\d(?:[^:]|:\d){0,24}:(?!\d))"
"""The same behind a word that names other things too: a colon, with a date before it or without."""


# ---------------------------------------------------------------------------------------------------------- English

_NOUN: Final = (
    r"(?:article|story|report|post|piece|page|column|item|obituary|review|essay|interview|graphic|video|transcript|blog"
    r"|release|notice|dispatch|headline|caption|photo caption|chart|map|episode|profile|analysis)"
)
_THIS: Final = rf"(?:this|our) (?:[\w.-]+ ){{0,3}}?{_NOUN}(?:['’]s)?"
_BEEN: Final = r"(?:(?:has|have) (?:since |now |also )?been|was|were|is being)"
_THIS_WAS: Final = rf"\b{_THIS} (?:headline |caption |title )?(?:{_BEEN} )?(?:since |later |further |first |also )?"
_THE_WAS: Final = (
    r"(?:^\W{0,3}|: )the (?:headline|caption|article|story)(?: (?:of|on|to|in|for) (?:(?:this|our) \w+"
    rf"|the (?:photo|photograph|picture|image)))? {_BEEN} (?:since |later |also )?"
)
_OUTSIDE: Final = r"(?!.*[,”\"’']\s(?:[\w.’'-]+\s){0,5}(?:said|says|told|wrote|added)\b)"
"""Nobody outside the newsroom says so."""
_DAY: Final = r"(?: (?:on|at) [^;]{0,14}\d[^;]{0,24}?)?,?"
_DATE: Final = r"(?: (?:on|at) \d[^,.;]{0,30}?)"
_PURPOSE: Final = (
    r"(?:to|in order to) (?:correct|clarify|reflect|fix|make (?:it )?clear|remove|include|add|say|note|specify|indicate"
    r"|better|more accurately)\b"
)
_EARLIER: Final = r"\b(?:earlier|early|previous|prior|original|initial|first|older|former)"
_WRONGLY: Final = r"(?:incorrectly|erroneously|mistakenly|wrongly|inaccurately)"
_ERRED: Final = (
    r"(?:mis(?:stated|identified|spell?ed|spelt|characteri[sz]ed|quoted|attributed|reported|named|described|dated"
    rf"|labell?ed|calculated|translated)|{_WRONGLY} \w+)\b"
)
_WHEN: Final = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)|\d)"
)
_OURS: Final = (
    r"(?:errors?|mistakes?|name|spelling|date|figures?|number|age|title|headline|caption|quote|quotation|reference"
    r"|sentence|paragraphs?|passage|article|story|report|post|piece|byline|photo|image|graphic|chart)"
)
_ADDED: Final = rf"{_BEEN} (?:made|added|appended|issued) (?:to|on|in)"
_PIECE: Final = rf"(?:{_THIS}|the (?:article|story))\b"
_WE: Final = rf"{_START}we(?:['’]ve| have| had) (?:since |now |also )?"
_SORRY: Final = rf"we (?:regret|apologi[sz]e for) the (?:error|mistake){_OUTSIDE}"
_SAID: Final = r"(?:said|stated|reported|described|gave|listed|included|identified|referred|published|wrote)\b"
_NEWS: Final = r"(?:response|reaction|comments?|statement|quotes?|details|information|background)"
_SPOT: Final = r"(?:typos?|spelling|headline|byline|dateline|paragraphs?|paras?|lede?|caption|slug|(?:last |sur)name)"
ENGLISH_NOTES: Final = Notes(
    words=word_set(
        "correction corrections erratum errata editor editors version versions headline correct corrected recorrect"
        " recorrected corrects regret regrets apologise apologize editing fixes fixed refile refiles refiled"
        " clarification clarifications clarify clarifies retraction retractions retract retracted withdrawn taken"
        " removed unpublished note amended amendment edited changed revised modified rewritten altered recasts changes"
        " rewrites removes adds deletes update updated updates edits amendments incorrectly erroneously mistakenly"
        " wrongly inaccurately incorrect misstated misidentified misspelled misspeled misspelt mischaracterized"
        " mischaracterised misquoted misattributed misreported misnamed misdescribed misdated mislabeled mislabelled"
        " miscalculated mistranslated originally initially caption captions headlines summary fix wrong erroneous"
        " previously clear deleted"
    ),
    heads=word_set(
        "correction corrections second third erratum errata clarification clarifications retraction retractions editor"
        " editors ed corrects fixes refiles clarifies recasts changes rewrites removes adds deletes updates update"
        " updated corrected refile refiled amended amendment fixed we it in the to"
    ),
    vague=word_set("in the to"),
    subjects=word_set(
        "article story report post piece page column item obituary review essay interview graphic video transcript blog"
        " release notice dispatch version versions error mistake editing retract retracted headline headlines caption"
        " captions chart map episode profile analysis sentence paragraph passage regrets associated ap stories articles"
        " reports items summary"
    ),
    patterns=line_patterns(rf"""
        correction: {_START}(?:second |third )?(?:corrections?|errat(?:um|a))(?: appended| notice| note)?{_HEAD}
        correction: {_START}corrections? to (?:this|our|an earlier) [^:]{{1,40}}:
        correction: {_EARLIER} versions? of (?:this(?= (?:[\w.-]+ ){{0,2}}?{_NOUN})|our|the (?:article|story))
        correction: {_EARLIER} (?:headline|caption|summary)s? (?:of|on|to|in|for) (?:this|our|the (?:article|story))
        correction: {_EARLIER} versions?,? (?!of )(?:[\w-]+ ){{0,3}}?{_ERRED}
        correction: {_THIS_WAS}(?:[\w,]+ )?(?:and |to )?(?:re)?correct(?:ed|s)?\b
        correction: {_THIS_WAS}(?:[\w-]+ )?(?:{_ERRED}|published with (?:an?|the) (?:incorrect|wrong|erroneous)\b)
        correction: \b{_THIS} (?:originally|initially|previously|earlier|at first) {_SAID}
        correction: {_THIS_WAS}updated [^.;]{{1,40}}to correct\b
        correction: \bthis (?:sentence|paragraph|passage) {_BEEN} corrected\b
        correction: {_THE_WAS}(?:(?:updated|amended|edited|changed){_DAY} to correct\b|corrected{_DAY}\.?$){_OUTSIDE}
        correction: ^\W{{0,3}}the (?:article|story|caption|headline) mis(?:stated|identified|spelled|spelt|quoted)\b
            {_OUTSIDE}
        correction: \ban? (?:\S+ ){{0,2}}{_NOUN} (?:(?:with|about) .{{1,60}} )?on {_WHEN}.{{0,140}}?\b{_ERRED}{_OUTSIDE}
        correction: \b(?:corrections?|clarifications?|amendments?) (?:to [^.;]{{1,40}} )?{_ADDED} {_PIECE}
        correction: \bthis version corrects|\ban editing error\b|{_START}{_SORRY}|[.;] {_SORRY}
        correction: ^\W{{0,3}}the (?:(?!said |says )\w+ ){{1,5}}regrets the (?:error|mistake|omission)s?\.?$
        correction: {_WE}(?:corrected|fixed) (?:the|this|an?|our|his|her|their) (?:[\w-]+ ){{0,2}}{_OURS}\b{_OUTSIDE}
        correction: {_WE}(?:corrected|fixed) (?:this|that|it)\b(?! \w+ing){_OUTSIDE}
        correction: {_START}we (?:originally|initially|{_WRONGLY}) (?!said){_SAID}(?! to\b)
        correction: {_START}it (?:was|has been) (?:last |later |since )?(?:updated|corrected){_DAY} to correct\b
        correction: {_START}in (?:an?|some|one) (?:story|stories|article|report|item|headline|caption)s? .{{1,160}}?\b
            {_WRONGLY} {_SAID}{_OUTSIDE}
        correction: {_START}the (?:associated press|ap) {_WRONGLY} {_SAID}
        correction: ^\((?:corrects|fixes|refiles)\b
        correction: {_START}(?:correct(?:s|ed)|fixe[sd]|refile[sd]|to (?:correct|fix)) (?:an? |the |to )?
            [^.;:]{{0,60}}\b{_SPOT}\b
        correction: {_START}corrected(?:\s?:| (?:on|at)[: ]|(?: \d+)? \w+ \d{{1,4}}\s?:)
        correction: ^\W{{0,3}}(?-i:CORRECTED|REFILED?)\s?(?:-(?=\S)|[(:–—])
        clarification: {_START}clarifications?{_HEAD}
        clarification: {_THIS_WAS}(?:\w+ )?to (?:clarify|make (?:it )?clear)\b
        clarification: {_THE_WAS}(?:updated|amended|edited|changed){_DAY} to (?:clarify|make (?:it )?clear)\b{_OUTSIDE}
        clarification: ^\(clarifies\b|{_START}clarifies that\b
        retraction: {_START}retractions?{_HEAD}
        retraction: {_THIS_WAS}(?:retracted|withdrawn|taken down|removed|unpublished)\b
        retraction: \bwe (?:have |hereby )?retract(?:ed)? (?:this|the|our) (?:article|story|report)
        correction: \b(?:has|have) (?:since )?corrected {_THIS}
        retraction: \b(?:has|have) (?:since )?(?:retracted|withdrawn) {_THIS}
        retraction: {_WE}(?:removed|deleted|withdrawn) (?:the|this|an?|our) (?:[\w-]+ ){{0,2}}{_OURS}\b{_OUTSIDE}
        editors-note: {_START}ed(?:\.|itor(?:['’]?s?|s['’])) note{_HEAD}
        amended: {_THIS_WAS}(?:amended|edited|changed|revised|modified|rewritten|altered|refiled)\b
        amended: {_THE_WAS}(?:amended|edited|(?<=headline was )changed|(?<=caption was )changed|revised|updated)
            (?:{_DAY} {_PURPOSE}|{_DATE}(?:[.;]?$| because\b)){_OUTSIDE}
        amended: \b(?:changes|edits) {_BEEN} made to {_THIS}
        amended: ^\((?:recasts|changes|rewrites|removes|adds|deletes)\b[^()]{{1,200}}\)
        amended: ^(?:recasts|rewrites)\b
        amended: {_START}amend(?:ed|ment)(?:\s?:|(?<=ed) (?:on )?\d[^:]{{0,24}}:)
        amended: \bthe headline (?:of|on|to) (?:this|our) (?:article|story) (?:has been|was)\b
        update: {_THIS_WAS}updated\b
        update: {_THE_WAS}updated{_DAY} {_PURPOSE}{_OUTSIDE}
        update: \b(?:has|have|we['’]ve) (?:since )?(?:updated|amended|edited) {_THIS}
        update: {_START}updated?(?: \d{{1,2}}(?!:))?{_HEAD}
        update: {_START}updated with [^,;:]{{0,60}}\b{_NEWS}\b
        update: {_START}updated to (?:include|add|reflect|remove|clarify|correct|note|say|show) [^,;]{{1,120}}$
        update: {_START}update,? (?:on )?\d[^.:]{{0,24}}$
        update: ^\(updates\b"""),
    beginnings=(rf"\b{_THIS}", _THE_WAS, _WE, _EARLIER),
)


# ----------------------------------------------------------------------------------------------------------- German

_GERMAN_NOUN: Final = (
    r"(?:artikels?|text(?:es|s)?|beitrags?|beitrages|berichts?|berichtes|meldung|version|fassung|seite|überschrift"
    r"|titels?|absatz(?:es)?|stelle|bildunterschrift|schlagzeile|teasers?)"
)
_GERMAN_DONE: Final = r"(?:überarbeitet|geändert|ergänzt|angepasst|verändert|präzisiert)"
_GERMAN_OF: Final = rf"(?:diese[rs]|unsere[rs]|des|der|im|in diesem|in dieser) (?:\w+ )?{_GERMAN_NOUN}"
_GERMAN_EARLIER: Final = r"(?:früheren?|vorherigen?|ersten?|ursprünglichen?|älteren?|vorigen?) (?:version|fassung)"
_GERMAN_LATER: Final = r"(?:nachträglich|inzwischen|mittlerweile|zwischenzeitlich|im nachhinein|nach veröffentlichung)"
_GERMAN_OURS: Final = (
    r"(?:fehler|stelle|passage|angaben?|namen?|zahl(?:en)?|text|artikel|beitrag|überschrift|das|dies|es)"
)
GERMAN_NOTES: Final = Notes(
    words=word_set(
        "korrektur korrekturhinweis berichtigung richtigstellung erratum version fassung korrigiert berichtigt"
        " klarstellung präzisierung zurückgezogen anmerkung hinweis transparenzhinweis anm überarbeitet geändert"
        " ergänzt angepasst verändert präzisiert aktualisiert update aktualisierung nachtrag gegendarstellung"
        " redaktioneller ursprünglich zunächst fälschlich fälschlicherweise irrtümlich versehentlich"
    ),
    heads=word_set(
        "korrektur korrekturhinweis berichtigung richtigstellung erratum klarstellung präzisierung anmerkung hinweis"
        " anm update aktualisierung nachtrag gegendarstellung redaktioneller redaktionelle redaktionellen"
        " der die das wir ursprünglich zunächst in transparenzhinweis"
    ),
    subjects=word_set("dieser dieses diese diesem version fassung"),
    patterns=line_patterns(rf"""
        correction: {_START}(?:korrektur(?:hinweis)?|berichtigung|richtigstellung|erratum){_HEAD}
        correction: {_GERMAN_EARLIER} (?:diese[sr](?= (?:\w+ )?{_GERMAN_NOUN})|unseres|{_GERMAN_OF})
        correction: {_START}(?:(?:hinweis|anmerkung|korrektur|update)[^:]{{0,30}}: )?in (?:einer
            |der) {_GERMAN_EARLIER} (?:hieß|stand|war|hatten|haben|wurde)\b
        correction: diese[rs]? {_GERMAN_NOUN} (?:wurde|ist|haben wir) .{{0,60}}?(?:korrigiert|berichtigt)
        correction: {_START}(?:der|die|das) {_GERMAN_NOUN} (?:wurde|ist) {_GERMAN_LATER} (?:korrigiert|berichtigt)
        correction: {_START}(?:ursprünglich|zunächst) (?:hieß es|stand|war|haben wir|hatten wir) (?:an dieser stelle
            |hier|{_GERMAN_OF})
        correction: {_START}wir haben (?:den |diesen |die |diese |das |dies |einen )?{_GERMAN_OURS}\b.{{0,40}}?
            (?:korrigiert|berichtigt|richtiggestellt)
        correction: {_START}wir (?:hatten|haben) (?:zunächst|ursprünglich|fälschlich(?:erweise)?|irrtümlich
            |versehentlich) (?:berichtet|geschrieben|gemeldet|behauptet)
        clarification: {_START}(?:klarstellung|präzisierung){_HEAD}
        retraction: diese[rs]? {_GERMAN_NOUN} (?:wurde|haben wir) .{{0,60}}?zurückgezogen
        editors-note: {_START}(?:anmerkung|hinweis|anm\.) (?:der|d\.) red(?:aktion)?
        editors-note: {_START}(?:redaktionelle[rn]? (?:hinweis|anmerkung)|gegendarstellung){_HEAD}
        amended: diese[rs]? {_GERMAN_NOUN} (?:wurde|ist|haben wir) .{{0,60}}?{_GERMAN_DONE}
        amended: {_START}(?:der|die|das) {_GERMAN_NOUN} (?:wurde|ist) {_GERMAN_LATER} {_GERMAN_DONE}
        amended: {_START}die (?:überschrift|schlagzeile|bildunterschrift) (?:wurde|haben wir) (?:\w+ )?{_GERMAN_DONE}
        amended: {_START}(?:(?:transparenz)?hinweis: )?wir haben (?:den|diesen|die|diese) {_GERMAN_NOUN} .{{0,40}}?
            {_GERMAN_DONE}
        update: diese[rs]? {_GERMAN_NOUN} (?:wurde|wird|haben wir) .{{0,60}}?aktualisiert
        update: {_START}(?:der|die|das) {_GERMAN_NOUN} (?:wurde|ist) {_GERMAN_LATER} aktualisiert
        update: {_START}(?:update|aktualisierung|nachtrag){_HEAD}"""),
)


# ----------------------------------------------------------------------------------------------------------- French

_FRENCH_NOUN: Final = r"(?:article|texte|dépêche|reportage|enquête|contenu|page|papier|titre|légende|brève|billet)"
_FRENCH_THIS: Final = rf"(?:cet|cette|ce|notre) {_FRENCH_NOUN}"
_FRENCH_PIECE: Final = rf"{_FRENCH_THIS} a été (?:\w+ )?"
_FRENCH_THE: Final = rf"{_START}(?:l['’]|le |la ){_FRENCH_NOUN} a été (?:\w+ )?"
_FRENCH_EARLIER: Final = (
    r"(?:version (?:précédente|antérieure|initiale|originale)|(?:première|précédente|ancienne) version)"
)
_FRENCH_TO: Final = (
    r"(?:pour|afin de|afin d['’]) ?(?:préciser|corriger|rectifier|clarifier|mentionner|refléter|retirer)"
)
FRENCH_NOTES: Final = Notes(
    words=word_set(
        "correction rectificatif rectification erratum mise mis version corrigé corrigée rectifié rectifiée précision"
        " précisions retiré retirée dépublié dépubliée supprimé supprimée note ndlr modification modifié modifiée"
        " amendé amendée complété complétée actualisé actualisée jour actualisation droit"
    ),
    heads=word_set(
        "correction rectificatif rectification erratum modification précision précisions note ndlr mise mis actualisé"
        " actualisée actualisation droit article texte dépêche reportage enquête contenu page papier titre légende"
        " brève billet l'article l le la nous contrairement dans"
    ),
    subjects=word_set("cet cette ce notre version"),
    patterns=line_patterns(rf"""
        correction: {_START}(?:correction|rectificatif|rectification|erratum){_HEAD}
        correction: {_FRENCH_EARLIER} (?:de|du) (?:(?:cet|cette|ce|notre)(?= (?:\w+ )?{_FRENCH_NOUN})|l['’]article)
        correction: {_START}contrairement à ce .{{1,60}}?{_FRENCH_EARLIER}
        correction: {_START}dans une {_FRENCH_EARLIER},? (?:nous|il était|on lisait)\b
        correction: {_FRENCH_PIECE}(?:corrigée?|rectifiée?)
        correction: {_FRENCH_THE}(?:corrigée?|rectifiée?|modifiée?),? {_FRENCH_TO}
        correction: {_START}nous avons (?:corrigé|rectifié) (?:cet|cette|l['’]|le|la|les|une?) ?(?:erreurs?|noms?
            |titre|date|chiffres?|fonction|légende|{_FRENCH_NOUN})\b
        clarification: {_START}précisions?{_HEAD}
        retraction: {_FRENCH_PIECE}(?:retirée?|dépubliée?|supprimée?)
        editors-note: {_START}(?:note de (?:la rédaction|l['’]éditeur)|ndlr){_HEAD}
        editors-note: {_START}droit de réponse\s?:
        amended: {_START}modification(?= (?:du |le )|,|\s?:){_DATED}
        amended: {_FRENCH_PIECE}(?:modifiée?|amendée?|complétée?)
        update: {_FRENCH_PIECE}(?:actualisée?|(?:mise?) à jour)
        update: {_START}(?:{_FRENCH_NOUN} )?(?:mise? à jour|actualisée?)\b[^,.]{{0,30}} (?:avec\b|pour (?!la dernière))
        update: {_START}(?:mise à jour|actualisation){_HEAD}"""),
)


# ---------------------------------------------------------------------------------------------------------- Spanish

_SPANISH_NOUN: Final = r"(?:artículo|texto|noticia|nota|información|reportaje|página|titular|título|crónica|entrevista)"
_SPANISH_THIS: Final = rf"(?:este|esta|nuestro|nuestra) {_SPANISH_NOUN}"
_SPANISH_PIECE: Final = rf"{_SPANISH_THIS} (?:ha sido|fue|se ha) (?:\w+ )?"
_SPANISH_THE: Final = rf"{_START}(?:el|la) {_SPANISH_NOUN}(?: de {_SPANISH_THIS})? (?:ha sido|fue) (?:\w+ )?"
_SPANISH_TO: Final = r"(?:para|a fin de) (?:aclarar|corregir|precisar|reflejar|rectificar)"
SPANISH_NOTES: Final = Notes(
    words=word_set(
        "corrección fe errores erratas rectificación versión corregido corregida rectificado rectificada aclaración"
        " retirado retirada eliminado eliminada nota n modificado modificada editado editada cambiado cambiada ampliado"
        " ampliada actualizado actualizada actualización"
    ),
    heads=word_set("corrección fe rectificación aclaración nota n actualización el la hemos"),
    subjects=word_set("este esta nuestro nuestra versión"),
    patterns=line_patterns(rf"""
        correction: {_START}(?:corrección|fe de (?:errores|erratas)|rectificación){_HEAD}
        correction: versión (?:anterior|previa|original|inicial) de (?:este|esta|nuestro|nuestra)(?= {_SPANISH_NOUN})
        correction: (?:primera|anterior|previa) versión de {_SPANISH_THIS}
        correction: {_SPANISH_PIECE}(?:corregid|rectificad)[oa]
        correction: {_SPANISH_THE}(?:corregid|modificad|actualizad)[oa] {_SPANISH_TO}
        correction: {_START}hemos corregido (?:el|la|los|las|este|esta|un|una) (?:error|nombre|título|titular|dato
            |fecha|cifras?|{_SPANISH_NOUN})\b
        clarification: {_START}aclaración{_HEAD}
        retraction: {_SPANISH_PIECE}(?:retirad|eliminad)[oa]
        editors-note: {_START}nota (?:del editor|de la redacción|de redacción){_HEAD}
        editors-note: {_START}n\. ?de(?: la)? r\.
        amended: {_SPANISH_PIECE}(?:modificad|editad|cambiad|ampliad)[oa]
        update: {_SPANISH_PIECE}actualizad[oa]
        update: {_START}actualización{_HEAD}"""),
)


# ------------------------------------------------------------------------------------------------------- Portuguese

_PORTUGUESE_NOUN: Final = r"(?:artigo|texto|notícia|reportagem|matéria|nota|página|conteúdo|título|legenda|post)"
_PORTUGUESE_THIS: Final = rf"(?:este|esta|nosso|nossa) {_PORTUGUESE_NOUN}"
_PORTUGUESE_PIECE: Final = (
    rf"(?:{_PORTUGUESE_THIS}|(?:título|legenda|manchete|texto) d(?:este|esta) {_PORTUGUESE_NOUN}) foi (?:\w+ )?"
)
_PORTUGUESE_THE: Final = rf"{_START}[ao] {_PORTUGUESE_NOUN} foi (?:\w+ )?"
_PORTUGUESE_TO: Final = r"para (?:esclarecer|corrigir|precisar|refletir|retificar|informar)"
PORTUGUESE_NOTES: Final = Notes(
    words=word_set(
        "correção errata erramos retificação versão corrigido corrigida retificado retificada esclarecimento retirado"
        " retirada removido removida nota alterado alterada modificado modificada editado editada atualizado atualizada"
        " atualização diferentemente contrário"
    ),
    heads=word_set("correção errata erramos retificação esclarecimento nota atualização diferentemente ao a o"),
    subjects=word_set("este esta nosso nossa versão deste desta"),
    patterns=line_patterns(rf"""
        correction: {_START}(?:correção|errata|erramos|retificação){_HEAD}
        correction: versão (?:anterior|prévia|original|inicial) d(?:est[ea](?= {_PORTUGUESE_NOUN})|o artigo
            |a reportagem|a matéria)
        correction: {_PORTUGUESE_PIECE}(?:corrigid|retificad)[oa]
        correction: {_PORTUGUESE_THE}(?:corrigid|alterad|atualizad)[oa] {_PORTUGUESE_TO}
        correction: {_START}(?:diferentemente|ao contrário) do (?:que (?:foi |havia sido |havíamos )?)?(?:informad
            |publicad|divulgad|noticiad)o\b(?! pel[ao])
        clarification: {_START}esclarecimento{_HEAD}
        retraction: {_PORTUGUESE_PIECE}(?:retirad|removid)[oa]
        editors-note: {_START}nota (?:do editor|da redação|de redação){_HEAD}
        amended: {_PORTUGUESE_PIECE}(?:alterad|modificad|editad)[oa]
        update: {_PORTUGUESE_PIECE}atualizad[oa]
        update: {_START}[ao] (?:reportagem|matéria|notícia) foi atualizad[oa](?: (?:às|em|com|para) |\.?$)
        update: {_START}atualização{_HEAD}"""),
)
