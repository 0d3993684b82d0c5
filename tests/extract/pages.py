"""Pages as publishers make them: several layouts and languages, each with everything around the article."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from revtrack.model import Snapshot

PROSE = (
    "The mayor resigned on Monday after a night of talks that went on until four in the morning, officials said.",
    "She gave no reason, and her party said that it would name a successor before the end of the week.",
    "The council will meet on Thursday to decide who leads the town until an election can be held in the spring.",
    "Opponents called the decision overdue and asked for the accounts of the harbour company to be published.",
)
GERMAN = (
    "Die Bürgermeisterin trat am Montag zurück, nachdem die Gespräche bis vier Uhr früh gedauert hatten.",
    "Gründe nannte sie nicht, und ihre Partei will noch in dieser Woche eine Nachfolge vorschlagen.",
    "Der Rat entscheidet am Donnerstag darüber, wer die Stadt bis zur Wahl im Frühjahr führen soll.",
    "Die Opposition nannte den Schritt überfällig und verlangte Einsicht in die Bücher der Hafengesellschaft.",
)
FRENCH = (
    "La maire a démissionné lundi après une nuit de discussions qui a duré jusqu’à quatre heures du matin.",
    "Elle n’a donné aucune raison, et son parti a promis de désigner un successeur avant la fin de la semaine.",
    "Le conseil se réunira jeudi pour décider qui dirigera la ville jusqu’aux élections du printemps.",
    "L’opposition a jugé cette décision tardive et réclamé la publication des comptes de la société du port.",
)
RUSSIAN = (
    "Мэр подала в отставку в понедельник после ночных переговоров, продолжавшихся до четырёх часов утра.",
    "Причин она не назвала, а её партия пообещала предложить преемника до конца недели.",
    "В четверг совет решит, кто будет руководить городом до выборов, которые пройдут весной.",
    "Оппозиция назвала это решение запоздалым и потребовала опубликовать счета портовой компании.",
)
LANGUAGES = {"en": PROSE, "de": GERMAN, "fr": FRENCH, "ru": RUSSIAN}


def snapshot_of(html: str | bytes, *, media_type: str = "text/html", **known: str | None) -> Snapshot:
    """A Snapshot of a page."""
    content = html if isinstance(html, bytes) else html.encode()
    observed = datetime(2020, 1, 3, tzinfo=UTC)
    return Snapshot(article="key", content=content, observed_at=observed, media_type=media_type, **known)  # type: ignore[arg-type]


@dataclass(frozen=True, kw_only=True)
class Around:
    """What stands around an article and changes with every visit."""

    advertisement: str = "Buy a new car today, from 99 a month, only while stocks last."
    related: Iterable[str] = ("Mill burns down in the night", "Five things about harbours")
    most_read: Iterable[str] = ("Rain until Sunday", "Harbour company names a new head")
    counter: str = "1.2k shares"
    ago: str = "2 hours ago"
    comments: Iterable[str] = ("First!", "About time she went, if you ask me and all my friends here.")


@dataclass(frozen=True, kw_only=True)
class Story:
    """An article."""

    language: str = "en"
    headline: str = "Mayor resigns"
    paragraphs: tuple[str, ...] = PROSE
    heading: str = "What happens next"
    items: tuple[str, ...] = ("The deputy takes over on Friday.", "Posters may be hung from March on.")
    quote: str = "“I have served this town for eleven years, and I thank all who helped me do it,” she wrote."
    rows: tuple[tuple[str, str], ...] = (("Election", "Turnout"), ("First round, spring", "61.2 per cent"))
    caption: str = "The town hall on Monday morning, an hour after the talks had ended."
    around: Around = field(default_factory=Around)


def body_of(story: Story) -> str:
    """The inside of the article, with all kinds of blocks."""
    first, *rest = (f"<p>{paragraph}</p>" for paragraph in story.paragraphs)
    return (
        f"<figure><img src=/hall.jpg><figcaption>{story.caption}</figcaption></figure>{first}{rest[0]}"
        f"<h2>{story.heading}</h2>{''.join(rest[1:])}"
        f"<ul>{''.join(f'<li>{item}</li>' for item in story.items)}</ul><blockquote><p>{story.quote}</p></blockquote>"
        "<table>" + "".join(f"<tr><td>{left}</td><td>{right}</td></tr>" for left, right in story.rows) + "</table>"
        f"<p>{story.paragraphs[-1]} {story.paragraphs[0]}</p>"
    )


def links(titles: Iterable[str]) -> str:
    """A list of teasers."""
    return "<ul>" + "".join(f'<li><a href="/s/{n}">{title}</a></li>' for n, title in enumerate(titles)) + "</ul>"


def semantic(story: Story) -> str:
    """A page of elements that say what they are."""
    around = story.around
    return (
        f'<!doctype html><html lang="{story.language}"><head><meta charset=utf-8>'
        f"<title>{story.headline} - The Example</title>"
        f'<meta property="og:title" content="{story.headline}"></head><body><header><a href="/">The Example</a>'
        f'<nav>{links(["Home", "World", "Local"])}</nav></header><div class="ad-banner">{around.advertisement}</div>'
        f"<main><article><header><h1>{story.headline}</h1><p class=byline>By Jane Doe</p>"
        f"<time datetime=2020-01-08T01:17:00Z>{around.ago}</time></header>"
        f'<div class="share-bar"><button>Share</button><span>{around.counter}</span></div>{body_of(story)}'
        f"<aside class=newsletter><p>Sign up for our daily newsletter.</p></aside></article>"
        f"<section class=related><h2>Related stories</h2>{links(around.related)}</section>"
        f"<section id=comments><h2>Comments</h2>{''.join(f'<p>{one}</p>' for one in around.comments)}</section></main>"
        f"<aside class=sidebar><h3>Most read</h3>{links(around.most_read)}</aside>"
        "<footer><p>© 2020 The Example. All rights reserved.</p></footer>"
        f"<script>track({around.counter!r})</script></body></html>"
    )


def of_divs(story: Story) -> str:
    """A page of elements that are told apart by their classes alone."""
    around = story.around
    return (
        f'<html lang="{story.language}"><head><title>{story.headline} | The Example</title></head><body>'
        f'<div class="site-header"><div class="main-nav">{links(["Home", "World", "Local"])}</div></div>'
        f'<div class="advert">{around.advertisement}</div><div class="container"><div class="post single">'
        f'<h1 class="entry-title">{story.headline}</h1>'
        f'<div class="entry-meta"><span class="date">{around.ago}</span></div>'
        f'<div class="social-share">{around.counter}</div><div class="entry-content">{body_of(story)}</div>'
        f'<div class="related-posts"><h3>You may also like</h3>{links(around.related)}</div></div>'
        f'<div class="sidebar widget-area"><h3>Most read</h3>{links(around.most_read)}</div></div>'
        f'<div class="comments-area"><h3>Comments</h3>{"".join(f"<p>{one}</p>" for one in around.comments)}</div>'
        f'<div class="site-footer">© 2020 The Example</div><script>track()</script></body></html>'
    )


LAYOUTS = {"semantic": semantic, "divs": of_divs}


def news(*, headline: str, social: str, data: str) -> str:
    """A page whose surfaces word its headline differently."""
    return (
        f'<html><head><title>{headline}</title><meta property="og:title" content="{social}">'
        f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{data}"}}</script></head>'
        f"<body><main><article><h1>{headline}</h1>{''.join(f'<p>{one}</p>' for one in PROSE)}</article></main></body>"
    )
