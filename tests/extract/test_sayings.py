"""Pages that say in any of eight languages why they show no article are told from short articles about just that."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from revtrack.extract.page import read_html
from revtrack.extract.reading import Stated
from revtrack.model import ProblemKind

CASES = Path(__file__).parents[1] / "cases" / "walls"
LEADS = {
    "en": "The harbour bridge in Norwick was closed on Tuesday after inspectors found cracks in two of its cables.",
    "de": "Die Hafenbrücke ist seit Dienstag gesperrt, weil Prüfer Risse in zwei Kabeln gefunden haben.",
    "fr": "Le pont du port a été fermé mardi après la découverte de fissures dans deux de ses câbles.",
    "es": "El puente del puerto quedó cerrado el martes tras hallarse grietas en dos de sus cables.",
    "pt": "A ponte do porto foi fechada na terça-feira depois que fissuras foram encontradas em dois cabos.",
    "it": "Il ponte del porto è stato chiuso martedì dopo la scoperta di crepe in due dei suoi cavi.",
    "nl": "De brug bij de haven is dinsdag gesloten nadat scheuren waren ontdekt in twee van de kabels.",
    "ja": "港の橋は火曜日、二本のケーブルに亀裂が見つかったため閉鎖された。",
}
FORM = "<form method=post><input name=user><input type=password><button>Log in</button></form>"
END = re.compile(r"(?<=[.。]) ?")


def lines_of(name: str) -> list[tuple[str, str, str]]:
    """The three columns of each line of a file of cases."""
    found = (CASES / f"{name}.txt").read_text("utf-8").splitlines()
    parts = [line.split("|", 2) for line in found if line and not line.startswith("#")]
    return [(one[0], one[1], one[-1]) for one in parts]


def page(title: str, paragraphs: list[str], rest: str = "", head: str = "") -> str:
    body = "".join(f"<p>{one}</p>" for one in paragraphs if one)
    return (
        f"<!doctype html><title>{title} | The Daily</title>{head}"
        "<header><nav><a href=/>Home</a> <a href=/in>Log in</a> <a href=/offers>Subscribe now</a></nav></header>"
        f"<main><article><h1>{title}</h1>{body}{rest}</article></main>"
        "<footer><p>All rights reserved. Privacy. Cookies. Subscribe to continue reading.</p></footer>"
    )


def problems(html: str, address: str | None = "https://post.example/news/bridge") -> list[ProblemKind]:
    return [problem.kind for problem in read_html(html, Stated(address=address)).problems]


def ways(text: str) -> Iterator[list[str]]:
    """A text as one paragraph, and as one for each sentence."""
    yield [text]
    yield END.split(text)


@pytest.mark.parametrize(("language", "kind", "asked"), lines_of("asked"), ids=lambda value: str(value)[:40])
def test_what_asks_for_money_or_a_login_is_a_wall(language: str, kind: str, asked: str) -> None:
    walls = {ProblemKind.PAYWALLED, ProblemKind.LOGIN_WALL}
    box = f"<aside class=x>{''.join(f'<div>{one}</div>' for one in END.split(asked))}</aside>"
    for html in (page("Bridge", [LEADS[language], asked]), page("Bridge", [LEADS[language]], box)):
        (found,) = problems(html)
        assert found in walls
        if " account or subscription" not in asked:  # which of both is asked for, either may say
            assert "login" not in kind or found is ProblemKind.LOGIN_WALL


@pytest.mark.parametrize(("language", "title", "text"), lines_of("consent"))
def test_what_asks_for_consent_is_a_wall(language: str, title: str, text: str) -> None:
    parts = text.split("||")
    buttons = "".join(f"<button>{one[1:-1]}</button>" for one in parts if one.startswith("["))
    told = [one for one in parts if not one.startswith("[")]
    assert problems(page(title, told, buttons)) == [ProblemKind.CONSENT_WALL], language


@pytest.mark.parametrize(("language", "title", "text"), lines_of("absent"))
def test_what_says_that_it_is_not_there_is_no_article(language: str, title: str, text: str) -> None:
    wanted = ProblemKind.LOGIN_WALL if text == "[form]" else ProblemKind.NOT_AN_ARTICLE
    html = page(title, [], FORM) if text == "[form]" else page(title, [text])
    assert problems(html) == [wanted], language


@pytest.mark.parametrize(("language", "headline", "text"), lines_of("articles"))
def test_a_short_article_about_just_that_is_no_wall(language: str, headline: str, text: str) -> None:
    for paragraphs in ways(text):
        found = set(problems(page(headline, paragraphs)))
        assert found <= {ProblemKind.WALL_LIKE}, language
        assert not any(kind.withheld or kind.fatal for kind in found)


def test_few_articles_about_that_are_like_walls() -> None:
    articles = lines_of("articles")
    alike = [text for _, headline, text in articles if problems(page(headline, [text]))]
    assert len(alike) <= len(articles) // 20


@pytest.mark.parametrize(("language", "_", "asked"), lines_of("unknown"))
def test_a_wording_that_a_box_beside_an_article_may_have_is_no_sure_sign(language: str, _: str, asked: str) -> None:
    assert not any(kind.withheld for kind in problems(page("Bridge", [LEADS[language], asked])))


def test_a_page_that_says_little_else_is_like_a_wall() -> None:
    offer = "Vous n’êtes pas abonné ? Profitez de tous nos articles pour 1 €."
    assert problems(page("Le pont", [LEADS["fr"], offer])) == [ProblemKind.WALL_LIKE]
    assert problems(page("Le pont", [*[LEADS["fr"]] * 3, offer])) == []
    assert problems(page("Le pont", [LEADS["fr"], offer]), address=None) == []


@pytest.mark.parametrize(
    "rest",
    [
        "<div hidden><p>Subscribe to continue reading.</p></div>",
        "<div style='display: none'><p>Subscribe to continue reading.</p></div>",
        "<template><p>Subscribe to continue reading.</p></template>",
        "<div class='paywall' hidden><p>Already a subscriber? Log in. Subscribe now.</p></div>",
    ],
)
def test_what_is_not_shown_is_not_said(rest: str) -> None:
    assert problems(page("Bridge closed", [LEADS["en"]], rest)) == []


@pytest.mark.parametrize("name", ["paywall", "article-gate", "poool-widget", "c-regwall__box"])
def test_an_offer_in_a_box_named_for_it_is_a_wall(name: str) -> None:
    offer = "<p>Subscribe now.</p><p>Already a subscriber? Log in.</p>"
    assert problems(page("Bridge closed", [LEADS["en"]], f"<div class='{name}'>{offer}</div>")) == [
        ProblemKind.PAYWALLED
    ]
    assert not any(kind.withheld for kind in problems(page("Bridge closed", [LEADS["en"]], f"<div>{offer}</div>")))


def test_the_rest_of_a_long_teaser_is_kept() -> None:
    teaser = [f"{LEADS['fr']} Numéro {number}." for number in range(10)]
    assert problems(page("Le pont", [*teaser, "La suite est réservée aux abonnés."])) == [ProblemKind.PAYWALLED]
    assert problems(page("Le pont", [*teaser, "Article réservé aux abonnés."])) == []
    assert problems(page("Le pont", [*teaser, "« La suite est réservée aux abonnés », dit-il."])) == []


@pytest.mark.parametrize(
    "html",
    [
        "<html><body><p>OK</p></body></html>",
        "<title>Loading</title><p>Loading your page</p>",
        "<title>Example</title><h1>Forbidden</h1>",
    ],
)
def test_what_has_next_to_no_words_is_no_article_unless_the_user_brings_it(html: str) -> None:
    assert problems(html) == [ProblemKind.NOT_AN_ARTICLE]
    if "OK" in html:
        assert problems(html, address=None) == []


@pytest.mark.parametrize(
    ("headline", "text"),
    [
        ("Mayor Marsh resigns", "The mayor resigned on Monday."),
        ("Quake shakes coast", "A strong earthquake shook the coast on Friday. More follows."),
        ("Breaking: harbour bridge closed", LEADS["en"]),
        ("市長が辞任", "市長は月曜日に辞任した。"),
        (
            "Retraction",
            "This article has been withdrawn because its author invented quotations. We apologise for that.",
        ),
        ("Bridge closed after cracks found", "This article has been removed after a complaint by the builders."),
    ],
)
def test_the_shortest_news_is_an_article(headline: str, text: str) -> None:
    assert problems(page(headline, [text])) == []


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("0; url=/", [ProblemKind.NOT_AN_ARTICLE]),
        ("5;URL='https://post.example/'", [ProblemKind.NOT_AN_ARTICLE]),
        ("300; url=/news/bridge", []),
        ("300", []),
        ("soon", []),
    ],
)
def test_a_page_that_sends_its_readers_on_is_no_article(content: str, found: list[ProblemKind]) -> None:
    head = f'<meta http-equiv="Refresh" content="{content}">'
    assert (
        problems(page("You will be sent to our new pages", ["If nothing happens, follow this link."], head=head))
        == found
    )
    assert problems(page("Bridge closed", [LEADS["en"]] * 5, head=head)) == []
