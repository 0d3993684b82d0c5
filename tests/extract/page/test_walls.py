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
