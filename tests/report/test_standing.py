"""How an article stands: gone, back, out of sight, or there; nobody is accused."""

import re
from dataclasses import replace

import pytest

from revtrack.model import FetchState
from revtrack.report.rows import facts
from revtrack.report.standing import UNWATCHED, NextCheck, StandingKind, standing, state_words
from tests.report.handmade import START, fire, history
from tests.report.invented import busy, failing, gone


@pytest.mark.parametrize("state", FetchState)
def test_every_state_has_words(state: FetchState) -> None:
    assert re.fullmatch(r"[a-z][\w ,.()]+", state_words(state))


def test_gone_is_said_with_what_the_second_look_found() -> None:
    made = gone()
    found = standing(made.article, made.absences)
    assert found.kind is StandingKind.GONE
    assert found.words == "Gone"
    assert found.detail == "taken away (410), confirmed by a second look; the last text seen is kept here"
    assert found.since == made.article.gone_since
    assert standing(made.article).detail == "confirmed by a second look; the last text seen is kept here"


def test_what_its_own_history_says_was_removed_needs_no_second_look() -> None:
    made = gone()
    removed = replace(made.absences[0], state=FetchState.REMOVED)
    assert "second look" not in standing(made.article, (removed,)).detail


def test_a_look_that_failed_says_nothing_of_the_article_itself() -> None:
    found = standing(failing().article)
    assert found.kind is StandingKind.FAILED
    assert (found.words, found.detail) == ("The last look failed", "paywall; the last text seen stands")


def test_an_article_that_came_back_says_since_when() -> None:
    made = busy()
    found = standing(made.article, made.absences)
    assert (found.kind, found.since) == (StandingKind.RESTORED, made.absences[0].until)


def test_an_article_without_any_trouble_is_there() -> None:
    assert standing(history(fire()).article).kind is StandingKind.THERE


def test_when_the_next_look_is_due_or_why_there_is_none_stands_among_the_facts() -> None:
    by_hand = facts(history(fire()))
    assert (by_hand.next_check, by_hand.checking) == (
        None,
        "none: it was brought in by hand",
    )
    planned = facts(history(fire()), NextCheck(at=START, reason="Changed today."))
    assert planned.next_check is not None
    assert (planned.next_check.text, planned.checking) == ("2026-02-03 11:47 UTC", "Changed today.")


def test_who_is_not_looked_at_is_there_as_last_seen_unless_worse_is_known() -> None:
    assert (facts(history(fire())).standing, facts(history(fire())).watched) == (UNWATCHED, False)
    assert facts(gone()).standing == "Gone"
    assert facts(failing()).watched


def test_failed_looks_are_counted() -> None:
    assert facts(history(fire())).failed == ""
    assert facts(busy()).failed == "4 looks failed"
    made = history(fire())
    assert facts(replace(made, article=replace(made.article, checks=1))).failed == "1 look failed"
