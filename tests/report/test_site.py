"""The site as a reader and an attacker meet it."""

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from posixpath import join, normpath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from revtrack.model import FieldName, History, SetAside
from revtrack.report.environment import style
from revtrack.report.site import Page, SiteOptions, site, source_slug
from tests.report.handmade import (
    Step,
    added,
    comparison,
    edited,
    field,
    fire,
    history,
    kept,
    label,
    merged,
    moved,
    removed,
    split,
)
from tests.strategies import any_text

OPTIONS = SiteOptions(title="Changes", as_of=datetime(2026, 2, 5, 8, tzinfo=UTC), version="0.1.0")

PAIR = "a/7k2mqa4xyz/1..2/index.html"
HISTORY = "a/7k2mqa4xyz/index.html"

SOURCE = f"source/{source_slug('The Example Post')}/index.html"

PAGE_LIMIT = 100_000
"""Bytes of a pair page of 1,000 words, at most. Our choice: style and script included."""

SHORT_SENTENCES_LIMIT = 150_000
"""The same where 200 sentences of five words were replaced, 400 rows for 2,000 words."""

PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg onload=alert(1)>",
    "]]><!--x-->",
    "</style><script>alert(1)</script>",
    "</title></p></li></details><h1>mine</h1>",
    "javascript:alert(1)",
    "{{ 7 * 7 }}{% raw %}",
    "&lt;b&gt; &amp;amp; &#x3c;",
    "\x00\x08\x1b[31m red",
    "\u202egnp.exe \u2066inside",
    "line\u2028break\u2029and\x0bmore",
    '" onmouseover="alert(1)',
    "\ud800 half a pair",
]


def pages(*histories: History, options: SiteOptions = OPTIONS) -> dict[str, str]:
    return {page.path: page.text for page in site(histories, options)}


def tree(text: str) -> html.HtmlElement:
    return html.document_fromstring(text)


def text_of(page: str) -> str:
    """What a reader reads, blanks as one."""
    body = tree(page).body
    for unread in list(body.iter("style", "script")):
        unread.drop_tree()
    for block in body.iter("dt", "dd", "li", "p", "td", "th", "h1", "h2", "h3"):
        block.tail = f" {block.tail or ''}"
    return " ".join(body.text_content().split())


def hostile(payload: str) -> History:
    """A History with the payload wherever an article or its sender has a say."""
    compared = comparison(
        kept(1, f"Kept {payload}."),
        kept(1, "Kept."),
        kept(1, "Kept."),
        edited(1, f"Edit [-old {payload}-]{{+new {payload}+}}.", label("number", payload, payload)),
        added(2, f"Added {payload}", label("quote", None, payload)),
        removed(2, f"Removed {payload}", label("hedge", payload)),
        moved(1, 3, f"Moved {payload}", place=1),
        split(3, f"One {payload}[- and-]{{+.+}}| two."),
        fields=[
            field(FieldName.HEADLINE, f"[-Old {payload}-]{{+New {payload}+}}", label("headline")),
            field(FieldName.LINK, f"{{+{payload}+}}", label("link", None, payload)),
        ],
        labels=[label("unnoted")],
    )
    compared = replace(
        compared,
        coarse=(payload,),
        old=replace(compared.old, language=payload),
        new=replace(compared.new, language=payload, fingerprint=payload),
    )
    made = history(compared, note=payload)
    article = replace(made.article, source=payload, title=payload, identity=payload, url=payload, language=payload)
    versions = tuple(replace(one, via=payload, headline=payload, sha256=payload) for one in made.versions)
    steps = tuple(replace(one, article=article, old=versions[0], new=versions[1]) for one in made.transitions)
    return History(article=article, versions=versions, transitions=steps)


def skeleton(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """The elements of a page and the names of their attributes: all that markup is."""
    return [(str(element.tag), tuple(element.attrib)) for element in tree(text).iter()]


def skeletons(histories: History, title: str) -> list[list[tuple[str, tuple[str, ...]]]]:
    built = site([histories], replace(OPTIONS, title=title, base_url=title, version=title))
    return [skeleton(page.text) for page in built if page.path.endswith(".html")]


def links(text: str) -> Iterator[html.HtmlElement]:
    """Whatever leads somewhere."""
    yield from (element for element in tree(text).iter("a", "link") if element.get("href") is not None)


def test_the_pages_are_those_the_addresses_promise() -> None:
    source = SOURCE.removesuffix("index.html")
    assert [page.path for page in site([history(fire(), fire())], OPTIONS)] == [
        HISTORY,
        "a/7k2mqa4xyz/history.json",
        PAIR,
        "a/7k2mqa4xyz/1..2/diff.json",
        "a/7k2mqa4xyz/1..2/diff.patch",
        "a/7k2mqa4xyz/2..3/index.html",
        "a/7k2mqa4xyz/2..3/diff.json",
        "a/7k2mqa4xyz/2..3/diff.patch",
        f"{source}all/2026-02/index.html",
        f"{source}all/index.html",
        SOURCE,
        "source/index.html",
        "gone/index.html",
        "all/2026-02/index.html",
        "all/index.html",
        "index.html",
    ]


def test_pages_come_while_articles_do() -> None:
    def histories() -> Iterator[History]:
        yield history(fire())
        raise AssertionError("the second article was asked for too early")

    built = site(histories(), OPTIONS)
    assert next(built).path == HISTORY


@pytest.mark.parametrize("path", [HISTORY, PAIR])
def test_the_pages_of_an_article_carry_every_fact_about_it(path: str) -> None:
    read = text_of(pages(history(fire(), note="illustrative"))[path])
    for fact in (
        "The Example Post",
        "First seen 2026-02-03 11:47 UTC (illustrative)",
        "Last changed 2026-02-03 14:02 UTC (illustrative)",
        "Last seen 2026-02-03 16:17 UTC",
        "There when last seen; nobody looks at it automatically.",
        "Next check none: it was brought in by hand",
        "2 versions; changed once; 8 sentence changes, 2 field changes",
        "Atom feed of changes to this article",
        "2 hours 15 minutes later",
        "No new correction note found.",
        "Version 1",
        "Version 2",
    ):
        assert fact in read


def test_a_pair_page_shows_every_sentence_of_both_sides_once() -> None:
    page = tree(pages(history(fire()))[PAIR])
    for side, whole in (("o", fire().old), ("n", fire().new)):
        for index, sentence in enumerate(whole.sentences):
            (element,) = page.xpath(f"//*[@id='{side}{index}']")
            assert element.text_content() == sentence.text
    told = Counter(sentence.text for whole in (fire().old, fire().new) for sentence in whole.sentences)
    shown = Counter(element.text_content() for element in page.xpath("//ol[@class='rows']//p[@id]"))
    assert shown == told


def with_aside(old: Iterable[str], new: Iterable[str]) -> History:
    """A History whose texts had these lines set aside."""
    aside = [tuple(SetAside(text=text, rule="photo-credit") for text in side) for side in (old, new)]
    found = fire()
    return history(
        replace(
            found, old=replace(found.old, set_aside=aside[0]), new=replace(found.new, set_aside=aside[1], language="fr")
        )
    )


def test_what_was_set_aside_is_on_the_page_the_same_lines_level_and_no_sentence() -> None:
    page = tree(pages(with_aside(["Gone", "Both", "Both"], ["Came", "Both"]))[PAIR])
    (box,) = page.xpath("//details[@class='aside']")
    assert box.xpath("./summary")[0].text_content() == "Set aside as page furniture: 3 lines before, 2 after"
    shown = [[cell.text_content() for cell in row.xpath("./*")] for row in box.xpath("./div")]
    assert shown == [
        ["photo credit", "Before:Gone", "After:not set aside"],
        ["photo credit", "Before:Both", "After:Both"],
        ["photo credit", "Before:Both", "After:not set aside"],
        ["photo credit", "Before:not set aside", "After:Came"],
    ]
    assert box.xpath(".//@id") == []
    assert set(box.xpath(".//p[@dir='auto']/@lang")) == {"fr"}
    assert page.xpath("count(//ol[@class='rows']//p[@id])") == len((*fire().old.sentences, *fire().new.sentences))


def test_a_page_without_anything_set_aside_has_no_box_for_it() -> None:
    assert "Set aside" not in text_of(pages(history(fire()))[PAIR])
    assert "Set aside as page furniture: 1 line before, 0 after" in text_of(pages(with_aside(["AP"], []))[PAIR])


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_text_that_was_set_aside_brings_no_markup(payload: str) -> None:
    hostile_aside, plain_aside = (with_aside([text, "AP"], ["AP", f"{text}."]) for text in (payload, "plain words"))
    assert skeletons(hostile_aside, "Changes") == skeletons(plain_aside, "Changes")


def test_a_note_that_came_one_version_later_is_told_where_none_was_found() -> None:
    toll = comparison(edited(1, "All [-3-]{+5+}.", label("number", "3", "5")), labels=[label("unnoted")])
    noted = comparison(added(2, "Correction: it was five.", label("note", None, "Correction")))
    built = pages(history(toll, noted))
    for path in (HISTORY, PAIR):
        read = text_of(built[path])
        assert "A correction note came with version 3." in read
        assert "No new correction note found" not in read
    assert "No new correction note found." in text_of(pages(history(toll, toll))[HISTORY])


@pytest.mark.parametrize("title", ["", "  ", "\x00"])
def test_a_site_whose_title_is_blank_is_called_by_what_it_shows(title: str) -> None:
    for path, text in pages(history(fire()), options=replace(OPTIONS, title=title)).items():
        if path.endswith(".html"):
            assert tree(text).findtext("head/title").endswith(" · Changes")
            assert tree(text).xpath("string(//a[@class='name'])") == "Changes"


def test_words_that_changed_are_marked_as_deletions_and_insertions() -> None:
    page = tree(pages(history(fire()))[PAIR])
    assert [one.text_content() for one in page.xpath("//li[@id='c1']/div[contains(@class, 'old')]//del")] == ["three"]
    assert [one.text_content() for one in page.xpath("//li[@id='c1']/div[contains(@class, 'new')]//ins")] == ["five"]


def test_both_headlines_stand_level_with_their_words_marked() -> None:
    page = tree(pages(history(fire()))[PAIR])
    (row,) = page.xpath("//li[contains(@class, 'title')]")
    assert [one.text_content() for one in row.xpath("./div[contains(@class, 'old')]//del")] == ["three"]
    assert [one.text_content() for one in row.xpath("./div[contains(@class, 'new')]//ins")] == [
        "five; owner denies claim"
    ]


def test_what_changed_is_said_in_words_before_it_is_shown() -> None:
    read = text_of(pages(history(fire()))[PAIR])
    assert 0 < read.index("Number changed: three to five (paragraph 3).") < read.index("Side by side")


def test_every_change_has_a_heading_of_its_own_and_two_permalinks() -> None:
    page = tree(pages(history(fire()))[PAIR])
    headings = [" ".join(one.text_content().split()) for one in page.xpath("//h3")]
    assert "Change 1 of 8: Number changed: three to five, paragraph 3" in headings
    assert "Change 4 of 8: Sentence moved from paragraph 2 to paragraph 6" in headings
    assert len(set(headings)) == len(headings)
    for change in fire().changes:
        assert page.xpath(
            f"//ol[@class='rows']/li[descendant-or-self::*[@id='c{change.number}']]//*[@id='{change.id}']"
        )


def test_a_return_to_an_earlier_text_is_said_wherever_the_version_is() -> None:
    built = pages(history(fire(), fire(), returns={3: 1}))
    for path in (HISTORY, "a/7k2mqa4xyz/2..3/index.html", "index.html"):
        assert "back to version 1" in text_of(built[path])


def test_a_coarse_comparison_says_so() -> None:
    coarse = replace(fire(), coarse=("The middle was compared by paragraphs only.",))
    assert "The middle was compared by paragraphs only." in text_of(pages(history(coarse))[PAIR])


def test_evidence_and_a_citation_stand_on_every_pair_page() -> None:
    made = history(fire())
    read = text_of(pages(made, options=replace(OPTIONS, base_url="https://changes.example.org/x/"))[PAIR])
    for version in made.versions:
        assert version.sha256 in read
        assert version.fingerprint in read
    assert "https://changes.example.org/x/a/7k2mqa4xyz/1..2/" in read
    assert "compared by revtrack 0.1.0" in read


@pytest.mark.parametrize(
    ("path", "feed"),
    [("index.html", "feed.atom"), (SOURCE, "feed.atom"), (HISTORY, "feed.atom"), (PAIR, "../feed.atom")],
)
def test_each_page_links_its_own_feed_twice(path: str, feed: str) -> None:
    page = tree(pages(history(fire()))[path])
    (alternate,) = page.xpath("//link[@rel='alternate'][@type='application/atom+xml']")
    assert alternate.get("href") == feed
    assert page.xpath(f"//a[@href='{feed}']")


def test_the_index_tells_the_latest_change_of_each_article() -> None:
    toll = comparison(edited(1, "It killed [-three-]{+five+} people.", label("number", "three", "five")))
    read = text_of(pages(history(fire(), toll))["index.html"])
    assert "1 article, 1 of them changed in the 7 days before 2026-02-05 08:00 UTC." in read
    assert "Last changed 2026-02-03 16:17 UTC · The Example Post Warehouse fire kills five; owner denies claim" in read
    assert "3 versions; changed twice; 9 sentence changes, 2 field changes" in read
    assert "Number changed: three to five No new correction note found." in read
    assert "Before: It killed three people. After: It killed five people." in read
    assert "Share of words changed with each version: " in read


def test_an_article_that_never_changed_is_listed_as_such() -> None:
    read = text_of(pages(history())["index.html"])
    assert "No article has changed so far." in read
    assert "1 version, first seen 2026-02-03 11:47 UTC, not changed so far" in read
    assert "last changed" not in read.lower()


def test_an_index_without_articles_says_what_to_do() -> None:
    built = pages()
    assert list(built) == ["source/index.html", "gone/index.html", "index.html"]
    assert "No article here names its source." in text_of(built["source/index.html"])
    assert "Nothing is gone." in text_of(built["gone/index.html"])
    assert "No article has been added yet." in text_of(built["index.html"])


def test_an_article_without_source_headline_or_change_has_its_page() -> None:
    made = history()
    bare = replace(made, article=replace(made.article, source=None, title=None, url=None, language=None))
    built = pages(bare)
    assert not [path for path in built if path.startswith("source/") and path != "source/index.html"]
    read = text_of(built[HISTORY])
    for told in ("Untitled article", "Source not known", "No change seen so far.", "(not an address on the web)"):
        assert told in read


@pytest.mark.parametrize(
    ("url", "said"),
    [("https://www.post.example/fire", "Source www.post.example"), ("https://[half", "Source not known")],
)
def test_the_host_stands_for_a_source_that_nobody_named(url: str, said: str) -> None:
    made = history()
    assert said in text_of(pages(replace(made, article=replace(made.article, source=None, url=url)))[HISTORY])


def test_every_link_inside_the_site_leads_somewhere() -> None:
    built = pages(history(fire(), fire(), fire()))
    anchors = {path: set(tree(text).xpath("//@id")) for path, text in built.items() if path.endswith(".html")}
    feeds = {"feed.atom", f"source/{source_slug('The Example Post')}/feed.atom", "a/7k2mqa4xyz/feed.atom"}
    for path in anchors:
        for link in links(built[path]):
            href = link.get("href")
            if link.get("rel") == "external noopener":
                continue
            target, _, fragment = href.partition("#")
            file = normpath(join(path, "..", target)) if target else path
            assert file in built or file in feeds, f"{path} → {href}"
            assert not fragment or fragment in anchors[file], f"{path} → {href}"


def test_pages_ask_for_nothing_from_anywhere_else() -> None:
    for path, text in pages(history(fire())).items():
        if not path.endswith(".html"):
            continue
        page = tree(text)
        assert page.xpath("//@src | //@srcset | //@action | //@data | //@style | //iframe | //img | //form") == []
        assert [one.text for one in page.xpath("//script")] == [style().script]
        foreign = [link for link in links(text) if re.match(r"\w+:|//", link.get("href"))]
        assert {link.get("rel") for link in foreign} <= {"external noopener"}


def test_the_policy_allows_the_one_stylesheet_and_the_one_script_and_nothing_else() -> None:
    for path, text in pages(history(fire())).items():
        if path.endswith(".html"):
            inside = [re.findall(f"<{tag}>(.*?)</{tag}>", text, re.DOTALL) for tag in ("style", "script")]
            (policy,) = tree(text).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
            digests = [b64encode(sha256(text.encode()).digest()).decode() for (text,) in inside]
            assert policy == (
                f"default-src 'none'; style-src 'sha256-{digests[0]}'; script-src 'sha256-{digests[1]}'; "
                "img-src data:; base-uri 'none'; form-action 'none'"
            )
            assert "unsafe" not in policy


def test_ids_headings_and_landmarks_are_unique_on_every_page() -> None:
    few, many = history(fire()), history(comparison(*[edited(at, f"[-a{at}-]{{+b{at}+}}") for at in range(1, 60)]))
    landmarks = set()
    for made in (few, many):
        for path, text in pages(made).items():
            if not path.endswith(".html"):
                continue
            page = tree(text)
            ids = page.xpath("//@id")
            assert len(ids) == len(set(ids)), path
            assert len(page.xpath("//h1")) == 1
            if path == PAIR:
                kinds = Counter(str(one.tag) for one in page.iter("header", "nav", "main", "footer", "section"))
                landmarks.add(tuple(sorted(kinds.items())))
    assert landmarks == {(("footer", 1), ("header", 1), ("main", 1), ("nav", 2))}


def test_the_same_histories_give_the_same_bytes() -> None:
    assert list(site([history(fire())], OPTIONS)) == list(site([history(fire())], OPTIONS))


def long_article(steps: Iterable[Step]) -> Page:
    built = site([history(comparison(*steps))], OPTIONS)
    return next(page for page in built if page.path == PAIR)


SENTENCE = "The quick brown fox jumps over one more lazy dog while nobody at the farm looks at it."


def test_the_pair_page_of_a_thousand_words_stays_light() -> None:
    sentences = 1_000 // len(SENTENCE.split()) + 1
    mixed = [
        edited(at, SENTENCE.replace("fox", "[-fox-]{+cat+}"), label("wording", "fox", "cat"))
        if at % 3
        else kept(at, SENTENCE)
        for at in range(1, sentences + 1)
    ]
    rewritten = [*(removed(1, SENTENCE) for _ in range(sentences)), *(added(1, SENTENCE) for _ in range(sentences))]
    assert len(long_article(mixed).text.encode()) < PAGE_LIMIT
    assert len(long_article(rewritten).text.encode()) < PAGE_LIMIT


def test_the_pair_page_stays_bearable_where_every_one_of_many_short_sentences_was_replaced() -> None:
    gone = [removed(at, f"Nobody saw fox number {at}.", label("removed")) for at in range(1, 201)]
    came = [added(at, f"Somebody met cat number {at}.", label("added")) for at in range(1, 201)]
    assert len(long_article([*gone, *came]).text.encode()) < SHORT_SENTENCES_LIMIT


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_text_brings_no_element_and_no_attribute_into_any_page(payload: str) -> None:
    assert skeletons(hostile(payload), payload) == skeletons(hostile("plain words"), "plain words")


@settings(max_examples=60, deadline=None)
@given(st.tuples(any_text, st.sampled_from(PAYLOADS)).map("x".join).filter(lambda text: not set(text) & set("[{|")))
def test_no_text_at_all_changes_the_markup(payload: str) -> None:
    assert skeletons(hostile(payload), "Changes") == skeletons(hostile("plain words"), "Changes")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_text_is_inert_and_still_legible(payload: str) -> None:
    for page in site([hostile(payload)], OPTIONS):
        page.text.encode("utf-8")
        if page.path.endswith(".html"):
            assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", page.text)
            for link in links(page.text):
                assert not re.match(r"\s*(?:javascript|data|vbscript):", link.get("href"), re.IGNORECASE)
    letters = "".join(re.findall(r"\w+", payload)[:1])
    assert letters in text_of(pages(hostile(payload))[PAIR])


def test_the_oracle_itself_sees_foreign_markup() -> None:
    assert skeleton("<p>a</p>") != skeleton("<p>a<script></script></p>")
    assert skeleton("<p>a</p>") != skeleton('<p onclick="x">a</p>')


@pytest.mark.parametrize(
    ("url", "linked"),
    [("https://post.example/a", True), ("javascript:alert(1)", False), ("data:text/html,x", False), (None, False)],
)
def test_only_web_addresses_of_originals_are_links(url: str | None, linked: bool) -> None:
    made = history(fire())
    built = pages(replace(made, article=replace(made.article, url=url, identity=url or "a key")))
    for path in (HISTORY, PAIR):
        external = [link.get("href") for link in links(built[path]) if link.get("rel") == "external noopener"]
        assert external == ([url] if linked else [])
        assert (url or "a key") in text_of(built[path])


def test_article_text_brings_its_own_direction_and_language() -> None:
    french = replace(fire(), new=replace(fire().new, language="fr-CA"))
    page = tree(pages(history(french))[PAIR])
    assert page.get("lang") == "en"
    for sentence in page.xpath("//ol[@class='rows']//p[@id]"):
        assert sentence.get("dir") == "auto"
        assert sentence.get("lang") == ("fr-CA" if sentence.get("id").startswith("n") else None)


def test_a_quoted_fragment_in_a_sentence_of_ours_is_isolated() -> None:
    page = tree(pages(history(fire()))[PAIR])
    assert [one.text_content() for one in page.xpath("//li[@id='c1']//h3//bdi")] == ["three", "five"]


@pytest.mark.parametrize("name", ["The Example Post", "Ünïcødé & Söhne", "新聞", "../../etc/passwd", "", "x" * 500])
def test_the_address_of_a_source_is_short_ascii_without_any_way_out(name: str) -> None:
    slug = source_slug(name)
    assert re.fullmatch(r"(?:[a-z0-9][a-z0-9-]{0,39}-)?[0-9a-f]{6}", slug)


def test_sources_that_look_alike_have_addresses_of_their_own() -> None:
    assert source_slug("Die Zeit") != source_slug("DIE ZEIT")


def test_merged_sentences_share_one_row() -> None:
    built = pages(history(comparison(merged(1, "Crews left[-.| They-]{+ and+} came back."))))
    (row,) = tree(built[PAIR]).xpath("//li[@id='c1']")
    assert [one.get("id") for one in row.xpath(".//p[@id]")] == ["o0", "o1", "n0"]
