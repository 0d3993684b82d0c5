"""The word lists of English: data only.

Origin: written for revtrack from the grammar of English. The notes follow published corrections policies, which also
name the euphemisms ("recasts", "fixes", "clarifies", "changes"), and the practice of wire services. That no ordinary
word fits `unspellable` was checked on the 8,300 words of 1,344 British news pages.
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
from revtrack.diff.languages.note_words import ENGLISH_NOTES

__all__ = ["ENGLISH"]

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
    | {"twice": 2, "both": 2},
    scales=value_map(
        "dozen=12 hundred=100 thousand=1000 million/mn=1000000 billion/bn=1000000000 trillion/tn=1000000000000"
    ),
    crowds=value_map("dozens=12 hundreds=100 thousands=1000 millions=1000000 billions=1000000000"),
    ordinals=count(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
        " fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
    )
    | count("thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth hundredth", 30, 10),
    weak_numbers=word_set("one first second half both"),
    nobody=word_set("no any every some each"),
    fractions=value_map(
        "half/halves=2 third/thirds=3 quarter/quarters=4 fifth/fifths=5 sixth/sixths=6 seventh/sevenths=7"
        " eighth/eighths=8 ninth/ninths=9 tenth/tenths=10"
    ),
    halves=word_set("half"),
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
    month_heads=word_set("in since until last next this early late during"),
    day_heads=word_set("on"),
    weekdays=count("monday tuesday wednesday thursday friday saturday sunday"),
    moments=word_map("yesterday=-1 today/tonight=0 tomorrow=+1 noon/midday=12:00 midnight=0:00"),
    durations=word_map(
        "second/seconds=s minute/minutes=min hour/hours=h day/days=d week/weeks=w"
        " month/months=m year/years=y decade/decades=10y"
    ),
    capital_dates=True,
    hedges=patterns(r"""
        alleged(?:ly)?, alleges?, alleging, reportedly, purported(?:ly)?, supposed(?:ly)?, presum(?:ably|ed),
        suspected, apparently, ostensibly, tentative(?:ly)?, in principle, unconfirmed, unverified, unclear,
        could not (?:be )?(?:[a-z]+ ){0,3}(?:confirm(?:ed)?|verif(?:y|ied)|determined?), so-called,
        (?:was|were|is|are|has|have) not (?:been )?(?:immediately |yet |independently )?(?:clear|known|confirmed),
        (?:is|are|was|were|been) (?:widely )?(?:believed|thought|understood|rumou?red|feared|presumed),
        (?:believed|thought|understood|rumou?red|feared) to (?:be|have),
        (?:is|are|was|were) (?:widely )?(?:said|reported) to, by (?:some|most|many|several|all) accounts,
        (?:appears?|appeared|seems?|seemed) (?:to|likely|unlikely)"""),
    weak_hedges=patterns(r"""
        may(?! \d), might, could, likely, unlikely, probably, probable, perhaps, possibly, possible, potentially,
        potential, expected to, apparent, preliminary, provisional, seemingly, arguably, largely, mostly,
        initial (?:toll|reports?|estimates?|figures?|findings|results?), (?:almost|nearly|virtually) certain(?:ly)?,
        accused of, charged with, on suspicion of, (?<!you )suspects?, sources? suggest(?:s|ed)?,
        reports? suggest(?:s|ed)?, evidence suggest(?:s|ed)?, polls? suggest(?:s|ed)?, figures suggest(?:ed)?,
        data suggest(?:s|ed)?"""),
    about=patterns(r"""
        at least, at most, about, around, some, nearly, almost, approximately, roughly, up to, as many as,
        more than, over, fewer than, less than, under, (?:an )?estimated"""),
    roughly=word_set("about around some approximately roughly"),
    negations=patterns(r"""
        not(?! only\b), no(?! ?\d), never, none, nobody, nothing, neither, nor, without, cannot,
        deny, denying, denies, denied, [a-z]+n['’]t, unable, fail(?:s|ed|ing)? to, refus(?:e|es|ed|ing) to,
        declin(?:e|es|ed|ing) to(?! ?[\d$£€]| an?\b| the\b| its\b| about\b| around\b), lack(?:s|ed|ing)?"""),
    negating_prefixes=("un", "non-", "non"),
    unopposed=word_set("able less rest veil veiled fold folded load loaded cover covered earth earthed leash leashed"),
    opposites=negated(
        "in",
        "ability accessible accuracy accurate accurately action active adequate adequately admissible appropriate"
        " appropriately attentive audible capable capacity coherent compatible competence competent complete completely"
        " conclusive conclusively considerate consistent consistently convenient correct correctly credible curable"
        " decent decisive defensible definite definitely dependent direct directly discreet edible effective"
        " effectively efficient efficiently eligible equality equitable essential evitable exact excusable expensive"
        " experienced explicable fertile finite flexible formal formally frequent frequently humane justice offensive"
        " operable organic sane secure security sensitive separable significant significantly sincere soluble stability"
        " sufficient sufficiently tangible tolerable tolerance tolerant valid variable visible voluntary voluntarily"
        " vulnerable",
    )
    | negated(
        "im",
        "balance balanced mature measurable mobile modest moral mortal movable partial partially patient penetrable"
        " perfect permissible plausible polite possible possibly practical precise precisely probable proper properly"
        " pure",
    )
    | negated("il", "legal legally legality legible legitimate legitimately liberal licit literate logical")
    | negated(
        "ir",
        "rational reconcilable redeemable regular regularity regularities regularly relevance relevant religious"
        " replaceable resistible responsible responsibly reverent reversible",
    )
    | negated(
        "dis",
        "advantage agree agreed agreement agrees allow allowed allows appear appeared approval approve approved"
        " approves believe believed belief comfort connected content continue continued continues credited favour"
        " favor honest honestly honesty honor honour honourable honorable like liked likes loyal loyalty obedient obey"
        " obeyed obeys organised organized orderly own owned owns pleased pleasure prove proved proven proves"
        " proportionate qualified qualify regard regarded regards respect respectful satisfaction satisfied similar"
        " trust trusted trusts united unity used",
    ),
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
    closing_speech=word_set(
        "report claim announce confirm state admit acknowledge concede suggest warn add explain note declare complain"
        " observe remark recall argue"
    ),
    source_links={
        "on": word_set("briefed"),
        "with": word_set("familiar acquainted"),
        "to": word_set("close"),
        "in": word_set("involved"),
    },
    sources={"according": "to"},
    auxiliaries=word_set("was were been be being is are to"),
    titles=word_set(
        "mr mrs ms miss dr sir dame lord lady rev prof professor president minister secretary prime chancellor sen"
        " senator rep representative gov governor mayor gen general maj major col colonel capt captain lt lieutenant"
        " sgt sergeant pm mp judge justice king queen prince princess pope chief director foreign deputy vice st"
    ),
    qualifiers=word_set("senior former acting late outgoing incoming"),
    quarters=word_set("north south east west new northern southern eastern western upper lower"),
    owners=word_set(
        "children women men people everyone everybody anyone anybody someone somebody nobody one today yesterday"
        " tomorrow tonight life nature society mother father mum dad god earth world mankind"
    ),
    notes=ENGLISH_NOTES,
    stamp_words=word_set("updated published posted modified revised ago read reading") | ZONES,
    stamp_fillers=word_set(
        "last first originally at on a an am pm p m min mins minute minutes hour hours hr hrs second seconds day"
        " days week weeks month months year years just now today yesterday est edt et cst cdt ct mst mdt pst pdt pt"
        " gmt utc bst cet cest aest aedt ist mon tue tues wed thu thur thurs fri sat sun st nd rd th local time of"
        " the"
    ),
    furniture_words=word_set(
        "newsletter newsletters inbox copyright reserved more reading related share tweet print email follow"
        " advertisement advertisements top comments comment views shares likes old source credit skip save listen copy"
        " conversation facebook twitter whatsapp home homepage recommended"
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
        share: (?:save|bookmark)(?: (?:this )?(?:article|story)| for later| this)|copy link
        share: (?:share:? )?{NETWORK_LIST}
        read-more: continue reading (?:the|this) (?:main |full )?(?:story|article)
        navigation: skip to (?:main )?(?:content|navigation)|back to (?:the )?(?:home ?page|front page)
        share: tweet|e-?mail|whatsapp|facebook
        control: listen to (?:this |the )?(?:article|story)
        control: subscribe (?:now|here|today)?(?: ?to (?:continue|keep) reading)
        related: (?:more on|related to) this (?:story|topic)|recommended(?: for you| stories| reading)?
        comments: (?:view|show|hide|read|see|load|post|add|leave|write)(?: all| more| your| a| the){{0,2}} comments?
        comments: join the (?:conversation|discussion)
        counted: {COUNT} ?(?:shares?|views?|comments?|likes?)|(?:view|show|read|see)(?: all)? {COUNT} comments?
        counted: this (?:article|story|page) is (?:more than|over|now)? ?(?:\d{{1,3}}|an?|one) (?:month|year)s? old\.?
        counted: image (?:source|credit|copyright)(?:, ?| ?: ?)[^.!?\d]{{2,80}}
        advertisement: advertisements?|(?:story|article) continues (?:below|after) (?:this )?advertisement"""),
    trades=word_set(
        "staff writer reporter reporters editor correspondent contributor columnist senior chief political foreign"
        " health science business sports news"
    ),
    misspelt=word_set(
        "accomodate accross acheive agressive apparant arguement assasination begining beleive buisness catagory"
        " cemetary changable collegue comission commited comittee committe commitee concensus contraversial"
        " definately desparate"
        " dissapear dissapoint embarass enviroment exagerate existance familar finaly foriegn fourty goverment"
        " gaurd guage harrass harrassment happend immediatly independant intresting knowlege liason libary"
        " maintainance millenium neccessary noticable occassion occured occurence parliment peice persistant"
        " posession prefered privelege probaly publically realy recieve recieved recomend refered religous"
        " resistence responsability rythm seperate sieze speach stategy succesful suprise surveilance tendancy"
        " threshhold tommorow tounge truely untill upto usefull vaccum vehical visable wierd wellfare writting"
        " yeild teh hte thier alot wich whcih becuase beacuse freind peopel govenment governement adn taht"
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
