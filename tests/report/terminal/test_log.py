"""The log of an article, and of changes: golden pages first."""

from dataclasses import replace

import pytest

from revtrack.model import FetchState
from revtrack.report.terminal.log import LogOptions, changes_text, log_text
from revtrack.report.terminal.setting import TextOptions
from tests.report.golden import assert_golden
from tests.report.handmade import START, comparison, fire, history, kept
from tests.report.terminal.pages import OLD_TERMINAL, PIPE, STEPS, eventful, look

NARROW = TextOptions(width=80)


def test_golden_log() -> None:
    assert_golden("log.txt", log_text(history(*STEPS, returns={4: 1}), PIPE))


def test_golden_log_for_a_narrow_ascii_terminal() -> None:
    assert_golden("log-ascii.txt", log_text(history(*STEPS, returns={4: 1}, note="illustrative"), OLD_TERMINAL))


def test_golden_log_of_an_eventful_article() -> None:
    assert_golden("terminal/log-eventful.txt", log_text(eventful(), NARROW))


def test_golden_log_with_every_look_and_words_oldest_first() -> None:
    shown = log_text(eventful(), NARROW, log=LogOptions(checks=True, stat=True, reverse=True))
    assert_golden("terminal/log-full.txt", shown)


def test_golden_log_of_headlines() -> None:
    told = history(*STEPS)
    names = ["Fire kills three", "Fire kills five", "Fire kills five", "Fire kills three", "Fire kills five", "Fire"]
    versions = tuple(replace(one, headline=name) for one, name in zip(told.versions, names, strict=True))
    shown = log_text(replace(told, versions=versions), NARROW, log=LogOptions(headlines=True))
    assert_golden("terminal/log-headlines.txt", shown)


def test_golden_log_of_changes_in_several_articles() -> None:
    told = eventful()
    other = replace(told.article, id="aaaabbbbcc", title="Harbour to reopen", source=None)
    steps = [*reversed(told.transitions[3:]), replace(told.transitions[0], article=other), told.transitions[1]]
    assert_golden("terminal/log-changes.txt", changes_text(steps, NARROW))


def test_no_change_at_all_is_said() -> None:
    assert changes_text([], PIPE) == "No such change is stored.\n"


def test_a_note_on_a_time_stands_below_the_log() -> None:
    assert "Times of v1–v2: illustrative" in log_text(history(fire(), note="illustrative"), PIPE)


def test_the_log_of_a_single_version_needs_its_text_only_for_its_length() -> None:
    told = history()
    assert " v1  2026-02-03 11:47 UTC  first\n" in log_text(told, PIPE)
    assert "first  89 words, 15 sentences\n" in log_text(told, PIPE, first=fire().old)
    assert log_text(told, PIPE).endswith("Next: revtrack show 7k2mqa4xyz\n")


def test_a_selection_of_versions_shows_what_each_of_them_changed() -> None:
    whole = history(*STEPS)
    shown = log_text(replace(whole, versions=whole.versions[2:4], transitions=whole.transitions[1:3]), PIPE)
    assert [line[1:3] for line in shown.splitlines()[1:3]] == ["v4", "v3"]
    assert "first" not in shown
    assert shown.endswith("Next: revtrack diff 7k2mqa4xyz 3..4\n")


@pytest.mark.parametrize("state", FetchState)
def test_every_reason_for_a_failed_look_has_words(state: FetchState) -> None:
    told = replace(history(comparison(kept(1, "It rained."))), checks=(look(5, state, 418),))
    counted = log_text(told, PIPE)
    assert "1 look failed, 2026-02-03 11:52 UTC: " in counted
    line = next(line for line in log_text(told, PIPE, log=LogOptions(checks=True)).splitlines() if "○" in line)
    assert line.startswith(" ○   2026-02-03 11:52 UTC")
    assert "(418)" in line


def test_a_look_that_was_asked_to_wait_says_until_when() -> None:
    asked = replace(look(5, FetchState.BUSY, 429), retry_after=START.replace(hour=15))
    shown = log_text(replace(history(fire()), checks=(asked,)), PIPE, log=LogOptions(checks=True))
    assert "(429), not again before 2026-02-03 15:47 UTC" in shown


def test_an_article_that_is_gone_says_so_above_its_log() -> None:
    told = eventful()
    absence = replace(told.absences[0], until=None)
    about = replace(told.article, gone_since=absence.since, last_state=FetchState.MISSING)
    shown = log_text(replace(told, article=about, absences=(absence,)), PIPE)
    assert "Gone" in shown.splitlines()[1]
    assert "(2026-02-03 21:17 UTC)" in shown.splitlines()[1]
    assert "there again" not in shown
