"""After an upgrade: what was read before is read anew from the kept bytes, and nobody is told of it as news."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from revtrack.extract import ExtractOptions, extract
from revtrack.model import Document, Snapshot
from revtrack.pipeline import capture, history
from revtrack.publish import Notice, notices
from revtrack.reader import ReadAnew, Reader, read_anew
from revtrack.store import Store, open_store
from revtrack.versioning import Outcome
from tests.cli.test_web import page

FIRE = "https://post.example/fire"
START = datetime(2026, 2, 3, tzinfo=UTC)


@pytest.fixture
def store(on_sqlite: str) -> Iterator[Store]:
    with open_store(on_sqlite) as opened:
        yield opened


def snapshot(hour: int, content: bytes) -> Snapshot:
    at = START + timedelta(hours=hour)
    return Snapshot(article=FIRE, content=content, observed_at=at, media_type="text/html")


def of_old(one: Snapshot, options: ExtractOptions) -> Document:
    """What an older extractor made of a page: it knew nothing of the last paragraph, whatever stood in it."""
    known = re.sub(rb"<p>The harbour will.*?</p>", b"", one.content, flags=re.DOTALL)
    document = extract(replace(one, content=known), options)
    return replace(document, tools=replace(document.tools, extractor="html/1"))


OLD = Reader(extract=of_old)


def told(store: Store) -> list[Notice]:
    (article,) = store.articles()
    return list(notices(history(article, store)))


def test_an_upgrade_alone_tells_nobody_anything(store: Store) -> None:
    for hour, dead in enumerate(("three", "four", "four", "five")):
        capture(snapshot(hour, page(dead)), "page", store, OLD)
    before = told(store)
    assert read_anew(FIRE, store) == ReadAnew(read=4)
    after = told(store)
    assert [one.id for one in after] == [one.id for one in before]
    (article,) = store.articles()
    assert article.versions == 3
    assert "ferries" in store.document(store.versions(article.id)[0]).sentences[-1].text
    assert read_anew(FIRE, store) == ReadAnew()


def test_what_only_the_new_extractor_sees_is_a_technical_version(store: Store) -> None:
    capture(snapshot(0, page()), "page", store, OLD)
    capture(snapshot(1, page().replace(b"for a week", b"for a month")), "page", store, OLD)
    assert told(store) == []
    read_anew(FIRE, store)
    (article,) = store.articles()
    assert [version.technical for version in store.versions(article.id)] == [False, True]
    assert told(store) == []


def test_an_article_is_read_anew_before_anything_new_is_compared_with_it(store: Store) -> None:
    capture(snapshot(0, page()), "page", store, OLD)
    done = capture(snapshot(1, page(extra="another advertisement")), "page", store)
    assert done.verdict.outcome is Outcome.SAME_TEXT
    capture(snapshot(2, page("five")), "page", store)
    (only,) = told(store)
    assert only.title.startswith("Number changed")


def test_bytes_in_which_the_new_extractor_finds_no_article_keep_what_was_read(store: Store) -> None:
    wall = b"<html><title>Log in</title><body><form>Please log in to read on<input type=password></form></body></html>"

    def lenient(one: Snapshot, options: ExtractOptions) -> Document:
        document = extract(replace(one, content=page()), options)
        return replace(document, tools=replace(document.tools, extractor="html/1"))

    capture(snapshot(0, wall), "page", store, Reader(extract=lenient))
    assert read_anew(FIRE, store) == ReadAnew(kept=1)
    (article,) = store.articles()
    assert article.versions == 1


def test_what_many_articles_of_a_source_say_alike_is_folded(store: Store) -> None:
    def story(number: int, letter: str, dead: str) -> bytes:
        box = f"<p>You can get our {letter} letter with all the news of the town by writing to us.</p>"
        body = page(dead, headline=f"Fire number {number}").replace(b"</article>", box.encode() + b"</article>")
        return body.replace(b"The cause is not known.", f"The cause of fire {number} is not known.".encode())

    for number in range(6):
        for hour, letter in enumerate(("morning", "evening")):
            one = replace(snapshot(hour, story(number, letter, "three")), article=f"{FIRE}-{number}")
            capture(one, "page", store)
    capture(replace(snapshot(2, story(0, "evening", "five")), article=f"{FIRE}-0"), "page", store)
    (article,) = (one for one in store.articles() if one.identity == f"{FIRE}-0")
    folded, fact = history(article, store).transitions
    assert [[label.term for label in change.labels] for change in folded.comparison.changes] == [["boilerplate"]]
    assert [change.labels[0].term for change in fact.comparison.changes] == ["number"]


def test_a_source_has_its_rules_whatever_the_user_calls_an_article_of_it(store: Store) -> None:
    """And what was read by them is not read anew with every look."""

    def options(name: str) -> ExtractOptions:
        return (
            ExtractOptions(drop=("p:nth-child(3)",)) if name.startswith("https://post.example/") else ExtractOptions()
        )

    reader = Reader(options=options)
    plain = replace(snapshot(0, page()), article="my fire")
    fetched = replace(plain, observed_at=START + timedelta(hours=1), address=FIRE)
    capture(plain, "page", store, reader)
    capture(fetched, "page", store, reader)
    capture(replace(fetched, observed_at=START + timedelta(hours=2)), "page", store, reader)
    (article,) = store.articles()
    texts = ["".join(one.text for one in stored.document.sentences) for stored in store.snapshots(article.id)]
    assert ["The cause" in text for text in texts] == [True, False, False]
    assert read_anew("my fire", store, reader) == ReadAnew()
    assert read_anew("my fire", store) == ReadAnew(read=2)
