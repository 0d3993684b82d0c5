"""What the head of a page says: every field from every surface, by one table."""

import json
from zoneinfo import ZoneInfo

import pytest

from revtrack.extract.head.metadata import LONGEST_ADDRESS, RULES, canonical, facts, head_of, language_of
from revtrack.extract.page import read_html
from revtrack.extract.page.tree import parsed
from revtrack.extract.reading import Stated
from revtrack.model import FieldName

ADDRESS = "https://a.example/2020/mayor?x=1"


def fields(head: str, address: str | None = None, zone: str | None = None) -> list[tuple[str, str]]:
    tree, _ = parsed(f"<html><head>{head}</head><body><p>Text.</p></body></html>")
    assert tree is not None
    found = facts(head_of(tree), address, ZoneInfo(zone) if zone else None)
    return [(one.name.value, one.value) for one in found]


def data(**values: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **values})}</script>'


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ("<title> A \n title </title>", ("page-title", "A title")),
        ("<meta property=og:title content=A>", ("social-title", "A")),
        ("<meta name=twitter:title content=A>", ("social-title", "A")),
        (data(headline="Fire &amp; rain"), ("data-title", "Fire & rain")),
        ("<meta name=Author content='Jane Doe'>", ("byline", "Jane Doe")),
        ("<meta name=author content=www.a-post.example><meta name=byl content='By  JANE DOE'>", ("byline", "JANE DOE")),
        ("<meta name=author content='Von der Leyen'>", ("byline", "Von der Leyen")),
        ("<meta name=author content='will.i.am'>", ("byline", "will.i.am")),
        ("<meta name=author content='Gaby Derby Lee'>", ("byline", "Gaby Derby Lee")),
        (data(author="Jane Doe"), ("byline", "Jane Doe")),
        (data(author={"name": "Jane Doe"}), ("byline", "Jane Doe")),
        (data(author=[{"name": "Jane Doe"}, "John Roe", {"name": "Jane Doe"}]), ("byline", "Jane Doe, John Roe")),
        (data(creator=[{"name": "Jane Doe"}]), ("byline", "Jane Doe")),
        (
            "<meta property=article:author content='https://b.example/jane'><meta name=dc.creator content=J>",
            ("byline", "J"),
        ),
        (
            "<meta property=article:published_time content=2020-01-08T01:17:00Z>",
            ("published", "2020-01-08T01:17:00+00:00"),
        ),
        (data(datePublished="2020-01-08T01:17+0100"), ("published", "2020-01-08T01:17:00+01:00")),
        (data(datePublished="Wed, 08 Jan 2020 01:17:00 GMT"), ("published", "2020-01-08T01:17:00+00:00")),
        (data(datePublished="2020-01-08 01:17:00 UTC"), ("published", "2020-01-08T01:17:00+00:00")),
        (data(datePublished="8 January 2020"), ("published", "8 January 2020")),
        ("<meta itemprop=datePublished content=2020-01-08>", ("published", "2020-01-08")),
        ("<meta name=date content=2020-01-08>", ("published", "2020-01-08")),
        ("<meta name=dcterms.issued content=20200108>", ("published", "2020-01-08")),
        ("<meta property=article:published_time content=1578446220>", ("published", "2020-01-08T01:17:00+00:00")),
        (
            "<body><time itemprop=datePublished datetime=2020-01-08T01:17Z>x</time>",
            ("published", "2020-01-08T01:17:00+00:00"),
        ),
        ("<body><time class='entry-date published' datetime=2020-01-08>x</time>", ("published", "2020-01-08")),
        ("<body><time class='updated' datetime=2020-01-09>x</time>", ("modified", "2020-01-09")),
        (data(dateModified="2020-01-09T08:00:00.000Z"), ("modified", "2020-01-09T08:00:00+00:00")),
        ("<meta property=og:updated_time content=2020-01-09>", ("modified", "2020-01-09")),
        (data(articleSection=["World", "Local"]), ("section", "World")),
        ("<meta property=og:image content=/a.jpg>", ("image", "https://a.example/a.jpg")),
        (data(image={"@type": "ImageObject", "url": "https://b.example/a.jpg"}), ("image", "https://b.example/a.jpg")),
        (data(image=["https://b.example/a.jpg", "x"]), ("image", "https://b.example/a.jpg")),
        ("<link rel=image_src href=//b.example/a.jpg>", ("image", "https://b.example/a.jpg")),
        (data(correction="It said five."), ("correction", "It said five.")),
    ],
)
def test_each_field_is_found_on_each_of_its_surfaces(head: str, found: tuple[str, str]) -> None:
    assert fields(head, ADDRESS) == [found]


def test_each_rule_has_a_surface_and_each_field_one_rule() -> None:
    names = [rule.name for rule in RULES]
    assert len(names) == len(set(names))
    assert {FieldName.HEADLINE, FieldName.PAGE_TITLE, FieldName.FEED_TITLE, FieldName.LINK}.isdisjoint(names)
    assert {FieldName.HEADLINE, FieldName.PAGE_TITLE, FieldName.FEED_TITLE, FieldName.LINK, *names} == set(FieldName)


@pytest.mark.parametrize(
    ("stated", "read"),
    [
        ("2020-07-08T01:17", "2020-07-08T01:17:00+02:00"),
        ("2020-01-08T01:17", "2020-01-08T01:17:00+01:00"),
        ("2020-03-29T01:59", "2020-03-29T01:59:00+01:00"),
        ("2020-03-29T03:00", "2020-03-29T03:00:00+02:00"),
    ],
)
def test_a_time_without_a_zone_is_read_in_the_one_given_summer_and_winter(stated: str, read: str) -> None:
    assert fields(data(datePublished=stated), zone="Europe/Berlin") == [("published", read)]


def test_all_corrections_are_kept_with_their_dates() -> None:
    stated = [
        "It said five.",
        {"@type": "CorrectionComment", "text": "It said six.", "datePublished": "2020-01-09T08:00Z"},
        {"@type": "CorrectionComment", "description": "It said seven."},
        5,
        {},
    ]
    assert fields(data(correction=stated)) == [
        ("correction", "It said five."),
        ("correction", "It said six. (2020-01-09T08:00:00+00:00)"),
        ("correction", "It said seven."),
    ]


def test_titles_are_kept_whether_they_equal_the_headline_or_not() -> None:
    reading = read_html("<title>Fire</title><meta property=og:title content=Fire><h1>Fire</h1><p>T.</p>")
    assert [(one.name.value, one.value) for one in reading.fields] == [
        ("headline", "Fire"),
        ("page-title", "Fire"),
        ("social-title", "Fire"),
    ]


@pytest.mark.parametrize("wrapped", ["<!--\n%s\n-->", "//<![CDATA[\n%s\n//]]>", "/*<![CDATA[*/ %s /*]]>*/", "%s\n"])
def test_structured_data_is_read_behind_marks_that_hid_it(wrapped: str) -> None:
    text = '{"@type": "Article", "headline": "Fire\nat the mill"}'
    script = f'<script type="application/ld+json">{wrapped % text}</script>'
    assert fields(script) == [("data-title", "Fire at the mill")]


def test_the_title_of_a_picture_in_the_page_is_not_the_pages() -> None:
    assert fields("<body><svg><title>Share</title></svg>") == []


@pytest.mark.parametrize(
    ("html", "tag"),
    [
        ("<html lang=en_GB>", "en-GB"),
        (f"<html>{data(inLanguage='de')}", "de"),
        ("<meta http-equiv=content-language content=fr>", "fr"),
        ("<meta property=og:locale content=pt_BR>", "pt-BR"),
        (f"<html lang=en>{data(inLanguage='de')}", "en"),
        ("<html lang='{{ lang }}'><meta property=og:locale content=pt_BR>", "pt-BR"),
        ("<html>", None),
    ],
)
def test_the_language_is_what_the_page_names(html: str, tag: str | None) -> None:
    tree, _ = parsed(html + "<p>x")
    assert tree is not None
    assert language_of(head_of(tree)) == tag


@pytest.mark.parametrize(
    ("head", "address"),
    [
        ("<link rel=canonical href=https://b.example/mayor>", "https://b.example/mayor"),
        ("<link rel=canonical href=/mayor>", "https://a.example/mayor"),
        ("<meta property=og:url content=https://b.example/mayor>", "https://b.example/mayor"),
        (
            "<link rel=canonical href=https://b.example/1><meta property=og:url content=https://b.example/2>",
            "https://b.example/1",
        ),
        ("<link rel=canonical href=/><meta property=og:url content=/mayor>", "https://a.example/mayor"),
        ("<link rel=canonical href='https://b.example/?p=7'>", "https://b.example/?p=7"),
        ("<link rel=canonical href=https://b.example>", None),
        ("<link rel=canonical href=javascript:alert(1)>", None),
        ("<link rel=canonical href=ftp://b.example/mayor>", None),
        ("<link rel=canonical href='https://[/mayor'>", None),
        ("<link rel=canonical href='https://b.example/a b'>", None),
        (f"<link rel=canonical href=https://b.example/{'x' * LONGEST_ADDRESS}>", None),
        ("<link rel=canonical href=''>", None),
        ("", None),
    ],
)
def test_the_canonical_address_is_a_whole_one_of_the_web(head: str, address: str | None) -> None:
    tree, _ = parsed(f"<html><head>{head}</head><p>x</p></html>")
    assert tree is not None
    assert canonical(head_of(tree), ADDRESS) == address


def test_a_relative_canonical_address_of_a_page_from_nowhere_is_none() -> None:
    assert read_html("<link rel=canonical href=/mayor><p>Text.").canonical is None
    assert (
        read_html("<link rel=canonical href=/mayor><p>Text.", Stated(address=ADDRESS)).canonical
        == "https://a.example/mayor"
    )
