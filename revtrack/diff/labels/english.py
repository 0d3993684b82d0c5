"""The word lists of English: data only.

Origin: written for revtrack from the grammar of English. The notes follow published corrections policies, which also
name the euphemisms ("recasts", "fixes", "clarifies", "changes"), and the practice of wire services. That no ordinary
word fits `unspellable` was checked on the 8,300 words of 1,344 British news pages.
"""

from typing import Final

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

__all__ = ["ENGLISH"]

_ENGLISH_PIECE: Final = (
    r"(?:this|our) (?:[\w-]+ ){0,2}(?:article|story|report|post|piece|page|column|item|obituary|review|essay"
    r"|interview|graphic|video|transcript|blog|release|notice|dispatch)(?:['’]s)? (?:headline |caption )?"
    r"(?:(?:has|have) (?:since |now )?been|was|were|is being) (?:since |later |further )?"
)
_SIGN_UP: Final = r"(?:please )?(?:sign up|subscribe) (?:here |now |today )?(?:for|to)"
_SOMEWHERE: Final = rf"{NETWORKS}(?:(?:,| and| or) {NETWORKS}){{0,6}}"
ENGLISH: Final = Lexicon(
    language="en",
    decimal=".",
    common=word_set(
        "the of and to in that is was for on with as at by from an a or not but this which who were are be been has"
        " have had would will can could should do does did than then there here these those what when where while"
        " after before since until because although however meanwhile if so such no yes some many most more all"
        " both each every other another also now only just still even about into over under between during against"
        " through its their his her our my your how why whose whom out up down off per please"
    ),
    articles=word_set("a an the"),
    pronouns=word_set("he she it they we i you him them us me who himself herself themselves his her their its"),
    numbers=count(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen eighteen nineteen",
        start=0,
    )
    | count("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10)
    | {"twice": 2},
    scales=value_map(
        "dozen=12 hundred=100 thousand=1000 million/mn=1000000 billion/bn=1000000000 trillion/tn=1000000000000"
    ),
    crowds=value_map("dozens=12 hundreds=100 thousands=1000 millions=1000000 billions=1000000000"),
    ordinals=count(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
        " fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
    )
    | count("thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth hundredth", 30, 10),
    weak_numbers=word_set("one first second"),
    joiner="and",
    percent=word_set("percent percentage pct"),
    currencies=word_map(
        "dollar/dollars/usd=$ euro/euros/eur=€ pound/pounds/gbp=£ yen=¥ cents=¢ pence=p rupees=₹ yuan=yuan"
    ),
    months=count(
        "january/jan february/feb march/mar april/apr may june/jun july/jul august/aug september/sep/sept"
        " october/oct november/nov december/dec"
    ),
    loose_months=word_set("may jan feb mar apr jun jul aug sep sept oct nov dec"),
    weekdays=count("monday tuesday wednesday thursday friday saturday sunday"),
    moments=word_map("yesterday=-1 today/tonight=0 tomorrow=+1 noon/midday=12:00 midnight=0:00"),
    capital_dates=True,
    hedges=patterns(r"""
        alleged(?:ly)?, alleges?, alleging, reportedly, purported(?:ly)?, supposed(?:ly)?, presum(?:ably|ed),
        suspected, apparently, ostensibly, tentative(?:ly)?, in principle, unconfirmed, unverified, unclear,
        could not (?:be )?(?:[a-z]+ ){0,3}(?:confirm(?:ed)?|verif(?:y|ied)|determined?), so-called,
        (?:was|were|is|are|has|have) not (?:been )?(?:immediately |yet |independently )?(?:clear|known|confirmed),
        (?:is|are|was|were) (?:widely )?(?:believed|thought|said|understood|reported|rumou?red) to,
        (?:appears?|appeared|seems?|seemed) (?:to|likely|unlikely)"""),
    weak_hedges=patterns(r"""
        may(?! \d), might, could, likely, unlikely, probably, probable, perhaps, possibly, possible, potentially,
        potential, expected to, apparent, preliminary, seemingly, arguably, largely, mostly"""),
    about=patterns(r"""
        at least, at most, about, around, some, nearly, almost, approximately, roughly, up to, as many as,
        more than, over, fewer than, less than, under, (?:an )?estimated"""),
    negations=patterns(r"""
        not(?! only\b), no(?! ?\d), never, none, nobody, nothing, neither, nor, without, cannot,
        deny, denying, denies, denied, [a-z]+n['’]t"""),
    negating_prefixes=("un", "non-", "non"),
    speech=forms(
        "say/says/said/saying tell/tells/told/telling claim/claims/claimed/claiming insist/insists/insisted/insisting"
        " state/states/stated announce/announces/announced confirm/confirms/confirmed report/reports/reported"
        " deny/denies/denied admit/admits/admitted acknowledge/acknowledges/acknowledged concede/concedes/conceded"
        " argue/argues/argued suggest/suggests/suggested warn/warns/warned add/adds/added explain/explains/explained"
        " note/notes/noted reply/replies/replied respond/responds/responded tweet/tweets/tweeted write/writes/wrote"
        " testify/testifies/testified declare/declares/declared assert/asserts/asserted"
        " complain/complains/complained observe/observed remark/remarked recall/recalls/recalled"
    ),
    weak_speech=word_set(
        "claim state announce confirm report deny admit acknowledge concede suggest warn add explain note reply"
        " respond write declare complain observe remark recall argue"
    ),
    sources={"according": "to"},
    auxiliaries=word_set("was were been be being is are to"),
    titles=word_set(
        "mr mrs ms miss dr sir dame lord lady rev prof professor president minister secretary prime chancellor sen"
        " senator rep representative gov governor mayor gen general maj major col colonel capt captain lt lieutenant"
        " sgt sergeant judge justice king queen prince princess pope chief director foreign deputy vice st"
    ),
    qualifiers=word_set("senior former acting late outgoing incoming"),
    note_words=word_set(
        "correction corrections erratum errata editor editors version versions correct corrected recorrect recorrected"
        " corrects regret apologise apologize editing fixes refiles clarification clarifications clarify clarifies"
        " clear retraction retractions retract retracted withdrawn taken removed unpublished note amended edited"
        " changed revised modified rewritten altered recasts changes rewrites removes adds deletes headline update"
        " updated updates"
    ),
    note_subjects=word_set(
        "article story report post piece page column item obituary review essay interview graphic video transcript blog"
        " release notice dispatch version versions error mistake editing retract retracted headline"
    ),
    notes=line_patterns(rf"""
        correction: ^\W{{0,3}}(?:corrections?|errat(?:um|a))(?: appended| notice| note)?{NOTE_HEAD}
        correction: (?:earlier|previous|prior|original|initial|first) versions? of (?:this|our|the (?:article|story))
        correction: {_ENGLISH_PIECE}(?:\w+ )?(?:and |to )?(?:re)?correct(?:ed)?\b
        correction: \b(?:this version corrects|we (?:regret|apologi[sz]e for) the (?:error|mistake)|an editing error)
        correction: ^\((?:corrects|fixes|refiles)\b
        clarification: ^\W{{0,3}}clarifications?{NOTE_HEAD}
        clarification: {_ENGLISH_PIECE}(?:\w+ )?to (?:clarify|make (?:it )?clear)\b
        clarification: ^\(clarifies\b
        retraction: ^\W{{0,3}}retractions?{NOTE_HEAD}
        retraction: {_ENGLISH_PIECE}(?:retracted|withdrawn|taken down|removed|unpublished)\b
        retraction: \bwe (?:have |hereby )?retract(?:ed)? (?:this|the|our) (?:article|story|report)
        editors-note: ^\W{{0,3}}editor(?:['’]?s?|s['’]) note{NOTE_HEAD}
        amended: {_ENGLISH_PIECE}(?:amended|edited|changed|revised|modified|rewritten|altered)\b
        amended: ^\((?:recasts|changes|rewrites|removes|adds|deletes) [^()]{{1,120}}\)
        amended: \bthe headline (?:of|on|to) (?:this|our) (?:article|story) (?:has been|was)\b
        update: {_ENGLISH_PIECE}updated\b
        update: ^\W{{0,3}}updated?(?: \d{{1,2}}(?!:))?{NOTE_HEAD}
        update: ^\W{{0,3}}update,? (?:on )?\d[^.:]{{0,24}}$
        update: ^\(updates\b"""),
    stamp_words=word_set("updated published posted modified revised ago read"),
    stamp_fillers=word_set(
        "last first originally at on a an am pm p m min mins minute minutes hour hours hr hrs second seconds day"
        " days week weeks month months year years just now today yesterday est edt et cst cdt ct mst mdt pst pdt pt"
        " gmt utc bst cet cest aest aedt ist mon tue tues wed thu thur thurs fri sat sun st nd rd th local time of"
        " the"
    ),
    furniture_words=word_set(
        "newsletter newsletters inbox copyright reserved more reading related share tweet print email follow"
        " advertisement advertisements top"
    ),
    furniture=line_patterns(rf"""
        newsletter: {_SIGN_UP} [^.!?\d]{{1,90}}\bnewsletters?\b[^.!?\d]{{0,40}}[.!]?
        newsletter: get [^.!?\d]{{1,80}} (?:to|in) your inbox[^.!?\d]{{0,30}}[.!]?
        copyright: (?:{COPYRIGHT} ?)?all rights reserved\.?
        copyright: {COPYRIGHT}
        read-more: (?:(?:read|see|show|learn|view|find out) more|continue reading|back to top)\W{{0,4}}
        read-more: (?:related|more) (?:articles|stories|content|links|topics)\W{{0,2}}
        share: share(?: this)?(?: (?:page|article|story|post))?(?: (?:on|via|by) {_SOMEWHERE})?\W?
        share: (?:print|tweet|e-?mail) this(?: page| article| story| post)?\W?
        share: follow us on {_SOMEWHERE}\W?
        advertisement: advertisements?|(?:story|article) continues (?:below|after) (?:this )?advertisement"""),
    trades=word_set(
        "staff writer reporter reporters editor correspondent contributor columnist senior chief political foreign"
        " health science business sports news"
    ),
    misspelt=word_set(
        "accomodate accross acheive agressive apparant arguement assasination begining beleive buisness catagory"
        " cemetary changable collegue comission commited comittee concensus contraversial definately desparate"
        " dissapear dissapoint embarass enviroment exagerate existance familar finaly foriegn fourty goverment"
        " gaurd guage harrass harrassment happend immediatly independant intresting knowlege liason libary"
        " maintainance millenium neccessary noticable occassion occured occurence parliment peice persistant"
        " posession prefered privelege probaly publically realy recieve recieved recomend refered religous"
        " resistence responsability rythm seperate sieze speach stategy succesful suprise surveilance tendancy"
        " threshhold tommorow tounge truely untill upto usefull vaccum vehical visable wierd wellfare writting"
        " yeild"
    ),
    real_words=word_set(
        "mourning morning fourth forth filed filled field planed planned planing planning later latter alter"
        " dinner diner desert dessert hoping hopping hoped hopped staring starring stared starred baring barring"
        " bared barred striped stripped striping stripping scared scarred sacred taping tapping taped tapped robed"
        " robbed raged ragged griped gripped griping gripping rated ratted moped mopped moping mopping caned"
        " canned biding bidding mating matting super supper pining pinning wining winning sloped slopped poled"
        " polled tiled tilled scraped scrapped scraping scrapping spared sparred coping copping raped rapped"
        " raping rapping canon cannon biter bitter rapper raper posed waged wagged trial trail trials trails"
        " united untied unite untie causal casual causally casually marital martial nuclear unclear angel angle"
        " angels angles dairy diary dairies diaries silver sliver singed signed singing signing complaint"
        " compliant resist resits soldier solider"
    ),
    variants=tuple(
        word_map("our=or is=iz ys=yz tre=ter ogue=og fence=fense aem=em gramme=gram mould=mold grey=gray").items()
    ),
    unspellable=(
        r"[jqv][bcdfghjkmnpqtvwxz]|q(?!u)|([a-z])\1\1"
        r"|^(?![bcfgkps]l|[bcdfgkptw]r|[cgkprstw]h|s[ckmnpqtvw]|[dt]w|[gkp]n|p[st]|ts)[bcdfghjklmnpqrstvwxz]{2}"
    ),
)
