"""Pages made to break a parser: what stands on them survives, or the page says that it was not read whole."""

from collections.abc import Callable

import pytest

from revtrack.extract import extract
from revtrack.extract.decode import MOST_BYTES
from tests.extract.pages import snapshot_of

SENTENCE = "This is a perfectly ordinary sentence of the article. "
AFTER = "The page goes on after the spot. "
REGIONS = "<header><nav><a href=/>Home</a></nav></header>"


def deep(tags: str, depth: int, inner: str = "x", close: str = "") -> str:
    return tags * depth + inner + close * depth


def json_ld(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


CASES: dict[str, Callable[[], str]] = {
    "deep-300": lambda: deep("<div>", 300, "deep text", "</div>"),
    "deep-1e4": lambda: deep("<div>", 10_000, "deep text here.", "</div>"),
    "deep-1e5": lambda: deep("<div>", 100_000, "deep text here.", "</div>"),
    "bold-open-1e5": lambda: deep("<b>", 100_000),
    "link-paragraph-open-3e4": lambda: deep("<a><p>", 30_000),
    "table-1e4": lambda: deep("<table><tr><td>", 10_000),
    "list-1e4": lambda: deep("<ul><li>", 10_000),
    "template-1e4": lambda: deep("<template>", 10_000, ""),
    "select-1e4": lambda: deep("<select><option>", 10_000, ""),
    "form-1e5": lambda: deep("<form>", 100_000, ""),
    "colspan-1e9": lambda: '<table><tr><td colspan="1000000000">a</td><td>b</td></tr></table>',
    "text-of-all-bytes": lambda: "<p>" + "é" * (MOST_BYTES // 2 - 5_000) + "</p>",
    "paragraphs-20k": lambda: "".join(f"<p>A short paragraph number {n} with words.</p>" for n in range(20_000)),
    "paragraphs-200k": lambda: "<p>A short paragraph.</p>" * 200_000,
    "links-1e5": lambda: '<a href="/x">link text</a> ' * 100_000,
    "breaks-1e5": lambda: "<p>" + "x<br>" * 100_000 + "</p>",
    "lower-than-1mb": lambda: "<" * 1_000_000,
    "comments-1mb": lambda: "<!--" * 250_000,
    "ampersands-1mb": lambda: "&" * 1_000_000,
    "attributes-1e5": lambda: "<p " + " ".join(f"a{n}=x" for n in range(100_000)) + ">x</p>",
    "attribute-5mb": lambda: '<p class="' + "a " * 2_500_000 + '">x</p>',
    "json-ld-deep": lambda: json_ld("[" * 100_000 + "]" * 100_000),
    "json-ld-wide": lambda: json_ld("[" + "{}," * 60_000 + "{}]"),
    "json-ld-number": lambda: json_ld("1" * 150_000),
    "time-1mb": lambda: f"<meta property=article:published_time content={'1' * 1_000_000}>",
    "dates-2mb": lambda: "<p>" + "2024-01-02 12.3.2020 May 5, 2021 " * 60_000 + "</p>",
    "author-1mb": lambda: '<p class="author">' + "by a, and " * 100_000 + "</p>",
    "headings-5k": lambda: "<h1>A heading of the page</h1>" * 5_000,
    "captions-5k": lambda: "<figure><figcaption>A caption</figcaption></figure>" * 5_000,
    "titles-1mb": lambda: "<title>" + "a - " * 250_000 + "</title>",
    "classes-20k": lambda: "".join(f"<div class='share n{n}'>x</div>" for n in range(10_000)),
}


@pytest.mark.parametrize("regions", ["", REGIONS], ids=["bare", "regions"])
@pytest.mark.parametrize("name", CASES)
def test_the_text_around_a_hostile_spot_survives_or_the_page_is_marked(name: str, regions: str) -> None:
    html = (
        f"<!doctype html><html><head><title>T</title></head><body>{regions}<article><h1>T</h1><p>{SENTENCE * 20}</p>"
        f"{CASES[name]()}<p>{AFTER * 20}</p></article></body></html>"
    )
    document = extract(snapshot_of(html))
    text = " ".join(block.text for block in document.blocks)
    whole = text.count(SENTENCE.strip()) == text.count(AFTER.strip()) == 20
    assert whole or any(problem.kind.withheld or problem.kind.fatal for problem in document.problems)


def test_the_control_case_survives() -> None:
    html = f"<html><body>{REGIONS}<article><h1>T</h1><p>{SENTENCE * 20}</p><p>{AFTER * 20}</p></article></body></html>"
    document = extract(snapshot_of(html))
    assert [len(block.sentences) for block in document.blocks] == [20, 20]
    assert document.problems == ()
