r"""Tells the titles of lists that lead to other articles: what is read most, what is related, what is new.

    Most read    Meistgelesene Artikel    Vous aimerez aussi    Más en Política    あわせて読みたい      titles
    Most read lists draw readers in    Weitere Artikel der Verfassung                                    none

A grammar for each language: what a house says of other articles (most read, related, new, recommended) with or without
a word for them (stories, Artikel, noticias), and how it asks to go on reading. The words alone do not tell such a list
from the article's own "More information" or "Further reading": what stands below the title must, nothing but links.
"""

from functools import cache, lru_cache
from typing import Final

import regex

__all__ = ["LONGEST_TITLE", "begins_with_title", "is_title"]

LONGEST_TITLE: Final = 60
"""Characters of a line that may be such a title."""

BEGINNING: Final = 5
"""Characters of a line by which nearly all lines are known to be no title, a count."""

_EN: Final = (
    r"(?:stor(?:y|ies)|articles?|news|posts?|reads?|reading|content|coverage|links?|topics?|videos?|headlines?|reports?"
    r"|features?|pieces|columns?|opinions?|reviews?|interviews?|podcasts?|episodes?|galleries|guides|picks|updates)"
)
_DE: Final = (
    r"(?:Artikeln?|Beiträgen?|Nachrichten|Meldungen|News|Themen|Videos?|Texten?|Geschichten|Stor(?:y|ies)|Links|Inhalten?"
    r"|Berichten?|Interviews|Podcasts|Kommentare|Bildergalerien)"
)
_FR: Final = (
    r"(?:articles?|actualités?|actus?|infos?|informations?|contenus?|sujets?|vidéos?|nouvelles|dossiers?|billets?"
    r"|publications?|liens?|posts?|podcasts?|reportages?)"
)
_ES: Final = (
    r"(?:noticias?|artículos?|contenidos?|temas?|historias?|v[ií]deos?|notas?|entradas?|enlaces?|reportajes?|titulares"
    r"|publicaciones|podcasts?)"
)
_PT: Final = (
    r"(?:notícias?|artigos?|conteúdos?|temas?|histórias?|v[ií]deos?|matérias?|reportage(?:m|ns)|posts?|links?"
    r"|manchetes|textos?|assuntos?|publicações|podcasts?)"
)
_IT: Final = (
    r"(?:notizi[ae]|news|articol[oi]|contenuti|temi|storie|video|post|link|servizi|argomenti|approfondimenti|podcast)"
)
_NL: Final = r"(?:nieuws|artikelen|berichten|verhalen|video['’]?s|onderwerpen|links|podcasts)"
_WHERE: Final = r"(?: [\p{L}\p{M}\d'’&.,/-]+){1,4}"
"""The name of a section, a site or a subject."""

_TITLES: Final = (
    # English
    (
        r"(?:the )?(?:most|best|top)[ -](?:read|popular|viewed|shared|watched|commented|discussed|recent|clicked"
        r"|e-?mailed"
        rf"|visited|searched|liked|listened|talked[ -]about)(?: {_EN})?(?: (?:now|today|this week|right now|(?:in|on"
        rf"|from){_WHERE}))?"
    ),
    (
        r"(?:(?:our|the|your|some|all) )?(?:top|latest|more|most recent|recent|new|other|similar|featured|further"
        r"|breaking|current"
        rf"|previous|recommended|suggested|related|popular|trending|must[- ]?reads?|hot|big) (?:{_EN}|top stories"
        r"|must[- ]reads?)"
        rf"(?: (?:now|today|this week|right now|for you|(?:in|on|from|about|by){_WHERE}))?"
    ),
    (
        r"(?:related|recommended|trending|popular|suggested|featured)(?: (?:for you|now|today|right now|(?:in|on"
        r"|from)\b.{2,30}))?"
    ),
    rf"(?:more|also|latest|elsewhere|read more|see more) (?:from|in|on|about|by|like){_WHERE}",
    r"(?:also|next) (?:read|see|watch|of interest)",
    (
        r"(?:you|readers|people|others)(?:['’]ll)?(?: (?:may|might|could|will))?(?: (?:also|even))? (?:like[ds]?"
        r"|love|enjoy(?:ed)?|read|viewed"
        r"|want to (?:read|know|see)|be interested in|have missed)(?: (?:this|these|reading))?"
    ),
    r"(?:recommended|picked|selected|chosen|more|just|stories)? ?for you",
    (
        r"(?:what to )?(?:read|see|watch|listen|explore|discover|learn|know|find out)(?: this)? (?:more|also|next"
        r"|on)(?: stories| articles)?"
    ),
    (
        r"(?:what to read|up|coming up|keep|continue|further|suggested|recommended|background|essential)(?: next"
        r"| reading| reads)"
    ),
    r"more (?:information|to (?:read|explore|know|discover)|here)",
    (
        r"(?:our |the )?editors?['’]?s?['’]? (?:picks?|choices?|recommendations?)|(?:our|today['’]s|staff) picks"
        r"|must[- ]reads?"
    ),
    r"don['’]t miss(?: (?:this|these|it|out))?|in case you missed it|ICYMI|in other news|in the news",
    r"(?:around|from|elsewhere on|across) (?:the|our) (?:web|internet|site|network|partners|newsroom|archives?)",
    # German
    (
        r"(?:(?:Die|Das|Der|Unsere|Alle) )?(?:meist|viel)[- ]?(?:gelesen|gesehen|geklickt|geteilt|kommentiert"
        r"|diskutiert|gesucht)(?:e[nrs]?)?"
        rf"(?: {_DE})?(?: (?:heute|aus|in|im|auf){_WHERE}| heute)?"
    ),
    (
        r"(?:Am )?(?:meisten|häufigsten|oft) (?:gelesen|gesehen|geklickt|geteilt|kommentiert|diskutiert"
        rf"|gesucht)(?:e[nrs]? {_DE})?"
    ),
    (
        r"(?:(?:Die|Das|Der|Unsere|Alle|Ihre) )?(?:beliebt(?:est)?|neu(?:est)?|aktuell(?:st)?|wichtigst|ähnlich"
        r"|verwandt|weiter"
        r"|weiterführend|passend|empfohlen|ander|interessant|letzt|jüngst|mehr|top|tages?aktuell|spannend|verlinkt"
        r"|zugehörig)"
        rf"(?:e[nrs]?)?[- ](?:{_DE}|Thema)(?: (?:zum Thema|für Sie|heute|(?:aus|von|vom|auf){_WHERE}))?"
    ),
    (
        r"(?:Mehr|Weiteres|Neues|Neuestes|Aktuelles|Alles|Außerdem) (?:zum Thema|dazu|lesen|(?:aus|zu|zum|zur|von"
        rf"|vom|über|in|im){_WHERE})"
    ),
    (
        r"(?:Lesen Sie|Lies|Lest|Sehen Sie|Hören Sie)(?: (?:auch|hier|mehr|dazu|weiter|hierzu|noch|jetzt"
        r"|als nächstes))+"
    ),
    (
        r"(?:Das )?(?:könnte|dürfte) (?:Sie|dich|Ihnen|dir|euch)(?: (?:auch|ebenfalls|noch))? (?:interessieren"
        r"|gefallen)"
    ),
    (
        r"Auch (?:interessant|spannend|lesenswert|beliebt|wichtig)|(?:Noch mehr|Weitere) (?:Lesetipps|Lesestoff)"
        r"|Lese(?:tipps?|empfehlung(?:en)?)"
    ),
    (
        r"(?:Top-?|Trend-?|Verwandte |Ähnliche )Themen|Schlagzeilen|Im Trend|Trending|Beliebt"
        r"|Empfohlen(?: für (?:Sie|dich))?"
        r"|(?:Unsere )?(?:Empfehlung(?:en)?|Redaktionsempfehlung(?:en)?)(?: der Redaktion| für (?:Sie|dich))?"
    ),
    (
        r"(?:Zum )?Weiterlesen|Siehe auch|Nicht verpassen|Nächste[rs]? (?:Artikel|Beitrag)|Aus (?:dem"
        r"|unserem) (?:Ressort|Archiv)"
    ),
    # French
    (
        rf"(?:(?:Les|Nos|Vos|L['’]) ?)?(?:{_FR} )?(?:les |le )?plus (?:lu|vu|partagé|commenté|consulté|populaire"
        r"|récent|liké|cliqué)e?s?"
    ),
    (
        r"[ÀA] (?:lire|voir|découvrir|écouter|regarder|consulter)(?: (?:aussi|également|ensuite"
        r"|encore))?(?: sur.{2,30})?"
    ),
    (
        r"(?:Lire|Voir|Découvrir|Écouter|Regarder|Lisez|Voyez|Découvrez|Retrouvez)(?: (?:aussi|également|ensuite"
        r"|encore))"
    ),
    (
        r"(?:En|Pour en) (?:savoir|lire|voir|découvrir) (?:plus|davantage)|Pour aller plus loin|Sur le même (?:sujet"
        r"|thème)"
    ),
    r"(?:Dans|De) la même (?:rubrique|catégorie|série|thématique)|Sur (?:ce|le) (?:sujet|thème)",
    (
        r"Vous (?:allez |pourriez |devriez |pouvez )?(?:aussi |également |peut-être )*(?:aimerez|apprécierez|aimer"
        r"|apprécier"
        r"|être intéressé(?:e|\(e\))?s? par)(?: (?:aussi|également|peut-être|lire))*"
    ),
    (
        rf"(?:Cela|Ceci|Ces {_FR}|Ça)? ?(?:pourrai(?:en)?t|peu(?:ven)?t|devrai(?:en)?t) (?:aussi "
        r"|également )?vous (?:aussi |également )?"
        r"(?:intéresser|plaire)(?: aussi| également)?"
    ),
    (
        r"(?:(?:Les|Nos|Vos|Des|D['’]|Autres|D['’]autres|Dernier[se]*|Dernières|Toutes|Tous) ?)+(?:les "
        rf"|nos )?(?:(?:derniers?|dernières|autres) )?{_FR}"
        r"(?: (?:liés?|liées|similaires|associée?s|connexes|recommandée?s|récente?s|populaires|en relation|à la une"
        r"|(?:de|sur|en|du|dans)\b.{2,30}))?"
    ),
    (
        rf"{_FR} (?:liés?|liées|similaires|associée?s|connexes|recommandée?s|récente?s|populaires|en relation"
        r"|à la une)"
    ),
    rf"(?:Encore )?(?:Plus|Davantage) d['’]{_FR}|(?:Encore )?(?:Plus|Davantage) (?:de|sur|en){_WHERE}",
    (
        r"[ÀA] la une|Tendances?|Recommandée?s?(?: pour vous)?|(?:Notre|La) sélection|Nos (?:recommandations"
        r"|suggestions)"
        r"|[ÀA] ne pas (?:manquer|rater)|Ne manquez pas|La rédaction vous (?:conseille|recommande)"
        r"|Contenus? sponsorisés?"
    ),
    # Spanish
    (
        rf"(?:(?:Lo|Las?|Los|El) )?(?:{_ES} )?más (?:visto|vista|leído|leída|compartid[oa]|comentad[oa]|popular"
        r"|reciente|buscad[oa]|destacad[oa])(?:e?s)?"
        r"(?: (?:hoy|(?:de|en)\b.{2,30}))?"
    ),
    rf"Más (?:información|{_ES}|contenido)(?: (?:sobre|de|en){_WHERE})?|Más (?:sobre|en|de){_WHERE}",
    (
        r"(?:(?:También|Quizás?|Quizás? también|Esto|Además) )?(?:te|le|os|les) (?:puede|puedan|podría|pueden"
        r"|podrían)(?: también)?"
        r" (?:interesar|gustar)(?: también)?"
    ),
    (
        r"(?:También )?(?:puede|puedes|podría|quizás?)(?: que)?(?: también)? ?(?:te |le )?(?:interesarte|interesarle"
        r"|interesar|interese|gustarte|leer|ver)"
    ),
    (
        r"(?:Te |Le |Os |Les )?recomend(?:amos|ado|ada|ados|adas|aciones)(?: (?:para ti|para usted|leer|también"
        r"|del editor))?"
    ),
    (
        r"(?:Le[ea]|Lee[dr]|Lea|Ver|Vea|Ve|Mira|Mire|Consulta|Descubre|Escucha|Conoce) (?:también|además|más)"
        r"|Sigue leyendo"
        r"|No te (?:lo )?pierdas|No se (?:lo )?pierda|Además|En portada|Tendencias|Destacad[oa]s|Lo (?:último|nuevo)"
        r"|Relacionad[oa]s"
    ),
    (
        rf"(?:Otr[oa]s )?{_ES} (?:relacionad|recomendad|destacad|vinculad)[oa]s?|{_ES} (?:similares|recientes"
        r"|populares)"
    ),
    rf"(?:Las |Los )?(?:Últim|Otr|Nuev)[oa]s {_ES}(?: (?:de|en|sobre){_WHERE})?",
    # Portuguese
    (
        rf"(?:(?:As?|Os?) )?(?:{_PT} )?mais (?:lid|vist|acessad|comentad|compartilhad|clicad|buscad|popular|recente"
        r"|ouvid)[oae]?s?"
        r"(?: (?:hoje|agora|d[aeo]s?\b.{2,30}|em\b.{2,30}))?"
    ),
    (
        r"(?:Leia|Lê|Veja|Ver|Ler|Vê|Confira|Assista|Ouça|Conheça|Descubra|Saiba|Acompanhe)(?: (?:também|mais|ainda"
        r"|a seguir))+(?: sobre\b.{2,30})?"
    ),
    rf"Mais {_PT}(?: (?:d[aeo]s?|em|n[ao]s?|sobre){_WHERE})?|Mais (?:d[aeo]s?|em|n[ao]s?|sobre){_WHERE}",
    rf"(?:As |Os )?(?:Últim|Outr|Nov)[oa]s {_PT}(?: (?:d[aeo]s?|em|n[ao]s?|sobre){_WHERE})?",
    (
        r"(?:(?:Você|Talvez|Isto|Também) )*(?:pode|poderá|vai|deve)(?: também)?(?: (?:se|lhe|te))? ?(?:gostar"
        r"|interessar|interessar-lhe|interessá-lo|curtir)"
        r"(?: (?:também|de|disto|de ler))?"
    ),
    (
        rf"(?:Outr[oa]s )?{_PT} (?:relacionad|recomendad|sugerid|vinculad)[oa]s?|{_PT} (?:semelhantes|recentes"
        r"|populares|em destaque)"
    ),
    (
        r"(?:Recomend|Relacion|Sugerid)(?:ad)?[oa]s?(?: para (?:você|si|ti))?|Recomendamos|Não perca|Destaques?"
        r"|Em alta|Continue lendo|Leituras? recomendadas?"
    ),
    # Italian
    (
        rf"(?:(?:I|Gli|Le|Lo|Il) )?(?:{_IT} )?più (?:lett|vist|condivis|commentat|cliccat|cercat|popolar|recent"
        r"|ascoltat)[ioae]"
    ),
    (
        r"(?:Leggi|Vedi|Guarda|Ascolta|Scopri|Leggete) (?:anche|ancora|pure|di più)|Da (?:non perdere|leggere)"
        r"|Sullo stesso (?:tema|argomento)"
    ),
    r"(?:Ti|Vi|Le)? ?(?:potrebbe(?:ro)?|può|possono)(?: anche)? (?:interessar|piacer)(?:e|ti|vi|le)(?: anche)?",
    (
        rf"(?:Altr[ei] )?{_IT} (?:correlat|collegat|consigliat|suggerit|recent|popolar|simil)[ie]|(?:Le "
        rf"|Gli )?(?:Ultim|Altr)[ei] {_IT}(?: (?:d[aei]l*a?|su|in){_WHERE})?"
    ),
    (
        rf"Altro (?:da|su|in|di){_WHERE}|Più {_IT}|Consigliat[ie](?: per te)?|Approfondiment[oi]|Approfondisci"
        r"|In evidenza|Correlat[ie]"
    ),
    # Dutch
    rf"(?:Meest|Best|Veel) (?:gelezen|bekeken|gedeeld|populaire?|recente?|besproken)(?: {_NL})?",
    (
        r"(?:Lees|Bekijk|Zie|Luister|Kijk)(?: (?:ook|meer|verder|hier|dit))+|Ook interessant|Verder lezen"
        r"|Niet te missen|Uitgelicht|Aanbevolen(?: voor (?:u|jou))?"
    ),
    (
        rf"(?:Gerelateerde|Andere|Laatste|Nieuwste|Meer|Vergelijkbare|Populaire|Aanbevolen) {_NL}(?: (?:over|van|uit"
        rf"|in){_WHERE})?|Meer (?:over|van|uit|in){_WHERE}"
    ),
    r"(?:Dit )?(?:Misschien|vind je|vindt u)(?: (?:misschien|ook|wellicht))* (?:interessant|leuk)|Gerelateerd",
    # Japanese
    r"関連(?:する)?(?:記事|ニュース|リンク|コンテンツ|動画|トピックス?|情報)?(?:一覧)?",
    r"(?:アクセス|記事|人気|閲覧|ニュース|総合|デイリー|週間|月間)*ランキング",
    (
        r"(?:よく読まれて(?:いる|る)|よく読まれた|おすすめの?|オススメの?|お勧めの?|人気の?|最新の?|新着|注目の?|ほかの|他の|次の)"
        r"(?:記事|ニュース|コンテンツ|トピックス?|動画)(?:一覧)?"
    ),
    r"(?:あわせて|合わせて|併せて)(?:読みたい|読む)(?:記事)?|こちらもおすすめ|あなたにおすすめ(?:の記事)?|この記事を読んだ人は.{0,20}|もっと読む",
)

_END: Final = " \t\n\r\f\xa0\u202f:：.…>»›→▶|–—-"
"""Marks that may stand around a title."""


def is_title(line: str) -> bool:
    """True for a line that says of what is below it that it leads to other articles, and nothing else."""
    title = line.strip(_END)
    if len(title) > LONGEST_TITLE or not _possible(title[:BEGINNING]):
        return False
    return _title().fullmatch(" ".join(title.split())) is not None


def begins_with_title(line: str) -> bool:
    """True for such a line, and for any other that begins with its words."""
    return _possible(line[:BEGINNING].rstrip(_END)) and _begun().match(line) is not None


@lru_cache(4_096)
def _possible(beginning: str) -> bool:
    return _title().fullmatch(beginning, partial=True) is not None


@cache  # compiled when first asked for: together they took a sixth of the time in which a command starts
def _title() -> regex.Pattern[str]:
    return regex.compile("|".join(_TITLES), regex.IGNORECASE)


@cache
def _begun() -> regex.Pattern[str]:
    return regex.compile(rf"(?:{'|'.join(_TITLES)})(?![\p{{L}}\p{{M}}])", regex.IGNORECASE)
