"""Versions that nobody is known to have made: pages, terminal and JSON say so in one voice, and count them nowhere."""

from typing import Any

import pytest

from revtrack.model import FROM_FEED, History
from revtrack.report.as_json import history_json
from revtrack.report.charts.blame import blame
from revtrack.report.charts.strip import strip
from revtrack.report.pages.listing import listing
from revtrack.report.rows import facts
from revtrack.report.terminal.inline import diff_text, stat_text
from revtrack.report.terminal.log import LogOptions, log_text
from revtrack.report.timeline import Entry, entries, in_turns
from revtrack.report.wording import note_found
from tests.report.invented import told
from tests.report.terminal.pages import PIPE
from tests.report.test_pages import pages
from tests.report.test_site import text_of

CARRIED = "# Fire\n\nThe fire killed three people. Smoke was seen for miles.\n"
PAGE = f"{CARRIED}\n“We deny every word,” the owner said.\n\nCorrection: An earlier version misstated the day.\n"
EDITED = PAGE.replace("three", "five")
TEXTS = {"F": CARRIED, "P": PAGE, "E": EDITED}

FEED_FIRST = "No edit that we know of: the version before is what a feed carried, this one is the page."
PAGE_FIRST = "No edit that we know of: the version before is the page, this one is what a feed carried."


def seen(looks: str) -> History:
    """F is what a feed carries, P the page, E the page after an edit."""
    vias = [FROM_FEED if look == "F" else "page" for look in looks]
    return told("en", [TEXTS[look] for look in looks], vias=vias)


@pytest.mark.parametrize(
    ("looks", "sentence", "short"),
    [
        ("FP", FEED_FIRST, "no edit known, the page after a feed"),
        ("PF", PAGE_FIRST, "no edit known, a feed after the page"),
    ],
)
def test_it_is_said_wherever_the_two_are_compared(looks: str, sentence: str, short: str) -> None:
    made = seen(looks)
    (step,) = made.transitions
    home = f"a/{made.article.id}"
    for page in (f"{home}/index.html", f"{home}/1..2/index.html"):
        assert sentence in text_of(pages(made)[page])
    for text in (
        diff_text(step.comparison, PIPE, transition=step),
        stat_text(step.comparison, PIPE, transition=step),
    ):
        assert sentence in text
    line = log_text(made, PIPE, log=LogOptions(stat=True))
    assert short in line
    assert "no new note" not in line
    glance = strip(made)
    assert glance is not None
    assert (glance.bars[1].words, glance.bars[1].signs, glance.bars[1].share) == (short, "⇄", "")
    assert (glance.bars[1].added, glance.bars[1].removed, glance.most) == (0, 0, None)


@pytest.mark.parametrize("looks", ["FP", "PF", "FPFP"])
def test_an_article_that_nobody_edited_has_not_changed(looks: str) -> None:
    made = seen(looks)
    assert facts(made).last_changed is None
    assert facts(made).extent == f"{len(looks)} versions"
    one = listing(made)
    assert (one.changed, one.telling, one.shares, one.chips, one.kinds) == (None, None, (), (), ())
    assert (one.noted, one.unnoted, one.folder, one.returns_to) == (0, 0, "", None)
    found: Any = history_json(made)
    assert found["article"]["last_changed"] == found["article"]["first_seen"]
    assert [one["technical"] for one in found["versions"]] == [False] + [True] * (len(looks) - 1)
    assert {step["summary"]["unnoted_fact_changes"] for step in found["steps"]} == {0}
    assert not any("No new correction note" in step["summary"]["text"] for step in found["steps"])


def test_an_edit_is_told_as_ever_and_alone() -> None:
    made = seen("FPEF")
    assert facts(made).extent == "4 versions; changed once; 1 sentence change"
    changed = facts(made).last_changed
    assert changed is not None
    assert changed.text.startswith("2026-03-12 08:45")
    one = listing(made)
    assert (one.folder, one.kinds, len(one.shares)) == ("2..3", ("number", "unnoted"), 1)
    read = text_of(pages(made)[f"a/{made.article.id}/index.html"])
    assert "notes to readers: none" in read
    assert note_found(made.transitions[0].comparison) == "added"


def test_between_versions_that_lie_apart_an_edit_may_have_come() -> None:
    made = seen("PEF")
    home = f"a/{made.article.id}"
    assert PAGE_FIRST in text_of(pages(made)[f"{home}/2..3/index.html"])
    assert PAGE_FIRST not in text_of(pages(made)[f"{home}/1..3/index.html"])


def test_nobody_took_away_what_only_the_other_side_leaves_out() -> None:
    ages = {line.text: (line.since, line.changed) for line in blame(seen("FPFP"))}
    assert ages["The fire killed three people."] == (1, 1)
    assert ages["“We deny every word,” the owner said."] == (2, 2)
    assert {line.changed for line in blame(seen("FPEFE"))} == {1, 2, 3}


def test_turns_of_a_feed_and_a_page_are_folded_apart_from_returns_of_the_publisher() -> None:
    rows = in_turns(entries(seen("PEFEP")))
    assert [row.number for row in rows if isinstance(row, Entry)] == [5, 4, 3, 2, 1]
    (both, *_) = in_turns(entries(seen("FPFPF")))
    assert not isinstance(both, Entry)
    assert [entry.number for entry in both.entries] == [5, 4, 3]
