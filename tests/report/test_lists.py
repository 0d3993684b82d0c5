"""Lists of articles, and what building again costs: one change touches few files, however many articles there are."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest

from revtrack import compare
from revtrack.model import History
from revtrack.report.pages.lists import PER_PAGE, RECENT
from revtrack.report.rows import moment
from revtrack.report.site import (
    Listing,
    SiteOptions,
    listing,
    listing_from_json,
    listing_to_json,
    pages_key,
    site,
)
from tests.report.handmade import fire, history
from tests.report.invented import OPTIONS, busy, everything, failing, gone, minor
from tests.report.test_site import text_of, tree

TOUCHED = 20
"""Files that one change may touch at most."""

INDEX_LIMIT = 150_000
"""Bytes of the index, whatever the number of articles. Our choice."""


def pages(articles: Iterable[History | Listing], options: SiteOptions = OPTIONS) -> dict[str, str]:
    return {page.path: page.text for page in site(articles, options, compare)}


def many(count: int) -> list[Listing]:
    """Articles seen one after another, five minutes apart, that all changed once, five sources between them."""
    one = listing(history(fire()))
    start = datetime(2026, 1, 1, tzinfo=UTC)
    return [
        replace(
            one,
            article_id=sha256(str(number).encode()).hexdigest()[:10],
            source=f"Source {number % 5}",
            first_seen=moment(start + number * timedelta(minutes=5)),
            changed=moment(start + number * timedelta(minutes=5) + timedelta(hours=1)),
        )
        for number in range(count)
    ]


def changed_files(before: dict[str, str], after: dict[str, str]) -> set[str]:
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}


def test_a_thousand_articles_come_in_pages() -> None:
    built = pages(many(1_000))
    assert len(built["index.html"].encode()) < INDEX_LIMIT
    assert len(tree(built["index.html"]).xpath("//ol[@class='articles']/li")) == RECENT
    listed = [path for path in built if re.fullmatch(r"all/\d{4}-\d\d/(?:\d+/)?index\.html", path)]
    lines = [len(tree(built[path]).xpath("//ol[@class='lines']/li")) for path in listed]
    assert sum(lines) == 1_000
    assert max(lines) <= PER_PAGE


def test_every_article_is_on_exactly_one_page_of_all_and_on_one_of_its_source() -> None:
    built = pages(many(230))
    for scope in ("all/", "source/"):
        found = [
            link
            for path, text in built.items()
            if path.startswith(scope) and re.search(r"all/\d{4}-\d\d/", path)
            for link in re.findall(r"a/([0-9a-f]{10})/index\.html", text)
        ]
        assert len(found) == len(set(found)) == 230, scope


def test_a_new_article_pushes_no_other_to_another_page() -> None:
    before, after = pages(many(2_000)), pages(many(2_001))
    assert len(changed_files(before, after)) < TOUCHED


@pytest.mark.slow
def test_one_change_among_ten_thousand_articles_touches_few_files() -> None:
    others, made = many(10_000), busy()
    article = replace(
        made.article,
        versions=len(made.versions) - 1,
        last_changed=made.versions[-2].first_seen,
        last_checked=made.versions[-2].last_seen,
        snapshots=10,
    )
    steps = tuple(replace(step, article=article) for step in made.transitions[:-1])
    older = replace(made, article=article, versions=made.versions[:-1], transitions=steps)
    before, after = pages([*others, older]), pages([*others, made])
    assert len(changed_files(before, after)) < TOUCHED
    assert len(after) > 200


def test_a_listing_stands_for_its_article_as_long_as_nothing_changed() -> None:
    histories = everything()
    whole = pages(histories)
    kept = [listing_from_json(listing_to_json(listing(one))) for one in histories]
    lists = pages(kept)
    assert lists == {path: text for path, text in whole.items() if not re.match(r"a/", path)}


@pytest.mark.parametrize("made", everything(), ids=lambda made: made.article.id)
def test_a_listing_goes_through_json_and_back(made: History) -> None:
    one = listing(made)
    text = listing_to_json(one)
    assert listing_from_json(text) == one
    assert "\n" not in text


@pytest.mark.parametrize("text", ["", "[]", "{}", "nonsense", '{"article_id": 1}', "null"])
def test_what_is_no_listing_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        listing_from_json(text)


def test_the_key_of_the_pages_changes_with_whatever_they_show_and_with_nothing_else() -> None:
    article = busy().article
    key = pages_key(article, OPTIONS)
    assert re.fullmatch("[0-9a-f]{64}", key)
    assert pages_key(replace(article), OPTIONS) == key
    for other in (
        replace(article, versions=99),
        replace(article, snapshots=99),
        replace(article, checks=99),
        replace(article, title="Another"),
        replace(article, last_checked=article.last_checked + timedelta(minutes=1)),
        replace(article, gone_since=article.last_checked),
    ):
        assert pages_key(other, OPTIONS) != key
    for options in (
        replace(OPTIONS, title="x"),
        replace(OPTIONS, version="9"),
        replace(OPTIONS, base_url="https://x.example"),
    ):
        assert pages_key(article, options) != key
    later = replace(OPTIONS, as_of=OPTIONS.as_of + timedelta(days=1))
    assert pages_key(article, later) == key


def test_pages_of_an_article_do_not_know_how_recent_the_rest_is() -> None:
    later = replace(OPTIONS, as_of=OPTIONS.as_of + timedelta(days=1))
    for path in changed_files(pages([busy()]), pages([busy()], later)):
        assert not path.startswith("a/")


def test_the_orders_of_the_index_are_what_they_say() -> None:
    built = pages(everything())
    shares = [int(found) for found in re.findall(r"Last change: <b>(\d+) %</b> of words", built["most-words.html"])]
    assert shares == sorted(shares, reverse=True)
    assert "Latest change first" not in built["most-words.html"]
    first = tree(built["weightiest.html"]).xpath("//ol[@class='articles']/li")[0]
    assert first.xpath(".//li[@class='strong']")


def test_what_is_gone_failing_minor_or_quiet_is_told_apart() -> None:
    read = text_of(pages([busy(), gone(), failing(), minor()])["index.html"])
    assert "gone since 2026-03-12 08:45 UTC" in read
    assert "1 article could not be read at the last look: paywall." in read
    assert "1 with minor edits alone" in read
    assert "Not changed so far Warehouse fire kills three" in read
    assert "Back" not in read


def test_the_list_of_what_is_gone_says_that_the_text_is_kept() -> None:
    read = text_of(pages(everything())["gone/index.html"])
    assert "1 article whose address no longer gives the text" in read
    assert "the last text is kept" in read


def test_sources_come_with_their_counts() -> None:
    page = tree(pages(everything())["source/index.html"])
    rows = {row.xpath("string(th)"): [cell.text for cell in row.xpath("td")] for row in page.xpath("//tbody/tr")}
    assert rows == {
        "The Example Post": ["2", "2", "1", "4", "1", "0"],
        "The Invented Gazette (invented)": ["5", "5", "0", "5", "0", "0"],
        "The Walled Paper (invented)": ["2", "1", "0", "0", "0", "1"],
    }


def test_a_source_without_any_change_says_so() -> None:
    built = pages([failing()])
    (path,) = (path for path in built if re.fullmatch(r"source/[^/]+/index\.html", path))
    assert "No article has changed so far." in text_of(built[path])
