"""Feeds that every reader takes, whatever the articles hold."""

import io
import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from revtrack.model import Operation, Weight
from revtrack.publish import Notice, Scope, ScopeKind, atom_feed, notices
from revtrack.publish.atom import xml_text
from revtrack.publish.notice import FEED_ENTRIES
from revtrack.publish.scope import LABEL_SCHEME, feed_id
from tests.publish.atom_schema import ATOM, problems
from tests.publish.examples import START, STEP, URL, Told, change, comparison, everything, history, label, numbers
from tests.publish.sanitisers import tags

GOLDEN = Path(__file__).parent.parent / "golden" / "publish" / "article.atom"
ALL = Scope(ScopeKind.ALL)
SITE = "https://changes.example.org/news"
VERSION = "1.2.3"


def feed_of(
    told: Sequence[Notice], *, scope: Scope = ALL, base_url: str | None = SITE, path: str = "feed.atom"
) -> bytes:
    return atom_feed(
        scope, told, base_url=base_url, path=path, title="All changes", updated_fallback=START, version=VERSION
    )


def parsed(feed: bytes) -> Any:
    """The feed as a reader sees it. From a file object: feedparser opens text and bytes as addresses."""
    return feedparser.parse(io.BytesIO(feed), sanitize_html=False, resolve_relative_uris=False)


def links(feed: bytes, place: str = "entry") -> dict[str, str]:
    root = etree.fromstring(feed)
    parent = root if place == "feed" else root.find(ATOM + "entry")
    assert parent is not None
    return {str(link.get("rel")): str(link.get("href")) for link in parent.findall(ATOM + "link")}


STORY = notices(history(Told(texts="ABCA", comparisons=(comparison(*everything()),))))


def test_the_golden_feed_reads_as_agreed() -> None:
    told = notices(history(Told(texts="AB", comparisons=(comparison(*everything()[:2]),))))
    scope = Scope(ScopeKind.ARTICLE, URL)
    written = feed_of(told, scope=scope, base_url=None, path="a/7k2mqa4xyz/feed.atom").decode()
    assert f'version="{VERSION}"' in written
    written = written.replace(f'version="{VERSION}"', 'version="VERSION"')
    if os.environ.get("REVTRACK_TEST_UPDATE"):
        GOLDEN.write_text(written, encoding="utf-8")
    assert written == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize("base_url", [None, SITE])
@pytest.mark.parametrize("told", [(), STORY[:1], STORY], ids=["empty", "one", "several"])
@pytest.mark.parametrize("scope", [ALL, Scope(ScopeKind.SOURCE, "Post"), Scope(ScopeKind.ARTICLE, URL)], ids=str)
def test_a_feed_is_valid(scope: Scope, told: Sequence[Notice], base_url: str | None) -> None:
    assert problems(feed_of(told, scope=scope, base_url=base_url)) == []


def test_a_reader_finds_every_entry_as_it_was_told() -> None:
    read = parsed(feed_of(STORY))
    assert not read.bozo
    assert read.feed.id == feed_id(ALL)
    assert read.feed.title == "All changes"
    assert [entry.id for entry in read.entries] == [notice.id for notice in STORY]
    assert [entry.title for entry in read.entries] == [notice.title for notice in STORY]
    assert [entry.summary for entry in read.entries] == [notice.summary for notice in STORY]
    for entry, notice in zip(read.entries, STORY, strict=True):
        (content,) = entry.content
        assert content.type == "text/html"
        assert f"{SITE}/{notice.path}" in content.value
        assert "<p><b>Number changed: \u2068three\u2069 to \u2068five\u2069</b>, paragraph 3</p>" in content.value
        assert [(tag.scheme, tag.term, tag.label) for tag in entry.tags] == [
            (LABEL_SCHEME, term, words) for term, words in notice.labels
        ]
        assert entry.published == entry.updated == notice.observed.isoformat().replace("+00:00", "Z")
        assert entry.source.title == "The Example Post"


def test_entries_stand_newest_first_in_whatever_order_they_come() -> None:
    other = notices(history(Told(texts="ABC", article_id="b5wz2kq7xa", url="https://post.example/b")))
    feed = feed_of((*STORY, *other))
    assert feed == feed_of((*reversed(other), *reversed(STORY)))
    observed = [entry.updated for entry in parsed(feed).entries]
    assert observed == sorted(observed, reverse=True)


def test_versions_seen_at_the_same_instant_keep_their_order() -> None:
    told = [replace(notice, observed=START) for notice in STORY]
    assert [entry.id for entry in parsed(feed_of(told[::-1])).entries] == [notice.id for notice in told]


def test_a_long_history_is_cut_to_its_newest_entries() -> None:
    told = notices(history(Told(texts="AB" * 60)))
    entries = parsed(feed_of(told)).entries
    assert [entry.id for entry in entries] == [notice.id for notice in told[:FEED_ENTRIES]]


def test_a_feed_was_updated_with_its_newest_entry() -> None:
    assert parsed(feed_of(STORY[::-1])).feed.updated == "2026-02-03T18:32:00Z"


def test_a_feed_without_entries_was_updated_when_its_caller_says() -> None:
    assert parsed(feed_of(())).feed.updated == "2026-02-03T11:47:00Z"


def test_times_are_written_in_utc_with_the_parts_of_a_second_they_have() -> None:
    there = datetime(2026, 2, 3, 12, 47, 0, 250_000, tzinfo=timezone(timedelta(hours=1)))
    feed = feed_of([replace(STORY[0], observed=there)])
    assert parsed(feed).entries[0].updated == "2026-02-03T11:47:00.250000Z"
    assert problems(feed) == []


def test_links_are_absolute_where_the_place_of_the_site_is_known() -> None:
    for base_url in (SITE, f"{SITE}/"):
        feed = feed_of(STORY, base_url=base_url, path="a/7k2mqa4xyz/feed.atom")
        assert links(feed, "feed") == {
            "self": f"{SITE}/a/7k2mqa4xyz/feed.atom",
            "alternate": f"{SITE}/a/7k2mqa4xyz/index.html",
        }
        assert links(feed) == {"alternate": f"{SITE}/a/7k2mqa4xyz/3..4/index.html", "related": URL}


@pytest.mark.parametrize(
    ("path", "up"),
    [("feed.atom", ""), ("a/7k2mqa4xyz/feed.atom", "../../"), ("source/post-1a2b/feed.atom", "../../")],
)
def test_links_are_relative_to_the_feed_where_it_is_not(path: str, up: str) -> None:
    feed = feed_of(STORY, base_url=None, path=path)
    folder = path.removesuffix("feed.atom")
    assert links(feed, "feed") == {"self": "feed.atom", "alternate": f"{up}{folder}index.html"}
    assert links(feed)["alternate"] == f"{up}a/7k2mqa4xyz/3..4/index.html"
    assert f'href="{up}a/7k2mqa4xyz/3..4/index.html"' in parsed(feed).entries[0].content[0].value


def test_ids_are_the_same_wherever_the_site_is() -> None:
    places = (SITE, "http://localhost:8321", None)
    ids = [[entry.id for entry in parsed(feed_of(STORY, base_url=place)).entries] for place in places]
    assert ids[0] == ids[1] == ids[2]
    assert len({parsed(feed_of(STORY, base_url=place)).feed.id for place in places}) == 1


@pytest.mark.parametrize("url", [None, "javascript:alert(1)", "data:text/html,x", "http://[half", "https://x/ y"])
def test_only_an_address_of_the_web_is_a_related_link(url: str | None) -> None:
    assert set(links(feed_of(notices(history(Told(url=url)))))) == {"alternate"}


@pytest.mark.parametrize(("language", "written"), [("pt-BR", "pt-BR"), ("en", "en"), ("no such!", None), (None, None)])
def test_an_entry_names_its_language_where_that_has_the_form_of_one(language: str | None, written: str | None) -> None:
    told = [replace(notice, language=language) for notice in STORY[:1]]
    entry = etree.fromstring(feed_of(told)).find(ATOM + "entry")
    assert entry is not None
    assert entry.get("{http://www.w3.org/XML/1998/namespace}lang") == written


def test_only_the_feed_of_all_articles_names_the_source_of_each_entry() -> None:
    assert b"<source>" in feed_of(STORY)
    assert b"<source>" not in feed_of(STORY, scope=Scope(ScopeKind.SOURCE, "The Example Post"))
    assert b"<source>" not in feed_of(notices(history(Told(source=None))))


def test_a_text_keeps_every_character_that_xml_allows_and_no_other() -> None:
    assert xml_text("a\t\n\rZ\u0085\ud7ff\ue000\ufffd\U0001f525") == "a\t\n\rZ\u0085\ud7ff\ue000\ufffd\U0001f525"
    assert xml_text("a\x00\x08\x0b\x0c\x1b\x1f\ud800\udfff\ufffe\uffffb") == "ab"


ATTACKS = (
    "<script>alert(1)</script>",
    "]]>",
    "<![CDATA[ &lt; &amp; &#x3c; <!-- ",
    "\x00\x0b\x1b[31m\uffff\ufffe",
    "\u202e\u2066\u2069\u2069",
    "'\" onmouseover=alert(1) x='",
    "</content></entry></feed>",
)


def _told_with(text: str) -> tuple[Notice, ...]:
    """A history in which this text stands wherever foreign text can stand."""
    edited = change(
        Operation.EDITED, f"{text} [-{text} three-]{{+five {text}+}} {text}", label("number", Weight.FACT, text, text)
    )
    added = change(Operation.ADDED, f"{{+{text} x+}}", label("note", Weight.NOTICE, new=text))
    made = replace(comparison(edited, added, numbers()), coarse=(text,))
    told = Told(comparisons=(made,), headline=text, url=f"https://x/{text}", source=text, language=text, time_note=text)
    return notices(history(told))


@pytest.mark.parametrize("text", ATTACKS)
@pytest.mark.parametrize("base_url", [None, SITE])
def test_hostile_text_is_inert_wherever_it_stands(text: str, base_url: str | None) -> None:
    _assert_inert(_told_with(text), base_url)


@settings(deadline=None)
@given(text=st.text(st.one_of(st.characters(), st.sampled_from("<>&\"'\x0b\uffff\u202e\u2068\u2069")), max_size=40))
def test_any_text_is_inert_wherever_it_stands(text: str) -> None:
    _assert_inert(_told_with(text), None)


def _assert_inert(told: Sequence[Notice], base_url: str | None) -> None:
    title = f"Changes: {told[0].source}"
    feed = atom_feed(
        ALL, told, base_url=base_url, path="feed.atom", title=title, updated_fallback=START, version=VERSION
    )
    assert problems(feed) == []
    (entry,) = parsed(feed).entries
    markup = tags(entry.content[0].value)
    assert {tag for tag, _ in markup} <= {"a", "b", "blockquote", "del", "ins", "p"}
    assert all(set(attributes) <= {"href"} for _, attributes in markup)
    assert all(str(attributes["href"]).startswith(("a/", "https://")) for tag, attributes in markup if tag == "a")
    text = feed.decode()
    assert not set(text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\x0b\x1b\uffff")
    assert text.count("\u2068") == text.count("\u2069")


def test_the_same_notices_give_the_same_bytes() -> None:
    assert feed_of(STORY) == feed_of(tuple(STORY))
    assert feed_of(STORY).endswith(b"</feed>\n")
    assert feed_of(STORY, base_url=None) != feed_of(STORY)


def test_the_fallback_may_be_in_any_zone() -> None:
    later = START.astimezone(UTC) + STEP
    feed = atom_feed(ALL, (), base_url=None, path="feed.atom", title="", updated_fallback=later, version=VERSION)
    assert parsed(feed).feed.updated == "2026-02-03T14:02:00Z"
