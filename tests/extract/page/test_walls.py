"""A wall in front of an article is told from one, and an article about walls is none."""

import json

import pytest

from revtrack.extract.page import read_html
from revtrack.model import ProblemKind
from tests.extract.pages import PROSE, Story, semantic

WALL = ProblemKind


def problems(html: str) -> list[ProblemKind]:
    return [problem.kind for problem in read_html(html).problems]


def page(title: str, *inside: str) -> str:
    return (
        f"<!doctype html><html><head><title>{title}</title></head><body><header><nav><a href=/>Home</a> "
        "<a href=/login>Log in</a> <a href=/subscribe>Subscribe</a></nav></header>"
        f"<main>{''.join(inside)}</main><footer>Privacy. Cookies.</footer>"
        "<script>x()</script></body></html>"
    )


def said(*sentences: str) -> str:
    return "".join(f"<p>{one}</p>" for one in sentences)


def data(**values: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **values})}</script>'


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        ("<!doctype html><title>Log in</title><form><p>Please log in to go on reading.</p></form>", WALL.LOGIN_WALL),
        (
            page("Sign in | The Example", "<form><p>Sign in to continue</p><input type=password></form>"),
            WALL.LOGIN_WALL,
        ),
        (page("The Example", said("Bitte melden Sie sich an, um weiterzulesen.")), WALL.LOGIN_WALL),
        (
            page(
                "The Example",
                "<h1>We value your privacy</h1>",
                said(
                    "We and our 842 partners store cookies on your device to show you advertisements.",
                    "With your consent we and our partners may use personal data. You can manage options below.",
                ),
                "<button>Accept all</button><button>Reject all</button><p>You may accept or reject all cookies.</p>",
            ),
            WALL.CONSENT_WALL,
        ),
        (page("404 Not Found", "<h1>404 Not Found</h1>", said("nginx")), WALL.NOT_AN_ARTICLE),
        (
            page("Page not found - The Example", said("Try our search, or go back to the front page.")),
            WALL.NOT_AN_ARTICLE,
        ),
        (page("Seite nicht gefunden", said("Die Adresse gibt es nicht.")), WALL.NOT_AN_ARTICLE),
        (page("Just a moment...", said("Verifying you are human. This may take a few seconds.")), WALL.NOT_AN_ARTICLE),
        (page("The Example", said("Please enable JavaScript to continue using this site.")), WALL.NOT_AN_ARTICLE),
        *(
            (page("The Example", "<h1>Mayor resigns</h1>", said(*sentences)), WALL.NOT_AN_ARTICLE)
            for sentences in (
                ("An error occurred while processing your request.", "Reference #18.2d3b1602.1770112920.8f3a1b2c"),
                ("Sorry for that. An unexpected error has occurred.",),
                ("The server encountered an internal error and was unable to complete your request.",),
                ("The requested URL /news/mayor was not found on this server.",),
                ("You don't have permission to access /news/mayor on this server.",),
                ("There has been a critical error on this website.", "Learn more about troubleshooting."),
                ("Something went wrong. Please try again later.",),
                ("We are currently experiencing technical difficulties. Our engineers are at work.",),
                ("Performance and security", "Ray ID: 8c1f3e2b9a7d4e5f"),
                ("Es ist ein Fehler aufgetreten.",),
            )
        ),
        (page("Mayor resigns", said(PROSE[0], "Subscribe to continue reading.")), WALL.PAYWALLED),
        (page("Mayor resigns", said(PROSE[0]), data(isAccessibleForFree=False)), WALL.PAYWALLED),
        (page("Mayor resigns", said(PROSE[0]), data(isAccessibleForFree="http://schema.org/False")), WALL.PAYWALLED),
        (
            page(
                "Mayor resigns",
                said(*PROSE, *PROSE),
                data(isAccessibleForFree=False, hasPart={"isAccessibleForFree": False, "cssSelector": ".paid"}),
            ),
            WALL.PAYWALLED,
        ),
    ],
)
def test_a_page_that_is_no_article_says_what_it_is(html: str, kind: ProblemKind) -> None:
    found = problems(html)
    assert [one for one in found if one.withheld] == [kind]


LONG = [*PROSE, *PROSE, *PROSE]


@pytest.mark.parametrize(
    "html",
    [
        semantic(Story()),
        page("Why you must log in", said(*LONG, "Please log in to continue, the machine said.")),
        page("404 Not Found", said(*LONG)),
        page(
            "Cookie banners are unlawful, a court finds",
            said(
                *LONG,
                "We use cookies, the site said, and asked readers to accept all or to manage options.",
                "The court said that consent must be given freely, and that the partners were not named.",
            ),
        ),
        page(
            "Shop tells its customers of an error",
            said(
                "“An error occurred while processing your request,” the shop told its customers on Monday.",
                "“Something went wrong,” its head said. “We are experiencing technical difficulties.”",
                "A second message said that the server encountered an error, a third one named a reference number.",
            ),
        ),
        page("Errors of the season", said(*LONG, "An error occurred while processing your request.")),
        page("Papers raise their paywalls", said(*LONG, "Subscribe to continue reading, one of them says.")),
        page("Mayor resigns", said(PROSE[0], PROSE[1])),
        page(
            "Mayor resigns",
            said(PROSE[0]),
            "<noscript><p>Please enable JavaScript to view the comments.</p></noscript>",
        ),
        page("Mayor resigns", said(PROSE[0]), "<form><input type=password><button>Log in</button></form>"),
        page("Not found: the mayor's lost dog", said(PROSE[0])),
        page("Mayor resigns", said(*LONG), data(isAccessibleForFree=False)),
        page("Mayor resigns", said(PROSE[0]), data(isAccessibleForFree=True)),
        page(
            "Mayor resigns",
            f"<div class=paid>{said(*PROSE)}</div>",
            data(isAccessibleForFree=False, hasPart=[{"isAccessibleForFree": "False", "cssSelector": ".paid"}]),
        ),
        page("Mayor resigns", said(PROSE[0]), data(hasPart={"isAccessibleForFree": True, "cssSelector": ".x"})),
        page("Mayor resigns", said(*LONG), data(isAccessibleForFree=False, hasPart={"cssSelector": "p["})),
    ],
)
def test_an_article_is_no_wall_whatever_it_is_about(html: str) -> None:
    assert problems(html) == []
