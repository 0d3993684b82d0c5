"""Whether what came back is the article, and which one: tables of answers and addresses."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from revtrack.extract import document_from_text
from revtrack.model import Answer, FetchState, Problem, ProblemKind
from revtrack.plausibility import belongs, leads_home, state_of_answer, state_of_document

FIRE = "https://post.example/world/2026/02/03/warehouse-fire"


def answer(status: int = 200, body: bytes = b"<p>Four died.", address: str = FIRE, **headers: str) -> Answer:
    named = tuple((name.replace("_", "-"), value) for name, value in {"content_type": "text/html", **headers}.items())
    at = datetime(2026, 2, 3, tzinfo=UTC)
    return Answer(asked=FIRE, address=address, status=status, headers=named, body=body, at=at)


@pytest.mark.parametrize(
    ("got", "state"),
    [
        (answer(), None),
        (answer(203), None),
        (answer(201), FetchState.STATUS),
        (answer(204, b""), FetchState.STATUS),
        (answer(206), FetchState.TRUNCATED),
        (answer(304), FetchState.STATUS),
        (answer(301), FetchState.STATUS),
        (answer(301, location="http://[half"), FetchState.STATUS),
        (answer(301, location="/fire/2"), FetchState.ELSEWHERE),
        (answer(302, location="/"), FetchState.HOME),
        (answer(401), FetchState.UNAUTHORISED),
        (answer(402), FetchState.PAYWALLED),
        (answer(403), FetchState.FORBIDDEN),
        (answer(404), FetchState.MISSING),
        (answer(410), FetchState.GONE),
        (answer(429), FetchState.BUSY),
        (answer(451), FetchState.LEGAL),
        (answer(500), FetchState.SERVER_ERROR),
        (answer(503), FetchState.SERVER_ERROR),
        (answer(503, retry_after="120"), FetchState.BUSY),
        (answer(999), FetchState.STATUS),
        (answer(body=b" \n"), FetchState.EMPTY),
        (answer(content_type="application/pdf"), FetchState.NOT_TEXT),
        (answer(content_type=""), None),
        (answer(body=b"Bad gateway, try again"), FetchState.NOT_AN_ARTICLE),
        (
            answer(body=b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- made -->\n<rss version="2.0"><p>Four died.'),
            FetchState.NOT_AN_ARTICLE,
        ),
        (answer(body=b"<feed xmlns='http://www.w3.org/2005/Atom'><p>"), FetchState.NOT_AN_ARTICLE),
        (answer(body=b'{"title": "Fire", "html": "<p>Four died."}'), FetchState.NOT_AN_ARTICLE),
        (answer(body=b' [ {"html":"<p>Four died."}]', content_type="text/plain"), FetchState.NOT_AN_ARTICLE),
        (answer(body=b"[Updated] <p>Four died.</p> {and more}"), None),
        (answer(body=b'<?xml version="1.0"?><html><p>An rss feed.'), None),
        (answer(body=b"Four died.", content_type="text/plain"), None),
        (answer(address="https://post.example/"), FetchState.HOME),
        (answer(address="https://other.example/en/"), FetchState.HOME),
        (answer(address="https://post.example/world/"), FetchState.HOME),
        (answer(address="https://post.example/world/2026/02/03/warehouse-fire-kills-5"), None),
    ],
    ids=lambda value: str(value) if not isinstance(value, Answer) else f"{value.status}-{value.address[8:]}",
)
def test_only_a_complete_page_is_read(got: Answer, state: FetchState | None) -> None:
    found = state_of_answer(got)
    assert (found.state if found else None) == state


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("https://post.example/", "https://post.example/en/"),
        ("https://post.example/world/fire", "https://post.example/world"),
        ("https://post.example/a/b/c", "https://post.example/?p=12"),
        ("http://post.example/a/b/c/", "https://post.example/a/b/c"),
    ],
)
def test_a_front_page_its_own_section_or_another_spelling_is_no_way_home(asked: str, answered: str) -> None:
    assert not leads_home(asked, answered)


@pytest.mark.parametrize("home", ["https://post.example/", "https://post.example/en", "https://post.example/index.php"])
def test_an_article_named_by_its_query_alone_that_leads_to_the_front_page_leads_home(home: str) -> None:
    assert leads_home("https://post.example/?p=123", home)
    assert not leads_home("https://post.example/?p=123", "https://post.example/2026/warehouse-fire")


@pytest.mark.parametrize("kind", [kind for kind in ProblemKind if kind.fatal or kind.withheld])
def test_a_document_that_must_make_no_version_has_a_state(kind: ProblemKind) -> None:
    document = replace(document_from_text("Four died."), problems=(Problem(kind=kind, detail="is not it"),))
    found = state_of_document(document)
    assert found is not None
    assert found.detail == "is not it"


def test_a_document_with_a_slip_may_make_a_version() -> None:
    assert state_of_document(document_from_text("Four \x07 died.")) is None


MERGED = [
    ("https://post.example/a/warehouse-fire/amp", "https://post.example/a/warehouse-fire"),
    ("https://amp.post.example/a/warehouse-fire", "https://www.post.example/a/warehouse-fire"),
    ("https://m.post.example/a/warehouse-fire.html", "https://post.example/a/warehouse-fire"),
    ("https://post.example/a/warehouse-fire?ref=home", "https://post.example/a/warehouse-fire"),
    ("https://post.example/news/world-51234567", "https://post.example/world/fire-kills-five-51234567"),
    ("https://post.example/a/warehouse-fire?id=7&amp=1", "https://post.example/a/warehouse-fire?id=7"),
    ("https://post.example/2026/02/03/warehouse-fire", "https://post.example/2026-02/warehouse-fire"),
    ("https://post.example/warehouse-fire", "https://post.example/2026/02/warehouse-fire"),
    ("https://post.example/warehouse-fire", "https://post.example/news/warehouse-fire"),
    ("https://post.example/a/warehouse-fire.amp.html", "https://post.example/a/warehouse-fire"),
    ("https://post.example/a/fire.amp.html", "https://post.example/a/fire.html"),
    ("https://post.example/2026/02/03/index.html", "https://post.example/2026/02/03"),
    ("https://post.example/local/five-die-in-a-warehouse-fire", "https://post.example/five-die-in-a-warehouse-fire"),
]

APART = [
    ("https://post.example/a/warehouse-fire", "https://other.example/a/warehouse-fire"),
    ("https://post.example/a/warehouse-fire", "https://post.example/a"),
    ("https://post.example/a/warehouse-fire", "https://post.example/"),
    ("https://post.example/story?id=7", "https://post.example/story"),
    ("https://post.example/story?id=7", "https://post.example/story?id=8"),
    ("https://post.example/2026/fire", "https://post.example/2026/flood"),
    ("https://post.example/20260203/fire-1", "https://post.example/20260203/fire-2"),
    ("https://post.example/a/warehouse-fire", "javascript:alert(1)"),
    ("https://post.example/topic/12345/first-story", "https://post.example/topic/12345"),
    ("https://post.example/topic/12345/first-story", "https://post.example/topic/12345/second-story"),
    ("https://post.example/a/warehouse-fire?chapter=two", "https://post.example/a/warehouse-fire"),
    ("https://post.example/2026/02/03/daily-briefing", "https://post.example/2026/02/04/daily-briefing"),
    ("https://post.example/2026/feb/03/daily-briefing", "https://post.example/2026/mar/03/daily-briefing"),
    ("https://post.example/2026/02/03/daily-briefing", "https://post.example/daily-briefing"),
    ("https://post.example/sport/live/fire-updates", "https://post.example/live/fire-updates"),
    ("https://post.example/sport/weekly-round-up", "https://post.example/news/weekly-round-up"),
    ("https://post.example/index.html", "https://post.example/"),
    ("https://post.example/2025/news-123456", "https://post.example/2026/news-123456"),
    ("https://post.example/a/warehouse-fire?id=7", "https://post.example/b/warehouse-fire?id=8"),
]


@pytest.mark.parametrize(("asked", "canonical"), MERGED)
def test_a_canonical_address_of_the_same_article_is_its_identity_and_the_reason_is_told(
    asked: str, canonical: str
) -> None:
    found = belongs(asked, canonical=canonical)
    assert found.identity == canonical
    assert [address for address, _ in found.reasons] == [asked]


@pytest.mark.parametrize(("asked", "canonical"), APART)
def test_a_canonical_address_of_something_else_changes_nothing(asked: str, canonical: str) -> None:
    assert belongs(asked, canonical=canonical).identity == asked


def test_two_articles_that_redirect_to_one_page_stay_two() -> None:
    page = "https://post.example/notice/moved"
    one = belongs("https://post.example/a/warehouse-fire", page, page)
    other = belongs("https://post.example/a/harbour-flood", page, page)
    assert (one.identity, other.identity) == (
        "https://post.example/a/warehouse-fire",
        "https://post.example/a/harbour-flood",
    )


def test_another_spelling_is_the_same_article_with_a_reason() -> None:
    found = belongs("http://post.example/fire/?utm_source=feed")
    assert found.identity == "https://post.example/fire"
    assert found.reasons == (
        (
            "http://post.example/fire/?utm_source=feed",
            "another spelling: http and https, a slash at the end, tracking parameters",
        ),
    )


MOVED = "https://post.example/news/three-die-1234567"


@pytest.mark.parametrize(
    ("moved", "canonical", "home"),
    [
        (False, None, "https://post.example/news/fire-1234567"),
        (True, None, MOVED),
        (False, MOVED, MOVED),
        (True, "https://post.example/news/fire-1234567", "https://post.example/news/fire-1234567"),
        (True, "https://post.example/news", MOVED),
    ],
)
def test_a_page_that_moved_for_good_under_its_number_has_the_address_it_moved_to(
    canonical: str | None, home: str, *, moved: bool
) -> None:
    found = belongs("https://post.example/news/fire-1234567", MOVED, canonical, moved=moved)
    assert found.identity == home


def test_what_moved_for_good_to_a_page_of_another_name_keeps_its_own() -> None:
    asked = "https://post.example/a/warehouse-fire"
    assert belongs(asked, "https://post.example/notice/moved", moved=True).identity == asked
