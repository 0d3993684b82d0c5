"""Snapshots read anew: other Documents and Versions, the same bytes, and nothing that subscribers take for news."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

import pytest

from revtrack.model import Document, Snapshot, Tools
from revtrack.store import Store
from revtrack.versioning import derive_article, timeline
from tests.store.histories import BRIDGE, Taken, at, keep, keep_all, taken
from tests.store.raw import contents, execute
from tests.strategies import TOOLS, document_of

NEWER = Tools(extractor="strategy/2", segmenter="strategy/1", normaliser="strategy/1")
CAPTURES = (
    taken("Three died.", 0),
    taken("Three died.", 10, noise="Most read: the weather"),
    taken("Five died.", 20),
    taken("Three died.", 30),
)
ID = CAPTURES[0].article_id

Readings = Mapping[tuple[datetime, str], Document]


def read_anew(one: Taken, tools: Tools = NEWER) -> Document:
    """What a newer extractor reads from a capture: the noise too, and the text under another fingerprint."""
    noise = one.snapshot.content.decode().partition("died.\n")[2]
    paragraph = one.document.blocks[0].text
    return replace(document_of(paragraph, *([noise] if noise else []), headline="The bridge"), tools=tools)


def all_anew(tools: Tools = NEWER) -> Readings:
    """New readings of all captures."""
    return {(one.snapshot.observed_at, one.snapshot.sha256): read_anew(one, tools) for one in CAPTURES}


def reread(store: Store, readings: Readings) -> None:
    """Read Snapshots anew as the pipeline does it."""
    with store.writing(ID) as writer:
        observations = []
        for seen in writer.observations(ID):
            document = readings.get((seen.observed_at, seen.sha256))
            if document is not None:
                first = seen.key if seen.key != document.fingerprint else None
                seen = replace(  # noqa: PLW2901
                    seen, fingerprint=document.fingerprint, words=document.word_count, first_fingerprint=first
                )
            observations.append(seen)
        writer.reread(
            article=derive_article(BRIDGE, observations),
            versions=timeline(ID, observations),
            readings=readings,
        )


def test_stored_snapshots_come_back_with_their_bytes_and_documents_in_the_order_of_time(store: Store) -> None:
    stated = replace(
        CAPTURES[0].snapshot,
        observed_at=at(5),
        title="Brücke",
        language="de",
        encoding="utf-8",
        note="first report",
        address="https://example.org/bridge?1",
        headers=(("Content-Type", "text/plain"), ("X-Odd", 'a"\\\x00é')),
        feed_title="Bridge!",
    )
    one = Taken(snapshot=stated, document=replace(CAPTURES[0].document, canonical=BRIDGE))
    keep_all(store, CAPTURES[2], one, CAPTURES[0])
    found = list(store.snapshots(ID))
    assert [stored.snapshot for stored in found] == [CAPTURES[0].snapshot, stated, CAPTURES[2].snapshot]
    assert [stored.document for stored in found] == [CAPTURES[0].document, one.document, CAPTURES[2].document]
    assert tuple(stored.observation for stored in found) == store.observations(ID)
    assert list(store.snapshots("unknown")) == []


def test_a_store_may_be_written_while_its_snapshots_are_walked(store: Store) -> None:
    keep_all(store, *CAPTURES)
    walked: list[Snapshot] = []
    for number, stored in enumerate(store.snapshots(ID)):
        walked.append(stored.snapshot)
        keep(store, taken(f"Update {number}.", 60 + number))
    assert walked == [one.snapshot for one in CAPTURES]


def test_an_article_is_to_be_read_anew_while_a_snapshot_is_left_that_none_of_the_tools_has_read(store: Store) -> None:
    keep_all(store, *CAPTURES)
    assert not store.is_read_by_others(ID, [TOOLS])
    assert store.is_read_by_others(ID, [NEWER])
    assert store.is_read_by_others(ID, [])
    readings = list(all_anew().items())
    reread(store, dict(readings[:-1]))
    assert store.is_read_by_others(ID, [NEWER])
    assert not store.is_read_by_others(ID, [NEWER, TOOLS])
    reread(store, dict(readings[-1:]))
    assert not store.is_read_by_others(ID, [NEWER])
    assert not store.is_read_by_others("unknown", [])


def test_the_last_snapshot_is_that_of_the_latest_time_or_of_those_with_the_same_bytes(store: Store) -> None:
    again = replace(CAPTURES[0].snapshot, observed_at=at(15), via="once more")
    keep_all(store, *reversed(CAPTURES), Taken(snapshot=again, document=CAPTURES[0].document))
    assert store.last_snapshot(ID) == CAPTURES[3].snapshot
    assert store.last_snapshot(ID, CAPTURES[1].snapshot.sha256) == CAPTURES[1].snapshot
    assert CAPTURES[0].snapshot.sha256 == CAPTURES[3].snapshot.sha256
    assert store.last_snapshot(ID, again.sha256) == CAPTURES[3].snapshot
    assert store.last_snapshot(ID, "0" * 64) is None
    assert store.last_snapshot("unknown") is None


def test_snapshots_read_anew_have_the_new_documents_and_the_versions_they_make(store: Store) -> None:
    keep_all(store, *CAPTURES)
    reread(store, all_anew())
    assert [stored.document for stored in store.snapshots(ID)] == list(all_anew().values())
    versions = store.versions(ID)
    assert [version.number for version in versions] == [1, 2, 3, 4], "the noise counts now"
    assert versions == timeline(ID, store.observations(ID))
    assert [version.technical for version in versions] == [False, True, False, False]
    assert store.articles()[0].versions == 4
    assert store.check() == ()


def test_the_text_keeps_the_name_under_which_it_was_told_however_often_it_is_read_anew(store: Store) -> None:
    keep_all(store, *CAPTURES)
    told = [seen.key for seen in store.observations(ID)]
    for tools in (NEWER, replace(NEWER, extractor="strategy/3")):
        reread(store, all_anew(tools))
        assert [seen.key for seen in store.observations(ID)] == told
    firsts = [seen.first_fingerprint for seen in store.observations(ID)]
    assert firsts == [None, told[1], None, None], "only what is named otherwise says so"


def test_a_reading_that_goes_back_to_the_first_leaves_no_trace_in_the_observations(store: Store) -> None:
    keep_all(store, *CAPTURES)
    before = store.observations(ID)
    reread(store, all_anew())
    assert store.observations(ID) != before
    reread(store, {(one.snapshot.observed_at, one.snapshot.sha256): one.document for one in CAPTURES})
    assert store.observations(ID) == before


def test_reading_anew_twice_changes_nothing_and_keeps_the_old_documents(store: Store, database: str) -> None:
    keep_all(store, *CAPTURES)
    old = execute(database, "SELECT count(*) FROM document")[0][0]
    reread(store, all_anew())
    before = contents(database)
    reread(store, all_anew())
    assert contents(database) == before
    assert execute(database, "SELECT count(*) FROM document") == [(old + 3,)]
    assert store.content(CAPTURES[1].snapshot.sha256) == CAPTURES[1].snapshot.content


def test_one_snapshot_may_be_read_anew_and_the_others_stay(store: Store) -> None:
    keep_all(store, *CAPTURES)
    place = (CAPTURES[1].snapshot.observed_at, CAPTURES[1].snapshot.sha256)
    reread(store, {place: all_anew()[place]})
    assert [seen.first_fingerprint is None for seen in store.observations(ID)] == [True, False, True, True]


def test_what_is_not_stored_cannot_be_read_anew_and_nothing_changes(store: Store, database: str) -> None:
    keep_all(store, *CAPTURES)
    before = contents(database)
    with pytest.raises(ValueError, match="not stored"):
        reread(store, {**all_anew(), (at(99), "0" * 64): CAPTURES[0].document})
    assert contents(database) == before


def test_a_rereading_undone_half_way_leaves_everything_as_it_was(store: Store, database: str) -> None:
    keep_all(store, *CAPTURES)
    before = contents(database)
    with pytest.raises(ZeroDivisionError):
        reread_and_fail(store)
    assert contents(database) == before


def reread_and_fail(store: Store) -> None:
    """Read Snapshots anew in a transaction that comes to nothing."""
    observations = store.observations(ID)
    with store.writing(ID) as writer:
        writer.reread(
            article=derive_article(BRIDGE, observations), versions=timeline(ID, observations), readings=all_anew()
        )
        raise ZeroDivisionError


def test_what_the_newer_tools_have_read_is_known_to_be_read(store: Store) -> None:
    keep_all(store, *CAPTURES)
    snapshot = replace(CAPTURES[1].snapshot, observed_at=at(70))
    assert store.read_before(ID, snapshot, NEWER) is None
    reread(store, all_anew())
    found = store.read_before(ID, snapshot, NEWER)
    assert found is not None
    assert found.fingerprint == read_anew(CAPTURES[1]).fingerprint
    assert store.read_before(ID, snapshot, TOOLS) is None
    assert store.read_before(ID, replace(snapshot, feed_title="Other"), NEWER) is None
    assert store.read_before(ID, replace(snapshot, address="https://example.org/"), NEWER) is None
