"""The page of a history and the page of a pair: what a reader finds on them, and what they weigh."""

import re
import sys
from collections import Counter
from dataclasses import replace
from difflib import HtmlDiff
from itertools import islice, pairwise

import pytest

from revtrack import compare
from revtrack.model import Document, History
from revtrack.report.charts.strip import MOST_BARS
from revtrack.report.pages.article import IN_FULL
from revtrack.report.pages.pair import ALL_PAIRS, TO_LATEST, far_pairs, pair_pages
from revtrack.report.site import single_page, site
from revtrack.report.standing import BY_HAND
from tests.report.handmade import comparison, edited, fire, history, kept, label
from tests.report.invented import EVERYTHING, OPTIONS, busy, told
from tests.report.test_site import text_of, tree

HISTORY_LIMIT = 250_000
"""Bytes of a history of 50 versions, at most."""

LINE_LIMIT = 1_000
"""Bytes of a Version told in a line, at most; the links to pairs beyond neighbours are few, whatever the length."""

PAIR_LIMIT = 100_000
"""Bytes of a pair page of 1,000 words, at most."""


def pages(made: History) -> dict[str, str]:
    return {page.path: page.text for page in site([made], OPTIONS, compare)}


def history_page(made: History) -> str:
    return pages(made)[f"a/{made.article.id}/index.html"]


def pair_page(made: History, pair: str) -> str:
    return pages(made)[f"a/{made.article.id}/{pair}/index.html"]


def test_a_history_tells_how_the_original_stands_and_when_it_is_looked_at_next() -> None:
    read = text_of(history_page(busy()))
    for fact in (
        "State There again since 2026-03-12 10:05 UTC: it had been gone.",
        "Last checked 2026-03-12 19:25 UTC (invented); 4 looks failed so far",
        "Next check 2026-03-12 20:45 UTC: Changed today, so every 80 minutes.",
        "11 versions in 13 hours 20 minutes",
        "most changed: version 3 (11 % of words)",
        "notes to readers: 1 (version 7)",
        "factual changes with no note found: 3 (versions 2, 3 and 8)",
    ):
        assert fact in read


def test_a_history_shows_what_the_publisher_said_and_what_is_no_edit() -> None:
    read = text_of(history_page(busy()))
    assert "The publisher’s note: Toll raised, says the desk" in read
    assert "No edit: the bytes are the same, a newer version of our extractor reads them otherwise." in read
    assert "Correction The number of people killed was misstated." in read
    assert "Title where it is shared Five dead, and the owner says it is not her fault" in read


def test_headlines_that_took_turns_are_one_row() -> None:
    page = tree(history_page(busy()))
    rows = [" ".join(row.text_content().split()) for row in page.xpath("//ol[@class='headlines']/li")]
    assert len(rows) == 4
    assert "Versions 9–11: also served, headlines took turns 3 times" in rows[-1]


def test_a_history_lists_the_looks_that_failed_and_the_times_away() -> None:
    read = text_of(history_page(busy()))
    assert "Gone from 2026-03-12 09:15 UTC (taken away (410), confirmed 2026-03-12 09:25 UTC) until" in read
    assert "4 looks failed; none of them made a version" in read
    assert "2026-03-12 08:55 UTC · timeout: no answer in 30 seconds" in read


def test_a_history_gives_each_sentence_its_age_and_other_addresses_their_reason() -> None:
    read = text_of(history_page(busy()))
    assert "since v1, 2026-03-12 06:05 UTC; changed with v2, 2026-03-12 07:25 UTC" in read
    assert (
        "Also known as https://gazette.example/en/harbour-fire?amp names the article as its canonical address" in read
    )


def test_evidence_says_what_read_the_text() -> None:
    read = text_of(pair_page(busy(), "1..2"))
    assert re.search(r"Read by markdown/\d+, sentencex/\S+, normalise/\d+", read)


@pytest.mark.parametrize("count", [2, 3, ALL_PAIRS, TO_LATEST, 14, 90])
def test_what_can_be_compared_grows_with_the_history_not_with_its_square(count: int) -> None:
    made = told("en", [f"# Fire\n\nThe count is {number} now.\n" for number in range(count)])
    found = [(old.number, new.number) for old, new in far_pairs(made)]
    assert len(found) == len(set(found)) <= 120
    assert all(new - old > 1 for old, new in found)
    assert count < 3 or (1, count) in found
    if count == ALL_PAIRS:
        assert len(found) == 10
    if count == TO_LATEST:
        assert {old for old, new in found if new == count} == set(range(1, count - 1))


def test_links_of_a_history_lead_to_the_pairs_it_names() -> None:
    made = told("en", EVERYTHING[:7])
    built = pages(made)
    page = tree(built[f"a/{made.article.id}/index.html"])
    folders = page.xpath("//p[contains(@class, 'go')]//a/@href")
    assert {f"a/{made.article.id}/{href}" for href in folders} <= built.keys()
    assert "1..7/index.html" in folders
    assert "2..7/index.html" in folders


def test_two_versions_that_lie_apart_have_a_page_that_leads_through_the_steps() -> None:
    page = tree(pair_page(busy(), "1..7"))
    assert page.xpath("//nav[@class='pager']//li[contains(., 'Versions 3 to 4')]")
    assert not page.xpath("//a[@href='diff.json']")


def test_a_pair_page_is_headed_by_the_headline_it_is_about() -> None:
    (heading,) = tree(pair_page(busy(), "7..8")).xpath("//h1")
    said = " ".join(heading.text_content().split())
    assert said == "What changed from version 7 to version 8 What we know about the warehouse fire"


def test_a_history_that_was_brought_in_by_hand_says_that_nobody_looks() -> None:
    made = told("en", EVERYTHING[:2])
    options = replace(OPTIONS, next_check=lambda _: BY_HAND)
    page = next(page.text for page in site([made], options) if page.path.endswith(f"{made.article.id}/index.html"))
    read = text_of(page)
    assert "State There when last seen; nobody looks at it automatically." in read
    assert "Next check none: it was brought in by hand" in read
    assert "Last checked" not in read


def test_many_versions_are_listed_up_to_a_number_and_the_rest_is_counted() -> None:
    tolls = [f"# Fire\n\nThe fire killed {number} people and injured 14, officials said.\n" for number in range(3, 15)]
    assert "factual changes with no note found: 11 (versions 2, 3, 4, 5, 6, 7, 8, 9 and 3 more)" in text_of(
        history_page(told("en", tolls))
    )


def test_a_sentence_that_only_moved_is_quoted_as_moved_not_as_new() -> None:
    page = tree(history_page(busy()))
    assert text_of(history_page(busy())).count("Moved:") == 1
    (quoted,) = page.xpath("//div[@class='cell still']/dd")
    assert quoted.text_content() == "The building was inspected in March."


def test_only_the_page_of_the_latest_version_tells_what_ages() -> None:
    made = told("en", EVERYTHING[:3])
    assert "Last checked" in text_of(pair_page(made, "2..3"))
    assert "Last checked" not in text_of(pair_page(made, "1..2"))


def test_a_single_file_holds_all_comparisons_and_leads_nowhere() -> None:
    page = tree(single_page(busy(), OPTIONS))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    headings = [" ".join(one.text_content().split()) for one in page.xpath("//h1 | //h2 | //h3")]
    assert len(headings) == len(set(headings))
    assert len(page.xpath("//ol[@class='rows']")) == 10
    assert [href for href in page.xpath("//a/@href") if not href.startswith(("#", "https://gazette.example"))] == []


@pytest.mark.parametrize("alone", [True, False])
def test_a_history_can_be_cited_with_the_address_of_the_original(alone: bool) -> None:
    made = busy()
    page = tree(single_page(made, OPTIONS) if alone else history_page(made))
    (citation,) = page.xpath("//p[@class='citation']")
    said = " ".join(citation.text_content().split())
    assert said.startswith(
        "“Warehouse fire kills five; owner denies claim”, The Example Post, https://gazette.example/"
    )
    assert f"Article {made.article.id}, as of 2026-03-12 19:25 UTC" in said
    assert bool(page.xpath("//a[@href='history.json']")) is not alone


def test_a_single_file_of_two_versions_is_their_page() -> None:
    made = busy()
    read = text_of(single_page(made, OPTIONS, made.transitions[0]))
    assert "What changed from version 1 to version 2" in read
    assert "Download" not in read or "as JSON" not in read


def test_a_single_file_leads_to_the_site_where_that_is_known() -> None:
    made = busy()
    served = replace(OPTIONS, base_url="https://changes.example.org/x")
    links = tree(single_page(made, served, made.transitions[0])).xpath("//a/@href")
    assert f"https://changes.example.org/x/a/{made.article.id}/index.html" in links


def test_the_history_of_fifty_versions_stays_light() -> None:
    sentence = "The quick brown fox number {0} jumps over one more lazy dog while nobody at farm {0} looks at it."
    texts = [
        f"# Fire {number // 5}\n\n"
        + "\n\n".join(sentence.format(at if at % 50 > number else f"{at} again") for at in range(55))
        for number in range(50)
    ]
    made = told("en", texts)
    assert len(made.versions) == 50
    assert len(history_page(made).encode()) < HISTORY_LIMIT


def hundreds(count: int) -> History:
    """An article with so many Versions, each of them another number of dead."""
    return told("en", [f"# Fire kills {number}\n\nThe fire killed {number} people." for number in range(count)])


@pytest.mark.parametrize("alone", [False, True])
def test_of_a_long_history_the_latest_versions_are_told_in_full_and_each_earlier_one_in_a_line(alone: bool) -> None:
    made = hundreds(IN_FULL + 20)
    page = tree(single_page(made, OPTIONS) if alone else history_page(made))
    assert len(page.xpath("//ol[@class='versions']/li/h3")) == IN_FULL
    assert len(page.xpath("//ol[@class='strip']/li/a")) == MOST_BARS
    assert "20 earlier versions, in short" in page.xpath("//summary/text()")
    (line,) = page.xpath("//details//li[@id='v7']")
    read = " ".join(line.text_content().split())
    assert read.startswith("Version 7 Headline changed 2026-03-12 14:05 UTC")
    assert "1 hour 20 minutes later" in read
    links = line.xpath("./a/@href")
    assert links == ([] if alone else ["6..7/index.html"])
    assert "has-number" in line.get("class")


@pytest.mark.parametrize("alone", [False, True])
def test_an_earlier_version_adds_a_line_to_a_long_history_and_no_more(alone: bool) -> None:
    def weight(count: int) -> int:
        made = hundreds(count)
        return len((single_page(made, OPTIONS) if alone else history_page(made)).encode())

    assert weight(IN_FULL + 60) - weight(IN_FULL + 20) < 40 * LINE_LIMIT


def test_every_version_of_a_long_history_can_be_linked() -> None:
    made = hundreds(IN_FULL + 20)
    page = tree(history_page(made))
    ids = set(page.xpath("//@id"))
    assert {f"v{version.number}" for version in made.versions} <= ids
    assert {href[1:] for href in page.xpath("//a/@href") if href.startswith("#")} <= ids


def calls_for_a_pair(versions: int) -> int:
    """How many functions are called for one pair of an article, when another one was made before."""
    made = history(*[fire()] * (versions - 1))
    found = pair_pages(made, OPTIONS, None)
    list(islice(found, 6))
    called = Counter[str]()
    sys.setprofile(lambda _frame, what, _value: called.update([what]))
    list(islice(found, 3))
    sys.setprofile(None)
    return called["call"]


def test_the_page_of_a_pair_costs_the_same_however_long_the_history_is() -> None:
    assert calls_for_a_pair(1_000) - calls_for_a_pair(20) < 100


def lines(document: Document) -> list[str]:
    return [sentence.text for sentence in document.sentences]


def test_our_pages_weigh_less_than_those_of_difflib_on_the_same_pairs() -> None:
    sentence = "The quick brown fox jumps over one more lazy dog while nobody at the farm number {} looks at it."
    many = comparison(
        *(
            edited(at, sentence.format(at).replace("fox", "[-fox-]{+cat+}"), label("wording", "fox", "cat"))
            if at % 3
            else kept(at, sentence.format(at))
            for at in range(1, 60)
        )
    )
    for made in (history(many), busy()):
        step = max(made.transitions, key=lambda one: len(one.comparison.changes))
        ours = next(
            page.text
            for page in site([made], OPTIONS)
            if page.path.endswith(f"/{step.old.number}..{step.new.number}/index.html")
        )
        theirs = HtmlDiff(wrapcolumn=70).make_file(lines(step.comparison.old), lines(step.comparison.new))
        assert len(ours.encode()) < PAIR_LIMIT
        if step.comparison is many:
            assert len(ours.encode()) < len(theirs.encode()) * 1.5


def test_pages_of_neighbours_are_linked_in_both_directions() -> None:
    built = pages(busy())
    article = busy().article.id
    for number in range(2, 10):
        page = tree(built[f"a/{article}/{number}..{number + 1}/index.html"])
        assert page.xpath("//a[@rel='prev']/@href") == [f"../{number - 1}..{number}/index.html"]
        assert page.xpath("//a[@rel='next']/@href") == [f"../{number + 1}..{number + 2}/index.html"]


def test_every_pointer_of_a_move_quotes_what_moved() -> None:
    page = tree(pages(history(fire()))["a/7k2mqa4xyz/1..2/index.html"])
    openings = [one.text_content() for one in page.xpath("//*[@class='starts']")]
    assert openings == ["The building was inspected in March.", "Neighbours reportedly heard a blast."]


def test_a_history_has_as_many_entries_as_versions() -> None:
    page = tree(history_page(busy()))
    numbers = [int(one.get("id")[1:]) for one in page.xpath("//li[contains(@class, 'version')]")]
    assert sorted(numbers) == list(range(1, 12))
    assert all(later < earlier for earlier, later in pairwise(numbers))
