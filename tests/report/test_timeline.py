"""Histories as entries, headlines, bars and listings."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from revtrack.model import Comparison, FieldName, History, Label, OnDemand, Weight
from revtrack.report.charts.headlines import headline_runs
from revtrack.report.charts.strip import BAR_HEIGHT, BAR_LEAST, strip
from revtrack.report.pages.listing import listing, newest_first
from revtrack.report.rows import Piece, moment
from revtrack.report.terminal.log import log_text
from revtrack.report.terminal.setting import TextOptions
from revtrack.report.timeline import (
    entries,
    evidence,
    telling,
    words_first,
)
from tests.report.handmade import START, added, comparison, edited, field, fire, history, kept, label, versions


def with_headlines(*headlines: str | None) -> History:
    """A History whose Versions carry these headlines."""
    changes = [
        field(FieldName.HEADLINE, f"[-{old or ''}-]{{+{new or ''}+}}", label("headline"))
        for old, new in pairwise(headlines)
    ]
    steps = [comparison(kept(1, "The same."), fields=[one] if one.old != one.new else []) for one in changes]
    made = history(*steps)
    versions = tuple(
        replace(version, headline=headline) for version, headline in zip(made.versions, headlines, strict=True)
    )
    return replace(made, versions=versions)


def test_entries_come_newest_first_with_the_gap_before_them() -> None:
    newest, oldest = entries(history(fire()))
    assert (newest.number, newest.gap, newest.compared_with, newest.folder) == (
        2,
        "2 hours 15 minutes later",
        1,
        "1..2",
    )
    assert (oldest.number, oldest.gap, oldest.compared_with, oldest.folder, oldest.words) == (1, "", None, "", None)


def test_the_first_version_tells_how_long_it_is_where_its_text_is_known() -> None:
    assert entries(history(comparison(kept(1, "One two three."), edited(1, "Four [-five-]{+six+}."))))[-1].size == (
        "5 words, 2 sentences"
    )
    assert entries(history())[0].size == ""


def test_a_return_to_an_earlier_text_says_which() -> None:
    made = history(fire(), fire(), returns={3: 1})
    assert [entry.returns_to for entry in entries(made)] == [1, None, None]
    found = strip(made)
    assert found is not None
    assert [bar.signs for bar in found.bars] == ["", "◆", "↺◆"]


def test_a_return_is_told_by_its_version_and_by_no_chip_besides() -> None:
    back = replace(fire(), explanation=OnDemand.of((Label(term="revert", weight=Weight.HEADLINE, rule="revert/1"),)))
    words = words_first(back)
    assert words.chips == words_first(replace(fire(), explanation=OnDemand.of(()))).chips
    assert "revert" not in log_text(history(fire(), back, returns={3: 1}), TextOptions())


def test_a_version_without_a_comparison_still_has_its_entry() -> None:
    made = replace(history(fire(), fire()), transitions=())
    assert [(entry.number, entry.folder) for entry in entries(made)] == [(3, ""), (2, ""), (1, "")]
    assert strip(made) is None


def test_words_come_first_and_facts_stand_out() -> None:
    said = words_first(fire())
    assert said.note == "No new correction note found."
    assert "three" in {run.text for run in said.summary if run.isolated}
    assert said.chips
    assert all(chip.strong for chip in said.chips)


@pytest.mark.parametrize(
    ("found", "extent"),
    [
        (comparison(edited(1, "It killed [-three-]{+five+}.")), "33 % of words changed; sentences: 1 edited"),
        (comparison(kept(1, "The same.")), "No sentence changed"),
    ],
)
def test_how_much_changed_is_said_in_words_and_in_sentences_without_a_naught(found: Comparison, extent: str) -> None:
    assert words_first(found).extent == extent


def test_the_most_telling_change_is_quoted_with_its_marks() -> None:
    found = telling(comparison(edited(1, "It killed [-three-]{+five+} people.", label("number", "three", "five"))))
    assert found is not None
    assert found.old[1] == Piece("three", "del")
    assert found.new[1] == Piece("five", "ins")
    assert telling(comparison(kept(1, "The same."))) is None


def test_headlines_follow_one_another_and_returns_are_told() -> None:
    runs = headline_runs(with_headlines("Fire", "Fire", "Big fire", "Fire"))
    assert [run.versions for run in runs] == ["Versions 1–2", "Version 3", "Version 4"]
    assert [run.returns_to for run in runs] == [None, None, 1]
    assert ["".join(piece.text for piece in run.pieces) for run in runs] == ["Fire", "Big fire", "Fire"]


def test_a_missing_headline_is_named_as_missing() -> None:
    (run,) = headline_runs(with_headlines(None, None))
    assert run.pieces == (Piece("Untitled article"),)


def test_the_highest_bar_is_the_version_that_changed_most() -> None:
    small = comparison(kept(1, "one two three four five six seven eight nine"), edited(1, "[-ten-]{+eleven+}"))
    found = strip(history(fire(), small))
    assert found is not None
    heights = [bar.added + bar.removed for bar in found.bars]
    assert heights[0] == 0
    assert max(heights) == BAR_HEIGHT
    assert min(heights[1:]) >= BAR_LEAST
    assert all(bar.removed_y + bar.removed == found.height for bar in found.bars)
    assert all(bar.share.replace("<", "under ") in bar.words for bar in found.bars)
    assert found.most == heights.index(BAR_HEIGHT) + 1


def test_bars_of_a_step_without_changed_words_have_no_height() -> None:
    found = strip(with_headlines("Fire", "Big fire"))
    assert found is not None
    assert [(bar.added, bar.removed, bar.share, bar.signs) for bar in found.bars] == [
        (0, 0, "", ""),
        (0, 0, "0 %", "◆"),
    ]


def test_listings_come_latest_change_first_ties_by_id() -> None:
    first = listing(history(fire()))
    later = replace(first, article_id="b", changed=moment(START + timedelta(days=1)))
    tie = replace(later, article_id="a")
    assert [one.article_id for one in newest_first([first, later, tie])] == ["a", "b", first.article_id]


def test_a_listing_of_an_unchanged_article_has_no_change_to_tell() -> None:
    one = listing(history())
    assert (one.extent, one.changed, one.folder, one.telling) == ("1 version", None, "", None)


def test_a_listing_does_not_say_the_same_twice() -> None:
    noted = comparison(added(1, "Correction: it was five.", label("note", None, "Correction")))
    one = listing(history(noted))
    assert one.telling is not None
    assert [run.text for run in one.telling.title] == ["Correction note added"]
    assert one.note == ""
    assert listing(history(fire())).note == "No new correction note found."
    toll = comparison(edited(1, "It killed [-three-]{+five+}.", label("number", "three", "five"), label("hedge")))
    assert ["".join(run.text for run in chip.words) for chip in listing(history(toll)).chips] == ["Certainty"]


def test_first_and_last_time_of_a_version_carry_each_its_own_note() -> None:
    (version,) = versions(1, note="illustrative")
    again = replace(version, snapshots=2, last_seen=version.last_seen + timedelta(minutes=1), last_time_note=None)
    assert [evidence(again).first_seen.note, evidence(again).last_seen.note] == ["illustrative", None]
