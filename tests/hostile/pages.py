"""Hostile pages: markup that is deep, wide or endless, after an ordinary article of twenty sentences.

Whatever else happens, that text must survive or the page be flagged. The pages called cliff go on with ordinary text
after the spot: libxml2 drops it without an error. Measured with lxml 6.1.3 on libxml2 2.14.6 and trafilatura 2.3.1.
"""

from functools import partial

from tests.hostile.case import Case

__all__ = ["AFTER", "PAGES", "SENTENCE"]

SENTENCE = "This is a perfectly ordinary sentence of the article. "
AFTER = "The page goes on after the spot. "

MILLION = 1_000_000


def page(body: str, head: str = "") -> bytes:
    """An article of twenty ordinary sentences, followed by `body`."""
    start = f"<!doctype html><html><head><title>T</title>{head}</head><body><article><h1>T</h1><p>{SENTENCE * 20}</p>"
    return f"{start}{body}</article></body></html>".encode()


def wide(count: int) -> bytes:
    """A page with one tag of `count` attributes."""
    return page(f"<p {' '.join(f'a{number}=x' for number in range(count))}>x</p>")


def paragraphs(count: int) -> bytes:
    """A page of as many short paragraphs, all alike."""
    return page("<p>A short paragraph with some words in it.</p>" * count)


def numbered(count: int) -> bytes:
    """A page of as many short paragraphs, no two alike."""
    return page("".join(f"<p>A short paragraph number {number} with words in it.</p>" for number in range(count)))


def deep(tags: str, depth: int, inner: str = "x", close: str = "") -> bytes:
    """A page with `tags` opened `depth` times around `inner`."""
    return page(tags * depth + inner + close * depth)


def data(text: str) -> bytes:
    """A page with structured data in its head."""
    return page("", head=f'<script type="application/ld+json">{text}</script>')


def cliff_depth(depth: int) -> bytes:
    """A page that is `depth` elements deep in one spot and goes on after it."""
    return page("<div>" * depth + "deep text" + "</div>" * depth + f"<p>{AFTER * 20}</p>")


def cliff_text(unit: str, size: int) -> bytes:
    """A page with one text of `size` characters that goes on after it."""
    return page(f"<p>{(unit * (size // len(unit) + 1))[:size]}</p><p>{AFTER * 20}</p>")


SPAN = '<table><tr><td colspan="1000000000">a</td><td>b</td></tr><tr><td>c</td></tr></table>'

PAGES: dict[str, Case] = {
    "cliff-depth-300": Case(partial(cliff_depth, 300), "all after the spot is silently lost"),
    "cliff-text-10mb": Case(partial(cliff_text, "word ", 10_100_000), "the text and all after it is silently lost"),
    "cliff-utf8-12mb": Case(partial(cliff_text, "é", 6_000_000), "the same: what counts is its length in UTF-8"),
    "nested-div-1e4": Case(partial(deep, "<div>", 10_000, "deep text here.", "</div>"), "260 nodes are left"),
    "nested-div-1e5": Case(partial(deep, "<div>", 100_000, "deep text here.", "</div>"), "nh3 32 s"),
    "nested-div-1e6": Case(partial(deep, "<div>", MILLION, "deep text here."), "nh3 and selectolax hang"),
    "nested-b-open-1e5": Case(partial(deep, "<b>", 100_000), "html5lib hangs"),
    "nested-a-p-open-3e4": Case(partial(deep, "<a><p>", 30_000), "html5lib 1.7 s"),
    "nested-table-1e4": Case(partial(deep, "<table><tr><td>", 10_000), "html5lib 4.6 s"),
    "nested-list-1e4": Case(partial(deep, "<ul><li>", 10_000), "the rest is lost"),
    "nested-template-1e4": Case(partial(deep, "<template>", 10_000, ""), "0.3 s"),
    "nested-font-1e4": Case(partial(deep, "<font size=1>", 10_000, ""), "html5lib 1.8 s"),
    "nested-select-1e4": Case(partial(deep, "<select><option>", 10_000, ""), "0.3 s"),
    "nested-form-1e5": Case(partial(deep, "<form>", 100_000, ""), "trafilatura 1.8 s"),
    "colspan-1e9": Case(partial(page, SPAN), "0.25 s"),
    "line-10mb": Case(lambda: page(f"<p>{'word ' * 2_000_000}</p>"), "the line is lost"),
    "line-100mb": Case(lambda: page(f"<p>{'word ' * 20_000_000}</p>"), "the line is lost, 296 MB"),
    "spaces-10mb": Case(lambda: page(f"<p>{' ' * 10 * MILLION}x</p>"), "0.35 s"),
    "paragraphs-200k": Case(partial(paragraphs, 200_000), "trafilatura hangs, 419 MB"),
    "paragraphs-50k": Case(partial(paragraphs, 50_000), "trafilatura 3.1 s"),
    "paragraphs-distinct-20k": Case(partial(numbered, 20_000), "trafilatura 1.0 s"),
    "links-1e5": Case(lambda: page('<a href="/x">link text</a> ' * 100_000), "trafilatura 10.5 s, 268 MB"),
    "breaks-1e5": Case(lambda: page(f"<p>{'x<br>' * 100_000}</p>"), "trafilatura 3.3 s"),
    "lt-1mb": Case(lambda: page("<" * MILLION), "bleach 23.9 s"),
    "comment-1mb": Case(lambda: page("<!--" * 250_000), "0.3 s"),
    "amp-1mb": Case(lambda: page("&" * MILLION), "bleach 30.6 s"),
    "nul-1mb": Case(lambda: page(f"<p>{chr(0) * MILLION}hello</p>"), "0.4 s"),
    "attributes-1e5": Case(partial(wide, 100_000), "lxml 23 s, trafilatura 51 s"),
    "nested-div-2k": Case(partial(deep, "<div>", 2_000, "x", "</div>"), "260 nodes are left"),
    "attribute-value-5mb": Case(lambda: page(f'<p class="{"a " * 2_500_000}">x</p>'), "trafilatura 2.6 s"),
    "json-ld-deep-1e5": Case(lambda: data("[" * 100_000 + "]" * 100_000), "RecursionError"),
    "meta-date-1mb": Case(
        lambda: page("", head=f'<meta property="article:published_time" content="{"1" * MILLION}">'), "1.1 s"
    ),
    "dates-2mb": Case(lambda: page(f"<p>{'2024-01-02 12.3.2020 May 5, 2021 ' * 60_000}</p>"), "1.4 s"),
    "author-1mb": Case(lambda: page(f'<p class="author">{"by a, and " * 100_000}</p>'), "1.3 s"),
}
