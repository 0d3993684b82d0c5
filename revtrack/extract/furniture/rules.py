"""The lines that are furniture: a table of patterns, each with its name and with what goes with the line.

Each pattern is that of a whole line, capitals or not. A new wording is a word in one of them, and an example in a test.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Final

__all__ = ["RULES", "Reach", "Rule"]


class Reach(Enum):
    """What a rule sets aside beside the line it knows."""

    LINE = "the line"
    LIST = "the line, and the entries of the list right below it"
    TITLED = "the line, and the title of a picture right above it"
    CLOSED = "the line, and one short block below it where a line says that the article goes on"
    REST = "the line and all that follows"


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of furniture."""

    name: str
    """What is kept with the text set aside."""
    pattern: str
    """Matches the whole line, capitals or not."""
    reach: Reach = Reach.LINE


_SECTIONS: Final = (
    r"(?:News|Politics|World|Business|Money|Markets|Sports?|Opinion|Culture|Music|TV|Movies|Film|Books|Arts"
    r"|Life(?:style)?"
    r"|Tech(?:nology)?|Science|Health|Travel|Food|Video|Local|Weather|Environment|Education|U\.?S\.?|UK|Middle East)"
)
_AGENCIES: Final = (
    r"(?:AP|AFP|PA|EPA|UPI|Reuters|Getty(?: Images)?|Shutterstock|Associated Press|Press Association|Bloomberg|Xinhua"
    r"|Alamy|iStock|Unsplash|Wikimedia Commons)"
)
_CREDIT: Final = rf"{_AGENCIES}(?: ?/ ?{_AGENCIES})*(?: (?:Graphics?|Photos?|Images?|Wire|Archive|File))?"
_PERSON: Final = r"(?:/[\p{L}\p{M} .'’-]{2,60})?"
_NETWORKS: Final = (
    r"(?:Facebook|Twitter|X|WhatsApp|LinkedIn|Reddit|Pinterest|Telegram|Messenger|Bluesky|e-?mail"
    r"|Instagram|YouTube|TikTok|Threads|Mastodon|Signal)"
)
_HANDLE: Final = r"(?:@\w{2,30}|(?:https?://)?(?:www\.)?(?:twitter|x|facebook|instagram)\.com/[\w.]{2,60})"
_HANDLES: Final = rf"{_HANDLE}(?:(?:,|,? (?:and|&|und|et|y|e|en)) {_HANDLE}){{0,4}}"
_TRADE: Final = (
    r"(?:reporter|(?:staff|contributing|sports?|senior|freelance) writer|writer (?:at|for|with)|editor|correspondent"
    r"|columnist|journalist|covers|writes (?:about|for)|Redakteur(?:in)?|Korrespondent(?:in)?|Journalist(?:in)?"
    r"|Autor(?:in)?|journaliste|correspondante?|periodista|redactora?|corresponsal|jornalista|repórter)"
)
"""What those are or do who write articles."""
_TO_NETWORKS: Final = rf"{_NETWORKS}(?:(?:,|,? (?:and|&|und|et|y|e|en)) {_NETWORKS}){{0,6}}[.!]?"
_AGO: Final = (
    r"(?:(?:(?:Last |First |Originally )?(?:Published|Updated|Posted|Modified)(?: about)?:? )?"
    r"(?:\d{1,3}|an?) (?:sec(?:ond)?|min(?:ute)?|hour|hr|day|week|month|year)s?\.? ago)"
)
_READ: Final = (
    r"(?:\d{1,3}[ -]min(?:ute)?s?\.? read|(?:estimated )?reading time:? \d{1,3} min(?:ute)?s?\.?"
    r"|\d{1,3} mins? to read)"
)
_AGED: Final = (
    r"(?:This (?:article|story|page) is (?:more than|over|now)? ?(?:\d{1,3}|an?|one) (?:day|week|month|year)s? old"
    r"|Dieser (?:Artikel|Beitrag|Text) ist (?:mehr als|über|älter als)? ?(?:\d{1,3}|einen?|eine|ein)"
    r" (?:Tage?n?|Wochen?|Monate?n?|Jahre?n?)(?: alt)?"
    r"|Cet article (?:a|date de) plus d(?:['’]un|e \d{1,3}) (?:an|mois)s?"
    r"|Este artículo tiene más de (?:\d{1,3}|un) (?:año|mes)(?:e?s)?"
    r"|Est[ea] (?:artigo|texto|matéria) tem mais de (?:\d{1,3}|um) (?:ano|mês|meses)s?"
    r"|Dit artikel is (?:meer dan|ouder dan) (?:\d{1,3}|een) (?:jaar|maanden?)(?: oud)?)\.?"
)
"""How old an article is when it is read; a publisher says so of what may be out of date."""
_MORE: Final = rf"(?: ?[·•|,–—-] ?(?:{_AGO}|{_READ}))*"
"""What counts from the moment of reading, alone or in a row. `stamps` knows more such lines, in other languages too."""

RULES: Final = (
    Rule("hacker-news", r"from Hacker News https?://\S+"),
    Rule("navigation", rf"Home(?:\s*[>/»|·]?\s*{_SECTIONS}){{2,8}}"),
    Rule("navigation", r"Skip to (?:main )?(?:content|navigation)"),
    Rule(
        "navigation",
        r"(?:Back to (?:the )?(?:home ?page|front page|home)|(?:Zurück )?(?:zur|zum) (?:Startseite|Übersicht|Homepage)"
        r"|Retour à (?:l['’]accueil|la une)|Volver a(?:l inicio| la portada| inicio)"
        r"|Voltar (?:para|à|ao) (?:a )?(?:home|página inicial|capa|início)|Torna alla home|Naar de homepage)",
    ),
    Rule(
        "share",
        rf"(?:Share|Tweet|Post|Pin)(?: this)?(?: (?:article|story|page))?(?: (?:on|via|by|to|with) {_NETWORKS})?"
        r"|(?:Link|Digg|Stumble|Recommend|Like|Rate) this|Reprints?(?: and permissions| & permissions)?",
    ),
    Rule("share", rf"Share (?:on|via|by|to) {_NETWORKS}(?:[ ,|·•]+(?:Share )?(?:(?:on|via|by|to) )?{_NETWORKS})*"),
    Rule(
        "share",
        r"(?:Copy link|Print(?: this (?:page|article))?|Email(?: this (?:article|story))?"
        r"|(?:Save|Bookmark|Gift)(?: (?:this )?(?:article|story)| for later| this)?|Später lesen|Auf die Merkliste"
        r"|Lire plus tard|Leer más tarde|Ler (?:mais tarde|depois)|Guardar|Salvar|Link kopieren|Copier le lien"
        r"|Copiar (?:el )?enlace|Copiar (?:o )?link"
        r"|Teilen|Drucken|Merken|Partager|Imprimer|Compartir|Compartilhar|Condividi|Stampa|Delen)",
    ),
    Rule("share", rf"(?:Share:? )?{_NETWORKS}(?:[ ,|/·•]+{_NETWORKS}){{1,8}}(?:[ ,|/·•]+(?:Copy link|Print))?"),
    Rule(
        "share",
        rf"(?:[-–—]+ )?(?:(?:Like|Find|Join) us|Follow (?:us|[^.!?:,]{{1,40}})) (?:on|at) {_TO_NETWORKS}"
        rf"|(?:[-–—]+ )?(?:Follow(?: [^.!?:,]{{1,40}})?|Folg(?:en Sie|t?)(?: [^.!?:,]{{1,40}})?"
        rf"|Suivez(?: [^.!?:,]{{1,40}})?|S[ií]g[uae]+(?: [^.!?:,]{{1,40}})?)"
        rf"(?: (?:on|at|auf|bei|sur|en|no)(?: {_NETWORKS})?)?:? {_HANDLES}(?: (?:on|auf|sur|en|no) {_NETWORKS})?[.!]?"
        rf"|(?:Folgen Sie|Suivez|S[ií]gue|S[ií]ga|Siga|Segu[ia]|Volg)[^.!?:]{{0,40}}"
        rf" (?:auf|bei|sur|en|no|na|su|op) {_TO_NETWORKS}"
        rf"|(?:Partage[rz]|Compart[ae]|Compartir|Compártelo|Compartilh[ae]r?|Condividi|Deel)[^.!?:]{{0,30}}"
        rf" (?:sur|en|no|na|por|via|su|op) {_TO_NETWORKS}|(?:Auf|Bei|Über|Per) {_NETWORKS} teilen"
        rf"|(?:Click here|Klicken Sie hier|Cliquez ici|Ha[zg]a? clic aquí|Clique aqui|Clicca qui|Klik hier)"
        rf"[^.!?:]{{1,80}} {_TO_NETWORKS}"
        rf"|(?:Twitter|Facebook|Instagram) ?: ?{_HANDLES}"
        r"|この(?:ニュース|記事)をシェア(?:する)?|微信扫一扫.{0,20}|分享(?:到|至)?[:：]?",
    ),
    Rule(
        "share", r"(?:(?:Share|Connect|Tweet|Comments?|E-?mail|Print|Like|Pin|More)(?: ?[\d.,]{1,9}[kKmM]?)? ?){3,10}"
    ),
    Rule(
        "counter",
        r"[\d.,]{1,9} ?[kKmM]? (?:shares?|views?|comments?|likes?|reads?|retweets?|replies|reactions?|followers?"
        r"|Kommentare?|Aufrufe|mal geteilt|commentaires?|partages?|vues|comentarios?|visitas|compartidos"
        r"|visualizaciones|comentários?|visualizações|compartilhamentos|comment[oi]|condivisioni|visualizzazioni|reacties|weergaven)",
    ),
    Rule(
        "comments",
        r"(?:(?:View|Show|Hide|Read|See|Load|Post|Add|Leave|Write)(?: all| more| your| a| the"
        r"| \d{1,6}){0,2} comments?(?: \(\d+\))?"
        r"|Comments(?: \(\d+\))?|Join the (?:conversation|discussion)|Have your say"
        r"|(?:Ver|Leer|Mostrar|Ler|Voir|Lire|Afficher|Leggi|Vedi|Mostra|Bekijk|Lees|Toon)"
        r"(?: (?:todos|tous|tutti|alle|los|os|les|i|las))*(?: [\d.,]{1,9})?"
        r" (?:comentarios?|comentários?|commentaires?|comment[oi]|reacties?)"
        r"|(?:Alle )?[\d.,]{1,9} Kommentare? (?:anzeigen|lesen|ansehen|einblenden)"
        r"|(?:The )?(?:views|opinions) expressed in (?:(?:the|these|our|reader) ){0,2}(?:comments?|contents?)\b.{0,80}"
        r"\b(?:users|readers|authors|commenters)\b.{0,200}|Comments must adhere to .{0,40}\bpolicy\b.{0,300}"
        r"|(?:Die )?(?:Leser-?|Nutzer-?)?(?:Kommentare|Meinungen) geben (?:nicht|ausschließlich|nur|allein)"
        r" .{2,40}(?:Meinung|Ansicht).{0,200}"
        r"|(?:Les|Ces) (?:commentaires|contributions) .{0,60}(?:responsabilité|engagent) .{0,40}auteurs?.{0,100}"
        r"|(?:El contenido de )?(?:los|las|os|as) (?:comentarios|opiniones|comentários|opiniões)\b.{0,80}"
        r"(?:opini[óo]n|opinião|responsabilidade?|exclusiv[oa]).{0,40}"
        r" (?:usuarios|autores|lectores|internautas|usuários|leitores)\b.{0,200}"
        r"|No está permitido verter comentarios .{5,200}"
        r"|Sort(?:ed)? by ?:? ?(?:(?:Newest|Oldest|Best|Top|Recommended|Most \w+|Agree|Disagree)[ |,/·]*){2,8}.{0,60}"
        r"|[\d,]{1,9}件のコメント|コメント ?[(（]?[\d,]{1,9}[)）]?件?)[.!…]?",
    ),
    Rule(
        "counter",
        r"(?:Views|Shares|Comments|Likes|Reads|Visits|Hits|Aufrufe|Kommentare|Vues|Commentaires|Partages|Comentarios"
        r"|Visitas|Comentários|Visualizações|Commenti|Visualizzazioni|Reacties|Weergaven)(?: ?[:·-] ?| ?\(| )"
        r"[\d.,]{1,9} ?[kKmM]?\)?",
    ),
    Rule(
        "counter",
        r"[\d.,]{1,9} ?[kKmM]? (?:(?:people|others|readers|users) (?:like|liked|love|loved|recommend|shared|read"
        r"|have (?:read|shared|liked)|are reading) this(?: (?:article|story|page|post))?|Personen gefällt das"
        r"|personnes aiment ça|pessoas curtiram isso)"
        r"|A [\d.,]{1,9} personas les gusta esto|(?:Shared|Read|Viewed|Liked) [\d.,]{1,9} ?[kKmM]? times"
        r"|(?:#|No\. ?)\d{1,3} (?:in|on) (?:Trending|Most (?:Read|Popular|Viewed))|Trending (?:#|No\. ?)\d{1,3}",
    ),
    Rule("timestamp", _AGO + _MORE),
    Rule("timestamp", _AGED),
    Rule("reading-time", _READ + _MORE),
    Rule(
        "advertisement",
        r"[ –—:*|\[(-]*(?:advertisements?|advertising|sponsored(?: (?:content|links?|results))?|Ads by Google"
        r"|Google-?Anzeigen|Liens sponsorisés|Enlaces patrocinados|Links patrocinados|Anzeigen?|Werbung|Publicité"
        r"|Pubblicità|Publicidade?|Advertentie|Reklame|Annonce|Annons|Annonse|Реклама|広告|广告)[ –—:*|\])-]*"
        r"|(?:story|article|text|content) continues (?:below|after)(?: this| the)? (?:advertisement|ad)"
        r"|(?:Nach|Unter) der (?:Anzeige|Werbung) (?:weiterlesen|geht es weiter)|La suite après (?:la|cette) publicité"
        r"|(?:El (?:artículo|texto) |La noticia )?(?:continúa|sigue) (?:después de|tras) la publicidad"
        r"|(?:(?:O (?:artigo|texto)|A (?:notícia|matéria)) )?continua (?:após|depois d)(?: ?a) publicidade"
        r"|(?:L['’]articolo )?continua dopo la pubblicità|(?:Het )?artikel gaat verder na de advertentie",
        Reach.CLOSED,
    ),
    Rule("newsletter", r"Start your day with [^.!?]{1,60} (?:Digest|Newsletter|Briefing|Bulletin)"),
    Rule(
        "newsletter", r"(?:Start|Kick off|Begin) your day with [^.!?]{1,60} newsletters?[.!](?: [^.!?]{1,80}[.!]){0,2}"
    ),
    Rule(
        "newsletter",
        r"[^.!?]{0,200}\b(?:get|receive|delivered)\b[^.!?]{0,200}\b(?:to|in) your inbox\b[^.!?]{0,60}[.!]?",
    ),
    Rule("newsletter", r"(?:Sign up|Subscribe) (?:here )?(?:for|to) [^.!?]{1,100}\bnewsletters?\b[^.!?]{0,60}[.!]?"),
    Rule(
        "newsletter",
        r"(?:(?:Enter )?(?:your )?e-?mail address\*?|Thank(?:s| you) for (?:subscribing|signing up)[.!]?(?: .{0,80})?"
        r"|By (?:signing up|subscribing|entering your e-?mail)[^.]{0,40},? you (?:agree|consent|accept)[^.]{1,200}\.?"
        r"|(?:Jetzt )?(?:unseren )?Newsletter (?:abonnieren|bestellen)[.!]?|(?:Inscrivez-vous"
        r"|Abonnez-vous) à (?:notre|la) newsletter[^.!?]{0,80}[.!]?"
        r"|Suscr[ií]b[ea](?:te|se) a(?:l| la| nuestr[ao]) (?:newsletter|bolet[ií]n)[^.!?]{0,80}[.!]?"
        r"|Iscriviti alla (?:nostra )?newsletter[^.!?]{0,80}[.!]?"
        r"|(?:Assine|Inscreva-se na) (?:a |nossa )?newsletter[^.!?]{0,80}[.!]?"
        r"|(?:Rec[ií]b[ea]|Receba|Recevez|Ricevi|Erhalten Sie|Ontvang) [^.!?]{1,120}?"
        r" (?:en (?:tu|su) (?:correo|e-?mail|bandeja)"
        r"|(?:no|em) seu e-?mail|dans votre (?:bo[iî]te|messagerie)|nella tua (?:casella|mail|posta)|in Ihr Postfach"
        r"|in je (?:inbox|mailbox))[^.!?]{0,40}[.!]?)",
    ),
    Rule(
        "subscription",
        r"(?:(?:Log|Sign) in(?: or (?:subscribe|register|sign up))?|Sign up|Subscribe(?: now| today)?"
        r"|Become a (?:member|subscriber)"
        r"|Already an? (?:[\w.]{1,30} )?(?:subscriber|member|user)\?(?: (?:Log|Sign) in(?: here)?)?"
        r"|Start your free trial)[.!]?",
    ),
    Rule(
        "cookies",
        r"(?:We|This (?:site|website|page)|Our (?:site|website)) uses? cookies\b[^.]{0,250}\.?(?: (?:Learn"
        r"|Find out|Read) more\.?)?"
        r"|(?:Click|Cliquez|Klicken Sie|Ha[zg]a? clic|Clique|Clicca|Klik)[^.!?]{0,40}"
        r" (?:accept|accepter|akzeptieren|aceptar|aceitar|accettare)[^.!?]{0,20} cookies[^.!?]{0,60}[.!]?"
        r"|(?:Accept|Reject|Allow)(?: all)?(?: cookies)?|(?:Manage|Cookie) (?:settings|preferences)",
    ),
    Rule(
        "related",
        r"(?:(?:Most|Top) (?:read|popular|viewed|shared|watched|commented)(?: (?:stories|articles|news"
        r"|in .{1,30}))?|Popular (?:now|stories)"
        r"|Trending(?: now| stories| topics)?|Related(?: (?:articles?|stories|content|topics|news|posts|links"
        r"|coverage|reading))?"
        r"|More (?:on this(?: story| topic)?|stories|like this|must-reads|top stories|(?:news "
        r"|stories )?from .{1,40})"
        r"|(?:You (?:may|might) (?:also )?(?:like|be interested in)|Recommended(?: (?:for you|stories"
        r"|reading))?|What to read next"
        r"|Read (?:next|this next)|Editors?['’]s?’? picks?|Don['’]t miss|Latest (?:news|stories|headlines)"
        r"|In other news)"
        r"|Mehr zum Thema|Das könnte Sie auch interessieren|(?:Am )?Meist(?:en )?gelesene?(?: Artikel)?|À lire aussi"
        r"|Sur le même sujet|Les (?:articles les )?plus (?:lus|vus|partagés)|Lo más (?:leído|visto)|Las más leídas"
        r"|Noticias relacionadas|Le[ea] también|Leggi anche|(?:I )?più letti|Le più lette|(?:As )?Mais lidas"
        r"|Kapcsolódó (?:írások|cikkek|anyagok|tartalmak)|Powiązane artykuły|Czytaj (?:także|również|też)"
        r"|Читайте также|Материалы по теме|Citește și|İlgili haberler|Läs (?:också|även)|Související články"
        r"|Leia também|Meest gelezen|Lees ook|関連記事|アクセスランキング)[:.：]?",
        Reach.LIST,
    ),
    Rule(
        "related",
        r"(?:Read (?:more|also|next)|Now read|Also read|See also|See more|Watch(?: more)?|Related|Don['’]t miss"
        r"|Lesen Sie auch|Mehr dazu"
        r"|(?:À )?Lire aussi|Le[ea] también|Leggi anche|Leia (?:também|mais)|Lees ook) ?(?::|>>?|»|\|) ?[^.]{1,180}",
    ),
    Rule(
        "control",
        r"(?:(?:Read|Show|Load|See|View|Learn|Find out) (?:more|less|all)|Back to top"
        r"|(?:Continue|Keep) reading(?: (?:the|this) (?:main |full )?(?:story|article))?"
        r"|(?:Listen|Watch|Play)(?: to this article| now| live| (?:the )?video| audio)?|Play(?:ing)? video"
        r"|Listen to (?:this|the) (?:article|story)|Listen to (?:article|story)|(?:Artikel|Beitrag|Text) anhören"
        r"|Écouter (?:l['’]|cet )article|Escuchar? (?:el |este )?artículo|Ouvir (?:o |este )?artigo"
        r"|Ascolta (?:l['’]|questo )articolo|(?:Luister naar|Beluister)(?: dit| het)? artikel"
        r"|[<«‹←]? ?Back to (?:the )?(?:article|story)|(?:Text|Font) size(?: ?[:+–-]| ?A){0,4}|Text ?- ?\+"
        r"|Next page ?[»>→]|(?:Image|Slide|Photo) \d{1,3} of \d{1,3}"
        r"|Schriftgröße(?: ändern)?|Taille (?:du texte|de la police)|Tamaño (?:de (?:la )?letra|del texto|de fuente)"
        r"|Tamanho (?:da (?:letra|fonte)|do texto)|字号|文字サイズ|Loading|Toggle .{1,20}"
        r"|Open image modal|View (?:image|gallery|photos?) in (?:fullscreen|full screen)|Mehr lesen|Weiterlesen"
        r"|Lire la suite|Leer más|(?:Article|Story|Text) continues below|Scroll (?:down )?to continue(?: reading)?)"
        r"(?: ?[·•|(–-] ?\d{1,3}(?:[:.]\d\d)? ?(?:min(?:ute)?[nso]?s?\.?)?\)?)?[.…]{0,3}",
    ),
    Rule(
        "copyright",
        r"(?:Copyright|©|\(c\)).{1,100}?\bAll rights reserved\.?(?: This material may not be [^.]{1,100}\.)?",
    ),
    Rule("copyright", r"(?:Copyright|©|\(c\)|Copyright ©) ?\d{4}[^.!?]{0,80}\.?"),
    Rule(
        "copyright",
        r"[^.!?©]{0,30}© ?(?:Copyright )?\d{4}[^!?]{1,120}?\bAll rights reserved\.?(?: [^.!?]{1,40})?"
        r"|[—–-] ?Copyright \d{4} [^.!?]{2,60}|Copyright: [^.!?]{2,60}"
        r"|Not to be reproduced without (?:the )?(?:prior )?permission[^.!?]{0,80}\.?"
        r"|[【\[(（]?(?:免责声明|版权声明|特别声明)[】\])）]?[:：]?.{0,200}(?:无关|立场|转载|版权|责任).{0,200}",
    ),
    Rule("copyright", r"All rights reserved\.?|This material may not be published[^.]{1,100}\."),
    Rule("copyright", r"This (?:article|story|content) is copyrighted by [^.]{1,120}\.?"),
    Rule(
        "syndication",
        r"The post (?-i:[^\p{Ll}\s]).{0,300} (?:first appeared|appeared first) on (?-i:[^\p{Ll}\s]).{0,100}"
        r"|Der Beitrag .{1,300} erschien zuerst auf .{1,100}"
        r"|L['’]article .{1,300} est apparu en premier sur .{1,100}|L['’]articolo .{1,300} proviene da .{1,100}"
        r"|La entrada .{1,300} (?:se publicó primero|aparece primero|apareció primero) en .{1,100}"
        r"|O post .{1,300} apareceu primeiro em .{1,100}|Het bericht .{1,300} verscheen eerst op .{1,100}",
    ),
    Rule("photo-credit", rf"\(?{_CREDIT}{_PERSON}\)?", Reach.TITLED),
    Rule(
        "photo-credit",
        r"(?:Featured image|Photo|Image|Picture)(?: and additional content)?(?: credit)?(?: via|:) [^.!?]{1,80}",
    ),
    Rule("photo-credit", r"Image (?:source|credit|copyright)(?:, ?| ?: ?)[^.!?]{2,80}"),
    Rule("image-label", r"Image"),
    Rule(
        "author",
        rf"(?=[^@]{{10,400}}@\w)(?-i:\p{{Lu}})[^:@]{{5,300}}?\b{_TRADE}\b[^@]{{0,200}}?[.!;] (?:Follow|E-?mail|Contact"
        r"|Reach|Connect|Tweet|Twitter|Folgen|Kontakt|Suivez|Courriel|S[ií]g[uae]|Correo)[^.!?]{0,80}(?:@\w|\w@\w)"
        r".{1,150}",
    ),
    Rule(
        "author",
        r"To contact the (?:reporters?|writers?|authors?|editors?)(?: (?:responsible|on|of|for) (?:for )?(?:this|the)"
        r" (?:story|article|report|column))?: .{3,200}\w@\w.{1,150}"
        r"|Contact (?-i:\p{Lu}[\p{L}.'’-]*(?: \p{Lu}[\p{L}.'’-]*){1,3}) at \S{1,40}@\S{3,40} and follow .{3,80}",
    ),
    Rule("donation", r"Since you[’']re here ?(?:\.\.\.|…)?", Reach.REST),
)
"""Tried in this order on each piece; the first that fits names it."""
